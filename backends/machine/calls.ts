/**
 * Calling conventions, the shared walk. Gets a function in IR and a target's classification of
 * one Passing; rewrites calls, parameters and returns so that only scalars travel, and says in a
 * CallPlan where each one does. What remains for a selector is to move scalars to and from
 * registers and stack.
 *
 * call f, into, a(struct) => x = load a+0; y = load a+8; call f, x, y (plan: x in %rdi, y in
 * %xmm0)
 *                                  p = part 0; q = part 1; store p, into+0; store q, into+8
 */
import { accessOf } from '../../compiler/ir/build.ts';
import {
  type Access,
  type Aggregate,
  type Block,
  type CallInfo,
  type Func,
  isAggregate,
  type Passing,
  type Value,
} from '../../compiler/ir/ir.ts';
import { CLASS_NAMES, CLASS_SIZES, Cls, Op } from '../../compiler/ir/ops.ts';
import type { Register } from './code.ts';
import { Inserter } from './insert.ts';

/** Where a scalar travels; 'special' is a target's own place (the x87 stack). */
export type Location =
  | { readonly kind: 'register'; readonly register: Register }
  | { readonly kind: 'stack'; readonly offset: number }
  | { readonly kind: 'special'; readonly index: number };

/** A scalar piece of a Passing: bytes offset .. offset + size of it, in a value of class cls. */
export interface Piece {
  readonly offset: number;
  readonly size: number;
  readonly cls: Cls;
  readonly location: Location;
}

/** How one Passing travels: in pieces, as bytes on the stack, or as the address of a copy. */
export type Assignment =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'memory'; readonly offset: number; readonly size: number }
  | { readonly kind: 'reference'; readonly location: Location };

/** Registers and stack bytes handed out so far on a walk over a list of Passings. */
export class ArgumentState {
  private integers = 0;
  private floats = 0;
  stackBytes = 0;
  /** The biggest alignment that something on the stack asks for. */
  stackAlign = 8;

  constructor(
    readonly integerRegisters: readonly Register[],
    readonly floatRegisters: readonly Register[],
  ) {}

  get integersLeft(): number {
    return this.integerRegisters.length - this.integers;
  }

  get floatsLeft(): number {
    return this.floatRegisters.length - this.floats;
  }

  get integersUsed(): number {
    return this.integers;
  }

  get floatsUsed(): number {
    return this.floats;
  }

  /** The next integer register; the caller has looked that one is left. */
  integer(): Location {
    return { kind: 'register', register: this.integerRegisters[this.integers++]! };
  }

  float(): Location {
    return { kind: 'register', register: this.floatRegisters[this.floats++]! };
  }

  /** Leaves out a register where pairs must start at an even one. */
  alignIntegers(): void {
    if (this.integers % 2 === 1 && this.integersLeft > 0) this.integers++;
  }

  stack(size: number, align: number, slot = 8): number {
    const at = Math.ceil(this.stackBytes / align) * align;
    this.stackBytes = at + Math.ceil(size / slot) * slot;
    this.stackAlign = Math.max(this.stackAlign, align);
    return at;
  }
}

/** What a target's ABI says. */
export interface Convention {
  readonly integerRegisters: readonly Register[];
  readonly floatRegisters: readonly Register[];
  /** Takes places from the state for one argument; `named` is false for the variable ones. */
  readonly argument: (passing: Passing, state: ArgumentState, named: boolean) => Assignment;
  /** Where a result travels; null where the caller passes an address for it. */
  readonly result: (passing: Passing) => readonly Piece[] | null;
  /** Register that gives back the address of a result in memory, or -1. */
  readonly resultAddress: Register;
}

/** Where the operands of one call, return or entry travel. */
export interface CallPlan {
  /** By operand after the callee (call), by operand (ret), by param value (entry). */
  readonly locations: Location[];
  /** Aggregates copied to the stack: operand's value is the source address. */
  readonly copies: { readonly from: Value; readonly offset: number; readonly size: number }[];
  /** Values defined by a call, with where each comes back. */
  readonly parts: { readonly value: Value; readonly location: Location }[];
  readonly stackBytes: number;
  readonly stackAlign: number;
  readonly floatsUsed: number;
  readonly integersUsed: number;
}

/** The plans of a function, by value id of the call or ret; the entry has its own. */
export interface CallPlans {
  readonly plans: Map<number, CallPlan>;
  /**
   * Parts are the values of op param; those whose location is 'stack' are loaded from the
   * incoming area.
   */
  readonly entry: CallPlan;
  /** Params that are the address of bytes in the incoming area: value id to offset. */
  readonly incoming: Map<number, number>;
}

/** Rewrites all calls, params and returns of a function. Body values keep their order. */
export function lowerCalls(func: Func, convention: Convention): CallPlans {
  const plans = new Map<number, CallPlan>();
  const incoming = new Map<number, number>();
  const insert = new Inserter(func);
  const entry = lowerParams(func, convention, insert, incoming);
  for (const block of func.blocks) {
    let hasCall = false;
    for (const value of block.body) hasCall ||= value.op === Op.call;
    if (hasCall) lowerBlock(block, convention, insert, plans);
    if (block.end.op === Op.ret) lowerReturn(func, block, convention, insert, plans, entry.address);
  }
  return { plans, entry: entry.plan, incoming };
}

const newState = (convention: Convention): ArgumentState =>
  new ArgumentState(convention.integerRegisters, convention.floatRegisters);

const hiddenResult = (result: Passing, convention: Convention): boolean =>
  result !== Cls.none && convention.result(result) === null;

function lowerParams(
  func: Func,
  convention: Convention,
  insert: Inserter,
  incoming: Map<number, number>,
): { plan: CallPlan; address: Value | null } {
  const state = newState(convention);
  const entry = func.blocks[0]!;
  const byIndex: (Value | undefined)[] = [];
  const rest: Value[] = [];
  for (const value of entry.body) {
    if (value.op === Op.param) byIndex[Number(value.aux)] = value;
    else rest.push(value);
  }
  const parts: CallPlan['parts'][number][] = [];
  const params: Value[] = [];
  const after: Value[] = [];
  insert.start(entry, after);
  const part = (cls: Cls, location: Location, value?: Value): Value => {
    const made = value ?? func.value(Op.param, cls, []);
    made.block = entry;
    params.push(made);
    parts.push({ value: made, location });
    return made;
  };
  let address: Value | null = null;
  if (hiddenResult(func.result, convention)) address = part(Cls.l, state.integer());
  func.params.forEach((passing, index) => {
    const assignment = convention.argument(passing, state, true);
    const value = byIndex[index] ?? null;
    receive(passing, assignment, value, part, incoming, insert, params);
  });
  entry.body.length = 0;
  const isStorage = (value: Value): boolean => value.op === Op.alloc || value.op === Op.chain;
  // Allocs first: what is stored into them on entry comes behind.
  for (const value of params) entry.body.push(value);
  for (const value of rest) if (isStorage(value)) entry.body.push(value);
  for (const value of after) entry.body.push(value);
  for (const value of rest) if (!isStorage(value)) entry.body.push(value);
  return { plan: planOf(state, [], [], parts), address };
}

function receive(
  passing: Passing,
  assignment: Assignment,
  value: Value | null,
  part: (cls: Cls, location: Location, value?: Value) => Value,
  incoming: Map<number, number>,
  insert: Inserter,
  params: Value[],
): void {
  if (assignment.kind === 'reference') {
    part(Cls.l, assignment.location, value ?? undefined);
    return;
  }
  if (assignment.kind === 'memory') {
    if (!value) return;
    incoming.set(value.id, assignment.offset);
    params.push(value);
    return;
  }
  const { pieces } = assignment;
  if (!isAggregate(passing) && isWhole(passing, pieces)) {
    part(passing, pieces[0]!.location, value ?? undefined);
    return;
  }
  const values = pieces.map((piece) => part(piece.cls, piece.location));
  if (!value) return;
  if (!isAggregate(passing) && isRecast(passing, pieces)) {
    value.op = Op.cast;
    value.args = values;
    value.aux = null;
    insert.put(value);
    return;
  }
  // The pieces go to a slot of their own; an aggregate's address is that slot.
  const size = isAggregate(passing) ? passing.size : CLASS_SIZES[passing];
  const slot = { size: Math.max(size, 1), align: 16, name: value.name };
  if (isAggregate(passing)) {
    value.op = Op.alloc;
    value.aux = slot;
    insert.put(value);
    for (const [i, piece] of pieces.entries()) storePiece(insert, values[i]!, value, piece);
    return;
  }
  const home = insert.make(Op.alloc, Cls.l, [], slot);
  for (const [i, piece] of pieces.entries()) storePiece(insert, values[i]!, home, piece);
  value.op = Op.load;
  value.args = [home];
  value.aux = accessOf(kindOf(passing));
  insert.put(value);
}

const isWhole = (cls: Cls, pieces: readonly Piece[]): boolean =>
  pieces.length === 1 && pieces[0]!.cls === cls;

/** A float that travels in an integer register of its size. */
const isRecast = (cls: Cls, pieces: readonly Piece[]): boolean =>
  pieces.length === 1 &&
  ((cls === Cls.s && pieces[0]!.cls === Cls.w) || (cls === Cls.d && pieces[0]!.cls === Cls.l));

const kindOf = (cls: Cls): Access['kind'] => CLASS_NAMES[cls] as Access['kind'];

function planOf(
  state: ArgumentState,
  locations: Location[],
  copies: CallPlan['copies'][number][],
  parts: CallPlan['parts'][number][],
): CallPlan {
  const { stackBytes, stackAlign, floatsUsed, integersUsed } = state;
  return { locations, copies, parts, stackBytes, stackAlign, floatsUsed, integersUsed };
}

function lowerBlock(
  block: Block,
  convention: Convention,
  insert: Inserter,
  plans: Map<number, CallPlan>,
): void {
  const old = block.body;
  block.body = [];
  insert.start(block, block.body);
  for (const value of old) {
    if (value.op === Op.call) lowerCall(value, convention, insert, plans);
    else block.body.push(value);
  }
}

/** Splits a call's operands into scalars, and what comes back into parts stored behind it. */
function lowerCall(
  call: Value,
  convention: Convention,
  insert: Inserter,
  plans: Map<number, CallPlan>,
): void {
  const info = call.aux as CallInfo;
  const state = newState(convention);
  const args = [call.args[0]!];
  const locations: Location[] = [];
  const copies: CallPlan['copies'][number][] = [];
  const parts: CallPlan['parts'][number][] = [];
  insert.pos = call.pos;
  let at = 1;
  const into = isAggregate(info.result) ? call.args[at++]! : null;
  if (into && hiddenResult(info.result, convention)) {
    args.push(into);
    locations.push(state.integer());
  }
  info.params.forEach((passing, index) => {
    const named = info.named < 0 || index < info.named;
    const assignment = convention.argument(passing, state, named);
    const source = call.args[at++]!;
    if (assignment.kind === 'memory') {
      copies.push({ from: source, offset: assignment.offset, size: assignment.size });
    } else if (assignment.kind === 'reference') {
      args.push(source);
      locations.push(assignment.location);
    } else {
      for (const [i, value] of split(insert, passing, source, assignment.pieces).entries()) {
        args.push(value);
        locations.push(assignment.pieces[i]!.location);
      }
    }
  });
  if (info.chain) args.push(call.args[at]!);
  // Sources of copies stay operands, so that they are alive up to the call.
  for (const copy of copies) args.push(copy.from);
  const pieces = info.result === Cls.none ? [] : (convention.result(info.result) ?? []);
  const scattered = !isAggregate(info.result) && pieces.length > 0 && !isWhole(info.result, pieces);
  // A scalar that comes back in several registers: the call's own value becomes a load of its home.
  const real = scattered ? insert.func.value(Op.call, Cls.none, args, info, call.pos) : call;
  call.args = args;
  insert.put(real);
  plans.set(real.id, planOf(state, locations, copies, parts));
  if (pieces.length === 0) return;
  if (!isAggregate(info.result) && !scattered) {
    parts.push({ value: call, location: pieces[0]!.location });
    return;
  }
  const home = into ?? insert.alloc({ size: 16, align: 16, name: '' });
  parts.push(...storeResult(insert, pieces, home));
  if (!scattered) return;
  call.op = Op.load;
  call.args = [home];
  call.aux = accessOf(kindOf(call.cls));
  insert.put(call);
}

/** Stores a result that comes back in pieces; gives the values that stand for them. */
function storeResult(
  insert: Inserter,
  pieces: readonly Piece[],
  home: Value,
): CallPlan['parts'][number][] {
  const parts = pieces.map((piece) => {
    const value = insert.make(Op.param, piece.cls, []);
    return { value, location: piece.location };
  });
  for (const [i, piece] of pieces.entries()) storePiece(insert, parts[i]!.value, home, piece);
  return parts;
}

function lowerReturn(
  func: Func,
  block: Block,
  convention: Convention,
  insert: Inserter,
  plans: Map<number, CallPlan>,
  address: Value | null,
): void {
  const ret = block.end;
  insert.start(block, block.body);
  insert.pos = ret.pos;
  const state = newState(convention);
  const locations: Location[] = [];
  const source = ret.args[0];
  if (source && address) {
    const size = isAggregate(func.result) ? func.result.size : 0;
    const align = isAggregate(func.result) ? func.result.align : 1;
    insert.make(Op.blit, Cls.none, [address, source], { size, align, volatile: false });
    ret.args = convention.resultAddress >= 0 ? [address] : [];
    locations.push({ kind: 'register', register: convention.resultAddress });
  } else if (source && func.result !== Cls.none) {
    const pieces = convention.result(func.result) ?? [];
    ret.args = split(insert, func.result, source, pieces);
    for (const piece of pieces) locations.push(piece.location);
  } else {
    ret.args = [];
  }
  plans.set(ret.id, planOf(state, locations, [], []));
}

/** The scalar pieces of an argument: the value itself, or loads from the aggregate's bytes. */
function split(
  insert: Inserter,
  passing: Passing,
  source: Value,
  pieces: readonly Piece[],
): Value[] {
  if (!isAggregate(passing)) {
    if (isWhole(passing, pieces)) return [source];
    if (isRecast(passing, pieces)) return [insert.make(Op.cast, pieces[0]!.cls, [source])];
    const home = insert.alloc({ size: 16, align: 16, name: '' });
    insert.make(Op.store, Cls.none, [source, home], accessOf(kindOf(passing)));
    return pieces.map((piece) => loadPiece(insert, home, piece));
  }
  return pieces.map((piece) => loadPiece(insert, source, piece, passing));
}

const byteAccess = (kind: Access['kind'], changes: Partial<Access> = {}): Access =>
  accessOf(kind, { align: 1, ...changes });

/** Loads size bytes at an offset, touching no byte outside of them. */
function loadPiece(insert: Inserter, base: Value, piece: Piece, type?: Aggregate): Value {
  const { offset, size, cls } = piece;
  if (cls === Cls.e) return insert.make(Op.load, cls, [insert.offset(base, offset)], accessOf('e'));
  if (cls === Cls.v) {
    return insert.make(Op.load, cls, [insert.offset(base, offset)], byteAccess('v'));
  }
  if (cls === Cls.s || cls === Cls.d) {
    // A float eightbyte of an aggregate that ends after four bytes has no second half.
    if (cls === Cls.d && size === 4) {
      const low = insert.make(Op.load, Cls.s, [insert.offset(base, offset)], byteAccess('s'));
      const wide = insert.make(Op.zextw, Cls.l, [insert.make(Op.cast, Cls.w, [low])]);
      return insert.make(Op.cast, Cls.d, [wide]);
    }
    const kind = cls === Cls.s ? 's' : 'd';
    return insert.make(Op.load, cls, [insert.offset(base, offset)], byteAccess(kind));
  }
  const load = (kind: 'b' | 'h' | 'w', at: number): Value =>
    insert.make(Op.load, cls, [insert.offset(base, at)], byteAccess(kind));
  if (size === 8) return insert.make(Op.load, cls, [insert.offset(base, offset)], byteAccess('l'));
  if (size === 4) return load('w', offset);
  if (size === 2) return load('h', offset);
  if (size === 1) return load('b', offset);
  if (size > 8 || size <= 0)
    throw new Error(`piece of ${size} bytes of ${type?.name ?? 'a scalar'}`);
  // 3 bytes: 2 + 1; 5 to 7: two words that overlap in equal bytes.
  const low = load(size === 3 ? 'h' : 'w', offset);
  const at = size === 3 ? 2 : size - 4;
  const high = load(size === 3 ? 'b' : 'w', offset + at);
  const shifted = insert.make(Op.shl, cls, [high, insert.int(Cls.w, at * 8)]);
  return insert.make(Op.or, cls, [low, shifted]);
}

/** Stores the low `size` bytes of a piece, touching no byte beyond. */
function storePiece(insert: Inserter, value: Value, base: Value, piece: Piece): void {
  const { offset, size, cls } = piece;
  const put = (what: Value, kind: Access['kind'], at: number): void => {
    insert.make(Op.store, Cls.none, [what, insert.offset(base, at)], byteAccess(kind));
  };
  if (cls === Cls.e) {
    insert.make(Op.store, Cls.none, [value, insert.offset(base, offset)], accessOf('e'));
    return;
  }
  if (cls === Cls.v || cls === Cls.s) {
    put(value, cls === Cls.v ? 'v' : 's', offset);
    return;
  }
  if (cls === Cls.d && size === 8) {
    put(value, 'd', offset);
    return;
  }
  const bits = cls === Cls.d ? insert.make(Op.cast, Cls.l, [value]) : value;
  const wide = cls === Cls.d ? Cls.l : cls;
  let rest = size;
  let at = 0;
  for (const [bytes, kind] of [
    [8, 'l'],
    [4, 'w'],
    [2, 'h'],
    [1, 'b'],
  ] as const) {
    for (; rest >= bytes; rest -= bytes, at += bytes) {
      const shifted =
        at === 0 ? bits : insert.make(Op.shr, wide, [bits, insert.int(Cls.w, at * 8)]);
      const narrow = kind !== 'l' && wide === Cls.l;
      put(narrow ? insert.make(Op.trunc, Cls.w, [shifted]) : shifted, kind, offset + at);
    }
  }
}
