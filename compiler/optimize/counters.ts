/**
 * Loop counters: header phis that a constant is added to once a round, and between which bounds
 * they stay. Gets rotated loops with preheaders.
 *
 *   header:  phi = [init, next]   ...   latch:  next = phi + step;  br (next ? limit), header, out
 */
import type { Block, Value } from '../ir/ir.ts';
import { inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { isIntegerClass, OP_COMPARES, Op } from '../ir/ops.ts';
import { widthOf } from './bits.ts';
import { inverseCompare, swappedCompare } from './folding/relations.ts';

export interface Counter {
  readonly phi: Value;
  readonly next: Value;
  readonly init: Value;
  readonly step: bigint;
}

/** Inclusive bounds of a counter in every round, with `next` within the class, too. */
export interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

/** A loop with one way in and one way back, as counters need it. */
export interface CountedLoop {
  readonly loop: Loop;
  readonly before: Block;
  readonly latch: Block;
}

/** A loop as counters need it, or null. */
export function countedLoop(loop: Loop): CountedLoop | null {
  const before = preheader(loop);
  const [latch] = loop.latches;
  if (!before || !latch || loop.latches.length !== 1 || loop.header.preds.length !== 2) return null;
  return before.end.op === Op.jmp ? { loop, before, latch } : null;
}

/** The counters of a loop. */
export function countersOf({ loop, before, latch }: CountedLoop, info: Loops): Counter[] {
  const { header } = loop;
  const counters: Counter[] = [];
  const enter = header.preds.indexOf(before);
  const back = header.preds.indexOf(latch);
  for (const phi of header.phis) {
    if (phi.op !== Op.phi || !isIntegerClass(phi.cls)) continue;
    const next = phi.args[back]!;
    if (next.op !== Op.add || next.args[0] !== phi || next.args[1]!.op !== Op.int) continue;
    if (!inLoop(info, loop, next.block)) continue;
    const step = next.args[1]!.aux as bigint;
    if (step < 1n << 20n && step > -(1n << 20n)) {
      counters.push({ phi, next, init: phi.args[enter]!, step });
    }
  }
  return counters;
}

/** A comparison of `value` with a limit that holds whenever the loop goes round. */
interface Stay {
  readonly op: Op;
  readonly limit: Value;
}

/** What a branch says about a value on the way to `to`. */
export function saidOf(value: Value, from: Block, to: Block): Stay | null {
  if (from.end.op !== Op.br || from.succs.length !== 2) return null;
  const condition = from.end.args[0]!;
  const holds = from.succs[0] === to;
  if (!OP_COMPARES[condition.op]) return null;
  const [x, y] = condition.args as [Value, Value];
  if (x !== value && y !== value) return null;
  const op = holds ? condition.op : inverseCompare(condition);
  if (op < 0) return null;
  return x === value ? { op, limit: y } : { op: swappedCompare(op), limit: x };
}

/**
 * The signed bounds of a counter, where it surely does not wrap; else null. What the branch at the
 * latch says of `next` bounds each round but the first, `init` and the guard bound that.
 */
export function signedBounds(
  counter: Counter,
  { before, latch, loop }: CountedLoop,
): Bounds | null {
  const width = widthOf(counter.phi.cls);
  const least = -(1n << BigInt(width - 1));
  const greatest = -least - 1n;
  const stay = saidOf(counter.next, latch, loop.header);
  if (!stay) return null;
  const { init, step } = counter;
  const first = init.op === Op.int ? (init.aux as bigint) : null;
  const limit = stay.limit.op === Op.int ? (stay.limit.aux as bigint) : null;
  if (step > 0n) {
    const top = topOf(stay.op, limit, greatest, first, step);
    if (top === null || top > greatest - step) return null;
    if (first === null ? !startsBelow(init, before) || step !== 1n : first > greatest - step) {
      return null;
    }
    const start = first ?? least;
    return { low: start, high: first === null ? greatest - 1n : first > top ? first : top };
  }
  const bottom = bottomOf(stay.op, limit, least);
  if (bottom === null || bottom < least - step || first === null || first < least - step) {
    return null;
  }
  return { low: first < bottom ? first : bottom, high: first };
}

/**
 * The bounds of a 32-bit counter that goes up by one and is read as unsigned, where it surely does
 * not wrap while the loop goes round; else null. `nextWraps`: in the last round `next` may be 0.
 */
export function unsignedBounds(
  counter: Counter,
  { before, latch, loop }: CountedLoop,
): (Bounds & { readonly nextWraps: boolean }) | null {
  const { init, step } = counter;
  const stay = step === 1n ? saidOf(counter.next, latch, loop.header) : null;
  if (!stay || widthOf(init.cls) !== 32) return null;
  const greatest = 0xffffffffn;
  const known = (value: Value): bigint | null =>
    value.op === Op.int ? BigInt.asUintN(32, value.aux as bigint) : null;
  const first = known(init);
  const limit = known(stay.limit);
  const low = first ?? 0n;
  if (stay.op === Op.cne && first === 0n) return { low, high: greatest, nextWraps: true };
  if (stay.op !== Op.cult && !(stay.op === Op.cule && limit !== null && limit < greatest))
    return null;
  if (first === null && !saidBefore(init, before, ({ op }) => op === Op.cult)) return null;
  if (first === greatest) return null;
  const most = limit === null ? greatest - 1n : stay.op === Op.cult ? limit - 1n : limit;
  return { low, high: first !== null && first > most ? first : most, nextWraps: false };
}

/** The most `next` can be where the loop goes round. */
function topOf(
  op: Op,
  limit: bigint | null,
  greatest: bigint,
  first: bigint | null,
  step: bigint,
): bigint | null {
  if (op === Op.cslt) return (limit ?? greatest) - 1n;
  if (op === Op.csle) return limit;
  if (op !== Op.cne || limit === null || first === null || first >= limit) return null;
  return (limit - first) % step === 0n ? limit - step : null;
}

function bottomOf(op: Op, limit: bigint | null, least: bigint): bigint | null {
  if (op === Op.csgt) return (limit ?? least) + 1n;
  return op === Op.csge ? limit : null;
}

/** Whether a branch on the only way to the loop says that its counter starts below something. */
function startsBelow(init: Value, before: Block): boolean {
  return saidBefore(init, before, ({ op }) => op === Op.cslt);
}

/** Whether a branch on the only way to the loop says that `init` compares so with `limit`. */
export function startsAs(op: Op, init: Value, limit: Value, before: Block): boolean {
  if (init.op === Op.int && limit.op === Op.int) {
    const [a, b] = [init.aux as bigint, limit.aux as bigint];
    if (op === Op.cslt) return a < b;
    if (op === Op.csgt) return a > b;
  }
  if (op === Op.cult && init.op === Op.int && init.aux === 0n && isNonzero(limit, before)) {
    return true;
  }
  return saidBefore(init, before, (said) => said.op === op && said.limit === limit);
}

/** Whether the branch right before a block says that a value is not 0. */
function isNonzero(value: Value, block: Block): boolean {
  const [pred] = block.preds;
  if (!pred || block.preds.length !== 1) return false;
  if (pred.end.op === Op.br && pred.end.args[0] === value) return pred.succs[0] === block;
  const said = saidOf(value, pred, block);
  return said?.op === Op.cne && said.limit.op === Op.int && said.limit.aux === 0n;
}

function saidBefore(init: Value, before: Block, holds: (said: Stay) => boolean): boolean {
  let block = before;
  for (let steps = 0; steps < 4 && block.preds.length === 1; steps++) {
    const pred = block.preds[0]!;
    const said = saidOf(init, pred, block);
    if (said && holds(said)) return true;
    block = pred;
  }
  return false;
}

/** Whether a value is the same in every round: made outside the loop. */
export function isInvariant(value: Value, loop: Loop, info: Loops): boolean {
  return value.block === null || !inLoop(info, loop, value.block);
}
