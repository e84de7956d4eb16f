/** Initial values of automatic objects (C11 6.7.9). */
import type { Value } from '../ir/ir.ts';
import type { InitializerPart, ObjectInitializer } from '../typed.ts';
import { isVolatile, sizeOf } from '../types.ts';
import { addressOf, evaluate, type Lowering, offsetBy, type Place } from './context.ts';
import { alignAt, storeResult } from './places.ts';

/** Clears the object where parts leave gaps, then stores the parts in order. */
export function lowerInitializer(l: Lowering, place: Place, initializer: ObjectInitializer): void {
  const { b } = l.fn;
  const pos = b.pos;
  if (initializer.zero) {
    const size = sizeOf(place.type);
    const extent = { size, align: place.align, volatile: isVolatile(place.type) };
    if (size > 0) b.clear(addressOf(l, place), extent);
  }
  let end = 0;
  for (const part of initializer.parts) {
    // A zero where nothing was stored yet is there already.
    const cleared = initializer.zero && part.offset >= end && isZero(part);
    end = Math.max(end, part.offset + sizeOf(part.type));
    if (!cleared) storePart(l, place, part);
    b.pos = pos;
  }
}

function isZero({ value }: InitializerPart): boolean {
  if (value.kind === 'integer') return value.value === 0n;
  return value.kind === 'floating' && Object.is(value.value, 0);
}

function storePart(l: Lowering, place: Place, part: InitializerPart): void {
  const { value, type } = part;
  const at: Place = {
    base: place.base,
    offset: place.offset + part.offset,
    type: isVolatile(place.type) ? { ...type, qualifiers: place.type.qualifiers } : type,
    bits: part.bits,
    align: alignAt(place.align, part.offset),
    any: place.any,
    path: null,
  };
  if (type.kind === 'array') {
    copyString(l, at, part);
    return;
  }
  if (value.kind === 'call' && type.kind === 'record') {
    l.rules.call(l, value, addressOf(l, at));
    return;
  }
  const result = evaluate(l, value);
  l.fn.b.pos = value.pos;
  storeResult(l, at, result);
}

/** An array from a string literal (6.7.9p14): what does not fit is left out, the rest is zero. */
function copyString(l: Lowering, at: Place, { value, type }: InitializerPart): void {
  const { b } = l.fn;
  const from = evaluate(l, value) as Value;
  const size = sizeOf(type);
  const given = Math.min(size, sizeOf(value.type));
  const extent = { align: 1, volatile: isVolatile(at.type) };
  const address = addressOf(l, at);
  if (given > 0) b.blit(address, from, { ...extent, size: given });
  if (size > given) b.clear(offsetBy(l, address, given), { ...extent, size: size - given });
}
