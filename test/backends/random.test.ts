/** Random programs natively against the interpreter, before and after optimization. */
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import type { Module } from '../../compiler/ir/ir.ts';
import { optimize } from '../../compiler/optimize/optimize.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { randomModule } from '../optimize/generate.ts';
import { BACKENDS, run } from './harness.ts';

const SEEDS = 12;
const INPUT = [3, 5] as const;

/** The module of a seed, its functions renamed so that many stand in one program. */
function part(seed: number, optimized: boolean): Module {
  const module = randomModule(seed);
  if (optimized) optimize(module, 'O2', { vectors: 128 });
  return module;
}

function expected(seed: number): string {
  const outcome = interpret(randomModule(seed), {
    model: DATA_MODELS['x86-64'],
    call: { name: 'f', args: INPUT.map(BigInt) },
    maxSteps: 5_000_000,
  });
  return String(Number(outcome.result) | 0);
}

const DRIVER = `#include <stdio.h>
int f(int, int);
int main(void) { printf("%d", f(${INPUT.join(', ')})); return 0; }`;

describe.each(BACKENDS)('random programs by %s', (backend) => {
  it.each([false, true])(
    'give what the interpreter does (optimized: %s)',
    async (optimized) => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const result = await run(part(seed, optimized), DRIVER, { backend });
        expect(result.output, `seed ${seed}`).toBe(expected(seed));
      }
    },
    120_000,
  );
});
