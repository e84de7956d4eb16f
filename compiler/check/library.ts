/**
 * Types of library functions the compiler knows without a declaration: the `__builtin_` forms and
 * what GCC's manual lists as built-in. One line of letters a function: result, then parameters.
 */
import { Qualifier } from '../ast.ts';
import { type FunctionType, pointerTo, qualify, type Type } from '../types.ts';
import type { Checker } from './checker.ts';

/**
 * Letters: v void, i int, u unsigned, H unsigned short, l long, L long long, z size_t, f float, d
 * double, e long double, p void *, P const void *, s char *, S const char *, a va_list, . variadic;
 * * after a letter: a pointer to it; C before f, d, e: complex.
 */
const SIGNATURES: Readonly<Record<string, string>> = {
  abort: 'v',
  exit: 'vi',
  _exit: 'vi',
  _Exit: 'vi',
  abs: 'ii',
  labs: 'll',
  llabs: 'LL',
  imaxabs: 'll',
  alloca: 'pz',
  malloc: 'pz',
  calloc: 'pzz',
  realloc: 'ppz',
  free: 'vp',
  aligned_alloc: 'pzz',
  memcpy: 'ppPz',
  memmove: 'ppPz',
  mempcpy: 'ppPz',
  memset: 'ppiz',
  memcmp: 'iPPz',
  memchr: 'pPiz',
  bcmp: 'iPPz',
  bcopy: 'vPpz',
  bzero: 'vpz',
  strlen: 'zS',
  strnlen: 'zSz',
  strcpy: 'ssS',
  strncpy: 'ssSz',
  stpcpy: 'ssS',
  stpncpy: 'ssSz',
  strcat: 'ssS',
  strncat: 'ssSz',
  strcmp: 'iSS',
  strncmp: 'iSSz',
  strcasecmp: 'iSS',
  strncasecmp: 'iSSz',
  strchr: 'sSi',
  strrchr: 'sSi',
  index: 'sSi',
  rindex: 'sSi',
  strstr: 'sSS',
  strpbrk: 'sSS',
  strspn: 'zSS',
  strcspn: 'zSS',
  strdup: 'sS',
  strndup: 'sSz',
  printf: 'iS.',
  sprintf: 'isS.',
  snprintf: 'iszS.',
  fprintf: 'ipS.',
  vprintf: 'iSa',
  vsprintf: 'isSa',
  vsnprintf: 'iszSa',
  vfprintf: 'ipSa',
  scanf: 'iS.',
  sscanf: 'iSS.',
  puts: 'iS',
  putchar: 'ii',
  fputs: 'iSp',
  fputc: 'iip',
  putc: 'iip',
  fwrite: 'zPzzp',
  isalnum: 'ii',
  isalpha: 'ii',
  isblank: 'ii',
  iscntrl: 'ii',
  isdigit: 'ii',
  isgraph: 'ii',
  islower: 'ii',
  isprint: 'ii',
  ispunct: 'ii',
  isspace: 'ii',
  isupper: 'ii',
  isxdigit: 'ii',
  tolower: 'ii',
  toupper: 'ii',
  printf_unlocked: 'iS.',
  fprintf_unlocked: 'ipS.',
  fputs_unlocked: 'iSp',
  puts_unlocked: 'iS',
  putchar_unlocked: 'ii',
  __clear_cache: 'vpp',
  __memcpy_chk: 'ppPzz',
  __memmove_chk: 'ppPzz',
  __mempcpy_chk: 'ppPzz',
  __memset_chk: 'ppizz',
  __strcpy_chk: 'ssSz',
  __stpcpy_chk: 'ssSz',
  __strncpy_chk: 'ssSzz',
  __stpncpy_chk: 'ssSzz',
  __strcat_chk: 'ssSz',
  __strncat_chk: 'ssSzz',
  __sprintf_chk: 'isizS.',
  __snprintf_chk: 'iszizS.',
  __vsprintf_chk: 'isizSa',
  __vsnprintf_chk: 'iszizSa',
  __printf_chk: 'iiS.',
  __fprintf_chk: 'ipiS.',
  __vprintf_chk: 'iiSa',
  __vfprintf_chk: 'ipiSa',
  ffs: 'ii',
  ffsl: 'il',
  ffsll: 'iL',
};

/**
 * Functions of FILE, a type that the compiler cannot know: without a declaration they are int f().
 */
export const FILE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['fprintf', 'vfprintf', 'fputs', 'fputc', 'putc', 'fwrite'],
  ...['fprintf_unlocked', 'fputs_unlocked', '__fprintf_chk', '__vfprintf_chk'],
]);

/**
 * Math functions of one signature in three precisions (suffix none, f, l); D stands for the type.
 */
const MATH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'erf'],
      ...['erfc', 'exp', 'exp10', 'exp2', 'expm1', 'fabs', 'floor', 'lgamma', 'log', 'log10'],
      ...['log1p', 'log2', 'logb', 'nearbyint', 'rint', 'round', 'sin', 'sinh', 'sqrt', 'tan'],
      ...['tanh', 'tgamma', 'trunc', 'significand', 'gamma', 'j0', 'j1', 'y0', 'y1'],
    ].map((name) => [name, 'DD']),
  ),
  ...Object.fromEntries(
    [
      ...['atan2', 'copysign', 'fdim', 'fmax', 'fmin', 'fmod', 'hypot', 'nextafter', 'pow'],
      ...['remainder', 'drem', 'scalb'],
    ].map((name) => [name, 'DDD']),
  ),
  ...Object.fromEntries(['lrint', 'lround'].map((name) => [name, 'lD'])),
  ...Object.fromEntries(['llrint', 'llround'].map((name) => [name, 'LD'])),
  fma: 'DDDD',
  frexp: 'DDi*',
  ldexp: 'DDi',
  scalbn: 'DDi',
  scalbln: 'DDl',
  modf: 'DDD*',
  ilogb: 'iD',
  sincos: 'vDD*D*',
  remquo: 'DDDi*',
  nan: 'DS',
  creal: 'DCD',
  cimag: 'DCD',
  cabs: 'DCD',
  carg: 'DCD',
  conj: 'CDCD',
  cexp: 'CDCD',
  csqrt: 'CDCD',
  csin: 'CDCD',
  ccos: 'CDCD',
  clog: 'CDCD',
  cpow: 'CDCDCD',
};

/** The type of a known library function, or null. */
export function libraryType(c: Checker, name: string): FunctionType | null {
  const own = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : mathSignature(name);
  if (!own) return null;
  const variadic = own.endsWith('.');
  const types = readTypes(c, variadic ? own.slice(0, -1) : own);
  const noReturn = name === 'abort' || name === 'exit' || name === '_exit' || name === '_Exit';
  return c.types.func(types[0]!, types.slice(1), variadic, true, noReturn);
}

function mathSignature(name: string): string | null {
  if (Object.hasOwn(MATH, name)) return MATH[name]!.replaceAll('D', 'd');
  const base = name.slice(0, -1);
  if (!Object.hasOwn(MATH, base)) return null;
  if (name.endsWith('f')) return MATH[base]!.replaceAll('D', 'f');
  return name.endsWith('l') ? MATH[base]!.replaceAll('D', 'e') : null;
}

/** The types a row of letters names. */
export function readTypes(c: Checker, letters: string): Type[] {
  const list: Type[] = [];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i]!;
    if (letter === '*') list.push(pointerTo(list.pop()!));
    else if (letter === 'C') {
      const element = letterType(c, letters[++i]!);
      if (element.kind === 'float') list.push(c.types.complex(element));
    } else list.push(letterType(c, letter));
  }
  return list;
}

function letterType(c: Checker, letter: string): Type {
  const { types } = c;
  const table: Readonly<Record<string, Type>> = {
    v: types.void,
    i: types.int,
    u: types.uint,
    H: types.ushort,
    l: types.long,
    L: types.llong,
    z: types.ulong,
    f: types.float,
    d: types.double,
    e: types.longDouble,
    p: pointerTo(types.void),
    P: pointerTo(qualify(types.void, Qualifier.const)),
    s: pointerTo(types.char),
    S: pointerTo(qualify(types.char, Qualifier.const)),
    a: c.vaList.kind === 'array' ? pointerTo(c.vaList.of) : c.vaList,
  };
  const type = table[letter];
  if (!type) throw new RangeError(`unknown type letter ${letter}`);
  return type;
}
