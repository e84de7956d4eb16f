/**
 * cleanup: simplifies the control flow graph: decided branches, unreachable blocks, chains of
 * blocks, jumps to blocks that only jump, switches of few cases, code behind calls that do not
 * return. Needs nothing; breaks dominators, loops and preheaders. Leaves blocks in reverse
 * post-order.
 */
import {
  canRedirect,
  changeEnd,
  endUnreachable,
  jumpTo,
  redirectEdge,
  removeUnreachable,
  reversePostOrder,
} from '../ir/cfg.ts';
import type { Block, CallInfo, Func, SwitchInfo, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { foldEnd } from './folding/others.ts';

const ROUNDS = 8;

/** Simplifies the graph until nothing changes (or the rounds are used up). */
export function cleanup(func: Func): boolean {
  let changed = removeUnreachable(func);
  changed = copies(func) || changed;
  for (let round = 0; round < ROUNDS; round++) {
    let again = false;
    for (const block of func.blocks) {
      again = cutBehindNoReturn(func, block) || again;
      again = foldEnd(func, block) || again;
      again = simplifySwitch(func, block) || again;
      again = dropUnreachable(func, block) || again;
    }
    if (again) removeUnreachable(func);
    again = mergeChains(func) || again;
    again = skipEmpty(func) || again;
    if (!again) break;
    changed = true;
    copies(func);
  }
  order(func);
  return changed;
}

/** Nothing runs behind a call that does not return. */
function cutBehindNoReturn(func: Func, block: Block): boolean {
  const { body } = block;
  for (let i = 0; i < body.length; i++) {
    const value = body[i]!;
    const stops =
      value.op === Op.trap || (value.op === Op.call && (value.aux as CallInfo).noReturn);
    if (!stops) continue;
    if (i === body.length - 1 && block.end.op === Op.unreachable) return false;
    if (value.op === Op.call && (value.aux as CallInfo).returnsTwice) return false;
    for (let j = i + 1; j < body.length; j++) replaceBy(body[j]!, func.undef(orWord(body[j]!.cls)));
    endUnreachable(func, block);
    return true;
  }
  return false;
}

function orWord(cls: Cls): Cls {
  return cls === Cls.none ? Cls.w : cls;
}

/** Cases that go where the default goes are none; a switch of one case is a branch. */
function simplifySwitch(func: Func, block: Block): boolean {
  const { end } = block;
  if (end.op !== Op.switch) return false;
  const { cases } = end.aux as SwitchInfo;
  const kept = cases.filter((c) => c.target !== 0);
  if (kept.length === 0) {
    jumpTo(func, block, block.succs[0]!);
    return true;
  }
  if (kept.length === 1) {
    const { value, target } = kept[0]!;
    const operand = end.args[0]!;
    const constant = func.int(operand.cls, value);
    const test = func.value(Op.ceq, Cls.w, [operand, constant], null, end.pos);
    test.block = block;
    block.body.push(test);
    const branch = func.value(Op.br, Cls.none, [test], { likely: 'unknown' }, end.pos);
    changeEnd(block, branch, [block.succs[target]!, block.succs[0]!]);
    return true;
  }
  if (kept.length === cases.length) return false;
  end.aux = { cases: kept };
  return true;
}

/** A branch to a block that is nothing but unreachable goes the other way. */
function dropUnreachable(func: Func, block: Block): boolean {
  if (block.end.op !== Op.br && block.end.op !== Op.jmp) return false;
  const left = block.succs.filter((succ) => !isNothing(succ));
  if (left.length === block.succs.length) return false;
  if (left.length === 1) jumpTo(func, block, left[0]!);
  else endUnreachable(func, block);
  return true;
}

function isNothing(block: Block): boolean {
  return block.end.op === Op.unreachable && block.body.length === 0 && !block.addressTaken;
}

/** Joins a block with its only successor where that has no other predecessor. */
function mergeChains(func: Func): boolean {
  const gone = new Uint8Array(func.nextBlock);
  let changed = false;
  for (const block of func.blocks) {
    if (gone[block.id]) continue;
    for (;;) {
      const next = block.succs[0];
      if (block.end.op !== Op.jmp || !next || next === block || next.preds.length !== 1) break;
      if (next.addressTaken || next === func.blocks[0]) break;
      for (const phi of next.phis) {
        replaceBy(phi, phi.args[0]!);
        phi.block = null;
      }
      for (const value of next.body) {
        value.block = block;
        block.body.push(value);
      }
      block.end.block = null;
      block.end = next.end;
      block.end.block = block;
      block.succs = next.succs;
      for (const succ of next.succs) {
        succ.preds[succ.preds.indexOf(next)] = block;
      }
      gone[next.id] = 1;
      changed = true;
    }
  }
  if (!changed) return false;
  let count = 0;
  for (const block of func.blocks) if (!gone[block.id]) func.blocks[count++] = block;
  func.blocks.length = count;
  // The phis that went are copies now and stand in no block.
  for (const block of func.blocks) for (const phi of block.phis) follow(phi);
  for (const block of func.blocks) {
    for (const value of block.body) follow(value);
    follow(block.end);
  }
  return true;
}

function follow(value: Value): void {
  const { args } = value;
  for (let i = 0; i < args.length; i++) args[i] = resolve(args[i]!);
}

/** Leads edges to a block that only jumps on to where it jumps. */
function skipEmpty(func: Func): boolean {
  const uses = useCounts(func);
  let changed = false;
  for (const empty of func.blocks) {
    const to = empty.succs[0];
    if (empty.body.length > 0 || empty.end.op !== Op.jmp || !to || to === empty) continue;
    if (empty.addressTaken || empty === func.blocks[0] || empty.preds.length === 0) continue;
    if (!phisOnlyFeed(empty, to, uses)) continue;
    for (const pred of [...empty.preds]) changed = skipFrom(func, pred, empty, to) || changed;
  }
  if (changed) removeUnreachable(func);
  return changed;
}

/** Whether the phis of an empty block are used by the phis of its successor on this edge alone. */
function phisOnlyFeed(empty: Block, to: Block, uses: Int32Array): boolean {
  if (empty.phis.length === 0) return true;
  const at = to.preds.indexOf(empty);
  for (const phi of empty.phis) {
    let feeding = 0;
    for (const other of to.phis) if (other.args[at] === phi) feeding++;
    if (uses[phi.id] !== feeding) return false;
  }
  return true;
}

function skipFrom(func: Func, pred: Block, empty: Block, to: Block): boolean {
  if (pred === empty || !canRedirect(pred, to)) return false;
  const from = empty.preds.indexOf(pred);
  const at = to.preds.indexOf(empty);
  const args = to.phis.map((phi) => {
    const arg = phi.args[at]!;
    return arg.op === Op.phi && arg.block === empty ? arg.args[from]! : arg;
  });
  const other = to.preds.indexOf(pred);
  if (other >= 0 && to.phis.some((phi, i) => phi.args[other] !== args[i])) return false;
  redirectEdge(func, pred, empty, to, args);
  return true;
}

/** Puts the blocks into reverse post-order; unreachable ones whose address is taken come last. */
function order(func: Func): void {
  const { blocks, index } = reversePostOrder(func);
  const rest = func.blocks.filter((block) => index[block.id]! < 0);
  func.blocks.length = 0;
  for (const block of blocks) func.blocks.push(block);
  for (const block of rest) func.blocks.push(block);
}
