/**
 * Baseline: does the code run on every processor its ABI promises? Statically, instructions
 * outside the x86-64 baseline that no flag asked for; dynamically, each program natively and on
 * the oldest model. Any change of ending or output is wrong code, also where nothing traps.
 */
import { basename } from 'node:path';
import { benchmarks, onePerClass } from '../benchmarks.ts';
import type { Baseline, Level, Probes } from '../document.ts';
import { BASELINE_COMMAND, baselineRuns } from '../emulator.ts';
import { outsideBaseline } from '../extensions.ts';
import type { FunctionCode } from '../instructions.ts';
import { parallel } from '../parallel.ts';
import { describeEnding, type Run, run } from '../processes.ts';
import { cFiles } from '../resources.ts';
import type { Specimen } from '../specimens.ts';
import { sample } from '../statistics.ts';
import {
  type Context,
  compiledObject,
  corpus,
  forEachSpecimen,
  judgedLevel,
  lowestLevel,
  measured,
  notMeasured,
  type Probe,
} from './probe.ts';

const SHARE_OF_N = 1 / 400;
const QUICK_PROGRAMS = 8;

export const baseline: Probe<'baseline'> = {
  id: 'baseline',
  title: 'Baseline processor',
  question: 'Does it run on every x86-64 processor?',
  how:
    'Objects are searched for instructions beyond SSE2 (capstone’s groups; LZCNT, POPCNT and ' +
    'the like by name). Programs run natively and under qemu-x86_64 -cpu qemu64; status, ' +
    'output and step counts must agree.',
  tools: [],
  run: async (context) => {
    const emulated = await baselineRuns();
    return forEachSpecimen(context, (specimen) => probe(context, specimen, emulated));
  },
};

/** A program to run twice. */
interface Subject {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
}

async function probe(
  context: Context,
  specimen: Specimen,
  emulated: boolean,
): Promise<Probes['baseline']> {
  const subjects = subjectsFor(context);
  context.progress(`baseline: ${specimen.name}, ${subjects.length} programs`);
  const value: Baseline = { instructions: 0, outside: [], programs: 0, changed: [] };
  const problems: string[] = [];
  const judged = judgedLevel(specimen);
  const levels = context.quick ? [judged] : [...new Set([lowestLevel(specimen), judged])];
  const searched = context.quick ? corpus(context) : subjects;
  for (const level of levels) {
    for (const subject of searched) {
      const compiled = await compiledObject(context, specimen, level, subject.path);
      if (!compiled.ok) problems.push(`${subject.name}: ${compiled.reason}`);
      else if (compiled.code.machine !== 'x86-64') return notMeasured('no x86-64 code');
      else search(value, compiled.code.functions, `${subject.name} -${level}`);
    }
    if (emulated) await runBoth(context, specimen, level, subjects, value);
  }
  if (value.instructions === 0) return notMeasured(problems[0] ?? 'nothing was compiled');
  const evidence = value.outside.map(
    ({ mnemonic, extension, count, where, silent }) =>
      `${mnemonic} (${extension}) ${count} times, first in ${where}` +
      `${silent ? '; old processors run it as another instruction' : ''}`,
  );
  const changed = value.changed.map(
    ({ program, level, native, baseline: old }) => `${program} -${level}: ${native} became ${old}`,
  );
  const missing = emulated ? [] : ['qemu-x86_64 is not installed: code was searched, not run'];
  return measured(value, [...evidence, ...changed, ...missing, ...new Set(problems)]);
}

function subjectsFor(context: Context): Subject[] {
  const all = benchmarks();
  const chosen = context.quick ? onePerClass(all, context.seed) : all;
  const torture = [...cFiles('samples'), ...cFiles('torture-lite', 'programs')];
  const sampled = context.quick ? sample(torture, QUICK_PROGRAMS, context.seed) : torture;
  return [
    ...chosen.map(({ name, path, n }) => ({
      name,
      path,
      args: [String(Math.max(4, Math.round(n * SHARE_OF_N)))],
    })),
    ...sampled.map((path) => ({ name: basename(path, '.c'), path, args: [] })),
  ];
}

function search(value: Baseline, functions: readonly FunctionCode[], where: string): void {
  for (const code of functions) {
    for (const instruction of code.instructions) {
      value.instructions++;
      const outside = outsideBaseline(instruction);
      if (outside === undefined) continue;
      const known = value.outside.find((each) => each.mnemonic === instruction.mnemonic);
      if (known !== undefined) known.count++;
      else {
        const { mnemonic } = instruction;
        value.outside.push({ mnemonic, ...outside, count: 1, where: `${where}: ${code.name}` });
      }
    }
  }
}

async function runBoth(
  context: Context,
  specimen: Specimen,
  level: Level,
  subjects: readonly Subject[],
  value: Baseline,
): Promise<void> {
  const changes = await parallel(subjects, context.width, async (subject) => {
    const build = await context.workshop.build(specimen, level, subject.path, 'program');
    if (!build.ok) return undefined;
    const native = await run([build.path, ...subject.args]);
    if (native.ending.kind === 'timeout') return undefined;
    const old = await run([...BASELINE_COMMAND, build.path, ...subject.args], {
      timeoutMs: 60_000,
    });
    return { program: subject.name, level, native: summary(native), baseline: summary(old) };
  });
  for (const change of changes) {
    if (change === undefined) continue;
    value.programs++;
    if (change.native !== change.baseline) value.changed.push(change);
  }
}

/** An ending and output short enough to read, and long enough to differ when they do. */
function summary(result: Run): string {
  const output = result.stdout.trim().replaceAll('\n', ', ');
  const shown = output.length > 80 ? `${output.slice(0, 60)}... (${checksum(output)})` : output;
  return `${describeEnding(result.ending)}${shown === '' ? '' : `: ${shown}`}`;
}

function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}
