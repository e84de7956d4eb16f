/**
 * Pairs of C and the IR it is lowered to: FEATURE.c and FEATURE.ir. The IR must be well formed, and
 * the program's main must give 0. `vitest -u` rewrites the IR.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { interpret } from '../../compiler/ir/interpret.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { printModule } from '../../compiler/ir/print.ts';
import { verifyModule } from '../../compiler/ir/verify.ts';
import { DATA_MODELS, DEFAULT_OPTIONS } from '../../compiler/options.ts';

const HERE = import.meta.dirname;

for (const file of readdirSync(HERE)) {
  if (!file.endsWith('.c') || file.startsWith('_')) continue;
  it(file.slice(0, -2), async () => {
    const source = readFileSync(join(HERE, file), 'utf8');
    const { module, messages } = compile(file, source, DEFAULT_OPTIONS, null, { until: 'lower' });
    expect(messages).toBe('');
    const text = printModule(module!);
    expect(verifyModule(module!)).toEqual([]);
    expect(printModule(parseModule(text))).toBe(text);
    const { kind, status, message } = interpret(module!, { model: DATA_MODELS['x86-64'] });
    expect({ kind, status, message }).toEqual({ kind: 'exit', status: 0, message: '' });
    await expect(text).toMatchFileSnapshot(join(HERE, `${file.slice(0, -2)}.ir`));
  });
}
