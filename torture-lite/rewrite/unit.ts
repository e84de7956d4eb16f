/**
 * A program as the rewriter sees it. Gets a file and its flags, promises the declarations of the
 * file itself (headers stay #includes), with macros expanded, and what the checker says about each
 * expression. The file is spelled once more between preprocessing and parsing, so that every token
 * has a place of its own, also one that a macro made.
 */
import type { Expression, ExternalDeclaration } from '../../compiler/ast.ts';
import { check } from '../../compiler/check/check.ts';
import { Diagnostics } from '../../compiler/diagnostics.ts';
import { parse } from '../../compiler/grammar/parse.ts';
import {
  type CompileOptions,
  DEFAULT_OPTIONS,
  STANDARDS,
  TARGETS,
} from '../../compiler/options.ts';
import { type PreprocessResult, preprocess } from '../../compiler/preprocess/preprocess.ts';
import { preprocessedText } from '../../compiler/preprocess/text.ts';
import { TokenKind } from '../../compiler/preprocess/tokens.ts';
import { SourceMap } from '../../compiler/source.ts';
import type { Expr, ExprKind } from '../../compiler/typed.ts';

export interface Unit {
  /** The #include lines, and what must stand before them. */
  readonly includes: readonly string[];
  readonly externals: readonly ExternalDeclaration[];
  /** Names that must stay as they are: those of headers, and every macro. */
  readonly reserved: ReadonlySet<string>;
  /** What the checker made of the expressions of function bodies, by kind and place. */
  readonly typed: ReadonlyMap<string, Expr>;
}

/** Thrown when a program cannot be read; nothing is wrong with the program itself. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** The front end's options for gcc-like flags. */
function optionsOf(flags: readonly string[], target: string): CompileOptions {
  const named = TARGETS.find((name) => name === target);
  if (named === undefined) throw new Unreadable(`no front end for ${target}`);
  const defines: string[] = [];
  const includes: string[] = [];
  let standard: CompileOptions['standard'] = 'gnu17';
  for (const flag of flags) {
    const match = /^-(std=|D|I)(.+)$/.exec(flag);
    if (match === null) continue;
    const [, option, value = ''] = match;
    if (option === 'I') includes.push(value);
    else if (option === 'D') defines.push(value);
    else standard = STANDARDS.find((name) => name === value) ?? standard;
  }
  return {
    ...DEFAULT_OPTIONS,
    target: named,
    standard,
    includes,
    defines,
    charSigned: flags.includes('-funsigned-char')
      ? false
      : flags.includes('-fsigned-char')
        ? true
        : null,
  };
}

function includeLines(sources: SourceMap, main: string, text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*#\s*include\b/.test(line)) break;
    if (/^\s*#\s*define\s+_\w+/.test(line)) lines.push(line);
  }
  for (const { includedFrom } of sources.files) {
    const place = sources.locate(includedFrom);
    if (place !== null && place.file === main && !lines.includes(place.text)) {
      lines.push(place.text);
    }
  }
  for (const line of text.split('\n')) {
    if (!/^\s*#\s*pragma\b/.test(line) || /^\s*#\s*pragma\s+pack\b/.test(line)) continue;
    if (!/^\s*#\s*pragma\s+STDC\b/.test(line)) throw new Unreadable(`not rewritten: ${line}`);
    lines.push(line);
  }
  return lines;
}

function reservedNames(result: PreprocessResult, isOwn: (position: number) => boolean) {
  const { tokens } = result;
  const reserved = new Set<string>(['main']);
  for (let i = 0; i < tokens.count; i += 1) {
    if (tokens.kinds[i] === TokenKind.identifier && !isOwn(tokens.positions[i]!)) {
      reserved.add(tokens.names.texts[tokens.texts[i]!]!);
    }
  }
  return reserved;
}

/** Parts of a typed node that are no expressions of the program's text. */
const aside = new Set(['type', 'variable', 'function', 'label', 'member', 'signature']);
for (const key of ['temporary', 'entity', 'operation', 'params', 'labels']) aside.add(key);

/** Adds every typed expression of a tree. */
function collect(node: unknown, found: Set<Expr>): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, found);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if ('kind' in node && 'pos' in node && 'type' in node) found.add(node as Expr);
  for (const [key, value] of Object.entries(node)) {
    if (!aside.has(key) && typeof value === 'object') collect(value, found);
  }
}

/** Rules copy nodes, which keep kind and place. */
const keyOf = (e: Expression): string => `${e.kind} ${e.pos}`;

/**
 * Files what is evaluated at run time, the rest may have to stay constant. Where two nodes share
 * kind and place (f(1)(2)), neither is known.
 */
function fileTyped(
  pairs: ReadonlyMap<Expression, Expr>,
  evaluated: ReadonlySet<Expr>,
): Map<string, Expr> {
  const filed = new Map<string, Expr>();
  const shared = new Set<string>();
  for (const [node, typed] of pairs) {
    const key = keyOf(node);
    if (filed.has(key)) shared.add(key);
    if (evaluated.has(typed)) filed.set(key, typed);
  }
  for (const key of shared) filed.delete(key);
  return filed;
}

/**
 * Reads a program for a target. Throws Unreadable if the front end does not accept it or a pragma
 * stands in it whose place matters.
 */
export function readUnit(
  file: string,
  text: string,
  flags: readonly string[],
  target: string,
): Unit {
  const options = optionsOf(flags, target);
  try {
    return analyse(file, text, options);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(error instanceof Error ? error.message : `${error}`);
  }
}

function analyse(file: string, text: string, options: CompileOptions): Unit {
  const sources = new SourceMap();
  const expanded = preprocess(file, text, options, sources, new Diagnostics(sources));
  const includes = includeLines(sources, file, text);
  const spelled = preprocessedText(expanded, sources, { markers: true });
  const flat = new SourceMap();
  const diagnostics = new Diagnostics(flat);
  const result = preprocess(file, spelled, options, flat, diagnostics, { preprocessed: true });
  const isOwn = (position: number): boolean => flat.lineAt(position)?.file === file;
  const all = [...parse(result.tokens, diagnostics)];
  const pairs = new Map<Expression, Expr>();
  const evaluated = new Set<Expr>();
  const checked = check(all, options, diagnostics, (node, typed) => pairs.set(node, typed));
  for (const external of checked) {
    if (external.kind === 'function-definition') collect(external.body, evaluated);
  }
  if (diagnostics.errorCount > 0) {
    const first = diagnostics.list.find(({ severity }) => severity === 'error');
    throw new Unreadable(first?.message ?? 'the front end reports errors');
  }
  const reserved = reservedNames(result, isOwn);
  for (const line of expanded.dumpMacros().split('\n')) {
    const name = /^#define (\w+)/.exec(line)?.[1];
    if (name !== undefined) reserved.add(name);
  }
  return {
    includes,
    externals: all.filter(({ pos }) => isOwn(pos)),
    reserved,
    typed: fileTyped(pairs, evaluated),
  };
}

const typedKinds: Partial<Record<Expression['kind'], readonly ExprKind[]>> = {
  identifier: ['variable', 'function'],
  number: ['integer', 'floating'],
  index: ['deref'],
  member: ['member'],
  call: ['call'],
  postfix: ['compound-assign'],
  prefix: ['compound-assign'],
  unary: ['unary', 'deref', 'address'],
  binary: ['arithmetic', 'relational', 'logical', 'pointer-add', 'pointer-difference'],
  conditional: ['conditional'],
  assign: ['assign', 'compound-assign'],
};

/** What the checker made of an expression; null where it was folded, or is not looked at. */
export function typedOf(unit: Unit, e: Expression): Expr | null {
  const typed = unit.typed.get(keyOf(e));
  return typed !== undefined && typedKinds[e.kind]?.includes(typed.kind) ? typed : null;
}
