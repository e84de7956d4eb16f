/** Selection of vector ops of class v: SSE2, two-address rows. avx2.ts shares its tables. */
import type { Access, Value } from '../../compiler/ir/ir.ts';
import { Cls, OP_CONSTANT, Op } from '../../compiler/ir/ops.ts';
import { defEarly, use, type VirtualRegister } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { addressOf } from './address.ts';
import { MOVE, type Row } from './ops.ts';

const row = (name: string, template: string, more: Partial<Row> = {}): Row => ({
  name,
  template,
  ...more,
});

/** rr: 0 = def reuse 1, 2; rm: the second operand in memory, aligned. */
interface Pair {
  readonly rr: Row;
  readonly rm: Row;
}
const pair = (name: string): Pair => ({
  rr: row(name, `${name} {2}, {0}`),
  rm: row(`${name}_m`, `${name} {m}, {0}`, { reads: true }),
});
/** Ops that are one instruction on two operands. */
export const BINARY_NAMES: Readonly<Record<Op, string>> = {
  ...{ [Op.and]: 'pand', [Op.or]: 'por', [Op.xor]: 'pxor' },
  ...{ [Op.vaddb]: 'paddb', [Op.vaddh]: 'paddw', [Op.vaddw]: 'paddd', [Op.vaddl]: 'paddq' },
  ...{ [Op.vadds]: 'addps', [Op.vaddd]: 'addpd', [Op.vsubs]: 'subps', [Op.vsubd]: 'subpd' },
  ...{ [Op.vsubb]: 'psubb', [Op.vsubh]: 'psubw', [Op.vsubw]: 'psubd', [Op.vsubl]: 'psubq' },
  ...{ [Op.vmulh]: 'pmullw', [Op.vmuls]: 'mulps', [Op.vmuld]: 'mulpd' },
  ...{ [Op.vdivs]: 'divps', [Op.vdivd]: 'divpd' },
  ...{ [Op.vminh]: 'pminsw', [Op.vmins]: 'minps', [Op.vmind]: 'minpd', [Op.vminub]: 'pminub' },
  ...{ [Op.vmaxh]: 'pmaxsw', [Op.vmaxs]: 'maxps', [Op.vmaxd]: 'maxpd', [Op.vmaxub]: 'pmaxub' },
  ...{ [Op.vceqb]: 'pcmpeqb', [Op.vceqh]: 'pcmpeqw', [Op.vceqw]: 'pcmpeqd' },
  ...{ [Op.vceqs]: 'cmpeqps', [Op.vceqd]: 'cmpeqpd', [Op.vcnes]: 'cmpneqps' },
  ...{ [Op.vcned]: 'cmpneqpd', [Op.vcuos]: 'cmpunordps', [Op.vcuod]: 'cmpunordpd' },
  ...{ [Op.vcslts]: 'cmpltps', [Op.vcsltd]: 'cmpltpd' },
  ...{ [Op.vcsles]: 'cmpleps', [Op.vcsled]: 'cmplepd' },
  ...{ [Op.vcsgtb]: 'pcmpgtb', [Op.vcsgth]: 'pcmpgtw', [Op.vcsgtw]: 'pcmpgtd' },
  ...{ [Op.vziplowb]: 'punpcklbw', [Op.vziplowh]: 'punpcklwd' },
  ...{ [Op.vziploww]: 'punpckldq', [Op.vziplowl]: 'punpcklqdq' },
  ...{ [Op.vziphighb]: 'punpckhbw', [Op.vziphighh]: 'punpckhwd' },
  ...{ [Op.vziphighw]: 'punpckhdq', [Op.vziphighl]: 'punpckhqdq' },
  ...{ [Op.vpackh]: 'packsswb', [Op.vpackw]: 'packssdw', [Op.vpackuh]: 'packuswb' },
  ...{ [Op.vsadb]: 'psadbw', [Op.vdoth]: 'pmaddwd' },
};
const BINARY: Readonly<Record<Op, Pair>> = Object.fromEntries(
  Object.entries(BINARY_NAMES).map(([op, name]) => [op, pair(name)]),
);

export const COMMUTES: ReadonlySet<Op> = new Set([
  ...[Op.and, Op.or, Op.xor, Op.vaddb, Op.vaddh, Op.vaddw, Op.vaddl, Op.vadds, Op.vaddd],
  ...[Op.vmulh, Op.vmuls, Op.vmuld, Op.vminh, Op.vmaxh, Op.vminub, Op.vmaxub],
  ...[Op.vceqb, Op.vceqh, Op.vceqw, Op.vceqs, Op.vceqd, Op.vcnes, Op.vcned, Op.vsadb, Op.vdoth],
]);

/** Ops that are one instruction on one operand, or a few that leave it alone: 0 = of 1. */
export const UNARY: Readonly<Record<Op, Row>> = {
  [Op.copy]: MOVE.s,
  [Op.vsplatb]: row(
    'splat_b',
    'movd {1:w}, {0}\npunpcklbw {0}, {0}\npshuflw $0, {0}, {0}\npshufd $0, {0}, {0}',
  ),
  [Op.vsplath]: row('splat_h', 'movd {1:w}, {0}\npshuflw $0, {0}, {0}\npshufd $0, {0}, {0}'),
  [Op.vsplatw]: row('splat_w', 'movd {1:w}, {0}\npshufd $0, {0}, {0}'),
  [Op.vsplatl]: row('splat_l', 'movq {1:l}, {0}\npunpcklqdq {0}, {0}'),
  [Op.vsplats]: row('splat_s', 'pshufd $0, {1}, {0}'),
  [Op.vsplatd]: row('splat_d', 'pshufd $68, {1}, {0}'),
  [Op.vfirstw]: row('movd', 'movd {1}, {0:w}'),
  [Op.vfirstl]: row('movq', 'movq {1}, {0:l}'),
  [Op.vfirsts]: MOVE.s,
  [Op.vfirstd]: MOVE.s,
  [Op.vsqrts]: row('sqrtps', 'sqrtps {1}, {0}'),
  [Op.vsqrtd]: row('sqrtpd', 'sqrtpd {1}, {0}'),
  [Op.vwtos]: row('cvtdq2ps', 'cvtdq2ps {1}, {0}'),
  [Op.vwtod]: row('cvtdq2pd', 'cvtdq2pd {1}, {0}'),
  [Op.vstow]: row('cvttps2dq', 'cvttps2dq {1}, {0}'),
  [Op.vdtow]: row('cvttpd2dq', 'cvttpd2dq {1}, {0}'),
  [Op.vstod]: row('cvtps2pd', 'cvtps2pd {1}, {0}'),
  [Op.vdtos]: row('cvtpd2ps', 'cvtpd2ps {1}, {0}'),
};

/** Products and comparisons that SSE2 lacks: 0 = def reuse 1, 2, a temporary 3. */
export const LONG: Readonly<Record<Op, Row>> = {
  [Op.vmulw]: row(
    'mul_w',
    `pshufd $245, {0}, %xmm15
pshufd $245, {2}, {3}
pmuludq {2}, {0}
pmuludq {3}, %xmm15
pshufd $8, {0}, {0}
pshufd $8, %xmm15, %xmm15
punpckldq %xmm15, {0}`,
  ),
  [Op.vmull]: row(
    'mul_l',
    `movdqa {0}, {3}
psrlq $32, {3}
pmuludq {2}, {3}
movdqa {2}, %xmm15
psrlq $32, %xmm15
pmuludq {0}, %xmm15
paddq %xmm15, {3}
psllq $32, {3}
pmuludq {2}, {0}
paddq {3}, {0}`,
  ),
  [Op.vceql]: row('ceq_l', 'pcmpeqd {2}, {0}\npshufd $177, {0}, %xmm15\npand %xmm15, {0}'),
};

interface Shift {
  readonly ri: Row;
  /** 0 = def reuse 1, 2 the count. */
  readonly rr: Row;
  readonly bits: number;
}
const shift = (name: string, bits: number): Shift => ({
  bits,
  ri: row(`${name}_i`, `${name} \${i}, {0}`),
  rr: row(
    name,
    `movl {2:w}, %r11d\nandl $${bits - 1}, %r11d\nmovd %r11d, %xmm15\n${name} %xmm15, {0}`,
  ),
});
/** Shifts, with their lanes' bits. */
export const SHIFT_NAMES: Readonly<Record<Op, readonly [string, number]>> = {
  ...{ [Op.vshlh]: ['psllw', 16], [Op.vshlw]: ['pslld', 32], [Op.vshll]: ['psllq', 64] },
  ...{ [Op.vshrh]: ['psrlw', 16], [Op.vshrw]: ['psrld', 32], [Op.vshrl]: ['psrlq', 64] },
  ...{ [Op.vsarh]: ['psraw', 16], [Op.vsarw]: ['psrad', 32] },
};
const SHIFTS: Readonly<Record<Op, Shift>> = Object.fromEntries(
  Object.entries(SHIFT_NAMES).map(([op, [name, bits]]) => [op, shift(name, bits)]),
);

const PSHUFD = row('pshufd', `pshufd \${i}, {1}, {0}`);
const SHUFPS = row('shufps', `shufps \${i}, {2}, {0}`);
/** 0 = def reuse 1 (the mask), 2 where its bits are 1, 3 elsewhere. */
const SELECT = row(
  'select_v',
  'movdqa {0}, %xmm15\npandn {3}, %xmm15\npand {2}, {0}\npor %xmm15, {0}',
);

/** A register of an operand: constants are made in front of loops. */
function operand(s: Selection, value: Value): VirtualRegister {
  return OP_CONSTANT[value.op] ? s.invariant(value) : s.low(value);
}

/** Whether an instruction may read it from memory: SSE wants it aligned. */
function isAlignedLoad(s: Selection, value: Value): boolean {
  return s.canFoldLoad(value) && (value.aux as Access).align >= 16;
}

/** Selects a value with vector operands or a vector result. Gives false for other ops. */
export function selectVector(s: Selection, value: Value): boolean {
  const { op, args } = value;
  const binary = BINARY[op];
  if (binary) {
    selectBinary(s, value, binary);
    return true;
  }
  const unary = UNARY[op];
  if (unary) {
    s.emit(unary, [s.def(value), use(operand(s, args[0]!))]);
    return true;
  }
  if (LONG[op]) {
    const temporary = defEarly(s.fresh(Cls.v));
    const [a, b] = [operand(s, args[0]!), operand(s, args[1]!)];
    s.emit(LONG[op], [s.defInPlace(value), use(a), use(b), temporary]);
    return true;
  }
  if (SHIFTS[op]) {
    selectShift(s, value, SHIFTS[op]);
    return true;
  }
  if (op === Op.vshufflew) selectShuffle(s, value);
  else if (op === Op.vselect) {
    const [m, a, b] = args.map((arg) => use(operand(s, arg)));
    s.emit(SELECT, [s.defInPlace(value), m!, a!, b!]);
  } else return false;
  return true;
}

function selectBinary(s: Selection, value: Value, { rr, rm }: Pair): void {
  let [a, b] = value.args as [Value, Value];
  if (COMMUTES.has(value.op) && isWorseLeft(s, a, b)) [a, b] = [b, a];
  if (isAlignedLoad(s, b)) {
    const left = use(operand(s, a));
    s.emit(rm, [s.defInPlace(value), left], { memory: addressOf(s, b.args[0]!) });
    return;
  }
  s.emit(rr, [s.defInPlace(value), use(operand(s, a)), use(operand(s, b))]);
}

/** The left one is overwritten: better one that nobody else wants. */
function isWorseLeft(s: Selection, a: Value, b: Value): boolean {
  if (isAlignedLoad(s, b)) return false;
  if (isAlignedLoad(s, a) || OP_CONSTANT[a.op]) return true;
  return !OP_CONSTANT[b.op] && s.uses[a.id]! > 1 && s.uses[b.id] === 1;
}

function selectShift(s: Selection, value: Value, { ri, rr, bits }: Shift): void {
  const [from, count] = value.args as [Value, Value];
  if (count.op === Op.int) {
    const immediate = Number(BigInt.asUintN(6, count.aux as bigint)) & (bits - 1);
    s.emit(ri, [s.defInPlace(value), use(operand(s, from))], { immediate });
    return;
  }
  s.emit(rr, [s.defInPlace(value), use(operand(s, from)), use(s.low(count))]);
}

function selectShuffle(s: Selection, value: Value): void {
  const [a, b, order] = value.args as [Value, Value, Value];
  const immediate = Number(order.aux as bigint) & 255;
  if (a === b) s.emit(PSHUFD, [s.def(value), use(operand(s, a))], { immediate });
  else {
    const operands = [s.defInPlace(value), use(operand(s, a)), use(operand(s, b))];
    s.emit(SHUFPS, operands, { immediate });
  }
}
