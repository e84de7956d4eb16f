/**
 * Atomic accesses of objects that no instruction takes whole, such as __int128, long double,
 * complex numbers and structures: calls of libatomic's general functions, which take addresses.
 */
import type { AccessKind, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { alignOf, sizeOf, type Type } from '../types.ts';
import type { Lowering } from './context.ts';
import { plainAccess, shapeOf } from './scalars.ts';
import { runtimeCall } from './wide.ts';

const SEQUENTIAL = 5;

/** Whether an atomic object of a type is accessed by the library. */
export function needsLibrary(type: Type): boolean {
  if (shapeOf(type) === 'scalar') return sizeOf(type) > 8;
  return shapeOf(type) !== 'void';
}

function access(l: Lowering, name: string, type: Type, addresses: readonly Value[]): void {
  const { b } = l.fn;
  const args = [b.int(Cls.l, sizeOf(type)), ...addresses, b.int(Cls.w, SEQUENTIAL)];
  const params = args.map((arg) => arg.cls);
  runtimeCall(l, `__atomic_${name}`, params, args, Cls.none);
}

/** The access that takes a whole small structure; null where its size or alignment forbids it. */
function whole(type: Type): AccessKind | null {
  const kinds = { 1: 'b', 2: 'h', 4: 'w', 8: 'l' } as const;
  const size = sizeOf(type) as 1 | 2 | 4 | 8;
  return alignOf(type) >= size ? (kinds[size] ?? null) : null;
}

/** Moves an object of such a size; one of the accesses is atomic. */
function move(l: Lowering, kind: AccessKind, from: Value, to: Value, reads: boolean): void {
  const { b } = l.fn;
  const plain = plainAccess(l, kind);
  const atomic = { ...plain, order: SEQUENTIAL };
  const value = b.load(reads ? atomic : plain, kind === 'l' ? Cls.l : Cls.w, from);
  b.store(reads ? plain : atomic, value, to);
}

/** *into = *from */
export function libraryLoad(l: Lowering, type: Type, from: Value, into: Value): void {
  const kind = whole(type);
  if (kind) {
    move(l, kind, from, into, true);
    return;
  }
  access(l, 'load', type, [from, into]);
}

/** *to = *value */
export function libraryStore(l: Lowering, type: Type, to: Value, value: Value): void {
  const kind = whole(type);
  if (kind) {
    move(l, kind, value, to, false);
    return;
  }
  access(l, 'store', type, [to, value]);
}

/** *old = *at, *at = *value at once */
export function libraryExchange(
  l: Lowering,
  type: Type,
  at: Value,
  value: Value,
  old: Value,
): void {
  access(l, 'exchange', type, [at, value, old]);
}

/** 1 where *at was *expected and is *desired now, else 0 and *expected is what was found. */
export function libraryCompareExchange(
  l: Lowering,
  type: Type,
  at: Value,
  expected: Value,
  desired: Value,
): Value {
  const { b } = l.fn;
  const order = b.int(Cls.w, SEQUENTIAL);
  const args = [b.int(Cls.l, sizeOf(type)), at, expected, desired, order, order];
  const params = args.map((arg) => arg.cls);
  const same = runtimeCall(l, '__atomic_compare_exchange', params, args, Cls.w);
  return b.unary(Op.zextb, Cls.w, same);
}
