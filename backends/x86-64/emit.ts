/** The text of x86-64 operands, prologues and epilogues (AT&T syntax). */

import type { Module } from '../../compiler/ir/ir.ts';
import { Cls } from '../../compiler/ir/ops.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import {
  type Address,
  type Instruction,
  instruction,
  isRegister,
  type MachineFunction,
  type Place,
  REGISTER,
  type Register,
} from '../machine/code.ts';
import { layOutBody } from '../machine/frame.ts';
import { symbolName } from '../machine/symbols.ts';
import { type AsmText, type EmitItem, type Frame, forSize } from '../machine/target.ts';
import { callsThroughPlt } from './control.ts';
import type { Row } from './ops.ts';
import { HIGH_BYTES, NAMES, RBP, RSP } from './registers.ts';

export function registerText(register: Register, modifier: string): string {
  return NAMES[(modifier || 'l') as keyof typeof NAMES][register]!;
}

export function memoryText(base: Register, offset: number): string {
  return offset === 0 ? `(${NAMES.l[base]})` : `${offset}(${NAMES.l[base]})`;
}

/** disp(base, index, scale), a symbol in front where there is one. */
export function addressText(address: Address, offset: number, item: EmitItem): string {
  const { frame, func } = item;
  let displacement = address.displacement + offset;
  let base = address.base >= 0 ? item.operand(address.base, 'l') : '';
  const index = address.index >= 0 ? item.operand(address.index, 'l') : '';
  switch (address.frame) {
    case 'slot':
      base = NAMES.l[frame.baseRegister]!;
      displacement += frame.objectOffsets[address.slot]!;
      break;
    case 'outgoing':
      base = '%rsp';
      if (address.slot === 1) displacement += Math.ceil(func.outgoingSize / 16) * 16;
      break;
    case 'incoming':
      base = NAMES.l[frame.baseRegister]!;
      displacement += frame.incomingOffset;
      break;
    default:
  }
  const head = symbolPart(address, displacement);
  if (address.relocation === 'pc-relative' || address.relocation === 'got') return `${head}(%rip)`;
  if (address.relocation === 'tls' && address.slot === 1) return `${head}(%rip)`;
  if (base === '' && index === '') return head === '' ? '0' : head;
  if (index === '') return `${head}(${base})`;
  return address.scale === 1
    ? `${head}(${base},${index})`
    : `${head}(${base},${index},${address.scale})`;
}

function symbolPart({ symbol, relocation, slot }: Address, displacement: number): string {
  const number = displacement === 0 ? '' : String(displacement);
  if (!symbol) return relocation === 'tls' ? `%fs:${number}` : number;
  const plus = displacement > 0 ? `+${number}` : number;
  const name = symbolName(symbol);
  switch (relocation) {
    case 'got':
      return `${name}@GOTPCREL`;
    case 'tls':
      return slot === 1 ? `${name}@gottpoff` : `%fs:${name}@tpoff${plus}`;
    default:
      return name + plus;
  }
}

/** A symbol in a call, or with a thread-local relocation. */
export function symbolText(symbol: Address['symbol'], modifier: string, item: EmitItem): string {
  const name = symbolName(symbol!);
  if (modifier === 'call') return callsThroughPlt(symbol!, item.options.pic) ? `${name}@PLT` : name;
  return modifier === '' ? name : `${name}@${modifier}`;
}

const MODIFIED: Readonly<Record<string, keyof typeof NAMES>> = { b: 'b', w: 'h', k: 'w', q: 'l' };

const WIDTHS: Readonly<Record<number, keyof typeof NAMES>> = { 1: 'b', 2: 'h', 4: 'w', 8: 'l' };

/** An operand of inline assembly under %b, %w, %k, %q, %h, %c, %P, %a or no modifier. */
export function asmText(operand: AsmText, modifier: string): string {
  switch (operand.kind) {
    case 'register': {
      if (modifier === 'h')
        return HIGH_BYTES[operand.register] ?? registerText(operand.register, 'b');
      const width = MODIFIED[modifier] ?? WIDTHS[operand.bytes] ?? 'w';
      if (modifier === 'a') return `(${registerText(operand.register, 'l')})`;
      return registerText(operand.register, width);
    }
    case 'memory':
      return memoryText(operand.base, operand.offset);
    case 'text':
      return 'cPapn'.includes(modifier || '-') ? operand.text.replace('$', '') : operand.text;
    default:
      return operand satisfies never;
  }
}

/**
 * The frame: saved registers are pushed, the body lies below them. A leaf's small body stays in
 * the red zone (psABI 3.2.2) and the stack pointer where it is.
 */
export function layOutFrame(
  func: MachineFunction,
  spillSlots: readonly number[],
  saved: readonly Register[],
  options: CompileOptions,
): Frame {
  const framePointer = func.dynamicFrame || func.needsFramePointer;
  const body = layOutBody(func, spillSlots, options);
  const pushes = 8 * (saved.length + (framePointer ? 1 : 0));
  const redZone = func.redZone && !func.hasCalls && !func.dynamicFrame && body.size <= 128;
  // Return address and pushes are above the body; the body makes the stack pointer a multiple of
  // 16.
  let size = body.size;
  if (func.hasCalls || func.dynamicFrame || size > 0)
    size += (16 - ((8 + pushes + size) % 16)) % 16;
  const lowest = framePointer ? -(8 * saved.length + size) : redZone ? -size : 0;
  const shift = (offset: number): number => offset + lowest;
  return {
    size: redZone ? 0 : size,
    pushed: forSize(options) && !redZone && size === 8,
    baseRegister: framePointer ? RBP : RSP,
    framePointer,
    objectOffsets: body.objectOffsets.map(shift),
    spillOffsets: body.spillOffsets.map(shift),
    outgoingOffset: 0,
    incomingOffset: framePointer ? 16 : (redZone ? 0 : size) + pushes + 8,
    saved: saved.map((register, i) => ({
      register,
      offset: framePointer ? -8 * (i + 1) : (redZone ? 0 : size) + 8 * (saved.length - 1 - i),
    })),
  };
}

export function prologue(func: MachineFunction, frame: Frame): string[] {
  const lines: string[] = [];
  let cfa = 8;
  const offset = (by: number): void => {
    cfa += by;
    if (!frame.framePointer || cfa === 16) lines.push(`\t.cfi_def_cfa_offset ${cfa}`);
  };
  if (frame.framePointer) {
    lines.push('\tpushq %rbp');
    offset(8);
    lines.push('\t.cfi_offset 6, -16', '\tmovq %rsp, %rbp', '\t.cfi_def_cfa_register 6');
  }
  for (const { register } of frame.saved) {
    lines.push(`\tpushq ${NAMES.l[register]}`);
    offset(8);
    lines.push(`\t.cfi_offset ${DWARF[register]}, ${-cfa}`);
  }
  if (frame.size > 0) {
    lines.push(frame.pushed ? '\tpushq %rax' : `\tsubq $${frame.size}, %rsp`);
    offset(frame.size);
  }
  if (func.outgoingAlign > 16) lines.push(`\tandq $${-func.outgoingAlign}, %rsp`);
  return lines;
}

/** Unwinding's state where the prologue has not run. */
export function unwound(frame: Frame): string[] {
  const restored = frame.saved.map(({ register }) => `\t.cfi_restore ${DWARF[register]}`);
  return ['\t.cfi_def_cfa_offset 8', ...restored];
}

/** DWARF numbers of the general registers (psABI figure 3.36). */
const DWARF = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15] as const;

export function epilogue(func: MachineFunction, frame: Frame): string[] {
  const lines: string[] = [];
  let cfa = 8 + frame.size + 8 * frame.saved.length;
  const offset = (by: number): void => {
    cfa -= by;
    if (!frame.framePointer) lines.push(`\t.cfi_def_cfa_offset ${cfa}`);
  };
  if (frame.size > 0 || func.dynamicFrame) {
    if (func.dynamicFrame) lines.push(`\tleaq ${-8 * frame.saved.length}(%rbp), %rsp`);
    else lines.push(frame.pushed ? '\tpopq %r11' : `\taddq $${frame.size}, %rsp`);
    offset(frame.size);
  }
  for (let i = frame.saved.length - 1; i >= 0; i--) {
    lines.push(`\tpopq ${NAMES.l[frame.saved[i]!.register]}`);
    offset(8);
  }
  if (frame.framePointer) lines.push('\tpopq %rbp', '\t.cfi_def_cfa 7, 8');
  return lines;
}

const placed = (row: Row, from: Place, to: Place): Instruction => {
  const made = instruction(row, {
    operands: [
      { vreg: -1, role: 'def', at: 'late', constraint: REGISTER },
      { vreg: -1, role: 'use', at: 'early', constraint: REGISTER },
    ],
  });
  made.places = [to, from];
  return made;
};

const moveRow = (name: string, template: string): Row => ({
  name,
  template,
  move: true,
  kind: 'move',
});
const MOVES: Readonly<Record<number, { rr: Row; load: Row; store: Row; mm: Row }>> = {
  [Cls.w]: {
    rr: moveRow('mov', 'movl {1:w}, {0:w}'),
    load: moveRow('reload', 'movl {1:w}, {0:w}'),
    store: { ...moveRow('spill', 'movl {1:w}, {0:w}'), width: 'w' },
    mm: moveRow('mov_mm', 'movl {1}, %r11d\nmovl %r11d, {0}'),
  },
  [Cls.l]: {
    rr: moveRow('mov', 'movq {1:l}, {0:l}'),
    load: moveRow('reload', 'movq {1:l}, {0:l}'),
    store: { ...moveRow('spill', 'movq {1:l}, {0:l}'), width: 'l' },
    mm: moveRow('mov_mm', 'movq {1}, %r11\nmovq %r11, {0}'),
  },
  [Cls.s]: {
    rr: moveRow('movaps', 'movaps {1}, {0}'),
    load: moveRow('reload_s', 'movss {1}, {0}'),
    store: moveRow('spill_s', 'movss {1}, {0}'),
    mm: moveRow('mov_mm', 'movl {1}, %r11d\nmovl %r11d, {0}'),
  },
  [Cls.d]: {
    rr: moveRow('movaps', 'movaps {1}, {0}'),
    load: moveRow('reload_d', 'movsd {1}, {0}'),
    store: moveRow('spill_d', 'movsd {1}, {0}'),
    mm: moveRow('mov_mm', 'movq {1}, %r11\nmovq %r11, {0}'),
  },
  [Cls.e]: {
    rr: moveRow('movt', 'fldt {1}\nfstpt {0}'),
    load: moveRow('movt', 'fldt {1}\nfstpt {0}'),
    store: moveRow('movt', 'fldt {1}\nfstpt {0}'),
    mm: moveRow('movt', 'fldt {1}\nfstpt {0}'),
  },
  [Cls.v]: {
    rr: moveRow('movaps', 'movaps {1}, {0}'),
    load: moveRow('reload_v', 'movups {1}, {0}'),
    store: moveRow('spill_v', 'movups {1}, {0}'),
    mm: moveRow('mov_mm', 'movups {1}, %xmm15\nmovups %xmm15, {0}'),
  },
  [Cls.y]: {
    rr: moveRow('vmovdqa', 'vmovdqa {1:y}, {0:y}'),
    load: moveRow('reload_y', 'vmovdqu {1}, {0:y}'),
    store: moveRow('spill_y', 'vmovdqu {1:y}, {0}'),
    mm: moveRow('mov_mm', 'vmovdqu {1}, %ymm15\nvmovdqu %ymm15, {0}'),
  },
};

/** A move between two places; memory to memory goes through a scratch register. */
export function move(cls: Cls, from: Place, to: Place): Instruction[] {
  const rows = MOVES[cls]!;
  const row = isRegister(from)
    ? isRegister(to)
      ? rows.rr
      : rows.store
    : isRegister(to)
      ? rows.load
      : rows.mm;
  return [placed(row, from, to)];
}

export function moduleHead(_options: CompileOptions): string[] {
  return ['\t.text'];
}

export function moduleTail(_options: CompileOptions, module: Module): string[] {
  return [`\t.section .note.GNU-stack,"${module.executableStack ? 'x' : ''}",@progbits`];
}
