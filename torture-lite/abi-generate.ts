/**
 * Random function signatures as two C files: a caller that passes known values and a callee that
 * expects them. Gets a seed, promises the same texts for it everywhere; each side checks what it
 * receives by value, so that two compilers that agree on the ABI make a program that exits with 0.
 */

import {
  aggregateText,
  groupText,
  isPassable,
  type Leaf,
  leavesOf,
  makeAggregates,
  pick,
  plainTypes,
  type Random,
  type Type,
} from './abi-types.ts';

export interface AbiPair {
  readonly name: string;
  readonly caller: string;
  readonly callee: string;
}

interface Signature {
  readonly name: string;
  readonly result: Type | null;
  readonly named: readonly Type[];
  readonly variadic: readonly Type[];
}

const functionsInPair = 8;
/** Every so many seeds a kind of type takes part. */
const extendedEvery = 4;
const fieldsEvery = 3;
const groupsEvery = 5;
const layoutsEvery = 7;

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

function makeSignature(
  index: number,
  plain: readonly Type[],
  aggregates: readonly Type[],
  random: Random,
): Signature {
  const any = (): Type => (random(3) === 0 ? pick(random, aggregates) : pick(random, plain));
  const named = Array.from({ length: 1 + random(10) }, any);
  const isVariadic = random(4) === 0;
  const passable = [...plain, ...aggregates].filter(isPassable);
  // The last named parameter of a variadic function keeps its type when promoted (7.16.1.4).
  if (isVariadic) named.push({ kind: 'integer', c: 'int' });
  const variadic = isVariadic
    ? Array.from({ length: 1 + random(8) }, () => pick(random, passable))
    : [];
  return { name: `f${index}`, result: random(8) === 0 ? null : any(), named, variadic };
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

/**
 * The pair of a seed. Every third seed has bit-fields, every fourth long double, every fifth
 * complex numbers, __int128 and vectors, every seventh over-aligned members and packed aggregates.
 */
export function generatePair(seed: number): AbiPair {
  const random = createRandom(seed);
  const kinds = {
    extended: seed % extendedEvery === 0,
    bitFields: seed % fieldsEvery === 0,
    groups: seed % groupsEvery === 0,
    layouts: seed % layoutsEvery === 0,
  };
  const plain = plainTypes(kinds);
  const aggregates = makeAggregates(plain, kinds, random);
  const signatures = Array.from({ length: functionsInPair }, (_, index) =>
    makeSignature(index, plain, aggregates, random),
  );
  const values = signatures.map((signature) => callValues(signature, random));
  const shared = [
    ...(kinds.groups ? [groupText] : []),
    ...aggregates.map(aggregateText),
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
