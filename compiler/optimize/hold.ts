/**
 * hold: a place in memory that a loop writes, and nothing else there can touch, is held in a slot
 * during the loop (which promote then makes a value): loaded before, stored back at the exits.
 * Where a round need not write the place and others might see it, a flag tells whether any has, so
 * that no store is invented (C11 5.1.2.4p27). Needs rotated loops with hoisted addresses; makes
 * preheaders; breaks dominators. promote must follow.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  baseOf,
  clobbers,
  freshSize,
  isMemoryDef,
  isPlainAccess,
  isPrivate,
  mayRead,
  type Piece,
} from '../ir/alias.ts';
import { accessOf } from '../ir/build.ts';
import { changeEnd, splitEdge } from '../ir/cfg.ts';
import { type Dominators, dominates } from '../ir/dominators.ts';
import { ACCESS_SIZES, type Access, type Block, type Func, type Value } from '../ir/ir.ts';
import { enteredLoops, exitEdges, inLoop, type Loop, type Loops, preheader } from '../ir/loops.ts';
import { Cls, OP_CONSTANT, OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import { type Context, type DataSizes, report } from './context.ts';
import { isSafeAddress } from './licm.ts';

/** Loops with more memory accesses than this, or places beyond this number, are left. */
const MAX_ACCESSES = 200;
const MAX_PLACES = 4;
/** Places held with flags: they take two values each, and a branch at each of so many exits. */
const MAX_FLAGGED = 2;
const MAX_EXITS = 6;

/** Holds memory places in slots during loops. */
export function hold(func: Func, context: Context): boolean {
  const { tree, info, made } = enteredLoops(func);
  if (info.all.length === 0) return false;
  const alias = aliasInfo(func, context);
  const scan: Scan = { func, tree, info, alias, sizes: context.sizes, held: new Set() };
  let changed = made;
  // Outer loops first. Exit blocks are made as it goes: they belong to no loop that is known here,
  // and loops inside, or apart, have other exits or stand before them.
  for (let i = info.all.length - 1; i >= 0; i--) {
    const loop = info.all[i]!;
    const before = preheader(loop);
    if (!before) continue;
    const exits = exitEdges(info, loop);
    const places = findPlaces(scan, loop, exits);
    if (places.length === 0 || !exits.every(canSplit)) continue;
    for (const place of places) {
      holdPlace(func, loop, scan, before, place);
      report(
        context,
        func,
        'hold',
        true,
        place.accesses[0]!.pos,
        'place held in a value in the loop',
      );
    }
    changed = true;
  }
  return changed;
}

/** What is known of the function while its loops are looked at. */
interface Scan {
  readonly func: Func;
  readonly tree: Dominators;
  readonly info: Loops;
  readonly alias: AliasInfo;
  readonly sizes: DataSizes;
  /** The slots made so far. */
  readonly held: Set<Value>;
}

function canSplit(edge: { from: Block; to: Block }): boolean {
  return edge.from.end.op !== Op.goto && edge.from.end.op !== Op.asmgoto;
}

/** The accesses of one place, a store among them; whether a flag must tell if one has run. */
interface Place {
  readonly address: Value;
  readonly accesses: Value[];
  readonly flagged: boolean;
}

interface Edge {
  readonly from: Block;
  readonly to: Block;
}

function findPlaces(scan: Scan, loop: Loop, exits: readonly Edge[]): Place[] {
  const memory = accessesOf(loop);
  const places: Place[] = [];
  if (!memory?.some(({ op }) => op === Op.store)) return places;
  const calls = memory.some((value) => value.op === Op.call || value.op === Op.asm);
  const ends = [...loop.latches, ...exits.map((edge) => edge.from)];
  const seen = new Set<Value>();
  let flags = exits.length > MAX_EXITS ? MAX_FLAGGED : 0;
  for (const store of memory) {
    if (store.op !== Op.store || places.length === MAX_PLACES) continue;
    const address = store.args[1]!;
    if (seen.has(address)) continue;
    seen.add(address);
    const accesses = accessesAt(scan, loop, memory, store);
    if (!accesses) continue;
    const piece = accessPiece(store);
    const safe =
      isSafeAddress(scan.alias, scan.sizes, address, piece.size) || isThere(scan, loop, piece);
    if (!safe && (calls || !everyRound(scan, loop, ends, accesses))) continue;
    const stores = accesses.filter(({ op }) => op === Op.store);
    const certain = everyRound(scan, loop, ends, stores);
    const flagged = !certain && !(safe && isPrivate(scan.alias, address));
    if (flagged && (flags++ >= MAX_FLAGGED || !accesses.some(({ op }) => op === Op.load))) continue;
    places.push({ address, accesses, flagged });
  }
  return places;
}

/** Whether each way from a loop's header to all of `ends` meets one of some values. */
function everyRound(
  { tree }: Scan,
  loop: Loop,
  ends: readonly Block[],
  values: readonly Value[],
): boolean {
  const met = new Set<Block>();
  for (const { block } of values) met.add(block!);
  // In reverse post-order, so that what is not settled yet comes by a back edge of an inner loop.
  for (const block of loop.blocks) {
    if (block === loop.header || met.has(block)) continue;
    if (block.preds.every((pred) => met.has(pred) || dominates(tree, block, pred))) met.add(block);
  }
  return ends.every((end) => met.has(end));
}

/**
 * Whether a piece lies within new memory that was accessed before the loop, so that there is such
 * memory.
 */
function isThere({ alias, tree, func }: Scan, loop: Loop, { address, size }: Piece): boolean {
  const offset = alias.offset[address.id] ?? Number.NaN;
  if (!(offset >= 0 && offset + size <= freshSize(alias, address))) return false;
  const base = baseOf(alias, address);
  return func.blocks.some(
    (block) =>
      block !== loop.header &&
      dominates(tree, block, loop.header) &&
      block.body.some((value) => {
        const to = addressOf(value);
        return to !== null && baseOf(alias, to) === base && alias.offset[to.id]! >= 0;
      }),
  );
}

/** What touches memory in a loop; null where that is too much, or ends a block. */
function accessesOf(loop: Loop): Value[] | null {
  const memory: Value[] = [];
  for (const block of loop.blocks) {
    for (const value of block.body)
      if (OP_READS[value.op] || OP_WRITES[value.op]) memory.push(value);
    if (OP_READS[block.end.op] || OP_WRITES[block.end.op]) return null;
    if (memory.length > MAX_ACCESSES) return null;
  }
  return memory;
}

/**
 * All accesses of the place of a store, where they are alike, nothing else touches it, and a value
 * instead would save something: in a loop around others only where it is accessed within those.
 */
function accessesAt(
  { info, alias, held }: Scan,
  loop: Loop,
  memory: readonly Value[],
  store: Value,
): Value[] | null {
  const address = store.args[1]!;
  if (held.has(address)) return null;
  if (!OP_CONSTANT[address.op] && inLoop(info, loop, address.block)) return null;
  const accesses = memory.filter((value) => addressOf(value) === address);
  if (!accesses.every((value) => isLike(value, store))) return null;
  const gains = ({ block }: Value): boolean => block!.depth > loop.depth;
  if (!loop.innermost && !accesses.some(gains)) return null;
  const piece = accessPiece(store);
  const touched = memory.some(
    (value) =>
      addressOf(value) !== address &&
      ((isMemoryDef(value) && clobbers(alias, value, piece)) || mayRead(alias, value, piece)),
  );
  return touched ? null : accesses;
}

function addressOf(value: Value): Value | null {
  if (value.op === Op.load) return value.args[0]!;
  return value.op === Op.store ? value.args[1]! : null;
}

/** Plain accesses of one kind, so that the slot holds exactly what memory would. */
function isLike(value: Value, store: Value): boolean {
  return isPlainAccess(value) && (value.aux as Access).kind === (store.aux as Access).kind;
}

function holdPlace(func: Func, loop: Loop, scan: Scan, before: Block, place: Place): void {
  const store = place.accesses.find((value) => value.op === Op.store)!;
  const access: Access = store.aux as Access;
  const { cls } = store.args[0]!;
  const { pos } = store;
  const put = (block: Block, op: Op, result: Cls, args: Value[], aux: Access, at: number): void => {
    const value = func.value(op, result, args, aux, pos);
    value.block = block;
    block.body.splice(at, 0, value);
  };
  const move = (block: Block, from: Value, to: Value, at: number): void => {
    put(block, Op.load, cls, [from], access, at);
    put(block, Op.store, Cls.none, [block.body[at]!, to], access, at + 1);
  };
  const slot = newSlot(func, ACCESS_SIZES[access.kind], 'held', pos);
  scan.held.add(slot);
  move(before, place.address, slot, before.body.length);
  const flag = place.flagged ? newSlot(func, 4, 'written', pos) : null;
  if (flag) {
    const truth = accessOf('w');
    const set = (block: Block, value: number, at: number): void =>
      put(block, Op.store, Cls.none, [func.int(Cls.w, value), flag], truth, at);
    scan.held.add(flag);
    set(before, 0, before.body.length);
    for (const { op, block, id } of place.accesses) {
      if (op !== Op.store) continue;
      set(block!, 1, block!.body.findIndex((value) => value.id === id) + 1);
    }
  }
  for (const value of place.accesses) value.args[value.op === Op.load ? 0 : 1] = slot;
  for (const { from, to } of exitEdges(scan.info, loop)) {
    // An exit block made for an earlier place serves again.
    const ready = !flag && to.preds.length === 1 && to.succs.length === 1;
    const exit = ready ? to : splitEdge(func, from, to);
    move(flag ? onlyIf(func, exit, to, flag) : exit, slot, place.address, 0);
  }
}

function newSlot(func: Func, size: number, name: string, pos: number): Value {
  const slot = func.value(Op.alloc, Cls.l, [], { size, align: size, name }, pos);
  const entry = func.blocks[0]!;
  slot.block = entry;
  slot.name = name;
  let at = 0;
  while (entry.body[at]?.op === Op.param || entry.body[at]?.op === Op.alloc) at++;
  entry.body.splice(at, 0, slot);
  return slot;
}

/** A block between an empty one and its successor, entered where a flag is set. */
function onlyIf(func: Func, exit: Block, to: Block, flag: Value): Block {
  const then = splitEdge(func, exit, to);
  const test = func.value(Op.load, Cls.w, [flag], accessOf('w'), exit.end.pos);
  test.block = exit;
  exit.body.push(test);
  const from = to.preds.indexOf(then);
  changeEnd(exit, func.value(Op.br, Cls.none, [test], { likely: 'unknown' }, exit.end.pos), [
    then,
    to,
  ]);
  for (const phi of to.phis) phi.args.push(phi.args[from]!);
  return then;
}
