/**
 * What selecting a function keeps at hand: virtual registers of values, use counts, what may be
 * folded into a user, and the chunk of instructions being made. Blocks are walked backwards
 * (select-blocks.ts), so that a value folded into all its users is never made. Knows no target:
 * what differs comes in SelectionRules.
 */
import {
  type Access,
  type Block,
  type Func,
  intOf,
  type Module,
  type ModuleSymbol,
  type Slot,
  type Value,
} from '../../compiler/ir/ir.ts';
import { type Cls, OP_CONSTANT, OP_WRITES, Op } from '../../compiler/ir/ops.ts';
import { useCounts } from '../../compiler/ir/uses.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { CallPlans } from './calls.ts';
import {
  type Address,
  def,
  type Instruction,
  type InstructionParts,
  instruction,
  type MachineFunction,
  type MachineOp,
  type Operand,
  reuse,
  STACK,
  use,
  type VirtualRegister,
} from './code.ts';

/** An address taken apart, its registers still virtual. */
export interface Parts {
  base: VirtualRegister;
  index: VirtualRegister;
  scale: 1 | 2 | 4 | 8;
  displacement: number;
  symbol: ModuleSymbol | null;
  relocation: Address['relocation'];
  frame: Address['frame'];
  slot: number;
}

export const EMPTY_PARTS: Parts = {
  base: -1,
  index: -1,
  scale: 1,
  displacement: 0,
  symbol: null,
  relocation: 'none',
  frame: 'none',
  slot: -1,
};

/** What `emit` takes beside operands. */
export type EmitParts = Omit<InstructionParts, 'operands' | 'address'> & {
  readonly memory?: Parts;
};

/** What a target decides. */
export interface SelectionRules {
  /** Makes a constant, slot address or incoming address in a fresh register of the chunk. */
  readonly materialize: (s: Selection, value: Value, into?: VirtualRegister) => VirtualRegister;
  /** Whether values of a class live in memory only. */
  readonly inMemory: (cls: Cls) => boolean;
  /** The value whose register holds this one, too (an extension that is there), or null. */
  readonly alias?: (value: Value) => Value | null;
}

/** Something valid that the back end does not translate; `position` is its place in the source. */
export class UnsupportedError extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

const REUSE_FIRST = reuse(1);

export class Selection {
  /** Uses of each value by id. */
  readonly uses: Int32Array;
  /** Those uses that are addresses of loads and stores. */
  readonly addressUses: Int32Array;
  /** Frame object of an alloc by value id. */
  readonly slots: Int32Array;
  /** The value being selected: where its chunk stands decides what loads may be folded. */
  root: Value;
  /** How many writes to memory stand before a value in its block. */
  private readonly epochs: Int32Array;
  private readonly vregs: Int32Array;
  /** 1 for values that an instruction selected so far, which stands behind, reads. */
  private readonly read: Uint8Array;
  private rootEpoch = 0;
  private rootBlock: Block | null = null;
  private chunk: Instruction[] = [];
  /** Registers of constants that go into phis, by the block they come from and phi id. */
  private readonly phiArguments: Map<number, VirtualRegister>[] = [];

  constructor(
    readonly func: Func,
    readonly module: Module,
    readonly options: CompileOptions,
    readonly machine: MachineFunction,
    readonly plans: CallPlans,
    private readonly rules: SelectionRules,
    /** Skeleton.before: where constants of loops may be made; null keeps them at their users. */
    private readonly before: Int32Array | null = null,
  ) {
    this.uses = useCounts(func);
    this.addressUses = new Int32Array(func.nextValue);
    this.epochs = new Int32Array(func.nextValue);
    this.vregs = new Int32Array(func.nextValue).fill(-1);
    this.read = new Uint8Array(func.nextValue);
    this.slots = new Int32Array(func.nextValue).fill(-1);
    this.root = func.blocks[0]!.end;
    machine.incoming = plans.incoming;
    this.survey();
  }

  private survey(): void {
    for (const block of this.func.blocks) {
      let epoch = 0;
      for (const value of block.body) {
        const { op } = value;
        this.epochs[value.id] = epoch;
        if (op === Op.load) this.addressUses[value.args[0]!.id]!++;
        else if (op === Op.store) this.addressUses[value.args[1]!.id]!++;
        else if (op === Op.alloc) this.newSlot(value);
        if (OP_WRITES[op]) epoch++;
      }
      this.epochs[block.end.id] = epoch;
    }
    for (const block of this.func.blocks) this.surveySums(block.body);
  }

  /** A constant further than an address, for accesses only, is a use of that address by them. */
  private surveySums(body: readonly Value[]): void {
    for (let i = body.length - 1; i >= 0; i--) {
      const { id, op, args } = body[i]!;
      if (op !== Op.add || args[1]!.op !== Op.int || this.uses[id] === 0) continue;
      if (this.addressUses[id] === this.uses[id]) this.addressUses[args[0]!.id]!++;
    }
  }

  private newSlot(value: Value): void {
    const { size, align, name } = value.aux as Slot;
    this.slots[value.id] = this.machine.objects.length;
    this.machine.objects.push({ size, align, name, value: value.id });
  }

  // ---------------------------------------------------------------- virtual registers

  fresh(cls: Cls): VirtualRegister {
    return this.machine.classes.push(cls) - 1;
  }

  /** The virtual register of a value that is made where it stands; asks for it to be made. */
  vreg(value: Value): VirtualRegister {
    let found = this.vregs[value.id]!;
    if (found < 0) {
      found = this.fresh(value.cls);
      this.vregs[value.id] = found;
      (this.machine.origins ??= [])[found] = value.id;
    }
    return found;
  }

  /** Asks for a value at the end of its block. */
  askFor(value: Value): void {
    this.read[value.id] = 1;
    this.vreg(value);
  }

  isNeeded(value: Value): boolean {
    return this.vregs[value.id]! >= 0;
  }

  /**
   * A virtual register that holds an operand: constants are made in this chunk, before the user.
   */
  reg(value: Value): VirtualRegister {
    if (this.isMaterialized(value)) return this.rules.materialize(this, value);
    const alias = this.isNeeded(value) ? null : (this.rules.alias?.(value) ?? null);
    if (alias && !this.isMaterialized(alias)) return this.reg(alias);
    this.read[value.id] = 1;
    return this.vreg(value);
  }

  /**
   * A register whose low half is a value of class w, for users that do not look at the upper half:
   * of a truncation that nobody else needs, the wide register itself.
   */
  low(value: Value): VirtualRegister {
    const whole = this.halved(value);
    if (!whole) return this.reg(value);
    this.read[whole.id] = 1;
    return this.vreg(whole);
  }

  /** What a truncation that needs no register is the lower half of. */
  private halved(value: Value): Value | null {
    if (value.op !== Op.trunc || this.isNeeded(value)) return null;
    return this.isMaterialized(value.args[0]!) ? null : value.args[0]!;
  }

  /** Whether a value is read by what stands behind its user here. */
  isReadBehind(value: Value): boolean {
    return this.read[(this.halved(value) ?? value).id] === 1;
  }

  /** Whether a value may be read after its user here: its place is not free. */
  outlives(value: Value): boolean {
    const held = this.halved(value) ?? value;
    if (this.isMaterialized(held)) return false;
    if (held.block === this.rootBlock && this.read[held.id] === 0) return false;
    if (this.uses[value.id]! > 1 || this.uses[held.id]! > 1) return true;
    return held.block !== this.rootBlock && this.isInLoop();
  }

  private isInLoop(): boolean {
    return this.before !== null && this.rootBlock !== null && this.before[this.rootBlock.id]! >= 0;
  }

  /** Constants to be made at the end of a block, for the loops behind it, by the block's index. */
  readonly pending: { readonly value: Value; readonly vreg: VirtualRegister }[][] = [];
  private readonly hoisted = new Map<number, VirtualRegister>();

  /**
   * As `reg`; but a constant that is wanted in a loop is made before the loop, once for all users.
   */
  invariant(value: Value): VirtualRegister {
    const before = this.before && this.rootBlock ? this.before[this.rootBlock.id]! : -1;
    if (before < 0 || OP_CONSTANT[value.op] !== 1 || this.rules.inMemory(value.cls)) {
      return this.reg(value);
    }
    const key = value.id * this.machine.blocks.length + before;
    let found = this.hoisted.get(key);
    if (found === undefined) {
      found = this.fresh(value.cls);
      this.hoisted.set(key, found);
      (this.pending[before] ??= []).push({ value, vreg: found });
    }
    return found;
  }

  /** Makes what is pending at the end of a block, in the chunk. */
  makePending(at: number): void {
    for (const { value, vreg } of this.pending[at] ?? []) {
      this.rules.materialize(this, value, vreg);
    }
  }

  /** Values without a register of their own: constants, slots, incoming aggregates. */
  isMaterialized(value: Value): boolean {
    return (
      OP_CONSTANT[value.op] === 1 ||
      value.op === Op.alloc ||
      (value.op === Op.param && this.plans.incoming.has(value.id))
    );
  }

  phiArgument(from: Block, phi: Value, vreg: VirtualRegister): void {
    (this.phiArguments[from.id] ??= new Map()).set(phi.id, vreg);
  }

  /** The register of a constant phi argument, or -1. */
  phiArgumentOf(from: Block, phi: Value): VirtualRegister {
    return this.phiArguments[from.id]?.get(phi.id) ?? -1;
  }

  // ---------------------------------------------------------------- folding

  /** Starts the chunk of a value. */
  begin(value: Value, block: Block): void {
    this.root = value;
    this.rootBlock = block;
    this.rootEpoch = this.epochs[value.id]!;
    this.chunk = [];
  }

  takeChunk(): Instruction[] {
    return this.chunk;
  }

  /** Whether a load may be done by its only user, in the chunk being made. */
  canFoldLoad(value: Value): boolean {
    if (value.op !== Op.load || this.uses[value.id] !== 1 || this.isNeeded(value)) return false;
    if (value.block !== this.rootBlock || this.epochs[value.id] !== this.rootEpoch) return false;
    const access = value.aux as Access;
    return !access.volatile && access.order < 0;
  }

  /** A pure single-use value that its user may compute on its own way. */
  isSingle(value: Value): boolean {
    return this.uses[value.id] === 1 && !this.isNeeded(value);
  }

  /** Whether a value that computes an address need not be in a register itself. */
  isAbsorbed(value: Value): boolean {
    if (this.isNeeded(value)) return false;
    const uses = this.uses[value.id]!;
    return uses === 1 || this.addressUses[value.id] === uses;
  }

  /**
   * The constant of an operand if it fits a sign-extended immediate of that many bits, else null.
   */
  immediate(value: Value, bits: number): number | null {
    const constant = intOf(value);
    if (constant === null || BigInt.asIntN(bits, constant) !== constant) return null;
    return Number(constant);
  }

  // ---------------------------------------------------------------- emission

  /** Adds an instruction to the chunk; the address's registers become its last operands. */
  emit(op: MachineOp, operands: Operand[], parts: EmitParts = {}): Instruction {
    const { memory } = parts;
    let address: Address | null = null;
    if (memory) {
      let base = -1;
      let index = -1;
      if (memory.base >= 0) base = operands.push(use(memory.base)) - 1;
      if (memory.index >= 0) index = operands.push(use(memory.index)) - 1;
      const { scale, displacement, symbol, relocation, frame, slot } = memory;
      address = { base, index, scale, displacement, symbol, relocation, frame, slot };
    }
    const made = instruction(op, {
      operands,
      address,
      immediate: parts.immediate ?? 0,
      symbol: parts.symbol ?? null,
      condition: parts.condition ?? '',
      clobbers: parts.clobbers ?? [],
      pos: parts.pos ?? this.root.pos,
      extra: parts.extra ?? null,
    });
    this.chunk.push(made);
    return made;
  }

  /** The def operand of a value: in memory for the classes that live there. */
  def(value: Value): Operand {
    const vreg = this.vreg(value);
    return this.rules.inMemory(value.cls) ? def(vreg, STACK) : def(vreg);
  }

  /** The def operand of a two-address row: in the place of operand 1. */
  defInPlace(value: Value): Operand {
    return def(this.vreg(value), REUSE_FIRST);
  }

  /** Stops at what cannot be compiled, naming it. */
  unsupported(what: string): never {
    throw new UnsupportedError(`${what} is not supported for this target`, this.root.pos);
  }
}
