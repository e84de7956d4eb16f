/**
 * `goodhart fuzz`: random programs against a compiler until seeds or time run out. Gets arguments,
 * promises a report folder and an exit status: 0 nothing found, 1 findings, 2 a usage error, 3 a
 * tool is missing.
 */
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { parseSeeds } from '../torture-lite/csmith.ts';
import { fuzz as fuzzSpecimen } from '../torture-lite/fuzz.ts';
import { createProgress } from '../torture-lite/progress.ts';
import { isFailure } from '../torture-lite/results.ts';
import { parseSpecimen, resolveCommand, splitWords } from '../torture-lite/specimen.ts';
import { parseBudget, parseCount, statusOfError, stopAtSignals } from './reduce.ts';

interface Flags {
  readonly cc: string;
  readonly levels: readonly string[];
  readonly seeds: string;
  readonly variants: number;
  readonly csmithArgs: string;
  readonly budget: number;
  readonly reduceBudget: number;
  readonly reference: readonly string[];
  readonly run: string;
  readonly out: string;
  readonly jobs: number;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

function parseLevels(text: string): string[] {
  return text.split(/[\s,]+/).map((word) => {
    const match = /^(?:-?O)?([0-3sgz]|fast)$/.exec(word);
    if (match === null) throw new InvalidArgumentError(`${word} is no level`);
    return `-O${match[1]}`;
  });
}

function parseWhole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

async function run(flags: Flags): Promise<number> {
  const controller = new AbortController();
  const release = stopAtSignals(() => controller.abort());
  const progress = createProgress(process.stderr);
  let failed = 0;
  try {
    const plan = {
      specimen: parseSpecimen(flags.cc),
      levels: flags.levels,
      ...parseSeeds(flags.seeds),
      csmithArguments: splitWords(flags.csmithArgs),
      variants: flags.variants,
      seconds: flags.budget,
      reduceSeconds: flags.reduceBudget,
      references: flags.reference.length === 0 ? ['gcc', 'clang'] : flags.reference,
      folder: resolve(flags.out),
      jobs: flags.jobs,
      wrapper: flags.run === '' ? [] : resolveCommand(flags.run),
    };
    const report = await fuzzSpecimen(plan, {
      signal: controller.signal,
      onCell(cell, counts) {
        if (isFailure(cell.kind)) failed += 1;
        progress.update({ ...counts, failed });
      },
      onReduce(name) {
        progress.finish();
        process.stderr.write(`reducing ${name}\n`);
      },
    });
    progress.finish();
    process.stdout.write(
      `${report.tried} programs, ${report.failures} failures, ${report.findings.length} distinct\n`,
    );
    for (const finding of report.findings) {
      const { reduction, kind, folder } = finding;
      const told = reduction === null ? finding.note : `${reduction.after} bytes`;
      const file = reduction === null ? 'original.c' : 'program.c';
      process.stdout.write(`${kind}: ${flags.out}/${folder}/${file} (${told})\n`);
    }
    process.stdout.write(`${flags.out}/report.md\n`);
    return report.findings.length > 0 ? 1 : 0;
  } finally {
    progress.finish();
    release();
  }
}

/** Runs `goodhart fuzz` with its arguments; resolves with the exit status. */
export async function fuzz(argv: readonly string[]): Promise<number> {
  let status = 0;
  const command = new Command('goodhart fuzz');
  command
    .description('Look for failures of a compiler with random programs, and reduce what is found.')
    .requiredOption('--cc <[name=]command>', 'the compiler to test')
    .option('--levels <list>', 'levels to test', parseLevels, ['-O0', '-O2'])
    .option('--seeds <first..last>', "csmith's seeds", '1..100')
    .option('--variants <n>', 'rewritings of each program', parseWhole, 1)
    .option('--csmith-args <options>', 'more options for csmith', '')
    .option('--budget <time>', 'in all: half to find, half to reduce', parseBudget, 1800)
    .option('--reduce-budget <time>', 'at most this long for one reduction', parseBudget, 300)
    .option('--reference <command>', 'a compiler to trust (repeatable)', collect, [])
    .option('--run <command>', 'runs its programs, e.g. qemu-riscv64', '')
    .option('--out <folder>', 'the report folder', 'fuzz-report')
    .option('--jobs <n>', 'how many at once', parseCount, 2)
    .exitOverride()
    .showHelpAfterError('(--help tells the options)')
    .action(async (flags: Flags) => {
      status = await run(flags);
    });
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    return statusOfError('fuzz', error);
  }
}
