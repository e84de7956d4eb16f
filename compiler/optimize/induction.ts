/**
 * induction: addresses of innermost loops. What does not change in the loop is added up in front of
 * it; an address that is a counter times something, plus what does not change, becomes a counter of
 * its own: an addition a round in place of a multiplication.
 * Needs rotated loops; makes preheaders; breaks canonical forms.
 */
import type { Func } from '../ir/ir.ts';
import { enteredLoops } from '../ir/loops.ts';
import { useCounts } from '../ir/uses.ts';
import { copies } from './copies.ts';
import { countedLoop } from './counters.ts';
import { reduce } from './reduce.ts';
import { regroup } from './regroup.ts';

/** Regroups and strength-reduces the addresses of all innermost loops. */
export function induction(func: Func): boolean {
  const { info, made } = enteredLoops(func);
  if (info.all.length === 0) return false;
  let changed = made;
  const counts = useCounts(func);
  for (const loop of info.all) {
    const counted = loop.innermost ? countedLoop(loop) : null;
    if (!counted) continue;
    changed = regroup(func, counted, info, counts) || changed;
    changed = reduce(func, counted, info) || changed;
  }
  if (changed) copies(func);
  return changed;
}
