/**
 * The skeleton of a machine function: blocks in reverse post-order with loop depths and expected
 * frequencies, mirroring the IR's control flow graph. Selectors fill the instructions in.
 */
import type { BlockOrder } from '../../compiler/ir/cfg.ts';
import { type Dominators, dominators } from '../../compiler/ir/dominators.ts';
import type { Block, BranchInfo, CallInfo, Func, Value } from '../../compiler/ir/ir.ts';
import { inLoop, type Loops, loops } from '../../compiler/ir/loops.ts';
import { Op } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { MachineBlock, MachineFunction } from './code.ts';
import { forSize } from './target.ts';

/** IR blocks in reverse post-order beside their machine blocks (same index). */
export interface Skeleton {
  readonly func: MachineFunction;
  readonly order: BlockOrder;
  /**
   * By block id: index of the block before the outermost loop around it, at whose end constants
   * of the loop may be made; -1 outside loops.
   */
  readonly before: Int32Array;
}

/** How often a loop is expected to go round. */
const LOOP_WEIGHT = 8;
const LIKELY = 0.95;

/**
 * Makes the machine function of an IR function, its blocks empty. Where size counts, rare blocks
 * weigh no less than others, and loops little more.
 */
export function skeleton(func: Func, options: CompileOptions): Skeleton {
  const tree = dominators(func);
  const { order } = tree;
  const info = loops(func, tree);
  const expected = blockFrequencies(order, info);
  const frequencies = forSize(options) ? expected.map((f) => Math.max(1, Math.sqrt(f))) : expected;
  const blocks: MachineBlock[] = order.blocks.map((block, i) => ({
    id: block.id,
    name: block.name,
    phis: [],
    instructions: [],
    succs: [],
    preds: [],
    loopDepth: block.depth,
    frequency: frequencies[i]!,
    addressTaken: block.addressTaken,
  }));
  const { index } = order;
  order.blocks.forEach((block, i) => {
    for (const succ of block.succs) blocks[i]!.succs.push(blocks[index[succ.id]!]!);
    for (const pred of block.preds) {
      if (index[pred.id]! >= 0) blocks[i]!.preds.push(blocks[index[pred.id]!]!);
    }
  });
  return {
    order,
    before: blocksBeforeLoops(func, tree, info),
    func: {
      name: func.name,
      symbol: func.symbol,
      blocks,
      classes: [],
      objects: [],
      outgoingSize: 0,
      outgoingAlign: 16,
      dynamicFrame: order.blocks.some((block) => block.body.some(movesStackPointer)),
      needsFramePointer: false,
      hasCalls: false,
      redZone: true,
      frameFrom: -1,
      callsReturnsTwice: func.flags.callsReturnsTwice,
      targetData: null,
    },
  };
}

function blocksBeforeLoops(func: Func, tree: Dominators, info: Loops): Int32Array {
  const before = new Int32Array(func.nextBlock).fill(-1);
  for (let i = info.all.length - 1; i >= 0; i--) {
    const loop = info.all[i]!;
    const at = tree.order.index[loop.header.id]!;
    const outer = loop.parent ? before[loop.parent.header.id]! : at > 0 ? tree.idom[at]! : -1;
    before[loop.header.id] = outer;
  }
  for (const block of tree.order.blocks) {
    const loop = info.of[block.id];
    if (loop) before[block.id] = before[loop.header.id]!;
  }
  return before;
}

/** Static prediction: loops go round LOOP_WEIGHT times, code that ends the program is rare. */
function blockFrequencies({ blocks, index }: BlockOrder, info: Loops): Float64Array {
  const frequencies = new Float64Array(blocks.length);
  const cold = coldBlocks(blocks, index);
  frequencies[0] = 1;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const loop = info.of[block.id];
    if (loop && loop.header === block) frequencies[i]! *= LOOP_WEIGHT;
    const { succs } = block;
    for (let k = 0; k < succs.length; k++) {
      const to = index[succs[k]!.id]!;
      if (to > i) frequencies[to]! += frequencies[i]! * probability(block, k, cold, index, info);
    }
  }
  return frequencies;
}

function probability(
  block: Block,
  k: number,
  cold: Uint8Array,
  index: Int32Array,
  info: Loops,
): number {
  const { succs } = block;
  if (succs.length === 1) return 1;
  if (succs.length > 2) return 1 / succs.length;
  const likely = block.end.op === Op.br ? (block.end.aux as BranchInfo | null)?.likely : undefined;
  if (likely === 'likely') return k === 0 ? LIKELY : 1 - LIKELY;
  if (likely === 'unlikely') return k === 0 ? 1 - LIKELY : LIKELY;
  const self = cold[index[succs[k]!.id]!]!;
  const other = cold[index[succs[1 - k]!.id]!]!;
  if (self !== other) return self ? 0.02 : 0.98;
  const loop = info.of[block.id] ?? null;
  if (loop) {
    const stays = inLoop(info, loop, succs[k]!);
    const otherStays = inLoop(info, loop, succs[1 - k]!);
    if (stays !== otherStays) return stays ? 1 - 1 / LOOP_WEIGHT : 1 / LOOP_WEIGHT;
  }
  const yes = block.end.op === Op.br ? expectation(block.end.args[0]!) : 0.5;
  return k === 0 ? yes : 1 - yes;
}

/** How often a condition is expected to hold: a counter is one number in one round only. */
function expectation(condition: Value): number {
  const { op, args } = condition;
  if (isCounter(condition)) return 1 - 1 / LOOP_WEIGHT;
  if (op !== Op.ceq && op !== Op.cne) return 0.5;
  if (!isCounter(args[0]!) && !isCounter(args[1]!)) return 0.5;
  return op === Op.ceq ? 1 / LOOP_WEIGHT : 1 - 1 / LOOP_WEIGHT;
}

/** A phi that grows by a constant from round to round, or the low half of one. */
function isCounter(value: Value): boolean {
  const phi = value.op === Op.trunc ? value.args[0]! : value;
  if (phi.op !== Op.phi) return false;
  return phi.args.some(
    ({ op, args }) => op === Op.add && args[0] === phi && args[1]!.op === Op.int,
  );
}

/** Blocks from which every way leads to a call that does not return or to a trap. */
function coldBlocks(blocks: readonly Block[], index: Int32Array): Uint8Array {
  const cold = new Uint8Array(blocks.length);
  for (let i = blocks.length - 1; i >= 0; i--) {
    const { end, succs, body } = blocks[i]!;
    if (succs.length === 0) {
      cold[i] = end.op === Op.unreachable || body.some(neverReturns) ? 1 : 0;
    } else {
      cold[i] = succs.every((succ) => index[succ.id]! > i && cold[index[succ.id]!]) ? 1 : 0;
    }
  }
  return cold;
}

const movesStackPointer = ({ op }: Value): boolean => op === Op.alloca || op === Op.stackrestore;

const neverReturns = (value: Value): boolean =>
  value.op === Op.call && (value.aux as CallInfo).noReturn;
