/**
 * The flags of gcc that builds pass and that change nothing here, with the reason; a flag that is
 * neither in this table nor in cli/option-table.ts is an error. A trailing `=` or `*` stands for a
 * value.
 */

interface AcceptedRow {
  readonly why: string;
  readonly f?: string;
  readonly m?: string;
  readonly other?: string;
}

/** Rows of accepted flags; -f rows also accept -fno-. */
export const ACCEPTED = [
  {
    why: 'optimizations that this compiler decides on by itself',
    f: `aggressive-loop-optimizations align-functions align-functions= align-jumps align-jumps=
      align-labels align-labels= align-loops align-loops= branch-count-reg caller-saves
      code-hoisting combine-stack-adjustments compare-elim cprop-registers crossjumping
      cse-follow-jumps cse-skip-blocks dce defer-pop delayed-branch delete-null-pointer-checks
      devirtualize dse early-inlining expensive-optimizations fat-lto-objects finite-loops
      forward-propagate fp-contract= function-cse gcse gcse-after-reload gcse-las gcse-lm gcse-sm
      graphite graphite-identity guess-branch-probability hoist-adjacent-loads if-conversion
      if-conversion2 indirect-inlining inline inline-functions inline-functions-called-once
      inline-limit= inline-small-functions ipa-bit-cp ipa-cp ipa-cp-clone ipa-icf
      ipa-icf-functions ipa-icf-variables ipa-modref ipa-profile ipa-pta ipa-pure-const ipa-ra
      ipa-reference ipa-sra ipa-vrp ira-algorithm= ira-hoist-pressure ira-region=
      ira-share-save-slots ira-share-spill-slots ira-loop-pressure optimize-strlen
      isolate-erroneous-paths-dereference ivopts jump-tables keep-inline-functions
      keep-static-consts keep-static-functions live-range-shrinkage loop-nest-optimize
      loop-parallelize-all lra-remat lto lto= lto-partition= merge-all-constants merge-constants
      modulo-sched move-loop-invariants omit-leaf-frame-pointer optimize-sibling-calls
      partial-inlining peel-loops peephole peephole2 plt predictive-commoning prefetch-loop-arrays
      printf-return-value ree rename-registers reorder-blocks reorder-blocks-algorithm=
      reorder-blocks-and-partition reorder-functions rerun-cse-after-loop
      reschedule-modulo-scheduled-loops sched-critical-path-heuristic sched-interblock
      sched-pressure sched-spec schedule-fusion schedule-insns schedule-insns2 section-anchors
      semantic-interposition shrink-wrap split-ivs-in-unroller split-loops split-paths
      split-wide-types conserve-stack ssa-backprop ssa-phiopt stdarg-opt store-merging thread-jumps
      toplevel-reorder tracer tree-bit-ccp tree-builtin-call-dce tree-ccp tree-ch
      tree-coalesce-vars tree-copy-prop tree-dce tree-dominator-opts tree-dse tree-forwprop
      tree-fre tree-loop-distribution tree-loop-if-convert
      tree-loop-im tree-loop-ivcanon tree-loop-linear tree-loop-optimize
      tree-parallelize-loops= tree-partial-pre tree-phiprop tree-pre tree-pta tree-reassoc
      tree-scev-cprop tree-sink tree-slp-vectorize tree-slsr tree-sra tree-switch-conversion
      tree-tail-merge tree-ter tree-vrp unconstrained-commons unit-at-a-time
      unroll-all-loops unroll-loops unsafe-loop-optimizations
      unswitch-loops variable-expansion-in-unroller vect-cost-model vect-cost-model=
      version-loops-for-strides vpt web whole-program`,
  },
  {
    why: 'freedoms that are not taken, and promises that are kept anyway',
    f: `cx-fortran-rules cx-limited-range excess-precision=
      finite-math-only float-store math-errno reciprocal-math signed-zeros trapping-math
      non-call-exceptions exceptions ident asynchronous-unwind-tables unwind-tables dwarf2-cfi-asm
      gnu-unique keep-inline-dllexport zero-initialized-in-bss threadsafe-statics stack-reuse=
      trampolines delete-dead-exceptions extended-identifiers tls-model= access-control
      lax-vector-conversions dollars-in-identifiers pch-deps pch-preprocess working-directory
      strict-volatile-bitfields allow-store-data-races`,
  },
  {
    why: 'hardening that this compiler does not add',
    f: `stack-clash-protection stack-check stack-protector stack-protector-all cf-protection
      cf-protection= stack-protector-explicit stack-protector-strong hardened trivial-auto-var-init=
      zero-call-used-regs= harden-compares harden-conditional-branches`,
  },
  {
    why: 'how messages look, and reports',
    f: `caret-diagnostics diagnostics-color diagnostics-color= diagnostics-format=
      diagnostics-show-caret diagnostics-show-cwe diagnostics-show-labels
      diagnostics-show-line-numbers diagnostics-show-location= diagnostics-show-option
      diagnostics-show-template-tree diagnostics-generate-patch diagnostics-urls=
      diagnostics-minimum-margin-width= message-length= max-errors= show-column
      track-macro-expansion= macro-backtrace-limit= color-diagnostics ansi-escape-codes dump-*
      opt-info* record-gcc-switches verbose-asm mem-report time-report stack-usage compare-debug
      compare-debug= random-seed= file-prefix-map= macro-prefix-map= debug-prefix-map=
      canon-prefix-map debug-types-section eliminate-unused-debug-types
      eliminate-unused-debug-symbols var-tracking var-tracking-assignments debug-macro
      use-linker-plugin`,
  },
  {
    why: 'the machines and models that are compiled for anyway',
    m: `64 tune= cpu= abi=lp64d abi=sysv cmodel=small cmodel=medlow cmodel=medany
      fpmath=sse fxsr mmx no-mmx 128bit-long-double long-double-80 hard-float 80387 no-80387
      no-fp-ret-in-387 skip-rax-setup tls-direct-seg-refs
      tls-dialect= no-avx512f no-sse3 no-ssse3 no-sse4 no-sse4.1 no-sse4.2 no-sse4a
      no-fma no-fma4 no-bmi no-bmi2 no-lzcnt no-popcnt no-3dnow accumulate-outgoing-args
      no-accumulate-outgoing-args push-args inline-all-stringops no-inline-all-stringops
      strict-align no-strict-align relax no-relax explicit-relocs no-explicit-relocs plt
      branch-cost= div fdiv save-restore no-save-restore preferred-stack-boundary=4
      incoming-stack-boundary=4 vzeroupper indirect-branch=keep function-return=keep
      prefer-vector-width= no-stv stv avx sse3 ssse3 sse4 sse4.1 sse4.2 fma bmi bmi2
      lzcnt
      popcnt aes pclmul rdrnd cmodel=kernel cx16 sahf movbe crc32 sha f16c`,
  },
  {
    why: 'nothing to do',
    other: `-pipe -no-canonical-prefixes -no-integrated-cpp -fintegrated-as -fsigned-bitfields
      -Qunused-arguments`,
  },
] as const satisfies readonly AcceptedRow[];

interface Patterns {
  readonly exact: ReadonlySet<string>;
  readonly prefixes: readonly string[];
}

/** Every accepted flag as it is written; a value may follow those of `prefixes`. */
export const ACCEPTED_FLAGS: Patterns = (() => {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const add = (flag: string): void => {
    if (flag.endsWith('*')) prefixes.push(flag.slice(0, -1));
    else if (flag.endsWith('=')) prefixes.push(flag);
    else exact.add(flag);
  };
  const split = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter(Boolean);
  for (const row of ACCEPTED as readonly AcceptedRow[]) {
    for (const name of split(row.f)) {
      add(`-f${name}`);
      if (!name.endsWith('=')) add(`-fno-${name}`);
    }
    for (const name of split(row.m)) add(`-m${name}`);
    for (const flag of split(row.other)) add(flag);
  }
  return { exact, prefixes };
})();

/** Whether a flag is accepted without effect. */
export function isAccepted(flag: string): boolean {
  if (ACCEPTED_FLAGS.exact.has(flag)) return true;
  return ACCEPTED_FLAGS.prefixes.some((prefix) => flag.startsWith(prefix));
}
