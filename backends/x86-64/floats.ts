/** Selection of floating arithmetic and conversions: SSE2 for s and d, x87 for e. */
import type { Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { ANY, def, defEarly, STACK, use } from '../machine/code.ts';
import { APART } from '../machine/early-exits.ts';
import type { Selection } from '../machine/selection.ts';
import { addressOf } from './address.ts';
import { isFullLoad, prefersRight } from './arithmetic.ts';
import { floatConstant, poolConstant } from './constants.ts';
import {
  ANDPS,
  CAST,
  CONVERT,
  FROM_UNSIGNED,
  floatRows,
  SQRT,
  TO_UNSIGNED,
  X87,
  X87_TO_INTEGER,
  XORPS,
} from './float-ops.ts';
import { MOVE, MOVE_APART, type Row } from './ops.ts';

type Letter = 's' | 'd';
type Arithmetic = 'add' | 'sub' | 'mul' | 'div';
const letterOf = (value: Value): Letter => (value.cls === Cls.s ? 's' : 'd');

/** Selects a value of class s, d or e, or a conversion from one. Gives false for other ops. */
export function selectFloat(s: Selection, value: Value): boolean {
  switch (value.op) {
    case Op.add:
      arithmetic(s, value, 'add', true);
      return true;
    case Op.sub:
      arithmetic(s, value, 'sub', false);
      return true;
    case Op.mul:
      arithmetic(s, value, 'mul', true);
      return true;
    case Op.div:
      arithmetic(s, value, 'div', false);
      return true;
    case Op.neg:
      sign(s, value, 'neg');
      return true;
    case Op.fabs:
      sign(s, value, 'abs');
      return true;
    case Op.sqrt:
      s.emit(SQRT[letterOf(value)], [s.def(value), use(s.low(value.args[0]!), ANY)]);
      return true;
    case Op.copy:
      copyFloat(s, value);
      return true;
    case Op.fcvt:
      convertFloat(s, value);
      return true;
    case Op.stof:
      fromSigned(s, value);
      return true;
    case Op.utof:
      fromUnsigned(s, value);
      return true;
    default:
      return false;
  }
}

function arithmetic(s: Selection, value: Value, name: Arithmetic, commutes: boolean): void {
  let [a, b] = [value.args[0]!, value.args[1]!];
  if (value.cls === Cls.e) {
    s.emit(X87[name], [s.def(value), use(s.low(a), STACK), use(s.low(b), STACK)]);
    return;
  }
  const right = (one: Value): boolean => one.op === Op.float || isFullLoad(s, one);
  if (commutes && right(a) && !right(b)) [a, b] = [b, a];
  else if (commutes && !right(b) && prefersRight(s, value, a, b)) [a, b] = [b, a];
  const letter = letterOf(value);
  const { rr, rm, to } = floatRows(s, name, value);
  if (b.op === Op.float && !Object.is(b.aux, 0)) {
    s.emit(rm[letter], [to, use(s.low(a))], floatConstant(b));
  } else if (isFullLoad(s, b)) {
    s.emit(rm[letter], [to, use(s.low(a))], { memory: addressOf(s, b.args[0]!) });
  } else {
    s.emit(rr[letter], [to, use(s.low(a)), use(s.low(b), ANY)]);
  }
}

function sign(s: Selection, value: Value, name: 'neg' | 'abs'): void {
  const from = s.low(value.args[0]!);
  if (value.cls === Cls.e) {
    s.emit(X87[name], [s.def(value), use(from, STACK)]);
    return;
  }
  const top = value.cls === Cls.s ? 0x80000000n : 1n << 63n;
  const mask = name === 'neg' ? top : top - 1n;
  s.emit(
    name === 'neg' ? XORPS : ANDPS,
    [s.defInPlace(value), use(from)],
    poolConstant(16, [mask, 0n]),
  );
}

function copyFloat(s: Selection, value: Value): void {
  const from = s.low(value.args[0]!);
  if (value.cls === Cls.e) s.emit(MOVE.e, [s.def(value), use(from, STACK)]);
  else s.emit(value.aux === APART ? MOVE_APART.s : MOVE.s, [s.def(value), use(from)]);
}

function convertFloat(s: Selection, value: Value): void {
  const source = value.args[0]!;
  const from = s.low(source);
  if (value.cls === Cls.e) {
    s.emit(source.cls === Cls.s ? X87.fromS : X87.fromD, [s.def(value), use(from, STACK)]);
  } else if (source.cls === Cls.e) {
    const row = value.cls === Cls.s ? X87.toS : X87.toD;
    s.emit(row, [def(s.vreg(value), STACK), use(from, STACK)]);
  } else if (source.cls === value.cls) {
    s.emit(MOVE.s, [s.def(value), use(from)]);
  } else {
    s.emit(value.cls === Cls.d ? CONVERT.sd : CONVERT.ds, [s.def(value), use(from, ANY)]);
  }
}

function fromSigned(s: Selection, value: Value): void {
  const source = value.args[0]!;
  const from = s.low(source);
  if (value.cls === Cls.e) {
    s.emit(source.cls === Cls.w ? X87.fromW : X87.fromL, [s.def(value), use(from, STACK)]);
    return;
  }
  const key = source.cls === Cls.w ? (['ws', 'wd'] as const) : (['ls', 'ld'] as const);
  s.emit(CONVERT[value.cls === Cls.s ? key[0] : key[1]], [s.def(value), use(from, ANY)]);
}

function fromUnsigned(s: Selection, value: Value): void {
  const source = value.args[0]!;
  const from = s.low(source);
  if (value.cls === Cls.e) {
    let wide = from;
    if (source.cls === Cls.w) {
      wide = s.fresh(Cls.l);
      s.emit(ZERO_EXTEND, [def(wide), use(from, ANY)]);
      s.emit(X87.fromL, [s.def(value), use(wide, STACK)]);
      return;
    }
    const pool = poolConstant(4, [0x5f800000n]);
    s.emit(X87.fromUnsigned, [s.def(value), use(wide, STACK)], pool);
    return;
  }
  if (source.cls === Cls.w) {
    s.emit(value.cls === Cls.s ? CONVERT.uws : CONVERT.uwd, [s.def(value), use(from, ANY)]);
    return;
  }
  s.emit(FROM_UNSIGNED[letterOf(value)], [s.def(value), use(from), defEarly(s.fresh(Cls.l))]);
}

const ZERO_EXTEND: Row = { name: 'movl_zero', template: 'movl {1:w}, {0:w}' };

/** ftos and ftou. */
export function selectToInteger(s: Selection, value: Value): void {
  const source = value.args[0]!;
  const from = s.low(source);
  const signed = value.op === Op.ftos;
  if (source.cls === Cls.e) {
    extendedToInteger(s, value, from, signed);
    return;
  }
  const letter = letterOf(source);
  const result = def(s.vreg(value));
  if (signed) {
    const key = `${letter}${value.cls === Cls.w ? 'w' : 'l'}` as const;
    s.emit(CONVERT[key], [result, use(from, ANY)]);
  } else if (value.cls === Cls.w) {
    // The low half of the conversion to 64 bits.
    s.emit(letter === 's' ? CONVERT.sl : CONVERT.dl, [result, use(from, ANY)]);
  } else {
    const bits = letter === 's' ? poolConstant(4, [0x5f000000n]) : poolConstant(8, [0x43en << 52n]);
    s.emit(TO_UNSIGNED[letter], [result, use(from)], bits);
  }
}

function extendedToInteger(s: Selection, value: Value, from: number, signed: boolean): void {
  const wide = value.cls === Cls.l;
  const words = [defEarly(s.fresh(Cls.w), STACK), defEarly(s.fresh(Cls.w), STACK)];
  if (wide && !signed) {
    const pool = poolConstant(4, [0x5f000000n]);
    s.emit(X87_TO_INTEGER.unsigned, [def(s.vreg(value), STACK), use(from, STACK), ...words], pool);
  } else if (wide || signed) {
    const row = wide ? X87_TO_INTEGER.l : X87_TO_INTEGER.w;
    s.emit(row, [def(s.vreg(value), STACK), use(from, STACK), ...words]);
  } else {
    const whole = s.fresh(Cls.l);
    s.emit(X87_TO_INTEGER.l, [def(whole, STACK), use(from, STACK), ...words]);
    s.emit(MOVE.w, [def(s.vreg(value)), use(whole, ANY)]);
  }
}

/** cast: the same bits in the other bank. */
export function selectCast(s: Selection, value: Value): void {
  const source = value.args[0]!;
  const from = s.low(source);
  const operands = [def(s.vreg(value)), use(from)];
  if (source.cls === value.cls) {
    s.emit(value.cls === Cls.w ? MOVE.w : value.cls === Cls.l ? MOVE.l : MOVE.s, operands);
  } else if (value.cls === Cls.s) s.emit(CAST.ws, operands);
  else if (value.cls === Cls.d) s.emit(CAST.ld, operands);
  else s.emit(value.cls === Cls.w ? CAST.sw : CAST.dl, operands);
}
