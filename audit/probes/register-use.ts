/**
 * Register use: are values kept in registers, left on the stack, or carried through one register?
 * Judged on a sweep of generated functions with 4 to 64 live locals; the benchmarks' code is shown
 * beside it.
 */
import { classify, judgeSweep } from '../classify.ts';
import type { Level, Probes, RegisterUse } from '../document.ts';
import { instructionSet } from '../instructions.ts';
import { listing } from '../listing.ts';
import { measure } from '../metrics.ts';
import { parallel } from '../parallel.ts';
import { PRESSURES, pressureSource, SHOWN_SOURCE } from '../pressure.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import {
  type Context,
  compiledObject,
  corpus,
  forEachSpecimen,
  judgedLevel,
  measured,
  notMeasured,
  type Probe,
  percent,
} from './probe.ts';

export const registerUse: Probe<'register-use'> = {
  id: 'register-use',
  title: 'Register use',
  question: 'Are registers really allocated?',
  how:
    'Generated functions keep 4 to 64 locals alive across a switch in a loop. Their code is ' +
    'disassembled; M1 is relative to gcc -O0 on the same text. Effective registers: exp of ' +
    'the entropy of register destinations. Shuttle index: share of instructions in slot > ' +
    'register > other slot pairs.',
  tools: ['gcc'],
  run: (context) => forEachSpecimen(context, (specimen) => probe(context, specimen)),
};

async function probe(context: Context, specimen: Specimen): Promise<Probes['register-use']> {
  const level = judgedLevel(specimen);
  context.progress(
    `register-use: ${specimen.name} -${level}, sweep of ${PRESSURES.join(', ')} locals`,
  );
  const sources = await Promise.all(
    PRESSURES.map((locals) =>
      context.workshop.source(`pressure-${locals}.c`, pressureSource(locals, context.seed)),
    ),
  );
  const failures: string[] = [];
  const sweep = await parallel(sources, context.width, async (source, i) => {
    const point = await measureSource(context, specimen, level, source, failures);
    return point === undefined ? undefined : { locals: PRESSURES[i] ?? 0, ...point };
  });
  const points = sweep.filter((point) => point !== undefined);
  if (points.length === 0) return notMeasured(failures[0] ?? 'nothing was compiled');
  const chosen = corpus(context);
  const programs = await parallel(chosen, context.width, async (program) => {
    const point = await measureSource(context, specimen, level, program.path, failures);
    return point === undefined ? undefined : { program: program.name, ...point };
  });
  const value: RegisterUse = {
    level,
    listing: await listingOf(context, specimen, level),
    ...judgeSweep(points),
    sweep: points,
    corpus: programs.filter((point) => point !== undefined),
  };
  return measured(value, [...evidenceOf(value), ...new Set(failures)]);
}

async function measureSource(
  context: Context,
  specimen: Specimen,
  level: Level,
  source: string,
  failures: string[],
): Promise<Pick<RegisterUse['sweep'][number], 'allocation' | 'metrics'> | undefined> {
  const compiled = await compiledObject(context, specimen, level, source);
  if (!compiled.ok) {
    failures.push(compiled.reason);
    return undefined;
  }
  const set = instructionSet(compiled.code.machine);
  if (set === undefined) return undefined;
  const reference = await compiledObject(context, REFERENCE, 'O0', source);
  const count = reference.ok
    ? reference.code.functions.reduce((sum, code) => sum + code.instructions.length, 0)
    : undefined;
  const metrics = measure(compiled.code.functions, set, count);
  return { allocation: classify(metrics), metrics };
}

async function listingOf(context: Context, specimen: Specimen, level: Level): Promise<string[]> {
  const source = await context.workshop.source('shown.c', SHOWN_SOURCE);
  const compiled = await compiledObject(context, specimen, level, source);
  const code = compiled.ok ? compiled.code.functions[0] : undefined;
  return code === undefined ? [] : listing(code);
}

function evidenceOf(value: RegisterUse): string[] {
  return value.sweep.map(
    ({ locals, allocation, metrics }) =>
      `${locals} locals: ${allocation}; ` +
      `${metrics.effectiveRegisters.toFixed(1)} effective registers, ` +
      `${percent(metrics.stackShare)} of instructions touch the stack, ` +
      `${percent(metrics.copyShare)} only copy`,
  );
}
