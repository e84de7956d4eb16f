/**
 * The integer, memory and control rows of riscv64 (rv64gc). A register of class w holds its value
 * sign-extended to 64 bits, always: W instructions give that, logic and compares keep it, and users
 * of the low half alone (W instructions, stores) ask for no more. t6 and ft11 are free inside a
 * row, t5 is in rows without a memory operand.
 */
import { Cls } from '../../compiler/ir/ops.ts';
import type { MachineOp } from '../machine/code.ts';

export interface Row extends MachineOp {
  /**
   * What frame.ts makes of the row once the frame is known: a move between any places, a 16-byte
   * copy between a stack operand 0 and the memory operand, the memory operand's address.
   */
  readonly frame?: 'move' | 'quadLoad' | 'quadStore' | 'address';
  /** The class of a move. */
  readonly cls?: Cls;
}

export type Width = 'w' | 'l';

export const row = (name: string, template: string, more: Partial<Row> = {}): Row => ({
  name,
  template,
  ...more,
});

// ------------------------------------------------------------ integer arithmetic

const three = (name: string): Row => row(name, `${name} {0}, {1}, {2}`);
const immediate = (name: string): Row => row(name, `${name} {0}, {1}, {i}`);
const byWidth = (w: string, l: string) => ({ w: three(w), l: three(l) });
const same = (name: string) => byWidth(name, name);

/** 0 = 1 op 2. */
export const BINARY = {
  add: byWidth('addw', 'add'),
  sub: byWidth('subw', 'sub'),
  mul: byWidth('mulw', 'mul'),
  div: byWidth('divw', 'div'),
  udiv: byWidth('divuw', 'divu'),
  rem: byWidth('remw', 'rem'),
  urem: byWidth('remuw', 'remu'),
  and: same('and'),
  or: same('or'),
  xor: same('xor'),
  shl: byWidth('sllw', 'sll'),
  sar: byWidth('sraw', 'sra'),
  shr: byWidth('srlw', 'srl'),
} as const;

const immediates = (w: string, l: string) => ({ w: immediate(w), l: immediate(l) });
/** 0 = 1 op a constant of 12 bits (shifts: below the width). */
export const IMMEDIATE = {
  add: immediates('addiw', 'addi'),
  and: immediates('andi', 'andi'),
  or: immediates('ori', 'ori'),
  xor: immediates('xori', 'xori'),
  shl: immediates('slliw', 'slli'),
  sar: immediates('sraiw', 'srai'),
  shr: immediates('srliw', 'srli'),
} as const;

export const MULHIGH = {
  signed: three('mulh'),
  unsigned: three('mulhu'),
  /** Of two words: a plain product's upper half; unsigned, that of both shifted to the top. */
  signedWord: row('mulh_w', 'mul {0}, {1}, {2}\nsrai {0}, {0}, 32'),
  unsignedWord: row(
    'mulhu_w',
    'slli t5, {1}, 32\nslli t6, {2}, 32\nmulhu t6, t5, t6\nsrai {0}, t6, 32',
  ),
} as const;

const unary = (name: string, template: string): Row => row(name, template);
export const NEG = {
  w: unary('negw', 'negw {0}, {1}'),
  l: unary('neg', 'neg {0}, {1}'),
} as const;

/** Extensions of the low bits: a shift up and one down. */
const extend = (name: string, bits: number, down: string): Row =>
  row(name, `slli {0}, {1}, ${64 - bits}\n${down} {0}, {0}, ${64 - bits}`);
export const EXTEND = {
  sextb: extend('sextb', 8, 'srai'),
  zextb: row('zextb', 'andi {0}, {1}, 255'),
  sexth: extend('sexth', 16, 'srai'),
  zexth: extend('zexth', 16, 'srli'),
  zextw: extend('zextw', 32, 'srli'),
  /** From class l to w. */
  trunc: row('sextw', 'sext.w {0}, {1}'),
} as const;

/** Comparisons into a register. */
export const SET = {
  slt: three('slt'),
  sltu: three('sltu'),
  slti: immediate('slti'),
  sltiu: immediate('sltiu'),
  seqz: unary('seqz', 'seqz {0}, {1}'),
  snez: unary('snez', 'snez {0}, {1}'),
} as const;

// ------------------------------------------------------------ moves, constants, addresses

const moveRow = (name: string, cls: Cls): Row =>
  row(name, `${name} {0}, {1}`, { move: true, frame: 'move', cls });
/** Either place may be a stack slot: frame.ts makes loads and stores of those. */
export const MOVE: Readonly<Record<number, Row>> = {
  [Cls.w]: moveRow('mv', Cls.w),
  [Cls.l]: moveRow('mv', Cls.l),
  [Cls.s]: moveRow('fmv.s', Cls.s),
  [Cls.d]: moveRow('fmv.d', Cls.d),
  [Cls.e]: moveRow('quad', Cls.e),
  [Cls.v]: moveRow('quad', Cls.v),
};

const remat = { remat: true } as const;
export const CONSTANT = {
  integer: row('li', 'li {0}, {i}', remat),
  undef: row('undef', '', remat),
  label: row('lla_label', 'lla {0}, {l}', remat),
  symbol: row('lla', 'lla {0}, {m}', remat),
  got: row(
    'got',
    '.Lgot{u}:\nauipc {0}, %got_pcrel_hi({s})\nld {0}, %pcrel_lo(.Lgot{u})({0})',
    remat,
  ),
  tlsLocal: row(
    'tls_local',
    'lui {0}, %tprel_hi({s})\nadd {0}, {0}, tp, %tprel_add({s})\naddi {0}, {0}, %tprel_lo({s})',
    remat,
  ),
  tlsInitial: row('tls_initial', 'la.tls.ie {0}, {s}\nadd {0}, {0}, tp', remat),
  frame: row('frame_address', '', { ...remat, frame: 'address' }),
  zeroFloat: {
    s: row('zero_s', 'fmv.w.x {0}, zero', remat),
    d: row('zero_d', 'fmv.d.x {0}, zero', remat),
  },
  s: row('flw_constant', 'flw {0}, {m}, t6', remat),
  d: row('fld_constant', 'fld {0}, {m}, t6', remat),
} as const;

// ------------------------------------------------------------ memory

/**
 * `base`: a register and 12 bits. `symbol`: a pc-relative pair; floats and stores need t6 for it.
 */
export interface MemoryRow {
  readonly base: Row;
  readonly symbol: Row;
}

const load = (name: string, through = ''): MemoryRow => ({
  base: row(name, `${name} {0}, {m}`, { reads: true }),
  symbol: row(`${name}_symbol`, `${name} {0}, {m}${through}`, { reads: true }),
});
const stores = { writes: true, effect: true } as const;
const store = (name: string, what = '{0}'): MemoryRow => ({
  base: row(name, `${name} ${what}, {m}`, stores),
  symbol: row(`${name}_symbol`, `${name} ${what}, {m}, t6`, stores),
});
const quad = (kind: 'quadLoad' | 'quadStore', flags: Partial<Row>): MemoryRow => {
  const made = row(kind, '', { ...flags, frame: kind });
  return { base: made, symbol: made };
};

export const LOAD = {
  lb: load('lb'),
  lbu: load('lbu'),
  lh: load('lh'),
  lhu: load('lhu'),
  lw: load('lw'),
  lwu: load('lwu'),
  ld: load('ld'),
  flw: load('flw', ', t6'),
  fld: load('fld', ', t6'),
  quad: quad('quadLoad', { reads: true }),
} as const;

export const STORE = {
  b: store('sb'),
  h: store('sh'),
  w: store('sw'),
  l: store('sd'),
  s: store('fsw'),
  d: store('fsd'),
  e: quad('quadStore', stores),
  v: quad('quadStore', stores),
} as const;
export const STORE_ZERO = {
  b: store('sb', 'zero'),
  h: store('sh', 'zero'),
  w: store('sw', 'zero'),
  l: store('sd', 'zero'),
} as const;

/** A register plus a constant that has more than 12 bits: the upper part. */
export const FAR = row('far', 'lui {0}, {i}\nadd {0}, {0}, {1}');

// ------------------------------------------------------------ control

const ends = { ends: true } as const;
const branches = { ends: true, branch: true } as const;
/** 0 and 1 compared; 0 compared with zero. */
export const BRANCH = {
  rr: row('branch', 'b{c} {0}, {1}, {t}', branches),
  zero: row('branch_zero', 'b{c}z {0}, {t}', branches),
} as const;

/** 0 = def reuse 1; becomes 2 where the condition (on operands from 3) does not hold. */
const select = (move: string) => ({
  rr: row('select', `b{c} {3}, {4}, .Lselect{u}\n${move} {0}, {2}\n.Lselect{u}:`),
  zero: row('select_zero', `b{c}z {3}, .Lselect{u}\n${move} {0}, {2}\n.Lselect{u}:`),
});
export const SELECT: Readonly<Record<number, { readonly rr: Row; readonly zero: Row }>> = {
  [Cls.w]: select('mv'),
  [Cls.l]: select('mv'),
  [Cls.s]: select('fmv.s'),
  [Cls.d]: select('fmv.d'),
};

const INVERSE: Readonly<Record<string, string>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'ge',
  ge: 'lt',
  ltu: 'geu',
  geu: 'ltu',
  le: 'gt',
  gt: 'le',
};
export const invertCondition = (condition: string): string | null => INVERSE[condition] ?? null;

export const JUMP = row('j', 'j {t}', { jump: true, ends: true });
export const RETURN = row('ret', 'ret', { returns: true, ends: true });
export const UNREACHABLE = row('unreachable', '', ends);
export const TRAP = row('ebreak', 'ebreak', { effect: true });
export const INDIRECT = row('jr', 'jr {0}', ends);
/** 0 = the index, 1 = a temporary. */
export const TABLE = row(
  'jump_table',
  'slli {1}, {0}, 2\nlla t6, {j}\nadd {1}, {1}, t6\nlw {1}, 0({1})\nadd {1}, {1}, t6\njr {1}',
  ends,
);
const calls = { call: true, effect: true, reads: true, writes: true } as const;
export const CALL = {
  symbol: row('call', 'call {s:call}', calls),
  register: row('jalr', 'jalr {0}', calls),
} as const;
/** Defines the parameters. */
export const ENTRY = row('entry', '', { effect: true });
export const ASM = row('asm', '', { effect: true, reads: true, writes: true });
export const ASM_GOTO = row('asm_goto', '', {
  effect: true,
  reads: true,
  writes: true,
  ends: true,
});

/** 0 = the lowered stack pointer; the outgoing arguments' area is added by the row after it. */
export const STACK_POINTER = {
  lower: row('alloca', 'sub sp, sp, {0}', { effect: true }),
  address: row('alloca_address', '', { frame: 'address', effect: true }),
  save: row('stacksave', 'mv {0}, sp', { effect: true }),
  restore: row('stackrestore', 'mv sp, {0}', { effect: true }),
} as const;
export const FRAME_POINTER = row('frameaddress', 'mv {0}, s0');
