/** fold's rules for comparisons. Constants stand right (fold.ts sees to it). */
import type { Value } from '../../ir/ir.ts';
import { Cls, isFloatClass, OP_COMPARES, Op } from '../../ir/ops.ts';
import { bitLength, signedBits, unsignedBits, widthOf } from '../bits.ts';
import { compareExact } from './exact.ts';
import { type Folder, isInt, type Rule } from './folder.ts';
import { inverseCompare, swappedCompare } from './relations.ts';

const UNSIGNED = new Map<Op, Op>([
  [Op.cslt, Op.cult],
  [Op.csle, Op.cule],
  [Op.csgt, Op.cugt],
  [Op.csge, Op.cuge],
]);

/** Holds for equal operands. */
function reflexive(op: Op): boolean {
  return op === Op.ceq || op === Op.csle || op === Op.csge || op === Op.cule || op === Op.cuge;
}

const compare: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (isFloatClass(x.cls)) return compareFloats(f, v, x, y);
  if (v.op === Op.co || v.op === Op.cuo) return null;
  if (x === y) return f.int(Cls.w, reflexive(v.op) ? 1n : 0n);
  if (x.op === Op.int || (x.op === Op.symbol && y.op !== Op.int && y.op !== Op.symbol)) {
    return f.become(v, swappedCompare(v.op), [y, x]);
  }
  const sameExtension = throughExtensions(f, v, x, y);
  if (sameExtension) return sameExtension;
  const exact = compareExact(f, v);
  if (exact) return exact;
  if (y.op !== Op.int) return v.op === Op.ceq || v.op === Op.cne ? equality(f, v, x, y) : null;
  return (
    withBoolean(f, v, x, y) ??
    withRange(f, v, x, y) ??
    withSelect(f, v, x, y) ??
    (v.op === Op.ceq || v.op === Op.cne ? equalsConstant(f, v, x, y) : atEdge(f, v, x, y))
  );
};

/**
 * Comparing two extensions of 32-bit values, or one and a constant that fits, is a 32-bit
 * comparison.
 */
function throughExtensions(f: Folder, v: Value, x: Value, y: Value): Value | null {
  if (x.op !== Op.sextw && x.op !== Op.zextw) return null;
  const from = x.args[0]!;
  let other: Value;
  if (y.op === x.op) {
    other = y.args[0]!;
  } else if (y.op === Op.int) {
    const number = y.aux as bigint;
    if (x.op === Op.sextw && BigInt.asIntN(32, number) !== number) return null;
    if (x.op === Op.zextw && BigInt.asUintN(32, number) !== number) return null;
    other = f.int(Cls.w, number);
  } else {
    return null;
  }
  // Zero-extended values are non-negative: their order is unsigned whatever the comparison says.
  // The order of sign-extended ones is kept by both the signed and the unsigned comparison.
  const op = x.op === Op.zextw ? (UNSIGNED.get(v.op) ?? v.op) : v.op;
  return f.become(v, op, [from, other]);
}

function equality(f: Folder, v: Value, x: Value, y: Value): Value | null {
  for (const [a, b] of [
    [x, y],
    [y, x],
  ] as const) {
    if ((a.op === Op.add || a.op === Op.xor) && (a.args[0] === b || a.args[1] === b)) {
      const rest = a.args[0] === b ? a.args[1]! : a.args[0]!;
      return f.become(v, v.op, [rest, f.int(rest.cls, 0n)]);
    }
  }
  if (x.op === Op.add && y.op === Op.add) {
    if (x.args[1] === y.args[1]) return f.become(v, v.op, [x.args[0]!, y.args[0]!]);
    if (x.args[0] === y.args[0]) return f.become(v, v.op, [x.args[1]!, y.args[1]!]);
  }
  return null;
}

/** Comparisons of comparisons (and other values known to be 0 or 1) with a constant. */
function withBoolean(f: Folder, v: Value, x: Value, y: Value): Value | null {
  if (x.cls !== Cls.w || !OP_COMPARES[x.op]) return null;
  const same = (v.op === Op.cne && y.aux === 0n) || (v.op === Op.ceq && y.aux === 1n);
  if (same) return x;
  const opposite = (v.op === Op.ceq && y.aux === 0n) || (v.op === Op.cne && y.aux === 1n);
  if (!opposite) return null;
  const inverse = inverseCompare(x);
  if (inverse >= 0) return f.become(v, inverse, [...x.args]);
  return v.op === Op.cne ? f.become(v, Op.ceq, [x, f.int(Cls.w, 0n)]) : null;
}

/** Decides a comparison from how many bits its operand has. */
function withRange(f: Folder, v: Value, x: Value, y: Value): Value | null {
  const width = widthOf(x.cls);
  const bits = unsignedBits(x);
  if (bits >= width) return withSignedRange(f, v, x, y);
  const limit = y.aux as bigint;
  if (bitLength(limit, width) <= bits) return null;
  // 0 <= x < 2^bits <= constant, read as unsigned; as signed the constant may be negative.
  const below = limit >= 0n;
  switch (v.op) {
    case Op.ceq:
      return f.int(Cls.w, 0n);
    case Op.cne:
      return f.int(Cls.w, 1n);
    case Op.cult:
    case Op.cule:
      return f.int(Cls.w, 1n);
    case Op.cugt:
    case Op.cuge:
      return f.int(Cls.w, 0n);
    case Op.cslt:
    case Op.csle:
      return f.int(Cls.w, below ? 1n : 0n);
    default:
      return f.int(Cls.w, below ? 0n : 1n);
  }
}

function withSignedRange(f: Folder, v: Value, x: Value, y: Value): Value | null {
  const bits = signedBits(x);
  const limit = y.aux as bigint;
  if (bits >= widthOf(x.cls) || BigInt.asIntN(bits, limit) === limit) return null;
  const above = limit > 0n;
  switch (v.op) {
    case Op.ceq:
      return f.int(Cls.w, 0n);
    case Op.cne:
      return f.int(Cls.w, 1n);
    case Op.cslt:
    case Op.csle:
      return f.int(Cls.w, above ? 1n : 0n);
    case Op.csgt:
    case Op.csge:
      return f.int(Cls.w, above ? 0n : 1n);
    default:
      return null;
  }
}

/** Comparing a choice of two constants with a constant is the choice's condition. */
function withSelect(f: Folder, v: Value, x: Value, y: Value): Value | null {
  if (x.op !== Op.select || x.args[1]!.op !== Op.int || x.args[2]!.op !== Op.int) return null;
  const then = f.compute(v.op, Cls.w, x.args[1]!, y);
  const other = f.compute(v.op, Cls.w, x.args[2]!, y);
  if (!then || !other) return null;
  if (then === other) return then;
  const op = isInt(then, 1n) ? Op.cne : Op.ceq;
  return f.become(v, op, [x.args[0]!, f.int(Cls.w, 0n)]);
}

function equalsConstant(f: Folder, v: Value, x: Value, y: Value): Value | null {
  switch (x.op) {
    case Op.add: {
      if (x.args[1]!.op !== Op.int) return null;
      // A counter is better asked after its step: before it, both would be alive.
      if (x.args[0]!.op === Op.phi && !f.single(x)) return null;
      const rest = f.compute(Op.sub, x.cls, y, x.args[1]!);
      return rest && f.become(v, v.op, [x.args[0]!, rest]);
    }
    case Op.xor: {
      if (x.args[1]!.op !== Op.int) {
        return y.aux === 0n ? f.become(v, v.op, [...x.args]) : null;
      }
      const rest = f.compute(Op.xor, x.cls, y, x.args[1]!);
      return rest && f.become(v, v.op, [x.args[0]!, rest]);
    }
    case Op.sub: {
      if (y.aux === 0n) return f.become(v, v.op, [...x.args]);
      if (x.args[0]!.op !== Op.int) return null;
      const rest = f.compute(Op.sub, x.cls, x.args[0]!, y);
      return rest && f.become(v, v.op, [x.args[1]!, rest]);
    }
    case Op.neg: {
      const rest = f.compute(Op.neg, x.cls, y);
      return rest && f.become(v, v.op, [x.args[0]!, rest]);
    }
    case Op.or:
      // The address of a symbol or slot plus nothing is no rule here: only bits that must be set.
      if (x.args[1]!.op === Op.int && y.aux === 0n && x.args[1]!.aux !== 0n) {
        return f.int(Cls.w, v.op === Op.cne ? 1n : 0n);
      }
      return null;
    case Op.alloc:
      return y.aux === 0n ? f.int(Cls.w, v.op === Op.cne ? 1n : 0n) : null;
    default:
      return null;
  }
}

/** Comparisons with the least and greatest values of the order. */
function atEdge(f: Folder, v: Value, x: Value, y: Value): Value | null {
  const number = y.aux as bigint;
  const zero = number === 0n;
  const never = f.int(Cls.w, 0n);
  const always = f.int(Cls.w, 1n);
  switch (v.op) {
    case Op.cult:
      if (zero) return never;
      if (number === -1n) return f.become(v, Op.cne, [x, y]);
      return number === 1n ? f.become(v, Op.ceq, [x, f.int(x.cls, 0n)]) : null;
    case Op.cuge:
      if (zero) return always;
      if (number === -1n) return f.become(v, Op.ceq, [x, y]);
      return number === 1n ? f.become(v, Op.cne, [x, f.int(x.cls, 0n)]) : null;
    case Op.cugt:
      if (number === -1n) return never;
      return zero ? f.become(v, Op.cne, [x, y]) : null;
    case Op.cule:
      if (number === -1n) return always;
      return zero ? f.become(v, Op.ceq, [x, y]) : null;
    case Op.cslt:
      return number === 1n ? f.become(v, Op.csle, [x, f.int(x.cls, 0n)]) : null;
    case Op.csge:
      return number === 1n ? f.become(v, Op.csgt, [x, f.int(x.cls, 0n)]) : null;
    case Op.csgt:
      return number === -1n ? f.become(v, Op.csge, [x, f.int(x.cls, 0n)]) : null;
    case Op.csle:
      return number === -1n ? f.become(v, Op.cslt, [x, f.int(x.cls, 0n)]) : null;
    default:
      return null;
  }
}

function compareFloats(f: Folder, v: Value, x: Value, y: Value): Value | null {
  if (x.op === Op.float && y.op !== Op.float) return f.become(v, swappedCompare(v.op), [y, x]);
  const truth = y.op === Op.float ? beyondOrder(v.op, x, y.aux) : null;
  if (truth !== null) return f.int(Cls.w, truth ? 1n : 0n);
  // Widening is exact and keeps order and NaN.
  if (x.op !== Op.fcvt || x.args[0]!.cls !== Cls.s) return null;
  const from = x.args[0]!;
  if (y.op === Op.fcvt && y.args[0]!.cls === Cls.s) return f.become(v, v.op, [from, y.args[0]!]);
  if (y.op !== Op.float || typeof y.aux !== 'number') return null;
  if (!Object.is(Math.fround(y.aux), y.aux)) return null;
  return f.become(v, v.op, [from, f.func.float(Cls.s, y.aux)]);
}

/** Comparisons with a NaN, past an infinity, and of an absolute value with less than 0. */
function beyondOrder(op: Op, x: Value, y: Value['aux']): boolean | null {
  if (typeof y !== 'number') return null;
  if (Number.isNaN(y)) return op === Op.cne || op === Op.cuo;
  if (y === Number.POSITIVE_INFINITY && op === Op.csgt) return false;
  if (y === Number.NEGATIVE_INFINITY && op === Op.cslt) return false;
  return y === 0 && op === Op.cslt && x.op === Op.fabs ? false : null;
}

/** The comparison rules by op. */
export const COMPARE_RULES: readonly (readonly [Op, Rule])[] = [
  Op.ceq,
  Op.cne,
  Op.cslt,
  Op.csle,
  Op.csgt,
  Op.csge,
  Op.cult,
  Op.cule,
  Op.cugt,
  Op.cuge,
  Op.co,
  Op.cuo,
].map((op) => [op, compare] as const);
