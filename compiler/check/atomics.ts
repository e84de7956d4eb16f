/**
 * __atomic_* and __sync_* (GCC manual, "Built-in Functions for Memory Model Aware Atomic
 * Operations"). Each becomes a `builtin` node for lower/, named:
 *   atomic_load(p, order)  atomic_store(p, value, order)  atomic_exchange(p, value, order)
 *   atomic_compare_exchange(p, &expected, desired, weak, success, failure)
 *   atomic_fetch_OP(p, value, order) (old value)  atomic_OP_fetch(p, value, order) (new value)
 *   atomic_fence(order)  sync_compare_and_swap(p, old, new) (old value)
 */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import { isInteger, isScalar, pointerTo, sizeOf, type Type } from '../types.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { convert, decay, promote } from './conversions.ts';
import { integerExpr } from './fold.ts';

type CallNode = Extract<ast.Expression, { kind: 'call' }>;

const SEQ_CST = 5n;

export const isAtomicName = (name: string): boolean =>
  name.startsWith('__atomic_') || name.startsWith('__sync_');

/** A call of an atomic builtin, or null when there is none of that name. */
export function atomicCall(c: Checker, name: string, node: CallNode): Expr | null {
  const args = node.args.map((arg) => decay(c, c.rules.expression(c, arg)));
  const call = { c, pos: node.pos, name, args };
  const result = name.startsWith('__sync_') ? syncCall(call) : modelCall(call);
  if (result) return result;
  return c.diagnostics.unsupported(node.pos, `the built-in function ‘${name}’`);
}

interface AtomicCall {
  readonly c: Checker;
  readonly pos: Position;
  readonly name: string;
  readonly args: readonly Expr[];
}

/** Builtins that take objects of any size, by their addresses. */
const GENERAL = /^__atomic_(load|store|exchange|compare_exchange)$/;

/** The type a first argument points to, unqualified; null (reported) when it is no pointer. */
function pointee(call: AtomicCall): Type | null {
  const type = call.args[0]?.type;
  const size = type?.kind === 'pointer' ? sizeOf(type.to) : 0;
  const fits = GENERAL.test(call.name) ? size > 0 : [1, 2, 4, 8, 16].includes(size);
  if (type?.kind === 'pointer' && fits) return type.to.plain;
  error(call.c, call.pos, `incorrect number or type of arguments to function ‘${call.name}’`);
  return null;
}

function make(call: AtomicCall, name: string, type: Type, args: readonly Expr[]): Expr {
  return { kind: 'builtin', type, pos: call.pos, name, args };
}

const order = (call: AtomicCall, index: number): Expr =>
  call.args[index]
    ? convert(call.c, call.args[index]!, call.c.types.int)
    : integerExpr(call.c.types.int, call.pos, SEQ_CST);

/** A value argument in the atomic object's type; integers and pointers convert freely. */
function argumentOf(call: AtomicCall, index: number, type: Type): Expr {
  const value = call.args[index] ?? errorExpr(call.c, call.pos);
  if (isScalar(type) && isScalar(value.type)) return convert(call.c, promote(call.c, value), type);
  return value;
}

/** What the pointer argument at `index` points to, as an lvalue. */
function target(call: AtomicCall, index: number, type: Type): Expr {
  const pointer = call.args[index] ?? errorExpr(call.c, call.pos);
  if (pointer.type.kind !== 'pointer') return errorExpr(call.c, call.pos);
  const cast = convert(call.c, pointer, pointerTo(type));
  return { kind: 'deref', type, pos: call.pos, pointer: cast };
}

function assignTo(call: AtomicCall, index: number, type: Type, value: Expr): Expr {
  const { pos } = call;
  const assign: Expr = { kind: 'assign', type, pos, target: target(call, index, type), value };
  return { kind: 'convert', type: call.c.types.void, pos, operand: assign };
}

function modelCall(call: AtomicCall): Expr | null {
  const { c, args, pos } = call;
  const name = call.name.slice('__atomic_'.length);
  if (name === 'thread_fence' || name === 'signal_fence') {
    return make(call, 'atomic_fence', c.types.void, [order(call, 0)]);
  }
  if (name === 'always_lock_free' || name === 'is_lock_free') {
    const free = args[0]?.kind === 'integer' && args[0].value <= 8n;
    return integerExpr(c.types.bool, pos, free ? 1n : 0n);
  }
  const type = pointee(call);
  if (!type) return errorExpr(c, pos);
  const pointer = args[0]!;
  switch (name) {
    case 'load_n':
      return make(call, 'atomic_load', type, [pointer, order(call, 1)]);
    case 'load':
      return assignTo(call, 1, type, make(call, 'atomic_load', type, [pointer, order(call, 2)]));
    case 'store_n':
      return make(call, 'atomic_store', c.types.void, [
        pointer,
        argumentOf(call, 1, type),
        order(call, 2),
      ]);
    case 'store':
      return make(call, 'atomic_store', c.types.void, [
        pointer,
        target(call, 1, type),
        order(call, 2),
      ]);
    case 'exchange_n':
      return make(call, 'atomic_exchange', type, [
        pointer,
        argumentOf(call, 1, type),
        order(call, 2),
      ]);
    case 'exchange': {
      const value = target(call, 1, type);
      const old = make(call, 'atomic_exchange', type, [pointer, value, order(call, 3)]);
      return assignTo(call, 2, type, old);
    }
    case 'compare_exchange_n':
      return compareExchange(call, type, argumentOf(call, 2, type));
    case 'compare_exchange':
      return compareExchange(call, type, target(call, 2, type));
    case 'test_and_set': {
      const one = integerExpr(c.types.uchar, pos, 1n);
      const cell = convert(c, pointer, pointerTo(c.types.uchar));
      const old = make(call, 'atomic_exchange', c.types.uchar, [cell, one, order(call, 1)]);
      return convert(c, old, c.types.bool);
    }
    case 'clear': {
      const cell = convert(c, pointer, pointerTo(c.types.uchar));
      const zero = integerExpr(c.types.uchar, pos, 0n);
      return make(call, 'atomic_store', c.types.void, [cell, zero, order(call, 1)]);
    }
    default:
      return fetchOperation(call, name, type);
  }
}

function compareExchange(call: AtomicCall, type: Type, desired: Expr): Expr {
  const { c, args } = call;
  const expected = convert(c, args[1] ?? errorExpr(c, call.pos), pointerTo(type));
  const weak = args[3]
    ? convert(c, args[3], c.types.bool)
    : integerExpr(c.types.bool, call.pos, 0n);
  const list = [args[0]!, expected, desired, weak, order(call, 4), order(call, 5)];
  return make(call, 'atomic_compare_exchange', c.types.bool, list);
}

function fetchOperation(call: AtomicCall, name: string, type: Type): Expr | null {
  const { c } = call;
  if (!/^(fetch_(add|sub|and|or|xor|nand)|(add|sub|and|or|xor|nand)_fetch)$/.test(name))
    return null;
  if (!isInteger(type) && type.kind !== 'pointer') {
    error(c, call.pos, `operand type is incompatible with argument 1 of ‘${call.name}’`);
    return errorExpr(c, call.pos);
  }
  // The operand of a pointer is in bytes: these builtins do not scale.
  const operandType = type.kind === 'pointer' ? c.types.long : type;
  const value = argumentOf(call, 1, operandType);
  return make(call, `atomic_${name}`, type, [call.args[0]!, value, order(call, 2)]);
}

function syncCall(call: AtomicCall): Expr | null {
  const { c, args, pos } = call;
  const name = call.name.slice('__sync_'.length).replace(/_(1|2|4|8|16)$/, '');
  const seqCst = integerExpr(c.types.int, pos, SEQ_CST);
  if (name === 'synchronize') return make(call, 'atomic_fence', c.types.void, [seqCst]);
  const type = pointee(call);
  if (!type) return errorExpr(c, pos);
  const pointer = args[0]!;
  const fetch = /^fetch_and_(add|sub|and|or|xor|nand)$/.exec(name);
  if (fetch) return fetchOperation({ ...call, args: args.slice(0, 2) }, `fetch_${fetch[1]}`, type);
  const after = /^(add|sub|and|or|xor|nand)_and_fetch$/.exec(name);
  if (after) return fetchOperation({ ...call, args: args.slice(0, 2) }, `${after[1]}_fetch`, type);
  switch (name) {
    case 'lock_test_and_set':
      return make(call, 'atomic_exchange', type, [pointer, argumentOf(call, 1, type), seqCst]);
    case 'lock_release': {
      const zero = convert(c, integerExpr(c.types.int, pos, 0n), type);
      return make(call, 'atomic_store', c.types.void, [pointer, zero, seqCst]);
    }
    case 'val_compare_and_swap':
    case 'bool_compare_and_swap': {
      const old = argumentOf(call, 1, type);
      const next = argumentOf(call, 2, type);
      if (name === 'val_compare_and_swap') {
        return make(call, 'sync_compare_and_swap', type, [pointer, old, next]);
      }
      return make(call, 'sync_bool_compare_and_swap', c.types.bool, [pointer, old, next]);
    }
    default:
      return null;
  }
}
