/**
 * The ledger: published claims about a plausible compiler, each with the probe that re-creates it
 * here and the verdict. Gets the measured specimens and controls; promises a row for every claim,
 * with the reason where this audit does not measure it. The claims speak of a compiler that
 * shuttles its values, so they are judged on the specimens that the register-use probe finds to do
 * so; F1 is that judgement itself.
 */
import type { Controls } from './controls.ts';
import type { Finding, GrowthRow, SpecimenResult } from './document.ts';
import { percent, times } from './probes/probe.ts';
import { quotedPoint } from './verdict.ts';

/** What a row's judge finds. */
type Judgement = Pick<Finding, 'verdict' | 'measured'>;

interface Row {
  readonly id: string;
  readonly claim: string;
  readonly published: string;
  readonly probe: string;
  /** Which specimens the claim is judged on. */
  readonly about: 'shuttles' | 'all';
  readonly judge: (specimens: readonly SpecimenResult[], controls: Controls) => Judgement;
}

/** Judges every claim. */
export function ledger(specimens: readonly SpecimenResult[], controls: Controls): Finding[] {
  const subjects = specimens.filter((specimen) => specimen.verdict.kind === 'shuttle');
  return ROWS.map(({ id, claim, published, probe, judge, about }) => {
    const judgement =
      about === 'shuttles' && subjects.length === 0
        ? unmeasured('no specimen shuttles its values')
        : judge(about === 'shuttles' ? subjects : specimens, controls);
    return { id, claim, published, probe, ...judgement };
  });
}

const ROWS: readonly Row[] = [
  {
    id: 'F1',
    about: 'all',
    claim: 'Every value goes through one shuttle register',
    published: '32-variable function: 3.1x the lines of gcc -O0',
    probe: 'register-use',
    judge: shuttling,
  },
  {
    id: 'F2',
    about: 'shuttles',
    claim: '-O0 to -O3 give the same output',
    published: 'byte-identical',
    probe: 'flag-sensitivity',
    judge: ignoredFlags,
  },
  {
    id: 'F3',
    about: 'all',
    claim: 'A database workload runs hundreds of times slower',
    published: '737x gcc -O0, 1,242x gcc -O2',
    probe: 'growth (control: LZCNT)',
    judge: slowWorkload,
  },
  {
    id: 'F4',
    about: 'all',
    claim: 'The worst query is 158,000x slower',
    published: '158,000x',
    probe: 'growth (control: LZCNT)',
    judge: (_, controls) => plannedWork(controls, 'a wrong plan, not slow code:'),
  },
  {
    id: 'F5',
    about: 'shuttles',
    claim: 'Slowdown compounds with nesting',
    published: 'narrative',
    probe: 'growth',
    judge: compounding,
  },
  {
    id: 'F6',
    about: 'shuttles',
    claim: 'Results are the same as gcc’s',
    published: 'yes',
    probe: 'correctness, runtime',
    judge: sameResults,
  },
  {
    id: 'F7',
    about: 'shuttles',
    claim: '32 locals and a switch run far slower',
    published: '4.2x gcc -O0, 41.6x gcc -O2',
    probe: 'runtime (pressure sweep)',
    judge: pressureTime,
  },
  {
    id: 'F8',
    about: 'shuttles',
    claim: 'Binaries are 2.7 to 3.0 times as large',
    published: '2.75x gcc -O0, 3.05x gcc -O2',
    probe: 'size',
    judge: largerCode,
  },
  {
    id: 'F9',
    about: 'shuttles',
    claim: 'Compiling takes far more memory and time',
    published: '5.9x memory, 1.3x time',
    probe: 'compile-cost',
    judge: costlyCompiling,
  },
  {
    id: 'F10',
    about: 'shuttles',
    claim: 'No symbols and no debug information',
    published: 'neither; corrupted frame pointers',
    probe: 'size',
    judge: noSymbols,
  },
  {
    id: 'F11',
    about: 'all',
    claim: '16-bit real mode code is too large and delegated',
    published: '60 KB where 32 fit',
    probe: 'none',
    judge: () => unmeasured('16-bit code is outside the machines the audit reads'),
  },
  {
    id: 'F12',
    about: 'all',
    claim: 'The kernel compiles but does not link',
    published: '2,844 objects, 40,784 undefined references',
    probe: 'none',
    judge: () => unmeasured('needs a kernel tree and an assembler of the specimen’s own'),
  },
  {
    id: 'F13',
    about: 'shuttles',
    claim: '99% of a torture suite pass',
    published: '99%',
    probe: 'correctness',
    judge: passRate,
  },
  {
    id: 'F14',
    about: 'all',
    claim: 'All crash tests pass',
    published: '5 of 5, judged by exit status',
    probe: 'correctness, growth (control: LZCNT)',
    judge: weakOracle,
  },
  {
    id: 'F15',
    about: 'all',
    claim: 'A full scan takes the place of a key seek',
    published: '20,171x slower, 14x the comparisons',
    probe: 'growth (control: LZCNT)',
    judge: (_, controls) => plannedWork(controls, 'comparisons of a scan against a seek:'),
  },
];

function unmeasured(reason: string): Judgement {
  return { verdict: 'not measured here', measured: reason };
}

/** A specimen with its measured value of one probe. */
function withProbe<Value>(
  specimens: readonly SpecimenResult[],
  pick: (specimen: SpecimenResult) => Value | undefined,
): { name: string; value: Value }[] {
  return specimens.flatMap((specimen) => {
    const value = pick(specimen);
    return value === undefined ? [] : [{ name: specimen.name, value }];
  });
}

function measuredValue<Value>(
  outcome: { state: 'measured'; value: Value } | { state: 'not measured' },
): Value | undefined {
  return outcome.state === 'measured' ? outcome.value : undefined;
}

function shuttling(specimens: readonly SpecimenResult[]): Judgement {
  const points = withProbe(specimens, (s) => measuredValue(s.probes['register-use']));
  if (points.length === 0) return unmeasured('register use was not probed');
  const shuttles = points.filter(({ value }) => value.allocation === 'copy-bound');
  const text = (shuttles.length > 0 ? shuttles : points).map(({ name, value }) => {
    const point = quotedPoint(value);
    if (point === undefined) return name;
    const { growth, shuttleIndex, copyShare } = point.metrics;
    return (
      `${name}: ${times(growth)} gcc -O0’s instructions at ${point.locals} locals, ` +
      `${percent(copyShare)} copies, shuttle index ${shuttleIndex.toFixed(2)}`
    );
  });
  return {
    verdict: shuttles.length > 0 ? 'reproduced' : 'not reproduced',
    measured: text.join('; '),
  };
}

function ignoredFlags(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => measuredValue(s.probes['flag-sensitivity']));
  if (values.length === 0) return unmeasured('flag sensitivity was not probed');
  const ignoring = values.filter(({ value }) => value.changedShare === 0);
  const text = values.map(
    ({ name, value }) =>
      `${name}: ${percent(value.changedShare)} of ${value.functions} functions change`,
  );
  return {
    verdict: ignoring.length > 0 ? 'reproduced' : 'not reproduced',
    measured: text.join('; '),
  };
}

function plannedWork(controls: Controls, lead: string): Judgement {
  const { native, planted } = controls;
  if (planted === undefined || native === undefined) {
    return unmeasured('qemu-x86_64 is needed for the baseline processor');
  }
  const last = (row: GrowthRow): string => {
    const point = row.points[row.points.length - 1];
    return point === undefined ? '' : `${times(point.ratio)} the steps at n = ${point.n}`;
  };
  const held = planted.verdict === 'compounding' && native.verdict === 'constant';
  return {
    verdict: held ? 'reproduced in kind' : 'not reproduced',
    measured:
      `${lead} gcc -O0 with LZCNT on a processor without it takes ${last(planted)}, exponent ` +
      `${planted.exponent.toFixed(2)}; with it, ${last(native)}`,
  };
}

/** The factor of a workload splits in two: what a wrong plan costs, and what the code costs. */
function slowWorkload(specimens: readonly SpecimenResult[], controls: Controls): Judgement {
  const judgement = plannedWork(controls, 'the plan:');
  const code = specimens
    .filter(({ verdict }) => verdict.kind === 'shuttle')
    .flatMap(({ name, probes }) => {
      const levels = measuredValue(probes.runtime)?.levels;
      const level = levels?.find((each) => each.level === 'O2') ?? levels?.[levels.length - 1];
      return level === undefined
        ? []
        : [`${name} ${times(level.toO0.value)} gcc -O0, ${times(level.toO2.value)} gcc -O2`];
    });
  if (code.length === 0) return judgement;
  return { ...judgement, measured: `${judgement.measured}; the code: ${code.join(', ')}` };
}

function compounding(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => measuredValue(s.probes.growth));
  if (values.length === 0) return unmeasured('growth was not probed');
  const rows = values.flatMap(({ name, value }) =>
    value.rows.filter((row) => row.processor === 'native').map((row) => ({ name, row })),
  );
  const bad = rows.filter(({ row }) => row.verdict === 'compounding');
  const text = bad.map(
    ({ name, row }) =>
      `${name}, ${row.program}: exponent ${row.exponent.toFixed(2)} of ${row.unit}`,
  );
  return bad.length > 0
    ? { verdict: 'reproduced', measured: text.join('; ') }
    : {
        verdict: 'not reproduced',
        measured: `${rows.length} sweeps over n, none compounding: slowness is a constant factor`,
      };
}

function sameResults(specimens: readonly SpecimenResult[]): Judgement {
  const outcomes = specimens.flatMap((specimen) => {
    const correctness = measuredValue(specimen.probes.correctness);
    const runtime = measuredValue(specimen.probes.runtime);
    if (correctness === undefined && runtime === undefined) return [];
    const other = correctness?.levels.flatMap(({ failures }) => failures) ?? [];
    const wrong = runtime?.excluded.filter(({ why }) => why === 'wrong result') ?? [];
    const count = other.filter(({ how }) => how.includes('other output')).length + wrong.length;
    return [{ name: specimen.name, count }];
  });
  if (outcomes.length === 0) return unmeasured('no probe compared outputs');
  return {
    verdict: outcomes.every(({ count }) => count === 0) ? 'reproduced' : 'not reproduced',
    measured: outcomes.map(({ name, count }) => `${name}: ${count} different outputs`).join('; '),
  };
}

function pressureTime(specimens: readonly SpecimenResult[]): Judgement {
  const rows = specimens.flatMap((specimen) => {
    const { rows: all = [], levels = [] } = measuredValue(specimen.probes.runtime) ?? {};
    const level = levels.find((each) => each.level === 'O2') ?? levels[levels.length - 1];
    const row = all.find((each) => each.program === 'pressure-32' && each.level === level?.level);
    return row === undefined ? [] : [{ name: specimen.name, row }];
  });
  if (rows.length === 0) return unmeasured('the pressure sweep was not timed');
  const slow = rows.some(({ row }) => row.toO0 >= 1.5);
  return {
    verdict: slow ? 'reproduced in kind' : 'not reproduced',
    measured: rows
      .map(({ name, row }) => `${name}: ${times(row.toO0)} gcc -O0, ${times(row.toO2)} gcc -O2`)
      .join('; '),
  };
}

function largerCode(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => {
    const levels = measuredValue(s.probes.size)?.levels;
    return levels?.find(({ level }) => level === 'O2') ?? levels?.[levels.length - 1];
  });
  if (values.length === 0) return unmeasured('size was not probed');
  return {
    verdict: sizeVerdict(Math.max(...values.map(({ value }) => value.toO0))),
    measured: values
      .map(
        ({ name, value }) =>
          `${name}: code ${times(value.toO0)} gcc -O0, ${times(value.toO2)} gcc -O2`,
      )
      .join('; '),
  };
}

/** The published factor is 2.75 over gcc -O0; half as much again either way is the same finding. */
function sizeVerdict(toO0: number): Finding['verdict'] {
  if (toO0 >= 2.2 && toO0 <= 4) return 'reproduced';
  return toO0 >= 1.3 ? 'reproduced in kind' : 'not reproduced';
}

function costlyCompiling(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => {
    const levels = measuredValue(s.probes['compile-cost'])?.levels;
    return levels?.[levels.length - 1];
  });
  if (values.length === 0) return unmeasured('compile cost was not probed');
  const heavy = values.some(({ value }) => (value.memoryToReference ?? 0) >= 2);
  return {
    verdict: heavy ? 'reproduced in kind' : 'not reproduced',
    measured: values
      .map(({ name, value }) => {
        const memory = value.memoryToReference;
        const both = memory === null ? '' : `${times(memory)} memory, `;
        return `${name}: ${both}${times(value.timeToReference)} time`;
      })
      .join('; '),
  };
}

function noSymbols(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => measuredValue(s.probes.size));
  if (values.length === 0) return unmeasured('symbols were not probed');
  const lacking = values.filter(({ value }) => !value.symbols || !value.debugInfo);
  const both = values.some(({ value }) => !value.symbols && !value.debugInfo);
  const word = (has: boolean): string => (has ? 'yes' : 'no');
  return {
    verdict: both ? 'reproduced' : lacking.length > 0 ? 'reproduced in kind' : 'not reproduced',
    measured: values
      .map(
        ({ name, value }) => `${name}: symbols ${word(value.symbols)}, -g ${word(value.debugInfo)}`,
      )
      .join('; '),
  };
}

function passRate(specimens: readonly SpecimenResult[]): Judgement {
  const values = withProbe(specimens, (s) => {
    const levels = measuredValue(s.probes.correctness)?.levels;
    return levels?.[levels.length - 1];
  });
  if (values.length === 0) return unmeasured('correctness was not probed');
  const [first] = values;
  const high = values.every(({ value }) => value.rate.value >= 0.9);
  return {
    verdict: high ? 'reproduced in kind' : 'not reproduced',
    measured:
      values.map(({ name, value }) => `${name}: ${value.passed} of ${value.total}`).join('; ') +
      ` (this project’s ${first?.value.total ?? 0} programs, not GCC’s suite)`,
  };
}

function weakOracle(specimens: readonly SpecimenResult[], controls: Controls): Judgement {
  const levels = specimens.flatMap((s) => measuredValue(s.probes.correctness)?.levels ?? []);
  const passedByStatus = levels
    .flatMap(({ failures }) => failures)
    .filter(({ how }) => how.includes('other output')).length;
  const blind = controls.planted?.verdict === 'compounding';
  if (levels.length === 0 && controls.planted === undefined) return unmeasured('nothing was run');
  return {
    verdict: blind || passedByStatus > 0 ? 'reproduced in kind' : 'not reproduced',
    measured:
      `${passedByStatus} program runs end with status 0 and other output` +
      (blind
        ? '; planted wrong code ends with status 0 and the right result, only its steps differ'
        : ''),
  };
}
