/** Directives (6.10): one function a directive, found by name in one table. */
import { headerOf } from './builtins.ts';
import { evaluateCondition } from './conditions.ts';
import { expandList } from './expand.ts';
import { enterFile } from './files.ts';
import {
  isDefined,
  readDefinition,
  removeMacro,
  sameDefinition,
  setMacro,
  spellMacro,
} from './macros.ts';
import { DEFINED, DIGRAPH_HASH, END, FIRST, FLAG_BITS, HASH } from './names.ts';
import { runPragma } from './pragmas.ts';
import { findHeader, loadFile } from './search.ts';
import { classOf, idOf, lineEnd, placeOf, type State, spellWords, textOf } from './state.ts';
import { TokenKind } from './tokens.ts';

/** A directive's line: the words from..to of the frame after its name. */
interface Line {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const DIRECTIVES: ReadonlyMap<string, (state: State, line: Line) => void> = new Map(
  Object.entries({
    define,
    undef,
    include: (state: State, line: Line) => include(state, line),
    include_next: (state: State, line: Line) => include(state, line),
    import: (state: State, line: Line) => include(state, line),
    if: (state: State, line: Line) => open(state, line, condition(state, line)),
    ifdef: (state: State, line: Line) => open(state, line, definedName(state, line) === true),
    ifndef: (state: State, line: Line) => open(state, line, definedName(state, line) === false),
    elif: otherwise,
    elifdef: otherwise,
    elifndef: otherwise,
    else: otherwise,
    endif,
    line: lineDirective,
    error: (state: State, line: Line) => state.diagnostics.error(state.place, message(state, line)),
    warning: (state: State, line: Line) => {
      state.diagnostics.warning(state.place, 'cpp', message(state, line), true);
    },
    pragma,
    ident: () => undefined,
    sccs: () => undefined,
    assert: () => undefined,
    unassert: () => undefined,
  }),
);

/** Handles the directive whose `#` the frame stands at, and leaves the frame after its line. */
export function handleDirective(state: State): void {
  const { frame } = state;
  const { place } = state;
  const at = frame.index + 1;
  const to = lineEnd(frame, at);
  frame.index = to;
  if (at === to) return;
  state.place = placeOf(frame, at);
  const word = frame.words[at]!;
  const name = textOf(state, word);
  const handler = DIRECTIVES.get(name);
  if (classOf(state, word) === TokenKind.number) lineMarker(state, { name, from: at, to });
  else if (!handler)
    state.diagnostics.error(state.place, `invalid preprocessing directive #${name}`);
  else handler(state, { name, from: at + 1, to });
  state.place = place;
}

/** Where a directive's first operand stands, or its name if it has none. */
function operandPlace(state: State, line: Line): number {
  return placeOf(state.frame, line.from < line.to ? line.from : line.from - 1);
}

function lineWords(state: State, line: Line): number[] {
  return Array.from(state.frame.words.subarray(line.from, line.to));
}

function message(state: State, line: Line): string {
  const { words } = state.frame;
  return `#${line.name} ${spellWords(state, words, line.from, line.to)}`.trimEnd();
}

/** Warns of words after the end of a directive. */
function checkEnd(state: State, line: Line, at: number): void {
  if (at >= line.to) return;
  const text = `extra tokens at end of #${line.name} directive`;
  const isLabel = line.name === 'else' || line.name === 'endif';
  const position = placeOf(state.frame, at);
  state.diagnostics.warning(position, isLabel ? 'endif-labels' : '', text, true);
}

/** The name a directive is about, or 0 after a fault. */
function macroName(state: State, line: Line): number {
  const { words } = state.frame;
  if (line.from >= line.to) {
    state.diagnostics.error(state.place, `no macro name given in #${line.name} directive`);
    return 0;
  }
  const word = words[line.from]!;
  if (classOf(state, word) !== TokenKind.identifier) {
    state.diagnostics.error(placeOf(state.frame, line.from), 'macro names must be identifiers');
    return 0;
  }
  if (idOf(word) === DEFINED && (line.name === 'define' || line.name === 'undef')) {
    const position = placeOf(state.frame, line.from);
    state.diagnostics.error(position, '"defined" cannot be used as a macro name');
    return 0;
  }
  return idOf(word);
}

function define(state: State, line: Line): void {
  const name = macroName(state, line);
  if (name === 0) return;
  const position = placeOf(state.frame, line.from);
  const macro = readDefinition(state, state.frame.words, line.from, line.to, position);
  if (!macro) return;
  const known = state.macros[name];
  if (known?.form === 'poison') {
    state.diagnostics.error(position, `attempt to use poisoned "${state.names.texts[name]}"`);
    return;
  }
  if (known && !sameDefinition(known, macro)) {
    const text = `"${state.names.texts[name]}" redefined`;
    if (state.diagnostics.warning(position, '', text, true) && known.position > 0) {
      state.diagnostics.note(known.position, 'this is the location of the previous definition');
    }
  }
  setMacro(state, macro);
  if (state.mode.keepDefines) record(state, 'define', `#define ${spellMacro(state, macro)}`);
}

function undef(state: State, line: Line): void {
  const name = macroName(state, line);
  if (name === 0) return;
  checkEnd(state, line, line.from + 1);
  const known = state.macros[name];
  if (!known || known.form === 'poison') return;
  if (known.form === 'builtin') {
    const text = `undefining "${state.names.texts[name]}"`;
    state.diagnostics.warning(
      placeOf(state.frame, line.from),
      'builtin-macro-redefined',
      text,
      true,
    );
  }
  removeMacro(state, name);
  if (state.mode.keepDefines) record(state, 'undef', `#undef ${state.names.texts[name]}`);
}

function record(state: State, kind: 'define' | 'undef', text: string): void {
  state.events.push({ index: state.output.count, kind, position: state.place, text });
}

function include(state: State, line: Line): void {
  const { frame } = state;
  const words = lineWords(state, line);
  const header = headerOf(state, words, { expandList });
  if (!header) {
    const wanted = `#${line.name} expects "FILENAME" or <FILENAME>`;
    state.diagnostics.error(operandPlace(state, line), wanted);
    return;
  }
  const position = placeOf(frame, line.from);
  if (header.name === '') {
    state.diagnostics.error(position, `empty filename in #${line.name}`);
    return;
  }
  const isNext = line.name === 'include_next' && frame.depth > 0;
  const found = findHeader(state, header, isNext);
  if (!found) {
    if (!state.mode.missingHeaders) {
      state.diagnostics.fatal(position, `${header.name}: No such file or directory`);
    }
    state.dependencies.set(header.name, { path: header.name, system: false });
    return;
  }
  const file = loadFile(state, found.path);
  if (!state.dependencies.has(found.path)) {
    state.dependencies.set(found.path, { path: found.path, system: found.system });
  }
  if (file.guard !== 0 && isDefined(state, file.guard)) return;
  if (state.once.has(file.identity)) return;
  if (line.name === 'import') state.once.add(file.identity);
  enterFile(state, found.path, file, found.system, position, found.searchIndex);
}

function condition(state: State, line: Line): boolean {
  const { place } = state;
  state.place = operandPlace(state, line);
  const holds = evaluateCondition(state, lineWords(state, line), line.name);
  state.place = place;
  return holds;
}

/** Whether the name after #ifdef is a macro; null after a fault, so that no group is taken. */
function definedName(state: State, line: Line): boolean | null {
  const name = macroName(state, line);
  if (name === 0) return null;
  checkEnd(state, line, line.from + 1);
  return isDefined(state, name);
}

function open(state: State, line: Line, taken: boolean): void {
  const directive = line.name;
  state.conditionals.push({ position: state.place, directive, taken, elseSeen: false });
  if (!taken) skipGroup(state);
}

/** #elif or #else after a group that was read: everything up to #endif is skipped. */
function otherwise(state: State, line: Line): void {
  if (beginAlternative(state, line)) skipGroup(state);
}

/** Checks that an #elif or #else may stand here. */
function beginAlternative(state: State, line: Line): boolean {
  const current = innermost(state);
  if (!current) {
    state.diagnostics.error(state.place, `#${line.name} without #if`);
    return false;
  }
  if (current.elseSeen) {
    state.diagnostics.error(state.place, `#${line.name} after #else`);
    state.diagnostics.note(current.position, 'the conditional began here');
  }
  if (line.name === 'else') {
    current.elseSeen = true;
    checkEnd(state, line, line.from);
  }
  return true;
}

function innermost(state: State): State['conditionals'][number] | undefined {
  if (state.conditionals.length <= state.frame.conditionals) return undefined;
  return state.conditionals[state.conditionals.length - 1];
}

function endif(state: State, line: Line): void {
  if (!innermost(state)) {
    state.diagnostics.error(state.place, '#endif without #if');
    return;
  }
  checkEnd(state, line, line.from);
  state.conditionals.pop();
}

/**
 * Skips to the group of the innermost conditional that is to be read, or past its #endif
 * (6.10.1p6).
 */
function skipGroup(state: State): void {
  const { frame } = state;
  const { words } = frame;
  const { texts } = state.names;
  let depth = 0;
  for (let at = frame.index; ; at++) {
    const word = words[at]!;
    if ((word & FIRST) === 0) continue;
    const id = word >> FLAG_BITS;
    if (id === END) {
      frame.index = at;
      return;
    }
    if ((id !== HASH && id !== DIGRAPH_HASH) || (words[at + 1]! & FIRST) !== 0) continue;
    const name = texts[words[at + 1]! >> FLAG_BITS]!;
    if (name === 'if' || name === 'ifdef' || name === 'ifndef') depth++;
    else if (name === 'endif' && depth > 0) depth--;
    else if (depth === 0 && ENDS_GROUP.has(name)) {
      const to = lineEnd(frame, at + 1);
      frame.index = to;
      state.place = placeOf(frame, at + 1);
      if (endsSkipping(state, { name, from: at + 2, to })) return;
      at = to - 1;
    }
  }
}

const ENDS_GROUP = new Set(['endif', 'else', 'elif', 'elifdef', 'elifndef']);

/**
 * Whether a directive that ends a skipped group starts one that is read, or ends the conditional.
 */
function endsSkipping(state: State, line: Line): boolean {
  if (line.name === 'endif') {
    endif(state, line);
    return true;
  }
  if (!beginAlternative(state, line)) return true;
  const current = innermost(state)!;
  if (current.taken) return false;
  if (line.name === 'else') current.taken = true;
  else if (line.name === 'elif') current.taken = condition(state, line);
  else current.taken = definedName(state, line) === (line.name === 'elifdef');
  return current.taken;
}

/** 6.10.4. */
function lineDirective(state: State, line: Line): void {
  const words = expandList(state, lineWords(state, line));
  const digits = words.length > 0 ? textOf(state, words[0]!) : '';
  if (!/^[0-9]+$/.test(digits)) {
    const text = `"${digits}" after #line is not a positive integer`;
    const place = operandPlace(state, line);
    state.diagnostics.error(place, digits === '' ? 'unexpected end of file after #line' : text);
    return;
  }
  const named = words.length > 1 ? literalText(state, words[1]!) : null;
  if (words.length > 1 && named === null) {
    const text = `"${textOf(state, words[1]!)}" is not a valid filename`;
    state.diagnostics.error(operandPlace(state, line), text);
    return;
  }
  setLine(state, line, Number(digits), named, state.frame.file.system);
}

/** `# 1 "file" 1 3`: what an earlier preprocessor wrote; 3 marks a system header. */
function lineMarker(state: State, line: Line): void {
  const words = lineWords(state, line);
  if (!/^[0-9]+$/.test(line.name)) {
    state.diagnostics.error(state.place, `"${line.name}" after # is not a positive integer`);
    return;
  }
  const named = words.length > 1 ? literalText(state, words[1]!) : null;
  const isSystem = words.slice(2).some((word) => textOf(state, word) === '3');
  setLine(state, line, Number(line.name), named, isSystem);
}

function setLine(
  state: State,
  line: Line,
  number: number,
  named: string | null,
  system: boolean,
): void {
  const { file } = state.frame;
  const last = placeOf(state.frame, line.to - 1) - file.base;
  const newline = file.text.indexOf('\n', last);
  file.markers.push({
    offset: newline < 0 ? file.text.length : newline + 1,
    line: number,
    name: named ?? state.sources.locate(state.place)?.file ?? file.name,
    system,
  });
}

function literalText(state: State, word: number): string | null {
  if (classOf(state, word) !== TokenKind.string) return null;
  const text = textOf(state, word);
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : null;
}

function pragma(state: State, line: Line): void {
  const word = runPragma(state, lineWords(state, line));
  if (word !== 0) state.pragmas.push(word);
}
