/**
 * What definitions and instructions of IR text are both made of: symbols, classes, types,
 * attributes.
 */
import { type Aggregate, Module, type ModuleSymbol, type Passing } from './ir.ts';
import { type IrToken, TokenReader } from './lex.ts';
import { CLASS_NAMES, type Cls } from './ops.ts';

/** What `{name, name=value}` lists give: a string, a number, or true for a bare name. */
export type Attributes = Map<string, string | number | true>;

/** Reads into one module; the readers of definitions and of instructions share it. */
export class ItemReader {
  readonly tokens: TokenReader;
  readonly module = new Module();
  readonly aggregates = new Map<string, Aggregate>();

  constructor(text: string) {
    this.tokens = new TokenReader(text);
  }

  /** The symbol named after a `$`, bare or in quotes. */
  symbol(): ModuleSymbol {
    this.tokens.expect('$');
    return this.bareSymbol();
  }

  bareSymbol(): ModuleSymbol {
    const quoted = this.tokens.token.kind === 'string';
    return this.module.symbol(quoted ? this.tokens.string() : this.tokens.word("a symbol's name"));
  }

  /** `{...}` after an item; empty when there is none. */
  attributes(): Attributes {
    const { tokens } = this;
    const found: Attributes = new Map();
    if (!tokens.accept('{')) return found;
    tokens.list('}', () => {
      const name = tokens.word("an attribute's name");
      if (!tokens.accept('=')) found.set(name, true);
      else if (tokens.token.kind === 'int') found.set(name, tokens.int());
      else if (tokens.token.kind === 'string') found.set(name, tokens.string());
      else found.set(name, tokens.word('a value'));
    });
    return found;
  }

  /** @throws IrSyntaxError for an attribute that is not among the known ones. */
  only(attributes: Attributes, known: readonly string[], token: IrToken): void {
    for (const name of attributes.keys()) {
      if (!known.includes(name)) this.tokens.fail(`unknown attribute '${name}'`, token);
    }
  }

  /** A signed number right after a symbol, or 0. */
  offset(): bigint {
    const { kind, text } = this.tokens.token;
    return kind === 'int' && /^[+-]/.test(text) ? this.tokens.bigint() : 0n;
  }

  /** A class letter or `:name`. */
  passing(): Passing {
    const { tokens } = this;
    const token = tokens.token;
    if (!tokens.accept(':')) return this.cls();
    const name = tokens.token.kind === 'string' ? tokens.string() : tokens.word('a type');
    return this.aggregates.get(name) ?? tokens.fail(`unknown type ':${name}'`, token);
  }

  cls(): Cls {
    const token = this.tokens.token;
    const index = (CLASS_NAMES as readonly string[]).indexOf(this.tokens.word('a class'));
    if (index <= 0) this.tokens.fail(`unknown class '${token.text}'`, token);
    return index as Cls;
  }
}
