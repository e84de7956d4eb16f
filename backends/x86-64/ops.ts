/**
 * The x86-64 instruction rows. Every row is atomic as to flags: what sets them and what reads
 * them stand in one template, so that nothing between rows needs to keep them. %r11 and %xmm15
 * are free inside a row. Widths: b 8, h 16, w 32, l 64 bits; AT&T syntax, the destination last.
 */
import type { MachineOp } from '../machine/code.ts';

export type Width = 'b' | 'h' | 'w' | 'l';
export const SUFFIX = { b: 'b', h: 'w', w: 'l', l: 'q' } as const;

/** Rows the peephole knows: what flags they leave, what they are with a zero immediate. */
export interface Row extends MachineOp {
  /** Leaves ZF and SF of its result in this width. */
  readonly setsFlags?: Width;
  /** Compares operand `zeroTest` with the immediate: with 0, this row is the same. */
  readonly testForm?: Row;
  /**
   * Tests a register with itself for a branch; where flags are left by the row before, this row
   * does.
   */
  readonly flagsForm?: Row;
  /** Compares for a branch: what is left of it where the flags are there already. */
  readonly flagsBranch?: Row;
  readonly width?: Width;
  readonly kind?: 'lea' | 'alu' | 'move';
}

const row = (name: string, template: string, more: Partial<Row> = {}): Row => ({
  name,
  template,
  ...more,
});

type ByWidth<T> = { readonly [W in Width]: T };
const byWidth = <T>(make: (width: Width, suffix: string) => T): ByWidth<T> => ({
  b: make('b', SUFFIX.b),
  h: make('h', SUFFIX.h),
  w: make('w', SUFFIX.w),
  l: make('l', SUFFIX.l),
});

// ------------------------------------------------------------ integers: two-address arithmetic

/** add, sub and so on. rr: 0 = def reuse 1, 2 any; ri, rm alike; mr, mi change memory. */
export interface Alu {
  readonly rr: ByWidth<Row>;
  readonly ri: ByWidth<Row>;
  readonly rm: ByWidth<Row>;
  readonly mr: ByWidth<Row>;
  readonly mi: ByWidth<Row>;
  readonly lockr: ByWidth<Row>;
  readonly locki: ByWidth<Row>;
}

function alu(name: string): Alu {
  const flags = (w: Width): Partial<Row> => ({ setsFlags: w, kind: 'alu', width: w });
  const memory = { reads: true, writes: true, effect: true } as const;
  return {
    rr: byWidth((w, s) => row(`${name}_rr`, `${name}${s} {2:${w}}, {0:${w}}`, flags(w))),
    ri: byWidth((w, s) => row(`${name}_ri`, `${name}${s} \${i}, {0:${w}}`, flags(w))),
    rm: byWidth((w, s) =>
      row(`${name}_rm`, `${name}${s} {m}, {0:${w}}`, { ...flags(w), reads: true }),
    ),
    mr: byWidth((w, s) => row(`${name}_mr`, `${name}${s} {0:${w}}, {m}`, memory)),
    mi: byWidth((_, s) => row(`${name}_mi`, `${name}${s} \${i}, {m}`, memory)),
    lockr: byWidth((w, s) => row(`lock_${name}`, `lock ${name}${s} {0:${w}}, {m}`, memory)),
    locki: byWidth((_, s) => row(`lock_${name}i`, `lock ${name}${s} \${i}, {m}`, memory)),
  };
}

export const ALU = {
  add: alu('add'),
  sub: alu('sub'),
  and: alu('and'),
  or: alu('or'),
  xor: alu('xor'),
} as const;

/** 0 = def reuse 1. */
const unary = (name: string, flags = true): ByWidth<Row> =>
  byWidth((w, s) => row(name, `${name}${s} {0:${w}}`, flags ? { setsFlags: w, width: w } : {}));
const unaryMemory = (name: string): ByWidth<Row> =>
  byWidth((_, s) =>
    row(`${name}_m`, `${name}${s} {m}`, { reads: true, writes: true, effect: true }),
  );

export const NEG = unary('neg');
export const NOT = unary('not', false);
export const NEG_M = unaryMemory('neg');
export const NOT_M = unaryMemory('not');
/** Short forms of adding 1 and -1, and of the constant -1. */
export const INCREMENT = unary('inc');
export const DECREMENT = unary('dec');
export const INCREMENT_M = unaryMemory('inc');
export const DECREMENT_M = unaryMemory('dec');
export const ALL_ONES = {
  w: row('ones', 'orl $-1, {0:w}'),
  l: row('ones', 'orq $-1, {0:l}'),
} as const;
/** Of a slot: 0 and -1, in fewer bytes than a constant takes. */
export const CLEAR_SLOT = {
  w: row('clear_slot', 'andl $0, {0}'),
  l: row('clear_slot', 'andq $0, {0}'),
} as const;
export const FILL_SLOT = {
  w: row('fill_slot', 'orl $-1, {0}'),
  l: row('fill_slot', 'orq $-1, {0}'),
} as const;
/** A constant of one byte by way of the stack; %rsp is as it was when the address is computed. */
export const PUSHED = {
  register: row('pushed', `pushq \${i}\npopq {0:l}`),
  slot: row('pushed_slot', `pushq \${i}\npopq {0}`),
  memory: row('pushed_m', `pushq \${i}\npopq {m}`, { writes: true, effect: true }),
} as const;
export const BSWAP = unary('bswap', false);

/** 0 = def reuse 1; rc: 2 fixed in %rcx. */
const shift = (name: string) => ({
  /** Not by 0, which would leave the flags. */
  ri: byWidth((w, s) =>
    row(`${name}_ri`, `${name}${s} \${i}, {0:${w}}`, name === 'rol' ? {} : { setsFlags: w }),
  ),
  rc: byWidth((w, s) => row(`${name}_rc`, `${name}${s} %cl, {0:${w}}`)),
  mi: byWidth((_, s) =>
    row(`${name}_mi`, `${name}${s} \${i}, {m}`, { reads: true, writes: true, effect: true }),
  ),
});
export const SHIFT = {
  shl: shift('shl'),
  sar: shift('sar'),
  shr: shift('shr'),
  rol: shift('rol'),
} as const;

export const IMUL = {
  rr: byWidth((w, s) => row('imul_rr', `imul${s} {2:${w}}, {0:${w}}`)),
  rm: byWidth((w, s) => row('imul_rm', `imul${s} {m}, {0:${w}}`, { reads: true })),
  /** Three operands: 0 = 1 * immediate. */
  rri: byWidth((w, s) => row('imul_rri', `imul${s} \${i}, {1:${w}}, {0:${w}}`)),
  rmi: byWidth((w, s) => row('imul_rmi', `imul${s} \${i}, {m}, {0:${w}}`, { reads: true })),
} as const;
/** 0 = def %rdx, 1 = use %rax, 2 = any. */
export const MULHIGH = {
  signed: byWidth((w, s) => row('imul_high', `imul${s} {2:${w}}`)),
  unsigned: byWidth((w, s) => row('mul_high', `mul${s} {2:${w}}`)),
} as const;
/** Dividend in 1 = %rax, divisor 2; %rdx is written early. */
export const DIVIDE = {
  signed: byWidth((w, s) => row('idiv', `${w === 'l' ? 'cqto' : 'cltd'}\nidiv${s} {2:${w}}`)),
  unsigned: byWidth((w, s) => row('div', `xorl %edx, %edx\ndiv${s} {2:${w}}`)),
} as const;

/** Zero gives the width: bsr and bsf set ZF for it. */
export const CLZ = {
  w: row('clz', 'movl $63, %r11d\nbsrl {1:w}, {0:w}\ncmovzl %r11d, {0:w}\nxorl $31, {0:w}'),
  l: row('clz', 'movl $127, %r11d\nbsrq {1:l}, {0:l}\ncmovzq %r11, {0:l}\nxorq $63, {0:l}'),
} as const;
export const CTZ = {
  w: row('ctz', 'movl $32, %r11d\nbsfl {1:w}, {0:w}\ncmovzl %r11d, {0:w}'),
  l: row('ctz', 'movl $64, %r11d\nbsfq {1:l}, {0:l}\ncmovzq %r11, {0:l}'),
} as const;

// ------------------------------------------------------------ moves, constants, addresses

export const MOVE = {
  w: row('mov', 'movl {1:w}, {0:w}', { move: true, kind: 'move' }),
  l: row('mov', 'movq {1:l}, {0:l}', { move: true, kind: 'move' }),
  s: row('movss', 'movaps {1}, {0}', { move: true }),
  y: row('vmovdqa', 'vmovdqa {1:y}, {0:y}', { move: true }),
  e: row('movt', 'fldt {1}\nfstpt {0}', { move: true }),
} as const;
/** Moves into a register of their own. */
export const MOVE_APART = {
  w: { ...MOVE.w, apart: true },
  l: { ...MOVE.l, apart: true },
  s: { ...MOVE.s, apart: true },
} as const;
export const CONSTANT = {
  zero: row('zero', 'xorl {0:w}, {0:w}', { remat: true }),
  w: row('movi', `movl \${i}, {0:w}`, { remat: true }),
  l: row('movi', `movq \${i}, {0:l}`, { remat: true }),
  wide: row('movabs', `movabsq \${i}, {0:l}`, { remat: true }),
  undef: row('undef', '', { remat: true }),
  label: row('lea_label', 'leaq {l}(%rip), {0:l}', { remat: true }),
  got: row('got', 'movq {m}, {0:l}', { remat: true }),
  address: row('lea_constant', 'leaq {m}, {0:l}', { remat: true }),
  tlsLocal: row('tls_local', 'movq %fs:0, {0:l}\nleaq {s:tpoff}({0:l}), {0:l}', { remat: true }),
  tlsInitial: row('tls_initial', 'movq %fs:0, {0:l}\naddq {s:gottpoff}(%rip), {0:l}', {
    remat: true,
  }),
  /** A constant in a slot. */
  slotw: row('movi_slot', `movl \${i}, {0}`),
  slotl: row('movi_slot', `movq \${i}, {0}`),
  zeroFloat: row('zero_float', 'pxor {0}, {0}', { remat: true }),
  s: row('float_constant', 'movss {m}, {0}', { remat: true }),
  d: row('float_constant', 'movsd {m}, {0}', { remat: true }),
  ones: row('ones_v', 'pcmpeqd {0}, {0}', { remat: true }),
  v: row('vector_constant', 'movaps {m}, {0}', { remat: true }),
  onesy: row('ones_y', 'vpcmpeqd {0:y}, {0:y}, {0:y}', { remat: true }),
  y: row('vector_constant', 'vmovdqa {m}, {0:y}', { remat: true }),
  /** Two halves that are one. */
  twice: row('vector_constant', 'vbroadcasti128 {m}, {0:y}', { remat: true }),
  e: row('extended_constant', 'fldt {m}\nfstpt {0}'),
} as const;
export const LEA = {
  w: row('lea', 'leal {m}, {0:w}', { kind: 'lea', width: 'w' }),
  l: row('lea', 'leaq {m}, {0:l}', { kind: 'lea', width: 'l' }),
} as const;
/** x * 3, 5, 9: operand 1 is base and index. */
export const EXTEND = {
  sextb: { w: row('movsbl', 'movsbl {1:b}, {0:w}'), l: row('movsbq', 'movsbq {1:b}, {0:l}') },
  zextb: { w: row('movzbl', 'movzbl {1:b}, {0:w}'), l: row('movzbl', 'movzbl {1:b}, {0:w}') },
  sexth: { w: row('movswl', 'movswl {1:h}, {0:w}'), l: row('movswq', 'movswq {1:h}, {0:l}') },
  zexth: { w: row('movzwl', 'movzwl {1:h}, {0:w}'), l: row('movzwl', 'movzwl {1:h}, {0:w}') },
} as const;
export const SEXTW = row('movslq', 'movslq {1:w}, {0:l}');
export const ZEXTW = row('movl_zero', 'movl {1:w}, {0:w}');
/** The upper half is known to be zero: a plain copy. */
export const ZEXTW_FREE = row('movl_copy', 'movl {1:w}, {0:w}', { move: true });

const load = (name: string, to = '{0}'): Row => row(name, `${name} {m}, ${to}`, { reads: true });
export const LOAD = {
  movsbl: load('movsbl', '{0:w}'),
  movsbq: load('movsbq', '{0:l}'),
  movzbl: load('movzbl', '{0:w}'),
  movswl: load('movswl', '{0:w}'),
  movswq: load('movswq', '{0:l}'),
  movzwl: load('movzwl', '{0:w}'),
  movslq: load('movslq', '{0:l}'),
  movl: load('movl', '{0:w}'),
  movq: load('movq', '{0:l}'),
  movss: load('movss'),
  movsd: load('movsd'),
  movups: load('movups'),
  y: load('vmovdqu', '{0:y}'),
  fldt: row('loadt', 'fldt {m}\nfstpt {0}', { reads: true }),
} as const;
const stores = { writes: true, effect: true } as const;
export const STORE = {
  r: byWidth((w, s) => row('store', `mov${s} {0:${w}}, {m}`, stores)),
  i: byWidth((_, s) => row('store_i', `mov${s} \${i}, {m}`, stores)),
  /** Of what is volatile or atomic. */
  exact: byWidth((_, s) => row('store_i', `mov${s} \${i}, {m}`, stores)),
  s: row('movss_store', 'movss {0}, {m}', stores),
  d: row('movsd_store', 'movsd {0}, {m}', stores),
  v: row('movups_store', 'movups {0}, {m}', stores),
  y: row('vmovdqu_store', 'vmovdqu {0:y}, {m}', stores),
  e: row('fstpt_store', 'fldt {0}\nfstpt {m}', stores),
} as const;

// ------------------------------------------------------------ compares, by shape and by consumer

/** How the two sides stand; operand numbers count from `n`. */
const SHAPES = {
  rr: (w: Width, n: number) => `cmp${SUFFIX[w]} {${n + 1}:${w}}, {${n}:${w}}`,
  ri: (w: Width, n: number) => `cmp${SUFFIX[w]} \${i}, {${n}:${w}}`,
  rm: (w: Width, n: number) => `cmp${SUFFIX[w]} {m}, {${n}:${w}}`,
  mi: (w: Width) => `cmp${SUFFIX[w]} \${i}, {m}`,
  trr: (w: Width, n: number) => `test${SUFFIX[w]} {${n + 1}:${w}}, {${n}:${w}}`,
  tri: (w: Width, n: number) => `test${SUFFIX[w]} \${i}, {${n}:${w}}`,
  tmi: (w: Width) => `test${SUFFIX[w]} \${i}, {m}`,
  // One bit, to the carry; numbers are modulo the width. No memory: there they are not.
  brr: (w: Width, n: number) => `bt${SUFFIX[w]} {${n + 1}:${w}}, {${n}:${w}}`,
  bri: (w: Width, n: number) => `bt${SUFFIX[w]} \${i}, {${n}:${w}}`,
} as const;
export type Shape = keyof typeof SHAPES;

const FLOAT_SHAPES = {
  s: (n: number) => `ucomiss {${n + 1}}, {${n}}`,
  sm: (n: number) => `ucomiss {m}, {${n}}`,
  d: (n: number) => `ucomisd {${n + 1}}, {${n}}`,
  dm: (n: number) => `ucomisd {m}, {${n}}`,
  e: (n: number) => `fldt {${n + 1}}\nfldt {${n}}\nfucomip %st(1), %st\nfstp %st(0)`,
} as const;
export type FloatShape = keyof typeof FLOAT_SHAPES;

/** What follows a compare: the text and how many operands of its own stand before the compare's. */
const CONSUMERS = {
  /** 0 = the condition as 0 or 1. */
  set: { own: 1, text: 'set{c} {0:b}\nmovzbl {0:b}, {0:w}' },
  /** Equal and ordered; not equal or unordered. */
  setEqual: { own: 1, text: 'sete %r11b\nsetnp {0:b}\nandb %r11b, {0:b}\nmovzbl {0:b}, {0:w}' },
  setUnequal: { own: 1, text: 'setne %r11b\nsetp {0:b}\norb %r11b, {0:b}\nmovzbl {0:b}, {0:w}' },
  branch: { own: 0, text: 'j{c} {t}' },
  branchUnequal: { own: 0, text: 'jp {t}\njne {t}' },
  /** 0 = def reuse 1; becomes 2 where the condition holds. */
  cmovw: { own: 3, text: 'cmov{c}l {2:w}, {0:w}' },
  cmovl: { own: 3, text: 'cmov{c}q {2:l}, {0:l}' },
  cmovUnequalw: { own: 3, text: 'cmovnel {2:w}, {0:w}\ncmovpl {2:w}, {0:w}' },
  cmovUnequall: { own: 3, text: 'cmovneq {2:l}, {0:l}\ncmovpq {2:l}, {0:l}' },
  /** 0 = def reuse 1; becomes 2 where the condition does not hold. */
  unless: { own: 3, text: 'j{c} .Lselect{u}\nmovaps {2}, {0}\n.Lselect{u}:' },
  unlessUnequal: { own: 3, text: 'jne .Lselect{u}\njp .Lselect{u}\nmovaps {2}, {0}\n.Lselect{u}:' },
} as const;
export type Consumer = keyof typeof CONSUMERS;

type IntegerCompares = { readonly [S in Shape]: { readonly [C in Consumer]: ByWidth<Row> } };
type FloatCompares = { readonly [S in FloatShape]: { readonly [C in Consumer]: Row } };

const keys = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

function flagsOf(consumer: Consumer): Partial<Row> {
  return consumer.startsWith('branch') ? { ends: true, branch: true } : {};
}

const FLAGS_ROWS = Object.fromEntries(
  keys(CONSUMERS).map((consumer) => [
    consumer,
    row(`flags_${consumer}`, CONSUMERS[consumer].text, {
      ...flagsOf(consumer),
      readsFlags: true,
    }),
  ]),
) as { readonly [C in Consumer]: Row };

function integerCompare(shape: Shape, consumer: Consumer): ByWidth<Row> {
  const { own, text } = CONSUMERS[consumer];
  const reads = shape.includes('m') ? { reads: true } : {};
  return byWidth((w) => {
    const self = row(
      `test_${consumer}`,
      `${SHAPES.trr(w, own).replace(`{${own + 1}:`, `{${own}:`)}\n${text}`,
      {
        ...flagsOf(consumer),
        flagsForm: FLAGS_ROWS[consumer],
        ...(consumer === 'branch' ? { flagsBranch: FLAGS_ROWS.branch } : {}),
        width: w,
      },
    );
    return row(`${shape}_${consumer}`, `${SHAPES[shape](w, own)}\n${text}`, {
      ...flagsOf(consumer),
      ...reads,
      width: w,
      ...(consumer === 'branch' ? { flagsBranch: FLAGS_ROWS.branch } : {}),
      ...(shape === 'ri' ? { testForm: self } : {}),
    });
  });
}

export const COMPARE = Object.fromEntries(
  keys(SHAPES).map((shape) => [
    shape,
    Object.fromEntries(keys(CONSUMERS).map((c) => [c, integerCompare(shape, c)])),
  ]),
) as unknown as IntegerCompares;

export const FLOAT_COMPARE = Object.fromEntries(
  keys(FLOAT_SHAPES).map((shape) => [
    shape,
    Object.fromEntries(
      keys(CONSUMERS).map((c) => {
        const { own, text } = CONSUMERS[c];
        const more = { ...flagsOf(c), ...(shape.includes('m') ? { reads: true } : {}) };
        return [c, row(`f${shape}_${c}`, `${FLOAT_SHAPES[shape](own)}\n${text}`, more)];
      }),
    ),
  ]),
) as unknown as FloatCompares;

const INVERSE: Readonly<Record<string, string>> = {
  e: 'ne',
  ne: 'e',
  l: 'ge',
  ge: 'l',
  le: 'g',
  g: 'le',
  b: 'ae',
  ae: 'b',
  be: 'a',
  a: 'be',
  s: 'ns',
  ns: 's',
  p: 'np',
  np: 'p',
};

/** The condition that holds where this one does not; null for '' (two conditions in one row). */
export const invertCondition = (condition: string): string | null => INVERSE[condition] ?? null;

// ------------------------------------------------------------ control

export const JUMP = row('jmp', 'jmp {t}', { jump: true, ends: true });
export const RETURN = row('ret', 'ret', { returns: true, ends: true });
export const UNREACHABLE = row('unreachable', '', { ends: true });
export const TRAP = row('ud2', 'ud2', { effect: true });
export const INDIRECT = {
  r: row('jmp_r', 'jmp *{0:l}', { ends: true }),
  m: row('jmp_m', 'jmp *{m}', { ends: true, reads: true }),
} as const;
/** 0 = the index, 1 = a temporary. */
export const TABLE = row(
  'jmp_table',
  'leaq {j}(%rip), %r11\nmovslq (%r11,{0:l},4), {1:l}\naddq %r11, {1:l}\njmp *{1:l}',
  { ends: true },
);
const calls = { call: true, effect: true, reads: true, writes: true } as const;
export const CALL = {
  symbol: row('call', 'call {s:call}', calls),
  register: row('call_r', 'call *{0:l}', calls),
  memory: row('call_m', 'call *{m}', calls),
} as const;
const leaves = { returns: true, ends: true, effect: true } as const;
/** A call in the place of a return: the callee returns to this function's caller. */
export const SIBLING = {
  symbol: row('jmp_call', 'jmp {s:call}', leaves),
  register: row('jmp_call_r', 'jmp *{0:l}', leaves),
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
