/**
 * libcalls: calls of standard library functions whose meaning is known become something cheaper:
 * strlen of a literal its length, printf of plain text puts or putchar, memcpy and memset of few
 * bytes a blit or clear. Only undefined external symbols of the standard's name and signature; not
 * with -fno-builtin.
 */
import type { CallInfo, Data, Extent, Func, ModuleSymbol, SymbolRef, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';

/** Copies and clears of more bytes stay calls. */
const MAX_BYTES = 128;

interface Site {
  readonly func: Func;
  readonly call: Value;
  readonly args: readonly Value[];
  readonly unused: boolean;
  readonly context: Context;
}

/**
 * Rewrites the call in place or gives the value that replaces it; null where there is nothing to
 * do.
 */
type Rewrite = (site: Site) => Value | null;

interface Row {
  readonly params: readonly Cls[];
  readonly variadic: boolean;
  readonly result: Cls;
  readonly rewrite: Rewrite;
}

const LIBRARY: Readonly<Record<string, Row>> = {
  strlen: { params: [Cls.l], variadic: false, result: Cls.l, rewrite: strlen },
  printf: { params: [Cls.l], variadic: true, result: Cls.w, rewrite: printf },
  memcpy: { params: [Cls.l, Cls.l, Cls.l], variadic: false, result: Cls.l, rewrite: memcpy },
  memset: { params: [Cls.l, Cls.w, Cls.l], variadic: false, result: Cls.l, rewrite: memset },
};

/** Simplifies library calls of a function. */
export function libcalls(func: Func, context: Context): boolean {
  if (!context.builtins) return false;
  let counts: Int32Array | null = null;
  let changed = false;
  for (const block of func.blocks) {
    for (const call of [...block.body]) {
      const row = call.op === Op.call ? rowOf(call) : null;
      if (!row) continue;
      counts ??= useCounts(func);
      const args = call.args.slice(1);
      const unused = counts[call.id] === 0;
      const result = row.rewrite({ func, call, args, unused, context });
      if (!result) continue;
      if (result !== call) replaceBy(call, result);
      changed = true;
    }
  }
  if (changed) copies(func);
  return changed;
}

function rowOf(call: Value): Row | null {
  const target = call.args[0]!;
  if (target.op !== Op.symbol) return null;
  const { symbol, offset } = target.aux as SymbolRef;
  if (offset !== 0n || symbol.defined || symbol.linkage !== 'external') return null;
  const row = Object.hasOwn(LIBRARY, symbol.name) ? LIBRARY[symbol.name]! : null;
  if (!row) return null;
  const info = call.aux as CallInfo;
  if (info.result !== row.result || info.named >= 0 !== row.variadic) return null;
  if (!row.variadic && info.params.length !== row.params.length) return null;
  return row.params.every((cls, i) => info.params[i] === cls) ? row : null;
}

/** The characters of the literal an address points into, up to its zero; null where it is none. */
function literal(context: Context, address: Value): Uint8Array | null {
  if (address.op !== Op.symbol) return null;
  const { symbol, offset } = address.aux as SymbolRef;
  const items = context.constants.get(symbol)?.items;
  const item = items?.[0];
  const start = Number(offset);
  if (item?.kind !== 'bytes' || start < 0 || start > item.bytes.length) return null;
  const end = item.bytes.indexOf(0, start);
  if (end >= 0) return item.bytes.subarray(start, end);
  // The rest of the datum, if any, is zeros.
  return items?.length === 2 && items[1]!.kind === 'zero' ? item.bytes.subarray(start) : null;
}

function strlen({ func, args, context }: Site): Value | null {
  const text = literal(context, args[0]!);
  return text && func.int(Cls.l, text.length);
}

function printf({ func, call, args, unused, context }: Site): Value | null {
  const text = literal(context, args[0]!);
  if (!text || !unused) return null;
  const format = String.fromCharCode(...text.subarray(0, 4096));
  if (text.length > 4096) return null;
  if (format === '%s\n' && args.length === 2 && args[1]!.cls === Cls.l) {
    return callInstead(func, call, context, 'puts', args[1]!);
  }
  if (format === '%c' && args.length === 2 && args[1]!.cls === Cls.w) {
    return callInstead(func, call, context, 'putchar', args[1]!);
  }
  if (args.length !== 1 || format.includes('%')) return null;
  if (format.length === 1) {
    return callInstead(func, call, context, 'putchar', func.int(Cls.w, text[0]!));
  }
  if (!format.endsWith('\n')) return null;
  const { symbol, offset } = args[0]!.aux as SymbolRef;
  const line = lineData(context, symbol, Number(offset), text);
  return callInstead(func, call, context, 'puts', func.address(line));
}

/** The datum with a text less its last newline, made when first asked for. */
function lineData(
  context: Context,
  from: ModuleSymbol,
  offset: number,
  text: Uint8Array,
): ModuleSymbol {
  const { module } = context;
  const symbol = module.symbol(`${from.name}.line${offset}`);
  if (symbol.defined) return symbol;
  symbol.defined = true;
  symbol.linkage = 'internal';
  const bytes = new Uint8Array(text.length);
  bytes.set(text.subarray(0, text.length - 1));
  const data: Data = {
    symbol,
    size: bytes.length,
    align: 1,
    items: [{ kind: 'bytes', bytes }],
    readOnly: true,
    common: false,
    section: '',
  };
  module.data.push(data);
  return symbol;
}

function callInstead(
  func: Func,
  call: Value,
  context: Context,
  name: string,
  arg: Value,
): Value | null {
  const symbol = context.module.symbol(name);
  // A function of that name that the program defines itself may do anything.
  if (symbol.defined || symbol.linkage !== 'external') return null;
  symbol.isFunction = true;
  const info = call.aux as CallInfo;
  call.args = [func.address(symbol), arg];
  call.aux = { ...info, params: [arg.cls], named: -1, prototyped: true };
  return call;
}

function smallSize(size: Value): number {
  const bytes = size.op === Op.int ? Number(size.aux as bigint) : -1;
  return bytes > 0 && bytes <= MAX_BYTES ? bytes : 0;
}

function memcpy({ func, call, args }: Site): Value | null {
  const [to, from, count] = args as [Value, Value, Value];
  const size = smallSize(count);
  if (size === 0) return null;
  insertBefore(call, func.value(Op.blit, Cls.none, [to, from], extent(size), call.pos));
  return to;
}

function memset({ func, call, args }: Site): Value | null {
  const [to, value, count] = args as [Value, Value, Value];
  const size = smallSize(count);
  if (size === 0 || value.op !== Op.int || value.aux !== 0n) return null;
  insertBefore(call, func.value(Op.clear, Cls.none, [to], extent(size), call.pos));
  return to;
}

function extent(size: number): Extent {
  return { size, align: 1, volatile: false };
}

function insertBefore(call: Value, value: Value): void {
  const block = call.block!;
  value.block = block;
  block.body.splice(block.body.indexOf(call), 0, value);
}
