/** Which comparison is the opposite of another, and which its mirror image. */
import type { Value } from '../../ir/ir.ts';
import { isFloatClass, Op } from '../../ir/ops.ts';

/** The comparison that holds exactly when this one does not, on integers. */
const INVERSE = new Map<Op, Op>([
  [Op.ceq, Op.cne],
  [Op.cne, Op.ceq],
  [Op.cslt, Op.csge],
  [Op.csge, Op.cslt],
  [Op.csgt, Op.csle],
  [Op.csle, Op.csgt],
  [Op.cult, Op.cuge],
  [Op.cuge, Op.cult],
  [Op.cugt, Op.cule],
  [Op.cule, Op.cugt],
]);

/** The same comparison with its operands exchanged. */
const SWAPPED = new Map<Op, Op>([
  [Op.cslt, Op.csgt],
  [Op.csgt, Op.cslt],
  [Op.csle, Op.csge],
  [Op.csge, Op.csle],
  [Op.cult, Op.cugt],
  [Op.cugt, Op.cult],
  [Op.cule, Op.cuge],
  [Op.cuge, Op.cule],
]);

/**
 * The op of the opposite of a comparison, or -1: with NaN only equality and order tests have one.
 */
export function inverseCompare(compare: Value): Op {
  if (!isFloatClass(compare.args[0]!.cls)) return INVERSE.get(compare.op) ?? -1;
  if (compare.op === Op.ceq) return Op.cne;
  if (compare.op === Op.cne) return Op.ceq;
  if (compare.op === Op.co) return Op.cuo;
  return compare.op === Op.cuo ? Op.co : -1;
}

/** The op of a comparison whose operands change places. */
export function swappedCompare(op: Op): Op {
  return SWAPPED.get(op) ?? op;
}
