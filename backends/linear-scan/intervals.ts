/**
 * Live intervals with holes, use positions, and where registers are taken by force; built in one
 * backward walk over the blocks (Wimmer & Franz 2010), block liveness given. Instruction n of the
 * linear order has three positions (and a fourth, unused):
 *
 *   4n gap       moves before the instruction; fixed and reused operands are read here
 *   4n+1 early   uses are read, early and reuse defs begin
 *   4n+2 late    defs are written, clobbered registers destroyed
 *
 * A fixed use is a move at the gap into a register blocked at 'early'; a fixed def is a block at
 * 'late' and a move at the next gap: intervals themselves are never forced anywhere. A reuse def
 * begins at 'early' and its input is moved to it at the gap.
 */
import type { RegisterFile } from '../allocation/contract.ts';
import type { Instruction, MachineBlock, MachineFunction, Operand } from '../machine/code.ts';
import { eachLive, type Liveness } from './liveness.ts';

/** What a use asks: nothing but to be read, memory would do, a register, the spill slot. */
export const USE = { read: 0, any: 1, register: 2, memory: 3 } as const;

/** Numbers an affinity takes in Intervals.affinities. */
export const AFFINITY = 5;

/** Decisions made before intervals are built; a failed attempt adds to them. */
export interface Pins {
  /** By operand: the register it must be in, or -1. */
  readonly pinned: Int16Array;
  /** By operand: the other operand of a reuse pair, or -1. */
  readonly partner: Int32Array;
  /** By virtual register: may not be rematerialised. */
  readonly noRemat: Uint8Array;
}

export interface Intervals {
  /** Ranges of v: rangeStart[v] .. rangeStart[v + 1], ascending, half-open. */
  readonly rangeStart: Int32Array;
  readonly rangeFrom: Int32Array;
  readonly rangeTo: Int32Array;
  /** Uses (and defs) of v: useStart[v] .. useStart[v + 1], ascending. */
  readonly useStart: Int32Array;
  readonly usePosition: Int32Array;
  readonly useKind: Uint8Array;
  /** What a memory access in place of the register would cost here, executions a function entry. */
  readonly useWeight: Float64Array;
  /** Blocked ranges of register r: fixedStart[r] .. fixedStart[r + 1], ascending. */
  readonly fixedStart: Int32Array;
  readonly fixedFrom: Int32Array;
  readonly fixedTo: Int32Array;
  /**
   * Virtual registers that would like to share a place: a, b, weight, and the positions at which a
   * and b meet (AFFINITY numbers each).
   */
  readonly affinities: readonly number[];
  /** Registers virtual registers would like: triples of vreg, register and weight. */
  readonly hints: readonly number[];
  /** The constant's instruction where a virtual register can be rematerialised. */
  readonly remat: readonly (Instruction | null)[];
  /** By virtual register: 1 if some operand reads its spill slot, 2 if its def writes it there. */
  readonly needsSlot: Uint8Array;
  /** By linear block index: first instruction number; one more at the end. */
  readonly firstOf: Int32Array;
  /** By array index: linear block index. */
  readonly linearOf: Int32Array;
  /** By instruction number: linear block index. */
  readonly blockAt: Int32Array;
  /** By linear block index: expected executions. */
  readonly frequency: Float64Array;
}

interface Builder {
  readonly func: MachineFunction;
  readonly file: RegisterFile;
  readonly live: Liveness;
  readonly pins: Pins;
  readonly sites: Uint8Array;
  readonly head: Int32Array;
  readonly from: number[];
  readonly to: number[];
  readonly next: number[];
  readonly useOf: number[];
  readonly position: number[];
  readonly kind: number[];
  readonly weight: number[];
  readonly fixed: number[][];
  readonly affinities: number[];
  readonly hints: number[];
  readonly remat: (Instruction | null)[];
  readonly needsSlot: Uint8Array;
}

const READ_FIXED = 0.4;
const READ_PHI = 0.5;
const READ_REUSE = 0.7;
const IN_MEMORY = 0.6;

/**
 * Builds the intervals of `func`; `starts` numbers its operands, `sites` says where edge moves
 * stand.
 */
export function buildIntervals(
  func: MachineFunction,
  file: RegisterFile,
  live: Liveness,
  starts: readonly Int32Array[],
  pins: Pins,
  sites: Uint8Array,
): Intervals {
  const count = func.classes.length;
  const layout = numberInstructions(func, live);
  const builder: Builder = {
    func,
    file,
    live,
    pins,
    sites,
    head: new Int32Array(count).fill(-1),
    from: [],
    to: [],
    next: [],
    useOf: [],
    position: [],
    kind: [],
    weight: [],
    fixed: Array.from({ length: file.count }, () => []),
    affinities: [],
    hints: [],
    remat: func.classes.map(() => null),
    needsSlot: new Uint8Array(count),
  };
  for (let k = live.order.length - 1; k >= 0; k--) {
    const b = live.order[k]!;
    const block = func.blocks[b]!;
    const first = layout.firstOf[k]!;
    const frequency = layout.frequency[k]!;
    liveAtEnd(builder, block, b, first, layout, k);
    for (let i = block.instructions.length - 1; i >= 0; i--) {
      walkInstruction(builder, block.instructions[i]!, first + i, first, starts[b]![i]!, frequency);
    }
  }
  const ranges = flattenRanges(builder);
  addLoopEnds(builder, layout);
  return {
    ...ranges,
    ...sortUses(builder, layout.blockAt.length),
    ...flattenFixed(builder),
    affinities: builder.affinities,
    hints: builder.hints,
    remat: builder.remat,
    needsSlot: builder.needsSlot,
    ...layout,
  };
}

function numberInstructions(func: MachineFunction, live: Liveness) {
  const { order } = live;
  const firstOf = new Int32Array(order.length + 1);
  const linearOf = new Int32Array(order.length);
  const frequency = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) {
    const block = func.blocks[order[k]!]!;
    linearOf[order[k]!] = k;
    firstOf[k + 1] = firstOf[k]! + block.instructions.length;
    frequency[k] = block.frequency + 0.05;
  }
  const blockAt = new Int32Array(firstOf[order.length]!);
  for (let k = 0; k < order.length; k++) blockAt.fill(k, firstOf[k]!, firstOf[k + 1]!);
  return { firstOf, linearOf, frequency, blockAt };
}

/** Extends v's earliest range down to `from`, or opens one before it. The walk is backward. */
function addRange(builder: Builder, v: number, from: number, to: number): void {
  const { head } = builder;
  const first = head[v]!;
  if (first !== -1 && builder.from[first]! <= to) {
    if (from < builder.from[first]!) builder.from[first] = from;
    if (to > builder.to[first]!) builder.to[first] = to;
    return;
  }
  builder.from.push(from);
  builder.to.push(to);
  builder.next.push(first);
  head[v] = builder.from.length - 1;
}

function addUse(builder: Builder, v: number, at: number, kind: number, weight: number): void {
  builder.useOf.push(v);
  builder.position.push(at);
  builder.kind.push(kind);
  builder.weight.push(weight);
}

function liveAtEnd(
  builder: Builder,
  block: MachineBlock,
  b: number,
  first: number,
  layout: Pick<Intervals, 'firstOf' | 'linearOf' | 'frequency'>,
  k: number,
): void {
  const { live } = builder;
  const end = layout.firstOf[k + 1]!;
  const frequency = layout.frequency[k]!;
  const from = 4 * first;
  for (const succ of block.succs) {
    eachLive(live, live.indices[succ.id]!, (v) => addRange(builder, v, from, 4 * end));
  }
  const gap = 4 * (end - 1);
  for (const succ of block.succs) {
    if (succ.phis.length === 0) continue;
    const edge = succ.preds.indexOf(block);
    const begin = 4 * layout.firstOf[layout.linearOf[live.indices[succ.id]!]!]!;
    for (const phi of succ.phis) {
      const arg = phi.args[edge]!;
      addRange(builder, arg, from, builder.sites[b] === 1 ? gap + 1 : 4 * end);
      addUse(builder, arg, gap, USE.read, READ_PHI * frequency);
      builder.affinities.push(phi.vreg, arg, frequency, begin, gap);
    }
  }
}

function walkInstruction(
  builder: Builder,
  item: Instruction,
  n: number,
  first: number,
  operandBase: number,
  frequency: number,
): void {
  const { operands } = item;
  const late = 4 * n + 2;
  for (const register of item.clobbers) builder.fixed[register]!.push(late, late + 2);
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k]!;
    if (operand.role === 'def') walkDef(builder, item, operand, operandBase, k, n, frequency);
  }
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k]!;
    if (operand.role === 'use') {
      walkUse(builder, item, operand, operandBase, k, n, 4 * first, frequency);
    }
  }
}

function walkDef(
  builder: Builder,
  item: Instruction,
  operand: Operand,
  base: number,
  k: number,
  n: number,
  frequency: number,
): void {
  const { vreg } = operand;
  const { pinned, partner, noRemat } = builder.pins;
  const pin = pinned[base + k]!;
  const pair = partner[base + k]!;
  const at = 4 * n + (operand.at === 'early' || pair !== -1 ? 1 : 2);
  const end = 4 * n + 4;
  if (pin !== -1) {
    builder.fixed[pin]!.push(at, end);
    builder.hints.push(vreg, pin, frequency);
    cutRange(builder, vreg, end);
    return;
  }
  if (builder.head[vreg] === -1) addRange(builder, vreg, at, end);
  else cutRange(builder, vreg, at);
  const { kind } = pair === -1 ? operand.constraint : item.operands[pair - base]!.constraint;
  const bank = builder.file.bankOf(builder.func.classes[vreg]!);
  if (item.op.remat && !item.op.effect && bank !== -1 && noRemat[vreg] === 0) {
    builder.remat[vreg] = item;
  } else if (kind === 'stack') {
    builder.needsSlot[vreg]! |= 2;
    addUse(builder, vreg, at, USE.memory, 0);
  } else if (kind === 'register') addUse(builder, vreg, at, USE.register, frequency);
  else addUse(builder, vreg, at, USE.any, IN_MEMORY * frequency);
  if (item.op.move && !item.op.apart && operands2(item)) {
    builder.affinities.push(vreg, item.operands[1]!.vreg, frequency, at, 4 * n);
  }
}

const operands2 = (item: Instruction): boolean =>
  item.operands.length === 2 && item.operands[1]!.role === 'use';

/**
 * The value begins here: its earliest range, opened at the block's start, is cut; one left empty
 * goes.
 */
function cutRange(builder: Builder, v: number, at: number): void {
  const first = builder.head[v]!;
  if (first === -1) return;
  builder.from[first] = at;
  if (builder.to[first]! <= at) builder.head[v] = builder.next[first]!;
}

function walkUse(
  builder: Builder,
  item: Instruction,
  operand: Operand,
  base: number,
  k: number,
  n: number,
  blockFrom: number,
  frequency: number,
): void {
  const { vreg, constraint } = operand;
  const { pinned, partner, noRemat } = builder.pins;
  const pin = pinned[base + k]!;
  const pair = partner[base + k]!;
  const gap = 4 * n;
  const toTheEnd = operand.at === 'late' || pair !== -1;
  if (pin !== -1) {
    builder.fixed[pin]!.push(gap + 1, toTheEnd ? gap + 4 : gap + 2);
    builder.hints.push(vreg, pin, frequency);
    addRange(builder, vreg, blockFrom, gap + 1);
    addUse(builder, vreg, gap, USE.read, READ_FIXED * frequency);
  } else if (pair !== -1) {
    addRange(builder, vreg, blockFrom, gap + 1);
    addUse(builder, vreg, gap, USE.read, READ_REUSE * frequency);
    builder.affinities.push(item.operands[pair - base]!.vreg, vreg, frequency, gap + 1, gap);
  } else {
    const at = toTheEnd ? gap + 2 : gap + 1;
    addRange(builder, vreg, blockFrom, toTheEnd ? gap + 4 : gap + 2);
    if (constraint.kind === 'stack') {
      builder.needsSlot[vreg]! |= 1;
      addUse(builder, vreg, at, USE.memory, 0);
    } else if (
      constraint.kind === 'register' ||
      (noRemat[vreg] === 0 && isConstant(builder, vreg))
    ) {
      addUse(builder, vreg, at, USE.register, frequency);
    } else addUse(builder, vreg, at, USE.any, IN_MEMORY * frequency);
  }
}

/**
 * Whether v will be rematerialised: told before its definition is reached, from noRemat's marks.
 */
function isConstant(builder: Builder, v: number): boolean {
  return builder.pins.noRemat[v] === 0;
}

function flattenRanges({ func, head, from, to, next }: Builder) {
  const count = func.classes.length;
  const rangeStart = new Int32Array(count + 1);
  const rangeFrom = new Int32Array(from.length);
  const rangeTo = new Int32Array(from.length);
  let filled = 0;
  for (let v = 0; v < count; v++) {
    rangeStart[v] = filled;
    for (let r = head[v]!; r !== -1; r = next[r]!) {
      rangeFrom[filled] = from[r]!;
      rangeTo[filled++] = to[r]!;
    }
  }
  rangeStart[count] = filled;
  return { rangeStart, rangeFrom, rangeTo };
}

/**
 * A value that is live around a loop and used in it is used again after the loop's last block:
 * without these marks it would look cheap to spill near the loop's end (Wimmer & Moessenboeck
 * 2005).
 */
function addLoopEnds(
  builder: Builder,
  layout: { linearOf: Int32Array; firstOf: Int32Array; frequency: Float64Array },
): void {
  const { live, func } = builder;
  if (!live.reducible) return;
  const { order, parent, isHeader } = live;
  const lastOf = new Int32Array(order.length);
  for (let k = order.length - 1; k >= 0; k--) {
    const b = order[k]!;
    lastOf[b] = Math.max(lastOf[b]!, k);
    if (parent[b] !== -1) lastOf[parent[b]!] = Math.max(lastOf[parent[b]!]!, lastOf[b]!);
  }
  const uses = sortUses(builder, layout.firstOf[order.length]!);
  for (let b = 0; b < func.blocks.length; b++) {
    if (isHeader[b] === 0) continue;
    const k = layout.linearOf[b]!;
    const from = 4 * layout.firstOf[k]!;
    const end = 4 * (layout.firstOf[lastOf[b]! + 1]! - 1);
    eachLive(live, b, (v) => {
      const at = firstUseFrom(uses, v, from);
      if (at === uses.useStart[v + 1] || uses.usePosition[at]! > end) return;
      addUse(builder, v, end, USE.read, READ_PHI * layout.frequency[k]!);
    });
  }
}

/** Index of v's first use at or after a position, or useStart[v + 1]. */
export function firstUseFrom(
  uses: Pick<Intervals, 'useStart' | 'usePosition'>,
  v: number,
  position: number,
): number {
  let low = uses.useStart[v]!;
  let high = uses.useStart[v + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (uses.usePosition[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two counting sorts: by position, then (stable) by virtual register. */
function sortUses({ func, useOf, position, kind, weight }: Builder, instructions: number) {
  const count = position.length;
  const byPosition = new Int32Array(4 * instructions + 1);
  for (let i = 0; i < count; i++) byPosition[position[i]! + 1]!++;
  for (let p = 0; p < 4 * instructions; p++) byPosition[p + 1]! += byPosition[p]!;
  const sorted = new Int32Array(count);
  for (let i = 0; i < count; i++) sorted[byPosition[position[i]!]!++] = i;
  const useStart = new Int32Array(func.classes.length + 1);
  for (let i = 0; i < count; i++) useStart[useOf[i]! + 1]!++;
  for (let v = 0; v < func.classes.length; v++) useStart[v + 1]! += useStart[v]!;
  const fill = useStart.slice();
  const usePosition = new Int32Array(count);
  const useKind = new Uint8Array(count);
  const useWeight = new Float64Array(count);
  for (const i of sorted) {
    const at = fill[useOf[i]!]!++;
    usePosition[at] = position[i]!;
    useKind[at] = kind[i]!;
    useWeight[at] = weight[i]!;
  }
  return { useStart, usePosition, useKind, useWeight };
}

/**
 * Per register ascending, overlapping blocks merged. They were collected instruction by
 * instruction backward.
 */
function flattenFixed({ fixed, file }: Builder) {
  const fixedStart = new Int32Array(file.count + 1);
  const from: number[] = [];
  const to: number[] = [];
  fixed.forEach((list, register) => {
    fixedStart[register] = from.length;
    const begin = from.length;
    for (let i = list.length - 2; i >= 0; i -= 2) {
      const [a, b] = [list[i]!, list[i + 1]!];
      const last = from.length - 1;
      if (last >= begin && a <= to[last]!) {
        from[last] = Math.min(from[last]!, a);
        to[last] = Math.max(to[last]!, b);
      } else {
        from.push(a);
        to.push(b);
      }
    }
  });
  fixedStart[file.count] = from.length;
  return { fixedStart, fixedFrom: Int32Array.from(from), fixedTo: Int32Array.from(to) };
}
