/**
 * Random function signatures as two C files: a caller that passes known values and a callee that
 * expects them. Gets a seed, promises the same texts for it everywhere; each side checks what it
 * receives by value, so that two compilers that agree on the ABI make a program that exits with 0.
 */

export interface AbiPair {
  readonly name: string;
  readonly caller: string;
  readonly callee: string;
}

interface Scalar {
  readonly kind: 'integer' | 'floating' | 'bool' | 'pointer';
  readonly c: string;
  readonly suffix?: string;
}

interface Member {
  readonly name: string;
  readonly type: Type;
  /** Elements of an array member; 0 for a single one. */
  readonly length: number;
  /** Bits of a bit-field; 0 for a plain member. */
  readonly bits: number;
}

interface Structure {
  readonly kind: 'structure';
  readonly c: string;
  readonly members: readonly Member[];
}

type Type = Scalar | Structure;

/** A scalar part of an object: how it is reached, and the value that it must have. */
interface Leaf {
  readonly path: string;
  readonly value: string;
}

interface Signature {
  readonly name: string;
  readonly result: Type | null;
  readonly named: readonly Type[];
  readonly variadic: readonly Type[];
}

type Random = (below: number) => number;

const integers: readonly Scalar[] = [
  'signed char',
  'unsigned char',
  'char',
  'short',
  'unsigned short',
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'long long',
].map((c) => ({ kind: 'integer', c }));

const others: readonly Scalar[] = [
  { kind: 'floating', c: 'float', suffix: 'f' },
  { kind: 'floating', c: 'double' },
  { kind: 'floating', c: 'double' },
  { kind: 'floating', c: 'float', suffix: 'f' },
  { kind: 'bool', c: '_Bool' },
  { kind: 'pointer', c: 'char *' },
];

const extended: Scalar = { kind: 'floating', c: 'long double', suffix: 'L' };

/** Types that the default argument promotions leave alone. */
const promoted = new Set([
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'long long',
  'double',
  'char *',
  'long double',
]);

const functionsInPair = 8;
const structuresInPair = 6;
/** Every so many seeds, long double and bit-fields take part. */
const extendedEvery = 4;
const fieldsEvery = 3;

/** Mulberry32: a 32-bit generator of full period, good enough to choose signatures. */
function createRandom(seed: number): Random {
  let state = (seed * 0x9e3779b9) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)]!;
}

function scalarValue(type: Scalar, random: Random): string {
  switch (type.kind) {
    case 'integer':
    case 'pointer': {
      const word = (): string => random(0x100000000).toString(16).padStart(8, '0');
      const edges = ['0', '0x7fffffffffffffff', '0x8000000000000000', '0xffffffffffffffff'];
      const value = random(4) === 0 ? pick(random, edges) : `0x${word()}${word()}`;
      return `(${type.c})${value}UL`;
    }
    case 'floating': {
      const sign = random(2) === 0 ? '-' : '';
      const fraction = pick(random, ['0', '5', '25', '125']);
      return `${sign}${random(1 << 18)}.${fraction}${type.suffix ?? ''}`;
    }
    case 'bool':
      return `${random(2)}`;
    default:
      return type.kind satisfies never;
  }
}

/** The leaves of an object of a type with fresh values, reached from `path`. */
function leavesOf(type: Type, path: string, random: Random): Leaf[] {
  if (type.kind !== 'structure') return [{ path, value: scalarValue(type, random) }];
  return type.members.flatMap((member) => {
    const inside = `${path}.${member.name}`;
    if (member.bits > 0) return [{ path: inside, value: `${random(1 << member.bits)}` }];
    if (member.length === 0) return leavesOf(member.type, inside, random);
    return Array.from({ length: member.length }, (_, index) =>
      leavesOf(member.type, `${inside}[${index}]`, random),
    ).flat();
  });
}

function makeMember(
  index: number,
  scalars: readonly Scalar[],
  earlier: readonly Structure[],
  hasFields: boolean,
  random: Random,
): Member {
  const name = `m${index}`;
  if (hasFields && random(4) === 0) {
    const type: Scalar = { kind: 'integer', c: 'unsigned' };
    return { name, type, length: 0, bits: 1 + random(20) };
  }
  if (earlier.length > 0 && random(6) === 0) {
    return { name, type: pick(random, earlier), length: 0, bits: 0 };
  }
  const length = random(4) === 0 ? 1 + random(3) : 0;
  return { name, type: pick(random, scalars), length, bits: 0 };
}

function makeStructures(
  scalars: readonly Scalar[],
  hasFields: boolean,
  random: Random,
): Structure[] {
  const structures: Structure[] = [];
  for (let index = 0; index < structuresInPair; index += 1) {
    // Structures of one kind of member are where the ABIs have their own rules.
    const alike = random(3) === 0 ? [pick(random, scalars)] : scalars;
    const earlier = index < structuresInPair / 2 ? [] : structures.slice(0, 2);
    const members = Array.from({ length: 1 + random(5) }, (_, at) =>
      makeMember(at, alike, earlier, hasFields, random),
    );
    structures.push({ kind: 'structure', c: `struct s${index}`, members });
  }
  return structures;
}

function makeSignature(
  index: number,
  scalars: readonly Scalar[],
  structures: readonly Structure[],
  random: Random,
): Signature {
  const any = (): Type => (random(3) === 0 ? pick(random, structures) : pick(random, scalars));
  const named = Array.from({ length: 1 + random(10) }, any);
  const isVariadic = random(4) === 0;
  const passable = [...scalars.filter(({ c }) => promoted.has(c)), ...structures];
  // The last named parameter of a variadic function keeps its type when promoted (7.16.1.4).
  if (isVariadic) named.push({ kind: 'integer', c: 'int' });
  const variadic = isVariadic
    ? Array.from({ length: 1 + random(8) }, () => pick(random, passable))
    : [];
  return { name: `f${index}`, result: random(8) === 0 ? null : any(), named, variadic };
}

function structureText(structure: Structure): string {
  const members = structure.members.map(({ name, type, length, bits }) => {
    const tail = bits > 0 ? ` : ${bits}` : length > 0 ? `[${length}]` : '';
    return `  ${type.c} ${name}${tail};`;
  });
  return `${structure.c} {\n${members.join('\n')}\n};`;
}

function prototype(signature: Signature): string {
  const parameters = signature.named.map((type, index) => `${type.c} a${index}`);
  if (signature.variadic.length > 0) parameters.push('...');
  return `${signature.result?.c ?? 'void'} ${signature.name}(${parameters.join(', ')})`;
}

function checks(leaves: readonly Leaf[], what: string): string[] {
  return leaves.map(({ path, value }) => `  if (${path} != ${value}) fail(${what});`);
}

/** The values that pass through one call. */
interface CallValues {
  readonly named: readonly (readonly Leaf[])[];
  readonly variadic: readonly (readonly Leaf[])[];
  readonly result: readonly Leaf[];
}

function calleeText(signature: Signature, index: number, values: CallValues): string {
  const lines = [`${prototype(signature)} {`];
  if (signature.result !== null) lines.push(`  ${signature.result.c} result;`);
  values.named.forEach((leaves, at) => {
    lines.push(...checks(leaves, `${index}, ${at}`));
  });
  if (signature.variadic.length > 0) {
    lines.push('  va_list list;', `  va_start(list, a${signature.named.length - 1});`);
    signature.variadic.forEach((type, at) => {
      const place = signature.named.length + at;
      lines.push(`  ${type.c} a${place} = va_arg(list, ${type.c});`);
      lines.push(...checks(values.variadic[at]!, `${index}, ${place}`));
    });
    lines.push('  va_end(list);');
  }
  for (const { path, value } of values.result) lines.push(`  ${path} = ${value};`);
  if (signature.result !== null) lines.push('  return result;');
  return `${lines.join('\n')}\n}`;
}

/** One call, with live values around it that must survive in callee-saved registers. */
function callText(signature: Signature, index: number, values: CallValues): string {
  const lines = [`static void call${index}(void) {`];
  const live = [0, 1, 2, 3, 4, 5];
  for (const at of live) lines.push(`  long k${at} = known[${at}];`);
  lines.push('  double d0 = known[6], d1 = known[7];');
  const types = [...signature.named, ...signature.variadic];
  const leaves = [...values.named, ...values.variadic];
  types.forEach((type, at) => {
    lines.push(`  ${type.c} a${at};`);
    for (const { path, value } of leaves[at]!) lines.push(`  ${path} = ${value};`);
  });
  const call = `${signature.name}(${types.map((_, at) => `a${at}`).join(', ')})`;
  lines.push(
    signature.result === null ? `  ${call};` : `  ${signature.result.c} result = ${call};`,
  );
  lines.push(...checks(values.result, `${index}, -1`));
  for (const at of live) lines.push(`  if (k${at} != known[${at}]) fail(${index}, -2);`);
  lines.push(`  if (d0 != known[6] || d1 != known[7]) fail(${index}, -2);`, '}');
  return lines.join('\n');
}

function callValues(signature: Signature, random: Random): CallValues {
  const shift = signature.named.length;
  return {
    named: signature.named.map((type, at) => leavesOf(type, `a${at}`, random)),
    variadic: signature.variadic.map((type, at) => leavesOf(type, `a${shift + at}`, random)),
    result: signature.result === null ? [] : leavesOf(signature.result, 'result', random),
  };
}

const failText = `void fail(int function, int argument) {
  if (argument >= 0) printf("f%d receives a wrong argument %d\\n", function, argument);
  else if (argument == -1) printf("f%d returns a wrong result\\n", function);
  else printf("f%d does not keep a register\\n", function);
  exit(1);
}`;

/** The pair of a seed. Every fourth seed has long double, every third bit-fields. */
export function generatePair(seed: number): AbiPair {
  const random = createRandom(seed);
  const scalars = [...integers, ...others];
  if (seed % extendedEvery === 0) scalars.push(extended, extended);
  const structures = makeStructures(scalars, seed % fieldsEvery === 0, random);
  const signatures = Array.from({ length: functionsInPair }, (_, index) =>
    makeSignature(index, scalars, structures, random),
  );
  const values = signatures.map((signature) => callValues(signature, random));
  const shared = [
    ...structures.map(structureText),
    'void fail(int function, int argument);',
    ...signatures.map((signature) => `${prototype(signature)};`),
  ].join('\n');
  const callees = signatures.map((row, index) => calleeText(row, index, values[index]!));
  const calls = signatures.map((row, index) => callText(row, index, values[index]!));
  const main = signatures.map((_, index) => `  call${index}();`).join('\n');
  const caller = [
    '#include <stdio.h>\n#include <stdlib.h>',
    shared,
    'volatile long known[8] = { 3, 1, 4, 1, 5, 9, 2, 6 };',
    failText,
    ...calls,
    `int main(void) {\n${main}\n  return 0;\n}\n`,
  ].join('\n');
  const callee = ['#include <stdarg.h>', shared, ...callees, ''].join('\n');
  return { name: `abi-${seed}`, caller, callee };
}
