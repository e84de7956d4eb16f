/**
 * The syntax tree: what the grammar finds, in the words of C11 Annex A, before any meaning is
 * given. Nodes are plain data; positions are those of the token that names the construct (an
 * operator for expressions).
 */
import type { Position } from './source.ts';

// --- 6.5 Expressions ---------------------------------------------------------------------------

export type BinaryOperator =
  | ('*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '<' | '>' | '<=' | '>=')
  | ('==' | '!=' | '&' | '^' | '|' | '&&' | '||');
export type AssignmentOperator =
  | '='
  | ('*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '&=' | '^=' | '|=');
export type UnaryOperator = '&' | '*' | '+' | '-' | '~' | '!' | '__real__' | '__imag__';

export type Expression =
  | { readonly kind: 'identifier'; readonly pos: Position; readonly name: string }
  /** A preprocessing number, its value not yet read. */
  | { readonly kind: 'number'; readonly pos: Position; readonly text: string }
  | { readonly kind: 'character'; readonly pos: Position; readonly text: string }
  /** Adjacent string literals, each with quotes and prefix. */
  | { readonly kind: 'string'; readonly pos: Position; readonly texts: readonly string[] }
  | {
      readonly kind: 'generic';
      readonly pos: Position;
      readonly control: Expression;
      /** A null type is the default association. */
      readonly associations: readonly {
        readonly type: TypeName | null;
        readonly value: Expression;
        readonly pos: Position;
      }[];
    }
  | {
      readonly kind: 'index';
      readonly pos: Position;
      readonly base: Expression;
      readonly index: Expression;
    }
  | {
      readonly kind: 'call';
      readonly pos: Position;
      readonly callee: Expression;
      readonly args: readonly Expression[];
    }
  | {
      readonly kind: 'member';
      readonly pos: Position;
      readonly base: Expression;
      readonly arrow: boolean;
      readonly name: string;
      readonly namePos: Position;
    }
  | {
      readonly kind: 'postfix';
      readonly pos: Position;
      readonly operator: '++' | '--';
      readonly operand: Expression;
    }
  | {
      readonly kind: 'prefix';
      readonly pos: Position;
      readonly operator: '++' | '--';
      readonly operand: Expression;
    }
  | {
      readonly kind: 'compound-literal';
      readonly pos: Position;
      readonly type: TypeName;
      readonly initializer: InitializerList;
    }
  | {
      readonly kind: 'unary';
      readonly pos: Position;
      readonly operator: UnaryOperator;
      readonly operand: Expression;
      /** Written in parentheses of its own; so below. */
      parenthesized: boolean;
    }
  | { readonly kind: 'extension'; readonly pos: Position; readonly operand: Expression }
  | {
      readonly kind: 'sizeof';
      readonly pos: Position;
      readonly operator: 'sizeof' | '_Alignof';
      readonly operand: Expression | TypeName;
    }
  | {
      readonly kind: 'cast';
      readonly pos: Position;
      readonly type: TypeName;
      readonly operand: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly pos: Position;
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      parenthesized: boolean;
    }
  | {
      readonly kind: 'conditional';
      readonly pos: Position;
      readonly condition: Expression;
      /** Null: the GNU form `a ?: b`. */
      readonly then: Expression | null;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'assign';
      readonly pos: Position;
      readonly operator: AssignmentOperator;
      readonly left: Expression;
      readonly right: Expression;
      parenthesized: boolean;
    }
  | {
      readonly kind: 'comma';
      readonly pos: Position;
      readonly left: Expression;
      readonly right: Expression;
    }
  // GNU
  | {
      readonly kind: 'statement-expression';
      readonly pos: Position;
      readonly body: CompoundStatement;
    }
  | { readonly kind: 'label-address'; readonly pos: Position; readonly name: string }
  | {
      readonly kind: 'va-arg';
      readonly pos: Position;
      readonly list: Expression;
      readonly type: TypeName;
    }
  | {
      readonly kind: 'convert-vector';
      readonly pos: Position;
      readonly value: Expression;
      readonly type: TypeName;
    }
  | {
      readonly kind: 'offsetof';
      readonly pos: Position;
      readonly type: TypeName;
      readonly designators: readonly Designator[];
    }
  | {
      readonly kind: 'types-compatible';
      readonly pos: Position;
      readonly left: TypeName;
      readonly right: TypeName;
    }
  | {
      readonly kind: 'choose-expr';
      readonly pos: Position;
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

// --- 6.7 Declarations --------------------------------------------------------------------------

/** Qualifier bits of 6.7.3. */
export const Qualifier = { const: 1, volatile: 2, restrict: 4, atomic: 8 } as const;

export type StorageClass =
  | ('typedef' | 'extern' | 'static' | 'auto' | 'register')
  | '_Thread_local';

/**
 * `__attribute__((name(args)))`, name without its underscores; string arguments keep their quotes.
 */
export interface Attribute {
  readonly pos: Position;
  readonly name: string;
  readonly args: readonly AttributeArgument[];
}

export type AttributeArgument = Expression | TypeName;

export type TypeKeyword =
  | ('void' | 'char' | 'short' | 'int' | 'long' | 'float' | 'double' | 'signed' | 'unsigned')
  | ('_Bool' | '_Complex' | '__int128' | '__auto_type');

export type TypeSpecifier =
  | { readonly kind: 'keyword'; readonly pos: Position; readonly name: TypeKeyword }
  | {
      readonly kind: 'struct';
      readonly pos: Position;
      readonly union: boolean;
      readonly tag: string | null;
      /** Null: a reference, no member list. */
      readonly members: readonly StructDeclaration[] | null;
      readonly attributes: readonly Attribute[];
    }
  | {
      readonly kind: 'enum';
      readonly pos: Position;
      readonly tag: string | null;
      readonly enumerators: readonly Enumerator[] | null;
      readonly attributes: readonly Attribute[];
    }
  | { readonly kind: 'typedef-name'; readonly pos: Position; readonly name: string }
  | { readonly kind: 'typeof'; readonly pos: Position; readonly operand: Expression | TypeName }
  | { readonly kind: 'atomic'; readonly pos: Position; readonly type: TypeName };

export interface Enumerator {
  readonly pos: Position;
  readonly name: string;
  readonly value: Expression | null;
  readonly attributes: readonly Attribute[];
}

/** 6.7: declaration-specifiers, in the order written within each list. */
export interface Specifiers {
  readonly pos: Position;
  readonly storage: readonly { readonly name: StorageClass; readonly pos: Position }[];
  readonly types: readonly TypeSpecifier[];
  /** Bits of Qualifier. */
  readonly qualifiers: number;
  readonly inline: boolean;
  readonly noreturn: boolean;
  readonly alignments: readonly {
    readonly pos: Position;
    readonly operand: Expression | TypeName;
  }[];
  readonly attributes: readonly Attribute[];
}

export type StructDeclaration =
  | {
      readonly kind: 'members';
      readonly specifiers: Specifiers;
      /** Empty: an anonymous struct or union member. */
      readonly declarators: readonly {
        readonly declarator: Declarator | null;
        readonly width: Expression | null;
        readonly attributes: readonly Attribute[];
        readonly pos: Position;
      }[];
    }
  | StaticAssertion
  | PragmaLine;

/**
 * 6.7.6, inside out: `inner` is the declarator that this derivation wraps. To read a type off,
 * start with the specifiers' type at the outermost node and derive towards the name: `*a[3]` is
 * pointer(array(name)).
 */
export type Declarator =
  | {
      readonly kind: 'name';
      readonly pos: Position;
      /** Null in an abstract declarator. */
      readonly name: string | null;
    }
  | {
      readonly kind: 'pointer';
      readonly pos: Position;
      readonly qualifiers: number;
      readonly attributes: readonly Attribute[];
      readonly inner: Declarator;
    }
  | {
      readonly kind: 'array';
      readonly pos: Position;
      readonly inner: Declarator;
      /** Null: `[]`; 'star': `[*]`. */
      readonly size: Expression | 'star' | null;
      readonly qualifiers: number;
      readonly isStatic: boolean;
    }
  | {
      readonly kind: 'function';
      readonly pos: Position;
      readonly inner: Declarator;
      readonly params: ParameterList;
    }
  /** `( attributes declarator )`. */
  | {
      readonly kind: 'attributed';
      readonly pos: Position;
      readonly attributes: readonly Attribute[];
      readonly inner: Declarator;
    };

export type ParameterList =
  | {
      readonly kind: 'prototype';
      readonly params: readonly ParameterDeclaration[];
      readonly variadic: boolean;
    }
  /** K&R: names only; empty for `()`. */
  | {
      readonly kind: 'identifiers';
      readonly names: readonly { readonly name: string; readonly pos: Position }[];
    };

export interface ParameterDeclaration {
  readonly pos: Position;
  readonly specifiers: Specifiers;
  readonly declarator: Declarator;
  readonly attributes: readonly Attribute[];
}

export interface TypeName {
  readonly kind: 'type-name';
  readonly pos: Position;
  readonly specifiers: Specifiers;
  readonly declarator: Declarator;
}

export interface InitDeclarator {
  readonly pos: Position;
  readonly declarator: Declarator;
  /** Assembler name: `asm("name")`, the string literals as written. */
  readonly asm: readonly string[] | null;
  readonly attributes: readonly Attribute[];
  readonly initializer: Initializer | null;
}

export type Initializer =
  | { readonly kind: 'expression'; readonly pos: Position; readonly value: Expression }
  | InitializerList;

export interface InitializerList {
  readonly kind: 'list';
  readonly pos: Position;
  readonly items: readonly {
    readonly designators: readonly Designator[];
    readonly value: Initializer;
  }[];
}

export type Designator =
  | { readonly kind: 'member'; readonly pos: Position; readonly name: string }
  | { readonly kind: 'index'; readonly pos: Position; readonly index: Expression }
  /** GNU `[a ... b]`. */
  | {
      readonly kind: 'range';
      readonly pos: Position;
      readonly first: Expression;
      readonly last: Expression;
    };

export interface Declaration {
  readonly kind: 'declaration';
  readonly pos: Position;
  readonly specifiers: Specifiers;
  readonly declarators: readonly InitDeclarator[];
}

export interface StaticAssertion {
  readonly kind: 'static-assertion';
  readonly pos: Position;
  readonly condition: Expression;
  /** The string literals of the message, or null. */
  readonly message: readonly string[] | null;
}

/** A #pragma the compiler itself obeys, such as pack. */
export interface PragmaLine {
  readonly kind: 'pragma';
  readonly pos: Position;
  readonly text: string;
}

// --- 6.8 Statements ----------------------------------------------------------------------------

export interface CompoundStatement {
  readonly kind: 'compound';
  readonly pos: Position;
  /** GNU `__label__ a, b;` names. */
  readonly localLabels: readonly { readonly name: string; readonly pos: Position }[];
  readonly items: readonly BlockItem[];
  /** Where the closing brace stands. */
  readonly endPos: Position;
}

export type BlockItem = Declaration | StaticAssertion | Statement | FunctionDefinition;

export type Statement =
  | {
      readonly kind: 'label';
      readonly pos: Position;
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly body: Statement;
    }
  | {
      readonly kind: 'case';
      readonly pos: Position;
      readonly value: Expression;
      /** GNU case range's upper end, or null. */
      readonly last: Expression | null;
      readonly body: Statement;
    }
  | { readonly kind: 'default'; readonly pos: Position; readonly body: Statement }
  | CompoundStatement
  | { readonly kind: 'expression-statement'; readonly pos: Position; readonly value: Expression }
  | {
      readonly kind: 'empty';
      readonly pos: Position;
      /** `__attribute__((fallthrough));` and the like. */
      readonly attributes: readonly Attribute[];
    }
  | {
      readonly kind: 'if';
      readonly pos: Position;
      readonly condition: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
    }
  | {
      readonly kind: 'switch';
      readonly pos: Position;
      readonly value: Expression;
      readonly body: Statement;
    }
  | {
      readonly kind: 'while';
      readonly pos: Position;
      readonly condition: Expression;
      readonly body: Statement;
    }
  | {
      readonly kind: 'do';
      readonly pos: Position;
      readonly body: Statement;
      readonly condition: Expression;
    }
  | {
      readonly kind: 'for';
      readonly pos: Position;
      readonly init: Declaration | Expression | null;
      readonly condition: Expression | null;
      readonly step: Expression | null;
      readonly body: Statement;
    }
  | { readonly kind: 'goto'; readonly pos: Position; readonly name: string }
  /** GNU `goto *expression;`. */
  | { readonly kind: 'computed-goto'; readonly pos: Position; readonly target: Expression }
  | { readonly kind: 'continue'; readonly pos: Position }
  | { readonly kind: 'break'; readonly pos: Position }
  | { readonly kind: 'return'; readonly pos: Position; readonly value: Expression | null }
  | AsmStatement
  | PragmaLine;

export interface AsmStatement {
  readonly kind: 'asm';
  readonly pos: Position;
  readonly volatile: boolean;
  readonly goto: boolean;
  /** Basic asm: no operand lists at all, the template is taken literally. */
  readonly basic: boolean;
  readonly template: readonly string[];
  readonly outputs: readonly AsmOperandSyntax[];
  readonly inputs: readonly AsmOperandSyntax[];
  /** Each the string literals of one clobber. */
  readonly clobbers: readonly (readonly string[])[];
  readonly labels: readonly { readonly name: string; readonly pos: Position }[];
}

export interface AsmOperandSyntax {
  readonly pos: Position;
  readonly name: string | null;
  readonly constraint: readonly string[];
  readonly value: Expression;
}

// --- 6.9 External definitions ------------------------------------------------------------------

export interface FunctionDefinition {
  readonly kind: 'function-definition';
  readonly pos: Position;
  readonly specifiers: Specifiers;
  readonly declarator: Declarator;
  readonly attributes: readonly Attribute[];
  /** K&R parameter declarations. */
  readonly parameterDeclarations: readonly Declaration[];
  readonly body: CompoundStatement;
}

export interface FileAsm {
  readonly kind: 'file-asm';
  readonly pos: Position;
  readonly template: readonly string[];
}

export type ExternalDeclaration =
  | FunctionDefinition
  | Declaration
  | StaticAssertion
  | FileAsm
  | PragmaLine
  | { readonly kind: 'empty-declaration'; readonly pos: Position };
