/**
 * The IR's data: a module holds data and functions, a function blocks, a block values in SSA form.
 *
 *   Module ── Func ── Block ─┬─ phis    (values with op phi)
 *                            ├─ body    (values, in order)
 *                            └─ end     (one value whose op ends a block) ── succs / preds
 *
 * Ids are dense within their function, so that side tables are arrays. Constants stand outside
 * blocks and are interned by Func.constants. Edges are unique: a block occurs once in another's
 * succs.
 */
import type { Extended } from '../numbers.ts';
import type { Position } from '../source.ts';
import type { DebugFunctionInfo, DebugObject, DebugType } from './debug.ts';
import { CLASS_NAMES, Cls, Op } from './ops.ts';

/** What of memory a load or store touches; sub-word loads extend to their class by `signed`. */
export type AccessKind = 'b' | 'h' | 'w' | 'l' | 's' | 'd' | 'e' | 'v' | 'y';

export const ACCESS_SIZES = { b: 1, h: 2, w: 4, l: 8, s: 4, d: 8, e: 16, v: 16, y: 32 } as const;

/** Aux of load, store and the atomics. */
export interface Access {
  readonly kind: AccessKind;
  /** For b, h (and w loaded into class l): sign-extended, else zero-extended. */
  readonly signed: boolean;
  /** Known alignment of the address in bytes. */
  readonly align: number;
  readonly volatile: boolean;
  /** C11 memory order (5 = seq_cst), or -1 when not atomic. */
  readonly order: number;
  /** Index into Module.aliasClasses; class 0 may alias anything. */
  readonly alias: number;
}

/** Bytes of a struct: those of a member. `size` is infinite where an array may reach beyond it. */
export interface RecordField {
  /** Index into Module.records. */
  readonly record: number;
  readonly offset: number;
  readonly size: number;
}

/** The name of alias classes of types that may alias any other. */
export const ANY_ALIAS = 'any';

/** What the C text says of the objects that accesses touch. */
export interface AliasClass {
  /** Of the type accessed; 'any' where that says nothing. */
  readonly name: string;
  /** The members an access goes through, from the outermost struct inwards. */
  readonly fields: readonly RecordField[];
}

/** A struct type. `within`: those that objects of it contain, at any depth. */
export interface RecordType {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly within: ReadonlySet<number>;
}

/** Aux of blit and clear. */
export interface Extent {
  readonly size: number;
  readonly align: number;
  readonly volatile: boolean;
}

/** Aux of alloc and alloca (whose size is its operand). `name` is the C variable's, for reading. */
export interface Slot {
  readonly size: number;
  readonly align: number;
  readonly name: string;
}

/** A struct or union as calls see it: its leaves, flattened; unions' leaves overlap. */
export interface Aggregate {
  readonly name: string;
  readonly size: number;
  readonly align: number;
  readonly leaves: readonly { readonly offset: number; readonly kind: AccessKind }[];
  /** Holds a union, so psABIs that flatten (LP64D) treat it as integers. */
  readonly union: boolean;
}

/**
 * How a parameter, argument or result travels: in a value of a class, or as an aggregate by its
 * address.
 */
export type Passing = Cls | Aggregate;

/**
 * Aux of call. Operands: callee, then (aggregate result) the address that receives it, then the
 * arguments; an aggregate argument is the address of a copy the callee may change.
 */
export interface CallInfo {
  readonly params: readonly Passing[];
  /** Cls.none for void. */
  readonly result: Passing;
  /** How many arguments are named; -1 where the callee is not variadic. */
  readonly named: number;
  readonly prototyped: boolean;
  readonly noReturn: boolean;
  readonly returnsTwice: boolean;
  /** Depends on its arguments only ('const') or also reads memory ('pure'). */
  readonly effects: 'any' | 'pure' | 'const';
  /** The last operand is the static chain of a nested function. */
  readonly chain: boolean;
  /**
   * Behind the arguments come the variable ones of the function around, which are known once it is
   * inlined (__builtin_va_arg_pack); a call of PACK_LENGTH gives their number.
   */
  readonly pack: boolean;
}

/** What a call in a variadic function names to ask for the number of its variable arguments. */
export const PACK_LENGTH = '__builtin_va_arg_pack_len';

/** Aux of vaarg: a scalar is the result; an aggregate is copied to the address in operand 1. */
export interface VaArg {
  readonly type: Passing;
}

/**
 * Aux of switch: a case's value goes to succs[target]; values are canonical for the operand's
 * class.
 */
export interface SwitchInfo {
  readonly cases: readonly { readonly value: bigint; readonly target: number }[];
}

/** Aux of br: how likely successor 0 is. */
export interface BranchInfo {
  readonly likely: 'unknown' | 'likely' | 'unlikely';
}

/**
 * Aux of asm and asmgoto. Outputs are written through addresses: operand i is the address of output
 * i (or, for a memory constraint, the memory itself); then come the inputs' values or addresses.
 */
export interface AsmInfo {
  readonly template: string;
  readonly outputs: readonly AsmOperand[];
  readonly inputs: readonly AsmOperand[];
  readonly clobbers: readonly string[];
  readonly volatile: boolean;
  /** Names of asmgoto labels: labels[i] is succs[i + 1]. */
  readonly labels: readonly string[];
}

export interface AsmOperand {
  readonly name: string;
  readonly constraint: string;
  readonly access: Access;
  /** The register of a `register T x asm("r")` variable, or ''. */
  readonly register: string;
  /** An output that is also read (`+`). */
  readonly inout: boolean;
  /** Operand is an address standing for memory (`m`), not a value. */
  readonly memory: boolean;
}

/** Aux of symbol: an address plus a constant. */
export interface SymbolRef {
  readonly symbol: ModuleSymbol;
  readonly offset: bigint;
}

/**
 * Aux of add, sub, mul, neg and shl of integers: the exact result, read as signed, is within the
 * class. Where it is not, the program is undefined if anything it does depends on the result.
 */
export const NO_WRAP = 'nowrap';

export type Aux =
  | null
  | typeof NO_WRAP
  | bigint
  | number
  | Extended
  | Access
  | Extent
  | Slot
  | CallInfo
  | VaArg
  | SwitchInfo
  | BranchInfo
  | AsmInfo
  | SymbolRef
  | Block;

/** One SSA value (or, with class none, an effect). All values are made by Func.value: one shape. */
export interface Value {
  readonly id: number;
  op: Op;
  cls: Cls;
  args: Value[];
  aux: Aux;
  /** Null for constants and values taken out. */
  block: Block | null;
  pos: Position;
  /** A name for reading, or ''; the printer makes it unique. */
  name: string;
}

export interface Block {
  readonly id: number;
  name: string;
  phis: Value[];
  body: Value[];
  end: Value;
  succs: Block[];
  preds: Block[];
  /** Its address is taken by a label constant or by data. */
  addressTaken: boolean;
  /** Loop depth, as loops.ts last computed it. */
  depth: number;
}

export interface FuncFlags {
  noReturn: boolean;
  returnsTwice: boolean;
  /** 'always' and 'never' from attributes, 'hint' from the inline keyword. */
  inline: 'default' | 'hint' | 'always' | 'never';
  /** Calls setjmp or the like: values live across it must not be moved carelessly. */
  callsReturnsTwice: boolean;
  usesAlloca: boolean;
  /** Is a nested function, entered with a static chain. */
  hasChain: boolean;
  constructor: number | null;
  destructor: number | null;
  /** An inline definition without external definition (6.7.4): may be inlined, is not emitted. */
  availableExternally: boolean;
  effects: 'any' | 'pure' | 'const';
  /** Alignment asked for, in bytes; 0: the target's own. */
  align: number;
}

/**
 * A function definition. blocks[0] is the entry, has no predecessors and starts with its params.
 */
export class Func {
  readonly blocks: Block[] = [];
  nextValue = 0;
  nextBlock = 0;
  /** What a debugger is told of it, where that is wanted. */
  debug: DebugFunctionInfo | null = null;
  /** Parameters that are declared restrict (C11 6.7.3.1), of class l. */
  readonly restricted = new Set<Value>();
  private readonly ints: [Map<bigint, Value>, Map<bigint, Value>] = [new Map(), new Map()];
  private readonly others = new Map<string, Value>();
  readonly flags: FuncFlags = {
    noReturn: false,
    returnsTwice: false,
    inline: 'default',
    callsReturnsTwice: false,
    usesAlloca: false,
    hasChain: false,
    align: 0,
    constructor: null,
    destructor: null,
    availableExternally: false,
    effects: 'any',
  };

  constructor(
    readonly symbol: ModuleSymbol,
    public params: readonly Passing[],
    readonly result: Passing,
    readonly variadic: boolean,
    readonly pos: Position,
  ) {}

  get name(): string {
    return this.symbol.name;
  }

  /** Makes a value; it stands nowhere until put into a block. */
  value(op: Op, cls: Cls, args: Value[], aux: Aux = null, pos: Position = 0): Value {
    return { id: this.nextValue++, op, cls, args, aux, block: null, pos, name: '' };
  }

  /** Makes a block and appends it. Its end is unreachable until set. */
  block(name: string): Block {
    const end = this.value(Op.unreachable, Cls.none, []);
    const block: Block = {
      id: this.nextBlock++,
      name,
      phis: [],
      body: [],
      end,
      succs: [],
      preds: [],
      addressTaken: false,
      depth: 0,
    };
    end.block = block;
    this.blocks.push(block);
    return block;
  }

  /** The integer constant of a class; the value is wrapped to the class, kept signed. */
  int(cls: Cls, value: bigint | number): Value {
    const wide = cls === Cls.l;
    const canonical = BigInt.asIntN(wide ? 64 : 32, BigInt(value));
    const table = this.ints[wide ? 1 : 0];
    let found = table.get(canonical);
    if (!found) {
      found = this.value(Op.int, cls, [], canonical);
      table.set(canonical, found);
    }
    return found;
  }

  /** The floating constant of class s or d (a JS number, already rounded) or e (an Extended). */
  float(cls: Cls, value: number | Extended): Value {
    const bits =
      typeof value === 'number'
        ? Object.is(value, -0)
          ? '-0'
          : String(value)
        : `${value.kind}${value.sign}:${value.exponent}:${value.significand}`;
    return this.interned(`f${cls}:${bits}`, Op.float, cls, value);
  }

  /** The address of a symbol plus an offset. */
  address(symbol: ModuleSymbol, offset: bigint | number = 0n): Value {
    const wide = BigInt.asIntN(64, BigInt(offset));
    return this.interned(`s${symbol.id}+${wide}`, Op.symbol, Cls.l, { symbol, offset: wide });
  }

  /** The address of a block (GNU labels as values). */
  label(block: Block): Value {
    block.addressTaken = true;
    return this.interned(`b${block.id}`, Op.label, Cls.l, block);
  }

  /** The vector constant of 128 bits, or 256 of class y. */
  vector(bits: bigint, cls: Cls = Cls.v): Value {
    const wide = BigInt.asUintN(cls === Cls.y ? 256 : 128, bits);
    return this.interned(`${CLASS_NAMES[cls]}${wide}`, Op.vector, cls, wide);
  }

  undef(cls: Cls): Value {
    return this.interned(`u${cls}`, Op.undef, cls, null);
  }

  private interned(key: string, op: Op, cls: Cls, aux: Aux): Value {
    let found = this.others.get(key);
    if (!found) {
      found = this.value(op, cls, [], aux);
      this.others.set(key, found);
    }
    return found;
  }
}

/** A linker symbol. One object a name in a module. */
export interface ModuleSymbol {
  readonly id: number;
  readonly name: string;
  linkage: 'external' | 'internal';
  defined: boolean;
  isFunction: boolean;
  weak: boolean;
  threadLocal: boolean;
  visibility: 'default' | 'hidden' | 'protected' | 'internal';
  /** Name of the symbol this one is an alias of, or ''. */
  alias: string;
  /** Kept although nothing refers to it (attribute used). */
  used: boolean;
  /** What a call of it may do, where its declaration or name says (attribute pure, const). */
  effects: 'any' | 'pure' | 'const';
}

export type DataItem =
  | { readonly kind: 'int'; readonly size: 1 | 2 | 4 | 8; readonly value: bigint }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'zero'; readonly size: number }
  | { readonly kind: 'address'; readonly symbol: ModuleSymbol; readonly offset: bigint }
  /** Address of a block, or (with `minus`) the difference of two, in `size` bytes. */
  | {
      readonly kind: 'label';
      readonly size: 4 | 8;
      readonly func: ModuleSymbol;
      readonly block: Block;
      readonly minus: Block | null;
      readonly offset: bigint;
    };

/** An object with static storage duration. */
export interface Data {
  readonly symbol: ModuleSymbol;
  readonly size: number;
  readonly align: number;
  readonly items: readonly DataItem[];
  readonly readOnly: boolean;
  /** Tentative definition kept common (-fcommon). */
  readonly common: boolean;
  /** A named section, or '' for the usual one. */
  readonly section: string;
  /** What a debugger is told of it, where that is wanted. */
  readonly debug?: DebugObject | null;
}

/** One translation unit. */
export class Module {
  readonly functions: Func[] = [];
  readonly data: Data[] = [];
  readonly aggregates: Aggregate[] = [];
  /** Alias classes; index 0 may alias anything. */
  readonly aliasClasses: AliasClass[] = [{ name: ANY_ALIAS, fields: [] }];
  /** Structs that alias classes tell of. */
  readonly records: RecordType[] = [];
  /** File-scope asm texts. */
  readonly assembly: string[] = [];
  /** Code is written to the stack and run there (GNU nested functions). */
  executableStack = false;
  readonly symbols: ModuleSymbol[] = [];
  /** Named types that a debugger is told of beside those of functions and data. */
  readonly debugTypes: DebugType[] = [];
  /** Named sections of functions (attribute section). */
  readonly functionSections = new Map<ModuleSymbol, string>();
  private readonly byName = new Map<string, ModuleSymbol>();

  /** The symbol of a name, made (external, undefined) when new. */
  symbol(name: string): ModuleSymbol {
    let symbol = this.byName.get(name);
    if (!symbol) {
      symbol = {
        id: this.symbols.length,
        name,
        linkage: 'external',
        defined: false,
        isFunction: false,
        weak: false,
        threadLocal: false,
        visibility: 'default',
        alias: '',
        used: false,
        effects: 'any',
      };
      this.symbols.push(symbol);
      this.byName.set(name, symbol);
    }
    return symbol;
  }
}

/** Whether a Passing is an aggregate. */
export function isAggregate(passing: Passing): passing is Aggregate {
  return typeof passing === 'object';
}

/** The payload of an integer constant, or null for any other value. */
export function intOf(value: Value): bigint | null {
  return value.op === Op.int ? (value.aux as bigint) : null;
}

/** Whether the exact result of integer arithmetic is sure to be within its class. */
export function isNoWrap(value: Value): boolean {
  return value.aux === NO_WRAP;
}

/** Puts a value at the end of a block's body. */
export function append(block: Block, value: Value): Value {
  value.block = block;
  block.body.push(value);
  return value;
}

/**
 * Ends a block: sets its end and successors and the successors' predecessors (their phis are the
 * caller's).
 */
export function setEnd(block: Block, end: Value, succs: Block[]): void {
  for (const old of block.succs) old.preds.splice(old.preds.indexOf(block), 1);
  end.block = block;
  block.end.block = null;
  end.block = block;
  block.end = end;
  block.succs = succs;
  for (const succ of succs) succ.preds.push(block);
}
