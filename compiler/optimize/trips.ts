/**
 * How often a rotated loop runs, as a value: from the counter that its only exit, the branch at
 * the latch, compares with something that does not change. Exact where the program's arithmetic is
 * that of the IR, which wraps; where it would wrap, the count is 0 and says nothing.
 *
 *   before:  n = (limit - first - 1) / step + 2      one more than tests that go round
 */
import { intOf, type Value } from '../ir/ir.ts';
import type { Loops } from '../ir/loops.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';
import { exactLog2 } from '../numbers.ts';
import { widthOf } from './bits.ts';
import { type CountedLoop, countersOf, isInvariant, saidOf, startsAs } from './counters.ts';
import type { Straight } from './straight-code.ts';

/** The exit's test: the loop goes round while what starts at `init` compares so. */
interface Test {
  readonly init: Value;
  readonly step: bigint;
  /** The counter after its step is compared, not before. */
  readonly after: boolean;
  readonly op: Op;
  readonly limit: Value;
}

/** The test that ends a loop, or null where nothing counts. */
function testOf(counted: CountedLoop, info: Loops, line: Straight): Test | null {
  const { loop, latch } = counted;
  const condition = latch.end.args[0];
  if (latch.end.op !== Op.br || !condition || !OP_COMPARES[condition.op]) return null;
  for (const value of condition.args) {
    // The low half of a 64-bit counter is a counter, too.
    const core = value.op === Op.trunc ? value.args[0]! : value;
    for (const { phi, next, init, step } of countersOf(counted, info)) {
      if (core !== phi && core !== next) continue;
      const said = saidOf(value, latch, loop.header);
      if (!said || !isInvariant(said.limit, loop, info)) continue;
      const start = core === value ? init : low(init, line);
      return { init: start, step, after: core === next, op: said.op, limit: said.limit };
    }
  }
  return null;
}

function low(value: Value, line: Straight): Value {
  const extended = value.op === Op.sextw || value.op === Op.zextw;
  return extended ? value.args[0]! : line.op(Op.trunc, Cls.w, value);
}

/**
 * The number of times the body runs, of class l, computed by `line` in front of the loop; at run
 * time 0 where it is not known. Null where it never is.
 */
export function tripsOf(counted: CountedLoop, info: Loops, line: Straight): Value | null {
  const test = testOf(counted, info, line);
  if (!test) return null;
  const { init, step, after, op, limit } = test;
  if (isPlain(test, counted)) {
    const [from, to] = step > 0n ? [init, limit] : [limit, init];
    return wide(line, line.op(Op.sub, init.cls, to, from));
  }
  const first = after ? line.op(Op.add, init.cls, init, line.int(init.cls, step)) : init;
  switch (op) {
    case Op.cslt:
    case Op.cult:
    case Op.csle:
    case Op.cule:
      return step > 0n ? ordered(line, op, first, limit, step) : null;
    case Op.csgt:
    case Op.cugt:
    case Op.csge:
    case Op.cuge:
      return step < 0n ? ordered(line, op, first, limit, step) : null;
    case Op.cne:
      return unequal(line, first, limit, step);
    default:
      return null;
  }
}

/** Steps of one from a start that is known to lie on this side of the limit. */
function isPlain({ init, step, after, op, limit }: Test, { before }: CountedLoop): boolean {
  const up = step === 1n && (op === Op.cslt || op === Op.cult);
  const down = step === -1n && (op === Op.csgt || op === Op.cugt);
  return after && (up || down) && startsAs(op, init, limit, before);
}

function wide(line: Straight, value: Value): Value {
  return value.cls === Cls.l ? value : line.op(Op.zextw, Cls.l, value);
}

/** x, x + step, ... while it compares with the limit: as if it never wraps, else 0. */
function ordered(line: Straight, op: Op, first: Value, limit: Value, step: bigint): Value | null {
  const { cls } = first;
  const strict = op === Op.cslt || op === Op.cult || op === Op.csgt || op === Op.cugt;
  const signed = op === Op.cslt || op === Op.csle || op === Op.csgt || op === Op.csge;
  const up = step > 0n;
  const size = up ? step : -step;
  const [low, high] = up ? [first, limit] : [limit, first];
  let distance = line.op(Op.sub, cls, high, low);
  if (strict) distance = line.op(Op.sub, cls, distance, line.int(cls, 1n));
  const rounds = line.op(Op.add, Cls.l, quotient(line, distance, size), line.int(Cls.l, 2n));
  const begins = line.op(op, Cls.w, first, limit);
  const count = line.op(Op.select, Cls.l, begins, rounds, line.int(Cls.l, 1n));
  const room = strict ? size - 1n : size;
  if (room === 0n) return count;
  const width = widthOf(cls);
  const least = signed ? -(1n << BigInt(width - 1)) : 0n;
  const greatest = signed ? -least - 1n : (1n << BigInt(width)) - 1n;
  const edge = line.int(cls, up ? greatest - room : least + room);
  const compare = signed ? (up ? Op.csle : Op.csge) : up ? Op.cule : Op.cuge;
  const fits = line.op(compare, Cls.w, limit, edge);
  return line.op(Op.select, Cls.l, fits, count, line.int(Cls.l, 0n));
}

/** x, x + step, ... until it meets the limit: it does where the distance is so many steps. */
function unequal(line: Straight, first: Value, limit: Value, step: bigint): Value | null {
  const { cls } = first;
  const size = step > 0n ? step : -step;
  if ((size & (size - 1n)) !== 0n) return null;
  const [from, to] = step > 0n ? [first, limit] : [limit, first];
  const distance = line.op(Op.sub, cls, to, from);
  const one = line.int(Cls.l, 1n);
  const count = line.op(Op.add, Cls.l, quotient(line, distance, size), one);
  if (size === 1n) return count;
  const rest = line.op(Op.and, cls, distance, line.int(cls, size - 1n));
  const meets = line.op(Op.ceq, Cls.w, rest, line.int(cls, 0n));
  return line.op(Op.select, Cls.l, meets, count, line.int(Cls.l, 0n));
}

/** An unsigned quotient by a constant, of class l. */
function quotient(line: Straight, value: Value, by: bigint): Value {
  const { cls } = value;
  if (by === 1n) return wide(line, value);
  const shift = exactLog2(by, 64);
  if (shift < 0) return wide(line, line.op(Op.udiv, cls, value, line.int(cls, by)));
  return wide(line, line.op(Op.shr, cls, value, line.int(Cls.w, shift)));
}

/** The count where it is a constant, else null. */
export function constantTrips(trips: Value): bigint | null {
  const known = intOf(trips);
  return known === null || known <= 0n ? null : known;
}
