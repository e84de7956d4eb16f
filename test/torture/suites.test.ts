import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDirectives, selectorHolds, tclWords } from '../../torture-lite/dejagnu.ts';
import { readTortureProgram } from '../../torture-lite/gcc-torture.ts';
import { machineOfElf } from '../../torture-lite/machines.ts';
import { packageRoot, programsFolder } from '../../torture-lite/paths.ts';
import { skipReason } from '../../torture-lite/program.ts';
import { parseSpecimen, splitWords, UsageError } from '../../torture-lite/specimen.ts';
import { folderSuite, idPattern, readHead } from '../../torture-lite/suites.ts';
import { createBench } from './fake.ts';

const x86 = 'x86_64-pc-linux-gnu';

describe('a DejaGnu directive', () => {
  it('is read as words', () => {
    expect(tclWords('a { b {c d} } "e \\" f" -O2')).toEqual(['a', 'b {c d}', 'e \\" f', '-O2']);
    const text = '/* { dg-do run } */\n/* { dg-skip-if "no {}" { ! { i?86-*-* x86_64-*-* } } } */';
    expect(readDirectives(text)).toEqual([
      { name: 'do', words: ['run'] },
      { name: 'skip-if', words: ['no {}', '! { i?86-*-* x86_64-*-* }'] },
    ]);
  });

  it.each([
    ['x86_64-*-*', 'true'],
    ['avr-*-*', 'false'],
    ['! { i?86-*-* x86_64-*-* }', 'false'],
    ['target { { i?86-*-* x86_64-*-* } && ia32 }', 'false'],
    ['avr-*-* x86_64-*-*', 'true'],
    ['! alloca', 'false'],
    ['freestanding', 'false'],
    ['some_new_question', 'unknown'],
    ['! some_new_question', 'unknown'],
    ['lp64 || some_new_question', 'true'],
  ])('selector %s is %s', (selector, truth) => {
    expect(selectorHolds(selector, x86)).toBe(truth);
  });
});

describe("a program of GCC's suite", () => {
  const read = (text: string) => readTortureProgram('p', '/p.c', text);

  it('keeps flags with a meaning and drops the optimizer', () => {
    const program = read('/* { dg-options "-fwrapv -O2 -fno-tree-vrp -std=gnu89 -w" } */');
    expect(program.flags).toEqual(['-fwrapv', '-std=gnu89']);
    expect(program.skip).toBeNull();
  });

  it('is skipped where something is not understood', () => {
    expect(read('/* { dg-options "-fopenmp" } */').skip).toBe('needs the option -fopenmp');
    expect(read('/* { dg-do compile } */').skip).toBe('only to compile');
    expect(read('/* { dg-additional-sources "b.c" } */').skip).toContain('additional-sources');
    const exotic = read('/* { dg-require-effective-target exotic } */');
    expect(skipReason(exotic, '-O0', 'riscv64')).toBe('needs exotic');
  });

  it('heeds the flags of its .x file', () => {
    const script = 'if [istarget "avr-*-*"] {\n    return 1\n}\nlappend additional_flags ';
    const read = (flags: string) =>
      readTortureProgram('p', '/p.c', '', `${script}${flags}\nreturn 0\n`);
    expect(read('"-fwrapv" "-fno-gcse"').flags).toEqual(['-fwrapv']);
    expect(read('"-fno-trapping-math"').skip).toBe('needs the option -fno-trapping-math');
  });

  it('is skipped at the levels and targets that it names', () => {
    const program = read('/* { dg-skip-if "why" { x86_64-*-* } { "-O0" } { "" } } */');
    expect(skipReason(program, '-O0', 'x86-64')).toBe('why');
    expect(skipReason(program, '-O2', 'x86-64')).toBeNull();
    expect(skipReason(program, '-O0', 'riscv64')).toBeNull();
    const other = read('/* { dg-skip-if "why" { *-*-* } "-fomit-frame-pointer" "" } */');
    expect(skipReason(other, '-O0', 'x86-64')).toBeNull();
  });
});

describe('a program of a folder', () => {
  it('says in its head what it proves and needs', () => {
    const head = '// proves: 1 + 1\n// std: gnu11\n// flags: -lm -DX="a b"\n// target: x86-64\n';
    expect(readHead(`${head}int x;\n// std: c89\n`, 'p.c')).toEqual({
      proves: '1 + 1',
      flags: ['-std=gnu11', '-lm', '-DX=a b'],
      targets: ['x86-64'],
    });
    expect(() => readHead('// target: vax\n', 'p.c')).toThrow(UsageError);
  });

  it('has its path for a name', () => {
    const bench = createBench({ 'z.c': '', 'sub/a.c': '// flags: -lm\n' });
    const { programs } = folderSuite('t', join(bench.folder, 'programs'));
    expect(programs.map((row) => row.id)).toEqual(['sub/a', 'z']);
    expect(programs[0]!.libraries).toEqual(['-lm']);
    expect(() => folderSuite('t', join(bench.folder, 'none'))).toThrow(UsageError);
  });

  it('is chosen by a part of its name', () => {
    expect(idPattern('a*c').test('xabbcy')).toBe(true);
    expect(idPattern('a.c').test('abc')).toBe(false);
  });
});

describe('places and commands', () => {
  it('finds the package and its programs', () => {
    expect(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).toContain('"goodhart"');
    expect(programsFolder().startsWith(packageRoot())).toBe(true);
  });

  it('splits a command as a shell does', () => {
    expect(splitWords(`a 'b c' "d \\"e" f\\ g ''`)).toEqual(['a', 'b c', 'd "e', 'f g', '']);
    expect(() => splitWords("a 'b")).toThrow(UsageError);
  });

  it('names a specimen', () => {
    expect(parseSpecimen('sh')).toEqual({ name: 'sh', command: ['sh'] });
    expect(parseSpecimen('mine=sh -x')).toEqual({ name: 'mine', command: ['sh', '-x'] });
    expect(parseSpecimen('sh -DX=1').name).toBe('sh -DX=1');
    expect(() => parseSpecimen('no-such-compiler-here')).toThrow('no such command');
  });

  it('knows a machine by its ELF header', () => {
    const header = new Uint8Array(20);
    header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
    header[18] = 243;
    expect(machineOfElf(header)?.target).toBe('riscv64');
    header[18] = 0;
    expect(machineOfElf(header)).toBeNull();
  });
});
