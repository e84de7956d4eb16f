/** Every foldable op on riscv64 against the constant evaluator. */
import { describe, expect, it } from 'vitest';
import { BACKENDS } from './harness.ts';
import { operations } from './operations.ts';
import { REASON, run, SKIPS } from './riscv64-harness.ts';

describe.skipIf(SKIPS).each(BACKENDS)(`riscv64 operations by %s${REASON}`, (backend) => {
  it('compute what the evaluator does', async () => {
    const { module, driver } = operations('binary128');
    const result = await run(module, driver, { backend }, ['-O0', '-Wl,--no-relax']);
    expect(result).toEqual({ status: 0, output: '0 bad' });
  }, 600_000);
});
