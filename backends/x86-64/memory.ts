/** Selection of loads, stores, block copies, atomics and run-time stack allocation. */
import { type Access, type Extent, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { ANY, def, defEarly, fixed, reuse, STACK, use } from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { forSize } from '../machine/target.ts';
import { addressOf, further } from './address.ts';
import { integer } from './constants.ts';
import { PXOR_V } from './float-ops.ts';
import {
  ALU,
  type Alu,
  CALL,
  EXTEND,
  LEA,
  LOAD,
  NEG_M,
  NOT_M,
  type Row,
  SHIFT,
  STORE,
  type Width,
} from './ops.ts';
import { CALLER_SAVED, RAX, RCX, RDI, RDX, RSI } from './registers.ts';

export function selectLoad(s: Selection, value: Value): void {
  const access = value.aux as Access;
  const memory = addressOf(s, value.args[0]!);
  if (!s.isNeeded(value)) s.vreg(value);
  s.emit(loadRow(access, value.cls), [s.def(value)], { memory });
}

function loadRow({ kind, signed }: Access, cls: Cls): Row {
  const wide = cls === Cls.l;
  switch (kind) {
    case 'b':
      return signed ? (wide ? LOAD.movsbq : LOAD.movsbl) : LOAD.movzbl;
    case 'h':
      return signed ? (wide ? LOAD.movswq : LOAD.movswl) : LOAD.movzwl;
    case 'w':
      return signed && wide ? LOAD.movslq : LOAD.movl;
    case 'l':
      return LOAD.movq;
    case 's':
      return LOAD.movss;
    case 'd':
      return LOAD.movsd;
    case 'e':
      return LOAD.fldt;
    case 'v':
      return LOAD.movups;
    case 'y':
      return LOAD.y;
    default:
      return kind satisfies never;
  }
}

const INTEGER_KINDS: Readonly<Record<Access['kind'], Width | null>> = {
  b: 'b',
  h: 'h',
  w: 'w',
  l: 'l',
  s: null,
  d: null,
  e: null,
  v: null,
  y: null,
};

export function selectStore(s: Selection, value: Value): void {
  const access = value.aux as Access;
  const [what, address] = [value.args[0]!, value.args[1]!];
  const width = INTEGER_KINDS[access.kind];
  if (access.order === 5 && width) {
    storeSequential(s, what, address, width);
    return;
  }
  if (width && changeInPlace(s, what, address, access, width)) return;
  if (!width) {
    const [from, memory] = [s.low(what), addressOf(s, address)];
    if (access.kind === 'e') s.emit(STORE.e, [use(from, STACK)], { memory });
    else s.emit(STORE[access.kind as 's' | 'd' | 'v' | 'y'], [use(from)], { memory });
    return;
  }
  const stripped = strip(s, what, width);
  const constant = intOf(stripped);
  const fits = constant !== null && (width !== 'l' || BigInt.asIntN(32, constant) === constant);
  if (fits) {
    const bits = { b: 8, h: 16, w: 32, l: 64 }[width];
    const memory = addressOf(s, address);
    const immediate = BigInt.asIntN(bits, constant);
    s.emit((isPlain(access) ? STORE.i : STORE.exact)[width], [], { memory, immediate });
    return;
  }
  const from = s.low(stripped);
  s.emit(STORE.r[width], [use(from)], { memory: addressOf(s, address) });
}

const isPlain = (access: Access): boolean => !access.volatile && access.order < 0;

/** Extensions and masks that only change bits which a narrow store drops. */
function strip(s: Selection, value: Value, width: Width): Value {
  let at = value;
  for (;;) {
    const { op } = at;
    const byte = op === Op.sextb || op === Op.zextb;
    const half = op === Op.sexth || op === Op.zexth;
    if (!(byte && width === 'b') && !(half && (width === 'b' || width === 'h'))) return at;
    if (s.isNeeded(at)) return at;
    at = at.args[0]!;
  }
}

const IN_PLACE: Readonly<Record<number, Alu>> = {
  [Op.add]: ALU.add,
  [Op.sub]: ALU.sub,
  [Op.and]: ALU.and,
  [Op.or]: ALU.or,
  [Op.xor]: ALU.xor,
};

/** store (load p op x), p  =>  op x, (p). */
function changeInPlace(
  s: Selection,
  what: Value,
  address: Value,
  access: Access,
  width: Width,
): boolean {
  const stripped = strip(s, what, width);
  if (stripped !== what && !s.isSingle(what)) return false;
  if (!s.isSingle(stripped) || access.volatile || access.order >= 0) return false;
  if (stripped.cls === Cls.l && width !== 'l') return false;
  const isSame = (one: Value | undefined): boolean =>
    one !== undefined &&
    s.canFoldLoad(one) &&
    (one.aux as Access).kind === access.kind &&
    sameAddress(s, one.args[0]!, address);
  const { op, args } = stripped;
  if (op === Op.neg && isSame(args[0])) {
    s.emit(NEG_M[width], [], { memory: addressOf(s, address) });
    return true;
  }
  if (op === Op.shl && isSame(args[0]) && intOf(args[1]!) !== null) {
    const immediate = Number(intOf(args[1]!)! & (width === 'l' ? 63n : 31n));
    s.emit(SHIFT.shl.mi[width], [], { memory: addressOf(s, address), immediate });
    return true;
  }
  const table = IN_PLACE[op];
  if (!table) return false;
  let [a, b] = [args[0]!, args[1]!];
  if (!isSame(a) && op !== Op.sub) [a, b] = [b, a];
  if (!isSame(a) || a === b) return false;
  const immediate = s.immediate(b, 32);
  if (op === Op.xor && immediate === -1) {
    s.emit(NOT_M[width], [], { memory: addressOf(s, address) });
  } else if (immediate !== null) {
    const fitted =
      width === 'b' ? (immediate << 24) >> 24 : width === 'h' ? (immediate << 16) >> 16 : immediate;
    s.emit(table.mi[width], [], { memory: addressOf(s, address), immediate: fitted });
  } else {
    const from = s.low(b);
    s.emit(table.mr[width], [use(from)], { memory: addressOf(s, address) });
  }
  return true;
}

/** The same value, or sums of the same value and the same constant. */
function sameAddress(s: Selection, a: Value, b: Value): boolean {
  if (a === b) {
    // Two uses, the load's and the store's, both as addresses.
    return true;
  }
  if (a.op !== Op.add || b.op !== Op.add || !s.isSingle(a)) return false;
  return a.args[0] === b.args[0] && a.args[1] === b.args[1];
}

// ---------------------------------------------------------------- blocks of memory

/** Up to this many bytes are moved piece by piece, then by a string instruction, then by memcpy. */
const UNROLLED = 128;
/** Where size counts: what a string instruction and its three registers take. */
const UNROLLED_SMALL = 40;
const STRING = 2048;
/** Largest argument that is copied in words. */
const FORWARDED = 64;

const unrolled = ({ options }: Selection): number => (forSize(options) ? UNROLLED_SMALL : UNROLLED);

export function selectBlit(s: Selection, value: Value): void {
  const { size } = value.aux as Extent;
  if (size === 0) return;
  const [to, from] = [value.args[0]!, value.args[1]!];
  if (size <= unrolled(s)) copyBlock(s, addressOf(s, to), addressOf(s, from), size);
  else if (size <= STRING) copyString(s, s.low(to), s.low(from), size);
  else callLibrary(s, 'memcpy', s.low(to), s.low(from), size);
}

/**
 * Copies an outgoing argument's bytes: never by a call, whose own arguments would be in the way.
 */
export function copyToStack(s: Selection, offset: number, from: Value, size: number): void {
  const to: Parts = { ...EMPTY_PARTS, frame: 'outgoing', displacement: offset };
  if (size <= unrolled(s)) {
    // A structure made for a call was stored member by member just before, and no load of two
    // stores' bytes is forwarded to: it would wait for both.
    const most = size <= FORWARDED && s.options.level !== 'Os' ? 8 : widest(s);
    copyBlock(s, to, addressOf(s, from), size, most);
    return;
  }
  const destination = s.fresh(Cls.l);
  s.emit(LEA.l, [def(destination)], { memory: to });
  copyString(s, destination, s.low(from), size);
}

interface Chunk {
  readonly at: number;
  readonly size: 16 | 8 | 4 | 2 | 1;
}

/** Bytes that one load takes. */
const widest = (s: Selection): 8 | 16 => (s.options.generalRegisters ? 8 : 16);

/** Pieces of at most `most` bytes that cover `size`, the last overlapping where that saves some. */
function chunks(size: number, most: number): Chunk[] {
  const list: Chunk[] = [];
  let at = 0;
  while (at < size) {
    const left = size - at;
    const fit = ([16, 8, 4, 2, 1] as const).find((one) => one <= left && one <= most)!;
    const over = ([4, 8, 16] as const).find((one) => one >= left && one <= size && one <= most);
    if (over && fit !== left) {
      list.push({ at: size - over, size: over });
      return list;
    }
    list.push({ at, size: fit });
    at += fit;
  }
  return list;
}

const COPY_ROWS = {
  16: { cls: Cls.v, load: LOAD.movups, store: STORE.v },
  8: { cls: Cls.l, load: LOAD.movq, store: STORE.r.l },
  4: { cls: Cls.w, load: LOAD.movl, store: STORE.r.w },
  2: { cls: Cls.w, load: LOAD.movzwl, store: STORE.r.h },
  1: { cls: Cls.w, load: LOAD.movzbl, store: STORE.r.b },
} as const;

function copyBlock(s: Selection, to: Parts, from: Parts, size: number, most = widest(s)): void {
  for (const chunk of chunks(size, most)) {
    const { cls, load, store } = COPY_ROWS[chunk.size];
    const piece = s.fresh(cls);
    s.emit(load, [def(piece)], { memory: further(from, chunk.at) });
    s.emit(store, [use(piece)], { memory: further(to, chunk.at) });
  }
}

const TAILS = ['', 'l', 'w', 'b'] as const;
const stringRow = (name: 'movs' | 'stos', tail: number): Row => {
  const lines = [`rep ${name}q`];
  if (tail & 4) lines.push(`${name}${TAILS[1]}`);
  if (tail & 2) lines.push(`${name}${TAILS[2]}`);
  if (tail & 1) lines.push(`${name}${TAILS[3]}`);
  return {
    name: `rep_${name}`,
    template: lines.join('\n'),
    reads: true,
    writes: true,
    effect: true,
  };
};
const MOVS = Array.from({ length: 8 }, (_, tail) => stringRow('movs', tail));
const STOS = Array.from({ length: 8 }, (_, tail) => stringRow('stos', tail));

function copyString(s: Selection, to: number, from: number, size: number): void {
  const count = s.fresh(Cls.l);
  integer(s, count, Cls.l, BigInt(size >> 3));
  s.emit(MOVS[size & 7]!, [use(to, fixed(RDI)), use(from, fixed(RSI)), use(count, fixed(RCX))], {
    clobbers: [RDI, RSI, RCX],
  });
}

export function selectClear(s: Selection, value: Value): void {
  const { size } = value.aux as Extent;
  const to = value.args[0]!;
  if (size === 0) return;
  if (size > unrolled(s)) {
    const [address, zero, count] = [s.low(to), s.fresh(Cls.l), s.fresh(Cls.l)];
    integer(s, zero, Cls.l, 0n);
    integer(s, count, Cls.l, BigInt(size >> 3));
    s.emit(
      STOS[size & 7]!,
      [use(address, fixed(RDI)), use(zero, fixed(RAX)), use(count, fixed(RCX))],
      { clobbers: [RDI, RCX] },
    );
    return;
  }
  const memory = addressOf(s, to);
  const zero = size >= 16 && widest(s) === 16 ? s.fresh(Cls.v) : -1;
  if (zero >= 0) s.emit(PXOR_V, [def(zero)]);
  for (const chunk of chunks(size, widest(s))) {
    const at = further(memory, chunk.at);
    if (chunk.size === 16) s.emit(STORE.v, [use(zero)], { memory: at });
    else
      s.emit(STORE.i[({ 8: 'l', 4: 'w', 2: 'h', 1: 'b' } as const)[chunk.size]], [], {
        memory: at,
      });
  }
}

function callLibrary(s: Selection, name: string, to: number, from: number, size: number): void {
  const length = s.fresh(Cls.l);
  integer(s, length, Cls.l, BigInt(size));
  s.machine.hasCalls = true;
  s.emit(CALL.symbol, [use(to, fixed(RDI)), use(from, fixed(RSI)), use(length, fixed(RDX))], {
    symbol: s.module.symbol(name),
    clobbers: CALLER_SAVED,
  });
}

// ---------------------------------------------------------------- atomics

const memoryRow = (name: string, template: string): Row => ({
  name,
  template,
  reads: true,
  writes: true,
  effect: true,
});
const suffix = { b: 'b', h: 'w', w: 'l', l: 'q' } as const;
const perWidth = (make: (w: Width, s: string) => Row): Readonly<Record<Width, Row>> => ({
  b: make('b', suffix.b),
  h: make('h', suffix.h),
  w: make('w', suffix.w),
  l: make('l', suffix.l),
});
/** 0 = def %rax, 1 = %rax, 2 = the new value. */
const CMPXCHG = perWidth((w, x) => memoryRow('cmpxchg', `lock cmpxchg${x} {2:${w}}, {m}`));
/** 0 = def reuse 1. */
const XCHG = perWidth((w, x) => memoryRow('xchg', `xchg${x} {0:${w}}, {m}`));
const XADD = perWidth((w, x) => memoryRow('xadd', `lock xadd${x} {0:${w}}, {m}`));
/** 0 = def %rax, 1 = the operand. */
const fetch = (name: string): Readonly<Record<Width, Row>> =>
  perWidth((w, x) =>
    memoryRow(
      `fetch_${name}`,
      `mov${x} {m}, {0:${w}}
.Lretry{u}:
movq %rax, %r11
${name}q {1:l}, %r11
lock cmpxchg${x} ${{ b: '%r11b', h: '%r11w', w: '%r11d', l: '%r11' }[w]}, {m}
jne .Lretry{u}`,
    ),
  );
const FETCH = { and: fetch('and'), or: fetch('or'), xor: fetch('xor') } as const;
const MFENCE = memoryRow('mfence', 'mfence');

function storeSequential(s: Selection, what: Value, address: Value, width: Width): void {
  const from = s.low(what);
  const old = s.fresh(what.cls);
  s.emit(XCHG[width], [def(old, reuse(1)), use(from)], { memory: addressOf(s, address) });
}

/**
 * Selects an atomic op; gives false for others. The result is the old value, extended as its
 * access says.
 */
export function selectAtomic(s: Selection, value: Value): boolean {
  const { op, args } = value;
  if (op === Op.fence) {
    if (((value.aux as Access | null)?.order ?? 5) === 5) s.emit(MFENCE, []);
    return true;
  }
  if (op < Op.cas || op > Op.fetchxor) return false;
  const access = value.aux as Access;
  const width = INTEGER_KINDS[access.kind]!;
  const narrow = width === 'b' || width === 'h';
  const wanted = s.isNeeded(value);
  const result = wanted && !narrow ? s.vreg(value) : s.fresh(value.cls);
  const operands = args.slice(1).map((one) => s.low(one));
  const memory = addressOf(s, args[0]!);
  const [a, b] = operands as [number, number];
  const alu =
    op === Op.fetchadd
      ? ALU.add
      : op === Op.fetchand
        ? ALU.and
        : op === Op.fetchor
          ? ALU.or
          : ALU.xor;
  if (op === Op.cas) {
    s.emit(CMPXCHG[width], [def(result, fixed(RAX)), use(a, fixed(RAX)), use(b)], { memory });
  } else if (op === Op.xchg) {
    s.emit(XCHG[width], [def(result, reuse(1)), use(a)], { memory });
  } else if (!wanted) {
    s.emit(alu.lockr[width], [use(a)], { memory });
  } else if (op === Op.fetchadd) {
    s.emit(XADD[width], [def(result, reuse(1)), use(a)], { memory });
  } else {
    const table = op === Op.fetchand ? FETCH.and : op === Op.fetchor ? FETCH.or : FETCH.xor;
    s.emit(table[width], [defEarly(result, fixed(RAX)), use(a)], { memory });
  }
  if (wanted && narrow) {
    const name = `${access.signed ? 'sext' : 'zext'}${width === 'b' ? 'b' : 'h'}` as const;
    s.emit(EXTEND[name][value.cls === Cls.l ? 'l' : 'w'], [def(s.vreg(value)), use(result, ANY)]);
  }
  return true;
}

// ---------------------------------------------------------------- the stack pointer

const SUB_RSP: Row = {
  name: 'alloca',
  template: 'subq {1:l}, %rsp\nleaq {m}, {0:l}',
  effect: true,
};
const SUB_ALIGNED: Row = {
  name: 'alloca_aligned',
  template: `subq {1:l}, %rsp
andq \${i}, %rsp
leaq {m}, {0:l}`,
  effect: true,
};
const SAVE_RSP: Row = { name: 'stacksave', template: 'movq %rsp, {0:l}' };
const RESTORE_RSP: Row = { name: 'stackrestore', template: 'movq {0:l}, %rsp', effect: true };

/** alloca gives the address above the outgoing-argument area, which stays lowest. */
export function selectAlloca(s: Selection, value: Value): void {
  const size = s.low(value.args[0]!);
  const memory: Parts = { ...EMPTY_PARTS, frame: 'outgoing', slot: 1 };
  const { outgoingAlign: align } = s.machine;
  const row = align > 16 ? SUB_ALIGNED : SUB_RSP;
  s.emit(row, [def(s.vreg(value)), use(size)], { memory, immediate: -align });
}

export function selectStackSave(s: Selection, value: Value): void {
  s.emit(SAVE_RSP, [def(s.vreg(value))]);
}

export function selectStackRestore(s: Selection, value: Value): void {
  s.emit(RESTORE_RSP, [use(s.low(value.args[0]!))]);
}
