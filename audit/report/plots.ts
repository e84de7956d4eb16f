/**
 * The report's plots: data in, SVG text out, drawn by Observable Plot on a document of linkedom's.
 * Colours are CSS custom properties, so the page's theme decides them.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { AuditDocument, PROBE_IDS, SpecimenResult } from '../document.ts';
import { percent, times } from '../probes/probe.ts';
import { seriesColour } from './style.ts';

type Options = NonNullable<Parameters<typeof Plot.plot>[0]>;

/** Draws a plot and returns its SVG. */
function draw(options: Options): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawn: unknown = Plot.plot({
    style: { background: 'none', color: 'inherit' },
    ...options,
    document,
  } as Options);
  return String(drawn);
}

/** Colour scale from specimen names to series colours. */
export function specimenColours(names: readonly string[]): { domain: string[]; range: string[] } {
  return { domain: [...names], range: names.map((_, i) => seriesColour(i)) };
}

/** What a point of the pressure sweep is drawn by. */
export interface SweepPoint {
  readonly specimen: string;
  readonly locals: number;
  readonly value: number;
}

/** One metric against live locals, a line a specimen. */
export function sweepPlot(
  points: readonly SweepPoint[],
  names: readonly string[],
  label: string,
  share: boolean,
): string {
  const format = (value: number): string => (share ? percent(value) : value.toFixed(1));
  return draw({
    width: 480,
    height: 280,
    marginLeft: 48,
    marginBottom: 42,
    marginRight: 16,
    x: { type: 'log', base: 2, ticks: [4, 8, 16, 32, 64], tickFormat: 'd', label: 'live locals' },
    y: { label, zero: true, grid: true, nice: true, ...(share ? { tickFormat: '.0%' } : {}) },
    color: specimenColours(names),
    marks: [
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      Plot.lineY(points, { x: 'locals', y: 'value', stroke: 'specimen', strokeWidth: 2 }),
      Plot.dot(points, {
        x: 'locals',
        y: 'value',
        fill: 'specimen',
        r: 4,
        stroke: 'var(--page)',
        strokeWidth: 1,
        title: (d: SweepPoint) => `${d.specimen}, ${d.locals} locals: ${format(d.value)}`,
      }),
    ],
  });
}

/** Stack share against effective registers, a dot a program. */
export function corpusPlot(specimens: readonly SpecimenResult[], names: readonly string[]): string {
  const points = specimens.flatMap((specimen) => {
    const outcome = specimen.probes['register-use'];
    if (outcome.state !== 'measured') return [];
    return outcome.value.corpus.map(({ program, metrics }) => ({
      specimen: specimen.name,
      program,
      x: metrics.effectiveRegisters,
      y: metrics.stackShare,
    }));
  });
  type Point = (typeof points)[number];
  return draw({
    width: 1000,
    height: 320,
    marginLeft: 52,
    marginBottom: 42,
    x: { label: 'effective registers', grid: true, zero: true },
    y: { label: 'instructions with a stack operand', grid: true, zero: true, tickFormat: '.0%' },
    color: specimenColours(names),
    marks: [
      Plot.dot(points, {
        x: 'x',
        y: 'y',
        fill: 'specimen',
        fillOpacity: 0.8,
        r: 4.5,
        stroke: 'var(--page)',
        title: (d: Point) =>
          `${d.specimen}, ${d.program}: ${d.x.toFixed(1)} registers, ${percent(d.y)} on the stack`,
      }),
    ],
  });
}

/** How -O changes functions: one stacked bar a specimen and pair of levels. */
export function likenessPlot(specimens: readonly SpecimenResult[]): string {
  const bars = specimens.flatMap((specimen) => {
    const outcome = specimen.probes['flag-sensitivity'];
    if (outcome.state !== 'measured') return [];
    return outcome.value.pairs.flatMap((pair) => {
      const total = pair.identical + pair.renamed + pair.different;
      const row = `${specimen.name}  ${pair.from} to ${pair.to}`;
      return (['identical', 'renamed', 'different'] as const).map((likeness) => ({
        row,
        likeness,
        share: total === 0 ? 0 : pair[likeness] / total,
        count: pair[likeness],
      }));
    });
  });
  type Bar = (typeof bars)[number];
  const rows = new Set(bars.map((bar) => bar.row)).size;
  return draw({
    width: 1000,
    height: 52 + rows * 26,
    marginLeft: 190,
    marginBottom: 40,
    x: { label: 'share of functions', tickFormat: '.0%', domain: [0, 1] },
    y: { label: null, domain: [...new Set(bars.map((bar) => bar.row))], padding: 0.25 },
    color: {
      domain: ['identical', 'renamed', 'different'],
      range: ['var(--same)', 'var(--renamed)', 'var(--changed)'],
    },
    marks: [
      Plot.barX(bars, {
        x: 'share',
        y: 'row',
        fill: 'likeness',
        title: (d: Bar) => `${d.row}: ${d.count} ${d.likeness} (${percent(d.share)})`,
      }),
    ],
  });
}

/** Time against gcc -O2: a row a program, a dot a specimen at its judged level. */
export function runtimePlot(document: AuditDocument, names: readonly string[]): string {
  const points = document.specimens.flatMap((specimen) => {
    const outcome = specimen.probes.runtime;
    if (outcome.state !== 'measured') return [];
    const { rows, levels } = outcome.value;
    const level = levels.find((each) => each.level === 'O2') ?? levels[levels.length - 1];
    return rows
      .filter((row) => row.level === level?.level && row.class !== 'pressure-sweep')
      .map((row) => ({ specimen: specimen.name, ...row }));
  });
  type Point = (typeof points)[number];
  const programs = [...new Set(points.map((point) => point.program))];
  const typical = (program: string): number =>
    Math.max(...points.filter((p) => p.program === program).map((p) => p.toO2));
  const apart = new Set(points.filter((p) => p.set === 'held-out').map((p) => p.program));
  const order = programs.sort(
    (a, b) => Number(apart.has(a)) - Number(apart.has(b)) || typical(b) - typical(a),
  );
  return draw({
    width: 1000,
    height: 60 + order.length * 23,
    marginLeft: 110,
    marginBottom: 42,
    marginRight: 24,
    x: {
      type: 'log',
      label: 'time against gcc -O2 (log scale)',
      grid: true,
      tickFormat: timesTick,
    },
    y: { label: null, domain: order },
    color: specimenColours(names),
    marks: [
      Plot.ruleX([1], { stroke: 'var(--soft)', strokeWidth: 1 }),
      Plot.ruleY(order, { stroke: 'var(--grid)' }),
      Plot.dot(points, {
        x: 'toO2',
        y: 'program',
        fill: 'specimen',
        r: 5,
        stroke: 'var(--page)',
        strokeWidth: 1,
        title: (d: Point) =>
          `${d.specimen} -${d.level}, ${d.program} (${d.class}, ${d.set}): ` +
          `${times(d.toO2)} gcc -O2, ` +
          `${Math.round(d.userMs)} ms, ${d.runs} runs`,
      }),
    ],
  });
}

function timesTick(value: number): string {
  const lead = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  return [1, 2, 5].some((each) => Math.abs(each - lead) < 1e-6)
    ? `${Number(value.toFixed(2))}x`
    : '';
}

const PANELS = [
  'steps, this processor',
  'steps, baseline processor',
  'time, this processor',
] as const;

/** A point of a growth sweep: `times` is n against the sweep's smallest. */
interface GrowthPoint {
  readonly name: string;
  readonly control: boolean;
  readonly program: string;
  readonly line: string;
  readonly panel: string;
  readonly n: number;
  readonly times: number;
  readonly ratio: number;
}

function growthPoints(document: AuditDocument): GrowthPoint[] {
  const rows = [
    ...document.specimens.flatMap(({ name, probes: { growth } }) =>
      growth.state === 'measured'
        ? growth.value.rows.map((row) => ({ name, row, control: false }))
        : [],
    ),
    ...document.controls.flatMap(({ command, growth }) =>
      growth === null ? [] : [{ name: command, row: growth, control: true }],
    ),
  ];
  return rows.flatMap(({ name, row, control }) =>
    row.points.map(({ n, ratio }) => ({
      name,
      control,
      program: row.program,
      line: `${name} ${row.program}`,
      panel: `${row.unit}, ${row.processor === 'native' ? 'this' : 'baseline'} processor`,
      n,
      times: n / (row.points[0]?.n ?? n),
      ratio,
    })),
  );
}

/** Ratio to gcc against n, log-log, a panel a kind of sweep; the planted control is dashed. */
export function growthPlot(document: AuditDocument, names: readonly string[]): string {
  const points = growthPoints(document);
  const ratios = points.map((point) => point.ratio);
  const colours = specimenColours(names);
  const place = { x: 'times', y: 'ratio', fx: 'panel' } as const;
  const lines = (control: boolean, dash: string) =>
    Plot.line(
      points.filter((point) => point.control === control),
      { ...place, z: 'line', strokeWidth: 2, strokeDasharray: dash, stroke: colourKey },
    );
  return draw({
    width: 1000,
    height: 300,
    marginLeft: 52,
    marginBottom: 42,
    marginRight: 20,
    x: { type: 'log', base: 2, label: 'n, against the smallest', grid: true, tickFormat: 'd' },
    y: {
      type: 'log',
      label: 'against gcc',
      grid: true,
      domain: [Math.min(1, ...ratios) * 0.8, Math.max(10, ...ratios) * 1.3],
      ticks: 4,
      tickFormat: (value: number) => (Math.abs(Math.log10(value) % 1) < 1e-9 ? `${value}x` : ''),
    },
    fx: { label: null, domain: PANELS },
    color: { domain: [...colours.domain, CONTROL], range: [...colours.range, 'var(--bad)'] },
    marks: [
      Plot.frame({ stroke: 'var(--line)' }),
      lines(false, 'none'),
      lines(true, '5 4'),
      Plot.dot(points, {
        ...place,
        fill: colourKey,
        r: 3.5,
        title: (d: GrowthPoint) => `${d.name}, ${d.program}, n = ${d.n}: ${times(d.ratio)}`,
      }),
    ],
  });
}

/** The colour scale's name for all controls; no specimen's name holds a space. */
const CONTROL = 'planted control';

function colourKey(point: GrowthPoint): string {
  return point.control ? CONTROL : point.name;
}

/** True when at least one specimen has a value for a probe. */
export function anyMeasured(
  specimens: readonly SpecimenResult[],
  id: (typeof PROBE_IDS)[number],
): boolean {
  return specimens.some((specimen) => specimen.probes[id].state === 'measured');
}
