/**
 * Correctness: does a compiled program do what the reference's does, at every level? A program
 * counts when the reference's -O0 build of it ends with status 0. It passes when it ends the same
 * way and prints the same bytes: an exit status alone lets wrong code through.
 */
import { basename } from 'node:path';
import type { Correctness, Level } from '../document.ts';
import { parallel } from '../parallel.ts';
import { describeEnding, type Run, run, succeeded } from '../processes.ts';
import { cFiles } from '../resources.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import { proportionInterval, sample } from '../statistics.ts';
import {
  type Context,
  forEachSpecimen,
  measured,
  notMeasured,
  type Probe,
  percent,
  visitedLevels,
} from './probe.ts';

const QUICK_PROGRAMS = 8;
const RUN_TIMEOUT_MS = 10_000;

/** A program with the reference's run of it. */
interface Expected {
  readonly path: string;
  readonly name: string;
  readonly stdout: string;
}

export const correctness: Probe<'correctness'> = {
  id: 'correctness',
  title: 'Correctness',
  question: 'Do programs do what they should, at every level?',
  how:
    'Self-checking programs, compiled at each level and run; a pass needs status 0 and the ' +
    'output of the reference’s -O0 build. A binary seen before is not run again. Interval: ' +
    'Wilson, 95%.',
  tools: ['gcc'],
  run: runProbe,
};

async function runProbe(context: Context): ReturnType<Probe<'correctness'>['run']> {
  const all = [...cFiles('samples'), ...cFiles('torture-lite', 'programs')];
  const chosen = context.quick ? sample(all, QUICK_PROGRAMS, context.seed) : all;
  const runs = new Map<string, Promise<Run>>();
  const expected = await expectations(context, chosen, runs);
  return forEachSpecimen(context, async (specimen) => {
    if (expected.length === 0) return notMeasured('no program that the reference passes');
    const levels: Correctness['levels'] = [];
    for (const level of visitedLevels(context, specimen)) {
      context.progress(`correctness: ${specimen.name} -${level}, ${expected.length} programs`);
      levels.push(await levelOf(context, specimen, level, expected, runs));
    }
    const evidence = levels.map(
      ({ level, passed, total, rate }) =>
        `-${level}: ${passed} of ${total} (${percent(rate.value)})`,
    );
    return measured({ levels }, evidence);
  });
}

async function expectations(
  context: Context,
  programs: readonly string[],
  runs: Map<string, Promise<Run>>,
): Promise<Expected[]> {
  const outcomes = await parallel(programs, context.width, async (path) => {
    const build = await context.workshop.build(REFERENCE, 'O0', path, 'program');
    if (!build.ok) return undefined;
    const result = await runOnce(runs, build.digest, build.path);
    return succeeded(result)
      ? { path, name: basename(path, '.c'), stdout: result.stdout }
      : undefined;
  });
  return outcomes.filter((outcome) => outcome !== undefined);
}

async function levelOf(
  context: Context,
  specimen: Specimen,
  level: Level,
  programs: readonly Expected[],
  runs: Map<string, Promise<Run>>,
): Promise<Correctness['levels'][number]> {
  const verdicts = await parallel(programs, context.width, async (program) => {
    const build = await context.workshop.build(specimen, level, program.path, 'program');
    if (!build.ok) return `does not compile: ${build.reason}`;
    return failureOf(await runOnce(runs, build.digest, build.path), program);
  });
  const failures = verdicts.flatMap((how, i) =>
    how === undefined ? [] : [{ program: programs[i]?.name ?? '', how }],
  );
  const passed = programs.length - failures.length;
  const rate = proportionInterval(passed, programs.length);
  return { level, passed, total: programs.length, rate, failures };
}

function failureOf(result: Run, program: Expected): string | undefined {
  if (!succeeded(result)) return `ends with ${describeEnding(result.ending)}`;
  return result.stdout === program.stdout ? undefined : 'status 0, but other output';
}

function runOnce(runs: Map<string, Promise<Run>>, digest: string, path: string): Promise<Run> {
  const known = runs.get(digest);
  if (known !== undefined) return known;
  const fresh = run([path], { timeoutMs: RUN_TIMEOUT_MS });
  runs.set(digest, fresh);
  return fresh;
}
