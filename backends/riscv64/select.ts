/** Instruction selection for riscv64: IR with scalars only (calls lowered) to machine code. */
import type { Block, Func, Module, Value } from '../../compiler/ir/ir.ts';
import { Cls, isVectorClass, OP_COMPARES, OP_CONSTANT, Op } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import { skeleton } from '../machine/blocks.ts';
import { lowerCalls } from '../machine/calls.ts';
import { type MachineFunction, STACK, use } from '../machine/code.ts';
import { type BlockSelectors, selectBlocks } from '../machine/select-blocks.ts';
import { Selection, type SelectionRules } from '../machine/selection.ts';
import { extendedAlready, selectInteger } from './arithmetic.ts';
import { selectAtomic } from './atomics.ts';
import { CONVENTION } from './calls.ts';
import { selectBranch, selectCompare, selectSelect } from './compare.ts';
import { materialize } from './constants.ts';
import {
  selectCall,
  selectEntry,
  selectFrameAddress,
  selectGoto,
  selectReturn,
  selectSwitch,
  selectVaStart,
  targetData,
} from './control.ts';
import { selectFloat } from './floats.ts';
import { selectAsm } from './inline-asm.ts';
import {
  selectAlloca,
  selectBlit,
  selectClear,
  selectLoad,
  selectStackRestore,
  selectStackSave,
  selectStore,
} from './memory.ts';
import { JUMP, MOVE, TRAP, UNREACHABLE } from './ops.ts';
import { bankOf } from './registers.ts';

const RULES: SelectionRules = {
  materialize,
  inMemory: (cls) => bankOf(cls) === -1,
  alias: extendedAlready,
};

/** Selects a function. @throws UnsupportedError for what this target cannot do. */
export function select(func: Func, module: Module, options: CompileOptions): MachineFunction {
  const plans = lowerCalls(func, CONVENTION);
  const { func: bare, order, before } = skeleton(func, options);
  const machine: MachineFunction = {
    ...bare,
    needsFramePointer: !options.omitFramePointer,
    targetData: targetData(func.variadic, plans.entry.integersUsed),
  };
  const s = new Selection(func, module, options, machine, plans, RULES, before);
  selectBlocks(s, order.blocks, machine.blocks, SELECTORS);
  return machine;
}

function selectEnd(s: Selection, block: Block): void {
  const { end } = block;
  switch (end.op) {
    case Op.jmp:
      s.emit(JUMP, []);
      return;
    case Op.br:
      selectBranch(s, end);
      return;
    case Op.switch:
      selectSwitch(s, end);
      return;
    case Op.ret:
      selectReturn(s, end);
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

/** copy: a move within a bank, or of 16 bytes. */
function copy(s: Selection, value: Value): void {
  const from = s.reg(value.args[0]!);
  const memory = bankOf(value.cls) === -1;
  s.emit(MOVE[value.cls]!, [s.def(value), memory ? use(from, STACK) : use(from)]);
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
    case Op.copy:
      copy(s, value);
      return;
    case Op.fcvt:
      if (value.args[0]!.cls === cls) {
        copy(s, value);
        return;
      }
      break;
    case Op.select:
      selectSelect(s, value);
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
  if (isVectorClass(cls) || cls === Cls.e) s.unsupported('arithmetic on 16-byte vectors');
  const conversion = op === Op.ftos || op === Op.ftou || op === Op.cast;
  const integer = (cls === Cls.w || cls === Cls.l) && !conversion;
  if (integer ? selectInteger(s, value) : selectFloat(s, value)) return;
  s.unsupported(`the operation ${op}`);
}

const SELECTORS: BlockSelectors = { value: selectValue, end: selectEnd, entry: selectEntry };
