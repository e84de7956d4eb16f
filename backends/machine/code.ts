/**
 * Machine code between selection and emission: one form before allocation (operands are virtual
 * registers) and after it (every operand also has a place). The selector makes it, the allocator
 * reads it, apply.ts fills the places in, emission prints it.
 */

import type { ModuleSymbol } from '../../compiler/ir/ir.ts';
import type { Cls } from '../../compiler/ir/ops.ts';
import type { Position } from '../../compiler/source.ts';

/** A physical register: an index into the target's RegisterFile. */
export type Register = number;

/** A virtual register: an index into MachineFunction.classes. */
export type VirtualRegister = number;

/** A physical register (>= 0) or a spill slot (< 0: slot number ~place). */
export type Place = number;

export const spillPlace = (slot: number): Place => ~slot;
export const spillSlot = (place: Place): number => ~place;
export const isRegister = (place: Place): boolean => place >= 0;

/**
 * Where an operand may stand. `reuse` (defs only): in the very place of use operand number
 * `operand`.
 */
export type Constraint =
  | { readonly kind: 'any' }
  | { readonly kind: 'register' }
  | { readonly kind: 'stack' }
  | { readonly kind: 'fixed'; readonly register: Register }
  | { readonly kind: 'reuse'; readonly operand: number };

export const ANY: Constraint = { kind: 'any' };
export const REGISTER: Constraint = { kind: 'register' };
export const STACK: Constraint = { kind: 'stack' };

/**
 * A register operand. A use is read at 'early' unless it says 'late' (then no def may share its
 * place); a def is written at 'late' unless it says 'early' (then it shares no place with any
 * use). A temporary is an early def that nobody uses. One virtual register may stand in several
 * operands with different constraints.
 */
export interface Operand {
  readonly vreg: VirtualRegister;
  readonly role: 'use' | 'def';
  readonly at: 'early' | 'late';
  readonly constraint: Constraint;
}

/** A memory operand: [frame part | base] + index * scale + symbol + displacement. */
export interface Address {
  /** Number of the instruction's operand that is the base register, or -1. */
  readonly base: number;
  /** Number of the operand that is the index register, or -1. */
  readonly index: number;
  readonly scale: 1 | 2 | 4 | 8;
  readonly displacement: number;
  readonly symbol: ModuleSymbol | null;
  /** How a symbol is reached; 'absolute' adds it to base and index. */
  readonly relocation: 'none' | 'pc-relative' | 'absolute' | 'got' | 'tls' | 'hi' | 'lo';
  /**
   * A part of the frame: local `slot`, the outgoing-argument area, or the incoming stack
   * arguments.
   */
  readonly frame: 'none' | 'slot' | 'outgoing' | 'incoming';
  readonly slot: number;
}

/** One row of a target's instruction table. */
export interface MachineOp {
  readonly name: string;
  /**
   * Assembly text, lines separated by \n. `{0}` is operand 0 (a modifier after a colon gives the
   * width: `{0:l}`), `{i}` the immediate, `{m}` the memory operand, `{s}` the symbol, `{c}` the
   * condition, `{t}` the taken successor's label, `{u}` a number of its own each time it is
   * printed (for local labels), `{j}` the jump table's label. `{m:8}` is the memory 8 bytes
   * further on. '' prints nothing.
   */
  readonly template: string;
  /**
   * A plain copy of operand 1 to operand 0: hints the allocator, vanishes when both are one
   * place.
   */
  readonly move?: boolean;
  /** Has no operands but its def and may be executed again instead of reloaded (a constant). */
  readonly remat?: boolean;
  readonly call?: boolean;
  /** Ends its block. */
  readonly ends?: boolean;
  /** A plain jump to the only successor: left out when that follows. */
  readonly jump?: boolean;
  /** Goes to successor 0 (`{t}`) where it is taken, else to successor 1. */
  readonly branch?: boolean;
  /** A move whose two sides had better not share a register. */
  readonly apart?: boolean;
  /** Reads what the block before left in the flags. */
  readonly readsFlags?: boolean;
  /** Where the prologue is printed, if not at the entry. */
  readonly prologue?: boolean;
  /** Leaves the function: the epilogue is printed before it. */
  readonly returns?: boolean;
  /** Must stay although nothing uses its defs. */
  readonly effect?: boolean;
  /** Reads or writes memory, for the peephole and scheduling of moves. */
  readonly reads?: boolean;
  readonly writes?: boolean;
}

/** A constant in memory that an instruction's address names: emitted once a module. */
export interface PoolExtra {
  readonly kind: 'pool';
  readonly symbol: ModuleSymbol;
  readonly align: number;
  /** Directive lines such as `.quad 0x3ff0000000000000`. */
  readonly lines: readonly string[];
}

/** A jump table: entry i leads to the block's successor `targets[i]`. */
export interface TableExtra {
  readonly kind: 'table';
  readonly targets: readonly number[];
}

/** The label of a block as an operand. */
export interface LabelExtra {
  readonly kind: 'label';
  readonly blockId: number;
}

/** Inline assembly: what each % operand of the template stands for. */
export interface AsmExtra {
  readonly kind: 'asm';
  readonly template: string;
  readonly names: readonly string[];
  readonly operands: readonly AsmPiece[];
  /** Labels of an asm goto: label i is successor i + 1. */
  readonly labels: readonly string[];
}

/** An operand of inline assembly: a register operand, memory at an address in one, or text. */
export type AsmPiece =
  /** `bytes`: the operand's own size, which names the register where no modifier does. */
  | {
      readonly kind: 'register';
      readonly operand: number;
      readonly cls: Cls;
      readonly bytes: number;
    }
  | { readonly kind: 'memory'; readonly operand: number; readonly offset: number }
  | { readonly kind: 'frame'; readonly slot: number; readonly offset: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'label'; readonly index: number };

export type Extra = PoolExtra | TableExtra | LabelExtra | AsmExtra;

/** A machine instruction. All are made by `instruction`: one shape. */
export interface Instruction {
  readonly op: MachineOp;
  readonly operands: readonly Operand[];
  readonly immediate: bigint | number;
  readonly address: Address | null;
  readonly symbol: ModuleSymbol | null;
  /** A condition code of the target, or ''. */
  readonly condition: string;
  /** Registers it destroys at 'late', besides its defs. */
  readonly clobbers: readonly Register[];
  readonly pos: Position;
  /** Anything else emission needs (jump tables, inline assembly); opaque to the allocators. */
  readonly extra: Extra | null;
  /** After allocation: the place of each operand. */
  places: readonly Place[] | null;
}

export interface InstructionParts {
  readonly operands?: readonly Operand[];
  readonly immediate?: bigint | number;
  readonly address?: Address | null;
  readonly symbol?: ModuleSymbol | null;
  readonly condition?: string;
  readonly clobbers?: readonly Register[];
  readonly pos?: Position;
  readonly extra?: Extra | null;
}

const NONE: readonly never[] = [];

export function instruction(op: MachineOp, parts: InstructionParts): Instruction {
  return {
    op,
    operands: parts.operands ?? NONE,
    immediate: parts.immediate ?? 0,
    address: parts.address ?? null,
    symbol: parts.symbol ?? null,
    condition: parts.condition ?? '',
    clobbers: parts.clobbers ?? NONE,
    pos: parts.pos ?? 0,
    extra: parts.extra ?? null,
    places: null,
  };
}

/** A phi: `vreg` gets args[i] on the edge from preds[i]. */
export interface MachinePhi {
  readonly vreg: VirtualRegister;
  readonly args: readonly VirtualRegister[];
}

/** A block; its last instruction ends it, no other does. */
export interface MachineBlock {
  readonly id: number;
  readonly name: string;
  readonly phis: MachinePhi[];
  readonly instructions: Instruction[];
  readonly succs: MachineBlock[];
  readonly preds: MachineBlock[];
  readonly loopDepth: number;
  /** Expected executions an entry of the function, from static prediction. */
  frequency: number;
  readonly addressTaken: boolean;
}

/** A local object of the frame (an IR alloc). */
export interface FrameObject {
  readonly size: number;
  readonly align: number;
  readonly name: string;
  /** Id of the IR value that is its address. */
  readonly value?: number;
}

/**
 * A function. Promises to the allocator: SSA (one def a virtual register, except that a def and a
 * 'reuse' use are two vregs), no critical edges, every use dominated by its def, blocks in
 * reverse post-order with the entry first. Phi arguments are used at the end of the predecessor,
 * before its last instruction.
 */
export interface MachineFunction {
  readonly name: string;
  readonly symbol: ModuleSymbol;
  readonly blocks: MachineBlock[];
  /** Class of each virtual register. */
  readonly classes: Cls[];
  /** The id of the IR value that each virtual register holds, where it holds one; for reading. */
  origins?: number[];
  /** Values that are addresses in the incoming area, by id, with their offsets; for reading. */
  incoming?: ReadonlyMap<number, number>;
  readonly objects: FrameObject[];
  /** Bytes of the biggest outgoing stack-argument area. */
  outgoingSize: number;
  /** Its alignment where the call comes, at least that of the stack. */
  outgoingAlign: number;
  /** The stack pointer's distance from the frame varies: slots are reached by a frame pointer. */
  dynamicFrame: boolean;
  /** Needs a frame pointer for another reason. */
  needsFramePointer: boolean;
  hasCalls: boolean;
  /** Its frame may lie below the stack pointer where it calls nothing. */
  redZone: boolean;
  /** Id of the block that all that needs the frame lies behind, or -1 (see early-exits.ts). */
  frameFrom: number;
  /** Calls setjmp or the like: spill slots are not shared. */
  callsReturnsTwice: boolean;
  /** Bytes of the register save area of a variadic function, and whatever else the target keeps. */
  readonly targetData: unknown;
}

/** Operands, as selectors write them. */
export const use = (vreg: VirtualRegister, constraint: Constraint = REGISTER): Operand => ({
  vreg,
  role: 'use',
  at: 'early',
  constraint,
});
export const def = (vreg: VirtualRegister, constraint: Constraint = REGISTER): Operand => ({
  vreg,
  role: 'def',
  at: 'late',
  constraint,
});
/** A def written while uses are still to be read; also a temporary. */
export const defEarly = (vreg: VirtualRegister, constraint: Constraint = REGISTER): Operand => ({
  vreg,
  role: 'def',
  at: 'early',
  constraint,
});
export const fixed = (register: Register): Constraint => ({ kind: 'fixed', register });
export const reuse = (operand: number): Constraint => ({ kind: 'reuse', operand });

/** An address of nothing: parts are changed by spreading over it. */
export const NO_ADDRESS: Address = {
  base: -1,
  index: -1,
  scale: 1,
  displacement: 0,
  symbol: null,
  relocation: 'none',
  frame: 'none',
  slot: -1,
};
