import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as numbers from '../../compiler/numbers.ts';

const floating = (text: string) => numbers.parseFloating(text)!;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).reverse().toString('hex');

describe('constants', () => {
  test.each([
    ['0x1p-149', 2 ** -149],
    ['16777217.0', 16777216],
    ['16777219.0', 16777220],
    // halfway between floats, off by less than a double's precision: one rounding only
    ['1.00000005960464477539062500001', 1 + 2 ** -23],
    ['1e39', Number.POSITIVE_INFINITY],
    ['7.0064923216240853546186479164495e-46', 0],
    ['7.0064923216240853546186479164496e-46', 2 ** -149],
  ])('float %s', (text, value) => {
    expect(numbers.floatingToNumber(floating(text), 'float')).toBe(value);
  });

  test('long double images are those gcc writes', () => {
    const image = (text: string, format: 'x87' | 'binary128') =>
      hex(numbers.extendedToBytes(numbers.floatingToExtended(floating(text), format), format));
    expect(image('0.1', 'x87')).toBe('0000000000003ffbcccccccccccccccd');
    expect(image('0.1', 'binary128')).toBe('3ffb999999999999999999999999999a');
    expect(image('3.6451995318824746025e-4951', 'x87')).toBe('00000000000000000000000000000001');
    expect(image('1e5000', 'binary128')).toBe('7fff0000000000000000000000000000');
  });

  test.each([
    ['0x7fULL', { value: 127n, base: 16, unsigned: true, longs: 2, imaginary: false }],
    ['017', { value: 15n, base: 8, unsigned: false, longs: 0, imaginary: false }],
    ['0b101l', { value: 5n, base: 2, unsigned: false, longs: 1, imaginary: false }],
    ['10lL', null],
    ['09', null],
  ])('integer %s', (text, expected) => {
    expect(numbers.parseInteger(text)).toEqual(expected);
  });

  test('decimal doubles agree with JavaScript', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const exact = numbers.floatingToExtended(floating(String(Math.abs(x))), 'double');
        return numbers.extendedToNumber(exact) === Math.abs(x);
      }),
    );
  });
});

describe('Extended', () => {
  const pair = fc.tuple(fc.double(), fc.double());

  test('rounded to double it computes as JavaScript does', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const x = numbers.extendedFromNumber(a);
        const y = numbers.extendedFromNumber(b);
        const agree = (e: numbers.Extended, n: number) => Object.is(numbers.extendedToNumber(e), n);
        expect(agree(numbers.addExtended(x, y, 'double'), a + b)).toBe(true);
        expect(agree(numbers.subExtended(x, y, 'double'), a - b)).toBe(true);
        expect(agree(numbers.mulExtended(x, y, 'double'), a * b)).toBe(true);
        expect(agree(numbers.divExtended(x, y, 'double'), a / b)).toBe(true);
        expect(agree(numbers.sqrtExtended(x, 'double'), Math.sqrt(a))).toBe(true);
        const order = a < b ? -1 : a > b ? 1 : a === b ? 0 : null;
        expect(numbers.compareExtended(x, y)).toBe(order);
        expect(numbers.extendedToFloat32(x)).toBe(Math.fround(a));
      }),
    );
  });

  test('bytes and text give the value back', () => {
    fc.assert(
      fc.property(fc.double(), fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (a, b) => {
        for (const format of ['x87', 'binary128'] as const) {
          const x = numbers.divExtended(
            numbers.extendedFromNumber(a),
            numbers.extendedFromNumber(b),
            format,
          );
          const back = numbers.extendedFromBytes(numbers.extendedToBytes(x, format), format);
          expect(back).toEqual(x);
          expect(numbers.parseExtended(numbers.extendedText(x))).toEqual(x);
        }
      }),
    );
  });

  test('x87 rounds at 64 bits', () => {
    const third = numbers.divExtended(
      numbers.extendedFromNumber(1),
      numbers.extendedFromNumber(3),
      'x87',
    );
    expect(numbers.extendedText(third)).toBe('0xaaaaaaaaaaaaaaabp-65');
  });
});

test('integers to float round once', () => {
  expect(numbers.integerToNumber(0x4000004000000001n, 'float')).toBe(2 ** 62 + 2 ** 39);
  expect(numbers.integerToNumber(-1n, 'float')).toBe(-1);
});
