/**
 * The report's sections, one a probe: a plot where there is something to see, the figures as a
 * table, how they were measured, and what could not be.
 */
import type { AuditDocument, ProbeId, SpecimenResult, Times } from '../document.ts';
import { SHOWN_SOURCE } from '../pressure.ts';
import { percent, times } from '../probes/probe.ts';
import { PROBES } from '../probes/table.ts';
import {
  type Cell,
  details,
  escapeHtml,
  figure,
  keyed,
  legend,
  numeric,
  table,
  toned,
} from './markup.ts';
import {
  anyMeasured,
  corpusPlot,
  growthPlot,
  likenessPlot,
  runtimePlot,
  sweepPlot,
} from './plots.ts';
import { seriesColour } from './style.ts';

type Draw = (document: AuditDocument) => string;

const BODIES: Readonly<Record<ProbeId, Draw>> = {
  correctness: correctnessBody,
  'flag-sensitivity': flagBody,
  'register-use': registerBody,
  runtime: runtimeBody,
  growth: growthBody,
  baseline: baselineBody,
  size: sizeBody,
  'compile-cost': costBody,
};

/** The section of one probe. */
export function probeSection(document: AuditDocument, id: ProbeId): string {
  const { title, question, how } = PROBES[id];
  const heading = `<h2 id="${id}">${escapeHtml(title)}</h2>`;
  const head = `${heading}<p class="question">${escapeHtml(question)}</p>`;
  const body = anyMeasured(document.specimens, id) ? BODIES[id](document) : '';
  const method = `<p class="soft">How: ${escapeHtml(how)}</p>`;
  const rest = unmeasured(document, id) + evidence(document, id);
  return `<section>${head}${body}${method}${rest}</section>`;
}

/** The names of all specimens, which fix their colours. */
export function names(document: AuditDocument): string[] {
  return document.specimens.map((specimen) => specimen.name);
}

/** The specimens' legend. */
function specimenLegend(document: AuditDocument): string {
  return legend(names(document).map((name, i) => ({ name, colour: seriesColour(i) })));
}

/** The cell with a specimen's name and colour. */
export function nameCell(document: AuditDocument, specimen: SpecimenResult): Cell {
  return keyed(specimen.name, seriesColour(document.specimens.indexOf(specimen)));
}

function unmeasured(document: AuditDocument, id: ProbeId): string {
  const lines = document.specimens.flatMap(({ name, probes }) => {
    const outcome = probes[id];
    return outcome.state === 'measured' ? [] : [`${name}: not measured, ${outcome.reason}`];
  });
  return lines.map((line) => `<p class="warn">${escapeHtml(line)}</p>`).join('');
}

function evidence(document: AuditDocument, id: ProbeId): string {
  const blocks = document.specimens.flatMap(({ name, probes }) => {
    const outcome = probes[id];
    if (outcome.state !== 'measured' || outcome.evidence.length === 0) return [];
    const items = outcome.evidence.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
    return [`<h3>${escapeHtml(name)}</h3><ul>${items}</ul>`];
  });
  return blocks.length === 0 ? '' : details('Evidence', blocks.join(''));
}

/** Rows of a table for the specimens that have a value. */
function rowsFor<Value>(
  document: AuditDocument,
  pick: (specimen: SpecimenResult) => Value | undefined,
  rows: (value: Value, name: Cell) => Cell[][],
): Cell[][] {
  return document.specimens.flatMap((specimen) => {
    const value = pick(specimen);
    return value === undefined ? [] : rows(value, nameCell(document, specimen));
  });
}

function correctnessBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { correctness } }) =>
      correctness.state === 'measured' ? correctness.value : undefined,
    (value, name) =>
      value.levels.map(({ level, passed, total, rate, failures }) => [
        name,
        `-${level}`,
        numeric(`${passed} of ${total}`),
        numeric(percent(rate.value)),
        numeric(`${percent(rate.low)} to ${percent(rate.high)}`),
        failures.length === 0
          ? toned('none', 'soft')
          : {
              html: escapeHtml(
                failures
                  .slice(0, 6)
                  .map((f) => `${f.program}: ${f.how}`)
                  .join('; '),
              ),
            },
      ]),
  );
  return table(['specimen', 'level', 'right', 'rate', '95% interval', 'failures'], rows);
}

function flagBody(document: AuditDocument): string {
  const key = legend([
    { name: 'identical', colour: 'var(--same)' },
    { name: 'renamed (registers and slots only)', colour: 'var(--renamed)' },
    { name: 'different', colour: 'var(--changed)' },
  ]);
  const caption = 'What happens to a function when the level changes, on preprocessed input.';
  return key + figure(likenessPlot(document.specimens), caption);
}

function registerBody(document: AuditDocument): string {
  const points = (read: (m: Metrics) => number) =>
    document.specimens.flatMap((specimen) => {
      const outcome = specimen.probes['register-use'];
      if (outcome.state !== 'measured') return [];
      return outcome.value.sweep.map(({ locals, metrics }) => ({
        specimen: specimen.name,
        locals,
        value: read(metrics),
      }));
    });
  const panel = (
    title: string,
    label: string,
    share: boolean,
    read: (m: Metrics) => number,
  ): string =>
    `<div><h3>${escapeHtml(title)}</h3><figure>` +
    `${sweepPlot(points(read), names(document), label, share)}</figure></div>`;
  return [
    specimenLegend(document),
    '<div class="pair">',
    panel('Effective registers', 'registers', false, (m) => m.effectiveRegisters),
    panel('Instructions that only copy', 'share', true, (m) => m.copyShare),
    panel('Instructions with a stack operand', 'share', true, (m) => m.stackShare),
    panel('Instructions against gcc -O0', 'ratio', false, (m) => m.growth),
    '</div>',
    sweepTable(document),
    listings(document),
    '<h3>The benchmarks’ own code</h3>',
    figure(
      corpusPlot(document.specimens, names(document)),
      'A dot is a benchmark program, compiled.',
    ),
  ].join('');
}

type Metrics = Extract<
  SpecimenResult['probes']['register-use'],
  { state: 'measured' }
>['value']['sweep'][number]['metrics'];

/** One small C function and what each specimen makes of it, side by side. */
function listings(document: AuditDocument): string {
  const columns = document.specimens.flatMap((specimen, i) => {
    const outcome = specimen.probes['register-use'];
    if (outcome.state !== 'measured' || outcome.value.listing.length === 0) return [];
    const { listing, level } = outcome.value;
    const title = `${specimen.name} -${level}, ${listing.length} instructions`;
    const lines = listing.map(escapeHtml).join('\n');
    return [
      `<div style="--key:${seriesColour(i)}"><h4>${escapeHtml(title)}</h4>` +
        `<pre>${lines}</pre></div>`,
    ];
  });
  if (columns.length === 0) return '';
  return (
    '<h3>The same loop from each</h3>' +
    `<div class="listings"><div><h4>C</h4><pre>${escapeHtml(SHOWN_SOURCE)}</pre></div>` +
    `${columns.join('')}</div>`
  );
}

function sweepTable(document: AuditDocument): string {
  const headings = [
    'specimen',
    'locals',
    'class',
    'M1 growth',
    'M2 stack',
    'M3 shuttle',
    'M4 registers',
    'M5 accumulator',
    'M6 copies',
    'M7 run',
    'M8 frame',
  ];
  const rows = rowsFor(
    document,
    ({ probes }) => {
      const outcome = probes['register-use'];
      return outcome.state === 'measured' ? outcome.value : undefined;
    },
    (value, name) =>
      value.sweep.map(({ locals, allocation, metrics: m }) => [
        name,
        numeric(String(locals)),
        toned(allocation, allocation === 'allocated' ? 'good' : 'warn'),
        numeric(m.growth.toFixed(2)),
        numeric(m.stackShare.toFixed(2)),
        numeric(m.shuttleIndex.toFixed(3)),
        numeric(m.effectiveRegisters.toFixed(2)),
        numeric(m.accumulatorShare.toFixed(2)),
        numeric(m.copyShare.toFixed(2)),
        numeric(String(m.longestCopyRun)),
        numeric(String(m.frameBytes)),
      ]),
  );
  return details('The sweep in figures, M1 to M8', table(headings, rows));
}

function runtimeBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { runtime } }) => (runtime.state === 'measured' ? runtime.value : undefined),
    (value, name) =>
      value.levels.flatMap(({ level, heldOut, ...tuned }) => [
        timesRow(name, level, 'tuned', tuned),
        ...(heldOut === null ? [] : [timesRow(name, level, 'held-out', heldOut)]),
      ]),
  );
  const headings = [
    'specimen',
    'level',
    'set',
    'programs',
    'time / gcc -O0',
    'time / gcc -O2',
    '95% interval',
    'worst',
  ];
  return [
    table(headings, rows),
    specimenLegend(document),
    figure(
      runtimePlot(document, names(document)),
      'Each specimen at -O2. Left of the line is faster than gcc -O2; the held-out programs ' +
        'stand below the others. Hover for times.',
    ),
    pressureTimes(document),
    excludedRuns(document),
    details('All times', runtimeTable(document)),
  ].join('');
}

function timesRow(name: Cell, level: string, set: string, value: Times): Cell[] {
  const { programs, toO0, toO2, worst } = value;
  return [
    name,
    `-${level}`,
    set,
    numeric(String(programs)),
    numeric(times(toO0.value)),
    numeric(times(toO2.value)),
    numeric(`${times(toO2.low)} to ${times(toO2.high)}`),
    `${worst.program} ${times(worst.ratio)}`,
  ];
}

function pressureTimes(document: AuditDocument): string {
  const points = document.specimens.flatMap((specimen) => {
    const { runtime } = specimen.probes;
    if (runtime.state !== 'measured') return [];
    const judged = runtime.value.levels.some(({ level }) => level === 'O2') ? 'O2' : undefined;
    return runtime.value.rows
      .filter(
        (row) => row.class === 'pressure-sweep' && (judged === undefined || row.level === judged),
      )
      .map((row) => ({
        specimen: specimen.name,
        locals: Number(row.program.split('-')[1]),
        value: row.toO0,
      }));
  });
  if (new Set(points.map((point) => point.locals)).size < 2) return '';
  const plot = sweepPlot(points, names(document), 'time against gcc -O0', false);
  return `<h3>Time under pressure</h3>${figure(plot, 'The pressure sweep run, against gcc -O0.')}`;
}

function excludedRuns(document: AuditDocument): string {
  const lines = document.specimens.flatMap(({ name, probes: { runtime } }) =>
    runtime.state === 'measured'
      ? runtime.value.excluded.map((e) => `${name}, ${e.program} -${e.level}: ${e.why}`)
      : [],
  );
  if (lines.length === 0) return '';
  return details(
    `${lines.length} left out`,
    `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
  );
}

function runtimeTable(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { runtime } }) => (runtime.state === 'measured' ? runtime.value : undefined),
    (value, name) =>
      value.rows.map((row) => [
        name,
        `-${row.level}`,
        row.program,
        row.class,
        row.set,
        numeric(row.userMs.toFixed(0)),
        numeric(String(row.runs)),
        numeric(times(row.toO0)),
        numeric(times(row.toO2)),
      ]),
  );
  const headings = [
    'specimen',
    'level',
    'program',
    'class',
    'set',
    'ms',
    'runs',
    '/ gcc -O0',
    '/ gcc -O2',
  ];
  return table(headings, rows);
}

function growthBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { growth } }) => (growth.state === 'measured' ? growth.value : undefined),
    (value, name) =>
      value.rows.map((row) => {
        const last = row.points[row.points.length - 1];
        return [
          name,
          row.program,
          row.unit,
          row.processor,
          numeric(last === undefined ? '' : times(last.ratio)),
          numeric(`${row.exponent.toFixed(2)} ± ${(2 * row.error).toFixed(2)}`),
          toned(row.verdict, row.verdict === 'compounding' ? 'bad' : 'soft'),
        ];
      }),
  );
  const controls = document.controls.filter(({ growth }) => growth !== null);
  const key = legend([
    ...names(document).map((name, i) => ({ name, colour: seriesColour(i) })),
    ...(controls.length === 0 ? [] : [{ name: 'control: gcc -O0 -mlzcnt', colour: 'var(--bad)' }]),
  ]);
  const headings = [
    'specimen',
    'program',
    'unit',
    'processor',
    'ratio at largest n',
    'exponent',
    'verdict',
  ];
  return [
    key,
    figure(
      growthPlot(document, names(document)),
      'A line is a program: the steps it counts itself, or its time, against gcc’s build. ' +
        'Flat is a constant factor. The dashed control is gcc -O0 with LZCNT: harmless on this ' +
        'processor; on one without LZCNT it gives the right join by comparing every pair.',
    ),
    details('All sweeps', table(headings, rows)),
  ].join('');
}

function baselineBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { baseline } }) => (baseline.state === 'measured' ? baseline.value : undefined),
    (value, name) => {
      const outside = value.outside.map(
        (o) => `${o.mnemonic} (${o.extension}${o.silent ? ', silent' : ''}) x${o.count}`,
      );
      const clean = value.outside.length === 0;
      return [
        [
          name,
          numeric(value.instructions.toLocaleString('en')),
          toned(clean ? 'none' : outside.join(', '), clean ? 'good' : 'bad'),
          numeric(String(value.programs)),
          toned(String(value.changed.length), value.changed.length === 0 ? 'good' : 'bad'),
        ],
      ];
    },
  );
  const headings = [
    'specimen',
    'instructions',
    'outside the baseline',
    'programs run twice',
    'changed',
  ];
  return table(headings, rows);
}

function sizeBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes: { size } }) => (size.state === 'measured' ? size.value : undefined),
    (value, name) =>
      value.levels.map(({ level, textBytes, toO0, toO2 }) => [
        name,
        `-${level}`,
        numeric(textBytes.toLocaleString('en')),
        numeric(times(toO0)),
        numeric(times(toO2)),
        value.symbols ? 'yes' : 'no',
        value.debugInfo ? 'yes' : 'no',
      ]),
  );
  return table(
    ['specimen', 'level', 'bytes of code', '/ gcc -O0', '/ gcc -O2', 'symbols', 'debug (-g)'],
    rows,
  );
}

function costBody(document: AuditDocument): string {
  const rows = rowsFor(
    document,
    ({ probes }) => {
      const outcome = probes['compile-cost'];
      return outcome.state === 'measured' ? outcome.value : undefined;
    },
    (value, name) =>
      value.levels.map((level) => [
        name,
        `-${level.level}`,
        numeric(level.cpuMs.toFixed(0)),
        numeric(times(level.timeToReference)),
        numeric(level.peakKb === null ? '' : (level.peakKb / 1024).toFixed(0)),
        numeric(level.memoryToReference === null ? '' : times(level.memoryToReference)),
      ]),
  );
  return table(['specimen', 'level', 'CPU ms', '/ gcc', 'peak MB', '/ gcc'], rows);
}
