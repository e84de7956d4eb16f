/**
 * What evaluating an expression does besides giving a value (C11 5.1.2.3p2), and -Wunused-value.
 */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import { isVolatile } from '../types.ts';
import type { Checker } from './checker.ts';

/** Whether evaluating the expression may change or observe anything. */
export function hasEffect(expr: Expr): boolean {
  switch (expr.kind) {
    case 'integer':
    case 'floating':
    case 'function':
    case 'temporary':
    case 'label-address':
    case 'variable-length':
      return false;
    case 'variable':
      return isVolatile(expr.type);
    case 'deref':
      return isVolatile(expr.type) || hasEffect(expr.pointer);
    case 'member':
      return isVolatile(expr.type) || hasEffect(expr.base);
    case 'component':
    case 'convert':
    case 'unary':
      return hasEffect(expr.operand);
    case 'address':
      return addressHasEffect(expr.operand);
    case 'arithmetic':
    case 'relational':
    case 'logical':
    case 'comma':
    case 'pointer-difference':
      return hasEffect(expr.left) || hasEffect(expr.right);
    case 'pointer-add':
      return hasEffect(expr.pointer) || hasEffect(expr.index);
    case 'conditional':
      return [expr.condition, expr.then, expr.otherwise].some(hasEffect);
    case 'complex':
      return hasEffect(expr.real) || hasEffect(expr.imaginary);
    case 'let':
      return hasEffect(expr.value) || hasEffect(expr.body);
    case 'compound-literal':
      return expr.initializer?.parts.some((part) => hasEffect(part.value)) ?? false;
    default:
      return true;
  }
}

/** Whether evaluating what has no effect may stop the program: it divides. */
export function mayTrap(expr: Expr): boolean {
  switch (expr.kind) {
    case 'arithmetic':
      if (expr.operator === '/' || expr.operator === '%') return expr.type.kind !== 'float';
      return mayTrap(expr.left) || mayTrap(expr.right);
    case 'relational':
    case 'logical':
    case 'comma':
    case 'pointer-difference':
      return mayTrap(expr.left) || mayTrap(expr.right);
    case 'pointer-add':
      return mayTrap(expr.pointer) || mayTrap(expr.index);
    case 'deref':
      return mayTrap(expr.pointer);
    case 'member':
      return mayTrap(expr.base);
    case 'component':
    case 'convert':
    case 'unary':
    case 'address':
      return mayTrap(expr.operand);
    case 'integer':
    case 'floating':
    case 'function':
    case 'variable':
    case 'temporary':
    case 'label-address':
    case 'variable-length':
      return false;
    default:
      return true;
  }
}

/** Taking an address reads nothing, whatever the object's qualifiers. */
function addressHasEffect(operand: Expr): boolean {
  switch (operand.kind) {
    case 'variable':
    case 'function':
      return false;
    case 'deref':
      return hasEffect(operand.pointer);
    case 'member':
    case 'component':
      return addressHasEffect(operand.kind === 'member' ? operand.base : operand.operand);
    default:
      return hasEffect(operand);
  }
}

/** -Wunused-value for an expression statement. */
export function warnUnusedValue(
  c: Checker,
  node: ast.Expression,
  value: Expr,
  pos: Position,
): void {
  if (value.type.kind === 'void' || c.unevaluated > 0) return;
  if (!hasEffect(value)) {
    c.diagnostics.warning(pos, 'unused-value', 'statement with no effect');
  } else if (dropsValue(node)) {
    c.diagnostics.warning(pos, 'unused-value', 'value computed is not used');
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set([
  ...['*', '/', '%', '+', '-', '<<', '>>', '<', '>', '<=', '>=', '==', '!=', '&', '^', '|'],
]);

/** Whether the outermost operator's value is what nobody looks at, as in `*p++;`. */
function dropsValue(node: ast.Expression): boolean {
  switch (node.kind) {
    case 'binary':
      return ARITHMETIC.has(node.operator);
    case 'unary':
      return true;
    case 'index':
    case 'member':
      return true;
    default:
      return false;
  }
}

/** -Wunused-value for the left side of a comma. */
export function warnUnusedLeft(c: Checker, left: Expr, pos: Position): void {
  if (left.type.kind === 'void' || c.unevaluated > 0 || hasEffect(left)) return;
  const message = 'left-hand operand of comma expression has no effect';
  c.diagnostics.warning(pos, 'unused-value', message);
}
