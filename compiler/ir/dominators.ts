/**
 * Dominators after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), over
 * the reachable blocks. All arrays are indexed by a block's place in reverse post-order.
 */
import { type BlockOrder, reversePostOrder } from './cfg.ts';
import type { Block, Func } from './ir.ts';

export interface Dominators {
  readonly order: BlockOrder;
  /** The immediate dominator; the entry's is itself. */
  readonly idom: Int32Array;
  /**
   * First child and next sibling in the dominator tree (-1: none), siblings in reverse post-order.
   */
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  /**
   * Pre-order number in the tree and the last number below: a contains b when a's span holds b's.
   */
  readonly enter: Int32Array;
  readonly leave: Int32Array;
}

/** The dominator tree of a function. */
export function dominators(func: Func): Dominators {
  const order = reversePostOrder(func);
  const idom = immediateDominators(order);
  const count = order.blocks.length;
  const child = new Int32Array(count).fill(-1);
  const sibling = new Int32Array(count).fill(-1);
  for (let i = count - 1; i > 0; i--) {
    sibling[i] = child[idom[i]!]!;
    child[idom[i]!] = i;
  }
  const enter = new Int32Array(count);
  const leave = new Int32Array(count);
  numberTree(child, sibling, idom, enter, leave);
  return { order, idom, child, sibling, enter, leave };
}

function immediateDominators({ blocks, index }: BlockOrder): Int32Array {
  const idom = new Int32Array(blocks.length).fill(-1);
  if (blocks.length > 0) idom[0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < blocks.length; i++) {
      let best = -1;
      for (const pred of blocks[i]!.preds) {
        let other = index[pred.id]!;
        if (other < 0 || idom[other]! < 0) continue;
        if (best < 0) best = other;
        while (best !== other) {
          while (best > other) best = idom[best]!;
          while (other > best) other = idom[other]!;
        }
      }
      if (idom[i] !== best) {
        idom[i] = best;
        changed = true;
      }
    }
  }
  return idom;
}

function numberTree(
  child: Int32Array,
  sibling: Int32Array,
  idom: Int32Array,
  enter: Int32Array,
  leave: Int32Array,
): void {
  if (child.length === 0) return;
  let number = 0;
  let at = 0;
  enter[0] = number++;
  for (;;) {
    if (child[at]! >= 0) {
      at = child[at]!;
      enter[at] = number++;
      continue;
    }
    leave[at] = number - 1;
    while (at !== 0 && sibling[at]! < 0) {
      at = idom[at]!;
      leave[at] = number - 1;
    }
    if (at === 0) return;
    at = sibling[at]!;
    enter[at] = number++;
  }
}

/** Whether block a dominates block b (each dominates itself). False where one is unreachable. */
export function dominates(tree: Dominators, a: Block, b: Block): boolean {
  const x = tree.order.index[a.id]!;
  const y = tree.order.index[b.id]!;
  if (x < 0 || y < 0) return false;
  return tree.enter[x]! <= tree.enter[y]! && tree.leave[y]! <= tree.leave[x]!;
}

/** The dominance frontier of each block, as places in reverse post-order. */
export function dominanceFrontiers(tree: Dominators): number[][] {
  const { order, idom } = tree;
  const frontiers: number[][] = order.blocks.map(() => []);
  for (let i = 0; i < order.blocks.length; i++) {
    const { preds } = order.blocks[i]!;
    if (preds.length < 2) continue;
    for (const pred of preds) {
      let runner = order.index[pred.id]!;
      if (runner < 0) continue;
      while (runner !== idom[i]!) {
        const list = frontiers[runner]!;
        if (list[list.length - 1] === i) break;
        list.push(i);
        if (runner === 0) break;
        runner = idom[runner]!;
      }
    }
  }
  return frontiers;
}
