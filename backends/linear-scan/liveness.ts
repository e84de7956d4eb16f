/**
 * Block order, loop forest and block liveness for linear-scan. Gets a function in strict SSA with
 * blocks in reverse post-order; gives an order in which every loop is contiguous, and what is live
 * into each block. In a reducible graph that takes one backward pass and one forward pass that
 * spreads what is live into a loop's header over the loop (Brandner et al. 2011; the same fact as
 * Wimmer & Franz 2010 use); with an irreducible loop the order stays and the backward pass is
 * repeated until nothing changes.
 */
import { blockIndices } from '../allocation/shape.ts';
import type { MachineFunction } from '../machine/code.ts';

export interface Liveness {
  /** By block id, the array index. */
  readonly indices: Int32Array;
  /** Array indices of the blocks in linear order. */
  readonly order: Int32Array;
  /**
   * By array index: the innermost loop's header (array index) around the block, or -1; a header's
   * is the outer.
   */
  readonly parent: Int32Array;
  /** By array index: 1 for a loop header. */
  readonly isHeader: Uint8Array;
  /** By array index: how many loops contain the block. */
  readonly depth: Int32Array;
  readonly reducible: boolean;
  /** By virtual register: array index of the defining block, or -1. */
  readonly definedIn: Int32Array;
  /** Virtual registers live across blocks are numbered densely: their number, or -1. */
  readonly globalOf: Int32Array;
  readonly globals: number[];
  /** Words of a row. */
  readonly words: number;
  /** Row b: bits of the globals live into block b, its phis' results excluded. */
  readonly liveIn: Uint32Array;
}

export function computeLiveness(func: MachineFunction): Liveness {
  const indices = blockIndices(func);
  const forest = loopForest(func, indices);
  const names = findGlobals(func, indices);
  const words = (names.globals.length + 31) >> 5;
  const liveIn = new Uint32Array(words * func.blocks.length);
  const live: Liveness = { indices, ...forest, ...names, words, liveIn };
  const uses = upwardUses(func, live);
  if (forest.reducible) {
    backwardPass(func, live, uses);
    spreadOverLoops(live);
  } else while (backwardPass(func, live, uses));
  return live;
}

/** Loops from the innermost out, with collapsed inner loops (Havlak 1997). */
function loopForest(func: MachineFunction, indices: Int32Array) {
  const count = func.blocks.length;
  const parent = new Int32Array(count).fill(-1);
  const isHeader = new Uint8Array(count);
  const leader = Int32Array.from({ length: count }, (_, b) => b);
  const find = (b: number): number => {
    let root = b;
    while (leader[root] !== root) root = leader[root]!;
    for (let at = b; at !== root; ) {
      const next = leader[at]!;
      leader[at] = root;
      at = next;
    }
    return root;
  };
  let reducible = true;
  const work: number[] = [];
  for (let header = count - 1; header >= 0; header--) {
    for (const pred of func.blocks[header]!.preds) {
      const latch = indices[pred.id]!;
      if (latch < header) continue;
      isHeader[header] = 1;
      work.push(find(latch));
    }
    for (let b = work.pop(); b !== undefined; b = work.pop()) {
      if (b === header || parent[b] !== -1) continue;
      if (b < header) {
        reducible = false;
        continue;
      }
      parent[b] = header;
      leader[b] = header;
      for (const pred of func.blocks[b]!.preds) work.push(find(indices[pred.id]!));
    }
  }
  const depth = new Int32Array(count);
  for (let b = 0; b < count; b++) {
    depth[b] = (parent[b] === -1 ? 0 : depth[parent[b]!]!) + isHeader[b]!;
  }
  return { parent, isHeader, depth, reducible, order: linearOrder(parent, isHeader, reducible) };
}

/**
 * Each loop's blocks together, each level in reverse post-order; that order itself if irreducible.
 */
function linearOrder(parent: Int32Array, isHeader: Uint8Array, reducible: boolean): Int32Array {
  const order = Int32Array.from(parent, (_, b) => b);
  if (!reducible) return order;
  const first = new Int32Array(parent.length + 1).fill(-1);
  const next = new Int32Array(parent.length);
  for (let b = parent.length - 1; b >= 0; b--) {
    next[b] = first[parent[b]! + 1]!;
    first[parent[b]! + 1] = b;
  }
  let filled = 0;
  const stack = [first[0]!];
  while (stack.length > 0) {
    const b = stack.pop()!;
    if (b === -1) continue;
    order[filled++] = b;
    stack.push(next[b]!);
    if (isHeader[b] === 1) stack.push(first[b + 1]!);
  }
  return order;
}

/** Where each virtual register is defined, and dense numbers for those used in other blocks. */
function findGlobals(func: MachineFunction, indices: Int32Array) {
  const definedIn = new Int32Array(func.classes.length).fill(-1);
  const globalOf = new Int32Array(func.classes.length).fill(-1);
  const globals: number[] = [];
  func.blocks.forEach((block, b) => {
    for (const phi of block.phis) definedIn[phi.vreg] = b;
    for (const { operands } of block.instructions) {
      for (const { role, vreg } of operands) if (role === 'def') definedIn[vreg] = b;
    }
  });
  eachUse(func, indices, (vreg, b) => {
    if (definedIn[vreg] === b || globalOf[vreg] !== -1) return;
    globalOf[vreg] = globals.push(vreg) - 1;
  });
  // A value its block's last instruction defines for a successor's phi is live out of its block
  // too.
  func.blocks.forEach((block, b) => {
    if (block.succs.length === 1) return;
    for (const succ of block.succs) {
      for (const { args } of succ.phis) {
        const arg = args[succ.preds.indexOf(block)]!;
        if (definedIn[arg] === b && globalOf[arg] === -1) globalOf[arg] = globals.push(arg) - 1;
      }
    }
  });
  return { definedIn, globalOf, globals };
}

/** Calls back for each use and the block it is in: a phi argument's is the predecessor. */
function eachUse(
  func: MachineFunction,
  indices: Int32Array,
  found: (vreg: number, block: number) => void,
): void {
  func.blocks.forEach((block, b) => {
    for (const phi of block.phis) {
      for (let i = 0; i < phi.args.length; i++) found(phi.args[i]!, indices[block.preds[i]!.id]!);
    }
    for (const { operands } of block.instructions) {
      for (const { role, vreg } of operands) if (role === 'use') found(vreg, b);
    }
  });
}

/** Row b: globals used in block b and defined elsewhere. */
function upwardUses(func: MachineFunction, live: Liveness): Uint32Array {
  const { words, globalOf, definedIn } = live;
  const rows = new Uint32Array(live.liveIn.length);
  eachUse(func, live.indices, (vreg, b) => {
    const global = globalOf[vreg]!;
    if (global !== -1 && definedIn[vreg] !== b)
      rows[b * words + (global >> 5)]! |= 1 << (global & 31);
  });
  return rows;
}

/**
 * One pass of liveIn = uses + (liveIn of successors - defs) against the order; whether anything
 * grew.
 */
function backwardPass(func: MachineFunction, live: Liveness, uses: Uint32Array): boolean {
  const { order, words, liveIn, indices } = live;
  const row = new Uint32Array(words);
  let grew = false;
  for (let k = order.length - 1; k >= 0; k--) {
    const b = order[k]!;
    const block = func.blocks[b]!;
    row.fill(0);
    for (const succ of block.succs) {
      const base = indices[succ.id]! * words;
      for (let w = 0; w < words; w++) row[w]! |= liveIn[base + w]!;
    }
    for (const phi of block.phis) clearBit(row, live.globalOf[phi.vreg]!);
    for (const { operands } of block.instructions) {
      for (const { role, vreg } of operands)
        if (role === 'def') clearBit(row, live.globalOf[vreg]!);
    }
    const base = b * words;
    for (let w = 0; w < words; w++) {
      const after = (row[w]! | uses[base + w]!) >>> 0;
      if (after === liveIn[base + w]) continue;
      liveIn[base + w] = after;
      grew = true;
    }
  }
  return grew;
}

function clearBit(row: Uint32Array, global: number): void {
  if (global !== -1) row[global >> 5]! &= ~(1 << (global & 31));
}

function spreadOverLoops({ order, parent, words, liveIn }: Liveness): void {
  for (const b of order) {
    const header = parent[b]!;
    if (header === -1) continue;
    for (let w = 0; w < words; w++) liveIn[b * words + w]! |= liveIn[header * words + w]!;
  }
}

/** Calls back for each virtual register in a row. */
export function eachLive(live: Liveness, block: number, found: (vreg: number) => void): void {
  const base = block * live.words;
  for (let w = 0; w < live.words; w++) {
    for (let bits = live.liveIn[base + w]!; bits !== 0; bits &= bits - 1) {
      found(live.globals[(w << 5) + 31 - Math.clz32(bits & -bits)]!);
    }
  }
}
