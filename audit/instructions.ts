/**
 * The audit's view of machine code, the same for every instruction set: instructions with operands,
 * and the few questions the metrics ask. Registers carry their full-width name (`eax` is `rax`).
 */
import type { Machine } from './elf.ts';

/** One operand. A memory operand with a relocation names its `symbol`. */
export type Operand =
  | {
      readonly kind: 'register';
      readonly name: string;
      readonly reads: boolean;
      readonly writes: boolean;
    }
  | { readonly kind: 'immediate'; readonly value: number }
  | {
      readonly kind: 'memory';
      readonly base: string | undefined;
      readonly index: string | undefined;
      readonly scale: number;
      readonly displacement: number;
      readonly symbol: string | undefined;
      readonly size: number;
      readonly reads: boolean;
      readonly writes: boolean;
    };

/** One instruction; the destination is the first operand, as in Intel syntax. */
export interface Instruction {
  readonly address: number;
  readonly size: number;
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly groups: readonly string[];
  /** The symbol a branch, call or address constant refers to, when a relocation names one. */
  readonly symbol: string | undefined;
}

/** A function's code. */
export interface FunctionCode {
  readonly name: string;
  readonly bytes: number;
  readonly instructions: readonly Instruction[];
}

/** What the metrics must know of an instruction set. */
export interface InstructionSet {
  /** The register a shuttle uses, when convention fixes it; else the busiest one is taken. */
  readonly accumulator: string | undefined;
  readonly stackPointer: string;
  readonly framePointer: string;
  /** The registers that address the frame; `forFunction` narrows them to the truth. */
  readonly frameBases: ReadonlySet<string>;
  /** Registers that are no home for a value: stack and instruction pointers, flags, zero. */
  readonly fixed: ReadonlySet<string>;
  readonly isMove: (instruction: Instruction) => boolean;
}

const X86_MOVES: ReadonlySet<string> = new Set([
  'mov',
  'movabs',
  'movaps',
  'movapd',
  'movups',
  'movupd',
  'movdqa',
  'movdqu',
  'movss',
  'movsd',
  'movq',
  'movd',
  'vmovaps',
  'vmovapd',
  'vmovups',
  'vmovupd',
  'vmovdqa',
  'vmovdqu',
  'vmovss',
  'vmovsd',
]);

const X86_64: InstructionSet = {
  accumulator: 'rax',
  stackPointer: 'rsp',
  framePointer: 'rbp',
  frameBases: new Set(['rsp', 'rbp']),
  fixed: new Set(['rsp', 'rip', 'rflags', 'eflags', 'fpsw', 'mxcsr']),
  isMove: (instruction) => X86_MOVES.has(instruction.mnemonic),
};

const RISCV_MOVES: ReadonlySet<string> = new Set([
  'mv',
  'fmv.s',
  'fmv.d',
  'fmv.x.d',
  'fmv.d.x',
  'fmv.x.w',
  'fmv.w.x',
  'li',
  'ld',
  'lw',
  'lwu',
  'lh',
  'lhu',
  'lb',
  'lbu',
  'fld',
  'flw',
  'sd',
  'sw',
  'sh',
  'sb',
  'fsd',
  'fsw',
]);

const RISCV64: InstructionSet = {
  accumulator: undefined,
  stackPointer: 'sp',
  framePointer: 's0',
  frameBases: new Set(['sp', 's0']),
  fixed: new Set(['sp', 'zero', 'pc']),
  isMove: (instruction) => RISCV_MOVES.has(instruction.mnemonic),
};

/** The record for a machine; undefined when the audit cannot read its code. */
export function instructionSet(machine: Machine): InstructionSet | undefined {
  switch (machine) {
    case 'x86-64':
      return X86_64;
    case 'riscv64':
      return RISCV64;
    case 'other':
      return undefined;
  }
}

/**
 * The instruction set as one function uses it: the frame pointer is one only where it is set from
 * the stack pointer; elsewhere it is a general register, and addresses on it are no stack slots.
 */
export function forFunction(code: FunctionCode, set: InstructionSet): InstructionSet {
  const { framePointer, stackPointer } = set;
  const framed = code.instructions.some(
    (instruction) =>
      instruction.writes.includes(framePointer) &&
      instruction.reads.includes(stackPointer) &&
      !instruction.groups.includes('pop'),
  );
  return framed
    ? { ...set, fixed: new Set([...set.fixed, framePointer]) }
    : { ...set, frameBases: new Set([stackPointer]) };
}

/** A key for the stack slot an operand names (`rbp-16`), or undefined when it is no slot. */
export function slotOf(operand: Operand | undefined, set: InstructionSet): string | undefined {
  if (operand?.kind !== 'memory' || operand.base === undefined) return undefined;
  if (operand.index !== undefined || operand.symbol !== undefined) return undefined;
  if (!set.frameBases.has(operand.base)) return undefined;
  return `${operand.base}${operand.displacement < 0 ? '' : '+'}${operand.displacement}`;
}

/** True for any operand relative to the stack or frame pointer, indexed ones too. */
export function touchesFrame(operand: Operand, set: InstructionSet): boolean {
  return (
    operand.kind === 'memory' && operand.base !== undefined && set.frameBases.has(operand.base)
  );
}

/** What a copying instruction copies between. */
export type Copy =
  | { readonly kind: 'register'; readonly to: string; readonly from: string }
  | { readonly kind: 'load'; readonly to: string; readonly slot: string }
  | { readonly kind: 'store'; readonly slot: string; readonly from: string };

/** Reads an instruction as a copy between registers and slots; undefined when it is none. */
export function copyOf(instruction: Instruction, set: InstructionSet): Copy | undefined {
  if (!set.isMove(instruction) || instruction.operands.length !== 2) return undefined;
  const [target, source] = instruction.operands;
  if (target?.kind === 'register') {
    if (source?.kind === 'register')
      return { kind: 'register', to: target.name, from: source.name };
    const slot = slotOf(source, set);
    return slot === undefined ? undefined : { kind: 'load', to: target.name, slot };
  }
  const slot = slotOf(target, set);
  if (slot === undefined || source?.kind !== 'register') return undefined;
  return { kind: 'store', slot, from: source.name };
}
