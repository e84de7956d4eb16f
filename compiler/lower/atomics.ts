/** __atomic and __sync builtins (check/atomics.ts names them), on objects of 1, 2, 4 or 8 bytes. */
import type { Access, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import { alignOf, sizeOf, type Type } from '../types.ts';
import { lowerLargeAtomic } from './atomics-large.ts';
import { effect, type Lowering, operandOf, type Result, temporarySlot } from './context.ts';
import { extend } from './conversions.ts';
import { internedAccess, plainAccess, scalarOf, shapeOf } from './scalars.ts';

type BuiltinExpr = Extract<Expr, { kind: 'builtin' }>;

/** An atomic object seen as an integer of its size. */
interface Cell {
  readonly type: Type;
  readonly cls: Cls;
  readonly access: Access;
}

function cellOf(l: Lowering, type: Type, order: number, pos: Position): Cell {
  const kinds = { 1: 'b', 2: 'h', 4: 'w', 8: 'l' } as const;
  const kind = kinds[sizeOf(type) as 1 | 2 | 4 | 8];
  if (!kind) return l.diagnostics.unsupported(pos, 'an atomic operation on this size');
  const scalar = shapeOf(type) === 'scalar' ? scalarOf(type) : null;
  const signed = scalar?.signed === true && !scalar.floating;
  const access = internedAccess(l, { ...plainAccess(l, kind, signed), order, volatile: true });
  return { type, cls: kind === 'l' ? Cls.l : Cls.w, access };
}

/** The bits of a value of the cell's type. */
function toBits(l: Lowering, cell: Cell, value: Value): Value {
  const { b } = l.fn;
  if (shapeOf(cell.type) === 'memory') {
    return b.load({ ...cell.access, order: -1, volatile: false }, cell.cls, value);
  }
  return scalarOf(cell.type).floating ? b.unary(Op.cast, cell.cls, value) : value;
}

function fromBits(l: Lowering, cell: Cell, bits: Value): Result {
  const { b } = l.fn;
  const { type } = cell;
  if (shapeOf(type) === 'memory') {
    const slot = temporarySlot(l, sizeOf(type), Math.max(alignOf(type), sizeOf(type)), '');
    b.store(plainAccess(l, cell.access.kind), bits, slot);
    return slot;
  }
  const scalar = scalarOf(type);
  if (scalar.floating) return b.unary(Op.cast, scalar.cls, bits);
  return scalar.size < 4 ? extend(l, bits, scalar) : bits;
}

const orderOf = (expr: Expr | undefined): number =>
  expr?.kind === 'integer' ? Math.min(5, Number(expr.value & 0xffffn)) : 5;

const pointee = (expr: BuiltinExpr): Type => {
  const { type } = expr.args[0]!;
  return type.kind === 'pointer' ? type.to.plain : type;
};

export function lowerAtomic(l: Lowering, expr: BuiltinExpr): Result {
  const { b } = l.fn;
  const { name, args, pos } = expr;
  if (name === 'atomic_fence') {
    b.emit(Op.fence, Cls.none, []);
    return null;
  }
  const last = args[args.length - 1];
  const hasOrder = name.startsWith('atomic_') && name !== 'atomic_compare_exchange';
  const order =
    name === 'atomic_compare_exchange' ? orderOf(args[4]) : hasOrder ? orderOf(last) : 5;
  const type =
    name === 'atomic_load' || name === 'atomic_exchange' ? expr.type.plain : pointee(expr);
  if (![1, 2, 4, 8].includes(sizeOf(type))) return lowerLargeAtomic(l, expr, type);
  const cell = cellOf(l, type, order, pos);
  const address = operandOf(l, args[0]!);
  switch (name) {
    case 'atomic_load':
      return fromBits(l, cell, b.load(cell.access, cell.cls, address));
    case 'atomic_store':
      b.store(cell.access, toBits(l, cell, operandOf(l, args[1]!)), address);
      return null;
    case 'atomic_exchange': {
      const bits = toBits(l, cell, operandOf(l, args[1]!));
      return fromBits(l, cell, b.emit(Op.xchg, cell.cls, [address, bits], cell.access));
    }
    case 'atomic_compare_exchange':
      return compareExchange(l, expr, cell, address);
    case 'sync_compare_and_swap':
    case 'sync_bool_compare_and_swap': {
      const old = toBits(l, cell, operandOf(l, args[1]!));
      const next = toBits(l, cell, operandOf(l, args[2]!));
      const found = canonicalBits(
        l,
        cell,
        b.emit(Op.cas, cell.cls, [address, old, next], cell.access),
      );
      if (name === 'sync_bool_compare_and_swap') return b.compare(Op.ceq, found, old);
      return fromBits(l, cell, found);
    }
    default:
      return fetchOperation(l, expr, cell, address);
  }
}

/** Narrow bits extended as a load of the cell would. */
function canonicalBits(l: Lowering, cell: Cell, bits: Value): Value {
  const { kind, signed } = cell.access;
  const { b } = l.fn;
  if (kind === 'b') return b.unary(signed ? Op.sextb : Op.zextb, cell.cls, bits);
  if (kind === 'h') return b.unary(signed ? Op.sexth : Op.zexth, cell.cls, bits);
  return bits;
}

/** 7.17.7.4: on failure what was found goes to *expected. */
function compareExchange(l: Lowering, expr: BuiltinExpr, cell: Cell, address: Value): Value {
  const { b } = l.fn;
  const { args } = expr;
  const expected = operandOf(l, args[1]!);
  const next = toBits(l, cell, operandOf(l, args[2]!));
  for (const arg of args.slice(3)) if (arg.kind !== 'integer') effect(l, arg);
  const plain = { ...cell.access, order: -1, volatile: false };
  const wanted = b.load(plain, cell.cls, expected);
  const raw = b.emit(Op.cas, cell.cls, [address, wanted, next], cell.access);
  const found = canonicalBits(l, cell, raw);
  const same = b.compare(Op.ceq, found, wanted);
  const failed = b.newBlock('exchange_failed');
  const join = b.newBlock('exchange_join');
  b.br(same, join, failed);
  b.moveTo(failed);
  b.store(plain, found, expected);
  b.jmp(join);
  b.moveTo(join);
  return same;
}

const FETCH: Readonly<Record<string, { readonly fetch: Op; readonly after: Op }>> = {
  add: { fetch: Op.fetchadd, after: Op.add },
  sub: { fetch: Op.fetchadd, after: Op.add },
  and: { fetch: Op.fetchand, after: Op.and },
  or: { fetch: Op.fetchor, after: Op.or },
  xor: { fetch: Op.fetchxor, after: Op.xor },
};

function fetchOperation(l: Lowering, expr: BuiltinExpr, cell: Cell, address: Value): Result {
  const { b } = l.fn;
  const match = /^atomic_(?:fetch_(\w+)|(\w+)_fetch)$/.exec(expr.name);
  const name = match?.[1] ?? match?.[2] ?? '';
  const wantsOld = match?.[1] !== undefined;
  let operand = operandOf(l, expr.args[1]!);
  if (name === 'nand') return nandLoop(l, cell, address, operand, wantsOld);
  const row = FETCH[name];
  if (!row) return l.diagnostics.unsupported(expr.pos, `the built-in function ‘__${expr.name}’`);
  if (name === 'sub') operand = b.unary(Op.neg, cell.cls, operand);
  const old = b.emit(row.fetch, cell.cls, [address, operand], cell.access);
  return fromBits(l, cell, wantsOld ? old : b.binary(row.after, cell.cls, old, operand));
}

function nandLoop(
  l: Lowering,
  cell: Cell,
  address: Value,
  operand: Value,
  wantsOld: boolean,
): Result {
  const { b } = l.fn;
  const first = b.load(cell.access, cell.cls, address);
  const before = b.current;
  const loop = b.newBlock('atomic_loop');
  const done = b.newBlock('atomic_done');
  b.jmp(loop);
  b.moveTo(loop);
  const old = b.phi(loop, cell.cls);
  const both = b.binary(Op.and, cell.cls, old, operand);
  const next = b.binary(Op.xor, cell.cls, both, b.int(cell.cls, -1));
  const raw = b.emit(Op.cas, cell.cls, [address, old, next], cell.access);
  const found = canonicalBits(l, cell, raw);
  b.br(b.compare(Op.ceq, found, old), done, loop);
  b.setPhi(old, (pred) => (pred === before ? first : found));
  b.moveTo(done);
  return fromBits(l, cell, wantsOld ? old : next);
}
