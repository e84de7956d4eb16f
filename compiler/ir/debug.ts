/**
 * What a debugger is to know of a program's names and types, apart from its code: optional facts
 * that functions and data carry along. No language's own types; a front end fills them in where it
 * is asked to. Not part of the IR's text.
 */
import type { Position } from '../source.ts';

/** A type as a debugger shows it; null stands for void. */
export type DebugType =
  | {
      readonly kind: 'base';
      readonly name: string;
      readonly encoding:
        | 'boolean'
        | 'signed'
        | 'unsigned'
        | 'signed-char'
        | 'unsigned-char'
        | 'float'
        | 'complex';
      readonly size: number;
    }
  | { readonly kind: 'pointer'; readonly to: DebugType | null }
  | {
      readonly kind: 'qualified';
      readonly qualifier: 'const' | 'volatile' | 'atomic';
      readonly of: DebugType | null;
    }
  | {
      readonly kind: 'array';
      readonly of: DebugType | null;
      /** Null: not known. */
      readonly length: number | null;
      readonly vector: boolean;
    }
  | DebugRecord
  | DebugEnumeration
  | {
      readonly kind: 'typedef';
      readonly name: string;
      of: DebugType | null;
      readonly pos: Position;
    }
  | {
      readonly kind: 'function';
      readonly result: DebugType | null;
      readonly params: readonly (DebugType | null)[];
      readonly variadic: boolean;
      readonly prototyped: boolean;
    };

/** Filled in when it is complete. */
export interface DebugRecord {
  readonly kind: 'record';
  /** '' without a tag. */
  readonly name: string;
  readonly union: boolean;
  complete: boolean;
  size: number;
  members: readonly DebugMember[];
}

export interface DebugMember {
  /** '' for an anonymous structure or union. */
  readonly name: string;
  readonly type: DebugType | null;
  /** In bits from the record's start. */
  readonly bitOffset: number;
  /** Width of a bit-field, else 0. */
  readonly bitSize: number;
}

export interface DebugEnumeration {
  readonly kind: 'enumeration';
  readonly name: string;
  complete: boolean;
  underlying: DebugType | null;
  values: readonly { readonly name: string; readonly value: bigint }[];
}

/** A variable or parameter of a function that stands in the frame. */
export interface DebugVariable {
  readonly name: string;
  readonly type: DebugType | null;
  readonly pos: Position;
  readonly parameter: boolean;
  /** Id of the alloc, or of the aggregate parameter, whose memory holds it. */
  readonly home: number;
  /** The memory holds its address. */
  readonly indirect: boolean;
  /** The innermost scope around it, or -1: the function's own. */
  readonly scope: number;
}

/** A block of a function's text: what stands at `from` to `to`. */
export interface DebugScope {
  readonly from: Position;
  to: Position;
  /** The scope around it, or -1. */
  readonly parent: number;
}

/** What Func.debug holds. */
export interface DebugFunctionInfo {
  readonly name: string;
  readonly result: DebugType | null;
  readonly prototyped: boolean;
  readonly variables: DebugVariable[];
  /** In order of `from`. */
  readonly scopes: DebugScope[];
}

/** What Data.debug holds. */
export interface DebugObject {
  readonly name: string;
  readonly type: DebugType | null;
  readonly pos: Position;
  /** The symbol of the function that it is local to, or ''. */
  readonly owner: string;
}
