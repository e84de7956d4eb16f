/** Levels, targets, backends and language options as tables; what the stages are told. */
import type { WarningOptions } from './diagnostics.ts';

export const LEVELS = ['O0', 'O1', 'O2', 'O3', 'Os'] as const;
export type Level = (typeof LEVELS)[number];

export const TARGETS = ['x86-64', 'riscv64'] as const;
export type TargetName = (typeof TARGETS)[number];

export const BACKENDS = ['linear-scan', 'shuttle'] as const;
export type BackendName = (typeof BACKENDS)[number];

export const STANDARDS = ['gnu89', 'c89', 'gnu99', 'c99', 'gnu11', 'c11', 'gnu17', 'c17'] as const;
export type Standard = (typeof STANDARDS)[number];

/**
 * What a C target fixes for the front end (sizes in bytes): implementation-defined facts of 6.2.5,
 * J.3.
 */
export interface DataModel {
  readonly name: TargetName;
  readonly charSigned: boolean;
  readonly longDouble: { readonly size: 16; readonly format: 'x87' | 'binary128' };
  /** Biggest alignment of a fundamental type (`__BIGGEST_ALIGNMENT__`). */
  readonly biggestAlignment: number;
  readonly wcharSigned: boolean;
  /** va_list: an array of one struct of this size (x86-64) or a plain pointer (riscv64). */
  readonly vaList: { readonly kind: 'array'; readonly size: 24 } | { readonly kind: 'pointer' };
  /** What the assembler calls the stack pointer. */
  readonly stackPointer: string;
  /** The baseline has vectors of 128 bits. */
  readonly vectors: boolean;
  /** Least alignment of an array variable of 16 bytes or more (x86-64 psABI 3.1.2). */
  readonly arrayAlignment: 1 | 16;
  readonly trampoline: Trampoline;
  /** Where, from a frame pointer, the caller's stands and the return address. */
  readonly frame: { readonly caller: number; readonly returns: number };
}

/** Code that enters a nested function with its static chain. */
interface Trampoline {
  /** Bytes, in one piece with an alignment of 8. */
  readonly size: number;
  readonly parts: readonly TrampolinePart[];
  /** Instructions that were written must be told to the processor. */
  readonly flush: boolean;
}

/** 2, 4 or 8 bytes of it: machine code, the function's address or the chain. */
interface TrampolinePart {
  readonly offset: number;
  readonly kind: 'h' | 'w' | 'l';
  readonly value: number | 'function' | 'chain';
}

export const DATA_MODELS = {
  'x86-64': {
    name: 'x86-64',
    charSigned: true,
    longDouble: { size: 16, format: 'x87' },
    biggestAlignment: 16,
    wcharSigned: true,
    vaList: { kind: 'array', size: 24 },
    stackPointer: 'rsp',
    vectors: true,
    arrayAlignment: 16,
    // movabs $chain, %r10; movabs $function, %r11; jmp *%r11
    trampoline: {
      size: 24,
      parts: [
        { offset: 0, kind: 'h', value: 0xba49 },
        { offset: 2, kind: 'l', value: 'chain' },
        { offset: 10, kind: 'h', value: 0xbb49 },
        { offset: 12, kind: 'l', value: 'function' },
        { offset: 20, kind: 'w', value: 0xe3ff49 },
      ],
      flush: false,
    },
    frame: { caller: 0, returns: 8 },
  },
  riscv64: {
    name: 'riscv64',
    charSigned: false,
    longDouble: { size: 16, format: 'binary128' },
    biggestAlignment: 16,
    wcharSigned: true,
    vaList: { kind: 'pointer' },
    stackPointer: 'sp',
    vectors: false,
    arrayAlignment: 1,
    // auipc t2, 0; ld t0, 16(t2); ld t2, 24(t2); jr t0
    trampoline: {
      size: 32,
      parts: [
        { offset: 0, kind: 'w', value: 0x00000397 },
        { offset: 4, kind: 'w', value: 0x0103b283 },
        { offset: 8, kind: 'w', value: 0x0183b383 },
        { offset: 12, kind: 'w', value: 0x00028067 },
        { offset: 16, kind: 'l', value: 'function' },
        { offset: 24, kind: 'l', value: 'chain' },
      ],
      flush: true,
    },
    frame: { caller: -16, returns: -8 },
  },
} as const satisfies Record<TargetName, DataModel>;

/** Everything a compilation of one translation unit depends on besides its text. */
export interface CompileOptions {
  readonly target: TargetName;
  readonly backend: BackendName;
  readonly level: Level;
  readonly standard: Standard;
  /** -D and -U in order: 'NAME', 'NAME=VALUE', or '-NAME' for an undefinition. */
  readonly defines: readonly string[];
  /** -I directories in order. */
  readonly includes: readonly string[];
  /** -iquote directories in order: for "..." only. */
  readonly quoteIncludes: readonly string[];
  /** -isystem directories in order. */
  readonly systemIncludes: readonly string[];
  /** -idirafter directories in order: after the standard ones. */
  readonly afterIncludes: readonly string[];
  /** -include files in order. */
  readonly preIncludes: readonly string[];
  readonly noStandardIncludes: boolean;
  /** Library functions are what the standard says they are (not -fno-builtin, -ffreestanding). */
  readonly builtins: boolean;
  /** Loops may become calls of memset and memcpy (-ftree-loop-distribute-patterns). */
  readonly loopPatterns: boolean;
  /** A hosted implementation (4p6): not -ffreestanding. */
  readonly hosted: boolean;
  readonly warnings: WarningOptions;
  readonly debug: boolean;
  /** Signed arithmetic wraps around (-fwrapv). */
  readonly wrapv: boolean;
  /** Loops may run in vectors (not -fno-tree-vectorize). */
  readonly vectorize: boolean;
  /** Code may use AVX2 (-mavx2, or an -march that has it): vectors of 256 bits, VEX forms. */
  readonly avx2: boolean;
  /** Float sums may be taken in any order (-fassociative-math, -ffast-math). */
  readonly associativeMath: boolean;
  readonly pic: 'none' | 'pie' | 'pic';
  /** Inline functions as GNU C89 has them (-fgnu89-inline). */
  readonly gnu89Inline: boolean;
  readonly charSigned: boolean | null;
  readonly strictAliasing: boolean;
  /** Functions call __cyg_profile_func_enter and _exit (-finstrument-functions). */
  readonly instrumentFunctions: boolean;
  readonly commonSymbols: boolean;
  readonly functionSections: boolean;
  readonly dataSections: boolean;
  readonly visibility: 'default' | 'hidden' | 'protected' | 'internal';
  readonly omitFramePointer: boolean;
  /** Leaves may keep their frame below the stack pointer (not -mno-red-zone). */
  readonly redZone: boolean;
  /** No registers but the general ones are touched (-mgeneral-regs-only, -mno-sse). */
  readonly generalRegisters: boolean;
  /** wchar_t is an unsigned short (-fshort-wchar). */
  readonly shortWchar: boolean;
  /** Runs the IR verifier after each pass and the allocation checker after allocation. */
  readonly verify: boolean;
}

export const DEFAULT_OPTIONS: CompileOptions = {
  target: 'x86-64',
  backend: 'linear-scan',
  level: 'O0',
  standard: 'gnu17',
  defines: [],
  includes: [],
  quoteIncludes: [],
  systemIncludes: [],
  afterIncludes: [],
  preIncludes: [],
  noStandardIncludes: false,
  builtins: true,
  loopPatterns: true,
  hosted: true,
  warnings: {
    on: new Set(),
    off: new Set(),
    errors: new Set(),
    allErrors: false,
    silent: false,
  },
  debug: false,
  wrapv: false,
  vectorize: true,
  avx2: false,
  associativeMath: false,
  pic: 'pie',
  charSigned: null,
  gnu89Inline: false,
  strictAliasing: true,
  instrumentFunctions: false,
  commonSymbols: false,
  functionSections: false,
  dataSections: false,
  visibility: 'default',
  omitFramePointer: true,
  redZone: true,
  generalRegisters: false,
  shortWchar: false,
  verify: false,
};
