/**
 * What branches have told of the order of two values. Each comparison holds for some of the
 * outcomes less, equal, greater and, of floats, unordered; a branch on one leaves those it holds
 * for, or the others, and another comparison of the two may be decided by what is left.
 */
import type { Value } from '../ir/ir.ts';
import { isFloatClass, Op } from '../ir/ops.ts';

const LESS = 1;
const EQUAL = 2;
const GREATER = 4;
const UNORDERED = 8;

/** Order of integers read as signed, of floats; order of integers read as unsigned. */
const SIGNED = 0;
const UNSIGNED = 1;

interface Meaning {
  readonly outcomes: number;
  /** -1: either order. */
  readonly order: number;
}

const MEANINGS = new Map<Op, Meaning>([
  [Op.ceq, { outcomes: EQUAL, order: -1 }],
  [Op.cne, { outcomes: LESS | GREATER | UNORDERED, order: -1 }],
  [Op.cslt, { outcomes: LESS, order: SIGNED }],
  [Op.csle, { outcomes: LESS | EQUAL, order: SIGNED }],
  [Op.csgt, { outcomes: GREATER, order: SIGNED }],
  [Op.csge, { outcomes: GREATER | EQUAL, order: SIGNED }],
  [Op.cult, { outcomes: LESS, order: UNSIGNED }],
  [Op.cule, { outcomes: LESS | EQUAL, order: UNSIGNED }],
  [Op.cugt, { outcomes: GREATER, order: UNSIGNED }],
  [Op.cuge, { outcomes: GREATER | EQUAL, order: UNSIGNED }],
  [Op.co, { outcomes: LESS | EQUAL | GREATER, order: SIGNED }],
  [Op.cuo, { outcomes: UNORDERED, order: SIGNED }],
]);

/** What is left for one pair of values, linked to what is known of others with the same first. */
interface Left {
  readonly second: number;
  readonly order: number;
  readonly outcomes: number;
  readonly next: Left | undefined;
}

/** Facts that hold in a scope of the dominator tree and below it. */
export class Outcomes {
  /** By the smaller id of a pair. */
  private readonly heads: (Left | undefined)[] = [];
  private readonly log: { readonly first: number; readonly before: Left | undefined }[] = [];

  /** A scope begins; give it to `release` when it ends. */
  mark(): number {
    return this.log.length;
  }

  release(mark: number): void {
    while (this.log.length > mark) {
      const { first, before } = this.log.pop()!;
      this.heads[first] = before;
    }
  }

  /** A comparison holds, or does not. */
  learn(op: Op, x: Value, y: Value, holds: boolean): void {
    const meaning = MEANINGS.get(op);
    if (!meaning) return;
    const told = holds ? meaning.outcomes : ~meaning.outcomes;
    const orders =
      meaning.order >= 0 || isFloatClass(x.cls) ? [Math.max(meaning.order, 0)] : [0, 1];
    const swapped = x.id > y.id;
    const [first, second] = swapped ? [y.id, x.id] : [x.id, y.id];
    for (const order of orders) {
      const before = this.heads[first];
      const outcomes = this.left(x, y, order) & told;
      this.log.push({ first, before });
      const next = { second, order, outcomes: swapped ? mirrored(outcomes) : outcomes };
      this.heads[first] = { ...next, next: before };
    }
  }

  /** Whether a comparison surely holds or surely does not; null if that is open. */
  decide(op: Op, x: Value, y: Value): boolean | null {
    if (!this.heads[Math.min(x.id, y.id)]) return null;
    const meaning = MEANINGS.get(op);
    if (!meaning) return null;
    for (const order of meaning.order >= 0 ? [meaning.order] : [SIGNED, UNSIGNED]) {
      const left = this.left(x, y, order);
      if ((left & ~meaning.outcomes) === 0) return true;
      if ((left & meaning.outcomes) === 0) return false;
    }
    return null;
  }

  /** The outcomes that are left, of x against y. */
  private left(x: Value, y: Value, order: number): number {
    const swapped = x.id > y.id;
    const [first, second] = swapped ? [y.id, x.id] : [x.id, y.id];
    const all = LESS | EQUAL | GREATER | (isFloatClass(x.cls) ? UNORDERED : 0);
    for (let at = this.heads[first]; at; at = at.next) {
      if (at.second !== second || at.order !== order) continue;
      return swapped ? mirrored(at.outcomes) : at.outcomes;
    }
    return all;
  }
}

const mirrored = (outcomes: number): number =>
  (outcomes & (EQUAL | UNORDERED)) |
  (outcomes & LESS ? GREATER : 0) |
  (outcomes & GREATER ? LESS : 0);
