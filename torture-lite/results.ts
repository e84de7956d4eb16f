/**
 * What a run found out, as data. Gets verdicts, promises a JSON file with a schema that a later run
 * resumes from and that shards of one run merge from. Cells are told apart by program, specimen,
 * level and CPU.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from './specimen.ts';

/** Kinds of verdict, and whether each counts as a failure. */
export const verdictKinds = [
  'pass',
  'skip',
  'compile-error',
  'compile-timeout',
  'compiler-crash',
  'wrong',
  'run-timeout',
] as const;

export type VerdictKind = (typeof verdictKinds)[number];

export interface Verdict {
  readonly kind: VerdictKind;
  /** Why; empty for a pass. */
  readonly detail: string;
}

const cellSchema = z.object({
  program: z.string(),
  specimen: z.string(),
  level: z.string(),
  cpu: z.string(),
  kind: z.enum(verdictKinds),
  detail: z.string(),
  compileMilliseconds: z.number().nullable(),
  runMilliseconds: z.number().nullable(),
  /** Hash of the binary, where there was one. */
  binary: z.string().nullable(),
  /** The earlier level whose binary is byte-identical and whose verdict this is. */
  sameAs: z.string().nullable(),
  /** A shell command that repeats a failure. */
  redo: z.string().nullable(),
});

const resultsSchema = z.object({
  format: z.literal('goodhart-torture/1'),
  suite: z.string(),
  shards: z.object({ count: z.number().int(), present: z.array(z.number().int()) }),
  /** False for a run that was interrupted. */
  complete: z.boolean(),
  levels: z.array(z.string()),
  cpus: z.array(z.string()),
  specimens: z.array(
    z.object({
      name: z.string(),
      command: z.array(z.string()),
      identity: z.string(),
      target: z.string().nullable(),
    }),
  ),
  programs: z.array(
    z.object({
      id: z.string(),
      proves: z.string(),
      file: z.string().nullable(),
      digest: z.string(),
    }),
  ),
  cells: z.array(cellSchema),
});

export type Cell = z.infer<typeof cellSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** True for every kind but pass and skip. */
export function isFailure(kind: VerdictKind): boolean {
  return kind !== 'pass' && kind !== 'skip';
}

/** A text that tells a cell from all others. */
export function cellKey(cell: {
  program: string;
  specimen: string;
  level: string;
  cpu: string;
}): string {
  return `${cell.program}\0${cell.specimen}\0${cell.level}\0${cell.cpu}`;
}

/** Reads a results file. Throws UsageError if there is none or it is not one. */
export function readResults(file: string): Results {
  if (!existsSync(file)) throw new UsageError(`${file}: no such file`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = resultsSchema.safeParse(json);
  if (!parsed.success) throw new UsageError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Writes a file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

/** Writes a results file, a cell a line so that it can be compared and searched. */
export function writeResults(file: string, results: Results): void {
  const { cells, ...head } = results;
  const lines = cells.map((cell) => JSON.stringify(cell)).join(',\n');
  const opening = JSON.stringify(head, null, 1).replace(/\n\}$/, ',');
  writeWhole(file, `${opening}\n "cells": [\n${lines}\n ]\n}\n`);
}

/**
 * The cells of an earlier run that are still true: same program digest, same specimen identity.
 * The answer is keyed by cellKey.
 */
export function reusableCells(earlier: Results, now: Results): Map<string, Cell> {
  const programs = new Map(now.programs.map((program) => [program.id, program.digest]));
  const specimens = new Map(now.specimens.map((row) => [row.name, row.identity]));
  const sameProgram = new Set(
    earlier.programs.filter((row) => programs.get(row.id) === row.digest).map((row) => row.id),
  );
  const sameSpecimen = new Set(
    earlier.specimens
      .filter((row) => specimens.get(row.name) === row.identity)
      .map((row) => row.name),
  );
  const cells = new Map<string, Cell>();
  for (const cell of earlier.cells) {
    if (sameProgram.has(cell.program) && sameSpecimen.has(cell.specimen)) {
      cells.set(cellKey(cell), cell);
    }
  }
  return cells;
}

/** Sorts cells by program, specimen, level and CPU in the order that the results list them. */
export function sortCells(results: Results): Results {
  const rank = (names: readonly string[]): Map<string, number> =>
    new Map(names.map((name, index) => [name, index]));
  const ranks = [
    rank(results.programs.map((row) => row.id)),
    rank(results.specimens.map((row) => row.name)),
    rank(results.levels),
    rank(results.cpus),
  ] as const;
  const weight = (cell: Cell): number => {
    const names = [cell.program, cell.specimen, cell.level, cell.cpu];
    return names.reduce(
      (sum, name, index) => sum * (ranks[index]!.size + 1) + (ranks[index]!.get(name) ?? 0),
      0,
    );
  };
  return { ...results, cells: [...results.cells].sort((a, b) => weight(a) - weight(b)) };
}

/**
 * One result of the shards of one run. Throws UsageError where they are not of one run: another
 * suite, matrix or compiler, or two verdicts on one cell.
 */
export function mergeResults(parts: readonly Results[]): Results {
  const first = parts[0];
  if (first === undefined) throw new UsageError('nothing to merge');
  const frame = (part: Results): string =>
    JSON.stringify([
      part.suite,
      part.shards.count,
      part.levels,
      part.cpus,
      part.specimens.map((row) => [row.name, row.identity]),
    ]);
  const programs = new Map<string, Results['programs'][number]>();
  const cells = new Map<string, Cell>();
  const present = new Set<number>();
  for (const part of parts) {
    if (frame(part) !== frame(first)) {
      throw new UsageError(
        'the files are not of one run: suite, shards, matrix or compiler differ',
      );
    }
    for (const index of part.shards.present) present.add(index);
    for (const program of part.programs) programs.set(program.id, program);
    for (const cell of part.cells) {
      const other = cells.get(cellKey(cell));
      if (other !== undefined && other.kind !== cell.kind) {
        const place = `${cell.program} ${cell.specimen} ${cell.level} ${cell.cpu}`;
        throw new UsageError(`${place}: ${other.kind} in one file, ${cell.kind} in another`);
      }
      cells.set(cellKey(cell), cell);
    }
  }
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  return sortCells({
    ...first,
    shards: { count: first.shards.count, present: [...present].sort((a, b) => a - b) },
    complete: parts.every((part) => part.complete) && present.size === first.shards.count,
    programs: [...programs.values()].sort(byId),
    cells: [...cells.values()],
  });
}
