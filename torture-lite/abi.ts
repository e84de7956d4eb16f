/**
 * Do two compilers agree on the calling convention? Gets specimens and seeds, promises Results in
 * which a specimen is an ordered couple (`gcc calls clang`) and a level a couple of levels: the
 * caller by one, the callee by the other, both ways. The first links; where that fails (a support
 * library of the other's is missing) the second.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AbiPair, generatePair } from './abi-generate.ts';
import { compileVerdict, runVerdict } from './attempt.ts';
import { runPool } from './pool.ts';
import { createRunner, Interrupted, type Runner } from './process.ts';
import { digestOf } from './program.ts';
import { type Cell, isFailure, type Results, sortCells, type Verdict } from './results.ts';
import {
  defaultCompileLimits,
  defaultRunLimits,
  type RunHooks,
  type WrapperRule,
  wrapperOf,
} from './run.ts';
import {
  identifySpecimen,
  type KnownSpecimen,
  type Specimen,
  shellCommand,
  UsageError,
} from './specimen.ts';

export interface AbiPlan {
  readonly specimens: readonly Specimen[];
  readonly levels: readonly string[];
  readonly firstSeed: number;
  readonly lastSeed: number;
  readonly wrappers: readonly WrapperRule[];
  readonly jobs: number;
}

type Side = 'caller' | 'callee';

/** An object file, or why there is none. */
type Compiled = { readonly object: string } | { readonly failure: Verdict };

interface Couple {
  readonly name: string;
  readonly caller: KnownSpecimen;
  readonly callee: KnownSpecimen;
}

const runLimits = { ...defaultRunLimits, seconds: 10 };

/** Every ordered couple; of one with itself too, which tells its own faults from disagreement. */
function couplesOf(specimens: readonly KnownSpecimen[]): Couple[] {
  return specimens.flatMap((caller) =>
    specimens.map((callee) => ({ name: `${caller.name} calls ${callee.name}`, caller, callee })),
  );
}

function objectName(specimen: KnownSpecimen, level: string, side: Side): string {
  return `${side}-${specimen.identity}${level}.o`;
}

async function compileSide(
  pair: AbiPair,
  side: Side,
  specimen: KnownSpecimen,
  level: string,
  runner: Runner,
  cwd: string,
): Promise<Compiled> {
  const file = join(cwd, `${pair.name}-${side}.c`);
  const object = join(cwd, objectName(specimen, level, side));
  const argv = [...specimen.command, level, '-c', file, '-o', object];
  const outcome = await runner.run(argv, { cwd, limits: defaultCompileLimits });
  const failure = compileVerdict(outcome, existsSync(object), cwd);
  return failure === null ? { object } : { failure };
}

/** The commands that repeat a cell, from the seed on. */
function redoCommand(
  seed: number,
  couple: Couple,
  levels: readonly [string, string],
  wrapper: readonly string[],
): string {
  const name = `abi-${seed}`;
  const { caller, callee } = couple;
  return [
    `goodhart torture abi --seeds ${seed} --emit .`,
    shellCommand([...caller.command, levels[0], '-c', `${name}-caller.c`, '-o', 'caller.o']),
    shellCommand([...callee.command, levels[1], '-c', `${name}-callee.c`, '-o', 'callee.o']),
    shellCommand([...caller.command, 'caller.o', 'callee.o', '-o', 'redo']),
    shellCommand([...wrapper, './redo']),
  ].join(' && ');
}

/** Links and runs two objects; the callee's message tells which argument came wrong. */
async function meet(
  couple: Couple,
  caller: Compiled,
  callee: Compiled,
  wrapper: readonly string[],
  runner: Runner,
  cwd: string,
): Promise<Verdict> {
  if ('failure' in caller) return caller.failure;
  if ('failure' in callee) return callee.failure;
  const binary = join(cwd, 'program');
  let failure: Verdict | null = null;
  for (const { command } of [couple.caller, couple.callee]) {
    rmSync(binary, { force: true });
    const link = [...command, caller.object, callee.object, '-o', binary];
    const linked = await runner.run(link, { cwd, limits: defaultCompileLimits });
    const refused = compileVerdict(linked, existsSync(binary), cwd);
    if (refused === null) {
      failure = null;
      break;
    }
    failure ??= refused;
  }
  if (failure !== null) return failure;
  const outcome = await runner.run([...wrapper, binary], { cwd, limits: runLimits });
  const verdict = runVerdict(outcome, null);
  const said = outcome.stdout.trim();
  return verdict.kind === 'wrong' && said !== '' ? { kind: 'wrong', detail: said } : verdict;
}

/** Writes a seed's two files into a folder; the answer is their paths. */
export function writePair(seed: number, folder: string): string[] {
  const pair = generatePair(seed);
  mkdirSync(folder, { recursive: true });
  return (['caller', 'callee'] as const).map((side) => {
    const path = join(folder, `${pair.name}-${side}.c`);
    writeFileSync(path, pair[side]);
    return path;
  });
}

async function runSeed(
  plan: AbiPlan,
  couples: readonly Couple[],
  seed: number,
  runner: Runner,
  cwd: string,
): Promise<Cell[]> {
  const pair = generatePair(seed);
  writePair(seed, cwd);
  const compiled = new Map<string, Compiled>();
  const compile = async (side: Side, specimen: KnownSpecimen, level: string): Promise<Compiled> => {
    const key = objectName(specimen, level, side);
    const known =
      compiled.get(key) ?? (await compileSide(pair, side, specimen, level, runner, cwd));
    compiled.set(key, known);
    return known;
  };
  const cells: Cell[] = [];
  for (const couple of couples) {
    const wrapper = wrapperOf(couple.caller, 'host', plan.wrappers);
    for (const callerLevel of plan.levels) {
      for (const calleeLevel of plan.levels) {
        const caller = await compile('caller', couple.caller, callerLevel);
        const callee = await compile('callee', couple.callee, calleeLevel);
        const verdict = await meet(couple, caller, callee, wrapper, runner, cwd);
        const redo = redoCommand(seed, couple, [callerLevel, calleeLevel], wrapper);
        cells.push({
          program: pair.name,
          specimen: couple.name,
          level: `${callerLevel}/${calleeLevel}`,
          cpu: 'host',
          kind: verdict.kind,
          detail: verdict.detail,
          compileMilliseconds: null,
          runMilliseconds: null,
          binary: null,
          sameAs: null,
          redo: isFailure(verdict.kind) ? redo : null,
        });
      }
    }
  }
  return cells;
}

function frame(plan: AbiPlan, couples: readonly Couple[], seeds: readonly number[]): Results {
  return {
    format: 'goodhart-torture/1',
    suite: 'abi',
    shards: { count: 1, present: [1] },
    complete: false,
    levels: plan.levels.flatMap((one) => plan.levels.map((other) => `${one}/${other}`)),
    cpus: ['host'],
    specimens: couples.map(({ name, caller, callee }) => ({
      name,
      command: [...caller.command],
      identity: digestOf([caller.identity, callee.identity]),
      target: caller.target,
    })),
    programs: seeds.map((seed) => {
      const pair = generatePair(seed);
      const digest = digestOf([pair.caller, pair.callee]);
      const proves = 'both sides of a call agree on where values are';
      return { id: pair.name, proves, file: null, digest };
    }),
    cells: [],
  };
}

async function identifyPeers(plan: AbiPlan, runner: Runner, cwd: string): Promise<Couple[]> {
  const specimens: KnownSpecimen[] = [];
  for (const specimen of plan.specimens) {
    rmSync(join(cwd, 'empty'), { force: true });
    specimens.push(await identifySpecimen(specimen, runner, cwd, defaultCompileLimits));
  }
  const targets = new Set(specimens.map(({ target }) => target));
  if (targets.size > 1) {
    throw new UsageError(`the compilers build for different targets: ${[...targets].join(', ')}`);
  }
  return couplesOf(specimens);
}

/** Runs the plan; the results are incomplete if aborted. Throws UsageError on mixed targets. */
export async function runAbi(plan: AbiPlan, hooks: RunHooks = {}): Promise<Results> {
  const temporary = mkdtempSync(join(tmpdir(), 'goodhart-torture-'));
  const runner = createRunner();
  const stop = (): void => runner.stop();
  hooks.signal?.addEventListener('abort', stop);
  if (hooks.signal?.aborted) stop();
  const seeds = Array.from(
    { length: plan.lastSeed - plan.firstSeed + 1 },
    (_, index) => plan.firstSeed + index,
  );
  const cells: Cell[] = [];
  let results: Results | null = null;
  try {
    const couples = await identifyPeers(plan, runner, temporary);
    results = frame(plan, couples, seeds);
    const total = seeds.length * couples.length * results.levels.length;
    await runPool(seeds, plan.jobs, async (seed, _, worker) => {
      const folder = join(temporary, `worker-${worker}`);
      mkdirSync(folder);
      try {
        for (const cell of await runSeed(plan, couples, seed, runner, folder)) {
          cells.push(cell);
          hooks.onCell?.(cell, { done: cells.length, reused: 0, total });
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    return sortCells({ ...results, complete: true, cells });
  } catch (error) {
    if (error instanceof Interrupted && results !== null) return sortCells({ ...results, cells });
    throw error;
  } finally {
    hooks.signal?.removeEventListener('abort', stop);
    runner.sweep();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}
