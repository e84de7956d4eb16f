/** Tokens of the IR's text form, and the error its readers throw. */

/** A fault in IR text, with its place (both from 1). */
export class IrSyntaxError extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    readonly reason: string,
  ) {
    super(`${line}:${column}: ${reason}`);
  }
}

export type TokenKind = 'word' | 'int' | 'float' | 'string' | 'mark' | 'newline' | 'end';

export interface IrToken {
  readonly kind: TokenKind;
  /** The characters; of a string, what stands between the quotes. */
  readonly text: string;
  readonly offset: number;
}

const TOKEN = new RegExp(
  [
    '([ \\t\\r]+|;[^\\n]*)',
    '(\\n)',
    '([sdevy]_-?(?:0x[0-9a-f]+(?:p-?[0-9]+)?|inf|nan|[0-9][0-9.]*(?:e[+-]?[0-9]+)?)(?![\\w.]))',
    '(\\.\\.\\.|[=,:@$\\[\\](){}]|-(?![0-9]))',
    '([A-Za-z_.][\\w.]*)',
    '([+-]?[0-9]+)',
    '"((?:[^"\\\\\\n]|\\\\[0-9a-f]{2})*)"',
  ].join('|'),
  'y',
);
const KINDS: readonly TokenKind[] = ['newline', 'float', 'mark', 'word', 'int', 'string'];

/** The tokens of a text, closed by one of kind 'end'. @throws IrSyntaxError */
export function tokenize(text: string): IrToken[] {
  const tokens: IrToken[] = [];
  TOKEN.lastIndex = 0;
  let offset = 0;
  while (offset < text.length) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (!match) throw syntaxError(text, offset, `unexpected character '${text[offset]}'`);
    for (let i = 2; i < match.length; i++) {
      const part = match[i];
      if (part !== undefined) tokens.push({ kind: KINDS[i - 2]!, text: part, offset });
    }
    offset += match[0].length;
  }
  tokens.push({ kind: 'end', text: '', offset });
  return tokens;
}

/** The error for a place in a text. */
export function syntaxError(text: string, offset: number, reason: string): IrSyntaxError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return new IrSyntaxError(line, offset - before.lastIndexOf('\n'), reason);
}

/** The bytes a string token stands for. */
export function stringBytes(body: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < body.length; i++) {
    if (body[i] === '\\') {
      bytes.push(Number.parseInt(body.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(...new TextEncoder().encode(body[i]));
  }
  return Uint8Array.from(bytes);
}

/** A cursor over tokens with the steps every reader takes. */
export class TokenReader {
  private index = 0;
  private readonly tokens: IrToken[];

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  get token(): IrToken {
    return this.tokens[this.index]!;
  }

  /** The token `ahead` places on. */
  peek(ahead: number): IrToken {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!;
  }

  get position(): number {
    return this.index;
  }

  rewind(position: number): void {
    this.index = position;
  }

  next(): IrToken {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  /** The error for the current token. */
  error(reason: string): IrSyntaxError {
    return syntaxError(this.source, this.token.offset, reason);
  }

  /** @throws IrSyntaxError always, at a token (the current one unless told). */
  fail(reason: string, token: IrToken = this.token): never {
    throw syntaxError(this.source, token.offset, reason);
  }

  /** Whether the current token is this mark or word; takes it if so. */
  accept(text: string): boolean {
    const { token } = this;
    if (token.text !== text || (token.kind !== 'mark' && token.kind !== 'word')) return false;
    this.index++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected '${text}'${this.found()}`);
  }

  word(what: string): string {
    if (this.token.kind !== 'word') this.fail(`expected ${what}${this.found()}`);
    return this.next().text;
  }

  int(): number {
    return Number(this.bigint());
  }

  bigint(): bigint {
    if (this.token.kind !== 'int') this.fail(`expected an integer${this.found()}`);
    return BigInt(this.next().text.replace('+', ''));
  }

  string(): string {
    return new TextDecoder().decode(this.bytes());
  }

  bytes(): Uint8Array {
    if (this.token.kind !== 'string') this.fail(`expected a string${this.found()}`);
    return stringBytes(this.next().text);
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.index++;
  }

  /**
   * Items separated by commas (a newline may follow a comma) up to a closing mark, which is taken.
   */
  list(close: string, item: () => void): void {
    this.skipNewlines();
    if (this.accept(close)) return;
    do {
      this.skipNewlines();
      item();
    } while (this.accept(','));
    this.skipNewlines();
    this.expect(close);
  }

  private found(): string {
    const { kind, text } = this.token;
    if (kind === 'newline') return ', found the end of the line';
    return kind === 'end' ? ', found the end of the text' : `, found '${text}'`;
  }
}
