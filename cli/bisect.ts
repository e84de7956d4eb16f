/**
 * `goodhart bisect`: which run of which pass on which function makes a program wrong. Compiles with
 * ever fewer (pass, function) pairs and asks a test, which gets the program's path as $1 and exits
 * with 0 where the program is good. Exit status: 0 found, 1 nothing to find, 2 usage.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { run, succeeded } from '../audit/processes.ts';
import { runDriver, ToolchainError } from '../backends/toolchain.ts';
import { compile, InternalError, pipelineLevel, type StageResult } from '../compiler/compile.ts';
import type { Module } from '../compiler/ir/ir.ts';
import { printFunc } from '../compiler/ir/print.ts';
import type { BackendName } from '../compiler/options.ts';
import { decodeSource } from '../compiler/source.ts';
import { readArguments } from './arguments.ts';
import { emitWith } from './emit.ts';
import { FileError, readInput, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import { compileOptions, type Settings } from './settings.ts';

const EXIT = { found: 0, nothing: 1, usage: 2 } as const;

const HELP = `Usage: goodhart bisect --test COMMAND [--timeout SECONDS] -- FILE.c... [flags of ghcc]

Finds the pass and the function behind a wrong program, and shows the IR before and after.

  --test COMMAND      a shell command that exits with 0 where the program is good; the program's
                      path is its last argument, or $1 where it names that
  --timeout SECONDS   a test that takes longer says bad (60)
`;

/** The pass behind a failure; pairs are numbered from 1 over all files. */
export interface Culprit {
  readonly pair: number;
  readonly file: string;
  /** The pair's number within its file, as --opt-bisect-limit counts. */
  readonly limit: number;
  readonly pass: string;
  /** '' for a pass over the whole module, or one that failed itself. */
  readonly func: string;
  /** What changed, as a unified diff of IR; a message where the compiler itself failed. */
  readonly change: string;
}

/** What a bisection comes to. */
export type Verdict =
  | { readonly kind: 'culprit'; readonly culprit: Culprit; readonly tests: number }
  | { readonly kind: 'none'; readonly why: string };

export interface BisectOptions {
  readonly settings: Settings;
  /** The shell command that judges a program. */
  readonly test: string;
  readonly timeout?: number;
  /** Sees the stages of each compilation, and may change what they made. */
  readonly after?: (result: StageResult) => void;
  readonly progress?: (text: string) => void;
}

/** Runs `goodhart bisect`; resolves to the exit status. */
export async function bisect(argv: readonly string[]): Promise<number> {
  const dashes = argv.indexOf('--');
  if (argv.slice(0, dashes < 0 ? argv.length : dashes).includes('--help')) {
    writeAll(1, HELP);
    return EXIT.found;
  }
  try {
    const { test, timeout } = ownArguments(argv.slice(0, Math.max(0, dashes)));
    const settings = readArguments(argv.slice(dashes + 1));
    const progress = (text: string): void => writeAll(2, `${text}\n`);
    const verdict = await findCulprit({ settings, test, timeout, progress });
    writeAll(1, verdictText(verdict));
    return verdict.kind === 'culprit' ? EXIT.found : EXIT.nothing;
  } catch (error) {
    const usage = error instanceof OptionError;
    const known = usage || error instanceof FileError || error instanceof ToolchainError;
    if (!known) throw error;
    writeAll(2, `goodhart bisect: ${error.message}\n${usage ? `\n${HELP}` : ''}`);
    return usage ? EXIT.usage : EXIT.nothing;
  }
}

function ownArguments(words: readonly string[]): { test: string; timeout: number } {
  let test = '';
  let timeout = 60;
  for (let i = 0; i < words.length; i++) {
    const [, name, joined] = /^(--test|--timeout)(?:=([\s\S]*))?$/.exec(words[i]!) ?? [];
    if (!name) throw new OptionError(`unknown argument ‘${words[i]}’`);
    const value = joined ?? words[++i] ?? '';
    if (name === '--test') test = value;
    else timeout = Number(value);
  }
  if (test === '') throw new OptionError('give --test COMMAND, then -- and the files');
  if (!(timeout > 0)) throw new OptionError('‘--timeout’ takes a number of seconds');
  return { test, timeout };
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind === 'none') return `${verdict.why}\n`;
  const { pass, func, file, limit, change } = verdict.culprit;
  const where = func === '' ? 'the whole module' : `function ${func}`;
  const flag = `--opt-bisect-limit=${limit}`;
  return `${pass} on ${where} of ${file} (${flag} is bad, ${limit - 1} is good)\n\n${change}\n`;
}

/** Finds the first pair with which the program is bad. @throws OptionError without a C file. */
export async function findCulprit(options: BisectOptions): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'goodhart-bisect-'));
  try {
    return await new Bisection(options, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Unit {
  readonly path: string;
  readonly text: string;
  pairs: number;
}

/** What compiling a unit with so many pairs came to. */
interface Built {
  readonly assembly: string | null;
  readonly events: number;
  readonly pass: string;
  readonly func: string;
  readonly fault: string;
}

class Bisection {
  private readonly units: Unit[];
  private tests = 0;

  constructor(
    private readonly options: BisectOptions,
    private readonly folder: string,
  ) {
    const sources = options.settings.items.filter((item) => item.kind === 'source');
    if (sources.length === 0) throw new OptionError('give a C file');
    this.units = sources.map(({ path }) => {
      return { path, text: decodeSource(readInput(path)), pairs: 0 };
    });
  }

  async run(): Promise<Verdict> {
    for (const unit of this.units) {
      const { events, fault } = this.compiled(unit, Number.POSITIVE_INFINITY);
      unit.pairs = events + (fault === '' ? 0 : 1);
    }
    const total = this.units.reduce((sum, unit) => sum + unit.pairs, 0);
    if (await this.isGood(total)) return { kind: 'none', why: 'The program is good: no fault.' };
    if (!(await this.isGood(0))) return { kind: 'none', why: await this.notAPass() };
    let good = 0;
    let bad = total;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (await this.isGood(middle)) good = middle;
      else bad = middle;
    }
    return { kind: 'culprit', culprit: this.culprit(bad), tests: this.tests };
  }

  /** The limit of each unit where all units together run `limit` pairs. */
  private limits(limit: number): number[] {
    let left = limit;
    return this.units.map((unit) => {
      const own = Math.min(left, unit.pairs);
      left -= own;
      return own;
    });
  }

  private compiled(
    unit: Unit,
    limit: number,
    allocator: BackendName | null = null,
    see: (module: Module) => void = () => {},
  ): Built {
    const { settings, after } = this.options;
    const options = compileOptions(settings);
    const built = { events: 0, pass: '', func: '', fault: '' };
    let seen: Module | null = null;
    const watch = (result: StageResult): void => {
      if (result.stage === 'pass') {
        built.events++;
        built.pass = result.event.pass;
        built.func = result.event.func?.name ?? '';
      }
      after?.(result);
      if (result.stage === 'lower') seen = result.module;
      if (result.stage === 'optimize') see(result.module);
    };
    const backend = allocator ?? options.backend;
    try {
      const done = compile(unit.path, unit.text, { ...options, backend }, emitWith(null), {
        after: watch,
        passes: settings.passes ?? pipelineLevel(settings.backend, options.level),
        ...(Number.isFinite(limit) ? { passLimit: limit } : {}),
      });
      if (!done.ok) throw new FileError(`${unit.path} does not compile:\n${done.messages}`);
      return { ...built, assembly: done.assembly };
    } catch (error) {
      if (!(error instanceof InternalError)) throw error;
      if (seen) see(seen);
      return { ...built, assembly: null, fault: error.message };
    }
  }

  /** Whether the program with so many pairs is good; one that cannot be built is bad. */
  private async isGood(limit: number, allocator: BackendName | null = null): Promise<boolean> {
    const program = await this.built(limit, allocator);
    this.tests++;
    const good = program !== null && (await this.judge(program));
    this.options.progress?.(`${limit} passes on functions: ${good ? 'good' : 'bad'}`);
    return good;
  }

  private async built(limit: number, allocator: BackendName | null): Promise<string | null> {
    const { settings } = this.options;
    const limits = this.limits(limit);
    const words = [...settings.linkWords, ...settings.assemblerWords];
    let next = 0;
    for (const item of settings.items) {
      if (item.kind === 'word') {
        words.push(item.text);
        continue;
      }
      const { assembly } = this.compiled(this.units[next]!, limits[next]!, allocator);
      if (assembly === null) return null;
      const path = join(this.folder, `unit${next++}.s`);
      writeFileSync(path, assembly);
      words.push(path);
    }
    const program = join(this.folder, 'program');
    await runDriver(settings.options.target, [...words, '-o', program]);
    return program;
  }

  private async judge(program: string): Promise<boolean> {
    const { test, timeout = 60 } = this.options;
    const command = /\$(?:1|@|\*|\{1)/.test(test) ? test : `${test} "$@"`;
    const timeoutMs = timeout * 1000;
    return succeeded(await run(['sh', '-c', command, 'sh', program], { timeoutMs }));
  }

  /** What can be said where the program is bad without any pass. */
  private async notAPass(): Promise<string> {
    const own = compileOptions(this.options.settings).backend;
    const other: BackendName = own === 'shuttle' ? 'linear-scan' : 'shuttle';
    const helps = await this.isGood(0, other);
    const bad = 'The program is bad without any pass';
    return helps
      ? `${bad}, but good with --allocator=${other}: the fault is in the allocator ${own}.`
      : `${bad} and with either allocator: the fault is before or behind the passes, or in it.`;
  }

  private culprit(pair: number): Culprit {
    let index = 0;
    let limit = pair;
    while (limit > this.units[index]!.pairs) limit -= this.units[index++]!.pairs;
    const unit = this.units[index]!;
    const before = new Map<string, string>();
    const after = new Map<string, string>();
    this.compiled(unit, limit - 1, null, (module) => note(module, before));
    const last = this.compiled(unit, limit, null, (module) => note(module, after));
    const crashed = last.fault !== '' && last.events < limit;
    const change = crashed ? last.fault : changesOf(before, after);
    const pass = crashed ? 'a pass that fails itself' : last.pass;
    return { pair, file: unit.path, limit, pass, func: crashed ? '' : last.func, change };
  }
}

function note(module: Module, texts: Map<string, string>): void {
  for (const func of module.functions) texts.set(func.name, printFunc(func));
}

/** The functions that differ, each as a unified diff. */
function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string {
  const parts: string[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name) ?? '', after.get(name) ?? ''];
    if (old === now) continue;
    const patch = createTwoFilesPatch(`${name} before`, `${name} after`, `${old}\n`, `${now}\n`);
    parts.push(patch.split('\n').slice(1).join('\n'));
  }
  return parts.length > 0 ? parts.join('\n') : 'The IR is the same before and after.';
}
