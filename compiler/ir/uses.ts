/** Who uses a value: counts, and lists packed into one array, by value id. */
import type { Func, Value } from './ir.ts';

/** How often each value is an argument. */
export function useCounts(func: Func): Int32Array {
  const counts = new Int32Array(func.nextValue);
  const add = (value: Value): void => {
    const { args } = value;
    for (let i = 0; i < args.length; i++) counts[args[i]!.id]!++;
  };
  eachValue(func, add);
  return counts;
}

/** The users of value v are users[start[v.id]] up to users[start[v.id + 1]], one for each use. */
export interface UseLists {
  readonly start: Int32Array;
  readonly users: Value[];
}

/** Use lists of all values, constants too. */
export function useLists(func: Func): UseLists {
  const counts = useCounts(func);
  const start = new Int32Array(func.nextValue + 1);
  for (let i = 0; i < counts.length; i++) start[i + 1] = start[i]! + counts[i]!;
  const fill = start.slice();
  const users: Value[] = new Array(start[func.nextValue]!);
  eachValue(func, (value) => {
    for (const arg of value.args) users[fill[arg.id]!++] = value;
  });
  return { start, users };
}

/** Calls `visit` on each phi, body value and end of a function. */
export function eachValue(func: Func, visit: (value: Value) => void): void {
  for (const block of func.blocks) {
    for (const phi of block.phis) visit(phi);
    for (const value of block.body) visit(value);
    visit(block.end);
  }
}
