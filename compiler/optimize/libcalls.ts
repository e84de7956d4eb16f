/**
 * libcalls: calls of standard library functions whose meaning is known become something cheaper:
 * strlen of a literal its length, printf of plain text puts or putchar, memcpy of few bytes a blit,
 * sqrt an instruction with a call for what is negative. Only undefined external symbols of the
 * standard's name and signature; not with -fno-builtin. Breaks the clean graph.
 */
import type { CallInfo, Func, SymbolRef, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { type UseLists, useLists } from '../ir/uses.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';
import { pow, sqrt } from './library/math.ts';
import { memcmp, memcpy, memmove, memset } from './library/memory.ts';
import { type CallShape, fputs, OUTPUT_CALLS, puts, sprintf } from './library/output.ts';
import { strcat, strchr, strcmp, strcpy, strlen, strncmp } from './library/strings.ts';
import type { Rewrite } from './library/tools.ts';

interface Row extends CallShape {
  readonly rewrite: Rewrite;
}

const { w, l, s, d } = Cls;
const row = (result: Cls, params: readonly Cls[], rewrite: Rewrite, variadic = false): Row => ({
  ...{ params, variadic, result, rewrite },
});

const LIBRARY: Readonly<Record<string, Row>> = {
  ...OUTPUT_CALLS,
  strlen: row(l, [l], strlen),
  strcmp: row(w, [l, l], strcmp),
  strncmp: row(w, [l, l, l], strncmp),
  strcpy: row(l, [l, l], strcpy),
  strcat: row(l, [l, l], strcat),
  strchr: row(l, [l, w], strchr),
  memcpy: row(l, [l, l, l], memcpy),
  memmove: row(l, [l, l, l], memmove),
  memset: row(l, [l, w, l], memset),
  memcmp: row(w, [l, l, l], memcmp),
  sprintf: row(w, [l, l], sprintf, true),
  fputs: row(w, [l, l], fputs),
  puts: row(w, [l], puts),
  sqrt: row(d, [d], sqrt),
  sqrtf: row(s, [s], sqrt),
  pow: row(d, [d, d], pow),
  __memcpy_chk: checkedCall('memcpy', [l, l, l]),
  __memmove_chk: checkedCall('memmove', [l, l, l]),
  __mempcpy_chk: checkedCall('mempcpy', [l, l, l]),
  __memset_chk: checkedCall('memset', [l, w, l]),
  __strcpy_chk: checkedCall('strcpy', [l, l]),
  __stpcpy_chk: checkedCall('stpcpy', [l, l]),
  __strncpy_chk: checkedCall('strncpy', [l, l, l]),
  __strcat_chk: checkedCall('strcat', [l, l]),
  __strncat_chk: checkedCall('strncat', [l, l, l]),
};

/** What -D_FORTIFY_SOURCE makes of a function: of an object of unknown size nothing is checked. */
function checkedCall(name: string, params: readonly Cls[]): Row {
  const rewrite: Rewrite = (site) => {
    const { func, call, args, context } = site;
    const size = args.at(-1)!;
    if (size.op !== Op.int || size.aux !== -1n) return null;
    const symbol = context.module.symbol(name);
    // The header's inline strcpy calls __strcpy_chk, and must not come to call itself.
    if (symbol === func.symbol) return null;
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
  let uses: UseLists | null = null;
  let changed = false;
  for (const block of [...func.blocks]) {
    // From the last call to the first: what stands behind a call may go to another block.
    const calls = block.body.filter((value) => value.op === Op.call);
    for (let i = calls.length - 1; i >= 0; i--) {
      const call = calls[i]!;
      const found = rowOf(call);
      if (!found) continue;
      uses ??= useLists(func);
      const users = uses.users.slice(uses.start[call.id]!, uses.start[call.id + 1]!);
      const result = found.rewrite({ func, call, args: call.args.slice(1), users, context });
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
  const found = Object.hasOwn(LIBRARY, symbol.name) ? LIBRARY[symbol.name]! : null;
  if (!found) return null;
  const info = call.aux as CallInfo;
  if (info.result !== found.result || info.named >= 0 !== found.variadic) return null;
  if (!found.variadic && info.params.length !== found.params.length) return null;
  return found.params.every((cls, i) => info.params[i] === cls) ? found : null;
}
