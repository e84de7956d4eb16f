/**
 * ranges: what integers can be, from their definitions, from branches passed and from how loops
 * count, and what follows from it: comparisons decided, signed divisions made unsigned or narrow,
 * masks and extensions that change nothing, cases that cannot be. One walk down the dominator
 * tree. Needs slots promoted; breaks canonical forms and leaves decided branches to fold.
 */
import { changeEnd, removeUnreachable } from '../ir/cfg.ts';
import { type Dominators, dominators } from '../ir/dominators.ts';
import { type Block, type Func, isNoWrap, type SwitchInfo, type Value } from '../ir/ir.ts';
import { Cls, isIntegerClass, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { copies } from './copies.ts';
import { type Fact, factsOf, mirrored, type Relation } from './facts.ts';
import { simplify } from './narrow.ts';
import {
  constantRange,
  fullRange,
  type Range,
  rangeOf,
  shallowRange,
  unionOf,
} from './transfer.ts';

/** Blocks looked at from a latch up for what bounds its counter. */
const MAX_STEPS = 8;
/** A switch whose cases cover a range of this many loses its default. */
const MAX_COVERED = 256;

/** Uses the ranges of a function's integers. */
export function ranges(func: Func): boolean {
  const walk = new Walk(func, dominators(func));
  walk.run();
  // A phi that only an unreachable cycle feeds would become a copy of itself.
  if (walk.edgesCut) removeUnreachable(func);
  if (walk.changed) copies(func);
  return walk.changed;
}

class Walk {
  changed = false;
  /** A switch lost successors. */
  edgesCut = false;
  private readonly lo: Float64Array;
  private readonly hi: Float64Array;
  /** By phi: what the edges seen so far bring, and how many they are. */
  private readonly seen: Int32Array;
  private readonly visited: Uint8Array;
  private readonly uses: Int32Array;
  /** Bounds before they were narrowed: value, lo, hi. */
  private readonly log: number[] = [];

  constructor(
    private readonly func: Func,
    private readonly tree: Dominators,
  ) {
    this.lo = new Float64Array(func.nextValue);
    this.hi = new Float64Array(func.nextValue);
    this.seen = new Int32Array(func.nextValue);
    this.visited = new Uint8Array(func.nextBlock);
    this.uses = useCounts(func);
  }

  run(): void {
    const { child, sibling, idom, order } = this.tree;
    if (order.blocks.length === 0) return;
    const marks: number[] = [];
    for (let at = 0; ; ) {
      marks.push(this.log.length);
      this.visit(order.blocks[at]!);
      if (child[at]! >= 0) {
        at = child[at]!;
        continue;
      }
      this.undo(marks.pop()!);
      while (at !== 0 && sibling[at]! < 0) {
        at = idom[at]!;
        this.undo(marks.pop()!);
      }
      if (at === 0) return;
      at = sibling[at]!;
    }
  }

  private undo(mark: number): void {
    while (this.log.length > mark) {
      const hi = this.log.pop()!;
      const lo = this.log.pop()!;
      const id = this.log.pop()!;
      this.lo[id] = lo;
      this.hi[id] = hi;
    }
  }

  /** What is known of a value where the walk stands. */
  private readonly range = (value: Value): Range => {
    if (value.op === Op.int) return constantRange(value);
    if (!isIntegerClass(value.cls)) return fullRange(Cls.l);
    if (!value.block || value.id >= this.lo.length) return fullRange(value.cls);
    if (!this.visited[value.block.id]) return fullRange(value.cls);
    return { lo: this.lo[value.id]!, hi: this.hi[value.id]! };
  };

  /** The same, with what its operands were found to be since. */
  private readonly now = (value: Value): Range => {
    const own = this.range(value);
    if (value.op === Op.phi || value.op === Op.int || !value.block) return own;
    const again = rangeOf(value, this.range);
    const [lo, hi] = [Math.max(own.lo, again.lo), Math.min(own.hi, again.hi)];
    return lo <= hi ? { lo, hi } : own;
  };

  private set(value: Value, { lo, hi }: Range): void {
    this.lo[value.id] = lo;
    this.hi[value.id] = hi;
  }

  private visit(block: Block): void {
    const only = block.preds.length === 1 ? block.preds[0]! : null;
    if (only) for (const fact of factsOf(this.func, only, block)) this.assume(fact, 2);
    for (const phi of block.phis) {
      if (phi.op === Op.phi && isIntegerClass(phi.cls)) this.set(phi, this.rangeOfPhi(phi, block));
    }
    this.visited[block.id] = 1;
    const body: Value[] = [];
    let changed = false;
    for (const value of block.body) {
      if (isIntegerClass(value.cls)) {
        this.set(value, rangeOf(value, this.now));
        changed = simplify(this.func, value, this.now, this.uses, body) || changed;
      }
      body.push(value);
    }
    if (changed) {
      block.body = body;
      this.changed = true;
    }
    if (block.end.op === Op.switch) this.cutCases(block);
    for (const succ of block.succs) if (succ.phis.length > 0) this.bring(block, succ);
  }

  /** Adds what an edge brings to the phis at its end. */
  private bring(block: Block, succ: Block): void {
    if (this.visited[succ.id]) return;
    const mark = this.log.length;
    if (block.succs.length > 1)
      for (const fact of factsOf(this.func, block, succ)) this.assume(fact, 2);
    const place = succ.preds.indexOf(block);
    for (const phi of succ.phis) {
      if (phi.op !== Op.phi || !isIntegerClass(phi.cls)) continue;
      const brought = this.now(phi.args[place]!);
      const { id } = phi;
      this.set(
        phi,
        this.seen[id] === 0 ? brought : unionOf({ lo: this.lo[id]!, hi: this.hi[id]! }, brought),
      );
      this.seen[id]!++;
    }
    this.undo(mark);
  }

  private rangeOfPhi(phi: Value, block: Block): Range {
    const { id } = phi;
    if (this.seen[id] === 0) return fullRange(phi.cls);
    const entered: Range = { lo: this.lo[id]!, hi: this.hi[id]! };
    if (this.seen[id] === phi.args.length) return entered;
    let all = entered;
    for (let i = 0; i < phi.args.length; i++) {
      if (this.visited[block.preds[i]!.id]) continue;
      const other = this.later(phi.args[i]!, [phi]);
      if (other) all = unionOf(all, other);
    }
    const counted = this.counted(phi, block, entered);
    if (!counted) return all;
    return { lo: Math.max(all.lo, counted.lo), hi: Math.min(all.hi, counted.hi) };
  }

  /** What a value the walk has not come to can be; null for nothing but the phis on the way. */
  private later(value: Value, phis: readonly Value[]): Range | null {
    if (phis.includes(value)) return null;
    if (value.op === Op.int || !value.block) return shallowRange(value);
    if (this.visited[value.block.id]) return this.range(value);
    if (value.op !== Op.phi || phis.length > 4 || value.args.length > 32) {
      return shallowRange(value);
    }
    let all: Range | null = null;
    for (const arg of value.args) {
      const one = this.later(arg, [...phis, value]);
      if (one) all = all ? unionOf(all, one) : one;
      if (all && all.lo === -Infinity && all.hi === Infinity) break;
    }
    return all;
  }

  /** The range of a phi to which every way back adds a constant, bounded by a test on that way. */
  private counted(phi: Value, block: Block, entered: Range): Range | null {
    let result: Range | null = null;
    for (let i = 0; i < phi.args.length; i++) {
      const next = phi.args[i]!;
      const from = block.preds[i]!;
      if (this.visited[from.id] || next === phi) continue;
      if (next.op !== Op.add || next.args[0] !== phi || next.args[1]!.op !== Op.int) return null;
      const step = Number(next.args[1]!.aux as bigint);
      // With two ways back, what is concluded of one would have to hold for the other.
      if (result || step === 0 || Math.abs(step) > 2 ** 20) return null;
      const bound = this.boundOnWay({ phi, next, step, entered }, from, block);
      if (bound === null && !isNoWrap(next)) return null;
      const { lo, hi } = entered;
      const full = fullRange(phi.cls);
      result =
        step > 0
          ? { lo, hi: Math.max(hi, bound ?? full.hi) }
          : { lo: Math.min(lo, bound ?? full.lo), hi };
    }
    return result;
  }

  /**
   * How far `next` can be where a way back takes it, it being sure that it has not wrapped on the
   * way; null where that is not known. By induction: as far as the phi is within the bounds, so is
   * next.
   */
  private boundOnWay(counter: Counter, from: Block, header: Block): number | null {
    const { order, idom } = this.tree;
    let to = header;
    let block = from;
    for (let i = 0; i < MAX_STEPS; i++) {
      // An edge that is the only way from one to the other.
      if (to === header || to.preds.length === 1) {
        for (const fact of factsOf(this.func, block, to)) {
          const bound = this.boundBy(counter, fact) ?? this.boundBy(counter, mirrored(fact));
          if (bound !== null) return bound;
        }
      }
      if (block === header) return null;
      to = block;
      const place = order.index[block.id]!;
      block = order.blocks[idom[place]!]!;
    }
    return null;
  }

  private boundBy({ phi, next, step, entered }: Counter, fact: Fact): number | null {
    const { left, relation, right } = fact;
    const ahead = left === next;
    if ((!ahead && left !== phi) || right === phi || right === next) return null;
    const limit = this.range(right);
    const full = fullRange(phi.cls);
    const by = ahead ? 0 : step;
    if (step > 0) {
      const start = entered.hi;
      const most = upperBound(relation, limit, start, ahead, step);
      if (most === null) return null;
      const bound = most + by;
      // Whatever the limit is, what is below it can be added 1 to.
      const strict = relation === 'slt' && step === 1 && (!ahead || start < full.hi);
      if (strict) return Math.min(bound, full.hi);
      return Math.max(start, bound) + (ahead ? step : 0) <= Math.min(full.hi, 2 ** 53)
        ? bound
        : null;
    }
    const start = entered.lo;
    const least = lowerBound(relation, limit, start, ahead, step);
    if (least === null) return null;
    const bound = least + by;
    const strict = relation === 'sgt' && step === -1 && (!ahead || start > full.lo);
    if (strict) return Math.max(bound, full.lo);
    return Math.min(start, bound) + (ahead ? step : 0) >= Math.max(full.lo, -(2 ** 53))
      ? bound
      : null;
  }

  /** Narrows the bounds of what a fact speaks of, and of what that was made from. */
  private assume({ left, relation, right }: Fact, depth: number): void {
    const a = this.now(left);
    const b = this.now(right);
    switch (relation) {
      case 'eq':
        this.narrow(left, b.lo, b.hi, depth);
        this.narrow(right, a.lo, a.hi, depth);
        return;
      case 'ne':
        if (b.lo === b.hi && a.lo === b.lo) this.narrow(left, a.lo + 1, a.hi, depth);
        else if (b.lo === b.hi && a.hi === b.hi) this.narrow(left, a.lo, a.hi - 1, depth);
        return;
      case 'slt':
        this.narrow(left, -Infinity, b.hi - 1, depth);
        this.narrow(right, a.lo + 1, Infinity, depth);
        return;
      case 'sle':
        this.narrow(left, -Infinity, b.hi, depth);
        this.narrow(right, a.lo, Infinity, depth);
        return;
      case 'sgt':
        this.narrow(left, b.lo + 1, Infinity, depth);
        this.narrow(right, -Infinity, a.hi - 1, depth);
        return;
      case 'sge':
        this.narrow(left, b.lo, Infinity, depth);
        this.narrow(right, -Infinity, a.hi, depth);
        return;
      case 'ult':
      case 'ule':
        if (b.lo < 0) return;
        this.narrow(left, 0, relation === 'ult' ? b.hi - 1 : b.hi, depth);
        if (a.lo >= 0) this.narrow(right, relation === 'ult' ? a.lo + 1 : a.lo, Infinity, depth);
        return;
      case 'ugt':
      case 'uge':
        if (a.lo < 0 || b.lo < 0) return;
        this.narrow(left, relation === 'ugt' ? b.lo + 1 : b.lo, Infinity, depth);
        this.narrow(right, 0, relation === 'ugt' ? a.hi - 1 : a.hi, depth);
        return;
      default:
        relation satisfies never;
    }
  }

  private narrow(value: Value, low: number, high: number, depth: number): void {
    if (!value.block || !isIntegerClass(value.cls) || !this.visited[value.block.id]) return;
    if (value.id >= this.lo.length) return;
    const own = this.now(value);
    const lo = Math.max(own.lo, low);
    const hi = Math.min(own.hi, high);
    // What contradicts itself is never executed.
    if (lo > hi || (lo === this.lo[value.id] && hi === this.hi[value.id])) return;
    this.log.push(value.id, this.lo[value.id]!, this.hi[value.id]!);
    this.set(value, { lo, hi });
    if (depth > 0) this.narrowSource(value, lo, hi, depth - 1);
  }

  /** What is known of a sum or an extension is known of what it was made from. */
  private narrowSource(value: Value, lo: number, hi: number, depth: number): void {
    const [x, y] = value.args as [Value, Value];
    if (value.op === Op.sextw) this.narrow(x, lo, hi, depth);
    else if (value.op === Op.zextw && hi < 2 ** 31) this.narrow(x, lo, hi, depth);
    else if (value.op === Op.trunc) {
      const wide = this.now(x);
      if (wide.lo >= -(2 ** 31) && wide.hi < 2 ** 31) this.narrow(x, lo, hi, depth);
    } else if (value.op === Op.add && y.op === Op.int) {
      const by = Number(y.aux as bigint);
      const source = this.now(x);
      const full = fullRange(value.cls);
      if (Math.abs(by) > 2 ** 31 || source.lo + by < full.lo || source.hi + by > full.hi) return;
      if (source.lo === -Infinity || source.hi === Infinity) return;
      this.narrow(x, lo - by, hi - by, depth);
    }
  }

  /** Drops the cases out of range; what the cases cover has no default. */
  private cutCases(block: Block): void {
    const operand = block.end.args[0]!;
    const { lo, hi } = this.now(operand);
    const { cases } = block.end.aux as SwitchInfo;
    if (!isIntegerClass(operand.cls)) return;
    const kept = cases.filter((c) => Number(c.value) >= lo && Number(c.value) <= hi);
    const covers = hi - lo < MAX_COVERED && kept.length === hi - lo + 1;
    const [otherwise] = block.succs as [Block];
    const isNever = otherwise.end.op === Op.unreachable && otherwise.body.length === 0;
    if (kept.length === cases.length && (!covers || isNever)) return;
    if (kept.length === 0) return;
    const succs = [covers && !isNever ? this.func.block('never') : otherwise];
    const places = new Map<Block, number>(covers && !isNever ? [] : [[otherwise, 0]]);
    const changed = kept.map(({ value, target }) => {
      const to = block.succs[target]!;
      let place = places.get(to);
      if (place === undefined) {
        place = succs.push(to) - 1;
        places.set(to, place);
      }
      return { value, target: place };
    });
    const { pos } = block.end;
    const end = this.func.value(Op.switch, Cls.none, [operand], { cases: changed }, pos);
    changeEnd(block, end, succs);
    this.edgesCut = true;
    this.changed = true;
  }
}

interface Counter {
  readonly phi: Value;
  readonly next: Value;
  readonly step: number;
  /** What the phi is when the loop is entered. */
  readonly entered: Range;
}

/** The most that what a fact speaks of can be. */
function upperBound(
  relation: Relation,
  limit: Range,
  start: number,
  ahead: boolean,
  step: number,
): number | null {
  if (relation === 'slt') return limit.hi - 1;
  if (relation === 'sle' || relation === 'eq') return limit.hi;
  if (relation === 'ult') return limit.lo >= 0 ? limit.hi - 1 : null;
  if (relation === 'ule') return limit.lo >= 0 ? limit.hi : null;
  // Counting by 1 from below, a number is not passed unless it is met.
  if (relation !== 'ne' || step !== 1 || limit.lo !== limit.hi) return null;
  return start <= (ahead ? limit.lo - 1 : limit.lo) ? limit.lo - 1 : null;
}

/** The least that what a fact speaks of can be. */
function lowerBound(
  relation: Relation,
  limit: Range,
  start: number,
  ahead: boolean,
  step: number,
): number | null {
  if (relation === 'sgt') return limit.lo + 1;
  if (relation === 'sge' || relation === 'eq') return limit.lo;
  if (relation !== 'ne' || step !== -1 || limit.lo !== limit.hi) return null;
  return start >= (ahead ? limit.lo + 1 : limit.lo) ? limit.lo + 1 : null;
}
