/**
 * Signatures for tests of an ABI against gcc: each is called in both directions, and values are
 * checked on both sides, field by field, since padding need not travel.
 */

/**
 * A type that travels: in C, in the IR's text, and the fields that tell two values apart ('' for
 * scalars).
 */
export interface Travelling {
  readonly c: string;
  readonly ir: string;
  readonly declaration: string;
  readonly type: string;
  readonly fields: readonly string[];
}

/** One function's type; arguments from number `named` on are variable ones. */
export interface Signature {
  readonly result: Travelling;
  readonly params: readonly Travelling[];
  readonly named: number;
}

export const scalar = (c: string, ir: string): Travelling => ({
  c,
  ir,
  declaration: '',
  type: '',
  fields: [''],
});

/**
 * A struct by its members in C and its leaves in the IR; the members' names are found in the
 * former.
 */
export function struct(name: string, members: string, ir: string): Travelling {
  const names = [...members.matchAll(/(\w+)(\[\d+\])*\s*[,;]/g)].map((match) => match[1]!);
  return {
    c: `struct ${name}`,
    ir: `:${name}`,
    declaration: `struct ${name} { ${members} };`,
    type: `type :${name} ${ir}`,
    fields: names.map((field) => `.${field}`),
  };
}

const chars = (count: number): Travelling =>
  struct(
    `c${count}`,
    `char x[${count}];`,
    `{size=${count}, align=1} = ${Array.from({ length: count }, (_, i) => `b ${i}`).join(', ')}`,
  );

/** Scalars, and structs of characters of all small sizes. */
export const BASIC_TYPES: readonly Travelling[] = [
  scalar('int', 'w'),
  scalar('long', 'l'),
  scalar('float', 's'),
  scalar('double', 'd'),
  scalar('long double', 'e'),
  ...Array.from({ length: 18 }, (_, i) => chars(i + 1)),
  chars(24),
  chars(200),
];

const PRELUDE = `#include <stdio.h>
#include <string.h>
#include <stdarg.h>
static int bad, seed;
static void fill(void *p, int n) {
  unsigned char *b = p;
  for (int i = 0; i < n; i++) b[i] = seed = (seed * 75 + 74) % 65537;
}
/* Values of floating types must be numbers; x87 long doubles have 10 bytes. */
#define MAKE(T, x) T x; fill(&x, sizeof x); \\
  _Generic((x), float: fix_f, double: fix_d, long double: fix_e, default: keep)(&x)
static void keep(void *p) {}
static void fix_f(void *p) { *(float *)p = seed % 1000 / 8.0f; }
static void fix_d(void *p) { *(double *)p = seed % 1000 / 8.0; }
static void fix_e(void *p) { memset(p, 0, 16); *(long double *)p = seed % 1000 / 8.0L; }
#define BYTES(x) _Generic((x), \\
  long double: __LDBL_MANT_DIG__ == 64 ? 10 : 16, default: (int)sizeof x)
#define SAME(x, y) do { if (memcmp(&x, &y, BYTES(x))) { \\
  bad++; printf("%s: " #x "\\n", __func__); } } while (0)
`;

const same = ({ fields }: Travelling, a: string, b: string): string =>
  fields.map((field) => `SAME(${a}${field}, ${b}${field});`).join(' ');

/** IR passes its parameters on to C, C passes them to IR; the results come back the same way. */
function signature(id: number, { result, params, named }: Signature) {
  const variadic = named < params.length;
  const cParams = params.slice(0, named).map((p, i) => `${p.c} p${i}`);
  if (variadic) cParams.push('...');
  const fetch = params
    .map((p, i) => (i >= named ? `${p.c} p${i} = va_arg(ap, ${p.c});` : ''))
    .join(' ');
  const c = `
${params.map((p, i) => `static ${p.c} want${id}_${i};`).join(' ')} static ${result.c} back${id};
${result.c} to_c${id}(${cParams.join(', ')}) {
  ${variadic ? `va_list ap; va_start(ap, p${named - 1}); ${fetch}` : ''}
  ${params.map((p, i) => same(p, `p${i}`, `want${id}_${i}`)).join(' ')}
  return back${id};
}
${result.c} from_c${id}(${cParams.join(', ')});
static void check${id}(void) {
  ${params.map((p, i) => `MAKE(${p.c}, p${i}); want${id}_${i} = p${i};`).join(' ')}
  MAKE(${result.c}, r); back${id} = r;
  ${result.c} got = from_c${id}(${params.map((_, i) => `p${i}`).join(', ')});
  ${same(result, 'got', 'r')}
}`;
  return { c, ir: signatureIr(id, { result, params, named }), call: `check${id}();` };
}

function signatureIr(id: number, { result, params, named }: Signature): string {
  const variadic = named < params.length;
  const head = params.slice(0, named).map((p, i) => `${p.ir} p${i}`);
  if (variadic) head.push('...');
  const body: string[] = [];
  const args = params.map((p, i) => `${p.ir} p${i}`);
  if (variadic) {
    body.push('list =l alloc {size=24, align=8}', 'vastart list');
    args.splice(named, 0, '...');
  }
  for (let i = named; i < params.length; i++) {
    const p = params[i]!;
    if (p.ir.startsWith(':')) {
      body.push(`p${i} =l alloc {size=208, align=16}`, `vaarg ${p.ir} list, p${i}`);
    } else {
      body.push(`p${i} =${p.ir} vaarg list`);
    }
  }
  const aggregate = result.ir.startsWith(':');
  const call = `call $to_c${id}(${args.join(', ')})`;
  if (aggregate)
    body.push('r =l alloc {size=208, align=16}', `${call} into ${result.ir} r`, 'ret r');
  else body.push(`r =${result.ir} ${call}`, 'ret r');
  // Slots stand at the head of the entry.
  body.sort((a, b) => Number(b.includes('alloc {')) - Number(a.includes('alloc {')));
  return `func ${result.ir} from_c${id}(${head.join(', ')})\nstart:\n    ${body.join('\n    ')}\n`;
}

/** IR and C driver of a list of signatures; the program prints how many values came out wrong. */
export function signatureProgram(
  known: readonly Travelling[],
  list: readonly Signature[],
): { c: string; ir: string } {
  const parts = list.map((one, i) => signature(i, one));
  const declarations = known.map((type) => type.declaration).join('\n');
  const c = `${PRELUDE}${declarations}\n${parts.map((p) => p.c).join('\n')}
int main(void) { ${parts.map((p) => p.call).join(' ')} printf("%d bad", bad); return 0; }`;
  const types = known.map((type) => type.type).filter((text) => text !== '');
  return { c, ir: `${types.join('\n')}\n${parts.map((p) => p.ir).join('\n')}` };
}

/** Mixes of types that overflow the registers at different points. */
export function mixedSignatures(types: readonly Travelling[]): Signature[] {
  const [word, long, , double] = types as [Travelling, Travelling, Travelling, Travelling];
  return types.flatMap((type, i) => {
    const others = Array.from({ length: 10 }, (_, k) => types[(i * 7 + k * 3) % types.length]!);
    return [
      { result: type, params: [type], named: 1 },
      { result: word, params: [long, type, word, type, double, type, type], named: 7 },
      { result: type, params: Array.from({ length: 11 }, () => type), named: 11 },
      { result: type, params: others, named: 10 },
    ];
  });
}

/** Variable arguments: scalars are promoted, so no floats or narrow integers. */
export function variadicSignatures(types: readonly Travelling[]): Signature[] {
  const promoted = types.filter((type) => type.c !== 'float');
  const [word, long] = types as [Travelling, Travelling];
  return promoted.flatMap((type, i) => {
    const others = Array.from(
      { length: 9 },
      (_, k) => promoted[(i * 5 + k * 3) % promoted.length]!,
    );
    const same = Array.from({ length: 8 }, () => type);
    return [
      { result: type, params: [word, ...same], named: 1 },
      { result: long, params: [long, type, ...others], named: 2 },
    ];
  });
}
