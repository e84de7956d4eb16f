/**
 * Lowers switches to what targets select: a balanced tree of compares whose leaves are equality
 * tests, looks into masks of bits, or dense tables. A `switch` that remains has cases 0 .. n-1 in
 * order, all of them, on an operand of class l that is known to be below n; its default is never
 * taken and its successors are those of the cases.
 */
import {
  type Block,
  type Func,
  type SwitchInfo,
  setEnd,
  type Value,
} from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';

interface Case {
  readonly value: bigint;
  readonly to: Block;
}

/** Cases in order: a single value or a range to one block, or what masks or a table decide. */
interface Cluster {
  readonly kind: 'range' | 'bits' | 'table';
  readonly low: bigint;
  readonly high: bigint;
  readonly cases: readonly Case[];
}

const TABLE_MINIMUM = 5;
const TABLE_DENSITY = 3n;
/** Values that one mask can hold, and comparisons that so many masks must save to pay. */
const MASK_BITS = 64n;
const MASK_MINIMUM = [0, 3, 5, 6] as const;

/** Rewrites every switch of a function. */
export function lowerSwitches(func: Func): void {
  for (const block of [...func.blocks]) {
    if (block.end.op === Op.switch) new SwitchLowering(func, block).run();
  }
}

class SwitchLowering {
  private readonly operand: Value;
  private readonly otherwise: Block;
  /** What the phis of each successor get from the switch's block. */
  private readonly incoming = new Map<Block, Value[]>();
  private readonly cases: Case[];
  /** The default is never taken. */
  private readonly total: boolean;

  constructor(
    private readonly func: Func,
    private readonly block: Block,
  ) {
    const { end, succs } = block;
    this.operand = end.args[0]!;
    this.otherwise = succs[0]!;
    this.total = this.otherwise.end.op === Op.unreachable && this.otherwise.body.length === 0;
    this.cases = (end.aux as SwitchInfo).cases
      .map((c) => ({ value: c.value, to: succs[c.target]! }))
      .filter((c) => c.to !== this.otherwise)
      .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  }

  run(): void {
    const { block } = this;
    for (const succ of block.succs) {
      const at = succ.preds.indexOf(block);
      this.incoming.set(
        succ,
        succ.phis.map((phi) => phi.args[at]!),
      );
      succ.preds.splice(at, 1);
      for (const phi of succ.phis) phi.args.splice(at, 1);
    }
    block.succs = [];
    const clusters = cluster(this.cases);
    const wide = this.operand.cls === Cls.l;
    const low = -(1n << (wide ? 63n : 31n));
    this.tree(block, clusters, 0, clusters.length, low, -low - 1n);
  }

  /** Ends `block` so that it decides among clusters from .. to, the operand being in min .. max. */
  private tree(
    block: Block,
    clusters: readonly Cluster[],
    from: number,
    to: number,
    min: bigint,
    max: bigint,
  ): void {
    const count = to - from;
    if (count === 0) {
      this.jump(block, this.otherwise);
      return;
    }
    if (count > 2) {
      const middle = (from + to) >> 1;
      const pivot = clusters[middle]!.low;
      const below = this.func.block('switch_below');
      const above = this.func.block('switch_above');
      this.branch(block, Op.cslt, pivot, below, above);
      this.tree(below, clusters, from, middle, min, pivot - 1n);
      this.tree(above, clusters, middle, to, pivot, max);
      return;
    }
    const first = clusters[from]!;
    const rest = count === 1 ? null : this.func.block('switch_next');
    this.decide(block, first, rest ?? this.otherwise, min, max);
    if (rest) this.tree(rest, clusters, from + 1, to, min, max);
  }

  private decide(block: Block, cluster: Cluster, otherwise: Block, min: bigint, max: bigint): void {
    const to = cluster.cases[0]!.to;
    const impossible = otherwise === this.otherwise && this.total;
    const covered = impossible || (cluster.low <= min && cluster.high >= max);
    if (cluster.kind === 'table') {
      this.table(block, cluster, otherwise, covered);
      return;
    }
    if (cluster.kind === 'bits') {
      this.bits(block, cluster, otherwise, covered);
      return;
    }
    if (covered) {
      this.jump(block, to);
      return;
    }
    if (cluster.low === cluster.high) {
      this.branch(block, Op.ceq, cluster.low, to, otherwise);
      return;
    }
    this.inRange(block, cluster, to, otherwise);
  }

  private inRange(block: Block, cluster: Cluster, to: Block, otherwise: Block): Value {
    const { cls } = this.operand;
    const index = this.index(block, cluster);
    const last = this.func.int(cls, cluster.high - cluster.low);
    const test = this.put(block, Op.cule, Cls.w, [index, last]);
    this.end(block, Op.br, [test], [to, otherwise]);
    return index;
  }

  /** Looks a value up in one mask of bits for each block that the cases lead to. */
  private bits(block: Block, cluster: Cluster, otherwise: Block, covered: boolean): void {
    const { low, high, cases } = cluster;
    // What is small needs nothing taken off.
    const flat = low >= 0n && high < MASK_BITS;
    const range = flat ? { ...cluster, low: 0n } : cluster;
    const { cls } = this.operand;
    let at = covered ? block : this.func.block('switch_bits');
    let index = covered ? this.index(block, range) : this.inRange(block, range, at, otherwise);
    if (cls === Cls.l) index = this.put(at, Op.trunc, Cls.w, [index]);
    const wide = high - range.low < 32n ? Cls.w : Cls.l;
    const masks = [...masksOf(cases, range.low)].sort((a, b) => b.count - a.count);
    const total = otherwise === this.otherwise && this.total;
    for (const [i, { to, mask }] of masks.entries()) {
      const last = i === masks.length - 1;
      if (last && total) {
        this.jump(at, to);
        return;
      }
      const next = last ? otherwise : this.func.block('switch_bits');
      const shifted = this.put(at, Op.shr, wide, [this.func.int(wide, mask), index]);
      const bit = this.put(at, Op.and, wide, [shifted, this.func.int(wide, 1n)]);
      this.end(at, Op.br, [bit], [to, next]);
      at = next;
    }
  }

  private table(block: Block, cluster: Cluster, otherwise: Block, covered: boolean): void {
    const jump = covered ? block : this.func.block('switch_table');
    const { cls } = this.operand;
    let index = covered
      ? this.index(block, cluster)
      : this.inRange(block, cluster, jump, otherwise);
    if (cls !== Cls.l) index = this.put(jump, Op.zextw, Cls.l, [index]);
    const succs: Block[] = [];
    const numbers = new Map<Block, number>();
    const number = (to: Block): number => {
      let found = numbers.get(to);
      if (found === undefined) {
        found = succs.length;
        numbers.set(to, found);
        succs.push(to);
      }
      return found;
    };
    const cases: { value: bigint; target: number }[] = [];
    let next = 0;
    for (let value = cluster.low; value <= cluster.high; value++) {
      const hit = cluster.cases[next]!.value === value;
      const to = hit ? cluster.cases[next++]!.to : this.otherwise;
      cases.push({ value: value - cluster.low, target: number(to) });
    }
    if (succs.length === 1) {
      this.jump(jump, succs[0]!);
      return;
    }
    const end = this.func.value(Op.switch, Cls.none, [index], { cases }, this.block.end.pos);
    this.connect(jump, end, succs);
  }

  /** The operand counted from the cluster's first value. */
  private index(block: Block, { low }: Cluster): Value {
    if (low === 0n) return this.operand;
    const { cls } = this.operand;
    return this.put(block, Op.sub, cls, [this.operand, this.func.int(cls, low)]);
  }

  private put(block: Block, op: number, cls: Cls, args: Value[]): Value {
    const value = this.func.value(op, cls, args, null, this.block.end.pos);
    value.block = block;
    block.body.push(value);
    return value;
  }

  private branch(block: Block, op: number, value: bigint, yes: Block, no: Block): void {
    const constant = this.func.int(this.operand.cls, value);
    this.end(block, Op.br, [this.put(block, op, Cls.w, [this.operand, constant])], [yes, no]);
  }

  private end(block: Block, op: number, args: Value[], succs: Block[]): void {
    if (succs.length === 2 && succs[0] === succs[1]) {
      this.jump(block, succs[0]!);
      return;
    }
    const aux = op === Op.br ? ({ likely: 'unknown' } as const) : null;
    const end = this.func.value(op, Cls.none, args, aux, this.block.end.pos);
    this.connect(block, end, succs);
  }

  private jump(block: Block, to: Block): void {
    this.connect(block, this.func.value(Op.jmp, Cls.none, []), [to]);
  }

  private connect(block: Block, end: Value, succs: Block[]): void {
    setEnd(block, end, succs);
    for (const succ of succs) {
      const args = this.incoming.get(succ);
      if (args) for (const [i, phi] of succ.phis.entries()) phi.args.push(args[i]!);
    }
  }
}

interface MaskOf {
  readonly to: Block;
  readonly mask: bigint;
  readonly count: number;
}

function masksOf(cases: readonly Case[], low: bigint): Iterable<MaskOf> {
  const masks = new Map<Block, MaskOf>();
  for (const { value, to } of cases) {
    const { mask, count } = masks.get(to) ?? { mask: 0n, count: 0 };
    masks.set(to, { to, mask: mask | (1n << (value - low)), count: count + 1 });
  }
  return masks.values();
}

/** Greedy clustering of sorted cases: ranges to one block first, then the longest masks, tables. */
function cluster(cases: readonly Case[]): Cluster[] {
  const ranges = rangesOf(cases);
  const clusters: Cluster[] = [];
  for (let i = 0; i < ranges.length; ) {
    const masked = lastMasked(ranges, i);
    const tabled = lastTabled(ranges, i);
    const last = Math.max(masked, tabled);
    if (last === i) clusters.push(ranges[i]!);
    else {
      clusters.push({
        kind: masked === last ? 'bits' : 'table',
        low: ranges[i]!.low,
        high: ranges[last]!.high,
        cases: ranges.slice(i, last + 1).flatMap((range) => range.cases),
      });
    }
    i = last + 1;
  }
  return clusters;
}

function rangesOf(cases: readonly Case[]): Cluster[] {
  const ranges: Cluster[] = [];
  for (let i = 0; i < cases.length; ) {
    let j = i + 1;
    while (
      j < cases.length &&
      cases[j]!.to === cases[i]!.to &&
      cases[j]!.value === cases[j - 1]!.value + 1n
    ) {
      j++;
    }
    const part = cases.slice(i, j);
    const [low, high] = [part[0]!.value, part[part.length - 1]!.value];
    ranges.push({ kind: 'range', low, high, cases: part });
    i = j;
  }
  return ranges;
}

/** The furthest range that masks of bits from `from` on reach, where they pay; else `from`. */
function lastMasked(ranges: readonly Cluster[], from: number): number {
  const { low } = ranges[from]!;
  const targets = new Set<Block>();
  let comparisons = 0;
  let best = from;
  for (let j = from; j < ranges.length; j++) {
    const range = ranges[j]!;
    targets.add(range.cases[0]!.to);
    if (range.high - low >= MASK_BITS || targets.size >= MASK_MINIMUM.length) break;
    comparisons += range.low === range.high ? 1 : 2;
    if (comparisons >= MASK_MINIMUM[targets.size]!) best = j;
  }
  return best;
}

/** The furthest range that leaves a table from `from` on dense enough; `from` if none does. */
function lastTabled(ranges: readonly Cluster[], from: number): number {
  let best = from;
  let count = BigInt(ranges[from]!.cases.length);
  for (let j = from + 1; j < ranges.length; j++) {
    count += BigInt(ranges[j]!.cases.length);
    const span = ranges[j]!.high - ranges[from]!.low + 1n;
    // A sparse stretch ends the search.
    if (span > count * TABLE_DENSITY * 4n) break;
    if (span <= count * TABLE_DENSITY && j - from + 1 >= TABLE_MINIMUM) best = j;
  }
  return best;
}
