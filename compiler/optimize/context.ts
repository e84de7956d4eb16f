/** What every pass is told besides the function it works on. */
import type { Summary } from '../ir/alias.ts';
import { constantOf, constantValue, evaluate, evaluateValue } from '../ir/evaluate.ts';
import type { Data, Func, Module, ModuleSymbol, Value } from '../ir/ir.ts';
import type { Cls, Op } from '../ir/ops.ts';
import type { ExtendedFormat } from '../numbers.ts';
import type { Level } from '../options.ts';
import type { Position } from '../source.ts';

/** Sizes of the module's data, for loads that are safe anywhere. */
export type DataSizes = ReadonlyMap<ModuleSymbol, number>;

/** What a pass did to a place of the program, or why it did not. */
export interface Remark {
  /** The function that it was done in. */
  readonly func: string;
  readonly pass: string;
  readonly passed: boolean;
  readonly pos: Position;
  readonly text: string;
}

export interface Context {
  readonly module: Module;
  readonly level: Level;
  /** The target's long double. */
  readonly format: ExtendedFormat;
  /** Library functions are what the standard says (not -fno-builtin). */
  readonly builtins: boolean;
  /** Loops may become calls of library functions (not -fno-tree-loop-distribute-patterns). */
  readonly patterns: boolean;
  /** Takes remarks; null where nobody wants them. */
  readonly onRemark: ((remark: Remark) => void) | null;
  /** Bits of the widest vectors that the target computes: none, class v, class y too. */
  readonly vectors: 0 | 128 | 256;
  /** Float sums may be taken in any order. */
  readonly associativeMath: boolean;
  /** Data of the module that never changes, by symbol. */
  readonly constants: Map<ModuleSymbol, Data>;
  readonly readOnly: Set<ModuleSymbol>;
  /** Sizes of data that is surely there: defined here, not weak, not thread-local. */
  readonly sizes: DataSizes;
  /** Symbols of data that surely stands on multiples of 16. */
  readonly aligned: ReadonlySet<ModuleSymbol>;
  /** What `summarize` found of the module's functions and data; null before it ran. */
  summary: Summary | null;
}

type Asked = 'format' | 'builtins' | 'patterns' | 'vectors' | 'associativeMath' | 'onRemark';

/** What may be asked for beside the level. */
export type ContextOptions = Partial<Pick<Context, Asked>>;

/** A context for a module. */
export function contextOf(module: Module, level: Level, options: ContextOptions = {}): Context {
  const constants = new Map<ModuleSymbol, Data>();
  const sizes = new Map<ModuleSymbol, number>();
  for (const data of module.data) {
    const { symbol, size } = data;
    if (!symbol.weak && !symbol.threadLocal) sizes.set(symbol, size);
    if (data.readOnly && !data.symbol.weak && !data.common) constants.set(data.symbol, data);
  }
  const readOnly = new Set(constants.keys());
  const aligned = new Set<ModuleSymbol>();
  for (const { symbol, align } of module.data) {
    if (align % 16 === 0 && !symbol.weak) aligned.add(symbol);
  }
  return {
    module,
    level,
    format: options.format ?? 'x87',
    builtins: options.builtins ?? true,
    patterns: options.patterns ?? true,
    onRemark: options.onRemark ?? null,
    vectors: options.vectors ?? 0,
    associativeMath: options.associativeMath ?? false,
    constants,
    readOnly,
    sizes,
    aligned,
    summary: null,
  };
}

/**
 * Reports what a pass did (`passed`) or will not do at a place of the program. What one did wins
 * over what it, elsewhere or at another time, did not do to that place of the function.
 */
export function report(
  { onRemark }: Context,
  { name }: Func,
  pass: string,
  passed: boolean,
  pos: Position,
  text: string,
): void {
  if (onRemark) onRemark({ func: name, pass, passed, pos, text });
}

/** The constant a value with constant operands always is, or null. */
export function foldConstants(func: Func, value: Value, context: Context): Value | null {
  const constant = evaluateValue(value, context.format);
  return constant === null ? null : constantValue(func, value.cls, constant);
}

/**
 * An op applied to constant values, as a constant value; null where it must be left for run time.
 */
export function compute(
  func: Func,
  context: Context,
  op: Op,
  cls: Cls,
  args: readonly Value[],
): Value | null {
  const constants = [];
  for (const arg of args) {
    const constant = constantOf(arg);
    if (constant === null) return null;
    constants.push(constant);
  }
  const result = evaluate(op, cls, args[0]!.cls, constants, context.format);
  return result === null ? null : constantValue(func, cls, result);
}

/** A pass over one function; says whether it changed anything. */
export type FuncPass = (func: Func, context: Context) => boolean;

/** A pass over the module; says whether it changed anything. */
export type ModulePass = (module: Module, context: Context) => boolean;
