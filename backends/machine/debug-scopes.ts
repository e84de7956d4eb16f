/**
 * Finds the stretches of a function's code that belong to each block of its text, so that debuggers
 * know which of two variables of one name is meant. Gets instructions in order; gives labels.
 */
import type { DebugScope } from '../../compiler/ir/debug.ts';
import type { Position } from '../../compiler/source.ts';

/** The labels around a stretch of code. */
export interface ScopeRange {
  readonly start: string;
  readonly end: string;
}

/** Notes where scopes begin and end while a function is printed. */
export class ScopeRanges {
  private readonly ranges: ScopeRange[][];
  /** The label at which the current stretch of a scope began, or ''. */
  private readonly since: string[];
  private current = -1;
  private labels = 0;

  constructor(
    private readonly scopes: readonly DebugScope[],
    private readonly prefix: string,
    private readonly lines: string[],
  ) {
    this.ranges = scopes.map(() => []);
    this.since = scopes.map(() => '');
  }

  /** An instruction of a position is to be printed; one without stays where the last one was. */
  at(pos: Position): void {
    if (pos > 0) this.moveTo(this.innermost(pos));
  }

  /** The stretches of each scope; the function's code ends here. */
  finish(): readonly (readonly ScopeRange[])[] {
    this.moveTo(-1);
    return this.ranges;
  }

  private moveTo(scope: number): void {
    if (scope === this.current) return;
    const { scopes, since } = this;
    const label = `${this.prefix}${this.labels++}`;
    this.lines.push(`${label}:`);
    const inside = new Set<number>();
    for (let at = scope; at >= 0; at = scopes[at]!.parent) inside.add(at);
    for (let at = this.current; at >= 0; at = scopes[at]!.parent) {
      if (inside.has(at)) break;
      this.ranges[at]!.push({ start: since[at]!, end: label });
      since[at] = '';
    }
    for (const at of inside) if (since[at] === '') since[at] = label;
    this.current = scope;
  }

  /** The last scope that begins at or before a position, or the first around that one with it. */
  private innermost(pos: Position): number {
    const { scopes } = this;
    let low = 0;
    let high = scopes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (scopes[middle]!.from <= pos) low = middle + 1;
      else high = middle;
    }
    let at = low - 1;
    while (at >= 0 && scopes[at]!.to < pos) at = scopes[at]!.parent;
    return at;
  }
}
