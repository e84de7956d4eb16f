/** Compares with what consumes them: values 0 and 1, branches, conditional moves. One row each. */
import { type Access, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../../compiler/ir/ops.ts';
import { exactLog2 } from '../../compiler/numbers.ts';
import { ANY, def, type Operand, reuse, STACK, use } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { addressOf, further } from './address.ts';
import { isFullLoad } from './arithmetic.ts';
import { floatConstant } from './constants.ts';
import { floatRows } from './float-ops.ts';
import { COMPARE, type Consumer, FLOAT_COMPARE, type FloatShape, type Width } from './ops.ts';

/** What consumes a compare: its operands stand first. `negate` asks for the opposite condition. */
interface Sink {
  readonly kind: 'set' | 'branch' | 'cmovw' | 'cmovl' | 'unless';
  readonly operands: Operand[];
}

const CONDITIONS: Readonly<Record<number, readonly [string, string]>> = {
  // condition, and condition with the sides swapped
  [Op.ceq]: ['e', 'e'],
  [Op.cne]: ['ne', 'ne'],
  [Op.cslt]: ['l', 'g'],
  [Op.csle]: ['le', 'ge'],
  [Op.csgt]: ['g', 'l'],
  [Op.csge]: ['ge', 'le'],
  [Op.cult]: ['b', 'a'],
  [Op.cule]: ['be', 'ae'],
  [Op.cugt]: ['a', 'b'],
  [Op.cuge]: ['ae', 'be'],
};

/** A compare in class w as a value. */
export function selectCompare(s: Selection, value: Value): void {
  consume(s, value, { kind: 'set', operands: [def(s.vreg(value))] });
}

/** Ends a block: to successor 0 where the condition is not 0. */
export function selectBranch(s: Selection, end: Value): void {
  consume(s, end.args[0]!, { kind: 'branch', operands: [] });
}

/** select c, a, b by a conditional move, or by a jump over a move for floats. */
export function selectSelect(s: Selection, value: Value): void {
  const [condition, a, b] = [value.args[0]!, value.args[1]!, value.args[2]!];
  const integer = value.cls === Cls.w || value.cls === Cls.l;
  const result = s.vreg(value);
  if (integer) {
    const [yes, no] = [s.low(a), s.low(b)];
    // 0 = b, becomes a where the condition holds; equal floats need the opposite (see
    // consumeFloat).
    const flip = exchangesBranch(s, condition);
    const [start, other] = flip ? [yes, no] : [no, yes];
    const operands = [def(result, reuse(1)), use(start), use(other, ANY)];
    consume(s, condition, { kind: value.cls === Cls.l ? 'cmovl' : 'cmovw', operands });
  } else if (!selectExtreme(s, value)) {
    const flip = exchangesBranch(s, condition);
    const [yes, no] = [s.low(a), s.low(b)];
    const [start, other] = flip ? [no, yes] : [yes, no];
    const operands = [def(result, reuse(1)), use(start), use(other)];
    consume(s, condition, { kind: 'unless', operands });
  }
}

/** a < b ? a : b and its like: minss and its like, which differ in nothing, not even for NaN. */
function selectExtreme(s: Selection, value: Value): boolean {
  const extreme = value.cls === Cls.e ? null : extremeOf(value);
  if (extreme === null) return false;
  const { name, a, b } = extreme;
  const letter = value.cls === Cls.s ? 's' : 'd';
  const { rr, rm, to } = floatRows(s, name, value);
  const operands = [to, use(s.low(a))];
  if (b.op === Op.float && !Object.is(b.aux, 0)) s.emit(rm[letter], operands, floatConstant(b));
  else s.emit(rr[letter], [...operands, use(s.low(b), ANY)]);
  return true;
}

function extremeOf({ args }: Value): { name: 'min' | 'max'; a: Value; b: Value } | null {
  const [condition, a, b] = [args[0]!, args[1]!, args[2]!];
  if (condition.op !== Op.cslt && condition.op !== Op.csgt) return null;
  const less = condition.op === Op.cslt;
  const [x, y] = [condition.args[0]!, condition.args[1]!];
  // x < y ? y : x is y > x ? y : x.
  if (x === a && y === b) return { name: less ? 'min' : 'max', a, b };
  return x === b && y === a ? { name: less ? 'max' : 'min', a, b } : null;
}

const isFloat = (value: Value): boolean =>
  value.cls === Cls.s || value.cls === Cls.d || value.cls === Cls.e;

const isFloatEqual = (condition: Value): boolean =>
  condition.op === Op.ceq && isFloat(condition.args[0]!);

/** Emits the compare that a condition is, or a test of its value, together with the sink. */
function consume(s: Selection, condition: Value, sink: Sink): void {
  const isRoot = condition === s.root;
  const folds = OP_COMPARES[condition.op] === 1 && (isRoot || !s.isNeeded(condition));
  if (!folds) {
    test(s, condition, 'ne', sink);
  } else if (isFloat(condition.args[0]!)) {
    consumeFloat(s, condition, sink);
  } else {
    consumeInteger(s, condition, sink);
  }
}

/** Compares a value with zero. */
function test(s: Selection, value: Value, condition: string, sink: Sink): void {
  if ((condition === 'ne' || condition === 'e') && value.op === Op.and && s.isSingle(value)) {
    testBits(s, value, condition, sink);
    return;
  }
  const equality = condition === 'ne' || condition === 'e';
  if (equality && s.canFoldLoad(value) && narrowOf(value)) {
    const memory = addressOf(s, value.args[0]!);
    s.emit(COMPARE.mi[sink.kind][narrowOf(value)!], sink.operands, {
      memory,
      condition,
      immediate: 0,
    });
    return;
  }
  const width = value.cls === Cls.l ? 'l' : 'w';
  const operands = [...sink.operands, use(s.low(value), ANY)];
  s.emit(COMPARE.ri[sink.kind][width], operands, { condition, immediate: 0 });
}

/** One bit of a value: (x >> n) & 1, x & (1 << n), or the constant of a bit too high to test. */
function testOneBit(s: Selection, value: Value, condition: string, sink: Sink): boolean {
  const width = value.cls === Cls.l ? 'l' : 'w';
  const parts = { condition: condition === 'ne' ? 'b' : 'ae' };
  const [a, b] = [value.args[0]!, value.args[1]!];
  const mask = intOf(b);
  if (mask !== null && s.immediate(b, 32) === null) {
    const bit = exactLog2(mask, 64);
    if (bit < 0) return false;
    const operands = [...sink.operands, use(s.low(a))];
    s.emit(COMPARE.bri[sink.kind][width], operands, { ...parts, immediate: bit });
    return true;
  }
  const found = bitOf(s, a, b) ?? bitOf(s, b, a);
  if (!found) return false;
  const operands = [...sink.operands, use(s.low(found.of)), use(s.low(found.at))];
  s.emit(COMPARE.brr[sink.kind][width], operands, parts);
  return true;
}

function bitOf(s: Selection, shift: Value, other: Value): { of: Value; at: Value } | null {
  if (!s.isSingle(shift)) return null;
  const [from, at] = shift.args as [Value, Value];
  if (shift.op === Op.shl) return intOf(from) === 1n ? { of: other, at } : null;
  if (shift.op !== Op.shr && shift.op !== Op.sar) return null;
  return intOf(other) === 1n && intOf(at) === null ? { of: from, at } : null;
}

/** (a & b) against zero. */
function testBits(s: Selection, value: Value, condition: string, sink: Sink): void {
  if (testOneBit(s, value, condition, sink)) return;
  const [a, b] = [value.args[0]!, value.args[1]!];
  const width = value.cls === Cls.l ? 'l' : 'w';
  const immediate = s.immediate(b, 32);
  if (immediate === null) {
    const operands = [...sink.operands, use(s.low(a)), use(s.low(b))];
    s.emit(COMPARE.trr[sink.kind][width], operands, { condition });
    return;
  }
  // Only ZF is asked for, so that bits of one byte are tested there.
  const small = immediate >= 0 && immediate <= 0xff;
  const narrow: Width = small ? 'b' : immediate >= 0 ? 'w' : width;
  if (s.canFoldLoad(a) && narrowOf(a)) {
    const size = narrowOf(a)!;
    const byte = Math.clz32(immediate & -immediate) >> 3;
    const shift = 8 * (3 - byte);
    const rest = immediate >>> shift;
    if (!small && immediate > 0 && rest <= 0xff && size !== 'b' && (size !== 'h' || shift === 8)) {
      const memory = further(addressOf(s, a.args[0]!), shift >> 3);
      const parts = { memory, condition, immediate: rest };
      s.emit(COMPARE.tmi[sink.kind].b, sink.operands, parts);
      return;
    }
    if (small || size === width || (immediate >= 0 && size !== 'b' && size !== 'h')) {
      const memory = addressOf(s, a.args[0]!);
      const as = small ? 'b' : size === 'l' && immediate >= 0 ? 'w' : size;
      s.emit(COMPARE.tmi[sink.kind][as], sink.operands, { memory, condition, immediate });
      return;
    }
  }
  const operands = [...sink.operands, use(s.low(a), ANY)];
  s.emit(COMPARE.tri[sink.kind][narrow], operands, { condition, immediate });
}

/** The width of a load's memory as compares know it. */
function narrowOf(value: Value): Width | null {
  const { kind } = value.aux as Access;
  return kind === 'b' || kind === 'h' || kind === 'w' || kind === 'l' ? kind : null;
}

function consumeInteger(s: Selection, compare: Value, sink: Sink): void {
  let [a, b] = [compare.args[0]!, compare.args[1]!];
  let side = 0;
  if (intOf(a) !== null || (isFullLoad(s, a) && intOf(b) === null && !isFullLoad(s, b))) {
    [a, b] = [b, a];
    side = 1;
  }
  const condition = CONDITIONS[compare.op]![side]!;
  const immediate = s.immediate(b, 32);
  if (immediate === 0) {
    const signed = condition === 'l' ? 's' : condition === 'ge' ? 'ns' : condition;
    if (!mayFold(s, compare)) {
      compareReg(s, a, 0, condition, sink);
      return;
    }
    if (compareMemory(s, a, 0, condition, sink)) return;
    test(s, a, signed, sink);
    return;
  }
  if (immediate !== null) {
    if (mayFold(s, compare) && compareMemory(s, a, immediate, condition, sink)) return;
    compareReg(s, a, immediate, condition, sink);
    return;
  }
  const width = a.cls === Cls.l ? 'l' : 'w';
  if (mayFold(s, compare) && isFullLoad(s, b)) {
    const memory = addressOf(s, b.args[0]!);
    s.emit(COMPARE.rm[sink.kind][width], [...sink.operands, use(s.low(a))], { memory, condition });
    return;
  }
  const operands = [...sink.operands, use(s.low(a)), use(s.invariant(b), ANY)];
  s.emit(COMPARE.rr[sink.kind][width], operands, { condition });
}

/** Loads may be folded into a compare that is emitted once. */
const mayFold = (s: Selection, compare: Value): boolean =>
  compare === s.root || s.uses[compare.id] === 1;

function compareReg(
  s: Selection,
  a: Value,
  immediate: number,
  condition: string,
  sink: Sink,
): void {
  const width = a.cls === Cls.l ? 'l' : 'w';
  const operands = [...sink.operands, use(s.low(a), ANY)];
  s.emit(COMPARE.ri[sink.kind][width], operands, { condition, immediate });
}

const UNSIGNED: Readonly<Record<string, string>> = {
  e: 'e',
  ne: 'ne',
  l: 'b',
  le: 'be',
  g: 'a',
  ge: 'ae',
  b: 'b',
  be: 'be',
  a: 'a',
  ae: 'ae',
};

/** A load of any width against a constant that fits it. */
function compareMemory(
  s: Selection,
  load: Value,
  immediate: number,
  condition: string,
  sink: Sink,
): boolean {
  if (!s.canFoldLoad(load)) return false;
  const { kind, signed } = load.aux as Access;
  const width = narrowOf(load);
  if (!width) return false;
  let as = condition;
  if (kind === 'b' || kind === 'h' || (kind === 'w' && load.cls === Cls.l)) {
    const bits = kind === 'b' ? 8 : kind === 'h' ? 16 : 32;
    const low = signed ? -(2 ** (bits - 1)) : 0;
    if (immediate < low || immediate >= low + 2 ** bits) return false;
    // Zero-extended values are compared the same way whatever the sign; sign-extended only as
    // signed.
    const unsigned = 'b be a ae'.split(' ').includes(condition);
    if (signed && unsigned) return false;
    if (!signed) as = UNSIGNED[condition]!;
  }
  const memory = addressOf(s, load.args[0]!);
  const fitted =
    width === 'b' ? (immediate << 24) >> 24 : width === 'h' ? (immediate << 16) >> 16 : immediate;
  s.emit(COMPARE.mi[sink.kind][width], sink.operands, { memory, condition: as, immediate: fitted });
  return true;
}

const FLOAT_CONDITIONS: Readonly<Record<number, readonly [string, boolean]>> = {
  // condition and whether the sides are swapped: "above" is false when unordered
  [Op.cslt]: ['a', true],
  [Op.csle]: ['ae', true],
  [Op.csgt]: ['a', false],
  [Op.csge]: ['ae', false],
  [Op.co]: ['np', false],
  [Op.cuo]: ['p', false],
};

const EQUAL: Readonly<Record<Sink['kind'], Consumer>> = {
  set: 'setEqual',
  // The others are asked with their sides exchanged.
  branch: 'branchUnequal',
  cmovw: 'cmovUnequalw',
  cmovl: 'cmovUnequall',
  unless: 'unlessUnequal',
};

function consumeFloat(s: Selection, compare: Value, sink: Sink): void {
  const { op } = compare;
  let [a, b] = [compare.args[0]!, compare.args[1]!];
  const [condition, swapped] = FLOAT_CONDITIONS[op] ?? ['', false];
  if (swapped) [a, b] = [b, a];
  let consumer: Consumer = sink.kind;
  if (condition === '')
    consumer = op === Op.ceq || sink.kind !== 'set' ? EQUAL[sink.kind] : 'setUnequal';
  const letter = a.cls === Cls.s ? 's' : 'd';
  if (a.cls === Cls.e) {
    const operands = [...sink.operands, use(s.low(a), STACK), use(s.low(b), STACK)];
    s.emit(FLOAT_COMPARE.e[consumer], operands, { condition });
    return;
  }
  const memoryShape: FloatShape = letter === 's' ? 'sm' : 'dm';
  if (b.op === Op.float && !Object.is(b.aux, 0)) {
    const operands = [...sink.operands, use(s.low(a))];
    s.emit(FLOAT_COMPARE[memoryShape][consumer], operands, { ...floatConstant(b), condition });
  } else if (mayFold(s, compare) && isFullLoad(s, b)) {
    const memory = addressOf(s, b.args[0]!);
    s.emit(FLOAT_COMPARE[memoryShape][consumer], [...sink.operands, use(s.low(a))], {
      memory,
      condition,
    });
  } else {
    const operands = [...sink.operands, use(s.low(a)), use(s.low(b), ANY)];
    s.emit(FLOAT_COMPARE[letter][consumer], operands, { condition });
  }
}

/** Whether a branch on this condition must have its successors exchanged (equal floats). */
export function exchangesBranch(s: Selection, condition: Value): boolean {
  return isFloatEqual(condition) && !s.isNeeded(condition);
}
