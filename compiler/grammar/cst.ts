/**
 * Reading ohm's match. A match is a tree of rule nodes whose children stand at offsets from the
 * rule's start; reading it directly avoids one wrapper object a node. The tree_* files turn it into
 * ast.ts, a function a rule.
 */
import type {
  Attribute,
  BlockItem,
  CompoundStatement,
  Declaration,
  Declarator,
  Designator,
  Expression,
  FunctionDefinition,
  InitializerList,
  Specifiers,
  Statement,
  TypeName,
} from '../ast.ts';
import type { TokenList } from '../preprocess/tokens.ts';
import type { Position } from '../source.ts';

/** A node of ohm-js 17's match tree: terminals have no rule, iterations no rule but children. */
export interface CstNode {
  readonly matchLength: number;
  readonly ruleName?: string;
  readonly children?: readonly CstNode[];
  readonly childOffsets?: readonly number[];
}

/**
 * Functions that rules of one file need from another. `at` is the index of the node's first code.
 */
export interface TreeFunctions {
  expression(t: Tree, node: CstNode, at: number): Expression;
  assignment(t: Tree, node: CstNode, at: number): Expression;
  typeName(t: Tree, node: CstNode, at: number): TypeName;
  specifiers(t: Tree, node: CstNode, at: number): Specifiers;
  declarator(t: Tree, node: CstNode, at: number): Declarator;
  declaration(t: Tree, node: CstNode, at: number): Declaration;
  designator(t: Tree, node: CstNode, at: number): Designator;
  attributes(t: Tree, node: CstNode, at: number): Attribute[];
  initializerList(t: Tree, node: CstNode, at: number): InitializerList;
  compound(t: Tree, node: CstNode, at: number): CompoundStatement;
  blockItem(t: Tree, node: CstNode, at: number): BlockItem;
  statement(t: Tree, node: CstNode, at: number): Statement;
  functionDefinition(t: Tree, node: CstNode, at: number): FunctionDefinition;
}

/** What building one external declaration's tree needs. */
export interface Tree {
  readonly tokens: TokenList;
  /** Index of the token that code 0 stands for. */
  readonly first: number;
  readonly codes: string;
  readonly build: TreeFunctions;
}

export const position = (t: Tree, at: number): Position => t.tokens.positions[t.first + at]!;

export const spelling = (t: Tree, at: number): string =>
  t.tokens.names.texts[t.tokens.texts[t.first + at]!]!;

export const codeAt = (t: Tree, at: number): number => t.codes.charCodeAt(at);

export const child = (node: CstNode, index: number): CstNode => node.children![index]!;

/** Index of the first code of a rule node's child. */
export const childAt = (node: CstNode, at: number, index: number): number =>
  at + node.childOffsets![index]!;

export const count = (node: CstNode): number => node.children?.length ?? 0;

/** Builds each item of an iteration child; items' offsets count from the rule's start. */
export function each<T>(
  t: Tree,
  iteration: CstNode,
  ruleStart: number,
  build: (t: Tree, node: CstNode, at: number) => T,
): T[] {
  const items: T[] = [];
  const children = iteration.children!;
  for (let i = 0; i < children.length; i++) {
    items.push(build(t, children[i]!, ruleStart + iteration.childOffsets![i]!));
  }
  return items;
}

/** Builds an optional child, or gives null. */
export function optional<T>(
  t: Tree,
  iteration: CstNode,
  ruleStart: number,
  build: (t: Tree, node: CstNode, at: number) => T,
): T | null {
  const only = iteration.children?.[0];
  return only ? build(t, only, ruleStart + iteration.childOffsets![0]!) : null;
}

/** A list rule `item (separator item)*`, whose items are its first and third child. */
export function separated<T>(
  t: Tree,
  node: CstNode,
  at: number,
  build: (t: Tree, node: CstNode, at: number) => T,
): T[] {
  const first = build(t, child(node, 0), childAt(node, at, 0));
  return [first, ...each(t, child(node, 2), at, build)];
}

/**
 * ohm's listOf: a rule node around a nonemptyListOf of the same shape as `separated`, or
 * emptyListOf.
 */
export function listOf<T>(
  t: Tree,
  node: CstNode,
  at: number,
  build: (t: Tree, node: CstNode, at: number) => T,
): T[] {
  const inner = child(node, 0);
  if (inner.ruleName === 'emptyListOf') return [];
  return separated(t, inner, childAt(node, at, 0), build);
}

/** The one child of a rule whose alternatives are single rules, with its start. */
export const only = (node: CstNode): CstNode => child(node, 0);

/** The spellings of a `strings` node: adjacent string literals. */
export function strings(t: Tree, _node: CstNode, at: number): string[] {
  const texts: string[] = [];
  for (let i = 0; i < _node.matchLength; i++) texts.push(spelling(t, at + i));
  return texts;
}

/** Name and place of an anyName or identifier node. */
export const named = (t: Tree, _node: CstNode, at: number): { name: string; pos: Position } => ({
  name: spelling(t, at),
  pos: position(t, at),
});
