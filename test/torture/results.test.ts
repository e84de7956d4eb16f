import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { githubReport, junitReport, sarifReport } from '../../torture-lite/report-files.ts';
import { passRate, tally, textReport } from '../../torture-lite/report-table.ts';
import { mergeResults, readResults, writeResults } from '../../torture-lite/results.ts';
import { runSuite } from '../../torture-lite/run.ts';
import { UsageError } from '../../torture-lite/specimen.ts';
import { createBench, planFor } from './fake.ts';

const programs = {
  'a.c': '//sh exit 0\n',
  'b.c': '//cc echo "b.c:1: error: <&\\"]]>" >&2; exit 1\n',
  'c.c': '// target: riscv64\n//sh exit 0\n',
  'd.c': '//sh exit 1\n',
  'e.c': '//sh exit 0\n',
};

describe('a results file', () => {
  it('reads back as it was written', async () => {
    const bench = createBench(programs);
    const results = await runSuite(planFor(bench));
    const file = join(bench.folder, 'results.json');
    writeResults(file, results);
    expect(readResults(file)).toEqual(results);
  });

  it('is refused when it is none', () => {
    const bench = createBench({});
    const file = bench.write('results.json', '{"format": "goodhart-torture/1"}');
    expect(() => readResults(file)).toThrow(UsageError);
    expect(() => readResults(join(bench.folder, 'none.json'))).toThrow('no such file');
  });
});

describe('shards', () => {
  it('merge to what one run finds', async () => {
    const bench = createBench(programs);
    const whole = await runSuite(planFor(bench));
    const part = (index: number) => runSuite(planFor(bench, { shard: { index, count: 2 } }));
    const parts = [await part(1), await part(2)];
    expect(parts.map((row) => row.programs.length)).toEqual([3, 2]);
    const merged = mergeResults(parts.reverse());
    const kinds = (results: typeof whole) =>
      results.cells.map((cell) => [cell.program, cell.level, cell.kind, cell.detail]);
    expect(kinds(merged)).toEqual(kinds(whole));
    expect(merged.complete).toBe(true);
    expect(merged.shards).toEqual({ count: 2, present: [1, 2] });
    expect(mergeResults([parts[0]!]).complete).toBe(false);
  });

  it('of different runs do not merge', async () => {
    const bench = createBench(programs);
    const shard = { index: 1, count: 2 };
    const first = await runSuite(planFor(bench, { shard }));
    const other = await runSuite(planFor(bench, { shard, levels: ['-O1'] }));
    expect(() => mergeResults([first, other])).toThrow('not of one run');
    const flipped = first.cells.map((cell) => ({ ...cell, kind: 'wrong' as const }));
    expect(() => mergeResults([first, { ...first, cells: flipped }])).toThrow(UsageError);
  });
});

describe('reports', () => {
  it('count, list and tell how to redo', async () => {
    const bench = createBench(programs);
    const results = await runSuite(planFor(bench));
    const rows = tally(results).map((row) => [row.level, row.passed, row.failed, row.skipped]);
    expect(rows).toEqual([
      ['-O0', 3, 2, 0],
      ['-O2', 3, 2, 0],
    ]);
    const text = textReport(results, 0);
    expect(text).toContain('wrong: d  fake -O0 -O2  exit status 1');
    expect(text).toContain(`redo: ${bench.compiler} -O0 ${bench.folder}/programs/d.c -o ./redo`);
    expect(passRate({ passed: 1999, failed: 1 })).toBe('99.9%');
  });

  it('are well-formed JUnit', async () => {
    const bench = createBench(programs);
    const results = await runSuite(planFor(bench));
    const xml = junitReport(results);
    expect(readsAsXml(xml)).toBe(true);
    const document = new DOMParser().parseFromString(xml, 'text/xml');
    expect(document.querySelectorAll('testsuite')).toHaveLength(2);
    expect(document.querySelectorAll('testcase')).toHaveLength(10);
    expect(document.querySelectorAll('failure')).toHaveLength(4);
    expect(document.querySelector('testsuites')!.getAttribute('failures')).toBe('4');
  });

  it('are SARIF and GitHub annotations with the place of each failure', async () => {
    const bench = createBench(programs);
    const results = await runSuite(planFor(bench));
    const sarif = JSON.parse(sarifReport(results));
    expect(sarif.version).toBe('2.1.0');
    const found = sarif.runs[0].results;
    expect(found).toHaveLength(4);
    const uri = found[0].locations[0].physicalLocation.artifactLocation.uri;
    expect(readFileSync(new URL(uri), 'utf8')).toBe(programs['b.c']);
    expect(sarif.runs[0].tool.driver.rules[found[0].ruleIndex].id).toBe('compile-error');
    const lines = githubReport(results).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^::error file=.*d\.c,line=1,title=fake%3A wrong::d \(-O0, -O2\)/);
  });
});

/** A check of nesting and escaping that needs no parser: tags match, no raw & or < is left. */
function readsAsXml(xml: string): boolean {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^>]*\?>/, '');
  const rest = body.replace(
    /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
    (_, end, name, __, one) => {
      if (end === '/') return open.pop() === name ? '' : '<';
      if (one !== '/') open.push(name);
      return '';
    },
  );
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot|#10);)/.test(rest);
}
