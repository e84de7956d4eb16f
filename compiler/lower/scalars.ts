/**
 * C types as the IR sees them: the class and memory form of scalars, the shape of any type, the
 * Access of a load or store with its alias class (C11 6.5p7).
 */
import { accessOf } from '../ir/build.ts';
import { ACCESS_SIZES, type Access, type AccessKind } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import {
  type ComplexType,
  type FloatType,
  type IntegerType,
  integerOf,
  isAtomic,
  isVolatile,
  type Type,
} from '../types.ts';
import type { Lowering, Place } from './context.ts';
import { MAX_ALIAS_CLASSES } from './paths.ts';

export type Shape = 'void' | 'scalar' | 'pair' | 'memory';

/** How values of a type travel through lowering. */
export function shapeOf(type: Type): Shape {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      return type.size === 16 ? 'pair' : 'scalar';
    case 'enum':
      return type.definition.underlying.size === 16 ? 'pair' : 'scalar';
    case 'float':
    case 'pointer':
    case 'function':
      return 'scalar';
    case 'complex':
      return 'pair';
    case 'array':
    case 'record':
    case 'vector':
      return 'memory';
  }
}

/** A scalar type's form in values and memory. */
export interface Scalar {
  readonly cls: Cls;
  readonly kind: AccessKind;
  /** Bytes in memory that count. */
  readonly size: number;
  readonly signed: boolean;
  /** Bits of an integer's value; below 64 in class l for the type of a wide bit-field. */
  readonly bits: number;
  readonly floating: boolean;
  readonly bool: boolean;
  /** Name of its alias class; '' aliases anything. */
  readonly alias: string;
}

const integer = (cls: Cls, kind: AccessKind, signed: boolean, alias: string): Scalar => ({
  ...{ cls, kind, size: ACCESS_SIZES[kind], signed },
  ...{ bits: 8 * ACCESS_SIZES[kind], floating: false, bool: false, alias },
});
const floating = (cls: Cls, kind: AccessKind, alias: string): Scalar => ({
  ...{ cls, kind, size: ACCESS_SIZES[kind], signed: true },
  ...{ bits: 8 * ACCESS_SIZES[kind], floating: true, bool: false, alias },
});

const INTEGERS = {
  _Bool: { ...integer(Cls.w, 'b', false, 'bool'), bool: true },
  char: integer(Cls.w, 'b', true, ''),
  'signed char': integer(Cls.w, 'b', true, ''),
  'unsigned char': integer(Cls.w, 'b', false, ''),
  short: integer(Cls.w, 'h', true, 'short'),
  'unsigned short': integer(Cls.w, 'h', false, 'short'),
  int: integer(Cls.w, 'w', true, 'int'),
  unsigned: integer(Cls.w, 'w', false, 'int'),
  long: integer(Cls.l, 'l', true, 'long'),
  'unsigned long': integer(Cls.l, 'l', false, 'long'),
  'long long': integer(Cls.l, 'l', true, 'long_long'),
  'unsigned long long': integer(Cls.l, 'l', false, 'long_long'),
  /** The halves of a wide integer in memory. */
  __int128: integer(Cls.l, 'l', true, 'int128'),
  'unsigned __int128': integer(Cls.l, 'l', false, 'int128'),
} as const satisfies Record<IntegerType['name'], Scalar>;

const UNSIGNED_CHAR: Scalar = integer(Cls.w, 'b', false, '');

const FLOATS = {
  float: floating(Cls.s, 's', 'float'),
  double: floating(Cls.d, 'd', 'double'),
  'long double': floating(Cls.e, 'e', 'long_double'),
} as const satisfies Record<FloatType['name'], Scalar>;

const POINTER: Scalar = integer(Cls.l, 'l', false, 'pointer');

/** The form of a scalar type, or of a pair's parts. */
export function scalarOf(type: Type): Scalar {
  switch (type.kind) {
    case 'integer':
      if (type.precision < 8 * type.size) return fieldScalar(type);
      return type.name === 'char' && !type.signed ? UNSIGNED_CHAR : INTEGERS[type.name];
    case 'enum':
      return INTEGERS[type.definition.underlying.name];
    case 'float':
      return FLOATS[type.name];
    case 'complex':
      return scalarOf(type.element);
    default:
      return POINTER;
  }
}

/** The form of a wide bit-field's own type, which no object has. */
function fieldScalar({ name, precision }: IntegerType): Scalar {
  return { ...INTEGERS[name], bits: precision };
}

/** Whether values computed in the class must be brought back to the type's canonical form. */
export const isNarrow = ({ size, bits, floating }: Scalar): boolean =>
  !floating && (size < 4 || bits < 8 * size);

/** The class of a scalar type's values. */
export const classOf = (type: Type): Cls => scalarOf(type).cls;

/** Bytes from one part of a pair to the next. */
export function partSize(type: Type): number {
  return type.kind === 'complex' ? (type as ComplexType).element.size : 8;
}

export const isWide = (type: Type): boolean => integerOf(type)?.size === 16;

/** The number of the alias class of a scalar in a place seen as a type. */
function aliasClass(l: Lowering, scalar: Scalar, { any, path }: Place, type: Type): number {
  if (type.mayAlias || !l.options.strictAliasing || l.fn?.entity.aliasesFreely) return 0;
  return l.paths.classOf(path, any ? '' : scalar.alias);
}

/** The Access of a scalar in a place, whose type (with qualifiers) may be given another. */
export function scalarAccess(
  l: Lowering,
  scalar: Scalar,
  place: Place,
  type: Type = place.type,
): Access {
  const natural = ACCESS_SIZES[scalar.kind];
  return internedAccess(l, {
    kind: scalar.kind,
    signed: scalar.signed && !scalar.floating,
    align: Math.min(place.align, natural),
    volatile: isVolatile(type),
    order: isAtomic(type) ? 5 : -1,
    alias: aliasClass(l, scalar, place, type),
  });
}

const KINDS: readonly AccessKind[] = ['b', 'h', 'w', 'l', 's', 'd', 'e', 'v', 'y'];

/** One Access object for all accesses alike. */
export function internedAccess(l: Lowering, access: Access): Access {
  const flags = (access.signed ? 1 : 0) | (access.volatile ? 2 : 0);
  const head = (KINDS.indexOf(access.kind) * 4 + flags) * 8 + access.order + 1;
  const key = (head * 32 + access.align) * MAX_ALIAS_CLASSES + access.alias;
  let found = l.accesses.get(key);
  if (!found) {
    found = access;
    l.accesses.set(key, found);
  }
  return found;
}

/** The Access of the compiler's own slots and of what has no C type. */
export function plainAccess(l: Lowering, kind: AccessKind, signed = false): Access {
  return internedAccess(l, accessOf(kind, { signed }));
}
