/**
 * Which virtual registers are live into each block, for the checker: from every use back to the
 * definition, block by block (Boissinot et al., "Fast liveness checking", 2008, section on
 * liveness by use). Costs what the answer is long; needs strict SSA and no order of blocks. Shares
 * nothing with the allocators' liveness.
 */
import type { MachineFunction } from '../machine/code.ts';

export interface BlockLiveness {
  /** By block id, the block's array index. */
  readonly indices: Int32Array;
  /** By block index: what is live into it, phi results excluded. */
  readonly liveIn: number[][];
  /** By virtual register: 1 if an instruction or a phi uses it. */
  readonly used: Uint8Array;
}

/** Computes block liveness of strict SSA code. */
export function blockLiveness(func: MachineFunction): BlockLiveness {
  const indices = new Int32Array(func.blocks.reduce((top, { id }) => Math.max(top, id), 0) + 1);
  const definedIn = new Int32Array(func.classes.length).fill(-1);
  const uses: number[][] = func.classes.map(() => []);
  func.blocks.forEach((block, b) => {
    indices[block.id] = b;
    for (const phi of block.phis) definedIn[phi.vreg] = b;
    for (const item of block.instructions) {
      for (const { role, vreg } of item.operands) {
        if (role === 'def') definedIn[vreg] = b;
      }
    }
  });
  func.blocks.forEach((block, b) => {
    for (const item of block.instructions) {
      for (const { role, vreg } of item.operands) if (role === 'use') addUse(uses[vreg]!, b);
    }
    for (const phi of block.phis) {
      phi.args.forEach((arg, i) => {
        addUse(uses[arg]!, indices[block.preds[i]!.id]!);
      });
    }
  });
  const liveIn: number[][] = func.blocks.map(() => []);
  const seen = new Int32Array(func.blocks.length);
  const stack: number[] = [];
  uses.forEach((blocks, vreg) => {
    for (const block of blocks) stack.push(block);
    for (let b = stack.pop(); b !== undefined; b = stack.pop()) {
      if (seen[b] === vreg + 1 || definedIn[vreg] === b) continue;
      seen[b] = vreg + 1;
      liveIn[b]!.push(vreg);
      for (const pred of func.blocks[b]!.preds) stack.push(indices[pred.id]!);
    }
  });
  const used = new Uint8Array(func.classes.length);
  uses.forEach((blocks, vreg) => {
    used[vreg] = blocks.length > 0 ? 1 : 0;
  });
  return { indices, liveIn, used };
}

function addUse(uses: number[], block: number): void {
  if (uses[uses.length - 1] !== block) uses.push(block);
}
