/**
 * Pieces of syntax tree that rewriting puts in. Their place is 0, of which the checker said
 * nothing, so that no rule takes a new piece for one of the program's own.
 */
import type {
  BinaryOperator,
  Declaration,
  Declarator,
  Expression,
  Initializer,
  Specifiers,
  Statement,
  StorageClass,
  TypeKeyword,
  TypeName,
  UnaryOperator,
} from '../../compiler/ast.ts';
import type { FloatType, IntegerType, Type } from '../../compiler/types.ts';

/** A type that a keyword list spells. */
export type Arithmetic = IntegerType | FloatType;

export const identifier = (name: string): Expression => ({ kind: 'identifier', pos: 0, name });
export const number = (text: string): Expression => ({ kind: 'number', pos: 0, text });

export function binary(left: Expression, operator: BinaryOperator, right: Expression): Expression {
  return { kind: 'binary', pos: 0, operator, left, right, parenthesized: false };
}

export function unary(operator: UnaryOperator, operand: Expression): Expression {
  return { kind: 'unary', pos: 0, operator, operand, parenthesized: false };
}

export const not = (operand: Expression): Expression => unary('!', operand);

export function call(name: string, args: readonly Expression[]): Expression {
  return { kind: 'call', pos: 0, callee: identifier(name), args };
}

export function conditional(
  condition: Expression,
  then: Expression,
  otherwise: Expression,
): Expression {
  return { kind: 'conditional', pos: 0, condition, then, otherwise };
}

export function assign(left: Expression, right: Expression): Expression {
  return { kind: 'assign', pos: 0, operator: '=', left, right, parenthesized: false };
}

const plainSpecifiers: Specifiers = {
  pos: 0,
  storage: [],
  types: [],
  qualifiers: 0,
  inline: false,
  noreturn: false,
  alignments: [],
  attributes: [],
};

/** The specifiers of an arithmetic type. */
export function specifiersOf(type: Arithmetic, storage: readonly StorageClass[] = []): Specifiers {
  const words = type.name.split(' ') as TypeKeyword[];
  return {
    ...plainSpecifiers,
    storage: storage.map((name) => ({ name, pos: 0 })),
    types: words.map((name) => ({ kind: 'keyword', pos: 0, name })),
  };
}

export function typeName(type: Arithmetic): TypeName {
  const declarator: Declarator = { kind: 'name', pos: 0, name: null };
  return { kind: 'type-name', pos: 0, specifiers: specifiersOf(type), declarator };
}

export function cast(type: Arithmetic, operand: Expression): Expression {
  return { kind: 'cast', pos: 0, type: typeName(type), operand };
}

/** A type with another name and size, of which only the name is going to be read. */
export function named(name: IntegerType['name'], like: IntegerType): IntegerType {
  return { ...like, name };
}

export function declare(
  specifiers: Specifiers,
  name: string,
  value: Expression | null,
): Declaration {
  const initializer: Initializer | null =
    value === null ? null : { kind: 'expression', pos: 0, value };
  const declarator: Declarator = { kind: 'name', pos: 0, name };
  return {
    kind: 'declaration',
    pos: 0,
    specifiers,
    declarators: [{ pos: 0, declarator, asm: null, attributes: [], initializer }],
  };
}

export const statementOf = (value: Expression): Statement => ({
  kind: 'expression-statement',
  pos: 0,
  value,
});

export const breakStatement: Statement = { kind: 'break', pos: 0 };

export function block(items: readonly (Statement | Declaration)[]): Statement {
  return { kind: 'compound', pos: 0, localLabels: [], items, endPos: 0 };
}

export function ifStatement(
  condition: Expression,
  then: Statement,
  otherwise: Statement | null = null,
): Statement {
  return { kind: 'if', pos: 0, condition, then, otherwise };
}

/** The type if it is an integer or floating type that keywords spell, without its qualifiers. */
export function arithmetic(type: Type | undefined): Arithmetic | null {
  if (type === undefined || (type.kind !== 'integer' && type.kind !== 'float')) return null;
  return type.plain as Arithmetic;
}
