/**
 * One self-checking C program as every suite hands it over. A program is a file, or is made when
 * its turn comes (a generator with a seed); what is to be passed, printed and skipped is settled
 * here, so that the runner knows nothing of where programs come from.
 */
import { createHash } from 'node:crypto';
import type { Limits, Runner } from './process.ts';

export interface Program {
  /** Unique in its suite, stable between runs. */
  readonly id: string;
  /** What passing it proves, one line; may be empty. */
  readonly proves: string;
  readonly source: Source;
  /** Flags before the file. */
  readonly flags: readonly string[];
  /** Flags after the file: libraries. */
  readonly libraries: readonly string[];
  /** Targets it is written for; null means any. */
  readonly targets: readonly string[] | null;
  /** Why nobody can run it, or null. */
  readonly skip: string | null;
  /** Levels and targets that it is not meant for. */
  readonly skipWhen: readonly SkipRule[];
  /** Hash of everything that decides its verdict. */
  readonly digest: string;
}

export type Source =
  | { readonly kind: 'file'; readonly file: string; readonly expected: string | null }
  /** The recipe is a shell command that makes ID.c, and ID.1.c where it is of two files. */
  | { readonly kind: 'made'; readonly make: Make; readonly recipe: string };

/** Not tried at `level` (null: any) for `target` (null: any). */
export interface SkipRule {
  readonly level: string | null;
  readonly target: string | null;
  readonly reason: string;
}

export interface Workshop {
  readonly runner: Runner;
  /** A folder of its own; what is made must lie in it. */
  readonly folder: string;
  /** Target of the specimens that it is made for, where that is known. */
  readonly target: string | null;
  readonly compileLimits: Limits;
  readonly runLimits: Limits;
}

/** Makes the file and what it must print (latin1), or tells why it has no verdict to give. */
export type Make = (workshop: Workshop) => Promise<Ready>;

export type Ready =
  | {
      readonly kind: 'ready';
      readonly file: string;
      /** The program's other files, compiled like the first and linked with it. */
      readonly more: readonly string[];
      readonly expected: string | null;
    }
  | { readonly kind: 'skip'; readonly reason: string };

/** A suite: its name and its programs in a fixed order. */
export interface Suite {
  readonly name: string;
  readonly programs: readonly Program[];
}

/** A short hash of texts; the order and the borders between them count. */
export function digestOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 16);
}

/** Splits flags into those before the file and the libraries that must follow it. */
export function splitLibraries(words: readonly string[]): {
  flags: string[];
  libraries: string[];
} {
  const isLibrary = (word: string): boolean => /^-l./.test(word) || word.startsWith('-Wl,');
  return {
    flags: words.filter((word) => !isLibrary(word)),
    libraries: words.filter(isLibrary),
  };
}

/** Why a program is not tried at this level for this target, or null when it is. */
export function skipReason(program: Program, level: string, target: string | null): string | null {
  if (program.skip !== null) return program.skip;
  if (program.targets !== null && target !== null && !program.targets.includes(target)) {
    return `written for ${program.targets.join(', ')}`;
  }
  const rule = program.skipWhen.find(
    (row) =>
      (row.level === null || row.level === level) && (row.target === null || row.target === target),
  );
  return rule?.reason ?? null;
}
