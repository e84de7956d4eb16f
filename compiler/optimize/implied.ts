/** Conditions that the branches passed on the way into a block already answer. */
import type { Access, Block, Func, Value } from '../ir/ir.ts';
import { OP_COMPARES, OP_PURE, OP_WRITES, Op } from '../ir/ops.ts';
import { widthOf } from './bits.ts';
import { type Fact, factsOf, mirrored, type Relation, relationOf } from './facts.ts';
import { complement, type IntegerSet, type Test, testOf } from './intervals.ts';

/** Branches looked back at, and values compared below a condition. */
const MAX_WAY = 3;
const DEPTH = 4;

/** Which of less, equal and greater a relation leaves, and as what numbers it reads. */
const OUTCOMES: Readonly<Record<Relation, readonly [number, 'any' | 'signed' | 'unsigned']>> = {
  eq: [2, 'any'],
  ne: [5, 'any'],
  slt: [1, 'signed'],
  sle: [3, 'signed'],
  sgt: [4, 'signed'],
  sge: [6, 'signed'],
  ult: [1, 'unsigned'],
  ule: [3, 'unsigned'],
  ugt: [4, 'unsigned'],
  uge: [6, 'unsigned'],
};

/** A way into a block: blocks from its pred up, each the only way into the one before. */
interface Way {
  readonly block: Block;
  readonly place: number;
  readonly blocks: readonly Block[];
}

/** What the condition a block ends with is when it is entered from `pred`; null if not known. */
export function impliedOnWay(func: Func, block: Block, pred: Block): boolean | null {
  if (block.end.op !== Op.br) return null;
  const condition = block.end.args[0]!;
  const asked = testOf(condition);
  const relation = relationOf(condition.op);
  if (!asked && !relation) return null;
  const blocks: Block[] = [];
  const way: Way = { block, place: block.preds.indexOf(pred), blocks };
  let to = block;
  for (let at = pred; blocks.length < MAX_WAY; at = at.preds[0]!) {
    blocks.push(at);
    const known = asked ? answerBySets(asked, at, to, way) : null;
    if (known !== null) return known;
    if (relation) {
      for (const fact of factsOf(func, at, to)) {
        const [left, right] = condition.args as [Value, Value];
        const truth = answer({ left, relation, right }, fact, way);
        if (truth !== null) return truth;
      }
    }
    if (at.preds.length !== 1) break;
    to = at;
  }
  return null;
}

/** Of one value compared with constants, here and on the way. */
function answerBySets(asked: Test, from: Block, to: Block, way: Way): boolean | null {
  if (from.end.op !== Op.br || from.succs.length !== 2) return null;
  const passed = testOf(from.end.args[0]!);
  if (!passed || passed.value.cls !== asked.value.cls) return null;
  if (!isSame(asked.value, passed.value, way, DEPTH)) return null;
  const width = widthOf(asked.value.cls);
  const set = from.succs[0] === to ? passed.set : complement(passed.set, width);
  if (isWithin(set, asked.set)) return true;
  return isWithin(set, complement(asked.set, width)) ? false : null;
}

function isWithin(part: IntegerSet, whole: IntegerSet): boolean {
  return part.every(({ low, high }) => whole.some((one) => one.low <= low && high <= one.high));
}

/** Of two values compared, here and on the way. */
function answer(question: Fact, passed: Fact, way: Way): boolean | null {
  for (const fact of [passed, mirrored(passed)]) {
    if (!isSame(question.left, fact.left, way, DEPTH)) continue;
    if (!isSame(question.right, fact.right, way, DEPTH)) continue;
    const [given, read] = OUTCOMES[fact.relation];
    const [asked, readAs] = OUTCOMES[question.relation];
    if (read !== 'any' && readAs !== 'any' && read !== readAs) continue;
    if ((given & ~asked) === 0) return true;
    if ((given & asked) === 0) return false;
  }
  return null;
}

/** Whether a value of the block, entered that way, is what one on the way is. */
function isSame(value: Value, other: Value, way: Way, depth: number): boolean {
  if (value === other) return true;
  if (value.block !== way.block) return false;
  if (value.op === Op.phi) return value.args[way.place] === other;
  if (depth === 0 || value.op !== other.op || value.cls !== other.cls) return false;
  if (value.args.length !== other.args.length) return false;
  if (value.op === Op.load ? !readsSame(value, other, way) : !OP_PURE[value.op]) return false;
  if (
    value.args.length === 0 ||
    (OP_COMPARES[value.op] && value.args[0]!.cls !== other.args[0]!.cls)
  )
    return false;
  return value.args.every((arg, i) => isSame(arg, other.args[i]!, way, depth - 1));
}

/** Whether two loads read alike and nothing is written between them. */
function readsSame(load: Value, other: Value, { block, blocks }: Way): boolean {
  const [a, b] = [load.aux as Access, other.aux as Access];
  if (a.volatile || b.volatile || a.order >= 0 || b.order >= 0) return false;
  if (a.kind !== b.kind || a.signed !== b.signed) return false;
  const start = other.block ? blocks.indexOf(other.block) : -1;
  if (start < 0) return false;
  const first = blocks[start]!;
  const from = first.body.indexOf(other);
  if (first.body.some((value, i) => i > from && OP_WRITES[value.op])) return false;
  for (let i = 0; i < start; i++) {
    if (blocks[i]!.body.some((value) => OP_WRITES[value.op])) return false;
  }
  const to = block.body.indexOf(load);
  return !block.body.some((value, i) => i < to && OP_WRITES[value.op]);
}
