/**
 * pack: neighbouring stores of one block become one vector store, where what they store can be
 * computed in a vector, too (superword level parallelism: Larsen & Amarasinghe 2000).
 *
 *   store p, x0 + y0      store p + 4, x1 + y1  ...   becomes   vstore p, (x0 x1 ..) + (y0 y1 ..)
 *
 * All is done where the last of the stores stood. Needs addresses as sums with constants; breaks
 * canonical forms.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  clobbers,
  isMemoryDef,
  isPlainAccess,
  mayRead,
  type Piece,
} from '../ir/alias.ts';
import { constantOf } from '../ir/evaluate.ts';
import { ACCESS_SIZES, type Access, type Block, type Func, type Value } from '../ir/ir.ts';
import { CLASS_NAMES, Cls, OP_COMMUTES, OP_PURE, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { bitsOfNumber } from '../numbers.ts';
import { type Context, report } from './context.ts';
import { type Place, placeOf, runsOf } from './vectors/neighbours.ts';
import { VECTOR } from './vectors/ops.ts';

/** How far apart, in values, stores that become one may stand. */
const MAX_WINDOW = 64;
const MAX_DEPTH = 6;
/**
 * Scalar instructions that one vector must be better by: two sums of 64-bit words in memory are two
 * instructions as they are.
 */
const LEAST_GAIN = { w: 2, l: 3, s: 2, d: 2 } as const;

type PackedLane = 'w' | 'l' | 's' | 'd';

/** Ops that are one cheap instruction on all lanes, by the name of what does it. */
const PACKED = new Map<Op, 'add' | 'sub' | 'mul' | 'div' | 'sqrt' | 'bitwise'>([
  [Op.add, 'add'],
  [Op.sub, 'sub'],
  [Op.mul, 'mul'],
  [Op.div, 'div'],
  [Op.sqrt, 'sqrt'],
  [Op.and, 'bitwise'],
  [Op.or, 'bitwise'],
  [Op.xor, 'bitwise'],
]);

/** Packs the stores of a function. */
export function pack(func: Func, context: Context): boolean {
  if (!context.vectors) return false;
  let packer: Packer | null = null;
  let changed = false;
  for (const block of func.blocks) {
    for (const chunk of runsOf(block)) {
      packer ??= new Packer(func, context);
      changed = packer.pack(block, chunk) || changed;
    }
  }
  return changed;
}

/** What lanes hold: made at most once for the same values. */
interface Bundle {
  readonly values: readonly Value[];
  readonly kind: 'same' | 'constant' | 'load' | 'op';
  readonly parts: readonly Bundle[];
}

class Packer {
  private known: AliasInfo | null = null;
  private readonly uses: Int32Array;
  /** The block at hand, with the places of its values by id. */
  private block: Block | null = null;
  private readonly at: Int32Array;
  private lane: PackedLane = 'w';
  private stores: ReadonlySet<Value> = new Set();
  private last = 0;
  private bundles: Bundle[] = [];
  private made: Value[] = [];

  constructor(
    private readonly func: Func,
    private readonly context: Context,
  ) {
    this.uses = useCounts(func);
    this.at = new Int32Array(func.nextValue);
  }

  /** Packs stores given in the order of their addresses; says whether it did. */
  pack(block: Block, stores: readonly Value[]): boolean {
    if (block !== this.block) this.enter(block);
    const places = stores.map((store) => this.at[store.id]!);
    this.last = Math.max(...places);
    if (this.last - Math.min(...places) > MAX_WINDOW) return false;
    this.stores = new Set(stores);
    this.lane = (stores[0]!.aux as Access).kind as PackedLane;
    this.bundles = [];
    const root = this.bundle(
      stores.map((store) => store.args[0]!),
      0,
    );
    if (!root || this.gain(stores.length) < LEAST_GAIN[this.lane]) return false;
    // Two words that were stored one by one a moment ago are loaded faster one by one.
    if (root.kind === 'load' && stores.length === 2) return false;
    if (!this.bundles.every((one) => one.kind !== 'load' || this.mayWait(one.values))) return false;
    if (!stores.every((store) => this.maySink(store))) return false;
    this.place(block, stores, root);
    return true;
  }

  /** Asked for late: most of what looks like a row at first pays nothing. */
  private get alias(): AliasInfo {
    this.known ??= aliasInfo(this.func, this.context);
    return this.known;
  }

  private enter(block: Block): void {
    this.block = block;
    block.body.forEach((value, i) => {
      if (value.id < this.at.length) this.at[value.id] = i;
    });
  }

  /** Whether a store may be done where the last one stands. */
  private maySink(store: Value): boolean {
    const piece = accessPiece(store);
    for (let i = this.at[store.id]! + 1; i < this.last; i++) {
      const value = this.block!.body[i]!;
      if (this.stores.has(value)) continue;
      if (mayRead(this.alias, value, piece) || this.mayChange(value, piece)) return false;
    }
    return true;
  }

  /** Whether loads may be done there, before the stores. */
  private mayWait(loads: readonly Value[]): boolean {
    for (const load of loads) {
      const piece = accessPiece(load);
      for (let i = this.at[load.id]! + 1; i < this.last; i++) {
        const value = this.block!.body[i]!;
        if (!this.stores.has(value) && this.mayChange(value, piece)) return false;
      }
    }
    return true;
  }

  private mayChange(value: Value, piece: Piece): boolean {
    return isMemoryDef(value) && clobbers(this.alias, value, piece);
  }

  // ------------------------------------------------------------------ what lanes hold

  private bundle(values: readonly Value[], depth: number): Bundle | null {
    const [first] = values as [Value];
    if (CLASS_NAMES[first.cls] !== this.lane) return null;
    const known = this.bundles.find((one) => one.values.every((value, i) => value === values[i]));
    if (known) return known;
    if (values.every((value) => constantOf(value) !== null)) return this.note(values, 'constant');
    if (values.every((value) => value === first)) return this.note(values, 'same');
    if (depth === MAX_DEPTH || values.some((value) => !this.isHere(value, first))) return null;
    if (first.op === Op.load) return this.areNeighbours(values) ? this.note(values, 'load') : null;
    if (!this.opOf(first)) return null;
    const columns = this.columns(values);
    const parts: Bundle[] = [];
    for (const column of columns) {
      const part = this.bundle(column, depth + 1);
      if (!part) return null;
      parts.push(part);
    }
    return this.note(values, 'op', parts);
  }

  private note(
    values: readonly Value[],
    kind: Bundle['kind'],
    parts: readonly Bundle[] = [],
  ): Bundle {
    const made = { values, kind, parts };
    this.bundles.push(made);
    return made;
  }

  /** Made in the block, by the same op as the first lane, before the last store. */
  private isHere(value: Value, first: Value): boolean {
    if (value.op !== first.op || value.cls !== first.cls || value.block !== this.block)
      return false;
    return value.id < this.at.length && this.at[value.id]! < this.last;
  }

  private opOf(value: Value): Op | null {
    const name = PACKED.get(value.op);
    if (name === undefined) return null;
    const integer = this.lane === 'w' || this.lane === 'l';
    if (name === 'bitwise') return integer ? value.op : null;
    if (integer && name !== 'add' && name !== 'sub') return null;
    return VECTOR[name][this.lane] ?? null;
  }

  private areNeighbours(loads: readonly Value[]): boolean {
    const places: Place[] = [];
    for (const load of loads) {
      const place = placeOf(load);
      if (!place || place.kind !== this.lane || !isPlainAccess(load)) return false;
      places.push(place);
    }
    const [first] = places as [Place];
    const size = ACCESS_SIZES[this.lane];
    return places.every(
      (place, i) => place.base === first.base && place.offset === first.offset + i * size,
    );
  }

  /** The operands lane by lane; where order does not matter, like ones stand together. */
  private columns(values: readonly Value[]): Value[][] {
    const [first] = values as [Value];
    const columns = first.args.map(() => [] as Value[]);
    const [model, other] = first.args as [Value, Value];
    for (const { op, args } of values) {
      const [x, y] = args as [Value, Value];
      const swap = OP_COMMUTES[op] && !isLike(x, model) && isLike(y, model) && isLike(x, other);
      const ordered = swap ? [y, x] : args;
      for (let i = 0; i < columns.length; i++) columns[i]!.push(ordered[i]!);
    }
    return columns;
  }

  /** How many instructions fewer there are: what is used elsewhere is computed twice. */
  private gain(lanes: number): number {
    let gain = lanes - 1;
    const inside = new Map<Value, number>();
    const count = (values: readonly Value[]): void => {
      for (const value of values) inside.set(value, (inside.get(value) ?? 0) + 1);
    };
    for (const store of this.stores) count([store.args[0]!]);
    for (const { values, kind } of this.bundles) {
      if (kind === 'op') for (const value of values) count(value.args);
    }
    for (const { values, kind } of this.bundles) {
      if (kind === 'same') gain -= this.lane === 'w' || this.lane === 'l' ? 2 : 1;
      else if (kind === 'constant') gain -= 1;
      else {
        const alone = values.every((value) => this.uses[value.id] === inside.get(value));
        gain += alone ? lanes - 1 : -1;
      }
    }
    return gain;
  }

  // ------------------------------------------------------------------ making it so

  private place(block: Block, stores: readonly Value[], root: Bundle): void {
    const [lowest] = stores as [Value];
    const end = block.body[this.last]!;
    this.made = [];
    const value = this.emit(root, new Map());
    const aux = wholeOf(stores);
    const store = this.func.value(Op.store, Cls.none, [value, lowest.args[1]!], aux, end.pos);
    this.made.push(store);
    for (const one of this.made) {
      one.block = block;
      for (const arg of one.args) if (arg.id < this.uses.length) this.uses[arg.id]!++;
    }
    for (const one of stores) {
      one.block = null;
      for (const arg of one.args) this.release(arg, block);
    }
    const stays = (one: Value): boolean => one.block !== null;
    const before = block.body.slice(0, this.last).filter(stays);
    block.body = [...before, ...this.made, ...block.body.slice(this.last + 1)];
    // Places have changed.
    this.block = null;
    report(this.context, this.func, 'pack', true, end.pos, `${stores.length} stores made one`);
  }

  /** Takes a use of a value away, and the value with the last one. */
  private release(value: Value, block: Block): void {
    if (value.id >= this.uses.length || --this.uses[value.id]! > 0) return;
    if (value.block !== block || value.op === Op.phi) return;
    if (!OP_PURE[value.op] && !(value.op === Op.load && isPlainAccess(value))) return;
    value.block = null;
    for (const arg of value.args) this.release(arg, block);
  }

  private emit(bundle: Bundle, known: Map<Bundle, Value>): Value {
    const found = known.get(bundle);
    if (found) return found;
    const parts = bundle.parts.map((part) => this.emit(part, known));
    const made = this.compute(bundle, parts);
    known.set(bundle, made);
    return made;
  }

  private compute({ values, kind }: Bundle, parts: Value[]): Value {
    const [first] = values as [Value];
    const { func, lane } = this;
    const put = (op: Op, args: Value[], aux: Access | null = null): Value => {
      const value = func.value(op, Cls.v, args, aux, first.pos);
      this.made.push(value);
      return value;
    };
    switch (kind) {
      case 'constant':
        return func.vector(bitsOf(values, lane));
      case 'same':
        return put(VECTOR.splat[lane], [first]);
      case 'load':
        return put(Op.load, [first.args[0]!], wholeOf(values));
      case 'op':
        return put(this.opOf(first)!, parts);
      default:
        return kind satisfies never;
    }
  }
}

/** Made by the same op, or out of the same object. */
function isLike(value: Value, model: Value): boolean {
  if (value === model) return true;
  if (value.op !== model.op) return false;
  return value.op !== Op.load || placeOf(value)?.base === placeOf(model)?.base;
}

/** An access to all lanes at once, from the first one's on. */
function wholeOf(accesses: readonly Value[]): Access {
  const [first, ...others] = accesses.map((value) => value.aux as Access) as [Access, ...Access[]];
  const alias = others.every((access) => access.alias === first.alias) ? first.alias : 0;
  return { ...first, kind: 'v', signed: false, alias };
}

/** Constants side by side, the first one lowest. */
function bitsOf(values: readonly Value[], lane: PackedLane): bigint {
  const width = ACCESS_SIZES[lane] === 8 ? 64 : 32;
  let bits = 0n;
  values.forEach((value, i) => {
    const constant = constantOf(value);
    const own = typeof constant === 'bigint' ? constant : bitsOfNumber(constant as number, width);
    bits |= BigInt.asUintN(width, own) << BigInt(i * width);
  });
  return bits;
}
