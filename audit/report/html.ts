/**
 * The report: one HTML file with everything inside, from an audit's document.
 */
import { type AuditDocument, type Finding, PROBE_IDS, type Verdict } from '../document.ts';
import { PROBES } from '../probes/table.ts';
import { escapeHtml, numeric, table, toned } from './markup.ts';
import { nameCell, probeSection } from './sections.ts';
import { STYLE, seriesColour } from './style.ts';
import { SUMMARY } from './terminal.ts';

/** The whole page as text. */
export function htmlReport(document: AuditDocument): string {
  const sections = PROBE_IDS.filter((id) =>
    document.specimens.some(
      ({ probes }) => probes[id].state === 'measured' || probes[id].reason !== 'not asked for',
    ),
  );
  const links = [
    ...sections.map((id) => [id, PROBES[id].title]),
    ['findings', 'Findings'],
    ['controls', 'Controls'],
  ].map(([id = '', title = '']) => `<a href="#${id}">${escapeHtml(title)}</a>`);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Goodhart audit</title><style>${STYLE}</style></head><body><main>`,
    header(document),
    `<nav>${links.join('')}</nav>`,
    verdicts(document),
    summary(document),
    ...sections.map((id) => probeSection(document, id)),
    findings(document),
    controls(document),
    '</main></body></html>\n',
  ].join('\n');
}

function header(document: AuditDocument): string {
  const { host, reference, mode, seconds, seed, date } = document;
  const day = date.slice(0, 10);
  return [
    '<header><h1>What the test suite did not see</h1>',
    '<p>A Goodhart audit: each compiler measured through its command line alone.</p>',
    `<p>${escapeHtml(`${day}, ${mode} run of ${seconds} s, seed ${seed}. ${host}.`)}</p>`,
    `<p>${escapeHtml(`Reference: ${reference}.`)}</p>`,
    '</header>',
  ].join('');
}

const KIND_LABEL: Readonly<Record<Verdict['kind'], string>> = {
  optimizing: 'Optimizing compiler',
  allocating: 'Allocates registers',
  simple: 'Simple compiler: values live on the stack',
  shuttle: 'Plausible, not real',
  unjudged: 'Not judged',
};

const KIND_TONE: Readonly<Record<Verdict['kind'], string>> = {
  optimizing: 'good',
  allocating: 'good',
  simple: 'warn',
  shuttle: 'bad',
  unjudged: 'soft',
};

function verdicts(document: AuditDocument): string {
  const cards = document.specimens.map(({ name, command, version, verdict }, i) => {
    const facts = verdict.sentence.split('; ').slice(0, -1);
    const faults = verdict.faults.map((fault) => `<li>${escapeHtml(fault)}</li>`).join('');
    return [
      `<article class="verdict" style="--key:${seriesColour(i)}">`,
      `<h3>${escapeHtml(name)}<code class="command">${escapeHtml(shortened(command))}</code>` +
        `<span class="version">${escapeHtml(version)}</span></h3>`,
      `<p class="kind ${KIND_TONE[verdict.kind]}">${escapeHtml(KIND_LABEL[verdict.kind])}</p>`,
      `<ul class="facts">${facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>`,
      faults === '' ? '' : `<ul class="faults">${faults}</ul>`,
      '</article>',
    ].join('');
  });
  return `<div class="verdicts">${cards.join('')}</div>`;
}

/** A command with the folders of its programs left out. */
function shortened(command: string): string {
  return command.replace(/(^|\s)\/\S*\/(?=[^\s/]+)/g, '$1');
}

function summary(document: AuditDocument): string {
  const rows = document.specimens.map((specimen) => [
    nameCell(document, specimen),
    ...SUMMARY.map((figure) => numeric(figure.text(specimen))),
  ]);
  const notes = SUMMARY.map(({ heading, note }) => `${heading}: ${note}`).join('. ');
  return (
    table(['specimen', ...SUMMARY.map((figure) => figure.heading)], rows) +
    `<p class="soft">${escapeHtml(notes)}. Times, code and memory at -O2.</p>`
  );
}

const FINDING_TONE: Readonly<Record<Finding['verdict'], 'good' | 'warn' | 'bad' | 'soft'>> = {
  reproduced: 'good',
  'reproduced in kind': 'good',
  'not reproduced': 'warn',
  'not measured here': 'soft',
};

function findings(document: AuditDocument): string {
  const rows = document.findings.map(({ id, claim, published, probe, verdict, measured }) => [
    { html: escapeHtml(id), class: 'mono' },
    claim,
    published,
    probe,
    toned(verdict, FINDING_TONE[verdict]),
    measured,
  ]);
  return (
    '<h2 id="findings">Findings</h2>' +
    '<p class="question">Published claims, each measured again.</p>' +
    table(['id', 'claim', 'published', 'probe', 'verdict', 'measured here'], rows) +
    '<p class="soft">In kind: the same effect, of another size or on another program.</p>'
  );
}

function controls(document: AuditDocument): string {
  const rows = document.controls.map(({ name, command, expected, observed, holds }) => [
    name,
    { html: escapeHtml(command), class: 'mono' },
    expected,
    observed,
    holds ? toned('holds', 'good') : toned('fails', 'bad'),
  ]);
  return (
    '<h2 id="controls">Controls</h2>' +
    '<p class="question">Cases whose answer is known, through the same probes.</p>' +
    table(['control', 'command', 'expected', 'observed', ''], rows)
  );
}
