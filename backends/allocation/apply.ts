/**
 * Puts an allocation into a function: fills Instruction.places, inserts the moves the target
 * makes, and drops what has become nothing (moves within one place, definitions nobody reads).
 * Changes the blocks in place; block ends stay last. Knows no allocator.
 */
import {
  type Instruction,
  instruction,
  isRegister,
  type MachineFunction,
  type Place,
  type Register,
} from '../machine/code.ts';
import type { Target } from '../machine/target.ts';
import { type Allocation, type Edit, type Move, NOWHERE } from './contract.ts';

/** What the frame layout must know after an allocation. */
export interface Applied {
  /** Callee-saved registers the body writes, in the register file's order. */
  readonly saved: Register[];
  /** By register: 1 if the body writes or destroys it. */
  readonly written: Uint8Array;
}

/**
 * Applies `allocation` to `func`. Throws when an edit stands outside its block, which only a broken
 * allocation has.
 */
export function applyAllocation(
  func: MachineFunction,
  allocation: Allocation,
  target: Pick<Target, 'registers' | 'move'>,
): Applied {
  const written = new Uint8Array(target.registers.count);
  let edit = 0;
  func.blocks.forEach((block, b) => {
    const output: Instruction[] = [];
    const starts = allocation.starts[b]!;
    block.instructions.forEach((item, i) => {
      for (; isAt(allocation.edits[edit], b, i); edit++) {
        for (const move of allocation.edits[edit]!.moves) insertMove(move, target, written, output);
      }
      const first = starts[i]!;
      const places = Array.from(allocation.places.subarray(first, first + item.operands.length));
      insertInstruction(func, item, places, target, written, output);
    });
    block.instructions.length = 0;
    for (const item of output) block.instructions.push(item);
  });
  if (edit !== allocation.edits.length) {
    throw new Error(`${func.name}: an edit stands outside its block or out of order`);
  }
  const saved = target.registers.calleeSaved.filter((register) => written[register] === 1);
  return { saved, written };
}

function isAt(edit: Edit | undefined, block: number, index: number): boolean {
  return edit !== undefined && edit.block === block && edit.index === index;
}

function insertMove(
  move: Move,
  target: Pick<Target, 'move'>,
  written: Uint8Array,
  output: Instruction[],
): void {
  if (isRegister(move.to)) written[move.to] = 1;
  if (move.kind === 'remat') {
    const { op, operands, immediate, address, symbol, condition, clobbers, pos, extra } =
      move.definition;
    const parts = { operands, immediate, address, symbol, condition, clobbers, pos, extra };
    const copy = instruction(op, parts);
    copy.places = [move.to];
    output.push(copy);
  } else if (move.from !== move.to) {
    for (const made of target.move(move.cls, move.from, move.to)) output.push(made);
  }
}

function insertInstruction(
  func: MachineFunction,
  item: Instruction,
  places: Place[],
  target: Pick<Target, 'move'>,
  written: Uint8Array,
  output: Instruction[],
): void {
  if (item.op.remat && places[0] === NOWHERE) return;
  if (item.op.move && item.operands.length === 2) {
    const [to, from] = places as [Place, Place];
    if (to === from) return;
    if (!isRegister(to) && !isRegister(from)) {
      for (const made of target.move(func.classes[item.operands[0]!.vreg]!, from, to))
        output.push(made);
      return;
    }
  }
  for (const register of item.clobbers) written[register] = 1;
  item.operands.forEach((operand, k) => {
    const place = places[k]!;
    if (operand.role === 'def' && isRegister(place)) written[place] = 1;
  });
  item.places = places;
  output.push(item);
}
