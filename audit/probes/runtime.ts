/**
 * Runtime: how fast is the code, against gcc -O0 and -O2 on the same programs? tinybench drives
 * whole processes: each sample is one run's user time, from the process's rusage. All binaries of
 * a program run in turn before any runs again, so that a slow phase of the machine hits all.
 */
import { Bench } from 'tinybench';
import { type Benchmark, benchmarks, heldOut, onePerClass, readPrinted } from '../benchmarks.ts';
import type { Level, Probes, Runtime, Times } from '../document.ts';
import { parallel } from '../parallel.ts';
import { PRESSURES, pressureSource } from '../pressure.ts';
import { describeEnding, measuredRun, succeeded } from '../processes.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import { geometricMeanInterval, median } from '../statistics.ts';
import { type Context, measured, notMeasured, type Probe, times, visitedLevels } from './probe.ts';

const RUN_TIMEOUT_MS = 60_000;
const PRESSURE_N = { quick: 7_500_000, full: 30_000_000 } as const;
const QUICK_PRESSURES: readonly number[] = [32];
const QUICK_DIVISOR = 12;
const ROUNDS = { quick: 2, full: 3 } as const;

export const runtime: Probe<'runtime'> = {
  id: 'runtime',
  title: 'Run time',
  question: 'How fast is the code?',
  how:
    'User CPU time of whole processes, median of interleaved runs (tinybench), each result ' +
    'checked against gcc -O0’s. Ratio to gcc -O0 and -O2; geometric mean with a 95% bootstrap' +
    ' interval over programs, of the held-out ones apart. A binary seen before is not run again.',
  tools: ['gcc', 'bash'],
  run: runProbe,
};

/** One binary of one program, with the time it took. */
interface Contender {
  readonly program: Benchmark;
  readonly path: string;
  readonly digest: string;
  readonly samples: number[];
  problem: string | undefined;
}

/** A specimen's entry at a level: the contender that stands for it, or why there is none. */
interface Entry {
  readonly specimen: string;
  readonly level: Level;
  readonly program: Benchmark;
  readonly contender: Contender | undefined;
  readonly problem: string | undefined;
}

async function runProbe(context: Context): Promise<Map<string, Probes['runtime']>> {
  const programs = await programsFor(context);
  context.progress(`runtime: building ${programs.length} programs for each specimen and level`);
  const contenders = new Map<string, Contender>();
  const entries: Entry[] = [];
  const sides: [Specimen, Level, string][] = [
    [REFERENCE, 'O0', ''],
    [REFERENCE, 'O2', ''],
    ...context.specimens.flatMap((specimen) =>
      visitedLevels(context, specimen).map((level): [Specimen, Level, string] => [
        specimen,
        level,
        specimen.name,
      ]),
    ),
  ];
  for (const [specimen, level, name] of sides) {
    const built = await parallel(programs, context.width, (program) =>
      enter(context, contenders, specimen, level, name, program),
    );
    entries.push(...built);
  }
  const all = [...contenders.values()];
  const rounds = context.quick ? ROUNDS.quick : ROUNDS.full;
  for (let round = 1; round <= rounds; round++) {
    context.progress(`runtime: round ${round} of ${rounds}, ${all.length} binaries`);
    for (const program of programs) {
      await runRound(
        context,
        all.filter((contender) => contender.program === program),
      );
    }
  }
  return new Map(
    context.specimens.map((specimen) => [specimen.name, outcomeOf(context, specimen, entries)]),
  );
}

/** The benchmarks and the pressure sweep; when quick smaller and without the held-out set. */
async function programsFor(context: Context): Promise<Benchmark[]> {
  const all = benchmarks();
  const chosen = context.quick
    ? onePerClass(all, context.seed).map((program) => shrunk(program))
    : [...all, ...heldOut()];
  const locals = PRESSURES.filter((count) => !context.quick || QUICK_PRESSURES.includes(count));
  const sweep = await Promise.all(
    locals.map(async (count): Promise<Benchmark> => {
      const name = `pressure-${count}`;
      const text = pressureSource(count, context.seed, true);
      const path = await context.workshop.source(`${name}-main.c`, text);
      const n = context.quick ? PRESSURE_N.quick : PRESSURE_N.full;
      const kind = 'pressure-sweep';
      return { name, path, set: 'tuned', class: kind, result: '', n, counts: false };
    }),
  );
  return [...chosen, ...sweep];
}

function shrunk(program: Benchmark): Benchmark {
  return { ...program, n: Math.max(1, Math.round(program.n / QUICK_DIVISOR)), result: '' };
}

async function enter(
  context: Context,
  contenders: Map<string, Contender>,
  specimen: Specimen,
  level: Level,
  name: string,
  program: Benchmark,
): Promise<Entry> {
  const build = await context.workshop.build(specimen, level, program.path, 'program');
  if (!build.ok) {
    const problem = `does not compile: ${build.reason}`;
    return { specimen: name, level, program, contender: undefined, problem };
  }
  const key = `${program.name} ${build.digest}`;
  let contender = contenders.get(key);
  if (contender === undefined) {
    contender = {
      program,
      path: build.path,
      digest: build.digest,
      samples: [],
      problem: undefined,
    };
    contenders.set(key, contender);
  }
  return { specimen: name, level, program, contender, problem: undefined };
}

/** One sample of each contender, in turn. The first contender is the reference's -O0 build. */
async function runRound(context: Context, contenders: readonly Contender[]): Promise<void> {
  const bench = new Bench({ iterations: 1, time: 0, warmup: false });
  let expected: string | undefined;
  contenders.forEach((contender, i) => {
    if (contender.problem !== undefined) return;
    bench.add(`${contender.program.name} ${i}`, async () => {
      const command = [contender.path, String(contender.program.n)];
      const result = await measuredRun(command, context.workshop.scratch(), {
        timeoutMs: RUN_TIMEOUT_MS,
      });
      const printed = readPrinted(result.stdout)?.result;
      const wanted = contender.program.result === '' ? expected : contender.program.result;
      if (i === 0) expected = printed;
      if (!succeeded(result)) contender.problem = `ends with ${describeEnding(result.ending)}`;
      else if (wanted !== undefined && printed !== wanted) contender.problem = 'wrong result';
      const userMs = result.cost === undefined ? Number.NaN : Math.max(0.5, result.cost.userMs);
      if (contender.problem === undefined) contender.samples.push(userMs);
      return { overriddenDuration: userMs };
    });
  });
  await bench.run();
}

function outcomeOf(
  context: Context,
  specimen: Specimen,
  entries: readonly Entry[],
): Probes['runtime'] {
  const reference = (level: Level, program: Benchmark): number =>
    timeOf(entries.find((e) => e.specimen === '' && e.level === level && e.program === program));
  const value: Runtime = { rows: [], levels: [], excluded: [] };
  for (const entry of entries) {
    if (entry.specimen !== specimen.name) continue;
    const problem = entry.problem ?? entry.contender?.problem;
    const userMs = timeOf(entry);
    const { program, level } = entry;
    const [o0, o2] = [reference('O0', program), reference('O2', program)];
    if (problem !== undefined || !(userMs > 0) || !(o0 > 0) || !(o2 > 0)) {
      value.excluded.push({ program: program.name, level, why: problem ?? 'could not be timed' });
      continue;
    }
    const runs = entry.contender?.samples.length ?? 0;
    const { name, set } = program;
    const row = { program: name, class: program.class, set, level, userMs, runs };
    value.rows.push({ ...row, toO0: userMs / o0, toO2: userMs / o2 });
  }
  for (const level of visitedLevels(context, specimen)) {
    const summary = summarise(value, level, context.seed);
    if (summary !== undefined) value.levels.push(summary);
  }
  if (value.levels.length === 0) {
    return notMeasured(value.excluded[0]?.why ?? 'no program could be timed');
  }
  return measured(value, value.levels.flatMap(evidenceOf));
}

function evidenceOf({ level, heldOut: others, ...tuned }: Runtime['levels'][number]): string[] {
  const text = ({ programs, toO0, toO2, worst }: Times, kind: string): string =>
    `-${level}, ${programs} ${kind}programs: ` +
    `${times(toO0.value)} gcc -O0, ${times(toO2.value)} gcc -O2 ` +
    `(${times(toO2.low)} to ${times(toO2.high)}), worst ${worst.program} ${times(worst.ratio)}`;
  return [text(tuned, ''), ...(others === null ? [] : [text(others, 'held-out ')])];
}

function timeOf(entry: Entry | undefined): number {
  return median(entry?.contender?.samples ?? []);
}

/**
 * A level's geometric means, the tuned and the held-out set apart; undefined when no tuned program
 * could be timed. The pressure sweep is a plot of its own and stays out of both.
 */
export function summarise(
  { rows }: Pick<Runtime, 'rows'>,
  level: Level,
  seed: number,
): Runtime['levels'][number] | undefined {
  const chosen = rows.filter((row) => row.level === level && row.class !== 'pressure-sweep');
  const of = (set: Benchmark['set']): Times | undefined =>
    timesOf(
      chosen.filter((row) => row.set === set),
      seed,
    );
  const tuned = of('tuned');
  return tuned === undefined ? undefined : { level, ...tuned, heldOut: of('held-out') ?? null };
}

function timesOf(rows: Runtime['rows'], seed: number): Times | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const worst = rows.reduce((a, b) => (b.toO2 > a.toO2 ? b : a), first);
  return {
    programs: rows.length,
    toO0: geometricMeanInterval(
      rows.map((row) => row.toO0),
      seed,
    ),
    toO2: geometricMeanInterval(
      rows.map((row) => row.toO2),
      seed,
    ),
    worst: { program: worst.program, ratio: worst.toO2 },
  };
}
