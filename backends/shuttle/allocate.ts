/**
 * The shuttle: every virtual register lives in a slot of its own. An operand that needs a register
 * is loaded into the bank's first allocatable register (the next one only where the instruction
 * needs two), and a result is stored back at once. Phis are copied on every incoming edge, slot >
 * register > slot, un-coalesced: the cost of an edge is the number of live locals. Naive on
 * purpose: it is the audit's specimen and the oracle of linear-scan, so it must stay short and
 * right, never clever.
 */
import type { Cls } from '../../compiler/ir/ops.ts';
import {
  type Allocation,
  type AllocationNote,
  type Edit,
  type Move,
  numberOperands,
  type RegisterFile,
  slotSize,
} from '../allocation/contract.ts';
import { localRegisters, operandSpans } from '../allocation/local.ts';
import { moveSequencer } from '../allocation/moves.ts';
import { blockIndices, edgeSites } from '../allocation/shape.ts';
import {
  type Instruction,
  isRegister,
  type MachineBlock,
  type MachineFunction,
  type Operand,
  type Place,
  spillPlace,
} from '../machine/code.ts';

/**
 * Allocates by the shuttle: home slot v for virtual register v. Throws on an instruction that asks
 * for more registers than its bank has, and on a critical edge.
 */
export function allocateShuttle(func: MachineFunction, file: RegisterFile): Allocation {
  const { starts, count } = numberOperands(func);
  const places = new Int32Array(count);
  const spillSlots = func.classes.map(slotSize);
  const edits: Edit[] = [];
  const sites = edgeSites(func);
  const indices = blockIndices(func);
  const busy = new Uint8Array(file.count);
  const used = usedRegisters(func);
  const copyPhis = phiCopier(func, file, spillSlots);
  func.blocks.forEach((block, b) => {
    const last = block.instructions.length - 1;
    let stores = storesAtHead(block, func, used, places, starts, indices);
    if (block.preds.length === 1 && sites[indices[block.preds[0]!.id]!] === 0) {
      copyPhis(block, 0, stores);
    }
    for (let i = 0; i <= last; i++) {
      const item = block.instructions[i]!;
      const first = starts[b]![i]!;
      choosePlaces(item, func, file, busy, places, first);
      const moves = stores;
      if (i === last && sites[b] === 1) {
        const succ = block.succs[0]!;
        copyPhis(succ, succ.preds.indexOf(block), moves);
      }
      item.operands.forEach((operand, k) => {
        if (operand.role === 'use') move(func, moves, operand, home(operand), places[first + k]!);
      });
      if (moves.length > 0) edits.push({ block: b, index: i, moves });
      stores = storesAfter(item, func, used, places, first);
    }
  });
  return { starts, places, edits, spillSlots, notes: homes(func) };
}

const home = (operand: Operand): Place => spillPlace(operand.vreg);

function move(
  func: MachineFunction,
  moves: Move[],
  operand: Operand,
  from: Place,
  to: Place,
): void {
  if (from !== to) moves.push({ kind: 'move', cls: func.classes[operand.vreg]!, from, to });
}

/** The stores of an instruction's results; a temporary (an early def nobody uses) has none. */
function storesAfter(
  item: Instruction,
  func: MachineFunction,
  used: Uint8Array,
  places: Int32Array,
  first: number,
): Move[] {
  const stores: Move[] = [];
  item.operands.forEach((operand, k) => {
    const place = places[first + k]!;
    const temporary = operand.at === 'early' && used[operand.vreg] === 0;
    if (operand.role === 'def' && isRegister(place) && !temporary) {
      move(func, stores, operand, place, home(operand));
    }
  });
  return stores;
}

/**
 * A block's last instruction may define values (asm goto): they are stored where control arrives.
 */
function storesAtHead(
  block: MachineBlock,
  func: MachineFunction,
  used: Uint8Array,
  places: Int32Array,
  starts: readonly Int32Array[],
  indices: Int32Array,
): Move[] {
  const stores: Move[] = [];
  for (const pred of block.preds) {
    const item = pred.instructions[pred.instructions.length - 1]!;
    if (!item.operands.some((operand) => operand.role === 'def')) continue;
    const first = starts[indices[pred.id]!]![pred.instructions.length - 1]!;
    stores.push(...storesAfter(item, func, used, places, first));
  }
  return stores;
}

function usedRegisters(func: MachineFunction): Uint8Array {
  const used = new Uint8Array(func.classes.length);
  for (const block of func.blocks) {
    for (const phi of block.phis) for (const arg of phi.args) used[arg] = 1;
    for (const item of block.instructions) {
      for (const operand of item.operands) if (operand.role === 'use') used[operand.vreg] = 1;
    }
  }
  return used;
}

/** Chooses a place for each operand, written to `places` from `first` on. */
function choosePlaces(
  item: Instruction,
  func: MachineFunction,
  file: RegisterFile,
  busy: Uint8Array,
  places: Int32Array,
  first: number,
): void {
  const { operands } = item;
  const chosen = localRegisters(item, func.classes, file, busy);
  const spans = operandSpans(operands);
  operands.forEach((operand, k) => {
    places[first + k] = chosen[k] === -1 ? home(operand) : chosen[k]!;
    if (operand.constraint.kind !== 'any') return;
    // A first operand goes through the shuttle even where memory would do; a second stays in its
    // slot.
    const bank = file.bankOf(func.classes[operand.vreg]!);
    const shuttle = bank === -1 ? undefined : file.allocatable[bank][0];
    if (shuttle === undefined || (busy[shuttle]! & spans[k]!) !== 0) return;
    busy[shuttle]! |= spans[k]!;
    places[first + k] = shuttle;
  });
  operands.forEach((operand, k) => {
    const { constraint } = operand;
    if (constraint.kind !== 'reuse') return;
    const place = places[first + constraint.operand]!;
    places[first + k] = isRegister(place) ? place : home(operand);
    places[first + constraint.operand] = places[first + k]!;
  });
}

/** Makes the function that appends the phi copies of `block`'s incoming edge number `edge`. */
function phiCopier(
  func: MachineFunction,
  file: RegisterFile,
  spillSlots: number[],
): (block: MachineBlock, edge: number, moves: Move[]) => void {
  const temporaries = new Map<Cls, Place>();
  const temporary = (cls: Cls): Place => {
    const known = temporaries.get(cls);
    if (known !== undefined && !func.callsReturnsTwice) return known;
    const place = spillPlace(spillSlots.push(slotSize(cls)) - 1);
    temporaries.set(cls, place);
    return place;
  };
  const sequence = moveSequencer(file, func.classes, temporary);
  return (block, edge, moves) => {
    if (block.phis.length === 0) return;
    const copies: Move[] = block.phis.map((phi) => ({
      kind: 'move',
      cls: func.classes[phi.vreg]!,
      from: spillPlace(phi.args[edge]!),
      to: spillPlace(phi.vreg),
    }));
    const ordered: Move[] = [];
    sequence(copies, ordered);
    for (const copy of ordered) {
      if (copy.kind !== 'move') continue;
      const bank = file.bankOf(copy.cls);
      const through = bank === -1 ? undefined : file.allocatable[bank][0];
      if (through === undefined) moves.push(copy);
      else moves.push({ ...copy, to: through }, { ...copy, from: through });
    }
  };
}

/** Each virtual register stands in its home slot from its first to its last mention. */
function homes(func: MachineFunction): AllocationNote[] {
  const from = new Int32Array(func.classes.length).fill(-1);
  const to = new Int32Array(func.classes.length);
  let number = 0;
  for (const block of func.blocks) {
    for (const item of block.instructions) {
      for (const { vreg } of item.operands) {
        if (from[vreg] === -1) from[vreg] = number;
        to[vreg] = number;
      }
      number++;
    }
  }
  const notes: AllocationNote[] = [];
  from.forEach((start, vreg) => {
    if (start >= 0) notes.push({ vreg, from: start, to: to[vreg]!, place: spillPlace(vreg) });
  });
  return notes;
}
