/**
 * Which identifiers name types (C11 6.7.8, scopes of 6.2.1). Gets the tokens of a unit; gives, one
 * external declaration at a time, its string of token codes in which an identifier that names a
 * type at its place is a 'typedef-name', and where the declaration ends. It follows just enough
 * structure to see declarators: contexts are the brackets it stands in, and each has the phase of
 * the declaration at its level.
 */
import { kindOfText, TokenKind, type TokenList } from '../preprocess/tokens.ts';
import { CODE_OF_KIND, codeOf } from './encode.ts';

/** Where in a declaration or statement a context stands. */
const Phase = {
  /** A declaration, statement or parameter may start. */
  start: 0,
  /** Inside declaration specifiers. */
  specifiers: 1,
  /** Inside a declarator, before the declared name. */
  head: 2,
  /** After the declared name, inside its declarator. */
  tail: 3,
  /** In an expression. */
  rest: 4,
} as const;

type ContextKind =
  | ('file' | 'block' | 'params' | 'members' | 'enum')
  | ('paren' | 'attribute' | 'brackets' | 'braces' | 'for');

interface Context {
  readonly kind: ContextKind;
  phase: number;
  /** A type specifier was seen, so the next identifier is a declared name. */
  typed: boolean;
  isTypedef: boolean;
  /** Inside a declaration (so a comma starts another declarator). */
  declaring: boolean;
  /** Parentheses of declarators open at this level. */
  nesting: number;
  /** The struct, union or enum at hand has its tag. */
  tagged: boolean;
  /** What `{` opens next: the body of a struct or enum, an initializer, or null for a block. */
  brace: 'members' | 'enum' | 'braces' | null;
  /** File level: in the parameter declarations of a K&R definition. */
  oldStyle: boolean;
  /** A parameter list was closed in the declarator at hand. */
  hasParams: boolean;
  /** The last `(...)` closed at this level held a type name: a `{` starts a compound literal. */
  closedType: boolean;
  /** In a case label, before its colon; counts unmatched question marks. */
  caseDepth: number;
  /** Undo mark of the scope opened with this context, or -1. */
  readonly mark: number;
  /** Names of the declarator's parameter list (a function body may follow). */
  params: number[];
  /** For-statements at this level whose scope ends with the running statement. */
  readonly fors: number[];
}

const K = {
  ...{ lparen: kindOfText('('), rparen: kindOfText(')'), lbrace: kindOfText('{') },
  ...{ rbrace: kindOfText('}'), lbracket: kindOfText('['), rbracket: kindOfText(']') },
  ...{ semicolon: kindOfText(';'), comma: kindOfText(','), colon: kindOfText(':') },
  ...{ question: kindOfText('?'), assign: kindOfText('='), star: kindOfText('*') },
  ...{ dot: kindOfText('.'), arrow: kindOfText('->'), andAnd: kindOfText('&&') },
  ...{ goto: kindOfText('goto'), struct: kindOfText('struct'), union: kindOfText('union') },
  ...{ enum: kindOfText('enum'), typedef: kindOfText('typedef'), typeof: kindOfText('typeof') },
  ...{ attribute: kindOfText('__attribute__'), asm: kindOfText('asm'), for: kindOfText('for') },
  ...{ case: kindOfText('case'), default: kindOfText('default'), else: kindOfText('else') },
  ...{ alignas: kindOfText('_Alignas'), atomic: kindOfText('_Atomic') },
  ...{ do: kindOfText('do'), if: kindOfText('if'), while: kindOfText('while') },
  ...{ switch: kindOfText('switch'), label: kindOfText('__label__') },
};

const mark = (kinds: readonly number[]): Uint8Array => {
  const table = new Uint8Array(512);
  for (const kind of kinds) table[kind] = 1;
  return table;
};
/** Keywords that are or start a type specifier. */
const TYPE_KEYWORDS = mark(
  (['void', 'char', 'short', 'int', 'long', 'float', 'double', 'signed', 'unsigned'] as const)
    .map(kindOfText)
    .concat((['_Bool', '_Complex', '__int128', '__auto_type'] as const).map(kindOfText))
    .concat([K.struct, K.union, K.enum, K.typeof]),
);
/** Other declaration specifiers. */
const OTHER_SPECIFIERS = mark(
  (['typedef', 'extern', 'static', 'auto', 'register', '_Thread_local', 'const'] as const)
    .map(kindOfText)
    .concat((['volatile', 'restrict', 'inline', '_Noreturn'] as const).map(kindOfText))
    .concat([K.alignas, K.atomic]),
);

const IDENTIFIER = codeOf('identifier');
const TYPEDEF_NAME = codeOf('typedef-name');

/** Typedef names every unit starts with. */
export const BUILTIN_TYPEDEFS = ['__builtin_va_list', '__uint128_t'] as const;

/** What an identifier is in the present scope. */
const PLAIN = 0;
const TYPE = 1;

/** Contexts that a brace opens, and the file. */
const BRACED: ReadonlySet<ContextKind> = new Set(['file', 'block', 'members', 'enum', 'braces']);

/** Walks a token list, one external declaration at a time. */
export class NameClassifier {
  /** Index of the next token. */
  next = 0;
  private readonly meaning: Uint8Array;
  private readonly undoNames: number[] = [];
  private readonly undoValues: number[] = [];
  private contexts: Context[] = [];
  private codes: number[] = [];
  /** The declaration at hand has a function's body. */
  private sawBody = false;

  constructor(private readonly tokens: TokenList) {
    this.meaning = new Uint8Array(tokens.names.texts.length + BUILTIN_TYPEDEFS.length);
    for (const name of BUILTIN_TYPEDEFS) this.meaning[tokens.names.id(name)] = TYPE;
  }

  /** Codes of the next external declaration and whether it ends in a function's body. */
  declaration(): { codes: string; isFunction: boolean } {
    const { kinds } = this.tokens;
    this.codes = [];
    this.contexts = [this.context('file', -1)];
    this.contexts[0]!.phase = Phase.start;
    this.sawBody = false;
    while (kinds[this.next] !== TokenKind.end) {
      const done = this.step();
      this.next++;
      if (done) break;
    }
    this.restore(0, true);
    return { codes: textOf(this.codes), isFunction: this.sawBody };
  }

  private context(kind: ContextKind, mark: number): Context {
    return {
      kind,
      phase:
        kind === 'paren' || kind === 'brackets' || kind === 'braces' ? Phase.rest : Phase.start,
      typed: false,
      isTypedef: false,
      declaring: false,
      nesting: 0,
      tagged: false,
      brace: null,
      oldStyle: false,
      hasParams: false,
      closedType: false,
      caseDepth: 0,
      mark,
      params: [],
      fors: [],
    };
  }

  private open(kind: ContextKind, scope = false): Context {
    const context = this.context(kind, scope ? this.undoNames.length : -1);
    this.contexts.push(context);
    return context;
  }

  private declare(name: number, meaning: number, context: Context): void {
    if (context.kind === 'members') return;
    if (context.kind === 'params') context.params.push(name);
    if (context.oldStyle) {
      context.params.push(name);
      return;
    }
    this.undoNames.push(name);
    this.undoValues.push(this.meaning[name]!);
    this.meaning[name] = meaning;
  }

  /** Leaves scopes down to an undo mark; what the file scope declared stays. */
  private restore(mark: number, file = false): void {
    if (!file) {
      for (let i = this.undoNames.length - 1; i >= mark; i--) {
        this.meaning[this.undoNames[i]!] = this.undoValues[i]!;
      }
    }
    this.undoNames.length = mark;
    this.undoValues.length = mark;
  }

  /** Takes one token; gives how the external declaration ends if it ends here. */
  private step(): 'declaration' | null {
    const { kinds } = this.tokens;
    const kind = kinds[this.next]!;
    const top = this.contexts[this.contexts.length - 1]!;
    if (kind === TokenKind.identifier) {
      this.codes.push(this.identifier(top) === TYPE ? TYPEDEF_NAME : IDENTIFIER);
      top.closedType = false;
      return null;
    }
    this.codes.push(CODE_OF_KIND[kind]!);
    if (kind === TokenKind.pragma) {
      return top.kind === 'file' && this.codes.length === 1 ? 'declaration' : null;
    }
    if (TYPE_KEYWORDS[kind]) this.typeKeyword(top, kind);
    else if (OTHER_SPECIFIERS[kind]) this.otherSpecifier(top, kind);
    else return this.punctuation(top, kind);
    return null;
  }

  private identifier(top: Context): number {
    const { kinds, texts } = this.tokens;
    const name = texts[this.next]!;
    const meaning = this.meaning[name] ?? PLAIN;
    const before = this.next > 0 ? kinds[this.next - 1]! : 0;
    if (before === K.dot || before === K.arrow || before === K.goto || before === K.andAnd) {
      return PLAIN;
    }
    if (before === K.struct || before === K.union || before === K.enum) {
      top.tagged = true;
      return PLAIN;
    }
    if (top.kind === 'attribute') return top.phase === Phase.rest ? meaning : PLAIN;
    switch (top.phase) {
      case Phase.start:
        return this.atStart(top, name, meaning);
      case Phase.specifiers:
        if (this.afterTagAttribute(top)) {
          top.tagged = true;
          return PLAIN;
        }
        if (!top.typed && meaning === TYPE) {
          top.typed = true;
          return TYPE;
        }
        return this.declared(top, name);
      case Phase.head:
        return this.declared(top, name);
      default:
        if (meaning === TYPE && top.kind === 'file' && top.phase === Phase.tail && top.hasParams) {
          this.startOldStyle(top);
          top.typed = true;
          top.phase = Phase.specifiers;
        } else if (meaning === TYPE && this.isTypeContext(top)) {
          top.typed = true;
          top.phase = Phase.specifiers;
        }
        return meaning;
    }
  }

  /** `struct __attribute__((x)) tag`: the identifier is the tag. */
  private afterTagAttribute(top: Context): boolean {
    const { kinds } = this.tokens;
    const open = top.brace !== null && top.brace !== 'braces' && !top.tagged;
    return open && kinds[this.next - 1] === K.rparen;
  }

  private isTypeContext(top: Context): boolean {
    return top.kind === 'paren' || top.kind === 'brackets';
  }

  private atStart(top: Context, name: number, meaning: number): number {
    const { kinds } = this.tokens;
    const after = kinds[this.next + 1]!;
    if (top.kind === 'enum') {
      const file = this.contexts[this.contexts.length - 2] ?? top;
      this.declare(name, PLAIN, file.kind === 'members' ? this.contexts[0]! : file);
      top.phase = Phase.rest;
      return PLAIN;
    }
    if (top.kind === 'block' && after === K.colon) return PLAIN;
    if (meaning === TYPE) {
      top.typed = true;
      top.declaring = true;
      top.phase = Phase.specifiers;
      return TYPE;
    }
    if (top.kind === 'file') return this.declared(top, name);
    if (top.kind === 'params') this.declare(name, PLAIN, top);
    top.phase = Phase.rest;
    return PLAIN;
  }

  /** The name a declarator declares. */
  private declared(top: Context, name: number): number {
    this.declare(name, top.isTypedef ? TYPE : PLAIN, top);
    top.declaring = true;
    top.brace = null;
    top.phase = Phase.tail;
    return PLAIN;
  }

  private typeKeyword(top: Context, kind: number): void {
    this.enterSpecifiers(top);
    top.typed = true;
    top.closedType = false;
    top.tagged = false;
    if (kind === K.struct || kind === K.union) top.brace = 'members';
    else if (kind === K.enum) top.brace = 'enum';
  }

  private otherSpecifier(top: Context, kind: number): void {
    if (top.phase === Phase.head) return;
    this.enterSpecifiers(top);
    top.closedType = false;
    if (kind === K.typedef) top.isTypedef = true;
    if (kind === K.atomic && this.tokens.kinds[this.next + 1] === K.lparen) top.typed = true;
  }

  /** K&R parameter declarations stand between the declarator and the body (6.9.1p6). */
  private startOldStyle(top: Context): void {
    top.oldStyle = true;
    top.typed = false;
    top.isTypedef = false;
  }

  private enterSpecifiers(top: Context): void {
    if (top.kind === 'file' && top.phase === Phase.tail && top.hasParams) {
      this.startOldStyle(top);
    }
    if (top.kind !== 'paren' && top.kind !== 'brackets') top.declaring = true;
    top.phase = Phase.specifiers;
  }

  private punctuation(top: Context, kind: number): 'declaration' | null {
    const closedType = top.closedType;
    top.closedType = false;
    switch (kind) {
      case K.lparen:
        this.openParen(top);
        return null;
      case K.rparen:
        return this.closeParen(top);
      case K.lbracket:
        this.open('brackets');
        return null;
      case K.rbracket:
        if (top.kind === 'brackets') this.contexts.pop();
        return null;
      case K.lbrace:
        this.openBrace(top, closedType);
        return null;
      case K.rbrace:
        return this.closeBrace();
      case K.semicolon:
        return this.semicolon(top);
      case K.comma:
        this.comma(top);
        return null;
      case K.colon:
        this.colon(top);
        return null;
      default:
        this.otherToken(top, kind);
        return null;
    }
  }

  private otherToken(top: Context, kind: number): void {
    switch (kind) {
      case K.star:
        if (top.phase === Phase.specifiers && top.typed) top.phase = Phase.head;
        else if (top.phase === Phase.start) top.phase = Phase.rest;
        return;
      case K.assign:
        top.brace = 'braces';
        top.phase = Phase.rest;
        return;
      case K.question:
        if (top.caseDepth > 0) top.caseDepth++;
        top.phase = Phase.rest;
        return;
      case K.case:
      case K.default:
        if (top.kind === 'block') top.caseDepth = 1;
        top.phase = Phase.rest;
        return;
      case K.attribute:
      case K.asm:
      case K.else:
      case K.do:
      case K.label:
        return;
      default:
        if (top.phase !== Phase.specifiers && top.phase !== Phase.tail) {
          if (kindOfExtension(kind) && top.phase === Phase.start) return;
          if (top.phase !== Phase.head) top.phase = Phase.rest;
        }
    }
  }

  private openParen(top: Context): void {
    const { kinds } = this.tokens;
    const before = this.next > 0 ? kinds[this.next - 1]! : 0;
    if (before === K.attribute || top.kind === 'attribute') {
      const inner = this.open('attribute');
      // __attribute__ ( ( name ( arguments: only the third level holds expressions.
      const nested = top.kind === 'attribute' && (top.phase === Phase.rest || before !== K.lparen);
      inner.phase = nested ? Phase.rest : Phase.start;
      return;
    }
    if (before === K.for) {
      this.open('for', true);
      return;
    }
    if (before === K.typeof || before === K.alignas || before === K.atomic || before === K.asm) {
      this.open('paren');
      return;
    }
    if (top.phase === Phase.tail) {
      this.open('params', true);
      return;
    }
    if ((top.phase === Phase.specifiers && top.typed) || top.phase === Phase.head) {
      if (this.startsParameters(top)) this.open('params', true);
      else {
        top.nesting++;
        top.phase = Phase.head;
      }
      return;
    }
    if (top.phase === Phase.start) top.phase = Phase.rest;
    this.open('paren');
  }

  /** Whether the `(` at hand opens the parameters of an abstract function declarator. */
  private startsParameters(top: Context): boolean {
    const { kinds, texts } = this.tokens;
    const after = kinds[this.next + 1]!;
    if (after === K.rparen) return true;
    if (TYPE_KEYWORDS[after] || OTHER_SPECIFIERS[after]) return true;
    if (after !== TokenKind.identifier || this.meaning[texts[this.next + 1]!] !== TYPE)
      return false;
    return top.kind === 'params' || top.kind === 'paren' || top.kind === 'brackets';
  }

  private closeParen(top: Context): null {
    if (top.nesting > 0) {
      top.nesting--;
      if (top.phase === Phase.head) top.phase = Phase.tail;
      return null;
    }
    if (BRACED.has(top.kind)) return null;
    if (top.kind === 'for') {
      this.contexts.pop();
      const outer = this.contexts[this.contexts.length - 1]!;
      outer.fors.push(top.mark);
      outer.phase = Phase.start;
      outer.declaring = false;
      outer.typed = false;
      return null;
    }
    this.contexts.pop();
    const outer = this.contexts[this.contexts.length - 1]!;
    if (top.kind === 'params') {
      this.restore(top.mark);
      if (outer.params.length === 0) outer.params = top.params;
      outer.phase = Phase.tail;
      outer.hasParams = true;
    } else if (top.kind === 'paren') {
      outer.closedType = top.typed && top.phase !== Phase.rest;
      this.afterParen(outer);
    }
    return null;
  }

  /** `if (...)` and the like: a statement starts after the parenthesis. */
  private afterParen(outer: Context): void {
    if (outer.kind !== 'block' || outer.declaring || outer.closedType) return;
    const opener = this.openerKeyword();
    if (opener === K.if || opener === K.while || opener === K.switch) outer.phase = Phase.start;
  }

  /** Kind of the token before the `(` that matches the `)` at hand. */
  private openerKeyword(): number {
    const { kinds } = this.tokens;
    let depth = 0;
    for (let i = this.next; i >= 0; i--) {
      const kind = kinds[i]!;
      if (kind === K.rparen) depth++;
      else if (kind === K.lparen && --depth === 0) return i > 0 ? kinds[i - 1]! : 0;
    }
    return 0;
  }

  private openBrace(top: Context, closedType: boolean): void {
    const { kinds } = this.tokens;
    const before = this.next > 0 ? kinds[this.next - 1]! : 0;
    if (top.brace === 'members' || top.brace === 'enum') {
      const kind = top.brace;
      top.brace = null;
      this.open(kind);
    } else if (closedType || top.kind === 'braces' || (top.brace === 'braces' && top.declaring)) {
      this.open('braces');
    } else if (top.kind === 'paren' || top.kind === 'attribute') {
      this.open(before === K.lparen ? 'block' : 'braces', before === K.lparen);
    } else if (top.kind === 'brackets') {
      this.open('braces');
    } else {
      const params = top.params;
      if (top.kind === 'file') this.sawBody = true;
      const body = this.open('block', true);
      for (const name of params) this.declare(name, PLAIN, body);
      top.params = [];
    }
  }

  /** Drops parentheses left open inside a brace (an error that the grammar will report). */
  private dropOpenParens(): Context {
    let top = this.contexts[this.contexts.length - 1]!;
    while (this.contexts.length > 1 && !BRACED.has(top.kind)) {
      if (top.mark >= 0) this.restore(top.mark);
      this.contexts.pop();
      top = this.contexts[this.contexts.length - 1]!;
    }
    return top;
  }

  private closeBrace(): 'declaration' | null {
    const top = this.dropOpenParens();
    if (this.contexts.length === 1) return 'declaration';
    this.contexts.pop();
    const outer = this.contexts[this.contexts.length - 1]!;
    if (top.mark >= 0) this.restore(top.mark);
    if (top.kind === 'block') {
      if (outer.kind === 'file') return 'declaration';
      if (outer.kind === 'block') this.endStatement(outer);
    }
    return null;
  }

  private semicolon(at: Context): 'declaration' | null {
    const top = at.kind === 'for' ? at : this.dropOpenParens();
    if (top.kind === 'file') {
      this.resetItem(top);
      return top.oldStyle ? null : 'declaration';
    }
    if (top.kind === 'block') this.endStatement(top);
    else if (top.kind === 'members' || top.kind === 'for') this.resetItem(top);
    return null;
  }

  private resetItem(top: Context): void {
    top.phase = Phase.start;
    top.typed = false;
    top.isTypedef = false;
    top.declaring = false;
    top.nesting = 0;
    top.brace = null;
    top.caseDepth = 0;
    if (top.kind !== 'file') top.params = [];
  }

  private endStatement(top: Context): void {
    const { kinds } = this.tokens;
    this.resetItem(top);
    if (top.fors.length > 0 && kinds[this.next + 1] !== K.else) {
      this.restore(top.fors[0]!);
      top.fors.length = 0;
    }
  }

  private comma(top: Context): void {
    switch (top.kind) {
      case 'params':
        this.resetParameter(top);
        return;
      case 'enum':
        top.phase = Phase.start;
        return;
      case 'paren':
        top.phase = Phase.rest;
        top.typed = false;
        top.brace = null;
        return;
      case 'attribute':
      case 'brackets':
      case 'braces':
        return;
      default:
        if (top.declaring) top.phase = Phase.head;
        if (top.declaring) top.brace = null;
    }
  }

  private resetParameter(top: Context): void {
    top.phase = Phase.start;
    top.typed = false;
    top.nesting = 0;
    top.brace = null;
  }

  private colon(top: Context): void {
    if (top.kind === 'paren') {
      top.phase = Phase.rest;
      top.typed = false;
      return;
    }
    if (top.kind === 'members') {
      top.phase = Phase.rest;
      return;
    }
    if (top.kind !== 'block') return;
    if (top.caseDepth > 0) {
      if (--top.caseDepth === 0) top.phase = Phase.start;
    } else if (top.phase === Phase.start) {
      top.declaring = false;
    }
  }
}

const EXTENSION = kindOfText('__extension__');
const kindOfExtension = (kind: number): boolean => kind === EXTENSION;

/** A string from many char codes, in pieces small enough for one call. */
function textOf(codes: readonly number[]): string {
  if (codes.length < 4096) return String.fromCharCode(...codes);
  const parts: string[] = [];
  for (let i = 0; i < codes.length; i += 4096) {
    parts.push(String.fromCharCode(...codes.slice(i, i + 4096)));
  }
  return parts.join('');
}
