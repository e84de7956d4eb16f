/**
 * What the files of lower/ share: the state of a translation unit and of the function at hand, the
 * shapes a C value takes in the IR, and the rules that cross files (called through `rules`, so that
 * no import cycle arises).
 *
 *   scalar   a Value of the type's class; int and smaller in w, extended as their type says
 *   pair     complex (real, imaginary) and __int128 (low, high): two Values
 *   memory   records, arrays and vectors: the address of the object
 */
import type { Diagnostics } from '../diagnostics.ts';
import type { Builder } from '../ir/build.ts';
import type {
  Access,
  Aggregate,
  Block,
  Func,
  Module,
  ModuleSymbol,
  SymbolRef,
  Value,
} from '../ir/ir.ts';
import { type Cls as Class, Cls, Op } from '../ir/ops.ts';
import { addInts } from '../numbers.ts';
import type { CompileOptions, DataModel } from '../options.ts';
import type { Position } from '../source.ts';
import type {
  Expr,
  FunctionEntity,
  Label,
  ObjectInitializer,
  Stmt,
  SwitchCase,
  TypedExternal,
  TypedFunction,
  Variable,
} from '../typed.ts';
import type { BitField, RecordDefinition, Type } from '../types.ts';
import type { DebugNames } from './debug.ts';
import type { AliasPath, AliasPaths } from './paths.ts';

/** Two values that make one C value: (real, imaginary) or (low, high). */
export interface Pair {
  readonly low: Value;
  readonly high: Value;
}

/** What an expression gives; null for void. */
export type Result = Value | Pair | null;

/** An object or bit-field in memory. */
export interface Place {
  readonly base: Value;
  readonly offset: number;
  /** With its qualifiers. */
  readonly type: Type;
  readonly bits: BitField | null;
  /** Known alignment of base + offset. */
  readonly align: number;
  /** Reached through a union: may alias anything. */
  readonly any: boolean;
  /** The members it was reached through; null: none. */
  readonly path: AliasPath | null;
}

/** What unwinding out of a scope must undo: one VLA or one cleanup. */
export interface Scope {
  readonly parent: Scope | null;
  readonly depth: number;
  /** Slot that holds the stack pointer before the VLA. */
  readonly stack: Value | null;
  readonly cleanup: Variable | null;
}

/** Where break and continue go. */
export interface JumpTarget {
  readonly parent: JumpTarget | null;
  readonly breakTo: Block;
  /** Null in a switch. */
  readonly continueTo: Block | null;
  readonly scope: Scope | null;
}

export interface SwitchState {
  readonly parent: SwitchState | null;
  readonly blocks: Map<SwitchCase, Block>;
}

export interface LabelState {
  readonly block: Block;
  /** Where dispatch enters, for a label whose address is taken. */
  readonly entry: Block | null;
  scope: Scope | null;
  placed: boolean;
  /** Gotos from inside scopes, met before the label. */
  readonly pending: { readonly block: Block; readonly scope: Scope; readonly pos: Position }[];
}

/** The state of the function being lowered. */
export interface FunctionState {
  readonly func: Func;
  readonly b: Builder;
  readonly entity: FunctionEntity;
  readonly parent: FunctionState | null;
  /** Addresses of automatic objects; of a VLA, the slot that holds its address. */
  readonly slots: Map<Variable, Value>;
  /** Slots of VLA lengths, by VariableLength.id. */
  readonly lengths: Map<number, Value>;
  readonly temporaries: Map<number, Result>;
  readonly labels: Map<Label, LabelState>;
  scope: Scope | null;
  jumps: JumpTarget | null;
  switches: SwitchState | null;
  /** The one block that jumps to computed labels, and the slot of its target. */
  dispatch: { readonly block: Block; readonly slot: Value } | null;
  /**
   * Addresses handed to nested functions: key to place in the frame record; null while none is
   * needed.
   */
  frame: FrameRecord | null;
  /** The chain a nested function was entered with. */
  chain: Value | null;
  /** Code that enters nested functions with their chain, on this function's stack. */
  readonly trampolines: Map<FunctionEntity, Value>;
  /** Slots of the addresses of labels that nested functions ask for. */
  readonly labelSlots: Map<Label, Value>;
  /** What gotos of nested functions to labels of this one need; null where there are none. */
  nonlocal: Nonlocal | null;
}

/** How nested functions jump back into a function (nonlocal.ts). */
export interface Nonlocal {
  readonly labels: readonly Label[];
  /** Where control comes back. */
  readonly receive: Block;
  /** Slots: the library's buffer, and the number of the label. */
  readonly buffer: Value;
  readonly selector: Value;
}

/**
 * The record a function gives its nested functions: its own chain, then addresses of captured
 * objects.
 */
export interface FrameRecord {
  readonly slot: Value;
  readonly fields: Map<Value, number>;
}

/** Rules that cross files. */
export interface Rules {
  evaluate(l: Lowering, expr: Expr): Result;
  effect(l: Lowering, expr: Expr): void;
  branchOn(l: Lowering, expr: Expr, yes: Block, no: Block): void;
  place(l: Lowering, expr: Expr): Place;
  statement(l: Lowering, stmt: Stmt): void;
  initialize(l: Lowering, place: Place, initializer: ObjectInitializer): void;
  func(l: Lowering, definition: TypedFunction): void;
  call(l: Lowering, expr: Extract<Expr, { kind: 'call' }>, into: Value | null): Result;
  builtin(l: Lowering, expr: Extract<Expr, { kind: 'builtin' }>): Result;
}

/** The state of a translation unit. */
export interface Lowering {
  readonly module: Module;
  readonly options: CompileOptions;
  readonly model: DataModel;
  readonly diagnostics: Diagnostics;
  readonly rules: Rules;
  fn: FunctionState;
  readonly symbols: Map<Variable | FunctionEntity, ModuleSymbol>;
  readonly aggregates: Map<RecordDefinition | Type, Aggregate>;
  readonly accesses: Map<number, Access>;
  readonly paths: AliasPaths;
  /** Blocks that stand for labels whose address is taken. */
  readonly labelBlocks: Map<Label, Block>;
  /** Objects whose initializers name labels of functions not yet lowered. */
  readonly waiting: Extract<TypedExternal, { kind: 'object-definition' }>[];
  /** Nested functions that use their chain. */
  readonly chained: Set<FunctionEntity>;
  /** Nested functions lowered so far. */
  readonly nested: Set<FunctionEntity>;
  /** Describes names and types for a debugger (-g), or null. */
  readonly debug: DebugNames | null;
}

export function isPair(result: Result): result is Pair {
  return result !== null && 'low' in result;
}

export const evaluate = (l: Lowering, expr: Expr): Result => l.rules.evaluate(l, expr);
export const effect = (l: Lowering, expr: Expr): void => l.rules.effect(l, expr);
export const placeOf = (l: Lowering, expr: Expr): Place => l.rules.place(l, expr);

/** The value of a scalar expression, or the address of one that lives in memory. */
export function operandOf(l: Lowering, expr: Expr): Value {
  return single(l, l.rules.evaluate(l, expr), expr.pos);
}

export function single(l: Lowering, result: Result, pos: Position): Value {
  if (result === null || isPair(result)) {
    return l.diagnostics.unsupported(pos, 'this use of the value');
  }
  return result;
}

/**
 * Goes on in a block nothing has jumped to yet: code after a jump, removed unless a label stands in
 * it.
 */
export function startDead(l: Lowering): void {
  const { b } = l.fn;
  b.moveTo(b.newBlock('dead'));
}

/** base + a constant, folded into symbol addresses. */
export function offsetBy(l: Lowering, base: Value, offset: number): Value {
  if (offset === 0) return base;
  const { b, func } = l.fn;
  if (base.op === Op.symbol) {
    const { symbol, offset: first } = base.aux as SymbolRef;
    if (!symbol.threadLocal) return func.address(symbol, addInts(first, BigInt(offset), 64));
  }
  return b.binary(Op.add, Cls.l, base, b.int(Cls.l, offset));
}

export function addressOf(l: Lowering, place: Place): Value {
  return offsetBy(l, place.base, place.offset);
}

/** A stack slot that is the compiler's own. */
export function temporarySlot(l: Lowering, size: number, align: number, name: string): Value {
  return l.fn.b.alloc({ size, align, name });
}

/**
 * Joins a value from two or more open ends: blocks that end in a jump to `join` with these values.
 */
export function joinValues(
  l: Lowering,
  join: Block,
  cls: Class,
  from: readonly { readonly block: Block; readonly value: Value }[],
): Value {
  const { b } = l.fn;
  const phi = b.phi(join, cls);
  b.setPhi(phi, (pred) => from.find((one) => one.block === pred)!.value);
  return phi;
}
