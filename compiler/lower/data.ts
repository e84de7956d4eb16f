/**
 * Objects with static storage (C11 6.7.9p4, p10): bytes, addresses and label differences in order.
 */
import type { DataItem } from '../ir/ir.ts';
import {
  addInts,
  bitsOfNumber,
  bytesOf,
  type Extended,
  extendedFromNumber,
  extendedToBytes,
} from '../numbers.ts';
import type { Constant, Label, StaticPart, TypedExternal, Variable } from '../typed.ts';
import { type FloatType, type IntegerType, isConst, sizeOf, type Type } from '../types.ts';
import type { Lowering } from './context.ts';
import { scalarOf } from './scalars.ts';
import { describe, storageAlign, symbolOf } from './symbols.ts';

type ObjectDefinition = Extract<TypedExternal, { kind: 'object-definition' }>;

/** Zero bytes worth an item of their own. */
const GAP = 32;

/** Adds an object to the module, or keeps it until the labels it names have blocks. */
export function lowerObject(l: Lowering, definition: ObjectDefinition): void {
  const symbol = symbolOf(l, definition.variable);
  describe(symbol, definition.variable);
  symbol.defined = true;
  if (labelsOf(definition).every((label) => l.labelBlocks.has(label))) emit(l, definition);
  else l.waiting.push(definition);
}

function labelsOf({ parts }: ObjectDefinition): Label[] {
  const labels: Label[] = [];
  for (const { value } of parts ?? []) {
    if (value.kind === 'label-difference') labels.push(value.left, value.right);
    else if (value.kind === 'address' && value.base.kind === 'label') labels.push(value.base);
  }
  return labels;
}

/** Adds the objects that waited for labels of functions lowered since. */
export function lowerWaiting(l: Lowering): void {
  const waiting = l.waiting.splice(0);
  for (const definition of waiting) lowerObject(l, definition);
}

/** Arrays are read in vectors: those of 256 bits had better not lie across two lines of a cache. */
function dataAlign(l: Lowering, variable: Variable, size: number): number {
  const least = storageAlign(l, variable, size);
  const { type, align, literal, section } = variable;
  const free = align === 0 && !literal && section === '' && type.plain.kind === 'array';
  return l.options.avx2 && free && size >= 32 ? Math.max(least, 32) : least;
}

function emit(l: Lowering, { variable, size, parts }: ObjectDefinition): void {
  const writer = new Writer(l);
  for (const part of parts ?? []) writer.part(part);
  const tail = size - writer.end;
  if (tail > 0) writer.zeros(tail);
  l.module.data.push({
    symbol: symbolOf(l, variable),
    size: Math.max(size, writer.end),
    align: dataAlign(l, variable, size),
    items: writer.finish(),
    readOnly: variable.literal || isConstObject(variable),
    common: variable.common && parts === null,
    section: variable.section,
    ...(l.debug ? { debug: l.debug.object(variable, ownerOf(l, variable)) } : {}),
  });
}

function ownerOf(l: Lowering, { owner }: Variable): string {
  return owner ? symbolOf(l, owner).name : '';
}

function isConstObject({ type }: Variable): boolean {
  let at: Type = type;
  while (at.kind === 'array' && !isConst(at)) at = at.of;
  return isConst(at);
}

/** Collects pieces in order of their offsets; bit-fields meet in bytes not yet written out. */
class Writer {
  private readonly items: DataItem[] = [];
  private bytes: number[] = [];
  /** Offset of the first byte in `bytes`. */
  private start = 0;

  constructor(private readonly l: Lowering) {}

  /** Offset after the last piece. */
  get end(): number {
    return this.start + this.bytes.length;
  }

  part(part: StaticPart): void {
    const { offset, type, bits, value } = part;
    if (bits) {
      this.bitField(part);
      return;
    }
    if (value.kind === 'address' || value.kind === 'label-difference') {
      this.relocated(offset, type, value);
      return;
    }
    this.put(offset, imageOf(this.l, type, value));
  }

  private put(offset: number, image: Uint8Array): void {
    this.fillTo(offset);
    let at = offset - this.start;
    for (const byte of image) this.bytes[at++] = byte;
  }

  private fillTo(offset: number): void {
    const gap = offset - this.end;
    if (gap > GAP) this.zeros(gap);
    else for (let i = 0; i < gap; i++) this.bytes.push(0);
  }

  zeros(size: number): void {
    this.flush();
    this.items.push({ kind: 'zero', size });
    this.start += size;
  }

  private bitField({ offset, bits, value }: StaticPart): void {
    if (value.kind !== 'integer' || !bits) throw new Error('a bit-field of no integer');
    const first = offset + (bits.start >> 3);
    const shift = bits.start & 7;
    const size = Math.ceil((shift + bits.width) / 8);
    const field = value.value & ((1n << BigInt(bits.width)) - 1n);
    const image = bytesOf(field << BigInt(shift), size);
    this.fillTo(first);
    image.forEach((byte, i) => {
      const at = first + i - this.start;
      this.bytes[at] = (this.bytes[at] ?? 0) | byte;
    });
  }

  private relocated(
    offset: number,
    type: Type,
    value: Extract<Constant, { kind: 'address' | 'label-difference' }>,
  ): void {
    this.fillTo(offset);
    this.flush();
    const size = sizeOf(type) as 4 | 8;
    this.items.push(this.reference(size, value));
    this.start += size;
  }

  private reference(
    size: 4 | 8,
    value: Extract<Constant, { kind: 'address' | 'label-difference' }>,
  ): DataItem {
    const { l } = this;
    const { offset } = value;
    if (value.kind === 'label-difference') {
      const func = symbolOf(l, value.left.owner);
      const block = l.labelBlocks.get(value.left)!;
      return { kind: 'label', size, func, block, minus: l.labelBlocks.get(value.right)!, offset };
    }
    const { base } = value;
    if (base.kind === 'label') {
      const func = symbolOf(l, base.owner);
      return { kind: 'label', size, func, block: l.labelBlocks.get(base)!, minus: null, offset };
    }
    return { kind: 'address', symbol: symbolOf(l, base), offset: addInts(offset, 0n, 64) };
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    this.items.push({ kind: 'bytes', bytes: Uint8Array.from(this.bytes) });
    this.start += this.bytes.length;
    this.bytes = [];
  }

  finish(): DataItem[] {
    this.flush();
    return this.items;
  }
}

/** A constant's bytes in an object of a type; a string is cut to it. */
function imageOf(l: Lowering, type: Type, value: Constant): Uint8Array {
  const size = sizeOf(type);
  switch (value.kind) {
    case 'bytes':
      return value.bytes.length > size && size > 0 ? value.bytes.subarray(0, size) : value.bytes;
    case 'integer':
      return bytesOf(value.value, size);
    case 'floating':
      return floatImage(l, scalarOf(type).kind, value.value);
    case 'complex': {
      const element = type.kind === 'complex' ? type.element : type;
      const parts = [value.real, value.imaginary].map((part) =>
        partImage(l, element as FloatType, part),
      );
      return Uint8Array.from([...parts[0]!, ...parts[1]!]);
    }
    default:
      throw new Error(`no bytes of ${value.kind}`);
  }
}

function partImage(
  l: Lowering,
  type: FloatType | IntegerType,
  value: number | bigint | Extended,
): Uint8Array {
  if (typeof value === 'bigint') return bytesOf(value, type.size);
  return floatImage(l, scalarOf(type).kind, value);
}

function floatImage(l: Lowering, kind: string, value: number | Extended): Uint8Array {
  if (kind === 'e' || typeof value !== 'number') {
    const wide = typeof value === 'number' ? extendedFromNumber(value) : value;
    return extendedToBytes(wide, l.model.longDouble.format);
  }
  return kind === 's' ? bytesOf(bitsOfNumber(value, 32), 4) : bytesOf(bitsOfNumber(value, 64), 8);
}
