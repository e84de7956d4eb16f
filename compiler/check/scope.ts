/** Scopes of identifiers (C11 6.2.1) and the name spaces of 6.2.3: ordinary names and tags. */
import type { Position } from '../source.ts';
import type { FunctionEntity, Variable } from '../typed.ts';
import type { EnumType, RecordType, Type } from '../types.ts';

export interface TypedefName {
  readonly kind: 'typedef';
  readonly name: string;
  readonly type: Type;
  readonly pos: Position;
  /** Something names it, or need not. */
  used: boolean;
}

export interface EnumerationConstant {
  readonly kind: 'enumerator';
  readonly name: string;
  readonly value: bigint;
  type: Type;
  readonly pos: Position;
}

/** What an ordinary identifier may name. */
export type Entity = Variable | FunctionEntity | TypedefName | EnumerationConstant;

export type TagType = RecordType | EnumType;

/** One scope; lookups go up the parents. */
export class Scope {
  private readonly names = new Map<string, Entity>();
  private readonly tags = new Map<string, TagType>();

  constructor(
    readonly kind: 'file' | 'function' | 'prototype' | 'block',
    readonly parent: Scope | null,
  ) {}

  /** The entity a name has in this very scope. */
  own(name: string): Entity | undefined {
    return this.names.get(name);
  }

  find(name: string): Entity | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found) return found;
    }
    return undefined;
  }

  declare(name: string, entity: Entity): void {
    this.names.set(name, entity);
  }

  ownTag(tag: string): TagType | undefined {
    return this.tags.get(tag);
  }

  findTag(tag: string): TagType | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const found = scope.tags.get(tag);
      if (found) return found;
    }
    return undefined;
  }

  declareTag(tag: string, type: TagType): void {
    this.tags.set(tag, type);
  }

  /** Every ordinary name visible here, for spelling suggestions. */
  *visibleNames(): Generator<string> {
    for (let scope: Scope | null = this; scope; scope = scope.parent) yield* scope.names.keys();
  }

  /** The entities declared in this very scope. */
  entities(): Iterable<Entity> {
    return this.names.values();
  }
}
