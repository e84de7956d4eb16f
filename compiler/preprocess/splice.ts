/**
 * Translation phases 1 and 2 (5.1.1.2): trigraphs and spliced lines. Gets a file's text, gives
 * the text the lexer reads and the map back to the file's own offsets. Text without either comes
 * back as it is.
 */

export interface SplicedText {
  readonly text: string;
  /** Offsets in `text` at which characters of the file were left out before, ascending. */
  readonly cuts: readonly number[];
  /** How far the file's offset is ahead of the one in `text` from the cut of the same index on. */
  readonly shifts: readonly number[];
}

const TRIGRAPHS: Readonly<Record<string, string>> = {
  '=': '#',
  '/': '\\',
  "'": '^',
  '(': '[',
  ')': ']',
  '!': '|',
  '<': '{',
  '>': '}',
  '-': '~',
};

const SPLICE = /\\[ \t\f\v\r]*\n/g;
const SPLICE_OR_TRIGRAPH = /(?:\\|\?\?\/)[ \t\f\v\r]*\n|\?\?[=/'()!<>-]/g;

/** Removes every backslash-newline, and replaces trigraphs if the standard has them. */
export function spliceText(text: string, trigraphs: boolean): SplicedText {
  const pattern = trigraphs && text.includes('??') ? SPLICE_OR_TRIGRAPH : SPLICE;
  if (pattern === SPLICE && !text.includes('\\')) return { text, cuts: [], shifts: [] };
  const cuts: number[] = [];
  const shifts: number[] = [];
  const parts: string[] = [];
  let from = 0;
  let shift = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const found = match[0];
    const end = match.index + found.length;
    parts.push(text.slice(from, match.index));
    const kept = found.endsWith('\n') ? '' : (TRIGRAPHS[found[2]!] ?? '');
    if (kept) parts.push(kept);
    cuts.push(match.index - shift + kept.length);
    shift += found.length - kept.length;
    shifts.push(shift);
    from = end;
  }
  if (cuts.length === 0) return { text, cuts, shifts };
  parts.push(text.slice(from));
  return { text: parts.join(''), cuts, shifts };
}
