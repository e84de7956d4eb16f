/**
 * What single operations' tests cannot show: control flow, memory, atomics, assembly, data,
 * frames.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../backends/index.ts';
import { assemble } from '../../backends/toolchain.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { DEFAULT_OPTIONS } from '../../compiler/options.ts';
import { PROGRAM } from '../ir/programs.ts';
import { assembly, BACKENDS, run } from './harness.ts';

/** A sum by inline assembly that clobbers the registers its operands would like. */
const ASM_SUM = [
  'asm "movl $0, %%eax; movl $0, %%ecx; movl $0, %%edx; movl %1, %0; addl %2, %0"',
  '["=&r" uw w x]',
  '["r" uw w a, "r" uw w b]',
  '["eax", "ecx", "rdx", "rdi", "rsi"]',
].join(', ');

const PRINT = `#include <stdio.h>\n#include <string.h>\n`;

describe.each(BACKENDS)('features by %s', (backend) => {
  const exec = (ir: string, driver: string) => run(ir, PRINT + driver, { backend });

  it('switches: tables, trees, ranges, wide operands', async () => {
    const ir = `
func w dense(w x)
start:
    switch w x, no, [1: a, 2: b, 3: c, 4: a, 6: b, 7: c, 8: a, -2147483648: b]
a:
    ret 10
b:
    ret 20
c:
    ret 30
no:
    ret 0
func w sparse(l x)
start:
    switch l x, no, [-9000000000: a, -1: b, 0: b, 1: b, 5: c, 70000: a, 9000000000: c]
a:
    jmp end
b:
    jmp end
c:
    jmp end
no:
    jmp end
end:
    r =w phi a: 1, b: 2, c: 3, no: 4
    ret r
`;
    const driver = `int dense(int), sparse(long);
int main(void) {
  for (int i = -1; i < 10; i++) printf("%d ", dense(i));
  printf("%d|", dense(-2147483647 - 1));
  long v[] = {-9000000000, -9000000001, -2, -1, 0, 1, 2, 5, 6, 70000, 9000000000, 1L << 32};
  for (int i = 0; i < 12; i++) printf("%d", sparse(v[i]));
}`;
    expect((await exec(ir, driver)).output).toBe('0 0 10 20 30 10 0 20 30 10 0 20|144222434134');
  });

  it('indirect gotos, also from data', async () => {
    const ir = `
data table {size=24, align=8} = l $go@one, l $go@two, l $go@out
data steps {size=8, align=4} = b 1, b 0, b 1, b 1, b 2, z 3
func w go(l p)
start:
    first =w load ub p
    k =l zextw first
    a =l shl k, 3
    t =l add $table, a
    to =l load l t
    goto to, [one, two, out]
one: {taken}
    n1 =w phi start: 0, one: n2, two: n4
    p1 =l phi start: p, one: p2, two: p4
    n2 =w add n1, 1
    p2 =l add p1, 1
    f2 =w load ub p2
    k2 =l zextw f2
    a2 =l shl k2, 3
    t2 =l add $table, a2
    to2 =l load l t2
    goto to2, [one, two, out]
two: {taken}
    n3 =w phi start: 0, one: n2, two: n4
    p3 =l phi start: p, one: p2, two: p4
    n4 =w add n3, 10
    p4 =l add p3, 1
    f4 =w load ub p4
    k4 =l zextw f4
    a4 =l shl k4, 3
    t4 =l add $table, a4
    to4 =l load l t4
    goto to4, [one, two, out]
out: {taken}
    r =w phi start: 0, one: n2, two: n4
    ret r
`;
    const driver =
      'int go(char *); extern char steps[]; int main(void) { printf("%d", go(steps)); }';
    expect((await exec(ir, driver)).output).toBe('31');
  });

  it('block copies and clears of all sizes', async () => {
    const sizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 100, 128, 129, 255, 1001, 5003];
    const ir = sizes
      .map(
        (size) => `
func copy${size}(l to, l from)
start:
    blit to, from {size=${size}, align=1}
    ret
func clear${size}(l to)
start:
    clear to {size=${size}, align=1}
    ret
`,
      )
      .join('');
    const checks = sizes
      .map(
        (size) => `memset(a, 1, sizeof a); copy${size}(a + 3, b);
  bad |= memcmp(a + 3, b, ${size}) || a[2] != 1 || a[3 + ${size}] != 1;
  memset(a, 1, sizeof a); clear${size}(a + 3);
  for (int i = 0; i < ${size}; i++) bad |= a[3 + i] != 0;
  bad |= a[2] != 1 || a[3 + ${size}] != 1;`,
      )
      .join('\n');
    const prototypes = sizes.map(
      (size) => `void copy${size}(void *, void *), clear${size}(void *);`,
    );
    const driver = `${prototypes.join('\n')}
static char a[6000], b[6000]; int bad;
int main(void) { for (int i = 0; i < 6000; i++) b[i] = i * 7 + 3; ${checks} printf("%d", bad); }`;
    expect((await exec(ir, driver)).output).toBe('0');
  });

  it('operations on memory in place, narrow compares, addressing modes', async () => {
    const ir = `
func change(l p, l i, w x)
start:
    a =l shl i, 2
    q =l add p, a
    r =l add q, 4
    v =w load w r
    u =w add v, x
    store w, u, r
    b =l add p, i
    c =w load ub b
    d =w xor c, 255
    store b, d, b
    ret
func w count(l p, l n)
start:
    jmp loop
loop:
    i =l phi start: 0, more: i2
    k =w phi start: 0, more: k2
    q =l add p, i
    c =w load sb q
    low =w cslt w c, -3
    br w low, yes, no
yes:
    jmp more
no:
    jmp more
more:
    one =w phi yes: 1, no: 0
    k2 =w add k, one
    i2 =l add i, 1
    go =w cslt l i2, n
    br w go, loop, end
end:
    ret k2
`;
    const driver = `void change(void *, long, int); int count(signed char *, long);
int main(void) {
  int x[4] = {1, 2, 3, 4}; change(x, 1, 40);
  printf("%d %d %d %d|", x[0], x[1], x[2], x[3]);
  signed char t[] = {-128, -3, -4, 0, 127, -100}; printf("%d", count(t, 6));
}`;
    // The byte at p + 1 is that of x[0].
    expect((await exec(ir, driver)).output).toBe('65281 2 43 4|3');
  });

  it('selects of integers and floats, by integers and floats', async () => {
    const kinds = [
      ['w', 'w', 'cslt', 'int', 'int'],
      ['l', 'w', 'cult', 'long', 'unsigned'],
      ['d', 'w', 'ceq', 'double', 'int'],
      ['w', 'd', 'ceq', 'int', 'double'],
      ['w', 'd', 'cne', 'int', 'double'],
      ['l', 's', 'cslt', 'long', 'float'],
      ['d', 'd', 'ceq', 'double', 'double'],
      ['s', 'd', 'cne', 'float', 'double'],
      ['d', 's', 'csge', 'double', 'float'],
      ['d', 'e', 'ceq', 'double', 'long double'],
    ] as const;
    const C_OPS: Readonly<Record<string, string>> = {
      cslt: '<',
      cult: '<',
      ceq: '==',
      cne: '!=',
      csge: '>=',
    };
    const ir = kinds
      .map(
        ([t, c, op], i) => `func ${t} pick${i}(${c} x, ${c} y, ${t} a, ${t} b)
start:
    t =w ${op} ${c} x, y
    r =${t} select t, a, b
    ret r
`,
      )
      .join('');
    const checks = kinds.map(([, , op, t, c], i) => {
      const values = c.includes('d') || c === 'float' ? '{1, 2, __builtin_nan("")}' : '{1, 2, -1}';
      return `{ ${c} v[3] = ${values}; for (int i = 0; i < 9; i++) {
  ${t} want = v[i / 3] ${C_OPS[op]} v[i % 3] ? 5 : 7;
  if (pick${i}(v[i / 3], v[i % 3], 5, 7) != want) printf("${i}:%d ", i); } }`;
    });
    const prototypes = kinds.map(([, , , t, c], i) => `${t} pick${i}(${c}, ${c}, ${t}, ${t});`);
    const driver = `${prototypes.join('\n')}
int main(void) { ${checks.join('\n')} printf("done"); }`;
    expect((await exec(ir, driver)).output).toBe('done');
  });

  it('atomics give the old value', async () => {
    const ops = ['xchg', 'fetchadd', 'fetchand', 'fetchor', 'fetchxor'];
    const kinds = ['b', 'h', 'w', 'l'];
    const ir = kinds
      .flatMap((kind) => {
        const cls = kind === 'l' ? 'l' : 'w';
        const c = `func ${cls} cas${kind}(l p, ${cls} e, ${cls} x)
start:
    r =${cls} cas ${kind} p, e, x {order=5}
    ret r
`;
        return [
          c,
          ...ops.map(
            (op) => `func ${cls} ${op}${kind}(l p, ${cls} x)
start:
    r =${cls} ${op} ${kind} p, x {order=5}
    fence
    ret r
`,
          ),
        ];
      })
      .join('');
    const types: Readonly<Record<string, string>> = {
      b: 'unsigned char',
      h: 'unsigned short',
      w: 'int',
      l: 'long',
    };
    const checks = kinds.map((kind) => {
      const t = types[kind];
      return `{ ${t} v = 12; int bad = 0;
  bad |= xchg${kind}(&v, 20) != 12 || v != 20;
  bad |= fetchadd${kind}(&v, 3) != 20 || v != 23;
  bad |= fetchand${kind}(&v, 6) != 23 || v != 6;
  bad |= fetchor${kind}(&v, 9) != 6 || v != 15;
  bad |= fetchxor${kind}(&v, 5) != 15 || v != 10;
  bad |= cas${kind}(&v, 10, 77) != 10 || v != 77;
  bad |= cas${kind}(&v, 10, 78) != 77 || v != 77;
  printf("%d", bad); }`;
    });
    const protos = kinds.flatMap((kind) => [
      `${types[kind]} cas${kind}(void *, long, long);`,
      ...ops.map((op) => `${types[kind]} ${op}${kind}(void *, long);`),
    ]);
    const driver = `${protos.join('\n')}\nint main(void) { ${checks.join('\n')} }`;
    expect((await exec(ir, driver)).output).toBe('0000');
  });

  it('inline assembly: ties, fixed registers, memory, names, goto', async () => {
    const ir = `
func w sum(w a, w b)
start:
    x =l alloc {size=4, align=4}
    store w, a, x
    asm "addl %[other], %0", ["+r" uw w x {inout}], ["r" uw w b {name="other"}], ["cc"] {volatile}
    r =w load w x
    ret r
func l shift(l a, w n)
start:
    x =l alloc {size=8, align=8}
    asm "movq %1, %0\\0ashlq %%cl, %0", ["=&r" l l x], ["r" l l a, "c" uw w n], ["cc"]
    r =l load l x
    ret r
func w kept(w a, w b)
start:
    x =l alloc {size=4, align=4}
    ${ASM_SUM}
    r =w load w x
    ret r
func w isNegative(w a)
start:
    asmgoto "testl %0, %0\\0ajs %l1", [], ["r" uw w a], ["cc"] to no, ["negative" yes]
yes:
    ret 1
no:
    ret 0
`;
    const driver = `int sum(int, int), kept(int, int), isNegative(int); long shift(long, int);
int main(void) {
  printf("%d %ld ", sum(40, 2), shift(3, 33));
  printf("%d%d %d", isNegative(-5), isNegative(5), kept(3, 4));
}`;
    expect((await exec(ir, driver)).output).toBe('42 25769803776 10 7');
  });

  it('run-time stack allocation beside stack arguments, and over-aligned slots', async () => {
    const ir = `
func l f(l n, l depth)
start:
    slot =l alloc {size=40, align=64}
    bits =l and slot, 63
    room =l alloca n {size=0, align=32}
    low =l and room, 31
    store l, n, room
    save =l stacksave
    more =l alloca 5000 {size=0, align=16}
    store l, 99, more
    stackrestore save
    s =l call $nine(l 1, l 2, l 3, l 4, l 5, l 6, l 7, l 8, l 9)
    back =l load l room
    a =l add s, back
    b =l or bits, low
    c =l shl b, 40
    r =l add a, c
    ret r
`;
    const driver = `long nine(long a, long b, long c, long d, long e, long f,
  long g, long h, long i) {
  return a + 10 * g + 100 * h + 1000 * i;
}
long f(long, long); int main(void) { printf("%ld %ld", f(8, 0), f(1000, 0)); }`;
    expect((await exec(ir, driver)).output).toBe('9879 10871');
  });

  it('thread-local, weak, aliased and common data, constructors', async () => {
    const ir = `
symbol $counter {internal, thread}
symbol $there {thread}
symbol $missing {weak, function}
symbol $other {alias="bump"}
data counter {size=4, align=4} = w 5
data shared {size=4, align=4, common} = z 4
data text {size=4, align=1, readonly} = "a\\22\\0a\\00"
func start_up() {constructor=65535}
start:
    store w, 7, $shared
    ret
func w bump()
start:
    a =w load w $counter
    b =w add a, 1
    store w, b, $counter
    store w, b, $there
    m =w ceq l $missing, 0
    s =w load w $shared
    t =w mul s, 100
    u =w mul m, 1000
    x =w add b, t
    y =w add x, u
    ret y
`;
    const driver = `_Thread_local int there; int bump(void), other(void); extern char text[];
int main(void) { bump(); int x = other(); printf("%d %d %s", x, there, text); }`;
    expect((await exec(ir, driver)).output).toBe('1707 7 a"');
  });
});

describe('options', () => {
  it.each([
    ['none', ['-no-pie']],
    ['pie', ['-pie']],
    ['pic', ['-pie']],
  ] as const)('position independence: %s', async (pic, flags) => {
    const options = { pic, functionSections: true, dataSections: true } as const;
    const result = await run(PROGRAM, '', options, flags);
    expect(result).toEqual({ status: 46, output: '285 abc 2.500 -1 A|   ff|46  |' });
  });

  it('tells debuggers names and lines', async () => {
    const module = parseModule('func w answer()\nstart:\n    ret 42\n');
    module.functions[0]!.blocks[0]!.end.pos = 7;
    const options = { ...DEFAULT_OPTIONS, debug: true };
    const locate = () => ({ file: 'answer.c', line: 12, column: 3 });
    const text = compileModule(module, options, { locate });
    expect(text).toMatch(/\.file 1 "answer\.c"\n[\s\S]*\.loc 1 12 3/);
    const folder = await mkdtemp(join(tmpdir(), 'debug-'));
    const object = join(folder, 'answer.o');
    await assemble('x86-64', text, object);
    const { stdout } = await execa('addr2line', ['-f', '-e', object, '0']);
    await rm(folder, { recursive: true });
    expect(stdout).toMatch(/^answer\n.*answer\.c:12$/);
  });

  it('keeps to level and frame pointer', async () => {
    for (const level of ['O0', 'Os'] as const) {
      const result = await run(PROGRAM, '', { level, omitFramePointer: false });
      expect(result.status).toBe(46);
    }
  });
});

describe('code', () => {
  const code = (ir: string): string => assembly(ir, { backend: 'linear-scan' });

  it('folds addressing and compares', () => {
    const text = code(`func w f(l p, l i)
start:
    a =l shl i, 2
    q =l add p, a
    v =w load w q
    c =w cslt w v, 5
    br w c, yes, no
yes:
    ret 1
no:
    ret 0
`);
    expect(text).toMatch(/cmpl \$[45], \(%rdi,%rsi,4\)/);
  });

  it('uses no instruction outside the baseline', () => {
    const text = code(`func w f(w x)
start:
    a =w clz x
    b =w ctz x
    c =w popcount x
    d =w add a, b
    e =w add c, d
    ret e
`);
    expect(text).not.toMatch(/lzcnt|tzcnt|popcnt/);
  });
});
