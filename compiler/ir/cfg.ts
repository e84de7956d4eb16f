/**
 * Walks over and edits of the control flow graph. Every edit here keeps three things true: edges
 * are unique, preds mirror succs, and a phi's arguments stand in the order of its block's preds.
 */
import type { Block, Func, SwitchInfo, Value } from './ir.ts';
import { Cls, Op } from './ops.ts';

/**
 * The reachable blocks in reverse post-order, and each block's place there (-1: unreachable) by
 * block id.
 */
export interface BlockOrder {
  readonly blocks: Block[];
  readonly index: Int32Array;
}

/** Reverse post-order from the entry, without recursion. */
export function reversePostOrder(func: Func): BlockOrder {
  const index = new Int32Array(func.nextBlock).fill(-1);
  const post: Block[] = [];
  const stack: Block[] = [];
  const next: number[] = [];
  const entry = func.blocks[0];
  if (!entry) return { blocks: post, index };
  stack.push(entry);
  next.push(0);
  index[entry.id] = 0;
  while (stack.length > 0) {
    const top = stack.length - 1;
    const block = stack[top]!;
    const at = next[top]!;
    if (at < block.succs.length) {
      // The last successor first, so that the first one comes right behind its block.
      const succ = block.succs[block.succs.length - 1 - at]!;
      next[top] = at + 1;
      if (index[succ.id] === -1) {
        index[succ.id] = 0;
        stack.push(succ);
        next.push(0);
      }
    } else {
      post.push(block);
      stack.pop();
      next.pop();
    }
  }
  post.reverse();
  for (let i = 0; i < post.length; i++) index[post[i]!.id] = i;
  return { blocks: post, index };
}

/** Takes one predecessor of a block away, with the phi arguments that came from it. */
export function removePred(block: Block, pred: Block): void {
  const at = block.preds.indexOf(pred);
  if (at < 0) return;
  block.preds.splice(at, 1);
  // A phi that was replaced by a copy no longer has an argument for each edge.
  for (const phi of block.phis) if (phi.op === Op.phi) phi.args.splice(at, 1);
}

/**
 * Gives a block a new end and successors. Edges that stay keep their place in the successor's
 * preds; edges that go take their phi arguments with them; a new edge is appended to the
 * successor's preds and its phi arguments are the caller's to append.
 */
export function changeEnd(block: Block, end: Value, succs: Block[]): void {
  const old = block.succs;
  for (const succ of old) if (!succs.includes(succ)) removePred(succ, block);
  for (const succ of succs) if (!old.includes(succ)) succ.preds.push(block);
  if (block.end !== end) block.end.block = null;
  end.block = block;
  block.end = end;
  block.succs = succs;
}

/** Ends a block with a plain jump to one of its present successors. */
export function jumpTo(func: Func, block: Block, to: Block): void {
  changeEnd(block, func.value(Op.jmp, Cls.none, [], null, block.end.pos), [to]);
}

/** Ends a block as unreachable. */
export function endUnreachable(func: Func, block: Block): void {
  changeEnd(block, func.value(Op.unreachable, Cls.none, [], null, block.end.pos), []);
}

/**
 * Whether the edge from -> old may be led to `to` instead: an indirect goto's targets are fixed by
 * their addresses, and asm goto's labels must stay distinct.
 */
export function canRedirect(from: Block, to: Block): boolean {
  if (from.end.op === Op.goto) return false;
  return !(from.end.op === Op.asmgoto && from.succs.includes(to));
}

/**
 * Leads the edge from -> old to `to`, whose phis get `args`. Where from already had an edge to
 * `to`, the two become one and the caller has made sure that `args` are what the other edge brings.
 */
export function redirectEdge(func: Func, from: Block, old: Block, to: Block, args: Value[]): void {
  if (old === to) return;
  if (!from.succs.includes(to)) {
    removePred(old, from);
    from.succs = from.succs.map((succ) => (succ === old ? to : succ));
    to.preds.push(from);
    for (let i = 0; i < to.phis.length; i++) to.phis[i]!.args.push(args[i]!);
    return;
  }
  const { end } = from;
  if (end.op === Op.br) {
    jumpTo(func, from, to);
    return;
  }
  const gone = from.succs.indexOf(old);
  const succs = from.succs.filter((succ) => succ !== old);
  if (end.op === Op.switch) {
    const kept = succs.indexOf(to);
    const info = end.aux as SwitchInfo;
    // The default must stay at 0: where it was the edge that went, `to` takes its place.
    if (gone === 0) {
      succs.splice(kept, 1);
      succs.unshift(to);
    }
    const place = from.succs.map((succ) => succs.indexOf(succ === old ? to : succ));
    end.aux = { cases: info.cases.map((c) => ({ value: c.value, target: place[c.target]! })) };
  }
  removePred(old, from);
  from.succs = succs;
}

/** Puts an empty block on an edge and gives it; phi arguments keep their place. */
export function splitEdge(func: Func, from: Block, to: Block): Block {
  const middle = func.block(`${from.name}_${to.name}`);
  const jump = func.value(Op.jmp, Cls.none, [], null, from.end.pos);
  middle.end.block = null;
  middle.end = jump;
  jump.block = middle;
  middle.succs = [to];
  middle.preds = [from];
  from.succs = from.succs.map((succ) => (succ === to ? middle : succ));
  to.preds = to.preds.map((pred) => (pred === from ? middle : pred));
  return middle;
}

/**
 * Splits each edge from a block with several successors to one with several predecessors. Edges of
 * an indirect goto cannot be split and stay. Says whether anything was split.
 */
export function splitCriticalEdges(func: Func): boolean {
  let changed = false;
  for (const from of [...func.blocks]) {
    if (from.succs.length < 2 || from.end.op === Op.goto) continue;
    for (const to of from.succs) {
      if (to.preds.length < 2) continue;
      splitEdge(func, from, to);
      changed = true;
    }
  }
  return changed;
}

/** Keeps only the blocks for which `keep` holds 1 by id; the kept ones must not lead to others. */
export function filterBlocks(func: Func, keep: Uint8Array): void {
  let count = 0;
  for (const block of func.blocks) if (keep[block.id]) func.blocks[count++] = block;
  func.blocks.length = count;
}

/**
 * Removes unreachable blocks. One whose address is taken stays as an empty block ending in
 * unreachable, since data or a label constant may name it.
 */
export function removeUnreachable(func: Func): boolean {
  const { index, blocks } = reversePostOrder(func);
  if (blocks.length === func.blocks.length) return false;
  const keep = new Uint8Array(func.nextBlock);
  let changed = false;
  for (const block of func.blocks) {
    if (index[block.id]! >= 0) {
      keep[block.id] = 1;
      continue;
    }
    for (const value of block.phis) value.block = null;
    for (const value of block.body) value.block = null;
    for (const succ of block.succs) if (index[succ.id]! >= 0) removePred(succ, block);
    changed ||= block.body.length > 0 || block.succs.length > 0 || !block.addressTaken;
    block.phis = [];
    block.body = [];
    block.preds = [];
    block.succs = [];
    if (block.addressTaken) {
      endUnreachable(func, block);
      keep[block.id] = 1;
    }
  }
  filterBlocks(func, keep);
  return changed;
}

/**
 * The one successor a br or switch takes when its operand is this constant; null for other ends.
 * The caller has looked the constant up: `value` is canonical for the operand's class.
 */
export function takenSuccessor(block: Block, value: bigint): Block | null {
  if (block.end.op === Op.br) return block.succs[value !== 0n ? 0 : 1]!;
  if (block.end.op !== Op.switch) return null;
  for (const c of (block.end.aux as SwitchInfo).cases) {
    if (c.value === value) return block.succs[c.target]!;
  }
  return block.succs[0]!;
}
