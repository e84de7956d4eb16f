/**
 * --explain=FUNCTION and `goodhart explain`: one page that shows what becomes of a function, from
 * its C text to its assembly. Exit status of the subcommand: 0 done, 1 the file does not compile or
 * has no such function, 2 usage.
 */
import { basename, extname } from 'node:path';
import { type Compilation, compile, pipelineLevel } from '../compiler/compile.ts';
import { BACKENDS } from '../compiler/options.ts';
import { decodeSource } from '../compiler/source.ts';
import { readArguments } from './arguments.ts';
import { emitWith } from './emit.ts';
import { explainPage } from './explain-html.ts';
import { type Recorder, recorder } from './explain-record.ts';
import { FileError, Outputs, readInput, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import { compileOptions, type Settings } from './settings.ts';

const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const HELP = `Usage: goodhart explain FILE --function NAME [-o PAGE] [flags of ghcc]

Writes one HTML page that shows what becomes of a function: C, the IR after each pass that changes
it, machine code, the registers of its values, and assembly.

  --function NAME   the function
  -o PAGE           where the page goes (FILE.NAME.html)
`;

/** Watches the function that the settings ask to explain, if any. */
export function createExplainer(settings: Settings): Recorder | null {
  if (settings.explain === null) return null;
  return recorder(settings.explain, settings.options.target);
}

/** Writes the page of a compilation beside the other outputs; false if there is nothing to show. */
export function writeExplanation(
  settings: Settings,
  { record }: Recorder,
  done: Compilation,
  path: string,
  outputs: Outputs,
  page: string | null = null,
): boolean {
  if (record.stages.length === 0) {
    writeAll(2, `ghcc: error: ${path} has no function ‘${record.func}’\n`);
    return false;
  }
  const facts = { file: path, flags: flagsOf(settings) };
  const base = path === '-' ? 'stdin' : basename(path, extname(path));
  const out = page ?? `${base}.${record.func.replace(/[^\w.$-]/g, '_')}.html`;
  outputs.write(out, explainPage(record, done.sources, facts));
  if (out !== '-') writeAll(2, `ghcc: note: wrote ${out}\n`);
  return true;
}

function flagsOf({ options, backend, allocator, passes }: Settings): string {
  const words = [`-${options.level}`, `--target=${options.target}`];
  if (backend !== BACKENDS[0]) words.push(`--backend=${backend}`);
  if (allocator !== null) words.push(`--allocator=${allocator}`);
  if (passes !== null) words.push(`--passes=${passes}`);
  return words.join(' ');
}

/** Runs `goodhart explain`; resolves to the exit status. */
export async function explain(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.length === 0) {
    writeAll(argv.length === 0 ? 2 : 1, HELP);
    return argv.length === 0 ? EXIT.usage : EXIT.done;
  }
  try {
    const settings = readArguments(flagWords(argv));
    const sources = settings.items.filter((item) => item.kind === 'source');
    const [source] = sources;
    if (!source || sources.length > 1) throw new OptionError('give one C file');
    if (settings.explain === null) throw new OptionError('give --function NAME');
    return explainFile(settings, source.path);
  } catch (error) {
    const usage = error instanceof OptionError;
    if (!usage && !(error instanceof FileError)) throw error;
    writeAll(2, `goodhart explain: ${error.message}\n`);
    return usage ? EXIT.usage : EXIT.failed;
  }
}

/** --function NAME is --explain=NAME. */
function flagWords(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (word !== '--function') {
      words.push(word.replace(/^--function=/, '--explain='));
      continue;
    }
    const name = argv[++i];
    if (name === undefined) throw new OptionError('‘--function’ needs a name');
    words.push(`--explain=${name}`);
  }
  return words;
}

function explainFile(settings: Settings, path: string): number {
  const watcher = createExplainer(settings)!;
  const outputs = new Outputs();
  const done = compile(
    path === '-' ? '<stdin>' : path,
    decodeSource(readInput(path)),
    compileOptions(settings),
    emitWith(watcher.machine),
    {
      after: watcher.after,
      passes: settings.passes ?? pipelineLevel(settings.backend, settings.options.level),
      ...(settings.passLimit === null ? {} : { passLimit: settings.passLimit }),
    },
  );
  if (done.messages !== '') writeAll(2, done.messages);
  if (!done.ok) return EXIT.failed;
  const written = writeExplanation(settings, watcher, done, path, outputs, settings.output);
  return written ? EXIT.done : EXIT.failed;
}
