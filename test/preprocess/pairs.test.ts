/** Each name.c is preprocessed; name.expected is its text as -E -P gives it, then the messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../compiler/source.ts';
import { run, textOf } from './fixtures.ts';

const FOLDER = 'test/preprocess';

describe('preprocess', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.c'))) {
    it(file, async () => {
      const path = join(FOLDER, file);
      const outcome = run(decodeSource(readFileSync(path)), {}, { keepPragmas: true }, path);
      const lines = textOf(outcome)
        .split('\n')
        .filter((line) => line.trim() !== '');
      const text = [...lines, '', outcome.messages].join('\n');
      await expect(text).toMatchFileSnapshot(file.replace(/c$/, 'expected'));
    });
  }
});
