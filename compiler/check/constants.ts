/**
 * Constant expressions (C11 6.6): integer constants for the language, address constants for
 * initializers.
 */

import type * as ast from '../ast.ts';
import { addInts, divInts, mulInts, subInts } from '../numbers.ts';
import type { DataModel } from '../options.ts';
import type { Position } from '../source.ts';
import type { Constant, Expr } from '../typed.ts';
import { isInteger, sizeOf } from '../types.ts';
import { type Checker, error } from './checker.ts';
import { decay, promote } from './conversions.ts';
import {
  type ConstantExpr,
  foldArithmetic,
  foldConvert,
  foldRelational,
  foldUnary,
  isConstantExpr,
  truthOf,
} from './fold.ts';

/** 6.6p6: the value of an integer constant expression; reports and gives null when it is none. */
export function integerConstant(c: Checker, node: ast.Expression, what: string): bigint | null {
  c.needsConstant++;
  const expr = promote(c, decay(c, c.rules.expression(c, node)));
  c.needsConstant--;
  if (expr.kind === 'integer' && isInteger(expr.type)) return expr.value;
  const message = isInteger(expr.type)
    ? `${what} is not an integer constant`
    : `${what} not an integer constant`;
  error(c, node.pos, message);
  return null;
}

/** 6.6p7 to p9: the constant a static initializer's expression gives, or null. */
export function constantOf(model: DataModel, expr: Expr): Constant | null {
  switch (expr.kind) {
    case 'integer':
      return { kind: 'integer', value: expr.value };
    case 'floating':
      return { kind: 'floating', value: expr.value };
    case 'address':
      return addressOf(model, expr.operand);
    case 'label-address':
      return { kind: 'address', base: expr.label, offset: 0n };
    case 'convert':
      return convertedConstant(model, expr);
    case 'pointer-add':
      return pointerSum(model, expr);
    case 'pointer-difference':
      return difference(model, expr);
    case 'conditional': {
      const truth = truthOf(expr.condition);
      return truth === null ? null : constantOf(model, truth ? expr.then : expr.otherwise);
    }
    case 'complex':
      return complexConstant(model, expr);
    case 'arithmetic':
      return expr.type.kind === 'complex'
        ? complexValue(model, expr)
        : arithmeticConstant(model, expr);
    case 'unary':
      return expr.type.kind === 'complex' ? complexValue(model, expr) : null;
    case 'relational':
      return complexEquality(model, expr);
    default:
      return null;
  }
}

/** A complex constant's parts as expressions of its element type, where they are constant. */
function complexParts(
  model: DataModel,
  expr: Expr,
): { real: ConstantExpr; imaginary: ConstantExpr } | null {
  if (expr.kind === 'complex') {
    const { real, imaginary } = expr;
    return isConstantExpr(real) && isConstantExpr(imaginary) ? { real, imaginary } : null;
  }
  const target = expr.type.plain;
  if (target.kind !== 'complex') return null;
  if (expr.kind === 'arithmetic') return complexArithmetic(model, expr);
  if (expr.kind === 'unary' && expr.operator === '-') {
    const inner = complexParts(model, expr.operand);
    const real = inner && foldUnary('-', inner.real, target.element);
    const imaginary = inner && foldUnary('-', inner.imaginary, target.element);
    return pair(real, imaginary);
  }
  if (expr.kind !== 'convert') return null;
  const { operand } = expr;
  const inner =
    operand.type.kind === 'complex'
      ? complexParts(model, operand)
      : isConstantExpr(operand)
        ? { real: operand, imaginary: null }
        : null;
  if (!inner) return null;
  const real = foldConvert(inner.real, target.element, model);
  const zero: Expr = { kind: 'integer', type: target.element, pos: expr.pos, value: 0n };
  const imaginary = foldConvert(inner.imaginary ?? zero, target.element, model);
  return pair(real, imaginary);
}

function pair(real: Expr | null, imaginary: Expr | null) {
  if (!real || !imaginary || !isConstantExpr(real) || !isConstantExpr(imaginary)) return null;
  return { real, imaginary };
}

/** Sums, differences and products of complex constants (6.6p8). */
function complexArithmetic(model: DataModel, expr: Extract<Expr, { kind: 'arithmetic' }>) {
  const a = complexParts(model, expr.left);
  const b = complexParts(model, expr.right);
  const type = expr.type.kind === 'complex' ? expr.type.element : expr.type;
  if (!a || !b) return null;
  const fold = (op: '+' | '-' | '*', x: Expr | null, y: Expr | null): Expr | null =>
    x && y && foldArithmetic(op, x, y, type, model);
  switch (expr.operator) {
    case '+':
    case '-':
      return pair(
        fold(expr.operator, a.real, b.real),
        fold(expr.operator, a.imaginary, b.imaginary),
      );
    case '*': {
      const real = fold('-', fold('*', a.real, b.real), fold('*', a.imaginary, b.imaginary));
      const cross = fold('+', fold('*', a.real, b.imaginary), fold('*', a.imaginary, b.real));
      return pair(real, cross);
    }
    default:
      return null;
  }
}

function complexValue(model: DataModel, expr: Expr): Constant | null {
  const parts = complexParts(model, expr);
  return parts && { kind: 'complex', real: parts.real.value, imaginary: parts.imaginary.value };
}

/** == and != of complex constants. */
function complexEquality(
  model: DataModel,
  expr: Extract<Expr, { kind: 'relational' }>,
): Constant | null {
  const a = expr.left.type.kind === 'complex' ? complexParts(model, expr.left) : null;
  const b = a && complexParts(model, expr.right);
  if (!a || !b) return null;
  const real = foldRelational('==', a.real, b.real, expr.type);
  const imaginary = foldRelational('==', a.imaginary, b.imaginary, expr.type);
  if (!real || !imaginary) return null;
  const equal = truthOf(real) === true && truthOf(imaginary) === true;
  return { kind: 'integer', value: equal === (expr.operator === '==') ? 1n : 0n };
}

function complexConstant(
  model: DataModel,
  expr: Extract<Expr, { kind: 'complex' }>,
): Constant | null {
  const real = constantOf(model, expr.real);
  const imaginary = constantOf(model, expr.imaginary);
  if (!real || !imaginary) return null;
  if (real.kind !== 'floating' && real.kind !== 'integer') return null;
  if (imaginary.kind !== 'floating' && imaginary.kind !== 'integer') return null;
  return { kind: 'complex', real: real.value, imaginary: imaginary.value };
}

/**
 * An address constant (6.6p9): an object or function of static storage, plus member and index
 * offsets.
 */
function addressOf(model: DataModel, expr: Expr): Constant | null {
  switch (expr.kind) {
    case 'variable':
      if (expr.variable.storage !== 'static') return null;
      if (expr.variable.threadLocal) return null;
      return { kind: 'address', base: expr.variable, offset: 0n };
    case 'function':
      return { kind: 'address', base: expr.function, offset: 0n };
    case 'compound-literal':
      if (expr.variable.storage !== 'static') return null;
      return { kind: 'address', base: expr.variable, offset: 0n };
    case 'deref':
      return constantOf(model, expr.pointer);
    case 'member': {
      const base = addressOf(model, expr.base);
      return base && !expr.member.bits && !expr.member.start
        ? shifted(base, BigInt(expr.member.offset))
        : null;
    }
    case 'component': {
      const base = addressOf(model, expr.operand);
      const offset = expr.part === 'imag' ? sizeOf(expr.type) : 0;
      return base && shifted(base, BigInt(offset));
    }
    default:
      return null;
  }
}

function shifted(base: Constant, offset: bigint): Constant | null {
  if (base.kind === 'address') return { ...base, offset: addInts(base.offset, offset, 64) };
  if (base.kind === 'integer') return { ...base, value: addInts(base.value, offset, 64) };
  return null;
}

/** Conversions keep an address between types as wide as a pointer. */
function convertedConstant(
  model: DataModel,
  expr: Extract<Expr, { kind: 'convert' }>,
): Constant | null {
  if (expr.type.kind === 'complex') return complexValue(model, expr);
  const inner = constantOf(model, expr.operand);
  if (!inner) return null;
  if (inner.kind === 'address' || inner.kind === 'label-difference') {
    const integral = expr.type.kind === 'pointer' || isInteger(expr.type);
    const wide = sizeOf(expr.type) === 8;
    if (integral && wide) return inner;
    return inner.kind === 'label-difference' && integral ? inner : null;
  }
  const { pos } = expr;
  if (inner.kind === 'integer') {
    const value: Expr = { kind: 'integer', type: expr.operand.type, pos, value: inner.value };
    const folded = foldConvert(value, expr.type, model);
    return folded && constantOf(model, folded);
  }
  if (inner.kind !== 'floating') return null;
  const value: Expr = { kind: 'floating', type: expr.operand.type, pos, value: inner.value };
  const folded = foldConvert(value, expr.type, model);
  return folded && constantOf(model, folded);
}

function pointerSum(
  model: DataModel,
  expr: Extract<Expr, { kind: 'pointer-add' }>,
): Constant | null {
  const base = constantOf(model, expr.pointer);
  const index = constantOf(model, expr.index);
  if (!base || index?.kind !== 'integer' || typeof expr.elementSize !== 'number') return null;
  const bytes = mulInts(index.value, BigInt(expr.elementSize), 64);
  return shifted(base, expr.subtract ? subInts(0n, bytes, 64) : bytes);
}

/** &&a - &&b (GNU), or the difference of two addresses in one object. */
function difference(
  model: DataModel,
  expr: Extract<Expr, { kind: 'pointer-difference' }>,
): Constant | null {
  const left = constantOf(model, expr.left);
  const right = constantOf(model, expr.right);
  if (left?.kind === 'integer' && right?.kind === 'integer') {
    const bytes = subInts(left.value, right.value, 64);
    const size = typeof expr.elementSize === 'number' ? expr.elementSize : 0;
    return { kind: 'integer', value: size > 1 ? divInts(bytes, BigInt(size), 64, true)! : bytes };
  }
  if (left?.kind !== 'address' || right?.kind !== 'address') return null;
  if (left.base.kind === 'label' && right.base.kind === 'label') {
    const offset = subInts(left.offset, right.offset, 64);
    return { kind: 'label-difference', left: left.base, right: right.base, offset };
  }
  if (left.base !== right.base || typeof expr.elementSize !== 'number') return null;
  const bytes = subInts(left.offset, right.offset, 64);
  return { kind: 'integer', value: bytes / BigInt(expr.elementSize || 1) };
}

/** Integer arithmetic on an address that was converted to an integer as wide. */
function arithmeticConstant(
  model: DataModel,
  expr: Extract<Expr, { kind: 'arithmetic' }>,
): Constant | null {
  const left = constantOf(model, expr.left);
  const right = left && constantOf(model, expr.right);
  if (!left || !right) return null;
  if (left.kind === 'integer' && right.kind === 'integer') {
    const a: Expr = { kind: 'integer', type: expr.left.type, pos: expr.pos, value: left.value };
    const b: Expr = { kind: 'integer', type: expr.right.type, pos: expr.pos, value: right.value };
    const folded = foldArithmetic(expr.operator, a, b, expr.type, model);
    return folded && constantOf(model, folded);
  }
  if (expr.operator !== '+' && expr.operator !== '-') return null;
  if (left.kind === 'address' && right.kind === 'integer') {
    const by = expr.operator === '+' ? right.value : subInts(0n, right.value, 64);
    return shifted(left, by);
  }
  if (left.kind === 'integer' && right.kind === 'address' && expr.operator === '+') {
    return shifted(right, left.value);
  }
  if (left.kind === 'address' && right.kind === 'address' && expr.operator === '-') {
    if (left.base.kind === 'label' && right.base.kind === 'label') {
      return { kind: 'label-difference', left: left.base, right: right.base, offset: 0n };
    }
    if (left.base === right.base) {
      return { kind: 'integer', value: subInts(left.offset, right.offset, 64) };
    }
  }
  return null;
}

/** Whether an expression may initialize an object of static storage duration. */
export function requireConstant(c: Checker, expr: Expr, pos: Position): Constant | null {
  const constant = constantOf(c.model, expr) ?? constantOf(c.model, withKnownValues(c, expr));
  if (!constant) error(c, pos, 'initializer element is not constant');
  return constant;
}

/** GNU: const objects of arithmetic type stand for their constant initializers. */
function withKnownValues(c: Checker, expr: Expr): Expr {
  const inner = (part: Expr): Expr => withKnownValues(c, part);
  switch (expr.kind) {
    case 'variable':
      return c.knownValues.get(expr.variable) ?? expr;
    case 'convert': {
      const operand = inner(expr.operand);
      return foldConvert(operand, expr.type, c.model) ?? { ...expr, operand };
    }
    case 'unary': {
      const operand = inner(expr.operand);
      return foldUnary(expr.operator, operand, expr.type) ?? { ...expr, operand };
    }
    case 'arithmetic': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      const folded = foldArithmetic(expr.operator, left, right, expr.type, c.model);
      return folded ?? { ...expr, left, right };
    }
    case 'relational': {
      const [left, right] = [inner(expr.left), inner(expr.right)];
      return foldRelational(expr.operator, left, right, expr.type) ?? { ...expr, left, right };
    }
    case 'conditional': {
      const condition = inner(expr.condition);
      return { ...expr, condition, then: inner(expr.then), otherwise: inner(expr.otherwise) };
    }
    default:
      return expr;
  }
}
