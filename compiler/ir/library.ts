/**
 * The interpreter's C library without state: strings, memory blocks, character classes and
 * mathematics.
 */
import type { Memory } from './memory.ts';

/** Runs on arguments that are all JS numbers; the letters of `type` are those of link.ts. */
export type NumberEntry = readonly [
  type: string,
  run: (memory: Memory, a: number, b: number, c: number) => number | undefined,
];

function compareBytes(memory: Memory, a: number, b: number, limit: number, ends: boolean): number {
  const x = a >>> 0;
  const y = b >>> 0;
  for (let i = 0; i < limit; i++) {
    const left = memory.bytes[memory.at(x + i, 1)]!;
    const right = memory.bytes[memory.at(y + i, 1)]!;
    if (left !== right) return left - right;
    if (ends && left === 0) return 0;
  }
  return 0;
}

function compareNoCase(memory: Memory, a: number, b: number, limit: number): number {
  const x = memory.string(a, limit).toLowerCase();
  const y = memory.string(b, limit).toLowerCase();
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Copies; overlapping ranges are fine. Gives the destination. */
function move(memory: Memory, to: number, from: number, size: number): number {
  const count = size >>> 0;
  if (count === 0) return to;
  const target = memory.at(to, count, true);
  const source = memory.at(from, count);
  memory.bytes.copyWithin(target, source, source + count);
  return to;
}

function copyString(memory: Memory, to: number, from: number, limit: number): number {
  const count = memory.length(from, limit);
  move(memory, to, from, count);
  if (limit === Number.POSITIVE_INFINITY) memory.bytes[memory.at((to >>> 0) + count, 1, true)] = 0;
  else {
    const start = memory.at(to, limit, true);
    memory.bytes.fill(0, start + count, start + limit);
  }
  return count;
}

function findByte(memory: Memory, from: number, count: number, byte: number): number {
  const start = from >>> 0;
  for (let i = 0; i < count; i++)
    if (memory.bytes[memory.at(start + i, 1)] === byte) return start + i;
  return 0;
}

function span(memory: Memory, text: number, set: number, inside: boolean): number {
  const accepted = memory.string(set);
  const characters = memory.string(text);
  let count = 0;
  while (count < characters.length && accepted.includes(characters[count]!) === inside) count++;
  return count;
}

/** Gives `result` after the effect of evaluating the other argument. */
export function first(result: number, _done: unknown): number {
  return result;
}

const FOREVER = Number.POSITIVE_INFINITY;

export const STRINGS: Readonly<Record<string, NumberEntry>> = {
  memcpy: ['p(ppn)', move],
  memmove: ['p(ppn)', move],
  mempcpy: ['p(ppn)', (m, a, b, c) => move(m, a, b, c) + c],
  bcopy: ['(ppn)', (m, a, b, c) => move(m, b, a, c) && undefined],
  memset: [
    'p(pwn)',
    (m, a, b, c) => {
      if (c !== 0) m.bytes.fill(b & 255, m.at(a, c >>> 0, true), (a >>> 0) + (c >>> 0));
      return a;
    },
  ],
  bzero: [
    '(pn)',
    (m, a, b) => void (b !== 0 && m.bytes.fill(0, m.at(a, b >>> 0, true), (a >>> 0) + (b >>> 0))),
  ],
  memcmp: ['w(ppn)', (m, a, b, c) => compareBytes(m, a, b, c >>> 0, false)],
  bcmp: ['w(ppn)', (m, a, b, c) => compareBytes(m, a, b, c >>> 0, false)],
  memchr: ['p(pwn)', (m, a, b, c) => findByte(m, a, c >>> 0, b & 255)],
  strlen: ['n(p)', (m, a) => m.length(a)],
  strnlen: ['n(pn)', (m, a, b) => m.length(a, b >>> 0)],
  strcpy: ['p(pp)', (m, a, b) => first(a, copyString(m, a, b, FOREVER))],
  stpcpy: ['p(pp)', (m, a, b) => a + copyString(m, a, b, FOREVER)],
  strncpy: ['p(ppn)', (m, a, b, c) => first(a, copyString(m, a, b, c >>> 0))],
  strcat: ['p(pp)', (m, a, b) => first(a, copyString(m, a + m.length(a), b, FOREVER))],
  strncat: [
    'p(ppn)',
    (m, a, b, c) => {
      m.write(a + m.length(a), m.string(b, c >>> 0), true);
      return a;
    },
  ],
  strcmp: ['w(pp)', (m, a, b) => compareBytes(m, a, b, FOREVER, true)],
  strcoll: ['w(pp)', (m, a, b) => compareBytes(m, a, b, FOREVER, true)],
  strncmp: ['w(ppn)', (m, a, b, c) => compareBytes(m, a, b, c >>> 0, true)],
  strcasecmp: ['w(pp)', (m, a, b) => compareNoCase(m, a, b, FOREVER)],
  strncasecmp: ['w(ppn)', (m, a, b, c) => compareNoCase(m, a, b, c >>> 0)],
  strchr: ['p(pw)', (m, a, b) => findByte(m, a, m.length(a) + 1, b & 255)],
  index: ['p(pw)', (m, a, b) => findByte(m, a, m.length(a) + 1, b & 255)],
  strrchr: ['p(pw)', lastByte],
  rindex: ['p(pw)', lastByte],
  strstr: [
    'p(pp)',
    (m, a, b) => {
      const found = m.string(a).indexOf(m.string(b));
      return found < 0 ? 0 : a + found;
    },
  ],
  strspn: ['n(pp)', (m, a, b) => span(m, a, b, true)],
  strcspn: ['n(pp)', (m, a, b) => span(m, a, b, false)],
  strpbrk: [
    'p(pp)',
    (m, a, b) => {
      const skipped = span(m, a, b, false);
      return skipped === m.length(a) ? 0 : a + skipped;
    },
  ],
  strdup: [
    'p(p)',
    (m, a) => {
      const copy = m.allocate(m.length(a) + 1);
      copyString(m, copy, a, FOREVER);
      return copy;
    },
  ],
  strndup: [
    'p(pn)',
    (m, a, b) => {
      const text = m.string(a, b >>> 0);
      const copy = m.allocate(text.length + 1);
      m.write(copy, text, true);
      return copy;
    },
  ],
};

function lastByte(memory: Memory, a: number, b: number): number {
  const start = a >>> 0;
  for (let i = memory.length(a); i >= 0; i--)
    if (memory.bytes[start + i] === (b & 255)) return start + i;
  return 0;
}

const letter = (c: number, test: RegExp): number =>
  c >= 0 && c < 128 && test.test(String.fromCharCode(c)) ? 1 : 0;

function toLower(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

function toUpper(c: number): number {
  return c >= 97 && c <= 122 ? c - 32 : c;
}

/** The classes in the order of glibc's bits. */
const CLASSES = {
  isupper: /[A-Z]/,
  islower: /[a-z]/,
  isalpha: /[A-Za-z]/,
  isdigit: /[0-9]/,
  isxdigit: /[0-9A-Fa-f]/,
  isspace: /[ \t-\r]/,
  isprint: /[ -~]/,
  isgraph: /[!-~]/,
  isblank: /[ \t]/,
  iscntrl: /[\0-\x1f\x7f]/,
  ispunct: /[!-/:-@[-`{-~]/,
  isalnum: /[A-Za-z0-9]/,
} as const;

export const CHARACTERS: Readonly<Record<string, NumberEntry>> = {
  ...Object.fromEntries(
    Object.entries(CLASSES).map(([name, test]): [string, NumberEntry] => [
      name,
      ['w(w)', (_memory, c) => letter(c, test)],
    ]),
  ),
  tolower: ['w(w)', (_memory, c) => toLower(c)],
  toupper: ['w(w)', (_memory, c) => toUpper(c)],
  isascii: ['w(w)', (_memory, c) => Number(c >= 0 && c < 128)],
};

/** The 384 entries (from -128) of glibc's __ctype_b table, or of its case tables. */
export function characterTable(kind: 'classes' | 'lower' | 'upper'): Int32Array {
  const table = new Int32Array(384);
  for (let c = -128; c < 256; c++) {
    let entry = 0;
    if (kind === 'classes') {
      Object.values(CLASSES).forEach((test, bit) => {
        if (letter(c, test)) entry |= bit < 8 ? 1 << (bit + 8) : 1 << (bit - 8);
      });
    } else entry = kind === 'lower' ? toLower(c) : toUpper(c);
    table[c + 128] = entry;
  }
  return table;
}

function nearest(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
  const shift = x < 0 ? -(2 ** 52) : 2 ** 52;
  const whole = x + shift - shift;
  return whole === 0 ? x * 0 : whole;
}

function roundAway(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

function scale(x: number, by: number): number {
  let result = x;
  let rest = Math.max(-4400, Math.min(4400, by));
  for (; rest > 1000; rest -= 1000) result *= 2 ** 1000;
  for (; rest < -1000; rest += 1000) result *= 2 ** -1000;
  return result * 2 ** rest;
}

function copySign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0);
  return negative ? -Math.abs(x) : Math.abs(x);
}

/** glibc's pow(1, y) and pow(-1, +-inf) are 1 where ECMAScript's are NaN. */
function power(x: number, y: number): number {
  if (x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y))) return 1;
  return x ** y;
}

const UNARY: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  round: roundAway,
  rint: nearest,
  nearbyint: nearest,
  fabs: Math.abs,
};

const BINARY: Readonly<Record<string, (x: number, y: number) => number>> = {
  atan2: Math.atan2,
  pow: power,
  fmod: (x, y) => x % y,
  hypot: Math.hypot,
  copysign: copySign,
  fmin: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  fmax: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  fdim: (x, y) => (x > y ? x - y : Number.isNaN(x + y) ? Number.NaN : 0),
};

function mathematics(): Record<string, NumberEntry> {
  const table: Record<string, NumberEntry> = {
    ldexp: ['d(dw)', (_memory, x, by) => scale(x, by)],
    scalbn: ['d(dw)', (_memory, x, by) => scale(x, by)],
    ldexpf: ['s(sw)', (_memory, x, by) => Math.fround(scale(x, by))],
    lround: ['j(d)', (_memory, x) => roundAway(x)],
    lrint: ['j(d)', (_memory, x) => nearest(x)],
    modf: [
      'd(dp)',
      (memory, x, to) => {
        const whole = Math.trunc(x);
        memory.view.setFloat64(memory.at(to, 8, true), whole, true);
        return copySign(Number.isFinite(x) ? x - whole : 0, x);
      },
    ],
    frexp: [
      'd(dp)',
      (memory, x, to) => {
        let exponent = 0;
        let fraction = x;
        if (x !== 0 && Number.isFinite(x)) {
          exponent = Math.max(-1073, Math.floor(Math.log2(Math.abs(x))) + 1);
          fraction = scale(x, -exponent);
          for (; Math.abs(fraction) >= 1; exponent++) fraction /= 2;
          for (; Math.abs(fraction) < 0.5; exponent--) fraction *= 2;
        }
        memory.view.setInt32(memory.at(to, 4, true), exponent, true);
        return fraction;
      },
    ],
  };
  for (const [name, run] of Object.entries(UNARY)) {
    table[name] = ['d(d)', (_memory, x) => run(x)];
    table[`${name}f`] = ['s(s)', (_memory, x) => Math.fround(run(x))];
  }
  for (const [name, run] of Object.entries(BINARY)) {
    table[name] = ['d(dd)', (_memory, x, y) => run(x, y)];
    table[`${name}f`] = ['s(ss)', (_memory, x, y) => Math.fround(run(x, y))];
  }
  return table;
}

export const MATHEMATICS: Readonly<Record<string, NumberEntry>> = mathematics();
