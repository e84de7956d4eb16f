/**
 * decide: what __builtin_constant_p asks about and no pass has found constant by now is not.
 * Needs nothing; leaves constants to fold.
 */
import type { Func } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { copies, replaceBy } from './copies.ts';

/** Answers every question that is left with no. */
export function decide(func: Func): boolean {
  let changed = false;
  for (const block of func.blocks) {
    for (const value of block.body) {
      if (value.op !== Op.constantp) continue;
      replaceBy(value, func.int(Cls.w, 0));
      changed = true;
    }
  }
  if (changed) copies(func);
  return changed;
}
