/** Entering and leaving files: the stack of frames that #include makes. */
import type { Position } from '../source.ts';
import type { CachedFile, Frame, State } from './state.ts';

const MAX_DEPTH = 200;

/** Starts reading a file; its words come next. @throws Fatal when includes nest too deeply. */
export function enterFile(
  state: State,
  path: string,
  cached: CachedFile,
  system: boolean,
  position: Position,
  searchIndex: number,
): void {
  const { frame } = state;
  if (frame.depth >= MAX_DEPTH) {
    const limit = `#include nested depth ${frame.depth} exceeds maximum of ${MAX_DEPTH}`;
    state.diagnostics.fatal(position, limit);
  }
  const file = state.sources.add(path, cached.text, system, position);
  state.frame = {
    file,
    words: cached.lexed.words,
    offsets: cached.lexed.offsets,
    index: 0,
    conditionals: state.conditionals.length,
    searchIndex,
    parent: frame,
    depth: frame.depth + 1,
  };
  for (const fault of cached.lexed.faults) {
    state.diagnostics.error(file.base + fault.offset, fault.message);
  }
  record(state, 'enter', file.base);
}

/**
 * Leaves the file that is read up, whose conditionals must be closed; null if it was the last
 * one.
 */
export function leaveFile(state: State): Frame | null {
  const { frame, conditionals } = state;
  while (conditionals.length > frame.conditionals) {
    const open = conditionals.pop()!;
    state.diagnostics.error(open.position, `unterminated #${open.directive}`);
  }
  if (!frame.parent) return null;
  state.frame = frame.parent;
  record(state, 'leave', frame.file.includedFrom);
  return frame.parent;
}

function record(state: State, kind: 'enter' | 'leave', position: Position): void {
  state.events.push({ index: state.output.count, kind, position, text: '' });
}
