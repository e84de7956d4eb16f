/** Declarations (C11 6.7) and external definitions (6.9). */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { FunctionEntity, Stmt, Variable } from '../typed.ts';
import {
  alignOf,
  annotate,
  type FunctionType,
  isArithmetic,
  isComplete,
  isConst,
  isVariableSized,
  isVariablyModified,
  isVolatile,
  sizeOf,
  type Type,
} from '../types.ts';
import { type AttributeSet, attributedType, readAttributes } from './attributes.ts';
import { apart, type Checker, type Declared, error } from './checker.ts';
import { compatible, composite } from './compatible.ts';
import { integerConstant } from './constants.ts';
import { decay } from './conversions.ts';
import { declaratorType } from './declarators.ts';
import { newFunction, staticObject } from './entities.ts';
import { enterVariable } from './labels.ts';
import { markLiterals, stringText } from './literals.ts';
import { aliasTo, obeyPragmas, referWeakly } from './pragmas.ts';
import type { Entity } from './scope.ts';
import { specifiedAlignment, specifiedType } from './specifiers.ts';
import { quoteType } from './type-text.ts';

/** What the specifiers of one declaration say for all its declarators. */
export interface DeclarationSpecifiers {
  readonly node: ast.Specifiers;
  readonly base: Type;
  /** No type was written. */
  readonly implicit: boolean;
  readonly auto: boolean;
  readonly storage: 'typedef' | 'extern' | 'static' | 'auto' | 'register' | null;
  readonly threadLocal: boolean;
  readonly align: number;
}

/** 6.7.1: at most one storage class, and _Thread_local with static or extern only. */
export function readSpecifiers(
  c: Checker,
  node: ast.Specifiers,
  alone: boolean,
): DeclarationSpecifiers {
  let storage: DeclarationSpecifiers['storage'] = null;
  let threadLocal = false;
  for (const { name, pos } of node.storage) {
    if (name === '_Thread_local') threadLocal = true;
    else if (storage !== null && storage !== name) {
      error(c, pos, 'multiple storage classes in declaration specifiers');
    } else if (storage === name) error(c, pos, `duplicate ‘${name}’`);
    else storage = name;
  }
  const { type, implicit, auto } = specifiedType(c, node, alone);
  const first = node.storage[0];
  const type0 = node.types[0];
  if (first && type0 && type0.pos < first.pos && first.name !== '_Thread_local') {
    const message = `‘${first.name}’ is not at beginning of declaration`;
    c.diagnostics.warning(node.pos, 'old-style-declaration', message);
  }
  const align = specifiedAlignment(c, node);
  return { node, base: type, implicit: implicit && !auto, auto, storage, threadLocal, align };
}

/** -Wimplicit-int: on from C99 on. */
export function warnImplicitInt(c: Checker, pos: Position, message: string): void {
  const old = c.options.standard === 'gnu89' || c.options.standard === 'c89';
  c.diagnostics.warning(pos, 'implicit-int', message, !old);
}

/** A declaration; what it does at run time goes to `into` (null at file scope). */
export function declaration(c: Checker, node: ast.Declaration, into: Stmt[] | null): void {
  const saved = c.pendingLengths;
  c.pendingLengths = [];
  const specifiers = readSpecifiers(c, node.specifiers, node.declarators.length === 0);
  for (const { length, value } of into ? c.pendingLengths : []) {
    into?.push({ kind: 'vla-length', pos: node.pos, length, value });
  }
  c.pendingLengths = saved;
  if (node.declarators.length === 0) {
    warnEmpty(c, node);
    return;
  }
  for (const item of node.declarators) apart(c, () => declarator(c, specifiers, item, into));
}

function warnEmpty(c: Checker, node: ast.Declaration): void {
  const { types } = node.specifiers;
  const tagged = types.some((t) => t.kind === 'struct' || t.kind === 'enum');
  if (!tagged) c.diagnostics.warning(node.pos, '', 'useless type name in empty declaration', true);
}

function declarator(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  item: ast.InitDeclarator,
  into: Stmt[] | null,
): void {
  const saved = c.pendingLengths;
  c.pendingLengths = [];
  const base = specifiers.auto ? autoType(c, item) : specifiers.base;
  const declared = declaratorType(c, base, item.declarator);
  const set = readAttributes(c, specifiers.node.attributes, declared.attributes, item.attributes);
  const own = readAttributes(c, declared.attributes, item.attributes);
  const type = attributedType(c, declared.type, own, declared.pos);
  if (into) {
    if (isVariablyModified(type)) enterVariable(c, declared.name ?? '', declared.pos);
    for (const { length, value } of c.pendingLengths) {
      into.push({ kind: 'vla-length', pos: declared.pos, length, value });
    }
  }
  c.pendingLengths = saved;
  const full = { ...declared, type };
  if (specifiers.implicit) warnNoType(c, specifiers, declared);
  if (declared.name === null) error(c, declared.pos, 'expected identifier');
  else if (specifiers.storage === 'typedef') declareTypedef(c, full, item, set);
  else if (type.kind === 'function') declareFunction(c, specifiers, full, item, set);
  else declareVariable(c, specifiers, full, item, set, into);
}

function warnNoType(c: Checker, { node }: DeclarationSpecifiers, { name, pos }: Declared): void {
  const none = node.storage.length === 0 && node.qualifiers === 0 && !node.inline;
  const bare = none && node.attributes.length === 0 && c.scope.kind === 'file';
  if (bare) c.diagnostics.warning(pos, '', 'data definition has no type or storage class', true);
  warnImplicitInt(c, pos, `type defaults to ‘int’ in declaration of ‘${name}’`);
}

/** `__auto_type x = e`: the type of the decayed initializer. */
function autoType(c: Checker, item: ast.InitDeclarator): Type {
  if (item.initializer?.kind !== 'expression') {
    error(c, item.pos, '‘__auto_type’ requires an initialized data declaration');
    return c.types.int;
  }
  c.unevaluated++;
  const value = decay(c, c.rules.expression(c, item.initializer.value));
  c.unevaluated--;
  return value.type.plain;
}

function previous(
  c: Checker,
  kind: string,
  entity: Entity | undefined,
  name: string,
  pos: Position,
) {
  if (!entity || entity.kind === kind) return;
  error(c, pos, `‘${name}’ redeclared as different kind of symbol`);
  noteprevious(c, entity.pos, name);
}

function noteprevious(c: Checker, pos: Position, name: string): void {
  if (pos > 0) c.diagnostics.note(pos, `previous declaration of ‘${name}’`);
}

/** 6.7.8 */
function declareTypedef(
  c: Checker,
  declared: Declared,
  item: ast.InitDeclarator,
  set: AttributeSet,
): void {
  const name = declared.name!;
  const { pos } = declared;
  if (item.initializer)
    error(c, pos, `typedef ‘${name}’ is initialized (use ‘__typeof__’ instead)`);
  const known = c.scope.own(name);
  previous(c, 'typedef', known, name, pos);
  if (known?.kind === 'typedef' && !compatible(known.type, declared.type)) {
    const types = `${quoteType(declared.type)}`;
    error(c, pos, `conflicting types for ‘${name}’; have ${types}`);
    noteprevious(c, known.pos, name);
  }
  if (set.transparentUnion && declared.type.kind === 'record') {
    declared.type.definition.transparentUnion = true;
  }
  const type = annotate(declared.type, set.aligned, false);
  c.scope.declare(name, { kind: 'typedef', name, type, pos, used: set.unused });
  const told = c.options.debug && c.scope.kind === 'file' && !known;
  if (told) c.output.push({ kind: 'typedef', name, type, pos });
}

// --- Functions ---------------------------------------------------------------------------------

/** Declares a function (or declares it again), merging what its declarations say. */
export function declareFunction(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  declared: Declared,
  item: Pick<ast.InitDeclarator, 'asm' | 'initializer'>,
  set: AttributeSet,
): FunctionEntity {
  const name = declared.name!;
  const { pos } = declared;
  const type = declared.type as FunctionType;
  if (item.initializer) error(c, pos, `function ‘${name}’ is initialized like a variable`);
  const { storage, node } = specifiers;
  const block = c.scope.kind !== 'file';
  if (storage === 'register' || (storage === 'auto' && !block)) {
    error(c, pos, `invalid storage class for function ‘${name}’`);
  }
  if (storage === 'auto' && c.func) return nestedEntity(c, declared, c.func.entity);
  if (block && storage === 'static') {
    error(c, pos, `invalid storage class for function ‘${name}’`);
  }
  const entity = findFunction(c, name, type, pos);
  mergeFunction(c, entity, type, pos, specifiers.implicit);
  if (storage === 'static') {
    const replaces = entity.gnuInline && entity.availableExternally;
    if (entity.linkage === 'external' && !replaces && (entity.pos !== pos || entity.defined)) {
      error(c, pos, `static declaration of ‘${name}’ follows non-static declaration`);
      noteprevious(c, entity.pos, name);
    }
    entity.linkage = 'internal';
  }
  if (node.noreturn || set.noReturn) entity.noReturn = true;
  if (node.inline && entity.inline === 'default') entity.inline = 'hint';
  if (!node.inline || (storage === 'extern' && !isGnuInline(c, set))) {
    if (!entity.gnuInline) entity.availableExternally = false;
    entity.externallyDeclared = true;
  }
  applyFunctionAttributes(c, entity, set, item);
  c.scope.declare(name, entity);
  return entity;
}

const isGnuInline = (c: Checker, set: AttributeSet): boolean =>
  set.gnuInline ||
  c.options.gnu89Inline ||
  c.options.standard === 'gnu89' ||
  c.options.standard === 'c89';

/** A GNU nested function's entity: its definition's, or that of `auto` declarations before it. */
export function nestedEntity(
  c: Checker,
  declared: Declared,
  parent: FunctionEntity,
): FunctionEntity {
  const name = declared.name!;
  const own = c.scope.own(name);
  if (own?.kind === 'function' && own.parent === parent) return own;
  const fresh = newFunction(c, name, declared.type as FunctionType, declared.pos);
  const entity: FunctionEntity = {
    ...fresh,
    linkage: 'internal',
    symbolName: `${name}.${c.counters.symbol++}`,
    parent,
  };
  c.scope.declare(name, entity);
  return entity;
}

/** The entity a declaration at this scope is about: a visible one with linkage, or a new one. */
function findFunction(c: Checker, name: string, type: FunctionType, pos: Position): FunctionEntity {
  const own = c.scope.own(name);
  previous(c, 'function', own, name, pos);
  if (own?.kind === 'function') return own;
  const outer = c.scope.kind === 'file' ? undefined : c.fileScope.find(name);
  const hidden = c.hiddenFunctions.get(name);
  if (outer?.kind === 'function') return outer;
  if (hidden) return hidden;
  const entity = c.libraryFunctions.get(name) ?? newFunction(c, name, type, pos);
  c.hiddenFunctions.set(name, entity);
  return entity;
}

function mergeFunction(
  c: Checker,
  entity: FunctionEntity,
  type: FunctionType,
  pos: Position,
  implicit: boolean,
): void {
  if (entity.type === type) return;
  if (!compatible(entity.type, type)) {
    if (implicit && entity.type.result.kind === 'void' && !entity.defined) {
      // f(x) { } behind void f(int); stays void.
      const { params, variadic, prototyped } = type;
      const own = c.types.func(entity.type.result, params, variadic, prototyped);
      if (compatible(entity.type, own)) {
        c.diagnostics.warning(pos, '', `conflicting types for ‘${entity.name}’`, true);
        noteprevious(c, entity.pos, entity.name);
        entity.type = composite(c.types, entity.type, own) as FunctionType;
        return;
      }
    }
    if (entity.pos === 0 || c.libraryFunctions.get(entity.name) === entity) {
      entity.type = type;
      return;
    }
    error(c, pos, `conflicting types for ‘${entity.name}’; have ${quoteType(type)}`);
    noteprevious(c, entity.pos, entity.name);
    return;
  }
  entity.type = composite(c.types, entity.type, type) as FunctionType;
}

function applyFunctionAttributes(
  c: Checker,
  entity: FunctionEntity,
  set: AttributeSet,
  item: Pick<ast.InitDeclarator, 'asm'>,
): void {
  if (set.inline) entity.inline = set.inline;
  if (set.gnuInline) entity.gnuInline = true;
  if (set.weak) entity.weak = true;
  if (set.used) entity.used = true;
  if (set.unused) entity.referenced = true;
  if (set.mustUse) c.mustUse.add(entity);
  if (set.nonNull) c.nonNull.set(entity, set.nonNull);
  if (set.deprecated !== null) c.deprecated.set(entity, set.deprecated);
  if (set.format) c.formats.set(entity, set.format);
  if (set.returnsTwice) entity.returnsTwice = true;
  if (set.aliasesFreely) entity.aliasesFreely = true;
  if (set.wraps) entity.wraps = true;
  if (set.notInstrumented) entity.notInstrumented = true;
  entity.align = Math.max(entity.align, set.aligned);
  if (set.effects !== 'any') entity.effects = set.effects;
  if (set.section) entity.section = set.section;
  if (set.visibility) entity.visibility = set.visibility;
  if (set.constructor_ !== null) entity.constructor_ = set.constructor_;
  if (set.destructor_ !== null) entity.destructor_ = set.destructor_;
  if (set.weakReference) referWeakly(entity, set.alias);
  else if (set.alias) aliasTo(c, entity, set.alias);
  if (item.asm) entity.symbolName = asmName(c, item.asm, entity.pos);
  obeyPragmas(c, entity);
}

function asmName(c: Checker, texts: readonly string[], pos: Position): string {
  return stringText(c, pos, texts);
}

// --- Objects -----------------------------------------------------------------------------------

function declareVariable(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  declared: Declared,
  item: ast.InitDeclarator,
  set: AttributeSet,
  into: Stmt[] | null,
): void {
  const { type, pos } = declared;
  const name = declared.name!;
  if (type.kind === 'void' && specifiers.storage !== 'extern') {
    error(c, pos, `variable or field ‘${name}’ declared void`);
    return;
  }
  if (specifiers.node.inline || specifiers.node.noreturn) {
    const word = specifiers.node.inline ? 'inline' : '_Noreturn';
    const message = `variable ‘${name}’ declared ‘${word}’`;
    if (word === 'inline') c.diagnostics.warning(pos, '', message, true);
    else error(c, pos, message);
  }
  if (c.scope.kind === 'file') declareFileObject(c, specifiers, declared, item, set);
  else if (specifiers.storage === 'extern') declareExtern(c, specifiers, declared, item, set);
  else declareLocal(c, specifiers, declared, item, set, into!);
}

function applyVariableAttributes(
  c: Checker,
  variable: Variable,
  set: AttributeSet,
  specifiers: DeclarationSpecifiers,
  item: ast.InitDeclarator,
): void {
  variable.align = Math.max(variable.align, set.aligned, specifiers.align);
  if (specifiers.threadLocal) variable.threadLocal = true;
  if (set.section) variable.section = set.section;
  if (set.visibility) variable.visibility = set.visibility;
  if (set.weak) variable.weak = true;
  if (set.deprecated !== null) c.deprecated.set(variable, set.deprecated);
  if (set.used) variable.used = true;
  if (set.unused || set.used) {
    variable.referenced = true;
    variable.reads++;
  }
  if (set.weakReference) referWeakly(variable, set.alias);
  else if (set.alias) aliasTo(c, variable, set.alias);
  if (set.cleanup) {
    variable.cleanup = set.cleanup;
    set.cleanup.referenced = true;
    variable.referenced = true;
  }
  if (set.common !== null) variable.common = set.common;
  if (item.asm) nameInAssembly(c, variable, specifiers, item.asm);
  obeyPragmas(c, variable);
}

/** `asm("name")` after a declarator: a register, or the linker's name. */
function nameInAssembly(
  c: Checker,
  variable: Variable,
  specifiers: DeclarationSpecifiers,
  texts: readonly string[],
): void {
  const name = asmName(c, texts, variable.pos);
  if (variable.storage !== 'static') {
    variable.register = name.replace(/^%/, '');
    return;
  }
  if (specifiers.storage === 'register') globalRegister(c, variable, name.replace(/^%/, ''));
  else variable.symbolName = name;
}

/** A register for the whole unit: only the stack pointer can be had, to be read. */
function globalRegister(c: Checker, variable: Variable, name: string): void {
  if (name !== c.model.stackPointer || sizeOf(variable.type) !== 8) {
    c.diagnostics.unsupported(variable.pos, `a global variable in register ‘${name}’`);
  }
  variable.register = name;
  variable.isRegister = true;
}

/** 6.7.5p4: _Alignas may not ask for less than the type does. */
function checkAlignas(c: Checker, specifiers: DeclarationSpecifiers, variable: Variable): void {
  const { align } = specifiers;
  if (align === 0 || align >= alignOf(variable.type)) return;
  const message = `‘_Alignas’ specifiers cannot reduce alignment of ‘${variable.name}’`;
  error(c, variable.pos, message);
}

/** 6.9.2: an object at file scope: declared, tentatively defined, or defined. */
function declareFileObject(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  declared: Declared,
  item: ast.InitDeclarator,
  set: AttributeSet,
): void {
  const { storage } = specifiers;
  const { pos } = declared;
  const name = declared.name!;
  if (storage === 'auto' || (storage === 'register' && !item.asm)) {
    error(c, pos, `file-scope declaration of ‘${name}’ specifies ‘${storage}’`);
  }
  if (isVariablyModified(declared.type)) return;
  const variable = fileObject(c, specifiers, declared);
  checkAlignas(c, specifiers, variable);
  applyVariableAttributes(c, variable, set, specifiers, item);
  if (item.initializer) {
    if (storage === 'extern') {
      c.diagnostics.warning(pos, '', `‘${name}’ initialized and declared ‘extern’`, true);
    }
    defineStatic(c, variable, item.initializer, pos);
  } else if (storage !== 'extern' && storage !== 'register' && !set.alias && !set.weakReference) {
    c.tentative.add(variable);
  }
  if (set.alias) c.defined.add(variable);
}

function fileObject(c: Checker, specifiers: DeclarationSpecifiers, declared: Declared): Variable {
  const { type, pos } = declared;
  const name = declared.name!;
  const { storage } = specifiers;
  const known = c.fileScope.own(name) ?? c.hiddenObjects.get(name);
  previous(c, 'variable', known, name, pos);
  if (known?.kind !== 'variable') {
    const variable = staticObject(c, name, type, pos, false);
    const made = { ...variable, name };
    made.linkage = storage === 'static' ? 'internal' : 'external';
    made.common = c.options.commonSymbols;
    c.fileScope.declare(name, made);
    return made;
  }
  mergeObject(c, known, type, pos);
  if (storage === 'static' && known.linkage === 'external') {
    error(c, pos, `static declaration of ‘${name}’ follows non-static declaration`);
    noteprevious(c, known.pos, name);
  } else if (storage === null && known.linkage === 'internal') {
    error(c, pos, `non-static declaration of ‘${name}’ follows static declaration`);
    noteprevious(c, known.pos, name);
  }
  c.fileScope.declare(name, known);
  return known;
}

function mergeObject(c: Checker, known: Variable, type: Type, pos: Position): void {
  if (compatible(known.type, type)) {
    known.type = composite(c.types, known.type, type);
    return;
  }
  error(c, pos, `conflicting types for ‘${known.name}’; have ${quoteType(type)}`);
  noteprevious(c, known.pos, known.name);
}

/** A block-scope extern: refers to the object of that name with linkage. */
function declareExtern(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  declared: Declared,
  item: ast.InitDeclarator,
  set: AttributeSet,
): void {
  const { type, pos } = declared;
  const name = declared.name!;
  if (item.initializer) error(c, pos, `‘${name}’ has both ‘extern’ and initializer`);
  if (isVariablyModified(type)) {
    error(c, pos, 'object with variably modified type must have no linkage');
  }
  const own = c.scope.own(name);
  if (own && (own.kind !== 'variable' || own.linkage === 'none')) {
    error(c, pos, `extern declaration of ‘${name}’ follows declaration with no linkage`);
    return;
  }
  const visible = c.scope.find(name);
  const file = c.fileScope.own(name) ?? c.hiddenObjects.get(name);
  const known = visible?.kind === 'variable' && visible.linkage !== 'none' ? visible : file;
  let variable: Variable;
  if (known?.kind === 'variable') {
    mergeObject(c, known, type, pos);
    variable = known;
  } else {
    variable = { ...staticObject(c, name, type, pos, false), name };
    variable.linkage = 'external';
    c.hiddenObjects.set(name, variable);
  }
  applyVariableAttributes(c, variable, set, specifiers, item);
  c.scope.declare(name, variable);
}

/** A block-scope object without linkage: automatic, or static for the whole program. */
function declareLocal(
  c: Checker,
  specifiers: DeclarationSpecifiers,
  declared: Declared,
  item: ast.InitDeclarator,
  set: AttributeSet,
  into: Stmt[],
): void {
  const { type, pos } = declared;
  const name = declared.name!;
  const isStatic = specifiers.storage === 'static';
  if (specifiers.threadLocal && !isStatic) {
    error(c, pos, `function-scope ‘${name}’ implicitly auto and declared ‘_Thread_local’`);
  }
  redefinedLocal(c, name, pos);
  const symbol = isStatic ? `${name}.${c.counters.symbol++}` : '';
  const variable: Variable = {
    ...staticObject(c, symbol, type, pos, false),
    name,
    storage: isStatic ? 'static' : 'automatic',
    owner: c.func?.entity ?? null,
    isRegister: specifiers.storage === 'register',
  };
  checkAlignas(c, specifiers, variable);
  applyVariableAttributes(c, variable, set, specifiers, item);
  c.scope.declare(name, variable);
  if (isStatic) defineLocalStatic(c, variable, item);
  else defineAutomatic(c, variable, item, into);
}

function redefinedLocal(c: Checker, name: string, pos: Position): void {
  const own = c.scope.own(name);
  const parameters = c.scope.parent;
  const param = parameters?.kind === 'function' ? parameters.own(name) : undefined;
  if (own) {
    const what =
      own.kind === 'variable' ? 'redeclaration of' : 'redeclared as different kind of symbol:';
    error(
      c,
      pos,
      own.kind === 'variable'
        ? `${what} ‘${name}’ with no linkage`
        : `‘${name}’ ${what.slice(0, -1)}`,
    );
    noteprevious(c, own.pos, name);
  } else if (param?.kind === 'variable') {
    error(c, pos, `‘${name}’ redeclared as different kind of symbol`);
  }
}

function defineLocalStatic(c: Checker, variable: Variable, item: ast.InitDeclarator): void {
  if (isVariablyModified(variable.type)) {
    error(c, variable.pos, `storage size of ‘${variable.name}’ isn’t constant`);
    return;
  }
  if (item.initializer) {
    defineStatic(c, variable, item.initializer, variable.pos);
    return;
  }
  if (!requireComplete(c, variable)) return;
  const size = sizeOf(variable.type);
  c.output.push({ kind: 'object-definition', variable, size, parts: null });
}

function requireComplete(c: Checker, variable: Variable): boolean {
  const { type, name, pos } = variable;
  if (isComplete(type)) return true;
  const what =
    type.kind === 'array'
      ? `array size missing in ‘${name}’`
      : `storage size of ‘${name}’ isn’t known`;
  error(c, pos, what);
  return false;
}

function defineAutomatic(
  c: Checker,
  variable: Variable,
  item: ast.InitDeclarator,
  into: Stmt[],
): void {
  const { pos } = variable;
  if (!item.initializer) {
    if (requireComplete(c, variable)) {
      into.push({ kind: 'declare', pos, variable, initializer: null });
    }
    return;
  }
  if (isVariableSized(variable.type)) {
    const empty = item.initializer.kind === 'list' && item.initializer.items.length === 0;
    if (!empty) error(c, pos, 'variable-sized object may not be initialized');
    else c.diagnostics.unsupported(pos, 'an empty initializer for a variable length array');
    return;
  }
  // The scope of the name begins before its initializer (6.2.1p7).
  const { type, initializer } = c.rules.objectInitializer(c, variable.type, item.initializer);
  variable.type = type;
  markLiterals(initializer);
  if (requireComplete(c, variable)) into.push({ kind: 'declare', pos, variable, initializer });
}

/** Defines an object with static storage from its initializer. */
function defineStatic(c: Checker, variable: Variable, node: ast.Initializer, pos: Position): void {
  if (c.defined.has(variable)) {
    error(c, pos, `redefinition of ‘${variable.name}’`);
    return;
  }
  c.defined.add(variable);
  c.needsConstant++;
  const { type, initializer, size } = c.rules.objectInitializer(c, variable.type, node);
  c.needsConstant--;
  variable.type = type;
  if (!requireComplete(c, variable)) return;
  const parts = c.rules.staticParts(c, initializer);
  if (parts) c.output.push({ kind: 'object-definition', variable, size, parts });
  const constant = parts?.[0]?.value;
  const number = constant?.kind === 'integer' || constant?.kind === 'floating';
  if (number && isConst(type) && !isVolatile(type) && isArithmetic(type)) {
    c.knownValues.set(variable, { ...constant, type: type.plain, pos });
  }
}

/** 6.9.2p2: what was only tentatively defined is zero; an array of unknown size has one element. */
export function defineTentative(c: Checker): void {
  for (const variable of c.tentative) {
    if (c.defined.has(variable)) continue;
    const { type } = variable;
    if (type.kind === 'array' && type.length === null) {
      const message = `array ‘${variable.name}’ assumed to have one element`;
      c.diagnostics.warning(variable.pos, '', message, true);
      variable.type = c.types.array(type.of, 1);
    }
    if (!requireComplete(c, variable)) continue;
    const size = sizeOf(variable.type);
    c.output.push({ kind: 'object-definition', variable, size, parts: null });
  }
}

/** 6.7.10 */
export function staticAssertion(c: Checker, node: ast.StaticAssertion): void {
  const value = integerConstant(c, node.condition, 'expression in static assertion');
  if (value !== 0n) return;
  const texts = node.message;
  const text = texts ? stringText(c, node.pos, texts) : null;
  error(
    c,
    node.pos,
    text === null ? 'static assertion failed' : `static assertion failed: "${text}"`,
  );
}
