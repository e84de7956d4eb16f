/**
 * Static initializers (C11 6.7.9p4): every part must be constant; parts are sorted and made not to
 * overlap.
 */

import type { Constant, Expr, InitializerPart, ObjectInitializer, StaticPart } from '../typed.ts';
import { sizeOf } from '../types.ts';
import type { Checker } from './checker.ts';
import { requireConstant } from './constants.ts';
import { unitBytes } from './literals.ts';

/** The parts of an object with static storage; null (reported) when one is not constant. */
export function staticParts(c: Checker, initializer: ObjectInitializer): StaticPart[] | null {
  const parts: StaticPart[] = [];
  /** Where the part at an offset is, while none was taken out; else null until one is needed. */
  let places: Map<number, number> | null = null;
  let end = 0;
  let sorted = true;
  for (const part of initializer.parts) {
    const found = constantParts(c, part);
    if (!found) return null;
    for (const one of found) {
      if (one.offset < end) {
        places ??= new Map(parts.map((old, index) => [old.offset, index]));
        const place: number | undefined = places.get(one.offset);
        if (place !== undefined && isSamePlace(parts[place]!, one)) {
          parts[place] = one;
          continue;
        }
        dropOverlaps(parts, one);
        places = null;
        sorted = false;
      } else places?.set(one.offset, parts.length);
      parts.push(one);
      if (!one.bits) end = Math.max(end, one.offset + sizeOf(one.type));
      else end = Math.max(end, one.offset + 1);
    }
  }
  if (!sorted) parts.sort((a, b) => a.offset - b.offset || bitStart(a) - bitStart(b));
  return parts;
}

const bitStart = (part: StaticPart): number => part.bits?.start ?? 0;

/** Whether a part takes exactly the place of another, neither a bit-field nor a string before. */
function isSamePlace(old: StaticPart, part: StaticPart): boolean {
  if (old.bits || part.bits || old.value.kind === 'bytes') return false;
  return old.offset === part.offset && sizeOf(old.type) === sizeOf(part.type);
}

/** First and last bit a part covers, within the object. */
function extent(part: StaticPart): [number, number] {
  if (part.bits) {
    const first = part.offset * 8 + part.bits.start;
    return [first, first + part.bits.width];
  }
  return [part.offset * 8, (part.offset + sizeOf(part.type)) * 8];
}

/** 6.7.9p19: a later initializer overrides what it covers. */
function dropOverlaps(parts: StaticPart[], part: StaticPart): void {
  const [first, last] = extent(part);
  for (let i = parts.length - 1; i >= 0; i--) {
    const [start, stop] = extent(parts[i]!);
    if (start >= last || stop <= first) continue;
    const old = parts[i]!;
    if (old.value.kind === 'bytes' && !part.bits) patchBytes(parts, i, part);
    else parts.splice(i, 1);
  }
}

/** A string partly overridden keeps its other bytes. */
function patchBytes(parts: StaticPart[], index: number, part: StaticPart): void {
  const old = parts[index]!;
  if (old.value.kind !== 'bytes') return;
  const before = part.offset - old.offset;
  const after = before + sizeOf(part.type);
  const { bytes } = old.value;
  const pieces: StaticPart[] = [];
  const piece = (from: number, to: number): void => {
    if (from >= to) return;
    const value: Constant = { kind: 'bytes', bytes: bytes.slice(from, to) };
    pieces.push({ ...old, offset: old.offset + from, type: old.type, value });
  };
  piece(0, before);
  piece(after, bytes.length);
  parts.splice(index, 1, ...pieces);
}

function constantParts(c: Checker, part: InitializerPart): StaticPart[] | null {
  const { value, offset, type, bits } = part;
  const literal = literalInitializer(c, value);
  if (literal) {
    const inner = staticParts(c, literal);
    return inner?.map((one) => ({ ...one, offset: one.offset + offset })) ?? null;
  }
  const bytes = stringBytes(c, value, sizeOf(type));
  if (bytes) return [{ offset, type, bits, value: { kind: 'bytes', bytes } }];
  const constant = requireConstant(c, value, value.pos);
  return constant ? [{ offset, type, bits, value: constant }] : null;
}

/** GNU: a constant compound literal may initialize a whole static aggregate. */
function literalInitializer(c: Checker, value: Expr): ObjectInitializer | null {
  if (value.kind !== 'compound-literal') return null;
  return value.initializer ?? c.literalInitializers.get(value.variable) ?? null;
}

/** The first `size` bytes of a string literal used as an array's initializer. */
function stringBytes(c: Checker, value: Expr, size: number): Uint8Array | null {
  if (value.kind !== 'variable' || !value.variable.literal || value.type.kind !== 'array')
    return null;
  const units = c.literalUnits.get(value.variable);
  if (!units) return null;
  return unitBytes(units).slice(0, size);
}
