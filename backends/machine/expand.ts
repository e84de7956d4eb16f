/**
 * IR-to-IR expansions both targets need: over-aligned slots, run-time stack allocation in whole
 * units, bit counts without an instruction for them. In place; values keep their identity.
 */
import type { Func, Slot, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { Inserter } from './insert.ts';

export interface ExpandOptions {
  readonly stackAlignment: number;
  /** Ops written out in simpler ones. */
  readonly ops: ReadonlySet<number>;
}

/** Expands a function's values; blocks stay as they are. */
export function expandValues(func: Func, options: ExpandOptions): void {
  const insert = new Inserter(func);
  for (const block of func.blocks) {
    const old = block.body;
    if (!old.some((value) => needs(value, options))) continue;
    block.body = [];
    insert.start(block, block.body);
    for (const value of old) {
      insert.pos = value.pos;
      if (!needs(value, options)) insert.put(value);
      else if (value.op === Op.alloc) alignSlot(insert, value, options.stackAlignment);
      else if (value.op === Op.alloca) roundAlloca(insert, value, options.stackAlignment);
      else if (value.op === Op.popcount) expandPopcount(insert, value);
    }
  }
}

function needs(value: Value, { stackAlignment, ops }: ExpandOptions): boolean {
  if (value.op === Op.alloc) return (value.aux as Slot).align > stackAlignment;
  return value.op === Op.alloca || ops.has(value.op);
}

/** A slot aligned more than the stack is: a bigger slot and the first aligned address in it. */
function alignSlot(insert: Inserter, value: Value, stackAlignment: number): void {
  const { size, align, name } = value.aux as Slot;
  const slot = insert.make(Op.alloc, Cls.l, [], {
    size: size + align - stackAlignment,
    align: stackAlignment,
    name,
  });
  const up = insert.offset(slot, align - stackAlignment);
  value.op = Op.and;
  value.args = [up, insert.int(Cls.l, -align)];
  value.aux = null;
  insert.put(value);
}

/** Sizes become multiples of the stack's alignment; a greater one is made inside a greater size. */
function roundAlloca(insert: Inserter, value: Value, stackAlignment: number): void {
  const align = Math.max((value.aux as Slot | null)?.align ?? 1, 1);
  const extra = Math.max(align - stackAlignment, 0);
  const up = insert.offset(value.args[0]!, stackAlignment - 1 + extra);
  const size = insert.make(Op.and, Cls.l, [up, insert.int(Cls.l, -stackAlignment)]);
  if (extra === 0) {
    value.args = [size];
    insert.put(value);
    return;
  }
  const space = insert.make(Op.alloca, Cls.l, [size], { size: 0, align: stackAlignment, name: '' });
  value.op = Op.and;
  value.args = [insert.offset(space, align - 1), insert.int(Cls.l, -align)];
  value.aux = null;
  insert.put(value);
}

/** Sums of bits in fields of 2, 4 and 8, then all bytes at once by a product (Warren, 5-1). */
function expandPopcount(insert: Inserter, value: Value): void {
  const { cls } = value;
  const bits = cls === Cls.l ? 64 : 32;
  const repeat = (byte: bigint): Value => {
    let all = 0n;
    for (let i = 0; i < bits; i += 8) all = (all << 8n) | byte;
    return insert.int(cls, all);
  };
  const shr = (x: Value, by: number): Value => insert.make(Op.shr, cls, [x, insert.int(Cls.w, by)]);
  const make = (op: number, a: Value, b: Value): Value => insert.make(op, cls, [a, b]);
  const x = value.args[0]!;
  const pairs = make(Op.sub, x, make(Op.and, shr(x, 1), repeat(0x55n)));
  const low = make(Op.and, pairs, repeat(0x33n));
  const nibbles = make(Op.add, low, make(Op.and, shr(pairs, 2), repeat(0x33n)));
  const bytes = make(Op.and, make(Op.add, nibbles, shr(nibbles, 4)), repeat(0x0fn));
  const sum = make(Op.mul, bytes, repeat(0x01n));
  value.op = Op.shr;
  value.args = [sum, insert.int(Cls.w, bits - 8)];
  insert.put(value);
}
