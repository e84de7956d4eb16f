/**
 * inline: calls of functions of this module become their bodies, callees before callers. Small
 * functions, static ones called once and always_inline ones (at every level); never those whose
 * frame, labels or arguments are more than values. Needs folded callees to judge sizes; breaks
 * everything local.
 */

import { type CallGraph, callGraph } from '../ir/callgraph.ts';
import { removeUnreachable } from '../ir/cfg.ts';
import { dominators } from '../ir/dominators.ts';
import {
  type AsmInfo,
  append,
  type Block,
  type CallInfo,
  type Extent,
  Func,
  isAggregate,
  type Module,
  type Passing,
  type SymbolRef,
  setEnd,
  type Value,
} from '../ir/ir.ts';
import { loops } from '../ir/loops.ts';
import { Cls, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import type { Level } from '../options.ts';
import { canGive, dropPackers } from './argument-packs.ts';
import { cleanup } from './cleanup.ts';
import { type Context, report } from './context.ts';
import { copies } from './copies.ts';
import { dead } from './dead.ts';
import { fold } from './fold.ts';
import { insertBody } from './insert.ts';
import { promote } from './promote.ts';
import { split } from './split.ts';

/**
 * Largest callees in values: called from anywhere, how much larger where a loop calls, called once;
 * the largest caller to inline into; how large a function may become by its own body.
 */
const LIMITS = {
  O0: { small: 0, looped: 1, once: 0, caller: 20000, own: 0 },
  O1: { small: 8, looped: 1, once: 60, caller: 6000, own: 0 },
  O2: { small: 10, looped: 2.5, once: 300, caller: 10000, own: 80 },
  O3: { small: 36, looped: 2.5, once: 600, caller: 15000, own: 160 },
  Os: { small: 1, looped: 1, once: 300, caller: 20000, own: 0 },
} as const;

/** Inlines calls in all functions of a module. */
export function inline(module: Module, context: Context): boolean {
  const graph = callGraph(module);
  const sizes = new Map<Func, number>();
  const done = new Set<Func>();
  let changed = false;
  for (const func of graph.order) {
    if (inlineInto(func, graph, sizes, done, context)) {
      changed = true;
      if (isCandidate(func, graph, context)) tidy(func, context);
    }
    changed = unfold(func, graph, context) || changed;
    sizes.set(func, sizeOf(func, context.level === 'Os'));
    done.add(func);
  }
  if (changed) dropPackers(module);
  return changed;
}

/** Whether a function that took others in may be inlined itself, with its size as it is then. */
function isCandidate(func: Func, graph: CallGraph, context: Context): boolean {
  if (func.flags.callsReturnsTwice || graph.references(func.symbol) === 0) return false;
  return sizeOf(func) <= 2 * LIMITS[context.level].once;
}

/**
 * Takes out what inlining left: slots of arguments and results, copies between them. What they
 * hide makes a function look several times its size.
 */
function tidy(func: Func, context: Context): void {
  fold(func, context);
  split(func, context);
  promote(func);
  fold(func, context);
  cleanup(func);
  dead(func);
}

function inlineInto(
  func: Func,
  graph: CallGraph,
  sizes: Map<Func, number>,
  done: Set<Func>,
  context: Context,
): boolean {
  const limits = LIMITS[context.level];
  let size = sizeOf(func);
  let changed = false;
  let depths = false;
  for (const block of [...func.blocks]) {
    // From the last call to the first: what stands behind a call moves to a new block only once.
    for (let i = block.body.length - 1; i >= 0; i--) {
      const call = block.body[i]!;
      const callee = call.op === Op.call ? calleeOf(call, graph) : null;
      if (!callee || callee === func) continue;
      if (!done.has(callee)) {
        tell(context, call, callee, func, 'it is recursive');
        continue;
      }
      const cost = sizes.get(callee)!;
      if (cost > limits.small && !depths) {
        loops(func, dominators(func));
        depths = true;
      }
      const forced = callee.flags.inline === 'always';
      const unwanted = forced ? null : whyNot(func, size, callee, call, cost, graph, limits);
      const reason = unwanted ?? whyNever(callee, call);
      tell(context, call, callee, func, reason);
      if (reason !== null) continue;
      insertBody(func, block, i, callee);
      // The body's slots may have gone to the front of this very block.
      i = block.body.length;
      size += cost;
      changed = true;
    }
  }
  if (!changed) return false;
  removeUnreachable(func);
  copies(func);
  return true;
}

/** Remarks on a call: it was inlined, or why not. */
function tell(
  context: Context,
  call: Value,
  callee: Func,
  func: Func,
  reason: string | null,
): void {
  if (!context.onRemark) return;
  const what = `${callee.name} ${reason === null ? '' : 'not '}inlined into ${func.name}`;
  report(context, func, 'inline', reason === null, call.pos, reason ? `${what}: ${reason}` : what);
}

/** Why a call is not worth its callee's body, or null. */
function whyNot(
  func: Func,
  size: number,
  callee: Func,
  call: Value,
  cost: number,
  graph: CallGraph,
  limits: (typeof LIMITS)[Level],
): string | null {
  if (func.flags.callsReturnsTwice) return 'the caller calls setjmp';
  if (size + cost > limits.caller) return 'the caller is too large';
  if (callee.flags.noReturn) return 'it does not return';
  if (callee.flags.inline === 'never') return 'it is declared noinline';
  const { symbol } = callee;
  const once = symbol.linkage === 'internal' && !symbol.used && graph.references(symbol) === 1;
  if (once && cost <= limits.once) return null;
  const constants = call.args.some((arg, i) => i > 0 && arg.op === Op.int);
  const looped = call.block!.depth > 0 ? limits.looped : 1;
  const bonus = (callee.flags.inline === 'hint' ? 2 : 1) * (constants ? 1.25 : 1) * looped;
  // What a call costs is not counted against its callee.
  const most = Math.floor(limits.small * bonus + callCost(call));
  return cost <= most ? null : `its size, ${Math.ceil(cost)}, is more than ${most}`;
}

/** What a call itself costs: moves of arguments and result, copies of aggregates. */
function callCost(call: Value): number {
  const info = call.aux as CallInfo;
  let cost = call.args.length;
  for (const passing of info.params) if (isAggregate(passing)) cost += passing.size >> 2;
  if (isAggregate(info.result)) cost += info.result.size >> 2;
  return cost;
}

/** Times a function's body is put into itself. */
const MAX_UNFOLD = 3;

/**
 * Puts a recursive function's body in the place of its own calls, as often as that stays small:
 * what is tested at its entry is decided without a call.
 */
function unfold(func: Func, graph: CallGraph, context: Context): boolean {
  const changed = unfoldCalls(func, graph, context);
  if (!context.onRemark) return changed;
  for (const call of selfCalls(func, graph)) tell(context, call, func, func, 'it is recursive');
  return changed;
}

function unfoldCalls(func: Func, graph: CallGraph, context: Context): boolean {
  const most = LIMITS[context.level].own;
  let size = sizeOf(func);
  if (isAggregate(func.result) || func.params.some(isAggregate)) return false;
  if (size * 2 > most || func.flags.inline === 'never' || func.flags.noReturn) return false;
  if (func.blocks.some((block) => block.body.some((value) => value.op === Op.alloc))) return false;
  const calls = selfCalls(func, graph);
  const own = size;
  if (calls.length === 0 || size + calls.length * own > most) return false;
  const body = standIn(func, calls[0]!);
  for (let i = 0, open = calls; i < MAX_UNFOLD && size + open.length * own <= most; i++) {
    size += open.length * own;
    for (const call of open) {
      tell(context, call, func, func, null);
      insertBody(func, call.block!, call.block!.body.indexOf(call), body);
    }
    removeUnreachable(func);
    copies(func);
    open = selfCalls(func, graph);
  }
  return true;
}

function selfCalls(func: Func, graph: CallGraph): Value[] {
  const found: Value[] = [];
  for (const { body } of func.blocks) {
    for (let i = body.length - 1; i >= 0; i--) {
      const value = body[i]!;
      if (value.op !== Op.call || calleeOf(value, graph) !== func) continue;
      if (whyNever(func, value) === null) found.push(value);
    }
  }
  return found;
}

/** A function that does what `func` does now, to take copies of while that changes. */
function standIn(func: Func, call: Value): Func {
  const copy = new Func(func.symbol, func.params, func.result, false, func.pos);
  const entry = copy.block('start');
  const address = copy.address(func.symbol);
  const args = func.params.map((passing, i) =>
    append(entry, copy.value(Op.param, passing as Cls, [], i, func.pos)),
  );
  const made = append(entry, copy.value(Op.call, call.cls, [address, ...args], call.aux, call.pos));
  const result = call.cls === Cls.none ? [] : [made];
  setEnd(entry, copy.value(Op.ret, Cls.none, result, null, call.pos), []);
  insertBody(copy, entry, args.length, func);
  copies(copy);
  return copy;
}

/** The function of this module that a call surely enters, or null. */
function calleeOf(call: Value, graph: CallGraph): Func | null {
  const target = call.args[0]!;
  if (target.op !== Op.symbol) return null;
  const { symbol, offset } = target.aux as SymbolRef;
  if (offset !== 0n || symbol.weak || symbol.alias !== '') return null;
  return graph.functions.get(symbol) ?? null;
}

/**
 * Why a call's arguments and result are not what the callee declares, or its body cannot stand
 * elsewhere; null where it can.
 */
function whyNever(callee: Func, call: Value): string | null {
  const info = call.aux as CallInfo;
  const { flags } = callee;
  if (flags.usesAlloca) return 'its stack frame grows';
  if (flags.callsReturnsTwice || flags.returnsTwice || info.returnsTwice) return 'it calls setjmp';
  if (flags.hasChain || info.chain) return 'it is nested';
  const given =
    info.result === Cls.none ? !isAggregate(callee.result) : agrees(info.result, callee.result);
  if (!given || !takes(callee, info)) return 'the call does not agree with its definition';
  if (!canGive(callee, info)) return 'it takes variable arguments';
  return isMovable(callee) ? null : 'its frame or labels are taken';
}

/** Variable arguments are dropped: a function that looks at them is not movable. */
function takes({ params, variadic }: Func, info: CallInfo): boolean {
  const { length } = params;
  if (variadic ? info.named !== length : info.params.length !== length || info.pack) return false;
  return params.every((passing, i) => agrees(passing, info.params[i]!));
}

function agrees(a: Passing, b: Passing): boolean {
  if (isAggregate(a) && isAggregate(b)) return a.size === b.size;
  return a === b;
}

/** Whether nothing in a function is tied to its own frame, labels or argument area. */
function isMovable(func: Func): boolean {
  let movable = func.blocks.every((block) => !block.addressTaken);
  eachValue(func, (value) => {
    switch (value.op) {
      case Op.alloca:
      case Op.stacksave:
      case Op.stackrestore:
      case Op.vastart:
      case Op.frameaddress:
      case Op.returnaddress:
      case Op.chain:
      case Op.goto:
        movable = false;
        break;
      case Op.asm:
      case Op.asmgoto:
        if (definesLabel(value.aux as AsmInfo)) movable = false;
        break;
      default:
        for (const arg of value.args) if (arg.op === Op.label) movable = false;
    }
  });
  return movable;
}

/**
 * Whether a second copy of a text would define a label again. `%=` numbers copies apart, and
 * labels that are numbers may be many.
 */
const definesLabel = ({ template }: AsmInfo): boolean =>
  !template.includes('%=') && /(^|[\n;{|}:])\s*[^\s\d:;][^\s:;]*\s*:/.test(template);

/** Roughly its instructions; where size counts, those that set up calls, too. */
function sizeOf(func: Func, setups = false): number {
  let size = 0;
  for (const block of func.blocks) {
    for (const value of block.body) {
      size += value.op === Op.call && setups ? 2 + value.args.length : costOf(value);
    }
    size += setups && block.end.op === Op.switch ? 2 * block.succs.length : countSizes(block);
  }
  return size;
}

/** What a value will cost in instructions, about: addresses and extensions mostly fold away. */
function costOf(value: Value): number {
  switch (value.op) {
    case Op.param:
    case Op.alloc:
    case Op.copy:
    case Op.trunc:
    case Op.zextw:
    case Op.sextw:
      return 0;
    case Op.add:
      return value.cls === Cls.l && value.args[1]!.op === Op.int ? 0 : 1;
    case Op.call:
      return 3;
    case Op.blit:
    case Op.clear:
      return 1 + (value.aux as Extent).size / 16;
    default:
      return 1;
  }
}

function countSizes(block: Block): number {
  return block.end.op === Op.ret || block.end.op === Op.jmp ? 0 : 1;
}
