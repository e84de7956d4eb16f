/** Selection of integer arithmetic, shifts, extensions and selects. */
import { type Access, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { ANY, def, defEarly, fixed, use, type VirtualRegister } from '../machine/code.ts';
import { APART } from '../machine/early-exits.ts';
import { EMPTY_PARTS, type Selection } from '../machine/selection.ts';
import { addressOf } from './address.ts';
import { pairOf } from './halves.ts';
import {
  ALU,
  type Alu,
  BSWAP,
  CLZ,
  CTZ,
  DIVIDE,
  EXTEND,
  IMUL,
  LEA,
  LOAD,
  MOVE,
  MOVE_APART,
  MULHIGH,
  NEG,
  NOT,
  type Row,
  SEXTW,
  SHIFT,
  ZEXTW,
  ZEXTW_FREE,
} from './ops.ts';
import { RAX, RCX, RDX } from './registers.ts';

export type IntegerWidth = 'w' | 'l';
export const widthOf = (value: Value): IntegerWidth => (value.cls === Cls.l ? 'l' : 'w');

/** Whether a load reads just what an operation of its class needs from memory. */
export function isFullLoad(s: Selection, value: Value): boolean {
  if (!s.canFoldLoad(value)) return false;
  const { kind } = value.aux as Access;
  return kind === FULL_KINDS[value.cls];
}

const FULL_KINDS = ['', 'w', 'l', 's', 'd', 'e', 'v', 'y'] as const;

/** a op b for the two-address operations. */
function binary(s: Selection, value: Value, table: Alu, commutes: boolean): void {
  const w = widthOf(value);
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (commutes && (intOf(a) !== null || prefersRight(s, value, a, b))) [a, b] = [b, a];
  const immediate = s.immediate(b, 32);
  if (immediate !== null) {
    s.emit(table.ri[w], [s.defInPlace(value), use(s.low(a))], { immediate });
    return;
  }
  if (isFullLoad(s, b)) {
    const memory = addressOf(s, b.args[0]!);
    s.emit(table.rm[w], [s.defInPlace(value), use(s.low(a))], { memory });
    return;
  }
  s.emit(table.rr[w], [s.defInPlace(value), use(s.low(a)), use(s.invariant(b), ANY)]);
}

/**
 * Which operand of a commutative operation the result should take the place of: one that dies
 * here, and best the phi that the result is the next value of.
 */
export function prefersRight(s: Selection, value: Value, a: Value, b: Value): boolean {
  if (intOf(b) !== null) return false;
  if (isFullLoad(s, a)) return !isFullLoad(s, b);
  if (isFullLoad(s, b)) return false;
  return fitness(s, b, value) > fitness(s, a, value);
}

/** How fit an operand's place is for a result: 1 where it dies here, 2 where it is to be there. */
function fitness(s: Selection, operand: Value, value: Value): number {
  if (becomes(operand, value) && !s.isReadBehind(operand)) return 2;
  return s.isMaterialized(operand) || s.outlives(operand) ? 0 : 1;
}

/** Most operations between a value and what a phi gets of it. */
const MAX_STEPS = 3;

function becomes(phi: Value, value: Value): boolean {
  return phi.op === Op.phi && phi.args.some((arg) => growsFrom(arg, value));
}

/** Whether one value is made of another in place, by two-address operations of its block. */
function growsFrom(last: Value, first: Value): boolean {
  let value = last;
  for (let steps = 0; steps <= MAX_STEPS; steps++) {
    if (value === first) return true;
    if (value.block !== first.block || value.op < Op.add || value.op > Op.rotl) return false;
    value = value.args[0]!;
  }
  return false;
}

/** Sums that live beside their operands are made by lea, the others in place. */
function add(s: Selection, value: Value): void {
  const w = widthOf(value);
  const [a, b] = [value.args[0]!, value.args[1]!];
  const immediate = s.immediate(b, 32) ?? s.immediate(a, 32);
  if (immediate !== null) {
    const other = s.immediate(b, 32) !== null ? a : b;
    if (!s.outlives(other) && !s.isMaterialized(other)) {
      s.emit(ALU.add.ri[w], [s.defInPlace(value), use(s.low(other))], { immediate });
      return;
    }
    leaSum(s, value);
    return;
  }
  if (isFullLoad(s, a) || isFullLoad(s, b)) {
    binary(s, value, ALU.add, true);
    return;
  }
  const dies = (one: Value): boolean => !s.outlives(one) && !isShift(one);
  if (dies(a) || dies(b)) {
    if (!isShift(a) && !isShift(b)) {
      binary(s, value, ALU.add, true);
      return;
    }
  }
  leaSum(s, value);
}

const isShift = (value: Value): boolean => {
  const by = value.op === Op.shl ? intOf(value.args[1]!) : null;
  return by !== null && by >= 1n && by <= 3n;
};

function leaSum(s: Selection, value: Value): void {
  const w = widthOf(value);
  if (w === 'l') {
    const memory = addressOf(s, value, true);
    s.emit(LEA.l, [def(s.vreg(value))], { memory });
    return;
  }
  const memory = { ...EMPTY_PARTS };
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (intOf(a) !== null || isScaled(s, a)) [a, b] = [b, a];
  const by = s.immediate(b, 32);
  if (by !== null) {
    memory.displacement = by;
    if (isScaled(s, a)) {
      memory.index = s.low(a.args[0]!);
      memory.scale = (1 << Number(intOf(a.args[1]!))) as 2 | 4 | 8;
    } else {
      memory.base = s.low(a);
    }
  } else {
    memory.base = s.low(a);
    if (isScaled(s, b)) {
      memory.index = s.low(b.args[0]!);
      memory.scale = (1 << Number(intOf(b.args[1]!))) as 2 | 4 | 8;
    } else {
      memory.index = s.low(b);
    }
  }
  s.emit(LEA.w, [def(s.vreg(value))], { memory });
}

const isScaled = (s: Selection, value: Value): boolean => isShift(value) && s.isSingle(value);

function multiply(s: Selection, value: Value): void {
  if (isMadeAlong(s, value)) return;
  const w = widthOf(value);
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (intOf(a) !== null || (isFullLoad(s, a) && !isFullLoad(s, b))) [a, b] = [b, a];
  const immediate = s.immediate(b, 32);
  if (immediate === 3 || immediate === 5 || immediate === 9) {
    const one = s.low(a);
    const scale = (immediate - 1) as 2 | 4 | 8;
    s.emit(LEA[w], [def(s.vreg(value))], {
      memory: { ...EMPTY_PARTS, base: one, index: one, scale },
    });
  } else if (immediate !== null && isFullLoad(s, a)) {
    const memory = addressOf(s, a.args[0]!);
    s.emit(IMUL.rmi[w], [def(s.vreg(value))], { immediate, memory });
  } else if (immediate !== null) {
    s.emit(IMUL.rri[w], [def(s.vreg(value)), use(s.low(a), ANY)], { immediate });
  } else if (isFullLoad(s, b)) {
    const memory = addressOf(s, b.args[0]!);
    s.emit(IMUL.rm[w], [s.defInPlace(value), use(s.low(a))], { memory });
  } else {
    if (prefersRight(s, value, a, b)) [a, b] = [b, a];
    s.emit(IMUL.rr[w], [s.defInPlace(value), use(s.low(a)), use(s.invariant(b), ANY)]);
  }
}

function divide(s: Selection, value: Value): void {
  const w = widthOf(value);
  const { op } = value;
  const pair = pairOf(value);
  if (pair && !pair.isSecond && s.isNeeded(pair.other)) return;
  const table = op === Op.div || op === Op.rem ? DIVIDE.signed : DIVIDE.unsigned;
  const a = s.low(value.args[0]!);
  const b = s.low(value.args[1]!);
  const result = s.vreg(value);
  const beside = pair?.isSecond ? s.vreg(pair.other) : s.fresh(value.cls);
  // %rdx is written before the divisor is read; %rax still holds the dividend then.
  if (op === Op.div || op === Op.udiv) {
    s.emit(table[w], [
      def(result, fixed(RAX)),
      use(a, fixed(RAX)),
      use(b, ANY),
      defEarly(beside, fixed(RDX)),
    ]);
  } else if (pair?.isSecond) {
    s.emit(table[w], [
      def(beside, fixed(RAX)),
      use(a, fixed(RAX)),
      use(b, ANY),
      defEarly(result, fixed(RDX)),
    ]);
  } else {
    s.emit(table[w], [defEarly(result, fixed(RDX)), use(a, fixed(RAX)), use(b, ANY)], {
      clobbers: [RAX],
    });
  }
}

/** Makes both halves of a product where this is the latter; whether nothing is left to do. */
function isMadeAlong(s: Selection, value: Value): boolean {
  const pair = pairOf(value);
  if (!pair) return false;
  if (!pair.isSecond) return s.isNeeded(pair.other);
  const [low, high] = value.op === Op.umulh ? [pair.other, value] : [value, pair.other];
  const [a, b] = [s.low(value.args[0]!), s.invariant(value.args[1]!)];
  s.emit(MULHIGH.unsigned[widthOf(value)], [
    def(s.vreg(high), fixed(RDX)),
    use(a, fixed(RAX)),
    use(b, ANY),
    def(s.vreg(low), fixed(RAX)),
  ]);
  return true;
}

function multiplyHigh(s: Selection, value: Value): void {
  if (isMadeAlong(s, value)) return;
  const table = value.op === Op.smulh ? MULHIGH.signed : MULHIGH.unsigned;
  const [a, b] = [s.low(value.args[0]!), s.invariant(value.args[1]!)];
  s.emit(table[widthOf(value)], [def(s.vreg(value), fixed(RDX)), use(a, fixed(RAX)), use(b, ANY)], {
    clobbers: [RAX],
  });
}

function shift(s: Selection, value: Value, name: keyof typeof SHIFT): void {
  const w = widthOf(value);
  const [a, count] = [value.args[0]!, value.args[1]!];
  const by = intOf(count);
  const mask = w === 'l' ? 63n : 31n;
  if (by !== null) {
    const immediate = Number(by & mask);
    if (name === 'shl' && immediate >= 1 && immediate <= 3 && s.outlives(a)) {
      const scale = (1 << immediate) as 2 | 4 | 8;
      const memory = { ...EMPTY_PARTS, index: s.low(a), scale };
      s.emit(LEA[w], [def(s.vreg(value))], { memory });
      return;
    }
    s.emit(SHIFT[name].ri[w], [s.defInPlace(value), use(s.low(a))], { immediate });
    return;
  }
  const bits = s.low(shiftCount(s, count, mask));
  s.emit(SHIFT[name].rc[w], [s.defInPlace(value), use(s.low(a)), use(bits, fixed(RCX))]);
}

/** The machine takes counts modulo the width itself: a mask of just that is left out. */
function shiftCount(s: Selection, count: Value, mask: bigint): Value {
  if (count.op !== Op.and || !s.isSingle(count)) return count;
  const by = intOf(count.args[1]!);
  return by !== null && (by & mask) === mask ? count.args[0]! : count;
}

function and(s: Selection, value: Value): void {
  const [a, b] = [value.args[0]!, value.args[1]!];
  const mask = intOf(b);
  const w = widthOf(value);
  if (mask === 0xffn) {
    extendFrom(s, value, EXTEND.zextb[w], a);
    return;
  }
  if (mask === 0xffffn) {
    extendFrom(s, value, EXTEND.zexth[w], a);
    return;
  }
  if (mask === 0xffffffffn) {
    s.emit(ZEXTW, [def(s.vreg(value)), use(s.low(a), ANY)]);
    return;
  }
  // A mask that fits 31 bits clears the upper half, too: the 32-bit form is shorter.
  if (w === 'l' && mask !== null && mask >= 0n && mask <= 0x7fffffffn) {
    s.emit(ALU.and.ri.w, [s.defInPlace(value), use(s.low(a))], { immediate: mask });
    return;
  }
  binary(s, value, ALU.and, true);
}

function extendFrom(s: Selection, value: Value, row: Row, from: Value): void {
  s.emit(row, [def(s.vreg(value)), use(s.low(from), ANY)]);
}

const LOADED = {
  sextb: { w: LOAD.movsbl, l: LOAD.movsbq, kind: 'b' },
  zextb: { w: LOAD.movzbl, l: LOAD.movzbl, kind: 'b' },
  sexth: { w: LOAD.movswl, l: LOAD.movswq, kind: 'h' },
  zexth: { w: LOAD.movzwl, l: LOAD.movzwl, kind: 'h' },
} as const;

function extend(s: Selection, value: Value, name: keyof typeof EXTEND): void {
  const from = value.args[0]!;
  const w = widthOf(value);
  const { kind } = LOADED[name];
  if (s.canFoldLoad(from) && wideEnough((from.aux as Access).kind, kind)) {
    s.emit(LOADED[name][w], [def(s.vreg(value))], { memory: addressOf(s, from.args[0]!) });
    return;
  }
  extendFrom(s, value, EXTEND[name][w], from);
}

/** Little-endian: the low bytes of a wider object are at its address. */
const wideEnough = (kind: Access['kind'], wanted: 'b' | 'h'): boolean =>
  kind === wanted || kind === 'w' || kind === 'l' || (wanted === 'b' && kind === 'h');

function extendWord(s: Selection, value: Value): void {
  const from = value.args[0]!;
  const signed = value.op === Op.sextw;
  const result = def(s.vreg(value));
  if (s.canFoldLoad(from)) {
    const { kind, signed: sign } = from.aux as Access;
    const memory = addressOf(s, from.args[0]!);
    // A narrow load extended to 32 bits and then further: signs go all the way, else zeros do.
    if (kind === 'w') s.emit(signed ? LOAD.movslq : LOAD.movl, [result], { memory });
    else if (kind === 'b' && sign === signed)
      s.emit(sign ? LOAD.movsbq : LOAD.movzbl, [result], { memory });
    else if (kind === 'h' && sign === signed)
      s.emit(sign ? LOAD.movswq : LOAD.movzwl, [result], { memory });
    else if (!sign) s.emit(kind === 'b' ? LOAD.movzbl : LOAD.movzwl, [result], { memory });
    else s.emit(kind === 'b' ? LOAD.movsbl : LOAD.movswl, [result], { memory });
    return;
  }
  if (signed) s.emit(SEXTW, [result, use(s.low(from), ANY)]);
  else s.emit(clearsUpperHalf(from) ? ZEXTW_FREE : ZEXTW, [result, use(s.low(from), ANY)]);
}

const ZERO_EXTENDING = new Set<number>([
  Op.add,
  Op.sub,
  Op.mul,
  Op.div,
  Op.udiv,
  Op.rem,
  Op.urem,
  Op.neg,
  Op.and,
  Op.or,
  Op.xor,
  Op.shl,
  Op.sar,
  Op.shr,
  Op.rotl,
  Op.clz,
  Op.ctz,
  Op.bswap,
  Op.load,
  Op.ceq,
  Op.cne,
  Op.cslt,
  Op.csle,
  Op.csgt,
  Op.csge,
  Op.cult,
  Op.cule,
  Op.cugt,
  Op.cuge,
  Op.sextb,
  Op.zextb,
  Op.sexth,
  Op.zexth,
]);

/** Whether the row that makes a value of class w writes 32 bits, which zeroes the other half. */
const clearsUpperHalf = (value: Value): boolean =>
  ZERO_EXTENDING.has(value.op) && value.cls === Cls.w;

function xor(s: Selection, value: Value): void {
  if (intOf(value.args[1]!) === -1n) {
    s.emit(NOT[widthOf(value)], [s.defInPlace(value), use(s.low(value.args[0]!))]);
    return;
  }
  binary(s, value, ALU.xor, true);
}

function twoAddress(s: Selection, value: Value, row: Row): void {
  s.emit(row, [s.defInPlace(value), use(s.low(value.args[0]!))]);
}

/** trunc, copy and undefined bits: a plain copy. */
export function copy(s: Selection, value: Value): void {
  const from: VirtualRegister = s.low(value.args[0]!);
  const rows = value.op === Op.copy && value.aux === APART ? MOVE_APART : MOVE;
  s.emit(value.cls === Cls.l ? rows.l : rows.w, [def(s.vreg(value)), use(from, ANY)]);
}

function truncate(s: Selection, value: Value): void {
  const from = value.args[0]!;
  if (isFullLoad(s, from)) {
    s.emit(LOAD.movl, [def(s.vreg(value))], { memory: addressOf(s, from.args[0]!) });
    return;
  }
  copy(s, value);
}

/** Selects a value of an integer op. Gives false for ops that are not integer arithmetic. */
export function selectInteger(s: Selection, value: Value): boolean {
  const w = widthOf(value);
  switch (value.op) {
    case Op.add:
      add(s, value);
      return true;
    case Op.sub:
      subtract(s, value);
      return true;
    case Op.mul:
      multiply(s, value);
      return true;
    case Op.div:
    case Op.udiv:
    case Op.rem:
    case Op.urem:
      divide(s, value);
      return true;
    case Op.neg:
      twoAddress(s, value, NEG[w]);
      return true;
    case Op.and:
      and(s, value);
      return true;
    case Op.or:
      binary(s, value, ALU.or, true);
      return true;
    case Op.xor:
      xor(s, value);
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
    case Op.rotl:
      shift(s, value, 'rol');
      return true;
    case Op.smulh:
    case Op.umulh:
      multiplyHigh(s, value);
      return true;
    case Op.clz:
      extendFrom(s, value, CLZ[w], value.args[0]!);
      return true;
    case Op.ctz:
      extendFrom(s, value, CTZ[w], value.args[0]!);
      return true;
    case Op.bswap:
      twoAddress(s, value, BSWAP[w]);
      return true;
    case Op.sextb:
      extend(s, value, 'sextb');
      return true;
    case Op.zextb:
      extend(s, value, 'zextb');
      return true;
    case Op.sexth:
      extend(s, value, 'sexth');
      return true;
    case Op.zexth:
      extend(s, value, 'zexth');
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

function subtract(s: Selection, value: Value): void {
  const by = s.immediate(value.args[1]!, 32);
  const a = value.args[0]!;
  if (by !== null && by !== -0x80000000 && s.outlives(a)) {
    const memory = { ...EMPTY_PARTS, base: s.low(a), displacement: -by };
    s.emit(LEA[widthOf(value)], [def(s.vreg(value))], { memory });
    return;
  }
  if (intOf(a) === 0n) {
    s.emit(NEG[widthOf(value)], [s.defInPlace(value), use(s.low(value.args[1]!))]);
    return;
  }
  binary(s, value, ALU.sub, false);
}
