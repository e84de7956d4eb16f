/**
 * Addressing modes: takes an address value apart into base + index * scale + symbol +
 * displacement. An add is taken in only where all its uses are addresses, so that it is not
 * computed a second time.
 */
import { intOf, type SymbolRef, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { isLocalExec, needsGot, tlsOffset } from './constants.ts';

const FAR = 0x40000000;

/**
 * The parts of an address; its registers are asked for. With `whole`, the value is a sum that is
 * wanted in a register itself and is taken apart whatever its uses.
 */
export function addressOf(s: Selection, value: Value, whole = false): Parts {
  const parts: Parts = { ...EMPTY_PARTS };
  const rest = takeOffsets(s, value, parts, whole);
  // A segment override has no place in lea: the address itself needs the thread pointer's value.
  const segment = whole && isThreadLocal(rest);
  if (!segment && takeRoot(s, rest, parts)) return parts;
  if (rest.op === Op.add && ((whole && rest === value) || s.isAbsorbed(rest))) {
    sum(s, rest.args[0]!, rest.args[1]!, parts);
    return parts;
  }
  parts.base = rest.op === Op.symbol ? s.invariant(rest) : s.low(rest);
  return parts;
}

/** Follows adds of constants down, summing them up. */
function takeOffsets(s: Selection, value: Value, parts: Parts, whole = false): Value {
  let at = value;
  while (at.op === Op.add && at.cls === Cls.l && ((whole && at === value) || s.isAbsorbed(at))) {
    const by = intOf(at.args[1]!);
    if (by === null) break;
    const next = BigInt(parts.displacement) + by;
    if (next > FAR || next < -FAR) break;
    parts.displacement = Number(next);
    at = at.args[0]!;
  }
  return at;
}

/** Symbols, slots and incoming aggregates are addresses without a base register. */
function takeRoot(s: Selection, value: Value, parts: Parts): boolean {
  if (value.op === Op.alloc) {
    parts.frame = 'slot';
    parts.slot = s.slots[value.id]!;
    return true;
  }
  if (value.op === Op.param) {
    const offset = s.plans.incoming.get(value.id);
    if (offset === undefined) return false;
    parts.frame = 'incoming';
    parts.displacement += offset;
    return true;
  }
  if (value.op !== Op.symbol) return false;
  const { symbol, offset } = value.aux as SymbolRef;
  const total = BigInt(parts.displacement) + offset;
  if (needsGot(s, symbol) || total > FAR || total < -FAR) return false;
  if (symbol.threadLocal) {
    parts.relocation = 'tls';
    if (isLocalExec(s, symbol)) parts.symbol = symbol;
    else parts.base = tlsOffset(s, symbol);
  } else {
    parts.symbol = symbol;
    parts.relocation = 'pc-relative';
  }
  parts.displacement = Number(total);
  return true;
}

/** base + index: a shift of one side becomes the scale; a slot or constant-offset side the base. */
function sum(s: Selection, a: Value, b: Value, parts: Parts): void {
  const scaleB = scaleOf(b);
  const [index, other] = scaleB > 1 || scaleOf(a) === 1 ? [b, a] : [a, b];
  const scale = scaleOf(index);
  const swap = scale === 1 && isRoot(index) && !isRoot(other);
  const [i, base] = swap ? [other, index] : [index, other];
  parts.scale = swap ? 1 : (scale as Parts['scale']);
  const plain = takeOffsets(s, base, parts);
  if (plain.op === Op.symbol && !needsGotOrTls(s, plain) && s.options.pic === 'none') {
    takeRoot(s, plain, parts);
    parts.relocation = 'absolute';
  } else if (plain.op === Op.symbol || !takeRoot(s, plain, parts)) {
    parts.base = plain.op === Op.symbol ? s.invariant(plain) : s.low(plain);
  }
  parts.index = s.low(!swap && scale > 1 ? scaled(s, i.args[0]!, parts) : i);
}

/** What is scaled, without a constant added to it that the displacement can take. */
function scaled(s: Selection, value: Value, parts: Parts): Value {
  if (value.op !== Op.add || s.isNeeded(value)) return value;
  const by = intOf(value.args[1]!);
  if (by === null || by > FAR >> 4 || by < -(FAR >> 4)) return value;
  const displacement = parts.displacement + Number(by) * parts.scale;
  if (displacement > FAR || displacement < -FAR) return value;
  parts.displacement = displacement;
  return value.args[0]!;
}

const isThreadLocal = (value: Value): boolean =>
  value.op === Op.symbol && (value.aux as SymbolRef).symbol.threadLocal;

const isRoot = (value: Value): boolean => value.op === Op.alloc || value.op === Op.symbol;

function needsGotOrTls(s: Selection, value: Value): boolean {
  const { symbol } = value.aux as SymbolRef;
  return symbol.threadLocal || needsGot(s, symbol);
}

/** 2, 4 or 8 for a shift left by 1, 2 or 3; else 1. */
function scaleOf(value: Value): number {
  if (value.op !== Op.shl || value.cls !== Cls.l) return 1;
  const by = intOf(value.args[1]!);
  return by !== null && by >= 1n && by <= 3n ? 1 << Number(by) : 1;
}

/** The same address `bytes` further on. */
export function further(parts: Parts, bytes: number): Parts {
  return bytes === 0 ? parts : { ...parts, displacement: parts.displacement + bytes };
}
