/**
 * The interpreter's linker: gives functions numbers, symbols addresses and data bytes, and declares
 * what the translated code imports. Functions have addresses far from memory, 16 apart, by their
 * place in the table.
 *
 *   0        64 KB             writable      stackLowest     heap
 *   | nothing | read-only data | data        | guard, stack  | grows
 */
import { bytesOf, type Extended, extendedText } from '../numbers.ts';
import {
  type Data,
  type DataItem,
  type Func,
  isAggregate,
  type Module,
  type ModuleSymbol,
  type Passing,
  type Value,
} from './ir.ts';
import { I } from './opcodes.ts';
import { CLASS_NAMES, Cls } from './ops.ts';
import { Bytes, WASM_TYPES, WasmModule } from './wasm.ts';

/** Something the IR has and the interpreter cannot run. */
export class NotInterpretable extends Error {}

/** Values of labels: a base plus the block's id. */
export const LABEL_BASE = 0x7fffe0000000;
/** The address of the function at place 0 of the table; 16 bytes a place. */
export const FUNCTION_BASE = 0x7ffff0000000;
export const LOWEST = 65536;
/** Bytes at the start of memory for objects of the library. */
export const RESERVED = 64;
export const STACK_SIZE = 8 << 20;

/** What a call needs to know of a function defined here or in the library. */
export interface Callee {
  readonly index: number;
  readonly params: readonly Passing[];
  readonly result: Passing;
  readonly variadic: boolean;
}

/**
 * Letters of helper and library types: C classes, and p pointer, n size, f function, . argument
 * block; as a result, a aggregate (its address comes first).
 */
const LETTERS: Readonly<Record<string, number>> = {
  w: WASM_TYPES.w,
  l: WASM_TYPES.l,
  s: WASM_TYPES.s,
  d: WASM_TYPES.d,
  e: WASM_TYPES.e,
  p: WASM_TYPES.w,
  n: WASM_TYPES.w,
  f: WASM_TYPES.w,
  j: WASM_TYPES.d,
  '.': WASM_TYPES.w,
};

/** The class a letter has for C: pointers and sizes are l. */
const CLASS_OF_LETTER: Readonly<Record<string, Cls>> = {
  w: Cls.w,
  l: Cls.l,
  s: Cls.s,
  d: Cls.d,
  e: Cls.e,
  p: Cls.l,
  n: Cls.l,
  f: Cls.l,
  j: Cls.l,
};

/** The result of library functions that leave an aggregate where they are told to. */
const SOME_AGGREGATE: Passing = { name: '', size: 16, align: 16, leaves: [], union: false };

/** The WebAssembly type of a class. */
export function typeOf(cls: Cls): number {
  return WASM_TYPES[CLASS_NAMES[cls] as keyof typeof WASM_TYPES];
}

/** Splits 'd(wl)' into result letter ('' for none) and parameter letters. */
function splitType(type: string): [string, string[]] {
  const open = type.indexOf('(');
  return [type.slice(0, open), [...type.slice(open + 1, -1)]];
}

export class Linker {
  readonly wasm = new WasmModule();
  readonly lowest = LOWEST;
  writable = LOWEST;
  stackLowest = 0;
  stackHighest = 0;
  readonly readLimit: number;
  readonly writeLimit: number;
  readonly stack: number;
  readonly chain: number;
  readonly steps: number;
  /** Values whose execution may fail, by the number the code reports. */
  readonly sites: { func: Func; value: Value }[] = [];
  readonly constants = new Map<string, Extended>();
  private readonly siteNumbers = new Map<Value, number>();
  private readonly constantIndices = new Map<string, number>();
  private readonly helpers = new Map<string, number>();
  private readonly functions = new Map<ModuleSymbol, Callee>();
  private readonly addresses = new Map<ModuleSymbol, number>();
  private readonly wrappers: { type: string; imported: number }[] = [];
  private stub = -1;

  /**
   * `helpers` and `library` are types by name; library functions are imported where the module uses
   * them.
   */
  constructor(
    readonly module: Module,
    helpers: Readonly<Record<string, string>>,
    library: Readonly<Record<string, string>>,
    private readonly objects: ReadonlyMap<string, number>,
  ) {
    const { wasm } = this;
    wasm.importMemory('memory');
    this.readLimit = wasm.importGlobal('readLimit', WASM_TYPES.l, true);
    this.writeLimit = wasm.importGlobal('writeLimit', WASM_TYPES.l, true);
    this.stack = wasm.importGlobal('stack', WASM_TYPES.w, true);
    this.chain = wasm.importGlobal('chain', WASM_TYPES.l, true);
    this.steps = wasm.importGlobal('steps', WASM_TYPES.l, true);
    wasm.importTag('longjmp', wasm.type([0x7f, 0x7f, 0x7f, 0x7f], []));
    for (const [name, type] of Object.entries(helpers)) {
      this.helpers.set(name, wasm.importFunction(name, this.typeOfText(type)));
    }
    const used = module.symbols.filter((s) => !s.defined && s.alias === '' && s.name in library);
    const imported = used.map((symbol) => {
      return wasm.importFunction(`lib:${symbol.name}`, this.typeOfText(library[symbol.name]!));
    });
    for (const func of module.functions) this.declareFunction(func);
    used.forEach((symbol, i) => {
      this.declareWrapper(symbol, library[symbol.name]!, imported[i]!);
    });
    this.stub = wasm.declare(wasm.type([], []));
    this.layout();
  }

  private typeOfText(text: string): number {
    const [result, letters] = splitType(text);
    const params = letters.map((letter) => LETTERS[letter]!);
    if (result === 'a') return this.wasm.type([WASM_TYPES.w, ...params], []);
    return this.wasm.type(params, result === '' ? [] : [LETTERS[result]!]);
  }

  // -------------------------------------------------------------- functions

  /** Parameter types: the aggregate result's address, the parameters, the argument block. */
  signatureOf(func: { params: readonly Passing[]; result: Passing; variadic: boolean }): number[] {
    const types: number[] = isAggregate(func.result) ? [WASM_TYPES.l] : [];
    for (const kind of func.params) types.push(isAggregate(kind) ? WASM_TYPES.l : typeOf(kind));
    if (func.variadic) types.push(WASM_TYPES.w);
    return types;
  }

  typeIndex(func: { params: readonly Passing[]; result: Passing; variadic: boolean }): number {
    const none = isAggregate(func.result) || func.result === Cls.none;
    return this.wasm.type(this.signatureOf(func), none ? [] : [typeOf(func.result as Cls)]);
  }

  private declareFunction(func: Func): void {
    const { params, result, variadic } = func;
    const index = this.wasm.declare(this.typeIndex(func));
    this.functions.set(func.symbol, { index, params, result, variadic });
    this.wasm.export(`f${func.symbol.id}`, index);
  }

  private declareWrapper(symbol: ModuleSymbol, type: string, imported: number): void {
    const [result, letters] = splitType(type);
    const variadic = letters.includes('.');
    const params = letters
      .filter((letter) => letter !== '.')
      .map((letter) => CLASS_OF_LETTER[letter]!);
    const plain = CLASS_OF_LETTER[result] ?? Cls.none;
    const callee = { params, result: result === 'a' ? SOME_AGGREGATE : plain, variadic };
    const index = this.wasm.declare(this.typeIndex(callee));
    this.functions.set(symbol, { index, ...callee });
    this.wrappers.push({ type, imported });
  }

  /** Defines what was declared after the module's own functions. */
  defineWrappers(): void {
    for (const { type, imported } of this.wrappers)
      this.wasm.define([], wrapperCode(type, imported));
    this.wasm.define([], new Bytes().byte(I.unreachable));
  }

  /** The function a symbol names, or null where nothing defines it. */
  callee(symbol: ModuleSymbol): Callee | null {
    return this.functions.get(this.resolve(symbol)) ?? null;
  }

  private resolve(symbol: ModuleSymbol): ModuleSymbol {
    let found = symbol;
    for (let i = 0; found.alias !== '' && i < 100; i++) found = this.module.symbol(found.alias);
    return found;
  }

  helper(name: string): number {
    const index = this.helpers.get(name);
    if (index === undefined) throw new NotInterpretable(`operation ${name}`);
    return index;
  }

  site(func: Func, value: Value): number {
    let number = this.siteNumbers.get(value);
    if (number === undefined) {
      number = this.sites.push({ func, value }) - 1;
      this.siteNumbers.set(value, number);
    }
    return number;
  }

  /** The global that holds a long double constant. */
  extendedGlobal(value: Extended): number {
    const key = `e:${extendedText(value)}`;
    let index = this.constantIndices.get(key);
    if (index === undefined) {
      index = this.wasm.importGlobal(key, WASM_TYPES.e, false);
      this.constantIndices.set(key, index);
      this.constants.set(key, value);
    }
    return index;
  }

  // -------------------------------------------------------------- addresses and data

  /** A symbol's address; 0 for an undefined weak one. */
  address(symbol: ModuleSymbol): number {
    const found = this.resolve(symbol);
    const known = this.addresses.get(found) ?? this.objects.get(found.name);
    if (known !== undefined) return known;
    const callee = this.functions.get(found);
    if (!callee) {
      if (found.weak) return 0;
      if (!found.isFunction) throw new NotInterpretable(`undefined symbol '${found.name}'`);
    }
    const address = FUNCTION_BASE + 16 * this.wasm.tableEntry(callee?.index ?? this.stub);
    this.addresses.set(found, address);
    return address;
  }

  private layout(): void {
    let next = LOWEST + RESERVED;
    const place = (data: Data): void => {
      const align = Math.max(1, data.align);
      next = Math.ceil(next / align) * align;
      this.addresses.set(data.symbol, next);
      next += Math.max(1, data.size);
    };
    for (const data of this.module.data) if (data.readOnly) place(data);
    next = Math.ceil((next + 16) / 4096) * 4096;
    this.writable = next;
    for (const data of this.module.data) if (!data.readOnly) place(data);
    this.stackLowest = Math.ceil((next + 65536) / 65536) * 65536;
    this.stackHighest = this.stackLowest + STACK_SIZE;
  }

  /** Writes all data into memory. */
  writeData(bytes: Uint8Array): void {
    for (const data of this.module.data) {
      let at = this.addresses.get(data.symbol)!;
      for (const item of data.items) at += this.writeItem(item, bytes, at);
    }
  }

  private writeItem(item: DataItem, bytes: Uint8Array, at: number): number {
    switch (item.kind) {
      case 'int':
        bytes.set(bytesOf(item.value, item.size), at);
        return item.size;
      case 'bytes':
        bytes.set(item.bytes, at);
        return item.bytes.length;
      case 'zero':
        return item.size;
      case 'address':
        bytes.set(bytesOf(BigInt(this.address(item.symbol) + Number(item.offset)), 8), at);
        return 8;
      case 'label': {
        const base = item.minus ? -item.minus.id : LABEL_BASE;
        const value = item.block.id + base + Number(item.offset);
        bytes.set(bytesOf(BigInt(value), item.size), at);
        return item.size;
      }
      default:
        return item satisfies never;
    }
  }
}

/** Turns C's argument classes into what a library function takes, and its result back. */
function wrapperCode(type: string, imported: number): Bytes {
  const [result, letters] = splitType(type);
  const code = new Bytes();
  const first = result === 'a' ? 1 : 0;
  if (first) code.byte(I.localGet).unsigned(0).byte(I.i32WrapI64);
  letters.forEach((letter, position) => {
    const index = first + position;
    code.byte(I.localGet).unsigned(index);
    if (letter === 'p') code.byte(I.i32WrapI64);
    if (letter === 'f') {
      code.byte(I.i64Const).signed64(BigInt(FUNCTION_BASE)).byte(I.i64Sub);
      code.byte(I.i64Const).signed(4).byte(I.i64ShrU, I.i32WrapI64);
    }
    if (letter === 'n') {
      code.byte(I.i64Const).signed64(0xffffffffn).byte(I.localGet).unsigned(index);
      code.byte(I.i64Const).signed64(0xffffffffn).byte(I.i64LtU, I.select, I.i32WrapI64);
    }
  });
  code.byte(I.call).unsigned(imported);
  if (result === 'p' || result === 'n') code.byte(I.i64ExtendU);
  if (result === 'j') code.byte(0xfc, 6);
  return code;
}
