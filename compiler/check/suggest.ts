/** Spelling suggestions: the nearest known name, by edit distance (Damerau 1964). */

/** The candidate within a third of the name's length of edits, nearest first; null when none is. */
export function suggest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.floor((name.length + 2) / 3) + 1;
  for (const candidate of candidates) {
    if (candidate.startsWith('__') && !name.startsWith('_')) continue;
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name, candidate, least);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/**
 * Edits (insert, delete, replace, swap neighbours) from a to b; `limit` or more counts as limit.
 */
function distance(a: string, b: string, limit: number): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1]! + 1, old[j]! + 1, old[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, older[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    older = old;
    old = row;
  }
  return old[b.length]!;
}
