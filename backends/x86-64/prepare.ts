/**
 * Rewriting of IR just before selection, for better x86-64 code: loads that are extended later are
 * loaded in that width, and a call whose result is returned is followed by its return, so that it
 * can become a jump. Keeps the meaning; linear-scan's levels above -O0 only.
 */
import { type Access, type Block, type Func, setEnd, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { useCounts } from '../../compiler/ir/uses.ts';
import type { CompileOptions } from '../../compiler/options.ts';

/**
 * movl (p), x ... movslq x, y  =>  movslq (p), y, and x is the lower half of y. Loads with one use
 * are left: their user folds them.
 */
export function widenLoads(func: Func): void {
  const wide = new Map<Value, boolean>();
  const uses = useCounts(func);
  for (const block of func.blocks) {
    for (const value of block.body) {
      const signed = value.op === Op.sextw;
      if (!signed && value.op !== Op.zextw) continue;
      const load = value.args[0]!;
      if (load.op !== Op.load || load.cls !== Cls.w || uses[load.id]! < 2) continue;
      const { kind, signed: sign, volatile, order } = load.aux as Access;
      if (volatile || order >= 0) continue;
      if (kind === 'w') wide.set(load, signed || wide.get(load) === true);
      else if (!sign) wide.set(load, false);
      else if (signed) wide.set(load, true);
    }
  }
  if (wide.size > 0) rewrite(func, wide);
}

/** Makes the loads 64 bits wide, `wide` telling how; their other users get a truncation. */
function rewrite(func: Func, wide: ReadonlyMap<Value, boolean>): void {
  const extensions = new Map<Value, Value>();
  for (const { body } of func.blocks) {
    for (const value of body) {
      const load = value.op === Op.sextw || value.op === Op.zextw ? value.args[0]! : null;
      const signed = load ? wide.get(load) : undefined;
      if (signed === undefined) continue;
      const positive = !signed && (load!.aux as Access).kind !== 'w';
      if (positive || signed === (value.op === Op.sextw)) extensions.set(value, load!);
    }
  }
  const lower = new Map<Value, Value>();
  const replaced = (arg: Value): Value => {
    const load = extensions.get(arg);
    if (load || !wide.has(arg)) return load ?? arg;
    let half = lower.get(arg);
    if (!half) {
      half = func.value(Op.trunc, Cls.w, [arg], null, arg.pos);
      lower.set(arg, half);
    }
    return half;
  };
  const change = (value: Value): void => {
    const { args } = value;
    for (let i = 0; i < args.length; i++) args[i] = replaced(args[i]!);
  };
  for (const block of func.blocks) {
    for (const phi of block.phis) change(phi);
    for (const value of block.body) change(value);
    change(block.end);
  }
  for (const [load, signed] of wide) {
    load.cls = Cls.l;
    load.aux = { ...(load.aux as Access), signed };
  }
  for (const block of func.blocks) {
    if (block.body.some((value) => wide.has(value) || extensions.has(value))) {
      block.body = block.body.flatMap((value) => {
        if (extensions.has(value)) return [];
        const half = lower.get(value);
        if (half) half.block = block;
        return half ? [value, half] : [value];
      });
    }
  }
}

/** Whether a call before a return becomes a jump (-foptimize-sibling-calls of gcc's -O2). */
export const jumpsToCallees = ({ level, backend }: CompileOptions): boolean =>
  backend === 'linear-scan' && (level === 'O2' || level === 'O3' || level === 'Os');

/** jmp to a block that only returns what a call just gave  =>  ret. */
export function returnAfterCalls(func: Func): void {
  if (!mayJumpToCallees(func)) return;
  for (const block of func.blocks) {
    if (block.end.op !== Op.jmp) continue;
    const to = block.succs[0]!;
    const call = block.body[block.body.length - 1];
    if (call?.op !== Op.call || to === block || to.addressTaken) continue;
    if (to.end.op !== Op.ret || to.body.length > 0 || to.phis.length > 1) continue;
    const edge = to.preds.indexOf(block);
    const [phi] = to.phis;
    const [result] = to.end.args;
    if (phi ? result !== phi || phi.args[edge] !== call : result !== undefined) continue;
    const end = func.value(Op.ret, Cls.none, result ? [call] : [], to.end.aux);
    end.pos = to.end.pos;
    phi?.args.splice(edge, 1);
    setEnd(block, end, []);
    if (phi && to.preds.length === 1) {
      to.phis = [];
      to.end.args = [phi.args[0]!];
    }
  }
  const used = (block: Block, i: number): boolean =>
    i === 0 || block.preds.length > 0 || block.addressTaken;
  const kept = func.blocks.filter(used);
  func.blocks.length = 0;
  for (const block of kept) func.blocks.push(block);
}

/** Nothing of the function's frame can be reached by a callee. */
export function mayJumpToCallees(func: Func): boolean {
  if (func.variadic || func.flags.callsReturnsTwice) return false;
  for (const { body } of func.blocks) {
    for (const { op } of body) if (op === Op.alloc || op === Op.alloca) return false;
  }
  return true;
}
