/**
 * Selection of atomic operations: amo instructions for words and double words, lr/sc loops for
 * compare and swap and for bytes and halves, which are changed within their aligned word. All are
 * sequentially consistent, whatever weaker order is asked for.
 */
import type { Access, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { def, defEarly, use } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import { EXTEND, type Row, row } from './ops.ts';

const memory = { reads: true, writes: true, effect: true } as const;
const atomic = (name: string, template: string): Row => row(name, template, memory);

export const FENCE = {
  full: atomic('fence', 'fence rw, rw'),
  acquire: atomic('fence_acquire', 'fence r, rw'),
  release: atomic('fence_release', 'fence rw, w'),
} as const;

/** 0 = the old value, 1 = the address, 2 = the operand. */
const amo = (name: string) => ({
  w: atomic(name, `${name}.w.aqrl {0}, {2}, ({1})`),
  l: atomic(name, `${name}.d.aqrl {0}, {2}, ({1})`),
});

/** The field's place in the aligned word at t5: its shift in `shift`, its mask in `mask`. */
const locate = (bits: number, shift: string, mask: string): string =>
  `andi t5, {1}, -4
slliw ${shift}, {1}, 3
li ${mask}, ${2 ** bits - 1}
sllw ${mask}, ${mask}, ${shift}`;

/** Puts the field of t6 into the word {0} and stores that, or goes back to `retry`. */
const replace = (mask: string, retry: string): string =>
  `xor t6, t6, {0}\nand t6, t6, ${mask}\nxor t6, t6, {0}\nsc.w.rl t6, t6, (t5)\nbnez t6, ${retry}`;

/** 0 = the old value (early), 1 = the address, 2 = the operand, 3 and 4 temporaries. */
const narrow = (name: string, operation: string) => {
  const make = (bits: number): Row =>
    atomic(
      `${name}_${bits}`,
      `${locate(bits, '{3}', '{4}')}
.Lretry{u}:
lr.w.aqrl {0}, (t5)
sllw t6, {2}, {3}
${operation}${replace('{4}', '.Lretry{u}')}
srlw {0}, {0}, {3}`,
    );
  return { b: make(8), h: make(16) };
};

const FETCH = {
  xchg: { ...amo('amoswap'), ...narrow('swap', '') },
  fetchadd: { ...amo('amoadd'), ...narrow('fetch_add', 'addw t6, {0}, t6\n') },
  fetchand: { ...amo('amoand'), ...narrow('fetch_and', 'and t6, {0}, t6\n') },
  fetchor: { ...amo('amoor'), ...narrow('fetch_or', 'or t6, {0}, t6\n') },
  fetchxor: { ...amo('amoxor'), ...narrow('fetch_xor', 'xor t6, {0}, t6\n') },
} as const;

const BY_OP: Readonly<Record<number, (typeof FETCH)[keyof typeof FETCH]>> = {
  [Op.xchg]: FETCH.xchg,
  [Op.fetchadd]: FETCH.fetchadd,
  [Op.fetchand]: FETCH.fetchand,
  [Op.fetchor]: FETCH.fetchor,
  [Op.fetchxor]: FETCH.fetchxor,
};

/** 0 = the old value (early), 1 = the address, 2 = what is expected, 3 = the new value. */
const compareAndSwap = (suffix: string): Row =>
  atomic(
    'cas',
    `.Lretry{u}:
lr.${suffix}.aqrl {0}, ({1})
bne {0}, {2}, .Ldone{u}
sc.${suffix}.rl t6, {3}, ({1})
bnez t6, .Lretry{u}
.Ldone{u}:`,
  );
/** The same with 4 and 5 as temporaries; the two values are compared under the mask. */
const compareAndSwapNarrow = (bits: number): Row =>
  atomic(
    `cas_${bits}`,
    `${locate(bits, '{4}', '{5}')}
.Lretry{u}:
lr.w.aqrl {0}, (t5)
sllw t6, {2}, {4}
xor t6, t6, {0}
and t6, t6, {5}
bnez t6, .Ldone{u}
sllw t6, {3}, {4}
${replace('{5}', '.Lretry{u}')}
.Ldone{u}:
srlw {0}, {0}, {4}`,
  );
const CAS = {
  w: compareAndSwap('w'),
  l: compareAndSwap('d'),
  b: compareAndSwapNarrow(8),
  h: compareAndSwapNarrow(16),
} as const;

/**
 * Selects an atomic op; gives false for others. The result is the old value, extended as its access
 * says.
 */
export function selectAtomic(s: Selection, value: Value): boolean {
  const { op, args } = value;
  if (op === Op.fence) {
    s.emit(FENCE.full, []);
    return true;
  }
  if (op < Op.cas || op > Op.fetchxor) return false;
  const { kind, signed } = value.aux as Access;
  if (kind !== 'b' && kind !== 'h' && kind !== 'w' && kind !== 'l') {
    return s.unsupported('an atomic operation on this type');
  }
  const isNarrow = kind === 'b' || kind === 'h';
  const wanted = s.isNeeded(value);
  const result = wanted && !isNarrow ? s.vreg(value) : s.fresh(value.cls);
  const operands = args.map((one) => use(s.reg(one)));
  const temporaries = isNarrow ? [defEarly(s.fresh(Cls.l)), defEarly(s.fresh(Cls.l))] : [];
  if (op === Op.cas) s.emit(CAS[kind], [defEarly(result), ...operands, ...temporaries]);
  else if (isNarrow) s.emit(BY_OP[op]![kind], [defEarly(result), ...operands, ...temporaries]);
  else s.emit(BY_OP[op]![kind], [def(result), ...operands]);
  if (wanted && isNarrow) {
    const name = `${signed ? 'sext' : 'zext'}${kind}` as const;
    s.emit(EXTEND[name], [def(s.vreg(value)), use(result)]);
  }
  return true;
}
