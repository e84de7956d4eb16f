/**
 * Rules for a whole file: functions in another order behind prototypes, functions in a second
 * translation unit, and new names for everything that has no meaning outside.
 */
import type {
  Declaration,
  Declarator,
  ExternalDeclaration,
  FunctionDefinition,
  Specifiers,
  StorageClass,
} from '../../compiler/ast.ts';
import { contains, eachNode, namesIn } from './analysis.ts';
import type { Random } from './random.ts';
import { freshName, type Session } from './session.ts';

/** The name that a declarator declares. */
export function declaredName(d: Declarator): string | null {
  let inner = d;
  while (inner.kind !== 'name') inner = inner.inner;
  return inner.name;
}

/** True if a declarator declares a function. */
function declaresFunction(d: Declarator): boolean {
  let inner = d;
  while (inner.kind !== 'name') {
    if (inner.inner.kind === 'name') return inner.kind === 'function';
    inner = inner.inner;
  }
  return false;
}

const hasStorage = (s: Specifiers, wanted: StorageClass): boolean =>
  s.storage.some(({ name }) => name === wanted);

/** A definition that may stand anywhere once its prototype was seen. */
function isMovable(node: ExternalDeclaration): node is FunctionDefinition {
  if (node.kind !== 'function-definition') return false;
  if (node.parameterDeclarations.length > 0 || node.specifiers.inline) return false;
  const special = ['constructor', 'destructor', 'always_inline', 'gnu_inline', 'section'];
  const names = namesIn([node.specifiers, node.attributes]);
  if (special.some((name) => names.has(name))) return false;
  // A type declared in the head would be another one in the prototype.
  return !definesType([node.specifiers, node.declarator]);
}

/** True if a struct, union or enum is defined in some part of a declaration. */
function definesType(part: unknown): boolean {
  let defines = false;
  eachNode(part, (one) => {
    if ('members' in one && one.members !== null) defines = true;
    if ('enumerators' in one && one.enumerators !== null) defines = true;
    return !defines;
  });
  return defines;
}

/** A function's declaration without its body. */
export function prototypeOf(f: FunctionDefinition): Declaration {
  return {
    kind: 'declaration',
    pos: 0,
    specifiers: f.specifiers,
    declarators: [
      { pos: 0, declarator: f.declarator, asm: null, attributes: f.attributes, initializer: null },
    ],
  };
}

/** Each function's place holds its prototype; the definitions follow in any order. */
export function reorder(
  externals: readonly ExternalDeclaration[],
  random: Random,
): ExternalDeclaration[] {
  if (externals.some(({ kind }) => kind === 'pragma' || kind === 'file-asm')) return [...externals];
  const heads = externals.map((node) => (isMovable(node) ? prototypeOf(node) : node));
  return [...heads, ...random.shuffled(externals.filter(isMovable))];
}

/** The objects and functions declared at file scope. */
export function fileScopeNames(externals: readonly ExternalDeclaration[]): Set<string> {
  const names = new Set<string>();
  for (const node of externals) {
    if (node.kind === 'declaration' && !hasStorage(node.specifiers, 'typedef')) {
      for (const { declarator } of node.declarators) names.add(declaredName(declarator) ?? '');
    }
  }
  return names;
}

// --- Names -------------------------------------------------------------------------------------

/** Spellings that the file declares, of any kind but members of types that headers define. */
function declarations(externals: readonly ExternalDeclaration[]): Set<string> {
  const names = new Set<string>();
  const add = (d: Declarator | null): void => {
    const name = d === null ? null : declaredName(d);
    if (name !== null) names.add(name);
  };
  eachNode(externals, (node) => {
    if ('tag' in node && typeof node.tag === 'string') names.add(node.tag);
    if ('enumerators' in node && Array.isArray(node.enumerators)) {
      for (const { name } of node.enumerators) names.add(name);
    }
    if (node.kind === 'label' && 'name' in node) names.add(`${node.name}`);
    if (node.kind === 'members') {
      const { declarators } = node as unknown as {
        declarators: { declarator: Declarator | null }[];
      };
      for (const { declarator } of declarators) add(declarator);
    }
    if (node.kind === 'declaration') {
      const declaration = node as Declaration;
      const isForeign = hasStorage(declaration.specifiers, 'extern');
      for (const { declarator } of declaration.declarators) {
        if (!isForeign && !declaresFunction(declarator)) add(declarator);
      }
    }
    if (node.kind === 'function-definition') add((node as FunctionDefinition).declarator);
    if (node.kind === 'function') {
      const { params } = node as Extract<Declarator, { kind: 'function' }>;
      if (params.kind === 'prototype') for (const { declarator } of params.params) add(declarator);
      else for (const { name } of params.names) names.add(name);
    }
    return true;
  });
  return names;
}

/** Spellings that must stay: declared but not defined here, or written in strings and asm. */
function fixedNames(externals: readonly ExternalDeclaration[]): Set<string> {
  const fixed = new Set<string>();
  eachNode(externals, (node) => {
    if (node.kind === 'string' && 'texts' in node) {
      for (const text of node.texts as string[]) fixed.add(text.replace(/^\w*"|"$/g, ''));
    }
    if (node.kind === 'asm' || node.kind === 'file-asm') {
      for (const word of JSON.stringify(node).match(/\w+/g) ?? []) fixed.add(word);
    }
    if (node.kind === 'declaration') {
      const { specifiers, declarators } = node as Declaration;
      for (const { declarator, asm } of declarators) {
        if (asm !== null || hasStorage(specifiers, 'extern')) {
          fixed.add(declaredName(declarator) ?? '');
        }
      }
    }
    return true;
  });
  return fixed;
}

/** File-scope names of a typedef's type: they may be functions that a library defines. */
function maybeFunctions(externals: readonly ExternalDeclaration[]): string[] {
  return externals.flatMap((node) => {
    if (node.kind !== 'declaration' || node.specifiers.storage.length > 0) return [];
    if (node.specifiers.types.every(({ kind }) => kind !== 'typedef-name')) return [];
    return namesOf({
      ...node,
      declarators: node.declarators.filter(({ initializer }) => initializer === null),
    });
  });
}

/** True if the program can see how its functions are spelled. */
function readsOwnNames(externals: readonly ExternalDeclaration[]): boolean {
  const names = namesIn(externals);
  return ['__func__', '__FUNCTION__', '__PRETTY_FUNCTION__'].some((name) => names.has(name));
}

/** New names for the file's own, all or some of them. */
export function renaming(
  externals: readonly ExternalDeclaration[],
  session: Session,
): Map<string, string> {
  const map = new Map<string, string>();
  if (readsOwnNames(externals)) return map;
  const fixed = fixedNames(externals);
  for (const name of maybeFunctions(externals)) fixed.add(name);
  const share = session.random.pick([0.3, 0.7, 1]);
  const stems = ['a', 'v', 'item', 'x_y', 'Value', 'tmp', 'q', 'longer_name_of_something'];
  for (const name of declarations(externals)) {
    if (fixed.has(name) || session.unit.reserved.has(name) || name.startsWith('__')) continue;
    if (session.random.chance(share)) map.set(name, freshName(session, session.random.pick(stems)));
  }
  return map;
}

// --- A second translation unit -----------------------------------------------------------------

export interface TwoFiles {
  readonly first: ExternalDeclaration[];
  readonly second: ExternalDeclaration[];
  /** Names that become external and so must be unlike any library's. */
  readonly exported: readonly string[];
}

const withoutStatic = (s: Specifiers): Specifiers => ({
  ...s,
  storage: s.storage.filter(({ name }) => name !== 'static'),
});

/** A declaration that declares types only, which both files may hold. */
function isTypeOnly(node: ExternalDeclaration): boolean {
  if (node.kind === 'pragma' || node.kind === 'static-assertion') return true;
  if (node.kind !== 'declaration') return false;
  return node.declarators.length === 0 || hasStorage(node.specifiers, 'typedef');
}

/** What a function's body refers to must be of a kind that another file can declare. */
function usesOnly(f: FunctionDefinition, allowed: ReadonlySet<string>, all: ReadonlySet<string>) {
  for (const name of namesIn(f)) if (all.has(name) && !allowed.has(name)) return false;
  return true;
}

/** Functions that can live in another file than the rest, and what they need from it. */
function candidates(externals: readonly ExternalDeclaration[]): {
  functions: FunctionDefinition[];
  shared: Set<string>;
  all: Set<string>;
} {
  const shared = new Set<string>();
  const all = new Set<string>();
  for (const node of externals) {
    if (node.kind === 'function-definition') {
      const name = declaredName(node.declarator) ?? '';
      all.add(name);
      if (isMovable(node)) shared.add(name);
    } else if (node.kind === 'declaration' && !isTypeOnly(node)) {
      for (const { declarator } of node.declarators) all.add(declaredName(declarator) ?? '');
    }
  }
  const functions = externals.filter(
    (node): node is FunctionDefinition =>
      isMovable(node) &&
      declaredName(node.declarator) !== 'main' &&
      usesOnly(node, shared, all) &&
      !contains(node, 'asm', 'label-address'),
  );
  return { functions, shared, all };
}

/**
 * Moves some functions into a second file: the functions that cross the border lose `static`, and
 * both files declare them all. Null where nothing can be moved.
 */
export function splitFile(
  externals: readonly ExternalDeclaration[],
  random: Random,
): TwoFiles | null {
  if (externals.some(({ kind }) => kind === 'file-asm')) return null;
  const { functions, shared, all } = candidates(externals);
  const fixed = fixedNames(externals);
  if (functions.length === 0 || [...shared].some((name) => fixed.has(name))) return null;
  const isAwkward = (node: ExternalDeclaration): boolean =>
    isTypeOnly(node)
      ? [...namesIn(node)].some((name) => all.has(name))
      : node.kind === 'declaration' && definesType(node.specifiers);
  if (readsOwnNames(externals) || externals.some(isAwkward)) return null;
  const moved = new Set(random.shuffled(functions).slice(0, 1 + random.below(functions.length)));
  const exported = [...shared].filter((name) => name !== 'main');
  const open = (node: ExternalDeclaration): ExternalDeclaration => {
    if (node.kind === 'function-definition' || node.kind === 'declaration') {
      if (namesOf(node).some((name) => shared.has(name))) {
        return { ...node, specifiers: withoutStatic(node.specifiers) };
      }
    }
    return node;
  };
  const first = externals.map((node) => {
    const opened = open(node);
    return moved.has(node as FunctionDefinition)
      ? prototypeOf(opened as FunctionDefinition)
      : opened;
  });
  const heads = externals.flatMap((node) => {
    if (isTypeOnly(node)) return [node];
    return isMovable(node) ? [prototypeOf(open(node) as FunctionDefinition)] : [];
  });
  const second = [
    ...heads,
    ...externals.filter((node) => moved.has(node as FunctionDefinition)).map(open),
  ];
  return { first, second, exported };
}

function namesOf(node: FunctionDefinition | Declaration): string[] {
  if (node.kind === 'function-definition') return [declaredName(node.declarator) ?? ''];
  return node.declarators.map(({ declarator }) => declaredName(declarator) ?? '');
}
