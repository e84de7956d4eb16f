import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ohm from 'ohm-js';
import { describe, expect, it } from 'vitest';
import { Diagnostics, formatDiagnostics } from '../../compiler/diagnostics.ts';
import type { CstNode } from '../../compiler/grammar/cst.ts';
import { compileGrammar } from '../../compiler/grammar/grammar.ts';
import { Matcher } from '../../compiler/grammar/matcher.ts';
import { NameClassifier } from '../../compiler/grammar/names.ts';
import { parse } from '../../compiler/grammar/parse.ts';
import { DEFAULT_OPTIONS } from '../../compiler/options.ts';
import { preprocess } from '../../compiler/preprocess/preprocess.ts';
import { TokenKind } from '../../compiler/preprocess/tokens.ts';
import { SourceMap } from '../../compiler/source.ts';

const FOLDER = fileURLToPath(new URL('../features/', import.meta.url));

function tokensOf(text: string) {
  const sources = new SourceMap();
  const diagnostics = new Diagnostics(sources, DEFAULT_OPTIONS.warnings);
  const file = join(FOLDER, 'unit.c');
  const { tokens } = preprocess(file, text, DEFAULT_OPTIONS, sources, diagnostics);
  return { tokens, diagnostics };
}

/** Codes and rule of each external declaration of a unit. */
function* declarationsOf(text: string): Generator<{ codes: string; rule: string }> {
  const { tokens } = tokensOf(text);
  const names = new NameClassifier(tokens);
  while (tokens.kinds[names.next] !== TokenKind.end) {
    const { codes, isFunction } = names.declaration();
    yield { codes, rule: isFunction ? 'externalFunction' : 'externalDeclaration' };
  }
}

/** A match tree as plain data; where an empty iteration stands is of no account. */
function plain(node: CstNode): unknown {
  return {
    rule: node.ruleName,
    length: node.matchLength,
    offsets: node.childOffsets,
    children: node.children?.map(plain),
  };
}

function parsed(text: string): { kinds: string[]; messages: string } {
  const { tokens, diagnostics } = tokensOf(text);
  const kinds: string[] = [];
  try {
    for (const external of parse(tokens, diagnostics)) kinds.push(external.kind);
  } catch {
    kinds.push('fatal');
  }
  return { kinds, messages: formatDiagnostics(diagnostics) };
}

describe('the matcher', () => {
  const grammar = compileGrammar();
  const matcher = new Matcher(grammar);
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.c'));

  it('gives the tree that ohm gives', () => {
    for (const name of names.filter((_, index) => index % 4 === 0)) {
      const text = readFileSync(join(FOLDER, name), 'utf8').replace(/^#include <.*$/gm, '');
      for (const { codes, rule } of declarationsOf(text)) {
        const theirs = grammar.match(codes, rule) as unknown as {
          succeeded(): boolean;
          _cst: CstNode;
        };
        const ours = matcher.match(codes, rule);
        expect(ours !== null, name).toBe(theirs.succeeded());
        if (ours) expect(plain(ours), name).toEqual(plain(theirs._cst));
      }
    }
  });

  it('works alike on the recipe that builds carry', () => {
    const { makeRecipe } = ohm as unknown as { makeRecipe(recipe: unknown): ohm.Grammar };
    const source = (grammar as unknown as { toRecipe(): string }).toRecipe();
    const recipe = new Function(`return ${source}`)() as unknown;
    const other = new Matcher(makeRecipe(recipe));
    const text = 'typedef int T; T f(T a, int (*b)(T)) { return (T)a + b((T){ 1 }) * sizeof(T); }';
    for (const { codes, rule } of declarationsOf(text)) {
      expect(other.match(codes, rule)).toEqual(matcher.match(codes, rule));
      expect(other.match(codes, rule)).not.toBeNull();
    }
  });
});

describe('names of types', () => {
  it.each([
    'typedef int T; void f(void) { T *a; { int T = 1; T * 2; } T *b; }',
    'typedef int T; struct T { T T; T : 3; }; struct T t; void f(T T) { T = 1; }',
    'typedef int T; void f(void) { goto T; T: ; for (T T = 0; T < 3; T++) ; T x; }',
    'typedef int T; enum { A = sizeof(T) }; void f(void) { enum { T }; int x = T; }',
    'typedef int T; int f(T (T)); int g(int(T)); T (*h)(T), (k)(T);',
    'typedef int T; void f(T); void g(a) T a; { int T = a; T++; } T z;',
    'struct __attribute__((packed)) s f(void) { struct s s; return s; } int x;',
    'typedef struct s T; struct s { T *T; } *p; int v = sizeof(T *) + (T *)0 != p->T;',
    'typedef int T; void f(void) { if (1) (T)1; else while (0) T: (T){ 2 }; T a = (T)+1; }',
  ])('are told from others in %s', (text) => {
    expect(parsed(text).messages).toBe('');
  });
});

describe('depth and length', () => {
  const repeat = (text: string, times: number): string => text.repeat(times);

  it.each([
    ['parentheses', `int x = ${repeat('(', 5000)}1${repeat(')', 5000)};`],
    ['blocks', `void f(void) ${repeat('{', 5000)}${repeat('}', 5000)}`],
    ['declarators', `int ${repeat('(*', 5000)}x${repeat(')', 5000)};`],
    ['braces', `int x[] = ${repeat('{', 5000)}1${repeat('}', 5000)};`],
  ])('5,000 %s parse or are said to be too deep', (_, text) => {
    const { kinds, messages } = parsed(text);
    if (kinds[0] === 'fatal') expect(messages).toContain('nesting is too deep');
    else expect(messages).toBe('');
  });

  it.each([
    ['10,000 else-ifs', `void f(int a) { if (a) ; ${repeat('else if (a) ; ', 10_000)} }`],
    ['10,000 terms', `int f(int a) { return a${repeat(' + a', 10_000)}; }`],
    ['10,000 case labels', `void f(int a) { switch (a) { ${repeat('case 1: ', 10_000)} ; } }`],
    ['100,000 elements', `int x[] = { ${repeat('1, ', 100_000)} };`],
    ['20,000 statements', `void f(int a) { ${repeat('a++; ', 20_000)} }`],
  ])('%s parse', (_, text) => {
    const { kinds, messages } = parsed(text);
    expect(messages.split('\n')[0]).toBe('');
    expect(kinds.length).toBe(1);
  });
});
