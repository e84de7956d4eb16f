/** The command line of ghcc: what the table of options takes, refuses, and tells. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCEPTED_FLAGS } from '../../cli/accepted.ts';
import { readArguments, splitWords } from '../../cli/arguments.ts';
import { helpText } from '../../cli/help.ts';
import { OPTIONS } from '../../cli/option-table.ts';
import { compileOptions } from '../../cli/settings.ts';

const options = (...words: string[]) => compileOptions(readArguments([...words, 'a.c']));
const items = (...words: string[]) =>
  readArguments(words).items.map((item) => (item.kind === 'word' ? item.text : item.path));

describe('the table of options', () => {
  it('names each option once, and shows those with help', () => {
    const names = OPTIONS.map((row) => row.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(['-W']);
    const help = helpText();
    for (const row of OPTIONS) if (row.help !== '') expect(help).toContain(`  ${row.name}`);
  });

  it('has no flag twice, with an effect and without', () => {
    const flags = OPTIONS.filter((row) => row.form === 'flag').map((row) => row.name);
    const both = flags.filter((name) => ACCEPTED_FLAGS.exact.has(name));
    expect(both.filter((name) => !/diagnostics-color/.test(name))).toEqual([]);
  });

  it('takes every flag of the table', () => {
    for (const row of OPTIONS) {
      // Without SSE, as some are for such code only.
      const words = ['-mno-sse', row.name, 'a.c'];
      if (row.form === 'flag') expect(() => readArguments(words)).not.toThrow();
    }
  });
});

describe('options', () => {
  it('reads levels as gcc does', () => {
    expect(options('-O').level).toBe('O1');
    expect(options('-O2', '-O0').level).toBe('O0');
    expect(options('-O9').level).toBe('O3');
    expect(options('-Og').level).toBe('O1');
    expect(options('-Oz').level).toBe('Os');
    expect(options('-Ofast').level).toBe('O3');
  });

  it('takes arguments in the same word and in the next', () => {
    expect(options('-DA=1', '-D', 'B', '-UC').defines).toEqual(['A=1', 'B', '-C']);
    expect(options('-Ia', '-I', 'b', '-isystem', 'c', '-isystemd').includes).toEqual(['a', 'b']);
    expect(options('-isystem', 'c', '-isystemd').systemIncludes).toEqual(['c', 'd']);
    expect(readArguments(['-ofoo', 'a.c']).output).toBe('foo');
  });

  it('keeps the order of what the linker gets', () => {
    expect(items('-L.', 'a.c', '-lx', 'b.o', '-Wl,-z,now', '-Xlinker', '-M')).toEqual([
      ...['-L.', 'a.c', '-lx', 'b.o', '-Wl,-z,now', '-Xlinker', '-M'],
    ]);
  });

  it('reads targets and triples', () => {
    expect(options('--target=riscv64').target).toBe('riscv64');
    expect(options('--target=riscv64-linux-gnu').target).toBe('riscv64');
    expect(options('--target=x86_64-pc-linux-gnu').target).toBe('x86-64');
    expect(() => options('--target=vax')).toThrow(/not one of: x86-64, riscv64/);
  });

  it('tells the allocator from the back end', () => {
    expect(options('--backend=shuttle').backend).toBe('shuttle');
    const settings = readArguments(['--backend=shuttle', '--allocator=linear-scan', 'a.c']);
    expect(compileOptions(settings).backend).toBe('linear-scan');
    expect(settings.backend).toBe('shuttle');
  });

  it('switches warnings, groups and errors', () => {
    const { warnings } = options('-Wall', '-Wno-unused-variable', '-Werror=format');
    expect(warnings.on.has('unused-function')).toBe(true);
    expect(warnings.on.has('unused-variable')).toBe(false);
    expect(warnings.off.has('unused-variable')).toBe(true);
    expect(warnings.errors).toEqual(new Set(['format']));
    expect(options('-Werror').warnings.allErrors).toBe(true);
    expect(() => options('-Wno-no-such-warning')).not.toThrow();
    expect(() => options('-Wno-such')).not.toThrow();
    expect(() => options('-Wsuch')).toThrow(/unrecognized/);
  });

  it('reads -Wp, as the options in it', () => {
    const settings = readArguments(['-Wp,-MD,x.d,-DA', 'a.c']);
    expect(settings.dependencyFile).toBe('x.d');
    expect(settings.defines).toEqual(['A']);
  });

  it('accepts the flags without effect, and their opposites', () => {
    const flags = ['-pipe', '-fno-plt', '-funroll-loops', '-fstack-protector-strong', '-m64'];
    expect(() => readArguments([...flags, '-march=native', '-flto=2', 'a.c'])).not.toThrow();
  });

  it('refuses what it does not know, with a suggestion', () => {
    expect(() => readArguments(['-fwrapw'])).toThrow('‘-fwrapw’; did you mean ‘-fwrapv’?');
    expect(() => readArguments(['--verifi'])).toThrow('did you mean ‘--verify’?');
    expect(() => readArguments(['-fsanitize=address'])).toThrow(/unrecognized command-line option/);
    expect(() => readArguments(['-o'])).toThrow('missing argument to ‘-o’');
    expect(() => readArguments(['-'])).toThrow(/-E or -x is required/);
  });

  it('reads @files with quotes', () => {
    expect(splitWords(`a "b c" 'd "e' f\\ g -DX=\\"y\\"`)).toEqual([
      'a',
      'b c',
      'd "e',
      'f g',
      '-DX="y"',
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'goodhart-'));
    writeFileSync(join(folder, 'words'), '-DA\n"-DB=1 2"\n');
    expect(options(`@${join(folder, 'words')}`).defines).toEqual(['A', 'B=1 2']);
    rmSync(folder, { recursive: true });
  });
});
