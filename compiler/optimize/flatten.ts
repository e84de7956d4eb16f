/**
 * A loop's body as straight code: branches within become selects of what their sides compute, in
 * copies that stand nowhere, so that the loop itself is not touched. Only where all that is done
 * under a condition may be done always: no effects, no loads, nothing that traps.
 *
 *   if (c) x = a; else x = b;    becomes   x = select c, a, b
 */
import { type Dominators, dominates } from '../ir/dominators.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { exitEdges, type Loops } from '../ir/loops.ts';
import { isIntegerClass, OP_COMPARES, OP_PURE, OP_TRAPS, Op } from '../ir/ops.ts';
import type { CountedLoop } from './counters.ts';
import { inverseCompare } from './folding/relations.ts';

export interface FlatLoop {
  readonly counted: CountedLoop;
  /** Where the loop leaves to, from its latch. */
  readonly exit: Block;
  readonly phis: readonly Value[];
  /** What each phi is next, in flat values. */
  readonly next: readonly Value[];
  /** In order; arguments are flat values, the header's phis and values from outside. */
  readonly body: readonly Value[];
  /** The flat value of each value of the loop. */
  readonly flat: ReadonlyMap<Value, Value>;
  /** The loop's own value behind a flat one, where there is one. */
  readonly original: ReadonlyMap<Value, Value>;
  /** Branches that became selects. */
  readonly branches: number;
}

const MAX_BLOCKS = 12;
const MAX_VALUES = 160;

/** The flat form of an innermost loop that leaves at its latch only, or why it has none. */
export function flatten(
  func: Func,
  counted: CountedLoop,
  info: Loops,
  tree: Dominators,
): FlatLoop | string {
  const { loop, latch } = counted;
  const edges = exitEdges(info, loop);
  if (edges.length !== 1 || edges[0]!.from !== latch || latch.end.op !== Op.br) {
    return 'it is left from within';
  }
  let size = 0;
  for (const block of loop.blocks) {
    size += block.body.length;
    if (block !== latch && block.end.op !== Op.jmp && block.end.op !== Op.br) {
      return 'it does not go by plain branches';
    }
  }
  if (loop.blocks.length > MAX_BLOCKS || size > MAX_VALUES) return 'its body is too large';
  const flattener = new Flattener(func, tree, counted);
  return flattener.run(edges[0]!.to);
}

class Flattener {
  private readonly body: Value[] = [];
  private readonly flat = new Map<Value, Value>();
  private readonly original = new Map<Value, Value>();
  /** When a block runs, by block id: null always. */
  private readonly masks: (Value | null)[] = [];
  private branches = 0;

  constructor(
    private readonly func: Func,
    private readonly tree: Dominators,
    private readonly counted: CountedLoop,
  ) {}

  run(exit: Block): FlatLoop | string {
    const { loop, latch } = this.counted;
    const { header } = loop;
    for (const block of loop.blocks) {
      const always = dominates(this.tree, block, latch);
      this.masks[block.id] = always ? null : this.maskOf(block);
      if (block !== header) for (const phi of block.phis) this.merge(block, phi);
      for (const value of block.body) {
        if (!always && !canSpeculate(value)) return 'what a branch guards may not be done always';
        this.copy(value);
      }
      if (block.end.op === Op.br && block !== latch) this.branches++;
    }
    const back = header.preds.indexOf(latch);
    const next = header.phis.map((phi) => this.of(phi.args[back]!));
    const { counted, flat, original, branches } = this;
    const body = this.wanted(next);
    return { counted, exit, phis: header.phis, next, body, flat, original, branches };
  }

  /** The body without what only the replaced branches wanted. */
  private wanted(next: readonly Value[]): Value[] {
    const used = new Set<Value>(next);
    const kept: Value[] = [];
    for (let i = this.body.length - 1; i >= 0; i--) {
      const value = this.body[i]!;
      if (!used.has(value) && OP_PURE[value.op]) continue;
      for (const arg of value.args) used.add(arg);
      kept.push(value);
    }
    return kept.reverse();
  }

  private of(value: Value): Value {
    return this.flat.get(value) ?? value;
  }

  private put(value: Value): Value {
    this.body.push(value);
    return value;
  }

  private copy(value: Value): void {
    const args = value.args.map((arg) => this.of(arg));
    const made = this.put(this.func.value(value.op, value.cls, args, value.aux, value.pos));
    this.flat.set(value, made);
    this.original.set(made, value);
  }

  private make(op: Op, cls: Value['cls'], args: Value[]): Value {
    return this.put(this.func.value(op, cls, args, null, args[0]!.pos));
  }

  /** The condition of an edge within the loop, beside that of where it starts; null: none. */
  private conditionOf(from: Block, to: Block): Value | null {
    if (from.end.op !== Op.br) return null;
    const condition = this.of(from.end.args[0]!);
    return from.succs[0] === to ? condition : this.not(condition);
  }

  private not(condition: Value): Value {
    if (OP_COMPARES[condition.op]) {
      const inverse = inverseCompare(condition);
      if (inverse >= 0) return this.make(inverse, 1, condition.args.slice());
    }
    return this.make(Op.ceq, 1, [condition, this.func.int(condition.cls, 0n)]);
  }

  private edgeMask(from: Block, to: Block): Value | null {
    const condition = this.conditionOf(from, to);
    const mask = this.masks[from.id] ?? null;
    if (!condition || !mask) return condition ?? mask;
    return this.make(Op.and, 1, [mask, this.truth(condition)]);
  }

  private truth(value: Value): Value {
    if (OP_COMPARES[value.op]) return value;
    return this.make(Op.cne, 1, [value, this.func.int(value.cls, 0n)]);
  }

  private maskOf(block: Block): Value {
    let all: Value | null = null;
    for (const pred of block.preds) {
      const mask = this.truth(this.edgeMask(pred, block)!);
      all = all ? this.make(Op.or, 1, [all, mask]) : mask;
    }
    return all!;
  }

  /** A phi of a join becomes selects; the last edge needs no question. */
  private merge(block: Block, phi: Value): void {
    const order = block.preds.map((_, i) => i);
    // An edge that is taken where a branch says no costs a negation: better asked last.
    const isNo = (i: number): boolean => {
      const pred = block.preds[i]!;
      return pred.end.op === Op.br && pred.succs[0] !== block;
    };
    order.sort((a, b) => Number(isNo(a)) - Number(isNo(b)));
    let value = this.of(phi.args[order[order.length - 1]!]!);
    for (let k = order.length - 2; k >= 0; k--) {
      const i = order[k]!;
      const other = this.of(phi.args[i]!);
      if (other === value) continue;
      const mask = this.edgeMask(block.preds[i]!, block);
      value = mask ? this.select(mask, other, value) : other;
    }
    this.flat.set(phi, value);
  }

  /** select c, x + y, x is better x + select c, y, 0: one value that goes round. */
  private select(condition: Value, yes: Value, no: Value): Value {
    const { cls } = yes;
    const zero = isIntegerClass(cls) ? this.func.int(cls, 0n) : null;
    if (zero && (yes.op === Op.add || yes.op === Op.sub) && yes.args[0] === no) {
      return this.make(yes.op, cls, [no, this.choose(condition, yes.args[1]!, zero)]);
    }
    if (zero && yes.op === Op.add && yes.args[1] === no) {
      return this.make(Op.add, cls, [no, this.choose(condition, yes.args[0]!, zero)]);
    }
    if (zero && (no.op === Op.add || no.op === Op.sub) && no.args[0] === yes) {
      return this.make(no.op, cls, [yes, this.choose(condition, zero, no.args[1]!)]);
    }
    return this.choose(condition, yes, no);
  }

  private choose(condition: Value, yes: Value, no: Value): Value {
    const bit = yes.op === Op.int && yes.aux === 1n && no.op === Op.int && no.aux === 0n;
    if (bit && yes.cls === 1) return this.truth(condition);
    return this.make(Op.select, yes.cls, [this.wide(condition), yes, no]);
  }

  /** A condition of class w. */
  private wide(condition: Value): Value {
    return condition.cls === 1 ? condition : this.truth(condition);
  }
}

function canSpeculate(value: Value): boolean {
  return OP_PURE[value.op] === 1 && OP_TRAPS[value.op] === 0;
}
