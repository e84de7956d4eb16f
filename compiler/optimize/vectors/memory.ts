/**
 * The memory a flat loop touches, and whether so many rounds at once may touch it in the order of
 * the accesses instead of the rounds. What addresses alone do not settle is left to checks at run
 * time.
 */
import { type AliasInfo, isPlainAccess, overlap } from '../../ir/alias.ts';
import { ACCESS_SIZES, type Access, type SymbolRef, type Value } from '../../ir/ir.ts';
import { Cls, OP_READS, OP_WRITES, Op } from '../../ir/ops.ts';
import type { FlatLoop } from '../flatten.ts';
import { type Linear, type LinearForms, sum } from '../linear.ts';
import type { Straight } from '../straight-code.ts';

/** A load or store whose address grows or shrinks by its size, or (a load) not at all. */
export interface VectorAccess {
  readonly value: Value;
  readonly address: Linear;
  readonly size: bigint;
  readonly isStore: boolean;
  /** Its place among the loop's accesses. */
  readonly place: number;
  /** The address's value in the loop itself, for the alias classes. */
  readonly original: Value;
}

/** Distances between two addresses that must not be, if the loop is to run many rounds at once. */
interface Distances {
  readonly low: bigint;
  readonly high: bigint;
}

/** Something to be asked at run time: true where rounds may run at once. */
export type Check =
  | { readonly kind: 'distance'; readonly from: Linear; readonly to: Linear; range: Distances }
  | { readonly kind: 'ranges'; readonly a: VectorAccess[]; readonly b: VectorAccess[] };

const MAX_ACCESSES = 24;
const MAX_CHECKS = 6;

/** The accesses of a loop, or why one cannot be done in vectors. */
export function accessesOf(flat: FlatLoop, forms: LinearForms): VectorAccess[] | string {
  const found: VectorAccess[] = [];
  for (const value of flat.body) {
    if (value.op !== Op.load && value.op !== Op.store) {
      if (OP_READS[value.op] || OP_WRITES[value.op]) return 'it does more than to load and store';
      continue;
    }
    if (!isPlainAccess(value)) return 'an access is volatile or atomic';
    const isStore = value.op === Op.store;
    const address = forms.of(value.args[isStore ? 1 : 0]!);
    const size = BigInt(ACCESS_SIZES[(value.aux as Access).kind]);
    if (!address || size > 8n) return 'an address does not go by constant steps';
    const dense = address.step === size || address.step === -size;
    if (!dense && (isStore || address.step !== 0n)) return 'accesses are not neighbours';
    const original = flat.original.get(value)!;
    found.push({ value, address, size, isStore, place: found.length, original });
    if (found.length > MAX_ACCESSES) return 'there are too many accesses';
  }
  return found;
}

/**
 * What must be checked before `rounds` rounds may run at once; null where they never may or too
 * much would have to be asked.
 */
export function checksOf(
  accesses: readonly VectorAccess[],
  alias: AliasInfo,
  rounds: number,
): Check[] | null {
  const checks: Check[] = [];
  for (const y of accesses) {
    for (const x of accesses) {
      if (x.place >= y.place || !(x.isStore || y.isStore) || areApart(x, y, alias)) continue;
      const difference = sum(y.address, x.address, -1n);
      const regular = difference.step === 0n && x.address.step !== 0n;
      const known = difference.terms.length === 0;
      if (regular) {
        const range = conflicts(x, y, rounds);
        if (known) {
          if (difference.constant >= range.low && difference.constant <= range.high) return null;
        } else addDistance(checks, x, y, range);
      } else if (known) return null;
      else addRanges(checks, x, y);
    }
  }
  return checks.length <= MAX_CHECKS ? checks : null;
}

/** More than any object has. */
const ANY_SIZE = 2 ** 52;

/** Whether two accesses never meet in any rounds. */
function areApart(x: VectorAccess, y: VectorAccess, alias: AliasInfo): boolean {
  const piece = ({ original, isStore }: VectorAccess) => ({
    address: original.args[isStore ? 1 : 0]!,
    size: ANY_SIZE,
    alias: (original.aux as Access).alias,
  });
  return overlap(alias, piece(x), piece(y)) === 'no';
}

/**
 * The distances y - x at which y of a round meets x of a later one that runs at the same time: x
 * stands before y, so that now it would come first.
 */
function conflicts(x: VectorAccess, y: VectorAccess, rounds: number): Distances {
  const { step } = x.address;
  const far = step * BigInt(rounds - 1);
  const [near, end] = step > 0n ? [step, far] : [far, step];
  return { low: near - y.size + 1n, high: end + x.size - 1n };
}

/** Notes a check of y - x; those of the same terms become one. */
function addDistance(
  checks: Check[],
  x: VectorAccess,
  y: VectorAccess,
  { low, high }: Distances,
): void {
  const by = x.address.constant - y.address.constant;
  const range = { low: low + by, high: high + by };
  const from: Linear = { ...x.address, constant: 0n };
  const to: Linear = { ...y.address, constant: 0n };
  for (const check of checks) {
    if (check.kind !== 'distance') continue;
    if (isEqual(check.from, from) && isEqual(check.to, to)) {
      check.range = widest(check.range, range);
      return;
    }
    if (isEqual(check.from, to) && isEqual(check.to, from)) {
      check.range = widest(check.range, { low: -range.high, high: -range.low });
      return;
    }
  }
  checks.push({ kind: 'distance', from, to, range });
}

function widest(a: Distances, b: Distances): Distances {
  return { low: a.low < b.low ? a.low : b.low, high: a.high > b.high ? a.high : b.high };
}

function isEqual(a: Linear, b: Linear): boolean {
  const difference = sum(a, b, -1n);
  return difference.terms.length === 0 && difference.step === 0n;
}

function addRanges(checks: Check[], x: VectorAccess, y: VectorAccess): void {
  const joins = (list: readonly VectorAccess[], one: VectorAccess): boolean =>
    isEqual(list[0]!.address, one.address);
  for (const check of checks) {
    if (check.kind !== 'ranges') continue;
    const [a, b] = joins(check.a, x) && joins(check.b, y) ? [x, y] : [y, x];
    if (!joins(check.a, a) || !joins(check.b, b)) continue;
    if (!check.a.includes(a)) check.a.push(a);
    if (!check.b.includes(b)) check.b.push(b);
    return;
  }
  checks.push({ kind: 'ranges', a: [x], b: [y] });
}

/** A value of class w: not 0 where the check allows `trips` rounds. */
export function emitCheck(check: Check, trips: Value, line: Straight): Value {
  const long = (value: bigint): Value => line.int(Cls.l, value);
  if (check.kind === 'distance') {
    const { low, high } = check.range;
    const distance = emitLinear(sum(check.to, check.from, -1n), line);
    const moved = line.op(Op.sub, Cls.l, distance, long(low));
    return line.op(Op.cugt, Cls.w, moved, long(high - low));
  }
  const last = line.op(Op.sub, Cls.l, trips, long(1n));
  const [a, b] = [bounds(check.a, last, line), bounds(check.b, last, line)];
  const before = line.op(Op.cule, Cls.w, a.end, b.start);
  const behind = line.op(Op.cule, Cls.w, b.end, a.start);
  return line.op(Op.or, Cls.w, before, behind);
}

/** From where to where accesses of the same terms touch memory. */
function bounds(
  list: readonly VectorAccess[],
  last: Value,
  line: Straight,
): { start: Value; end: Value } {
  const [first] = list;
  let low = first!.address.constant;
  let high = low;
  for (const { address, size } of list) {
    if (address.constant < low) low = address.constant;
    if (address.constant + size > high) high = address.constant + size;
  }
  const { terms, step } = first!.address;
  const base = emitLinear({ terms, constant: 0n, step: 0n }, line);
  const reach = line.op(Op.mul, Cls.l, last, line.int(Cls.l, step));
  const other = line.op(Op.add, Cls.l, base, reach);
  const [bottom, top] = step < 0n ? [other, base] : [base, other];
  return {
    start: line.op(Op.add, Cls.l, bottom, line.int(Cls.l, low)),
    end: line.op(Op.add, Cls.l, top, line.int(Cls.l, high)),
  };
}

/** The value a linear form has in the first round. */
export function emitLinear({ terms, constant }: Linear, line: Straight): Value {
  let total: Value | null = null;
  for (const { value, scale } of terms) {
    const base = baseAddress(value, line);
    if (scale === -1n && total) {
      total = line.op(Op.sub, Cls.l, total, base);
      continue;
    }
    const term = scale === 1n ? base : line.op(Op.mul, Cls.l, base, line.int(Cls.l, scale));
    total = total ? line.op(Op.add, Cls.l, total, term) : term;
  }
  const rest = line.int(Cls.l, constant);
  return total ? line.op(Op.add, Cls.l, total, rest) : rest;
}

function baseAddress(value: Value, line: Straight): Value {
  if (value.op !== Op.symbol) return value;
  return line.func.address((value.aux as SymbolRef).symbol);
}
