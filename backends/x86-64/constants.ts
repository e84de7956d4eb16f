/** Constants and addresses as operands: immediates, the constant pool, symbols and slots. */
import type { Block, ModuleSymbol, SymbolRef, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { bitsOfNumber, type Extended, extendedToBytes } from '../../compiler/numbers.ts';
import { def, type PoolExtra, STACK, type VirtualRegister } from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { CONSTANT, LEA, LOAD } from './ops.ts';

/** Makes a constant, slot address or incoming address in a fresh register of the chunk. */
export function materialize(
  s: Selection,
  value: Value,
  result: VirtualRegister = s.fresh(value.cls),
): VirtualRegister {
  switch (value.op) {
    case Op.int:
      integer(s, result, value.cls, value.aux as bigint);
      break;
    case Op.float:
      float(s, result, value);
      break;
    case Op.vector:
      if (value.cls === Cls.y) wideVector(s, result, value.aux as bigint);
      else vector(s, result, value.aux as bigint);
      break;
    case Op.undef:
      if (value.cls === Cls.e) s.emit(CONSTANT.undef, [def(result, STACK)]);
      else s.emit(CONSTANT.undef, [def(result)]);
      break;
    case Op.label: {
      const { id } = value.aux as Block;
      s.emit(CONSTANT.label, [def(result)], { extra: { kind: 'label', blockId: id } });
      break;
    }
    case Op.symbol:
      symbol(s, result, value.aux as SymbolRef);
      break;
    case Op.alloc:
      s.emit(CONSTANT.address, [def(result)], {
        memory: { ...EMPTY_PARTS, frame: 'slot', slot: s.slots[value.id]! },
      });
      break;
    default:
      s.emit(CONSTANT.address, [def(result)], {
        memory: {
          ...EMPTY_PARTS,
          frame: 'incoming',
          displacement: s.plans.incoming.get(value.id)!,
        },
      });
  }
  return result;
}

/** Puts an integer constant into a register. */
export function integer(s: Selection, to: VirtualRegister, cls: Cls, value: bigint): void {
  const unsigned = BigInt.asUintN(cls === Cls.l ? 64 : 32, value);
  if (unsigned === 0n) s.emit(CONSTANT.zero, [def(to)]);
  else if (unsigned <= 0xffffffffn) s.emit(CONSTANT.w, [def(to)], { immediate: unsigned });
  else if (BigInt.asIntN(32, value) === value) s.emit(CONSTANT.l, [def(to)], { immediate: value });
  else s.emit(CONSTANT.wide, [def(to)], { immediate: value });
}

function vector(s: Selection, to: VirtualRegister, bits: bigint): void {
  if (bits === 0n) s.emit(CONSTANT.zeroFloat, [def(to)]);
  else if (bits === BigInt.asUintN(128, -1n)) s.emit(CONSTANT.ones, [def(to)]);
  else s.emit(CONSTANT.v, [def(to)], poolConstant(16, wordsOf(bits, 2)));
}

/** 256 bits; what writes 128 in VEX form clears the rest. */
function wideVector(s: Selection, to: VirtualRegister, bits: bigint): void {
  const low = BigInt.asUintN(128, bits);
  if (bits === 0n) s.emit(CONSTANT.zeroFloat, [def(to)]);
  else if (bits === BigInt.asUintN(256, -1n)) s.emit(CONSTANT.onesy, [def(to)]);
  else if (low === bits >> 128n) {
    s.emit(CONSTANT.twice, [def(to)], poolConstant(16, wordsOf(low, 2)));
  } else s.emit(CONSTANT.y, [def(to)], poolConstant(32, wordsOf(bits, 4)));
}

function wordsOf(bits: bigint, count: number): bigint[] {
  return Array.from({ length: count }, (_, i) => BigInt.asUintN(64, bits >> BigInt(64 * i)));
}

function float(s: Selection, to: VirtualRegister, value: Value): void {
  const pool = floatConstant(value);
  if (value.cls === Cls.e) {
    s.emit(CONSTANT.e, [def(to, STACK)], pool);
    return;
  }
  if (Object.is(value.aux, 0)) s.emit(CONSTANT.zeroFloat, [def(to)]);
  else s.emit(value.cls === Cls.s ? CONSTANT.s : CONSTANT.d, [def(to)], pool);
}

/** The memory that holds a floating constant. */
export function floatConstant(value: Value): { memory: Parts; extra: PoolExtra } {
  if (value.cls === Cls.e) {
    const bytes = extendedToBytes(value.aux as Extended, 'x87');
    const words = new DataView(bytes.buffer, bytes.byteOffset, 16);
    return poolConstant(16, [words.getBigUint64(0, true), words.getBigUint64(8, true)]);
  }
  const wide = value.cls === Cls.d;
  const bits = bitsOfNumber(value.aux as number, wide ? 64 : 32);
  return poolConstant(wide ? 8 : 4, [BigInt.asUintN(wide ? 64 : 32, bits)]);
}

/** A pool constant of `align` bytes given by its words of 8 (4 where it is that small). */
export function poolConstant(
  align: 4 | 8 | 16 | 32,
  words: readonly bigint[],
): { memory: Parts; extra: PoolExtra } {
  const name = `.LC${align}.${words.map((word) => word.toString(16)).join('.')}`;
  const directive = align === 4 ? '.4byte' : '.8byte';
  const symbol: ModuleSymbol = {
    id: -1,
    name,
    linkage: 'internal',
    defined: true,
    isFunction: false,
    weak: false,
    threadLocal: false,
    visibility: 'default',
    alias: '',
    used: false,
    effects: 'any',
  };
  return {
    memory: { ...EMPTY_PARTS, symbol, relocation: 'pc-relative' },
    extra: { kind: 'pool', symbol, align, lines: words.map((word) => `${directive} ${word}`) },
  };
}

/** Whether a symbol's address must be read from the GOT, as gcc decides it. */
export function needsGot(s: Selection, symbol: ModuleSymbol): boolean {
  const { pic } = s.options;
  if (symbol.linkage === 'internal' || symbol.visibility !== 'default') return false;
  if (pic === 'pic') return true;
  if (symbol.defined) return false;
  if (symbol.weak) return true;
  return pic === 'pie' && symbol.isFunction;
}

/** Thread-local symbols are at a constant offset where the program itself defines them. */
export function isLocalExec(s: Selection, symbol: ModuleSymbol): boolean {
  return s.options.pic !== 'pic' && symbol.defined;
}

function symbol(s: Selection, to: VirtualRegister, { symbol, offset }: SymbolRef): void {
  const small = offset >= -0x40000000n && offset <= 0x40000000n;
  if (!symbol.threadLocal && !needsGot(s, symbol) && small) {
    s.emit(CONSTANT.address, [def(to)], {
      memory: { ...EMPTY_PARTS, symbol, relocation: 'pc-relative', displacement: Number(offset) },
    });
    return;
  }
  const base = offset === 0n ? to : s.fresh(Cls.l);
  if (symbol.threadLocal) {
    const local = isLocalExec(s, symbol);
    s.emit(local ? CONSTANT.tlsLocal : CONSTANT.tlsInitial, [def(base)], { symbol });
  } else if (needsGot(s, symbol)) {
    s.emit(CONSTANT.got, [def(base)], { memory: gotParts(symbol) });
  } else {
    s.emit(CONSTANT.address, [def(base)], {
      memory: { ...EMPTY_PARTS, symbol, relocation: 'pc-relative' },
    });
  }
  if (base === to) return;
  addOffset(s, to, base, offset);
}

export const gotParts = (symbol: ModuleSymbol): Parts => ({
  ...EMPTY_PARTS,
  symbol,
  relocation: 'got',
});

function addOffset(s: Selection, to: VirtualRegister, base: VirtualRegister, by: bigint): void {
  if (BigInt.asIntN(32, by) === by) {
    s.emit(LEA.l, [def(to)], {
      memory: { ...EMPTY_PARTS, base, displacement: Number(by) },
    });
    return;
  }
  const wide = s.fresh(Cls.l);
  integer(s, wide, Cls.l, by);
  s.emit(LEA.l, [def(to)], { memory: { ...EMPTY_PARTS, base, index: wide } });
}

/** The offset of an extern thread-local symbol from the thread pointer, in a register. */
export function tlsOffset(s: Selection, symbol: ModuleSymbol): VirtualRegister {
  const offset = s.fresh(Cls.l);
  s.emit(LOAD.movq, [def(offset)], {
    memory: { ...EMPTY_PARTS, symbol, relocation: 'tls', slot: 1 },
  });
  return offset;
}
