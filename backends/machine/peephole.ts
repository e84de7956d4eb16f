/**
 * Help for the targets' peepholes: what placed instructions read and write. Rules look at a
 * window of neighbours within a block; nothing here looks further.
 */
import type { Instruction, MachineFunction } from './code.ts';

/** A rule gets a block's instructions and an index; gives true when it changed something there. */
export type PeepholeRule = (list: Instruction[], at: number) => boolean;

/** Runs rules over every block; a removed instruction is set to null by `remove`. */
export function runPeephole(func: MachineFunction, rules: readonly PeepholeRule[]): void {
  for (const block of func.blocks) {
    const { instructions } = block;
    for (let i = 0; i < instructions.length; i++) {
      for (const rule of rules) if (rule(instructions, i)) break;
    }
    let kept = 0;
    for (const one of instructions) if (one.op !== REMOVED) instructions[kept++] = one;
    instructions.length = kept;
  }
}

/** What a removed instruction becomes until its block is compacted. */
const REMOVED = { name: 'removed', template: '' } as const;

export function remove(list: Instruction[], at: number): void {
  list[at] = { ...list[at]!, op: REMOVED, operands: [], places: [], clobbers: [] };
}

/** The instruction before `at` that is still there, or null. */
export function previous(list: readonly Instruction[], at: number): Instruction | null {
  for (let i = at - 1; i >= 0; i--) if (list[i]!.op !== REMOVED) return list[i]!;
  return null;
}
