/**
 * Which lanes the values of a flat loop are computed in. An integer of class w that only ever needs
 * its low byte, or never has more, takes 8 bits of a vector, not 32: `needs` goes from users to
 * operands, `ranges` from operands to users, and the lane is the least that either allows.
 */
import { ACCESS_SIZES, type Access, intOf, type Value } from '../../ir/ir.ts';
import { Cls, isIntegerClass, type Lane, OP_COMPARES, OP_CONSTANT, Op } from '../../ir/ops.ts';
import { signedBits, unsignedBits, widthOf } from '../bits.ts';

/** Inclusive bounds of an integer, read as signed in its class. */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

export const LANE_BITS = { b: 8, h: 16, w: 32, l: 64, s: 32, d: 64 } as const;

/** What is known of each value that is computed in vectors. */
export class Lanes {
  private readonly ranges = new Map<Value, Range>();
  private readonly needs = new Map<Value, number>();
  private readonly lanes = new Map<Value, Lane>();
  /** Values whose lanes hold nothing beyond their range. */
  private readonly bounded = new Set<Value>();

  /** `values` in order, those of the loop's phis first. No lane has less than `floor` bits. */
  constructor(
    private readonly values: readonly Value[],
    private readonly data: ReadonlySet<Value>,
    private readonly phis: ReadonlySet<Value>,
    private readonly floor: number,
  ) {
    for (const value of values) {
      if (isIntegerClass(value.cls)) this.ranges.set(value, this.rangeFrom(value));
    }
  }

  /** Says that a user outside the loop, or the next round, wants all of a value. */
  wantAll(value: Value): void {
    if (isIntegerClass(value.cls)) this.want(value, widthOf(value.cls));
  }

  /** Gives each value its lane; to be called once all wants are told. */
  assign(): void {
    for (let i = this.values.length - 1; i >= 0; i--) {
      const value = this.values[i]!;
      if (this.data.has(value) || value.op === Op.store) this.wantOperands(value);
    }
    for (const value of this.values) {
      if (!this.data.has(value)) continue;
      this.lanes.set(value, this.choose(value));
      if (this.isBounded(value)) this.bounded.add(value);
    }
  }

  /**
   * A lane may hold more than the range where only its low bits are needed, as its operands' high
   * bits were cut off.
   */
  private isBounded(value: Value): boolean {
    if (value.op === Op.load || this.isTruth(value)) return true;
    const bits = LANE_BITS[this.lane(value)];
    if (this.phis.has(value)) return bits === widthOf(value.cls);
    if (value.op === Op.and && value.args.some((arg) => (intOf(arg) ?? -1n) >= 0n)) return true;
    const narrow = EXTENDS[value.op];
    if (narrow) return !this.passes(value) || this.bounded.has(value.args[0]!);
    if (!this.fits(value, bits, true) && !this.fits(value, bits, false)) return false;
    return value.args.every((arg) => !this.data.has(arg) || this.bounded.has(arg));
  }

  /** Whether an extension of low bits changes nothing. */
  passes({ op, args }: Value): boolean {
    return this.holds(args[0]!, EXTENDS[op]!, op === Op.sextb || op === Op.sexth);
  }

  /** Whether what a value's lanes hold fits so many bits. */
  holds(value: Value, bits: number, signed: boolean): boolean {
    return this.bounded.has(value) && this.fits(value, bits, signed);
  }

  /** The lane a value is computed in; of a comparison, that of what is compared. */
  lane(value: Value): Lane {
    return this.lanes.get(value)!;
  }

  /** Whether a value has a lane. */
  has(value: Value): boolean {
    return this.lanes.has(value);
  }

  range(value: Value): Range {
    const constant = intOf(value);
    if (constant !== null) return { low: constant, high: constant };
    return this.ranges.get(value) ?? outside(value);
  }

  /** Whether a value is a truth: a comparison, or ands and ors of such. */
  isTruth(value: Value): boolean {
    if (OP_COMPARES[value.op]) return true;
    if (value.op !== Op.and && value.op !== Op.or && value.op !== Op.xor) return false;
    return this.data.has(value) && value.args.every((arg) => this.isTruth(arg));
  }

  /** Whether a comparison only asks whether a truth holds or not. */
  isTruthTest({ op, args }: Value): boolean {
    if (op !== Op.ceq && op !== Op.cne) return false;
    return this.isTruth(args[0]!) && intOf(args[1]!) === 0n;
  }

  /** Whether the range fits so many bits, read as signed or unsigned. */
  fits(value: Value, bits: number, signed: boolean): boolean {
    const { low, high } = this.range(value);
    if (!signed) return low >= 0n && high < 1n << BigInt(bits);
    const limit = 1n << BigInt(bits - 1);
    return low >= -limit && high < limit;
  }

  // ---------------------------------------------------------------- ranges

  private rangeFrom(value: Value): Range {
    if (OP_COMPARES[value.op]) return { low: 0n, high: 1n };
    if (value.op === Op.load) return loaded(value.aux as Access, value.cls);
    if (this.phis.has(value) || value.args.length === 0) return full(value.cls);
    const found = this.derived(value);
    if (!found) return full(value.cls);
    const all = full(value.cls);
    return found.low >= all.low && found.high <= all.high ? found : all;
  }

  private derived(value: Value): Range | null {
    const [x, y] = value.args as [Value, Value];
    const a = this.range(x);
    switch (value.op) {
      case Op.add: {
        const b = this.range(y);
        return { low: a.low + b.low, high: a.high + b.high };
      }
      case Op.sub: {
        const whole = absoluteOf(value);
        if (whole) return magnitude(this.range(whole));
        const b = this.range(y);
        return { low: a.low - b.high, high: a.high - b.low };
      }
      case Op.neg:
        return { low: -a.high, high: -a.low };
      case Op.mul:
        return product(a, this.range(y));
      case Op.shl: {
        const by = this.count(value);
        return by === null ? null : product(a, { low: 1n << by, high: 1n << by });
      }
      case Op.and:
        return both(a, this.range(y));
      case Op.or:
      case Op.xor:
        return joined(a, this.range(y));
      case Op.sar: {
        const by = this.count(value);
        return by === null ? null : { low: a.low >> by, high: a.high >> by };
      }
      case Op.shr: {
        const by = this.count(value);
        if (by === null || by === 0n) return null;
        if (a.low >= 0n) return { low: a.low >> by, high: a.high >> by };
        return { low: 0n, high: (1n << (BigInt(widthOf(value.cls)) - by)) - 1n };
      }
      case Op.select:
        return union(this.range(y), this.range(value.args[2]!));
      default:
        return this.extended(value, a);
    }
  }

  private extended(value: Value, a: Range): Range | null {
    switch (value.op) {
      case Op.sextb:
        return within(a, -128n, 127n);
      case Op.zextb:
        return within(a, 0n, 255n);
      case Op.sexth:
        return within(a, -32768n, 32767n);
      case Op.zexth:
        return within(a, 0n, 65535n);
      case Op.zextw:
        return within(a, 0n, 0xffffffffn);
      case Op.sextw:
        return a;
      case Op.trunc:
        return within(a, -0x80000000n, 0x7fffffffn);
      default:
        return null;
    }
  }

  /** The constant count of a shift, or null. */
  private count(value: Value): bigint | null {
    const by = intOf(value.args[1]!);
    return by === null ? null : BigInt.asUintN(widthOf(value.cls) === 64 ? 6 : 5, by);
  }

  // ---------------------------------------------------------------- needs

  private want(value: Value, bits: number): void {
    if (!isIntegerClass(value.cls)) return;
    const most = Math.min(bits, widthOf(value.cls));
    if ((this.needs.get(value) ?? 0) < most) this.needs.set(value, most);
  }

  private wantOperands(value: Value): void {
    const { op, args } = value;
    const need = this.needs.get(value) ?? 0;
    switch (op) {
      case Op.store:
        this.want(args[0]!, bitsIn(value.aux as Access));
        return;
      case Op.load:
        return;
      case Op.add:
      case Op.sub:
      case Op.mul:
      case Op.neg:
      case Op.and:
      case Op.or:
      case Op.xor:
      case Op.sextw:
      case Op.zextw:
      case Op.trunc:
        for (const arg of args) this.want(arg, need);
        return;
      case Op.shl:
        if (this.count(value) === null) this.wantAll(args[0]!);
        else this.want(args[0]!, need);
        return;
      case Op.sar:
      case Op.shr: {
        const by = this.count(value);
        const width = widthOf(value.cls);
        this.want(args[0]!, by === null ? width : Math.min(width, need + Number(by)));
        return;
      }
      case Op.sextb:
      case Op.zextb:
        this.want(args[0]!, Math.min(need, 8));
        return;
      case Op.sexth:
      case Op.zexth:
        this.want(args[0]!, Math.min(need, 16));
        return;
      case Op.select:
        this.want(args[0]!, 32);
        this.want(args[1]!, need);
        this.want(args[2]!, need);
        return;
      default:
        for (const arg of args) this.wantAll(arg);
    }
  }

  // ---------------------------------------------------------------- lanes

  /** The least lane that holds a value as far as it is needed. */
  private least(value: Value): number {
    const need = this.needs.get(value) ?? widthOf(value.cls);
    const floor = Math.min(this.floor, widthOf(value.cls));
    for (const bits of [8, 16, 32]) {
      if (need <= bits || this.fits(value, bits, true) || this.fits(value, bits, false)) {
        return Math.max(bits, floor);
      }
    }
    return 64;
  }

  private choose(value: Value): Lane {
    const { op, cls, args } = value;
    if (cls === Cls.s) return 's';
    if (cls === Cls.d) return 'd';
    if (op === Op.load) return LANE_OF[bitsIn(value.aux as Access)]!;
    if (this.isTruth(value)) return this.truthLane(value);
    if (op === Op.cast || op === Op.ftos) return cls === Cls.l ? 'l' : 'w';
    const least = this.least(value);
    if (this.phis.has(value)) return LANE_OF[least]!;
    const shifts = op === Op.shl || op === Op.sar || op === Op.shr;
    if (op === Op.rotl || (shifts && this.count(value) === null)) return cls === Cls.l ? 'l' : 'w';
    let bits = op === Op.shl || op === Op.mul ? Math.max(least, 16) : least;
    const operands = op === Op.select ? args.slice(1) : args;
    for (const arg of operands) bits = Math.max(bits, this.bitsOf(arg));
    if (op === Op.sar || op === Op.shr) bits = Math.max(bits, this.exact(args[0]!, op));
    return LANE_OF[Math.min(bits, widthOf(cls))]!;
  }

  private truthLane(value: Value): Lane {
    const [x, y] = value.args as [Value, Value];
    if (this.isTruthTest(value)) return this.lane(x);
    if (OP_COMPARES[value.op]) return this.compared(x, y);
    const bits = (one: Value): number => LANE_BITS[this.lane(one)];
    return LANE_OF[Math.max(bits(x), bits(y))]!;
  }

  /** Bits an operand takes already, if it is no constant and no comparison. */
  private bitsOf(value: Value): number {
    if (OP_CONSTANT[value.op] || this.isTruth(value)) return 0;
    const lane = this.lanes.get(value);
    return lane ? Math.min(LANE_BITS[lane], widthOf(value.cls)) : 0;
  }

  /** Bits in which a right shift of a value gives what it does in its class. */
  private exact(value: Value, op: Op): number {
    const need = this.needs.get(value) ?? widthOf(value.cls);
    for (const bits of [16, 32]) {
      const same = op === Op.sar ? this.fits(value, bits, true) : this.fits(value, bits, false);
      if (need <= bits || same) return bits;
      // Of what is not negative both shifts are one.
      if (this.fits(value, bits, false)) return bits;
    }
    return 64;
  }

  /** The lane of a comparison: both sides are exact in it, in one reading. */
  private compared(x: Value, y: Value): Lane {
    if (x.cls === Cls.s) return 's';
    if (x.cls === Cls.d) return 'd';
    const floor = Math.min(this.floor, widthOf(x.cls));
    const least = Math.max(this.bitsOf(x), this.bitsOf(y), floor);
    for (const bits of [8, 16, 32]) {
      if (bits < least) continue;
      const bothFit = (signed: boolean): boolean =>
        this.fits(x, bits, signed) && this.fits(y, bits, signed);
      if (bothFit(true) || bothFit(false) || bits >= widthOf(x.cls)) return LANE_OF[bits]!;
    }
    return 'l';
  }
}

const LANE_OF: Readonly<Record<number, Lane>> = { 8: 'b', 16: 'h', 32: 'w', 64: 'l' };

/** The low bits that an op extends. */
export const EXTENDS: Partial<Record<Op, 8 | 16>> = {
  ...{ [Op.sextb]: 8, [Op.zextb]: 8, [Op.sexth]: 16, [Op.zexth]: 16 },
};

/** Bits a load or store moves. */
export function bitsIn({ kind }: Access): number {
  return 8 * ACCESS_SIZES[kind];
}

function full(cls: Cls): Range {
  const limit = 1n << BigInt(widthOf(cls) - 1);
  return { low: -limit, high: limit - 1n };
}

function loaded(access: Access, cls: Cls): Range {
  const bits = BigInt(bitsIn(access));
  const { signed } = access;
  if (bits >= BigInt(widthOf(cls))) return full(cls);
  if (!signed) return { low: 0n, high: (1n << bits) - 1n };
  return { low: -(1n << (bits - 1n)), high: (1n << (bits - 1n)) - 1n };
}

/** What a value from outside the loop is known to be. */
function outside(value: Value): Range {
  if (!isIntegerClass(value.cls)) return full(Cls.l);
  const unsigned = unsignedBits(value);
  if (unsigned < widthOf(value.cls)) return { low: 0n, high: (1n << BigInt(unsigned)) - 1n };
  const limit = 1n << BigInt(signedBits(value) - 1);
  return { low: -limit, high: limit - 1n };
}

/** Of (d ^ s) - s with s the sign of d, which is the absolute value of d: d; else null. */
export function absoluteOf({ op, cls, args }: Value): Value | null {
  const [x, sign] = args;
  if (op !== Op.sub || x?.op !== Op.xor || sign?.op !== Op.sar) return null;
  const whole = sign.args[0]!;
  const all = intOf(sign.args[1]!) === BigInt(widthOf(cls) - 1);
  const same = x.args.includes(whole) && x.args.includes(sign);
  return all && same ? whole : null;
}

function magnitude({ low, high }: Range): Range {
  if (low >= 0n) return { low, high };
  return { low: 0n, high: -low > high ? -low : high };
}

function within(a: Range, low: bigint, high: bigint): Range {
  return a.low >= low && a.high <= high ? a : { low, high };
}

function union(a: Range, b: Range): Range {
  return { low: a.low < b.low ? a.low : b.low, high: a.high > b.high ? a.high : b.high };
}

function product(a: Range, b: Range): Range {
  const all = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  let range = { low: all[0]!, high: all[0]! };
  for (const one of all) range = union(range, { low: one, high: one });
  return range;
}

/** Of a conjunction: no more than the side that is not negative. */
function both(a: Range, b: Range): Range | null {
  const highs: bigint[] = [];
  if (a.low >= 0n) highs.push(a.high);
  if (b.low >= 0n) highs.push(b.high);
  if (highs.length === 0) return null;
  return { low: 0n, high: highs.length === 2 && highs[1]! < highs[0]! ? highs[1]! : highs[0]! };
}

function joined(a: Range, b: Range): Range | null {
  if (a.low < 0n || b.low < 0n) return null;
  let limit = 1n;
  while (limit <= a.high || limit <= b.high) limit <<= 1n;
  return { low: 0n, high: limit - 1n };
}
