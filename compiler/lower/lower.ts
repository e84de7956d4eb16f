/**
 * Typed tree to IR: one external definition at a time, so that a function's tree can be freed once
 * it is lowered.
 *
 *   functions, data
 *     > statements, scopes, switches, labels, initializers, inline-asm
 *     > expressions, conditions, assignments, calls, builtins, atomics, overflow
 *     > arithmetic, places, frames, complex, wide, vectors, conversions
 *     > aggregates, scalars, symbols, context
 */
import type { Diagnostics } from '../diagnostics.ts';
import { Module } from '../ir/ir.ts';
import { type CompileOptions, DATA_MODELS } from '../options.ts';
import type { TypedExternal } from '../typed.ts';
import { lowerBuiltin } from './builtins.ts';
import { lowerCall } from './calls.ts';
import { branchOn } from './conditions.ts';
import type { FunctionState, Lowering } from './context.ts';
import { lowerObject, lowerWaiting } from './data.ts';
import { DebugNames } from './debug.ts';
import { lowerEffect, lowerExpression } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { lowerInitializer } from './initializers.ts';
import { AliasPaths } from './paths.ts';
import { lowerPlace } from './places.ts';
import { lowerStatement } from './statements.ts';
import { describe, settleVisibility, symbolOf } from './symbols.ts';

const RULES: Lowering['rules'] = {
  evaluate: lowerExpression,
  effect: lowerEffect,
  branchOn,
  place: lowerPlace,
  statement: lowerStatement,
  initialize: lowerInitializer,
  func: lowerFunction,
  call: lowerCall,
  builtin: lowerBuiltin,
};

/**
 * The module of a translation unit. The externals may be made while they are asked for.
 * @throws Fatal (reported) at what is not supported.
 */
export function lower(
  externals: Iterable<TypedExternal>,
  options: CompileOptions,
  diagnostics: Diagnostics,
): Module {
  const module = new Module();
  const l: Lowering = {
    module,
    options,
    model: DATA_MODELS[options.target],
    diagnostics,
    rules: RULES,
    fn: null as unknown as FunctionState,
    symbols: new Map(),
    aggregates: new Map(),
    accesses: new Map(),
    paths: new AliasPaths(module),
    labelBlocks: new Map(),
    waiting: [],
    chained: new Set(),
    nested: new Set(),
    debug: options.debug ? new DebugNames(module) : null,
  };
  for (const external of externals) {
    lowerExternal(l, external);
    if (diagnostics.errorCount > 0) break;
  }
  // Attributes of later declarations reach symbols made before them.
  for (const [entity, symbol] of l.symbols) describe(symbol, entity);
  settleVisibility(l);
  l.debug?.finish();
  return l.module;
}

function lowerExternal(l: Lowering, external: TypedExternal): void {
  switch (external.kind) {
    case 'function-definition':
      lowerFunction(l, external);
      if (l.labelBlocks.size > 0) lowerWaiting(l);
      return;
    case 'object-definition':
      lowerObject(l, external);
      return;
    case 'file-asm':
      l.module.assembly.push(external.template);
      return;
    case 'alias':
      symbolOf(l, external.entity);
      return;
    case 'typedef':
      l.debug?.typedef(external.name, external.type, external.pos);
      return;
  }
}
