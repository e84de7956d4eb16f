/**
 * Which tokens a parsing expression can begin with, as far as one token of lookahead tells: a token
 * outside the set is sure to fail, one inside may still fail. A predicate narrows the set of what
 * follows it.
 */
import { CODE_COUNT } from './encode.ts';
import { type PExpr, type RuleBodies, shapeOf } from './pexprs.ts';

export interface FirstSet {
  /** By token index; the last one is the end of the input. */
  readonly starts: Uint8Array;
  /** It may match without taking a token, whatever the token at hand. */
  readonly nullable: boolean;
}

const SIZE = CODE_COUNT + 1;
const ALL: FirstSet = { starts: new Uint8Array(SIZE).fill(1), nullable: true };

/** Computes first sets; those of rules once each. */
export class FirstSets {
  private readonly ofRules = new Map<string, FirstSet>();

  constructor(private readonly bodies: RuleBodies) {}

  of(expr: PExpr): FirstSet {
    const shape = shapeOf(expr);
    switch (shape.kind) {
      case 'tokens':
        return { starts: new Uint8Array(SIZE).fill(1, shape.from, shape.to + 1), nullable: false };
      case 'end':
        return { starts: new Uint8Array(SIZE).fill(1, CODE_COUNT), nullable: false };
      case 'choice':
        return union(shape.terms.map((term) => this.of(term)));
      case 'sequence':
        return this.ofSequence(shape.factors);
      case 'iteration': {
        const { starts, nullable } = this.of(shape.expr);
        return { starts, nullable: nullable || shape.least === 0 };
      }
      case 'not':
      case 'lookahead':
        return ALL;
      case 'rule': {
        const known = this.ofRules.get(shape.key);
        if (known) return known;
        const made = this.of(this.bodies.of(shape.name, shape.args));
        this.ofRules.set(shape.key, made);
        return made;
      }
    }
  }

  /** What a predicate lets through: `~~e` and `&e` the tokens that begin e, where e takes one. */
  private guard(expr: PExpr): FirstSet | null {
    const shape = shapeOf(expr);
    if (shape.kind === 'lookahead') return this.of(shape.expr);
    if (shape.kind !== 'not') return null;
    const inner = shapeOf(shape.expr);
    return inner.kind === 'not' ? this.of(inner.expr) : ALL;
  }

  private ofSequence(factors: readonly PExpr[]): FirstSet {
    const starts = new Uint8Array(SIZE);
    let open: Uint8Array = ALL.starts;
    for (const factor of factors) {
      const guard = this.guard(factor);
      if (guard) {
        if (!guard.nullable) open = both(open, guard.starts);
        continue;
      }
      const set = this.of(factor);
      for (let i = 0; i < SIZE; i++) if (open[i] === 1 && set.starts[i] === 1) starts[i] = 1;
      if (!set.nullable) return { starts, nullable: false };
    }
    return { starts: ALL.starts, nullable: true };
  }
}

function union(sets: readonly FirstSet[]): FirstSet {
  const starts = new Uint8Array(SIZE);
  for (const set of sets) for (let i = 0; i < SIZE; i++) starts[i]! |= set.starts[i]!;
  return { starts, nullable: sets.some((set) => set.nullable) };
}

function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((bit, i) => bit & b[i]!);
}
