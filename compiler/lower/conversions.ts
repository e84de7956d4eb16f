/** Conversions (C11 6.3) between scalars, complex, __int128, vectors and void. */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import type { ComplexType, Type, VectorType } from '../types.ts';
import { integerOf, sizeOf } from '../types.ts';
import { isPair, type Lowering, type Pair, type Result, temporarySlot } from './context.ts';
import { isNarrow, isWide, plainAccess, type Scalar, scalarOf } from './scalars.ts';
import { wideFromFloat, wideToFloat } from './wide.ts';

/** A value of one type as another: every conversion but those of records, which are copies. */
export function convertResult(
  l: Lowering,
  value: Result,
  from: Type,
  to: Type,
  pos: Position,
): Result {
  if (to.kind === 'void' || value === null) return null;
  if (to.kind === 'complex') return toComplex(l, value, from, to);
  if (from.kind === 'complex') return fromComplex(l, value as Pair, from, to, pos);
  if (from.kind === 'vector' || to.kind === 'vector') return reinterpret(l, value, from, to, pos);
  if (isWide(to)) return isPair(value) ? value : toWide(l, value, from, to);
  if (isPair(value)) return fromWide(l, value, from, to);
  if (to.kind === 'record' || to.kind === 'array') return value;
  return convertScalar(l, value, scalarOf(from), scalarOf(to));
}

/** Between scalars in canonical form. */
export function convertScalar(l: Lowering, value: Value, from: Scalar, to: Scalar): Value {
  if (from === to) return value;
  const { b } = l.fn;
  if (to.bool) return from.bool ? value : isNonZero(l, value);
  if (from.floating) return to.floating ? floatToFloat(l, value, to) : floatToInteger(l, value, to);
  if (to.floating) {
    // Unsigned types below int are non-negative ints already.
    const signed = from.signed || from.size < 4;
    return b.unary(signed ? Op.stof : Op.utof, to.cls, value);
  }
  return convertInteger(l, value, from, to);
}

function floatToFloat(l: Lowering, value: Value, to: Scalar): Value {
  return value.cls === to.cls ? value : l.fn.b.unary(Op.fcvt, to.cls, value);
}

/** Types below int go through int, as the result is undefined where they differ. */
function floatToInteger(l: Lowering, value: Value, to: Scalar): Value {
  const { b } = l.fn;
  if (to.size < 4) return extend(l, b.unary(Op.ftos, Cls.w, value), to);
  return extend(l, b.unary(to.signed ? Op.ftos : Op.ftou, to.cls, value), to);
}

function convertInteger(l: Lowering, value: Value, from: Scalar, to: Scalar): Value {
  const { b } = l.fn;
  if (to.cls === Cls.l) {
    const wide =
      from.cls === Cls.l ? value : b.unary(from.signed ? Op.sextw : Op.zextw, Cls.l, value);
    const fits = from.bits < to.bits && (to.signed || !from.signed);
    const same = from.bits === to.bits && from.signed === to.signed;
    return fits || same ? wide : extend(l, wide, to);
  }
  const narrow = from.cls === Cls.l ? b.unary(Op.trunc, Cls.w, value) : value;
  const fits = from.size < to.size && (to.signed || !from.signed);
  const same = from.size === to.size && from.signed === to.signed;
  return to.size === 4 || fits || same ? narrow : extend(l, narrow, to);
}

/** The low bits as a canonical value of a type narrower than its class. */
export function extend(l: Lowering, value: Value, to: Scalar): Value {
  const { b } = l.fn;
  if (to.size === 1) return b.unary(to.signed ? Op.sextb : Op.zextb, Cls.w, value);
  if (to.size === 2) return b.unary(to.signed ? Op.sexth : Op.zexth, Cls.w, value);
  if (!isNarrow(to)) return value;
  const above = b.int(Cls.w, 64 - to.bits);
  const high = b.binary(Op.shl, Cls.l, value, above);
  return b.binary(to.signed ? Op.sar : Op.shr, Cls.l, high, above);
}

/** A zero of any scalar class. */
export function zeroOf(l: Lowering, cls: Cls): Value {
  const { func, b } = l.fn;
  if (cls === Cls.e)
    return func.float(cls, { kind: 'finite', sign: 0, exponent: 0, significand: 0n });
  return cls === Cls.s || cls === Cls.d ? func.float(cls, 0) : b.int(cls, 0);
}

/** 6.3.1.2: 1 where the value compares unequal to 0. */
export function isNonZero(l: Lowering, value: Result): Value {
  const { b } = l.fn;
  if (value === null) throw new Error('a value is expected');
  if (!isPair(value)) return b.compare(Op.cne, value, zeroOf(l, value.cls));
  const { low, high } = value;
  if (low.cls === Cls.l) {
    return b.compare(Op.cne, b.binary(Op.or, Cls.l, low, high), b.int(Cls.l, 0));
  }
  const either = [low, high].map((part) => b.compare(Op.cne, part, zeroOf(l, part.cls)));
  return b.binary(Op.or, Cls.w, either[0]!, either[1]!);
}

// --- complex (6.3.1.6, 6.3.1.7) ----------------------------------------------------------------

function toComplex(l: Lowering, value: Result, from: Type, to: ComplexType): Pair {
  const element = scalarOf(to);
  if (from.kind === 'complex') {
    const { low, high } = value as Pair;
    const source = scalarOf(from);
    return {
      low: convertScalar(l, low, source, element),
      high: convertScalar(l, high, source, element),
    };
  }
  const low = isPair(value)
    ? (fromWide(l, value, from, to.element) as Value)
    : convertScalar(l, value as Value, scalarOf(from), element);
  return { low, high: zeroOf(l, element.cls) };
}

function fromComplex(l: Lowering, value: Pair, from: ComplexType, to: Type, pos: Position): Result {
  if (scalarOf(to).bool) return isNonZero(l, value);
  return convertResult(l, value.low, from.element, to, pos);
}

// --- __int128 ----------------------------------------------------------------------------------

function toWide(l: Lowering, value: Value, from: Type, to: Type): Pair {
  const { b } = l.fn;
  const scalar = scalarOf(from);
  if (scalar.floating) return wideFromFloat(l, value, scalarOf(to).signed);
  const low = convertInteger(l, value, scalar, { ...scalar, cls: Cls.l, size: 8, bits: 64 });
  const high = scalar.signed ? b.binary(Op.sar, Cls.l, low, b.int(Cls.w, 63)) : b.int(Cls.l, 0);
  return { low, high };
}

function fromWide(l: Lowering, value: Pair, from: Type, to: Type): Result {
  const target = scalarOf(to);
  if (target.bool) return isNonZero(l, value);
  if (target.floating) return wideToFloat(l, value, integerOf(from)!.signed, target.cls);
  const long: Scalar = { ...target, cls: Cls.l, size: 8, bits: 64, kind: 'l' };
  return convertInteger(l, value.low, long, target);
}

// --- vectors: the same bytes -------------------------------------------------------------------

function reinterpret(l: Lowering, value: Result, from: Type, to: Type, pos: Position): Result {
  const { b } = l.fn;
  if (from.kind === 'vector' && to.kind === 'vector') return value;
  const size = sizeOf(from);
  if (to.kind === 'vector' && size === to.element.size && to.count > 1)
    return broadcast(l, value, to);
  if (size !== sizeOf(to)) l.diagnostics.unsupported(pos, 'a conversion between these vectors');
  if (to.kind === 'vector') {
    const slot = temporarySlot(l, size, size, '');
    storeBytes(l, value, slot, from);
    return slot;
  }
  const scalar = scalarOf(to);
  const access = plainAccess(l, scalar.kind, scalar.signed && !scalar.floating);
  const low = b.load(access, scalar.cls, value as Value);
  if (!isWide(to)) return low;
  return {
    low,
    high: b.load(access, scalar.cls, b.binary(Op.add, Cls.l, value as Value, b.int(Cls.l, 8))),
  };
}

function storeBytes(l: Lowering, value: Result, slot: Value, from: Type): void {
  const { b } = l.fn;
  const access = plainAccess(l, scalarOf(from).kind);
  if (!isPair(value)) {
    b.store(access, value!, slot);
    return;
  }
  b.store(access, value.low, slot);
  b.store(access, value.high, b.binary(Op.add, Cls.l, slot, b.int(Cls.l, 8)));
}

/** A scalar of the element's type in every element. */
function broadcast(l: Lowering, value: Result, to: VectorType): Value {
  const { b } = l.fn;
  const size = sizeOf(to);
  const slot = temporarySlot(l, size, size, '');
  const access = plainAccess(l, scalarOf(to.element).kind);
  if (isPair(value) || value === null) throw new Error('a vector element is expected');
  for (let at = 0; at < size; at += to.element.size) {
    b.store(access, value, at === 0 ? slot : b.binary(Op.add, Cls.l, slot, b.int(Cls.l, at)));
  }
  return slot;
}
