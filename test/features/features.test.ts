/**
 * Each .c file here tests a feature, a clause of C11 or an extension of GNU C that its name tells,
 * and returns 0 or the line of the check that failed. All are compiled here, linked into one
 * program and run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { emitWith } from '../../cli/emit.ts';
import { compile } from '../../compiler/compile.ts';
import {
  type BackendName,
  type CompileOptions,
  DEFAULT_OPTIONS,
  type Level,
} from '../../compiler/options.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.c'))
  .map((name) => name.slice(0, -2))
  .sort();

const work = mkdtempSync(join(tmpdir(), 'features-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const CONFIGURATIONS: readonly { readonly backend: BackendName; readonly level: Level }[] = [
  { backend: 'linear-scan', level: 'O0' },
  { backend: 'linear-scan', level: 'O2' },
  { backend: 'shuttle', level: 'O2' },
];

/** Compiles every feature's test with its main renamed; gives the messages of those that fail. */
function compileAll(options: CompileOptions): { files: string[]; failed: string[] } {
  const files: string[] = [];
  const failed: string[] = [];
  NAMES.forEach((name, index) => {
    const file = join(FOLDER, `${name}.c`);
    const defines = [`main=feature_${index}`];
    const { ok, assembly, messages } = compile(
      file,
      readFileSync(file, 'utf8'),
      { ...options, defines, warnings: { ...options.warnings, silent: true } },
      emitWith(null),
    );
    if (!ok || assembly === null) failed.push(`${name}: ${messages.split('\n')[0]}`);
    const out = join(work, `${index}.s`);
    writeFileSync(out, assembly ?? `.globl feature_${index}\nfeature_${index}: ret\n`);
    files.push(out);
  });
  return { files, failed };
}

/** A main that calls them all and prints the name and line of each that fails. */
function driver(): string {
  const rows = NAMES.map((name, index) => `  { feature_${index}, "${name}" },`);
  return [
    '#include <stdio.h>',
    ...NAMES.map((_, index) => `int feature_${index}(void);`),
    'static struct { int (*run)(void); const char *name; } tests[] = {',
    ...rows,
    '};',
    'int main(void) {',
    '  for (unsigned i = 0; i < sizeof tests / sizeof *tests; i++) {',
    '    fprintf(stderr, "in %s\\n", tests[i].name);',
    '    int line = tests[i].run();',
    '    if (line) printf("%s:%d\\n", tests[i].name, line);',
    '  }',
    '  return 0;',
    '}',
  ].join('\n');
}

describe.skipIf(process.arch !== 'x64')('the features of C11 and GNU C', () => {
  it('are four hundred and more', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(400);
  });

  it.each(CONFIGURATIONS)('work with $backend at -$level', { timeout: 180_000 }, (options) => {
    const { files, failed } = compileAll({ ...DEFAULT_OPTIONS, ...options });
    expect(failed).toEqual([]);
    const main = join(work, 'main.c');
    const program = join(work, 'program');
    writeFileSync(main, driver());
    execFileSync('gcc', ['-w', main, ...files, '-o', program, '-lm', '-latomic'], {
      stdio: 'pipe',
    });
    expect(execFileSync(program, { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 })).toBe('');
  });
});
