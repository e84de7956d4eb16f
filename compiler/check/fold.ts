/**
 * Folding of arithmetic on constant expressions (C11 6.6), with the semantics of the target's
 * types. Each function gives the folded constant, or null where the operands are not constants or
 * the operation has no value.
 */
import {
  addExtended,
  addInts,
  andInts,
  compareExtended,
  compareInts,
  divExtended,
  divInts,
  type Extended,
  extendedFromInteger,
  extendedFromNumber,
  extendedToFloat32,
  extendedToInteger,
  extendedToNumber,
  integerToNumber,
  mulExtended,
  mulInts,
  negExtended,
  negInt,
  notInt,
  numberToInteger,
  orInts,
  remInts,
  shiftLeft,
  shiftRight,
  subExtended,
  subInts,
  wrap,
  xorInts,
} from '../numbers.ts';
import type { DataModel } from '../options.ts';
import type { Position } from '../source.ts';
import type { ArithmeticOperator, Expr, RelationalOperator } from '../typed.ts';
import { type FloatType, type IntegerType, integerOf, type Type } from '../types.ts';

export type ConstantExpr = Extract<Expr, { kind: 'integer' | 'floating' }>;

export const isConstantExpr = (expr: Expr): expr is ConstantExpr =>
  expr.kind === 'integer' || expr.kind === 'floating';

/** An integer constant of a type, wrapped to it. */
export function integerExpr(type: Type, pos: Position, value: bigint): Expr {
  return { kind: 'integer', type, pos, value: wrapTo(type, value) };
}

/** A value wrapped to an integer type (pointers count as unsigned long). */
export function wrapTo(type: Type, value: bigint): bigint {
  const integer = integerOf(type);
  if (!integer) return wrap(value, 64, false);
  if (integer.name === '_Bool') return value === 0n ? 0n : 1n;
  return wrap(value, integer.precision, integer.signed);
}

type Real = number | Extended;

/** A floating value in a type's precision. */
function roundTo(type: FloatType, value: Real, model: DataModel): Real {
  if (type.name === 'long double') {
    return typeof value === 'number' ? extendedFromNumber(value) : value;
  }
  if (typeof value === 'number') return type.name === 'float' ? Math.fround(value) : value;
  void model;
  return type.name === 'float' ? extendedToFloat32(value) : extendedToNumber(value);
}

export function floatingExpr(type: FloatType, pos: Position, value: Real, model: DataModel): Expr {
  return { kind: 'floating', type, pos, value: roundTo(type, value, model) };
}

function fromInteger(value: bigint, type: FloatType, model: DataModel): Real {
  if (type.name === 'long double') return extendedFromInteger(value, model.longDouble.format);
  return integerToNumber(value, type.name);
}

const isZeroReal = (value: Real): boolean =>
  typeof value === 'number' ? value === 0 : value.kind === 'finite' && value.significand === 0n;

/** Whether a constant compares unequal to 0, or null when it is no constant. */
export function truthOf(expr: Expr): boolean | null {
  if (expr.kind === 'integer') return expr.value !== 0n;
  if (expr.kind === 'floating') return !isZeroReal(expr.value);
  return null;
}

/** 6.3.1: a constant converted to an arithmetic or pointer type. */
export function foldConvert(expr: Expr, type: Type, model: DataModel): Expr | null {
  const { pos } = expr;
  const target = type.plain;
  if (expr.kind === 'integer') {
    if (target.kind === 'float') {
      return { kind: 'floating', type: target, pos, value: fromInteger(expr.value, target, model) };
    }
    if (target.kind === 'pointer' || integerOf(target)) {
      return integerExpr(target, pos, expr.value);
    }
    return null;
  }
  if (expr.kind !== 'floating') return null;
  if (target.kind === 'float') return floatingExpr(target, pos, expr.value, model);
  const integer = integerOf(target);
  if (!integer) return null;
  if (integer.name === '_Bool') return integerExpr(target, pos, isZeroReal(expr.value) ? 0n : 1n);
  const value =
    typeof expr.value === 'number' ? numberToInteger(expr.value) : extendedToInteger(expr.value);
  if (value === null || wrapTo(target, value) !== value) return saturated(expr, integer, target);
  return { kind: 'integer', type: target, pos, value };
}

/** A floating constant outside the integer type's range, which C leaves undefined: gcc's answer. */
function saturated(
  value: Extract<Expr, { kind: 'floating' }>,
  integer: IntegerType,
  type: Type,
): Expr {
  const real = typeof value.value === 'number' ? value.value : extendedToNumber(value.value);
  const bits = integer.precision;
  const most = subInts(shiftLeft(1n, BigInt(integer.signed ? bits - 1 : bits), 256), 1n, 256);
  const least = integer.signed ? subInts(subInts(0n, most, 256), 1n, 256) : 0n;
  const limit = Number.isNaN(real) ? 0n : real > 0 ? most : least;
  return { kind: 'integer', type, pos: value.pos, value: limit };
}

/** Unary minus, ~ and ! on a promoted constant. */
export function foldUnary(operator: '-' | '~' | '!', operand: Expr, type: Type): Expr | null {
  const { pos } = operand;
  const truth = truthOf(operand);
  if (operator === '!') return truth === null ? null : integerExpr(type, pos, truth ? 0n : 1n);
  if (operand.kind === 'integer') {
    const integer = integerOf(type)!;
    const value =
      operator === '-' ? negInt(operand.value, integer.precision) : notInt(operand.value);
    return integerExpr(type, pos, value);
  }
  if (operand.kind === 'floating' && operator === '-') {
    const { value } = operand;
    return { ...operand, value: typeof value === 'number' ? -value : negExtended(value) };
  }
  return null;
}

/** An arithmetic operator on two constants of one type (a shift's count has its own). */
export function foldArithmetic(
  operator: ArithmeticOperator,
  left: Expr,
  right: Expr,
  type: Type,
  model: DataModel,
): Expr | null {
  if (left.kind === 'integer' && right.kind === 'integer') {
    const value = foldIntegers(operator, left.value, right.value, type);
    return value === null ? null : integerExpr(type, left.pos, value);
  }
  const float = type.plain;
  if (left.kind === 'floating' && right.kind === 'floating' && float.kind === 'float') {
    const value = foldReals(operator, left.value, right.value, model);
    return value === null ? null : floatingExpr(float, left.pos, value, model);
  }
  return null;
}

function foldIntegers(
  operator: ArithmeticOperator,
  a: bigint,
  b: bigint,
  type: Type,
): bigint | null {
  const integer = integerOf(type)!;
  const bits = integer.precision;
  switch (operator) {
    case '+':
      return addInts(a, b, bits);
    case '-':
      return subInts(a, b, bits);
    case '*':
      return mulInts(a, b, bits);
    case '/':
      return divInts(a, b, bits, integer.signed);
    case '%':
      return remInts(a, b, bits, integer.signed);
    case '&':
      return andInts(a, b);
    case '|':
      return orInts(a, b);
    case '^':
      return xorInts(a, b);
    case '<<':
      return b < 0n || b >= BigInt(bits) ? null : shiftLeft(a, b, bits);
    case '>>':
      return b < 0n || b >= BigInt(bits) ? null : shiftRight(a, b, bits, integer.signed);
  }
}

function foldReals(operator: ArithmeticOperator, a: Real, b: Real, model: DataModel): Real | null {
  if (typeof a === 'number' && typeof b === 'number') {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return a / b;
      default:
        return null;
    }
  }
  if (typeof a === 'number' || typeof b === 'number') return null;
  const { format } = model.longDouble;
  switch (operator) {
    case '+':
      return addExtended(a, b, format);
    case '-':
      return subExtended(a, b, format);
    case '*':
      return mulExtended(a, b, format);
    case '/':
      return divExtended(a, b, format);
    default:
      return null;
  }
}

/** A comparison of two constants of one type; unordered compares unequal only. */
export function foldRelational(
  operator: RelationalOperator,
  left: Expr,
  right: Expr,
  result: Type,
): Expr | null {
  const order = compareConstants(left, right);
  if (order === undefined) return null;
  return integerExpr(result, left.pos, holds(operator, order) ? 1n : 0n);
}

function compareConstants(left: Expr, right: Expr): -1 | 0 | 1 | null | undefined {
  if (left.kind === 'integer' && right.kind === 'integer') {
    const integer = integerOf(left.type);
    return compareInts(left.value, right.value, integer?.precision ?? 64, integer?.signed ?? false);
  }
  if (left.kind !== 'floating' || right.kind !== 'floating') return undefined;
  const a = left.value;
  const b = right.value;
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    return a === b ? 0 : null;
  }
  if (typeof a === 'number' || typeof b === 'number') return undefined;
  return compareExtended(a, b);
}

function holds(operator: RelationalOperator, order: -1 | 0 | 1 | null): boolean {
  if (order === null) return operator === '!=';
  switch (operator) {
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}
