/** Straight code being made: values in order that stand in no block yet; constants fold at once. */
import { type Block, type Func, intOf, type Value } from '../ir/ir.ts';
import { type Cls, Op } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import { type Context, compute } from './context.ts';

export class Straight {
  values: Value[] = [];

  constructor(
    readonly func: Func,
    private readonly context: Context,
    private readonly pos: Position,
  ) {}

  /** More code of the same place, to stand elsewhere. */
  another(): Straight {
    return new Straight(this.func, this.context, this.pos);
  }

  /** An op on operands; what is already known is given as it is. */
  op(op: Op, cls: Cls, ...args: Value[]): Value {
    const known = compute(this.func, this.context, op, cls, args) ?? idle(op, args);
    return known ?? this.put(this.func.value(op, cls, args, null, this.pos));
  }

  put(value: Value): Value {
    this.values.push(value);
    return value;
  }

  int(cls: Cls, value: bigint | number): Value {
    return this.func.int(cls, value);
  }

  /** Puts all there is at the end of a block's body, and starts afresh. */
  moveTo(block: Block): void {
    for (const value of this.values) value.block = block;
    block.body.push(...this.values);
    this.values = [];
  }
}

/** The operand that an op gives unchanged, or null. */
function idle(op: Op, [a, b]: readonly Value[]): Value | null {
  const right = b ? intOf(b) : null;
  const left = a ? intOf(a) : null;
  if (op === Op.add && left === 0n) return b!;
  if ((op === Op.add || op === Op.sub || op === Op.shl) && right === 0n) return a!;
  return op === Op.mul && right === 1n ? a! : null;
}
