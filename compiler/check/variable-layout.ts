/**
 * Layout of records that have members of variable size (GNU). The members stand in runs: what
 * follows a member of variable size, or one aligned more strictly than is known of the place it
 * comes to, counts from a start computed where the type is declared.
 *
 *   struct { char a[n]; char b; int c; }
 *   a: 0   b: start 1 (n) + 0   c: start 2 (align(n + 1)) + 0
 */
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import {
  alignOf,
  isVariableSized,
  type Member,
  sizeOf,
  type Type,
  type VariableLength,
  type VariableStart,
} from '../types.ts';
import type { Checker } from './checker.ts';
import { integerExpr } from './fold.ts';
import { alignmentOf, fitUnit, type Layout, type MemberRequest, place } from './layout.ts';
import { binary, relational } from './operators.ts';
import { sizeExpr } from './variable-length.ts';

/** What layOut takes besides the members. */
interface Manner {
  readonly union: boolean;
  readonly pack: number;
  readonly minimum: number;
  readonly pos: Position;
}

/** Members that count from one start. */
interface Run {
  /** Null: the record's start. */
  readonly start: VariableStart | null;
  /** Bits taken so far. */
  bit: number;
  /** Index of the first member. */
  readonly first: number;
}

interface VariableLayout extends Layout {
  readonly variable: VariableLength;
}

/** Places the members; starts and size are lengths still to be computed. The size given is 0. */
export function layOutVariable(
  c: Checker,
  requests: readonly MemberRequest[],
  how: Manner,
): VariableLayout {
  const members: Member[] = [];
  const align = Math.max(how.minimum, ...requests.map((one) => strictness(one, how.pack)), 1);
  const bytes = how.union
    ? layOutUnion(c, requests, how, members)
    : layOutRuns(c, requests, how, members);
  const variable = held(c, roundedUp(c, bytes, align, how.pos));
  return { members, size: 0, align, variable };
}

/** What a member asks of the record's alignment: nothing, if it is an unnamed bit-field. */
function strictness(request: MemberRequest, pack: number): number {
  return request.width !== null && request.name === null ? 1 : alignmentOf(request, pack);
}

function layOutRuns(
  c: Checker,
  requests: readonly MemberRequest[],
  how: Manner,
  members: Member[],
): Expr {
  const { pos, pack } = how;
  let run: Run = { start: null, bit: 0, first: 0 };
  const next = (length: VariableLength, align: number): void => {
    finishRun(run, members);
    run = { start: { length, align }, bit: 0, first: members.length };
  };
  for (const request of requests) {
    const boundary = boundaryOf(request, pack);
    if (run.start && boundary > run.start.align) {
      next(held(c, roundedUp(c, endOf(c, run, pos), boundary, pos)), boundary);
    }
    const loose = request.packed || (run.start !== null && request.width !== null);
    const placed = place({ ...request, packed: loose }, run.bit, pack);
    run.bit = placed.end;
    if (placed.member) members.push({ ...placed.member, start: run.start });
    if (!isVariableSized(request.type)) continue;
    const end = binary(c, '+', endOf(c, run, pos), sizeExpr(c, request.type, pos), pos);
    next(held(c, end), Math.min(boundary, stepOf(request.type)));
  }
  finishRun(run, members);
  return endOf(c, run, pos);
}

function layOutUnion(
  c: Checker,
  requests: readonly MemberRequest[],
  how: Manner,
  members: Member[],
): Expr {
  const { pos } = how;
  const { ulong } = c.types;
  let most: Expr = integerExpr(ulong, pos, 0n);
  for (const request of requests) {
    const { member, end } = place(request, 0, how.pack);
    if (member) members.push(member);
    const fixed = integerExpr(ulong, pos, BigInt(Math.ceil(end / 8)));
    const size = isVariableSized(request.type) ? sizeExpr(c, request.type, pos) : fixed;
    const condition = relational(c, '<', most, size, pos);
    const larger = { condition, then: size, otherwise: most };
    most = lengthOf(c, held(c, { kind: 'conditional', type: ulong, pos, ...larger }), pos);
  }
  return most;
}

/**
 * The alignment that the place of a member must be known to have. A bit-field has none: gcc does
 * not look for boundaries of its type from an unknown place on.
 */
function boundaryOf(request: MemberRequest, pack: number): number {
  if (request.width === null) return alignmentOf(request, pack);
  return Math.max(request.width === 0 ? alignOf(request.type) : 1, request.align, 1);
}

/** What a variable size is known to be a multiple of. */
function stepOf(type: Type): number {
  if (type.kind === 'array') return stepOf(type.of);
  if (isVariableSized(type)) return alignOf(type);
  const size = sizeOf(type);
  return size === 0 ? 1 : size & -size;
}

/** The bit-fields of a run are accessed inside it. */
function finishRun(run: Run, members: Member[]): void {
  const total = Math.ceil(run.bit / 8);
  for (let i = run.first; i < members.length; i++) members[i] = fitUnit(members[i]!, total);
}

function endOf(c: Checker, run: Run, pos: Position): Expr {
  const bytes = integerExpr(c.types.ulong, pos, BigInt(Math.ceil(run.bit / 8)));
  return run.start ? binary(c, '+', lengthOf(c, run.start.length, pos), bytes, pos) : bytes;
}

function roundedUp(c: Checker, value: Expr, align: number, pos: Position): Expr {
  if (align === 1) return value;
  const { ulong } = c.types;
  const sum = binary(c, '+', value, integerExpr(ulong, pos, BigInt(align - 1)), pos);
  return binary(c, '&', sum, integerExpr(ulong, pos, BigInt.asUintN(64, BigInt(-align))), pos);
}

/** A length that is to be computed where the type is declared. */
function held(c: Checker, value: Expr): VariableLength {
  const length = c.types.variableLength();
  c.pendingLengths.push({ length, value });
  return length;
}

const lengthOf = (c: Checker, length: VariableLength, pos: Position): Expr => ({
  ...{ kind: 'variable-length', type: c.types.ulong, pos, length },
});
