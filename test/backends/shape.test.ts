/**
 * The shape of x86-64 code at -O2: jumps in place of calls that return, loads in the width that
 * is wanted, tests of single bytes, and equal tails kept once. Whatever is asked for is also run.
 */
import { describe, expect, it } from 'vitest';
import { assembly, run } from './harness.ts';

const LINEAR = { backend: 'linear-scan' } as const;
const body = (text: string, name: string): string =>
  text.slice(text.indexOf(`${name}:`), text.indexOf(`.size ${name}`));

describe('calls before a return', () => {
  const COUNT = `func w even(w n, w x)
start:
    c =w ceq w n, 0
    br w c, done, more
done:
    ret x
more:
    m =w sub n, 1
    y =w xor x, 1
    r =w call $odd(w m, w y)
    ret r

func w odd(w n, w x)
start:
    h =w call $half(w n)
    c =w ceq w h, 0
    br w c, done, more
done:
    jmp out
more:
    m =w sub n, 1
    r =w call $even(w m, w x)
    jmp out
out:
    p =w phi done: 7, more: r
    ret p

func w half(w n)
start:
    h =w add n, 0
    ret h
`;

  it('become jumps, also behind a join, with saved registers put back', async () => {
    const text = assembly(COUNT, LINEAR);
    expect(body(text, 'even')).toMatch(/jmp odd/);
    expect(body(text, 'odd')).toMatch(/(popq %\w+|addq \$8, %rsp)\s(.*\n)*?\s*jmp even/);
    const driver = `int even(int, int); int printf(const char *, ...);
int main(void) { printf("%d %d", even(40000000, 2), even(41, 2)); return 0; }`;
    expect((await run(COUNT, driver, LINEAR)).output).toBe('2 7');
  }, 60_000);

  it('stay calls where the frame is in reach, or another value is returned', () => {
    const text = assembly(
      `func w slot(w n)
start:
    a =l alloc {size=4, align=4, name="a"}
    store w, n, a
    r =w call $g(l a)
    ret r

func w other(w n)
start:
    r =w call $g(w n)
    ret n

func w stack(w n)
start:
    r =w call $g(l 1, l 2, l 3, l 4, l 5, l 6, l 7)
    ret r
symbol $g {function}
`,
      LINEAR,
    );
    for (const name of ['slot', 'other', 'stack']) expect(body(text, name)).toMatch(/call g/);
  });

  it('go through a register that no argument and no epilogue takes', async () => {
    const ir = `func w apply(l f, w a, w b, w c, w d, w e)
start:
    g =w call f(w a)
    r =w call f(w g, w b, w c, w d, w e, w a)
    ret r
`;
    expect(assembly(ir, LINEAR)).toMatch(/jmp \*%r10/);
    const driver = `int apply(int (*)(), int, int, int, int, int); int printf(const char *, ...);
int f(int a, int b, int c, int d, int e, int g) { return a + 2; }
int main(void) { printf("%d", apply(f, 1, 2, 3, 4, 5)); return 0; }`;
    expect((await run(ir, driver, LINEAR)).output).toBe('5');
  }, 60_000);
});

describe('loads', () => {
  const WIDEN = `func l f(l p, l q)
start:
    a =w load w p
    b =w load sb q
    c =w load ub q
    i =l sextw a
    j =l sextw b
    k =l sextw c
    z =l zextw a
    n =w add a, b
    m =w add n, c
    store w, m, q
    s =l add i, j
    t =l add s, k
    u =l add t, z
    ret u
`;

  it('are made in the width of their extension, once', async () => {
    const text = assembly(WIDEN, LINEAR);
    expect(text).toMatch(/movslq \(%rdi\)/);
    expect(text).not.toMatch(/movslq %|cltq/);
    const driver = `long f(int *, char *); int printf(const char *, ...);
int main(void) {
  int a = -5, q = 0x80; long r = f(&a, (char *)&q);
  printf("%ld %d", r, q); return 0; }`;
    const sum = -5n - 128n + 128n + 0xfffffffbn;
    expect((await run(WIDEN, driver, LINEAR)).output).toBe(`${sum} -5`);
  }, 60_000);

  it('of which bits of one byte are tested are of that byte', async () => {
    const ir = `func w f(l p)
start:
    a =w load uh p
    b =w and a, 36864
    br w b, yes, no
yes:
    ret 1
no:
    c =w load w p
    d =w and c, 128
    br w d, two, three
two:
    ret 2
three:
    ret 3
`;
    const text = assembly(ir, LINEAR);
    expect(text).toMatch(/testb \$144, 1\(%rdi\)/);
    expect(text).toMatch(/testb \$128, \(%rdi\)/);
    const driver = `int f(int *); int printf(const char *, ...);
int main(void) { int a = 0x1000, b = 0x180, c = 0x10f00; printf("%d%d%d", f(&a), f(&b), f(&c));
  return 0; }`;
    expect((await run(ir, driver, LINEAR)).output).toBe('123');
  }, 60_000);

  it('asks for one bit by its number', async () => {
    const asks = (name: string, test: string): string => `func w ${name}(l a, w n)
start:
${test}
    br l bit, yes, no
yes:
    ret 1
no:
    ret 0
`;
    const ir = [
      asks('right', '    b =l shr a, n\n    bit =l and b, 1'),
      asks('left', '    b =l shl 1, n\n    bit =l and a, b'),
      asks('high', '    bit =l and a, 1099511627776'),
      asks('other', '    b =l shl 2, n\n    bit =l and a, b'),
    ].join('\n');
    const text = assembly(ir, LINEAR);
    expect(text.match(/btq %rsi, %rdi\n\tj/g)).toHaveLength(2);
    expect(text).toMatch(/btq \$40, %rdi/);
    const driver = `typedef long F(long, int); F right, left, high, other;
int printf(const char *, ...);
int main(void) {
  long a = 1L << 40 | 6;
  for (int n = 0; n < 70; n++) {
    long b = a << (n & 63);
    printf("%ld%ld%ld%ld ", right(a, n) & 1, left(a, n) & 1, high(b, n) & 1, other(a, n) & 1);
  }
  return 0;
}`;
    const { output } = await run(ir, driver, LINEAR);
    const a = (1n << 40n) | 6n;
    const rows = Array.from({ length: 70 }, (_, n) => {
      const at = BigInt(n & 63);
      const bit = (a >> at) & 1n;
      const high = ((a << at) >> 40n) & 1n;
      const other = (a & BigInt.asUintN(64, 2n << at)) === 0n ? 0 : 1;
      return `${bit}${bit}${high}${other} `;
    });
    expect(output).toBe(rows.join(''));
  }, 60_000);
});

describe('equal tails', () => {
  const arms = [1, 2, 3].map(
    (n) => `case${n}:
    x${n} =w call $g(w ${n})
    store w, 77, p
    jmp out`,
  );
  const TAILS = `func w f(w n, l p)
start:
    switch w n, case1, [5: case2, 9: case3]
${arms.join('\n')}
out:
    r =w phi case1: x1, case2: x2, case3: x3
    s =w add r, n
    ret s
symbol $g {function}
`;

  it('are kept once', async () => {
    expect(assembly(TAILS, LINEAR).match(/\$77/g)).toHaveLength(1);
    expect(assembly(TAILS, { ...LINEAR, level: 'O0' }).match(/\$77/g)).toHaveLength(3);
    const driver = `int f(int, int *);
int printf(const char *, ...);
int g(int n) { return 10 * n; }
int main(void) { int v = 0, a = f(5, &v), b = f(9, &v), c = f(0, &v);
  printf("%d %d %d %d", a, b, c, v); return 0; }`;
    expect((await run(TAILS, driver, LINEAR)).output).toBe('25 39 10 77');
  }, 60_000);
});

describe('computed gotos', () => {
  const MACHINE = `data table {size=24, align=8} = l $f@add, l $f@double, l $f@done
func w f(l code, w n)
start:
    jmp next
add: {taken}
    x =w add n.1, 3
    jmp next
double: {taken}
    y =w shl n.1, 1
    jmp next
done: {taken}
    ret n.1
next:
    pc =l phi start: code, add: after, double: after
    n.1 =w phi start: n, add: x, double: y
    op =l load sw pc
    after =l add pc, 4
    at =l shl op, 3
    from =l add $table, at
    where =l load l from
    goto where, [add, double, done]
`;
  const APART = `data table {size=24, align=8} = l $f@add, l $f@double, l $f@done
func w f(l code, w n)
start:
    where =l load l $table
    goto where, [add, double, done]
add: {taken}
    n.1 =w phi start: n, add: x, double: y
    pc.1 =l phi start: code, add: after.1, double: after.2
    x =w add n.1, 3
    op.1 =l load sw pc.1
    after.1 =l add pc.1, 4
    at.1 =l shl op.1, 3
    from.1 =l add $table, at.1
    where.1 =l load l from.1
    goto where.1, [add, double, done]
double: {taken}
    n.2 =w phi start: n, add: x, double: y
    pc.2 =l phi start: code, add: after.1, double: after.2
    y =w shl n.2, 1
    op.2 =l load sw pc.2
    after.2 =l add pc.2, 4
    at.2 =l shl op.2, 3
    from.2 =l add $table, at.2
    where.2 =l load l from.2
    goto where.2, [add, double, done]
done: {taken}
    n.3 =w phi start: n, add: x, double: y
    ret n.3
`;
  const driver = `int f(const int *, int); int printf(const char *, ...);
int main(void) { static const int code[] = {1, 0, 1, 1, 2}; printf("%d", f(code, 5)); return 0; }`;

  it('each jump for themselves, but share a tail for size', async () => {
    const jumps = (text: string): number => text.match(/jmp \*/g)!.length;
    const fast = jumps(assembly(APART, LINEAR));
    expect(fast).toBe(3);
    expect(jumps(assembly(APART, { ...LINEAR, level: 'Os' }))).toBeLessThan(fast);
    expect((await run(APART, driver, LINEAR)).output).toBe('76');
    expect((await run(MACHINE, driver, LINEAR)).output).toBe('52');
  }, 60_000);
});

describe('two results of one instruction', () => {
  const PAIRS = `func w f(w a, w b)
start:
    r =w rem a, b
    s =w add r, a
    q =w div a, b
    t =w mul s, q
    ret t

func l g(l a, l b)
start:
    q =l udiv a, b
    r =l urem a, b
    t =l sub q, r
    ret t

func w apart(w a, w b, w c)
start:
    q =w div a, b
    r =w rem a, c
    u =w udiv a, b
    t =w add q, r
    v =w add t, u
    ret v
`;

  const PRODUCTS = `func l both(l a, l b)
start:
    l =l mul a, b
    h =l umulh b, a
    m =l xor l, h
    ret m

func l square(l a)
start:
    h =l umulh a, a
    l =l mul a, a
    m =l sub l, h
    ret m

func l signed(l a, l b)
start:
    h =l smulh a, b
    l =l mul a, b
    m =l xor l, h
    ret m
`;

  it('are both halves of a product', async () => {
    const text = assembly(PRODUCTS, LINEAR);
    for (const name of ['both', 'square']) expect(body(text, name).match(/mulq/g)).toHaveLength(1);
    expect(body(text, 'signed').match(/mulq/g)).toHaveLength(2);
    const driver = `unsigned long both(unsigned long, unsigned long), square(unsigned long);
long signed_(long, long) __asm__("signed"); int printf(const char *, ...);
int main(void) { unsigned long x = 0x123456789abcdef5, y = 0xfedcba9876543211;
  unsigned __int128 p = (unsigned __int128)x * y, q = (unsigned __int128)y * y;
  __int128 r = (__int128)(long)x * (long)y;
  printf("%d %d %d", both(x, y) == ((unsigned long)p ^ (unsigned long)(p >> 64)),
    square(y) == (unsigned long)q - (unsigned long)(q >> 64),
    signed_(x, y) == ((long)r ^ (long)(r >> 64))); return 0; }`;
    expect((await run(PRODUCTS, driver, LINEAR)).output).toBe('1 1 1');
  }, 60_000);

  it('are quotient and remainder, where the operands are the same', async () => {
    const text = assembly(PAIRS, LINEAR);
    expect(body(text, 'f').match(/idivl/g)).toHaveLength(1);
    expect(body(text, 'g').match(/divq/g)).toHaveLength(1);
    expect(body(text, 'apart').match(/divl/g)).toHaveLength(3);
    const driver = `int f(int, int), apart(int, int, int); long g(long, long);
int printf(const char *, ...);
int main(void) { printf("%d %ld %d", f(-47, 5), g(47, 5), apart(47, 5, 6)); return 0; }`;
    expect((await run(PAIRS, driver, LINEAR)).output).toBe('441 7 23');
  }, 60_000);
});

describe('large objects', () => {
  it('are aligned further than they ask for, but not in sections or at -Os', () => {
    const DATA = `data big {size=100, align=4} = w 1
data small {size=8, align=4} = w 1
data placed {size=100, align=4, section="set"} = w 1
`;
    const text = assembly(DATA, LINEAR);
    expect(text).toMatch(/\.balign 32\n(.*\n)*?big:/);
    expect(text).not.toMatch(/\.balign 32\n(.*\n){1,4}(small|placed):/);
    expect(assembly(DATA, { ...LINEAR, level: 'Os' })).not.toMatch(/balign 32/);
  });
});

describe('the frame', () => {
  const EXIT = `func w f(l p, w n)
start:
    c =w ceq l p, 0
    br w c, out, more
more:
    a =w load w p
    x =w call $g(w a)
    y =w call $g(w n)
    z =w add x, y
    store w, z, p
    b =w add z, n
    jmp out
out:
    r =w phi start: n, more: b
    ret r
symbol $g {function}
`;

  it('is built behind the way out that does without', async () => {
    const text = body(assembly(EXIT, LINEAR), 'f');
    expect(text).toMatch(/movl %esi, %eax\s+ret/);
    expect(text.indexOf('test')).toBeLessThan(text.indexOf('push'));
    expect(body(assembly(EXIT, { ...LINEAR, level: 'O0' }), 'f')).toMatch(/push[\s\S]*test/);
    const driver = `int f(int *, int), printf(const char *, ...);
int g(int n) { return 3 * n; }
int main(void) { int v = 5, a = f(&v, 4), b = f(0, 7); printf("%d %d %d", a, b, v); return 0; }`;
    expect((await run(EXIT, driver, LINEAR)).output).toBe('31 7 27');
  }, 60_000);

  it('is built at the entry where a loop needs it, and where both sides meet again', () => {
    const loop = `func w f(w n)
start:
    jmp head
head:
    i =w phi start: 0, more: j
    c =w cslt w i, n
    br w c, more, out
more:
    j =w call $g(w i)
    jmp head
out:
    ret n
symbol $g {function}
`;
    expect(body(assembly(loop, LINEAR), 'f')).toMatch(/push[\s\S]*cmp/);
    const meets = EXIT.replace('    ret r', '    q =w call $g(w r)\n    s =w add q, n\n    ret s');
    expect(body(assembly(meets, LINEAR), 'f')).toMatch(/push[\s\S]*test/);
  });
});

describe('switches', () => {
  it('that cannot take their default look into the table at once', async () => {
    const cases = [0, 1, 2, 3, 4, 5, 6, 7];
    const ir = `func w f(w n)
start:
    switch w n, never, [${cases.map((n) => `${n}: c${n}`).join(', ')}]
never:
    unreachable
${cases.map((n) => `c${n}:\n    x${n} =w mul n, ${n + 2}\n    ret x${n}`).join('\n')}
`;
    expect(body(assembly(ir, LINEAR), 'f')).not.toMatch(/cmp/);
    const driver = `int f(int), printf(const char *, ...);
int main(void) { printf("%d %d %d", f(0), f(3), f(7)); return 0; }`;
    expect((await run(ir, driver, LINEAR)).output).toBe('0 15 63');
  }, 60_000);
});

describe('loops', () => {
  it('that read what the counter leads to next keep one counter', async () => {
    const ir = `func l f(l p)
start:
    jmp loop
loop:
    i =l phi start: 0, loop: n
    n =l add i, 1
    a =l add p, i
    b =l add a, 1
    c =w load ub b
    d =w cne w c, 120
    br w d, loop, out
out:
    ret n
`;
    const text = body(assembly(ir, LINEAR), 'f');
    expect(text).toMatch(/addq \$1, (%\w+)\s+cmpb \$120, \(%rdi,\1\)\s+jne/);
    const driver = `long f(const char *); int printf(const char *, ...);
int main(void) { printf("%ld %ld", f("xabcx"), f("yx")); return 0; }`;
    expect((await run(ir, driver, LINEAR)).output).toBe('4 1');
  }, 60_000);
});

describe('for size', () => {
  it('short instructions are taken, and no more jumps than blocks need', async () => {
    const ir = `func w f(w n, l p)
start:
    c =w csgt w n, 3
    br w c, more, less
more:
    a =w add n, 1
    store w, a, p
    jmp out
less:
    b =w load w p
    d =w sub b, 1
    store w, d, p
    jmp out
out:
    r =w phi more: -1, less: n
    ret r
`;
    const text = body(assembly(ir, { ...LINEAR, level: 'Os' }), 'f');
    expect(text).toMatch(/orl \$-1, %eax/);
    expect(text).toMatch(/inc|leal/);
    expect(text).toMatch(/decl \(%rsi\)/);
    expect(text.match(/jmp/g)?.length ?? 0).toBeLessThan(2);
    const driver = `int f(int, int *), printf(const char *, ...);
int main(void) { int v = 8, a = f(5, &v), b = v, c = f(2, &v); printf("%d %d %d %d", a, b, c, v);
  return 0; }`;
    expect((await run(ir, driver, { ...LINEAR, level: 'Os' })).output).toBe('-1 6 2 5');
  }, 60_000);
});

describe('comparisons', () => {
  it('of the same registers in a row are made once', async () => {
    const ir = `func w f(w a, w b)
start:
    c =w cslt w a, b
    br w c, less, more
more:
    d =w csgt w a, b
    br w d, greater, equal
less:
    ret -1
greater:
    ret 1
equal:
    ret 0
`;
    expect(body(assembly(ir, LINEAR), 'f').match(/cmp/g)).toHaveLength(1);
    const driver = `int f(int, int), printf(const char *, ...);
int main(void) { printf("%d %d %d", f(1, 2), f(2, 2), f(3, 2)); return 0; }`;
    expect((await run(ir, driver, LINEAR)).output).toBe('-1 0 1');
  }, 60_000);
});

describe('the lesser and the greater of two floats', () => {
  const TWO = (cls: string, compare: string, then: string, other: string): string =>
    `func ${cls} f(${cls} x, ${cls} y)
start:
    c =w ${compare} ${cls} x, y
    r =${cls} select c, ${then}, ${other}
    ret r
`;

  it('are one instruction where nothing differs', () => {
    const name = (text: string): string | undefined =>
      /(?:min|max)[sp][sd]/.exec(body(assembly(text, LINEAR), 'f'))?.[0];
    expect(name(TWO('d', 'cslt', 'x', 'y'))).toBe('minsd');
    expect(name(TWO('d', 'csgt', 'x', 'y'))).toBe('maxsd');
    expect(name(TWO('s', 'cslt', 'y', 'x'))).toBe('maxss');
    expect(name(TWO('s', 'csgt', 'y', 'x'))).toBe('minss');
    expect(name(TWO('d', 'csle', 'x', 'y'))).toBeUndefined();
    expect(name(TWO('d', 'cne', 'x', 'y'))).toBeUndefined();
  });
});

describe('operations in a loop take the place of what dies in them', () => {
  const copies = (text: string, name: string): string[] =>
    body(assembly(text, LINEAR), name).match(/mov[lq] %\w+, %\w+/g) ?? [];

  const LOWEST = `func w f(w a)
start:
    jmp loop
loop:
    x =w phi start: a, loop: next
    n =w phi start: 0, loop: more
    less =w sub x, 1
    next =w and less, x
    more =w add n, 1
    br w next, loop, end
end:
    ret more
`;

  it('a phi whose last use it is', async () => {
    expect(copies(LOWEST, 'f')).toEqual([]);
    const driver = `int f(unsigned); int printf(const char *, ...);
int main(void) { printf("%d %d", f(0xf0f0), f(0x80000000)); return 0; }`;
    expect((await run(LOWEST, driver, LINEAR)).output).toBe('8 1');
  }, 60_000);

  it('a phi that is made of the result further on, as a carry is', async () => {
    const text = `func l f(l p, l k, l count)
start:
    jmp loop
loop:
    i =l phi start: 0, loop: j
    c =l phi start: 0, loop: carry
    offset =l shl i, 2
    at =l add p, offset
    x =l load uw at
    y =l mul x, k
    z =l add y, c
    low =w trunc z
    store w, low, at
    carry =l shr z, 32
    j =l add i, 1
    m =w cslt l j, count
    br w m, loop, end
end:
    ret carry
`;
    expect(copies(text.replace('ret carry', 'ret 0'), 'f')).toEqual([]);
    const driver = `long f(unsigned *, long, long); int printf(const char *, ...);
int main(void) { unsigned a[2] = {0xffffffff, 1};
printf("%lx ", f(a, 16, 2)); printf("%x %x", a[0], a[1]); return 0; }`;
    expect((await run(text, driver, LINEAR)).output).toBe('0 fffffff0 1f');
  }, 60_000);

  it('and a pointer that is read after it was advanced', async () => {
    const text = `func w f(l s)
start:
    jmp loop
loop:
    p =l phi start: s, loop: next
    h =w phi start: 7, loop: mixed
    next =l add p, 1
    c =w load ub p
    folded =w xor h, c
    mixed =w mul folded, 31
    store b, c, p
    more =w load ub next
    br w more, loop, end
end:
    ret mixed
`;
    expect(copies(text, 'f')).toEqual([]);
    expect(body(assembly(text, LINEAR), 'f')).toMatch(/-1\(%\w+\)/);
    const driver = `int f(char *); int printf(const char *, ...);
int main(void) { char s[4] = {1, 2, 3, 0};
printf("%d", f(s)); return 0; }`;
    const plain = { ...LINEAR, level: 'O0' } as const;
    expect((await run(text, driver, LINEAR)).output).toBe((await run(text, driver, plain)).output);
  }, 60_000);

  it('but nothing that is read later, or in the next round', async () => {
    const text = `func w f(w a, w b, w n)
start:
    k =w mul a, 3
    jmp loop
loop:
    i =w phi start: 0, loop: j
    x =w phi start: b, loop: y
    v =w xor x, k
    t =w and v, i
    y =w add t, x
    j =w add i, 1
    m =w cslt w j, n
    br w m, loop, end
end:
    r =w xor y, k
    ret r
`;
    const driver = `int f(int, int, int); int printf(const char *, ...);
int main(void) { printf("%d %d", f(5, 77, 9), f(1, 2, 1)); return 0; }`;
    const plain = { ...LINEAR, level: 'O0' } as const;
    expect((await run(text, driver, LINEAR)).output).toBe((await run(text, driver, plain)).output);
  }, 60_000);
});
