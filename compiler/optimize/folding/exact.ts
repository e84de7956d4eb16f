/**
 * fold's rules for comparisons of what is marked not to wrap: exact sums and products are compared
 * as numbers are.
 */
import { isNoWrap, type Value } from '../../ir/ir.ts';
import { isIntegerClass, Op } from '../../ir/ops.ts';
import { widthOf } from '../bits.ts';
import { type Folder, factorOf } from './folder.ts';
import { swappedCompare } from './relations.ts';

/** A signed comparison, or a test for equality, of two integers; null where nothing is gained. */
export function compareExact(f: Folder, v: Value): Value | null {
  const [x, y] = v.args as [Value, Value];
  if (!isIntegerClass(x.cls)) return null;
  const equality = v.op === Op.ceq || v.op === Op.cne;
  if (!equality && !isSigned(v.op)) return null;
  if (!isNoWrap(x) && !isNoWrap(y)) return null;
  if (y.op === Op.int) return isNoWrap(x) ? withConstant(f, v, x, y, equality) : null;
  // Sums that are equal are found equal whether they wrap or not.
  if (equality) return null;
  return withPart(f, v, v.op, x, y) ?? withPart(f, v, swappedCompare(v.op), y, x);
}

function isSigned(op: Op): boolean {
  return op === Op.cslt || op === Op.csle || op === Op.csgt || op === Op.csge;
}

/** x + b against x, x + b against x + c, x - b against x. */
function withPart(f: Folder, v: Value, op: Op, sum: Value, other: Value): Value | null {
  if (!isNoWrap(sum) || (sum.op !== Op.add && sum.op !== Op.sub)) return null;
  const [a, b] = sum.args as [Value, Value];
  const zero = f.int(sum.cls, 0n);
  if (sum.op === Op.sub) return a === other ? f.become(v, swappedCompare(op), [b, zero]) : null;
  if (a === other) return f.become(v, op, [b, zero]);
  if (b === other) return f.become(v, op, [a, zero]);
  if (other.op !== Op.add || !isNoWrap(other)) return null;
  const [c, d] = other.args as [Value, Value];
  if (a === c) return f.become(v, op, [b, d]);
  // Sums that are wanted anyway are better asked themselves: the lesser of two may be one of them.
  if (b.op === Op.int && !f.single(sum) && !f.single(other)) return null;
  return b === d ? f.become(v, op, [a, c]) : null;
}

function withConstant(f: Folder, v: Value, x: Value, y: Value, equality: boolean): Value | null {
  const [a, b] = x.args as [Value, Value];
  const limit = y.aux as bigint;
  const product = factorOf(x);
  if (product) {
    const { value, factor } = product;
    if (!equality) return f.single(x) ? byQuotient(f, v, value, limit, factor) : null;
    const exact = limit % factor === 0n;
    if (!exact) return f.int(v.cls, v.op === Op.cne ? 1n : 0n);
    return f.single(x) ? f.become(v, v.op, [value, f.int(x.cls, limit / factor)]) : null;
  }
  // A counter is better asked after its step: before it, both would be alive.
  if (equality || !f.single(x)) return null;
  if (x.op === Op.add && b.op === Op.int) return against(f, v, v.op, a, limit - (b.aux as bigint));
  if (x.op === Op.neg) return against(f, v, swappedCompare(v.op), a, -limit);
  if (x.op !== Op.sub) return null;
  if (limit === 0n) return f.become(v, v.op, [a, b]);
  if (a.op !== Op.int) return null;
  return against(f, v, swappedCompare(v.op), b, (a.aux as bigint) - limit);
}

/** A comparison with a number that may be beyond the class. */
function against(f: Folder, v: Value, op: Op, value: Value, limit: bigint): Value {
  const width = widthOf(value.cls);
  if (BigInt.asIntN(width, limit) === limit) {
    return f.become(v, op, [value, f.int(value.cls, limit)]);
  }
  const below = op === Op.cslt || op === Op.csle;
  return f.int(v.cls, below === limit > 0n ? 1n : 0n);
}

/** value * factor against a limit, of a factor above 0. */
function byQuotient(f: Folder, v: Value, value: Value, limit: bigint, factor: bigint): Value {
  const rest = ((limit % factor) + factor) % factor;
  const floor = (limit - rest) / factor;
  // Below a number and up to it are one where the factor does not divide it.
  const strict = v.op === Op.cslt || v.op === Op.csge;
  const least = strict && rest !== 0n ? floor + 1n : floor;
  return f.become(v, v.op, [value, f.int(value.cls, least)]);
}
