/** Every foldable op of the table on x86-64 against the constant evaluator, by both allocators. */
import { describe, expect, it } from 'vitest';
import { BACKENDS, run } from './harness.ts';
import { operations } from './operations.ts';

describe.each(BACKENDS)('operations by %s', (backend) => {
  it('compute what the evaluator does', async () => {
    const { module, driver } = operations('x87');
    const result = await run(module, driver, { backend }, ['-O0']);
    expect(result).toEqual({ status: 0, output: '0 bad' });
  }, 120_000);
});
