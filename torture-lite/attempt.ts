/**
 * One attempt: build a program with a specimen at a level, run the binary on a CPU. Gets commands
 * and limits, promises verdicts; what counts as a crash of the compiler is decided here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  describeEnding,
  type Limits,
  type Outcome,
  type Runner,
  signalOfStatus,
} from './process.ts';
import type { Program } from './program.ts';
import type { Verdict } from './results.ts';
import { type KnownSpecimen, shellCommand } from './specimen.ts';

export interface BuildPlan {
  readonly specimen: KnownSpecimen;
  readonly level: string;
  readonly program: Program;
  /** The C file. */
  readonly file: string;
  /** More C files of the program. */
  readonly more: readonly string[];
  /** Flags for every compilation. */
  readonly flags: readonly string[];
  /** Assembles and links in the specimen's place, or null. */
  readonly linker: readonly string[] | null;
}

/** A program's assembly, compiled beforehand together with other programs. */
export interface Assembled {
  readonly files: readonly string[];
  /** Its share of the compiler's time. */
  readonly milliseconds: number;
}

export interface Attempt {
  readonly runner: Runner;
  readonly folder: string;
  readonly compileLimits: Limits;
  readonly runLimits: Limits;
}

export interface Build {
  /** Null when a binary was made. */
  readonly failure: Verdict | null;
  readonly binary: string | null;
  readonly milliseconds: number;
}

/** What a compiler says when it died rather than refused; matched against its standard error. */
const crashMarks: readonly RegExp[] = [
  /internal compiler error/i,
  /unable to execute command: (Segmentation fault|Aborted|Killed)/,
  /PLEASE submit a bug report/,
  /Stack dump:/,
  /Assertion [`'"].*failed/,
  /AddressSanitizer|UndefinedBehaviorSanitizer/,
  /thread '.*' panicked at/,
  /^Traceback \(most recent call last\):/m,
  /^\s+at .*\(?\S+:\d+:\d+\)?$/m,
  /^panic: /m,
  /heap out of memory|virtual memory exhausted|^out of memory/im,
];

const detailLength = 240;

/** The line of a message that says most, shortened. */
function tellingLine(text: string, folder: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line =
    lines.find((row) => crashMarks.some((mark) => mark.test(row))) ??
    lines.find((row) => /\b(error|undefined reference|fatal)\b/i.test(row)) ??
    lines[0] ??
    '';
  return line.trim().replaceAll(`${folder}/`, '').slice(0, detailLength);
}

function joinDetail(ending: string, line: string): string {
  return line === '' ? ending : `${ending}: ${line}`;
}

/** The verdict on a compilation that left no binary, or null if it went well. */
export function compileVerdict(outcome: Outcome, made: boolean, folder: string): Verdict | null {
  const { ending } = outcome;
  const said = describeEnding(ending);
  const detail = joinDetail(said, tellingLine(outcome.stderr, folder));
  switch (ending.kind) {
    case 'timeout':
      return { kind: 'compile-timeout', detail: said };
    case 'signal':
    case 'output-limit':
      return { kind: 'compiler-crash', detail };
    case 'not-started':
      return { kind: 'compile-error', detail };
    case 'exit': {
      if (ending.status === 0) {
        return made ? null : { kind: 'compile-error', detail: 'exit status 0 but no output file' };
      }
      const crashed =
        signalOfStatus(ending.status) !== null ||
        crashMarks.some((mark) => mark.test(outcome.stderr));
      return { kind: crashed ? 'compiler-crash' : 'compile-error', detail };
    }
    default:
      return ending satisfies never;
  }
}

function firstDifference(expected: string, actual: string): string {
  const want = expected.split('\n');
  const got = actual.split('\n');
  const row = want.findIndex((line, index) => line !== got[index]);
  const line = row < 0 ? want.length : row;
  const show = (text: string | undefined): string =>
    text === undefined ? 'nothing' : JSON.stringify(text.slice(0, 60));
  return `output line ${line + 1} is ${show(got[line])}, not ${show(want[line])}`;
}

/** The verdict on a run: exit status 0 and, where it is known, the expected output. */
export function runVerdict(outcome: Outcome, expected: string | null): Verdict {
  const { ending } = outcome;
  if (ending.kind === 'timeout') return { kind: 'run-timeout', detail: describeEnding(ending) };
  if (ending.kind !== 'exit' || ending.status !== 0) {
    const line = outcome.stderr.split('\n').find((row) => row.trim() !== '') ?? '';
    const detail = joinDetail(describeEnding(ending), line.trim().slice(0, detailLength));
    return { kind: 'wrong', detail };
  }
  if (expected !== null && expected !== outcome.stdout) {
    return { kind: 'wrong', detail: firstDifference(expected, outcome.stdout) };
  }
  return { kind: 'pass', detail: '' };
}

/** The specimen's command up to the files. */
export function compileCommand(plan: Omit<BuildPlan, 'file' | 'more' | 'linker'>): string[] {
  return [...plan.specimen.command, plan.level, ...plan.flags, ...plan.program.flags];
}

/** The commands that build a program, in order; each one's output is the next one's input. */
export function buildCommands(plan: BuildPlan, binary: string): string[][] {
  const { program, file, more, linker } = plan;
  const front = compileCommand(plan);
  if (linker === null) return [[...front, file, ...more, '-o', binary, ...program.libraries]];
  const texts = [file, ...more].map((source, index) => ({
    source,
    assembly: index === 0 ? `${binary}.s` : `${binary}.${index}.s`,
  }));
  return [
    ...texts.map(({ source, assembly }) => [...front, '-S', source, '-o', assembly]),
    [...linker, ...texts.map(({ assembly }) => assembly), '-o', binary, ...program.libraries],
  ];
}

/** A shell command that repeats an attempt from nothing. */
export function redoCommand(plan: BuildPlan, wrapper: readonly string[]): string {
  const { source } = plan.program;
  const local = source.kind === 'file' ? source.file : `${plan.program.id}.c`;
  const recipe = source.kind === 'file' ? [] : [source.recipe];
  const more = plan.more.map((_, index) => `${plan.program.id}.${index + 1}.c`);
  const steps = buildCommands({ ...plan, file: local, more }, './redo').map(shellCommand);
  return [...recipe, ...steps, shellCommand([...wrapper, './redo'])].join(' && ');
}

/** The one command that remains when the assembly is there. */
function linkCommand(plan: BuildPlan, assembled: Assembled, binary: string): string[] {
  const front = plan.linker ?? compileCommand(plan);
  return [...front, ...assembled.files, '-o', binary, ...plan.program.libraries];
}

/**
 * Builds a program, from its assembly if that is there; the binary lies in the attempt's folder,
 * always under the same name.
 */
export async function build(
  plan: BuildPlan,
  attempt: Attempt,
  assembled: Assembled | null,
): Promise<Build> {
  const { runner, folder, compileLimits: limits } = attempt;
  const binary = join(folder, 'program');
  let milliseconds = assembled?.milliseconds ?? 0;
  const commands =
    assembled === null ? buildCommands(plan, binary) : [linkCommand(plan, assembled, binary)];
  for (const argv of commands) {
    const target = argv[argv.lastIndexOf('-o') + 1] ?? binary;
    rmSync(target, { force: true, recursive: true });
    const outcome = await runner.run(argv, { cwd: folder, limits });
    milliseconds += outcome.milliseconds;
    const failure = compileVerdict(outcome, existsSync(target), folder);
    if (failure !== null) return { failure, binary: null, milliseconds };
  }
  return { failure: null, binary, milliseconds };
}

/** Hash of a binary's bytes. */
export function binaryDigest(binary: string): string {
  return createHash('sha256').update(readFileSync(binary)).digest('hex').slice(0, 32);
}
