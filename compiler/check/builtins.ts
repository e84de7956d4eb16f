/**
 * GNU built-in functions. Three kinds: other names of library functions (library.ts); expressions
 * that become ordinary typed trees here; and `builtin` nodes left to lower/, which are the rows of
 * LOWERED (its letters are library.ts's: result, then parameters) and the atomics of atomics.ts.
 */
import type * as ast from '../ast.ts';
import {
  addInts,
  countLeadingZeros,
  countOnes,
  countTrailingZeros,
  floatingToExtended,
  notInt,
  parseFloating,
  subInts,
  swapBytes,
  wrap,
} from '../numbers.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import {
  type FloatType,
  integerOf,
  isComplete,
  isInteger,
  isScalar,
  pointerTo,
  sizeOf,
  type Type,
} from '../types.ts';
import { atomicCall, isAtomicName } from './atomics.ts';
import { type Checker, error, errorExpr } from './checker.ts';
import { constantOf } from './constants.ts';
import {
  commonType,
  convert,
  convertAssigned,
  decay,
  promote,
  promoteArgument,
} from './conversions.ts';
import { hasEffect, mayTrap } from './effects.ts';
import { newFunction } from './entities.ts';
import { floatingExpr, integerExpr } from './fold.ts';
import { libraryType, readTypes } from './library.ts';
import { binary, relational } from './operators.ts';

type CallNode = Extract<ast.Expression, { kind: 'call' }>;

const PREFIX = '__builtin_';

/** Builtins that lower/ knows by these very names. */
const LOWERED: Readonly<Record<string, string>> = {
  ...{ clz: 'iu', clzl: 'iz', clzll: 'iz', ctz: 'iu', ctzl: 'iz', ctzll: 'iz' },
  ...{ popcount: 'iu', popcountl: 'iz', popcountll: 'iz', parity: 'iu', parityl: 'iz' },
  ...{ parityll: 'iz', ffs: 'ii', ffsl: 'il', ffsll: 'il', clrsb: 'ii', clrsbl: 'il' },
  ...{ clrsbll: 'il', bswap16: 'HH', bswap32: 'uu', bswap64: 'zz', alloca: 'pz' },
  ...{ unreachable: 'v', trap: 'v', frame_address: 'pu', return_address: 'pu', expect: 'lll' },
  ...{ fabs: 'dd', fabsf: 'ff', fabsl: 'ee', signbit: 'id', signbitf: 'if', signbitl: 'ie' },
  ...{ setjmp: 'ip', longjmp: 'vpi', stack_save: 'p', stack_restore: 'vp' },
};

/** Whether an undeclared name may be a builtin's. */
export function isBuiltinName(name: string): boolean {
  return name.startsWith(PREFIX) || isAtomicName(name);
}

/** A builtin named without a call: only those that are library functions have an address. */
export function builtinFunction(c: Checker, name: string, pos: Position): Expr | null {
  const base = name.slice(PREFIX.length);
  const type = name.startsWith(PREFIX) ? libraryType(c, base) : null;
  if (!type) return null;
  const declared = c.fileScope.find(base);
  let entity = declared?.kind === 'function' ? declared : c.libraryFunctions.get(base);
  if (!entity) {
    entity = newFunction(c, base, type, pos);
    c.libraryFunctions.set(base, entity);
  }
  return { kind: 'function', type, pos, function: entity };
}

type Handler = (c: Checker, node: CallNode, name: string) => Expr;

const HANDLERS: Readonly<Record<string, Handler>> = {
  constant_p: (c, node) => isConstant(c, node),
  expect_with_probability: (c, node) => lowered(c, node, 'expect', 2),
  va_start: (c, node) => vaCall(c, node, 'va_start'),
  va_end: (c, node) => vaCall(c, node, 'va_end'),
  va_copy: (c, node) => vaCall(c, node, 'va_copy'),
  va_arg_pack: (c, node, name) => variableArguments(c, node, name),
  va_arg_pack_len: (c, node, name) => variableArguments(c, node, name),
  clear_padding: (c, node) => {
    const pointer = decay(c, argument(c, node, 0));
    if (pointer.type.kind !== 'pointer' || !isComplete(pointer.type.to)) {
      const what = 'argument 1 in call to function ‘__builtin_clear_padding’';
      error(c, node.pos, `${what} does not have pointer to complete type`);
      return errorExpr(c, node.pos);
    }
    const args = [pointer];
    return { kind: 'builtin', type: c.types.void, pos: node.pos, name: 'clear_padding', args };
  },
  prefetch: (c, node) => discard(c, node),
  object_size: (c, node) => objectSize(c, node),
  dynamic_object_size: (c, node) => objectSize(c, node),
  classify_type: (c, node) => {
    const type = decay(c, argument(c, node, 0)).type;
    return integerExpr(c.types.int, node.pos, BigInt(typeClass(type)));
  },
  assume_aligned: (c, node) => convert(c, decay(c, argument(c, node, 0)), pointerTo(c.types.void)),
  extract_return_addr: (c, node) => decay(c, argument(c, node, 0)),
  alloca_with_align: (c, node) => {
    const size = convert(c, decay(c, argument(c, node, 0)), c.types.ulong);
    const align = argument(c, node, 1);
    const type = pointerTo(c.types.void);
    return { kind: 'builtin', type, pos: node.pos, name: 'alloca_with_align', args: [size, align] };
  },
  isinff: (c, node) => classified(c, node, (x) => compareAbs(c, x, '==', 'infinity')),
  isinfl: (c, node) => classified(c, node, (x) => compareAbs(c, x, '==', 'infinity')),
  isnanf: (c, node) => classified(c, node, (x) => relational(c, '!=', x, x, node.pos)),
  isnanl: (c, node) => classified(c, node, (x) => relational(c, '!=', x, x, node.pos)),
  finitef: (c, node) => classified(c, node, (x) => compareAbs(c, x, '<', 'infinity')),
  finitel: (c, node) => classified(c, node, (x) => compareAbs(c, x, '<', 'infinity')),
  huge_val: (c, node) => infinity(c, c.types.double, node.pos),
  huge_valf: (c, node) => infinity(c, c.types.float, node.pos),
  huge_vall: (c, node) => infinity(c, c.types.longDouble, node.pos),
  inf: (c, node) => infinity(c, c.types.double, node.pos),
  inff: (c, node) => infinity(c, c.types.float, node.pos),
  infl: (c, node) => infinity(c, c.types.longDouble, node.pos),
  nan: (c, node) => notANumber(c, c.types.double, node.pos),
  nanf: (c, node) => notANumber(c, c.types.float, node.pos),
  nanl: (c, node) => notANumber(c, c.types.longDouble, node.pos),
  nans: (c, node) => notANumber(c, c.types.double, node.pos),
  nansf: (c, node) => notANumber(c, c.types.float, node.pos),
  isnan: (c, node) => classified(c, node, (x) => relational(c, '!=', x, x, node.pos)),
  isinf: (c, node) => classified(c, node, (x) => compareAbs(c, x, '==', 'infinity')),
  isinf_sign: (c, node) => classified(c, node, (x) => infinitySign(c, x)),
  isfinite: (c, node) => classified(c, node, (x) => compareAbs(c, x, '<', 'infinity')),
  finite: (c, node) => classified(c, node, (x) => compareAbs(c, x, '<', 'infinity')),
  isnormal: (c, node) => classified(c, node, (x) => isNormal(c, x)),
  fpclassify: (c, node) => fpclassify(c, node),
  isgreater: (c, node) => ordered(c, node, '>'),
  isgreaterequal: (c, node) => ordered(c, node, '>='),
  isless: (c, node) => ordered(c, node, '<'),
  islessequal: (c, node) => ordered(c, node, '<='),
  islessgreater: (c, node) => {
    const [a, b] = realPair(c, node);
    return twice(c, a, (x) =>
      twice(c, b, (y) => {
        const less = relational(c, '<', x, y, node.pos);
        const more = relational(c, '>', x, y, node.pos);
        return binary(c, '|', less, more, node.pos);
      }),
    );
  },
  isunordered: (c, node) => {
    const args = realPair(c, node);
    return { kind: 'builtin', type: c.types.int, pos: node.pos, name: 'isunordered', args };
  },
  complex: (c, node) => {
    const [real, imaginary] = realPair(c, node);
    const type = c.types.complex(real.type.plain as FloatType);
    return { kind: 'complex', type, pos: node.pos, real, imaginary };
  },
  LINE: (c, node) => {
    const line = c.diagnostics.sources.locate(node.pos)?.line ?? 0;
    return integerExpr(c.types.int, node.pos, BigInt(line));
  },
  shuffle: (c, node) => {
    const args = node.args.map((arg) => c.rules.expression(c, arg));
    return { kind: 'builtin', type: args[0]!.type.plain, pos: node.pos, name: 'shuffle', args };
  },
};

/** A call of a builtin by its full name, or null when there is none of that name. */
export function builtinCall(c: Checker, name: string, node: CallNode): Expr | null {
  if (isAtomicName(name)) return atomicCall(c, name, node);
  const base = name.slice(PREFIX.length);
  const overflow = /^([su]?)(add|sub|mul)(l?l?)_overflow(_p)?$/.exec(base);
  if (overflow) return overflowCall(c, node, overflow);
  if (Object.hasOwn(HANDLERS, base)) return HANDLERS[base]!(c, node, base);
  if (Object.hasOwn(LOWERED, base)) return lowered(c, node, base, Number.POSITIVE_INFINITY);
  const target = builtinFunction(c, name, node.pos);
  if (target) return libraryCall(c, node, target, base);
  return c.diagnostics.unsupported(node.pos, `the built-in function ‘${name}’`);
}

function libraryCall(c: Checker, node: CallNode, target: Expr, callee: string): Expr {
  if (target.type.kind !== 'function') return errorExpr(c, node.pos);
  const signature = target.type;
  const { params, variadic } = signature;
  const given = node.args.length;
  if (given < params.length || (given > params.length && !variadic)) {
    const few = given < params.length ? 'few' : 'many';
    error(c, node.pos, `too ${few} arguments to function ‘${PREFIX}${callee}’`);
    return errorExpr(c, node.pos);
  }
  const args = node.args.map((arg, i) => {
    const value = c.rules.expression(c, arg);
    const param = params[i];
    if (!param) return promoteArgument(c, value);
    const at = { kind: 'argument', argument: i + 1, callee, pos: arg.pos } as const;
    return convertAssigned(c, value, param, at);
  });
  const type = signature.result.plain;
  return { kind: 'call', type, pos: node.pos, callee: decay(c, target), args, signature };
}

function argument(c: Checker, node: CallNode, index: number): Expr {
  const arg = node.args[index];
  if (arg) return c.rules.expression(c, arg);
  error(c, node.pos, 'too few arguments to built-in function');
  return errorExpr(c, node.pos);
}

/** A builtin node with its arguments converted to its row's types. */
function lowered(c: Checker, node: CallNode, name: string, most: number): Expr {
  const letters = LOWERED[name]!;
  const types = readTypes(c, letters);
  const wanted = types.length - 1;
  if (node.args.length < wanted || node.args.length > Math.max(wanted, most + 1)) {
    error(c, node.pos, `wrong number of arguments to function ‘${PREFIX}${name}’`);
    return errorExpr(c, node.pos);
  }
  const args = types.slice(1).map((param, i) => {
    const value = c.rules.expression(c, node.args[i]!);
    const at = { kind: 'argument', argument: i + 1, callee: PREFIX + name, pos: node.pos } as const;
    return convertAssigned(c, value, param, at);
  });
  const folded = foldBitCount(c, name, args, node.pos);
  return folded ?? { kind: 'builtin', type: types[0]!, pos: node.pos, name, args };
}

/** Bit counts of a constant are constants (glibc and the kernel use them in array sizes). */
function foldBitCount(c: Checker, name: string, args: readonly Expr[], pos: Position): Expr | null {
  const [arg] = args;
  if (arg?.kind !== 'integer') return null;
  if (name === 'expect') return arg;
  const bits = sizeOf(arg.type) * 8;
  const { value } = arg;
  const counts: readonly (readonly [RegExp, () => bigint | null])[] = [
    [/^clz/, () => (value === 0n ? null : countLeadingZeros(value, bits))],
    [/^ctz/, () => (value === 0n ? null : countTrailingZeros(value, bits))],
    [/^popcount/, () => countOnes(value, bits)],
    [/^parity/, () => wrap(countOnes(value, bits), 1, false)],
    [/^ffs/, () => (value === 0n ? 0n : addInts(countTrailingZeros(value, bits), 1n, 32))],
    [/^clrsb/, () => redundantSignBits(value, bits)],
    [/^bswap/, () => swapBytes(value, bits)],
  ];
  const found = counts.find(([pattern]) => pattern.test(name))?.[1]() ?? null;
  const type = name.startsWith('bswap') ? arg.type : c.types.int;
  return found === null ? null : integerExpr(type, pos, found);
}

function redundantSignBits(value: bigint, bits: number): bigint {
  const magnitude = value < 0n ? notInt(value) : value;
  return subInts(countLeadingZeros(magnitude, bits), 1n, 32);
}

function isLiteral(base: { readonly kind: string; readonly literal?: boolean }): boolean {
  return base.kind === 'variable' && base.literal === true;
}

/**
 * __builtin_constant_p: decided here where it can be and must be (6.6), else by the optimizer, if
 * there is one and finding out does nothing.
 */
function isConstant(c: Checker, node: CallNode): Expr {
  const { int } = c.types;
  c.unevaluated++;
  const value = decay(c, argument(c, node, 0));
  c.unevaluated--;
  const constant = constantOf(c.model, value);
  if (constant !== null && (constant.kind !== 'address' || isLiteral(constant.base))) {
    return integerExpr(int, node.pos, 1n);
  }
  const early = c.options.level === 'O0' || c.needsConstant > 0 || !c.func || c.unevaluated > 0;
  if (early || constant !== null || !isScalar(value.type) || hasEffect(value) || mayTrap(value)) {
    return integerExpr(int, node.pos, 0n);
  }
  return { kind: 'builtin', type: int, pos: node.pos, name: 'constant_p', args: [value] };
}

/** Unknown sizes, as GCC answers when it cannot tell: -1 for a maximum, 0 for a minimum. */
function objectSize(c: Checker, node: CallNode): Expr {
  c.unevaluated++;
  argument(c, node, 0);
  const kind = argument(c, node, 1);
  c.unevaluated--;
  const minimum = kind.kind === 'integer' && kind.value >= 2n;
  return integerExpr(c.types.ulong, node.pos, minimum ? 0n : -1n);
}

function discard(c: Checker, node: CallNode): Expr {
  const operand = argument(c, node, 0);
  return { kind: 'convert', type: c.types.void, pos: node.pos, operand };
}

/** Operands are addresses of va_list objects. */
function vaCall(c: Checker, node: CallNode, name: 'va_start' | 'va_end' | 'va_copy'): Expr {
  const args: Expr[] = [];
  for (let i = 0; i < (name === 'va_copy' ? 2 : 1); i++) {
    const address = c.rules.vaListAddress(c, argument(c, node, i), node.pos);
    if (!address) {
      error(c, node.pos, `argument ${i + 1} of ‘${PREFIX}${name}’ is not of type ‘va_list’`);
      return errorExpr(c, node.pos);
    }
    args.push(address);
  }
  if (name === 'va_start') {
    c.unevaluated++;
    if (node.args[1]) argument(c, node, 1);
    c.unevaluated--;
    if (!c.func?.entity.type.variadic) {
      error(c, node.pos, '‘va_start’ used in function with fixed arguments');
    }
  }
  return { kind: 'builtin', type: c.types.void, pos: node.pos, name, args };
}

/** __builtin_va_arg_pack() and __builtin_va_arg_pack_len(), known once the function is inlined. */
function variableArguments(c: Checker, { pos }: CallNode, name: string): Expr {
  if (!c.func?.entity.type.variadic) error(c, pos, `invalid use of ‘${PREFIX}${name} ()’`);
  return { kind: 'builtin', type: c.types.int, pos, name, args: [] };
}

/** GCC's type_class of a promoted argument (gcc/typeclass.h). */
function typeClass(type: Type): number {
  switch (type.kind) {
    case 'void':
      return 0;
    case 'integer':
    case 'enum':
      return 1;
    case 'pointer':
      return 5;
    case 'float':
      return 8;
    case 'complex':
      return 9;
    case 'record':
      return type.definition.union ? 13 : 12;
    default:
      return -1;
  }
}

function infinity(c: Checker, type: FloatType, pos: Position): Expr {
  return floatingExpr(type, pos, Number.POSITIVE_INFINITY, c.model);
}

function notANumber(c: Checker, type: FloatType, pos: Position): Expr {
  return floatingExpr(type, pos, Number.NaN, c.model);
}

/** Evaluates once, then builds a tree that uses the value several times. */
function twice(c: Checker, value: Expr, build: (again: Expr) => Expr): Expr {
  if (value.kind === 'floating' || value.kind === 'integer') return build(value);
  const type = value.type.plain;
  const temporary = { id: c.counters.temporary++, type };
  const again: Expr = { kind: 'temporary', type, pos: value.pos, temporary };
  const body = build(again);
  return { kind: 'let', type: body.type, pos: value.pos, temporary, value, body };
}

function classified(c: Checker, node: CallNode, build: (x: Expr) => Expr): Expr {
  const value = decay(c, argument(c, node, node.args.length - 1));
  if (value.type.kind !== 'float') {
    error(c, node.pos, 'non-floating-point argument in call to a classification built-in');
    return errorExpr(c, node.pos);
  }
  return twice(c, value, build);
}

const FABS = { float: 'fabsf', double: 'fabs', 'long double': 'fabsl' } as const;

/** |x| op limit, in x's type. */
function compareAbs(
  c: Checker,
  x: Expr,
  op: '==' | '<' | '>=',
  limit: 'infinity' | 'normal',
): Expr {
  const type = x.type.plain as FloatType;
  const abs: Expr = { kind: 'builtin', type, pos: x.pos, name: FABS[type.name], args: [x] };
  const bound = limit === 'infinity' ? infinity(c, type, x.pos) : smallestNormal(c, type, x.pos);
  return relational(c, op, abs, bound, x.pos);
}

const SMALLEST = { float: '0x1p-126', double: '0x1p-1022', 'long double': '0x1p-16382' } as const;

function smallestNormal(c: Checker, type: FloatType, pos: Position): Expr {
  const constant = parseFloating(SMALLEST[type.name])!;
  return floatingExpr(type, pos, floatingToExtended(constant, c.model.longDouble.format), c.model);
}

function isNormal(c: Checker, x: Expr): Expr {
  const finite = compareAbs(c, x, '<', 'infinity');
  return binary(c, '&', finite, compareAbs(c, x, '>=', 'normal'), x.pos);
}

/** 1 for +inf, -1 for -inf, else 0. */
function infinitySign(c: Checker, x: Expr): Expr {
  const type = x.type.plain as FloatType;
  const plus = relational(c, '==', x, infinity(c, type, x.pos), x.pos);
  const minusInfinity = floatingExpr(type, x.pos, Number.NEGATIVE_INFINITY, c.model);
  const minus = relational(c, '==', x, minusInfinity, x.pos);
  return binary(c, '-', plus, minus, x.pos);
}

/** __builtin_fpclassify(nan, infinite, normal, subnormal, zero, x). */
function fpclassify(c: Checker, node: CallNode): Expr {
  const { pos } = node;
  const results = [0, 1, 2, 3, 4].map((i) => convert(c, argument(c, node, i), c.types.int));
  return classified(c, node, (x) => {
    const type = x.type.plain as FloatType;
    const pick = (condition: Expr, then: Expr, otherwise: Expr): Expr => ({
      ...{ kind: 'conditional', type: c.types.int, pos, condition, then, otherwise },
    });
    const zero = relational(c, '==', x, floatingExpr(type, pos, 0, c.model), pos);
    const small = pick(zero, results[4]!, results[3]!);
    const normal = pick(compareAbs(c, x, '>=', 'normal'), results[2]!, small);
    const infinite = pick(compareAbs(c, x, '==', 'infinity'), results[1]!, normal);
    return pick(relational(c, '!=', x, x, pos), results[0]!, infinite);
  });
}

function realPair(c: Checker, node: CallNode): [Expr, Expr] {
  const a = promote(c, decay(c, argument(c, node, 0)));
  const b = promote(c, decay(c, argument(c, node, 1)));
  const type = commonType(c, a.type, b.type);
  const real = type.kind === 'float' ? type : c.types.double;
  return [convert(c, a, real), convert(c, b, real)];
}

/** isgreater and the like: SSE and x87 quiet compares do not differ in the result. */
function ordered(c: Checker, node: CallNode, operator: '>' | '>=' | '<' | '<='): Expr {
  const [a, b] = realPair(c, node);
  return relational(c, operator, a, b, node.pos);
}

/** __builtin_*_overflow: operands of any integer types, the result in the type pointed to. */
function overflowCall(c: Checker, node: CallNode, match: RegExpExecArray): Expr {
  const { pos } = node;
  const [, sign, operation, size, predicate] = match;
  const operands = [0, 1].map((i) => decay(c, argument(c, node, i)));
  let third = decay(c, argument(c, node, 2));
  if (sign) {
    const names = { s: ['int', 'long', 'llong'], u: ['uint', 'ulong', 'ullong'] } as const;
    const type = c.types[names[sign as 's' | 'u'][size!.length]!];
    third = convertAssigned(c, third, pointerTo(type), {
      ...{ kind: 'argument', argument: 3, callee: PREFIX + match[0], pos },
    });
    for (const i of [0, 1]) operands[i] = convert(c, operands[i]!, type);
  }
  const result = predicate
    ? third.type
    : third.type.kind === 'pointer'
      ? third.type.to
      : third.type;
  const valid = operands.every((o) => isInteger(o.type)) && integerOf(result) !== null;
  if (!valid || (!predicate && third.type.kind !== 'pointer')) {
    error(
      c,
      pos,
      `argument 3 in call to function ‘${PREFIX}${match[0]}’ is not a pointer to integer`,
    );
    return errorExpr(c, pos);
  }
  const name = `${operation}_overflow${predicate ?? ''}`;
  return { kind: 'builtin', type: c.types.bool, pos, name, args: [...operands, third] };
}
