/**
 * idioms: a loop that only fills a stretch of memory with one byte, or copies one stretch to
 * another, becomes a call of memset, memcpy or memmove (or, of few bytes, a clear or blit). Copies
 * between places that might overlap in the wrong direction keep their loop for that case, behind a
 * test. Needs rotated loops with hoisted values; breaks dominators, loops and the clean graph.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  baseOf,
  distanceOf,
  extentPiece,
  isPlainAccess,
  overlap,
  type Piece,
} from '../ir/alias.ts';
import { changeEnd } from '../ir/cfg.ts';
import { dominators } from '../ir/dominators.ts';
import { constantOf } from '../ir/evaluate.ts';
import type {
  Access,
  Block,
  CallInfo,
  Extent,
  Func,
  ModuleSymbol,
  SymbolRef,
  Value,
} from '../ir/ir.ts';
import { inLoop, loops } from '../ir/loops.ts';
import { Cls, OP_PURE, OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { bitsOfNumber } from '../numbers.ts';
import { type Context, report } from './context.ts';
import { copies } from './copies.ts';
import { Copies, reconstruct } from './ssa.ts';
import {
  atFirst,
  countsRounds,
  differenceOf,
  Maker,
  roundsOf,
  type Straight,
  straightLoop,
  strideOf,
} from './straight.ts';

/** Fills and copies of at most this many bytes need no call. */
const SMALL = 128;
/** Loops inside loops that are looked at: each turn takes one depth away. */
const TURNS = 3;

/** Replaces loops that fill or copy memory. */
export function idioms(func: Func, context: Context): boolean {
  if (!context.builtins || !context.patterns) return false;
  // Loops that stay behind a test for the places that overlap.
  const kept = new Set<Block>();
  let changed = false;
  for (let turn = 0; turn < TURNS && replaceLoops(func, context, kept); turn++) changed = true;
  return changed;
}

interface Site {
  readonly func: Func;
  readonly context: Context;
  readonly alias: AliasInfo;
  readonly uses: Int32Array;
  readonly made: Copies;
}

function replaceLoops(func: Func, context: Context, kept: Set<Block>): boolean {
  const info = loops(func, dominators(func));
  let site: Site | null = null;
  let changed = false;
  for (const loop of info.all) {
    if (!loop.innermost || kept.has(loop.header)) continue;
    const straight = straightLoop(func, loop, info, context);
    if (!straight || !countsRounds(straight)) continue;
    site ??= siteOf(func, context);
    const idiom = idiomOf(site, straight);
    if (!idiom || !staysInside(site, straight)) continue;
    changed = replace(site, straight, idiom) || changed;
    kept.add(loop.header);
  }
  if (!site || !changed) return false;
  reconstruct(func, site.made);
  copies(func);
  return true;
}

function siteOf(func: Func, context: Context): Site {
  const alias = aliasInfo(func, context);
  return { func, context, alias, uses: useCounts(func), made: new Copies() };
}

/** Whether nothing but counters is used behind the loop. */
function staysInside({ uses }: Site, { loop, body, counters }: Straight): boolean {
  const inside = new Map<Value, number>();
  const count = (value: Value): void => {
    for (const arg of value.args) inside.set(arg, (inside.get(arg) ?? 0) + 1);
  };
  for (const block of loop.blocks) {
    for (const phi of block.phis) count(phi);
    for (const value of block.body) count(value);
    count(block.end);
  }
  return body.every(
    (value) =>
      uses[value.id] === (inside.get(value) ?? 0) || counters.some(({ next }) => next === value),
  );
}

// ---------------------------------------------------------------- what a round does

/** `size` bytes of each round lie behind those of the round before, or in front of them. */
interface Stretch {
  readonly size: number;
  readonly backward: boolean;
  /** Where a round writes. */
  readonly to: Value;
}

interface Fill extends Stretch {
  readonly kind: 'fill';
  readonly byte: Value;
}

interface Copy extends Stretch {
  readonly kind: 'copy';
  readonly from: Value;
  /** What is known of the two stretches: they cannot overlap, or only so that memmove is right. */
  readonly known: 'disjoint' | 'movable' | 'nothing';
}

function idiomOf(site: Site, straight: Straight): Fill | Copy | null {
  const effects: Value[] = [];
  for (const value of straight.body) {
    if (OP_READS[value.op] || OP_WRITES[value.op]) effects.push(value);
    else if (!OP_PURE[value.op]) return null;
  }
  if (effects.length === 0 || effects.length > 16) return null;
  return copyOf(site, straight, effects) ?? fillOf(site, straight, effects);
}

/** The bytes of one effect that fills. */
interface Item {
  readonly address: Value;
  readonly size: number;
  readonly byte: Value;
}

function fillOf(site: Site, straight: Straight, effects: readonly Value[]): Fill | null {
  const items: (Item & { readonly at: number })[] = [];
  let stride: bigint | null = null;
  for (const effect of effects) {
    const item = itemOf(site, straight, effect);
    const first = items[0] ?? item;
    if (!item || !first || item.byte !== first.byte) return null;
    const at = item === first ? 0 : distanceOf(site.alias, first.address, item.address);
    const own = strideOf(straight, item.address);
    if (own === null || (stride !== null && own !== stride) || Number.isNaN(at)) return null;
    stride = own;
    items.push({ ...item, at });
  }
  items.sort((a, b) => a.at - b.at);
  let end = items[0]!.at;
  for (const { at, size } of items) {
    if (at !== end) return null;
    end += size;
  }
  const size = end - items[0]!.at;
  if (stride !== BigInt(size) && stride !== -BigInt(size)) return null;
  const { address: to, byte } = items[0]!;
  return { kind: 'fill', to, size, byte, backward: stride < 0n };
}

function itemOf(site: Site, straight: Straight, effect: Value): Item | null {
  const { func, uses } = site;
  if (effect.op === Op.clear) {
    const { size, volatile } = effect.aux as Extent;
    return volatile ? null : { address: effect.args[0]!, size, byte: func.int(Cls.w, 0) };
  }
  if (effect.op === Op.call) {
    const [callee, address, byte, size] = effect.args as [Value, Value, Value, Value | undefined];
    if (!isLibrary(site, callee, 'memset') || uses[effect.id] !== 0) return null;
    if (size?.op !== Op.int || inBody(straight, byte)) return null;
    return { address, size: Number(size.aux as bigint), byte };
  }
  if (effect.op !== Op.store || !isPlainAccess(effect)) return null;
  const byte = byteOf(func, straight, effect);
  return byte && { ...accessPiece(effect), byte };
}

/** The byte that a store writes again and again, of class w; or null. */
function byteOf(func: Func, straight: Straight, store: Value): Value | null {
  const [value] = store.args as [Value, Value];
  const { size } = accessPiece(store);
  const constant = constantOf(value);
  if (constant === null) {
    return size === 1 && value.cls === Cls.w && !inBody(straight, value) ? value : null;
  }
  if (typeof constant === 'object' || size > 8) return null;
  const bits =
    typeof constant === 'bigint' ? constant : bitsOfNumber(constant, size === 4 ? 32 : 64);
  const byte = BigInt.asUintN(8, bits);
  for (let i = 1; i < size; i++) {
    if (BigInt.asUintN(8, bits >> BigInt(8 * i)) !== byte) return null;
  }
  return func.int(Cls.w, byte);
}

function inBody({ info, loop }: Straight, value: Value): boolean {
  return inLoop(info, loop, value.block);
}

function isLibrary({ context }: Site, callee: Value, name: string): boolean {
  if (callee.op !== Op.symbol) return false;
  const { symbol, offset } = callee.aux as SymbolRef;
  return symbol.name === name && offset === 0n && librarySymbol(context, name) === symbol;
}

function copyOf(site: Site, straight: Straight, effects: readonly Value[]): Copy | null {
  const [read, write] = effects.length === 2 ? effects : [effects[0]!, effects[0]!];
  let [to, from]: (Piece | null)[] = [null, null];
  if (effects.length === 1 && read!.op === Op.blit) {
    if ((read!.aux as Extent).volatile) return null;
    [to, from] = [extentPiece(read!, 0), extentPiece(read!, 1)];
  } else if (read!.op === Op.load && write!.op === Op.store && write!.args[0] === read) {
    if (!isPlainAccess(read!) || !isPlainAccess(write!) || site.uses[read!.id] !== 1) return null;
    const { kind } = write!.aux as Access;
    if (kind !== (read!.aux as Access).kind || kind === 'e') return null;
    [to, from] = [accessPiece(write!), accessPiece(read!)];
  }
  if (!to || !from) return null;
  const stride = strideOf(straight, to.address);
  if (stride === null || stride !== strideOf(straight, from.address)) return null;
  const { size } = to;
  const backward = stride < 0n;
  if (size === 0 || stride !== BigInt(backward ? -size : size)) return null;
  const known = knownOverlap(site, straight, to, from, backward);
  return known && { kind: 'copy', to: to.address, from: from.address, size, backward, known };
}

/** Null where a round would read what an earlier one has written, or a test costs too much. */
function knownOverlap(
  { alias, context }: Site,
  straight: Straight,
  to: Piece,
  from: Piece,
  backward: boolean,
): Copy['known'] | null {
  const known = distanceOf(alias, from.address, to.address);
  const distance = Number.isNaN(known)
    ? differenceOf(straight, to.address, from.address)
    : BigInt(known);
  if (distance !== null) return (backward ? distance >= 0n : distance <= 0n) ? 'movable' : null;
  const whole = (piece: Piece): Piece => {
    const base = baseOf(alias, piece.address);
    const counter = straight.counters.find(({ phi }) => phi === base);
    const address = counter ? baseOf(alias, counter.init) : base;
    return { address, size: Number.MAX_SAFE_INTEGER, alias: piece.alias };
  };
  if (overlap(alias, whole(to), whole(from)) === 'no') return 'disjoint';
  return context.level === 'Os' ? null : 'nothing';
}

// ---------------------------------------------------------------- what takes its place

function replace(site: Site, straight: Straight, idiom: Fill | Copy): boolean {
  const { func, context } = site;
  const name = idiom.kind === 'fill' ? 'memset' : isApart(idiom) ? 'memcpy' : 'memmove';
  const symbol = librarySymbol(context, name);
  if (!symbol) return false;
  const { before, exit, latch, loop } = straight;
  const { pos } = latch.end;
  const checked = idiom.kind === 'copy' && idiom.known === 'nothing';
  const ahead = new Maker(func, context, before, pos);
  const rounds = roundsOf(straight, ahead);
  const bytes = ahead.make(Op.mul, Cls.l, [rounds, ahead.int(idiom.size)]);
  const starts = [idiom.to, idiom.kind === 'copy' ? idiom.from : idiom.to].map((address) =>
    atFirst(straight, address, ahead),
  ) as [Value, Value];
  const block = checked ? func.block(`${loop.header.name}_all`) : before;
  if (checked) {
    block.depth = before.depth;
    const [low, high] = idiom.backward ? [starts[0], starts[1]] : [starts[1], starts[0]];
    const apart = ahead.make(Op.sub, Cls.l, [high, low]);
    const right = ahead.make(Op.cuge, Cls.w, [apart, bytes]);
    const end = func.value(Op.br, Cls.none, [right], { likely: 'unknown' }, pos);
    changeEnd(before, end, [block, loop.header]);
  }
  const maker = new Maker(func, context, block, pos);
  for (const counter of straight.counters) defineEnd(site, counter, rounds, maker);
  const lows = starts.map((start) => lowest(start, idiom, bytes, maker)) as [Value, Value];
  emitIdiom(site, maker, idiom, symbol, lows, bytes);
  changeEnd(block, func.value(Op.jmp, Cls.none, [], null, pos), [exit]);
  const place = exit.preds.indexOf(latch);
  for (const phi of exit.phis) phi.args.push(phi.args[place]!);
  const text = `loop replaced by ${name}${checked ? ', unless it overlaps' : ''}`;
  report(context, func, 'idioms', true, pos, text);
  return true;
}

function isApart(copy: Copy): boolean {
  return copy.known === 'disjoint';
}

/** What a counter is behind the loop, before and after its last step. */
function defineEnd(
  { made }: Site,
  { phi, next, init, step }: Straight['counters'][number],
  rounds: Value,
  maker: Maker,
): void {
  const count = phi.cls === Cls.l ? rounds : maker.make(Op.trunc, Cls.w, [rounds]);
  const stride = maker.func.int(phi.cls, step);
  const way = maker.make(Op.mul, phi.cls, [count, stride]);
  const last = maker.put(maker.func.value(Op.add, phi.cls, [init, way], null, phi.pos));
  const before = maker.put(maker.func.value(Op.sub, phi.cls, [last, stride], null, phi.pos));
  made.add(next, last);
  made.add(phi, before);
}

/** The lowest address of a stretch that starts at `start`. */
function lowest(start: Value, { backward, size }: Stretch, bytes: Value, maker: Maker): Value {
  if (!backward) return start;
  const back = maker.make(Op.sub, Cls.l, [bytes, maker.int(size)]);
  return maker.make(Op.sub, Cls.l, [start, back]);
}

function emitIdiom(
  { func }: Site,
  maker: Maker,
  idiom: Fill | Copy,
  symbol: ModuleSymbol,
  [to, from]: [Value, Value],
  bytes: Value,
): void {
  const { pos } = maker;
  const size = bytes.op === Op.int ? Number(bytes.aux as bigint) : 0;
  const isZero = idiom.kind === 'fill' && idiom.byte.op === Op.int && idiom.byte.aux === 0n;
  if (size > 0 && size <= SMALL && (isZero || (idiom.kind === 'copy' && isApart(idiom)))) {
    const extent: Extent = { size, align: 1, volatile: false };
    const [op, args] = isZero ? [Op.clear, [to]] : [Op.blit, [to, from]];
    maker.put(func.value(op, Cls.none, args, extent, pos));
    return;
  }
  const what = idiom.kind === 'fill' ? idiom.byte : from;
  symbol.isFunction = true;
  const info: CallInfo = {
    params: [Cls.l, what.cls, Cls.l],
    result: Cls.l,
    named: -1,
    prototyped: true,
    noReturn: false,
    returnsTwice: false,
    effects: 'any',
    chain: false,
    pack: false,
  };
  maker.put(func.value(Op.call, Cls.l, [func.address(symbol), to, what, bytes], info, pos));
}

/** The library's function of a name; null where the program has its own. */
function librarySymbol({ module }: Context, name: string): ModuleSymbol | null {
  const symbol = module.symbol(name);
  return symbol.defined || symbol.linkage !== 'external' ? null : symbol;
}
