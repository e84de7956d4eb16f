/**
 * The linear walk: intervals by ascending start get a register, or memory until a later use
 * (second chance).
 *
 *   register free for the whole piece       take it: hinted, then by the file's order
 *   else the cheapest of                    take one free for a while, split before it is taken
 *                                           evict the piece whose next use is farthest and coldest
 *                                           go to memory until a use worth a reload
 *
 * A register holds one piece that covers the present position, and pieces that wait in a lifetime
 * hole. Splits are at gaps, moved out of loops; a piece may leave for memory (never come back)
 * inside an instruction. After Wimmer & Moessenboeck 2005 and Wimmer & Franz 2010; costs of
 * eviction after Belady.
 */
import type { RegisterFile } from '../allocation/contract.ts';
import type { MachineFunction } from '../machine/code.ts';
import type { Families } from './families.ts';
import { firstUseFrom, type Intervals, USE } from './intervals.ts';
import type { Liveness } from './liveness.ts';
import { MEMORY, newPiece, type Piece, type PieceHeap, pieceHeap } from './pieces.ts';
import { type SplitFinder, splitFinder } from './split.ts';
import { createWishes, type Wishes } from './wishes.ts';

export interface Walk {
  readonly func: MachineFunction;
  readonly file: RegisterFile;
  readonly live: Liveness;
  readonly intervals: Intervals;
  readonly families: Families;
  readonly heap: PieceHeap;
  readonly bestSplit: SplitFinder;
  readonly wishes: Wishes;
  /** By virtual register: its pieces, ascending. */
  readonly pieces: Piece[][];
  /** By register: the piece that covers the present position, and those in a hole. */
  readonly holder: (Piece | null)[];
  readonly waiting: Piece[][];
  /** By register: when one of them next begins or ends. */
  readonly nextEvent: Int32Array;
  /** By register: the first blocked range that has not passed. */
  readonly fixedAt: Int32Array;
  readonly freeUntil: Int32Array;
  /** By register: 1 callee-saved and unused so far. */
  readonly costly: Uint8Array;
  /** By family: the register last given to a member, or -1. */
  readonly familyRegister: Int32Array;
  /** By virtual register: 1 once it has been in memory. */
  readonly spilled: Uint8Array;
  /** Instruction numbers whose operands found no registers. */
  readonly failed: Set<number>;
  /** By family: 1 where its members live in memory and are in registers only for their uses. */
  readonly residents: Uint8Array | null;
  /** By virtual register: moves into registers that its changes of place ask for. */
  readonly moved: Float64Array;
}

const FOREVER = 0x7fffffff;
/**
 * What saving and restoring a callee-saved register costs, executions a function entry: a push and
 * a pop are short, and cheap beside a store and its loads. Of a constant more, which costs nothing
 * to have elsewhere.
 */
const SAVE_COST = 0.5;
const SAVE_COST_REMAT = 2;
/**
 * How much hotter a block must be for a value to return to a register there, and how far to look
 * for one.
 */
const HOT_FACTOR = 4;
const HOT_REACH = 64;

/** Walks all intervals. The pieces are right unless `failed` is not empty. */
export function walkIntervals(
  func: MachineFunction,
  file: RegisterFile,
  live: Liveness,
  intervals: Intervals,
  families: Families,
  residents: Uint8Array | null = null,
): Walk {
  const pieces: Piece[][] = func.classes.map(() => []);
  const walk: Walk = {
    func,
    file,
    live,
    intervals,
    families,
    heap: pieceHeap(),
    bestSplit: splitFinder(live, intervals),
    wishes: createWishes(func, live, intervals, pieces, file.count),
    pieces,
    holder: new Array<Piece | null>(file.count).fill(null),
    waiting: Array.from({ length: file.count }, () => []),
    nextEvent: new Int32Array(file.count).fill(FOREVER),
    fixedAt: intervals.fixedStart.slice(0, file.count),
    freeUntil: new Int32Array(file.count),
    costly: new Uint8Array(file.count),
    familyRegister: new Int32Array(func.classes.length).fill(-1),
    spilled: new Uint8Array(func.classes.length),
    failed: new Set(),
    residents,
    moved: new Float64Array(func.classes.length),
  };
  for (const register of file.calleeSaved) walk.costly[register] = 1;
  const { rangeStart, rangeFrom, rangeTo } = intervals;
  for (let v = 0; v < func.classes.length; v++) {
    const [first, end] = [rangeStart[v]!, rangeStart[v + 1]!];
    if (first === end) continue;
    const piece = newPiece(v, rangeFrom[first]!, rangeTo[end - 1]!, first);
    walk.pieces[v]!.push(piece);
    walk.heap.push(piece);
  }
  for (let piece = walk.heap.pop(); piece !== null; piece = walk.heap.pop()) place(walk, piece);
  return walk;
}

function place(walk: Walk, piece: Piece): void {
  const { file, func, intervals } = walk;
  const bank = file.bankOf(func.classes[piece.vreg]!);
  if (bank === -1) {
    piece.place = MEMORY;
    walk.spilled[piece.vreg] = 1;
    return;
  }
  if ((intervals.needsSlot[piece.vreg]! & 2) !== 0 && piece === walk.pieces[piece.vreg]![0]) {
    toMemory(walk, piece);
    return;
  }
  const registers = file.allocatable[bank];
  for (const register of registers) expire(walk, register, piece.start);
  if (isResident(walk, piece.vreg) && !stayLocal(walk, piece)) return;
  const need = needOf(walk, piece);
  for (const register of registers) {
    walk.freeUntil[register] = freeUntil(walk, register, piece);
  }
  walk.wishes.ask(piece);
  if (!worthRegister(walk, piece, need)) toMemory(walk, piece);
  else {
    const free = bestFree(walk, piece, need, registers);
    // A constant that is only moved on is made where it goes.
    const made = need.moved && intervals.remat[piece.vreg] !== null;
    if (made && (free === -1 || !isWished(walk, piece, free))) toMemory(walk, piece);
    else if (free !== -1) assign(walk, piece, free);
    else placeCrowded(walk, piece, need, registers);
  }
}

const isResident = ({ residents, families }: Walk, v: number): boolean =>
  residents !== null && residents[families.familyOf[v]!] === 1;

/**
 * What lives in memory is in a register where it is defined or loaded, for its uses up to the
 * block's end. Gives false where that is not at all.
 */
function stayLocal(walk: Walk, piece: Piece): boolean {
  const { blockAt, firstOf, usePosition, useKind, useStart } = walk.intervals;
  if (!piece.reload && !needOf(walk, piece).must) {
    toMemory(walk, piece);
    return false;
  }
  const end = 4 * firstOf[blockAt[piece.start >> 2]! + 1]!;
  let last = piece.start;
  for (let u = firstUseFrom(walk.intervals, piece.vreg, piece.start); ; u++) {
    if (u === useStart[piece.vreg + 1]! || usePosition[u]! >= Math.min(end, piece.end)) break;
    if (useKind[u] === USE.register || useKind[u] === USE.any) last = usePosition[u]!;
  }
  const rest = cut(walk, piece, nextGap(last));
  if (rest !== null) walk.heap.push(rest);
  return true;
}

/** What a piece asks of a register at its start. */
interface Need {
  /** The instruction at its start needs it in a register. */
  readonly must: boolean;
  /** The register must be free to here for the piece to begin in it. */
  readonly until: number;
  /** Sum of its uses' weights. */
  readonly weight: number;
  /** No use asks for a register: the value is only moved to other places. */
  readonly moved: boolean;
}

const gapOf = (position: number): number => position & ~3;
const nextGap = (position: number): number => (position | 3) + 1;

function needOf({ intervals }: Walk, piece: Piece): Need {
  const { usePosition, useKind, useWeight, useStart, rangeFrom, rangeStart } = intervals;
  const v = piece.vreg;
  const isDef = (piece.start & 3) !== 0 && rangeFrom[rangeStart[v]!] === piece.start;
  let until = isDef ? nextGap(piece.start) : piece.start + 1;
  let must = false;
  let moved = true;
  let weight = 0;
  const soon = nextGap(piece.start);
  for (let u = firstUseFrom(intervals, v, piece.start); u < useStart[v + 1]!; u++) {
    const position = usePosition[u]!;
    if (position >= piece.end) break;
    weight += useWeight[u]!;
    if (useKind[u] !== USE.read) moved = false;
    if (useKind[u] !== USE.register || position >= soon) continue;
    must = true;
    until = Math.max(until, (position & 3) === 1 ? position + 1 : soon);
  }
  return { must, until, weight, moved };
}

/** A piece that begins in memory is reloaded only if its uses there cost more than the load. */
function worthRegister(walk: Walk, piece: Piece, need: Need): boolean {
  if (need.must) return true;
  if (need.weight === 0) return false;
  const { fromMemory, fromRegister } = walk.wishes;
  if (need.weight + fromRegister < fromMemory) return false;
  return !piece.reload || need.weight > reloadCost(walk, piece);
}

function reloadCost({ intervals }: Walk, piece: Piece): number {
  return piece.reload ? intervals.frequency[intervals.blockAt[piece.start >> 2]!]! : 0;
}

/** Moves a register's pieces between holding, waiting and gone, up to a position. */
function expire(walk: Walk, register: number, position: number): void {
  const { rangeFrom, rangeTo } = walk.intervals;
  const { fixedTo, fixedStart } = walk.intervals;
  let fixed = walk.fixedAt[register]!;
  while (fixed < fixedStart[register + 1]! && fixedTo[fixed]! <= position) fixed++;
  walk.fixedAt[register] = fixed;
  if (walk.nextEvent[register]! > position) return;
  const waiting = walk.waiting[register]!;
  const held = walk.holder[register]!;
  if (held !== null) {
    waiting.push(held);
    walk.holder[register] = null;
  }
  let event = FOREVER;
  let kept = 0;
  for (const piece of waiting) {
    if (piece.end <= position) continue;
    while (rangeTo[piece.range]! <= position) piece.range++;
    const from = rangeFrom[piece.range]!;
    if (from >= piece.end) continue;
    if (from <= position) {
      walk.holder[register] = piece;
      event = Math.min(event, rangeTo[piece.range]!, piece.end);
    } else {
      waiting[kept++] = piece;
      event = Math.min(event, from);
    }
  }
  waiting.length = kept;
  walk.nextEvent[register] = event;
}

function freeUntil(walk: Walk, register: number, piece: Piece): number {
  if (walk.holder[register] !== null) return piece.start;
  let until = fixedUntil(walk, register, piece);
  for (const other of walk.waiting[register]!) until = Math.min(until, meeting(walk, piece, other));
  return until;
}

/** Where a piece first meets a blocked range of the register. */
function fixedUntil(walk: Walk, register: number, piece: Piece): number {
  const { fixedFrom, fixedTo, fixedStart, rangeFrom, rangeTo, rangeStart } = walk.intervals;
  const end = fixedStart[register + 1]!;
  let fixed = walk.fixedAt[register]!;
  const lastRange = rangeStart[piece.vreg + 1]!;
  for (let range = piece.range; range < lastRange && rangeFrom[range]! < piece.end; range++) {
    const from = Math.max(rangeFrom[range]!, piece.start);
    if (fixed < end && fixedTo[fixed]! <= from) {
      let high = end;
      fixed++;
      while (fixed < high) {
        const middle = (fixed + high) >> 1;
        if (fixedTo[middle]! <= from) fixed = middle + 1;
        else high = middle;
      }
    }
    if (fixed === end) return FOREVER;
    if (fixedFrom[fixed]! < Math.min(rangeTo[range]!, piece.end)) {
      return Math.max(fixedFrom[fixed]!, from);
    }
  }
  return FOREVER;
}

/** Where two pieces first meet. */
function meeting({ intervals }: Walk, a: Piece, b: Piece): number {
  const { rangeFrom, rangeTo, rangeStart } = intervals;
  let [x, y] = [a.range, b.range];
  const [endX, endY] = [rangeStart[a.vreg + 1]!, rangeStart[b.vreg + 1]!];
  while (x < endX && y < endY) {
    const [fromX, fromY] = [rangeFrom[x]!, rangeFrom[y]!];
    if (fromX >= a.end || fromY >= b.end) break;
    const from = Math.max(fromX, fromY, a.start, b.start);
    if (from < Math.min(rangeTo[x]!, rangeTo[y]!, a.end, b.end)) return from;
    if (rangeTo[x]! <= rangeTo[y]!) x++;
    else y++;
  }
  return FOREVER;
}

const saveCost = ({ intervals }: Walk, piece: Piece): number =>
  intervals.remat[piece.vreg] === null ? SAVE_COST : SAVE_COST_REMAT;

/** The best register free for the whole piece, or -1. */
function bestFree(walk: Walk, piece: Piece, need: Need, registers: readonly number[]): number {
  const { families, familyRegister, intervals, wishes } = walk;
  const family = families.familyOf[piece.vreg]!;
  const wanted = familyRegister[family]!;
  const conflicts = families.conflicts[family]!;
  const save = saveCost(walk, piece);
  const crosses = families.crosses[family] === 1 && families.weightOf[family]! > save;
  const here = intervals.frequency[intervals.blockAt[piece.start >> 2]!]!;
  let best = -1;
  let bestScore = -Infinity;
  for (const register of registers) {
    if (walk.freeUntil[register]! < piece.end) continue;
    let score = 0;
    if (walk.costly[register] === 1) {
      if (need.weight <= save && !crosses) continue;
      if (!crosses) score -= save;
    }
    // Another member of the family would have to move away; then only the piece's own hints count.
    const lost = conflicts !== null && conflicts[register] === 1;
    if (lost) score -= here;
    const hinted = lost ? families.ownWishes[piece.vreg]! : families.wishes[family]!;
    if (hinted !== null) score += hinted[register]!;
    score += wishes.scores[register]!;
    if (register === wanted) score += 0.5 * here;
    if (score > bestScore) {
      best = register;
      bestScore = score;
    }
  }
  return best;
}

/** Whether the register is one that a constant is wanted in. */
function isWished({ families, wishes }: Walk, piece: Piece, register: number): boolean {
  const own = families.ownWishes[piece.vreg]!;
  return wishes.scores[register]! > 0 || (own !== null && own[register]! > 0);
}

/** No register is free for the whole piece: the cheapest of a part, somebody else's, and memory. */
function placeCrowded(walk: Walk, piece: Piece, need: Need, registers: readonly number[]): void {
  let cost = need.must ? Infinity : costOfMemory(walk, piece.vreg, piece.start, piece.end);
  let chosen = -1;
  let evicts = false;
  const reload = need.must ? 0 : reloadCost(walk, piece);
  for (const register of registers) {
    const save = walk.costly[register] === 1 ? saveCost(walk, piece) : 0;
    const until = walk.freeUntil[register]!;
    if (until >= need.until && until > piece.start) {
      const later = costOfMemory(walk, piece.vreg, until, piece.end);
      const price = later + save + reload - 0.5 * walk.wishes.scores[register]!;
      if (usedBefore(walk, piece, until) && price < cost) {
        [cost, chosen, evicts] = [price, register, false];
      }
    }
  }
  for (const register of registers) {
    const fixed = fixedUntil(walk, register, piece);
    if (fixed < need.until || !usedBefore(walk, piece, fixed)) continue;
    let price = evictionCost(walk, register, piece) + reload;
    if (fixed < piece.end) price += costOfMemory(walk, piece.vreg, fixed, piece.end);
    if (walk.costly[register] === 1) price += saveCost(walk, piece);
    price -= 0.5 * walk.wishes.scores[register]!;
    if (price < cost) [cost, chosen, evicts] = [price, register, true];
  }
  if (chosen === -1) {
    if (need.must) walk.failed.add(piece.start >> 2);
    toMemory(walk, piece);
    return;
  }
  if (evicts) evict(walk, chosen, piece);
  const until = evicts ? fixedUntil(walk, chosen, piece) : walk.freeUntil[chosen]!;
  if (until < piece.end) splitBefore(walk, piece, until);
  assign(walk, piece, chosen);
}

function usedBefore({ intervals }: Walk, piece: Piece, position: number): boolean {
  const use = firstUseFrom(intervals, piece.vreg, piece.start);
  return use < intervals.useStart[piece.vreg + 1]! && intervals.usePosition[use]! < position;
}

/**
 * What it costs to have v in memory from a position on: its next use, the nearer the dearer, and a
 * store.
 */
function costOfMemory({ intervals, spilled }: Walk, v: number, from: number, end: number): number {
  const { usePosition, useWeight, useKind, useStart, rangeFrom, rangeStart } = intervals;
  let use = firstUseFrom(intervals, v, from);
  const last = useStart[v + 1]!;
  while (use < last && useKind[use] === USE.memory) use++;
  if (use === last || usePosition[use]! >= end) return 0;
  const near = 8 / (8 + usePosition[use]! - from);
  if (intervals.remat[v] !== null) return 0.5 * useWeight[use]! * (1 + near);
  const store =
    spilled[v] === 1
      ? 0
      : intervals.frequency[intervals.blockAt[rangeFrom[rangeStart[v]!]! >> 2]!]!;
  return useWeight[use]! * (1 + near) + 0.5 * store;
}

/**
 * The cost of taking a register from all that would meet the piece in it; infinite if one must
 * keep it.
 */
function evictionCost(walk: Walk, register: number, piece: Piece): number {
  const held = walk.holder[register]!;
  let cost = 0;
  if (held !== null) {
    if (!evictable(walk, held, piece.start)) return Infinity;
    cost = costOfMemory(walk, held.vreg, piece.start, held.end);
  }
  for (const other of walk.waiting[register]!) {
    const at = meeting(walk, piece, other);
    if (at === FOREVER) continue;
    cost += costOfMemory(walk, other.vreg, at, other.end);
  }
  return cost;
}

function evictable({ intervals }: Walk, held: Piece, position: number): boolean {
  if (held.start > gapOf(position)) return false;
  const { usePosition, useKind, useStart } = intervals;
  const soon = Math.min(nextGap(position), held.end);
  for (let u = firstUseFrom(intervals, held.vreg, position); u < useStart[held.vreg + 1]!; u++) {
    if (usePosition[u]! >= soon) break;
    if (useKind[u] === USE.register) return false;
  }
  return true;
}

function evict(walk: Walk, register: number, piece: Piece): void {
  const held = walk.holder[register]!;
  if (held !== null) {
    walk.holder[register] = null;
    if (held.start === piece.start) toMemory(walk, held);
    else {
      const rest = cut(walk, held, beforeLoops(walk, held, piece.start));
      if (rest !== null) toMemory(walk, rest, piece.start);
    }
  }
  const waiting = walk.waiting[register]!;
  let kept = 0;
  for (const other of waiting) {
    if (meeting(walk, piece, other) === FOREVER) waiting[kept++] = other;
    else {
      const rest = cut(walk, other, walk.intervals.rangeFrom[other.range]!);
      if (rest !== null) walk.heap.push(rest);
    }
  }
  waiting.length = kept;
}

/**
 * Where a piece that must leave its register by a position had better leave: at the head of the
 * outermost loop it was only carried through. Inside the loop it would have to return on the way
 * back.
 */
function beforeLoops({ intervals, live }: Walk, held: Piece, position: number): number {
  const { blockAt, firstOf, linearOf, usePosition, useStart, rangeStart } = intervals;
  if (!live.reducible) return position;
  let best = position;
  let b = live.order[blockAt[position >> 2]!]!;
  if (live.isHeader[b] === 0) b = live.parent[b]!;
  for (; b !== -1; b = live.parent[b]!) {
    const head = 4 * firstOf[linearOf[b]!]!;
    if (head <= held.start) break;
    const use = firstUseFrom(intervals, held.vreg, head);
    if (use < useStart[held.vreg + 1]! && usePosition[use]! < position) break;
    best = head;
  }
  // What the walk has passed of the piece is cut, too.
  if (best < position) held.range = rangeStart[held.vreg]!;
  return best;
}

/**
 * Ends a piece at a position; gives the rest as a new piece, beginning where the value is live
 * again.
 */
function cut(walk: Walk, piece: Piece, position: number): Piece | null {
  const { rangeFrom, rangeTo } = walk.intervals;
  if (position >= piece.end) return null;
  let range = piece.range;
  while (rangeTo[range]! <= position) range++;
  const start = Math.max(position, rangeFrom[range]!);
  if (start >= piece.end) {
    piece.end = position;
    return null;
  }
  const rest = newPiece(piece.vreg, start, piece.end, range);
  piece.end = position;
  const siblings = walk.pieces[piece.vreg]!;
  let at = siblings.length;
  while (at > 0 && siblings[at - 1] !== piece) at--;
  siblings.splice(at, 0, rest);
  return rest;
}

/** Ends a piece before its register is taken at `until`; the rest gets a turn of its own. */
function splitBefore(walk: Walk, piece: Piece, until: number): void {
  const { intervals } = walk;
  const gap = gapOf(until);
  if (gap <= piece.start) {
    const rest = cut(walk, piece, until);
    if (rest === null) return;
    if (rest.start === until && (until & 3) !== 0) toMemory(walk, rest);
    else walk.heap.push(rest);
    return;
  }
  const { blockAt, usePosition, useStart } = intervals;
  const next = firstUseFrom(intervals, piece.vreg, gap);
  const used = next > useStart[piece.vreg]! ? usePosition[next - 1]! : 0;
  const last = Math.max(used, piece.start);
  // In one block the register might as well come free right after the last use.
  const soon = blockAt[last >> 2] === blockAt[gap >> 2] ? nextGap(last) : walk.bestSplit(last, gap);
  const rest = cut(walk, piece, soon);
  if (rest !== null) walk.heap.push(rest);
}

/** Puts a piece into memory until the next use after `now` that may be worth a reload. */
function toMemory(walk: Walk, piece: Piece, now = piece.start): void {
  const { intervals } = walk;
  const { usePosition, useKind, useStart } = intervals;
  piece.place = MEMORY;
  walk.spilled[piece.vreg] = 1;
  let use = firstUseFrom(intervals, piece.vreg, now);
  for (; use < useStart[piece.vreg + 1]!; use++) {
    const kind = useKind[use]!;
    if (kind === USE.read || kind === USE.memory) continue;
    if (gapOf(usePosition[use]!) > now) break;
  }
  if (use === useStart[piece.vreg + 1]! || usePosition[use]! >= piece.end) return;
  const gap = gapOf(usePosition[use]!);
  const hotter = isResident(walk, piece.vreg) ? -1 : hotterBlock(walk, now, gap);
  const best = isResident(walk, piece.vreg) ? gap : walk.bestSplit(now, gap);
  const rest = cut(walk, piece, hotter !== -1 ? hotter : best);
  if (rest === null) return;
  rest.reload = hotter === -1;
  walk.heap.push(rest);
  if (rest.reload && !isResident(walk, rest.vreg)) leaveCold(walk, rest);
}

/**
 * A reload for uses in cold blocks ends there: were the value carried on in its register, the
 * edges by which one comes to the hotter blocks behind them would all have to load it.
 */
function leaveCold(walk: Walk, piece: Piece): void {
  const { usePosition, useStart } = walk.intervals;
  const last = useStart[piece.vreg + 1]!;
  for (let u = firstUseFrom(walk.intervals, piece.vreg, piece.start); u < last; u++) {
    const position = usePosition[u]!;
    if (position >= piece.end) return;
    const next = u + 1 < last ? Math.min(usePosition[u + 1]!, piece.end) : piece.end;
    if (hotterBlock(walk, position, next - 1) === -1) continue;
    const rest = cut(walk, piece, nextGap(position));
    // What the very next instruction reads gets a turn of its own.
    if (rest !== null && gapOf(next) > rest.start) toMemory(walk, rest);
    else if (rest !== null) walk.heap.push(rest);
    return;
  }
}

/**
 * Where a stretch leaves a cold block for one executed far more often, or -1. The value comes
 * there mostly by other edges, on which it need not have left its register.
 */
function hotterBlock({ intervals }: Walk, from: number, to: number): number {
  const { blockAt, frequency, firstOf } = intervals;
  const start = blockAt[from >> 2]!;
  const last = Math.min(blockAt[to >> 2]!, start + HOT_REACH);
  for (let k = start + 1; k <= last; k++) {
    if (frequency[k]! > HOT_FACTOR * frequency[start]!) return 4 * firstOf[k]!;
  }
  return -1;
}

function assign(walk: Walk, piece: Piece, register: number): void {
  const { rangeTo } = walk.intervals;
  piece.place = register;
  walk.costly[register] = 0;
  walk.familyRegister[walk.families.familyOf[piece.vreg]!] = register;
  walk.holder[register] = piece;
  walk.nextEvent[register] = Math.min(walk.nextEvent[register]!, rangeTo[piece.range]!, piece.end);
}
