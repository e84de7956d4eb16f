/**
 * The benchmark programs: C files whose head comments tell class, expected result and size.
 *   // class: integer
 *   // result: 12345 at n=4000
 * Each takes n as its first argument and prints `result R`, some also `steps S`.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { cFiles } from './resources.ts';
import { sample } from './statistics.ts';

/** The programs that the optimizer was tuned on, and those it was not. See docs/benchmarks.md. */
export type BenchmarkSet = 'tuned' | 'held-out';

/** A benchmark program and what its head says. */
export interface Benchmark {
  readonly name: string;
  readonly path: string;
  readonly set: BenchmarkSet;
  readonly class: string;
  readonly result: string;
  readonly n: number;
  /** True when the program counts its own steps and prints them. */
  readonly counts: boolean;
}

/** What a run of a benchmark printed; `steps` where the program counts them. */
export interface Printed {
  readonly result: string;
  readonly steps: number | undefined;
}

/** The tuned benchmarks, sorted by class and name. Throws for a file with a malformed head. */
export function benchmarks(): Benchmark[] {
  return sorted(cFiles('audit', 'benchmarks').map((path) => readHead(path, 'tuned')));
}

/** The held-out benchmarks, sorted by class and name. Throws for a file with a malformed head. */
export function heldOut(): Benchmark[] {
  return sorted(
    cFiles('audit', 'benchmarks', 'held-out').map((path) => readHead(path, 'held-out')),
  );
}

/** One benchmark of each class, chosen by `seed`. */
export function onePerClass(all: readonly Benchmark[], seed: number): Benchmark[] {
  const classes = [...new Set(all.map((benchmark) => benchmark.class))];
  return classes.flatMap((name) =>
    sample(
      all.filter((benchmark) => benchmark.class === name),
      1,
      seed,
    ),
  );
}

/** Reads a benchmark's output; undefined when it holds no result. */
export function readPrinted(stdout: string): Printed | undefined {
  const result = /^result (\S+)$/m.exec(stdout)?.[1];
  if (result === undefined) return undefined;
  const steps = /^steps (\d+)$/m.exec(stdout)?.[1];
  return { result, steps: steps === undefined ? undefined : Number(steps) };
}

function sorted(all: Benchmark[]): Benchmark[] {
  return all.sort((a, b) => (a.class + a.name < b.class + b.name ? -1 : 1));
}

function readHead(path: string, set: BenchmarkSet): Benchmark {
  const text = readFileSync(path, 'utf8');
  const [first = '', second = ''] = text.split('\n', 2);
  const kind = /^\/\/ class: (\S+)$/.exec(first)?.[1];
  const result = /^\/\/ result: (\S+) at n=(\d+)$/.exec(second);
  if (kind === undefined || result === null) throw new Error(`${path}: malformed benchmark head`);
  const name = basename(path, '.c');
  const counts = text.includes('steps %');
  return { name, path, set, class: kind, result: result[1] ?? '', n: Number(result[2]), counts };
}
