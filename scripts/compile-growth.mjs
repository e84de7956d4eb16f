/**
 * How the time of each phase and pass grows with a function's size: compiles one generated function
 * of 100 to 20,000 statements, reads `--time`, fits time = c * size^e over the sizes where a phase
 * takes some milliseconds, and prints e. 1 is linear, 2 quadratic.
 *   node scripts/compile-growth.mjs [--level=O2] [--backend=linear-scan] [--most=20000]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const GHCC = fileURLToPath(new URL('../dist/ghcc.js', import.meta.url));
const SIZES = [100, 300, 1000, 3000, 10000, 20000];
/** Milliseconds below which a time is noise and starting up. */
const NOISE = 15;

/** Mulberry32. */
function createRandom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One function of about `size` statements: branches, loops, memory, calls, switches. */
function program(size) {
  const random = createRandom(size);
  const local = () => `v${random(24)}`;
  const lines = [];
  let depth = 0;
  const value = () =>
    [
      () => `${local()} + ${random(100)}`,
      () => `${local()} * ${local()}`,
      () => `(${local()} ^ ${local()}) >> ${random(8)}`,
      () => `table[${local()} & 63]`,
      () => `p->b - ${local()}`,
      () => `call(${local()}, ${local()})`,
    ][random(6)]();
  for (let i = 0; i < size; i++) {
    const kind = random(16);
    if (kind === 0 && depth < 4) {
      lines.push(`if (${local()} < ${value()}) {`);
      depth++;
    } else if (kind === 1 && depth < 3) {
      lines.push(`for (unsigned i${i} = 0; i${i} < (${local()} & 7); i${i}++) {`);
      depth++;
    } else if (kind <= 3 && depth > 0) {
      lines.push('}');
      depth--;
    } else if (kind === 4) lines.push(`table[${local()} & 63] = ${value()};`);
    else if (kind === 5) lines.push(`p->a = ${local()};`);
    else if (kind === 6) {
      lines.push(`switch (${local()} & 3) { case 0: ${local()}++; break; case 2: ${local()}--; }`);
    } else lines.push(`${local()} = ${value()};`);
  }
  const names = Array.from({ length: 24 }, (_, i) => `v${i}`);
  return [
    'struct pair { unsigned a, b; };',
    'unsigned table[64];',
    'unsigned call(unsigned, unsigned);',
    'unsigned grown(struct pair *p, unsigned n) {',
    `unsigned ${names.map((name, i) => `${name} = n + ${i}`).join(', ')};`,
    ...lines,
    '}'.repeat(depth),
    `return ${names.join(' ^ ')};`,
    '}',
  ].join('\n');
}

/** Milliseconds by phase and pass, the least of two compilations. */
function timesOf(file, flags) {
  const least = new Map();
  for (let round = 0; round < 2; round++) {
    const command = [GHCC, ...flags, '--time', '-S', file, '-o', join(file, '..', 'grown.s')];
    const { stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    for (const [, name, time] of stderr.matchAll(/^ +([\w-]+) +([\d.]+) ms/gm)) {
      least.set(name, Math.min(Number(time), least.get(name) ?? Infinity));
    }
  }
  return least;
}

/** The slope of log(time) over log(size), by least squares. */
function slope(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (i) => logs.reduce((sum, point) => sum + point[i], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

const { values } = parseArgs({
  options: {
    level: { type: 'string', default: 'O2' },
    backend: { type: 'string', default: 'linear-scan' },
    most: { type: 'string', default: '20000' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'growth-'));
try {
  const sizes = SIZES.filter((size) => size <= Number(values.most));
  const measured = sizes.map((size) => {
    const file = join(folder, 'grown.c');
    writeFileSync(file, program(size));
    return timesOf(file, ['-w', `-${values.level}`, `--backend=${values.backend}`]);
  });
  const largest = measured.at(-1);
  const names = [...largest.keys()].sort((a, b) => largest.get(b) - largest.get(a));
  console.log(
    `${'statements'.padEnd(14)}${sizes.map((n) => String(n).padStart(9)).join('')}      e`,
  );
  for (const name of names) {
    const row = measured.map((times) => times.get(name) ?? 0);
    const points = sizes.map((size, i) => [size, row[i]]).filter(([, time]) => time >= NOISE);
    const exponent = points.length >= 2 ? slope(points).toFixed(2) : '-';
    const cells = row.map((time) => time.toFixed(0).padStart(9)).join('');
    console.log(`${name.padEnd(14)}${cells}${exponent.padStart(7)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
