/**
 * switch (C11 6.8.4.2) with GNU case ranges: small ranges become cases, others are compared for
 * first.
 */
import type { Block, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { wrap } from '../numbers.ts';
import type { Stmt, SwitchCase } from '../typed.ts';
import { evaluate, isPair, type Lowering, type Pair } from './context.ts';
import { subWide, wideConstant, wideRelation } from './wide.ts';

type SwitchStmt = Extract<Stmt, { kind: 'switch' }>;

/** A range of at most this many values is written out. */
const EXPANDED = 64n;

export function lowerSwitch(l: Lowering, stmt: SwitchStmt): void {
  const { fn } = l;
  const { b } = fn;
  const value = evaluate(l, stmt.value);
  b.pos = stmt.pos;
  const blocks = new Map<SwitchCase, Block>();
  for (const one of stmt.cases) blocks.set(one, b.newBlock('switch_case'));
  const join = b.newBlock('switch_join');
  let otherwise = join;
  if (stmt.default) {
    otherwise = b.newBlock('switch_default');
    blocks.set(stmt.default, otherwise);
  }
  if (isPair(value)) dispatchWide(l, stmt, value, blocks, otherwise);
  else dispatch(l, stmt, value!, blocks, otherwise);
  const { jumps, switches } = fn;
  fn.jumps = { parent: jumps, breakTo: join, continueTo: null, scope: fn.scope };
  fn.switches = { parent: switches, blocks };
  l.rules.statement(l, stmt.body);
  fn.jumps = jumps;
  fn.switches = switches;
  if (b.isOpen) b.jmp(join);
  b.moveTo(join);
}

function dispatch(
  l: Lowering,
  stmt: SwitchStmt,
  value: Value,
  blocks: ReadonlyMap<SwitchCase, Block>,
  otherwise: Block,
): void {
  const { b } = l.fn;
  const bits = value.cls === Cls.l ? 64 : 32;
  const cases: { value: bigint; block: Block }[] = [];
  for (const one of stmt.cases) {
    const block = blocks.get(one)!;
    if (one.last - one.first < EXPANDED) {
      for (let at = one.first; at <= one.last; at++) {
        cases.push({ value: wrap(at, bits, true), block });
      }
      continue;
    }
    const distance = b.binary(Op.sub, value.cls, value, b.int(value.cls, one.first));
    const inside = b.compare(Op.cule, distance, b.int(value.cls, one.last - one.first));
    const next = b.newBlock('switch_next');
    b.br(inside, block, next);
    b.moveTo(next);
  }
  b.switch(value, otherwise, cases);
}

/** A switch on an __int128: its cases are compared for one after the other. */
function dispatchWide(
  l: Lowering,
  stmt: SwitchStmt,
  value: Pair,
  blocks: ReadonlyMap<SwitchCase, Block>,
  otherwise: Block,
): void {
  const { b } = l.fn;
  for (const one of stmt.cases) {
    const distance = subWide(l, value, wideConstant(l, one.first));
    const last = wideConstant(l, one.last - one.first);
    const inside = wideRelation(l, '<=', distance, last, false);
    const next = b.newBlock('switch_next');
    b.br(inside, blocks.get(one)!, next);
    b.moveTo(next);
  }
  b.jmp(otherwise);
}

/** The place of a case or default; chains of them are walked. */
export function lowerCase(l: Lowering, stmt: Extract<Stmt, { kind: 'case' }>): void {
  const { b } = l.fn;
  let at: Stmt = stmt;
  for (; at.kind === 'case'; at = at.body) {
    const block = caseBlock(l, at.case);
    if (b.isOpen) b.jmp(block);
    b.moveTo(block);
  }
  l.rules.statement(l, at);
}

function caseBlock(l: Lowering, one: SwitchCase): Block {
  for (let state = l.fn.switches; state; state = state.parent) {
    const block = state.blocks.get(one);
    if (block) return block;
  }
  throw new Error('a case outside its switch');
}
