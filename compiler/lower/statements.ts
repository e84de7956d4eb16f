/** Statements (C11 6.8). */
import type { Block, Value } from '../ir/ir.ts';
import { isAggregate } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import type { Expr, Stmt } from '../typed.ts';
import { sizeOf } from '../types.ts';
import { branchOn } from './conditions.ts';
import {
  effect,
  evaluate,
  type JumpTarget,
  type Lowering,
  operandOf,
  type Result,
  temporarySlot,
} from './context.ts';
import { lowerAsm } from './inline-asm.ts';
import { instrument } from './instrument.ts';
import { lowerComputedGoto } from './labels.ts';
import { copyObject, placeAt, storeResult, temporaryPlace } from './places.ts';
import { plainAccess, shapeOf } from './scalars.ts';
import { hasCleanup, lowerBlock, lowerDeclare, lowerGoto, lowerLabel, unwind } from './scopes.ts';
import { lowerCase, lowerSwitch } from './switches.ts';

/**
 * One statement. After a jump, what follows goes to a block of its own, kept only if something
 * reaches it.
 */
export function lowerStatement(l: Lowering, stmt: Stmt): void {
  const { b } = l.fn;
  if (!b.isOpen && stmt.kind !== 'label' && stmt.kind !== 'case' && stmt.kind !== 'empty') {
    b.moveTo(b.newBlock('dead'));
  }
  b.pos = stmt.pos;
  switch (stmt.kind) {
    case 'expression':
      effect(l, stmt.value);
      return;
    case 'declare':
      lowerDeclare(l, stmt);
      return;
    case 'vla-length':
      lowerLength(l, stmt);
      return;
    case 'compound':
      lowerBlock(l, stmt.body, stmt.endPos);
      return;
    case 'if':
      lowerIf(l, stmt);
      return;
    case 'switch':
      lowerSwitch(l, stmt);
      return;
    case 'case':
      lowerCase(l, stmt);
      return;
    case 'while':
      lowerWhile(l, stmt);
      return;
    case 'do':
      lowerDo(l, stmt);
      return;
    case 'for':
      lowerFor(l, stmt);
      return;
    case 'label': {
      let at: Stmt = stmt;
      for (; at.kind === 'label'; at = at.body) lowerLabel(l, at.label, at.pos);
      lowerStatement(l, at);
      return;
    }
    case 'goto':
      lowerGoto(l, stmt.label, stmt.pos);
      return;
    case 'computed-goto':
      lowerComputedGoto(l, operandOf(l, stmt.target));
      return;
    case 'break':
      jumpOut(l, l.fn.jumps!, l.fn.jumps!.breakTo);
      return;
    case 'continue':
      lowerContinue(l);
      return;
    case 'return':
      lowerReturn(l, stmt.value);
      return;
    case 'asm':
      lowerAsm(l, stmt);
      return;
    case 'nested-function':
      l.rules.func(l, stmt.definition);
      return;
    case 'empty':
      return;
  }
}

function lowerLength(l: Lowering, stmt: Extract<Stmt, { kind: 'vla-length' }>): void {
  const { b, lengths } = l.fn;
  const value = operandOf(l, stmt.value);
  let slot = lengths.get(stmt.length.id);
  if (!slot) {
    slot = temporarySlot(l, 8, 8, 'length');
    lengths.set(stmt.length.id, slot);
  }
  b.store(plainAccess(l, 'l'), value, slot);
}

/** else-if chains are walked: every arm goes to its own join, outermost last. */
function lowerIf(l: Lowering, stmt: Extract<Stmt, { kind: 'if' }>): void {
  const { b } = l.fn;
  const join = b.newBlock('if_join');
  let at: Stmt | null = stmt;
  while (at?.kind === 'if') {
    b.pos = at.pos;
    const then = b.newBlock('if_then');
    const otherwise: Block = at.otherwise ? b.newBlock('if_else') : join;
    branchOn(l, at.condition, then, otherwise);
    b.moveTo(then);
    lowerStatement(l, at.then);
    if (b.isOpen) b.jmp(join);
    at = at.otherwise;
    if (at) b.moveTo(otherwise);
  }
  if (at) {
    lowerStatement(l, at);
    if (b.isOpen) b.jmp(join);
  }
  b.moveTo(join);
}

function jumpTarget(l: Lowering, breakTo: Block, continueTo: Block | null): JumpTarget {
  return { parent: l.fn.jumps, breakTo, continueTo, scope: l.fn.scope };
}

function lowerBody(l: Lowering, body: Stmt, breakTo: Block, continueTo: Block): void {
  const outer = l.fn.jumps;
  l.fn.jumps = jumpTarget(l, breakTo, continueTo);
  lowerStatement(l, body);
  l.fn.jumps = outer;
  if (l.fn.b.isOpen) l.fn.b.jmp(continueTo);
}

function lowerWhile(l: Lowering, stmt: Extract<Stmt, { kind: 'while' }>): void {
  const { b } = l.fn;
  const condition = b.newBlock('while_cond');
  const body = b.newBlock('while_body');
  const end = b.newBlock('while_end');
  b.jmp(condition);
  b.moveTo(condition);
  branchOn(l, stmt.condition, body, end);
  b.moveTo(body);
  lowerBody(l, stmt.body, end, condition);
  b.moveTo(end);
}

function lowerDo(l: Lowering, stmt: Extract<Stmt, { kind: 'do' }>): void {
  const { b } = l.fn;
  const body = b.newBlock('do_body');
  const condition = b.newBlock('do_cond');
  const end = b.newBlock('do_end');
  b.jmp(body);
  b.moveTo(body);
  lowerBody(l, stmt.body, end, condition);
  b.moveTo(condition);
  branchOn(l, stmt.condition, body, end);
  b.moveTo(end);
}

function lowerFor(l: Lowering, stmt: Extract<Stmt, { kind: 'for' }>): void {
  const { b } = l.fn;
  if (stmt.init) effect(l, stmt.init);
  const condition = b.newBlock('for_cond');
  const body = b.newBlock('for_body');
  const step = stmt.step ? b.newBlock('for_step') : condition;
  const end = b.newBlock('for_end');
  b.jmp(condition);
  b.moveTo(condition);
  if (stmt.condition) branchOn(l, stmt.condition, body, end);
  else b.jmp(body);
  b.moveTo(body);
  lowerBody(l, stmt.body, end, step);
  if (stmt.step) {
    b.moveTo(step);
    effect(l, stmt.step);
    b.jmp(condition);
  }
  b.moveTo(end);
}

function jumpOut(l: Lowering, target: JumpTarget, block: Block): void {
  unwind(l, l.fn.scope, target.scope);
  l.fn.b.jmp(block);
}

function lowerContinue(l: Lowering): void {
  let target = l.fn.jumps;
  while (target && !target.continueTo) target = target.parent;
  if (!target?.continueTo) throw new Error('continue outside a loop');
  jumpOut(l, target, target.continueTo);
}

/**
 * 6.8.6.4. A value is computed, and copied where cleanups could change it, before scopes are left.
 */
function lowerReturn(l: Lowering, value: Expr | null): void {
  const { b, func, scope } = l.fn;
  const pos = b.pos;
  const result = value ? evaluate(l, value) : null;
  b.pos = pos;
  const back = value && result !== null ? returnable(l, value, result) : null;
  if (hasCleanup(scope, null)) unwind(l, scope, null);
  instrument(l, 'exit');
  if (func.result === Cls.none) b.ret();
  else b.ret(back ?? func.undef(isAggregate(func.result) ? Cls.l : func.result));
}

/** What ret wants: a scalar's value, or the address of an object. */
function returnable(l: Lowering, expr: Expr, result: Result): Value {
  const { type } = expr;
  const shape = shapeOf(type);
  if (shape === 'scalar') return result as Value;
  if (shape === 'memory' && !hasCleanup(l.fn.scope, null)) return result as Value;
  const place = temporaryPlace(l, type);
  if (shape === 'pair') storeResult(l, place, result);
  else if (sizeOf(type) > 0) copyObject(l, place.base, result as Value, placeAt(place.base, type));
  return place.base;
}
