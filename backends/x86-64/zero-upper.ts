/**
 * vzeroupper: before calls and returns, where upper halves of vector registers may hold something,
 * they are cleared, so that legacy SSE code behind does not wait for them. For placed code; values
 * of class y are never in registers there, as calls destroy all of those.
 */
import { Cls } from '../../compiler/ir/ops.ts';
import { instruction, type MachineBlock, type MachineFunction } from '../machine/code.ts';
import type { Row } from './ops.ts';

const ZERO_UPPER: Row = { name: 'vzeroupper', template: 'vzeroupper', effect: true };

/** Whether upper halves are in use behind a block, and what is put into it in `change`. */
function walk(
  func: MachineFunction,
  block: MachineBlock,
  before: boolean,
  change: boolean,
): boolean {
  let used = before;
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const { op, operands, pos } = instructions[i]!;
    if (op.call || op.returns) {
      if (used && change) {
        const zero = instruction(ZERO_UPPER, { pos });
        zero.places = [];
        instructions.splice(i++, 0, zero);
      }
      used = false;
    } else if (!used) used = operands.some(({ vreg }) => func.classes[vreg] === Cls.y);
  }
  return used;
}

export function zeroUpper(func: MachineFunction): void {
  if (!func.classes.includes(Cls.y)) return;
  const behind = new Set<MachineBlock>();
  const entered = (block: MachineBlock): boolean => block.preds.some((pred) => behind.has(pred));
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of func.blocks) {
      if (behind.has(block) || !walk(func, block, entered(block), false)) continue;
      behind.add(block);
      changed = true;
    }
  }
  for (const block of func.blocks) walk(func, block, entered(block), true);
}
