/**
 * unswitch: a branch inside a loop on something that never changes there is decided before the
 * loop, which is then there twice. Needs rotated, clean loops with preheaders; breaks dominators
 * and loops.
 */
import { changeEnd, jumpTo, removeUnreachable } from '../ir/cfg.ts';
import { type Block, type Func, isNoWrap, type Value } from '../ir/ir.ts';
import { enteredLoops, inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { Cls, OP_CONSTANT, Op } from '../ir/ops.ts';
import { canClone, cloneRegion, sizeOf } from './clone.ts';
import { type Context, report } from './context.ts';
import { copies } from './copies.ts';
import { Copies, reconstruct } from './ssa.ts';

const MAX_SIZE = 100;
/** Loops unswitched in one function. */
const MAX_TIMES = 8;

/** Unswitches innermost loops, each on one branch. */
export function unswitch(func: Func, context: Context): boolean {
  copies(func);
  removeUnreachable(func);
  const { info, made: entered } = enteredLoops(func);
  const made = new Copies();
  let times = 0;
  for (const loop of info.all) {
    if (times === MAX_TIMES) break;
    if (!loop.innermost || sizeOf(loop.blocks) > MAX_SIZE || !loop.blocks.every(canClone)) continue;
    const before = preheader(loop);
    const block = before && findBranch(loop, info);
    if (!before || !block || before.end.op !== Op.jmp) continue;
    report(context, func, 'unswitch', true, block.end.pos, 'branch decided in front of the loop');
    divide(func, loop, before, block, made);
    times++;
  }
  if (times === 0) return entered;
  reconstruct(func, made);
  copies(func);
  return true;
}

/** A block that branches on an invariant to two blocks of the loop. */
function findBranch(loop: Loop, info: Loops): Block | null {
  for (const block of loop.blocks) {
    if (block.end.op !== Op.br || block.succs.length !== 2) continue;
    if (!block.succs.every((succ) => inLoop(info, loop, succ))) continue;
    const condition = block.end.args[0]!;
    if (OP_CONSTANT[condition.op] || inLoop(info, loop, condition.block)) continue;
    return block;
  }
  return null;
}

/**
 * The branch now decides where the program might not have asked: what its condition is made of may
 * no longer be trusted not to wrap.
 */
function unmark(condition: Value): void {
  const seen = new Set<Value>([condition]);
  for (const value of seen) {
    if (isNoWrap(value)) value.aux = null;
    for (const arg of value.args) seen.add(arg);
  }
}

function divide(func: Func, loop: Loop, before: Block, block: Block, made: Copies): void {
  const condition = block.end.args[0]!;
  const { header } = loop;
  unmark(condition);
  const place = header.preds.indexOf(before);
  const incoming = header.phis.map((phi) => phi.args[place]!);
  const map = cloneRegion(func, loop.blocks, made);
  const other = map[header.id]!;
  const branch = func.value(Op.br, Cls.none, [condition], block.end.aux, before.end.pos);
  changeEnd(before, branch, [header, other]);
  other.phis.forEach((phi, i) => {
    phi.args.push(incoming[i]!);
  });
  const twin = map[block.id]!;
  const [yes] = block.succs as [Block, Block];
  const no = twin.succs[1]!;
  jumpTo(func, block, yes);
  jumpTo(func, twin, no);
}
