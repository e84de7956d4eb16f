/**
 * C's types (C11 6.2.5). Sizes and alignments are in bytes, LP64. A type is qualified by a variant
 * object that shares everything else with its `plain` (unqualified) type; basic, pointer and
 * qualified types are made once each, so they compare by identity; arrays and functions compare
 * with `compatible`.
 */
import { Qualifier } from './ast.ts';

interface TypeBase {
  /** Bits of Qualifier. */
  readonly qualifiers: number;
  /** The unqualified version; itself when unqualified. */
  readonly plain: Type;
  /** Alignment in bytes that a typedef's `aligned` attribute gives, or 0: the natural one. */
  readonly alignment: number;
  /** GNU may_alias: accesses through the type may touch any object. */
  readonly mayAlias: boolean;
  /** Variants by qualifier bits and the pointer to this type, made on demand. */
  readonly derived: DerivedTypes;
}

interface DerivedTypes {
  qualified: (Type | undefined)[];
  pointer: PointerType | undefined;
}

export interface VoidType extends TypeBase {
  readonly kind: 'void';
}

export type IntegerName =
  | ('_Bool' | 'char' | 'signed char' | 'unsigned char' | 'short' | 'unsigned short')
  | ('int' | 'unsigned' | 'long' | 'unsigned long' | 'long long' | 'unsigned long long')
  | ('__int128' | 'unsigned __int128');

export interface IntegerType extends TypeBase {
  readonly kind: 'integer';
  readonly name: IntegerName;
  readonly size: 1 | 2 | 4 | 8 | 16;
  readonly signed: boolean;
  /** Value bits with the sign; below 8 * size for the type of a wide bit-field (GNU). */
  readonly precision: number;
  /** Conversion rank (6.3.1.1). */
  readonly rank: number;
}

export interface FloatType extends TypeBase {
  readonly kind: 'float';
  readonly name: 'float' | 'double' | 'long double';
  readonly size: 4 | 8 | 16;
}

export interface ComplexType extends TypeBase {
  readonly kind: 'complex';
  /** A FloatType, or (GNU) an IntegerType. */
  readonly element: FloatType | IntegerType;
}

export interface EnumType extends TypeBase {
  readonly kind: 'enum';
  readonly definition: EnumDefinition;
}

export interface EnumDefinition {
  readonly tag: string | null;
  complete: boolean;
  underlying: IntegerType;
  readonly enumerators: { readonly name: string; readonly value: bigint }[];
}

export interface PointerType extends TypeBase {
  readonly kind: 'pointer';
  readonly to: Type;
}

export interface ArrayType extends TypeBase {
  readonly kind: 'array';
  readonly of: Type;
  /** Number of elements; null: incomplete or variable. */
  readonly length: number | null;
  /**
   * Variable length (6.7.6.2), whose value is computed where the declarator is reached; 'star' is
   * [*].
   */
  readonly variable: VariableLength | 'star' | null;
}

/**
 * The run-time length of a VLA, by identity; typed.ts's `vla-length` statement gives it its value.
 */
export interface VariableLength {
  readonly id: number;
}

export interface RecordType extends TypeBase {
  readonly kind: 'record';
  readonly definition: RecordDefinition;
}

/** A struct or union; members and layout are filled in when it is completed. */
export interface RecordDefinition {
  readonly id: number;
  readonly union: boolean;
  readonly tag: string | null;
  complete: boolean;
  size: number;
  align: number;
  members: readonly Member[];
  /** Ends in a flexible array member. */
  flexible: boolean;
  transparentUnion: boolean;
  /** The size, where members of variable size make it known at run time only (GNU); else null. */
  variable: VariableLength | null;
}

export interface Member {
  /**
   * Null: an anonymous struct or union, whose members are found through it, or an unnamed
   * bit-field.
   */
  readonly name: string | null;
  readonly type: Type;
  /** Byte offset; of a bit-field, that of its storage unit of `type`. */
  readonly offset: number;
  readonly bits: BitField | null;
  /** What `offset` counts from, behind a member of variable size; null: the record's start. */
  readonly start: VariableStart | null;
}

/** A place in a record that is known at run time, and the alignment known of it in bytes. */
export interface VariableStart {
  readonly length: VariableLength;
  readonly align: number;
}

/**
 * A bit-field: `width` bits from bit `start` of the (little-endian) storage unit at Member.offset.
 */
export interface BitField {
  readonly start: number;
  readonly width: number;
  /** Bytes that an access of the unit reads: its offset + this never leaves the record. */
  readonly unitSize: 1 | 2 | 4 | 8;
}

export interface FunctionType extends TypeBase {
  readonly kind: 'function';
  readonly result: Type;
  /** Adjusted parameter types (6.7.6.3p7,8); empty when not prototyped. */
  readonly params: readonly Type[];
  readonly variadic: boolean;
  readonly prototyped: boolean;
  /** From attributes on the type or declaration. */
  readonly noReturn: boolean;
}

/** GNU vector_size. */
export interface VectorType extends TypeBase {
  readonly kind: 'vector';
  readonly element: IntegerType | FloatType;
  readonly count: number;
}

export type Type =
  | VoidType
  | IntegerType
  | FloatType
  | ComplexType
  | EnumType
  | PointerType
  | ArrayType
  | RecordType
  | FunctionType
  | VectorType;

/** A type's own fields, without those every type has. */
type Fields<T extends Type> = Omit<T, keyof TypeBase>;

function make<T extends Type>(fields: Fields<T>): T {
  const type = {
    ...fields,
    qualifiers: 0,
    alignment: 0,
    mayAlias: false,
    plain: null as unknown as Type,
    derived: { qualified: [], pointer: undefined },
  };
  type.plain = type as unknown as Type;
  return type as unknown as T;
}

const integer = (
  name: IntegerName,
  size: IntegerType['size'],
  signed: boolean,
  rank: number,
): IntegerType => {
  const precision = 8 * size;
  return make<IntegerType>({ kind: 'integer', name, size, signed, precision, rank });
};

/**
 * The basic types of one translation unit (`char`'s sign is the target's or -f(un)signed-char's).
 */
export class BasicTypes {
  readonly void = make<VoidType>({ kind: 'void' });
  readonly bool = integer('_Bool', 1, false, 0);
  readonly char: IntegerType;
  readonly schar = integer('signed char', 1, true, 1);
  readonly uchar = integer('unsigned char', 1, false, 1);
  readonly short = integer('short', 2, true, 2);
  readonly ushort = integer('unsigned short', 2, false, 2);
  readonly int = integer('int', 4, true, 3);
  readonly uint = integer('unsigned', 4, false, 3);
  readonly long = integer('long', 8, true, 4);
  readonly ulong = integer('unsigned long', 8, false, 4);
  readonly llong = integer('long long', 8, true, 5);
  readonly ullong = integer('unsigned long long', 8, false, 5);
  readonly int128 = integer('__int128', 16, true, 6);
  readonly uint128 = integer('unsigned __int128', 16, false, 6);
  readonly float = make<FloatType>({ kind: 'float', name: 'float', size: 4 });
  readonly double = make<FloatType>({ kind: 'float', name: 'double', size: 8 });
  readonly longDouble = make<FloatType>({ kind: 'float', name: 'long double', size: 16 });
  private readonly complexes = new Map<Type, ComplexType>();
  private readonly fields = new Map<number, IntegerType>();
  private nextRecord = 0;
  private nextLength = 0;

  constructor(charSigned: boolean) {
    this.char = integer('char', 1, charSigned, 1);
  }

  complex(element: FloatType | IntegerType): ComplexType {
    let type = this.complexes.get(element);
    if (!type) {
      type = make<ComplexType>({ kind: 'complex', element });
      this.complexes.set(element, type);
    }
    return type;
  }

  /** GNU C computes with a bit-field wider than int in a type of the field's own width. */
  field(of: IntegerType, precision: number): IntegerType {
    if (precision === of.precision) return of;
    const key = precision * 2 + (of.signed ? 1 : 0);
    let type = this.fields.get(key);
    if (!type) {
      const { name, size, signed, rank } = of.signed ? this.long : this.ulong;
      type = make<IntegerType>({ kind: 'integer', name, size, signed, precision, rank });
      this.fields.set(key, type);
    }
    return type;
  }

  record(tag: string | null, union: boolean): RecordType {
    const definition: RecordDefinition = {
      id: this.nextRecord++,
      union,
      tag,
      complete: false,
      size: 0,
      align: 1,
      members: [],
      flexible: false,
      transparentUnion: false,
      variable: null,
    };
    return make<RecordType>({ kind: 'record', definition });
  }

  enumeration(tag: string | null): EnumType {
    const definition: EnumDefinition = {
      tag,
      complete: false,
      underlying: this.uint,
      enumerators: [],
    };
    return make<EnumType>({ kind: 'enum', definition });
  }

  array(of: Type, length: number | null, variable: ArrayType['variable'] = null): ArrayType {
    return make<ArrayType>({ kind: 'array', of, length, variable });
  }

  variableLength(): VariableLength {
    return { id: this.nextLength++ };
  }

  func(
    result: Type,
    params: readonly Type[],
    variadic: boolean,
    prototyped: boolean,
    noReturn = false,
  ): FunctionType {
    return make<FunctionType>({ kind: 'function', result, params, variadic, prototyped, noReturn });
  }

  vector(element: IntegerType | FloatType, count: number): VectorType {
    return make<VectorType>({ kind: 'vector', element, count });
  }
}

/** Pointer to a type; one object a type. */
export function pointerTo(type: Type): PointerType {
  type.derived.pointer ??= make<PointerType>({ kind: 'pointer', to: type });
  return type.derived.pointer;
}

/** The type with further qualifiers; an array's go to its elements (6.7.3p9). */
export function qualify(type: Type, qualifiers: number): Type {
  const all = type.qualifiers | qualifiers;
  if (all === type.qualifiers) return type;
  if (isAnnotated(type)) return qualifyAnnotated(type, all);
  const plain = type.plain;
  const known = plain.derived.qualified[all];
  if (known) return known;
  const elements = plain.kind === 'array' ? { of: qualify(plain.of, qualifiers) } : {};
  const made = {
    ...plain,
    ...elements,
    qualifiers: all,
    plain,
    derived: { qualified: [], pointer: undefined },
  } as Type;
  plain.derived.qualified[all] = made;
  return made;
}

const isAnnotated = (type: Type): boolean => type.alignment > 0 || type.mayAlias;

function qualifyAnnotated(type: Type, qualifiers: number): Type {
  const { alignment, mayAlias } = type;
  const qualified = qualify(type.plain, qualifiers);
  return { ...qualified, alignment, mayAlias, derived: { qualified: [], pointer: undefined } };
}

/** The type with an alignment (0 keeps it) or may_alias of its own; otherwise the same type. */
export function annotate(type: Type, alignment: number, mayAlias: boolean): Type {
  const align = alignment > 0 ? alignment : type.alignment;
  if (align === type.alignment && (!mayAlias || type.mayAlias)) return type;
  return {
    ...type,
    alignment: align,
    mayAlias: mayAlias || type.mayAlias,
    derived: { qualified: [], pointer: undefined },
  };
}

export const isConst = (type: Type): boolean => (type.qualifiers & Qualifier.const) !== 0;
export const isVolatile = (type: Type): boolean => (type.qualifiers & Qualifier.volatile) !== 0;
export const isRestrict = (type: Type): boolean => (type.qualifiers & Qualifier.restrict) !== 0;
export const isAtomic = (type: Type): boolean => (type.qualifiers & Qualifier.atomic) !== 0;

/** An enum's compatible integer type; other types themselves. */
export function integerOf(type: Type): IntegerType | null {
  if (type.kind === 'enum') return type.definition.underlying;
  if (type.kind === 'integer') return type.plain as IntegerType;
  return null;
}

export const isInteger = (type: Type): boolean => type.kind === 'integer' || type.kind === 'enum';
export const isArithmetic = (type: Type): boolean =>
  isInteger(type) || type.kind === 'float' || type.kind === 'complex';
export const isReal = (type: Type): boolean => isInteger(type) || type.kind === 'float';
export const isScalar = (type: Type): boolean => isArithmetic(type) || type.kind === 'pointer';

/**
 * Whether the size is known at translation time (6.2.5p1); VLAs are complete but not
 * constant-sized.
 */
export function isComplete(type: Type): boolean {
  switch (type.kind) {
    case 'void':
    case 'function':
      return false;
    case 'array':
      return (type.length !== null || type.variable !== null) && isComplete(type.of);
    case 'record':
      return type.definition.complete;
    case 'enum':
      return type.definition.complete;
    default:
      return true;
  }
}

/**
 * Whether the type's size is computed at run time: a VLA or an array of them (6.7.6.2p4), or a
 * record that has one (GNU).
 */
export function isVariableSized(type: Type): boolean {
  if (type.kind === 'record') return type.definition.variable !== null;
  return type.kind === 'array' && (type.variable !== null || isVariableSized(type.of));
}

/** Whether the type is derived from a VLA anywhere (6.7.6p3, variably modified). */
export function isVariablyModified(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return type.variable !== null || isVariablyModified(type.of);
    case 'pointer':
      return isVariablyModified(type.to);
    case 'record':
      return type.definition.variable !== null;
    case 'function':
      return isVariablyModified(type.result);
    default:
      return false;
  }
}

/**
 * sizeof in bytes; void and functions count 1 (GNU). Incomplete and variable-sized types give 0.
 */
export function sizeOf(type: Type): number {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
    case 'float':
      return type.size;
    case 'enum':
      return type.definition.underlying.size;
    case 'complex':
      return 2 * type.element.size;
    case 'pointer':
      return 8;
    case 'array':
      return type.length === null ? 0 : type.length * sizeOf(type.of);
    case 'record':
      return type.definition.size;
    case 'vector':
      return type.count * type.element.size;
  }
}

/** _Alignof in bytes. */
export function alignOf(type: Type): number {
  if (type.alignment > 0) return type.alignment;
  switch (type.kind) {
    case 'array':
      return alignOf(type.of);
    case 'record':
      return type.definition.align;
    case 'complex':
      return type.element.size;
    default:
      return sizeOf(type);
  }
}
