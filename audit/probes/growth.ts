/**
 * Growth: is slowness a constant factor, or does it compound with the size of the work? Each
 * program runs at several n. The ratio to gcc's build of the same program at the same level is
 * fitted against n on log-log axes: slope 0 is code quality, another slope is another algorithm,
 * that is, wrong code that still gives right results. Programs that count their own steps are
 * judged by steps, natively and on the oldest processor of the ABI.
 */
import { type Benchmark, benchmarks, readPrinted } from '../benchmarks.ts';
import type { Growth, GrowthRow, Level, Probes } from '../document.ts';
import { BASELINE_COMMAND, baselineRuns } from '../emulator.ts';
import { measuredRun, succeeded } from '../processes.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import { growthExponent, sample } from '../statistics.ts';
import {
  type Context,
  forEachSpecimen,
  judgedLevel,
  measured,
  notMeasured,
  type Probe,
} from './probe.ts';

const RUN_TIMEOUT_MS = 30_000;
/** Exponents within these bounds are noise: steps are exact, time on a shared machine is not. */
const NOISE = { steps: 0.05, time: 0.25 } as const;

/**
 * What to sweep: a program, where it runs, what is counted, and the sizes as shares of the default
 * n.
 */
interface Sweep {
  readonly program: Benchmark;
  readonly processor: GrowthRow['processor'];
  readonly unit: GrowthRow['unit'];
  readonly shares: readonly number[];
}

const TIME_SHARES = {
  quick: [1 / 48, 1 / 24, 1 / 12],
  full: [1 / 16, 1 / 8, 1 / 4, 1 / 2],
} as const;
const STEP_SHARES = {
  quick: [1 / 3000, 1 / 750],
  full: [1 / 3000, 1 / 1500, 1 / 750, 1 / 375],
} as const;
/** A default n from which shares of it still make a sweep. */
const SWEEPABLE_N = 250_000;

/** Amounts measured before, by binary, processor, unit and n. */
type Amounts = Map<string, Promise<number | undefined>>;

export const growth: Probe<'growth'> = {
  id: 'growth',
  title: 'Growth',
  question: 'Is slowness a constant factor, or does it compound?',
  how:
    'Steps (counted by the program) or user time at growing n, as a ratio to gcc at the same ' +
    'level; the exponent is the slope of log ratio against log n. Baseline: qemu-x86_64 -cpu ' +
    'qemu64. Constant: within 0.05 of zero for steps and 0.25 for time.',
  tools: ['gcc', 'bash'],
  run: async (context) => {
    const sweeps = sweepsFor(context, await baselineRuns());
    const amounts: Amounts = new Map();
    return forEachSpecimen(context, (specimen) => probe(context, specimen, sweeps, amounts));
  },
};

async function probe(
  context: Context,
  specimen: Specimen,
  sweeps: readonly Sweep[],
  amounts: Amounts,
): Promise<Probes['growth']> {
  const level = judgedLevel(specimen);
  context.progress(`growth: ${specimen.name} -${level}, ${sweeps.length} sweeps`);
  const value: Growth = { level, rows: [] };
  const problems: string[] = [];
  for (const sweep of sweeps) {
    const row = await growthOf(context, specimen, level, sweep, amounts);
    if (typeof row === 'string') problems.push(`${sweep.program.name}: ${row}`);
    else value.rows.push(row);
  }
  if (value.rows.length === 0) return notMeasured(problems[0] ?? 'no program could be swept');
  const evidence = value.rows.map(
    ({ program, processor, unit, exponent, verdict }) =>
      `${program}, ${unit}, ${processor}: ${verdict} (exponent ${exponent.toFixed(2)})`,
  );
  return measured(value, [...evidence, ...problems]);
}

function sweepsFor(context: Context, emulated: boolean): Sweep[] {
  const all = benchmarks();
  const processors = emulated ? (['native', 'baseline'] as const) : (['native'] as const);
  const steps = sweepable(all).flatMap((program) =>
    processors.map((processor) => stepSweep(context, program, processor)),
  );
  const shares = context.quick ? TIME_SHARES.quick : TIME_SHARES.full;
  const timed = sample(all, context.quick ? 1 : 8, context.seed);
  return [
    ...steps,
    ...timed.map((program): Sweep => ({ program, processor: 'native', unit: 'time', shares })),
  ];
}

/** The programs that count their steps and whose n is large enough to be swept. */
export function sweepable(all: readonly Benchmark[]): Benchmark[] {
  return all.filter((program) => program.counts && program.n >= SWEEPABLE_N);
}

/** Measures one sweep, or says why it cannot be. */
export async function growthOf(
  context: Context,
  specimen: Specimen,
  level: Level,
  sweep: Sweep,
  amounts: Amounts,
): Promise<GrowthRow | string> {
  const { program, processor, unit } = sweep;
  const own = await context.workshop.build(specimen, level, program.path, 'program');
  const other = await context.workshop.build(REFERENCE, level, program.path, 'program');
  if (!own.ok) return `does not compile: ${own.reason}`;
  if (!other.ok) return `gcc: ${other.reason}`;
  const points: GrowthRow['points'] = [];
  for (const share of sweep.shares) {
    const n = Math.max(4, Math.round(program.n * share));
    const [a, b] = [
      await amountOnce(context, own, n, sweep, amounts),
      await amountOnce(context, other, n, sweep, amounts),
    ];
    if (a === undefined || b === undefined) return `no ${unit} at n = ${n}`;
    points.push({ n, ratio: a / b });
  }
  const line = growthExponent(points.map(({ n, ratio }) => ({ x: n, y: ratio })));
  const error = Number.isFinite(line.slopeError) ? line.slopeError : 0;
  const verdict = verdictOf(line.slope, error, unit);
  return { program: program.name, processor, unit, points, exponent: line.slope, error, verdict };
}

/** Reads an exponent: within the noise it is a constant factor; a wide error leaves it unclear. */
export function verdictOf(
  exponent: number,
  error: number,
  unit: GrowthRow['unit'],
): GrowthRow['verdict'] {
  if (Math.abs(exponent) <= NOISE[unit]) return 'constant';
  if (error > 0 && Math.abs(exponent) < 2 * error) return 'unclear';
  return exponent > 0 ? 'compounding' : 'shrinking';
}

function amountOnce(
  context: Context,
  build: { readonly path: string; readonly digest: string },
  n: number,
  sweep: Sweep,
  amounts: Amounts,
): Promise<number | undefined> {
  const key = [build.digest, sweep.processor, sweep.unit, n].join(' ');
  const known = amounts.get(key);
  if (known !== undefined) return known;
  const fresh = amount(context, build.path, n, sweep);
  amounts.set(key, fresh);
  return fresh;
}

/** Steps of one run, or the least user time of three in milliseconds. */
async function amount(
  context: Context,
  path: string,
  n: number,
  sweep: Sweep,
): Promise<number | undefined> {
  const prefix = sweep.processor === 'baseline' ? BASELINE_COMMAND : [];
  let best: number | undefined;
  for (let i = 0; i < (sweep.unit === 'time' ? 3 : 1); i++) {
    const result = await measuredRun([...prefix, path, String(n)], context.workshop.scratch(), {
      timeoutMs: RUN_TIMEOUT_MS,
    });
    if (!succeeded(result)) return undefined;
    const value = sweep.unit === 'steps' ? readPrinted(result.stdout)?.steps : result.cost?.userMs;
    if (value === undefined || value <= 0) return undefined;
    best = best === undefined ? value : Math.min(best, value);
  }
  return best;
}

/** The sweep of a program's steps on one processor. */
export function stepSweep(
  context: Context,
  program: Benchmark,
  processor: GrowthRow['processor'],
): Sweep {
  const shares = context.quick ? STEP_SHARES.quick : STEP_SHARES.full;
  return { program, processor, unit: 'steps', shares };
}
