/**
 * gvn: global value numbering over the dominator tree. Equal pure values become one; a load becomes
 * the value last stored or loaded there; what a branch has decided is known below it.
 * Needs slots promoted to be worth while; breaks use counts.
 */

import type { AliasInfo } from '../ir/alias.ts';
import {
  accessPiece,
  aliasInfo,
  distanceOf,
  extentPiece,
  isPlainAccess,
  isPureCall,
  overlap,
} from '../ir/alias.ts';
import { type Dominators, dominators } from '../ir/dominators.ts';
import {
  ACCESS_SIZES,
  type Access,
  type Block,
  type CallInfo,
  type Func,
  isNoWrap,
  type Value,
} from '../ir/ir.ts';
import {
  Cls,
  isVectorClass,
  OP_COMMUTES,
  OP_COMPARES,
  OP_CONSTANT,
  OP_PURE,
  OPS,
  Op,
} from '../ir/ops.ts';
import { loadedConstant } from './constants.ts';
import { type Context, foldConstants } from './context.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { inverseCompare, swappedCompare } from './folding/relations.ts';
import { Memory } from './memory.ts';
import { Outcomes } from './outcomes.ts';
import { carrier, convert, readAs } from './promote.ts';
import { ScopedTable } from './table.ts';

/** Numbers the values of a function. */
export function gvn(func: Func, context: Context): boolean {
  copies(func);
  const tree = dominators(func);
  const numbering = new Numbering(func, context, tree);
  numbering.walk();
  const moved = copies(func);
  return numbering.changed || moved;
}

const KINDS = 'bhwlsdevy';
const FIRST_LOAD = OPS.length;

class Numbering {
  changed = false;
  private readonly alias: AliasInfo;
  private readonly memory: Memory;
  private readonly table: ScopedTable;
  /** What a value is known to be in the present scope, by id. */
  private readonly known: (Value | undefined)[] = [];
  private readonly outcomes = new Outcomes();
  private readonly log: { id: number; before: Value | undefined }[] = [];

  constructor(
    private readonly func: Func,
    private readonly context: Context,
    private readonly tree: Dominators,
  ) {
    this.alias = aliasInfo(func, context);
    this.memory = new Memory(func, tree, this.alias);
    this.table = new ScopedTable(func.nextValue);
  }

  walk(): void {
    const { child, sibling, idom, order } = this.tree;
    const marks: number[] = [];
    let at = 0;
    for (;;) {
      marks.push(this.table.mark(), this.outcomes.mark(), this.log.length);
      this.block(order.blocks[at]!);
      if (child[at]! >= 0) {
        at = child[at]!;
        continue;
      }
      this.leave(marks);
      while (at !== 0 && sibling[at]! < 0) {
        at = idom[at]!;
        this.leave(marks);
      }
      if (at === 0) return;
      at = sibling[at]!;
    }
  }

  private leave(marks: number[]): void {
    const facts = marks.pop()!;
    while (this.log.length > facts) {
      const { id, before } = this.log.pop()!;
      this.known[id] = before;
    }
    this.outcomes.release(marks.pop()!);
    this.table.release(marks.pop()!);
  }

  private block(block: Block): void {
    if (block.preds.length === 1) this.learn(block.preds[0]!, block);
    this.mergePhis(block);
    const body: Value[] = [];
    const put = (value: Value): Value => {
      value.block = block;
      body.push(value);
      return value;
    };
    for (const value of block.body) {
      this.arguments(value);
      if (value.op === Op.load) this.load(value, put);
      else if (value.op === Op.call) this.call(value);
      else if (value.op === Op.store && this.isIdle(value)) {
        value.block = null;
        this.changed = true;
        continue;
      } else if (OP_PURE[value.op] && !OP_CONSTANT[value.op]) this.pure(value);
      body.push(value);
    }
    block.body = body;
    this.arguments(block.end);
    this.branch(block.end);
    for (const succ of block.succs) {
      if (succ.phis.length === 0) continue;
      const place = succ.preds.indexOf(block);
      for (const phi of succ.phis) {
        if (phi.op === Op.phi) phi.args[place] = this.current(phi.args[place]!);
      }
    }
  }

  private current(value: Value): Value {
    const root = resolve(value);
    return this.known[root.id] ?? root;
  }

  private arguments(value: Value): void {
    const { args } = value;
    for (let i = 0; i < args.length; i++) {
      const arg = this.current(args[i]!);
      if (arg === args[i]) continue;
      args[i] = arg;
      this.changed = true;
    }
  }

  private replace(value: Value, by: Value): void {
    replaceBy(value, by);
    this.changed = true;
  }

  private pure(value: Value): void {
    if (value.op === Op.copy || value.args.length > 3) return;
    const constant = foldConstants(this.func, value, this.context);
    if (constant) {
      this.replace(value, constant);
      return;
    }
    const [a, b, c] = value.args;
    let { op } = value;
    let x = a?.id ?? -1;
    let y = b?.id ?? -1;
    if (y >= 0 && x > y && value.args.length === 2) {
      const swapped = OP_COMMUTES[op] ? op : OP_COMPARES[op] ? swappedCompare(op) : -1;
      if (swapped >= 0) {
        op = swapped;
        [x, y] = [y, x];
      }
    }
    const leader = this.table.find(op * 8 + value.cls, x, y, c?.id ?? -1, value);
    if (leader !== value) {
      if (isNoWrap(leader) && !isNoWrap(value)) leader.aux = null;
      this.replace(value, leader);
    } else if (OP_COMPARES[value.op]) this.compare(value);
  }

  /** A branch on a value that others have compared with 0. */
  private branch(end: Value): void {
    const condition = end.args[0];
    if (end.op !== Op.br || !condition || OP_CONSTANT[condition.op]) return;
    const zero = this.func.int(condition.cls, 0n);
    const truth = this.outcomes.decide(Op.cne, condition, zero);
    if (truth === null) return;
    end.args[0] = this.func.int(condition.cls, truth ? 1n : 0n);
    this.changed = true;
  }

  /** A comparison of values that branches have compared. */
  private compare(value: Value): void {
    const truth = this.outcomes.decide(value.op, value.args[0]!, value.args[1]!);
    if (truth !== null) this.replace(value, this.func.int(Cls.w, truth ? 1n : 0n));
  }

  private load(load: Value, put: (value: Value) => Value): void {
    if (!isPlainAccess(load)) return;
    const constant = loadedConstant(this.func, load, this.context);
    if (constant) {
      this.replace(load, constant);
      return;
    }
    const access = load.aux as Access;
    const piece = accessPiece(load);
    const state = this.memory.clobber(load, piece);
    const def = this.memory.defs[state];
    if (def && def.op === Op.store && isPlainAccess(def)) {
      const stored = accessPiece(def);
      if (overlap(this.alias, stored, piece) === 'must' && this.fits(def, access)) {
        const from = this.current(def.args[0]!);
        const held = convert(this.func, from, carrier(def.aux as Access), put, load.pos);
        this.replace(load, readAs(this.func, held, load, put));
        return;
      }
    }
    if (def && def.op === Op.clear && this.isCleared(def, load)) {
      const integer = load.cls === Cls.w || load.cls === Cls.l;
      this.replace(load, integer ? this.func.int(load.cls, 0n) : this.func.float(load.cls, 0));
      return;
    }
    const kind = KINDS.indexOf(access.kind) * 2 + (access.signed ? 1 : 0);
    const key = (FIRST_LOAD + kind) * 8 + load.cls;
    const leader = this.table.find(key, load.args[0]!.id, state, -1, load);
    if (leader !== load) this.replace(load, leader);
  }

  /** A call without effects, of the same arguments and seeing the same memory as one before. */
  private call(call: Value): void {
    if (!isPureCall(call) || (call.aux as CallInfo).chain) return;
    const pure = (call.aux as CallInfo).effects === 'pure';
    const state = pure ? this.memory.visible(call) : -1;
    const key = Op.call * 8 + call.cls;
    // A list of arguments is told by its first part's leader and what follows.
    let leader = this.table.find(key, call.args[0]!.id, state, call.args.length, call);
    for (let i = 1; i < call.args.length; i++) {
      leader = this.table.find(key, leader.id, call.args[i]!.id, -1 - i, call);
    }
    if (leader !== call) this.replace(call, leader);
  }

  /**
   * Whether what a store wrote can be read back by a load of the same size without passing memory.
   */
  private fits(store: Value, access: Access): boolean {
    const { kind } = store.aux as Access;
    return ACCESS_SIZES[kind] < 16 || kind === access.kind;
  }

  private isCleared(clear: Value, load: Value): boolean {
    if (load.cls === Cls.e || isVectorClass(load.cls)) return false;
    const to = extentPiece(clear, 0);
    const from = accessPiece(load);
    const distance = distanceOf(this.alias, to.address, from.address);
    return distance >= 0 && distance + from.size <= to.size;
  }

  /** A store of what is there already. */
  private isIdle(store: Value): boolean {
    const value = store.args[0]!;
    if (value.op !== Op.load || !isPlainAccess(store) || !isPlainAccess(value)) return false;
    const piece = accessPiece(store);
    const loaded = accessPiece(value);
    if ((store.aux as Access).kind !== (value.aux as Access).kind) return false;
    if (overlap(this.alias, piece, loaded) !== 'must') return false;
    if (value.block !== store.block) return false;
    return this.memory.clobber(store, piece) === this.memory.clobber(value, loaded);
  }

  /** What the branch that leads here, and nowhere else, says. */
  private learn(pred: Block, block: Block): void {
    const { end } = pred;
    if (end.op !== Op.br || pred.succs.length < 2) return;
    const condition = resolve(end.args[0]!);
    const holds = pred.succs[0] === block;
    if (OP_CONSTANT[condition.op]) return;
    if (!holds) this.know(condition, this.func.int(condition.cls, 0n));
    if (!OP_COMPARES[condition.op]) {
      this.outcomes.learn(Op.cne, condition, this.func.int(condition.cls, 0n), holds);
      return;
    }
    if (holds) this.know(condition, this.func.int(Cls.w, 1n));
    const inverse = inverseCompare(condition);
    const [x, y] = condition.args as [Value, Value];
    this.outcomes.learn(condition.op, x, y, holds);
    if (inverse >= 0) this.knowCompare(inverse, x, y, holds ? 0n : 1n);
    const equal = holds ? condition.op === Op.ceq : condition.op === Op.cne;
    if (equal && y.op === Op.int && !OP_CONSTANT[x.op]) this.know(x, y);
  }

  private know(value: Value, is: Value): void {
    this.log.push({ id: value.id, before: this.known[value.id] });
    this.known[value.id] = is;
  }

  private knowCompare(op: Op, x: Value, y: Value, truth: bigint): void {
    const swap = x.id > y.id;
    const form = swap ? (OP_COMMUTES[op] ? op : swappedCompare(op)) : op;
    const [a, b] = swap ? [y.id, x.id] : [x.id, y.id];
    this.table.put(form * 8 + Cls.w, a, b, -1, this.func.int(Cls.w, truth));
  }

  /** Phis of one block with the same arguments are one. */
  private mergePhis({ phis }: Block): void {
    if (phis.length > 48) return;
    for (let i = 1; i < phis.length; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [phis[j]!, phis[i]!];
        if (a.op !== Op.phi || a.cls !== b.cls) continue;
        if (!a.args.every((arg, k) => resolve(arg) === resolve(b.args[k]!))) continue;
        this.replace(b, a);
        break;
      }
    }
  }
}
