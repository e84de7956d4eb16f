/**
 * A hash table of expressions with scopes, for walks over the dominator tree. Keys are four
 * integers.
 */
import type { Value } from '../ir/ir.ts';

export class ScopedTable {
  private readonly heads: Int32Array;
  private readonly mask: number;
  private readonly next: number[] = [];
  private readonly keys: number[] = [];
  private readonly values: Value[] = [];
  private readonly buckets: number[] = [];

  constructor(expected: number) {
    let size = 64;
    while (size < expected) size *= 2;
    this.heads = new Int32Array(size).fill(-1);
    this.mask = size - 1;
  }

  /** The value already known for a key, or `value`, which then is known until the scope ends. */
  find(op: number, a: number, b: number, c: number, value: Value): Value {
    const bucket = hash(op, a, b, c) & this.mask;
    const { keys } = this;
    for (let at = this.heads[bucket]!; at >= 0; at = this.next[at]!) {
      const k = at * 4;
      if (keys[k] === op && keys[k + 1] === a && keys[k + 2] === b && keys[k + 3] === c) {
        return this.values[at]!;
      }
    }
    this.add(bucket, op, a, b, c, value);
    return value;
  }

  /** Makes a value known for a key, before any other. */
  put(op: number, a: number, b: number, c: number, value: Value): void {
    this.add(hash(op, a, b, c) & this.mask, op, a, b, c, value);
  }

  private add(bucket: number, op: number, a: number, b: number, c: number, value: Value): void {
    const at = this.values.length;
    this.values.push(value);
    this.keys.push(op, a, b, c);
    this.buckets.push(bucket);
    this.next.push(this.heads[bucket]!);
    this.heads[bucket] = at;
  }

  /** The present scope, to be given to `release`. */
  mark(): number {
    return this.values.length;
  }

  /** Forgets what was added since a mark. */
  release(mark: number): void {
    for (let at = this.values.length - 1; at >= mark; at--) {
      this.heads[this.buckets[at]!] = this.next[at]!;
    }
    this.values.length = mark;
    this.buckets.length = mark;
    this.next.length = mark;
    this.keys.length = mark * 4;
  }
}

function hash(op: number, a: number, b: number, c: number): number {
  let h = Math.imul(op, 0x9e3779b1) ^ Math.imul(a, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(b, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 13), 0x165667b1) ^ Math.imul(c, 0x9e3779b1);
  return h ^ (h >>> 16);
}
