/**
 * Feeds the front end mutated programs: `node scripts/fuzz-front-end.mjs [mutants] [first seed]`,
 * 20,000 from seed 1 unless told. A mutant may not raise an exception, take over 10 seconds or over
 * 1 GB. Exits with 1 if one does.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SECONDS = 10;
const MEGABYTES = 1024;

/** In the child: mutants one after the other, each announced before and answered after. */
async function child(bundle) {
  const { faultOf, mutant, seedPrograms } = await import(pathToFileURL(bundle).href);
  const programs = seedPrograms(ROOT);
  process.on('message', ({ seed }) => {
    const started = performance.now();
    const fault = faultOf(mutant(programs, seed));
    process.send({ seed, fault, seconds: (performance.now() - started) / 1000 });
  });
  process.send({ ready: true });
}

/** Runs the seeds in children; a child that dies or hangs is replaced, and its seed is a fault. */
function campaign(bundle, first, mutants) {
  let next = first;
  const faults = [];
  const found = (seed, what) => {
    faults.push(seed);
    console.log(`seed ${seed}: ${what}`);
  };
  const worker = (done) => {
    const execArgv = ['--stack-size=7000', `--max-old-space-size=${MEGABYTES}`];
    const process_ = fork(fileURLToPath(import.meta.url), ['--child', bundle], { execArgv });
    let seed = 0;
    let timer = null;
    const give = () => {
      if (next >= first + mutants) {
        process_.removeAllListeners('exit');
        process_.kill();
        done();
        return;
      }
      seed = next++;
      if (seed % 1000 === 0) console.log(`at seed ${seed}, ${faults.length} faults`);
      timer = setTimeout(() => process_.kill('SIGKILL'), 4 * SECONDS * 1000);
      process_.send({ seed });
    };
    process_.on('message', (message) => {
      clearTimeout(timer);
      if (message.fault) found(message.seed, message.fault);
      else if (message.seconds > SECONDS) found(message.seed, `${message.seconds.toFixed(1)} s`);
      give();
    });
    process_.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (seed > 0) found(seed, `the process ended (${signal ?? code})`);
      worker(done);
    });
  };
  const jobs = 2;
  return new Promise((resolve) => {
    let running = jobs;
    for (let i = 0; i < jobs; i++) worker(() => --running === 0 && resolve(faults));
  });
}

async function main(mutants, first) {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-front-end-'));
  const bundle = join(folder, 'fuzz.mjs');
  const grammar = pathToFileURL(join(ROOT, 'compiler/grammar/grammar.ts')).href;
  try {
    await build({
      entryPoints: [join(ROOT, 'test/check/fuzz.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      define: { 'import.meta.url': JSON.stringify(grammar) },
      logLevel: 'warning',
    });
    const faults = await campaign(bundle, first, mutants);
    console.log(`${mutants} mutants, ${faults.length} faults`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, second] = process.argv.slice(2);
if (first === '--child') await child(second);
else await main(Number(first ?? 20_000), Number(second ?? 1));
