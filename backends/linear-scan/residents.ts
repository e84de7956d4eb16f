/**
 * Which families had better live in memory: those that move into registers more often than they
 * are used there. A value that many blocks carry along, and some need the register of, is loaded
 * on every edge back to where it has its register.
 */
import { type Allocation, NOWHERE } from '../allocation/contract.ts';
import { isRegister, type MachineFunction, type Place } from '../machine/code.ts';
import type { Families } from './families.ts';
import { type Intervals, USE } from './intervals.ts';
import type { Walk } from './walk.ts';

/** What an operand in memory costs more than one in a register, a move between registers less. */
const MEMORY_OPERAND = 0.3;
const REGISTER_MOVE = 0.6;
/** Families that move less are not worth a second try. */
const FEW = 3;

/** The families to try in memory after a walk; null without any. */
export function residentFamilies(
  func: MachineFunction,
  intervals: Intervals,
  families: Families,
  walk: Walk,
): Uint8Array | null {
  const { familyOf } = families;
  const count = func.classes.length;
  const moves = new Float64Array(count);
  const uses = new Float64Array(count);
  const fixed = new Uint8Array(count);
  const { useStart, useKind, useWeight, remat } = intervals;
  for (let v = 0; v < count; v++) {
    const family = familyOf[v]!;
    moves[family]! += walk.moved[v]!;
    if (remat[v] !== null) fixed[family] = 1;
    for (let u = useStart[v]!; u < useStart[v + 1]!; u++) {
      if (useKind[u] !== USE.read) uses[family]! += useWeight[u]!;
    }
  }
  const found = walk.residents?.slice() ?? new Uint8Array(count);
  let any = false;
  for (let family = 0; family < count; family++) {
    if (
      found[family] === 1 ||
      moves[family]! < FEW ||
      moves[family]! <= uses[family]! ||
      fixed[family] === 1
    )
      continue;
    found[family] = 1;
    any = true;
  }
  return any ? found : null;
}

/** Executions of the moves of an allocation, and of its operands in memory. */
export function costOf(func: MachineFunction, { edits, starts, places }: Allocation): number {
  let cost = 0;
  for (const { block, moves } of edits) {
    const { frequency } = func.blocks[block]!;
    for (const move of moves) {
      if (move.kind === 'remat') cost += frequency;
      else if (isRegister(move.from) && isRegister(move.to)) cost += REGISTER_MOVE * frequency;
      else cost += (isRegister(move.from) || isRegister(move.to) ? 1 : 2) * frequency;
    }
  }
  const inMemory = (place: Place): boolean => place !== NOWHERE && !isRegister(place);
  func.blocks.forEach(({ instructions, frequency }, b) => {
    if (instructions.length === 0) return;
    const first = starts[b]![0]!;
    const last = starts[b]![instructions.length - 1]! + instructions.at(-1)!.operands.length;
    for (let at = first; at < last; at++) {
      if (inMemory(places[at]!)) cost += MEMORY_OPERAND * frequency;
    }
  });
  return cost;
}
