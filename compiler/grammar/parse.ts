/**
 * Syntax analysis. Gets the tokens of a translation unit; gives its external declarations one after
 * the other, each matched on its own, so that the memory of a match is that of one declaration.
 */
import type * as ohm from 'ohm-js';
import type { ExternalDeclaration } from '../ast.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { TokenKind, type TokenList } from '../preprocess/tokens.ts';
import type { Tree, TreeFunctions } from './cst.ts';
import { child } from './cst.ts';
import { loadGrammar } from './grammar.ts';
import { Matcher } from './matcher.ts';
import { NameClassifier } from './names.ts';
import { type FailedMatch, reportSyntaxError } from './syntax-errors.ts';
import * as declarations from './tree-declarations.ts';
import * as expressions from './tree-expressions.ts';
import * as statements from './tree-statements.ts';

const BUILD: TreeFunctions = {
  expression: expressions.expression,
  assignment: expressions.assignment,
  typeName: declarations.typeName,
  specifiers: declarations.specifiers,
  declarator: declarations.declarator,
  declaration: declarations.declaration,
  designator: declarations.designator,
  attributes: declarations.attributes,
  initializerList: declarations.initializerList,
  compound: statements.compound,
  blockItem: statements.blockItem,
  statement: statements.statement,
  functionDefinition: statements.functionDefinition,
};

/**
 * Parses a unit. A declaration with a syntax error is reported and left out; parsing goes on after
 * it.
 * @throws Fatal when the nesting is deeper than the stack allows.
 */
export function* parse(
  tokens: TokenList,
  diagnostics: Diagnostics,
): Generator<ExternalDeclaration, void, undefined> {
  const grammar = loadGrammar();
  const matcher = new Matcher(grammar);
  const names = new NameClassifier(tokens);
  while (tokens.kinds[names.next] !== TokenKind.end) {
    const first = names.next;
    const declaration = parseOne({ grammar, matcher, names, tokens }, first, diagnostics);
    if (declaration) yield declaration;
  }
}

interface Parser {
  readonly grammar: ohm.Grammar;
  readonly matcher: Matcher;
  readonly names: NameClassifier;
  readonly tokens: TokenList;
}

function parseOne(
  { grammar, matcher, names, tokens }: Parser,
  first: number,
  diagnostics: Diagnostics,
): ExternalDeclaration | null {
  try {
    const { codes, isFunction } = names.declaration();
    const rule = isFunction ? 'externalFunction' : 'externalDeclaration';
    const match = matcher.match(codes, rule);
    const t: Tree = { tokens, first, codes, build: BUILD };
    if (!match) {
      // ohm knows what it looked for where it stopped.
      const failed = grammar.match(codes, rule) as unknown as FailedMatch;
      reportSyntaxError(failed, t, diagnostics);
      return null;
    }
    const inner = child(match, 0);
    if (isFunction) return statements.functionDefinition(t, inner, 0);
    return statements.externalItem(t, inner, 0);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) {
      diagnostics.fatal(tokens.positions[first]!, 'nesting is too deep for the compiler');
    }
    throw error;
  }
}
