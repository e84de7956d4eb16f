/**
 * Addresses in one loop, regrouped: what does not change in the loop is added up in front of it.
 *
 *   base + ((row + column) << 3)   becomes   (base + (row << 3)) + (column << 3)
 *
 * where only the column changes. Only where the loop comes to hold fewer values.
 */
import type { Block, Func, SymbolRef, Value } from '../ir/ir.ts';
import type { Loops } from '../ir/loops.ts';
import { Cls, Op } from '../ir/ops.ts';
import { type CountedLoop, isInvariant } from './counters.ts';

const DEPTH = 6;

/** A summand, shifted left. */
interface Term {
  readonly value: Value;
  readonly shift: number;
}

interface Sum {
  readonly fixed: Term[];
  readonly varying: Term[];
  constant: bigint;
  /** Values of the loop that the sum is made of now. */
  size: number;
}

/** Regroups the addresses of a loop's accesses. `uses` counts uses by value id. */
export function regroup(func: Func, counted: CountedLoop, info: Loops, uses: Int32Array): boolean {
  const roots = new Set<Value>();
  for (const block of counted.loop.blocks) {
    for (const value of block.body) {
      const address =
        value.op === Op.load ? value.args[0] : value.op === Op.store ? value.args[1] : null;
      if (address && address.op === Op.add) roots.add(peel(address));
    }
  }
  let changed = false;
  const bases: Base[] = [];
  for (const block of counted.loop.blocks) {
    let made: Value[] | null = null;
    for (let i = 0; i < block.body.length; i++) {
      const value = block.body[i]!;
      if (roots.has(value) && value.op === Op.add) {
        const sum: Sum = { fixed: [], varying: [], constant: 0n, size: 0 };
        gather(value, 0, sum, counted, info, uses, DEPTH);
        if (isBetter(sum)) {
          made ??= block.body.slice(0, i);
          rebuild(func, value, sum, counted, made, bases);
        }
      }
      made?.push(value);
    }
    if (!made) continue;
    block.body = made;
    changed = true;
  }
  return changed;
}

/** An address without the constant that an access adds anyway. */
function peel(address: Value): Value {
  const [x, y] = address.args as [Value, Value];
  return y.op === Op.int && x.op === Op.add ? x : address;
}

function gather(
  value: Value,
  shift: number,
  sum: Sum,
  counted: CountedLoop,
  info: Loops,
  uses: Int32Array,
  depth: number,
): void {
  if (value.op === Op.int) {
    sum.constant += (value.aux as bigint) << BigInt(shift);
    return;
  }
  if (isInvariant(value, counted.loop, info)) {
    sum.fixed.push({ value, shift });
    return;
  }
  const inner = depth === DEPTH || uses[value.id] === 1;
  const [x, y] = value.args as [Value, Value];
  if (inner && depth > 0 && value.op === Op.add) {
    sum.size++;
    gather(x, shift, sum, counted, info, uses, depth - 1);
    gather(y, shift, sum, counted, info, uses, depth - 1);
  } else if (inner && depth > 0 && value.op === Op.shl && y.op === Op.int) {
    sum.size++;
    gather(x, shift + Number(y.aux as bigint), sum, counted, info, uses, depth - 1);
  } else {
    sum.varying.push({ value, shift });
  }
}

function isBetter({ fixed, varying, constant, size }: Sum): boolean {
  if (fixed.length < 2 || varying.length === 0) return false;
  const shifts = varying.filter((term) => term.shift > 0).length;
  return shifts + varying.length + (constant === 0n ? 0 : 1) < size;
}

/** What was added up in front of the loop: sums of the same terms are one. */
interface Base {
  readonly terms: readonly Term[];
  readonly value: Value;
}

function isSameSum(a: readonly Term[], b: readonly Term[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((term, i) => term.value === b[i]!.value && term.shift === b[i]!.shift);
}

/** A symbol's offset goes to the constant, so that bases in one object are the same. */
function withoutOffsets(func: Func, sum: Sum): Term[] {
  return sum.fixed.map((term) => {
    if (term.value.op !== Op.symbol || term.shift > 0) return term;
    const { symbol, offset } = term.value.aux as SymbolRef;
    sum.constant += offset;
    return { value: func.address(symbol), shift: 0 };
  });
}

function rebuild(
  func: Func,
  root: Value,
  sum: Sum,
  { before }: CountedLoop,
  made: Value[],
  bases: Base[],
): void {
  const fixed = withoutOffsets(func, sum);
  const { varying, constant } = sum;
  const into = (list: Value[], block: Block) => {
    const make = (op: number, args: Value[]): Value => {
      const value = func.value(op, Cls.l, args, null, root.pos);
      value.block = block;
      list.push(value);
      return value;
    };
    return (terms: readonly Term[]): Value => {
      let total: Value | null = null;
      for (const { value, shift } of terms) {
        const term = shift === 0 ? value : make(Op.shl, [value, func.int(Cls.w, shift)]);
        total = total ? make(Op.add, [total, term]) : term;
      }
      return total!;
    };
  };
  // What changes in no loop around comes first, so that it can move out further.
  fixed.sort((a, b) => (a.value.block?.depth ?? -1) - (b.value.block?.depth ?? -1));
  const known = bases.find(({ terms }) => isSameSum(terms, fixed));
  const base = known?.value ?? into(before.body, before)(fixed);
  if (!known) bases.push({ terms: fixed, value: base });
  const index = into(made, root.block!)(varying);
  const last = func.int(Cls.l, constant);
  if (constant === 0n) {
    root.args = [base, index];
    return;
  }
  const whole = func.value(Op.add, Cls.l, [base, index], null, root.pos);
  whole.block = root.block;
  made.push(whole);
  root.args = [whole, last];
}
