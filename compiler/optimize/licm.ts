/**
 * licm: moves values that are the same in every round of a loop in front of it. Pure values move
 * freely; what may trap only where the loop would compute it in any case, or where it cannot; loads
 * where no def in the loop touches their bytes, calls without effects where it changes no memory.
 * Comparisons stay beside the branches that use them. Makes preheaders; breaks nothing else. Works
 * from inner loops outwards.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  baseOf,
  clobbers,
  isMemoryDef,
  isOwnStore,
  isPlainAccess,
  isPureCall,
} from '../ir/alias.ts';
import { type Dominators, dominates } from '../ir/dominators.ts';
import type { Block, CallInfo, Func, ModuleSymbol, Slot, Value } from '../ir/ir.ts';
import { enteredLoops, exitEdges, inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { OP_COMPARES, OP_CONSTANT, OP_PURE, OP_TRAPS, Op } from '../ir/ops.ts';
import type { Context, DataSizes } from './context.ts';

/** With more defs than this in a loop its loads stay. */
const MAX_DEFS = 200;

/** Moves invariant values out of all loops of a function. */
export function licm(func: Func, context: Context): boolean {
  const { tree, info, made } = enteredLoops(func);
  if (info.all.length === 0) return false;
  const alias = aliasInfo(func, context);
  const { sizes } = context;
  let changed = made;
  for (const loop of info.all) {
    const before = preheader(loop);
    if (before) changed = hoistFrom(loop, before, info, tree, alias, sizes) || changed;
  }
  return changed;
}

/** What is known of a loop while its values are looked at. */
interface Scan {
  readonly loop: Loop;
  readonly info: Loops;
  readonly alias: AliasInfo;
  readonly sizes: DataSizes;
  /** Null: too many. */
  readonly defs: Value[] | null;
}

function hoistFrom(
  loop: Loop,
  before: Block,
  info: Loops,
  tree: Dominators,
  alias: AliasInfo,
  sizes: DataSizes,
): boolean {
  const defs = memoryDefs(loop);
  const scan: Scan = { loop, info, alias, sizes, defs };
  const certain = certainBlocks(loop, info, tree);
  let changed = false;
  let stopped = false;
  for (const block of loop.blocks) {
    const kept: Value[] = [];
    for (const value of block.body) {
      const executed = certain.has(block) && !stopped;
      if (canHoist(scan, value, executed)) {
        value.block = before;
        before.body.push(value);
        changed = true;
      } else {
        kept.push(value);
      }
      if (mayNotReturn(value)) stopped = true;
    }
    if (kept.length !== block.body.length) block.body = kept;
  }
  return changed;
}

function memoryDefs(loop: Loop): Value[] | null {
  const defs: Value[] = [];
  for (const block of loop.blocks) {
    for (const value of block.body) if (isMemoryDef(value)) defs.push(value);
    if (isMemoryDef(block.end)) defs.push(block.end);
    if (defs.length > MAX_DEFS) return null;
  }
  return defs;
}

/**
 * Blocks every round runs before it can leave the loop. With a call somewhere in the loop only what
 * comes before it in reverse post-order counts: hoistFrom stops there.
 */
function certainBlocks(loop: Loop, info: Loops, tree: Dominators): Set<Block> {
  const ends = new Set([...loop.latches, ...exitEdges(info, loop).map((edge) => edge.from)]);
  const certain = new Set<Block>();
  for (const block of loop.blocks) {
    if ([...ends].every((end) => dominates(tree, block, end))) certain.add(block);
    // Later blocks cannot dominate an end that comes before them.
    if (ends.has(block)) break;
  }
  return certain;
}

function mayNotReturn(value: Value): boolean {
  return value.op === Op.call || value.op === Op.asm || value.op === Op.trap;
}

function canHoist(scan: Scan, value: Value, executed: boolean): boolean {
  if (value.op === Op.load) {
    if (!isPlainAccess(value) || !scan.defs) return false;
  } else if (value.op === Op.call) {
    if (!executed || !canHoistCall(scan, value)) return false;
  } else if (!OP_PURE[value.op] || OP_COMPARES[value.op] || value.op === Op.copy) {
    return false;
  }
  for (const arg of value.args) {
    if (!OP_CONSTANT[arg.op] && inLoop(scan.info, scan.loop, arg.block)) return false;
  }
  if (value.op === Op.load) return canHoistLoad(scan, value, executed);
  if (value.op === Op.call) return true;
  return !OP_TRAPS[value.op] || executed || isSafeDivisor(value.args[1]!);
}

/** A call without effects that sees the same memory in every round. */
function canHoistCall({ alias, defs }: Scan, call: Value): boolean {
  if (!isPureCall(call)) return false;
  const { effects, chain } = call.aux as CallInfo;
  if (chain) return false;
  return effects === 'const' || (defs?.every((def) => isOwnStore(alias, def)) ?? false);
}

function canHoistLoad({ alias, defs, sizes }: Scan, load: Value, executed: boolean): boolean {
  const piece = accessPiece(load);
  if (!executed && !isSafeAddress(alias, sizes, piece.address, piece.size)) return false;
  return !defs!.some((def) => clobbers(alias, def, piece));
}

/** A constant that division by cannot trap. */
export function isSafeDivisor(value: Value): boolean {
  if (value.op === Op.float) return true;
  return value.op === Op.int && value.aux !== 0n && value.aux !== -1n;
}

/** Whether bytes may be read at an address at any time: within a slot or a datum. */
export function isSafeAddress(
  alias: AliasInfo,
  sizes: DataSizes,
  address: Value,
  size: number,
): boolean {
  const base = baseOf(alias, address);
  const offset = alias.offset[address.id] ?? Number.NaN;
  if (!(offset >= 0)) return false;
  if (base.op === Op.alloc) return offset + size <= (base.aux as Slot).size;
  if (base.op !== Op.symbol) return false;
  const { symbol } = base.aux as { symbol: ModuleSymbol };
  return offset + size <= (sizes.get(symbol) ?? 0);
}
