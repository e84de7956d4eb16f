/**
 * The controlling expressions of #if and #elif (6.10.1, 6.6): gets the words of the line, gives
 * whether the group is taken. Precedence climbing; operands that are not evaluated are parsed
 * with `dead` above 0.
 */
import { expandList } from './expand.ts';
import { END_WORD } from './names.ts';
import { classOf, type State, textOf } from './state.ts';
import { TokenKind } from './tokens.ts';
import * as w from './wide.ts';

class Malformed extends Error {}

interface Reader {
  readonly state: State;
  readonly words: readonly number[];
  at: number;
  dead: number;
}

/** Evaluates a condition; a fault is reported and counts as false. */
export function evaluateCondition(
  state: State,
  line: readonly number[],
  directive: string,
): boolean {
  state.inCondition = true;
  const words = expandList(state, line);
  state.inCondition = false;
  const reader: Reader = { state, words, at: 0, dead: 0 };
  try {
    if (words.length === 0) throw new Malformed(`#${directive} with no expression`);
    const value = conditional(reader);
    if (reader.at < words.length) throw new Malformed(afterOperand(reader));
    return !w.isZero(value);
  } catch (error) {
    const isTooDeep = error instanceof RangeError;
    if (!isTooDeep && !(error instanceof Malformed)) throw error;
    const message = isTooDeep ? 'the expression is nested too deeply' : error.message;
    state.diagnostics.error(state.place, message);
    return false;
  }
}

function afterOperand(reader: Reader): string {
  const text = peek(reader);
  if (text === ')') return "missing '(' in expression";
  if (text === ':') return " ':' without preceding '?'";
  return `missing binary operator before token "${text}"`;
}

function peek(reader: Reader): string {
  const word = reader.words[reader.at];
  return word === undefined || word === END_WORD ? '' : textOf(reader.state, word);
}

function accept(reader: Reader, text: string): boolean {
  if (peek(reader) !== text) return false;
  reader.at++;
  return true;
}

/** 6.5.15, and the comma operator, which a constant expression may only have unevaluated. */
function conditional(reader: Reader): w.Wide {
  const test = binary(reader, 0);
  if (!accept(reader, '?')) return test;
  const taken = !w.isZero(test);
  reader.dead += taken ? 0 : 1;
  const yes = conditional(reader);
  reader.dead -= taken ? 0 : 1;
  if (!accept(reader, ':')) throw new Malformed("'?' without following ':'");
  reader.dead += taken ? 1 : 0;
  const no = conditional(reader);
  reader.dead -= taken ? 1 : 0;
  const value = taken ? yes : no;
  return w.wide(value.high, value.low, yes.unsigned || no.unsigned);
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

function binary(reader: Reader, least: number): w.Wide {
  let left = unary(reader);
  for (;;) {
    const operator = peek(reader);
    const precedence = PRECEDENCE[operator] ?? 0;
    if (precedence === 0 || precedence <= least) return left;
    reader.at++;
    const isDecided =
      (operator === '||' && !w.isZero(left)) || (operator === '&&' && w.isZero(left));
    reader.dead += isDecided ? 1 : 0;
    const right = binary(reader, precedence);
    reader.dead -= isDecided ? 1 : 0;
    left = apply(reader, operator, left, right);
  }
}

function apply(reader: Reader, operator: string, a: w.Wide, b: w.Wide): w.Wide {
  const unsigned = a.unsigned || b.unsigned;
  switch (operator) {
    case '||':
      return w.fromBoolean(!w.isZero(a) || !w.isZero(b));
    case '&&':
      return w.fromBoolean(!w.isZero(a) && !w.isZero(b));
    case '|':
      return w.wide(a.high | b.high, a.low | b.low, unsigned);
    case '^':
      return w.wide(a.high ^ b.high, a.low ^ b.low, unsigned);
    case '&':
      return w.wide(a.high & b.high, a.low & b.low, unsigned);
    case '==':
      return w.fromBoolean(w.equal(a, b));
    case '!=':
      return w.fromBoolean(!w.equal(a, b));
    case '<':
      return w.fromBoolean(w.less(a, b, unsigned));
    case '>':
      return w.fromBoolean(w.less(b, a, unsigned));
    case '<=':
      return w.fromBoolean(!w.less(b, a, unsigned));
    case '>=':
      return w.fromBoolean(!w.less(a, b, unsigned));
    case '<<':
      return shift(a, b, true);
    case '>>':
      return shift(a, b, false);
    case '+':
      return w.add(a, b, unsigned);
    case '-':
      return w.subtract(a, b, unsigned);
    case '*':
      return w.multiply(a, b, unsigned);
    default:
      return quotient(reader, operator, a, b, unsigned);
  }
}

function quotient(
  reader: Reader,
  operator: string,
  a: w.Wide,
  b: w.Wide,
  unsigned: boolean,
): w.Wide {
  if (w.isZero(b)) {
    if (reader.dead === 0) throw new Malformed('division by zero in #if');
    return w.wide(0, 0, unsigned);
  }
  const result = w.divide(a, b, unsigned);
  return operator === '/' ? result.quotient : result.remainder;
}

/** A shift by a negative count goes the other way, as in gcc. */
function shift(a: w.Wide, count: w.Wide, left: boolean): w.Wide {
  if (w.isNegative(count)) return shift(a, { ...w.negate(count), unsigned: true }, !left);
  const amount = count.high !== 0 || count.low < 0 || count.low > 64 ? 64 : count.low;
  return left ? w.shiftLeft(a, amount) : w.shiftRight(a, amount);
}

function unary(reader: Reader): w.Wide {
  if (accept(reader, '-')) return w.negate(unary(reader));
  if (accept(reader, '+')) return unary(reader);
  if (accept(reader, '~')) return w.complement(unary(reader));
  if (accept(reader, '!')) return w.fromBoolean(w.isZero(unary(reader)));
  if (accept(reader, '(')) {
    let value = conditional(reader);
    while (reader.dead > 0 && accept(reader, ',')) value = conditional(reader);
    if (!accept(reader, ')')) throw new Malformed("missing ')' in expression");
    return value;
  }
  return primary(reader);
}

function primary(reader: Reader): w.Wide {
  const word = reader.words[reader.at];
  if (word === undefined) {
    const last = reader.words[reader.at - 1];
    const before = last === undefined ? '#if' : textOf(reader.state, last);
    throw new Malformed(`operator '${before}' has no right operand`);
  }
  reader.at++;
  const text = textOf(reader.state, word);
  switch (classOf(reader.state, word)) {
    case TokenKind.number:
      return integerConstant(text);
    case TokenKind.character:
      return characterConstant(text, reader.state.options.target);
    case TokenKind.identifier:
      if (peek(reader) === '(') {
        throw new Malformed(`missing binary operator before token "("`);
      }
      return w.fromInteger(0);
    default:
      if (PRECEDENCE[text]) throw new Malformed(`operator '${text}' has no left operand`);
      throw new Malformed(`token "${text}" is not valid in preprocessor expressions`);
  }
}

/** 6.4.4.1, with every constant as wide as intmax_t. */
function integerConstant(text: string): w.Wide {
  const match = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([a-zA-Z_$.+-]*.*)$/.exec(text);
  if (!match || /^[0-9]*\.|^[0-9]+[eE][+-]?[0-9]|^0[xX][0-9a-fA-F]*[.pP]/.test(text)) {
    throw new Malformed('floating constant in preprocessor expression');
  }
  const [, digits, suffix] = match as unknown as [string, string, string];
  if (!/^(u?(l|ll)?|(l|ll)u)$/i.test(suffix) || /lL|Ll/.test(suffix)) {
    throw new Malformed(`invalid suffix "${suffix}" on integer constant`);
  }
  const isDecimal = digits[0] !== '0';
  const prefixed = /^0[xXbB]/.test(digits);
  const base = isDecimal ? 10 : prefixed ? (/^0[xX]/.test(digits) ? 16 : 2) : 8;
  let value = w.wide(0, 0, true);
  for (const digit of prefixed ? digits.slice(2) : digits) {
    const amount = Number.parseInt(digit, base);
    if (Number.isNaN(amount)) {
      throw new Malformed(`invalid digit "${digit}" in octal constant`);
    }
    value = w.add(w.multiply(value, w.fromInteger(base), true), w.fromInteger(amount), true);
  }
  return w.wide(value.high, value.low, /u/i.test(suffix) || value.high < 0);
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
};

const CHARACTER_PART =
  /\\x([0-9a-fA-F]+)|\\([0-7]{1,3})|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|(.)/gsu;

/** 6.4.4.4: narrow constants are bytes of int, several of them one after the other as in gcc. */
function characterConstant(text: string, target: string): w.Wide {
  const open = text.indexOf("'");
  const prefix = text.slice(0, open);
  const codes: number[] = [];
  for (const part of text.slice(open + 1, -1).matchAll(CHARACTER_PART)) {
    const [, hexadecimal, octal, short, long, simple, plain] = part;
    const name = hexadecimal ?? short ?? long;
    if (name) codes.push(Number.parseInt(name, 16) | 0);
    else if (octal) codes.push(Number.parseInt(octal, 8));
    else if (simple) codes.push(ESCAPES[simple] ?? simple.charCodeAt(0));
    else if (prefix === '') codes.push(...Buffer.from(plain ?? '', 'utf8'));
    else codes.push((plain ?? '').codePointAt(0) ?? 0);
  }
  if (codes.length === 0) throw new Malformed('empty character constant');
  if (prefix !== '') {
    const code = codes[codes.length - 1]!;
    return prefix === 'L' ? w.fromInteger(code) : w.wide(0, code, true);
  }
  if (codes.length > 1) {
    return w.fromInteger(codes.reduce((value, code) => (value << 8) | (code & 255), 0));
  }
  const byte = codes[0]! & 255;
  return w.fromInteger(target === 'x86-64' && byte > 127 ? byte - 256 : byte);
}
