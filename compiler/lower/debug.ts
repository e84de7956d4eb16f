/**
 * C's types and variables as a debugger wants them (compiler/ir/debug.ts). Works only with -g; a
 * record is described when it is first named and filled in at the end of the unit, when it is
 * complete. Typedef names are known for what they name, not by the objects declared with them.
 */
import type {
  DebugEnumeration,
  DebugMember,
  DebugObject,
  DebugRecord,
  DebugType,
} from '../ir/debug.ts';
import type { Func, Module, Value } from '../ir/ir.ts';
import type { Position } from '../source.ts';
import type { FunctionEntity, Variable } from '../typed.ts';
import {
  type EnumDefinition,
  type IntegerType,
  isAtomic,
  isConst,
  isVariableSized,
  isVolatile,
  type RecordDefinition,
  type Type,
} from '../types.ts';

const QUALIFIERS = [
  [isConst, 'const'],
  [isVolatile, 'volatile'],
  [isAtomic, 'atomic'],
] as const;

const LONG_NAMES: Readonly<Record<string, string>> = {
  unsigned: 'unsigned int',
};

/** Scopes, by number, that are open, and those whose end is not known yet. */
interface Blocks {
  readonly open: number[];
  readonly ended: number[];
}

type Typedef = Extract<DebugType, { kind: 'typedef' }>;

/** Describes the names and types of one translation unit. */
export class DebugNames {
  private readonly types = new Map<Type, DebugType>();
  private readonly records = new Map<RecordDefinition, DebugRecord>();
  private readonly enums = new Map<EnumDefinition, DebugEnumeration>();
  /** The first typedef name of a structure, union or enumeration without a tag. */
  private readonly named = new Map<RecordDefinition | EnumDefinition, Typedef>();
  private readonly blocks = new Map<Func, Blocks>();
  private readonly unfilled: RecordDefinition[] = [];

  constructor(private readonly module: Module) {}

  /** A typedef name of file scope. */
  typedef(name: string, type: Type, pos: Position): void {
    const made: Typedef = { kind: 'typedef', name, of: this.of(type), pos };
    this.module.debugTypes.push(made);
    const definition = definitionOf(type);
    if (definition?.tag === null && !this.named.has(definition)) this.named.set(definition, made);
  }

  func(func: Func, { name, type }: FunctionEntity): void {
    const { prototyped } = type;
    const result = this.of(type.result);
    func.debug = { name, result, prototyped, variables: [], scopes: [] };
    this.blocks.set(func, { open: [], ended: [] });
  }

  /** A variable or parameter with its memory. */
  variable(func: Func, variable: Variable, home: Value): void {
    const { name, pos, storage } = variable;
    if (name === '') return;
    const indirect = isVariableSized(variable.type);
    const type = this.of(variable.type);
    const parameter = storage === 'parameter';
    const scope = this.blocks.get(func)?.open.at(-1) ?? -1;
    func.debug?.variables.push({ name, type, pos, parameter, home: home.id, indirect, scope });
  }

  /** A block begins. The function's own, the outermost, is no scope. */
  open(func: Func, pos: Position): void {
    const { open } = this.blocks.get(func)!;
    const { scopes } = func.debug!;
    this.statement(func, pos);
    const parent = open.at(-1) ?? -1;
    open.push(open.length === 0 ? -1 : scopes.push({ from: pos, to: pos, parent }) - 1);
  }

  /** A statement begins: what ended before it ends there. */
  statement(func: Func, pos: Position): void {
    const { ended } = this.blocks.get(func)!;
    const { scopes } = func.debug!;
    for (const scope of ended) scopes[scope]!.to = Math.max(scopes[scope]!.from, pos - 1);
    ended.length = 0;
  }

  /** A block ends; a loop's own scope has no end of its own, it lasts to the next statement. */
  close(func: Func, endPos: Position): void {
    const { open, ended } = this.blocks.get(func)!;
    const scope = open.pop() ?? -1;
    const from = func.debug!.scopes[scope]?.from ?? 0;
    if (scope >= 0) ended.push(scope);
    if (endPos > from) this.statement(func, endPos + 1);
  }

  object({ name, type, pos }: Variable, owner: string): DebugObject | null {
    return name === '' ? null : { name, type: this.of(type), pos, owner };
  }

  /** Fills the records in; the unit is complete now. */
  finish(): void {
    for (let next = this.unfilled.pop(); next; next = this.unfilled.pop()) {
      const record = this.records.get(next)!;
      record.complete = next.complete;
      record.size = next.size;
      record.members = next.members.flatMap((member): DebugMember[] => {
        const { name, type, offset, bits, start } = member;
        // DWARF has no plain number for the place of what follows a VLA.
        if ((name === null && bits) || start) return [];
        const bitOffset = 8 * offset + (bits?.start ?? 0);
        const bitSize = bits?.width ?? 0;
        return [{ name: name ?? '', type: this.of(type), bitOffset, bitSize }];
      });
    }
    for (const [definition, made] of this.enums) {
      made.complete = definition.complete;
      made.underlying = this.of(definition.underlying);
      made.values = definition.enumerators;
    }
  }

  /** A type; null for void. */
  private of(type: Type): DebugType | null {
    const definition = definitionOf(type);
    const named = definition ? this.named.get(definition) : undefined;
    let made: DebugType | null = named ?? this.plain(type.plain);
    if (type.kind === 'array') return made;
    for (const [has, qualifier] of QUALIFIERS) {
      if (has(type)) made = { kind: 'qualified', qualifier, of: made };
    }
    return made;
  }

  private plain(type: Type): DebugType | null {
    if (type.kind === 'void') return null;
    if (type.kind === 'record') return this.record(type.definition);
    if (type.kind === 'enum') return this.enumeration(type.definition);
    let made = this.types.get(type);
    if (!made) {
      made = this.made(type);
      this.types.set(type, made);
    }
    return made;
  }

  private made(type: Exclude<Type, { kind: 'void' | 'record' | 'enum' }>): DebugType {
    switch (type.kind) {
      case 'integer':
        return integer(type);
      case 'float':
        return { kind: 'base', name: type.name, encoding: 'float', size: type.size };
      case 'complex': {
        const { element } = type;
        if (element.kind === 'integer') return this.array(element, 2, false);
        const name = `_Complex ${element.name}`;
        return { kind: 'base', name, encoding: 'complex', size: 2 * element.size };
      }
      case 'pointer':
        return { kind: 'pointer', to: this.of(type.to) };
      case 'array':
        return this.array(type.of, type.length, false);
      case 'vector':
        return this.array(type.element, type.count, true);
      case 'function': {
        const { variadic, prototyped } = type;
        const params = type.params.map((param) => this.of(param));
        return { kind: 'function', result: this.of(type.result), params, variadic, prototyped };
      }
      default:
        return type satisfies never;
    }
  }

  private array(of: Type, length: number | null, vector: boolean): DebugType {
    return { kind: 'array', of: this.of(of), length, vector };
  }

  private record(definition: RecordDefinition): DebugRecord {
    let made = this.records.get(definition);
    if (!made) {
      const { tag, union } = definition;
      made = { kind: 'record', name: tag ?? '', union, complete: false, size: 0, members: [] };
      this.records.set(definition, made);
      this.unfilled.push(definition);
    }
    return made;
  }

  private enumeration(definition: EnumDefinition): DebugEnumeration {
    let made = this.enums.get(definition);
    if (!made) {
      const name = definition.tag ?? '';
      made = { kind: 'enumeration', name, complete: false, underlying: null, values: [] };
      this.enums.set(definition, made);
    }
    return made;
  }
}

function definitionOf(type: Type): RecordDefinition | EnumDefinition | null {
  return type.kind === 'record' || type.kind === 'enum' ? type.definition : null;
}

function integer({ name, size, signed }: IntegerType): DebugType {
  const character = size === 1 && name !== '_Bool';
  const encoding = name === '_Bool' ? 'boolean' : signed ? 'signed' : 'unsigned';
  const full = LONG_NAMES[name] ?? name;
  if (!character || encoding === 'boolean') return { kind: 'base', name: full, encoding, size };
  return { kind: 'base', name: full, encoding: `${encoding}-char`, size };
}
