/**
 * Time by stage where stages pull from one another: what runs inside another stage's time is taken
 * out of it, so that the times add up to the whole.
 */

export class Stopwatch<Name extends string> {
  private readonly spent = new Map<Name, number>();
  /** Stages under way, the innermost last; a fault leaves them for `current`. */
  private readonly running: Name[] = [];
  private since = 0;

  constructor(private readonly names: readonly Name[]) {}

  /** The innermost stage under way, or the one that a fault left. */
  current(): Name | null {
    return this.running.at(-1) ?? null;
  }

  /** Runs a step in a stage's time. */
  time<Result>(name: Name, step: () => Result): Result {
    this.enter(name);
    const result = step();
    this.leave();
    return result;
  }

  /** The items of a generator, the making of each in a stage's time. */
  *each<Item>(name: Name, items: Iterator<Item>): Generator<Item, void, undefined> {
    for (;;) {
      const next = this.time(name, () => items.next());
      if (next.done) return;
      yield next.value;
    }
  }

  /** Milliseconds by stage. */
  times(): Record<Name, number> {
    const entries = this.names.map((name) => [name, this.spent.get(name) ?? 0] as const);
    return Object.fromEntries(entries) as Record<Name, number>;
  }

  private enter(name: Name): void {
    this.account();
    this.running.push(name);
  }

  private leave(): void {
    this.account();
    this.running.pop();
  }

  private account(): void {
    const now = performance.now();
    const name = this.current();
    if (name !== null) this.spent.set(name, (this.spent.get(name) ?? 0) + now - this.since);
    this.since = now;
  }
}
