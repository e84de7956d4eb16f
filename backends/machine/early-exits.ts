/**
 * Makes functions fit for a frame that is only built where it is needed (shrink-wrapping; Chow
 * 1988). Gets IR without critical edges; gives the block that everything that needs a frame lies
 * behind, with the ways to it:
 *
 *   entry ─> test ─> ret           what is live into `frame` and used behind it is copied there, so
 *               └──> frame ─> ...  that no register that callees save is written before
 *
 * Returning blocks that both sides reach are doubled. wrap.ts then finds what became of it.
 */
import { redirectEdge } from '../../compiler/ir/cfg.ts';
import { type Dominators, dominators } from '../../compiler/ir/dominators.ts';
import {
  type Block,
  type CallInfo,
  type Func,
  isAggregate,
  type Value,
} from '../../compiler/ir/ir.ts';
import { loops } from '../../compiler/ir/loops.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';

/** Values a returning block may hold to be doubled. */
const MAX_RETURN = 3;

/** A copy that is to live in another register than what it copies. */
export const APART = 1;

/** The id of the block that the frame is built in; -1 where that is the entry. */
export function splitEarlyExits(func: Func): number {
  const entry = func.blocks[0]!;
  if (func.variadic || func.flags.callsReturnsTwice || func.flags.hasChain) return -1;
  if (isAggregate(func.result) || func.params.some(isAggregate)) return -1;
  if (func.blocks.length < 3 || needsFrame(entry)) return -1;
  const needing = func.blocks.filter(needsFrame);
  if (needing.length === 0) return -1;
  const tree = dominators(func);
  loops(func, tree);
  const found = new Search(func, tree).run(needing);
  if (!found) return -1;
  for (const block of found.doubled) doubleReturn(func, block, found.behind);
  return keepApart(func, found.frame, found.behind).id;
}

/** Calls, but for one that becomes a jump; slots. */
function needsFrame(block: Block): boolean {
  const { body, end } = block;
  for (let i = 0; i < body.length; i++) {
    const value = body[i]!;
    switch (value.op) {
      case Op.call:
        if (i < body.length - 1 || !mayBeSibling(value, end)) return true;
        break;
      case Op.asm:
      case Op.alloca:
      case Op.vaarg:
      case Op.vastart:
      case Op.blit:
      case Op.clear:
      case Op.frameaddress:
      case Op.returnaddress:
        return true;
      default:
        for (const arg of value.args) if (arg.op === Op.alloc) return true;
    }
  }
  return end.op === Op.asmgoto || end.op === Op.goto || end.args.some((arg) => arg.op === Op.alloc);
}

function mayBeSibling(call: Value, end: Value): boolean {
  if (end.op !== Op.ret || (call.aux as CallInfo).noReturn) return false;
  return end.args.length === 0 || end.args[0] === call;
}

interface Found {
  readonly frame: Block;
  /** By block id: 1 for the frame's block and what is reached from there. */
  readonly behind: Uint8Array;
  readonly doubled: readonly Block[];
}

class Search {
  constructor(
    private readonly func: Func,
    private readonly tree: Dominators,
  ) {}

  run(needing: readonly Block[]): Found | null {
    const { order } = this.tree;
    let frame: Block | null = null;
    for (const block of needing) {
      if (order.index[block.id]! < 0) continue;
      frame = frame ? this.common(frame, block) : block;
    }
    while (frame) {
      frame = this.outsideLoops(frame);
      if (frame === order.blocks[0]) return null;
      const behind = this.reached(frame);
      const doubled: Block[] = [];
      let higher: Block = frame;
      for (const block of order.blocks) {
        if (!behind[block.id] || block === frame) continue;
        if (block.preds.every((pred) => behind[pred.id])) continue;
        if (isShortReturn(block)) doubled.push(block);
        else higher = this.common(higher, block);
      }
      if (higher === frame) return this.leaves(behind, doubled) ? { frame, behind, doubled } : null;
      frame = higher;
    }
    return null;
  }

  private common(a: Block, b: Block): Block {
    const { order, idom } = this.tree;
    let x = order.index[a.id]!;
    let y = order.index[b.id]!;
    while (x !== y) {
      if (x > y) x = idom[x]!;
      else y = idom[y]!;
    }
    return order.blocks[x]!;
  }

  private outsideLoops(block: Block): Block {
    const { order, idom } = this.tree;
    let at = block;
    while (at.depth > 0) at = order.blocks[idom[order.index[at.id]!]!]!;
    return at;
  }

  private reached(from: Block): Uint8Array {
    const behind = new Uint8Array(this.func.nextBlock);
    const work = [from];
    behind[from.id] = 1;
    for (let block = work.pop(); block; block = work.pop()) {
      for (const succ of block.succs) {
        if (behind[succ.id]) continue;
        behind[succ.id] = 1;
        work.push(succ);
      }
    }
    return behind;
  }

  /** Whether the function can be left without the frame. */
  private leaves(behind: Uint8Array, doubled: readonly Block[]): boolean {
    if (doubled.length > 0) return true;
    return this.tree.order.blocks.some((block) => !behind[block.id] && block.end.op === Op.ret);
  }
}

function isShortReturn(block: Block): boolean {
  if (block.end.op !== Op.ret || block.addressTaken || block.body.length > MAX_RETURN) return false;
  return block.body.every((value) => value.op !== Op.call && value.op !== Op.asm);
}

/** Gives the ways into a returning block that do not come from the frame a copy of it. */
function doubleReturn(func: Func, block: Block, behind: Uint8Array): void {
  const copy = func.block(block.name);
  const own = new Map<Value, Value>();
  for (const value of [...block.phis, ...block.body, block.end]) {
    const made = func.value(value.op, value.cls, value.args.slice(), value.aux, value.pos);
    made.name = value.name;
    made.block = copy;
    own.set(value, made);
    if (value.op === Op.phi) {
      made.args = [];
      copy.phis.push(made);
      continue;
    }
    made.args = made.args.map((arg) => own.get(arg) ?? arg);
    if (value !== block.end) copy.body.push(made);
  }
  copy.end.block = null;
  copy.end = own.get(block.end)!;
  for (const pred of [...block.preds]) {
    if (behind[pred.id]) continue;
    const at = block.preds.indexOf(pred);
    redirectEdge(
      func,
      pred,
      block,
      copy,
      block.phis.map((phi) => phi.args[at]!),
    );
  }
}

/** Copies what lives behind the frame's block, past its first call, at its head. */
function keepApart(func: Func, frame: Block, behind: Uint8Array): Block {
  if (frame.phis.length > 0) splitHead(func, frame);
  const copies = new Map<Value, Value>();
  const copyOf = (value: Value): Value => {
    const { block } = value;
    if (!block || behind[block.id] || value.op === Op.alloc || value.cls === Cls.e) return value;
    let copy = copies.get(value);
    if (!copy) {
      // A place behind an address is told by the address, which is copied as well.
      const [base, by] = value.args;
      const isSum = value.op === Op.add && by!.op === Op.int;
      copy = isSum
        ? func.value(Op.add, value.cls, [copyOf(base!), by!], null, value.pos)
        : func.value(Op.copy, value.cls, [value], APART, value.pos);
      copy.name = value.name;
      copy.block = frame;
      copies.set(value, copy);
    }
    return copy;
  };
  const change = (value: Value): void => {
    const { args } = value;
    for (let i = 0; i < args.length; i++) args[i] = copyOf(args[i]!);
  };
  for (const block of func.blocks) {
    if (!behind[block.id]) continue;
    for (const phi of block.phis) {
      for (let i = 0; i < phi.args.length; i++) {
        if (behind[block.preds[i]!.id]) phi.args[i] = copyOf(phi.args[i]!);
      }
    }
    let called = block !== frame;
    for (const value of block.body) {
      if (called) change(value);
      called ||= value.op === Op.call;
    }
    change(block.end);
  }
  frame.body.unshift(...copies.values());
  return frame;
}

/** Moves a block's phis into a new block in front of it. */
function splitHead(func: Func, block: Block): void {
  const head = func.block(`${block.name}_head`);
  head.phis = block.phis;
  for (const phi of head.phis) phi.block = head;
  head.preds = block.preds;
  for (const pred of head.preds) {
    pred.succs = pred.succs.map((succ) => (succ === block ? head : succ));
  }
  const jump = func.value(Op.jmp, Cls.none, [], null, block.end.pos);
  jump.block = head;
  head.end.block = null;
  head.end = jump;
  head.succs = [block];
  block.phis = [];
  block.preds = [head];
}
