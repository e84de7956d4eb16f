/** libcalls' rewrites of functions on memory. */
import type { AccessKind, Extent, Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import { emit, insertBefore, isZeroTest, load, type Site, smallSize, store } from './tools.ts';

/** Copies and clears of more bytes stay calls; and fills with other bytes, moves, comparisons. */
const MAX_BYTES = 128;
const MAX_FILL = 64;
const MAX_MOVE = 32;
const MAX_COMPARED = 32;

function extent(size: number): Extent {
  return { size, align: 1, volatile: false };
}

export function memcpy({ func, call, args }: Site): Value | null {
  const [to, from, count] = args as [Value, Value, Value];
  if (count.op === Op.int && count.aux === 0n) return to;
  const size = smallSize(count, MAX_BYTES);
  if (size === 0) return null;
  insertBefore(call, func.value(Op.blit, Cls.none, [to, from], extent(size), call.pos));
  return to;
}

/** Pieces that cover some bytes, the last one overlapping the one before. */
function piecesOf(size: number): { readonly kind: AccessKind; readonly at: number }[] {
  const kind: AccessKind = size >= 8 ? 'l' : size >= 4 ? 'w' : size >= 2 ? 'h' : 'b';
  const step = { l: 8, w: 4, h: 2, b: 1 }[kind];
  const pieces: { kind: AccessKind; at: number }[] = [];
  for (let at = 0; at < size; at += step) pieces.push({ kind, at: Math.min(at, size - step) });
  return pieces;
}

/** All is loaded before anything is stored. */
export function memmove(site: Site): Value | null {
  const [to, from, count] = site.args as [Value, Value, Value];
  if (count.op === Op.int && count.aux === 0n) return to;
  const size = smallSize(count, MAX_MOVE);
  if (size === 0) return null;
  const held = piecesOf(size).map(({ kind, at }) => load(site, kind, from, at));
  piecesOf(size).forEach(({ kind, at }, i) => {
    store(site, kind, held[i]!, to, at);
  });
  return to;
}

export function memset(site: Site): Value | null {
  const { func, call, args } = site;
  const [to, value, count] = args as [Value, Value, Value];
  if (count.op === Op.int && count.aux === 0n) return to;
  const size = smallSize(count, MAX_BYTES);
  if (size === 0) return null;
  if (value.op === Op.int && (value.aux as bigint) % 256n === 0n) {
    insertBefore(call, func.value(Op.clear, Cls.none, [to], extent(size), call.pos));
    return to;
  }
  if (size > MAX_FILL) return null;
  const wide = repeated(site, value, size);
  const narrow = size < 8 || wide.cls === Cls.w ? wide : emit(site, Op.trunc, Cls.w, [wide]);
  for (const { kind, at } of piecesOf(size)) {
    store(site, kind, kind === 'l' ? wide : narrow, to, at);
  }
  return to;
}

/** A byte in all bytes of a register, as wide as stores of the size need it. */
function repeated(site: Site, value: Value, size: number): Value {
  const { func } = site;
  const cls = size >= 8 ? Cls.l : Cls.w;
  const ones = size >= 8 ? 0x0101010101010101n : 0x01010101n;
  if (value.op === Op.int) return func.int(cls, BigInt.asUintN(8, value.aux as bigint) * ones);
  if (size === 1) return value;
  const byte = emit(site, Op.zextb, Cls.w, [value]);
  const whole = size >= 8 ? emit(site, Op.zextw, Cls.l, [byte]) : byte;
  return emit(site, Op.mul, cls, [whole, func.int(cls, ones)]);
}

/** Whether few bytes differ; or of one byte, how. */
export function memcmp(site: Site): Value | null {
  const { func, args } = site;
  const [a, b, count] = args as [Value, Value, Value];
  if ((count.op === Op.int && count.aux === 0n) || a === b) return func.int(Cls.w, 0);
  const size = smallSize(count, MAX_COMPARED);
  if (size === 0) return null;
  if (size === 1) {
    return emit(site, Op.sub, Cls.w, [load(site, 'b', a, 0), load(site, 'b', b, 0)]);
  }
  if (!isZeroTest(site)) return null;
  let all: Value | null = null;
  for (const { kind, at } of piecesOf(size)) {
    const [x, y] = [load(site, kind, a, at), load(site, kind, b, at)];
    const differing = emit(site, Op.xor, x.cls, [x, y]);
    all = all ? emit(site, Op.or, x.cls, [all, differing]) : differing;
  }
  return emit(site, Op.cne, Cls.w, [all!, func.int(all!.cls, 0)]);
}
