/** Function calls (C11 6.5.2.2) and identifiers that are called before they are declared. */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import { type FunctionType, isComplete, type Type } from '../types.ts';
import { adviseNull } from './advice.ts';
import { builtinCall, isBuiltinName } from './builtins.ts';
import { type Checker, error, errorExpr, type FormatSpec } from './checker.ts';
import { convertAssigned, decay, promoteArgument } from './conversions.ts';
import { newFunction } from './entities.ts';
import { checkFormat, knownFormat } from './format.ts';
import { FILE_FUNCTIONS, libraryType } from './library.ts';
import { quoteType } from './type-text.ts';
import { advises } from './unused.ts';

/** 6.5.2.2: a call, with builtins and implicit declarations on the way. */
export function callExpression(c: Checker, node: Extract<ast.Expression, { kind: 'call' }>): Expr {
  const { callee } = node;
  if (callee.kind === 'identifier') {
    const entity = c.scope.find(callee.name);
    if (!entity && isBuiltinName(callee.name)) {
      const result = builtinCall(c, callee.name, node);
      if (result) return result;
    }
    if (!entity) declareImplicitly(c, callee.name, callee.pos);
  }
  const target = decay(c, c.rules.expression(c, callee));
  const signature = calledType(target);
  if (!signature) {
    const name = callee.kind === 'identifier' ? `‘${callee.name}’ ` : '';
    error(c, node.pos, `called object ${name}is not a function or function pointer`);
    return errorExpr(c, node.pos);
  }
  const args = checkArguments(c, node, signature, calleeName(callee));
  if (target.kind === 'address' && target.operand.kind === 'function') {
    adviseNull(c, target.operand.function, args, callee.pos);
  }
  const spec = formatOf(c, target);
  if (spec && advises(c) && !isPack(args.at(-1))) checkFormat(c, spec, args);
  if (signature.result.kind !== 'void' && !isComplete(signature.result)) {
    error(c, node.pos, `invalid use of incomplete typedef or type ${quoteType(signature.result)}`);
  }
  return {
    kind: 'call',
    type: signature.result.plain,
    pos: node.pos,
    callee: target,
    args,
    signature,
  };
}

/** Whether an argument stands for others that are not known here. */
const isPack = (arg: Expr | undefined): boolean =>
  arg?.kind === 'builtin' && arg.name === 'va_arg_pack';

function formatOf(c: Checker, target: Expr): FormatSpec | null {
  if (target.kind !== 'address' || target.operand.kind !== 'function') return null;
  const entity = target.operand.function;
  const known = entity.linkage === 'external' ? knownFormat(entity.name) : null;
  return c.formats.get(entity) ?? known;
}

function calledType(target: Expr): FunctionType | null {
  const { type } = target;
  if (type.kind !== 'pointer') return null;
  return type.to.kind === 'function' ? type.to : null;
}

function calleeName(callee: ast.Expression): string {
  if (callee.kind === 'identifier') return callee.name;
  return callee.kind === 'member' ? callee.name : 'function';
}

/** Declares `extern int name()` (C90 6.3.2.2), or a known library function with its type. */
export function declareImplicitly(c: Checker, name: string, pos: Position): void {
  const known = FILE_FUNCTIONS.has(name) ? null : libraryType(c, name);
  const type = known ?? c.types.func(c.types.int, [], false, false);
  const old = c.options.standard === 'gnu89' || c.options.standard === 'c89';
  const message = `implicit declaration of function ‘${name}’`;
  c.diagnostics.warning(pos, 'implicit-function-declaration', message, !old);
  const entity = newFunction(c, name, type, pos);
  c.fileScope.declare(name, entity);
}

function checkArguments(
  c: Checker,
  node: Extract<ast.Expression, { kind: 'call' }>,
  signature: FunctionType,
  name: string,
): Expr[] {
  const { params, variadic, prototyped } = signature;
  const given = node.args.length;
  if (prototyped && (given < params.length || (given > params.length && !variadic))) {
    const few = given < params.length ? 'few' : 'many';
    error(c, node.pos, `too ${few} arguments to function ‘${name}’`);
  }
  return node.args.map((arg, index) => {
    const value = c.rules.expression(c, arg);
    const param = prototyped ? params[index] : undefined;
    if (value.type.kind === 'void') {
      error(c, arg.pos, 'invalid use of void expression');
      return errorExpr(c, arg.pos);
    }
    if (!param) return completeArgument(c, promoteArgument(c, value), index + 1);
    return passArgument(c, value, param, index + 1, name);
  });
}

function completeArgument(c: Checker, value: Expr, number: number): Expr {
  if (isComplete(value.type)) return value;
  error(c, value.pos, `type of formal parameter ${number} is incomplete`);
  return errorExpr(c, value.pos);
}

function passArgument(
  c: Checker,
  value: Expr,
  param: Type,
  argument: number,
  callee: string,
): Expr {
  if (!isComplete(param)) {
    error(c, value.pos, `type of formal parameter ${argument} is incomplete`);
    return errorExpr(c, value.pos);
  }
  return convertAssigned(c, value, param, { kind: 'argument', argument, callee, pos: value.pos });
}
