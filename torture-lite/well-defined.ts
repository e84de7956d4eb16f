/**
 * Are the programs themselves right? Gets a suite, promises that gcc and clang agree on every
 * program at every level, also with locals that start as garbage or zero, and that the sanitizers
 * find nothing to say, nor the compilers about unsequenced side effects.
 */

import type { Suite } from './program.ts';
import { textReport } from './report-table.ts';
import { isFailure, type Results } from './results.ts';
import {
  defaultCompileLimits,
  defaultRunLimits,
  type RunHooks,
  type RunPlan,
  runSuite,
} from './run.ts';
import { findTool, MissingTool, type Specimen } from './specimen.ts';

interface Judge {
  readonly title: string;
  readonly specimens: readonly Specimen[];
  readonly levels: readonly string[];
  /** Not asked where its compiler is not installed. */
  readonly optional: boolean;
}

const allLevels = ['-O0', '-O1', '-O2', '-O3', '-Os'];
const strict = ['-fno-sanitize-recover=all', '-fno-omit-frame-pointer', '-g'];

const judges: readonly Judge[] = [
  {
    title: 'agreement',
    specimens: [
      { name: 'gcc', command: ['gcc'] },
      { name: 'clang', command: ['clang'] },
    ],
    levels: allLevels,
    optional: false,
  },
  {
    title: 'order of evaluation',
    specimens: [
      { name: 'gcc warned', command: ['gcc', '-Werror=sequence-point'] },
      { name: 'clang warned', command: ['clang', '-Werror=unsequenced'] },
    ],
    levels: ['-O1'],
    optional: false,
  },
  {
    title: 'the other target',
    specimens: [{ name: 'gcc riscv64', command: ['riscv64-linux-gnu-gcc'] }],
    levels: ['-O0', '-O2'],
    optional: true,
  },
  {
    title: 'uninitialized locals',
    specimens: [
      { name: 'gcc pattern', command: ['gcc', '-ftrivial-auto-var-init=pattern'] },
      { name: 'gcc zero', command: ['gcc', '-ftrivial-auto-var-init=zero'] },
    ],
    levels: ['-O2'],
    optional: false,
  },
  {
    title: 'sanitizers',
    specimens: [
      { name: 'gcc sanitized', command: ['gcc', '-fsanitize=undefined,address', ...strict] },
      { name: 'clang sanitized', command: ['clang', '-fsanitize=undefined,address', ...strict] },
    ],
    levels: ['-O1'],
    optional: false,
  },
];

/** One judge's findings. */
export interface Judgement {
  readonly title: string;
  readonly results: Results;
}

/**
 * Asks every judge about a suite. Throws MissingTool when gcc, clang or a sanitizer's library is
 * not installed.
 */
export async function checkPrograms(
  suite: Suite,
  jobs: number,
  hooks: RunHooks,
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const hasTools = ({ specimens }: Judge): boolean =>
    specimens.every(({ command }) => findTool(command[0]!) !== null);
  for (const judge of judges) {
    if (judge.optional && !hasTools(judge)) continue;
    const plan: RunPlan = {
      suite,
      specimens: judge.specimens,
      levels: judge.levels,
      cpus: ['host'],
      wrappers: [],
      flags: [],
      linker: null,
      compileLimits: { ...defaultCompileLimits, megabytes: 0 },
      // Address sanitizer reserves terabytes of address space for its shadow.
      runLimits: { ...defaultRunLimits, megabytes: 0 },
      jobs,
      batch: 1,
      shard: { index: 1, count: 1 },
      earlier: null,
    };
    for (const { command } of judge.specimens) {
      if (findTool(command[0]!) === null) throw new MissingTool(`${command[0]}: no such command`);
    }
    const results = await runSuite(plan, hooks);
    const broken = results.specimens.find((specimen) => specimen.target === null);
    if (broken !== undefined) {
      throw new MissingTool(`${broken.command.join(' ')}: cannot build an empty program`);
    }
    judgements.push({ title: judge.title, results });
    if (!results.complete) break;
  }
  return judgements;
}

/** True if every judge is content. */
export function isWellDefined(judgements: readonly Judgement[]): boolean {
  return (
    judges.every(
      ({ title, optional }) => optional || judgements.some((row) => row.title === title),
    ) &&
    judgements.every(
      ({ results }) => results.complete && !results.cells.some((cell) => isFailure(cell.kind)),
    )
  );
}

/** All judges' tables, one after the other. */
export function judgementReport(judgements: readonly Judgement[], mostFailures: number): string {
  return judgements
    .map(({ title, results }) => `== ${title} ==\n${textReport(results, mostFailures)}`)
    .join('\n');
}
