/** Expressions (Annex A.2.1): from ohm's match to ast.ts, a function a rule. */
import type { Expression, UnaryOperator } from '../ast.ts';
import type { CstNode, Tree } from './cst.ts';
import {
  child,
  childAt,
  codeAt,
  count,
  each,
  only,
  optional,
  position,
  spelling,
  strings,
} from './cst.ts';
import { codeOf, nameOfCode } from './encode.ts';
import { climb, type Infix } from './precedence.ts';

const IDENTIFIER = codeOf('identifier');
const NUMBER = codeOf('number');
const CHARACTER = codeOf('character');

/** expression = assignment ("," assignment)* */
export function expression(t: Tree, node: CstNode, at: number): Expression {
  let left = assignment(t, child(node, 0), childAt(node, at, 0));
  const commas = child(node, 1);
  const rest = child(node, 2);
  for (let i = 0; i < count(rest); i++) {
    const right = assignment(t, child(rest, i), at + rest.childOffsets![i]!);
    left = { kind: 'comma', pos: position(t, at + commas.childOffsets![i]!), left, right };
  }
  return left;
}

/** The assignments of an expression node, as a call's arguments. */
function argumentList(t: Tree, node: CstNode, at: number): Expression[] {
  const first = assignment(t, child(node, 0), childAt(node, at, 0));
  return [first, ...each(t, child(node, 2), at, assignment)];
}

/** assignment = operand (infix operand)* */
export function assignment(t: Tree, node: CstNode, at: number): Expression {
  if (node.ruleName === 'constantExpression') return assignment(t, only(node), at);
  const first = operand(t, child(node, 0), at);
  const infixes = child(node, 1);
  if (count(infixes) === 0) return first;
  const operands = [first, ...each(t, child(node, 2), at, operand)];
  return climb(operands, each(t, infixes, at, infix));
}

function infix(t: Tree, node: CstNode, at: number): Infix {
  const inner = only(node);
  const pos = position(t, at);
  if (inner.ruleName === 'conditional') {
    return { text: '?', pos, middle: optional(t, child(inner, 1), at, expression) };
  }
  return { text: nameOfCode(codeAt(t, at)), pos, middle: null };
}

/** operand = prefix* primary suffix* */
function operand(t: Tree, node: CstNode, at: number): Expression {
  let result = primary(t, only(child(node, 1)), childAt(node, at, 1));
  const suffixes = child(node, 2);
  for (let i = 0; i < count(suffixes); i++) {
    result = suffix(t, only(child(suffixes, i)), at + suffixes.childOffsets![i]!, result);
  }
  const prefixes = child(node, 0);
  for (let i = count(prefixes) - 1; i >= 0; i--) {
    result = prefix(t, only(child(prefixes, i)), at + prefixes.childOffsets![i]!, result);
  }
  return result;
}

function prefix(t: Tree, node: CstNode, at: number, operand: Expression): Expression {
  const pos = position(t, at);
  if (node.ruleName === 'castPrefix') {
    const type = t.build.typeName(t, child(node, 1), childAt(node, at, 1));
    return { kind: 'cast', pos, type, operand };
  }
  const operator = nameOfCode(codeAt(t, at));
  switch (operator) {
    case 'sizeof':
    case '_Alignof':
      return { kind: 'sizeof', pos, operator, operand };
    case '++':
    case '--':
      return { kind: 'prefix', pos, operator, operand };
    case '__extension__':
      return { kind: 'extension', pos, operand };
    default:
      return {
        kind: 'unary',
        pos,
        operator: operator as UnaryOperator,
        operand,
        parenthesized: false,
      };
  }
}

function suffix(t: Tree, node: CstNode, at: number, base: Expression): Expression {
  switch (node.ruleName) {
    case 'index': {
      const index = expression(t, child(node, 1), childAt(node, at, 1));
      return { kind: 'index', pos: position(t, at), base, index };
    }
    case 'arguments': {
      const args = optional(t, child(node, 1), at, argumentList) ?? [];
      return { kind: 'call', pos: base.pos, callee: base, args };
    }
    case 'member':
      return {
        kind: 'member',
        pos: position(t, at),
        base,
        arrow: nameOfCode(codeAt(t, at)) === '->',
        name: spelling(t, at + 1),
        namePos: position(t, at + 1),
      };
    default: {
      const operator = nameOfCode(codeAt(t, at)) as '++' | '--';
      return { kind: 'postfix', pos: position(t, at), operator, operand: base };
    }
  }
}

function primary(t: Tree, node: CstNode, at: number): Expression {
  const pos = position(t, at);
  switch (node.ruleName) {
    case undefined:
      return simple(t, at);
    case 'strings':
      return { kind: 'string', pos, texts: strings(t, node, at) };
    case 'parenthesized':
      return parenthesized(expression(t, child(node, 1), childAt(node, at, 1)));
    case 'compoundLiteral': {
      const type = t.build.typeName(t, child(node, 1), childAt(node, at, 1));
      const initializer = t.build.initializerList(t, child(node, 3), childAt(node, at, 3));
      return { kind: 'compound-literal', pos, type, initializer };
    }
    case 'sizeofType': {
      const operator = nameOfCode(codeAt(t, at)) as 'sizeof' | '_Alignof';
      const operand = t.build.typeName(t, child(node, 2), childAt(node, at, 2));
      return { kind: 'sizeof', pos, operator, operand };
    }
    case 'generic':
      return generic(t, node, at);
    default:
      return gnuPrimary(t, node, at);
  }
}

/** Notes the parentheses where a warning asks for them. */
function parenthesized(inner: Expression): Expression {
  if (inner.kind === 'binary' || inner.kind === 'assign' || inner.kind === 'unary') {
    inner.parenthesized = true;
  }
  return inner;
}

function simple(t: Tree, at: number): Expression {
  const pos = position(t, at);
  const text = spelling(t, at);
  switch (codeAt(t, at)) {
    case IDENTIFIER:
      return { kind: 'identifier', pos, name: text };
    case NUMBER:
      return { kind: 'number', pos, text };
    case CHARACTER:
      return { kind: 'character', pos, text };
    default:
      throw new RangeError('a primary expression of an unknown token');
  }
}

function generic(t: Tree, node: CstNode, at: number): Expression {
  const association = (t: Tree, node: CstNode, at: number) => {
    const isDefault = child(node, 0).ruleName === undefined;
    const type = isDefault ? null : t.build.typeName(t, child(node, 0), at);
    const value = assignment(t, child(node, 2), childAt(node, at, 2));
    return { type, value, pos: position(t, at) };
  };
  return {
    kind: 'generic',
    pos: position(t, at),
    control: assignment(t, child(node, 2), childAt(node, at, 2)),
    associations: [
      association(t, child(node, 4), childAt(node, at, 4)),
      ...each(t, child(node, 6), at, association),
    ],
  };
}

function gnuPrimary(t: Tree, node: CstNode, at: number): Expression {
  const pos = position(t, at);
  const start = (index: number): number => childAt(node, at, index);
  switch (node.ruleName) {
    case 'statementExpression':
      return {
        kind: 'statement-expression',
        pos,
        body: t.build.compound(t, child(node, 1), start(1)),
      };
    case 'labelAddress':
      return { kind: 'label-address', pos, name: spelling(t, at + 1) };
    case 'vaArg': {
      const list = assignment(t, child(node, 2), start(2));
      return { kind: 'va-arg', pos, list, type: t.build.typeName(t, child(node, 4), start(4)) };
    }
    case 'convertVector': {
      const value = assignment(t, child(node, 2), start(2));
      const type = t.build.typeName(t, child(node, 4), start(4));
      return { kind: 'convert-vector', pos, value, type };
    }
    case 'offsetof': {
      const type = t.build.typeName(t, child(node, 2), start(2));
      const name = spelling(t, start(4));
      const first = { kind: 'member', pos: position(t, start(4)), name } as const;
      const designators = [first, ...each(t, child(node, 5), at, t.build.designator)];
      return { kind: 'offsetof', pos, type, designators };
    }
    case 'typesCompatible': {
      const left = t.build.typeName(t, child(node, 2), start(2));
      const right = t.build.typeName(t, child(node, 4), start(4));
      return { kind: 'types-compatible', pos, left, right };
    }
    case 'chooseExpression':
      return {
        kind: 'choose-expr',
        pos,
        condition: assignment(t, child(node, 2), start(2)),
        then: assignment(t, child(node, 4), start(4)),
        otherwise: assignment(t, child(node, 6), start(6)),
      };
    default:
      throw new RangeError(`no tree for the grammar's rule ${node.ruleName}`);
  }
}
