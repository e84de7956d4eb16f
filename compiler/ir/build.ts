/**
 * Builder: emits values into a current block and ends blocks, keeping edges mutual and unique.
 * It folds nothing (folding is a pass), except that a branch with one destination becomes a jump.
 */
import type { Position } from '../source.ts';
import {
  ACCESS_SIZES,
  type Access,
  type AccessKind,
  type AsmInfo,
  type Aux,
  append,
  type Block,
  type BranchInfo,
  type CallInfo,
  type Extent,
  type Func,
  isAggregate,
  type Passing,
  type Slot,
  setEnd,
  type Value,
} from './ir.ts';
import { Cls, OP_COMPARES, Op } from './ops.ts';

/** What an ordinary access is: naturally aligned, not volatile, not atomic, aliasing anything. */
export function accessOf(kind: AccessKind, changes: Partial<Access> = {}): Access {
  return {
    kind,
    signed: false,
    align: ACCESS_SIZES[kind],
    volatile: false,
    order: -1,
    alias: 0,
    ...changes,
  };
}

/** What an ordinary, prototyped, not variadic call is. */
export function callInfoOf(
  params: readonly Passing[],
  result: Passing,
  changes: Partial<CallInfo> = {},
): CallInfo {
  return {
    params,
    result,
    named: -1,
    prototyped: true,
    noReturn: false,
    returnsTwice: false,
    effects: 'any',
    chain: false,
    pack: false,
    ...changes,
  };
}

const UNKNOWN: BranchInfo = { likely: 'unknown' };

export class Builder {
  private block: Block | null = null;
  private open = false;
  /** Where in the entry block the next alloc goes. */
  private allocs = -1;
  /** The place given to every value emitted. */
  pos: Position = 0;

  constructor(readonly func: Func) {}

  /** The block that values are emitted into. @throws Error when there is none. */
  get current(): Block {
    if (!this.block) throw new Error('builder has no current block');
    return this.block;
  }

  /** Whether the current block lacks an end; nothing may be emitted when it has one. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Makes a block; it does not become current. */
  newBlock(name: string): Block {
    return this.func.block(name);
  }

  /** Makes a block current, to be filled and ended. */
  moveTo(block: Block): Block {
    this.block = block;
    this.open = true;
    return block;
  }

  emit(op: Op, cls: Cls, args: Value[], aux: Aux = null): Value {
    if (!this.open) throw new Error('builder emits into a block that has ended');
    return append(this.current, this.func.value(op, cls, args, aux, this.pos));
  }

  /** The next parameter; params come first in the entry block, in order. */
  param(index: number, cls: Cls, name = ''): Value {
    const value = this.emit(Op.param, cls, [], index);
    value.name = name;
    return value;
  }

  unary(op: Op, cls: Cls, a: Value): Value {
    return this.emit(op, cls, [a]);
  }

  binary(op: Op, cls: Cls, a: Value, b: Value): Value {
    return this.emit(op, cls, [a, b]);
  }

  /** A comparison: 0 or 1 in class w. */
  compare(op: Op, a: Value, b: Value): Value {
    if (!OP_COMPARES[op]) throw new Error('builder compares with another op');
    return this.emit(op, Cls.w, [a, b]);
  }

  select(condition: Value, a: Value, b: Value): Value {
    return this.emit(Op.select, a.cls, [condition, a, b]);
  }

  int(cls: Cls, value: bigint | number): Value {
    return this.func.int(cls, value);
  }

  load(access: Access, cls: Cls, address: Value): Value {
    return this.emit(Op.load, cls, [address], access);
  }

  store(access: Access, value: Value, address: Value): Value {
    return this.emit(Op.store, Cls.none, [value, address], access);
  }

  blit(to: Value, from: Value, extent: Extent): Value {
    return this.emit(Op.blit, Cls.none, [to, from], extent);
  }

  clear(to: Value, extent: Extent): Value {
    return this.emit(Op.clear, Cls.none, [to], extent);
  }

  /** A stack slot: the alloc goes to the entry block, after its params and earlier allocs. */
  alloc(slot: Slot): Value {
    const entry = this.func.blocks[0]!;
    if (this.allocs < 0) {
      this.allocs = 0;
      while (isPrologue(entry.body[this.allocs])) this.allocs++;
    }
    while (isPrologue(entry.body[this.allocs])) this.allocs++;
    const value = this.func.value(Op.alloc, Cls.l, [], slot, this.pos);
    value.block = entry;
    value.name = slot.name;
    entry.body.splice(this.allocs++, 0, value);
    return value;
  }

  /**
   * A call. `into` receives an aggregate result, `chain` is the static chain of a nested function.
   * The value has the result's class, or none for void and aggregates.
   */
  call(callee: Value, args: Value[], info: CallInfo, into?: Value, chain?: Value): Value {
    const operands = [callee];
    if (into) operands.push(into);
    for (const arg of args) operands.push(arg);
    if (chain) operands.push(chain);
    return this.emit(Op.call, isAggregate(info.result) ? Cls.none : info.result, operands, info);
  }

  /** A phi at the head of a block; its args are set by setPhi once the block's preds are known. */
  phi(block: Block, cls: Cls, name = ''): Value {
    const value = this.func.value(Op.phi, cls, [], null, this.pos);
    value.name = name;
    value.block = block;
    block.phis.push(value);
    return value;
  }

  /** Sets the args of a phi, asking for the value that comes from each predecessor. */
  setPhi(phi: Value, valueFrom: (pred: Block) => Value): void {
    const block = phi.block;
    if (!block) throw new Error('phi stands in no block');
    phi.args = block.preds.map(valueFrom);
  }

  jmp(to: Block): void {
    this.end(Op.jmp, [], null, [to]);
  }

  /** Goes to `yes` where the condition is not 0. */
  br(condition: Value, yes: Block, no: Block, info: BranchInfo = UNKNOWN): void {
    if (yes === no) this.jmp(yes);
    else this.end(Op.br, [condition], info, [yes, no]);
  }

  /** Cases that share a block share a successor; cases going to `otherwise` are dropped. */
  switch(
    value: Value,
    otherwise: Block,
    cases: readonly { readonly value: bigint; readonly block: Block }[],
  ): void {
    const succs = [otherwise];
    const indices = new Map<Block, number>([[otherwise, 0]]);
    const kept: { value: bigint; target: number }[] = [];
    for (const one of cases) {
      let target = indices.get(one.block);
      if (target === undefined) {
        target = succs.length;
        indices.set(one.block, target);
        succs.push(one.block);
      }
      if (target !== 0) kept.push({ value: one.value, target });
    }
    if (kept.length === 0) this.jmp(otherwise);
    else this.end(Op.switch, [value], { cases: kept }, succs);
  }

  /** Returns a value, or (for an aggregate result) what stands at an address. */
  ret(value?: Value): void {
    this.end(Op.ret, value ? [value] : [], null, []);
  }

  goto(address: Value, targets: readonly Block[]): void {
    this.end(Op.goto, [address], null, [...new Set(targets)]);
  }

  asmGoto(info: AsmInfo, args: Value[], next: Block, labels: readonly Block[]): void {
    const succs = [next, ...labels];
    if (new Set(succs).size !== succs.length) throw new Error('asmgoto with a repeated successor');
    this.end(Op.asmgoto, args, info, succs);
  }

  unreachable(): void {
    this.end(Op.unreachable, [], null, []);
  }

  private end(op: Op, args: Value[], aux: Aux, succs: Block[]): void {
    if (!this.open) throw new Error('builder ends a block twice');
    setEnd(this.current, this.func.value(op, Cls.none, args, aux, this.pos), succs);
    this.open = false;
  }
}

function isPrologue(value: Value | undefined): boolean {
  return (
    value !== undefined && (value.op === Op.param || value.op === Op.alloc || value.op === Op.chain)
  );
}
