/**
 * -Wformat: calls of printf and scanf functions (C11 7.21.6.1, 7.21.6.2) and of those that
 * attribute `format` names, with a literal as format. The messages and flags are gcc's.
 */
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import { integerOf, type Type } from '../types.ts';
import type { Checker, FormatSpec } from './checker.ts';
import { quoteType } from './type-text.ts';

/** Library functions whose formats gcc knows without an attribute. */
const KNOWN: Readonly<Record<string, FormatSpec>> = {
  printf: { kind: 'printf', string: 1, first: 2 },
  fprintf: { kind: 'printf', string: 2, first: 3 },
  sprintf: { kind: 'printf', string: 2, first: 3 },
  snprintf: { kind: 'printf', string: 3, first: 4 },
  vprintf: { kind: 'printf', string: 1, first: 0 },
  vfprintf: { kind: 'printf', string: 2, first: 0 },
  vsprintf: { kind: 'printf', string: 2, first: 0 },
  vsnprintf: { kind: 'printf', string: 3, first: 0 },
  dprintf: { kind: 'printf', string: 2, first: 3 },
  scanf: { kind: 'scanf', string: 1, first: 2 },
  fscanf: { kind: 'scanf', string: 2, first: 3 },
  sscanf: { kind: 'scanf', string: 2, first: 3 },
};

export const knownFormat = (name: string): FormatSpec | null =>
  Object.hasOwn(KNOWN, name) ? KNOWN[name]! : null;

/** Checks a call's arguments, as promoted, against its format. */
export function checkFormat(c: Checker, spec: FormatSpec, args: readonly Expr[]): void {
  const format = args[spec.string - 1];
  if (!format || c.unevaluated > 0) return;
  const text = literalText(c, format);
  if (text === null) {
    const alone = spec.first > 0 && args.length < spec.first;
    const message = 'format not a string literal and no format arguments';
    if (alone) c.diagnostics.warning(format.pos, 'format-security', message);
    return;
  }
  if (text === '') {
    const message = `zero-length gnu_${spec.kind} format string`;
    c.diagnostics.warning(format.pos, 'format-zero-length', message);
    return;
  }
  new FormatCheck(c, spec, args, format.pos).run(text);
}

/** The format's text up to its terminator, where it is a literal. */
function literalText(c: Checker, format: Expr): string | null {
  let inner = format;
  while (inner.kind === 'convert') inner = inner.operand;
  if (inner.kind !== 'address' || inner.operand.kind !== 'variable') return null;
  const { variable } = inner.operand;
  const units = variable.literal ? c.literalUnits.get(variable) : undefined;
  if (!units || !(units instanceof Uint8Array)) return null;
  const text = Buffer.from(units).toString('latin1');
  return text.slice(0, text.indexOf('\0'));
}

/** Where a character of a literal stands in the text, if the literal is one and simply escaped. */
function placeInLiteral(c: Checker, pos: Position, index: number): Position {
  const file = c.diagnostics.sources.fileAt(pos);
  let at = file ? pos - file.base : -1;
  if (file?.text[at] !== '"') return pos;
  at++;
  for (let i = 0; i < index; i++) {
    const simple = /^\\[abfnrtv\\"'?]/.test(file.text.slice(at, at + 2));
    if (file.text[at] === '"' || (file.text[at] === '\\' && !simple)) return pos;
    at += simple ? 2 : 1;
  }
  return file.text[at] === '"' ? pos : file.base + at;
}

/** A conversion: flags, width, precision, length modifier and letter. */
const CONVERSION = /%(?:(%)|([-+ #0'I]*)(\*|\d*)(?:\.(\*|-?\d*))?(hh|h|ll|l|L|q|j|z|t)?([\s\S]?))/g;
const SCAN = /%(?:(%)|(\*?)(\d*)(m?)(hh|h|ll|l|L|q|j|z|t)?(\[\^?\]?[^\]]*\]|[\s\S]?))/g;

class FormatCheck {
  private next: number;
  private readonly last: number;
  /** Index of the last character of the conversion at hand. */
  private end = 0;

  constructor(
    private readonly c: Checker,
    private readonly spec: FormatSpec,
    private readonly args: readonly Expr[],
    private readonly formatPos: Position,
  ) {
    this.next = spec.first - 1;
    this.last = args.length;
  }

  run(text: string): void {
    if (/%\d+\$/.test(text)) return;
    const printf = this.spec.kind === 'printf';
    let known = true;
    for (const match of text.matchAll(printf ? CONVERSION : SCAN)) {
      if (match[1] !== undefined) continue;
      this.end = match.index + match[0].length - 1;
      known = (printf ? this.printed(match) : this.scanned(match)) && known;
    }
    const counted = known || this.next === this.spec.first - 1;
    if (this.spec.first === 0 || !counted || this.next >= this.last) return;
    const message = 'too many arguments for format';
    this.c.diagnostics.warning(this.formatPos, 'format-extra-args', message);
  }

  /** Warns at the conversion that ends at an index of the format. */
  private warn(message: string): void {
    const pos = placeInLiteral(this.c, this.formatPos, this.end);
    this.c.diagnostics.warning(pos, 'format', message);
  }

  private letterKnown(letter: string, known: string, at: string): boolean {
    if (letter !== '' && known.includes(letter)) return true;
    if (letter === '') {
      const lone = 'spurious trailing ‘%’ in format';
      this.warn(at === '%' ? lone : 'conversion lacks type at end of format');
    } else this.warn(`unknown conversion type character ‘${letter}’ in format`);
    return false;
  }

  private printed(match: RegExpMatchArray): boolean {
    const [whole, , , width, precision, length = '', letter = ''] = match;
    if (!this.letterKnown(letter, 'diouxXeEfFgGaAcsSpnmC', whole)) return false;
    for (const [part, what] of [
      [width, 'field width specifier ‘*’'],
      [precision, 'field precision specifier ‘.*’'],
    ] as const) {
      if (part === '*') this.star(what);
    }
    if (letter === 'm') return true;
    const wanted = printedType(letter, length);
    if (wanted === null) {
      const lead = `use of ‘${length}’ length modifier with ‘${letter}’ type character`;
      this.warn(`${lead} has either no effect or undefined behavior`);
      return false;
    }
    this.take(`%${length}${letter}`, wanted);
    return true;
  }

  /** `*` takes an int. */
  private star(what: string): void {
    if (this.spec.first === 0) return;
    const arg = this.args[this.next++];
    if (!arg) this.warn(`${what} expects a matching ‘int’ argument`);
    else if (!fits(arg.type, 'int')) {
      const have = `but argument ${this.next} has type ${quoteType(arg.type)}`;
      this.warn(`${what} expects argument of type ‘int’, ${have}`);
    }
  }

  private scanned(match: RegExpMatchArray): boolean {
    const [whole, , skipped, , allocated, length = '', conversion = ''] = match;
    const letter = conversion.startsWith('[') ? '[' : conversion;
    if (!this.letterKnown(letter, 'diouxXeEfFgGaAcs[pnSC', whole)) return false;
    if (skipped === '*') return true;
    const wanted = scannedType(letter, length);
    if (wanted === null) return true;
    const star = allocated === 'm' ? ' **' : wanted.endsWith('*') ? '*' : ' *';
    const shown = letter === '[' ? conversion : `${allocated}${length}${letter}`;
    this.take(`%${shown}`, `${wanted}${star}`);
    return true;
  }

  private take(conversion: string, wanted: string): void {
    if (this.spec.first === 0) return;
    const arg = this.args[this.next++];
    if (!arg) {
      this.warn(`format ‘${conversion}’ expects a matching ‘${wanted}’ argument`);
    } else if (!fits(arg.type, wanted)) {
      const have = `but argument ${this.next} has type ${quoteType(arg.type)}`;
      this.warn(`format ‘${conversion}’ expects argument of type ‘${wanted}’, ${have}`);
    }
  }
}

const INTEGERS: Readonly<Record<string, [signed: string, unsigned: string]>> = {
  '': ['int', 'unsigned int'],
  hh: ['int', 'int'],
  h: ['int', 'int'],
  l: ['long int', 'long unsigned int'],
  ll: ['long long int', 'long long unsigned int'],
  q: ['long long int', 'long long unsigned int'],
  j: ['intmax_t', 'uintmax_t'],
  z: ['signed size_t', 'size_t'],
  t: ['ptrdiff_t', 'unsigned ptrdiff_t'],
};

/** The type, in gcc's words, of the argument that a conversion prints; null for a bad length. */
function printedType(letter: string, length: string): string | null {
  if ('diouxX'.includes(letter)) {
    if (length === 'L') return letter === 'd' || letter === 'i' ? 'long long int' : null;
    return INTEGERS[length]?.['di'.includes(letter) ? 0 : 1] ?? null;
  }
  if ('eEfFgGaA'.includes(letter)) {
    if (length === 'L') return 'long double';
    return length === '' || length === 'l' ? 'double' : null;
  }
  switch (letter) {
    case 'c':
      return length === 'l' ? 'wint_t' : length === '' ? 'int' : null;
    case 'C':
      return 'wint_t';
    case 's':
      return length === 'l' ? 'wchar_t *' : length === '' ? 'char *' : null;
    case 'S':
      return 'wchar_t *';
    case 'p':
      return length === '' ? 'void *' : null;
    default:
      return `${{ hh: 'signed char', h: 'short int' }[length] ?? INTEGERS[length]?.[0] ?? 'int'} *`;
  }
}

/** What a conversion of scanf stores into. */
function scannedType(letter: string, length: string): string | null {
  const small: Readonly<Record<string, [string, string]>> = {
    hh: ['signed char', 'unsigned char'],
    h: ['short int', 'short unsigned int'],
  };
  if ('diouxXn'.includes(letter)) {
    const pair = small[length] ?? INTEGERS[length === 'L' ? 'll' : length];
    return pair?.['din'.includes(letter) ? 0 : 1] ?? null;
  }
  if ('eEfFgGaA'.includes(letter)) {
    return { '': 'float', l: 'double', L: 'long double' }[length] ?? null;
  }
  if (letter === 'p') return 'void *';
  return length === 'l' || letter === 'S' || letter === 'C' ? 'wchar_t' : 'char';
}

const SIZES: Readonly<Record<string, [size: number, names: readonly string[]]>> = {
  int: [4, ['int']],
  'unsigned int': [4, ['int']],
  wint_t: [4, ['int']],
  wchar_t: [4, ['int']],
  'long int': [8, ['long']],
  'long unsigned int': [8, ['long']],
  'long long int': [8, ['long long']],
  'long long unsigned int': [8, ['long long']],
  intmax_t: [8, ['long']],
  uintmax_t: [8, ['long']],
  'signed size_t': [8, ['long']],
  size_t: [8, ['long']],
  ptrdiff_t: [8, ['long']],
  'unsigned ptrdiff_t': [8, ['long']],
  'signed char': [1, ['char', 'signed char']],
  'unsigned char': [1, ['char', 'signed char']],
  char: [1, ['char', 'signed char']],
  'short int': [2, ['short']],
  'short unsigned int': [2, ['short']],
};

/** Whether an argument has the type, signedness apart, as -Wformat has it. */
function fits(type: Type, wanted: string): boolean {
  const plain = type.plain;
  if (wanted.endsWith('*')) {
    if (plain.kind !== 'pointer') return false;
    const to = wanted.slice(0, -1).trimEnd();
    if (to === 'void') return true;
    return fits(plain.to, to);
  }
  if (plain.kind === 'float') return plain.name === wanted;
  const integer = integerOf(plain);
  const row = SIZES[wanted];
  if (!integer || !row) return false;
  const name = integer.name.replace(/^unsigned$/, 'int').replace(/^unsigned /, '');
  return integer.size === row[0] && row[1].includes(name);
}
