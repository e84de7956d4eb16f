/**
 * riscv64 code through `riscv64-linux-gnu-objdump -dr`: text in, instructions out.
 * Only what the metrics ask is read: mnemonic, operands, destination, branches and relocations.
 */
import type { FunctionCode, Instruction, Operand } from './instructions.ts';
import { run, succeeded } from './processes.ts';

const OBJDUMP = 'riscv64-linux-gnu-objdump';

/** Disassembles a riscv64 object. Throws when objdump is missing or fails. */
export async function disassembleRiscv(path: string): Promise<FunctionCode[]> {
  const result = await run([OBJDUMP, '-dr', '--no-show-raw-insn', path], {
    outputLimit: 200_000_000,
  });
  if (!succeeded(result))
    throw new Error(`${OBJDUMP} cannot read ${path}: ${result.stderr.trim()}`);
  return parseRiscv(result.stdout);
}

interface Draft {
  name: string;
  start: number;
  end: number;
  instructions: Instruction[];
}

/** Parses objdump's listing; local labels (`.L...`) belong to the function above them. */
export function parseRiscv(listing: string): FunctionCode[] {
  const drafts: Draft[] = [];
  for (const line of listing.split('\n')) {
    const head = /^([0-9a-f]+) <([^>]+)>:$/.exec(line);
    if (head !== null) {
      const [, address = '0', name = ''] = head;
      if (name.startsWith('.L')) continue;
      const start = Number.parseInt(address, 16);
      drafts.push({ name, start, end: start, instructions: [] });
      continue;
    }
    const draft = drafts[drafts.length - 1];
    if (draft !== undefined) readLine(draft, line);
  }
  return drafts.map(({ name, start, end, instructions }) => ({
    name,
    bytes: end - start,
    instructions,
  }));
}

function readLine(draft: Draft, line: string): void {
  const relocation = /^\s+[0-9a-f]+: (R_RISCV_\w+)\s+(\S+)/.exec(line);
  if (relocation !== null) {
    const last = draft.instructions[draft.instructions.length - 1];
    const [, type = '', symbol = ''] = relocation;
    if (last !== undefined && type !== 'R_RISCV_RELAX' && !symbol.startsWith('.L')) {
      draft.instructions[draft.instructions.length - 1] = { ...last, symbol: symbol.split('+')[0] };
    }
    return;
  }
  const match = /^\s+([0-9a-f]+):\s+(\S+)\s*([^#<]*)/.exec(line);
  if (match === null) return;
  const [, address = '0', mnemonic = '', operands = ''] = match;
  const place = Number.parseInt(address, 16);
  const previous = draft.instructions[draft.instructions.length - 1];
  if (previous !== undefined) {
    draft.instructions[draft.instructions.length - 1] = {
      ...previous,
      size: place - draft.start - previous.address,
    };
  }
  draft.instructions.push(instruction(place - draft.start, mnemonic, operands.trim(), draft.start));
  draft.end = place + 4;
}

const STORES: ReadonlySet<string> = new Set(['sd', 'sw', 'sh', 'sb', 'fsd', 'fsw']);

function instruction(address: number, mnemonic: string, text: string, start: number): Instruction {
  const jumps = /^(b\w+|j|jr|ret)$/.test(mnemonic);
  const calls = /^(jal|jalr|call|tail)$/.test(mnemonic);
  const stores = STORES.has(mnemonic);
  const parts = text === '' ? [] : text.split(',');
  const inOrder = parts.map((part, i) =>
    operand(part.trim(), i === 0 && !stores && !jumps && !calls, stores, start, jumps),
  );
  const operands = stores ? [...inOrder].reverse() : inOrder;
  const reads: string[] = [];
  const writes: string[] = [];
  for (const each of operands) {
    if (each.kind === 'register') (each.writes ? writes : reads).push(each.name);
    if (each.kind === 'memory' && each.base !== undefined) reads.push(each.base);
  }
  const groups = jumps ? ['jump'] : calls ? ['call'] : [];
  return { address, size: 4, mnemonic, operands, reads, writes, groups, symbol: undefined };
}

function operand(
  text: string,
  target: boolean,
  stores: boolean,
  start: number,
  jumps: boolean,
): Operand {
  const memory = /^(-?\d+)?\((\w+)\)$/.exec(text);
  if (memory !== null) {
    const [, displacement = '0', base] = memory;
    return {
      kind: 'memory',
      base,
      index: undefined,
      scale: 1,
      displacement: Number(displacement),
      symbol: undefined,
      size: 8,
      reads: !stores,
      writes: stores,
    };
  }
  if (/^-?\d+$/.test(text)) return { kind: 'immediate', value: Number(text) };
  if (/^0x[0-9a-f]+$/.test(text)) return { kind: 'immediate', value: Number(text) };
  if (jumps && /^[0-9a-f]+$/.test(text) && !/^[ast]\d+$/.test(text)) {
    return { kind: 'immediate', value: Number.parseInt(text, 16) - start };
  }
  const name = text === 'fp' ? 's0' : text;
  return { kind: 'register', name, reads: !target, writes: target };
}
