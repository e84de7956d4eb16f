/**
 * Pieces of intervals, each in one place, and the heap that gives them to the walk by ascending
 * start.
 */

/** The place of a piece in its spill slot (or nowhere, if the value can be rematerialised). */
export const MEMORY = -1;

export interface Piece {
  readonly vreg: number;
  readonly start: number;
  end: number;
  /** First range of the interval that has not passed. */
  range: number;
  /** A register, or MEMORY. */
  place: number;
  /** The value comes from memory. */
  reload: boolean;
}

export function newPiece(vreg: number, start: number, end: number, range: number): Piece {
  return { vreg, start, end, range, place: MEMORY, reload: false };
}

export interface PieceHeap {
  push(piece: Piece): void;
  pop(): Piece | null;
}

/** A binary heap; of equal starts the lower virtual register comes first. */
export function pieceHeap(): PieceHeap {
  const items: Piece[] = [];
  const before = (a: Piece, b: Piece): boolean =>
    a.start < b.start || (a.start === b.start && a.vreg < b.vreg);
  return {
    push(piece) {
      let at = items.push(piece) - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!before(piece, items[up]!)) break;
        items[at] = items[up]!;
        at = up;
      }
      items[at] = piece;
    },
    pop() {
      if (items.length === 0) return null;
      const top = items[0]!;
      const last = items.pop()!;
      if (items.length === 0) return top;
      let at = 0;
      for (let down = 1; down < items.length; down = 2 * at + 1) {
        if (down + 1 < items.length && before(items[down + 1]!, items[down]!)) down++;
        if (!before(items[down]!, last)) break;
        items[at] = items[down]!;
        at = down;
      }
      items[at] = last;
      return top;
    },
  };
}

/** The piece of a virtual register that covers a position, or null. */
export function pieceAt(pieces: readonly Piece[], position: number): Piece | null {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.end <= position) low = middle + 1;
    else high = middle;
  }
  const found = pieces[low];
  return found !== undefined && found.start <= position ? found : null;
}
