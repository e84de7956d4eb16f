/**
 * Inserter: puts values into a block that is being rewritten, for the IR-to-IR steps of the back
 * ends. It appends to the list it was started on; what stands there already keeps its place.
 */
import type { Access, Aux, Block, Func, Slot, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op, type Op as OpNumber } from '../../compiler/ir/ops.ts';
import type { Position } from '../../compiler/source.ts';

export class Inserter {
  private block: Block | null = null;
  private list: Value[] = [];
  pos: Position = 0;

  constructor(readonly func: Func) {}

  /** Values go to the end of `list`, as values of `block`. */
  start(block: Block, list: Value[]): void {
    this.block = block;
    this.list = list;
  }

  put(value: Value): Value {
    value.block = this.block;
    this.list.push(value);
    return value;
  }

  make(op: OpNumber, cls: Cls, args: Value[], aux: Aux = null): Value {
    return this.put(this.func.value(op, cls, args, aux, this.pos));
  }

  int(cls: Cls, value: bigint | number): Value {
    return this.func.int(cls, value);
  }

  /** The address `bytes` further on. */
  offset(base: Value, bytes: number): Value {
    return bytes === 0 ? base : this.make(Op.add, Cls.l, [base, this.int(Cls.l, bytes)]);
  }

  load(cls: Cls, address: Value, access: Access): Value {
    return this.make(Op.load, cls, [address], access);
  }

  store(value: Value, address: Value, access: Access): Value {
    return this.make(Op.store, Cls.none, [value, address], access);
  }

  /** A slot of the frame, put at the head of the entry block. */
  alloc(slot: Slot): Value {
    const entry = this.func.blocks[0]!;
    const value = this.func.value(Op.alloc, Cls.l, [], slot, this.pos);
    value.block = entry;
    let at = 0;
    while (entry.body[at]?.op === Op.param) at++;
    entry.body.splice(at, 0, value);
    return value;
  }
}
