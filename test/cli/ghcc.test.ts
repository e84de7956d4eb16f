/**
 * ghcc as a command: what is written where, and the exit status. The bundle in dist/ is what runs.
 */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const GHCC = resolve('dist/ghcc.js');
const GOODHART = resolve('dist/goodhart.js');
const root = mkdtempSync(join(tmpdir(), 'goodhart-cli-'));
let folder = root;
let count = 0;

const HELLO = '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n';

beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function run(command: string, words: readonly string[], input = '') {
  const done = await execa(command, words, { cwd: folder, reject: false, input });
  return { status: done.exitCode, out: done.stdout, err: done.stderr };
}

const ghcc = (...words: string[]) => run(GHCC, words);
const files = () => readdirSync(folder).sort();

describe('outputs', () => {
  it('makes a program, an object, assembly and preprocessed text', async () => {
    put('a.c', HELLO);
    expect(await ghcc('a.c')).toEqual({ status: 0, out: '', err: '' });
    expect(files()).toEqual(['a.c', 'a.out']);
    expect((await run(join(folder, 'a.out'), [])).out).toBe('hello');
    await ghcc('-c', 'a.c');
    await ghcc('-S', 'a.c', '-o', 'b.s');
    expect(files()).toEqual(['a.c', 'a.o', 'a.out', 'b.s']);
    expect((await ghcc('-E', '-P', '-DX=7', '-x', 'c', 'a.c')).out).toContain('puts("hello")');
    await ghcc('b.s', '-o', 'c');
    expect((await run(join(folder, 'c'), [])).out).toBe('hello');
  });

  it('links several sources, objects and libraries in order', async () => {
    put('a.c', '#include <math.h>\nint f(double); int main(void) { return f(sqrt(16)); }\n');
    put('b.c', 'int f(double x) { return (int)x - 4; }\n');
    put('c.S', '#define NAME g\n.globl NAME\nNAME: ret\n.section .note.GNU-stack,"",%progbits\n');
    expect(await ghcc('a.c', 'b.c', 'c.S', '-o', 'p', '-lm')).toMatchObject({ status: 0, err: '' });
    expect((await run(join(folder, 'p'), [])).status).toBe(0);
    expect(files()).toEqual(['a.c', 'b.c', 'c.S', 'p']);
  });

  it('reads standard input and writes standard output', async () => {
    const made = await run(
      GHCC,
      ['-S', '-O1', '-x', 'c', '-', '-o', '-'],
      'int f(void) { return 42; }',
    );
    expect(made.out).toContain('$42');
  });

  it('says of symbols what attributes, pragmas and -fvisibility say, in this order', async () => {
    put(
      'a.c',
      `#define API __attribute__((visibility("default")))
extern API int header; int header = 1; extern API int shown(void); int shown(void) { return 1; }
extern int other(void); int plain; int plainly(void) { return other(); } static int own;
#pragma GCC visibility push(protected)
extern int unused; int guarded(void) { return 0 ? unused : 1; } API int told; extern int foreign;
#pragma GCC visibility push(default)
int inner;
#pragma GCC visibility pop
#pragma GCC visibility pop
extern inline __attribute__((gnu_inline)) int copied(int x) { return x + 1; }
extern int twin(int) __asm__("copied");
int after; int last(int (*f)(int)) { return f == copied ? foreign : f == twin ? 2 : own; }
`,
    );
    const marks = async (...flags: string[]) =>
      [...(await ghcc('-S', 'a.c', '-o', '-', ...flags)).out.matchAll(/\.(hidden|prot\w*) (\w+)/g)]
        .map(([, kind, name]) => `${kind} ${name}`)
        .sort();
    const pushed = ['protected foreign', 'protected guarded'];
    expect(await marks()).toEqual(pushed);
    const hidden = ['after', 'last', 'plain', 'plainly'].map((name) => `hidden ${name}`);
    expect(await marks('-fvisibility=hidden')).toEqual([...hidden, ...pushed]);
    expect(await marks('-fvisibility=hidden', '-fPIC', '-O2')).toEqual([...hidden, ...pushed]);
  });

  it('compiles for kernels: no SSE register, no red zone, a short wchar_t', async () => {
    put(
      'a.c',
      `#include <stdarg.h>
struct big { long a[7]; char tail[9]; };
void copy(struct big *to, struct big *from) { *to = *from; *from = (struct big){0}; }
int first(int n, ...) { va_list l; va_start(l, n); n = va_arg(l, int); va_end(l); return n; }
void add(int *p) { for (int i = 0; i < 64; i++) p[i] += i; }
int leaf(int i) { volatile int x[4] = {1, 2, 3, i}; return x[i & 3]; }
_Static_assert(sizeof L"ab" == 3 * sizeof(__WCHAR_TYPE__) && sizeof *L"" == 2, "");
`,
    );
    for (const level of ['-O0', '-O3']) {
      const kernel = ['-mno-red-zone', '-mno-sse', '-mcmodel=kernel', '-fno-pic', '-fshort-wchar'];
      kernel.push('-mpreferred-stack-boundary=3');
      const { out, err } = await ghcc('-S', 'a.c', '-o', '-', level, ...kernel);
      expect(err).toBe('');
      expect(out).not.toMatch(/xmm|-\d+\(%rsp\)/);
    }
    put('b.c', 'double half(double x) { return x / 2; }\n');
    const refused = await ghcc('-S', 'b.c', '-mgeneral-regs-only');
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.err).toContain('without SSE registers');
    const loose = await ghcc('-S', 'b.c', '-o', '-', '-mpreferred-stack-boundary=3');
    expect(loose.err).toContain('is not between 4 and 12');
  });

  it('lets functions tell when they begin and end', async () => {
    const hook = (name: string, letter: string) =>
      `__attribute__((no_instrument_function)) void __cyg_profile_func_${name}(void *f, void *c) ` +
      `{ putchar(f == (void *)twice ? '${letter}' : '?'); }\n`;
    const twice = 'int twice(int x) { if (x > 5) return 2 * x; return x; }\n';
    const main =
      '__attribute__((no_instrument_function)) int main(void) { return twice(9) - 18; }\n';
    put('a.c', `#include <stdio.h>\n${twice}${hook('enter', '(')}${hook('exit', ')')}${main}`);
    expect(await ghcc('-O2', '-finstrument-functions', 'a.c', '-o', 'p')).toMatchObject({
      status: 0,
    });
    expect(await run(join(folder, 'p'), [])).toMatchObject({ status: 0, out: '()' });
  });

  it('writes make rules', async () => {
    put('a.c', '#include "h.h"\nint x;\n');
    put('h.h', '');
    await ghcc('-MMD', '-MP', '-c', 'a.c', '-o', 'sub.o');
    expect(readFileSync(join(folder, 'sub.d'), 'utf8')).toBe('sub.o: a.c h.h\nh.h:\n');
    expect((await ghcc('-MM', 'a.c')).out).toBe('a.o: a.c h.h');
  });

  it('looks in -iquote for quotes only, and in -idirafter last', async () => {
    mkdirSync(join(folder, 'q'));
    put('q/stddef.h', 'int quoted;\n');
    put('a.c', '#include <stddef.h>\n#include "stddef.h"\n');
    const text = (await ghcc('-E', '-P', '-iquote', 'q', '-idirafter', 'q', 'a.c')).out;
    expect(text.match(/int quoted;/g)).toHaveLength(1);
    expect(text).toContain('size_t');
  });
});

describe('faults', () => {
  it('reports errors as gcc does, and leaves no output', async () => {
    put('bad.c', 'int f(void) {\n  return y;\n}\n');
    const { status, err } = await ghcc('-c', 'bad.c');
    expect(status).toBe(1);
    expect(err).toMatch(/^bad\.c:2:10: error: /m);
    expect(err).not.toMatch(/\bat .*:\d+:\d+\)/);
    expect(files()).toEqual(['bad.c']);
  });

  it('keeps the old output when it fails, and leaves no temporaries', async () => {
    put('bad.c', 'int f(');
    put('bad.o', 'old');
    await ghcc('-c', 'bad.c');
    put('undefined.c', 'int f(void); int main(void) { return f(); }\n');
    const linked = await ghcc('undefined.c');
    expect(linked.status).toBe(1);
    expect(linked.err).toContain('undefined reference');
    expect(readFileSync(join(folder, 'bad.o'), 'utf8')).toBe('old');
    expect(files()).toEqual(['bad.c', 'bad.o', 'undefined.c']);
  });

  it('names what is missing', async () => {
    expect(await ghcc()).toMatchObject({
      status: 1,
      err: expect.stringContaining('no input files'),
    });
    expect((await ghcc('none.c')).err).toBe('ghcc: error: none.c: No such file or directory');
    put('a.c', HELLO);
    expect((await ghcc('-c', 'a.c', '-o', 'no/a.o')).status).toBe(1);
    expect(await ghcc('-foo', 'a.c')).toMatchObject({ status: 1 });
    expect(files()).toEqual(['a.c']);
  });

  it('takes nesting as deep as a program has, and reports deeper', async () => {
    const nested = (depth: number) => `int x = ${'('.repeat(depth)}1${')'.repeat(depth)};\n`;
    put('deep.c', nested(500));
    put('deeper.c', nested(200_000));
    expect((await ghcc('-c', 'deep.c')).status).toBe(0);
    const { status, err } = await ghcc('-c', 'deeper.c');
    expect(status).toBe(1);
    expect(err).toContain('nesting is too deep');
  });

  it('shows what it would run, and runs nothing', async () => {
    put('a.c', HELLO);
    const { status, err } = await ghcc('-###', 'a.c', '-o', 'a b');
    expect(status).toBe(0);
    expect(err).toContain("-o 'a b'");
    expect(files()).toEqual(['a.c']);
  });

  it('says which tool is missing', async () => {
    put('a.c', 'int main(void) { return 0; }\n');
    chmodSync(folder, 0o755);
    const env = { PATH: folder };
    const node = process.execPath;
    const done = await execa(node, [GHCC, 'a.c'], {
      cwd: folder,
      env,
      extendEnv: false,
      reject: false,
    });
    expect(done.exitCode).toBe(1);
    expect(done.stderr).toBe('ghcc: error: gcc is not installed; try: apt-get install gcc');
  });
});

describe('looking inside', () => {
  it('dumps a pass of a function, and makes no program', async () => {
    put('a.c', 'int f(int x) { return x + 1; }\nint main(void) { return f(-1); }\n');
    const { status, out } = await ghcc('-O1', '--dump=promote:f', 'a.c');
    expect(status).toBe(0);
    expect(out).toMatch(/^# --- promote: f/);
    expect(out).not.toContain('promote: main');
    expect(files()).toEqual(['a.c']);
    expect((await ghcc('--dump=such', 'a.c')).status).toBe(1);
  });

  it('tells the time of each stage', async () => {
    put('a.c', HELLO);
    const { err } = await ghcc('-O1', '--time', '-S', 'a.c');
    for (const stage of ['preprocess', 'parse', 'check', 'lower', 'emit', 'total']) {
      expect(err).toMatch(new RegExp(`^  ${stage} +\\d`, 'm'));
    }
  });
});

describe('remarks', () => {
  const FILL = 'void f(char *p, long n) {\n  for (long i = 0; i < n; i++) p[i] = 0;\n}\n';
  const RECURSIVE = 'int g(int n) { return n ? 100 / g(n - 1) : 1; }\n';
  const CALLED =
    '__attribute__((noinline)) int g(int n) { return n; }\nint h(int n) { return g(n); }\n';
  const GATHERED = 'int g(int n) { return n ? n * g(n - 1) : 1; }\n';
  const remarks = async (...words: string[]) => {
    const { err } = await ghcc('-O2', '-S', 'a.c', '-o', 'a.s', ...words);
    return err.split('\n').filter((line) => line.includes('remark:'));
  };

  it('tells what a pass did, and where', async () => {
    put('a.c', FILL);
    expect(await remarks()).toEqual([]);
    const told = 'a.c:2:22: remark: loop replaced by memset [-Rpass=idioms]';
    expect(await remarks('-Rpass=idioms')).toEqual([told]);
    expect(await remarks('-Rpass-missed=.*')).toEqual([]);
    expect(await remarks('-Rpass=idioms', '-fno-tree-loop-distribute-patterns')).toEqual([]);
    expect(await remarks('-Rpass=idioms', '-ffreestanding')).toEqual([]);
  });

  it('tells what a pass did not do, and knows the names of passes', async () => {
    put('a.c', RECURSIVE);
    const done = 'a.c:1:33: remark: g inlined into g [-Rpass=inline]';
    expect(await remarks('-Rpass=inline', '-Rpass-missed=inline')).toEqual([done]);
    put('a.c', CALLED);
    const told = 'a.c:2:23: remark: g not inlined into h: it is declared noinline';
    expect(await remarks('-Rpass-missed=inline')).toEqual([`${told} [-Rpass-missed=inline]`]);
    put('a.c', GATHERED);
    expect(await remarks('-Rpass-missed=inline')).toEqual([]);
    expect((await remarks('-Rpass=accumulate'))[0]).toContain('g goes on as a loop');
    expect((await ghcc('-S', '-Rpass=such', 'a.c')).err).toContain('names no pass');
  });
});

describe('remarks on loops', () => {
  const LOOPS = `int a[64], b[64]; int getchar(void);
void full(void) { for (int i = 0; i < 4; i++) a[i] = b[i] / 3; }
void held(int *p, const short *q, int n) { for (int i = 0; i < n; i++) *p = *p / 3 + q[i]; }
int hash(const char *s) { int h = 0; while (*s) h = h * 31 + *s++; return h; }
int choose(int c, int n) {
  int s = 0;
  for (int i = 0; i < n; i++) if (c) s += a[i & 63] / 7; else s ^= b[i & 63] / 9;
  return s;
}
void add(short *p) { for (int i = 0; i < 64; i++) p[i] += 3; }
void chain(int *p, int n) { for (int i = 1; i < n; i++) p[i] = p[i - 1] / 3; }
void calls(int *p, int n) { for (int i = 1; i < n; i++) p[i] = getchar(); }
`;
  it.each([
    ['unroll', 2, 'loop made straight code of 4 rounds'],
    ['unroll', 4, 'loop does 4 rounds at once'],
    ['hold', 3, 'place held in a value in the loop'],
    ['unswitch', 7, 'branch decided in front of the loop'],
    ['vectorize', 10, 'loop vectorized, 16 rounds at once'],
    ['vectorize', 11, 'loop not vectorized: a round may need what the one before stores'],
    ['vectorize', 12, 'loop not vectorized: it does more than to load and store'],
  ])('of %s, line %i: %s', async (pass, line, text) => {
    put('a.c', LOOPS);
    const asked = [`-Rpass=${pass}`, `-Rpass-missed=${pass}`];
    const { err } = await ghcc('-O3', '-S', 'a.c', '-o', 'a.s', ...asked);
    const told = err.split('\n').filter((one) => one.startsWith(`a.c:${line}:`));
    expect(told).toHaveLength(1);
    const flag = text.includes(' not ') ? `-Rpass-missed=${pass}` : `-Rpass=${pass}`;
    expect(told[0]).toContain(`remark: ${text} [${flag}]`);
  });
});

describe('goodhart', () => {
  it('has subcommands, and knows no others', async () => {
    expect((await run(GOODHART, ['version'])).out).toMatch(/^goodhart \d/);
    expect((await run(GOODHART, ['help'])).out).toContain('torture');
    expect((await run(GOODHART, ['such'])).status).toBe(2);
    expect((await run(GOODHART, [])).status).toBe(2);
    expect((await run(GOODHART, ['compile', '-dumpmachine'])).out).toBe('x86_64-linux-gnu');
  });

  it('compares levels by function', async () => {
    put('a.c', 'int f(int a, int b) { int c = a * b; return c + a * b; }\n');
    const { status, out } = await run(GOODHART, ['diff', 'a.c', '--levels', 'O0,O2']);
    expect(status).toBe(0);
    const [linear, shuttle] = ['linear-scan', 'shuttle'].map((name) => out.split(`${name} `)[1]);
    expect(linear).toMatch(/^f +\d+ +\d+ +different$/m);
    expect(shuttle).toMatch(/^f +\d+ +\d+ +identical$/m);
    expect((await run(GOODHART, ['diff', '--levels', 'O7', 'a.c'])).status).toBe(2);
  });
});
