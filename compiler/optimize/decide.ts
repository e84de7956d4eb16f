/**
 * decide: what __builtin_constant_p asks about and no pass has found constant by now is not.
 * Needs nothing; folds functions that asked again, and no others.
 */
import type { Func } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';
import { fold } from './fold.ts';
import { isConstant } from './folding/folder.ts';

/** Answers every question that is left: no, unless the pass just before found a constant. */
export function decide(func: Func, context: Context): boolean {
  let changed = false;
  for (const block of func.blocks) {
    for (const value of block.body) {
      if (value.op !== Op.constantp) continue;
      replaceBy(value, func.int(Cls.w, isConstant(value.args[0]!) ? 1 : 0));
      changed = true;
    }
  }
  if (!changed) return false;
  copies(func);
  fold(func, context);
  return true;
}
