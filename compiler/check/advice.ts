/**
 * Warnings about expressions that are valid and look like mistakes (-Wparentheses, -Waddress,
 * -Wsign-compare,
 * -Wtype-limits and the like), with gcc's words and places.
 */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr, FunctionEntity, RelationalOperator } from '../typed.ts';
import { integerOf, sizeOf, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { promote } from './conversions.ts';
import { truthOf } from './fold.ts';
import type { Entity } from './scope.ts';
import { quoteType } from './type-text.ts';

type BinaryNode = Extract<ast.Expression, { kind: 'binary' }>;

const COMPARISONS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);
const ORDERINGS: ReadonlySet<string> = new Set(['<', '>', '<=', '>=']);
const ADDITIVE: ReadonlySet<string> = new Set(['+', '-']);
const SHIFTS: ReadonlySet<string> = new Set(['<<', '>>']);

/** `if (a = b)`: gcc's advice on a value whose truth is asked for. */
export function adviseTruth(c: Checker, node: ast.Expression, value: Expr): void {
  if (node.kind === 'assign' && node.operator === '=' && !node.parenthesized) {
    const text = 'suggest parentheses around assignment used as truth value';
    c.diagnostics.warning(startOf(node), 'parentheses', text);
  }
  const name = c.unevaluated > 0 ? null : addressedName(value);
  if (name === null) return;
  const message = `the address of ‘${name}’ will always evaluate as ‘true’`;
  c.diagnostics.warning(node.pos, 'address', message);
}

/** Where an expression's first token stands, parentheses apart. */
export function startOf(node: ast.Expression): Position {
  let at = node;
  for (;;) {
    switch (at.kind) {
      case 'binary':
      case 'assign':
      case 'comma':
        at = at.left;
        break;
      case 'conditional':
        at = at.condition;
        break;
      case 'index':
      case 'member':
        at = at.base;
        break;
      case 'postfix':
        at = at.operand;
        break;
      default:
        return at.pos;
    }
  }
}

/** The variable or function whose address a value is, where that address cannot be null. */
function addressedName(value: Expr): string | null {
  if (value.kind !== 'address') return null;
  const { operand } = value;
  if (operand.kind === 'variable' && !operand.variable.literal && !operand.variable.weak) {
    return operand.variable.name || null;
  }
  if (operand.kind === 'function' && !operand.function.weak) return operand.function.name;
  return null;
}

/** -Wdeprecated-declarations: a use of what an attribute says not to use. */
export function adviseDeprecated(c: Checker, entity: Entity, pos: Position): void {
  if (entity.kind !== 'function' && entity.kind !== 'variable') return;
  const text = c.deprecated.get(entity);
  if (text === undefined) return;
  const message = `‘${entity.name}’ is deprecated${text === '' ? '' : `: ${text}`}`;
  const told = c.diagnostics.warning(pos, 'deprecated-declarations', message, true);
  if (told) c.diagnostics.note(entity.pos, 'declared here');
}

/** -Wnonnull: a null pointer constant for a parameter that must not be null. */
export function adviseNull(
  c: Checker,
  entity: FunctionEntity,
  args: readonly Expr[],
  pos: Position,
): void {
  const numbers = c.nonNull.get(entity);
  if (!numbers) return;
  args.forEach(({ kind, type, ...arg }, index) => {
    const listed = numbers.length === 0 || numbers.includes(index + 1);
    const isNull = kind === 'integer' && 'value' in arg && arg.value === 0n;
    if (!listed || !isNull || type.kind !== 'pointer') return;
    const message = `argument ${index + 1} null where non-null expected`;
    if (!c.diagnostics.warning(pos, 'nonnull', message)) return;
    const text = `in a call to function ‘${entity.name}’ declared ‘nonnull’`;
    c.diagnostics.note(entity.pos, text);
  });
}

/** The operators directly below an operator, where no parentheses set them apart. */
function bareOperator(node: ast.Expression): string | null {
  return node.kind === 'binary' && !node.parenthesized ? node.operator : null;
}

/** gcc has lost the place of an operator on two numbers: it names the one around it. */
function placeOf(inner: ast.Expression, outer: ast.Expression | null): ast.Expression {
  const numbers = inner.kind === 'binary' && [inner.left, inner.right].every(isNumber);
  return numbers && outer ? outer : inner;
}

const isNumber = (node: ast.Expression): boolean => node.kind === 'number';

/** -Wparentheses: operators whose precedence people mistake (gcc's warn_about_parentheses). */
export function adviseParentheses(c: Checker, node: BinaryNode): void {
  const left = bareOperator(node.left);
  const right = bareOperator(node.right);
  if (left === null && right === null) return;
  const { operator } = node;
  const warn = (at: ast.Expression, text: string): void => {
    c.diagnostics.warning(at.pos, 'parentheses', text);
  };
  const each = (
    set: ReadonlySet<string>,
    text: (inner: string) => string,
    at: ast.Expression | null = null,
  ): boolean => {
    if (left !== null && set.has(left)) warn(placeOf(node.left, at), text(left));
    if (right !== null && set.has(right)) warn(placeOf(node.right, at), text(right));
    return (left !== null && set.has(left)) || (right !== null && set.has(right));
  };
  const around = (inner: string): string =>
    `suggest parentheses around ‘${inner}’ in operand of ‘${operator}’`;
  const comparison = `suggest parentheses around comparison in operand of ‘${operator}’`;
  if (SHIFTS.has(operator)) {
    each(ADDITIVE, (inner) => `suggest parentheses around ‘${inner}’ inside ‘${operator}’`, node);
  } else if (operator === '||') {
    each(new Set(['&&']), () => 'suggest parentheses around ‘&&’ within ‘||’');
  } else if (operator === '&') {
    if (!each(ADDITIVE, around, node)) each(COMPARISONS, () => comparison);
  } else if (operator === '|' || operator === '^') {
    const inner = operator === '|' ? ['&', '^'] : ['&'];
    const text = `suggest parentheses around arithmetic in operand of ‘${operator}’`;
    if (!each(new Set([...inner, '+', '-']), () => text)) each(COMPARISONS, () => comparison);
  } else if (operator === '==' || operator === '!=') each(COMPARISONS, () => comparison);
  else if (ORDERINGS.has(operator)) {
    const text = 'comparisons like ‘X<=Y<=Z’ do not have their mathematical meaning';
    if ((left !== null && ORDERINGS.has(left)) || (right !== null && ORDERINGS.has(right))) {
      warn(left !== null && ORDERINGS.has(left) ? node.left : node, text);
    }
  }
}

/** Advice on one comparison, given as written and as checked. */
export function adviseComparison(c: Checker, node: BinaryNode, left: Expr, right: Expr): void {
  if (!COMPARISONS.has(node.operator) || c.unevaluated > 0) return;
  const operator = node.operator as RelationalOperator;
  adviseNot(c, node, right);
  if (left.type.kind !== 'float' && left.type.kind !== 'complex') adviseSame(c, node, operator);
  adviseBoolean(c, node, left, right);
  adviseAddress(c, node, left, right);
  if (left.type.kind === 'enum' && right.type.kind === 'enum') {
    if (left.type.definition !== right.type.definition) {
      const types = `${quoteType(left.type.plain)} and ${quoteType(right.type.plain)}`;
      c.diagnostics.warning(node.pos, 'enum-compare', `comparison between ${types}`);
    }
  }
}

function adviseNot(c: Checker, node: BinaryNode, right: Expr): void {
  const { left } = node;
  if (left.kind !== 'unary' || left.operator !== '!' || left.parenthesized) return;
  if (node.right.kind === 'unary' && node.right.operator === '!') return;
  if (right.kind === 'relational' || right.kind === 'logical' || right.type.kind !== 'integer') {
    return;
  }
  const text = 'logical not is only applied to the left hand side of comparison';
  c.diagnostics.warning(node.pos, 'logical-not-parentheses', text);
}

/** `a == a`, for names and members of names without effects. */
function adviseSame(c: Checker, node: BinaryNode, operator: RelationalOperator): void {
  const left = path(node.left);
  if (left === null || left !== path(node.right) || node.left.pos === node.right.pos) return;
  const truth = operator === '==' || operator === '<=' || operator === '>=';
  const message = `self-comparison always evaluates to ${truth}`;
  c.diagnostics.warning(node.pos, 'tautological-compare', message);
}

function path(node: ast.Expression): string | null {
  if (node.kind === 'identifier') return node.name;
  if (node.kind !== 'member') return null;
  const base = path(node.base);
  return base === null ? null : `${base}${node.arrow ? '->' : '.'}${node.name}`;
}

function isBoolean(value: Expr): boolean {
  if (value.kind === 'unary') return value.operator === '!';
  if (value.kind === 'relational' || value.kind === 'logical') return value.type.kind === 'integer';
  return value.type.kind === 'integer' && value.type.name === '_Bool';
}

/** -Wbool-compare: a truth value is 0 or 1. */
function adviseBoolean(c: Checker, node: BinaryNode, left: Expr, right: Expr): void {
  const [boolean, constant, swapped] = isBoolean(left) ? [left, right, false] : [right, left, true];
  if (!isBoolean(boolean) || constant.kind !== 'integer') return;
  const { value } = constant;
  if (value === 0n || value === 1n) return;
  const big = value > 1n;
  const operator = swapped ? mirrored(node.operator) : node.operator;
  const truth = operator === '!=' || (big ? operator.startsWith('<') : operator.startsWith('>'));
  const lead = `comparison of constant ‘${value}’ with boolean expression`;
  c.diagnostics.warning(node.pos, 'bool-compare', `${lead} is always ${truth}`);
}

const mirrored = (operator: string): string =>
  operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));

function adviseAddress(c: Checker, node: BinaryNode, left: Expr, right: Expr): void {
  if (node.operator !== '==' && node.operator !== '!=') return;
  const name = isNull(right) ? addressedName(left) : isNull(left) ? addressedName(right) : null;
  if (name === null) return;
  const truth = node.operator === '!=';
  const tail = `for the address of ‘${name}’ will never be NULL`;
  const message = `the comparison will always evaluate as ‘${truth}’ ${tail}`;
  c.diagnostics.warning(node.pos, 'address', message);
}

const isNull = (value: Expr): boolean => value.kind === 'integer' && value.value === 0n;

/** -Wsign-compare and -Wtype-limits on operands before and after the usual conversions. */
export function adviseSigns(
  c: Checker,
  operator: RelationalOperator,
  left: Expr,
  right: Expr,
  common: Type,
  pos: Position,
): void {
  const type = integerOf(common);
  if (!type || type.signed || c.unevaluated > 0) return;
  adviseLimits(c, operator, left, right, pos);
  if (!mayBeNegative(c, left) && !mayBeNegative(c, right)) return;
  const text = 'comparison of integer expressions of different signedness';
  const [from, to] = [left, right].map((side) => quoteType(promote(c, side).type.plain));
  const types = `${from} and ${to}`;
  c.diagnostics.warning(pos, 'sign-compare', `${text}: ${types}`);
}

/** Whether an operand is signed and nothing shows that its value is not negative. */
function mayBeNegative(c: Checker, value: Expr): boolean {
  const own = integerOf(value.type);
  const promoted = integerOf(promote(c, value).type);
  if (!own?.signed || !promoted?.signed || isBoolean(value)) return false;
  switch (value.kind) {
    case 'integer':
      return value.value < 0n;
    case 'convert': {
      const inner = integerOf(value.operand.type);
      if (!inner) return true;
      const widens = inner.size < own.size;
      return inner.signed ? mayBeNegative(c, value.operand) : !widens;
    }
    case 'arithmetic':
      return arithmeticMayBeNegative(c, value);
    case 'conditional':
      return mayBeNegative(c, value.then) || mayBeNegative(c, value.otherwise);
    case 'member':
      return !(
        value.member.bits &&
        value.member.bits.width < sizeOf(value.type) * 8 &&
        !own.signed
      );
    default:
      return true;
  }
}

function arithmeticMayBeNegative(
  c: Checker,
  { operator, left, right }: Extract<Expr, { kind: 'arithmetic' }>,
): boolean {
  const a = mayBeNegative(c, left);
  if (operator === '>>' || operator === '%') return a;
  const b = mayBeNegative(c, right);
  if (operator === '&') return a && b;
  return operator === '-' || operator === '<<' || a || b;
}

function adviseLimits(
  c: Checker,
  operator: RelationalOperator,
  left: Expr,
  right: Expr,
  pos: Position,
): void {
  const zeroRight = truthOf(right) === false && left.kind !== 'integer';
  const zeroLeft = truthOf(left) === false && right.kind !== 'integer';
  const unsigned = zeroRight ? left : right;
  if ((!zeroRight && !zeroLeft) || integerOf(unsigned.type)?.signed !== false) return;
  const meant = zeroRight ? operator : mirrored(operator);
  if (meant !== '<' && meant !== '>=') return;
  const lead = 'comparison of unsigned expression in';
  const message = `${lead} ‘${meant} 0’ is always ${meant === '>='}`;
  c.diagnostics.warning(pos, 'type-limits', message);
}
