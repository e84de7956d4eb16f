/**
 * Random programs by Csmith (Yang, Chen, Eide, Regehr, PLDI 2011) as a suite. Gets seeds, promises
 * programs that are the same on every machine with the same csmith; each must print the
 * checksum on which the reference compiler agrees with itself at -O0 and -O2.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeEnding } from './process.ts';
import { digestOf, type Program, type Ready, type Suite, type Workshop } from './program.ts';
import { findTool, MissingTool, shellCommand, UsageError } from './specimen.ts';

export interface CsmithOptions {
  readonly firstSeed: number;
  readonly lastSeed: number;
  /** The oracle's command. */
  readonly reference: readonly string[];
  /** More csmith options, such as --no-volatiles. */
  readonly arguments: readonly string[];
}

const agreeingLevels = ['-O0', '-O2'];

/** Reads `7` or `1..100`. Throws UsageError otherwise. */
export function parseSeeds(text: string): { firstSeed: number; lastSeed: number } {
  const match = /^(\d+)(?:(?:\.\.|-)(\d+))?$/.exec(text);
  const firstSeed = Number(match?.[1] ?? Number.NaN);
  const lastSeed = Number(match?.[2] ?? match?.[1]);
  if (!(firstSeed <= lastSeed)) throw new UsageError(`seeds are FIRST..LAST, not ${text}`);
  return { firstSeed, lastSeed };
}

function includeFolder(csmith: string): string {
  const prefix = dirname(dirname(csmith));
  for (const folder of ['include/csmith', 'include/csmith-2.3.0', 'include']) {
    if (existsSync(join(prefix, folder, 'csmith.h'))) return join(prefix, folder);
  }
  throw new MissingTool('csmith.h: not found beside csmith');
}

/** What the reference prints at a level, or the reason why it gives no answer. */
async function referenceOutput(
  options: CsmithOptions,
  level: string,
  flags: readonly string[],
  file: string,
  workshop: Workshop,
): Promise<{ output: string } | { reason: string }> {
  const { runner, folder: cwd, compileLimits, runLimits } = workshop;
  const program = join(cwd, `reference${level}`);
  const argv = [...options.reference, level, '-w', ...flags, file, '-o', program, '-lm'];
  const compiled = await runner.run(argv, { cwd, limits: compileLimits });
  if (!existsSync(program)) {
    return { reason: `the reference fails at ${level}: ${describeEnding(compiled.ending)}` };
  }
  const ran = await runner.run([program], { cwd, limits: runLimits });
  if (ran.ending.kind !== 'exit' || ran.ending.status !== 0) {
    return { reason: `the reference's program at ${level}: ${describeEnding(ran.ending)}` };
  }
  return { output: ran.stdout };
}

async function makeProgram(
  recipe: readonly string[],
  name: string,
  flags: readonly string[],
  options: CsmithOptions,
  workshop: Workshop,
): Promise<Ready> {
  const { runner, folder: cwd, compileLimits } = workshop;
  const made = await runner.run(recipe, { cwd, limits: compileLimits });
  if (made.ending.kind !== 'exit' || made.ending.status !== 0) {
    return { kind: 'skip', reason: `csmith: ${describeEnding(made.ending)}` };
  }
  const file = join(cwd, `${name}.c`);
  writeFileSync(file, made.stdout, 'latin1');
  const outputs: string[] = [];
  for (const level of agreeingLevels) {
    const answer = await referenceOutput(options, level, flags, file, workshop);
    if ('reason' in answer) return { kind: 'skip', reason: answer.reason };
    outputs.push(answer.output);
  }
  if (outputs[0] !== outputs[1]) {
    return { kind: 'skip', reason: 'the reference disagrees with itself' };
  }
  return { kind: 'ready', file, more: [], expected: outputs[0]! };
}

/** The suite of a seed range. Throws MissingTool without csmith, its headers or the reference. */
export function csmithSuite(options: CsmithOptions): Suite {
  const csmith = findTool('csmith');
  if (csmith === null) throw new MissingTool('csmith: no such command');
  if (findTool(options.reference[0]!) === null) {
    throw new MissingTool(`${options.reference[0]}: no such command`);
  }
  const include = includeFolder(csmith);
  const flags = ['-w', `-I${include}`];
  const identity = digestOf([readFileSync(csmith, 'latin1'), ...options.reference]);
  const programs: Program[] = [];
  for (let seed = options.firstSeed; seed <= options.lastSeed; seed += 1) {
    const recipe = [csmith, '--seed', `${seed}`, ...options.arguments];
    const name = `csmith-${seed}`;
    programs.push({
      id: name,
      proves: 'a random program prints the checksum that the reference prints',
      source: {
        kind: 'made',
        recipe: `${shellCommand(recipe)} > ${name}.c`,
        make: (workshop) => makeProgram(recipe, name, flags, options, workshop),
      },
      flags,
      libraries: ['-lm'],
      targets: null,
      skip: null,
      skipWhen: [],
      digest: digestOf([identity, ...recipe]),
    });
  }
  return { name: 'csmith', programs };
}
