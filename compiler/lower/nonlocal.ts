/**
 * Jumps out of functions: GNU __builtin_setjmp and __builtin_longjmp, and gotos from a nested
 * function to a label of one around it. All go by the library's _setjmp and longjmp on a buffer in
 * the frame of the function that is jumped to, which restore what a callee must keep. A function
 * with such labels fills its buffer at its start, and again where its stack pointer moves:
 *
 *   entry:   r = _setjmp(buffer); br r, receive, body
 *   nested:  *selector = i; longjmp(buffer, 1)
 *   receive: switch selector -> label 0, label 1 ...
 */
import { callInfoOf } from '../ir/build.ts';
import type { Block, Value } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import type { Expr, Label, TypedFunction } from '../typed.ts';
import {
  type FunctionState,
  type Lowering,
  operandOf,
  type Result,
  startDead,
  temporarySlot,
} from './context.ts';
import { frameAddress } from './frames.ts';
import { plainAccess } from './scalars.ts';

type BuiltinExpr = Extract<Expr, { kind: 'builtin' }>;

/** Holds the jmp_buf of any C library for the targets. */
const BUFFER_SIZE = 352;

const newBuffer = (l: Lowering): Value => temporarySlot(l, BUFFER_SIZE, 16, 'jump_buffer');

/** Calls _setjmp: 0, or 1 when control comes back by longjmp. */
function fill(l: Lowering, buffer: Value): Value {
  const { b, func } = l.fn;
  const symbol = l.module.symbol('_setjmp');
  symbol.isFunction = true;
  func.flags.callsReturnsTwice = true;
  return b.call(func.address(symbol), [buffer], callInfoOf([Cls.l], Cls.w, { returnsTwice: true }));
}

/** Goes to where a buffer was filled. */
function jump(l: Lowering, buffer: Value): void {
  const { b, func } = l.fn;
  const symbol = l.module.symbol('longjmp');
  symbol.isFunction = true;
  const info = callInfoOf([Cls.l, Cls.w], Cls.none, { noReturn: true });
  b.call(func.address(symbol), [buffer, b.int(Cls.w, 1)], info);
  b.unreachable();
  startDead(l);
}

/** __builtin_setjmp(void **buf): word 0 is the address of a library's buffer in the frame. */
export function lowerSetjmp(l: Lowering, expr: BuiltinExpr): Result {
  const words = operandOf(l, expr.args[0]!);
  const buffer = newBuffer(l);
  l.fn.b.store(plainAccess(l, 'l'), buffer, words);
  return fill(l, buffer);
}

/** __builtin_longjmp(void **buf, 1) */
export function lowerLongjmp(l: Lowering, expr: BuiltinExpr): Result {
  const words = operandOf(l, expr.args[0]!);
  jump(l, l.fn.b.load(plainAccess(l, 'l'), Cls.l, words));
  return null;
}

/** At a function's start: makes ready for the gotos of nested functions, where there are any. */
export function declareNonlocal(l: Lowering, definition: TypedFunction): void {
  const labels = definition.labels.filter((label) => label.nonlocal);
  if (labels.length === 0) return;
  const { fn } = l;
  const receive = fn.b.newBlock('receive');
  fn.nonlocal = {
    labels,
    receive,
    buffer: newBuffer(l),
    selector: temporarySlot(l, 4, 4, 'label'),
  };
  refillNonlocal(l);
}

/** Fills the buffer, at a function's start and where its stack pointer has moved. */
export function refillNonlocal(l: Lowering): void {
  const { b, nonlocal } = l.fn;
  if (!nonlocal) return;
  const next = b.newBlock('filled');
  b.br(fill(l, nonlocal.buffer), nonlocal.receive, next);
  b.moveTo(next);
}

/** At a function's end: the block that gotos of nested functions come to. */
export function finishNonlocal(l: Lowering, blockOf: (label: Label) => Block): void {
  const { b, nonlocal } = l.fn;
  if (!nonlocal) return;
  b.moveTo(nonlocal.receive);
  const blocks = nonlocal.labels.map(blockOf);
  const selected = b.load(plainAccess(l, 'w'), Cls.w, nonlocal.selector);
  const cases = blocks.map((block, i) => ({ value: BigInt(i), block }));
  b.switch(selected, blocks[0]!, cases);
}

/** goto a label of a function around the one at hand. */
export function lowerNonlocalGoto(l: Lowering, label: Label): void {
  let owner: FunctionState | null = l.fn.parent;
  while (owner && owner.entity !== label.owner) owner = owner.parent;
  if (!owner?.nonlocal) throw new Error(`no function around has the label ${label.name}`);
  const { b } = l.fn;
  const { labels, selector, buffer } = owner.nonlocal;
  const index = b.int(Cls.w, labels.indexOf(label));
  b.store(plainAccess(l, 'w'), index, frameAddress(l, owner, selector));
  jump(l, frameAddress(l, owner, buffer));
}
