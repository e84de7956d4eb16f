/**
 * Frame layout shared by the targets. Gets sizes, gives offsets from the lowest address of the
 * body:
 *
 *   high   incoming stack arguments
 *          return address, saved registers      (the target's: `above` bytes)
 *          objects and spill slots, big alignments first
 *   low    outgoing stack arguments             <- stack pointer
 */
import type { MachineFunction } from './code.ts';

/** Offsets from the stack pointer after the prologue. */
export interface BodyLayout {
  /** Bytes of the body, a multiple of 8. */
  readonly size: number;
  readonly objectOffsets: number[];
  readonly spillOffsets: number[];
}

const alignUp = (value: number, align: number): number => Math.ceil(value / align) * align;

interface Item {
  readonly size: number;
  readonly align: number;
  readonly offsets: number[];
  readonly index: number;
}

/**
 * Places objects and spill slots above the outgoing area. Small things come first, near the
 * pointer.
 */
export function layOutBody(func: MachineFunction, spillSlots: readonly number[]): BodyLayout {
  const objectOffsets: number[] = new Array(func.objects.length).fill(0);
  const spillOffsets: number[] = new Array(spillSlots.length).fill(0);
  const items: Item[] = [];
  spillSlots.forEach((size, index) => {
    items.push({ size, align: Math.min(size, 16), offsets: spillOffsets, index });
  });
  func.objects.forEach(({ size, align }, index) => {
    items.push({ size, align: Math.max(align, 1), offsets: objectOffsets, index });
  });
  // Scalars near the stack pointer have short displacements; arrays go behind them.
  const big = (item: Item): number => (item.size > 64 ? 1 : 0);
  items.sort((a, b) => big(a) - big(b) || b.align - a.align);
  let at = alignUp(func.outgoingSize, 16);
  for (const item of items) {
    at = alignUp(at, item.align);
    item.offsets[item.index] = at;
    at += item.size;
  }
  return { size: alignUp(at, 8), objectOffsets, spillOffsets };
}
