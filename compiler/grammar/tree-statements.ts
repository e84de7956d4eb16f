/** Statements and function definitions (Annex A.2.3, A.2.4): from ohm's match to ast.ts. */
import type {
  AsmOperandSyntax,
  AsmStatement,
  BlockItem,
  CompoundStatement,
  Declaration,
  ExternalDeclaration,
  FunctionDefinition,
  Statement,
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
  spelling,
  strings,
} from './cst.ts';
import { nameOfCode } from './encode.ts';
import {
  attributes,
  implicitDeclaration,
  noSpecifiers,
  staticAssertion,
} from './tree-declarations.ts';

/** compoundStatement = "{" localLabels blockItem* "}" */
export function compound(t: Tree, node: CstNode, at: number): CompoundStatement {
  const labels = each(t, only(child(node, 1)), childAt(node, at, 1), (t, label, start) =>
    listOf(t, child(label, 1), childAt(label, start, 1), named),
  );
  return {
    kind: 'compound',
    pos: position(t, at),
    localLabels: labels.flat(),
    items: each(t, child(node, 2), at, blockItem),
    endPos: position(t, at + node.matchLength - 1),
  };
}

export function blockItem(t: Tree, node: CstNode, at: number): BlockItem {
  const inner = only(node);
  switch (inner.ruleName) {
    case 'blockDeclaration': {
      const which = only(inner);
      if (which.ruleName === 'functionDefinition') return functionDefinition(t, which, at);
      return declarationOrAttribute(t.build.declaration(t, which, at));
    }
    case 'extensionDeclaration':
      return t.build.declaration(t, child(inner, 1), childAt(inner, at, 1));
    case 'staticAssertion':
      return staticAssertion(t, inner, at);
    default:
      return statement(t, inner, at);
  }
}

/** `__attribute__((fallthrough));` parses as a declaration of nothing but is a statement. */
function declarationOrAttribute(declaration: Declaration): BlockItem {
  const { specifiers, declarators, pos } = declaration;
  const attributesOnly =
    declarators.length === 0 &&
    specifiers.attributes.length > 0 &&
    specifiers.types.length === 0 &&
    specifiers.storage.length === 0;
  if (!attributesOnly) return declaration;
  return { kind: 'empty', pos, attributes: specifiers.attributes };
}

export function statement(t: Tree, node: CstNode, at: number): Statement {
  const inner = node.ruleName === 'statement' ? only(node) : node;
  const pos = position(t, at);
  switch (inner.ruleName) {
    case 'keywordStatement':
      return keywordStatement(t, only(inner), at);
    case 'labeled':
      return {
        kind: 'label',
        pos,
        name: spelling(t, at),
        attributes: attributes(t, child(inner, 2), childAt(inner, at, 2)),
        body: bodyOf(t, inner, at, 3),
      };
    case 'pragma':
      return { kind: 'pragma', pos, text: spelling(t, at) };
    default: {
      const value = t.build.expression(t, child(inner, 0), at);
      return { kind: 'expression-statement', pos: value.pos, value };
    }
  }
}

/**
 * The optional statement after a label; without one (before a declaration or brace) it is empty.
 */
function bodyOf(t: Tree, node: CstNode, at: number, index: number): Statement {
  const end = position(t, at + node.matchLength - 1);
  return (
    optional(t, child(node, index), at, statement) ?? { kind: 'empty', pos: end, attributes: [] }
  );
}

function keywordStatement(t: Tree, node: CstNode, at: number): Statement {
  const pos = position(t, at);
  const start = (index: number): number => childAt(node, at, index);
  const expression = (index: number) => t.build.expression(t, child(node, index), start(index));
  const body = (index: number) => statement(t, child(node, index), start(index));
  switch (node.ruleName) {
    case 'compoundStatement':
      return compound(t, node, at);
    case 'emptyStatement':
      return { kind: 'empty', pos, attributes: [] };
    case 'ifStatement':
      return ifStatement(t, node, at);
    case 'switchStatement':
      return { kind: 'switch', pos, value: expression(2), body: body(4) };
    case 'whileStatement':
      return { kind: 'while', pos, condition: expression(2), body: body(4) };
    case 'doStatement':
      return { kind: 'do', pos, body: body(1), condition: expression(4) };
    case 'forStatement':
      return forStatement(t, node, at);
    case 'returnStatement':
      return { kind: 'return', pos, value: optional(t, child(node, 1), at, t.build.expression) };
    case 'breakStatement':
      return { kind: 'break', pos };
    case 'continueStatement':
      return { kind: 'continue', pos };
    case 'gotoStatement':
      return gotoStatement(t, node, at);
    case 'caseLabels':
      return caseLabels(t, node, at);
    case 'asmStatement':
      return asmStatement(t, node, at);
    default:
      throw new RangeError(`no tree for the grammar's rule ${node.ruleName}`);
  }
}

/** ifStatement = "if" "(" expression ")" statement elseIf* elseBranch? */
function ifStatement(t: Tree, node: CstNode, at: number): Statement {
  const rest = child(node, 5);
  let otherwise = optional(t, child(node, 6), at, (t, branch, start) =>
    statement(t, child(branch, 1), childAt(branch, start, 1)),
  );
  for (let i = count(rest) - 1; i >= 0; i--) {
    const branch = child(rest, i);
    const start = at + rest.childOffsets![i]!;
    otherwise = {
      kind: 'if',
      pos: position(t, start + 1),
      condition: t.build.expression(t, child(branch, 3), childAt(branch, start, 3)),
      then: statement(t, child(branch, 5), childAt(branch, start, 5)),
      otherwise,
    };
  }
  return {
    kind: 'if',
    pos: position(t, at),
    condition: t.build.expression(t, child(node, 2), childAt(node, at, 2)),
    then: statement(t, child(node, 4), childAt(node, at, 4)),
    otherwise,
  };
}

/** forStatement = "for" "(" forInit expression? ";" expression? ")" statement */
function forStatement(t: Tree, node: CstNode, at: number): Statement {
  const init = only(child(node, 2));
  const initAt = childAt(node, at, 2);
  return {
    kind: 'for',
    pos: position(t, at),
    init:
      init.ruleName === 'forDeclaration'
        ? t.build.declaration(t, only(init), initAt)
        : optional(t, child(init, 0), initAt, t.build.expression),
    condition: optional(t, child(node, 3), at, t.build.expression),
    step: optional(t, child(node, 5), at, t.build.expression),
    body: statement(t, child(node, 7), childAt(node, at, 7)),
  };
}

function gotoStatement(t: Tree, node: CstNode, at: number): Statement {
  const target = only(child(node, 1));
  if (target.ruleName !== 'computedTarget') {
    return { kind: 'goto', pos: position(t, at), name: spelling(t, at + 1) };
  }
  const value = t.build.expression(t, child(target, 1), at + 2);
  return { kind: 'computed-goto', pos: position(t, at), target: value };
}

/** caseLabels = (caseLabel | defaultLabel)+ statement? */
function caseLabels(t: Tree, node: CstNode, at: number): Statement {
  const labels = child(node, 0);
  let body = bodyOf(t, node, at, 1);
  for (let i = count(labels) - 1; i >= 0; i--) {
    const label = child(labels, i);
    const start = at + labels.childOffsets![i]!;
    if (label.ruleName === 'caseLabel') body = caseLabel(t, label, start, body);
    else body = { kind: 'default', pos: position(t, start), body };
  }
  return body;
}

/** caseLabel = "case" constantExpression caseEnd ":" attributes */
function caseLabel(t: Tree, node: CstNode, at: number, body: Statement): Statement {
  const range = only(child(node, 2));
  const last = optional(t, range, childAt(node, at, 2), (t, end, start) =>
    t.build.assignment(t, child(end, 1), childAt(end, start, 1)),
  );
  return {
    kind: 'case',
    pos: position(t, at),
    value: t.build.assignment(t, child(node, 1), childAt(node, at, 1)),
    last,
    body,
  };
}

/** asmStatement = "asm" asmQualifier* "(" strings asmOperands? ")" ";" */
function asmStatement(t: Tree, node: CstNode, at: number): AsmStatement {
  const words = child(node, 1).childOffsets!.map((offset) => nameOfCode(codeAt(t, at + offset)));
  const operands = child(node, 4).children?.[0];
  const operandsAt = operands ? at + child(node, 4).childOffsets![0]! : 0;
  const sections = operands ? asmSections(t, operands, operandsAt) : null;
  return {
    kind: 'asm',
    pos: position(t, at),
    volatile: words.includes('volatile'),
    goto: words.includes('goto'),
    basic: operands === undefined,
    template: strings(t, child(node, 3), childAt(node, at, 3)),
    outputs: sections?.outputs ?? [],
    inputs: sections?.inputs ?? [],
    clobbers: sections?.clobbers ?? [],
    labels: sections?.labels ?? [],
  };
}

type AsmSections = Pick<AsmStatement, 'outputs' | 'inputs' | 'clobbers' | 'labels'>;

function asmSections(t: Tree, node: CstNode, at: number): AsmSections {
  const list = <T>(index: number, build: (t: Tree, node: CstNode, at: number) => T): T[] => {
    return listOf(t, only(child(node, index)), childAt(node, at, index), build);
  };
  return {
    outputs: list(1, asmOperand),
    inputs: list(3, asmOperand),
    clobbers: list(5, strings),
    labels: list(7, named),
  };
}

/** asmOperand = asmOperandName? strings "(" expression ")" */
function asmOperand(t: Tree, node: CstNode, at: number): AsmOperandSyntax {
  const name = (t: Tree, _node: CstNode, start: number): string => spelling(t, start + 1);
  return {
    pos: position(t, at),
    name: optional(t, child(node, 0), at, name),
    constraint: strings(t, child(node, 1), childAt(node, at, 1)),
    value: t.build.expression(t, child(node, 3), childAt(node, at, 3)),
  };
}

/**
 * functionDefinition = specifiers? declarator asmLabel attributes declaration* compoundStatement
 */
export function functionDefinition(t: Tree, node: CstNode, at: number): FunctionDefinition {
  const pos = position(t, childAt(node, at, 1));
  return {
    kind: 'function-definition',
    pos,
    specifiers: optional(t, child(node, 0), at, t.build.specifiers) ?? noSpecifiers(pos),
    declarator: t.build.declarator(t, child(node, 1), childAt(node, at, 1)),
    attributes: attributes(t, child(node, 3), childAt(node, at, 3)),
    parameterDeclarations: each(t, child(node, 4), at, t.build.declaration),
    body: compound(t, child(node, 5), childAt(node, at, 5)),
  };
}

/** externalItem: a declaration, assertion, asm or pragma at file scope. */
export function externalItem(t: Tree, node: CstNode, at: number): ExternalDeclaration {
  const inner = only(node);
  const pos = position(t, at);
  switch (inner.ruleName) {
    case 'declaration':
      return t.build.declaration(t, inner, at);
    case 'implicitDeclaration':
      return implicitDeclaration(t, inner, at);
    case 'staticAssertion':
      return staticAssertion(t, inner, at);
    case 'pragma':
      return { kind: 'pragma', pos, text: spelling(t, at) };
    case 'emptyDeclaration':
      return { kind: 'empty-declaration', pos };
    case 'extensionItem':
      return externalItem(t, child(inner, 1), childAt(inner, at, 1));
    case 'fileAsm':
      return {
        kind: 'file-asm',
        pos,
        template: strings(t, child(inner, 3), childAt(inner, at, 3)),
      };
    default:
      throw new RangeError(`no tree for the grammar's rule ${inner.ruleName}`);
  }
}
