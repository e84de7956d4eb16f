/** libcalls' rewrites of mathematical functions. */
import { changeEnd } from '../../ir/cfg.ts';
import type { Block, Func, Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import { splitBehind } from '../insert.ts';
import { emit, type Site } from './tools.ts';

/**
 * The root is an instruction; only what is negative needs the call, which sets errno:
 *
 *   r = sqrt x;  br x < 0 ─> negative: e = call ─> rest: phi(r, e)
 */
export function sqrt(site: Site): Value | null {
  const { func, call, args, context } = site;
  const [x] = args as [Value];
  const { cls, pos } = call;
  const block = call.block!;
  if (context.level === 'Os' || isGuarded(block, x)) return null;
  const root = emit(site, Op.sqrt, cls, [x]);
  const negative = emit(site, Op.cslt, Cls.w, [x, func.float(cls, 0)]);
  const rest = splitBehind(func, block, block.body.indexOf(call));
  const outside = func.block(`${block.name}_negative`);
  outside.depth = block.depth;
  const again = func.value(Op.call, cls, call.args, call.aux, pos);
  again.block = outside;
  outside.body.push(again);
  const end = func.value(Op.br, Cls.none, [negative], { likely: 'unlikely' }, pos);
  changeEnd(block, end, [outside, rest]);
  jump(func, outside, rest, pos);
  const phi = func.value(Op.phi, cls, [root, again], null, pos);
  phi.block = rest;
  rest.phis.push(phi);
  // The call itself becomes a copy that `copies` takes out.
  call.block = rest;
  rest.body.unshift(call);
  return phi;
}

/** Whether a block is only run where x is negative. */
function isGuarded({ preds: [pred], preds }: Block, x: Value): boolean {
  if (!pred || preds.length !== 1 || pred.end.op !== Op.br) return false;
  const condition = pred.end.args[0]!;
  return condition.op === Op.cslt && condition.args[0] === x;
}

function jump(func: Func, from: Block, to: Block, pos: number): void {
  changeEnd(from, func.value(Op.jmp, Cls.none, [], null, pos), [to]);
}

/** A square is a product; the first power the number itself. */
export function pow(site: Site): Value | null {
  const [x, y] = site.args as [Value, Value];
  if (y.op !== Op.float) return null;
  if (y.aux === 1) return x;
  return y.aux === 2 ? emit(site, Op.mul, Cls.d, [x, x]) : null;
}
