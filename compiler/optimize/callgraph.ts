/** Who calls whom in a module, and how often symbols are named. */
import type { Func, Module, ModuleSymbol, SymbolRef } from '../ir/ir.ts';
import { Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';

export interface CallGraph {
  readonly functions: ReadonlyMap<ModuleSymbol, Func>;
  /** Callees before callers; cycles are cut somewhere. */
  readonly order: readonly Func[];
  /** How often a symbol is named by code and data. */
  references(symbol: ModuleSymbol): number;
}

/** The call graph of a module. */
export function callGraph(module: Module): CallGraph {
  const functions = new Map<ModuleSymbol, Func>();
  for (const func of module.functions) functions.set(func.symbol, func);
  const counts = new Int32Array(module.symbols.length);
  const callees = new Map<Func, Func[]>();
  for (const func of module.functions) {
    const called = new Set<Func>();
    for (const symbol of symbolsOf(func)) {
      counts[symbol.id]!++;
      const callee = functions.get(symbol);
      if (callee) called.add(callee);
    }
    callees.set(func, [...called]);
  }
  for (const data of module.data) {
    for (const item of data.items) if (item.kind === 'address') counts[item.symbol.id]! += 2;
  }
  const references = (symbol: ModuleSymbol): number => counts[symbol.id]!;
  return { functions, order: postOrder(module.functions, callees), references };
}

/** The symbols a function's values name, once for each use. */
export function symbolsOf(func: Func): ModuleSymbol[] {
  const found: ModuleSymbol[] = [];
  eachValue(func, (value) => {
    for (const arg of value.args) {
      if (arg.op === Op.symbol) found.push((arg.aux as SymbolRef).symbol);
    }
  });
  return found;
}

function postOrder(functions: readonly Func[], callees: ReadonlyMap<Func, Func[]>): Func[] {
  const order: Func[] = [];
  const seen = new Set<Func>();
  const stack: { func: Func; next: number }[] = [];
  for (const root of functions) {
    if (seen.has(root)) continue;
    seen.add(root);
    stack.push({ func: root, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const callee = callees.get(top.func)![top.next++];
      if (!callee) {
        order.push(top.func);
        stack.pop();
      } else if (!seen.has(callee)) {
        seen.add(callee);
        stack.push({ func: callee, next: 0 });
      }
    }
  }
  return order;
}
