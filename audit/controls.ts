/**
 * Controls: cases whose answer is known, run through the same probes before their verdicts are
 * believed. Two calibrate the classifier (gcc without and with -O); two plant the fault that a
 * test suite on a developer's own machine cannot see: LZCNT in code for a processor that lacks it.
 */
import { type Benchmark, benchmarks } from './benchmarks.ts';
import type { Allocation, Control, GrowthRow, Level } from './document.ts';
import { baselineRuns } from './emulator.ts';
import { growthOf, stepSweep, sweepable } from './probes/growth.ts';
import type { Context } from './probes/probe.ts';
import { registerUse } from './probes/register-use.ts';
import { REFERENCE, type Specimen } from './specimens.ts';

/** gcc, made to use LZCNT where its ABI does not promise it. */
const PLANTED: Specimen = {
  name: 'gcc -mlzcnt',
  command: ['gcc', '-mlzcnt'],
  levels: ['O0'],
};

/** A control's rows, kept for the ledger, beside what the report shows. */
export interface Controls {
  readonly shown: readonly Control[];
  readonly native: GrowthRow | undefined;
  readonly planted: GrowthRow | undefined;
}

/** Runs all controls. */
export async function runControls(context: Context): Promise<Controls> {
  context.progress('controls: gcc -O0, gcc -O2, gcc -O0 -mlzcnt');
  const programs = sweepable(benchmarks());
  const planted = (await baselineRuns())
    ? await plantedSteps(context, 'baseline', programs)
    : undefined;
  const same = programs.filter(
    (program) => planted === undefined || program.name === planted.program,
  );
  const native = await plantedSteps(context, 'native', same);
  const shown = [
    await allocationControl(context, 'O0', 'stack-resident'),
    await allocationControl(context, 'O2', 'allocated'),
    stepControl('with LZCNT, on this processor', native, 'constant'),
    ...(planted === undefined
      ? []
      : [stepControl('with LZCNT, on the baseline processor', planted, 'compounding')]),
  ];
  return { shown, native, planted };
}

async function allocationControl(
  context: Context,
  level: Level,
  expected: Allocation,
): Promise<Control> {
  const specimen: Specimen = { ...REFERENCE, name: 'gcc', levels: [level] };
  const quiet = { ...context, specimens: [specimen], progress: () => {} };
  const outcome = (await registerUse.run(quiet)).get(specimen.name);
  const observed = outcome?.state === 'measured' ? outcome.value.allocation : 'not measured';
  return {
    name: `register use of gcc -${level}`,
    command: `gcc -${level}`,
    expected,
    observed,
    holds: observed === expected,
    growth: null,
  };
}

/** The sweep, of those of `programs`, whose steps the planted instruction changes most. */
async function plantedSteps(
  context: Context,
  processor: GrowthRow['processor'],
  programs: readonly Benchmark[],
): Promise<GrowthRow | undefined> {
  let steepest: GrowthRow | undefined;
  for (const program of programs) {
    const sweep = stepSweep({ ...context, quick: false }, program, processor);
    const row = await growthOf(context, PLANTED, 'O0', sweep, new Map());
    if (typeof row === 'string') continue;
    if (steepest === undefined || Math.abs(row.exponent) > Math.abs(steepest.exponent))
      steepest = row;
  }
  return steepest;
}

function stepControl(
  name: string,
  row: GrowthRow | undefined,
  expected: GrowthRow['verdict'],
): Control {
  const last = row?.points[row.points.length - 1];
  const detail =
    row === undefined || last === undefined
      ? 'not measured'
      : `${row.verdict} (${row.program}: ${last.ratio.toFixed(2)}x the steps at n = ${last.n}, ` +
        `exponent ${row.exponent.toFixed(2)})`;
  return {
    name: `steps of gcc -O0 ${name}`,
    command: 'gcc -O0 -mlzcnt',
    expected,
    observed: detail,
    holds: row?.verdict === expected,
    growth: row ?? null,
  };
}
