/**
 * #pragma and _Pragma (6.10.6, 6.10.9): acts on those for the preprocessor, keeps those for the
 * compiler.
 */

import { DIAGNOSTIC_ACTIONS } from '../diagnostics.ts';
import { pragmaText, pragmaWord } from './builtins.ts';
import { expandList } from './expand.ts';
import { lex } from './lex.ts';
import { poisonedMacro, removeMacro, setMacro } from './macros.ts';
import { classOf, idOf, type State, spellWords, textOf } from './state.ts';
import { TokenKind } from './tokens.ts';

/** Pragmas that reach the compiler as tokens, by their first word or two. */
const KEPT = new Set([
  'pack',
  'weak',
  'redefine_extname',
  'GCC visibility',
  'scalar_storage_order',
]);

/** Pragmas that may be ignored without a warning. */
const IGNORED = new Set([
  ...['GCC diagnostic', 'GCC optimize', 'GCC push_options', 'GCC pop_options', 'GCC target'],
  ...['GCC reset_options', 'GCC ivdep', 'GCC unroll', 'STDC FP_CONTRACT', 'STDC FENV_ACCESS'],
  ...['STDC CX_LIMITED_RANGE', 'GCC warning', 'GCC error', 'GCC dependency', 'GCC pch_preprocess'],
]);

/**
 * Acts on the words of a #pragma line. Gives the word to be passed on, or 0 if the compiler is not
 * concerned.
 */
export function runPragma(state: State, words: readonly number[]): number {
  const text = spellWords(state, words);
  const first = words.length > 0 ? textOf(state, words[0]!) : '';
  const second = words.length > 1 ? textOf(state, words[1]!) : '';
  if (first === 'GCC' && second === 'diagnostic') recordDiagnostic(state, words);
  if (!state.mode.preprocessed && actOn(state, first, second, words)) {
    return state.mode.keepPragmas && first === 'GCC' ? pragmaWord(state, text) : 0;
  }
  if (state.mode.keepPragmas) return pragmaWord(state, text);
  if (KEPT.has(first)) {
    return pragmaWord(state, spellWords(state, [words[0]!, ...expandList(state, words.slice(1))]));
  }
  if (KEPT.has(`${first} ${second}`)) return pragmaWord(state, text);
  if (!IGNORED.has(`${first} ${second}`)) {
    state.diagnostics.warning(
      state.place,
      'unknown-pragmas',
      `ignoring '#pragma ${first} ${second}'`.replace(" '", "'"),
    );
  }
  return 0;
}

/** Acts on a word that _Pragma made; gives what runPragma does. */
export function runPragmaWord(state: State, word: number): number {
  const { words } = lex(pragmaText(state, word), state.names, state.lexOptions);
  return runPragma(
    state,
    Array.from(words.subarray(0, -1), (item, index) => (index === 0 ? (item >> 4) << 4 : item)),
  );
}

function actOn(state: State, first: string, second: string, words: readonly number[]): boolean {
  if (first === 'once') {
    const cached = state.files.get(state.frame.file.name);
    if (cached) state.once.add(cached.identity);
    return true;
  }
  if (first === 'push_macro' || first === 'pop_macro') {
    saveOrRestore(state, first, words);
    return true;
  }
  if (first !== 'GCC') return false;
  if (second === 'system_header') {
    markSystemHeader(state);
    return true;
  }
  if (second === 'poison') {
    for (const word of words.slice(2)) {
      if (classOf(state, word) === TokenKind.identifier) {
        setMacro(state, poisonedMacro(idOf(word)));
      }
    }
    return true;
  }
  if (second === 'error' || second === 'warning') {
    const message = spellWords(state, words.slice(2)).replace(/^"(.*)"$/s, '$1');
    if (second === 'error') state.diagnostics.error(state.place, message);
    else state.diagnostics.warning(state.place, '', message, true);
    return true;
  }
  return false;
}

/** `#pragma GCC diagnostic ignored "-Wflag"`, push and pop. */
function recordDiagnostic(state: State, words: readonly number[]): void {
  const named = words.length > 2 ? textOf(state, words[2]!) : '';
  const action = DIAGNOSTIC_ACTIONS.find((known) => known === named);
  const flag = words.length > 3 ? /^"-W(.+)"$/.exec(textOf(state, words[3]!))?.[1] : '';
  if (!action || flag === undefined || (flag === '') !== (action === 'push' || action === 'pop')) {
    const message = `invalid #pragma GCC diagnostic ${named}`.trimEnd();
    state.diagnostics.warning(state.place, 'pragmas', message, true);
    return;
  }
  state.diagnostics.pragma(state.place, action, flag);
}

/** From here on the file counts as a system header. */
function markSystemHeader(state: State): void {
  const location = state.sources.locate(state.place);
  const { file } = state.frame;
  if (!location || state.frame.depth === 0) return;
  file.markers.push({
    offset: state.place - file.base,
    line: location.line,
    name: location.file,
    system: true,
  });
}

function saveOrRestore(state: State, action: string, words: readonly number[]): void {
  const literal = words[2];
  if (literal === undefined || classOf(state, literal) !== TokenKind.string) {
    state.diagnostics.warning(state.place, '', `invalid #pragma ${action} directive`, true);
    return;
  }
  const name = state.names.id(textOf(state, literal).slice(1, -1));
  const stack = state.saved.get(name) ?? [];
  state.saved.set(name, stack);
  if (action === 'push_macro') {
    stack.push(state.macros[name] ?? null);
    return;
  }
  const macro = stack.pop();
  if (macro) setMacro(state, macro);
  else if (macro === null) removeMacro(state, name);
}
