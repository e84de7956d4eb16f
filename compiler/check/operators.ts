/** Binary operators, assignment and the conditional (C11 6.5.5 to 6.5.17). */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import { type ArithmeticOperator, type Expr, isLvalue, type RelationalOperator } from '../typed.ts';
import {
  isArithmetic,
  isComplete,
  isConst,
  isInteger,
  isReal,
  type PointerType,
  type RecordType,
  sizeOf,
  type Type,
} from '../types.ts';
import { adviseComparison, adviseParentheses, adviseSigns, adviseTruth } from './advice.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { compatibleUnqualified } from './compatible.ts';
import {
  commonPointer,
  condition,
  convert,
  convertAssigned,
  decay,
  isNullPointerConstant,
  promote,
  usualConversions,
} from './conversions.ts';
import { foldArithmetic, foldRelational, integerExpr, truthOf } from './fold.ts';
import { warnOverflow } from './overflow.ts';
import { typeText } from './type-text.ts';
import { elementSizeOf } from './variable-length.ts';
import { vectorBinary } from './vectors.ts';

const RELATIONAL: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '!=']);

/** A binary expression other than assignment and comma. */
export function binaryExpression(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'binary' }>,
): Expr {
  const { operator } = node;
  if (operator === '&&' || operator === '||') return logical(c, node);
  const spine = leftSpine(node);
  let left = decay(c, c.rules.expression(c, spine[0]!.left));
  for (const step of spine) {
    const right = decay(c, c.rules.expression(c, step.right));
    adviseParentheses(c, step);
    adviseComparison(c, step, left, right);
    left = binary(c, step.operator, left, right, step.pos);
  }
  return left;
}

type BinaryNode = Extract<ast.Expression, { kind: 'binary' }>;

/** The operators down the left side of a chain a + b + c, innermost first, without recursion. */
function leftSpine(node: BinaryNode): BinaryNode[] {
  const spine = [node];
  let left = node.left;
  while (left.kind === 'binary' && left.operator !== '&&' && left.operator !== '||') {
    spine.push(left);
    left = left.left;
  }
  return spine.reverse();
}

/** A binary operator on two decayed operands. */
export function binary(
  c: Checker,
  operator: ast.BinaryOperator,
  left: Expr,
  right: Expr,
  pos: Position,
): Expr {
  if (left.type.kind === 'vector' || right.type.kind === 'vector') {
    return vectorBinary(c, operator as ArithmeticOperator | RelationalOperator, left, right, pos);
  }
  if (RELATIONAL.has(operator)) {
    return relational(c, operator as RelationalOperator, left, right, pos);
  }
  switch (operator) {
    case '+':
      return additive(c, left, right, pos);
    case '-':
      return subtraction(c, left, right, pos);
    case '<<':
    case '>>':
      return shift(c, operator, left, right, pos);
    default:
      return arithmetic(c, operator as ArithmeticOperator, left, right, pos);
  }
}

function invalidOperands(c: Checker, op: string, left: Expr, right: Expr, pos: Position): Expr {
  const have = `(have ‘${typeText(left.type)}’ and ‘${typeText(right.type)}’)`;
  error(c, pos, `invalid operands to binary ${op} ${have}`);
  return errorExpr(c, pos);
}

const INTEGER_ONLY: ReadonlySet<string> = new Set(['%', '&', '|', '^', '<<', '>>']);

/** 6.5.5 and 6.5.10 to 6.5.12; also + and - on numbers. */
export function arithmetic(
  c: Checker,
  operator: ArithmeticOperator,
  left: Expr,
  right: Expr,
  pos: Position,
): Expr {
  const integerOnly = INTEGER_ONLY.has(operator);
  const valid = (type: Type): boolean => (integerOnly ? isInteger(type) : isArithmetic(type));
  if (!valid(left.type) || !valid(right.type)) {
    return invalidOperands(c, operator, left, right, pos);
  }
  const [a, b, type] = usualConversions(c, left, right);
  if ((operator === '/' || operator === '%') && b.kind === 'integer' && b.value === 0n) {
    if (c.unevaluated === 0) c.diagnostics.warning(pos, 'div-by-zero', 'division by zero', true);
  }
  const folded = foldArithmetic(operator, a, b, type, c.model);
  if (folded) {
    warnOverflow(c, operator, a, b, folded, pos);
    return { ...folded, pos };
  }
  return { kind: 'arithmetic', type, pos, operator, left: a, right: b };
}

/** 6.5.6 with a pointer on either side of +. */
function additive(c: Checker, left: Expr, right: Expr, pos: Position): Expr {
  if (left.type.kind === 'pointer' && isInteger(right.type)) {
    return pointerAdd(c, left, right, false, pos);
  }
  if (right.type.kind === 'pointer' && isInteger(left.type)) {
    return pointerAdd(c, right, left, false, pos);
  }
  return arithmetic(c, '+', left, right, pos);
}

/** Pointer plus or minus an integer, in elements. */
export function pointerAdd(
  c: Checker,
  pointer: Expr,
  integer: Expr,
  subtract: boolean,
  pos: Position,
): Expr {
  const type = pointer.type.plain as PointerType;
  if (!isComplete(type.to) && type.to.kind !== 'void' && type.to.kind !== 'function') {
    error(c, pos, `invalid use of undefined type ‘${typeText(type.to)}’`);
    return errorExpr(c, pos);
  }
  const index = widenIndex(c, integer);
  const elementSize = elementSizeOf(c, type.to, pos);
  return { kind: 'pointer-add', type, pos, pointer, index, subtract, elementSize };
}

/** An index as a long, keeping an unsigned value's value. */
function widenIndex(c: Checker, integer: Expr): Expr {
  return convert(c, promote(c, integer), c.types.long);
}

function subtraction(c: Checker, left: Expr, right: Expr, pos: Position): Expr {
  if (left.type.kind !== 'pointer') return arithmetic(c, '-', left, right, pos);
  if (isInteger(right.type)) return pointerAdd(c, left, right, true, pos);
  if (right.type.kind !== 'pointer') return invalidOperands(c, '-', left, right, pos);
  if (!compatibleUnqualified(left.type.to, right.type.to)) {
    return invalidOperands(c, '-', left, right, pos);
  }
  const elementSize = elementSizeOf(c, left.type.to, pos);
  return { kind: 'pointer-difference', type: c.types.long, pos, left, right, elementSize };
}

/** 6.5.7: the operands are promoted each on its own. */
function shift(c: Checker, operator: '<<' | '>>', left: Expr, right: Expr, pos: Position): Expr {
  if (!isInteger(left.type) || !isInteger(right.type)) {
    return invalidOperands(c, operator, left, right, pos);
  }
  const a = promote(c, left);
  const b = promote(c, right);
  if (b.kind === 'integer' && c.unevaluated === 0)
    checkShiftCount(c, operator, a.type, b.value, pos);
  if (operator === '<<' && a.kind === 'integer' && a.value < 0n && c.unevaluated === 0) {
    c.diagnostics.warning(pos, 'shift-negative-value', 'left shift of negative value');
  }
  const folded = foldArithmetic(operator, a, b, a.type, c.model);
  if (folded) return { ...folded, pos };
  return { kind: 'arithmetic', type: a.type.plain, pos, operator, left: a, right: b };
}

function checkShiftCount(c: Checker, op: string, type: Type, count: bigint, pos: Position): void {
  const side = op === '<<' ? 'left' : 'right';
  if (count < 0n) {
    c.diagnostics.warning(pos, 'shift-count-negative', `${side} shift count is negative`, true);
  } else if (count >= BigInt(sizeOf(type) * 8)) {
    const message = `${side} shift count >= width of type`;
    c.diagnostics.warning(pos, 'shift-count-overflow', message, true);
  }
}

/** 6.5.8 and 6.5.9. */
export function relational(
  c: Checker,
  operator: RelationalOperator,
  left: Expr,
  right: Expr,
  pos: Position,
): Expr {
  const equality = operator === '==' || operator === '!=';
  const numbers = equality ? isArithmetic : isReal;
  const type = c.types.int;
  if (numbers(left.type) && numbers(right.type)) {
    const [a, b, common] = usualConversions(c, left, right);
    adviseSigns(c, operator, left, right, common, pos);
    const folded = foldRelational(operator, a, b, type);
    if (folded) return { ...folded, pos };
    return { kind: 'relational', type, pos, operator, left: a, right: b };
  }
  const pair = comparedPointers(c, left, right, pos);
  if (!pair) return invalidOperands(c, operator, left, right, pos);
  const folded = foldRelational(operator, pair[0], pair[1], type);
  if (folded) return { ...folded, pos };
  return { kind: 'relational', type, pos, operator, left: pair[0], right: pair[1] };
}

/** Two pointers brought to one type, or null when they cannot be compared. */
function comparedPointers(c: Checker, a: Expr, b: Expr, pos: Position): [Expr, Expr] | null {
  if (a.type.kind === 'pointer' && b.type.kind === 'pointer') {
    const isVoid = a.type.to.kind === 'void' || b.type.to.kind === 'void';
    const null_ = isNullPointerConstant(a) || isNullPointerConstant(b);
    if (!isVoid && !null_ && !compatibleUnqualified(a.type.to, b.type.to)) {
      const message = 'comparison of distinct pointer types lacks a cast';
      c.diagnostics.warning(pos, 'compare-distinct-pointer-types', message, true);
    }
    return [a, convert(c, b, a.type)];
  }
  const [pointer, other] = a.type.kind === 'pointer' ? [a, b] : [b, a];
  if (pointer.type.kind !== 'pointer' || !isInteger(other.type)) return null;
  if (!isNullPointerConstant(other)) {
    c.diagnostics.warning(pos, '', 'comparison between pointer and integer', true);
  }
  return [convert(c, a, pointer.type), convert(c, b, pointer.type)];
}

/** 6.5.13 and 6.5.14, folded when the left operand decides or both are constant. */
function logical(c: Checker, node: BinaryNode): Expr {
  const operator = node.operator as '&&' | '||';
  const type = c.types.int;
  const spine = logicalSpine(node);
  let left = condition(c, c.rules.expression(c, spine[0]!.left), 'used %t value');
  adviseTruth(c, spine[0]!.left, left);
  for (const step of spine) {
    const truth = truthOf(left);
    const decided = truth !== null && truth === (operator === '||');
    if (decided) c.unevaluated++;
    const right = condition(c, c.rules.expression(c, step.right), 'used %t value');
    adviseTruth(c, step.right, right);
    adviseParentheses(c, step);
    if (decided) c.unevaluated--;
    const other = truthOf(right);
    if (decided) left = integerExpr(type, step.pos, truth ? 1n : 0n);
    else if (truth !== null && other !== null) left = integerExpr(type, step.pos, other ? 1n : 0n);
    else left = { kind: 'logical', type, pos: step.pos, operator, left, right };
  }
  return left;
}

function logicalSpine(node: BinaryNode): BinaryNode[] {
  const spine = [node];
  let left = node.left;
  while (left.kind === 'binary' && left.operator === node.operator) {
    spine.push(left);
    left = left.left;
  }
  return spine.reverse();
}

/** 6.5.15, with the GNU form that omits the middle operand. */
export function conditional(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'conditional' }>,
): Expr {
  const test = condition(c, c.rules.expression(c, node.condition), 'used %t value');
  adviseTruth(c, node.condition, test);
  if (!node.then) return omittedConditional(c, test, node);
  const truth = truthOf(test);
  const evaluate = (branch: ast.Expression, dead: boolean): Expr => {
    if (dead) c.unevaluated++;
    const value = decay(c, c.rules.expression(c, branch));
    if (dead) c.unevaluated--;
    return value;
  };
  const then = evaluate(node.then, truth === false);
  const otherwise = evaluate(node.otherwise, truth === true);
  const type = conditionalType(c, then, otherwise, node.pos);
  if (!type) return errorExpr(c, node.pos);
  const a = toBranchType(c, then, type);
  const b = toBranchType(c, otherwise, type);
  if (truth !== null && (a.kind === 'integer' || a.kind === 'floating' || b.kind === 'integer')) {
    const chosen = truth ? a : b;
    if (chosen.kind === 'integer' || chosen.kind === 'floating') return chosen;
  }
  return { kind: 'conditional', type, pos: node.pos, condition: test, then: a, otherwise: b };
}

function toBranchType(c: Checker, value: Expr, type: Type): Expr {
  if (type.kind === 'void' && value.type.kind !== 'void') {
    return { kind: 'convert', type, pos: value.pos, operand: value };
  }
  return convert(c, promote(c, value), type);
}

/** `a ?: b`: a is evaluated once. */
function omittedConditional(
  c: Checker,
  test: Expr,
  node: Extract<ast.Expression, { kind: 'conditional' }>,
): Expr {
  const otherwise = decay(c, c.rules.expression(c, node.otherwise));
  const temporary = { id: c.counters.temporary++, type: test.type.plain };
  const again: Expr = { kind: 'temporary', type: temporary.type, pos: test.pos, temporary };
  const type = conditionalType(c, again, otherwise, node.pos);
  if (!type) return errorExpr(c, node.pos);
  const body: Expr = {
    kind: 'conditional',
    type,
    pos: node.pos,
    condition: again,
    then: toBranchType(c, again, type),
    otherwise: toBranchType(c, otherwise, type),
  };
  return { kind: 'let', type, pos: node.pos, temporary, value: test, body };
}

function conditionalType(c: Checker, a: Expr, b: Expr, pos: Position): Type | null {
  const left = a.type.plain;
  const right = b.type.plain;
  if (isArithmetic(left) && isArithmetic(right)) return usualConversions(c, a, b)[2].plain;
  if (left.kind === 'void' || right.kind === 'void') return c.types.void;
  if (left.kind === 'pointer' && right.kind === 'pointer') {
    if (isNullPointerConstant(b)) return left;
    if (isNullPointerConstant(a)) return right;
    return commonPointer(c, left, right, pos);
  }
  if (left.kind === 'pointer' && isInteger(right)) return pointerOrInteger(c, left, b, pos);
  if (right.kind === 'pointer' && isInteger(left)) return pointerOrInteger(c, right, a, pos);
  if (compatibleUnqualified(left, right)) return left;
  error(c, pos, 'type mismatch in conditional expression');
  return null;
}

function pointerOrInteger(c: Checker, pointer: Type, integer: Expr, pos: Position): Type {
  if (!isNullPointerConstant(integer)) {
    const message = 'pointer/integer type mismatch in conditional expression';
    c.diagnostics.warning(pos, 'int-conversion', message, true);
  }
  return pointer;
}

/** Checks that an expression is a modifiable lvalue (6.3.2.1p1). */
export function modifiable(c: Checker, target: Expr, pos: Position, verb: string): boolean {
  const { type } = target;
  if (!isLvalue(target)) {
    const messages: Readonly<Record<string, string>> = {
      assignment: 'lvalue required as left operand of assignment',
      increment: 'lvalue required as increment operand',
      decrement: 'lvalue required as decrement operand',
    };
    error(c, pos, messages[verb]!);
    return false;
  }
  if (target.kind === 'variable' && target.variable.storage === 'static') {
    const { register } = target.variable;
    if (register !== '') c.diagnostics.unsupported(pos, `to change register ‘${register}’`);
  }
  if (type.kind === 'array' || type.kind === 'function') {
    error(c, pos, 'assignment to expression with array type');
    return false;
  }
  if (isConst(type)) {
    const what = readOnlyName(target);
    const lead = verb === 'assignment' ? 'assignment of' : `${verb} of`;
    error(c, pos, `${lead} read-only ${what}`);
    return false;
  }
  if (type.kind === 'record' && hasConstMember(type)) {
    error(c, pos, `assignment of read-only ${readOnlyName(target)}`);
    return false;
  }
  if (!isComplete(type)) {
    error(c, pos, `invalid use of incomplete type ‘${typeText(type)}’`);
    return false;
  }
  return true;
}

function readOnlyName(target: Expr): string {
  if (target.kind === 'variable') return `variable ‘${target.variable.name}’`;
  if (target.kind === 'member') return `member ‘${target.member.name}’`;
  return 'location';
}

function hasConstMember(type: RecordType): boolean {
  return type.definition.members.some((member) => {
    let of = member.type;
    while (of.kind === 'array') of = of.of;
    return isConst(of) || (of.kind === 'record' && hasConstMember(of));
  });
}

/** 6.5.16: simple and compound assignment. */
export function assignment(c: Checker, node: Extract<ast.Expression, { kind: 'assign' }>): Expr {
  const target = c.rules.expression(c, node.left);
  const value = c.rules.expression(c, node.right);
  if (!modifiable(c, target, node.pos, 'assignment')) return errorExpr(c, node.pos);
  const type = target.type.plain;
  if (node.operator === '=') {
    const at = { kind: 'assignment', pos: node.pos } as const;
    const converted = convertAssigned(c, value, type, at);
    return { kind: 'assign', type, pos: node.pos, target, value: converted };
  }
  const operator = node.operator.slice(0, -1) as ArithmeticOperator;
  return compoundAssign(c, operator, target, decay(c, value), node.pos, false);
}

/** target op= value; also ++ and -- with a value of 1. */
export function compoundAssign(
  c: Checker,
  operator: ArithmeticOperator,
  target: Expr,
  value: Expr,
  pos: Position,
  postfix: boolean,
): Expr {
  const type = target.type.plain;
  const parts = { kind: 'compound-assign', type, pos, operator, target, postfix } as const;
  if (type.kind === 'pointer' && (operator === '+' || operator === '-') && isInteger(value.type)) {
    if (!isComplete(type.to) && type.to.kind !== 'void' && type.to.kind !== 'function') {
      error(c, pos, `invalid use of undefined type ‘${typeText(type.to)}’`);
      return errorExpr(c, pos);
    }
    const index = widenIndex(c, value);
    const elementSize = elementSizeOf(c, type.to, pos);
    return { ...parts, value: index, operation: type, elementSize };
  }
  // Checked on the target as a value: constraints, common type and warnings are the operator's.
  const combined = binary(c, operator, target, value, pos);
  if (combined.kind === 'arithmetic') {
    const operation = combined.left.type.plain;
    return { ...parts, value: combined.right, operation, elementSize: 1 };
  }
  return errorExpr(c, pos);
}
