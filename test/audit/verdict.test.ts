/** Verdicts and the ledger: what measured values lead to. */
import { describe, expect, it } from 'vitest';
import { ledger } from '../../audit/findings.ts';
import { verdictOf } from '../../audit/verdict.ts';
import { controls, probes, REAL, SHUTTLE, specimen } from './samples.ts';

describe('verdictOf', () => {
  it('tells a shuttle from an allocator', () => {
    const shuttle = verdictOf(probes(SHUTTLE));
    expect(shuttle.kind).toBe('shuttle');
    expect(shuttle.sentence).toContain('-O changes nothing');
    expect(shuttle.sentence).toContain('9.00x the time of gcc -O2');
    const real = verdictOf(probes(REAL));
    expect(real.kind).toBe('optimizing');
    expect(real.sentence).toContain('-O changes 97% of functions');
    expect(real.sentence).toContain('7.1 effective registers');
  });

  it('does not call an allocator optimizing when its flags do nothing', () => {
    expect(verdictOf(probes({ ...REAL, changedShare: 0 })).kind).toBe('allocating');
    expect(verdictOf(probes({ ...REAL, allocation: 'stack-resident' })).kind).toBe('simple');
  });

  it('lists faults: wrong code, compounding work, instructions nobody asked for', () => {
    const { faults } = verdictOf(probes({ ...REAL, exponent: 0.9, lzcnt: true }));
    expect(faults.join('\n')).toMatch(/fails 1 correctness/);
    expect(faults.join('\n')).toMatch(/lzcnt \(LZCNT\)/);
    expect(faults.join('\n')).toMatch(/compound with n \(exponent 0.90, native\)/);
    expect(faults.join('\n')).toMatch(/life -O2: wrong result/);
  });

  it('judges nothing that was not measured', () => {
    const none = { state: 'not measured', reason: 'not asked for' } as const;
    const verdict = verdictOf({ ...probes(REAL), 'register-use': none });
    expect(verdict.kind).toBe('unjudged');
  });
});

describe('ledger', () => {
  const find = (specimens: Parameters<typeof ledger>[0], id: string) =>
    ledger(specimens, controls()).find((finding) => finding.id === id);

  it('has a row for every claim', () => {
    const ids = ledger([], controls()).map((finding) => finding.id);
    expect(ids).toEqual(Array.from({ length: 15 }, (_, i) => `F${i + 1}`));
  });

  it('judges the claims on the specimens that shuttle, whatever their names', () => {
    const both = [specimen('a', REAL), specimen('b', SHUTTLE)];
    expect(find(both, 'F1')).toMatchObject({ verdict: 'reproduced' });
    expect(find(both, 'F2')?.measured).toBe('b: 0% of 10 functions change');
    expect(find(both, 'F5')?.verdict).toBe('not reproduced');
    const swapped = [specimen('b', REAL), specimen('a', SHUTTLE)];
    expect(find(swapped, 'F2')?.measured).toBe('a: 0% of 10 functions change');
  });

  it('says why when there is no shuttle, and what is not measured at all', () => {
    const alone = [specimen('a', REAL)];
    expect(find(alone, 'F1')?.verdict).toBe('not reproduced');
    expect(find(alone, 'F2')).toMatchObject({
      verdict: 'not measured here',
      measured: 'no specimen shuttles its values',
    });
    expect(find(alone, 'F12')?.verdict).toBe('not measured here');
  });

  it('reproduces the worst query from the planted control, and not without it', () => {
    expect(find([], 'F4')).toMatchObject({ verdict: 'reproduced in kind' });
    const without = { ...controls(), planted: undefined };
    const row = ledger([], without).find((finding) => finding.id === 'F4');
    expect(row?.verdict).toBe('not measured here');
  });
});
