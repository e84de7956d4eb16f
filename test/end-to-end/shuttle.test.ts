/**
 * The shuttle back end has one pipeline: a level changes no byte of the code made of the same
 * tokens.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emitWith } from '../../cli/emit.ts';
import { compile } from '../../compiler/compile.ts';
import { DEFAULT_OPTIONS, LEVELS } from '../../compiler/options.ts';
import { preprocessedText } from '../../compiler/preprocess/text.ts';
import { compiled, samples } from './harness.ts';

const [sample] = samples(['lisp']);

describe('shuttle', () => {
  it('makes the same assembly at every level', () => {
    const base = { ...DEFAULT_OPTIONS, backend: 'shuttle' } as const;
    const text = readFileSync(sample!.file, 'utf8');
    const { preprocessed, sources } = compile('lisp.c', text, base, null, { until: 'preprocess' });
    const unit = preprocessedText(preprocessed!, sources, { markers: true });
    const made = LEVELS.map((level) => {
      const mode = { preprocessed: true };
      return compile('lisp.i', unit, { ...base, level }, emitWith(null), { mode }).assembly;
    });
    expect(made[0]).toContain('main:');
    for (const assembly of made) expect(assembly).toBe(made[0]);
  });

  it('is what linear-scan is not: the levels of linear-scan differ', () => {
    const at = (level: 'O0' | 'O2'): string | null => {
      return compiled(sample!, 'x86-64', { backend: 'linear-scan', level }).assembly;
    };
    expect(at('O0')).not.toBe(at('O2'));
  });
});
