/**
 * The GNU builtins that check/ leaves here, by name: bit counts, overflow checks, stack and
 * control, va_list.
 */
import { callInfoOf } from '../ir/build.ts';
import { PACK_LENGTH, type Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Expr } from '../typed.ts';
import { lowerAtomic } from './atomics.ts';
import { lowerClearPadding } from './clear-padding.ts';
import {
  effect,
  evaluate,
  isPair,
  type Lowering,
  offsetBy,
  operandOf,
  type Result,
  startDead,
  temporarySlot,
} from './context.ts';
import { lowerLongjmp, lowerSetjmp, refillNonlocal } from './nonlocal.ts';
import { lowerOverflow } from './overflow.ts';
import { plainAccess } from './scalars.ts';
import { lowerConvertVector, lowerShuffle } from './vectors.ts';

type BuiltinExpr = Extract<Expr, { kind: 'builtin' }>;
type Row = (l: Lowering, expr: BuiltinExpr) => Result;

/** A bit count: its result is an int whatever the operand's class. */
const counted =
  (count: (l: Lowering, value: Value) => Value): Row =>
  (l, expr) => {
    const value = count(l, operandOf(l, expr.args[0]!));
    return value.cls === Cls.l ? l.fn.b.unary(Op.trunc, Cls.w, value) : value;
  };

const unaryOp =
  (op: Op) =>
  (l: Lowering, value: Value): Value =>
    l.fn.b.unary(op, value.cls, value);

const clz = counted(unaryOp(Op.clz));
const ctz = counted(unaryOp(Op.ctz));
const popcount = counted(unaryOp(Op.popcount));

const parity = counted((l, value) => {
  const { b } = l.fn;
  const ones = b.unary(Op.popcount, value.cls, value);
  return b.binary(Op.and, value.cls, ones, b.int(value.cls, 1));
});

/** One plus the place of the lowest set bit, or 0. */
const ffs = counted((l, value) => {
  const { b } = l.fn;
  const { cls } = value;
  const place = b.binary(Op.add, cls, b.unary(Op.ctz, cls, value), b.int(cls, 1));
  return b.select(b.compare(Op.cne, value, b.int(cls, 0)), place, b.int(cls, 0));
});

/** Bits after the sign bit that equal it. */
const clrsb = counted((l, value) => {
  const { b } = l.fn;
  const { cls } = value;
  const sign = b.binary(Op.sar, cls, value, b.int(Cls.w, cls === Cls.l ? 63 : 31));
  const zeros = b.unary(Op.clz, cls, b.binary(Op.xor, cls, value, sign));
  return b.binary(Op.sub, cls, zeros, b.int(cls, 1));
});

const bswap: Row = (l, expr) => unaryOp(Op.bswap)(l, operandOf(l, expr.args[0]!));

const fabs: Row = (l, expr) => unaryOp(Op.fabs)(l, operandOf(l, expr.args[0]!));

/** The absolute value: with the sign's bits s, (x ^ s) - s. */
const abs: Row = (l, expr) => {
  const { b } = l.fn;
  const value = operandOf(l, expr.args[0]!);
  const { cls } = value;
  const sign = b.binary(Op.sar, cls, value, b.int(Cls.w, cls === Cls.w ? 31 : 63));
  return b.binary(Op.sub, cls, b.binary(Op.xor, cls, value, sign), sign);
};

/** The sign bit of the image; of a long double, in its memory. */
const signbit: Row = (l, expr) => {
  const { b } = l.fn;
  const value = operandOf(l, expr.args[0]!);
  if (value.cls === Cls.s) {
    return b.binary(Op.shr, Cls.w, b.unary(Op.cast, Cls.w, value), b.int(Cls.w, 31));
  }
  if (value.cls === Cls.d) {
    const sign = b.binary(Op.shr, Cls.l, b.unary(Op.cast, Cls.l, value), b.int(Cls.w, 63));
    return b.unary(Op.trunc, Cls.w, sign);
  }
  const slot = temporarySlot(l, 16, 16, '');
  b.store(plainAccess(l, 'e'), value, slot);
  const last = l.model.longDouble.format === 'x87' ? 9 : 15;
  const address = b.binary(Op.add, Cls.l, slot, b.int(Cls.l, last));
  return b.binary(Op.shr, Cls.w, b.load(plainAccess(l, 'b'), Cls.w, address), b.int(Cls.w, 7));
};

function alloca(l: Lowering, expr: BuiltinExpr, align: number): Value {
  l.fn.func.flags.usesAlloca = true;
  const size = operandOf(l, expr.args[0]!);
  const room = l.fn.b.emit(Op.alloca, Cls.l, [size], { size: 0, align, name: '' });
  refillNonlocal(l);
  return room;
}

/** Frames are followed this far out. */
const MAX_FRAMES = 1000n;

/** The frame pointer of a frame so many calls out, which is right where all on the way keep one. */
const outerFrame =
  (returns: boolean): Row =>
  (l, expr) => {
    const { b } = l.fn;
    const [level] = expr.args;
    if (level?.kind !== 'integer' || level.value > MAX_FRAMES) {
      l.diagnostics.error(expr.pos, `invalid argument to ‘__builtin_${expr.name}’`);
      return b.int(Cls.l, 0);
    }
    if (level.value === 0n) return b.emit(returns ? Op.returnaddress : Op.frameaddress, Cls.l, []);
    const at = (frame: Value, offset: number): Value =>
      b.load(plainAccess(l, 'l'), Cls.l, offsetBy(l, frame, offset));
    let frame = b.emit(Op.frameaddress, Cls.l, []);
    for (let i = 0n; i < level.value; i++) frame = at(frame, l.model.frame.caller);
    return returns ? at(frame, l.model.frame.returns) : frame;
  };

const ROWS: Readonly<Record<string, Row>> = {
  ...{ clz, clzl: clz, clzll: clz, ctz, ctzl: ctz, ctzll: ctz },
  ...{ popcount, popcountl: popcount, popcountll: popcount, parity, parityl: parity },
  ...{ parityll: parity, ffs, ffsl: ffs, ffsll: ffs, clrsb, clrsbl: clrsb, clrsbll: clrsb },
  ...{ bswap32: bswap, bswap64: bswap, fabs, fabsf: fabs, fabsl: fabs },
  ...{ abs, labs: abs, llabs: abs },
  ...{ signbit, signbitf: signbit, signbitl: signbit, shuffle: lowerShuffle },
  convertvector: lowerConvertVector,
  clear_padding: lowerClearPadding,
  bswap16: (l, expr) => {
    const { b } = l.fn;
    const swapped = b.unary(Op.bswap, Cls.w, operandOf(l, expr.args[0]!));
    return b.binary(Op.shr, Cls.w, swapped, b.int(Cls.w, 16));
  },
  alloca: (l, expr) => alloca(l, expr, 16),
  alloca_with_align: (l, expr) => {
    const align = expr.args[1];
    const bits = align?.kind === 'integer' ? Number(align.value) : 128;
    return alloca(l, expr, Math.max(16, bits / 8));
  },
  stack_save: (l) => {
    l.fn.func.flags.usesAlloca = true;
    return l.fn.b.emit(Op.stacksave, Cls.l, []);
  },
  stack_restore: (l, expr) => {
    l.fn.b.emit(Op.stackrestore, Cls.none, [operandOf(l, expr.args[0]!)]);
    refillNonlocal(l);
    return null;
  },
  setjmp: lowerSetjmp,
  longjmp: lowerLongjmp,
  frame_address: outerFrame(false),
  return_address: outerFrame(true),
  unreachable: (l) => {
    l.fn.b.unreachable();
    startDead(l);
    return null;
  },
  trap: (l) => {
    l.fn.b.emit(Op.trap, Cls.none, []);
    l.fn.b.unreachable();
    startDead(l);
    return null;
  },
  expect: (l, expr) => {
    const value = operandOf(l, expr.args[0]!);
    if (expr.args[1] && expr.args[1].kind !== 'integer') effect(l, expr.args[1]);
    return value;
  },
  constant_p: (l, expr) => {
    const value = evaluate(l, expr.args[0]!);
    const { b } = l.fn;
    if (value === null || isPair(value)) return b.int(Cls.w, 0);
    return b.emit(Op.constantp, Cls.w, [value]);
  },
  isunordered: (l, expr) => {
    const left = operandOf(l, expr.args[0]!);
    return l.fn.b.compare(Op.cuo, left, operandOf(l, expr.args[1]!));
  },
  va_start: (l, expr) => {
    l.fn.b.emit(Op.vastart, Cls.none, [operandOf(l, expr.args[0]!)]);
    return null;
  },
  va_arg_pack: (l, expr) => {
    return l.diagnostics.unsupported(expr.pos, '‘__builtin_va_arg_pack’ outside a call');
  },
  va_arg_pack_len: (l) => {
    const { b, func } = l.fn;
    const info = callInfoOf([], Cls.w, { pack: true });
    return b.call(func.address(l.module.symbol(PACK_LENGTH)), [], info);
  },
  va_end: (l, expr) => {
    effect(l, expr.args[0]!);
    return null;
  },
  va_copy: (l, expr) => {
    const to = operandOf(l, expr.args[0]!);
    const from = operandOf(l, expr.args[1]!);
    const size = l.model.vaList.kind === 'array' ? l.model.vaList.size : 8;
    l.fn.b.blit(to, from, { size, align: 8, volatile: false });
    return null;
  },
};

/** A builtin's value. @throws Fatal for a name no row has. */
export function lowerBuiltin(l: Lowering, expr: BuiltinExpr): Result {
  const { name } = expr;
  if (Object.hasOwn(ROWS, name)) return ROWS[name]!(l, expr);
  if (name.startsWith('atomic_') || name.startsWith('sync_')) return lowerAtomic(l, expr);
  if (/_overflow(_p)?$/.test(name)) return lowerOverflow(l, expr);
  return l.diagnostics.unsupported(expr.pos, `the built-in function ‘__builtin_${name}’`);
}
