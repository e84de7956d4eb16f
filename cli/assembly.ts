/**
 * Assembly text taken apart for comparison: the functions in it, their instructions, and those with
 * names and registers replaced by the order in which they occur.
 */

/**
 * The lines of each function, by its name, without directives other than labels; comments are gone.
 */
export function functionsOf(assembly: string): Map<string, string[]> {
  const lines = assembly.split('\n');
  const functions = new Set<string>();
  for (const line of lines) {
    const name = /^\s*\.type\s+("?)([^\s",]+)\1\s*,\s*[@%]function/.exec(line)?.[2];
    if (name !== undefined) functions.add(name);
  }
  const found = new Map<string, string[]>();
  let current: string[] | null = null;
  let name = '';
  for (const raw of lines) {
    const line = stripped(raw);
    const label = /^"?([^\s":]+)"?:/.exec(line)?.[1];
    if (label !== undefined && functions.has(label)) {
      current = [];
      name = label;
      found.set(label, current);
      continue;
    }
    const end = /^\.size\s+"?([^\s",]+)/.exec(line)?.[1];
    if (end === name) current = null;
    if (current && line !== '' && (label !== undefined || !line.startsWith('.')))
      current.push(line);
  }
  return found;
}

/** A line without its comment, and with single blanks. */
function stripped(line: string): string {
  const comment = line.search(/(?:^|\s)#|\/\*|;\s*#/);
  const text = comment >= 0 && !/"/.test(line) ? line.slice(0, comment) : line;
  return text.trim().replace(/\s+/g, ' ');
}

/** How many of the lines are instructions. */
export function instructionCount(lines: readonly string[]): number {
  return lines.filter((line) => !isLabel(line)).length;
}

function isLabel(line: string): boolean {
  return line.endsWith(':');
}

const LOCAL_LABEL = /\.L[\w.$]+/g;

/**
 * The lines with local labels numbered in the order in which they occur: another unit's numbers
 * make no difference.
 */
export function withLabels(lines: readonly string[]): string[] {
  return renamed(lines, [LOCAL_LABEL], 'L');
}

const REGISTERS = [
  /%(?:[re]?[abcd]x|[abcd][lh]|[re]?(?:si|di)|(?:si|di)l|r(?:8|9|1[0-5])[bwd]?|xmm\d+|ymm\d+)\b/g,
  /\b(?:[sa]\d+|t[0-6]|f[sat]\d+)\b/g,
];

const FAMILY: Readonly<Record<string, string>> = Object.fromEntries(
  ['a', 'b', 'c', 'd']
    .flatMap((letter) =>
      [`r${letter}x`, `e${letter}x`, `${letter}x`, `${letter}l`, `${letter}h`].map((name) => [
        name,
        letter,
      ]),
    )
    .concat(
      ['si', 'di'].flatMap((name) =>
        [`r${name}`, `e${name}`, name, `${name}l`].map((one) => [one, name]),
      ),
    ),
);

/**
 * The lines with labels and general registers numbered in the order in which they occur, frame
 * offsets left out.
 */
export function withRegisters(lines: readonly string[]): string[] {
  const offsets = withLabels(lines).map((line) =>
    line.replace(/-?\d+(?=\((?:%rsp|%rbp|sp|s0)\))/g, 'N'),
  );
  return renamed(offsets, REGISTERS, 'R');
}

function renamed(lines: readonly string[], patterns: readonly RegExp[], prefix: string): string[] {
  const names = new Map<string, string>();
  return lines.map((line) => {
    let text = line;
    for (const pattern of patterns) {
      text = text.replace(pattern, (found) => {
        const bare = found.replace(/^%/, '').replace(/^(r\d+)[bwd]$/, '$1');
        const key = FAMILY[bare] ?? bare;
        const known = names.get(key) ?? `${prefix}${names.size}`;
        names.set(key, known);
        return known;
      });
    }
    return text;
  });
}

/** How two functions compare. */
export type Likeness = 'identical' | 'same up to renaming' | 'different';

/** Compares two functions' lines. */
export function likeness(a: readonly string[], b: readonly string[]): Likeness {
  if (withLabels(a).join('\n') === withLabels(b).join('\n')) return 'identical';
  const same = withRegisters(a).join('\n') === withRegisters(b).join('\n');
  return same ? 'same up to renaming' : 'different';
}
