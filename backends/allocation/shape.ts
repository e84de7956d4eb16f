/**
 * What both allocators ask of a function's shape before they start: where the moves of an edge can
 * stand, and which array index a block has. Promises an error in words for a function they cannot
 * serve.
 */
import type { MachineBlock, MachineFunction } from '../machine/code.ts';

/** The array index of each block, by block id. */
export function blockIndices(func: MachineFunction): Int32Array {
  let top = 0;
  for (const block of func.blocks) top = Math.max(top, block.id);
  const index = new Int32Array(top + 1).fill(-1);
  func.blocks.forEach((block, i) => {
    index[block.id] = i;
  });
  return index;
}

/**
 * Whether edge moves can stand before the block's last instruction: one successor, nothing read or
 * destroyed.
 */
export function takesMovesAtEnd(block: MachineBlock): boolean {
  if (block.succs.length !== 1) return false;
  const last = block.instructions[block.instructions.length - 1];
  return last !== undefined && last.operands.length === 0 && last.clobbers.length === 0;
}

/**
 * By block index, 1 where the moves of the block's outgoing edge stand at its end; other edges
 * have theirs at the head of the successor. Throws on a critical edge, where they could stand at
 * neither.
 */
export function edgeSites(func: MachineFunction): Uint8Array {
  const sites = new Uint8Array(func.blocks.length);
  func.blocks.forEach((block, i) => {
    if (block.instructions.length === 0) {
      throw new Error(`${func.name}: block ${block.name} has no last instruction`);
    }
    if (takesMovesAtEnd(block)) sites[i] = 1;
    else {
      for (const succ of block.succs) {
        if (succ.preds.length !== 1) {
          throw new Error(`${func.name}: critical edge from ${block.name} to ${succ.name}`);
        }
      }
    }
  });
  return sites;
}
