/**
 * Strength reduction in one loop: a value that is a counter times something, plus what does not
 * change, becomes a counter itself. Values that differ by a constant share one.
 *
 *   v = base + counter * k   becomes   p = phi [base + init * k, p + step * k]
 */
import type { Block, Func, SymbolRef, Value } from '../ir/ir.ts';
import type { Loops } from '../ir/loops.ts';
import { Cls, Op } from '../ir/ops.ts';
import { replaceBy } from './copies.ts';
import { type CountedLoop, type Counter, countersOf, isInvariant } from './counters.ts';

/** Counters made for one loop, and how many phis it may come to have. */
const MAX_MADE = 3;
const MAX_PHIS = 9;
/** Summands that do not change. */
const MAX_TERMS = 4;

/** A value as counter * factor + terms + constant. */
interface Linear {
  readonly counter: Counter;
  /** A constant, or what does not change in the loop. */
  readonly factor: bigint | Value;
  readonly terms: readonly Value[];
  readonly constant: bigint;
  /** A multiplication that no address can do is in it. */
  readonly costly: boolean;
}

/** Values that differ by constants only. */
interface Group {
  readonly lead: Linear;
  readonly members: { readonly value: Value; readonly linear: Linear }[];
}

/** Reduces the multiplications of a loop; leaves copies. */
export function reduce(func: Func, counted: CountedLoop, info: Loops): boolean {
  const { loop } = counted;
  const linears: (Linear | undefined)[] = [];
  for (const counter of countersOf(counted, info)) {
    if (counter.phi.cls !== Cls.l) continue;
    const start = { counter, factor: 1n, terms: [], constant: 0n, costly: false };
    linears[counter.phi.id] = start;
  }
  if (linears.length === 0) return false;
  let costly = false;
  for (const block of loop.blocks) {
    for (const value of block.body) {
      if (value.cls !== Cls.l) continue;
      const linear = derive(value, linears, counted, info);
      if (linear) linears[value.id] = linear;
      costly ||= linear?.costly ?? false;
    }
  }
  if (!costly) return false;
  const groups = groupsOf(loop.blocks, linears);
  const room = Math.min(MAX_MADE, MAX_PHIS - loop.header.phis.length);
  if (groups.length === 0 || groups.length > room) return false;
  for (const group of groups) makeCounter(func, counted, group);
  return true;
}

function derive(
  value: Value,
  linears: readonly (Linear | undefined)[],
  { loop }: CountedLoop,
  info: Loops,
): Linear | null {
  const [x, y] = value.args;
  if (!x || !y) return null;
  const a = linears[x.id];
  const b = linears[y.id];
  const [linear, other] = a ? [a, y] : [b, x];
  if (!linear || (a && b) || !isInvariant(other, loop, info)) return null;
  const { counter, factor, terms, constant } = linear;
  const known = other.op === Op.int ? (other.aux as bigint) : null;
  if (value.op === Op.add) {
    if (known !== null) return { ...linear, constant: constant + known };
    return terms.length < MAX_TERMS ? { ...linear, terms: [...terms, other] } : null;
  }
  if (!a || terms.length > 0) return null;
  if (value.op === Op.shl && known !== null && typeof factor === 'bigint') {
    const by = BigInt.asUintN(6, known);
    const scale = 1n << by;
    const costly = linear.costly || by > 3n;
    return { ...linear, factor: factor * scale, constant: constant * scale, costly };
  }
  if (value.op !== Op.mul) return null;
  if (known !== null) {
    if (typeof factor !== 'bigint') return null;
    const costly = linear.costly || !isCheapFactor(known);
    return { counter, factor: factor * known, terms, constant: constant * known, costly };
  }
  if (factor !== 1n || constant !== 0n) return null;
  return { counter, factor: other, terms, constant, costly: true };
}

/** An address or one instruction multiplies by it. */
function isCheapFactor(factor: bigint): boolean {
  return factor === 3n || factor === 5n || factor === 9n;
}

/** The linear values that are used for more than other linear values, by what they differ in. */
function groupsOf(blocks: readonly Block[], linears: readonly (Linear | undefined)[]): Group[] {
  const groups: Group[] = [];
  const seen = new Set<Value>();
  const use = (value: Value): void => {
    const linear = linears[value.id];
    if (!linear?.costly || seen.has(value)) return;
    seen.add(value);
    const group = groups.find(({ lead }) => isParallel(lead, linear));
    if (group) group.members.push({ value, linear });
    else groups.push({ lead: linear, members: [{ value, linear }] });
  };
  for (const block of blocks) {
    for (const phi of block.phis) phi.args.forEach(use);
    for (const value of block.body) if (!linears[value.id]) value.args.forEach(use);
    block.end.args.forEach(use);
  }
  return groups;
}

function isParallel(a: Linear, b: Linear): boolean {
  if (a.counter !== b.counter || a.factor !== b.factor) return false;
  if (a.terms.length !== b.terms.length) return false;
  return a.terms.every((term, i) => isSameBut(term, b.terms[i]!));
}

/** The same value, or addresses in the same object. */
function isSameBut(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.op !== Op.symbol || b.op !== Op.symbol) return false;
  return (a.aux as SymbolRef).symbol === (b.aux as SymbolRef).symbol;
}

/** What is added to the terms' own offsets. */
function offsetOf({ terms, constant }: Linear): bigint {
  let sum = constant;
  for (const term of terms) if (term.op === Op.symbol) sum += (term.aux as SymbolRef).offset;
  return sum;
}

function makeCounter(func: Func, { loop, before }: CountedLoop, { lead, members }: Group): void {
  const { counter, factor, terms, constant } = lead;
  const { init, step, phi: old, next: oldNext } = counter;
  const make = (op: number, x: Value, y: Value): Value => {
    const value = func.value(op, Cls.l, [x, y], null, old.pos);
    value.block = before;
    before.body.push(value);
    return value;
  };
  const long = (number: bigint): Value => func.int(Cls.l, number);
  const by = typeof factor === 'bigint' ? long(factor) : factor;
  let start = make(Op.mul, init, by);
  for (const term of terms) start = make(Op.add, term, start);
  if (constant !== 0n) start = make(Op.add, start, long(constant));
  const stride =
    typeof factor === 'bigint'
      ? long(factor * step)
      : step === 1n
        ? factor
        : make(Op.mul, factor, long(step));
  const { header } = loop;
  const phi = func.value(Op.phi, Cls.l, [], null, old.pos);
  const next = func.value(Op.add, Cls.l, [phi, stride], null, oldNext.pos);
  phi.args = header.preds.map((pred) => (pred === before ? start : next));
  phi.block = header;
  header.phis.push(phi);
  const block = oldNext.block!;
  next.block = block;
  block.body.splice(block.body.indexOf(oldNext) + 1, 0, next);
  for (const { value, linear } of members) {
    const distance = offsetOf(linear) - offsetOf(lead);
    if (distance === 0n) {
      replaceBy(value, phi);
    } else {
      value.op = Op.add;
      value.args = [phi, long(distance)];
      value.aux = null;
    }
  }
}
