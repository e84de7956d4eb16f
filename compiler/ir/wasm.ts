/**
 * Writes WebAssembly binaries: the interpreter translates a module to one and lets the engine run
 * it. Only what translate.ts emits is here; numbers are opcodes of the WebAssembly core
 * specification, chapter 5.
 */

export const WASM_TYPES = {
  w: 0x7f,
  l: 0x7e,
  s: 0x7d,
  d: 0x7c,
  v: 0x7b,
  e: 0x6f,
  none: 0x40,
} as const;

/** A growing byte string with the encodings of the format. */
export class Bytes {
  private data = new Uint8Array(256);
  length = 0;

  byte(...values: number[]): this {
    for (const value of values) {
      if (this.length === this.data.length) this.grow(this.length + 1);
      this.data[this.length++] = value;
    }
    return this;
  }

  /** LEB128 of an unsigned number below 2^32. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest >= 128) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    return this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit number. */
  signed(value: number): this {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 127) | 128);
      rest >>= 7;
    }
    return this.byte(rest & 127);
  }

  /** Signed LEB128 of a 64-bit number. */
  signed64(value: bigint): this {
    scratch.setBigInt64(0, value);
    let high = scratch.getInt32(0);
    let low = scratch.getInt32(4);
    while (!(high === low >> 31 && low >= -64 && low <= 63)) {
      this.byte((low & 127) | 128);
      low = (low >>> 7) | (high << 25);
      high >>= 7;
    }
    return this.byte(low & 127);
  }

  float(value: number, size: 4 | 8): this {
    if (size === 4) scratch.setFloat32(0, value, true);
    else scratch.setFloat64(0, value, true);
    for (let i = 0; i < size; i++) this.byte(scratch.getUint8(i));
    return this;
  }

  name(text: string): this {
    const bytes = new TextEncoder().encode(text);
    return this.unsigned(bytes.length).byte(...bytes);
  }

  append(other: Bytes): this {
    if (this.length + other.length > this.data.length) this.grow(this.length + other.length);
    this.data.set(other.data.subarray(0, other.length), this.length);
    this.length += other.length;
    return this;
  }

  result(): Uint8Array {
    return this.data.slice(0, this.length);
  }

  private grow(least: number): void {
    const data = new Uint8Array(Math.max(least, this.data.length * 2));
    data.set(this.data);
    this.data = data;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

interface Imported {
  readonly name: string;
  readonly description: Bytes;
}

/**
 * Collects the parts of a binary. Functions are numbered: imported ones first, then defined ones.
 */
export class WasmModule {
  private readonly types = new Map<string, number>();
  private readonly imports: Imported[] = [];
  private readonly functionTypes: number[] = [];
  private readonly bodies: Bytes[] = [];
  private readonly table: number[] = [];
  private readonly exports: { name: string; index: number }[] = [];
  importedFunctions = 0;
  importedGlobals = 0;

  /** The index of a function type; parameters and results are value types. */
  type(params: readonly number[], results: readonly number[]): number {
    const key = `${params.join()}>${results.join()}`;
    let index = this.types.get(key);
    if (index === undefined) {
      index = this.types.size;
      this.types.set(key, index);
    }
    return index;
  }

  importFunction(name: string, type: number): number {
    this.imports.push({ name, description: new Bytes().byte(0).unsigned(type) });
    return this.importedFunctions++;
  }

  importGlobal(name: string, type: number, mutable: boolean): number {
    this.imports.push({ name, description: new Bytes().byte(3, type, mutable ? 1 : 0) });
    return this.importedGlobals++;
  }

  importMemory(name: string): void {
    this.imports.push({ name, description: new Bytes().byte(2, 0, 0) });
  }

  importTag(name: string, type: number): void {
    this.imports.push({ name, description: new Bytes().byte(4, 0).unsigned(type) });
  }

  /** Promises a function; its number is the order of promises after all imports. */
  declare(type: number): number {
    return this.importedFunctions + this.functionTypes.push(type) - 1;
  }

  /**
   * Adds the next promised function's code; `locals` are the types of its locals after the
   * parameters.
   */
  define(locals: readonly number[], code: Bytes): void {
    const runs: [number, number][] = [];
    for (const type of locals) {
      const last = runs[runs.length - 1];
      if (last && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    const body = new Bytes().unsigned(runs.length);
    for (const [count, type] of runs) body.unsigned(count).byte(type);
    this.bodies.push(body.append(code).byte(0x0b));
  }

  /** Puts a function into the table; gives its index there. */
  tableEntry(index: number): number {
    return this.table.push(index) - 1;
  }

  export(name: string, index: number): void {
    this.exports.push({ name, index });
  }

  binary(): Uint8Array {
    const out = new Bytes().byte(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const types = [...this.types.keys()].map((key) => {
      const [params, results] = key.split('>').map((part) => (part === '' ? [] : part.split(',')));
      const item = new Bytes()
        .byte(0x60)
        .unsigned(params!.length)
        .byte(...params!.map(Number));
      return item.unsigned(results!.length).byte(...results!.map(Number));
    });
    section(out, 1, types);
    section(
      out,
      2,
      this.imports.map(({ name, description }) =>
        new Bytes().name('m').name(name).append(description),
      ),
    );
    section(
      out,
      3,
      this.functionTypes.map((type) => new Bytes().unsigned(type)),
    );
    section(out, 4, [new Bytes().byte(0x70, 0).unsigned(this.table.length)]);
    const exports = this.exports.map(({ name, index }) => {
      return new Bytes().name(name).byte(0).unsigned(index);
    });
    exports.push(new Bytes().name('table').byte(1, 0));
    section(out, 7, exports);
    const elements = new Bytes().byte(0, 0x41, 0, 0x0b).unsigned(this.table.length);
    for (const index of this.table) elements.unsigned(index);
    section(out, 9, this.table.length > 0 ? [elements] : []);
    section(
      out,
      10,
      this.bodies.map((body) => new Bytes().unsigned(body.length).append(body)),
    );
    return out.result();
  }
}

function section(out: Bytes, id: number, items: readonly Bytes[]): void {
  const body = new Bytes().unsigned(items.length);
  for (const item of items) body.append(item);
  out.byte(id).unsigned(body.length).append(body);
}
