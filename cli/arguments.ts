/** The command line of ghcc: words to settings, by the table of options. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { isAccepted } from './accepted.ts';
import { OPTIONS, OptionError, type OptionRow } from './option-table.ts';
import { type Item, type Language, newSettings, type Settings } from './settings.ts';
import { WARNINGS } from './warnings.ts';

const BY_NAME = new Map<string, OptionRow>();
for (const row of OPTIONS) if (!BY_NAME.has(row.name)) BY_NAME.set(row.name, row);

/** Options whose argument stands in the same word, longest first. */
const JOINED = OPTIONS.filter((row) => row.form === 'joined' || row.form === 'either').sort(
  (a, b) => b.name.length - a.name.length,
);

/** GNU's long spellings of options. */
const SYNONYMS: Readonly<Record<string, string>> = {
  ...{ '--compile': '-c', '--assemble': '-S', '--preprocess': '-E', '--verbose': '-v' },
  ...{ '--output': '-o', '--include': '-include', '--ansi': '-ansi', '--shared': '-shared' },
  ...{ '--static': '-static', '--save-temps': '-save-temps', '-E-only': '-E' },
};

/**
 * Reads a command line.
 * @throws OptionError for an unknown option, an argument that is missing or wrong, or an unreadable
 * @file.
 */
export function readArguments(argv: readonly string[]): Settings {
  const settings = newSettings();
  const words = expandFiles(argv);
  for (let i = 0; i < words.length; ) i += readWord(settings, words, i);
  if (settings.dependencies?.only) settings.stop = 'preprocess';
  const { flag, looseStack } = settings.machine;
  if (looseStack && !settings.options.generalRegisters) {
    throw new OptionError('‘-mpreferred-stack-boundary=3’ is not between 4 and 12');
  }
  if (flag !== null && settings.options.target !== 'x86-64') throw unknown(flag);
  return settings;
}

/** Takes one option or input; gives the number of words it took. */
function readWord(settings: Settings, words: readonly string[], at: number): number {
  const word = SYNONYMS[words[at]!] ?? words[at]!;
  if (!word.startsWith('-') || word === '-') {
    settings.items.push(inputOf(word, settings.language));
    return 1;
  }
  if (word.startsWith('-Wp,')) {
    const given = preprocessorWords(word.slice(4).split(','));
    for (let i = 0; i < given.length; ) i += readWord(settings, given, i);
    return 1;
  }
  const exact = BY_NAME.get(word);
  if (exact && exact.form !== 'joined') {
    if (exact.form === 'flag') {
      exact.act(settings, '', word);
      return 1;
    }
    const value = words[at + 1];
    if (value === undefined) throw new OptionError(`missing argument to ‘${word}’`);
    exact.act(settings, value, word);
    return 2;
  }
  if (isAccepted(word)) return 1;
  const joined = JOINED.find((row) => word.startsWith(row.name));
  if (!joined) throw unknown(word);
  joined.act(settings, word.slice(joined.name.length), joined.name);
  return 1;
}

/** -Wp,-MD,FILE is -MD -MF FILE. */
function preprocessorWords(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const file = words[index + 1];
    const rule = (word === '-MD' || word === '-MMD') && file !== undefined;
    return rule && !file.startsWith('-') ? [word, '-MF'] : [word];
  });
}

const LANGUAGE_OF_SUFFIX: Readonly<Record<string, Language>> = {
  '.c': 'c',
  '.i': 'cpp-output',
  '.s': 'assembler',
  '.S': 'assembler-with-cpp',
  '.sx': 'assembler-with-cpp',
};

/** An input file by -x or its suffix; what is neither C nor assembly is the linker's. */
function inputOf(path: string, given: Language | null): Item {
  const language = given ?? LANGUAGE_OF_SUFFIX[extname(path)];
  if (language) return { kind: 'source', path, language };
  if (path === '-') throw new OptionError('-E or -x is required when input is from standard input');
  return { kind: 'word', text: path, isFile: true };
}

/** Words with each @file replaced by the words in it. */
function expandFiles(argv: readonly string[], depth = 0): string[] {
  return argv.flatMap((word) => {
    if (!word.startsWith('@') || word.length === 1) return [word];
    if (depth > 32) throw new OptionError(`‘${word}’: files of options nest too deeply`);
    let text: string;
    try {
      text = readFileSync(word.slice(1), 'utf8');
    } catch {
      return [word];
    }
    return expandFiles(splitWords(text), depth + 1);
  });
}

/** Splits as gcc splits an @file: blanks separate, quotes keep together, a backslash quotes. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [match] of text.matchAll(
    /(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[^\s\\"'])+/g,
  )) {
    words.push(
      match.replace(
        /\\([\s\S])|"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'/g,
        (_, one?: string, double?: string, single?: string) =>
          one ?? (double ?? single ?? '').replace(/\\([\s\S])/g, '$1'),
      ),
    );
  }
  return words;
}

function unknown(word: string): OptionError {
  const near = nearest(word);
  const hint = near === null ? '' : `; did you mean ‘${near}’?`;
  return new OptionError(`unrecognized command-line option ‘${word}’${hint}`);
}

/** The known option that a misspelt one is nearest to, if it is near. */
export function nearest(word: string): string | null {
  const bare = word.replace(/=.*$/, '=');
  let best: string | null = null;
  let least = Math.min(3, 1 + (bare.length >> 2));
  const names = [...OPTIONS.map((row) => row.name), ...[...WARNINGS].map((name) => `-W${name}`)];
  for (const name of names) {
    if (name.length < 3 || Math.abs(name.length - bare.length) >= least) continue;
    const distance = editDistance(bare, name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
