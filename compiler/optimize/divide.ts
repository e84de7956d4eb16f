/**
 * divide: division and remainder by constants become multiplications and shifts (Granlund and
 * Montgomery 1994; Warren, Hacker's Delight, chapter 10). Needs canonical code (powers of two are
 * gone from unsigned ones); breaks canonical forms. At -Os only powers of two.
 */
import type { Block, Func, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { divisionMagic } from '../numbers.ts';
import { powerOfTwo, widthOf } from './bits.ts';
import { type Context, compute } from './context.ts';
import { copies, replaceBy } from './copies.ts';

/** Replaces divisions by constants. */
export function divide(func: Func, context: Context): boolean {
  let changed = false;
  for (const block of func.blocks) {
    if (!block.body.some(isCandidate)) continue;
    const body: Value[] = [];
    for (const value of block.body) {
      const result = isCandidate(value)
        ? new Expansion(func, block, body, value).run(context)
        : null;
      if (result) {
        replaceBy(value, result);
        changed = true;
      }
      body.push(value);
    }
    block.body = body;
  }
  if (changed) copies(func);
  return changed;
}

function isCandidate(value: Value): boolean {
  const { op } = value;
  if (op !== Op.div && op !== Op.udiv && op !== Op.rem && op !== Op.urem) return false;
  const by = value.args[1]!;
  if (by.op !== Op.int || (value.cls !== Cls.w && value.cls !== Cls.l)) return false;
  return by.aux !== 0n && by.aux !== 1n && by.aux !== -1n;
}

class Expansion {
  private readonly cls: Cls;
  private readonly bits: 32 | 64;

  constructor(
    private readonly func: Func,
    private readonly block: Block,
    private readonly body: Value[],
    private readonly value: Value,
  ) {
    this.cls = value.cls;
    this.bits = widthOf(value.cls) === 64 ? 64 : 32;
  }

  /** The value that replaces the division, or null. */
  run(context: Context): Value | null {
    const { op } = this.value;
    const [n, by] = this.value.args as [Value, Value];
    const signed = op === Op.div || op === Op.rem;
    const remainder = op === Op.rem || op === Op.urem;
    const quotient = signed ? this.signed(n, by, context) : this.unsigned(n, by, context);
    if (!quotient) return null;
    if (!remainder) return quotient;
    const power = powerOfTwo(by);
    const product =
      power >= 0 && power < this.bits - 1
        ? this.emit(Op.shl, this.cls, quotient, this.count(power))
        : this.emit(Op.mul, this.cls, quotient, by);
    return this.emit(Op.sub, this.cls, n, product);
  }

  private emit(op: Op, cls: Cls, ...args: Value[]): Value {
    const value = this.func.value(op, cls, args, null, this.value.pos);
    value.block = this.block;
    this.body.push(value);
    return value;
  }

  private count(bits: number): Value {
    return this.func.int(Cls.w, bits);
  }

  private signed(n: Value, by: Value, context: Context): Value | null {
    const { func, cls, bits } = this;
    const negative = (by.aux as bigint) < 0n;
    const size = negative ? compute(func, context, Op.neg, cls, [by])! : by;
    const power = powerOfTwo(size);
    // The least integer is its own negative: only itself has a quotient but 0.
    if (power === bits - 1) return null;
    let quotient: Value;
    if (power > 0) {
      const sign = power === 1 ? n : this.emit(Op.sar, cls, n, this.count(power - 1));
      const bias = this.emit(Op.shr, cls, sign, this.count(bits - power));
      const sum = this.emit(Op.add, cls, n, bias);
      quotient = this.emit(Op.sar, cls, sum, this.count(power));
    } else {
      if (context.level === 'Os') return null;
      quotient = this.signedByMagic(n, size.aux as bigint);
    }
    return negative ? this.emit(Op.neg, cls, quotient) : quotient;
  }

  private signedByMagic(n: Value, by: bigint): Value {
    const { func, cls, bits } = this;
    const { multiplier, shift } = divisionMagic(by, bits, true);
    let high: Value;
    if (bits === 32) {
      const wide = this.emit(Op.sextw, Cls.l, n);
      const product = this.emit(Op.mul, Cls.l, wide, func.int(Cls.l, multiplier));
      const shifted = this.emit(Op.sar, Cls.l, product, this.count(32 + shift));
      high = this.emit(Op.trunc, Cls.w, shifted);
    } else {
      const factor = func.int(cls, multiplier);
      high = this.emit(Op.smulh, cls, n, factor);
      // A multiplier of all 64 bits was taken as negative: 2^64 * n is missing.
      if ((factor.aux as bigint) < 0n) high = this.emit(Op.add, cls, high, n);
      if (shift > 0) high = this.emit(Op.sar, cls, high, this.count(shift));
    }
    const sign = this.emit(Op.sar, cls, n, this.count(bits - 1));
    return this.emit(Op.sub, cls, high, sign);
  }

  private unsigned(n: Value, by: Value, context: Context): Value | null {
    const { func, cls, bits } = this;
    const power = powerOfTwo(by);
    if (power >= 0) return this.emit(Op.shr, cls, n, this.count(power));
    if (context.level === 'Os') return null;
    const divisor = BigInt.asUintN(bits, by.aux as bigint);
    const { multiplier, shift, overflow } = divisionMagic(divisor, bits, false);
    const factor = func.int(Cls.l, multiplier);
    if (bits === 32) {
      const wide = this.emit(Op.zextw, Cls.l, n);
      if (!overflow) {
        const product = this.emit(Op.mul, Cls.l, wide, factor);
        const shifted = this.emit(Op.shr, Cls.l, product, this.count(32 + shift));
        return this.emit(Op.trunc, Cls.w, shifted);
      }
      // 33 bits of multiplier: moved up, its high product needs no shift.
      const moved = compute(func, context, Op.shl, Cls.l, [factor, this.count(32 - shift)])!;
      return this.emit(Op.trunc, Cls.w, this.emit(Op.umulh, Cls.l, wide, moved));
    }
    const zeros = trailingZeros(divisor);
    if (overflow && zeros > 0) return this.halved(n, divisor, zeros);
    const high = this.emit(Op.umulh, cls, n, factor);
    if (!overflow) return shift > 0 ? this.emit(Op.shr, cls, high, this.count(shift)) : high;
    const rest = this.emit(Op.shr, cls, this.emit(Op.sub, cls, n, high), this.count(1));
    const sum = this.emit(Op.add, cls, rest, high);
    return shift > 1 ? this.emit(Op.shr, cls, sum, this.count(shift - 1)) : sum;
  }

  /** (n >> zeros) / (divisor >> zeros), for which a multiplier of 64 bits is enough. */
  private halved(n: Value, divisor: bigint, zeros: number): Value {
    const { func, cls } = this;
    const { multiplier, shift } = divisionMagic(divisor >> BigInt(zeros), 64, false, zeros);
    const half = this.emit(Op.shr, cls, n, this.count(zeros));
    const high = this.emit(Op.umulh, cls, half, func.int(Cls.l, multiplier));
    return shift > 0 ? this.emit(Op.shr, cls, high, this.count(shift)) : high;
  }
}

function trailingZeros(number: bigint): number {
  let zeros = 0;
  while (((number >> BigInt(zeros)) & 1n) === 0n) zeros++;
  return zeros;
}
