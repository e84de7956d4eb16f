/**
 * Compilers under test, known by their command line only. Gets `NAME=COMMAND` texts, promises
 * specimens whose command can be started from any folder, with an identity that changes when the
 * compiler does and the target it was seen to build for.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { machineOfElf } from './machines.ts';
import type { Limits, Runner } from './process.ts';

export interface Specimen {
  readonly name: string;
  /** The command's words; files among them have absolute paths. */
  readonly command: readonly string[];
}

/** A specimen after it was looked at. */
export interface KnownSpecimen extends Specimen {
  /** Hash of the command and of the files that it names. */
  readonly identity: string;
  /** Target of the programs it makes, or null when it made none to look at. */
  readonly target: string | null;
}

/** Thrown when the command line asks for something impossible. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Thrown when a tool that the run needs is not installed. */
export class MissingTool extends Error {
  override name = 'MissingTool';
}

/** Splits a command as a shell does: blanks, '...', "..." and backslashes; nothing is expanded. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quote !== '') {
      if (c === quote) quote = '';
      else if (c === '\\' && quote === '"' && i + 1 < text.length) word += text[++i]!;
      else word += c;
    } else if (c === "'" || c === '"') {
      quote = c;
      open = true;
    } else if (c === '\\' && i + 1 < text.length) {
      word += text[++i]!;
      open = true;
    } else if (/\s/.test(c)) {
      if (open) words.push(word);
      word = '';
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (quote !== '') throw new UsageError(`no closing ${quote} in: ${text}`);
  if (open) words.push(word);
  return words;
}

/** Quotes a word for a POSIX shell where it needs quoting. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line for a POSIX shell. */
export function shellCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** The absolute path of a command's first word, or null when there is no such executable. */
export function findTool(word: string): string | null {
  const isExecutable = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  };
  if (word.includes('/')) return isExecutable(word) ? resolve(word) : null;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder !== '' && isExecutable(join(folder, word))) return join(folder, word);
  }
  return null;
}

/**
 * The words of a command that can be started from any folder: relative files become absolute.
 * Throws UsageError for an empty command and MissingTool when its first word is no executable.
 */
export function resolveCommand(text: string): string[] {
  const words = splitWords(text);
  const tool = words[0];
  if (tool === undefined) throw new UsageError('an empty command');
  if (findTool(tool) === null) throw new MissingTool(`${tool}: no such command`);
  return words.map((word, index) => {
    if (index === 0) return word.includes('/') ? resolve(word) : word;
    return !word.startsWith('-') && existsSync(word) ? resolve(word) : word;
  });
}

/** Splits `NAME=rest`; the name is null where the text has none. */
export function splitName(text: string): { name: string | null; rest: string } {
  const match = /^([A-Za-z0-9][\w.+-]*)=(.*)$/s.exec(text);
  return match === null ? { name: null, rest: text } : { name: match[1]!, rest: match[2]! };
}

/** A specimen of `COMMAND` or `NAME=COMMAND`. Throws as resolveCommand does. */
export function parseSpecimen(text: string): Specimen {
  const { name, rest } = splitName(text);
  const command = resolveCommand(rest);
  const plain = command.length === 1 ? basename(command[0]!) : rest.trim();
  return { name: name ?? plain, command };
}

function identityOf(specimen: Specimen): string {
  const hash = createHash('sha256');
  specimen.command.forEach((word, index) => {
    const path = index === 0 ? findTool(word) : word;
    hash.update(`${word}\0`);
    if (path !== null && existsSync(path) && statSync(path).isFile()) {
      hash.update(readFileSync(path));
    }
  });
  return hash.digest('hex').slice(0, 16);
}

/** Looks at a specimen: builds an empty program in `folder` and reads which machine it is for. */
export async function identifySpecimen(
  specimen: Specimen,
  runner: Runner,
  folder: string,
  limits: Limits,
): Promise<KnownSpecimen> {
  const source = join(folder, 'empty.c');
  const program = join(folder, 'empty');
  writeFileSync(source, 'int main(void) { return 0; }\n');
  await runner.run([...specimen.command, source, '-o', program], { cwd: folder, limits });
  const machine = existsSync(program) ? machineOfElf(readFileSync(program).subarray(0, 64)) : null;
  return { ...specimen, identity: identityOf(specimen), target: machine?.target ?? null };
}
