/**
 * The floating rows of riscv64: classes s and d in registers. Class e is software (see
 * legalize.ts).
 */
import { type Row, row } from './ops.ts';

const three = (name: string): Row => row(name, `${name} {0}, {1}, {2}`);
const two = (name: string): Row => row(name, `${name} {0}, {1}`);
const both = (name: string, make: (name: string) => Row) => ({
  s: make(`${name}.s`),
  d: make(`${name}.d`),
});

export const FLOAT = {
  add: both('fadd', three),
  sub: both('fsub', three),
  mul: both('fmul', three),
  div: both('fdiv', three),
  neg: both('fneg', two),
  abs: both('fabs', two),
  sqrt: both('fsqrt', two),
} as const;

/**
 * Comparisons into an integer register: false where a NaN stands. flt and fle signal, feq does not.
 */
export const FLOAT_SET = {
  eq: both('feq', three),
  lt: both('flt', three),
  le: both('fle', three),
} as const;

const truncating = (name: string): Row => row(name, `${name} {0}, {1}, rtz`);
/** From class to class; u stands before an unsigned integer class. Words come out sign-extended. */
export const CONVERT: Readonly<Record<string, Row>> = {
  sd: two('fcvt.d.s'),
  ds: two('fcvt.s.d'),
  ws: two('fcvt.s.w'),
  wd: two('fcvt.d.w'),
  ls: two('fcvt.s.l'),
  ld: two('fcvt.d.l'),
  uws: two('fcvt.s.wu'),
  uwd: two('fcvt.d.wu'),
  uls: two('fcvt.s.lu'),
  uld: two('fcvt.d.lu'),
  sw: truncating('fcvt.w.s'),
  dw: truncating('fcvt.w.d'),
  sl: truncating('fcvt.l.s'),
  dl: truncating('fcvt.l.d'),
  suw: truncating('fcvt.wu.s'),
  duw: truncating('fcvt.wu.d'),
  sul: truncating('fcvt.lu.s'),
  dul: truncating('fcvt.lu.d'),
};

/** The same bits in the other bank. */
export const CAST: Readonly<Record<string, Row>> = {
  ws: two('fmv.w.x'),
  sw: two('fmv.x.w'),
  ld: two('fmv.d.x'),
  dl: two('fmv.x.d'),
};
