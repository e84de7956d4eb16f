/**
 * Predefined macros (6.10.8, and those that gcc's and glibc's headers live by), as tables of
 * `NAME value` lines, from which predefinedText makes the text that is read before the first
 * file.
 *
 * The version of GNU C that is claimed decides what headers ask for. 4.9 has the byte swaps,
 * overflow-free atomics and C11 macros that SQLite and glibc choose their better paths by; from 7
 * on glibc takes the _FloatN types for keywords. include/bits/floatn.h hides __float128, asked
 * for from 4.3 on.
 */
import type { CompileOptions, DataModel, Standard, TargetName } from '../options.ts';
import { DATA_MODELS } from '../options.ts';

const VERSION = `
__GNUC__ 4
__GNUC_MINOR__ 9
__GNUC_PATCHLEVEL__ 4
__VERSION__ "4.9.4 compatible Goodhart 0.1.0"
__goodhart__ 1
__goodhart_major__ 0
__goodhart_minor__ 1
`;

/** The same for both targets: LP64, little-endian, Linux. */
const COMMON = `
_LP64 1
__ATOMIC_ACQUIRE 2
__ATOMIC_ACQ_REL 4
__ATOMIC_CONSUME 1
__ATOMIC_RELAXED 0
__ATOMIC_RELEASE 3
__ATOMIC_SEQ_CST 5
__BIGGEST_ALIGNMENT__ 16
__BYTE_ORDER__ __ORDER_LITTLE_ENDIAN__
__CHAR16_TYPE__ short unsigned int
__CHAR32_TYPE__ unsigned int
__CHAR_BIT__ 8
__DBL_DECIMAL_DIG__ 17
__DBL_DENORM_MIN__ ((double)4.94065645841246544176568792868221372e-324L)
__DBL_DIG__ 15
__DBL_EPSILON__ ((double)2.22044604925031308084726333618164062e-16L)
__DBL_HAS_DENORM__ 1
__DBL_HAS_INFINITY__ 1
__DBL_HAS_QUIET_NAN__ 1
__DBL_MANT_DIG__ 53
__DBL_MAX_10_EXP__ 308
__DBL_MAX_EXP__ 1024
__DBL_MAX__ ((double)1.79769313486231570814527423731704357e+308L)
__DBL_MIN_10_EXP__ (-307)
__DBL_MIN_EXP__ (-1021)
__DBL_MIN__ ((double)2.22507385850720138309023271733240406e-308L)
__ELF__ 1
__FINITE_MATH_ONLY__ 0
__FLOAT_WORD_ORDER__ __ORDER_LITTLE_ENDIAN__
__FLT_DECIMAL_DIG__ 9
__FLT_DENORM_MIN__ 1.40129846432481707092372958328991613e-45F
__FLT_DIG__ 6
__FLT_EPSILON__ 1.19209289550781250000000000000000000e-7F
__FLT_EVAL_METHOD__ 0
__FLT_HAS_DENORM__ 1
__FLT_HAS_INFINITY__ 1
__FLT_HAS_QUIET_NAN__ 1
__FLT_MANT_DIG__ 24
__FLT_MAX_10_EXP__ 38
__FLT_MAX_EXP__ 128
__FLT_MAX__ 3.40282346638528859811704183484516925e+38F
__FLT_MIN_10_EXP__ (-37)
__FLT_MIN_EXP__ (-125)
__FLT_MIN__ 1.17549435082228750796873653722224568e-38F
__FLT_RADIX__ 2
__GCC_ATOMIC_INT_LOCK_FREE 2
__GCC_ATOMIC_LLONG_LOCK_FREE 2
__GCC_ATOMIC_LONG_LOCK_FREE 2
__GCC_ATOMIC_POINTER_LOCK_FREE 2
__GCC_ATOMIC_TEST_AND_SET_TRUEVAL 1
__GCC_ATOMIC_WCHAR_T_LOCK_FREE 2
__GCC_IEC_559 2
__GCC_IEC_559_COMPLEX 2
__INT16_C(c) c
__INT16_MAX__ 0x7fff
__INT16_TYPE__ short int
__INT32_C(c) c
__INT32_MAX__ 0x7fffffff
__INT32_TYPE__ int
__INT64_C(c) c ## L
__INT64_MAX__ 0x7fffffffffffffffL
__INT64_TYPE__ long int
__INT8_C(c) c
__INT8_MAX__ 0x7f
__INT8_TYPE__ signed char
__INTMAX_C(c) c ## L
__INTMAX_MAX__ 0x7fffffffffffffffL
__INTMAX_TYPE__ long int
__INTMAX_WIDTH__ 64
__INTPTR_MAX__ 0x7fffffffffffffffL
__INTPTR_TYPE__ long int
__INTPTR_WIDTH__ 64
__INT_FAST16_MAX__ 0x7fffffffffffffffL
__INT_FAST16_TYPE__ long int
__INT_FAST16_WIDTH__ 64
__INT_FAST32_MAX__ 0x7fffffffffffffffL
__INT_FAST32_TYPE__ long int
__INT_FAST32_WIDTH__ 64
__INT_FAST64_MAX__ 0x7fffffffffffffffL
__INT_FAST64_TYPE__ long int
__INT_FAST64_WIDTH__ 64
__INT_FAST8_MAX__ 0x7f
__INT_FAST8_TYPE__ signed char
__INT_FAST8_WIDTH__ 8
__INT_LEAST16_MAX__ 0x7fff
__INT_LEAST16_TYPE__ short int
__INT_LEAST16_WIDTH__ 16
__INT_LEAST32_MAX__ 0x7fffffff
__INT_LEAST32_TYPE__ int
__INT_LEAST32_WIDTH__ 32
__INT_LEAST64_MAX__ 0x7fffffffffffffffL
__INT_LEAST64_TYPE__ long int
__INT_LEAST64_WIDTH__ 64
__INT_LEAST8_MAX__ 0x7f
__INT_LEAST8_TYPE__ signed char
__INT_LEAST8_WIDTH__ 8
__INT_MAX__ 0x7fffffff
__INT_WIDTH__ 32
__LONG_LONG_MAX__ 0x7fffffffffffffffLL
__LONG_LONG_WIDTH__ 64
__LONG_MAX__ 0x7fffffffffffffffL
__LONG_WIDTH__ 64
__LP64__ 1
__ORDER_BIG_ENDIAN__ 4321
__ORDER_LITTLE_ENDIAN__ 1234
__ORDER_PDP_ENDIAN__ 3412
__PTRDIFF_MAX__ 0x7fffffffffffffffL
__PTRDIFF_TYPE__ long int
__PTRDIFF_WIDTH__ 64
__REGISTER_PREFIX__
__SCHAR_MAX__ 0x7f
__SCHAR_WIDTH__ 8
__SHRT_MAX__ 0x7fff
__SHRT_WIDTH__ 16
__SIG_ATOMIC_MAX__ 0x7fffffff
__SIG_ATOMIC_MIN__ (-__SIG_ATOMIC_MAX__ - 1)
__SIG_ATOMIC_TYPE__ int
__SIG_ATOMIC_WIDTH__ 32
__SIZEOF_DOUBLE__ 8
__SIZEOF_FLOAT__ 4
__SIZEOF_INT128__ 16
__SIZEOF_INT__ 4
__SIZEOF_LONG_DOUBLE__ 16
__SIZEOF_LONG_LONG__ 8
__SIZEOF_LONG__ 8
__SIZEOF_POINTER__ 8
__SIZEOF_PTRDIFF_T__ 8
__SIZEOF_SHORT__ 2
__SIZEOF_SIZE_T__ 8
__SIZEOF_WINT_T__ 4
__SIZE_MAX__ 0xffffffffffffffffUL
__SIZE_TYPE__ long unsigned int
__SIZE_WIDTH__ 64
__STDC_IEC_559_COMPLEX__ 1
__STDC_IEC_559__ 1
__STDC_IEC_60559_BFP__ 201404L
__STDC_IEC_60559_COMPLEX__ 201404L
__STDC_ISO_10646__ 201706L
__STDC__ 1
__UINT16_C(c) c
__UINT16_MAX__ 0xffff
__UINT16_TYPE__ short unsigned int
__UINT32_C(c) c ## U
__UINT32_MAX__ 0xffffffffU
__UINT32_TYPE__ unsigned int
__UINT64_C(c) c ## UL
__UINT64_MAX__ 0xffffffffffffffffUL
__UINT64_TYPE__ long unsigned int
__UINT8_C(c) c
__UINT8_MAX__ 0xff
__UINT8_TYPE__ unsigned char
__UINTMAX_C(c) c ## UL
__UINTMAX_MAX__ 0xffffffffffffffffUL
__UINTMAX_TYPE__ long unsigned int
__UINTPTR_MAX__ 0xffffffffffffffffUL
__UINTPTR_TYPE__ long unsigned int
__UINT_FAST16_MAX__ 0xffffffffffffffffUL
__UINT_FAST16_TYPE__ long unsigned int
__UINT_FAST32_MAX__ 0xffffffffffffffffUL
__UINT_FAST32_TYPE__ long unsigned int
__UINT_FAST64_MAX__ 0xffffffffffffffffUL
__UINT_FAST64_TYPE__ long unsigned int
__UINT_FAST8_MAX__ 0xff
__UINT_FAST8_TYPE__ unsigned char
__UINT_LEAST16_MAX__ 0xffff
__UINT_LEAST16_TYPE__ short unsigned int
__UINT_LEAST32_MAX__ 0xffffffffU
__UINT_LEAST32_TYPE__ unsigned int
__UINT_LEAST64_MAX__ 0xffffffffffffffffUL
__UINT_LEAST64_TYPE__ long unsigned int
__UINT_LEAST8_MAX__ 0xff
__UINT_LEAST8_TYPE__ unsigned char
__USER_LABEL_PREFIX__
__WINT_MAX__ 0xffffffffU
__WINT_MIN__ 0U
__WINT_TYPE__ unsigned int
__WINT_WIDTH__ 32
__gnu_linux__ 1
__linux 1
__linux__ 1
__unix 1
__unix__ 1
__GCC_ATOMIC_BOOL_LOCK_FREE 2
__GCC_ATOMIC_CHAR16_T_LOCK_FREE 2
__GCC_ATOMIC_CHAR_LOCK_FREE 2
__GCC_ATOMIC_SHORT_LOCK_FREE 2
__GCC_HAVE_SYNC_COMPARE_AND_SWAP_1 1
__GCC_HAVE_SYNC_COMPARE_AND_SWAP_2 1
__GCC_HAVE_SYNC_COMPARE_AND_SWAP_4 1
__GCC_HAVE_SYNC_COMPARE_AND_SWAP_8 1
`;

/**
 * __SSE2__ itself is not defined: programs take it for a promise of <emmintrin.h>. Arithmetic is
 * done in SSE registers all the same, which is what the _MATH__ macros say.
 */
const TARGET = {
  'x86-64': `
__x86_64 1
__x86_64__ 1
__amd64 1
__amd64__ 1
__code_model_small__ 1
__SSE_MATH__ 1
__SSE2_MATH__ 1
`,
  riscv64: `
__riscv 1
__riscv_xlen 64
__riscv_flen 64
__riscv_float_abi_double 1
__riscv_cmodel_medany 1
__riscv_arch_test 1
__riscv_i 2001000
__riscv_m 2000000
__riscv_a 2001000
__riscv_f 2002000
__riscv_d 2002000
__riscv_c 2000000
__riscv_zicsr 2000000
__riscv_zifencei 2000000
__riscv_atomic 1
__riscv_compressed 1
__riscv_mul 1
__riscv_div 1
__riscv_muldiv 1
__riscv_fdiv 1
__riscv_fsqrt 1
`,
} as const satisfies Record<TargetName, string>;

const WCHAR = `
__SIZEOF_WCHAR_T__ 4
__WCHAR_MAX__ 0x7fffffff
__WCHAR_MIN__ (-__WCHAR_MAX__ - 1)
__WCHAR_TYPE__ int
__WCHAR_WIDTH__ 32
`;

const SHORT_WCHAR = `
__SIZEOF_WCHAR_T__ 2
__WCHAR_MAX__ 0xffff
__WCHAR_MIN__ 0
__WCHAR_TYPE__ short unsigned int
__WCHAR_WIDTH__ 16
`;

const LONG_DOUBLE = {
  x87: `
__LDBL_DECIMAL_DIG__ 21
__LDBL_DENORM_MIN__ 3.64519953188247460252840593361941982e-4951L
__LDBL_DIG__ 18
__LDBL_EPSILON__ 1.08420217248550443400745280086994171e-19L
__LDBL_MANT_DIG__ 64
__LDBL_MAX__ 1.18973149535723176502126385303097021e+4932L
__LDBL_MIN__ 3.36210314311209350626267781732175260e-4932L
__DECIMAL_DIG__ 21
`,
  binary128: `
__LDBL_DECIMAL_DIG__ 36
__LDBL_DENORM_MIN__ 6.47517511943802511092443895822764655e-4966L
__LDBL_DIG__ 33
__LDBL_EPSILON__ 1.92592994438723585305597794258492732e-34L
__LDBL_MANT_DIG__ 113
__LDBL_MAX__ 1.18973149535723176508575932662800702e+4932L
__LDBL_MIN__ 3.36210314311209350626267781732175260e-4932L
__DECIMAL_DIG__ 36
`,
} as const satisfies Record<DataModel['longDouble']['format'], string>;

const ANY_LONG_DOUBLE = `
__LDBL_HAS_DENORM__ 1
__LDBL_HAS_INFINITY__ 1
__LDBL_HAS_QUIET_NAN__ 1
__LDBL_MAX_10_EXP__ 4932
__LDBL_MAX_EXP__ 16384
__LDBL_MIN_10_EXP__ (-4931)
__LDBL_MIN_EXP__ (-16381)
`;

const STANDARD = {
  gnu89: '__GNUC_GNU_INLINE__ 1',
  c89: '__GNUC_GNU_INLINE__ 1',
  gnu99: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 199901L',
  c99: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 199901L',
  gnu11: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 201112L',
  c11: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 201112L',
  gnu17: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 201710L',
  c17: '__GNUC_STDC_INLINE__ 1\n__STDC_VERSION__ 201710L',
} as const satisfies Record<Standard, string>;

const UNICODE = '__STDC_UTF_16__ 1\n__STDC_UTF_32__ 1';

const POSITION_INDEPENDENT = {
  none: '',
  pic: '__PIC__ 2\n__pic__ 2',
  pie: '__PIC__ 2\n__pic__ 2\n__PIE__ 2\n__pie__ 2',
} as const satisfies Record<CompileOptions['pic'], string>;

/** The predefined macros as #define lines. */
export function predefinedText(options: CompileOptions): string {
  const { standard, level, target } = options;
  const model: DataModel = DATA_MODELS[target];
  const strict = standard.startsWith('c');
  const tables = [
    VERSION,
    COMMON,
    TARGET[target],
    options.shortWchar ? SHORT_WCHAR : WCHAR,
    LONG_DOUBLE[model.longDouble.format],
    ANY_LONG_DOUBLE,
    STANDARD[standard],
    ['11', '17'].includes(standard.slice(-2)) || standard === 'gnu99' ? UNICODE : '',
    `__STDC_HOSTED__ ${options.hosted ? 1 : 0}`,
    strict ? '__STRICT_ANSI__ 1' : 'linux 1\nunix 1',
    level === 'O0' ? '__NO_INLINE__ 1' : '__OPTIMIZE__ 1',
    level === 'Os' ? '__OPTIMIZE_SIZE__ 1' : '',
    POSITION_INDEPENDENT[options.pic],
    (options.charSigned ?? model.charSigned) ? '' : '__CHAR_UNSIGNED__ 1',
  ];
  return tables.join('\n').replace(/^(?=.)/gm, '#define ');
}

/** -D and -U as directives: 'NAME', 'NAME=VALUE', or '-NAME'. */
export function commandLineText(defines: readonly string[]): string {
  return defines.map((define) => `${commandLineDirective(define)}\n`).join('');
}

function commandLineDirective(define: string): string {
  if (define.startsWith('-')) return `#undef ${define.slice(1)}`;
  const equals = define.indexOf('=');
  if (equals < 0) return `#define ${define} 1`;
  return `#define ${define.slice(0, equals)} ${define.slice(equals + 1).split('\n')[0]}`;
}
