/**
 * The interpreter's C library with state: the heap, streams, printf, exit, sorting, number parsing,
 * longjmp.
 */

import {
  type Extended,
  extendedFromBytes,
  type FloatingConstant,
  floatingToExtended,
  floatingToNumber,
  negExtended,
  negInt,
  parseDigits,
  parseFloating,
  wrap,
} from '../numbers.ts';
import type { DataModel } from '../options.ts';
import { COMPILER_RUNTIME } from './compiler-runtime.ts';
import { type FormatArguments, formatText } from './format.ts';
import {
  CHARACTERS,
  characterTable,
  first,
  MATHEMATICS,
  type NumberEntry,
  STRINGS,
} from './library.ts';
import { LOWEST } from './link.ts';
import { latin1, type Memory, Stop } from './memory.ts';

/** A function on numbers that uses the runtime. */
type Entry = readonly [
  type: string,
  run: (rt: Runtime, a: number, b: number, c: number, d: number, e: number) => number | undefined,
];
/** A function whose result is not a number. */
type WideEntry = readonly [
  type: string,
  run: (rt: Runtime, a: number, b: number, c: number) => bigint | Extended,
];

type TableFunction = (...args: unknown[]) => unknown;

/** Places in the table of functions lie below: (address - FUNCTION_BASE) / 16. */
const NO_FUNCTION = 0x1000000;

const HEX_FLOAT = String.raw`0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?\d+)?`;
const DECIMAL_FLOAT = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
/** What strtod takes (7.22.1.3): sign, number, infinity, NaN. */
const STRTOD = new RegExp(
  String.raw`^[ \t-\r]*([+-]?)(?:(${HEX_FLOAT}|${DECIMAL_FLOAT})|(inf(?:inity)?)|(nan))`,
  'i',
);

/** FILE objects stand behind the library's pointers to them. */
const FILES = LOWEST + 32;

export class Runtime {
  table: WebAssembly.Table | null = null;
  private readonly chunks: string[][] = [[], [], []];
  private readonly handlers: number[] = [];
  private inputAt = 0;
  private readonly cells = new Map<string, number>();
  random = 1;
  tokenAt = 0;

  constructor(
    readonly memory: Memory,
    readonly model: DataModel,
    private readonly input: Uint8Array,
    private readonly tag: WebAssembly.Tag,
  ) {
    for (let i = 0; i < 3; i++)
      memory.view.setBigUint64(LOWEST + 8 * i, BigInt(FILES + 8 * i), true);
  }

  /** The types of all functions by name. */
  static types(): Record<string, string> {
    const types: Record<string, string> = {};
    for (const table of [STRINGS, CHARACTERS, MATHEMATICS, LIBRARY, WIDE, COMPILER_RUNTIME]) {
      for (const [name, [type]] of Object.entries(table)) types[name] = type;
    }
    return types;
  }

  /** What the library's names are bound to. */
  *functions(): Generator<[string, unknown]> {
    const { memory } = this;
    for (const table of [STRINGS, CHARACTERS, MATHEMATICS]) {
      for (const [name, [, run]] of Object.entries(table as Record<string, NumberEntry>)) {
        yield [name, (a: number, b: number, c: number) => run(memory, a, b, c)];
      }
    }
    for (const [name, [, run]] of Object.entries(LIBRARY)) {
      yield [
        name,
        (a: number, b: number, c: number, d: number, e: number) => run(this, a, b, c, d, e),
      ];
    }
    for (const [name, [, run]] of Object.entries(COMPILER_RUNTIME)) {
      yield [
        name,
        (a: number, b: number, c: number, d: number, e: number) => run(memory, a, b, c, d, e),
      ];
    }
    for (const [name, [, run]] of Object.entries(WIDE)) {
      yield [name, (a: number, b: number, c: number) => run(this, a, b, c)];
    }
  }

  /** What was written to stdout (1) or stderr (2), as UTF-8. */
  output(stream: 1 | 2): string {
    const text = this.chunks[stream]!.join('');
    return new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  }

  /** Writes bytes (as characters) to a FILE. */
  put(file: number, text: string): void {
    const list = this.chunks[(file - FILES) / 8];
    if (!list) throw new Stop('signal', 0, 'SIGSEGV', 'output to what is no stream');
    list.push(text);
  }

  readByte(): number {
    return this.inputAt < this.input.length ? this.input[this.inputAt++]! : -1;
  }

  unreadByte(byte: number): number {
    if (byte >= 0 && this.inputAt > 0) this.inputAt--;
    return byte;
  }

  /** The function at a place of the table. */
  function(index: number): TableFunction {
    let found: TableFunction | null | undefined;
    try {
      found = this.table?.get(index >>> 0);
    } catch {
      found = null;
    }
    if (!found)
      throw new Stop('signal', 0, 'SIGSEGV', 'library function: call of what is no function');
    return found;
  }

  /** Handlers of signal(), by signal number. */
  private readonly signalHandlers = new Map<number, number>();

  /** 7.14.1.1: what is no function's place (SIG_DFL, SIG_IGN) takes the handler away. */
  setHandler(number: number, index: number): number {
    if (index >>> 0 < NO_FUNCTION) this.signalHandlers.set(number, index);
    else this.signalHandlers.delete(number);
    return 0;
  }

  /** 7.14.2.1: runs the handler, or ends the program. */
  raise(number: number): number {
    const handler = this.signalHandlers.get(number);
    if (handler === undefined) return abort(`signal ${number} raised`);
    this.function(handler)(number);
    return 0;
  }

  atExit(index: number): void {
    this.handlers.push(index);
  }

  runExitHandlers(): void {
    for (let next = this.handlers.pop(); next !== undefined; next = this.handlers.pop()) {
      this.function(next)();
    }
  }

  /** Where the arguments of a va_list stand. */
  block(list: number): number {
    return this.model.vaList.kind === 'pointer'
      ? list
      : this.memory.view.getUint32(this.memory.at(list, 8), true);
  }

  /** Formats with the arguments of a block. */
  format(format: number, block: number): string {
    const { memory, model } = this;
    let at = block >>> 0;
    const next = (): number => {
      const here = memory.at(at, 16);
      at += 16;
      return here;
    };
    const args: FormatArguments = {
      integer: (bits) => wrap(memory.view.getBigInt64(next(), true), bits, true),
      double: () => memory.view.getFloat64(next(), true),
      extended: () => {
        const here = next();
        return extendedFromBytes(memory.bytes.subarray(here, here + 16), model.longDouble.format);
      },
      string: (address, limit) => memory.string(address, limit),
      count: (address, size, value) => {
        const here = memory.at(address, size, true);
        for (let i = 0; i < size; i++)
          memory.bytes[here + i] = i < 4 ? (value >> (8 * i)) & 255 : 0;
      },
    };
    return formatText(memory.string(format), args);
  }

  print(file: number, format: number, block: number): number {
    const text = this.format(format, block);
    this.put(file, text);
    return text.length;
  }

  /** snprintf; a limit of -1 is none. */
  printTo(to: number, limit: number, format: number, block: number): number {
    const text = this.format(format, block);
    if (limit === -1) this.memory.write(to, text, true);
    else if (limit !== 0) this.memory.write(to, text.slice(0, (limit >>> 0) - 1), true);
    return text.length;
  }

  /** A zeroed cell of the library's own, made on first use. */
  cell(name: string, size: number, fill?: (at: number) => void): number {
    let at = this.cells.get(name);
    if (at === undefined) {
      at = this.memory.zeroed(size);
      this.cells.set(name, at);
      fill?.(at);
    }
    return at;
  }

  /** A pointer to a pointer into the middle of one of glibc's character tables. */
  characterTable(kind: 'classes' | 'lower' | 'upper'): number {
    return this.cell(`table ${kind}`, 8, (at) => {
      const table = characterTable(kind);
      const size = kind === 'classes' ? 2 : 4;
      const start = this.memory.zeroed(table.length * size);
      table.forEach((entry, i) => {
        if (size === 2) this.memory.view.setUint16(start + i * 2, entry, true);
        else this.memory.view.setInt32(start + i * 4, entry, true);
      });
      this.memory.view.setBigUint64(at, BigInt(start + 128 * size), true);
    });
  }

  /** Writes argv. */
  argumentVector(args: readonly string[]): number {
    const vector = this.memory.zeroed(8 * (args.length + 1));
    args.forEach((arg, i) => {
      const at = this.memory.allocate(arg.length + 1);
      this.memory.write(at, arg, true);
      this.memory.view.setBigUint64(vector + 8 * i, BigInt(at), true);
    });
    return vector;
  }

  longjmp(buffer: number, value: number): never {
    const at = this.memory.at(buffer, 12);
    const word = (index: number): number => this.memory.view.getInt32(at + 4 * index, true);
    throw new WebAssembly.Exception(this.tag, [word(0), word(1), word(2), value === 0 ? 1 : value]);
  }

  /** Sorts in place by a comparison function (stable). */
  sort(base: number, count: number, size: number, compare: number): undefined {
    const { memory } = this;
    const start = memory.at(base, (count >>> 0) * size, true);
    const run = this.function(compare);
    const copy = memory.allocate(count * size);
    memory.bytes.copyWithin(copy, start, start + count * size);
    const order = Array.from({ length: count >>> 0 }, (_, i) => copy + i * size);
    order.sort((a, b) => run(BigInt(a), BigInt(b)) as number);
    order.forEach((from, i) => {
      memory.bytes.copyWithin(start + i * size, from, from + size);
    });
    memory.release(copy);
  }

  search(key: number, base: number, count: number, size: number, compare: number): number {
    const run = this.function(compare);
    let low = 0;
    let high = count >>> 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = (base >>> 0) + middle * size;
      const order = run(BigInt(key >>> 0), BigInt(at)) as number;
      if (order === 0) return at;
      if (order < 0) high = middle;
      else low = middle + 1;
    }
    return 0;
  }

  private setEnd(end: number, text: number, used: number): void {
    if (end !== 0)
      this.memory.view.setBigUint64(
        this.memory.at(end, 8, true),
        BigInt((text >>> 0) + used),
        true,
      );
  }

  /** strtol and strtoul, clamped to `signed` 64 bits. */
  parseInteger(text: number, end: number, base: number, signed: boolean): bigint {
    const characters = this.memory.string(text);
    const head = /^[ \t-\r]*([+-]?)(0[xX](?=[0-9a-fA-F]))?/.exec(characters)!;
    const hex = head[2] !== undefined && (base === 0 || base === 16);
    let at = head[0].length - (hex ? 0 : (head[2]?.length ?? 0));
    const radix = base !== 0 ? base : hex ? 16 : characters[at] === '0' ? 8 : 10;
    const start = at;
    while (Number.parseInt(characters[at] ?? '', 36) < radix) at++;
    this.setEnd(end, text, at === start ? 0 : at);
    const size = parseDigits(characters.slice(start, at), radix);
    const value = head[1] === '-' ? negInt(size, 128) : size;
    if (signed && wrap(value, 64, true) !== value) return head[1] === '-' ? LEAST : GREATEST;
    return !signed && wrap(size, 64, false) !== size ? -1n : wrap(value, 64, true);
  }

  /** The float at the start of a text, its sign, and where it ends. */
  parseFloat(
    text: number,
    end: number,
  ): { constant: FloatingConstant | number; negative: boolean } {
    const characters = this.memory.string(text);
    const number = STRTOD.exec(characters);
    this.setEnd(end, text, number ? number[0].length : 0);
    if (!number) return { constant: 0, negative: false };
    const negative = number[1] === '-';
    if (number[3] !== undefined) return { constant: Number.POSITIVE_INFINITY, negative };
    if (number[4] !== undefined) return { constant: Number.NaN, negative };
    const body = number[2]!;
    const complete = /^0x/i.test(body) && !/p/i.test(body) ? `${body}p0` : body;
    return { constant: parseFloating(complete) ?? 0, negative };
  }

  number(text: number, end: number, format: 'float' | 'double'): number {
    const { constant, negative } = this.parseFloat(text, end);
    const size = typeof constant === 'number' ? constant : floatingToNumber(constant, format);
    return negative ? -size : size;
  }

  extended(text: number, end: number): Extended {
    const { constant, negative } = this.parseFloat(text, end);
    const { format } = this.model.longDouble;
    const given =
      typeof constant === 'number'
        ? ({ significand: 0n, base: 2, exponent: 0, suffix: '' } as const)
        : constant;
    const size = floatingToExtended(given, format);
    return negative ? negExtended(size) : size;
  }
}

function readLine(rt: Runtime, to: number, size: number): number {
  let text = '';
  while (text.length < size - 1) {
    const byte = rt.readByte();
    if (byte < 0) break;
    text += String.fromCharCode(byte);
    if (byte === 10) break;
  }
  if (text === '') return 0;
  rt.memory.write(to, text, true);
  return to;
}

function readBlock(rt: Runtime, to: number, size: number, count: number): number {
  const start = rt.memory.at(to, size * count, true);
  let read = 0;
  for (; read < size * count; read++) {
    const byte = rt.readByte();
    if (byte < 0) break;
    rt.memory.bytes[start + read] = byte;
  }
  return size === 0 ? 0 : Math.floor(read / size);
}

function writeBlock(rt: Runtime, from: number, size: number, count: number, file: number): number {
  const start = rt.memory.at(from, size * count);
  rt.put(file, latin1(rt.memory.bytes.subarray(start, start + size * count)));
  return count;
}

function exit(status: number, how = ''): never {
  throw new Stop('exit', status & 255, how, '');
}

function abort(message: string): never {
  throw new Stop('signal', 0, 'SIGABRT', message);
}

function putCharacter(rt: Runtime, c: number, file: number): number {
  rt.put(file, String.fromCharCode(c & 255));
  return c & 255;
}

const LEAST = -0x8000000000000000n;
const GREATEST = 0x7fffffffffffffffn;
const STDOUT = FILES + 8;
const STDERR = FILES + 16;

const LIBRARY: Readonly<Record<string, Entry>> = {
  malloc: ['p(n)', (rt, size) => rt.memory.allocate(size)],
  calloc: ['p(nn)', (rt, a, b) => ((a >>> 0) * (b >>> 0) > 2 ** 31 ? 0 : rt.memory.zeroed(a * b))],
  realloc: ['p(pn)', (rt, at, size) => rt.memory.reallocate(at, size)],
  aligned_alloc: ['p(nn)', (rt, align, size) => rt.memory.allocate(size, align)],
  free: ['(p)', (rt, at) => void rt.memory.release(at)],
  abort: ['()', () => abort('abort()')],
  exit: ['(w)', (_rt, status) => exit(status)],
  _Exit: ['(w)', (_rt, status) => exit(status, '_Exit')],
  _exit: ['(w)', (_rt, status) => exit(status, '_Exit')],
  atexit: ['w(f)', (rt, index) => first(0, rt.atExit(index))],
  longjmp: ['(pw)', (rt, buffer, value) => rt.longjmp(buffer, value)],
  _longjmp: ['(pw)', (rt, buffer, value) => rt.longjmp(buffer, value)],
  siglongjmp: ['(pw)', (rt, buffer, value) => rt.longjmp(buffer, value)],
  __builtin_longjmp: ['(pw)', (rt, buffer, value) => rt.longjmp(buffer, value)],
  __assert_fail: [
    '(ppwp)',
    (rt, what, file, line, func) => {
      const inside = func === 0 ? '' : rt.memory.string(func);
      const where = `${rt.memory.string(file)}:${line}: ${inside}`;
      rt.put(STDERR, `${where}: Assertion \`${rt.memory.string(what)}' failed.\n`);
      return abort('assertion failed');
    },
  ],
  __errno_location: ['p()', (rt) => rt.cell('errno', 16)],
  __ctype_b_loc: ['p()', (rt) => rt.characterTable('classes')],
  __ctype_tolower_loc: ['p()', (rt) => rt.characterTable('lower')],
  __ctype_toupper_loc: ['p()', (rt) => rt.characterTable('upper')],
  getenv: ['p(p)', () => 0],
  system: ['w(p)', () => 0],
  signal: ['p(wf)', (rt, number, index) => rt.setHandler(number, index)],
  raise: ['w(w)', (rt, number) => rt.raise(number)],
  time: [
    'j(p)',
    (rt, to) => {
      if (to !== 0) rt.memory.view.setBigInt64(rt.memory.at(to, 8, true), 0n, true);
      return 0;
    },
  ],
  clock: ['j()', () => 0],
  abs: ['w(w)', (_rt, x) => Math.abs(x) | 0],
  atoi: ['w(p)', (rt, text) => Number(wrap(rt.parseInteger(text, 0, 10, true), 32, true))],
  atof: ['d(p)', (rt, text) => rt.number(text, 0, 'double')],
  strtod: ['d(pp)', (rt, text, end) => rt.number(text, end, 'double')],
  strtof: ['s(pp)', (rt, text, end) => rt.number(text, end, 'float')],
  srand: ['(w)', (rt, seed) => void (rt.random = seed)],
  rand: [
    'w()',
    (rt) => {
      rt.random = (Math.imul(rt.random, 1103515245) + 12345) | 0;
      return (rt.random >>> 1) & 0x7fffffff;
    },
  ],
  qsort: ['(pnnf)', (rt, base, count, size, compare) => rt.sort(base, count, size, compare)],
  bsearch: [
    'p(ppnnf)',
    (rt, key, base, count, size, run) => rt.search(key, base, count, size, run),
  ],
  strtok: [
    'p(pp)',
    (rt, text, set) => {
      const { memory } = rt;
      const separators = memory.string(set);
      let at = text === 0 ? rt.tokenAt : text >>> 0;
      if (at === 0) return 0;
      const skip = (inside: boolean): void => {
        while (
          memory.bytes[at] !== 0 &&
          separators.includes(String.fromCharCode(memory.bytes[at]!)) === inside
        )
          at++;
      };
      skip(true);
      const start = at;
      skip(false);
      const ended = memory.bytes[at] === 0;
      if (!ended) memory.bytes[memory.at(at, 1, true)] = 0;
      rt.tokenAt = ended ? (at === start ? 0 : at) : at + 1;
      return at === start ? 0 : start;
    },
  ],
  printf: ['w(p.)', (rt, format, block) => rt.print(STDOUT, format, block)],
  fprintf: ['w(pp.)', (rt, file, format, block) => rt.print(file, format, block)],
  vprintf: ['w(pp)', (rt, format, list) => rt.print(STDOUT, format, rt.block(list))],
  vfprintf: ['w(ppp)', (rt, file, format, list) => rt.print(file, format, rt.block(list))],
  sprintf: ['w(pp.)', (rt, to, format, block) => rt.printTo(to, -1, format, block)],
  vsprintf: ['w(ppp)', (rt, to, format, list) => rt.printTo(to, -1, format, rt.block(list))],
  snprintf: [
    'w(pnp.)',
    (rt, to, limit, format, block) => rt.printTo(to, limit & 0x7fffffff, format, block),
  ],
  vsnprintf: [
    'w(pnpp)',
    (rt, to, limit, format, list) => rt.printTo(to, limit & 0x7fffffff, format, rt.block(list)),
  ],
  puts: ['w(p)', (rt, text) => first(1, rt.put(STDOUT, `${rt.memory.string(text)}\n`))],
  fputs: ['w(pp)', (rt, text, file) => first(1, rt.put(file, rt.memory.string(text)))],
  putchar: ['w(w)', (rt, c) => putCharacter(rt, c, STDOUT)],
  fputc: ['w(wp)', putCharacter],
  putc: ['w(wp)', putCharacter],
  fwrite: ['n(pnnp)', writeBlock],
  fread: ['n(pnnp)', readBlock],
  fgets: ['p(pwp)', readLine],
  getchar: ['w()', (rt) => rt.readByte()],
  fgetc: ['w(p)', (rt) => rt.readByte()],
  getc: ['w(p)', (rt) => rt.readByte()],
  ungetc: ['w(wp)', (rt, c) => rt.unreadByte(c)],
  fflush: ['w(p)', () => 0],
  fclose: ['w(p)', () => 0],
  fopen: ['p(pp)', () => 0],
  feof: ['w(p)', (rt) => (rt.unreadByte(rt.readByte()) < 0 ? 1 : 0)],
  ferror: ['w(p)', () => 0],
  fileno: ['w(p)', (_rt, file) => (file - FILES) / 8],
  setbuf: ['(pp)', () => undefined],
  setvbuf: ['w(ppwn)', () => 0],
};

const WIDE: Readonly<Record<string, WideEntry>> = {
  strtol: ['l(ppw)', (rt, text, end, base) => rt.parseInteger(text, end, base, true)],
  strtoll: ['l(ppw)', (rt, text, end, base) => rt.parseInteger(text, end, base, true)],
  strtoul: ['l(ppw)', (rt, text, end, base) => rt.parseInteger(text, end, base, false)],
  strtoull: ['l(ppw)', (rt, text, end, base) => rt.parseInteger(text, end, base, false)],
  atol: ['l(p)', (rt, text) => rt.parseInteger(text, 0, 10, true)],
  atoll: ['l(p)', (rt, text) => rt.parseInteger(text, 0, 10, true)],
  strtold: ['e(pp)', (rt, text, end) => rt.extended(text, end)],
};
