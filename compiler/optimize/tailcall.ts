/**
 * tailcall: a function that ends by calling itself jumps to its start instead. Needs slots
 * promoted: a slot that is left might be seen by the callee. Breaks dominators and loops.
 */
import { changeEnd } from '../ir/cfg.ts';
import type { Value } from '../ir/ir.ts';
import { type Block, type CallInfo, type Func, isAggregate, type SymbolRef } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import { type Context, report } from './context.ts';

/** Turns self tail calls of a function into a loop. */
export function tailcall(func: Func, context: Context): boolean {
  // What a definition only for inlining calls by its own name is the function of another unit.
  if (func.flags.availableExternally) return false;
  if (!hasPlainFrame(func)) return false;
  const entry = func.blocks[0]!;
  const calls = func.blocks.filter((block) => tailCall(func, block) !== null);
  if (calls.length === 0) return false;
  if (hasSlots(func)) {
    const text = `${func.name} calls itself: the call might see a variable of this one`;
    for (const block of calls)
      report(context, func, 'tailcall', false, tailCall(func, block)!.pos, text);
    return false;
  }
  const phis = makeHeader(func, entry);
  for (const block of calls) {
    const call = tailCall(func, block)!;
    block.body.pop();
    call.block = null;
    report(context, func, 'tailcall', true, call.pos, `${func.name} goes on as a loop`);
    changeEnd(block, func.value(Op.jmp, Cls.none, [], null, call.pos), [entry]);
    phis.forEach((phi, i) => {
      phi.args.push(call.args[i + 1]!);
    });
  }
  return true;
}

/** Whether a function may start anew in its own frame: nothing of that is in a callee's reach. */
export const mayLoop = (func: Func): boolean => hasPlainFrame(func) && !hasSlots(func);

function hasPlainFrame(func: Func): boolean {
  if (func.variadic || func.flags.usesAlloca || func.flags.hasChain) return false;
  if (func.params.some(isAggregate) || isAggregate(func.result)) return false;
  return !func.blocks[0]!.addressTaken;
}

function hasSlots({ blocks }: Func): boolean {
  return blocks.some((block) => block.body.some((value) => value.op === Op.alloc));
}

/** The call of the function itself whose result, if any, a block returns at once; or null. */
export function tailCall(func: Func, block: Block): Value | null {
  const call = block.body[block.body.length - 1];
  return call && selfCall(func, call) && returns(block, call) ? call : null;
}

/** Whether a value is a call that surely enters the function it stands in, as it is declared. */
export function selfCall(func: Func, call: Value): boolean {
  if (call.op !== Op.call) return false;
  const target = call.args[0]!;
  if (target.op !== Op.symbol) return false;
  const { symbol, offset } = target.aux as SymbolRef;
  if (symbol !== func.symbol || symbol.weak || offset !== 0n) return false;
  const info = call.aux as CallInfo;
  const same =
    info.params.length === func.params.length &&
    info.params.every((passing, i) => passing === func.params[i]);
  return same && info.result === func.result && !info.returnsTwice;
}

function returns(block: Block, call: Value): boolean {
  const { end } = block;
  if (end.op === Op.ret) return end.args.length === 0 || end.args[0] === call;
  const next = block.succs[0];
  if (end.op !== Op.jmp || !next || next.end.op !== Op.ret || next.body.length > 0) return false;
  const value = next.end.args[0];
  if (!value) return true;
  if (value === call) return next.phis.length === 0;
  return value.block === next && value.args[next.preds.indexOf(block)] === call;
}

/** Puts a new entry with the params in front of the old, where phis now stand for them. */
export function makeHeader(func: Func, entry: Block): Value[] {
  const start = func.block('start');
  func.blocks.pop();
  func.blocks.unshift(start);
  const params = entry.body.filter((value) => value.op === Op.param);
  params.sort((a, b) => (a.aux as number) - (b.aux as number));
  const byParam: (Value | undefined)[] = [];
  const phis = params.map((param) => {
    const phi = func.value(Op.phi, param.cls, [param], null, param.pos);
    phi.name = param.name;
    phi.block = entry;
    byParam[param.id] = phi;
    return phi;
  });
  eachValue(func, (value) => {
    for (let i = 0; i < value.args.length; i++) {
      const phi = byParam[value.args[i]!.id];
      if (phi) value.args[i] = phi;
    }
  });
  entry.phis.push(...phis);
  entry.body = entry.body.filter((value) => value.op !== Op.param);
  for (const param of params) {
    param.block = start;
    start.body.push(param);
  }
  changeEnd(start, func.value(Op.jmp, Cls.none, [], null, func.pos), [entry]);
  return phis;
}
