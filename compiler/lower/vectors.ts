/** GNU vector extensions, element by element, in memory. */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { ArithmeticOperator, Expr, RelationalOperator } from '../typed.ts';
import { sizeOf, type Type, type VectorType } from '../types.ts';
import { type Lowering, offsetBy, operandOf, temporarySlot } from './context.ts';
import { convertScalar, extend, zeroOf } from './conversions.ts';
import { operationOf, relationOf } from './operators.ts';
import { plainAccess, type Scalar, scalarOf } from './scalars.ts';

const slotFor = (l: Lowering, type: Type): Value =>
  temporarySlot(l, sizeOf(type), sizeOf(type), 'vector');

function loadElement(l: Lowering, vector: Value, scalar: Scalar, index: number): Value {
  const access = plainAccess(l, scalar.kind, scalar.signed && !scalar.floating);
  return l.fn.b.load(access, scalar.cls, offsetBy(l, vector, index * scalar.size));
}

function storeElement(
  l: Lowering,
  vector: Value,
  scalar: Scalar,
  index: number,
  value: Value,
): void {
  l.fn.b.store(plainAccess(l, scalar.kind), value, offsetBy(l, vector, index * scalar.size));
}

/** A new vector from a function of the element's number. */
function build(l: Lowering, type: VectorType, element: (index: number) => Value): Value {
  const slot = slotFor(l, type);
  const scalar = scalarOf(type.element);
  for (let i = 0; i < type.count; i++) storeElement(l, slot, scalar, i, element(i));
  return slot;
}

function checkElement(l: Lowering, type: VectorType): Scalar {
  if (type.element.size === 16 && type.element.kind === 'integer') {
    l.diagnostics.unsupported(l.fn.b.pos, 'a vector of __int128');
  }
  return scalarOf(type.element);
}

export function vectorArithmetic(
  l: Lowering,
  operator: ArithmeticOperator,
  a: Value,
  c: Value,
  type: VectorType,
): Value {
  const scalar = checkElement(l, type);
  const { b } = l.fn;
  const isShift = operator === '<<' || operator === '>>';
  const op = operationOf(operator, scalar);
  return build(l, type, (i) => {
    const left = loadElement(l, a, scalar, i);
    let right = loadElement(l, c, scalar, i);
    if (isShift && right.cls === Cls.l) right = b.unary(Op.trunc, Cls.w, right);
    return narrowed(l, b.binary(op, scalar.cls, left, right), scalar);
  });
}

const narrowed = (l: Lowering, value: Value, scalar: Scalar): Value =>
  scalar.size < 4 ? extend(l, value, scalar) : value;

export function vectorUnary(
  l: Lowering,
  operator: '-' | '~' | '!',
  a: Value,
  type: VectorType,
): Value {
  const scalar = checkElement(l, type);
  const { b } = l.fn;
  return build(l, type, (i) => {
    const value = loadElement(l, a, scalar, i);
    if (operator === '-') return narrowed(l, b.unary(Op.neg, scalar.cls, value), scalar);
    if (operator === '~') return b.binary(Op.xor, scalar.cls, value, b.int(scalar.cls, -1));
    return mask(l, b.compare(Op.ceq, value, zeroOf(l, scalar.cls)), scalar);
  });
}

/** 0 or -1 in an element's class. */
function mask(l: Lowering, truth: Value, scalar: Scalar): Value {
  const { b } = l.fn;
  const all = b.unary(Op.neg, Cls.w, truth);
  return scalar.cls === Cls.l ? b.unary(Op.sextw, Cls.l, all) : all;
}

/** Each element -1 where the relation holds, else 0. */
export function vectorRelation(
  l: Lowering,
  operator: RelationalOperator,
  a: Value,
  c: Value,
  type: VectorType,
  result: Type,
): Value {
  const scalar = checkElement(l, type);
  const op = relationOf(operator, scalar);
  const into = result as VectorType;
  const to = scalarOf(into.element);
  return build(l, into, (i) => {
    const left = loadElement(l, a, scalar, i);
    return mask(l, l.fn.b.compare(op, left, loadElement(l, c, scalar, i)), to);
  });
}

/** __builtin_convertvector: an element of the one type from each of the other. */
export function lowerConvertVector(l: Lowering, expr: Extract<Expr, { kind: 'builtin' }>): Value {
  const [arg] = expr.args as [Expr];
  const from = checkElement(l, arg.type as VectorType);
  const to = checkElement(l, expr.type as VectorType);
  const vector = operandOf(l, arg);
  return build(l, expr.type as VectorType, (i) =>
    convertScalar(l, loadElement(l, vector, from, i), from, to),
  );
}

/** __builtin_shuffle(a, mask) and (a, b, mask): indices modulo the number of elements. */
export function lowerShuffle(l: Lowering, expr: Extract<Expr, { kind: 'builtin' }>): Value {
  const { b } = l.fn;
  const type = expr.type as VectorType;
  const scalar = checkElement(l, type);
  const size = sizeOf(type);
  const vectors = expr.args.slice(0, -1).map((arg) => operandOf(l, arg));
  const maskExpr = expr.args[expr.args.length - 1]!;
  const indices = operandOf(l, maskExpr);
  const index = scalarOf((maskExpr.type as VectorType).element);
  const table = temporarySlot(l, size * vectors.length, size, 'shuffle');
  vectors.forEach((vector, i) => {
    const extent = { size, align: size, volatile: false };
    b.blit(offsetBy(l, table, i * size), vector, extent);
  });
  const modulus = type.count * vectors.length - 1;
  return build(l, type, (i) => {
    const given = loadElement(l, indices, index, i);
    const at = given.cls === Cls.l ? given : b.unary(Op.zextw, Cls.l, given);
    const from = b.binary(Op.and, Cls.l, at, b.int(Cls.l, modulus));
    const bytes = b.binary(Op.mul, Cls.l, from, b.int(Cls.l, scalar.size));
    const access = plainAccess(l, scalar.kind, scalar.signed && !scalar.floating);
    return b.load(access, scalar.cls, b.binary(Op.add, Cls.l, table, bytes));
  });
}
