/**
 * Expressions (C11 6.5), but for binary operators, calls and builtins, which have their own files.
 */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import { type Expr, findMember, isLvalue, type Variable } from '../typed.ts';
import {
  alignOf,
  integerOf,
  isArithmetic,
  isComplete,
  isInteger,
  isScalar,
  isVariableSized,
  type Member,
  pointerTo,
  qualify,
  type RecordType,
  sizeOf,
  type Type,
} from '../types.ts';
import { adviseDeprecated, adviseTruth } from './advice.ts';
import { builtinFunction, isBuiltinName } from './builtins.ts';
import { callExpression } from './calls.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { compatible, compatibleUnqualified } from './compatible.ts';
import { integerConstant } from './constants.ts';
import { condition, convert, convertAssigned, decay, promote } from './conversions.ts';
import { warnUnusedLeft } from './effects.ts';
import { staticObject } from './entities.ts';
import { foldUnary, integerExpr } from './fold.ts';
import { lookupLabel } from './labels.ts';
import {
  characterConstant,
  functionName,
  markLiterals,
  numberConstant,
  stringExpr,
  stringValue,
} from './literals.ts';
import {
  assignment,
  binary,
  binaryExpression,
  compoundAssign,
  conditional,
  modifiable,
  pointerAdd,
} from './operators.ts';
import { suggest } from './suggest.ts';
import { quoteType, typeText } from './type-text.ts';
import { memberOffset, sizeExpr } from './variable-length.ts';
import { convertVector } from './vectors.ts';

/** Checks an expression. An lvalue comes back as one; its uses load, decay or take its address. */
export function expression(c: Checker, node: ast.Expression): Expr {
  const before = c.brokenBefore;
  c.brokenBefore = c.broken;
  const result = anyExpression(c, node);
  c.seen?.(node, result);
  c.brokenBefore = before;
  return result;
}

function anyExpression(c: Checker, node: ast.Expression): Expr {
  switch (node.kind) {
    case 'identifier':
      return identifier(c, node);
    case 'number':
      return numberConstant(c, node.pos, node.text);
    case 'character':
      return characterConstant(c, node.pos, node.text);
    case 'string':
      return stringExpr(c, node.pos, stringValue(c, node.pos, node.texts));
    case 'generic':
      return genericSelection(c, node);
    case 'index':
      return index(c, node);
    case 'call':
      return callExpression(c, node);
    case 'member':
      return memberAccess(c, node);
    case 'prefix':
    case 'postfix':
      return increment(c, node);
    case 'compound-literal':
      return compoundLiteral(c, node);
    case 'unary':
      return unary(c, node);
    case 'extension':
      return expression(c, node.operand);
    case 'sizeof':
      return withLengths(c, node.pos, () => sizeofExpression(c, node));
    case 'cast':
      return withLengths(c, node.pos, () => cast(c, node));
    case 'binary':
      return binaryExpression(c, node);
    case 'conditional':
      return conditional(c, node);
    case 'assign':
      return assignment(c, node);
    case 'comma':
      return comma(c, node);
    default:
      return gnuExpression(c, node);
  }
}

type GnuNode = Extract<
  ast.Expression,
  {
    kind:
      | ('statement-expression' | 'label-address' | 'va-arg' | 'convert-vector')
      | ('offsetof' | 'types-compatible' | 'choose-expr');
  }
>;

function gnuExpression(c: Checker, node: GnuNode): Expr {
  const { pos } = node;
  switch (node.kind) {
    case 'statement-expression': {
      if (!c.func) {
        error(c, pos, 'braced-group within expression allowed only inside a function');
        return errorExpr(c, pos);
      }
      const { body, result } = c.rules.statementExpression(c, node.body);
      const type = result ? result.type.plain : c.types.void;
      return { kind: 'statement-expression', type, pos, body, result };
    }
    case 'label-address': {
      if (!c.func) {
        error(c, pos, `label ‘${node.name}’ referenced outside of any function`);
        return errorExpr(c, pos);
      }
      const label = lookupLabel(c, node.name, pos);
      label.addressTaken = true;
      if (label.owner !== c.func.entity) label.nestedAddress = true;
      return { kind: 'label-address', type: pointerTo(c.types.void), pos, label };
    }
    case 'va-arg':
      return vaArg(c, node);
    case 'convert-vector':
      return convertVector(c, node);
    case 'offsetof':
      return offsetof(c, node);
    case 'types-compatible': {
      const left = c.rules.typeName(c, node.left);
      const right = c.rules.typeName(c, node.right);
      return integerExpr(c.types.int, pos, compatibleUnqualified(left, right) ? 1n : 0n);
    }
    case 'choose-expr': {
      const chosen = integerConstant(
        c,
        node.condition,
        'first argument to ‘__builtin_choose_expr’',
      );
      return expression(c, chosen === 0n ? node.otherwise : node.then);
    }
  }
}

/** 6.5.1 */
function identifier(c: Checker, node: Extract<ast.Expression, { kind: 'identifier' }>): Expr {
  const { name, pos } = node;
  const entity = c.scope.find(name);
  if (!entity) return undeclared(c, name, pos);
  if (c.deprecated.size > 0) adviseDeprecated(c, entity, pos);
  switch (entity.kind) {
    case 'variable':
      entity.referenced = true;
      entity.reads++;
      return { kind: 'variable', type: entity.type, pos, variable: entity };
    case 'function':
      entity.referenced = true;
      return { kind: 'function', type: entity.type, pos, function: entity };
    case 'enumerator':
      return integerExpr(entity.type, pos, entity.value);
    case 'typedef':
      error(c, pos, `expected expression before ‘${name}’`);
      return errorExpr(c, pos);
  }
}

const FUNCTION_NAMES: ReadonlySet<string> = new Set([
  ...['__func__', '__FUNCTION__', '__PRETTY_FUNCTION__'],
]);

function undeclared(c: Checker, name: string, pos: Position): Expr {
  if (FUNCTION_NAMES.has(name)) return functionName(c, pos);
  if (isBuiltinName(name)) {
    const builtin = builtinFunction(c, name, pos);
    if (builtin) return builtin;
  }
  if (c.func?.undeclared.has(name)) return errorExpr(c, pos);
  c.func?.undeclared.add(name);
  const where = c.func ? '(first use in this function)' : 'here (not in a function)';
  const like = suggest(name, c.scope.visibleNames());
  const tail = like ? `; did you mean ‘${like}’?` : ` ${where}`;
  error(c, pos, `‘${name}’ undeclared${like ? ` ${where}` : ''}${tail}`);
  return errorExpr(c, pos);
}

/** 6.5.1.1 */
function genericSelection(c: Checker, node: Extract<ast.Expression, { kind: 'generic' }>): Expr {
  c.unevaluated++;
  const control = decay(c, expression(c, node.control)).type.plain;
  c.unevaluated--;
  let fallback: ast.Expression | null = null;
  let chosen: ast.Expression | null = null;
  const seen: Type[] = [];
  for (const association of node.associations) {
    if (!association.type) {
      if (fallback) error(c, association.pos, 'duplicate ‘default’ case in ‘_Generic’');
      fallback = association.value;
      continue;
    }
    const type = c.rules.typeName(c, association.type);
    if (seen.some((other) => compatible(other, type))) {
      error(c, association.pos, '‘_Generic’ specifies two compatible types');
    }
    seen.push(type);
    if (compatible(type, control)) chosen ??= association.value;
  }
  const value = chosen ?? fallback;
  if (value) return expression(c, value);
  const message = `‘_Generic’ selector of type ${quoteType(control)} is not compatible`;
  error(c, node.pos, `${message} with any association`);
  return errorExpr(c, node.pos);
}

/** 6.5.2.1: a[b] is *(a + b); a vector's elements are reached through its address. */
function index(c: Checker, node: Extract<ast.Expression, { kind: 'index' }>): Expr {
  const base = expression(c, node.base);
  const subscript = decay(c, expression(c, node.index));
  const { pos } = node;
  if (base.type.kind === 'vector' && isInteger(subscript.type)) {
    const element = qualify(base.type.element, base.type.qualifiers);
    const type = pointerTo(element);
    const address: Expr = { kind: 'address', type: pointerTo(base.type), pos, operand: base };
    const first: Expr = { kind: 'convert', type, pos, operand: address };
    return dereference(c, pointerAdd(c, first, subscript, false, pos), pos);
  }
  const array = decay(c, base);
  const [pointer, integer] =
    array.type.kind === 'pointer' ? [array, subscript] : [subscript, array];
  if (pointer.type.kind !== 'pointer') {
    error(c, pos, 'subscripted value is neither array nor pointer nor vector');
    return errorExpr(c, pos);
  }
  if (!isInteger(integer.type)) {
    error(c, pos, 'array subscript is not an integer');
    return errorExpr(c, pos);
  }
  warnCharSubscript(c, integer, pos);
  return dereference(c, pointerAdd(c, pointer, integer, false, pos), pos);
}

/** A plain char as a subscript may be negative. */
function warnCharSubscript(c: Checker, index: Expr, pos: Position): void {
  if (index.type.plain !== c.types.char || index.kind === 'integer') return;
  c.diagnostics.warning(pos, 'char-subscripts', 'array subscript has type ‘char’');
}

/** 6.5.3.2: the object or function a pointer points to. */
export function dereference(c: Checker, pointer: Expr, pos: Position): Expr {
  if (pointer.kind === 'integer' && pointer.type.kind !== 'pointer') return pointer;
  if (pointer.type.kind !== 'pointer') {
    error(c, pos, `invalid type argument of unary ‘*’ (have ${quoteType(pointer.type)})`);
    return errorExpr(c, pos);
  }
  const { to } = pointer.type;
  if (pointer.kind === 'address' && pointer.operand.type === to) return pointer.operand;
  return { kind: 'deref', type: to, pos, pointer };
}

/** 6.5.2.3 */
function memberAccess(c: Checker, node: Extract<ast.Expression, { kind: 'member' }>): Expr {
  const { pos, name } = node;
  let base = expression(c, node.base);
  if (node.arrow) {
    const pointer = decay(c, base);
    if (pointer.type.kind !== 'pointer') {
      error(c, pos, `invalid type argument of ‘->’ (have ${quoteType(pointer.type)})`);
      return errorExpr(c, pos);
    }
    base = dereference(c, pointer, pos);
  }
  const record = base.type;
  if (record.kind !== 'record') {
    const what = `request for member ‘${name}’ in something not a structure or union`;
    error(c, pos, what);
    return errorExpr(c, pos);
  }
  if (!record.definition.complete) {
    error(c, pos, `invalid use of undefined type ${quoteType(record)}`);
    return errorExpr(c, pos);
  }
  const path = findMember(record, name);
  if (!path) {
    const like = suggest(name, memberNames(record));
    const hint = like ? `; did you mean ‘${like}’?` : '';
    error(c, node.namePos, `${quoteType(record)} has no member named ‘${name}’${hint}`);
    return errorExpr(c, pos);
  }
  return path.reduce((inner, member) => memberOf(inner, member, pos), base);
}

/** One member of a record expression; it has the record's qualifiers too (6.5.2.3p3). */
export function memberOf(base: Expr, member: Member, pos: Position): Expr {
  const type = qualify(member.type, base.type.qualifiers);
  return { kind: 'member', type, pos, base, member };
}

function* memberNames(record: RecordType): Generator<string> {
  for (const member of record.definition.members) {
    if (member.name !== null) yield member.name;
    else if (member.type.kind === 'record') yield* memberNames(member.type);
  }
}

/** 6.5.2.4 and 6.5.3.1: ++ and -- */
function increment(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'prefix' | 'postfix' }>,
): Expr {
  const { pos } = node;
  const target = expression(c, node.operand);
  const verb = node.operator === '++' ? 'increment' : 'decrement';
  if (!isScalar(target.type)) {
    error(c, pos, `wrong type argument to ${verb}`);
    return errorExpr(c, pos);
  }
  if (!modifiable(c, target, pos, verb)) return errorExpr(c, pos);
  const one = integerExpr(c.types.int, pos, 1n);
  const operator = node.operator === '++' ? '+' : '-';
  return compoundAssign(c, operator, target, one, pos, node.kind === 'postfix');
}

/** 6.5.2.5 */
function compoundLiteral(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'compound-literal' }>,
): Expr {
  const { pos } = node;
  const named = c.rules.typeName(c, node.type);
  if (isVariableSized(named)) {
    error(c, pos, 'compound literal has variable size');
    return errorExpr(c, pos);
  }
  const { type, initializer, size } = c.rules.objectInitializer(c, named, node.initializer);
  if (!c.func) {
    const variable = staticObject(c, `.LCL${c.counters.symbol++}`, type, pos, false);
    const parts = c.rules.staticParts(c, initializer);
    c.literalInitializers.set(variable, initializer);
    c.output.push({ kind: 'object-definition', variable, size, parts });
    return { kind: 'compound-literal', type, pos, variable, initializer: null };
  }
  const variable: Variable = {
    ...staticObject(c, '', type, pos, false),
    storage: 'automatic',
    owner: c.func.entity,
  };
  markLiterals(initializer);
  return { kind: 'compound-literal', type, pos, variable, initializer };
}

/** 6.5.3.2 and 6.5.3.3 */
function unary(c: Checker, node: Extract<ast.Expression, { kind: 'unary' }>): Expr {
  const { operator, pos } = node;
  if (operator === '&') return addressOf(c, expression(c, node.operand), pos);
  if (operator === '*') return dereference(c, decay(c, expression(c, node.operand)), pos);
  if (operator === '__real__' || operator === '__imag__') {
    return component(
      c,
      expression(c, node.operand),
      operator === '__real__' ? 'real' : 'imag',
      pos,
    );
  }
  const operand = decay(c, expression(c, node.operand));
  if (operator === '!') {
    const value = condition(c, operand, 'wrong type argument to unary exclamation mark: used %t');
    adviseTruth(c, node.operand, value);
    const folded = foldUnary('!', value, c.types.int);
    return folded ?? { kind: 'unary', type: c.types.int, pos, operator: '!', operand: value };
  }
  return unaryArithmetic(c, operator, operand, pos);
}

function unaryArithmetic(
  c: Checker,
  operator: '+' | '-' | '~',
  operand: Expr,
  pos: Position,
): Expr {
  if (operand.type.kind === 'vector') {
    if (operator === '+') return operand;
    return { kind: 'unary', type: operand.type.plain, pos, operator, operand };
  }
  const complex = operand.type.kind === 'complex';
  const valid = operator === '~' ? isInteger(operand.type) || complex : isArithmetic(operand.type);
  if (!valid) {
    const names = { '+': 'unary plus', '-': 'unary minus', '~': 'bit-complement' } as const;
    error(c, pos, `wrong type argument to ${names[operator]}`);
    return errorExpr(c, pos);
  }
  const value = promote(c, operand);
  if (operator === '+') return convertedCopy(c, value);
  const type = value.type.plain;
  const folded = foldUnary(operator, value, type);
  return folded ? { ...folded, pos } : { kind: 'unary', type, pos, operator, operand: value };
}

/** A value that is no lvalue any more: `+x` and casts to the same type. */
function convertedCopy(_c: Checker, value: Expr): Expr {
  if (!isLvalue(value)) return value;
  return { kind: 'convert', type: value.type.plain, pos: value.pos, operand: value };
}

/** & (6.5.3.2) */
export function addressOf(c: Checker, operand: Expr, pos: Position): Expr {
  if (operand.kind === 'member' && operand.member.bits) {
    error(c, pos, `cannot take address of bit-field ‘${operand.member.name}’`);
    return errorExpr(c, pos);
  }
  if (operand.type.kind !== 'function' && !isLvalue(operand)) {
    if (operand.type.kind !== 'array' || operand.kind !== 'member') {
      error(c, pos, 'lvalue required as unary ‘&’ operand');
      return errorExpr(c, pos);
    }
  }
  if (operand.kind === 'variable' && operand.variable.isRegister) {
    error(c, pos, `address of register variable ‘${operand.variable.name}’ requested`);
    return errorExpr(c, pos);
  }
  const type = pointerTo(operand.type);
  if (operand.kind === 'deref') return convert(c, operand.pointer, type);
  return { kind: 'address', type, pos, operand };
}

/** GNU __real__ and __imag__. */
export function component(c: Checker, operand: Expr, part: 'real' | 'imag', pos: Position): Expr {
  const { type } = operand;
  if (type.kind === 'complex') {
    if (operand.kind === 'complex') return part === 'real' ? operand.real : operand.imaginary;
    return { kind: 'component', type: qualify(type.element, type.qualifiers), pos, part, operand };
  }
  if (!isArithmetic(type)) {
    error(c, pos, `wrong type argument to __${part}__`);
    return errorExpr(c, pos);
  }
  if (part === 'real') return operand;
  const zero = convert(c, integerExpr(c.types.int, pos, 0n), type.plain);
  return { kind: 'comma', type: type.plain, pos, left: operand, right: zero };
}

/** Variable lengths in a type name are computed where the expression is (6.7.6.2p5). */
function withLengths(c: Checker, pos: Position, build: () => Expr): Expr {
  const saved = c.pendingLengths;
  c.pendingLengths = [];
  const result = build();
  const lengths = c.pendingLengths;
  c.pendingLengths = saved;
  if (lengths.length === 0 || !c.func) return result;
  const body = lengths.map(({ length, value }) => ({
    ...({ kind: 'vla-length', pos, length, value } as const),
  }));
  return { kind: 'statement-expression', type: result.type.plain, pos, body, result };
}

/** 6.5.3.4 */
function sizeofExpression(c: Checker, node: Extract<ast.Expression, { kind: 'sizeof' }>): Expr {
  const { pos, operand, operator } = node;
  c.unevaluated++;
  const value = operand.kind === 'type-name' ? null : expression(c, operand);
  const type = operand.kind === 'type-name' ? c.rules.typeName(c, operand) : value!.type;
  c.unevaluated--;
  if (operator === '_Alignof') {
    if (value?.kind === 'variable' && value.variable.align > 0) {
      return integerExpr(c.types.ulong, pos, BigInt(value.variable.align));
    }
    if (value?.kind === 'function' && value.function.align > 0) {
      return integerExpr(c.types.ulong, pos, BigInt(value.function.align));
    }
    return integerExpr(c.types.ulong, pos, BigInt(alignOf(type)));
  }
  if (value?.kind === 'member' && value.member.bits) {
    error(c, pos, '‘sizeof’ applied to a bit-field');
    return errorExpr(c, pos);
  }
  if (!isComplete(type) && type.kind !== 'void' && type.kind !== 'function') {
    error(c, pos, `invalid application of ‘sizeof’ to incomplete type ${quoteType(type)}`);
    return errorExpr(c, pos);
  }
  const size = sizeExpr(c, type, pos);
  // A VLA's operand is evaluated (6.5.3.4p2).
  if (!isVariableSized(type) || !value) return size;
  const left: Expr = { kind: 'convert', type: c.types.void, pos, operand: value };
  return isLvalue(value) ? size : { kind: 'comma', type: size.type, pos, left, right: size };
}

/** 6.5.4 */
function cast(c: Checker, node: Extract<ast.Expression, { kind: 'cast' }>): Expr {
  const type = c.rules.typeName(c, node.type).plain;
  const value = expression(c, node.operand);
  return castTo(c, value, type, node.pos);
}

export function castTo(c: Checker, value: Expr, type: Type, pos: Position): Expr {
  if (type.kind === 'void') return { kind: 'convert', type, pos, operand: value };
  if (type.kind === 'record' && type.definition.union) {
    const made = castToUnion(c, value, type, pos);
    if (made) return made;
  }
  const operand = decay(c, value);
  const source = operand.type.plain;
  if (type.kind === 'vector' || source.kind === 'vector') {
    if (sizeOf(type) === sizeOf(source)) {
      return { kind: 'convert', type, pos, operand };
    }
    error(c, pos, `cannot convert a value of type ${quoteType(source)} to ${quoteType(type)}`);
    return errorExpr(c, pos);
  }
  if (type.kind === 'record' && source.kind === 'record' && compatibleUnqualified(type, source)) {
    return convertedCopy(c, operand);
  }
  if (!isScalar(type)) {
    const what = type.kind === 'array' ? 'cast specifies array type' : undefined;
    const fn = type.kind === 'function' ? 'cast specifies function type' : undefined;
    error(c, pos, what ?? fn ?? 'conversion to non-scalar type requested');
    return errorExpr(c, pos);
  }
  if (!isScalar(source)) {
    error(c, pos, castMessage(source, type));
    return errorExpr(c, pos);
  }
  const mixed =
    (source.kind === 'pointer' && (type.kind === 'float' || type.kind === 'complex')) ||
    (type.kind === 'pointer' && (source.kind === 'float' || source.kind === 'complex'));
  if (mixed) {
    const text =
      type.kind === 'pointer'
        ? 'cannot convert to a pointer type'
        : 'pointer value used where a floating-point was expected';
    error(c, pos, text);
    return errorExpr(c, pos);
  }
  warnPointerSize(c, operand, source, type, pos);
  return convertedCopy(c, convert(c, operand, type));
}

function castMessage(source: Type, type: Type): string {
  if (source.kind === 'void') return 'void value not ignored as it ought to be';
  const word =
    type.kind === 'pointer' ? 'a pointer' : isInteger(type) ? 'integer' : 'floating-point';
  if (type.kind === 'pointer') return 'cannot convert to a pointer type';
  const wanted = word === 'integer' ? 'an integer' : 'a floating-point';
  return `aggregate value used where ${wanted} was expected`;
}

function warnPointerSize(c: Checker, operand: Expr, source: Type, type: Type, pos: Position): void {
  const from = integerOf(source);
  const to = integerOf(type);
  if (type.kind === 'pointer' && from && from.size !== 8 && operand.kind !== 'integer') {
    const message = 'cast to pointer from integer of different size';
    c.diagnostics.warning(pos, 'int-to-pointer-cast', message, true);
  }
  if (source.kind === 'pointer' && to && to.size < 8 && to.name !== '_Bool') {
    const message = 'cast from pointer to integer of different size';
    c.diagnostics.warning(pos, 'pointer-to-int-cast', message, true);
  }
}

/** GNU: a cast to a union type is a compound literal of the member that fits. */
function castToUnion(c: Checker, value: Expr, type: RecordType, pos: Position): Expr | null {
  const operand = decay(c, value);
  const members = type.definition.members;
  const member = members.find((m) => compatibleUnqualified(m.type, operand.type));
  if (!member || compatibleUnqualified(type, operand.type)) return null;
  const at = { kind: 'initialization', pos } as const;
  const converted = convertAssigned(c, operand, member.type, at);
  const variable: Variable = {
    ...staticObject(c, '', type, pos, false),
    storage: 'automatic',
    owner: c.func?.entity ?? null,
  };
  const part = { offset: member.offset, type: member.type, bits: member.bits, value: converted };
  return {
    kind: 'compound-literal',
    type,
    pos,
    variable,
    initializer: { zero: sizeOf(member.type) < sizeOf(type), parts: [part] },
  };
}

/** 6.5.17; a long chain is walked down its left side. */
function comma(c: Checker, node: Extract<ast.Expression, { kind: 'comma' }>): Expr {
  const spine = [node];
  let first = node.left;
  while (first.kind === 'comma') {
    spine.push(first);
    first = first.left;
  }
  let left = expression(c, first);
  for (const step of spine.reverse()) {
    const right = decay(c, expression(c, step.right));
    warnUnusedLeft(c, left, step.pos);
    left = { kind: 'comma', type: right.type.plain, pos: step.pos, left, right };
  }
  return left;
}

/** The address of a va_list object, from an expression naming it (an array type decays). */
export function vaListAddress(c: Checker, list: Expr, pos: Position): Expr | null {
  const value = decay(c, list);
  const element = c.vaList.kind === 'array' ? c.vaList.of : c.vaList;
  if (c.vaList.kind === 'array') {
    const { type } = value;
    const right = type.kind === 'pointer' && compatibleUnqualified(type.to, element);
    return right ? value : null;
  }
  if (!isLvalue(list) || !compatibleUnqualified(list.type, c.vaList)) return null;
  return { kind: 'address', type: pointerTo(list.type), pos, operand: list };
}

function vaArg(c: Checker, node: Extract<ast.Expression, { kind: 'va-arg' }>): Expr {
  const { pos } = node;
  const list = vaListAddress(c, expression(c, node.list), pos);
  const type = c.rules.typeName(c, node.type).plain;
  if (!list) {
    error(c, pos, 'first argument to ‘va_arg’ not of type ‘va_list’');
    return errorExpr(c, pos);
  }
  if (!isComplete(type)) {
    error(c, pos, `second argument to ‘va_arg’ is of incomplete type ‘${typeText(type)}’`);
    return errorExpr(c, pos);
  }
  return { kind: 'va-arg', type, pos, list };
}

/** __builtin_offsetof (7.19p3): constant, or computed when an index is. */
function offsetof(c: Checker, node: Extract<ast.Expression, { kind: 'offsetof' }>): Expr {
  const { pos } = node;
  const { ulong } = c.types;
  let type = c.rules.typeName(c, node.type);
  let offset: Expr = integerExpr(ulong, pos, 0n);
  for (const designator of node.designators) {
    if (designator.kind === 'member') {
      const path = type.kind === 'record' ? findMember(type, designator.name) : null;
      if (!path) {
        error(c, designator.pos, `${quoteType(type)} has no member named ‘${designator.name}’`);
        return errorExpr(c, pos);
      }
      for (const member of path) {
        offset = binary(c, '+', offset, memberOffset(c, member, pos), pos);
        type = member.type;
        if (member.bits) {
          error(c, pos, `attempt to take address of bit-field structure member ‘${member.name}’`);
        }
      }
    } else if (designator.kind === 'index' && type.kind === 'array') {
      const at = convert(c, decay(c, expression(c, designator.index)), ulong);
      const step = binary(c, '*', at, sizeExpr(c, type.of, pos), pos);
      offset = binary(c, '+', offset, step, pos);
      type = type.of;
    } else {
      error(c, designator.pos, 'subscripted value is neither array nor pointer');
      return errorExpr(c, pos);
    }
  }
  return offset;
}
