/**
 * Addressing modes: takes an address value apart into a register, a part of the frame or a symbol,
 * and a displacement. An add is taken in only where all its uses are addresses, so that it is not
 * made twice.
 */
import { intOf, type SymbolRef, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { isPcRelative } from './constants.ts';
import type { MemoryRow, Row } from './ops.ts';

/** Displacements leave room for the second half of a 16-byte object. */
const NEAR = 2039n;
const FRAME_REACH = 0x10000000n;

/**
 * The parts of an address; its register is asked for. Without `symbols`, those are made in a
 * register.
 */
export function addressOf(s: Selection, value: Value, symbols = true): Parts {
  const parts: Parts = { ...EMPTY_PARTS };
  let at = value;
  let offset = 0n;
  // A sum over the reach of 12 bits is followed further, since a frame or symbol may stand below.
  const sums: { readonly value: Value; readonly offset: bigint }[] = [{ value, offset }];
  while (at.op === Op.add && at.cls === Cls.l && s.isAbsorbed(at)) {
    const by = intOf(at.args[1]!);
    if (by === null) break;
    offset += by;
    at = at.args[0]!;
    sums.push({ value: at, offset });
  }
  if (takeRoot(s, at, offset, parts, symbols)) return parts;
  const near = sums.findLast((one) => one.offset <= NEAR && one.offset >= -2048n)!;
  parts.base = s.invariant(near.value);
  parts.displacement = Number(near.offset);
  return parts;
}

/** Slots, incoming aggregates and symbols are addresses without a base register. */
function takeRoot(
  s: Selection,
  value: Value,
  offset: bigint,
  parts: Parts,
  symbols: boolean,
): boolean {
  if (offset > FRAME_REACH || offset < -FRAME_REACH) return false;
  if (value.op === Op.alloc) {
    parts.frame = 'slot';
    parts.slot = s.slots[value.id]!;
    parts.displacement = Number(offset);
    return true;
  }
  if (value.op === Op.param) {
    const incoming = s.plans.incoming.get(value.id);
    if (incoming === undefined) return false;
    parts.frame = 'incoming';
    parts.displacement = Number(offset) + incoming;
    return true;
  }
  if (value.op !== Op.symbol || !symbols) return false;
  const { symbol, offset: own } = value.aux as SymbolRef;
  const total = own + offset;
  if (!isPcRelative(s, symbol) || total > FRAME_REACH || total < -FRAME_REACH) return false;
  parts.symbol = symbol;
  parts.relocation = 'pc-relative';
  parts.displacement = Number(total);
  return true;
}

/** The form of a load or store that an address needs. */
export const rowFor = (rows: MemoryRow, parts: Parts): Row =>
  parts.symbol ? rows.symbol : rows.base;

/** The same address `bytes` further on. */
export function further(parts: Parts, bytes: number): Parts {
  return bytes === 0 ? parts : { ...parts, displacement: parts.displacement + bytes };
}
