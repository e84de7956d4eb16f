/**
 * The final verdicts of passes: a pass may meet a place of the program several times, in copies of
 * loops and in bodies of functions that were inlined; what it did there counts, once, and what it
 * did not do only where it never did.
 */
import type { Remark } from './context.ts';

/** The remarks to show of all that were made, in their order. */
export function verdicts(remarks: readonly Remark[]): Remark[] {
  const place = ({ pass, func, pos }: Remark): string => `${pass} ${func} ${pos}`;
  const done = new Set(remarks.filter(({ passed }) => passed).map(place));
  const told = new Set<string>();
  return remarks.filter((remark) => {
    if (!remark.passed && done.has(place(remark))) return false;
    const text = `${place(remark)} ${remark.text}`;
    if (told.has(text)) return false;
    told.add(text);
    return true;
  });
}
