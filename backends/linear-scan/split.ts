/** Where to split: the latest gap in a stretch that lies in the fewest loops. */
import type { Intervals } from './intervals.ts';
import type { Liveness } from './liveness.ts';

/**
 * The best gap after `low` and not after `high`, which is a gap; `high` itself if there is none
 * better.
 */
export type SplitFinder = (low: number, high: number) => number;

/** Answers in constant time from a sparse table of least loop depths over the linear order. */
export function splitFinder(live: Liveness, intervals: Intervals): SplitFinder {
  const { order, depth } = live;
  const { blockAt, firstOf } = intervals;
  const depths = Int32Array.from(order, (b) => depth[b]!);
  const better = (a: number, b: number): number => (depths[b]! <= depths[a]! ? b : a);
  const table = [Int32Array.from(order, (_, k) => k)];
  for (let width = 1; 2 * width <= order.length; width *= 2) {
    const last = table[table.length - 1]!;
    const row = new Int32Array(order.length - 2 * width + 1);
    for (let k = 0; k < row.length; k++) row[k] = better(last[k]!, last[k + width]!);
    table.push(row);
  }
  return (low, high) => {
    const from = blockAt[low >> 2]!;
    const to = blockAt[high >> 2]!;
    if (from === to) return high;
    const level = 31 - Math.clz32(to - from + 1);
    const row = table[level]!;
    const best = better(row[from]!, row[to - (1 << level) + 1]!);
    if (depths[best]! >= depths[to]!) return high;
    const end = firstOf[best + 1]!;
    return 4 * (end - 1) > low ? 4 * (end - 1) : 4 * end;
  };
}
