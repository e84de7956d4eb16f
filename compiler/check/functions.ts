/** Function definitions (C11 6.9.1), also GNU nested ones. */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { FunctionEntity, Stmt, TypedFunction, Variable } from '../typed.ts';
import { type FunctionType, isComplete, type Type } from '../types.ts';
import { readAttributes } from './attributes.ts';
import { type Checker, type Declared, error, type FunctionContext } from './checker.ts';
import { compatible } from './compatible.ts';
import { declareFunction, nestedEntity, readSpecifiers, warnImplicitInt } from './declarations.ts';
import { adjust, declaratorType } from './declarators.ts';
import { parameterObject } from './entities.ts';
import { checkFlow } from './flow.ts';
import { checkJumps, checkLabels } from './labels.ts';
import { Scope } from './scope.ts';
import { compound } from './statements.ts';
import { checkUninitialized } from './uninitialized.ts';
import { advises, warnParameters } from './unused.ts';

interface Parameter {
  readonly variable: Variable;
  readonly lengths: readonly {
    readonly length: { readonly id: number };
    readonly value: TypedLength;
  }[];
}

type TypedLength = Extract<Stmt, { kind: 'vla-length' }>['value'];

/** A function definition at file scope; null when its declarator is none of a function. */
export function functionDefinition(c: Checker, node: ast.FunctionDefinition): TypedFunction | null {
  return define(c, node, null);
}

/** A GNU nested function: in scope like a local, called with a static chain. */
export function nestedFunction(c: Checker, node: ast.FunctionDefinition): TypedFunction | null {
  return define(c, node, c.func);
}

function define(
  c: Checker,
  node: ast.FunctionDefinition,
  parent: FunctionContext | null,
): TypedFunction | null {
  const specifiers = readSpecifiers(c, node.specifiers, false);
  const pending = c.pendingLengths;
  c.pendingLengths = [];
  const declared = declaratorType(c, specifiers.base, node.declarator);
  c.pendingLengths = pending;
  if (declared.type.kind !== 'function' || declared.name === null || !declared.params) {
    error(c, declared.pos, 'expected ‘=’, ‘,’, ‘;’, ‘asm’ or ‘__attribute__’ before ‘{’ token');
    return null;
  }
  if (specifiers.storage === 'typedef') {
    error(c, declared.pos, 'function definition declared ‘typedef’');
    return null;
  }
  if (specifiers.implicit) warnImplicitInt(c, declared.pos, 'return type defaults to ‘int’');
  const scope = new Scope('function', c.scope);
  const params = parameters(c, node, declared, scope);
  const type = definedType(c, declared);
  const full: Declared = { ...declared, type };
  const set = readAttributes(c, node.specifiers.attributes, declared.attributes, node.attributes);
  const entity = parent
    ? nestedEntity(c, full, parent.entity)
    : declareFunction(c, specifiers, full, { asm: null, initializer: null }, set);
  checkDefinition(c, entity, type, declared.pos, node.specifiers.pos);
  entity.defined = true;
  const gnuInline = set.gnuInline || entity.gnuInline || isOldInline(c);
  if (node.specifiers.inline && gnuInline) entity.gnuInline = true;
  entity.availableExternally = isInlineOnly(entity, specifiers.storage, node, gnuInline);
  return body(c, node, entity, params, scope, parent);
}

const isOldInline = (c: Checker): boolean =>
  c.options.gnu89Inline || c.options.standard === 'gnu89' || c.options.standard === 'c89';

/** 6.7.4p7, and the GNU89 rule, which is the other way round. */
function isInlineOnly(
  entity: FunctionEntity,
  storage: string | null,
  node: ast.FunctionDefinition,
  gnuInline: boolean,
): boolean {
  if (!node.specifiers.inline || entity.linkage === 'internal') return false;
  if (gnuInline) return storage === 'extern';
  return storage !== 'extern' && !entity.externallyDeclared;
}

function checkDefinition(
  c: Checker,
  entity: FunctionEntity,
  type: FunctionType,
  pos: Position,
  start: Position,
): void {
  if (entity.defined && !entity.availableExternally) {
    error(c, pos, `redefinition of ‘${entity.name}’`);
    if (entity.pos !== pos)
      c.diagnostics.note(entity.pos, `previous definition of ‘${entity.name}’`);
  }
  const { result } = type;
  if (result.kind !== 'void' && !isComplete(result))
    error(c, pos, 'return type is an incomplete type');
  if (entity.name === 'main' && !compatible(result.plain, c.types.int)) {
    c.diagnostics.warning(pos, 'main', 'return type of ‘main’ is not ‘int’');
  }
  if (entity.name === 'main' && type.prototyped && ![0, 2, 3].includes(type.params.length)) {
    c.diagnostics.warning(pos, 'main', '‘main’ takes only zero or two arguments');
  }
  if (type.result.qualifiers !== 0 && type.result.kind !== 'void') {
    const text = 'type qualifiers ignored on function return type';
    c.diagnostics.warning(start, 'ignored-qualifiers', text);
  }
}

/**
 * The parameters as objects; K&R ones get their types from the declarations after the declarator.
 */
function parameters(
  c: Checker,
  node: ast.FunctionDefinition,
  declared: Declared,
  scope: Scope,
): Parameter[] {
  if (declared.identifiers) return oldStyleParameters(c, node, declared, scope);
  return declared.params!.map((param) => {
    if (!isComplete(param.type)) {
      const what = param.name === null ? 'parameter' : `parameter ‘${param.name}’`;
      error(c, param.pos, `${what} has incomplete type`);
    }
    const set = readAttributes(c, param.attributes);
    const variable = param.variable ?? parameterObject(c, '', param.type, param.pos);
    if (set.unused) {
      variable.referenced = true;
      variable.reads++;
    }
    if (param.name !== null) scope.declare(param.name, variable);
    return { variable, lengths: param.lengths };
  });
}

function oldStyleParameters(
  c: Checker,
  node: ast.FunctionDefinition,
  declared: Declared,
  scope: Scope,
): Parameter[] {
  const types = new Map<string, Type>();
  const outer = c.scope;
  c.scope = new Scope('prototype', outer);
  for (const declaration of node.parameterDeclarations) {
    const specifiers = readSpecifiers(
      c,
      declaration.specifiers,
      declaration.declarators.length === 0,
    );
    for (const item of declaration.declarators) {
      const one = declaratorType(c, specifiers.base, item.declarator, true);
      if (one.name === null) continue;
      if (!declared.identifiers!.some((id) => id.name === one.name)) {
        error(c, one.pos, `declaration for parameter ‘${one.name}’ but no such parameter`);
      }
      if (item.initializer) error(c, one.pos, `parameter ‘${one.name}’ is initialized`);
      types.set(one.name, adjust(c, one.type, item.declarator));
    }
  }
  c.scope = outer;
  return declared.identifiers!.map(({ name, pos }) => {
    const type = types.get(name) ?? c.types.int;
    if (!types.has(name)) warnImplicitInt(c, pos, `type of ‘${name}’ defaults to ‘int’`);
    const variable = parameterObject(c, name, type, pos);
    if (scope.own(name)) error(c, pos, `redefinition of parameter ‘${name}’`);
    scope.declare(name, variable);
    return { variable, lengths: [] };
  });
}

/**
 * The function's type at its definition: an old-style one keeps its parameters' types for callers'
 * sake.
 */
function definedType(c: Checker, declared: Declared): FunctionType {
  const type = declared.type as FunctionType;
  if (!declared.identifiers || type.prototyped) return type;
  return c.types.func(type.result, [], false, false, type.noReturn);
}

function body(
  c: Checker,
  node: ast.FunctionDefinition,
  entity: FunctionEntity,
  params: readonly Parameter[],
  scope: Scope,
  parent: FunctionContext | null,
): TypedFunction {
  const func: FunctionContext = {
    entity,
    labelScopes: [new Map()],
    switches: [],
    loopDepth: 0,
    breakDepth: 0,
    parent,
    labels: [],
    variables: null,
    gotos: [],
    implicitResult: node.specifiers.types.length === 0,
    specifiersPos: node.specifiers.pos,
    undeclared: new Set(),
    returns: false,
    fallThroughs: new Set(),
  };
  const outer = c.scope;
  const outerFunc = c.func;
  c.func = func;
  c.scope = scope;
  const inner = compound(c, node.body);
  checkLabels(c, func.labelScopes[0]!);
  checkJumps(c, func);
  if (advises(c)) {
    checkFlow(c, inner, node.body.endPos);
    checkUninitialized(c, inner);
  }
  warnParameters(c, params);
  c.scope = outer;
  c.func = outerFunc;
  const lengths: Stmt[] = params.flatMap((param) =>
    param.lengths.map(({ length, value }) => ({
      ...({ kind: 'vla-length', pos: node.pos, length, value } as const),
    })),
  );
  const { pos, endPos } = node.body;
  const full: Stmt =
    lengths.length > 0 ? { kind: 'compound', pos, body: [...lengths, inner], endPos } : inner;
  return {
    kind: 'function-definition',
    entity,
    params: params.map((param) => param.variable),
    body: full,
    labels: func.labels.filter((label) => label.addressTaken || label.nonlocal),
    pos: node.pos,
  };
}
