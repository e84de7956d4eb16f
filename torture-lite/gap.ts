/**
 * The Goodhart gap: the share of published programs that a compiler passes, minus the share of
 * their variants. Gets results with variants in them, promises for each specimen and level the
 * two rates with Wilson intervals (Wilson 1927) and the gap with a bootstrap interval over programs
 * (Efron 1979): variants of one program fail together, so programs are drawn, not cells.
 */

import { alignColumns } from './report-table.ts';
import { isFailure, type Results } from './results.ts';
import { createRandom } from './rewrite/random.ts';
import { variantBase } from './variants.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What one program counts: whether it passes, and how many of its variants do. */
interface Row {
  readonly program: string;
  passes: boolean | null;
  variants: number;
  passed: number;
  /** The first variant that fails, and why. */
  fallen: { readonly id: string; readonly detail: string } | null;
}

export interface Gap {
  readonly specimen: string;
  readonly level: string;
  /** Programs with a verdict on themselves and on a variant at least. */
  readonly programs: number;
  readonly variants: number;
  /** Shares from 0 to 1. */
  readonly published: number;
  readonly publishedInterval: Interval;
  readonly rewritten: number;
  readonly rewrittenInterval: Interval;
  readonly gap: number;
  readonly gapInterval: Interval;
  /** Programs that pass while a variant of them fails. */
  readonly fallen: readonly { readonly id: string; readonly detail: string }[];
}

const z = 1.959964;
const resamples = 2000;

/** Wilson's 95% interval of a share. */
export function wilson(hits: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const p = hits / count;
  const square = (z * z) / count;
  const centre = p + square / 2;
  const half = z * Math.sqrt((p * (1 - p)) / count + square / (4 * count));
  return {
    low: Math.max(0, (centre - half) / (1 + square)),
    high: Math.min(1, (centre + half) / (1 + square)),
  };
}

function gapOf(rows: readonly Row[]): { published: number; rewritten: number; gap: number } {
  let passes = 0;
  let share = 0;
  for (const row of rows) {
    if (row.passes === true) passes += 1;
    share += row.passed / row.variants;
  }
  const published = passes / rows.length;
  const rewritten = share / rows.length;
  return { published, rewritten, gap: published - rewritten };
}

/** The middle 95% of the gaps of programs drawn again and again; the draws are seeded. */
function bootstrap(rows: readonly Row[]): Interval {
  const random = createRandom(rows.length);
  const gaps: number[] = [];
  for (let i = 0; i < resamples; i += 1) {
    gaps.push(gapOf(rows.map(() => random.pick(rows))).gap);
  }
  gaps.sort((a, b) => a - b);
  return {
    low: gaps[Math.floor(resamples * 0.025)]!,
    high: gaps[Math.ceil(resamples * 0.975) - 1]!,
  };
}

function rowsOf(results: Results, specimen: string, level: string): Row[] {
  const rows = new Map<string, Row>();
  for (const cell of results.cells) {
    if (cell.specimen !== specimen || cell.level !== level || cell.cpu !== results.cpus[0])
      continue;
    if (cell.kind === 'skip') continue;
    const base = variantBase(cell.program);
    const program = base ?? cell.program;
    let row = rows.get(program);
    if (row === undefined) {
      row = { program, passes: null, variants: 0, passed: 0, fallen: null };
      rows.set(program, row);
    }
    if (base === null) {
      row.passes = cell.kind === 'pass';
      continue;
    }
    row.variants += 1;
    if (!isFailure(cell.kind)) row.passed += 1;
    else row.fallen ??= { id: cell.program, detail: `${cell.kind}: ${cell.detail}` };
  }
  return [...rows.values()].filter((row) => row.passes !== null && row.variants > 0);
}

/** The gap of every specimen at every level; empty where the results hold no variants. */
export function goodhartGaps(results: Results): Gap[] {
  const gaps: Gap[] = [];
  for (const { name } of results.specimens) {
    for (const level of results.levels) {
      const rows = rowsOf(results, name, level);
      if (rows.length === 0) continue;
      const variants = rows.reduce((sum, row) => sum + row.variants, 0);
      const passed = rows.reduce((sum, row) => sum + row.passed, 0);
      gaps.push({
        specimen: name,
        level,
        programs: rows.length,
        variants,
        ...gapOf(rows),
        publishedInterval: wilson(rows.filter((row) => row.passes === true).length, rows.length),
        rewrittenInterval: wilson(passed, variants),
        gapInterval: bootstrap(rows),
        fallen: rows.flatMap((row) =>
          row.passes === true && row.fallen !== null ? [row.fallen] : [],
        ),
      });
    }
  }
  return gaps;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const span = ({ low, high }: Interval): string => `${percent(low)}..${percent(high)}`;

/** The gaps as text, with the programs that fall; empty where there are no variants. */
export function gapReport(results: Results, mostFallen: number): string {
  const gaps = goodhartGaps(results);
  if (gaps.length === 0) return '';
  const head = [
    'specimen',
    'level',
    'programs',
    'pass',
    '(Wilson)',
    'variants',
    'pass',
    '(Wilson)',
  ];
  const rows = gaps.map((row) => [
    ...[row.specimen, row.level, `${row.programs}`, percent(row.published)],
    ...[span(row.publishedInterval), `${row.variants}`, percent(row.rewritten)],
    ...[span(row.rewrittenInterval), percent(row.gap), span(row.gapInterval)],
  ]);
  const lines = [
    '',
    'Goodhart gap: pass rate of the published programs minus that of their variants, 95% intervals',
    alignColumns([[...head, 'gap', '(bootstrap over programs)'], ...rows]),
  ];
  const fallen = new Map<string, string>();
  for (const { specimen, level, fallen: list } of gaps) {
    for (const { id, detail } of list) {
      const key = `${specimen} ${id}`;
      if (!fallen.has(key)) fallen.set(key, `fell: ${id}  ${specimen} ${level}  ${detail}`);
    }
  }
  const shown = mostFallen === 0 ? [...fallen.values()] : [...fallen.values()].slice(0, mostFallen);
  lines.push(...shown);
  if (shown.length < fallen.size) lines.push(`... and ${fallen.size - shown.length} more`);
  return `${lines.join('\n')}\n`;
}
