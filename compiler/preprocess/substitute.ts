/**
 * Argument substitution, # and ## (6.10.3.1 to 6.10.3.3): gets a macro and its arguments, gives
 * the words to be rescanned. A word of 0 is a placemarker while pastes are worked off.
 */
import { classOfSpelling } from './lex.ts';
import { COMMA, FIRST, FLAG_BITS, OPTIONAL, PASTE, SPACE, STRINGIFY } from './names.ts';
import { classOf, idOf, type Macro, makeWord, type State, textOf } from './state.ts';
import { TokenKind } from './tokens.ts';

/** One use of a macro: its arguments as written, and expanded once somebody asks. */
export interface Invocation {
  readonly macro: Macro;
  readonly given: readonly (readonly number[])[];
  readonly expanded: (readonly number[] | null)[];
  /** The variable argument was left out altogether, so that `, ## args` loses its comma. */
  readonly omitted: boolean;
  /** Expands an argument on its own (6.10.3.1p1). */
  readonly expand: (words: readonly number[]) => readonly number[];
}

const PLACEMARKER = 0;

/** The replacement list of a macro with its parameters replaced and its pastes done. */
export function substitute(state: State, use: Invocation, body: readonly number[]): number[] {
  const out: number[] = [];
  let pasting = false;
  let space = 0;
  for (const item of body) {
    const bits = item < 0 ? ~item : item;
    if (item >= 0) {
      const word = item & ~PASTE;
      if (pasting) pasteLast(state, out, word);
      else out.push(space === 0 ? word : word | SPACE);
    } else {
      space = put(state, use, bits, pasting, out, space);
      pasting = (bits & PASTE) !== 0;
      continue;
    }
    space = 0;
    pasting = (bits & PASTE) !== 0;
  }
  return use.macro.pastes ? withoutPlacemarkers(out) : out;
}

/** Puts what a parameter stands for; gives the space that an empty one leaves to the next word. */
function put(
  state: State,
  use: Invocation,
  bits: number,
  pasting: boolean,
  out: number[],
  pendingSpace: number,
): number {
  const space = (bits & SPACE) | pendingSpace;
  const isPasted = pasting || (bits & PASTE) !== 0;
  let words = replacementOf(state, use, bits, isPasted);
  if ((bits & STRINGIFY) !== 0) words = [stringify(state, words)];
  if (pasting && isOmittedAfterComma(state, use, bits, out)) return 0;
  if (words.length === 0) {
    if (!isPasted) return space;
    if (!pasting) out.push(PLACEMARKER);
    return space;
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (i > 0) out.push(word);
    else if (pasting) pasteLast(state, out, word);
    else out.push((word & ~SPACE) | space);
  }
  return 0;
}

/**
 * GNU C: `, ## args` is a comma and the arguments without a paste; the comma goes with omitted
 * arguments. Gives whether the arguments are omitted; otherwise guards the comma from being
 * pasted.
 */
function isOmittedAfterComma(state: State, use: Invocation, bits: number, out: number[]): boolean {
  const { macro } = use;
  if (!macro.variadic || (bits & OPTIONAL) !== 0 || (bits & STRINGIFY) !== 0) return false;
  if (bits >> FLAG_BITS !== macro.parameters.length - 1) return false;
  const last = out[out.length - 1];
  if (last === undefined || idOf(last) !== COMMA || classOf(state, last) === 0) return false;
  if (use.omitted) {
    out.pop();
    return true;
  }
  out.push(PLACEMARKER);
  return false;
}

function replacementOf(
  state: State,
  use: Invocation,
  bits: number,
  raw: boolean,
): readonly number[] {
  const index = bits >> FLAG_BITS;
  if ((bits & OPTIONAL) !== 0) {
    const last = use.macro.parameters.length - 1;
    if (expandedArgument(use, last).length === 0) return [];
    return substitute(state, use, use.macro.groups[index]!);
  }
  if (raw || (bits & STRINGIFY) !== 0) return use.given[index] ?? [];
  return expandedArgument(use, index);
}

function expandedArgument(use: Invocation, index: number): readonly number[] {
  const known = use.expanded[index];
  if (known) return known;
  const expanded = use.expand(use.given[index] ?? []);
  use.expanded[index] = expanded;
  return expanded;
}

function withoutPlacemarkers(words: number[]): number[] {
  if (!words.includes(PLACEMARKER)) return words;
  return words.filter((word) => word !== PLACEMARKER);
}

/** Pastes a word onto the last one of `out`. */
function pasteLast(state: State, out: number[], right: number): void {
  const left = out.pop() ?? PLACEMARKER;
  if (left === PLACEMARKER) {
    out.push(right);
    return;
  }
  const text = textOf(state, left) + textOf(state, right);
  const flags = left & SPACE;
  const tokenClass = pastedClass(state, left, right, text);
  if (tokenClass < 0) {
    const parts = `pasting "${textOf(state, left)}" and "${textOf(state, right)}"`;
    const message = `${parts} does not give a valid preprocessing token`;
    state.diagnostics.error(state.place, message);
    out.push(left, right);
    return;
  }
  out.push(makeWord(state, text, tokenClass, flags));
}

/** The class of a pasted spelling, or -1; the common cases without lexing it. */
function pastedClass(state: State, left: number, right: number, text: string): number {
  const leftClass = classOf(state, left);
  const rightClass = classOf(state, right);
  if (rightClass === TokenKind.identifier) {
    if (leftClass === TokenKind.identifier || leftClass === TokenKind.number) return leftClass;
  }
  if (rightClass === TokenKind.number && leftClass === TokenKind.identifier) {
    if (/^\w+$/.test(textOf(state, right))) return leftClass;
  }
  return classOfSpelling(text, state.names, state.lexOptions);
}

/** The string literal that # makes of an argument (6.10.3.2). */
function stringify(state: State, words: readonly number[]): number {
  let text = '';
  for (const word of words) {
    if (word === PLACEMARKER) continue;
    const tokenClass = classOf(state, word);
    const isLiteral = tokenClass === TokenKind.string || tokenClass === TokenKind.character;
    const spelling = textOf(state, word);
    if ((word & (SPACE | FIRST)) !== 0 && text !== '') text += ' ';
    text += isLiteral ? spelling.replace(/[\\"]/g, '\\$&') : spelling;
  }
  const trailing = /\\*$/.exec(text)![0].length;
  if (trailing % 2 === 1) {
    state.diagnostics.warning(state.place, '', "invalid string literal, ignoring final '\\'", true);
    text = text.slice(0, -1);
  }
  return makeWord(state, `"${text.replace(/\n/g, '\\n')}"`, TokenKind.string);
}

/** A word as it is copied out of an argument: no longer first on a line. */
export function argumentWord(word: number): number {
  return (word & FIRST) !== 0 ? (word & ~FIRST) | SPACE : word;
}
