/** fold's rules for conversions, floating point, choices and branches. */
import { changeEnd, jumpTo, takenSuccessor } from '../../ir/cfg.ts';
import type { Access, Block, BranchInfo, Func, Value } from '../../ir/ir.ts';
import { Cls, isFloatClass, isIntegerClass, OP_COMPARES, Op } from '../../ir/ops.ts';
import { signedBits, unsignedBits } from '../bits.ts';
import { type Folder, isConstant, isInt, type Rule } from './folder.ts';
import { inverseCompare } from './relations.ts';

const EXTENSION_BITS = new Map<Op, number>([
  [Op.sextb, 8],
  [Op.zextb, 8],
  [Op.sexth, 16],
  [Op.zexth, 16],
]);

/** sextb, zextb, sexth, zexth. */
const extendLow: Rule = (f, v) => {
  const x = v.args[0]!;
  const bits = EXTENSION_BITS.get(v.op)!;
  const signed = v.op === Op.sextb || v.op === Op.sexth;
  if (signed ? signedBits(x) <= bits : unsignedBits(x) <= bits) return x;
  const inner = EXTENSION_BITS.get(x.op) ?? 0;
  if (inner >= bits) return f.become(v, v.op, [x.args[0]!]);
  if (x.op === Op.and && x.args[1]!.op === Op.int) {
    const mask = x.args[1]!.aux as bigint;
    if (BigInt.asIntN(bits, mask) === -1n) return f.become(v, v.op, [x.args[0]!]);
  }
  if (x.op === Op.trunc && unsignedBits(x.args[0]!) <= bits && !signed) return null;
  return asLoad(f, v, x, bits, signed);
};

/** Extending what was just loaded is a load that extends so. */
function asLoad(f: Folder, v: Value, x: Value, bits: number, signed: boolean): Value | null {
  if (x.op !== Op.load || !f.single(x)) return null;
  const access = x.aux as Access;
  const size = access.kind === 'b' ? 8 : access.kind === 'h' ? 16 : access.kind === 'w' ? 32 : 64;
  if (size !== bits || access.order >= 0 || !isIntegerClass(x.cls)) return null;
  x.aux = { ...access, signed };
  x.cls = v.cls;
  return x;
}

const extendWord: Rule = (f, v) => {
  const x = v.args[0]!;
  if (x.op === Op.trunc) {
    const from = x.args[0]!;
    const fits = v.op === Op.sextw ? signedBits(from) <= 32 : unsignedBits(from) <= 32;
    return fits ? from : null;
  }
  return asLoad(f, v, x, 32, v.op === Op.sextw) ?? extendSubWord(f, v, x);
};

/** A byte or half loaded for a 64-bit use is loaded in that class. */
function extendSubWord(f: Folder, v: Value, x: Value): Value | null {
  if (x.op !== Op.load || !f.single(x)) return null;
  const access = x.aux as Access;
  if ((access.kind !== 'b' && access.kind !== 'h') || access.order >= 0) return null;
  if (access.signed && v.op === Op.zextw) return null;
  x.cls = Cls.l;
  return x;
}

const trunc: Rule = (f, v) => {
  const x = v.args[0]!;
  switch (x.op) {
    case Op.sextw:
    case Op.zextw:
      return x.args[0]!;
    case Op.zextb:
    case Op.sextb:
    case Op.zexth:
    case Op.sexth:
      if (!f.single(x)) return null;
      return f.become(v, x.op, [f.emit(v, Op.trunc, Cls.w, [x.args[0]!])]);
    case Op.and:
      if (x.args[1]!.op === Op.int && BigInt.asIntN(32, x.args[1]!.aux as bigint) === -1n) {
        return f.become(v, Op.trunc, [x.args[0]!]);
      }
      return narrow(f, v, x);
    case Op.add:
    case Op.sub:
    case Op.mul:
    case Op.or:
    case Op.xor:
      return narrow(f, v, x);
    case Op.select: {
      const [c, a, b] = x.args as [Value, Value, Value];
      if (!f.single(x) || !isShort(a) || !isShort(b)) return null;
      return f.become(v, Op.select, [c, shorten(f, v, a), shorten(f, v, b)]);
    }
    default:
      return null;
  }
};

/** The low half of a sum, product ... of extended words is computed on the words. */
function narrow(f: Folder, v: Value, x: Value): Value | null {
  const [a, b] = x.args as [Value, Value];
  if (!f.single(x) || !isShort(a) || !isShort(b)) return null;
  return f.become(v, x.op, [shorten(f, v, a), shorten(f, v, b)]);
}

function isShort(value: Value): boolean {
  return value.op === Op.sextw || value.op === Op.zextw || value.op === Op.int;
}

function shorten(f: Folder, v: Value, value: Value): Value {
  if (value.op !== Op.int) return value.args[0]!;
  return f.compute(Op.trunc, Cls.w, value) ?? f.emit(v, Op.trunc, Cls.w, [value]);
}

const cast: Rule = (f, v) => {
  const x = v.args[0]!;
  if (x.cls === v.cls) return x;
  if (x.op === Op.cast) {
    const from = x.args[0]!;
    return from.cls === v.cls ? from : f.become(v, Op.cast, [from]);
  }
  return null;
};

const convertFloat: Rule = (f, v) => {
  const x = v.args[0]!;
  if (x.cls === v.cls) return x;
  if (x.op === Op.fcvt && x.args[0]!.cls < x.cls) {
    const from = x.args[0]!;
    // Widening lost nothing.
    return from.cls === v.cls ? from : f.become(v, Op.fcvt, [from]);
  }
  if (v.cls === Cls.s && x.cls === Cls.d && f.single(x)) return narrowFloat(f, v, x);
  return null;
};

/**
 * Rounding once to double and again to float is rounding once to float for these ops (Figueroa
 * 1995).
 */
function narrowFloat(f: Folder, v: Value, x: Value): Value | null {
  if (x.op === Op.neg || x.op === Op.fabs || x.op === Op.sqrt) {
    const a = single(f, x.args[0]!);
    return a && f.become(v, x.op, [a]);
  }
  if (x.op !== Op.add && x.op !== Op.sub && x.op !== Op.mul && x.op !== Op.div) return null;
  const a = single(f, x.args[0]!);
  const b = single(f, x.args[1]!);
  return a && b && f.become(v, x.op, [a, b]);
}

function single(f: Folder, x: Value): Value | null {
  if (x.op === Op.fcvt && x.args[0]!.cls === Cls.s) return x.args[0]!;
  if (x.op !== Op.float || typeof x.aux !== 'number') return null;
  return Object.is(Math.fround(x.aux), x.aux) ? f.func.float(Cls.s, x.aux) : null;
}

function isFloat(value: Value, number: number): boolean {
  return value.op === Op.float && Object.is(value.aux, number);
}

/** Sums, products ... of floats: only what holds for every value, both zeros and NaN. */
export const floatRule: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value | undefined];
  switch (v.op) {
    case Op.add:
      return isFloat(y!, -0) ? x : y!.op === Op.neg ? f.become(v, Op.sub, [x, y!.args[0]!]) : null;
    case Op.sub:
      if (isFloat(y!, 0)) return x;
      return y!.op === Op.neg ? f.become(v, Op.add, [x, y!.args[0]!]) : null;
    case Op.mul:
      if (isFloat(y!, 1)) return x;
      if (isFloat(y!, 2)) return f.become(v, Op.add, [x, x]);
      return isFloat(y!, -1) ? f.become(v, Op.neg, [x]) : null;
    case Op.div:
      if (isFloat(y!, 1)) return x;
      return isFloat(y!, -1) ? f.become(v, Op.neg, [x]) : byReciprocal(f, v, x, y!);
    case Op.neg:
      return x.op === Op.neg ? x.args[0]! : null;
    default:
      return null;
  }
};

/**
 * Division by a power of two whose inverse is a normal number is multiplication by that inverse.
 */
function byReciprocal(f: Folder, v: Value, x: Value, y: Value): Value | null {
  if (y.op !== Op.float || typeof y.aux !== 'number' || v.cls === Cls.e) return null;
  const exponent = Math.log2(Math.abs(y.aux));
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 120) return null;
  if (2 ** exponent !== Math.abs(y.aux)) return null;
  return f.become(v, Op.mul, [x, f.func.float(v.cls, 1 / y.aux)]);
}

const fabs: Rule = (f, v) => {
  const x = v.args[0]!;
  if (x.op === Op.fabs) return x;
  return x.op === Op.neg ? f.become(v, Op.fabs, [x.args[0]!]) : null;
};

const select: Rule = (f, v) => {
  const [c, a, b] = v.args as [Value, Value, Value];
  if (c.op === Op.int) return c.aux !== 0n ? a : b;
  if (a === b) return a;
  const condition = withoutTest(c);
  if (condition && condition.value.cls === Cls.w) {
    const { value, inverted } = condition;
    return f.become(v, Op.select, inverted ? [value, b, a] : [value, a, b]);
  }
  if (v.cls === Cls.w && a.op === Op.int && b.op === Op.int) {
    const inverse = OP_COMPARES[c.op] ? inverseCompare(c) : -1;
    if (a.aux === 1n && b.aux === 0n) {
      return OP_COMPARES[c.op] ? c : f.become(v, Op.cne, [c, f.int(Cls.w, 0n)]);
    }
    if (a.aux === 0n && b.aux === 1n) {
      if (inverse >= 0) return f.become(v, inverse, [...c.args]);
      return f.become(v, Op.ceq, [c, f.int(Cls.w, 0n)]);
    }
  }
  // Of comparisons, c && a is c & a, and c || b is c | b.
  if (v.cls === Cls.w && OP_COMPARES[c.op]) {
    if (OP_COMPARES[a.op] && isInt(b, 0n)) return f.become(v, Op.and, [c, a]);
    if (OP_COMPARES[b.op] && isInt(a, 1n)) return f.become(v, Op.or, [c, b]);
  }
  // x == k ? k : x is x; x != k ? x : k is x.
  if (c.op === Op.ceq && isIntegerClass(c.args[0]!.cls)) {
    const [x, y] = c.args;
    if ((a === x && b === y) || (a === y && b === x)) return b;
  }
  if (c.op === Op.cne && isIntegerClass(c.args[0]!.cls)) {
    const [x, y] = c.args;
    if ((a === x && b === y) || (a === y && b === x)) return a;
  }
  return null;
};

/** What a test against zero tests: `cne x, 0` is x and `ceq x, 0` is its opposite. */
function withoutTest(c: Value): { value: Value; inverted: boolean } | null {
  if (c.op !== Op.ceq && c.op !== Op.cne) return null;
  const [x, y] = c.args as [Value, Value];
  return isInt(y, 0n) ? { value: x, inverted: c.op === Op.ceq } : null;
}

/** What is constant by now is so; what is not may become it. */
const constantp: Rule = (f, v) => (isConstant(v.args[0]!) ? f.int(Cls.w, 1) : null);

/** The rules of this file by op; those of float arithmetic are told apart by class. */
export const OTHER_RULES: readonly (readonly [Op, Rule])[] = [
  [Op.sextb, extendLow],
  [Op.zextb, extendLow],
  [Op.sexth, extendLow],
  [Op.zexth, extendLow],
  [Op.sextw, extendWord],
  [Op.zextw, extendWord],
  [Op.trunc, trunc],
  [Op.cast, cast],
  [Op.fcvt, convertFloat],
  [Op.fabs, fabs],
  [Op.select, select],
  [Op.constantp, constantp],
];

/** Simplifies a block's end: decided branches become jumps, tests for zero go. */
export function foldEnd(func: Func, block: Block): boolean {
  const { end } = block;
  if (end.op !== Op.br && end.op !== Op.switch) return false;
  const operand = end.args[0]!;
  if (operand.op === Op.int) {
    jumpTo(func, block, takenSuccessor(block, operand.aux as bigint)!);
    return true;
  }
  if (block.succs.length === 1) {
    jumpTo(func, block, block.succs[0]!);
    return true;
  }
  if (end.op === Op.switch) return false;
  if (operand.op === Op.sextw || operand.op === Op.zextw) {
    end.args = [operand.args[0]!];
    return true;
  }
  const test = withoutTest(operand);
  if (!test || isFloatClass(test.value.cls)) return false;
  end.args = [test.value];
  if (test.inverted) swapBranch(block);
  return true;
}

/** Exchanges the successors of a br. */
export function swapBranch(block: Block): void {
  const info = block.end.aux as BranchInfo | null;
  if (info && info.likely !== 'unknown') {
    block.end.aux = { likely: info.likely === 'likely' ? 'unlikely' : 'likely' };
  }
  changeEnd(block, block.end, [block.succs[1]!, block.succs[0]!]);
}
