/**
 * What the vector loop computes: its phis (the index of the round, vectors of counters, one
 * accumulator for each vector of a reduction), loads and stores in the loop's order, and behind the
 * loop the reductions' results.
 */
import type { Access, Value } from '../../ir/ir.ts';
import { Cls, type Lane, Op } from '../../ir/ops.ts';
import { repeatLane } from '../../numbers.ts';
import type { Counter } from '../counters.ts';
import type { FlatLoop } from '../flatten.ts';
import { sum } from '../linear.ts';
import type { Straight } from '../straight-code.ts';
import { laneOf, VectorCode } from './code.ts';
import { LANE_BITS, type Lanes } from './lanes.ts';
import { emitLinear, type VectorAccess } from './memory.ts';
import { constantOf, extremeOp, greaterOp, VECTOR, type VectorWidth } from './ops.ts';
import {
  distanceOf,
  isUnsignedByte,
  type NarrowSum,
  narrowSum,
  type Reduction,
} from './reductions.ts';

/** What a loop is made of, for vectors. */
export interface VectorParts {
  readonly flat: FlatLoop;
  readonly counters: readonly Counter[];
  readonly reductions: readonly Reduction[];
  readonly accesses: readonly VectorAccess[];
  readonly data: ReadonlySet<Value>;
  readonly lanes: Lanes;
  /** Whether a base is known to be a multiple of 16. */
  readonly isAligned: (base: Value) => boolean;
}

/** A phi of the vector loop. */
interface VectorPhi {
  readonly phi: Value;
  readonly init: Value;
  next: Value;
}

export class VectorBody {
  readonly phis: VectorPhi[] = [];
  /** The index of the first of the rounds that run at once, and of the next one. */
  readonly index: Value;
  readonly nextIndex: Value;
  private readonly code: VectorCode;
  private readonly bases: { readonly access: VectorAccess; readonly value: Value }[] = [];
  private readonly scaled = new Map<bigint, Value>();
  private negative: Value | null = null;
  private readonly accumulators = new Map<Reduction, VectorPhi[]>();

  constructor(
    private readonly parts: VectorParts,
    private readonly rounds: number,
    private readonly width: VectorWidth,
    readonly line: Straight,
    readonly before: Straight,
  ) {
    const { flat, lanes } = parts;
    const values = [...flat.phis, ...flat.body];
    this.code = new VectorCode(lanes, rounds, width, line, before, values);
    this.index = line.func.value(Op.phi, Cls.l, []);
    this.nextIndex = line.func.value(Op.add, Cls.l, [this.index, line.int(Cls.l, rounds)]);
    this.phis.push({ phi: this.index, init: line.int(Cls.l, 0), next: this.nextIndex });
  }

  /** Makes everything; false where something cannot be done in vectors. */
  make(): boolean {
    const { parts, code } = this;
    for (const counter of parts.counters) if (parts.data.has(counter.phi)) this.countIn(counter);
    for (const reduction of parts.reductions) this.accumulate(reduction);
    let at = 0;
    for (const value of parts.flat.body) {
      if (value.op !== Op.load && value.op !== Op.store) continue;
      const access = parts.accesses[at++]!;
      if (access.isStore) this.store(access);
      else if (parts.data.has(value)) this.load(access);
      if (!code.ok) return false;
    }
    for (const reduction of parts.reductions) this.collect(reduction);
    this.line.put(this.nextIndex);
    return code.ok;
  }

  private phi(init: Value): VectorPhi {
    const phi = this.line.func.value(Op.phi, this.width.cls, []);
    const made = { phi, init, next: phi };
    this.phis.push(made);
    return made;
  }

  // ---------------------------------------------------------------- counters

  private countIn({ phi, init, step }: Counter): void {
    const { code, before, rounds, width } = this;
    const lane = code.lanes.lane(phi);
    const bits = LANE_BITS[lane];
    const each = width.bits / bits;
    let ramp = 0n;
    for (let i = 0; i < each; i++) {
      ramp |= BigInt.asUintN(bits, step * BigInt(i)) << BigInt(i * bits);
    }
    const add = VECTOR.add[lane];
    const steps = before.func.vector(ramp, width.cls);
    const start = before.op(add, width.cls, code.at(init, lane)[0]!, steps);
    const first = this.phi(start);
    const further = (by: number): Value =>
      code.op(add, first.phi, code.constant(repeatLane(step * BigInt(by), bits)));
    const parts = [first.phi];
    for (let p = 1; p < code.count(lane); p++) parts.push(further(p * each));
    first.next = further(rounds);
    code.set(phi, parts);
  }

  // ---------------------------------------------------------------- memory

  /** The address of a part of an access in the present round. */
  private address({ address }: VectorAccess, part: number): Value {
    const { line, before, bases } = this;
    let base = bases.find(({ access }) => {
      const difference = sum(access.address, address, -1n);
      return difference.terms.length === 0 && difference.step === 0n;
    })?.value;
    if (!base) {
      base = emitLinear({ ...address, constant: 0n }, before);
      bases.push({ access: { address } as VectorAccess, value: base });
    }
    const down = address.step < 0n;
    const size = down ? -address.step : address.step;
    let offset = this.scaled.get(address.step);
    if (!offset) {
      const shift = line.int(Cls.w, [1n, 2n, 4n, 8n].indexOf(size));
      offset = line.op(Op.shl, Cls.l, down ? this.downward() : this.index, shift);
      this.scaled.set(address.step, offset);
    }
    const place = line.op(Op.add, Cls.l, base, offset);
    const bytes = BigInt(this.width.bits / 8);
    const ahead = bytes * BigInt(part);
    const by = address.constant + (down ? size - bytes - ahead : ahead);
    return line.op(Op.add, Cls.l, place, line.int(Cls.l, by));
  }

  /** The index counted down, for addresses that go down. */
  private downward(): Value {
    const { line } = this;
    if (!this.negative) {
      this.negative = line.func.value(Op.phi, Cls.l, []);
      const next = line.put(
        line.func.value(Op.add, Cls.l, [this.negative, line.int(Cls.l, -this.rounds)]),
      );
      this.phis.push({ phi: this.negative, init: line.int(Cls.l, 0), next });
    }
    return this.negative;
  }

  /** Lanes in the opposite order, where an address goes down. */
  private inOrder({ address }: VectorAccess, lane: Lane, part: Value): Value {
    if (address.step >= 0n) return part;
    const { code } = this;
    const bits = LANE_BITS[lane];
    const wide = this.width.cls === Cls.y;
    if (wide && bits === 64) return code.op(Op.vpermutel, part, code.count32(0x1b));
    const halves = wide ? code.op(Op.vpermutel, part, code.count32(0x4e)) : part;
    const order = code.count32(bits === 64 ? 0x4e : 0x1b);
    let turned = code.op(Op.vshufflew, halves, halves, order);
    for (const half of [16, 8] as const) {
      if (half < bits) break;
      const [left, right] = half === 16 ? [Op.vshlw, Op.vshrw] : [Op.vshlh, Op.vshrh];
      const by = code.count32(half);
      turned = code.op(Op.or, code.op(left, turned, by), code.op(right, turned, by));
    }
    return turned;
  }

  /** What is known of the alignment of a part of an access. */
  private alignment({ address, size }: VectorAccess, least: number): number {
    const { terms, constant, step } = address;
    const first = step < 0n ? constant + size : constant;
    if (first % 16n !== 0n || (step * BigInt(this.rounds)) % 16n !== 0n) return least;
    const all = terms.every(({ value, scale }) => {
      return scale % 16n === 0n || (scale === 1n && this.parts.isAligned(value));
    });
    return all ? 16 : least;
  }

  private load(access: VectorAccess): void {
    const { code, line, before } = this;
    const { func } = line;
    const { value } = access;
    const aux = value.aux as Access;
    const lane = laneOf(aux);
    if (access.address.step === 0n) {
      const at = emitLinear(access.address, before);
      const scalar = before.put(func.value(Op.load, value.cls, [at], aux, value.pos));
      const vector = before.op(VECTOR.splat[lane], this.width.cls, this.narrow(scalar, lane));
      code.set(value, new Array<Value>(code.count(lane)).fill(vector));
      return;
    }
    const parts: Value[] = [];
    const whole = this.wholeOf(aux, this.alignment(access, aux.align));
    for (let p = 0; p < code.count(lane); p++) {
      const at = this.address(access, p);
      const part = line.put(func.value(Op.load, this.width.cls, [at], whole, value.pos));
      parts.push(this.inOrder(access, lane, part));
    }
    code.set(value, parts);
  }

  /** The same access of a whole vector. */
  private wholeOf(access: Access, align: number): Access {
    return { ...access, kind: this.width.cls === Cls.y ? 'y' : 'v', signed: false, align };
  }

  private narrow(value: Value, lane: Lane): Value {
    if (value.cls !== Cls.l || lane === 'l') return value;
    return this.before.op(Op.trunc, Cls.w, value);
  }

  private store(access: VectorAccess): void {
    const { code, line } = this;
    const { value } = access;
    const aux = value.aux as Access;
    const lane = laneOf(aux);
    const whole = this.wholeOf(aux, this.alignment(access, aux.align));
    const parts = code.at(value.args[0]!, lane);
    for (let p = 0; code.ok && p < parts.length; p++) {
      const args = [this.inOrder(access, lane, parts[p]!), this.address(access, p)];
      line.put(line.func.value(Op.store, Cls.none, args, whole, value.pos));
    }
  }

  // ---------------------------------------------------------------- reductions

  private accumulate(reduction: Reduction): void {
    const { code } = this;
    const { phi, init, kind } = reduction;
    const narrow = narrowSum(reduction, code.lanes);
    const lane = code.lanes.lane(phi);
    const empty = kind === 'add' || kind === 'xor';
    const start = empty ? code.constant(0n) : code.at(init, lane)[0]!;
    const made: VectorPhi[] = [];
    for (let p = 0; p < code.count(narrow?.lane ?? lane); p++) made.push(this.phi(start));
    this.accumulators.set(reduction, made);
    code.set(
      phi,
      made.map((one) => one.phi),
    );
  }

  /** What the accumulators are next. */
  private collect(reduction: Reduction): void {
    const { code } = this;
    const { phi, next } = reduction;
    const narrow = narrowSum(reduction, code.lanes);
    const made = this.accumulators.get(reduction)!;
    const parts = narrow
      ? this.addNarrow(reduction, next, narrow.kind)
      : code.at(next, code.lanes.lane(phi));
    made.forEach((one, p) => {
      one.next = parts[p]!;
    });
  }

  /** What narrow addends add to the accumulators, each by one op a vector. */
  private addNarrow(reduction: Reduction, value: Value, kind: NarrowSum['kind']): Value[] {
    const { code } = this;
    if (value === reduction.phi) return this.accumulators.get(reduction)!.map((one) => one.phi);
    const [x, y] = value.args as [Value, Value];
    const [inner, addend] = reduction.cycle.has(x) ? [x, y] : [y, x];
    const sums = this.addNarrow(reduction, inner, kind);
    if (kind === 'bytes') {
      const zero = code.constant(0n);
      const between = distanceOf(addend, (one) => isUnsignedByte(one, code.lanes));
      const from = between ? code.at(between.y, 'b') : null;
      return code.at(between?.x ?? addend, 'b').map((part, p) => {
        return code.op(Op.vaddl, sums[p]!, code.op(Op.vsadb, part, from?.[p] ?? zero));
      });
    }
    const product = addend.op === Op.mul;
    const a = code.at(product ? addend.args[0]! : addend, 'h');
    const ones = code.constant(repeatLane(1n, 16));
    const b = product ? code.at(addend.args[1]!, 'h') : a.map(() => ones);
    return a.map((part, p) => code.op(Op.vaddw, sums[p]!, code.op(Op.vdoth, part, b[p]!)));
  }

  /** What a reduction comes to behind the vector loop. */
  result(reduction: Reduction, line: Straight): Value {
    const { kind, init, phi } = reduction;
    const bytes = narrowSum(reduction, this.code.lanes)?.kind === 'bytes';
    const lane = bytes ? 'l' : this.code.lanes.lane(phi);
    const join = (a: Value, b: Value): Value => combine(kind, lane, a, b, line, this.width);
    let all = this.accumulators.get(reduction)!.map((one) => one.next);
    while (all.length > 1) {
      const half = all.length / 2;
      all = all.slice(0, half).map((one, i) => join(one, all[i + half]!));
    }
    let [whole] = all as [Value];
    if (whole.cls === Cls.y) {
      whole = join(line.op(Op.vlow, Cls.v, whole), line.op(Op.vhigh, Cls.v, whole));
    }
    const turned = (order: number): Value =>
      line.op(Op.vshufflew, Cls.v, whole, whole, line.int(Cls.w, order));
    whole = join(whole, turned(0x4e));
    if (lane === 'w' || lane === 's') whole = join(whole, turned(0xb1));
    let scalar = line.op(FIRST[lane as keyof typeof FIRST], CLASS_OF[lane as 'w'], whole);
    if (lane === 'l' && phi.cls === Cls.w) scalar = line.op(Op.trunc, Cls.w, scalar);
    if (kind === 'add') return line.op(Op.add, phi.cls, scalar, init);
    return kind === 'xor' ? line.op(Op.xor, phi.cls, scalar, init) : scalar;
  }
}

const FIRST = { w: Op.vfirstw, l: Op.vfirstl, s: Op.vfirsts, d: Op.vfirstd } as const;
const CLASS_OF = { w: Cls.w, l: Cls.l, s: Cls.s, d: Cls.d } as const;

/** Two vectors of a reduction as one. */
function combine(
  kind: Reduction['kind'],
  lane: Lane,
  a: Value,
  b: Value,
  line: Straight,
  { avx2 }: VectorWidth,
): Value {
  const { cls } = a;
  const op = (which: Op, ...args: Value[]): Value => line.op(which, cls, ...args);
  if (kind === 'add') return op(VECTOR.add[lane], a, b);
  if (kind === 'and' || kind === 'or' || kind === 'xor') {
    return op({ and: Op.and, or: Op.or, xor: Op.xor }[kind], a, b);
  }
  if (lane === 's' || lane === 'd') {
    const less = lane === 's' ? Op.vmins : Op.vmind;
    const more = lane === 's' ? Op.vmaxs : Op.vmaxd;
    return op(kind === 'cslt' ? less : more, a, b);
  }
  const bits = LANE_BITS[lane];
  const width = { cls: cls as VectorWidth['cls'], bits: 128, avx2 } as const;
  const signed = kind === 'cslt' || kind === 'csgt';
  const more = kind === 'csgt' || kind === 'cugt';
  const one = avx2 ? extremeOp(lane, !more, signed, width) : undefined;
  if (one !== undefined) return op(one, a, b);
  const bias = constantOf(line.func, width, repeatLane(1n << BigInt(bits - 1), bits));
  const [x, y] = signed ? [a, b] : [op(Op.xor, a, bias), op(Op.xor, b, bias)];
  const mask = op(greaterOp(lane, width)!, more ? x : y, more ? y : x);
  return op(Op.vselect, mask, a, b);
}
