/**
 * Labels (C11 6.8.1, GNU local labels): found before or after they are defined, checked at the
 * function's end.
 */
import type { Position } from '../source.ts';
import type { Label } from '../typed.ts';
import {
  type Checker,
  error,
  type FunctionContext,
  type LabelState,
  type VariableScope,
} from './checker.ts';

function makeLabel(c: Checker, func: FunctionContext, name: string, pos: Position): LabelState {
  const label: Label = {
    kind: 'label',
    id: c.counters.label++,
    name,
    addressTaken: false,
    nestedAddress: false,
    nonlocal: false,
    owner: func.entity,
  };
  func.labels.push(label);
  return { label, scope: null, defined: false, used: false, pos };
}

function find(func: FunctionContext, name: string): LabelState | undefined {
  for (let i = func.labelScopes.length - 1; i >= 0; i--) {
    const state = func.labelScopes[i]!.get(name);
    if (state) return state;
  }
  return undefined;
}

/** The label of a goto, whose jump is checked at the function's end. */
export function gotoLabel(c: Checker, name: string, pos: Position): Label {
  const label = lookupLabel(c, name, pos);
  const func = c.func!;
  if (label.owner !== func.entity) label.nonlocal = true;
  const state = find(func, name);
  if (state) func.gotos.push({ state, scope: func.variables, pos });
  return label;
}

/** A variably modified declaration comes into scope. */
export function enterVariable(c: Checker, name: string, pos: Position): void {
  const func = c.func;
  if (func) func.variables = { outer: func.variables, name, pos };
}

/** 6.8.6.1p1: no jump from outside into the scope of a variably modified declaration. */
export function checkJumps(c: Checker, func: FunctionContext): void {
  for (const { state, scope, pos } of func.gotos) {
    if (!state.defined || encloses(state.scope, scope)) continue;
    error(c, pos, 'jump into scope of identifier with variably modified type');
    c.diagnostics.note(state.pos, `label ‘${state.label.name}’ defined here`);
  }
}

/** Whether everything in scope at the target is in scope at the source too. */
export function encloses(target: VariableScope | null, source: VariableScope | null): boolean {
  if (target === null) return true;
  for (let at = source; at; at = at.outer) if (at === target) return true;
  return false;
}

/** A label as a goto or && names it; a nested function may name its parents' local labels. */
export function lookupLabel(c: Checker, name: string, pos: Position): Label {
  const own = c.func!;
  for (let func: FunctionContext | null = own; func; func = func.parent) {
    const state = find(func, name);
    if (state && (func === own || func.labelScopes.some((scope) => scope.get(name) === state))) {
      state.used = true;
      return state.label;
    }
  }
  const state = makeLabel(c, own, name, pos);
  state.used = true;
  own.labelScopes[0]!.set(name, state);
  return state.label;
}

/** The label at its definition. */
export function defineLabel(c: Checker, name: string, pos: Position): Label {
  const func = c.func!;
  let state = find(func, name);
  if (!state) {
    state = makeLabel(c, func, name, pos);
    func.labelScopes[0]!.set(name, state);
  }
  if (state.defined) error(c, pos, `duplicate label ‘${name}’`);
  state.defined = true;
  state.scope = func.variables;
  return state.label;
}

/** GNU `__label__ name;`: a label of the innermost block. */
export function declareLocalLabel(c: Checker, name: string, pos: Position): void {
  const func = c.func!;
  func.labelScopes[func.labelScopes.length - 1]!.set(name, makeLabel(c, func, name, pos));
}

/** Leaves a label scope: every label used in it must be defined. */
export function checkLabels(c: Checker, scope: ReadonlyMap<string, LabelState>): void {
  for (const [name, state] of scope) {
    if (!state.defined && state.used) error(c, state.pos, `label ‘${name}’ used but not defined`);
    if (state.defined && !state.used && !state.label.addressTaken) {
      c.diagnostics.warning(state.pos, 'unused-label', `label ‘${name}’ defined but not used`);
    }
  }
}
