import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cell, Results } from '../../torture-lite/results.ts';
import { runSuite } from '../../torture-lite/run.ts';
import { findTool } from '../../torture-lite/specimen.ts';
import { createBench, planFor } from './fake.ts';

const quick = { seconds: 2, megabytes: 0, outputBytes: 1000, fileMegabytes: 1 };

const hasBaseline =
  process.arch === 'x64' && findTool('gcc') !== null && findTool('qemu-x86_64') !== null;

function verdicts(results: Results): string[] {
  return results.cells.map((cell) => `${cell.program} ${cell.level} ${cell.kind}`);
}

function abortOnceExists(file: string): AbortController {
  const controller = new AbortController();
  const timer = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(timer);
    controller.abort();
  }, 20);
  return controller;
}

describe('verdicts', () => {
  it('tells a wrong level from a right one', async () => {
    const bench = createBench({
      'a.c': '//cc note=$level\n//sh grep -q "^# -O[2]" "$0" && exit 3\n//sh exit 0\n',
    });
    const results = await runSuite(planFor(bench));
    expect(verdicts(results)).toEqual(['a -O0 pass', 'a -O2 wrong']);
    expect(results.cells[1]!.detail).toBe('exit status 3');
    expect(results.cells[1]!.redo).toContain(`fakecc -O2 ${bench.folder}/programs/a.c -o ./redo`);
    expect(results.complete).toBe(true);
  });

  it('names each way of failing', async () => {
    const bench = createBench({
      'abort.c': '//sh kill -ABRT $$\n',
      'crash.c': '//cc kill -SEGV $$\n',
      'exit139.c': '//cc exit 139\n',
      'hang.c': '//cc sleep 60\n',
      'ice.c': '//cc echo "x.c:1: internal compiler error: in foo" >&2; exit 1\n',
      'loop.c': '//sh while :; do :; done\n',
      'nothing.c': '//cc exit 0\n',
      'refuse.c': '//cc echo "x.c:1:1: error: no" >&2; exit 1\n',
      'stack.c': '//cc printf "Error: x\\n    at f (file:///c.js:1:2)\\n" >&2; exit 1\n',
    });
    const limits = { compileLimits: quick, runLimits: quick };
    const plan = planFor(bench, { levels: ['-O0'], ...limits, jobs: 4 });
    const results = await runSuite(plan);
    expect(results.cells.map((cell) => [cell.program, cell.kind, cell.detail])).toEqual([
      ['abort', 'wrong', 'SIGABRT'],
      ['crash', 'compiler-crash', 'SIGSEGV'],
      ['exit139', 'compiler-crash', 'exit status 139 (SIGSEGV)'],
      ['hang', 'compile-timeout', 'no end within 2 s'],
      ['ice', 'compiler-crash', 'exit status 1: x.c:1: internal compiler error: in foo'],
      ['loop', 'run-timeout', 'no end within 2 s'],
      ['nothing', 'compile-error', 'exit status 0 but no output file'],
      ['refuse', 'compile-error', 'exit status 1: x.c:1:1: error: no'],
      ['stack', 'compiler-crash', 'exit status 1: at f (file:///c.js:1:2)'],
    ]);
  });

  it('ends floods of output and of files', async () => {
    const bench = createBench({
      'compiler.c': '//cc while :; do echo flood; done\n',
      'file.c':
        '//sh dd if=/dev/zero of=big bs=1024 count=4096 2>/dev/null && exit 0\n//sh exit 9\n',
      'program.c': '//sh while :; do echo flood; done\n',
    });
    const plan = planFor(bench, {
      levels: ['-O0'],
      compileLimits: { ...quick, seconds: 20 },
      runLimits: { ...quick, seconds: 20 },
    });
    const results = await runSuite(plan);
    expect(results.cells.map((cell) => `${cell.kind}: ${cell.detail.slice(0, 31)}`)).toEqual([
      'compiler-crash: more than 1000 bytes of output',
      'wrong: exit status 9',
      'wrong: more than 1000 bytes of output',
    ]);
  });

  it('compares output with NAME.c.expected and NAME.expected', async () => {
    const bench = createBench({
      'a.c': '//sh echo one; echo two\n',
      'a.c.expected': 'one\ntwo\n',
      'b.c': '//sh echo one; echo three\n',
      'b.expected': 'one\ntwo\n',
    });
    const results = await runSuite(planFor(bench, { levels: ['-O0'] }));
    expect(results.cells.map((cell) => [cell.kind, cell.detail])).toEqual([
      ['pass', ''],
      ['wrong', 'output line 2 is "three", not "two"'],
    ]);
  });
});

describe('batches', () => {
  const programs = {
    'a.c': '//sh exit 0\n',
    'b.c': '//sh exit 3\n',
    'c.c': '//cc echo "c.c:1:1: error: no" >&2; exit 1\n',
    'd.c': '//sh exit 0\n',
    'e.c': '//sh exit 0\n',
    'f.c': '//sh exit 4\n',
  };
  const commandsOf = (folder: string): string[] =>
    readFileSync(join(folder, 'commands'), 'latin1').split('\n').filter(Boolean);

  it('give the verdicts that programs have alone', async () => {
    const bench = createBench(programs);
    const plan = planFor(bench, { jobs: 1 });
    const alone = await runSuite(plan);
    const together = await runSuite({ ...plan, batch: 4 });
    const key = ({ program, level, kind, detail, redo }: Cell): unknown[] => [
      program,
      level,
      kind,
      detail,
      redo,
    ];
    expect(together.cells.map(key)).toEqual(alone.cells.map(key));
  });

  it('compile in one command, and in halves where one fails', async () => {
    const bench = createBench(programs);
    await runSuite(planFor(bench, { jobs: 1, levels: ['-O2'], batch: 4 }));
    const compiled = commandsOf(bench.folder)
      .map((line) => [...line.matchAll(/(\w+)\.c\b/g)].map((match) => match[1]).join(''))
      .filter((files) => files !== '' && files !== 'empty');
    expect(compiled).toEqual(['abcd', 'ab', 'cd', 'c', 'd', 'ef']);
  });

  it('keep programs apart that need other flags or have the same name', async () => {
    const bench = createBench({});
    const write = (name: string, text: string): string => bench.write(`programs/${name}`, text);
    write('a.c', '// flags: -DA\n//sh exit 0\n');
    write('b.c', '//sh exit 0\n');
    write('sub/b.c', '//sh exit 1\n');
    const results = await runSuite(planFor(bench, { jobs: 1, levels: ['-O2'], batch: 4 }));
    expect(results.cells.map((cell) => `${cell.program} ${cell.kind}`)).toEqual([
      'a pass',
      'b pass',
      'sub/b wrong',
    ]);
    expect(commandsOf(bench.folder).filter((line) => /(^| )-S /.test(line))).toEqual([]);
  });
});

describe('binaries', () => {
  it('does not run one that is identical to an earlier level', async () => {
    const bench = createBench({});
    const log = join(bench.folder, 'log');
    bench.write('programs/differs.c', `//cc note=$level\n//sh echo differs >> ${log}\n`);
    bench.write('programs/same.c', `//sh echo same >> ${log}; exit 1\n`);
    const results = await runSuite(planFor(bench, { levels: ['-O0', '-O1', '-O2'] }));
    const ran = readFileSync(log, 'utf8').trim().split('\n').sort();
    expect(ran).toEqual(['differs', 'differs', 'differs', 'same']);
    expect(results.cells.map((cell) => cell.sameAs)).toEqual([
      null,
      null,
      null,
      null,
      '-O0',
      '-O0',
    ]);
    expect(results.cells.slice(3).every((cell) => cell.kind === 'wrong')).toBe(true);
    expect(results.cells[5]!.redo).toContain('-O2');
  });

  it('go through the wrapper of their specimen', async () => {
    const bench = createBench({ 'a.c': '//sh [ "$WRAPPED" = yes ]\n' });
    const plan = planFor(bench, { levels: ['-O0'] });
    const wrapped = { of: 'fake', words: ['env', 'WRAPPED=yes'] };
    expect((await runSuite(plan)).cells[0]!.kind).toBe('wrong');
    const results = await runSuite({ ...plan, wrappers: [wrapped] });
    expect(results.cells[0]!.kind).toBe('pass');
  });
});

describe('another CPU', () => {
  it('is not tried for a target that is not known', async () => {
    const bench = createBench({ 'a.c': '//sh exit 0\n', 'b.c': '//sh exit 1\n' });
    const plan = planFor(bench, { levels: ['-O0'], cpus: ['host', 'baseline'] });
    const results = await runSuite(plan);
    expect(results.cells.map((cell) => [cell.cpu, cell.kind, cell.detail])).toEqual([
      ['host', 'pass', ''],
      ['baseline', 'skip', 'its target is not known'],
      ['host', 'wrong', 'exit status 1'],
      ['baseline', 'skip', 'did not pass on host'],
    ]);
  });

  it.skipIf(!hasBaseline)('shows an instruction that it does not have', async () => {
    const bench = createBench({
      'a.c': 'int main(int n, char **v) { return __builtin_clz(n + 15) - 27; }\n',
    });
    const specimens = [
      { name: 'gcc', command: ['gcc'] },
      { name: 'lzcnt', command: ['gcc', '-mlzcnt'] },
    ];
    const cpus = ['host', 'baseline'];
    const results = await runSuite(planFor(bench, { levels: ['-O2'], cpus, specimens }));
    const kinds = results.cells.map((cell) => `${cell.specimen} ${cell.cpu} ${cell.kind}`);
    expect(kinds.slice(0, 2)).toEqual(['gcc host pass', 'gcc baseline pass']);
    expect(kinds[3]).not.toBe('lzcnt baseline pass');
    expect(results.specimens.map(({ target }) => target)).toEqual(['x86-64', 'x86-64']);
  });
});

describe('resuming', () => {
  it('keeps what is known and redoes what changed', async () => {
    const bench = createBench({});
    const log = join(bench.folder, 'log');
    bench.write('programs/a.c', `//cc note=$level\n//sh echo a >> ${log}\n`);
    bench.write('programs/b.c', `//cc note=$level\n//sh echo b >> ${log}\n`);
    const earlier = await runSuite(planFor(bench));
    bench.write('programs/b.c', `//cc note=$level\n//sh echo changed >> ${log}\n`);
    const again = await runSuite(planFor(bench, { earlier, levels: ['-O0', '-O2', '-O3'] }));
    const ran = readFileSync(log, 'utf8').trim().split('\n');
    expect(ran.filter((word) => word === 'a')).toHaveLength(3);
    expect(ran.filter((word) => word === 'changed')).toHaveLength(3);
    expect(again.cells).toHaveLength(6);
  });

  it('redoes everything when the compiler changed', async () => {
    const bench = createBench({ 'a.c': '//sh exit 0\n' });
    const earlier = await runSuite(planFor(bench));
    const script = readFileSync(bench.compiler, 'utf8');
    bench.write('fakecc', script.replace('note=\n', 'note=broken; exit 1\n'));
    const again = await runSuite(planFor(bench, { earlier }));
    expect(again.cells.every((cell) => cell.kind === 'compile-error')).toBe(true);
  });

  it('keeps cells it had not reached when it was interrupted', async () => {
    const bench = createBench({ 'a.c': '//cc note=$level\n//sh :\n', 'b.c': '//sh :\n' });
    const earlier = await runSuite(planFor(bench));
    const started = join(bench.folder, 'started');
    bench.write('programs/a.c', `//cc : > ${started}; sleep 60\n`);
    const controller = abortOnceExists(started);
    const plan = planFor(bench, { earlier, jobs: 1, compileLimits: { ...quick, seconds: 60 } });
    const results = await runSuite(plan, { signal: controller.signal });
    expect(results.complete).toBe(false);
    expect(verdicts(results)).toEqual(['b -O0 pass', 'b -O2 pass']);
  });
});

describe('cleaning up', () => {
  const leftovers = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('goodhart-torture-'));

  it('removes temporaries, also when aborted', async () => {
    const before = leftovers();
    const bench = createBench({});
    const started = join(bench.folder, 'started');
    bench.write('programs/a.c', `//cc : > ${started}; sleep 60\n`);
    const controller = abortOnceExists(started);
    await runSuite(planFor(bench), { signal: controller.signal });
    expect(leftovers().filter((name) => !before.includes(name))).toEqual([]);
  });
});
