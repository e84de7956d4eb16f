/**
 * Vector ops in the interpreter: 128-bit instructions of WebAssembly, a row each, and few more.
 * Class y is two halves; an op of it is translated once for each.
 */
import type { Value } from './ir.ts';
import { I } from './opcodes.ts';
import { Cls, isVectorClass, Op } from './ops.ts';
import { type Bytes, WASM_TYPES } from './wasm.ts';

/** What of the function being translated is needed here. */
interface Target {
  readonly code: Bytes;
  /** The half of class y that is being made, and that is pushed. */
  half: 0 | 1;
  push(value: Value): void;
  const32(value: number): void;
  const64(value: bigint): void;
  newLocal(type: number): number;
}

/** One instruction on the operands in order. */
const DIRECT: Partial<Record<Op, number>> = {
  [Op.and]: 78,
  [Op.or]: 80,
  [Op.xor]: 81,
  ...{ [Op.vsplatb]: 15, [Op.vsplath]: 16, [Op.vsplatw]: 17 },
  ...{ [Op.vsplatl]: 18, [Op.vsplats]: 19, [Op.vsplatd]: 20 },
  ...{ [Op.vaddb]: 110, [Op.vaddh]: 142, [Op.vaddw]: 174, [Op.vaddl]: 206 },
  ...{ [Op.vadds]: 228, [Op.vaddd]: 240 },
  ...{ [Op.vsubb]: 113, [Op.vsubh]: 145, [Op.vsubw]: 177, [Op.vsubl]: 209 },
  ...{ [Op.vsubs]: 229, [Op.vsubd]: 241 },
  ...{ [Op.vmulh]: 149, [Op.vmulw]: 181, [Op.vmull]: 213, [Op.vmuls]: 230, [Op.vmuld]: 242 },
  ...{ [Op.vdivs]: 231, [Op.vdivd]: 243, [Op.vsqrts]: 227, [Op.vsqrtd]: 239 },
  ...{ [Op.vminh]: 150, [Op.vmaxh]: 152, [Op.vminub]: 119, [Op.vmaxub]: 121 },
  ...{ [Op.vminb]: 118, [Op.vmaxb]: 120, [Op.vminuh]: 151, [Op.vmaxuh]: 153 },
  ...{ [Op.vminw]: 182, [Op.vmaxw]: 184, [Op.vminuw]: 183, [Op.vmaxuw]: 185 },
  ...{ [Op.vceqb]: 35, [Op.vceqh]: 45, [Op.vceqw]: 55, [Op.vceql]: 214 },
  ...{ [Op.vceqs]: 65, [Op.vceqd]: 71, [Op.vcnes]: 66, [Op.vcned]: 72 },
  ...{ [Op.vcslts]: 67, [Op.vcsltd]: 73, [Op.vcsles]: 69, [Op.vcsled]: 75 },
  ...{ [Op.vcsgtb]: 39, [Op.vcsgth]: 49, [Op.vcsgtw]: 59, [Op.vcsgtl]: 217 },
  ...{ [Op.vshlh]: 139, [Op.vshlw]: 171, [Op.vshll]: 203 },
  ...{ [Op.vshrh]: 141, [Op.vshrw]: 173, [Op.vshrl]: 205 },
  ...{ [Op.vsarh]: 140, [Op.vsarw]: 172 },
  ...{ [Op.vpackh]: 101, [Op.vpackw]: 133, [Op.vpackuh]: 102 },
  ...{ [Op.vwtos]: 250, [Op.vwtod]: 254, [Op.vstow]: 248, [Op.vdtow]: 252 },
  ...{ [Op.vstod]: 95, [Op.vdtos]: 94, [Op.vdoth]: 186 },
};

/** One instruction on the operands in the opposite order: the first wins where both are equal. */
const REVERSED: Partial<Record<Op, number>> = {
  ...{ [Op.vmins]: 234, [Op.vmind]: 246, [Op.vmaxs]: 235, [Op.vmaxd]: 247 },
};

const FIRST: Partial<Record<Op, number>> = {
  ...{ [Op.vfirstw]: 27, [Op.vfirstl]: 29, [Op.vfirsts]: 31, [Op.vfirstd]: 33 },
};

/** Width of a lane in bytes, and whether the high halves are taken. */
const ZIPS: Partial<Record<Op, readonly [number, boolean]>> = {
  ...{ [Op.vziplowb]: [1, false], [Op.vziphighb]: [1, true] },
  ...{ [Op.vziplowh]: [2, false], [Op.vziphighh]: [2, true] },
  ...{ [Op.vziploww]: [4, false], [Op.vziphighw]: [4, true] },
  ...{ [Op.vziplowl]: [8, false], [Op.vziphighl]: [8, true] },
};

/** Whether a value is computed here. */
export function isVectorOp(value: Value): boolean {
  return isVectorClass(value.args[0]?.cls ?? Cls.none) || isVectorClass(value.cls);
}

/** Pushes a constant of 128 bits. */
export function pushVector(code: Bytes, bits: bigint): void {
  simd(code, 12);
  for (let at = 0n; at < 128n; at += 8n) code.byte(Number((bits >> at) & 255n));
}

function simd(code: Bytes, opcode: number): void {
  code.byte(0xfd).unsigned(opcode);
}

/** Leaves a vector op's result on the stack. */
export function translateVector(target: Target, value: Value): void {
  const { code } = target;
  const { op, args } = value;
  if (changesWidth(value)) {
    translateHalves(target, value);
    return;
  }
  const reversed = REVERSED[op];
  const zip = ZIPS[op];
  if (op === Op.vcuos || op === Op.vcuod) {
    unordered(target, value);
    return;
  }
  if (op === Op.vsadb) {
    sumOfDifferences(target, value);
    return;
  }
  if (op === Op.vselect) {
    target.push(args[1]!);
    target.push(args[2]!);
    target.push(args[0]!);
    simd(code, 82);
    return;
  }
  const pushed = op === Op.vshufflew ? args.slice(0, 2) : args;
  for (const arg of reversed === undefined ? pushed : pushed.slice().reverse()) target.push(arg);
  if (zip) shuffle(code, zipOf(zip[0], zip[1]));
  else if (op === Op.vshufflew) shuffle(code, shuffleOf(Number(args[2]!.aux as bigint)));
  else if (FIRST[op] !== undefined) {
    simd(code, FIRST[op]);
    code.byte(0);
  } else if (op !== Op.copy) simd(code, reversed ?? DIRECT[op]!);
}

/** Whether halves of class y become another's halves, or wider or narrower ones. */
function changesWidth({ op, cls, args }: Value): boolean {
  if (op === Op.vjoin || op === Op.vlow || op === Op.vhigh || op === Op.vpermutel) return true;
  const resizes = op === Op.vwtod || op === Op.vstod || op === Op.vdtow || op === Op.vdtos;
  return resizes && (cls === Cls.y || args[0]!.cls === Cls.y);
}

function translateHalves(target: Target, { op, args }: Value): void {
  const { code, half } = target;
  const [a, b] = args as [Value, Value];
  const push = (value: Value, which: 0 | 1): void => {
    target.half = which;
    target.push(value);
    target.half = half;
  };
  if (op === Op.vjoin) push(half === 0 ? a : b, 0);
  else if (op === Op.vlow || op === Op.vhigh) push(a, op === Op.vlow ? 0 : 1);
  else if (op === Op.vpermutel) {
    push(a, 0);
    push(a, 1);
    shuffle(code, permutationOf(Number(b.aux as bigint) >> (4 * half)));
  } else if (op === Op.vwtod || op === Op.vstod) {
    push(a, 0);
    push(a, 0);
    shuffle(code, permutationOf(half === 0 ? 0x4 : 0xd));
    simd(code, DIRECT[op]!);
  } else {
    push(a, 0);
    simd(code, DIRECT[op]!);
    push(a, 1);
    simd(code, DIRECT[op]!);
    shuffle(code, zipOf(8, false));
  }
}

/** Bytes of two 64-bit lanes out of four, each by two bits. */
function permutationOf(order: number): number[] {
  const bytes: number[] = [];
  for (let lane = 0; lane < 2; lane++) {
    const from = ((order >> (2 * lane)) & 3) * 8;
    for (let i = 0; i < 8; i++) bytes.push(from + i);
  }
  return bytes;
}

function shuffle(code: Bytes, bytes: readonly number[]): void {
  simd(code, 13);
  code.byte(...bytes);
}

function zipOf(width: number, high: boolean): number[] {
  const bytes: number[] = [];
  for (let at = high ? 8 : 0; bytes.length < 16; at += width) {
    for (const from of [at, at + 16]) for (let i = 0; i < width; i++) bytes.push(from + i);
  }
  return bytes;
}

function shuffleOf(order: number): number[] {
  const bytes: number[] = [];
  for (let lane = 0; lane < 4; lane++) {
    const from = ((order >> (2 * lane)) & 3) * 4 + (lane < 2 ? 0 : 16);
    for (let i = 0; i < 4; i++) bytes.push(from + i);
  }
  return bytes;
}

/** Neither lane is a NaN where both equal themselves. */
function unordered(target: Target, { op, args }: Value): void {
  for (const arg of args) {
    target.push(arg);
    target.push(arg);
    simd(target.code, op === Op.vcuos ? 65 : 71);
  }
  simd(target.code, 78);
  simd(target.code, 77);
}

function sumOfDifferences(target: Target, { args }: Value): void {
  const { code } = target;
  const [a, b] = args as [Value, Value];
  for (const [x, y] of [
    [a, b],
    [b, a],
  ] as const) {
    target.push(x);
    target.push(y);
    simd(code, 115);
  }
  simd(code, 80);
  simd(code, 125);
  simd(code, 127);
  const sums = target.newLocal(WASM_TYPES.v);
  code.byte(I.localTee).unsigned(sums);
  target.const32(32);
  simd(code, 205);
  code.byte(I.localGet).unsigned(sums);
  pushVector(code, 0xffffffff00000000ffffffffn);
  simd(code, 78);
  simd(code, 206);
}
