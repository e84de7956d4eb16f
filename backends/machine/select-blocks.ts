/**
 * The walk of instruction selection: blocks from last to first and values from last to first, so
 * that each value knows whether its users folded it; phis and the constants that go into them.
 */
import type { Access, Block, Value } from '../../compiler/ir/ir.ts';
import { Op } from '../../compiler/ir/ops.ts';
import type { Instruction, MachineBlock } from './code.ts';
import type { Selection } from './selection.ts';

/** How a target selects one value, a block's end, and the parameters. */
export interface BlockSelectors {
  readonly value: (s: Selection, value: Value) => void;
  readonly end: (s: Selection, block: Block, machine: MachineBlock) => void;
  /**
   * Defines parameters (and the static chain) at the head of the entry; called after its other
   * values.
   */
  readonly entry: (s: Selection, chain: Value | null) => void;
}

/** Fills the machine blocks from the IR blocks with the same index. */
export function selectBlocks(
  s: Selection,
  blocks: readonly Block[],
  machines: readonly MachineBlock[],
  selectors: BlockSelectors,
): void {
  askForPhis(s, blocks);
  for (let i = blocks.length - 1; i >= 0; i--) {
    selectBlock(s, blocks[i]!, i, machines[i]!, selectors);
  }
  fillPhis(s, blocks, machines);
}

/** Phis and what they take from other blocks live in registers, whatever else is folded. */
function askForPhis(s: Selection, blocks: readonly Block[]): void {
  for (const block of blocks) {
    for (const phi of block.phis) {
      s.vreg(phi);
      for (const arg of phi.args) if (!s.isMaterialized(arg)) s.askFor(arg);
    }
  }
}

function selectBlock(
  s: Selection,
  block: Block,
  at: number,
  machine: MachineBlock,
  selectors: BlockSelectors,
): void {
  const reversed: Instruction[] = [];
  const push = (chunk: readonly Instruction[]): void => {
    for (let i = chunk.length - 1; i >= 0; i--) reversed.push(chunk[i]!);
  };
  s.begin(block.end, block);
  selectors.end(s, block, machine);
  push(s.takeChunk());
  if (s.pending[at]) {
    s.begin(block.end, block);
    s.makePending(at);
    push(s.takeChunk());
  }
  if (block.succs.length === 1) {
    s.begin(block.end, block);
    materializePhiArguments(s, block);
    push(s.takeChunk());
  }
  for (let i = block.body.length - 1; i >= 0; i--) {
    const value = block.body[i]!;
    if (value.op === Op.param || value.op === Op.alloc || value.op === Op.chain) continue;
    if (!isWanted(s, value)) continue;
    s.begin(value, block);
    selectors.value(s, value);
    push(s.takeChunk());
  }
  if (block === s.func.blocks[0]) {
    s.begin(block.end, block);
    selectors.entry(s, block.body.find((value) => value.op === Op.chain) ?? null);
    push(s.takeChunk());
  }
  for (let i = reversed.length - 1; i >= 0; i--) machine.instructions.push(reversed[i]!);
}

/** Values with an effect, and those somebody asked for. */
function isWanted(s: Selection, value: Value): boolean {
  if (s.isNeeded(value)) return true;
  switch (value.op) {
    case Op.load:
      return (value.aux as Access).volatile;
    case Op.store:
    case Op.blit:
    case Op.clear:
    case Op.alloca:
    case Op.stackrestore:
    case Op.fence:
    case Op.call:
    case Op.vastart:
    case Op.asm:
    case Op.trap:
      return true;
    default:
      return value.op >= Op.cas && value.op <= Op.fetchxor;
  }
}

/**
 * Constants that go into a successor's phi: registers of their own, made at the end of the block.
 */
function materializePhiArguments(s: Selection, block: Block): void {
  const [succ] = block.succs;
  const at = succ!.preds.indexOf(block);
  for (const phi of succ!.phis) {
    const arg = phi.args[at]!;
    if (s.isMaterialized(arg)) s.phiArgument(block, phi, s.reg(arg));
  }
}

function fillPhis(s: Selection, blocks: readonly Block[], machines: readonly MachineBlock[]): void {
  blocks.forEach((block, b) => {
    const machine = machines[b]!;
    for (const phi of block.phis) {
      const args: number[] = [];
      block.preds.forEach((pred, i) => {
        if (!machine.preds.some((one) => one.id === pred.id)) return;
        const arg = phi.args[i]!;
        const own = s.phiArgumentOf(pred, phi);
        args.push(own >= 0 ? own : s.vreg(arg));
      });
      machine.phis.push({ vreg: s.vreg(phi), args });
    }
  });
}
