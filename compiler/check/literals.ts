/**
 * Constants and string literals (C11 6.4.4, 6.4.5). Literals are read as bytes, one character a
 * byte.
 */

import { Qualifier } from '../ast.ts';
import { floatingToExtended, floatingToNumber, parseFloating, parseInteger } from '../numbers.ts';
import { encodeSource, type Position } from '../source.ts';
import type { Expr, ObjectInitializer, Variable } from '../typed.ts';
import { type FloatType, type IntegerType, integerOf, qualify, type Type } from '../types.ts';
import { type Checker, error, errorExpr, type Units } from './checker.ts';
import { staticObject } from './entities.ts';
import { integerExpr } from './fold.ts';

/** 6.4.4.1 and 6.4.4.2: an integer or floating constant from its preprocessing number. */
export function numberConstant(c: Checker, pos: Position, text: string): Expr {
  const integer = parseInteger(text);
  if (integer) {
    const type = integerType(c, integer.value, integer);
    if (integer.imaginary) return imaginary(c, integerExpr(c.types.int, pos, integer.value), pos);
    return { kind: 'integer', type, pos, value: integer.value };
  }
  return floatingConstant(c, pos, text);
}

function integerType(
  c: Checker,
  value: bigint,
  constant: { base: number; unsigned: boolean; longs: 0 | 1 | 2 },
): IntegerType {
  const { types } = c;
  const signed = [types.int, types.long, types.llong];
  const unsigned = [types.uint, types.ulong, types.ullong];
  for (let rank = constant.longs; rank < 3; rank++) {
    const bits = BigInt(signed[rank]!.size * 8);
    if (!constant.unsigned && value >> (bits - 1n) === 0n) return signed[rank]!;
    if ((constant.unsigned || constant.base !== 10) && value >> bits === 0n) return unsigned[rank]!;
  }
  if (value >> 64n === 0n) return types.ullong;
  return types.int128;
}

const FLOAT_SUFFIXES: Readonly<Record<string, 'float' | 'double' | 'longDouble'>> = {
  '': 'double',
  f: 'float',
  l: 'longDouble',
  f32: 'float',
  f64: 'double',
  f32x: 'double',
  f64x: 'longDouble',
};

function floatingConstant(c: Checker, pos: Position, text: string): Expr {
  if (/^0\d+[uUlL]*$/.test(text)) {
    const digit = /[89]/.exec(text)?.[0];
    error(c, pos, `invalid digit "${digit}" in octal constant`);
    return errorExpr(c, pos);
  }
  const constant = parseFloating(text);
  const isImaginary = /[ij]/i.test(constant?.suffix ?? '');
  const kind = FLOAT_SUFFIXES[(constant?.suffix ?? '?').replace(/[ij]/, '')];
  if (!constant || !kind) {
    const suffix = /^(?:0[xX][\da-fA-F.]*(?:[pP][+-]?\d+)?|[\d.]+(?:[eE][+-]?\d+)?)(.*)$/.exec(
      text,
    )?.[1];
    const what = /^[\d]+$|^0[xX][\da-fA-F]+$/.test(
      text.slice(0, text.length - (suffix ?? '').length),
    );
    error(
      c,
      pos,
      `invalid suffix "${suffix ?? text}" on ${what ? 'integer' : 'floating'} constant`,
    );
    return errorExpr(c, pos);
  }
  const type = c.types[kind];
  const value =
    type.name === 'long double'
      ? floatingToExtended(constant, c.model.longDouble.format)
      : floatingToNumber(constant, type.name);
  const expr: Expr = { kind: 'floating', type, pos, value };
  return isImaginary ? imaginary(c, expr, pos) : expr;
}

function imaginary(c: Checker, part: Expr, pos: Position): Expr {
  const element = part.type as FloatType | IntegerType;
  const zero: Expr =
    part.kind === 'floating' && typeof part.value !== 'number'
      ? { ...part, value: floatingToExtended(parseFloating('0.0')!, c.model.longDouble.format) }
      : part.kind === 'floating'
        ? { ...part, value: 0 }
        : integerExpr(element, pos, 0n);
  return { kind: 'complex', type: c.types.complex(element), pos, real: zero, imaginary: part };
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  ...{ n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, e: 27, E: 27 },
  ...{ '\\': 92, "'": 39, '"': 34, '?': 63 },
};

/** Gathers units; no character of a literal's text makes more units than it has bytes. */
class UnitWriter {
  length = 0;
  private readonly units: Units;

  constructor(
    private readonly size: 1 | 2 | 4,
    most: number,
  ) {
    const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
    this.units = new kinds[size](most);
  }

  /** A unit's value as it is: a byte, or what an octal or hexadecimal escape says. */
  raw(value: number): void {
    this.units[this.length++] = value;
  }

  /** A character, in the encoding of the unit's size (6.4.5p6). */
  codePoint(value: number): void {
    if (this.size === 1) this.utf8(value);
    else if (this.size === 2 && value > 0xffff) {
      const rest = value - 0x10000;
      this.raw(0xd800 | (rest >> 10));
      this.raw(0xdc00 | (rest & 0x3ff));
    } else this.raw(value);
  }

  private utf8(value: number): void {
    if (value < 0x80) {
      this.raw(value);
      return;
    }
    const further = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
    this.raw([0, 0xc0, 0xe0, 0xf0][further]! | (value >> (6 * further)));
    for (let i = further - 1; i >= 0; i--) this.raw(0x80 | ((value >> (6 * i)) & 63));
  }

  finish(): Units {
    return this.units.subarray(0, this.length);
  }
}

/** Reads the inside of a literal, a character a byte; wide units decode UTF-8 sequences. */
function readChars(c: Checker, pos: Position, body: string, size: number, into: UnitWriter): void {
  let i = 0;
  while (i < body.length) {
    const code = body.charCodeAt(i);
    if (code === BACKSLASH) i = readEscape(c, pos, body, i + 1, into);
    else if (size > 1 && code >= 0x80) {
      const [value, next] = readUtf8(body, i);
      into.codePoint(value);
      i = next;
    } else {
      into.raw(code);
      i++;
    }
  }
}

const BACKSLASH = 0x5c;

/** Reads an escape sequence from after its backslash (6.4.4.4); gives where it ends. */
function readEscape(c: Checker, pos: Position, body: string, at: number, into: UnitWriter): number {
  const letter = body[at] ?? '';
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) {
    into.raw(simple);
    return at + 1;
  }
  const octal = /^[0-7]{1,3}/.exec(body.slice(at, at + 3))?.[0];
  if (octal) {
    into.raw(Number.parseInt(octal, 8));
    return at + octal.length;
  }
  if (letter === 'x') {
    const digits = hexDigits(body, at + 1, body.length);
    if (!digits) error(c, pos, '\\x used with no following hex digits');
    into.raw(Number.parseInt(digits.slice(-8) || '0', 16));
    return at + 1 + digits.length;
  }
  if (letter === 'u' || letter === 'U') {
    const length = letter === 'u' ? 4 : 8;
    const digits = hexDigits(body, at + 1, at + 1 + length);
    if (digits.length < length) {
      error(c, pos, `incomplete universal character name \\${letter}${digits}`);
    }
    into.codePoint(Number.parseInt(digits, 16) || 0);
    return at + 1 + digits.length;
  }
  c.diagnostics.warning(pos, 'unknown-escape', `unknown escape sequence: '\\${letter}'`, true);
  into.raw(body.charCodeAt(at) || BACKSLASH);
  return at + 1;
}

function hexDigits(body: string, from: number, to: number): string {
  let end = from;
  while (end < to && /[\da-fA-F]/.test(body[end] ?? '')) end++;
  return body.slice(from, end);
}

/** Decodes one UTF-8 sequence of a byte-a-character string; a stray byte is itself. */
function readUtf8(body: string, at: number): [number, number] {
  const first = body.charCodeAt(at);
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  if (length === 1) return [first, at + 1];
  let value = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = body.charCodeAt(at + i);
    if ((byte & 0xc0) !== 0x80) return [first, at + 1];
    value = (value << 6) | (byte & 0x3f);
  }
  return [value, at + length];
}

type Prefix = '' | 'L' | 'u' | 'U' | 'u8';

function splitLiteral(text: string): { prefix: Prefix; body: string } {
  const quote = text.search(/['"]/);
  const body = text.slice(quote + 1, -1);
  const ascii = /^[\x00-\x7f]*$/.test(body);
  return {
    prefix: text.slice(0, quote) as Prefix,
    body: ascii ? body : Buffer.from(encodeSource(body)).toString('latin1'),
  };
}

/** The element type of a literal with a prefix (wchar_t, char16_t, char32_t). */
function unitType(c: Checker, prefix: Prefix): IntegerType {
  if (prefix === 'L') return c.options.shortWchar ? c.types.ushort : c.types.int;
  if (prefix === 'u') return c.types.ushort;
  if (prefix === 'U') return c.types.uint;
  return c.types.char;
}

/** 6.4.4.4: a character constant; several characters make a big-endian int, as gcc does. */
export function characterConstant(c: Checker, pos: Position, text: string): Expr {
  const { prefix, body } = splitLiteral(text);
  const type = unitType(c, prefix);
  const size = prefix === '' || prefix === 'u8' ? 1 : (type.size as 2 | 4);
  const writer = new UnitWriter(size, body.length);
  readChars(c, pos, body, size, writer);
  const units = writer.finish();
  if (units.length === 0) {
    error(c, pos, 'empty character constant');
    return errorExpr(c, pos);
  }
  if (prefix !== '' && prefix !== 'u8') return integerExpr(type, pos, BigInt(units.at(-1)!));
  if (units.length === 1) {
    const char = integerExpr(c.types.char, pos, BigInt(units[0]!));
    return { kind: 'integer', type: c.types.int, pos, value: (char as { value: bigint }).value };
  }
  const long = units.length > 4;
  const message = long
    ? 'character constant too long for its type'
    : 'multi-character character constant';
  c.diagnostics.warning(pos, long ? 'overflow' : 'multichar', message, true);
  const value = [...units.slice(-4)].reduce((sum, unit) => (sum << 8n) | BigInt(unit), 0n);
  return integerExpr(c.types.int, pos, value);
}

export interface StringValue {
  readonly element: IntegerType;
  /** Units without the terminating null. */
  readonly units: Units;
}

/** 6.4.5: adjacent string literals as one. */
export function stringValue(c: Checker, pos: Position, texts: readonly string[]): StringValue {
  const parts = texts.map(splitLiteral);
  const prefix = parts.find((part) => part.prefix !== '' && part.prefix !== 'u8')?.prefix ?? '';
  if (parts.some((p) => p.prefix !== '' && p.prefix !== 'u8' && p.prefix !== prefix)) {
    error(c, pos, 'unsupported non-standard concatenation of string literals');
  }
  const element = unitType(c, prefix);
  const most = parts.reduce((sum, part) => sum + part.body.length, 0);
  const writer = new UnitWriter(element.size as 1 | 2 | 4, most);
  for (const { body } of parts) readChars(c, pos, body, element.size, writer);
  return { element, units: writer.finish() };
}

/** String literals that stand for a name or a template: their characters. */
export function stringText(c: Checker, pos: Position, texts: readonly string[]): string {
  return Buffer.from(stringValue(c, pos, texts).units).toString('latin1');
}

/** Little-endian bytes of units. */
export function unitBytes(units: Units): Uint8Array {
  return new Uint8Array(units.buffer, units.byteOffset, units.byteLength);
}

/**
 * A string literal as an lvalue: an anonymous static array; equal literals are one object. One that
 * only fills an array is not `referenced` until markLiterals says that it is copied at run time.
 */
export function stringExpr(c: Checker, pos: Position, value: StringValue, referenced = true): Expr {
  const variable = stringVariable(c, pos, value);
  if (referenced) variable.referenced = true;
  return { kind: 'variable', type: variable.type, pos, variable };
}

function stringVariable(c: Checker, pos: Position, value: StringValue): Variable {
  const { element } = value;
  const units = terminated(value.units);
  const key = `${element.name}:${Buffer.from(unitBytes(units)).toString('latin1')}`;
  const known = c.literals.get(key);
  if (known) return known;
  const type = c.types.array(element, units.length);
  const variable = staticObject(c, `.LC${c.counters.symbol++}`, type, pos, true);
  c.literals.set(key, variable);
  c.literalUnits.set(variable, units);
  return variable;
}

function terminated(units: Units): Units {
  const kinds = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
  const all = new kinds[units.BYTES_PER_ELEMENT as 1 | 2 | 4](units.length + 1);
  all.set(units);
  return all;
}

/** The variable `__func__` stands for (6.4.2.2). */
export function functionName(c: Checker, pos: Position): Expr {
  const name = c.func?.entity.name ?? '';
  const units = encodeSource(name);
  const expr = stringExpr(c, pos, { element: c.types.char, units });
  const constant = qualify(expr.type, Qualifier.const);
  return { ...expr, type: constant };
}

/** Whether a type is an array of a character type a string literal of `element` may initialize. */
export function takesString(type: Type, element: IntegerType): boolean {
  if (type.kind !== 'array') return false;
  const target = integerOf(type.of);
  if (!target || target.size !== element.size || target.name === '_Bool') return false;
  return true;
}

/** The string literals an automatic object's initializer copies from are needed at run time. */
export function markLiterals(initializer: ObjectInitializer): void {
  for (const { value } of initializer.parts) {
    if (value.kind === 'variable' && value.variable.literal) value.variable.referenced = true;
  }
}

/** Defines the string literals that anything refers to; called at the end of the unit. */
export function defineLiterals(c: Checker): void {
  for (const variable of c.literals.values()) {
    const units = c.literalUnits.get(variable)!;
    const { type } = variable;
    if (!variable.referenced || type.kind !== 'array') continue;
    const bytes = unitBytes(units);
    const parts = [{ offset: 0, type, bits: null, value: { kind: 'bytes', bytes } }] as const;
    c.output.push({ kind: 'object-definition', variable, size: bytes.length, parts });
  }
}
