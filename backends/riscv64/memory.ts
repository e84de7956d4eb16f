/** Selection of loads, stores, block copies and run-time stack allocation. */
import { type Access, type Extent, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { def, fixed, STACK, use } from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { addressOf, further, rowFor } from './address.ts';
import { FENCE } from './atomics.ts';
import { integer } from './constants.ts';
import { CALL, LOAD, type MemoryRow, STACK_POINTER, STORE, STORE_ZERO } from './ops.ts';
import { A0, CALLER_SAVED } from './registers.ts';

const SEQUENTIAL = 5;
const isQuad = (kind: Access['kind']): boolean => kind === 'e' || kind === 'v';

/**
 * Ordered loads are followed by a fence, sequentially consistent ones preceded, too (psABI table
 * A.6).
 */
export function selectLoad(s: Selection, value: Value): void {
  const access = value.aux as Access;
  const memory = addressOf(s, value.args[0]!, !isQuad(access.kind));
  if (access.order === SEQUENTIAL) s.emit(FENCE.full, []);
  s.emit(rowFor(loadRows(s, access, value.cls), memory), [s.def(value)], { memory });
  if (access.order > 0) s.emit(FENCE.acquire, []);
}

function loadRows(s: Selection, { kind, signed }: Access, cls: Cls): MemoryRow {
  switch (kind) {
    case 'b':
      return signed ? LOAD.lb : LOAD.lbu;
    case 'h':
      return signed ? LOAD.lh : LOAD.lhu;
    case 'w':
      return signed || cls === Cls.w ? LOAD.lw : LOAD.lwu;
    case 'l':
      return LOAD.ld;
    case 's':
      return LOAD.flw;
    case 'd':
      return LOAD.fld;
    case 'e':
    case 'v':
      return LOAD.quad;
    case 'y':
      return s.unsupported('a vector of 32 bytes');
    default:
      return kind satisfies never;
  }
}

export function selectStore(s: Selection, value: Value): void {
  const { kind, order } = value.aux as Access;
  if (kind === 'y') s.unsupported('a vector of 32 bytes');
  const [what, address] = [value.args[0]!, value.args[1]!];
  const integerKind = kind === 'b' || kind === 'h' || kind === 'w' || kind === 'l' ? kind : null;
  const zero = integerKind && intOf(what) === 0n ? STORE_ZERO[integerKind] : null;
  const from = zero ? -1 : s.low(integerKind ? strip(s, what, integerKind) : what);
  const memory = addressOf(s, address, !isQuad(kind));
  const row = rowFor(zero ?? STORE[kind], memory);
  if (order > 0) s.emit(FENCE.release, []);
  s.emit(row, zero ? [] : [isQuad(kind) ? use(from, STACK) : use(from)], { memory });
  if (order === SEQUENTIAL) s.emit(FENCE.full, []);
}

/** Extensions that only change bits which a narrow store drops. */
function strip(s: Selection, value: Value, kind: 'b' | 'h' | 'w' | 'l'): Value {
  let at = value;
  for (;;) {
    const { op } = at;
    const byte = op === Op.sextb || op === Op.zextb;
    const half = op === Op.sexth || op === Op.zexth;
    if (!(byte && kind === 'b') && !(half && (kind === 'b' || kind === 'h'))) return at;
    if (s.isNeeded(at)) return at;
    at = at.args[0]!;
  }
}

// ---------------------------------------------------------------- blocks of memory

/** More pieces than this are left to the library. */
const UNROLLED = 16;

const COPY_ROWS = {
  8: { load: LOAD.ld, store: STORE.l, zero: STORE_ZERO.l },
  4: { load: LOAD.lw, store: STORE.w, zero: STORE_ZERO.w },
  2: { load: LOAD.lhu, store: STORE.h, zero: STORE_ZERO.h },
  1: { load: LOAD.lbu, store: STORE.b, zero: STORE_ZERO.b },
} as const;

interface Chunk {
  readonly at: number;
  readonly size: keyof typeof COPY_ROWS;
}

/** Aligned pieces that cover `size` bytes. */
function chunks(size: number, align: number): Chunk[] {
  const list: Chunk[] = [];
  let at = 0;
  for (const step of [8, 4, 2, 1] as const) {
    for (; step <= align && size - at >= step; at += step) list.push({ at, size: step });
  }
  return list;
}

const isFew = (size: number, align: number): boolean =>
  size <= UNROLLED * Math.min(align, 8) && chunks(size, align).length <= UNROLLED;

/** Many accesses at one symbol are cheaper from a register. */
function blockAddress(s: Selection, value: Value, pieces: number): Parts {
  return addressOf(s, value, pieces === 1);
}

export function selectBlit(s: Selection, value: Value): void {
  const { size, align } = value.aux as Extent;
  const [to, from] = [value.args[0]!, value.args[1]!];
  if (size === 0) return;
  if (!isFew(size, align)) {
    callLibrary(s, 'memcpy', size, [s.reg(to), s.reg(from)]);
    return;
  }
  const pieces = chunks(size, align);
  const target = blockAddress(s, to, pieces.length);
  copyBlock(s, target, blockAddress(s, from, pieces.length), pieces);
}

/**
 * Copies an outgoing argument's bytes, at most 16: never by a call, whose arguments would be in the
 * way.
 */
export function copyToStack(s: Selection, offset: number, from: Value, size: number): void {
  const to: Parts = { ...EMPTY_PARTS, frame: 'outgoing', displacement: offset };
  copyBlock(s, to, addressOf(s, from, false), chunks(size, 8));
}

function copyBlock(s: Selection, to: Parts, from: Parts, pieces: readonly Chunk[]): void {
  for (const { at, size } of pieces) {
    const { load, store } = COPY_ROWS[size];
    const piece = s.fresh(Cls.l);
    const [source, target] = [further(from, at), further(to, at)];
    s.emit(rowFor(load, source), [def(piece)], { memory: source });
    s.emit(rowFor(store, target), [use(piece)], { memory: target });
  }
}

export function selectClear(s: Selection, value: Value): void {
  const { size, align } = value.aux as Extent;
  const to = value.args[0]!;
  if (size === 0) return;
  if (!isFew(size, align)) {
    const zero = s.fresh(Cls.w);
    integer(s, zero, 0n);
    callLibrary(s, 'memset', size, [s.reg(to), zero]);
    return;
  }
  const pieces = chunks(size, align);
  const target = blockAddress(s, to, pieces.length);
  for (const { at, size: bytes } of pieces) {
    const memory = further(target, at);
    s.emit(rowFor(COPY_ROWS[bytes].zero, memory), [], { memory });
  }
}

function callLibrary(s: Selection, name: string, size: number, args: readonly number[]): void {
  const length = s.fresh(Cls.l);
  integer(s, length, BigInt(size));
  s.machine.hasCalls = true;
  const operands = [...args, length].map((vreg, i) => use(vreg, fixed(A0 + i)));
  s.emit(CALL.symbol, operands, { symbol: s.module.symbol(name), clobbers: CALLER_SAVED });
}

// ---------------------------------------------------------------- the stack pointer

/** alloca gives the address above the outgoing-argument area, which stays lowest. */
export function selectAlloca(s: Selection, value: Value): void {
  s.emit(STACK_POINTER.lower, [use(s.reg(value.args[0]!))]);
  s.emit(STACK_POINTER.address, [def(s.vreg(value))], {
    memory: { ...EMPTY_PARTS, frame: 'outgoing', slot: 1 },
  });
}

export function selectStackSave(s: Selection, value: Value): void {
  s.emit(STACK_POINTER.save, [def(s.vreg(value))]);
}

export function selectStackRestore(s: Selection, value: Value): void {
  s.emit(STACK_POINTER.restore, [use(s.reg(value.args[0]!))]);
}
