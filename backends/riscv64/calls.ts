/**
 * The LP64D calling convention (RISC-V psABI, "Integer" and "Hardware Floating-point Calling
 * Convention").
 */
import { accessOf } from '../../compiler/ir/build.ts';
import {
  ACCESS_SIZES,
  type Aggregate,
  type Block,
  type Func,
  isAggregate,
  type Passing,
  type VaArg,
  type Value,
} from '../../compiler/ir/ir.ts';
import { CLASS_NAMES, CLASS_SIZES, Cls, Op } from '../../compiler/ir/ops.ts';
import { ArgumentState, type Assignment, type Convention, type Piece } from '../machine/calls.ts';
import { Inserter } from '../machine/insert.ts';
import { FLOAT_ARGUMENTS, INTEGER_ARGUMENTS } from './registers.ts';

const isFloat = (kind: string): boolean => kind === 's' || kind === 'd';

/**
 * The fields of a struct that flattens to one or two, with a float among them, or null: those
 * travel in a register each. Unions and long doubles do not flatten.
 */
function flattened({ leaves, union }: Aggregate): Aggregate['leaves'] | null {
  if (union || leaves.length === 0 || leaves.length > 2) return null;
  if (!leaves.some((leaf) => isFloat(leaf.kind))) return null;
  return leaves.every((leaf) => leaf.kind !== 'e' && leaf.kind !== 'v') ? leaves : null;
}

function fieldPiece(leaf: Aggregate['leaves'][number], state: ArgumentState): Piece {
  const { offset, kind } = leaf;
  const size = ACCESS_SIZES[kind];
  if (kind === 's' || kind === 'd') {
    return { offset, size, cls: kind === 's' ? Cls.s : Cls.d, location: state.float() };
  }
  return { offset, size, cls: kind === 'l' ? Cls.l : Cls.w, location: state.integer() };
}

/** `bytes` of up to 16 in integer registers, the rest of them on the stack. */
function inIntegers(
  bytes: number,
  align: number,
  cls: Cls,
  state: ArgumentState,
  named: boolean,
): Assignment {
  if (!named && align === 16) state.alignIntegers();
  if (state.integersLeft === 0) {
    const offset = state.stack(bytes, Math.max(align, 8));
    if (cls === Cls.none) return { kind: 'memory', offset, size: bytes };
    return {
      kind: 'pieces',
      pieces: [{ offset: 0, size: bytes, cls, location: { kind: 'stack', offset } }],
    };
  }
  const pieces: Piece[] = [];
  for (let offset = 0; offset < bytes; offset += 8) {
    const size = Math.min(8, bytes - offset);
    const location =
      state.integersLeft > 0
        ? state.integer()
        : ({ kind: 'stack', offset: state.stack(8, 8) } as const);
    pieces.push({ offset, size, cls: size <= 4 ? Cls.w : Cls.l, location });
  }
  return { kind: 'pieces', pieces };
}

function argument(passing: Passing, state: ArgumentState, named: boolean): Assignment {
  if (!isAggregate(passing)) return scalar(passing, state, named);
  const { size, align } = passing;
  if (size === 0) return { kind: 'pieces', pieces: [] };
  if (size > 16) {
    const { integersLeft } = state;
    const location =
      integersLeft > 0 ? state.integer() : ({ kind: 'stack', offset: state.stack(8, 8) } as const);
    return { kind: 'reference', location };
  }
  const fields = named ? flattened(passing) : null;
  if (fields) {
    const floats = fields.filter((leaf) => isFloat(leaf.kind)).length;
    if (state.floatsLeft >= floats && state.integersLeft >= fields.length - floats) {
      return { kind: 'pieces', pieces: fields.map((leaf) => fieldPiece(leaf, state)) };
    }
  }
  return inIntegers(size, align, Cls.none, state, named);
}

/** Floats that find no floating register, and all variable ones, travel as integers. */
function scalar(cls: Cls, state: ArgumentState, named: boolean): Assignment {
  const size = CLASS_SIZES[cls];
  if ((cls === Cls.s || cls === Cls.d) && named && state.floatsLeft > 0) {
    return { kind: 'pieces', pieces: [{ offset: 0, size, cls, location: state.float() }] };
  }
  return inIntegers(size, size, cls, state, named);
}

/** Results travel as a first named argument would, in a0, a1, fa0, fa1. */
function result(passing: Passing): readonly Piece[] | null {
  const state = new ArgumentState(INTEGER_ARGUMENTS.slice(0, 2), FLOAT_ARGUMENTS.slice(0, 2));
  const assignment = argument(passing, state, true);
  return assignment.kind === 'pieces' ? assignment.pieces : null;
}

export const CONVENTION: Convention = {
  integerRegisters: INTEGER_ARGUMENTS,
  floatRegisters: FLOAT_ARGUMENTS,
  argument,
  result,
  resultAddress: -1,
};

/**
 * Bytes of the area below the incoming stack arguments that continues them with the unnamed
 * registers.
 */
export const saveAreaSize = (integersUsed: number): number =>
  Math.ceil(((INTEGER_ARGUMENTS.length - integersUsed) * 8) / 16) * 16;

/**
 * Expands each va_arg: the va_list is a pointer that walks over the save area and on to the stack.
 */
export function expandVaArgs(func: Func): void {
  const insert = new Inserter(func);
  for (const block of func.blocks) {
    if (block.body.some((value) => value.op === Op.vaarg)) expandBlock(block, insert);
  }
}

function expandBlock(block: Block, insert: Inserter): void {
  const old = block.body;
  block.body = [];
  insert.start(block, block.body);
  for (const value of old) {
    insert.pos = value.pos;
    if (value.op === Op.vaarg) expandVaArg(insert, value);
    else insert.put(value);
  }
}

function expandVaArg(insert: Inserter, value: Value): void {
  const { type } = value.aux as VaArg;
  const list = value.args[0]!;
  const [size, align] = isAggregate(type)
    ? [type.size, type.align]
    : [CLASS_SIZES[type], CLASS_SIZES[type]];
  if (size === 0) return;
  const byReference = size > 16;
  let at = insert.load(Cls.l, list, accessOf('l'));
  if (align >= 16 && !byReference) {
    at = insert.make(Op.and, Cls.l, [insert.offset(at, 15), insert.int(Cls.l, -16)]);
  }
  const taken = byReference ? 8 : Math.ceil(size / 8) * 8;
  insert.store(insert.offset(at, taken), list, accessOf('l'));
  const address = byReference ? insert.load(Cls.l, at, accessOf('l')) : at;
  if (isAggregate(type)) {
    const extent = { size, align: Math.min(align, 8), volatile: false };
    insert.make(Op.blit, Cls.none, [value.args[1]!, address], extent);
    return;
  }
  value.op = Op.load;
  value.args = [address];
  value.aux = accessOf(CLASS_NAMES[type] as 'w' | 'l' | 's' | 'd' | 'e');
  insert.put(value);
}
