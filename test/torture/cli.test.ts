import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { torture } from '../../cli/torture.ts';
import { type Bench, createBench } from './fake.ts';

interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function run(...argv: string[]): Promise<Said> {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
  const status = await torture(argv);
  vi.restoreAllMocks();
  return { status, out, err };
}

function suiteOf(bench: Bench): string {
  return join(bench.folder, 'programs');
}

describe('exit status', () => {
  it('is 0 when all is good and 1 when something failed', async () => {
    const bench = createBench({ 'a.c': '//sh exit 0\n' });
    const good = await run(suiteOf(bench), '--cc', `x=${bench.compiler}`, '--levels', '-O0,2');
    expect(good.status).toBe(0);
    expect(good.out).toMatch(/^x +-O2 +host +1 +0 +0 +100\.0% +1$/m);
    bench.write('programs/b.c', '//sh exit 1\n');
    const bad = await run(suiteOf(bench), '--cc', bench.compiler, '--levels', '0', '--github');
    expect(bad.status).toBe(1);
    expect(bad.out).toContain('::error file=');
  });

  it('is 2 for a usage error', async () => {
    const bench = createBench({ 'a.c': '' });
    const cc = ['--cc', bench.compiler];
    for (const argv of [
      [suiteOf(bench)],
      [suiteOf(bench), ...cc, '--unknown'],
      [suiteOf(bench), ...cc, ...cc],
      [suiteOf(bench), ...cc, '--levels', '7'],
      [suiteOf(bench), ...cc, '--shard', '3/2'],
      [suiteOf(bench), ...cc, '--resume'],
      [suiteOf(bench), ...cc, '--only', 'nothing'],
      [join(bench.folder, 'none'), ...cc],
      ['gcc-torture', ...cc],
      ['merge'],
      ['merge', join(bench.folder, 'none.json')],
      ['csmith', ...cc, '--seeds', 'x'],
    ]) {
      const { status, err } = await run(...argv);
      expect([argv.join(' '), status]).toEqual([argv.join(' '), 2]);
      expect(err).not.toBe('');
    }
    expect((await run('--help')).status).toBe(0);
  });

  it('is 3 when a tool is missing', async () => {
    const bench = createBench({ 'a.c': '' });
    const missing = await run(suiteOf(bench), '--cc', 'no-such-compiler-here');
    expect(missing.status).toBe(3);
    const wrapper = ['--run', 'no-such-emulator-here -x'];
    expect((await run(suiteOf(bench), '--cc', bench.compiler, ...wrapper)).status).toBe(3);
  });
});

describe('files', () => {
  it('of shards merge, and resume a run', async () => {
    const bench = createBench({ 'a.c': '//sh exit 0\n', 'b.c': '//sh exit 1\n' });
    const file = (name: string) => join(bench.folder, name);
    const shared = [suiteOf(bench), '--cc', bench.compiler, '--levels', '0'];
    const first = await run(...shared, '--shard', '1/2', '--results', file('1.json'));
    const second = await run(...shared, '--shard', '2/2', '--results', file('2.json'));
    expect([first.status, second.status]).toEqual([0, 1]);
    const junit = ['--junit', file('j.xml'), '--sarif', file('s.json')];
    const whole = ['--results', file('all.json')];
    const merged = await run('merge', file('1.json'), file('2.json'), ...junit, ...whole);
    expect(merged.status).toBe(1);
    expect(readFileSync(file('j.xml'), 'utf8')).toContain('tests="2"');
    expect((await run('merge', file('1.json'))).status).toBe(1);
    const resumed = await run(...shared, '--resume', ...whole);
    expect(resumed.out).toMatch(/-O0 +host +1 +1 +0/);
    const before = readFileSync(file('all.json'), 'utf8');
    const narrower = await run(...shared, '--resume', ...whole, '--only', 'a');
    expect([narrower.status, narrower.err]).toEqual([2, expect.stringContaining('another run: b')]);
    expect(readFileSync(file('all.json'), 'utf8')).toBe(before);
  });

  it('list what a suite proves', async () => {
    const bench = createBench({ 'a.c': '// proves: that a is a\n' });
    expect((await run('list', suiteOf(bench))).out).toBe('a  that a is a\n');
  });
});
