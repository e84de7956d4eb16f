/**
 * Quotient and remainder of the same operands, or both halves of a product, which one instruction
 * gives: marked and put side by side before selection, so that the latter of the two makes both.
 */
import type { Func, Value } from '../../compiler/ir/ir.ts';
import { isIntegerClass, Op } from '../../compiler/ir/ops.ts';

/** The `aux` of values that have the other one beside them. */
const PAIRED = 1;

const OTHERS: Readonly<Partial<Record<Op, Op>>> = {
  [Op.div]: Op.rem,
  [Op.rem]: Op.div,
  [Op.udiv]: Op.urem,
  [Op.urem]: Op.udiv,
  [Op.mul]: Op.umulh,
  [Op.umulh]: Op.mul,
};

/** Pairs the values of each block; the latter of two moves up to the former. */
export function pairHalves(func: Func): void {
  for (const block of func.blocks) {
    if (!block.body.some(({ op }) => op !== Op.mul && OTHERS[op] !== undefined)) continue;
    const waiting: Value[] = [];
    const after = new Map<Value, Value>();
    for (const value of block.body) {
      const other = OTHERS[value.op];
      if (other === undefined) continue;
      const at = waiting.findIndex((one) => one.op === other && isAlike(one, value));
      if (at < 0) {
        waiting.push(value);
        continue;
      }
      const [first] = waiting.splice(at, 1);
      first!.aux = PAIRED;
      value.aux = PAIRED;
      after.set(first!, value);
    }
    if (after.size === 0) continue;
    const moved = new Set(after.values());
    block.body = block.body.flatMap((value) => {
      if (moved.has(value)) return [];
      const second = after.get(value);
      return second ? [value, second] : [value];
    });
  }
}

function isAlike(a: Value, b: Value): boolean {
  const [x, y] = a.args;
  if (a.cls !== b.cls || !isIntegerClass(a.cls)) return false;
  if (x === b.args[0] && y === b.args[1]) return true;
  return (a.op === Op.mul || a.op === Op.umulh) && x === b.args[1] && y === b.args[0];
}

/** The value beside a marked one, and whether it comes first; null for others. */
export function pairOf(value: Value): { readonly other: Value; readonly isSecond: boolean } | null {
  if (value.aux !== PAIRED) return null;
  const { body } = value.block!;
  const at = body.indexOf(value);
  for (const i of [at - 1, at + 1]) {
    const other = body[i];
    if (other?.aux === PAIRED && other.op === OTHERS[value.op] && isAlike(other, value)) {
      return { other, isSecond: i < at };
    }
  }
  return null;
}
