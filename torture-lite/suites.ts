/**
 * The suites by name. Gets a name or a folder, promises its programs in a fixed order; a folder's
 * program is a .c file that checks itself, or that comes with the output it must print
 * (NAME.c.expected or NAME.expected, the shape of c-testsuite).
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { type CsmithOptions, csmithSuite } from './csmith.ts';
import { gccTortureSuite } from './gcc-torture.ts';
import { machineOfTarget } from './machines.ts';
import { programsFolder } from './paths.ts';
import { digestOf, type Program, type Suite, splitLibraries } from './program.ts';
import { splitWords, UsageError } from './specimen.ts';

export interface SuiteRequest {
  /** `lite`, `gcc-torture`, `csmith` or a folder. */
  readonly suite: string;
  /** Where the suite lies, for the ones that must be told. */
  readonly folder: string | null;
  readonly csmith: CsmithOptions;
}

/** Directive comments at a program's head: `// std: gnu11`. */
interface Head {
  proves: string;
  flags: string[];
  targets: string[] | null;
}

/** Reads the `// key: value` lines before the first line of another kind. */
export function readHead(text: string, file: string): Head {
  const head: Head = { proves: '', flags: [], targets: null };
  for (const line of text.split('\n')) {
    if (!line.startsWith('//')) break;
    const match = /^\/\/\s*([a-z]+):\s*(.*?)\s*$/.exec(line);
    if (match === null) continue;
    const [, key, value = ''] = match;
    if (key === 'proves') head.proves = value;
    else if (key === 'std') head.flags.push(`-std=${value}`);
    else if (key === 'flags') head.flags.push(...splitWords(value));
    else if (key === 'target') {
      head.targets = value.split(/[\s,]+/);
      for (const target of head.targets) {
        if (machineOfTarget(target) === null) throw new UsageError(`${file}: target ${target}?`);
      }
    }
  }
  return head;
}

function expectedOutput(file: string): string | null {
  for (const path of [`${file}.expected`, file.replace(/\.c$/, '.expected')]) {
    if (existsSync(path)) return readFileSync(path, 'latin1');
  }
  return null;
}

/** One program of a folder suite. Throws UsageError for a directive that makes no sense. */
export function readFolderProgram(root: string, file: string): Program {
  const text = readFileSync(file, 'latin1');
  const head = readHead(text, file);
  const expected = expectedOutput(file);
  const { flags, libraries } = splitLibraries(head.flags);
  return {
    id: relative(root, file).replace(/\.c$/, ''),
    proves: head.proves,
    source: { kind: 'file', file, expected },
    flags,
    libraries,
    targets: head.targets,
    skip: null,
    skipWhen: [],
    digest: digestOf([text, expected ?? '']),
  };
}

/** Every .c file in a folder and below it, as a suite. Throws UsageError if there is none. */
export function folderSuite(name: string, folder: string): Suite {
  const root = resolve(folder);
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new UsageError(`${folder}: no such suite, and no such folder`);
  }
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.c'))
    .sort();
  if (files.length === 0) throw new UsageError(`${folder}: no .c files there`);
  return { name, programs: files.map((file) => readFolderProgram(root, join(root, file))) };
}

/** The suite that a request names. Throws UsageError or MissingTool when it is not to be had. */
export function loadSuite(request: SuiteRequest): Suite {
  switch (request.suite) {
    case 'lite':
      return folderSuite('lite', request.folder ?? programsFolder());
    case 'csmith':
      return csmithSuite(request.csmith);
    case 'gcc-torture':
      if (request.folder === null) {
        throw new UsageError('gcc-torture needs --dir: a folder gcc.c-torture/execute');
      }
      return gccTortureSuite(resolve(request.folder));
    default:
      return folderSuite(basename(resolve(request.suite)), request.suite);
  }
}

/** True if the program's id contains the pattern, or matches it where it has `*`. */
export function isWanted(program: Program, patterns: readonly RegExp[]): boolean {
  return patterns.length === 0 || patterns.some((pattern) => pattern.test(program.id));
}

/** A pattern of --only: a part of the id, `*` for any text. */
export function idPattern(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}
