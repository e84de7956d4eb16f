/**
 * The op table: the IR, a row an op. Printer, parser, verifier, folder, interpreter and selectors
 * read it; a new op is a row. docs/il.md gives each op's meaning in words.
 *
 * Classes: w 32-bit integer, l 64-bit integer or address, s float, d double, e the target's long
 * double, v 128-bit vector, y 256-bit vector. A width is a class on the value, never part of an
 * op's name.
 */

/** The class of a value. */
export const Cls = { none: 0, w: 1, l: 2, s: 3, d: 4, e: 5, v: 6, y: 7 } as const;
export type Cls = (typeof Cls)[keyof typeof Cls];

export const CLASS_NAMES = ['', 'w', 'l', 's', 'd', 'e', 'v', 'y'] as const;
/** Size of each class in bytes (e: its slot in memory). */
export const CLASS_SIZES = [0, 4, 8, 4, 8, 16, 16, 32] as const;

export function isIntegerClass(cls: Cls): boolean {
  return cls === Cls.w || cls === Cls.l;
}

export function isVectorClass(cls: Cls): boolean {
  return cls === Cls.v || cls === Cls.y;
}

export function isFloatClass(cls: Cls): boolean {
  return cls === Cls.s || cls === Cls.d || cls === Cls.e;
}

/**
 * One row. `operands` has a character for each operand: '=' the result's class, a class letter for
 * a fixed class, '?' any class (all '?' of one row agree, and the text form spells it after the
 * op); a final '*' means any number of further operands of any class.
 */
interface OpRow {
  readonly name: string;
  readonly operands: string;
  /** Classes the result may have; '' for none. */
  readonly result: string;
  /** No effect but the result: may be removed, moved and merged (may still trap: see `traps`). */
  readonly pure?: boolean;
  readonly commutes?: boolean;
  /** fold.ts computes it on constants. */
  readonly folds?: boolean;
  /**
   * May trap or is undefined for some operands: must not be executed where the program would not.
   */
  readonly traps?: boolean;
  readonly reads?: boolean;
  readonly writes?: boolean;
  /** Ends a block. */
  readonly ends?: boolean;
  /** Stands outside blocks, interned per function. */
  readonly constant?: boolean;
  readonly compares?: boolean;
  /** On integers, its aux may be NO_WRAP. */
  readonly mayWrap?: boolean;
}

const PURE = { pure: true, folds: true } as const;
const WRAPS = { mayWrap: true } as const;
const COMMUTES = { pure: true, folds: true, commutes: true } as const;
const COMPARE = { operands: '??', result: 'w', pure: true, folds: true, compares: true } as const;
const UNARY_INT = { operands: '=', result: 'wl', pure: true, folds: true } as const;
const SHIFT = { operands: '=w', result: 'wl', pure: true, folds: true } as const;
const DIVIDE = { operands: '==', result: 'wl', pure: true, folds: true, traps: true } as const;

/** What each 128 bits of a vector are divided into: 8 to 64-bit integers, floats, doubles. */
export type Lane = 'b' | 'h' | 'w' | 'l' | 's' | 'd';

const V1 = { operands: '=', result: 'vy', pure: true } as const;
const V2 = { operands: '==', result: 'vy', pure: true } as const;
const V2C = { operands: '==', result: 'vy', pure: true, commutes: true } as const;
const VSHIFT = { operands: '=w', result: 'vy', pure: true } as const;
const VWIDENS = { operands: 'v', result: 'vy', pure: true } as const;
const VNARROWS = { operands: '?', result: 'v', pure: true } as const;

/** Rows of one operation by lane: its name ends in the lane's letter. */
function byLane<N extends string, L extends Lane, R extends Omit<OpRow, 'name'>>(
  name: N,
  lanes: readonly L[],
  rest: R,
): (R & { readonly name: `${N}${L}` })[] {
  return lanes.map((lane) => ({ name: `${name}${lane}` as const, ...rest }));
}

const INTEGER_LANES = ['b', 'h', 'w', 'l'] as const;
const FLOAT_LANES = ['s', 'd'] as const;
const LANES = [...INTEGER_LANES, ...FLOAT_LANES] as const;

export const OPS = [
  // constants
  { name: 'int', operands: '', result: 'wl', constant: true, pure: true },
  { name: 'float', operands: '', result: 'sde', constant: true, pure: true },
  { name: 'symbol', operands: '', result: 'l', constant: true, pure: true },
  { name: 'label', operands: '', result: 'l', constant: true, pure: true },
  { name: 'undef', operands: '', result: 'wlsdevy', constant: true, pure: true },
  /** The class's bits: aux is the unsigned number, lane 0 lowest. */
  { name: 'vector', operands: '', result: 'vy', constant: true, pure: true },
  // names of values
  { name: 'param', operands: '', result: 'wlsdev' },
  { name: 'phi', operands: '*', result: 'wlsdevy', pure: true },
  { name: 'copy', operands: '=', result: 'wlsdevy', pure: true },
  // arithmetic: integers wrap; div and rem are signed on integers
  { name: 'add', operands: '==', result: 'wlsde', ...COMMUTES, ...WRAPS },
  { name: 'sub', operands: '==', result: 'wlsde', ...PURE, ...WRAPS },
  { name: 'mul', operands: '==', result: 'wlsde', ...COMMUTES, ...WRAPS },
  { name: 'div', operands: '==', result: 'wlsde', ...PURE, traps: true },
  { name: 'udiv', ...DIVIDE },
  { name: 'rem', ...DIVIDE },
  { name: 'urem', ...DIVIDE },
  { name: 'neg', operands: '=', result: 'wlsde', ...PURE, ...WRAPS },
  { name: 'and', operands: '==', result: 'wlvy', ...COMMUTES },
  { name: 'or', operands: '==', result: 'wlvy', ...COMMUTES },
  { name: 'xor', operands: '==', result: 'wlvy', ...COMMUTES },
  // shifts and rotates take the count modulo the width
  { name: 'shl', ...SHIFT, ...WRAPS },
  { name: 'sar', ...SHIFT },
  { name: 'shr', ...SHIFT },
  { name: 'rotl', ...SHIFT },
  // high half of the double-width product
  { name: 'smulh', operands: '==', result: 'wl', ...COMMUTES },
  { name: 'umulh', operands: '==', result: 'wl', ...COMMUTES },
  // bit counts; clz and ctz of 0 give the width
  { name: 'clz', ...UNARY_INT },
  { name: 'ctz', ...UNARY_INT },
  { name: 'popcount', ...UNARY_INT },
  { name: 'bswap', ...UNARY_INT },
  { name: 'sqrt', operands: '=', result: 'sd', ...PURE },
  { name: 'fabs', operands: '=', result: 'sde', ...PURE },
  // comparisons give 0 or 1; on floats all but cne and cuo are false when unordered
  { name: 'ceq', ...COMPARE, commutes: true },
  { name: 'cne', ...COMPARE, commutes: true },
  { name: 'cslt', ...COMPARE },
  { name: 'csle', ...COMPARE },
  { name: 'csgt', ...COMPARE },
  { name: 'csge', ...COMPARE },
  { name: 'cult', ...COMPARE },
  { name: 'cule', ...COMPARE },
  { name: 'cugt', ...COMPARE },
  { name: 'cuge', ...COMPARE },
  { name: 'co', ...COMPARE, commutes: true },
  { name: 'cuo', ...COMPARE, commutes: true },
  // conversions; the b, h forms extend the low bits of their operand
  { name: 'sextb', ...UNARY_INT },
  { name: 'zextb', ...UNARY_INT },
  { name: 'sexth', ...UNARY_INT },
  { name: 'zexth', ...UNARY_INT },
  { name: 'sextw', operands: 'w', result: 'l', ...PURE },
  { name: 'zextw', operands: 'w', result: 'l', ...PURE },
  { name: 'trunc', operands: 'l', result: 'w', ...PURE },
  { name: 'fcvt', operands: '?', result: 'sde', ...PURE },
  { name: 'stof', operands: '?', result: 'sde', ...PURE },
  { name: 'utof', operands: '?', result: 'sde', ...PURE },
  { name: 'ftos', operands: '?', result: 'wl', ...PURE },
  { name: 'ftou', operands: '?', result: 'wl', ...PURE },
  /** The same bits in another class of the same size (w-s, l-d). */
  { name: 'cast', operands: '?', result: 'wlsd', ...PURE },
  /** select c, a, b: a where c is not 0, else b. */
  { name: 'select', operands: 'w==', result: 'wlsd', ...PURE },
  /** 1 where optimization finds the operand constant, else 0 (__builtin_constant_p). */
  { name: 'constantp', operands: '?', result: 'w', pure: true },
  // memory: aux is an Access
  { name: 'load', operands: 'l', result: 'wlsdevy', reads: true },
  { name: 'store', operands: '?l', result: '', writes: true },
  /**
   * Copies aux.size bytes from the second address to the first; they are equal or do not overlap.
   */
  { name: 'blit', operands: 'll', result: '', reads: true, writes: true },
  /** Sets aux.size bytes to zero. */
  { name: 'clear', operands: 'l', result: '', writes: true },
  /** A stack slot, entry block only: aux is a Slot; gives its address. */
  { name: 'alloc', operands: '', result: 'l' },
  /** Lowers the stack pointer by a run-time size (VLAs, alloca): aux is the alignment in a Slot. */
  { name: 'alloca', operands: 'l', result: 'l', reads: true, writes: true },
  { name: 'stacksave', operands: '', result: 'l', reads: true, writes: true },
  { name: 'stackrestore', operands: 'l', result: '', reads: true, writes: true },
  // atomics: aux is an Access with its order; the result is the old value
  { name: 'cas', operands: 'l==', result: 'wl', reads: true, writes: true },
  { name: 'xchg', operands: 'l=', result: 'wl', reads: true, writes: true },
  { name: 'fetchadd', operands: 'l=', result: 'wl', reads: true, writes: true },
  { name: 'fetchand', operands: 'l=', result: 'wl', reads: true, writes: true },
  { name: 'fetchor', operands: 'l=', result: 'wl', reads: true, writes: true },
  { name: 'fetchxor', operands: 'l=', result: 'wl', reads: true, writes: true },
  { name: 'fence', operands: '', result: '', reads: true, writes: true },
  // calls: operand 0 is the callee's address; aux is a CallInfo
  { name: 'call', operands: 'l*', result: 'wlsdev', reads: true, writes: true },
  { name: 'vastart', operands: 'l', result: '', reads: true, writes: true },
  /** Next argument of the va_list at the address; aux is a VaArg. */
  { name: 'vaarg', operands: 'l*', result: 'wlsde', reads: true, writes: true },
  /** Inline assembly; aux is an AsmInfo. */
  { name: 'asm', operands: '*', result: '', reads: true, writes: true },
  { name: 'frameaddress', operands: '', result: 'l', pure: true },
  { name: 'returnaddress', operands: '', result: 'l', pure: true },
  /** The static chain a nested function is entered with. */
  { name: 'chain', operands: '', result: 'l' },
  { name: 'trap', operands: '', result: '', reads: true, writes: true },
  // block ends
  { name: 'jmp', operands: '', result: '', ends: true },
  /** br c: to successor 0 where c is not 0, else to successor 1. */
  { name: 'br', operands: '?', result: '', ends: true },
  /** aux is a SwitchInfo; successor 0 is the default. */
  { name: 'switch', operands: '?', result: '', ends: true },
  { name: 'ret', operands: '*', result: '', ends: true },
  /** Goes to a label's address; the successors are all it may reach. */
  { name: 'goto', operands: 'l', result: '', ends: true },
  /** Inline assembly that may jump; successor 0 is the fall-through. */
  { name: 'asmgoto', operands: '*', result: '', reads: true, writes: true, ends: true },
  { name: 'unreachable', operands: '', result: '', ends: true },
  // vectors, lane by lane; the lane's letter ends the name, and, or, xor need none. On class y an
  // op does to each half of 128 bits what it does to class v, but where a comment says otherwise
  { name: 'vsplatb', operands: 'w', result: 'vy', ...PURE },
  { name: 'vsplath', operands: 'w', result: 'vy', ...PURE },
  { name: 'vsplatw', operands: 'w', result: 'vy', ...PURE },
  { name: 'vsplatl', operands: 'l', result: 'vy', ...PURE },
  { name: 'vsplats', operands: 's', result: 'vy', ...PURE },
  { name: 'vsplatd', operands: 'd', result: 'vy', ...PURE },
  /** Lane 0 as a scalar. */
  { name: 'vfirstw', operands: 'v', result: 'w', pure: true },
  { name: 'vfirstl', operands: 'v', result: 'l', pure: true },
  { name: 'vfirsts', operands: 'v', result: 's', pure: true },
  { name: 'vfirstd', operands: 'v', result: 'd', pure: true },
  ...byLane('vadd', LANES, V2C),
  ...byLane('vsub', LANES, V2),
  ...byLane('vmul', ['h', 'w', 'l', 's', 'd'], V2C),
  ...byLane('vdiv', FLOAT_LANES, V2),
  ...byLane('vsqrt', FLOAT_LANES, V1),
  // a < b ? a : b and a > b ? a : b
  ...byLane('vmin', ['b', 'h', 'w', 's', 'd'], V2),
  ...byLane('vmax', ['b', 'h', 'w', 's', 'd'], V2),
  ...byLane('vminu', ['b', 'h', 'w'], V2C),
  ...byLane('vmaxu', ['b', 'h', 'w'], V2C),
  // comparisons set all bits of a lane or none
  ...byLane('vceq', LANES, V2C),
  ...byLane('vcsgt', ['b', 'h', 'w', 'l'], V2),
  ...byLane('vcslt', FLOAT_LANES, V2),
  ...byLane('vcsle', FLOAT_LANES, V2),
  ...byLane('vcne', FLOAT_LANES, V2C),
  ...byLane('vcuo', FLOAT_LANES, V2C),
  // one count for all lanes, modulo the lane's width
  ...byLane('vshl', ['h', 'w', 'l'], VSHIFT),
  ...byLane('vshr', ['h', 'w', 'l'], VSHIFT),
  ...byLane('vsar', ['h', 'w'], VSHIFT),
  /** vselect m, a, b: a's bits where m's are 1, else b's. */
  { name: 'vselect', operands: '===', result: 'vy', pure: true },
  // lanes of the low (high) halves, one of a, one of b and so on
  ...byLane('vziplow', INTEGER_LANES, V2),
  ...byLane('vziphigh', INTEGER_LANES, V2),
  /** Lanes of half the width, a's first: saturated as signed, as signed and unsigned numbers. */
  ...byLane('vpack', ['h', 'w'], V2),
  ...byLane('vpacku', ['h'], V2),
  /** vshufflew a, b, n: two 32-bit lanes of a, two of b, each by two bits of the constant n. */
  { name: 'vshufflew', operands: '==w', result: 'vy', pure: true },
  // conversions; between d and narrower lanes they concern the low two lanes, and clear the high
  // two they make; with class y on the side of d, all four
  { name: 'vwtos', ...V1 },
  { name: 'vwtod', ...VWIDENS },
  { name: 'vstow', ...V1 },
  { name: 'vdtow', ...VNARROWS },
  { name: 'vstod', ...VWIDENS },
  { name: 'vdtos', ...VNARROWS },
  /** Sums of absolute differences of 8 bytes, in 64-bit lanes. */
  { name: 'vsadb', ...V2C },
  /** Products of signed 16-bit lanes, two neighbours added up in a 32-bit lane. */
  { name: 'vdoth', ...V2C },
  // halves of 256 bits: the first operand is the low one
  { name: 'vjoin', operands: 'vv', result: 'y', pure: true },
  { name: 'vlow', operands: 'y', result: 'v', pure: true },
  { name: 'vhigh', operands: 'y', result: 'v', pure: true },
  /** vpermutel a, n: four 64-bit lanes, each of a's four by two bits of the constant n. */
  { name: 'vpermutel', operands: 'yw', result: 'y', pure: true },
] as const satisfies readonly OpRow[];

export type OpName = (typeof OPS)[number]['name'];

/** The number of each op, by name: Op.add and so on. */
export const Op = Object.fromEntries(OPS.map((row, index) => [row.name, index])) as {
  readonly [N in OpName]: number;
};
export type Op = number;

/** The row of an op. */
export function opRow(op: Op): OpRow {
  return OPS[op]!;
}

const flagTable = (pick: (row: OpRow) => boolean | undefined): Uint8Array =>
  Uint8Array.from(OPS, (row: OpRow) => (pick(row) ? 1 : 0));

/** Columns of the table as arrays indexed by op, for the inner loops. */
export const OP_PURE = flagTable((row) => row.pure);
export const OP_TRAPS = flagTable((row) => row.traps);
export const OP_READS = flagTable((row) => row.reads);
export const OP_WRITES = flagTable((row) => row.writes);
export const OP_ENDS = flagTable((row) => row.ends);
export const OP_COMMUTES = flagTable((row) => row.commutes);
export const OP_FOLDS = flagTable((row) => row.folds);
export const OP_CONSTANT = flagTable((row) => row.constant);
export const OP_MAY_WRAP = flagTable((row) => row.mayWrap);
export const OP_COMPARES = flagTable((row) => row.compares);
