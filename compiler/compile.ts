/**
 * The stages in order. Gets a unit's text and its options; gives assembly text (or what an earlier
 * stage made) and the diagnostics. A pure function of its input and of the headers that it
 * includes; the only file that names all stages. The back end is handed in, since compiler/ knows
 * none.
 */
import type { ExternalDeclaration } from './ast.ts';
import { check } from './check/check.ts';
import { Diagnostics, Fatal, formatDiagnostics } from './diagnostics.ts';
import { parse } from './grammar/parse.ts';
import type { Func, Module } from './ir/ir.ts';
import { verifyModule } from './ir/verify.ts';
import { lower } from './lower/lower.ts';
import type { Remark } from './optimize/context.ts';
import { optimize, type PassEvent, SHUTTLE_LEVEL } from './optimize/optimize.ts';
import { pipelineOf } from './optimize/passes.ts';
import { verdicts } from './optimize/verdicts.ts';
import { type BackendName, type CompileOptions, DATA_MODELS, type Level } from './options.ts';
import { type PreprocessResult, preprocess } from './preprocess/preprocess.ts';
import type { PreprocessMode } from './preprocess/state.ts';
import { type Position, SourceMap } from './source.ts';
import { Stopwatch } from './stopwatch.ts';
import type { TypedExternal } from './typed.ts';

/** The stages, in the order in which a unit goes through them. */
export const STAGES = ['preprocess', 'parse', 'check', 'lower', 'optimize', 'emit'] as const;
export type Stage = (typeof STAGES)[number];

/** What the hook sees after a stage; `pass` comes once for each pass and function. */
export type StageResult =
  | { readonly stage: 'preprocess'; readonly result: PreprocessResult; readonly sources: SourceMap }
  | { readonly stage: 'check'; readonly external: TypedExternal }
  | { readonly stage: 'lower' | 'optimize'; readonly module: Module }
  | { readonly stage: 'pass'; readonly event: PassEvent; readonly module: Module }
  | { readonly stage: 'emit'; readonly assembly: string };

/** What the back end is told besides the module. */
export interface EmitContext {
  /** The back end says which function it is at, so that a fault can be told with its place. */
  readonly enter: (func: Func) => void;
  readonly locate: SourceMap['locate'];
  /** The unit's main file. */
  readonly file: string;
}

/**
 * The back end: a module of optimized IR, which it may consume, to assembly text. An error with a
 * `position` that it throws means that something valid is not supported.
 */
export type Emit = (module: Module, options: CompileOptions, context: EmitContext) => string;

export interface CompileHooks {
  readonly after?: (result: StageResult) => void;
  /** Whether the diagnostics are coloured. */
  readonly colour?: boolean;
  readonly mode?: PreprocessMode;
  /** The last stage to run. */
  readonly until?: Stage;
  /** The level whose passes run, when it is not the one that the back end and -O ask for. */
  readonly passes?: Level;
  /** Only the first so many (pass, function) pairs run; for bisecting. */
  readonly passLimit?: number;
  /** Patterns of the names of passes whose remarks are wanted: what they did, what they did not. */
  readonly remarks?: { readonly passed: RegExp | null; readonly missed: RegExp | null };
}

export interface Compilation {
  readonly ok: boolean;
  /** Diagnostics as gcc formats them; may hold warnings when `ok`. */
  readonly messages: string;
  readonly errors: number;
  /** What the stages up to `until` made; null where they did not come to it. */
  readonly preprocessed: PreprocessResult | null;
  readonly sources: SourceMap;
  readonly module: Module | null;
  readonly assembly: string | null;
  /** Milliseconds by stage, and (pass, function) pairs run. */
  readonly times: Readonly<Record<Stage, number>>;
  readonly pairs: number;
}

/** A fault of the compiler's own, with the function it was at. */
export class InternalError extends Error {
  constructor(
    message: string,
    override readonly cause: unknown,
    readonly stage: Stage,
  ) {
    super(message);
  }
}

/**
 * Compiles one translation unit.
 * @throws InternalError for a fault of the compiler itself; what is wrong with the text is told in
 * `messages`.
 */
export function compile(
  file: string,
  text: string,
  options: CompileOptions,
  emit: Emit | null,
  hooks: CompileHooks = {},
): Compilation {
  const unit = new Unit(file, options, emit, hooks);
  try {
    unit.run(text);
  } catch (error) {
    unit.report(error);
  }
  const { diagnostics } = unit;
  const ok = diagnostics.errorCount === 0;
  return {
    ok,
    messages: formatDiagnostics(diagnostics, hooks.colour),
    errors: diagnostics.errorCount,
    preprocessed: unit.preprocessed,
    sources: unit.sources,
    module: ok ? unit.module : null,
    assembly: ok ? unit.assembly : null,
    times: unit.watch.times(),
    pairs: unit.pairs,
  };
}

/** The vectors that loops may be made of, in bits; 0: none. */
function vectorBits(options: CompileOptions): 0 | 128 | 256 {
  const { vectorize, generalRegisters, backend, avx2 } = options;
  // The naive allocator is the specimen of a compiler that has no vectors.
  if (!vectorize || generalRegisters || backend === 'shuttle') return 0;
  return avx2 ? 256 : 128;
}

/** One unit on its way through the stages. */
class Unit {
  readonly sources = new SourceMap();
  readonly diagnostics: Diagnostics;
  readonly watch = new Stopwatch(STAGES);
  preprocessed: PreprocessResult | null = null;
  module: Module | null = null;
  assembly: string | null = null;
  pairs = 0;
  /** Where the work is, for the report of a fault. */
  private position: Position = 0;
  private place = '';

  constructor(
    private readonly file: string,
    private readonly options: CompileOptions,
    private readonly emit: Emit | null,
    private readonly hooks: CompileHooks,
  ) {
    this.diagnostics = new Diagnostics(this.sources, options.warnings);
  }

  run(text: string): void {
    const { hooks, diagnostics, watch, emit } = this;
    const { after, until = 'emit' } = hooks;
    const level = hooks.passes ?? pipelineLevel(this.options.backend, this.options.level);
    // Behind the preprocessor nothing knows -O's level any more, only the one whose passes run.
    const options = { ...this.options, level };
    const preprocessed = watch.time('preprocess', () =>
      preprocess(this.file, text, this.options, this.sources, diagnostics, hooks.mode),
    );
    this.preprocessed = preprocessed;
    after?.({ stage: 'preprocess', result: preprocessed, sources: this.sources });
    if (until === 'preprocess') return;
    const parsed = watch.each('parse', parse(preprocessed.tokens, diagnostics));
    const walked = this.walk(parsed);
    if (until === 'parse') {
      drain(walked);
      return;
    }
    const typed = this.sound(watch.each('check', check(walked, options, diagnostics)));
    if (until === 'check') {
      drain(typed);
      return;
    }
    const module = watch.time('lower', () => lower(typed, options, diagnostics));
    if (diagnostics.errorCount > 0) return;
    this.module = module;
    if (options.verify) verified(module, 'lowering');
    after?.({ stage: 'lower', module });
    if (until === 'lower') return;
    watch.time('optimize', () => this.optimized(module, level));
    after?.({ stage: 'optimize', module });
    if (until === 'optimize' || !emit) return;
    this.place = '';
    const assembly = watch.time('emit', () =>
      emit(module, options, {
        enter: (func) => this.enter(func),
        locate: (position) => this.sources.locate(position),
        file: this.file,
      }),
    );
    this.assembly = assembly;
    after?.({ stage: 'emit', assembly });
  }

  private optimized(module: Module, level: Level): void {
    const { after, passLimit, remarks } = this.hooks;
    const { verify, target, builtins, loopPatterns, associativeMath } = this.options;
    const model = DATA_MODELS[target];
    const told: Remark[] = [];
    this.pairs = optimize(module, level, {
      verify,
      builtins,
      patterns: loopPatterns,
      vectors: model.vectors ? vectorBits(this.options) : 0,
      associativeMath,
      ...(remarks ? { onRemark: (remark: Remark) => told.push(remark) } : {}),
      format: model.longDouble.format,
      passes: pipelineOf(level).map((row) => row.name),
      ...(passLimit === undefined ? {} : { limit: passLimit }),
      onPass: (event) => {
        if (event.func) this.enter(event.func, `after ${event.pass}`);
        after?.({ stage: 'pass', event, module });
      },
    });
    if (remarks) for (const remark of verdicts(told)) this.remark(remark, remarks);
  }

  private remark(
    { pass, passed, pos, text }: Remark,
    asked: NonNullable<CompileHooks['remarks']>,
  ): void {
    if (!(passed ? asked.passed : asked.missed)?.test(pass)) return;
    this.diagnostics.remark(pos, text, `${passed ? 'pass' : 'pass-missed'}=${pass}`);
  }

  /** Notes where the work is as the declarations go by. */
  private *walk(parsed: Iterable<ExternalDeclaration>): Generator<ExternalDeclaration> {
    for (const external of parsed) {
      this.position = external.pos;
      yield external;
    }
  }

  /**
   * Checks everything, but gives nothing on once there is an error: lowering gets sound trees only.
   */
  private *sound(typed: Iterable<TypedExternal>): Generator<TypedExternal> {
    const { after } = this.hooks;
    for (const external of typed) {
      if (this.diagnostics.errorCount > 0) continue;
      after?.({ stage: 'check', external });
      yield external;
    }
  }

  private enter(func: Func, when = ''): void {
    this.position = func.pos;
    this.place = `${when === '' ? '' : `${when}, `}in function ${func.name}`;
  }

  /**
   * Turns what a stage threw into a diagnostic. @throws InternalError for a fault of the compiler.
   */
  report(error: unknown): void {
    if (error instanceof Fatal) return;
    const fatal = (position: Position, message: string): void => {
      this.diagnostics.list.push({ severity: 'error', position, message, flag: null });
      this.diagnostics.errorCount++;
    };
    if (error instanceof RangeError && /call stack/.test(error.message)) {
      fatal(this.position, 'nesting is too deep for the compiler');
      return;
    }
    if (error instanceof Error && 'position' in error && typeof error.position === 'number') {
      fatal(error.position > 0 ? error.position : this.position, error.message);
      return;
    }
    const line = this.sources.lineAt(this.position);
    const where = [this.place, line ? `at ${line.file}:${line.line}` : `in ${this.file}`];
    const what = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const message = [what, ...where.filter((part) => part !== '')].join(', ');
    throw new InternalError(message, error, this.watch.current() ?? 'preprocess');
  }
}

/** The level whose passes a back end runs: -O's, but always the same one for shuttle. */
export function pipelineLevel(backend: BackendName, level: Level): Level {
  return backend === 'shuttle' ? SHUTTLE_LEVEL : level;
}

function verified(module: Module, when: string): void {
  const found = verifyModule(module);
  if (found.length > 0) throw new Error(`after ${when}: ${found.slice(0, 5).join('; ')}`);
}

function drain(items: Iterable<unknown>): void {
  for (const _ of items);
}
