/** Which vector op does what on a lane, and the scalar forms that are one op in vectors. */
import type { Func, Value } from '../../ir/ir.ts';
import { Cls, type Lane, Op } from '../../ir/ops.ts';
import { widthOf } from '../bits.ts';
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

/** The vectors of a loop: their class and bits. Those of 256 bits come with all that AVX2 has. */
export interface VectorWidth {
  readonly cls: typeof Cls.v | typeof Cls.y;
  readonly bits: 128 | 256;
  /** Whether the target has AVX2. */
  readonly avx2: boolean;
}

/** A vector whose every 128 bits are these. */
export function constantOf(func: Func, { cls }: VectorWidth, bits: bigint): Value {
  if (cls === Cls.v) return func.vector(bits);
  const half = BigInt.asUintN(128, bits);
  return func.vector(half | (half << 128n), cls);
}

/** a > b of signed integers. */
export function greaterOp(lane: Lane, { avx2 }: VectorWidth): Op | undefined {
  return lane === 'l' && avx2 ? Op.vcsgtl : VECTOR.csgt[lane];
}

/** What an op costs, where that is not one simple instruction. */
const COSTS: Partial<Record<Op, number>> = {
  ...{ [Op.vmulw]: 7, [Op.vmull]: 10, [Op.vceql]: 3, [Op.vselect]: 4 },
  ...{ [Op.vdivs]: 6, [Op.vdivd]: 6, [Op.vsqrts]: 6, [Op.vsqrtd]: 6 },
};

const AVX2_COSTS: Partial<Record<Op, number>> = {
  ...COSTS,
  ...{ [Op.vmulw]: 2, [Op.vceql]: 1, [Op.vselect]: 2 },
};

export function costOf(value: Value, { avx2 }: VectorWidth): number {
  return (avx2 ? AVX2_COSTS : COSTS)[value.op] ?? 1;
}

interface Extremes {
  readonly least: ByLane;
  readonly greatest: ByLane;
}
const SSE2: Extremes = {
  least: { h: Op.vminh, s: Op.vmins, d: Op.vmind },
  greatest: { h: Op.vmaxh, s: Op.vmaxs, d: Op.vmaxd },
};
const SIGNED: Extremes = {
  least: { ...SSE2.least, b: Op.vminb, w: Op.vminw },
  greatest: { ...SSE2.greatest, b: Op.vmaxb, w: Op.vmaxw },
};
const UNSIGNED: Extremes = {
  least: { b: Op.vminub, h: Op.vminuh, w: Op.vminuw },
  greatest: { b: Op.vmaxub, h: Op.vmaxuh, w: Op.vmaxuw },
};

/** The lesser or greater of integers, signed or not, as one op; undefined where there is none. */
export function extremeOp(
  lane: Lane,
  isLess: boolean,
  isSigned: boolean,
  { avx2 }: VectorWidth,
): Op | undefined {
  const tables = avx2 ? (isSigned ? SIGNED : UNSIGNED) : isSigned ? SSE2 : null;
  return tables?.[isLess ? 'least' : 'greatest'][lane];
}

const LESS: ReadonlySet<Op> = new Set([Op.cslt, Op.csle, Op.cult, Op.cule]);
const MORE: ReadonlySet<Op> = new Set([Op.csgt, Op.csge, Op.cugt, Op.cuge]);
const STRICT: ReadonlySet<Op> = new Set([Op.cslt, Op.csgt]);

/** What a select chooses between. */
export interface Choice {
  readonly condition: Value;
  readonly yes: Value;
  readonly no: Value;
}

/** select (a < b), a, b as one op on a lane, of integers and floats; null where it is not. */
export function minimum(
  { condition, yes, no }: Choice,
  lane: Lane,
  lanes: Lanes,
  width: VectorWidth,
): { op: Op; a: Value; b: Value } | null {
  const [x, y] = condition.args;
  if (!x || !y || x.cls !== yes.cls) return null;
  const float = x.cls === Cls.s || x.cls === Cls.d;
  const { op } = condition;
  const less = LESS.has(op);
  if (!(less || MORE.has(op)) || (float && !STRICT.has(op))) return null;
  const straight = x === yes && y === no;
  if (!straight && !(x === no && y === yes)) return null;
  const signed = float || readingOf(op, x, y, lane, lanes);
  if (signed === null) return null;
  // a < b ? b : a is b > a ? b : a.
  const found = extremeOp(lane, less === straight, signed, width);
  return found === undefined ? null : { op: found, a: yes, b: no };
}

/** Whether lanes of integers are in the op's order when read as signed, or as unsigned; or null. */
function readingOf(op: Op, x: Value, y: Value, lane: Lane, lanes: Lanes): boolean | null {
  const bits = LANE_BITS[lane];
  if (isSigned(op, x, y, bits, lanes)) return true;
  const fits = lanes.fits(x, bits, false) && lanes.fits(y, bits, false);
  const unsigned = op === Op.cult || op === Op.cule || op === Op.cugt || op === Op.cuge;
  return fits || (unsigned && bits === widthOf(x.cls)) ? false : null;
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
