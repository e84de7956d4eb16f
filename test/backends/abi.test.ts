/** The System V ABI against gcc: structs by eightbytes, x87 results, register save area. */
import { describe, expect, it } from 'vitest';
import { BACKENDS, run } from './harness.ts';
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
  struct('ff', 'float a, b;', '{size=8, align=4} = s 0, s 4'),
  struct('fff', 'float a, b, c;', '{size=12, align=4} = s 0, s 4, s 8'),
  struct('dd', 'double a, b;', '{size=16, align=8} = d 0, d 8'),
  struct('ld', 'long a; double b;', '{size=16, align=8} = l 0, d 8'),
  struct('dl', 'double a; long b;', '{size=16, align=8} = d 0, l 8'),
  struct('fi', 'float a; int b;', '{size=8, align=4} = s 0, w 4'),
  struct('dff', 'double a; float b, c;', '{size=16, align=8} = d 0, s 8, s 12'),
  struct('ddd', 'double a, b, c;', '{size=24, align=8} = d 0, d 8, d 16'),
  struct('e1', 'long double a;', '{size=16, align=16} = e 0'),
  struct('e2', 'long double a; int b;', '{size=32, align=16} = e 0, w 16'),
];

describe.each(BACKENDS)('calls by %s', (backend) => {
  it.each<[string, Signature[]]>([
    ['fixed arguments', mixedSignatures(TYPES)],
    ['variable arguments', variadicSignatures(TYPES)],
  ])(
    'agree with gcc on %s',
    async (_, list) => {
      const { c, ir } = signatureProgram(TYPES, list);
      expect(await run(ir, c, { backend })).toEqual({ status: 0, output: '0 bad' });
    },
    60_000,
  );
});
