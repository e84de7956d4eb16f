/** The ELF reader and the disassembler, on objects that gcc makes of a few lines. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDecoder } from '../../audit/capstone.ts';
import { createDisassembler, type ObjectCode } from '../../audit/disassemble.ts';
import { codeSections, ElfError, functionRanges, readElf } from '../../audit/elf.ts';
import { outsideBaseline } from '../../audit/extensions.ts';

const folder = mkdtempSync(join(tmpdir(), 'goodhart-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = `
extern int table[]; int other(int);
static int local(int a) { return a * 3; }
int first(int a, unsigned b) { int x = a + table[2]; return other(x) + __builtin_clz(b); }
int second(int a) { for (int i = 0; i < 9; i++) a += local(i); return a; }
`;

function object(source: string, ...flags: string[]): string {
  const path = join(folder, `x${Math.random().toString(36).slice(2)}`);
  writeFileSync(`${path}.c`, source);
  execFileSync('gcc', [...flags, '-c', `${path}.c`, '-o', `${path}.o`]);
  return `${path}.o`;
}

async function disassembled(source: string, ...flags: string[]): Promise<ObjectCode> {
  return (await createDisassembler()).object(object(source, ...flags));
}

describe('readElf', () => {
  it('finds functions, sizes and relocations', () => {
    const file = readElf(readFileSync(object(SOURCE, '-O0')));
    expect(file.machine).toBe('x86-64');
    const ranges = functionRanges(file);
    expect(ranges.map((range) => range.name).sort()).toEqual(['first', 'local', 'second']);
    const bytes = ranges.reduce((sum, range) => sum + range.size, 0);
    expect(bytes).toBe(codeSections(file).reduce((sum, section) => sum + section.size, 0));
    const names = file.relocations.map((relocation) => relocation.symbol);
    expect(names).toContain('table');
    expect(names).toContain('other');
  });

  it('refuses what is not an ELF file, and one cut short', () => {
    expect(() => readElf(new Uint8Array(100))).toThrow(ElfError);
    const bytes = readFileSync(object(SOURCE));
    expect(() => readElf(bytes.subarray(0, bytes.length >> 1))).toThrow(ElfError);
  });
});

describe('decoder', () => {
  it('decodes long runs of one-byte instructions and of bytes that are none', async () => {
    const decoder = await createDecoder();
    expect(decoder.decode(new Uint8Array(20_000).fill(0x90)).length).toBe(20_000);
    const invalid = decoder.decode(new Uint8Array(100).fill(0x06));
    expect(invalid.map(({ mnemonic }) => mnemonic)).toEqual(Array(100).fill('(bad)'));
  });
});

describe('disassembler', () => {
  it('covers every byte, names calls and addresses', async () => {
    const { functions } = await disassembled(SOURCE, '-O0');
    const first = functions.find((code) => code.name === 'first');
    const second = functions.find((code) => code.name === 'second');
    const bytes = first?.instructions.reduce((sum, instruction) => sum + instruction.size, 0);
    expect(bytes).toBe(first?.bytes);
    const call = first?.instructions.find((instruction) => instruction.mnemonic === 'call');
    expect(call?.symbol).toBe('other');
    const near = second?.instructions.find((instruction) => instruction.mnemonic === 'call');
    expect(near?.symbol).toBe('local');
    expect(first?.instructions.some((instruction) => instruction.symbol === 'table')).toBe(true);
  });

  it('reads operands with access rights and full-width names', async () => {
    const { functions } = await disassembled('int f(int *p, long i) { return p[i + 2]; }', '-O2');
    const load = functions[0]?.instructions.find((instruction) => instruction.mnemonic === 'mov');
    expect(load?.operands).toEqual([
      { kind: 'register', name: 'rax', reads: false, writes: true },
      expect.objectContaining({
        base: 'rdi',
        index: 'rsi',
        scale: 4,
        displacement: 8,
        reads: true,
      }),
    ]);
  });

  it('reads on past the size of one chunk', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `  p[${i % 97}] += ${i};`).join('\n');
    const { functions } = await disassembled(`void f(volatile long *p) {\n${lines}\n}`, '-O0');
    const [code] = functions;
    expect(code?.bytes).toBeGreaterThan(20_000);
    expect(code?.instructions.some(({ mnemonic }) => mnemonic === '(bad)')).toBe(false);
    expect(code?.instructions.at(-1)?.mnemonic).toBe('ret');
  });

  it('sees instructions outside the baseline only where a flag put them', async () => {
    const found = async (...flags: string[]): Promise<string[]> =>
      (await disassembled(SOURCE, ...flags)).functions.flatMap((code) =>
        code.instructions.flatMap((each) => outsideBaseline(each)?.extension ?? []),
      );
    expect(await found('-O2')).toEqual([]);
    expect(await found('-O2', '-mlzcnt')).toEqual(['LZCNT']);
    const doubles = 'void f(double *a) { for (int i = 0; i < 64; i++) a[i] *= 2; }';
    const vectors = await disassembled(doubles, '-O3', '-mavx2');
    const names = vectors.functions[0]?.instructions.map(
      (each) => outsideBaseline(each)?.extension,
    );
    expect(names).toContain('AVX');
  });
});
