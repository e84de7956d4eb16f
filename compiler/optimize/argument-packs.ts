/**
 * Calls in an inlined variadic function that ask for its variable arguments (CallInfo.pack): they
 * get those of the call that was inlined, which may hand on its own caller's in turn.
 */
import {
  type Aggregate,
  type Block,
  type CallInfo,
  type Func,
  isAggregate,
  type Module,
  type ModuleSymbol,
  PACK_LENGTH,
  type Passing,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import { replaceBy } from './copies.ts';

const isPack = (value: Value): boolean => value.op === Op.call && (value.aux as CallInfo).pack;

/** Whether a call asks for the number of variable arguments. */
function isLength(call: Value): boolean {
  const target = call.args[0]!;
  return target.op === Op.symbol && (target.aux as SymbolRef).symbol.name === PACK_LENGTH;
}

/** Whether a call's variable arguments suffice for what the callee asks of them. */
export function canGive(callee: Func, { pack, params }: CallInfo): boolean {
  if (!pack || params.length === callee.params.length) return true;
  // How many there are is one number more than a later inlining finds out.
  let asks = false;
  eachValue(callee, (value) => {
    if (isPack(value) && isLength(value)) asks = true;
  });
  return !asks;
}

/** Gives the variable arguments of `site` to the calls of a block copied from `callee`. */
export function givePacks(
  func: Func,
  block: Block,
  site: Value,
  callee: Func,
  allocs: Value[],
): void {
  if (!block.body.some(isPack)) return;
  const { params: types, result, pack } = site.aux as CallInfo;
  const first = (isAggregate(result) ? 2 : 1) + callee.params.length;
  const params = types.slice(callee.params.length);
  const args = site.args.slice(first, first + params.length);
  const body: Value[] = [];
  for (const value of block.body) {
    if (isPack(value) && isLength(value)) {
      if (!pack) replaceBy(value, func.int(Cls.w, params.length));
    } else if (isPack(value)) {
      // Each call may change its copy of an aggregate.
      const given = args.map((arg, i) => {
        const type = params[i]!;
        return isAggregate(type) ? copyOf(func, arg, type, allocs, body) : arg;
      });
      give(value, params, given, pack);
    }
    body.push(value);
  }
  for (const value of body) value.block = block;
  block.body = body;
}

function give(
  call: Value,
  params: readonly Passing[],
  args: readonly Value[],
  more: boolean,
): void {
  const info = call.aux as CallInfo;
  const at = (isAggregate(info.result) ? 2 : 1) + info.params.length;
  call.args = [...call.args.slice(0, at), ...args, ...call.args.slice(at)];
  call.aux = { ...info, params: [...info.params, ...params], pack: more };
}

function copyOf(
  func: Func,
  from: Value,
  { size, align }: Aggregate,
  allocs: Value[],
  body: Value[],
): Value {
  const slot = func.value(Op.alloc, Cls.l, [], { size, align: Math.max(1, align), name: '' });
  allocs.push(slot);
  body.push(func.value(Op.blit, Cls.none, [slot, from], { size, align, volatile: false }));
  return slot;
}

/** Takes out functions that could only be inlined and that nothing names any more. */
export function dropPackers(module: Module): void {
  const packers = new Set<ModuleSymbol>();
  for (const func of module.functions) {
    if (!func.variadic || func.symbol.linkage !== 'internal' || func.symbol.used) continue;
    if (func.blocks.some((block) => block.body.some(isPack))) packers.add(func.symbol);
  }
  if (packers.size === 0) return;
  for (const func of module.functions) {
    eachValue(func, (value) => {
      for (const arg of value.args) {
        if (arg.op === Op.symbol) packers.delete((arg.aux as SymbolRef).symbol);
      }
    });
  }
  for (const { items } of module.data) {
    for (const item of items) if (item.kind === 'address') packers.delete(item.symbol);
  }
  const kept = module.functions.filter((func) => !packers.has(func.symbol));
  module.functions.splice(0, module.functions.length, ...kept);
}
