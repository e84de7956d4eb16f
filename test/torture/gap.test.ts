import { describe, expect, test } from 'vitest';
import { gapReport, goodhartGaps, wilson } from '../../torture-lite/gap.ts';
import type { Results } from '../../torture-lite/results.ts';

/** Results of one specimen at one level: a program's verdicts, itself first, then its variants. */
function resultsOf(programs: Readonly<Record<string, string>>): Results {
  const cells = Object.entries(programs).flatMap(([id, marks]) =>
    [...marks].map((mark, index) => ({
      program: index === 0 ? id : `${id}~${index}`,
      specimen: 'cc',
      level: '-O2',
      cpu: 'host',
      kind:
        mark === '+' ? ('pass' as const) : mark === 's' ? ('skip' as const) : ('wrong' as const),
      detail: mark === '+' ? '' : 'exit status 1',
      compileMilliseconds: 1,
      runMilliseconds: 1,
      binary: null,
      sameAs: null,
      redo: null,
    })),
  );
  return {
    format: 'goodhart-torture/1',
    suite: 'test',
    shards: { count: 1, present: [1] },
    complete: true,
    levels: ['-O2'],
    cpus: ['host'],
    specimens: [{ name: 'cc', command: ['cc'], identity: 'x', target: null }],
    programs: [],
    cells,
  };
}

describe('wilson', () => {
  test('is the interval of the textbooks', () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(10, 10).high).toBeCloseTo(1, 9);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('the gap', () => {
  test('is zero for a compiler that passes everything', () => {
    const [gap] = goodhartGaps(resultsOf({ a: '+++', b: '+++' }));
    expect(gap).toMatchObject({ programs: 2, variants: 4, published: 1, rewritten: 1, gap: 0 });
    expect(gap!.gapInterval).toEqual({ low: 0, high: 0 });
  });

  test('weighs each program alike and names those that fall', () => {
    const [gap] = goodhartGaps(resultsOf({ a: '+--', b: '++', c: '--+', d: '+' }));
    expect(gap!.programs).toBe(3);
    expect(gap!.published).toBeCloseTo(2 / 3);
    expect(gap!.rewritten).toBeCloseTo((0 + 1 + 0.5) / 3);
    expect(gap!.gap).toBeCloseTo(2 / 3 - 0.5);
    expect(gap!.gapInterval.low).toBeLessThan(gap!.gap);
    expect(gap!.gapInterval.high).toBeGreaterThan(gap!.gap);
    expect(gap!.fallen.map(({ id }) => id)).toEqual(['a~1']);
  });

  test('a skipped variant does not count, and without variants there is no report', () => {
    expect(goodhartGaps(resultsOf({ a: '+s' }))).toEqual([]);
    expect(gapReport(resultsOf({ a: '+', b: '-' }), 5)).toBe('');
    expect(gapReport(resultsOf({ a: '+-' }), 5)).toContain('fell: a~1');
  });
});
