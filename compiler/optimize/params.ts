/**
 * params: what all calls of a function of this module pass alike is known in its body; what its
 * body does not read is not passed; a result that is always the same constant is known to callers.
 * Only functions that nothing but those calls can enter. Constants travel through calls that pass a
 * parameter on (Callahan, Cooper, Kennedy, Torczon 1986). Changed bodies are folded again.
 */

import { callGraph, reachableFromOutside } from '../ir/callgraph.ts';
import {
  type CallInfo,
  type Func,
  isAggregate,
  type Module,
  type ModuleSymbol,
  type Passing,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { Cls, OP_CONSTANT, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import { cleanup } from './cleanup.ts';
import { type Context, report } from './context.ts';
import { dead } from './dead.ts';
import { fold } from './fold.ts';
import { constantIn } from './insert.ts';

/** Propagates constant arguments and results, and drops arguments that nobody reads. */
export function params(module: Module, context: Context): boolean {
  const closed = closedFunctions(module);
  if (closed.size === 0) return false;
  meetArguments(closed);
  const touched = new Set<Func>();
  for (const one of closed.values()) knowParams(one, touched, context);
  knowResults(closed, touched);
  for (const func of touched) {
    fold(func, context);
    cleanup(func);
    dead(func);
  }
  let changed = touched.size > 0;
  for (const one of closed.values()) changed = dropParams(one, context) || changed;
  return changed;
}

/** A function all of whose callers are known. */
interface Closed {
  readonly func: Func;
  readonly calls: { readonly caller: Func; readonly call: Value }[];
  /** What each parameter is in all calls: null is not known yet, 'many' differs. */
  readonly known: (Value | 'many' | null)[];
}

function closedFunctions(module: Module): Map<ModuleSymbol, Closed> {
  const graph = callGraph(module);
  const open = reachableFromOutside(module, graph.functions);
  const closed = new Map<ModuleSymbol, Closed>();
  for (const func of module.functions) {
    const { symbol, flags, variadic } = func;
    if (open.has(symbol) || symbol.weak || variadic || flags.hasChain) continue;
    if (flags.constructor !== null || flags.destructor !== null) continue;
    closed.set(symbol, { func, calls: [], known: func.params.map(() => null) });
  }
  for (const caller of module.functions) {
    eachValue(caller, (call) => {
      const found = call.op === Op.call ? closed.get(calleeOf(call)!) : undefined;
      if (!found) return;
      if (agrees(call, found.func)) found.calls.push({ caller, call });
      else closed.delete(found.func.symbol);
    });
  }
  return closed;
}

function calleeOf(call: Value): ModuleSymbol | null {
  const target = call.args[0]!;
  return target.op === Op.symbol ? (target.aux as SymbolRef).symbol : null;
}

function agrees(call: Value, func: Func): boolean {
  const info = call.aux as CallInfo;
  const same = (a: Passing, b: Passing): boolean =>
    isAggregate(a) && isAggregate(b) ? a.size === b.size : a === b;
  return (
    (call.args[0]!.aux as SymbolRef).offset === 0n &&
    !info.chain &&
    info.named < 0 &&
    info.params.length === func.params.length &&
    info.params.every((passing, i) => same(passing, func.params[i]!)) &&
    (same(info.result, func.result) || info.result === Cls.none)
  );
}

/** Where a call's arguments start. */
const firstOf = ({ aux }: Value): number => (isAggregate((aux as CallInfo).result) ? 2 : 1);

// ---------------------------------------------------------------- constants

/** Meets the arguments of all calls until nothing changes. */
function meetArguments(closed: ReadonlyMap<ModuleSymbol, Closed>): void {
  for (let again = true; again; ) {
    again = false;
    for (const { func, calls, known } of closed.values()) {
      for (let i = 0; i < known.length; i++) {
        if (known[i] === 'many') continue;
        for (const { caller, call } of calls) {
          const next = meet(known[i]!, argument(closed, func, caller, call, i));
          if (next === known[i]) continue;
          known[i] = next;
          again = true;
        }
      }
    }
  }
}

/** What a call passes, as far as is known. */
function argument(
  closed: ReadonlyMap<ModuleSymbol, Closed>,
  func: Func,
  caller: Func,
  call: Value,
  i: number,
): Closed['known'][number] {
  const arg = call.args[firstOf(call) + i]!;
  if (isAggregate(func.params[i]!)) return 'many';
  if (arg.op === Op.param)
    return closed.get(caller.symbol)?.known[arg.aux as number] ?? ofOpen(closed, caller);
  return isKnown(arg) ? arg : 'many';
}

/** A parameter of a function with callers elsewhere is anything; of others not known yet. */
function ofOpen(closed: ReadonlyMap<ModuleSymbol, Closed>, caller: Func): 'many' | null {
  return closed.has(caller.symbol) ? null : 'many';
}

function isKnown(value: Value): boolean {
  return (
    value.op === Op.int || value.op === Op.symbol || (value.op === Op.float && value.cls !== Cls.e)
  );
}

function meet(a: Closed['known'][number], b: Closed['known'][number]): Closed['known'][number] {
  if (a === null || b === null) return a ?? b;
  if (a === 'many' || b === 'many') return 'many';
  return isSameConstant(a, b) ? a : 'many';
}

/** Whether constants of any two functions are the same. */
function isSameConstant(a: Value, b: Value): boolean {
  if (a.op !== b.op || a.cls !== b.cls) return false;
  if (a.op !== Op.symbol) return Object.is(a.aux, b.aux);
  const [x, y] = [a.aux as SymbolRef, b.aux as SymbolRef];
  return x.symbol === y.symbol && x.offset === y.offset;
}

function knowParams({ func, known, calls }: Closed, touched: Set<Func>, context: Context): void {
  if (calls.length === 0 || !known.some((one) => one !== null && one !== 'many')) return;
  const by: (Value | undefined)[] = [];
  for (const value of func.blocks[0]!.body) {
    if (value.op !== Op.param) continue;
    const constant = known[value.aux as number];
    if (constant && constant !== 'many') by[value.id] = constantIn(func, constant);
  }
  if (!substitute(func, by)) return;
  touched.add(func);
  report(context, func, 'params', true, func.pos, `${func.name} knows what all calls pass alike`);
}

/** Puts other values in the place of some, by id. */
function substitute(func: Func, by: readonly (Value | undefined)[]): boolean {
  let changed = false;
  eachValue(func, ({ args }) => {
    for (let i = 0; i < args.length; i++) {
      const value = by[args[i]!.id];
      if (!value) continue;
      args[i] = value;
      changed = true;
    }
  });
  return changed;
}

function knowResults(closed: ReadonlyMap<ModuleSymbol, Closed>, touched: Set<Func>): void {
  const byCaller = new Map<Func, (Value | undefined)[]>();
  for (const { func, calls } of closed.values()) {
    const result = constantResult(func);
    if (!result) continue;
    for (const { caller, call } of calls) {
      if (call.cls !== result.cls) continue;
      const by = byCaller.get(caller) ?? [];
      byCaller.set(caller, by);
      by[call.id] = constantIn(caller, result);
    }
  }
  for (const [caller, by] of byCaller) if (substitute(caller, by)) touched.add(caller);
}

/** The constant that every return of a function gives, or null. */
function constantResult(func: Func): Value | null {
  let result: Value | null = null;
  for (const { end } of func.blocks) {
    if (end.op !== Op.ret) continue;
    const value = end.args[0];
    if (!value || !OP_CONSTANT[value.op] || !isKnown(value)) return null;
    if (result && !isSameConstant(result, value)) return null;
    result = value;
  }
  return result;
}

// ---------------------------------------------------------------- what nobody reads

function dropParams({ func, calls }: Closed, context: Context): boolean {
  if (func.params.length === 0) return false;
  const read = new Uint8Array(func.params.length);
  eachValue(func, (value) => {
    const own = value.op === Op.call && calleeOf(value) === func.symbol ? firstOf(value) : -1;
    value.args.forEach((arg, at) => {
      // What a function only passes on to itself is not read.
      if (arg.op === Op.param && !(own >= 0 && at - own === arg.aux)) read[arg.aux as number] = 1;
    });
  });
  if (read.every((one) => one === 1)) return false;
  const stays = (_: unknown, i: number): boolean => read[i] === 1;
  for (const { call } of calls) {
    const info = call.aux as CallInfo;
    const first = firstOf(call);
    call.args = [...call.args.slice(0, first), ...call.args.slice(first).filter(stays)];
    call.aux = { ...info, params: info.params.filter(stays) };
  }
  renumber(func, read);
  func.params = func.params.filter(stays);
  report(
    context,
    func,
    'params',
    true,
    func.pos,
    `${func.name} gets no arguments that it does not read`,
  );
  return true;
}

function renumber(func: Func, read: Uint8Array): void {
  const entry = func.blocks[0]!;
  const place: number[] = [];
  let count = 0;
  for (let i = 0; i < read.length; i++) place.push(read[i] ? count++ : -1);
  entry.body = entry.body.filter((value) => {
    if (value.op !== Op.param) return true;
    const at = place[value.aux as number]!;
    if (at < 0) value.block = null;
    else value.aux = at;
    return at >= 0;
  });
}
