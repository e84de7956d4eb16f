/**
 * Declaration specifiers (C11 6.7.2): from the words written to a type, with struct, union and
 * enum.
 */
import type * as ast from '../ast.ts';
import { Qualifier } from '../ast.ts';
import { addInts, subInts } from '../numbers.ts';
import type { Position } from '../source.ts';
import {
  alignOf,
  type EnumType,
  integerOf,
  isComplete,
  isInteger,
  isVariableSized,
  qualify,
  type RecordType,
  sizeOf,
  type Type,
} from '../types.ts';
import { attributedType, checkAlignment, readAttributes } from './attributes.ts';
import { type Checker, error } from './checker.ts';
import { integerConstant } from './constants.ts';
import { declaratorType } from './declarators.ts';
import { layOut, type MemberRequest } from './layout.ts';
import { suggest } from './suggest.ts';
import { quoteType } from './type-text.ts';
import { layOutVariable } from './variable-layout.ts';

/** What specifiers say, but for storage class. */
export interface SpecifiedType {
  readonly type: Type;
  /** No type was written: implicit int. */
  readonly implicit: boolean;
  /** `__auto_type`: the initializer's type. */
  readonly auto: boolean;
}

/**
 * The type a list of specifiers names. `alone`: no declarator follows, so `struct S;` declares a
 * new tag.
 */
export function specifiedType(c: Checker, node: ast.Specifiers, alone = false): SpecifiedType {
  const words: ast.TypeKeyword[] = [];
  let type: Type | null = null;
  for (const specifier of node.types) {
    if (specifier.kind === 'keyword') {
      words.push(specifier.name);
      continue;
    }
    if (type !== null) error(c, specifier.pos, 'two or more data types in declaration specifiers');
    type = namedType(c, specifier, alone && node.types.length === 1);
  }
  if (words.includes('__auto_type')) return { type: c.types.int, implicit: false, auto: true };
  if (type !== null && words.length > 0) {
    error(c, node.pos, 'two or more data types in declaration specifiers');
  }
  const implicit = type === null && words.length === 0;
  const base = type ?? keywordType(c, words, node.pos);
  const set = readAttributes(c, node.attributes);
  const own = attributedType(c, base, { ...set, aligned: 0 }, node.pos);
  checkQualifiers(c, own, node);
  return { type: qualify(own, node.qualifiers), implicit, auto: false };
}

function checkQualifiers(c: Checker, type: Type, node: ast.Specifiers): void {
  if (node.qualifiers & Qualifier.restrict && type.kind !== 'pointer') {
    error(c, node.pos, 'invalid use of ‘restrict’');
  }
}

/** 6.7.2p2's multisets of words. */
function keywordType(c: Checker, words: readonly ast.TypeKeyword[], pos: Position): Type {
  const { types } = c;
  if (words.length === 0) return types.int;
  const counts = new Map<ast.TypeKeyword, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const complex = counts.delete('_Complex');
  const signed = counts.delete('signed');
  const unsigned = counts.delete('unsigned');
  const rest = [...counts]
    .map(([word, n]) => (n > 1 ? `${word}${n}` : word))
    .sort()
    .join(' ');
  if (signed && unsigned) {
    error(c, pos, 'both ‘signed’ and ‘unsigned’ in declaration specifiers');
    return types.int;
  }
  const integers: Readonly<Record<string, [Type, Type]>> = {
    '': [types.int, types.uint],
    int: [types.int, types.uint],
    char: [signed ? types.schar : types.char, types.uchar],
    short: [types.short, types.ushort],
    'int short': [types.short, types.ushort],
    long: [types.long, types.ulong],
    'int long': [types.long, types.ulong],
    long2: [types.llong, types.ullong],
    'int long2': [types.llong, types.ullong],
    __int128: [types.int128, types.uint128],
    '__int128 int': [types.int128, types.uint128],
  };
  const others: Readonly<Record<string, Type>> = {
    void: types.void,
    _Bool: types.bool,
    float: types.float,
    double: types.double,
    'double long': types.longDouble,
  };
  const integer = Object.hasOwn(integers, rest) ? integers[rest]! : null;
  const bare = complex && rest === '' && !signed && !unsigned;
  const found = bare
    ? types.double
    : integer
      ? integer[unsigned ? 1 : 0]
      : signed || unsigned
        ? undefined
        : others[rest];
  if (!found) {
    error(c, pos, 'two or more data types in declaration specifiers');
    return types.int;
  }
  if (!complex) return found;
  if (found.kind === 'float' || found.kind === 'integer') return types.complex(found);
  error(c, pos, 'both ‘_Complex’ and a type without complex form in declaration specifiers');
  return found;
}

function namedType(
  c: Checker,
  specifier: Exclude<ast.TypeSpecifier, { kind: 'keyword' }>,
  alone: boolean,
): Type {
  switch (specifier.kind) {
    case 'struct':
      return structType(c, specifier, alone);
    case 'enum':
      return enumType(c, specifier, alone);
    case 'typedef-name': {
      const entity = c.scope.find(specifier.name);
      if (entity?.kind === 'typedef') {
        entity.used = true;
        return entity.type;
      }
      const like = suggest(specifier.name, c.scope.visibleNames());
      const hint = like ? `; did you mean ‘${like}’?` : '';
      error(c, specifier.pos, `unknown type name ‘${specifier.name}’${hint}`);
      return c.types.int;
    }
    case 'typeof':
      return typeofType(c, specifier.operand);
    case 'atomic': {
      const type = c.rules.typeName(c, specifier.type);
      if (type.kind === 'array' || type.kind === 'function') {
        error(c, specifier.pos, `‘_Atomic’-qualified ${type.kind} type`);
        return type;
      }
      return qualify(type, Qualifier.atomic);
    }
  }
}

function typeofType(c: Checker, operand: ast.Expression | ast.TypeName): Type {
  if (operand.kind === 'type-name') return c.rules.typeName(c, operand);
  c.unevaluated++;
  const value = c.rules.expression(c, operand);
  c.unevaluated--;
  if (value.kind === 'member' && value.member.bits) {
    error(c, operand.pos, '‘typeof’ applied to a bit-field');
  }
  return value.type;
}

// --- 6.7.2.1 Structure and union specifiers ----------------------------------------------------

type StructSpecifier = Extract<ast.TypeSpecifier, { kind: 'struct' }>;

function structType(c: Checker, node: StructSpecifier, alone: boolean): Type {
  const type = recordTag(c, node, alone);
  if (node.members === null) return type;
  const { definition } = type;
  if (definition.complete) {
    const word = node.union ? 'union' : 'struct';
    error(c, node.pos, `redefinition of ‘${word} ${node.tag}’`);
    return type;
  }
  completeRecord(c, type, node);
  return type;
}

/** 6.7.2.3: the type a tag stands for here, made when it is new. */
function recordTag(c: Checker, node: StructSpecifier, alone: boolean): RecordType {
  const { tag } = node;
  if (tag === null) return c.types.record(null, node.union);
  const own = node.members !== null || alone;
  const known = own ? c.scope.ownTag(tag) : c.scope.findTag(tag);
  if (known) {
    if (known.kind === 'record' && known.definition.union === node.union) return known;
    error(c, node.pos, `‘${tag}’ defined as wrong kind of tag`);
    return c.types.record(null, node.union);
  }
  const type = c.types.record(tag, node.union);
  c.scope.declareTag(tag, type);
  return type;
}

function completeRecord(c: Checker, type: RecordType, node: StructSpecifier): void {
  const set = readAttributes(c, node.attributes);
  const requests: MemberRequest[] = [];
  const names = new Set<string>();
  for (const item of node.members!) {
    if (item.kind === 'static-assertion') c.rules.staticAssertion(c, item);
    else if (item.kind === 'pragma') c.rules.pragma(c, item);
    else addMembers(c, item, requests, names, set.packed);
  }
  const { definition } = type;
  const flexible = checkFlexible(c, requests, node);
  const variable = requests.some((request) => isVariableSized(request.type));
  const how = { union: node.union, pack: c.pragmas.pack, minimum: set.aligned, pos: node.pos };
  const layout = variable
    ? layOutVariable(c, requests, how)
    : { ...layOut(requests, how.union, how.pack, how.minimum), variable: null };
  definition.members = layout.members;
  definition.size = layout.size;
  definition.align = layout.align;
  definition.variable = layout.variable;
  definition.flexible = flexible;
  definition.transparentUnion = set.transparentUnion;
  definition.complete = true;
}

/** 6.7.2.1p18: an incomplete array only as the last member of a struct with others. */
function checkFlexible(c: Checker, requests: MemberRequest[], node: StructSpecifier): boolean {
  let flexible = false;
  requests.forEach((request, i) => {
    const { type, pos } = request;
    if (type.kind !== 'array' || type.length !== null || type.variable) return;
    if (i === requests.length - 1 && !node.union && requests.length > 1) flexible = true;
    else if (i === requests.length - 1 && !node.union) {
      error(c, pos, 'flexible array member in a struct with no named members');
    } else if (!node.union) error(c, pos, 'flexible array member not at end of struct');
    else error(c, pos, 'flexible array member in union');
  });
  return flexible;
}

type MembersNode = Extract<ast.StructDeclaration, { kind: 'members' }>;

function addMembers(
  c: Checker,
  node: MembersNode,
  requests: MemberRequest[],
  names: Set<string>,
  packedRecord: boolean,
): void {
  const base = specifiedType(c, node.specifiers).type;
  const specifierSet = readAttributes(c, node.specifiers.attributes);
  const align = Math.max(specifiedAlignment(c, node.specifiers), specifierSet.aligned);
  const packed = packedRecord || specifierSet.packed;
  if (node.declarators.length === 0) {
    addAnonymous(c, base, node, requests, names, { align, packed });
    return;
  }
  for (const item of node.declarators) {
    const declared = item.declarator
      ? declaratorType(c, base, item.declarator)
      : { name: null, type: base, attributes: [] };
    const set = readAttributes(c, item.attributes, declared.attributes);
    const type = attributedType(c, declared.type, set, item.pos);
    checkMemberType(c, type, declared.name, item.pos);
    const width = item.width ? bitWidth(c, item.width, type, declared.name) : null;
    addName(c, names, declared.name, item.pos);
    requests.push({
      name: declared.name,
      type,
      width,
      align: Math.max(align, set.aligned),
      packed: packed || set.packed,
      pos: item.pos,
    });
  }
}

function addName(c: Checker, names: Set<string>, name: string | null, pos: Position): void {
  if (name === null) return;
  if (names.has(name)) error(c, pos, `duplicate member ‘${name}’`);
  names.add(name);
}

function addAnonymous(
  c: Checker,
  base: Type,
  node: MembersNode,
  requests: MemberRequest[],
  names: Set<string>,
  how: { readonly align: number; readonly packed: boolean },
): void {
  const { pos } = node.specifiers;
  if (base.kind !== 'record') {
    c.diagnostics.warning(pos, '', 'declaration does not declare anything', true);
    return;
  }
  const specifier = node.specifiers.types[0];
  if (base.definition.tag !== null && specifier?.kind === 'struct') {
    c.diagnostics.warning(pos, '', 'declaration does not declare anything', true);
    return;
  }
  for (const name of anonymousNames(base)) addName(c, names, name, pos);
  requests.push({ name: null, type: base, width: null, ...how, pos });
}

function* anonymousNames(record: RecordType): Generator<string> {
  for (const member of record.definition.members) {
    if (member.name !== null) yield member.name;
    else if (member.type.kind === 'record' && !member.bits) yield* anonymousNames(member.type);
  }
}

function checkMemberType(c: Checker, type: Type, name: string | null, pos: Position): void {
  const what = name === null ? 'member' : `‘${name}’`;
  if (type.kind === 'function') error(c, pos, `field ${what} declared as a function`);
  else if (type.kind === 'void') error(c, pos, `variable or field ${what} declared void`);
  else if (!isComplete(type) && type.kind !== 'array')
    error(c, pos, `field ${what} has incomplete type`);
  else if (type.kind === 'array' && !isComplete(type.of)) {
    error(c, pos, `array type has incomplete element type ${quoteType(type.of)}`);
  }
}

/** 6.7.2.1p4 and p5. */
function bitWidth(c: Checker, node: ast.Expression, type: Type, name: string | null): number {
  const what = name === null ? 'bit-field ‘<anonymous>’' : `bit-field ‘${name}’`;
  if (!isInteger(type)) {
    error(c, node.pos, `${what} has invalid type`);
    return 1;
  }
  if (sizeOf(type) > 8) c.diagnostics.unsupported(node.pos, 'a bit-field of type __int128');
  const value = integerConstant(c, node, `${what} width`);
  if (value === null) return 1;
  const limit = integerOf(type)!.name === '_Bool' ? 1 : sizeOf(type) * 8;
  if (value < 0n) error(c, node.pos, `negative width in ${what}`);
  else if (value > BigInt(limit)) error(c, node.pos, `width of ${what} exceeds its type`);
  else if (value === 0n && name !== null) error(c, node.pos, `zero width for ${what}`);
  else return Number(value);
  return 1;
}

/** 6.7.5: the strictest _Alignas of a list, or 0. */
export function specifiedAlignment(c: Checker, node: ast.Specifiers): number {
  let most = 0;
  for (const { operand, pos } of node.alignments) {
    const align =
      operand.kind === 'type-name'
        ? alignOf(c.rules.typeName(c, operand))
        : checkAlignment(c, integerConstant(c, operand, 'requested alignment'), pos);
    most = Math.max(most, align);
  }
  return most;
}

// --- 6.7.2.2 Enumeration specifiers ------------------------------------------------------------

type EnumSpecifier = Extract<ast.TypeSpecifier, { kind: 'enum' }>;

function enumType(c: Checker, node: EnumSpecifier, alone: boolean): Type {
  const type = enumTag(c, node, alone);
  if (node.enumerators === null) return type;
  if (type.definition.complete) {
    error(c, node.pos, `redeclaration of ‘enum ${node.tag}’`);
    return type;
  }
  completeEnum(c, type, node);
  return type;
}

function enumTag(c: Checker, node: EnumSpecifier, alone: boolean): EnumType {
  const { tag } = node;
  if (tag === null) return c.types.enumeration(null);
  const known = node.enumerators || alone ? c.scope.ownTag(tag) : c.scope.findTag(tag);
  if (known) {
    if (known.kind === 'enum') return known;
    error(c, node.pos, `‘${tag}’ defined as wrong kind of tag`);
    return c.types.enumeration(null);
  }
  const type = c.types.enumeration(tag);
  c.scope.declareTag(tag, type);
  return type;
}

function completeEnum(c: Checker, type: EnumType, node: EnumSpecifier): void {
  const { definition } = type;
  const constants: {
    kind: 'enumerator';
    name: string;
    value: bigint;
    type: Type;
    pos: Position;
  }[] = [];
  let next = 0n;
  for (const enumerator of node.enumerators!) {
    const { name, pos } = enumerator;
    const given = enumerator.value
      ? integerConstant(c, enumerator.value, `enumerator value for ‘${name}’`)
      : null;
    const value = given ?? next;
    const previous = c.scope.own(name);
    if (previous) {
      const what =
        previous.kind === 'enumerator' ? 'redeclaration of enumerator' : 'redeclaration of';
      error(c, pos, `${what} ‘${name}’`);
    }
    const constant = {
      kind: 'enumerator',
      name,
      value,
      type: constantType(c, value),
      pos,
    } as const;
    constants.push({ ...constant });
    c.scope.declare(name, constants[constants.length - 1]!);
    definition.enumerators.push({ name, value });
    next = value >= 2n ** 63n ? value + 1n : addInts(value, 1n, 64);
  }
  definition.underlying = underlyingType(c, definition.enumerators, node);
  definition.complete = true;
  // GNU: when a constant does not fit an int, all of them take the wide type.
  if (definition.underlying.size > 4) for (const one of constants) one.type = definition.underlying;
}

function constantType(c: Checker, value: bigint): Type {
  if (value >= -(2n ** 31n) && value < 2n ** 31n) return c.types.int;
  if (value >= 0n && value < 2n ** 32n) return c.types.uint;
  return value < 2n ** 63n ? c.types.long : c.types.ulong;
}

function underlyingType(
  c: Checker,
  list: readonly { readonly value: bigint }[],
  node: EnumSpecifier,
) {
  const { types } = c;
  const negative = list.some(({ value }) => value < 0n);
  let widest = 1;
  for (const { value } of list) {
    const magnitude = value < 0n ? subInts(0n, addInts(value, 1n, 64), 64) : value;
    const bits = magnitude.toString(2).length + (negative ? 1 : 0);
    widest = Math.max(widest, magnitude === 0n ? 1 : bits);
  }
  if (readAttributes(c, node.attributes).packed) {
    if (widest <= 8) return negative ? types.schar : types.uchar;
    if (widest <= 16) return negative ? types.short : types.ushort;
  }
  if (widest <= 32) return negative ? types.int : types.uint;
  return negative ? types.long : types.ulong;
}
