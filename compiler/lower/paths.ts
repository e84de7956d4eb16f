/**
 * The members that an lvalue names on the way to an object (C11 6.5.2.3), which tell accesses apart
 * that have one type: objects of one struct type are the same or apart, and so are two members of
 * it. Behind a union nothing more is told.
 */
import { ANY_ALIAS, type Module, type RecordField } from '../ir/ir.ts';
import type { Member, RecordDefinition, Type } from '../types.ts';
import { sizeOf } from '../types.ts';

/** A way through members; one object for all ways alike. */
export interface AliasPath {
  readonly fields: readonly RecordField[];
  /** Goes through a union, or a record of which nothing is told. */
  readonly sealed: boolean;
  /** Alias classes of types at its end. */
  readonly classes: Map<string, number>;
  readonly next: Map<Member | null, AliasPath>;
}

/** With so many classes further ones are 0: they may alias anything. */
export const MAX_ALIAS_CLASSES = 2 ** 17;
/** Longer ways are not followed to their end. */
const MAX_FIELDS = 6;

const newPath = (fields: readonly RecordField[], sealed: boolean): AliasPath => ({
  fields,
  sealed,
  classes: new Map(),
  next: new Map(),
});

/** The ways met so far, and the structs and alias classes they make. */
export class AliasPaths {
  /** Through no member. */
  private readonly empty = newPath([], false);
  private readonly records = new Map<RecordDefinition, number>();

  constructor(private readonly module: Module) {
    this.empty.classes.set('', 0);
  }

  /** A way, and on to a member of a record. */
  through(from: AliasPath | null, record: Type, member: Member): AliasPath {
    const path = from ?? this.empty;
    if (path.sealed || record.kind !== 'record') return path;
    const { definition } = record;
    const opaque = definition.union || definition.variable !== null || record.mayAlias;
    const key = opaque || path.fields.length >= MAX_FIELDS ? null : member;
    let next = path.next.get(key);
    if (!next) {
      next = key
        ? newPath([...path.fields, this.field(definition, member)], false)
        : newPath(path.fields, true);
      path.next.set(key, next);
    }
    return next;
  }

  /** The number of the alias class of a type's name ('': of any type) at the end of a way. */
  classOf(way: AliasPath | null, name: string): number {
    const path = way && way.fields.length > 0 ? way : this.empty;
    const known = path.classes.get(name);
    if (known !== undefined) return known;
    const { aliasClasses } = this.module;
    const made = aliasClasses.length;
    if (made === MAX_ALIAS_CLASSES) return 0;
    aliasClasses.push({ name: name === '' ? ANY_ALIAS : name, fields: path.fields });
    path.classes.set(name, made);
    return made;
  }

  private field(definition: RecordDefinition, member: Member): RecordField {
    const record = this.record(definition);
    const { type, offset, bits } = member;
    const size = bits ? bits.unitSize : sizeOf(type);
    const { members } = definition;
    const last = members[members.length - 1] === member;
    // An array at the end may be larger than it says, and one of no elements is what follows.
    const open = size === 0 || (last && (type.kind === 'array' || type.kind === 'record'));
    return { record, offset, size: open ? Number.POSITIVE_INFINITY : size };
  }

  private record(definition: RecordDefinition): number {
    const known = this.records.get(definition);
    if (known !== undefined) return known;
    const within = new Set<number>();
    for (const { type } of definition.members) this.collect(type, within);
    const made = this.module.records.length;
    this.module.records.push({ name: definition.tag ?? '', size: definition.size, within });
    this.records.set(definition, made);
    return made;
  }

  /** The structs within a type. */
  private collect(type: Type, found: Set<number>): void {
    if (type.kind === 'array') this.collect(type.of, found);
    if (type.kind !== 'record') return;
    if (type.definition.union) {
      for (const { type: inner } of type.definition.members) this.collect(inner, found);
      return;
    }
    const record = this.record(type.definition);
    found.add(record);
    for (const inner of this.module.records[record]!.within) found.add(inner);
  }
}
