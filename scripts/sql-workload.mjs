/**
 * Builds SQLite's shell with several compilers, runs the statements of test/real/sql/workload.sql
 * in turns, and prints for each statement the user time, how it compares with the first compiler,
 * and the steps of SQLite's virtual machine: other steps mean another plan, hence wrong code;
 * equal steps at a constant ratio mean slow code.
 *   node scripts/sql-workload.mjs [--sources=fetched] [--rounds=5] NAME=COMMAND...
 *   node scripts/sql-workload.mjs 'gcc=gcc -O2' 'own=node dist/ghcc.js -O2'
 * The exit status is 1 if a build fails, or prints or steps otherwise than the first.
 * Needs scripts/fetch-sources.sh fetched sqlite.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OPTIONS = ['-w', '-DSQLITE_ENABLE_MATH_FUNCTIONS', '-DSQLITE_ENABLE_STMTVTAB'];

function usage(message) {
  const help = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('*/')[0];
  process.stderr.write(`${message}\n${help.replace(/^\/?\*+ ?| \* ?/gm, '')}\n`);
  process.exit(2);
}

function parse(words) {
  const settings = { sources: 'fetched', rounds: '5' };
  const specimens = [];
  for (const word of words) {
    const [, dashes, name, value] = /^(--)?([\w.-]+)=(.+)$/.exec(word) ?? usage(`what is ${word}?`);
    if (dashes === undefined) specimens.push({ name, command: value.split(/\s+/) });
    else if (name in settings) settings[name] = value;
    else usage(`unknown option ${word}`);
  }
  if (specimens.length === 0) usage('which compilers?');
  const rounds = Number(settings.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) usage('--rounds takes a number above 0');
  return { sources: resolve(settings.sources), rounds, specimens };
}

function build({ name, command }, sources, folder) {
  const program = join(folder, name);
  const files = ['sqlite3.c', 'shell.c'].map((file) => join(sources, 'sqlite', file));
  if (!existsSync(files[0])) usage(`${files[0]} is not there`);
  const [tool, ...words] = command;
  const args = [...words, ...OPTIONS, ...files, '-o', program, '-lm', '-ldl', '-lpthread'];
  const started = Date.now();
  const made = spawnSync(tool, args, { encoding: 'latin1', maxBuffer: 1 << 28 });
  if (made.status !== 0) {
    process.stderr.write(`${name}: ${made.error?.message ?? made.stderr.slice(0, 2000)}\n`);
    process.exit(1);
  }
  return { name, program, seconds: (Date.now() - started) / 1000 };
}

/** The statements of a line run as one: their times and steps are added. */
function script(statements) {
  const marked = statements.map((line, index) => `.print @@${index}\n${line}`);
  return `.timer on\n.stats on\n${marked.join('\n')}\n`;
}

const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

/** What each statement printed, and what the shell told of it. */
function measure(program, input) {
  const ran = spawnSync(program, [':memory:'], { input, encoding: 'latin1', maxBuffer: 1 << 28 });
  if (ran.status !== 0) return null;
  return ran.stdout
    .split(/^@@\d+\n/m)
    .slice(1)
    .map((text) => ({
      user: sum(text, /^Run Time: real [\d.]+ user ([\d.]+)/gm),
      scans: sum(text, /^Fullscan Steps:\s+(\d+)/gm),
      steps: sum(text, /^Virtual Machine Steps:\s+(\d+)/gm),
      output: text
        .split('\n')
        .filter((line) => !/^Run Time|^[A-Z][\w/ ()-]+:\s+[-\d]/.test(line))
        .join('\n'),
    }));
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => cell.padStart(widths[column])).join('  ');
  process.stdout.write(`${rows.map(line).join('\n')}\n`);
}

/** Medians by statement and in all; says where a specimen prints or steps otherwise. */
function report(statements, specimens, runs) {
  const users = specimens.map((_, at) =>
    statements.map((_, row) => median(runs[at].map((round) => round[row].user))),
  );
  const wholes = specimens.map((_, at) =>
    median(runs[at].map((round) => round.reduce((total, { user }) => total + user, 0))),
  );
  const ratio = (value) => `${(value[0] / value[1]).toFixed(2)}x`;
  const others = specimens.slice(1);
  const rows = [['', ...specimens.map(({ name }) => name), ...others.map(() => ''), 'steps', '']];
  let faults = 0;
  for (const [row, statement] of statements.entries()) {
    const [first] = runs[0];
    const notes = specimens.filter((_, at) => {
      const seen = runs[at][0][row];
      return ['output', 'steps', 'scans'].some((key) => seen[key] !== first[row][key]);
    });
    faults += notes.length;
    const own = users.map((times) => times[row]);
    rows.push([
      statement.slice(0, 48).padEnd(48),
      ...own.map((time) => time.toFixed(3)),
      ...others.map((_, at) => (own[0] >= 0.005 ? ratio([own[at + 1], own[0]]) : '')),
      String(first[row].steps),
      notes.map(({ name }) => `${name} differs`).join(', '),
    ]);
  }
  rows.push([
    'all, user seconds'.padEnd(48),
    ...wholes.map((time) => time.toFixed(3)),
    ...others.map((_, at) => ratio([wholes[at + 1], wholes[0]])),
    '',
    '',
  ]);
  table(rows);
  return faults;
}

const { sources, rounds, specimens } = parse(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'sql-workload-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const text = readFileSync(join(ROOT, 'test/real/sql/workload.sql'), 'utf8');
const statements = text.split('\n').filter(Boolean);
const built = specimens.map((specimen) => build(specimen, sources, folder));
for (const { name, seconds } of built) console.log(`${name}: built in ${seconds.toFixed(1)} s`);
const runs = built.map(() => []);
for (let round = 0; round < rounds; round += 1) {
  for (const [at, { name, program }] of built.entries()) {
    const seen = measure(program, script(statements));
    if (seen?.length !== statements.length) {
      console.error(`${name}: the run failed`);
      process.exit(1);
    }
    runs[at].push(seen);
  }
}
process.exit(report(statements, built, runs) > 0 ? 1 : 0);
