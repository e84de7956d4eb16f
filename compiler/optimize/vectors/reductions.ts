/**
 * Reductions of a flat loop: header phis that only collect, by an operation whose order does not
 * matter, so that each lane of a vector may collect for itself.
 *
 *   sum = phi [init, sum + x]      min = phi [init, select (x < min), x, min]
 */
import type { Value } from '../../ir/ir.ts';
import { Cls, isIntegerClass, Op } from '../../ir/ops.ts';
import type { FlatLoop } from '../flatten.ts';
import { absoluteOf, type Lanes } from './lanes.ts';

export type ReductionKind = 'add' | 'and' | 'or' | 'xor' | 'cslt' | 'csgt' | 'cult' | 'cugt';

export interface Reduction {
  readonly phi: Value;
  readonly next: Value;
  readonly init: Value;
  /** Of a least or greatest, the comparison that is true of a better one. */
  readonly kind: ReductionKind;
  /** The values between the phi and what it is next, with both. */
  readonly cycle: ReadonlySet<Value>;
}

const KINDS: Partial<Record<Op, ReductionKind>> = {
  ...{ [Op.add]: 'add', [Op.sub]: 'add', [Op.and]: 'and', [Op.or]: 'or', [Op.xor]: 'xor' },
};

/** Users of each value within a flat loop's body; the next round's phis count as users. */
export function usersIn(flat: FlatLoop): Map<Value, Value[]> {
  const users = new Map<Value, Value[]>();
  const note = (value: Value, user: Value): void => {
    const list = users.get(value);
    if (list) list.push(user);
    else users.set(value, [user]);
  };
  for (const value of flat.body) for (const arg of value.args) note(arg, value);
  flat.phis.forEach((phi, i) => {
    note(flat.next[i]!, phi);
  });
  return users;
}

/** The reduction of the phi number `at`, or null; of floats only with `floats`. */
export function reductionOf(
  flat: FlatLoop,
  at: number,
  users: ReadonlyMap<Value, readonly Value[]>,
  floats: boolean,
): Reduction | null {
  const phi = flat.phis[at]!;
  const next = flat.next[at]!;
  const allowed = isIntegerClass(phi.cls) || (floats && (phi.cls === Cls.s || phi.cls === Cls.d));
  if (!allowed || next === phi) return null;
  const { before, loop } = flat.counted;
  const init = phi.args[loop.header.preds.indexOf(before)]!;
  const best = extreme(phi, next, users);
  if (best) return { phi, next, init, kind: best, cycle: new Set([phi, next]) };
  const walk = new Walk(phi, new Set(flat.body));
  if (walk.visit(next) !== 'in' || !walk.kind) return null;
  for (const value of walk.cycle) {
    for (const user of users.get(value) ?? []) if (!walk.cycle.has(user)) return null;
  }
  return { phi, next, init, kind: walk.kind, cycle: walk.cycle };
}

/** Walks from a phi's next value back to the phi. */
class Walk {
  kind: ReductionKind | null = null;
  readonly cycle = new Set<Value>();
  private readonly seen = new Map<Value, 'in' | 'out' | 'bad'>();

  constructor(
    private readonly phi: Value,
    private readonly body: ReadonlySet<Value>,
  ) {
    this.cycle.add(phi);
  }

  visit(value: Value): 'in' | 'out' | 'bad' {
    if (value === this.phi) return 'in';
    if (!this.body.has(value)) return 'out';
    let found = this.seen.get(value);
    if (!found) {
      found = this.judge(value);
      this.seen.set(value, found);
      if (found === 'in') this.cycle.add(value);
    }
    return found;
  }

  private judge({ op, args }: Value): 'in' | 'out' | 'bad' {
    if (op === Op.select) {
      const [yes, no] = [this.visit(args[1]!), this.visit(args[2]!)];
      return yes === no ? yes : 'bad';
    }
    const kind = KINDS[op];
    if (!kind) return 'out';
    const [a, b] = [this.visit(args[0]!), this.visit(args[1]!)];
    if (a === 'out' && b === 'out') return 'out';
    const one = (a === 'in' && b === 'out') || (a === 'out' && b === 'in' && op !== Op.sub);
    if (!one || (this.kind && this.kind !== kind)) return 'bad';
    this.kind = kind;
    return 'in';
  }
}

const BETTER: Partial<Record<Op, ReductionKind>> = {
  ...{ [Op.cslt]: 'cslt', [Op.csle]: 'cslt', [Op.csgt]: 'csgt', [Op.csge]: 'csgt' },
  ...{ [Op.cult]: 'cult', [Op.cule]: 'cult', [Op.cugt]: 'cugt', [Op.cuge]: 'cugt' },
};
const OPPOSITE = { cslt: 'csgt', csgt: 'cslt', cult: 'cugt', cugt: 'cult' } as const;

/** select (x < phi), x, phi in any of its forms. */
function extreme(
  phi: Value,
  next: Value,
  users: ReadonlyMap<Value, readonly Value[]>,
): ReductionKind | null {
  if (next.op !== Op.select) return null;
  const [condition, yes, no] = next.args as [Value, Value, Value];
  if ((yes === phi) === (no === phi)) return null;
  const other = yes === phi ? no : yes;
  const better = BETTER[condition.op];
  if (!better || (users.get(condition)?.length ?? 0) !== 1) return null;
  if ((users.get(phi) ?? []).some((user) => user !== condition && user !== next)) return null;
  if ((users.get(next) ?? []).some((user) => user !== phi)) return null;
  const [x, y] = condition.args as [Value, Value];
  let kind: ReductionKind;
  if (x === other && y === phi) kind = better;
  else if (x === phi && y === other) kind = OPPOSITE[better as keyof typeof OPPOSITE];
  else return null;
  // Taken where the comparison holds, or where it does not.
  return yes === other ? kind : OPPOSITE[kind as keyof typeof OPPOSITE];
}

/** A sum of bytes or halves, which one op a vector adds up in wider lanes. */
export interface NarrowSum {
  readonly kind: 'bytes' | 'halves';
  /** The lane of what is added. */
  readonly lane: 'b' | 'h';
  /** Values that are not made one by one. */
  readonly absorbed: readonly Value[];
}

/** How a reduction adds narrow values, or null. */
export function narrowSum({ kind, cycle, phi }: Reduction, lanes: Lanes): NarrowSum | null {
  if (kind !== 'add' || !isIntegerClass(phi.cls)) return null;
  const addends: Value[] = [];
  for (const value of cycle) {
    if (value === phi) continue;
    if (value.op !== Op.add) return null;
    addends.push(...value.args.filter((arg) => !cycle.has(arg)));
  }
  const isByte = (one: Value): boolean => isUnsignedByte(one, lanes);
  const distances = addends.map((one) => distanceOf(one, isByte));
  if (addends.every((one, i) => isByte(one) || distances[i])) {
    const between = distances.flatMap((one) => one?.between ?? []);
    return { kind: 'bytes', lane: 'b', absorbed: [...cycle, ...between] };
  }
  if (phi.cls !== Cls.w) return null;
  const isHalf = (one: Value): boolean =>
    lanes.has(one)
      ? (lanes.lane(one) === 'b' || lanes.lane(one) === 'h') && lanes.holds(one, 16, true)
      : lanes.fits(one, 16, true);
  const products = addends.filter((one) => one.op === Op.mul && lanes.has(one));
  const rest = addends.filter((one) => !products.includes(one));
  if (!products.every(({ args }) => args.every(isHalf)) || !rest.every(isHalf)) return null;
  return { kind: 'halves', lane: 'h', absorbed: [...cycle, ...products] };
}

/** Whether 8 bits hold a value that is not negative. */
export function isUnsignedByte(value: Value, lanes: Lanes): boolean {
  return lanes.has(value) && lanes.lane(value) === 'b' && lanes.holds(value, 8, false);
}

/** The absolute difference of two bytes, with the values it is made of; else null. */
export function distanceOf(
  value: Value,
  isByte: (value: Value) => boolean,
): { x: Value; y: Value; between: Value[] } | null {
  const whole = absoluteOf(value);
  if (whole?.op !== Op.sub) return null;
  const [x, y] = whole.args as [Value, Value];
  if (!isByte(x) || !isByte(y)) return null;
  return { x, y, between: [value, ...value.args, whole] };
}
