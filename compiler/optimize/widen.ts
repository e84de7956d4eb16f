/**
 * widen: a 32-bit counter of a loop that is used extended, and cannot wrap, becomes a 64-bit one:
 * addresses need no extension then. First come webs of what is marked not to wrap (webs.ts), then
 * counters whose bounds tell it. Needs rotated loops; makes preheaders; breaks canonical forms.
 */
import { append, type Block, type Func, intOf, type Value } from '../ir/ir.ts';
import { enteredLoops, type Loop, type Loops } from '../ir/loops.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';
import { type UseLists, useLists } from '../ir/uses.ts';
import { copies, replaceBy } from './copies.ts';
import {
  type Bounds,
  type CountedLoop,
  type Counter,
  countedLoop,
  countersOf,
  isInvariant,
  saidOf,
  signedBounds,
  startsAs,
  unsignedBounds,
} from './counters.ts';
import { widenWebs } from './webs.ts';

/** Widens the counters of all loops. */
export function widen(func: Func): boolean {
  const { info, made: entered } = enteredLoops(func);
  if (info.all.length === 0) return false;
  let widened = widenWebs(func);
  if (widened) copies(func);
  const uses = useLists(func);
  for (const loop of info.all) {
    const counted = countedLoop(loop);
    if (!counted) continue;
    for (const counter of countersOf(counted, info)) {
      widened = widenCounter(func, counted, counter, info, uses) || widened;
    }
  }
  if (widened) copies(func);
  return entered || widened;
}

/** The users of a value; constants have too many to be asked for. */
function usersOf(value: Value, uses: UseLists): Value[] {
  return uses.users.slice(uses.start[value.id]!, uses.start[value.id + 1]!);
}

/** An extension of the counter, of `next`, or of the counter plus a constant. */
interface Extension {
  readonly value: Value;
  readonly of: Value;
  readonly plus: bigint;
  /** What the counter is subtracted from; null: nothing. */
  readonly from: Value | null;
}

function widenCounter(
  func: Func,
  counted: CountedLoop,
  counter: Counter,
  info: Loops,
  uses: UseLists,
): boolean {
  const { phi, next } = counter;
  // Use lists end at the values there were when they were made.
  if (phi.cls !== Cls.w || phi.id + 1 >= uses.start.length) return false;
  for (const signed of [true, false]) {
    const bounds = signed ? signedBounds(counter, counted) : unsignedBounds(counter, counted);
    if (!bounds) continue;
    const extensions = extensionsOf(counter, bounds, signed, counted.loop, info, uses);
    if (signed && bounds.low >= 0n) {
      extensions.push(...remaindersOf(counter, counted, info, uses));
    }
    if (extensions.length === 0) continue;
    const wide = wideCounter(func, counted, counter, signed ? Op.sextw : Op.zextw);
    for (const { value, of, plus, from: minuend } of extensions) {
      const from = of === next ? wide.next : wide.phi;
      if (minuend) {
        const { before } = counted;
        value.op = Op.sub;
        value.args = [append(before, func.value(Op.sextw, Cls.l, [minuend])), wide.phi];
      } else if (plus === 0n) {
        replaceBy(value, from);
      } else {
        value.op = Op.add;
        value.args = [from, func.int(Cls.l, plus)];
      }
    }
    const wraps = !signed && 'nextWraps' in bounds && bounds.nextWraps === true;
    narrowUses(func, counted, counter, wide, info, uses, signed, wraps);
    return true;
  }
  return false;
}

function extensionsOf(
  { phi, next, step }: Counter,
  bounds: Bounds & { readonly nextWraps?: boolean },
  signed: boolean,
  loop: Loop,
  info: Loops,
  uses: UseLists,
): Extension[] {
  const found: Extension[] = [];
  const { low, high, nextWraps } = bounds;
  const [least, greatest] = signed ? [-0x80000000n, 0x7fffffffn] : [0n, 0xffffffffn];
  const collect = (from: Value, of: Value, plus: bigint): void => {
    const moved = of === next ? step : plus;
    for (const user of usersOf(from, uses)) {
      const zero = user.op === Op.zextw && low + moved >= 0n;
      if (!zero && (user.op !== Op.sextw || !signed)) continue;
      if (isInvariant(user, loop, info)) continue;
      found.push({ value: user, of, plus, from: null });
    }
  };
  collect(phi, phi, 0n);
  if (!nextWraps) collect(next, next, 0n);
  for (const user of usersOf(phi, uses)) {
    if (user === next || user.op !== Op.add || user.args[1]!.op !== Op.int) continue;
    const plus = user.args[1]!.aux as bigint;
    const fits = low + plus >= least && high + plus <= greatest;
    if (fits && !isInvariant(user, loop, info)) collect(user, phi, plus);
  }
  return found;
}

/**
 * Extensions of limit - counter and limit - 1 - counter, of a counter from 0 or more that stays
 * below the limit: neither is negative.
 */
function remaindersOf(
  { phi, next, step }: Counter,
  { loop, latch, before }: CountedLoop,
  info: Loops,
  uses: UseLists,
): Extension[] {
  const found: Extension[] = [];
  const stay = saidOf(next, latch, loop.header);
  if (
    stay?.op !== Op.cslt ||
    step < 0n ||
    !startsAs(Op.cslt, initOf(phi, before), stay.limit, before)
  ) {
    return found;
  }
  const { limit } = stay;
  for (const user of usersOf(phi, uses)) {
    if (user.op !== Op.sub || user.args[1] !== phi) continue;
    const from = user.args[0]!;
    const less = from.op === Op.add && from.args[0] === limit && intOf(from.args[1]!) === -1n;
    if ((from !== limit && !less) || !isInvariant(from, loop, info)) continue;
    for (const extended of usersOf(user, uses)) {
      if (extended.op !== Op.sextw && extended.op !== Op.zextw) continue;
      if (!isInvariant(extended, loop, info))
        found.push({ value: extended, of: phi, plus: 0n, from });
    }
  }
  return found;
}

function initOf(phi: Value, before: Block): Value {
  return phi.args[phi.block!.preds.indexOf(before)]!;
}

/** A 64-bit twin of a counter. */
function wideCounter(
  func: Func,
  { loop, before }: CountedLoop,
  { phi, next, init, step }: Counter,
  extend: Op,
): { phi: Value; next: Value } {
  const { header } = loop;
  let start: Value;
  if (init.op === Op.int) {
    const first = init.aux as bigint;
    start = func.int(Cls.l, extend === Op.sextw ? first : BigInt.asUintN(32, first));
  } else {
    start = func.value(extend, Cls.l, [init], null, phi.pos);
    start.block = before;
    before.body.push(start);
  }
  const wide = func.value(Op.phi, Cls.l, [], null, phi.pos);
  const sum = func.value(Op.add, Cls.l, [wide, func.int(Cls.l, step)], null, next.pos);
  wide.args = header.preds.map((pred) => (pred === before ? start : sum));
  wide.name = phi.name;
  wide.block = header;
  header.phis.push(wide);
  const block = next.block!;
  sum.block = block;
  block.body.splice(block.body.indexOf(next) + 1, 0, sum);
  return { phi: wide, next: sum };
}

/** What still needs the 32-bit counter gets the low half of the wide one; the test is made wide. */
function narrowUses(
  func: Func,
  { loop }: CountedLoop,
  { phi, next }: Counter,
  wide: { phi: Value; next: Value },
  info: Loops,
  uses: UseLists,
  signed: boolean,
  nextWraps: boolean,
): void {
  for (const user of nextWraps ? [] : usersOf(next, uses)) {
    if (!OP_COMPARES[user.op] || user.args[0] !== next || isInvariant(user, loop, info)) continue;
    const limit = user.args[1]!;
    const equality = user.op === Op.ceq || user.op === Op.cne;
    if (limit.op !== Op.int || (!equality && isUnsigned(user.op) === signed)) continue;
    const number = limit.aux as bigint;
    user.args = [wide.next, func.int(Cls.l, signed ? number : BigInt.asUintN(32, number))];
  }
  const { header } = loop;
  const low = func.value(Op.trunc, Cls.w, [wide.phi], null, phi.pos);
  low.block = header;
  header.body.unshift(low);
  replaceBy(phi, low);
  const block = next.block!;
  const lowNext = func.value(Op.trunc, Cls.w, [wide.next], null, next.pos);
  lowNext.block = block;
  block.body.splice(block.body.indexOf(wide.next) + 1, 0, lowNext);
  replaceBy(next, lowNext);
}

function isUnsigned(op: number): boolean {
  return op === Op.cult || op === Op.cule || op === Op.cugt || op === Op.cuge;
}
