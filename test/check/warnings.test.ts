/**
 * Warnings under -Wall -Wextra, as gcc words and places them: warnings/NAME.c with NAME.expected.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WALL, WEXTRA } from '../../cli/warnings.ts';
import { compile } from '../../compiler/compile.ts';
import { DEFAULT_OPTIONS } from '../../compiler/options.ts';

const FOLDER = fileURLToPath(new URL('./warnings/', import.meta.url));

/** What is warned of in a file, a line each; its first comment may hold further flags. */
function warningsOf(name: string, text: string): string {
  const on = new Set([...WALL, ...WEXTRA]);
  const off = new Set<string>();
  const errors = new Set<string>();
  for (const flag of /^\/\* (-W.*) \*\//.exec(text)?.[1]?.split(' ') ?? []) {
    if (flag.startsWith('-Wno-')) off.add(flag.slice(5));
    else errors.add(flag.replace('-Werror=', ''));
  }
  const warnings = { ...DEFAULT_OPTIONS.warnings, on, off, errors };
  const options = { ...DEFAULT_OPTIONS, warnings };
  const { messages } = compile(name, text, options, null, { until: 'check' });
  const lines = messages.split('\n').filter((line) => /: (?:warning|error|note): /.test(line));
  return `${lines.join('\n')}\n`;
}

describe('warnings', () => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.c'))) {
    it(name, async () => {
      const path = join(FOLDER, name);
      const text = readFileSync(path, 'utf8');
      const expected = path.replace(/\.c$/, '.expected');
      await expect(warningsOf(name, text)).toMatchFileSnapshot(expected);
    });
  }
});
