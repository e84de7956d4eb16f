import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programsFolder } from '../../torture-lite/paths.ts';
import { Printer } from '../../torture-lite/rewrite/print.ts';
import { createRandom } from '../../torture-lite/rewrite/random.ts';
import { rewriteProgram } from '../../torture-lite/rewrite/rewrite.ts';
import { readUnit, Unreadable } from '../../torture-lite/rewrite/unit.ts';
import { folderSuite } from '../../torture-lite/suites.ts';
import {
  makeVariant,
  variantBase,
  variantId,
  withVariants,
  writeVariant,
} from '../../torture-lite/variants.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'variants-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function print(file: string): string {
  const unit = readUnit(file, readFileSync(file, 'latin1'), [], 'x86-64');
  const printer = new Printer(new Map());
  return [...unit.includes, ...unit.externals.map((node) => printer.external(node))].join('\n');
}

/** Builds files with gcc and runs them; the answer is the exit status. */
function outcome(files: readonly string[], flags: readonly string[] = []): number {
  const binary = join(folder, 'program');
  execFileSync('gcc', ['-w', '-O1', ...flags, ...files, '-o', binary]);
  try {
    execFileSync(binary);
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

const sample = `#include <stdlib.h>
struct s { int a, b[3]; unsigned f : 5; };
typedef int fn(int);
static int add(int x, int y) { return x + y; }
static unsigned mix(unsigned a, unsigned b) {
  unsigned r = (a + b) + 7u;
  for (unsigned i = 0; i < b; i++) r ^= i << 2 & a;
  return r;
}
static int choose(int x) {
  int r;
  if (x > 3) r = 1; else r = 2;
  while (x-- > 0) { if (x == 2) continue; r += x; }
  do r++; while (r < 5);
  switch (r) { case 5: return 50; default: break; }
  return r;
}
int main(void) {
  struct s v = {1, {2, 3, 4}, 9}, *p = &v;
  volatile double d = 1.5;
  if (add(v.b[1], p->a) != 4) abort();
  if (mix(6u, 5u) != 18u) abort();
  if (choose(0) != 50 || choose(5) != 10) abort();
  if (d * 2.0 != 3.0 || (char)300 != 44 || p->f != 9) abort();
  return 0;
}
`;

describe('printing', () => {
  test.each(['initializers-designated', 'goto-state-machine', 'varargs-types', 'vla-parameters'])(
    'what %s prints to, prints to itself',
    (name) => {
      const once = print(join(programsFolder(), `${name}.c`));
      const twice = print(write(`${name}.c`, once));
      expect(twice).toBe(once);
    },
  );

  test('declarators keep their nesting', () => {
    const text = print(write('d.c', 'int (*(*f)(int (*)[3], char *const *))[4];'));
    expect(text.replace(/\s+/g, '')).toBe(
      'int(*(*f)(int(*)[3],char**const))[4];'.replace('**const', '*const*'),
    );
  });
});

describe('rewriting', () => {
  test('variants mean the same, and rules of every kind take part', () => {
    const file = write('sample.c', sample);
    expect(outcome([file])).toBe(0);
    const fired = new Set<string>();
    const unit = readUnit(file, sample, [], 'x86-64');
    for (let seed = 1; seed <= 60; seed += 1) {
      const variant = rewriteProgram(unit, seed);
      for (const rule of variant.fired.keys()) fired.add(rule);
      if (seed > 12) continue;
      const files = writeVariant(variant, folder, `sample-${seed}`);
      expect(outcome(files), files.join(' ')).toBe(0);
    }
    expect([...fired].sort()).toEqual(
      expect.arrayContaining([
        'commute',
        'dead-code',
        'hide-literal',
        'if-to-switch',
        'other-index',
        'other-loop',
        'outline',
        'rename',
        'reorder',
        'second-file',
        'widen',
        'wrap',
      ]),
    );
  });

  test('the same seed makes the same variant, another seed another', () => {
    const file = write('again.c', sample);
    const request = { file, id: 'again', flags: [], seed: 3, index: 1, target: 'x86-64' };
    const first = makeVariant(request).texts;
    expect(makeVariant(request).texts).toEqual(first);
    expect(makeVariant({ ...request, index: 2 }).texts).not.toEqual(first);
    expect(makeVariant({ ...request, seed: 4 }).texts).not.toEqual(first);
  });

  test('what must stay constant stays, and names of the library keep theirs', () => {
    const text = `#include <string.h>
enum { SIZE = 3 };
static int table[SIZE + 1] = {[2] = 5};
int main(void) {
  switch (table[2]) { case 5 + 0: return (int)strlen("") + (int)sizeof(char[2]) - 2; }
  return 1;
}
`;
    const unit = readUnit(write('c.c', text), text, [], 'x86-64');
    for (let seed = 1; seed <= 30; seed += 1) {
      const { texts } = rewriteProgram(unit, seed);
      expect(texts[0]).toContain('strlen(');
      expect(texts[0]).toContain('case (5 + 0):');
      expect(texts[0]).toMatch(/\[2\] = 5/);
    }
  });

  test('nodes of one place and kind are told apart from their types', () => {
    const text = `typedef int op(int);
static int twice(int x) { return 2 * x; }
static op *choose(int c) { return c ? twice : 0; }
static op *(*outer(void))(int) { return choose; }
int main(void) {
  int n = 3;
  int grid[n][n], (*row)[n] = grid;
  for (int i = 0; row < grid + n; row++) row[0][0] = i++;
  return outer()(1)(n - 2) - 2 * grid[1][0];
}
`;
    const file = write('places.c', text);
    expect(outcome([file])).toBe(0);
    const unit = readUnit(file, text, [], 'x86-64');
    for (let seed = 1; seed <= 20; seed += 1) {
      const files = writeVariant(rewriteProgram(unit, seed), folder, `places-${seed}`);
      expect(outcome(files), files.join(' ')).toBe(0);
    }
  });

  test('atomic builtins get plain pointers, which every compiler takes', () => {
    const text = `#include <stdatomic.h>
static _Atomic long n;
int main(void) { atomic_store(&n, 3); return atomic_fetch_add(&n, 4) != 3; }
`;
    const unit = readUnit(write('atomic.c', text), text, [], 'x86-64');
    const [made = ''] = rewriteProgram(unit, 1).texts;
    expect(made).toMatch(/__atomic_store\(\(\(?long \*\)/);
    expect(made).toMatch(/__atomic_fetch_add\(\(\(?long \*\)/);
    expect(outcome([write('atomic-made.c', made)])).toBe(0);
  });

  test('functions that come back twice are left alone', () => {
    const text = `#include <setjmp.h>
static jmp_buf b;
int main(void) { if (setjmp(b) == 0) longjmp(b, 1); return 3 - 3; }
`;
    const unit = readUnit(write('j.c', text), text, [], 'x86-64');
    for (let seed = 1; seed <= 20; seed += 1) {
      expect(rewriteProgram(unit, seed).texts[0]).toContain('return 3 - 3;');
    }
  });

  test('a program that the front end refuses is told as such', () => {
    const text = 'int main(void) { return no_such_name; }\n';
    expect(() => readUnit(write('bad.c', text), text, [], 'x86-64')).toThrow(Unreadable);
  });
});

describe('suites', () => {
  test('each program is followed by its variants', () => {
    mkdirSync(join(folder, 'suite'));
    write('suite/one.c', sample);
    const suite = withVariants(folderSuite('test', join(folder, 'suite')), 2, 7);
    const ids = suite.programs.map(({ id }) => id).filter((id) => id.startsWith('one'));
    expect(ids).toEqual(['one', 'one~1', 'one~2']);
    expect(variantBase('one~2')).toBe('one');
    expect(variantBase('one')).toBeNull();
    expect(variantBase(variantId('a~b', 3))).toBe('a~b');
    expect(new Set(suite.programs.map(({ digest }) => digest)).size).toBe(suite.programs.length);
  });

  test('random choices depend on the seed alone', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 8 }, () => random.below(1000));
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
  });
});
