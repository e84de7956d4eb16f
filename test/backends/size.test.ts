/** The shape of x86-64 code at -Os. Whatever is asked for is also run. */
import { describe, expect, it } from 'vitest';
import { assembly, run } from './harness.ts';

const SMALL = { backend: 'linear-scan', level: 'Os' } as const;
const body = (text: string, name: string): string =>
  text.slice(text.indexOf(`${name}:`), text.indexOf(`.size ${name}`));

const STORES = `func w f(l p)
start:
    store w, 0, p
    a =l add p, 8
    store l, -1, a
    b =l add p, 16
    store l, 100, b
    c =l add p, 24
    store w, 0, c {volatile}
    call $g(w 5)
    ret 3
symbol $g {function}
`;

describe('constants', () => {
  it('of one byte are stored and moved by short instructions', async () => {
    const text = body(assembly(STORES, SMALL), 'f');
    expect(text).toMatch(/andl \$0, \(%r\w+\)/);
    expect(text).toMatch(/orq \$-1, 8\(%r\w+\)/);
    expect(text).toMatch(/pushq \$5\s+popq %rdi/);
    expect(text).toMatch(/pushq \$100\s+popq 16\(%r\w+\)/);
    const driver = `int printf(const char *, ...); void f(long *), *q; long v[4] = {7, 7, 7, 7};
void g(int n) { printf("%d ", n); }
int main(void) { f(v); printf("%ld %ld %ld %ld", v[0], v[1], v[2], v[3]); return 0; }`;
    expect((await run(STORES, driver, SMALL)).output).toBe('5 0 -1 100 0');
  }, 60_000);

  it('are not read first where the access is volatile, nor pushed below a leaf', () => {
    const text = body(assembly(STORES, SMALL), 'f');
    expect(text).toMatch(/movl \$0, 24\(%r\w+\)/);
    const leaf = `func l f(l n)
start:
    a =l alloc {size=8, align=8, name="a"}
    store l, n, a {volatile}
    store l, 9, a {volatile}
    ret 9
`;
    expect(body(assembly(leaf, SMALL), 'f')).not.toMatch(/push/);
  });

  it('in loops take the fast instructions', () => {
    const loop = `func f(l p)
start:
    jmp loop
loop:
    q =l phi start: p, loop: r
    store w, 0, q
    call $g(w 5)
    r =l add q, 8
    c =w cne l r, 0
    br w c, loop, done
done:
    ret
symbol $g {function}
`;
    expect(body(assembly(loop, SMALL), 'f')).not.toMatch(/and|push[a-z]* \$/);
  });
});

describe('frames', () => {
  it('of 8 bytes are pushed and popped, and put back before a jump to a callee', async () => {
    const ir = `func w f(w n)
start:
    a =w call $g(w n)
    b =w add a, 1
    c =w call $g(w b)
    ret c
symbol $g {function}
`;
    const text = body(assembly(ir, SMALL), 'f');
    expect(text).toMatch(/pushq %rax(.*\n)*.*call g(.*\n)*.*popq %r11(.*\n)*.*jmp g/);
    const driver = `int printf(const char *, ...), f(int);
int g(int n) { return 3 * n; }
int main(void) { printf("%d", f(2)); return 0; }`;
    expect((await run(ir, driver, SMALL)).output).toBe('21');
  }, 60_000);

  it('have what is named most nearest the stack pointer', () => {
    const ir = `func w f(w n)
start:
    a =l alloc {size=64, align=8, name="a"}
    b =l alloc {size=64, align=8, name="b"}
    c =l alloc {size=4, align=4, name="c"}
    call $g(l a, l b)
    store w, n, c {volatile}
    x =w load w c {volatile}
    y =w load w c {volatile}
    z =w add x, y
    ret z
symbol $g {function}
`;
    expect(body(assembly(ir, SMALL), 'f')).toMatch(/movl %\w+, \(%rsp\)/);
  });
});
