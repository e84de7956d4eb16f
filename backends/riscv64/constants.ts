/**
 * Constants and addresses in registers: li, the constant pool, symbols (psABI "medium any"), slots.
 */
import type { Block, ModuleSymbol, SymbolRef, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { bitsOfNumber, type Extended, extendedToBytes } from '../../compiler/numbers.ts';
import { def, type PoolExtra, STACK, use, type VirtualRegister } from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { BINARY, CONSTANT, IMMEDIATE, LOAD } from './ops.ts';

/** Makes a constant, slot or incoming address in the chunk, in a fresh register or `into`. */
export function materialize(s: Selection, value: Value, into = -1): VirtualRegister {
  const result = into >= 0 ? into : s.fresh(value.cls);
  switch (value.op) {
    case Op.int:
      integer(s, result, value.aux as bigint);
      break;
    case Op.float:
      float(s, result, value);
      break;
    case Op.undef: {
      const memory = value.cls === Cls.e || value.cls === Cls.v;
      s.emit(CONSTANT.undef, [memory ? def(result, STACK) : def(result)]);
      break;
    }
    case Op.label: {
      const { id } = value.aux as Block;
      s.emit(CONSTANT.label, [def(result)], { extra: { kind: 'label', blockId: id } });
      break;
    }
    case Op.symbol:
      symbolAddress(s, result, value.aux as SymbolRef);
      break;
    case Op.alloc:
      frameAddress(s, result, { frame: 'slot', slot: s.slots[value.id]! });
      break;
    default:
      frameAddress(s, result, {
        frame: 'incoming',
        displacement: s.plans.incoming.get(value.id)!,
      });
  }
  return result;
}

export function frameAddress(s: Selection, to: VirtualRegister, part: Partial<Parts>): void {
  s.emit(CONSTANT.frame, [def(to)], { memory: { ...EMPTY_PARTS, ...part } });
}

/** Puts an integer constant into a register; the value is canonical, that is sign-extended. */
export function integer(s: Selection, to: VirtualRegister, value: bigint): void {
  s.emit(CONSTANT.integer, [def(to)], { immediate: value });
}

function float(s: Selection, to: VirtualRegister, value: Value): void {
  if (value.cls === Cls.e) {
    const bytes = extendedToBytes(value.aux as Extended, 'binary128');
    const words = new DataView(bytes.buffer, bytes.byteOffset, 16);
    const pool = poolConstant(16, [words.getBigUint64(0, true), words.getBigUint64(8, true)]);
    const base = s.fresh(Cls.l);
    s.emit(CONSTANT.symbol, [def(base)], pool);
    s.emit(LOAD.quad.base, [def(to, STACK)], { memory: { ...EMPTY_PARTS, base } });
    return;
  }
  const wide = value.cls === Cls.d;
  if (Object.is(value.aux, 0)) {
    s.emit(wide ? CONSTANT.zeroFloat.d : CONSTANT.zeroFloat.s, [def(to)]);
    return;
  }
  const bits = BigInt.asUintN(wide ? 64 : 32, bitsOfNumber(value.aux as number, wide ? 64 : 32));
  s.emit(wide ? CONSTANT.d : CONSTANT.s, [def(to)], poolConstant(wide ? 8 : 4, [bits]));
}

/** A pool constant of `align` bytes given by its words of 8 (4 where it is that small). */
function poolConstant(
  align: 4 | 8 | 16,
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

/**
 * Whether a symbol's address must be read from the GOT, as gcc decides it: RISC-V has no copy
 * relocations in PIE.
 */
function needsGot(s: Selection, symbol: ModuleSymbol): boolean {
  const { pic } = s.options;
  if (symbol.linkage === 'internal' || symbol.visibility !== 'default') return false;
  if (symbol.defined) return pic === 'pic';
  return pic !== 'none' || symbol.weak;
}

/** Whether an access may name the symbol itself, relative to the program counter. */
export const isPcRelative = (s: Selection, symbol: ModuleSymbol): boolean =>
  !symbol.threadLocal && !needsGot(s, symbol);

function symbolAddress(s: Selection, to: VirtualRegister, { symbol, offset }: SymbolRef): void {
  const near = offset >= -0x10000000n && offset <= 0x10000000n;
  if (isPcRelative(s, symbol) && near) {
    s.emit(CONSTANT.symbol, [def(to)], {
      memory: { ...EMPTY_PARTS, symbol, relocation: 'pc-relative', displacement: Number(offset) },
    });
    return;
  }
  const base = offset === 0n ? to : s.fresh(Cls.l);
  if (symbol.threadLocal) {
    const local = s.options.pic !== 'pic' && symbol.defined;
    s.emit(local ? CONSTANT.tlsLocal : CONSTANT.tlsInitial, [def(base)], { symbol });
  } else if (needsGot(s, symbol)) {
    s.emit(CONSTANT.got, [def(base)], { symbol });
  } else {
    const memory: Parts = { ...EMPTY_PARTS, symbol, relocation: 'pc-relative' };
    s.emit(CONSTANT.symbol, [def(base)], { memory });
  }
  if (base !== to) addConstant(s, to, base, offset);
}

/** to = base + a constant of any size. */
export function addConstant(
  s: Selection,
  to: VirtualRegister,
  base: VirtualRegister,
  by: bigint,
): void {
  if (BigInt.asIntN(12, by) === by) {
    s.emit(IMMEDIATE.add.l, [def(to), use(base)], { immediate: by });
    return;
  }
  const wide = s.fresh(Cls.l);
  integer(s, wide, by);
  s.emit(BINARY.add.l, [def(to), use(base), use(wide)]);
}
