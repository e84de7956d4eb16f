/** Runs the pipeline of a level over a module. Gets well-formed IR and leaves well-formed IR. */
import type { Func, Module } from '../ir/ir.ts';
import { printFunc } from '../ir/print.ts';
import { verifyFunc } from '../ir/verify.ts';
import type { Level } from '../options.ts';
import {
  type Context,
  type ContextOptions,
  contextOf,
  type FuncPass,
  type ModulePass,
} from './context.ts';
import { passRow, pipelineOf } from './passes.ts';

/** The level whose pipeline the shuttle backend always gets, whatever -O says. */
export const SHUTTLE_LEVEL: Level = 'O2';

/** What a run of one pass reports. `func` is null for a pass over the module. */
export interface PassEvent {
  readonly pass: string;
  readonly func: Func | null;
  readonly changed: boolean;
  readonly milliseconds: number;
}

export interface OptimizeOptions extends ContextOptions {
  /** Checks the IR after each pass and throws at the first violation. */
  readonly verify?: boolean;
  readonly onPass?: (event: PassEvent) => void;
  /** Runs only the first `limit` (pass, function) pairs; for bisecting. */
  readonly limit?: number;
  /** Passes to run instead of the level's. */
  readonly passes?: readonly string[];
}

type Row = ReturnType<typeof pipelineOf>[number];

/**
 * Optimizes a module in place and gives the number of (pass, function) pairs run.
 * @throws Error where `verify` is asked for and a pass breaks the IR, or where a pass name is
 * unknown.
 */
export function optimize(module: Module, level: Level, options: OptimizeOptions = {}): number {
  const context = contextOf(module, level, options);
  const rows = options.passes ? options.passes.map(namedRow) : pipelineOf(level);
  const run = new Run(module, context, options);
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]!;
    if (row.module) {
      run.overModule(row, row.module);
      at++;
      continue;
    }
    let end = at;
    while (end < rows.length && rows[end]!.func) end++;
    // Function by function, so that one function's data stays in the cache.
    for (const func of module.functions) {
      for (let i = at; i < end; i++) run.overFunc(rows[i]!, rows[i]!.func!, func);
    }
    at = end;
  }
  return run.pairs;
}

function namedRow(name: string): Row {
  const row = passRow(name);
  if (!row) throw new Error(`no pass is called '${name}'`);
  return row;
}

class Run {
  pairs = 0;

  constructor(
    private readonly module: Module,
    private readonly context: Context,
    private readonly options: OptimizeOptions,
  ) {}

  overFunc(row: Row, pass: FuncPass, func: Func): void {
    if (func.flags.callsReturnsTwice && !row.local) return;
    if (!this.mayRun()) return;
    const start = performance.now();
    const changed = pass(func, this.context);
    this.report(row, func, changed, performance.now() - start);
    if (this.options.verify) check(row, func);
  }

  overModule(row: Row, pass: ModulePass): void {
    if (!this.mayRun()) return;
    const start = performance.now();
    const changed = pass(this.module, this.context);
    this.report(row, null, changed, performance.now() - start);
    if (this.options.verify) for (const func of this.module.functions) check(row, func);
  }

  private mayRun(): boolean {
    if (this.pairs >= (this.options.limit ?? Number.POSITIVE_INFINITY)) return false;
    this.pairs++;
    return true;
  }

  private report(row: Row, func: Func | null, changed: boolean, milliseconds: number): void {
    this.options.onPass?.({ pass: row.name, func, changed, milliseconds });
  }
}

function check(row: Row, func: Func): void {
  const found = verifyFunc(func);
  if (found.length === 0) return;
  const text = printFunc(func);
  throw new Error(`after ${row.name} of ${func.name}: ${found.slice(0, 5).join('; ')}\n${text}`);
}
