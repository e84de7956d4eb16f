/** Function definitions (C11 6.9.1). */
import { Builder } from '../ir/build.ts';
import { removeUnreachable } from '../ir/cfg.ts';
import { Func, isAggregate, type Passing, type Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { FunctionEntity, TypedFunction, Variable } from '../typed.ts';
import { isRestrict, isVariableSized, sizeOf } from '../types.ts';
import { passingOf } from './aggregates.ts';
import { promotedPassing } from './calls.ts';
import type { FunctionState, Lowering } from './context.ts';
import { zeroOf } from './conversions.ts';
import { fillFrame } from './frames.ts';
import { instrument } from './instrument.ts';
import { declareLabels, finishLabels } from './labels.ts';
import { declareNonlocal } from './nonlocal.ts';
import { declareSlot, storeResult, variablePlace } from './places.ts';
import { plainAccess, scalarOf, shapeOf } from './scalars.ts';
import { symbolOf } from './symbols.ts';

/**
 * Lowers a definition and puts it in the module; nested ones come before the function around them.
 */
export function lowerFunction(l: Lowering, definition: TypedFunction): void {
  const outer = l.fn;
  const { entity } = definition;
  const parent = entity.parent ? outer : null;
  const func = makeFunction(l, definition);
  const b = new Builder(func);
  l.fn = stateOf(func, b, entity, parent);
  b.pos = definition.pos;
  b.moveTo(b.newBlock('entry'));
  lowerParams(l, definition);
  declareLabels(l, definition);
  declareNonlocal(l, definition);
  instrument(l, 'enter');
  l.rules.statement(l, definition.body);
  if (b.isOpen) fallOff(l, definition);
  finishLabels(l);
  fillFrame(l);
  if (parent) l.nested.add(entity);
  removeUnreachable(func);
  // Blocks in the order in which they were filled, which is the source's.
  func.blocks.sort((x, y) => x.end.id - y.end.id);
  l.module.functions.push(func);
  l.fn = outer;
}

function stateOf(
  func: Func,
  b: Builder,
  entity: FunctionEntity,
  parent: FunctionState | null,
): FunctionState {
  return {
    func,
    b,
    entity,
    parent,
    slots: new Map(),
    lengths: new Map(),
    temporaries: new Map(),
    labels: new Map(),
    scope: null,
    jumps: null,
    switches: null,
    dispatch: null,
    frame: null,
    chain: null,
    trampolines: new Map(),
    labelSlots: new Map(),
    nonlocal: null,
  };
}

function makeFunction(l: Lowering, { entity, params, pos }: TypedFunction): Func {
  const symbol = symbolOf(l, entity);
  symbol.defined = true;
  const { type } = entity;
  if (isVariableSized(type.result)) l.diagnostics.unsupported(pos, 'a result of variable size');
  const passings = params.map((param) => paramPassing(l, entity, param));
  const func = new Func(symbol, passings, passingOf(l, type.result), type.variadic, pos);
  const { flags } = func;
  flags.noReturn = entity.noReturn;
  flags.returnsTwice = entity.returnsTwice;
  flags.inline = entity.inline;
  flags.constructor = entity.constructor_;
  flags.destructor = entity.destructor_;
  flags.availableExternally = entity.availableExternally;
  flags.effects = entity.effects;
  flags.align = entity.align;
  flags.hasChain = entity.parent !== null;
  l.debug?.func(func, entity);
  if (entity.section !== '') l.module.functionSections.set(symbol, entity.section);
  return func;
}

/** An old-style definition takes its parameters promoted (6.9.1p7, 6.5.2.2p6). */
function paramPassing(l: Lowering, entity: FunctionEntity, param: Variable): Passing {
  return entity.type.prototyped ? passingOf(l, param.type) : promotedPassing(l, param.type);
}

function lowerParams(l: Lowering, { entity, params }: TypedFunction): void {
  const { b, func } = l.fn;
  const values = params.map((param, i) => {
    const passing = func.params[i]!;
    const value = b.param(i, isAggregate(passing) ? Cls.l : passing, param.name);
    if (isRestrict(param.type)) func.restricted.add(value);
    return value;
  });
  if (entity.parent) {
    l.fn.chain = b.emit(Op.chain, Cls.l, []);
    l.fn.chain.name = 'chain';
  }
  params.forEach((param, i) => {
    keepParam(l, param, values[i]!, func.params[i]!);
  });
}

/** Scalars go to a slot; an aggregate already stands in memory of its own. */
function keepParam(l: Lowering, param: Variable, value: Value, passing: Passing): void {
  const { b, slots } = l.fn;
  if (isAggregate(passing)) {
    slots.set(param, value);
    l.debug?.variable(l.fn.func, param, value);
    return;
  }
  const slot = declareSlot(l, param);
  if (isVariableSized(param.type)) {
    b.store(plainAccess(l, 'l'), value, slot);
    return;
  }
  if (shapeOf(param.type) === 'memory') {
    const first = param.type.kind === 'record' ? param.type.definition.members[0] : undefined;
    if (first) storeResult(l, { ...variablePlace(l, param), base: slot, type: first.type }, value);
    return;
  }
  const scalar = scalarOf(param.type);
  const own = value.cls === scalar.cls ? value : b.unary(Op.fcvt, scalar.cls, value);
  if (sizeOf(param.type) > 0) storeResult(l, variablePlace(l, param), own);
}

/** 5.1.2.2.3 and 6.9.1p12: main gives 0; of other functions the value is not used. */
function fallOff(l: Lowering, { entity, body }: TypedFunction): void {
  const { b, func } = l.fn;
  if (body.kind === 'compound') b.pos = body.endPos;
  instrument(l, 'exit');
  if (func.result === Cls.none) {
    b.ret();
    return;
  }
  if (isAggregate(func.result)) {
    b.ret(func.undef(Cls.l));
    return;
  }
  if (entity.name === 'main' && !entity.parent && func.result === Cls.w) {
    b.ret(zeroOf(l, Cls.w));
    return;
  }
  b.ret(func.undef(func.result));
}
