/**
 * Each file of test/invalid/ breaks rules on the lines marked `// error`: there, and nowhere else,
 * is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitWith } from '../../cli/emit.ts';
import { compile } from '../../compiler/compile.ts';
import { DEFAULT_OPTIONS } from '../../compiler/options.ts';

const FOLDER = 'test/invalid';

describe('invalid programs', () => {
  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.c')))('%s', (name) => {
    const file = join(FOLDER, name);
    const text = readFileSync(file, 'utf8');
    const marked = text
      .split('\n')
      .flatMap((line, index) => (/\/\/ error/.test(line) ? [index + 1] : []));
    expect(marked).not.toEqual([]);
    const done = compile(file, text, DEFAULT_OPTIONS, emitWith(null));
    const found = [...done.messages.matchAll(/^[^\s:]+:(\d+):\d+: (?:fatal )?error: /gm)];
    const lines = [...new Set(found.map((match) => Number(match[1])))].sort((a, b) => a - b);
    expect({ lines, messages: done.messages }).toEqual({ lines: marked, messages: done.messages });
    expect(done.ok).toBe(false);
    expect(done.assembly).toBeNull();
    expect(done.module).toBeNull();
  });
});
