/** The __atomic and __sync builtins on objects that only the library accesses atomically. */
import type { Value } from '../ir/ir.ts';
import type { ArithmeticOperator, Expr } from '../typed.ts';
import type { Type } from '../types.ts';
import { combine } from './arithmetic.ts';
import {
  libraryCompareExchange,
  libraryExchange,
  libraryLoad,
  libraryStore,
} from './atomics-library.ts';
import {
  effect,
  evaluate,
  type Lowering,
  operandOf,
  type Pair,
  type Place,
  type Result,
} from './context.ts';
import { loadPlace, storeResult, temporaryPlace } from './places.ts';
import { notWide } from './wide.ts';

type BuiltinExpr = Extract<Expr, { kind: 'builtin' }>;

/** An atomic builtin on an object of a type. */
export function lowerLargeAtomic(l: Lowering, expr: BuiltinExpr, type: Type): Result {
  const { name, args, pos } = expr;
  const address = operandOf(l, args[0]!);
  switch (name) {
    case 'atomic_load': {
      const slot = temporaryPlace(l, type);
      libraryLoad(l, type, address, slot.base);
      return loadPlace(l, slot, pos);
    }
    case 'atomic_store':
      libraryStore(l, type, address, held(l, args[1]!, type).base);
      return null;
    case 'atomic_exchange': {
      const value = held(l, args[1]!, type);
      const old = temporaryPlace(l, type);
      libraryExchange(l, type, address, value.base, old.base);
      return loadPlace(l, old, pos);
    }
    case 'atomic_compare_exchange': {
      const expected = operandOf(l, args[1]!);
      const desired = held(l, args[2]!, type);
      for (const arg of args.slice(3)) if (arg.kind !== 'integer') effect(l, arg);
      return libraryCompareExchange(l, type, address, expected, desired.base);
    }
    case 'sync_compare_and_swap':
    case 'sync_bool_compare_and_swap': {
      const old = held(l, args[1]!, type);
      const desired = held(l, args[2]!, type);
      const same = libraryCompareExchange(l, type, address, old.base, desired.base);
      return name === 'sync_bool_compare_and_swap' ? same : loadPlace(l, old, pos);
    }
    default:
      return fetchOperation(l, expr, type, address);
  }
}

/** A value in memory of its own. */
function held(l: Lowering, value: Expr, type: Type): Place {
  const place = temporaryPlace(l, type);
  storeResult(l, place, evaluate(l, value));
  return place;
}

const OPERATORS: Readonly<Record<string, ArithmeticOperator>> = {
  ...{ add: '+', sub: '-', and: '&', or: '|', xor: '^', nand: '&' },
};

function fetchOperation(l: Lowering, expr: BuiltinExpr, type: Type, address: Value): Result {
  const match = /^atomic_(?:fetch_(\w+)|(\w+)_fetch)$/.exec(expr.name);
  const name = match?.[1] ?? match?.[2] ?? '';
  const operator = OPERATORS[name];
  if (!operator) return l.diagnostics.unsupported(expr.pos, `the built-in ‘__${expr.name}’`);
  const operand = evaluate(l, expr.args[1]!);
  const made = updateLarge(l, type, address, (old) => {
    const next = combine(l, operator, old, operand, type);
    return name === 'nand' ? notWide(l, next as Pair) : next;
  });
  return match?.[1] === undefined ? made.next : made.old;
}

/** Stores what a function makes of an object's value, once nothing else has stored in between. */
export function updateLarge(
  l: Lowering,
  type: Type,
  address: Value,
  update: (old: Result) => Result,
): { readonly old: Result; readonly next: Result } {
  const { b } = l.fn;
  const seen = temporaryPlace(l, type);
  const made = temporaryPlace(l, type);
  libraryLoad(l, type, address, seen.base);
  const loop = b.newBlock('atomic_loop');
  const done = b.newBlock('atomic_done');
  b.jmp(loop);
  b.moveTo(loop);
  const old = loadPlace(l, seen, b.pos);
  const next = update(old);
  storeResult(l, made, next);
  b.br(libraryCompareExchange(l, type, address, seen.base, made.base), done, loop);
  b.moveTo(done);
  return { old, next };
}
