/**
 * Runs a suite over a matrix: programs x specimens x levels x CPUs. Gets a plan, promises Results
 * with one cell for each, in the same order whatever the pool did.
 *
 *   program --make--> file --specimen, level--> binary --cpu--> verdict
 *                                                 +-- same bytes as an earlier level: its verdict
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Assembled,
  type BuildPlan,
  binaryDigest,
  build,
  redoCommand,
  runVerdict,
} from './attempt.ts';
import { assembleTogether } from './batch.ts';
import { machineOfTarget, machineWrapper } from './machines.ts';
import { runPool } from './pool.ts';
import { createRunner, Interrupted, type Limits, type Runner } from './process.ts';
import { digestOf, type Program, type Ready, type Suite, skipReason } from './program.ts';
import {
  type Cell,
  cellKey,
  isFailure,
  type Results,
  reusableCells,
  sortCells,
  type Verdict,
} from './results.ts';
import {
  findTool,
  identifySpecimen,
  type KnownSpecimen,
  MissingTool,
  type Specimen,
} from './specimen.ts';

/** A command put before the binaries of one target, of one specimen, or of all. */
export interface WrapperRule {
  /** A target's or specimen's name; null for all. */
  readonly of: string | null;
  readonly words: readonly string[];
}

export interface RunPlan {
  readonly suite: Suite;
  readonly specimens: readonly Specimen[];
  readonly levels: readonly string[];
  /** `host`, `baseline`, or a CPU model of qemu-x86_64. */
  readonly cpus: readonly string[];
  readonly wrappers: readonly WrapperRule[];
  /** Flags for every compilation. */
  readonly flags: readonly string[];
  readonly linker: readonly string[] | null;
  readonly compileLimits: Limits;
  readonly runLimits: Limits;
  readonly jobs: number;
  /** How many programs a specimen compiles in one command; what fails is compiled again alone. */
  readonly batch: number;
  /** This run's part of the programs: index in 1 .. count. */
  readonly shard: { readonly index: number; readonly count: number };
  /** Results of an earlier run to take cells from. */
  readonly earlier: Results | null;
}

export interface CellCount {
  readonly done: number;
  /** Of these, taken from an earlier run. */
  readonly reused: number;
  readonly total: number;
}

export interface RunHooks {
  /** Called with each cell as it becomes known. */
  onCell?(cell: Cell, count: CellCount): void;
  /** Called now and then with the results so far. */
  onCheckpoint?(results: Results): void;
  /** Aborting it ends the run; the results then are incomplete. */
  readonly signal?: AbortSignal;
}

export const defaultCompileLimits: Limits = {
  seconds: 60,
  megabytes: 8192,
  outputBytes: 4 << 20,
  fileMegabytes: 512,
};

export const defaultRunLimits: Limits = {
  seconds: 30,
  megabytes: 2048,
  outputBytes: 4 << 20,
  fileMegabytes: 256,
};

const checkpointMilliseconds = 5000;

/** The run's state while it lasts. */
interface Run {
  readonly plan: RunPlan;
  readonly hooks: RunHooks;
  readonly runner: Runner;
  readonly specimens: readonly KnownSpecimen[];
  readonly reusable: ReadonlyMap<string, Cell>;
  readonly cells: Cell[];
  readonly results: Results;
  readonly total: number;
  reused: number;
  checkpoint: number;
}

/** The words before a specimen's binaries on a CPU: a rule of the plan, else the machine's own. */
export function wrapperOf(
  specimen: KnownSpecimen,
  cpu: string,
  rules: readonly WrapperRule[],
): readonly string[] {
  const machine = specimen.target === null ? null : machineOfTarget(specimen.target);
  if (cpu === 'host') {
    const rule =
      rules.find((row) => row.of === specimen.name) ??
      rules.find((row) => row.of !== null && row.of === specimen.target) ??
      rules.find((row) => row.of === null);
    return rule?.words ?? machineWrapper(machine, 'host');
  }
  if (cpu === 'baseline' || machine === null) return machineWrapper(machine, cpu);
  const [emulator = '', , , ...rest] = machine.baseline;
  return [emulator, '-cpu', cpu, ...rest];
}

function record(run: Run, cell: Cell): void {
  run.cells.push(cell);
  if (run.reusable.get(cellKey(cell)) === cell) run.reused += 1;
  run.hooks.onCell?.(cell, { done: run.cells.length, reused: run.reused, total: run.total });
  const now = performance.now();
  if (now - run.checkpoint > checkpointMilliseconds) {
    run.checkpoint = now;
    run.hooks.onCheckpoint?.(snapshot(run, false));
  }
}

/** The results so far; cells of the earlier run that were not reached yet are kept. */
function snapshot(run: Run, complete: boolean): Results {
  const { results, reusable } = run;
  if (complete) return sortCells({ ...results, complete, cells: run.cells });
  const seen = new Set(run.cells.map(cellKey));
  const wanted = new Set(results.programs.map((program) => program.id));
  const kept = [...reusable.values()].filter(
    (cell) =>
      wanted.has(cell.program) &&
      results.levels.includes(cell.level) &&
      results.cpus.includes(cell.cpu) &&
      !seen.has(cellKey(cell)),
  );
  return sortCells({ ...results, complete, cells: [...run.cells, ...kept] });
}

/** One row of the matrix at one level: what the CPUs of it share. */
interface Column {
  readonly program: Program;
  readonly specimen: KnownSpecimen;
  readonly level: string;
}

function makeCell(
  column: Column,
  cpu: string,
  verdict: Verdict,
  more: Partial<Pick<Cell, 'compileMilliseconds' | 'runMilliseconds' | 'binary' | 'sameAs'>>,
  redo: string | null,
): Cell {
  return {
    program: column.program.id,
    specimen: column.specimen.name,
    level: column.level,
    cpu,
    kind: verdict.kind,
    detail: verdict.detail,
    compileMilliseconds: more.compileMilliseconds ?? null,
    runMilliseconds: more.runMilliseconds ?? null,
    binary: more.binary ?? null,
    sameAs: more.sameAs ?? null,
    redo: isFailure(verdict.kind) ? redo : null,
  };
}

/** Cells already run for this program and specimen, by binary and CPU. */
type Known = Map<string, Cell>;

async function runOnCpu(
  run: Run,
  build: BuildPlan & Column,
  binary: { path: string; digest: string; milliseconds: number },
  cpu: string,
  expected: string | null,
  folder: string,
  known: Known,
): Promise<Cell> {
  const wrapper = wrapperOf(build.specimen, cpu, run.plan.wrappers);
  const redo = redoCommand(build, wrapper);
  const compiled = { compileMilliseconds: Math.round(binary.milliseconds), binary: binary.digest };
  const twin = known.get(`${binary.digest} ${cpu}`);
  if (twin !== undefined) {
    const sameAs = twin.sameAs ?? twin.level;
    return makeCell(build, cpu, twin, { ...compiled, sameAs }, redo);
  }
  const limits = run.plan.runLimits;
  // A folder of its own, so that no run finds what an earlier one wrote.
  const cwd = mkdtempSync(join(folder, 'run-'));
  const outcome = await run.runner.run([...wrapper, binary.path], { cwd, limits });
  rmSync(cwd, { recursive: true, force: true });
  const verdict = runVerdict(outcome, expected);
  const runMilliseconds = Math.round(outcome.milliseconds);
  return makeCell(build, cpu, verdict, { ...compiled, runMilliseconds }, redo);
}

/** Records a cell; its verdict then stands for every identical binary. */
function remember(run: Run, cell: Cell, known: Known): void {
  if (cell.binary !== null && cell.kind !== 'skip') {
    const place = `${cell.binary} ${cell.cpu}`;
    if (!known.has(place)) known.set(place, cell);
  }
  record(run, cell);
}

/** Why a binary is not tried on a CPU, or null: only what passed on the first can change. */
function cpuObstacle(column: Column, cpu: string, first: Cell | null): string | null {
  if (first !== null && first.kind !== 'pass') return `did not pass on ${first.cpu}`;
  return cpu !== 'host' && column.specimen.target === null ? 'its target is not known' : null;
}

/** A program on its way through the matrix. */
interface Work {
  readonly program: Program;
  readonly folder: string;
  /** What was made of it, by target. */
  readonly made: Map<string | null, Ready>;
}

/** What an earlier run knows of a column, one cell for each CPU, or null if any is missing. */
function earlierCells(run: Run, column: Column): Cell[] | null {
  const cells: Cell[] = [];
  for (const cpu of run.plan.cpus) {
    const cell = run.reusable.get(
      cellKey({
        program: column.program.id,
        specimen: column.specimen.name,
        level: column.level,
        cpu,
      }),
    );
    if (cell === undefined) return null;
    cells.push(cell);
  }
  return cells;
}

function skipOf(column: Column, ready: Ready): string | null {
  if (ready.kind === 'skip') return ready.reason;
  return skipReason(column.program, column.level, column.specimen.target);
}

/** Fills the cells of one program, specimen and level that no earlier run filled. */
async function fillColumn(
  run: Run,
  column: Column,
  ready: Ready,
  folder: string,
  known: Known,
  assembled: Assembled | null,
): Promise<void> {
  const old = earlierCells(run, column);
  if (old !== null) {
    for (const cell of old) remember(run, cell, known);
    return;
  }
  const skip = skipOf(column, ready);
  if (skip !== null || ready.kind === 'skip') {
    const verdict: Verdict = { kind: 'skip', detail: skip ?? '' };
    for (const cpu of run.plan.cpus) remember(run, makeCell(column, cpu, verdict, {}, null), known);
    return;
  }
  await buildAndRun(run, column, ready, folder, known, assembled);
}

/** Builds a program once and fills its cell for each CPU. */
async function buildAndRun(
  run: Run,
  column: Column,
  ready: Extract<Ready, { kind: 'ready' }>,
  folder: string,
  known: Known,
  assembled: Assembled | null,
): Promise<void> {
  const { plan } = run;
  const { file, more } = ready;
  const buildPlan = { ...column, file, more, flags: plan.flags, linker: plan.linker };
  const { compileLimits, runLimits } = plan;
  const attempt = { runner: run.runner, folder, compileLimits, runLimits };
  const made = await build(buildPlan, attempt, assembled);
  let before: Cell | null = null;
  for (const cpu of plan.cpus) {
    let cell: Cell;
    const unable = cpuObstacle(column, cpu, before);
    if (unable !== null) {
      cell = makeCell(column, cpu, { kind: 'skip', detail: unable }, {}, null);
    } else if (made.binary === null) {
      const redo = redoCommand(buildPlan, wrapperOf(column.specimen, cpu, plan.wrappers));
      const compileMilliseconds = Math.round(made.milliseconds);
      cell = makeCell(column, cpu, made.failure!, { compileMilliseconds }, redo);
    } else {
      const digest = binaryDigest(made.binary);
      const binary = { path: made.binary, digest, milliseconds: made.milliseconds };
      cell = await runOnCpu(run, buildPlan, binary, cpu, ready.expected, folder, known);
    }
    before ??= cell;
    remember(run, cell, known);
  }
}

async function makeReady(
  run: Run,
  program: Program,
  target: string | null,
  folder: string,
): Promise<Ready> {
  const { source } = program;
  if (source.kind === 'file')
    return { kind: 'ready', file: source.file, more: [], expected: source.expected };
  const done = run.specimens.every((specimen) =>
    run.plan.levels.every((level) =>
      run.plan.cpus.every((cpu) =>
        run.reusable.has(cellKey({ program: program.id, specimen: specimen.name, level, cpu })),
      ),
    ),
  );
  if (done) return { kind: 'skip', reason: 'all its verdicts are known' };
  const { compileLimits, runLimits } = run.plan;
  // What is made for one target must outlast what is made for the next.
  const own = join(folder, `made-${target ?? 'unknown'}`);
  mkdirSync(own, { recursive: true });
  return source.make({ runner: run.runner, folder: own, target, compileLimits, runLimits });
}

/** Compiles together what of a batch one specimen has to build at one level. */
async function assembleBatch(
  run: Run,
  columns: readonly { column: Column; ready: Ready }[],
  folder: string,
): Promise<ReadonlyMap<string, Assembled>> {
  const wanted: BuildPlan[] = [];
  for (const { column, ready } of columns) {
    if (ready.kind === 'skip' || skipOf(column, ready) !== null) continue;
    if (earlierCells(run, column) !== null) continue;
    const { flags, linker } = run.plan;
    wanted.push({ ...column, file: ready.file, more: ready.more, flags, linker });
  }
  return assembleTogether(wanted, {
    runner: run.runner,
    folder,
    compileLimits: run.plan.compileLimits,
    runLimits: run.plan.runLimits,
  });
}

/** Runs a batch of programs over specimens and levels. */
async function runBatch(run: Run, programs: readonly Program[], folder: string): Promise<void> {
  const works = programs.map((program, index): Work => {
    const own = join(folder, String(index));
    mkdirSync(own, { recursive: true });
    return { program, folder: own, made: new Map() };
  });
  try {
    for (const specimen of run.specimens) await runSpecimen(run, specimen, works, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSpecimen(
  run: Run,
  specimen: KnownSpecimen,
  works: readonly Work[],
  folder: string,
): Promise<void> {
  const { target } = specimen;
  const knowns = works.map((): Known => new Map());
  for (const { program, made, folder: own } of works) {
    if (!made.has(target)) made.set(target, await makeReady(run, program, target, own));
  }
  for (const level of run.plan.levels) {
    const columns = works.map(({ program, made }) => ({
      column: { program, specimen, level },
      ready: made.get(target)!,
    }));
    const assembled = await assembleBatch(run, columns, join(folder, 'batch'));
    for (const [index, { column, ready }] of columns.entries()) {
      const text = assembled.get(column.program.id) ?? null;
      await fillColumn(run, column, ready, works[index]!.folder, knowns[index]!, text);
    }
  }
}

/** The programs in batches of the plan's size. */
function batchesOf(programs: readonly Program[], size: number): Program[][] {
  const batches: Program[][] = [];
  for (let at = 0; at < programs.length; at += size) batches.push(programs.slice(at, at + size));
  return batches;
}

function requireWrappers(plan: RunPlan, specimens: readonly KnownSpecimen[]): void {
  for (const specimen of specimens) {
    for (const cpu of plan.cpus) {
      const tool = wrapperOf(specimen, cpu, plan.wrappers)[0];
      if (tool !== undefined && findTool(tool) === null) {
        throw new MissingTool(`${tool}: no such command (runs ${specimen.name} on ${cpu})`);
      }
    }
  }
}

/** The programs of a shard: every count-th one, so that neighbours in the suite are spread. */
function shardOf(plan: RunPlan): Program[] {
  const { index, count } = plan.shard;
  return plan.suite.programs.filter((_, at) => at % count === index - 1);
}

function emptyResults(
  plan: RunPlan,
  specimens: readonly KnownSpecimen[],
  programs: readonly Program[],
): Results {
  return {
    format: 'goodhart-torture/1',
    suite: plan.suite.name,
    shards: { count: plan.shard.count, present: [plan.shard.index] },
    complete: false,
    levels: [...plan.levels],
    cpus: [...plan.cpus],
    specimens: specimens.map(({ name, command, identity, target }) => ({
      name,
      command: [...command],
      identity,
      target,
    })),
    programs: programs.map(({ id, proves, source, digest }) => ({
      id,
      proves,
      file: source.kind === 'file' ? source.file : null,
      digest,
    })),
    cells: [],
  };
}

async function identifyAll(
  plan: RunPlan,
  runner: Runner,
  temporary: string,
): Promise<KnownSpecimen[]> {
  const known: KnownSpecimen[] = [];
  for (const specimen of plan.specimens) {
    const folder = mkdtempSync(join(temporary, 'identify-'));
    const seen = await identifySpecimen(specimen, runner, folder, plan.compileLimits);
    const settings = [
      seen.identity,
      ...plan.flags,
      ...(plan.linker ?? []),
      ...plan.cpus.flatMap((cpu) => wrapperOf(seen, cpu, plan.wrappers)),
    ];
    known.push({ ...seen, identity: digestOf(settings) });
  }
  return known;
}

/**
 * Runs the plan. Resolves with incomplete results when the signal aborts it; throws MissingTool
 * if an emulator is missing. Whatever happens, its processes and temporaries are gone afterwards.
 */
export async function runSuite(plan: RunPlan, hooks: RunHooks = {}): Promise<Results> {
  const temporary = mkdtempSync(join(tmpdir(), 'goodhart-torture-'));
  const runner = createRunner();
  const remove = (): void => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  const stop = (): void => runner.stop();
  process.once('exit', remove);
  hooks.signal?.addEventListener('abort', stop);
  if (hooks.signal?.aborted) stop();
  let run: Run | null = null;
  try {
    const specimens = await identifyAll(plan, runner, temporary);
    requireWrappers(plan, specimens);
    const programs = shardOf(plan);
    const results = emptyResults(plan, specimens, programs);
    const total = programs.length * specimens.length * plan.levels.length * plan.cpus.length;
    const reusable = plan.earlier === null ? new Map() : reusableCells(plan.earlier, results);
    run = {
      plan,
      hooks,
      runner,
      specimens,
      reusable,
      cells: [],
      results,
      total,
      reused: 0,
      checkpoint: performance.now(),
    };
    const active = run;
    await runPool(batchesOf(programs, plan.batch), plan.jobs, (batch, _, worker) =>
      runBatch(active, batch, join(temporary, `worker-${worker}`)),
    );
    return snapshot(run, true);
  } catch (error) {
    if (error instanceof Interrupted && run !== null) return snapshot(run, false);
    throw error;
  } finally {
    hooks.signal?.removeEventListener('abort', stop);
    process.removeListener('exit', remove);
    runner.sweep();
    remove();
  }
}
