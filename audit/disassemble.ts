/**
 * From an object file to functions of decoded instructions, branches and addresses named. x86-64
 * goes through capstone, riscv64 through the cross binutils' objdump; the caller sees one shape.
 */
import { readFile } from 'node:fs/promises';
import { createDecoder, type Decoder } from './capstone.ts';
import {
  type ElfFile,
  type FunctionRange,
  functionRanges,
  type Machine,
  type Relocation,
  readElf,
} from './elf.ts';
import type { FunctionCode, Instruction, Operand } from './instructions.ts';
import { disassembleRiscv } from './objdump.ts';

/** An object file, disassembled. `textBytes` counts the code of all functions. */
export interface ObjectCode {
  readonly machine: Machine;
  readonly functions: readonly FunctionCode[];
  readonly textBytes: number;
}

/** Reads object files; holds the decoder, which is costly to build. */
export interface Disassembler {
  object(path: string): Promise<ObjectCode>;
}

/** Builds a disassembler for all machines the audit can read. */
export async function createDisassembler(): Promise<Disassembler> {
  const decoder = await createDecoder();
  return {
    async object(path: string): Promise<ObjectCode> {
      const file = readElf(await readFile(path));
      const ranges = functionRanges(file);
      const textBytes = ranges.reduce((sum, range) => sum + range.size, 0);
      const functions = await functionsOf(file, ranges, path, decoder);
      return { machine: file.machine, functions, textBytes };
    },
  };
}

async function functionsOf(
  file: ElfFile,
  ranges: readonly FunctionRange[],
  path: string,
  decoder: Decoder,
): Promise<FunctionCode[]> {
  switch (file.machine) {
    case 'x86-64': {
      const names = namesBySection(file, ranges);
      return ranges.map((range) => decodeFunction(range, names.get(range.section.index), decoder));
    }
    case 'riscv64':
      return disassembleRiscv(path);
    case 'other':
      throw new Error(`${path}: neither x86-64 nor riscv64 code`);
  }
}

/** What names places in one section: relocations and functions, each by ascending offset. */
interface SectionNames {
  readonly relocations: Relocation[];
  readonly functions: FunctionRange[];
}

function namesBySection(
  file: ElfFile,
  ranges: readonly FunctionRange[],
): Map<number, SectionNames> {
  const names = new Map<number, SectionNames>();
  for (const range of ranges) {
    const known = names.get(range.section.index);
    if (known !== undefined) known.functions.push(range);
    else names.set(range.section.index, { relocations: [], functions: [range] });
  }
  for (const relocation of file.relocations) {
    names.get(relocation.section)?.relocations.push(relocation);
  }
  for (const { relocations } of names.values()) relocations.sort((a, b) => a.offset - b.offset);
  return names;
}

/** The index of the first item whose offset is at least `offset`. */
function firstAt(items: readonly { readonly offset: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function decodeFunction(
  range: FunctionRange,
  names: SectionNames | undefined,
  decoder: Decoder,
): FunctionCode {
  const code = range.section.data.subarray(range.offset, range.offset + range.size);
  const relocations = names?.relocations ?? [];
  const functions = names?.functions ?? [];
  let next = firstAt(relocations, range.offset);
  const instructions = withoutPadding(decoder.decode(code)).map((instruction) => {
    const end = range.offset + instruction.address + instruction.size;
    let symbol: string | undefined;
    for (; next < relocations.length; next++) {
      const relocation = relocations[next];
      if (relocation === undefined || relocation.offset >= end) break;
      symbol = relocation.symbol;
    }
    return named(instruction, symbol ?? directTarget(instruction, range, functions));
  });
  return { name: range.name, bytes: range.size, instructions };
}

/** Gives an instruction the symbol its relocation or branch refers to. */
function named(instruction: Instruction, symbol: string | undefined): Instruction {
  if (symbol === undefined) return instruction;
  const operands = instruction.operands.map(
    (operand): Operand =>
      operand.kind === 'memory' && (operand.base === 'rip' || operand.base === undefined)
        ? { ...operand, symbol, displacement: 0 }
        : operand,
  );
  return { ...instruction, operands, symbol };
}

/** The function a branch out of this one reaches, where the assembler has resolved it already. */
function directTarget(
  instruction: Instruction,
  range: FunctionRange,
  functions: readonly FunctionRange[],
): string | undefined {
  if (!instruction.groups.includes('call') && !instruction.groups.includes('jump'))
    return undefined;
  const [operand] = instruction.operands;
  if (operand?.kind !== 'immediate') return undefined;
  if (operand.value >= 0 && operand.value < range.size) {
    return instruction.groups.includes('call') && operand.value === 0 ? range.name : undefined;
  }
  const place = range.offset + operand.value;
  const candidate = functions[firstAt(functions, place + 1) - 1];
  const inside = candidate !== undefined && place < candidate.offset + candidate.size;
  return inside ? candidate.name : undefined;
}

/** Drops the no-ops that only align what follows at the end of a function. */
function withoutPadding(instructions: Instruction[]): Instruction[] {
  let end = instructions.length;
  while (end > 0 && instructions[end - 1]?.mnemonic === 'nop') end--;
  return instructions.slice(0, end);
}
