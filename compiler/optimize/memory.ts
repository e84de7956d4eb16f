/**
 * Memory in SSA form: every value that changes memory makes a state, every load sees one, and
 * states meet in memory phis at the iterated dominance frontier. Walking up from a load over states
 * that cannot change its bytes finds the one that last may have (LLVM's MemorySSA in little).
 */
import {
  type AliasInfo,
  baseOf,
  clobbers,
  isMemoryDef,
  isOwnStore,
  type Piece,
} from '../ir/alias.ts';
import { type Dominators, dominanceFrontiers } from '../ir/dominators.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { OP_CONSTANT, Op } from '../ir/ops.ts';

/** Steps one walk may take before it settles for the state it is at. */
const BUDGET = 80;

export class Memory {
  /** The state before a load or memory def, by value id. */
  readonly before: Int32Array;
  /**
   * By state: the def that made it (null: a phi or the state at entry), its block, the state
   * before.
   */
  readonly defs: (Value | null)[] = [null];
  private readonly blocks: (Block | null)[] = [null];
  private readonly previous: number[] = [0];
  private readonly entries: Int32Array;
  private readonly exits: Int32Array;
  private budget = 0;

  constructor(
    func: Func,
    private readonly tree: Dominators,
    private readonly alias: AliasInfo,
  ) {
    const { blocks } = tree.order;
    this.before = new Int32Array(func.nextValue);
    this.entries = new Int32Array(blocks.length);
    this.exits = new Int32Array(blocks.length);
    const joins = this.placePhis();
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i]!;
      let state = i === 0 ? 0 : this.exits[tree.idom[i]!]!;
      if (joins[i]) state = this.state(null, block, state);
      this.entries[i] = state;
      for (const value of block.body) state = this.pass(value, block, state);
      this.exits[i] = this.pass(block.end, block, state);
    }
  }

  private pass(value: Value, block: Block, state: number): number {
    if (value.op === Op.load || value.op === Op.call) this.before[value.id] = state;
    if (!isMemoryDef(value)) return state;
    this.before[value.id] = state;
    return this.state(value, block, state);
  }

  private state(def: Value | null, block: Block, previous: number): number {
    this.defs.push(def);
    this.blocks.push(block);
    this.previous.push(previous);
    return this.defs.length - 1;
  }

  /** Blocks where states meet, by place in reverse post-order. */
  private placePhis(): Uint8Array {
    const { order } = this.tree;
    const joins = new Uint8Array(order.blocks.length);
    const frontiers = dominanceFrontiers(this.tree);
    const work: number[] = [];
    for (let i = 0; i < order.blocks.length; i++) {
      const block = order.blocks[i]!;
      if (block.body.some(isMemoryDef) || isMemoryDef(block.end)) work.push(i);
    }
    while (work.length > 0) {
      for (const at of frontiers[work.pop()!]!) {
        if (joins[at]) continue;
        joins[at] = 1;
        work.push(at);
      }
    }
    return joins;
  }

  /** The state that last may have changed anything that code elsewhere can see, before a call. */
  visible(call: Value): number {
    let state = this.before[call.id]!;
    for (let steps = 0; steps < BUDGET && state !== 0; steps++) {
      const def = this.defs[state]!;
      if (!def || !isOwnStore(this.alias, def)) return state;
      state = this.previous[state]!;
    }
    return state;
  }

  /** The state that last may have changed a piece of memory, seen from a load or def. */
  clobber(from: Value, piece: Piece): number {
    this.budget = BUDGET;
    return this.walk(this.before[from.id]!, piece, []);
  }

  /** The same at the end and at the start of a block. */
  atEnd(block: Block, piece: Piece): number {
    this.budget = BUDGET;
    return this.walk(this.exits[this.tree.order.index[block.id]!]!, piece, []);
  }

  atStart(block: Block, piece: Piece): number {
    this.budget = BUDGET;
    return this.walk(this.entries[this.tree.order.index[block.id]!]!, piece, []);
  }

  /** The block whose ways meet in a state, or null. */
  joinOf(state: number): Block | null {
    return this.defs[state] ? null : this.blocks[state]!;
  }

  private walk(start: number, piece: Piece, open: number[]): number {
    let state = start;
    while (state !== 0 && this.budget-- > 0) {
      const def = this.defs[state]!;
      if (def) {
        if (clobbers(this.alias, def, piece)) return state;
        state = this.previous[state]!;
      } else {
        if (open.includes(state)) return state;
        const above = this.walkPhi(state, piece, open);
        if (above < 0) return state;
        state = above;
      }
    }
    return state;
  }

  /** The one state all ways into a memory phi come from, or -1. */
  private walkPhi(phi: number, piece: Piece, open: number[]): number {
    const block = this.blocks[phi]!;
    if (!this.isFixedAbove(piece.address, block)) return -1;
    open.push(phi);
    let common = -1;
    for (const pred of block.preds) {
      const place = this.tree.order.index[pred.id]!;
      if (place < 0) continue;
      const state = this.walk(this.exits[place]!, piece, open);
      if (state === phi || state === common) continue;
      if (common >= 0 || this.budget <= 0) {
        common = -1;
        break;
      }
      common = state;
    }
    open.pop();
    return common;
  }

  /** Whether an address is the same in every run through a block: made strictly above it. */
  private isFixedAbove(address: Value, block: Block): boolean {
    const base = baseOf(this.alias, address);
    return this.isAbove(address, block) && this.isAbove(base, block);
  }

  private isAbove(value: Value, block: Block): boolean {
    if (OP_CONSTANT[value.op] || value.op === Op.param || value.op === Op.alloc) return true;
    if (!value.block || value.block === block) return false;
    const { order, enter, leave } = this.tree;
    const a = order.index[value.block.id]!;
    const b = order.index[block.id]!;
    return a >= 0 && enter[a]! <= enter[b]! && leave[b]! <= leave[a]!;
  }
}
