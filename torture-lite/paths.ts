/**
 * Where the package lies. Gets nothing but this module's own address and promises the same folders
 * whether the code runs from source (torture-lite/paths.ts) or from the bundle (dist/goodhart.js).
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageName = 'goodhart';

function isPackageRoot(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return (
    typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === packageName
  );
}

/**
 * The folder of the package.json named goodhart, found by walking up from this module.
 * Throws Error if no folder above is that package.
 */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!isPackageRoot(folder)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json named ${packageName} above ${start}`);
    folder = parent;
  }
  return folder;
}

/** The folder of torture-lite's own C programs. */
export function programsFolder(): string {
  return join(packageRoot(), 'torture-lite', 'programs');
}
