/**
 * pre: partial redundancy of loads. A load at the head of a block where ways meet becomes a phi of
 * what the memory is known to hold at the end of each way: what was stored or loaded there, or a
 * phi of such values further up. Where one way does not know, and runs no more often than the
 * others, the load moves there (Morel and Renvoise 1979, on memory states). Needs values numbered;
 * breaks canonical forms, the clean graph and dominators.
 */
import {
  type AliasInfo,
  accessPiece,
  aliasInfo,
  isPlainAccess,
  overlap,
  type Piece,
} from '../ir/alias.ts';
import { splitEdge } from '../ir/cfg.ts';
import { type Dominators, dominates, dominators } from '../ir/dominators.ts';
import type { Access, Block, Func, Value } from '../ir/ir.ts';
import { loops } from '../ir/loops.ts';
import { CLASS_NAMES, type Cls, OP_CONSTANT, Op } from '../ir/ops.ts';
import { type Context, report } from './context.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { Memory } from './memory.ts';

/** Phis that one load may need, loads looked at in one function, and as many at one address. */
const MAX_PHIS = 6;
const MAX_LOADS = 600;
const MAX_LIST = 12;

/** Replaces partially redundant loads. */
export function pre(func: Func, context: Context): boolean {
  if (!func.blocks.some((block) => block.preds.length > 1 && block.body.some(isCandidate))) {
    return false;
  }
  const tree = dominators(func);
  loops(func, tree);
  const alias = aliasInfo(func, context);
  const run = new Run(func, context, tree, alias);
  for (const block of tree.order.blocks) if (block.preds.length > 1) run.head(block);
  if (!run.changed) return false;
  run.insertMissing();
  copies(func);
  return true;
}

/** Kinds that a store and a load of the same class agree on without conversion. */
function isCandidate(value: Value): boolean {
  if (value.op !== Op.load || !isPlainAccess(value)) return false;
  const { kind } = value.aux as Access;
  return (
    kind === 'w' || kind === 'l' || kind === 's' || kind === 'd' || kind === 'b' || kind === 'h'
  );
}

/** Whether two loads of one address give the same, where nothing is written in between. */
function isAlike(cls: Cls, access: Access, load: Value): boolean {
  const { kind, signed } = load.aux as Access;
  return cls === load.cls && access.kind === kind && access.signed === signed;
}

/** A load that has to be made at the end of a way into a block. */
interface Missing {
  readonly load: Value;
  readonly from: Block;
  readonly to: Block;
}

/** What one load turns into, kept until it is known to work out; phis with the state they hold. */
interface Plan {
  readonly load: Value;
  readonly piece: Piece;
  readonly phis: Map<Block, { readonly phi: Value; readonly state: number }>;
}

/** A phi that holds in a state what a load of an address would give. */
interface Held {
  readonly phi: Value;
  readonly state: number;
  readonly access: Access;
}

class Run {
  changed = false;
  private readonly memory: Memory;
  /** Loads by the id of their address. */
  private readonly byAddress: (Value[] | undefined)[] = [];
  private readonly held: (Held[] | undefined)[] = [];
  private readonly missing: Missing[] = [];
  private looked = 0;

  constructor(
    private readonly func: Func,
    private readonly context: Context,
    private readonly tree: Dominators,
    private readonly alias: AliasInfo,
  ) {
    this.memory = new Memory(func, tree, alias);
    for (const block of tree.order.blocks) {
      for (const value of block.body) {
        if (isCandidate(value)) (this.byAddress[value.args[0]!.id] ??= []).push(value);
      }
    }
  }

  /** The loads that see what memory is where their block begins. */
  head(block: Block): void {
    for (const load of block.body) {
      // What may not come to an end behind which a load would be one too many on the way in.
      if (load.op === Op.call || load.op === Op.asm || load.op === Op.trap) return;
      if (!isCandidate(load) || !this.isAbove(load.args[0]!, block)) continue;
      if (this.looked++ > MAX_LOADS) return;
      const piece = accessPiece(load);
      const entry = this.memory.atStart(block, piece);
      if (this.memory.clobber(load, piece) === entry) this.replace(load, block, piece, entry);
    }
  }

  /** Whether a value is the same on every way into a block. */
  private isAbove(value: Value, block: Block): boolean {
    if (OP_CONSTANT[value.op]) return true;
    return (
      value.block !== null && value.block !== block && dominates(this.tree, value.block, block)
    );
  }

  private replace(load: Value, block: Block, piece: Piece, entry: number): void {
    const plan: Plan = { load, piece, phis: new Map() };
    const phi = this.phi(plan, block, entry);
    let absent = -1;
    for (let i = 0; i < block.preds.length; i++) {
      const value = this.atEnd(plan, block.preds[i]!);
      if (value) phi.args.push(value);
      else if (absent >= 0) return;
      else {
        absent = i;
        phi.args.push(load);
      }
    }
    if (absent >= 0 && !this.mayInsert(block, absent, phi)) return;
    const access = load.aux as Access;
    const held = (this.held[load.args[0]!.id] ??= []);
    for (const [at, made] of plan.phis) {
      made.phi.block = at;
      at.phis.push(made.phi);
      held.push({ ...made, access });
    }
    this.forget(load);
    if (absent >= 0) {
      const moved = this.func.value(Op.load, load.cls, load.args, load.aux, load.pos);
      phi.args[absent] = moved;
      this.missing.push({
        load: moved,
        from: block.preds[absent]!,
        to: block,
      });
    }
    replaceBy(load, phi);
    this.changed = true;
    report(this.context, this.func, 'pre', true, load.pos, 'load replaced by what its ways hold');
  }

  private forget(load: Value): void {
    const list = this.byAddress[load.args[0]!.id]!;
    list.splice(list.indexOf(load), 1);
  }

  private phi({ load, phis }: Plan, block: Block, state: number): Value {
    const phi = this.func.value(Op.phi, load.cls, [], null, load.pos);
    phis.set(block, { phi, state });
    return phi;
  }

  /** One way in may get the load where another saves it and it does not run more often. */
  private mayInsert(block: Block, absent: number, phi: Value): boolean {
    const from = block.preds[absent]!;
    if (from.end.op === Op.goto || from.end.op === Op.asmgoto) return false;
    const saves = block.preds.some((pred, i) => i !== absent && pred.depth >= from.depth);
    return saves && phi.args.some((arg, i) => i !== absent && arg !== phi);
  }

  /** What the piece holds at the end of a block, as a value; null where that is not known. */
  private atEnd(plan: Plan, block: Block): Value | null {
    if (this.tree.order.index[block.id]! < 0) return null;
    const { load, piece } = plan;
    const state = this.memory.atEnd(block, piece);
    const def = this.memory.defs[state];
    if (def?.op === Op.store && isPlainAccess(def)) {
      const stored = def.args[0]!;
      if (overlap(this.alias, accessPiece(def), piece) !== 'must') return null;
      return this.isReadBack(def, load) ? resolve(stored) : null;
    }
    const loads = this.byAddress[load.args[0]!.id] ?? [];
    for (let i = 0; i < loads.length && i < MAX_LIST; i++) {
      const one = loads[i]!;
      if (!isAlike(one.cls, one.aux as Access, load) || !one.block) continue;
      if (!dominates(this.tree, one.block, block)) continue;
      if (this.memory.clobber(one, piece) === state) return one;
    }
    for (const { phi, state: at, access } of this.held[load.args[0]!.id] ?? []) {
      if (at === state && isAlike(phi.cls, access, load) && dominates(this.tree, phi.block!, block))
        return phi;
    }
    const join = this.memory.joinOf(state);
    if (!join) return null;
    const known = plan.phis.get(join);
    if (known) return known.phi;
    if (plan.phis.size >= MAX_PHIS || !this.isAbove(load.args[0]!, join)) return null;
    const before = plan.phis.size;
    const phi = this.phi(plan, join, state);
    for (const pred of join.preds) {
      const value = this.atEnd(plan, pred);
      if (!value) {
        // Those made for it go with it: they may lean on it.
        for (const at of [...plan.phis.keys()].slice(before)) plan.phis.delete(at);
        return null;
      }
      phi.args.push(value);
    }
    return phi;
  }

  /** Whether the load gives the very value that was stored. */
  private isReadBack(store: Value, load: Value): boolean {
    const { kind } = store.aux as Access;
    const whole = kind === CLASS_NAMES[load.cls] && kind === (load.aux as Access).kind;
    return whole && store.args[0]!.cls === load.cls;
  }

  /** Puts the loads that ways lack at their ends, on an edge of its own where there are others. */
  insertMissing(): void {
    const split: { from: Block; to: Block; edge: Block }[] = [];
    for (const { load, from, to } of this.missing) {
      let edge = split.find((one) => one.from === from && one.to === to)?.edge ?? from;
      if (edge === from && from.succs.length > 1) {
        edge = splitEdge(this.func, from, to);
        split.push({ from, to, edge });
      }
      load.block = edge;
      edge.body.push(load);
    }
  }
}
