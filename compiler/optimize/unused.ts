/**
 * unused: removes functions and data that nothing reachable names: internal ones, and inline
 * definitions that are not to be emitted. At -O0 of what is internal only functions declared
 * inline, as gcc has it. Needs inlining done.
 */

import { namesInAssembly, symbolsOf } from '../ir/callgraph.ts';
import type { Func, Module, ModuleSymbol } from '../ir/ir.ts';
import type { Context } from './context.ts';

/** Removes what is not reachable from outside the module. */
export function unused(module: Module, { level }: Pick<Context, 'level'>): boolean {
  const functions = new Map<ModuleSymbol, Func>();
  for (const func of module.functions) functions.set(func.symbol, func);
  const data = new Map(module.data.map((one) => [one.symbol, one]));
  const names = new Map(module.symbols.map((symbol) => [symbol.name, symbol]));
  const reached = new Set<ModuleSymbol>();
  const work: ModuleSymbol[] = [];
  const reach = (symbol: ModuleSymbol | undefined): void => {
    if (!symbol || reached.has(symbol)) return;
    reached.add(symbol);
    work.push(symbol);
  };
  for (const symbol of module.symbols) {
    const func = functions.get(symbol);
    const rooted = func && (func.flags.constructor !== null || func.flags.destructor !== null);
    const internal = symbol.linkage === 'internal' || func?.flags.availableExternally === true;
    const plain = level === 'O0' && !(func && mayGo(func));
    if (!internal || plain || symbol.used || rooted) reach(symbol);
  }
  for (const name of namesInAssembly(module)) reach(names.get(name));
  while (work.length > 0) {
    const symbol = work.pop()!;
    if (symbol.alias !== '') reach(names.get(symbol.alias));
    const func = functions.get(symbol);
    if (func) for (const named of symbolsOf(func)) reach(named);
    for (const item of data.get(symbol)?.items ?? []) {
      if (item.kind === 'address') reach(item.symbol);
      if (item.kind === 'label') reach(item.func);
    }
  }
  return removeUnreached(module, reached);
}

/** Whether a function goes unused even at -O0. */
const mayGo = ({ flags }: Func): boolean =>
  flags.inline === 'hint' || flags.inline === 'always' || flags.availableExternally;

function removeUnreached(module: Module, reached: ReadonlySet<ModuleSymbol>): boolean {
  const stays = (func: Func): boolean =>
    reached.has(func.symbol) && !func.flags.availableExternally;
  const functions = module.functions.filter(stays);
  const data = module.data.filter((one) => reached.has(one.symbol));
  const changed =
    functions.length !== module.functions.length || data.length !== module.data.length;
  for (const func of module.functions) if (!stays(func)) func.symbol.defined = false;
  for (const one of module.data) if (!reached.has(one.symbol)) one.symbol.defined = false;
  module.functions.splice(0, module.functions.length, ...functions);
  module.data.splice(0, module.data.length, ...data);
  return changed;
}
