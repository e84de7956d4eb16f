/**
 * The RISC-V registers and what the psABI (LP64D) says of them. Numbers 0..31 are x0..x31, 32..63
 * are f0..f31; these are the DWARF numbers, too.
 */
import { Cls } from '../../compiler/ir/ops.ts';
import type { Bank, RegisterFile } from '../allocation/contract.ts';
import type { Register } from '../machine/code.ts';

export const RA = 1;
export const SP = 2;
/** The static chain of a nested function (gcc's choice). */
export const T2 = 7;
/** The frame pointer, where there is one. */
export const S0 = 8;
export const A0 = 10;
export const T0 = 5;
export const F0 = 32;
export const FA0 = F0 + 10;
/**
 * Never allocated. t6 and ft11 are free within one instruction row and for moves; t5 holds far
 * addresses of the frame and is free in rows without a memory operand.
 */
export const SCRATCH = 31;
export const ADDRESS_SCRATCH = 30;
export const SCRATCH_FLOAT = F0 + 31;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

const a = numbered('a', 8);
const s = numbered('s', 12);
const fs = numbered('fs', 12);
const ft = numbered('ft', 12);

export const NAMES: readonly string[] = [
  'zero',
  'ra',
  'sp',
  'gp',
  'tp',
  't0',
  't1',
  't2',
  s[0]!,
  s[1]!,
  ...a,
  ...s.slice(2),
  't3',
  't4',
  't5',
  't6',
  ...ft.slice(0, 8),
  fs[0]!,
  fs[1]!,
  ...a.map((name) => `f${name}`),
  ...fs.slice(2),
  ...ft.slice(8),
];

export const INTEGER_ARGUMENTS: readonly Register[] = range(A0, A0 + 8);
export const FLOAT_ARGUMENTS: readonly Register[] = range(FA0, FA0 + 8);
/** Allocatable registers a call destroys, those of compressed instructions first. */
const TEMPORARIES: readonly Register[] = [15, 14, 13, 12, 11, 10, 16, 17, 6, 28, 29, T0, T2];
const FLOAT_TEMPORARIES: readonly Register[] = [
  ...range(F0 + 10, F0 + 18).reverse(),
  ...range(F0, F0 + 8),
  ...range(F0 + 28, F0 + 31),
];
export const CALLER_SAVED: readonly Register[] = [...TEMPORARIES, ...FLOAT_TEMPORARIES];
const SAVED: readonly Register[] = [S0, 9, ...range(18, 28)];
const FLOAT_SAVED: readonly Register[] = [F0 + 8, F0 + 9, ...range(F0 + 18, F0 + 28)];

/** Class e (software quad) and v live in memory. */
export function bankOf(cls: Cls): Bank {
  if (cls === Cls.w || cls === Cls.l) return 0;
  return cls === Cls.s || cls === Cls.d ? 1 : -1;
}

/** The registers as allocators see them; without s0 where it is the frame pointer. */
function registerFile(framePointer: boolean): RegisterFile {
  const saved = SAVED.filter((register) => !framePointer || register !== S0);
  return {
    count: 64,
    names: NAMES,
    bankOf,
    allocatable: [
      [...TEMPORARIES, ...saved],
      [...FLOAT_TEMPORARIES, ...FLOAT_SAVED],
    ],
    calleeSaved: [...saved, ...FLOAT_SAVED],
    scratch: [SCRATCH, SCRATCH_FLOAT],
  };
}

export const REGISTERS = registerFile(false);
export const REGISTERS_WITH_FRAME_POINTER = registerFile(true);

/** The register an assembly name such as `a0`, `x10`, `fa0`, `f10` or `fp` stands for, or -1. */
export function registerNamed(name: string): Register {
  if (name === 'fp') return S0;
  const plain = /^([xf])([12]?[0-9]|3[01])$/.exec(name);
  if (plain) return Number(plain[2]) + (plain[1] === 'f' ? F0 : 0);
  return NAMES.indexOf(name);
}

/**
 * Whether inline assembly may name a register as an operand or clobber that the allocator knows of.
 */
export const isAllocatable = (register: Register): boolean =>
  REGISTERS.allocatable.some((bank) => bank.includes(register));
