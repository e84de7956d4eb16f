/**
 * The allocation contract: what an allocator gets and what it gives. An allocator is a pure
 * function; it changes neither the function nor the register file, and nobody downstream can tell
 * which one ran. After regalloc2's Function / MachineEnv / Output (Fallin 2021).
 */
import { Cls } from '../../compiler/ir/ops.ts';
import type {
  Instruction,
  MachineFunction,
  Place,
  Register,
  VirtualRegister,
} from '../machine/code.ts';

/**
 * A bank is a set of interchangeable registers: 0 integer, 1 floating; -1: the class lives in
 * memory.
 */
export type Bank = 0 | 1 | -1;

/** A target's registers, as allocators see them. Numbers are dense over both banks. */
export interface RegisterFile {
  readonly count: number;
  readonly names: readonly string[];
  /** Which bank a class lives in; e (x87, software quad) lives in memory: bank -1. */
  readonly bankOf: (cls: Cls) => Bank;
  /** Allocatable registers of each bank, in order of preference (caller-saved first). */
  readonly allocatable: readonly [readonly Register[], readonly Register[]];
  /** Allocatable registers a callee must preserve: using one costs a save and a restore. */
  readonly calleeSaved: readonly Register[];
  /** Never allocated: free for memory-to-memory moves and cycles; one a bank. */
  readonly scratch: readonly [Register, Register];
}

/**
 * What happens at an edit: a move between places, or the def of `vreg` computed again into a
 * register.
 */
export type Move =
  | { readonly kind: 'move'; readonly cls: Cls; readonly from: Place; readonly to: Place }
  | {
      readonly kind: 'remat';
      readonly vreg: VirtualRegister;
      readonly definition: Instruction;
      readonly to: Place;
    };

/**
 * Moves done one after the other, before instruction `index` of block `block` (by its array
 * index).
 */
export interface Edit {
  readonly block: number;
  readonly index: number;
  readonly moves: readonly Move[];
}

/**
 * An allocation: a place for each operand and the moves in between. Operands are numbered through
 * the function: those of a block's instruction i start at starts[block][i].
 */
export interface Allocation {
  readonly starts: readonly Int32Array[];
  readonly places: Int32Array;
  /** Sorted by block and index; at one point in order. */
  readonly edits: readonly Edit[];
  /** Size in bytes of each spill slot (its alignment too, up to that of the stack). */
  readonly spillSlots: readonly number[];
  /** Facts for --explain and remarks: intervals and where each virtual register went over time. */
  readonly notes: readonly AllocationNote[];
}

/**
 * A virtual register stood in `place` from instruction `from` to `to` (numbered through the
 * function).
 */
export interface AllocationNote {
  readonly vreg: VirtualRegister;
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

export type Allocator = (func: MachineFunction, file: RegisterFile) => Allocation;

/** Numbers operands through a function, as Allocation.starts does. */
export function numberOperands(func: MachineFunction): { starts: Int32Array[]; count: number } {
  let count = 0;
  const starts = func.blocks.map((block) => {
    const row = new Int32Array(block.instructions.length);
    for (let i = 0; i < row.length; i++) {
      row[i] = count;
      count += block.instructions[i]!.operands.length;
    }
    return row;
  });
  return { starts, count };
}

/**
 * The place of a rematerialised instruction's def that nobody reads: apply.ts drops the
 * instruction. Only the def of an op marked `remat` may have it.
 */
export const NOWHERE: Place = 0x7fffffff;

/** Bytes (and alignment) of a spill slot for a class. */
export function slotSize(cls: Cls): number {
  if (cls === Cls.y) return 32;
  return cls === Cls.e || cls === Cls.v ? 16 : 8;
}
