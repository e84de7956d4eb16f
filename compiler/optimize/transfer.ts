/**
 * Ranges of integers, read as signed: what the result of an op can be, given what its operands can
 * be. Bounds are JS numbers, exact up to 2^53; beyond, a bound of class l is infinite (and stands
 * for the class's own).
 */
import { type Access, isNoWrap, type Value } from '../ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';
import { unsignedBits } from './bits.ts';

/** Inclusive bounds. */
export interface Range {
  readonly lo: number;
  readonly hi: number;
}

const EXACT = 2 ** 53;
const WORD: Range = { lo: -(2 ** 31), hi: 2 ** 31 - 1 };
const LONG: Range = { lo: -Infinity, hi: Infinity };
const TRUTH: Range = { lo: 0, hi: 1 };

/** All a class can hold. */
export function fullRange(cls: Cls): Range {
  return cls === Cls.l ? LONG : WORD;
}

/** The range of a constant. */
export function constantRange(value: Value): Range {
  const number = Number(value.aux as bigint);
  if (number > EXACT) return { lo: EXACT, hi: Infinity };
  if (number < -EXACT) return { lo: -Infinity, hi: -EXACT };
  return { lo: number, hi: number };
}

export function unionOf(a: Range, b: Range): Range {
  return { lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) };
}

/**
 * Bounds that an exact result surely has, as a range of a class; all of it where it might wrap, and
 * what the class holds of it where it is marked not to.
 */
function fitted(value: Value, lo: number, hi: number): Range {
  if (value.cls !== Cls.l) {
    if (lo >= WORD.lo && hi <= WORD.hi) return { lo, hi };
    if (!isNoWrap(value) || lo > WORD.hi || hi < WORD.lo) return WORD;
    return { lo: Math.max(lo, WORD.lo), hi: Math.min(hi, WORD.hi) };
  }
  if (!(Math.abs(lo) < EXACT * 512) || !(Math.abs(hi) < EXACT * 512)) return LONG;
  return rounded(lo, hi);
}

/** 0 up to the least 2^n - 1 that is not below `most`. */
function upToBits(most: number): number {
  let next = 1;
  while (next <= most) next *= 2;
  return next - 1;
}

/** The range of a value from its operands' ranges; `of` tells those. */
export function rangeOf(value: Value, of: (operand: Value) => Range): Range {
  const { op, cls, args } = value;
  if (OP_COMPARES[op]) return TRUTH;
  switch (op) {
    case Op.int:
      return constantRange(value);
    case Op.add: {
      const [a, b] = [of(args[0]!), of(args[1]!)];
      return sum(value, a, b);
    }
    case Op.sub: {
      const [a, b] = [of(args[0]!), of(args[1]!)];
      // Less the least of all numbers is more than the greatest.
      if (!isNoWrap(value) && (b.lo === -Infinity || b.hi === Infinity)) return fullRange(cls);
      return sum(value, a, { lo: -b.hi, hi: -b.lo });
    }
    case Op.neg: {
      const a = of(args[0]!);
      return fitted(value, -a.hi, -a.lo);
    }
    case Op.mul:
      return product(value, of(args[0]!), of(args[1]!));
    case Op.select:
      return unionOf(of(args[1]!), of(args[2]!));
    case Op.load:
      return loaded(value);
    case Op.copy:
      return of(args[0]!);
    case Op.clz:
    case Op.ctz:
    case Op.popcount:
      return { lo: 0, hi: 64 };
    default:
      return logical(value, of) ?? extension(value, of) ?? fullRange(cls);
  }
}

function sum(value: Value, a: Range, b: Range): Range {
  if (value.cls !== Cls.l) return fitted(value, a.lo + b.lo, a.hi + b.hi);
  if (isNoWrap(value)) return rounded(a.lo + b.lo, a.hi + b.hi);
  const mayFall = (a.lo === -Infinity && b.lo < 0) || (b.lo === -Infinity && a.lo < 0);
  const mayRise = (a.hi === Infinity && b.hi > 0) || (b.hi === Infinity && a.hi > 0);
  if (mayFall || mayRise) return LONG;
  return rounded(a.lo + b.lo, a.hi + b.hi);
}

/** Bounds in class l that numbers can hold. */
function rounded(lo: number, hi: number): Range {
  return {
    lo: lo < -EXACT ? -Infinity : Math.min(lo, EXACT),
    hi: hi > EXACT ? Infinity : Math.max(hi, -EXACT),
  };
}

function product(value: Value, a: Range, b: Range): Range {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  if (corners.some((corner) => !(Math.abs(corner) <= EXACT))) {
    const positive = isNoWrap(value) && a.lo >= 0 && b.lo >= 0;
    return positive ? { lo: 0, hi: fullRange(value.cls).hi } : fullRange(value.cls);
  }
  return fitted(value, Math.min(...corners), Math.max(...corners));
}

/** Bitwise ops, shifts by constants, divisions. */
function logical(value: Value, of: (operand: Value) => Range): Range | null {
  const { op, args } = value;
  if (args.length !== 2) return null;
  const [a, b] = [of(args[0]!), of(args[1]!)];
  switch (op) {
    case Op.and:
      if (a.lo < 0 && b.lo < 0) return null;
      return { lo: 0, hi: Math.min(a.lo < 0 ? Infinity : a.hi, b.lo < 0 ? Infinity : b.hi) };
    case Op.or:
    case Op.xor:
      if (a.lo < 0 || b.lo < 0 || a.hi > EXACT || b.hi > EXACT) return null;
      return { lo: op === Op.or ? Math.max(a.lo, b.lo) : 0, hi: upToBits(Math.max(a.hi, b.hi)) };
    case Op.div:
    case Op.udiv:
      if (b.lo < 1 || (op === Op.udiv && a.lo < 0)) return null;
      return { lo: a.lo < 0 ? quotient(a.lo, b.lo) : 0, hi: a.hi < 0 ? 0 : quotient(a.hi, b.lo) };
    case Op.rem:
      if (b.lo < 1 || b.hi > EXACT) return null;
      return {
        lo: a.lo < 0 ? Math.max(a.lo, 1 - b.hi) : 0,
        hi: a.hi < 0 ? 0 : Math.min(a.hi, b.hi - 1),
      };
    case Op.urem:
      if (b.lo < 1 || b.hi > EXACT) return null;
      return { lo: 0, hi: Math.min(a.lo < 0 ? Infinity : a.hi, b.hi - 1) };
    default:
      return args[1]!.op === Op.int ? shifted(value, a, b.lo) : null;
  }
}

const quotient = (x: number, by: number): number => (by === 1 ? x : Math.trunc(x / by));

function shifted(value: Value, a: Range, by: number): Range | null {
  const { op, cls } = value;
  const count = by & (cls === Cls.l ? 63 : 31);
  const unit = 2 ** count;
  if (op === Op.shl) return count < 53 ? product(value, a, { lo: unit, hi: unit }) : null;
  if (op === Op.sar) return { lo: Math.floor(a.lo / unit), hi: Math.floor(a.hi / unit) };
  if (op !== Op.shr || count === 0) return op === Op.shr ? a : null;
  if (a.lo >= 0) return { lo: Math.floor(a.lo / unit), hi: Math.floor(a.hi / unit) };
  const most = 2 ** ((cls === Cls.l ? 64 : 32) - count) - 1;
  return { lo: 0, hi: most > EXACT ? Infinity : most };
}

/** Conversions between integers. */
function extension({ op, args }: Value, of: (operand: Value) => Range): Range | null {
  const within = (range: Range): Range => {
    const a = of(args[0]!);
    return a.lo >= range.lo && a.hi <= range.hi ? a : range;
  };
  switch (op) {
    case Op.sextw:
      return of(args[0]!);
    case Op.zextw:
      return of(args[0]!).lo >= 0 ? of(args[0]!) : { lo: 0, hi: 2 ** 32 - 1 };
    case Op.trunc:
      return within(WORD);
    case Op.zextb:
      return within({ lo: 0, hi: 255 });
    case Op.zexth:
      return within({ lo: 0, hi: 65535 });
    case Op.sextb:
      return within({ lo: -128, hi: 127 });
    case Op.sexth:
      return within({ lo: -32768, hi: 32767 });
    default:
      return null;
  }
}

function loaded(value: Value): Range {
  const { kind, signed } = value.aux as Access;
  const bits = kind === 'b' ? 8 : kind === 'h' ? 16 : kind === 'w' ? 32 : 64;
  if (bits === 64 || (bits === 32 && value.cls !== Cls.l)) return fullRange(value.cls);
  if (signed) return { lo: -(2 ** (bits - 1)), hi: 2 ** (bits - 1) - 1 };
  return { lo: 0, hi: 2 ** bits - 1 };
}

/** What is known of a value without a look at where it stands. */
export function shallowRange(value: Value): Range {
  if (value.op === Op.int) return constantRange(value);
  if (value.op === Op.load) return loaded(value);
  const bits = unsignedBits(value);
  const full = fullRange(value.cls);
  return bits < (value.cls === Cls.l ? 53 : 32) ? { lo: 0, hi: 2 ** bits - 1 } : full;
}
