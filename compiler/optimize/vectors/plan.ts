/**
 * Decides whether a loop can and should run in vectors, and makes what the vector loop computes, in
 * lines that stand in no block yet.
 */
import type { AliasInfo } from '../../ir/alias.ts';
import type { Dominators } from '../../ir/dominators.ts';
import {
  ACCESS_SIZES,
  type Access,
  type Func,
  type ModuleSymbol,
  type Slot,
  type SymbolRef,
  type Value,
} from '../../ir/ir.ts';
import { inLoop, type Loops } from '../../ir/loops.ts';
import { Cls, type Lane, OP_CONSTANT, Op } from '../../ir/ops.ts';
import type { UseLists } from '../../ir/uses.ts';
import type { Context } from '../context.ts';
import { type CountedLoop, type Counter, countersOf } from '../counters.ts';
import { type FlatLoop, flatten } from '../flatten.ts';
import { LinearForms } from '../linear.ts';
import { Straight } from '../straight-code.ts';
import { constantTrips, tripsOf } from '../trips.ts';
import { VectorBody, type VectorParts } from './body.ts';
import { LANE_BITS, Lanes } from './lanes.ts';
import { accessesOf, type Check, checksOf } from './memory.ts';
import { costOf, type VectorWidth } from './ops.ts';
import { narrowSum, type Reduction, reductionOf, usersIn } from './reductions.ts';

/** What is known of the function. */
export interface Known {
  readonly info: Loops;
  readonly tree: Dominators;
  readonly alias: AliasInfo;
  readonly uses: UseLists;
  /** Symbols of data on multiples of 16. */
  readonly aligned: ReadonlySet<ModuleSymbol>;
}

/** A loop to be made a vector loop, and what it computes. */
export interface VectorPlan {
  readonly flat: FlatLoop;
  readonly counters: readonly Counter[];
  readonly reductions: readonly Reduction[];
  /** Rounds of the loop that one round of the vector loop does. */
  readonly rounds: number;
  readonly checks: readonly Check[];
  /** The number of rounds, of class l, computed in `head`. */
  readonly trips: Value;
  readonly head: Straight;
  readonly body: VectorBody;
  /** Values that are used behind the loop, and that the vector loop cannot give. */
  readonly needsLast: boolean;
  /** Those that it can. */
  readonly lives: readonly Value[];
}

/** The plan for a loop, in the widest vectors that do, or why it is to stay as it is. */
export function planLoop(
  func: Func,
  context: Context,
  counted: CountedLoop,
  known: Known,
): VectorPlan | string {
  const parts = partsOf(func, context, counted, known);
  if (typeof parts === 'string') return parts;
  const choices = choicesOf(parts, context);
  const head = new Straight(func, context, counted.before.end.pos);
  const trips = tripsOf(counted, known.info, head);
  const constant = trips && constantTrips(trips);
  if (!trips || trips.op === Op.undef || (OP_CONSTANT[trips.op] && constant === null)) {
    return 'its rounds cannot be counted ahead';
  }
  let reason = 'its values are of too different widths';
  for (const choice of choices) {
    const plan = suits(constant, choice, parts)
      ? planIn(parts, choice, known, head, trips)
      : `of ${constant} rounds no ${choice.rounds} are done at once`;
    if (typeof plan !== 'string') return plan;
    reason = plan;
  }
  return reason;
}

/** Vectors and rounds that a loop may run in. */
interface Choice {
  readonly width: VectorWidth;
  readonly rounds: number;
  /** Rounds of two vectors of the narrowest lane. */
  readonly twice: boolean;
}

/** All of them, the best first. */
function choicesOf(parts: VectorParts, context: Context): Choice[] {
  const avx2 = context.vectors === 256;
  const twice = mayDouble(parts);
  const choices: Choice[] = [];
  if (avx2) {
    const rounds = roundsOf(parts, WIDE);
    if (twice) choices.push({ width: WIDE, rounds: 2 * rounds, twice });
    choices.push({ width: WIDE, rounds, twice: false });
  }
  const rounds = roundsOf(parts, NARROW);
  choices.push({ width: { ...NARROW, avx2 }, rounds: twice ? 2 * rounds : rounds, twice });
  return choices.filter((choice) => choice.rounds > 0);
}

const NARROW: VectorWidth = { cls: Cls.v, bits: 128, avx2: false };
const WIDE: VectorWidth = { cls: Cls.y, bits: 256, avx2: true };

/**
 * Whether a choice is good for so many rounds; null: not known. Then two vectors of 256 bits leave
 * too much to the loop itself, but sums wait for each other. Where they are known, there
 * must be enough, and no more left than 128 bits leave.
 */
function suits(
  trips: bigint | null,
  { width, rounds, twice }: Choice,
  parts: VectorParts,
): boolean {
  const wide = width.cls === Cls.y;
  if (trips === null) {
    return !(wide && twice) || parts.reductions.length > 0;
  }
  if (trips < BigInt(rounds)) return false;
  const fewer = wide ? roundsOf(parts, NARROW) * (mayDouble(parts) ? 2 : 1) : 0;
  return fewer === 0 || trips % BigInt(rounds) <= trips % BigInt(fewer);
}

/** The plan for a loop in vectors of a width, or why there is none. */
function planIn(
  parts: VectorParts,
  { width, rounds }: Choice,
  known: Known,
  head: Straight,
  trips: Value,
): VectorPlan | string {
  const { flat, counters, reductions, accesses } = parts;
  const checks = checksOf(accesses, known.alias, rounds);
  if (!checks) return 'a round may need what the one before stores';
  const line = head.another();
  const before = head.another();
  const body = new VectorBody(parts, rounds, width, line, before);
  if (!body.make()) return 'it computes what vectors cannot';
  if (!pays(parts, body, rounds, width)) return 'vectors would be no faster';
  const lives = livesOf(flat, known);
  const given = new Set<Value>([
    ...counters.flatMap((counter) => [counter.phi, counter.next]),
    ...reductions.map((reduction) => reduction.next),
  ]);
  const needsLast = lives.some((live) => !given.has(live) && !given.has(flat.flat.get(live)!));
  return {
    ...{ flat, counters, reductions, rounds, checks, trips, head, body },
    ...{ needsLast, lives: needsLast ? [] : lives },
  };
}

/** Takes a loop apart, or says what in it cannot be done in vectors. */
function partsOf(
  func: Func,
  context: Context,
  counted: CountedLoop,
  known: Known,
): VectorParts | string {
  const flat = flatten(func, counted, known.info, known.tree);
  if (typeof flat === 'string') return flat;
  const counters = countersOf(counted, known.info);
  const forms = new LinearForms(flat, counters);
  const accesses = accessesOf(flat, forms);
  if (typeof accesses === 'string') return accesses;
  const reductions: Reduction[] = [];
  const users = usersIn(flat);
  for (let i = 0; i < flat.phis.length; i++) {
    const phi = flat.phis[i]!;
    if (counters.some((counter) => counter.phi === phi)) continue;
    const found = reductionOf(flat, i, users, context.associativeMath);
    if (!found) return 'a value goes from round to round';
    reductions.push(found);
  }
  const stores = accesses.filter((access) => access.isStore);
  if (stores.length === 0 && reductions.length === 0) return 'it stores and sums up nothing';
  const roots = [
    ...stores.map((access) => access.value.args[0]!),
    ...reductions.map((reduction) => reduction.next),
  ];
  const phis = new Set(flat.phis);
  const data = closure(roots, new Set([...flat.body, ...flat.phis]));
  // Lanes that no access has would be packed and unpacked each time; SSE2's code is as it was.
  const bits = accesses.map(({ size }) => 8 * Number(size));
  const floor = context.vectors === 256 ? Math.min(32, ...bits) : 8;
  const lanes = new Lanes([...flat.phis, ...flat.body], data, phis, floor);
  for (const { next } of reductions) lanes.wantAll(next);
  lanes.assign();
  const isAligned = (base: Value): boolean => {
    if (base.op === Op.alloc) return (base.aux as Slot).align % 16 === 0;
    return base.op === Op.symbol && known.aligned.has((base.aux as SymbolRef).symbol);
  };
  return { flat, counters, reductions, accesses, data, lanes, isAligned };
}

/** The values of the loop that others are computed from. */
function closure(roots: readonly Value[], body: ReadonlySet<Value>): Set<Value> {
  const data = new Set<Value>();
  const work = roots.filter((root) => body.has(root));
  while (work.length > 0) {
    const value = work.pop()!;
    if (data.has(value)) continue;
    data.add(value);
    if (value.op === Op.load || value.op === Op.phi) continue;
    for (const arg of value.args) if (body.has(arg)) work.push(arg);
  }
  return data;
}

/** Widths of the narrowest and the widest of a loop's lanes. */
function extentOf({ data, lanes, accesses, reductions }: VectorParts): [number, number] {
  let [least, most] = [64, 8];
  const note = (lane: Lane): void => {
    least = Math.min(least, LANE_BITS[lane]);
    most = Math.max(most, LANE_BITS[lane]);
  };
  const sums = new Set<Value>();
  for (const reduction of reductions) {
    for (const one of narrowSum(reduction, lanes)?.absorbed ?? []) sums.add(one);
  }
  for (const value of data) if (!sums.has(value)) note(lanes.lane(value));
  for (const { value } of accesses) {
    const bits = 8 * ACCESS_SIZES[(value.aux as Access).kind];
    least = Math.min(least, bits);
    most = Math.max(most, bits);
  }
  return [least, most];
}

/** How many rounds fill vectors of the narrowest lane; 0 where the widest would take too many. */
function roundsOf(parts: VectorParts, { bits }: VectorWidth): number {
  const [least, most] = extentOf(parts);
  const rounds = bits / least;
  return (rounds * most) / bits > 4 ? 0 : rounds;
}

/** Whether two vectors of each value are little enough. */
function mayDouble(parts: VectorParts): boolean {
  const [least, most] = extentOf(parts);
  return least === most && parts.data.size <= 12;
}

/** Whether a round in vectors costs less than the rounds it does. */
function pays(
  { flat, data, accesses }: VectorParts,
  body: VectorBody,
  rounds: number,
  width: VectorWidth,
): boolean {
  let scalar = 2 + 2 * flat.branches;
  for (const value of data) {
    if (value.op === Op.phi || FREE.has(value.op)) continue;
    scalar += value.op === Op.div || value.op === Op.sqrt ? 6 : 1;
  }
  for (const access of accesses) if (access.isStore) scalar++;
  let vector = 2;
  for (const value of body.line.values) if (value.cls !== Cls.l) vector += costOf(value, width);
  return vector * 1.2 < scalar * rounds;
}

/** Ops that a load or an operand does on the way. */
const FREE: ReadonlySet<Op> = new Set([
  ...[Op.sextb, Op.zextb, Op.sexth, Op.zexth, Op.sextw, Op.zextw, Op.trunc],
]);

/** The loop's values that are used behind it. */
function livesOf({ counted }: FlatLoop, { info, uses }: Known): Value[] {
  const lives: Value[] = [];
  const { loop } = counted;
  for (const block of loop.blocks) {
    for (const value of [...block.phis, ...block.body]) {
      for (let at = uses.start[value.id]!; at < uses.start[value.id + 1]!; at++) {
        const { block: place } = uses.users[at]!;
        if (!place || inLoop(info, loop, place)) continue;
        lives.push(value);
        break;
      }
    }
  }
  return lives;
}
