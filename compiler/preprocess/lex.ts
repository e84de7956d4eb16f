/**
 * Translation phase 3 (5.1.1.2, 6.4): text to preprocessing tokens. Gets a file's text, gives its
 * words (names.ts) and their offsets, ended by END. Comments become white space; a literal
 * without its closing quote becomes a token of class `other` that is an error only where it is
 * not skipped.
 */

import type { Standard } from '../options.ts';
import {
  DIGRAPH_HASH,
  END,
  FIRST,
  FLAG_BITS,
  HAS_INCLUDE,
  HAS_INCLUDE_NEXT,
  HASH,
  HEADER_CLASS,
  IMPORT,
  INCLUDE,
  INCLUDE_NEXT,
  OPEN,
  punctuatorId,
  SPACE,
  SPECIAL,
} from './names.ts';
import { spliceText } from './splice.ts';
import { hashOf, type Interner, PUNCTUATORS, TokenKind } from './tokens.ts';

/** A file in tokens; `offsets` are into the file's own text. */
export interface Lexed {
  readonly words: Int32Array;
  readonly offsets: Int32Array;
  /** Faults found while lexing, to be reported where the file is included. */
  readonly faults: readonly { readonly offset: number; readonly message: string }[];
}

export interface LexOptions {
  readonly trigraphs: boolean;
  /** `//` starts a comment. */
  readonly lineComments: boolean;
  /** u, U and u8 are prefixes of literals. */
  readonly unicodeLiterals: boolean;
}

/** What the lexer reads under a standard, as gcc does. */
export function lexOptions(standard: Standard): LexOptions {
  return {
    trigraphs: standard.startsWith('c'),
    lineComments: standard !== 'c89',
    unicodeLiterals: !['gnu89', 'c89', 'c99'].includes(standard),
  };
}

const CODE = {
  newline: 10,
  quote: 34,
  dollar: 36,
  apostrophe: 39,
  star: 42,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  backslash: 92,
} as const;

const Char = { other: 0, space: 1, newline: 2, letter: 3, digit: 4, punctuator: 5, quote: 6 };

const CHARS = new Uint8Array(128);
const WORD_PART = new Uint8Array(128);
for (const code of [0, 9, 11, 12, 13, 32]) CHARS[code] = Char.space;
CHARS[CODE.newline] = Char.newline;
for (const text of PUNCTUATORS) CHARS[text.charCodeAt(0)] = Char.punctuator;
CHARS[CODE.quote] = Char.quote;
CHARS[CODE.apostrophe] = Char.quote;
for (let code = 0; code < 128; code++) {
  const text = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(text)) CHARS[code] = Char.letter;
  if (/[0-9]/.test(text)) CHARS[code] = Char.digit;
  if (/[A-Za-z_$0-9]/.test(text)) WORD_PART[code] = 1;
}

/** Lexes a whole file. */
export function lex(text: string, names: Interner, options: LexOptions): Lexed {
  const spliced = spliceText(text, options.trigraphs);
  const lexer = new Lexer(spliced.text, names, options);
  lexer.run();
  const { count } = lexer;
  const offsets = lexer.offsets.subarray(0, count);
  const original = offsetMap(spliced.cuts, spliced.shifts);
  if (spliced.cuts.length > 0) for (let i = 0; i < count; i++) offsets[i] = original(offsets[i]!);
  const faults = lexer.faults.map((fault) => ({ ...fault, offset: original(fault.offset) }));
  return { words: lexer.words.subarray(0, count), offsets, faults };
}

/** A function from ascending offsets in the spliced text to offsets in the file. */
function offsetMap(cuts: readonly number[], shifts: readonly number[]): (offset: number) => number {
  let next = 0;
  return (offset) => {
    if (next > 0 && offset < cuts[next - 1]!) next = 0;
    while (next < cuts.length && cuts[next]! <= offset) next++;
    return next === 0 ? offset : offset + shifts[next - 1]!;
  };
}

/**
 * The class of a spelling if it is exactly one preprocessing token, else -1 (what `##` must know,
 * 6.10.3.3p3).
 */
export function classOfSpelling(text: string, names: Interner, options: LexOptions): number {
  const lexer = new Lexer(text, names, options);
  lexer.run();
  if (lexer.count !== 2 || lexer.comments > 0) return -1;
  const id = lexer.words[0]! >> FLAG_BITS;
  return names.texts[id] === text ? names.classes[id]! & ~SPECIAL : -1;
}

class Lexer {
  words: Int32Array;
  offsets: Int32Array;
  count = 0;
  comments = 0;
  readonly faults: { offset: number; message: string }[] = [];

  constructor(
    private readonly text: string,
    private readonly names: Interner,
    private readonly options: LexOptions,
  ) {
    const room = (text.length >> 2) + 4;
    this.words = new Int32Array(room);
    this.offsets = new Int32Array(room);
  }

  run(): void {
    const { text } = this;
    const length = text.length;
    let flags = FIRST;
    let at = 0;
    while (at < length) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? CHARS[code]! : Char.other;
      if (kind === Char.space) {
        flags |= SPACE;
        at++;
      } else if (kind === Char.newline) {
        flags = FIRST;
        at++;
      } else if (kind === Char.letter) {
        at = this.word(at, flags);
        flags = 0;
      } else {
        if (code === CODE.slash) {
          const past = this.comment(at);
          if (past > 0) {
            at = past;
            flags |= SPACE;
            continue;
          }
        }
        at = this.nonWord(at, code, kind, flags);
        flags = 0;
      }
    }
    this.push(END, length, FIRST);
  }

  private nonWord(at: number, code: number, kind: number, flags: number): number {
    if (kind === Char.punctuator) {
      const next = this.text.charCodeAt(at + 1);
      if (code === CODE.dot && next >= 48 && next <= 57) return this.number(at, flags);
      return this.punctuator(at, code, flags);
    }
    if (kind === Char.digit) return this.number(at, flags);
    if (kind === Char.quote) return this.literal(at, at, code, flags);
    return this.oddCharacter(at, code, flags);
  }

  private push(id: number, offset: number, flags: number): void {
    if (this.count === this.words.length) this.grow();
    this.words[this.count] = (id << FLAG_BITS) | flags;
    this.offsets[this.count++] = offset;
  }

  private grow(): void {
    const words = new Int32Array(this.count * 2);
    words.set(this.words);
    this.words = words;
    const offsets = new Int32Array(this.count * 2);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }

  private pushSlice(start: number, end: number, tokenClass: number, flags: number): number {
    const hash = hashOf(this.text, start, end);
    this.push(this.names.slice(this.text, start, end, hash, tokenClass), start, flags);
    return end;
  }

  /** Past the comment that starts at `at`, or 0 if none does. */
  private comment(at: number): number {
    const next = this.text.charCodeAt(at + 1);
    if (next === CODE.star) {
      this.comments++;
      const close = this.text.indexOf('*/', at + 2);
      if (close >= 0) return close + 2;
      this.faults.push({ offset: at, message: 'unterminated comment' });
      return this.text.length;
    }
    if (next !== CODE.slash || !this.options.lineComments) return 0;
    this.comments++;
    const newline = this.text.indexOf('\n', at + 2);
    return newline < 0 ? this.text.length : newline;
  }

  /** An identifier, or a literal with the prefix that looks like one. */
  private word(start: number, flags: number): number {
    const { text } = this;
    let hash = 0;
    let at = start;
    let code = text.charCodeAt(at);
    do {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = text.charCodeAt(++at);
    } while (code < 128 && WORD_PART[code] === 1);
    if (code >= 128 || code === CODE.backslash) return this.extendedWord(start, at, flags);
    if ((code === CODE.quote || code === CODE.apostrophe) && this.isPrefix(start, at, code)) {
      return this.literal(start, at, code, flags);
    }
    const id = this.names.slice(text, start, at, hash, TokenKind.identifier);
    this.push(id, start, flags);
    return at;
  }

  private isPrefix(start: number, end: number, quote: number): boolean {
    if (end - start > 2) return false;
    const prefix = this.text.slice(start, end);
    if (prefix === 'L') return true;
    if (!this.options.unicodeLiterals) return false;
    return prefix === 'u' || prefix === 'U' || (prefix === 'u8' && quote === CODE.quote);
  }

  /** An identifier with characters beyond ASCII or universal character names (6.4.2.1, 6.4.3). */
  private extendedWord(start: number, from: number, flags: number): number {
    const { text } = this;
    let spelling = text.slice(start, from);
    let at = from;
    for (;;) {
      const found = extendedCharacter(text, at, spelling === '');
      if (!found) break;
      spelling += found.character;
      at += found.length;
    }
    if (at === from) {
      return at === start
        ? this.pushSlice(at, at + 1, TokenKind.other, flags)
        : this.pushSlice(start, at, TokenKind.identifier, flags);
    }
    const hash = hashOf(spelling, 0, spelling.length);
    const id = this.names.slice(spelling, 0, spelling.length, hash, TokenKind.identifier);
    this.push(id, start, flags);
    return at;
  }

  /** A character that starts no token of C: an extended identifier, or a token of its own. */
  private oddCharacter(at: number, code: number, flags: number): number {
    if (code >= 128 || code === CODE.backslash) {
      if (extendedCharacter(this.text, at, true)) return this.extendedWord(at, at, flags);
      const length = this.text.codePointAt(at)! > 0xffff ? 2 : 1;
      return this.pushSlice(at, at + length, TokenKind.other, flags);
    }
    return this.pushSlice(at, at + 1, TokenKind.other, flags);
  }

  /** A preprocessing number (6.4.8). */
  private number(start: number, flags: number): number {
    const { text } = this;
    let at = start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code < 128 && (WORD_PART[code] === 1 || code === CODE.dot)) at++;
      else if ((code === CODE.plus || code === CODE.minus) && isExponent(text.charCodeAt(at - 1)))
        at++;
      else break;
    }
    return this.pushSlice(start, at, TokenKind.number, flags);
  }

  /** A character constant or string literal whose opening quote is at `open`. */
  private literal(start: number, open: number, quote: number, flags: number): number {
    const { text } = this;
    let at = open + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (at >= text.length || code === CODE.newline) {
        return this.pushSlice(start, at, TokenKind.other | SPECIAL, flags);
      }
      at += code === CODE.backslash && text.charCodeAt(at + 1) !== CODE.newline ? 2 : 1;
    }
    const kind = quote === CODE.quote ? TokenKind.string : TokenKind.character;
    return this.pushSlice(start, at + 1, kind, flags);
  }

  private punctuator(at: number, code: number, flags: number): number {
    const { text } = this;
    if (code === 60 && this.headerExpected()) {
      const close = text.indexOf('>', at);
      const newline = text.indexOf('\n', at);
      if (close > 0 && (newline < 0 || close < newline)) {
        return this.pushSlice(at, close + 1, HEADER_CLASS, flags);
      }
    }
    const next = text.charCodeAt(at + 1);
    const rule = RULES[code];
    if (rule) {
      for (const row of rule) {
        if (row.second !== next) continue;
        if (row.rest !== '' && !text.startsWith(row.rest, at + 2)) continue;
        this.push(row.id, at, flags);
        return at + 2 + row.rest.length;
      }
    }
    this.push(SINGLE[code]!, at, flags);
    return at + 1;
  }

  /** Whether `<` starts a header-name here: after #include or __has_include( (6.4p4). */
  private headerExpected(): boolean {
    const { words, count } = this;
    if (count < 2) return false;
    const last = words[count - 1]! >> FLAG_BITS;
    const before = words[count - 2]!;
    if (last === INCLUDE || last === INCLUDE_NEXT || last === IMPORT) {
      const id = before >> FLAG_BITS;
      return (before & FIRST) !== 0 && (id === HASH || id === DIGRAPH_HASH);
    }
    const id = before >> FLAG_BITS;
    return last === OPEN && (id === HAS_INCLUDE || id === HAS_INCLUDE_NEXT);
  }
}

function isExponent(code: number): boolean {
  const lower = code | 32;
  return lower === 101 || lower === 112;
}

interface PunctuatorRow {
  readonly second: number;
  readonly rest: string;
  readonly id: number;
}

/**
 * Ids of one-character punctuators by code, and the longer ones by first character, longest
 * first.
 */
const SINGLE = new Uint8Array(128);
const RULES: (PunctuatorRow[] | undefined)[] = [];
const SPELLINGS: [string, number][] = PUNCTUATORS.map((text) => [text, punctuatorId(text)]);
['<:', ':>', '<%', '%>', '%:', '%:%:'].forEach((text, index) => {
  SPELLINGS.push([text, PUNCTUATORS.length + 1 + index]);
});
SPELLINGS.sort((a, b) => b[0].length - a[0].length);
for (const [text, id] of SPELLINGS) {
  const code = text.charCodeAt(0);
  if (text.length === 1) SINGLE[code] = id;
  else (RULES[code] ??= []).push({ second: text.charCodeAt(1), rest: text.slice(2), id });
}

const IDENTIFIER_START = /^[\p{XID_Start}\p{So}\p{Sk}]$/u;
const IDENTIFIER_PART = /^[\p{XID_Continue}\p{So}\p{Sk}]$/u;

/** One identifier character at `at` (ASCII only if not first, or by its universal name). */
function extendedCharacter(
  text: string,
  at: number,
  first: boolean,
): { character: string; length: number } | null {
  const code = text.codePointAt(at);
  if (code === undefined) return null;
  if (code < 128 && code !== CODE.backslash) {
    const fits = WORD_PART[code] === 1 && !first;
    return fits ? { character: String.fromCharCode(code), length: 1 } : null;
  }
  let character = String.fromCodePoint(code);
  let length = character.length;
  if (code === CODE.backslash) {
    const name = /^\\u([0-9a-fA-F]{4})|^\\U([0-9a-fA-F]{8})/.exec(text.slice(at, at + 10));
    if (!name) return null;
    const value = Number.parseInt(name[1] ?? name[2]!, 16);
    if (value < 0xa0 || value > 0x10ffff) return null;
    character = String.fromCodePoint(value);
    length = name[0].length;
  }
  const fits = (first ? IDENTIFIER_START : IDENTIFIER_PART).test(character);
  return fits ? { character, length } : null;
}
