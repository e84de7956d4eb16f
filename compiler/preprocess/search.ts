/**
 * Where headers are found: the -I directories, the -isystem ones, Goodhart's own freestanding
 * headers, then the system's, as gcc orders them; and the cache of files read.
 */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompileOptions, TargetName } from '../options.ts';
import { decodeSource } from '../source.ts';
import { findGuard } from './guards.ts';
import { lex } from './lex.ts';
import type { CachedFile, SearchDirectory, State } from './state.ts';

const SYSTEM_DIRECTORIES = {
  'x86-64': ['/usr/local/include', '/usr/include/x86_64-linux-gnu', '/usr/include'],
  riscv64: ['/usr/riscv64-linux-gnu/include', '/usr/include/riscv64-linux-gnu', '/usr/include'],
} as const satisfies Record<TargetName, readonly string[]>;

/** The directory of the freestanding headers, in the package this module belongs to. */
export function ownIncludeDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (isPackageRoot(join(directory, 'package.json'))) return join(directory, 'compiler/include');
    const parent = dirname(directory);
    if (parent === directory) return join(dirname(fileURLToPath(import.meta.url)), '../include');
    directory = parent;
  }
}

function isPackageRoot(path: string): boolean {
  if (!statOf(path)?.isFile()) return false;
  return /"name"\s*:\s*"goodhart"/.test(readFileSync(path, 'utf8'));
}

/** What a path names, or undefined if nothing that can be read. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The directories that `<...>` is looked for in, in order; absent ones are left out. */
export function searchPath(options: CompileOptions): SearchDirectory[] {
  const standard = options.noStandardIncludes
    ? []
    : [ownIncludeDirectory(), ...SYSTEM_DIRECTORIES[options.target]];
  const system = [...new Set([...options.systemIncludes, ...standard, ...options.afterIncludes])];
  const user = [...new Set(options.includes)].filter((path) => !system.includes(trimmed(path)));
  return [
    ...options.quoteIncludes.map((path) => ({ path, system: false, quoteOnly: true })),
    ...user.map((path) => ({ path, system: false, quoteOnly: false })),
    ...system.map((path) => ({ path, system: true, quoteOnly: false })),
  ].filter(({ path }) => statOf(path)?.isDirectory());
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

/** A header that was found. */
export interface FoundHeader {
  readonly path: string;
  /** Index into the search path; -1 if beside its includer or by an absolute name. */
  readonly searchIndex: number;
  readonly system: boolean;
}

/**
 * Looks for a header as #include does from the current file (6.10.2); with `next`, only in the
 * directories after the one that the current file was found in (GNU C's #include_next).
 */
export function findHeader(
  state: State,
  header: { readonly name: string; readonly angled: boolean },
  next: boolean,
): FoundHeader | null {
  const { frame, search } = state;
  const { name } = header;
  if (name === '') return null;
  if (name.startsWith('/')) {
    const system = frame.file.system;
    return exists(state, name) ? { path: name, searchIndex: -1, system } : null;
  }
  if (!header.angled && !next) {
    const slash = frame.file.name.lastIndexOf('/');
    const path = slash < 0 ? name : frame.file.name.slice(0, slash + 1) + name;
    if (exists(state, path)) {
      return { path, searchIndex: frame.searchIndex, system: frame.file.system };
    }
  }
  for (let i = next ? frame.searchIndex + 1 : 0; i < search.length; i++) {
    const directory = search[i]!;
    if (header.angled && directory.quoteOnly) continue;
    const path = directory.path === '.' ? `./${name}` : `${trimmed(directory.path)}/${name}`;
    if (exists(state, path)) return { path, searchIndex: i, system: directory.system };
  }
  return null;
}

function exists(state: State, path: string): boolean {
  const cached = state.files.get(path);
  if (cached !== undefined) return cached !== null;
  const stat = statOf(path);
  if (stat && !stat.isDirectory()) return true;
  state.files.set(path, null);
  return false;
}

/** Reads and lexes a file that exists, once. @throws Fatal if it cannot be read. */
export function loadFile(state: State, path: string): CachedFile {
  const cached = state.files.get(path);
  if (cached) return cached;
  let text: string;
  let identity: string;
  try {
    const { dev, ino } = statSync(path);
    identity = `${dev}:${ino}`;
    text = decodeSource(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return state.diagnostics.fatal(state.place, `${path}: ${reason}`);
  }
  const lexed = lex(text, state.names, state.lexOptions);
  const file: CachedFile = { text, lexed, guard: findGuard(lexed, state.names), identity };
  state.files.set(path, file);
  return file;
}
