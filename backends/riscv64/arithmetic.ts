/** Selection of integer arithmetic, shifts and extensions. */
import { type Access, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { def, type Operand, use } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { addressOf, rowFor } from './address.ts';
import {
  BINARY,
  EXTEND,
  IMMEDIATE,
  LOAD,
  type MemoryRow,
  MOVE,
  MULHIGH,
  NEG,
  type Row,
  type Width,
} from './ops.ts';

const widthOf = (value: Value): Width => (value.cls === Cls.l ? 'l' : 'w');

/** An operand of an instruction that, for class w, reads low halves only. */
const operand = (s: Selection, value: Value): Operand =>
  use(value.cls === Cls.w && value.op === Op.trunc ? s.low(value) : s.invariant(value));

/** W instructions: their operands' upper halves do not matter. */
const LOW_ONLY: Readonly<Record<string, boolean>> = { add: true, sub: true, mul: true };

function binary(s: Selection, value: Value, name: keyof typeof BINARY): void {
  const args = value.args.map((one) => (LOW_ONLY[name] ? operand(s, one) : use(s.invariant(one))));
  s.emit(BINARY[name][widthOf(value)], [def(s.vreg(value)), ...args]);
}

/** a op b with an immediate form for constants of 12 bits, which stand second. */
function withImmediate(s: Selection, value: Value, name: 'add' | 'and' | 'or' | 'xor'): void {
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (intOf(a) !== null) [a, b] = [b, a];
  const immediate = s.immediate(b, 12);
  if (immediate === null) {
    binary(s, value, name);
    return;
  }
  const from = name === 'add' ? operand(s, a) : use(s.reg(a));
  s.emit(IMMEDIATE[name][widthOf(value)], [def(s.vreg(value)), from], { immediate });
}

function subtract(s: Selection, value: Value): void {
  const [a, b] = [value.args[0]!, value.args[1]!];
  const w = widthOf(value);
  const by = s.immediate(b, 12);
  if (by !== null && by !== -2048) {
    s.emit(IMMEDIATE.add[w], [def(s.vreg(value)), operand(s, a)], { immediate: -by });
  } else if (intOf(a) === 0n) {
    s.emit(NEG[w], [def(s.vreg(value)), operand(s, b)]);
  } else {
    binary(s, value, 'sub');
  }
}

/** Shifts by `up` bits up and `down` bits down, in 64 bits. */
function shiftPair(s: Selection, value: Value, from: Operand, up: number, down: number): void {
  const high = s.fresh(Cls.l);
  s.emit(IMMEDIATE.shl.l, [def(high), from], { immediate: up });
  s.emit(IMMEDIATE.shr.l, [def(s.vreg(value)), use(high)], { immediate: down });
}

/** Masks of the low bits that are too long for an immediate are two shifts. */
function and(s: Selection, value: Value): void {
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (intOf(a) !== null) [a, b] = [b, a];
  const mask = intOf(b);
  if (mask !== null && mask > 2047n && (mask & (mask + 1n)) === 0n) {
    const unused = 64 - mask.toString(2).length;
    shiftPair(s, value, operand(s, a), unused, unused);
    return;
  }
  if (mask !== null && mask < -2048n && (-mask & (-mask - 1n)) === 0n && -mask < 1n << 31n) {
    const cleared = (-mask).toString(2).length - 1;
    const low = s.fresh(value.cls);
    s.emit(IMMEDIATE.sar.l, [def(low), use(s.reg(a))], { immediate: cleared });
    s.emit(IMMEDIATE.shl.l, [def(s.vreg(value)), use(low)], { immediate: cleared });
    return;
  }
  withImmediate(s, value, 'and');
}

function multiply(s: Selection, value: Value): void {
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (intOf(a) !== null) [a, b] = [b, a];
  const by = intOf(b);
  if (by !== null && by > 0n && (by & (by - 1n)) === 0n) {
    const immediate = by.toString(2).length - 1;
    const w = widthOf(value);
    s.emit(IMMEDIATE.shl[w], [def(s.vreg(value)), operand(s, a)], { immediate });
    return;
  }
  binary(s, value, 'mul');
}

function multiplyHigh(s: Selection, value: Value): void {
  const { signed, unsigned, signedWord, unsignedWord } = MULHIGH;
  const word = value.cls === Cls.w;
  const asSigned = value.op === Op.smulh;
  const chosen = word ? (asSigned ? signedWord : unsignedWord) : asSigned ? signed : unsigned;
  const [a, b] = [use(s.reg(value.args[0]!)), use(s.reg(value.args[1]!))];
  s.emit(chosen, [def(s.vreg(value)), a, b]);
}

/** Counts are taken modulo the width by the instructions themselves. */
function shift(s: Selection, value: Value, name: 'shl' | 'sar' | 'shr'): void {
  const [a, by] = [value.args[0]!, value.args[1]!];
  const w = widthOf(value);
  const count = intOf(by);
  if (count === null) {
    s.emit(BINARY[name][w], [def(s.vreg(value)), operand(s, a), use(s.low(by))]);
    return;
  }
  const immediate = Number(BigInt.asUintN(w === 'l' ? 6 : 5, count));
  // An index that was extended on its way to be scaled.
  if (name === 'shl' && a.op === Op.zextw && s.isSingle(a) && immediate <= 32 && w === 'l') {
    const from = a.args[0]!;
    if (!s.isMaterialized(from)) {
      shiftPair(s, value, operand(s, from), 32, 32 - immediate);
      return;
    }
  }
  s.emit(IMMEDIATE[name][w], [def(s.vreg(value)), operand(s, a)], { immediate });
}

function unary(s: Selection, value: Value, chosen: Row): void {
  s.emit(chosen, [def(s.vreg(value)), operand(s, value.args[0]!)]);
}

const NARROW: Readonly<Record<number, { kind: 'b' | 'h'; rows: MemoryRow; plain: Row }>> = {
  [Op.sextb]: { kind: 'b', rows: LOAD.lb, plain: EXTEND.sextb },
  [Op.zextb]: { kind: 'b', rows: LOAD.lbu, plain: EXTEND.zextb },
  [Op.sexth]: { kind: 'h', rows: LOAD.lh, plain: EXTEND.sexth },
  [Op.zexth]: { kind: 'h', rows: LOAD.lhu, plain: EXTEND.zexth },
};

function loadAs(s: Selection, value: Value, load: Value, rows: MemoryRow): void {
  const memory = addressOf(s, load.args[0]!);
  s.emit(rowFor(rows, memory), [def(s.vreg(value))], { memory });
}

/** Little-endian: the low bytes of a wider object are at its address. */
function extendNarrow(s: Selection, value: Value): void {
  const from = value.args[0]!;
  const { kind, rows, plain } = NARROW[value.op]!;
  const loaded = s.canFoldLoad(from) ? (from.aux as Access).kind : null;
  if (loaded === kind || loaded === 'w' || loaded === 'l' || (loaded === 'h' && kind === 'b')) {
    loadAs(s, value, from, rows);
  } else {
    unary(s, value, plain);
  }
}

/** sextw is what a register of class w holds already; zextw clears the upper half. */
function extendWord(s: Selection, value: Value): void {
  const from = value.args[0]!;
  if (value.op === Op.sextw) {
    if (from.op === Op.trunc && !s.isNeeded(from)) unary(s, value, EXTEND.trunc);
    else s.emit(MOVE[Cls.l]!, [def(s.vreg(value)), use(s.reg(from))]);
    return;
  }
  if (s.canFoldLoad(from)) {
    const { kind, signed } = from.aux as Access;
    const rows = kind === 'w' ? LOAD.lwu : signed ? null : kind === 'b' ? LOAD.lbu : LOAD.lhu;
    if (rows) {
      loadAs(s, value, from, rows);
      return;
    }
  }
  if (isNonNegative(from)) s.emit(MOVE[Cls.l]!, [def(s.vreg(value)), use(s.reg(from))]);
  else unary(s, value, EXTEND.zextw);
}

/** Extensions of a word that its register has already. */
export function extendedAlready(value: Value): Value | null {
  const from = value.args[0]!;
  if (value.op === Op.sextw) return from.op === Op.trunc ? null : from;
  return value.op === Op.zextw && from.op !== Op.load && isNonNegative(from) ? from : null;
}

/** Whether a word's top bit is known to be clear, so that both extensions are one. */
function isNonNegative(value: Value): boolean {
  const { op, args } = value;
  if (op === Op.zextb || op === Op.zexth || (op >= Op.ceq && op <= Op.cuo)) return true;
  if (op === Op.load) {
    const { kind, signed } = value.aux as Access;
    return !signed && (kind === 'b' || kind === 'h');
  }
  const by = args.length === 2 ? intOf(args[1]!) : null;
  if (op === Op.and) return by !== null && by >= 0n;
  return op === Op.shr && by !== null && (by & 31n) !== 0n;
}

function truncate(s: Selection, value: Value): void {
  const from = value.args[0]!;
  if (s.canFoldLoad(from) && ['w', 'l'].includes((from.aux as Access).kind)) {
    loadAs(s, value, from, LOAD.lw);
  } else {
    s.emit(EXTEND.trunc, [def(s.vreg(value)), use(s.reg(from))]);
  }
}

/** Selects a value of an integer op. Gives false for ops that are not integer arithmetic. */
export function selectInteger(s: Selection, value: Value): boolean {
  switch (value.op) {
    case Op.add:
      withImmediate(s, value, 'add');
      return true;
    case Op.sub:
      subtract(s, value);
      return true;
    case Op.mul:
      multiply(s, value);
      return true;
    case Op.div:
      binary(s, value, 'div');
      return true;
    case Op.udiv:
      binary(s, value, 'udiv');
      return true;
    case Op.rem:
      binary(s, value, 'rem');
      return true;
    case Op.urem:
      binary(s, value, 'urem');
      return true;
    case Op.neg:
      unary(s, value, NEG[widthOf(value)]);
      return true;
    case Op.and:
      and(s, value);
      return true;
    case Op.or:
      withImmediate(s, value, 'or');
      return true;
    case Op.xor:
      withImmediate(s, value, 'xor');
      return true;
    case Op.shl:
      shift(s, value, 'shl');
      return true;
    case Op.sar:
      shift(s, value, 'sar');
      return true;
    case Op.shr:
      shift(s, value, 'shr');
      return true;
    case Op.smulh:
    case Op.umulh:
      multiplyHigh(s, value);
      return true;
    case Op.sextb:
    case Op.zextb:
    case Op.sexth:
    case Op.zexth:
      extendNarrow(s, value);
      return true;
    case Op.sextw:
    case Op.zextw:
      extendWord(s, value);
      return true;
    case Op.trunc:
      truncate(s, value);
      return true;
    default:
      return false;
  }
}
