/**
 * dse: removes stores whose bytes are written again, or go out of life with their slot, before
 * anything may read them; block by block, from the end. Volatile and atomic stores stay.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  distanceOf,
  extentPiece,
  isPlainAccess,
  isPrivate,
  mayRead,
  overlap,
  type Piece,
} from '../ir/alias.ts';
import type { Block, Extent, Func, Value } from '../ir/ir.ts';
import { OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import type { Context } from './context.ts';

/** Overwritten pieces remembered at a time. */
const MAX_PIECES = 12;

/** Removes dead stores. */
export function dse(func: Func, context: Context): boolean {
  const alias = aliasInfo(func, context);
  let changed = false;
  for (const block of func.blocks) changed = sweep(block, alias) || changed;
  return changed;
}

function sweep(block: Block, alias: AliasInfo): boolean {
  let overwritten: Piece[] = [];
  // Behind a return or where nothing follows, slots that did not escape are gone.
  let leaving = block.end.op === Op.ret || block.end.op === Op.unreachable;
  const readLater: Piece[] = [];
  const kept: Value[] = [];
  for (let i = block.body.length - 1; i >= 0; i--) {
    const value = block.body[i]!;
    const piece = writtenPiece(value);
    if (piece && isDead(alias, piece, overwritten, leaving, readLater)) {
      value.block = null;
      continue;
    }
    kept.push(value);
    if (!OP_READS[value.op] && !OP_WRITES[value.op]) continue;
    // A blit reads before it writes, perhaps what it writes: its own piece is no exception.
    if (piece && overwritten.length < MAX_PIECES) overwritten.push(piece);
    overwritten = overwritten.filter((later) => !mayRead(alias, value, later));
    const read = value.op === Op.load ? accessPiece(value) : null;
    if (read) readLater.push(read);
    else if (value.op === Op.blit) readLater.push(extentPiece(value, 1));
    if (readLater.length > MAX_PIECES) leaving = false;
  }
  if (kept.length === block.body.length) return false;
  block.body = kept.reverse();
  return true;
}

/** The piece a plain store, blit or clear writes; null for anything else. */
function writtenPiece(value: Value): Piece | null {
  if (value.op === Op.store) return isPlainAccess(value) ? accessPiece(value) : null;
  if (value.op !== Op.blit && value.op !== Op.clear) return null;
  return (value.aux as Extent).volatile ? null : extentPiece(value, 0);
}

function isDead(
  alias: AliasInfo,
  piece: Piece,
  overwritten: Piece[],
  leaving: boolean,
  readLater: Piece[],
): boolean {
  if (overwritten.some((later) => covers(alias, later, piece))) return true;
  if (!leaving || !isPrivate(alias, piece.address)) return false;
  return !readLater.some((read) => overlap(alias, { ...read, alias: 0 }, piece) !== 'no');
}

/** Whether writing `outer` writes all of `inner`. */
function covers(alias: AliasInfo, outer: Piece, inner: Piece): boolean {
  if (outer.address === inner.address) return outer.size >= inner.size;
  const into = distanceOf(alias, outer.address, inner.address);
  return into >= 0 && into + inner.size <= outer.size;
}
