/** Linker symbols of C's entities. */
import type { ModuleSymbol } from '../ir/ir.ts';
import type { FunctionEntity, Variable } from '../typed.ts';
import { alignOf } from '../types.ts';
import type { Lowering } from './context.ts';

/** The symbol of an object with static storage or of a function. */
export function symbolOf(l: Lowering, entity: Variable | FunctionEntity): ModuleSymbol {
  let symbol = l.symbols.get(entity);
  if (!symbol) {
    symbol = l.module.symbol(entity.symbolName);
    l.symbols.set(entity, symbol);
    describe(symbol, entity);
  }
  return symbol;
}

/** Brings a symbol up to what its entity has become by later declarations. */
export function describe(symbol: ModuleSymbol, entity: Variable | FunctionEntity): void {
  if (entity.weakReference) {
    if (!symbol.defined) symbol.weak = true;
    symbol.isFunction = entity.kind === 'function';
    return;
  }
  symbol.linkage = entity.linkage === 'external' ? 'external' : 'internal';
  symbol.weak = entity.weak;
  symbol.alias = entity.alias;
  symbol.used = entity.used;
  if (entity.kind === 'function') {
    symbol.isFunction = true;
    symbol.effects = entity.effects;
  } else {
    symbol.threadLocal = entity.threadLocal;
  }
}

/**
 * Visibility, once all is lowered: what attributes and pragmas say of an entity (several may share
 * a symbol), else what -fvisibility says of that which the unit defines.
 */
export function settleVisibility(l: Lowering): void {
  const told = new Set<ModuleSymbol>();
  for (const { symbol, flags } of l.module.functions) {
    if (flags.availableExternally) told.add(symbol);
  }
  for (const [entity, symbol] of l.symbols) {
    if (entity.visibility === null) continue;
    symbol.visibility = entity.visibility;
    told.add(symbol);
  }
  for (const symbol of l.symbols.values()) {
    if (symbol.linkage === 'internal' || told.has(symbol)) continue;
    if (symbol.defined || symbol.alias !== '') symbol.visibility = l.options.visibility;
  }
}

/** The alignment of a variable's storage of a size: what it was given, or its type's. */
export function storageAlign(
  l: Lowering,
  { type, align, literal }: Variable,
  size: number,
): number {
  const least = Math.max(1, alignOf(type), align);
  const whole = size >= 16 && align === 0 && !literal && type.plain.kind === 'array';
  return whole ? Math.max(least, l.model.arrayAlignment) : least;
}
