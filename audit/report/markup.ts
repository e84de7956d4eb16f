/**
 * Small helpers that write HTML text. Everything that comes from outside passes `escapeHtml` once.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe inside HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/** A table cell: plain text, or HTML made by this folder, with a class. */
export type Cell =
  | string
  | { readonly html: string; readonly class?: string; readonly key?: string };

/** A right-aligned cell. */
export function numeric(text: string): Cell {
  return { html: escapeHtml(text), class: 'n' };
}

/** A cell that carries a series' colour and name. */
export function keyed(name: string, colour: string): Cell {
  return { html: escapeHtml(name), class: 'key', key: colour };
}

/** A cell whose text has a tone: good, bad, warn or soft. */
export function toned(text: string, tone: 'good' | 'bad' | 'warn' | 'soft'): Cell {
  return { html: escapeHtml(text), class: `tag ${tone}` };
}

/** A table; headings of numeric columns are found from the first row. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const [first = []] = rows;
  const head = headings
    .map((heading, i) => {
      const cell = first[i];
      const right = typeof cell === 'object' && cell.class === 'n' ? ' class="n"' : '';
      return `<th${right}>${escapeHtml(heading)}</th>`;
    })
    .join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  const inner = `<thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody>`;
  return `<div class="scroll"><table>${inner}</table></div>`;
}

function cellHtml(cell: Cell): string {
  if (typeof cell === 'string') return `<td>${escapeHtml(cell)}</td>`;
  const kind = cell.class === undefined ? '' : ` class="${cell.class}"`;
  const key = cell.key === undefined ? '' : ` style="--key:${cell.key}"`;
  return `<td${kind}${key}>${cell.html}</td>`;
}

/** A plot with its caption. */
export function figure(svg: string, caption: string): string {
  return `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

/** A legend of coloured names. */
export function legend(
  items: readonly { readonly name: string; readonly colour: string }[],
): string {
  const spans = items.map(
    ({ name, colour }) => `<span style="--key:${colour}">${escapeHtml(name)}</span>`,
  );
  return `<div class="legend">${spans.join('')}</div>`;
}

/** Content that opens on demand. */
export function details(summary: string, html: string): string {
  return `<details><summary>${escapeHtml(summary)}</summary>${html}</details>`;
}
