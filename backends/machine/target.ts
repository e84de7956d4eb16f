/**
 * The Target record: all that the shared pipeline (select, allocate, lay out, emit) asks of an
 * instruction set and its ABI. Data first, few functions; nobody else asks a target's name.
 */
import type { Func, Module } from '../../compiler/ir/ir.ts';
import type { Cls } from '../../compiler/ir/ops.ts';
import type { CompileOptions, TargetName } from '../../compiler/options.ts';
import type { RegisterFile } from '../allocation/contract.ts';
import type { Address, Instruction, MachineFunction, MachineOp, Place, Register } from './code.ts';

/** Whether few bytes count more than few executions. The shuttle never asks. */
export const forSize = ({ level, backend }: CompileOptions): boolean =>
  level === 'Os' && backend === 'linear-scan';

/** Where things lie in a finished frame; offsets are from the register that addresses the frame. */
export interface Frame {
  /** Bytes the prologue takes from the stack pointer, saved registers included. */
  readonly size: number;
  /** These bytes come and go by a push and a pop of what does not matter. */
  readonly pushed?: boolean;
  /** The register frame addresses are relative to (stack or frame pointer). */
  readonly baseRegister: Register;
  readonly framePointer: boolean;
  readonly objectOffsets: readonly number[];
  readonly spillOffsets: readonly number[];
  /** From the stack pointer, whatever the base register is. */
  readonly outgoingOffset: number;
  /** Offset of the first incoming stack argument. */
  readonly incomingOffset: number;
  /** Callee-saved registers the body uses, with where they are saved. */
  readonly saved: readonly { readonly register: Register; readonly offset: number }[];
}

export interface Target {
  readonly name: TargetName;
  readonly registers: RegisterFile;
  /** The registers left where a function needs a frame pointer. */
  readonly registersWithFramePointer: RegisterFile;
  readonly stackPointer: Register;
  readonly stackAlignment: number;
  /**
   * IR to IR, in place: what the ABI and the instruction set ask before selection (va_arg,
   * missing ops).
   */
  readonly legalize: (func: Func, module: Module, options: CompileOptions) => void;
  /** IR to machine code with virtual registers. Critical edges are already split. */
  readonly select: (func: Func, module: Module, options: CompileOptions) => MachineFunction;
  /** A move between two places (may use the scratch registers), as placed instructions. */
  readonly move: (cls: Cls, from: Place, to: Place) => Instruction[];
  /** The frame's layout, once spills and saved registers are known. */
  readonly layOutFrame: (
    func: MachineFunction,
    spillSlots: readonly number[],
    saved: readonly Register[],
    options: CompileOptions,
  ) => Frame;
  /** Assembly lines of the prologue (with .cfi directives). */
  readonly prologue: (func: MachineFunction, frame: Frame) => string[];
  /** Assembly lines that undo the prologue, before a return. */
  readonly epilogue: (func: MachineFunction, frame: Frame) => string[];
  /** .cfi directives of the state before the prologue, where that may stand behind the entry. */
  readonly unwound?: (frame: Frame) => string[];
  /**
   * A register as an operand of a width: `modifier` is what stands after the colon in a template.
   */
  readonly registerText: (register: Register, modifier: string) => string;
  /** The text of a row that options ask for; without it, its template. */
  readonly templateOf?: (op: MachineOp, options: CompileOptions) => string;
  /** Memory at a constant distance from a register. */
  readonly memoryText: (base: Register, offset: number) => string;
  /** A memory operand, `offset` bytes further on. */
  readonly addressText: (address: Address, offset: number, item: EmitItem) => string;
  /** A symbol as an operand (a call's callee and the like). */
  readonly symbolText: (symbol: Address['symbol'], modifier: string, item: EmitItem) => string;
  /** One operand of inline assembly, `modifier` being the letter after %. */
  readonly asmText: (operand: AsmText, modifier: string) => string;
  /** The condition that holds where this one does not, or null where no single one does. */
  readonly invert: (condition: string) => string | null;
  readonly jump: MachineOp;
  /** Directive for a jump table's entry, and whether entries are relative to the table. */
  readonly tableEntry: { readonly directive: string; readonly relative: boolean };
  /** In-place improvement of placed code within a block; may drop and replace instructions. */
  readonly peephole: (func: MachineFunction, options: CompileOptions) => void;
  /** Assembly lines a module starts and ends with. */
  readonly moduleHead: (options: CompileOptions) => string[];
  readonly moduleTail: (options: CompileOptions, module: Module) => string[];
}

/** An operand of inline assembly whose place is known. */
export type AsmText =
  | {
      readonly kind: 'register';
      readonly register: Register;
      readonly cls: Cls;
      readonly bytes: number;
    }
  | { readonly kind: 'memory'; readonly base: Register; readonly offset: number }
  | { readonly kind: 'text'; readonly text: string };

/** What emitting one instruction needs to know. One object is reused for a whole function. */
export interface EmitItem {
  instruction: Instruction;
  readonly frame: Frame;
  readonly func: MachineFunction;
  readonly options: CompileOptions;
  /** Text of operand `index` in the width of a modifier. */
  readonly operand: (index: number, modifier: string) => string;
}
