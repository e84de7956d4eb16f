/**
 * Fuzzing: csmith's programs and variants of them against a specimen. Gets seeds and a budget of
 * time, promises a folder with a report and, for each distinct failure, the program as found, the
 * reduced one, the script that decides, and the pass to blame where the specimen can tell.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { csmithSuite } from './csmith.ts';
import { createRunner, Interrupted, type Runner } from './process.ts';
import { digestOf, type Program } from './program.ts';
import { type ReducePlan, type Reduction, reduceProgram } from './reduce.ts';
import { type Cell, isFailure, writeWhole } from './results.ts';
import { defaultCompileLimits, defaultRunLimits, type RunHooks, runSuite } from './run.ts';
import { type Specimen, UsageError } from './specimen.ts';
import { usualTarget, withVariants } from './variants.ts';

export interface FuzzPlan {
  readonly specimen: Specimen;
  readonly levels: readonly string[];
  readonly firstSeed: number;
  readonly lastSeed: number;
  readonly csmithArguments: readonly string[];
  /** Variants of each csmith program. */
  readonly variants: number;
  /** In all, for finding and reducing. */
  readonly seconds: number;
  /** At most this long for one reduction. */
  readonly reduceSeconds: number;
  readonly references: readonly string[];
  readonly folder: string;
  readonly jobs: number;
  readonly wrapper: readonly string[];
}

export interface FuzzHooks extends RunHooks {
  /** Called before a failure is reduced, with its program and level. */
  onReduce?(name: string): void;
}

export interface Finding {
  readonly program: string;
  readonly level: string;
  readonly kind: string;
  readonly detail: string;
  /** Its folder in the report, with program.c, original.c and check.sh. */
  readonly folder: string;
  readonly reduction: Reduction | null;
  /** Why it was not reduced; empty where it was. */
  readonly note: string;
  /** Other programs and levels that come down to the same. */
  readonly twins: readonly string[];
}

export interface FuzzReport {
  readonly tried: number;
  readonly failures: number;
  readonly findings: readonly Finding[];
}

/** What two failures share if they are likely one fault: kind and message without its numbers. */
export function signatureOf(cell: Pick<Cell, 'kind' | 'detail' | 'program' | 'level'>): string {
  const message = cell.detail.replace(/0x[0-9a-f]+|\d+/gi, 'N').replace(/‘[^’]*’|'[^']*'/g, 'X');
  if (cell.kind !== 'wrong' && cell.kind !== 'run-timeout') return `${cell.kind} ${message}`;
  // A wrong result says nothing of its cause: one program, one fault.
  return `${cell.kind} ${cell.program}`;
}

/** A reduced program without names, numbers and blanks: what is left of two is compared. */
export function shapeOf(text: string): string {
  const names = new Map<string, string>();
  const shape = text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ' ')
    .replace(/[A-Za-z_]\w*/g, (name) => {
      if (!names.has(name)) names.set(name, `n${names.size}`);
      return names.get(name)!;
    })
    .replace(/\b\d\w*\b/g, '0')
    .replace(/\s+/g, '');
  return digestOf([shape]);
}

interface Fuzzing {
  readonly plan: FuzzPlan;
  readonly programs: ReadonlyMap<string, Program>;
  readonly runner: Runner;
  readonly temporary: string;
  readonly deadline: number;
}

function keepOriginals(files: readonly string[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [index, file] of files.entries()) {
    copyFileSync(file, join(folder, index === 0 ? 'original.c' : `original.${index}.c`));
  }
}

/** Makes the failing program again and reduces it into its folder. */
async function reduceCell(
  state: Fuzzing,
  cell: Cell,
  folder: string,
): Promise<{ reduction: Reduction | null; note: string }> {
  const { plan, runner, temporary } = state;
  const program = state.programs.get(cell.program)!;
  const { source } = program;
  if (source.kind !== 'made') throw new UsageError('only made programs are fuzzed');
  const ready = await source.make({
    runner,
    folder: mkdtempSync(join(temporary, 'made-')),
    target: usualTarget,
    compileLimits: defaultCompileLimits,
    runLimits: defaultRunLimits,
  });
  if (ready.kind === 'skip') return { reduction: null, note: ready.reason };
  const left = Math.floor((state.deadline - performance.now()) / 1000);
  if (left < 10) {
    keepOriginals([ready.file, ...ready.more], folder);
    return { reduction: null, note: 'no time left' };
  }
  const reducePlan: ReducePlan = {
    files: [ready.file, ...ready.more],
    specimen: [...plan.specimen.command, cell.level],
    wrapper: plan.wrapper,
    flags: program.flags,
    libraries: program.libraries,
    references: plan.references,
    folder,
    seconds: Math.min(plan.reduceSeconds, left),
    jobs: plan.jobs,
  };
  try {
    return { reduction: await reduceProgram(reducePlan, runner), note: '' };
  } catch (error) {
    if (error instanceof UsageError) return { reduction: null, note: error.message };
    throw error;
  }
}

/** One failure for each signature; the others become its twins. */
function grouped(cells: readonly Cell[]): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const signature = signatureOf(cell);
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [cell]);
    else group.push(cell);
  }
  return groups;
}

const nameOf = (cell: Cell): string => `${cell.program} ${cell.level}`;

async function reduceAll(
  state: Fuzzing,
  cells: readonly Cell[],
  hooks: FuzzHooks,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const shapes = new Map<string, number>();
  for (const [first, ...others] of grouped(cells).values()) {
    if (first === undefined) continue;
    const name = `${first.program}${first.level}`.replace(/[^\w-]/g, '-');
    const folder = join(state.plan.folder, name);
    hooks.onReduce?.(nameOf(first));
    const { reduction, note } = await reduceCell(state, first, folder);
    const twins = others.map(nameOf);
    if (reduction !== null) {
      const text = reduction.files.map((file) => readFileSync(file, 'latin1')).join('\n');
      const shape = `${reduction.kind} ${shapeOf(text)}`;
      const known = shapes.get(shape);
      if (known !== undefined) {
        const before = findings[known]!;
        findings[known] = { ...before, twins: [...before.twins, nameOf(first), ...twins] };
        rmSync(folder, { recursive: true, force: true });
        continue;
      }
      shapes.set(shape, findings.length);
    }
    const { program, level, kind, detail } = first;
    findings.push({ program, level, kind, detail, folder: name, reduction, note, twins });
  }
  return findings;
}

/** The report in Markdown. */
export function fuzzReport(plan: FuzzPlan, report: FuzzReport): string {
  const lines = [
    `# Fuzzing ${plan.specimen.name}`,
    '',
    `Seeds ${plan.firstSeed}..${plan.lastSeed}, levels ${plan.levels.join(' ')}: ` +
      `${report.tried} programs tried, ${report.failures} failures, ` +
      `${report.findings.length} distinct.`,
  ];
  for (const finding of report.findings) {
    const { reduction } = finding;
    lines.push('', `## ${finding.kind}: ${finding.program} at ${finding.level}`, '');
    lines.push(`- ${finding.detail}`);
    if (reduction === null) lines.push(`- not reduced: ${finding.note}`);
    else {
      lines.push(`- ${reduction.before} bytes, reduced to ${reduction.after}`);
      lines.push(`- again: \`cd ${finding.folder} && ./check.sh; echo $?\` (0: it still fails)`);
      if (reduction.bisected !== null) {
        const { limit, pass } = reduction.bisected;
        lines.push(`- from \`--opt-bisect-limit=${limit}\` on: ${pass}`);
      }
    }
    if (finding.twins.length > 0) lines.push(`- the same, it seems: ${finding.twins.join(', ')}`);
    if (reduction !== null) {
      for (const file of reduction.files) {
        const text = readFileSync(file, 'latin1').trimEnd().slice(0, 4000);
        lines.push('', `${basename(file)}:`, '', '```c', text, '```');
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Fuzzes until seeds or time run out; half of the time is kept for reducing. */
export async function fuzz(plan: FuzzPlan, hooks: FuzzHooks): Promise<FuzzReport> {
  const started = performance.now();
  const base = csmithSuite({
    firstSeed: plan.firstSeed,
    lastSeed: plan.lastSeed,
    reference: [plan.references[0] ?? 'gcc'],
    arguments: plan.csmithArguments,
  });
  const suite = withVariants(base, plan.variants, plan.firstSeed);
  mkdirSync(plan.folder, { recursive: true });
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  hooks.signal?.addEventListener('abort', abort);
  const timer = setTimeout(abort, plan.seconds * 500);
  const results = await runSuite(
    {
      suite,
      specimens: [plan.specimen],
      levels: plan.levels,
      cpus: ['host'],
      wrappers: plan.wrapper.length === 0 ? [] : [{ of: null, words: plan.wrapper }],
      flags: [],
      linker: null,
      compileLimits: defaultCompileLimits,
      runLimits: { ...defaultRunLimits, seconds: 10 },
      jobs: plan.jobs,
      batch: 1,
      shard: { index: 1, count: 1 },
      earlier: null,
    },
    { ...hooks, signal: controller.signal },
  );
  clearTimeout(timer);
  hooks.signal?.removeEventListener('abort', abort);
  const failed = results.cells.filter((cell) => isFailure(cell.kind));
  const tried = new Set(results.cells.filter(({ kind }) => kind !== 'skip').map((c) => c.program));
  const report = {
    tried: tried.size,
    failures: failed.length,
    findings: await reduceFailures(plan, suite.programs, failed, started, hooks),
  };
  writeWhole(join(plan.folder, 'report.md'), fuzzReport(plan, report));
  writeWhole(join(plan.folder, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

async function reduceFailures(
  plan: FuzzPlan,
  programs: readonly Program[],
  failed: readonly Cell[],
  started: number,
  hooks: FuzzHooks,
): Promise<Finding[]> {
  const { signal } = hooks;
  const temporary = mkdtempSync(join(tmpdir(), 'goodhart-fuzz-'));
  const runner = createRunner();
  const stop = (): void => runner.stop();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    const known = new Map(programs.map((program) => [program.id, program]));
    const deadline = started + plan.seconds * 1000;
    return await reduceAll({ plan, programs: known, runner, temporary, deadline }, failed, hooks);
  } catch (error) {
    if (error instanceof Interrupted) return [];
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    runner.sweep();
    rmSync(temporary, { recursive: true, force: true });
  }
}
