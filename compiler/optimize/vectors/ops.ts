/** Which vector op does what on a lane, and the scalar forms that are one op in vectors. */
import type { Value } from '../../ir/ir.ts';
import { Cls, type Lane, Op } from '../../ir/ops.ts';
import { LANE_BITS, type Lanes } from './lanes.ts';

type ByLane = { readonly [L in Lane]?: Op };

export const VECTOR = {
  splat: {
    ...{ b: Op.vsplatb, h: Op.vsplath, w: Op.vsplatw },
    ...{ l: Op.vsplatl, s: Op.vsplats, d: Op.vsplatd },
  },
  add: { b: Op.vaddb, h: Op.vaddh, w: Op.vaddw, l: Op.vaddl, s: Op.vadds, d: Op.vaddd },
  sub: { b: Op.vsubb, h: Op.vsubh, w: Op.vsubw, l: Op.vsubl, s: Op.vsubs, d: Op.vsubd },
  mul: { h: Op.vmulh, w: Op.vmulw, l: Op.vmull, s: Op.vmuls, d: Op.vmuld } as ByLane,
  div: { s: Op.vdivs, d: Op.vdivd } as ByLane,
  sqrt: { s: Op.vsqrts, d: Op.vsqrtd } as ByLane,
  shl: { h: Op.vshlh, w: Op.vshlw, l: Op.vshll } as ByLane,
  shr: { h: Op.vshrh, w: Op.vshrw, l: Op.vshrl } as ByLane,
  sar: { h: Op.vsarh, w: Op.vsarw } as ByLane,
  ceq: { b: Op.vceqb, h: Op.vceqh, w: Op.vceqw, l: Op.vceql, s: Op.vceqs, d: Op.vceqd },
  csgt: { b: Op.vcsgtb, h: Op.vcsgth, w: Op.vcsgtw } as ByLane,
  cslt: { s: Op.vcslts, d: Op.vcsltd },
  csle: { s: Op.vcsles, d: Op.vcsled },
  cne: { s: Op.vcnes, d: Op.vcned },
  cuo: { s: Op.vcuos, d: Op.vcuod },
  zipLow: { b: Op.vziplowb, h: Op.vziplowh, w: Op.vziploww, l: Op.vziplowl } as ByLane,
  zipHigh: { b: Op.vziphighb, h: Op.vziphighh, w: Op.vziphighw, l: Op.vziphighl } as ByLane,
} as const;

/** What an op costs, where that is not one simple instruction. */
const COSTS: Partial<Record<Op, number>> = {
  ...{ [Op.vmulw]: 7, [Op.vmull]: 10, [Op.vceql]: 3, [Op.vselect]: 4 },
  ...{ [Op.vdivs]: 6, [Op.vdivd]: 6, [Op.vsqrts]: 6, [Op.vsqrtd]: 6 },
};

export function costOf(value: Value): number {
  return COSTS[value.op] ?? 1;
}

const LEAST: ByLane = { h: Op.vminh, s: Op.vmins, d: Op.vmind };
const GREATEST: ByLane = { h: Op.vmaxh, s: Op.vmaxs, d: Op.vmaxd };

/** select (a < b), a, b as one op on a lane: signed integers and floats; null where it is not. */
export function minimum(
  value: Value,
  lane: Lane,
  lanes: Lanes,
): { op: Op; a: Value; b: Value } | null {
  const [condition, yes, no] = value.args as [Value, Value, Value];
  const [x, y] = condition.args;
  if (!x || !y || x.cls !== value.cls) return null;
  const float = x.cls === Cls.s || x.cls === Cls.d;
  const { op } = condition;
  const loose = !float && (op === Op.csle || op === Op.csge);
  const less = op === Op.cslt || (loose && op === Op.csle);
  const more = op === Op.csgt || (loose && op === Op.csge);
  if (!less && !more) return null;
  // Numbers up to 65535 stand in 16 bits, too.
  if (!float && !isSigned(op, x, y, LANE_BITS[lane], lanes)) return null;
  const straight = x === yes && y === no;
  if (!straight && !(x === no && y === yes)) return null;
  // a < b ? b : a is b > a ? b : a.
  const table = less === straight ? LEAST : GREATEST;
  const found = table[lane];
  return found === undefined ? null : { op: found, a: yes, b: no };
}

/**
 * Whether two values of so many bits are to be compared as signed for an op. What is exact in the
 * lane when read as signed is ordered as the op wants where the op is signed, or nothing negative.
 */
export function isSigned(op: Op, x: Value, y: Value, bits: number, lanes: Lanes): boolean {
  const signed = lanes.fits(x, bits, true) && lanes.fits(y, bits, true);
  const wantsSigned = op === Op.cslt || op === Op.csle || op === Op.csgt || op === Op.csge;
  if (wantsSigned) return signed;
  return signed && lanes.range(x).low >= 0n && lanes.range(y).low >= 0n;
}
