/**
 * sccp: sparse conditional constant propagation (Wegman and Zadeck 1991). Follows only edges that
 * can be taken and values that can vary, so that constants which agree around a loop are found.
 * Needs slots promoted; leaves unreachable blocks to cleanup. Undefined values count as varying.
 */
import { jumpTo, removeUnreachable, takenSuccessor } from '../ir/cfg.ts';
import { type Constant, constantOf, constantValue, evaluate } from '../ir/evaluate.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { OP_FOLDS, Op } from '../ir/ops.ts';
import { type UseLists, useLists } from '../ir/uses.ts';
import type { Context } from './context.ts';
import { copies, replaceBy } from './copies.ts';

/** Not known yet, varying, or the constant. */
const UNKNOWN = 0;
const CONSTANT = 1;
const VARYING = 2;

/** Propagates constants along the edges that can be taken. */
export function sccp(func: Func, context: Context): boolean {
  removeUnreachable(func);
  copies(func);
  const lattice = new Propagation(func, context);
  lattice.run();
  return lattice.apply();
}

class Propagation {
  private readonly state: Uint8Array;
  private readonly held: (Constant | undefined)[] = [];
  private readonly uses: UseLists;
  private readonly reached: Uint8Array;
  /** Edges taken, by the target's id: the preds' places. */
  private readonly edges: (Uint8Array | undefined)[] = [];
  private readonly flow: { from: Block; to: Block }[] = [];
  private readonly work: Value[] = [];

  constructor(
    private readonly func: Func,
    private readonly context: Context,
  ) {
    this.state = new Uint8Array(func.nextValue);
    this.uses = useLists(func);
    this.reached = new Uint8Array(func.nextBlock);
  }

  run(): void {
    const entry = this.func.blocks[0];
    if (entry) this.enter(entry);
    while (this.flow.length > 0 || this.work.length > 0) {
      const edge = this.flow.pop();
      if (edge) this.take(edge.from, edge.to);
      else this.update(this.work.pop()!);
    }
  }

  private take(from: Block, to: Block): void {
    const taken = (this.edges[to.id] ??= new Uint8Array(to.preds.length));
    const place = to.preds.indexOf(from);
    if (taken[place]) return;
    taken[place] = 1;
    if (!this.reached[to.id]) this.enter(to);
    else for (const phi of to.phis) this.visit(phi);
  }

  private enter(block: Block): void {
    this.reached[block.id] = 1;
    for (const phi of block.phis) this.visit(phi);
    for (const value of block.body) this.visit(value);
    this.leave(block);
  }

  private update(value: Value): void {
    const { start, users } = this.uses;
    for (let i = start[value.id]!; i < start[value.id + 1]!; i++) {
      const user = users[i]!;
      if (!user.block || !this.reached[user.block.id]) continue;
      if (user === user.block.end) this.leave(user.block);
      else this.visit(user);
    }
  }

  private leave(block: Block): void {
    const operand = block.end.args[0];
    if (operand && (block.end.op === Op.br || block.end.op === Op.switch)) {
      const state = this.stateOf(operand);
      if (state === UNKNOWN) return;
      if (state === CONSTANT) {
        const to = takenSuccessor(block, this.constantOf(operand) as bigint);
        if (to) this.flow.push({ from: block, to });
        return;
      }
    }
    for (const to of block.succs) this.flow.push({ from: block, to });
  }

  private stateOf(value: Value): number {
    if (value.op === Op.int || value.op === Op.float) return CONSTANT;
    return value.block ? this.state[value.id]! : VARYING;
  }

  private constantOf(value: Value): Constant {
    return constantOf(value) ?? this.held[value.id]!;
  }

  private visit(value: Value): void {
    if (this.state[value.id] === VARYING) return;
    if (value.op === Op.phi) this.meet(value);
    else if (OP_FOLDS[value.op]) this.compute(value);
    else this.lower(value, VARYING);
  }

  private meet(phi: Value): void {
    const taken = this.edges[phi.block!.id];
    let result: Constant | undefined;
    for (let i = 0; i < phi.args.length; i++) {
      if (!taken?.[i]) continue;
      const arg = phi.args[i]!;
      const state = this.stateOf(arg);
      if (state === UNKNOWN) continue;
      const constant = state === CONSTANT ? this.constantOf(arg) : undefined;
      if (constant === undefined || (result !== undefined && !same(result, constant))) {
        this.lower(phi, VARYING);
        return;
      }
      result = constant;
    }
    if (result !== undefined) this.lower(phi, CONSTANT, result);
  }

  private compute(value: Value): void {
    const constants: Constant[] = [];
    let unknown = false;
    for (const arg of value.args) {
      const state = this.stateOf(arg);
      if (state === VARYING) {
        this.lower(value, VARYING);
        return;
      }
      if (state === UNKNOWN) unknown = true;
      else constants.push(this.constantOf(arg));
    }
    if (unknown) return;
    const operand = value.args[0]!.cls;
    const result = evaluate(value.op, value.cls, operand, constants, this.context.format);
    if (result === null) this.lower(value, VARYING);
    else this.lower(value, CONSTANT, result);
  }

  private lower(value: Value, state: number, constant?: Constant): void {
    const before = this.state[value.id]!;
    if (state === CONSTANT && before === CONSTANT) {
      if (same(this.held[value.id]!, constant!)) return;
      this.state[value.id] = VARYING;
    } else {
      if (before === state) return;
      this.state[value.id] = state;
    }
    this.held[value.id] = constant;
    this.work.push(value);
  }

  /** Puts the constants in and decides the branches. */
  apply(): boolean {
    const { func } = this;
    let changed = false;
    // Branches first: a phi that has become a copy has no argument for each edge any more.
    for (const block of func.blocks) {
      if (!this.reached[block.id]) continue;
      const operand = block.end.args[0];
      if (!operand || (block.end.op !== Op.br && block.end.op !== Op.switch)) continue;
      if (this.stateOf(operand) !== CONSTANT) continue;
      jumpTo(func, block, takenSuccessor(block, this.constantOf(operand) as bigint)!);
      changed = true;
    }
    for (const block of func.blocks) {
      if (!this.reached[block.id]) continue;
      for (const value of [...block.phis, ...block.body]) {
        if (this.state[value.id] !== CONSTANT) continue;
        replaceBy(value, constantValue(func, value.cls, this.held[value.id]!));
        changed = true;
      }
    }
    if (!changed) return false;
    removeUnreachable(func);
    copies(func);
    return true;
  }
}

/** Whether two constants are the same bits: 0 and -0 are not. */
function same(a: Constant, b: Constant): boolean {
  if (typeof a === 'object' && typeof b === 'object') {
    return (
      a.kind === b.kind &&
      a.sign === b.sign &&
      a.exponent === b.exponent &&
      a.significand === b.significand
    );
  }
  return Object.is(a, b);
}
