/**
 * libcalls: calls of standard library functions whose meaning is known become something cheaper:
 * strlen of a literal its length, printf of plain text puts or putchar (output-calls.ts), memcpy
 * and memset of few bytes a blit or clear. Only undefined external symbols of the standard's name
 * and signature; not with -fno-builtin.
 */
import type { CallInfo, Extent, Func, SymbolRef, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';
import { type CallShape, literal, OUTPUT_CALLS, type Rewrite, type Site } from './output-calls.ts';

/** Copies and clears of more bytes stay calls. */
const MAX_BYTES = 128;

interface Row extends CallShape {
  readonly rewrite: Rewrite;
}

const LIBRARY: Readonly<Record<string, Row>> = {
  strlen: { params: [Cls.l], variadic: false, result: Cls.l, rewrite: strlen },
  memcpy: { params: [Cls.l, Cls.l, Cls.l], variadic: false, result: Cls.l, rewrite: memcpy },
  memset: { params: [Cls.l, Cls.w, Cls.l], variadic: false, result: Cls.l, rewrite: memset },
  ...OUTPUT_CALLS,
  __memcpy_chk: checkedCall('memcpy', [Cls.l, Cls.l, Cls.l]),
  __memmove_chk: checkedCall('memmove', [Cls.l, Cls.l, Cls.l]),
  __mempcpy_chk: checkedCall('mempcpy', [Cls.l, Cls.l, Cls.l]),
  __memset_chk: checkedCall('memset', [Cls.l, Cls.w, Cls.l]),
  __strcpy_chk: checkedCall('strcpy', [Cls.l, Cls.l]),
  __stpcpy_chk: checkedCall('stpcpy', [Cls.l, Cls.l]),
  __strncpy_chk: checkedCall('strncpy', [Cls.l, Cls.l, Cls.l]),
  __strcat_chk: checkedCall('strcat', [Cls.l, Cls.l]),
  __strncat_chk: checkedCall('strncat', [Cls.l, Cls.l, Cls.l]),
};

/** What -D_FORTIFY_SOURCE makes of a function: of an object of unknown size nothing is checked. */
function checkedCall(name: string, params: readonly Cls[]): Row {
  const rewrite: Rewrite = (site) => {
    const { func, call, args, context } = site;
    const size = args.at(-1)!;
    if (size.op !== Op.int || size.aux !== -1n) return null;
    const symbol = context.module.symbol(name);
    symbol.isFunction = true;
    const plain = args.slice(0, -1);
    call.args = [func.address(symbol), ...plain];
    call.aux = { ...(call.aux as CallInfo), params };
    return rowOf(call)?.rewrite({ ...site, args: plain }) ?? call;
  };
  return { params: [...params, Cls.l], variadic: false, result: Cls.l, rewrite };
}

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
  if (offset !== 0n || symbol.linkage !== 'external') return null;
  // What a program defines itself may do anything, but for reserved names (7.1.3).
  if (symbol.defined && !symbol.name.startsWith('__')) return null;
  const row = Object.hasOwn(LIBRARY, symbol.name) ? LIBRARY[symbol.name]! : null;
  if (!row) return null;
  const info = call.aux as CallInfo;
  if (info.result !== row.result || info.named >= 0 !== row.variadic) return null;
  if (!row.variadic && info.params.length !== row.params.length) return null;
  return row.params.every((cls, i) => info.params[i] === cls) ? row : null;
}

function strlen({ func, args, context }: Site): Value | null {
  const text = literal(context, args[0]!);
  return text && func.int(Cls.l, text.length);
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
