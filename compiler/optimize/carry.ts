/**
 * carry: what a round of an innermost loop loads, where the round before has just stored it, comes
 * in a value instead of from memory.
 *
 *   a[i] = a[i - 1] + b[i]    becomes   x = phi [a[start - 1], x'];  x' = x + b[i];  a[i] = x'
 *
 * Needs rotated loops; makes preheaders; breaks nothing else.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  clobbers,
  isMemoryDef,
  isPlainAccess,
} from '../ir/alias.ts';
import { type Dominators, dominates } from '../ir/dominators.ts';
import { ACCESS_SIZES, type Access, type Func, type Value } from '../ir/ir.ts';
import { enteredLoops, exitEdges, type Loops } from '../ir/loops.ts';
import { OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';
import { type CountedLoop, countedLoop, countersOf } from './counters.ts';
import { type Linear, LinearForms, sum } from './linear.ts';
import { carrier, convert, readAs } from './promote.ts';
import { Straight } from './straight-code.ts';
import { emitLinear } from './vectors/memory.ts';

/** Loops with more memory accesses than this are left. */
const MAX_ACCESSES = 40;

/** Carries stored values to the loads of the next round. */
export function carry(func: Func, context: Context): boolean {
  const { tree, info, made: entered } = enteredLoops(func);
  if (info.all.length === 0) return false;
  let alias: AliasInfo | null = null;
  let changed = false;
  for (const loop of info.all) {
    const counted = loop.innermost ? countedLoop(loop) : null;
    const memory = counted ? memoryOf(counted) : null;
    if (!counted || !memory) continue;
    const pairs = pairsOf(counted, memory, info, tree);
    if (pairs.length === 0) continue;
    alias ??= aliasInfo(func, context);
    for (const pair of pairs) {
      if (!isKept(pair, memory, alias)) continue;
      carryOne(func, context, counted, pair);
      changed = true;
    }
  }
  if (changed) copies(func);
  return changed || entered;
}

/** The accesses of a loop, or null where it has none to carry, or too many, or others. */
function memoryOf({ loop }: CountedLoop): Value[] | null {
  const memory: Value[] = [];
  let [loads, stores] = [0, 0];
  for (const block of loop.blocks) {
    for (const value of block.body) {
      if (value.op === Op.load) loads++;
      else if (value.op === Op.store) stores++;
      else if (OP_READS[value.op] || OP_WRITES[value.op]) return null;
      else continue;
      memory.push(value);
    }
    if (OP_READS[block.end.op] || memory.length > MAX_ACCESSES) return null;
  }
  return loads > 0 && stores > 0 ? memory : null;
}

/** A load of what a store of the round before has written, with the forms of all accesses. */
interface Pair {
  readonly load: Value;
  readonly store: Value;
  readonly address: Linear;
  readonly forms: LinearForms;
}

function pairsOf(counted: CountedLoop, memory: Value[], info: Loops, tree: Dominators): Pair[] {
  const { loop, latch } = counted;
  const counters = countersOf(counted, info);
  const body = loop.blocks.flatMap((block) => block.body);
  for (const block of loop.blocks) if (block !== loop.header) body.push(...block.phis);
  const forms = new LinearForms({ body, phis: loop.header.phis }, counters);
  const ends = [latch, ...exitEdges(info, loop).map((edge) => edge.from)];
  // Only what every round does, before anything that may leave the loop.
  const always = memory.filter(
    (value) => isPlainAccess(value) && ends.every((end) => dominates(tree, value.block!, end)),
  );
  const pairs: Pair[] = [];
  for (const load of always) {
    const address = load.op === Op.load ? forms.of(load.args[0]!) : null;
    if (!address || !leapsOver(address.step, load.aux as Access)) continue;
    const store = always.find((one) => one.op === Op.store && isNext(one, load, address, forms));
    if (store) pairs.push({ load, store, address, forms });
  }
  return pairs;
}

/** Whether the accesses of two rounds do not overlap. */
function leapsOver(step: bigint, { kind }: Access): boolean {
  const size = BigInt(ACCESS_SIZES[kind]);
  return step >= size || step <= -size;
}

/** Whether a store writes what a load of the next round reads. */
function isNext(store: Value, load: Value, address: Linear, forms: LinearForms): boolean {
  const { kind } = store.aux as Access;
  if (kind !== (load.aux as Access).kind || ACCESS_SIZES[kind] > 8) return false;
  const to = forms.of(store.args[1]!);
  if (!to) return false;
  const ahead = sum(to, address, -1n);
  return ahead.terms.length === 0 && ahead.step === 0n && ahead.constant === address.step;
}

/** Whether nothing else writes the place between the store and the load of the next round. */
function isKept({ load, store, address, forms }: Pair, memory: Value[], alias: AliasInfo): boolean {
  const piece = accessPiece(load);
  const size = BigInt(piece.size);
  for (const def of memory) {
    if (def === store || !isMemoryDef(def)) continue;
    const to = def.op === Op.store && isPlainAccess(def) ? forms.of(def.args[1]!) : null;
    const away = to ? sum(to, address, -1n) : null;
    if (away && away.terms.length === 0 && away.step === 0n) {
      const bytes = BigInt(ACCESS_SIZES[(def.aux as Access).kind]);
      const meets = (by: bigint): boolean => by < size && by > -bytes;
      if (!meets(away.constant) && !meets(away.constant - address.step)) continue;
      return false;
    }
    if (clobbers(alias, def, { ...piece, size: 2 ** 52 })) return false;
  }
  return true;
}

function carryOne(
  func: Func,
  context: Context,
  { loop, before, latch }: CountedLoop,
  { load, store, address }: Pair,
): void {
  const { header } = loop;
  const access = load.aux as Access;
  const line = new Straight(func, context, load.pos);
  const first = line.put(
    func.value(Op.load, load.cls, [emitLinear(address, line)], access, load.pos),
  );
  line.moveTo(before);
  // What the store leaves in memory, as the load reads it.
  const block = store.block!;
  const place = block.body.indexOf(store) + 1;
  const made: Value[] = [];
  const put = (value: Value): Value => {
    value.block = block;
    made.push(value);
    return value;
  };
  const held = convert(func, store.args[0]!, carrier(store.aux as Access), put, load.pos);
  const read = readAs(func, held, load, put);
  block.body.splice(place, 0, ...made);
  const phi = func.value(Op.phi, load.cls, [], null, load.pos);
  phi.args = header.preds.map((pred) => (pred === latch ? read : first));
  phi.block = header;
  header.phis.push(phi);
  replaceBy(load, phi);
}
