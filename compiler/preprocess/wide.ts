/**
 * 64-bit two's complement integers as pairs of 32-bit halves, for #if expressions (6.10.1p4: all
 * values have the type intmax_t or uintmax_t). Every function is pure; `unsigned` is the type,
 * not a property of the bits.
 */

export interface Wide {
  readonly high: number;
  readonly low: number;
  readonly unsigned: boolean;
}

export function wide(high: number, low: number, unsigned: boolean): Wide {
  return { high: high | 0, low: low | 0, unsigned };
}

/** A wide signed integer of a number in the range of int32. */
export function fromInteger(value: number): Wide {
  return wide(value < 0 ? -1 : 0, value, false);
}

export function fromBoolean(value: boolean): Wide {
  return wide(0, value ? 1 : 0, false);
}

export function isZero(a: Wide): boolean {
  return a.high === 0 && a.low === 0;
}

export function isNegative(a: Wide): boolean {
  return !a.unsigned && a.high < 0;
}

export function add(a: Wide, b: Wide, unsigned: boolean): Wide {
  const low = (a.low >>> 0) + (b.low >>> 0);
  return wide(a.high + b.high + (low > 0xffffffff ? 1 : 0), low, unsigned);
}

export function complement(a: Wide): Wide {
  return wide(~a.high, ~a.low, a.unsigned);
}

export function negate(a: Wide): Wide {
  return add(complement(a), wide(0, 1, a.unsigned), a.unsigned);
}

export function subtract(a: Wide, b: Wide, unsigned: boolean): Wide {
  return add(a, negate(b), unsigned);
}

export function multiply(a: Wide, b: Wide, unsigned: boolean): Wide {
  const lowProduct = multiplyHalves(a.low >>> 0, b.low >>> 0);
  const cross = Math.imul(a.high, b.low) + Math.imul(a.low, b.high);
  return wide(lowProduct.high + cross, lowProduct.low, unsigned);
}

/** The 64-bit product of two unsigned 32-bit numbers, by 16-bit digits. */
function multiplyHalves(a: number, b: number): { high: number; low: number } {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + Math.floor((a0 * b0) / 0x10000);
  const middleLow = (middle % 0x10000) + a0 * b1;
  const high = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(middleLow / 0x10000);
  return { high: high | 0, low: Math.imul(a, b) };
}

/** Below: the comparison of the bits as unsigned numbers. */
function lessUnsigned(a: Wide, b: Wide): boolean {
  if (a.high !== b.high) return a.high >>> 0 < b.high >>> 0;
  return a.low >>> 0 < b.low >>> 0;
}

export function less(a: Wide, b: Wide, unsigned: boolean): boolean {
  if (unsigned || a.high < 0 === b.high < 0) return lessUnsigned(a, b);
  return a.high < 0;
}

export function equal(a: Wide, b: Wide): boolean {
  return a.high === b.high && a.low === b.low;
}

export function shiftLeft(a: Wide, count: number): Wide {
  if (count >= 64) return wide(0, 0, a.unsigned);
  if (count >= 32) return wide(a.low << (count - 32), 0, a.unsigned);
  if (count === 0) return a;
  return wide((a.high << count) | (a.low >>> (32 - count)), a.low << count, a.unsigned);
}

export function shiftRight(a: Wide, count: number): Wide {
  const fill = isNegative(a) ? -1 : 0;
  if (count >= 64) return wide(fill, fill, a.unsigned);
  const high = a.unsigned ? a.high >>> Math.min(count, 31) : a.high >> Math.min(count, 31);
  if (count >= 32) {
    const low = a.unsigned ? a.high >>> (count - 32) : a.high >> (count - 32);
    return wide(fill, low, a.unsigned);
  }
  if (count === 0) return a;
  return wide(high, (a.low >>> count) | (a.high << (32 - count)), a.unsigned);
}

/** Quotient and remainder, truncated toward zero; the divisor is not zero (6.5.5p6). */
export function divide(a: Wide, b: Wide, unsigned: boolean): { quotient: Wide; remainder: Wide } {
  const negativeA = !unsigned && a.high < 0;
  const negativeB = !unsigned && b.high < 0;
  const divisor = negativeB ? negate(b) : b;
  const dividend = negativeA ? negate(a) : a;
  let quotient = wide(0, 0, true);
  let remainder = wide(0, 0, true);
  for (let bit = 63; bit >= 0; bit--) {
    const digit = bit >= 32 ? (dividend.high >>> (bit - 32)) & 1 : (dividend.low >>> bit) & 1;
    const carried = remainder.high < 0;
    remainder = shiftLeft(remainder, 1);
    remainder = wide(remainder.high, remainder.low | digit, true);
    quotient = shiftLeft(quotient, 1);
    if (carried || !lessUnsigned(remainder, divisor)) {
      remainder = subtract(remainder, divisor, true);
      quotient = wide(quotient.high, quotient.low | 1, true);
    }
  }
  const signedQuotient = negativeA !== negativeB ? negate(quotient) : quotient;
  const signedRemainder = negativeA ? negate(remainder) : remainder;
  return {
    quotient: wide(signedQuotient.high, signedQuotient.low, unsigned),
    remainder: wide(signedRemainder.high, signedRemainder.low, unsigned),
  };
}
