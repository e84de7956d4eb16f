/**
 * The typed tree: what check/ makes of the syntax tree and lower/ turns into IR. Everything is
 * resolved: names are entities, implicit conversions are `convert` nodes, arrays and functions
 * decay through `address`, constants are folded, initializers are lists of parts at byte offsets.
 * There is no explicit lvalue-to-rvalue node: an lvalue expression in a value's place is loaded.
 */
import type { Extended } from './numbers.ts';
import type { Position } from './source.ts';
import type { BitField, FunctionType, Member, RecordType, Type, VariableLength } from './types.ts';

// --- Entities ----------------------------------------------------------------------------------

/** What other components of a process see of a symbol (ELF's st_other). */
export type Visibility = 'default' | 'hidden' | 'protected' | 'internal';

/**
 * An object: variable, parameter, string literal or compound literal. One entity for all
 * redeclarations.
 */
export interface Variable {
  readonly kind: 'variable';
  readonly id: number;
  /** '' for string and compound literals. */
  readonly name: string;
  /** Set again when a redeclaration completes it. */
  type: Type;
  readonly storage: 'static' | 'automatic' | 'parameter';
  linkage: 'none' | 'internal' | 'external';
  /** Linker name of an object with static storage (unique; asm labels applied). */
  symbolName: string;
  threadLocal: boolean;
  /** Alignment asked for by _Alignas or aligned, or 0. */
  align: number;
  /** Declared `register`: its address may not be taken (6.7.1p6). */
  isRegister: boolean;
  /** `register T x asm("reg")`: the register, or ''. */
  register: string;
  section: string;
  /** What attributes and pragmas say, or null. */
  visibility: Visibility | null;
  weak: boolean;
  /** A name in this unit only for a symbol that it refers to weakly (attribute weakref). */
  weakReference: boolean;
  alias: string;
  /** Attribute used: kept although nothing refers to it. */
  used: boolean;
  /** Some expression names it. */
  referenced: boolean;
  /** How many expressions name it other than to assign to it. */
  reads: number;
  /** `cleanup(f)`: called with the object's address at the end of its scope. */
  cleanup: FunctionEntity | null;
  /** A string literal (or other constant that may be merged and is never written). */
  readonly literal: boolean;
  /**
   * The nested function or function it is local to, for GNU nested functions; null at file scope.
   */
  readonly owner: FunctionEntity | null;
  common: boolean;
  readonly pos: Position;
}

export interface FunctionEntity {
  readonly kind: 'function';
  readonly id: number;
  readonly name: string;
  type: FunctionType;
  linkage: 'internal' | 'external';
  symbolName: string;
  defined: boolean;
  inline: 'default' | 'hint' | 'always' | 'never';
  /** An inline definition that provides no external one (6.7.4p7; gnu_inline extern inline). */
  availableExternally: boolean;
  /** Some declaration is not inline, or is extern: an external definition is provided (6.7.4p7). */
  externallyDeclared: boolean;
  /** GNU89 inline semantics (attribute gnu_inline). */
  gnuInline: boolean;
  noReturn: boolean;
  returnsTwice: boolean;
  /** Alignment asked for, in bytes; 0: the target's own. */
  align: number;
  /** Its accesses alias whatever their types (attribute optimize("no-strict-aliasing")). */
  aliasesFreely: boolean;
  /** Signed arithmetic wraps around in it (attribute optimize). */
  wraps: boolean;
  /** Tells no profiler of itself (attribute no_instrument_function). */
  notInstrumented: boolean;
  effects: 'any' | 'pure' | 'const';
  weak: boolean;
  /** A name in this unit only for a symbol that it refers to weakly (attribute weakref). */
  weakReference: boolean;
  alias: string;
  /** What attributes and pragmas say, or null. */
  visibility: Visibility | null;
  section: string;
  used: boolean;
  referenced: boolean;
  /** Priorities of constructor and destructor attributes (65535 by default), or null. */
  constructor_: number | null;
  destructor_: number | null;
  /** For a GNU nested function: the function around it. */
  readonly parent: FunctionEntity | null;
  readonly pos: Position;
}

/** A label of one function. */
export interface Label {
  readonly kind: 'label';
  readonly id: number;
  readonly name: string;
  addressTaken: boolean;
  /** A nested function takes its address. */
  nestedAddress: boolean;
  /** A nested function jumps to it. */
  nonlocal: boolean;
  readonly owner: FunctionEntity;
}

/** A value computed once and used again inside a `let`. */
export interface Temporary {
  readonly id: number;
  readonly type: Type;
}

// --- Constants ---------------------------------------------------------------------------------

/** What a constant expression gives (6.6); addresses are an entity's plus a byte offset. */
export type Constant =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'floating'; readonly value: number | Extended }
  | {
      readonly kind: 'complex';
      readonly real: number | Extended | bigint;
      readonly imaginary: number | Extended | bigint;
    }
  | {
      readonly kind: 'address';
      readonly base: Variable | FunctionEntity | Label;
      readonly offset: bigint;
    }
  | {
      readonly kind: 'label-difference';
      readonly left: Label;
      readonly right: Label;
      readonly offset: bigint;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

// --- Expressions -------------------------------------------------------------------------------

export type ArithmeticOperator = '*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '&' | '^' | '|';
export type RelationalOperator = '<' | '>' | '<=' | '>=' | '==' | '!=';

interface ExprBase {
  readonly type: Type;
  readonly pos: Position;
}

/** The bytes of one step of pointer arithmetic: known, or a VLA element's run-time size. */
export type ElementSize = number | Expr;

export type Expr =
  // constants; an integer's value is canonical for its type
  | (ExprBase & { readonly kind: 'integer'; readonly value: bigint })
  /** A number for float and double (already rounded), an Extended for long double. */
  | (ExprBase & { readonly kind: 'floating'; readonly value: number | Extended })
  // lvalues and designators
  | (ExprBase & { readonly kind: 'variable'; readonly variable: Variable })
  | (ExprBase & { readonly kind: 'function'; readonly function: FunctionEntity })
  | (ExprBase & { readonly kind: 'deref'; readonly pointer: Expr })
  /** A member of a record lvalue or value; `a->m` is member(deref(a)). */
  | (ExprBase & { readonly kind: 'member'; readonly base: Expr; readonly member: Member })
  /** 6.5.2.5; null initializer parts: the object has static storage and is defined apart. */
  | (ExprBase & {
      readonly kind: 'compound-literal';
      readonly variable: Variable;
      readonly initializer: ObjectInitializer | null;
    })
  | (ExprBase & {
      readonly kind: 'component';
      readonly part: 'real' | 'imag';
      readonly operand: Expr;
    })
  // values
  | (ExprBase & { readonly kind: 'temporary'; readonly temporary: Temporary })
  | (ExprBase & {
      readonly kind: 'let';
      readonly temporary: Temporary;
      readonly value: Expr;
      readonly body: Expr;
    })
  /** & of an lvalue or function, and the decay of arrays and functions (6.3.2.1). */
  | (ExprBase & { readonly kind: 'address'; readonly operand: Expr })
  /** From operand.type to type: 6.3, explicit or implicit; to void: evaluated, dropped. */
  | (ExprBase & { readonly kind: 'convert'; readonly operand: Expr })
  /** Operand promoted; `!` has a scalar operand and type int. */
  | (ExprBase & {
      readonly kind: 'unary';
      readonly operator: '-' | '~' | '!';
      readonly operand: Expr;
    })
  /**
   * Both operands have the result's type, but a shift's right operand has its own promoted type.
   */
  | (ExprBase & {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expr;
      readonly right: Expr;
    })
  /**
   * Both operands have one type (arithmetic, pointer or vector); the result is int (or a vector).
   */
  | (ExprBase & {
      readonly kind: 'relational';
      readonly operator: RelationalOperator;
      readonly left: Expr;
      readonly right: Expr;
    })
  /** pointer +/- index * elementSize bytes; the index has type long. */
  | (ExprBase & {
      readonly kind: 'pointer-add';
      readonly pointer: Expr;
      readonly index: Expr;
      readonly subtract: boolean;
      readonly elementSize: ElementSize;
    })
  | (ExprBase & {
      readonly kind: 'pointer-difference';
      readonly left: Expr;
      readonly right: Expr;
      readonly elementSize: ElementSize;
    })
  /** Operands are scalar, of any type. */
  | (ExprBase & {
      readonly kind: 'logical';
      readonly operator: '&&' | '||';
      readonly left: Expr;
      readonly right: Expr;
    })
  | (ExprBase & {
      readonly kind: 'conditional';
      readonly condition: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
    })
  | (ExprBase & { readonly kind: 'comma'; readonly left: Expr; readonly right: Expr })
  /** The value has the target's unqualified type. */
  | (ExprBase & { readonly kind: 'assign'; readonly target: Expr; readonly value: Expr })
  /**
   * target op= value, ++ and --. The target is loaded once, converted to `operation`, combined,
   * converted back and stored; the result is the new value, or with `postfix` the old one. For a
   * pointer target `operation` is the pointer type, the value has type long and elementSize counts.
   */
  | (ExprBase & {
      readonly kind: 'compound-assign';
      readonly operator: ArithmeticOperator;
      readonly target: Expr;
      readonly value: Expr;
      readonly operation: Type;
      readonly postfix: boolean;
      readonly elementSize: ElementSize;
    })
  /**
   * The callee has type pointer to function, or is a function designator; arguments are converted.
   */
  | (ExprBase & {
      readonly kind: 'call';
      readonly callee: Expr;
      readonly args: readonly Expr[];
      readonly signature: FunctionType;
    })
  /** A builtin that check/builtins.ts leaves to lower/ (its row says what the arguments are). */
  | (ExprBase & { readonly kind: 'builtin'; readonly name: string; readonly args: readonly Expr[] })
  /** `list` is the address of the va_list object. */
  | (ExprBase & { readonly kind: 'va-arg'; readonly list: Expr })
  | (ExprBase & {
      readonly kind: 'statement-expression';
      readonly body: readonly Stmt[];
      readonly result: Expr | null;
    })
  | (ExprBase & { readonly kind: 'label-address'; readonly label: Label })
  /** Run-time length of a VLA dimension (type unsigned long). */
  | (ExprBase & { readonly kind: 'variable-length'; readonly length: VariableLength })
  /** A complex value from two reals of its element type. */
  | (ExprBase & { readonly kind: 'complex'; readonly real: Expr; readonly imaginary: Expr });

export type ExprKind = Expr['kind'];

// --- Initializers ------------------------------------------------------------------------------

/**
 * A piece of an initializer: `value` of `type` at a byte offset; an array of char may take a
 * string.
 */
export interface InitializerPart {
  readonly offset: number;
  readonly type: Type;
  readonly bits: BitField | null;
  readonly value: Expr;
}

/**
 * How an automatic object starts (6.7.9). `zero`: the object is cleared first, for what no part
 * covers. Parts come in evaluation order; a later part overrides an earlier one at the same place.
 */
export interface ObjectInitializer {
  readonly zero: boolean;
  readonly parts: readonly InitializerPart[];
}

/**
 * A piece of a static initializer; pieces are sorted by offset and do not overlap but for
 * bit-fields.
 */
export interface StaticPart {
  readonly offset: number;
  readonly type: Type;
  readonly bits: BitField | null;
  readonly value: Constant;
}

// --- Statements --------------------------------------------------------------------------------

export type Stmt =
  | { readonly kind: 'expression'; readonly pos: Position; readonly value: Expr }
  /** An automatic object comes to life; a VLA's type has its lengths set before. */
  | {
      readonly kind: 'declare';
      readonly pos: Position;
      readonly variable: Variable;
      readonly initializer: ObjectInitializer | null;
    }
  | {
      readonly kind: 'vla-length';
      readonly pos: Position;
      readonly length: VariableLength;
      readonly value: Expr;
    }
  /** A scope: its VLAs are freed and cleanups run at its end. */
  | {
      readonly kind: 'compound';
      readonly pos: Position;
      readonly body: readonly Stmt[];
      readonly endPos: Position;
    }
  | {
      readonly kind: 'if';
      readonly pos: Position;
      readonly condition: Expr;
      readonly then: Stmt;
      readonly otherwise: Stmt | null;
    }
  | {
      readonly kind: 'switch';
      readonly pos: Position;
      readonly value: Expr;
      readonly body: Stmt;
      readonly cases: readonly SwitchCase[];
      readonly default: SwitchCase | null;
    }
  /** The place of a case or default inside its switch's body. */
  | {
      readonly kind: 'case';
      readonly pos: Position;
      readonly case: SwitchCase;
      readonly body: Stmt;
    }
  | {
      readonly kind: 'while';
      readonly pos: Position;
      readonly condition: Expr;
      readonly body: Stmt;
    }
  | { readonly kind: 'do'; readonly pos: Position; readonly body: Stmt; readonly condition: Expr }
  /** A declaration in the first clause is a statement of the compound around the for. */
  | {
      readonly kind: 'for';
      readonly pos: Position;
      readonly init: Expr | null;
      readonly condition: Expr | null;
      readonly step: Expr | null;
      readonly body: Stmt;
    }
  | { readonly kind: 'label'; readonly pos: Position; readonly label: Label; readonly body: Stmt }
  | { readonly kind: 'goto'; readonly pos: Position; readonly label: Label }
  | { readonly kind: 'computed-goto'; readonly pos: Position; readonly target: Expr }
  | { readonly kind: 'break'; readonly pos: Position }
  | { readonly kind: 'continue'; readonly pos: Position }
  | { readonly kind: 'return'; readonly pos: Position; readonly value: Expr | null }
  | {
      readonly kind: 'asm';
      readonly pos: Position;
      readonly volatile: boolean;
      readonly template: string;
      readonly outputs: readonly AsmOutput[];
      readonly inputs: readonly AsmInput[];
      readonly clobbers: readonly string[];
      readonly labels: readonly Label[];
      readonly labelNames: readonly string[];
    }
  /** A GNU nested function's definition stands here. */
  | { readonly kind: 'nested-function'; readonly pos: Position; readonly definition: TypedFunction }
  | { readonly kind: 'empty'; readonly pos: Position };

/** Case values are canonical for the promoted type of the switch's value; first <= last. */
export interface SwitchCase {
  readonly first: bigint;
  readonly last: bigint;
}

export interface AsmOutput {
  readonly name: string;
  readonly constraint: string;
  readonly target: Expr;
}

export interface AsmInput {
  readonly name: string;
  readonly constraint: string;
  readonly value: Expr;
}

// --- External definitions ----------------------------------------------------------------------

export interface TypedFunction {
  readonly kind: 'function-definition';
  readonly entity: FunctionEntity;
  readonly params: readonly Variable[];
  readonly body: Stmt;
  /** Labels that have their address taken, or that nested functions jump to. */
  readonly labels: readonly Label[];
  readonly pos: Position;
}

export type TypedExternal =
  | TypedFunction
  /** An object with static storage is defined; `parts` null: zero-initialized (maybe common). */
  | {
      readonly kind: 'object-definition';
      readonly variable: Variable;
      /** Bytes, with a flexible array member's elements. */
      readonly size: number;
      readonly parts: readonly StaticPart[] | null;
    }
  | { readonly kind: 'file-asm'; readonly template: string }
  /** Another name of something (attribute alias), named by others or not. */
  | { readonly kind: 'alias'; readonly entity: Variable | FunctionEntity }
  /** A typedef name of file scope; only with CompileOptions.debug. */
  | {
      readonly kind: 'typedef';
      readonly name: string;
      readonly type: Type;
      readonly pos: Position;
    };

/** Whether an expression designates an object or function (6.3.2.1). */
export function isLvalue(expr: Expr): boolean {
  switch (expr.kind) {
    case 'variable':
    case 'deref':
    case 'compound-literal':
      return true;
    case 'member':
      return isLvalue(expr.base);
    case 'component':
      return isLvalue(expr.operand);
    default:
      return false;
  }
}

/**
 * A record type's members by name, through anonymous members: the path of Members from the outside
 * in.
 */
export function findMember(record: RecordType, name: string): Member[] | null {
  for (const member of record.definition.members) {
    if (member.name === name) return [member];
    if (member.name === null && member.bits === null && member.type.kind === 'record') {
      const inner = findMember(member.type, name);
      if (inner) return [member, ...inner];
    }
  }
  return null;
}
