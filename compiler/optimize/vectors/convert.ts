/** Vectors of integers from one lane to another: unpacked with zeros or signs, packed. */
import type { Value } from '../../ir/ir.ts';
import { type Lane, Op } from '../../ir/ops.ts';
import { repeatLane } from '../../numbers.ts';
import { LANE_BITS, type Lanes } from './lanes.ts';
import { VECTOR } from './ops.ts';

export type Integer = Exclude<Lane, 's' | 'd'>;

/** What makes vector ops. */
interface Maker {
  op(op: Op | undefined, ...args: Value[]): Value;
  constant(bits: bigint): Value;
  /**
   * Halves of 128 bits are unpacked and packed each for itself: so a vector stands before the one,
   * or behind the other, with its middle quarters exchanged. What puts them right.
   */
  settled(part: Value): Value;
  /** A constant of class w. */
  count32(value: number): Value;
}

const WIDER: Readonly<Record<Integer, Integer>> = { b: 'h', h: 'w', w: 'l', l: 'l' };

/** Each part becomes two, and again; `signed` 'copy' widens masks. */
export function widenTo(
  code: Maker,
  parts: readonly Value[],
  from: Integer,
  to: Integer,
  signed: boolean | 'copy',
): Value[] {
  let all = parts.slice();
  for (let lane = from; lane !== to; lane = WIDER[lane]) {
    const zero = code.constant(0n);
    all = all.flatMap((one) => {
      const part = code.settled(one);
      const high = signed === 'copy' ? part : signed ? signs(code, part, lane) : zero;
      return [code.op(VECTOR.zipLow[lane], part, high), code.op(VECTOR.zipHigh[lane], part, high)];
    });
  }
  return all;
}

function signs(code: Maker, part: Value, lane: Integer): Value {
  return code.op(VECTOR.csgt[lane], code.constant(0n), part);
}

/** Two parts become one, and again; without `value` they are masks. Drops the high bits. */
export function narrowTo(
  code: Maker,
  parts: readonly Value[],
  from: Integer,
  to: Integer,
  lanes: Lanes | null,
  value: Value | null,
): Value[] {
  let all = parts.slice();
  let lane = from;
  if (lane === 'l' && to !== 'l') {
    all = pairs(all, (a, b) => code.settled(code.op(Op.vshufflew, a, b, code.count32(0x88))));
    lane = 'w';
  }
  if (lane === to) return all;
  const bits = LANE_BITS[to];
  const fits = (signed: boolean): boolean => !lanes || !value || lanes.holds(value, bits, signed);
  let unsigned = false;
  if (!fits(true)) {
    unsigned = to === 'b';
    if (!(unsigned && fits(false))) all = cut(code, all, lane, to);
  }
  if (lane === 'w') {
    all = pairs(all, (a, b) => code.settled(code.op(Op.vpackw, a, b)));
    lane = 'h';
  }
  if (lane === to) return all;
  const pack = unsigned ? Op.vpackuh : Op.vpackh;
  return pairs(all, (a, b) => code.settled(code.op(pack, a, b)));
}

function pairs(parts: readonly Value[], join: (a: Value, b: Value) => Value): Value[] {
  const made: Value[] = [];
  for (let i = 0; i < parts.length; i += 2) made.push(join(parts[i]!, parts[i + 1]!));
  return made;
}

/** Clears what is above the narrower lane, as packing wants it: it saturates. */
function cut(code: Maker, parts: readonly Value[], lane: Integer, to: Integer): Value[] {
  const bits = LANE_BITS[lane];
  if (to === 'b') {
    const mask = code.constant(repeatLane(0xffn, bits));
    return parts.map((part) => code.op(Op.and, part, mask));
  }
  const by = code.count32(16);
  return parts.map((part) => code.op(Op.vsarw, code.op(Op.vshlw, part, by), by));
}
