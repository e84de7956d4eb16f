/** The x86-64 target: System V ABI, AT&T syntax, SSE2 as the baseline has it. */
import type { Func, Module } from '../../compiler/ir/ir.ts';
import { Op } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import { useAdvanced } from '../machine/advance.ts';
import { expandValues } from '../machine/expand.ts';
import { factorGotos } from '../machine/gotos.ts';
import { lowerSwitches } from '../machine/switches.ts';
import type { Target } from '../machine/target.ts';
import { expandVaArgs } from './calls.ts';
import {
  addressText,
  asmText,
  epilogue,
  layOutFrame,
  memoryText,
  moduleHead,
  moduleTail,
  move,
  prologue,
  registerText,
  symbolText,
  unwound,
} from './emit.ts';
import { pairHalves } from './halves.ts';
import { invertCondition, JUMP } from './ops.ts';
import { peephole } from './peephole.ts';
import { jumpsToCallees, returnAfterCalls, widenLoads } from './prepare.ts';
import { REGISTERS, REGISTERS_WITH_FRAME_POINTER, RSP } from './registers.ts';
import { select } from './select.ts';
import { vexForm } from './vex.ts';

const EXPANDED: ReadonlySet<number> = new Set([Op.popcount]);

function legalize(func: Func, _module: Module, options: CompileOptions): void {
  expandValues(func, { stackAlignment: 16, ops: EXPANDED });
  expandVaArgs(func);
  lowerSwitches(func);
  factorGotos(func);
  if (options.level === 'O0' || options.backend !== 'linear-scan') return;
  useAdvanced(func);
  widenLoads(func);
  pairHalves(func);
  if (jumpsToCallees(options)) returnAfterCalls(func);
}

export const X86_64: Target = {
  name: 'x86-64',
  registers: REGISTERS,
  registersWithFramePointer: REGISTERS_WITH_FRAME_POINTER,
  stackPointer: RSP,
  stackAlignment: 16,
  legalize,
  select,
  move,
  layOutFrame,
  prologue,
  epilogue,
  unwound,
  registerText,
  templateOf: (op, { avx2 }) => (avx2 ? vexForm(op.template) : op.template),
  memoryText,
  addressText,
  symbolText,
  asmText,
  invert: invertCondition,
  jump: JUMP,
  tableEntry: { directive: '.long', relative: true },
  peephole,
  moduleHead,
  moduleTail,
};
