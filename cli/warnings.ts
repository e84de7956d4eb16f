/** The warning flags of C that gcc has: what -W accepts, and what -Wall and -Wextra switch on. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** -Wall's warnings (gcc 12, C). */
export const WALL: readonly string[] = words(`
  address array-bounds array-compare array-parameter bool-compare bool-operation char-subscripts
  comment dangling-pointer duplicate-decl-specifier enum-compare format format-contains-nul
  format-extra-args format-overflow format-truncation format-zero-length frame-address implicit
  implicit-function-declaration implicit-int infinite-recursion init-self int-in-bool-context
  logical-not-parentheses main maybe-uninitialized memset-elt-size memset-transposed-args
  misleading-indentation missing-attributes missing-braces mismatched-dealloc multistatement-macros
  nonnull nonnull-compare openmp-simd packed-not-aligned parentheses pointer-sign restrict
  return-type sequence-point sizeof-array-div sizeof-pointer-div sizeof-pointer-memaccess
  strict-aliasing strict-overflow stringop-truncation switch tautological-compare trigraphs
  uninitialized unknown-pragmas unused unused-but-set-variable unused-function unused-label
  unused-local-typedefs unused-value unused-variable use-after-free vla-parameter
  volatile-register-var zero-length-bounds
`);

/** What -Wextra adds. */
export const WEXTRA: readonly string[] = words(`
  cast-function-type clobbered empty-body enum-conversion expansion-to-defined ignored-qualifiers
  implicit-fallthrough missing-field-initializers missing-parameter-type old-style-declaration
  override-init shift-negative-value sign-compare string-compare type-limits
  unused-but-set-parameter unused-parameter
`);

/** What -pedantic switches on. */
export const PEDANTIC: readonly string[] = ['pedantic'];

const OTHERS: readonly string[] = words(`
  abi absolute-value address-of-packed-member aggregate-return aggressive-loop-optimizations
  alloc-size-larger-than alloc-zero alloca alloca-larger-than arith-conversion attribute-alias
  attribute-warning attributes bad-function-cast bidi-chars builtin-declaration-mismatch
  builtin-macro-redefined c++-compat c11-c2x-compat c90-c99-compat c99-c11-compat cannot-profile
  cast-align cast-qual comments compare-distinct-pointer-types conversion coverage-mismatch cpp
  dangling-else date-time
  declaration-after-statement deprecated deprecated-declarations designated-init
  disabled-optimization discarded-array-qualifiers discarded-qualifiers div-by-zero
  double-promotion duplicated-branches duplicated-cond endif-labels float-conversion float-equal
  format-nonliteral format-security format-signedness format-y2k frame-larger-than
  free-nonheap-object if-not-aligned ignored-attributes incompatible-pointer-types inline
  int-conversion int-to-pointer-cast invalid-memory-model invalid-pch jump-misses-init larger-than
  logical-op long-long lto-type-mismatch missing-declarations missing-format-attribute
  missing-include-dirs missing-noreturn missing-profile missing-prototypes multichar
  nested-externs normalized null-dereference odr old-style-definition overflow overlength-strings
  override-init-side-effects packed packed-bitfield-compat padded pointer-arith pointer-compare
  pointer-to-int-cast pragmas prio-ctor-dtor psabi redundant-decls return-local-addr
  scalar-storage-order shadow shadow-compatible-local shadow-local shift-count-negative
  shift-count-overflow shift-overflow sign-conversion sizeof-array-argument stack-protector
  stack-usage strict-prototypes stringop-overflow stringop-overread suggest-attribute
  suggest-final-methods suggest-final-types switch-bool switch-default switch-enum
  switch-outside-range switch-unreachable sync-nand system-headers traditional
  traditional-conversion trampolines trivial-auto-var-init tsan undef unknown-escape
  unreachable-code unsafe-loop-optimizations unsuffixed-float-constants unused-const-variable
  unused-macros unused-result useless-cast varargs variadic-macros vector-operation-performance vla
  vla-larger-than write-strings
`);

/** Every -W flag that is known, without the -W. */
export const WARNINGS: ReadonlySet<string> = new Set([...WALL, ...WEXTRA, ...PEDANTIC, ...OTHERS]);
