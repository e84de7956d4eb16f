/**
 * `goodhart diff FILE`: what a level changes, function by function. Every level of every back end
 * (and of compilers given by --cc) compiles the same preprocessed text; the functions' instructions
 * are counted and compared. Exit status: 0 done, 1 the file does not compile, 2 usage, 3 a compiler
 * is missing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { diffArrays } from 'diff';
import { compile } from '../compiler/compile.ts';
import {
  BACKENDS,
  type BackendName,
  type CompileOptions,
  LEVELS,
  type Level,
  TARGETS,
} from '../compiler/options.ts';
import { preprocessedText } from '../compiler/preprocess/text.ts';
import { decodeSource } from '../compiler/source.ts';
import { readArguments, splitWords } from './arguments.ts';
import { functionsOf, instructionCount, likeness, withLabels } from './assembly.ts';
import { emitWith } from './emit.ts';
import { FileError, readInput, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import { compileOptions } from './settings.ts';

const EXIT = { done: 0, failed: 1, usage: 2, missing: 3 } as const;

interface Flags {
  readonly levels: readonly Level[];
  readonly backend: readonly BackendName[];
  readonly function: readonly string[];
  readonly cc: readonly Specimen[];
  readonly flags: string;
  readonly target: (typeof TARGETS)[number];
  readonly colour: 'auto' | 'always' | 'never';
}

interface Specimen {
  readonly name: string;
  readonly command: readonly string[];
}

/** The functions of one compiler by level, in the order of the levels. */
interface Column {
  readonly name: string;
  readonly levels: readonly Level[];
  readonly functions: readonly ReadonlyMap<string, readonly string[]>[];
}

/** Something that ends the command with a status. */
class Ended extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Runs `goodhart diff`; resolves to the exit status. */
export async function diff(argv: readonly string[]): Promise<number> {
  const command = commandLine();
  try {
    command.parse([...argv], { from: 'user' });
    const flags = command.opts<Flags>();
    await compare(command.args[0]!, flags);
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const status = error instanceof Ended ? error.status : EXIT.failed;
    const known = error instanceof Ended || error instanceof FileError;
    if (!known && !(error instanceof OptionError)) throw error;
    writeAll(2, `goodhart diff: ${error.message}\n`);
    return error instanceof OptionError ? EXIT.usage : status;
  }
}

function commandLine(): Command {
  const colour = new Option('--colour <when>').choices(['auto', 'always', 'never']).default('auto');
  return new Command('goodhart diff')
    .description('Compares the code of levels, back ends and compilers, function by function.')
    .argument('<file>', 'a C file')
    .option(
      '--levels <list>',
      'levels to compare; of two, the difference is shown',
      readLevels,
      LEVELS.slice(0, 4),
    )
    .addOption(
      new Option('--backend <name>', 'only this back end')
        .choices([...BACKENDS])
        .argParser(pick)
        .default([...BACKENDS], 'all'),
    )
    .option('--function <name>', 'show the difference in this function (repeatable)', collect, [])
    .option(
      '--cc <name=command>',
      'compare this compiler too, through -S (repeatable)',
      specimen,
      [],
    )
    .option('--flags <words>', 'flags for all compilers, such as "-I. -DX"', '')
    .addOption(new Option('--target <name>').choices([...TARGETS]).default(TARGETS[0]))
    .addOption(colour)
    .allowExcessArguments(false)
    .exitOverride();
}

function pick(value: string): BackendName[] {
  const found = BACKENDS.find((name) => name === value);
  if (!found) throw new InvalidArgumentError(`Expected one of: ${BACKENDS.join(', ')}.`);
  return [found];
}

function readLevels(text: string): Level[] {
  return text.split(',').map((word) => {
    const found = LEVELS.find((level) => level === word.replace(/^-/, ''));
    if (!found) throw new InvalidArgumentError(`Expected levels such as O0,O2, not ${word}.`);
    return found;
  });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function specimen(text: string, before: readonly Specimen[]): Specimen[] {
  const equals = text.indexOf('=');
  const command = splitWords(text.slice(equals + 1));
  if (equals < 1 || command.length === 0) throw new InvalidArgumentError('Expected NAME=COMMAND.');
  return [...before, { name: text.slice(0, equals), command }];
}

async function compare(file: string, flags: Flags): Promise<void> {
  const words = splitWords(flags.flags);
  const settings = readArguments([...words, `--target=${flags.target}`]);
  const text = decodeSource(readInput(file));
  const columns = flags.backend.map((backend) =>
    own(file, text, flags.levels, { ...compileOptions(settings), backend }),
  );
  for (const one of flags.cc) columns.push(await foreign(file, one, words, flags.levels));
  const colour =
    flags.colour === 'always' || (flags.colour === 'auto' && process.stdout.isTTY === true);
  const parts = columns.map((column) => tableOf(column));
  const showsDiff = flags.levels.length === 2 || flags.function.length > 0;
  if (showsDiff)
    for (const column of columns) parts.push(...differences(column, flags.function, colour));
  writeAll(1, parts.join('\n'));
}

/**
 * One of the own back ends at every level. All levels get the text as the first one preprocesses
 * it.
 */
function own(
  file: string,
  text: string,
  levels: readonly Level[],
  options: CompileOptions,
): Column {
  const first = { ...options, level: levels[0]! };
  const done = compile(file, text, first, null, { until: 'preprocess' });
  if (!done.ok || !done.preprocessed) throw new Ended(EXIT.failed, `\n${done.messages.trimEnd()}`);
  const preprocessed = preprocessedText(done.preprocessed, done.sources, { markers: true });
  const emit = emitWith(null);
  const functions = levels.map((level) => {
    const at = { ...options, level };
    const made = compile(file, preprocessed, at, emit, { mode: { preprocessed: true } });
    if (made.assembly === null) throw new Ended(EXIT.failed, `\n${made.messages.trimEnd()}`);
    return functionsOf(made.assembly);
  });
  return { name: options.backend, levels, functions };
}

/** Another compiler at every level, through -S; it preprocesses once, if it can. */
async function foreign(
  file: string,
  { name, command }: Specimen,
  words: readonly string[],
  levels: readonly Level[],
): Promise<Column> {
  const { execa } = await import('execa');
  const [program, ...given] = command;
  const folder = mkdtempSync(join(tmpdir(), 'goodhart-diff-'));
  const run = async (args: readonly string[]): Promise<string> => {
    const done = await execa(program!, [...given, ...words, ...args], { reject: false });
    if (done.code === 'ENOENT')
      throw new Ended(EXIT.missing, `${name}: ${program} is not installed`);
    return done.failed ? done.stderr || done.shortMessage || 'failed' : '';
  };
  try {
    const preprocessed = join(folder, 'unit.i');
    const input = (await run(['-E', file, '-o', preprocessed])) === '' ? preprocessed : file;
    const functions: Map<string, string[]>[] = [];
    for (const level of levels) {
      const out = join(folder, `${level}.s`);
      writeFileSync(out, '');
      const fault = await run([`-${level}`, '-S', input, '-o', out]);
      if (fault !== '') throw new Ended(EXIT.failed, `${name} -${level}: ${fault}`);
      functions.push(functionsOf(readFileSync(out, 'utf8')));
    }
    return { name, levels, functions };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Instruction counts by level, and how each level compares with the one before. */
function tableOf({ name, levels, functions }: Column): string {
  const names = [...new Set(functions.flatMap((each) => [...each.keys()]))];
  const head = [name, ...levels.map((level) => `-${level}`), ...pairsOf(levels)];
  const rows = names.map((func) => [
    func,
    ...functions.map((each) => countText(each.get(func))),
    ...functions
      .slice(1)
      .map((each, index) => likenessText(functions[index]!.get(func), each.get(func))),
  ]);
  const totals = functions.map((each) =>
    [...each.values()].reduce((sum, lines) => sum + instructionCount(lines), 0),
  );
  const summary = functions
    .slice(1)
    .map((each, index) => `${unchanged(names, functions[index]!, each)} of ${names.length} alike`);
  rows.push(['all', ...totals.map(String), ...summary]);
  return aligned([head, ...rows], levels.length);
}

function pairsOf(levels: readonly Level[]): string[] {
  return levels.slice(1).map((level, index) => `-${levels[index]} to -${level}`);
}

function countText(lines: readonly string[] | undefined): string {
  return lines ? String(instructionCount(lines)) : '-';
}

function likenessText(a: readonly string[] | undefined, b: readonly string[] | undefined): string {
  return a && b ? likeness(a, b) : a === b ? '' : 'only in one';
}

function unchanged(
  names: readonly string[],
  a: ReadonlyMap<string, readonly string[]>,
  b: ReadonlyMap<string, readonly string[]>,
): number {
  return names.filter((name) => {
    const [x, y] = [a.get(name), b.get(name)];
    return x && y ? likeness(x, y) !== 'different' : false;
  }).length;
}

/** Rows as columns, the first `numbers` after the name to the right. */
function aligned(rows: readonly (readonly string[])[], numbers: number): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => {
        const isNumber = column > 0 && column <= numbers;
        return isNumber ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
      })
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

const RED = '\x1b[31m';
const GREEN = '\x1b[32m';
const BOLD = '\x1b[1m';
const PLAIN = '\x1b[0m';

/**
 * The differences between the first level and the last, of the functions named, or of all that
 * differ.
 */
function differences(
  { name, levels, functions }: Column,
  wanted: readonly string[],
  colour: boolean,
): string[] {
  const [from, to] = [functions[0]!, functions.at(-1)!];
  const names = wanted.length > 0 ? wanted : [...from.keys()];
  return names.flatMap((func) => {
    const [a, b] = [from.get(func), to.get(func)];
    if (!a || !b || (wanted.length === 0 && likeness(a, b) === 'identical')) return [];
    const title = `${name}: ${func}: -${levels[0]} to -${levels.at(-1)}`;
    return [`${paint(title, BOLD, colour)}\n${differenceText(a, b, colour)}`];
  });
}

const CONTEXT = 3;

function differenceText(a: readonly string[], b: readonly string[], colour: boolean): string {
  const lines: string[] = [];
  const parts = diffArrays(withLabels(a), withLabels(b));
  parts.forEach((part, index) => {
    if (part.added) for (const line of part.value) lines.push(paint(`+ ${line}`, GREEN, colour));
    else if (part.removed)
      for (const line of part.value) lines.push(paint(`- ${line}`, RED, colour));
    else lines.push(...contextLines(part.value, index > 0, index < parts.length - 1));
  });
  return `${lines.join('\n')}\n`;
}

/** Lines that are the same, shortened where they are far from a change. */
function contextLines(same: readonly string[], before: boolean, after: boolean): string[] {
  const head = before ? CONTEXT : 0;
  const tail = after ? CONTEXT : 0;
  if (same.length <= head + tail + 1) return same.map((line) => `  ${line}`);
  const hidden = same.length - head - tail;
  const kept = [
    ...same.slice(0, head),
    `... ${hidden} the same`,
    ...same.slice(same.length - tail),
  ];
  return kept.map((line) => `  ${line}`);
}

function paint(text: string, code: string, colour: boolean): string {
  return colour ? `${code}${text}${PLAIN}` : text;
}
