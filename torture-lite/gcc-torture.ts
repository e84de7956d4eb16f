/**
 * GCC's gcc.c-torture/execute as a suite, for compilers that are not GCC. Gets the folder, promises
 * the programs of it and of its ieee/ folder with the flags that change what they mean (-fwrapv,
 * -std=...); flags that only steer GCC's optimizer are dropped, and whatever is not understood
 * skips the program, never fails it. builtins/ is left out: it asks whether GCC folds calls.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Directive, globMatches, readDirectives, selectorHolds, tclWords } from './dejagnu.ts';
import { machines } from './machines.ts';
import { digestOf, type Program, type SkipRule, type Suite, splitLibraries } from './program.ts';
import { UsageError } from './specimen.ts';

/** Flags that change a program's meaning and are handed on. */
const meaningful = [
  /^-std=/,
  /^-f(no-)?(wrapv|strict-aliasing|strict-overflow|common|signed-char|unsigned-char)$/,
  /^-f(gnu89-inline|fast-math|non-call-exceptions|instrument-functions|input-charset=.*)$/,
  /^-fno-builtin(-\w+)?$/,
  /^-[DU]/,
  /^-l/,
];

/** Flags that steer warnings, tuning or GCC's optimizer: the program means the same without. */
const steering = [
  /^-[OWwgm]/,
  /^-f(no-)?(tree|ipa|ira|vect|split|sched|early|unroll|peel|gcse|ivopts|web|crossjumping)\b/,
  /^-f(no-)?(inline|early-inlining|modulo-sched|dce|dse|omit-frame-pointer|pic|PIC)\b/,
  /^-f(no-)?(optimize-strlen|expensive-optimizations|toplevel-reorder)\b/,
];

/** Directives about what GCC prints or what a hosted 64-bit Linux has anyway. */
const harmless = new Set([
  'add-options',
  'bogus',
  'error',
  'final',
  'message',
  'prune-output',
  'require-alias',
  'require-stack-size',
  'require-visibility',
  'require-weak',
  'timeout-factor',
  'warning',
]);

interface Reading {
  readonly flags: string[];
  readonly skipWhen: SkipRule[];
  skip: string | null;
}

function readOptions(directive: Directive, reading: Reading): void {
  const [options, selector] = directive.words;
  const truths = machines.map((machine) =>
    selector === undefined ? 'true' : selectorHolds(selector, machine.triplet),
  );
  if (truths.every((truth) => truth === 'false')) return;
  for (const flag of tclWords(options ?? '').flatMap((word) => word.split(/\s+/))) {
    if (flag === '' || steering.some((pattern) => pattern.test(flag))) continue;
    if (meaningful.some((pattern) => pattern.test(flag))) reading.flags.push(flag);
    else reading.skip ??= `needs the option ${flag}`;
  }
}

/** The levels that dg-skip-if's option list names; null when it means every level. */
function levelsNamed(list: string | undefined): string[] | null {
  if (list === undefined) return null;
  const words = tclWords(list).filter((word) => word !== '');
  return words.length === 0 || words.includes('*') ? null : words;
}

const allLevels = ['-O0', '-O1', '-O2', '-O3', '-Os', '-Og', '-Oz', '-Ofast'];

function readSkip(directive: Directive, reading: Reading): void {
  const [why = '', selector = '*-*-*', only, except] = directive.words;
  const patterns = levelsNamed(only);
  const spared = levelsNamed(except) ?? [];
  for (const machine of machines) {
    if (selectorHolds(selector, machine.triplet) === 'false') continue;
    const reason = why === '' ? `not for ${machine.target}` : why;
    const target = machine.target;
    if (patterns === null && spared.length === 0) {
      reading.skipWhen.push({ level: null, target, reason });
      continue;
    }
    for (const level of allLevels) {
      const names = (list: readonly string[]): boolean =>
        list.some((pattern) => globMatches(pattern, level));
      if (names(patterns ?? ['*']) && !names(spared)) {
        reading.skipWhen.push({ level, target, reason });
      }
    }
  }
}

function readRequirement(directive: Directive, reading: Reading): void {
  const [need = '', selector] = directive.words;
  for (const machine of machines) {
    if (selector !== undefined && selectorHolds(selector, machine.triplet) === 'false') continue;
    if (selectorHolds(need, machine.triplet) === 'true') continue;
    reading.skipWhen.push({ level: null, target: machine.target, reason: `needs ${need}` });
  }
}

function readDirective(directive: Directive, reading: Reading): void {
  switch (directive.name) {
    case 'options':
    case 'additional-options':
      readOptions(directive, reading);
      break;
    case 'skip-if':
    case 'xfail-if':
    case 'xfail-run-if':
      readSkip(directive, reading);
      break;
    case 'require-effective-target':
      readRequirement(directive, reading);
      break;
    case 'do':
      if (directive.words[0] !== 'run') reading.skip ??= `only to ${directive.words[0]}`;
      break;
    default:
      if (!harmless.has(directive.name)) reading.skip ??= `dg-${directive.name} is not understood`;
  }
}

/** Options that a program's .x file (Tcl, run by DejaGnu) adds for every target. */
function tclOptions(script: string): Directive[] {
  const lines = script.match(/^lappend additional_flags .*$/gm) ?? [];
  return lines.map((line) => ({ name: 'options', words: [tclWords(line).slice(2).join(' ')] }));
}

/** A program of the suite from its text and that of its .x file; `id` names it. */
export function readTortureProgram(id: string, file: string, text: string, script = ''): Program {
  const reading: Reading = { flags: [], skipWhen: [], skip: null };
  const directives = [...readDirectives(text), ...tclOptions(script)];
  for (const directive of directives) readDirective(directive, reading);
  const { flags, libraries } = splitLibraries(reading.flags);
  return {
    id,
    proves: '',
    source: { kind: 'file', file, expected: null },
    flags,
    libraries: [...libraries, '-lm'],
    targets: null,
    skip: reading.skip,
    skipWhen: reading.skipWhen,
    digest: digestOf([text, ...flags, ...libraries]),
  };
}

/** The suite of a gcc.c-torture/execute folder. Throws UsageError if the folder is none. */
export function gccTortureSuite(folder: string): Suite {
  const programs: Program[] = [];
  for (const part of ['', 'ieee']) {
    const inside = join(folder, part);
    if (!existsSync(inside)) {
      if (part === '') throw new UsageError(`${folder}: no such folder`);
      continue;
    }
    for (const name of readdirSync(inside).sort()) {
      if (!name.endsWith('.c')) continue;
      const file = join(inside, name);
      const id = `${part === '' ? '' : `${part}/`}${name.slice(0, -2)}`;
      const script = file.replace(/c$/, 'x');
      const tcl = existsSync(script) ? readFileSync(script, 'latin1') : '';
      programs.push(readTortureProgram(id, file, readFileSync(file, 'latin1'), tcl));
    }
  }
  if (programs.length === 0) throw new UsageError(`${folder}: no .c files there`);
  return { name: 'gcc-torture', programs };
}
