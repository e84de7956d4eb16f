/**
 * Reads what the audit needs of an ELF64 little-endian file: sections, symbols, relocations. Gets
 * the bytes of a relocatable object (or an executable); promises plain records, and an ElfError
 * for anything that is not such a file. Names follow the System V gABI, chapter 4.
 */

/** Not an ELF64 little-endian file, or one cut short. */
export class ElfError extends Error {}

/** One section; `data` is empty for SHT_NOBITS. */
export interface Section {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly data: Uint8Array;
}

/** One symbol of .symtab; `section` is its section's index (0 undefined). */
export interface ElfSymbol {
  readonly name: string;
  readonly value: number;
  readonly size: number;
  readonly section: number;
  readonly type: number;
  readonly binding: number;
}

/** One relocation: `section` is the section it patches, `offset` the place inside it. */
export interface Relocation {
  readonly section: number;
  readonly offset: number;
  readonly type: number;
  readonly symbol: string;
  readonly addend: number;
}

/** The machine an object is for. */
export type Machine = 'x86-64' | 'riscv64' | 'other';

/** An ELF file, read. */
export interface ElfFile {
  readonly machine: Machine;
  readonly kind: number;
  readonly sections: readonly Section[];
  readonly symbols: readonly ElfSymbol[];
  readonly relocations: readonly Relocation[];
}

const SHT_SYMTAB = 2;
const SHT_RELA = 4;
const SHT_NOBITS = 8;
const SHF_EXECINSTR = 4;
const STT_NOTYPE = 0;
const STT_FUNC = 2;
const STT_SECTION = 3;
const EM_X86_64 = 62;
const EM_RISCV = 243;

/** Reads an ELF64 file. Throws ElfError when the bytes are not one. */
export function readElf(bytes: Uint8Array): ElfFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64 || view.getUint32(0) !== 0x7f454c46) throw new ElfError('not an ELF file');
  if (bytes[4] !== 2 || bytes[5] !== 1) throw new ElfError('not a 64-bit little-endian ELF file');
  try {
    const sections = readSections(bytes, view);
    const symbols = readSymbols(sections);
    return {
      machine: machineOf(view.getUint16(18, true)),
      kind: view.getUint16(16, true),
      sections,
      symbols,
      relocations: readRelocations(sections, symbols),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new ElfError('ELF file is cut short');
    throw error;
  }
}

/** The sections that hold instructions. */
export function codeSections(file: ElfFile): Section[] {
  return file.sections.filter((section) => (section.flags & SHF_EXECINSTR) !== 0);
}

/** A function's place: section, offset in its data, and size in bytes. */
export interface FunctionRange {
  readonly name: string;
  readonly section: Section;
  readonly offset: number;
  readonly size: number;
}

/**
 * The functions of the file by ascending place. STT_FUNC symbols count, and untyped global ones in
 * a code section (small assemblers omit .type); a missing size reaches to the next function. A
 * section with code and no symbol is one nameless function.
 */
export function functionRanges(file: ElfFile): FunctionRange[] {
  const ranges: FunctionRange[] = [];
  const symbols = functionSymbols(file);
  for (const section of codeSections(file)) {
    if (section.size === 0) continue;
    const starts = inOrder(symbols.get(section.index) ?? []);
    if (starts.length === 0) {
      ranges.push({ name: `(${section.name})`, section, offset: 0, size: section.size });
    }
    starts.forEach((symbol, i) => {
      const offset = symbol.value - (file.kind === 1 ? 0 : section.address);
      const following = starts[i + 1];
      const limit =
        following === undefined ? section.size : offset + following.value - symbol.value;
      const size = symbol.size > 0 ? symbol.size : limit - offset;
      ranges.push({ name: symbol.name, section, offset, size });
    });
  }
  return ranges;
}

/** The symbols that can name a function, by section. */
function functionSymbols(file: ElfFile): Map<number, ElfSymbol[]> {
  const bySection = new Map<number, ElfSymbol[]>();
  for (const symbol of file.symbols) {
    const untyped = symbol.type === STT_NOTYPE && symbol.binding !== 0;
    if (symbol.name === '' || (symbol.type !== STT_FUNC && !untyped)) continue;
    const known = bySection.get(symbol.section);
    if (known === undefined) bySection.set(symbol.section, [symbol]);
    else known.push(symbol);
  }
  return bySection;
}

/** Symbols by place; of several at one place the largest stays. */
function inOrder(symbols: readonly ElfSymbol[]): ElfSymbol[] {
  const byPlace = new Map<number, ElfSymbol>();
  for (const symbol of symbols) {
    const known = byPlace.get(symbol.value);
    if (known === undefined || known.size < symbol.size) byPlace.set(symbol.value, symbol);
  }
  return [...byPlace.values()].sort((a, b) => a.value - b.value);
}

function machineOf(code: number): Machine {
  if (code === EM_X86_64) return 'x86-64';
  return code === EM_RISCV ? 'riscv64' : 'other';
}

function readSections(bytes: Uint8Array, view: DataView): Section[] {
  const table = word64(view, 40);
  const entry = view.getUint16(58, true);
  const count = view.getUint16(60, true);
  const names = view.getUint16(62, true);
  if (table === 0 || count === 0) return [];
  const raw = Array.from({ length: count }, (_, index) =>
    rawSection(bytes, view, table, entry, index),
  );
  const strings = raw[names]?.data ?? new Uint8Array();
  return raw.map(({ nameOffset, ...section }) => ({
    ...section,
    name: cString(strings, nameOffset),
  }));
}

function rawSection(
  bytes: Uint8Array,
  view: DataView,
  table: number,
  entry: number,
  index: number,
): Omit<Section, 'name'> & { nameOffset: number } {
  const at = table + index * entry;
  const type = view.getUint32(at + 4, true);
  const offset = word64(view, at + 24);
  const size = word64(view, at + 32);
  if (type !== SHT_NOBITS && offset + size > bytes.length) throw new RangeError('section');
  return {
    index,
    nameOffset: view.getUint32(at, true),
    type,
    flags: word64(view, at + 8),
    address: word64(view, at + 16),
    size,
    link: view.getUint32(at + 40, true),
    info: view.getUint32(at + 44, true),
    data: type === SHT_NOBITS ? new Uint8Array() : bytes.subarray(offset, offset + size),
  };
}

function readSymbols(sections: readonly Section[]): ElfSymbol[] {
  const table = sections.find((section) => section.type === SHT_SYMTAB);
  if (table === undefined) return [];
  const strings = sections[table.link]?.data ?? new Uint8Array();
  const view = viewOf(table.data);
  const symbols: ElfSymbol[] = [];
  for (let at = 0; at + 24 <= table.data.length; at += 24) {
    const info = view.getUint8(at + 4);
    const section = view.getUint16(at + 6, true);
    const type = info & 15;
    const own = cString(strings, view.getUint32(at, true));
    const name = own === '' && type === STT_SECTION ? (sections[section]?.name ?? '') : own;
    const value = word64(view, at + 8);
    symbols.push({ name, value, size: word64(view, at + 16), section, type, binding: info >> 4 });
  }
  return symbols;
}

function readRelocations(
  sections: readonly Section[],
  symbols: readonly ElfSymbol[],
): Relocation[] {
  const relocations: Relocation[] = [];
  for (const section of sections) {
    if (section.type !== SHT_RELA) continue;
    const view = viewOf(section.data);
    for (let at = 0; at + 24 <= section.data.length; at += 24) {
      relocations.push({
        section: section.info,
        offset: word64(view, at),
        type: view.getUint32(at + 8, true),
        symbol: symbols[view.getUint32(at + 12, true)]?.name ?? '',
        addend: view.getInt32(at + 20, true) * 2 ** 32 + view.getUint32(at + 16, true),
      });
    }
  }
  return relocations;
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function word64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function cString(strings: Uint8Array, at: number): string {
  let end = at;
  while (end < strings.length && strings[end] !== 0) end++;
  return new TextDecoder().decode(strings.subarray(at, end));
}
