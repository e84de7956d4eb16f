/**
 * Which instructions lie outside the x86-64 baseline (System V ABI supplement, x86-64-v1: up to
 * SSE2)? capstone's groups tell most extensions; a few instructions have none and are listed by
 * name.
 */
import type { Instruction } from './instructions.ts';

const GROUPS: Readonly<Record<string, string>> = {
  sse3: 'SSE3',
  ssse3: 'SSSE3',
  sse41: 'SSE4.1',
  sse42: 'SSE4.2',
  sse4a: 'SSE4a',
  avx: 'AVX',
  avx2: 'AVX2',
  avx512: 'AVX-512',
  bmi: 'BMI1',
  bmi2: 'BMI2',
  fma: 'FMA',
  fma4: 'FMA4',
  f16c: 'F16C',
  aes: 'AES',
  pclmul: 'PCLMUL',
  adx: 'ADX',
  sha: 'SHA',
  tbm: 'TBM',
  xop: 'XOP',
  rtm: 'RTM',
  hle: 'HLE',
  cdi: 'AVX-512',
  eri: 'AVX-512',
  pfi: 'AVX-512',
  dqi: 'AVX-512',
  bwi: 'AVX-512',
  vlx: 'AVX-512',
  fsgsbase: 'FSGSBASE',
  '3dnow': '3DNow!',
};

const NAMES: Readonly<Record<string, string>> = {
  lzcnt: 'LZCNT',
  popcnt: 'POPCNT',
  movbe: 'MOVBE',
  rdrand: 'RDRAND',
  rdseed: 'RDSEED',
  crc32: 'SSE4.2',
  cmpxchg16b: 'CX16',
  rdtscp: 'RDTSCP',
  xgetbv: 'XSAVE',
  xsave: 'XSAVE',
};

/** Instructions that old processors run as others, without a trap: wrong results, silently. */
const SILENT: ReadonlySet<string> = new Set(['lzcnt']);

/** An extension the baseline does not have, and whether its absence goes unnoticed. */
export interface Outside {
  readonly extension: string;
  readonly silent: boolean;
}

/**
 * The extension an instruction needs, or undefined when every x86-64 processor has it. `tzcnt`
 * counts as baseline: it is `rep bsf`, equal where the input is not zero, and gcc emits it without
 * any flag.
 */
export function outsideBaseline(instruction: Instruction): Outside | undefined {
  const { mnemonic } = instruction;
  if (mnemonic === 'tzcnt') return undefined;
  const named = NAMES[mnemonic];
  if (named !== undefined) return { extension: named, silent: SILENT.has(mnemonic) };
  for (const group of instruction.groups) {
    const extension = GROUPS[group];
    if (extension !== undefined) return { extension, silent: false };
  }
  return undefined;
}
