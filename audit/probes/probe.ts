/**
 * What a probe is: one measurement of every specimen that ends in a typed value and its evidence.
 * A probe gets the context and nothing else; it must not ask a specimen's name, throw for what a
 * specimen does, or leave a specimen without an outcome.
 */
import { type Benchmark, benchmarks, onePerClass } from '../benchmarks.ts';
import type { Disassembler, ObjectCode } from '../disassemble.ts';
import type { Level, ProbeId, Probes } from '../document.ts';
import type { Specimen } from '../specimens.ts';
import { sample } from '../statistics.ts';
import type { Workshop } from '../workshop.ts';

/** What all probes share. `width` is the number of processes that may run side by side. */
export interface Context {
  readonly workshop: Workshop;
  readonly disassembler: Disassembler;
  readonly specimens: readonly Specimen[];
  readonly quick: boolean;
  readonly seed: number;
  readonly width: number;
  readonly progress: (text: string) => void;
}

/** One probe. `how` is printed under its figures. */
export interface Probe<Id extends ProbeId> {
  readonly id: Id;
  readonly title: string;
  readonly question: string;
  readonly how: string;
  /** Programs it cannot do without. */
  readonly tools: readonly string[];
  readonly run: (context: Context) => Promise<Map<string, Probes[Id]>>;
}

/** A value with its evidence. */
export function measured<Value>(
  value: Value,
  evidence: string[],
): { state: 'measured'; value: Value; evidence: string[] } {
  return { state: 'measured', value, evidence };
}

/** The reason why there is no value. */
export function notMeasured(reason: string): { state: 'not measured'; reason: string } {
  return { state: 'not measured', reason };
}

/** The lowest level a specimen takes. */
export function lowestLevel(specimen: Specimen): Level {
  return specimen.levels[0] ?? 'O0';
}

/** The level at which code quality is judged: -O2, or the highest the specimen takes. */
export function judgedLevel(specimen: Specimen): Level {
  if (specimen.levels.includes('O2')) return 'O2';
  return specimen.levels[specimen.levels.length - 1] ?? 'O0';
}

/** The levels to visit: the lowest and the judged one when quick, else all. */
export function visitedLevels(context: Context, specimen: Specimen): Level[] {
  if (!context.quick) return [...specimen.levels];
  return [...new Set([lowestLevel(specimen), judgedLevel(specimen)])];
}

/** The benchmarks whose code is read: one of most classes when quick, else all. */
export function corpus(context: Context): Benchmark[] {
  const all = benchmarks();
  if (!context.quick) return all;
  return sample(onePerClass(all, context.seed), QUICK_CORPUS, context.seed);
}

const QUICK_CORPUS = 6;

/** An object compiled from preprocessed input, disassembled; or the reason there is none. */
export type Compiled =
  | { readonly ok: true; readonly code: ObjectCode }
  | { readonly ok: false; readonly reason: string };

/**
 * Compiles a source, preprocessed once without any -O so that every level sees the same text, and
 * reads the object.
 */
export async function compiledObject(
  context: Context,
  specimen: Specimen,
  level: Level,
  source: string,
): Promise<Compiled> {
  const text = await context.workshop.preprocessed(specimen, source);
  if (text === undefined) return { ok: false, reason: 'cannot be preprocessed' };
  const build = await context.workshop.build(specimen, level, text, 'object');
  if (!build.ok) return build;
  try {
    return { ok: true, code: await context.disassembler.object(build.path) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Runs a measurement for each specimen in turn and keeps the outcomes by name. What a measurement
 * throws becomes the reason why there is no value, so that one specimen cannot end the audit of the
 * others.
 */
export async function forEachSpecimen<Outcome>(
  context: Context,
  work: (specimen: Specimen) => Promise<Outcome>,
): Promise<Map<string, Outcome | ReturnType<typeof notMeasured>>> {
  const outcomes = new Map<string, Outcome | ReturnType<typeof notMeasured>>();
  for (const specimen of context.specimens) {
    try {
      outcomes.set(specimen.name, await work(specimen));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      outcomes.set(specimen.name, notMeasured(reason));
    }
  }
  return outcomes;
}

/** A share as a percentage without decimals, but never rounded to 0 or 100 when it is neither. */
export function percent(share: number): string {
  const value = share * 100;
  if ((value > 0 && value < 1) || (value > 99 && value < 100)) return `${value.toFixed(1)}%`;
  return `${Math.round(value)}%`;
}

/** A ratio as `1.2x`, without decimals from 100. */
export function times(ratio: number): string {
  if (ratio >= 100) return `${Math.round(ratio).toLocaleString('en')}x`;
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;
}
