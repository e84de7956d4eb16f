/**
 * fold's rule for two comparisons of one value with constants, joined by `and` or `or`: one
 * comparison, where one can ask for both.
 */
import type { Value } from '../../ir/ir.ts';
import { OP_COMPARES, Op } from '../../ir/ops.ts';
import { widthOf } from '../bits.ts';
import { complement, type Question, questionFor, testOf, union } from '../intervals.ts';
import type { Folder, Rule } from './folder.ts';

/** and, or of comparisons. */
export const joinTests: Rule = (f, v) => {
  const [x, y] = v.args as [Value, Value];
  if (!OP_COMPARES[x.op] || !OP_COMPARES[y.op]) return null;
  if (!comparesConstant(x) || !comparesConstant(y)) return null;
  if (!f.single(x) && !f.single(y)) return null;
  const a = testOf(x)!;
  const b = testOf(y)!;
  if (a.value !== b.value) return null;
  const width = widthOf(a.value.cls);
  const joined =
    v.op === Op.or
      ? union(a.set, b.set)
      : complement(union(complement(a.set, width), complement(b.set, width)), width);
  if (joined.length === 0) return f.int(v.cls, 0n);
  if (complement(joined, width).length === 0) return f.int(v.cls, 1n);
  const question = questionFor(joined, width);
  return question && become(f, v, a.value, question);
};

function comparesConstant(value: Value): boolean {
  return value.args[1]!.op === Op.int && value.op !== Op.co && value.op !== Op.cuo;
}

function become(
  f: Folder,
  v: Value,
  value: Value,
  { op, ignored, add, constant }: Question,
): Value {
  const { cls } = value;
  const bare = ignored ? f.emit(v, Op.and, cls, [value, f.int(cls, ~ignored)]) : value;
  const x = add === 0n ? bare : f.emit(v, Op.add, cls, [bare, f.int(cls, add)]);
  return f.become(v, op, [x, f.int(value.cls, constant)]);
}
