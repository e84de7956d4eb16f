/**
 * Results for people: a table of specimen x level x CPU, the failures with the command that redoes
 * each, and what was skipped. Gets results, promises plain text.
 */
import { type Cell, isFailure, type Results, type VerdictKind, verdictKinds } from './results.ts';

export interface Tally {
  readonly specimen: string;
  readonly level: string;
  readonly cpu: string;
  passed: number;
  failed: number;
  skipped: number;
  /** Binaries that were byte-identical to an earlier level's. */
  identical: number;
  readonly kinds: Record<VerdictKind, number>;
}

function emptyTally(specimen: string, level: string, cpu: string): Tally {
  const kinds = Object.fromEntries(verdictKinds.map((kind) => [kind, 0]));
  const counts = { passed: 0, failed: 0, skipped: 0, identical: 0 };
  return { specimen, level, cpu, ...counts, kinds: kinds as Record<VerdictKind, number> };
}

/** One tally for each row of the matrix, in its order, also where there are no cells. */
export function tally(results: Results): Tally[] {
  const rows = new Map<string, Tally>();
  for (const { name } of results.specimens) {
    for (const level of results.levels) {
      for (const cpu of results.cpus) {
        rows.set(`${name}\0${level}\0${cpu}`, emptyTally(name, level, cpu));
      }
    }
  }
  for (const cell of results.cells) {
    const row = rows.get(`${cell.specimen}\0${cell.level}\0${cell.cpu}`);
    if (row === undefined) continue;
    row.kinds[cell.kind] += 1;
    if (cell.kind === 'pass') row.passed += 1;
    else if (cell.kind === 'skip') row.skipped += 1;
    else row.failed += 1;
    if (cell.sameAs !== null) row.identical += 1;
  }
  return [...rows.values()];
}

/** Aligns rows of words in columns; numbers to the right, all other words to the left. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((word, column) => {
      widths[column] = Math.max(widths[column] ?? 0, word.length);
    });
  }
  const line = (row: readonly string[]): string =>
    row
      .map((word, column) => {
        const width = widths[column]!;
        return /^[\d.%]+$/.test(word) ? word.padStart(width) : word.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function failureKinds(row: Tally): string {
  return verdictKinds
    .filter((kind) => isFailure(kind) && row.kinds[kind] > 0)
    .map((kind) => `${row.kinds[kind]} ${kind}`)
    .join(', ');
}

/** Share of passed among passed and failed, as `94.8%`; a dash where there are none. */
export function passRate(row: { passed: number; failed: number }): string {
  const judged = row.passed + row.failed;
  if (judged === 0) return '-';
  const percent = Math.floor((1000 * row.passed) / judged) / 10;
  return `${percent.toFixed(1)}%`;
}

/** The table. */
export function matrixTable(results: Results): string {
  const head = ['specimen', 'level', 'cpu', 'passed', 'failed', 'skipped', 'rate', 'same', ''];
  const rows = tally(results).map((row) => [
    row.specimen,
    row.level,
    row.cpu,
    `${row.passed}`,
    `${row.failed}`,
    `${row.skipped}`,
    passRate(row),
    `${row.identical}`,
    failureKinds(row),
  ]);
  return alignColumns([head, ...rows]);
}

/** Failures that say the same thing of one program and specimen at several levels. */
function failureGroups(results: Results): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of results.cells) {
    if (!isFailure(cell.kind)) continue;
    const key = `${cell.program}\0${cell.specimen}\0${cell.cpu}\0${cell.kind}\0${cell.detail}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  return [...groups.values()];
}

/**
 * Failures in the results' order, each with the command that redoes it at the first of its levels;
 * `most` of them, 0 for all.
 */
export function failureList(results: Results, most: number): string {
  const groups = failureGroups(results);
  const shown = most === 0 ? groups : groups.slice(0, most);
  const lines = shown.flatMap((cells) => {
    const cell = cells[0]!;
    const levels = cells.map((row) => row.level).join(' ');
    return [
      `${cell.kind}: ${cell.program}  ${place({ ...cell, level: levels })}  ${cell.detail}`,
      `    redo: ${cell.redo ?? '(not known)'}`,
    ];
  });
  const more = groups.length - shown.length;
  if (more > 0) lines.push(`... and ${more} more (--failures 0 lists all)`);
  return lines.join('\n');
}

/** `gcc -O2`, or `gcc -O2 on baseline`. */
export function place(cell: Cell): string {
  const where = cell.cpu === 'host' ? '' : ` on ${cell.cpu}`;
  return `${cell.specimen} ${cell.level}${where}`;
}

/** Reasons for skips with the number of programs each one took out of a specimen's list. */
export function skipList(results: Results): string {
  const reasons = new Map<string, Set<string>>();
  for (const cell of results.cells) {
    if (cell.kind !== 'skip') continue;
    const programs = reasons.get(cell.detail) ?? new Set();
    programs.add(cell.program);
    reasons.set(cell.detail, programs);
  }
  const rows = [...reasons].sort((a, b) => b[1].size - a[1].size);
  return alignColumns(rows.map(([reason, programs]) => [`${programs.size}`, reason]));
}

/** Everything that a run tells on standard output. */
export function textReport(results: Results, mostFailures: number): string {
  const { programs, shards } = results;
  const part = shards.count > 1 ? `, shard ${shards.present.join('+')} of ${shards.count}` : '';
  const state = results.complete ? '' : '  (incomplete)';
  const parts = [`${results.suite}: ${programs.length} programs${part}${state}`, ''];
  parts.push(matrixTable(results));
  const same = results.cells.filter((cell) => cell.sameAs !== null).length;
  if (same > 0) parts.push('', `same: ${same} binaries are identical to an earlier level's`);
  const failures = failureList(results, mostFailures);
  if (failures !== '') parts.push('', 'Failures:', failures);
  const skips = skipList(results);
  if (skips !== '') parts.push('', 'Skipped programs by reason:', skips);
  return `${parts.join('\n')}\n`;
}
