/**
 * Source text and places in it. Every character of every file (and of every inclusion of a file)
 * has one global number, its Position; a SourceMap turns a Position back into file, line and
 * column.
 */

import { isAscii, isUtf8 } from 'node:buffer';

/** A global character offset into a SourceMap; 0 means "no place" (built-in or synthesized). */
export type Position = number;

/**
 * A place as a reader names it: 1-based line and column (columns count UTF-16 units, tabs as
 * one).
 */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The physical line's text, for the caret line. */
  readonly text: string;
  /** Whether the file is a system header (warnings in it are not reported). */
  readonly system: boolean;
}

/** A line marker or #line inside a file: from `offset` on, lines count from `line` in `name`. */
export interface LineMarker {
  readonly offset: number;
  readonly line: number;
  readonly name: string;
  readonly system: boolean;
}

/** One inclusion of one file: its text occupies Positions base .. base + text.length. */
export interface SourceFile {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly base: Position;
  readonly system: boolean;
  /** Where the #include stands that brought it in; 0 for a main file. */
  readonly includedFrom: Position;
  readonly markers: LineMarker[];
  /** Offsets at which physical lines start, made on first use. */
  lineStarts: Int32Array | null;
}

/** All source text of one translation unit. */
export class SourceMap {
  readonly files: SourceFile[] = [];
  private end = 1;

  /** Registers a text and gives it its range of Positions. */
  add(name: string, text: string, system = false, includedFrom: Position = 0): SourceFile {
    const file: SourceFile = {
      id: this.files.length,
      name,
      text,
      base: this.end,
      system,
      includedFrom,
      markers: [],
      lineStarts: null,
    };
    this.files.push(file);
    this.end += text.length + 1;
    return file;
  }

  /** The file a Position lies in, or null for 0. */
  fileAt(position: Position): SourceFile | null {
    if (position <= 0 || position >= this.end) return null;
    let low = 0;
    let high = this.files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.files[middle]!.base <= position) low = middle;
      else high = middle - 1;
    }
    return this.files[low] ?? null;
  }

  /** Where a Position is, as a reader names it (line markers applied); null for 0. */
  locate(position: Position): Location | null {
    const file = this.fileAt(position);
    if (!file) return null;
    const offset = position - file.base;
    const starts = lineStartsOf(file);
    const index = lastAtMost(starts, offset);
    const start = starts[index]!;
    const stop = index + 1 < starts.length ? starts[index + 1]! - 1 : file.text.length;
    const text = file.text.slice(start, stop).replace(/\r$/, '');
    const marker = markerAt(file.markers, offset);
    const name = marker ? marker.name : file.name;
    const system = marker ? marker.system : file.system;
    const line = marker ? marker.line + (index - lastAtMost(starts, marker.offset)) : index + 1;
    return { file: name, line, column: offset - start + 1, text, system };
  }

  /** File and line of a Position, without the line's text; null for 0. */
  lineAt(position: Position): { readonly file: string; readonly line: number } | null {
    const file = this.fileAt(position);
    if (!file) return null;
    const offset = position - file.base;
    const starts = lineStartsOf(file);
    const index = lastAtMost(starts, offset);
    const marker = file.markers.length > 0 ? markerAt(file.markers, offset) : null;
    if (!marker) return { file: file.name, line: index + 1 };
    return { file: marker.name, line: marker.line + (index - lastAtMost(starts, marker.offset)) };
  }

  /** The 1-based column of a Position; 1 for 0. */
  columnAt(position: Position): number {
    const file = this.fileAt(position);
    if (!file) return 1;
    const starts = lineStartsOf(file);
    const offset = position - file.base;
    return offset - starts[lastAtMost(starts, offset)]! + 1;
  }

  /** Whether the text at `a` is read before or with the one at `b`, includes taken into account. */
  isReadBefore(a: Position, b: Position): boolean {
    const chainA = this.chainOf(a);
    const chainB = this.chainOf(b);
    for (let i = 0; i < chainA.length && i < chainB.length; i++) {
      if (chainA[i] !== chainB[i]) return chainA[i]! < chainB[i]!;
    }
    return chainA.length <= chainB.length;
  }

  /** The places of the #includes that lead to a Position, outermost first, and it last. */
  private chainOf(position: Position): Position[] {
    const chain: Position[] = [];
    for (let at = position; at > 0; at = this.fileAt(at)?.includedFrom ?? 0) chain.push(at);
    return chain.reverse();
  }

  /** Whether a Position lies in a system header. */
  isSystem(position: Position): boolean {
    const file = this.fileAt(position);
    if (!file) return false;
    return markerAt(file.markers, position - file.base)?.system ?? file.system;
  }

  /** The chain of #include places above a Position, innermost first. */
  includeStack(position: Position): Location[] {
    const stack: Location[] = [];
    let file = this.fileAt(position);
    while (file && file.includedFrom > 0) {
      const location = this.locate(file.includedFrom);
      if (location) stack.push(location);
      file = this.fileAt(file.includedFrom);
    }
    return stack;
  }
}

/** The last marker at or before an offset; markers stand in ascending order. */
function markerAt(markers: readonly LineMarker[], offset: number): LineMarker | null {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (markers[middle]!.offset <= offset) low = middle + 1;
    else high = middle;
  }
  return markers[low - 1] ?? null;
}

function lineStartsOf(file: SourceFile): Int32Array {
  if (file.lineStarts) return file.lineStarts;
  const starts: number[] = [0];
  for (let i = file.text.indexOf('\n'); i >= 0; i = file.text.indexOf('\n', i + 1)) {
    starts.push(i + 1);
  }
  file.lineStarts = Int32Array.from(starts);
  return file.lineStarts;
}

function lastAtMost(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const BYTE_ESCAPES = 0xdc00;

/**
 * The text of a source file. It is UTF-8; in a file that is not, a byte b beyond ASCII becomes
 * the lone surrogate U+DC00 + b, so that encodeSource gives the bytes of every literal back as
 * they were.
 */
export function decodeSource(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return buffer.toString('latin1');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (isUtf8(buffer)) return buffer.toString('utf8', marked ? 3 : 0);
  const text = buffer.toString('latin1');
  return text.replace(/[\x80-\xff]/g, (byte) => {
    return String.fromCharCode(BYTE_ESCAPES + byte.charCodeAt(0));
  });
}

/**
 * The bytes of source text: UTF-8, with decodeSource's lone surrogates as the bytes they stand
 * for.
 */
export function encodeSource(text: string): Uint8Array {
  const escaped = /[\udc80-\udcff]/;
  if (!escaped.test(text)) return Buffer.from(text, 'utf8');
  const parts: Uint8Array[] = [];
  for (const part of text.split(/((?<![\ud800-\udbff])[\udc80-\udcff]+)/)) {
    const isBytes = escaped.test(part[0] ?? '');
    parts.push(isBytes ? Uint8Array.from(part, byteOf) : Buffer.from(part, 'utf8'));
  }
  return Buffer.concat(parts);
}

function byteOf(surrogate: string): number {
  return surrogate.charCodeAt(0) - BYTE_ESCAPES;
}
