/**
 * Linear-scan register allocation on SSA form with interval splitting: liveness > intervals >
 * families (hints) > walk > slots > resolve. Where one instruction's constraints leave the walk no
 * register, its operands are pinned to registers found for it alone and the walk is done again;
 * that ends, since pinned operands ask nothing of the walk.
 */
import { type Allocation, numberOperands, type RegisterFile } from '../allocation/contract.ts';
import { localRegisters } from '../allocation/local.ts';
import { edgeSites } from '../allocation/shape.ts';
import type { MachineFunction } from '../machine/code.ts';
import { buildFamilies } from './families.ts';
import { buildIntervals, type Intervals, type Pins } from './intervals.ts';
import { computeLiveness, type Liveness } from './liveness.ts';
import { costOf, residentFamilies } from './residents.ts';
import { resolve } from './resolve.ts';
import { assignSlots } from './spill.ts';
import { type Walk, walkIntervals } from './walk.ts';

/** How often what moves much is tried in memory. */
const MAX_TRIES = 3;

/**
 * Allocates by linear scan. Throws on a critical edge, and on an instruction that asks for too
 * many registers.
 */
export function allocateLinearScan(func: MachineFunction, file: RegisterFile): Allocation {
  const sites = edgeSites(func);
  const { starts, count } = numberOperands(func);
  const live = computeLiveness(func);
  const pins = firstPins(func, file, starts, count);
  const isPinned = new Set<number>();
  for (;;) {
    const intervals = buildIntervals(func, file, live, starts, pins, sites);
    const families = buildFamilies(func, file, intervals);
    const walk = walkIntervals(func, file, live, intervals, families);
    if (walk.failed.size === 0) {
      const finish = (done: Walk): Allocation => {
        const slots = assignSlots(func, intervals, families, done);
        return resolve(func, file, live, intervals, pins, done, slots, starts, count, sites);
      };
      let found = finish(walk);
      let last = walk;
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const residents = residentFamilies(func, intervals, families, last);
        if (!residents) return found;
        last = walkIntervals(func, file, live, intervals, families, residents);
        if (last.failed.size > 0) return found;
        const other = finish(last);
        const [a, b] = [costOf(func, other), costOf(func, found)];
        if (a >= b) return found;
        found = other;
      }
      return found;
    }
    for (const n of walk.failed) {
      if (isPinned.has(n)) throw new Error(`${func.name}: no registers for instruction ${n}`);
      isPinned.add(n);
      pinInstruction(func, file, live, intervals, starts, pins, n);
    }
  }
}

/**
 * Pins of fixed operands and of what they share a place with; constants that may be
 * rematerialised.
 */
function firstPins(
  func: MachineFunction,
  file: RegisterFile,
  starts: readonly Int32Array[],
  count: number,
): Pins {
  const pins: Pins = {
    pinned: new Int16Array(count).fill(-1),
    partner: new Int32Array(count).fill(-1),
    noRemat: new Uint8Array(func.classes.length).fill(1),
  };
  const onStack = new Uint8Array(func.classes.length);
  func.blocks.forEach((block, b) => {
    block.instructions.forEach(({ op, operands }, i) => {
      const first = starts[b]![i]!;
      operands.forEach(({ constraint, vreg }, k) => {
        if (constraint.kind === 'fixed') pins.pinned[first + k] = constraint.register;
        if (constraint.kind === 'stack') onStack[vreg] = 1;
        if (constraint.kind === 'reuse') {
          pins.partner[first + k] = first + constraint.operand;
          pins.partner[first + constraint.operand] = first + k;
        }
      });
      const only = operands[0];
      if (!op.remat || op.effect || operands.length !== 1 || only?.role !== 'def') return;
      if (only.constraint.kind === 'fixed' || file.bankOf(func.classes[only.vreg]!) === -1) return;
      pins.noRemat[only.vreg] = 0;
    });
  });
  pins.partner.forEach((other, at) => {
    if (other !== -1 && pins.pinned[other] !== -1) pins.pinned[at] = pins.pinned[other]!;
  });
  onStack.forEach((stack, v) => {
    if (stack === 1) pins.noRemat[v] = 1;
  });
  return pins;
}

function pinInstruction(
  func: MachineFunction,
  file: RegisterFile,
  live: Liveness,
  intervals: Intervals,
  starts: readonly Int32Array[],
  pins: Pins,
  n: number,
): void {
  const k = intervals.blockAt[n]!;
  const b = live.order[k]!;
  const i = n - intervals.firstOf[k]!;
  const item = func.blocks[b]!.instructions[i]!;
  const first = starts[b]![i]!;
  const chosen = localRegisters(item, func.classes, file, new Uint8Array(file.count));
  item.operands.forEach(({ vreg, role, constraint }, at) => {
    if (chosen[at] !== -1) pins.pinned[first + at] = chosen[at]!;
    if (role === 'def' || constraint.kind === 'any') pins.noRemat[vreg] = 1;
  });
}
