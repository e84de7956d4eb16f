/**
 * Tokens (C11 6.4) as a structure of arrays: what the preprocessor gives and the grammar's
 * encoder takes. Kinds are small numbers: the classes below, then one number for each keyword and
 * each punctuator.
 */

/** Token classes; keyword and punctuator kinds follow (KEYWORDS, PUNCTUATORS). */
export const TokenKind = {
  end: 0,
  identifier: 1,
  /** A preprocessing number (6.4.8). */
  number: 2,
  /** A character constant, with its quotes and any prefix (L u U u8). */
  character: 3,
  /** A string literal, with its quotes and any prefix. */
  string: 4,
  /**
   * A `#pragma` line kept for the compiler (`pack` and the like): spelling is the text after
   * #pragma.
   */
  pragma: 5,
  /** Any other single character; an error when it reaches the parser. */
  other: 6,
} as const;

/** Keywords of C11 6.4.1 and GNU C, in the order of their kinds from FIRST_KEYWORD on. */
export const KEYWORDS = [
  ...['auto', 'break', 'case', 'char', 'const', 'continue', 'default', 'do', 'double', 'else'],
  ...['enum', 'extern', 'float', 'for', 'goto', 'if', 'inline', 'int', 'long', 'register'],
  ...['restrict', 'return', 'short', 'signed', 'sizeof', 'static', 'struct', 'switch'],
  ...['typedef', 'union', 'unsigned', 'void', 'volatile', 'while', '_Alignas', '_Alignof'],
  ...['_Atomic', '_Bool', '_Complex', '_Generic', '_Imaginary', '_Noreturn', '_Static_assert'],
  ...['_Thread_local', '__int128', 'asm', 'typeof', '__attribute__', '__extension__'],
  ...['__auto_type', '__label__', '__real__', '__imag__', '__builtin_va_arg'],
  '__builtin_convertvector',
  ...['__builtin_offsetof', '__builtin_types_compatible_p', '__builtin_choose_expr'],
] as const;

/** Other spellings of keywords. `asm` and `typeof` themselves are keywords only under -std=gnu*. */
export const KEYWORD_ALIASES: Readonly<Record<string, (typeof KEYWORDS)[number]>> = {
  __const: 'const',
  __const__: 'const',
  __volatile: 'volatile',
  __volatile__: 'volatile',
  __restrict: 'restrict',
  __restrict__: 'restrict',
  __inline: 'inline',
  __inline__: 'inline',
  __signed: 'signed',
  __signed__: 'signed',
  __asm: 'asm',
  __asm__: 'asm',
  __typeof: 'typeof',
  __typeof__: 'typeof',
  __attribute: '__attribute__',
  __alignof: '_Alignof',
  __alignof__: '_Alignof',
  __complex__: '_Complex',
  __complex: '_Complex',
  __real: '__real__',
  __imag: '__imag__',
  __thread: '_Thread_local',
  __int128_t: '__int128',
};

/** Punctuators of C11 6.4.6 (digraphs are spelled as what they stand for). */
export const PUNCTUATORS = [
  ...['[', ']', '(', ')', '{', '}', '.', '->', '++', '--', '&', '*', '+', '-', '~', '!'],
  ...['/', '%', '<<', '>>', '<', '>', '<=', '>=', '==', '!=', '^', '|', '&&', '||', '?', ':'],
  ...[';', '...', '=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|=', ','],
  ...['#', '##'],
] as const;

export type Keyword = (typeof KEYWORDS)[number];
export type Punctuator = (typeof PUNCTUATORS)[number];

export const FIRST_PUNCTUATOR = 16;
export const FIRST_KEYWORD = 96;

const kindOf = new Map<string, number>();
PUNCTUATORS.forEach((text, index) => {
  kindOf.set(text, FIRST_PUNCTUATOR + index);
});
KEYWORDS.forEach((text, index) => {
  kindOf.set(text, FIRST_KEYWORD + index);
});

/** The kind of a keyword or punctuator by its (canonical) spelling. */
export function kindOfText(text: Keyword | Punctuator): number {
  return kindOf.get(text)!;
}

/** Multiplier of the rolling hash that the lexer computes while it scans a word. */
const HASH_STEP = 31;

/** One step of the hash of a spelling, from its first UTF-16 unit to its last; starts at 0. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, HASH_STEP) + code) | 0;
}

/** The hash of `text[start .. end)`. */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = hashStep(hash, text.charCodeAt(i));
  return hash;
}

/**
 * Spellings of identifiers, numbers and literals, each once, under dense ids (0 is the empty text).
 * An open-addressing table finds a slice of a file's text without making a string of it.
 */
export class Interner {
  readonly texts: string[] = [''];
  /** One byte the preprocessor keeps for each id: what class of token the spelling is. */
  classes = new Uint8Array(1 << 12);
  private hashes = new Int32Array(1 << 12);
  private slots = new Int32Array(1 << 13);

  id(text: string): number {
    return this.slice(text, 0, text.length, hashOf(text, 0, text.length), TokenKind.identifier);
  }

  /** The id of `text[start .. end)`, whose hash is given; a new spelling gets `tokenClass`. */
  slice(text: string, start: number, end: number, hash: number, tokenClass: number): number {
    const length = end - start;
    if (length === 0) return 0;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let id = this.slots[slot]!; id !== 0; id = this.slots[slot]!) {
      if (this.hashes[id] === hash) {
        const known = this.texts[id]!;
        if (known.length === length && sameAt(known, text, start, length)) return id;
      }
      slot = (slot + 1) & mask;
    }
    const id = this.texts.length;
    if (id === this.classes.length) this.grow();
    this.texts.push(text.slice(start, end));
    this.hashes[id] = hash;
    this.classes[id] = tokenClass;
    this.place(id, hash);
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private grow(): void {
    const count = this.classes.length;
    const classes = new Uint8Array(count * 2);
    classes.set(this.classes);
    this.classes = classes;
    const hashes = new Int32Array(count * 2);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.slots = new Int32Array(count * 4);
    for (let id = 1; id < count; id++) this.place(id, hashes[id]!);
  }
}

function sameAt(known: string, text: string, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (known.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  }
  return true;
}

/** A preprocessed translation unit: `count` tokens, the last of kind `end`. */
export interface TokenList {
  readonly count: number;
  readonly kinds: Uint16Array;
  /** Interned spelling of each token (0 for punctuators). */
  readonly texts: Int32Array;
  /** Where each token stands; for one made by a macro, where the outermost expansion starts. */
  readonly positions: Int32Array;
  readonly names: Interner;
}
