/**
 * Parallel moves made sequential. Gets moves that all read before any writes (destinations
 * distinct) and gives the same effect one after the other. A cycle of registers goes through the
 * bank's scratch register; a cycle with memory in it goes through a temporary slot, since a move
 * that touches memory may need the scratch register itself. Rematerialised definitions read
 * nothing and come last. After Rideau, Serpette and Leroy, "Tilting at windmills with Coq" (2008),
 * with worklists in place of recursion.
 */
import type { Cls } from '../../compiler/ir/ops.ts';
import { isRegister, type Place } from '../machine/code.ts';
import type { Move, RegisterFile } from './contract.ts';

/** Turns one set of parallel moves into a sequence, appended to `out`. */
export type Sequencer = (moves: readonly Move[], out: Move[]) => void;

interface Tables {
  /** By place: how many pending moves read it. */
  readers: Int32Array;
  /** By place: 1 + the pending move that writes it. */
  writer: Int32Array;
}

/**
 * Makes a sequencer; `classes` are the virtual registers' (for remats into memory). `temporary`
 * gives a slot that may be overwritten at any time between two sequences, for cycles through
 * memory.
 */
export function moveSequencer(
  file: RegisterFile,
  classes: readonly Cls[],
  temporary: (cls: Cls) => Place,
): Sequencer {
  const tables: Tables = { readers: new Int32Array(256), writer: new Int32Array(256) };
  const key = (place: Place): number => (isRegister(place) ? place : file.count + ~place);
  const grow = (size: number): void => {
    if (size <= tables.readers.length) return;
    tables.readers = new Int32Array(size * 2);
    tables.writer = new Int32Array(size * 2);
  };
  return (moves, out) => {
    if (moves.length === 1) {
      sequenceOne(moves[0]!, file, classes, out);
      return;
    }
    let top = 0;
    for (const move of moves) {
      top = Math.max(top, key(move.to));
      if (move.kind === 'move') top = Math.max(top, key(move.from));
    }
    grow(top + 1);
    sequenceCopies(moves, file, tables, key, temporary, out);
    for (const move of moves) if (move.kind === 'remat') sequenceOne(move, file, classes, out);
  };
}

function sequenceOne(move: Move, file: RegisterFile, classes: readonly Cls[], out: Move[]): void {
  if (move.kind === 'move') {
    if (move.from !== move.to) out.push(move);
    return;
  }
  if (isRegister(move.to)) {
    out.push(move);
    return;
  }
  const cls = classes[move.vreg]!;
  const bank = file.bankOf(cls);
  if (bank === -1) throw new Error('a value that lives in memory cannot be rematerialised');
  const through = file.scratch[bank];
  out.push({ ...move, to: through }, { kind: 'move', cls, from: through, to: move.to });
}

function sequenceCopies(
  moves: readonly Move[],
  file: RegisterFile,
  { readers, writer }: Tables,
  key: (place: Place) => number,
  temporary: (cls: Cls) => Place,
  out: Move[],
): void {
  const pending: (Move & { kind: 'move' })[] = [];
  for (const move of moves) {
    if (move.kind !== 'move' || move.from === move.to) continue;
    const to = key(move.to);
    const other = writer[to]!;
    if (other !== 0) {
      if (pending[other - 1]!.from !== move.from)
        throw new Error('parallel moves share a destination');
      continue;
    }
    readers[key(move.from)]!++;
    pending.push(move);
    writer[to] = pending.length;
  }
  const ready: number[] = [];
  pending.forEach((move, i) => {
    if (readers[key(move.to)] === 0) ready.push(i);
  });
  const emit = (i: number): void => {
    const move = pending[i]!;
    const from = key(move.from);
    out.push(move);
    writer[key(move.to)] = 0;
    if (--readers[from]! === 0 && writer[from] !== 0) ready.push(writer[from]! - 1);
  };
  for (let i = ready.pop(); i !== undefined; i = ready.pop()) emit(i);
  for (let i = 0; i < pending.length; i++) {
    const move = pending[i]!;
    if (writer[key(move.to)] !== i + 1) continue;
    // A pure cycle: save what `move` would overwrite, let its one reader read the copy.
    let reader = i;
    let memory = !isRegister(move.to);
    while (pending[reader]!.from !== move.to) {
      const from = pending[reader]!.from;
      if (!isRegister(from)) memory = true;
      reader = writer[key(from)]! - 1;
    }
    const last = pending[reader]!;
    const bank = file.bankOf(last.cls);
    const saved = memory || bank === -1 ? temporary(last.cls) : file.scratch[bank];
    out.push({ kind: 'move', cls: last.cls, from: move.to, to: saved });
    readers[key(move.to)] = 0;
    ready.push(i);
    for (let k = ready.pop(); k !== undefined && k !== reader; k = ready.pop()) emit(k);
    out.push({ kind: 'move', cls: last.cls, from: saved, to: last.to });
    writer[key(last.to)] = 0;
  }
  for (const move of pending) readers[key(move.from)] = 0;
}
