/**
 * Calls of the printf family whose format is a literal and whose result nobody asks for: text goes
 * to puts, putchar, fputs, fputc or fwrite, and no text to nothing. The rows are libcalls.ts's;
 * those with `_chk` are what glibc's headers make of the others for -D_FORTIFY_SOURCE.
 */
import type { CallInfo, Data, Func, ModuleSymbol, SymbolRef, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Context } from './context.ts';
import { replaceBy } from './copies.ts';

/** A call of a library function. */
export interface Site {
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
export type Rewrite = (site: Site) => Value | null;

/** How the standard declares a function. */
export interface CallShape {
  readonly params: readonly Cls[];
  readonly variadic: boolean;
  readonly result: Cls;
}

interface Output extends CallShape {
  readonly rewrite: Rewrite;
}

/** Where the arguments of an output function stand; no stream: standard output. */
interface Places {
  readonly stream: number | null;
  readonly format: number;
}

/** printf and its kin: arguments follow the format. */
function formatted(params: readonly Cls[], places: Places): Output {
  const rewrite: Rewrite = (site) => output(site, places, site.args.slice(places.format + 1));
  return { params, variadic: true, result: Cls.w, rewrite };
}

/** vprintf and its kin: a va_list follows, of which nothing is known. */
function listed(params: readonly Cls[], places: Places): Output {
  const rewrite: Rewrite = (site) => output(site, places, []);
  return { params, variadic: false, result: Cls.w, rewrite };
}

const { w, l } = Cls;

export const OUTPUT_CALLS: Readonly<Record<string, Output>> = {
  printf: formatted([l], { stream: null, format: 0 }),
  fprintf: formatted([l, l], { stream: 0, format: 1 }),
  vprintf: listed([l, l], { stream: null, format: 0 }),
  vfprintf: listed([l, l, l], { stream: 0, format: 1 }),
  __printf_chk: formatted([w, l], { stream: null, format: 1 }),
  __fprintf_chk: formatted([l, w, l], { stream: 0, format: 2 }),
  __vprintf_chk: listed([w, l, l], { stream: null, format: 1 }),
  __vfprintf_chk: listed([l, w, l, l], { stream: 0, format: 2 }),
};

/** Longer formats are left alone. */
const MAX_FORMAT = 4096;

/** The characters of the literal an address points into, up to its zero; null where it is none. */
export function literal(context: Context, address: Value): Uint8Array | null {
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

function output(site: Site, places: Places, rest: readonly Value[]): Value | null {
  const { args, unused, context } = site;
  const address = args[places.format]!;
  const text = unused ? literal(context, address) : null;
  if (!text || text.length > MAX_FORMAT) return null;
  const stream = places.stream === null ? null : args[places.stream]!;
  const format = String.fromCharCode(...text);
  if (!format.includes('%')) return rest.length === 0 ? write(site, stream, address, text) : null;
  const [arg] = rest;
  if (!arg || rest.length !== 1) return null;
  if (format === '%c' && arg.cls === Cls.w) return writeCharacter(site, stream, arg);
  if (arg.cls !== Cls.l) return null;
  if (format === '%s\n' && !stream) return callInstead(site, 'puts', [arg]);
  if (format !== '%s') return null;
  const known = literal(context, arg);
  if (known) return write(site, stream, arg, known);
  return stream && callInstead(site, 'fputs', [arg, stream]);
}

/** The text at an address, without the zero behind it. */
function write(site: Site, stream: Value | null, from: Value, text: Uint8Array): Value | null {
  const { func, call, context } = site;
  if (text.length === 0) {
    replaceBy(call, func.int(Cls.w, 0));
    return call;
  }
  if (text.length === 1) return writeCharacter(site, stream, func.int(Cls.w, text[0]!));
  if (stream) {
    const counts = [func.int(Cls.l, 1), func.int(Cls.l, text.length)];
    return callInstead(site, 'fwrite', [from, ...counts, stream], Cls.l);
  }
  if (text[text.length - 1] !== 10) return null;
  const { symbol, offset } = from.aux as SymbolRef;
  const line = lineData(context, symbol, Number(offset), text);
  return callInstead(site, 'puts', [func.address(line)]);
}

function writeCharacter(site: Site, stream: Value | null, character: Value): Value | null {
  if (stream) return callInstead(site, 'fputc', [character, stream]);
  return callInstead(site, 'putchar', [character]);
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

/** Makes the call one of another function, whose result nobody asks for. */
function callInstead(
  { func, call, context }: Site,
  name: string,
  args: readonly Value[],
  result: Cls = Cls.w,
): Value | null {
  const symbol = context.module.symbol(name);
  if (symbol.linkage !== 'external' || isOwn(context, symbol)) return null;
  symbol.isFunction = true;
  const info = call.aux as CallInfo;
  const params = args.map((arg) => arg.cls);
  call.args = [func.address(symbol), ...args];
  call.aux = { ...info, params, result, named: -1, prototyped: true };
  call.cls = result;
  return call;
}

/**
 * Whether the program defines the function itself, which then may do anything; an inline definition
 * of a header's does what the library's does.
 */
function isOwn({ module }: Context, symbol: ModuleSymbol): boolean {
  if (!symbol.defined) return false;
  const own = module.functions.find((func) => func.symbol === symbol);
  return own !== undefined && !own.flags.availableExternally;
}
