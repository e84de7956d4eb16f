/**
 * A concrete machine for the toy code, the second oracle beside the symbolic checker: it runs a
 * function with virtual registers, then the same function with places, along the same path, and
 * compares what every instruction read. Clobbers, scratch registers and unwritten places hold
 * rubbish.
 */
import type { RegisterFile } from '../../backends/allocation/contract.ts';
import {
  type Instruction,
  instruction,
  isRegister,
  type MachineFunction,
  type Place,
} from '../../backends/machine/code.ts';
import type { Target } from '../../backends/machine/target.ts';
import { randomFrom } from './generate.ts';

const MOVE = { name: 'place-move', template: '' };

/** The toy target: memory-to-memory moves go through the scratch register. */
export function toyTarget(registers: RegisterFile): Pick<Target, 'registers' | 'move'> {
  const one = (from: Place, to: Place): Instruction => {
    const made = instruction(MOVE, {});
    made.places = [to, from];
    return made;
  };
  return {
    registers,
    move: (cls, from, to) => {
      const bank = registers.bankOf(cls);
      if (isRegister(from) || isRegister(to) || bank === -1) return [one(from, to)];
      const scratch = registers.scratch[bank];
      return [one(from, scratch), one(scratch, to)];
    },
  };
}

const mix = (a: number, b: number): number => Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b) >>> 3;

/**
 * What each instruction reads, in order, along a path chosen by the seed; moves and constants not
 * counted.
 */
export function trace(
  func: MachineFunction,
  seed: number,
  steps: number,
  placed: boolean,
): string[] {
  const random = randomFrom(seed);
  const values = new Map<number, number>();
  const lines: string[] = [];
  let block = func.blocks[0]!;
  let rubbish = 1;
  for (let step = 0; step < steps; step++) {
    for (const item of block.instructions) {
      if (item.op.name === 'place-move') {
        const [to, from] = item.places as [Place, Place];
        values.set(to, values.get(from) ?? rubbish++);
        continue;
      }
      const at = (k: number): number => (placed ? item.places![k]! : item.operands[k]!.vreg);
      const moved = item.op.move ? (values.get(at(1)) ?? rubbish++) : 0;
      const read = item.operands.flatMap(({ role }, k) =>
        role === 'use' ? [values.get(at(k)) ?? rubbish++] : [],
      );
      if (!item.op.move && !item.op.remat) lines.push(`${block.name} ${item.immediate}: ${read}`);
      if (placed) for (const register of item.clobbers) values.set(register, rubbish++);
      item.operands.forEach(({ role }, k) => {
        if (role !== 'def') return;
        const made = read.reduce(mix, mix(Number(item.immediate), k));
        values.set(at(k), item.op.move ? moved : made);
      });
    }
    if (block.succs.length === 0) break;
    const succ = block.succs[random(block.succs.length)]!;
    if (!placed) {
      const edge = succ.preds.indexOf(block);
      const read = succ.phis.map((phi) => values.get(phi.args[edge]!)!);
      succ.phis.forEach((phi, i) => {
        values.set(phi.vreg, read[i]!);
      });
    }
    block = succ;
  }
  return lines;
}
