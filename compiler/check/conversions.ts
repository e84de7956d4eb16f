/**
 * Conversions (C11 6.3): implicit ones made explicit, and the constraint on simple assignment
 * (6.5.16.1).
 */
import { Qualifier } from '../ast.ts';
import type { Position } from '../source.ts';
import { type Expr, isLvalue } from '../typed.ts';
import {
  type ComplexType,
  type FloatType,
  type IntegerType,
  integerOf,
  isArithmetic,
  isInteger,
  isScalar,
  type PointerType,
  pointerTo,
  qualify,
  type Type,
} from '../types.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { compatible, compatibleUnqualified } from './compatible.ts';
import { staticObject } from './entities.ts';
import { foldConvert } from './fold.ts';
import { warnConstantConversion } from './overflow.ts';
import { quoteType } from './type-text.ts';

/** 6.3.2.1: arrays and functions in a value's place become pointers. */
export function decay(_c: Checker, expr: Expr): Expr {
  const { type, pos } = expr;
  if (type.kind === 'function') {
    return { kind: 'address', type: pointerTo(type), pos, operand: expr };
  }
  if (type.kind === 'array') {
    return { kind: 'address', type: pointerTo(type.of), pos, operand: expr };
  }
  return expr;
}

/** A convert node, folded on constants; none when the type is already there. */
export function convert(c: Checker, expr: Expr, type: Type): Expr {
  const target = type.plain;
  if (expr.type.plain === target && !isLvalue(expr)) return expr;
  const folded = foldConvert(expr, target, c.model);
  if (folded) return folded;
  if (expr.type.plain === target) return expr;
  return { kind: 'convert', type: target, pos: expr.pos, operand: expr };
}

/**
 * 6.3.1.1p2: the integer promotions; bit-fields narrower than int become int, wider ones keep their
 * width (GNU).
 */
export function promote(c: Checker, expr: Expr): Expr {
  const integer = integerOf(expr.type);
  if (!integer) return expr;
  const width = expr.kind === 'member' && expr.member.bits ? expr.member.bits.width : null;
  if (width !== null && width < 32) return convert(c, expr, c.types.int);
  if (width === 32) return convert(c, expr, integer.signed ? c.types.int : c.types.uint);
  if (integer.rank < c.types.int.rank) return convert(c, expr, c.types.int);
  return convert(c, expr, width === null ? integer : c.types.field(integer, width));
}

/** 6.5.2.2p6: the default argument promotions. */
export function promoteArgument(c: Checker, expr: Expr): Expr {
  const value = decay(c, expr);
  const type = value.type.plain;
  if (type.kind === 'float' && type.name === 'float') return convert(c, value, c.types.double);
  return promote(c, value);
}

/** 6.3.1.8: the common type of two arithmetic operands. */
export function commonType(c: Checker, a: Type, b: Type): Type {
  const left = a.plain;
  const right = b.plain;
  if (left.kind === 'complex' || right.kind === 'complex') {
    const element = commonType(c, elementOf(left), elementOf(right));
    return c.types.complex(element as FloatType | IntegerType);
  }
  if (left.kind === 'float' || right.kind === 'float') {
    if (left.kind !== 'float') return right;
    if (right.kind !== 'float') return left;
    return left.size >= right.size ? left : right;
  }
  return commonInteger(c, promotedInteger(c, left), promotedInteger(c, right));
}

function elementOf(type: Type): Type {
  return type.kind === 'complex' ? (type as ComplexType).element : type;
}

function promotedInteger(c: Checker, type: Type): IntegerType {
  const integer = integerOf(type) ?? c.types.int;
  return integer.rank < c.types.int.rank ? c.types.int : integer;
}

/** Whether one is the type of a bit-field, of which only the width counts. */
const isField = (a: IntegerType, b: IntegerType): boolean =>
  a.precision < 8 * a.size || b.precision < 8 * b.size;

function commonInteger(c: Checker, a: IntegerType, b: IntegerType): IntegerType {
  if (a === b) return a;
  if (a.precision !== b.precision && isField(a, b)) return a.precision > b.precision ? a : b;
  if (a.signed === b.signed) return a.rank >= b.rank ? a : b;
  const [signed, unsigned] = a.signed ? [a, b] : [b, a];
  if (unsigned.rank >= signed.rank) return unsigned;
  if (signed.size > unsigned.size) return signed;
  return signed.rank === 5 ? c.types.ullong : c.types.ulong;
}

/** 6.3.1.8: both operands brought to their common type. */
export function usualConversions(c: Checker, a: Expr, b: Expr): [Expr, Expr, Type] {
  const left = promote(c, a);
  const right = promote(c, b);
  const type = commonType(c, left.type, right.type);
  // A real operand of a complex operation stays real in lower/; here it is converted too.
  return [convert(c, left, type), convert(c, right, type), type];
}

/** 6.3.2.3p3: an integer constant expression 0, or one cast to void *. */
export function isNullPointerConstant(expr: Expr): boolean {
  if (expr.kind !== 'integer' || expr.value !== 0n) return false;
  if (isInteger(expr.type)) return true;
  const { type } = expr;
  return type.kind === 'pointer' && type.to.kind === 'void' && type.to.qualifiers === 0;
}

/** Scalar check for conditions: `if`, `!`, `&&` and so on. */
export function condition(c: Checker, expr: Expr, what: string): Expr {
  const value = decay(c, expr);
  if (isScalar(value.type)) return value;
  error(c, expr.pos, `${what} where scalar is required`.replace('%t', quoteType(expr.type)));
  return errorExpr(c, expr.pos);
}

/** How an assignment-like conversion is spoken of. */
export interface AssignmentContext {
  /** 'assignment', 'initialization', 'return', or 'argument'. */
  readonly kind: 'assignment' | 'initialization' | 'return' | 'argument';
  /** For arguments: number from 1 and the function's name. */
  readonly argument?: number;
  readonly callee?: string;
  readonly pos: Position;
}

/** 6.5.16.1: a value converted as by assignment to `type`, or a diagnostic. */
export function convertAssigned(c: Checker, expr: Expr, type: Type, at: AssignmentContext): Expr {
  const value = decay(c, expr);
  const target = type.plain;
  const source = value.type.plain;
  if (isArithmetic(target) && isArithmetic(source)) {
    const converted = convert(c, value, target);
    warnConstantConversion(c, value, converted, target, value.pos);
    return converted;
  }
  if (target.kind === 'integer' && target.name === '_Bool' && source.kind === 'pointer') {
    return convert(c, value, target);
  }
  if (target.kind === 'pointer') return toPointer(c, value, target, at);
  if (compatibleUnqualified(source, target)) return convertSame(c, value, target);
  if (isInteger(target) && source.kind === 'pointer') {
    warnConversion(
      c,
      at,
      'int-conversion',
      `makes integer from pointer without a cast`,
      value,
      target,
    );
    return convert(c, value, target);
  }
  if (target.kind === 'vector' && source.kind === 'vector') {
    if (target.count * target.element.size === source.count * source.element.size) {
      return convert(c, value, target);
    }
  }
  if (target.kind === 'record' && target.definition.transparentUnion && at.kind === 'argument') {
    const converted = toTransparentUnion(c, value, target);
    if (converted) return converted;
  }
  incompatible(c, value, target, at);
  return errorExpr(c, expr.pos);
}

function convertSame(c: Checker, value: Expr, target: Type): Expr {
  return value.type.plain === target ? value : convert(c, value, target);
}

/** GNU transparent unions: the argument initializes the first member it fits. */
function toTransparentUnion(c: Checker, value: Expr, target: Type): Expr | null {
  if (target.kind !== 'record') return null;
  for (const member of target.definition.members) {
    const { type } = member;
    const fits =
      compatibleUnqualified(type, value.type) ||
      (type.kind === 'pointer' &&
        (isNullPointerConstant(value) ||
          (value.type.kind === 'pointer' && looseTarget(type, value.type))));
    if (!fits) continue;
    const variable = {
      ...staticObject(c, '', target, value.pos, false),
      storage: 'automatic' as const,
      owner: c.func?.entity ?? null,
    };
    const part = { offset: 0, type, bits: null, value: convert(c, value, type) };
    const initializer = { zero: false, parts: [part] };
    return { kind: 'compound-literal', type: target, pos: value.pos, variable, initializer };
  }
  return null;
}

function looseTarget(a: PointerType, b: PointerType): boolean {
  return a.to.kind === 'void' || b.to.kind === 'void' || compatibleUnqualified(a.to, b.to);
}

/** The pointer cases of 6.5.16.1. */
function toPointer(c: Checker, value: Expr, target: PointerType, at: AssignmentContext): Expr {
  const source = value.type.plain;
  if (isNullPointerConstant(value)) return convert(c, value, target);
  if (source.kind === 'pointer') {
    checkPointers(c, value, source, target, at);
    return convert(c, value, target);
  }
  if (isInteger(source)) {
    warnConversion(
      c,
      at,
      'int-conversion',
      'makes pointer from integer without a cast',
      value,
      target,
    );
    return convert(c, value, target);
  }
  incompatible(c, value, target, at);
  return errorExpr(c, value.pos);
}

function checkPointers(
  c: Checker,
  value: Expr,
  source: PointerType,
  target: PointerType,
  at: AssignmentContext,
): void {
  const isVoid = target.to.kind === 'void' || source.to.kind === 'void';
  const same = compatibleUnqualified(source.to, target.to);
  if (!isVoid && !same) {
    if (differInSign(source.to, target.to)) {
      warnConversion(c, at, 'pointer-sign', 'differ in signedness', value, target);
    } else {
      const text = 'from incompatible pointer type';
      warnConversion(c, at, 'incompatible-pointer-types', text, value, target);
    }
    return;
  }
  const lost = source.to.qualifiers & ~target.to.qualifiers & ~Qualifier.atomic;
  if (lost & (Qualifier.const | Qualifier.volatile) && source.to.kind !== 'function') {
    const word = lost & Qualifier.const ? 'const' : 'volatile';
    const text = `discards ‘${word}’ qualifier from pointer target type`;
    warnConversion(c, at, 'discarded-qualifiers', text, value, target);
  }
}

function differInSign(a: Type, b: Type): boolean {
  const left = integerOf(a);
  const right = integerOf(b);
  return left !== null && right !== null && left.size === right.size && left.name !== '_Bool';
}

/** What a conversion does that it should not, and between which types, in gcc's words. */
function warnConversion(
  c: Checker,
  at: AssignmentContext,
  flag: string,
  text: string,
  value: Expr,
  target: Type,
): void {
  const where = at.kind === 'argument' ? value.pos : at.pos;
  const message = conversionText(at, flag, text, quoteType(value.type), quoteType(target));
  c.diagnostics.warning(where, flag, message, flag !== 'pointer-sign');
}

function conversionText(
  at: AssignmentContext,
  flag: string,
  text: string,
  from: string,
  to: string,
): string {
  const argument = `passing argument ${at.argument} of ‘${at.callee ?? 'function'}’`;
  if (flag === 'pointer-sign') {
    const subjects = {
      assignment: `assignment from ${from} to ${to}`,
      initialization: `initialization of ${to} from ${from}`,
      return: `returning ${from} from a function with return type ${to}`,
      argument,
    };
    return `pointer targets in ${subjects[at.kind]} ${text}`;
  }
  if (flag === 'discarded-qualifiers') {
    return `${at.kind === 'argument' ? argument : at.kind} ${text}`;
  }
  const wrong = flag === 'incompatible-pointer-types';
  switch (at.kind) {
    case 'argument':
      return `${argument} ${text}`;
    case 'return':
      return wrong
        ? `returning ${from} from a function with incompatible return type ${to}`
        : `returning ${from} from a function with return type ${to} ${text}`;
    default: {
      const lead = `${at.kind} ${at.kind === 'assignment' ? 'to' : 'of'} ${to}`;
      return wrong ? `${lead} ${text} ${from}` : `${lead} from ${from} ${text}`;
    }
  }
}

function incompatible(c: Checker, value: Expr, target: Type, at: AssignmentContext): void {
  const from = quoteType(value.type);
  const to = quoteType(target);
  switch (at.kind) {
    case 'assignment':
      error(c, at.pos, `incompatible types when assigning to type ${to} from type ${from}`);
      return;
    case 'initialization':
      error(
        c,
        at.pos,
        target.kind === 'record' || target.kind === 'array'
          ? 'invalid initializer'
          : `incompatible types when initializing type ${to} using type ${from}`,
      );
      return;
    case 'return':
      error(c, at.pos, `incompatible types when returning type ${from} but ${to} was expected`);
      return;
    case 'argument':
      error(c, value.pos, `incompatible type for argument ${at.argument} of ‘${at.callee}’`);
  }
}

/** 6.5.15p6: the type of a conditional between two pointers. */
export function commonPointer(c: Checker, a: PointerType, b: PointerType, pos: Position): Type {
  const qualifiers = a.to.qualifiers | b.to.qualifiers;
  if (a.to.kind === 'void' || b.to.kind === 'void') {
    return pointerTo(qualify(c.types.void, qualifiers));
  }
  if (!compatibleUnqualified(a.to, b.to)) {
    const text = 'pointer type mismatch in conditional expression';
    c.diagnostics.warning(pos, 'incompatible-pointer-types', text, true);
    return pointerTo(qualify(c.types.void, qualifiers));
  }
  const to = a.to.kind === 'array' && a.to.length === null ? b.to : a.to;
  return compatible(a.to, b.to) ? pointerTo(to) : pointerTo(qualify(to, qualifiers));
}
