/**
 * Sets of integers of one width as sorted lists of disjoint, not adjacent intervals, read as
 * unsigned; and which values of an operand a comparison with a constant holds for. A wrapping
 * interval (one piece of the circle of integers) is what one comparison can test.
 */
import type { Func, Value } from '../ir/ir.ts';
import { Cls, isIntegerClass, Op, type Op as OpNumber } from '../ir/ops.ts';
import { widthOf } from './bits.ts';

/** Inclusive bounds, 0 <= low <= high < 2^width. */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

export type IntegerSet = readonly Interval[];

/** A condition as a question about one value. */
export interface Test {
  readonly value: Value;
  /** Where the condition holds. */
  readonly set: IntegerSet;
}

/** The numbers from low round to high: two pieces where that passes the end. */
function circular(low: bigint, high: bigint, width: number): IntegerSet {
  const from = BigInt.asUintN(width, low);
  const to = BigInt.asUintN(width, high);
  if (from <= to) return [{ low: from, high: to }];
  if (from === to + 1n) return [{ low: 0n, high: lastOf(width) }];
  return [
    { low: 0n, high: to },
    { low: from, high: lastOf(width) },
  ];
}

function lastOf(width: number): bigint {
  return (1n << BigInt(width)) - 1n;
}

/** What is not in a set. */
export function complement(set: IntegerSet, width: number): IntegerSet {
  const rest: Interval[] = [];
  let next = 0n;
  for (const { low, high } of set) {
    if (low > next) rest.push({ low: next, high: low - 1n });
    next = high + 1n;
  }
  const last = lastOf(width);
  if (next <= last) rest.push({ low: next, high: last });
  return rest;
}

/** What is in one of two sets. */
export function union(a: IntegerSet, b: IntegerSet): IntegerSet {
  const all = [...a, ...b].sort((x, y) => (x.low < y.low ? -1 : x.low > y.low ? 1 : 0));
  const merged: Interval[] = [];
  for (const next of all) {
    const last = merged[merged.length - 1];
    if (last && next.low <= last.high + 1n) {
      if (next.high > last.high) merged[merged.length - 1] = { low: last.low, high: next.high };
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** What a condition (anything a br takes) asks, or null. */
export function testOf(condition: Value): Test | null {
  const [x, y] = condition.args as [Value | undefined, Value | undefined];
  if (!x || !y || y.op !== Op.int || !isIntegerClass(x.cls)) return nonZero(condition);
  const width = widthOf(x.cls);
  const whole = holdsFor(condition.op, y.aux as bigint, width);
  if (!whole) return nonZero(condition);
  if (x.op !== Op.add || x.args[1]!.op !== Op.int) return { value: x, set: whole };
  return { value: x.args[0]!, set: moved(whole, -(x.args[1]!.aux as bigint), width) };
}

function nonZero(condition: Value): Test | null {
  if (!isIntegerClass(condition.cls)) return null;
  return { value: condition, set: complement([{ low: 0n, high: 0n }], widthOf(condition.cls)) };
}

function moved(set: IntegerSet, by: bigint, width: number): IntegerSet {
  let result: IntegerSet = [];
  for (const { low, high } of set) result = union(result, circular(low + by, high + by, width));
  return result;
}

function holdsFor(op: OpNumber, k: bigint, width: number): IntegerSet | null {
  const least = -(1n << BigInt(width - 1));
  const u = BigInt.asUintN(width, k);
  const not = (set: IntegerSet): IntegerSet => complement(set, width);
  switch (op) {
    case Op.ceq:
      return [{ low: u, high: u }];
    case Op.cne:
      return not([{ low: u, high: u }]);
    case Op.csle:
      return circular(least, k, width);
    case Op.csgt:
      return not(circular(least, k, width));
    case Op.cslt:
      return k === least ? [] : circular(least, k - 1n, width);
    case Op.csge:
      return k === least ? not([]) : not(circular(least, k - 1n, width));
    case Op.cule:
      return [{ low: 0n, high: u }];
    case Op.cugt:
      return not([{ low: 0n, high: u }]);
    case Op.cult:
      return u === 0n ? [] : [{ low: 0n, high: u - 1n }];
    case Op.cuge:
      return u === 0n ? not([]) : not([{ low: 0n, high: u - 1n }]);
    default:
      return null;
  }
}

/** How one comparison can ask whether a value is in a set. */
export interface Question {
  readonly op: OpNumber;
  /** A bit that does not matter, taken out first; 0 for none. */
  readonly ignored?: bigint;
  /** Added to the value first; 0 for nothing. */
  readonly add: bigint;
  readonly constant: bigint;
}

/** The comparison that asks for a set; null where it takes more than one. */
export function questionFor(set: IntegerSet, width: number): Question | null {
  const plain = plainQuestion(set, width);
  if (plain) return plain;
  const twins = twinQuestion(set, width);
  if (twins) return twins;
  const other = twinQuestion(complement(set, width), width);
  return other && { ...other, op: OPPOSITE.get(other.op)! };
}

const OPPOSITE = new Map<OpNumber, OpNumber>([
  [Op.ceq, Op.cne],
  [Op.cule, Op.cugt],
]);

/** Two intervals that one bit tells apart, as in 'A' to 'Z' and 'a' to 'z'. */
function twinQuestion(set: IntegerSet, width: number): Question | null {
  const [first, second] = set;
  if (!first || !second || set.length > 2) return null;
  const bit = second.low - first.low;
  if (second.high - first.high !== bit || (bit & (bit - 1n)) !== 0n) return null;
  // Within one stretch of numbers that lack the bit.
  if (first.low / bit !== first.high / bit || (first.low & bit) !== 0n) return null;
  const question = plainQuestion([first], width);
  if (question?.op !== Op.ceq && question?.op !== Op.cule) return null;
  return { ...question, ignored: bit };
}

function plainQuestion(set: IntegerSet, width: number): Question | null {
  const last = lastOf(width);
  const [first, second] = set;
  if (!first || set.length > 2) return null;
  if (second && (first.low !== 0n || second.high !== last)) return null;
  const low = second ? second.low : first.low;
  const { high } = first;
  if (low === high) return { op: Op.ceq, add: 0n, constant: low };
  const rest = complement(set, width);
  const only = rest[0];
  if (!only) return null;
  if (rest.length === 1 && only.low === only.high) {
    return { op: Op.cne, add: 0n, constant: only.low };
  }
  const [signedLow, signedHigh] = [BigInt.asIntN(width, low), BigInt.asIntN(width, high)];
  const least = -(1n << BigInt(width - 1));
  if (signedLow === least) return { op: Op.csle, add: 0n, constant: signedHigh };
  if (signedHigh === -least - 1n) return { op: Op.csge, add: 0n, constant: signedLow };
  if (low === 0n) return { op: Op.cule, add: 0n, constant: high };
  if (high === last) return { op: Op.cuge, add: 0n, constant: low };
  // Of a wrapping interval, ask whether the value is not in the gap.
  if (second && only) return { op: Op.cugt, add: -only.low, constant: only.high - only.low };
  return { op: Op.cule, add: -low, constant: high - low };
}

/** Makes the values that ask a question; `put` places each. Gives the condition. */
export function ask(
  func: Func,
  value: Value,
  question: Question,
  put: (value: Value) => void,
): Value {
  const { op, ignored, add, constant } = question;
  let x = value;
  if (ignored) {
    x = func.value(Op.and, value.cls, [value, func.int(value.cls, ~ignored)], null, value.pos);
    put(x);
  }
  if (add !== 0n) {
    x = func.value(Op.add, value.cls, [x, func.int(value.cls, add)], null, value.pos);
    put(x);
  }
  const test = func.value(op, Cls.w, [x, func.int(value.cls, constant)], null, value.pos);
  put(test);
  return test;
}
