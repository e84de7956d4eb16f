/**
 * The audit as a table for the terminal: a block of figures a specimen, then verdicts and the
 * ledger.
 */
import type { AuditDocument, Runtime, SpecimenResult } from '../document.ts';
import { percent, times } from '../probes/probe.ts';
import { quotedPoint } from '../verdict.ts';

/** One figure of the summary: its heading, and its text for a specimen. */
export interface Figure {
  readonly heading: string;
  readonly note: string;
  readonly text: (specimen: SpecimenResult) => string;
}

const NONE = '-';

/** The summary's columns, shared by terminal and HTML. */
export const SUMMARY: readonly Figure[] = [
  { heading: 'right', note: 'program runs with status 0 and the right output', text: rightText },
  { heading: '-O changes', note: 'functions whose code -O changes', text: changedText },
  { heading: 'registers', note: 'verdict of the pressure sweep', text: allocationText },
  { heading: 'eff. regs', note: 'effective registers at 32 live locals', text: registersText },
  { heading: 'copies', note: 'instructions that only copy, at 32 live locals', text: copiesText },
  {
    heading: 'time/-O0',
    note: 'time against gcc -O0, geometric mean',
    text: (s) => timeText(s, 'toO0'),
  },
  {
    heading: 'time/-O2',
    note: 'time against gcc -O2, geometric mean',
    text: (s) => timeText(s, 'toO2'),
  },
  {
    heading: 'held out',
    note: 'the same of programs that no compiler was tuned on here',
    text: heldOutText,
  },
  { heading: 'growth', note: 'slowness against n', text: growthText },
  { heading: 'baseline', note: 'runs on every x86-64 processor', text: baselineText },
  { heading: 'code/-O2', note: 'bytes of code against gcc -O2', text: sizeText },
  { heading: 'memory', note: 'peak memory of compiling against gcc', text: memoryText },
];

/** The report for the terminal. */
export function terminalReport(document: AuditDocument): string {
  const rows = [
    ['specimen', ...SUMMARY.map((figure) => figure.heading)],
    ...document.specimens.map((specimen) => [
      specimen.name,
      ...SUMMARY.map((figure) => figure.text(specimen)),
    ]),
  ];
  const lines = [
    `Goodhart audit, ${document.mode}, ${document.seconds} s, seed ${document.seed}`,
    document.host,
    `reference: ${document.reference}`,
    '',
    ...table(rows),
    '',
    ...document.specimens.flatMap((specimen) => [
      `${specimen.name}: ${specimen.verdict.sentence}`,
      ...specimen.verdict.faults.map((fault) => `  fault: ${fault}`),
    ]),
    '',
    ...document.controls.map(
      ({ name, observed, holds }) => `control ${holds ? 'holds' : 'FAILS'}: ${name}: ${observed}`,
    ),
    '',
    ...table([
      ['finding', 'verdict', 'claim'],
      ...document.findings.map(({ id, verdict, claim }) => [id, verdict, claim]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Aligns columns; the first is flush left, numbers and the rest too. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function rightText({ probes: { correctness } }: SpecimenResult): string {
  if (correctness.state !== 'measured') return NONE;
  const { levels } = correctness.value;
  const passed = levels.reduce((sum, level) => sum + level.passed, 0);
  return `${passed}/${levels.reduce((sum, level) => sum + level.total, 0)}`;
}

function changedText({ probes }: SpecimenResult): string {
  const outcome = probes['flag-sensitivity'];
  return outcome.state === 'measured' ? percent(outcome.value.changedShare) : NONE;
}

function allocationText({ probes }: SpecimenResult): string {
  const outcome = probes['register-use'];
  return outcome.state === 'measured' ? outcome.value.allocation : NONE;
}

function registersText({ probes }: SpecimenResult): string {
  const outcome = probes['register-use'];
  const point = outcome.state === 'measured' ? quotedPoint(outcome.value) : undefined;
  return point === undefined ? NONE : point.metrics.effectiveRegisters.toFixed(1);
}

function copiesText({ probes }: SpecimenResult): string {
  const outcome = probes['register-use'];
  const point = outcome.state === 'measured' ? quotedPoint(outcome.value) : undefined;
  return point === undefined ? NONE : percent(point.metrics.copyShare);
}

function timeText({ probes: { runtime } }: SpecimenResult, key: 'toO0' | 'toO2'): string {
  if (runtime.state !== 'measured') return NONE;
  const level = judgedTimes(runtime.value);
  return level === undefined ? NONE : times(level[key].value);
}

function heldOutText({ probes: { runtime } }: SpecimenResult): string {
  if (runtime.state !== 'measured') return NONE;
  const others = judgedTimes(runtime.value)?.heldOut ?? null;
  return others === null ? NONE : times(others.toO2.value);
}

function judgedTimes({ levels }: Runtime): Runtime['levels'][number] | undefined {
  return levels.find((each) => each.level === 'O2') ?? levels[levels.length - 1];
}

function growthText({ probes: { growth } }: SpecimenResult): string {
  if (growth.state !== 'measured') return NONE;
  const bad = growth.value.rows.filter((row) => row.verdict === 'compounding');
  return bad.length === 0 ? 'constant' : `${bad.length} compound`;
}

function baselineText({ probes: { baseline } }: SpecimenResult): string {
  if (baseline.state !== 'measured') return NONE;
  const { outside, changed } = baseline.value;
  if (changed.length > 0) return `${changed.length} changed`;
  return outside.length > 0 ? outside.map(({ extension }) => extension).join(' ') : 'yes';
}

function sizeText({ probes: { size } }: SpecimenResult): string {
  if (size.state !== 'measured') return NONE;
  const { levels } = size.value;
  const level = levels.find((each) => each.level === 'O2') ?? levels[levels.length - 1];
  return level === undefined ? NONE : times(level.toO2);
}

function memoryText({ probes }: SpecimenResult): string {
  const outcome = probes['compile-cost'];
  if (outcome.state !== 'measured') return NONE;
  const { levels } = outcome.value;
  const ratio = levels[levels.length - 1]?.memoryToReference ?? null;
  return ratio === null ? NONE : times(ratio);
}
