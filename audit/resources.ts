/**
 * Finds the data files of the audit: benchmarks, torture programs, samples.
 * Works from source and from the bundle, because both lie somewhere below the package's root.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package.json named `goodhart` above this module. Throws when there is none. */
export function packageRoot(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
      if (typeof parsed === 'object' && parsed !== null && 'name' in parsed) {
        if (parsed.name === 'goodhart') return folder;
      }
    }
    if (dirname(folder) === folder) {
      throw new Error(`no package.json named goodhart above ${from}`);
    }
  }
}

/** The C files directly inside a folder of the package, sorted by name; none when it is missing. */
export function cFiles(...folders: readonly string[]): string[] {
  const folder = join(packageRoot(), ...folders);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => join(folder, name));
}
