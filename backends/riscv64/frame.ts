/**
 * The stack frame of riscv64, and the rows that depend on it. Offsets are known only now, and an
 * instruction reaches 2 KB: rows on the frame are rewritten here, far places by an address in t5.
 *
 *   incoming stack arguments          <- the caller's stack pointer (CFA)
 *   save area of a variadic function  (continues the arguments downwards)
 *   ra, s0, saved registers           <- s0 points above ra where it is the frame pointer
 *   objects and spill slots
 *   outgoing stack arguments          <- sp
 */
import { CLASS_SIZES, Cls } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import {
  type Instruction,
  instruction,
  isRegister,
  type MachineFunction,
  NO_ADDRESS,
  type Operand,
  type Place,
  REGISTER,
  type Register,
} from '../machine/code.ts';
import { layOutBody } from '../machine/frame.ts';
import type { Frame } from '../machine/target.ts';
import type { TargetData } from './control.ts';
import { FAR, IMMEDIATE, LOAD, MOVE, type Row, STORE } from './ops.ts';
import { ADDRESS_SCRATCH, NAMES, RA, S0, SCRATCH, SP } from './registers.ts';

const alignUp = (value: number): number => Math.ceil(value / 16) * 16;
const fits = (value: number): boolean => value >= -2048 && value <= 2047;

const saveAreaOf = (func: MachineFunction): number => (func.targetData as TargetData).saveArea;

/** Lays the frame out and rewrites the function's rows that stand on it. */
export function layOutFrame(
  func: MachineFunction,
  spillSlots: readonly number[],
  saved: readonly Register[],
  options: CompileOptions,
): Frame {
  const framePointer = func.dynamicFrame || func.needsFramePointer;
  const body = layOutBody(func, spillSlots, options);
  const saveArea = saveAreaOf(func);
  const links = framePointer ? [RA, S0] : func.hasCalls ? [RA] : [];
  const registers = [...links, ...saved];
  const size = alignUp(body.size + 8 * registers.length + saveArea);
  // Only sp moves with run-time allocation; s0 stands at size - saveArea above where sp was.
  const origin = func.dynamicFrame ? saveArea - size : 0;
  const first = firstStep(size, saveArea + 8 * registers.length);
  const frame: Frame = {
    size,
    baseRegister: func.dynamicFrame ? S0 : SP,
    framePointer,
    objectOffsets: body.objectOffsets.map((offset) => offset + origin),
    spillOffsets: body.spillOffsets.map((offset) => offset + origin),
    outgoingOffset: 0,
    incomingOffset: size + origin,
    saved: registers.map((register, i) => ({
      register,
      offset: first - saveArea - 8 * (i + 1),
    })),
  };
  for (const block of func.blocks) rewriteBlock(block.instructions, func, frame);
  return frame;
}

/**
 * What the first move of sp takes: all, or what the saved registers need when that is out of reach.
 */
const firstStep = (size: number, saved: number): number => (size <= 2032 ? size : alignUp(saved));

const firstStepOf = (func: MachineFunction, frame: Frame): number =>
  firstStep(frame.size, saveAreaOf(func) + 8 * frame.saved.length);

/** Lines that add to sp; t6 is free at both ends of a function. */
function moveStackPointer(by: number): string[] {
  if (fits(by)) return [`\taddi sp, sp, ${by}`];
  return [`\tli t6, ${by}`, '\tadd sp, sp, t6'];
}

const isFloat = (register: Register): boolean => register >= 32;

export function prologue(func: MachineFunction, frame: Frame): string[] {
  const { size, saved, framePointer } = frame;
  if (size === 0) return [];
  const first = firstStepOf(func, frame);
  const saveArea = saveAreaOf(func);
  const lines: string[] = [];
  if (first > 0) lines.push(...moveStackPointer(-first), `\t.cfi_def_cfa_offset ${first}`);
  for (const { register, offset } of saved) {
    lines.push(
      `\t${isFloat(register) ? 'fsd' : 'sd'} ${NAMES[register]}, ${offset}(sp)`,
      `\t.cfi_offset ${register}, ${offset - first}`,
    );
  }
  if (framePointer) {
    lines.push(`\taddi s0, sp, ${first - saveArea}`, `\t.cfi_def_cfa ${S0}, ${saveArea}`);
  }
  if (size > first) {
    lines.push(...moveStackPointer(first - size));
    if (!framePointer) lines.push(`\t.cfi_def_cfa_offset ${size}`);
  }
  return lines;
}

export function epilogue(func: MachineFunction, frame: Frame): string[] {
  const { size, saved, framePointer } = frame;
  if (size === 0) return [];
  const first = firstStepOf(func, frame);
  const lines: string[] = [];
  if (func.dynamicFrame) lines.push(`\taddi sp, s0, ${saveAreaOf(func) - first}`);
  else if (size > first) lines.push(...moveStackPointer(size - first));
  if (framePointer) lines.push(`\t.cfi_def_cfa ${SP}, ${first}`);
  else if (size > first) lines.push(`\t.cfi_def_cfa_offset ${first}`);
  for (const { register, offset } of saved) {
    lines.push(
      `\t${isFloat(register) ? 'fld' : 'ld'} ${NAMES[register]}, ${offset}(sp)`,
      `\t.cfi_restore ${register}`,
    );
  }
  if (first > 0) lines.push(...moveStackPointer(first), '\t.cfi_def_cfa_offset 0');
  return lines;
}

// ---------------------------------------------------------------- rows on the frame

/** Memory as an instruction can have it, if near. */
interface Spot {
  readonly base: Register;
  readonly offset: number;
}

const operandOf = (role: 'use' | 'def'): Operand => ({
  vreg: -1,
  role,
  at: role === 'use' ? 'early' : 'late',
  constraint: REGISTER,
});

class Rewriter {
  readonly output: Instruction[] = [];

  constructor(
    private readonly func: MachineFunction,
    private readonly frame: Frame,
  ) {}

  take(one: Instruction): void {
    const { frame: kind } = one.op as Row;
    switch (kind) {
      case 'move':
        this.move(one);
        return;
      case 'address':
        this.address(one);
        return;
      case 'quadLoad':
        this.copy16(this.memory(one), this.slot(one.places![0]!));
        return;
      case 'quadStore':
        this.copy16(this.slot(one.places![0]!), this.memory(one));
        return;
      case undefined:
        break;
      default:
        kind satisfies never;
        return;
    }
    if (one.address === null || one.address.frame === 'none') this.output.push(one);
    else this.access(one);
  }

  /** Any of the two places may be a slot. */
  private move(one: Instruction): void {
    const { cls } = one.op as Row;
    const [to, from] = one.places as [Place, Place];
    if (isRegister(to) && isRegister(from)) this.output.push(one);
    else if (isRegister(to)) this.load(cls!, to, this.slot(from));
    else if (isRegister(from)) this.store(cls!, from, this.slot(to));
    else if (CLASS_SIZES[cls!] === 16) this.copy16(this.slot(from), this.slot(to));
    else {
      this.load(cls === Cls.w || cls === Cls.s ? Cls.w : Cls.l, SCRATCH, this.slot(from));
      this.store(cls === Cls.w || cls === Cls.s ? Cls.w : Cls.l, SCRATCH, this.slot(to));
    }
  }

  /** An access of a plain row: its address becomes a register and 12 bits. */
  private access(one: Instruction): void {
    const { base, offset } = this.near(this.memory(one));
    const { op, operands, immediate, symbol, condition, clobbers, pos, extra } = one;
    const made = instruction(op, {
      operands: [...operands, operandOf('use')],
      address: { ...NO_ADDRESS, base: operands.length, displacement: offset },
      immediate,
      symbol,
      condition,
      clobbers,
      pos,
      extra,
    });
    made.places = [...one.places!, base];
    this.output.push(made);
  }

  private address(one: Instruction): void {
    const to = one.places![0]!;
    const { base, offset } = this.memory(one);
    if (!isRegister(to)) throw new Error(`${this.func.name}: a frame address in memory`);
    if (fits(offset)) {
      this.sum(IMMEDIATE.add.l, to, base, offset);
      return;
    }
    this.sum(FAR, to, base, upper(offset));
    if (lower(offset) !== 0) this.sum(IMMEDIATE.add.l, to, to, lower(offset));
  }

  private sum(row: Row, to: Register, base: Register, immediate: number): void {
    const made = instruction(row, { operands: [operandOf('def'), operandOf('use')], immediate });
    made.places = [to, base];
    this.output.push(made);
  }

  /** 16 bytes in two halves through t6. */
  private copy16(from: Spot, to: Spot): void {
    for (const half of [0, 8]) {
      this.load(Cls.l, SCRATCH, { base: from.base, offset: from.offset + half });
      this.store(Cls.l, SCRATCH, { base: to.base, offset: to.offset + half });
    }
  }

  private load(cls: Cls, to: Register, spot: Spot): void {
    this.plain(SLOT_ROWS[cls]!.load, 'def', to, this.near(spot));
  }

  private store(cls: Cls, from: Register, spot: Spot): void {
    this.plain(SLOT_ROWS[cls]!.store, 'use', from, this.near(spot));
  }

  private plain(row: Row, role: 'use' | 'def', register: Register, { base, offset }: Spot): void {
    const made = instruction(row, {
      operands: [operandOf(role), operandOf('use')],
      address: { ...NO_ADDRESS, base: 1, displacement: offset },
    });
    made.places = [register, base];
    this.output.push(made);
  }

  /** Makes the address of a far spot in t5. */
  private near(spot: Spot): Spot {
    if (fits(spot.offset)) return spot;
    this.sum(FAR, ADDRESS_SCRATCH, spot.base, upper(spot.offset));
    return { base: ADDRESS_SCRATCH, offset: lower(spot.offset) };
  }

  private slot(place: Place): Spot {
    const { baseRegister, spillOffsets } = this.frame;
    return { base: baseRegister, offset: spillOffsets[~place]! };
  }

  /** Where a row's memory operand lies. */
  private memory(one: Instruction): Spot {
    const { base, frame, slot, displacement } = one.address!;
    const { baseRegister, objectOffsets, incomingOffset } = this.frame;
    switch (frame) {
      case 'none':
        return { base: one.places![base]!, offset: displacement };
      case 'slot':
        return { base: baseRegister, offset: objectOffsets[slot]! + displacement };
      case 'incoming':
        return { base: baseRegister, offset: incomingOffset + displacement };
      case 'outgoing': {
        const above = slot === 1 ? alignUp(this.func.outgoingSize) : 0;
        return { base: SP, offset: above + displacement };
      }
      default:
        return frame satisfies never;
    }
  }
}

const SLOT_ROWS: Readonly<Record<number, { readonly load: Row; readonly store: Row }>> = {
  [Cls.w]: { load: LOAD.lw.base, store: STORE.w.base },
  [Cls.l]: { load: LOAD.ld.base, store: STORE.l.base },
  [Cls.s]: { load: LOAD.flw.base, store: STORE.s.base },
  [Cls.d]: { load: LOAD.fld.base, store: STORE.d.base },
};

/**
 * The upper 20 bits of an offset as lui takes them, rounded so that the rest has 12 signed bits.
 */
function upper(offset: number): number {
  if (Math.abs(offset) > 0x7ffff000) throw new Error('a stack frame of more than 2 GB');
  return ((offset + 0x800) >> 12) & 0xfffff;
}

const lower = (offset: number): number => (offset << 20) >> 20;

function rewriteBlock(list: Instruction[], func: MachineFunction, frame: Frame): void {
  const rewriter = new Rewriter(func, frame);
  for (const one of list) rewriter.take(one);
  list.length = 0;
  for (const one of rewriter.output) list.push(one);
}

/** A move between two places; frame.ts makes loads and stores of slots. */
export function move(cls: Cls, from: Place, to: Place): Instruction[] {
  const made = instruction(MOVE[cls]!, { operands: [operandOf('def'), operandOf('use')] });
  made.places = [to, from];
  return [made];
}
