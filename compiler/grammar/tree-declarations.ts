/** Declarations (Annex A.2.2): from ohm's match to ast.ts, a function a rule. */
import {
  type Attribute,
  type AttributeArgument,
  type Declaration,
  type Declarator,
  type Designator,
  type Enumerator,
  type Expression,
  type InitDeclarator,
  type Initializer,
  type InitializerList,
  type ParameterDeclaration,
  type ParameterList,
  Qualifier,
  type Specifiers,
  type StaticAssertion,
  type StorageClass,
  type StructDeclaration,
  type TypeKeyword,
  type TypeName,
  type TypeSpecifier,
} from '../ast.ts';
import type { CstNode, Tree } from './cst.ts';
import {
  child,
  childAt,
  codeAt,
  count,
  each,
  listOf,
  named,
  only,
  optional,
  position,
  separated,
  spelling,
  strings,
} from './cst.ts';
import { nameOfCode } from './encode.ts';

const QUALIFIERS: Readonly<Record<string, number>> = {
  const: Qualifier.const,
  volatile: Qualifier.volatile,
  restrict: Qualifier.restrict,
  _Atomic: Qualifier.atomic,
};

const STORAGE = new Set(['typedef', 'extern', 'static', 'auto', 'register', '_Thread_local']);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type List<T> = T extends readonly (infer U)[] ? U[] : T;
type OpenSpecifiers = { [K in keyof Mutable<Specifiers>]: List<Specifiers[K]> };

const openSpecifiers = (pos: number): OpenSpecifiers => ({
  pos,
  storage: [],
  types: [],
  qualifiers: 0,
  inline: false,
  noreturn: false,
  alignments: [],
  attributes: [],
});

/** Specifiers where none are written (implicit int). */
export const noSpecifiers = (pos: number): Specifiers => openSpecifiers(pos);

/** specifiers = specifier+ */
export function specifiers(t: Tree, node: CstNode, at: number): Specifiers {
  const result = openSpecifiers(position(t, at));
  const list = child(node, 0);
  for (let i = 0; i < count(list); i++) {
    addSpecifier(t, only(child(list, i)), at + list.childOffsets![i]!, result);
  }
  return result;
}

function addSpecifier(t: Tree, node: CstNode, at: number, into: OpenSpecifiers): void {
  switch (node.ruleName) {
    case undefined:
      addWord(t, at, into);
      return;
    case 'structSpecifier':
      into.types.push(structSpecifier(t, node, at));
      return;
    case 'enumSpecifier':
      into.types.push(enumSpecifier(t, node, at));
      return;
    case 'atomicType': {
      const type = typeName(t, child(node, 2), childAt(node, at, 2));
      into.types.push({ kind: 'atomic', pos: position(t, at), type });
      return;
    }
    case 'typeof': {
      const operand = typeOrExpression(t, child(node, 2), childAt(node, at, 2));
      into.types.push({ kind: 'typeof', pos: position(t, at), operand });
      return;
    }
    case 'alignment': {
      const operand = typeOrExpression(t, child(node, 2), childAt(node, at, 2));
      into.alignments.push({ pos: position(t, at), operand });
      return;
    }
    case 'attribute':
      into.attributes.push(...attribute(t, node, at));
      return;
    default:
      throw new RangeError(`no tree for the grammar's rule ${node.ruleName}`);
  }
}

function addWord(t: Tree, at: number, into: OpenSpecifiers): void {
  const word = nameOfCode(codeAt(t, at));
  const pos = position(t, at);
  if (word === 'typedef-name') into.types.push({ kind: word, pos, name: spelling(t, at) });
  else if (STORAGE.has(word)) into.storage.push({ name: word as StorageClass, pos });
  else if (QUALIFIERS[word] !== undefined) into.qualifiers |= QUALIFIERS[word]!;
  else if (word === 'inline') into.inline = true;
  else if (word === '_Noreturn') into.noreturn = true;
  else if (word !== '__extension__') {
    into.types.push({ kind: 'keyword', pos, name: word as TypeKeyword });
  }
}

/** structSpecifier = ("struct" | "union") attributes anyName? memberList? */
function structSpecifier(t: Tree, node: CstNode, at: number): TypeSpecifier {
  const list = child(node, 3).children?.[0];
  const listAt = list ? at + child(node, 3).childOffsets![0]! : 0;
  const before = attributes(t, child(node, 1), childAt(node, at, 1));
  return {
    kind: 'struct',
    pos: position(t, at),
    union: nameOfCode(codeAt(t, at)) === 'union',
    tag: optional(t, child(node, 2), at, named)?.name ?? null,
    members: list ? each(t, child(list, 1), listAt, structItem) : null,
    attributes: list
      ? [...before, ...attributes(t, child(list, 3), childAt(list, listAt, 3))]
      : before,
  };
}

function structItem(t: Tree, node: CstNode, at: number): StructDeclaration {
  const inner = only(node);
  if (inner.ruleName === 'staticAssertion') return staticAssertion(t, inner, at);
  if (inner.ruleName === 'pragma') {
    return { kind: 'pragma', pos: position(t, at), text: spelling(t, at) };
  }
  if (inner.ruleName === 'emptyDeclaration') {
    return { kind: 'pragma', pos: position(t, at), text: '' };
  }
  const declarators = optional(t, child(inner, 1), at, (t, list, start) =>
    separated(t, list, start, memberDeclarator),
  );
  return {
    kind: 'members',
    specifiers: specifiers(t, child(inner, 0), at),
    declarators: declarators ?? [],
  };
}

/** memberDeclarator = attributes declarator bitWidth? attributes | bitWidth attributes */
function memberDeclarator(t: Tree, node: CstNode, at: number) {
  const inner = only(node);
  const pos = position(t, at);
  const width = (t: Tree, node: CstNode, at: number): Expression =>
    t.build.assignment(t, child(node, 1), childAt(node, at, 1));
  const list = (index: number): Attribute[] =>
    attributes(t, child(inner, index), childAt(inner, at, index));
  if (inner.ruleName === 'unnamedMember') {
    const bits = width(t, child(inner, 0), at);
    return { declarator: null, width: bits, attributes: list(1), pos };
  }
  return {
    declarator: declarator(t, child(inner, 1), childAt(inner, at, 1)),
    width: optional(t, child(inner, 2), at, width),
    attributes: [...list(0), ...list(3)],
    pos,
  };
}

/** enumSpecifier = "enum" attributes anyName? enumeratorList? */
function enumSpecifier(t: Tree, node: CstNode, at: number): TypeSpecifier {
  const list = child(node, 3).children?.[0];
  const listAt = list ? at + child(node, 3).childOffsets![0]! : 0;
  const before = attributes(t, child(node, 1), childAt(node, at, 1));
  return {
    kind: 'enum',
    pos: position(t, at),
    tag: optional(t, child(node, 2), at, named)?.name ?? null,
    enumerators: list
      ? [
          enumerator(t, child(list, 1), childAt(list, listAt, 1)),
          ...each(t, child(list, 3), listAt, enumerator),
        ]
      : null,
    attributes: list
      ? [...before, ...attributes(t, child(list, 6), childAt(list, listAt, 6))]
      : before,
  };
}

function enumerator(t: Tree, node: CstNode, at: number): Enumerator {
  const value = (t: Tree, node: CstNode, at: number): Expression =>
    t.build.assignment(t, child(node, 1), childAt(node, at, 1));
  return {
    pos: position(t, at),
    name: spelling(t, at),
    value: optional(t, child(node, 2), at, value),
    attributes: attributes(t, child(node, 1), childAt(node, at, 1)),
  };
}

export function typeOrExpression(t: Tree, node: CstNode, at: number): Expression | TypeName {
  const inner = only(node);
  if (inner.ruleName === 'typeName') return typeName(t, inner, at);
  if (inner.ruleName === 'assignment') return t.build.assignment(t, inner, at);
  return t.build.expression(t, inner, at);
}

/** typeName = specifiers anyDeclarator */
export function typeName(t: Tree, node: CstNode, at: number): TypeName {
  return {
    kind: 'type-name',
    pos: position(t, at),
    specifiers: specifiers(t, child(node, 0), childAt(node, at, 0)),
    declarator: declarator(t, child(node, 1), childAt(node, at, 1)),
  };
}

/** declarator and anyDeclarator: pointer* direct declaratorSuffix*, built from the outside in. */
export function declarator(t: Tree, node: CstNode, at: number): Declarator {
  const direct = child(node, 1);
  const inner = direct.ruleName === undefined ? direct.children?.[0] : direct;
  const start = childAt(node, at, 1);
  let result: Declarator = inner
    ? directDeclarator(t, inner, start)
    : { kind: 'name', pos: position(t, Math.min(at, t.codes.length - 1)), name: null };
  const suffixes = child(node, 2);
  for (let i = 0; i < count(suffixes); i++) {
    const suffix = only(child(suffixes, i));
    result = declaratorSuffix(t, suffix, at + suffixes.childOffsets![i]!, result);
  }
  const pointers = child(node, 0);
  for (let i = count(pointers) - 1; i >= 0; i--) {
    result = pointer(t, child(pointers, i), at + pointers.childOffsets![i]!, result);
  }
  return result;
}

function directDeclarator(t: Tree, node: CstNode, at: number): Declarator {
  const inner = node.ruleName === 'abstractNested' ? node : only(node);
  if (inner.ruleName === undefined) {
    return { kind: 'name', pos: position(t, at), name: spelling(t, at) };
  }
  const nested = declarator(t, child(inner, 2), childAt(inner, at, 2));
  const list = attributes(t, child(inner, 1), childAt(inner, at, 1));
  if (list.length === 0) return nested;
  return { kind: 'attributed', pos: position(t, at), attributes: list, inner: nested };
}

/** The declarator reads outside in, so a suffix wraps what stands to its left. */
function declaratorSuffix(t: Tree, node: CstNode, at: number, inner: Declarator): Declarator {
  const pos = position(t, at);
  if (node.ruleName === 'functionSuffix') {
    const params = parameterList(t, child(node, 1), childAt(node, at, 1));
    return { kind: 'function', pos, inner, params };
  }
  const words = child(node, 1);
  let qualifiers = 0;
  let isStatic = false;
  for (const offset of words.childOffsets!) {
    const word = nameOfCode(codeAt(t, at + offset));
    if (word === 'static') isStatic = true;
    else qualifiers |= QUALIFIERS[word] ?? 0;
  }
  const size = optional(t, child(node, 2), at, (t, node, at) => {
    const which = only(node);
    return which.ruleName === 'starSize' ? ('star' as const) : t.build.assignment(t, which, at);
  });
  return { kind: 'array', pos, inner, size, qualifiers, isStatic };
}

function pointer(t: Tree, node: CstNode, at: number, inner: Declarator): Declarator {
  const words = child(node, 1);
  let qualifiers = 0;
  const list: Attribute[] = [];
  for (let i = 0; i < count(words); i++) {
    const word = only(child(words, i));
    const start = at + words.childOffsets![i]!;
    if (word.ruleName === 'attribute') list.push(...attribute(t, word, start));
    else qualifiers |= QUALIFIERS[nameOfCode(codeAt(t, start))] ?? 0;
  }
  return { kind: 'pointer', pos: position(t, at), qualifiers, attributes: list, inner };
}

function parameterList(t: Tree, node: CstNode, at: number): ParameterList {
  const inner = only(node);
  if (inner.ruleName === 'identifierList') {
    const list = only(inner);
    return { kind: 'identifiers', names: listOf(t, list, childAt(inner, at, 0), named) };
  }
  const first = parameter(t, child(inner, 0), at);
  return {
    kind: 'prototype',
    params: [first, ...each(t, child(inner, 2), at, parameter)],
    variadic: count(child(inner, 3)) > 0,
  };
}

function parameter(t: Tree, node: CstNode, at: number): ParameterDeclaration {
  return {
    pos: position(t, at),
    specifiers: specifiers(t, child(node, 0), childAt(node, at, 0)),
    declarator: declarator(t, child(node, 1), childAt(node, at, 1)),
    attributes: attributes(t, child(node, 2), childAt(node, at, 2)),
  };
}

/** declaration = specifiers initDeclaratorList? ";" */
export function declaration(t: Tree, node: CstNode, at: number): Declaration {
  return {
    kind: 'declaration',
    pos: position(t, at),
    specifiers: specifiers(t, child(node, 0), at),
    declarators: optional(t, child(node, 1), at, initDeclarators) ?? [],
  };
}

/** implicitDeclaration = initDeclaratorList ";" */
export function implicitDeclaration(t: Tree, node: CstNode, at: number): Declaration {
  const pos = position(t, at);
  const declarators = initDeclarators(t, child(node, 0), at);
  return { kind: 'declaration', pos, specifiers: noSpecifiers(pos), declarators };
}

/** initDeclaratorList = initDeclarator ("," attributes initDeclarator)* */
function initDeclarators(t: Tree, node: CstNode, at: number): InitDeclarator[] {
  const first = initDeclarator(t, child(node, 0), at);
  const attributeLists = each(t, child(node, 2), at, attributes);
  const rest = each(t, child(node, 3), at, initDeclarator).map((item, i) =>
    attributeLists[i]!.length === 0
      ? item
      : { ...item, attributes: [...attributeLists[i]!, ...item.attributes] },
  );
  return [first, ...rest];
}

function initDeclarator(t: Tree, node: CstNode, at: number): InitDeclarator {
  const value = (t: Tree, node: CstNode, at: number): Initializer =>
    initializer(t, child(node, 1), childAt(node, at, 1));
  return {
    pos: position(t, at),
    declarator: declarator(t, child(node, 0), at),
    asm: asmLabel(t, child(node, 1), childAt(node, at, 1)),
    attributes: attributes(t, child(node, 2), childAt(node, at, 2)),
    initializer: optional(t, child(node, 3), at, value),
  };
}

/** asmLabel = asmName?; asmName = "asm" "(" strings ")" */
function asmLabel(t: Tree, node: CstNode, at: number): string[] | null {
  return optional(t, only(node), at, (t, name, start) =>
    strings(t, child(name, 2), childAt(name, start, 2)),
  );
}

function initializer(t: Tree, node: CstNode, at: number): Initializer {
  const inner = only(node);
  if (inner.ruleName === 'initializerList') return initializerList(t, inner, at);
  const value = t.build.assignment(t, inner, at);
  return { kind: 'expression', pos: value.pos, value };
}

/** initializerList = "{" initializerItems? ","? "}" */
export function initializerList(t: Tree, node: CstNode, at: number): InitializerList {
  const items = optional(t, child(node, 1), at, (t, list, start) =>
    separated(t, list, start, initializerItem),
  );
  return { kind: 'list', pos: position(t, at), items: items ?? [] };
}

function initializerItem(t: Tree, node: CstNode, at: number) {
  return {
    designators: optional(t, child(node, 0), at, designation) ?? [],
    value: initializer(t, child(node, 1), childAt(node, at, 1)),
  };
}

function designation(t: Tree, node: CstNode, at: number): Designator[] {
  const inner = only(node);
  if (inner.ruleName === 'oldDesignation') {
    return [{ kind: 'member', pos: position(t, at), name: spelling(t, at) }];
  }
  return each(t, child(inner, 0), at, designator);
}

export function designator(t: Tree, node: CstNode, at: number): Designator {
  const inner = only(node);
  const pos = position(t, at);
  switch (inner.ruleName) {
    case 'designator_index':
      return { kind: 'index', pos, index: t.build.assignment(t, child(inner, 1), at + 1) };
    case 'designator_member':
      return { kind: 'member', pos: position(t, at + 1), name: spelling(t, at + 1) };
    default:
      return {
        kind: 'range',
        pos,
        first: t.build.assignment(t, child(inner, 1), at + 1),
        last: t.build.assignment(t, child(inner, 3), childAt(inner, at, 3)),
      };
  }
}

/** staticAssertion = "_Static_assert" "(" constantExpression assertionMessage? ")" ";" */
export function staticAssertion(t: Tree, node: CstNode, at: number): StaticAssertion {
  const message = (t: Tree, node: CstNode, at: number): string[] =>
    strings(t, child(node, 1), childAt(node, at, 1));
  return {
    kind: 'static-assertion',
    pos: position(t, at),
    condition: t.build.assignment(t, child(node, 2), childAt(node, at, 2)),
    message: optional(t, child(node, 3), at, message),
  };
}

/** attributes = attribute* */
export function attributes(t: Tree, node: CstNode, at: number): Attribute[] {
  const list = only(node);
  if (count(list) === 0) return [];
  return each(t, list, at, attribute).flat();
}

/** attribute = "__attribute__" "(" "(" attributeItem? ("," attributeItem?)* ")" ")" */
function attribute(t: Tree, node: CstNode, at: number): Attribute[] {
  const further = child(node, 5).children!.flatMap((item) => each(t, item, at, attributeItem));
  return [...each(t, child(node, 3), at, attributeItem), ...further];
}

function attributeItem(t: Tree, node: CstNode, at: number): Attribute {
  const args = optional(t, child(node, 1), at, (t, node, at) =>
    attributeArgumentList(t, child(node, 1), childAt(node, at, 1)),
  );
  const word = nameOfCode(codeAt(t, at));
  const name = word === 'identifier' || word === 'typedef-name' ? spelling(t, at) : word;
  return {
    pos: position(t, at),
    name: name.replace(/^__(.+)__$/, '$1'),
    args: args ?? [],
  };
}

function attributeArgumentList(t: Tree, node: CstNode, at: number): AttributeArgument[] {
  return listOf(t, only(node), at, typeOrExpression);
}
