/**
 * threadstates: a loop that carries constants into its own branch (a state machine) goes straight
 * from where a constant is chosen to where it leads. What lies between the phis that carry it and
 * the branch is copied once a constant:
 *
 *   P ─(c)─> X ─> H ─> B ─(switch v)─> T     becomes   P ─> X_c ─> H_c ─> B_c ─> T
 *
 * Needs slots promoted; breaks dominators and may leave loops with several ways in.
 */
import { canRedirect, jumpTo, redirectEdge, removeUnreachable } from '../ir/cfg.ts';
import { type Dominators, dominates, dominators } from '../ir/dominators.ts';
import type { Block, Func, SwitchInfo, Value } from '../ir/ir.ts';
import { OP_FOLDS, Op } from '../ir/ops.ts';
import { canClone, cloneRegion, sizeOf } from './clone.ts';
import { type Context, compute, report } from './context.ts';
import { copies } from './copies.ts';
import { Copies, reconstruct } from './ssa.ts';

/** Most values between phi and branch, of all copies together, constants, and machines. */
const MAX_REGION = 60;
const MAX_COPIED = 300;
const MAX_STATES = 24;
const MAX_MACHINES = 8;
/** A two-way branch is less to save. */
const MAX_BRANCH_COPIED = 40;
/** Phis that hand the state on, and values between the state and the branch's operand. */
const MAX_PHIS = 8;
const MAX_CHAIN = 4;

/** Threads the state machines of a function. */
export function threadstates(func: Func, context: Context): boolean {
  removeUnreachable(func);
  copies(func);
  const done = new Set<Block>();
  let changed = false;
  for (let count = 0; count < MAX_MACHINES; count++) {
    const machine = nextMachine(func, context, done);
    if (!machine) break;
    const { pos } = machine.branch.end;
    report(context, func, 'threadstates', true, pos, 'states lead straight to what they choose');
    thread(func, machine);
    changed = true;
  }
  return changed;
}

interface Machine {
  readonly branch: Block;
  /** The phis that carry the state, one of a block at most. */
  readonly carriers: ReadonlySet<Value>;
  /** Blocks to copy: from the carriers to the branch. */
  readonly region: readonly Block[];
  /** Where the branch goes, by state. */
  readonly targets: ReadonlyMap<bigint, number>;
  /** Edges into carriers that bring a known state. */
  readonly arrivals: readonly Arrival[];
}

interface Arrival {
  readonly from: Block;
  readonly to: Block;
  /** A constant; 'same' for the state unchanged within the region; null for what is not known. */
  readonly state: bigint | 'same' | null;
}

function nextMachine(func: Func, context: Context, done: Set<Block>): Machine | null {
  let tree: Dominators | null = null;
  for (const branch of func.blocks) {
    if (done.has(branch) || (branch.end.op !== Op.switch && branch.end.op !== Op.br)) continue;
    const state = stateOf(branch.end.args[0]!);
    if (!state || !mayCarry(state)) continue;
    done.add(branch);
    tree ??= dominators(func);
    if (!isHeader(state.block!, tree)) continue;
    const machine = new Search(func, context, tree, branch, state).run();
    if (machine) return machine;
  }
  return null;
}

/** The phi that alone decides an operand, or null. */
function stateOf(operand: Value): Value | null {
  let at = operand;
  for (let i = 0; i <= MAX_CHAIN; i++) {
    if (at.op === Op.phi) return at;
    if (!OP_FOLDS[at.op]) return null;
    const varying = at.args.filter((arg) => arg.op !== Op.int);
    const [only] = varying;
    if (!only || varying.length > 1) return null;
    at = only;
  }
  return null;
}

/** Whether some way leads back to a block. */
function isHeader(block: Block, { order: { index } }: Dominators): boolean {
  const place = index[block.id]!;
  return block.preds.some((pred) => index[pred.id]! >= place);
}

/** Whether constants, or other phis, come into a phi. */
function mayCarry(phi: Value): boolean {
  return phi.args.some((arg) => arg.op === Op.int) || phi.args.some((arg) => arg.op === Op.phi);
}

class Search {
  private readonly carriers = new Set<Value>();
  /** The carrier whose state a block of the region sees. */
  private readonly owner = new Map<Block, Value>();
  private readonly region: Block[] = [];

  constructor(
    private readonly func: Func,
    private readonly context: Context,
    private readonly tree: Dominators,
    private readonly branch: Block,
    private readonly state: Value,
  ) {}

  run(): Machine | null {
    if (!this.claim(this.state, this.branch)) return null;
    const work = [this.state];
    for (let phi = work.pop(); phi; phi = work.pop()) {
      const { preds } = phi.block!;
      for (let i = 0; i < phi.args.length; i++) {
        const arg = phi.args[i]!;
        if (arg.op !== Op.phi || this.carriers.has(arg)) continue;
        if (this.carriers.size >= MAX_PHIS) continue;
        if (this.claim(arg, preds[i]!)) work.push(arg);
      }
    }
    return this.machine();
  }

  /** Takes the blocks from a phi to `to` into the region; false where that cannot be. */
  private claim(phi: Value, to: Block): boolean {
    const start = phi.block!;
    if (this.owner.has(start)) return false;
    const found: Block[] = [start];
    const work = [to];
    for (let block = work.pop(); block; block = work.pop()) {
      if (found.includes(block)) continue;
      if (this.owner.has(block) || block === this.func.blocks[0]) return false;
      found.push(block);
      if (found.length > MAX_REGION) return false;
      for (const pred of block.preds) work.push(pred);
    }
    if (!found.every(canClone)) return false;
    if (sizeOf(found) + sizeOf(this.region) > MAX_REGION) return false;
    this.carriers.add(phi);
    for (const block of found) {
      this.owner.set(block, phi);
      this.region.push(block);
    }
    return true;
  }

  private machine(): Machine | null {
    const arrivals: Arrival[] = [];
    const targets = new Map<bigint, number>();
    let inside = 0;
    for (const phi of this.carriers) {
      const to = phi.block!;
      for (let i = 0; i < phi.args.length; i++) {
        const from = to.preds[i]!;
        const state = this.arriving(phi.args[i]!, from);
        arrivals.push({ from, to, state });
        if (typeof state !== 'bigint' || !dominates(this.tree, this.state.block!, from)) continue;
        inside++;
        const target = this.target(state);
        if (target === null) return null;
        targets.set(state, target);
      }
    }
    const most = this.branch.end.op === Op.switch ? MAX_COPIED : MAX_BRANCH_COPIED;
    if (inside === 0 || targets.size > MAX_STATES) return null;
    if (targets.size * sizeOf(this.region) > most) return null;
    const { branch, carriers, region } = this;
    return { branch, carriers, region, targets, arrivals };
  }

  /** What an edge brings to a carrier. */
  private arriving(arg: Value, from: Block): Arrival['state'] {
    if (arg.op === Op.int) return arg.aux as bigint;
    const owner = this.owner.get(from);
    if (owner) return owner === arg ? 'same' : null;
    return arg === this.state ? this.chosen(from) : null;
  }

  /** The one state in which the branch leads to a block, if it is known. */
  private chosen(at: Block): bigint | null {
    const { end, succs } = this.branch;
    const operand = end.args[0]!;
    for (let k = 0; k < succs.length; k++) {
      const succ = succs[k]!;
      if (succ.preds.length !== 1 || !dominates(this.tree, succ, at)) continue;
      if (end.op === Op.switch) {
        const cases = (end.aux as SwitchInfo).cases.filter((c) => c.target === k);
        return operand === this.state && k > 0 && cases.length === 1 ? cases[0]!.value : null;
      }
      if (operand === this.state) return k === 1 ? 0n : null;
      const constant = operand.args[1];
      if (operand.args[0] !== this.state || constant?.op !== Op.int) return null;
      const equal = operand.op === Op.ceq ? 0 : operand.op === Op.cne ? 1 : -1;
      return k === equal ? (constant.aux as bigint) : null;
    }
    return null;
  }

  /** Which successor of the branch a state leads to. */
  private target(state: bigint): number | null {
    const { end, succs } = this.branch;
    const operand = this.evaluate(end.args[0]!, state);
    if (operand?.op !== Op.int) return null;
    const number = operand.aux as bigint;
    if (end.op === Op.br) return succs.length === 2 ? (number !== 0n ? 0 : 1) : null;
    return (end.aux as SwitchInfo).cases.find((c) => c.value === number)?.target ?? 0;
  }

  private evaluate(value: Value, state: bigint): Value | null {
    if (value === this.state) return this.func.int(value.cls, state);
    if (value.op === Op.int) return value;
    const args: Value[] = [];
    for (const arg of value.args) {
      const known = this.evaluate(arg, state);
      if (!known) return null;
      args.push(known);
    }
    return compute(this.func, this.context, value.op, value.cls, args);
  }
}

function thread(func: Func, { branch, carriers, region, targets, arrivals }: Machine): void {
  const made = new Copies();
  const copyOf = new Map<bigint | null, Block[]>();
  const originals: Block[] = [];
  for (const block of region) originals[block.id] = block;
  copyOf.set(null, originals);
  for (const [state, target] of targets) {
    const map = cloneRegion(func, region, made);
    for (const block of region) map[block.id]!.name = `${block.name}_${state}`;
    copyOf.set(state, map);
    const end = map[branch.id]!;
    jumpTo(func, end, end.succs[target]!);
  }
  for (const { from, to, state } of arrivals) {
    const at = to.preds.indexOf(from);
    const args = to.phis.map((phi) => phi.args[at]!);
    for (const [own, map] of copyOf) {
      const source = originals[from.id] ? map[from.id]! : from;
      const now = originals[from.id] ? map[to.id]! : to;
      const next = state === 'same' ? own : state;
      const aim = (copyOf.get(next) ?? originals)[to.id]!;
      if (aim !== now && source.succs.includes(now) && canRedirect(source, aim)) {
        redirectEdge(func, source, now, aim, args);
      }
      if (!originals[from.id]) break;
    }
  }
  for (const [state, map] of copyOf) {
    if (state === null) continue;
    // In a copy the state is a constant: nothing of what goes on there need carry it.
    for (const phi of carriers) {
      const { id, phis } = phi.block!;
      const copy = map[id]!.phis[phis.indexOf(phi)]!;
      copy.args = copy.args.map(() => func.int(copy.cls, state));
    }
  }
  reconstruct(func, made);
  copies(func);
}
