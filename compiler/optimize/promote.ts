/**
 * promote: stack slots become SSA values (mem2reg). A slot qualifies when its address is used only
 * by plain loads and stores at offset 0 of one size; aggregates are taken apart by `split` before.
 * Needs nothing; breaks use counts. Where setjmp is called nothing is promoted.
 */
import { removeUnreachable } from '../ir/cfg.ts';
import { dominators } from '../ir/dominators.ts';
import { ACCESS_SIZES, type Access, type Block, type Func, type Value } from '../ir/ir.ts';
import { Cls, isFloatClass, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { placePhis, Renaming, type Variable } from './ssa.ts';

/**
 * What becomes of a slot: the class its value is kept in; size 0 marks one that cannot be promoted.
 */
interface Candidate {
  readonly slot: Value;
  size: number;
  cls: Cls;
}

/** Promotes all qualifying slots of a function. */
export function promote(func: Func): boolean {
  if (func.flags.callsReturnsTwice) return false;
  copies(func);
  removeUnreachable(func);
  const candidates = findCandidates(func);
  if (candidates.length === 0) return false;
  const variableOf = new Int32Array(func.nextValue).fill(-1);
  const variables: Variable[] = candidates.map((candidate, i) => {
    variableOf[candidate.slot.id] = i;
    const name = (candidate.slot.aux as { name: string }).name;
    return { cls: candidate.cls, name, defs: [], uses: [] };
  });
  const tree = dominators(func);
  for (const block of tree.order.blocks) collect(block, variableOf, variables);
  const placed = placePhis(func, tree, variables);
  const renaming = new Renaming(func, tree, variables, placed);
  renaming.walk((block) => rename(func, block, variableOf, variables, renaming));
  copies(func);
  return true;
}

function findCandidates(func: Func): Candidate[] {
  const found: (Candidate | undefined)[] = [];
  const list: Candidate[] = [];
  const entry = func.blocks[0];
  for (const value of entry?.body ?? []) {
    if (value.op !== Op.alloc) continue;
    const candidate = { slot: value, size: -1, cls: Cls.none as Cls };
    found[value.id] = candidate;
    list.push(candidate);
  }
  eachValue(func, (value) => {
    const { args } = value;
    for (let i = 0; i < args.length; i++) {
      const candidate = found[args[i]!.id];
      if (candidate) noteUse(candidate, value, i);
    }
  });
  return list.filter((candidate) => candidate.size > 0);
}

function noteUse(candidate: Candidate, user: Value, operand: number): void {
  const isLoad = user.op === Op.load;
  if (!isLoad && !(user.op === Op.store && operand === 1)) {
    candidate.size = 0;
    return;
  }
  const access = user.aux as Access;
  const size = ACCESS_SIZES[access.kind];
  const cls = carrier(access);
  const slotSize = (candidate.slot.aux as { size: number }).size;
  if (access.volatile || access.order >= 0 || size > slotSize) {
    candidate.size = 0;
  } else if (candidate.size === -1) {
    candidate.size = size;
    candidate.cls = cls;
  } else if (candidate.size !== size || (size === 16 && cls !== candidate.cls)) {
    candidate.size = 0;
  } else if (isFloatClass(candidate.cls)) {
    // Integers where any access is one, so that bits never pass through a float.
    candidate.cls = cls;
  }
}

/** The class that holds what an access touches. */
export function carrier(access: Access): Cls {
  switch (access.kind) {
    case 'b':
    case 'h':
    case 'w':
      return Cls.w;
    case 'l':
      return Cls.l;
    case 's':
      return Cls.s;
    case 'd':
      return Cls.d;
    case 'e':
      return Cls.e;
    case 'v':
      return Cls.v;
    case 'y':
      return Cls.y;
  }
}

function collect(block: Block, variableOf: Int32Array, variables: Variable[]): void {
  for (const value of block.body) {
    if (value.op === Op.load) {
      const v = variableOf[value.args[0]!.id]!;
      if (v < 0) continue;
      const { defs, uses } = variables[v]!;
      if (defs[defs.length - 1] !== block && uses[uses.length - 1] !== block) uses.push(block);
    } else if (value.op === Op.store) {
      const v = variableOf[value.args[1]!.id]!;
      if (v < 0) continue;
      const { defs } = variables[v]!;
      if (defs[defs.length - 1] !== block) defs.push(block);
    }
  }
}

function rename(
  func: Func,
  block: Block,
  variableOf: Int32Array,
  variables: Variable[],
  renaming: Renaming,
): void {
  const body: Value[] = [];
  const put = (value: Value): Value => {
    value.block = block;
    body.push(value);
    return value;
  };
  for (const value of block.body) {
    const isLoad = value.op === Op.load;
    const v =
      isLoad || value.op === Op.store ? (variableOf[value.args[isLoad ? 0 : 1]!.id] ?? -1) : -1;
    if (v < 0) {
      if (value.op !== Op.alloc || variableOf[value.id]! < 0) body.push(value);
      continue;
    }
    const { cls } = variables[v]!;
    if (isLoad) {
      const held = renaming.reaching(v);
      const known = held.op === Op.undef ? zero(func, cls) : resolve(held);
      const read = readAs(func, known, value, put);
      replaceBy(value, read);
      body.push(value);
    } else {
      renaming.define(v, convert(func, resolve(value.args[0]!), cls, put, value.pos));
      value.block = null;
    }
  }
  block.body = body;
}

/**
 * What reading an uninitialised slot gives: some value, but one and the same for all who see it.
 */
function zero(func: Func, cls: Cls): Value {
  if (cls === Cls.w || cls === Cls.l) return func.int(cls, 0n);
  return cls === Cls.s || cls === Cls.d ? func.float(cls, 0) : func.undef(cls);
}

/** The value a load gives when the slot holds `held`. */
export function readAs(func: Func, held: Value, load: Value, put: (value: Value) => Value): Value {
  const access = load.aux as Access;
  const word = convert(func, held, carrier(access), put, load.pos);
  const make = (op: Op, cls: Cls, from: Value): Value =>
    put(func.value(op, cls, [from], null, load.pos));
  let wide = word;
  if (access.kind === 'b') wide = make(access.signed ? Op.sextb : Op.zextb, Cls.w, word);
  if (access.kind === 'h') wide = make(access.signed ? Op.sexth : Op.zexth, Cls.w, word);
  if (load.cls === Cls.l && wide.cls === Cls.w) {
    return make(access.signed ? Op.sextw : Op.zextw, Cls.l, wide);
  }
  return load.cls === Cls.w && wide.cls === Cls.l ? make(Op.trunc, Cls.w, wide) : wide;
}

/** A value in another class of the same slot: its low bits, or the same bits. */
export function convert(
  func: Func,
  value: Value,
  cls: Cls,
  put: (value: Value) => Value,
  pos: number,
): Value {
  if (value.cls === cls) return value;
  const make = (op: Op, to: Cls, from: Value): Value => put(func.value(op, to, [from], null, pos));
  const integer = value.cls === Cls.s ? make(Op.cast, Cls.w, value) : value;
  if (cls === Cls.w) {
    const wide = integer.cls === Cls.d ? make(Op.cast, Cls.l, integer) : integer;
    return wide.cls === Cls.l ? make(Op.trunc, Cls.w, wide) : wide;
  }
  if (cls === Cls.s) {
    return make(Op.cast, Cls.s, integer.cls === Cls.l ? make(Op.trunc, Cls.w, integer) : integer);
  }
  return make(Op.cast, cls, integer);
}
