/**
 * fold's rules for integer arithmetic, logic and shifts. Constants stand right (fold.ts sees to
 * it).
 */
import { isNoWrap, type Value } from '../../ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../../ir/ops.ts';
import { bitLength, powerOfTwo, unsignedBits, widthOf } from '../bits.ts';
import {
  type Folder,
  factorOf,
  isInt,
  markOf,
  markOfJoined,
  moveSymbol,
  type Rule,
} from './folder.ts';
import { inverseCompare } from './relations.ts';
import { joinTests } from './sets.ts';

const add: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (y.op === Op.int) {
    if (y.aux === 0n) return x;
    if (x.op === Op.symbol) return moveSymbol(f, x, y);
    if (x.op === Op.add && x.args[1]!.op === Op.int) {
      const c = x.args[1]!;
      const sum = f.compute(Op.add, v.cls, c, y);
      return sum && f.become(v, Op.add, [x.args[0]!, sum], markOfJoined(v, x, [c, y], sum));
    }
    if (x.op === Op.add && x.args[0]!.op === Op.symbol && f.single(x)) {
      const moved = moveSymbol(f, x.args[0]!, y);
      return moved && f.become(v, Op.add, [moved, x.args[1]!]);
    }
    if (x.op === Op.sub && x.args[0]!.op === Op.int) {
      const c = x.args[0]!;
      const sum = f.compute(Op.add, v.cls, c, y);
      return sum && f.become(v, Op.sub, [sum, x.args[1]!], markOfJoined(v, x, [c, y], sum));
    }
    return null;
  }
  if (y.op === Op.neg) return f.become(v, Op.sub, [x, y.args[0]!], markOf(v, y));
  if (x.op === Op.neg) return f.become(v, Op.sub, [y, x.args[0]!], markOf(v, x));
  if (x.op === Op.sub && x.args[1] === y) return x.args[0]!;
  if (y.op === Op.sub && y.args[1] === x) return y.args[0]!;
  // The constant of an address comes last: (a + c) + b is (a + b) + c.
  // What is known not to wrap stays so, to be extended part by part.
  if (v.cls === Cls.w && isNoWrap(v)) return null;
  const address = v.cls === Cls.l;
  if (x.op === Op.add && x.args[1]!.op === Op.int && (address || f.single(x))) {
    const sum = f.emit(v, Op.add, v.cls, [x.args[0]!, y]);
    return f.become(v, Op.add, [sum, x.args[1]!]);
  }
  if (y.op === Op.add && y.args[1]!.op === Op.int && (address || f.single(y))) {
    const sum = f.emit(v, Op.add, v.cls, [x, y.args[0]!]);
    return f.become(v, Op.add, [sum, y.args[1]!]);
  }
  return null;
};

const sub: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (x === y) return f.int(v.cls, 0n);
  if (y.op === Op.int) {
    const minus = f.compute(Op.neg, v.cls, y);
    return minus && f.become(v, Op.add, [x, minus], minus === y ? null : markOf(v));
  }
  if (isInt(x, 0n)) return f.become(v, Op.neg, [y], markOf(v));
  if (y.op === Op.neg) return f.become(v, Op.add, [x, y.args[0]!], markOf(v, y));
  if (x.op === Op.add && x.args[0] === y) return x.args[1]!;
  if (x.op === Op.add && x.args[1] === y) return x.args[0]!;
  if (x.op === Op.sub && x.args[0] === y) return f.become(v, Op.neg, [x.args[1]!], markOf(v, x));
  if (y.op === Op.sub && y.args[0] === x) return y.args[1]!;
  if (y.op === Op.add && y.args[0] === x) return f.become(v, Op.neg, [y.args[1]!], markOf(v, y));
  if (y.op === Op.add && y.args[1] === x) return f.become(v, Op.neg, [y.args[0]!], markOf(v, y));
  if (x.op === Op.int && y.op === Op.add && y.args[1]!.op === Op.int) {
    const rest = f.compute(Op.sub, v.cls, x, y.args[1]!);
    return rest && f.become(v, Op.sub, [rest, y.args[0]!]);
  }
  return null;
};

const mul: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (y.op !== Op.int) return null;
  if (y.aux === 0n) return y;
  if (y.aux === 1n) return x;
  if (y.aux === -1n) return f.become(v, Op.neg, [x], markOf(v));
  const power = powerOfTwo(y);
  if (power > 0) {
    const mark = (y.aux as bigint) > 0n ? markOf(v) : null;
    return f.become(v, Op.shl, [x, f.int(Cls.w, power)], mark);
  }
  if (x.op === Op.mul && x.args[1]!.op === Op.int) {
    const c = x.args[1]!;
    const product = f.compute(Op.mul, v.cls, c, y);
    return (
      product && f.become(v, Op.mul, [x.args[0]!, product], markOfJoined(v, x, [c, y], product))
    );
  }
  if (x.op === Op.neg) {
    const minus = f.compute(Op.neg, v.cls, y);
    return minus && f.become(v, Op.mul, [x.args[0]!, minus], minus === y ? null : markOf(v, x));
  }
  return distribute(f, v);
};

/** (x + c) * k is x * k + c * k, and so for a shift left: the constant joins the address. */
function distribute(f: Folder, v: Value): Value | null {
  const [x, y] = v.args as [Value, Value];
  if (v.cls !== Cls.l || x.op !== Op.add || x.args[1]!.op !== Op.int || !f.single(x)) return null;
  const constant = f.compute(v.op, v.cls, x.args[1]!, y);
  if (!constant) return null;
  const product = f.emit(v, v.op, v.cls, [x.args[0]!, y]);
  return f.become(v, Op.add, [product, constant]);
}

const divide: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  const unsigned = v.op === Op.udiv || v.op === Op.urem;
  const quotient = v.op === Op.div || v.op === Op.udiv;
  // A division by zero that is seen to be one is kept, and traps where it traps.
  if (isInt(x, 0n) && !isInt(y, 0n)) return x;
  if (y.op !== Op.int) return null;
  if (y.aux === 1n) return quotient ? x : f.int(v.cls, 0n);
  const multiplied = unsigned ? null : factorOf(x);
  if (multiplied && multiplied.factor === y.aux) {
    return quotient ? multiplied.value : f.int(v.cls, 0n);
  }
  if (!unsigned && y.aux === -1n) return quotient ? f.become(v, Op.neg, [x]) : f.int(v.cls, 0n);
  if (!unsigned) {
    // Both operands non-negative: the unsigned form is cheaper everywhere.
    const width = widthOf(v.cls);
    if ((y.aux as bigint) > 0n && unsignedBits(x) < width) {
      return f.become(v, quotient ? Op.udiv : Op.urem, [x, y]);
    }
    return null;
  }
  const power = powerOfTwo(y);
  if (power < 0) return null;
  if (quotient) return f.become(v, Op.shr, [x, f.int(Cls.w, power)]);
  const mask = f.compute(Op.add, v.cls, y, f.int(v.cls, -1n));
  return mask && f.become(v, Op.and, [x, mask]);
};

const neg: Rule = (f, v) => {
  const x = v.args[0]!;
  if (x.op === Op.neg) return x.args[0]!;
  if (x.op === Op.sub) return f.become(v, Op.sub, [x.args[1]!, x.args[0]!], markOf(v, x));
  return null;
};

const and: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (x === y) return x;
  if (y.op !== Op.int) return joinTests(f, v);
  const mask = y.aux as bigint;
  if (mask === 0n) return y;
  if (mask === -1n) return x;
  if (x.op === Op.and && x.args[1]!.op === Op.int) {
    const both = f.compute(Op.and, v.cls, x.args[1]!, y);
    return both && f.become(v, Op.and, [x.args[0]!, both]);
  }
  const ones = maskBits(mask);
  if (ones > 0 && unsignedBits(x) <= ones) return x;
  if (mask === 0xffn) return f.become(v, Op.zextb, [x]);
  if (mask === 0xffffn) return f.become(v, Op.zexth, [x]);
  if (mask === 0xffffffffn) {
    if (x.op === Op.sextw || x.op === Op.zextw) return f.become(v, Op.zextw, [x.args[0]!]);
    return f.become(v, Op.zextw, [f.emit(v, Op.trunc, Cls.w, [x])]);
  }
  return null;
};

/** n where a mask is 2^n - 1, else 0. */
function maskBits(mask: bigint): number {
  const bits = bitLength(mask, 64);
  return mask > 0n && BigInt.asIntN(bits, mask) === -1n ? bits : 0;
}

const or: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (x === y) return x;
  if (y.op === Op.int) {
    if (y.aux === 0n) return x;
    if (y.aux === -1n) return y;
    if (x.op === Op.or && x.args[1]!.op === Op.int) {
      const both = f.compute(Op.or, v.cls, x.args[1]!, y);
      return both && f.become(v, Op.or, [x.args[0]!, both]);
    }
    return null;
  }
  return rotation(f, v) ?? joinTests(f, v);
};

/** x << n | x >> (width - n) is a rotation; counts are taken modulo the width. */
function rotation(f: Folder, v: Value): Value | null {
  const [x, y] = v.args as [Value, Value];
  const left = x.op === Op.shl ? x : y;
  const right = left === x ? y : x;
  if (left.op !== Op.shl || right.op !== Op.shr || left.args[0] !== right.args[0]) return null;
  const width = widthOf(v.cls);
  const up = left.args[1]!;
  const down = right.args[1]!;
  if (up.op === Op.int && down.op === Op.int) {
    const sum = Number(up.aux as bigint) + Number(down.aux as bigint);
    return sum === width ? f.become(v, Op.rotl, [left.args[0]!, up]) : null;
  }
  if (isComplement(down, up, width)) return f.become(v, Op.rotl, [left.args[0]!, up]);
  return isComplement(up, down, width)
    ? f.become(v, Op.rotl, [left.args[0]!, unmasked(up, width)])
    : null;
}

/**
 * Whether count a is width - b (modulo the width). With b = 0 both shifts give x, as the rotation
 * does.
 */
function isComplement(a: Value, b: Value, width: number): boolean {
  const count = unmasked(a, width);
  const other = unmasked(b, width);
  if (count.op === Op.neg) return count.args[0] === other;
  if (count.op !== Op.sub || count.args[0]!.op !== Op.int || count.args[1] !== other) return false;
  return Number(count.args[0]!.aux as bigint) % width === 0;
}

/** A shift count without a mask that shifting does anyway. */
function unmasked(count: Value, width: number): Value {
  if (count.op !== Op.and || count.args[1]!.op !== Op.int) return count;
  return (Number(count.args[1]!.aux as bigint) & (width - 1)) === width - 1
    ? count.args[0]!
    : count;
}

const xor: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (x === y) return f.int(v.cls, 0n);
  if (y.op !== Op.int) return null;
  if (y.aux === 0n) return x;
  if (x.op === Op.xor && x.args[1]!.op === Op.int) {
    const both = f.compute(Op.xor, v.cls, x.args[1]!, y);
    return both && f.become(v, Op.xor, [x.args[0]!, both]);
  }
  if (y.aux === 1n && OP_COMPARES[x.op]) {
    const inverse = inverseCompare(x);
    return inverse < 0 ? null : f.become(v, inverse, [...x.args]);
  }
  return null;
};

const shift: Rule = (f, v) => {
  const [x, n] = v.args as [Value, Value];
  const width = widthOf(v.cls);
  if (isInt(x, 0n) || (v.op === Op.sar && isInt(x, -1n))) return x;
  if (n.op !== Op.int) {
    const count = unmasked(n, width);
    return count === n ? null : f.become(v, v.op, [x, count]);
  }
  const count = Number(n.aux as bigint) & (width - 1);
  if (count === 0) return x;
  if (n.aux !== BigInt(count)) return f.become(v, v.op, [x, f.int(Cls.w, count)]);
  if (v.op === Op.rotl) return null;
  const inner = x.args.length === 2 && x.args[1]!.op === Op.int ? x : null;
  if (inner && inner.op === v.op) return shiftTwice(f, v, inner, count, width);
  if (v.op === Op.shl) return shiftLeft(f, v, x, n);
  return shiftRight(f, v, x, count, width);
};

function shiftTwice(f: Folder, v: Value, x: Value, count: number, width: number): Value {
  const sum = count + (Number(x.args[1]!.aux as bigint) & (width - 1));
  if (sum < width) return f.become(v, v.op, [x.args[0]!, f.int(Cls.w, sum)], markOf(v, x));
  if (v.op !== Op.sar) return f.int(v.cls, 0n);
  return f.become(v, Op.sar, [x.args[0]!, f.int(Cls.w, width - 1)]);
}

function shiftLeft(f: Folder, v: Value, x: Value, n: Value): Value | null {
  if ((x.op === Op.shr || x.op === Op.sar) && x.args[1] === n) {
    const mask = f.compute(Op.shl, v.cls, f.int(v.cls, -1n), n);
    return mask && f.become(v, Op.and, [x.args[0]!, mask]);
  }
  return distribute(f, v);
}

function shiftRight(f: Folder, v: Value, x: Value, count: number, width: number): Value | null {
  const signed = v.op === Op.sar;
  // What was shifted out to the left were copies of the sign.
  if (signed && x.op === Op.shl && isNoWrap(x) && x.args[1] === v.args[1]) return x.args[0]!;
  if (signed && unsignedBits(x) < width) return f.become(v, Op.shr, [x, v.args[1]!]);
  if (!signed && unsignedBits(x) <= count) return f.int(v.cls, 0n);
  if (x.op !== Op.shl || x.args[1] !== v.args[1]) return null;
  const from = x.args[0]!;
  const kept = width - count;
  if (kept === 8) return f.become(v, signed ? Op.sextb : Op.zextb, [from]);
  if (kept === 16) return f.become(v, signed ? Op.sexth : Op.zexth, [from]);
  if (kept === 32) {
    return f.become(v, signed ? Op.sextw : Op.zextw, [f.emit(v, Op.trunc, Cls.w, [from])]);
  }
  if (signed) return null;
  const mask = f.compute(Op.shr, v.cls, f.int(v.cls, -1n), v.args[1]!);
  return mask && f.become(v, Op.and, [from, mask]);
}

/** The integer rules by op. */
export const INTEGER_RULES: readonly (readonly [Op, Rule])[] = [
  [Op.add, add],
  [Op.sub, sub],
  [Op.mul, mul],
  [Op.div, divide],
  [Op.udiv, divide],
  [Op.rem, divide],
  [Op.urem, divide],
  [Op.neg, neg],
  [Op.and, and],
  [Op.or, or],
  [Op.xor, xor],
  [Op.shl, shift],
  [Op.sar, shift],
  [Op.shr, shift],
  [Op.rotl, shift],
];
