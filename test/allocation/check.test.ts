/** Broken allocations: each kind of corruption is found and named. */
import { describe, expect, test } from 'vitest';
import { checkAllocation } from '../../backends/allocation/check.ts';
import type { Allocation, Edit, Move, RegisterFile } from '../../backends/allocation/contract.ts';
import { allocateLinearScan } from '../../backends/linear-scan/allocate.ts';
import {
  type Constraint,
  type MachineFunction,
  type Operand,
  spillPlace,
} from '../../backends/machine/code.ts';
import { allocateShuttle } from '../../backends/shuttle/allocate.ts';
import { type Random, randomFrom, randomFunction, toyFile } from './generate.ts';

interface Site {
  readonly block: number;
  readonly index: number;
  readonly operands: readonly Operand[];
  readonly at: number;
}

/** A corruption: a changed copy of the allocation, or null where it does not apply. */
type Corrupt = (item: {
  readonly func: MachineFunction;
  readonly file: RegisterFile;
  readonly allocation: Allocation;
  readonly random: Random;
}) => Allocation | null;

function sites(func: MachineFunction, allocation: Allocation): Site[] {
  return func.blocks.flatMap(({ instructions }, block) =>
    instructions.map(({ operands }, index) => {
      return { block, index, operands, at: allocation.starts[block]![index]! };
    }),
  );
}

function withPlace(allocation: Allocation, at: number, place: number): Allocation {
  const places = allocation.places.slice();
  places[at] = place;
  return { ...allocation, places, notes: [] };
}

/** Puts an operand of a constraint's kind elsewhere. */
function displace(kind: Constraint['kind'], where: 'register' | 'slot'): Corrupt {
  return ({ func, file, allocation, random }) => {
    const all = sites(func, allocation).flatMap(({ operands, at }) =>
      operands.flatMap((operand, k) => {
        const inBank = file.bankOf(func.classes[operand.vreg]!) === 0;
        return operand.constraint.kind === kind && inBank ? [at + k] : [];
      }),
    );
    if (all.length === 0) return null;
    const at = all[random(all.length)]!;
    const old = allocation.places[at]!;
    const other = file.allocatable[0].find((register) => register !== old)!;
    return withPlace(allocation, at, where === 'slot' ? spillPlace(0) : other);
  };
}

const dropMove: Corrupt = ({ allocation, random }) => {
  if (allocation.edits.length === 0) return null;
  const victim = random(allocation.edits.length);
  const edits = allocation.edits.map((edit, e) =>
    e === victim ? { ...edit, moves: edit.moves.slice(1) } : edit,
  );
  return { ...allocation, edits, notes: [] };
};

function changeMove(change: (move: Move) => Move): Corrupt {
  return ({ allocation, random }) => {
    if (allocation.edits.length === 0) return null;
    const victim = random(allocation.edits.length);
    const edits = allocation.edits.map((edit, e): Edit => {
      return e === victim ? { ...edit, moves: edit.moves.map(change) } : edit;
    });
    return { ...allocation, edits, notes: [] };
  };
}

const CASES: Record<string, [Corrupt, RegExp]> = {
  'a fixed operand elsewhere': [displace('fixed', 'register'), /must be in r\d/],
  'a register operand in memory': [displace('register', 'slot'), /must be in a register/],
  'a stack operand in a register': [displace('stack', 'register'), /must be in memory/],
  'a reuse def elsewhere': [displace('reuse', 'register'), /must reuse operand/],
  'a lost move': [dropMove, /reads v\d+ in|no place holds|holds its argument/],
  'a move from elsewhere': [
    changeMove((move) => (move.kind === 'move' ? { ...move, from: spillPlace(0) } : move)),
    /reads v\d+ in|no place holds|holds its argument|too small|lives in memory/,
  ],
  'a move to elsewhere': [
    changeMove((move) => ({ ...move, to: 0 })),
    /reads v\d+ in|no place holds|holds its argument|lives in memory/,
  ],
  'a slot that does not exist': [
    changeMove((move) => ({ ...move, to: spillPlace(100_000) })),
    /does not exist|rematerialised into memory/,
  ],
  'edits out of order': [
    ({ allocation }) => {
      if (allocation.edits.length < 2) return null;
      return { ...allocation, edits: [...allocation.edits].reverse(), notes: [] };
    },
    /out of order/,
  ],
  'slots too small': [
    ({ allocation }) => ({
      ...allocation,
      spillSlots: allocation.spillSlots.map(() => 4),
      notes: [],
    }),
    /too small/,
  ],
};

describe.each(Object.entries(CASES))('%s', (_, [corrupt, message]) => {
  test.each(['shuttle', 'linear-scan'])('is found in what %s gives', (name) => {
    const allocate = name === 'shuttle' ? allocateShuttle : allocateLinearScan;
    let tried = 0;
    let found = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = randomFrom(seed);
      const file = toyFile(3 + random(4));
      const func = randomFunction(random, file, {
        blocks: 12,
        instructions: 6,
        reach: 50,
        structured: true,
      });
      func.callsReturnsTwice = false;
      const broken = corrupt({ func, file, allocation: allocate(func, file), random });
      if (broken === null) continue;
      tried++;
      const said = checkAllocation(func, broken, file);
      if (said === null) continue;
      found++;
      expect(said).toMatch(/^random: (block b\d+, instruction \d+ \([a-z]+\): |edit )/);
      if (message.test(said)) continue;
      // A displaced value may be missed first by another operand or be in conflict with one.
      expect(said).toMatch(/reads v|conflict|must|clobbered|no place|argument/);
    }
    // Some moves are to or from where the value is anyway, or feed only what is dead.
    expect(found).toBeGreaterThan(tried * 0.6);
    expect(tried).toBeGreaterThan(5);
  });
});

test('a conflict of an early def with a use is found', () => {
  expect(conflictOf('early', 'early')).toMatch(/conflict/);
});

test('a late def may share the place of an early use, not of a late one', () => {
  expect(conflictOf('late', 'early')).toBeNull();
  expect(conflictOf('late', 'late')).toMatch(/conflict/);
});

/** A use and a def of one instruction, both in r0. */
function conflictOf(defAt: 'early' | 'late', useAt: 'early' | 'late'): string | null {
  const file = toyFile(2);
  const random = randomFrom(3);
  const shape = { blocks: 1, instructions: 1, reach: 0, structured: true };
  const func = randomFunction(random, file, shape);
  const block = func.blocks[0]!;
  const [entry] = block.instructions;
  const leave = block.instructions[block.instructions.length - 1]!;
  const constraint: Constraint = { kind: 'register' };
  const [r0, r1] = [func.classes.push(2) - 1, func.classes.push(2) - 1];
  const def: Operand = { vreg: r0, role: 'def', at: 'late', constraint };
  const operands: Operand[] = [
    { vreg: r0, role: 'use', at: useAt, constraint },
    { vreg: r1, role: 'def', at: defAt, constraint },
  ];
  block.instructions.length = 0;
  block.instructions.push(
    { ...entry!, operands: [def] },
    { ...entry!, operands },
    { ...leave, operands: [] },
  );
  const allocation: Allocation = {
    starts: [Int32Array.of(0, 1, 3)],
    places: Int32Array.of(0, 0, 0),
    edits: [],
    spillSlots: [],
    notes: [],
  };
  return checkAllocation(func, allocation, file);
}

test('sharing a slot is found where a call returns twice', () => {
  let found = 0;
  for (let seed = 0; seed < 20; seed++) {
    const file = toyFile(3);
    const shape = { blocks: 16, instructions: 8, reach: 60, structured: true };
    const func = randomFunction(randomFrom(seed), file, shape);
    func.callsReturnsTwice = false;
    const allocation = allocateLinearScan(func, file);
    func.callsReturnsTwice = true;
    if (checkAllocation(func, allocation, file)?.includes('returned to twice')) found++;
    expect(checkAllocation(func, allocateLinearScan(func, file), file)).toBeNull();
  }
  expect(found).toBeGreaterThan(10);
});
