/**
 * Calls (C11 6.5.2.2): arguments by value or by the address of a copy, results, variable arguments
 * (7.16).
 */
import type { CallInfo, Passing, Value } from '../ir/ir.ts';
import { isAggregate } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Expr, FunctionEntity } from '../typed.ts';
import { type FunctionType, isVariableSized, sizeOf, type Type } from '../types.ts';
import { passingOf } from './aggregates.ts';
import {
  evaluate,
  type Lowering,
  operandOf,
  type Result,
  startDead,
  temporarySlot,
} from './context.ts';
import { extend, isNonZero } from './conversions.ts';
import { chainFor } from './frames.ts';
import {
  copyObject,
  designated,
  loadPlace,
  placeAt,
  storeResult,
  temporaryPlace,
} from './places.ts';
import { scalarOf, shapeOf } from './scalars.ts';
import { symbolOf } from './symbols.ts';

type CallExpr = Extract<Expr, { kind: 'call' }>;

/** A call; an aggregate result is received at `into`, or in a slot of its own. */
export function lowerCall(l: Lowering, expr: CallExpr, into: Value | null): Result {
  const { b, func } = l.fn;
  const entity = designated(expr.callee);
  const direct = entity !== null && entity.kind === 'function';
  if (direct && isInlineLibrary(l, entity, expr)) {
    const { type, pos, args } = expr;
    return l.rules.builtin(l, { kind: 'builtin', name: entity.name, type, pos, args });
  }
  const callee = direct ? func.address(symbolOf(l, entity)) : operandOf(l, expr.callee);
  const stack = expr.args.some((arg) => isVariableSized(arg.type))
    ? b.emit(Op.stacksave, Cls.l, [])
    : null;
  const params: Passing[] = [];
  const args: Value[] = [];
  const pack = isPack(expr.args.at(-1));
  for (const arg of pack ? expr.args.slice(0, -1) : expr.args) {
    params.push(passingOf(l, arg.type));
    args.push(lowerArgument(l, arg));
  }
  b.pos = expr.pos;
  const chain = direct ? chainFor(l, entity) : null;
  const result = passingOf(l, expr.signature.result);
  const known = callInfo(expr.signature, params, result, direct ? entity : null, chain !== null);
  const info = pack ? { ...known, pack } : known;
  const buffer = isAggregate(result)
    ? (into ?? temporarySlot(l, result.size, Math.max(1, result.align), ''))
    : undefined;
  const value = b.call(callee, args, info, buffer, chain ?? undefined);
  if (stack) b.emit(Op.stackrestore, Cls.none, [stack]);
  if (info.returnsTwice) func.flags.callsReturnsTwice = true;
  if (info.noReturn) {
    b.unreachable();
    startDead(l);
  }
  return received(l, expr, value, buffer ?? null);
}

/** Library functions that no library is called for, with the class that they take. */
const INLINE_LIBRARY: ReadonlyMap<string, Cls> = new Map([
  ['alloca', Cls.l],
  ['abs', Cls.w],
  ['labs', Cls.l],
  ['llabs', Cls.l],
  ['fabs', Cls.d],
  ['fabsf', Cls.s],
  ['fabsl', Cls.e],
]);

/** Whether a call is of the library function of that name, declared as the library has it. */
function isInlineLibrary(l: Lowering, entity: FunctionEntity, expr: CallExpr): boolean {
  const cls = INLINE_LIBRARY.get(entity.symbolName);
  if (cls === undefined || !l.options.builtins || entity.linkage !== 'external') return false;
  const result = passingOf(l, expr.signature.result);
  const [arg] = expr.args;
  return (
    arg !== undefined && expr.args.length === 1 && passingOf(l, arg.type) === cls && result === cls
  );
}

function callInfo(
  signature: FunctionType,
  params: readonly Passing[],
  result: Passing,
  entity: FunctionEntity | null,
  chain: boolean,
): CallInfo {
  return {
    params,
    result,
    named: signature.variadic ? signature.params.length : -1,
    prototyped: signature.prototyped,
    noReturn: signature.noReturn || (entity?.noReturn ?? false),
    returnsTwice: entity?.returnsTwice ?? false,
    effects: entity?.effects ?? 'any',
    chain,
    pack: false,
  };
}

/** Whether an argument stands for the variable ones of the function around (GNU). */
const isPack = (arg: Expr | undefined): boolean =>
  arg?.kind === 'builtin' && arg.name === 'va_arg_pack';

/** An argument's value, or the address of a copy the callee may change. */
function lowerArgument(l: Lowering, arg: Expr): Value {
  const { type } = arg;
  const shape = shapeOf(type);
  const result = evaluate(l, arg);
  if (shape === 'scalar') return result as Value;
  if (type.kind === 'record' && type.definition.transparentUnion) {
    const first = type.definition.members[0];
    if (first && shapeOf(first.type) === 'scalar') {
      return loadPlace(l, placeAt(result as Value, first.type), arg.pos) as Value;
    }
  }
  if (arg.kind === 'call' && shape === 'memory') return result as Value;
  const place = temporaryPlace(l, type);
  if (shape === 'pair') storeResult(l, place, result);
  else copyObject(l, place.base, result as Value, place);
  return place.base;
}

/** A result in canonical form: the ABIs leave what is above a narrow one undefined. */
function received(l: Lowering, expr: CallExpr, value: Value, buffer: Value | null): Result {
  const type = expr.signature.result.plain;
  switch (shapeOf(type)) {
    case 'void':
      return null;
    case 'memory':
      return buffer;
    case 'pair':
      return loadPlace(l, placeAt(buffer!, type), expr.pos);
    case 'scalar': {
      const scalar = scalarOf(type);
      return scalar.size < 4 ? extend(l, value, scalar) : value;
    }
  }
}

/** va_arg: the next argument of a type; the operand is the address of the va_list. */
export function lowerVaArg(l: Lowering, expr: Extract<Expr, { kind: 'va-arg' }>): Result {
  const { b } = l.fn;
  const list = operandOf(l, expr.list);
  const type = expr.type.plain;
  const passing = passingOf(l, type);
  if (isAggregate(passing)) {
    const place = temporaryPlace(l, type);
    if (sizeOf(type) > 0) b.emit(Op.vaarg, Cls.none, [list, place.base], { type: passing });
    return loadPlace(l, place, expr.pos);
  }
  if (passing === Cls.none) return null;
  const value = b.emit(Op.vaarg, passing, [list], { type: passing });
  if (isVariableSized(type)) return value;
  const scalar = scalarOf(type);
  if (scalar.bool) return isNonZero(l, value);
  return scalar.size < 4 ? extend(l, value, scalar) : value;
}

/** The type a K&R parameter travels as (6.5.2.2p6). */
export function promotedPassing(l: Lowering, type: Type): Passing {
  const passing = passingOf(l, type);
  return passing === Cls.s ? Cls.d : passing;
}
