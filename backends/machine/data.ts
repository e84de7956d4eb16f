/**
 * Prints a module's objects and symbols: sections, alignment, directives, aliases, constructors.
 * Targets differ in nothing here.
 */
import type { Data, DataItem, Func, Module, ModuleSymbol } from '../../compiler/ir/ir.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { PoolExtra } from './code.ts';
import { blockLabel, symbolName } from './symbols.ts';

const DIRECTIVES = { 1: '.byte', 2: '.2byte', 4: '.4byte', 8: '.8byte' } as const;

/** Binding and visibility of a defined symbol. */
export function symbolLines(symbol: ModuleSymbol): string[] {
  const name = symbolName(symbol);
  const lines: string[] = [];
  if (symbol.weak) lines.push(`\t.weak ${name}`);
  else if (symbol.linkage === 'external') lines.push(`\t.globl ${name}`);
  if (symbol.visibility !== 'default') lines.push(`\t.${symbol.visibility} ${name}`);
  return lines;
}

/** Lines before a function's label: its section, alignment and symbol. */
export function functionHead(func: Func, module: Module, options: CompileOptions): string[] {
  const { symbol } = func;
  const name = symbolName(symbol);
  const named = module.functionSections.get(symbol);
  const section = named
    ? `\t.section ${named},"ax",@progbits`
    : options.functionSections
      ? `\t.section .text.${symbol.name},"ax",@progbits`
      : '\t.text';
  const own = options.level === 'Os' ? 0 : 4;
  const align = `\t.p2align ${Math.max(own, Math.log2(Math.max(1, func.flags.align)))}`;
  return [section, align, ...symbolLines(symbol), `\t.type ${name}, @function`];
}

/** Objects of this many bytes start at a multiple of it, where what copies them is faster. */
const WIDE = 32;

/**
 * What an object is aligned to: large ones more than they ask for, unless a section is said, in
 * which the program may want them side by side.
 */
function alignmentOf({ symbol, size, align, section }: Data, options: CompileOptions): number {
  const { backend, level } = options;
  const fast = backend === 'linear-scan' && (level === 'O2' || level === 'O3');
  const plain = align > 1 && section === '' && !symbol.threadLocal;
  const raised = fast && plain && size >= WIDE;
  return raised ? Math.max(align, WIDE) : align;
}

/** Lines of one object. */
export function dataLines(data: Data, options: CompileOptions): string[] {
  const { symbol, size } = data;
  const align = alignmentOf(data, options);
  const name = symbolName(symbol);
  if (data.common && !symbol.threadLocal) {
    const local = symbol.linkage === 'internal' ? [`\t.local ${name}`] : [];
    return [...local, `\t.comm ${name},${Math.max(size, 1)},${align}`];
  }
  const lines = [sectionOf(data, options)];
  if (align > 1) lines.push(`\t.balign ${align}`);
  for (const line of symbolLines(symbol)) lines.push(line);
  lines.push(`\t.type ${name}, @object`, `\t.size ${name}, ${size}`, `${name}:`);
  let filled = 0;
  for (const item of data.items) filled += printItem(item, lines);
  if (filled < size) lines.push(`\t.zero ${size - filled}`);
  return lines;
}

const isZero = (item: DataItem): boolean =>
  item.kind === 'zero' || (item.kind === 'int' && item.value === 0n);

const isConstant = (item: DataItem): boolean => item.kind !== 'address' && item.kind !== 'label';

function sectionOf(data: Data, options: CompileOptions): string {
  const { symbol, items } = data;
  const zero = items.every(isZero);
  if (data.section !== '') {
    const flags = data.readOnly ? 'a' : symbol.threadLocal ? 'awT' : 'aw';
    return `\t.section ${data.section},"${flags}",@progbits`;
  }
  const own = options.dataSections ? `.${symbol.name}` : '';
  if (symbol.threadLocal) {
    return zero
      ? `\t.section .tbss${own},"awT",@nobits`
      : `\t.section .tdata${own},"awT",@progbits`;
  }
  if (data.readOnly) {
    const relocated = !items.every(isConstant) && options.pic !== 'none';
    return relocated
      ? `\t.section .data.rel.ro${own},"aw",@progbits`
      : `\t.section .rodata${own},"a",@progbits`;
  }
  if (zero) return own ? `\t.section .bss${own},"aw",@nobits` : '\t.bss';
  return own ? `\t.section .data${own},"aw",@progbits` : '\t.data';
}

/** Prints an item and gives its size. */
function printItem(item: DataItem, lines: string[]): number {
  switch (item.kind) {
    case 'int':
      lines.push(`\t${DIRECTIVES[item.size]} ${BigInt.asUintN(item.size * 8, item.value)}`);
      return item.size;
    case 'bytes':
      printBytes(item.bytes, lines);
      return item.bytes.length;
    case 'zero':
      if (item.size > 0) lines.push(`\t.zero ${item.size}`);
      return item.size;
    case 'address':
      lines.push(`\t.8byte ${plus(symbolName(item.symbol), item.offset)}`);
      return 8;
    case 'label': {
      const label = blockLabel(item.func.name, item.block.id);
      const minus = item.minus ? `-${blockLabel(item.func.name, item.minus.id)}` : '';
      lines.push(`\t${DIRECTIVES[item.size]} ${plus(label + minus, item.offset)}`);
      return item.size;
    }
    default:
      return item satisfies never;
  }
}

const plus = (name: string, offset: bigint): string =>
  offset === 0n ? name : offset > 0n ? `${name}+${offset}` : `${name}${offset}`;

const ESCAPES: Readonly<Record<number, string>> = {
  9: '\\t',
  10: '\\n',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** Bytes as strings of up to 80, a final 0 as .string. */
function printBytes(bytes: Uint8Array, lines: string[]): void {
  for (let from = 0; from < bytes.length; from += 80) {
    const end = Math.min(from + 80, bytes.length);
    const terminated = end === bytes.length && bytes[end - 1] === 0;
    let text = '';
    for (let i = from; i < end - (terminated ? 1 : 0); i++) {
      const byte = bytes[i]!;
      const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92;
      text += plain
        ? String.fromCharCode(byte)
        : (ESCAPES[byte] ?? `\\${byte.toString(8).padStart(3, '0')}`);
    }
    lines.push(`\t${terminated ? '.string' : '.ascii'} "${text}"`);
  }
}

/** Lines of the constant pool. */
export function poolLines(pool: ReadonlyMap<string, PoolExtra>): string[] {
  if (pool.size === 0) return [];
  const lines = ['\t.section .rodata'];
  const constants = [...pool.values()].sort((a, b) => b.align - a.align);
  for (const { symbol, align, lines: body } of constants) {
    lines.push(`\t.balign ${align}`, `${symbol.name}:`);
    for (const line of body) lines.push(`\t${line}`);
  }
  return lines;
}

/**
 * Aliases, weak and otherwise marked references of `code`, and the pointers to constructors and
 * destructors.
 */
export function linkageLines(module: Module, code: readonly string[]): string[] {
  const lines: string[] = [];
  const marked: ModuleSymbol[] = [];
  for (const symbol of module.symbols) {
    const name = symbolName(symbol);
    if (symbol.alias !== '') {
      for (const line of symbolLines(symbol)) lines.push(line);
      lines.push(`\t.set ${name}, ${symbolName(module.symbol(symbol.alias))}`);
    } else if (!symbol.defined) {
      if (symbol.weak) lines.push(`\t.weak ${name}`);
      if (symbol.visibility !== 'default') marked.push(symbol);
    }
  }
  for (const line of referenceMarks(marked, code)) lines.push(line);
  for (const { symbol, flags } of module.functions) {
    pointerTo(symbol, '.init_array', flags.constructor, lines);
    pointerTo(symbol, '.fini_array', flags.destructor, lines);
  }
  return lines;
}

/** The visibility of symbols from elsewhere: to mark one that nothing names would demand it. */
function referenceMarks(symbols: readonly ModuleSymbol[], code: readonly string[]): string[] {
  if (symbols.length === 0) return [];
  const named = new Set<string>();
  for (const line of code) for (const word of line.match(/[\w.$]+/g) ?? []) named.add(word);
  return symbols
    .filter(({ name }) => named.has(name) || !/^[\w.$]+$/.test(name))
    .map((symbol) => `\t.${symbol.visibility} ${symbolName(symbol)}`);
}

function pointerTo(
  symbol: ModuleSymbol,
  section: string,
  priority: number | null,
  lines: string[],
): void {
  if (priority === null) return;
  const type = section === '.init_array' ? '@init_array' : '@fini_array';
  const plain = priority === 65535 || priority < 0;
  const name = plain ? section : `${section}.${String(priority).padStart(5, '0')}`;
  lines.push(`\t.section ${name},"aw",${type}`, '\t.balign 8', `\t.8byte ${symbolName(symbol)}`);
}
