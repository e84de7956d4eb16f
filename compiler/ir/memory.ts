/** The interpreter's memory as its library sees it: checked access, strings, and the heap. */
import { LOWEST } from './link.ts';

/** How a run ended other than by returning from main. */
export class Stop extends Error {
  constructor(
    readonly kind: 'exit' | 'signal' | 'steps',
    readonly status: number,
    readonly signal: string,
    message: string,
  ) {
    super(message);
  }
}

const PAGE = 65536;
const MAX_PAGES = 32768;

export class Memory {
  readonly memory: WebAssembly.Memory;
  readonly readLimit: WebAssembly.Global<bigint>;
  readonly writeLimit: WebAssembly.Global<bigint>;
  bytes: Uint8Array;
  view: DataView;
  private top: number;
  /** Sizes of live heap blocks by address. */
  private readonly live = new Map<number, number>();
  /** Freed blocks by size. */
  private readonly freed = new Map<number, number[]>();

  /** `writable` is where data that may be written starts, `heap` where the heap does. */
  constructor(
    private readonly writable: number,
    heap: number,
  ) {
    this.memory = new WebAssembly.Memory({
      initial: Math.ceil(heap / PAGE) + 16,
      maximum: MAX_PAGES,
    });
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
    this.readLimit = new WebAssembly.Global({ value: 'i64', mutable: true }, 0n);
    this.writeLimit = new WebAssembly.Global({ value: 'i64', mutable: true }, 0n);
    this.top = heap;
    this.limits();
  }

  private limits(): void {
    const size = this.memory.buffer.byteLength;
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
    this.readLimit.value = BigInt(size - LOWEST - 15);
    this.writeLimit.value = BigInt(size - this.writable - 15);
  }

  /** An i32 from WebAssembly as the address of `size` accessible bytes. @throws Stop */
  at(address: number, size: number, writes = false): number {
    const start = address >>> 0;
    if (start < (writes ? this.writable : LOWEST) || start + size > this.bytes.length) {
      const what = writes ? 'write' : 'read';
      throw new Stop(
        'signal',
        0,
        'SIGSEGV',
        `library function: ${what} at 0x${start.toString(16)}`,
      );
    }
    return start;
  }

  /** Length of the string at an address. */
  length(address: number, limit = Number.POSITIVE_INFINITY): number {
    if (limit === 0) return 0;
    const start = this.at(address, 1);
    const end = this.bytes.indexOf(0, start);
    if (end < 0 || end - start > limit) return Math.min(limit, this.bytes.length - start);
    return end - start;
  }

  /** The bytes of a string as characters of the same codes. */
  string(address: number, limit = Number.POSITIVE_INFINITY): string {
    const start = address >>> 0;
    return latin1(this.bytes.subarray(start, start + this.length(address, limit)));
  }

  /** Writes characters as bytes, and a zero byte if told. */
  write(address: number, text: string, ends: boolean): void {
    const start = this.at(address, text.length + (ends ? 1 : 0), true);
    for (let i = 0; i < text.length; i++) this.bytes[start + i] = text.charCodeAt(i);
    if (ends) this.bytes[start + text.length] = 0;
  }

  /** A block of the heap aligned to 16 (or more), or 0. */
  allocate(size: number, align = 16): number {
    const wanted = Math.max(16, Math.ceil((size >>> 0) / 16) * 16);
    const reused = align <= 16 ? this.freed.get(wanted)?.pop() : undefined;
    if (reused !== undefined) {
      this.live.set(reused, wanted);
      return reused;
    }
    const start = Math.ceil(this.top / align) * align;
    const missing = start + wanted + PAGE - this.bytes.length;
    if (missing > 0) {
      const pages = Math.max(Math.ceil(missing / PAGE), 64);
      if (this.bytes.length / PAGE + pages > MAX_PAGES) return 0;
      this.memory.grow(pages);
      this.limits();
    }
    this.top = start + wanted;
    this.live.set(start, wanted);
    return start;
  }

  /** Gives a block back. @throws Stop for an address that allocate did not give. */
  release(address: number): void {
    if (address === 0) return;
    const size = this.live.get(address >>> 0);
    if (size === undefined) throw new Stop('signal', 0, 'SIGABRT', 'free(): invalid pointer');
    this.live.delete(address >>> 0);
    const list = this.freed.get(size);
    if (list) list.push(address >>> 0);
    else this.freed.set(size, [address >>> 0]);
  }

  reallocate(address: number, size: number): number {
    if (address === 0) return this.allocate(size);
    const old = this.live.get(address >>> 0);
    if (old === undefined) throw new Stop('signal', 0, 'SIGABRT', 'realloc(): invalid pointer');
    if (size >>> 0 <= old) return address;
    const start = this.allocate(size);
    if (start === 0) return 0;
    this.bytes.copyWithin(start, address >>> 0, (address >>> 0) + old);
    this.release(address);
    return start;
  }

  /** Grows the heap by zeroed memory. */
  zeroed(size: number): number {
    const start = this.allocate(size);
    if (start !== 0) this.bytes.fill(0, start, start + (size >>> 0));
    return start;
  }
}

/** Bytes as characters of the same codes. */
export function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    out += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return out;
}
