import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultOf, mutant, seedPrograms } from './fuzz.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A sample; scripts/fuzz-front-end.mjs runs campaigns. */
const MUTANTS = 300;

describe('the front end on mutated programs', () => {
  const programs = seedPrograms(ROOT);

  it('has programs to mutate, each in its own way', () => {
    expect(programs.length).toBeGreaterThan(100);
    expect(mutant(programs, 1)).toBe(mutant(programs, 1));
    expect(mutant(programs, 1)).not.toBe(mutant(programs, 2));
  });

  it('answers every one with a verdict', () => {
    for (let seed = 1; seed <= MUTANTS; seed++) {
      const fault = faultOf(mutant(programs, seed));
      expect(fault, `seed ${seed}`).toBeNull();
    }
  });
});
