/**
 * The loaded grammar. From a build it comes as a recipe (ohm's precompiled form, made by
 * scripts/build.mjs from the same text); from source the two .ohm files are read and compiled.
 */
import { readFileSync } from 'node:fs';
import * as ohm from 'ohm-js';
import { encodeGrammar } from './encode.ts';

/** Set by the build (esbuild `define`) to the recipe; undefined when run from source. */
declare const GOODHART_GRAMMAR: Recipe | undefined;

/** ohm's precompiled grammar: nested arrays, opaque here. */
type Recipe = readonly unknown[];

/** ohm-js exports it for recipes but leaves it out of its type declarations. */
const { makeRecipe } = ohm as unknown as { makeRecipe(recipe: Recipe): ohm.Grammar };

/** Compiles the grammar from its text: C11 and GNU C on top of it. */
export function compileGrammar(): ohm.Grammar {
  const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  const base = ohm.grammar(encodeGrammar(text('./c.ohm')));
  return ohm.grammar(encodeGrammar(text('./gnu.ohm')), { C: base });
}

/** The grammar, from the recipe where there is one. */
export function loadGrammar(): ohm.Grammar {
  if (typeof GOODHART_GRAMMAR === 'undefined') return compileGrammar();
  return makeRecipe(GOODHART_GRAMMAR);
}
