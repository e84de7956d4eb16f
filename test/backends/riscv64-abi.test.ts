/**
 * The LP64D ABI against gcc: flattened structs, pairs split between registers and stack,
 * references.
 */
import { describe, expect, it } from 'vitest';
import { BACKENDS } from './harness.ts';
import { REASON, run, SKIPS } from './riscv64-harness.ts';
import {
  BASIC_TYPES,
  mixedSignatures,
  type Signature,
  signatureProgram,
  struct,
  variadicSignatures,
} from './signatures.ts';

const TYPES = [
  ...BASIC_TYPES,
  struct('f1', 'float a;', '{size=4, align=4} = s 0'),
  struct('d1', 'double a;', '{size=8, align=8} = d 0'),
  struct('ff', 'float a, b;', '{size=8, align=4} = s 0, s 4'),
  struct('fa', 'float a[2];', '{size=8, align=4} = s 0, s 4'),
  struct('fff', 'float a, b, c;', '{size=12, align=4} = s 0, s 4, s 8'),
  struct('dd', 'double a, b;', '{size=16, align=8} = d 0, d 8'),
  struct('df', 'double a; float b;', '{size=16, align=8} = d 0, s 8'),
  struct('fd', 'float a; double b;', '{size=16, align=8} = s 0, d 8'),
  struct('cf', 'char a; float b;', '{size=8, align=4} = b 0, s 4'),
  struct('hd', 'short a; double b;', '{size=16, align=8} = h 0, d 8'),
  struct('fc', 'float a; char b;', '{size=8, align=4} = s 0, b 4'),
  struct('dc', 'double a; char b;', '{size=16, align=8} = d 0, b 8'),
  struct('fl', 'float a; long b;', '{size=16, align=8} = s 0, l 8'),
  struct('ld', 'long a; double b;', '{size=16, align=8} = l 0, d 8'),
  struct('fi', 'float a; int b;', '{size=8, align=4} = s 0, w 4'),
  struct('dff', 'double a; float b, c;', '{size=16, align=8} = d 0, s 8, s 12'),
  struct('ddd', 'double a, b, c;', '{size=24, align=8} = d 0, d 8, d 16'),
  struct('ii', 'int a, b;', '{size=8, align=4} = w 0, w 4'),
  struct('ll', 'long a, b;', '{size=16, align=8} = l 0, l 8'),
  struct('li', 'long a; int b;', '{size=16, align=8} = l 0, w 8'),
  struct('al', '_Alignas(16) long a;', '{size=16, align=16} = l 0'),
  struct('e1', 'long double a;', '{size=16, align=16} = e 0'),
  struct('e2', 'long double a; int b;', '{size=32, align=16} = e 0, w 16'),
  // A union of a float and an int: it does not flatten.
  {
    c: 'union un',
    ir: ':un',
    declaration: 'union un { float a; int b; };',
    type: 'type :un {size=4, align=4, union} = s 0, w 0',
    fields: ['.b'],
  },
];

describe.skipIf(SKIPS).each(BACKENDS)(`riscv64 calls by %s${REASON}`, (backend) => {
  it.each<[string, Signature[]]>([
    ['fixed arguments', mixedSignatures(TYPES)],
    ['variable arguments', variadicSignatures(TYPES)],
  ])(
    'agree with gcc on %s',
    async (_, list) => {
      const { c, ir } = signatureProgram(TYPES, list);
      expect(await run(ir, c, { backend })).toEqual({ status: 0, output: '0 bad' });
    },
    120_000,
  );
});
