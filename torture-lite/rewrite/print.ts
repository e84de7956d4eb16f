/**
 * C text of a syntax tree. Gets trees of the front end's grammar, promises text that parses to the
 * same tree; names may be exchanged on the way. Every operand is put into parentheses unless it is
 * primary, so no precedence is decided here.
 */
import {
  type Attribute,
  type BlockItem,
  type CompoundStatement,
  type Declaration,
  type Declarator,
  type Designator,
  type Expression,
  type ExternalDeclaration,
  type FunctionDefinition,
  type Initializer,
  type ParameterDeclaration,
  type ParameterList,
  Qualifier,
  type Specifiers,
  type Statement,
  type StructDeclaration,
  type TypeName,
  type TypeSpecifier,
} from '../../compiler/ast.ts';

/** New spellings by old ones; a name that is not in it stays. */
export type Renaming = ReadonlyMap<string, string>;

export class Printer {
  constructor(private readonly renaming: Renaming) {}

  private name(name: string): string {
    return this.renaming.get(name) ?? name;
  }

  /** An expression that can stand where an assignment-expression may. */
  expression(e: Expression): string {
    const text = this.bare(e);
    return e.kind === 'comma' ? `(${text})` : text;
  }

  /** An expression as an operand of anything. */
  private operand(e: Expression): string {
    switch (e.kind) {
      case 'identifier':
      case 'number':
      case 'character':
      case 'generic':
      case 'index':
      case 'call':
      case 'member':
      case 'statement-expression':
      case 'va-arg':
      case 'convert-vector':
      case 'offsetof':
      case 'types-compatible':
      case 'choose-expr':
        return this.bare(e);
      default:
        return `(${this.bare(e)})`;
    }
  }

  private bare(e: Expression): string {
    switch (e.kind) {
      case 'identifier':
        return this.name(e.name);
      case 'number':
      case 'character':
        return e.text;
      case 'string':
        return e.texts.join(' ');
      case 'index':
        return `${this.operand(e.base)}[${this.bare(e.index)}]`;
      case 'call': {
        const args = e.args.map((arg) => this.expression(arg));
        return `${this.operand(e.callee)}(${args.join(', ')})`;
      }
      case 'member':
        return `${this.operand(e.base)}${e.arrow ? '->' : '.'}${this.name(e.name)}`;
      case 'postfix':
        return `${this.operand(e.operand)}${e.operator}`;
      case 'prefix':
        return `${e.operator}${this.operand(e.operand)}`;
      case 'compound-literal':
        return `(${this.typeName(e.type)})${this.initializer(e.initializer)}`;
      case 'unary':
        return `${e.operator}${e.operator.length > 1 ? ' ' : ''}${this.operand(e.operand)}`;
      case 'extension':
        return `__extension__ ${this.operand(e.operand)}`;
      case 'sizeof': {
        const word = e.operator === 'sizeof' ? 'sizeof' : '__alignof__';
        return `${word}(${this.typeOrExpression(e.operand)})`;
      }
      case 'cast':
        return `(${this.typeName(e.type)})${this.operand(e.operand)}`;
      case 'binary':
        return `${this.operand(e.left)} ${e.operator} ${this.operand(e.right)}`;
      case 'conditional': {
        const then = e.then === null ? '' : this.operand(e.then);
        return `${this.operand(e.condition)} ? ${then} : ${this.operand(e.otherwise)}`;
      }
      case 'assign':
        return `${this.operand(e.left)} ${e.operator} ${this.operand(e.right)}`;
      case 'comma':
        return `${this.operand(e.left)}, ${this.operand(e.right)}`;
      default:
        return this.gnuExpression(e);
    }
  }

  private gnuExpression(e: Expression): string {
    switch (e.kind) {
      case 'generic': {
        const rows = e.associations.map(({ type, value }) => {
          const label = type === null ? 'default' : this.typeName(type);
          return `${label}: ${this.expression(value)}`;
        });
        return `_Generic(${[this.expression(e.control), ...rows].join(', ')})`;
      }
      case 'statement-expression':
        return `({\n${this.block(e.body)}})`;
      case 'label-address':
        return `&&${this.name(e.name)}`;
      case 'va-arg':
        return `__builtin_va_arg(${this.expression(e.list)}, ${this.typeName(e.type)})`;
      case 'convert-vector': {
        const type = this.typeName(e.type);
        return `__builtin_convertvector(${this.expression(e.value)}, ${type})`;
      }
      case 'offsetof': {
        const path = this.designators(e.designators).replace(/^\./, '');
        return `__builtin_offsetof(${this.typeName(e.type)}, ${path})`;
      }
      case 'types-compatible': {
        const types = `${this.typeName(e.left)}, ${this.typeName(e.right)}`;
        return `__builtin_types_compatible_p(${types})`;
      }
      case 'choose-expr': {
        const parts = [e.condition, e.then, e.otherwise].map((part) => this.expression(part));
        return `__builtin_choose_expr(${parts.join(', ')})`;
      }
      default:
        throw new RangeError(`no text for an expression ${e.kind}`);
    }
  }

  private typeOrExpression(operand: Expression | TypeName): string {
    return operand.kind === 'type-name' ? this.typeName(operand) : this.bare(operand);
  }

  // --- Declarations ----------------------------------------------------------------------------

  typeName(type: TypeName): string {
    return `${this.specifiers(type.specifiers)} ${this.declarator(type.declarator)}`.trimEnd();
  }

  private attributes(list: readonly Attribute[]): string {
    if (list.length === 0) return '';
    const items = list.map(({ name, args }) => {
      const texts = args.map((arg) => this.typeOrExpression(arg));
      return texts.length === 0 ? `__${name}__` : `__${name}__(${texts.join(', ')})`;
    });
    return `__attribute__((${items.join(', ')}))`;
  }

  private qualifiers(bits: number): string[] {
    const words: string[] = [];
    if ((bits & Qualifier.const) !== 0) words.push('const');
    if ((bits & Qualifier.volatile) !== 0) words.push('volatile');
    if ((bits & Qualifier.restrict) !== 0) words.push('__restrict__');
    if ((bits & Qualifier.atomic) !== 0) words.push('_Atomic');
    return words;
  }

  specifiers(s: Specifiers): string {
    const words: string[] = s.storage.map(({ name }) => name);
    if (s.inline) words.push('__inline__');
    if (s.noreturn) words.push('_Noreturn');
    const attributes = this.attributes(s.attributes);
    if (attributes !== '') words.push(attributes);
    for (const { operand } of s.alignments) {
      words.push(`_Alignas(${this.typeOrExpression(operand)})`);
    }
    words.push(...this.qualifiers(s.qualifiers));
    for (const type of s.types) words.push(this.typeSpecifier(type));
    return words.join(' ');
  }

  private typeSpecifier(type: TypeSpecifier): string {
    switch (type.kind) {
      case 'keyword':
        return type.name;
      case 'typedef-name':
        return this.name(type.name);
      case 'typeof':
        return `__typeof__(${this.typeOrExpression(type.operand)})`;
      case 'atomic':
        return `_Atomic(${this.typeName(type.type)})`;
      case 'struct': {
        const head = [
          type.union ? 'union' : 'struct',
          this.attributes(type.attributes),
          type.tag === null ? '' : this.name(type.tag),
        ];
        const members = type.members?.map((row) => `  ${this.structDeclaration(row)}\n`);
        const body = members === undefined ? '' : `{\n${members.join('')}}`;
        return [...head, body].filter((word) => word !== '').join(' ');
      }
      case 'enum': {
        const head = ['enum', this.attributes(type.attributes)];
        if (type.tag !== null) head.push(this.name(type.tag));
        const rows = type.enumerators?.map(({ name, value, attributes }) => {
          const start = `${this.name(name)} ${this.attributes(attributes)}`.trimEnd();
          return value === null ? start : `${start} = ${this.expression(value)}`;
        });
        if (rows !== undefined) head.push(`{ ${rows.join(', ')} }`);
        return head.filter((word) => word !== '').join(' ');
      }
      default:
        return type satisfies never;
    }
  }

  private structDeclaration(row: StructDeclaration): string {
    if (row.kind === 'pragma') return `\n#pragma ${row.text}\n`;
    if (row.kind === 'static-assertion') return this.staticAssertion(row);
    const items = row.declarators.map(({ declarator, width, attributes }) => {
      const name = declarator === null ? '' : this.declarator(declarator);
      const bits = width === null ? '' : ` : ${this.operand(width)}`;
      return `${name}${bits} ${this.attributes(attributes)}`.trimEnd();
    });
    return `${this.specifiers(row.specifiers)} ${items.join(', ')};`;
  }

  private staticAssertion(row: { condition: Expression; message: readonly string[] | null }) {
    const message = row.message === null ? '""' : row.message.join(' ');
    return `_Static_assert(${this.expression(row.condition)}, ${message});`;
  }

  /** A declarator; `[]`, `()` bind tighter than `*`, so a pointer inside them is parenthesized. */
  declarator(d: Declarator): string {
    return this.derive(d, '');
  }

  /** The text of `d` whose outermost derivation is written last: `inner` first, as in the tree. */
  private derive(d: Declarator, after: string): string {
    switch (d.kind) {
      case 'name':
        return `${d.name === null ? '' : this.name(d.name)}${after}`;
      case 'pointer': {
        const words = ['*', this.attributes(d.attributes), ...this.qualifiers(d.qualifiers)];
        const star = words.filter((word) => word !== '').join(' ');
        const text = `${star} ${this.derive(d.inner, '')}`.trimEnd();
        return after === '' ? text : `(${text})${after}`;
      }
      case 'array': {
        const words = this.qualifiers(d.qualifiers);
        if (d.isStatic) words.push('static');
        if (d.size === 'star') words.push('*');
        else if (d.size !== null) words.push(this.expression(d.size));
        return this.derive(d.inner, `[${words.join(' ')}]${after}`);
      }
      case 'function':
        return this.derive(d.inner, `(${this.parameters(d.params)})${after}`);
      case 'attributed': {
        const text = `(${this.attributes(d.attributes)} ${this.derive(d.inner, '')})`;
        return `${text}${after}`;
      }
      default:
        return d satisfies never;
    }
  }

  private parameters(list: ParameterList): string {
    if (list.kind === 'identifiers') {
      return list.names.map(({ name }) => this.name(name)).join(', ');
    }
    const params = list.params.map((param) => this.parameter(param));
    if (list.variadic) params.push('...');
    return params.length === 0 ? 'void' : params.join(', ');
  }

  private parameter(p: ParameterDeclaration): string {
    const words = [
      this.specifiers(p.specifiers),
      this.declarator(p.declarator),
      this.attributes(p.attributes),
    ];
    return words.filter((word) => word !== '').join(' ');
  }

  private designators(list: readonly Designator[]): string {
    return list
      .map((d) => {
        switch (d.kind) {
          case 'member':
            return `.${this.name(d.name)}`;
          case 'index':
            return `[${this.bare(d.index)}]`;
          case 'range':
            return `[${this.expression(d.first)} ... ${this.expression(d.last)}]`;
          default:
            return d satisfies never;
        }
      })
      .join('');
  }

  initializer(i: Initializer): string {
    if (i.kind === 'expression') return this.expression(i.value);
    const items = i.items.map(({ designators, value }) => {
      const path = this.designators(designators);
      return path === '' ? this.initializer(value) : `${path} = ${this.initializer(value)}`;
    });
    return `{ ${items.join(', ')} }`;
  }

  declaration(d: Declaration): string {
    const items = d.declarators.map(({ declarator, asm, attributes, initializer }) => {
      const words = [this.declarator(declarator)];
      if (asm !== null) words.push(`__asm__(${asm.join(' ')})`);
      if (attributes.length > 0) words.push(this.attributes(attributes));
      if (initializer !== null) words.push(`= ${this.initializer(initializer)}`);
      return words.join(' ');
    });
    return `${this.specifiers(d.specifiers)} ${items.join(', ')}`.trimEnd().concat(';');
  }

  // --- Statements ------------------------------------------------------------------------------

  private block(body: CompoundStatement): string {
    const labels = body.localLabels.map(({ name }) => `__label__ ${this.name(name)};\n`);
    return `${labels.join('')}${body.items.map((item) => `${this.item(item)}\n`).join('')}`;
  }

  item(item: BlockItem): string {
    switch (item.kind) {
      case 'declaration':
        return this.declaration(item);
      case 'static-assertion':
        return this.staticAssertion(item);
      case 'function-definition':
        return this.definition(item);
      default:
        return this.statement(item);
    }
  }

  statement(s: Statement): string {
    switch (s.kind) {
      case 'label':
        return `${this.name(s.name)}: ${this.attributes(s.attributes)}\n${this.statement(s.body)}`;
      case 'case': {
        const last = s.last === null ? '' : ` ... ${this.operand(s.last)}`;
        return `case ${this.operand(s.value)}${last}:\n${this.statement(s.body)}`;
      }
      case 'default':
        return `default:\n${this.statement(s.body)}`;
      case 'compound':
        return `{\n${this.block(s)}}`;
      case 'empty':
        return `${this.attributes(s.attributes)};`;
      case 'expression-statement':
        return `${this.bare(s.value)};`;
      case 'if': {
        const otherwise = s.otherwise === null ? '' : ` else ${this.braced(s.otherwise)}`;
        return `if (${this.bare(s.condition)}) ${this.braced(s.then)}${otherwise}`;
      }
      case 'switch':
        return `switch (${this.bare(s.value)})\n${this.statement(s.body)}`;
      case 'while':
        return `while (${this.bare(s.condition)})\n${this.statement(s.body)}`;
      case 'do':
        return `do\n${this.statement(s.body)}\nwhile (${this.bare(s.condition)});`;
      case 'for': {
        const init =
          s.init === null
            ? ';'
            : s.init.kind === 'declaration'
              ? this.declaration(s.init)
              : `${this.bare(s.init)};`;
        const condition = s.condition === null ? '' : ` ${this.bare(s.condition)}`;
        const step = s.step === null ? '' : ` ${this.bare(s.step)}`;
        return `for (${init}${condition};${step})\n${this.statement(s.body)}`;
      }
      case 'goto':
        return `goto ${this.name(s.name)};`;
      case 'computed-goto':
        return `goto *${this.operand(s.target)};`;
      case 'continue':
      case 'break':
        return `${s.kind};`;
      case 'return':
        return s.value === null ? 'return;' : `return ${this.bare(s.value)};`;
      case 'asm':
        return this.asm(s);
      case 'pragma':
        return `\n#pragma ${s.text}`;
      default:
        return s satisfies never;
    }
  }

  /** A branch of an if: in braces, so that no else can change its owner. */
  private braced(s: Statement): string {
    return s.kind === 'compound' ? this.statement(s) : `{\n${this.statement(s)}\n}`;
  }

  private asm(s: Extract<Statement, { kind: 'asm' }>): string {
    const words = `__asm__${s.volatile ? ' __volatile__' : ''}${s.goto ? ' goto' : ''}`;
    const template = s.template.join(' ');
    if (s.basic) return `${words} (${template});`;
    const operands = (list: typeof s.outputs): string =>
      list
        .map(({ name, constraint, value }) => {
          const label = name === null ? '' : `[${name}] `;
          return `${label}${constraint.join(' ')} (${this.bare(value)})`;
        })
        .join(', ');
    const clobbers = s.clobbers.map((texts) => texts.join(' ')).join(', ');
    const labels = s.goto ? ` : ${s.labels.map(({ name }) => this.name(name)).join(', ')}` : '';
    const lists = `${operands(s.outputs)} : ${operands(s.inputs)} : ${clobbers}${labels}`;
    return `${words} (${template} : ${lists});`;
  }

  // --- External definitions --------------------------------------------------------------------

  /** A function's head, without a body. */
  head(f: FunctionDefinition): string {
    const words = [
      this.attributes(f.attributes),
      this.specifiers(f.specifiers),
      this.declarator(f.declarator),
    ];
    return words.filter((word) => word !== '').join(' ');
  }

  private definition(f: FunctionDefinition): string {
    const params = f.parameterDeclarations.map((row) => `${this.declaration(row)}\n`).join('');
    return `${this.head(f)}\n${params}${this.statement(f.body)}`;
  }

  external(node: ExternalDeclaration): string {
    switch (node.kind) {
      case 'function-definition':
        return this.definition(node);
      case 'declaration':
        return this.declaration(node);
      case 'static-assertion':
        return this.staticAssertion(node);
      case 'file-asm':
        return `__asm__(${node.template.join(' ')});`;
      case 'pragma':
        return `#pragma ${node.text}`;
      case 'empty-declaration':
        return ';';
      default:
        return node satisfies never;
    }
  }
}
