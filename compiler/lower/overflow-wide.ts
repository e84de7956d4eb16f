/**
 * __builtin_add_overflow and its kin where an operand or the result is an __int128: the exact sum
 * or difference is computed in three words; a product from magnitudes, whose excess over 128 bits
 * is noted apart. What the result's type makes of it is compared with it.
 */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { IntegerType } from '../types.ts';
import { isPair, type Lowering, type Pair, type Result } from './context.ts';
import { convertScalar } from './conversions.ts';
import { type Scalar, scalarOf } from './scalars.ts';
import { addWide, mulWide, negateWide, subWide } from './wide.ts';

/** 192 bits in two's complement. */
interface Triple extends Pair {
  readonly top: Value;
}

/** The result in its type's form, and whether it is not the exact one. */
export interface WideChecked {
  readonly value: Result;
  readonly overflow: Value;
}

/** a op b in the third of the types; `types` are those of a, b and the result. */
export function wideOverflow(
  l: Lowering,
  operator: '+' | '-' | '*',
  a: Result,
  c: Result,
  types: readonly IntegerType[],
): WideChecked {
  const [from, other, to] = types as [IntegerType, IntegerType, IntegerType];
  const { b } = l.fn;
  const left = extended(l, a, from);
  const right = extended(l, c, other);
  const product = operator === '*' ? multiplied(l, left, right) : null;
  const exact = product?.value ?? summed(l, operator === '-', left, right);
  const long: Scalar = { ...scalarOf(to), cls: Cls.l, kind: 'l', size: 8, bits: 64 };
  const value =
    to.size === 16
      ? { low: exact.low, high: exact.high }
      : convertScalar(l, exact.low, long, scalarOf(to));
  const back = extended(l, value, to);
  const differs = (x: Value, y: Value): Value => b.compare(Op.cne, x, y);
  let overflow = differs(back.low, exact.low);
  overflow = b.binary(Op.or, Cls.w, overflow, differs(back.high, exact.high));
  overflow = b.binary(Op.or, Cls.w, overflow, differs(back.top, exact.top));
  if (product) overflow = b.binary(Op.or, Cls.w, overflow, product.excess);
  return { value, overflow };
}

function extended(l: Lowering, value: Result, type: IntegerType): Triple {
  const { b } = l.fn;
  const scalar = scalarOf(type);
  const signOf = (word: Value): Value =>
    type.signed ? b.binary(Op.sar, Cls.l, word, b.int(Cls.w, 63)) : b.int(Cls.l, 0);
  if (isPair(value)) return { ...value, top: signOf(value.high) };
  const long: Scalar = { ...scalar, cls: Cls.l, kind: 'l', size: 8, bits: 64 };
  const low = convertScalar(l, value!, scalar, long);
  const high = signOf(low);
  return { low, high, top: high };
}

function summed(l: Lowering, subtract: boolean, a: Triple, c: Triple): Triple {
  const { b } = l.fn;
  const wide = subtract ? subWide(l, a, c) : addWide(l, a, c);
  // A carry out of 128 bits: the sum is below an operand; a borrow: the first below the second.
  const [x, y] = subtract ? [a, c] : [wide, a];
  const above = b.compare(Op.cult, x.high, y.high);
  const same = b.compare(Op.ceq, x.high, y.high);
  const below = b.compare(Op.cult, x.low, y.low);
  const carried = b.binary(Op.or, Cls.w, above, b.binary(Op.and, Cls.w, same, below));
  const carry = b.unary(Op.zextw, Cls.l, carried);
  const op = subtract ? Op.sub : Op.add;
  const top = b.binary(op, Cls.l, b.binary(op, Cls.l, a.top, c.top), carry);
  return { ...wide, top };
}

function multiplied(l: Lowering, a: Triple, c: Triple): { value: Triple; excess: Value } {
  const { b } = l.fn;
  const zero = b.int(Cls.l, 0);
  const x = magnitude(l, a);
  const y = magnitude(l, c);
  const product = mulWide(l, x, y);
  const nonZero = (value: Value): Value => b.compare(Op.cne, value, zero);
  // high * high, or a cross product or their sum that is more than the high word holds.
  const highs = b.binary(Op.and, Cls.w, nonZero(x.high), nonZero(y.high));
  const cross = (p: Value, q: Value): Value => nonZero(b.binary(Op.umulh, Cls.l, p, q));
  const tooHigh = b.binary(Op.or, Cls.w, cross(x.high, y.low), cross(x.low, y.high));
  const first = b.binary(Op.umulh, Cls.l, x.low, y.low);
  // One of the high words is 0, or there is an excess anyway: a single sum to look at.
  const crossed = b.binary(
    Op.or,
    Cls.l,
    b.binary(Op.mul, Cls.l, x.high, y.low),
    b.binary(Op.mul, Cls.l, x.low, y.high),
  );
  const wrapped = b.compare(Op.cult, b.binary(Op.add, Cls.l, first, crossed), first);
  const excess = b.binary(Op.or, Cls.w, highs, b.binary(Op.or, Cls.w, tooHigh, wrapped));
  const negative = b.compare(Op.cne, a.top, c.top);
  const minus = negateWide(l, product);
  const low = b.select(negative, minus.low, product.low);
  const high = b.select(negative, minus.high, product.high);
  const zeroProduct = b.compare(Op.ceq, b.binary(Op.or, Cls.l, product.low, product.high), zero);
  const top = b.select(zeroProduct, zero, b.select(negative, b.int(Cls.l, -1), zero));
  return { value: { low, high, top }, excess };
}

/** |a|, which 128 bits hold without a sign. */
function magnitude(l: Lowering, a: Triple): Pair {
  const { b } = l.fn;
  const minus = negateWide(l, a);
  const negative = b.compare(Op.cne, a.top, b.int(Cls.l, 0));
  return {
    low: b.select(negative, minus.low, a.low),
    high: b.select(negative, minus.high, a.high),
  };
}
