/** Peephole rules for placed riscv64 code. */
import { type Instruction, isRegister, type MachineFunction } from '../machine/code.ts';
import { previous, remove, runPeephole } from '../machine/peephole.ts';
import type { Row } from './ops.ts';

/** mv a, b; mv b, a: the second does nothing. */
function moveBack(list: Instruction[], at: number): boolean {
  const one = list[at]!;
  if (!one.op.move || !one.places?.every(isRegister)) return false;
  const before = previous(list, at);
  if (!before?.op.move || !before.places) return false;
  if ((before.op as Row).cls !== (one.op as Row).cls) return false;
  if (before.places[0] !== one.places[1] || before.places[1] !== one.places[0]) return false;
  remove(list, at);
  return true;
}

const RULES = [moveBack] as const;

export function peephole(func: MachineFunction): void {
  runPeephole(func, RULES);
}
