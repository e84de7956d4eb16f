/**
 * Include guards: finds the macro whose being defined makes a file empty, so that it is not read
 * again.
 */
import type { Lexed } from './lex.ts';
import { CLOSE, DEFINED, END, FIRST, FLAG_BITS, HASH, OPEN } from './names.ts';
import type { Interner } from './tokens.ts';

/**
 * The id of X if the whole file is `#ifndef X` (or `#if !defined X`) to its `#endif`, without
 * #else; or 0.
 */
export function findGuard({ words }: Lexed, names: Interner): number {
  const guard = openingGuard(words, names);
  if (guard === 0) return 0;
  let depth = 0;
  for (let at = 0; at < words.length; at++) {
    if ((words[at]! & FIRST) === 0) continue;
    const id = words[at]! >> FLAG_BITS;
    if (depth === 0 && at > 0) return id === END ? guard : 0;
    if (id !== HASH || (words[at + 1]! & FIRST) !== 0) continue;
    switch (names.texts[words[at + 1]! >> FLAG_BITS]) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        depth++;
        break;
      case 'endif':
        depth--;
        break;
      case 'else':
      case 'elif':
      case 'elifdef':
      case 'elifndef':
        if (depth === 1) return 0;
        break;
    }
  }
  return 0;
}

/** The name tested by the directive that starts the file, if it is a test of the right shape. */
function openingGuard(words: Int32Array, names: Interner): number {
  const line: number[] = [];
  for (let at = 0; at < words.length && at < 8; at++) {
    if (at > 0 && (words[at]! & FIRST) !== 0) break;
    line.push(words[at]! >> FLAG_BITS);
  }
  if (line[0] !== HASH) return 0;
  const directive = names.texts[line[1] ?? 0];
  if (directive === 'ifndef' && line.length === 3) return line[2]!;
  if (directive !== 'if' || names.texts[line[2] ?? 0] !== '!' || line[3] !== DEFINED) return 0;
  if (line.length === 5) return line[4]!;
  return line.length === 7 && line[4] === OPEN && line[6] === CLOSE ? line[5]! : 0;
}
