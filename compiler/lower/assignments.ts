/**
 * Assignment (C11 6.5.16), ++ and -- (6.5.2.4, 6.5.3.1), on plain, bit-field and atomic objects.
 */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { ArithmeticOperator, Expr } from '../typed.ts';
import { isAtomic, type Type } from '../types.ts';
import { combine, scaled } from './arithmetic.ts';
import { updateLarge } from './atomics-large.ts';
import { needsLibrary } from './atomics-library.ts';
import {
  addressOf,
  evaluate,
  isPair,
  type Lowering,
  type Place,
  placeOf,
  type Result,
} from './context.ts';
import { convertResult, extend, zeroOf } from './conversions.ts';
import { loadPlace, storeResult } from './places.ts';
import { plainAccess, scalarAccess, scalarOf } from './scalars.ts';

type CompoundExpr = Extract<Expr, { kind: 'compound-assign' }>;

/** target = value. The value is computed first; records are copied from where they stand. */
export function lowerAssign(
  l: Lowering,
  expr: Extract<Expr, { kind: 'assign' }>,
  needed: boolean,
): Result {
  const { target, value } = expr;
  const result = evaluate(l, value);
  const place = placeOf(l, target);
  l.fn.b.pos = expr.pos;
  return storeResult(l, place, result, needed);
}

/** target op= value; gives the new value, or with `postfix` the old one. */
export function lowerCompoundAssign(l: Lowering, expr: CompoundExpr, needed = true): Result {
  const { b } = l.fn;
  const right = evaluate(l, expr.value);
  const place = placeOf(l, expr.target);
  b.pos = expr.pos;
  if (isAtomic(expr.target.type) && !place.bits) return atomicUpdate(l, expr, place, right);
  const old = loadPlace(l, place, expr.pos);
  const next = updated(l, expr, old, right);
  const stored = storeResult(l, place, next, needed && !expr.postfix);
  return expr.postfix ? old : stored;
}

/** The target's new value, in its own type. */
function updated(l: Lowering, expr: CompoundExpr, old: Result, right: Result): Result {
  const { operation, operator } = expr;
  const type = expr.target.type.plain;
  if (operation.kind === 'pointer') return movedPointer(l, expr, old as Value, right as Value);
  const left = convertResult(l, old, type, operation.plain, expr.pos);
  const result = combine(l, operator, left, right, operation.plain);
  return convertResult(l, result, operation.plain, type, expr.pos);
}

function movedPointer(l: Lowering, expr: CompoundExpr, old: Value, index: Value): Value {
  const op = expr.operator === '-' ? Op.sub : Op.add;
  return l.fn.b.binary(op, Cls.l, old, scaled(l, index, expr.elementSize));
}

// --- _Atomic (6.5.16.2p3, 6.5.2.4p2): one sequentially consistent read-modify-write -------------

const FETCH_OPS: Partial<Record<ArithmeticOperator, Op>> = {
  '+': Op.fetchadd,
  '-': Op.fetchadd,
  '&': Op.fetchand,
  '|': Op.fetchor,
  '^': Op.fetchxor,
};

function atomicUpdate(l: Lowering, expr: CompoundExpr, place: Place, right: Result): Result {
  const { b } = l.fn;
  const type = expr.target.type.plain;
  if (needsLibrary(type)) {
    const made = updateLarge(l, type, addressOf(l, place), (old) => updated(l, expr, old, right));
    return expr.postfix ? made.old : made.next;
  }
  const scalar = scalarOf(type);
  const op = FETCH_OPS[expr.operator];
  const simple = type === expr.operation.plain && !scalar.floating && scalar.size >= 4;
  if (op === undefined || !simple || isPair(right)) return casLoop(l, expr, place, right);
  let by = type.kind === 'pointer' ? scaled(l, right as Value, expr.elementSize) : (right as Value);
  if (expr.operator === '-') by = b.unary(Op.neg, scalar.cls, by);
  const access = scalarAccess(l, scalar, place, expr.target.type);
  const old = b.emit(op, scalar.cls, [addressOf(l, place), by], access);
  if (expr.postfix) return old;
  const again = FETCH_AFTER[expr.operator]!;
  return b.binary(again, scalar.cls, old, by);
}

/** What gives the new value from the old one (a subtraction's operand is negated already). */
const FETCH_AFTER: Partial<Record<ArithmeticOperator, Op>> = {
  ...{ '+': Op.add, '-': Op.add, '&': Op.and, '|': Op.or, '^': Op.xor },
};

function casLoop(l: Lowering, expr: CompoundExpr, place: Place, right: Result): Result {
  const { b } = l.fn;
  const type: Type = expr.target.type.plain;
  const scalar = scalarOf(type);
  const bits = scalar.cls === Cls.d ? Cls.l : scalar.cls === Cls.s ? Cls.w : scalar.cls;
  const kind = scalar.floating ? (bits === Cls.l ? 'l' : 'w') : scalar.kind;
  const access = { ...plainAccess(l, kind, !scalar.floating && scalar.signed), order: 5 };
  const address = addressOf(l, place);
  const first = b.load(access, bits, address);
  const before = b.current;
  const loop = b.newBlock('atomic_loop');
  const done = b.newBlock('atomic_done');
  b.jmp(loop);
  b.moveTo(loop);
  const seen = b.phi(loop, bits);
  const old = scalar.floating ? b.unary(Op.cast, scalar.cls, seen) : seen;
  const next = updated(l, expr, old, right) as Value;
  const image = scalar.floating ? b.unary(Op.cast, bits, next) : next;
  const raw = b.emit(Op.cas, bits, [address, seen, image], access);
  const found = scalar.size < 4 ? extend(l, raw, scalar) : raw;
  const last = b.current;
  b.br(b.compare(Op.ceq, found, seen), done, loop);
  b.setPhi(seen, (pred) => (pred === before ? first : pred === last ? found : zeroOf(l, bits)));
  b.moveTo(done);
  return expr.postfix ? old : next;
}
