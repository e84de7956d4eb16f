/**
 * Computes a pure op on constant operands, exactly as the program would at run time: integers wrap,
 * floats round to nearest in their class, long double in the target's format. Null means "leave it
 * for run time": traps, conversions out of range, and float operations that are invalid or divide
 * by zero (they set flags, and the sign of the NaN they make differs between targets).
 */
import {
  absExtended,
  addExtended,
  addInts,
  andInts,
  bitsOfNumber,
  compareExtended,
  compareInts,
  countLeadingZeros,
  countOnes,
  countTrailingZeros,
  divExtended,
  divInts,
  type Extended,
  type ExtendedFormat,
  extendedFromInteger,
  extendedFromNumber,
  extendedToFloat32,
  extendedToInteger,
  extendedToNumber,
  integerToNumber,
  mulExtended,
  mulHigh,
  mulInts,
  negExtended,
  negInt,
  numberOfBits,
  numberToInteger,
  orInts,
  remInts,
  repeatLane,
  rotateLeft,
  roundExtended,
  shiftLeft,
  shiftRight,
  subExtended,
  subInts,
  swapBytes,
  wrap,
  xorInts,
} from '../numbers.ts';
import type { Func, Value } from './ir.ts';
import { Cls, isFloatClass, isVectorClass, OP_COMPARES, OP_FOLDS, Op } from './ops.ts';

/**
 * What a constant holds: an integer (canonical, signed), a number of class s or d, or a long
 * double.
 */
export type Constant = bigint | number | Extended;

/** The payload of an int or float constant, or null for other values. */
export function constantOf(value: Value): Constant | null {
  if (value.op === Op.int || value.op === Op.float) return value.aux as Constant;
  return null;
}

/** The constant of a class in a function. */
export function constantValue(func: Func, cls: Cls, constant: Constant): Value {
  if (isVectorClass(cls)) return func.vector(constant as bigint, cls);
  return typeof constant === 'bigint' ? func.int(cls, constant) : func.float(cls, constant);
}

/** What a value computes if all its operands are constants, or null. */
export function evaluateValue(value: Value, format: ExtendedFormat): Constant | null {
  if (!OP_FOLDS[value.op]) return null;
  const constants: Constant[] = [];
  for (const arg of value.args) {
    const constant = constantOf(arg);
    if (constant === null) return null;
    constants.push(constant);
  }
  return evaluate(value.op, value.cls, value.args[0]?.cls ?? Cls.none, constants, format);
}

/**
 * What an op of a result class computes on operands, the first of class `operandCls`; null as the
 * header says.
 */
export function evaluate(
  op: Op,
  cls: Cls,
  operandCls: Cls,
  args: readonly Constant[],
  format: ExtendedFormat,
): Constant | null {
  if (op === Op.select) return (args[0] === 0n ? args[2] : args[1]) ?? null;
  if (OP_COMPARES[op]) return compare(op, operandCls, args[0]!, args[1]!);
  if (isVectorClass(cls)) return splat(op, cls, args[0]!);
  const [a, b] = args;
  if (typeof a === 'bigint') {
    if (isFloatClass(cls)) return fromInteger(op, cls, operandCls, a, format);
    return evaluateInts(op, cls === Cls.l ? 64 : 32, a, (b ?? 0n) as bigint);
  }
  if (cls === Cls.w || cls === Cls.l)
    return a === undefined ? null : toInteger(op, cls, operandCls, a);
  if (typeof a === 'number' && (typeof b === 'number' || b === undefined)) {
    if (op === Op.fcvt) return toClass(extendedFromNumber(a), cls, format);
    return evaluateNumbers(op, cls, a, b ?? 0);
  }
  if (typeof a === 'object' && (typeof b === 'object' || b === undefined)) {
    if (op === Op.fcvt) return toClass(a, cls, format);
    return evaluateExtended(op, a, b ?? a, format);
  }
  return null;
}

const SPLATS: Readonly<Record<Op, 8 | 16 | 32 | 64>> = {
  [Op.vsplatb]: 8,
  [Op.vsplath]: 16,
  [Op.vsplatw]: 32,
  [Op.vsplatl]: 64,
  [Op.vsplats]: 32,
  [Op.vsplatd]: 64,
};

/** A constant in every lane of a vector. */
function splat(op: Op, cls: Cls, a: Constant): bigint | null {
  const bits = SPLATS[op];
  if (bits === undefined || typeof a === 'object') return null;
  const lane = typeof a === 'bigint' ? a : bitsOfNumber(a, bits === 32 ? 32 : 64);
  const half = repeatLane(lane, bits);
  return cls === Cls.y ? half | (half << 128n) : half;
}

function evaluateInts(op: Op, bits: 32 | 64, a: bigint, b: bigint): bigint | null {
  switch (op) {
    case Op.add:
      return addInts(a, b, bits);
    case Op.sub:
      return subInts(a, b, bits);
    case Op.mul:
      return mulInts(a, b, bits);
    case Op.div:
      return divInts(a, b, bits, true);
    case Op.udiv:
      return divInts(a, b, bits, false);
    case Op.rem:
      return remInts(a, b, bits, true);
    case Op.urem:
      return remInts(a, b, bits, false);
    case Op.neg:
      return negInt(a, bits);
    case Op.and:
      return andInts(a, b);
    case Op.or:
      return orInts(a, b);
    case Op.xor:
      return xorInts(a, b);
    case Op.shl:
      return shiftLeft(a, b, bits);
    case Op.sar:
      return shiftRight(a, b, bits, true);
    case Op.shr:
      return shiftRight(a, b, bits, false);
    case Op.rotl:
      return rotateLeft(a, b, bits);
    case Op.smulh:
      return mulHigh(a, b, bits, true);
    case Op.umulh:
      return mulHigh(a, b, bits, false);
    case Op.clz:
      return countLeadingZeros(a, bits);
    case Op.ctz:
      return countTrailingZeros(a, bits);
    case Op.popcount:
      return countOnes(a, bits);
    case Op.bswap:
      return swapBytes(a, bits);
    case Op.sextb:
      return wrap(a, 8, true);
    case Op.zextb:
      return wrap(a, 8, false);
    case Op.sexth:
      return wrap(a, 16, true);
    case Op.zexth:
      return wrap(a, 16, false);
    case Op.sextw:
      return a;
    case Op.zextw:
      return wrap(a, 32, false);
    case Op.trunc:
      return wrap(a, 32, true);
    default:
      return null;
  }
}

function evaluateNumbers(op: Op, cls: Cls, a: number, b: number): number | null {
  let result: number;
  switch (op) {
    case Op.add:
      result = a + b;
      break;
    case Op.sub:
      result = a - b;
      break;
    case Op.mul:
      result = a * b;
      break;
    case Op.div:
      if (b === 0) return null;
      result = a / b;
      break;
    case Op.neg:
      return -a;
    case Op.fabs:
      return Math.abs(a);
    case Op.sqrt:
      result = Math.sqrt(a);
      break;
    default:
      return null;
  }
  if (Number.isNaN(result)) return null;
  return cls === Cls.s ? Math.fround(result) : result;
}

function evaluateExtended(
  op: Op,
  a: Extended,
  b: Extended,
  format: ExtendedFormat,
): Extended | null {
  let result: Extended;
  switch (op) {
    case Op.add:
      result = addExtended(a, b, format);
      break;
    case Op.sub:
      result = subExtended(a, b, format);
      break;
    case Op.mul:
      result = mulExtended(a, b, format);
      break;
    case Op.div:
      if (b.kind === 'finite' && b.significand === 0n) return null;
      result = divExtended(a, b, format);
      break;
    case Op.neg:
      return negExtended(a);
    case Op.fabs:
      return absExtended(a);
    default:
      return null;
  }
  return result.kind === 'nan' ? null : result;
}

/** -1, 0, 1, or null when unordered. */
function order(operandCls: Cls, a: Constant, b: Constant, signed: boolean): -1 | 0 | 1 | null {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    return compareInts(a, b, operandCls === Cls.l ? 64 : 32, signed);
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : null;
  }
  if (typeof a === 'object' && typeof b === 'object') return compareExtended(a, b);
  throw new Error('comparison of constants of different classes');
}

function compare(op: Op, operandCls: Cls, a: Constant, b: Constant): bigint | null {
  const unsigned = op === Op.cult || op === Op.cule || op === Op.cugt || op === Op.cuge;
  const found = order(operandCls, a, b, !unsigned);
  switch (op) {
    case Op.ceq:
      return found === 0 ? 1n : 0n;
    case Op.cne:
      return found === 0 ? 0n : 1n;
    case Op.cslt:
    case Op.cult:
      return found === -1 ? 1n : 0n;
    case Op.csle:
    case Op.cule:
      return found === -1 || found === 0 ? 1n : 0n;
    case Op.csgt:
    case Op.cugt:
      return found === 1 ? 1n : 0n;
    case Op.csge:
    case Op.cuge:
      return found === 1 || found === 0 ? 1n : 0n;
    case Op.co:
      return found === null ? 0n : 1n;
    case Op.cuo:
      return found === null ? 1n : 0n;
    default:
      return null;
  }
}

function fromInteger(
  op: Op,
  cls: Cls,
  operandCls: Cls,
  a: bigint,
  format: ExtendedFormat,
): Constant | null {
  const bits = operandCls === Cls.l ? 64 : 32;
  if (op === Op.cast) return numberOfBits(a, bits);
  if (op !== Op.stof && op !== Op.utof) return null;
  const value = wrap(a, bits, op === Op.stof);
  if (cls === Cls.e) return extendedFromInteger(value, format);
  return integerToNumber(value, cls === Cls.s ? 'float' : 'double');
}

/** A float as an integer; null where the integer part does not fit (6.3.1.4). */
function toInteger(op: Op, cls: Cls, operandCls: Cls, a: Constant): bigint | null {
  if (op === Op.cast) {
    if (typeof a !== 'number' || Number.isNaN(a)) return null;
    return bitsOfNumber(a, operandCls === Cls.s ? 32 : 64);
  }
  if (op !== Op.ftos && op !== Op.ftou) return null;
  const whole = typeof a === 'number' ? numberToInteger(a) : extendedToInteger(a as Extended);
  const bits = cls === Cls.l ? 64 : 32;
  if (whole === null || wrap(whole, bits, op === Op.ftos) !== whole) return null;
  return wrap(whole, bits, true);
}

function toClass(x: Extended, cls: Cls, format: ExtendedFormat): Constant | null {
  if (x.kind === 'nan') return null;
  if (cls === Cls.e) return roundExtended(x, format);
  return cls === Cls.s ? extendedToFloat32(x) : extendedToNumber(x);
}
