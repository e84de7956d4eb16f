/**
 * `goodhart attribution FILE...`: what the optimizer and what the register allocator is worth. Each
 * program is built four ways (passes of -O0 or -O2, allocator shuttle or linear-scan), run in turn,
 * and the user times and the sizes of the code make a 2 x 2 table with its interaction. The text
 * is preprocessed as for -O2 in all four, so that headers make no difference. Exit status: 0 done,
 * 1 a program cannot be built or the four do not agree, 2 usage.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type Benchmark, benchmarks, heldOut } from '../audit/benchmarks.ts';
import { describeEnding, measuredRun } from '../audit/processes.ts';
import { geometricMeanInterval, median } from '../audit/statistics.ts';
import { assemble, link, ToolchainError } from '../backends/toolchain.ts';
import { compile } from '../compiler/compile.ts';
import type { BackendName, Level } from '../compiler/options.ts';
import { decodeSource } from '../compiler/source.ts';
import { readArguments, splitWords } from './arguments.ts';
import { functionsOf, instructionCount } from './assembly.ts';
import { emitWith } from './emit.ts';
import { FileError, readInput, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import { compileOptions } from './settings.ts';

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** The four corners: first the naive one, then each change alone, then both. */
export const CORNERS = [
  { passes: 'O0', allocator: 'shuttle' },
  { passes: 'O2', allocator: 'shuttle' },
  { passes: 'O0', allocator: 'linear-scan' },
  { passes: 'O2', allocator: 'linear-scan' },
] as const satisfies readonly { passes: Level; allocator: BackendName }[];

/** One measure in the four corners, in the order of CORNERS. */
export type Square = readonly [number, number, number, number];

/** Factors by which a change makes a measure smaller; each alone from the naive corner. */
export interface Effects {
  readonly optimizer: number;
  readonly allocator: number;
  readonly both: number;
  /** both / (optimizer x allocator): over 1 where each helps the other, 1 for independent ones. */
  readonly interaction: number;
}

export interface Attribution {
  readonly program: string;
  /** Median user milliseconds. */
  readonly times: Square;
  /** Instructions in the assembly text. */
  readonly instructions: Square;
}

/** What each change is worth. */
export function effectsOf([naive, passes, registers, both]: Square): Effects {
  const optimizer = naive / passes;
  const allocator = naive / registers;
  const together = naive / both;
  return { optimizer, allocator, both: together, interaction: together / (optimizer * allocator) };
}

interface Flags {
  readonly args: string;
  readonly flags: string;
  readonly rounds: number;
  readonly timeout: number;
  readonly divisor: number;
  readonly json?: boolean;
}

interface Program {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
}

/** A program that cannot be compared. */
class Incomparable extends Error {}

/** Runs `goodhart attribution`; resolves to the exit status. */
export async function attribution(argv: readonly string[]): Promise<number> {
  const command = commandLine();
  const folder = mkdtempSync(join(tmpdir(), 'goodhart-attribution-'));
  try {
    command.parse([...argv], { from: 'user' });
    const flags = command.opts<Flags>();
    const results: Attribution[] = [];
    for (const program of programsOf(command.args, flags)) {
      results.push(await attribute(program, flags, folder));
    }
    writeAll(1, flags.json ? `${JSON.stringify(results, null, 1)}\n` : tables(results));
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const usage = error instanceof OptionError;
    const failed = error instanceof FileError || error instanceof Incomparable;
    if (!usage && !failed && !(error instanceof ToolchainError)) throw error;
    writeAll(2, `goodhart attribution: ${error.message}\n`);
    return usage ? EXIT.usage : EXIT.failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandLine(): Command {
  return new Command('goodhart attribution')
    .description('Tells what the optimizer and what the register allocator is worth.')
    .argument('[files...]', 'C programs; without any, the benchmarks of the audit')
    .option('--args <words>', 'arguments of each program', '')
    .option('--flags <words>', 'flags of the compiler, such as "-I. -DX"', '')
    .option('--rounds <n>', 'runs of each of the four programs', positive, 3)
    .option('--timeout <seconds>', 'for one run', positive, 120)
    .option('--divisor <n>', 'makes the benchmarks of the audit so much smaller', positive, 1)
    .option('--json', 'write the measures as JSON')
    .exitOverride();
}

function positive(text: string): number {
  if (!(Number(text) > 0)) throw new InvalidArgumentError('Expected a positive number.');
  return Number(text);
}

/** The files; one of the audit's benchmarks knows its argument where none is given. */
function programsOf(files: readonly string[], flags: Flags): Program[] {
  const own = splitWords(flags.args);
  const known = flags.args === '' ? [...benchmarks(), ...heldOut()] : [];
  const sized = ({ name, path, n }: Benchmark): Program => {
    return { name, path, args: [String(Math.max(1, Math.round(n / flags.divisor)))] };
  };
  if (files.length === 0) return benchmarks().map(sized);
  return files.map((path) => {
    const name = basename(path, '.c');
    const benchmark = known.find((one) => one.name === name && path.includes('benchmarks'));
    return benchmark ? sized({ ...benchmark, path }) : { name, path, args: own };
  });
}

async function attribute(program: Program, flags: Flags, folder: string): Promise<Attribution> {
  const instructions: number[] = [];
  const paths: string[] = [];
  for (const corner of CORNERS) {
    const out = join(folder, `program${paths.length}`);
    instructions.push(await build(program, corner, flags, out));
    paths.push(out);
  }
  const samples: number[][] = CORNERS.map(() => []);
  let expected: string | null = null;
  for (let round = 0; round < flags.rounds; round++) {
    for (const [index, path] of paths.entries()) {
      const command = [path, ...program.args];
      const run = await measuredRun(command, path, { timeoutMs: flags.timeout * 1000 });
      const told = `${describeEnding(run.ending)}\n${run.stdout}`;
      expected ??= told;
      if (told !== expected || run.ending.kind !== 'exit') {
        const { passes, allocator } = CORNERS[index]!;
        const where = `--passes=${passes} --allocator=${allocator}`;
        const what = describeEnding(run.ending);
        throw new Incomparable(`${program.name}: other output with ${where} (${what})`);
      }
      // The resolution of the shell's clock.
      samples[index]!.push(Math.max(1, run.cost?.userMs ?? Number.NaN));
    }
  }
  const times = samples.map((list) => median(list));
  return { program: program.name, times: square(times), instructions: square(instructions) };
}

const square = (list: readonly number[]): Square => [list[0]!, list[1]!, list[2]!, list[3]!];

/** Builds a program one way; gives the number of instructions in its text. */
async function build(
  { path, name }: Program,
  { passes, allocator }: (typeof CORNERS)[number],
  flags: Flags,
  out: string,
): Promise<number> {
  const settings = readArguments(['-O2', ...splitWords(flags.flags)]);
  const options = { ...compileOptions(settings), backend: allocator };
  const text = decodeSource(readInput(path));
  const done = compile(path, text, options, emitWith(null), { passes });
  if (done.assembly === null) throw new Incomparable(`${name} does not compile:\n${done.messages}`);
  const object = `${out}.o`;
  await assemble(options.target, done.assembly, object);
  const words = settings.items.flatMap((item) => (item.kind === 'word' ? [item.text] : []));
  await link(options.target, [object], out, [...settings.linkWords, ...words, '-lm']);
  let count = 0;
  for (const lines of functionsOf(done.assembly).values()) count += instructionCount(lines);
  return count;
}

const HEADS = CORNERS.map(({ passes, allocator }) => `${passes} ${allocator}`);

function tables(results: readonly Attribution[]): string {
  return [
    ...table('User time in milliseconds', results, 'times'),
    '',
    ...table('Instructions in the text', results, 'instructions'),
    '',
    'Factors are against O0 shuttle; interaction = both / (optimizer x allocator).',
    '',
  ].join('\n');
}

function table(
  title: string,
  results: readonly Attribution[],
  measure: 'times' | 'instructions',
): string[] {
  const width = Math.max(10, ...results.map(({ program }) => program.length)) + 2;
  const cells = (list: readonly string[]): string => list.map((one) => one.padStart(15)).join('');
  const factors = (list: readonly string[]): string => list.map((one) => one.padStart(13)).join('');
  const names = ['optimizer', 'allocator', 'both', 'interaction'] as const;
  const lines = [title, `${''.padEnd(width)}${cells(HEADS)}${factors(names)}`];
  const all = results.map((result) => effectsOf(result[measure]));
  results.forEach((result, index) => {
    const effects = all[index]!;
    const numbers = result[measure].map((value) => value.toFixed(0));
    const rest = names.map((name) => `${effects[name].toFixed(2)}x`);
    lines.push(`${result.program.padEnd(width)}${cells(numbers)}${factors(rest)}`);
  });
  if (results.length < 2) return lines;
  const means = names.map((name) =>
    geometricMeanInterval(
      all.map((one) => one[name]),
      1,
    ),
  );
  const blank = ''.padEnd(4 * 15);
  const middle = means.map(({ value }) => `${value.toFixed(2)}x`);
  const between = means.map(({ low, high }) => `${low.toFixed(2)}..${high.toFixed(2)}`);
  lines.push(`${'geom. mean'.padEnd(width)}${blank}${factors(middle)}`);
  lines.push(`${'95%'.padEnd(width)}${blank}${factors(between)}`);
  return lines;
}
