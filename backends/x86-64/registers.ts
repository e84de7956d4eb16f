/**
 * The x86-64 registers and what the System V psABI (section 3.2) says of them. Numbers 0..15 are
 * the general registers in encoding order, 16..31 the SSE registers.
 */
import { Cls } from '../../compiler/ir/ops.ts';
import type { Bank, RegisterFile } from '../allocation/contract.ts';
import type { Register } from '../machine/code.ts';

export const RAX = 0;
export const RCX = 1;
export const RDX = 2;
export const RBX = 3;
export const RSP = 4;
export const RBP = 5;
export const RSI = 6;
export const RDI = 7;
export const R8 = 8;
export const R9 = 9;
export const R10 = 10;
export const R11 = 11;
export const XMM0 = 16;
/** Scratch registers: never allocated, free within one instruction row and for moves. */
export const SCRATCH = R11;
export const SCRATCH_FLOAT = XMM0 + 15;

const OLD = ['ax', 'cx', 'dx', 'bx', 'sp', 'bp', 'si', 'di'] as const;

const wide: string[] = [];
const word: string[] = [];
const half: string[] = [];
const byte: string[] = [];
const vector: string[] = [];
for (let i = 0; i < 16; i++) {
  const old = OLD[i];
  wide.push(old ? `%r${old}` : `%r${i}`);
  word.push(old ? `%e${old}` : `%r${i}d`);
  half.push(old ? `%${old}` : `%r${i}w`);
  byte.push(old ? (i < 4 ? `%${old[0]}l` : `%${old}l`) : `%r${i}b`);
}
for (let i = 0; i < 16; i++) {
  for (const list of [wide, word, half, byte]) list.push(`%xmm${i}`);
  vector[XMM0 + i] = `%ymm${i}`;
}

/** Names by width: l 64, w 32, h 16, b 8 bits; y 256 bits of the SSE registers. */
export const NAMES = { l: wide, w: word, h: half, b: byte, y: vector } as const;

/** %ah and the like, for the %h modifier of inline assembly. */
export const HIGH_BYTES = ['%ah', '%ch', '%dh', '%bh'] as const;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

export const INTEGER_ARGUMENTS: readonly Register[] = [RDI, RSI, RDX, RCX, R8, R9];
export const FLOAT_ARGUMENTS: readonly Register[] = range(XMM0, XMM0 + 8);
export const CALLER_SAVED: readonly Register[] = [
  RAX,
  RCX,
  RDX,
  RSI,
  RDI,
  R8,
  R9,
  R10,
  ...range(XMM0, XMM0 + 15),
];
const CALLEE_SAVED: readonly Register[] = [RBX, RBP, 12, 13, 14, 15];

function bankOf(cls: Cls): Bank {
  if (cls === Cls.w || cls === Cls.l) return 0;
  return cls === Cls.e ? -1 : 1;
}

/** The registers as allocators see them; without %rbp where it is the frame pointer. */
function registerFile(framePointer: boolean): RegisterFile {
  const saved = CALLEE_SAVED.filter((register) => !framePointer || register !== RBP);
  return {
    count: 32,
    names: wide.map((name) => name.slice(1)),
    bankOf,
    allocatable: [[RAX, RCX, RDX, RSI, RDI, R8, R9, R10, ...saved], range(XMM0, XMM0 + 15)],
    calleeSaved: saved,
    scratch: [SCRATCH, SCRATCH_FLOAT],
  };
}

export const REGISTERS = registerFile(false);
export const REGISTERS_WITH_FRAME_POINTER = registerFile(true);

/** The register an assembly name such as `eax`, `%r8d` or `xmm3` stands for, or -1. */
export function registerNamed(name: string): Register {
  const text = name.startsWith('%') ? name : `%${name}`;
  for (const list of [wide, word, half, byte, vector]) {
    const at = list.indexOf(text);
    if (at >= 0) return at;
  }
  return HIGH_BYTES.indexOf(text as (typeof HIGH_BYTES)[number]);
}
