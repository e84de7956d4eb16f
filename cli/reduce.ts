/**
 * `goodhart reduce`: makes a program on which a compiler fails small. Gets arguments, promises an
 * exit status: 0 reduced, 1 nothing to reduce, 2 a usage error, 3 a tool is missing.
 */
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { createRunner, Interrupted } from '../torture-lite/process.ts';
import { splitLibraries } from '../torture-lite/program.ts';
import { type Reduction, reduceProgram } from '../torture-lite/reduce.ts';
import { MissingTool, resolveCommand, splitWords, UsageError } from '../torture-lite/specimen.ts';

interface Flags {
  readonly cc: string;
  readonly run: string;
  readonly flags: string;
  readonly reference: readonly string[];
  readonly out: string;
  readonly budget: number;
  readonly jobs: number;
}

/** A number of seconds, minutes or hours: `90`, `90s`, `10m`, `2h`. */
export function parseBudget(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  const unit = { '': 1, s: 1, m: 60, h: 3600 }[match?.[2] ?? ''] ?? 1;
  const seconds = Number(match?.[1]) * unit;
  if (!(seconds > 0)) throw new InvalidArgumentError('a time such as 90s, 10m or 2h');
  return seconds;
}

/** A whole number above 0. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('at least 1');
  return value;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** The exit status of an error that the user can mend; other errors are thrown again. */
export function statusOfError(command: string, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Interrupted) return 130;
  if (error instanceof UsageError || error instanceof MissingTool) {
    process.stderr.write(`goodhart ${command}: ${error.message}\n`);
    return error instanceof MissingTool ? 3 : 2;
  }
  throw error;
}

/** Calls `stop` at the terminal's signals; the answer undoes it. */
export function stopAtSignals(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
}

function tell(reduction: Reduction): string {
  const { files, kind, before, after, finished, bisected } = reduction;
  const lines = [`${kind}: ${before} bytes, reduced to ${after}: ${files.join(' ')}`];
  if (!finished) lines.push('time ran out: it may get smaller');
  if (bisected !== null) {
    lines.push(`fails from --opt-bisect-limit=${bisected.limit} on: ${bisected.pass}`);
  }
  return `${lines.join('\n')}\n`;
}

async function run(files: readonly string[], flags: Flags): Promise<void> {
  const runner = createRunner();
  const release = stopAtSignals(() => runner.stop());
  const { flags: before, libraries } = splitLibraries(splitWords(flags.flags));
  try {
    const plan = {
      files: files.map((file) => resolve(file)),
      specimen: resolveCommand(flags.cc),
      wrapper: flags.run === '' ? [] : resolveCommand(flags.run),
      flags: before,
      libraries,
      references: flags.reference.length === 0 ? ['gcc', 'clang'] : flags.reference,
      folder: resolve(flags.out),
      seconds: flags.budget,
      jobs: flags.jobs,
    };
    process.stdout.write(tell(await reduceProgram(plan, runner)));
  } finally {
    release();
    runner.sweep();
  }
}

/** Runs `goodhart reduce` with its arguments; resolves with the exit status. */
export async function reduce(argv: readonly string[]): Promise<number> {
  const command = new Command('goodhart reduce');
  command
    .description(
      'Make a program small on which a compiler fails: cvise or creduce, with a test that keeps\n' +
        'the program well-defined (reference compilers agree, sanitizers are silent).',
    )
    .argument('<files...>', 'a C program that exits with 0, or prints the same with every compiler')
    .requiredOption('--cc <command>', 'the compiler that fails, with its level')
    .option('--run <command>', 'runs its programs, e.g. qemu-riscv64', '')
    .option('--flags <flags>', 'flags for every compilation', '')
    .option('--reference <command>', 'a compiler to trust (repeatable)', collect, [])
    .option('--out <folder>', 'where program.c, original.c and check.sh go', 'reduced')
    .option('--budget <time>', 'at most this long', parseBudget, 600)
    .option('--jobs <n>', 'how many tests at once', parseCount, 2)
    .exitOverride()
    .showHelpAfterError('(--help tells the options)')
    .action(run);
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return statusOfError('reduce', error);
  }
}
