/**
 * Selection of vector ops where the target has AVX2: class y, and class v in three-operand rows.
 * Memory operands need no alignment. What writes 128 bits clears the rest of the register.
 */
import type { Access, Value } from '../../compiler/ir/ir.ts';
import { ACCESS_SIZES, intOf } from '../../compiler/ir/ir.ts';
import { Cls, OP_CONSTANT, Op } from '../../compiler/ir/ops.ts';
import { defEarly, use, type VirtualRegister } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { addressOf } from './address.ts';
import { MOVE, type Row } from './ops.ts';
import { BINARY_NAMES, COMMUTES, LONG, SHIFT_NAMES, UNARY } from './vectors.ts';
import { wideForm } from './vex.ts';

/** A row for each of the classes v and y. */
interface Widths<R> {
  readonly [Cls.v]: R;
  readonly [Cls.y]: R;
}
type VectorClass = keyof Widths<unknown>;

const row = (name: string, template: string, more: Partial<Row> = {}): Row => ({
  name,
  template,
  ...more,
});
/** The template's vector registers are those of 256 bits where they have no width. */
const wide = ({ name, template, ...more }: Row): Row => ({
  name: `${name}_y`,
  template: wideForm(template),
  ...more,
});
const both = (name: string, template: string, more: Partial<Row> = {}): Widths<Row> => {
  const narrow = row(name, template, more);
  return { [Cls.v]: narrow, [Cls.y]: wide(narrow) };
};

/** rr: 0 = 1 op 2; rm: the second operand in memory. */
interface Three {
  readonly rr: Widths<Row>;
  readonly rm: Widths<Row>;
}
const three = (name: string): Three => ({
  rr: both(`v${name}`, `v${name} {2}, {1}, {0}`),
  rm: both(`v${name}_m`, `v${name} {m}, {1}, {0}`, { reads: true }),
});
const BINARY: Readonly<Record<Op, Three>> = Object.fromEntries(
  Object.entries({
    ...BINARY_NAMES,
    ...{ [Op.vmulw]: 'pmulld', [Op.vceql]: 'pcmpeqq', [Op.vcsgtl]: 'pcmpgtq' },
    ...{ [Op.vminw]: 'pminsd', [Op.vmaxw]: 'pmaxsd', [Op.vminb]: 'pminsb', [Op.vmaxb]: 'pmaxsb' },
    ...{ [Op.vminuw]: 'pminud', [Op.vmaxuw]: 'pmaxud' },
    ...{ [Op.vminuh]: 'pminuw', [Op.vmaxuh]: 'pmaxuw' },
  }).map(([op, name]) => [op, three(name)]),
);

const INTEGER_EXTREMES: ReadonlySet<Op> = new Set([
  ...[Op.vminb, Op.vminw, Op.vminuh, Op.vminuw, Op.vmaxb, Op.vmaxw, Op.vmaxuh, Op.vmaxuw],
  Op.vmulw,
]);

/** Of class y, where that is not the row of class v made wide. */
const WIDE_UNARY: Readonly<Record<Op, Row>> = {
  [Op.copy]: MOVE.y,
  [Op.vwtod]: row('vcvtdq2pd', 'vcvtdq2pd {1}, {0:y}'),
  [Op.vstod]: row('vcvtps2pd', 'vcvtps2pd {1}, {0:y}'),
};
const UNARY_WIDE_FORMS: Readonly<Record<Op, Row>> = {
  ...Object.fromEntries(
    [Op.vsqrts, Op.vsqrtd, Op.vwtos, Op.vstow].map((op) => [op, wide(UNARY[op]!)]),
  ),
  ...WIDE_UNARY,
};
/** From class y to class v. */
const NARROWING: Readonly<Record<Op, Row>> = {
  [Op.vdtow]: row('vcvttpd2dq', 'vcvttpd2dq {1:y}, {0}'),
  [Op.vdtos]: row('vcvtpd2ps', 'vcvtpd2ps {1:y}, {0}'),
  [Op.vlow]: MOVE.s,
  [Op.vhigh]: row('vextracti128', 'vextracti128 $1, {1:y}, {0}'),
};

interface Splat {
  readonly register: Widths<Row>;
  readonly memory: Widths<Row>;
  readonly bytes: number;
}
/** From a general register through the low lane, or from an SSE register at once. */
const splat = (name: string, bytes: number, from = ''): Splat => {
  const moved = from === '' ? '' : `v${from === 'l' ? 'movq' : 'movd'} {1:${from}}, {0}\n`;
  const source = from === '' ? '{1}' : '{0}';
  return {
    register: {
      [Cls.v]: row(name, `${moved}${name} ${source}, {0}`),
      [Cls.y]: row(`${name}_y`, `${moved}${name} ${source}, {0:y}`),
    },
    memory: both(`${name}_m`, `${name} {m}, {0}`, { reads: true }),
    bytes,
  };
};
const SPLATS: Readonly<Record<Op, Splat>> = {
  ...{ [Op.vsplatb]: splat('vpbroadcastb', 1, 'w'), [Op.vsplath]: splat('vpbroadcastw', 2, 'w') },
  ...{ [Op.vsplatw]: splat('vpbroadcastd', 4, 'w'), [Op.vsplatl]: splat('vpbroadcastq', 8, 'l') },
  ...{ [Op.vsplats]: splat('vbroadcastss', 4), [Op.vsplatd]: splat('vpbroadcastq', 8) },
};

interface Shift {
  readonly ri: Widths<Row>;
  /** 0 = 1 by 2. */
  readonly rr: Widths<Row>;
  readonly bits: number;
}
const shift = (name: string, bits: number): Shift => {
  const count = `movl {2:w}, %r11d\nandl $${bits - 1}, %r11d\nvmovd %r11d, %xmm15\n`;
  return {
    bits,
    ri: both(`v${name}_i`, `v${name} \${i}, {1}, {0}`),
    rr: {
      [Cls.v]: row(`v${name}`, `${count}v${name} %xmm15, {1}, {0}`),
      [Cls.y]: row(`v${name}_y`, `${count}v${name} %xmm15, {1:y}, {0:y}`),
    },
  };
};
const SHIFTS: Readonly<Record<Op, Shift>> = Object.fromEntries(
  Object.entries(SHIFT_NAMES).map(([op, [name, bits]]) => [op, shift(name, bits)]),
);

const PSHUFD = both('vpshufd', `vpshufd \${i}, {1}, {0}`);
const SHUFPS = both('vshufps', `vshufps \${i}, {2}, {1}, {0}`);
/** 0 = 2 where the bits of 1 are not set. */
const AND_NOT: Three = three('pandn');
/** 0 = of 2 where the mask's bits are 1, of 3 elsewhere. */
const SELECT = both(
  'vselect',
  'vpandn {3}, {1}, %xmm15\nvpand {2}, {1}, {0}\nvpor %xmm15, {0}, {0}',
);
/** The same where all bits of each byte of the mask agree. */
const BLEND = both('vpblendvb', 'vpblendvb {1}, {2}, {3}, {0}');
/** 0 = def reuse 1, 2, a temporary 3. */
const MULTIPLY_LONG: Widths<Row> = { [Cls.v]: LONG[Op.vmull]!, [Cls.y]: wide(LONG[Op.vmull]!) };
const PERMUTE = row('vpermq', `vpermq \${i}, {1:y}, {0:y}`);
const JOIN = row('vinserti128', 'vinserti128 $1, {2}, {1:y}, {0:y}');
const JOIN_MEMORY = row('vinserti128_m', 'vinserti128 $1, {m}, {1:y}, {0:y}', { reads: true });

function operand(s: Selection, value: Value): VirtualRegister {
  return OP_CONSTANT[value.op] ? s.invariant(value) : s.low(value);
}

/** Selects a value with vector operands or a vector result. Gives false for other ops. */
export function selectAvx2(s: Selection, value: Value): boolean {
  const { op, args, cls } = value;
  const width: VectorClass = cls === Cls.y ? Cls.y : Cls.v;
  const binary = BINARY[op];
  if (op === Op.and && selectAndNot(s, value, width)) return true;
  if (binary) selectBinary(s, value, binary, width);
  else if (SPLATS[op]) selectSplat(s, value, SPLATS[op], width);
  else if (SHIFTS[op]) selectShift(s, value, SHIFTS[op], width);
  else if (op === Op.vmull) {
    const temporary = defEarly(s.fresh(cls));
    const [a, b] = [operand(s, args[0]!), operand(s, args[1]!)];
    s.emit(MULTIPLY_LONG[width], [s.defInPlace(value), use(a), use(b), temporary]);
  } else if (op === Op.vshufflew) selectShuffle(s, value, width);
  else if (op === Op.vpermutel) {
    const immediate = Number(intOf(args[1]!)! & 255n);
    s.emit(PERMUTE, [s.def(value), use(operand(s, args[0]!))], { immediate });
  } else if (op === Op.vselect) {
    const [m, a, b] = args.map((arg) => use(operand(s, arg)));
    const rows = isMask(args[0]!, 8) ? BLEND : SELECT;
    s.emit(rows[width], [s.def(value), m!, a!, b!]);
  } else if (op === Op.vjoin) selectJoin(s, value);
  else return selectUnary(s, value, width);
  return true;
}

function selectUnary(s: Selection, value: Value, width: VectorClass): boolean {
  const { op, args } = value;
  const narrows = args[0]?.cls === Cls.y && width === Cls.v;
  const table = narrows ? NARROWING : width === Cls.y ? UNARY_WIDE_FORMS : UNARY;
  const found = table[op];
  if (!found) return false;
  s.emit(found, [s.def(value), use(operand(s, args[0]!))]);
  return true;
}

function selectBinary(s: Selection, value: Value, { rr, rm }: Three, width: VectorClass): void {
  let [a, b] = value.args as [Value, Value];
  const commutes = COMMUTES.has(value.op) || INTEGER_EXTREMES.has(value.op);
  if (commutes && s.canFoldLoad(a) && !s.canFoldLoad(b)) [a, b] = [b, a];
  if (a !== b && s.canFoldLoad(b)) {
    const left = use(operand(s, a));
    s.emit(rm[width], [s.def(value), left], { memory: addressOf(s, b.args[0]!) });
    return;
  }
  s.emit(rr[width], [s.def(value), use(operand(s, a)), use(operand(s, b))]);
}

/** The value whose opposite an operand is, if nobody else wants that. */
function inverseOf(s: Selection, value: Value): Value | null {
  if (value.op !== Op.xor || !s.isSingle(value)) return null;
  const [x, y] = value.args as [Value, Value];
  return isAllOnes(y) ? x : isAllOnes(x) ? y : null;
}

function selectAndNot(s: Selection, value: Value, width: VectorClass): boolean {
  for (const at of [0, 1]) {
    const mask = inverseOf(s, value.args[at]!);
    if (!mask) continue;
    const other = value.args[1 - at]!;
    s.emit(AND_NOT.rr[width], [s.def(value), use(operand(s, mask)), use(operand(s, other))]);
    return true;
  }
  return false;
}

function selectSplat(
  s: Selection,
  value: Value,
  { register, memory, bytes }: Splat,
  width: VectorClass,
): void {
  const [from] = value.args as [Value];
  if (s.canFoldLoad(from) && ACCESS_SIZES[(from.aux as Access).kind] === bytes) {
    s.emit(memory[width], [s.def(value)], { memory: addressOf(s, from.args[0]!) });
    return;
  }
  s.emit(register[width], [s.def(value), use(s.low(from))]);
}

function selectShift(
  s: Selection,
  value: Value,
  { ri, rr, bits }: Shift,
  width: VectorClass,
): void {
  const [from, count] = value.args as [Value, Value];
  const known = intOf(count);
  if (known !== null) {
    const immediate = Number(BigInt.asUintN(6, known)) & (bits - 1);
    s.emit(ri[width], [s.def(value), use(operand(s, from))], { immediate });
    return;
  }
  s.emit(rr[width], [s.def(value), use(operand(s, from)), use(s.low(count))]);
}

function selectShuffle(s: Selection, value: Value, width: VectorClass): void {
  const [a, b, order] = value.args as [Value, Value, Value];
  const immediate = Number(intOf(order)! & 255n);
  const first = [s.def(value), use(operand(s, a))];
  if (a === b) s.emit(PSHUFD[width], first, { immediate });
  else s.emit(SHUFPS[width], [...first, use(operand(s, b))], { immediate });
}

function selectJoin(s: Selection, value: Value): void {
  const [low, high] = value.args as [Value, Value];
  if (low !== high && s.canFoldLoad(high)) {
    const left = use(operand(s, low));
    s.emit(JOIN_MEMORY, [s.def(value), left], { memory: addressOf(s, high.args[0]!) });
  } else s.emit(JOIN, [s.def(value), use(operand(s, low)), use(operand(s, high))]);
}

const COMPARES: ReadonlySet<Op> = new Set([
  ...[Op.vceqb, Op.vceqh, Op.vceqw, Op.vceql, Op.vceqs, Op.vceqd, Op.vcnes, Op.vcned],
  ...[Op.vcsgtb, Op.vcsgth, Op.vcsgtw, Op.vcsgtl, Op.vcslts, Op.vcsltd, Op.vcsles, Op.vcsled],
  ...[Op.vcuos, Op.vcuod],
]);

function isAllOnes({ op, cls, aux }: Value): boolean {
  return op === Op.vector && aux === BigInt.asUintN(cls === Cls.y ? 256 : 128, -1n);
}

/** Whether all bits of each byte of a vector agree; `depth` bounds how far that is asked. */
function isMask(value: Value, depth: number): boolean {
  const { op, args, aux } = value;
  if (COMPARES.has(op)) return true;
  if (op === Op.vector) return aux === 0n || isAllOnes(value);
  if (op !== Op.and && op !== Op.or && op !== Op.xor) return false;
  return depth > 0 && args.every((arg) => isMask(arg, depth - 1));
}
