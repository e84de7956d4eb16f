/** A program of small loops over all arithmetic types, which prints a checksum for each. */

const INTEGERS = ['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'] as const;
const FLOATS = ['f32', 'f64'] as const;
const TYPES = [...INTEGERS, ...FLOATS] as const;

const HEAD = `#include <stdio.h>
#include <string.h>
typedef signed char i8; typedef unsigned char u8; typedef short i16; typedef unsigned short u16;
typedef int i32; typedef unsigned u32; typedef long i64; typedef unsigned long u64;
typedef float f32; typedef double f64;
static _Alignas(32) unsigned char bytes_a[2048], bytes_b[2048], bytes_c[2048], bytes_d[2048];
static unsigned hash(unsigned h, const void *p, int n) {
  const unsigned char *q = p;
  for (volatile int i = 0; i < n; i++) h = (h ^ q[i]) * 16777619u;
  return h;
}
static unsigned state;
static unsigned next(void) { return (state = state * 1664525u + 1013904223u) >> 8; }
/* Few bits, so that they fit where they are converted to; all bits where that is not asked. */
#define FILL(T, name, bits) do { T *to = (T *)name; \\
  for (volatile int k = 0; k < (int)(2048 / sizeof(T)); k++) \\
    to[k] = (T)(bits < 0 ? next() * 2654435761u : next() % (1u << bits)); } while (0)
`;

/** One loop: `body` stands in a function of pointers a, b, c (its result) and a count n. */
interface Loop {
  readonly type: string;
  readonly to: string;
  readonly body: string;
  readonly small: boolean;
}

function each(type: string, body: string, to = type, small = false): Loop {
  return { type, to, body: `for (int i = 0; i < n; i++) ${body}`, small };
}

function loopsOf(type: string): Loop[] {
  const isFloat = type.startsWith('f');
  const list = [
    each(type, 'c[i] = a[i] + b[i];'),
    each(type, 'c[i] = a[i] - b[i] * 3;'),
    each(type, 'c[i] = a[i] * b[i];'),
    each(type, 'c[i] = a[i] < b[i] ? a[i] : b[i];'),
    each(type, 'c[i] = a[i] > b[i] ? a[i] : b[i];'),
    each(type, 'c[i] = a[i] >= b[i] ? b[i] : (T)7;'),
    each(type, 'c[i] = a[i] == b[i] || a[i] > 5 ? a[i] : (T)(a[i] + b[i]);'),
    each(type, 'c[n - 1 - i] = a[i];'),
    each(type, 'c[i] = a[n - 1 - i] + b[i];'),
    each(type, 'c[i] = (T)(i * 3 + 1);'),
    each(type, 'c[i] = b[3];'),
    each(type, 'c[i] = a[i] < 0 ? -a[i] : a[i];'),
    each(type, 'c[i + 1] = a[i] + c[i];'),
  ];
  if (isFloat) {
    list.push(each(type, 'c[i] = a[i] / (b[i] + 1);'));
    return list;
  }
  list.push(
    each(type, 'c[i] = (a[i] & b[i]) | (a[i] ^ 5);'),
    each(type, 'c[i] = a[i] << 3;'),
    each(type, 'c[i] = a[i] >> 2;'),
    each(type, 'c[i] = (a[i] + b[i] + 1) >> 1;'),
  );
  for (const [first, step] of [
    ['0', 'r += a[i];'],
    ['0', 'r ^= a[i] * b[i];'],
    ['-1', 'r &= a[i] | 64;'],
    ['a[0]', 'r = a[i] < r ? a[i] : r;'],
    ['a[0]', 'r = a[i] > r ? a[i] : r;'],
  ] as const) {
    const loop = `for (int i = 0; i < n; i++) ${step} c[0] = r;`;
    list.push({ type, to: type, body: `T r = ${first}; ${loop}`, small: false });
  }
  for (const wide of ['i32', 'i64', 'u64']) {
    const loop = 'for (int i = 0; i < n; i++) r += a[i] * b[i]; memcpy(c, &r, sizeof r);';
    list.push({ type, to: type, body: `${wide} r = 0; ${loop}`, small: false });
    const sum = 'for (int i = 0; i < n; i++) r += a[i]; memcpy(c, &r, sizeof r);';
    list.push({ type, to: type, body: `${wide} r = 5; ${sum}`, small: false });
  }
  return list;
}

function conversions(): Loop[] {
  return TYPES.flatMap((from) =>
    TYPES.filter((to) => to !== from).map((to) => each(from, 'c[i] = (R)a[i];', to, true)),
  );
}

const LOOPS: readonly Loop[] = [
  ...TYPES.flatMap(loopsOf),
  ...conversions(),
  each('u8', 'c[i] = a[i] > b[i] ? a[i] * 257 : 0;', 'u16'),
  each('i16', 'c[i] = a[i] * b[i] + 1;', 'i32'),
  each('u8', 'c[i] = a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];', 'u8'),
  each('i32', 'c[i] = a[i] * 0.5 + 1;', 'f64', true),
  each('i64', 'c[i] = (u32)a[i];'),
  each('i64', 'c[i] = (i8)a[i] + (u16)b[i];'),
  each('i64', 'c[i] = a[i] > b[i] ? (u32)b[i] : a[i] >> 2;'),
  each('i32', 'c[i] = (u32)(a[i] + 1);', 'i64'),
];

/** The program; loops run over counts and offsets where vectors begin and end anyhow. */
export function loopsProgram(): string {
  const functions = LOOPS.map(({ type, to, body }, i) => {
    const head = `__attribute__((noinline)) void loop${i}(T *a, T *b, R *c, int n)`;
    return [`#define T ${type}\n#define R ${to}`, `${head} { ${body} }`, `#undef T\n#undef R`].join(
      '\n',
    );
  });
  const calls = LOOPS.map(({ type, to, small }, i) => {
    const bits = small ? (type.endsWith('8') || to.endsWith('8') ? 6 : 12) : -1;
    const float = type.startsWith('f') || to.startsWith('f') ? 12 : bits;
    return `  h = 2166136261u; state = ${i};
  FILL(${type}, bytes_a, ${small ? bits : float}); FILL(${type}, bytes_b, ${small ? bits : float});
  for (int n = 1; n < 140; n += n < 40 ? 1 : 17) {
    int k = n % 5;
    loop${i}((${type} *)bytes_a + k, (${type} *)bytes_b + n % 3, (${to} *)bytes_c + n % 7, n);
    h = hash(h, bytes_c, sizeof bytes_c);
  }
  for (int k = 0; k < 40; k++) {
    memcpy(bytes_d, bytes_a, sizeof bytes_d);
    loop${i}((${type} *)bytes_d + 40, (${type} *)bytes_b, (${to} *)bytes_d + 20 + k, 60);
    h = hash(h, bytes_d, sizeof bytes_d);
  }
  printf("${i} %u\\n", h);`;
  });
  return `${HEAD}${functions.join('\n')}
int main(void) {
  unsigned h;
${calls.join('\n')}
  return 0;
}
`;
}
