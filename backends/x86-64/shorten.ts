/**
 * Shorter forms of placed x86-64 rows, where size counts. Those that take longer, too, are not for
 * what runs more often than the function is called.
 */
import { type Instruction, isRegister, type MachineFunction } from '../machine/code.ts';
import {
  ALL_ONES,
  ALU,
  CLEAR_SLOT,
  CONSTANT,
  DECREMENT,
  DECREMENT_M,
  FILL_SLOT,
  INCREMENT,
  INCREMENT_M,
  PUSHED,
  type Row,
  STORE,
} from './ops.ts';

/** Rewrites rows in place; nothing but flags changes, and no row reads those of another here. */
export function shorten(func: MachineFunction): void {
  // Below the stack pointer there may be a red zone, but not in a function that calls.
  const pushes = func.hasCalls;
  for (const { instructions, frequency } of func.blocks) {
    for (let i = 0; i < instructions.length; i++) {
      const one = instructions[i]!;
      const short = SHORT.get(one.op);
      if (!short) continue;
      const slow = frequency <= 1;
      const found = short(Number(one.immediate), slow, slow && pushes, !isInRegister(one));
      if (found) instructions[i] = { ...one, op: found.row, immediate: found.immediate };
    }
  }
}

const isInRegister = ({ places }: Instruction): boolean =>
  places!.length > 0 && isRegister(places![0]!);

interface Short {
  readonly row: Row;
  readonly immediate: number;
}

/** May be slow, may use the stack below its pointer; has a slot for its place. */
type Shorter = (immediate: number, slow: boolean, pushes: boolean, inSlot: boolean) => Short | null;

const stepBy =
  (up: Row, down: Row, opposite: Row | null): Shorter =>
  (immediate) => {
    if (immediate === 1 || immediate === -1) return { row: immediate === 1 ? up : down, immediate };
    // One byte holds -128 and not 128.
    return opposite && immediate === 128 ? { row: opposite, immediate: -128 } : null;
  };

const isSmall = (immediate: number): boolean => immediate >= -128 && immediate <= 127;

const constant =
  (width: 'w' | 'l'): Shorter =>
  (immediate, _slow, pushes, inSlot) => {
    if (inSlot) return null;
    const signed = width === 'w' ? immediate | 0 : immediate;
    if (signed === -1) return { row: ALL_ONES[width], immediate: -1 };
    // What is popped has its upper half extended.
    if (!pushes || !isSmall(immediate)) return null;
    return { row: PUSHED.register, immediate };
  };

const inSlot =
  (width: 'w' | 'l'): Shorter =>
  (immediate, slow, pushes) => {
    if (slow && immediate === 0) return { row: CLEAR_SLOT[width], immediate };
    if (slow && immediate === -1) return { row: FILL_SLOT[width], immediate };
    return pushes && width === 'l' && isSmall(immediate) ? { row: PUSHED.slot, immediate } : null;
  };

const inMemory =
  (width: 'h' | 'w' | 'l'): Shorter =>
  (immediate, slow, pushes) => {
    if (slow && immediate === 0) return { row: ALU.and.mi[width], immediate };
    if (slow && immediate === -1) return { row: ALU.or.mi[width], immediate };
    return pushes && width === 'l' && isSmall(immediate) ? { row: PUSHED.memory, immediate } : null;
  };

const SHORT: ReadonlyMap<Instruction['op'], Shorter> = new Map<Instruction['op'], Shorter>([
  ...(['w', 'l'] as const).flatMap((w): [Row, Shorter][] => [
    [ALU.add.ri[w], stepBy(INCREMENT[w], DECREMENT[w], ALU.sub.ri[w])],
    [ALU.sub.ri[w], stepBy(DECREMENT[w], INCREMENT[w], ALU.add.ri[w])],
    [CONSTANT[w], constant(w)],
    [CONSTANT[`slot${w}`], inSlot(w)],
  ]),
  ...(['b', 'h', 'w', 'l'] as const).flatMap((w): [Row, Shorter][] => [
    [ALU.add.mi[w], stepBy(INCREMENT_M[w], DECREMENT_M[w], null)],
    [ALU.sub.mi[w], stepBy(DECREMENT_M[w], INCREMENT_M[w], null)],
  ]),
  ...(['h', 'w', 'l'] as const).map((w): [Row, Shorter] => [STORE.i[w], inMemory(w)]),
]);
