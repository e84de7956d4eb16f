/**
 * jumpthread: where the way a block was entered decides its branch, be it by the constants it
 * brings or by the branches passed, that way gets a copy of the block which jumps on at once. Needs
 * folded code; breaks dominators and may give a loop a second way in, which is why headers are left
 * alone.
 */
import { redirectEdge, removeUnreachable, reversePostOrder, takenSuccessor } from '../ir/cfg.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { Cls, OP_FOLDS, Op } from '../ir/ops.ts';
import { addTwinEdge, canClone, cloneValue } from './clone.ts';
import { type Context, compute } from './context.ts';
import { copies } from './copies.ts';
import { impliedOnWay } from './implied.ts';
import { Copies, reconstruct } from './ssa.ts';

/** A block of more values is not copied. */
const MAX_BODY = 6;
const MAX_TIMES = 200;

/** Threads jumps through blocks whose branch is decided on the way in. */
export function jumpthread(func: Func, context: Context): boolean {
  copies(func);
  removeUnreachable(func);
  const { blocks, index } = reversePostOrder(func);
  const made = new Copies();
  let times = 0;
  for (const block of blocks) {
    if (block.preds.length < 2 || block.body.length > MAX_BODY || !canClone(block)) continue;
    if (block.end.op !== Op.br && block.end.op !== Op.switch) continue;
    const place = index[block.id]!;
    if (block.preds.some((pred) => (index[pred.id] ?? -1) >= place)) continue;
    for (const pred of [...block.preds]) {
      if (times === MAX_TIMES || block.preds.length < 2) break;
      if (pred.end.op !== Op.jmp && pred.end.op !== Op.br) continue;
      const target = decided(func, block, pred, context);
      // A jump back would make the copy a second latch or worse.
      if (!target || (index[target.id] ?? -1) <= place) continue;
      thread(func, pred, block, target, made);
      times++;
    }
  }
  if (times === 0) return false;
  reconstruct(func, made);
  copies(func);
  return true;
}

/** Where a block goes when entered from `pred`, or null. */
function decided(func: Func, block: Block, pred: Block, context: Context): Block | null {
  const place = block.preds.indexOf(pred);
  const operand = valueFrom(func, block.end.args[0]!, block, place, context, 3);
  if (operand?.op === Op.int) return takenSuccessor(block, operand.aux as bigint);
  const implied = impliedOnWay(func, block, pred);
  return implied === null ? null : block.succs[implied ? 0 : 1]!;
}

function valueFrom(
  func: Func,
  value: Value,
  block: Block,
  place: number,
  context: Context,
  depth: number,
): Value | null {
  if (value.op === Op.int || value.op === Op.float) return value;
  if (value.block !== block || depth === 0) return null;
  if (value.op === Op.phi) {
    const arg = value.args[place]!;
    return arg.op === Op.int || arg.op === Op.float ? arg : null;
  }
  if (!OP_FOLDS[value.op]) return null;
  const args: Value[] = [];
  for (const arg of value.args) {
    const known = valueFrom(func, arg, block, place, context, depth - 1);
    if (!known) return null;
    args.push(known);
  }
  return compute(func, context, value.op, value.cls, args);
}

function thread(func: Func, pred: Block, block: Block, target: Block, made: Copies): void {
  const place = block.preds.indexOf(pred);
  const copy = func.block(`${block.name}_from_${pred.name}`);
  for (const phi of block.phis) {
    const value = cloneValue(func, phi, made);
    value.op = Op.copy;
    value.args = [phi.args[place]!];
    value.block = copy;
    copy.body.push(value);
  }
  for (const value of block.body) {
    const twin = cloneValue(func, value, made);
    twin.block = copy;
    copy.body.push(twin);
  }
  const jump = func.value(Op.jmp, Cls.none, [], null, block.end.pos);
  copy.end.block = null;
  copy.end = jump;
  jump.block = copy;
  copy.succs = [target];
  addTwinEdge(block, copy, target);
  redirectEdge(func, pred, block, copy, []);
}
