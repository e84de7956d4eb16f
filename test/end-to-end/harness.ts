/** What the end-to-end tests share: C text to a program in one process, and the program's run. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { runDriver } from '../../backends/toolchain.ts';
import { readArguments } from '../../cli/arguments.ts';
import { emitWith } from '../../cli/emit.ts';
import { compileOptions } from '../../cli/settings.ts';
import { type Compilation, type CompileHooks, compile } from '../../compiler/compile.ts';
import type { BackendName, CompileOptions, Level, TargetName } from '../../compiler/options.ts';
import { decodeSource } from '../../compiler/source.ts';
import { machineOfTarget } from '../../torture-lite/machines.ts';
import { folderSuite } from '../../torture-lite/suites.ts';

/** A program to be compiled and run. */
export interface Subject {
  readonly name: string;
  readonly file: string;
  readonly flags: readonly string[];
  readonly libraries: readonly string[];
  readonly targets: readonly string[] | null;
  readonly input: string;
  /** What it must print; null where its exit status says all. */
  readonly expected: string | null;
}

export interface Configuration {
  readonly backend: BackendName;
  readonly level: Level;
}

const TIMEOUT = 30_000;

/** The torture suite's programs, as the tests take them. */
export function suitePrograms(): Subject[] {
  return folderSuite('lite', 'torture-lite/programs').programs.flatMap((program) => {
    if (program.source.kind !== 'file') return [];
    const { id, flags, libraries, targets, source } = program;
    return [{ name: id, file: source.file, flags, libraries, targets, input: '', expected: null }];
  });
}

/** The samples: a folder each with main.c, input.txt and expected.txt. */
export function samples(names: readonly string[]): Subject[] {
  return names.map((name) => ({
    name,
    file: `samples/${name}/main.c`,
    flags: [],
    libraries: ['-lm'],
    targets: null,
    input: textOr(`samples/${name}/input.txt`, ''),
    expected: textOr(`samples/${name}/expected.txt`, null),
  }));
}

function textOr<Other>(path: string, other: Other): string | Other {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return other;
  }
}

/** The options of a subject; the allocation checker and the IR's verifier always run. */
export function optionsOf(
  { flags }: Subject,
  target: TargetName,
  { backend, level }: Configuration,
): CompileOptions {
  const settings = readArguments([...flags, `--target=${target}`, `-${level}`, 'x.c']);
  return { ...compileOptions(settings), backend, verify: true };
}

/** A subject through the compiler. */
export function compiled(
  subject: Subject,
  target: TargetName,
  configuration: Configuration,
  hooks: CompileHooks = {},
): Compilation {
  const text = decodeSource(readFileSync(subject.file));
  const options = optionsOf(subject, target, configuration);
  return compile(subject.file, text, options, emitWith(null), hooks);
}

/** Whether a command can be started. */
export async function isInstalled(command: string): Promise<boolean> {
  return (await execa(command, ['--version'], { reject: false })).code !== 'ENOENT';
}

export interface Outcome {
  readonly status: number | string;
  readonly output: string;
}

/** Builds and runs assembly; the same text is not run twice. */
export class Runs {
  private readonly folder = mkdtempSync(join(tmpdir(), 'goodhart-run-'));
  private readonly known = new Map<string, Promise<Outcome>>();
  private count = 0;

  run(subject: Subject, target: TargetName, assembly: string): Promise<Outcome> {
    const key = createHash('sha1').update(`${target} ${subject.file}\n${assembly}`).digest('hex');
    const known = this.known.get(key) ?? this.build(subject, target, assembly);
    this.known.set(key, known);
    return known;
  }

  private async build(subject: Subject, target: TargetName, assembly: string): Promise<Outcome> {
    const program = join(this.folder, String(this.count++));
    const words = ['-x', 'assembler', '-', '-x', 'none', ...subject.libraries, '-o', program];
    await runDriver(
      target,
      [...subject.flags.filter((flag) => flag === '-pthread'), ...words],
      assembly,
    );
    const machine = machineOfTarget(target)!;
    const wrapper = machine.hostArchitecture === process.arch ? [] : machine.emulator;
    const [command, ...rest] = [...wrapper, program];
    const options = { reject: false, timeout: TIMEOUT, stripFinalNewline: false } as const;
    const done = await execa(command!, rest, { ...options, input: subject.input });
    rmSync(program, { force: true });
    return { status: done.exitCode ?? done.signal ?? 'timeout', output: done.stdout };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
