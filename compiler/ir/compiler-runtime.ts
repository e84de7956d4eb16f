/**
 * The interpreter's share of libgcc: 128-bit division and conversion, complex products and
 * quotients (C11 Annex G.5.1). Aggregates are addresses; the first is the result's.
 */
import {
  bytesOf,
  divInts,
  integerOfBytes,
  integerToNumber,
  numberToInteger,
  remInts,
  wrap,
} from '../numbers.ts';
import { type Memory, Stop } from './memory.ts';

/** Runs on numbers; `a` as the result's letter is an aggregate whose address comes first. */
export type RuntimeEntry = readonly [
  type: string,
  run: (memory: Memory, a: number, b: number, c: number, d: number, e: number) => unknown,
];

function load(memory: Memory, address: number, signed: boolean): bigint {
  const at = memory.at(address, 16);
  return wrap(integerOfBytes(memory.bytes.slice(at, at + 16)), 128, signed);
}

function store(memory: Memory, address: number, value: bigint): void {
  memory.bytes.set(bytesOf(wrap(value, 128, false), 16), memory.at(address, 16, true));
}

type Division = typeof divInts;

const divide =
  (division: Division, signed: boolean): RuntimeEntry[1] =>
  (memory, into, a, b) => {
    const left = load(memory, a, signed);
    const quotient = division(left, load(memory, b, signed), 128, signed);
    if (quotient === null) throw new Stop('signal', 0, 'SIGFPE', 'division of 128 bits');
    store(memory, into, quotient);
  };

const fromFloat: RuntimeEntry[1] = (memory, into, x) => {
  store(memory, into, numberToInteger(x) ?? 0n);
};

const toFloat =
  (signed: boolean, format: 'float' | 'double'): RuntimeEntry[1] =>
  (memory, a) =>
    integerToNumber(load(memory, a, signed), format);

type Pair = readonly [number, number];

/** An infinity as 1, anything else as 0, with its sign. */
function boxed(x: number): number {
  const size = Math.abs(x) === Number.POSITIVE_INFINITY ? 1 : 0;
  return x < 0 || Object.is(x, -0) ? -size : size;
}

const isInfinite = (x: number): boolean => Math.abs(x) === Number.POSITIVE_INFINITY;

function noNaN(x: number): number {
  return Number.isNaN(x) ? 0 : x;
}

/** G.5.1p6. */
function multiply(a: number, b: number, c: number, d: number): Pair {
  const x = a * c - b * d;
  const y = a * d + b * c;
  if (!(Number.isNaN(x) && Number.isNaN(y))) return [x, y];
  const left = isInfinite(a) || isInfinite(b);
  const right = isInfinite(c) || isInfinite(d);
  const overflow = [a * c, b * d, a * d, b * c].some(isInfinite);
  if (!left && !right && !overflow) return [x, y];
  const [p, q] = left ? [boxed(a), boxed(b)] : [noNaN(a), noNaN(b)];
  const [r, s] = right ? [boxed(c), boxed(d)] : [noNaN(c), noNaN(d)];
  const infinity = Number.POSITIVE_INFINITY;
  return [infinity * (p * r - q * s), infinity * (p * s + q * r)];
}

/** G.5.1p8, with the division scaled by the larger part (Smith 1962). */
function quotient(a: number, b: number, c: number, d: number): Pair {
  const [x, y] = scaled(a, b, c, d);
  if (!(Number.isNaN(x) && Number.isNaN(y))) return [x, y];
  const infinity = Number.POSITIVE_INFINITY;
  if (c === 0 && d === 0 && !(Number.isNaN(a) && Number.isNaN(b))) {
    const huge = Object.is(c, -0) ? -infinity : infinity;
    return [huge * a, huge * b];
  }
  if ((isInfinite(a) || isInfinite(b)) && Number.isFinite(c) && Number.isFinite(d)) {
    const [p, q] = [boxed(a), boxed(b)];
    return [infinity * (p * c + q * d), infinity * (q * c - p * d)];
  }
  if ((isInfinite(c) || isInfinite(d)) && Number.isFinite(a) && Number.isFinite(b)) {
    const [r, s] = [boxed(c), boxed(d)];
    return [0 * (a * r + b * s), 0 * (b * r - a * s)];
  }
  return [x, y];
}

function scaled(a: number, b: number, c: number, d: number): Pair {
  if (Math.abs(c) < Math.abs(d)) {
    const ratio = c / d;
    const bottom = c * ratio + d;
    return [(a * ratio + b) / bottom, (b * ratio - a) / bottom];
  }
  const ratio = d / c;
  const bottom = d * ratio + c;
  return [(b * ratio + a) / bottom, (b - a * ratio) / bottom];
}

const complex =
  (operation: typeof multiply, size: 4 | 8): RuntimeEntry[1] =>
  (memory, into, a, b, c, d) => {
    const at = memory.at(into, 2 * size, true);
    const parts = operation(a, b, c, d);
    parts.forEach((part, index) => {
      if (size === 8) memory.view.setFloat64(at + 8 * index, part, true);
      else memory.view.setFloat32(at + 4 * index, part, true);
    });
  };

export const COMPILER_RUNTIME: Readonly<Record<string, RuntimeEntry>> = {
  __divti3: ['a(pp)', divide(divInts, true)],
  __udivti3: ['a(pp)', divide(divInts, false)],
  __modti3: ['a(pp)', divide(remInts, true)],
  __umodti3: ['a(pp)', divide(remInts, false)],
  __fixdfti: ['a(d)', fromFloat],
  __fixunsdfti: ['a(d)', fromFloat],
  __fixsfti: ['a(s)', fromFloat],
  __fixunssfti: ['a(s)', fromFloat],
  __floattidf: ['d(p)', toFloat(true, 'double')],
  __floatuntidf: ['d(p)', toFloat(false, 'double')],
  __floattisf: ['s(p)', toFloat(true, 'float')],
  __floatuntisf: ['s(p)', toFloat(false, 'float')],
  __muldc3: ['a(dddd)', complex(multiply, 8)],
  __mulsc3: ['a(ssss)', complex(multiply, 4)],
  __divdc3: ['a(dddd)', complex(quotient, 8)],
  __divsc3: ['a(ssss)', complex(quotient, 4)],
};
