/**
 * Straight loops: every round runs the same blocks in a row, and only the last of them leaves.
 *
 *   before ─> header ─> ... ─> latch ─> exit
 *               ^─────────────────┘
 *
 * Their phis are counters (init, init + step, ...); this file says how often such a loop runs and
 * which addresses move evenly with it. What a loop computes of its own memory it may be assumed to
 * end (C11 6.8.5p6), so a test that can never fail is not met.
 */
import { takenSuccessor } from '../ir/cfg.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { Cls, isIntegerClass, OP_COMPARES, OP_PURE, Op } from '../ir/ops.ts';
import { type Context, compute, foldConstants } from './context.ts';
import { inverseCompare, swappedCompare } from './folding/relations.ts';

interface EvenCounter {
  readonly phi: Value;
  readonly next: Value;
  readonly init: Value;
  readonly step: bigint;
}

export interface Straight {
  readonly loop: Loop;
  readonly info: Loops;
  readonly before: Block;
  readonly latch: Block;
  readonly exit: Block;
  readonly body: readonly Value[];
  readonly counters: readonly EvenCounter[];
  readonly test: Test;
}

/** The loop goes on after a round where `counter` (before or after its step) compares so. */
interface Test {
  readonly counter: EvenCounter;
  readonly stepped: boolean;
  readonly op: Op;
  readonly limit: Value;
  /** A branch in front of the loop says the same of the counter's first value. */
  readonly guarded: boolean;
}

const MAX_BLOCKS = 12;
const MAX_BODY = 48;

/** A loop as a straight one, or null. */
export function straightLoop(
  func: Func,
  loop: Loop,
  info: Loops,
  context: Context,
): Straight | null {
  const before = preheader(loop);
  if (!before || before.end.op !== Op.jmp || loop.header.preds.length !== 2) return null;
  const blocks = blocksInRow(func, loop, context);
  const latch = blocks?.[blocks.length - 1];
  if (!blocks || !latch || latch.end.op !== Op.br || latch.succs.length !== 2) return null;
  const exit = latch.succs.find((succ) => succ !== loop.header)!;
  if (inLoop(info, loop, exit)) return null;
  const counters = evenCounters(loop.header, before, latch);
  const test = counters && testOf(func, latch, loop, info, before, counters);
  if (!counters || !test) return null;
  const body: Value[] = [];
  for (const block of blocks) body.push(...block.body);
  if (body.length > MAX_BODY) return null;
  return { loop, info, before, latch, exit, body, counters, test };
}

/** The blocks of a round in order, the last one with the edge back; or null. */
function blocksInRow(func: Func, loop: Loop, context: Context): Block[] | null {
  const row = [loop.header];
  for (let block = loop.header; row.length <= MAX_BLOCKS; row.push(block)) {
    if (block.addressTaken) return null;
    if (block.succs.includes(loop.header)) return row;
    let next: Block | undefined | null = block.succs[0];
    if (block.end.op === Op.br) {
      const condition = block.end.args[0]!;
      const known = condition.op === Op.int ? condition : foldConstants(func, condition, context);
      next = known && takenSuccessor(block, known.aux as bigint);
    } else if (block.end.op !== Op.jmp) {
      return null;
    }
    if (!next || next.phis.length > 0) return null;
    block = next;
  }
  return null;
}

/** The counters of a header all of whose phis are such, or null. */
function evenCounters(header: Block, before: Block, latch: Block): EvenCounter[] | null {
  const enter = header.preds.indexOf(before);
  const back = header.preds.indexOf(latch);
  const counters: EvenCounter[] = [];
  for (const phi of header.phis) {
    if (phi.op !== Op.phi || !isIntegerClass(phi.cls)) return null;
    const next = phi.args[back]!;
    if (next.op !== Op.add || next.args[0] !== phi || next.args[1]!.op !== Op.int) return null;
    counters.push({ phi, next, init: phi.args[enter]!, step: next.args[1]!.aux as bigint });
  }
  return counters;
}

function testOf(
  func: Func,
  latch: Block,
  loop: Loop,
  info: Loops,
  before: Block,
  counters: readonly EvenCounter[],
): Test | null {
  const said = saidBy(func, latch, latch.succs[0] === loop.header);
  if (!said) return null;
  for (const [tested, op, limit] of said) {
    if (inLoop(info, loop, limit.block)) continue;
    for (const counter of counters) {
      if (tested !== counter.phi && tested !== counter.next) continue;
      const guarded = isGuarded(func, counter.init, op, limit, before);
      return { counter, stepped: tested === counter.next, op, limit, guarded };
    }
  }
  return null;
}

/** What holds when a branch goes one way: both readings of its comparison, or null. */
function saidBy(func: Func, block: Block, holds: boolean): [Value, Op, Value][] | null {
  const condition = block.end.args[0]!;
  if (!isIntegerClass(condition.cls)) return null;
  if (!OP_COMPARES[condition.op]) {
    return [[condition, holds ? Op.cne : Op.ceq, func.int(condition.cls, 0n)]];
  }
  const op = holds ? condition.op : inverseCompare(condition);
  const [x, y] = condition.args as [Value, Value];
  if (op < 0 || !isIntegerClass(x.cls)) return null;
  return [
    [x, op, y],
    [y, swappedCompare(op), x],
  ];
}

/** Whether a branch on the only way to a block says `value op limit`. */
function isGuarded(func: Func, value: Value, op: Op, limit: Value, before: Block): boolean {
  const fromZero = op === Op.cult && value.op === Op.int && value.aux === 0n;
  let block = before;
  for (let steps = 0; steps < 4 && block.preds.length === 1; steps++) {
    const pred = block.preds[0]!;
    if (pred.end.op === Op.br && pred.succs.length === 2) {
      for (const [v, o, l] of saidBy(func, pred, pred.succs[0] === block) ?? []) {
        if (o === op && isSame(v, value) && isSame(l, limit)) return true;
        if (fromZero && o === Op.cne && v === limit && l === value) return true;
      }
    }
    block = pred;
  }
  return false;
}

// ---------------------------------------------------------------- making values

/** Makes values at the end of a block, folding what is constant. */
export class Maker {
  constructor(
    readonly func: Func,
    readonly context: Context,
    readonly block: Block,
    readonly pos: number,
  ) {}

  make(op: Op, cls: Cls, args: Value[]): Value {
    const constant = compute(this.func, this.context, op, cls, args);
    if (constant) return constant;
    const [x, y] = args;
    if ((op === Op.add || op === Op.sub) && y!.op === Op.int && y!.aux === 0n) return x!;
    if (op === Op.add && x!.op === Op.int && x!.aux === 0n) return y!;
    if (op === Op.mul && y!.op === Op.int && y!.aux === 1n) return x!;
    return this.put(this.func.value(op, cls, args, null, this.pos));
  }

  put(value: Value): Value {
    value.block = this.block;
    this.block.body.push(value);
    return value;
  }

  int(value: bigint | number): Value {
    return this.func.int(Cls.l, value);
  }
}

// ---------------------------------------------------------------- how often

/** Whether a straight loop's number of rounds can be computed in front of it. */
export function countsRounds({ test }: Straight): boolean {
  const { counter, op, stepped } = test;
  const { step, phi } = counter;
  const single = step === 1n || step === -1n;
  // A wider counter that memory moves along with cannot go round its class.
  if (step === 0n || (phi.cls !== Cls.l && !single)) return false;
  if (op === Op.cne) return single || stepped;
  return signOf(op) === (step > 0n ? 1 : -1);
}

/** 1 for tests that hold below a limit, -1 above one, 0 for others. */
function signOf(op: Op): number {
  if (op === Op.cslt || op === Op.csle || op === Op.cult || op === Op.cule) return 1;
  return op === Op.csgt || op === Op.csge || op === Op.cugt || op === Op.cuge ? -1 : 0;
}

const isUnsigned = (op: Op): boolean => op >= Op.cult && op <= Op.cuge;
const isLoose = (op: Op): boolean =>
  op === Op.csle || op === Op.csge || op === Op.cule || op === Op.cuge;

/**
 * How often a straight loop runs, at least 1, as a value of class l. Only where `countsRounds`.
 */
export function roundsOf({ test }: Straight, maker: Maker): Value {
  const { counter, op, limit, stepped, guarded } = test;
  const { init, step, phi } = counter;
  const [up, size] = step > 0n ? [true, step] : [false, -step];
  const one = maker.int(1);
  if (op === Op.cne) {
    const span = maker.make(Op.sub, phi.cls, up ? [limit, init] : [init, limit]);
    if (phi.cls === Cls.l) {
      const whole = divided(span, size, maker);
      return stepped ? whole : maker.make(Op.add, Cls.l, [whole, one]);
    }
    const less = maker.make(Op.add, Cls.w, [span, maker.func.int(Cls.w, stepped ? -1 : 0)]);
    return maker.make(Op.add, Cls.l, [maker.make(Op.zextw, Cls.l, [less]), one]);
  }
  // The first value that the test decides on, unless a guard has decided on `init` in the same way.
  const known = stepped && guarded;
  const stride = maker.func.int(phi.cls, step);
  const first = stepped && !guarded ? maker.make(Op.add, phi.cls, [init, stride]) : init;
  const extend = isUnsigned(op) ? Op.zextw : Op.sextw;
  const wide = (value: Value): Value =>
    phi.cls === Cls.l ? value : maker.make(extend, Cls.l, [value]);
  const ends = [wide(limit), wide(first)] as const;
  const span = maker.make(Op.sub, Cls.l, up ? [...ends] : [ends[1], ends[0]]);
  const rest = maker.int(size - 1n + (isLoose(op) ? 1n : 0n));
  const whole = divided(maker.make(Op.add, Cls.l, [span, rest]), size, maker);
  if (known) return whole;
  const goesOn = maker.make(op, Cls.w, [first, limit]);
  return maker.make(Op.add, Cls.l, [choose(maker, goesOn, whole, maker.int(0)), one]);
}

/** A select, of which one side may be known. */
function choose(maker: Maker, condition: Value, a: Value, b: Value): Value {
  if (condition.op === Op.int) return condition.aux === 0n ? b : a;
  return maker.make(Op.select, Cls.l, [condition, a, b]);
}

function divided(span: Value, by: bigint, maker: Maker): Value {
  if (by === 1n) return span;
  if ((by & (by - 1n)) !== 0n) return maker.make(Op.udiv, Cls.l, [span, maker.int(by)]);
  const count = by.toString(2).length - 1;
  return maker.make(Op.shr, Cls.l, [span, maker.func.int(Cls.w, count)]);
}

// ---------------------------------------------------------------- what moves evenly

/**
 * By how much a value of class l grows each round, or null where it does not do so evenly.
 */
export function strideOf(straight: Straight, value: Value, depth = 8): bigint | null {
  const { info, loop, counters } = straight;
  if (!inLoop(info, loop, value.block)) return 0n;
  if (depth === 0) return null;
  if (value.op === Op.phi) return counters.find(({ phi }) => phi === value)?.step ?? null;
  const of = (at: number): bigint | null => strideOf(straight, value.args[at]!, depth - 1);
  switch (value.op) {
    case Op.copy:
      return of(0);
    case Op.add:
    case Op.sub: {
      const [a, b] = [of(0), of(1)];
      return a === null || b === null ? null : value.op === Op.add ? a + b : a - b;
    }
    case Op.shl:
    case Op.mul: {
      const [a, by] = [of(0), value.args[1]!];
      if (a === 0n && of(1) === 0n) return 0n;
      if (a === null || by.op !== Op.int) return null;
      return value.op === Op.mul ? a * (by.aux as bigint) : a << ((by.aux as bigint) & 63n);
    }
    case Op.sextw:
    case Op.zextw:
      return extendedStride(straight, value);
    default:
      return null;
  }
}

/** a - b of two values of class l in one and the same round where that is a constant, or null. */
export function differenceOf(straight: Straight, a: Value, b: Value, depth = 6): bigint | null {
  if (isSame(a, b)) return 0n;
  if (depth === 0) return null;
  const of = (x: Value, y: Value): bigint | null => differenceOf(straight, x, y, depth - 1);
  if (a.op === Op.add && a.args[1]!.op === Op.int) {
    const rest = of(a.args[0]!, b);
    return rest === null ? null : rest + (a.args[1]!.aux as bigint);
  }
  if (b.op === Op.add && b.args[1]!.op === Op.int) {
    const rest = of(a, b.args[0]!);
    return rest === null ? null : rest - (b.args[1]!.aux as bigint);
  }
  if (a.op === Op.sextw || a.op === Op.zextw) return extendedDifference(straight, a, b);
  if (a.op !== b.op || a.args.length !== 2) return null;
  const [[x, m], [y, n]] = [a.args, b.args] as [[Value, Value], [Value, Value]];
  switch (a.op) {
    case Op.add:
      return isSame(x, y) ? of(m, n) : isSame(m, n) ? of(x, y) : null;
    case Op.shl:
    case Op.mul: {
      const rest = m === n && m.op === Op.int ? of(x, y) : null;
      if (rest === null) return null;
      return a.op === Op.mul ? rest * (m.aux as bigint) : rest << ((m.aux as bigint) & 63n);
    }
    default:
      return null;
  }
}

function extendedDifference(straight: Straight, a: Value, b: Value): bigint | null {
  if (b.op !== a.op) return null;
  const split = ({ args: [x] }: Value): [Value, bigint] =>
    x!.op === Op.add && x!.args[1]!.op === Op.int
      ? [x!.args[0]!, x!.args[1]!.aux as bigint]
      : [x!, 0n];
  const [[x, more], [y, less]] = [split(a), split(b)];
  if (x !== y || x !== straight.test.counter.phi) return null;
  const tame = strideOf(straight, a) !== null && strideOf(straight, b) !== null;
  return tame ? more - less : null;
}

/** The same value, or the same pure op of the same values. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.op !== b.op || a.cls !== b.cls || !OP_PURE[a.op] || a.op === Op.phi) return false;
  return a.args.length > 0 && a.args.every((arg, i) => arg === b.args[i]);
}

/** The stride of a 32-bit counter (plus a constant) that is extended: it must not wrap. */
function extendedStride({ test, counters }: Straight, value: Value): bigint | null {
  const inner = value.args[0]!;
  const added = inner.op === Op.add && inner.args[1]!.op === Op.int ? inner.args[1]! : null;
  const base = added ? inner.args[0]! : inner;
  const counter = counters.find(({ phi }) => phi === base);
  if (!counter || counter !== test.counter) return null;
  const plus = added ? (added.aux as bigint) : 0n;
  return staysWithin(test, value.op === Op.zextw, plus) ? counter.step : null;
}

/**
 * Whether the tested 32-bit counter, and what is `plus` more, go from round to round without
 * leaving the range of their extension. With `stepped` each value but the first has passed the
 * test, else each but the last.
 */
function staysWithin(test: Test, unsigned: boolean, plus: bigint): boolean {
  const { counter, op, limit, guarded, stepped } = test;
  const { init, step } = counter;
  if (plus > 2n ** 30n || plus < -(2n ** 30n)) return false;
  const [least, most] = isUnsigned(op) ? [0n, 2n ** 32n - 1n] : [-(2n ** 31n), 2n ** 31n - 1n];
  const number = (value: Value): bigint | null =>
    value.op !== Op.int
      ? null
      : isUnsigned(op)
        ? BigInt.asUintN(32, value.aux as bigint)
        : BigInt.asIntN(32, value.aux as bigint);
  const [first, last] = [number(init), number(limit)];
  const up = step > 0n;
  if (op === Op.cne) {
    // From 0 up, or down to 0, every number is met before the class wraps.
    if (!unsigned) return false;
    if (up) return first === 0n && plus === 0n;
    return last === 0n && (!stepped || guarded) && (plus === 0n || (plus === -1n && stepped));
  }
  const tame = guarded || (first !== null && first + step >= least && first + step <= most);
  if (stepped && !tame) return false;
  if (isUnsigned(op) !== unsigned) {
    if (!unsigned) return false;
    // A signed test of a counter extended as unsigned: it must not be negative.
    if (up) return first !== null && first >= 0n && first + plus >= 0n;
    const lowest = last === null ? -1n : last + (stepped ? 1n : 0n) - (isLoose(op) ? 1n : 0n);
    return lowest >= 0n && lowest + plus >= 0n;
  }
  if (plus === 0n) return true;
  // Towards the limit one more is room enough, away from it the first value decides.
  if (plus > 0n === up) return plus === step && stepped && !isLoose(op);
  return first !== null && first + plus >= least && first + plus <= most;
}

/** What an address that moves evenly is in the first round, made in front of the loop. */
export function atFirst(straight: Straight, value: Value, maker: Maker): Value {
  const { info, loop, counters } = straight;
  if (!inLoop(info, loop, value.block)) return value;
  const counter = counters.find(({ phi }) => phi === value);
  if (counter) return counter.init;
  const args = value.args.map((arg) => atFirst(straight, arg, maker));
  if (value.op === Op.copy) return args[0]!;
  return maker.make(value.op, value.cls, args);
}
