/** The riscv64 target: LP64D ABI, rv64gc. */
import type { Func, Module } from '../../compiler/ir/ir.ts';
import { Op } from '../../compiler/ir/ops.ts';
import { expandValues } from '../machine/expand.ts';
import { factorGotos } from '../machine/gotos.ts';
import { lowerSwitches } from '../machine/switches.ts';
import type { Target } from '../machine/target.ts';
import { expandVaArgs } from './calls.ts';
import {
  addressText,
  asmText,
  memoryText,
  moduleHead,
  moduleTail,
  registerText,
  symbolText,
} from './emit.ts';
import { epilogue, layOutFrame, move, prologue } from './frame.ts';
import { expandMissing } from './legalize.ts';
import { invertCondition, JUMP } from './ops.ts';
import { peephole } from './peephole.ts';
import { REGISTERS, REGISTERS_WITH_FRAME_POINTER, SP } from './registers.ts';
import { select } from './select.ts';

const EXPANDED: ReadonlySet<number> = new Set([Op.popcount]);

function legalize(func: Func, module: Module): void {
  expandMissing(func, module);
  expandValues(func, { stackAlignment: 16, ops: EXPANDED });
  expandVaArgs(func);
  lowerSwitches(func);
  factorGotos(func);
}

export const RISCV64: Target = {
  name: 'riscv64',
  registers: REGISTERS,
  registersWithFramePointer: REGISTERS_WITH_FRAME_POINTER,
  stackPointer: SP,
  stackAlignment: 16,
  legalize,
  select,
  move,
  layOutFrame,
  prologue,
  epilogue,
  registerText,
  memoryText,
  addressText,
  symbolText,
  asmText,
  invert: invertCondition,
  jump: JUMP,
  tableEntry: { directive: '.word', relative: true },
  peephole,
  moduleHead,
  moduleTail,
};
