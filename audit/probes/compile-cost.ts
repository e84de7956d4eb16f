/**
 * Compile cost: time and memory of the compiler itself, children included.
 */
import { access } from 'node:fs/promises';
import { benchmarks, onePerClass } from '../benchmarks.ts';
import type { CompileCost, Level, Probes } from '../document.ts';
import { GNU_TIME, measuredRun, succeeded } from '../processes.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import { median, sample } from '../statistics.ts';
import { compileCommand } from '../workshop.ts';
import {
  type Context,
  forEachSpecimen,
  measured,
  notMeasured,
  type Probe,
  times,
  visitedLevels,
} from './probe.ts';

const QUICK_PROGRAMS = 2;

export const compileCost: Probe<'compile-cost'> = {
  id: 'compile-cost',
  title: 'Cost of compiling',
  question: 'What does compiling cost?',
  how:
    'User and system time of compiling to an object, median over programs, and the peak ' +
    'resident set of the largest process (GNU time), against gcc at the same level.',
  tools: ['gcc', 'bash'],
  run: async (context) => {
    const memory = await access(GNU_TIME).then(
      () => true,
      () => false,
    );
    const reference = new Map<Level, Cost | undefined>();
    return forEachSpecimen(context, (specimen) => probe(context, specimen, memory, reference));
  },
};

interface Cost {
  readonly cpuMs: number;
  readonly peakKb: number | null;
}

async function probe(
  context: Context,
  specimen: Specimen,
  memory: boolean,
  reference: Map<Level, Cost | undefined>,
): Promise<Probes['compile-cost']> {
  const all = benchmarks();
  const classes = onePerClass(all, context.seed);
  const programs = context.quick ? sample(classes, QUICK_PROGRAMS, context.seed) : classes;
  const paths = programs.map((program) => program.path);
  context.progress(`compile-cost: ${specimen.name}, ${paths.length} programs`);
  const value: CompileCost = { programs: paths.length, levels: [] };
  for (const level of visitedLevels(context, specimen)) {
    if (!reference.has(level)) {
      reference.set(level, await costOf(context, REFERENCE, level, paths, memory));
    }
    const [own, other] = [
      await costOf(context, specimen, level, paths, memory),
      reference.get(level),
    ];
    if (own === undefined || other === undefined) continue;
    const both = own.peakKb !== null && other.peakKb !== null;
    value.levels.push({
      level,
      ...own,
      timeToReference: own.cpuMs / other.cpuMs,
      memoryToReference: both ? (own.peakKb ?? 0) / (other.peakKb ?? 1) : null,
    });
  }
  if (value.levels.length === 0) return notMeasured('nothing was compiled');
  const evidence = value.levels.map(
    ({ level, cpuMs, peakKb, timeToReference, memoryToReference }) =>
      `-${level}: ${Math.round(cpuMs)} ms (${times(timeToReference)} gcc)` +
      (peakKb === null ? '' : `, ${Math.round(peakKb / 1024)} MB`) +
      (memoryToReference === null ? '' : ` (${times(memoryToReference)})`),
  );
  return measured(value, evidence);
}

async function costOf(
  context: Context,
  specimen: Specimen,
  level: Level,
  paths: readonly string[],
  memory: boolean,
): Promise<Cost | undefined> {
  const durations: number[] = [];
  const peaks: number[] = [];
  for (const path of paths) {
    const stem = context.workshop.scratch();
    const command = compileCommand(specimen, level, path, 'object', `${stem}.o`);
    const result = await measuredRun(command, stem, { memory, timeoutMs: 60_000 });
    if (!succeeded(result) || result.cost === undefined) continue;
    durations.push(result.cost.userMs + result.cost.systemMs);
    if (result.cost.peakKb !== undefined) peaks.push(result.cost.peakKb);
  }
  if (durations.length === 0) return undefined;
  return { cpuMs: median(durations), peakKb: peaks.length === 0 ? null : median(peaks) };
}
