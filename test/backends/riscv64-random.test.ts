/** Random programs under qemu against the interpreter, before and after optimization. */
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import { optimize } from '../../compiler/optimize/optimize.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { randomModule } from '../optimize/generate.ts';
import { BACKENDS } from './harness.ts';
import { REASON, run, SKIPS } from './riscv64-harness.ts';

const SEEDS = 12;
const DRIVER = `#include <stdio.h>
int f(int, int);
int main(void) { printf("%d", f(3, 5)); return 0; }`;

function expected(seed: number): string {
  const outcome = interpret(randomModule(seed), {
    model: DATA_MODELS.riscv64,
    call: { name: 'f', args: [3n, 5n] },
    maxSteps: 5_000_000,
  });
  return String(Number(outcome.result) | 0);
}

describe.skipIf(SKIPS).each(BACKENDS)(`riscv64 random programs by %s${REASON}`, (backend) => {
  it.each([false, true])(
    'give what the interpreter does (optimized: %s)',
    async (optimized) => {
      for (let seed = 101; seed < 101 + SEEDS; seed++) {
        const module = randomModule(seed);
        if (optimized) optimize(module, 'O2');
        const result = await run(module, DRIVER, { backend });
        expect(result.output, `seed ${seed}`).toBe(expected(seed));
      }
    },
    240_000,
  );
});
