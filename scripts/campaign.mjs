/**
 * Compiles real programs and suites with each back end at each level, compares what they do with a
 * build by gcc, and prints a table: one command for each campaign.
 *   node scripts/campaign.mjs csmith [SEEDS]     csmith's programs (1..60) against gcc -O0, -O2
 *   node scripts/campaign.mjs gcc-torture        gcc.c-torture/execute
 *   node scripts/campaign.mjs lua                test/real/lua/*.lua
 *   node scripts/campaign.mjs sqlite [SEED [N]]  N generated SQL statements (1 200)
 *   node scripts/campaign.mjs zlib               its configure and make check
 * Options: --sources=FOLDER (what scripts/fetch-sources.sh filled; fetched),
 *   --backends=linear-scan,shuttle  --levels=-O0,-O2  --flags="--verify"  --only=TEXT
 * The exit status is 1 if a row has a failure. Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const GHCC = join(ROOT, 'dist/ghcc.js');
const GOODHART = join(ROOT, 'dist/goodhart.js');

const words = [];
const settings = {
  sources: 'fetched',
  backends: 'linear-scan,shuttle',
  levels: '-O0,-O2',
  flags: '',
  only: '',
};
for (const argument of process.argv.slice(2)) {
  const option = /^--(\w+)=(.*)$/s.exec(argument);
  if (!option) words.push(argument);
  else if (option[1] in settings) settings[option[1]] = option[2];
  else usage(`unknown option ${argument}`);
}
const [campaign = '', ...rest] = words;
const sources = resolve(settings.sources);
const backends = settings.backends.split(',');
const levels = settings.levels.split(',');
const flags = settings.flags.split(' ').filter((word) => word !== '');

function usage(message) {
  const help = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('*/')[0];
  process.stderr.write(`${message}\n${help.replace(/^\/?\*+ ?| \* ?/gm, '')}\n`);
  process.exit(2);
}

/** Runs a command to its end; never throws. */
function run(command, args, options = {}) {
  const started = Date.now();
  const result = spawnSync(command, args, {
    encoding: 'latin1',
    timeout: 600_000,
    maxBuffer: 1 << 28,
    ...options,
  });
  return { ...result, seconds: (Date.now() - started) / 1000 };
}

function source(name) {
  const folder = join(sources, name);
  if (existsSync(folder)) return folder;
  return usage(`${folder} is not there: scripts/fetch-sources.sh ${settings.sources} ${name}`);
}

/** The suites that `goodhart torture` runs itself. */
function torture(suite, args) {
  const specimens = backends.flatMap((name) => [
    '--cc',
    `${name}=${process.execPath} ${GHCC} --backend=${name} ${flags.join(' ')}`.trim(),
  ]);
  const all = [
    'torture',
    'run',
    suite,
    ...args,
    ...specimens,
    '--batch=10',
    `--levels=${levels.join(',')}`,
  ];
  if (settings.only !== '') all.push('--only', settings.only);
  const result = run(process.execPath, [GOODHART, ...all, '--flags=-w', '--failures', '0'], {
    stdio: 'inherit',
    timeout: 0,
  });
  process.exit(result.status ?? 1);
}

/** The compilers to compare: gcc first, the reference, then every back end at every level. */
function specimens() {
  const own = backends.flatMap((backend) =>
    levels.map((level) => ({
      name: `${backend} ${level}`,
      command: GHCC,
      args: [`--backend=${backend}`, level, ...flags],
    })),
  );
  return [{ name: 'gcc -O2', command: 'gcc', args: ['-O2'] }, ...own];
}

/**
 * Builds with each specimen and compares what each of `inputs` prints with what gcc's build prints.
 * `build(specimen, folder)` gives the program or an error text, `use(program, input)` the output.
 */
function compare(inputs, build, use) {
  const expected = new Map();
  let failed = 0;
  console.log('specimen           built in  inputs  same  different  seconds');
  for (const specimen of specimens()) {
    const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
    const started = Date.now();
    const built = build(specimen, folder);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const different = [];
    const begun = Date.now();
    if (built.error) different.push(`build: ${built.error}`);
    for (const input of built.error ? [] : inputs) {
      const output = use(built.program, input);
      if (!expected.has(input)) expected.set(input, output);
      if (expected.get(input) !== output) different.push(basename(input));
    }
    const ran = ((Date.now() - begun) / 1000).toFixed(1);
    const same = built.error ? 0 : inputs.length - different.length;
    const cells = [inputs.length, same, different.length].map((cell) => String(cell).padStart(6));
    console.log(`${specimen.name.padEnd(18)} ${seconds.padStart(7)}s  ${cells.join('  ')}  ${ran}`);
    for (const text of different) console.log(`    ${text}`);
    failed += different.length;
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(failed > 0 ? 1 : 0);
}

/** Compiles C files with one specimen, links with gcc. */
function compileAll(specimen, folder, files, options, libraries) {
  const program = join(folder, 'program');
  const args = [...specimen.args, '-w', ...options, '-c', ...files];
  const compiled = run(specimen.command, args, { cwd: folder });
  if (compiled.status !== 0) return { error: compiled.stderr.slice(0, 2000) };
  const objects = files.map((file) => basename(file).replace(/\.c$/, '.o'));
  const linked = run('gcc', [...objects, '-o', program, ...libraries], { cwd: folder });
  return linked.status === 0 ? { program } : { error: linked.stderr.slice(0, 2000) };
}

const outputOf = (result) =>
  `${result.stdout}\n${result.stderr}\n${result.status ?? result.signal}`;

function lua() {
  const folder = join(source('lua5.4'), 'src');
  const include = mkdtempSync(join(tmpdir(), 'campaign-'));
  writeFileSync(
    join(include, 'lua5.4-deb-multiarch.h'),
    '#define DEB_HOST_MULTIARCH "x86_64-linux-gnu"\n',
  );
  const files = readdirSync(folder)
    .filter((name) => /^l.*\.c$/.test(name) && name !== 'luac.c')
    .map((name) => join(folder, name));
  const scripts = join(ROOT, 'test/real/lua');
  const inputs = readdirSync(scripts).filter((name) => name.includes(settings.only));
  const options = ['-DLUA_USE_LINUX', `-I${folder}`, `-I${include}`];
  compare(
    inputs,
    (specimen, place) => compileAll(specimen, place, files, options, ['-lm', '-ldl', '-Wl,-E']),
    // Error messages start with the program's name.
    (program, input) => outputOf(run(program, [input], { cwd: scripts })).replaceAll(program, ''),
  );
}

function sqlite(seed = '1', count = '200') {
  const folder = source('sqlite');
  const script = join(ROOT, 'scripts/sqlite-statements.mjs');
  const text = run(process.execPath, [script, seed, count]).stdout;
  const files = ['sqlite3.c', 'shell.c'].map((name) => join(folder, name));
  compare(
    [`${count} statements of seed ${seed}`],
    (specimen, place) => {
      const options = ['-DSQLITE_ENABLE_MATH_FUNCTIONS', `-I${folder}`];
      return compileAll(specimen, place, files, options, ['-lm', '-ldl', '-lpthread']);
    },
    (program) => outputOf(run(program, [':memory:'], { input: text })),
  );
}

function zlib() {
  const folder = source('zlib');
  compare(
    ['make check'],
    (specimen, place) => {
      const work = join(place, 'zlib');
      cpSync(folder, work, { recursive: true });
      const compiler = join(place, 'ghcc');
      const quoted = [specimen.command, ...specimen.args].join(' ');
      writeFileSync(compiler, `#!/bin/sh\nexec ${quoted} -w "$@"\n`);
      chmodSync(compiler, 0o755);
      chmodSync(join(work, 'configure'), 0o755);
      // The levels follow those of the Makefile, so that they are the ones that count.
      const level = specimen.args.find((word) => word.startsWith('-O')) ?? '-O2';
      const environment = { ...process.env, CC: compiler, CFLAGS: level };
      const configured = run('./configure', [], { cwd: work, env: environment });
      if (configured.status !== 0) return { error: configured.stdout.slice(-2000) };
      return { program: work };
    },
    (work) => {
      const made = run('make', ['check'], { cwd: work });
      const tests = made.stdout.split('\n').filter((line) => /^\s*\*\*\*|hello|OK/.test(line));
      return `${made.status}\n${tests.filter((line) => !line.includes('ghcc')).join('\n')}`;
    },
  );
}

mkdirSync(sources, { recursive: true });
switch (campaign) {
  case 'csmith':
    torture('csmith', ['--seeds', rest[0] ?? '1..60']);
    break;
  case 'gcc-torture':
    torture('gcc-torture', ['--dir', join(source('gcc-torture'), 'execute')]);
    break;
  case 'lua':
    lua();
    break;
  case 'sqlite':
    sqlite(...rest);
    break;
  case 'zlib':
    zlib();
    break;
  default:
    usage('which campaign?');
}
