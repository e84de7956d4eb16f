/** Whole probes on real compilers: planted faults must be found, and honest ones left in peace. */
import { describe, expect, it } from 'vitest';
import { runAudit } from '../../audit/audit.ts';
import type { AuditDocument, ProbeId } from '../../audit/document.ts';
import { baselineRuns } from '../../audit/emulator.ts';
import { parseSpecimen, type Specimen } from '../../audit/specimens.ts';

function specimens(...texts: string[]): Specimen[] {
  return texts.flatMap((text) => parseSpecimen(text) ?? []);
}

function auditOf(only: ProbeId, ...texts: string[]): Promise<AuditDocument> {
  const progress = (): void => {};
  return runAudit({ specimens: specimens(...texts), quick: true, seed: 1, only, progress });
}

const emulator = await baselineRuns();

describe('audit', () => {
  it.runIf(emulator)(
    'finds LZCNT that no flag of the level asked for',
    async () => {
      const document = await auditOf('baseline', 'planted=gcc -mlzcnt', 'honest=gcc');
      const [planted, honest] = document.specimens.map(({ probes }) => probes.baseline);
      if (planted?.state !== 'measured' || honest?.state !== 'measured') {
        throw new Error('not measured');
      }
      expect(planted.value.changed.map(({ program }) => program)).toContain('planner');
      expect(honest.value.changed).toEqual([]);
      expect(honest.value.outside).toEqual([]);
      expect(document.controls.every(({ holds }) => holds)).toBe(true);
      const worst = document.findings.find(({ id }) => id === 'F4');
      expect(worst?.verdict).toBe('reproduced in kind');
    },
    60_000,
  );

  it('tells a compiler that ignores -O from one that does not', async () => {
    const texts = ['heeds=gcc', 'ignores=bash -c "exec gcc -O1 $* -O1" gcc'];
    const document = await auditOf('flag-sensitivity', ...texts);
    const [heeds, ignores] = document.specimens.map(({ probes }) => probes['flag-sensitivity']);
    expect(heeds).toMatchObject({ state: 'measured' });
    if (heeds?.state === 'measured') expect(heeds.value.changedShare).toBeGreaterThan(0.9);
    expect(ignores).toMatchObject({ state: 'measured', value: { changedShare: 0 } });
  }, 60_000);

  it('says why a specimen that compiles nothing is not measured', async () => {
    const document = await auditOf('size', 'broken=false');
    expect(document.specimens[0]?.probes.size).toMatchObject({ state: 'not measured' });
    expect(document.specimens[0]?.verdict.kind).toBe('unjudged');
  }, 60_000);
});
