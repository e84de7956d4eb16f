/**
 * Outlining: a pure expression becomes a static function of the variables in it. Only operators
 * that evaluate all their operands take part, so that no variable is read that was not read before.
 */
import type { Declarator, Expression, ParameterDeclaration } from '../../compiler/ast.ts';
import type { Type } from '../../compiler/types.ts';
import { contains, eachNode, isPlainType, isPure, sizeOf } from './analysis.ts';
import { type Arithmetic, arithmetic, call, specifiersOf } from './build.ts';
import { arithmeticOf, freshName, lookUp, type Session } from './session.ts';

const smallest = 4;
const largest = 60;

/** A parameter for a local variable, or null if its type cannot be spelled at file scope. */
function parameterOf(name: string, type: Type): ParameterDeclaration | null {
  let declarator: Declarator = { kind: 'name', pos: 0, name };
  let base: Arithmetic | null = arithmetic(type);
  let qualifiers = 0;
  if (type.kind === 'pointer') {
    base = arithmetic(type.to);
    qualifiers = type.to.qualifiers;
    declarator = { kind: 'pointer', pos: 0, qualifiers: 0, attributes: [], inner: declarator };
  }
  if (base === null) return null;
  const specifiers = { ...specifiersOf(base), qualifiers };
  return { pos: 0, specifiers, declarator, attributes: [] };
}

function hasOnlyStrictOperators(e: Expression): boolean {
  let good = true;
  eachNode(e, (node) => {
    switch (node.kind) {
      case 'binary':
        if ('operator' in node && (node.operator === '&&' || node.operator === '||')) good = false;
        break;
      case 'unary':
        if ('operator' in node && `${node.operator}`.startsWith('&')) good = false;
        break;
      case 'type-name':
        if (!isPlainType(node)) good = false;
        break;
      case 'conditional':
      case 'comma':
      case 'string':
      case 'sizeof':
        good = false;
        break;
      default:
    }
    return good;
  });
  return good;
}

interface Parameter {
  readonly param: ParameterDeclaration;
  /** A use of the variable in the program, whose place tells its type. */
  readonly argument: Expression;
}

/** The parameters an expression needs, by name; null if something in it has no name outside. */
function parametersOf(
  e: Expression,
  session: Session,
  fileNames: ReadonlySet<string>,
): Map<string, Parameter> | null {
  const params = new Map<string, Parameter>();
  let good = true;
  eachNode(e, (node) => {
    if (node.kind !== 'identifier') return good;
    const use = node as Extract<Expression, { kind: 'identifier' }>;
    if (use.pos === 0) return good;
    const typed = lookUp(session, use);
    if (typed?.kind !== 'variable') {
      good = false;
      return false;
    }
    const { variable } = typed;
    if (variable.storage === 'static') {
      if (variable.linkage === 'none' || !fileNames.has(use.name)) good = false;
      return good;
    }
    const param = parameterOf(use.name, variable.type);
    if (param === null) good = false;
    else params.set(use.name, { param, argument: use });
    return good;
  });
  return good ? params : null;
}

/** A call of a new function that computes `e`, or null. */
export function outline(
  e: Expression,
  session: Session,
  fileNames: ReadonlySet<string>,
): Expression | null {
  const type = arithmeticOf(session, e);
  if (type === null || !isPure(session, e)) return null;
  const size = sizeOf(e);
  if (size < smallest || size > largest || !contains(e, 'identifier')) return null;
  if (!hasOnlyStrictOperators(e)) return null;
  const params = parametersOf(e, session, fileNames);
  if (params === null || params.size > 8) return null;
  const name = freshName(session, 'part');
  const list = [...params.values()].map(({ param }) => param);
  session.outlined.push({
    kind: 'function-definition',
    pos: 0,
    specifiers: specifiersOf(type, ['static']),
    declarator: {
      kind: 'function',
      pos: 0,
      inner: { kind: 'name', pos: 0, name },
      params: { kind: 'prototype', params: list, variadic: false },
    },
    attributes: [],
    parameterDeclarations: [],
    body: {
      kind: 'compound',
      pos: 0,
      localLabels: [],
      items: [{ kind: 'return', pos: 0, value: e }],
      endPos: 0,
    },
  });
  return call(
    name,
    [...params.values()].map(({ argument }) => argument),
  );
}
