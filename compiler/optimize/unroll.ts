/**
 * unroll: loops of a known small number of rounds become straight code; at -O3 other small
 * innermost loops do a few rounds at once (repeat.ts), or, where nothing counts them, get copies of
 * their body that keep their tests. What vectorizing left over is left alone. Needs rotated, clean
 * loops; breaks dominators, loops and preheaders.
 */
import { jumpTo, removePred, removeUnreachable } from '../ir/cfg.ts';
import { dominators } from '../ir/dominators.ts';
import type { Block, BranchInfo, Func, Value } from '../ir/ir.ts';
import { exitEdges, inLoop, type Loop, type Loops, loops, preheader } from '../ir/loops.ts';
import { isVectorClass, OP_FOLDS, Op } from '../ir/ops.ts';
import { canClone, cloneRegion, sizeOf } from './clone.ts';
import { type Context, compute, report } from './context.ts';
import { copies } from './copies.ts';
import { countedLoop } from './counters.ts';
import { repeat } from './repeat.ts';
import { Copies, reconstruct } from './ssa.ts';

/**
 * Most values the copies of one loop may have in all, most rounds, and the growth a function may
 * see.
 */
const LIMITS = {
  O2: { full: 96, rounds: 8, partial: 0, growth: 600 },
  O3: { full: 320, rounds: 32, partial: 48, growth: 3000 },
} as const;

/** Unrolls innermost loops. */
export function unroll(func: Func, context: Context): boolean {
  const limits = context.level === 'O3' ? LIMITS.O3 : LIMITS.O2;
  copies(func);
  removeUnreachable(func);
  const info = loops(func, dominators(func));
  const made = new Copies();
  let growth = 0;
  for (const loop of info.all) {
    if (!loop.innermost || !loop.blocks.every(canClone) || loop.latches.length !== 1) continue;
    if (!preheader(loop)) continue;
    const size = sizeOf(loop.blocks);
    if (growth + size > limits.growth) break;
    const test = findTest(loop, info);
    const rounds = test ? countRounds(func, loop, test, limits.rounds, context) : 0;
    const verdict = (passed: boolean, text: string): void =>
      report(context, func, 'unroll', passed, loop.latches[0]!.end.pos, text);
    if (test && rounds > 0 && rounds * size <= limits.full) {
      unrollFully(func, loop, test, rounds, made);
      growth += rounds * size;
      verdict(true, `loop made straight code of ${rounds} rounds`);
      continue;
    }
    const times = test && rounds !== 1 && !isRare(loop) ? timesOf(size, limits.partial) : 0;
    const done = times > 0 ? unrollPartly(func, context, loop, info, times, made) : false;
    if (done) {
      growth += times * size;
      verdict(true, `loop does ${times} rounds at once`);
    } else if (rounds > 0) {
      verdict(false, `loop left: ${rounds} rounds of it are too much code`);
    }
  }
  if (growth === 0) return false;
  reconstruct(func, made);
  copies(func);
  return true;
}

/** How many rounds a loop of some size is to do at once; 0 where it may not grow that much. */
function timesOf(size: number, most: number): number {
  if (size * 4 <= most) return 4;
  return size * 2 <= most ? 2 : 0;
}

/** Lets a loop do some rounds at once; what nothing counts gets copies of its body. */
function unrollPartly(
  func: Func,
  context: Context,
  loop: Loop,
  info: Loops,
  times: number,
  made: Copies,
): boolean {
  const counted = countedLoop(loop);
  if (counted && repeat(func, context, counted, info, times, made)) return true;
  if (times !== 4) return false;
  chain(func, loop, times, made);
  return true;
}

/** Whether a loop is a vector loop, or only does what one has left over. */
function isRare({ header, latches }: Loop): boolean {
  const [latch] = latches as [Block];
  const info = latch.end.aux as BranchInfo | null;
  const leaves = latch.end.op === Op.br && latch.succs[0] !== header;
  if (info && info.likely === (leaves ? 'likely' : 'unlikely')) return true;
  if (header.phis.some((phi) => isVectorClass(phi.cls))) return true;
  return header.body.some((value) => value.args.some(({ cls }) => isVectorClass(cls)));
}

/** The one branch that leaves a loop, and where it stays. */
interface Test {
  readonly block: Block;
  readonly stay: Block;
  readonly leave: Block;
}

function findTest(loop: Loop, info: Loops): Test | null {
  const edges = exitEdges(info, loop);
  if (edges.length !== 1) return null;
  const { from, to } = edges[0]!;
  if (from.end.op !== Op.br) return null;
  // The test must run every round: it is the latch or the header.
  if (from !== loop.latches[0] && from !== loop.header) return null;
  const stay = from.succs.find((succ) => inLoop(info, loop, succ));
  return stay ? { block: from, stay, leave: to } : null;
}

/** How often the test is run until the loop is left, by running it; 0 where that is not known. */
function countRounds(func: Func, loop: Loop, test: Test, most: number, context: Context): number {
  const { header } = loop;
  const latch = header.preds.indexOf(loop.latches[0]!);
  if (header.preds.length !== 2) return 0;
  const state = new Map<Value, Value>();
  for (const phi of header.phis) state.set(phi, phi.args[1 - latch]!);
  const stayOn = test.block.succs[0] === test.stay;
  for (let round = 1; round <= most; round++) {
    const condition = valueIn(func, test.block.end.args[0]!, state, context, 6);
    if (!condition || condition.op !== Op.int) return 0;
    if ((condition.aux !== 0n) !== stayOn) return round;
    const next: [Value, Value][] = [];
    for (const phi of header.phis) {
      const value = valueIn(func, phi.args[latch]!, state, context, 6);
      if (value) next.push([phi, value]);
    }
    state.clear();
    for (const [phi, value] of next) state.set(phi, value);
  }
  return 0;
}

/** What a value is when the header's phis are as given; null where it is not constant. */
function valueIn(
  func: Func,
  value: Value,
  state: Map<Value, Value>,
  context: Context,
  depth: number,
): Value | null {
  if (value.op === Op.int || value.op === Op.float) return value;
  const held = state.get(value);
  if (held) return held.op === Op.int || held.op === Op.float ? held : null;
  if (!OP_FOLDS[value.op] || depth === 0) return null;
  const args: Value[] = [];
  for (const arg of value.args) {
    const known = valueIn(func, arg, state, context, depth - 1);
    if (!known) return null;
    args.push(known);
  }
  return compute(func, context, value.op, value.cls, args);
}

/**
 * Puts copies of a loop behind one another; the last leads back to the first. Gives them in order.
 */
function chain(func: Func, loop: Loop, count: number, made: Copies): Block[][] {
  const latch = loop.latches[0]!;
  const { header } = loop;
  const maps: Block[][] = [];
  for (let i = 1; i < count; i++) maps.push(cloneRegion(func, loop.blocks, made));
  const back = header.preds.indexOf(latch);
  const backArgs = header.phis.map((phi) => phi.args[back]!);
  const latches = [latch, ...maps.map((map) => map[latch.id]!)];
  const headers = [header, ...maps.map((map) => map[header.id]!)];
  // Take all back edges off, then lead each latch to the next header.
  for (let i = 0; i < count; i++) removePred(headers[i]!, latches[i]!);
  for (let i = 0; i < count; i++) {
    const from = latches[i]!;
    const to = headers[(i + 1) % count]!;
    from.succs = from.succs.map((succ) => (succ === headers[i] ? to : succ));
    to.preds.push(from);
    to.phis.forEach((phi, k) => {
      phi.args.push(backArgs[k]!);
    });
  }
  return maps;
}

function unrollFully(func: Func, loop: Loop, test: Test, rounds: number, made: Copies): void {
  const maps = chain(func, loop, rounds, made);
  const at = (i: number, block: Block): Block => (i === 0 ? block : maps[i - 1]![block.id]!);
  for (let i = 0; i < rounds; i++) {
    const block = at(i, test.block);
    const last = i === rounds - 1;
    const leaves = block.succs.includes(test.leave) ? test.leave : null;
    const stays = block.succs.find((succ) => succ !== leaves);
    if (leaves && stays) jumpTo(func, block, last ? leaves : stays);
  }
}
