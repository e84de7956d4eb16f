/**
 * The report's style sheet: one page, light and dark by the reader's preference, no outside
 * resource. Series colours are custom properties, so that plots follow the theme too.
 */

/** Colours for at most eight specimens, in order; then they repeat. */
export const SERIES_COUNT = 8;

/** The custom property of the nth series. */
export function seriesColour(index: number): string {
  return `var(--s${(index % SERIES_COUNT) + 1})`;
}

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fcfcfb; --panel: #ffffff; --ink: #1b1b19; --soft: #5d5c57; --line: #e2e1db;
  --grid: #ecebe6;
  --good: #0a7d3c; --bad: #c0302c; --warn: #9a6200; --tint: #f4f3ef;
  --s1: #2a78d6; --s2: #d9571f; --s3: #13935f; --s4: #b07900; --s5: #6a4fc4; --s6: #cf3f77;
  --s7: #00869c; --s8: #6b6a64; --same: #b9b7ae; --renamed: #d9a520; --changed: #2a78d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #161615; --panel: #1d1d1b; --ink: #f0efe9; --soft: #a9a79e; --line: #33322f;
    --grid: #2a2927;
    --good: #4bc27b; --bad: #f0736d; --warn: #e0ac4a; --tint: #242422;
    --s1: #5b9dec; --s2: #ee7c48; --s3: #35b984; --s4: #d8a02c; --s5: #a493f0; --s6: #ec78a5;
    --s7: #35b3c9; --s8: #a3a198; --same: #54534e; --renamed: #c79a2c; --changed: #5b9dec;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 40px 28px 80px; }
header p { margin: 4px 0; color: var(--soft); }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
h2 { font-size: 20px; margin: 52px 0 4px; padding-top: 18px; border-top: 1px solid var(--line); }
h3 { font-size: 15px; margin: 26px 0 6px; }
h2 + p.question { margin: 0 0 12px; color: var(--soft); font-style: italic; }
nav { display: flex; flex-wrap: wrap; gap: 6px 16px; margin: 18px 0 0; font-size: 13px; }
a { color: var(--s1); text-decoration: none; }
a:hover { text-decoration: underline; }
code, .mono { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.verdicts { display: grid; gap: 12px; margin: 24px 0 8px; }
.verdict {
  background: var(--panel); border: 1px solid var(--line); border-left: 5px solid var(--key);
  border-radius: 6px; padding: 12px 18px 14px;
}
.verdict h3 {
  margin: 0 0 2px; font-size: 17px; display: flex; gap: 12px; align-items: baseline;
  flex-wrap: wrap;
}
.verdict .command { color: var(--soft); font-weight: 400; overflow-wrap: anywhere; }
.verdict .kind { font-weight: 600; margin: 2px 0 6px; }
.verdict ul.facts {
  list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 22px;
}
.verdict ul.faults { margin: 8px 0 0; padding-left: 18px; color: var(--bad); }
.scroll { overflow-x: auto; margin: 10px 0; }
table {
  border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; width: 100%;
}
th, td {
  text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--grid);
  vertical-align: top;
}
th { color: var(--soft); font-weight: 600; white-space: nowrap; border-bottom-color: var(--line); }
td.n, th.n { text-align: right; white-space: nowrap; }
td.n + td:not(.n), th.n + th:not(.n) { padding-left: 18px; }
td.key { font-weight: 600; white-space: nowrap; }
td.key::before {
  content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 2px;
  margin-right: 8px;
  background: var(--key);
}
figure { margin: 16px 0 6px; }
figure svg {
  max-width: 100%; height: auto; overflow: visible; background: none; color: var(--ink);
  font: 12px system-ui, sans-serif;
}
figure svg [aria-label="grid"], .plot-grid { stroke: var(--grid); stroke-opacity: 1; }
figcaption { color: var(--soft); font-size: 13px; margin-top: 6px; max-width: 86ch; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; margin: 10px 0 0; }
.legend span::before {
  content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 2px;
  margin-right: 7px;
  background: var(--key);
}
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(430px, 1fr)); gap: 8px 32px; }
.pair h3 { margin-top: 14px; }
.listings {
  display: grid; grid-auto-flow: column; grid-auto-columns: minmax(230px, 1fr); gap: 14px;
  overflow-x: auto;
}
.listings h4 {
  margin: 0 0 4px; font-size: 13px; border-top: 3px solid var(--key, var(--line));
  padding-top: 5px; white-space: nowrap;
}
.listings > div:first-child { min-width: 320px; }
pre {
  margin: 0; padding: 10px 12px; max-height: 460px; overflow: auto; background: var(--tint);
  border-radius: 5px;
  font: 12px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
.verdict .version { color: var(--soft); font-size: 13px; font-weight: 400; }
details { margin: 10px 0; }
summary { cursor: pointer; color: var(--soft); font-size: 13px; }
.good { color: var(--good); }
.bad { color: var(--bad); } .warn { color: var(--warn); } .soft { color: var(--soft); }
.tag { font-weight: 600; white-space: nowrap; }
@media (max-width: 560px) { main { padding: 24px 16px 60px; }
.pair { grid-template-columns: 1fr; } }
@media print { main { max-width: none; } details { display: none; } }
`;
