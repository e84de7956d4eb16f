import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shapeOf, signatureOf } from '../../torture-lite/fuzz.ts';
import { createRunner } from '../../torture-lite/process.ts';
import { interestingness, type ReducePlan, reduceProgram } from '../../torture-lite/reduce.ts';
import { createBench } from './fake.ts';

/** A gcc that makes 1 of 42, and dies of the word TRAP. */
const brokenCompiler = `#!/bin/sh
for word; do case $word in *.c) file=$word; if grep -q 42 "$word"; then break; fi ;; esac; done
if grep -q TRAP "$file"; then echo 'internal compiler error: TRAP' >&2; exit 4; fi
sed 's/42/1/g' "$file" > "$file.broken.c"
for word; do
  shift
  if [ "$word" = "$file" ]; then set -- "$@" "$file.broken.c"; else set -- "$@" "$word"; fi
done
gcc "$@"
status=$?
rm -f "$file.broken.c"
exit $status
`;

const wrong = `#include <stdio.h>
static int unused(int x) { return x * 2; }
int main(void) {
  int a[4] = {1, 2, 3, 4}, sum = 0;
  for (int i = 0; i < 4; i++) sum += a[i] + unused(i) * 0;
  printf("%d\\n", 42 + sum);
  return 0;
}
`;

function planOf(text: string): ReducePlan {
  const bench = createBench({ 'p.c': text });
  const compiler = bench.write('brokencc', brokenCompiler);
  chmodSync(compiler, 0o755);
  return {
    files: [join(bench.folder, 'programs/p.c')],
    specimen: [compiler, '-O1'],
    wrapper: [],
    flags: [],
    libraries: [],
    references: ['gcc', 'clang'],
    folder: join(bench.folder, 'reduced'),
    seconds: 15,
    jobs: 2,
  };
}

describe('reducing', () => {
  test('keeps the failure and never grows', async () => {
    const plan = planOf(wrong);
    const runner = createRunner();
    const reduction = await reduceProgram(plan, runner);
    runner.sweep();
    expect(reduction.kind).toBe('wrong');
    const text = readFileSync(reduction.files[0]!, 'latin1');
    expect(text).toContain('42');
    expect(reduction.after).toBeLessThanOrEqual(reduction.before);
    expect(reduction.bisected).toBeNull();
  }, 120_000);

  test('takes two files and leaves nothing but its results', async () => {
    const plan = planOf(
      'int f(int);\nint printf(const char *, ...);\n' +
        'int main(void) { printf("%d\\n", f(42)); return 0; }\n',
    );
    const other = plan.files[0]!.replace('p.c', 'q.c');
    writeFileSync(other, 'int f(int x) { return x; }\n');
    const runner = createRunner();
    const files = [...plan.files, other];
    const reduction = await reduceProgram({ ...plan, files, flags: ['-w'] }, runner);
    runner.sweep();
    expect(reduction.files.map((file) => basename(file))).toEqual(['program.c', 'program.1.c']);
    expect(readdirSync(plan.folder).sort()).toEqual([
      'check.sh',
      'original.1.c',
      'original.c',
      'program.1.c',
      'program.c',
    ]);
  }, 120_000);

  test('refuses a program on which the specimen does not fail', async () => {
    const plan = planOf('int main(void) { return 0; }\n');
    await expect(reduceProgram(plan, createRunner())).rejects.toThrow('does not fail');
  });

  test('refuses a program with undefined behaviour', async () => {
    const plan = planOf(
      'int main(void) { volatile int n = 42; return (1 << n) * 0 + (n == 1); }\n',
    );
    await expect(reduceProgram(plan, createRunner())).rejects.toThrow('undefined behaviour');
  });

  test('the script tells crashes of the compiler from wrong results', () => {
    const script = interestingness(planOf(wrong), 'compiler-crash', []);
    expect(script).toContain('[ $kind = 11 ] || exit 1');
  });
});

describe('findings', () => {
  test('are alike when only names, numbers and layout differ', () => {
    expect(shapeOf('int a = 1; // x\nint b;')).toBe(shapeOf('int  foo = 22;\nint bar;'));
    expect(shapeOf('int a = 1;')).not.toBe(shapeOf('int a = b;'));
  });

  test('crashes group by message, wrong results by program', () => {
    const cell = {
      program: 'p',
      level: '-O2',
      kind: 'compiler-crash' as const,
      detail: 'at 12: x',
    };
    expect(signatureOf(cell)).toBe(signatureOf({ ...cell, program: 'q', detail: 'at 99: x' }));
    const bad = { ...cell, kind: 'wrong' as const };
    expect(signatureOf(bad)).not.toBe(signatureOf({ ...bad, program: 'q' }));
  });
});
