/**
 * Unrolling of counted loops: a copy of the loop does several rounds at once without asking in
 * between; the loop itself stays for what is left over.
 *
 *   before: n = rounds ─> n >= 4? ─> [round, round, round, round] ─> all done? ─> exit
 *                            └────────────> left: [the loop as it was] <──┘
 */
import { changeEnd, splitEdge } from '../ir/cfg.ts';
import type { Block, BranchInfo, Func, Value } from '../ir/ir.ts';
import { exitEdges, type Loops } from '../ir/loops.ts';
import { Cls, Op } from '../ir/ops.ts';
import { cloneRegion } from './clone.ts';
import type { Context } from './context.ts';
import { type CountedLoop, type Counter, countersOf } from './counters.ts';
import type { Copies } from './ssa.ts';
import { Straight } from './straight-code.ts';
import { constantTrips, tripsOf } from './trips.ts';

/** Unrolls a loop so many times; false where it cannot be done. `made` needs `reconstruct`. */
export function repeat(
  func: Func,
  context: Context,
  counted: CountedLoop,
  info: Loops,
  times: number,
  made: Copies,
): boolean {
  const { loop, before, latch } = counted;
  const edges = exitEdges(info, loop);
  if (edges.length !== 1 || edges[0]!.from !== latch || latch.end.op !== Op.br) return false;
  const head = new Straight(func, context, before.end.pos);
  const trips = tripsOf(counted, info, head);
  if (!trips) return false;
  const known = constantTrips(trips);
  if (trips.op === Op.int && (known === null || known < BigInt(times))) return false;
  const exit = edges[0]!.to;
  const { header } = loop;
  const inits = header.phis.map((phi) => phi.args[header.preds.indexOf(before)]!);
  const nexts = header.phis.map((phi) => phi.args[header.preds.indexOf(latch)]!);
  const index = countersOf(counted, info).find((one) => one.phi.cls === Cls.l) ?? null;
  const left = splitEdge(func, before, header);
  left.name = `${header.name}_left`;
  const pre = fresh(func, `${header.name}_pre`, before.depth);
  const out = fresh(func, `${header.name}_out`, before.depth);
  const enough = head.op(Op.cuge, Cls.w, trips, head.int(Cls.l, times));
  head.moveTo(before);
  const branch = func.value(Op.br, Cls.none, [enough], LIKELY, before.end.pos);
  changeEnd(before, branch, [pre, left]);
  const whole = head.op(Op.and, Cls.l, trips, head.int(Cls.l, -times));
  const last = index ? endOf(index, whole, head) : whole;
  head.moveTo(pre);
  const first = chainRounds(func, counted, times, { out, inits, nexts, last, index }, made);
  changeEnd(pre, func.value(Op.jmp, Cls.none, []), [first]);
  // Arguments name the originals: `reconstruct` finds what reaches here.
  const done = head.op(Op.ceq, Cls.w, whole, trips);
  head.moveTo(out);
  const from = exit.preds.indexOf(latch);
  changeEnd(out, func.value(Op.br, Cls.none, [done]), [exit, left]);
  for (const phi of exit.phis) phi.args.push(phi.args[from]!);
  joinLeft(func, header, left, out, inits, nexts);
  latch.end.aux = { likely: latch.succs[0] === header ? 'unlikely' : 'likely' };
  return true;
}

const LIKELY: BranchInfo = { likely: 'likely' };

function fresh(func: Func, name: string, depth: number): Block {
  const block = func.block(name);
  block.depth = depth;
  return block;
}

/** What the copies are put between. */
interface Ends {
  readonly out: Block;
  readonly inits: readonly Value[];
  readonly nexts: readonly Value[];
  /** The counter that is compared with `last`; null: one is made. */
  readonly index: Counter | null;
  readonly last: Value;
}

/** What a counter is after so many rounds. */
function endOf({ init, step }: Counter, rounds: Value, line: Straight): Value {
  const way = line.op(Op.mul, Cls.l, rounds, line.int(Cls.l, step));
  return line.op(Op.add, Cls.l, init, way);
}

/** Copies of a loop one behind the other; gives the first one's header, which `pre` enters. */
function chainRounds(
  func: Func,
  { loop, latch }: CountedLoop,
  times: number,
  { out, inits, nexts, last, index }: Ends,
  made: Copies,
): Block {
  const maps: Block[][] = [];
  for (let i = 0; i < times; i++) maps.push(cloneRegion(func, loop.blocks, made));
  const headers = maps.map((map) => map[loop.header.id]!);
  const latches = maps.map((map) => map[latch.id]!);
  const [first] = headers as [Block];
  for (let i = 0; i + 1 < times; i++) {
    changeEnd(latches[i]!, func.value(Op.jmp, Cls.none, []), [headers[i + 1]!]);
  }
  const bottom = latches[times - 1]!;
  const place = (value: Value): Value => {
    value.block = bottom;
    bottom.body.push(value);
    return value;
  };
  const count = index ? null : func.value(Op.phi, Cls.l, []);
  const next = count
    ? place(func.value(Op.add, Cls.l, [count, func.int(Cls.l, times)]))
    : index!.next;
  const more = place(func.value(Op.cne, Cls.w, [next, last]));
  changeEnd(bottom, func.value(Op.br, Cls.none, [more]), [first, out]);
  for (const header of headers) {
    header.phis.forEach((phi, k) => {
      phi.args = [nexts[k]!];
    });
  }
  // `pre` comes as the second way in.
  first.phis.forEach((phi, k) => {
    phi.args.push(inits[k]!);
  });
  if (count) {
    count.block = first;
    count.args = [next, func.int(Cls.l, 0)];
    first.phis.push(count);
  }
  return first;
}

/** The loop that is left starts where the copies ended, or at the start. */
function joinLeft(
  func: Func,
  header: Block,
  left: Block,
  out: Block,
  inits: readonly Value[],
  nexts: readonly Value[],
): void {
  const place = header.preds.indexOf(left);
  header.phis.forEach((phi, k) => {
    const join = func.value(Op.phi, phi.cls, [], null, phi.pos);
    join.name = phi.name;
    join.block = left;
    join.args = left.preds.map((pred) => (pred === out ? nexts[k]! : inits[k]!));
    left.phis.push(join);
    phi.args[place] = join;
  });
}
