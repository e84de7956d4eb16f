import { describe, expect, test } from 'vitest';
import { applyAllocation } from '../../backends/allocation/apply.ts';
import { checkAllocation } from '../../backends/allocation/check.ts';
import type { Allocator, RegisterFile } from '../../backends/allocation/contract.ts';
import { allocateLinearScan } from '../../backends/linear-scan/allocate.ts';
import type { MachineFunction } from '../../backends/machine/code.ts';
import { allocateShuttle } from '../../backends/shuttle/allocate.ts';
import { randomFrom, randomFunction, toyFile } from './generate.ts';
import { toyTarget, trace } from './machine.ts';

const ALLOCATORS: Record<string, Allocator> = {
  shuttle: allocateShuttle,
  'linear-scan': allocateLinearScan,
};

interface Case {
  readonly func: MachineFunction;
  readonly file: RegisterFile;
}

/** Case `seed`: from 2 to 16 registers a bank, small and big, structured and wild. */
function randomCase(seed: number): Case {
  const random = randomFrom(seed);
  const file = toyFile(2 + random(seed % 3 === 0 ? 15 : 4));
  const func = randomFunction(random, file, {
    blocks: 4 + random(40),
    instructions: 1 + random(10),
    reach: random(80),
    structured: random(3) > 0,
  });
  return { func, file };
}

describe.each(Object.entries(ALLOCATORS))('%s', (_, allocate) => {
  test('is right on random functions, by proof and by running them', () => {
    for (let seed = 0; seed < 600; seed++) {
      const { func, file } = randomCase(seed);
      const allocation = allocate(func, file);
      expect(checkAllocation(func, allocation, file), `seed ${seed}`).toBeNull();
      const before = trace(func, seed, 60, false);
      applyAllocation(func, allocation, toyTarget(file));
      expect(trace(func, seed, 60, true), `seed ${seed}`).toEqual(before);
    }
  }, 60_000);

  test('changes nothing itself and answers the same twice', () => {
    const { func, file } = randomCase(7);
    const first = allocate(func, file);
    expect(func.blocks.every((b) => b.instructions.every((i) => i.places === null))).toBe(true);
    const again = allocate(func, file);
    expect([...again.places]).toEqual([...first.places]);
    expect(again.edits).toEqual(first.edits);
  });

  test('refuses a critical edge', () => {
    const { func, file } = randomCase(7);
    const from = func.blocks.find((block) => block.succs.length > 1)!;
    const to = func.blocks.find((block) => block.preds.length > 1)!;
    from.succs.push(to);
    to.preds.push(from);
    for (const phi of to.phis) (phi.args as number[]).push(phi.args[0]!);
    expect(() => allocate(func, file)).toThrow('critical edge');
  });

  test('notes where values stood', () => {
    const { func, file } = randomCase(7);
    const { notes } = allocate(func, file);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) expect(note.from).toBeLessThanOrEqual(note.to);
  });
});

test('linear-scan needs a fraction of the moves of the shuttle', () => {
  let [naive, good] = [0, 0];
  for (let seed = 0; seed < 60; seed++) {
    const file = toyFile(14);
    const shape = { blocks: 20, instructions: 8, reach: 20, structured: true };
    const func = randomFunction(randomFrom(seed), file, shape);
    const count = (allocate: Allocator): number =>
      allocate(func, file).edits.reduce((sum, edit) => sum + edit.moves.length, 0);
    naive += count(allocateShuttle);
    good += count(allocateLinearScan);
  }
  expect(good).toBeLessThan(naive / 2);
});
