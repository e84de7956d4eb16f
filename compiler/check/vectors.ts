/** GNU vector types (GCC manual, "Using Vector Instructions through Built-in Functions"). */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { ArithmeticOperator, Expr, RelationalOperator } from '../typed.ts';
import { type IntegerType, isReal, type VectorType } from '../types.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { convert } from './conversions.ts';
import { typeText } from './type-text.ts';

const RELATIONAL: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);

/** A binary operator with a vector on one side or both; a scalar is broadcast. */
export function vectorBinary(
  c: Checker,
  operator: ArithmeticOperator | RelationalOperator,
  left: Expr,
  right: Expr,
  pos: Position,
): Expr {
  const type = (left.type.kind === 'vector' ? left.type.plain : right.type.plain) as VectorType;
  const a = broadcast(c, left, type);
  const b = broadcast(c, right, type);
  if (!a || !b) {
    const have = `(have ‘${typeText(left.type)}’ and ‘${typeText(right.type)}’)`;
    error(c, pos, `invalid operands to binary ${operator} ${have}`);
    return errorExpr(c, pos);
  }
  if (RELATIONAL.has(operator)) {
    const result = c.types.vector(signedElement(c, type), type.count);
    const kind = operator as RelationalOperator;
    return { kind: 'relational', type: result, pos, operator: kind, left: a, right: b };
  }
  const kind = operator as ArithmeticOperator;
  return { kind: 'arithmetic', type, pos, operator: kind, left: a, right: b };
}

function signedElement(c: Checker, type: VectorType): IntegerType {
  const { types } = c;
  const bySize = { 1: types.schar, 2: types.short, 4: types.int, 8: types.long, 16: types.int128 };
  return bySize[type.element.size];
}

/** __builtin_convertvector: each element converted to that of another vector type. */
export function convertVector(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'convert-vector' }>,
): Expr {
  const { pos } = node;
  const value = c.rules.expression(c, node.value);
  const type = c.rules.typeName(c, node.type).plain;
  if (value.type.kind !== 'vector' || type.kind !== 'vector') {
    const which = value.type.kind === 'vector' ? 'second' : 'first';
    const what = which === 'first' ? 'argument must be a vector' : 'argument must be a vector type';
    error(c, pos, `‘__builtin_convertvector’ ${which} ${what}`);
    return errorExpr(c, pos);
  }
  if (value.type.count !== type.count) {
    const text = 'number of elements of the first argument vector and the second argument';
    error(c, pos, `‘__builtin_convertvector’ ${text} vector type should be the same`);
    return errorExpr(c, pos);
  }
  return { kind: 'builtin', type, pos, name: 'convertvector', args: [value] };
}

/** The operand as a vector of the type: a scalar converts to the element and then to the vector. */
function broadcast(c: Checker, expr: Expr, type: VectorType): Expr | null {
  const { plain } = expr.type;
  if (plain.kind === 'vector') {
    const same = plain.count === type.count && plain.element.size === type.element.size;
    return same ? convert(c, expr, type) : null;
  }
  if (!isReal(plain)) return null;
  const element = convert(c, expr, type.element);
  return { kind: 'convert', type, pos: expr.pos, operand: element };
}
