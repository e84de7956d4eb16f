/**
 * rebalance: chains of one associative operation in innermost loops, put in the order in which
 * their operands are ready, so that what comes from the round before is combined last:
 *
 *   least(least(left + 1, above), diagonal)   becomes   least(least(above, diagonal), left + 1)
 *
 * where `left` is the least of the round before. Integers only: sums, products, and, or, xor, the
 * lesser and the greater. Gets canonical code with selects; breaks canonical forms, leaves dead
 * values behind.
 */
import { dominators } from '../ir/dominators.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { type Loop, loops } from '../ir/loops.ts';
import { Cls, isIntegerClass, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';

/** Loops of more values than this have other worries than one chain. */
const MAX_VALUES = 400;
const MAX_LEAVES = 12;

/** Reorders the chains of all innermost loops. */
export function rebalance(func: Func): boolean {
  const tree = dominators(func);
  const info = loops(func, tree);
  if (info.all.length === 0) return false;
  const uses = useCounts(func);
  let changed = false;
  for (const loop of info.all) {
    if (!loop.innermost) continue;
    const { index } = tree.order;
    const blocks = [...loop.blocks].sort((a, b) => index[a.id]! - index[b.id]!);
    const roots = rootsOf(blocks, uses);
    if (roots.length === 0) continue;
    const cycles = new Cycles(func, loop, blocks);
    for (const chain of roots) changed = reorder(func, chain, cycles) || changed;
  }
  return changed;
}

/** What a chain combines by: an op, or one of the ops for which x op y ? x : y is meant. */
interface Combination {
  readonly op: Op;
  readonly chooses: boolean;
}

/** x op y ? x : y with op one of cslt, csgt, cult, cugt, or a plain operation; else null. */
function combinationOf(value: Value): Combination | null {
  if (!isIntegerClass(value.cls)) return null;
  switch (value.op) {
    case Op.add:
    case Op.mul:
    case Op.and:
    case Op.or:
    case Op.xor:
      return { op: value.op, chooses: false };
    case Op.select:
      return choiceOf(value);
    default:
      return null;
  }
}

const STRICT: Readonly<Partial<Record<Op, readonly [Op, Op]>>> = {
  [Op.cslt]: [Op.cslt, Op.csgt],
  [Op.csle]: [Op.cslt, Op.csgt],
  [Op.csgt]: [Op.csgt, Op.cslt],
  [Op.csge]: [Op.csgt, Op.cslt],
  [Op.cult]: [Op.cult, Op.cugt],
  [Op.cule]: [Op.cult, Op.cugt],
  [Op.cugt]: [Op.cugt, Op.cult],
  [Op.cuge]: [Op.cugt, Op.cult],
};

function choiceOf({ args, cls }: Value): Combination | null {
  const [test, then, other] = args as [Value, Value, Value];
  const ops = STRICT[test.op];
  if (!ops || test.args[0]!.cls !== cls) return null;
  const [x, y] = test.args as [Value, Value];
  if (x === then && y === other) return { op: ops[0], chooses: true };
  return x === other && y === then ? { op: ops[1], chooses: true } : null;
}

const isSame = (a: Combination, b: Combination | null): boolean =>
  b !== null && a.op === b.op && a.chooses === b.chooses;

interface Chain {
  readonly root: Value;
  readonly by: Combination;
  readonly leaves: Value[];
}

interface Search {
  readonly uses: Int32Array;
  /** What chains found so far are made of. */
  readonly inner: Set<Value>;
  readonly inside: ReadonlySet<Block>;
}

/** The chains of at least three operands. */
function rootsOf(blocks: readonly Block[], uses: Int32Array): Chain[] {
  const chains: Chain[] = [];
  const search: Search = { uses, inner: new Set(), inside: new Set(blocks) };
  for (let k = blocks.length - 1; k >= 0; k--) {
    const block = blocks[k]!;
    for (let i = block.body.length - 1; i >= 0; i--) {
      const root = block.body[i]!;
      const by = combinationOf(root);
      if (!by || search.inner.has(root)) continue;
      const leaves: Value[] = [];
      gather({ root, by, leaves }, root, search);
      if (leaves.length > 2 && leaves.length <= MAX_LEAVES) chains.push({ root, by, leaves });
    }
  }
  return chains;
}

function gather(chain: Chain, value: Value, search: Search): void {
  const { by, root, leaves } = chain;
  const { uses, inner, inside } = search;
  const alone = !by.chooses || uses[value.args[0]!.id] === 1;
  for (const arg of by.chooses ? value.args.slice(1) : value.args) {
    const owned =
      alone && uses[arg.id] === (by.chooses ? 2 : 1) && arg.block !== null && inside.has(arg.block);
    if (owned && arg.cls === root.cls && isSame(by, combinationOf(arg))) {
      inner.add(arg);
      gather(chain, arg, search);
    } else {
      leaves.push(arg);
    }
  }
}

const LATENCIES: Readonly<Partial<Record<Op, number>>> = {
  [Op.phi]: 0,
  [Op.copy]: 0,
  [Op.trunc]: 0,
  [Op.mul]: 3,
  [Op.load]: 4,
  [Op.call]: 20,
  [Op.div]: 20,
  [Op.udiv]: 20,
  [Op.rem]: 20,
  [Op.urem]: 20,
};

const latencyOf = (op: Op): number => LATENCIES[op] ?? 1;

/**
 * The cycles that values of a loop form through its phis (Tarjan 1972), and when a value is ready,
 * counted from the phis of its cycle.
 */
class Cycles {
  private readonly inside: Uint8Array;
  private readonly number: Int32Array;
  private readonly lowest: Int32Array;
  private readonly cycle: Int32Array;
  private readonly times: Int32Array;
  private readonly stack: Value[] = [];
  private next = 1;
  private readonly latches: number[];

  constructor(
    func: Func,
    private readonly loop: Loop,
    blocks: readonly Block[],
  ) {
    this.inside = new Uint8Array(func.nextBlock);
    for (const { id } of blocks) this.inside[id] = 1;
    this.number = new Int32Array(func.nextValue);
    this.lowest = new Int32Array(func.nextValue);
    this.cycle = new Int32Array(func.nextValue);
    this.times = new Int32Array(func.nextValue);
    this.latches = loop.latches.map((latch) => loop.header.preds.indexOf(latch));
    let size = 0;
    for (const { phis, body } of blocks) size += phis.length + body.length;
    if (size > MAX_VALUES) return;
    for (const phi of loop.header.phis) if (this.number[phi.id] === 0) this.visit(phi);
    for (const block of blocks) {
      if (block !== loop.header) for (const phi of block.phis) this.setTime(phi);
      for (const value of block.body) this.setTime(value);
    }
  }

  /** 0 for what is on no cycle. */
  cycleOf(value: Value): number {
    return this.cycle[value.id] ?? 0;
  }

  timeOf(value: Value): number {
    return this.times[value.id]!;
  }

  private setTime(value: Value): void {
    const cycle = this.cycle[value.id]!;
    if (cycle === 0) return;
    let ready = 0;
    for (const { id } of value.args) {
      if (this.cycle[id] === cycle) ready = Math.max(ready, this.times[id]!);
    }
    this.times[value.id] = ready + latencyOf(value.op);
  }

  /** What a value is made of in the loop: of the header's phis, what the round before gave. */
  private operands(value: Value): readonly Value[] {
    const header = value.op === Op.phi && value.block === this.loop.header;
    const args = header ? this.latches.map((at) => value.args[at]!) : value.args;
    return args.filter(({ block }) => block !== null && this.inside[block.id] === 1);
  }

  private enter(value: Value): { value: Value; rest: Value[] } {
    this.number[value.id] = this.next;
    this.lowest[value.id] = this.next++;
    this.stack.push(value);
    return { value, rest: [...this.operands(value)] };
  }

  private visit(first: Value): void {
    const path = [this.enter(first)];
    while (path.length > 0) {
      const { value, rest } = path[path.length - 1]!;
      const { id } = value;
      const arg = rest.pop();
      if (!arg) {
        path.pop();
        this.leave(value);
        const above = path[path.length - 1]?.value.id ?? -1;
        if (above >= 0) this.lowest[above] = Math.min(this.lowest[above]!, this.lowest[id]!);
      } else if (this.number[arg.id] === 0) {
        path.push(this.enter(arg));
      } else if (this.cycle[arg.id] === 0) {
        this.lowest[id] = Math.min(this.lowest[id]!, this.number[arg.id]!);
      }
    }
  }

  /** Gives what stands above a component's first value on the stack the component's number. */
  private leave(value: Value): void {
    if (this.lowest[value.id] !== this.number[value.id]) return;
    let last: Value;
    do {
      last = this.stack.pop()!;
      this.cycle[last.id] = this.number[value.id]!;
    } while (last !== value);
  }
}

interface Ready {
  readonly value: Value;
  readonly time: number;
}

function reorder(func: Func, { root, by, leaves }: Chain, cycles: Cycles): boolean {
  const cycle = cycles.cycleOf(root);
  if (cycle === 0) return false;
  const early = leaves.filter((leaf) => cycles.cycleOf(leaf) !== cycle);
  const late = leaves.filter((leaf) => cycles.cycleOf(leaf) === cycle);
  if (late.length === 0) return false;
  const cost = by.chooses ? 2 : latencyOf(by.op);
  const waiting: Ready[] = late.map((value) => ({ value, time: cycles.timeOf(value) }));
  if (timeOf(waiting, early.length > 0, cost) >= cycles.timeOf(root)) return false;
  const made: Value[] = [];
  const combine = (x: Value, y: Value): Value => combined(func, root, by, [x, y], made);
  if (early.length > 0) waiting.push({ value: early.reduce(combine), time: -cost });
  while (waiting.length > 2) {
    const [a, b] = takeFirst(waiting);
    waiting.push({ value: combine(a.value, b.value), time: Math.max(a.time, b.time, 0) + cost });
  }
  const [a, b] = takeFirst(waiting);
  finish(func, root, by, [a.value, b.value], made);
  return true;
}

/** When all is combined, the earliest first. */
function timeOf(late: readonly Ready[], early: boolean, cost: number): number {
  const times = late.map(({ time }) => time);
  if (early) times.push(-cost);
  while (times.length > 1) {
    times.sort((a, b) => a - b);
    const [a, b] = times.splice(0, 2) as [number, number];
    times.push(Math.max(a, b) + cost);
  }
  return times[0]!;
}

/** Takes the two that are ready first. */
function takeFirst(waiting: Ready[]): [Ready, Ready] {
  waiting.sort((a, b) => a.time - b.time);
  return waiting.splice(0, 2) as [Ready, Ready];
}

function combined(
  func: Func,
  root: Value,
  by: Combination,
  [x, y]: [Value, Value],
  made: Value[],
): Value {
  const put = (op: Op, cls: Cls, args: Value[]): Value => {
    const value = func.value(op, cls, args, null, root.pos);
    value.block = root.block;
    made.push(value);
    return value;
  };
  if (!by.chooses) return put(by.op, root.cls, [x, y]);
  return put(Op.select, root.cls, [put(by.op, Cls.w, [x, y]), x, y]);
}

/** The root combines the last two itself. */
function finish(
  func: Func,
  root: Value,
  by: Combination,
  last: [Value, Value],
  made: Value[],
): void {
  const whole = combined(func, root, by, last, made);
  made.pop();
  root.args = [...whole.args];
  root.aux = null;
  const { body } = root.block!;
  body.splice(body.indexOf(root), 0, ...made);
}
