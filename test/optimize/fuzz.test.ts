/** Random programs must do the same before and after each pass and each level. */
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import type { Module } from '../../compiler/ir/ir.ts';
import { verifyModule } from '../../compiler/ir/verify.ts';
import { optimize } from '../../compiler/optimize/optimize.ts';
import { PASSES } from '../../compiler/optimize/passes.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { randomModule } from './generate.ts';

const SEEDS = 40;
const INPUTS: readonly (readonly [number, number])[] = [
  [3, 5],
  [-7, 100],
];

function run(module: Module): string {
  return INPUTS.map((args) => {
    const outcome = interpret(module, {
      model: DATA_MODELS['x86-64'],
      call: { name: 'f', args: args.map(BigInt) },
      maxSteps: 2_000_000,
    });
    return `${outcome.kind} ${outcome.message} ${String(outcome.result)}`;
  }).join(', ');
}

const PREPARE = ['fold', 'split', 'promote', 'fold', 'cleanup', 'dead'];

describe.each(PASSES.map((row) => row.name))('random programs through %s alone', (pass) => {
  it('keep their meaning', () => {
    for (let seed = 1000; seed < 1000 + SEEDS / 4; seed++) {
      const before = run(randomModule(seed));
      for (const passes of [
        [pass, pass],
        [...PREPARE, pass, pass],
      ]) {
        const module = randomModule(seed);
        optimize(module, 'O3', { verify: true, vectors: seed % 2 === 0 ? 256 : 128, passes });
        expect(run(module), `seed ${seed}`).toBe(before);
      }
    }
  });
});

describe.each(['O1', 'O2', 'O3', 'Os'] as const)('random programs at -%s', (level) => {
  it('keep their meaning', () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const module = randomModule(seed);
      expect(verifyModule(module)).toEqual([]);
      const before = run(module);
      optimize(module, level, { verify: true, vectors: seed % 2 === 0 ? 256 : 128 });
      expect(run(module), `seed ${seed}`).toBe(before);
    }
  });
});
