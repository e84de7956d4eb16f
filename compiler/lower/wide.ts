/**
 * __int128 as pairs of 64-bit halves. Division and conversions of floating values call libgcc, as
 * gcc does; everything else is done in place.
 */
import { callInfoOf } from '../ir/build.ts';
import type { Aggregate, Passing, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { wrap } from '../numbers.ts';
import type { ArithmeticOperator, RelationalOperator } from '../typed.ts';
import { type Lowering, offsetBy, type Pair, temporarySlot } from './context.ts';
import { plainAccess } from './scalars.ts';

/** An __int128 as calls see it. */
export function wideAggregate(l: Lowering): Aggregate {
  const known = l.module.aggregates.find((one) => one.name === 'int128');
  if (known) return known;
  const leaves = [0, 8].map((offset) => ({ offset, kind: 'l' as const }));
  const made = { name: 'int128', size: 16, align: 16, leaves, union: false };
  l.module.aggregates.push(made);
  return made;
}

export function loadWide(l: Lowering, address: Value): Pair {
  const { b } = l.fn;
  const access = plainAccess(l, 'l');
  const low = b.load(access, Cls.l, address);
  return { low, high: b.load(access, Cls.l, offsetBy(l, address, 8)) };
}

/** A constant in two words. */
export function wideConstant(l: Lowering, value: bigint): Pair {
  const { b } = l.fn;
  const image = wrap(value, 128, true);
  return { low: b.int(Cls.l, image), high: b.int(Cls.l, image >> 64n) };
}

function spill(l: Lowering, value: Pair): Value {
  const { b } = l.fn;
  const slot = temporarySlot(l, 16, 16, '');
  b.store(plainAccess(l, 'l'), value.low, slot);
  b.store(plainAccess(l, 'l'), value.high, offsetBy(l, slot, 8));
  return slot;
}

/** Calls a function of the compiler's run-time library. */
export function runtimeCall(
  l: Lowering,
  name: string,
  params: readonly Passing[],
  args: Value[],
  result: Passing,
): Value {
  const { b, func } = l.fn;
  const symbol = l.module.symbol(name);
  symbol.isFunction = true;
  const info = callInfoOf(params, result);
  if (typeof result === 'number') return b.call(func.address(symbol), args, info);
  const into = temporarySlot(l, result.size, result.align, '');
  b.call(func.address(symbol), args, info, into);
  return into;
}

const LETTERS: Readonly<Record<number, string>> = { [Cls.s]: 's', [Cls.d]: 'd', [Cls.e]: 'x' };

function letterOf(l: Lowering, cls: Cls): string {
  return cls === Cls.e && l.model.longDouble.format === 'binary128' ? 't' : LETTERS[cls]!;
}

export function wideFromFloat(l: Lowering, value: Value, signed: boolean): Pair {
  const name = `__fix${signed ? '' : 'uns'}${letterOf(l, value.cls)}fti`;
  return loadWide(l, runtimeCall(l, name, [value.cls], [value], wideAggregate(l)));
}

export function wideToFloat(l: Lowering, value: Pair, signed: boolean, cls: Cls): Value {
  const name = `__float${signed ? '' : 'un'}ti${letterOf(l, cls)}f`;
  return runtimeCall(l, name, [wideAggregate(l)], [spill(l, value)], cls);
}

/** Arithmetic; a shift's count is its low half, in class w. */
export function wideArithmetic(
  l: Lowering,
  operator: ArithmeticOperator,
  a: Pair,
  c: Pair,
  signed: boolean,
): Pair {
  const { b } = l.fn;
  const both = (op: Op): Pair => ({
    low: b.binary(op, Cls.l, a.low, c.low),
    high: b.binary(op, Cls.l, a.high, c.high),
  });
  switch (operator) {
    case '+':
      return addWide(l, a, c);
    case '-':
      return subWide(l, a, c);
    case '*':
      return mulWide(l, a, c);
    case '/':
      return divideWide(l, signed ? '__divti3' : '__udivti3', a, c);
    case '%':
      return divideWide(l, signed ? '__modti3' : '__umodti3', a, c);
    case '&':
      return both(Op.and);
    case '|':
      return both(Op.or);
    case '^':
      return both(Op.xor);
    case '<<':
    case '>>':
      return shiftWide(l, operator, a, b.unary(Op.trunc, Cls.w, c.low), signed);
  }
}

export function addWide(l: Lowering, a: Pair, c: Pair): Pair {
  const { b } = l.fn;
  const low = b.binary(Op.add, Cls.l, a.low, c.low);
  const carry = b.unary(Op.zextw, Cls.l, b.compare(Op.cult, low, a.low));
  const high = b.binary(Op.add, Cls.l, b.binary(Op.add, Cls.l, a.high, c.high), carry);
  return { low, high };
}

export function subWide(l: Lowering, a: Pair, c: Pair): Pair {
  const { b } = l.fn;
  const low = b.binary(Op.sub, Cls.l, a.low, c.low);
  const borrow = b.unary(Op.zextw, Cls.l, b.compare(Op.cult, a.low, c.low));
  const high = b.binary(Op.sub, Cls.l, b.binary(Op.sub, Cls.l, a.high, c.high), borrow);
  return { low, high };
}

export function negateWide(l: Lowering, a: Pair): Pair {
  const zero = l.fn.b.int(Cls.l, 0);
  return subWide(l, { low: zero, high: zero }, a);
}

export function notWide(l: Lowering, a: Pair): Pair {
  const { b } = l.fn;
  const ones = b.int(Cls.l, -1);
  return { low: b.binary(Op.xor, Cls.l, a.low, ones), high: b.binary(Op.xor, Cls.l, a.high, ones) };
}

export function mulWide(l: Lowering, a: Pair, c: Pair): Pair {
  const { b } = l.fn;
  const low = b.binary(Op.mul, Cls.l, a.low, c.low);
  const top = b.binary(Op.umulh, Cls.l, a.low, c.low);
  const cross = b.binary(
    Op.add,
    Cls.l,
    b.binary(Op.mul, Cls.l, a.low, c.high),
    b.binary(Op.mul, Cls.l, a.high, c.low),
  );
  return { low, high: b.binary(Op.add, Cls.l, top, cross) };
}

function divideWide(l: Lowering, name: string, a: Pair, c: Pair): Pair {
  const kind = wideAggregate(l);
  return loadWide(l, runtimeCall(l, name, [kind, kind], [spill(l, a), spill(l, c)], kind));
}

/**
 * Counts 0 to 127. With n = count mod 64, what crosses over is (other >> 1) >> (63 - n), which is
 * right for n = 0 too; from 64 on the halves change places.
 */
export function shiftWide(
  l: Lowering,
  operator: '<<' | '>>',
  a: Pair,
  count: Value,
  signed: boolean,
): Pair {
  const { b } = l.fn;
  const left = operator === '<<';
  const by = b.binary(Op.and, Cls.w, count, b.int(Cls.w, 63));
  const rest = b.binary(Op.xor, Cls.w, by, b.int(Cls.w, 63));
  const far = b.binary(Op.and, Cls.w, count, b.int(Cls.w, 64));
  const near = left ? a.low : a.high;
  const other = left ? a.high : a.low;
  const along = left ? Op.shl : signed ? Op.sar : Op.shr;
  const moved = b.binary(along, Cls.l, near, by);
  const kept = b.binary(left ? Op.shl : Op.shr, Cls.l, other, by);
  const half = b.binary(left ? Op.shr : Op.shl, Cls.l, near, b.int(Cls.w, 1));
  const across = b.binary(left ? Op.shr : Op.shl, Cls.l, half, rest);
  const mixed = b.binary(Op.or, Cls.l, kept, across);
  const fill = left || !signed ? b.int(Cls.l, 0) : b.binary(Op.sar, Cls.l, near, b.int(Cls.w, 63));
  const outer = b.select(far, fill, moved);
  const inner = b.select(far, moved, mixed);
  return left ? { low: outer, high: inner } : { low: inner, high: outer };
}

const HIGH_OPS = {
  '<': [Op.cslt, Op.cult],
  '<=': [Op.cslt, Op.cult],
  '>': [Op.csgt, Op.cugt],
  '>=': [Op.csgt, Op.cugt],
} as const;
const LOW_OPS = { '<': Op.cult, '<=': Op.cule, '>': Op.cugt, '>=': Op.cuge } as const;

/** 1 where the relation holds. */
export function wideRelation(
  l: Lowering,
  operator: RelationalOperator,
  a: Pair,
  c: Pair,
  signed: boolean,
): Value {
  const { b } = l.fn;
  if (operator === '==' || operator === '!=') {
    const low = b.binary(Op.xor, Cls.l, a.low, c.low);
    const high = b.binary(Op.xor, Cls.l, a.high, c.high);
    const either = b.binary(Op.or, Cls.l, low, high);
    return b.compare(operator === '==' ? Op.ceq : Op.cne, either, b.int(Cls.l, 0));
  }
  const high = b.compare(HIGH_OPS[operator][signed ? 0 : 1], a.high, c.high);
  const low = b.compare(LOW_OPS[operator], a.low, c.low);
  return b.select(b.compare(Op.ceq, a.high, c.high), low, high);
}
