/**
 * GNU attributes (GCC manual, "Attribute Syntax"): read once into a record of what the compiler
 * acts on.
 */
import type * as ast from '../ast.ts';
import { hasAttribute } from '../preprocess/features.ts';
import type { FunctionEntity, Variable } from '../typed.ts';
import type { BasicTypes, FloatType, IntegerType, Type } from '../types.ts';
import { annotate, integerOf, sizeOf } from '../types.ts';
import { type Checker, error, type FormatSpec } from './checker.ts';
import { integerConstant } from './constants.ts';
import { stringText } from './literals.ts';

/** What a declaration's or type's attributes ask for. */
export interface AttributeSet {
  /** Bytes, or 0. */
  readonly aligned: number;
  readonly packed: boolean;
  readonly mode: string | null;
  readonly vectorSize: number;
  readonly section: string;
  readonly weak: boolean;
  /** A static name for a weak reference to `alias`, which is defined elsewhere or not at all. */
  readonly weakReference: boolean;
  readonly alias: string;
  readonly visibility: Variable['visibility'] | null;
  readonly used: boolean;
  readonly unused: boolean;
  readonly noReturn: boolean;
  readonly inline: 'always' | 'never' | null;
  readonly gnuInline: boolean;
  readonly constructor_: number | null;
  readonly destructor_: number | null;
  readonly effects: FunctionEntity['effects'];
  readonly returnsTwice: boolean;
  readonly aliasesFreely: boolean;
  /** Signed arithmetic wraps around in the function. */
  readonly wraps: boolean;
  readonly notInstrumented: boolean;
  readonly cleanup: FunctionEntity | null;
  readonly transparentUnion: boolean;
  readonly common: boolean | null;
  readonly mayAlias: boolean;
  readonly mustUse: boolean;
  /** Numbers from 1 of parameters that must not be null; empty: all pointers; or null. */
  readonly nonNull: readonly number[] | null;
  /** What is said of a use, or ''; null: it may be used. */
  readonly deprecated: string | null;
  readonly format: FormatSpec | null;
}

const DEFAULT_PRIORITY = 65535;

const NO_ATTRIBUTES: AttributeSet = {
  aligned: 0,
  packed: false,
  mode: null,
  vectorSize: 0,
  section: '',
  weak: false,
  weakReference: false,
  alias: '',
  visibility: null,
  used: false,
  unused: false,
  noReturn: false,
  inline: null,
  gnuInline: false,
  constructor_: null,
  destructor_: null,
  effects: 'any',
  returnsTwice: false,
  aliasesFreely: false,
  wraps: false,
  notInstrumented: false,
  cleanup: null,
  transparentUnion: false,
  common: null,
  mayAlias: false,
  mustUse: false,
  nonNull: null,
  deprecated: null,
  format: null,
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads attribute lists; an attribute nobody knows is warned of and ignored. */
export function readAttributes(
  c: Checker,
  ...lists: readonly (readonly ast.Attribute[])[]
): AttributeSet {
  if (lists.every((list) => list.length === 0)) return NO_ATTRIBUTES;
  const set: Mutable<AttributeSet> = { ...NO_ATTRIBUTES };
  for (const list of lists) for (const attribute of list) apply(c, attribute, set);
  return set;
}

function apply(c: Checker, attribute: ast.Attribute, set: Mutable<AttributeSet>): void {
  const { name } = attribute;
  const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
  if (handler) {
    handler(c, attribute, set);
  } else if (!hasAttribute(attribute.name)) {
    const message = `‘${attribute.name}’ attribute directive ignored`;
    c.diagnostics.warning(attribute.pos, 'attributes', message, true);
  }
}

type Handler = (c: Checker, attribute: ast.Attribute, set: Mutable<AttributeSet>) => void;

const HANDLERS: Readonly<Record<string, Handler | undefined>> = {
  aligned: (c, a, set) => {
    const value = a.args.length > 0 ? alignment(c, a) : 16;
    set.aligned = Math.max(set.aligned, value);
  },
  optimize: (c, a, set) => {
    // Of all that it can ask for, only these change what a program means.
    for (const arg of a.args) {
      if (arg.kind !== 'string') continue;
      const asked = stringText(c, arg.pos, arg.texts);
      if (/^(-f)?no-strict-aliasing$/.test(asked)) set.aliasesFreely = true;
      if (/^(-f)?(wrapv|no-strict-overflow)$/.test(asked)) set.wraps = true;
    }
  },
  no_instrument_function: (_c, _a, set) => {
    set.notInstrumented = true;
  },
  packed: (_c, _a, set) => {
    set.packed = true;
  },
  mode: (_c, a, set) => {
    set.mode = word(a).replace(/^__(.*)__$/, '$1');
  },
  vector_size: (c, a, set) => {
    set.vectorSize = Number(integer(c, a) ?? 0n);
  },
  section: (c, a, set) => {
    set.section = text(c, a);
  },
  weak: (_c, _a, set) => {
    set.weak = true;
  },
  weakref: (c, a, set) => {
    set.weakReference = true;
    if (a.args.length > 0) set.alias = text(c, a);
  },
  alias: (c, a, set) => {
    set.alias = text(c, a);
  },
  visibility: (c, a, set) => {
    const kind = text(c, a);
    if (kind === 'default' || kind === 'hidden' || kind === 'protected' || kind === 'internal') {
      set.visibility = kind;
    } else {
      error(
        c,
        a.pos,
        'attribute ‘visibility’ argument must be one of ' +
          '"default", "hidden", "protected" or "internal"',
      );
    }
  },
  used: (_c, _a, set) => {
    set.used = true;
  },
  unused: (_c, _a, set) => {
    set.unused = true;
  },
  noreturn: (_c, _a, set) => {
    set.noReturn = true;
  },
  always_inline: (_c, _a, set) => {
    set.inline = 'always';
  },
  noinline: (_c, _a, set) => {
    set.inline = 'never';
  },
  noipa: (_c, _a, set) => {
    set.inline = 'never';
  },
  gnu_inline: (_c, _a, set) => {
    set.gnuInline = true;
  },
  constructor: (c: Checker, a: ast.Attribute, set: Mutable<AttributeSet>) => {
    set.constructor_ = a.args.length > 0 ? Number(integer(c, a) ?? 0n) : DEFAULT_PRIORITY;
  },
  destructor: (c, a, set) => {
    set.destructor_ = a.args.length > 0 ? Number(integer(c, a) ?? 0n) : DEFAULT_PRIORITY;
  },
  const: (_c, _a, set) => {
    set.effects = 'const';
  },
  pure: (_c, _a, set) => {
    if (set.effects === 'any') set.effects = 'pure';
  },
  returns_twice: (_c, _a, set) => {
    set.returnsTwice = true;
  },
  transparent_union: (_c, _a, set) => {
    set.transparentUnion = true;
  },
  may_alias: (_c, _a, set) => {
    set.mayAlias = true;
  },
  common: (_c, _a, set) => {
    set.common = true;
  },
  nocommon: (_c, _a, set) => {
    set.common = false;
  },
  warn_unused_result: (_c, _a, set) => {
    set.mustUse = true;
  },
  nonnull: (c, a, set) => {
    const numbers = a.args.map((arg) =>
      arg.kind === 'type-name' ? null : integerConstant(c, arg, '‘nonnull’ attribute argument'),
    );
    const before = set.nonNull?.length === 0 ? null : set.nonNull;
    const given = numbers.flatMap((one) => (one === null ? [] : [Number(one)]));
    set.nonNull = given.length === 0 ? [] : [...(before ?? []), ...given];
  },
  deprecated: (c, a, set) => {
    const [text] = a.args;
    set.deprecated = text?.kind === 'string' ? stringText(c, text.pos, text.texts) : '';
  },
  format: (c, a, set) => {
    const kind = word(a)
      .replace(/^__(.*)__$/, '$1')
      .replace(/^gnu_/, '');
    const [, string, first] = a.args;
    if (!string || !first || string.kind === 'type-name' || first.kind === 'type-name') return;
    const number = (node: ast.Expression): number =>
      Number(integerConstant(c, node, '‘format’ attribute argument') ?? 0n);
    const places = { string: number(string), first: number(first) };
    if (kind === 'printf' || kind === 'scanf') set.format = { kind, ...places };
  },
  cleanup: (c, a, set) => {
    const entity = c.scope.find(word(a));
    if (entity?.kind === 'function') set.cleanup = entity;
    else error(c, a.pos, '‘cleanup’ argument not a function');
  },
};

function alignment(c: Checker, attribute: ast.Attribute): number {
  const arg = attribute.args[0]!;
  if (arg.kind === 'type-name') return 0;
  return checkAlignment(c, integerConstant(c, arg, 'requested alignment'), attribute.pos);
}

/** A requested alignment: a power of two (6.7.5p3 for _Alignas), else reported. */
export function checkAlignment(c: Checker, value: bigint | null, pos: number): number {
  if (value === null) return 0;
  const number = Number(value);
  if (number < 0 || (number & (number - 1)) !== 0 || number > 2 ** 28) {
    error(c, pos, 'requested alignment is not a positive power of 2');
    return 0;
  }
  return number;
}

function integer(c: Checker, attribute: ast.Attribute): bigint | null {
  const arg = attribute.args[0];
  if (!arg || arg.kind === 'type-name') {
    error(
      c,
      attribute.pos,
      `wrong number of arguments specified for ‘${attribute.name}’ attribute`,
    );
    return null;
  }
  return integerConstant(c, arg, `‘${attribute.name}’ attribute argument`);
}

function word(attribute: ast.Attribute): string {
  const arg = attribute.args[0];
  if (arg?.kind === 'identifier') return arg.name;
  if (arg?.kind === 'type-name') {
    const type = arg.specifiers.types[0];
    return type?.kind === 'typedef-name' ? type.name : '';
  }
  return '';
}

function text(c: Checker, attribute: ast.Attribute): string {
  const arg = attribute.args[0];
  if (arg?.kind === 'string') {
    return stringText(c, arg.pos, arg.texts);
  }
  error(c, attribute.pos, `attribute ‘${attribute.name}’ argument not a string`);
  return '';
}

/** mode(SI) and the like: the integer or floating type of that machine mode. */
export function modeType(types: BasicTypes, mode: string, type: Type): Type | null {
  const signed = integerOf(type)?.signed ?? true;
  const integers: Readonly<Record<string, [IntegerType, IntegerType]>> = {
    QI: [types.schar, types.uchar],
    byte: [types.schar, types.uchar],
    HI: [types.short, types.ushort],
    SI: [types.int, types.uint],
    DI: [types.long, types.ulong],
    TI: [types.int128, types.uint128],
    word: [types.long, types.ulong],
    pointer: [types.long, types.ulong],
  };
  const floats: Readonly<Record<string, FloatType>> = {
    SF: types.float,
    DF: types.double,
    XF: types.longDouble,
    TF: types.longDouble,
  };
  if (type.kind === 'float') return floats[mode] ?? null;
  if (type.kind === 'complex') {
    const element = { SC: types.float, DC: types.double, XC: types.longDouble }[mode];
    return element ? types.complex(element) : null;
  }
  return integers[mode]?.[signed ? 0 : 1] ?? null;
}

/** A type changed by the attributes of its declaration: mode and vector_size. */
export function attributedType(c: Checker, type: Type, set: AttributeSet, pos: number): Type {
  let result = type;
  if (set.mode) {
    const mode = modeType(c.types, set.mode, type);
    if (mode) result = mode;
    else if (type.kind !== 'pointer') error(c, pos, `unknown machine mode ‘${set.mode}’`);
  }
  if (set.vectorSize > 0) result = vectorType(c, result, set.vectorSize, pos);
  return set.mayAlias ? annotate(result, 0, true) : result;
}

function vectorType(c: Checker, type: Type, size: number, pos: number): Type {
  const element = type.plain.kind === 'enum' ? integerOf(type)! : type.plain;
  if (element.kind !== 'integer' && element.kind !== 'float') {
    error(c, pos, 'invalid vector type for attribute ‘vector_size’');
    return type;
  }
  if (size === 0 || size % sizeOf(element) !== 0) {
    error(c, pos, 'vector size not an integral multiple of component size');
    return type;
  }
  return c.types.vector(element, size / sizeOf(element));
}
