/**
 * Arithmetic and comparisons (C11 6.5.3 to 6.5.14) on scalars, and the way to complex, wide and
 * vector ones.
 */
import { NO_WRAP, type Value } from '../ir/ir.ts';
import { Cls, OP_MAY_WRAP, Op } from '../ir/ops.ts';
import type { ArithmeticOperator, ElementSize, Expr, RelationalOperator } from '../typed.ts';
import type { Type } from '../types.ts';
import { complexArithmetic, complexRelation } from './complex.ts';
import { evaluate, isPair, type Lowering, operandOf, type Pair, type Result } from './context.ts';
import { extend, isNonZero, zeroOf } from './conversions.ts';
import { operationOf, relationOf } from './operators.ts';
import { isNarrow, isWide, type Scalar, scalarOf } from './scalars.ts';
import { vectorArithmetic, vectorRelation, vectorUnary } from './vectors.ts';
import { negateWide, notWide, wideArithmetic, wideRelation } from './wide.ts';

type ArithmeticExpr = Extract<Expr, { kind: 'arithmetic' }>;

/** Left-leaning chains (a + b + c ...) are walked, not recursed into. */
export function lowerArithmetic(l: Lowering, expr: ArithmeticExpr): Result {
  const spine: ArithmeticExpr[] = [];
  let first: Expr = expr;
  while (first.kind === 'arithmetic') {
    spine.push(first);
    first = first.left;
  }
  let left = evaluate(l, first);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i]!;
    const right = evaluate(l, node.right);
    l.fn.b.pos = node.pos;
    left = combine(l, node.operator, left, right, node.type);
  }
  return left;
}

/** a op b in a type; a shift's right operand has a type of its own. */
export function combine(
  l: Lowering,
  operator: ArithmeticOperator,
  a: Result,
  b: Result,
  type: Type,
): Result {
  if (type.kind === 'vector') return vectorArithmetic(l, operator, a as Value, b as Value, type);
  if (type.kind === 'complex') return complexArithmetic(l, operator, a as Pair, b as Pair, type);
  if (isWide(type)) {
    const right = isPair(b) ? b : { low: countOf(l, b as Value, Cls.l), high: zeroOf(l, Cls.l) };
    return wideArithmetic(l, operator, a as Pair, right, scalarOf(type).signed);
  }
  const isShift = operator === '<<' || operator === '>>';
  const right = isShift ? shiftCount(l, b) : (b as Value);
  return scalarArithmetic(l, operator, a as Value, right, scalarOf(type));
}

function countOf(l: Lowering, value: Value, cls: Cls): Value {
  const { b } = l.fn;
  if (value.cls === cls) return value;
  return cls === Cls.l ? b.unary(Op.zextw, Cls.l, value) : b.unary(Op.trunc, Cls.w, value);
}

/** A shift count in class w, where the ops want it. */
function shiftCount(l: Lowering, count: Result): Value {
  return countOf(l, isPair(count) ? count.low : count!, Cls.w);
}

/**
 * The mark of what overflows nowhere in a program that is defined (6.5p5): signed arithmetic but
 * shifts to the left, which programs rely on, as compilers give the bits that are left.
 */
function overflowOf(l: Lowering, scalar: Scalar): typeof NO_WRAP | null {
  if (!scalar.signed || scalar.floating || isNarrow(scalar)) return null;
  return l.options.wrapv || l.fn.entity.wraps ? null : NO_WRAP;
}

/** Scalar arithmetic; types narrower than their class are brought back to canonical form. */
export function scalarArithmetic(
  l: Lowering,
  operator: ArithmeticOperator,
  a: Value,
  b: Value,
  scalar: Scalar,
): Value {
  const op = operationOf(operator, scalar);
  const mark = operator !== '<<' && OP_MAY_WRAP[op] ? overflowOf(l, scalar) : null;
  const value = l.fn.b.emit(op, scalar.cls, [a, b], mark);
  return isNarrow(scalar) ? extend(l, value, scalar) : value;
}

// --- unary -------------------------------------------------------------------------------------

export function lowerUnary(l: Lowering, expr: Extract<Expr, { kind: 'unary' }>): Result {
  const { b } = l.fn;
  const operand = evaluate(l, expr.operand);
  b.pos = expr.pos;
  const { type } = expr;
  if (expr.operator === '!') {
    return type.kind === 'vector'
      ? vectorUnary(l, '!', operand as Value, type)
      : b.compare(Op.ceq, isNonZero(l, operand), b.int(Cls.w, 0));
  }
  if (type.kind === 'vector') return vectorUnary(l, expr.operator, operand as Value, type);
  if (isPair(operand)) return unaryPair(l, expr.operator, operand, type);
  return scalarUnary(l, expr.operator, operand!, scalarOf(type));
}

export function scalarUnary(l: Lowering, operator: '-' | '~', value: Value, scalar: Scalar): Value {
  const { b } = l.fn;
  const made =
    operator === '-'
      ? b.emit(Op.neg, scalar.cls, [value], overflowOf(l, scalar))
      : b.binary(Op.xor, scalar.cls, value, b.int(scalar.cls, -1));
  return isNarrow(scalar) ? extend(l, made, scalar) : made;
}

/** ~ of a complex value is its conjugate (GNU). */
function unaryPair(l: Lowering, operator: '-' | '~', { low, high }: Pair, type: Type): Pair {
  if (type.kind !== 'complex') {
    return operator === '-' ? negateWide(l, { low, high }) : notWide(l, { low, high });
  }
  const scalar = scalarOf(type);
  const first = operator === '-' ? scalarUnary(l, '-', low, scalar) : low;
  return { low: first, high: scalarUnary(l, '-', high, scalar) };
}

// --- comparisons -------------------------------------------------------------------------------

export function scalarRelation(
  l: Lowering,
  operator: RelationalOperator,
  a: Value,
  b: Value,
  scalar: Scalar,
): Value {
  return l.fn.b.compare(relationOf(operator, scalar), a, b);
}

export function lowerRelational(l: Lowering, expr: Extract<Expr, { kind: 'relational' }>): Value {
  const left = evaluate(l, expr.left);
  const right = evaluate(l, expr.right);
  l.fn.b.pos = expr.pos;
  const { type } = expr.left;
  const { operator } = expr;
  if (type.kind === 'vector') {
    return vectorRelation(l, operator, left as Value, right as Value, type, expr.type);
  }
  if (isPair(left) && isPair(right)) {
    if (type.kind === 'complex') return complexRelation(l, operator, left, right);
    return wideRelation(l, operator, left, right, scalarOf(type).signed);
  }
  return scalarRelation(l, operator, left as Value, right as Value, scalarOf(type));
}

// --- pointers (6.5.6p8, p9) --------------------------------------------------------------------

/** Bytes of `index` elements. */
export function scaled(l: Lowering, index: Value, size: ElementSize): Value {
  const { b } = l.fn;
  if (typeof size !== 'number') return b.binary(Op.mul, Cls.l, index, operandOf(l, size));
  if (size === 1) return index;
  if (index.op === Op.int) return b.int(Cls.l, (index.aux as bigint) * BigInt(size));
  return b.binary(Op.mul, Cls.l, index, b.int(Cls.l, size));
}

export function lowerPointerAdd(l: Lowering, expr: Extract<Expr, { kind: 'pointer-add' }>): Value {
  const pointer = operandOf(l, expr.pointer);
  const index = operandOf(l, expr.index);
  const bytes = scaled(l, index, expr.elementSize);
  l.fn.b.pos = expr.pos;
  return l.fn.b.binary(expr.subtract ? Op.sub : Op.add, Cls.l, pointer, bytes);
}

export function lowerPointerDifference(
  l: Lowering,
  expr: Extract<Expr, { kind: 'pointer-difference' }>,
): Value {
  const { b } = l.fn;
  const left = operandOf(l, expr.left);
  const right = operandOf(l, expr.right);
  b.pos = expr.pos;
  const bytes = b.binary(Op.sub, Cls.l, left, right);
  const { elementSize } = expr;
  if (elementSize === 1 || elementSize === 0) return bytes;
  const size =
    typeof elementSize === 'number' ? b.int(Cls.l, elementSize) : operandOf(l, elementSize);
  return b.binary(Op.div, Cls.l, bytes, size);
}
