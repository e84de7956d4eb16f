/**
 * The System V ABI of x86-64: how Passings are classified (psABI 3.2.3) and what va_arg does
 * (3.5.7).
 */
import { accessOf } from '../../compiler/ir/build.ts';
import {
  ACCESS_SIZES,
  type Aggregate,
  type Block,
  type Func,
  isAggregate,
  type Passing,
  setEnd,
  type VaArg,
  type Value,
} from '../../compiler/ir/ir.ts';
import { CLASS_SIZES, Cls, Op } from '../../compiler/ir/ops.ts';
import type { ArgumentState, Assignment, Convention, Piece } from '../machine/calls.ts';
import { Inserter } from '../machine/insert.ts';
import { FLOAT_ARGUMENTS, INTEGER_ARGUMENTS, RAX, RDX, XMM0 } from './registers.ts';

/** What travels in one register: eightbytes of an aggregate, or a vector of two. */
interface Part {
  readonly kind: 'integer' | 'sse';
  readonly offset: number;
  readonly size: number;
  readonly cls: Cls;
}

type Eightbyte = 'none' | 'integer' | 'sse' | 'sseup';

function merge(a: Eightbyte, b: Eightbyte): Eightbyte {
  if (a === b || b === 'none') return a;
  if (a === 'none') return b;
  return a === 'integer' || b === 'integer' ? 'integer' : 'sse';
}

/**
 * Classifies an aggregate as an argument: what of it travels in registers, or null for class
 * MEMORY. x87 leaves make it MEMORY (as results: see resultPieces).
 */
function classify(aggregate: Aggregate): Part[] | null {
  const { size, leaves } = aggregate;
  if (size > 16) return null;
  const classes: Eightbyte[] = new Array(Math.ceil(size / 8)).fill('none');
  for (const { offset, kind } of leaves) {
    if (kind === 'e' || offset % ACCESS_SIZES[kind] !== 0) return null;
    const at = offset >> 3;
    const floating = kind === 's' || kind === 'd' || kind === 'v';
    classes[at] = merge(classes[at]!, floating ? 'sse' : 'integer');
    if (kind === 'v') classes[at + 1] = merge(classes[at + 1]!, 'sseup');
  }
  return partsOf(classes, size);
}

/** An eightbyte of padding only takes no register; a vector's upper half takes none of its own. */
function partsOf(classes: readonly Eightbyte[], size: number): Part[] {
  const parts: Part[] = [];
  classes.forEach((one, i) => {
    const offset = 8 * i;
    if (one === 'none' || (one === 'sseup' && classes[i - 1] === 'sse')) return;
    const kind = one === 'integer' ? 'integer' : 'sse';
    const vector = one === 'sse' && classes[i + 1] === 'sseup';
    const bytes = vector ? 16 : Math.min(8, size - offset);
    parts.push({ kind, offset, size: bytes, cls: vector ? Cls.v : partClass(kind, bytes) });
  });
  return parts;
}

const count = (parts: readonly Part[], kind: 'integer' | 'sse'): number =>
  parts.filter((one) => one.kind === kind).length;

function partClass(kind: 'integer' | 'sse', size: number): Cls {
  if (kind === 'integer') return size <= 4 ? Cls.w : Cls.l;
  return size === 4 ? Cls.s : Cls.d;
}

function argument(passing: Passing, state: ArgumentState, _named: boolean): Assignment {
  if (!isAggregate(passing)) return scalar(passing, state);
  const { size, align } = passing;
  const parts = classify(passing);
  if (size === 0) return { kind: 'pieces', pieces: [] };
  const fits =
    parts !== null &&
    count(parts, 'integer') <= state.integersLeft &&
    count(parts, 'sse') <= state.floatsLeft;
  if (!fits) {
    return { kind: 'memory', offset: state.stack(size, Math.max(align, 8)), size };
  }
  const pieces = parts.map((part): Piece => {
    const location = part.kind === 'integer' ? state.integer() : state.float();
    return { offset: part.offset, size: part.size, cls: part.cls, location };
  });
  return { kind: 'pieces', pieces };
}

function scalar(cls: Cls, state: ArgumentState): Assignment {
  const size = CLASS_SIZES[cls];
  const integer = cls === Cls.w || cls === Cls.l;
  const inRegister = cls !== Cls.e && (integer ? state.integersLeft > 0 : state.floatsLeft > 0);
  if (inRegister) {
    const location = integer ? state.integer() : state.float();
    return { kind: 'pieces', pieces: [{ offset: 0, size, cls, location }] };
  }
  const offset = state.stack(size, Math.max(size, 8));
  return {
    kind: 'pieces',
    pieces: [{ offset: 0, size, cls, location: { kind: 'stack', offset } }],
  };
}

/** Where a result comes back: %rax, %rdx; %xmm0, %xmm1; the x87 stack. */
function resultPieces(passing: Passing): readonly Piece[] | null {
  if (!isAggregate(passing)) {
    const size = CLASS_SIZES[passing];
    const integer = passing === Cls.w || passing === Cls.l;
    const location =
      passing === Cls.e
        ? ({ kind: 'special', index: 0 } as const)
        : ({ kind: 'register', register: integer ? RAX : XMM0 } as const);
    return [{ offset: 0, size, cls: passing, location }];
  }
  const { size } = passing;
  if (size === 0) return [];
  const extended = extendedPieces(passing);
  if (extended) return extended;
  const parts = classify(passing);
  if (!parts) return null;
  const integers = [RAX, RDX];
  const floats = [XMM0, XMM0 + 1];
  return parts.map((part) => {
    const register = (part.kind === 'integer' ? integers : floats).shift()!;
    const location = { kind: 'register', register } as const;
    return { offset: part.offset, size: part.size, cls: part.cls, location };
  });
}

/**
 * X87 and COMPLEX_X87: a long double, bare or wrapped, comes back in st0, a complex in st0, st1.
 */
function extendedPieces({ name, size, leaves }: Aggregate): readonly Piece[] | null {
  if (leaves.length === 0 || leaves.some(({ kind }) => kind !== 'e')) return null;
  // Leaves beyond the first lie over it, in unions, or are the second half of a complex number.
  const offsets = size === 16 ? [0] : size === 32 && name.includes('complex') ? [0, 16] : null;
  if (!offsets || leaves.some(({ offset }) => !offsets.includes(offset))) return null;
  return offsets.map((offset, index) => {
    return { offset, size: 16, cls: Cls.e, location: { kind: 'special', index } };
  });
}

export const CONVENTION: Convention = {
  integerRegisters: INTEGER_ARGUMENTS,
  floatRegisters: FLOAT_ARGUMENTS,
  argument,
  result: resultPieces,
  resultAddress: RAX,
};

/** Bytes of the register save area: six general registers, eight SSE registers. */
export const SAVE_AREA = 176;
const GP_END = 48;

/** Expands each va_arg into the choice between save area and stack (psABI figure 3.34). */
export function expandVaArgs(func: Func): void {
  for (let i = 0; i < func.blocks.length; i++) {
    const block = func.blocks[i]!;
    const at = block.body.findIndex((value) => value.op === Op.vaarg);
    // What stands behind the va_arg moves to a new block, which this loop reaches later.
    if (at >= 0) expandVaArg(func, block, at);
  }
}

function expandVaArg(func: Func, block: Block, at: number): void {
  const value = block.body[at]!;
  const { type } = value.aux as VaArg;
  const rest = splitBlock(func, block, at + 1);
  block.body.length = at;
  const insert = new Inserter(func);
  insert.pos = value.pos;
  insert.start(block, block.body);
  const list = value.args[0]!;
  const size = isAggregate(type) ? type.size : CLASS_SIZES[type];
  const parts = vaParts(type);
  const destination = isAggregate(type) ? value.args[1]! : null;
  if (size === 0) {
    end(func, block, Op.jmp, [], [rest]);
    return;
  }
  if (!parts) {
    const address = fromStack(insert, list, type);
    end(func, block, Op.jmp, [], [rest]);
    finish(func, rest, value, type, address, destination);
    return;
  }
  const integers = count(parts, 'integer');
  const floats = count(parts, 'sse');
  const inRegisters = func.block('va_registers');
  const onStack = func.block('va_stack');
  const { gp, fp, test } = registersLeft(insert, list, integers, floats);
  end(func, block, Op.br, [test], [inRegisters, onStack]);

  insert.start(inRegisters, inRegisters.body);
  const area = insert.load(Cls.l, insert.offset(list, 16), accessOf('l'));
  const place = (offset: Value): Value =>
    insert.make(Op.add, Cls.l, [area, insert.make(Op.zextw, Cls.l, [offset])]);
  const gpAt = gp ? place(gp) : null;
  const fpAt = fp ? place(fp) : null;
  const advance = (offset: Value, by: number, to: number): void => {
    const next = insert.make(Op.add, Cls.w, [offset, insert.int(Cls.w, by)]);
    insert.store(next, insert.offset(list, to), accessOf('w'));
  };
  if (gp) advance(gp, 8 * integers, 0);
  if (fp) advance(fp, 16 * floats, 4);
  // One kind of register and no gaps: the bytes lie there as they are.
  const dense = parts.length > 0 && parts.every((part, i) => part.offset === 8 * i);
  const direct = dense && !fp ? gpAt : dense && !gp && floats === 1 ? fpAt : null;
  if (!direct) gather(insert, parts, gpAt, fpAt, destination!);
  end(func, inRegisters, Op.jmp, [], [rest]);

  insert.start(onStack, onStack.body);
  const stack = fromStack(insert, list, type);
  if (!direct) copyBytes(insert, destination!, stack, 0, size);
  end(func, onStack, Op.jmp, [], [rest]);
  if (!direct) return;
  const address = func.value(Op.phi, Cls.l, [direct, stack]);
  address.block = rest;
  rest.phis.push(address);
  finish(func, rest, value, type, address, destination);
}

/** The offsets of the next saved registers, and whether the argument lies among them. */
function registersLeft(insert: Inserter, list: Value, integers: number, floats: number) {
  const loadOffset = (from: number): Value =>
    insert.load(Cls.w, insert.offset(list, from), accessOf('w'));
  const gp = integers > 0 ? loadOffset(0) : null;
  const fp = floats > 0 ? loadOffset(4) : null;
  const fits = (offset: Value, limit: number): Value =>
    insert.make(Op.cule, Cls.w, [offset, insert.int(Cls.w, limit)]);
  const tests: Value[] = [];
  if (gp) tests.push(fits(gp, GP_END - 8 * integers));
  if (fp) tests.push(fits(fp, SAVE_AREA - 16 * floats));
  const test = tests.length === 2 ? insert.make(Op.and, Cls.w, tests) : tests[0]!;
  return { gp, fp, test };
}

function vaParts(type: Passing): Part[] | null {
  if (isAggregate(type)) return classify(type);
  if (type === Cls.e || type === Cls.v) return null;
  const kind = type === Cls.w || type === Cls.l ? 'integer' : 'sse';
  return [{ kind, offset: 0, size: CLASS_SIZES[type], cls: type }];
}

/** Takes the next stack argument's address and moves overflow_arg_area on. */
function fromStack(insert: Inserter, list: Value, type: Passing): Value {
  const [size, align] = isAggregate(type)
    ? [type.size, type.align]
    : [CLASS_SIZES[type], CLASS_SIZES[type]];
  const field = insert.offset(list, 8);
  let address = insert.load(Cls.l, field, accessOf('l'));
  if (align > 8) {
    const up = insert.make(Op.add, Cls.l, [address, insert.int(Cls.l, align - 1)]);
    address = insert.make(Op.and, Cls.l, [up, insert.int(Cls.l, -align)]);
  }
  const next = insert.offset(address, Math.ceil(size / 8) * 8);
  insert.store(next, field, accessOf('l'));
  return address;
}

function gather(
  insert: Inserter,
  parts: readonly Part[],
  gpAt: Value | null,
  fpAt: Value | null,
  destination: Value,
): void {
  let gp = 0;
  let fp = 0;
  for (const { kind, offset, size } of parts) {
    const from =
      kind === 'integer' ? insert.offset(gpAt!, 8 * gp++) : insert.offset(fpAt!, 16 * fp++);
    copyBytes(insert, insert.offset(destination, offset), from, 0, size);
  }
}

function copyBytes(insert: Inserter, to: Value, from: Value, at: number, size: number): void {
  const args = [insert.offset(to, at), insert.offset(from, at)];
  insert.make(Op.blit, Cls.none, args, { size, align: 1, volatile: false });
}

/** The va_arg's value becomes a load from where the argument lies, or its bytes are copied. */
function finish(
  func: Func,
  rest: Block,
  value: Value,
  type: Passing,
  address: Value,
  destination: Value | null,
): void {
  const head: Value[] = [];
  const insert = new Inserter(func);
  insert.start(rest, head);
  if (isAggregate(type)) {
    copyBytes(insert, destination!, address, 0, type.size);
  } else {
    value.op = Op.load;
    value.args = [address];
    value.aux = accessOf(
      type === Cls.w
        ? 'w'
        : type === Cls.l
          ? 'l'
          : type === Cls.s
            ? 's'
            : type === Cls.d
              ? 'd'
              : 'e',
    );
    insert.put(value);
  }
  rest.body.unshift(...head);
}

function end(func: Func, block: Block, op: number, args: Value[], succs: Block[]): void {
  const aux = op === Op.br ? ({ likely: 'unknown' } as const) : null;
  setEnd(block, func.value(op, Cls.none, args, aux), succs);
}

/**
 * Moves a block's body from `at` on, and its end, to a new block; the block is left without
 * successors.
 */
function splitBlock(func: Func, block: Block, at: number): Block {
  const rest = func.block(block.name);
  rest.body = block.body.splice(at);
  for (const value of rest.body) value.block = rest;
  rest.end = block.end;
  rest.end.block = rest;
  rest.succs = block.succs;
  for (const succ of rest.succs) succ.preds = succ.preds.map((p) => (p === block ? rest : p));
  block.succs = [];
  block.end = func.value(Op.unreachable, Cls.none, []);
  return rest;
}
