/**
 * Diagnostics in gcc's format. A stage reports through a Diagnostics; it throws a Fatal only
 * where it cannot go on. Messages are rows of one table per stage (see `messages` modules); the
 * id is what tests name.
 */
import type { Location, Position, SourceMap } from './source.ts';

export type Severity = 'error' | 'warning' | 'note' | 'remark';

/** One report: `flag` is the -W name (without -W) of a warning, the -R name of a remark. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly position: Position;
  readonly message: string;
  readonly flag: string | null;
  /** Set on the error that stopped the compilation. */
  readonly fatal?: boolean;
}

/** Which warnings are on and which are errors. */
export interface WarningOptions {
  /** Flags switched on, such as 'unused-variable'; 'default' warnings need no entry. */
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly errors: ReadonlySet<string>;
  readonly allErrors: boolean;
  readonly silent: boolean;
}

export const NO_WARNING_OPTIONS: WarningOptions = {
  on: new Set(),
  off: new Set(),
  errors: new Set(),
  allErrors: false,
  silent: false,
};

const MAX_ERRORS = 20;

/** Thrown when compilation cannot go on; the diagnostic is already reported. */
export class Fatal extends Error {}

/** What a `#pragma GCC diagnostic` may ask; `push` and `pop` bracket the others. */
export const DIAGNOSTIC_ACTIONS = ['ignored', 'warning', 'error', 'push', 'pop'] as const;
export type DiagnosticAction = (typeof DIAGNOSTIC_ACTIONS)[number];

interface DiagnosticPragma {
  readonly position: Position;
  readonly action: DiagnosticAction;
  readonly flag: string;
}

/** Collects diagnostics of one translation unit. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  errorCount = 0;
  warningCount = 0;
  private readonly pragmas: DiagnosticPragma[] = [];

  constructor(
    readonly sources: SourceMap,
    readonly warnings: WarningOptions = NO_WARNING_OPTIONS,
  ) {}

  /**
   * Reports a violated constraint or a syntax error.
   * @throws Fatal when twenty errors have been reported.
   */
  error(position: Position, message: string): void {
    this.list.push({ severity: 'error', position, message, flag: null });
    this.errorCount++;
    if (this.errorCount >= MAX_ERRORS)
      this.fatal(position, 'too many errors emitted, stopping now');
  }

  /** Reports an error and stops the compilation. @throws Fatal always. */
  fatal(position: Position, message: string): never {
    this.list.push({ severity: 'error', position, message, flag: null, fatal: true });
    this.errorCount++;
    throw new Fatal(message);
  }

  /** Stops at something C has and this compiler does not. @throws Fatal always. */
  unsupported(position: Position, what: string): never {
    const message = `${what} is not supported yet`;
    this.list.push({ severity: 'error', position, message, flag: null });
    this.errorCount++;
    throw new Fatal(message);
  }

  /**
   * Reports a warning, if `flag` is on. `byDefault` warnings are on unless switched off; an empty
   * flag is one that nothing but -w switches off. Warnings in system headers are dropped. Gives
   * whether it was reported.
   */
  warning(position: Position, flag: string, message: string, byDefault = false): boolean {
    const { warnings } = this;
    if (warnings.silent) return false;
    const asked = this.pragmas.length > 0 ? this.askedAt(position, flag) : null;
    const asError = asked === null ? warnings.errors.has(flag) : asked === 'error';
    if (asked === 'ignored' || (asked === null && warnings.off.has(flag))) return false;
    if (asked === null && !byDefault && !warnings.on.has(flag) && !asError) return false;
    if (this.sources.isSystem(position)) return false;
    const severity = asError || warnings.allErrors ? 'error' : 'warning';
    this.list.push({ severity, position, message, flag });
    if (severity === 'error') this.errorCount++;
    else this.warningCount++;
    return true;
  }

  /** Records a `#pragma GCC diagnostic`; they come in the order in which they are read. */
  pragma(position: Position, action: DiagnosticAction, flag: string): void {
    this.pragmas.push({ position, action, flag });
  }

  /** What the pragmas read before a place ask for a flag there. */
  private askedAt(position: Position, flag: string): 'ignored' | 'warning' | 'error' | null {
    const saved: ('ignored' | 'warning' | 'error' | null)[] = [];
    let asked: 'ignored' | 'warning' | 'error' | null = null;
    for (const pragma of this.pragmas) {
      if (!this.sources.isReadBefore(pragma.position, position)) break;
      if (pragma.action === 'push') saved.push(asked);
      else if (pragma.action === 'pop') asked = saved.pop() ?? null;
      else if (pragma.flag === flag) asked = pragma.action;
    }
    return asked;
  }

  /** Adds a note to the diagnostic just reported. */
  note(position: Position, message: string): void {
    this.list.push({ severity: 'note', position, message, flag: null });
  }

  /** Reports what the optimizer did or did not do; `flag` is what asks for it, without -R. */
  remark(position: Position, message: string, flag: string): void {
    this.list.push({ severity: 'remark', position, message, flag });
  }
}

/** Renders diagnostics as gcc does: `file:line:col: severity: message`, source line and caret. */
export function formatDiagnostics(diagnostics: Diagnostics, colour = false): string {
  const lines: string[] = [];
  let lastInclude: Position | null = null;
  for (const item of diagnostics.list) {
    const location = diagnostics.sources.locate(item.position);
    const from = diagnostics.sources.fileAt(item.position)?.includedFrom ?? 0;
    if (location && from !== lastInclude) {
      lastInclude = from;
      includeLines(diagnostics.sources.includeStack(item.position), lines);
    }
    lines.push(headline(item, location, colour));
    if (location) lines.push(...caretLines(location));
  }
  if (diagnostics.list.some((item) => item.fatal)) lines.push('compilation terminated.');
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function includeLines(stack: readonly Location[], lines: string[]): void {
  stack.forEach((place, index) => {
    const lead = index === 0 ? 'In file included from ' : '                 from ';
    const tail = index === stack.length - 1 ? ':' : ',';
    lines.push(`${lead}${place.file}:${place.line}${tail}`);
  });
}

const COLOURS = {
  error: '31;1',
  warning: '35;1',
  note: '36;1',
  remark: '34;1',
} as const satisfies Record<Severity, string>;

/** Flags that take a value, which gcc shows with an equals sign. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  'format',
  'implicit-fallthrough',
  'unused-const-variable',
]);

function headline(item: Diagnostic, location: Location | null, colour: boolean): string {
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : 'ghcc: ';
  const severity = item.fatal ? `fatal ${item.severity}:` : `${item.severity}:`;
  const word = colour ? `\x1b[${COLOURS[item.severity]}m${severity}\x1b[0m` : severity;
  const value = item.flag && WITH_VALUE.has(item.flag) ? '=' : '';
  const letter = item.severity === 'remark' ? 'R' : 'W';
  const tail = item.flag
    ? ` [-${letter}${item.severity === 'error' ? 'error=' : ''}${item.flag}${value}]`
    : '';
  return `${place}${word} ${item.message}${tail}`;
}

function caretLines(location: Location): string[] {
  const number = String(location.line).padStart(5);
  const pad = location.text.slice(0, location.column - 1).replace(/[^\t]/g, ' ');
  return [`${number} | ${location.text}`, `      | ${pad}^`];
}
