/**
 * How many bits of an integer value matter: a shallow known-bits analysis for fold and its like.
 */
import type { Access, Value } from '../ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';

const DEPTH = 4;
const MIN_WORD = -0x80000000n;
const MIN_LONG = -0x8000000000000000n;

/** Width of an integer class in bits. */
export function widthOf(cls: Cls): number {
  return cls === Cls.l ? 64 : 32;
}

/** The smallest n found such that the value, read as unsigned, is below 2^n. */
export function unsignedBits(value: Value, depth = DEPTH): number {
  const width = widthOf(value.cls);
  if (value.op === Op.int) return bitLength(value.aux as bigint, width);
  if (OP_COMPARES[value.op]) return 1;
  if (depth === 0) return width;
  const below = (i: number): number => unsignedBits(value.args[i]!, depth - 1);
  switch (value.op) {
    case Op.zextb:
      return Math.min(8, below(0));
    case Op.zexth:
      return Math.min(16, below(0));
    case Op.zextw:
      return below(0);
    case Op.sextw:
      return below(0) < 32 ? below(0) : 64;
    case Op.sextb:
      return below(0) < 8 ? below(0) : width;
    case Op.sexth:
      return below(0) < 16 ? below(0) : width;
    case Op.trunc:
      return Math.min(32, below(0));
    case Op.clz:
    case Op.ctz:
    case Op.popcount:
      return 7;
    case Op.and:
      return Math.min(below(0), below(1));
    case Op.or:
    case Op.xor:
      return Math.max(below(0), below(1));
    case Op.urem:
      return Math.min(below(0), below(1));
    case Op.udiv:
      return below(0);
    case Op.add:
      return Math.min(width, Math.max(below(0), below(1)) + 1);
    case Op.mul:
      return Math.min(width, below(0) + below(1));
    case Op.shr:
      return value.args[1]!.op === Op.int ? Math.max(0, below(0) - shiftCount(value)) : below(0);
    case Op.shl:
      return value.args[1]!.op === Op.int ? Math.min(width, below(0) + shiftCount(value)) : width;
    case Op.select:
      return Math.max(below(1), below(2));
    case Op.load: {
      const { kind, signed } = value.aux as Access;
      if (signed) return width;
      return kind === 'b' ? 8 : kind === 'h' ? 16 : kind === 'w' ? 32 : width;
    }
    default:
      return width;
  }
}

/** The smallest n found such that the value, read as signed, fits n bits. */
export function signedBits(value: Value, depth = DEPTH): number {
  const width = widthOf(value.cls);
  if (depth === 0) return width;
  const known = unsignedBits(value, depth);
  const positive = known < width ? known + 1 : width;
  const below = (i: number): number => signedBits(value.args[i]!, depth - 1);
  switch (value.op) {
    case Op.int: {
      const number = value.aux as bigint;
      if (number >= 0n) return bitLength(number, width) + 1;
      const zero = BigInt.asUintN(width, number).toString(2).indexOf('0');
      return zero < 0 ? 1 : width - zero + 1;
    }
    case Op.sextb:
      return Math.min(8, below(0));
    case Op.sexth:
      return Math.min(16, below(0));
    case Op.sextw:
      return Math.min(32, below(0));
    case Op.trunc:
      return below(0) <= 32 ? below(0) : Math.min(positive, 32);
    case Op.and:
    case Op.or:
    case Op.xor:
      return Math.min(positive, Math.max(below(0), below(1)));
    case Op.sar:
      return value.args[1]!.op === Op.int ? Math.max(1, below(0) - shiftCount(value)) : below(0);
    case Op.add:
    case Op.sub:
      return Math.min(positive, width, Math.max(below(0), below(1)) + 1);
    case Op.select:
      return Math.min(positive, Math.max(below(1), below(2)));
    case Op.load: {
      const { kind, signed } = value.aux as Access;
      if (!signed) return positive;
      return kind === 'b' ? 8 : kind === 'h' ? 16 : kind === 'w' ? 32 : width;
    }
    default:
      return positive;
  }
}

function shiftCount(value: Value): number {
  return Number(value.args[1]!.aux as bigint) & (widthOf(value.cls) - 1);
}

/** Bits of a number without leading zeros; a negative one has all. */
export function bitLength(value: bigint, width: number): number {
  if (value < 0n) return width;
  const number = Number(value);
  if (number < 2 ** 32) return 32 - Math.clz32(number);
  return number < 2 ** 52 ? 64 - Math.clz32(number / 2 ** 32) : value.toString(2).length;
}

/** The exponent n of a constant 2^n (unsigned in its class), or -1. */
export function powerOfTwo(value: Value): number {
  if (value.op !== Op.int) return -1;
  const number = value.aux as bigint;
  const width = widthOf(value.cls);
  if (number < 0n) return number === (width === 64 ? MIN_LONG : MIN_WORD) ? width - 1 : -1;
  const exponent = bitLength(number, width) - 1;
  return number > 0n && Number(number) === 2 ** exponent ? exponent : -1;
}
