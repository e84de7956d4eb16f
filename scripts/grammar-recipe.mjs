/**
 * The grammar compiled to ohm's recipe, which loads a hundred times faster than the grammar's text:
 * for the bundles, and for the tests, which compile thousands of units.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The grammar as the text of ohm's recipe; `folder` takes a file for a moment. */
export async function grammarRecipe(folder) {
  const file = join(ROOT, 'compiler/grammar/grammar.ts');
  const out = join(folder, `grammar-${process.pid}.mjs`);
  await build({
    entryPoints: [file],
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) },
    logLevel: 'warning',
  });
  const { compileGrammar } = await import(pathToFileURL(out).href);
  rmSync(out);
  return compileGrammar().toRecipe();
}
