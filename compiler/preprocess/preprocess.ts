/**
 * The preprocessor's driver (5.1.1.2, phases 1 to 4 and the words of phase 7): gets a file's
 * text, gives the token list, what the unit depends on, and the macros at its end.
 */
import type { Diagnostics } from '../diagnostics.ts';
import type { CompileOptions } from '../options.ts';
import type { SourceFile, SourceMap } from '../source.ts';
import { pragmaText } from './builtins.ts';
import { handleDirective } from './directives.ts';
import { expandFromFile } from './expand.ts';
import { enterFile, leaveFile } from './files.ts';
import { findGuard } from './guards.ts';
import { type Lexed, lex, lexOptions } from './lex.ts';
import { builtinMacro, isDefined, setMacro, spellMacro } from './macros.ts';
import {
  createNames,
  DIGRAPH_HASH,
  END,
  earlyKinds,
  FIRST,
  FLAG_BITS,
  HASH,
  HEADER_CLASS,
  LAST_PUNCTUATOR,
  SPACE,
  SPECIAL,
} from './names.ts';
import { runPragmaWord } from './pragmas.ts';
import { commandLineText, predefinedText } from './predefined.ts';
import { findHeader, loadFile, searchPath } from './search.ts';
import {
  type BuiltinMacro,
  type Dependency,
  type Event,
  type Frame,
  Output,
  type PreprocessMode,
  placeOf,
  type State,
} from './state.ts';
import { TokenKind, type TokenList } from './tokens.ts';

/** What preprocessing one translation unit gives. */
export interface PreprocessResult {
  readonly tokens: TokenList;
  /** One byte a token: 1 if white space stands before it, 2 if it is the first on its line. */
  readonly spacing: Uint8Array;
  /** The main file and every file included, in order of first inclusion. */
  readonly dependencies: readonly Dependency[];
  /** What happened between the tokens: files entered and left, and (-dD) macros defined. */
  readonly events: readonly Event[];
  /** The macros defined at the end, each as a #define line (-dM), sorted by name. */
  readonly dumpMacros: () => string;
}

const BUILTIN_MACROS: readonly BuiltinMacro[] = [
  ...(['__LINE__', '__FILE__', '__BASE_FILE__', '__INCLUDE_LEVEL__', '__COUNTER__'] as const),
  ...(['__DATE__', '__TIME__', '__TIMESTAMP__', '__has_include', '__has_include_next'] as const),
  ...(['__has_attribute', '__has_builtin', 'defined', '_Pragma'] as const),
];

/**
 * Preprocesses a file. `name` is the path that __FILE__ and diagnostics show.
 * @throws Fatal when it cannot go on, such as at a header that is not found (already reported).
 */
export function preprocess(
  name: string,
  text: string,
  options: CompileOptions,
  sources: SourceMap,
  diagnostics: Diagnostics,
  mode: PreprocessMode = {},
): PreprocessResult {
  const state = createState(name, text, options, sources, diagnostics, mode);
  const early = earlyKinds(state.names, options.standard);
  if (!mode.preprocessed) {
    for (const builtin of BUILTIN_MACROS) setMacro(state, builtinMacro(state, builtin));
    readAside(state, early, '<built-in>', predefinedText(options));
    readAside(state, early, '<command-line>', commandLineText(options.defines));
    if (options.preIncludes.length > 0) preInclude(state, early);
  }
  startMain(state, name, text);
  state.dependencies.set(name, { path: name, system: false });
  for (const path of state.preIncluded) state.dependencies.set(path.path, path);
  run(state, early);
  return resultOf(state);
}

interface DriverState extends State {
  readonly preIncluded: Dependency[];
}

function createState(
  name: string,
  text: string,
  options: CompileOptions,
  sources: SourceMap,
  diagnostics: Diagnostics,
  mode: PreprocessMode,
): DriverState {
  const names = createNames();
  return {
    options,
    mode,
    sources,
    diagnostics,
    names,
    lexOptions: lexOptions(options.standard),
    search: mode.preprocessed ? [] : searchPath(options),
    macros: [],
    saved: new Map(),
    conditionals: [],
    files: new Map(),
    once: new Set(),
    dependencies: new Map(),
    events: [],
    output: new Output(Math.max(1024, text.length >> 3)),
    baseFile: name,
    frame: frameOf(sources.add('', ''), { words: Int32Array.of(0), offsets: NONE, faults: [] }),
    counter: 0,
    contextWords: [],
    contextAt: [],
    contextMacro: [],
    contextSpace: [],
    depth: 0,
    floor: 0,
    closed: 0,
    pendingSpace: 0,
    place: 0,
    inCondition: false,
    directive: handleDirective,
    pragmas: [],
    preIncluded: [],
  };
}

const NONE = new Int32Array(1);

function frameOf(file: SourceFile, lexed: Lexed): Frame {
  return {
    file,
    words: lexed.words,
    offsets: lexed.offsets,
    index: 0,
    conditionals: 0,
    searchIndex: -1,
    parent: null,
    depth: 0,
  };
}

/** Reads a text of directives that is no file of the user's. */
function readAside(state: State, early: Uint8Array, name: string, text: string): void {
  if (text === '') return;
  const file = state.sources.add(name, text);
  state.frame = frameOf(file, lex(text, state.names, state.lexOptions));
  run(state, early);
}

/** Reads the -include files as if #included by the first line of the main file. */
function preInclude(state: DriverState, early: Uint8Array): void {
  const text = state.options.preIncludes.map((path) => `#include "${path}"\n`).join('');
  const file = state.sources.add('<command-line>', text);
  for (const path of state.options.preIncludes) {
    state.frame = frameOf(file, lex('', state.names, state.lexOptions));
    state.place = file.base;
    const found = findHeader(state, { name: path, angled: false }, false);
    if (!found) {
      state.diagnostics.fatal(file.base, `${path}: No such file or directory`);
    }
    const cached = loadFile(state, found.path);
    if (cached.guard !== 0 && isDefined(state, cached.guard)) continue;
    enterFile(state, found.path, cached, found.system, file.base, found.searchIndex);
    state.preIncluded.push({ path: found.path, system: found.system });
    run(state, early);
  }
}

function startMain(state: State, name: string, text: string): void {
  const lexed = lex(text, state.names, state.lexOptions);
  const file = state.sources.add(name, text);
  state.frame = frameOf(file, lexed);
  state.files.set(name, { text, lexed, guard: findGuard(lexed, state.names), identity: name });
  for (const fault of lexed.faults) {
    state.diagnostics.error(file.base + fault.offset, fault.message);
  }
}

/** Reads the current frame, and all it includes, to the end. */
function run(state: State, early: Uint8Array): void {
  const emit = (word: number): void => emitWord(state, early, word);
  for (;;) {
    copyPlain(state, early);
    const { frame } = state;
    const word = frame.words[frame.index]!;
    const id = word >> FLAG_BITS;
    if (id === END) {
      if (!leaveFile(state)) return;
      continue;
    }
    if ((id === HASH || id === DIGRAPH_HASH) && (word & FIRST) !== 0) {
      state.directive(state);
      flushPragmas(state);
      continue;
    }
    const macro = state.macros[id];
    if (macro) expandFromFile(state, macro, word, emit);
    else {
      state.place = placeOf(frame, frame.index);
      frame.index++;
      emit(word);
    }
    flushPragmas(state);
  }
}

/** Copies words that need no second look from the file to the output: the hot loop. */
function copyPlain(state: State, early: Uint8Array): void {
  const { frame, output } = state;
  const { words, offsets } = frame;
  const { base } = frame.file;
  const { classes } = state.names;
  const known = early.length;
  let { kinds, texts, positions, flags } = output;
  let count = output.count;
  let at = frame.index;
  for (;;) {
    const word = words[at]!;
    const id = word >> FLAG_BITS;
    const tokenClass = classes[id]!;
    if ((tokenClass & SPECIAL) !== 0) break;
    if (count === kinds.length) {
      output.count = count;
      output.grow();
      ({ kinds, texts, positions, flags } = output);
    }
    kinds[count] = id < known ? early[id]! : tokenClass;
    texts[count] = id <= LAST_PUNCTUATOR ? 0 : id;
    positions[count] = base + offsets[at]!;
    flags[count] = (word & (SPACE | FIRST)) | state.pendingSpace;
    state.pendingSpace = 0;
    count++;
    at++;
  }
  output.count = count;
  frame.index = at;
}

/** Adds a word that came out of an expansion, or is odd, to the output. */
function emitWord(state: State, early: Uint8Array, word: number): void {
  const id = word >> FLAG_BITS;
  const tokenClass = state.names.classes[id]! & ~SPECIAL;
  if (tokenClass === TokenKind.pragma) {
    const kept = runPragmaWord(state, word);
    if (kept !== 0) emitPragma(state, kept);
    return;
  }
  if (tokenClass === TokenKind.other) checkLiteral(state, id);
  const kind = tokenClass === HEADER_CLASS ? TokenKind.other : tokenClass;
  const text = id <= LAST_PUNCTUATOR ? 0 : id;
  state.output.add(id < early.length ? early[id]! : kind, text, state.place, word);
}

/**
 * Reports a literal without its closing quote (6.4p3), which only now is known not to be skipped.
 */
function checkLiteral(state: State, id: number): void {
  const quote = /^(?:L|u8?|U)?(["'])/.exec(state.names.texts[id]!)?.[1];
  if (quote === undefined) return;
  const message = `missing terminating ${quote} character`;
  if (state.mode.keepPragmas) state.diagnostics.warning(state.place, '', message, true);
  else state.diagnostics.error(state.place, message);
}

function flushPragmas(state: State): void {
  while (state.pragmas.length > 0) emitPragma(state, state.pragmas.shift()!);
}

function emitPragma(state: State, word: number): void {
  const text = state.names.id(pragmaText(state, word));
  state.output.add(TokenKind.pragma, text, placeOfPragma(state), FIRST);
}

function placeOfPragma(state: State): number {
  const { frame } = state;
  return placeOf(frame, Math.max(0, frame.index - 1));
}

function resultOf(state: State): PreprocessResult {
  const { output, frame } = state;
  output.add(TokenKind.end, 0, placeOf(frame, frame.index), FIRST);
  const { count } = output;
  return {
    tokens: {
      count,
      kinds: output.kinds.subarray(0, count),
      texts: output.texts.subarray(0, count),
      positions: output.positions.subarray(0, count),
      names: state.names,
    },
    spacing: output.flags.subarray(0, count),
    dependencies: [...state.dependencies.values()],
    events: state.events,
    dumpMacros: () => dumpMacros(state),
  };
}

function dumpMacros(state: State): string {
  const lines: string[] = [];
  for (const macro of state.macros) {
    if (!macro || macro.form === 'builtin' || macro.form === 'poison') continue;
    lines.push(`#define ${spellMacro(state, macro)}\n`);
  }
  return lines.sort().join('');
}
