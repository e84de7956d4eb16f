/** Stores of one block to neighbouring places: runs that fill a vector. */
import { isPlainAccess } from '../../ir/alias.ts';
import {
  ACCESS_SIZES,
  type Access,
  type AccessKind,
  type Block,
  type ModuleSymbol,
  type SymbolRef,
  type Value,
} from '../../ir/ir.ts';
import { CLASS_NAMES, Op } from '../../ir/ops.ts';

/** Where an access goes: so far behind a value or symbol. */
export interface Place {
  readonly base: Value | ModuleSymbol;
  readonly offset: number;
  readonly kind: AccessKind;
}

const FULL = 16;

/** The place of a load or store; null where the offset is out of reach. */
export function placeOf(access: Value): Place | null {
  const { kind } = access.aux as Access;
  let base = access.args[access.op === Op.store ? 1 : 0]!;
  let offset = 0;
  while (base.op === Op.add && base.args[1]!.op === Op.int) {
    offset += Number(base.args[1]!.aux as bigint);
    base = base.args[0]!;
  }
  if (base.op !== Op.symbol) return isNear(offset) ? { base, offset, kind } : null;
  const { symbol, offset: start } = base.aux as SymbolRef;
  offset += Number(start);
  return isNear(offset) ? { base: symbol, offset, kind } : null;
}

const isNear = (offset: number): boolean => Math.abs(offset) < 2 ** 31;

/** The sets of stores of a block that write 16 bytes together, each in the order of addresses. */
export function runsOf({ body }: Block): Value[][] {
  const runs: Value[][] = [];
  const stores = body.filter(isCandidate);
  if (stores.length < 2) return runs;
  const groups = new Map<Place['base'], Map<AccessKind, Map<number, Value>>>();
  for (const value of stores) {
    const { kind } = value.aux as Access;
    const place = placeOf(value);
    if (!place) continue;
    const kinds = groups.get(place.base) ?? new Map<AccessKind, Map<number, Value>>();
    groups.set(place.base, kinds);
    const found = kinds.get(kind) ?? new Map<number, Value>();
    // What is written twice is another matter from there on.
    if (found.has(place.offset)) {
      collect(found, kind, runs);
      found.clear();
    }
    found.set(place.offset, value);
    kinds.set(kind, found);
  }
  for (const kinds of groups.values()) {
    for (const [kind, found] of kinds) collect(found, kind, runs);
  }
  return runs;
}

/** Whether a store writes all of its value, and nobody looks on. */
function isCandidate(value: Value): boolean {
  if (value.op !== Op.store || !isPlainAccess(value)) return false;
  const { kind } = value.aux as Access;
  return kind === CLASS_NAMES[value.args[0]!.cls] && ACCESS_SIZES[kind] <= 8;
}

function collect(found: ReadonlyMap<number, Value>, kind: AccessKind, runs: Value[][]): void {
  const size = ACCESS_SIZES[kind];
  if (found.size * size < FULL) return;
  const offsets = [...found.keys()].sort((a, b) => a - b);
  for (let i = 0; i + FULL / size <= offsets.length; ) {
    const start = offsets[i]!;
    let length = 1;
    while (length * size < FULL && offsets[i + length] === start + length * size) length++;
    if (length * size === FULL) {
      runs.push(offsets.slice(i, i + length).map((offset) => found.get(offset)!));
    }
    i += length;
  }
}
