/**
 * Layout of structs and unions (C11 6.7.2.1, System V ABI 3.1.2 and the LP64D psABI, which agree):
 * member offsets, bit-field units, size and alignment, with GNU packed, aligned and #pragma pack.
 */
import type { Position } from '../source.ts';
import { alignOf, type BitField, type Member, sizeOf, type Type } from '../types.ts';

/** A member as declared, before it has a place. */
export interface MemberRequest {
  readonly name: string | null;
  readonly type: Type;
  /** Bit-field width, or null. */
  readonly width: number | null;
  /** Alignment asked for by _Alignas or aligned, or 0. */
  readonly align: number;
  readonly packed: boolean;
  readonly pos: Position;
}

export interface Layout {
  readonly members: Member[];
  readonly size: number;
  readonly align: number;
}

/**
 * Places the members. `pack` caps alignments (0: no cap); `minimum` is the record's own aligned
 * attribute.
 */
export function layOut(
  requests: readonly MemberRequest[],
  union: boolean,
  pack: number,
  minimum: number,
): Layout {
  const members: Member[] = [];
  let bit = 0;
  let size = 0;
  let align = Math.max(1, minimum);
  for (const request of requests) {
    const start = union ? 0 : bit;
    const placed = place(request, start, pack);
    if (placed.member) members.push(placed.member);
    if (request.width !== 0 || placed.aligns) align = Math.max(align, placed.align);
    bit = union ? 0 : placed.end;
    size = Math.max(size, Math.ceil(placed.end / 8));
  }
  const total = Math.ceil(size / align) * align;
  for (let i = 0; i < members.length; i++) members[i] = fitUnit(members[i]!, total);
  return { members, size: total, align };
}

export interface Placed {
  readonly member: Member | null;
  readonly align: number;
  /** A zero-width bit-field that still raises the record's alignment. */
  readonly aligns: boolean;
  /** Bit after the member. */
  readonly end: number;
}

/** Puts a member at the first bit from `start` on that it can stand at. */
export function place(request: MemberRequest, start: number, pack: number): Placed {
  return request.width === null
    ? placeObject(request, start, pack)
    : placeBits(request, request.width, start, pack);
}

export function alignmentOf(request: MemberRequest, pack: number): number {
  let align = request.packed ? 1 : alignOf(request.type);
  if (pack > 0) align = Math.min(align, pack);
  const asked = pack > 0 ? Math.min(request.align, pack) : request.align;
  return Math.max(align, asked, 1);
}

function placeObject(request: MemberRequest, start: number, pack: number): Placed {
  const align = alignmentOf(request, pack);
  const offset = Math.ceil(start / 8 / align) * align;
  const member = { name: request.name, type: request.type, offset, bits: null, start: null };
  return { member, align, aligns: true, end: (offset + sizeOf(request.type)) * 8 };
}

/**
 * A bit-field goes on in its storage unit unless it would cross a boundary of its type (ABI 3.1.2).
 */
function placeBits(request: MemberRequest, width: number, start: number, pack: number): Placed {
  const unit = sizeOf(request.type) * 8;
  const natural = alignOf(request.type) * 8;
  if (width === 0) {
    const boundary = Math.max(natural, request.align * 8);
    const end = Math.ceil(start / boundary) * boundary;
    return { member: null, align: 1, aligns: false, end };
  }
  const align = alignmentOf(request, pack);
  let bit = start;
  if (request.align > 0) bit = Math.ceil(bit / (request.align * 8)) * request.align * 8;
  const loose = request.packed || (pack > 0 && pack * 8 < natural);
  if (!loose && Math.floor(bit / unit) !== Math.floor((bit + width - 1) / unit)) {
    bit = Math.ceil(bit / natural) * natural;
  }
  const base = Math.floor(bit / unit) * unit;
  const bits: BitField = { start: bit - base, width, unitSize: (unit / 8) as BitField['unitSize'] };
  const { name, type } = request;
  const member = { name, type, offset: base / 8, bits, start: null };
  const named = request.name !== null;
  return { member, align: named ? align : 1, aligns: false, end: bit + width };
}

/**
 * Makes a bit-field's access unit stay inside the record: a packed field may straddle its type's
 * unit or reach past the end, so the unit is moved to the field's first byte and shrunk or widened
 * to what it needs.
 */
export function fitUnit(member: Member, total: number): Member {
  const { bits } = member;
  if (!bits) return member;
  const inside = member.offset + bits.unitSize <= total;
  if (inside && bits.start + bits.width <= bits.unitSize * 8) return member;
  const first = member.offset + Math.floor(bits.start / 8);
  const start = bits.start % 8;
  const needed = Math.ceil((start + bits.width) / 8);
  const sizes = [1, 2, 4, 8] as const;
  const unitSize = sizes.find((size) => size >= needed && first + size <= total);
  if (unitSize) return { ...member, offset: first, bits: { start, width: bits.width, unitSize } };
  for (const size of sizes) {
    const offset = Math.max(0, total - size);
    const from = (first - offset) * 8 + start;
    if (offset <= first && from + bits.width <= size * 8) {
      return { ...member, offset, bits: { start: from, width: bits.width, unitSize: size } };
    }
  }
  return member;
}
