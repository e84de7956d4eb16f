/** Schema, report, benchmarks' heads, command line of specimens. */
import { describe, expect, it } from 'vitest';
import { benchmarks, heldOut, onePerClass, readPrinted } from '../../audit/benchmarks.ts';
import { documentSchema, type Runtime } from '../../audit/document.ts';
import { pressureSource } from '../../audit/pressure.ts';
import { summarise } from '../../audit/probes/runtime.ts';
import { htmlReport } from '../../audit/report/html.ts';
import { escapeHtml } from '../../audit/report/markup.ts';
import { table, terminalReport } from '../../audit/report/terminal.ts';
import { parseSpecimen, splitWords } from '../../audit/specimens.ts';
import { audit } from '../../cli/audit.ts';
import { auditDocument, REAL, SHUTTLE, specimen } from './samples.ts';

const sample = auditDocument([specimen('one', REAL), specimen('<two>', SHUTTLE)]);

describe('document', () => {
  it('survives a trip through JSON', () => {
    expect(documentSchema.parse(JSON.parse(JSON.stringify(sample)))).toEqual(sample);
  });

  it('refuses a value that is missing', () => {
    const { findings: _, ...rest } = sample;
    expect(documentSchema.safeParse(rest).success).toBe(false);
    expect(documentSchema.safeParse({ ...sample, mode: 'slow' }).success).toBe(false);
  });
});

describe('report', () => {
  const html = htmlReport(sample);

  it('is one file without outside resources', () => {
    expect(html).not.toMatch(/<(script|link|img|iframe)\b/);
    expect(html.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:/);
  });

  it('draws plots and escapes names', () => {
    expect(html.match(/<svg/g)?.length).toBeGreaterThan(5);
    expect(html).toContain('&lt;two&gt;');
    expect(html).not.toContain('<two>');
    expect(html).not.toContain('NaN');
    expect(escapeHtml('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
  });

  it('has a terminal form with the same verdicts', () => {
    const text = terminalReport(sample);
    expect(text).toContain('copy-bound');
    expect(text).toMatch(/held out/);
    expect(text).toContain('1.95x');
    expect(text).toContain(sample.specimens[0]?.verdict.sentence ?? 'no verdict');
  });

  it('aligns columns', () => {
    expect(
      table([
        ['a', 'b'],
        ['long', 'c'],
      ]),
    ).toEqual(['a     b', 'long  c']);
  });
});

describe('benchmarks', () => {
  const all = benchmarks();

  it('are 24 and more in classes, with known results', () => {
    expect(all.length).toBeGreaterThanOrEqual(24);
    expect(new Set(all.map((program) => program.class)).size).toBeGreaterThanOrEqual(9);
    expect(all.every((program) => program.n > 0 && /^-?\d+$/.test(program.result))).toBe(true);
  });

  it('have a set apart, of other programs and other classes', () => {
    const apart = heldOut();
    expect(apart.length).toBe(12);
    expect(
      apart.every(({ set, n, result }) => set === 'held-out' && n > 0 && /^\d+$/.test(result)),
    ).toBe(true);
    const shared = (key: 'name' | 'class'): string[] =>
      apart.map((one) => one[key]).filter((text) => all.some((one) => one[key] === text));
    expect(shared('name')).toEqual([]);
    expect(shared('class')).toEqual([]);
  });

  it('are summed up a set at a time, without the pressure sweep', () => {
    const row = { level: 'O2', userMs: 1, runs: 1, toO0: 1, class: 'integer' } as const;
    const rows = [
      { ...row, program: 'a', set: 'tuned', toO2: 2 },
      { ...row, program: 'b', set: 'tuned', toO2: 8 },
      { ...row, program: 'c', set: 'held-out', toO2: 3 },
      { ...row, program: 'd', set: 'tuned', class: 'pressure-sweep', toO2: 100 },
      { ...row, program: 'e', set: 'held-out', level: 'O0', toO2: 100 },
    ] satisfies Runtime['rows'];
    expect(summarise({ rows }, 'O2', 1)).toMatchObject({
      programs: 2,
      toO2: { value: expect.closeTo(4) },
      worst: { program: 'b' },
      heldOut: { programs: 1, toO2: { value: expect.closeTo(3) }, worst: { program: 'c' } },
    });
    expect(summarise({ rows: rows.slice(0, 2) }, 'O2', 1)?.heldOut).toBeNull();
    expect(summarise({ rows: [] }, 'O2', 1)).toBeUndefined();
  });

  it('are sampled one a class', () => {
    const chosen = onePerClass(all, 3).map((program) => program.class);
    expect(chosen.length).toBe(new Set(all.map((program) => program.class)).size);
    expect(new Set(chosen).size).toBe(chosen.length);
  });

  it('print a result and perhaps steps', () => {
    expect(readPrinted('result 5\nsteps 7\n')).toEqual({ result: '5', steps: 7 });
    expect(readPrinted('result -5\n')).toEqual({ result: '-5', steps: undefined });
    expect(readPrinted('Segmentation fault')).toBeUndefined();
  });

  it('have a pressure sweep that writes every local', () => {
    const source = pressureSource(32, 1);
    for (let i = 0; i < 32; i++) expect(source).toMatch(new RegExp(`: .*\\bv${i} = `));
    expect(pressureSource(32, 1)).toBe(source);
    expect(pressureSource(32, 2)).not.toBe(source);
  });
});

describe('command line', () => {
  it('reads NAME=COMMAND with quotes', () => {
    expect(parseSpecimen('x=gcc -v "-D A"')).toMatchObject({
      name: 'x',
      command: ['gcc', '-v', '-D A'],
    });
    expect(parseSpecimen('x=gcc -O1 -m64')).toMatchObject({
      command: ['gcc', '-m64'],
      levels: ['O1'],
    });
    expect(parseSpecimen('gcc')).toBeUndefined();
    expect(parseSpecimen('x=')).toBeUndefined();
    expect(splitWords('a "b')).toBeUndefined();
  });

  it('answers a usage error with 2', async () => {
    expect(await audit(['--unknown'])).toBe(2);
    expect(await audit(['--only', 'nothing'])).toBe(2);
    expect(await audit(['--cc', 'nameless'])).toBe(2);
    expect(await audit(['stray'])).toBe(2);
  });
});
