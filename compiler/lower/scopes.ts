/**
 * Scopes at run time: what must be undone when one is left. Each VLA and each variable with a
 * cleanup opens a scope of its own that lasts to the end of its block, so that a jump back before
 * the declaration undoes it as well.
 */
import { callInfoOf } from '../ir/build.ts';
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import type { Expr, Label, Stmt, Variable } from '../typed.ts';
import { isVariableSized } from '../types.ts';
import { passingOf } from './aggregates.ts';
import {
  addressOf,
  evaluate,
  type Lowering,
  type Result,
  type Scope,
  temporarySlot,
} from './context.ts';
import { chainFor } from './frames.ts';
import { labelState } from './labels.ts';
import { lowerNonlocalGoto, refillNonlocal } from './nonlocal.ts';
import { copyObject, declareSlot, temporaryPlace, variablePlace } from './places.ts';
import { plainAccess, shapeOf } from './scalars.ts';
import { symbolOf } from './symbols.ts';
import { variableRoom } from './variable-size.ts';

function pushScope(l: Lowering, stack: Value | null, cleanup: Variable | null): void {
  const parent = l.fn.scope;
  l.fn.scope = { parent, depth: (parent?.depth ?? 0) + 1, stack, cleanup };
}

/**
 * Undoes the scopes from one out to another (which stays). `keepStack`: what they took of the stack
 * is not given back.
 */
export function unwind(l: Lowering, from: Scope | null, to: Scope | null, keepStack = false): void {
  const { b } = l.fn;
  for (let scope = from; scope && scope !== to; scope = scope.parent) {
    if (scope.stack && !keepStack) {
      const saved = b.load(plainAccess(l, 'l'), Cls.l, scope.stack);
      b.emit(Op.stackrestore, Cls.none, [saved]);
      refillNonlocal(l);
    }
    if (scope.cleanup) callCleanup(l, scope.cleanup);
  }
}

/** Whether leaving out to a scope runs a cleanup function. */
export function hasCleanup(from: Scope | null, to: Scope | null): boolean {
  for (let scope = from; scope && scope !== to; scope = scope.parent) {
    if (scope.cleanup) return true;
  }
  return false;
}

function callCleanup(l: Lowering, variable: Variable): void {
  const { b, func } = l.fn;
  const entity = variable.cleanup!;
  const chain = chainFor(l, entity);
  const info = callInfoOf([Cls.l], passingOf(l, entity.type.result), { chain: chain !== null });
  const address = addressOf(l, variablePlace(l, variable));
  const callee = func.address(symbolOf(l, entity));
  const result = passingOf(l, entity.type.result);
  const into =
    typeof result === 'object' ? temporarySlot(l, result.size, result.align, '') : undefined;
  b.call(callee, [address], info, into, chain ?? undefined);
}

function commonScope(a: Scope | null, b: Scope | null): Scope | null {
  let x = a;
  let y = b;
  while (x !== y) {
    if ((x?.depth ?? 0) >= (y?.depth ?? 0)) x = x?.parent ?? null;
    else y = y?.parent ?? null;
  }
  return x;
}

/** A declaration reached: storage, initial value, and what the end of its block owes it (6.8p3). */
export function lowerDeclare(l: Lowering, stmt: Extract<Stmt, { kind: 'declare' }>): void {
  const { variable, initializer } = stmt;
  if (variable.storage === 'static') return;
  if (isVariableSized(variable.type)) declareVariableSized(l, variable);
  else declareSlot(l, variable);
  if (initializer) l.rules.initialize(l, variablePlace(l, variable), initializer);
  if (variable.cleanup) pushScope(l, null, variable);
}

function declareVariableSized(l: Lowering, variable: Variable): void {
  const { b } = l.fn;
  const stack = temporarySlot(l, 8, 8, 'stack');
  b.store(plainAccess(l, 'l'), b.emit(Op.stacksave, Cls.l, []), stack);
  pushScope(l, stack, null);
  const address = variableRoom(l, variable.type, variable.align, variable.name);
  b.store(plainAccess(l, 'l'), address, declareSlot(l, variable));
  refillNonlocal(l);
}

/** Statements of a block; the scopes they opened are left at its end. */
export function lowerBlock(l: Lowering, body: readonly Stmt[], endPos: Position): void {
  const outer = l.fn.scope;
  const { func } = l.fn;
  l.debug?.open(func, body[0]?.pos ?? endPos);
  for (const stmt of body) {
    l.debug?.statement(func, stmt.pos);
    l.rules.statement(l, stmt);
  }
  l.debug?.close(func, endPos);
  leaveTo(l, outer, endPos);
}

function leaveTo(l: Lowering, outer: Scope | null, pos: Position, keepStack = false): void {
  if (l.fn.scope === outer) return;
  if (l.fn.b.isOpen) {
    l.fn.b.pos = pos;
    unwind(l, l.fn.scope, outer, keepStack);
  }
  l.fn.scope = outer;
}

/** GNU ({ ... }): the value is computed before the block's scopes are left. */
export function lowerStatementExpression(
  l: Lowering,
  expr: Extract<Expr, { kind: 'statement-expression' }>,
): Result {
  const { fn } = l;
  const outer = fn.scope;
  for (const stmt of expr.body) l.rules.statement(l, stmt);
  if (!fn.b.isOpen) fn.b.moveTo(fn.b.newBlock('dead'));
  let result = expr.result ? evaluate(l, expr.result) : null;
  const { type } = expr;
  if (expr.result && shapeOf(type) === 'memory' && fn.scope !== outer && type.kind !== 'array') {
    const place = temporaryPlace(l, type);
    copyObject(l, place.base, result as Value, place);
    result = place.base;
  }
  // A result of variable size stands above what the scopes took.
  leaveTo(l, outer, expr.pos, isVariableSized(type));
  return shapeOf(type) === 'void' ? null : result;
}

// --- jumps (6.8.6) -----------------------------------------------------------------------------

/** goto: scopes that do not hold the label are left on the way. */
export function lowerGoto(l: Lowering, label: Label, pos: Position): void {
  const { b, scope } = l.fn;
  if (label.owner !== l.fn.entity) {
    lowerNonlocalGoto(l, label);
    return;
  }
  const state = labelState(l, label, pos);
  if (!scope) {
    b.jmp(state.block);
    return;
  }
  if (state.placed) {
    unwind(l, scope, commonScope(scope, state.scope));
    b.jmp(state.block);
    return;
  }
  const block = b.newBlock('goto_unwind');
  b.jmp(block);
  state.pending.push({ block, scope, pos });
}

/** A label's place: the gotos that waited for it learn which scopes they leave. */
export function lowerLabel(l: Lowering, label: Label, pos: Position): void {
  const { b } = l.fn;
  const state = labelState(l, label, pos);
  if (b.isOpen) b.jmp(state.block);
  state.placed = true;
  state.scope = l.fn.scope;
  for (const waiting of state.pending) {
    b.moveTo(waiting.block);
    b.pos = waiting.pos;
    unwind(l, waiting.scope, commonScope(waiting.scope, state.scope));
    b.jmp(state.block);
  }
  state.pending.length = 0;
  b.moveTo(state.block);
}
