/**
 * A record of a function as one self-contained page. Gets what cli/explain-record.ts saw and the
 * source; gives HTML whose columns are drawn from data by the page's own script. A line that occurs
 * after several passes stands in the page once.
 */

import { TARGET_RECORDS } from '../backends/index.ts';
import { isRegister, spillSlot } from '../backends/machine/code.ts';
import type { SourceMap } from '../compiler/source.ts';
import { SCRIPT, STYLE } from './explain-page.ts';
import type { Line, MachineCode, Record } from './explain-record.ts';
import { escapeHtml, highlightC } from './explain-source.ts';

/** Lines of a column, and lines of all columns of passes together, that a page holds at most. */
const COLUMN_LIMIT = 20_000;
const STAGES_LIMIT = 400_000;
/** A longer file is cut to the function and some lines around it. */
const FILE_LIMIT = 1_500;
const AROUND = 12;
const SLOT_LIMIT = 64;

/** A line as the page's script reads it: kind, source line, pieces (text, or text and keys). */
type Row = readonly [string, string, ...(string | readonly [string, string])[]];

interface Column {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly rows: readonly number[];
  /** Places in `rows` of lines that the column before does not have, and how many went away. */
  readonly added: readonly number[];
  readonly gone: number;
  readonly open: boolean;
}

interface Bar {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly vreg: number;
}

/** What the page shows about the compilation beside the record. */
export interface PageFacts {
  readonly file: string;
  /** Flags that the reader would need to get the same page. */
  readonly flags: string;
}

/** The page. */
export function explainPage(record: Record, sources: SourceMap, facts: PageFacts): string {
  const pool = new RowPool(record, sources);
  const columns = stageColumns(record, pool);
  const { machine } = record;
  const registers = machine ? registerMap(record, machine) : null;
  const data = {
    source: sourceRows(record, pool, sources),
    columns,
    machine: machine && { rows: pool.rowsOf(machine.lines), numbers: machine.numbers },
    registers,
    assembly: pool.rowsOf(record.assembly),
    rows: pool.rows,
    names: valueNames(record),
  };
  const title = `${record.func} in ${facts.file}`;
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<header><h1>${escapeHtml(record.func)}</h1>`,
    `<p>${escapeHtml(facts.file)} <code>${escapeHtml(facts.flags)}</code></p>`,
    ...summary(record).map((text) => `<p class="fact">${escapeHtml(text)}</p>`),
    '<p class="hint">Point at a value or a line to see its kin; click to keep it and go there; ',
    'Esc lets go. Click a title to fold its column.</p></header>',
    '<main id="columns"></main>',
    `<script type="application/json" id="data">${json}</script>`,
    `<script>${SCRIPT}</script></body></html>`,
    '',
  ].join('\n');
}

function summary({ stages, machine, notes, assembly, frame }: Record): string[] {
  const count = (lines: readonly Line[] = []): number =>
    lines.filter((line) => line.kind === 'code').length;
  const spilled = new Set(notes.filter((note) => !isRegister(note.place)).map((one) => one.vreg));
  const all = new Set(notes.map((note) => note.vreg));
  const lines = [`IR ${count(stages[0]?.lines)} > ${count(stages.at(-1)?.lines)} values`];
  if (machine) lines.push(`${count(machine.lines)} > ${count(assembly)} instructions`);
  else lines.push('no code of its own: it is inlined everywhere, or not used');
  if (all.size > 0) lines.push(`${spilled.size} of ${all.size} values spilled`);
  if (frame.length > 0) lines.push(`frame: ${[...new Set(frame)].slice(0, 8).join(', ')}`);
  return lines;
}

/** The lines of all columns, each once. */
class RowPool {
  readonly rows: Row[] = [];
  readonly file: string;
  private readonly ids = new Map<string, number>();
  private readonly places = new Map<number, string>();

  constructor(
    record: Record,
    private readonly sources: SourceMap,
  ) {
    this.file = sources.lineAt(record.pos)?.file ?? '';
  }

  rowsOf(lines: readonly Line[]): number[] {
    const rows = lines.slice(0, COLUMN_LIMIT).map((line) => this.id(this.row(line)));
    const more = lines.length - COLUMN_LIMIT;
    if (more > 0) rows.push(this.id(['note', '', `... ${more} more lines`]));
    return rows;
  }

  private row({ kind, pos, pieces }: Line): Row {
    const parts = pieces.map(({ text, key }) => (key === '' ? text : ([text, key] as const)));
    return [kind, this.place(pos), ...parts];
  }

  /** The line in the function's file, or FILE:LINE in another one. */
  private place(pos: number): string {
    let found = this.places.get(pos);
    if (found === undefined) {
      const at = pos > 0 ? this.sources.lineAt(pos) : null;
      found = !at ? '' : at.file === this.file ? String(at.line) : `${at.file}:${at.line}`;
      this.places.set(pos, found);
    }
    return found;
  }

  id(row: Row): number {
    const text = JSON.stringify(row);
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.rows.push(row) - 1;
      this.ids.set(text, id);
    }
    return id;
  }
}

/** Columns of the stages; of a very big function only the first and the last. */
function stageColumns({ stages }: Record, pool: RowPool): Column[] {
  const total = stages.reduce((sum, stage) => sum + stage.lines.length, 0);
  const shown =
    total > STAGES_LIMIT ? stages.filter((_, i, all) => i % (all.length - 1) === 0) : stages;
  let before: readonly number[] = [];
  return shown.map(({ name, unchanged, lines }, index) => {
    const rows = pool.rowsOf(lines);
    const { added, gone } = index === 0 ? { added: [], gone: 0 } : changes(before, rows);
    before = rows;
    const note = unchanged.length > 0 ? `then without change: ${unchanged.join(', ')}` : '';
    const open = index === shown.length - 1;
    return { id: `pass-${index}`, title: name, note, rows, added, gone, open };
  });
}

/** Which rows are new against those before; order is not looked at. */
function changes(before: readonly number[], rows: readonly number[]) {
  const left = new Map<number, number>();
  for (const row of before) left.set(row, (left.get(row) ?? 0) + 1);
  const added: number[] = [];
  rows.forEach((row, index) => {
    const count = left.get(row) ?? 0;
    if (count === 0) added.push(index);
    else left.set(row, count - 1);
  });
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { added, gone };
}

/** Registers and spill slots as columns, stretches of values in them as bars. */
function registerMap({ target, notes, spillSlots }: Record, { keys }: MachineCode) {
  const names = TARGET_RECORDS[target]?.registers.names ?? [];
  const used = new Set(notes.map((note) => note.place));
  const registers = names.map((_, place) => place).filter((place) => used.has(place));
  const slots = spillSlots.map((_, slot) => slot).slice(0, SLOT_LIMIT);
  const columns = [
    ...registers.map((place) => ({ name: names[place]!, spill: false })),
    ...slots.map((slot) => ({ name: `slot ${slot}`, spill: true })),
  ];
  const columnOf = new Map<number, number>(registers.map((place, index) => [place, index]));
  for (const slot of slots) columnOf.set(~slot, registers.length + slot);
  const bars: Bar[] = [];
  for (const { vreg, from, to, place } of notes) {
    const column = columnOf.get(place);
    if (column !== undefined) bars.push({ column, from, to, key: keys[vreg] ?? '', vreg });
  }
  const hidden = Math.max(0, ...notes.map(({ place }) => (place < 0 ? spillSlot(place) + 1 : 0)));
  return { columns, bars, hidden: Math.max(0, hidden - slots.length) };
}

/** The function's file, or what of it surrounds the function, highlighted. */
function sourceRows(record: Record, pool: RowPool, sources: SourceMap) {
  const { file } = pool;
  const start = sources.lineAt(record.pos)?.line ?? 1;
  let last = start;
  for (const row of pool.rows) if (/^\d+$/.test(row[1])) last = Math.max(last, Number(row[1]));
  const own = sources.fileAt(record.pos);
  if (!own || own.name !== file || own.markers.length > 0)
    return { first: 1, at: start, lines: [] };
  const all = highlightC(own.text);
  if (all.length <= FILE_LIMIT) return { first: 1, at: start, lines: all };
  const first = Math.max(1, start - AROUND);
  return { first, at: start, lines: all.slice(first - 1, last + AROUND) };
}

/** What each value is called at last, for readers. */
function valueNames({ stages }: Record): { [key: string]: string } {
  const names: { [key: string]: string } = {};
  for (const { lines } of stages) {
    for (const { pieces } of lines) {
      for (const { text, key } of pieces) if (key !== '') names[key] = text;
    }
  }
  return names;
}
