/**
 * hold: a place in memory that a loop reads and writes, and nothing else there can touch, is held
 * in a slot during the loop (which promote then makes a value): loaded before, stored back at the
 * exits. Only where each round surely writes the place, or it is private, so that no store is
 * invented. Needs rotated loops with hoisted addresses; makes preheaders; breaks dominators.
 * promote must follow.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  clobbers,
  isMemoryDef,
  isPlainAccess,
  isPrivate,
  mayRead,
} from '../ir/alias.ts';
import { splitEdge } from '../ir/cfg.ts';
import { type Dominators, dominates } from '../ir/dominators.ts';
import { ACCESS_SIZES, type Access, type Block, type Func, type Value } from '../ir/ir.ts';
import { enteredLoops, exitEdges, inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { Cls, OP_CONSTANT, OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import type { Context, DataSizes } from './context.ts';
import { isSafeAddress } from './licm.ts';

/** Loops with more memory accesses than this, or places beyond this number, are left. */
const MAX_ACCESSES = 60;
const MAX_PLACES = 4;

/** Holds memory places in slots during innermost loops. */
export function hold(func: Func, context: Context): boolean {
  const { tree, info, made } = enteredLoops(func);
  if (info.all.length === 0) return false;
  const alias = aliasInfo(func, context);
  const { sizes } = context;
  let changed = made;
  for (const loop of info.all) {
    if (!loop.innermost) continue;
    const before = preheader(loop);
    if (!before) continue;
    const places = findPlaces(loop, info, tree, alias, sizes);
    if (places.length === 0 || !exitEdges(info, loop).every(canSplit)) continue;
    for (const place of places) holdPlace(func, loop, info, before, place);
    changed = true;
    // Exit blocks were made: what is known of the graph is stale, but inner loops do not overlap.
  }
  return changed;
}

function canSplit(edge: { from: Block; to: Block }): boolean {
  return edge.from.end.op !== Op.goto && edge.from.end.op !== Op.asmgoto;
}

/** The accesses of one place; the first is a store. */
interface Place {
  readonly address: Value;
  readonly accesses: Value[];
}

function findPlaces(
  loop: Loop,
  info: Loops,
  tree: Dominators,
  alias: AliasInfo,
  sizes: DataSizes,
): Place[] {
  const memory: Value[] = [];
  for (const block of loop.blocks) {
    for (const value of block.body)
      if (OP_READS[value.op] || OP_WRITES[value.op]) memory.push(value);
    if (OP_READS[block.end.op] || OP_WRITES[block.end.op]) return [];
    if (memory.length > MAX_ACCESSES) return [];
  }
  const ends = [...loop.latches, ...exitEdges(info, loop).map((edge) => edge.from)];
  const calls = memory.some((value) => value.op === Op.call || value.op === Op.asm);
  const places: Place[] = [];
  const seen = new Set<Value>();
  for (const store of memory) {
    if (store.op !== Op.store || places.length === MAX_PLACES) continue;
    const address = store.args[1]!;
    if (seen.has(address)) continue;
    seen.add(address);
    if (!OP_CONSTANT[address.op] && inLoop(info, loop, address.block)) continue;
    const accesses = memory.filter((value) => addressOf(value) === address);
    if (!accesses.some((value) => value.op === Op.load)) continue;
    if (!accesses.every((value) => isLike(value, store))) continue;
    const piece = accessPiece(store);
    const others = memory.filter((value) => addressOf(value) !== address);
    const touched = others.some(
      (value) =>
        (isMemoryDef(value) && clobbers(alias, value, piece)) || mayRead(alias, value, piece),
    );
    if (touched) continue;
    const certain =
      !calls &&
      accesses.some(
        (value) => value.op === Op.store && ends.every((end) => dominates(tree, value.block!, end)),
      );
    const own = isPrivate(alias, address) && isSafeAddress(alias, sizes, address, piece.size);
    if (certain || own) places.push({ address, accesses });
  }
  return places;
}

function addressOf(value: Value): Value | null {
  if (value.op === Op.load) return value.args[0]!;
  return value.op === Op.store ? value.args[1]! : null;
}

/** Plain accesses of one kind, so that the slot holds exactly what memory would. */
function isLike(value: Value, store: Value): boolean {
  return isPlainAccess(value) && (value.aux as Access).kind === (store.aux as Access).kind;
}

function holdPlace(func: Func, loop: Loop, info: Loops, before: Block, place: Place): void {
  const store = place.accesses.find((value) => value.op === Op.store)!;
  const access: Access = store.aux as Access;
  const { cls } = store.args[0]!;
  const size = ACCESS_SIZES[access.kind];
  const slot = func.value(Op.alloc, Cls.l, [], { size, align: size, name: 'held' }, store.pos);
  const entry = func.blocks[0]!;
  slot.block = entry;
  slot.name = 'held';
  let at = 0;
  while (entry.body[at]?.op === Op.param || entry.body[at]?.op === Op.alloc) at++;
  entry.body.splice(at, 0, slot);
  const put = (block: Block, op: Op, result: Cls, args: Value[], place: number): Value => {
    const value = func.value(op, result, args, access, store.pos);
    value.block = block;
    block.body.splice(place, 0, value);
    return value;
  };
  const loaded = put(before, Op.load, cls, [place.address], before.body.length);
  put(before, Op.store, Cls.none, [loaded, slot], before.body.length);
  for (const value of place.accesses) value.args[value.op === Op.load ? 0 : 1] = slot;
  for (const { from, to } of exitEdges(info, loop)) {
    // An exit block made for an earlier place serves again.
    const exit = to.preds.length === 1 && to.succs.length === 1 ? to : splitEdge(func, from, to);
    const held = put(exit, Op.load, cls, [slot], 0);
    put(exit, Op.store, Cls.none, [held, place.address], 1);
  }
}
