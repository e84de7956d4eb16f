import { describe, expect, test } from 'vitest';
import { type InterpretOptions, interpret } from '../../compiler/ir/interpret.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { verifyModule } from '../../compiler/ir/verify.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { PROGRAM } from './programs.ts';

function run(text: string, options: Partial<InterpretOptions> = {}) {
  const module = parseModule(text);
  expect(verifyModule(module)).toEqual([]);
  return interpret(module, { model: DATA_MODELS['x86-64'], ...options });
}

test('calls, memory, switch and printf', () => {
  const { stdout, status } = run(PROGRAM);
  expect(stdout).toBe('285 abc 2.500 -1 A|   ff|46  |\n');
  expect(status).toBe(46);
});

describe('control', () => {
  test('phis are copied in parallel', () => {
    const text = `func w f()
s:
  jmp l
l:
  a =w phi s: 1, l: b
  b =w phi s: 2, l: a
  i =w phi s: 0, l: j
  j =w add i, 1
  c =w cslt w j, 4
  br w c, l, d
d:
  t =w mul a, 10
  r =w add t, b
  ret r
`;
    expect(run(text, { call: { name: 'f', args: [] } }).result).toBe(21);
  });

  test('setjmp and longjmp, past a frame', () => {
    const text = `data buf {size=200, align=16} = z 200
func jump(w n)
s:
  x =l alloc {size=64, align=16}
  call $longjmp(l $buf, w n) {noreturn}
  unreachable
func w main() {callstwice}
s:
  count =l alloc {size=4, align=4}
  store w, 0, count
  r =w call $_setjmp(l $buf) {twice}
  br w r, again, first
first:
  call $jump(w 5)
  unreachable
again:
  c =w load w count
  d =w add c, 1
  store w, d, count
  e =w cslt w d, 3
  br w e, first, out
out:
  v =w mul d, r
  ret v
`;
    expect(run(text).status).toBe(15);
  });

  test('computed goto', () => {
    const text = `data table {size=16, align=8} = l $f@a, l $f@b
func w f(l i)
s:
  o =l shl i, 3
  p =l add $table, o
  t =l load l p
  goto t, [a, b]
a: {taken}
  ret 10
b: {taken}
  ret 20
`;
    expect(run(text, { call: { name: 'f', args: [0] } }).result).toBe(10);
    expect(run(text, { call: { name: 'f', args: [1] } }).result).toBe(20);
  });
});

describe('calls', () => {
  test.each(['x86-64', 'riscv64'] as const)('variable arguments (%s)', (model) => {
    const text = `type :pair {size=16, align=8} = l 0, d 8
func d sum(w n, ...)
s:
  ap =l alloc {size=24, align=8}
  to =l alloc {size=16, align=8}
  vastart ap
  a =w vaarg ap
  b =d vaarg ap
  vaarg :pair ap, to
  e =e vaarg ap
  p =l load l to
  q =l add to, 8
  r =d load d q
  f =d fcvt e e
  x =d stof w a
  y =d stof l p
  z =d add x, b
  u =d add z, y
  v =d add u, r
  w =d add v, f
  ret w
func w main()
s:
  m =l alloc {size=16, align=8}
  store l, 100, m
  n =l add m, 8
  store d, d_1000, n
  r =d call $sum(w 4, ..., w 1, d d_10, :pair m, e e_0x5p-1)
  t =d mul r, d_2
  x =w ftos d t
  y =w ceq w x, 2227
  ret y
`;
    expect(run(text, { model: DATA_MODELS[model] })).toMatchObject({ message: '', status: 1 });
  });

  test('aggregate results, function pointers and qsort', () => {
    const text = `type :two {size=8, align=4} = w 0, w 4
data a {size=16, align=4} = w 3, w 1, w 2, w 0
data less {size=8, align=8} = l $compare
func w compare(l x, l y)
s:
  a =w load w x
  b =w load w y
  c =w sub a, b
  ret c
func :two pair(w x)
s:
  p =l alloc {size=8, align=4}
  store w, x, p
  q =l add p, 4
  store w, 7, q
  ret p
func w main()
s:
  t =l alloc {size=8, align=4}
  f =l load l $less
  call $qsort(l $a, l 4, l 4, l f)
  call $pair(w 30) into :two t
  x =w load w t
  z =w load w $a+12
  y =w call f(l t, l $a+4)
  u =w add x, z
  v =w add u, y
  ret v
`;
    expect(run(text)).toMatchObject({ message: '', status: 62 });
  });
});

describe('faults are named', () => {
  const body = (line: string) => `data ro {size=4, align=4, readonly} = w 1
func w main()
s:
  ${line}
`;
  test.each([
    ['x =w load w 0\n ret x', 'SIGSEGV', 'main: x =w load w 0: address 0x0'],
    ['store w, 1, $ro\n ret 0', 'SIGSEGV', 'main: store w, 1, $ro'],
    ['x =w div 1, 0\n ret x', 'SIGFPE', 'divide'],
    ['trap\n ret 0', 'SIGILL', 'main: trap'],
    ['x =w call 64()\n ret x', 'SIGSEGV', 'not the address of a function'],
    ['call $abort()\n ret 0', 'SIGABRT', 'abort'],
    ['call $free(l 24)\n ret 0', 'SIGABRT', 'free'],
  ])('%s', (line, signal, message) => {
    const outcome = run(body(line));
    expect(outcome.signal).toBe(signal);
    expect(outcome.message).toContain(message);
  });

  test('the step limit ends endless loops', () => {
    expect(run(body('jmp t\nt:\n jmp t'), { maxSteps: 1000 }).kind).toBe('steps');
  });

  test('endless recursion is a stack overflow', () => {
    expect(run(body('x =w call $main()\n y =w add x, 1\n ret y')).signal).toBe('SIGSEGV');
  });
});

test('printf agrees with glibc', () => {
  const lines: [string, string, string][] = [
    ['%.0f', 'd d_2.5', '2'],
    ['%g', 'd d_100000', '100000'],
    ['%g', 'd d_1e6', '1e+06'],
    ['%#x', 'w 255', '0xff'],
    ['%+08.3f', 'd d_3.14159', '+003.142'],
    ['%.20f', 'd d_0.1', '0.10000000000000000555'],
    ['%e', 'd d_0', '0.000000e+00'],
    ['%a', 'd d_0.5', '0x1p-1'],
    ['%hhd', 'w 255', '-1'],
    ['%lu', 'l -1', '18446744073709551615'],
    ['%Lg', 'e e_0x3p-1', '1.5'],
    ['%-5d|', 'w 42', '42   |'],
    ['%05d', 'w -42', '-0042'],
    ['%.3s', 'l $s', 'abc'],
    ['%p', 'l 0', '(nil)'],
  ];
  const data = lines.map(([format], i) => {
    return `data f${i} {size=${format.length + 2}, align=1, readonly} = "${format}\\0a\\00"`;
  });
  const calls = lines.map(([, arg], i) => `  c${i} =w call $printf(l $f${i}, ..., ${arg})`);
  const text = `data s {size=6, align=1, readonly} = "abcde\\00"
${data.join('\n')}
func w main()
s:
${calls.join('\n')}
  ret 0
`;
  expect(run(text).stdout.split('\n').slice(0, -1)).toEqual(
    lines.map(([, , expected]) => expected),
  );
});
