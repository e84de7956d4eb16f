/**
 * ifconvert: a branch around a few cheap values becomes selects.
 *
 *   B ─> T ─> J       the phis of J become select c, (from T), (from B); T's values move into B
 *   └─────────^       (or both sides, T and F, where there are two)
 *
 * Of floats, only the lesser or the greater of two and absolute values are taken (extremes.ts):
 * back ends have one instruction for these. Needs folded, clean code; breaks canonical forms and
 * dominators. Branches known to be likely stay.
 */
import { changeEnd, jumpTo, removeUnreachable } from '../ir/cfg.ts';
import type { Access, Block, BranchInfo, Func, ModuleSymbol, SymbolRef, Value } from '../ir/ir.ts';
import { Cls, isIntegerClass, OP_COMPARES, OP_PURE, OP_TRAPS, Op } from '../ir/ops.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { extremeOp } from './extremes.ts';
import { isInt } from './folding/folder.ts';
import { inverseCompare } from './folding/relations.ts';
import { isSafeDivisor } from './licm.ts';

/** Most values moved from one side, the same where all that is chosen is a truth, most selects. */
const MAX_MOVED = 2;
const MAX_TRUTH = 5;
const MAX_SELECTS = 2;

/** How far into both sides of a branch is looked for what they have in common. */
const MAX_HOISTED = 6;

/** Rounds over a function: what the first makes of one branch may be what the next one tests. */
const MAX_ROUNDS = 3;

/** Converts the small branches of a function. */
export function ifconvert(func: Func): boolean {
  let rounds = 0;
  while (rounds < MAX_ROUNDS && convertAll(func)) rounds++;
  return rounds > 0;
}

function convertAll(func: Func): boolean {
  let changed = false;
  // Inner branches first, so that what they become can be part of an outer one.
  for (let i = func.blocks.length - 1; i >= 0; i--) {
    changed = convert(func, func.blocks[i]!) || changed;
  }
  if (!changed) return false;
  removeUnreachable(func);
  copies(func);
  return true;
}

function convert(func: Func, block: Block): boolean {
  const { end } = block;
  if (end.op !== Op.br || block.succs.length !== 2) return false;
  const info = end.aux as BranchInfo | null;
  if (info && info.likely !== 'unknown') return false;
  const [yes, no] = block.succs as [Block, Block];
  const hoisted = hoist(block, yes, no);
  const join = joinOf(block, yes, no);
  if (!join || join === block) return hoisted;
  const sides = [yes, no].filter((side) => side !== join);
  const fromYes = yes === join ? block : yes;
  const fromNo = no === join ? block : no;
  const a = join.preds.indexOf(fromYes);
  const b = join.preds.indexOf(fromNo);
  const differing = join.phis.filter((phi) => phi.args[a] !== phi.args[b]);
  if (differing.length > MAX_SELECTS) return hoisted;
  const isFit = (phi: Value): boolean =>
    isIntegerClass(phi.cls) || extremeOp(end.args[0]!, phi.args[a]!, phi.args[b]!) !== null;
  if (!differing.every(isFit)) return hoisted;
  if (sides.length === 2 && differing.length === 1) {
    const pair = loadsOf(yes, no, differing[0]!, a, b);
    if (pair) mergeLoads(func, block, pair);
  }
  const truths = differing.every((phi) => isTruth(phi.args[a]!) && isTruth(phi.args[b]!));
  const most = truths && differing.length === 1 ? MAX_TRUTH : MAX_MOVED;
  if (!sides.every((side) => isCheap(side, most))) return hoisted;
  for (const side of sides) {
    for (const value of side.body) {
      value.block = block;
      block.body.push(value);
    }
    side.body = [];
  }
  const condition = testOf(func, block, end.args[0]!);
  const values = join.phis.map((phi) => {
    const [then, other] = [resolve(phi.args[a]!), resolve(phi.args[b]!)];
    if (then === other) return then;
    if (!isIntegerClass(phi.cls))
      return chooseExtreme(func, block, [end.args[0]!, then, other], phi);
    return choose(func, block, [condition, then, other], phi);
  });
  finish(func, block, join, sides, values);
  return true;
}

/** Moves what both ways from a branch compute in front of it. */
function hoist(block: Block, yes: Block, no: Block): boolean {
  if (yes.preds.length !== 1 || no.preds.length !== 1) return false;
  if (yes.addressTaken || no.addressTaken || yes === block || no === block) return false;
  const gone = new Set<Value>();
  for (const value of yes.body.slice(0, MAX_HOISTED)) {
    if (!OP_PURE[value.op] || OP_TRAPS[value.op] || value.op === Op.phi) continue;
    if (value.args.some((arg) => arg.block === yes && !gone.has(arg))) continue;
    const twin = no.body.slice(0, MAX_HOISTED).find((one) => isTwin(value, one));
    if (!twin) continue;
    gone.add(value).add(twin);
    value.block = block;
    twin.block = block;
    block.body.push(value, twin);
    replaceBy(twin, value);
  }
  if (gone.size === 0) return false;
  for (const side of [yes, no]) side.body = side.body.filter((value) => !gone.has(value));
  return true;
}

function isTwin(a: Value, b: Value): boolean {
  if (a.op !== b.op || a.cls !== b.cls || a.aux !== b.aux) return false;
  return a.args.every((arg, i) => resolve(arg) === resolve(b.args[i]!));
}

/** Where both ways from a branch meet at once, or null. */
function joinOf(block: Block, yes: Block, no: Block): Block | null {
  const isSide = (side: Block): boolean =>
    side.preds.length === 1 &&
    side.end.op === Op.jmp &&
    side.phis.length === 0 &&
    !side.addressTaken &&
    side !== block;
  const yesSide = isSide(yes);
  const noSide = isSide(no);
  if (yesSide && noSide && yes.succs[0] === no.succs[0]) return yes.succs[0]!;
  if (yesSide && yes.succs[0] === no) return no;
  return noSide && no.succs[0] === yes ? yes : null;
}

/** Loads from one object, one a side, of which a phi takes the one that is made. */
interface LoadPair {
  readonly loads: readonly [Value, Value];
  readonly parts: readonly [Parts, Parts];
}

function loadsOf(yes: Block, no: Block, phi: Value, a: number, b: number): LoadPair | null {
  const loads = [phi.args[a]!, phi.args[b]!] as const;
  const [x, y] = loads;
  if (x.op !== Op.load || y.op !== Op.load || x.block !== yes || y.block !== no) return null;
  const [first, second] = [x.aux as Access, y.aux as Access];
  if (first.volatile || second.volatile || first.order >= 0 || second.order >= 0) return null;
  if (first.kind !== second.kind || first.signed !== second.signed || x.cls !== y.cls) return null;
  const isAlone = (side: Block, load: Value): boolean =>
    side.body.every((one) => one === load || (one.op === Op.add && one === load.args[0]));
  if (!isAlone(yes, x) || !isAlone(no, y)) return null;
  const parts = [partsOf(x.args[0]!), partsOf(y.args[0]!)] as const;
  const [{ base, symbol, offset }, other] = parts;
  if (base !== other.base || symbol !== other.symbol || offset === other.offset) return null;
  return base.op === Op.alloc || base.op === Op.symbol ? null : { loads, parts };
}

/** An address as something, perhaps an object's address, and a constant. */
interface Parts {
  readonly base: Value;
  readonly symbol: ModuleSymbol | null;
  readonly offset: bigint;
}

function partsOf(address: Value): Parts {
  if (address.op !== Op.add) return { base: address, symbol: null, offset: 0n };
  const [base, by] = [resolve(address.args[0]!), resolve(address.args[1]!)];
  if (by.op === Op.int) return { base, symbol: null, offset: by.aux as bigint };
  if (base.op !== Op.symbol) return { base: address, symbol: null, offset: 0n };
  const { symbol, offset } = base.aux as SymbolRef;
  return { base: by, symbol, offset };
}

/** c ? p->x : p->y  =>  *(p + (c ? x : y)): which is read need not be guessed ahead. */
function mergeLoads(func: Func, block: Block, { loads, parts }: LoadPair): void {
  const [x, y] = loads;
  const put = (op: Op, cls: Cls, args: Value[], aux: Access | null): Value => {
    const value = func.value(op, cls, args, aux, x.pos);
    value.block = block;
    block.body.push(value);
    return value;
  };
  const [first, second] = [x.aux as Access, y.aux as Access];
  const access: Access = {
    ...first,
    align: Math.min(first.align, second.align),
    alias: first.alias === second.alias ? first.alias : 0,
  };
  const condition = testOf(func, block, block.end.args[0]!);
  const choices = parts.map(({ offset }) => func.int(Cls.l, offset));
  const [{ base: index, symbol }] = parts;
  const base = symbol ? put(Op.add, Cls.l, [func.address(symbol), index], null) : index;
  const offset = put(Op.select, Cls.l, [condition, ...choices], null);
  const load = put(Op.load, x.cls, [put(Op.add, Cls.l, [base, offset], null)], access);
  for (const one of loads) {
    one.block!.body = [];
    one.block = null;
    replaceBy(one, load);
  }
}

function isCheap(side: Block, most: number): boolean {
  return side.body.length <= most && side.body.every(isCheapValue);
}

/** Known to be 0 or 1. */
function isTruth(value: Value, depth = 4): boolean {
  if (value.op === Op.int) return value.aux === 0n || value.aux === 1n;
  if (OP_COMPARES[value.op]) return true;
  if (depth === 0 || (value.op !== Op.and && value.op !== Op.or)) return false;
  return value.args.every((arg) => isTruth(arg, depth - 1));
}

/** The value of a phi as a choice; of truths, c ? 1 : b is c | b and c ? b : 0 is c & b. */
function choose(func: Func, block: Block, args: [Value, Value, Value], phi: Value): Value {
  const put = (op: Op, operands: Value[], cls: Cls = Cls.w): Value => {
    const value = func.value(op, cls, operands, null, phi.pos);
    value.block = block;
    block.body.push(value);
    return value;
  };
  const [condition, then, other] = args;
  if (phi.cls !== Cls.w || ![condition, then, other].every((value) => isTruth(value))) {
    return put(Op.select, args, phi.cls);
  }
  if (isInt(then, 1n)) return isInt(other, 0n) ? condition : put(Op.or, [condition, other]);
  if (isInt(other, 0n)) return put(Op.and, [condition, then]);
  const inverse = OP_COMPARES[condition.op] ? inverseCompare(condition) : -1;
  if (inverse < 0 || (!isInt(then, 0n) && !isInt(other, 1n))) return put(Op.select, args);
  const not = put(inverse, [...condition.args]);
  if (isInt(then, 0n)) return isInt(other, 1n) ? not : put(Op.and, [not, other]);
  return put(Op.or, [not, then]);
}

/** The lesser or the greater of two floats, by a compare that back ends take together with it. */
function chooseExtreme(func: Func, block: Block, args: [Value, Value, Value], phi: Value): Value {
  const [condition, then, other] = args;
  const put = (op: Op, operands: Value[], cls: Cls): Value => {
    const value = func.value(op, cls, operands, null, phi.pos);
    value.block = block;
    block.body.push(value);
    return value;
  };
  const op = extremeOp(condition, then, other)!;
  const [x, y] = condition.args as [Value, Value];
  const isIt = condition.op === op && resolve(x) === then && resolve(y) === other;
  const test = isIt ? condition : put(op, [then, other], Cls.w);
  return put(Op.select, [test, then, other], phi.cls);
}

function isCheapValue(value: Value): boolean {
  if (value.op === Op.neg && !isIntegerClass(value.cls)) return true;
  if (value.op === Op.select && !isIntegerClass(value.cls)) {
    return extremeOp(value.args[0]!, value.args[1]!, value.args[2]!) !== null;
  }
  if (!OP_PURE[value.op] || !isIntegerClass(value.cls)) return false;
  if (value.op === Op.mul || value.op === Op.smulh || value.op === Op.umulh) return false;
  if (value.op === Op.ftos || value.op === Op.ftou || value.op === Op.popcount) return false;
  return !OP_TRAPS[value.op] || (value.op !== Op.div && isSafeDivisor(value.args[1]!));
}

/** The condition as select takes it: class w. */
function testOf(func: Func, block: Block, condition: Value): Value {
  if (condition.cls === Cls.w) return condition;
  const test = func.value(
    Op.cne,
    Cls.w,
    [condition, func.int(condition.cls, 0n)],
    null,
    condition.pos,
  );
  test.block = block;
  block.body.push(test);
  return test;
}

function finish(func: Func, block: Block, join: Block, sides: Block[], values: Value[]): void {
  if (join.preds.includes(block)) {
    jumpTo(func, block, join);
  } else {
    const jump = func.value(Op.jmp, Cls.none, [], null, block.end.pos);
    changeEnd(block, jump, [join]);
    for (const phi of join.phis) phi.args.push(phi.args[0]!);
  }
  const place = join.preds.indexOf(block);
  join.phis.forEach((phi, i) => {
    phi.args[place] = values[i]!;
  });
  for (const side of sides) {
    changeEnd(side, func.value(Op.unreachable, Cls.none, [], null, side.end.pos), []);
  }
}
