/** `goodhart bisect` finds a pass that was made wrong on purpose, through the compiler's hook. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../cli/arguments.ts';
import { bisect, findCulprit } from '../../cli/bisect.ts';
import type { StageResult } from '../../compiler/compile.ts';
import { Op } from '../../compiler/ir/ops.ts';

const folder = mkdtempSync(join(tmpdir(), 'goodhart-bisect-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const MAIN = put(
  'main.c',
  `int twice(int), step(int);
   int main(int argc, char **argv) { return twice(argc) + step(argc) != 9; }\n`,
);
const OTHER = put(
  'other.c',
  `int twice(int x) { return x + x; }
   int step(int n) { int t = 0; for (int i = 0; i < 7; i++) t += n; return t; }\n`,
);

/** A pass that makes the additions of one function subtractions. */
function wrong(pass: string, name: string): (result: StageResult) => void {
  return (result) => {
    if (result.stage !== 'pass') return;
    const { event } = result;
    if (event.pass !== pass || event.func?.name !== name) return;
    for (const block of event.func.blocks) {
      for (const value of block.body) if (value.op === Op.add) value.op = Op.sub;
    }
  };
}

describe('bisect', () => {
  it('names the pass and the function, in the second of two files', async () => {
    const verdict = await findCulprit({
      settings: readArguments([MAIN, OTHER, '-O2']),
      test: '$1',
      after: wrong('gvn', 'twice'),
    });
    expect(verdict.kind).toBe('culprit');
    if (verdict.kind !== 'culprit') return;
    const { culprit, tests } = verdict;
    expect(culprit).toMatchObject({ file: OTHER, pass: 'gvn', func: 'twice' });
    expect(culprit.change).toMatch(/^-.*add/m);
    expect(culprit.change).toMatch(/^\+.*sub/m);
    expect(culprit.change).not.toContain('step');
    expect(tests).toBeLessThan(15);
  });

  it('says so where there is no fault, or none of a pass', async () => {
    const words = ['--test', 'sh -c', '--', MAIN, OTHER, '-O1'];
    expect(await bisect(words)).toBe(1);
    const settings = readArguments([MAIN, OTHER, '-O1']);
    const never = await findCulprit({ settings, test: 'false' });
    expect(never).toMatchObject({ kind: 'none', why: expect.stringMatching(/without any pass/) });
  });

  it('counts a test that takes too long as bad', async () => {
    const settings = readArguments([MAIN, OTHER, '-O1']);
    const verdict = await findCulprit({ settings, test: 'sleep 20; :', timeout: 0.2 });
    expect(verdict.kind).toBe('none');
  });

  it('knows its usage', async () => {
    expect(await bisect(['--', MAIN])).toBe(2);
    expect(await bisect(['--test', 'true'])).toBe(2);
  });
});
