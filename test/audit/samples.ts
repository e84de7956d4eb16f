/** Hand-made audit values for the tests of verdicts, ledger and report. */
import type { Controls } from '../../audit/controls.ts';
import type {
  Allocation,
  AuditDocument,
  GrowthRow,
  Probes,
  SpecimenResult,
} from '../../audit/document.ts';
import { ledger } from '../../audit/findings.ts';
import { measured } from '../../audit/probes/probe.ts';
import { verdictOf } from '../../audit/verdict.ts';

/** What a made-up specimen is like. */
export interface Traits {
  readonly allocation: Allocation;
  readonly changedShare: number;
  readonly toO2: number;
  readonly exponent?: number;
  readonly lzcnt?: boolean;
}

export const SHUTTLE: Traits = { allocation: 'copy-bound', changedShare: 0, toO2: 9 };
export const REAL: Traits = { allocation: 'allocated', changedShare: 0.97, toO2: 1.3 };

/** A growth row with the given exponent. */
export function growthRow(exponent: number, processor: GrowthRow['processor']): GrowthRow {
  return {
    program: 'join',
    processor,
    unit: 'steps',
    exponent,
    error: 0.01,
    points: [
      { n: 100, ratio: 1 },
      { n: 1000, ratio: 10 ** exponent },
    ],
    verdict: Math.abs(exponent) > 0.15 ? 'compounding' : 'constant',
  };
}

/** A full set of probe values. */
export function probes(traits: Traits): Probes {
  const copying = traits.allocation === 'copy-bound';
  const metrics = {
    instructions: 300,
    growth: copying ? 4.5 : 0.8,
    stackShare: 0.4,
    shuttleIndex: copying ? 0.46 : 0,
    effectiveRegisters: copying ? 1.3 : 7.1,
    accumulatorShare: 0.5,
    copyShare: copying ? 0.5 : 0.05,
    longestCopyRun: 3,
    frameBytes: 64,
  };
  const { allocation } = traits;
  const ratio = { value: traits.toO2, low: traits.toO2 * 0.9, high: traits.toO2 * 1.1 };
  const level = 'O2' as const;
  return {
    correctness: measured(
      {
        levels: [
          {
            level,
            passed: 9,
            total: 10,
            rate: { value: 0.9, low: 0.6, high: 0.98 },
            failures: [{ program: 'loops', how: 'status 0, but other output' }],
          },
        ],
      },
      ['-O2: 9 of 10'],
    ),
    'flag-sensitivity': measured(
      {
        functions: 10,
        pairs: [{ from: 'O0', to: level, identical: 1, renamed: 0, different: 9 }],
        changedShare: traits.changedShare,
      },
      [],
    ),
    'register-use': measured(
      {
        level,
        allocation,
        agreement: 1,
        listing: ['ret'],
        sweep: [4, 32].map((locals) => ({ locals, allocation, metrics })),
        corpus: [{ program: 'sieve', allocation, metrics }],
      },
      [],
    ),
    runtime: measured(
      {
        rows: [
          {
            program: 'sieve',
            class: 'integer',
            set: 'tuned',
            level,
            userMs: 100,
            runs: 3,
            toO0: traits.toO2 / 2,
            toO2: traits.toO2,
          },
        ],
        levels: [
          {
            level,
            programs: 1,
            toO0: ratio,
            toO2: ratio,
            worst: { program: 'sieve', ratio: traits.toO2 },
            heldOut: {
              programs: 1,
              toO0: ratio,
              toO2: { ...ratio, value: traits.toO2 * 1.5 },
              worst: { program: 'sha256', ratio: traits.toO2 * 1.5 },
            },
          },
        ],
        excluded: [{ program: 'life', level, why: 'wrong result' }],
      },
      [],
    ),
    growth: measured({ level, rows: [growthRow(traits.exponent ?? 0, 'native')] }, []),
    baseline: measured(
      {
        instructions: 1000,
        outside: traits.lzcnt
          ? [{ mnemonic: 'lzcnt', extension: 'LZCNT', count: 2, where: 'join: f', silent: true }]
          : [],
        programs: 5,
        changed: [],
      },
      [],
    ),
    size: measured(
      {
        programs: 3,
        symbols: true,
        debugInfo: false,
        levels: [{ level, textBytes: 5000, toO0: 2.5, toO2: 3 }],
      },
      [],
    ),
    'compile-cost': measured(
      {
        programs: 3,
        levels: [
          {
            level,
            cpuMs: 300,
            peakKb: 90_000,
            timeToReference: 5,
            memoryToReference: null,
          },
        ],
      },
      [],
    ),
  };
}

/** A specimen with the given traits. */
export function specimen(name: string, traits: Traits): SpecimenResult {
  const values = probes(traits);
  return {
    name,
    command: `/usr/bin/${name} --flag`,
    version: '1.0',
    levels: ['O0', 'O2'],
    probes: values,
    verdict: verdictOf(values),
  };
}

/** Controls that hold. */
export function controls(): Controls {
  const [native, planted] = [growthRow(0, 'native'), growthRow(0.9, 'baseline')];
  return {
    native,
    planted,
    shown: [
      {
        name: 'steps',
        command: 'gcc -O0 -mlzcnt',
        expected: 'compounding',
        observed: 'compounding',
        holds: true,
        growth: planted,
      },
    ],
  };
}

/** A whole document. */
export function auditDocument(specimens: SpecimenResult[]): AuditDocument {
  return {
    version: 1,
    date: '2026-01-01T00:00:00.000Z',
    host: 'host',
    mode: 'quick',
    seed: 1,
    seconds: 2,
    reference: 'gcc 12',
    specimens,
    controls: [...controls().shown],
    findings: ledger(specimens, controls()),
  };
}
