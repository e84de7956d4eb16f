/** What the rewrites of libcalls share: literals, calls of other functions, plain accesses. */
import {
  type Access,
  type AccessKind,
  type CallInfo,
  type Data,
  type Func,
  intOf,
  type ModuleSymbol,
  type SymbolRef,
  type Value,
} from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import type { Context } from '../context.ts';

/** A call of a library function. */
export interface Site {
  readonly func: Func;
  readonly call: Value;
  readonly args: readonly Value[];
  /** Who uses the result, once for each use. */
  readonly users: readonly Value[];
  readonly context: Context;
}

/**
 * Rewrites the call in place or gives the value that replaces it; null where there is nothing to
 * do.
 */
export type Rewrite = (site: Site) => Value | null;

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

/** The same as text; null where it is long. */
export function literalText(context: Context, address: Value): string | null {
  const text = literal(context, address);
  return text && text.length <= 4096 ? String.fromCharCode(...text) : null;
}

/** The datum with a text less its last character, made when first asked for. */
export function shortened(context: Context, address: Value, text: string): ModuleSymbol {
  const { module } = context;
  const from = address.aux as SymbolRef;
  const symbol = module.symbol(`${from.symbol.name}.line${from.offset}`);
  if (symbol.defined) return symbol;
  symbol.defined = true;
  symbol.linkage = 'internal';
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  bytes[bytes.length - 1] = 0;
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

/** Turns a call into one of another library function; null where the program has its own. */
export function callInstead(
  { func, call, context }: Site,
  name: string,
  args: Value[],
  result: Cls,
): Value | null {
  const symbol = context.module.symbol(name);
  // A header's inline putchar must not come to call itself.
  if (symbol === func.symbol) return null;
  if (symbol.linkage !== 'external' || isOwn(context, symbol)) return null;
  symbol.isFunction = true;
  const info = call.aux as CallInfo;
  const params = args.map((arg) => arg.cls);
  call.args = [func.address(symbol), ...args];
  call.cls = result;
  const effects = name === 'strlen' ? 'pure' : 'any';
  call.aux = { ...info, params, result, named: -1, prototyped: true, effects };
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

/** Puts a value in front of a call. */
export function insertBefore(call: Value, value: Value): Value {
  const block = call.block!;
  value.block = block;
  block.body.splice(block.body.indexOf(call), 0, value);
  return value;
}

/** A new value in front of the call. */
export function emit({ func, call }: Site, op: Op, cls: Cls, args: Value[]): Value {
  return insertBefore(call, func.value(op, cls, args, null, call.pos));
}

const CLASS_OF: Readonly<Record<AccessKind, Cls>> = {
  ...{ b: Cls.w, h: Cls.w, w: Cls.w, l: Cls.l, s: Cls.s, d: Cls.d, e: Cls.e, v: Cls.v, y: Cls.y },
};

function plain(kind: AccessKind): Access {
  return { kind, signed: false, align: 1, volatile: false, order: -1, alias: 0 };
}

/** A character. */
export const BYTE: Access = plain('b');

/** The address some bytes behind another. */
export function moved(site: Site, address: Value, by: number): Value {
  if (by === 0) return address;
  return emit(site, Op.add, Cls.l, [address, site.func.int(Cls.l, by)]);
}

/** Loads a piece in front of the call, zero-extended. */
export function load(site: Site, kind: AccessKind, address: Value, at: number): Value {
  const { func, call } = site;
  const from = moved(site, address, at);
  return insertBefore(call, func.value(Op.load, CLASS_OF[kind], [from], plain(kind), call.pos));
}

/** Stores a piece in front of the call. */
export function store(
  site: Site,
  kind: AccessKind,
  value: Value,
  address: Value,
  at: number,
): void {
  const { func, call } = site;
  const to = moved(site, address, at);
  insertBefore(call, func.value(Op.store, Cls.none, [value, to], plain(kind), call.pos));
}

/** A constant number of bytes up to `most`, else 0. */
export function smallSize(size: Value, most: number): number {
  const bytes = Number(intOf(size) ?? 0n);
  return bytes > 0 && bytes <= most ? bytes : 0;
}

/** Whether a result is only asked whether it is zero. */
export function isZeroTest({ users, call }: Site): boolean {
  return users.every((user) => {
    if (user.op === Op.br) return true;
    return (user.op === Op.ceq || user.op === Op.cne) && user.args[1] !== call && isZero(user);
  });
}

function isZero(compare: Value): boolean {
  return compare.args[1]!.op === Op.int && compare.args[1]!.aux === 0n;
}
