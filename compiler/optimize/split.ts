/**
 * split: scalar replacement of aggregates. A slot whose address is used only by plain loads,
 * stores, blits and clears at constant offsets falls into pieces that no access straddles, each a
 * slot of its own; blits and clears become loads and stores of pieces. An access at a changing
 * offset that stays within an array, as its alias class says, leaves the array where it is.
 * promote then makes values of the pieces. Needs nothing; breaks use counts.
 */
import {
  ACCESS_SIZES,
  type Access,
  type AccessKind,
  type Block,
  type Extent,
  type Func,
  type Module,
  type Slot,
  type Value,
} from '../ir/ir.ts';
import { Cls, isVectorClass, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import type { Context } from './context.ts';
import { copies } from './copies.ts';
import { carrier } from './promote.ts';

/** Larger slots and longer lists of pieces stay whole. */
const MAX_BYTES = 4096;
const MAX_PIECES = 24;
/** A slot that is only copied whole is cut into words up to this size. */
const MAX_UNTOUCHED = 64;

interface Piece {
  readonly offset: number;
  readonly size: number;
  kind: AccessKind;
  slot: Value | null;
  /** Stays in the slot that is split: an array. */
  readonly stays: boolean;
}

interface Candidate {
  readonly slot: Value;
  readonly size: number;
  /** Pairs offset, size of scalar accesses; a kind where all agree. */
  readonly accesses: { readonly offset: number; readonly size: number; kind: AccessKind }[];
  /** Ranges that blits and clears touch. */
  readonly ranges: { offset: number; size: number }[];
  /** Arrays that are accessed at changing offsets. */
  readonly arrays: { readonly offset: number; readonly size: number }[];
  /** offset * 32 + size of the accesses noted so far. */
  readonly seen: Set<number>;
  pieces: Piece[];
  whole: boolean;
}

/** Where an address points: a candidate and an offset into it (NaN: one that changes). */
interface Place {
  readonly candidate: Candidate;
  readonly offset: number;
}

/** Splits all qualifying slots of a function. */
export function split(func: Func, { module }: Context): boolean {
  if (func.flags.callsReturnsTwice) return false;
  copies(func);
  const places: (Place | undefined)[] = [];
  const candidates: Candidate[] = [];
  for (const value of func.blocks[0]?.body ?? []) {
    if (value.op !== Op.alloc) continue;
    const { size } = value.aux as Slot;
    if (size > MAX_BYTES || size === 0) continue;
    const candidate: Candidate = {
      slot: value,
      size,
      accesses: [],
      ranges: [],
      arrays: [],
      seen: new Set(),
      pieces: [],
      whole: false,
    };
    candidates.push(candidate);
    places[value.id] = { candidate, offset: 0 };
  }
  if (candidates.length === 0) return false;
  followAddresses(func, places);
  const pairs: Pair[] = [];
  eachValue(func, (value) => {
    noteUses(value, places, module);
    if (value.op !== Op.blit) return;
    const to = places[value.args[0]!.id];
    const from = places[value.args[1]!.id];
    // One at a changing offset keeps its slot whole.
    if (!to || !from || Number.isNaN(to.offset + from.offset)) return;
    pairs.push({ to, from, size: (value.aux as Extent).size });
  });
  shareAccesses(pairs);
  for (const candidate of candidates) if (!candidate.whole) cut(candidate);
  for (let again = true; again; ) {
    again = false;
    for (const pair of pairs) again = mismatch(pair) || again;
  }
  if (!candidates.some(({ pieces, whole }) => pieces.length > 0 && !whole)) return false;
  makeSlots(func, candidates);
  for (const block of func.blocks) rewrite(func, block, places);
  return true;
}

/** A blit from one candidate to another. */
interface Pair {
  readonly to: Place;
  readonly from: Place;
  readonly size: number;
}

/** What one side of a blit is accessed by, the other is to be cut by too. */
function shareAccesses(pairs: Pair[]): void {
  for (let round = 0, again = true; again && round < 4; round++) {
    again = false;
    for (const { to, from, size } of pairs) {
      again = shareFrom(to, from, size) || again;
      again = shareFrom(from, to, size) || again;
    }
  }
}

function shareFrom(source: Place, target: Place, size: number): boolean {
  let changed = false;
  for (const array of source.candidate.arrays) {
    const distance = array.offset - source.offset;
    if (distance < 0 || distance + array.size > size) continue;
    const moved = { offset: target.offset + distance, size: array.size };
    changed = addArray(target.candidate, moved) || changed;
  }
  for (const access of [...source.candidate.accesses]) {
    const distance = access.offset - source.offset;
    if (distance < 0 || distance + access.size > size) continue;
    const moved = { ...access, offset: target.offset + distance };
    changed = noteAccess(target.candidate, moved) || changed;
  }
  return changed;
}

function noteAccess(candidate: Candidate, access: Candidate['accesses'][number]): boolean {
  const key = access.offset * 32 + access.size;
  if (candidate.seen.has(key)) {
    const known = candidate.accesses.find((a) => a.offset * 32 + a.size === key)!;
    if (carrierOf(access.kind) >= carrierOf(known.kind)) return false;
    known.kind = access.kind;
    return true;
  }
  candidate.seen.add(key);
  candidate.accesses.push({ ...access });
  return true;
}

/**
 * Gives up splitting the source of a blit whose two sides are not cut alike. Says whether it did.
 */
function mismatch({ to, from, size }: Pair): boolean {
  if (!isSplit(to) || !isSplit(from)) return false;
  const a = piecesWithin(to, size);
  const b = piecesWithin(from, size);
  const alike =
    a.length === b.length &&
    a.every((piece, i) => {
      const other = b[i]!;
      const same = piece.offset - to.offset === other.offset - from.offset;
      if (!same || piece.size !== other.size || piece.stays !== other.stays) return false;
      return piece.kind === other.kind;
    });
  if (alike) return false;
  from.candidate.whole = true;
  return true;
}

/**
 * Finds the sums of a slot and constants or indices. Dominance lets one walk in block order miss
 * some: twice.
 */
function followAddresses(func: Func, places: (Place | undefined)[]): void {
  for (let again = true; again; ) {
    again = false;
    for (const block of func.blocks) {
      for (const value of block.body) {
        if (value.op !== Op.add || places[value.id]) continue;
        const [x, y] = value.args as [Value, Value];
        const [from, by] = places[x.id] ? [places[x.id]!, y] : [places[y.id], x];
        if (!from || places[by.id]) continue;
        const distance = by.op === Op.int ? Number(by.aux as bigint) : Number.NaN;
        places[value.id] = { candidate: from.candidate, offset: from.offset + distance };
        again = true;
      }
    }
  }
}

function noteUses(value: Value, places: (Place | undefined)[], module: Module): void {
  const { args } = value;
  for (let i = 0; i < args.length; i++) {
    const place = places[args[i]!.id];
    if (!place) continue;
    const { candidate, offset } = place;
    // The sum of two places is neither.
    if (value.op === Op.add && places[value.id] && !places[args[1 - i]!.id]) continue;
    if (value.op === Op.load || (value.op === Op.store && i === 1)) {
      const access = value.aux as Access;
      const size = ACCESS_SIZES[access.kind];
      if (access.volatile || access.order >= 0) candidate.whole = true;
      if (Number.isNaN(offset)) {
        noteArray(candidate, module, access.alias);
        continue;
      }
      if (offset < 0 || offset + size > candidate.size) candidate.whole = true;
      noteAccess(candidate, { offset, size, kind: access.kind });
    } else if (value.op === Op.blit || value.op === Op.clear) {
      const { size, volatile } = value.aux as Extent;
      if (volatile || !(offset >= 0 && offset + size <= candidate.size)) candidate.whole = true;
      candidate.ranges.push({ offset, size });
    } else {
      candidate.whole = true;
    }
  }
}

/**
 * Notes an access at a changing offset: where the outermost struct that it names is as large as the
 * slot, it is the slot, and the access within the member of it.
 */
function noteArray(candidate: Candidate, module: Module, alias: number): void {
  const [field] = module.aliasClasses[alias]!.fields;
  if (!field || module.records[field.record]!.size !== candidate.size) {
    candidate.whole = true;
    return;
  }
  const { offset } = field;
  const size = Math.min(field.size, candidate.size - offset);
  addArray(candidate, { offset, size });
}

/** Notes an array; says whether it is new. */
function addArray({ arrays }: Candidate, array: Candidate['arrays'][number]): boolean {
  if (arrays.some(({ offset, size }) => offset === array.offset && size === array.size))
    return false;
  arrays.push(array);
  return true;
}

/** Cuts a slot into pieces; leaves none where an access straddles others or nothing is gained. */
function cut(candidate: Candidate): void {
  const { accesses, ranges, arrays } = candidate;
  if (accesses.length === 0 && candidate.size > MAX_UNTOUCHED) return;
  for (const { offset, size } of arrays) accesses.push({ offset, size, kind: 'b' });
  accesses.sort((a, b) => a.offset - b.offset || b.size - a.size);
  const pieces: Piece[] = [];
  for (const { offset, size, kind } of accesses) {
    const last = pieces[pieces.length - 1];
    const stays = arrays.some((one) => one.offset === offset && one.size === size);
    if (last?.stays && offset + size <= last.offset + last.size) continue;
    if (last && last.offset === offset && last.size === size) {
      if (carrierOf(kind) < carrierOf(last.kind)) last.kind = kind;
    } else if (last && offset < last.offset + last.size) {
      return;
    } else {
      pieces.push({ offset, size, kind, slot: null, stays });
    }
  }
  if (pieces.every(({ stays }) => stays)) return;
  if (ranges.length === 0 && pieces.length === 1 && pieces[0]!.offset === 0) return;
  const filled = fillGaps(pieces, ranges);
  if (filled && filled.length <= MAX_PIECES) candidate.pieces = filled;
}

function carrierOf(kind: AccessKind): Cls {
  return carrier({ kind } as Access);
}

/** Adds pieces for the bytes that only blits and clears touch; null where a range cuts a piece. */
function fillGaps(pieces: Piece[], ranges: Candidate['ranges']): Piece[] | null {
  let all = pieces;
  for (const { offset, size } of ranges) {
    const end = offset + size;
    const next: Piece[] = [];
    let at = offset;
    for (const piece of all) {
      const pieceEnd = piece.offset + piece.size;
      if (pieceEnd <= offset || piece.offset >= end) {
        if (piece.offset >= end && at < end) at = fill(next, at, end);
        next.push(piece);
        continue;
      }
      if (piece.offset < offset || pieceEnd > end) return null;
      if (piece.offset > at) fill(next, at, piece.offset);
      next.push(piece);
      at = pieceEnd;
    }
    if (at < end) fill(next, at, end);
    all = next;
    if (all.length > MAX_PIECES) return null;
  }
  return all;
}

function fill(pieces: Piece[], from: number, to: number): number {
  let at = from;
  while (at < to) {
    let size = 8;
    while (at % size !== 0 || at + size > to) size /= 2;
    const kind = size === 8 ? 'l' : size === 4 ? 'w' : size === 2 ? 'h' : 'b';
    pieces.push({ offset: at, size, kind, slot: null, stays: false });
    at += size;
  }
  return at;
}

function makeSlots(func: Func, candidates: Candidate[]): void {
  const body: Value[] = [];
  const entry = func.blocks[0]!;
  const bySlot = new Map(candidates.map((candidate) => [candidate.slot, candidate]));
  for (const value of entry.body) {
    body.push(value);
    const candidate = bySlot.get(value);
    if (!candidate || candidate.whole) continue;
    const { name } = value.aux as Slot;
    for (const piece of candidate.pieces) {
      if (piece.stays) continue;
      const aux: Slot = {
        size: piece.size,
        align: piece.size,
        name: `${name}_${piece.offset}`,
      };
      piece.slot = func.value(Op.alloc, Cls.l, [], aux, value.pos);
      piece.slot.name = aux.name;
      piece.slot.block = entry;
      body.push(piece.slot);
    }
  }
  entry.body = body;
}

function isSplit(place: Place | undefined): place is Place {
  return place !== undefined && !place.candidate.whole && place.candidate.pieces.length > 0;
}

function rewrite(func: Func, block: Block, places: (Place | undefined)[]): void {
  const body: Value[] = [];
  const put = (op: Op, cls: Cls, args: Value[], aux: Value['aux'], pos: number): Value => {
    const value = func.value(op, cls, args, aux, pos);
    value.block = block;
    body.push(value);
    return value;
  };
  for (const value of block.body) {
    const at = value.op === Op.store ? 1 : 0;
    const place = places[value.args[at]?.id ?? -1];
    if (value.op === Op.load || value.op === Op.store) {
      const piece = isSplit(place) ? pieceAt(place) : null;
      if (piece) value.args[at] = piece.slot!;
      body.push(value);
    } else if (value.op === Op.clear && isSplit(place)) {
      clearPieces(func, value, place, put);
    } else if (value.op === Op.blit) {
      const from = places[value.args[1]!.id];
      if (isSplit(place) || isSplit(from)) blitPieces(func, value, place, from, put);
      else body.push(value);
    } else {
      body.push(value);
    }
  }
  block.body = body;
}

/** The piece that begins at a place; null within an array, or where one stands. */
function pieceAt({ candidate, offset }: Place): Piece | null {
  return candidate.pieces.find((piece) => piece.offset === offset && !piece.stays) ?? null;
}

type Put = (op: Op, cls: Cls, args: Value[], aux: Value['aux'], pos: number) => Value;

function piecesWithin({ candidate, offset }: Place, size: number): Piece[] {
  return candidate.pieces.filter((p) => p.offset >= offset && p.offset < offset + size);
}

function accessOf(kind: AccessKind, align: number): Access {
  return { kind, signed: false, align, volatile: false, order: -1, alias: 0 };
}

/** The largest alignment up to `align` that an offset keeps. */
function alignAt(align: number, offset: number): number {
  let kept = Math.max(1, align);
  while (offset % kept !== 0) kept /= 2;
  return kept;
}

function clearPieces(func: Func, clear: Value, place: Place, put: Put): void {
  const { size, align } = clear.aux as Extent;
  for (const piece of piecesWithin(place, size)) {
    const cls = carrierOf(piece.kind);
    if (piece.stays || cls === Cls.e || isVectorClass(cls)) {
      const address = piece.slot ?? moved(func, clear, 0, piece.offset - place.offset, put);
      const most = piece.slot ? piece.size : alignAt(align, piece.offset - place.offset);
      const part: Extent = { size: piece.size, align: most, volatile: false };
      put(Op.clear, Cls.none, [address], part, clear.pos);
      continue;
    }
    const integer = cls === Cls.w || cls === Cls.l;
    const zero = integer ? func.int(cls, 0n) : func.float(cls, 0);
    put(Op.store, Cls.none, [zero, piece.slot!], accessOf(piece.kind, piece.size), clear.pos);
  }
}

/**
 * Copies piece by piece. Where both sides are split they are cut alike or copied by the finer side
 * through memory; pieces of the two sides that do not match make the blit go through the whole
 * slots.
 */
function blitPieces(
  func: Func,
  blit: Value,
  to: Place | undefined,
  from: Place | undefined,
  put: Put,
): void {
  const extent = blit.aux as Extent;
  const lead = isSplit(to) ? to : (from as Place);
  const pieces = piecesWithin(lead, extent.size);
  const loaded: { value: Value; piece: Piece }[] = [];
  for (const piece of pieces) {
    if (piece.stays) continue;
    const { address, align } = sideOf(func, blit, from, 1, piece.offset - lead.offset, put);
    const access = accessOf(piece.kind, align);
    const value = put(Op.load, carrierOf(piece.kind), [address], access, blit.pos);
    loaded.push({ value, piece });
  }
  for (const { value, piece } of loaded) {
    const { address, align } = sideOf(func, blit, to, 0, piece.offset - lead.offset, put);
    put(Op.store, Cls.none, [value, address], accessOf(piece.kind, align), blit.pos);
  }
  for (const { offset, size, stays } of pieces) {
    if (!stays) continue;
    const distance = offset - lead.offset;
    const sides = [0, 1].map((operand) => moved(func, blit, operand, distance, put));
    const part: Extent = { size, align: alignAt(extent.align, distance), volatile: false };
    put(Op.blit, Cls.none, sides, part, blit.pos);
  }
}

/** Where one side of a blit holds the bytes at a distance from its start. */
function sideOf(
  func: Func,
  blit: Value,
  place: Place | undefined,
  operand: number,
  distance: number,
  put: Put,
): { address: Value; align: number } {
  const piece = isSplit(place)
    ? pieceAt({ candidate: place.candidate, offset: place.offset + distance })
    : null;
  if (piece) return { address: piece.slot!, align: piece.size };
  const align = alignAt((blit.aux as Extent).align, distance);
  return { address: moved(func, blit, operand, distance, put), align };
}

/** An operand's address, moved on. */
function moved(func: Func, value: Value, operand: number, distance: number, put: Put): Value {
  const base = value.args[operand]!;
  if (distance === 0) return base;
  return put(Op.add, Cls.l, [base, func.int(Cls.l, distance)], null, value.pos);
}
