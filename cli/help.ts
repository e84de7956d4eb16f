/** The help of ghcc, derived from the table of options. */
import { ACCEPTED } from './accepted.ts';
import { GROUPS, OPTIONS, type OptionRow } from './option-table.ts';

const COLUMN = 30;

/** What `ghcc --help` prints. */
export function helpText(): string {
  const lines = ['Usage: ghcc [options] file...', ''];
  for (const [group, title] of GROUPS) {
    lines.push(`${title}:`);
    for (const row of OPTIONS) if (row.group === group && row.help !== '') lines.push(rowText(row));
    lines.push('');
  }
  lines.push('Accepted without effect are the flags of gcc for:');
  for (const { why } of ACCEPTED) lines.push(`  ${why}`);
  lines.push('', 'Exit status: 0 done, 1 errors were reported, 4 an internal error.', '');
  return lines.join('\n');
}

function rowText(row: OptionRow): string {
  const gap = row.form === 'joined' || row.form === 'flag' ? '' : ' ';
  const usage = `  ${row.name}${gap}${row.argument ?? ''}`;
  const room = usage.length < COLUMN - 1 ? usage.padEnd(COLUMN) : `${usage}\n${' '.repeat(COLUMN)}`;
  return `${room}${row.help}`;
}
