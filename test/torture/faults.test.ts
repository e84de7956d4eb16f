import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from '../../torture-lite/fault-table.ts';
import {
  faultReport,
  mutationScore,
  scoreFaults,
  writeFaultScripts,
} from '../../torture-lite/faults.ts';
import { findTool } from '../../torture-lite/specimen.ts';
import { folderSuite } from '../../torture-lite/suites.ts';
import { createBench } from './fake.ts';

const canPlant =
  process.arch === 'x64' && findTool('gcc') !== null && findTool('qemu-x86_64') !== null;

/** A program that sees the bugs which need rare instructions. */
const rare = `
#include <stdlib.h>
unsigned long opaque(unsigned long x) { volatile unsigned long v = x; return v; }
struct { int first, second; } global = { 1, 2 };
const char text[] = "ab\\0cd";
#define APART __attribute__((noipa))
APART unsigned __int128 add(unsigned __int128 a, unsigned __int128 b) { return a + b; }
APART unsigned __int128 sub(unsigned __int128 a, unsigned __int128 b) { return a - b; }
APART unsigned long tenth(unsigned long x) { return x / 10; }
APART int leading(unsigned long x) { return __builtin_clzl(x); }
APART long double minus(long double a, long double b) { return a - b; }
APART long double negated(long double a) { return -a; }
int main(void) {
  if (opaque(1) << opaque(40) != 0x10000000000UL) abort();
  if (global.second != 2) abort();
  if (text[opaque(3)] != 'c') abort();
  if (add(opaque(-1), 1) >> 64 != 1 || sub((unsigned __int128)1 << 64, 1) >> 64 != 0) abort();
  if (tenth(opaque(-1)) != 0x1999999999999999UL) abort();
  if (leading(opaque(16)) != 59) abort();
  if (minus(opaque(3), opaque(1)) != 2 || negated(opaque(1)) > 0) abort();
  return 0;
}
`;

const rareFaults = [
  'shift-narrow',
  'multiply-high',
  'carry-add',
  'carry-subtract',
  'extended-negate',
  'extended-reverse',
  'code-addend',
  'string-nul',
  'old-cpu',
];

describe('planted faults', () => {
  it('are at least forty, with names of their own', () => {
    expect(faults.length).toBeGreaterThanOrEqual(40);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  it('have sed scripts that sed takes', () => {
    for (const fault of faults) {
      if (fault.kind !== 'assembly') continue;
      const scripts = fault.sed.flatMap((script) => ['-e', script]);
      const { status } = spawnSync('sed', ['-E', ...scripts], { input: '\tnop\n' });
      expect([fault.name, status]).toEqual([fault.name, 0]);
    }
  });

  it.skipIf(!canPlant)('are noticed by a program that asks, and by no other', async () => {
    const bench = createBench({ 'idle.c': 'int main(void) { return 0; }\n', 'rare.c': rare });
    const chosen = faults.filter(({ name }) => rareFaults.includes(name));
    const suite = folderSuite('test', join(bench.folder, 'programs'));
    const plan = { faults: chosen, compiler: ['gcc'], jobs: 2, all: true };
    const scores = await scoreFaults({ ...plan, suite });
    for (const score of scores) {
      const killers = score.killers.map(({ program }) => program);
      expect([score.name, ...killers]).toEqual([score.name, 'rare']);
    }
    expect(mutationScore(scores)).toBe(1);
    const idle = { ...suite, programs: suite.programs.slice(0, 1) };
    const missed = await scoreFaults({ ...plan, suite: idle });
    expect(mutationScore(missed)).toBe(0);
    expect(faultReport(missed)).toContain(`0 of ${rareFaults.length} noticed (0.0%)`);
  });

  it.skipIf(!canPlant)('are compilers of their own', () => {
    const bench = createBench({});
    const source = bench.write('a.c', 'int main(int n, char **v) { int m = -n; return m + 10; }\n');
    const scripts = writeFaultScripts(join(bench.folder, 'cc'), ['gcc']);
    expect(scripts).toHaveLength(faults.length);
    const script = scripts.find((path) => path.endsWith('gcc-negate'))!;
    const program = join(bench.folder, 'a.out');
    const built = spawnSync(script, ['-O0', source, '-o', program, '-lm'], { encoding: 'utf8' });
    expect([built.status, built.stderr]).toEqual([0, '']);
    expect(spawnSync(program).status).toBe(10 + ~1);
    const object = join(bench.folder, 'a.o');
    expect(spawnSync(script, ['-O0', '-c', source, '-o', object]).status).toBe(0);
    expect(spawnSync('gcc', [object, '-o', program]).status).toBe(0);
    expect(spawnSync(program).status).toBe(10 + ~1);
  });
});
