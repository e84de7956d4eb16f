/** Names as the assembler reads them. */
import type { ModuleSymbol } from '../../compiler/ir/ir.ts';

/** A symbol as the assembler reads it; odd names are quoted. */
export function symbolName(symbol: ModuleSymbol): string {
  return /^[A-Za-z_.][\w.$]*$/.test(symbol.name) ? symbol.name : JSON.stringify(symbol.name);
}

/**
 * The label of a block. Local to the assembly; letters labels cannot have are spelled as numbers.
 */
export function blockLabel(func: string, id: number): string {
  if (/^[\w.]*$/.test(func)) return `.L${func}.${id}`;
  return `.L${func.replace(/[^\w.]/g, (c) => `$${c.charCodeAt(0)}`)}.${id}`;
}
