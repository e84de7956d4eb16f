/**
 * Writes entries of .debug_info as assembly directives, with the abbreviations and strings that
 * they need (DWARF 4, 7.5). Entries refer to each other by labels, which the assembler resolves.
 */

/** Codes of tags, attributes, operations (DWARF 4, 7.5.4 and 7.7.1) as far as they are used. */
export const TAG = {
  ...{ array: 0x01, enumeration: 0x04, parameter: 0x05, block: 0x0b, member: 0x0d },
  pointer: 0x0f,
  ...{ unit: 0x11, structure: 0x13, subroutine: 0x15, typedef: 0x16, union: 0x17 },
  ...{ unspecified: 0x18, subrange: 0x21, base: 0x24, const: 0x26, enumerator: 0x28 },
  ...{ subprogram: 0x2e, variable: 0x34, volatile: 0x35, atomic: 0x47 },
} as const;

export const AT = {
  ...{ location: 0x02, name: 0x03, byteSize: 0x0b, bitSize: 0x0d, lineTable: 0x10, low: 0x11 },
  ...{ high: 0x12, language: 0x13, directory: 0x1b, constant: 0x1c, producer: 0x25 },
  ...{ prototyped: 0x27, count: 0x37, memberLocation: 0x38, declarationFile: 0x3a },
  ...{ declarationLine: 0x3b, isDeclaration: 0x3c, encoding: 0x3e, external: 0x3f },
  ...{ frameBase: 0x40, type: 0x49, ranges: 0x55, bitOffset: 0x6b, vector: 0x2107 },
} as const;

export const OP = { addr: 0x03, deref: 0x06, fbreg: 0x91, callFrameCfa: 0x9c } as const;

const FORM = {
  ...{ addr: 0x01, data2: 0x05, data8: 0x07, sdata: 0x0d, strp: 0x0e, udata: 0x0f },
  ...{ ref4: 0x13, secOffset: 0x17, exprloc: 0x18, flagPresent: 0x19 },
} as const;

/** An attribute, its form, and the directives that hold its value. */
export interface Attribute {
  readonly name: number;
  readonly form: number;
  readonly lines: readonly string[];
}

/** The label of the unit's first byte, which references count from. */
const INFO = '.Ldebug_info';

export const flag = (name: number): Attribute => ({ name, form: FORM.flagPresent, lines: [] });

export const unsigned = (name: number, value: number): Attribute => {
  return { name, form: FORM.udata, lines: [`\t.uleb128 ${value}`] };
};

export const signed = (name: number, value: bigint): Attribute => {
  return { name, form: FORM.sdata, lines: [`\t.sleb128 ${BigInt.asIntN(64, value)}`] };
};

export const half = (name: number, value: number): Attribute => {
  return { name, form: FORM.data2, lines: [`\t.2byte ${value}`] };
};

/** An address that the linker fills in. */
export const address = (name: number, value: string): Attribute => {
  return { name, form: FORM.addr, lines: [`\t.8byte ${value}`] };
};

export const length = (name: number, value: string): Attribute => {
  return { name, form: FORM.data8, lines: [`\t.8byte ${value}`] };
};

/** A place in another debugging section. */
export const section = (name: number, label: string): Attribute => {
  return { name, form: FORM.secOffset, lines: [`\t.4byte ${label}`] };
};

/** Another entry, by its label. */
export const reference = (name: number, label: string): Attribute => {
  return { name, form: FORM.ref4, lines: [`\t.4byte ${label}-${INFO}`] };
};

/** A location expression of bytes. */
export const expression = (name: number, bytes: readonly number[]): Attribute => {
  const list = bytes.join(', ');
  return { name, form: FORM.exprloc, lines: [`\t.uleb128 ${bytes.length}`, `\t.byte ${list}`] };
};

/** The location of a symbol. */
export const symbolLocation = (symbol: string): Attribute => {
  const lines = ['\t.uleb128 9', `\t.byte ${OP.addr}`, `\t.8byte ${symbol}`];
  return { name: AT.location, form: FORM.exprloc, lines };
};

/** A signed LEB128 number as bytes (DWARF 4, figure 47). */
export function signedBytes(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; ) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

/** Collects entries; what is open is the parent of what comes next. */
export class Entries {
  private readonly info: string[] = [];
  private readonly abbreviations = new Map<string, number>();
  private readonly abbreviationLines: string[] = [];
  private readonly strings = new Map<string, number>();
  private readonly stringLines: string[] = [];

  text(name: number, value: string): Attribute {
    let number = this.strings.get(value);
    if (number === undefined) {
      number = this.strings.size;
      this.strings.set(value, number);
      this.stringLines.push(`.Ldebug_text${number}:`, `\t.string ${quoted(value)}`);
    }
    return { name, form: FORM.strp, lines: [`\t.4byte .Ldebug_text${number}`] };
  }

  /** An entry without children, or (`open`) with those that follow up to `close`. */
  entry(
    tag: number,
    attributes: readonly (Attribute | null)[],
    label = '',
    kind: 'leaf' | 'open' = 'leaf',
  ): void {
    const given = attributes.filter((attribute) => attribute !== null);
    if (label !== '') this.info.push(`${label}:`);
    this.info.push(`\t.uleb128 ${this.abbreviation(tag, kind, given)}`);
    for (const { lines } of given) for (const line of lines) this.info.push(line);
  }

  close(): void {
    this.info.push('\t.byte 0');
  }

  private abbreviation(tag: number, kind: string, attributes: readonly Attribute[]): number {
    const key = `${tag} ${kind} ${attributes.map(({ name, form }) => `${name}:${form}`).join(' ')}`;
    let code = this.abbreviations.get(key);
    if (code === undefined) {
      code = this.abbreviations.size + 1;
      this.abbreviations.set(key, code);
      const pairs = attributes.flatMap(({ name, form }) => [name, form]);
      const head = [code, tag].map(number);
      const children = `\t.byte ${kind === 'open' ? 1 : 0}`;
      this.abbreviationLines.push(...head, children, ...[...pairs, 0, 0].map(number));
    }
    return code;
  }

  /** The sections of everything collected. */
  sections(): string[] {
    return [
      ...['\t.section .debug_abbrev,"",@progbits', '.Ldebug_abbrev:'],
      ...[...this.abbreviationLines, '\t.byte 0'],
      ...['\t.section .debug_info,"",@progbits', `${INFO}:`],
      ...['\t.4byte .Ldebug_info_end-.Ldebug_info_start', '.Ldebug_info_start:'],
      ...['\t.2byte 4', '\t.4byte .Ldebug_abbrev', '\t.byte 8'],
      ...[...this.info, '.Ldebug_info_end:'],
      ...['\t.section .debug_str,"MS",@progbits,1', ...this.stringLines],
    ];
  }
}

/** One number a line: not all assemblers take a list. */
const number = (value: number): string => `\t.uleb128 ${value}`;

function quoted(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let out = '';
  for (const byte of bytes) {
    const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92;
    out += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `"${out}"`;
}
