/**
 * IR to IR: what rv64gc has no instructions for. Long double (binary128) becomes calls of the
 * compiler's support library (libgcc's names), its sign bit is changed in memory; bit counts, byte
 * swaps and rotations become shifts and masks. popcount is left to machine/expand.ts.
 */
import { accessOf, callInfoOf } from '../../compiler/ir/build.ts';
import type { Block, Func, Module, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { Inserter } from '../machine/insert.ts';

const ARITHMETIC: Readonly<Record<number, string>> = {
  [Op.add]: '__addtf3',
  [Op.sub]: '__subtf3',
  [Op.mul]: '__multf3',
  [Op.div]: '__divtf3',
};

/**
 * A comparison's function and how its result compares with 0; all come out false for NaNs (but cne,
 * cuo).
 */
const COMPARISONS: Readonly<Record<number, readonly [string, number]>> = {
  [Op.ceq]: ['__eqtf2', Op.ceq],
  [Op.cne]: ['__netf2', Op.cne],
  [Op.cslt]: ['__lttf2', Op.cslt],
  [Op.csle]: ['__letf2', Op.csle],
  [Op.csgt]: ['__gttf2', Op.csgt],
  [Op.csge]: ['__getf2', Op.csge],
  [Op.co]: ['__unordtf2', Op.ceq],
  [Op.cuo]: ['__unordtf2', Op.cne],
};

/** gcc's mode names of the classes: SI, DI, SF, DF. */
const MODES: Readonly<Record<number, string>> = {
  [Cls.w]: 'si',
  [Cls.l]: 'di',
  [Cls.s]: 'sf',
  [Cls.d]: 'df',
};

/** The support function of a conversion to or from class e. */
function conversion({ op, cls }: Value, from: Cls): string {
  switch (op) {
    case Op.fcvt:
      return cls === Cls.e ? `__extend${MODES[from]}tf2` : `__trunctf${MODES[cls]}2`;
    case Op.stof:
      return `__float${MODES[from]}tf`;
    case Op.utof:
      return `__floatun${MODES[from]}tf`;
    case Op.ftos:
      return `__fixtf${MODES[cls]}`;
    default:
      return `__fixunstf${MODES[cls]}`;
  }
}

const CONVERSIONS = new Set<number>([Op.fcvt, Op.stof, Op.utof, Op.ftos, Op.ftou]);
const BITS: Readonly<Record<number, (insert: Inserter, value: Value) => void>> = {
  [Op.clz]: leadingZeros,
  [Op.ctz]: trailingZeros,
  [Op.bswap]: swapBytes,
  [Op.rotl]: rotate,
};

/** Rewrites what the instruction set lacks. Values keep their identity; blocks stay as they are. */
export function expandMissing(func: Func, module: Module): void {
  const insert = new Inserter(func);
  for (const block of func.blocks) {
    if (block.body.some(isMissing)) expandBlock(block, insert, module);
  }
}

function isMissing(value: Value): boolean {
  return BITS[value.op] !== undefined || isSoftware(value);
}

/** Whether a value computes with class e, moves of it aside. */
function isSoftware({ op, cls, args }: Value): boolean {
  const from = args[0]?.cls;
  if (cls !== Cls.e && from !== Cls.e) return false;
  if (COMPARISONS[op] || CONVERSIONS.has(op)) return op !== Op.fcvt || cls !== from;
  return ARITHMETIC[op] !== undefined || op === Op.neg || op === Op.fabs;
}

function expandBlock(block: Block, insert: Inserter, module: Module): void {
  const old = block.body;
  block.body = [];
  insert.start(block, block.body);
  for (const value of old) {
    insert.pos = value.pos;
    const bits = BITS[value.op];
    if (bits) bits(insert, value);
    else if (isSoftware(value)) expandFloat(insert, module, value);
    else insert.put(value);
  }
}

function expandFloat(insert: Inserter, module: Module, value: Value): void {
  const { op } = value;
  const from = value.args[0]!.cls;
  const comparison = COMPARISONS[op];
  if (op === Op.neg || op === Op.fabs) {
    changeSign(insert, value);
    return;
  }
  if (!comparison) {
    become(insert, module, value, ARITHMETIC[op] ?? conversion(value, from));
    return;
  }
  const [name, test] = comparison;
  const info = callInfoOf([Cls.e, Cls.e], Cls.w, { effects: 'const' });
  const callee = insert.func.address(module.symbol(name));
  const order = insert.make(Op.call, Cls.w, [callee, ...value.args], info);
  value.op = test;
  value.args = [order, insert.int(Cls.w, 0)];
  insert.put(value);
}

/** The value becomes a call on its own operands. */
function become(insert: Inserter, module: Module, value: Value, name: string): void {
  value.aux = callInfoOf(
    value.args.map((one) => one.cls),
    value.cls,
    { effects: 'const' },
  );
  value.args = [insert.func.address(module.symbol(name)), ...value.args];
  value.op = Op.call;
  insert.put(value);
}

/** The sign is the top bit of the second double word. */
function changeSign(insert: Inserter, value: Value): void {
  const home = insert.alloc({ size: 16, align: 16, name: '' });
  insert.store(value.args[0]!, home, accessOf('e'));
  const high = insert.offset(home, 8);
  const word = insert.load(Cls.l, high, accessOf('l'));
  const top = 1n << 63n;
  const changed =
    value.op === Op.neg
      ? insert.make(Op.xor, Cls.l, [word, insert.int(Cls.l, top)])
      : insert.make(Op.and, Cls.l, [word, insert.int(Cls.l, top - 1n)]);
  insert.store(changed, high, accessOf('l'));
  value.op = Op.load;
  value.args = [home];
  value.aux = accessOf('e');
  insert.put(value);
}

const bitsOf = (value: Value): number => (value.cls === Cls.l ? 64 : 32);

const shiftBy = (insert: Inserter, op: number, x: Value, by: number): Value =>
  insert.make(op, x.cls, [x, insert.int(Cls.w, by)]);

/** Copies the leading one down and counts the zeros that are left above (Warren, 5-3). */
function leadingZeros(insert: Inserter, value: Value): void {
  let x = value.args[0]!;
  for (let by = 1; by < bitsOf(value); by *= 2) {
    x = insert.make(Op.or, x.cls, [x, shiftBy(insert, Op.shr, x, by)]);
  }
  value.op = Op.popcount;
  value.args = [insert.make(Op.xor, x.cls, [x, insert.int(x.cls, -1)])];
  insert.put(value);
}

/** The ones below the lowest one: x - 1 where x is 0 (Warren, 5-4). */
function trailingZeros(insert: Inserter, value: Value): void {
  const x = value.args[0]!;
  const below = insert.make(Op.sub, x.cls, [x, insert.int(x.cls, 1)]);
  const clear = insert.make(Op.xor, x.cls, [x, insert.int(x.cls, -1)]);
  value.op = Op.popcount;
  value.args = [insert.make(Op.and, x.cls, [below, clear])];
  insert.put(value);
}

/** Swaps neighbours of 8 bits, of 16, and of 32 (Warren, 7-1). */
function swapBytes(insert: Inserter, value: Value): void {
  let x = value.args[0]!;
  const width = bitsOf(value);
  for (let by = 8; by < width / 2; by *= 2) {
    const field = (1n << BigInt(by)) - 1n;
    let mask = 0n;
    for (let at = 0; at < width; at += 2 * by) mask |= field << BigInt(at);
    const constant = insert.int(x.cls, mask);
    const down = insert.make(Op.and, x.cls, [shiftBy(insert, Op.shr, x, by), constant]);
    const kept = insert.make(Op.and, x.cls, [x, constant]);
    x = insert.make(Op.or, x.cls, [down, shiftBy(insert, Op.shl, kept, by)]);
  }
  const [down, up] = [shiftBy(insert, Op.shr, x, width / 2), shiftBy(insert, Op.shl, x, width / 2)];
  value.op = Op.or;
  value.args = [down, up];
  insert.put(value);
}

/** Counts are taken modulo the width, so that the other shift's is just negated. */
function rotate(insert: Inserter, value: Value): void {
  const [x, by] = [value.args[0]!, value.args[1]!];
  const left = insert.make(Op.shl, x.cls, [x, by]);
  const back = insert.make(Op.sub, Cls.w, [insert.int(Cls.w, 0), by]);
  value.op = Op.or;
  value.args = [left, insert.make(Op.shr, x.cls, [x, back])];
  insert.put(value);
}
