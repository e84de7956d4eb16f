/**
 * The symbolic checker: proves an allocation without knowing the allocator, from the function and
 * the contract alone. Each place holds a *set* of virtual registers whose value it has; the sets
 * are followed through instructions and edits and met by intersection where paths join, until
 * nothing changes. Sets only shrink, so the first use that reads a place not holding its virtual
 * register is a true fault.
 *
 *   def v at p        p holds {v}                    move q > p       p holds what q holds
 *   clobber r         r holds {}                     remat of v at p  p holds {v}
 *   edge, phi v = a   what holds a holds v too; what is not live into the block is forgotten
 *
 * Forgetting the dead at block entries is what makes old values of a loop's definitions vanish,
 * and keeps the states as small as liveness. After regalloc2's checker (Fallin 2021).
 */
import type { Cls } from '../../compiler/ir/ops.ts';
import {
  type Instruction,
  isRegister,
  type MachineBlock,
  type MachineFunction,
  type Operand,
  type Place,
  spillSlot,
} from '../machine/code.ts';
import { type Allocation, type Move, NOWHERE, type RegisterFile, slotSize } from './contract.ts';
import { type BlockLiveness, blockLiveness } from './live-blocks.ts';

type Held = readonly number[];
const EMPTY: Held = [];

/** What holds at a block's entry: values[i] is in the place of key keys[i]. */
interface Entry {
  keys: number[];
  values: number[];
}

interface State {
  readonly func: MachineFunction;
  readonly file: RegisterFile;
  readonly allocation: Allocation;
  readonly live: BlockLiveness;
  /** By place key: what the place holds now. */
  readonly holds: Held[];
  /** Keys that may hold something. */
  readonly touched: number[];
  readonly isTouched: Uint8Array;
  readonly definitions: (Instruction | null)[];
  /** By slot, when the function calls one that returns twice: what every read of it found. */
  readonly readFrom: (Held | null)[];
  readonly stamp: Int32Array;
}

class Violation extends Error {}

/**
 * Checks an allocation. Returns null if it is right, or the first violation in words, with
 * function, block and instruction.
 */
export function checkAllocation(
  func: MachineFunction,
  allocation: Allocation,
  file: RegisterFile,
): string | null {
  try {
    const state = newState(func, allocation, file);
    follow(state, editRanges(state));
    return null;
  } catch (error) {
    if (error instanceof Violation) return `${func.name}: ${error.message}`;
    throw error;
  }
}

function newState(func: MachineFunction, allocation: Allocation, file: RegisterFile): State {
  const keys = file.count + allocation.spillSlots.length;
  const definitions: (Instruction | null)[] = func.classes.map(() => null);
  for (const block of func.blocks) {
    for (const item of block.instructions) {
      for (const operand of item.operands) {
        if (operand.role === 'def') definitions[operand.vreg] = item;
      }
    }
  }
  return {
    func,
    file,
    allocation,
    live: blockLiveness(func),
    holds: new Array<Held>(keys).fill(EMPTY),
    touched: [],
    isTouched: new Uint8Array(keys),
    definitions,
    readFrom: allocation.spillSlots.map(() => null),
    stamp: new Int32Array(func.classes.length),
  };
}

/** The first edit of each block, with one more at the end; edits out of order are a violation. */
function editRanges({ func, allocation }: State): Int32Array {
  const ranges = new Int32Array(func.blocks.length + 1);
  let block = 0;
  let index = 0;
  allocation.edits.forEach((edit, e) => {
    if (edit.block < block || (edit.block === block && edit.index < index)) {
      throw new Violation(`edit ${e} is out of order`);
    }
    const home = func.blocks[edit.block];
    if (home === undefined || edit.index >= home.instructions.length) {
      throw new Violation(`edit ${e} stands outside its block`);
    }
    ({ block, index } = edit);
    ranges[block + 1]!++;
  });
  for (let b = 0; b < func.blocks.length; b++) ranges[b + 1]! += ranges[b]!;
  return ranges;
}

function follow(state: State, edits: Int32Array): void {
  const { func, live } = state;
  const entries: (Entry | null)[] = func.blocks.map(() => null);
  const dirty = new Uint8Array(func.blocks.length);
  entries[0] = { keys: [], values: [] };
  dirty[0] = 1;
  for (let again = true; again; ) {
    again = false;
    for (let b = 0; b < func.blocks.length; b++) {
      if (dirty[b] === 0) continue;
      dirty[b] = 0;
      walkBlock(state, b, entries[b]!, edits);
      for (const succ of func.blocks[b]!.succs) {
        const s = live.indices[succ.id]!;
        succ.preds.forEach((pred, edge) => {
          if (pred !== func.blocks[b] || !meet(state, entries, b, s, edge)) return;
          dirty[s] = 1;
          if (s <= b) again = true;
        });
      }
    }
  }
}

function walkBlock(state: State, b: number, entry: Entry, edits: Int32Array): void {
  const { func, allocation, touched, isTouched, holds } = state;
  for (const key of touched) {
    holds[key] = EMPTY;
    isTouched[key] = 0;
  }
  touched.length = 0;
  for (let i = 0; i < entry.keys.length; i++) add(state, entry.keys[i]!, entry.values[i]!);
  const block = func.blocks[b]!;
  let edit = edits[b]!;
  for (let i = 0; i < block.instructions.length; i++) {
    while (edit < edits[b + 1]! && allocation.edits[edit]!.index === i) {
      for (const move of allocation.edits[edit]!.moves) doMove(state, block, i, move);
      edit++;
    }
    doInstruction(state, block, i, allocation.starts[b]![i]!);
  }
}

function keyOf(state: State, place: Place): number {
  return isRegister(place) ? place : state.file.count + spillSlot(place);
}

function touch(state: State, key: number): void {
  if (state.isTouched[key] === 1) return;
  state.isTouched[key] = 1;
  state.touched.push(key);
}

function add(state: State, key: number, value: number): void {
  touch(state, key);
  const held = state.holds[key]!;
  state.holds[key] = held.length === 0 ? [value] : [...held, value];
}

function write(state: State, place: Place, held: Held): void {
  const key = keyOf(state, place);
  touch(state, key);
  state.holds[key] = held;
}

/**
 * Reads a place; in functions that a call may return to twice, a slot must serve one value only.
 */
function read(state: State, block: MachineBlock, i: number, place: Place): Held {
  const held = state.holds[keyOf(state, place)]!;
  if (state.func.callsReturnsTwice && !isRegister(place) && held.length > 0) {
    const slot = spillSlot(place);
    const before = state.readFrom[slot];
    const both = before ? before.filter((value) => held.includes(value)) : held;
    if (both.length === 0) {
      fail(
        block,
        i,
        `slot ${slot} is shared in a function that is returned to twice (${before} then ${held})`,
      );
    }
    state.readFrom[slot] = both;
  }
  return held;
}

function doMove(state: State, block: MachineBlock, i: number, move: Move): void {
  const cls = move.kind === 'move' ? move.cls : state.func.classes[move.vreg];
  if (cls === undefined) throw new Violation(`a remat of v${vregOf(move)}, which does not exist`);
  checkPlace(state, block, i, cls, move.to, 'a move');
  if (move.kind === 'remat') {
    const { definition } = move;
    if (state.definitions[move.vreg] !== definition || !definition.op.remat) {
      fail(block, i, `v${move.vreg} is rematerialised from what does not define it`);
    }
    if (!isRegister(move.to)) fail(block, i, `v${move.vreg} is rematerialised into memory`);
    // In a block of one predecessor a phi is its argument by another name.
    const names =
      block.preds.length !== 1 ? [] : block.phis.filter((phi) => phi.args[0] === move.vreg);
    write(state, move.to, [move.vreg, ...names.map((phi) => phi.vreg)]);
    return;
  }
  checkPlace(state, block, i, cls, move.from, 'a move');
  const held = read(state, block, i, move.from);
  // A move that touches memory may use the scratch registers, for the copy or for the address.
  if (!isRegister(move.from) || !isRegister(move.to)) {
    for (const register of state.file.scratch) write(state, register, EMPTY);
  }
  write(state, move.to, held);
}

const vregOf = (move: Move): number => (move.kind === 'remat' ? move.vreg : -1);

/**
 * A place must exist and suit the class; moves may also use the scratch registers and fixed ones.
 */
function checkPlace(
  state: State,
  block: MachineBlock,
  i: number,
  cls: Cls,
  place: Place,
  who: string,
): void {
  const { file, allocation } = state;
  if (isRegister(place)) {
    if (place >= file.count) fail(block, i, `${who} has no place`);
    if (file.bankOf(cls) === -1) {
      fail(block, i, `${who} puts a value that lives in memory into ${file.names[place]}`);
    }
    return;
  }
  const size = allocation.spillSlots[spillSlot(place)];
  if (size === undefined)
    fail(block, i, `${who} has slot ${spillSlot(place)}, which does not exist`);
  else if (size < slotSize(cls)) fail(block, i, `slot ${spillSlot(place)} is too small for ${who}`);
}

function doInstruction(state: State, block: MachineBlock, i: number, first: number): void {
  const item = block.instructions[i]!;
  const { operands, op } = item;
  const { places } = state.allocation;
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k]!;
    const place = places[first + k]!;
    if (place === NOWHERE && op.remat && operand.role === 'def' && !op.effect) continue;
    checkConstraint(state, block, i, k, first);
    if (operand.role === 'def') continue;
    // What a def reuses is in the def's own slot, if in any, for this one instruction.
    const partner = operands.some((other) => isReuseOf(other, k));
    const held = partner ? state.holds[keyOf(state, place)]! : read(state, block, i, place);
    if (!held.includes(operand.vreg)) {
      const what = held.length === 0 ? 'no live value' : held.map((v) => `v${v}`).join(', ');
      const where = describe(state, place);
      fail(block, i, `operand ${k} reads v${operand.vreg} in ${where}, which holds ${what}`);
    }
  }
  checkConflicts(state, block, i, first);
  const copied = copiedValues(state, item, first);
  for (const register of item.clobbers) write(state, register, EMPTY);
  for (let k = 0; k < operands.length; k++) {
    const { role, vreg } = operands[k]!;
    const place = places[first + k]!;
    if (role === 'def' && place !== NOWHERE) write(state, place, [vreg, ...copied]);
  }
}

/** A plain copy within one class leaves its source's values in the destination too. */
function copiedValues(state: State, item: Instruction, first: number): Held {
  const { classes } = state.func;
  if (!item.op.move || item.operands.length !== 2) return EMPTY;
  const [to, from] = item.operands as [Operand, Operand];
  if (to.role !== 'def' || from.role !== 'use') return EMPTY;
  if (classes[to.vreg] !== classes[from.vreg]) return EMPTY;
  return state.holds[keyOf(state, state.allocation.places[first + 1]!)]!;
}

function checkConstraint(
  state: State,
  block: MachineBlock,
  i: number,
  k: number,
  first: number,
): void {
  const { file, allocation, func } = state;
  const operand = block.instructions[i]!.operands[k]!;
  const { constraint } = operand;
  const place = allocation.places[first + k]!;
  const who = `operand ${k} (v${operand.vreg})`;
  const cls = func.classes[operand.vreg]!;
  checkPlace(state, block, i, cls, place, who);
  const where = describe(state, place);
  const bank = file.bankOf(cls);
  switch (constraint.kind) {
    case 'fixed':
      if (place !== constraint.register) {
        fail(block, i, `${who} must be in ${file.names[constraint.register]}, is in ${where}`);
      }
      return;
    case 'reuse':
      if (place !== allocation.places[first + constraint.operand]) {
        const other = describe(state, allocation.places[first + constraint.operand]!);
        fail(
          block,
          i,
          `${who} must reuse operand ${constraint.operand}'s ${other}, is in ${where}`,
        );
      }
      return;
    case 'stack':
      if (isRegister(place)) fail(block, i, `${who} must be in memory, is in ${where}`);
      return;
    case 'register':
      if (!isRegister(place)) fail(block, i, `${who} must be in a register, is in ${where}`);
      break;
    case 'any':
      break;
    default:
      constraint satisfies never;
  }
  if (!isRegister(place) || bank === -1 || file.allocatable[bank].includes(place)) return;
  if (block.instructions[i]!.operands.some((other) => reusesFixed(block, i, other, k, place)))
    return;
  fail(block, i, `${who} is in ${where}, which is not an allocatable register of its bank`);
}

/**
 * Whether `other` is a fixed def's partner: its reuse of operand k brings that into the fixed
 * register.
 */
function reusesFixed(
  block: MachineBlock,
  i: number,
  other: Operand,
  k: number,
  place: Place,
): boolean {
  if (!isReuseOf(other, k)) return false;
  const partner = block.instructions[i]!.operands[k]!.constraint;
  return partner.kind === 'fixed' && partner.register === place;
}

function isReuseOf({ constraint }: Operand, k: number): boolean {
  return constraint.kind === 'reuse' && constraint.operand === k;
}

function checkConflicts(state: State, block: MachineBlock, i: number, first: number): void {
  const { operands, clobbers } = block.instructions[i]!;
  const { places } = state.allocation;
  for (let k = 0; k < operands.length; k++) {
    const operand = operands[k]!;
    const place = places[first + k]!;
    if (place === NOWHERE) continue;
    const toTheEnd = operand.role === 'use' ? operand.at === 'late' : operand.at === 'early';
    if (toTheEnd && operand.constraint.kind !== 'fixed' && clobbers.includes(place)) {
      const where = describe(state, place);
      fail(block, i, `operand ${k} (v${operand.vreg}) is in ${where}, which is clobbered`);
    }
    if (operand.role !== 'def') continue;
    const reused = operand.constraint.kind === 'reuse' ? operand.constraint.operand : -1;
    for (let j = 0; j < operands.length; j++) {
      const other = operands[j]!;
      if (j === k || j === reused || places[first + j] !== place) continue;
      const clash = other.role === 'def' ? j < k : other.at === 'late' || operand.at === 'early';
      if (clash) {
        const where = describe(state, place);
        fail(block, i, `operands ${k} and ${j} conflict: v${operand.vreg} is written to ${where}`);
      }
    }
  }
}

/**
 * Meets the state after block b into the entry of its successor s. Returns whether the entry
 * changed. A live value that no place holds at the end of an edge is a violation, unless it can be
 * computed again.
 */
function meet(
  state: State,
  entries: (Entry | null)[],
  b: number,
  s: number,
  edge: number,
): boolean {
  const succ = state.func.blocks[s]!;
  const phiOf = new Map<number, number>();
  for (const phi of succ.phis) phiOf.set(phi.vreg, phi.args[edge]!);
  const entry = entries[s];
  if (!entry) {
    entries[s] = firstEntry(state, b, s, edge);
    return true;
  }
  let kept = 0;
  for (let i = 0; i < entry.keys.length; i++) {
    const key = entry.keys[i]!;
    const value = entry.values[i]!;
    const wanted = phiOf.get(value) ?? value;
    if (!state.holds[key]!.includes(wanted)) continue;
    entry.keys[kept] = key;
    entry.values[kept++] = value;
  }
  const changed = kept < entry.keys.length;
  entry.keys.length = kept;
  entry.values.length = kept;
  if (changed) checkArrivals(state, b, s, entry);
  return changed;
}

function firstEntry(state: State, b: number, s: number, edge: number): Entry {
  const { func, live, stamp, holds } = state;
  const succ = func.blocks[s]!;
  const entry: Entry = { keys: [], values: [] };
  const phisOf = new Map<number, number[]>();
  for (const phi of succ.phis) {
    const arg = phi.args[edge]!;
    const known = phisOf.get(arg);
    if (known) known.push(phi.vreg);
    else phisOf.set(arg, [phi.vreg]);
  }
  for (const value of live.liveIn[s]!) stamp[value] = s + 1;
  for (const key of state.touched) {
    for (const value of holds[key]!) {
      // Of one predecessor, phi arguments keep their names too: their copies may stand at the
      // block's head.
      if (stamp[value] === s + 1 || (succ.preds.length === 1 && phisOf.has(value))) {
        entry.keys.push(key);
        entry.values.push(value);
      }
      for (const phi of phisOf.get(value) ?? EMPTY) {
        entry.keys.push(key);
        entry.values.push(phi);
      }
    }
  }
  for (const value of live.liveIn[s]!) stamp[value] = 0;
  checkArrivals(state, b, s, entry);
  return entry;
}

/** Every value and used phi that is live into block s must be somewhere, or be rematerialisable. */
function checkArrivals(state: State, b: number, s: number, entry: Entry): void {
  const { func, live, stamp } = state;
  const succ = func.blocks[s]!;
  for (const value of entry.values) stamp[value] = -1;
  const missing = (value: number): boolean => {
    return stamp[value] !== -1 && !state.definitions[value]?.op.remat;
  };
  const from = `on the edge from block ${func.blocks[b]!.name}`;
  for (const value of live.liveIn[s]!) {
    if (missing(value)) fail(succ, 0, `${from}: no place holds v${value} on every path`);
  }
  for (const phi of succ.phis) {
    const again = succ.preds.length === 1 && state.definitions[phi.args[0]!]?.op.remat;
    if (live.used[phi.vreg] === 1 && !again && missing(phi.vreg)) {
      fail(
        succ,
        0,
        `${from}: phi v${phi.vreg} is in no place that holds its argument on every edge`,
      );
    }
  }
  for (const value of entry.values) stamp[value] = 0;
}

function describe({ file }: State, place: Place): string {
  if (place === NOWHERE) return 'no place';
  return isRegister(place) ? file.names[place]! : `slot ${spillSlot(place)}`;
}

function fail(block: MachineBlock, i: number, text: string): never {
  throw new Violation(
    `block ${block.name}, instruction ${i} (${block.instructions[i]!.op.name}): ${text}`,
  );
}
