/** What the ranges of its operands make of a value; ranges.ts tells them. */
import { type Func, isNoWrap, type Value } from '../ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';
import { replaceBy } from './copies.ts';
import { type Relation, relationOf } from './facts.ts';
import type { Range } from './transfer.ts';

/**
 * Simplifies a value that is about to be put at the end of `body`, into which what it needs goes
 * first. Says whether there was anything to simplify.
 */
export function simplify(
  func: Func,
  value: Value,
  of: (operand: Value) => Range,
  uses: Int32Array,
  body: Value[],
): boolean {
  if (OP_COMPARES[value.op]) return decide(func, value, of);
  switch (value.op) {
    case Op.div:
    case Op.rem:
    case Op.udiv:
    case Op.urem:
      return simplifyDivision(func, value, of, body);
    case Op.and:
      return dropMask(value, of);
    case Op.zextb:
      return dropWithin(value, of, 0, 255);
    case Op.zexth:
      return dropWithin(value, of, 0, 65535);
    case Op.sextb:
      return dropWithin(value, of, -128, 127);
    case Op.sexth:
      return dropWithin(value, of, -32768, 32767);
    case Op.sextw:
    case Op.zextw:
      return dropThere(value, of) || extendFirst(func, value, of, uses, body);
    default:
      return false;
  }
}

function decide(func: Func, value: Value, of: (operand: Value) => Range): boolean {
  const [x, y] = value.args as [Value, Value];
  const relation = relationOf(value.op);
  if (!relation || (x.cls !== Cls.w && x.cls !== Cls.l)) return false;
  const truth = compare(relation, of(x), of(y));
  if (truth === null) return false;
  replaceBy(value, func.int(Cls.w, truth ? 1n : 0n));
  return true;
}

/** Whether a relation holds for all numbers of two ranges; null where it depends. */
function compare(relation: Relation, a: Range, b: Range): boolean | null {
  const positive = a.lo >= 0 && b.lo >= 0;
  switch (relation) {
    case 'eq':
      return a.hi < b.lo || b.hi < a.lo ? false : null;
    case 'ne':
      return a.hi < b.lo || b.hi < a.lo ? true : null;
    case 'ult':
      return positive ? compare('slt', a, b) : null;
    case 'ule':
      return positive ? compare('sle', a, b) : null;
    case 'ugt':
      return positive ? compare('slt', b, a) : null;
    case 'uge':
      return positive ? compare('sle', b, a) : null;
    case 'slt':
      return a.hi < b.lo ? true : a.lo >= b.hi ? false : null;
    case 'sle':
      return a.hi <= b.lo ? true : a.lo > b.hi ? false : null;
    case 'sgt':
      return compare('slt', b, a);
    case 'sge':
      return compare('sle', b, a);
    default:
      return relation satisfies never;
  }
}

/** Of what is not negative, division is unsigned, and narrow where 32 bits hold it. */
function simplifyDivision(
  func: Func,
  value: Value,
  of: (operand: Value) => Range,
  body: Value[],
): boolean {
  const [x, y] = value.args as [Value, Value];
  const [a, b] = [of(x), of(y)];
  if (a.lo < 0 || b.lo < 1) return false;
  const remainder = value.op === Op.rem || value.op === Op.urem;
  if (a.hi < b.lo) {
    replaceBy(value, remainder ? x : func.int(value.cls, 0n));
    return true;
  }
  const op = remainder ? Op.urem : Op.udiv;
  if (value.cls === Cls.l && a.hi < 2 ** 32 && b.hi < 2 ** 32) {
    const short = [lower(func, value, x, body), lower(func, value, y, body)];
    const result = put(func, value, op, Cls.w, short, body);
    replaceBy(value, put(func, value, Op.zextw, Cls.l, [result], body));
    return true;
  }
  if (value.op === op) return false;
  value.op = op;
  return true;
}

function lower(func: Func, at: Value, value: Value, body: Value[]): Value {
  if (value.op === Op.int) return func.int(Cls.w, value.aux as bigint);
  const extends32 = value.op === Op.zextw || value.op === Op.sextw;
  return extends32 ? value.args[0]! : put(func, at, Op.trunc, Cls.w, [value], body);
}

function put(func: Func, at: Value, op: Op, cls: Cls, args: Value[], body: Value[]): Value {
  const made = func.value(op, cls, args, null, at.pos);
  made.block = at.block;
  body.push(made);
  return made;
}

/** x & (2^n - 1) of what is below 2^n. */
function dropMask(value: Value, of: (operand: Value) => Range): boolean {
  const y = value.args[1]!;
  if (y.op !== Op.int) return false;
  const mask = y.aux as bigint;
  if (mask <= 0n || (mask & (mask + 1n)) !== 0n) return false;
  return dropWithin(value, of, 0, Number(mask));
}

function dropWithin(value: Value, of: (operand: Value) => Range, lo: number, hi: number): boolean {
  const x = value.args[0]!;
  const range = of(x);
  if (range.lo < lo || range.hi > hi || x.cls !== value.cls) return false;
  replaceBy(value, x);
  return true;
}

/** An extension of the lower half of what fits into it. */
function dropThere(value: Value, of: (operand: Value) => Range): boolean {
  const half = value.args[0]!;
  if (half.op !== Op.trunc) return false;
  const wide = half.args[0]!;
  const { lo, hi } = of(wide);
  const fits = value.op === Op.sextw ? lo >= -(2 ** 31) && hi < 2 ** 31 : lo >= 0 && hi < 2 ** 32;
  if (!fits) return false;
  replaceBy(value, wide);
  return true;
}

/** sextw (x + c) is sextw x + c where the sum does not wrap: part of an address. */
function extendFirst(
  func: Func,
  value: Value,
  of: (operand: Value) => Range,
  uses: Int32Array,
  body: Value[],
): boolean {
  const sum = value.args[0]!;
  if (value.op !== Op.sextw || sum.op !== Op.add || sum.args[1]!.op !== Op.int) return false;
  if (uses[sum.id] !== 1) return false;
  const x = sum.args[0]!;
  const by = sum.args[1]!.aux as bigint;
  const { lo, hi } = of(x);
  const fits = lo + Number(by) >= -(2 ** 31) && hi + Number(by) < 2 ** 31;
  if (!fits && !isNoWrap(sum)) return false;
  const wide = put(func, value, Op.sextw, Cls.l, [x], body);
  value.op = Op.add;
  value.args = [wide, func.int(Cls.l, by)];
  return true;
}
