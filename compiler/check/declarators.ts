/** Declarators and type names (C11 6.7.6, 6.7.7). */
import type * as ast from '../ast.ts';
import { Qualifier } from '../ast.ts';
import type { Position } from '../source.ts';
import {
  type ArrayType,
  isComplete,
  isInteger,
  pointerTo,
  qualify,
  sizeOf,
  type Type,
} from '../types.ts';
import { attributedType, readAttributes } from './attributes.ts';
import { type Checker, type Declared, error, type ParameterInfo } from './checker.ts';
import { convert, decay, promote } from './conversions.ts';
import { hasEffect } from './effects.ts';
import { parameterObject } from './entities.ts';
import { Scope } from './scope.ts';
import { quoteType } from './type-text.ts';

/** Mutable while a declarator is read. */
interface Reading {
  name: string | null;
  pos: Position;
  readonly attributes: ast.Attribute[];
  params: readonly ParameterInfo[] | null;
  identifiers: readonly { readonly name: string; readonly pos: Position }[] | null;
}

/** Derives the declared type from the specifiers' type, from the outside in. */
export function declaratorType(
  c: Checker,
  base: Type,
  node: ast.Declarator,
  parameter = false,
): Declared {
  const into: Reading = {
    name: null,
    pos: node.pos,
    attributes: [],
    params: null,
    identifiers: null,
  };
  const type = derive(c, base, node, into, parameter);
  return { ...into, type };
}

function derive(
  c: Checker,
  base: Type,
  node: ast.Declarator,
  into: Reading,
  parameter: boolean,
): Type {
  switch (node.kind) {
    case 'name':
      into.name = node.name;
      into.pos = node.pos;
      return base;
    case 'attributed':
      into.attributes.push(...node.attributes);
      return derive(c, base, node.inner, into, parameter);
    case 'pointer': {
      const set = readAttributes(c, node.attributes);
      const to = attributedType(c, base, set, node.pos);
      if (to.kind === 'function' && node.qualifiers & Qualifier.restrict) {
        error(c, node.pos, 'invalid use of ‘restrict’');
      }
      return derive(c, qualify(pointerTo(to), node.qualifiers), node.inner, into, parameter);
    }
    case 'array': {
      const type = arrayType(c, base, node, parameter && node.inner.kind === 'name');
      return derive(c, type, node.inner, into, parameter);
    }
    case 'function': {
      const type = functionType(c, base, node, into);
      return derive(c, type, node.inner, into, parameter);
    }
  }
}

type ArrayNode = Extract<ast.Declarator, { kind: 'array' }>;

/** 6.7.6.2 */
function arrayType(c: Checker, of: Type, node: ArrayNode, outermostParameter: boolean): ArrayType {
  const { pos } = node;
  if (of.kind === 'function') error(c, pos, 'declaration of array of functions');
  else if (of.kind === 'void') error(c, pos, 'declaration of array of voids');
  else if (!isComplete(of)) {
    error(c, pos, `array type has incomplete element type ${quoteType(of)}`);
  }
  if (node.size === null) return c.types.array(of, null);
  if (node.size === 'star') return c.types.array(of, null, 'star');
  c.needsConstant++;
  const size = promote(c, decay(c, c.rules.expression(c, node.size)));
  c.needsConstant--;
  if (!isInteger(size.type)) {
    error(c, node.size.pos, 'size of array has non-integer type');
    return c.types.array(of, 1);
  }
  if (size.kind === 'integer') return constantArray(c, of, size.value, node.size.pos);
  // The pointer that such a parameter is needs no length, only what computing it does (6.9.1p10).
  if (outermostParameter && c.scope.kind === 'prototype' && !hasEffect(size)) {
    return c.types.array(of, null);
  }
  if (c.scope.kind === 'file') {
    error(c, pos, 'variably modified type at file scope');
    return c.types.array(of, 1);
  }
  const length = c.types.variableLength();
  c.pendingLengths.push({ length, value: convert(c, size, c.types.ulong) });
  return c.types.array(of, null, length);
}

/** Sizes are exact numbers up to here; C's limit is PTRDIFF_MAX. */
const MOST_EXACT = 2n ** 53n;
const MOST_BYTES = 2n ** 63n - 1n;

function constantArray(c: Checker, of: Type, length: bigint, pos: Position): ArrayType {
  if (length < 0n) {
    error(c, pos, 'size of array is negative');
    return c.types.array(of, 1);
  }
  const bytes = length * BigInt(Math.max(1, sizeOf(of)));
  if (bytes > MOST_BYTES) {
    error(c, pos, 'size of array is too large');
    return c.types.array(of, 1);
  }
  if (bytes > MOST_EXACT) c.diagnostics.unsupported(pos, 'an object of more than 2^53 bytes');
  return c.types.array(of, Number(length));
}

type FunctionNode = Extract<ast.Declarator, { kind: 'function' }>;

/** 6.7.6.3 */
function functionType(c: Checker, result: Type, node: FunctionNode, into: Reading): Type {
  if (result.kind === 'function') error(c, node.pos, 'function returning a function');
  if (result.kind === 'array') error(c, node.pos, 'function returning an array');
  const returns = result.kind === 'function' || result.kind === 'array' ? c.types.int : result;
  if (node.params.kind === 'identifiers') {
    if (directlyNamed(node)) {
      into.identifiers = node.params.names;
      into.params = [];
    }
    return c.types.func(returns, [], false, false);
  }
  const params = parameters(c, node.params.params);
  if (directlyNamed(node)) into.params = params;
  const types = params.map((param) => param.type);
  return c.types.func(returns, types, node.params.variadic, true);
}

/**
 * Whether the function declarator belongs to the declared name itself: `f(...)`, not
 * `(*f(...))(...)`.
 */
function directlyNamed(node: FunctionNode): boolean {
  let inner = node.inner;
  while (inner.kind === 'attributed') inner = inner.inner;
  return inner.kind === 'name';
}

function parameters(c: Checker, nodes: readonly ast.ParameterDeclaration[]): ParameterInfo[] {
  const outer = c.scope;
  const pending = c.pendingLengths;
  c.scope = new Scope('prototype', outer);
  const list: ParameterInfo[] = [];
  for (const node of nodes) {
    c.pendingLengths = [];
    const param = parameter(c, node);
    if (nodes.length === 1 && isVoidParameter(param, node)) break;
    if (param.type.kind === 'void') {
      error(c, param.pos, '‘void’ must be the only parameter');
      continue;
    }
    list.push(param);
    if (param.name !== null) declareParameter(c, param);
  }
  c.scope = outer;
  c.pendingLengths = pending;
  return list;
}

function isVoidParameter(param: ParameterInfo, node: ast.ParameterDeclaration): boolean {
  return param.type.kind === 'void' && param.name === null && node.declarator.kind === 'name';
}

/** Makes a parameter's name known to later ones: `int n, int a[n]`. */
function declareParameter(c: Checker, param: ParameterInfo): void {
  const name = param.name!;
  if (c.scope.own(name)) error(c, param.pos, `redefinition of parameter ‘${name}’`);
  c.scope.declare(name, param.variable!);
}

function parameter(c: Checker, node: ast.ParameterDeclaration): ParameterInfo {
  const { specifiers } = node;
  const base = c.rules.specifiedType(c, specifiers);
  for (const storage of specifiers.storage) {
    if (storage.name !== 'register') {
      error(c, storage.pos, 'storage class specified for parameter');
    }
  }
  const declared = declaratorType(c, base, node.declarator, true);
  const attributes = [...specifiers.attributes, ...declared.attributes, ...node.attributes];
  const set = readAttributes(c, declared.attributes, node.attributes);
  const type = adjust(c, attributedType(c, declared.type, set, node.pos), node.declarator);
  const { name, pos } = declared;
  return {
    name,
    type,
    pos,
    attributes,
    register: specifiers.storage.length > 0,
    lengths: c.pendingLengths,
    variable: name === null ? null : parameterObject(c, name, type, pos),
  };
}

/** 6.7.6.3p7 and p8: arrays and functions as parameters are pointers. */
export function adjust(_c: Checker, type: Type, declarator: ast.Declarator | null): Type {
  if (type.kind === 'function') return pointerTo(type);
  if (type.kind !== 'array') return type;
  const qualifiers = declarator ? arrayQualifiers(declarator) : 0;
  return qualify(pointerTo(type.of), qualifiers);
}

function arrayQualifiers(node: ast.Declarator): number {
  let at: ast.Declarator = node;
  let qualifiers = 0;
  while (at.kind !== 'name') {
    if (at.kind === 'array') qualifiers = at.qualifiers & ~Qualifier.atomic;
    at = at.inner;
  }
  return qualifiers;
}

/** 6.7.7 */
export function typeName(c: Checker, node: ast.TypeName): Type {
  const base = c.rules.specifiedType(c, node.specifiers);
  return declaratorType(c, base, node.declarator).type;
}
