/**
 * -g in gdb: stops, steps, frames, variables and types. Skipped where there is no gdb (or no
 * x86-64 to run on), but not under CI=true.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assemble, link } from '../../backends/toolchain.ts';
import { emitWith } from '../../cli/emit.ts';
import { compile } from '../../compiler/compile.ts';
import { type CompileOptions, DEFAULT_OPTIONS } from '../../compiler/options.ts';

const hasGdb = spawnSync('gdb', ['--version']).status === 0;
const canDebug = process.arch === 'x64' && (hasGdb || process.env.CI === 'true');
const folder = mkdtempSync(join(tmpdir(), 'goodhart-debug-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `typedef struct { int x, y; } Point;
enum colour { RED, GREEN = 5, BLUE = -1 };
typedef unsigned word;
struct node {
  struct node *next;
  Point at;
  const char *name;
  unsigned low : 3, high : 13;
  double weights[2][3];
  union { int i; float f; };
  int (*call)(int, ...);
};
struct big { long a[5]; };
static struct node head = { 0, { 1, 2 }, "head", 5, 100, { { 1 }, { 4.5 } }, { 7 }, 0 };
word counter = 42;
volatile int sink;

static void leaf(int depth) {
  sink = depth;
}

static int sum(const struct node *list, int depth, Point by, struct big big) {
  static int calls = 3;
  int total = by.x;
  float scale = 1.5f;
  enum colour paint = GREEN;
  char text[8] = "abc";
  _Bool yes = 1;
  for (int i = 0; i < depth; i++)
    total += list->at.x + i;
  leaf(total);
  return total + (int)scale + paint + yes + text[0] + calls + (int)big.a[4];
}

int one(int x) { return x + 1; }

int main(int argc, char **argv) {
  struct node local = head;
  struct big big = { { 1, 2, 3, 4, 5 } };
  local.next = &head;
  int vla[argc + 1];
  vla[1] = 9;
  int answer = sum(&local, 3, (Point){ 10, 20 }, big) + one(argc);
  return answer != vla[1] + 121;
}
`;

let count = 0;

async function build(text: string, options: Partial<CompileOptions>): Promise<string> {
  const base = join(folder, `program${count++}`);
  writeFileSync(`${base}.c`, text);
  const all = { ...DEFAULT_OPTIONS, ...options };
  const done = compile(`${base}.c`, text, all, emitWith(null));
  expect(done.messages).toBe('');
  await assemble('x86-64', done.assembly ?? '', `${base}.o`);
  await link('x86-64', [`${base}.o`], base);
  return base;
}

function gdb(program: string, ...commands: string[]): string {
  const words = commands.flatMap((command) => ['-ex', command]);
  const args = ['-q', '-nx', '-batch', '-iex', 'set debuginfod enabled off', ...words, program];
  const env = { ...process.env, LC_ALL: 'C' };
  return execFileSync('gdb', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
}

describe.skipIf(!canDebug)('gdb (skipped where it is not installed)', () => {
  it('stops behind the prologue and steps by lines', async () => {
    const program = await build(PROGRAM, { debug: true });
    const stops = ['break main', 'break one', 'run', 'info args', 'next', 'next', 'continue'];
    const text = gdb(program, ...stops, 'print x', 'finish');
    expect(text).toMatch(/Breakpoint 1, main \(argc=1, argv=0x\w+\) at \S+:38/);
    expect(text).toMatch(/^argc = 1$/m);
    expect(text).toMatch(/^39\t[\s\S]*^40\t/m);
    expect(text).toMatch(/Breakpoint 2, one \(x=1\) at \S+:35/);
    expect(text).toContain('$1 = 1');
    expect(text).toContain('Value returned is $2 = 2');
  });

  it('shows frames, variables and types', async () => {
    const program = await build(PROGRAM, { debug: true });
    const text = gdb(
      program,
      ...['break leaf', 'run', 'bt', 'up', 'info locals', 'print *list', 'print by', 'print big'],
      ...[
        'ptype list',
        'print head.weights[1][0]',
        'print counter',
        'whatis by',
        'print sizeof(word)',
      ],
      ...['print (enum colour)5', 'up', 'print local.next->name', 'print vla[1]', 'list'],
    );
    expect(text).toMatch(/#0\s+leaf \(depth=16\).*\n#1 .* in sum \(.*depth=3.*\n#2 .* in main \(/);
    for (const line of [
      ...['total = 16', 'scale = 1.5', 'paint = GREEN', 'yes = true', 'calls = 3'],
      ...['$2 = {x = 10, y = 20}', '$3 = {a = {1, 2, 3, 4, 5}}', '$4 = 4.5', '$5 = 42'],
      ...['type = Point', '$6 = 4', '$7 = GREEN', '$9 = 9'],
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/text = "abc(\\000)+"/);
    expect(text).toMatch(
      /\$1 = \{next = 0x\w+ <head>, at = \{x = 1, y = 2\}, name = 0x\w+ "head", /,
    );
    expect(text).toMatch(/low = 5, high = 100, .*\{i = 7, f = [\d.e-]+\}, call = 0x0\}/);
    expect(text).toMatch(/unsigned int high : 13;\n {4}double weights\[2\]\[3\];\n {4}union \{/);
    expect(text).toContain('int (*call)(int, ...);');
    expect(text).toMatch(/\$8 = 0x\w+ "head"/);
    expect(text).toMatch(/^42\t {2}vla\[1\] = 9;$/m);
  });

  it('tells variables of one name apart by their blocks', async () => {
    const text = `volatile int sink;
      void stop(void) { sink++; }
      int main(void) {
        int v = 1;
        stop();
        for (int v = 2; v < 3; v++) stop();
        if (v) { int v = 4; stop(); { long v = 5; stop(); } stop(); }
        for (int w = 0; w < 1; w++) { int v = 6; stop(); }
        stop();
        return 0;
      }\n`;
    const program = await build(text, { debug: true });
    const look = ['up', 'print v', 'continue'];
    const all = Array.from({ length: 7 }, () => look).flat();
    const found = gdb(program, 'break stop', 'run', ...all).matchAll(/^\$\d+ = (\d+)$/gm);
    expect([...found].map(([, value]) => value)).toEqual(['1', '2', '4', '5', '4', '6', '1']);
  });

  it('shows frames and lines at -O2, and says what is gone', async () => {
    const program = await build(
      PROGRAM.replace('static void leaf', '__attribute__((noinline)) void leaf'),
      {
        debug: true,
        level: 'O2',
      },
    );
    const text = gdb(program, 'break leaf', 'run', 'bt', 'up', 'info locals');
    expect(text).toMatch(/#0 .*leaf \(depth=.*\n#1 .* at \S+:\d+/);
    expect(text).toMatch(/main \(argc=/);
    expect(text).toContain('<optimized out>');
  });

  it('unwinds through code without -g by its .cfi', async () => {
    const deep = `void stop(void) { __asm__ volatile ("int3"); }
      int f(int n, char *p) { char own[n + 9]; own[n] = 1;
        if (n == 0) { stop(); return p[0]; } int r = f(n - 1, own + n); return r + own[n]; }
      int g(long a, long b, long c, long d, long e, long h) {
        int r = f(3, (char *)&a); return r + a * b + c * d + e * h; }
      int main(int argc, char **argv) { return g(1, 2, 3, 4, 5, argc); }\n`;
    for (const options of [{ level: 'O0' }, { level: 'O2' }, { backend: 'shuttle' }] as const) {
      const text = gdb(await build(deep, options), 'run', 'bt');
      expect(text, JSON.stringify(options)).toMatch(/#\d+ .* in f \(\)/);
      expect(text, JSON.stringify(options)).toMatch(/#\d+ .* in main \(\)/);
    }
  });
});

describe('-g', () => {
  it('changes nothing but what it adds', () => {
    const text = (debug: boolean, level: CompileOptions['level']): string[] => {
      const options = { ...DEFAULT_OPTIONS, debug, level };
      const { assembly } = compile('a.c', PROGRAM, options, emitWith(null));
      const [code = ''] = (assembly ?? '').split('\t.section .debug_');
      return code
        .split('\n')
        .filter((line) => !/^\s*\.(loc|file|section .note)|^\.L(end|scope)/.test(line));
    };
    for (const level of ['O0', 'O2'] as const) {
      const plain = text(false, level).filter((line) => line !== '');
      expect(text(true, level).filter((line) => line !== '')).toEqual(plain);
    }
  });
});
