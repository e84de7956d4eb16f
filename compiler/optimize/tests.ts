/**
 * tests: a chain of branches that compare one value with constants and share a target becomes one
 * comparison (of a range) or one look into a mask of bits; so does a switch with two ways on.
 *
 *   A ─(v in S)─> X        becomes   A ─(v in S or T)─> X
 *   └─> B ─(v in T)─> X              └─> Y
 *       └─> Y
 *
 * Needs folded, clean code; breaks dominators. The blocks in between may hold nothing else that
 * costs.
 */
import { changeEnd, endUnreachable, removeUnreachable } from '../ir/cfg.ts';
import type { Block, Func, SwitchInfo, Value } from '../ir/ir.ts';
import { Cls, isIntegerClass, OP_PURE, OP_TRAPS, Op } from '../ir/ops.ts';
import { widthOf } from './bits.ts';
import {
  ask,
  complement,
  type IntegerSet,
  questionFor,
  type Test,
  testOf,
  union,
} from './intervals.ts';

/** Blocks of one chain, and values a block in between may hold besides questions. */
const MAX_CHAIN = 64;
const MAX_BODY = 2;
/** A mask of bits pays from this many comparisons, and holds this many bits. */
const MASK_TESTS = 3;
const MASK_BITS = 64n;

/** Merges chains of tests of one value. */
export function tests(func: Func): boolean {
  let changed = false;
  // From the last: what a block is merged with is merged itself already.
  for (let i = func.blocks.length - 1; i >= 0; i--) {
    const block = func.blocks[i]!;
    if (block.end.op === Op.br) changed = mergeFrom(func, block) || changed;
    else if (block.end.op === Op.switch) changed = fromSwitch(func, block) || changed;
  }
  if (changed) removeUnreachable(func);
  return changed;
}

/** Blocks that test one value in turn; each leads to `hit` or to the next, the last to `miss`. */
interface Chain {
  readonly hit: Block;
  readonly links: { readonly block: Block; readonly set: IntegerSet; readonly miss: Block }[];
}

function mergeFrom(func: Func, block: Block): boolean {
  let changed = false;
  for (let place = 0; place < 2 && block.succs.length === 2; place++) {
    const first = testOf(block.end.args[0]!);
    if (!first) return changed;
    const chain = follow(block, place, first);
    if (chain.links.length < 2 || !merge(func, block, first, chain)) continue;
    changed = true;
    // What is merged may be a link of a longer chain, whichever way.
    if (block.end.op === Op.br) place = -1;
  }
  return changed;
}

/** The blocks that lead to the same target as a successor of `block`. */
function follow(block: Block, place: number, first: Test): Chain {
  const hit = block.succs[place]!;
  const width = widthOf(first.value.cls);
  const toward = (test: Test, at: number): IntegerSet =>
    at === 0 ? test.set : complement(test.set, width);
  let set = toward(first, place);
  let miss = block.succs[1 - place]!;
  const links = [{ block, set, miss }];
  while (links.length < MAX_CHAIN && isLink(miss, hit, first.value)) {
    const at = miss.succs.indexOf(hit);
    if (at < 0 || !bringsSame(hit, block, miss)) break;
    const test = testOf(miss.end.args[0]!);
    if (!test || test.value !== first.value) break;
    set = union(set, toward(test, at));
    const link = miss;
    miss = link.succs[1 - at]!;
    links.push({ block: link, set, miss });
  }
  return { hit, links };
}

/** Whether a block is only entered by its chain and holds hardly more than its test of a value. */
function isLink(block: Block, hit: Block, tested: Value): boolean {
  if (block === hit || block.preds.length !== 1 || block.addressTaken) return false;
  if (block.end.op !== Op.br || block.succs.length !== 2) return false;
  if (block.phis.length > 0) return false;
  let others = 0;
  for (const value of block.body) {
    if (!OP_PURE[value.op] || OP_TRAPS[value.op]) return false;
    if (value.args[0] !== tested || value.args[1]?.op !== Op.int) others++;
  }
  return others <= MAX_BODY;
}

/** Whether the phis of a block get the same from two of its preds. */
function bringsSame(block: Block, a: Block, b: Block): boolean {
  const x = block.preds.indexOf(a);
  const y = block.preds.indexOf(b);
  return block.phis.every((phi) => phi.args[x] === phi.args[y]);
}

/** Merges the longest beginning of a chain that can be asked at once. */
function merge(func: Func, block: Block, { value }: Test, { hit, links }: Chain): boolean {
  const width = widthOf(value.cls);
  for (let count = links.length; count >= 2; count--) {
    const { set, miss, block: last } = links[count - 1]!;
    if (miss === hit || miss === block) continue;
    const question = questionFor(set, width);
    const mask = question || count < MASK_TESTS ? null : maskOf(set);
    if (!question && !mask) continue;
    // What the links hold moves up; what is not needed any more, `dead` takes.
    for (let i = 1; i < count; i++) for (const moved of links[i]!.block.body) put(block, moved);
    const from = miss.preds.indexOf(last);
    const args = miss.phis.map((phi) => phi.args[from]!);
    if (question) {
      const condition = ask(func, value, question, (made) => put(block, made));
      branch(func, block, condition, hit, miss);
      pushArgs(miss, args);
    } else {
      const at = hit.preds.indexOf(block) >= 0 ? block : last;
      const place = hit.preds.indexOf(at);
      const hitArgs = hit.phis.map((phi) => phi.args[place]!);
      askMask(func, block, value, mask!, { hit, miss, hitArgs, missArgs: args });
    }
    for (let i = 1; i < count; i++) {
      const link = links[i]!.block;
      link.body = [];
      endUnreachable(func, link);
    }
    return true;
  }
  return false;
}

/** Gives the phis of a block what a new edge brings. */
function pushArgs(block: Block, args: readonly Value[]): void {
  for (let i = 0; i < block.phis.length; i++) block.phis[i]!.args.push(args[i]!);
}

function put(block: Block, value: Value): void {
  value.block = block;
  block.body.push(value);
}

/** Ends `block` with a branch; a new edge's phi arguments are the caller's to append. */
function branch(func: Func, block: Block, condition: Value, hit: Block, miss: Block): void {
  const end = func.value(Op.br, Cls.none, [condition], { likely: 'unknown' }, block.end.pos);
  changeEnd(block, end, [hit, miss]);
}

/** Which of the numbers from `low` on, up to `high`, are in a set: a bit each. */
interface Mask {
  readonly low: bigint;
  readonly span: bigint;
  readonly bits: bigint;
}

function maskOf(set: IntegerSet): Mask | null {
  const first = set[0];
  const last = set[set.length - 1];
  if (!first || !last || last.high - first.low >= MASK_BITS) return null;
  const { low } = first;
  let bits = 0n;
  for (const piece of set) {
    const ones = (1n << (piece.high - piece.low + 1n)) - 1n;
    bits |= ones << (piece.low - low);
  }
  return { low, span: last.high - low, bits };
}

interface Targets {
  readonly hit: Block;
  readonly miss: Block;
  readonly hitArgs: readonly Value[];
  readonly missArgs: readonly Value[];
}

/** block ─(v - low <= span)─> inner ─(bit of v - low)─> hit; both else to miss. */
function askMask(func: Func, block: Block, value: Value, mask: Mask, targets: Targets): void {
  const { hit, miss, hitArgs, missArgs } = targets;
  const { pos } = block.end;
  const make = (to: Block, op: number, cls: Cls, args: Value[]): Value => {
    const made = func.value(op, cls, args, null, pos);
    put(to, made);
    return made;
  };
  const start = func.int(value.cls, -mask.low);
  const index = mask.low === 0n ? value : make(block, Op.add, value.cls, [value, start]);
  const within = make(block, Op.cule, Cls.w, [index, func.int(value.cls, mask.span)]);
  const inner = func.block(`${block.name}_mask`);
  const narrow = mask.span < 32n ? Cls.w : Cls.l;
  const count = value.cls === Cls.l ? make(inner, Op.trunc, Cls.w, [index]) : index;
  const shifted = make(inner, Op.shr, narrow, [func.int(narrow, mask.bits), count]);
  const bit = make(inner, Op.and, narrow, [shifted, func.int(narrow, 1n)]);
  changeEnd(block, func.value(Op.br, Cls.none, [within], { likely: 'unknown' }, pos), [
    inner,
    miss,
  ]);
  miss.phis.forEach((phi, i) => {
    const place = miss.preds.indexOf(block);
    phi.args[place] = missArgs[i]!;
  });
  branch(func, inner, bit, hit, miss);
  pushArgs(hit, hitArgs);
  pushArgs(miss, missArgs);
}

/** A switch whose cases all go one way is a test of a set. */
function fromSwitch(func: Func, block: Block): boolean {
  const operand = block.end.args[0]!;
  if (block.succs.length !== 2 || !isIntegerClass(operand.cls)) return false;
  const width = widthOf(operand.cls);
  let set: IntegerSet = [];
  const { cases } = block.end.aux as SwitchInfo;
  if (cases.length > MAX_CHAIN || cases.some((c) => c.target !== 1)) return false;
  for (const { value } of cases) {
    const number = BigInt.asUintN(width, value);
    set = union(set, [{ low: number, high: number }]);
  }
  const [miss, hit] = block.succs as [Block, Block];
  const question = questionFor(set, width);
  if (question) {
    const condition = ask(func, operand, question, (made) => put(block, made));
    branch(func, block, condition, hit, miss);
    return true;
  }
  const mask = cases.length < MASK_TESTS ? null : maskOf(set);
  if (!mask) return false;
  const argsOf = (to: Block): Value[] => {
    const place = to.preds.indexOf(block);
    return to.phis.map((phi) => phi.args[place]!);
  };
  askMask(func, block, operand, mask, {
    hit,
    miss,
    hitArgs: argsOf(hit),
    missArgs: argsOf(miss),
  });
  return true;
}
