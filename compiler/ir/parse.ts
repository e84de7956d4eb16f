/**
 * Reads the text form of a module (docs/il.md). Blocks of a function are found first, so that jumps
 * may go forward; values named before their definition are patched when their function ends.
 */

import { InstructionReader, type ParamName } from './instructions.ts';
import {
  ACCESS_SIZES,
  type Aggregate,
  type Block,
  type DataItem,
  Func,
  type FuncFlags,
  type Module,
  type ModuleSymbol,
  type Passing,
} from './ir.ts';
import type { IrToken, TokenReader } from './lex.ts';
import { Cls } from './ops.ts';
import { type Attributes, ItemReader } from './reader.ts';

/** Label items of data wait for the functions, which come later. */
type PendingLabel = {
  readonly items: DataItem[];
  readonly index: number;
  readonly func: ModuleSymbol;
  readonly size: 4 | 8;
  readonly block: IrToken;
  readonly minus: IrToken | null;
  readonly offset: bigint;
};

/** Parses a module. @throws IrSyntaxError with line and column. */
export function parseModule(text: string): Module {
  return new ModuleReader(text).read();
}

/** Reads what stands outside functions. */
class ModuleReader {
  private readonly tokens: TokenReader;
  private readonly module: Module;
  private readonly items: ItemReader;
  private readonly blocks = new Map<ModuleSymbol, Map<string, Block>>();
  private readonly pending: PendingLabel[] = [];

  constructor(text: string) {
    this.items = new ItemReader(text);
    this.tokens = this.items.tokens;
    this.module = this.items.module;
  }

  read(): Module {
    const { tokens } = this;
    for (tokens.skipNewlines(); tokens.token.kind !== 'end'; tokens.skipNewlines()) {
      const start = tokens.token;
      switch (tokens.word("'func', 'data', 'type', 'symbol', 'record', 'alias' or 'asm'")) {
        case 'record':
          this.record();
          break;
        case 'alias':
          this.alias();
          break;
        case 'asm':
          this.module.assembly.push(tokens.string());
          break;
        case 'executablestack':
          this.module.executableStack = true;
          break;
        case 'type':
          this.type();
          break;
        case 'symbol':
          this.symbolLine();
          break;
        case 'data':
          this.data();
          break;
        case 'func':
          this.func();
          break;
        default:
          tokens.fail(`unknown definition '${start.text}'`, start);
      }
    }
    for (const label of this.pending) this.patch(label);
    return this.module;
  }

  private patch(label: PendingLabel): void {
    const blocks = this.blocks.get(label.func);
    const find = (token: IrToken): Block => {
      const block = blocks?.get(token.text);
      return block ?? this.tokens.fail(`no block '${token.text}' in ${label.func.name}`, token);
    };
    label.items[label.index] = {
      kind: 'label',
      size: label.size,
      func: label.func,
      block: find(label.block),
      minus: label.minus ? find(label.minus) : null,
      offset: label.offset,
    };
  }

  private alias(): void {
    const token = this.tokens.token;
    const index = this.tokens.int();
    if (index !== this.module.aliasClasses.length) {
      this.tokens.fail('alias classes must be numbered from 1', token);
    }
    const name = this.tokens.string();
    const fields = this.list(() => ({
      record: this.tokens.int(),
      offset: this.tokens.int(),
      size: this.tokens.accept('rest') ? Number.POSITIVE_INFINITY : this.tokens.int(),
    }));
    this.module.aliasClasses.push({ name, fields });
  }

  private record(): void {
    const token = this.tokens.token;
    if (this.tokens.int() !== this.module.records.length) {
      this.tokens.fail('records must be numbered from 0', token);
    }
    const name = this.tokens.string();
    const size = this.tokens.int();
    const within = new Set(this.list(() => this.tokens.int()));
    this.module.records.push({ name, size, within });
  }

  /** What stands between brackets, or nothing where there are none. */
  private list<T>(item: () => T): T[] {
    const found: T[] = [];
    if (!this.tokens.accept('[')) return found;
    do found.push(item());
    while (this.tokens.accept(','));
    this.tokens.expect(']');
    return found;
  }

  private definedSymbol(): ModuleSymbol {
    const token = this.tokens.token;
    const symbol = token.text === '$' ? this.items.symbol() : this.items.bareSymbol();
    symbol.defined = true;
    return symbol;
  }

  private type(): void {
    const { tokens } = this;
    tokens.expect(':');
    const name = tokens.token.kind === 'string' ? tokens.string() : tokens.word('a name');
    const list = this.items.attributes();
    tokens.expect('=');
    const leaves: { offset: number; kind: keyof typeof ACCESS_SIZES }[] = [];
    if (!tokens.accept('none')) {
      do {
        const kind = tokens.word('a kind');
        if (!(kind in ACCESS_SIZES)) tokens.fail(`unknown kind '${kind}'`);
        leaves.push({ kind: kind as keyof typeof ACCESS_SIZES, offset: tokens.int() });
      } while (tokens.accept(','));
    }
    const size = Number(list.get('size') ?? 0);
    const align = Number(list.get('align') ?? 1);
    const aggregate: Aggregate = { name, size, align, leaves, union: list.has('union') };
    this.items.aggregates.set(name, aggregate);
    this.module.aggregates.push(aggregate);
  }

  private symbolLine(): void {
    const symbol = this.items.symbol();
    const list = this.items.attributes();
    if (list.has('internal')) symbol.linkage = 'internal';
    symbol.weak = list.has('weak');
    symbol.threadLocal = list.has('thread');
    symbol.used = list.has('used');
    symbol.isFunction = list.has('function');
    symbol.defined = list.has('defined');
    symbol.alias = String(list.get('alias') ?? '');
    symbol.visibility = (list.get('visibility') ?? 'default') as ModuleSymbol['visibility'];
    symbol.effects = list.has('pure') ? 'pure' : list.has('const') ? 'const' : 'any';
  }

  private data(): void {
    const { tokens } = this;
    const symbol = this.definedSymbol();
    const token = tokens.token;
    const list = this.items.attributes();
    this.items.only(list, ['size', 'align', 'readonly', 'common', 'section'], token);
    tokens.expect('=');
    const items: DataItem[] = [];
    if (!tokens.accept('none')) {
      do {
        tokens.skipNewlines();
        this.item(items);
      } while (tokens.accept(','));
    }
    this.module.data.push({
      symbol,
      size: Number(list.get('size') ?? itemsSize(items)),
      align: Number(list.get('align') ?? 1),
      items,
      readOnly: list.has('readonly'),
      common: list.has('common'),
      section: String(list.get('section') ?? ''),
    });
  }

  private item(items: DataItem[]): void {
    const { tokens } = this;
    if (tokens.token.kind === 'string') {
      items.push({ kind: 'bytes', bytes: tokens.bytes() });
      return;
    }
    const token = tokens.token;
    const letter = tokens.word('a data item');
    if (letter === 'z') {
      items.push({ kind: 'zero', size: tokens.int() });
      return;
    }
    const size = { b: 1, h: 2, w: 4, l: 8 }[letter] as 1 | 2 | 4 | 8 | undefined;
    if (!size) throw tokens.error(`unknown data item '${letter}'`);
    if (tokens.token.text !== '$') {
      items.push({ kind: 'int', size, value: tokens.bigint() });
      return;
    }
    const symbol = this.items.symbol();
    if (tokens.accept('@')) {
      const block = tokens.next();
      let minus: IrToken | null = null;
      if (tokens.accept('-')) {
        tokens.expect('@');
        minus = tokens.next();
      }
      const index = items.length;
      const offset = this.items.offset();
      if (size < 4) tokens.fail('label in fewer than 4 bytes', token);
      this.pending.push({ items, index, func: symbol, size: size as 4 | 8, block, minus, offset });
      items.push({ kind: 'zero', size });
    } else items.push({ kind: 'address', symbol, offset: this.items.offset() });
  }

  private func(): void {
    const { tokens } = this;
    const named = tokens.peek(1).text === '(' || tokens.token.text === '$';
    const result = named ? Cls.none : this.items.passing();
    const symbol = this.definedSymbol();
    symbol.isFunction = true;
    const params: Passing[] = [];
    const names: ParamName[] = [];
    let variadic = false;
    tokens.expect('(');
    tokens.list(')', () => {
      if (variadic) tokens.fail("'...' must come last");
      if (tokens.accept('...')) variadic = true;
      else {
        params.push(this.items.passing());
        const name = tokens.token.kind === 'word' ? tokens.next().text : null;
        names.push({ name, restricted: this.items.attributes().has('restrict') });
      }
    });
    const func = new Func(symbol, params, result, variadic, 0);
    const list = this.items.attributes();
    setFlags(func.flags, list);
    const section = list.get('section');
    if (section !== undefined) this.module.functionSections.set(symbol, String(section));
    const reader = new InstructionReader(this.items, func);
    this.blocks.set(symbol, reader.blocks);
    reader.read(names);
    this.module.functions.push(func);
  }
}

function setFlags(flags: FuncFlags, list: Attributes): void {
  flags.noReturn = list.has('noreturn');
  flags.returnsTwice = list.has('twice');
  flags.inline = (list.get('inline') ?? 'default') as FuncFlags['inline'];
  flags.callsReturnsTwice = list.has('callstwice');
  flags.usesAlloca = list.has('alloca');
  flags.hasChain = list.has('chain');
  flags.constructor = list.has('constructor') ? Number(list.get('constructor')) : null;
  flags.destructor = list.has('destructor') ? Number(list.get('destructor')) : null;
  flags.availableExternally = list.has('available');
  flags.align = Number(list.get('align') ?? 0);
  flags.effects = list.has('pure') ? 'pure' : list.has('const') ? 'const' : 'any';
}

/** Size of data items in bytes. */
export function itemsSize(items: readonly DataItem[]): number {
  let size = 0;
  for (const item of items) {
    if (item.kind === 'bytes') size += item.bytes.length;
    else size += item.kind === 'address' ? 8 : item.size;
  }
  return size;
}
