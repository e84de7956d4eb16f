/** C types as calls see them: the Passing of a type, with the leaves of records flattened. */
import type { AccessKind, Aggregate, Passing } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import {
  alignOf,
  isVariableSized,
  type RecordType,
  sizeOf,
  type Type,
  type VectorType,
} from '../types.ts';
import type { Lowering } from './context.ts';
import { classOf, isWide, scalarOf, shapeOf } from './scalars.ts';
import { wideAggregate } from './wide.ts';

interface Leaf {
  readonly offset: number;
  readonly kind: AccessKind;
}

/** How a parameter, argument or result of a type travels. */
export function passingOf(l: Lowering, type: Type): Passing {
  switch (shapeOf(type)) {
    case 'void':
      return Cls.none;
    case 'scalar':
      return classOf(type);
    case 'pair':
      if (isWide(type)) return wideAggregate(l);
      return aggregateOf(l, type.plain);
    case 'memory':
      // By the address of a copy.
      if (isVariableSized(type)) return Cls.l;
      if (type.kind === 'record' && type.definition.transparentUnion) {
        const first = type.definition.members[0];
        if (first) return passingOf(l, first.type);
      }
      return aggregateOf(l, type.plain);
  }
}

function aggregateOf(l: Lowering, type: Type): Aggregate {
  const key = type.kind === 'record' ? type.definition : type;
  const known = l.aggregates.get(key);
  if (known) return known;
  const leaves: Leaf[] = [];
  const state = { union: false, packed: false };
  flatten(type, 0, leaves, state);
  if (leaves.length === 0 && sizeOf(type) > 0) leaves.push({ offset: 0, kind: 'b' });
  const made: Aggregate = {
    name: nameOf(l, type),
    size: sizeOf(type),
    align: alignOf(type),
    leaves,
    union: state.union,
  };
  l.aggregates.set(key, made);
  l.module.aggregates.push(made);
  return made;
}

/** Unique; 'complex' in a name is kept for complex types, whose results travel in their own way. */
function nameOf(l: Lowering, type: Type): string {
  const { aggregates } = l.module;
  if (type.kind === 'complex') return `complex_${type.element.name.replaceAll(' ', '_')}`;
  if (type.kind === 'vector') return `vector${aggregates.length}`;
  const tag = (type as RecordType).definition?.tag ?? '';
  const plain = tag === '' || tag === 'int128' || tag.includes('complex') ? 'record' : tag;
  const taken = aggregates.some((one) => one.name === plain);
  return taken || plain === 'record' ? `${plain}.${aggregates.length}` : plain;
}

/** The bit-fields of a unit count as the integer bytes they occupy. */
function flatten(type: Type, offset: number, leaves: Leaf[], state: { union: boolean }): void {
  switch (type.kind) {
    case 'record':
      if (type.definition.union) state.union = true;
      flattenMembers(type, offset, leaves, state);
      return;
    case 'array': {
      const size = sizeOf(type.of);
      // Beyond 64 bytes every ABI passes by address: the leaves do not count.
      const length = Math.min(type.length ?? 0, 64);
      for (let i = 0; i < length && leaves.length < 64; i++) {
        flatten(type.of, offset + i * size, leaves, state);
      }
      return;
    }
    case 'complex':
      flatten(type.element, offset, leaves, state);
      flatten(type.element, offset + type.element.size, leaves, state);
      return;
    case 'vector':
      flattenVector(type, offset, leaves);
      return;
    case 'void':
      return;
    default: {
      const { kind } = scalarOf(type);
      leaves.push({ offset, kind });
      if (isWide(type)) leaves.push({ offset: offset + 8, kind });
    }
  }
}

function flattenVector(type: VectorType, offset: number, leaves: Leaf[]): void {
  const size = sizeOf(type);
  if (size < 8) leaves.push({ offset, kind: size === 4 ? 'w' : size === 2 ? 'h' : 'b' });
  else if (size === 8) leaves.push({ offset, kind: 'd' });
  else for (let at = 0; at < size; at += 16) leaves.push({ offset: offset + at, kind: 'v' });
}

function flattenMembers(
  type: RecordType,
  offset: number,
  leaves: Leaf[],
  state: { union: boolean },
): void {
  for (const { type: of, offset: at, bits } of type.definition.members) {
    if (!bits) {
      flatten(of, offset + at, leaves, state);
      continue;
    }
    if (bits.width === 0) continue;
    const first = at + (bits.start >> 3);
    const last = at + ((bits.start + bits.width - 1) >> 3);
    const { kind, size } = scalarOf(of);
    const whole = Math.floor((at + (bits.start >> 3)) / size) * size;
    // A field inside its type's own unit is a leaf of that type (LP64D flattens it so).
    if (last < whole + size) {
      const leaf = { offset: offset + whole, kind };
      const same = leaves.some((one) => one.offset === leaf.offset && one.kind === kind);
      if (!same && whole + size <= type.definition.size) leaves.push(leaf);
      else if (!same) bytes(offset + first, offset + last, leaves);
    } else bytes(offset + first, offset + last, leaves);
  }
}

function bytes(first: number, last: number, leaves: Leaf[]): void {
  for (let at = first; at <= last; at++) leaves.push({ offset: at, kind: 'b' });
}
