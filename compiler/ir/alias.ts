/**
 * What memory an address may mean. Each 64-bit value gets a base (the value it was computed from by
 * adding constants or indices) and, where known, a constant offset from it. Stack slots and symbols
 * are identified bases: two different ones never overlap; a slot whose address does not escape is
 * touched only through addresses with that base. What a restricted parameter leads to is touched
 * through addresses made of that parameter only (C11 6.7.3.1). Alias classes (Access.alias) settle
 * the rest by type.
 */

import { classesMeet } from './alias-classes.ts';
import { reversePostOrder } from './cfg.ts';
import {
  ACCESS_SIZES,
  type Access,
  type CallInfo,
  type Extent,
  type Func,
  isAggregate,
  type Module,
  type ModuleSymbol,
  type SymbolRef,
  type Value,
} from './ir.ts';
import { Cls, OP_COMPARES, OP_WRITES, Op } from './ops.ts';
import { eachValue } from './uses.ts';

export interface AliasInfo {
  /** The base of an address by value id; a value without entry is its own base. */
  readonly base: (Value | undefined)[];
  /** Constant distance from the base by value id; NaN where it is not known. */
  readonly offset: Float64Array;
  /** What an address is when constants added to it are taken off, by value id; without: itself. */
  readonly root: (Value | undefined)[];
  /** Constant distance from the root by value id. */
  readonly distance: Float64Array;
  /** The one base for all addresses of a symbol. */
  readonly symbols: Map<ModuleSymbol, Value>;
  /**
   * By id of an alloc, a call that gives new memory, a restricted parameter: the address leaves
   * loads and stores.
   */
  readonly escaped: Uint8Array;
  /** Data whose address this function uses otherwise than to load and store there. */
  readonly escapedSymbols: Set<ModuleSymbol>;
  /** Symbols of data that never changes. */
  readonly readOnly: ReadonlySet<ModuleSymbol>;
  readonly builtins: boolean;
  readonly summary: Summary | null;
  readonly module: Module;
  /** Parameters declared restrict. */
  readonly restricted: ReadonlySet<Value>;
}

/** What is known of the module around a function. */
export interface AliasFacts {
  readonly module: Module;
  /** Symbols of data that never changes. */
  readonly readOnly: ReadonlySet<ModuleSymbol>;
  /** Library functions are what the standard says. */
  readonly builtins: boolean;
  readonly summary: Summary | null;
}

/** What the module as a whole says of its data. */
export interface Summary {
  /** Whether data is reached by its name only: no pointer to it is ever made. */
  isHidden(data: ModuleSymbol): boolean;
  /** Whether a call (null: of an unknown function) may change or read hidden data. */
  mayWrite(callee: ModuleSymbol | null, data: ModuleSymbol): boolean;
  mayRead(callee: ModuleSymbol | null, data: ModuleSymbol): boolean;
}

/** A piece of memory: `size` bytes at an address, accessed as alias class `alias` (0: any). */
export interface Piece {
  readonly address: Value;
  readonly size: number;
  readonly alias: number;
}

/** Library functions that give memory nothing else points into. */
const ALLOCATORS: ReadonlySet<string> = new Set(['malloc', 'calloc', 'aligned_alloc', 'strdup']);

/** Bases, offsets and escapes of a function. Stale once addresses are rewritten. */
export function aliasInfo(func: Func, facts: AliasFacts): AliasInfo {
  const { module, readOnly, builtins, summary } = facts;
  const info: AliasInfo = {
    base: new Array(func.nextValue),
    offset: new Float64Array(func.nextValue),
    root: new Array(func.nextValue),
    distance: new Float64Array(func.nextValue),
    escaped: new Uint8Array(func.nextValue),
    symbols: new Map(),
    escapedSymbols: new Set(),
    readOnly,
    builtins,
    summary,
    module,
    restricted: func.restricted,
  };
  const { blocks } = reversePostOrder(func);
  for (const block of blocks) {
    for (const phi of block.phis) {
      noteSymbols(info, phi);
      if (phi.cls === Cls.l && phi.op === Op.phi) derivePhi(info, phi);
    }
    for (const value of block.body) {
      noteSymbols(info, value);
      if (value.cls === Cls.l) deriveAddress(info, value);
    }
    noteSymbols(info, block.end);
  }
  eachValue(func, (value) => noteEscapes(info, value));
  return info;
}

/** A phi of one value moved by constants, or of itself so moved: a pointer that steps along. */
function derivePhi(info: AliasInfo, phi: Value): void {
  let start: Value | null = null;
  let from: Value | null = null;
  let fixed = true;
  for (const arg of phi.args) {
    const origin = originOf(arg, phi);
    if (origin === phi) {
      fixed &&= arg === phi;
      continue;
    }
    if (start && origin !== from) return;
    fixed &&= !start || movement(arg, origin) === movement(start, origin);
    start ??= arg;
    from ??= origin;
  }
  if (!start) return;
  info.base[phi.id] = baseOf(info, start);
  info.offset[phi.id] = fixed ? info.offset[start.id]! : Number.NaN;
}

/** What a value is when constants added to it are taken off, but for those behind `end`. */
function originOf(value: Value, end: Value): Value {
  let at = value;
  for (let depth = 0; depth < 6 && at !== end; depth++) {
    if ((at.op !== Op.add && at.op !== Op.sub) || at.args[1]!.op !== Op.int) return at;
    at = at.args[0]!;
  }
  return at;
}

/** The sum of the constants added between a value and its origin. */
function movement(value: Value, origin: Value): number {
  let sum = 0;
  for (let at = value; at !== origin; at = at.args[0]!) {
    const by = Number(at.args[1]!.aux as bigint);
    sum += at.op === Op.add ? by : -by;
  }
  return sum;
}

function noteSymbols(info: AliasInfo, value: Value): void {
  for (const arg of value.args) {
    if (arg.op !== Op.symbol || info.base[arg.id]) continue;
    const { symbol, offset } = arg.aux as { symbol: ModuleSymbol; offset: bigint };
    info.base[arg.id] = symbolBase(info, arg, symbol);
    info.offset[arg.id] = Number(offset);
  }
}

function symbolBase({ symbols }: AliasInfo, value: Value, symbol: ModuleSymbol): Value {
  const base = symbols.get(symbol);
  if (!base) symbols.set(symbol, value);
  return base ?? value;
}

function deriveAddress(info: AliasInfo, value: Value): void {
  const { op, args } = value;
  if (op === Op.copy) {
    deriveMoved(info, value, args[0]!, 0);
    return;
  }
  if (op !== Op.add && op !== Op.sub) return;
  const [left, right] = args as [Value, Value];
  if (right.op === Op.int) {
    const distance = Number(right.aux as bigint);
    deriveMoved(info, value, left, op === Op.add ? distance : -distance);
    return;
  }
  const leftBase = baseOf(info, left);
  const rightBase = baseOf(info, right);
  const leftKnown = isFollowed(info, leftBase);
  const rightKnown = isFollowed(info, rightBase);
  if (leftKnown === rightKnown || (op === Op.sub && rightKnown)) return;
  info.base[value.id] = leftKnown ? leftBase : rightBase;
  info.offset[value.id] = Number.NaN;
}

function deriveMoved(info: AliasInfo, value: Value, from: Value, by: number): void {
  info.base[value.id] = baseOf(info, from);
  info.offset[value.id] = info.offset[from.id]! + by;
  info.root[value.id] = info.root[from.id] ?? from;
  info.distance[value.id] = info.distance[from.id]! + by;
}

/** b - a of two addresses where that is a constant, else NaN. */
export function distanceOf(info: AliasInfo, a: Value, b: Value): number {
  if ((info.root[a.id] ?? a) === (info.root[b.id] ?? b)) {
    // A value made during the run (its id may lie beyond the arrays) is its own root.
    return (info.distance[b.id] ?? 0) - (info.distance[a.id] ?? 0);
  }
  if (baseOf(info, a) !== baseOf(info, b)) return Number.NaN;
  return (info.offset[b.id] ?? Number.NaN) - (info.offset[a.id] ?? Number.NaN);
}

function noteEscapes(info: AliasInfo, value: Value): void {
  const { op, args } = value;
  if (OP_COMPARES[op]) return;
  for (let i = 0; i < args.length; i++) {
    if (args[i]!.cls !== Cls.l) continue;
    const base = baseOf(info, args[i]!);
    if (info.escaped[base.id] || !(base.op === Op.symbol || isFollowed(info, base))) continue;
    if (op === Op.load || op === Op.blit || op === Op.clear) continue;
    if (op === Op.store && i === 1) continue;
    if (isDerivation(op) && info.base[value.id] === base) continue;
    if (base.op === Op.symbol) info.escapedSymbols.add((base.aux as SymbolRef).symbol);
    else if (!isReleased(info, value, i)) info.escaped[base.id] = 1;
  }
}

const isFreshIn = ({ builtins }: AliasInfo, call: Value): boolean => builtins && isFresh(call);

/** Whether operand i of a value is memory that the call of free gives back. */
function isReleased({ builtins }: AliasInfo, value: Value, i: number): boolean {
  return builtins && i === 1 && value.op === Op.call && nameOfLibrary(value) === 'free';
}

const isDerivation = (op: Op): boolean =>
  op === Op.add || op === Op.sub || op === Op.copy || op === Op.phi;

/** The value an address was computed from. */
export function baseOf(info: AliasInfo, address: Value): Value {
  const base = info.base[address.id];
  if (base) return base;
  // A symbol that a pass has brought in since.
  return address.op === Op.symbol
    ? symbolBase(info, address, (address.aux as SymbolRef).symbol)
    : address;
}

/** Whether a base is a whole object of its own. */
function isIdentified(info: AliasInfo, base: Value): boolean {
  if (base.op === Op.alloc) return true;
  if (base.op === Op.call) return isFreshIn(info, base);
  if (base.op !== Op.symbol) return false;
  const { symbol } = base.aux as { symbol: ModuleSymbol };
  return symbol.alias === '' && !symbol.weak;
}

/** Whether sums with a base are still within what it leads to. */
const isFollowed = (info: AliasInfo, base: Value): boolean =>
  isIdentified(info, base) || info.restricted.has(base);

/** Whether a call gives memory that is new. */
function isFresh(call: Value): boolean {
  return ALLOCATORS.has(nameOfLibrary(call));
}

/** The name of the function that a call calls, where it is defined elsewhere; else ''. */
function nameOfLibrary(call: Value): string {
  const callee = call.args[0]!;
  if (callee.op !== Op.symbol) return '';
  const { symbol, offset } = callee.aux as SymbolRef;
  return offset === 0n && !symbol.defined ? symbol.name : '';
}

/**
 * Bytes of the new memory that an address was computed from, where it is known; else 0. There is
 * none where the call failed.
 */
export function freshSize(info: AliasInfo, address: Value): number {
  const base = baseOf(info, address);
  if (base.op !== Op.call || !isFreshIn(info, base)) return 0;
  const [, ...sizes] = base.args;
  const name = nameOfLibrary(base);
  if (!(name === 'malloc' || name === 'calloc') || sizes.some(({ op }) => op !== Op.int)) return 0;
  return sizes.reduce((all, { aux }) => all * Number(aux as bigint), 1);
}

/** Whether an address is of data that never changes. */
export function isReadOnly(info: AliasInfo, address: Value): boolean {
  const base = baseOf(info, address);
  if (base.op !== Op.symbol) return false;
  return info.readOnly.has((base.aux as { symbol: ModuleSymbol }).symbol);
}

/** Whether an address is within a slot, or new memory, that only loads and stores here reach. */
export function isPrivate(info: AliasInfo, address: Value): boolean {
  return isOwn(info, baseOf(info, address));
}

function isOwn(info: AliasInfo, base: Value): boolean {
  if (base.op !== Op.alloc && !(base.op === Op.call && isFreshIn(info, base))) return false;
  return info.escaped[base.id] === 0;
}

/** 'must': the same bytes exactly; 'no': no byte in common; 'may': anything else. */
export type Overlap = 'no' | 'may' | 'must';

/** How two pieces of memory overlap. Both addresses are taken at one moment. */
export function overlap(info: AliasInfo, a: Piece, b: Piece): Overlap {
  if (a.address === b.address && a.size === b.size) return 'must';
  const x = baseOf(info, a.address);
  const y = baseOf(info, b.address);
  if (x === y) {
    const distance = distanceOf(info, a.address, b.address);
    if (distance === 0 && a.size === b.size) return 'must';
    if (distance >= a.size || distance <= -b.size) return 'no';
    if (!Number.isNaN(distance)) return 'may';
  } else if (areDistinct(info, x, y)) {
    return 'no';
  }
  return classesMeet(info.module, a.alias, b.alias) ? 'may' : 'no';
}

/** The data a base is, where nothing reaches it by a pointer; else null. */
function hiddenData(info: AliasInfo, base: Value): ModuleSymbol | null {
  if (base.op !== Op.symbol || !info.summary) return null;
  const { symbol } = base.aux as SymbolRef;
  return info.summary.isHidden(symbol) && !info.escapedSymbols.has(symbol) ? symbol : null;
}

function areDistinct(info: AliasInfo, x: Value, y: Value): boolean {
  if (hiddenData(info, x) || hiddenData(info, y)) return true;
  const known = isIdentified(info, x);
  if (known && isIdentified(info, y)) return true;
  if (x.op === Op.call && known && isForeign(y)) return true;
  if (y.op === Op.call && isForeign(x) && isIdentified(info, y)) return true;
  if (isOwn(info, x) || isOwn(info, y)) return true;
  if (isApart(info, x, y) || isApart(info, y, x)) return true;
  return (x.op === Op.alloc && isForeign(y)) || (y.op === Op.alloc && isForeign(x));
}

/**
 * Whether a base is a restricted parameter, and the other is not based on it (C11 6.7.3.1p3): is an
 * object or a parameter of its own, or there is no address of the parameter's but in accesses.
 */
function isApart(info: AliasInfo, base: Value, other: Value): boolean {
  if (!info.restricted.has(base)) return false;
  return isForeign(other) || isIdentified(info, other) || info.escaped[base.id] === 0;
}

/** Cannot be within a slot of this function: known before it was entered. */
function isForeign(base: Value): boolean {
  return base.op === Op.param || base.op === Op.symbol;
}

/** The piece a load or plain store touches. */
export function accessPiece(value: Value): Piece {
  const access = value.aux as Access;
  const address = value.args[value.op === Op.store ? 1 : 0]!;
  return { address, size: ACCESS_SIZES[access.kind], alias: access.alias };
}

/** Whether a value is neither volatile nor atomic, where its aux says. */
export function isPlainAccess(value: Value): boolean {
  const access = value.aux as Access;
  return !access.volatile && access.order < 0;
}

/**
 * Whether a value may change memory, or orders other accesses (so that loads must not cross it).
 */
export function isMemoryDef(value: Value): boolean {
  if (value.op === Op.load) return (value.aux as Access).order >= 0;
  if (OP_WRITES[value.op] === 0) return false;
  return value.op !== Op.call || (value.aux as CallInfo).effects === 'any' || passesMemory(value);
}

/** Whether a call computes its result from its arguments, or also from memory, and no more. */
export function isPureCall(value: Value): boolean {
  if (value.op !== Op.call || value.cls === Cls.none || passesMemory(value)) return false;
  const { effects, noReturn } = value.aux as CallInfo;
  return effects !== 'any' && !noReturn;
}

/** Whether a memory def changes nothing but a slot that no call can see. */
export function isOwnStore(info: AliasInfo, def: Value): boolean {
  if (def.op === Op.store) return isPlainAccess(def) && isPrivate(info, def.args[1]!);
  return (def.op === Op.blit || def.op === Op.clear) && isPrivate(info, def.args[0]!);
}

/**
 * Whether an aggregate travels by address: the callee writes the result's and may change a copy's.
 */
function passesMemory(call: Value): boolean {
  const info = call.aux as CallInfo;
  return isAggregate(info.result) || info.params.some(isAggregate);
}

/** Whether a memory def may change (or order) the bytes of a piece. */
export function clobbers(info: AliasInfo, def: Value, piece: Piece): boolean {
  if (isReadOnly(info, piece.address)) return false;
  switch (def.op) {
    case Op.store:
      if (!isPlainAccess(def))
        return !isPrivate(info, piece.address) || storeHits(info, def, piece);
      return storeHits(info, def, piece);
    case Op.blit:
    case Op.clear:
      return overlap(info, extentPiece(def, 0), piece) !== 'no';
    case Op.call:
      if (isPrivate(info, piece.address)) return releases(info, def, piece);
      return callReaches(info, def, piece, 'mayWrite');
    default:
      return !isPrivate(info, piece.address);
  }
}

/** Whether a call gives back the memory of a piece that is private. */
function releases(info: AliasInfo, call: Value, piece: Piece): boolean {
  if (baseOf(info, piece.address).op !== Op.call) return false;
  return call.args.some((arg) => baseOf(info, arg) === baseOf(info, piece.address));
}

/** Whether a call may touch a piece that is not private. */
function callReaches(
  info: AliasInfo,
  call: Value,
  piece: Piece,
  how: 'mayWrite' | 'mayRead',
): boolean {
  const data = hiddenData(info, baseOf(info, piece.address));
  if (!data) return true;
  const [callee] = call.args as [Value];
  const isKnown = callee.op === Op.symbol && (callee.aux as SymbolRef).offset === 0n;
  return info.summary![how](isKnown ? (callee.aux as SymbolRef).symbol : null, data);
}

function storeHits(info: AliasInfo, store: Value, piece: Piece): boolean {
  return overlap(info, accessPiece(store), piece) !== 'no';
}

/** The piece of operand i of a blit or clear. */
export function extentPiece(value: Value, operand: number): Piece {
  return { address: value.args[operand]!, size: (value.aux as Extent).size, alias: 0 };
}

/** Whether a value may read the bytes of a piece, or orders stores to it. */
export function mayRead(info: AliasInfo, value: Value, piece: Piece): boolean {
  switch (value.op) {
    case Op.load:
      if (!isPlainAccess(value) && !isPrivate(info, piece.address)) return true;
      return overlap(info, accessPiece(value), piece) !== 'no';
    case Op.blit:
      return overlap(info, extentPiece(value, 1), piece) !== 'no';
    case Op.store:
      return !isPlainAccess(value) && !isPrivate(info, piece.address);
    case Op.clear:
      return false;
    case Op.call:
      if ((value.aux as CallInfo).effects === 'const' && !passesMemory(value)) return false;
      return !isPrivate(info, piece.address) && callReaches(info, value, piece, 'mayRead');
    default:
      return OP_WRITES[value.op] === 1 && !isPrivate(info, piece.address);
  }
}
