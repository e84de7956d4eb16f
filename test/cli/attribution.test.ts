/** `goodhart attribution`: the factors, and a small program measured all four ways. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { type Attribution, attribution, effectsOf } from '../../cli/attribution.ts';

const folder = mkdtempSync(join(tmpdir(), 'goodhart-attribution-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  unsigned long n = atol(argv[1]), a = 1, b = 2, c = 3;
  for (unsigned long i = 0; i < n; i++) { a += b ^ i; b += c * 3; c ^= a >> 3; }
  printf("%lu\\n", a + b + c);
}
`;

describe('attribution', () => {
  it('divides a gain into its parts', () => {
    expect(effectsOf([100, 50, 25, 5])).toEqual({
      ...{ optimizer: 2, allocator: 4, both: 20, interaction: 2.5 },
    });
  });

  it('measures the four corners of a program', async () => {
    const path = join(folder, 'mix.c');
    writeFileSync(path, PROGRAM);
    const words = ['attribution', path, '--args', '3000000', '--rounds', '1', '--json'];
    const { stdout } = await execa('dist/goodhart.js', words);
    const [result] = JSON.parse(stdout) as Attribution[];
    expect(result?.program).toBe('mix');
    expect(result?.times.every((time) => time >= 1)).toBe(true);
    const [naive, passes, , both] = result?.instructions ?? [0, 0, 0, 0];
    expect(both).toBeLessThan(passes);
    expect(both).toBeLessThan(naive);
  });

  it('says which program cannot be compared', async () => {
    const path = join(folder, 'pid.c');
    writeFileSync(
      path,
      'int getpid(void), printf(const char *, ...);\nint main(void) { printf("%d", getpid()); }\n',
    );
    expect(await attribution([path, '--rounds', '1'])).toBe(1);
    expect(await attribution([join(folder, 'none.c')])).toBe(1);
    expect(await attribution(['--rounds', '0'])).toBe(2);
  });
});
