/**
 * accumulate: a function that returns the result of its own call, combined with other numbers by an
 * associative op, gathers those in a value of its own and loops instead:
 *
 *   f(n): .. r = call f(m); ret r + x     becomes    a' = a + x; n' = m; loop
 *         .. ret 0                                   ret 0 + a
 *
 * Needs slots promoted, as tailcall does, whose calls it takes along. Breaks dominators and loops.
 */
import { changeEnd } from '../ir/cfg.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { type Context, report } from './context.ts';
import { makeHeader, mayLoop, selfCall, tailCall } from './tailcall.ts';

/** What leaves a number as it is, by op. */
const IDENTITIES: ReadonlyMap<number, bigint> = new Map([
  [Op.add, 0n],
  [Op.mul, 1n],
  [Op.or, 0n],
  [Op.xor, 0n],
  [Op.and, -1n],
]);

/** A block that ends in a call of the function whose result is combined and returned. */
interface Site {
  readonly block: Block;
  readonly call: Value;
  readonly op: number;
  /** The values that combine it, and which operand of each is what it is combined with. */
  readonly chain: readonly { readonly value: Value; readonly other: number }[];
}

/** Turns such calls of a function into a loop. */
export function accumulate(func: Func, context: Context): boolean {
  if (func.result !== Cls.w && func.result !== Cls.l) return false;
  if (!mayLoop(func) || !func.blocks.some((block) => block.body.some((v) => selfCall(func, v)))) {
    return false;
  }
  const uses = useCounts(func);
  const found = func.blocks.map((block) => siteOf(func, block, uses)).filter((site) => !!site);
  const [first] = found;
  if (!first) return false;
  const sites = found.filter(({ op }) => op === first.op);
  const plain = func.blocks.filter((block) => tailCall(func, block) !== null);
  const entry = func.blocks[0]!;
  const params = makeHeader(func, entry);
  const start = func.int(func.result, IDENTITIES.get(first.op)!);
  const sum = func.value(Op.phi, func.result, [start], null, func.pos);
  sum.block = entry;
  entry.phis.push(sum);
  for (const site of sites) {
    report(context, func, 'accumulate', true, site.call.pos, `${func.name} goes on as a loop`);
    goRound(func, site, entry, params, sum);
  }
  for (const block of plain) {
    const call = tailCall(func, block)!;
    block.body.pop();
    leadBack(func, block, call, entry, params);
    sum.args.push(sum);
  }
  for (const block of func.blocks) {
    const { end } = block;
    if (end.op !== Op.ret) continue;
    end.args = [put(func, block, first.op, end.args[0]!, sum)];
  }
  return true;
}

/** What a block returns, at once or through a block that does no more; null where it does not. */
function returned(block: Block): Value | null {
  if (block.end.op === Op.ret) return block.end.args[0] ?? null;
  const to = block.succs[0];
  if (block.end.op !== Op.jmp || !to || to.end.op !== Op.ret || to.body.length > 0) return null;
  const value = to.end.args[0];
  return value?.block === to && value.op === Op.phi ? value.args[to.preds.indexOf(block)]! : null;
}

function siteOf(func: Func, block: Block, uses: Int32Array): Site | null {
  const { body } = block;
  let place = body.length - 1;
  while (place >= 0 && IDENTITIES.has(body[place]!.op)) place--;
  const call = body[place];
  if (!call || place === body.length - 1 || !selfCall(func, call)) return null;
  const result = returned(block);
  const { op } = body[body.length - 1]!;
  const chain: { value: Value; other: number }[] = [];
  let at = result;
  for (let i = body.length - 1; i > place; i--) {
    const value = body[i]!;
    if (value !== at || value.op !== op || uses[value.id] !== 1) return null;
    const next: Value = i === place + 1 ? call : body[i - 1]!;
    const other = value.args[0] === next ? 1 : 0;
    if (value.args[1 - other] !== next || value.args[other] === next) return null;
    chain.push({ value, other });
    at = next;
  }
  return at === call && uses[call.id] === 1 ? { block, call, op, chain } : null;
}

function goRound(func: Func, site: Site, entry: Block, params: Value[], sum: Value): void {
  const { block, call, op, chain } = site;
  for (const value of block.body.splice(block.body.indexOf(call))) value.block = null;
  let total = sum;
  for (const { value, other } of chain) total = put(func, block, op, total, value.args[other]!);
  leadBack(func, block, call, entry, params);
  sum.args.push(total);
}

function put(func: Func, block: Block, op: number, a: Value, b: Value): Value {
  const value = func.value(op, a.cls, [a, b], null, block.end.pos);
  value.block = block;
  block.body.push(value);
  return value;
}

function leadBack(func: Func, block: Block, call: Value, entry: Block, params: Value[]): void {
  call.block = null;
  changeEnd(block, func.value(Op.jmp, Cls.none, [], null, call.pos), [entry]);
  params.forEach((phi, i) => {
    phi.args.push(call.args[i + 1]!);
  });
}
