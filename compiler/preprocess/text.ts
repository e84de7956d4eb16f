/**
 * Preprocessed text (-E): the token list spelled again, with gcc's line markers (or without, -P).
 */
import type { SourceFile, SourceMap } from '../source.ts';
import { FIRST, SPACE } from './names.ts';
import type { PreprocessResult } from './preprocess.ts';
import type { Event } from './state.ts';
import { FIRST_KEYWORD, FIRST_PUNCTUATOR, PUNCTUATORS, TokenKind } from './tokens.ts';

export interface TextOptions {
  /** Writes `# line "file"` markers; otherwise only the text (-P). */
  readonly markers: boolean;
}

/** Line gaps up to this long are written as empty lines instead of a marker, as in gcc. */
const MAX_GAP = 8;

interface Printer {
  readonly sources: SourceMap;
  readonly markers: boolean;
  readonly parts: string[];
  file: SourceFile | null;
  name: string;
  line: number;
  /** Whether something has been written on the current line. */
  dirty: boolean;
}

/** Spells a preprocessed unit as C text; what reads it back gets the same tokens and places. */
export function preprocessedText(
  result: PreprocessResult,
  sources: SourceMap,
  options: TextOptions,
): string {
  const { tokens, spacing, events } = result;
  const printer: Printer = {
    sources,
    markers: options.markers,
    parts: [],
    file: null,
    name: '',
    line: 0,
    dirty: false,
  };
  begin(printer, result);
  let before = '';
  let nextEvent = 0;
  for (let i = 0; i < tokens.count - 1; i++) {
    while (nextEvent < events.length && events[nextEvent]!.index <= i) {
      printEvent(printer, events[nextEvent++]!);
      before = '';
    }
    const moved = moveTo(printer, tokens.positions[i]!);
    const kind = tokens.kinds[i]!;
    if (kind === TokenKind.pragma) {
      startLine(printer);
      printer.parts.push(`#pragma ${tokens.names.texts[tokens.texts[i]!]}`);
      printer.dirty = true;
      startLine(printer);
      before = '';
      continue;
    }
    const text = spelling(result, i);
    const flags = spacing[i]!;
    if (moved || before === '') indent(printer, flags, tokens.positions[i]!);
    else if ((flags & (SPACE | FIRST)) !== 0 || wouldMerge(before, text)) printer.parts.push(' ');
    printer.parts.push(text);
    printer.dirty = true;
    before = text;
  }
  while (nextEvent < events.length) printEvent(printer, events[nextEvent++]!);
  startLine(printer);
  return printer.parts.join('');
}

/** The spelling of a token. */
export function spelling({ tokens }: PreprocessResult, index: number): string {
  const text = tokens.texts[index]!;
  if (text !== 0) return tokens.names.texts[text]!;
  const kind = tokens.kinds[index]!;
  return kind >= FIRST_PUNCTUATOR && kind < FIRST_KEYWORD
    ? PUNCTUATORS[kind - FIRST_PUNCTUATOR]!
    : '';
}

function begin(printer: Printer, { tokens, dependencies }: PreprocessResult): void {
  const main = dependencies[0]?.path ?? '';
  printer.name = main;
  printer.line = 1;
  printer.file = printer.sources.fileAt(tokens.positions[tokens.count - 1]!);
  if (!printer.markers) return;
  for (const name of [main, '<built-in>', '<command-line>']) {
    printer.parts.push(`# 0 "${escaped(name)}"\n`);
  }
  printer.parts.push(`# 1 "${escaped(main)}"\n`);
}

function escaped(name: string): string {
  return name.replace(/[\\"]/g, '\\$&');
}

function startLine(printer: Printer): void {
  if (!printer.dirty) return;
  printer.parts.push('\n');
  printer.line++;
  printer.dirty = false;
}

function printEvent(printer: Printer, event: Event): void {
  startLine(printer);
  if (event.kind === 'define' || event.kind === 'undef') {
    moveTo(printer, event.position);
    printer.parts.push(`${event.text}\n`);
    printer.line++;
    return;
  }
  const location = printer.sources.locate(event.position);
  if (!location) return;
  const isEntered = event.kind === 'enter';
  printer.file = printer.sources.fileAt(event.position);
  printer.name = location.file;
  printer.line = isEntered ? 1 : location.line + 1;
  if (!printer.markers) return;
  const flags = `${isEntered ? 1 : 2}${location.system ? ' 3 4' : ''}`;
  printer.parts.push(`# ${printer.line} "${escaped(printer.name)}" ${flags}\n`);
}

/** Goes to the line of a token; gives whether a new line was begun. */
function moveTo(printer: Printer, position: number): boolean {
  const { sources } = printer;
  const place = sources.lineAt(position);
  if (!place || (place.line === printer.line && place.file === printer.name)) return false;
  startLine(printer);
  const gap = place.line - printer.line;
  if (place.file === printer.name && gap >= 0 && gap <= MAX_GAP) {
    if (gap > 0) printer.parts.push(printer.markers ? '\n'.repeat(gap) : '');
  } else if (printer.markers) {
    const system = sources.isSystem(position) ? ' 3 4' : '';
    printer.parts.push(`# ${place.line} "${escaped(place.file)}"${system}\n`);
  }
  printer.line = place.line;
  printer.name = place.file;
  return true;
}

/** The white space a line starts with, as far as it can be told: the column of its first token. */
function indent(printer: Printer, flags: number, position: number): void {
  if ((flags & FIRST) === 0) {
    if ((flags & SPACE) !== 0) printer.parts.push(' ');
    return;
  }
  const column = printer.sources.columnAt(position);
  if (column > 1) printer.parts.push(' '.repeat(Math.min(column - 1, 120)));
}

const WORD_END = /[\w$.\u0080-\uffff]$/;
const WORD_START = /^[\w$.\u0080-\uffff]/;
const LITERAL_START = /^["']/;

/** Whether two spellings would be read as other tokens if nothing stood between them. */
function wouldMerge(left: string, right: string): boolean {
  if (WORD_END.test(left)) {
    if (WORD_START.test(right)) return true;
    if (LITERAL_START.test(right)) return /^(L|u8?|U)$/.test(left);
    return /^[.\d]/.test(left) && /^[+-]/.test(right) && /[eEpP]$/.test(left);
  }
  const last = left[left.length - 1]!;
  const next = right[0]!;
  switch (last) {
    case '+':
    case '&':
    case '|':
    case '#':
      return next === last || next === '=' || (last === '#' && next === '#');
    case '-':
      return next === '-' || next === '=' || next === '>';
    case '<':
    case '>':
      return '<>=:%'.includes(next);
    case '/':
      return '/*='.includes(next);
    case '%':
      return '=>:'.includes(next);
    case ':':
      return next === '>' || next === ':';
    case '=':
    case '!':
    case '*':
    case '^':
      return next === '=';
    case '\\':
      return next === 'u' || next === 'U';
    default:
      return false;
  }
}
