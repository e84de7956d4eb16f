/**
 * dse: removes stores whose bytes are written again, or go out of life with their slot, before
 * anything may read them, on every way from there; not across loops. Volatile and atomic stores
 * stay.
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
import { reversePostOrder } from '../ir/cfg.ts';
import type { Block, Extent, Func, Value } from '../ir/ir.ts';
import { OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import type { Context } from './context.ts';

/** Overwritten pieces remembered at a time. */
const MAX_PIECES = 12;

/** What surely happens, and what does not, from a point on. */
interface Fate {
  /** Pieces written before anything may read them. */
  readonly overwritten: readonly Piece[];
  /** Slots that did not escape go out of life, having been read in `readLater` only. */
  readonly leaving: boolean;
  readonly readLater: readonly Piece[];
}

const UNKNOWN: Fate = { overwritten: [], leaving: false, readLater: [] };
const LEAVING: Fate = { overwritten: [], leaving: true, readLater: [] };

/** Removes dead stores. */
export function dse(func: Func, context: Context): boolean {
  const alias = aliasInfo(func, context);
  const { blocks } = reversePostOrder(func);
  // By block id; not yet known of a loop's header where its latches are looked at.
  const fates: (Fate | undefined)[] = [];
  let changed = false;
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]!;
    const before = block.body.length;
    fates[block.id] = sweep(block, alias, fateAtEnd(block, alias, fates));
    if (block.body.length !== before) changed = true;
  }
  return changed;
}

function fateAtEnd(block: Block, alias: AliasInfo, fates: (Fate | undefined)[]): Fate {
  const { end, succs } = block;
  if (end.op === Op.ret || end.op === Op.unreachable) return LEAVING;
  if (OP_READS[end.op] || OP_WRITES[end.op]) return UNKNOWN;
  let common: Fate | null = null;
  for (const succ of succs) {
    const fate = fates[succ.id];
    if (!fate) return UNKNOWN;
    common = common ? meet(alias, common, fate) : fate;
    if (common.overwritten.length === 0 && !common.leaving) return UNKNOWN;
  }
  return common ?? UNKNOWN;
}

/** What holds on two ways. */
function meet(alias: AliasInfo, a: Fate, b: Fate): Fate {
  if (a === b) return a;
  const readLater = [...a.readLater, ...b.readLater];
  return {
    overwritten: a.overwritten.filter((piece) => isOverwritten(alias, b, piece)),
    leaving: a.leaving && b.leaving && readLater.length <= MAX_PIECES,
    readLater: a.leaving && b.leaving ? readLater : [],
  };
}

/** Removes dead stores of a block, from its end on, and gives what holds at its start. */
function sweep(block: Block, alias: AliasInfo, after: Fate): Fate {
  if (!block.body.some(({ op }) => OP_READS[op] || OP_WRITES[op])) return after;
  let { leaving } = after;
  let overwritten = [...after.overwritten];
  const readLater = [...after.readLater];
  const kept: Value[] = [];
  for (let i = block.body.length - 1; i >= 0; i--) {
    const value = block.body[i]!;
    const reads = OP_READS[value.op] === 1;
    if (!reads && !OP_WRITES[value.op]) {
      kept.push(value);
      continue;
    }
    const piece = writtenPiece(value);
    if (piece && isDead(alias, { overwritten, leaving, readLater }, piece)) {
      value.block = null;
      continue;
    }
    kept.push(value);
    // A blit reads before it writes, perhaps what it writes: its own piece is no exception.
    if (piece && overwritten.length < MAX_PIECES) overwritten.push(piece);
    if (overwritten.length > 0) {
      overwritten = overwritten.filter((later) => !mayRead(alias, value, later));
    }
    if (!leaving) continue;
    const read = value.op === Op.load ? accessPiece(value) : null;
    if (read) readLater.push(read);
    else if (value.op === Op.blit) readLater.push(extentPiece(value, 1));
    if (readLater.length > MAX_PIECES) leaving = false;
  }
  if (kept.length !== block.body.length) block.body = kept.reverse();
  return overwritten.length === 0 && !leaving ? UNKNOWN : { overwritten, leaving, readLater };
}

/** The piece a plain store, blit or clear writes; null for anything else. */
function writtenPiece(value: Value): Piece | null {
  if (value.op === Op.store) return isPlainAccess(value) ? accessPiece(value) : null;
  if (value.op !== Op.blit && value.op !== Op.clear) return null;
  return (value.aux as Extent).volatile ? null : extentPiece(value, 0);
}

function isDead(alias: AliasInfo, fate: Fate, piece: Piece): boolean {
  if (isOverwritten(alias, fate, piece)) return true;
  if (!fate.leaving || !isPrivate(alias, piece.address)) return false;
  return !fate.readLater.some((read) => overlap(alias, { ...read, alias: 0 }, piece) !== 'no');
}

/** Whether a piece is written before anything reads it. */
function isOverwritten(alias: AliasInfo, { overwritten }: Fate, piece: Piece): boolean {
  return overwritten.some((later) => covers(alias, later, piece));
}

/** Whether writing `outer` writes all of `inner`. */
function covers(alias: AliasInfo, outer: Piece, inner: Piece): boolean {
  if (outer.address === inner.address) return outer.size >= inner.size;
  const into = distanceOf(alias, outer.address, inner.address);
  return into >= 0 && into + inner.size <= outer.size;
}
