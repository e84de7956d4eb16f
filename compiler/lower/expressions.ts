/** Expressions (C11 6.5): the one switch over their kinds, and those kinds too small for a file. */
import type { Expr } from '../typed.ts';
import { isLvalue } from '../typed.ts';
import {
  lowerArithmetic,
  lowerPointerAdd,
  lowerPointerDifference,
  lowerRelational,
  lowerUnary,
} from './arithmetic.ts';
import { lowerAssign, lowerCompoundAssign } from './assignments.ts';
import { lowerVaArg } from './calls.ts';
import { lowerConditional, lowerLogical } from './conditions.ts';
import {
  addressOf,
  effect,
  evaluate,
  type Lowering,
  operandOf,
  type Pair,
  placeOf,
  type Result,
} from './context.ts';
import { convertResult } from './conversions.ts';
import { labelAddress } from './labels.ts';
import { copyObject, loadPlace, lowerPlace, temporaryPlace } from './places.ts';
import { isWide, scalarOf, shapeOf } from './scalars.ts';
import { lowerStatementExpression } from './scopes.ts';
import { functionAddress } from './trampolines.ts';
import { lengthValue } from './variable-size.ts';
import { wideConstant } from './wide.ts';

/** The value of an expression. */
export function lowerExpression(l: Lowering, expr: Expr): Result {
  const { b } = l.fn;
  b.pos = expr.pos;
  switch (expr.kind) {
    case 'integer':
      return integerConstant(l, expr);
    case 'floating':
      return l.fn.func.float(scalarOf(expr.type).cls, expr.value);
    case 'variable':
    case 'deref':
    case 'compound-literal':
      return load(l, expr);
    case 'member':
      return isLvalue(expr) ? load(l, expr) : memberOfValue(l, expr);
    case 'component':
      return isLvalue(expr) ? load(l, expr) : componentOfValue(l, expr);
    case 'function':
      return functionAddress(l, expr.function);
    case 'temporary':
      return l.fn.temporaries.get(expr.temporary.id)!;
    case 'let':
      bindTemporary(l, expr);
      return evaluate(l, expr.body);
    case 'address':
      return lowerAddress(l, expr.operand);
    case 'convert': {
      const value = evaluate(l, expr.operand);
      if (isOwnField(expr)) return value;
      b.pos = expr.pos;
      return convertResult(l, value, expr.operand.type.plain, expr.type.plain, expr.pos);
    }
    case 'unary':
      return lowerUnary(l, expr);
    case 'arithmetic':
      return lowerArithmetic(l, expr);
    case 'relational':
      return lowerRelational(l, expr);
    case 'pointer-add':
      return lowerPointerAdd(l, expr);
    case 'pointer-difference':
      return lowerPointerDifference(l, expr);
    case 'logical':
      return lowerLogical(l, expr);
    case 'conditional':
      return lowerConditional(l, expr);
    case 'comma':
      return lowerComma(l, expr);
    case 'assign':
      return lowerAssign(l, expr, true);
    case 'compound-assign':
      return lowerCompoundAssign(l, expr);
    case 'call':
      return l.rules.call(l, expr, null);
    case 'builtin':
      return l.rules.builtin(l, expr);
    case 'va-arg':
      return lowerVaArg(l, expr);
    case 'statement-expression':
      return lowerStatementExpression(l, expr);
    case 'label-address':
      return labelAddress(l, expr.label);
    case 'variable-length':
      return lengthValue(l, expr.length);
    case 'complex': {
      const low = operandOf(l, expr.real);
      return { low, high: operandOf(l, expr.imaginary) };
    }
  }
}

/** Evaluates for the side effects only. */
export function lowerEffect(l: Lowering, expr: Expr): void {
  let at = expr;
  while (at.kind === 'convert' && (at.type.kind === 'void' || shapeOf(at.type) === 'scalar')) {
    at = at.operand;
  }
  l.fn.b.pos = at.pos;
  if (at.kind === 'assign') lowerAssign(l, at, false);
  else if (at.kind === 'comma') lowerComma(l, at, true);
  else if (at.kind === 'compound-assign') lowerCompoundAssign(l, at, false);
  else evaluate(l, at);
}

function integerConstant(l: Lowering, expr: Extract<Expr, { kind: 'integer' }>): Result {
  const { b } = l.fn;
  if (!isWide(expr.type)) return b.int(scalarOf(expr.type).cls, expr.value);
  return wideConstant(l, expr.value);
}

function load(l: Lowering, expr: Expr): Result {
  const place = lowerPlace(l, expr);
  l.fn.b.pos = expr.pos;
  return loadPlace(l, place, expr.pos);
}

function memberOfValue(l: Lowering, expr: Extract<Expr, { kind: 'member' }>): Result {
  return loadPlace(l, lowerPlace(l, expr), expr.pos);
}

function componentOfValue(l: Lowering, expr: Extract<Expr, { kind: 'component' }>): Result {
  const value = evaluate(l, expr.operand);
  if (expr.operand.type.kind !== 'complex') return value;
  const pair = value as Pair;
  return expr.part === 'real' ? pair.low : pair.high;
}

/** A `let`'s value is computed once; an object is copied, as its place may change meanwhile. */
export function bindTemporary(l: Lowering, expr: Extract<Expr, { kind: 'let' }>): void {
  const { type } = expr.temporary;
  let value = evaluate(l, expr.value);
  if (shapeOf(type) === 'memory' && type.kind !== 'array' && isLvalue(expr.value)) {
    const place = temporaryPlace(l, type);
    copyObject(l, place.base, slotless(value), place);
    value = place.base;
  }
  l.fn.temporaries.set(expr.temporary.id, value);
}

/** Whether a bit-field is converted to the type of its own width, which changes nothing. */
function isOwnField({ type, operand }: Extract<Expr, { kind: 'convert' }>): boolean {
  if (type.kind !== 'integer' || operand.kind !== 'member' || !operand.member.bits) return false;
  const { signed } = scalarOf(operand.type);
  return type.precision === operand.member.bits.width && type.size === 8 && type.signed === signed;
}

function slotless(value: Result) {
  if (value === null || 'low' in value) throw new Error('an address is expected');
  return value;
}

/** & of an lvalue, and decay. */
function lowerAddress(l: Lowering, operand: Expr): Result {
  if (operand.kind === 'function') return functionAddress(l, operand.function);
  if (operand.kind === 'deref') return evaluate(l, operand.pointer);
  const place = placeOf(l, operand);
  l.fn.b.pos = operand.pos;
  return addressOf(l, place);
}

function lowerComma(l: Lowering, expr: Extract<Expr, { kind: 'comma' }>, dropped = false): Result {
  const lefts: Expr[] = [];
  let first: Expr = expr;
  while (first.kind === 'comma') {
    lefts.push(first.right);
    first = first.left;
  }
  effect(l, first);
  for (let i = lefts.length - 1; i > 0; i--) effect(l, lefts[i]!);
  if (!dropped) return evaluate(l, lefts[0]!);
  effect(l, lefts[0]!);
  return null;
}
