/**
 * Natural loops and their nesting. A loop is the blocks that reach a back edge without passing its
 * header, which dominates them all. Cycles with several entries (irreducible) are no loops here.
 *
 *   preheader ─> header ─> ... ─> latch ─┐
 *                  ^─────────────────────┘
 */
import { changeEnd, splitEdge } from './cfg.ts';
import { type Dominators, dominates, dominators } from './dominators.ts';
import type { Block, Func } from './ir.ts';
import { Cls, Op } from './ops.ts';

export interface Loop {
  readonly header: Block;
  /** All blocks, the header first, with those of inner loops. */
  readonly blocks: Block[];
  /** Sources of the back edges. */
  readonly latches: Block[];
  parent: Loop | null;
  /** 1 for an outermost loop. */
  depth: number;
  /** Has no loop inside. */
  innermost: boolean;
}

export interface Loops {
  /** Inner loops before the loops around them. */
  readonly all: Loop[];
  /** The innermost loop of a block by block id, or null. */
  readonly of: (Loop | null)[];
}

/** Finds the loops and sets each block's depth. */
export function loops(func: Func, tree: Dominators): Loops {
  const of: (Loop | null)[] = new Array(func.nextBlock).fill(null);
  const all: Loop[] = [];
  const { blocks, index } = tree.order;
  for (let i = blocks.length - 1; i >= 0; i--) {
    const header = blocks[i]!;
    const latches = header.preds.filter(
      (pred) => index[pred.id]! >= i && dominates(tree, header, pred),
    );
    if (latches.length === 0) continue;
    const loop: Loop = {
      header,
      blocks: [header],
      latches,
      parent: null,
      depth: 1,
      innermost: true,
    };
    claim(loop, of, index);
    all.push(loop);
  }
  for (let i = all.length - 1; i >= 0; i--) {
    const loop = all[i]!;
    loop.depth = loop.parent ? loop.parent.depth + 1 : 1;
    if (loop.parent) loop.parent.innermost = false;
  }
  fillBlocks(blocks, of);
  for (const block of func.blocks) block.depth = of[block.id]?.depth ?? 0;
  return { all, of };
}

/** Walks back from the latches; what already belongs to an inner loop is taken as a whole. */
function claim(loop: Loop, of: (Loop | null)[], index: Int32Array): void {
  const work = [...loop.latches];
  if (!of[loop.header.id]) of[loop.header.id] = loop;
  while (work.length > 0) {
    let block = work.pop()!;
    let inner = of[block.id]!;
    if (inner) {
      while (inner.parent) inner = inner.parent;
      if (inner === loop) continue;
      inner.parent = loop;
      block = inner.header;
    } else {
      of[block.id] = loop;
    }
    for (const pred of block.preds) {
      if (index[pred.id]! < 0 || pred === loop.header) continue;
      work.push(pred);
    }
  }
}

function fillBlocks(blocks: Block[], of: (Loop | null)[]): void {
  for (const block of blocks) {
    for (let loop = of[block.id] ?? null; loop; loop = loop.parent) {
      if (loop.header !== block) loop.blocks.push(block);
    }
  }
}

/** Whether a block lies in a loop (or in one inside it). */
export function inLoop(info: Loops, loop: Loop, block: Block | null): boolean {
  if (!block) return false;
  for (let at = info.of[block.id] ?? null; at; at = at.parent) if (at === loop) return true;
  return false;
}

/** The edges that leave a loop. */
export function exitEdges(info: Loops, loop: Loop): { from: Block; to: Block }[] {
  const edges: { from: Block; to: Block }[] = [];
  for (const from of loop.blocks) {
    for (const to of from.succs) if (!inLoop(info, loop, to)) edges.push({ from, to });
  }
  return edges;
}

/** The block outside whose only successor is the header and which is its only way in, or null. */
export function preheader(loop: Loop): Block | null {
  const outside = loop.header.preds.filter((pred) => !loop.latches.includes(pred));
  const [only] = outside;
  return outside.length === 1 && only!.succs.length === 1 ? only! : null;
}

/**
 * Gives each loop a preheader. A loop entered from an indirect goto is left without. Says whether
 * blocks were made: dominators and loops are then stale.
 */
function makePreheaders(func: Func, info: Loops): boolean {
  let changed = false;
  for (const loop of info.all) {
    if (preheader(loop)) continue;
    const { header } = loop;
    const outside = header.preds.filter((pred) => !loop.latches.includes(pred));
    if (outside.length === 0 || outside.some((pred) => pred.end.op === Op.goto)) continue;
    if (header === func.blocks[0] || header.addressTaken) continue;
    changed = true;
    if (outside.length === 1) splitEdge(func, outside[0]!, header);
    else joinEdges(func, outside, header);
  }
  return changed;
}

/**
 * A function's loops, each with a preheader where it can have one, and its dominators; `made` says
 * whether blocks were.
 */
export function enteredLoops(func: Func): { tree: Dominators; info: Loops; made: boolean } {
  const tree = dominators(func);
  const info = loops(func, tree);
  if (!makePreheaders(func, info)) return { tree, info, made: false };
  const after = dominators(func);
  return { tree: after, info: loops(func, after), made: true };
}

/** Leads the edges from several blocks through one new block, merging their phi arguments there. */
export function joinEdges(func: Func, froms: Block[], to: Block): Block {
  const middle = func.block(`${to.name}_pre`);
  const places = froms.map((from) => to.preds.indexOf(from));
  const merged = to.phis.map((phi) => {
    const args = places.map((at) => phi.args[at]!);
    if (args.every((arg) => arg === args[0])) return args[0]!;
    const join = func.value(Op.phi, phi.cls, args, null, phi.pos);
    join.block = middle;
    join.name = phi.name;
    middle.phis.push(join);
    return join;
  });
  const gone = new Set(froms);
  for (const phi of to.phis) phi.args = phi.args.filter((_, i) => !gone.has(to.preds[i]!));
  to.preds = to.preds.filter((pred) => !gone.has(pred));
  for (const from of froms) from.succs = from.succs.map((succ) => (succ === to ? middle : succ));
  middle.preds.push(...froms);
  changeEnd(middle, func.value(Op.jmp, Cls.none, [], null, to.end.pos), [to]);
  for (let i = 0; i < to.phis.length; i++) to.phis[i]!.args.push(merged[i]!);
  return middle;
}
