/**
 * Reduces a failing program. Gets a program and the specimen that fails on it, promises the
 * smallest program that cvise or creduce finds on which it still fails while two reference
 * compilers agree and the sanitizers are silent, so that what is left is the specimen's fault.
 * Where the specimen takes --opt-bisect-limit, the pass to blame is found as well.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits, Runner } from './process.ts';
import type { VerdictKind } from './results.ts';
import { findTool, MissingTool, quoteWord, shellCommand, UsageError } from './specimen.ts';

export interface ReducePlan {
  readonly file: string;
  /** The specimen's command, with its level. */
  readonly specimen: readonly string[];
  /** Runs the specimen's programs, such as an emulator. */
  readonly wrapper: readonly string[];
  /** Flags for every compilation. */
  readonly flags: readonly string[];
  readonly libraries: readonly string[];
  /** Compilers that must agree: the first two commands are taken. */
  readonly references: readonly string[];
  /** Work happens here, and the results stay here. */
  readonly folder: string;
  readonly seconds: number;
  readonly jobs: number;
}

export interface Reduction {
  readonly file: string;
  /** How the specimen fails. */
  readonly kind: VerdictKind;
  readonly before: number;
  readonly after: number;
  /** False if time ran out first. */
  readonly finished: boolean;
  /** The (pass, function) pair from which on it fails, or null. */
  readonly bisected: { readonly limit: number; readonly pass: string } | null;
}

/** The kinds a specimen can fail in, as the script tells them, by exit status. */
const failureKinds: Readonly<Record<number, VerdictKind>> = {
  11: 'compiler-crash',
  12: 'compile-error',
  13: 'compile-timeout',
  14: 'wrong',
  15: 'run-timeout',
};

/** Warnings after which a C program may mean anything. */
const strictness = [
  'implicit-function-declaration',
  'implicit-int',
  'int-conversion',
  'incompatible-pointer-types',
  'return-type',
  'uninitialized',
  'maybe-uninitialized',
  'array-bounds',
  'format',
  'div-by-zero',
  'shift-count-overflow',
  'sequence-point',
];

const crash = 'internal compiler error|Segmentation fault|PLEASE submit|Stack dump|panicked at';

/**
 * The interestingness test. With the argument `tell` it exits with the kind of failure (or 0);
 * without, it exits with 0 if the specimen fails in the wanted way and nobody else does.
 */
export function interestingness(plan: ReducePlan, wanted: VerdictKind | null): string {
  const [first = 'gcc', second = 'clang'] = plan.references;
  const common = shellCommand(['-w', ...plan.flags]);
  const libraries = shellCommand(plan.libraries);
  const errors = strictness.map((name) => `-Werror=${name}`).join(' ');
  const sanitizers = '-fsanitize=undefined,address -fno-sanitize-recover=all -g';
  const wantedStatus = Object.entries(failureKinds).find(([, kind]) => kind === wanted)?.[0] ?? '';
  return `#!/bin/sh
# Does the specimen still fail on program.c, and only the specimen? 0: yes.
file=\${GOODHART_FILE:-program.c}
# Each test works in a folder of its own: the reducer may run several at once.
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
run() { (ulimit -c 0; exec timeout -k 1 "$@") }

specimen() {
  run 60 ${shellCommand(plan.specimen)} ${common} "$file" -o "$box/s" ${libraries} \\
    > "$box/s.log" 2>&1
  status=$?
  [ $status = 124 ] && return 13
  if [ $status != 0 ] || [ ! -f "$box/s" ]; then
    if [ $status -gt 128 ] || grep -Eq '${crash}' "$box/s.log"; then return 11; fi
    return 12
  fi
  run 10 ${plan.wrapper.length === 0 ? '' : `${shellCommand(plan.wrapper)} `}"$box/s" \\
    > "$box/s.out" 2> /dev/null
  status=$?
  [ $status = 124 ] && return 15
  [ $status = 0 ] && cmp -s "$box/s.out" "$box/r.out" && return 0
  return 14
}

reference() { # out command...
  out=$1; shift
  run 30 "$@" ${common} "$file" -o "$box/r" ${libraries} > /dev/null 2>&1 || return 1
  run 10 "$box/r" > "$box/$out" 2> /dev/null
}

reference r.out ${quoteWord(first)} -O0 || exit 1
specimen
kind=$?
if [ "$1" = tell ]; then exit $kind; fi
[ $kind = ${wantedStatus === '' ? '0' : wantedStatus} ] || exit 1
run 30 ${quoteWord(first)} -O1 -Wall ${errors} ${shellCommand(plan.flags)} \\
  -S "$file" -o /dev/null > /dev/null 2>&1 || exit 1
reference r2.out ${quoteWord(first)} -O2 && cmp -s "$box/r.out" "$box/r2.out" || exit 1
reference r3.out ${quoteWord(second)} -O1 && cmp -s "$box/r.out" "$box/r3.out" || exit 1
reference r4.out ${quoteWord(first)} -O1 ${sanitizers} && cmp -s "$box/r.out" "$box/r4.out" \\
  || exit 1
reference r5.out ${quoteWord(second)} -O0 ${sanitizers} && cmp -s "$box/r.out" "$box/r5.out" \\
  || exit 1
# What is not initialized must not matter: the sanitizers do not see it.
for start in zero pattern; do
  reference r6.out ${quoteWord(first)} -O1 -ftrivial-auto-var-init=$start || exit 1
  cmp -s "$box/r.out" "$box/r6.out" || exit 1
done
exit 0
`;
}

const patient: Limits = { seconds: 300, megabytes: 0, outputBytes: 4 << 20, fileMegabytes: 0 };

/** The reducer's words, by what is installed. Throws MissingTool if none is. */
function reducer(jobs: number): string[] {
  if (findTool('cvise') !== null) return ['cvise', '--n', `${jobs}`, '--no-timing', '--tidy'];
  if (findTool('creduce') !== null) return ['creduce', '--n', `${jobs}`, '--tidy'];
  throw new MissingTool('cvise (or creduce): no such command');
}

/** Includes are expanded first, where that changes nothing: a reducer cannot enter them. */
async function expandIncludes(plan: ReducePlan, runner: Runner, script: string, file: string) {
  const expanded = join(plan.folder, 'expanded.c');
  const [reference = 'gcc'] = plan.references;
  const argv = [reference, '-E', '-P', ...plan.flags, file, '-o', expanded];
  const made = await runner.run(argv, { cwd: plan.folder, limits: patient });
  if (made.ending.kind !== 'exit' || made.ending.status !== 0) return;
  const original = readFileSync(file);
  copyFileSync(expanded, file);
  const same = await runner.run([script], { cwd: plan.folder, limits: patient });
  if (same.ending.kind !== 'exit' || same.ending.status !== 0) writeFileSync(file, original);
}

async function statusOf(runner: Runner, argv: readonly string[], cwd: string): Promise<number> {
  const { ending } = await runner.run(argv, { cwd, limits: patient });
  return ending.kind === 'exit' ? ending.status : -1;
}

/** The first limit at which the specimen fails, and the pass that the limit lets in. */
async function bisect(
  plan: ReducePlan,
  runner: Runner,
  kind: VerdictKind,
): Promise<Reduction['bisected']> {
  const { folder: cwd } = plan;
  const option = (limit: number): string[] => [...plan.specimen, `--opt-bisect-limit=${limit}`];
  const file = join(cwd, 'program.c');
  const probe = [...option(0), '-S', file, '-o', '/dev/null'];
  if ((await statusOf(runner, probe, cwd)) !== 0) return null;
  const fails = async (limit: number): Promise<boolean> => {
    const script = join(cwd, 'bisect.sh');
    writeFileSync(script, interestingness({ ...plan, specimen: option(limit) }, kind));
    chmodSync(script, 0o755);
    return failureKinds[await statusOf(runner, [script, 'tell'], cwd)] === kind;
  };
  if (await fails(0)) return { limit: 0, pass: 'none: it fails without any pass' };
  let high = 1;
  while (!(await fails(high))) {
    if (high > 1 << 20) return null;
    high *= 2;
  }
  let low = high >> 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await fails(middle)) high = middle;
    else low = middle;
  }
  const dump = [...option(high), '--dump=all', '-S', file, '-o', '/dev/null'];
  const told = await runner.run(dump, { cwd, limits: { ...patient, outputBytes: 64 << 20 } });
  const passes = [...`${told.stdout}\n${told.stderr}`.matchAll(/^# --- (.+)$/gm)];
  return { limit: high, pass: passes.at(-1)?.[1] ?? 'unknown' };
}

/**
 * Reduces. Throws UsageError if the specimen does not fail on the program, or the references fail
 * or disagree on it as well; MissingTool without a reducer.
 */
export async function reduceProgram(plan: ReducePlan, runner: Runner): Promise<Reduction> {
  const tool = reducer(plan.jobs);
  mkdirSync(plan.folder, { recursive: true });
  const file = join(plan.folder, 'program.c');
  const script = join(plan.folder, 'check.sh');
  copyFileSync(plan.file, file);
  copyFileSync(plan.file, join(plan.folder, 'original.c'));
  const write = (wanted: VerdictKind | null): void => {
    writeFileSync(script, interestingness(plan, wanted));
    chmodSync(script, 0o755);
  };
  write(null);
  const kind = failureKinds[await statusOf(runner, [script, 'tell'], plan.folder)];
  if (kind === undefined) {
    throw new UsageError(`${plan.file}: the specimen does not fail on it, or a reference does`);
  }
  write(kind);
  if ((await statusOf(runner, [script], plan.folder)) !== 0) {
    throw new UsageError(
      `${plan.file}: the references warn, disagree or find undefined behaviour (see check.sh)`,
    );
  }
  await expandIncludes(plan, runner, script, file);
  const whole = readFileSync(file, 'latin1');
  const limits: Limits = { ...patient, seconds: plan.seconds };
  const words = [...tool, script, 'program.c'];
  const { ending } = await runner.run(words, { cwd: plan.folder, limits });
  // A reducer that is cut short may leave the program laid out anew and longer.
  if (readFileSync(file, 'latin1').length > whole.length) writeFileSync(file, whole, 'latin1');
  return {
    file,
    kind,
    before: whole.length,
    after: readFileSync(file, 'latin1').length,
    finished: ending.kind === 'exit' && ending.status === 0,
    bisected: await bisect(plan, runner, kind),
  };
}
