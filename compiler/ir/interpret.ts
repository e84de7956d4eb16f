/**
 * Runs a module's main: the reference for every pass and both targets. The module is translated to
 * WebAssembly (translate.ts), linked with a small C library (runtime.ts) and run with checked
 * memory and a step limit.
 */

import { extendedFromNumber } from '../numbers.ts';
import type { DataModel } from '../options.ts';
import { HELPER_TYPES, helperFunctions } from './helpers.ts';
import type { Func, Module, Value } from './ir.ts';
import { isAggregate } from './ir.ts';
import { Linker, LOWEST, NotInterpretable } from './link.ts';
import { Memory, Stop } from './memory.ts';
import { Cls } from './ops.ts';
import { printValue } from './print.ts';
import { Runtime } from './runtime.ts';
import { Translator } from './translate.ts';

export interface InterpretOptions {
  readonly model: DataModel;
  readonly args?: readonly string[];
  readonly stdin?: Uint8Array;
  /**
   * IR ops to execute at most (checked where control goes back or enters a function with loops).
   */
  readonly maxSteps?: number;
  /** Instead of main: a function to call with these integers (class w or l) or floats. */
  readonly call?: { readonly name: string; readonly args: readonly (bigint | number)[] };
}

export interface Outcome {
  readonly kind: 'exit' | 'signal' | 'steps' | 'unsupported';
  /** The exit status (kind 'exit'). */
  readonly status: number;
  /** 'SIGSEGV' and the like (kind 'signal'). */
  readonly signal: string;
  /** What went wrong and where, or ''. */
  readonly message: string;
  readonly stdout: string;
  readonly stderr: string;
  /** What the called function gave (option `call`). */
  readonly result: unknown;
  /** IR ops executed. */
  readonly steps: number;
}

const MAX_STEPS = 2e9;

/**
 * Runs a module. Faults of the program and what cannot be run are told in the outcome, not thrown.
 */
export function interpret(module: Module, options: InterpretOptions): Outcome {
  const budget = options.maxSteps ?? MAX_STEPS;
  const steps = new WebAssembly.Global({ value: 'i64', mutable: true }, BigInt(budget));
  let runtime: Runtime | null = null;
  let result: unknown = null;
  let end = new Stop('exit', 0, '', '');
  let unsupported = '';
  try {
    if (module.executableStack) throw new NotInterpretable('code on the stack cannot be run');
    const program = new Program(module, options, steps, (made) => (runtime = made));
    result = program.run(options);
    end = new Stop('exit', typeof result === 'number' ? result & 255 : 0, '', '');
  } catch (error) {
    if (error instanceof NotInterpretable) unsupported = error.message;
    else end = stopOf(error);
  }
  const left = Number(steps.value);
  const made = runtime as Runtime | null;
  return {
    kind: unsupported === '' ? end.kind : 'unsupported',
    status: end.status,
    signal: end.signal,
    message: unsupported || end.message,
    stdout: made?.output(1) ?? '',
    stderr: made?.output(2) ?? '',
    result,
    steps: budget - left,
  };
}

/**
 * What an exception that left the program means. @throws the exception where it is a fault of ours.
 */
function stopOf(error: unknown): Stop {
  if (error instanceof Stop) return error;
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return new Stop('signal', 0, 'SIGSEGV', 'stack overflow');
  }
  if (error instanceof WebAssembly.RuntimeError) {
    const divide = /divide|remainder/.test(error.message);
    return new Stop('signal', 0, divide ? 'SIGFPE' : 'SIGSEGV', error.message);
  }
  throw error;
}

class Program {
  private readonly linker: Linker;
  private readonly runtime: Runtime;
  private readonly instance: WebAssembly.Instance;

  constructor(
    private readonly module: Module,
    options: InterpretOptions,
    steps: WebAssembly.Global<bigint>,
    made: (runtime: Runtime) => void,
  ) {
    const objects = new Map(
      ['stdin', 'stdout', 'stderr', 'environ'].map((name, i) => [name, LOWEST + 8 * i]),
    );
    const linker = new Linker(module, HELPER_TYPES, Runtime.types(), objects);
    this.linker = linker;
    for (const func of module.functions) {
      const translator = new Translator(linker, func);
      translator.run();
      linker.wasm.define(translator.locals, translator.code);
    }
    linker.defineWrappers();
    const memory = new Memory(linker.writable, linker.stackHighest);
    linker.writeData(memory.bytes);
    const stack = new WebAssembly.Global({ value: 'i32', mutable: true }, linker.stackHighest - 64);
    const tag = new WebAssembly.Tag({ parameters: ['i32', 'i32', 'i32', 'i32'] });
    this.runtime = new Runtime(memory, options.model, options.stdin ?? new Uint8Array(), tag);
    made(this.runtime);
    const imports: Record<string, unknown> = {
      memory: memory.memory,
      readLimit: memory.readLimit,
      writeLimit: memory.writeLimit,
      stack,
      chain: new WebAssembly.Global({ value: 'i64', mutable: true }, 0n),
      steps,
      longjmp: tag,
      ...helperFunctions(
        memory,
        options.model.longDouble.format,
        stack,
        linker.stackLowest,
        (site) => this.describe(site),
      ),
    };
    for (const [key, value] of linker.constants) {
      imports[key] = new WebAssembly.Global<unknown>({ value: 'externref' }, value);
    }
    for (const [name, run] of this.runtime.functions()) imports[`lib:${name}`] = run;
    this.instance = new WebAssembly.Instance(new WebAssembly.Module(linker.wasm.binary()), {
      m: imports,
    });
    this.runtime.table = this.instance.exports.table as WebAssembly.Table;
  }

  private describe(site: number): string {
    const { func, value } = this.linker.sites[site] as { func: Func; value: Value };
    return `${func.name}: ${printValue(func, value)}`;
  }

  private function(func: Func): (...args: unknown[]) => unknown {
    return this.instance.exports[`f${func.symbol.id}`] as (...args: unknown[]) => unknown;
  }

  /** Runs constructors, main, exit handlers and destructors. */
  run(options: InterpretOptions): unknown {
    const ordered = (kind: 'constructor' | 'destructor', sign: number): Func[] =>
      this.module.functions
        .filter((func) => func.flags[kind] !== null)
        .sort((a, b) => sign * (a.flags[kind]! - b.flags[kind]!));
    let result: unknown = 0;
    let stop: Stop | null = null;
    try {
      for (const func of ordered('constructor', 1)) this.function(func)();
      result = options.call ? this.call(options.call) : this.main(options.args ?? []);
    } catch (error) {
      if (!(error instanceof Stop) || error.kind !== 'exit') throw error;
      if (error.signal === '_Exit') throw error;
      stop = error;
    }
    this.runtime.runExitHandlers();
    for (const func of ordered('destructor', -1)) this.function(func)();
    if (stop) throw stop;
    return result;
  }

  private call(call: NonNullable<InterpretOptions['call']>): unknown {
    const func = this.module.functions.find((one) => one.name === call.name);
    if (!func) throw new NotInterpretable(`no function ${call.name}`);
    const args = func.params.map((kind, i) => {
      const given = call.args[i] ?? 0;
      if (isAggregate(kind) || kind === Cls.l) return BigInt(given);
      return kind === Cls.e ? extendedFromNumber(Number(given)) : Number(given);
    });
    return this.function(func)(...(func.variadic ? [...args, 0] : args));
  }

  private main(args: readonly string[]): unknown {
    const main = this.module.functions.find((func) => func.name === 'main');
    if (!main) throw new NotInterpretable('no function main');
    const argv = this.runtime.argumentVector(['program', ...args]);
    const given = [args.length + 1, BigInt(argv), 0n];
    return this.function(main)(...main.params.map((_, i) => given[i] ?? 0n));
  }
}
