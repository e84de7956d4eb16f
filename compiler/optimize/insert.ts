/**
 * Puts a function's body in the place of a call:
 *
 *   [.. call ..]   becomes   [..] ─> entry' ─> ... ─> each ret' ─> [result phi ..]
 */
import { changeEnd } from '../ir/cfg.ts';
import {
  type Aggregate,
  type Block,
  type CallInfo,
  type Extent,
  type Func,
  isAggregate,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { Cls, OP_CONSTANT, Op } from '../ir/ops.ts';
import type { Extended } from '../numbers.ts';
import { givePacks } from './argument-packs.ts';
import { replaceBy } from './copies.ts';

/** Replaces the call at `place` in `block` by the body of `callee`. The caller cleans copies up. */
export function insertBody(func: Func, block: Block, place: number, callee: Func): void {
  const call = block.body[place]!;
  const rest = splitBehind(func, block, place);
  const values = cloneValues(func, callee, call);
  const blocks: Block[] = [];
  for (const source of callee.blocks) {
    const copy = func.block(source.name);
    copy.depth = source.depth + block.depth;
    blocks[source.id] = copy;
  }
  const allocs: Value[] = [];
  const returns: Value[] = [];
  for (const source of callee.blocks) {
    fillBlock(func, source, blocks, values, allocs);
    if (callee.variadic) givePacks(func, blocks[source.id]!, call, callee, allocs);
    const copy = blocks[source.id]!;
    if (source.end.op === Op.ret) endReturn(func, copy, call, rest, returns);
  }
  placeAllocs(func, allocs);
  const entry = blocks[callee.blocks[0]!.id]!;
  changeEnd(block, func.value(Op.jmp, Cls.none, [], null, call.pos), [entry]);
  bindResult(func, call, rest, returns);
}

/** Moves what stands behind a call, and the block's end, to a new block; takes the call out. */
export function splitBehind(func: Func, block: Block, place: number): Block {
  const rest = func.block(`${block.name}_after`);
  rest.depth = block.depth;
  rest.body = block.body.slice(place + 1);
  for (const value of rest.body) value.block = rest;
  block.body.length = place;
  rest.end.block = null;
  rest.end = block.end;
  rest.end.block = rest;
  rest.succs = block.succs;
  for (const succ of rest.succs) succ.preds[succ.preds.indexOf(block)] = rest;
  block.succs = [];
  block.end = func.value(Op.unreachable, Cls.none, [], null, block.end.pos);
  block.end.block = block;
  return rest;
}

/**
 * A copy of each value of the callee by id, arguments not yet led over; params are the call's
 * arguments.
 */
function cloneValues(func: Func, callee: Func, call: Value): Value[] {
  const info = call.aux as CallInfo;
  const first = isAggregate(info.result) ? 2 : 1;
  const map: Value[] = [];
  const clone = (value: Value): void => {
    if (value.op === Op.param) {
      map[value.id] = call.args[first + (value.aux as number)]!;
      return;
    }
    const copy = func.value(value.op, value.cls, value.args, value.aux, value.pos);
    copy.name = value.name;
    map[value.id] = copy;
  };
  for (const block of callee.blocks) {
    for (const phi of block.phis) clone(phi);
    for (const value of block.body) clone(value);
    clone(block.end);
  }
  return map;
}

function lead(func: Func, value: Value, map: Value[]): Value {
  return OP_CONSTANT[value.op] ? constantIn(func, value) : map[value.id]!;
}

/** The same constant in another function. @throws Error for a label, which is of its function. */
export function constantIn(func: Func, value: Value): Value {
  switch (value.op) {
    case Op.int:
      return func.int(value.cls, value.aux as bigint);
    case Op.float:
      return func.float(value.cls, value.aux as number | Extended);
    case Op.symbol: {
      const { symbol, offset } = value.aux as SymbolRef;
      return func.address(symbol, offset);
    }
    case Op.undef:
      return func.undef(value.cls);
    case Op.vector:
      return func.vector(value.aux as bigint, value.cls);
    default:
      throw new Error('a label cannot be inlined');
  }
}

function fillBlock(
  func: Func,
  source: Block,
  blocks: Block[],
  values: Value[],
  allocs: Value[],
): void {
  const copy = blocks[source.id]!;
  const place = (value: Value): Value => {
    const made = values[value.id]!;
    made.args = value.args.map((arg) => lead(func, arg, values));
    made.block = copy;
    return made;
  };
  for (const phi of source.phis) copy.phis.push(place(phi));
  for (const value of source.body) {
    if (value.op === Op.param) continue;
    const made = place(value);
    if (value.op === Op.alloc) allocs.push(made);
    else copy.body.push(made);
  }
  copy.end.block = null;
  copy.end = place(source.end);
  copy.succs = source.succs.map((succ) => blocks[succ.id]!);
  copy.preds = source.preds.map((pred) => blocks[pred.id]!);
}

/** A return goes on behind the call; an aggregate is copied to where the call wants it. */
function endReturn(func: Func, copy: Block, call: Value, rest: Block, returns: Value[]): void {
  const { result } = call.aux as CallInfo;
  const value = copy.end.args[0];
  if (isAggregate(result) && value) {
    copy.body.push(copyResult(func, call, value, result, copy));
  } else if (result !== Cls.none) {
    returns.push(value && value.cls === call.cls ? value : func.undef(call.cls));
  }
  changeEnd(copy, func.value(Op.jmp, Cls.none, [], null, copy.end.pos), [rest]);
}

function copyResult(func: Func, call: Value, from: Value, result: Aggregate, block: Block): Value {
  const extent: Extent = { size: result.size, align: result.align, volatile: false };
  const blit = func.value(Op.blit, Cls.none, [call.args[1]!, from], extent, call.pos);
  blit.block = block;
  return blit;
}

/** Slots stand in the entry block, behind its params and other slots. */
function placeAllocs(func: Func, allocs: Value[]): void {
  if (allocs.length === 0) return;
  const entry = func.blocks[0]!;
  let at = 0;
  while (at < entry.body.length && isPrologue(entry.body[at]!.op)) at++;
  for (const alloc of allocs) alloc.block = entry;
  entry.body = [...entry.body.slice(0, at), ...allocs, ...entry.body.slice(at)];
}

function isPrologue(op: number): boolean {
  return op === Op.param || op === Op.alloc;
}

function bindResult(func: Func, call: Value, rest: Block, returns: Value[]): void {
  call.block = rest;
  if (call.cls === Cls.none) {
    call.block = null;
    return;
  }
  if (returns.length === 0) {
    replaceBy(call, func.undef(call.cls));
  } else if (returns.length === 1) {
    replaceBy(call, returns[0]!);
  } else {
    const phi = func.value(Op.phi, call.cls, returns, null, call.pos);
    phi.block = rest;
    rest.phis.push(phi);
    replaceBy(call, phi);
  }
  rest.body.unshift(call);
}
