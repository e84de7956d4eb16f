/**
 * Exact arithmetic on C's numbers: the only file that computes with BigInt.
 *
 *   integers    canonical bigints: signed 32 or 64 bits for the IR's classes w and l
 *   s, d        JS numbers (s already rounded by Math.fround)
 *   Extended    any binary float up to 113 bits: long double as x87 (64 bits) or binary128 (113
 * bits)
 *
 * Everything rounds to nearest, ties to even, with gradual underflow, as IEEE 754 does.
 */

/**
 * A binary floating value of up to 113 bits: (-1)^sign * significand * 2^exponent.
 * Canonical: a finite significand is odd, or 0 with exponent 0; infinities and NaNs have 0 and 0.
 */
export interface Extended {
  readonly kind: 'finite' | 'infinite' | 'nan';
  readonly sign: 0 | 1;
  readonly exponent: number;
  readonly significand: bigint;
}

/** The long double of a target. */
export type ExtendedFormat = 'x87' | 'binary128';
export type FloatFormat = 'float' | 'double' | ExtendedFormat;

interface Shape {
  /** Bits of the significand. */
  readonly precision: number;
  /** Exponent of the least subnormal. */
  readonly least: number;
  /** Finite values are below 2^limit. */
  readonly limit: number;
}

const SHAPES = {
  float: { precision: 24, least: -149, limit: 128 },
  double: { precision: 53, least: -1074, limit: 1024 },
  x87: { precision: 64, least: -16445, limit: 16384 },
  binary128: { precision: 113, least: -16494, limit: 16384 },
} as const satisfies Record<FloatFormat, Shape>;

// ---------------------------------------------------------------- integers

/** The value of the low `bits` bits, read as signed or unsigned. */
export function wrap(value: bigint, bits: number, signed: boolean): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Sum, wrapped to a signed value of `bits` bits; so are the results of the next functions. */
export function addInts(a: bigint, b: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, a + b);
}

export function subInts(a: bigint, b: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, a - b);
}

export function mulInts(a: bigint, b: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, a * b);
}

export function negInt(a: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, -a);
}

export function andInts(a: bigint, b: bigint): bigint {
  return a & b;
}

export function orInts(a: bigint, b: bigint): bigint {
  return a | b;
}

export function xorInts(a: bigint, b: bigint): bigint {
  return a ^ b;
}

export function notInt(a: bigint): bigint {
  return ~a;
}

/** Quotient toward zero; null for a zero divisor and for the overflow of the least value by -1. */
export function divInts(a: bigint, b: bigint, bits: number, signed: boolean): bigint | null {
  const x = wrap(a, bits, signed);
  const y = wrap(b, bits, signed);
  if (y === 0n) return null;
  const quotient = x / y;
  if (signed && BigInt.asIntN(bits, quotient) !== quotient) return null;
  return BigInt.asIntN(bits, quotient);
}

/** Remainder with the dividend's sign; null where divInts gives null. */
export function remInts(a: bigint, b: bigint, bits: number, signed: boolean): bigint | null {
  if (divInts(a, b, bits, signed) === null) return null;
  return BigInt.asIntN(bits, wrap(a, bits, signed) % wrap(b, bits, signed));
}

/** Shift left by the count modulo the width (a power of two). */
export function shiftLeft(a: bigint, count: bigint, bits: number): bigint {
  return BigInt.asIntN(bits, a << BigInt(Number(BigInt.asUintN(32, count)) & (bits - 1)));
}

/** Shift right by the count modulo the width, arithmetic (`signed`) or logical. */
export function shiftRight(a: bigint, count: bigint, bits: number, signed: boolean): bigint {
  const by = BigInt(Number(BigInt.asUintN(32, count)) & (bits - 1));
  return BigInt.asIntN(bits, wrap(a, bits, signed) >> by);
}

export function rotateLeft(a: bigint, count: bigint, bits: number): bigint {
  const by = Number(BigInt.asUintN(32, count)) & (bits - 1);
  const u = BigInt.asUintN(bits, a);
  return BigInt.asIntN(bits, (u << BigInt(by)) | (u >> BigInt(bits - by)));
}

/** High half of the double-width product. */
export function mulHigh(a: bigint, b: bigint, bits: number, signed: boolean): bigint {
  return BigInt.asIntN(bits, (wrap(a, bits, signed) * wrap(b, bits, signed)) >> BigInt(bits));
}

/** Leading zero bits; the width for 0. */
export function countLeadingZeros(a: bigint, bits: number): bigint {
  return BigInt(bits - bitLength(BigInt.asUintN(bits, a)));
}

/** Trailing zero bits; the width for 0. */
export function countTrailingZeros(a: bigint, bits: number): bigint {
  const u = BigInt.asUintN(bits, a);
  return BigInt(u === 0n ? bits : trailingZeros(u));
}

export function countOnes(a: bigint, bits: number): bigint {
  let count = 0n;
  for (let u = BigInt.asUintN(bits, a); u !== 0n; u &= u - 1n) count++;
  return count;
}

export function swapBytes(a: bigint, bits: number): bigint {
  let result = 0n;
  for (let i = 0, u = BigInt.asUintN(bits, a); i < bits; i += 8, u >>= 8n) {
    result = (result << 8n) | (u & 255n);
  }
  return BigInt.asIntN(bits, result);
}

/** -1, 0 or 1. */
export function compareInts(a: bigint, b: bigint, bits: number, signed: boolean): -1 | 0 | 1 {
  const x = wrap(a, bits, signed);
  const y = wrap(b, bits, signed);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The logarithm of a power of two (read as unsigned `bits` bits), or -1. */
export function exactLog2(a: bigint, bits: number): number {
  const u = BigInt.asUintN(bits, a);
  return u !== 0n && (u & (u - 1n)) === 0n ? trailingZeros(u) : -1;
}

/** Number of bits of a value >= 0 (0 for 0). */
export function bitLength(value: bigint): number {
  if (value <= 0xffffffffn) return 32 - Math.clz32(Number(value));
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex[0]!, 16)) - 28);
}

function trailingZeros(value: bigint): number {
  return bitLength(value & -value) - 1;
}

// ---------------------------------------------------------------- rounding and conversion

const NAN: Extended = { kind: 'nan', sign: 0, exponent: 0, significand: 0n };

function zero(sign: 0 | 1): Extended {
  return { kind: 'finite', sign, exponent: 0, significand: 0n };
}

function infinity(sign: 0 | 1): Extended {
  return { kind: 'infinite', sign, exponent: 0, significand: 0n };
}

function canonical(sign: 0 | 1, significand: bigint, exponent: number): Extended {
  if (significand === 0n) return zero(sign);
  const strip = trailingZeros(significand);
  if (strip === 0) return { kind: 'finite', sign, exponent, significand };
  return {
    kind: 'finite',
    sign,
    exponent: exponent + strip,
    significand: significand >> BigInt(strip),
  };
}

/**
 * Rounds significand * 2^exponent (plus something below one unit, where `sticky`) to a format.
 * With `sticky`, the significand must have at least two bits more than the precision.
 */
function round(
  sign: 0 | 1,
  significand: bigint,
  exponent: number,
  sticky: boolean,
  format: FloatFormat,
): Extended {
  const { precision, least, limit }: Shape = SHAPES[format];
  const length = bitLength(significand);
  const drop = Math.max(length - precision, least - exponent);
  if (drop > length + 1) return zero(sign);
  let kept = significand;
  let power = exponent;
  if (drop > 0) {
    const by = BigInt(drop);
    kept = significand >> by;
    const rest = significand - (kept << by);
    const half = 1n << (by - 1n);
    if (rest > half || (rest === half && (sticky || (kept & 1n) === 1n))) kept++;
    power += drop;
  }
  if (kept !== 0n && bitLength(kept) + power > limit) return infinity(sign);
  return canonical(sign, kept, power);
}

/**
 * What division by a constant multiplies with: n / divisor is (n * multiplier) >> (bits + shift),
 * plus 1 for negative n when signed (Warren, Hacker's Delight, chapter 10). The divisor is at least
 * 2 and no power of two; an unsigned multiplier may need one bit more than `bits`: `overflow`.
 * The upper `spare` bits of n are known to be zero.
 */
export function divisionMagic(
  divisor: bigint,
  bits: 32 | 64,
  signed: boolean,
  spare = 0,
): { readonly multiplier: bigint; readonly shift: number; readonly overflow: boolean } {
  const values = 1n << BigInt((signed ? bits - 1 : bits) - spare);
  const largest = values - 1n - (values % divisor);
  let power = BigInt(bits) - 1n;
  let missing = 0n;
  do {
    power++;
    const remainder = (1n << power) % divisor;
    missing = remainder === 0n ? 0n : divisor - remainder;
  } while (1n << power <= largest * missing);
  const multiplier = ((1n << power) + missing) / divisor;
  return {
    multiplier,
    shift: Number(power) - bits,
    overflow: multiplier >= 1n << BigInt(bits),
  };
}

/** The value rounded to a format. */
export function roundExtended(x: Extended, format: FloatFormat): Extended {
  return x.kind === 'finite' ? round(x.sign, x.significand, x.exponent, false, format) : x;
}

const scratch = new DataView(new ArrayBuffer(8));

/** A JS number, exactly. */
export function extendedFromNumber(x: number): Extended {
  if (Number.isNaN(x)) return NAN;
  scratch.setFloat64(0, x);
  const high = scratch.getUint32(0);
  const sign = (high >>> 31) as 0 | 1;
  const biased = (high >>> 20) & 0x7ff;
  if (biased === 0x7ff) return infinity(sign);
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(scratch.getUint32(4));
  if (biased === 0) return canonical(sign, fraction, -1074);
  return canonical(sign, fraction | (1n << 52n), biased - 1075);
}

/** Rounded to double. */
export function extendedToNumber(x: Extended): number {
  return narrow(x, 'double');
}

/** Rounded to float (once, from the exact value). */
export function extendedToFloat32(x: Extended): number {
  return narrow(x, 'float');
}

function narrow(x: Extended, format: 'float' | 'double'): number {
  const r = roundExtended(x, format);
  if (r.kind === 'nan') return Number.NaN;
  const size =
    r.kind === 'infinite' ? Number.POSITIVE_INFINITY : Number(r.significand) * 2 ** r.exponent;
  return r.sign ? -size : size;
}

/** An integer of any size, rounded to a format. */
export function extendedFromInteger(value: bigint, format: FloatFormat): Extended {
  return value < 0n ? round(1, -value, 0, false, format) : round(0, value, 0, false, format);
}

/** The integer part (toward zero), or null for infinities and NaNs. */
export function extendedToInteger(x: Extended): bigint | null {
  if (x.kind !== 'finite') return null;
  const { significand, exponent } = x;
  const size = exponent >= 0 ? significand << BigInt(exponent) : significand >> BigInt(-exponent);
  return x.sign ? -size : size;
}

/** An integer as a number of class d or (rounded once) s. */
export function integerToNumber(value: bigint, format: 'float' | 'double'): number {
  const x = Number(value);
  if (format === 'double') return x;
  return Number.isSafeInteger(x)
    ? Math.fround(x)
    : extendedToFloat32(extendedFromInteger(value, format));
}

/** The integer part of a number, or null for infinities and NaNs. */
export function numberToInteger(x: number): bigint | null {
  return Number.isFinite(x) ? BigInt(Math.trunc(x)) : null;
}

/** The bits of a float (`bits` 32) or double as a signed integer. */
export function bitsOfNumber(x: number, bits: 32 | 64): bigint {
  if (bits === 64) scratch.setFloat64(0, x);
  else scratch.setFloat32(0, x);
  return bits === 64 ? scratch.getBigInt64(0) : BigInt(scratch.getInt32(0));
}

/** The float (`bits` 32) or double with the given bits. */
export function numberOfBits(value: bigint, bits: 32 | 64): number {
  if (bits === 64) scratch.setBigInt64(0, value);
  else scratch.setInt32(0, Number(BigInt.asIntN(32, value)));
  return bits === 64 ? scratch.getFloat64(0) : scratch.getFloat32(0);
}

// ---------------------------------------------------------------- arithmetic on Extended

export function negExtended(x: Extended): Extended {
  return { kind: x.kind, sign: x.sign ? 0 : 1, exponent: x.exponent, significand: x.significand };
}

export function absExtended(x: Extended): Extended {
  return x.sign ? negExtended(x) : x;
}

/** a + b. */
export function addExtended(a: Extended, b: Extended, format: FloatFormat): Extended {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  if (a.kind === 'infinite') return b.kind === 'infinite' && a.sign !== b.sign ? NAN : a;
  if (b.kind === 'infinite') return b;
  const low = Math.min(a.exponent, b.exponent);
  const x = a.significand << BigInt(a.exponent - low);
  const y = b.significand << BigInt(b.exponent - low);
  const sum = (a.sign ? -x : x) + (b.sign ? -y : y);
  if (sum === 0n) return zero(x === 0n && a.sign && b.sign ? 1 : 0);
  return sum < 0n ? round(1, -sum, low, false, format) : round(0, sum, low, false, format);
}

/** a - b. */
export function subExtended(a: Extended, b: Extended, format: FloatFormat): Extended {
  return addExtended(a, negExtended(b), format);
}

/** a * b. */
export function mulExtended(a: Extended, b: Extended, format: FloatFormat): Extended {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind === 'infinite' || b.kind === 'infinite')
    return isZero(a) || isZero(b) ? NAN : infinity(sign);
  return round(sign, a.significand * b.significand, a.exponent + b.exponent, false, format);
}

/** a / b. */
export function divExtended(a: Extended, b: Extended, format: FloatFormat): Extended {
  if (a.kind === 'nan' || b.kind === 'nan') return NAN;
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? NAN : infinity(sign);
  if (b.kind === 'infinite') return zero(sign);
  if (isZero(b)) return isZero(a) ? NAN : infinity(sign);
  if (isZero(a)) return zero(sign);
  return divideRound(sign, a.significand, b.significand, a.exponent - b.exponent, format);
}

/** The square root; NaN below zero. */
export function sqrtExtended(x: Extended, format: FloatFormat): Extended {
  if (x.kind === 'nan' || isZero(x)) return x;
  if (x.sign) return NAN;
  if (x.kind === 'infinite') return x;
  const wanted = 2 * (SHAPES[format].precision + 2);
  let shift = Math.max(0, wanted - bitLength(x.significand));
  if ((x.exponent - shift) % 2 !== 0) shift++;
  const scaled = x.significand << BigInt(shift);
  let root = 1n << BigInt((bitLength(scaled) + 1) >> 1);
  for (;;) {
    const next = (root + scaled / root) >> 1n;
    if (next >= root) break;
    root = next;
  }
  return round(0, root, (x.exponent - shift) / 2, root * root !== scaled, format);
}

/** -1, 0, 1, or null when unordered. */
export function compareExtended(a: Extended, b: Extended): -1 | 0 | 1 | null {
  if (a.kind === 'nan' || b.kind === 'nan') return null;
  if (isZero(a) && isZero(b)) return 0;
  if (a.sign !== b.sign) return a.sign ? -1 : 1;
  const size = compareSizes(a, b);
  return size === 0 ? 0 : size < 0 === (a.sign === 0) ? -1 : 1;
}

function compareSizes(a: Extended, b: Extended): number {
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    return Number(a.kind === 'infinite') - Number(b.kind === 'infinite');
  }
  if (isZero(a) || isZero(b)) return Number(!isZero(a)) - Number(!isZero(b));
  const top = bitLength(a.significand) + a.exponent - bitLength(b.significand) - b.exponent;
  if (top !== 0) return top;
  const low = Math.min(a.exponent, b.exponent);
  const x = a.significand << BigInt(a.exponent - low);
  const y = b.significand << BigInt(b.exponent - low);
  return x < y ? -1 : x > y ? 1 : 0;
}

function isZero(x: Extended): boolean {
  return x.kind === 'finite' && x.significand === 0n;
}

function divideRound(
  sign: 0 | 1,
  numerator: bigint,
  denominator: bigint,
  exponent: number,
  format: FloatFormat,
): Extended {
  const wanted = SHAPES[format].precision + 3;
  const shift = Math.max(0, wanted + bitLength(denominator) - bitLength(numerator));
  const scaled = numerator << BigInt(shift);
  const quotient = scaled / denominator;
  return round(sign, quotient, exponent - shift, quotient * denominator !== scaled, format);
}

// ---------------------------------------------------------------- memory images

/** The 16 bytes of a long double, little-endian (x87: 10 bytes and zero padding). */
export function extendedToBytes(x: Extended, format: ExtendedFormat): Uint8Array {
  const r = roundExtended(x, format);
  const fraction = format === 'x87' ? 63 : 112;
  let biased = 0x7fff;
  let bits = r.kind === 'nan' ? 3n << BigInt(fraction - 1) : 1n << BigInt(fraction);
  if (r.kind === 'finite') {
    biased = 0;
    bits = 0n;
    if (r.significand !== 0n) {
      const top = bitLength(r.significand) - 1 + r.exponent;
      biased = Math.max(top, -16382) + 16383;
      bits = r.significand << BigInt(r.exponent - (biased - 16383 - fraction));
      if (top < -16382) biased = 0;
    }
  }
  const head = (r.sign << 15) | biased;
  const low = format === 'x87' ? bits : BigInt.asUintN(112, bits);
  return bytesOf((BigInt(head) << BigInt(format === 'x87' ? 64 : 112)) | low, 16);
}

/** The long double whose bytes (10 or 16 at least) are given. x87 unnormals read as NaN. */
export function extendedFromBytes(bytes: Uint8Array, format: ExtendedFormat): Extended {
  const size = format === 'x87' ? 10 : 16;
  let image = 0n;
  for (let i = size - 1; i >= 0; i--) image = (image << 8n) | BigInt(bytes[i]!);
  const fraction = format === 'x87' ? 63 : 112;
  const head = Number(image >> BigInt(size * 8 - 16));
  const sign = (head >> 15) as 0 | 1;
  const biased = head & 0x7fff;
  const low = BigInt.asUintN(fraction, image);
  const explicit = format === 'x87' ? (image >> 63n) & 1n : biased === 0 ? 0n : 1n;
  if (biased === 0x7fff) {
    return low === 0n ? infinity(sign) : { ...NAN, sign };
  }
  if (explicit === 0n && biased !== 0) return NAN;
  const significand = low | (explicit << BigInt(fraction));
  return canonical(sign, significand, Math.max(biased, 1) - 16383 - fraction);
}

/** The low `size` bytes of an integer, little-endian. */
export function bytesOf(value: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0, rest = BigInt.asUintN(size * 8, value); i < size; i++, rest >>= 8n) {
    bytes[i] = Number(rest & 255n);
  }
  return bytes;
}

/** The unsigned integer of little-endian bytes. */
export function integerOfBytes(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

// ---------------------------------------------------------------- constants of C text (6.4.4)

/** An integer constant: its value and what its suffix says; `u`, `ll` and GNU `i` in any order. */
export interface IntegerConstant {
  readonly value: bigint;
  readonly base: 2 | 8 | 10 | 16;
  readonly unsigned: boolean;
  readonly longs: 0 | 1 | 2;
  readonly imaginary: boolean;
}

const INTEGER = /^(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|(0[0-7]*)|([1-9][0-9]*))([uUlLiIjJ]*)$/;
const INTEGER_SUFFIX = /^(?:u?(?:ll|LL|[lL])?|(?:ll|LL|[lL])u)$/;

/** Parses an integer constant (6.4.4.1), or gives null. */
export function parseInteger(text: string): IntegerConstant | null {
  const match = INTEGER.exec(text);
  if (!match) return null;
  const [, hex, binary, octal, decimal] = match;
  const given = match[5]!;
  const suffix = given.replace(/[ijIJ]/, '').replace('U', 'u');
  if (!INTEGER_SUFFIX.test(suffix)) return null;
  const base = hex ? 16 : binary ? 2 : octal ? 8 : 10;
  const digits = hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : decimal!;
  return {
    value: BigInt(digits),
    base,
    unsigned: suffix.includes('u'),
    longs: suffix.replace('u', '').length as 0 | 1 | 2,
    imaginary: /[ij]/i.test(given),
  };
}

/** The value of digits in a base from 2 to 36; 0 for none. */
export function parseDigits(digits: string, base: number): bigint {
  if (base === 10) return BigInt(digits || '0');
  let value = 0n;
  for (const digit of digits) value = value * BigInt(base) + BigInt(Number.parseInt(digit, 36));
  return value;
}

/**
 * A floating constant exactly as written: significand * base^exponent, and its suffix in lower
 * case.
 */
export interface FloatingConstant {
  readonly significand: bigint;
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly suffix: string;
}

const DECIMAL_FLOAT = /^(?=\.?[0-9])([0-9]*)(\.?)([0-9]*)(?:[eE]([+-]?[0-9]+))?([a-zA-Z]\w*)?$/;
const HEX_FLOAT =
  /^0[xX](?=\.?[0-9a-fA-F])([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)([a-zA-Z]\w*)?$/;

/**
 * Parses a floating constant (6.4.4.2; without point or exponent it is still taken), or gives null.
 */
export function parseFloating(text: string): FloatingConstant | null {
  const hex = HEX_FLOAT.exec(text);
  if (hex) {
    const [, whole, fraction, power, suffix] = hex;
    return {
      significand: BigInt(`0x${whole}${fraction}`),
      base: 2,
      exponent: Number(power) - 4 * fraction!.length,
      suffix: (suffix ?? '').toLowerCase(),
    };
  }
  const decimal = DECIMAL_FLOAT.exec(text);
  if (!decimal) return null;
  const [, whole, , fraction, power, suffix] = decimal;
  const kept = fraction!.replace(/0+$/, '');
  return {
    significand: BigInt(whole! + kept || '0'),
    base: 10,
    exponent: Number(power ?? 0) - kept.length,
    suffix: (suffix ?? '').toLowerCase(),
  };
}

/** A floating constant correctly rounded to a format. */
export function floatingToExtended(constant: FloatingConstant, format: FloatFormat): Extended {
  const { significand, base, exponent } = constant;
  if (significand === 0n) return zero(0);
  if (base === 2) return round(0, significand, exponent, false, format);
  const magnitude = bitLength(significand) * 0.30103 + exponent;
  if (magnitude > 5000) return infinity(0);
  if (magnitude < -5000) return zero(0);
  if (exponent >= 0) return round(0, significand * 10n ** BigInt(exponent), 0, false, format);
  return divideRound(0, significand, 10n ** BigInt(-exponent), 0, format);
}

/** A floating constant correctly rounded to float or double. */
export function floatingToNumber(constant: FloatingConstant, format: 'float' | 'double'): number {
  if (format === 'double' && constant.base === 10) {
    return Number(`${constant.significand}e${constant.exponent}`);
  }
  return narrow(floatingToExtended(constant, format), format);
}

// ---------------------------------------------------------------- text of floats

/** The exact text of an Extended: `0x1.8p+1` style without a point, `inf`, `nan`, sign first. */
export function extendedText(x: Extended): string {
  const sign = x.sign ? '-' : '';
  if (x.kind !== 'finite') return sign + (x.kind === 'nan' ? 'nan' : 'inf');
  return `${sign}0x${x.significand.toString(16)}p${x.exponent}`;
}

/** Reads what extendedText writes, or gives null. */
export function parseExtended(text: string): Extended | null {
  const sign = text.startsWith('-') ? 1 : 0;
  const body = text.slice(sign);
  if (body === 'inf') return infinity(sign);
  if (body === 'nan') return { ...NAN, sign };
  const match = /^0x([0-9a-f]+)p(-?[0-9]+)$/.exec(body);
  return match ? canonical(sign, BigInt(`0x${match[1]}`), Number(match[2])) : null;
}

/** |x| rounded (ties to even, exactly) to `places` decimal places, as digits without a point. */
export function decimalDigits(x: Extended, places: number): string {
  let numerator = x.significand;
  let denominator = 1n;
  if (x.exponent >= 0) numerator <<= BigInt(x.exponent);
  else denominator <<= BigInt(-x.exponent);
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  let quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  if (twice > denominator || (twice === denominator && (quotient & 1n) === 1n)) quotient++;
  return quotient.toString();
}

/** The decimal exponent of a finite |x| > 0: 10^e <= |x| < 10^(e+1). */
export function decimalExponent(x: Extended): number {
  const estimate = Math.floor((bitLength(x.significand) + x.exponent - 1) * Math.LOG10E * Math.LN2);
  for (let e = estimate + 2; ; e--) {
    let left = x.significand;
    let right = 1n;
    if (x.exponent >= 0) left <<= BigInt(x.exponent);
    else right <<= BigInt(-x.exponent);
    if (e >= 0) right *= 10n ** BigInt(e);
    else left *= 10n ** BigInt(-e);
    if (left >= right) return e;
  }
}

/** 128 bits that hold a number of `bits` bits again and again. */
export function repeatLane(lane: bigint, bits: number): bigint {
  let all = 0n;
  for (let at = 0; at < 128; at += bits) all |= BigInt.asUintN(bits, lane) << BigInt(at);
  return all;
}
