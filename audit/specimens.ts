/**
 * The compilers under audit. A specimen is its command line and nothing else: no probe may ask its
 * name.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Level, levelSchema } from './document.ts';
import { run, succeeded } from './processes.ts';
import { packageRoot } from './resources.ts';

/** A compiler under audit. The command takes gcc's -c, -o, -E and -O flags. */
export interface Specimen {
  readonly name: string;
  readonly command: readonly string[];
  readonly levels: readonly Level[];
}

/** The compiler that ratios are relative to. */
export const REFERENCE: Specimen = {
  name: 'gcc',
  command: ['gcc'],
  levels: ['O0', 'O1', 'O2', 'O3'],
};

const ALL_LEVELS: readonly Level[] = ['O0', 'O1', 'O2', 'O3'];

/** Goodhart's two backends, through the built driver, and gcc. */
export function defaultSpecimens(): Specimen[] {
  const driver = join(packageRoot(), 'dist', 'ghcc.js');
  const own = (name: string): Specimen => ({
    name,
    command: [process.execPath, driver, `--backend=${name}`],
    levels: ALL_LEVELS,
  });
  return [own('shuttle'), own('linear-scan'), REFERENCE];
}

/**
 * Reads `NAME=COMMAND`; the command is split at spaces, quotes group. One that holds an -O flag is
 * audited at that level alone. Undefined when malformed.
 */
export function parseSpecimen(text: string): Specimen | undefined {
  const match = /^([^=\s]+)=(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, name = '', command = ''] = match;
  const words = splitWords(command);
  if (words === undefined || words.length === 0) return undefined;
  const pinned = words.map((word) => levelSchema.safeParse(word.slice(1))).find((p) => p.success);
  return pinned === undefined
    ? { name, command: words, levels: ALL_LEVELS }
    : {
        name,
        command: words.filter((word) => word !== `-${pinned.data}`),
        levels: [pinned.data],
      };
}

/** Splits a command as a shell would, without expansions; undefined for an unclosed quote. */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (const c of text) {
    if (quote !== '') {
      if (c === quote) quote = '';
      else word = (word ?? '') + c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + c;
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}

/** The first line of the specimen's `--version`, or a note that it gives none. */
export async function versionOf(specimen: Specimen): Promise<string> {
  for (const flag of ['--version', '-v']) {
    const result = await run([...specimen.command, flag], { timeoutMs: 10_000 });
    const line = `${result.stdout}\n${result.stderr}`
      .split('\n')
      .find((each) => each.trim() !== '');
    if (succeeded(result) && line !== undefined) return line.trim().slice(0, 100);
  }
  return 'gives no version';
}

/** Why the specimen cannot be run at all, or undefined when its files exist. */
export function missingFile(specimen: Specimen): string | undefined {
  const script = specimen.command.find((word) => /\.[cm]?js$/.test(word) && word.startsWith('/'));
  if (script === undefined || existsSync(script)) return undefined;
  return `${script} does not exist (run "npm run build")`;
}
