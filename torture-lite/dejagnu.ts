/**
 * DejaGnu directives as in GCC's test suite: `{ dg-skip-if "why" { x86_64-*-* } }`. Gets a file's
 * text, promises its directives as words, and target selectors as true, false or unknown (a
 * question that this host cannot answer for sure).
 */

export interface Directive {
  /** Without the `dg-`. */
  readonly name: string;
  /** Arguments; a braced or quoted one is its inner text. */
  readonly words: readonly string[];
}

export type Truth = 'true' | 'false' | 'unknown';

/** Answers to effective-target questions for a hosted 64-bit Linux. */
const effectiveTargets: Readonly<Record<string, Truth>> = {
  alloca: 'true',
  c99_runtime: 'true',
  double64: 'true',
  double64plus: 'true',
  fileio: 'true',
  fpic: 'true',
  indirect_jumps: 'true',
  int128: 'true',
  int32: 'true',
  int32plus: 'true',
  label_values: 'true',
  longlong64: 'true',
  lp64: 'true',
  mmap: 'true',
  ptr32plus: 'true',
  return_address: 'true',
  signal: 'true',
  size32plus: 'true',
  stdint_types: 'true',
  trampolines: 'true',
  untyped_assembly: 'true',
  unwrapped: 'true',
  freestanding: 'false',
  ia32: 'false',
  ilp32: 'false',
  int16: 'false',
  newlib_nano_io: 'false',
  vxworks_kernel: 'false',
};

/** The index after the brace that closes the one at `start`, or the text's length. */
function braceEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '{') depth += 1;
    else if (text[i] === '}' && --depth === 0) return i + 1;
  }
  return text.length;
}

/** Splits a Tcl list into its elements, one layer of braces or quotes taken off. */
export function tclWords(text: string): string[] {
  const words: string[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    if (/\s/.test(c)) {
      i += 1;
    } else if (c === '{') {
      const end = braceEnd(text, i);
      words.push(text.slice(i + 1, end - 1).trim());
      i = end;
    } else if (c === '"') {
      const match = /^"((?:[^"\\]|\\.)*)"?/s.exec(text.slice(i))!;
      words.push(match[1]!);
      i += match[0].length;
    } else {
      const match = /^[^\s{}"]+|^[{}"]/.exec(text.slice(i))!;
      words.push(match[0]);
      i += match[0].length;
    }
  }
  return words;
}

/** All `{ dg-... }` directives of a file, in order. */
export function readDirectives(text: string): Directive[] {
  const directives: Directive[] = [];
  for (const match of text.matchAll(/\{\s*dg-[a-z]/g)) {
    const end = braceEnd(text, match.index);
    const [first, ...words] = tclWords(text.slice(match.index + 1, end - 1));
    directives.push({ name: first!.slice('dg-'.length), words });
  }
  return directives;
}

function not(value: Truth): Truth {
  if (value === 'unknown') return value;
  return value === 'true' ? 'false' : 'true';
}

function or(values: readonly Truth[]): Truth {
  if (values.includes('true')) return 'true';
  return values.includes('unknown') ? 'unknown' : 'false';
}

/** True if the text matches a pattern of `*` and `?`. */
export function globMatches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function wordHolds(word: string, triplet: string): Truth {
  if (/[-*]/.test(word)) return globMatches(word, triplet) ? 'true' : 'false';
  return effectiveTargets[word] ?? 'unknown';
}

/**
 * Whether a selector such as `x86_64-*-*`, `! alloca` or `{ { i?86-*-* x86_64-*-* } && ia32 }`
 * holds for a target; a plain list holds if one of it does.
 */
export function selectorHolds(selector: string, triplet: string): Truth {
  const words = tclWords(selector);
  if (words[0] === 'target' || words[0] === 'xfail') words.shift();
  const join = words.findIndex((word) => word === '&&' || word === '||');
  if (join > 0) {
    const left = selectorHolds(bracedList(words.slice(0, join)), triplet);
    const right = selectorHolds(bracedList(words.slice(join + 1)), triplet);
    if (words[join] === '||') return or([left, right]);
    return not(or([not(left), not(right)]));
  }
  if (words[0] === '!') return not(selectorHolds(bracedList(words.slice(1)), triplet));
  if (words.length === 1 && !/\s/.test(words[0]!)) return wordHolds(words[0]!, triplet);
  return or(words.map((word) => selectorHolds(word, triplet)));
}

function bracedList(words: readonly string[]): string {
  return words.map((word) => (/\s/.test(word) ? `{${word}}` : word)).join(' ');
}
