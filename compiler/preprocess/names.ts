/**
 * The spellings the preprocessor knows by id, and the words it passes around. A preprocessing
 * token is one number, `id << 4 | flags`: its spelling decides its class (Interner.classes), so
 * nothing else is kept.
 */

import type { Standard } from '../options.ts';
import {
  FIRST_PUNCTUATOR,
  Interner,
  KEYWORD_ALIASES,
  KEYWORDS,
  kindOfText,
  PUNCTUATORS,
  TokenKind,
} from './tokens.ts';

/** White space stands before the token. */
export const SPACE = 1;
/** The token is the first on its line (file tokens only). */
export const FIRST = 2;
/** The identifier named a macro being expanded: it is never expanded again (6.10.3.4p2). */
export const BLOCKED = 4;
/** In a macro body: `##` follows. */
export const PASTE = 8;
/** In a macro body, on a parameter: `#` precedes. */
export const STRINGIFY = 2;
/** In a macro body, on a parameter: the index is of a __VA_OPT__ group instead. */
export const OPTIONAL = 4;

export const FLAG_BITS = 4;

/** Class bit: the main loop must look closer (macro names, `#`, end of file, broken literals). */
export const SPECIAL = 0x80;
/** Class of a header-name in angle brackets (6.4.7); the classes below are TokenKind's. */
export const HEADER_CLASS = 7;

/** The id of a punctuator; punctuators are interned first, in the order of their kinds. */
export function punctuatorId(text: (typeof PUNCTUATORS)[number]): number {
  return kindOfText(text) - FIRST_PUNCTUATOR + 1;
}

export const HASH = punctuatorId('#');
export const HASH_HASH = punctuatorId('##');
export const OPEN = punctuatorId('(');
export const CLOSE = punctuatorId(')');
export const COMMA = punctuatorId(',');
export const ELLIPSIS = punctuatorId('...');
export const LESS = punctuatorId('<');
export const LAST_PUNCTUATOR = PUNCTUATORS.length;

const DIGRAPHS = { '<:': '[', ':>': ']', '<%': '{', '%>': '}', '%:': '#', '%:%:': '##' } as const;
const DIGRAPH_TEXTS = Object.keys(DIGRAPHS) as (keyof typeof DIGRAPHS)[];
const FIRST_DIGRAPH = LAST_PUNCTUATOR + 1;
export const DIGRAPH_HASH = FIRST_DIGRAPH + DIGRAPH_TEXTS.indexOf('%:');
export const DIGRAPH_HASH_HASH = FIRST_DIGRAPH + DIGRAPH_TEXTS.indexOf('%:%:');
export const LAST_DIGRAPH = LAST_PUNCTUATOR + DIGRAPH_TEXTS.length;

/** The id of the token that ends every file and list. */
export const END = LAST_DIGRAPH + 1;
export const END_WORD = END << FLAG_BITS;
const END_TEXT = '\u0000end';

const KNOWN = [
  ...['include', 'include_next', 'import', '__has_include', '__has_include_next'],
  ...['defined', '__VA_ARGS__', '__VA_OPT__', '_Pragma', 'true', 'false'],
] as const;
const FIRST_KNOWN = END + 1;

function knownId(text: (typeof KNOWN)[number]): number {
  return FIRST_KNOWN + KNOWN.indexOf(text);
}

export const INCLUDE = knownId('include');
export const INCLUDE_NEXT = knownId('include_next');
export const IMPORT = knownId('import');
export const HAS_INCLUDE = knownId('__has_include');
export const HAS_INCLUDE_NEXT = knownId('__has_include_next');
export const DEFINED = knownId('defined');
export const VA_ARGS = knownId('__VA_ARGS__');
export const VA_OPT = knownId('__VA_OPT__');

/**
 * An Interner that holds the punctuators, the words above and the keywords under their fixed ids.
 */
export function createNames(): Interner {
  const names = new Interner();
  for (const text of PUNCTUATORS) names.classes[names.id(text)] = kindOfText(text);
  for (const text of DIGRAPH_TEXTS) names.classes[names.id(text)] = kindOfText(DIGRAPHS[text]);
  names.classes[names.id(END_TEXT)] = TokenKind.end | SPECIAL;
  names.classes[HASH]! |= SPECIAL;
  names.classes[DIGRAPH_HASH]! |= SPECIAL;
  for (const text of KNOWN) names.id(text);
  for (const text of KEYWORDS) names.id(text);
  for (const text of Object.keys(KEYWORD_ALIASES)) names.id(text);
  return names;
}

/** What the standard at hand makes of a spelling. */
export function isKeyword(text: string, standard: Standard): boolean {
  const gnu = standard.startsWith('gnu');
  if (text === 'asm' || text === 'typeof') return gnu;
  if (text === 'inline') return standard !== 'c89';
  if (text === 'restrict') return standard !== 'c89' && standard !== 'gnu89';
  return true;
}

/** The final kind of every id that createNames made: punctuators, keywords, else identifiers. */
export function earlyKinds(names: Interner, standard: Standard): Uint8Array {
  const kinds = new Uint8Array(names.texts.length).fill(TokenKind.identifier);
  for (let id = 1; id <= LAST_DIGRAPH; id++) kinds[id] = names.classes[id]! & ~SPECIAL;
  kinds[END] = TokenKind.end;
  for (const text of KEYWORDS) {
    if (isKeyword(text, standard)) kinds[names.id(text)] = kindOfText(text);
  }
  for (const [text, keyword] of Object.entries(KEYWORD_ALIASES)) {
    kinds[names.id(text)] = kindOfText(keyword);
  }
  return kinds;
}
