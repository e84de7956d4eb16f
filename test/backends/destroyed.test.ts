/**
 * Calls of functions of the same module keep what these do not write (machine/destroyed.ts), and
 * all others destroy what the ABI allows. Whatever is asked for is also run.
 */
import { describe, expect, it } from 'vitest';
import { assembly, run } from './harness.ts';

const LINEAR = { backend: 'linear-scan' } as const;
const body = (text: string, name: string): string =>
  text.slice(text.indexOf(`${name}:`), text.indexOf(`.size ${name}`));

const caller = (callee: string, marks = ''): string => `func w f(w n, w m)
start:
    a =w call ${callee}(w n)
    b =w add a, m
    ret b

func w g(w n) ${marks}
start:
    a =w mul n, 3
    ret a
`;
const DRIVER = `int f(int, int), printf(const char *, ...);
int main(void) { printf("%d", f(5, 7)); return 0; }`;

describe('calls of known functions', () => {
  it('keep values in registers that the callee does not write, wherever it stands', async () => {
    const text = body(assembly(caller('$g'), LINEAR), 'f');
    expect(text).toMatch(/addl %esi, %eax/);
    expect(text).not.toMatch(/push|, \d*\(%rsp\)/);
    expect((await run(caller('$g'), DRIVER, LINEAR)).output).toBe('22');
  }, 60_000);

  it('count what these call and jump to', () => {
    const through = (end: string): string =>
      `${caller('$h')}
func w h(w n)
start:
    a =w call $${end}(w n)
    ret a
symbol $x {function}
`;
    expect(body(assembly(through('g'), LINEAR), 'f')).not.toMatch(/pushq %r[b1]/);
    expect(body(assembly(through('x'), LINEAR), 'f')).toMatch(/pushq %r[b1]/);
  });

  it.each([
    ['another may take its place', caller('$g'), { pic: 'pic' } as const],
    ['it is weak', `${caller('$g')}symbol $g {function, weak}\n`, {}],
    ['it returns twice', caller('$g', '{twice}'), {}],
    ['it is not known', caller('$x').concat('symbol $x {function}\n'), {}],
    ['code is not optimized', caller('$g'), { level: 'O0' } as const],
  ])('destroy what the ABI allows where %s', (_, ir, options) => {
    const text = body(assembly(ir, { ...LINEAR, ...options }), 'f');
    expect(text).toMatch(/pushq %r[b1](.*\n)*.*call/);
  });

  it('of itself too', () => {
    const text = assembly(
      `func w f(w n, w m)
start:
    c =w ceq w n, 0
    br w c, done, more
done:
    ret m
more:
    d =w sub n, 1
    a =w call $f(w d, w m)
    b =w add a, m
    ret b
`,
      LINEAR,
    );
    expect(body(text, 'f')).toMatch(/pushq %r[b1](.*\n)*.*call/);
  });
});
