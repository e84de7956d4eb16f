/** -Woverflow: constants that an operation or an implicit conversion changes. */
import { addInts, mulInts, subInts } from '../numbers.ts';
import type { Position } from '../source.ts';
import type { ArithmeticOperator, Expr } from '../typed.ts';
import { integerOf, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { quoteType } from './type-text.ts';

/** -Woverflow for a signed operation on constants. */
export function warnOverflow(
  c: Checker,
  operator: ArithmeticOperator,
  left: Expr,
  right: Expr,
  result: Expr,
  pos: Position,
): void {
  if (left.kind !== 'integer' || right.kind !== 'integer' || result.kind !== 'integer') return;
  const type = integerOf(result.type);
  if (!type?.signed || c.unevaluated > 0) return;
  const exact = exactly(operator, left.value, right.value);
  if (exact === null || exact === result.value) return;
  const text = `integer overflow in expression of type ${quoteType(result.type)}`;
  c.diagnostics.warning(pos, 'overflow', `${text} results in ‘${result.value}’`, true);
}

/** The mathematical result, wide enough for two operands of 64 bits. */
function exactly(operator: ArithmeticOperator, a: bigint, b: bigint): bigint | null {
  switch (operator) {
    case '+':
      return addInts(a, b, 256);
    case '-':
      return subInts(a, b, 256);
    case '*':
      return mulInts(a, b, 256);
    default:
      return null;
  }
}

/** -Woverflow for a constant that its implicit conversion changes. */
export function warnConstantConversion(
  c: Checker,
  value: Expr,
  converted: Expr,
  target: Type,
  pos: Position,
): void {
  if (value.kind !== 'integer' || converted.kind !== 'integer' || c.unevaluated > 0) return;
  const from = integerOf(value.type);
  const to = integerOf(target);
  if (!from || !to || to.name === '_Bool' || to.size >= from.size) return;
  if (value.value === converted.value) return;
  // A negative constant that only changes its sign is what people mean by (unsigned char)-1.
  const bits = to.size * 8;
  if (!to.signed && value.value < 0n && value.value >= -(1n << BigInt(bits - 1))) return;
  // Nor is one that fits the unsigned type of that size: char c = 0xe2 (GCC's rule).
  if (to.signed && value.value > 0n && value.value < 1n << BigInt(bits)) return;
  const what = to.signed ? 'overflow in conversion' : 'unsigned conversion';
  const types = `from ${quoteType(value.type.plain)} to ${quoteType(target.plain)}`;
  const values = `changes value from ‘${value.value}’ to ‘${converted.value}’`;
  c.diagnostics.warning(pos, 'overflow', `${what} ${types} ${values}`, true);
}
