/**
 * Values that grow by a constant each round of a loop, as sums: terms that do not change, a
 * constant, and what a round adds. Addresses (class l) only; sums of the same terms differ by a
 * known distance.
 *
 *   base + ((row + i) << 3) + 16   is   { base, row * 8 } + 16 + 8 a round
 */
import { intOf, type SymbolRef, type Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Counter } from './counters.ts';
import type { FlatLoop } from './flatten.ts';

export interface Linear {
  /** Values and what they are multiplied by; of a symbol, its address without the offset. */
  readonly terms: readonly { readonly value: Value; readonly scale: bigint }[];
  readonly constant: bigint;
  /** Added each round. */
  readonly step: bigint;
}

const MAX_DEPTH = 12;

export class LinearForms {
  private readonly known = new Map<Value, Linear | null>();
  private readonly body: ReadonlySet<Value>;

  constructor(loop: Pick<FlatLoop, 'body' | 'phis'>, counters: readonly Counter[]) {
    this.body = new Set([...loop.body, ...loop.phis]);
    for (const { phi, init, step } of counters) {
      if (phi.cls !== Cls.l) continue;
      const start = this.of(init);
      if (start) this.known.set(phi, { ...start, step });
    }
    for (const phi of loop.phis) if (!this.known.has(phi)) this.known.set(phi, null);
  }

  /** The linear form of a value of class l, flat or from outside the loop; null: it has none. */
  of(value: Value, depth = 0): Linear | null {
    const found = this.known.get(value);
    if (found !== undefined) return found;
    const made = this.derive(value, depth);
    this.known.set(value, made);
    return made;
  }

  private derive(value: Value, depth: number): Linear | null {
    const constant = intOf(value);
    if (constant !== null) return { terms: [], constant, step: 0n };
    if (value.op === Op.symbol) {
      const { offset } = value.aux as SymbolRef;
      return { terms: [{ value, scale: 1n }], constant: offset, step: 0n };
    }
    const inner = depth < MAX_DEPTH ? this.compound(value, depth + 1) : null;
    if (inner) return inner;
    if (this.body.has(value) || value.cls !== Cls.l) return null;
    return { terms: [{ value, scale: 1n }], constant: 0n, step: 0n };
  }

  private compound(value: Value, depth: number): Linear | null {
    const [x, y] = value.args;
    if (!x || !y || value.cls !== Cls.l) return null;
    const { op } = value;
    if (op === Op.add || op === Op.sub) {
      const a = this.of(x, depth);
      const b = this.of(y, depth);
      return a && b ? sum(a, b, op === Op.add ? 1n : -1n) : null;
    }
    const by = intOf(y);
    if (by === null || (op !== Op.mul && op !== Op.shl)) return null;
    const a = this.of(x, depth);
    if (!a) return null;
    return sum(ZERO, a, op === Op.mul ? by : 1n << BigInt.asUintN(6, by));
  }
}

const ZERO: Linear = { terms: [], constant: 0n, step: 0n };

const asLong = (value: bigint): bigint => BigInt.asIntN(64, value);

/** a + b * scale. */
export function sum(a: Linear, b: Linear, scale: bigint): Linear {
  const terms = a.terms.slice();
  for (const term of b.terms) {
    const by = term.scale * scale;
    const at = terms.findIndex((one) => isSame(one.value, term.value));
    if (at < 0) terms.push({ value: term.value, scale: asLong(by) });
    else terms[at] = { value: term.value, scale: asLong(terms[at]!.scale + by) };
  }
  return {
    terms: terms.filter((term) => term.scale !== 0n),
    constant: asLong(a.constant + b.constant * scale),
    step: asLong(a.step + b.step * scale),
  };
}

/** The same value, or addresses in the same object (whose offset is in the constant). */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.op !== Op.symbol || b.op !== Op.symbol) return false;
  return (a.aux as SymbolRef).symbol === (b.aux as SymbolRef).symbol;
}
