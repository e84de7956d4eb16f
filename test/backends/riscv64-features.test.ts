/**
 * What is riscv64's own: far frames and branches, inline assembly, long double, position
 * independence.
 */
import { describe, expect, it } from 'vitest';
import { assembly, BACKENDS } from './harness.ts';
import { REASON, run, SKIPS } from './riscv64-harness.ts';

const PRINT = '#include <stdio.h>\n#include <stdlib.h>\n';

/** A chain of `count` instructions on %x, the result in the last name. */
const chain = (count: number, from: string, prefix: string): string =>
  Array.from({ length: count }, (_, i) => {
    const before = i === 0 ? from : `${prefix}${i - 1}`;
    return `    ${prefix}${i} =w ${i % 2 ? 'add' : 'xor'} ${before}, ${i + 1}`;
  }).join('\n');

describe.skipIf(SKIPS).each(BACKENDS)(`riscv64 features by %s${REASON}`, (backend) => {
  const exec = async (ir: string, driver: string, flags: readonly string[] = []) =>
    (await run(ir, PRINT + driver, { backend }, flags)).output;

  it('frames beyond 12 bits: slots, spills, stack arguments, run-time allocation', async () => {
    const count = 60;
    const names = Array.from({ length: count }, (_, i) => `v${i}`);
    const loads = names.map((v, i) => `    p${i} =l add big, ${i * 64}\n    ${v} =l load l p${i}`);
    const sums = names.map((v, i) => `    s${i} =l add ${i === 0 ? 'got' : `s${i - 1}`}, ${v}`);
    const ir = (dynamic: boolean): string => `
func l f(l a, l b, l c, l d, l e, l g, l h, l i, l ninth, d x)
start:
    big =l alloc {size=400000, align=16}
    call $fill(l big, l 400000)
${dynamic ? '    room =l alloca a {size=0, align=16}\n    store l, 5, room' : ''}
${loads.join('\n')}
    far =l add big, 399992
    last =l load l far
    y =d add x, x
    got =l call $ten(l 1, l 2, l 3, l 4, l 5, l 6, l 7, l 8, l ninth, d y)
${sums.join('\n')}
    t =l add s${count - 1}, last
    z =l ftos d y
    u =l add t, z
${dynamic ? '    back =l load l room\n    r =l add u, back' : '    r =l copy u'}
    ret r
`;
    const driver = `void fill(long *p, long n) { for (long i = 0; i < n / 8; i++) p[i] = i; }
long ten(long a, long b, long c, long d, long e, long f, long g, long h, long i, double x) {
  char clobber[64]; sprintf(clobber, "%ld", i); return a + h + i + x;
}
long f(long, long, long, long, long, long, long, long, long, double);
int main(void) { printf("%ld", f(100, 0, 0, 0, 0, 0, 0, 0, 9000, 2.5)); }`;
    // ten gives 1 + 8 + 9000 + 5, the words are 0, 8, 16 ..., the last is number 49999.
    const sum = 1 + 8 + 9000 + 5 + (8 * count * (count - 1)) / 2 + 49999 + 5;
    expect(await exec(ir(false), driver)).toBe(String(sum));
    expect(await exec(ir(true), driver)).toBe(String(sum + 5));
  });

  it('branches beyond the reach of 12 bits', async () => {
    const ir = `func w f(w x, w n)
start:
    jmp loop
loop:
    i =w phi start: 0, more: j
    k =w phi start: x, more: k2
    odd =w and i, 1
    br w odd, yes, no
yes:
${chain(1500, 'k', 'a')}
    jmp more
no:
${chain(1500, 'k', 'b')}
    jmp more
more:
    k2 =w phi yes: a1499, no: b1499
    j =w add i, 1
    go =w cult w j, n
    br w go, loop, end
end:
    ret k2
`;
    const driver = `unsigned f(unsigned, unsigned);
int main(void) {
  unsigned k = 7;
  for (int r = 0; r < 5; r++) for (int i = 0; i < 1500; i++) k = i % 2 ? k + (i + 1) : k ^ (i + 1);
  printf("%d", f(7, 5) == k);
}`;
    expect(await exec(ir, driver)).toBe('1');
  });

  it('inline assembly: ties, fixed registers, memory, immediates, names, goto', async () => {
    const ir = `
func w sum(w a, w b)
start:
    x =l alloc {size=4, align=4}
    store w, a, x
    asm "addw %0, %0, %[other]", ["+r" uw w x {inout}], ["r" uw w b {name="other"}], [] {volatile}
    r =w load w x
    ret r
func l fixed(l a, l b)
start:
    x =l alloc {size=8, align=8}
    asm "sub %0, a3, t1", ["=&r" l l x], ["r" l l a {register="a3"},
    "r" l l b {register="t1"}], ["memory"]
    r =l load l x
    ret r
func l atomic(l p, l a)
start:
    x =l alloc {size=8, align=8}
    asm "amoadd.d %0, %z2, %1\\0aaddi %0, %0, %3", ["=r" l l x,
    "+A" l l p {inout, memory}], ["rJ" l l a, "I" uw w 5], ["memory"] {volatile}
    r =l load l x
    ret r
func d root(d a)
start:
    x =l alloc {size=8, align=8}
    asm "fsqrt.d %0, %1", ["=f" d d x], ["f" d d a], []
    r =d load d x
    ret r
func w kept()
start:
    asm "li ra, 0\\0ali s1, 0\\0ali fp, 0", [], [], ["ra", "s1", "x8"] {volatile}
    ret 5
func w isNegative(w a)
start:
    asmgoto "bltz %0, %l1", [], ["r" uw w a], [] to no, ["negative" yes]
yes:
    ret 1
no:
    ret 0
`;
    const driver = `int sum(int, int), kept(void), isNegative(int);
long fixed(long, long), atomic(long *, long); double root(double);
int main(void) {
  long v = 30, w = atomic(&v, 12);
  printf("%d %ld %ld %ld %g %d %d%d", sum(40, 2), fixed(50, 8), w, v, root(9), kept(),
         isNegative(-5), isNegative(5));
}`;
    expect(await exec(ir, driver)).toBe('42 42 35 42 3 5 10');
  });

  it('atomics on every size, extended as they say, and their orders', async () => {
    const ops = {
      xchg: 'n',
      fetchadd: 'o + n',
      fetchand: 'o & n',
      fetchor: 'o | n',
      fetchxor: 'o ^ n',
    };
    const kinds = { b: 'signed char', h: 'short', w: 'int', l: 'long' };
    const parts = Object.entries(kinds).flatMap(([kind, type]) => {
      const cls = kind === 'l' ? 'l' : 'w';
      const spelt = kind === 'b' || kind === 'h' ? `s${kind}` : kind;
      const fetches = Object.entries(ops).map(([op, c]) => ({
        ir: `func ${cls} ${op}${kind}(l p, ${cls} n)
start:
    r =${cls} ${op} ${spelt} p, n {order=5}
    ret r
`,
        c: `T o = u[i].v, n = v[j];
  if (${op}${kind}(&u[i].v, n) != o || u[i].v != (T)(${c})) bad++;`,
        proto: `${type} ${op}${kind}(void *, long);`,
      }));
      const cas = {
        ir: `func ${cls} cas${kind}(l p, ${cls} e, ${cls} n)
start:
    r =${cls} cas ${spelt} p, e, n {order=5}
    fence
    ret r
func ${cls} pass${kind}(l p, l q)
start:
    r =${cls} load ${spelt} p {order=5}
    store ${kind}, r, q {order=5}
    ret r
`,
        c: `T o = u[i].v, e = v[j];
  if (cas${kind}(&u[i].v, e, 77) != o || u[i].v != (o == e ? 77 : o)) bad++;
  T t; if (pass${kind}(&u[i].v, &t) != u[i].v || t != u[i].v) bad++;`,
        proto: `${type} cas${kind}(void *, long, long), pass${kind}(void *, void *);`,
      };
      return [...fetches, cas].map((part) => ({ ...part, type }));
    });
    const body = parts
      .map(
        ({ c, type }) => `{ typedef ${type} T; T v[] = {-1, 0, 1, 100, -128};
  for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) {
    struct { T before, v, after; } u[5] = {};
    for (int k = 0; k < 5; k++) u[k].before = u[k].after = 85, u[k].v = v[k];
    ${c} if (u[i].before != 85 || u[i].after != 85) bad++; } }`,
      )
      .join('\n');
    const driver = `${parts.map((part) => part.proto).join('\n')}
int main(void) { int bad = 0; ${body} printf("%d", bad); }`;
    expect(await exec(parts.map((part) => part.ir).join(''), driver)).toBe('0');
  });

  it('long double through phis, selects of branches, memory, constants and calls', async () => {
    const ir = `
func e power(e x, w n)
start:
    jmp loop
loop:
    k =e phi start: e_0x1p0, more: k2
    last =e phi start: e_0x3p-1, more: k
    i =w phi start: 0, more: j
    go =w cslt w i, n
    br w go, more, end
more:
    k2 =e mul k, x
    j =w add i, 1
    jmp loop
end:
    less =w cslt e last, k
    br w less, big, small
big:
    m =e neg k
    a =e fabs m
    ret a
small:
    s =e sub last, k
    ret s
func e sum(e a, e b, e c, e d, e f, l p)
start:
    x =e add a, b
    y =e add c, d
    z =e add x, y
    u =e add z, f
    q =l add p, 16
    v =e load e q
    w =e div u, v
    store e, w, p
    ret w
`;
    const driver = `long double power(long double, int);
long double sum(long double, long double, long double, long double, long double, long double *);
int main(void) {
  long double v[2] = {0, 4};
  printf("%.30Lg %Lg %Lg|", power(3.1L, 20), power(0.5L, 3), power(2, 0));
  printf("%Lg %Lg", sum(1, 2, 3, 4, 5.5L, v), v[0]);
}`;
    const [power, ...others] = (await exec(ir, driver)).split(' ');
    expect(others.join(' ')).toBe('0.125 0.5|3.875 3.875');
    // More digits than a double has; 3.1 is itself rounded to 113 bits.
    expect(power!.replace('.', '').slice(0, 28)).toBe(String(31n ** 20n).slice(0, 28));
  });

  it('frame and return addresses, and frames that gcc unwinds', async () => {
    const ir = `
func l frames()
start:
    f =l frameaddress
    r =l returnaddress
    x =w call $check(l f, l r)
    y =l sextw x
    ret y
func w deep(w n)
start:
    big =l alloc {size=9000, align=8}
    zero =w ceq w n, 0
    br w zero, bottom, more
bottom:
    a =w call $trace(l big)
    ret a
more:
    m =w sub n, 1
    b =w call $deep(w m)
    c =w add b, 1
    ret c
`;
    const driver = `#include <execinfo.h>
int deep(int); long frames(void); extern void *caller;
void *caller; int check(void **f, void *r) { return f[-1] == r && r == caller; }
int trace(void *p) { void *a[64]; return backtrace(a, 64) >= 8 ? 100 : 0; }
int main(void) {
  caller = &&back; void *volatile unused = caller;
  long same = frames(); back:
  printf("%d %ld", deep(5), same >= 0);
}`;
    expect(await exec(ir, driver, ['-fno-omit-frame-pointer', '-funwind-tables'])).toBe('105 1');
  });
});

describe.skipIf(SKIPS)(`riscv64 options${REASON}`, () => {
  const ir = `
symbol $there {thread}
symbol $far {thread, internal}
symbol $missing {weak, function}
symbol $outside {function}
data far {size=4, align=4} = w 5
data array {size=80, align=8} = z 72, l $outside
data table {size=16, align=8, readonly} = l $array+8, l $missing
func w go(w x)
start:
    a =w load w $far
    b =w add a, x
    store w, b, $there
    p =l load l $table
    q =l sub p, $array
    store w, b, $array+40
    c =w load w $array+40
    f =l load l $array+72
    d =w call f(w c)
    e =w call $outside(w d)
    m =w ceq l $missing, 0
    g =w load w $given
    t =w trunc q
    u =w add e, t
    v =w add u, m
    w =w add v, g
    ret w
`;
  const driver = `#include <stdio.h>
_Thread_local int there; int given = 1000; int go(int); int outside(int x) { return 2 * x; }
int main(void) { int r = go(10); printf("%d %d", r, there); }`;

  it.each([
    ['none', ['-no-pie', '-fno-pie', '-static']],
    ['pie', ['-pie']],
    ['pic', ['-pie', '-fPIC']],
  ] as const)('position independence: %s', async (pic, flags) => {
    for (const level of ['O0', 'Os'] as const) {
      const options = { pic, level, omitFramePointer: level === 'Os' };
      const result = await run(ir, driver, options, flags);
      expect(result).toEqual({ status: 0, output: '1069 15' });
    }
  });
});

describe('riscv64 code', () => {
  const code = (ir: string): string => assembly(ir, { target: 'riscv64', backend: 'linear-scan' });

  it('fuses compares with branches and constants with addresses', () => {
    const text = code(`func w f(l p, w x)
start:
    q =l add p, 24
    v =w load w q
    c =w cslt w v, x
    br w c, yes, no
yes:
    ret 1
no:
    ret 0
`);
    expect(text).toMatch(/lw (\w+), 24\(a0\)\n\tb(lt|ge) \1, a1/);
  });

  it('extends words for nothing and scales unsigned indices in two shifts', () => {
    const text = code(`func l f(l p, w i, w j)
start:
    a =w add i, j
    b =l sextw a
    c =l zextw i
    d =l shl c, 3
    e =l add p, d
    g =l load l e
    h =l add g, b
    ret h
`);
    expect(text).not.toMatch(/sext\.w/);
    expect(text.match(/s[lr]li/g)).toEqual(['slli', 'srli']);
  });
});
