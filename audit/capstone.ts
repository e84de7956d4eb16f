/**
 * Decodes x86-64 machine code with capstone (WebAssembly), operands and access rights included.
 * The package's wrapper frees the detail before it can be read, so this file talks to the module
 * object underneath. The layout constants are those of capstone 5.0's `cs_insn`, `cs_detail` and
 * `cs_x86_op` on a 32-bit heap. The heap is fixed at 16 MB: code goes in 8 KB at a time, and an
 * instance that trapped is replaced by a new one.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Instruction, Operand } from './instructions.ts';

/**
 * Decodes code at addresses from 0. An undecodable byte becomes an instruction `(bad)` of size 1.
 */
export interface Decoder {
  decode(code: Uint8Array): Instruction[];
}

/** The part of the emscripten module that is used. */
interface Heap {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _cs_open(arch: number, mode: number, handle: number): number;
  _cs_option(handle: number, option: number, value: number): number;
  _cs_disasm(
    handle: number,
    code: number,
    size: number,
    address: bigint,
    count: number,
    result: number,
  ): number;
  _cs_free(instructions: number, count: number): void;
  _cs_reg_name(handle: number, id: number): number;
  _cs_group_name(handle: number, id: number): number;
  _cs_regs_access(
    handle: number,
    insn: number,
    reads: number,
    readCount: number,
    writes: number,
    writeCount: number,
  ): number;
}

/** A module with an open handle and its fixed buffers. */
interface Session {
  readonly heap: Heap;
  readonly handle: number;
  readonly code: number;
  readonly result: number;
  readonly access: number;
  readonly registers: Map<number, string>;
  readonly groups: Map<number, string>;
}

const CHUNK = 8192;
const LONGEST = 15;
/** Instructions a call may decode: 8 KB of one-byte ones would not fit the heap. */
const MOST = 1500;
const ARCH_X86 = 3;
const MODE_64 = 8;
const OPTION_DETAIL = 2;
const OPTION_ON = 3;
const INSN = { bytes: 240, address: 8, size: 16, mnemonic: 42, detail: 236 } as const;
const DETAIL = {
  groups: 75,
  groupCount: 83,
  operandCount: 152,
  operands: 160,
  operandBytes: 48,
} as const;
const OPERAND = { payload: 8, size: 32, access: 33 } as const;
const ACCESS_WORDS = 64;

/** Builds a decoder. Throws when the capstone package cannot be loaded. */
export async function createDecoder(): Promise<Decoder> {
  let session = await openSession();
  let spare = await openSession();
  return {
    decode(code: Uint8Array): Instruction[] {
      const instructions: Instruction[] = [];
      let at = 0;
      while (at < code.length) {
        const chunk = code.subarray(at, at + CHUNK);
        let read: Instruction[];
        try {
          read = decodeChunk(session, chunk, at, at + chunk.length >= code.length);
        } catch {
          [session, spare] = [spare, session];
          void openSession().then((fresh) => {
            spare = fresh;
          });
          read = decodeChunk(session, chunk, at, at + chunk.length >= code.length);
        }
        if (read.length === 0) read = [badByte(at)];
        for (const instruction of read) instructions.push(instruction);
        const last = read[read.length - 1];
        at = last === undefined ? code.length : last.address + last.size;
      }
      return instructions;
    },
  };
}

function badByte(address: number): Instruction {
  return {
    address,
    size: 1,
    mnemonic: '(bad)',
    operands: [],
    reads: [],
    writes: [],
    groups: [],
    symbol: undefined,
  };
}

async function openSession(): Promise<Session> {
  const require = createRequire(import.meta.url);
  const path = require.resolve('capstone-wasm');
  delete require.cache[path];
  const loaded: unknown = require(path);
  if (!hasLoader(loaded)) throw new Error('capstone-wasm has no loader');
  const module: Record<string, unknown> = {
    printErr: () => {},
    wasmBinary: readFileSync(join(dirname(path), 'capstone.wasm')),
  };
  await loaded.loadCapstone(module);
  if (!isHeap(module)) throw new Error('capstone-wasm has changed its exports');
  const cell = module._malloc(8);
  if (module._cs_open(ARCH_X86, MODE_64, cell) !== 0) throw new Error('capstone: cs_open failed');
  const handle = module.HEAPU32[cell >> 2] ?? 0;
  module._cs_option(handle, OPTION_DETAIL, OPTION_ON);
  return {
    heap: module,
    handle,
    code: module._malloc(CHUNK),
    result: cell,
    access: module._malloc(ACCESS_WORDS * 4 + 8),
    registers: new Map(),
    groups: new Map(),
  };
}

function hasLoader(
  loaded: unknown,
): loaded is { loadCapstone: (args: Record<string, unknown>) => Promise<void> } {
  return typeof loaded === 'object' && loaded !== null && 'loadCapstone' in loaded;
}

function isHeap(module: unknown): module is Heap {
  return (
    typeof module === 'object' &&
    module !== null &&
    '_cs_regs_access' in module &&
    '_cs_disasm' in module &&
    'HEAPU8' in module &&
    '_malloc' in module
  );
}

/** Decodes one chunk; unless it is the last, instructions that might be cut by its end are left. */
function decodeChunk(
  session: Session,
  chunk: Uint8Array,
  base: number,
  last: boolean,
): Instruction[] {
  const { heap } = session;
  heap.HEAPU8.set(chunk, session.code);
  const count = heap._cs_disasm(
    session.handle,
    session.code,
    chunk.length,
    0n,
    MOST,
    session.result,
  );
  if (count === 0) return [];
  const array = heap.HEAPU32[session.result >> 2] ?? 0;
  const view = new DataView(heap.HEAPU8.buffer);
  const instructions: Instruction[] = [];
  for (let i = 0; i < count; i++) {
    const at = array + i * INSN.bytes;
    if (!last && i > 0 && view.getUint32(at + INSN.address, true) > CHUNK - LONGEST) break;
    instructions.push(readInstruction(session, view, at, base));
  }
  heap._cs_free(array, count);
  return instructions;
}

function readInstruction(session: Session, view: DataView, at: number, base: number): Instruction {
  const detail = view.getUint32(at + INSN.detail, true);
  const access = readAccess(session, view, at);
  return {
    address: base + view.getUint32(at + INSN.address, true),
    size: view.getUint16(at + INSN.size, true),
    mnemonic: text(session.heap, at + INSN.mnemonic),
    operands: detail === 0 ? [] : readOperands(session, view, detail),
    reads: access.reads,
    writes: access.writes,
    groups: detail === 0 ? [] : readGroups(session, view, detail),
    symbol: undefined,
  };
}

function readOperands(session: Session, view: DataView, detail: number): Operand[] {
  const count = view.getUint8(detail + DETAIL.operandCount);
  const operands: Operand[] = [];
  for (let i = 0; i < count; i++) {
    const at = detail + DETAIL.operands + i * DETAIL.operandBytes;
    const payload = at + OPERAND.payload;
    const rights = view.getUint8(at + OPERAND.access);
    const reads = (rights & 1) !== 0;
    const writes = (rights & 2) !== 0;
    const type = view.getUint32(at, true);
    if (type === 1) {
      operands.push({
        kind: 'register',
        name: register(session, view.getUint32(payload, true)),
        reads,
        writes,
      });
    } else if (type === 2) {
      const value = view.getInt32(payload + 4, true) * 2 ** 32 + view.getUint32(payload, true);
      operands.push({ kind: 'immediate', value });
    } else if (type === 3) {
      operands.push(
        readMemory(session, view, payload, view.getUint8(at + OPERAND.size), reads, writes),
      );
    }
  }
  return operands;
}

function readMemory(
  session: Session,
  view: DataView,
  at: number,
  size: number,
  reads: boolean,
  writes: boolean,
): Operand {
  const base = view.getUint32(at + 4, true);
  const index = view.getUint32(at + 8, true);
  return {
    kind: 'memory',
    base: base === 0 ? undefined : register(session, base),
    index: index === 0 ? undefined : register(session, index),
    scale: view.getInt32(at + 12, true),
    displacement: view.getInt32(at + 20, true) * 2 ** 32 + view.getUint32(at + 16, true),
    symbol: undefined,
    size,
    reads,
    writes,
  };
}

function readAccess(
  session: Session,
  view: DataView,
  at: number,
): { reads: string[]; writes: string[] } {
  const { heap, access } = session;
  const writes = access + ACCESS_WORDS * 2;
  const counts = access + ACCESS_WORDS * 4;
  if (heap._cs_regs_access(session.handle, at, access, counts, writes, counts + 1) !== 0) {
    return { reads: [], writes: [] };
  }
  const list = (from: number, count: number): string[] => {
    const names: string[] = [];
    for (let i = 0; i < count; i++) {
      const name = register(session, view.getUint16(from + 2 * i, true));
      if (!names.includes(name)) names.push(name);
    }
    return names;
  };
  return {
    reads: list(access, view.getUint8(counts)),
    writes: list(writes, view.getUint8(counts + 1)),
  };
}

function readGroups(session: Session, view: DataView, detail: number): string[] {
  const groups: string[] = [];
  for (let i = 0; i < view.getUint8(detail + DETAIL.groupCount); i++) {
    const id = view.getUint8(detail + DETAIL.groups + i);
    let name = session.groups.get(id);
    if (name === undefined) {
      name = text(session.heap, session.heap._cs_group_name(session.handle, id));
      session.groups.set(id, name);
    }
    groups.push(name);
  }
  return groups;
}

function register(session: Session, id: number): string {
  let name = session.registers.get(id);
  if (name === undefined) {
    name = fullWidth(text(session.heap, session.heap._cs_reg_name(session.handle, id)));
    session.registers.set(id, name);
  }
  return name;
}

const LEGACY: Readonly<Record<string, string>> = {
  al: 'rax',
  ah: 'rax',
  ax: 'rax',
  bl: 'rbx',
  bh: 'rbx',
  bx: 'rbx',
  cl: 'rcx',
  ch: 'rcx',
  cx: 'rcx',
  dl: 'rdx',
  dh: 'rdx',
  dx: 'rdx',
  sil: 'rsi',
  si: 'rsi',
  dil: 'rdi',
  di: 'rdi',
  bpl: 'rbp',
  bp: 'rbp',
  spl: 'rsp',
  sp: 'rsp',
  eip: 'rip',
};

/** The 64-bit (or xmm) name of an x86-64 register of any width. */
export function fullWidth(name: string): string {
  const legacy = LEGACY[name];
  if (legacy !== undefined) return legacy;
  if (/^e(ax|bx|cx|dx|si|di|bp|sp)$/.test(name)) return `r${name.slice(1)}`;
  if (/^r\d+[bwd]$/.test(name)) return name.slice(0, -1);
  if (/^[yz]mm\d+$/.test(name)) return `x${name.slice(1)}`;
  return name;
}

function text(heap: Heap, pointer: number): string {
  if (pointer === 0) return '';
  let end = pointer;
  while (heap.HEAPU8[end] !== 0) end++;
  return String.fromCharCode(...heap.HEAPU8.subarray(pointer, end));
}
