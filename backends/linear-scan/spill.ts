/**
 * Spill slots: a family shares one, and families that are never alive together share too (by the
 * hulls of their members in memory), unless the function is returned to twice, where a slot keeps
 * one value for ever.
 */
import { slotSize } from '../allocation/contract.ts';
import type { MachineFunction } from '../machine/code.ts';
import type { Families } from './families.ts';
import type { Intervals } from './intervals.ts';
import { MEMORY } from './pieces.ts';
import type { Walk } from './walk.ts';

export interface Slots {
  /** By virtual register: its slot, or -1. */
  readonly slotOf: Int32Array;
  /** Sizes; the resolver appends temporaries. */
  readonly sizes: number[];
}

/** Gives a slot to every virtual register that is ever in memory and cannot be rematerialised. */
export function assignSlots(
  func: MachineFunction,
  intervals: Intervals,
  families: Families,
  walk: Walk,
): Slots {
  const { rangeStart, rangeFrom, rangeTo, remat, needsSlot } = intervals;
  const count = func.classes.length;
  const from = new Int32Array(count).fill(0x7fffffff);
  const to = new Int32Array(count).fill(-1);
  const groupOf = new Int32Array(count).fill(-1);
  const groups: number[] = [];
  for (let v = 0; v < count; v++) {
    if (remat[v] !== null || rangeStart[v] === rangeStart[v + 1]) continue;
    if (needsSlot[v] === 0 && walk.pieces[v]!.every(({ place }) => place !== MEMORY)) continue;
    const group = func.callsReturnsTwice ? v : families.familyOf[v]!;
    groupOf[v] = group;
    if (to[group] === -1) groups.push(group);
    from[group] = Math.min(from[group]!, rangeFrom[rangeStart[v]!]!);
    to[group] = Math.max(to[group]!, rangeTo[rangeStart[v + 1]! - 1]!);
  }
  const sizes: number[] = [];
  const slotOfGroup = shareSlots(func, groups, from, to, sizes);
  const slotOf = groupOf.map((group) => (group === -1 ? -1 : slotOfGroup[group]!));
  return { slotOf, sizes };
}

/** Interval colouring by ascending start; slots come free by ascending end. */
function shareSlots(
  func: MachineFunction,
  groups: readonly number[],
  from: Int32Array,
  to: Int32Array,
  sizes: number[],
): Int32Array {
  const slotOf = new Int32Array(func.classes.length).fill(-1);
  const starting = Int32Array.from(groups).sort((a, b) => from[a]! - from[b]! || a - b);
  const ending = Int32Array.from(groups).sort((a, b) => to[a]! - to[b]! || a - b);
  const free = new Map<number, number[]>();
  let ended = 0;
  for (const group of starting) {
    for (; !func.callsReturnsTwice && to[ending[ended]!]! <= from[group]!; ended++) {
      const slot = slotOf[ending[ended]!]!;
      const size = sizes[slot]!;
      const list = free.get(size);
      if (list) list.push(slot);
      else free.set(size, [slot]);
    }
    const size = slotSize(func.classes[group]!);
    slotOf[group] = free.get(size)?.pop() ?? sizes.push(size) - 1;
  }
  return slotOf;
}
