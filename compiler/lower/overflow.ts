/**
 * __builtin_add_overflow and its kin: the exact result is computed in a type that holds it (64 bits
 * for operands and results of at most 32, else 128), brought into the result's type and back, and
 * compared.
 */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Expr } from '../typed.ts';
import { type IntegerType, integerOf, type Type } from '../types.ts';
import { effect, evaluate, type Lowering, operandOf, type Pair } from './context.ts';
import { convertScalar } from './conversions.ts';
import { wideOverflow } from './overflow-wide.ts';
import { placeAt, storeResult } from './places.ts';
import { type Scalar, scalarOf } from './scalars.ts';
import { wideArithmetic, wideRelation } from './wide.ts';

type BuiltinExpr = Extract<Expr, { kind: 'builtin' }>;
type Operator = '+' | '-' | '*';

const OPERATORS: Readonly<Record<string, Operator>> = { add: '+', sub: '-', mul: '*' };

/** op_overflow(a, b, &result) and op_overflow_p(a, b, exemplar). */
export function lowerOverflow(l: Lowering, expr: BuiltinExpr): Value {
  const [first, second, third] = expr.args as [Expr, Expr, Expr];
  const operator = OPERATORS[expr.name.slice(0, 3)]!;
  const predicate = expr.name.endsWith('_p');
  const target = predicate ? third.type : pointedTo(third.type);
  const types = [first.type, second.type, target].map((type) => integerOf(type)!);
  const a = evaluate(l, first);
  const b = evaluate(l, second);
  if (predicate) effect(l, third);
  const pointer = predicate ? null : operandOf(l, third);
  l.fn.b.pos = expr.pos;
  const { value, overflow } = types.some((type) => type.size === 16)
    ? wideOverflow(l, operator, a, b, types)
    : checked(l, operator, a as Value, b as Value, types);
  if (pointer) storeResult(l, placeAt(pointer, target), value);
  return overflow;
}

const pointedTo = (type: Type): Type => (type.kind === 'pointer' ? type.to : type);

interface Checked {
  readonly value: Value;
  readonly overflow: Value;
}

const LONG: Scalar = scalarOf({ kind: 'pointer' } as Type);
const SIGNED_LONG: Scalar = { ...LONG, signed: true };

function checked(
  l: Lowering,
  operator: Operator,
  a: Value,
  b: Value,
  types: readonly IntegerType[],
): Checked {
  const [from, other, to] = types.map(scalarOf) as [Scalar, Scalar, Scalar];
  if (types.every((type) => type.size <= 4)) return inLong(l, operator, a, b, [from, other, to]);
  if (from.signed === to.signed && other.signed === to.signed && types.every((t) => t.size === 8)) {
    return sameLong(l, operator, a, b, to.signed);
  }
  return inWide(l, operator, a, b, [from, other, to]);
}

const OPS = { '+': Op.add, '-': Op.sub, '*': Op.mul } as const;

function inLong(
  l: Lowering,
  operator: Operator,
  a: Value,
  b: Value,
  [from, other, to]: readonly [Scalar, Scalar, Scalar],
): Checked {
  const builder = l.fn.b;
  const left = convertScalar(l, a, from, LONG);
  const right = convertScalar(l, b, other, LONG);
  const exact = builder.binary(OPS[operator], Cls.l, left, right);
  const value = convertScalar(l, exact, LONG, to);
  return { value, overflow: builder.compare(Op.cne, convertScalar(l, value, to, LONG), exact) };
}

/** Three 64-bit types of one sign: the carry or the high half tells. */
function sameLong(l: Lowering, operator: Operator, a: Value, c: Value, signed: boolean): Checked {
  const { b } = l.fn;
  const value = b.binary(OPS[operator], Cls.l, a, c);
  const zero = b.int(Cls.l, 0);
  if (operator === '*') {
    const high = b.binary(signed ? Op.smulh : Op.umulh, Cls.l, a, c);
    const wanted = signed ? b.binary(Op.sar, Cls.l, value, b.int(Cls.w, 63)) : zero;
    return { value, overflow: b.compare(Op.cne, high, wanted) };
  }
  if (!signed) {
    const overflow = operator === '+' ? b.compare(Op.cult, value, a) : b.compare(Op.cult, a, c);
    return { value, overflow };
  }
  const turned = b.binary(Op.xor, Cls.l, a, value);
  const against = b.binary(Op.xor, Cls.l, operator === '+' ? c : a, operator === '+' ? value : c);
  return { value, overflow: b.compare(Op.cslt, b.binary(Op.and, Cls.l, turned, against), zero) };
}

function widened(l: Lowering, value: Value, scalar: Scalar): Pair {
  const { b } = l.fn;
  const low = convertScalar(l, value, scalar, scalar.signed ? SIGNED_LONG : LONG);
  const high = scalar.signed ? b.binary(Op.sar, Cls.l, low, b.int(Cls.w, 63)) : b.int(Cls.l, 0);
  return { low, high };
}

function inWide(
  l: Lowering,
  operator: Operator,
  a: Value,
  b: Value,
  [from, other, to]: readonly [Scalar, Scalar, Scalar],
): Checked {
  const exact = wideArithmetic(l, operator, widened(l, a, from), widened(l, b, other), true);
  const value = convertScalar(l, exact.low, LONG, to);
  return { value, overflow: wideRelation(l, '!=', widened(l, value, to), exact, true) };
}
