/**
 * Makes the vectors of a flat loop's values: each value is so many vectors ("parts") as the rounds
 * that run at once fill in its lane. Made on demand, so that what nobody wants is not made; memory
 * is touched in the loop's order by the caller.
 */
import { ACCESS_SIZES, type Access, intOf, type Value } from '../../ir/ir.ts';
import { Cls, isFloatClass, isIntegerClass, type Lane, OP_CONSTANT, Op } from '../../ir/ops.ts';
import { exactLog2, repeatLane } from '../../numbers.ts';
import { widthOf } from '../bits.ts';
import type { Straight } from '../straight-code.ts';
import { type Integer, narrowTo, widenTo } from './convert.ts';
import { EXTENDS, LANE_BITS, type Lanes } from './lanes.ts';
import {
  type Choice,
  constantOf,
  greaterOp,
  isSigned,
  minimum,
  VECTOR,
  type VectorWidth,
} from './ops.ts';

const SAME_WIDTH: Readonly<Record<Lane, Integer>> = {
  ...{ b: 'b', h: 'h', w: 'w', l: 'l', s: 'w', d: 'l' },
};

/** The order of 64-bit lanes 0, 2, 1, 3. */
const MIDDLE_SWAPPED = 0xd8;

export class VectorCode {
  /** Whether all that was asked for can be done. */
  ok = true;
  private readonly natural = new Map<Value, Value[]>();
  private readonly converted = new Map<string, Value[]>();
  private readonly body: ReadonlySet<Value>;

  constructor(
    readonly lanes: Lanes,
    readonly rounds: number,
    readonly width: VectorWidth,
    /** The vector loop's body. */
    readonly line: Straight,
    /** What comes in front of it. */
    readonly before: Straight,
    body: Iterable<Value>,
  ) {
    this.body = new Set(body);
  }

  /** How many vectors a value takes in a lane. */
  count(lane: Lane): number {
    return (this.rounds * LANE_BITS[lane]) / this.width.bits;
  }

  /** Says what a value's vectors are: a load's, a phi's. */
  set(value: Value, parts: Value[]): void {
    this.natural.set(value, parts);
  }

  /** The vectors of a value in a lane. */
  at(value: Value, lane: Lane): Value[] {
    const key = `${value.id} ${lane}`;
    let found = this.converted.get(key);
    if (!found) {
      // So few rounds may not fill one vector of a narrower lane than any value has.
      found = this.count(lane) < 1 ? this.fail(lane) : this.inLane(value, lane);
      this.converted.set(key, found);
    }
    return found;
  }

  /** All bits of a lane where a truth holds, else none. */
  mask(value: Value, lane: Lane): Value[] {
    const key = `${value.id} mask ${lane}`;
    let found = this.converted.get(key);
    if (!found) {
      found = this.count(lane) < 1 ? this.fail(lane) : this.maskIn(value, lane);
      this.converted.set(key, found);
    }
    return found;
  }

  private fail(lane: Lane): Value[] {
    this.ok = false;
    return new Array<Value>(Math.ceil(this.count(lane))).fill(this.undef());
  }

  /** One vector op; where something failed before, operands may be missing. */
  op(op: Op | undefined, ...args: Value[]): Value {
    if (op === undefined || args.some((arg) => !arg)) {
      this.ok = false;
      return this.undef();
    }
    return this.line.op(op, this.width.cls, ...args);
  }

  private undef(): Value {
    return this.line.func.undef(this.width.cls);
  }

  /** An op between the widths: halves joined, a half, twice the width or half of it. */
  private resized(op: Op, cls: Cls, ...args: Value[]): Value {
    return this.line.op(op, cls, ...args);
  }

  private each(op: Op | undefined, lane: Lane, a: Value[], b: Value[]): Value[] {
    if (op === undefined) return this.fail(lane);
    return a.map((part, i) => this.op(op, part, b[i]!));
  }

  /** A constant whose every 128 bits are these. */
  constant(bits: bigint): Value {
    return constantOf(this.line.func, this.width, bits);
  }

  /** The lanes of a vector from a place that joining two vectors by halves leaves them in. */
  settled(part: Value): Value {
    if (this.width.cls === Cls.v) return part;
    return this.op(Op.vpermutel, part, this.count32(MIDDLE_SWAPPED));
  }

  count32(value: number): Value {
    return this.line.int(Cls.w, value);
  }

  // ---------------------------------------------------------------- lanes

  private inLane(value: Value, lane: Lane): Value[] {
    if (OP_CONSTANT[value.op] || !this.body.has(value)) {
      return new Array<Value>(this.count(lane)).fill(this.splat(value, lane));
    }
    if (this.lanes.isTruth(value)) {
      const bit = this.constant(repeatLane(1n, LANE_BITS[lane]));
      return this.mask(value, lane).map((part) => this.op(Op.and, part, bit));
    }
    const own = this.lanes.lane(value);
    const parts = this.parts(value);
    if (own === lane) return parts;
    if (isFloatClass(value.cls)) return this.fail(lane);
    const [from, to] = [own as Integer, lane as Integer];
    if (LANE_BITS[from] < LANE_BITS[to]) {
      return widenTo(this, parts, from, to, !this.lanes.fits(value, LANE_BITS[from], false));
    }
    return narrowTo(this, parts, from, to, this.lanes, value);
  }

  /** What does not change, in every lane. */
  private splat(value: Value, lane: Lane): Value {
    const { before } = this;
    const bits = LANE_BITS[lane];
    const constant = intOf(value);
    if (constant !== null) return this.constant(repeatLane(constant, bits));
    let from = value;
    if (isIntegerClass(value.cls)) {
      if (lane === 'l' && value.cls === Cls.w) {
        const extend = this.lanes.fits(value, 32, true) ? Op.sextw : Op.zextw;
        from = before.op(extend, Cls.l, value);
      } else if (lane !== 'l' && value.cls === Cls.l) from = before.op(Op.trunc, Cls.w, value);
    }
    return before.op(VECTOR.splat[lane], this.width.cls, from);
  }

  private parts(value: Value): Value[] {
    let found = this.natural.get(value);
    if (!found) {
      found = this.make(value);
      this.natural.set(value, found);
    }
    return found;
  }

  // ---------------------------------------------------------------- values

  private make(value: Value): Value[] {
    const lane = this.lanes.lane(value);
    const [x, y] = value.args as [Value, Value];
    switch (value.op) {
      case Op.add:
      case Op.sub:
        return this.sum(value, lane);
      case Op.mul:
        return this.product(x, y, lane);
      case Op.div:
        return this.each(VECTOR.div[lane], lane, this.at(x, lane), this.at(y, lane));
      case Op.and:
      case Op.or:
      case Op.xor:
        return this.each(value.op, lane, this.at(x, lane), this.at(y, lane));
      case Op.neg:
        return this.negate(value, lane);
      case Op.fabs: {
        const mask = this.constant(
          repeatLane(~(1n << BigInt(LANE_BITS[lane] - 1)), LANE_BITS[lane]),
        );
        return this.at(x, lane).map((part) => this.op(Op.and, part, mask));
      }
      case Op.sqrt:
        return this.at(x, lane).map((part) => this.op(VECTOR.sqrt[lane], part));
      case Op.shl:
      case Op.shr:
      case Op.sar:
        return this.shift(value, lane);
      case Op.rotl:
        return this.rotate(value, lane);
      case Op.select:
        return this.select(value, lane);
      default:
        return this.conversion(value, lane);
    }
  }

  private sum({ op, args }: Value, lane: Lane): Value[] {
    const [x, y] = args as [Value, Value];
    const plus = op === Op.add;
    // A truth is 1 where its mask is -1.
    for (const [one, other] of plus
      ? [
          [x, y],
          [y, x],
        ]
      : [[y, x]]) {
      if (!this.body.has(one!) || !this.lanes.isTruth(one!)) continue;
      const turned = plus ? VECTOR.sub[lane] : VECTOR.add[lane];
      return this.each(turned, lane, this.at(other!, lane), this.mask(one!, lane));
    }
    const table = plus ? VECTOR.add : VECTOR.sub;
    return this.each(table[lane], lane, this.at(x, lane), this.at(y, lane));
  }

  /** 32-bit products are dear: of what fits 16 bits, or by a sum of two powers, they are not. */
  private product(x: Value, y: Value, lane: Lane): Value[] {
    const [a, b] = [this.at(x, lane), this.at(y, lane)];
    const by = intOf(y);
    if ((lane === 'w' || lane === 'l') && by !== null) {
      const sum = powers(BigInt.asIntN(LANE_BITS[lane], by));
      if (sum) {
        const shifted = (part: Value, shift: number): Value =>
          shift === 0 ? part : this.op(VECTOR.shl[lane], part, this.count32(shift));
        const join = sum.minus ? VECTOR.sub[lane] : VECTOR.add[lane];
        return a.map((part) => this.op(join, shifted(part, sum.high), shifted(part, sum.low)));
      }
    }
    const halves = lane === 'w' && this.isHalf(x) && this.isHalf(y);
    if (!halves) return this.each(VECTOR.mul[lane], lane, a, b);
    // One side's upper halves must be 0: then only the lower ones are multiplied.
    if (this.lanes.range(x).low >= 0n || this.lanes.range(y).low >= 0n) {
      return this.each(Op.vdoth, lane, a, b);
    }
    const mask = this.constant(repeatLane(0xffffn, 32));
    const cut =
      by === null
        ? b.map((part) => this.op(Op.and, part, mask))
        : b.map(() => this.constant(repeatLane(BigInt.asUintN(16, by), 32)));
    return this.each(Op.vdoth, lane, a, cut);
  }

  /** Whether a value's lanes hold what fits signed 16 bits. */
  private isHalf(value: Value): boolean {
    if (!this.body.has(value)) return this.lanes.fits(value, 16, true);
    return this.lanes.has(value) && this.lanes.holds(value, 16, true);
  }

  private negate({ args, cls }: Value, lane: Lane): Value[] {
    const parts = this.at(args[0]!, lane);
    if (isIntegerClass(cls)) {
      const zero = this.constant(0n);
      return parts.map((part) => this.op(VECTOR.sub[lane], zero, part));
    }
    const sign = this.constant(repeatLane(1n << BigInt(LANE_BITS[lane] - 1), LANE_BITS[lane]));
    return parts.map((part) => this.op(Op.xor, part, sign));
  }

  private shift({ op, args, cls }: Value, lane: Lane): Value[] {
    const [x, y] = args as [Value, Value];
    const bits = LANE_BITS[lane];
    const positive = op === Op.sar && this.lanes.fits(x, bits, false);
    const table = op === Op.shl ? VECTOR.shl : op === Op.shr || positive ? VECTOR.shr : VECTOR.sar;
    const parts = this.at(x, lane);
    const known = intOf(y);
    if (known === null) {
      if (this.body.has(y) || bits !== widthOf(cls)) return this.fail(lane);
      return parts.map((part) => this.op(table[lane], part, y));
    }
    let by = BigInt.asUintN(cls === Cls.l ? 6 : 5, known);
    if (by >= BigInt(bits)) {
      if (table !== VECTOR.sar) return parts.map(() => this.constant(0n));
      by = BigInt(bits - 1);
    }
    const count = this.line.int(Cls.w, by);
    return parts.map((part) => this.op(table[lane], part, count));
  }

  private rotate({ args, cls }: Value, lane: Lane): Value[] {
    const known = intOf(args[1]!);
    if (known === null) return this.fail(lane);
    const width = widthOf(cls);
    const by = Number(BigInt.asUintN(32, known)) % width;
    const [left, right] = [by, (width - by) % width].map((n) => this.line.int(Cls.w, n));
    return this.at(args[0]!, lane).map((part) =>
      this.op(
        Op.or,
        this.op(VECTOR.shl[lane], part, left!),
        this.op(VECTOR.shr[lane], part, right!),
      ),
    );
  }

  private select(value: Value, lane: Lane): Value[] {
    const choice = this.choiceOf(value);
    const { condition, yes, no } = choice;
    const least = minimum(choice, lane, this.lanes, this.width);
    if (least) return this.each(least.op, lane, this.at(least.a, lane), this.at(least.b, lane));
    const masks = this.condition(condition, lane);
    if (isZero(no)) return this.each(Op.and, lane, masks, this.at(yes, lane));
    if (isZero(yes)) return this.each(Op.and, lane, this.inverted(masks), this.at(no, lane));
    const [a, b] = [this.at(yes, lane), this.at(no, lane)];
    return masks.map((part, i) => this.op(Op.vselect, part, a[i]!, b[i]!));
  }

  /** A select that asks no opposite: what SSE2's masks cost is left as it is counted on. */
  private choiceOf({ args }: Value): Choice {
    let [condition, yes, no] = args as [Value, Value, Value];
    while (this.width.avx2 && condition.op === Op.ceq && this.lanes.isTruthTest(condition)) {
      condition = condition.args[0]!;
      [yes, no] = [no, yes];
    }
    return { condition, yes, no };
  }

  /** The mask of anything that is asked whether it is 0. */
  private condition(value: Value, lane: Lane): Value[] {
    if (this.body.has(value) && this.lanes.isTruth(value)) return this.mask(value, lane);
    if (value.cls !== Cls.w) return this.fail(lane);
    const zero = this.constant(0n);
    if (!this.body.has(value)) {
      const { before } = this;
      const { cls } = this.width;
      const none = before.op(Op.vceqw, cls, this.splat(value, 'w'), zero);
      const mask = before.op(Op.xor, cls, none, this.constant(-1n));
      return new Array<Value>(this.count(lane)).fill(mask);
    }
    const masks = this.at(value, 'w').map((part) => this.op(Op.vceqw, part, zero));
    return this.maskTo(this.inverted(masks), 'w', SAME_WIDTH[lane]);
  }

  private conversion(value: Value, lane: Lane): Value[] {
    const [x] = value.args as [Value];
    switch (value.op) {
      case Op.copy:
      case Op.zextw:
        return lane === 'l' ? widenTo(this, this.at(x, 'w'), 'w', 'l', false) : this.at(x, lane);
      case Op.sextw:
      case Op.trunc:
        return this.at(x, lane);
      case Op.sextb:
      case Op.zextb:
      case Op.sexth:
      case Op.zexth:
        return this.extend(value, lane);
      case Op.cast:
        return isFloatClass(value.cls)
          ? this.at(x, SAME_WIDTH[lane])
          : this.at(x, lane === 'w' ? 's' : 'd');
      case Op.fcvt:
        return this.resize(x, lane);
      case Op.stof:
      case Op.utof:
        return this.toFloat(value, lane);
      case Op.ftos:
        return this.toInteger(x, lane);
      default:
        return this.fail(lane);
    }
  }

  private extend(value: Value, lane: Lane): Value[] {
    const { op, args } = value;
    const narrow = EXTENDS[op]!;
    const bits = LANE_BITS[lane];
    const parts = this.at(args[0]!, lane);
    if (bits <= narrow || this.lanes.passes(value)) return parts;
    if (op === Op.zextb || op === Op.zexth) {
      const mask = this.constant(repeatLane((1n << BigInt(narrow)) - 1n, bits));
      return parts.map((part) => this.op(Op.and, part, mask));
    }
    const by = this.line.int(Cls.w, bits - narrow);
    return parts.map((part) => this.op(VECTOR.sar[lane], this.op(VECTOR.shl[lane], part, by), by));
  }

  private high(part: Value): Value {
    return this.op(Op.vshufflew, part, part, this.line.int(Cls.w, 0x4e));
  }

  private resize(x: Value, lane: Lane): Value[] {
    const from = x.cls === Cls.s ? 's' : x.cls === Cls.d ? 'd' : null;
    if (!from) return this.fail(lane);
    const parts = this.at(x, from);
    if (from === lane) return parts;
    return lane === 'd' ? this.doubled(parts, Op.vstod) : this.halved(parts, Op.vdtos);
  }

  private doubled(parts: readonly Value[], op: Op): Value[] {
    if (this.width.cls === Cls.y) {
      return parts.flatMap((part) => [
        this.op(op, this.resized(Op.vlow, Cls.v, part)),
        this.op(op, this.resized(Op.vhigh, Cls.v, part)),
      ]);
    }
    return parts.flatMap((part) => [this.op(op, part), this.op(op, this.high(part))]);
  }

  private halved(parts: readonly Value[], op: Op): Value[] {
    const made: Value[] = [];
    for (let i = 0; i < parts.length; i += 2) {
      const low = this.resized(op, Cls.v, parts[i]!);
      const high = this.resized(op, Cls.v, parts[i + 1]!);
      made.push(this.op(this.width.cls === Cls.y ? Op.vjoin : Op.vziplowl, low, high));
    }
    return made;
  }

  private toFloat({ op, args }: Value, lane: Lane): Value[] {
    const [x] = args as [Value];
    const signed = op === Op.stof || this.lanes.range(x).low >= 0n;
    if (!signed || !this.lanes.fits(x, 32, true)) return this.fail(lane);
    const parts = this.at(x, 'w');
    if (lane === 'd') return this.doubled(parts, Op.vwtod);
    return parts.map((part) => this.op(Op.vwtos, part));
  }

  private toInteger(x: Value, lane: Lane): Value[] {
    if (lane !== 'w') return this.fail(lane);
    if (x.cls === Cls.s) return this.at(x, 's').map((part) => this.op(Op.vstow, part));
    return x.cls === Cls.d ? this.halved(this.at(x, 'd'), Op.vdtow) : this.fail(lane);
  }

  // ---------------------------------------------------------------- masks

  inverted(masks: readonly Value[]): Value[] {
    const ones = this.constant(-1n);
    return masks.map((part) => this.op(Op.xor, part, ones));
  }

  private maskIn(value: Value, lane: Lane): Value[] {
    const own = SAME_WIDTH[this.lanes.lane(value)];
    return this.maskTo(this.truth(value, own), own, SAME_WIDTH[lane]);
  }

  private maskTo(masks: Value[], from: Integer, to: Integer): Value[] {
    if (LANE_BITS[from] < LANE_BITS[to]) return widenTo(this, masks, from, to, 'copy');
    return narrowTo(this, masks, from, to, null, null);
  }

  /** The mask of a truth in its own lane. */
  private truth(value: Value, lane: Integer): Value[] {
    const { op, args } = value;
    const [x, y] = args as [Value, Value];
    if (this.lanes.isTruthTest(value)) {
      const masks = this.mask(x, lane);
      return op === Op.cne ? masks : this.inverted(masks);
    }
    if (op === Op.and || op === Op.or || op === Op.xor) {
      return this.each(op, lane, this.mask(x, lane), this.mask(y, lane));
    }
    return isFloatClass(x.cls) ? this.floatTruth(value) : this.integerTruth(value, lane);
  }

  private floatTruth({ op, args }: Value): Value[] {
    const lane = args[0]!.cls === Cls.s ? 's' : 'd';
    const [a, b] = [this.at(args[0]!, lane), this.at(args[1]!, lane)];
    switch (op) {
      case Op.ceq:
        return this.each(VECTOR.ceq[lane], lane, a, b);
      case Op.cne:
        return this.each(VECTOR.cne[lane], lane, a, b);
      case Op.cslt:
        return this.each(VECTOR.cslt[lane], lane, a, b);
      case Op.csle:
        return this.each(VECTOR.csle[lane], lane, a, b);
      case Op.csgt:
        return this.each(VECTOR.cslt[lane], lane, b, a);
      case Op.csge:
        return this.each(VECTOR.csle[lane], lane, b, a);
      case Op.cuo:
        return this.each(VECTOR.cuo[lane], lane, a, b);
      case Op.co:
        return this.inverted(this.each(VECTOR.cuo[lane], lane, a, b));
      default:
        return this.fail(lane);
    }
  }

  private integerTruth({ op, args }: Value, lane: Integer): Value[] {
    const [x, y] = args as [Value, Value];
    let [a, b] = [this.at(x, lane), this.at(y, lane)];
    if (op === Op.ceq || op === Op.cne) {
      const equal = this.each(VECTOR.ceq[lane], lane, a, b);
      return op === Op.ceq ? equal : this.inverted(equal);
    }
    if (!isSigned(op, x, y, LANE_BITS[lane], this.lanes)) {
      const bits = LANE_BITS[lane];
      const bias = this.constant(repeatLane(1n << BigInt(bits - 1), bits));
      const moved = (value: Value, parts: Value[]): Value[] => {
        const known = intOf(value);
        if (known !== null) {
          const constant = known ^ (1n << BigInt(bits - 1));
          return parts.map(() => this.constant(repeatLane(constant, bits)));
        }
        return parts.map((part) => this.op(Op.xor, part, bias));
      };
      [a, b] = [moved(x, a), moved(y, b)];
    }
    const greater = greaterOp(lane, this.width);
    if (op === Op.csgt || op === Op.cugt) return this.each(greater, lane, a, b);
    if (op === Op.cslt || op === Op.cult) return this.each(greater, lane, b, a);
    if (op === Op.csle || op === Op.cule) return this.inverted(this.each(greater, lane, a, b));
    if (op === Op.csge || op === Op.cuge) return this.inverted(this.each(greater, lane, b, a));
    return this.fail(lane);
  }
}

/** A number as the sum or difference of two powers of two, or null. */
function powers(by: bigint): { high: number; low: number; minus: boolean } | null {
  if (by <= 0n) return null;
  let low = 0;
  while (((by >> BigInt(low)) & 1n) === 0n) low++;
  const rest = by >> BigInt(low);
  const plus = exactLog2(rest - 1n, 64);
  if (rest > 1n && plus > 0) return { high: low + plus, low, minus: false };
  const minus = exactLog2(rest + 1n, 64);
  return rest > 1n && minus > 0 ? { high: low + minus, low, minus: true } : null;
}

function isZero(value: Value): boolean {
  return intOf(value) === 0n || (value.op === Op.float && Object.is(value.aux, 0));
}

/** The lane that memory of an access has. */
export function laneOf(access: Access): Lane {
  const { kind } = access;
  if (kind === 's' || kind === 'd') return kind;
  return ({ 1: 'b', 2: 'h', 4: 'w', 8: 'l' } as const)[ACCESS_SIZES[kind] as 1 | 2 | 4 | 8];
}
