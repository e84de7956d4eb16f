/**
 * Complex arithmetic (C11 Annex G). Products and quotients of floating values are libgcc's:
 * __mulXc3 where the simple formula gives NaN in both parts, __divXc3 always. Integer complex (GNU)
 * uses the formulas.
 */
import type { Aggregate, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { ArithmeticOperator, RelationalOperator } from '../typed.ts';
import { type ComplexType, sizeOf } from '../types.ts';
import { passingOf } from './aggregates.ts';
import { joinValues, type Lowering, offsetBy, type Pair } from './context.ts';
import { extend } from './conversions.ts';
import { plainAccess, type Scalar, scalarOf } from './scalars.ts';
import { runtimeCall } from './wide.ts';

export function complexArithmetic(
  l: Lowering,
  operator: ArithmeticOperator,
  a: Pair,
  c: Pair,
  type: ComplexType,
): Pair {
  const scalar = scalarOf(type);
  const part = (op: Op, x: Value, y: Value): Value => {
    const value = l.fn.b.binary(op, scalar.cls, x, y);
    return scalar.size < 4 ? extend(l, value, scalar) : value;
  };
  switch (operator) {
    case '+':
    case '-': {
      const op = operator === '+' ? Op.add : Op.sub;
      return { low: part(op, a.low, c.low), high: part(op, a.high, c.high) };
    }
    case '*': {
      const low = part(Op.sub, part(Op.mul, a.low, c.low), part(Op.mul, a.high, c.high));
      const high = part(Op.add, part(Op.mul, a.low, c.high), part(Op.mul, a.high, c.low));
      return scalar.floating ? repairedProduct(l, a, c, { low, high }, type) : { low, high };
    }
    case '/':
      if (scalar.floating) return libraryCall(l, 'div', a, c, type);
      return integerQuotient(part, a, c, scalar);
    default:
      throw new Error(`no complex ${operator}`);
  }
}

/** (a conj c) / |c|^2. */
function integerQuotient(
  part: (op: Op, x: Value, y: Value) => Value,
  a: Pair,
  c: Pair,
  scalar: Scalar,
): Pair {
  const op = scalar.signed ? Op.div : Op.udiv;
  const norm = part(Op.add, part(Op.mul, c.low, c.low), part(Op.mul, c.high, c.high));
  const low = part(Op.add, part(Op.mul, a.low, c.low), part(Op.mul, a.high, c.high));
  const high = part(Op.sub, part(Op.mul, a.high, c.low), part(Op.mul, a.low, c.high));
  return { low: part(op, low, norm), high: part(op, high, norm) };
}

/** Annex G.5.1: the library repairs a product whose parts are both NaN. */
function repairedProduct(l: Lowering, a: Pair, c: Pair, simple: Pair, type: ComplexType): Pair {
  const { b } = l.fn;
  const repair = b.newBlock('complex_repair');
  const join = b.newBlock('complex_join');
  const first = b.current;
  const low = b.compare(Op.cuo, simple.low, simple.low);
  const high = b.compare(Op.cuo, simple.high, simple.high);
  b.br(b.binary(Op.and, Cls.w, low, high), repair, join, { likely: 'unlikely' });
  b.moveTo(repair);
  const repaired = libraryCall(l, 'mul', a, c, type);
  const last = b.current;
  b.jmp(join);
  b.moveTo(join);
  const merge = (x: Value, y: Value): Value =>
    joinValues(l, join, x.cls, [
      { block: first, value: x },
      { block: last, value: y },
    ]);
  return { low: merge(simple.low, repaired.low), high: merge(simple.high, repaired.high) };
}

function libraryCall(l: Lowering, name: 'mul' | 'div', a: Pair, c: Pair, type: ComplexType): Pair {
  const { cls } = scalarOf(type);
  const quad = l.model.longDouble.format === 'binary128';
  const letter = cls === Cls.s ? 's' : cls === Cls.d ? 'd' : quad ? 't' : 'x';
  const aggregate = passingOf(l, type) as Aggregate;
  const args = [a.low, a.high, c.low, c.high];
  const into = runtimeCall(l, `__${name}${letter}c3`, [cls, cls, cls, cls], args, aggregate);
  const access = plainAccess(l, scalarOf(type).kind);
  const low = l.fn.b.load(access, cls, into);
  return { low, high: l.fn.b.load(access, cls, offsetBy(l, into, sizeOf(type) / 2)) };
}

export function complexRelation(
  l: Lowering,
  operator: RelationalOperator,
  a: Pair,
  c: Pair,
): Value {
  const { b } = l.fn;
  const equal = operator === '==';
  const op = equal ? Op.ceq : Op.cne;
  const low = b.compare(op, a.low, c.low);
  const high = b.compare(op, a.high, c.high);
  return b.binary(equal ? Op.and : Op.or, Cls.w, low, high);
}
