/**
 * Registers for one instruction alone: what each operand that needs a register can have, looking
 * at nothing else. The shuttle lives by it; linear-scan falls back on it where an instruction's
 * constraints are tight.
 */
import type { Cls } from '../../compiler/ir/ops.ts';
import type { Instruction, Operand } from '../machine/code.ts';
import type { RegisterFile } from './contract.ts';

/** When an operand's place is taken, as bits. */
export const EARLY = 1;
export const LATE = 2;
export const BOTH = 3;

/** When each operand's place is taken; a use whose place a def takes over stays to the end. */
export function operandSpans(operands: readonly Operand[]): number[] {
  const spans = operands.map(({ role, at }) => {
    if (role === 'use') return at === 'early' ? EARLY : BOTH;
    return at === 'early' ? BOTH : LATE;
  });
  for (const { constraint } of operands) {
    if (constraint.kind === 'reuse') spans[constraint.operand] = BOTH;
  }
  return spans;
}

/**
 * Fixed operands get their registers, 'register' operands the first allocatable ones free when
 * they need them, reuse defs what they reuse; others -1. Widest needs first, which finds registers
 * whenever there are enough; throws otherwise. `busy` (by register) is overwritten and tells what
 * is taken when.
 */
export function localRegisters(
  item: Instruction,
  classes: readonly Cls[],
  file: RegisterFile,
  busy: Uint8Array,
): number[] {
  const { operands } = item;
  busy.fill(0);
  for (const register of item.clobbers) busy[register] = LATE;
  const spans = operandSpans(operands);
  const chosen = operands.map(({ constraint }, k) => {
    if (constraint.kind !== 'fixed') return -1;
    busy[constraint.register]! |= spans[k]!;
    return constraint.register;
  });
  for (const wanted of [BOTH, EARLY, LATE]) {
    operands.forEach(({ constraint, vreg }, k) => {
      if (spans[k] !== wanted || constraint.kind !== 'register') return;
      const bank = file.bankOf(classes[vreg]!);
      const registers = bank === -1 ? [] : file.allocatable[bank];
      const free = registers.find((register) => (busy[register]! & wanted) === 0);
      if (free === undefined) throw new Error(`${item.op.name}: no register left for v${vreg}`);
      busy[free]! |= wanted;
      chosen[k] = free;
    });
  }
  operands.forEach(({ constraint }, k) => {
    if (constraint.kind === 'reuse') chosen[k] = chosen[constraint.operand]!;
  });
  return chosen;
}
