/**
 * inline: calls of functions of this module become their bodies, callees before callers. Small
 * functions, static ones called once and always_inline ones (at every level); never those whose
 * frame, labels or arguments are more than values. Needs folded callees to judge sizes; breaks
 * everything local.
 */
import { removeUnreachable } from '../ir/cfg.ts';
import { dominators } from '../ir/dominators.ts';
import {
  type AsmInfo,
  type Block,
  type CallInfo,
  type Func,
  isAggregate,
  type Module,
  type Passing,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { loops } from '../ir/loops.ts';
import { Cls, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import type { Level } from '../options.ts';
import { type CallGraph, callGraph } from './callgraph.ts';
import type { Context } from './context.ts';
import { copies } from './copies.ts';
import { insertBody } from './insert.ts';
import { canGive, dropPackers } from './packs.ts';

/**
 * Largest callees in values: called from anywhere, how much larger where a loop calls, called once;
 * and the largest caller to inline into.
 */
const LIMITS = {
  O0: { small: 0, looped: 1, once: 0, caller: 20000 },
  O1: { small: 8, looped: 1, once: 60, caller: 6000 },
  O2: { small: 12, looped: 2.5, once: 300, caller: 10000 },
  O3: { small: 36, looped: 2.5, once: 600, caller: 15000 },
  Os: { small: 4, looped: 1, once: 300, caller: 6000 },
} as const;

/** Inlines calls in all functions of a module. */
export function inline(module: Module, context: Context): boolean {
  const graph = callGraph(module);
  const sizes = new Map<Func, number>();
  const done = new Set<Func>();
  let changed = false;
  for (const func of graph.order) {
    changed = inlineInto(func, graph, sizes, done, context) || changed;
    sizes.set(func, sizeOf(func));
    done.add(func);
  }
  if (changed) dropPackers(module);
  return changed;
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
      if (!callee || callee === func || !done.has(callee) || !canInline(callee, call)) continue;
      const cost = sizes.get(callee)!;
      const forced = callee.flags.inline === 'always';
      if (!forced) {
        if (func.flags.callsReturnsTwice || size + cost > limits.caller) continue;
        if (cost > limits.small && !depths) {
          loops(func, dominators(func));
          depths = true;
        }
        if (!isWorthIt(callee, call, cost, graph, limits)) continue;
      }
      insertBody(func, block, i, callee);
      size += cost;
      changed = true;
    }
  }
  if (!changed) return false;
  removeUnreachable(func);
  copies(func);
  return true;
}

function isWorthIt(
  callee: Func,
  call: Value,
  cost: number,
  graph: CallGraph,
  limits: (typeof LIMITS)[Level],
): boolean {
  if (callee.flags.noReturn || callee.flags.inline === 'never') return false;
  const { symbol } = callee;
  const once = symbol.linkage === 'internal' && !symbol.used && graph.references(symbol) === 1;
  if (once && cost <= limits.once) return true;
  const constants = call.args.some((arg, i) => i > 0 && arg.op === Op.int);
  const looped = call.block!.depth > 0 ? limits.looped : 1;
  const bonus = (callee.flags.inline === 'hint' ? 2 : 1) * (constants ? 1.25 : 1) * looped;
  // What a call costs is not counted against its callee.
  return cost <= limits.small * bonus + call.args.length;
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
 * Whether a call's arguments and result are what the callee declares, and its body may stand
 * elsewhere.
 */
function canInline(callee: Func, call: Value): boolean {
  const info = call.aux as CallInfo;
  const { flags } = callee;
  if (flags.usesAlloca || flags.callsReturnsTwice || flags.hasChain) return false;
  if (flags.returnsTwice || info.returnsTwice || info.chain) return false;
  if (!takes(callee, info) || !canGive(callee, info)) return false;
  if (!agrees(info.result, callee.result) && info.result !== Cls.none) return false;
  if (info.result === Cls.none && isAggregate(callee.result)) return false;
  return isMovable(callee);
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
      case Op.asmgoto:
        movable = false;
        break;
      case Op.asm: {
        // A second copy of a label definition would clash; `%=` numbers copies apart.
        const { template } = value.aux as AsmInfo;
        if (template.includes(':') && !template.includes('%=')) movable = false;
        break;
      }
      default:
        for (const arg of value.args) if (arg.op === Op.label) movable = false;
    }
  });
  return movable;
}

function sizeOf(func: Func): number {
  let size = 0;
  for (const block of func.blocks) {
    for (const value of block.body) {
      if (value.op !== Op.param && value.op !== Op.alloc) size += value.op === Op.call ? 3 : 1;
    }
    size += countSizes(block);
  }
  return size;
}

function countSizes(block: Block): number {
  return block.end.op === Op.ret || block.end.op === Op.jmp ? 0 : 1;
}
