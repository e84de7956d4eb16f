/**
 * `goodhart torture`: the torture suites on the command line. Gets arguments, promises an exit
 * status: 0 all good, 1 failures, 2 a usage error, 3 a tool is missing, 130 interrupted.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { runAbi, writePair } from '../torture-lite/abi.ts';
import { parseSeeds } from '../torture-lite/csmith.ts';
import { faults } from '../torture-lite/fault-table.ts';
import { faultReport, scoreFaults, writeFaultScripts } from '../torture-lite/faults.ts';
import { gapReport } from '../torture-lite/gap.ts';
import { Interrupted, type Limits } from '../torture-lite/process.ts';
import type { Suite } from '../torture-lite/program.ts';
import { createProgress, type Progress, silentProgress } from '../torture-lite/progress.ts';
import { githubReport, junitReport, sarifReport } from '../torture-lite/report-files.ts';
import { alignColumns, textReport } from '../torture-lite/report-table.ts';
import {
  isFailure,
  mergeResults,
  type Results,
  readResults,
  writeResults,
  writeWhole,
} from '../torture-lite/results.ts';
import { Unreadable } from '../torture-lite/rewrite/unit.ts';
import {
  defaultCompileLimits,
  defaultRunLimits,
  type RunHooks,
  type RunPlan,
  runSuite,
  type WrapperRule,
} from '../torture-lite/run.ts';
import {
  MissingTool,
  parseSpecimen,
  resolveCommand,
  type Specimen,
  splitName,
  splitWords,
  UsageError,
} from '../torture-lite/specimen.ts';
import { idPattern, isWanted, loadSuite } from '../torture-lite/suites.ts';
import {
  makeVariant,
  usualTarget,
  variantId,
  withVariants,
  writeVariant,
} from '../torture-lite/variants.ts';
import { checkPrograms, isWellDefined, judgementReport } from '../torture-lite/well-defined.ts';

const exits = { good: 0, failures: 1, usage: 2, missingTool: 3, interrupted: 130 } as const;

interface SuiteFlags {
  readonly dir?: string;
  readonly seeds: string;
  readonly csmithArgs: string;
  readonly reference: string;
  readonly only: readonly string[];
  readonly variants: number;
  readonly seed: number;
}

interface RewriteFlags {
  readonly name?: string;
  readonly seed: number;
  readonly index: number;
  readonly target: string;
  readonly flags: string;
  readonly out: string;
}

interface OutputFlags {
  readonly results?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly github?: boolean;
  readonly failures: number;
}

interface FaultFlags extends SuiteFlags {
  readonly cc: string;
  readonly jobs: number;
  readonly all?: boolean;
  readonly emit?: string;
  readonly fault: readonly string[];
  readonly results?: string;
  readonly quiet?: boolean;
}

interface AbiFlags extends OutputFlags {
  readonly cc: readonly string[];
  readonly levels: readonly string[];
  readonly run: readonly string[];
  readonly seeds: string;
  readonly jobs: number;
  readonly emit?: string;
  readonly quiet?: boolean;
}

interface CheckFlags extends SuiteFlags {
  readonly jobs: number;
  readonly failures: number;
  readonly quiet?: boolean;
}

interface RunFlags extends SuiteFlags, OutputFlags {
  readonly cc: readonly string[];
  readonly levels: readonly string[];
  readonly cpu: readonly string[];
  readonly run: readonly string[];
  readonly flags: string;
  readonly linkWith?: string;
  readonly jobs: number;
  readonly batch: number;
  readonly compileTimeout: number;
  readonly runTimeout: number;
  readonly compileMemory: number;
  readonly runMemory: number;
  readonly resume?: boolean;
  readonly shard: { readonly index: number; readonly count: number };
  readonly quiet?: boolean;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0');
  return value;
}

function atLeastOne(text: string): number {
  const value = count(text);
  if (value < 1) throw new InvalidArgumentError('at least 1');
  return value;
}

/** `-O0,-O2`, `O0,O2` or `0,2` as levels. */
function parseLevels(text: string): string[] {
  return text.split(/[\s,]+/).map((word) => {
    const match = /^(?:-?O)?([0-3sgz]|fast)$/.exec(word);
    if (match === null) throw new InvalidArgumentError(`${word} is no level`);
    return `-O${match[1]}`;
  });
}

function parseShard(text: string): { index: number; count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (!(index >= 1 && index <= of)) throw new InvalidArgumentError('I/N with I from 1 to N');
  return { index, count: of };
}

function addSuiteOptions(command: Command): Command {
  return command
    .argument('[suite]', 'lite, gcc-torture, csmith, or a folder of C programs', 'lite')
    .option('--dir <folder>', "the suite's folder (gcc-torture: gcc.c-torture/execute)")
    .option('--seeds <first..last>', "csmith's seeds", '1..20')
    .option('--csmith-args <options>', 'more options for csmith', '')
    .option('--reference <command>', 'the compiler that tells what csmith programs print', 'gcc')
    .option(
      '--only <text>',
      'programs with this in their name, * for any (repeatable)',
      collect,
      [],
    )
    .option('--variants <n>', 'also N rewritings of each program that mean the same', count, 0)
    .option('--seed <n>', "the variants' seed", count, 1);
}

function addOutputOptions(command: Command): Command {
  return command
    .option('--results <file>', 'write results as JSON')
    .option('--junit <file>', 'write JUnit XML')
    .option('--sarif <file>', 'write SARIF 2.1.0')
    .option('--github', 'print GitHub annotations')
    .option('--failures <n>', 'how many failures to list, 0 for all', count, 20);
}

function addJobOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--jobs <n>', 'how many at once')
        .argParser(atLeastOne)
        .default(Math.min(2, availableParallelism())),
    )
    .option('--quiet', 'no progress on standard error');
}

function addRunOptions(command: Command): Command {
  return addJobOptions(command)
    .option('--cc <[name=]command>', 'a compiler to test (repeatable)', collect, [])
    .addOption(
      new Option('--batch <n>', 'programs to compile in one command: spares slow starts')
        .argParser(atLeastOne)
        .default(1),
    )
    .addOption(
      new Option('--levels <list>', 'levels to test')
        .argParser(parseLevels)
        .default(['-O0', '-O1', '-O2', '-O3', '-Os'], '-O0,-O1,-O2,-O3,-Os'),
    )
    .option(
      '--run <[target|name=]command>',
      'runs the binaries, e.g. qemu (repeatable)',
      collect,
      [],
    )
    .option('--cpu <model>', 'also run on this CPU: baseline or a model of qemu', collect, [])
    .option('--flags <flags>', 'more flags for every compilation', '')
    .option('--link-with <command>', 'compile to assembly, assemble and link with this command')
    .option('--compile-timeout <s>', 'seconds', positive, defaultCompileLimits.seconds)
    .option('--run-timeout <s>', 'seconds', positive, defaultRunLimits.seconds)
    .option(
      '--compile-memory <MiB>',
      'address space, 0: any',
      count,
      defaultCompileLimits.megabytes,
    )
    .option('--run-memory <MiB>', 'address space, 0: any', count, defaultRunLimits.megabytes)
    .option('--resume', 'keep what the --results file already knows')
    .addOption(
      new Option('--shard <i/n>', 'the i-th of n parts of the suite')
        .argParser(parseShard)
        .default({ index: 1, count: 1 }, '1/1'),
    );
}

function wantedSuite(name: string, flags: SuiteFlags): Suite {
  const suite = loadSuite({
    suite: name,
    folder: flags.dir ?? null,
    csmith: {
      ...parseSeeds(flags.seeds),
      reference: splitWords(flags.reference),
      arguments: splitWords(flags.csmithArgs),
    },
  });
  const patterns = flags.only.map(idPattern);
  const programs = suite.programs.filter((program) => isWanted(program, patterns));
  if (programs.length === 0) throw new UsageError('--only leaves no program');
  const wanted = { ...suite, programs };
  return flags.variants === 0 ? wanted : withVariants(wanted, flags.variants, flags.seed);
}

function wantedSpecimens(texts: readonly string[]): Specimen[] {
  if (texts.length === 0) throw new UsageError('which compiler? --cc COMMAND');
  const specimens = texts.map(parseSpecimen);
  const names = new Set<string>();
  for (const { name } of specimens) {
    if (names.has(name)) throw new UsageError(`two compilers named ${name}: use --cc NAME=COMMAND`);
    names.add(name);
  }
  return specimens;
}

function parseWrapper(text: string): WrapperRule {
  const { name, rest } = splitName(text);
  return { of: name, words: resolveCommand(rest) };
}

/**
 * What the results file knows, for a run that resumes it. Throws UsageError if the file knows what
 * this run would not ask for again, because writing the new results would lose it.
 */
function earlierResults(suite: Suite, specimens: readonly Specimen[], flags: RunFlags) {
  const file = flags.results;
  if (flags.resume !== true) return null;
  if (file === undefined) throw new UsageError('--resume needs --results FILE');
  if (!existsSync(file)) return null;
  const earlier = readResults(file);
  const asked = new Set<string>([
    ...flags.levels,
    ...['host', ...flags.cpu],
    ...specimens.map(({ name }) => name),
    ...(flags.only.length > 0 ? suite.programs : earlier.programs).map(({ id }) => id),
  ]);
  const lost = [
    ...earlier.specimens.map(({ name }) => name),
    ...earlier.levels,
    ...earlier.cpus,
    ...earlier.programs.map(({ id }) => id),
  ].find((name) => !asked.has(name));
  if (earlier.suite !== suite.name || lost !== undefined) {
    throw new UsageError(
      `${file} is of another run: ${lost ?? earlier.suite} is not asked for now`,
    );
  }
  return earlier;
}

function planOf(suiteName: string, flags: RunFlags): RunPlan {
  const specimens = wantedSpecimens(flags.cc);
  const limits = (base: Limits, seconds: number, megabytes: number): Limits => ({
    ...base,
    seconds,
    megabytes,
  });
  const suite = wantedSuite(suiteName, flags);
  return {
    suite,
    specimens,
    levels: [...new Set(flags.levels)],
    cpus: [...new Set(['host', ...flags.cpu])],
    wrappers: flags.run.map(parseWrapper),
    flags: splitWords(flags.flags),
    linker: flags.linkWith === undefined ? null : resolveCommand(flags.linkWith),
    compileLimits: limits(defaultCompileLimits, flags.compileTimeout, flags.compileMemory),
    runLimits: limits(defaultRunLimits, flags.runTimeout, flags.runMemory),
    jobs: flags.jobs,
    batch: flags.batch,
    shard: flags.shard,
    earlier: earlierResults(suite, specimens, flags),
  };
}

function writeReports(results: Results, flags: OutputFlags): void {
  if (flags.results !== undefined) writeResults(flags.results, results);
  if (flags.junit !== undefined) writeWhole(flags.junit, junitReport(results));
  if (flags.sarif !== undefined) writeWhole(flags.sarif, sarifReport(results));
  process.stdout.write(textReport(results, flags.failures));
  process.stdout.write(gapReport(results, flags.failures));
  if (flags.github === true) process.stdout.write(githubReport(results));
}

/** Aborts at SIGINT, SIGTERM and SIGHUP; the answer undoes it. */
function abortAtSignals(controller: AbortController): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const abort = (): void => controller.abort();
  for (const signal of signals) process.on(signal, abort);
  return () => {
    for (const signal of signals) process.removeListener(signal, abort);
  };
}

/** Runs a long task with progress on standard error, to be ended by a signal of the terminal. */
async function attended<Result>(
  quiet: boolean,
  task: (signal: AbortSignal, progress: Progress) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const release = abortAtSignals(controller);
  const progress = quiet ? silentProgress : createProgress(process.stderr);
  try {
    return await task(controller.signal, progress);
  } finally {
    progress.finish();
    release();
  }
}

/** Hooks that show progress and count failures into it. */
function progressHooks(signal: AbortSignal, progress: Progress): RunHooks {
  let failed = 0;
  return {
    signal,
    onCell(cell, counts) {
      if (isFailure(cell.kind)) failed += 1;
      progress.update({ ...counts, failed });
    },
  };
}

/** Writes a run's reports; the answer is its exit status. */
function conclude(results: Results, flags: OutputFlags): number {
  writeReports(results, flags);
  if (!results.complete) return exits.interrupted;
  return results.cells.some((cell) => isFailure(cell.kind)) ? exits.failures : exits.good;
}

async function runCommand(suiteName: string, flags: RunFlags): Promise<number> {
  const plan = planOf(suiteName, flags);
  const results = await attended(flags.quiet === true, (signal, progress) =>
    runSuite(plan, {
      ...progressHooks(signal, progress),
      onCheckpoint(results) {
        if (flags.results !== undefined) writeResults(flags.results, results);
      },
    }),
  );
  return conclude(results, flags);
}

async function checkCommand(suiteName: string, flags: CheckFlags): Promise<number> {
  const suite = wantedSuite(suiteName, flags);
  const judgements = await attended(flags.quiet === true, (signal, progress) =>
    checkPrograms(suite, flags.jobs, progressHooks(signal, progress)),
  );
  process.stdout.write(judgementReport(judgements, flags.failures));
  if (judgements.some(({ results }) => !results.complete)) return exits.interrupted;
  return isWellDefined(judgements) ? exits.good : exits.failures;
}

async function faultsCommand(suiteName: string, flags: FaultFlags): Promise<number> {
  const compiler = resolveCommand(flags.cc);
  if (flags.emit !== undefined) {
    process.stdout.write(`${writeFaultScripts(flags.emit, compiler).join('\n')}\n`);
    return exits.good;
  }
  const wanted = flags.fault.map(idPattern);
  const chosen = faults.filter(
    ({ name }) => wanted.length === 0 || wanted.some((pattern) => pattern.test(name)),
  );
  if (chosen.length === 0) throw new UsageError('--fault leaves no fault');
  const suite = wantedSuite(suiteName, flags);
  const scores = await attended(flags.quiet === true, (signal, progress) =>
    scoreFaults({
      suite,
      faults: chosen,
      compiler,
      jobs: flags.jobs,
      all: flags.all === true,
      signal,
      onProgram: (done, total) => progress.update({ done, total, reused: 0, failed: 0 }),
    }),
  );
  process.stdout.write(faultReport(scores));
  if (flags.results !== undefined) {
    writeWhole(flags.results, `${JSON.stringify({ suite: suite.name, scores }, null, 1)}\n`);
  }
  return scores.every((score) => score.killers.length > 0) ? exits.good : exits.failures;
}

async function abiCommand(flags: AbiFlags): Promise<number> {
  const { firstSeed, lastSeed } = parseSeeds(flags.seeds);
  if (flags.emit !== undefined) {
    for (let seed = firstSeed; seed <= lastSeed; seed += 1) writePair(seed, flags.emit);
    return exits.good;
  }
  const specimens = wantedSpecimens(flags.cc);
  const wrappers = flags.run.map(parseWrapper);
  const { levels, jobs } = flags;
  const plan = { specimens, levels, wrappers, jobs, firstSeed, lastSeed };
  return conclude(
    await attended(flags.quiet === true, (signal, progress) =>
      runAbi(plan, progressHooks(signal, progress)),
    ),
    flags,
  );
}

function mergeCommand(files: readonly string[], flags: OutputFlags): number {
  const results = mergeResults(files.map(readResults));
  writeReports(results, flags);
  if (!results.complete) process.stderr.write('goodhart torture: parts of the run are missing\n');
  const good = results.complete && !results.cells.some((cell) => isFailure(cell.kind));
  return good ? exits.good : exits.failures;
}

function listCommand(suiteName: string, flags: SuiteFlags): number {
  const { programs } = wantedSuite(suiteName, flags);
  process.stdout.write(`${alignColumns(programs.map((row) => [row.id, row.proves]))}\n`);
  return exits.good;
}

/** Writes a variant of one file and tells what was done to it. */
function rewriteCommand(file: string, flags: RewriteFlags): number {
  if (!existsSync(file)) throw new UsageError(`${file}: no such file`);
  const id = flags.name ?? basename(file, '.c');
  const { seed, index, target } = flags;
  const variant = makeVariant({ file, id, flags: splitWords(flags.flags), seed, index, target });
  const files = writeVariant(variant, flags.out, variantId(id, index));
  const rules = [...variant.fired].sort(([, a], [, b]) => b - a);
  process.stdout.write(`${files.join('\n')}\n`);
  process.stdout.write(`${alignColumns(rules.map(([rule, times]) => [rule, `${times}`]))}\n`);
  return exits.good;
}

function addRewrite(program: Command, report: (status: number) => void): void {
  program
    .command('rewrite')
    .description('write a variant of a C program: other words, the same meaning')
    .argument('<file>', 'a C program')
    .option('--name <name>', "the program's name in its suite, on which its variants depend")
    .option('--seed <n>', 'the seed', count, 1)
    .option('--index <n>', 'which variant', atLeastOne, 1)
    .option('--target <target>', 'the target whose headers and types hold', usualTarget)
    .option('--flags <flags>', 'flags the program is compiled with (-std, -I, -D)', '')
    .option('--out <folder>', 'where the files go', '.')
    .action((file: string, flags: RewriteFlags) => report(rewriteCommand(file, flags)));
}

/** A command whose errors are thrown; a finished action leaves its exit status in `report`. */
function torturePrograms(report: (status: number) => void): Command {
  const program = new Command('goodhart torture');
  program
    .description('Test C compilers, by their command line, with programs that check themselves.')
    .exitOverride()
    .showHelpAfterError('(--help tells the options)');
  const run = program.command('run', { isDefault: true });
  addOutputOptions(addRunOptions(addSuiteOptions(run)))
    .description('run a suite over compilers, levels and CPUs (the default)')
    .action(async (suite: string, flags: RunFlags) => report(await runCommand(suite, flags)));
  addOutputOptions(program.command('merge'))
    .description('put the results of shards together')
    .argument('<files...>', 'results files')
    .action((files: string[], flags: OutputFlags) => report(mergeCommand(files, flags)));
  addSuiteOptions(program.command('list'))
    .description("list a suite's programs and what each proves")
    .action((suite: string, flags: SuiteFlags) => report(listCommand(suite, flags)));
  addJobOptions(addSuiteOptions(program.command('check-programs')))
    .description('check that a suite is well-defined: gcc and clang agree, sanitizers are silent')
    .option('--failures <n>', 'how many failures to list, 0 for all', count, 20)
    .action(async (suite: string, flags: CheckFlags) => report(await checkCommand(suite, flags)));
  addJobOptions(addSuiteOptions(program.command('faults')))
    .description('score a suite: how many faults planted in gcc for x86-64 does it notice?')
    .option('--cc <command>', 'the gcc to plant them in', 'gcc')
    .option('--fault <text>', 'faults with this in their name (repeatable)', collect, [])
    .option('--all', 'ask every program, not only until one notices')
    .option('--results <file>', 'write the scores as JSON')
    .option('--emit <folder>', 'write each fault as a compiler to test, and run nothing')
    .action(async (suite: string, flags: FaultFlags) => report(await faultsCommand(suite, flags)));
  addOutputOptions(addJobOptions(program.command('abi')))
    .description('link random callers and callees of several compilers, every one with every one')
    .option('--cc <[name=]command>', 'a compiler to test (repeatable)', collect, [])
    .addOption(
      new Option('--levels <list>', 'levels, every one with every one')
        .argParser(parseLevels)
        .default(['-O0', '-O2'], '-O0,-O2'),
    )
    .option(
      '--run <[target|name=]command>',
      'runs the binaries, e.g. qemu (repeatable)',
      collect,
      [],
    )
    .option('--seeds <first..last>', 'which pairs', '1..20')
    .option('--emit <folder>', 'write the pairs as C files, and run nothing')
    .action(async (flags: AbiFlags) => report(await abiCommand(flags)));
  addRewrite(program, report);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Runs `goodhart torture` with its arguments; resolves with the exit status. */
export async function torture(argv: readonly string[]): Promise<number> {
  let status: number = exits.good;
  const program = torturePrograms((code) => {
    status = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.good : exits.usage;
    if (error instanceof Interrupted) return exits.interrupted;
    if (
      error instanceof UsageError ||
      error instanceof MissingTool ||
      error instanceof Unreadable
    ) {
      process.stderr.write(`goodhart torture: ${error.message}\n`);
      return error instanceof MissingTool ? exits.missingTool : exits.usage;
    }
    throw error;
  }
}
