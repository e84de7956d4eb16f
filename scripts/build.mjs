/**
 * Builds dist/: one bundle for each command with the grammar's recipe inside, a launcher, and V8's
 * code cache. Takes about two seconds, and runs when the package is installed.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { grammarRecipe } from './grammar-recipe.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PLACE = join(ROOT, 'dist');
/** Where the build works: what is in dist/ stays whole until all is made. */
const DIST = join(PLACE, `.build-${process.pid}`);

/** The commands and their entries. */
const COMMANDS = { ghcc: 'cli/cc.ts', goodhart: 'cli/goodhart.ts' };

/**
 * Packages that are loaded from node_modules when they are needed: they hold files of their own, or
 * are large.
 */
const EXTERNAL = ['capstone-wasm'];

/** In a CommonJS bundle, what import.meta.url was. */
const BANNER = "const bundleUrl = require('node:url').pathToFileURL(__filename).href;";

async function bundle(recipe) {
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(COMMANDS).map(([name, entry]) => [`${name}.bundle`, join(ROOT, entry)]),
    ),
    outdir: DIST,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: EXTERNAL,
    banner: { js: BANNER },
    define: { 'import.meta.url': 'bundleUrl', GOODHART_GRAMMAR: recipe },
    logLevel: 'warning',
  });
}

/** Puts the launchers there, executable; dist/ is CommonJS, whatever the package is. */
function launchers() {
  writeFileSync(join(DIST, 'package.json'), '{ "type": "commonjs" }\n');
  copyFileSync(join(ROOT, 'scripts/load.cjs'), join(DIST, 'load.cjs'));
  for (const name of Object.keys(COMMANDS)) {
    const path = join(DIST, `${name}.js`);
    copyFileSync(join(ROOT, 'scripts/launcher.cjs'), path);
    chmodSync(path, 0o755);
  }
}

const WARM_PROGRAM = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct node { struct node *next; double weight; unsigned bits : 3; char name[16]; };
static int table[] = { 1, 2, 3 };
static double sum(const struct node *list) {
  double total = 0;
  for (; list; list = list->next) total += list->weight * (list->bits & 1 ? 2 : 0.5);
  return total;
}
int main(int argc, char **argv) {
  struct node last = { 0, 2.5, 1, "last" }, first = { &last, 1.5, 0, "first" };
  switch (argc) {
    case 1: printf("%s %g\\n", first.name, sum(&first)); break;
    case 2: while (table[0] < argc + 5) table[0] += strlen(argv[1]) > 3u ? 2 : 1; break;
    default: do { argc -= 2; } while (argc > 0); return EXIT_FAILURE;
  }
  return (int)(table[0] % 3 - (table[1] >> 1)) & 0;
}
`;

/**
 * Writes the code caches, under the launcher's own flags: V8 takes a cache only under those it was
 * made with.
 */
function warm() {
  const program = join(DIST, 'warm.c');
  writeFileSync(program, WARM_PROGRAM);
  const launcher = readFileSync(join(ROOT, 'scripts/launcher.cjs'), 'utf8');
  const flags = /^#!.* node (.*)$/m.exec(launcher)[1].split(' ');
  const words = { ghcc: [program, '-O2', '-o', join(DIST, 'warm')], goodhart: ['version'] };
  for (const name of Object.keys(COMMANDS)) {
    const script = join(ROOT, 'scripts/warm.cjs');
    const loader = join(DIST, 'load.cjs');
    const args = [...flags, script, loader, join(DIST, `${name}.bundle.cjs`), ...words[name]];
    execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  for (const left of ['warm.c', 'warm']) rmSync(join(DIST, left), { force: true });
}

mkdirSync(DIST, { recursive: true });
try {
  await bundle(await grammarRecipe(DIST));
  launchers();
  warm();
  for (const name of readdirSync(DIST)) renameSync(join(DIST, name), join(PLACE, name));
} finally {
  rmSync(DIST, { recursive: true, force: true });
}
