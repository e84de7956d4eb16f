/**
 * Macro expansion (6.10.3). Works as gcc's preprocessor does: a stack of expansions being read,
 * each macro disabled while its own is on the stack, and arguments expanded on their own first.
 * So the result of nested function-like macros, which the standard leaves open, is gcc's.
 */
import { computeBuiltin } from './builtins.ts';
import {
  BLOCKED,
  CLOSE,
  COMMA,
  DIGRAPH_HASH,
  END,
  END_WORD,
  FIRST,
  HASH,
  OPEN,
  SPACE,
  SPECIAL,
} from './names.ts';
import { idOf, type Macro, placeOf, type State } from './state.ts';
import { argumentWord, substitute } from './substitute.ts';

/** Expansions nested deeper than this are refused, before the JavaScript stack ends. */
const MAX_NESTING = 300;
/** The first word of a context keeps the space it has. */
const OWN_SPACE = -1;
const NO_WORDS: readonly number[] = [];

/** Pushes words to be read next; the first one's white space becomes `space`. */
function push(state: State, words: readonly number[], macro: Macro | null, space: number): void {
  if (words.length === 0) {
    if (space > 0) state.pendingSpace |= space;
    return;
  }
  const at = state.depth++;
  state.contextWords[at] = words;
  state.contextAt[at] = 0;
  state.contextMacro[at] = macro;
  state.contextSpace[at] = space;
  if (macro) macro.disabled = true;
}

function pop(state: State): void {
  const at = --state.depth;
  const macro = state.contextMacro[at];
  if (macro) macro.disabled = false;
  state.contextWords[at] = NO_WORDS;
}

/** The next word of the expansions in reach, or END_WORD. */
function readContext(state: State): number {
  while (state.depth > state.floor) {
    const top = state.depth - 1;
    const words = state.contextWords[top]!;
    const at = state.contextAt[top]!;
    if (at >= words.length) {
      pop(state);
      continue;
    }
    state.contextAt[top] = at + 1;
    let word = words[at]!;
    if (at === 0 && state.contextSpace[top] !== OWN_SPACE) {
      word = (word & ~SPACE) | state.contextSpace[top]!;
    }
    if (state.pendingSpace !== 0) {
      word |= SPACE;
      state.pendingSpace = 0;
    }
    return word;
  }
  return END_WORD;
}

/** The next word, unexpanded, from the expansions and then (if in reach) the file. */
export function nextUnexpanded(state: State): number {
  const word = readContext(state);
  if (word !== END_WORD) return blockedIfDisabled(state, word);
  if (state.closed > 0) return END_WORD;
  for (;;) {
    if (state.pragmas.length > 0) return state.pragmas.shift()!;
    const { frame } = state;
    const fileWord = frame.words[frame.index]!;
    const id = idOf(fileWord);
    if (id === END) return END_WORD;
    if ((fileWord & FIRST) !== 0 && (id === HASH || id === DIGRAPH_HASH)) {
      state.directive(state);
      continue;
    }
    frame.index++;
    return argumentWord(fileWord);
  }
}

function blockedIfDisabled(state: State, word: number): number {
  const id = idOf(word);
  if ((state.names.classes[id]! & SPECIAL) === 0) return word;
  return state.macros[id]?.disabled ? word | BLOCKED : word;
}

/** The next word of the expansions in reach, fully expanded, or END_WORD when they are read up. */
export function nextExpanded(state: State): number {
  for (;;) {
    const word = readContext(state);
    const id = idOf(word);
    if ((state.names.classes[id]! & SPECIAL) === 0 || (word & BLOCKED) !== 0) return word;
    const macro = state.macros[id];
    if (!macro) return word;
    if (macro.disabled) return word | BLOCKED;
    if (!enterMacro(state, macro, word)) return word;
  }
}

/**
 * Starts the expansion of a macro whose name has just been read; its words are read next. Gives
 * false if this is no use of the macro, so that the name stands for itself.
 */
export function enterMacro(state: State, macro: Macro, word: number): boolean {
  switch (macro.form) {
    case 'object': {
      const words = macro.pastes ? substituteAll(state, macro, [], false) : macro.body;
      push(state, words, macro, word & SPACE);
      return true;
    }
    case 'function': {
      if (!parenthesisFollows(state)) return false;
      const given = collectArguments(state, macro);
      if (!given || !argumentsFit(state, macro, given)) return false;
      const count = given.length;
      const isLeftOut = count < macro.parameters.length || isEmptyRest(state, given);
      const words =
        macro.parameters.length === 0 && !macro.pastes
          ? macro.body
          : substituteAll(state, macro, given, isLeftOut);
      push(state, words, macro, word & SPACE);
      return true;
    }
    case 'builtin': {
      const result = computeBuiltin(state, macro.builtin!, READERS);
      if (!result) return false;
      push(state, result, null, word & SPACE);
      return true;
    }
    case 'poison':
      state.diagnostics.error(
        state.place,
        `attempt to use poisoned "${state.names.texts[idOf(word)]}"`,
      );
      return false;
    default:
      return macro.form satisfies never;
  }
}

const READERS = { parenthesisFollows, nextUnexpanded, expandList };

/** `f()` of a macro with one variable parameter leaves it out, but not under a strict standard. */
function isEmptyRest(state: State, given: readonly (readonly number[])[]): boolean {
  const strict = state.options.standard.startsWith('c');
  return !strict && given.length === 1 && given[0]!.length === 0;
}

function substituteAll(
  state: State,
  macro: Macro,
  given: readonly (readonly number[])[],
  omitted: boolean,
): number[] {
  const expand = (words: readonly number[]): readonly number[] => expandList(state, words);
  const expanded = macro.parameters.map(() => null);
  return substitute(state, { macro, given, expanded, omitted, expand }, macro.body);
}

/** Expands words as if they were the whole rest of the file (6.10.3.1p1). */
export function expandList(state: State, words: readonly number[]): readonly number[] {
  if (!words.some((word) => (state.names.classes[idOf(word)]! & SPECIAL) !== 0)) return words;
  const { floor, pendingSpace } = state;
  if (state.closed >= MAX_NESTING) {
    return state.diagnostics.fatal(state.place, 'macro expansions are nested too deeply');
  }
  state.floor = state.depth;
  state.pendingSpace = 0;
  state.closed++;
  push(state, words, null, OWN_SPACE);
  const out: number[] = [];
  for (let word = nextExpanded(state); word !== END_WORD; word = nextExpanded(state)) {
    out.push(word);
  }
  state.closed--;
  state.floor = floor;
  state.pendingSpace = pendingSpace;
  return out;
}

/** Whether the next word is `(`; expansions that are read up are left on the way. */
function parenthesisFollows(state: State): boolean {
  while (state.depth > state.floor) {
    const top = state.depth - 1;
    const words = state.contextWords[top]!;
    const at = state.contextAt[top]!;
    if (at < words.length) return idOf(words[at]!) === OPEN;
    pop(state);
  }
  if (state.closed > 0) return false;
  return idOf(state.frame.words[state.frame.index]!) === OPEN;
}

/** Reads the arguments of a use, from its `(` on; null if the `)` is missing (reported). */
function collectArguments(state: State, macro: Macro): number[][] | null {
  nextUnexpanded(state);
  const { place } = state;
  const rest = macro.variadic ? macro.parameters.length - 1 : -1;
  const given: number[][] = [];
  let current: number[] = [];
  let depth = 0;
  for (;;) {
    const word = nextUnexpanded(state);
    const id = idOf(word);
    if (id === END) {
      const name = state.names.texts[macro.name]!;
      state.diagnostics.error(place, `unterminated argument list invoking macro "${name}"`);
      return null;
    }
    if (id === OPEN) depth++;
    else if (id === CLOSE && depth-- === 0) break;
    else if (id === COMMA && depth === 0 && given.length !== rest) {
      given.push(current);
      current = [];
      continue;
    }
    current.push(word);
  }
  given.push(current);
  return given;
}

/** Checks the number of arguments (6.10.3p4); a variable argument may be left out (GNU C). */
function argumentsFit(state: State, macro: Macro, given: readonly (readonly number[])[]): boolean {
  const wanted = macro.parameters.length;
  const count = given.length;
  if (count === wanted) return true;
  if (wanted === 0 && count === 1 && given[0]!.length === 0) return true;
  if (macro.variadic && count + 1 === wanted) return true;
  const name = `macro "${state.names.texts[macro.name]}"`;
  state.diagnostics.error(
    state.place,
    count < wanted
      ? `${name} requires ${wanted} arguments, but only ${count} given`
      : `${name} passed ${count} arguments, but takes just ${wanted}`,
  );
  if (macro.position > 0) state.diagnostics.note(macro.position, `${name} defined here`);
  return false;
}

/**
 * Reads and expands the use of a macro whose name stands in the file at the frame's index, and
 * hands every resulting word on. `emit` gets them in order.
 */
export function expandFromFile(
  state: State,
  macro: Macro,
  word: number,
  emit: (word: number) => void,
): void {
  const { frame } = state;
  state.place = placeOf(frame, frame.index);
  frame.index++;
  const lead = word & (SPACE | FIRST);
  if (!enterMacro(state, macro, word & ~FIRST)) {
    emit((word & ~(FIRST | SPACE)) | lead);
    return;
  }
  let first = (word & FIRST) !== 0 ? FIRST : 0;
  for (;;) {
    const next = nextExpanded(state);
    if (next === END_WORD) break;
    emit(next | first);
    first = 0;
  }
}
