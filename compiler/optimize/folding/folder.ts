/**
 * What fold's rules work with: making values in front of the one at hand, constants, use counts.
 */
import { type Aux, type Func, isNoWrap, NO_WRAP, type SymbolRef, type Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import { type Context, compute } from '../context.ts';

/**
 * A rule looks at a value and gives an equal one, the value itself when it was changed in place, or
 * null.
 */
export type Rule = (folder: Folder, value: Value) => Value | null;

export class Folder {
  /** Values made for the value at hand; the driver puts them in front of it. */
  readonly pending: Value[] = [];
  /** A block's end was changed in this sweep. */
  endsChanged = false;

  constructor(
    readonly func: Func,
    readonly context: Context,
    private readonly uses: Int32Array,
  ) {}

  /** Whether a value has this one use, so that a rewrite through it removes it. */
  single(value: Value): boolean {
    return this.uses[value.id] === 1;
  }

  /**
   * Counts further uses; uses that go are not counted down, so that `single` errs on the safe side.
   */
  private used(args: Value[]): void {
    for (let i = 0; i < args.length; i++) this.uses[args[i]!.id]!++;
  }

  /** Counts the uses a value inherits from one it replaces. */
  inherit(value: Value, from: Value): void {
    this.uses[value.id]! += Math.max(2, this.uses[from.id] ?? 2);
  }

  /** A new value in front of the one at hand. */
  emit(at: Value, op: Op, cls: Cls, args: Value[], aux: Aux = null): Value {
    const value = this.func.value(op, cls, args, aux, at.pos);
    this.used(args);
    this.pending.push(value);
    return value;
  }

  int(cls: Cls, value: bigint | number): Value {
    return this.func.int(cls, value);
  }

  /** An op of integer constants; null where it is not defined. */
  compute(op: Op, cls: Cls, ...args: Value[]): Value | null {
    return compute(this.func, this.context, op, cls, args);
  }

  /** Rewrites a value in place. */
  become(value: Value, op: Op, args: Value[], aux: Aux = null): Value {
    this.used(args);
    value.op = op;
    value.args = args;
    value.aux = aux;
    return value;
  }
}

/** True for a number, of whatever class. */
export function isConstant(value: Value): boolean {
  return value.op === Op.int || value.op === Op.float;
}

/** The mark of what is made of values that all have it; null where one has not. */
export function markOf(...values: readonly Value[]): typeof NO_WRAP | null {
  return values.every(isNoWrap) ? NO_WRAP : null;
}

/** The mark of the sum or product of constants that replaces two of them, where it is exact. */
export function markOfJoined(
  outer: Value,
  inner: Value,
  [a, b]: readonly [Value, Value],
  joined: Value,
): typeof NO_WRAP | null {
  const [x, y] = [a.aux as bigint, b.aux as bigint];
  const exact = outer.op === Op.mul ? x * y : x + y;
  return exact === joined.aux ? markOf(outer, inner) : null;
}

/** What a value is an exact product of by a constant from 2 on; null where it is none. */
export function factorOf(value: Value): { readonly value: Value; readonly factor: bigint } | null {
  const [x, y] = value.args;
  if (!isNoWrap(value) || y?.op !== Op.int) return null;
  const number = y.aux as bigint;
  if (value.op === Op.mul) return number > 1n ? { value: x!, factor: number } : null;
  if (value.op !== Op.shl || number < 1n || number > 30n) return null;
  return { value: x!, factor: 1n << number };
}

/** Whether a value is this integer constant. */
export function isInt(value: Value, number: bigint): boolean {
  return value.op === Op.int && value.aux === number;
}

/** The address of a symbol moved by a constant, or null where the linker might not do it. */
export function moveSymbol({ func, context }: Folder, symbol: Value, by: Value): Value | null {
  const ref = symbol.aux as SymbolRef;
  if (ref.symbol.threadLocal) return null;
  const sum = compute(func, context, Op.add, Cls.l, [func.int(Cls.l, ref.offset), by]);
  if (!sum) return null;
  const offset = Number(sum.aux as bigint);
  return Math.abs(offset) < 2 ** 30 ? func.address(ref.symbol, sum.aux as bigint) : null;
}
