/**
 * Pairs of IR before and after passes: PASS/feature.ir holds what it shows, `; run` and the passes,
 * `; exec` and a call with its result (checked before and after), the input, `; expect` and the
 * output. `vitest -u` rewrites the outputs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import type { Module } from '../../compiler/ir/ir.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { printModule } from '../../compiler/ir/print.ts';
import { optimize } from '../../compiler/optimize/optimize.ts';
import { DATA_MODELS, LEVELS, type Level } from '../../compiler/options.ts';

const HERE = import.meta.dirname;
const SPLIT = '; expect\n';

interface Exec {
  readonly name: string;
  readonly args: readonly (bigint | number)[];
  readonly result: string;
}

function number(text: string): bigint | number {
  return /[.en]/.test(text) ? Number(text) : BigInt(text);
}

function execs(text: string): Exec[] {
  return [...text.matchAll(/^; exec (\w+)\((.*?)\) = (.*)$/gm)].map((match) => ({
    name: match[1]!,
    args: match[2] === '' ? [] : match[2]!.split(',').map((arg) => number(arg.trim())),
    result: match[3]!,
  }));
}

function check(module: Module, { name, args, result }: Exec, when: string): void {
  const outcome = interpret(module, { model: DATA_MODELS['x86-64'], call: { name, args } });
  expect(`${outcome.message}${String(outcome.result)}`, `${name}(${args.join(', ')}) ${when}`).toBe(
    result,
  );
}

for (const folder of readdirSync(HERE, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue;
  describe(folder.name, () => {
    for (const file of readdirSync(join(HERE, folder.name))) {
      if (!file.endsWith('.ir') || file.startsWith('_')) continue;
      it(file.slice(0, -3), async () => {
        const path = join(HERE, folder.name, file);
        const [source] = readFileSync(path, 'utf8').split(SPLIT) as [string];
        const run = /^; run (.*)$/m.exec(source)?.[1] ?? folder.name;
        const level = /^; level (\w+)$/m.exec(source)?.[1] ?? 'O2';
        expect(LEVELS).toContain(level);
        const vectors = /^; vectors 256$/m.test(source) ? 256 : 128;
        const module = parseModule(source);
        for (const exec of execs(source)) check(module, exec, 'before');
        const after = parseModule(source);
        optimize(after, level as Level, { verify: true, vectors, passes: run.split(',') });
        for (const exec of execs(source)) check(after, exec, 'after');
        await expect(`${source}${SPLIT}${printModule(after)}`).toMatchFileSnapshot(path);
      });
    }
  });
}
