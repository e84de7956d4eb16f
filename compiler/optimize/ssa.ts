/**
 * SSA construction, used by promote (variables are stack slots) and by every pass that duplicates
 * blocks (variables are the values that now have several definitions). Phis go to the iterated
 * dominance frontier of the definitions where the variable is live (Cytron et al. 1991, pruned
 * form).
 */
import { removeUnreachable } from '../ir/cfg.ts';
import { type Dominators, dominanceFrontiers, dominators } from '../ir/dominators.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { type Cls, Op } from '../ir/ops.ts';

/** A variable to bring into SSA form. */
export interface Variable {
  readonly cls: Cls;
  readonly name: string;
  /** Blocks that define it, and blocks that use it before any definition of their own. */
  readonly defs: Block[];
  readonly uses: Block[];
}

/** The reaching definition of each variable during a rename. */
export class Renaming {
  readonly current: (Value | undefined)[] = [];
  private readonly log: { variable: number; before: Value | undefined }[] = [];

  constructor(
    private readonly func: Func,
    private readonly tree: Dominators,
    private readonly variables: readonly Variable[],
    private readonly placed: Placement,
  ) {}

  define(variable: number, value: Value): void {
    this.log.push({ variable, before: this.current[variable] });
    this.current[variable] = value;
  }

  /** The definition that reaches here; undef where none does. */
  reaching(variable: number): Value {
    return this.current[variable] ?? this.func.undef(this.variables[variable]!.cls);
  }

  /** Walks the dominator tree; `visit` renames one block and defines what it defines. */
  walk(visit: (block: Block) => void): void {
    const { child, sibling, idom, order } = this.tree;
    if (order.blocks.length === 0) return;
    const marks: number[] = [];
    let at = 0;
    for (;;) {
      marks.push(this.log.length);
      this.enter(order.blocks[at]!, visit);
      if (child[at]! >= 0) {
        at = child[at]!;
        continue;
      }
      this.undo(marks.pop()!);
      while (at !== 0 && sibling[at]! < 0) {
        at = idom[at]!;
        this.undo(marks.pop()!);
      }
      if (at === 0) return;
      at = sibling[at]!;
    }
  }

  private enter(block: Block, visit: (block: Block) => void): void {
    for (const phi of block.phis) {
      const variable = this.placed.variableOf(phi);
      if (variable >= 0) this.define(variable, phi);
    }
    visit(block);
    for (const succ of block.succs) {
      if (!this.placed.blocks[succ.id]) continue;
      const place = succ.preds.indexOf(block);
      for (const phi of succ.phis) {
        const variable = this.placed.variableOf(phi);
        if (variable >= 0) phi.args[place] = this.reaching(variable);
      }
    }
  }

  private undo(mark: number): void {
    while (this.log.length > mark) {
      const { variable, before } = this.log.pop()!;
      this.current[variable] = before;
    }
  }
}

/** The phis that were put in, and which variable each stands for. */
export interface Placement {
  readonly blocks: Uint8Array;
  variableOf(phi: Value): number;
}

/** Puts phis for the variables into their blocks, with arguments still to be filled. */
export function placePhis(func: Func, tree: Dominators, variables: readonly Variable[]): Placement {
  const { order } = tree;
  const first = func.nextValue;
  const phiVariable: number[] = [];
  const blocks = new Uint8Array(func.nextBlock);
  const frontiers = dominanceFrontiers(tree);
  const live = new Int32Array(func.nextBlock);
  const placed = new Int32Array(func.nextBlock);
  const defined = new Int32Array(func.nextBlock);
  for (let v = 0; v < variables.length; v++) {
    const variable = variables[v]!;
    const stamp = v + 1;
    for (const block of variable.defs) defined[block.id] = stamp;
    markLive(variable.uses, live, defined, stamp);
    const work = variable.defs.slice();
    while (work.length > 0) {
      const place = order.index[work.pop()!.id]!;
      if (place < 0) continue;
      for (const at of frontiers[place]!) {
        const block = order.blocks[at]!;
        if (placed[block.id] === stamp || live[block.id] !== stamp) continue;
        placed[block.id] = stamp;
        blocks[block.id] = 1;
        const args: Value[] = new Array(block.preds.length).fill(func.undef(variable.cls));
        const phi = func.value(Op.phi, variable.cls, args, null, block.end.pos);
        phi.block = block;
        phi.name = variable.name;
        block.phis.push(phi);
        phiVariable[phi.id - first] = v;
        if (defined[block.id] !== stamp) work.push(block);
      }
    }
  }
  return { blocks, variableOf: (phi) => phiVariable[phi.id - first] ?? -1 };
}

/** Marks the blocks at whose start the variable is live. */
function markLive(uses: Block[], live: Int32Array, defined: Int32Array, stamp: number): void {
  const work: Block[] = [];
  for (const block of uses) {
    if (live[block.id] === stamp) continue;
    live[block.id] = stamp;
    work.push(block);
  }
  while (work.length > 0) {
    for (const pred of work.pop()!.preds) {
      if (live[pred.id] === stamp || defined[pred.id] === stamp) continue;
      live[pred.id] = stamp;
      work.push(pred);
    }
  }
}

/** Collects values with several definitions while blocks are being duplicated. */
export class Copies {
  /** Variable number by value id, for originals and their copies. */
  readonly variableOf: number[] = [];
  readonly originals: Value[] = [];

  /** Notes that `copy` is another definition of `original` (itself maybe a copy). */
  add(original: Value, copy: Value): void {
    let variable = this.variableOf[original.id];
    if (variable === undefined) {
      variable = this.originals.length;
      this.originals.push(original);
      this.variableOf[original.id] = variable;
    }
    this.variableOf[copy.id] = variable;
  }
}

/**
 * Makes a function SSA again after blocks were duplicated: each use of a value that has copies gets
 * the definition (or a new phi of them) that reaches it. Edges, preds and phi argument counts must
 * be right; phi arguments may name any definition of the variable.
 */
export function reconstruct(func: Func, copies: Copies): void {
  removeUnreachable(func);
  if (copies.originals.length === 0) return;
  const { variableOf } = copies;
  const tree = dominators(func);
  const variables: Variable[] = copies.originals.map((value) => ({
    cls: value.cls,
    name: value.name,
    defs: [],
    uses: [],
  }));
  for (const block of tree.order.blocks) collect(block, variableOf, variables);
  const placed = placePhis(func, tree, variables);
  const renaming = new Renaming(func, tree, variables, placed);
  renaming.walk((block) => {
    for (const phi of block.phis) defineOwn(renaming, phi, variableOf);
    for (const value of block.body) {
      renameArgs(renaming, value, variableOf);
      defineOwn(renaming, value, variableOf);
    }
    renameArgs(renaming, block.end, variableOf);
    for (const succ of block.succs) renamePhiArgs(renaming, block, succ, variableOf, placed);
  });
}

function collect(block: Block, variableOf: number[], variables: Variable[]): void {
  const use = (value: Value): void => {
    const v = variableOf[value.id];
    if (v === undefined) return;
    const { defs, uses } = variables[v]!;
    if (defs[defs.length - 1] !== block && uses[uses.length - 1] !== block) uses.push(block);
  };
  const define = (value: Value): void => {
    const v = variableOf[value.id];
    if (v === undefined) return;
    const { defs } = variables[v]!;
    if (defs[defs.length - 1] !== block) defs.push(block);
  };
  for (const phi of block.phis) define(phi);
  for (const value of block.body) {
    for (const arg of value.args) use(arg);
    define(value);
  }
  for (const arg of block.end.args) use(arg);
  for (const succ of block.succs) {
    if (succ.phis.length === 0) continue;
    const place = succ.preds.indexOf(block);
    for (const phi of succ.phis) use(phi.args[place]!);
  }
}

function defineOwn(renaming: Renaming, value: Value, variableOf: number[]): void {
  const v = variableOf[value.id];
  if (v !== undefined) renaming.define(v, value);
}

function renameArgs(renaming: Renaming, value: Value, variableOf: number[]): void {
  const { args } = value;
  for (let i = 0; i < args.length; i++) {
    const v = variableOf[args[i]!.id];
    if (v !== undefined) args[i] = renaming.reaching(v);
  }
}

function renamePhiArgs(
  renaming: Renaming,
  block: Block,
  succ: Block,
  variableOf: number[],
  placed: Placement,
): void {
  if (succ.phis.length === 0) return;
  const place = succ.preds.indexOf(block);
  for (const phi of succ.phis) {
    if (placed.variableOf(phi) >= 0) continue;
    const v = variableOf[phi.args[place]!.id];
    if (v !== undefined) phi.args[place] = renaming.reaching(v);
  }
}
