/**
 * The state of semantic analysis, and the rules that its files need of each other. A rule is a
 * function of the Checker first; where two files need one another the call goes through `rules`.
 */
import type * as ast from '../ast.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { CompileOptions, DataModel } from '../options.ts';
import type { Position } from '../source.ts';
import type {
  Expr,
  FunctionEntity,
  Label,
  ObjectInitializer,
  StaticPart,
  Stmt,
  TypedExternal,
  TypedFunction,
  Variable,
  Visibility,
} from '../typed.ts';
import type { BasicTypes, Type, VariableLength } from '../types.ts';
import type { Scope } from './scope.ts';

/** What is known of the function being checked. */
export interface FunctionContext {
  readonly entity: FunctionEntity;
  /** Labels by name, innermost local-label scope last. */
  readonly labelScopes: Map<string, LabelState>[];
  readonly switches: SwitchState[];
  loopDepth: number;
  breakDepth: number;
  readonly parent: FunctionContext | null;
  /** All labels, for those whose address is taken. */
  readonly labels: Label[];
  /** Variably modified declarations in scope. */
  variables: VariableScope | null;
  /** The gotos, with what is in scope at each. */
  readonly gotos: { readonly state: LabelState; scope: VariableScope | null; pos: Position }[];
  /** Its result type was not written: implicit int. */
  readonly implicitResult: boolean;
  /** Where its declaration begins. */
  readonly specifiersPos: Position;
  /** Names it uses that are not declared, of which it is told once. */
  readonly undeclared: Set<string>;
  /** It has a return statement. */
  returns: boolean;
  /** Statements that say that control falls through to the next label. */
  readonly fallThroughs: Set<Stmt>;
}

/** Variably modified declarations in scope, innermost first (6.8.6.1p1). */
export interface VariableScope {
  readonly outer: VariableScope | null;
  readonly name: string;
  readonly pos: Position;
}

export interface LabelState {
  readonly label: Label;
  /** What is in scope at the label, once it is defined. */
  scope: VariableScope | null;
  defined: boolean;
  used: boolean;
  readonly pos: Position;
}

export interface SwitchState {
  readonly type: Type;
  readonly scope: VariableScope | null;
  readonly cases: { first: bigint; last: bigint; pos: Position }[];
  default: Position | null;
  readonly typedCases: { readonly first: bigint; readonly last: bigint }[];
  typedDefault: { readonly first: bigint; readonly last: bigint } | null;
}

/** A declarator's outcome. */
export interface Declared {
  readonly name: string | null;
  readonly type: Type;
  readonly pos: Position;
  readonly attributes: readonly ast.Attribute[];
  /** The outermost function declarator's parameters, when the type is a function's. */
  readonly params: readonly ParameterInfo[] | null;
  readonly identifiers: readonly { readonly name: string; readonly pos: Position }[] | null;
}

export interface ParameterInfo {
  readonly name: string | null;
  readonly type: Type;
  readonly pos: Position;
  readonly attributes: readonly ast.Attribute[];
  readonly register: boolean;
  /** VLA lengths to be evaluated on entry. */
  readonly lengths: readonly PendingLength[];
  /** The parameter as an object, when it has a name. */
  readonly variable: Variable | null;
}

/** A VLA dimension met in a declarator, to be evaluated where the declarator is reached. */
export interface PendingLength {
  readonly length: VariableLength;
  readonly value: Expr;
}

/** Rules that cross files. */
export interface Rules {
  expression(c: Checker, node: ast.Expression): Expr;
  typeName(c: Checker, node: ast.TypeName): Type;
  specifiedType(c: Checker, node: ast.Specifiers): Type;
  staticAssertion(c: Checker, node: ast.StaticAssertion): void;
  pragma(c: Checker, node: ast.PragmaLine): void;
  declaration(c: Checker, node: ast.Declaration, into: Stmt[] | null): void;
  nestedFunction(c: Checker, node: ast.FunctionDefinition): TypedFunction | null;
  compound(c: Checker, node: ast.CompoundStatement, scope?: Scope): Stmt;
  statementExpression(
    c: Checker,
    node: ast.CompoundStatement,
  ): { body: Stmt[]; result: Expr | null };
  objectInitializer(c: Checker, type: Type, node: ast.Initializer): InitializedObject;
  vaListAddress(c: Checker, list: Expr, pos: Position): Expr | null;
  staticParts(c: Checker, initializer: ObjectInitializer): StaticPart[] | null;
}

export interface InitializedObject {
  /** The type, with an incomplete array's length filled in. */
  readonly type: Type;
  readonly initializer: ObjectInitializer;
  /** Bytes the initializer reaches to (a flexible array member may go past the type's size). */
  readonly size: number;
}

/** How a function takes a format: parameters from 1; `first` 0 when the arguments are a va_list. */
export interface FormatSpec {
  readonly kind: 'printf' | 'scanf';
  readonly string: number;
  readonly first: number;
}

/** A literal's values, in units of 1, 2 or 4 bytes. */
export type Units = Uint8Array | Uint16Array | Uint32Array;

/** Told of each expression and what the checker makes of it, before it is used. */
export type ExpressionSeen = (node: ast.Expression, typed: Expr) => void;

/** What pragmas have asked for up to here. */
export interface PragmaState {
  /** `#pragma pack` value in force (0: none) and its stack. */
  pack: number;
  readonly packStack: { readonly name: string; readonly pack: number }[];
  /** `#pragma GCC visibility` in force, innermost last. */
  readonly visibility: Visibility[];
  /** Names to be weak that nothing has declared yet, with the name each stands for or ''. */
  readonly weak: Map<string, string>;
  /** What is another name of something defined here. */
  readonly aliases: Set<FunctionEntity | Variable>;
  /** Linker names of what nothing has declared yet. */
  readonly externalNames: Map<string, string>;
}

export interface Checker {
  readonly types: BasicTypes;
  readonly diagnostics: Diagnostics;
  readonly options: CompileOptions;
  readonly model: DataModel;
  readonly rules: Rules;
  readonly fileScope: Scope;
  readonly seen: ExpressionSeen | null;
  scope: Scope;
  func: FunctionContext | null;
  /** Definitions made, in order; the caller empties it. */
  readonly output: TypedExternal[];
  /** VLA lengths of the declaration at hand; null where a VLA is not allowed. */
  pendingLengths: PendingLength[];
  /** Tentative definitions (6.9.2), by variable. */
  readonly tentative: Set<Variable>;
  readonly defined: Set<Variable>;
  readonly pragmas: PragmaState;
  /** Type of __builtin_va_list. */
  readonly vaList: Type;
  readonly counters: { entity: number; temporary: number; label: number; symbol: number };
  /** Inside sizeof, typeof and the like, where nothing is evaluated. */
  unevaluated: number;
  /** How many expressions were in error, and how many when the innermost one or statement began. */
  broken: number;
  brokenBefore: number;
  /** Above 0 where an expression must be constant: nothing is left to the optimizer. */
  needsConstant: number;
  /** Values of const objects of arithmetic type whose initializers are constant. */
  readonly knownValues: Map<Variable, Expr>;
  /** Functions with attribute warn_unused_result. */
  readonly mustUse: Set<FunctionEntity>;
  /** Parameters that must not be null (attribute nonnull). */
  readonly nonNull: Map<FunctionEntity, readonly number[]>;
  /** What is said of uses of what is not to be used any more (attribute deprecated). */
  readonly deprecated: Map<FunctionEntity | Variable, string>;
  /** What attribute format says of functions. */
  readonly formats: Map<FunctionEntity, FormatSpec>;
  /** Initializers of file-scope compound literals, for those that initialize another object. */
  readonly literalInitializers: Map<Variable, ObjectInitializer>;
  /** Functions and objects with linkage that only block scopes have declared. */
  readonly hiddenFunctions: Map<string, FunctionEntity>;
  readonly hiddenObjects: Map<string, Variable>;
  /** Units of each string literal, its terminator included. */
  readonly literalUnits: Map<Variable, Units>;
  /** Library functions that only builtins have named. */
  readonly libraryFunctions: Map<string, FunctionEntity>;
  /** String literals by their bytes, so that equal ones are one object. */
  readonly literals: Map<string, Variable>;
}

/**
 * Reports a violated constraint, unless a part of the expression at hand was in error already,
 * which is the likely cause.
 */
export function error(c: Checker, pos: Position, message: string): void {
  if (c.broken > c.brokenBefore && c.diagnostics.errorCount > 0) return;
  c.diagnostics.error(pos, message);
}

/** A stand-in for an expression in error: an int constant that nothing complains about again. */
export function errorExpr(c: Checker, pos: Position): Expr {
  c.broken++;
  return { kind: 'integer', type: c.types.int, pos, value: 0n };
}

/** Checks something whose errors are its own, whatever went wrong before. */
export function apart<T>(c: Checker, check: () => T): T {
  const before = c.brokenBefore;
  c.brokenBefore = c.broken;
  const result = check();
  c.brokenBefore = before;
  return result;
}
