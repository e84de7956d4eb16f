/**
 * What __has_attribute and __has_builtin answer: the attributes and built-in functions that the
 * checker knows. The tables are shared, so that a program is never told of one that is then
 * refused.
 */

/** Attributes of GNU C that are acted on, or may be ignored without a change of meaning. */
export const ATTRIBUTES: readonly string[] = [
  ...['access', 'alias', 'aligned', 'alloc_align', 'alloc_size', 'always_inline', 'artificial'],
  ...['assume_aligned', 'cold', 'const', 'constructor', 'deprecated', 'designated_init'],
  ...['destructor', 'error', 'fallthrough', 'flatten', 'format', 'format_arg', 'gnu_inline'],
  ...['hot', 'leaf', 'malloc', 'may_alias', 'mode', 'no_instrument_function', 'no_reorder'],
  ...['no_sanitize', 'no_sanitize_address', 'noclone', 'noinline', 'noipa', 'nonnull'],
  ...['nonstring', 'noplt', 'noreturn', 'nothrow', 'packed', 'pure', 'returns_nonnull'],
  ...['returns_twice', 'section', 'sentinel', 'stack_protect', 'transparent_union', 'unused'],
  ...['used', 'vector_size', 'visibility', 'warn_unused_result', 'warning', 'weak', 'weakref'],
  ...['cleanup', 'optimize', 'no_icf', 'no_stack_protector', 'no_split_stack', 'retain'],
  ...['tls_model', 'common', 'nocommon', 'externally_visible', 'warn_if_not_aligned'],
];

const LIBRARY = [
  ...['abort', 'abs', 'labs', 'llabs', 'imaxabs', 'alloca', 'bcmp', 'bcopy', 'bzero', 'calloc'],
  ...['exit', '_exit', '_Exit', 'fprintf', 'fputc', 'fputs', 'free', 'fwrite', 'index', 'malloc'],
  ...['memchr', 'memcmp', 'memcpy', 'memmove', 'mempcpy', 'memset', 'printf', 'putchar', 'puts'],
  ...['realloc', 'rindex', 'snprintf', 'sprintf', 'stpcpy', 'stpncpy', 'strcasecmp', 'strcat'],
  ...['strchr', 'strcmp', 'strcpy', 'strcspn', 'strdup', 'strlen', 'strncasecmp', 'strncat'],
  ...['strncmp', 'strncpy', 'strndup', 'strnlen', 'strpbrk', 'strrchr', 'strspn', 'strstr'],
  ...['vfprintf', 'vprintf', 'vsnprintf', 'vsprintf', 'isalnum', 'isalpha', 'isdigit'],
  ...['islower', 'isprint', 'isspace', 'isupper', 'isxdigit', 'tolower', 'toupper'],
];

const MATHS = [
  ...['acos', 'asin', 'atan', 'atan2', 'cbrt', 'ceil', 'copysign', 'cos', 'cosh', 'exp', 'exp2'],
  ...['fabs', 'floor', 'fma', 'fmax', 'fmin', 'fmod', 'frexp', 'hypot', 'ldexp', 'log', 'log10'],
  ...['log2', 'lrint', 'lround', 'llrint', 'llround', 'modf', 'nearbyint', 'pow', 'rint'],
  ...['round', 'scalbn', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'huge_val', 'inf', 'nan'],
];

const LANGUAGE = [
  ...['add_overflow', 'sub_overflow', 'mul_overflow', 'add_overflow_p', 'sub_overflow_p'],
  ...['mul_overflow_p', 'sadd_overflow', 'saddl_overflow', 'saddll_overflow', 'uadd_overflow'],
  ...['uaddl_overflow', 'uaddll_overflow', 'ssub_overflow', 'ssubl_overflow', 'ssubll_overflow'],
  ...['usub_overflow', 'usubl_overflow', 'usubll_overflow', 'smul_overflow', 'smull_overflow'],
  ...['smulll_overflow', 'umul_overflow', 'umull_overflow', 'umulll_overflow'],
  ...['alloca_with_align', 'assume_aligned', 'bswap16', 'bswap32', 'bswap64', 'choose_expr'],
  ...['clrsb', 'clrsbl', 'clrsbll', 'clz', 'clzl', 'clzll', 'constant_p', 'ctz', 'ctzl', 'ctzll'],
  ...['expect', 'expect_with_probability', 'extract_return_addr', 'ffs', 'ffsl', 'ffsll'],
  ...['fpclassify', 'frame_address', 'isfinite', 'isgreater', 'isgreaterequal', 'isinf'],
  ...['isinf_sign', 'isless', 'islessequal', 'islessgreater', 'isnan', 'isnormal'],
  ...['isunordered', 'signbit', 'signbitf', 'signbitl', 'object_size', 'offsetof', 'parity'],
  ...['parityl', 'parityll', 'popcount', 'popcountl', 'popcountll', 'prefetch'],
  ...['return_address', 'trap', 'types_compatible_p', 'unreachable', 'va_arg', 'va_copy'],
  ...['va_end', 'va_start', 'complex', 'conj', 'conjf', 'creal', 'crealf', 'cimag', 'cimagf'],
  ...['nans', 'nansf', 'huge_valf', 'huge_vall', 'inff', 'infl', 'nanf', 'nanl', 'LINE', 'FILE'],
  ...['FUNCTION', 'setjmp', 'longjmp', 'va_arg_pack', 'va_arg_pack_len', 'convertvector'],
  ...['clear_padding', 'shuffle', 'stack_save', 'stack_restore'],
];

const ATOMICS = [
  ...['load', 'load_n', 'store', 'store_n', 'exchange', 'exchange_n', 'compare_exchange'],
  ...['compare_exchange_n', 'fetch_add', 'fetch_sub', 'fetch_and', 'fetch_or', 'fetch_xor'],
  ...['fetch_nand', 'add_fetch', 'sub_fetch', 'and_fetch', 'or_fetch', 'xor_fetch'],
  ...['nand_fetch', 'test_and_set', 'clear', 'thread_fence', 'signal_fence'],
  ...['always_lock_free', 'is_lock_free'],
];

const SYNCS = [
  ...['fetch_and_add', 'fetch_and_sub', 'fetch_and_or', 'fetch_and_and', 'fetch_and_xor'],
  ...['fetch_and_nand', 'add_and_fetch', 'sub_and_fetch', 'or_and_fetch', 'and_and_fetch'],
  ...['xor_and_fetch', 'nand_and_fetch', 'bool_compare_and_swap', 'val_compare_and_swap'],
  ...['synchronize', 'lock_test_and_set', 'lock_release'],
];

/** Names of the built-in functions, in full. */
export const BUILTINS: readonly string[] = [
  ...LIBRARY.map((name) => `__builtin_${name}`),
  ...MATHS.flatMap((name) => ['', 'f', 'l'].map((suffix) => `__builtin_${name}${suffix}`)),
  ...LANGUAGE.map((name) => `__builtin_${name}`),
  ...ATOMICS.map((name) => `__atomic_${name}`),
  ...SYNCS.map((name) => `__sync_${name}`),
];

const attributeSet = new Set(ATTRIBUTES);
const builtinSet = new Set(BUILTINS);

/** Whether `__attribute__((name))` is known; the name may be written with underscores around it. */
export function hasAttribute(name: string): boolean {
  return attributeSet.has(name.replace(/^__(.+)__$/, '$1'));
}

/** Whether a built-in function of this name is known. */
export function hasBuiltin(name: string): boolean {
  return builtinSet.has(name);
}
