/** Types of variable size (C11 6.7.6.2, GNU records): sizes computed at run time as expressions. */
import type { Position } from '../source.ts';
import type { ElementSize, Expr } from '../typed.ts';
import { isVariableSized, type Member, sizeOf, type Type } from '../types.ts';
import { type Checker, error } from './checker.ts';
import { integerExpr } from './fold.ts';

/** sizeof a type as an expression of type unsigned long. */
export function sizeExpr(c: Checker, type: Type, pos: Position): Expr {
  const { ulong } = c.types;
  if (type.kind === 'record' && type.definition.variable) {
    return { kind: 'variable-length', type: ulong, pos, length: type.definition.variable };
  }
  if (type.kind !== 'array' || !isVariableSized(type)) {
    return integerExpr(ulong, pos, BigInt(sizeOf(type)));
  }
  const left = sizeExpr(c, type.of, pos);
  return {
    kind: 'arithmetic',
    type: ulong,
    pos,
    operator: '*',
    left,
    right: lengthExpr(c, type, pos),
  };
}

function lengthExpr(c: Checker, type: Extract<Type, { kind: 'array' }>, pos: Position): Expr {
  const { ulong } = c.types;
  if (type.variable === null) return integerExpr(ulong, pos, BigInt(type.length ?? 0));
  if (type.variable === 'star') {
    error(c, pos, '‘[*]’ not allowed in other than function prototype scope');
    return integerExpr(ulong, pos, 1n);
  }
  return { kind: 'variable-length', type: ulong, pos, length: type.variable };
}

/** The step of arithmetic on a pointer to the type (void and functions count 1, GNU). */
export function elementSizeOf(c: Checker, type: Type, pos: Position): ElementSize {
  if (!isVariableSized(type)) return sizeOf(type);
  return { kind: 'convert', type: c.types.long, pos, operand: sizeExpr(c, type, pos) };
}

/** Where a member stands in its record, in bytes, as an expression of type unsigned long. */
export function memberOffset(c: Checker, member: Member, pos: Position): Expr {
  const { ulong } = c.types;
  const right = integerExpr(ulong, pos, BigInt(member.offset));
  if (!member.start) return right;
  const left: Expr = { kind: 'variable-length', type: ulong, pos, length: member.start.length };
  return { kind: 'arithmetic', type: ulong, pos, operator: '+', left, right };
}
