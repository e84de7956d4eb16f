/**
 * rotate: loop inversion. The header's test is copied in front of the loop, and the header becomes
 * the loop's last block, so that a round costs one jump and what the loop computes first is sure to
 * run:
 *
 *   P ─> H ─> B ─> L ─> H       becomes   P ─> H' ─> N ─> B ─> L ─> H ─> N
 *        └──> X                                └──> X <────────────┘
 *
 * Needs folded, clean code; breaks dominators and preheaders (N is one inside for an inner loop at
 * B).
 */
import { redirectEdge, removeUnreachable } from '../ir/cfg.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { enteredLoops, inLoop, joinEdges, type Loop, type Loops } from '../ir/loops.ts';
import { Op } from '../ir/ops.ts';
import { canClone, cloneRegion } from './clone.ts';
import { copies } from './copies.ts';
import { Copies, reconstruct } from './ssa.ts';

/** A header of more values is not worth copying. */
const MAX_HEADER = 24;

/** Inverts the loops of a function that are tested at their top. */
export function rotate(func: Func): boolean {
  removeUnreachable(func);
  copies(func);
  const { info, made: entered } = enteredLoops(func);
  if (info.all.length === 0) return false;
  const made = new Copies();
  let changed = false;
  for (const loop of info.all) changed = rotateLoop(func, loop, info, made) || changed;
  if (!changed) return entered;
  reconstruct(func, made);
  copies(func);
  return true;
}

function rotateLoop(func: Func, loop: Loop, info: Loops, made: Copies): boolean {
  const { header } = loop;
  if (header.end.op !== Op.br || header.body.length > MAX_HEADER || !canClone(header)) return false;
  const outside = header.preds.filter((pred) => !inLoop(info, loop, pred));
  const stays = header.succs.filter((succ) => inLoop(info, loop, succ));
  const [before] = outside;
  const [first] = stays;
  if (outside.length !== 1 || stays.length !== 1 || !before || !first) return false;
  if (before.end.op !== Op.jmp || first === header || first.addressTaken) return false;
  if (isTestedBelow(loop, info) || first.preds.some((pred) => pred.end.op === Op.goto))
    return false;
  const guard = cloneRegion(func, [header], made)[header.id]!;
  guard.name = `${header.name}_guard`;
  const place = header.preds.indexOf(before);
  const args = header.phis.map((phi) => phi.args[place]!);
  turnPhisToCopies(guard, args);
  redirectEdge(func, before, header, guard, []);
  info.of[guard.id] = loop.parent;
  const entry = joinEdges(func, [header, guard], first);
  entry.name = `${first.name}_top`;
  info.of[entry.id] = loop;
  return true;
}

/** A single latch that leaves the loop itself needs no test above. */
function isTestedBelow(loop: Loop, info: Loops): boolean {
  const latches = loop.header.preds.filter((pred) => inLoop(info, loop, pred));
  if (latches.length !== 1) return false;
  const latch = latches[0]!;
  return latch.end.op === Op.br && latch.succs.some((succ) => !inLoop(info, loop, succ));
}

/** The guard is entered one way: its phis are what comes in there. */
function turnPhisToCopies(guard: Block, args: Value[]): void {
  const { phis } = guard;
  phis.forEach((phi, i) => {
    phi.op = Op.copy;
    phi.args = [args[i]!];
  });
  guard.phis = [];
  guard.body = [...phis, ...guard.body];
}
