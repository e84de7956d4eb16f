/**
 * Copies of regions of blocks, for the passes that duplicate code; `reconstruct` mends the values
 * after.
 */
import type { Block, Func, Value } from '../ir/ir.ts';
import { Op } from '../ir/ops.ts';
import type { Copies } from './ssa.ts';

/** Whether a block may be duplicated at all. */
export function canClone(block: Block): boolean {
  if (block.addressTaken || block.end.op === Op.goto || block.end.op === Op.asmgoto) return false;
  for (const value of block.body) {
    // A second copy of an assembly text might define its labels twice.
    if (value.op === Op.alloc || value.op === Op.param || value.op === Op.asm) return false;
    if (value.op === Op.stacksave || value.op === Op.alloca) return false;
  }
  return true;
}

/** How many values the blocks hold, phis aside. */
export function sizeOf(blocks: readonly Block[]): number {
  let size = 0;
  for (const block of blocks) size += block.body.length + 1;
  return size;
}

/** A copy of a value with the same arguments, standing nowhere, noted as another definition. */
export function cloneValue(func: Func, value: Value, copies: Copies): Value {
  const copy = func.value(value.op, value.cls, value.args.slice(), value.aux, value.pos);
  copy.name = value.name;
  if (value.cls !== 0) copies.add(value, copy);
  return copy;
}

/**
 * Copies a region. Edges within lead to the copies; edges that leave are doubled, with the same phi
 * arguments; the copies have no way in yet: their phis hold the arguments of preds within the
 * region. Arguments name the originals until `reconstruct`. Gives the copy of each block by the
 * block's id.
 */
export function cloneRegion(func: Func, blocks: readonly Block[], copies: Copies): Block[] {
  const map: Block[] = [];
  for (const block of blocks) map[block.id] = func.block(block.name);
  for (const block of blocks) {
    const copy = map[block.id]!;
    const within: number[] = [];
    for (let i = 0; i < block.preds.length; i++) if (map[block.preds[i]!.id]) within.push(i);
    copy.preds = within.map((i) => map[block.preds[i]!.id]!);
    copy.addressTaken = false;
    copy.depth = block.depth;
    for (const phi of block.phis) {
      const made = cloneValue(func, phi, copies);
      made.args = within.map((i) => phi.args[i]!);
      made.block = copy;
      copy.phis.push(made);
    }
    for (const value of block.body) {
      const made = cloneValue(func, value, copies);
      made.block = copy;
      copy.body.push(made);
    }
    copy.end.block = null;
    copy.end = cloneValue(func, block.end, copies);
    copy.end.block = copy;
    copy.succs = block.succs.map((succ) => map[succ.id] ?? succ);
    for (const succ of block.succs) if (!map[succ.id]) addTwinEdge(block, copy, succ);
  }
  return map;
}

/** Notes `copy` as a pred of `succ`, with the phi arguments that come from `block`. */
export function addTwinEdge(block: Block, copy: Block, succ: Block): void {
  const place = succ.preds.indexOf(block);
  succ.preds.push(copy);
  for (const phi of succ.phis) phi.args.push(phi.args[place]!);
}
