/**
 * The floating rows: SSE2 for classes s and d, the x87 stack for e (whose operands stand in
 * memory).
 */
import type { Value } from '../../compiler/ir/ir.ts';
import type { Operand } from '../machine/code.ts';
import type { Selection } from '../machine/selection.ts';
import type { Row } from './ops.ts';

const row = (name: string, template: string, more: Partial<Row> = {}): Row => ({
  name,
  template,
  ...more,
});

/** 0 = def reuse 1, 2 any. */
const binary = (name: string) => ({
  rr: { s: row(`${name}ss`, `${name}ss {2}, {0}`), d: row(`${name}sd`, `${name}sd {2}, {0}`) },
  rm: {
    s: row(`${name}ss_m`, `${name}ss {m}, {0}`, { reads: true }),
    d: row(`${name}sd_m`, `${name}sd {m}, {0}`, { reads: true }),
  },
});
const FLOAT = {
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  div: binary('div'),
  // a < b ? a : b and a > b ? a : b: of zeros and where one is NaN, the second operand.
  min: binary('min'),
  max: binary('max'),
} as const;

/** The same in VEX form: 0 = 1 and 2, wherever it stands. */
const threeOperands = (name: string) => ({
  rr: {
    s: row(`v${name}ss`, `v${name}ss {2}, {1}, {0}`),
    d: row(`v${name}sd`, `v${name}sd {2}, {1}, {0}`),
  },
  rm: {
    s: row(`v${name}ss_m`, `v${name}ss {m}, {1}, {0}`, { reads: true }),
    d: row(`v${name}sd_m`, `v${name}sd {m}, {1}, {0}`, { reads: true }),
  },
});
const FLOAT_VEX = {
  add: threeOperands('add'),
  sub: threeOperands('sub'),
  mul: threeOperands('mul'),
  div: threeOperands('div'),
  min: threeOperands('min'),
  max: threeOperands('max'),
} as const;

/** The rows of an operation, and its def: in the place of the first operand but in VEX form. */
export function floatRows(
  s: Selection,
  name: keyof typeof FLOAT,
  value: Value,
): ReturnType<typeof binary> & { readonly to: Operand } {
  if (s.options.avx2) return { ...FLOAT_VEX[name], to: s.def(value) };
  return { ...FLOAT[name], to: s.defInPlace(value) };
}

/** 0 = def reuse 1, the memory is a mask. */
export const XORPS = row('xorps', 'xorps {m}, {0}', { reads: true });
export const ANDPS = row('andps', 'andps {m}, {0}', { reads: true });
export const SQRT = {
  s: row('sqrtss', 'sqrtss {1}, {0}'),
  d: row('sqrtsd', 'sqrtsd {1}, {0}'),
} as const;

/** 0 = 1 in another class. pxor breaks the dependence on what the register held. */
export const CONVERT = {
  sd: row('cvtss2sd', 'cvtss2sd {1}, {0}'),
  ds: row('cvtsd2ss', 'cvtsd2ss {1}, {0}'),
  ws: row('cvtsi2ss', 'pxor {0}, {0}\ncvtsi2ssl {1:w}, {0}'),
  wd: row('cvtsi2sd', 'pxor {0}, {0}\ncvtsi2sdl {1:w}, {0}'),
  ls: row('cvtsi2ss', 'pxor {0}, {0}\ncvtsi2ssq {1:l}, {0}'),
  ld: row('cvtsi2sd', 'pxor {0}, {0}\ncvtsi2sdq {1:l}, {0}'),
  uws: row('cvtu2ss', 'movl {1:w}, %r11d\npxor {0}, {0}\ncvtsi2ssq %r11, {0}'),
  uwd: row('cvtu2sd', 'movl {1:w}, %r11d\npxor {0}, {0}\ncvtsi2sdq %r11, {0}'),
  sw: row('cvttss2si', 'cvttss2sil {1}, {0:w}'),
  dw: row('cvttsd2si', 'cvttsd2sil {1}, {0:w}'),
  sl: row('cvttss2si', 'cvttss2siq {1}, {0:l}'),
  dl: row('cvttsd2si', 'cvttsd2siq {1}, {0:l}'),
} as const;

/**
 * Unsigned 64 bits to float: halved with a sticky low bit where the top bit is set. 2 is a
 * temporary.
 */
const fromUnsigned = (suffix: string): Row =>
  row(
    `cvtul2${suffix}`,
    `pxor {0}, {0}
testq {1:l}, {1:l}
js .Lunsigned{u}
cvtsi2${suffix}q {1:l}, {0}
jmp .Lconverted{u}
.Lunsigned{u}:
movq {1:l}, %r11
shrq %r11
movl {1:w}, {2:w}
andl $1, {2:w}
orq {2:l}, %r11
cvtsi2${suffix}q %r11, {0}
add${suffix} {0}, {0}
.Lconverted{u}:`,
  );
export const FROM_UNSIGNED = { s: fromUnsigned('ss'), d: fromUnsigned('sd') } as const;

/** Float to unsigned 64 bits; the memory holds 2^63. */
const toUnsigned = (suffix: string): Row =>
  row(
    `cvtt${suffix}2ul`,
    `comi${suffix} {m}, {1}
jae .Lunsigned{u}
cvtt${suffix}2siq {1}, {0:l}
jmp .Lconverted{u}
.Lunsigned{u}:
movaps {1}, %xmm15
sub${suffix} {m}, %xmm15
cvtt${suffix}2siq %xmm15, {0:l}
btcq $63, {0:l}
.Lconverted{u}:`,
    { reads: true },
  );
export const TO_UNSIGNED = { s: toUnsigned('ss'), d: toUnsigned('sd') } as const;

/** The same bits in the other bank. */
export const CAST = {
  ws: row('movd', 'movd {1:w}, {0}'),
  sw: row('movd', 'movd {1}, {0:w}'),
  ld: row('movq', 'movq {1:l}, {0}'),
  dl: row('movq', 'movq {1}, {0:l}'),
} as const;

/** x87: st0 = first operand, st1 = second; all operands in memory. */
const x87 = (name: string, operation: string): Row =>
  row(name, `fldt {2}\nfldt {1}\n${operation} %st(1), %st\nfstpt {0}\nfstp %st(0)`);
export const X87 = {
  add: x87('fadd', 'fadd'),
  sub: x87('fsub', 'fsub'),
  mul: x87('fmul', 'fmul'),
  div: x87('fdiv', 'fdiv'),
  neg: row('fchs', 'fldt {1}\nfchs\nfstpt {0}'),
  abs: row('fabs', 'fldt {1}\nfabs\nfstpt {0}'),
  fromS: row('flds', 'flds {1}\nfstpt {0}'),
  fromD: row('fldl', 'fldl {1}\nfstpt {0}'),
  toS: row('fstps', 'fldt {1}\nfstps {0}'),
  toD: row('fstpl', 'fldt {1}\nfstpl {0}'),
  fromW: row('fildl', 'fildl {1}\nfstpt {0}'),
  fromL: row('fildq', 'fildq {1}\nfstpt {0}'),
  /** The memory holds 2^64 as a float. */
  fromUnsigned: row(
    'fildq_unsigned',
    'fildq {1}\ncmpq $0, {1}\njns .Lconverted{u}\nfadds {m}\n.Lconverted{u}:\nfstpt {0}',
    { reads: true },
  ),
} as const;

/** Sets the rounding of the x87 to truncation; 2 keeps the control word, 3 holds the new one. */
const TRUNCATE = 'fnstcw {2}\nmovzwl {2}, %r11d\norl $3072, %r11d\nmovw %r11w, {3}\nfldcw {3}';
export const X87_TO_INTEGER = {
  w: row('fistpl', `fldt {1}\n${TRUNCATE}\nfistpl {0}\nfldcw {2}`),
  l: row('fistpq', `fldt {1}\n${TRUNCATE}\nfistpq {0}\nfldcw {2}`),
  /** The memory holds 2^63 as a float. */
  unsigned: row(
    'fistpq_unsigned',
    `${TRUNCATE}
flds {m}
fldt {1}
xorl %r11d, %r11d
fucomi %st(1), %st
jb .Lbelow{u}
fsub %st(1), %st
movl $1, %r11d
.Lbelow{u}:
fstp %st(1)
fistpq {0}
shlq $63, %r11
xorq %r11, {0}
fldcw {2}`,
    { reads: true },
  ),
} as const;

/** To and from the x87 stack across calls and returns. */
export const FLD = row('fldt_result', 'fldt {0}', { effect: true });
export const FSTP = row('fstpt_result', 'fstpt {0}', { effect: true });
export const PXOR_V = row('pxor_v', 'pxor {0}, {0}', { remat: true });
