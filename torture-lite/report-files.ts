/**
 * Results for other programs: JUnit XML for CI servers, SARIF 2.1.0 for code scanning, workflow
 * commands for GitHub annotations. Gets results, promises text in each one's own escaping.
 */
import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { place } from './report-table.ts';
import { type Cell, isFailure, type Results, type VerdictKind } from './results.ts';

/** What each failing kind means; also SARIF's rules. */
const kindMeanings = {
  'compile-error': 'The compiler refused a valid program',
  'compile-timeout': 'The compiler did not end in time',
  'compiler-crash': 'The compiler crashed',
  wrong: 'The compiled program computed something wrong',
  'run-timeout': 'The compiled program did not end in time',
} satisfies Record<Exclude<VerdictKind, 'pass' | 'skip'>, string>;

/** Escapes text for XML 1.0; characters that XML cannot carry become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(`${value}`)}"`)
    .join('');
}

function seconds(cell: Cell): number {
  return ((cell.compileMilliseconds ?? 0) + (cell.runMilliseconds ?? 0)) / 1000;
}

function testCase(cell: Cell, suite: string): string {
  const classname = `${suite}.${cell.specimen}`;
  const head = attributes({ classname, name: cell.program, time: seconds(cell).toFixed(3) });
  if (cell.kind === 'pass') return `    <testcase${head}/>`;
  if (cell.kind === 'skip') {
    return `    <testcase${head}><skipped${attributes({ message: cell.detail })}/></testcase>`;
  }
  const message = attributes({ type: cell.kind, message: cell.detail });
  const body = escapeXml(`redo: ${cell.redo ?? ''}`);
  return `    <testcase${head}><failure${message}>${body}</failure></testcase>`;
}

/** JUnit XML: a test suite for each specimen, level and CPU, a test case for each program. */
export function junitReport(results: Results): string {
  const groups = new Map<string, Cell[]>();
  for (const cell of results.cells) {
    const name = place(cell);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cell]);
    else group.push(cell);
  }
  const counts = (cells: readonly Cell[]): Record<string, string | number> => ({
    tests: cells.length,
    failures: cells.filter((cell) => isFailure(cell.kind)).length,
    errors: 0,
    skipped: cells.filter((cell) => cell.kind === 'skip').length,
    time: cells.reduce((sum, cell) => sum + seconds(cell), 0).toFixed(3),
  });
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  lines.push(`<testsuites${attributes({ name: results.suite, ...counts(results.cells) })}>`);
  for (const [name, cells] of groups) {
    lines.push(`  <testsuite${attributes({ name, ...counts(cells) })}>`);
    for (const cell of cells) lines.push(testCase(cell, results.suite));
    lines.push('  </testsuite>');
  }
  lines.push('</testsuites>', '');
  return lines.join('\n');
}

/** A file's URI: relative to the working folder where it lies below it. */
function fileUri(file: string): string {
  const near = relative(process.cwd(), file);
  if (near !== '' && !near.startsWith('..') && !isAbsolute(near)) {
    return near.split('/').map(encodeURIComponent).join('/');
  }
  return pathToFileURL(file).href;
}

function filesOf(results: Results): Map<string, string | null> {
  return new Map(results.programs.map((program) => [program.id, program.file]));
}

/** SARIF 2.1.0: a result for each failure, located at its program. */
export function sarifReport(results: Results): string {
  const files = filesOf(results);
  const ruleIds = Object.keys(kindMeanings);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'goodhart torture',
            rules: Object.entries(kindMeanings).map(([id, text]) => ({
              id,
              shortDescription: { text },
              defaultConfiguration: { level: 'error' },
            })),
          },
        },
        results: results.cells
          .filter((cell) => isFailure(cell.kind))
          .map((cell) => {
            const file = files.get(cell.program) ?? null;
            return {
              ruleId: cell.kind,
              ruleIndex: ruleIds.indexOf(cell.kind),
              level: 'error',
              message: { text: `${place(cell)}: ${cell.detail}` },
              locations: [
                file === null
                  ? { logicalLocations: [{ name: cell.program }] }
                  : {
                      physicalLocation: {
                        artifactLocation: { uri: fileUri(file) },
                        region: { startLine: 1 },
                      },
                    },
              ],
              partialFingerprints: {
                cell: `${cell.program} ${cell.specimen} ${cell.level} ${cell.cpu}`,
              },
              properties: { program: cell.program, redo: cell.redo },
            };
          }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** GitHub workflow commands, one `::error` for each failing program and specimen. */
export function githubReport(results: Results): string {
  const files = filesOf(results);
  const groups = new Map<string, Cell[]>();
  for (const cell of results.cells) {
    if (!isFailure(cell.kind)) continue;
    const key = `${cell.program}\0${cell.specimen}\0${cell.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  let text = '';
  for (const cells of groups.values()) {
    const cell = cells[0]!;
    const file = files.get(cell.program) ?? null;
    const where = file === null ? '' : `file=${escapeProperty(fileUri(file))},line=1,`;
    const title = escapeProperty(`${cell.specimen}: ${cell.kind}`);
    const levels = cells.map((row) => (row.cpu === 'host' ? row.level : `${row.level} ${row.cpu}`));
    const message = `${cell.program} (${levels.join(', ')}): ${cell.detail}\nredo: ${cell.redo}`;
    text += `::error ${where}title=${title}::${escapeMessage(message)}\n`;
  }
  return text;
}
