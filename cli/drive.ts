/**
 * Carries out what a command line of ghcc asks for: each source through the compiler as far as it
 * is to go, then one call of the system's driver to assemble and link. Gets settings; gives the
 * exit status.
 */
import { basename, dirname, extname, join } from 'node:path';
import { DRIVERS, runDriver, type ToolOutput } from '../backends/toolchain.ts';
import {
  type Compilation,
  type CompileHooks,
  compile,
  pipelineLevel,
  type Stage,
} from '../compiler/compile.ts';
import { type CompileOptions, TARGETS } from '../compiler/options.ts';
import { searchPath } from '../compiler/preprocess/search.ts';
import { preprocessedText } from '../compiler/preprocess/text.ts';
import { decodeSource } from '../compiler/source.ts';
import { ruleOf } from './dependencies.ts';
import { createDumper, type Dumper } from './dump.ts';
import { emitWith } from './emit.ts';
import { createExplainer, writeExplanation } from './explain.ts';
import { bothAfter, bothMachine } from './explain-record.ts';
import { FileError, mustExist, Outputs, readInput, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import { answer } from './questions.ts';
import { compileOptions, type Item, type Settings, type Stop } from './settings.ts';
import { GNU_VERSION, VERSION } from './version.ts';

type Source = Extract<Item, { kind: 'source' }>;

const SUFFIXES = { preprocess: '.i', check: '', assembly: '.s', object: '.o', link: '' } as const;

const UNTIL: Readonly<Record<Stop, Stage>> = {
  preprocess: 'preprocess',
  check: 'check',
  assembly: 'emit',
  object: 'emit',
  link: 'emit',
};

/** Does what the settings ask for; gives the exit status. */
export async function drive(settings: Settings): Promise<number> {
  if (settings.question) return answer(settings, settings.question);
  const run = new Run(settings, new Outputs());
  try {
    return await run.all();
  } finally {
    run.outputs.discard();
  }
}

class Run {
  private readonly options: CompileOptions;
  private readonly dumper: Dumper | null;
  private failed = false;

  constructor(
    private readonly settings: Settings,
    readonly outputs: Outputs,
  ) {
    this.options = compileOptions(settings);
    this.dumper = createDumper(settings);
  }

  async all(): Promise<number> {
    const { settings } = this;
    const { items, stop } = settings;
    const sources = items.filter((item) => item.kind === 'source');
    const files = items.filter((item) => item.kind === 'source' || item.isFile);
    if (files.length === 0) {
      if (!settings.verbose) throw new OptionError('no input files');
      this.showVersion();
      return 0;
    }
    if (settings.output !== null && stop !== 'link' && sources.length > 1) {
      throw new OptionError('cannot specify ‘-o’ with ‘-c’, ‘-S’ or ‘-E’ with multiple files');
    }
    if (settings.verbose) this.showVersion();
    for (const item of items) if (item.kind === 'word' && item.isFile) this.checkFile(item.text);
    if (stop === 'link') await this.link();
    else {
      for (const source of sources) await this.alone(source);
      for (const item of items) if (item.kind === 'word' && item.isFile) this.unused(item.text);
    }
    return this.failed ? 1 : 0;
  }

  private checkFile(path: string): void {
    try {
      mustExist(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.complain('error', error.message);
    }
  }

  private unused(path: string): void {
    this.complain('warning', `${path}: linker input file unused because linking not done`);
  }

  /** A source that does not go as far as the linker. */
  private async alone(source: Source): Promise<void> {
    const { settings, outputs } = this;
    const { stop, dependencies } = settings;
    if (isAssembly(source)) return this.assembly(source);
    const done = this.compiled(source);
    if (!done?.ok) return;
    this.writeRule(source, done);
    if (stop === 'check') return;
    if (stop === 'preprocess') {
      if (!dependencies?.only) outputs.write(settings.output ?? '-', this.text(done));
      return;
    }
    if (this.isInspection()) return;
    const out = settings.output ?? nameOf(source.path, SUFFIXES[stop]);
    if (stop === 'assembly') {
      if (!settings.dryRun) outputs.write(out, done.assembly ?? '');
      return;
    }
    this.keepTemporaries(source, done);
    const words = ['-x', 'assembler', '-c', ...settings.assemblerWords, '-'];
    await this.tool(words, out, done.assembly ?? '');
  }

  /** An assembly source, which the system's driver does as it is. */
  private async assembly(source: Source): Promise<void> {
    const { settings } = this;
    const { stop } = settings;
    if (stop === 'check' || (stop !== 'object' && source.language === 'assembler')) return;
    const flag = { preprocess: '-E', assembly: '-S', object: '-c', link: '' }[stop];
    const out = settings.output ?? (stop === 'object' ? nameOf(source.path, '.o') : '-');
    const words = [...this.driverWords(), ...settings.assemblerWords, flag];
    await this.tool([...words, '-x', source.language, source.path], out);
  }

  /** Compiles all sources and links what comes of them, in the order of the command line. */
  private async link(): Promise<void> {
    const { settings, outputs } = this;
    const words: string[] = [];
    const cSources = settings.items.filter((item) => item.kind === 'source' && !isAssembly(item));
    let input: string | undefined;
    for (const item of settings.items) {
      if (item.kind === 'word') {
        words.push(item.text);
        continue;
      }
      if (isAssembly(item)) {
        words.push(...this.driverWords(), '-x', item.language, item.path, '-x', 'none');
        continue;
      }
      const done = this.compiled(item);
      if (!done?.ok || done.assembly === null) continue;
      this.writeRule(item, done);
      this.keepTemporaries(item, done);
      if (this.isInspection()) continue;
      if (cSources.length === 1) {
        input = done.assembly;
        words.push('-x', 'assembler', '-', '-x', 'none');
        continue;
      }
      const object = outputs.begin(nameOf(item.path, '.o', settings.output));
      const assembled = ['-x', 'assembler', '-c', ...settings.assemblerWords, '-', '-o', object];
      await this.run(assembled, done.assembly);
      words.push(object);
    }
    if (this.failed || this.isInspection()) return;
    const flags = [...settings.linkWords, ...settings.assemblerWords];
    await this.tool([...flags, ...words], settings.output ?? 'a.out', input);
  }

  /** One source through the compiler; null if it cannot be read. Writes its diagnostics. */
  private compiled(source: Source): Compilation | null {
    const { settings, dumper } = this;
    let text: string;
    try {
      text = decodeSource(readInput(source.path));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.complain('error', error.message);
      return null;
    }
    const name = source.path === '-' ? '<stdin>' : source.path;
    const watcher = createExplainer(settings);
    const emit = emitWith(bothMachine(dumper?.machine, watcher?.machine));
    const after = bothAfter(dumper?.after, watcher?.after);
    const done = compile(name, text, this.options, emit, this.hooks(source, after));
    if (done.messages !== '') writeAll(2, done.messages);
    if (!done.ok) this.failed = true;
    if (settings.time) dumper?.writeTimes(name, done);
    if (watcher && done.ok) {
      const written = writeExplanation(settings, watcher, done, source.path, this.outputs);
      if (!written) this.failed = true;
    }
    return done;
  }

  private hooks(source: Source, after: CompileHooks['after']): CompileHooks {
    const { settings } = this;
    const { colour, stop, macros } = settings;
    const until = UNTIL[stop];
    return {
      until,
      colour: colour === 'always' || (colour === 'auto' && process.stderr.isTTY === true),
      mode: {
        keepPragmas: stop === 'preprocess',
        keepDefines: macros === 'defines-too',
        preprocessed: source.language === 'cpp-output',
        missingHeaders: settings.missingHeaders,
      },
      ...(after ? { after } : {}),
      ...passesOf(settings),
    };
  }

  /** What -E writes. */
  private text(done: Compilation): string {
    const { preprocessed, sources } = done;
    if (!preprocessed) return '';
    if (this.settings.macros === 'defines-only') return preprocessed.dumpMacros();
    return preprocessedText(preprocessed, sources, { markers: this.settings.markers });
  }

  private writeRule(source: Source, done: Compilation): void {
    const rule = done.preprocessed && ruleOf(this.settings, source.path, done.preprocessed);
    if (rule) this.outputs.write(rule.path, rule.text);
  }

  private keepTemporaries(source: Source, done: Compilation): void {
    if (!this.settings.saveTemps || this.settings.dryRun) return;
    this.outputs.write(nameOf(source.path, '.i'), this.text(done));
    this.outputs.write(nameOf(source.path, '.s'), done.assembly ?? '');
  }

  /** Whether a dump is all that is wanted: no output was asked for. */
  private isInspection(): boolean {
    const { dumps, stop, output } = this.settings;
    return dumps.length > 0 && stop === 'link' && output === null;
  }

  /** The words that a .S file's preprocessing needs. */
  private driverWords(): string[] {
    const { options } = this;
    return [
      ...options.defines.map((one) => (one.startsWith('-') ? `-U${one.slice(1)}` : `-D${one}`)),
      ...options.includes.map((path) => `-I${path}`),
      ...options.quoteIncludes.flatMap((path) => ['-iquote', path]),
      ...options.systemIncludes.flatMap((path) => ['-isystem', path]),
      ...options.afterIncludes.flatMap((path) => ['-idirafter', path]),
      ...options.preIncludes.flatMap((path) => ['-include', path]),
    ];
  }

  /** Runs the driver so that its output appears whole or not at all. */
  private async tool(words: readonly string[], out: string, input?: string): Promise<void> {
    if (out === '-' || this.settings.dryRun) {
      const { stdout } = await this.run([...words, '-o', out], input);
      if (out === '-') writeAll(1, stdout);
      return;
    }
    const temporary = this.outputs.begin(out);
    await this.run([...words, '-o', temporary], input);
    this.outputs.commit(temporary, out);
  }

  private async run(words: readonly string[], input?: string): Promise<ToolOutput> {
    const { verbose, dryRun } = this.settings;
    const { target } = this.options;
    if (verbose) writeAll(2, ` ${[DRIVERS[target].command, ...words].map(quoted).join(' ')}\n`);
    if (dryRun) return { stdout: '', stderr: '' };
    const output = await runDriver(target, verbose ? ['-v', ...words] : words, input);
    if (output.stderr !== '') writeAll(2, output.stderr);
    return output;
  }

  private showVersion(): void {
    const { machine } = DRIVERS[this.options.target];
    const known = TARGETS.join(', ');
    const path = searchPath(this.options).filter(({ quoteOnly }) => !quoteOnly);
    const lines = [
      `Target: ${machine}`,
      `gcc version ${GNU_VERSION} compatible (ghcc, Goodhart ${VERSION}; targets: ${known})`,
      '#include "..." search starts here:',
      ...this.options.quoteIncludes.map((directory) => ` ${directory}`),
      '#include <...> search starts here:',
      ...path.map((directory) => ` ${directory.path}`),
      'End of search list.',
      '',
    ];
    writeAll(2, lines.join('\n'));
  }

  private complain(severity: 'error' | 'warning', message: string): void {
    writeAll(2, `ghcc: ${severity}: ${message}\n`);
    if (severity === 'error') this.failed = true;
  }
}

function isAssembly(source: Source): boolean {
  return source.language === 'assembler' || source.language === 'assembler-with-cpp';
}

/**
 * The name of an output: the input's base name with another suffix, beside `near` or in the current
 * directory.
 */
function nameOf(path: string, suffix: string, near: string | null = null): string {
  const base = path === '-' ? '-' : basename(path, extname(path));
  return near === null ? `${base}${suffix}` : join(dirname(near), `${base}${suffix}`);
}

/** The back end chooses the passes, unless they are named; the allocator alone does not. */
function passesOf({ options, backend, passes, passLimit, remarks }: Settings): CompileHooks {
  return {
    passes: passes ?? pipelineLevel(backend, options.level),
    ...(passLimit === null ? {} : { passLimit }),
    ...(remarks.passed || remarks.missed ? { remarks } : {}),
  };
}

/** A command's word as a shell needs it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
