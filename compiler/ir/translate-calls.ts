/**
 * Calls, parameters and results in translated functions. An aggregate result's address is the first
 * parameter; a variadic function's last one is the i32 address of its arguments, 16 bytes each, in
 * the caller's frame.
 */

import {
  type CallInfo,
  type Func,
  isAggregate,
  type Passing,
  type SymbolRef,
  type Value,
} from './ir.ts';
import { type Callee, FUNCTION_BASE, type Linker } from './link.ts';
import { I, STORES } from './opcodes.ts';
import { Cls, Op } from './ops.ts';
import { type Bytes, WASM_TYPES } from './wasm.ts';

/** What of the function being translated is needed here. */
interface Target {
  readonly code: Bytes;
  readonly linker: Linker;
  readonly func: Func;
  readonly frame: number;
  readonly wide: number;
  push(value: Value): void;
  zero(cls: Cls): void;
  const32(value: number): void;
  const64(value: bigint): void;
  import(name: string): void;
  address(at: Value, size: number, writes: boolean, user: Value): void;
  checked(size: number, writes: boolean, user: Value): void;
  memory(opcode: number): void;
  localOf(value: Value): number;
  site(value: Value): number;
  setjmpIndex(value: Value): number;
  unsupported(value: Value, what: string): never;
}

const SETJMPS = new Set(['setjmp', '_setjmp', 'sigsetjmp', '__sigsetjmp', '__builtin_setjmp']);

export class CallEmitter {
  constructor(private readonly target: Target) {}

  /** Whether a value is a call that longjmp returns to. */
  isSetjmp(value: Value): boolean {
    if (value.op !== Op.call || value.args.length < 2) return false;
    const callee = symbolOf(value.args[0]!);
    return callee !== null && !callee.symbol.defined && SETJMPS.has(callee.symbol.name);
  }

  /** Bytes of the argument block of the call that needs most. */
  outgoingSize(): number {
    let size = 0;
    for (const block of this.target.func.blocks) {
      for (const value of block.body) {
        if (value.op !== Op.call) continue;
        const info = value.aux as CallInfo;
        const { named, variadic } = this.shape(value, info);
        if (variadic) size = Math.max(size, 16 * (info.params.length - named));
      }
    }
    return size;
  }

  /**
   * How a call passes its arguments: as the function it names takes them, else as it says itself.
   */
  private shape(value: Value, info: CallInfo) {
    const symbol = symbolOf(value.args[0]!);
    const callee = symbol ? this.target.linker.callee(symbol.symbol) : null;
    if (callee) {
      const { params, result, variadic } = callee;
      return { callee, params, result, variadic, named: params.length };
    }
    const variadic = info.named >= 0;
    const named = variadic ? info.named : info.params.length;
    return { callee, params: info.params.slice(0, named), result: info.result, variadic, named };
  }

  /** Pushes a parameter. */
  param(value: Value): void {
    const shift = isAggregate(this.target.func.result) ? 1 : 0;
    this.target.code.byte(I.localGet).unsigned((value.aux as number) + shift);
  }

  /** Leaves the result of a function on the stack, or copies it to where the caller wants it. */
  ret(end: Value): void {
    const { target } = this;
    const { result } = target.func;
    const value = end.args[0];
    if (!isAggregate(result)) {
      if (result === Cls.none) return;
      if (value) target.push(value);
      else target.zero(result);
    } else if (value && result.size > 0 && value.op !== Op.undef) {
      target.code.byte(I.localGet).unsigned(0);
      target.checked(result.size, true, end);
      target.address(value, result.size, false, end);
      target.const32(result.size);
      target.code.byte(0xfc, 0x0a, 0, 0);
    }
  }

  call(value: Value): void {
    const { target } = this;
    const { code, linker } = target;
    if (this.isSetjmp(value)) {
      this.setjmp(value);
      return;
    }
    const info = value.aux as CallInfo;
    if (info.pack) target.unsupported(value, 'takes arguments that only inlining tells');
    const shape = this.shape(value, info);
    const first = isAggregate(info.result) ? 2 : 1;
    const callee = value.args[0]!;
    const symbol = symbolOf(callee);
    if (symbol && !shape.callee && !symbol.symbol.weak) {
      target.const32(target.site(value));
      target.import('undefinedFunction');
      code.byte(I.unreachable);
      return;
    }
    if (info.chain) {
      target.push(value.args[value.args.length - 1]!);
      code.byte(I.globalSet).unsigned(linker.chain);
    }
    for (let i = shape.named; shape.variadic && i < info.params.length; i++) {
      this.storeArgument(info.params[i]!, value.args[first + i]!, 16 * (i - shape.named));
    }
    if (isAggregate(shape.result)) {
      if (first === 2) target.push(value.args[1]!);
      else target.const64(0n);
    }
    for (let i = 0; i < shape.named; i++) {
      const wanted = classOf(shape.params[i]!);
      const arg = i < info.params.length ? value.args[first + i] : undefined;
      if (arg) this.pushAs(arg, wanted);
      else target.zero(wanted);
    }
    if (shape.variadic) code.byte(I.localGet).unsigned(target.frame);
    if (shape.callee) code.byte(I.call).unsigned(shape.callee.index);
    else this.indirect(value, callee, shape);
    this.result(value, isAggregate(shape.result) ? Cls.none : shape.result);
  }

  /** Calls through the table; a wrong address or type traps. */
  private indirect(value: Value, callee: Value, shape: Omit<Callee, 'index'>): void {
    const { target } = this;
    const { code, linker } = target;
    target.push(callee);
    target.const64(BigInt(FUNCTION_BASE));
    code.byte(I.i64Sub, I.localTee).unsigned(target.wide);
    target.const64(0x10000000n);
    code.byte(I.i64GeU, I.if, WASM_TYPES.none);
    target.const32(target.site(value));
    target.import('badCall');
    code.byte(I.unreachable, I.end, I.localGet).unsigned(target.wide);
    target.const64(4n);
    code.byte(I.i64ShrU, I.i32WrapI64, I.callIndirect).unsigned(linker.typeIndex(shape)).byte(0);
  }

  /** Brings the result on the stack into the value's class. */
  private result(value: Value, given: Cls): void {
    const { target } = this;
    if (value.cls === Cls.none) {
      if (given !== Cls.none) target.code.byte(I.drop);
      return;
    }
    if (given === Cls.none) target.zero(value.cls);
    else this.convert(given, value.cls);
    target.code.byte(I.localSet).unsigned(target.localOf(value));
  }

  private pushAs(value: Value, wanted: Cls): void {
    this.target.push(value);
    this.convert(value.cls, wanted);
  }

  /** Converts between classes where a call and a definition disagree; unrelated ones give 0. */
  private convert(from: Cls, to: Cls): void {
    const { code } = this.target;
    if (from === to) return;
    if (from === Cls.w && to === Cls.l) code.byte(I.i64ExtendS);
    else if (from === Cls.l && to === Cls.w) code.byte(I.i32WrapI64);
    else if (from === Cls.s && to === Cls.d) code.byte(I.f64PromoteF32);
    else if (from === Cls.d && to === Cls.s) code.byte(I.f32DemoteF64);
    else {
      code.byte(I.drop);
      this.target.zero(to);
    }
  }

  private storeArgument(kind: Passing, arg: Value, offset: number): void {
    const { target } = this;
    const { code } = target;
    code.byte(I.localGet).unsigned(target.frame);
    target.const32(offset);
    code.byte(I.i32Add);
    target.push(arg);
    const cls = classOf(kind);
    if (cls === Cls.e) {
      target.import('storeExtended');
      return;
    }
    if (cls === Cls.w) code.byte(I.i64ExtendS);
    if (cls === Cls.w || cls === Cls.l) target.memory(STORES['l l']!);
    else target.memory(STORES[cls === Cls.s ? 's s' : 'd d']!);
  }

  /** Fills the jmp_buf with frame, number of the call, and stack; gives 0. */
  private setjmp(value: Value): void {
    const { target } = this;
    const { code } = target;
    const buffer = value.args[1]!;
    const words = [
      () => code.byte(I.localGet).unsigned(target.frame),
      () => target.const32(target.setjmpIndex(value)),
      () => code.byte(I.globalGet).unsigned(target.linker.stack),
    ];
    words.forEach((word, index) => {
      target.address(buffer, 16, true, value);
      word();
      code.byte(0x36, 0).unsigned(4 * index);
    });
    if (value.cls === Cls.none) return;
    target.zero(value.cls);
    code.byte(I.localSet).unsigned(target.localOf(value));
  }
}

function symbolOf(callee: Value): SymbolRef | null {
  if (callee.op !== Op.symbol) return null;
  const ref = callee.aux as SymbolRef;
  return ref.offset === 0n ? ref : null;
}

function classOf(kind: Passing): Cls {
  return isAggregate(kind) ? Cls.l : kind;
}
