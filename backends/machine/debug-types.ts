/** Entries of types (DWARF 4, chapter 5), each written once, after it is first asked for. */
import type { DebugMember, DebugType } from '../../compiler/ir/debug.ts';
import {
  AT,
  type Attribute,
  type Entries,
  flag,
  reference,
  signed,
  TAG,
  unsigned,
} from './debug-entries.ts';

/** DW_ATE codes (DWARF 4, figure 27). */
const ENCODINGS = {
  ...{ boolean: 0x02, complex: 0x03, float: 0x04, signed: 0x05, 'signed-char': 0x06 },
  ...{ unsigned: 0x07, 'unsigned-char': 0x08 },
} as const;

/** Numbers types, and writes the entries of those that were asked for. */
export class TypeEntries {
  private readonly numbers = new Map<DebugType, number>();
  private readonly known = new Map<string, DebugType>();
  private readonly waiting: DebugType[] = [];

  constructor(private readonly entries: Entries) {}

  /** The attribute that names a type; null for void. */
  of(type: DebugType | null): Attribute | null {
    if (type === null) return null;
    const one = this.same(type);
    let number = this.numbers.get(one);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(one, number);
      this.waiting.push(one);
    }
    return reference(AT.type, label(number));
  }

  /** A type's only description: base types and pointers may come as several objects. */
  private same(type: DebugType): DebugType {
    if (type.kind !== 'base') return type;
    const found = this.known.get(type.name);
    if (!found) this.known.set(type.name, type);
    return found ?? type;
  }

  /** Writes what was asked for since, and what that asks for. */
  write(): void {
    for (let at = 0; at < this.waiting.length; at++) this.one(this.waiting[at]!);
    this.waiting.length = 0;
  }

  private one(type: DebugType): void {
    const { entries } = this;
    const at = label(this.numbers.get(type)!);
    const name = (text: string): Attribute | null => {
      return text === '' ? null : entries.text(AT.name, text);
    };
    switch (type.kind) {
      case 'base': {
        const encoding = unsigned(AT.encoding, ENCODINGS[type.encoding]);
        const size = unsigned(AT.byteSize, type.size);
        entries.entry(TAG.base, [name(type.name), encoding, size], at);
        return;
      }
      case 'pointer':
        entries.entry(TAG.pointer, [unsigned(AT.byteSize, 8), this.of(type.to)], at);
        return;
      case 'qualified':
        entries.entry(TAG[type.qualifier], [this.of(type.of)], at);
        return;
      case 'typedef':
        entries.entry(TAG.typedef, [name(type.name), this.of(type.of)], at);
        return;
      case 'array': {
        const vector = type.vector ? flag(AT.vector) : null;
        entries.entry(TAG.array, [this.of(type.of), vector], at, 'open');
        entries.entry(TAG.subrange, [
          type.length === null ? null : unsigned(AT.count, type.length),
        ]);
        entries.close();
        return;
      }
      case 'record': {
        const tag = type.union ? TAG.union : TAG.structure;
        const size = type.complete ? unsigned(AT.byteSize, type.size) : flag(AT.isDeclaration);
        entries.entry(tag, [name(type.name), size], at, 'open');
        for (const member of type.members) this.member(member);
        entries.close();
        return;
      }
      case 'enumeration': {
        const { underlying, values } = type;
        const size = underlying?.kind === 'base' ? unsigned(AT.byteSize, underlying.size) : null;
        const own = type.complete ? size : flag(AT.isDeclaration);
        entries.entry(TAG.enumeration, [name(type.name), own, this.of(underlying)], at, 'open');
        for (const { name: text, value } of values) {
          entries.entry(TAG.enumerator, [name(text), signed(AT.constant, value)]);
        }
        entries.close();
        return;
      }
      case 'function': {
        const prototyped = type.prototyped ? flag(AT.prototyped) : null;
        entries.entry(TAG.subroutine, [prototyped, this.of(type.result)], at, 'open');
        for (const param of type.params) entries.entry(TAG.parameter, [this.of(param)]);
        if (type.variadic) entries.entry(TAG.unspecified, []);
        entries.close();
        return;
      }
      default:
        unreachable(type);
    }
  }

  private member({ name, type, bitOffset, bitSize }: DebugMember): void {
    const place =
      bitSize > 0
        ? [unsigned(AT.bitSize, bitSize), unsigned(AT.bitOffset, bitOffset)]
        : [unsigned(AT.memberLocation, bitOffset / 8)];
    const text = name === '' ? null : this.entries.text(AT.name, name);
    this.entries.entry(TAG.member, [text, this.of(type), ...place]);
  }
}

function unreachable(type: never): never {
  throw new Error(`no such type: ${String(type)}`);
}

const label = (number: number): string => `.Ldebug_type${number}`;
