/** What is known of integers on an edge of the control flow graph, from the branch it leaves. */
import type { Block, Func, SwitchInfo, Value } from '../ir/ir.ts';
import { Cls, isIntegerClass, Op } from '../ir/ops.ts';

export type Relation = 'eq' | 'ne' | 'slt' | 'sle' | 'sgt' | 'sge' | 'ult' | 'ule' | 'ugt' | 'uge';

/** `left relation right` holds. */
export interface Fact {
  readonly left: Value;
  readonly relation: Relation;
  readonly right: Value;
}

const RELATIONS = new Map<number, Relation>([
  [Op.ceq, 'eq'],
  [Op.cne, 'ne'],
  [Op.cslt, 'slt'],
  [Op.csle, 'sle'],
  [Op.csgt, 'sgt'],
  [Op.csge, 'sge'],
  [Op.cult, 'ult'],
  [Op.cule, 'ule'],
  [Op.cugt, 'ugt'],
  [Op.cuge, 'uge'],
]);

const INVERSE: Readonly<Record<Relation, Relation>> = {
  eq: 'ne',
  ne: 'eq',
  slt: 'sge',
  sle: 'sgt',
  sgt: 'sle',
  sge: 'slt',
  ult: 'uge',
  ule: 'ugt',
  ugt: 'ule',
  uge: 'ult',
};

const MIRRORED: Readonly<Record<Relation, Relation>> = {
  eq: 'eq',
  ne: 'ne',
  slt: 'sgt',
  sle: 'sge',
  sgt: 'slt',
  sge: 'sle',
  ult: 'ugt',
  ule: 'uge',
  ugt: 'ult',
  uge: 'ule',
};

/** How deep `and` and `or` of conditions are looked into. */
const DEPTH = 3;

/** What a comparison asks; undefined for other ops and where NaNs matter. */
export function relationOf(op: number): Relation | undefined {
  return RELATIONS.get(op);
}

/** The same fact the other way round. */
export function mirrored({ left, relation, right }: Fact): Fact {
  return { left: right, relation: MIRRORED[relation], right: left };
}

/** What holds on the edge between two blocks. */
export function factsOf(func: Func, from: Block, to: Block): Fact[] {
  const { end, succs } = from;
  const facts: Fact[] = [];
  if (end.op === Op.br && succs.length === 2) {
    addFacts(func, end.args[0]!, succs[0] === to, DEPTH, facts);
  } else if (end.op === Op.switch && succs[0] !== to) {
    addCases(func, end, succs.indexOf(to), facts);
  }
  return facts;
}

function addFacts(
  func: Func,
  condition: Value,
  holds: boolean,
  depth: number,
  facts: Fact[],
): void {
  const relation = RELATIONS.get(condition.op);
  const [left, right] = condition.args as [Value, Value];
  if (relation) {
    if (isIntegerClass(left.cls)) {
      facts.push({ left, relation: holds ? relation : INVERSE[relation], right });
    }
    return;
  }
  if (!isIntegerClass(condition.cls)) return;
  const zero = func.int(condition.cls, 0);
  facts.push({ left: condition, relation: holds ? 'ne' : 'eq', right: zero });
  // Of truths, all of a conjunction hold and none of a disjunction that does not.
  if (depth === 0 || condition.op !== (holds ? Op.and : Op.or)) return;
  if (holds && !(isTruth(left) && isTruth(right))) return;
  addFacts(func, left, holds, depth - 1, facts);
  addFacts(func, right, holds, depth - 1, facts);
}

function isTruth(value: Value, depth = DEPTH): boolean {
  if (RELATIONS.has(value.op) || value.op === Op.co || value.op === Op.cuo) return true;
  if (depth === 0 || (value.op !== Op.and && value.op !== Op.or)) return false;
  return isTruth(value.args[0]!, depth - 1) && isTruth(value.args[1]!, depth - 1);
}

function addCases(func: Func, end: Value, place: number, facts: Fact[]): void {
  const left = end.args[0]!;
  if (left.cls !== Cls.w && left.cls !== Cls.l) return;
  let low: bigint | null = null;
  let high: bigint | null = null;
  for (const { value, target } of (end.aux as SwitchInfo).cases) {
    if (target !== place) continue;
    if (low === null || value < low) low = value;
    if (high === null || value > high) high = value;
  }
  if (low === null || high === null) return;
  if (low === high) {
    facts.push({ left, relation: 'eq', right: func.int(left.cls, low) });
    return;
  }
  facts.push({ left, relation: 'sge', right: func.int(left.cls, low) });
  facts.push({ left, relation: 'sle', right: func.int(left.cls, high) });
}
