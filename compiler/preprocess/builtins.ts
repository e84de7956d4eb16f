/**
 * Macros whose replacement is computed: __LINE__ and its like, the __has_ operators, defined,
 * _Pragma.
 */
import { statSync } from 'node:fs';
import { hasAttribute, hasBuiltin } from './features.ts';
import { isDefined } from './macros.ts';
import { CLOSE, END_WORD, FLAG_BITS, HEADER_CLASS, LESS, SPACE } from './names.ts';
import { findHeader } from './search.ts';
import {
  type BuiltinMacro,
  classOf,
  idOf,
  makeWord,
  numberWord,
  type State,
  spellWords,
  textOf,
} from './state.ts';
import { TokenKind } from './tokens.ts';

/** How a computed macro reads what follows its name (given by the expander). */
export interface Readers {
  readonly parenthesisFollows: (state: State) => boolean;
  readonly nextUnexpanded: (state: State) => number;
  readonly expandList: (state: State, words: readonly number[]) => readonly number[];
}

/** The replacement of a computed macro; null if its name stands for itself here. */
export function computeBuiltin(
  state: State,
  name: BuiltinMacro,
  readers: Readers,
): readonly number[] | null {
  switch (name) {
    case '__LINE__':
      return [numberWord(state, state.sources.locate(state.place)?.line ?? 0)];
    case '__FILE__':
      return [stringWord(state, state.sources.locate(state.place)?.file ?? '')];
    case '__BASE_FILE__':
      return [stringWord(state, state.baseFile)];
    case '__INCLUDE_LEVEL__':
      return [numberWord(state, state.frame.depth)];
    case '__COUNTER__':
      return [numberWord(state, state.counter++)];
    case '__DATE__':
      return [stringWord(state, dateText(compilationTime()))];
    case '__TIME__':
      return [stringWord(state, timeText(compilationTime()))];
    case '__TIMESTAMP__':
      return [stringWord(state, fileTime(state.frame.file.name))];
    case '__has_attribute':
    case '__has_c_attribute':
      return operand(state, name, readers, (words) => hasAttribute(textOf(state, words.at(-1)!)));
    case '__has_builtin':
      return operand(state, name, readers, (words) => hasBuiltin(textOf(state, words[0]!)));
    case '__has_include':
    case '__has_include_next':
      return hasInclude(state, name, readers);
    case 'defined':
      return state.inCondition ? definedOperand(state, readers) : null;
    case '_Pragma':
      return pragmaOperator(state, readers);
    default:
      return name satisfies never;
  }
}

/** A string literal of this text. */
export function stringWord(state: State, text: string): number {
  return makeWord(state, `"${text.replace(/[\\"]/g, '\\$&')}"`, TokenKind.string);
}

/**
 * Now, or the time that SOURCE_DATE_EPOCH fixes for a reproducible build (seconds since 1970,
 * UTC), as https://reproducible-builds.org/specs/source-date-epoch asks of compilers.
 */
function compilationTime(): { date: Date; utc: boolean } {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d+$/.test(epoch)) {
    return { date: new Date(Number(epoch) * 1000), utc: true };
  }
  return { date: new Date(), utc: false };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

function dateText({ date, utc }: { date: Date; utc: boolean }): string {
  const month = MONTHS[utc ? date.getUTCMonth() : date.getMonth()];
  const day = String(utc ? date.getUTCDate() : date.getDate()).padStart(2);
  return `${month} ${day} ${utc ? date.getUTCFullYear() : date.getFullYear()}`;
}

function timeText({ date, utc }: { date: Date; utc: boolean }): string {
  const parts = utc
    ? [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function fileTime(path: string): string {
  const date = statSync(path, { throwIfNoEntry: false })?.mtime;
  if (!date) return '??? ??? ?? ??:??:?? ????';
  const month = MONTHS[date.getMonth()];
  const day = String(date.getDate()).padStart(2);
  const time = timeText({ date, utc: false });
  return `${DAYS[date.getDay()]} ${month} ${day} ${time} ${date.getFullYear()}`;
}

/** The words between the parentheses that follow, or null after a fault. */
function parenthesized(state: State, name: string, readers: Readers): number[] | null {
  if (!readers.parenthesisFollows(state)) {
    state.diagnostics.error(state.place, `missing '(' before "${name}" operand`);
    return null;
  }
  readers.nextUnexpanded(state);
  const words: number[] = [];
  let depth = 0;
  for (;;) {
    const word = readers.nextUnexpanded(state);
    if (word === END_WORD) {
      state.diagnostics.error(state.place, `missing ')' after "${name}" operand`);
      return null;
    }
    const text = textOf(state, word);
    if (text === '(') depth++;
    else if (idOf(word) === CLOSE && depth-- === 0) return words;
    words.push(word);
  }
}

function operand(
  state: State,
  name: string,
  readers: Readers,
  holds: (words: readonly number[]) => boolean,
): readonly number[] {
  const words = parenthesized(state, name, readers);
  if (words && words.length === 0) {
    state.diagnostics.error(state.place, `"${name}" requires an identifier`);
  }
  return [numberWord(state, words && words.length > 0 && holds(words) ? 1 : 0)];
}

function hasInclude(state: State, name: string, readers: Readers): readonly number[] | null {
  if (!state.inCondition) {
    state.diagnostics.error(state.place, `"${name}" used outside of preprocessing directive`);
    return null;
  }
  const given = parenthesized(state, name, readers);
  const header = given ? headerOf(state, given, readers) : null;
  if (!header) {
    if (given) {
      state.diagnostics.error(state.place, `operator "${name}" requires a header-name`);
    }
    return [numberWord(state, 0)];
  }
  return [numberWord(state, findHeader(state, header, name === '__has_include_next') ? 1 : 0)];
}

/** A header as #include names it. */
export interface HeaderName {
  readonly name: string;
  readonly angled: boolean;
}

/** The header that words name, after expansion if need be (6.10.2p4); null if none. */
export function headerOf(
  state: State,
  words: readonly number[],
  readers: Pick<Readers, 'expandList'>,
): HeaderName | null {
  const direct = plainHeader(state, words);
  return direct ?? plainHeader(state, readers.expandList(state, words));
}

function plainHeader(state: State, words: readonly number[]): HeaderName | null {
  const first = words[0];
  if (first === undefined) return null;
  const tokenClass = classOf(state, first);
  const text = textOf(state, first);
  if (tokenClass === HEADER_CLASS) return { name: text.slice(1, -1), angled: true };
  if (tokenClass === TokenKind.string && text.startsWith('"')) {
    return { name: text.slice(1, -1), angled: false };
  }
  if (idOf(first) !== LESS) return null;
  const spelled = spellWords(state, words);
  const close = spelled.indexOf('>');
  return close < 0 ? null : { name: spelled.slice(1, close), angled: true };
}

function definedOperand(state: State, readers: Readers): readonly number[] {
  const inParentheses = readers.parenthesisFollows(state);
  if (inParentheses) readers.nextUnexpanded(state);
  const name = readers.nextUnexpanded(state);
  if (name === END_WORD || classOf(state, name) !== TokenKind.identifier) {
    state.diagnostics.error(state.place, 'operator "defined" requires an identifier');
    return [numberWord(state, 0)];
  }
  if (inParentheses && idOf(readers.nextUnexpanded(state)) !== CLOSE) {
    state.diagnostics.error(state.place, 'missing \')\' after "defined"');
  }
  return [numberWord(state, isDefined(state, idOf(name)) ? 1 : 0)];
}

/** `_Pragma("text")` as a word of class pragma (6.10.9). */
function pragmaOperator(state: State, readers: Readers): readonly number[] | null {
  const words = parenthesized(state, '_Pragma', readers);
  const literal = words?.length === 1 ? words[0]! : 0;
  if (literal === 0 || classOf(state, literal) !== TokenKind.string) {
    state.diagnostics.error(state.place, '_Pragma takes a parenthesized string literal');
    return [];
  }
  const text = textOf(state, literal)
    .replace(/^[^"]*"|"$/g, '')
    .replace(/\\(["\\])/g, '$1');
  return [pragmaWord(state, text)];
}

/** The word that stands for a #pragma line of this text. */
export function pragmaWord(state: State, text: string): number {
  return makeWord(state, `${PRAGMA_LEAD}${text.trim()}`, TokenKind.pragma);
}

/** What a pragma word's spelling has before the text, so that it is no other token's. */
export const PRAGMA_LEAD = '#pragma ';

/** The text of a pragma word. */
export function pragmaText(state: State, word: number): string {
  return state.names.texts[(word & ~SPACE) >> FLAG_BITS]!.slice(PRAGMA_LEAD.length);
}
