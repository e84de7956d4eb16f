/** The text of riscv64 operands, and the lines a module starts and ends with. */
import type { Module } from '../../compiler/ir/ir.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { Address, Register } from '../machine/code.ts';
import { symbolName } from '../machine/symbols.ts';
import type { AsmText, EmitItem } from '../machine/target.ts';
import { NAMES } from './registers.ts';

export const registerText = (register: Register, _modifier: string): string => NAMES[register]!;

export const memoryText = (base: Register, offset: number): string => `${offset}(${NAMES[base]})`;

/**
 * A register and 12 bits, or a symbol (which the assembler reaches relative to the program
 * counter).
 */
export function addressText(address: Address, offset: number, item: EmitItem): string {
  const displacement = address.displacement + offset;
  if (!address.symbol) return `${displacement}(${item.operand(address.base, '')})`;
  const name = symbolName(address.symbol);
  if (displacement === 0) return name;
  return displacement > 0 ? `${name}+${displacement}` : `${name}${displacement}`;
}

/** A symbol in a call (the linker makes a PLT entry where one is needed) or in an address row. */
export function symbolText(symbol: Address['symbol'], modifier: string, item: EmitItem): string {
  const name = symbolName(symbol!);
  return modifier === 'call' && item.options.pic !== 'none' ? `${name}@plt` : name;
}

/** An operand of inline assembly; %z writes the zero register for 0, %i an i for an immediate. */
export function asmText(operand: AsmText, modifier: string): string {
  switch (operand.kind) {
    case 'register':
      return modifier === 'i' ? '' : NAMES[operand.register]!;
    case 'memory':
      return memoryText(operand.base, operand.offset);
    case 'text':
      if (modifier === 'i') return 'i';
      return modifier === 'z' && operand.text === '0' ? 'zero' : operand.text;
    default:
      return operand satisfies never;
  }
}

/** The architecture as gcc writes it for rv64gc, so that objects of both link without a word. */
const ARCHITECTURE = 'rv64i2p1_m2p0_a2p1_f2p2_d2p2_c2p0_zicsr2p0_zifencei2p0';

export function moduleHead(options: CompileOptions): string[] {
  return [
    `\t.option ${options.pic === 'none' ? 'nopic' : 'pic'}`,
    `\t.attribute arch, "${ARCHITECTURE}"`,
    '\t.attribute unaligned_access, 0',
    '\t.attribute stack_align, 16',
    '\t.text',
  ];
}

export function moduleTail(_options: CompileOptions, module: Module): string[] {
  return [`\t.section .note.GNU-stack,"${module.executableStack ? 'x' : ''}",@progbits`];
}
