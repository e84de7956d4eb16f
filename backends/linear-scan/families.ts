/**
 * Families: virtual registers joined by phis, moves and reuse whose intervals never overlap. A
 * family shares its hints, and one spill slot, so that a spilled phi costs no copies. Built like a
 * conservative coalescer: the most executed pairs first, joined if their ranges are disjoint.
 */
import { type RegisterFile, slotSize } from '../allocation/contract.ts';
import type { MachineFunction } from '../machine/code.ts';
import { AFFINITY, type Intervals } from './intervals.ts';

export interface Families {
  /** By virtual register: its family's number (a virtual register's). */
  readonly familyOf: Int32Array;
  /** By virtual register: by register, what having it would save; null without hints. */
  readonly ownWishes: readonly (Float64Array | null)[];
  /** By family: its members' wishes added up. */
  readonly wishes: readonly (Float64Array | null)[];
  /** By family of several members: by register, 1 if some member loses it to a blocked range. */
  readonly conflicts: readonly (Uint8Array | null)[];
  /** By family: its uses' weights. */
  readonly weightOf: Float64Array;
  /**
   * By family: 1 if every caller-saved register of its bank is lost so, that is, if it crosses
   * calls.
   */
  readonly crosses: Uint8Array;
}

/** Ranges of a family, ascending: from, to, from, to, ... */
type Ranges = readonly number[];

export function buildFamilies(
  func: MachineFunction,
  file: RegisterFile,
  intervals: Intervals,
): Families {
  const { affinities, hints } = intervals;
  const leader = Int32Array.from(func.classes, (_, v) => v);
  const find = (v: number): number => {
    while (leader[v] !== v) {
      leader[v] = leader[leader[v]!]!;
      v = leader[v]!;
    }
    return v;
  };
  const ranges: (Ranges | null)[] = func.classes.map(() => null);
  const rangesOf = (v: number): Ranges => (ranges[v] ??= ownRanges(intervals, v));
  const pairs = new Int32Array(affinities.length / AFFINITY);
  for (let i = 0; i < pairs.length; i++) pairs[i] = AFFINITY * i;
  pairs.sort((a, b) => affinities[b + 2]! - affinities[a + 2]! || a - b);
  for (const pair of pairs) {
    const a = find(affinities[pair]!);
    const b = find(affinities[pair + 1]!);
    if (a === b || !alike(func, file, a, b)) continue;
    const [x, y] = [rangesOf(a), rangesOf(b)];
    if (x.length === 0 || y.length === 0) continue;
    const merged = mergeDisjoint(x, y);
    if (merged === null) continue;
    leader[b] = a;
    ranges[a] = merged;
    ranges[b] = null;
  }
  const familyOf = leader.map((_, v) => find(v));
  const ownWishes: (Float64Array | null)[] = func.classes.map(() => null);
  const wishes: (Float64Array | null)[] = func.classes.map(() => null);
  for (let i = 0; i < hints.length; i += 3) {
    const v = hints[i]!;
    const [register, weight] = [hints[i + 1]!, hints[i + 2]!];
    (ownWishes[v] ??= new Float64Array(file.count))[register]! += weight;
    (wishes[familyOf[v]!] ??= new Float64Array(file.count))[register]! += weight;
  }
  const conflicts = ranges.map((own, v) =>
    own === null || leader[v] !== v ? null : blockedRegisters(file, intervals, own),
  );
  const saved = new Set(file.calleeSaved);
  const crosses = Uint8Array.from(conflicts, (row, v) => {
    const bank = file.bankOf(func.classes[v]!);
    if (row === null || bank === -1) return 0;
    return file.allocatable[bank].every((r) => saved.has(r) || row[r] === 1) ? 1 : 0;
  });
  const weightOf = new Float64Array(func.classes.length);
  for (let v = 0; v < func.classes.length; v++) {
    const family = familyOf[v]!;
    for (let u = intervals.useStart[v]!; u < intervals.useStart[v + 1]!; u++) {
      weightOf[family]! += intervals.useWeight[u]!;
    }
  }
  return { familyOf, ownWishes, wishes, conflicts, weightOf, crosses };
}

/** By register, 1 if a blocked range of it meets the ranges. */
function blockedRegisters(file: RegisterFile, intervals: Intervals, own: Ranges): Uint8Array {
  const row = new Uint8Array(file.count);
  const { fixedStart, fixedFrom, fixedTo } = intervals;
  for (let register = 0; register < file.count; register++) {
    const end = fixedStart[register + 1]!;
    let fixed = fixedStart[register]!;
    for (let i = 0; i < own.length && fixed < end; i += 2) {
      fixed = firstAfter(fixedTo, fixed, end, own[i]!);
      if (fixed === end || fixedFrom[fixed]! >= own[i + 1]!) continue;
      row[register] = 1;
      break;
    }
  }
  return row;
}

/** First index whose value is above `limit`, in an ascending stretch. */
function firstAfter(values: Int32Array, low: number, high: number, limit: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function alike(func: MachineFunction, file: RegisterFile, a: number, b: number): boolean {
  const [x, y] = [func.classes[a]!, func.classes[b]!];
  return file.bankOf(x) === file.bankOf(y) && slotSize(x) === slotSize(y);
}

function ownRanges({ rangeStart, rangeFrom, rangeTo }: Intervals, v: number): Ranges {
  const own: number[] = [];
  for (let r = rangeStart[v]!; r < rangeStart[v + 1]!; r++) own.push(rangeFrom[r]!, rangeTo[r]!);
  return own;
}

/**
 * Both lists in one, touching ranges joined; null if they overlap. Finds an overlap from the
 * shorter side.
 */
function mergeDisjoint(x: Ranges, y: Ranges): Ranges | null {
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  const places: number[] = [];
  for (let i = 0; i < short.length; i += 2) {
    let low = 0;
    let high = long.length >> 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (long[2 * middle + 1]! <= short[i]!) low = middle + 1;
      else high = middle;
    }
    if (2 * low < long.length && long[2 * low]! < short[i + 1]!) return null;
    places.push(2 * low);
  }
  const merged: number[] = [];
  let copied = 0;
  const put = (from: number, to: number): void => {
    if (merged.length > 0 && merged[merged.length - 1] === from) merged[merged.length - 1] = to;
    else merged.push(from, to);
  };
  for (let i = 0; i < short.length; i += 2) {
    for (; copied < places[i >> 1]!; copied += 2) put(long[copied]!, long[copied + 1]!);
    put(short[i]!, short[i + 1]!);
  }
  for (; copied < long.length; copied += 2) put(long[copied]!, long[copied + 1]!);
  return merged;
}
