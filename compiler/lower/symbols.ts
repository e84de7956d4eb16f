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
  symbol.linkage = entity.linkage === 'external' ? 'external' : 'internal';
  symbol.weak = entity.weak;
  symbol.visibility = entity.visibility;
  symbol.alias = entity.alias;
  symbol.used = entity.used;
  if (entity.kind === 'function') {
    symbol.isFunction = true;
    symbol.effects = entity.effects;
  } else {
    symbol.threadLocal = entity.threadLocal;
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
