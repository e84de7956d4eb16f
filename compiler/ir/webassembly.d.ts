/**
 * The part of the WebAssembly interface that the interpreter uses (Node's types do not declare it).
 */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(limits: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Global<T> {
    constructor(type: { value: string; mutable?: boolean }, value: T);
    value: T;
  }
  class Table {
    get(index: number): ((...args: unknown[]) => unknown) | null;
  }
  class Tag {
    constructor(type: { parameters: string[] });
  }
  class Exception {
    constructor(tag: Tag, payload: readonly unknown[]);
    is(tag: Tag): boolean;
  }
  class RuntimeError extends Error {}
}
