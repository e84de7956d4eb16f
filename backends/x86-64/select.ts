/**
 * Instruction selection for x86-64: IR with scalars only (calls lowered) to machine code. Blocks
 * from last to first and values from last to first, so that each value knows whether its users
 * folded it.
 */
import type { Block, Func, Module, Value } from '../../compiler/ir/ir.ts';
import { Cls, isVectorClass, OP_COMPARES, OP_CONSTANT, Op } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import { skeleton } from '../machine/blocks.ts';
import { type CallPlans, lowerCalls } from '../machine/calls.ts';
import type { MachineBlock, MachineFunction } from '../machine/code.ts';
import { splitEarlyExits } from '../machine/early-exits.ts';
import { type BlockSelectors, selectBlocks } from '../machine/select-blocks.ts';
import { Selection, type SelectionRules } from '../machine/selection.ts';
import { copy, selectInteger } from './arithmetic.ts';
import { selectAvx2 } from './avx2.ts';
import { CONVENTION, SAVE_AREA } from './calls.ts';
import { exchangesBranch, selectBranch, selectCompare, selectSelect } from './compare.ts';
import { materialize } from './constants.ts';
import {
  selectCall,
  selectEntry,
  selectFrameAddress,
  selectGoto,
  selectReturn,
  selectSwitch,
  selectVaStart,
} from './control.ts';
import { selectCast, selectFloat, selectToInteger } from './floats.ts';
import { selectAsm } from './inline-asm.ts';
import {
  selectAlloca,
  selectAtomic,
  selectBlit,
  selectClear,
  selectLoad,
  selectStackRestore,
  selectStackSave,
  selectStore,
} from './memory.ts';
import { JUMP, TRAP, UNREACHABLE } from './ops.ts';
import { jumpsToCallees } from './prepare.ts';
import { selectVector } from './vectors.ts';

/** Selects a function. @throws UnsupportedError for what this target cannot do. */
export function select(func: Func, module: Module, options: CompileOptions): MachineFunction {
  const frameFrom = jumpsToCallees(options) ? splitEarlyExits(func) : -1;
  const plans = lowerCalls(func, CONVENTION);
  const { func: empty, order, before } = skeleton(func, options);
  let saveArea = -1;
  if (func.variadic) {
    saveArea = empty.objects.length;
    empty.objects.push({ size: SAVE_AREA, align: 16, name: 'save area' });
  }
  const machine = { ...empty, frameFrom, targetData: saveArea };
  alignOutgoing(machine, plans);
  const s = new Selection(func, module, options, machine, plans, RULES, before);
  machine.needsFramePointer ||= !options.omitFramePointer;
  machine.redZone = options.redZone;
  selectBlocks(s, order.blocks, machine.blocks, SELECTORS);
  if (options.generalRegisters && machine.classes.some((cls) => cls !== Cls.w && cls !== Cls.l)) {
    s.unsupported('floating point or a vector without SSE registers');
  }
  return machine;
}

/**
 * psABI 3.2.3: arguments in memory stand at their alignment. Where one asks for more than the stack
 * pointer has, the prologue aligns that, and the frame hangs on the frame pointer.
 */
function alignOutgoing(machine: MachineFunction, { plans }: CallPlans): void {
  for (const { stackAlign } of plans.values()) {
    machine.outgoingAlign = Math.max(machine.outgoingAlign, stackAlign);
  }
  if (machine.outgoingAlign > 16) machine.dynamicFrame = true;
}

const RULES: SelectionRules = { materialize, inMemory: (cls) => cls === Cls.e };

const SELECTORS: BlockSelectors = { value: selectValue, end: selectEnd, entry: selectEntry };

function selectEnd(s: Selection, block: Block, machine: MachineBlock): void {
  const { end } = block;
  switch (end.op) {
    case Op.jmp:
      s.emit(JUMP, []);
      return;
    case Op.br:
      if (exchangesBranch(s, end.args[0]!)) machine.succs.reverse();
      selectBranch(s, end);
      return;
    case Op.switch:
      selectSwitch(s, end);
      return;
    case Op.ret:
      selectReturn(s, block);
      return;
    case Op.goto:
      selectGoto(s, end);
      return;
    case Op.asmgoto:
      selectAsm(s, end);
      return;
    case Op.unreachable:
      s.emit(UNREACHABLE, []);
      return;
    default:
      s.unsupported(`block end ${end.op}`);
  }
}

function selectValue(s: Selection, value: Value): void {
  const { op, cls } = value;
  if (OP_CONSTANT[op]) throw new Error('a constant stands in a block');
  if (OP_COMPARES[op]) {
    selectCompare(s, value);
    return;
  }
  switch (op) {
    case Op.load:
      selectLoad(s, value);
      return;
    case Op.store:
      selectStore(s, value);
      return;
    case Op.select:
      selectSelect(s, value);
      return;
    case Op.ftos:
    case Op.ftou:
      selectToInteger(s, value);
      return;
    case Op.cast:
      selectCast(s, value);
      return;
    case Op.call:
      selectCall(s, value);
      return;
    case Op.blit:
      selectBlit(s, value);
      return;
    case Op.clear:
      selectClear(s, value);
      return;
    case Op.alloca:
      selectAlloca(s, value);
      return;
    case Op.stacksave:
      selectStackSave(s, value);
      return;
    case Op.stackrestore:
      selectStackRestore(s, value);
      return;
    case Op.vastart:
      selectVaStart(s, value);
      return;
    case Op.asm:
      selectAsm(s, value);
      return;
    case Op.frameaddress:
      selectFrameAddress(s, value, false);
      return;
    case Op.returnaddress:
      selectFrameAddress(s, value, true);
      return;
    case Op.trap:
      s.emit(TRAP, []);
      return;
    default:
  }
  if (selectAtomic(s, value)) return;
  if (isVectorClass(cls) || isVectorClass(value.args[0]?.cls ?? Cls.none)) {
    if (s.options.avx2 ? selectAvx2(s, value) : selectVector(s, value)) return;
  }
  const integer = cls === Cls.w || cls === Cls.l;
  if (integer && op === Op.copy) {
    copy(s, value);
    return;
  }
  if (integer ? selectInteger(s, value) : selectFloat(s, value)) return;
  s.unsupported(`the operation ${op}`);
}
