/** Comparisons as values 0 and 1, fused with branches, and as the condition of selects. */
import { intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../../compiler/ir/ops.ts';
import { def, type Operand, reuse, use, type VirtualRegister } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { FLOAT_SET } from './float-ops.ts';
import { BINARY, BRANCH, IMMEDIATE, type Row, SELECT, SET } from './ops.ts';

/** Each integer comparison as a branch condition, and that of the swapped sides. */
const CONDITIONS: Readonly<Record<number, readonly [string, string]>> = {
  [Op.ceq]: ['eq', 'eq'],
  [Op.cne]: ['ne', 'ne'],
  [Op.cslt]: ['lt', 'gt'],
  [Op.csle]: ['le', 'ge'],
  [Op.csgt]: ['gt', 'lt'],
  [Op.csge]: ['ge', 'le'],
  [Op.cult]: ['ltu', 'gtu'],
  [Op.cule]: ['leu', 'geu'],
  [Op.cugt]: ['gtu', 'ltu'],
  [Op.cuge]: ['geu', 'leu'],
};
/** Conditions that stand only with their sides swapped. */
const SWAPPED: Readonly<Record<string, string>> = { gt: 'lt', le: 'ge', gtu: 'ltu', leu: 'geu' };
/** Unsigned comparisons with zero. */
const WITH_ZERO: Readonly<Record<string, string>> = { gtu: 'ne', leu: 'eq' };

/** A condition ready for a branch: one register against zero, or two against each other. */
interface Test {
  readonly condition: string;
  readonly operands: readonly VirtualRegister[];
}

const isFloat = (value: Value): boolean => value.cls === Cls.s || value.cls === Cls.d;

/** The constant stands second where there is one. */
function sides(compare: Value): { a: Value; b: Value; condition: string } {
  const [a, b] = [compare.args[0]!, compare.args[1]!];
  const [plain, swapped] = CONDITIONS[compare.op]!;
  return intOf(a) !== null ? { a: b, b: a, condition: swapped } : { a, b, condition: plain };
}

/** Takes a condition apart; a comparison that nobody needs as a value is done by the branch. */
function testOf(s: Selection, condition: Value): Test {
  if (OP_COMPARES[condition.op] !== 1 || s.isNeeded(condition)) {
    return { condition: 'ne', operands: [s.reg(condition)] };
  }
  if (isFloat(condition.args[0]!)) return floatTest(s, condition);
  const { a, b, condition: name } = sides(condition);
  if (intOf(b) === 0n) {
    const zero = WITH_ZERO[name] ?? name;
    if (zero !== 'ltu' && zero !== 'geu') return { condition: zero, operands: [s.reg(a)] };
  }
  const [first, second] = [s.reg(a), s.invariant(b)];
  const swapped = SWAPPED[name];
  return swapped
    ? { condition: swapped, operands: [second, first] }
    : { condition: name, operands: [first, second] };
}

/** Ends a block: to successor 0 where the condition is not 0. */
export function selectBranch(s: Selection, end: Value): void {
  const { condition, operands } = testOf(s, end.args[0]!);
  const row = operands.length === 1 ? BRANCH.zero : BRANCH.rr;
  s.emit(
    row,
    operands.map((one) => use(one)),
    { condition },
  );
}

/** select c, a, b: a move that is jumped over where the condition holds. */
export function selectSelect(s: Selection, value: Value): void {
  const [yes, no] = [use(s.reg(value.args[1]!)), use(s.reg(value.args[2]!))];
  const { condition, operands } = testOf(s, value.args[0]!);
  const rows = SELECT[value.cls]!;
  const all: Operand[] = [
    def(s.vreg(value), reuse(1)),
    yes,
    no,
    ...operands.map((one) => use(one)),
  ];
  s.emit(operands.length === 1 ? rows.zero : rows.rr, all, { condition });
}

/** A comparison in class w as a value. */
export function selectCompare(s: Selection, compare: Value): void {
  const result = s.vreg(compare);
  if (isFloat(compare.args[0]!)) {
    const { condition, operands } = floatTest(s, compare);
    // floatTest gives a register that is 0 or 1.
    s.emit(condition === 'ne' ? SET.snez : SET.seqz, [def(result), use(operands[0]!)]);
    return;
  }
  const { a, b, condition } = sides(compare);
  if (condition === 'eq' || condition === 'ne') equality(s, result, a, b, condition);
  else order(s, result, a, b, condition);
}

function equality(
  s: Selection,
  result: VirtualRegister,
  a: Value,
  b: Value,
  condition: 'eq' | 'ne',
): void {
  const test = condition === 'eq' ? SET.seqz : SET.snez;
  const first = s.reg(a);
  if (intOf(b) === 0n) {
    s.emit(test, [def(result), use(first)]);
    return;
  }
  const difference = s.fresh(Cls.l);
  const immediate = s.immediate(b, 12);
  // Differences taken in 64 bits are zero just where the sign-extended words are equal.
  if (immediate !== null && immediate !== -2048) {
    s.emit(IMMEDIATE.add.l, [def(difference), use(first)], { immediate: -immediate });
  } else {
    s.emit(BINARY.sub.l, [def(difference), use(first), use(s.invariant(b))]);
  }
  s.emit(test, [def(result), use(difference)]);
}

/** Orders by slt and sltu: a < b, or the negation of one. */
function order(s: Selection, result: VirtualRegister, a: Value, b: Value, condition: string): void {
  const signed = !condition.endsWith('u');
  const name = signed ? condition : condition.slice(0, -1);
  const limit = s.immediate(b, 12);
  const [plain, constant] = signed ? [SET.slt, SET.slti] : [SET.sltu, SET.sltiu];
  // a <= c is a < c + 1, unless c + 1 wraps around or has too many bits.
  const nextFits = limit !== null && limit < 2047 && (signed || limit !== -1);
  const first = s.reg(a);
  const negated = name === 'ge' || (name === 'gt' && nextFits) || (name === 'le' && !nextFits);
  const less = negated ? s.fresh(Cls.w) : result;
  if ((name === 'lt' || name === 'ge') && limit !== null) {
    s.emit(constant, [def(less), use(first)], { immediate: limit });
  } else if ((name === 'gt' || name === 'le') && nextFits) {
    s.emit(constant, [def(less), use(first)], { immediate: limit + 1 });
  } else {
    const second = s.invariant(b);
    const swap = name === 'gt' || name === 'le';
    const [left, right] = swap ? [second, first] : [first, second];
    s.emit(plain, [def(less), use(left), use(right)]);
  }
  if (negated) s.emit(IMMEDIATE.xor.l, [def(result), use(less)], { immediate: 1 });
}

type FloatSet = keyof typeof FLOAT_SET;
/** The instruction, whether its sides are swapped, and whether its result is negated. */
const FLOATS: Readonly<Record<number, readonly [FloatSet, boolean, boolean]>> = {
  [Op.ceq]: ['eq', false, false],
  [Op.cne]: ['eq', false, true],
  [Op.cslt]: ['lt', false, false],
  [Op.csle]: ['le', false, false],
  [Op.csgt]: ['lt', true, false],
  [Op.csge]: ['le', true, false],
};

/** A float comparison as a register that is 0 or 1, and whether that stands for true or false. */
function floatTest(s: Selection, compare: Value): Test {
  const [x, y] = [s.invariant(compare.args[0]!), s.invariant(compare.args[1]!)];
  const letter = compare.args[0]!.cls === Cls.s ? 's' : 'd';
  const result = s.fresh(Cls.w);
  const known = FLOATS[compare.op];
  if (known) {
    const [name, swapped, negated] = known;
    const [left, right] = swapped ? [y, x] : [x, y];
    s.emit(FLOAT_SET[name][letter], [def(result), use(left), use(right)]);
    return { condition: negated ? 'eq' : 'ne', operands: [result] };
  }
  // co, cuo: a number equals itself.
  const row: Row = FLOAT_SET.eq[letter];
  const [first, second] = [s.fresh(Cls.w), s.fresh(Cls.w)];
  s.emit(row, [def(first), use(x), use(x)]);
  s.emit(row, [def(second), use(y), use(y)]);
  s.emit(BINARY.and.l, [def(result), use(first), use(second)]);
  return { condition: compare.op === Op.co ? 'ne' : 'eq', operands: [result] };
}
