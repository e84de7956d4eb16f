/**
 * The preprocessor's state: one record that the expander, the directives and the driver share,
 * and the growing token list they write. Made by preprocess.ts, one per translation unit.
 */
import type { Diagnostics } from '../diagnostics.ts';
import type { CompileOptions } from '../options.ts';
import type { Position, SourceFile, SourceMap } from '../source.ts';
import type { Lexed, LexOptions } from './lex.ts';
import { END_WORD, FIRST, FLAG_BITS, SPACE, SPECIAL } from './names.ts';
import { type Interner, TokenKind } from './tokens.ts';

/** Macros whose replacement is computed; the text is the macro's name. */
export type BuiltinMacro =
  | '__LINE__'
  | '__FILE__'
  | '__BASE_FILE__'
  | '__INCLUDE_LEVEL__'
  | '__COUNTER__'
  | '__DATE__'
  | '__TIME__'
  | '__TIMESTAMP__'
  | '__has_include'
  | '__has_include_next'
  | '__has_attribute'
  | '__has_c_attribute'
  | '__has_builtin'
  | 'defined'
  | '_Pragma';

/** A macro definition (6.10.3). */
export interface Macro {
  readonly name: number;
  readonly form: 'object' | 'function' | 'builtin' | 'poison';
  readonly builtin: BuiltinMacro | null;
  /** Names of the parameters, a variable one last. */
  readonly parameters: readonly number[];
  readonly variadic: boolean;
  /** Words; a negative one is `~(parameter << 4 | flags)`. */
  readonly body: readonly number[];
  /** The contents of each __VA_OPT__ group in the body. */
  readonly groups: readonly (readonly number[])[];
  /** Whether the body has `##`, so that it must be put together anew for each use. */
  readonly pastes: boolean;
  readonly position: Position;
  /** Whether it is being expanded (6.10.3.4p2). */
  disabled: boolean;
}

/** A file being read. */
export interface Frame {
  readonly file: SourceFile;
  readonly words: Int32Array;
  readonly offsets: Int32Array;
  /** The next word to be read. */
  index: number;
  /** How many conditionals were open when the file was entered. */
  readonly conditionals: number;
  /** Index into the search path at which the file was found; -1 if beside its includer. */
  readonly searchIndex: number;
  readonly parent: Frame | null;
  readonly depth: number;
}

/** An #if group that is not closed yet. */
export interface Conditional {
  readonly position: Position;
  readonly directive: string;
  /** Whether a group of it has been taken (or none may be). */
  taken: boolean;
  elseSeen: boolean;
}

/** Something -E prints between tokens: the token index it stands before, and what it is. */
export interface Event {
  readonly index: number;
  readonly kind: 'enter' | 'leave' | 'define' | 'undef';
  readonly position: Position;
  readonly text: string;
}

/** A file the translation unit depends on. */
export interface Dependency {
  readonly path: string;
  readonly system: boolean;
}

/** A file as it was read once: its text, words, guard and identity. */
export interface CachedFile {
  readonly text: string;
  readonly lexed: Lexed;
  /** The macro whose being defined makes the file empty, or 0. */
  readonly guard: number;
  /** Device and inode: what #pragma once goes by. */
  readonly identity: string;
}

/** What a caller may ask of the preprocessor besides the token list. */
export interface PreprocessMode {
  /** Every #pragma becomes a token (-E); otherwise only those the compiler acts on. */
  readonly keepPragmas?: boolean;
  /** Records #define and #undef as events (-dD). */
  readonly keepDefines?: boolean;
  /** The input is preprocessed already (.i): nothing is predefined or expanded. */
  readonly preprocessed?: boolean;
  /** Missing headers become dependencies instead of errors (-MG). */
  readonly missingHeaders?: boolean;
}

/** A directory of the search path. */
export interface SearchDirectory {
  readonly path: string;
  readonly system: boolean;
  /** Looked into for "..." only (-iquote). */
  readonly quoteOnly: boolean;
}

export interface State {
  readonly options: CompileOptions;
  readonly mode: PreprocessMode;
  readonly sources: SourceMap;
  readonly diagnostics: Diagnostics;
  readonly names: Interner;
  readonly lexOptions: LexOptions;
  readonly search: readonly SearchDirectory[];
  /** Macro of each id that has one; its class then has SPECIAL. */
  readonly macros: (Macro | null | undefined)[];
  readonly saved: Map<number, (Macro | null)[]>;
  readonly conditionals: Conditional[];
  readonly files: Map<string, CachedFile | null>;
  readonly once: Set<string>;
  readonly dependencies: Map<string, Dependency>;
  readonly events: Event[];
  readonly output: Output;
  readonly baseFile: string;
  frame: Frame;
  counter: number;
  /**
   * Macro expansions being read, innermost last: words, how far, whose, and the first one's
   * space.
   */
  readonly contextWords: (readonly number[])[];
  readonly contextAt: number[];
  readonly contextMacro: (Macro | null)[];
  readonly contextSpace: number[];
  depth: number;
  /** Contexts below this one are out of reach (a list is being expanded on its own). */
  floor: number;
  /** How many lists are being expanded on their own: then the file is out of reach too. */
  closed: number;
  /** White space before an expansion that turned out empty. */
  pendingSpace: number;
  /** Where the outermost expansion, or the directive, stands. */
  place: Position;
  /** In the controlling expression of #if, where `defined` means something. */
  inCondition: boolean;
  /** Handles the directive the frame stands at (set by the driver; breaks the module cycle). */
  readonly directive: (state: State) => void;
  /** Words of `#pragma` met inside macro arguments, to be read next. */
  readonly pragmas: number[];
}

/** The token list in the making. */
export class Output {
  count = 0;
  kinds: Uint16Array;
  texts: Int32Array;
  positions: Int32Array;
  flags: Uint8Array;

  constructor(room: number) {
    this.kinds = new Uint16Array(room);
    this.texts = new Int32Array(room);
    this.positions = new Int32Array(room);
    this.flags = new Uint8Array(room);
  }

  add(kind: number, text: number, position: Position, flags: number): void {
    if (this.count === this.kinds.length) this.grow();
    const at = this.count++;
    this.kinds[at] = kind;
    this.texts[at] = text;
    this.positions[at] = position;
    this.flags[at] = flags & (SPACE | FIRST);
  }

  grow(): void {
    const room = this.kinds.length * 2;
    const kinds = new Uint16Array(room);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const texts = new Int32Array(room);
    texts.set(this.texts);
    this.texts = texts;
    const positions = new Int32Array(room);
    positions.set(this.positions);
    this.positions = positions;
    const flags = new Uint8Array(room);
    flags.set(this.flags);
    this.flags = flags;
  }
}

export function idOf(word: number): number {
  return word >> FLAG_BITS;
}

/** The class of a word without its SPECIAL bit. */
export function classOf(state: State, word: number): number {
  return state.names.classes[word >> FLAG_BITS]! & ~SPECIAL;
}

export function textOf(state: State, word: number): string {
  return state.names.texts[word >> FLAG_BITS]!;
}

/** Makes a word of a spelling and its class. */
export function makeWord(state: State, text: string, tokenClass: number, flags = 0): number {
  return (internAs(state.names, text, tokenClass) << FLAG_BITS) | flags;
}

function internAs(names: Interner, text: string, tokenClass: number): number {
  const known = names.texts.length;
  const id = names.id(text);
  if (id === known) names.classes[id] = tokenClass;
  return id;
}

export function numberWord(state: State, value: number, flags = 0): number {
  return makeWord(state, String(value), TokenKind.number, flags);
}

/** Where a word of the current file stands. */
export function placeOf(frame: Frame, index: number): Position {
  return frame.file.base + frame.offsets[index]!;
}

/** The index past the last word of the line that `index` is on. */
export function lineEnd(frame: Frame, index: number): number {
  let at = index;
  while ((frame.words[at]! & FIRST) === 0) at++;
  return at;
}

/** Spells words as on one line, white space as one blank. */
export function spellWords(
  state: State,
  words: ArrayLike<number>,
  from = 0,
  to = words.length,
): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const word = words[i]!;
    if (word === END_WORD) break;
    text += (word & SPACE) !== 0 && i > from ? ` ${textOf(state, word)}` : textOf(state, word);
  }
  return text;
}
