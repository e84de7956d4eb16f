/**
 * vectorize: innermost counted loops run several rounds at once, in vectors of 128 bits or 256:
 * regular loads and stores, arithmetic lane by lane, reductions. The loop itself stays for the
 * rounds that are left over, and for where accesses overlap:
 *
 *   before: n = rounds ─> enough? ─> apart? ─> vector loop ─> reductions ─> all done? ─> exit
 *              └────────────┴──────────┴────────> left: [the loop as it was] <──┘
 *
 * Needs rotated loops; makes preheaders; breaks dominators and loops.
 */
import { aliasInfo } from '../ir/alias.ts';
import { removeUnreachable } from '../ir/cfg.ts';
import type { Func } from '../ir/ir.ts';
import { enteredLoops } from '../ir/loops.ts';
import { useLists } from '../ir/uses.ts';
import { type Context, report } from './context.ts';
import { copies } from './copies.ts';
import { countedLoop } from './counters.ts';
import { Copies, reconstruct } from './ssa.ts';
import { placeVectorLoop } from './vectors/place.ts';
import { planLoop } from './vectors/plan.ts';

/** Loops vectorized in one function. */
const MAX_LOOPS = 40;

/** Vectorizes the innermost loops of a function. */
export function vectorize(func: Func, context: Context): boolean {
  if (!context.vectors) return false;
  copies(func);
  removeUnreachable(func);
  const { tree, info, made: entered } = enteredLoops(func);
  if (info.all.length === 0) return false;
  const alias = aliasInfo(func, context);
  const uses = useLists(func);
  const { aligned } = context;
  const made = new Copies();
  let times = 0;
  for (const loop of info.all) {
    if (times === MAX_LOOPS) break;
    if (!loop.innermost) continue;
    const counted = countedLoop(loop);
    const plan = counted
      ? planLoop(func, context, counted, { info, tree, alias, uses, aligned })
      : 'it has more than one way in or back';
    const { pos } = loop.latches[0]!.end;
    if (typeof plan === 'string') {
      report(context, func, 'vectorize', false, pos, `loop not vectorized: ${plan}`);
      continue;
    }
    const text = `loop vectorized, ${plan.rounds} rounds at once`;
    report(context, func, 'vectorize', true, pos, text);
    placeVectorLoop(func, plan, made);
    times++;
  }
  if (times === 0) return entered;
  reconstruct(func, made);
  copies(func);
  return true;
}
