/**
 * Frame layout shared by the targets. Gets sizes, gives offsets from the lowest address of the
 * body:
 *
 *   high   incoming stack arguments
 *          return address, saved registers      (the target's: `above` bytes)
 *          objects and spill slots, big alignments first
 *   low    outgoing stack arguments             <- stack pointer
 */
import type { CompileOptions } from '../../compiler/options.ts';
import { isRegister, type MachineFunction, spillSlot } from './code.ts';

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
  /** How often instructions name it, for each 8 bytes of it. */
  readonly density: number;
}

/**
 * Places objects and spill slots above the outgoing area. Small things come first, near the
 * pointer; in optimized code, what is named most.
 */
export function layOutBody(
  func: MachineFunction,
  spillSlots: readonly number[],
  options: CompileOptions,
): BodyLayout {
  const objectOffsets: number[] = new Array(func.objects.length).fill(0);
  const spillOffsets: number[] = new Array(spillSlots.length).fill(0);
  const items: Item[] = [];
  const counted = options.level !== 'O0' && options.backend === 'linear-scan';
  const uses = counted ? slotUses(func, spillSlots.length) : null;
  const add = (size: number, align: number, offsets: number[], index: number): void => {
    const named = uses ? uses[offsets === spillOffsets ? index : spillSlots.length + index]! : 0;
    items.push({ size, align, offsets, index, density: named / Math.ceil(size / 8) });
  };
  spillSlots.forEach((size, index) => {
    add(size, Math.min(size, 16), spillOffsets, index);
  });
  func.objects.forEach(({ size, align }, index) => {
    add(size, Math.max(align, 1), objectOffsets, index);
  });
  // Scalars near the stack pointer have short displacements; arrays go behind them.
  const big = (item: Item): number => (item.size > 64 ? 1 : 0);
  if (counted) items.sort((a, b) => b.density - a.density || b.align - a.align);
  else items.sort((a, b) => big(a) - big(b) || b.align - a.align);
  let at = alignUp(func.outgoingSize, 16);
  for (const item of items) {
    at = alignUp(at, item.align);
    item.offsets[item.index] = at;
    at += item.size;
  }
  return { size: alignUp(at, 8), objectOffsets, spillOffsets };
}

/** How many operands name each spill slot, and behind those each object. */
function slotUses(func: MachineFunction, spills: number): Int32Array {
  const uses = new Int32Array(spills + func.objects.length);
  for (const { instructions } of func.blocks) {
    for (const { places, address, extra } of instructions) {
      for (const place of places!) if (!isRegister(place)) uses[spillSlot(place)]!++;
      if (address?.frame === 'slot') uses[spills + address.slot]!++;
      if (extra?.kind !== 'asm') continue;
      for (const piece of extra.operands) if (piece.kind === 'frame') uses[spills + piece.slot]!++;
    }
  }
  return uses;
}
