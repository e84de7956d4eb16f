/**
 * From pieces to an allocation: the place of each operand, and the moves: where a piece follows
 * another inside a block, where operands are read from or written to forced places, and on edges,
 * phis included. A value is stored to its slot either once, where it is defined, or wherever it
 * leaves for memory: what is executed less.
 */

import type { Cls } from '../../compiler/ir/ops.ts';
import {
  type Allocation,
  type AllocationNote,
  type Edit,
  type Move,
  NOWHERE,
  type RegisterFile,
  slotSize,
} from '../allocation/contract.ts';
import { moveSequencer } from '../allocation/moves.ts';
import {
  isRegister,
  type MachineFunction,
  type Operand,
  type Place,
  spillPlace,
} from '../machine/code.ts';
import type { Intervals, Pins } from './intervals.ts';
import { eachLive, type Liveness } from './liveness.ts';
import { MEMORY, type Piece, pieceAt } from './pieces.ts';
import type { Slots } from './spill.ts';
import type { Walk } from './walk.ts';

/** Groups of parallel moves at one gap, in their order. */
const GROUP = { head: 0, split: 1, operands: 2, end: 3 } as const;

interface Resolver {
  readonly func: MachineFunction;
  readonly live: Liveness;
  readonly intervals: Intervals;
  readonly pins: Pins;
  readonly pieces: readonly Piece[][];
  /** By virtual register: executions of moves into registers between its pieces and on edges. */
  readonly moved: Float64Array;
  readonly slotOf: Int32Array;
  readonly starts: readonly Int32Array[];
  readonly sites: Uint8Array;
  readonly places: Int32Array;
  /** By array index: number of the block's first instruction, in array order. */
  readonly base: Int32Array;
  /** Moves, with 4 * instruction number + group, and whose slot they fill (or -1). */
  readonly moves: Move[];
  readonly keys: number[];
  readonly fills: number[];
  /** By virtual register: what its stores on the way to memory cost. */
  readonly storeCost: Float64Array;
  /**
   * By virtual register: the key where its definition may be stored, -1 if it cannot be; and the
   * source.
   */
  readonly storeKey: Int32Array;
  readonly storeFrom: Int32Array;
}

export function resolve(
  func: MachineFunction,
  file: RegisterFile,
  live: Liveness,
  intervals: Intervals,
  pins: Pins,
  walk: Walk,
  slots: Slots,
  starts: readonly Int32Array[],
  count: number,
  sites: Uint8Array,
): Allocation {
  const base = new Int32Array(func.blocks.length + 1);
  func.blocks.forEach((block, b) => {
    base[b + 1] = base[b]! + block.instructions.length;
  });
  const values = func.classes.length;
  const resolver: Resolver = {
    func,
    live,
    intervals,
    pins,
    pieces: walk.pieces,
    moved: walk.moved,
    slotOf: slots.slotOf,
    starts,
    sites,
    places: new Int32Array(count),
    base,
    moves: [],
    keys: [],
    fills: [],
    storeCost: new Float64Array(values),
    storeKey: new Int32Array(values).fill(-1),
    storeFrom: new Int32Array(values),
  };
  placeOperands(resolver);
  joinPieces(resolver);
  joinBlocks(resolver);
  storeDefinitions(resolver);
  const edits = sequenceEdits(resolver, file, slots.sizes);
  let notes: AllocationNote[] | null = null;
  return {
    starts,
    places: resolver.places,
    edits,
    spillSlots: slots.sizes,
    get notes() {
      return (notes ??= noteAll(resolver));
    },
  };
}

function placeOf(resolver: Resolver, piece: Piece): Place {
  if (piece.place !== MEMORY) return piece.place;
  const slot = resolver.slotOf[piece.vreg]!;
  return slot === -1 ? NOWHERE : spillPlace(slot);
}

function placeAt(resolver: Resolver, v: number, position: number): Place {
  const piece = pieceAt(resolver.pieces[v]!, position);
  if (piece === null) throw new Error(`${resolver.func.name}: v${v} is nowhere at ${position}`);
  return placeOf(resolver, piece);
}

/** Adds a move of v's value; `fills` if it only brings v to its own slot. */
function addMove(
  resolver: Resolver,
  v: number,
  from: Place,
  to: Place,
  key: number,
  fills: boolean,
): void {
  if (from === to || to === NOWHERE) return;
  const { moves, keys, intervals } = resolver;
  if (from === NOWHERE) {
    moves.push({ kind: 'remat', vreg: v, definition: intervals.remat[v]!, to });
  } else moves.push({ kind: 'move', cls: resolver.func.classes[v]!, from, to });
  keys.push(key);
  resolver.fills.push(fills && !isRegister(to) ? v : -1);
}

function placeOperands(resolver: Resolver): void {
  const { func, intervals, base } = resolver;
  func.blocks.forEach((block, b) => {
    const first = intervals.firstOf[intervals.linearOf[b]!]!;
    for (const phi of block.phis) {
      if (resolver.pieces[phi.vreg]!.length === 0) continue;
      resolver.storeKey[phi.vreg] = 4 * base[b]! + GROUP.split;
      resolver.storeFrom[phi.vreg] = placeAt(resolver, phi.vreg, 4 * first);
    }
    const last = block.instructions.length - 1;
    for (let i = 0; i <= last; i++) {
      const { operands } = block.instructions[i]!;
      const at = resolver.starts[b]![i]!;
      const key = 4 * (base[b]! + i);
      for (let k = 0; k < operands.length; k++) {
        const operand = operands[k]!;
        if (operand.role === 'use') placeUse(resolver, operands, k, at, first + i, key);
        else placeDef(resolver, operand, at + k, first + i, i === last ? -1 : key + 4);
      }
    }
  });
}

function placeUse(
  resolver: Resolver,
  operands: readonly Operand[],
  k: number,
  first: number,
  n: number,
  key: number,
): void {
  const { places, pins } = resolver;
  const { vreg, constraint, at } = operands[k]!;
  const pin = pins.pinned[first + k]!;
  const partner = pins.partner[first + k]!;
  if (pin !== -1 || partner !== -1) {
    const to = pin !== -1 ? pin : placeAt(resolver, operands[partner - first]!.vreg, 4 * n + 1);
    places[first + k] = to;
    addMove(resolver, vreg, placeAt(resolver, vreg, 4 * n), to, key + GROUP.operands, false);
  } else if (constraint.kind === 'stack') places[first + k] = spillPlace(resolver.slotOf[vreg]!);
  else places[first + k] = placeAt(resolver, vreg, 4 * n + (at === 'late' ? 2 : 1));
}

/**
 * `next` is the key of the next instruction in the block, or -1: then the edges carry the value
 * on.
 */
function placeDef(resolver: Resolver, operand: Operand, at: number, n: number, next: number): void {
  const { places, pins, storeKey, storeFrom } = resolver;
  const { vreg } = operand;
  const pin = pins.pinned[at]!;
  const own = resolver.pieces[vreg]!;
  if (pin !== -1) {
    places[at] = pin;
    storeFrom[vreg] = pin;
    if (own.length === 0) return;
    if (next !== -1)
      addMove(resolver, vreg, pin, placeOf(resolver, own[0]!), next + GROUP.split, false);
    if (next !== -1 && own[0]!.place === MEMORY) storeFrom[vreg] = placeOf(resolver, own[0]!);
  } else {
    const early = operand.at === 'early' || pins.partner[at] !== -1;
    places[at] = placeAt(resolver, vreg, 4 * n + (early ? 1 : 2));
    storeFrom[vreg] = places[at]!;
  }
  storeKey[vreg] = next === -1 ? -1 : next + GROUP.split;
}

/** Moves between pieces that follow each other inside a block. */
function joinPieces(resolver: Resolver): void {
  const { intervals, live, base } = resolver;
  for (const own of resolver.pieces) {
    for (let i = 1; i < own.length; i++) {
      const [before, after] = [own[i - 1]!, own[i]!];
      if (before.end !== after.start) continue;
      const n = after.start >> 2;
      const k = intervals.blockAt[n]!;
      const first = intervals.firstOf[k]!;
      if (after.start === 4 * first) continue;
      const key = 4 * (base[live.order[k]!]! + n - first);
      const group = (after.start & 3) === 0 ? GROUP.split : GROUP.operands;
      const [from, to] = [placeOf(resolver, before), placeOf(resolver, after)];
      addMove(resolver, after.vreg, from, to, key + group, true);
      if (!isRegister(to)) resolver.storeCost[after.vreg]! += intervals.frequency[k]!;
      else if (from !== to) resolver.moved[after.vreg]! += intervals.frequency[k]!;
    }
  }
}

/**
 * Moves on edges: of what is live into the successor and changes its place, and of phi arguments.
 */
function joinBlocks(resolver: Resolver): void {
  const { func, live, intervals, sites, base } = resolver;
  const moving = movingValues(resolver);
  func.blocks.forEach((succ, s) => {
    const begin = 4 * intervals.firstOf[intervals.linearOf[s]!]!;
    succ.preds.forEach((pred, edge) => {
      const p = live.indices[pred.id]!;
      const k = intervals.linearOf[p]!;
      const last = intervals.firstOf[k + 1]! - 1;
      const atEnd = sites[p] === 1;
      const key = atEnd ? 4 * (base[p + 1]! - 1) + GROUP.end : 4 * base[s]! + GROUP.head;
      const position = atEnd ? 4 * last : 4 * last + 3;
      const frequency = intervals.frequency[atEnd ? k : intervals.linearOf[s]!]!;
      const source = (v: number): Place => {
        if (definedAtEnd(resolver, v, p)) return resolver.storeFrom[v]!;
        return placeAt(resolver, v, position);
      };
      eachMoving(live, moving, s, (v) => {
        const from = source(v);
        const to = placeAt(resolver, v, begin);
        const atDef = definedAtEnd(resolver, v, p);
        addMove(resolver, v, from, to, key, !atDef);
        if (!isRegister(to) && from !== to) resolver.storeCost[v]! += frequency;
        else if (from !== to) resolver.moved[v]! += frequency;
        if (atDef && resolver.slotOf[v] !== -1) {
          const slot = spillPlace(resolver.slotOf[v]!);
          if (to !== slot) addMove(resolver, v, from, slot, key, false);
        }
      });
      for (const phi of succ.phis) {
        if (resolver.pieces[phi.vreg]!.length === 0) continue;
        const to = placeAt(resolver, phi.vreg, begin);
        addMove(resolver, phi.args[edge]!, source(phi.args[edge]!), to, key, false);
      }
    });
  });
}

/** Whether block p's last instruction defines v, so that only its edges can store and move it. */
function definedAtEnd({ live, storeKey }: Resolver, v: number, p: number): boolean {
  return live.definedIn[v] === p && storeKey[v] === -1;
}

/** A row of bits: globals in more than one piece, or defined by a block's last instruction. */
function movingValues({ live, pieces, storeKey }: Resolver): Uint32Array {
  const row = new Uint32Array(live.words);
  live.globals.forEach((v, global) => {
    if (pieces[v]!.length > 1 || storeKey[v] === -1) row[global >> 5]! |= 1 << (global & 31);
  });
  return row;
}

function eachMoving(
  live: Liveness,
  moving: Uint32Array,
  block: number,
  found: (vreg: number) => void,
): void {
  const from = block * live.words;
  const liveIn = new Uint32Array(live.words);
  for (let w = 0; w < live.words; w++) liveIn[w] = live.liveIn[from + w]! & moving[w]!;
  eachLive({ ...live, liveIn }, 0, found);
}

/**
 * Chooses between a store at the definition and stores on the way to memory; drops what it makes
 * needless.
 */
function storeDefinitions(resolver: Resolver): void {
  const { func, intervals, live, slotOf, storeKey, storeFrom, storeCost, moves, keys, fills } =
    resolver;
  const atDefinition = new Uint8Array(func.classes.length);
  for (let v = 0; v < func.classes.length; v++) {
    if (slotOf[v] === -1 || resolver.pieces[v]!.length === 0) continue;
    const home = intervals.frequency[intervals.linearOf[live.definedIn[v]!]!]!;
    const inMemory = !isRegister(storeFrom[v]!);
    const needed = (intervals.needsSlot[v]! & 1) !== 0;
    if (!inMemory && !needed && storeKey[v] !== -1 && storeCost[v]! < home) continue;
    if (!inMemory && !needed && storeCost[v] === 0) continue;
    atDefinition[v] = 1;
    if (!inMemory && storeKey[v] !== -1) {
      addMove(resolver, v, storeFrom[v]!, spillPlace(slotOf[v]!), storeKey[v]!, false);
    }
  }
  let kept = 0;
  for (let i = 0; i < moves.length; i++) {
    if (fills[i] !== -1 && atDefinition[fills[i]!] === 1) continue;
    moves[kept] = moves[i]!;
    keys[kept++] = keys[i]!;
  }
  moves.length = kept;
  keys.length = kept;
}

/** Sorts the moves by instruction and group (a counting sort) and puts each group in sequence. */
function sequenceEdits(resolver: Resolver, file: RegisterFile, sizes: number[]): Edit[] {
  const { func, moves, keys, base } = resolver;
  const temporaries = new Map<Cls, Place>();
  const sequence = moveSequencer(file, func.classes, (cls) => {
    const known = temporaries.get(cls);
    if (known !== undefined && !func.callsReturnsTwice) return known;
    const made = spillPlace(sizes.push(slotSize(cls)) - 1);
    temporaries.set(cls, made);
    return made;
  });
  const fill = new Int32Array(4 * base[func.blocks.length]! + 2);
  for (const key of keys) fill[key + 1]!++;
  for (let key = 1; key < fill.length; key++) fill[key]! += fill[key - 1]!;
  const sorted = new Int32Array(moves.length);
  for (let i = 0; i < moves.length; i++) sorted[fill[keys[i]!]!++] = i;
  const edits: Edit[] = [];
  let b = 0;
  for (let at = 0; at < sorted.length; ) {
    const n = keys[sorted[at]!]! >> 2;
    while (base[b + 1]! <= n) b++;
    const out: Move[] = [];
    while (at < sorted.length && keys[sorted[at]!]! >> 2 === n) {
      const key = keys[sorted[at]!]!;
      const group: Move[] = [];
      for (; at < sorted.length && keys[sorted[at]!] === key; at++) group.push(moves[sorted[at]!]!);
      sequence(group, out);
    }
    if (out.length > 0) edits.push({ block: b, index: n - base[b]!, moves: out });
  }
  return edits;
}

/**
 * Pieces as notes, in array order: a piece over several blocks that lie apart there is several
 * notes.
 */
function noteAll(resolver: Resolver): AllocationNote[] {
  const { intervals, live, base } = resolver;
  const notes: AllocationNote[] = [];
  for (const own of resolver.pieces) {
    for (const piece of own) {
      const place = placeOf(resolver, piece);
      if (place === NOWHERE) continue;
      let note: { vreg: number; from: number; to: number; place: Place } | null = null;
      const end = (piece.end - 1) >> 2;
      for (let n = piece.start >> 2; n <= end; ) {
        const k = intervals.blockAt[n]!;
        const upTo = Math.min(end, intervals.firstOf[k + 1]! - 1);
        const shift = base[live.order[k]!]! - intervals.firstOf[k]!;
        if (note !== null && note.to + 1 === n + shift) note.to = upTo + shift;
        else {
          note = { vreg: piece.vreg, from: n + shift, to: upTo + shift, place };
          notes.push(note);
        }
        n = upTo + 1;
      }
    }
  }
  return notes;
}
