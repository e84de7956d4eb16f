import { expect, test } from 'vitest';
import type { Move } from '../../backends/allocation/contract.ts';
import { moveSequencer } from '../../backends/allocation/moves.ts';
import { instruction, isRegister, type Place, spillPlace } from '../../backends/machine/code.ts';
import { Cls } from '../../compiler/ir/ops.ts';
import { type Random, randomFrom, toyFile } from './generate.ts';

const FILE = toyFile(4);
const CLASSES = [Cls.l, Cls.d, Cls.e] as const;
const CONSTANT = { name: 'constant', template: '', remat: true };

/** Places of a class: registers of its bank and slots that no other class uses. */
function placesOf(cls: Cls): Place[] {
  const slots = [0, 1, 2, 3].map((i) => spillPlace(4 * cls + i));
  const bank = FILE.bankOf(cls);
  return bank === -1 ? slots : [...FILE.allocatable[bank], ...slots];
}

function randomMoves(random: Random): Move[] {
  const moves: Move[] = [];
  for (const cls of CLASSES) {
    const places = placesOf(cls);
    const chance = random(5);
    for (const to of places) {
      if (random(5) < chance) continue;
      const from = places[random(places.length)]!;
      if (cls === Cls.e || random(6) > 0) moves.push({ kind: 'move', cls, from, to });
      else moves.push({ kind: 'remat', vreg: cls, definition: instruction(CONSTANT, {}), to });
    }
  }
  return moves;
}

/** Does moves one after the other; one that touches memory destroys the scratch registers. */
function run(moves: readonly Move[]): Map<Place, string> {
  const values = new Map<Place, string>();
  for (const move of moves) {
    const value = move.kind === 'move' ? (values.get(move.from) ?? `at ${move.from}`) : 'constant';
    if (move.kind === 'move' && !(isRegister(move.from) && isRegister(move.to))) {
      for (const register of FILE.scratch) values.set(register, 'rubbish');
    }
    values.set(move.to, value);
  }
  return values;
}

test('a sequence does what its parallel moves do', () => {
  const classes = [Cls.none, Cls.w, Cls.l, Cls.s, Cls.d, Cls.e];
  const random = randomFrom(1);
  let temporaries = 0;
  const sequence = moveSequencer(FILE, classes, () => spillPlace(100 + (temporaries++ % 2)));
  for (let round = 0; round < 1500; round++) {
    const moves = randomMoves(random);
    const out: Move[] = [];
    sequence(moves, out);
    const values = run(out);
    for (const move of moves) {
      const wanted = move.kind === 'move' ? `at ${move.from}` : 'constant';
      expect(values.get(move.to) ?? `at ${move.to}`).toBe(wanted);
    }
    const written = new Set(moves.map(({ to }) => to));
    for (const place of CLASSES.flatMap(placesOf)) {
      if (!written.has(place)) expect(values.has(place)).toBe(false);
    }
  }
  expect(temporaries).toBeGreaterThan(0);
});

test('a swap of registers takes three moves, a chain no more than its length', () => {
  const sequence = moveSequencer(FILE, [], () => spillPlace(0));
  const move = (from: Place, to: Place): Move => ({ kind: 'move', cls: Cls.l, from, to });
  const swap: Move[] = [];
  sequence([move(0, 1), move(1, 0)], swap);
  expect(swap).toHaveLength(3);
  expect(swap[0]).toMatchObject({ to: FILE.scratch[0] });
  const chain: Move[] = [];
  sequence([move(0, 1), move(1, 2), move(2, 3), move(3, 3)], chain);
  expect(chain).toEqual([move(2, 3), move(1, 2), move(0, 1)]);
});

test('two values for one destination are an error', () => {
  const sequence = moveSequencer(FILE, [], () => spillPlace(0));
  const move = (from: Place, to: Place): Move => ({ kind: 'move', cls: Cls.l, from, to });
  expect(() => sequence([move(0, 1), move(2, 1)], [])).toThrow('share a destination');
});
