/**
 * Makes indirect gotos fit for allocation, whose edges cannot be split: afterwards a function has
 * at most one `goto`, and each of its targets has it as only predecessor.
 *
 *   a: goto x    b: goto y        =>   a, b: jmp d;  d: p = phi x, y; goto p
 *   L (from a, b, c)              =>   L (from d): jmp L2;  L2 (from L, c): what L was
 *
 * layout.ts copies the dispatching block back into its predecessors.
 */
import { changeEnd } from '../../compiler/ir/cfg.ts';
import type { Block, Func } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';

/**
 * Merges a function's indirect gotos into one and isolates their targets. Breaks dominators,
 * loops.
 */
export function factorGotos(func: Func): void {
  const gotos = func.blocks.filter((block) => block.end.op === Op.goto);
  if (gotos.length === 0) return;
  const targets = [...new Set(gotos.flatMap((block) => block.succs))];
  const dispatch = gotos.length === 1 ? gotos[0]! : mergeGotos(func, gotos, targets);
  for (const target of targets) if (target.preds.length > 1) isolate(func, dispatch, target);
}

function mergeGotos(func: Func, gotos: Block[], targets: Block[]): Block {
  const dispatch = func.block('dispatch');
  const address = func.value(
    Op.phi,
    Cls.l,
    gotos.map((block) => block.end.args[0]!),
  );
  address.block = dispatch;
  dispatch.phis.push(address);
  const isGoto = new Set(gotos);
  for (const target of targets) {
    // The phi arguments of the gotos' edges meet in the dispatching block.
    const from = target.preds.flatMap((pred, i) => (isGoto.has(pred) ? [i] : []));
    const merged = target.phis.map((phi) => {
      const join = func.value(
        Op.phi,
        phi.cls,
        gotos.map((block) => {
          const at = target.preds.indexOf(block);
          return at >= 0 ? phi.args[at]! : func.undef(phi.cls);
        }),
      );
      join.block = dispatch;
      dispatch.phis.push(join);
      return join;
    });
    const gone = new Set(from);
    target.preds = target.preds.filter((_, i) => !gone.has(i));
    target.phis.forEach((phi, k) => {
      phi.args = phi.args.filter((_, i) => !gone.has(i));
      phi.args.push(merged[k]!);
    });
    target.preds.push(dispatch);
  }
  for (const block of gotos) {
    block.succs = [];
    const jump = func.value(Op.jmp, Cls.none, [], null, block.end.pos);
    changeEnd(block, jump, [dispatch]);
  }
  const end = func.value(Op.goto, Cls.none, [address]);
  end.block = dispatch;
  dispatch.end = end;
  dispatch.succs = targets;
  return dispatch;
}

/** Moves a target's contents behind it, leaving an empty block with the address and one way in. */
function isolate(func: Func, dispatch: Block, target: Block): void {
  const rest = func.block(target.name);
  rest.body = target.body;
  for (const value of rest.body) value.block = rest;
  rest.end = target.end;
  rest.end.block = rest;
  rest.succs = target.succs;
  for (const succ of rest.succs) succ.preds = succ.preds.map((p) => (p === target ? rest : p));
  const others = target.preds.filter((pred) => pred !== dispatch);
  const at = target.preds.indexOf(dispatch);
  rest.phis = target.phis;
  for (const phi of rest.phis) {
    phi.block = rest;
    const own = phi.args[at]!;
    phi.args.splice(at, 1);
    phi.args.push(own);
  }
  rest.preds = [...others, target];
  for (const pred of others) pred.succs = pred.succs.map((s) => (s === target ? rest : s));
  target.phis = [];
  target.body = [];
  target.preds = [dispatch];
  const jump = func.value(Op.jmp, Cls.none, []);
  jump.block = target;
  target.end = jump;
  target.succs = [rest];
}
