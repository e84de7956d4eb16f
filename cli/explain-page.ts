/**
 * The style and the script of an --explain page. The script draws the columns from the page's data
 * (a column of a pass when it is first unfolded) and lights up kin: `data-k` holds keys of values,
 * `data-l` the source line.
 */

export const STYLE = `
:root { color-scheme: light dark; --back: #fbfbf9; --panel: #fff; --text: #22252a; --dim: #7a808a;
  --rule: #e2e2dc; --mark: #ffe08a; --line: #eaf1ff; --pin: #c9b6ff; --new: #e2f5e2;
  --call: #1d5fbf; --register: #7fb2ea; --spill: #e2564b; --keyword: #8b3fa8;
  --string: #2f7d32; --number: #b3541e;
  --comment: #8a8f87; --directive: #7d6608; }
@media (prefers-color-scheme: dark) { :root { --back: #16181c; --panel: #1d2025; --text: #d9dce1;
  --dim: #868d98; --rule: #30343b; --mark: #7a5d00; --line: #25324a; --pin: #54408f; --new: #1e3524;
  --call: #7ab0ff; --register: #2f629b; --spill: #d4493f; --keyword: #cf8ff0; --string: #8fd08f;
  --number: #f0a875; --comment: #7b827a; --directive: #d3bb5e; } }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--back);
  color: var(--text); font: 13px/1.4 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; padding: 8px 14px; }
h1 { font: 600 18px ui-monospace, Menlo, Consolas, monospace; margin: 0; }
header p { margin: 0; } .fact { color: var(--text); font-variant-numeric: tabular-nums; }
.hint { color: var(--dim); }
main { flex: 1; min-height: 0; display: flex; gap: 6px; overflow-x: auto; padding: 0 10px 10px; }
section { display: flex; flex-direction: column; flex: 0 0 auto; background: var(--panel);
  border: 1px solid var(--rule); border-radius: 6px; min-width: 120px; max-width: 34vw;
  overflow: hidden; }
section > h2 { margin: 0; padding: 5px 9px; font: 600 12px system-ui, sans-serif; cursor: pointer;
  border-bottom: 1px solid var(--rule); white-space: nowrap; display: flex; gap: 8px; }
section > h2 small { font-weight: 400; color: var(--dim); overflow: hidden; text-overflow: ellipsis;
  max-width: 340px; }
.plus { color: var(--string); font-weight: 400; } .minus { color: var(--spill); font-weight: 400; }
section.folded { min-width: 0; width: 27px; }
section.folded > h2 { writing-mode: vertical-rl; border: 0; padding: 9px 4px; height: 100%; }
section.folded > h2 small, section.folded > div { display: none; }
.body { overflow: auto; flex: 1; font: 12px/18px ui-monospace, Menlo, Consolas, monospace;
  padding: 4px 0; position: relative; }
.row { white-space: pre; padding: 0 10px 0 0; height: 18px; width: max-content; min-width: 100%; }
.row > i { display: inline-block; width: 38px; padding-right: 10px; text-align: right;
  font-style: normal; color: var(--dim); user-select: none; opacity: .75; }
.row.label { font-weight: 600; } .row.head { color: var(--call); } .row.note { color: var(--dim); }
.row.new { background: var(--new); }
.row.kin { background: var(--line); } .row.kept { box-shadow: inset 3px 0 var(--pin); }
#machine { max-width: 48vw; }
[data-k] { border-radius: 3px; cursor: pointer; }
[data-k].kin { background: var(--mark); } [data-k].kept { background: var(--pin); }
.c-keyword { color: var(--keyword); } .c-string { color: var(--string); }
.c-number { color: var(--number); } .c-comment { color: var(--comment); }
.c-directive { color: var(--directive); }
.map { display: flex; width: max-content; }
.map .text { position: sticky; left: 0; z-index: 2; max-width: 26vw; overflow: hidden;
  padding-top: 22px; background: var(--panel); }
.names { position: sticky; top: -4px; height: 22px; z-index: 1; background: var(--panel); }
.grid { position: relative; flex: 0 0 auto; border-left: 1px solid var(--rule); }
.grid b { position: absolute; width: 30px; text-align: center; font-weight: 500; font-size: 10px;
  top: 2px; overflow: hidden; color: var(--dim); } .grid b.spill { color: var(--spill); }
.bar { position: absolute; width: 26px; background: var(--register); overflow: hidden;
  font-size: 9px; text-align: center; opacity: .85; }
.bar.spill { background: var(--spill); color: #fff; }
.bar.kin, .bar.kept { opacity: 1; outline: 2px solid var(--text); z-index: 1; }
.grid .rung { position: absolute; left: 0; right: 0; height: 18px; }
.grid .rung.kin { background: var(--line); }
`;

export const SCRIPT = `
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const main = document.getElementById('columns');
const byKey = new Map(), byLine = new Map();
const note = (map, key, element) => {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(element);
};
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
const called = (key) => {
  const own = key[0] === 'r' ? 'a temporary' : data.names[key];
  return own || key;
};
function keyed(element, keys) {
  element.dataset.k = keys;
  element.title = keys.split(' ').map(called).join(', ');
  for (const key of keys.split(' ')) note(byKey, key, element);
}
function lined(element, line) {
  element.dataset.l = line;
  note(byLine, line, element);
}
function rowOf(id, number) {
  const [kind, line, ...pieces] = data.rows[id];
  const row = make('div', 'row ' + kind);
  const place = make('i', '', number === undefined ? line.replace(/.*:/, ':') : number);
  place.title = line;
  row.append(place);
  for (const piece of pieces) {
    if (typeof piece === 'string') row.append(piece);
    else {
      const span = make('span', '', piece[0]);
      keyed(span, piece[1]);
      row.append(span);
    }
  }
  if (line) lined(row, line);
  return row;
}
function column(id, title, remark, open, draw) {
  const section = make('section', open ? '' : 'folded');
  section.id = id;
  const head = make('h2', '', title);
  for (const part of remark) head.append(part);
  const body = make('div', 'body');
  section.append(head, body);
  let drawn = false;
  const unfold = () => {
    if (!drawn) draw(body);
    drawn = true;
  };
  head.onclick = () => {
    section.classList.toggle('folded');
    if (!section.classList.contains('folded')) unfold();
  };
  if (open) unfold();
  main.append(section);
  return body;
}
const source = column('source', 'C', [], true, (body) => {
  data.source.lines.forEach((html, i) => {
    const line = String(data.source.first + i);
    const row = make('div', 'row source');
    const text = make('span');
    text.innerHTML = html;
    row.append(make('i', '', line), text);
    lined(row, line);
    body.append(row);
  });
  if (data.source.lines.length === 0) body.append(make('div', 'row note', '  (not at hand)'));
});
for (const { id, title, note: remark, rows, added, gone, open } of data.columns) {
  const small = make('small', '', remark);
  small.title = remark;
  const marks = [small];
  if (gone > 0) marks.unshift(make('span', 'minus', '\\u2212' + gone));
  if (added.length > 0) marks.unshift(make('span', 'plus', '+' + added.length));
  column(id, title, marks, open, (body) => {
    const fresh = new Set(added);
    rows.forEach((row, i) => {
      const element = rowOf(row);
      if (fresh.has(i)) element.classList.add('new');
      body.append(element);
    });
  });
}
if (data.machine) {
  const { columns, bars, hidden } = data.registers;
  const remark = hidden ? hidden + ' more slots' : '';
  column('machine', 'Machine code and registers', [make('small', '', remark)], true, (body) => {
    const map = make('div', 'map');
    const code = make('div', 'text');
    const grid = make('div', 'grid');
    const names = make('div', 'names');
    grid.append(names);
    const at = [];
    data.machine.rows.forEach((id, i) => {
      const number = data.machine.numbers[i] ?? -1;
      code.append(rowOf(id, number < 0 ? '' : number));
      if (number >= 0) at[number] = i;
      const line = data.rows[id][1];
      if (!line) return;
      const rung = make('div', 'rung');
      rung.style.top = i * 18 + 22 + 'px';
      lined(rung, line);
      grid.append(rung);
    });
    columns.forEach(({ name, spill }, i) => {
      const head = make('b', spill ? 'spill' : '', name.replace('slot ', '#'));
      head.style.left = i * 30 + 'px';
      head.title = name;
      names.append(head);
    });
    for (const { column: place, from, to, key, vreg } of bars) {
      if (at[from] === undefined) continue;
      const bar = make('div', columns[place].spill ? 'bar spill' : 'bar', 'v' + vreg);
      keyed(bar, key);
      bar.title = 'v' + vreg + ' (' + called(key) + ') in ' + columns[place].name + ', ' + from
        + ' to ' + to;
      bar.style.left = place * 30 + 2 + 'px';
      // A value is written late in its first instruction and read early in its last.
      bar.style.top = at[from] * 18 + 31 + 'px';
      bar.style.height = Math.max(9, ((at[to] ?? at.length) - at[from]) * 18 - 1) + 'px';
      grid.append(bar);
    }
    grid.style.width = columns.length * 30 + 8 + 'px';
    map.append(code, grid);
    body.append(map);
  });
}
column('assembly', 'Assembly', [], true, (body) => {
  for (const row of data.assembly) body.append(rowOf(row));
  if (data.assembly.length === 0) body.append(make('div', 'row note', '  (no code of its own)'));
});
const kinOf = (target) => {
  const keyed = target.closest('[data-k]');
  if (keyed && !keyed.closest('#assembly')) {
    return keyed.dataset.k.split(' ').flatMap((key) => byKey.get(key) || []);
  }
  const lined = target.closest('[data-l]');
  return lined ? byLine.get(lined.dataset.l) || [] : [];
};
let lit = [], kept = [];
const put = (old, elements, name) => {
  for (const element of old) element.classList.remove(name);
  for (const element of elements) element.classList.add(name);
  return elements;
};
main.addEventListener('mouseover', (event) => { lit = put(lit, kinOf(event.target), 'kin'); });
main.addEventListener('mouseleave', () => { lit = put(lit, [], 'kin'); });
main.addEventListener('click', (event) => {
  if (event.target.closest('h2')) return;
  kept = put(kept, kinOf(event.target), 'kept');
  const own = event.target.closest('.body');
  const seen = new Set([own]);
  for (const element of kept) {
    const body = element.closest('.body');
    if (seen.has(body)) continue;
    seen.add(body);
    const down = element.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += down - body.clientHeight / 3;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') kept = put(kept, [], 'kept');
});
source.scrollTop = Math.max(0, data.source.at - data.source.first - 3) * 18;
`;
