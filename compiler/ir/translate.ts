/**
 * Translates one function to WebAssembly for the interpreter. Every value is a local (externref for
 * long double); the stack frame lies in linear memory; every access is checked against the limits
 * of memory.
 *
 *   loop L                      a jump forward leaves the nested blocks up to its target,
 *     block Bn .. block B0      a jump backward sets `state` and goes to L, where a table
 *       br_table state          leads to the target
 *     end  code of block 0
 *     end  code of block 1 ...
 *
 * A call of setjmp splits its block: longjmp is a WebAssembly exception caught around the blocks,
 * and goes on after the call.
 */
import { addInts, type Extended, subInts } from '../numbers.ts';
import {
  ACCESS_SIZES,
  type Access,
  type AsmInfo,
  type Block,
  type Extent,
  type Func,
  type Slot,
  type SwitchInfo,
  type SymbolRef,
  type VaArg,
  type Value,
} from './ir.ts';
import { LABEL_BASE, type Linker, NotInterpretable, typeOf } from './link.ts';
import { FETCHES, I, LOADS, STORES } from './opcodes.ts';
import { CLASS_NAMES, Cls, OP_COMPARES, Op, opRow } from './ops.ts';
import { type Segment, type Segments, segmentsOf } from './segments.ts';
import { CallEmitter } from './translate-calls.ts';
import { OpEmitter } from './translate-ops.ts';
import { isVectorOp, pushVector, translateVector } from './translate-vectors.ts';
import { Bytes, WASM_TYPES } from './wasm.ts';

export class Translator {
  readonly code = new Bytes();
  readonly locals: number[] = [];
  private readonly local: Int32Array;
  private readonly segments: readonly Segment[];
  /** By block id: the index of its first segment, -1 where unreachable. */
  private readonly first: Int32Array;
  private readonly looped: Uint8Array;
  private readonly slots = new Map<Value, number>();
  private readonly setjmps: Segments['setjmps'];
  private readonly parameters: number;
  private readonly calls: CallEmitter;
  private readonly ops = new OpEmitter(this);
  private readonly free: number[][] = [[], [], [], [], [], [], [], []];
  private readonly lastUse: Int32Array;
  private frameSize = 0;
  private frameAlign = 16;
  private usesState = false;
  private segment = 0;
  /** The half of values of class y that is pushed and set. */
  half: 0 | 1 = 0;
  readonly state: number;
  readonly frame: number;
  private readonly oldStack: number;
  readonly wide: number;
  private readonly chainLocal: number;
  /** The local holding the argument block of a variadic function. */
  private readonly rest: number;

  constructor(
    readonly linker: Linker,
    readonly func: Func,
  ) {
    const signature = linker.signatureOf(func);
    this.parameters = signature.length;
    this.rest = func.variadic ? signature.length - 1 : -1;
    this.local = new Int32Array(func.nextValue).fill(-1);
    this.lastUse = new Int32Array(func.nextValue).fill(-1);
    this.state = this.newLocal(WASM_TYPES.w);
    this.frame = this.newLocal(WASM_TYPES.w);
    this.oldStack = this.newLocal(WASM_TYPES.w);
    this.wide = this.newLocal(WASM_TYPES.l);
    this.chainLocal = this.newLocal(WASM_TYPES.l);
    this.calls = new CallEmitter(this);
    const { segments, setjmps, first } = segmentsOf(func, (value) => this.calls.isSetjmp(value));
    this.segments = segments;
    this.setjmps = setjmps;
    this.first = first;
    this.looped = new Uint8Array(this.segments.length);
  }

  newLocal(type: number): number {
    return this.parameters + this.locals.push(type) - 1;
  }

  run(): void {
    this.layoutFrame();
    this.findLoops();
    this.findUses();
    this.prologue();
    this.body();
  }

  private layoutFrame(): void {
    const outgoing = this.calls.outgoingSize();
    this.frameSize = outgoing + (this.setjmps.length > 0 ? 16 : 0);
    for (const { block } of this.segments) {
      for (const value of block.body) {
        if (value.op !== Op.alloc) continue;
        const slot = value.aux as Slot;
        const align = Math.max(1, slot.align);
        this.frameSize = Math.ceil(this.frameSize / align) * align;
        this.slots.set(value, this.frameSize);
        this.frameSize += slot.size;
        this.frameAlign = Math.max(this.frameAlign, align);
      }
    }
    this.frameSize = Math.ceil(this.frameSize / 16) * 16;
  }

  /** Marks segments that are entered from behind. */
  private findLoops(): void {
    this.segments.forEach(({ block, last }, index) => {
      if (!last) return;
      for (const succ of block.succs) {
        const target = this.first[succ.id]!;
        if (target <= index) this.looped[target] = 1;
      }
    });
    for (const { segment } of this.setjmps) this.looped[segment] = 1;
    this.usesState = this.looped.includes(1);
  }

  /**
   * Values used in their own block only share locals: lastUse is the place of their last use, else
   * -1.
   */
  private findUses(): void {
    if (this.setjmps.length > 0) return;
    const shared = new Uint8Array(this.func.nextValue);
    for (const { block } of this.segments) {
      for (const phi of block.phis) {
        shared[phi.id] = 1;
        for (const arg of phi.args) shared[arg.id] = 1;
      }
      const use = (value: Value, place: number): void => {
        for (const arg of value.args) {
          if (arg.block !== block) shared[arg.id] = 1;
          else this.lastUse[arg.id] = place;
        }
      };
      block.body.forEach(use);
      use(block.end, block.body.length);
    }
    for (let id = 0; id < shared.length; id++) if (shared[id]) this.lastUse[id] = -1;
  }

  /** Fails with the reason why this function cannot run. */
  unsupported(value: Value, what: string): never {
    throw new NotInterpretable(`${this.func.name}: ${opRow(value.op).name}: ${what}`);
  }

  site(value: Value): number {
    return this.linker.site(this.func, value);
  }

  localOf(value: Value): number {
    let index = this.local[value.id]!;
    if (index < 0) {
      const own = this.lastUse[value.id]! < 0;
      index = (own ? undefined : this.free[value.cls]!.pop()) ?? this.localsOf(value.cls);
      this.local[value.id] = index;
    }
    return index;
  }

  /** A local of a class; for class y the first of two, the low half's and the high one's. */
  private localsOf(cls: Cls): number {
    if (cls !== Cls.y) return this.newLocal(typeOf(cls));
    const low = this.newLocal(WASM_TYPES.v);
    this.newLocal(WASM_TYPES.v);
    return low;
  }

  /** Gives back the locals of values whose last use this was. */
  private release(value: Value, place: number): void {
    for (const arg of value.args) {
      const index = this.local[arg.id]!;
      if (this.lastUse[arg.id] !== place || index < 0) continue;
      this.free[arg.cls]!.push(index);
      this.local[arg.id] = -1;
      this.lastUse[arg.id] = -1;
    }
  }

  /** Pushes a value; of class y, the half that `half` says. */
  push(value: Value): void {
    const { code } = this;
    switch (value.op) {
      case Op.int:
        if (value.cls === Cls.l) this.const64(value.aux as bigint);
        else code.byte(I.i32Const).signed(Number(value.aux as bigint));
        return;
      case Op.float:
        if (value.cls === Cls.e) {
          code.byte(I.globalGet).unsigned(this.linker.extendedGlobal(value.aux as Extended));
        } else if (value.cls === Cls.s) code.byte(I.f32Const).float(value.aux as number, 4);
        else code.byte(I.f64Const).float(value.aux as number, 8);
        return;
      case Op.symbol: {
        const { symbol, offset } = value.aux as SymbolRef;
        this.const64(addInts(BigInt(this.linker.address(symbol)), offset, 64));
        return;
      }
      case Op.label:
        this.const64(BigInt(LABEL_BASE + (value.aux as Block).id));
        return;
      case Op.undef:
        this.zero(value.cls);
        return;
      case Op.vector:
        pushVector(code, (value.aux as bigint) >> BigInt(128 * this.half));
        return;
      case Op.alloc:
        this.pushSlot(value);
        code.byte(I.i64ExtendU);
        return;
      default:
        code.byte(I.localGet).unsigned(this.localOf(value) + (value.cls === Cls.y ? this.half : 0));
    }
  }

  /** Pushes the address of a slot as an i32. */
  private pushSlot(value: Value): void {
    this.code.byte(I.localGet).unsigned(this.frame);
    this.const32(this.slots.get(value)!);
    this.code.byte(I.i32Add);
  }

  zero(cls: Cls): void {
    const { code } = this;
    if (cls === Cls.w) this.const32(0);
    else if (cls === Cls.l) this.const64(0n);
    else if (cls === Cls.s) code.byte(I.f32Const).float(0, 4);
    else if (cls === Cls.d) code.byte(I.f64Const).float(0, 8);
    else if (cls === Cls.e) code.byte(I.refNull, WASM_TYPES.e);
    else pushVector(code, 0n);
  }

  const32(value: number): void {
    this.code.byte(I.i32Const).signed(value);
  }

  const64(value: bigint): void {
    this.code.byte(I.i64Const).signed64(value);
  }

  import(name: string): void {
    this.code.byte(I.call).unsigned(this.linker.helper(name));
  }

  /** Pushes a checked address of `size` bytes as an i32. */
  address(at: Value, size: number, writes: boolean, user: Value): void {
    if (at.op === Op.alloc && this.slots.has(at) && (at.aux as Slot).size >= size) {
      this.pushSlot(at);
      return;
    }
    this.push(at);
    this.checked(size, writes, user);
  }

  /** Checks the address on the stack (i64) and leaves it as an i32. */
  checked(size: number, writes: boolean, user: Value): void {
    const { code, linker } = this;
    const low = BigInt(writes ? linker.writable : linker.lowest);
    code.byte(I.localTee).unsigned(this.wide);
    this.const64(low);
    code.byte(I.i64Sub, I.globalGet).unsigned(writes ? linker.writeLimit : linker.readLimit);
    if (size > 16) {
      this.const64(BigInt(size - 16));
      code.byte(I.i64Sub);
    }
    code.byte(I.i64GeU, I.if, WASM_TYPES.none);
    this.const32(this.site(user));
    code.byte(I.localGet).unsigned(this.wide);
    this.import('fault');
    code.byte(I.unreachable, I.end, I.localGet).unsigned(this.wide).byte(I.i32WrapI64);
  }

  /** A load or store instruction; an address is on the stack. */
  memory(opcode: number): void {
    const offset = 16 * this.half;
    this.code.byte(...(opcode > 255 ? [opcode >> 8, opcode & 255] : [opcode]), 0, offset);
  }

  /** Loads a class by an access, its i32 address being on the stack. */
  loadAt(access: Access, cls: Cls, user: Value): void {
    if (cls === Cls.e) {
      this.import('loadExtended');
      return;
    }
    const sign = access.kind === 'b' || access.kind === 'h' || access.kind === 'w';
    const kind = sign ? (access.signed ? 's' : 'u') + access.kind : access.kind;
    const opcode = LOADS[`${CLASS_NAMES[cls]} ${kind}`];
    if (opcode === undefined) this.unsupported(user, `kind ${kind} in class ${CLASS_NAMES[cls]}`);
    this.memory(opcode);
  }

  /** Stores a value by an access; its i32 address is on the stack below. */
  storeAt(access: Access, cls: Cls, user: Value): void {
    if (cls === Cls.e) {
      this.import('storeExtended');
      return;
    }
    const opcode = STORES[`${CLASS_NAMES[cls]} ${access.kind}`];
    if (opcode === undefined)
      this.unsupported(user, `kind ${access.kind} of class ${CLASS_NAMES[cls]}`);
    this.memory(opcode);
  }

  private prologue(): void {
    const { code, linker, func } = this;
    code.byte(I.globalGet).unsigned(linker.stack).byte(I.localSet).unsigned(this.oldStack);
    if (this.frameSize > 0) {
      code.byte(I.localGet).unsigned(this.oldStack);
      this.const32(this.frameSize);
      code.byte(I.i32Sub);
      this.const32(-this.frameAlign);
      code.byte(I.i32And, I.localTee).unsigned(this.frame).byte(I.globalSet).unsigned(linker.stack);
      code.byte(I.localGet).unsigned(this.frame);
      this.const32(linker.stackLowest);
      code.byte(I.i32LtU, I.if, WASM_TYPES.none);
      this.import('stackOverflow');
      code.byte(I.unreachable, I.end);
    } else code.byte(I.globalGet).unsigned(linker.stack).byte(I.localSet).unsigned(this.frame);
    if (func.flags.hasChain || func.blocks.some((b) => b.body.some((v) => v.op === Op.chain))) {
      code.byte(I.globalGet).unsigned(linker.chain).byte(I.localSet).unsigned(this.chainLocal);
    }
  }

  private restoreStack(): void {
    this.code
      .byte(I.localGet)
      .unsigned(this.oldStack)
      .byte(I.globalSet)
      .unsigned(this.linker.stack);
  }

  private body(): void {
    const { code, segments } = this;
    const count = segments.length;
    if (this.usesState) {
      code.byte(I.loop, WASM_TYPES.none);
      code.byte(I.globalGet).unsigned(this.linker.steps);
      this.const64(0n);
      code.byte(I.i64LtS, I.if, WASM_TYPES.none);
      this.import('outOfSteps');
      code.byte(I.unreachable, I.end);
    }
    if (this.setjmps.length > 0) code.byte(I.try, WASM_TYPES.none);
    for (let i = 0; i < count; i++) code.byte(I.block, WASM_TYPES.none);
    if (this.usesState) {
      code
        .byte(I.localGet)
        .unsigned(this.state)
        .byte(I.brTable)
        .unsigned(count - 1);
      for (let i = 0; i < count; i++) code.unsigned(this.looped[i] ? i : 0);
    }
    segments.forEach((segment, index) => {
      this.segment = index;
      code.byte(I.end);
      this.segmentCode(segment);
    });
    if (this.setjmps.length > 0) this.catchLongjmp();
    if (this.usesState) code.byte(I.end);
    code.byte(I.unreachable);
  }

  private segmentCode({ block, from, to, last }: Segment): void {
    const { code } = this;
    code.byte(I.globalGet).unsigned(this.linker.steps);
    this.const64(BigInt(to - from + 1));
    code.byte(I.i64Sub, I.globalSet).unsigned(this.linker.steps);
    for (let i = from; i < to; i++) {
      const value = block.body[i]!;
      this.value(value);
      this.release(value, i);
    }
    if (last) {
      this.blockEnd(block);
      this.release(block.end, block.body.length);
    }
  }

  /** Goes to a successor; `depth` counts the constructs opened inside the segment. */
  private jump(block: Block, succ: Block, depth: number): void {
    const { code } = this;
    this.phiCopies(block, succ);
    const target = this.first[succ.id]!;
    if (target > this.segment) {
      if (target > this.segment + 1 || depth > 0) {
        code.byte(I.br).unsigned(target - this.segment - 1 + depth);
      }
      return;
    }
    this.const32(target);
    code.byte(I.localSet).unsigned(this.state);
    this.loopAgain(depth);
  }

  private loopAgain(depth: number): void {
    const outer = this.segments.length - 1 - this.segment + (this.setjmps.length > 0 ? 1 : 0);
    this.code.byte(I.br).unsigned(outer + depth);
  }

  /** All sources are pushed before the first phi is set: the copies are parallel. */
  private phiCopies(block: Block, succ: Block): void {
    if (succ.phis.length === 0) return;
    const index = succ.preds.indexOf(block);
    const moved = succ.phis.filter((phi) => phi.args[index] !== phi);
    for (const phi of moved) this.inHalves(phi, () => this.push(phi.args[index]!));
    for (let i = moved.length - 1; i >= 0; i--) {
      const phi = moved[i]!;
      if (phi.cls === Cls.y) this.code.byte(I.localSet).unsigned(this.localOf(phi) + 1);
      this.code.byte(I.localSet).unsigned(this.localOf(phi));
    }
  }

  private blockEnd(block: Block): void {
    const { code } = this;
    const { end, succs } = block;
    switch (end.op) {
      case Op.jmp:
        this.jump(block, succs[0]!, 0);
        return;
      case Op.br:
        this.push(end.args[0]!);
        if (end.args[0]!.cls === Cls.l) code.byte(I.i64Eqz, I.i32Eqz);
        code.byte(I.if, WASM_TYPES.none);
        this.jump(block, succs[0]!, 1);
        code.byte(I.end);
        this.jump(block, succs[1]!, 0);
        return;
      case Op.switch:
        this.switch(block, end.args[0]!, end.aux as SwitchInfo);
        return;
      case Op.goto:
        for (const succ of succs) {
          this.push(end.args[0]!);
          this.const64(BigInt(LABEL_BASE + succ.id));
          code.byte(I.i64Eq, I.if, WASM_TYPES.none);
          this.jump(block, succ, 1);
          code.byte(I.end);
        }
        this.trap(end, 'badGoto');
        return;
      case Op.ret:
        this.calls.ret(end);
        this.restoreStack();
        code.byte(I.return);
        return;
      case Op.unreachable:
        this.trap(end, 'unreachable');
        return;
      default:
        this.unsupported(end, 'cannot be run');
    }
  }

  private trap(value: Value, helper: string): void {
    this.const32(this.site(value));
    this.import(helper);
    this.code.byte(I.unreachable);
  }

  /** Dense cases by table, others by comparing one after the other. */
  private switch(block: Block, on: Value, { cases }: SwitchInfo): void {
    const { code } = this;
    let low = cases[0]!.value;
    let high = low;
    for (const { value } of cases) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const span = Number(subInts(high, low, 128)) + 1;
    const wide = on.cls === Cls.l;
    if (span > 4 * cases.length + 8) {
      for (const { value, target } of cases) {
        this.push(on);
        if (wide) this.const64(value);
        else this.const32(Number(value));
        code.byte(wide ? I.i64Eq : I.i32Eq, I.if, WASM_TYPES.none);
        this.jump(block, block.succs[target]!, 1);
        code.byte(I.end);
      }
      this.jump(block, block.succs[0]!, 0);
      return;
    }
    const table = new Array<number>(span).fill(0);
    for (const { value, target } of cases) table[Number(subInts(value, low, 128))] = target;
    const count = block.succs.length;
    for (let i = 0; i < count; i++) code.byte(I.block, WASM_TYPES.none);
    this.push(on);
    if (!wide) code.byte(I.i64ExtendS);
    this.const64(low);
    code.byte(I.i64Sub, I.localTee).unsigned(this.wide);
    this.const64(BigInt(span));
    code.byte(I.i64GeU, I.brIf).unsigned(0);
    code.byte(I.localGet).unsigned(this.wide).byte(I.i32WrapI64, I.brTable).unsigned(span);
    for (const target of table) code.unsigned(target);
    code.unsigned(0);
    block.succs.forEach((succ, index) => {
      code.byte(I.end);
      this.jump(block, succ, count - 1 - index);
    });
  }

  private catchLongjmp(): void {
    const { code, linker } = this;
    const [value, stack, site, frame] = [0, 0, 0, 0].map(() => this.newLocal(WASM_TYPES.w));
    code.byte(I.catch).unsigned(0);
    for (const local of [value, stack, site, frame]) code.byte(I.localSet).unsigned(local!);
    code.byte(I.localGet).unsigned(frame!).byte(I.localGet).unsigned(this.frame);
    code.byte(I.i32Eq, I.if, WASM_TYPES.none);
    code.byte(I.localGet).unsigned(stack!).byte(I.globalSet).unsigned(linker.stack);
    this.setjmps.forEach((one, index) => {
      code.byte(I.localGet).unsigned(site!);
      this.const32(index);
      code.byte(I.i32Eq, I.if, WASM_TYPES.none);
      if (one.value.cls === Cls.w) {
        code.byte(I.localGet).unsigned(value!).byte(I.localSet).unsigned(this.localOf(one.value));
      }
      this.const32(one.segment);
      code.byte(I.localSet).unsigned(this.state).byte(I.br).unsigned(3).byte(I.end);
    });
    code.byte(I.end, I.rethrow).unsigned(0).byte(I.end);
  }

  /** The number of a setjmp call among this function's. */
  setjmpIndex(value: Value): number {
    return this.setjmps.findIndex((one) => one.value === value);
  }

  set(value: Value): void {
    this.code.byte(I.localSet).unsigned(this.localOf(value) + this.half);
  }

  /** Does what a value takes: once, but for each half of class y. */
  private inHalves({ cls }: Value, act: () => void): void {
    act();
    if (cls !== Cls.y) return;
    this.half = 1;
    act();
    this.half = 0;
  }

  private load(value: Value, access: Access): void {
    this.inHalves(value, () => {
      this.address(value.args[0]!, ACCESS_SIZES[access.kind], false, value);
      this.loadAt(access, value.cls, value);
      this.set(value);
    });
  }

  private store(store: Value, access: Access): void {
    const [what, at] = store.args as [Value, Value];
    this.inHalves(what, () => {
      this.address(at, ACCESS_SIZES[access.kind], true, store);
      this.push(what);
      this.storeAt(access, what.cls, store);
    });
  }

  private value(value: Value): void {
    const { code } = this;
    const [a, b] = value.args;
    const letter = CLASS_NAMES[value.cls] as 'w' | 'l' | 's' | 'd';
    switch (value.op) {
      case Op.param:
        this.calls.param(value);
        this.set(value);
        return;
      case Op.alloc:
      case Op.fence:
        return;
      case Op.load:
        this.load(value, value.aux as Access);
        return;
      case Op.store:
        this.store(value, value.aux as Access);
        return;
      case Op.blit:
      case Op.clear:
        this.ops.bulk(value, value.aux as Extent);
        return;
      case Op.cas:
        this.ops.cas(value, value.aux as Access);
        return;
      case Op.call:
        this.calls.call(value);
        return;
      case Op.alloca:
        this.push(a!);
        this.const32((value.aux as Slot).align);
        this.import('alloca');
        code.byte(I.i64ExtendU);
        this.set(value);
        return;
      case Op.stacksave:
        code.byte(I.globalGet).unsigned(this.linker.stack).byte(I.i64ExtendU);
        this.set(value);
        return;
      case Op.stackrestore:
        this.push(a!);
        code.byte(I.i32WrapI64, I.globalSet).unsigned(this.linker.stack);
        return;
      case Op.frameaddress:
        code.byte(I.localGet).unsigned(this.frame).byte(I.i64ExtendU);
        this.set(value);
        return;
      case Op.returnaddress:
        this.const64(BigInt(LABEL_BASE));
        this.set(value);
        return;
      case Op.chain:
        code.byte(I.localGet).unsigned(this.chainLocal);
        this.set(value);
        return;
      case Op.trap:
        this.trap(value, 'trap');
        return;
      case Op.vastart:
        this.address(a!, 16, true, value);
        code
          .byte(I.localGet)
          .unsigned(this.rest >= 0 ? this.rest : this.frame)
          .byte(I.i64ExtendU);
        this.memory(STORES['l l']!);
        return;
      case Op.vaarg:
        this.ops.vaarg(value, (value.aux as VaArg).type);
        return;
      case Op.asm:
        this.ops.asm(value, value.aux as AsmInfo);
        return;
      case Op.select:
        this.push(b!);
        this.push(value.args[2]!);
        this.push(a!);
        code.byte(I.select);
        this.set(value);
        return;
      case Op.neg:
        if (value.cls === Cls.w || value.cls === Cls.l) {
          this.zero(value.cls);
          this.push(a!);
          code.byte(value.cls === Cls.w ? I.i32Sub : I.i64Sub);
          this.set(value);
          return;
        }
        break;
      case Op.zextb:
      case Op.zexth:
        this.push(a!);
        if (value.cls === Cls.w) this.const32(value.op === Op.zextb ? 0xff : 0xffff);
        else this.const64(value.op === Op.zextb ? 0xffn : 0xffffn);
        code.byte(value.cls === Cls.w ? I.i32And : I.i64And);
        this.set(value);
        return;
      case Op.bswap:
      case Op.smulh:
      case Op.umulh:
        for (const arg of value.args) this.push(arg);
        this.import(`${opRow(value.op).name}_${letter}`);
        this.set(value);
        return;
    }
    if (isVectorOp(value)) {
      this.inHalves(value, () => {
        translateVector(this, value);
        this.set(value);
      });
      return;
    }
    if (OP_COMPARES[value.op]) this.ops.compare(value, a!, b!);
    else if (FETCHES[value.op] !== undefined) {
      this.ops.fetch(value, value.aux as Access);
      return;
    } else this.ops.plain(value, letter);
    this.set(value);
  }
}
