/**
 * AVX2 (-mavx2): programs give what gcc's do, units are in VEX form throughout, and class y is
 * spilled and moved rightly by both allocators.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { assemble, link } from '../../backends/toolchain.ts';
import { readArguments } from '../../cli/arguments.ts';
import { emitWith } from '../../cli/emit.ts';
import { compileOptions } from '../../cli/settings.ts';
import { compile } from '../../compiler/compile.ts';
import { interpret } from '../../compiler/ir/interpret.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { decodeSource } from '../../compiler/source.ts';
import { loopsProgram } from './avx2-loops.ts';
import { AVX2, assembly, BACKENDS, run } from './harness.ts';

/** An instruction on SSE registers that has no VEX form. */
const LEGACY = /^\t(?!v)\S+ .*%[xy]mm/m;

/** The assembly of C text under flags, verified. */
function assembled(text: string, ...flags: string[]): string {
  const options = { ...compileOptions(readArguments([...flags, 'x.c'])), verify: true };
  return compile('x.c', decodeSource(Buffer.from(text)), options, emitWith(null)).assembly!;
}

const SUMS = `
int more(void);
int sum(int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += p[i]; return s + more(); }
void scale(float *p, int n) { for (int i = 0; i < n; i++) p[i] = p[i] * 3 + 1; more(); }
double mixed(double x, float y, long z, unsigned u) {
  return __builtin_sqrt(x) + (y < 3 ? -y : z) * (int)x + u + (unsigned long)y + (float)(x * y);
}
long double far(long double a, double b, unsigned long c) { return a + b * c; }
struct big { double a[9]; long b; char c; } x, y;
void copy(void) { x = y; }
int list(int n, ...) {
  __builtin_va_list a; __builtin_va_start(a, n);
  double d = __builtin_va_arg(a, double); __builtin_va_end(a);
  return d > 2;
}
double bits(long l) { union { long l; double d; } u = { l }; return -u.d + __builtin_fabs(u.d); }
typedef float four __attribute__((vector_size(16)));
four each(four a, four b) { return a * b + (four){ 1, 2, 3, 4 }; }
`;

describe('-mavx2', () => {
  it('gives vectors of 256 bits, and no instruction without a VEX form', () => {
    for (const level of ['-O0', '-O1', '-O2', '-O3', '-Os']) {
      for (const backend of BACKENDS) {
        const text = assembled(SUMS, level, '-mavx2', `--backend=${backend}`);
        expect(LEGACY.exec(text)?.[0], `${level} ${backend}`).toBeUndefined();
        const wide = backend === 'linear-scan' && (level === '-O2' || level === '-O3');
        expect(text.includes('%ymm')).toBe(wide);
      }
    }
  });

  it('clears upper halves before calls and returns', () => {
    const text = assembled(SUMS, '-O2', '-mavx2');
    const body = (name: string): string =>
      text.slice(text.indexOf(`\n${name}:`)).split('.size')[0]!;
    expect(body('sum')).toMatch(/vzeroupper\n\tcall/);
    expect(body('scale')).toMatch(/vzeroupper\n(\t\.cfi.*\n|\tpop.*\n|\taddq.*\n)*\tjmp more/);
    expect(body('mixed')).not.toContain('vzeroupper');
  });

  it('follows -march, and is off again with -mno-avx2', () => {
    for (const flags of [
      ['-march=haswell'],
      ['-march=x86-64-v3'],
      ['-march=x86-64', '-mno-avx2', '-mavx2'],
    ]) {
      expect(assembled(SUMS, '-O2', ...flags)).toContain('%ymm');
    }
    const plain = assembled(SUMS, '-O2');
    expect(plain).not.toMatch(/%ymm|\tv/);
    for (const flags of [
      ['-mavx2', '-mno-avx2'],
      ['-mno-avx2', '-march=haswell'],
      ['-march=x86-64-v2'],
    ]) {
      expect(assembled(SUMS, '-O2', ...flags)).toBe(plain);
    }
  });

  it('is no flag of riscv64', () => {
    const words = ['--target=riscv64', '-mavx2', 'x.c'];
    expect(() => readArguments(words)).toThrow('unrecognized command-line option ‘-mavx2’');
    expect(() => readArguments(['--target=riscv64', '-march=rv64gc', 'x.c'])).not.toThrow();
  });
});

describe.skipIf(!AVX2)('programs with AVX2 (where the processor has it)', () => {
  it('do what those of gcc do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'avx2-'));
    try {
      const text = loopsProgram();
      const [source, program] = [join(folder, 'loops.c'), join(folder, 'loops')];
      await writeFile(source, text);
      await execa('gcc', ['-w', '-fwrapv', '-fno-strict-aliasing', '-o', program, source]);
      const { stdout: wanted } = await execa(program);
      for (const words of [['-O3'], ['-O2', '--backend=shuttle']]) {
        const flags = [...words, '-w', '-mavx2', '-fwrapv', '-fno-strict-aliasing'];
        const code = assembled(text, ...flags);
        expect(LEGACY.exec(code)?.[0]).toBeUndefined();
        const [file, object] = [join(folder, 'loops.s'), join(folder, 'loops.o')];
        await writeFile(file, code);
        await assemble('x86-64', code, object);
        await link('x86-64', [object], program, []);
        expect((await execa(program)).stdout, words.join(' ')).toBe(wanted);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

/** More values of class y than there are registers, some of them over a call; through phis, too. */
function crowd(count: number): string {
  const list = Array.from({ length: count }, (_, i) => i);
  const lines = [
    'data $from {size=1024, align=16} = z 1024',
    'func w other(w x)\nstart:\n    y =w add x, 1\n    ret y',
    'func l crowd(l p, w n)\nstart:',
    ...list.map((i) => `    a${i} =l add p, ${32 * i}\n    x${i} =y load y a${i} {align=1}`),
    '    one =w call $other(w n)',
    '    s =y vsplatw one\n    jmp head\nhead:',
    '    k =w phi start: 0, head: kk',
    ...list.map((i) => `    y${i} =y phi start: x${i}, head: z${i}`),
    // The values go round by one place each time.
    ...list.map((i) => `    z${i} =y vadd${'bhwl'[i % 4]} y${(i + 1) % count}, s`),
    '    kk =w add k, 1\n    c =w cslt w kk, n\n    br w c, head, end\nend:',
    '    two =w call $other(w 1)',
    ...list.map((i) => `    store y, z${i}, a${i} {align=1}`),
    '    j0 =v vlow z0',
    ...list.map((i) => `    h${i} =v vhigh z${i}\n    j${i + 1} =v vaddl j${i}, h${i}`),
    `    r =l vfirstl j${count}\n    w =l zextw two\n    q =l add r, w\n    ret q`,
  ];
  return lines.join('\n');
}

const FILLED = `
func l f(w n)
start:
    jmp head
head:
    i =l phi start: 0, head: j
    p =l add $from, i
    x =w trunc i
    y =w mul x, 37
    store b, y, p
    j =l add i, 1
    c =w cne l j, 1024
    br w c, head, end
end:
    r =l call $crowd(l $from, w n)
    ret r
`;

describe.each(BACKENDS)('class y by %s', (backend) => {
  it('has slots of 32 bytes', () => {
    const text = assembly(crowd(20), { backend, avx2: true });
    expect(text).toMatch(/vmovdqu %ymm\d+, -?\d+\(%r[sb]p\)/);
  });

  it.skipIf(!AVX2)('is spilled and moved', async () => {
    const ir = `${crowd(20)}\n${FILLED}`;
    const call = { name: 'f', args: [7n] };
    const { message, result } = interpret(parseModule(ir), { model: DATA_MODELS['x86-64'], call });
    expect(message).toBe('');
    const driver = '#include <stdio.h>\nlong f(int);\nint main(void) { printf("%ld", f(7)); }';
    const { output } = await run(ir, driver, { backend, avx2: true });
    expect(output).toBe(String(result));
  });
});
