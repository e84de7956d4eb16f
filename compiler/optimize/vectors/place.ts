/** Puts a planned vector loop in front of the loop it is made from (vectorize.ts draws it). */
import { changeEnd, splitEdge } from '../../ir/cfg.ts';
import type { Block, BranchInfo, Func, Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import type { Counter } from '../counters.ts';
import type { Copies } from '../ssa.ts';
import { emitCheck } from './memory.ts';
import type { VectorPlan } from './plan.ts';

/** Makes the blocks of a vector loop; `made` is told what else the loop's values are. */
export function placeVectorLoop(func: Func, plan: VectorPlan, made: Copies): void {
  const { flat, head, rounds } = plan;
  const { before, loop, latch } = flat.counted;
  const { header } = loop;
  const place = header.preds.indexOf(before);
  const inits = header.phis.map((phi) => phi.args[place]!);
  const left = splitEdge(func, before, header);
  left.name = `${header.name}_left`;
  const pre = block(func, header, 'vector_pre');
  const body = block(func, header, 'vector');
  const out = block(func, header, 'vector_out');
  enter(func, plan, left, pre);
  // The rounds the vector loop does.
  const count = plan.needsLast
    ? head.op(Op.sub, Cls.l, plan.trips, head.int(Cls.l, 1))
    : plan.trips;
  const whole = head.op(Op.and, Cls.l, count, head.int(Cls.l, -rounds));
  head.moveTo(pre);
  plan.body.before.moveTo(pre);
  changeEnd(pre, func.value(Op.jmp, Cls.none, []), [body]);
  fillBody(func, plan, body, pre, out, whole);
  const finals = finish(func, plan, out, whole, left, made);
  for (let i = 0; i < header.phis.length; i++) {
    const phi = header.phis[i]!;
    const join = func.value(Op.phi, phi.cls, [], null, phi.pos);
    join.name = phi.name;
    join.block = left;
    join.args = left.preds.map((pred) => (pred === out ? finals[i]! : inits[i]!));
    left.phis.push(join);
    phi.args[place] = join;
  }
  markRare(latch, header);
}

function block(func: Func, near: Block, name: string): Block {
  const made = func.block(`${near.name}_${name}`);
  made.depth = near.depth - 1;
  return made;
}

const LIKELY: BranchInfo = { likely: 'likely' };

/** The way from in front of the loop to the vector loop: enough rounds, and nothing overlaps. */
function enter(func: Func, plan: VectorPlan, left: Block, pre: Block): void {
  const { flat, head, trips, checks, rounds } = plan;
  const { before } = flat.counted;
  const least = head.int(Cls.l, plan.needsLast ? rounds + 1 : rounds);
  const enough = head.op(Op.cuge, Cls.w, trips, least);
  head.moveTo(before);
  const doors = [before];
  const asks: Value[] = [enough];
  for (const check of checks) {
    const door = func.block(`${left.name}_check`);
    door.depth = before.depth;
    asks.push(emitCheck(check, trips, head));
    head.moveTo(door);
    doors.push(door);
  }
  doors.forEach((door, i) => {
    const next = doors[i + 1] ?? pre;
    const branch = func.value(Op.br, Cls.none, [asks[i]!], LIKELY, before.end.pos);
    changeEnd(door, branch, [next, left]);
  });
}

function fillBody(
  func: Func,
  plan: VectorPlan,
  body: Block,
  pre: Block,
  out: Block,
  whole: Value,
): void {
  const { line, phis, nextIndex } = plan.body;
  const more = line.op(Op.cne, Cls.w, nextIndex, whole);
  line.moveTo(body);
  body.depth = pre.depth + 1;
  changeEnd(body, func.value(Op.br, Cls.none, [more], null), [body, out]);
  for (const { phi, init, next } of phis) {
    phi.block = body;
    phi.args = body.preds.map((pred) => (pred === pre ? init : next));
    body.phis.push(phi);
  }
}

/** Behind the vector loop: results, and on to what is left or out of the loop. */
function finish(
  func: Func,
  plan: VectorPlan,
  out: Block,
  whole: Value,
  left: Block,
  made: Copies,
): Value[] {
  const { flat, counters, reductions, body, head, trips, needsLast } = plan;
  const { exit } = flat;
  const { latch } = flat.counted;
  const finals = flat.phis.map((phi) => {
    const counter = counters.find((one) => one.phi === phi);
    if (counter) return counted(counter, counter.init, whole, plan);
    return body.result(reductions.find((one) => one.phi === phi)!, head);
  });
  const values = new Map<Value, Value>();
  for (const live of plan.lives) {
    const counter = counters.find((one) => one.next === live || one.phi === live);
    const back = flat.flat.get(live);
    if (counter) {
      const final = finals[flat.phis.indexOf(counter.phi)]!;
      const by = head.int(live.cls, -counter.step);
      values.set(live, counter.next === live ? final : head.op(Op.add, live.cls, final, by));
    } else {
      const at = flat.phis.findIndex((_, i) => flat.next[i] === back);
      values.set(live, finals[at]!);
    }
  }
  if (needsLast) {
    head.moveTo(out);
    changeEnd(out, func.value(Op.jmp, Cls.none, []), [left]);
    return finals;
  }
  const done = head.op(Op.ceq, Cls.w, whole, trips);
  // Each value that lives on stands in a block of its own right, so that it can be a definition.
  const copied = [...values].map(([live, value]) => {
    const copy = func.value(Op.copy, live.cls, [value], null, live.pos);
    head.put(copy);
    return [live, copy] as const;
  });
  head.moveTo(out);
  const from = exit.preds.indexOf(latch);
  const copyOf = new Map(copied);
  changeEnd(out, func.value(Op.br, Cls.none, [done], null), [exit, left]);
  for (const phi of exit.phis) {
    const arg = phi.args[from]!;
    phi.args.push(copyOf.get(arg) ?? arg);
  }
  for (const [live, copy] of copied) made.add(live, copy);
  return finals;
}

/** A counter after so many rounds. */
function counted({ step }: Counter, init: Value, whole: Value, { head }: VectorPlan): Value {
  const { cls } = init;
  const rounds = cls === Cls.l ? whole : head.op(Op.trunc, Cls.w, whole);
  const way = head.op(Op.mul, cls, rounds, head.int(cls, step));
  return head.op(Op.add, cls, init, way);
}

/** What is left runs few rounds. */
function markRare(latch: Block, header: Block): void {
  const goesOn = latch.succs[0] === header;
  const likely: BranchInfo = { likely: goesOn ? 'unlikely' : 'likely' };
  latch.end.aux = likely;
}
