/**
 * The lesser and the greater of two floats, and the absolute value by a comparison with zero: what
 * back ends have one instruction for, `a < b ? a : b`, which gives b for equal zeros and NaN.
 */
import type { Value } from '../ir/ir.ts';
import { Cls, OP_PURE, Op } from '../ir/ops.ts';
import { resolve } from './copies.ts';

/** How far values are compared that stand twice, because a macro wrote them twice. */
const DEPTH = 3;

/**
 * The op for which `then op other ? then : other` is `condition ? then : other` to the bit, where
 * `condition` orders floats; null where there is none.
 */
export function extremeOp(condition: Value, then: Value, other: Value): Op | null {
  const { op } = condition;
  if ((op !== Op.cslt && op !== Op.csgt) || (then.cls !== Cls.s && then.cls !== Cls.d)) return null;
  const [x, y] = [resolve(condition.args[0]!), resolve(condition.args[1]!)];
  if (x.cls !== then.cls) return null;
  const opposite = op === Op.cslt ? Op.csgt : Op.cslt;
  if (isSame(x, then) && isSame(y, other)) return op;
  if (isSame(x, other) && isSame(y, then)) return opposite;
  if (isZero(y)) return signOp(op, x, then, other);
  return isZero(x) ? signOp(opposite, y, then, other) : null;
}

/** x op 0 ? -x : x, or with the sides exchanged: x and -x compare as x does with 0. */
function signOp(op: Op, x: Value, then: Value, other: Value): Op | null {
  const opposite = op === Op.cslt ? Op.csgt : Op.cslt;
  if (isSame(x, then) && isNegated(other, x)) return op;
  return isSame(x, other) && isNegated(then, x) ? opposite : null;
}

const isZero = (value: Value): boolean => value.op === Op.float && value.aux === 0;

function isNegated(value: Value, of: Value): boolean {
  const from = resolve(value);
  return from.op === Op.neg && isSame(from.args[0]!, of);
}

function isSame(one: Value, two: Value, depth = DEPTH): boolean {
  const [a, b] = [resolve(one), resolve(two)];
  if (a === b) return true;
  if (depth === 0 || a.op !== b.op || a.cls !== b.cls || a.aux !== b.aux) return false;
  if (!OP_PURE[a.op] || a.op === Op.phi || a.args.length !== b.args.length) return false;
  return a.args.length > 0 && a.args.every((arg, i) => isSame(arg, b.args[i]!, depth - 1));
}
