/** Who calls whom in a module, from outside too, and how often symbols are named. */
import type { AsmInfo, Func, Module, ModuleSymbol, SymbolRef } from './ir.ts';
import { Op } from './ops.ts';
import { eachValue } from './uses.ts';

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

/** Functions that code outside the module may call: visible ones and those with pointers. */
export function reachableFromOutside(
  module: Module,
  functions: CallGraph['functions'],
): Set<ModuleSymbol> {
  const found = new Set<ModuleSymbol>();
  const names = new Map(module.symbols.map((symbol) => [symbol.name, symbol]));
  const add = (symbol: ModuleSymbol | undefined): void => {
    if (symbol && functions.has(symbol)) found.add(symbol);
  };
  for (const symbol of functions.keys()) {
    if (symbol.linkage === 'external' || symbol.used) found.add(symbol);
  }
  for (const { alias } of module.symbols) if (alias !== '') add(names.get(alias));
  for (const name of namesInAssembly(module)) add(names.get(name));
  for (const { items } of module.data) {
    for (const item of items) if (item.kind === 'address') add(item.symbol);
  }
  for (const func of module.functions) {
    eachValue(func, ({ op, args }) => {
      for (let i = op === Op.call ? 1 : 0; i < args.length; i++) {
        if (args[i]!.op === Op.symbol) add((args[i]!.aux as SymbolRef).symbol);
      }
    });
  }
  return found;
}

/** The words of all assembly texts of a module. */
export function namesInAssembly(module: Module): Iterable<string> {
  const texts = [...module.assembly];
  for (const func of module.functions) collectAssembly(func, texts);
  return namesIn(texts);
}

function collectAssembly(func: Func, texts: string[]): void {
  eachValue(func, (value) => {
    if (value.op === Op.asm || value.op === Op.asmgoto) texts.push((value.aux as AsmInfo).template);
  });
}

function* namesIn(texts: readonly string[]): Iterable<string> {
  for (const text of texts) yield* text.match(/[A-Za-z_.$][\w.$]*/g) ?? [];
}
