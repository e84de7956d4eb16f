/**
 * Where things are built: a temporary folder, and every compilation done once and remembered. Gets
 * specimens and sources; promises the built file or what the compiler said. Two builds with equal
 * bytes carry equal digests, so that no probe runs the same binary twice.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Level } from './document.ts';
import { describeEnding, run, succeeded } from './processes.ts';
import type { Specimen } from './specimens.ts';

/** What is asked of a compiler. */
export type Product = 'object' | 'program';

/** A compilation: the file and the digest of its bytes, or the reason it failed. */
export type Build =
  | { readonly ok: true; readonly path: string; readonly digest: string }
  | { readonly ok: false; readonly reason: string };

/** Builds and remembers. */
export interface Workshop {
  readonly folder: string;
  /** Compiles a C file at a level. */
  build(specimen: Specimen, level: Level, source: string, product: Product): Promise<Build>;
  /** Preprocesses a C file without any -O flag; falls back on gcc when the specimen has no -E. */
  preprocessed(specimen: Specimen, source: string): Promise<string | undefined>;
  /** Writes a generated C file and gives its path. */
  source(name: string, text: string): Promise<string>;
  /** A fresh path inside the folder. */
  scratch(): string;
  /** Removes the folder with everything in it. */
  close(): void;
}

const COMPILE_TIMEOUT_MS = 30_000;

/** Opens a workshop in the system's folder for temporary files. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'goodhart-audit-'));
  const builds = new Map<string, Promise<Build>>();
  const sources = new Map<string, Promise<string | undefined>>();
  let count = 0;
  const scratch = (): string => join(folder, `t${count++}`);
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', close);
  return {
    folder,
    scratch,
    build(specimen, level, source, product) {
      const key = [specimen.name, ...specimen.command, level, source, product].join('\0');
      return remembered(builds, key, () => compile(specimen, level, source, product, scratch()));
    },
    preprocessed(specimen, source) {
      const key = [specimen.name, ...specimen.command, source].join('\0');
      return remembered(sources, key, () => preprocess(specimen, source, scratch()));
    },
    async source(name, text) {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    close() {
      process.removeListener('exit', close);
      close();
    },
  };
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const fresh = make();
  known.set(key, fresh);
  return fresh;
}

/** The command that compiles `source` to `output`. */
export function compileCommand(
  specimen: Specimen,
  level: Level,
  source: string,
  product: Product,
  output: string,
): string[] {
  const flags = product === 'object' ? ['-c', source, '-o', output] : [source, '-o', output, '-lm'];
  return [...specimen.command, `-${level}`, ...flags];
}

async function compile(
  specimen: Specimen,
  level: Level,
  source: string,
  product: Product,
  stem: string,
): Promise<Build> {
  const path = product === 'object' ? `${stem}.o` : stem;
  const command = compileCommand(specimen, level, source, product, path);
  const result = await run(command, { timeoutMs: COMPILE_TIMEOUT_MS });
  if (!succeeded(result)) {
    const said = result.stderr.split('\n').find((line) => /error|fatal/i.test(line));
    const how = said ?? result.stderr.trim().split('\n')[0] ?? '';
    const reason = `${describeEnding(result.ending)}: ${how}`.replaceAll(stem, basename(source));
    return { ok: false, reason: reason.slice(0, 200) };
  }
  try {
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    return { ok: true, path, digest };
  } catch {
    return { ok: false, reason: 'exit 0, but no output file' };
  }
}

async function preprocess(
  specimen: Specimen,
  source: string,
  stem: string,
): Promise<string | undefined> {
  const output = `${stem}.pre.c`;
  for (const command of [specimen.command, ['gcc']]) {
    const result = await run([...command, '-E', source, '-o', output]);
    if (succeeded(result)) {
      const written = await readFile(output, 'utf8').catch(() => result.stdout);
      if (written.trim() !== '') {
        await writeFile(output, written);
        return output;
      }
    }
  }
  await rm(output, { force: true });
  return undefined;
}
