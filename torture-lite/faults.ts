/**
 * The mutation score of a suite: how many planted faults it notices. Gets programs and gcc, and
 * promises for each fault the programs it reaches (their assembly changes) and those that notice.
 *
 *   program.c --gcc -S--> assembly --fault--> other assembly --gcc--> binary --run--> killed?
 *                            +-- runs well, else the program has no vote
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runVerdict } from './attempt.ts';
import { type Fault, faults } from './fault-table.ts';
import { machineOfTarget, machineWrapper } from './machines.ts';
import { runPool } from './pool.ts';
import { createRunner, Interrupted, type Runner } from './process.ts';
import { type Program, type Ready, type Suite, skipReason } from './program.ts';
import { alignColumns } from './report-table.ts';
import type { Verdict } from './results.ts';
import { defaultCompileLimits, defaultRunLimits } from './run.ts';
import { findTool, MissingTool, quoteWord, shellCommand } from './specimen.ts';

export interface FaultScore {
  readonly name: string;
  readonly what: string;
  readonly level: string;
  /** Programs whose assembly the fault changes. */
  reached: number;
  /** Programs that notice, with what they said. */
  readonly killers: { readonly program: string; readonly detail: string }[];
}

export interface FaultPlan {
  readonly suite: Suite;
  readonly faults: readonly Fault[];
  /** gcc for x86-64, as words. */
  readonly compiler: readonly string[];
  readonly jobs: number;
  /** True to ask every program, false to stop asking at a fault's first killer. */
  readonly all: boolean;
  readonly signal?: AbortSignal;
  onProgram?(done: number, total: number): void;
}

/** A program's healthy assembly at a level; null if it cannot vote there. */
type Healthy = string | null;

interface Trial {
  readonly plan: FaultPlan;
  readonly runner: Runner;
  readonly program: Program;
  readonly ready: Extract<Ready, { kind: 'ready' }>;
  readonly folder: string;
}

const target = 'x86-64';
const compileLimits = defaultCompileLimits;
const runLimits = { ...defaultRunLimits, seconds: 10 };

async function toAssembly(
  trial: Trial,
  level: string,
  flags: readonly string[],
): Promise<string | null> {
  const { plan, runner, program, ready, folder: cwd } = trial;
  const file = join(cwd, 'program.s');
  rmSync(file, { force: true });
  const argv = [...plan.compiler, level, '-w', ...program.flags, ...flags, '-S', ready.file];
  const outcome = await runner.run([...argv, '-o', file], { cwd, limits: compileLimits });
  const good = outcome.ending.kind === 'exit' && outcome.ending.status === 0;
  return good ? readFileSync(file, 'latin1') : null;
}

/** Assembles, links and runs; null when that much cannot be done with the text. */
async function runAssembly(trial: Trial, text: string, cpu: string): Promise<Verdict | null> {
  const { plan, runner, program, ready, folder: cwd } = trial;
  const source = join(cwd, 'program.s');
  const binary = join(cwd, 'program');
  writeFileSync(source, text, 'latin1');
  rmSync(binary, { force: true });
  const link = [...plan.compiler, source, '-o', binary, ...program.libraries];
  const linked = await runner.run(link, { cwd, limits: compileLimits });
  if (linked.ending.kind !== 'exit' || linked.ending.status !== 0) return null;
  const wrapper = machineWrapper(machineOfTarget(target), cpu);
  const outcome = await runner.run([...wrapper, binary], { cwd, limits: runLimits });
  return runVerdict(outcome, ready.expected);
}

async function faultyAssembly(trial: Trial, fault: Fault, healthy: string): Promise<string | null> {
  if (fault.kind === 'flags') return toAssembly(trial, fault.level, fault.flags);
  const { runner, folder: cwd } = trial;
  const file = join(cwd, 'healthy.s');
  writeFileSync(file, healthy, 'latin1');
  const scripts = fault.sed.flatMap((script) => ['-e', script]);
  const limits = { ...compileLimits, outputBytes: 64 << 20 };
  const outcome = await runner.run(['sed', '-E', ...scripts, file], { cwd, limits });
  if (outcome.ending.kind === 'exit' && outcome.ending.status === 0) return outcome.stdout;
  throw new Error(`fault ${fault.name}: ${outcome.stderr}`);
}

async function healthyAssembly(trial: Trial, level: string): Promise<Healthy> {
  if (skipReason(trial.program, level, target) !== null) return null;
  const text = await toAssembly(trial, level, []);
  if (text === null) return null;
  const verdict = await runAssembly(trial, text, 'host');
  return verdict?.kind === 'pass' ? text : null;
}

async function tryFault(
  trial: Trial,
  fault: Fault,
  score: FaultScore,
  healthy: string,
): Promise<void> {
  const text = await faultyAssembly(trial, fault, healthy);
  if (text === null || text === healthy) return;
  const cpu = fault.kind === 'flags' && fault.baseline ? 'baseline' : 'host';
  const verdict = await runAssembly(trial, text, cpu);
  if (verdict === null) return;
  score.reached += 1;
  if (verdict.kind === 'pass') return;
  score.killers.push({ program: trial.program.id, detail: `${verdict.kind}: ${verdict.detail}` });
}

async function tryProgram(
  plan: FaultPlan,
  runner: Runner,
  scores: readonly FaultScore[],
  program: Program,
  folder: string,
): Promise<void> {
  const { source } = program;
  const ready: Ready =
    source.kind === 'file'
      ? { kind: 'ready', file: source.file, more: [], expected: source.expected }
      : await source.make({ runner, folder, target, compileLimits, runLimits });
  // A fault is planted in one assembly text.
  if (ready.kind === 'skip' || ready.more.length > 0) return;
  const trial: Trial = { plan, runner, program, ready, folder };
  const healthy = new Map<string, Healthy>();
  for (const [index, fault] of plan.faults.entries()) {
    const score = scores[index]!;
    if (!plan.all && score.killers.length > 0) continue;
    if (!healthy.has(fault.level)) {
      healthy.set(fault.level, await healthyAssembly(trial, fault.level));
    }
    const text = healthy.get(fault.level) ?? null;
    if (text !== null) await tryFault(trial, fault, score, text);
  }
}

/**
 * Scores the plan's faults. Throws MissingTool without the compiler, sed or qemu-x86_64, and
 * Interrupted when its signal aborts it.
 */
export async function scoreFaults(plan: FaultPlan): Promise<FaultScore[]> {
  for (const tool of [plan.compiler[0] ?? '', 'sed', 'qemu-x86_64']) {
    if (findTool(tool) === null) throw new MissingTool(`${tool}: no such command`);
  }
  const temporary = mkdtempSync(join(tmpdir(), 'goodhart-torture-'));
  const runner = createRunner();
  const stop = (): void => runner.stop();
  plan.signal?.addEventListener('abort', stop);
  const scores = plan.faults.map(
    ({ name, what, level }): FaultScore => ({ name, what, level, reached: 0, killers: [] }),
  );
  let done = 0;
  try {
    if (plan.signal?.aborted) throw new Interrupted('stopped');
    await runPool(plan.suite.programs, plan.jobs, async (program, _, worker) => {
      const folder = join(temporary, `worker-${worker}`);
      mkdirSync(folder, { recursive: true });
      try {
        await tryProgram(plan, runner, scores, program, folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      done += 1;
      plan.onProgram?.(done, plan.suite.programs.length);
    });
    return scores;
  } finally {
    plan.signal?.removeEventListener('abort', stop);
    runner.sweep();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A shell script that is gcc with the fault, at every level, for use as a specimen. */
export function faultScript(fault: Fault, compiler: readonly string[]): string {
  const head = `#!/bin/sh\n# gcc with a planted fault: ${fault.what}.\n`;
  const command = shellCommand(compiler);
  if (fault.kind === 'flags') return `${head}exec ${command} "$@" ${shellCommand(fault.flags)}\n`;
  const scripts = fault.sed.map((script) => `-e ${quoteWord(script)}`).join(' ');
  return `${head}# Rewrites the assembly of its one C file: FLAGS FILE.c -o OUT LIBRARIES.
out=a.out file= before= stage=link
for word; do
  shift
  if [ "$before" = -o ]; then out=$word before=; continue; fi
  before=$word
  case $word in
    -o) continue ;;
    -S | -c) stage=$word; continue ;;
    *.c) file=$word ;;
  esac
  set -- "$@" "$word"
done
if [ -z "$file" ]; then
  [ "$stage" = link ] || set -- "$stage" "$@"
  exec ${command} "$@" -o "$out"
fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
${command} "$@" -S -o "$folder/healthy.s" || exit
sed -E ${scripts} "$folder/healthy.s" > "$folder/program.s" || exit
case $stage in
  -S) cp "$folder/program.s" "$out" ;;
  -c) ${command} -c "$folder/program.s" -o "$out" ;;
  *)
    libraries=
    for word; do case $word in -l*) libraries="$libraries $word" ;; esac; done
    ${command} "$folder/program.s" -o "$out" $libraries ;;
esac
`;
}

/** Writes every fault's script into a folder, named after it; the answer is their paths. */
export function writeFaultScripts(folder: string, compiler: readonly string[]): string[] {
  mkdirSync(folder, { recursive: true });
  return faults.map((fault) => {
    const path = join(folder, `gcc-${fault.name}`);
    writeFileSync(path, faultScript(fault, compiler));
    chmodSync(path, 0o755);
    return path;
  });
}

/** The share of faults that at least one program notices, 0 .. 1. */
export function mutationScore(scores: readonly FaultScore[]): number {
  const killed = scores.filter((score) => score.killers.length > 0).length;
  return scores.length === 0 ? 1 : killed / scores.length;
}

/** A line for each fault and the score, as text. */
export function faultReport(scores: readonly FaultScore[]): string {
  const rows = scores.map((score) => {
    const first = score.killers[0];
    const more = score.killers.length > 1 ? ` and ${score.killers.length - 1} more` : '';
    const survived = score.reached === 0 ? 'NOT REACHED' : 'SURVIVED';
    const said = first === undefined ? survived : `${first.program}${more}`;
    return [score.name, score.level, `${score.reached}`, said, score.what];
  });
  const killed = scores.filter((score) => score.killers.length > 0).length;
  const percent = (100 * mutationScore(scores)).toFixed(1);
  const head = ['fault', 'level', 'reached', 'noticed by', 'what is wrong'];
  const table = alignColumns([head, ...rows]);
  return `${table}\n\n${killed} of ${scores.length} noticed (${percent}%)\n`;
}
