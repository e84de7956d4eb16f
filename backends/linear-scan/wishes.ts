/**
 * What a piece would save or cost by its register at the places where it meets others: phis and
 * their arguments, moves, two-address operands, and itself in the blocks before. Told while the
 * walk goes on, from the places given so far: all that begins before the piece has one.
 */
import type { MachineFunction } from '../machine/code.ts';
import { AFFINITY, type Intervals } from './intervals.ts';
import type { Liveness } from './liveness.ts';
import { MEMORY, type Piece, pieceAt } from './pieces.ts';

export interface Wishes {
  /** By register: executions of moves that it would save the piece asked for last. */
  readonly scores: Float64Array;
  /** Executions of edges on which the piece asked for last comes from memory. */
  fromMemory: number;
  /** And of those on which it comes from a register. */
  fromRegister: number;
  /** Asks for a piece. */
  readonly ask: (piece: Piece) => void;
}

/** How much of a move it is worth to keep two phis' arguments from being swapped. */
const AVOID = 0.3;
/** Among more phis nothing is avoided. */
const MANY_PHIS = 16;

/** The wishes of pieces in `pieces` (by virtual register), of `count` registers. */
export function createWishes(
  func: MachineFunction,
  live: Liveness,
  intervals: Intervals,
  pieces: readonly Piece[][],
  count: number,
): Wishes {
  const { affinities, blockAt, firstOf, frequency, linearOf, rangeFrom, rangeStart } = intervals;
  const { start, entries } = byRegister(func.classes.length, affinities);
  const scores = new Float64Array(count);
  const meet = (piece: Piece, other: number, at: number, weight: number): void => {
    const found = pieceAt(pieces[other]!, at);
    if (found === null) return;
    if (found.place !== MEMORY) scores[found.place]! += weight;
    if (at >= piece.start) return;
    if (found.place !== MEMORY) wishes.fromRegister += weight;
    else wishes.fromMemory += intervals.remat[other] ? 0.5 * weight : weight;
  };
  /** What goes into a phi had better not stand where a neighbour goes: they would be swapped. */
  const avoidOthers = (phi: number, at: number, weight: number): void => {
    const b = live.definedIn[phi]!;
    const { phis } = func.blocks[b]!;
    if (phis.length > MANY_PHIS || at !== 4 * firstOf[linearOf[b]!]!) return;
    for (const { vreg } of phis) {
      const found = vreg === phi ? null : pieceAt(pieces[vreg]!, at);
      if (found !== null && found.place !== MEMORY) scores[found.place]! -= AVOID * weight;
    }
  };
  const ask = (piece: Piece): void => {
    const { vreg } = piece;
    scores.fill(0);
    wishes.fromMemory = 0;
    wishes.fromRegister = 0;
    for (let i = start[vreg]!; i < start[vreg + 1]!; i++) {
      const entry = entries[i]! >> 1;
      const second = entries[i]! & 1;
      const own = affinities[entry + 3 + second]!;
      if (own < piece.start || own > piece.end) continue;
      const weight = affinities[entry + 2]!;
      const other = affinities[entry + 1 - second]!;
      meet(piece, other, affinities[entry + 4 - second]!, weight);
      if (second === 1) avoidOthers(other, affinities[entry + 3]!, weight);
    }
    const k = blockAt[piece.start >> 2]!;
    if (piece.start !== 4 * firstOf[k]! || k === 0) return;
    const b = live.order[k]!;
    if (live.definedIn[vreg] === b && rangeFrom[rangeStart[vreg]!] === piece.start) return;
    for (const pred of func.blocks[b]!.preds) {
      const p = linearOf[live.indices[pred.id]!]!;
      meet(piece, vreg, 4 * firstOf[p + 1]! - 1, Math.min(frequency[p]!, frequency[k]!));
    }
  };
  const wishes: Wishes = { scores, fromMemory: 0, fromRegister: 0, ask };
  return wishes;
}

/** By virtual register, where its affinities stand: twice the index, plus 1 for the second's. */
function byRegister(count: number, affinities: readonly number[]) {
  const start = new Int32Array(count + 2);
  for (let i = 0; i < affinities.length; i += AFFINITY) {
    start[affinities[i]! + 2]!++;
    start[affinities[i + 1]! + 2]!++;
  }
  for (let v = 0; v <= count; v++) start[v + 1]! += start[v]!;
  const entries = new Int32Array((2 * affinities.length) / AFFINITY);
  for (let i = 0; i < affinities.length; i += AFFINITY) {
    entries[start[affinities[i]! + 1]!++] = 2 * i;
    entries[start[affinities[i + 1]! + 1]!++] = 2 * i + 1;
  }
  return { start, entries };
}
