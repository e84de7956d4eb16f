/** The text of printf conversions (7.21.6.1), correctly rounded, as glibc prints them. */
import {
  decimalDigits,
  decimalExponent,
  type Extended,
  extendedFromNumber,
  wrap,
} from '../numbers.ts';

/** Where conversions take their arguments and `%s`, `%n` reach memory. */
export interface FormatArguments {
  /** The next integer argument, signed, of 32 or 64 bits. */
  integer(bits: 32 | 64): bigint;
  double(): number;
  extended(): Extended;
  /** Bytes of a string up to its end, or to a limit. */
  string(address: number, limit: number): string;
  /** Stores the count of %n. */
  count(address: number, size: number, value: number): void;
}

interface Spec {
  readonly flags: string;
  readonly width: number;
  /** -1 when not given. */
  readonly precision: number;
  readonly length: string;
  readonly conversion: string;
}

const DIRECTIVE = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d*))?(hh|h|ll|l|q|L|j|z|t)?([a-zA-Z%])/g;

/** Formats; characters stand for bytes. */
export function formatText(format: string, args: FormatArguments): string {
  let out = '';
  let last = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    out += format.slice(last, match.index);
    last = match.index + match[0].length;
    let flags = match[1]!;
    let width = match[2] === '*' ? Number(args.integer(32)) : Number(match[2] ?? 0);
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    const given = match[3];
    let precision =
      given === undefined ? -1 : given === '*' ? Number(args.integer(32)) : Number(given);
    if (precision < 0) precision = -1;
    const spec = { flags, width, precision, length: match[4] ?? '', conversion: match[5]! };
    out += convert(spec, args, out.length);
  }
  return out + format.slice(last);
}

function convert(spec: Spec, args: FormatArguments, written: number): string {
  const { conversion, length, precision } = spec;
  switch (conversion) {
    case '%':
      return '%';
    case 'd':
    case 'i':
      return integer(spec, wrap(args.integer(widthOf(length)), bitsOf(length), true));
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return integer(spec, wrap(args.integer(widthOf(length)), bitsOf(length), false));
    case 'c':
      return pad(spec, '', String.fromCharCode(Number(args.integer(32)) & 255), false);
    case 's': {
      const address = Number(wrap(args.integer(64), 64, false));
      const limit = precision < 0 ? Number.POSITIVE_INFINITY : precision;
      const text = address === 0 ? '(null)' : args.string(address, limit);
      return pad(spec, '', text.slice(0, limit), false);
    }
    case 'p': {
      const address = wrap(args.integer(64), 64, false);
      return pad(spec, '', address === 0n ? '(nil)' : `0x${address.toString(16)}`, false);
    }
    case 'n':
      args.count(Number(args.integer(64)), bitsOf(length) / 8, written);
      return '';
    default: {
      if (!/[eEfFgGaA]/.test(conversion)) return `%${conversion}`;
      return floating(spec, length === 'L' ? args.extended() : extendedFromNumber(args.double()));
    }
  }
}

function widthOf(length: string): 32 | 64 {
  return length === '' || length.startsWith('h') ? 32 : 64;
}

function bitsOf(length: string): number {
  return length === 'hh' ? 8 : length === 'h' ? 16 : widthOf(length);
}

function integer(spec: Spec, value: bigint): string {
  const { conversion, flags, precision } = spec;
  const base = conversion === 'o' ? 8 : /x/i.test(conversion) ? 16 : 10;
  const negative = value < 0n;
  let digits = negative ? value.toString(base).slice(1) : value.toString(base);
  if (value === 0n && precision === 0) digits = '';
  digits = digits.padStart(precision, '0');
  let sign = '';
  if (conversion === 'd' || conversion === 'i') sign = signOf(negative, flags);
  else if (flags.includes('#')) {
    if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
    if (base === 16 && value !== 0n) sign = '0x';
  }
  const text = pad(spec, sign, digits, precision < 0);
  return conversion === 'X' ? text.toUpperCase() : text;
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/**
 * Fills to the width: on the right for '-', with zeros behind the sign for '0' where that is
 * allowed.
 */
function pad(spec: Spec, sign: string, body: string, zeros: boolean): string {
  const missing = spec.width - sign.length - body.length;
  if (missing <= 0) return sign + body;
  if (spec.flags.includes('-')) return sign + body + ' '.repeat(missing);
  if (zeros && spec.flags.includes('0')) return sign + '0'.repeat(missing) + body;
  return ' '.repeat(missing) + sign + body;
}

function floating(spec: Spec, x: Extended): string {
  const { conversion, flags } = spec;
  const lower = conversion.toLowerCase();
  const precision = spec.precision < 0 ? 6 : spec.precision;
  const sign = signOf(x.sign === 1, flags);
  let text: string;
  if (x.kind !== 'finite') {
    text = pad(spec, sign, x.kind === 'nan' ? 'nan' : 'inf', false);
  } else if (lower === 'a') text = pad(spec, `${sign}0x`, hexFloat(x, spec.precision, flags), true);
  else if (lower === 'f') text = pad(spec, sign, fixed(x, precision, flags.includes('#')), true);
  else if (lower === 'e')
    text = pad(spec, sign, scientific(x, precision, flags.includes('#')), true);
  else text = pad(spec, sign, general(x, precision, flags.includes('#')), true);
  return conversion === lower ? text : text.toUpperCase();
}

function fixed(x: Extended, places: number, point: boolean): string {
  const digits = decimalDigits(x, places).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return places > 0
    ? `${whole}.${digits.slice(digits.length - places)}`
    : whole + (point ? '.' : '');
}

/** Digits (places + 1 of them) and the exponent of the first, after rounding. */
function significant(x: Extended, places: number): [string, number] {
  if (x.significand === 0n) return ['0'.repeat(places + 1), 0];
  const exponent = decimalExponent(x);
  const digits = decimalDigits(x, places - exponent);
  return digits.length > places + 1 ? [digits.slice(0, -1), exponent + 1] : [digits, exponent];
}

function scientific(x: Extended, places: number, point: boolean): string {
  const [digits, exponent] = significant(x, places);
  const fraction = places > 0 || point ? `.${digits.slice(1)}` : '';
  return `${digits[0]}${fraction}e${exponentText(exponent)}`;
}

function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function general(x: Extended, precision: number, point: boolean): string {
  const wanted = precision === 0 ? 1 : precision;
  const [, exponent] = significant(x, wanted - 1);
  const plain = exponent >= -4 && exponent < wanted;
  const text = plain ? fixed(x, wanted - 1 - exponent, point) : scientific(x, wanted - 1, point);
  if (point || !text.includes('.')) return text;
  const [body, tail] = text.split('e');
  return body!.replace(/\.?0+$/, '') + (tail === undefined ? '' : `e${tail}`);
}

/** 1.xxxp+e, as glibc prints doubles. */
function hexFloat(x: Extended, precision: number, flags: string): string {
  if (x.significand === 0n) return `0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+0`;
  const bits = x.significand.toString(2);
  let exponent = x.exponent + bits.length - 1;
  let fraction = bits.slice(1).padEnd(Math.ceil((bits.length - 1) / 4) * 4, '0');
  let lead = '1';
  if (precision >= 0 && fraction.length > precision * 4) {
    const scaled: Extended = { ...x, exponent: x.exponent - exponent + precision * 4 };
    const digits = BigInt(decimalDigits(scaled, 0))
      .toString(2)
      .padStart(precision * 4 + 1, '0');
    lead = digits.length > precision * 4 + 1 ? '10' : '1';
    fraction = digits.slice(lead.length, precision * 4 + lead.length);
    if (lead === '10') {
      lead = '1';
      exponent++;
    }
  }
  let hex = '';
  for (let i = 0; i < fraction.length; i += 4)
    hex += Number.parseInt(fraction.slice(i, i + 4), 2).toString(16);
  hex = precision < 0 ? hex.replace(/0+$/, '') : hex.padEnd(precision, '0');
  const point = hex !== '' || flags.includes('#') ? `.${hex}` : '';
  return `${lead}${point}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
