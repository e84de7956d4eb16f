/**
 * One character a token. Gets the grammar's text or a run of tokens; promises that a quoted token
 * in the grammar and that token in the input are the same private-use character. The order of CODES
 * is what the grammar's ranges "x".."y" run over.
 */
import {
  FIRST_KEYWORD,
  FIRST_PUNCTUATOR,
  KEYWORDS,
  PUNCTUATORS,
  TokenKind,
} from '../preprocess/tokens.ts';

const INFIX_ONLY = ['/', '%', '<<', '>>', '<', '>', '<=', '>=', '==', '!=', '^', '|', '&&', '||'];
const ASSIGNMENT = ['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|='];
const INFIX_AND_PREFIX = ['*', '+', '-', '&'];
const PREFIX = ['~', '!', '__extension__', '__real__', '__imag__', '++', '--'];
const SUFFIX = ['[', '(', '.', '->'];
const OPERANDS = ['identifier', 'number', 'character', 'string'];
const STORAGE = ['typedef', 'extern', 'static', 'auto', 'register', '_Thread_local'];
const QUALIFIERS = ['inline', '_Noreturn', 'const', 'volatile', 'restrict'];
const TYPES = [
  ...['void', 'char', 'short', 'int', 'long', 'float', 'double', 'signed', 'unsigned'],
  ...['_Bool', '_Complex', '__int128', '__auto_type'],
];
const LONG_SPECIFIERS = ['struct', 'union', 'enum', 'typeof', '_Atomic', '_Alignas'];
const STATEMENTS = [
  ...['{', ';', 'if', 'return', 'for', 'while', 'do', 'switch', 'case', 'default'],
  ...['break', 'continue', 'goto', 'asm'],
];

/** Token names in the order of their codes; the rest of the tokens follow in any order. */
const ORDERED: readonly string[] = [
  ...INFIX_ONLY,
  ...ASSIGNMENT,
  ...INFIX_AND_PREFIX,
  ...PREFIX,
  ...SUFFIX,
  ...OPERANDS,
  'typedef-name',
  ...STORAGE,
  ...QUALIFIERS,
  ...TYPES,
  ...LONG_SPECIFIERS,
  '__attribute__',
  ...STATEMENTS,
  'pragma',
  'other',
];

/** The codes are CODE_COUNT characters from this one on. */
export const FIRST_CODE = 0xe000;

const CODES: readonly string[] = [...new Set([...ORDERED, ...PUNCTUATORS, ...KEYWORDS])];
export const CODE_COUNT = CODES.length;
const codeByName = new Map(CODES.map((name, index) => [name, FIRST_CODE + index]));

/** The code of a token by its name: a keyword, a punctuator, or a class such as 'identifier'. */
export function codeOf(name: string): number {
  const code = codeByName.get(name);
  if (code === undefined) throw new RangeError(`the grammar names an unknown token "${name}"`);
  return code;
}

/** The name of a token by its code. */
export function nameOfCode(code: number): string {
  return CODES[code - FIRST_CODE] ?? 'end of input';
}

/** Code of each token kind (an identifier that names a type gets 'typedef-name' from its scope). */
export const CODE_OF_KIND: Uint16Array = (() => {
  const table = new Uint16Array(FIRST_KEYWORD + KEYWORDS.length);
  PUNCTUATORS.forEach((text, index) => {
    table[FIRST_PUNCTUATOR + index] = codeOf(text);
  });
  KEYWORDS.forEach((text, index) => {
    table[FIRST_KEYWORD + index] = codeOf(text);
  });
  for (const name of ['identifier', 'number', 'character', 'string', 'pragma', 'other'] as const) {
    table[TokenKind[name]] = codeOf(name);
  }
  return table;
})();

/** A grammar's text with its quoted tokens replaced by their codes; comments stay as they are. */
export function encodeGrammar(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"([^"]*)"/g, (whole, name?: string) =>
    name === undefined || name === '' ? whole : `"\\u{${codeOf(name).toString(16)}}"`,
  );
}
