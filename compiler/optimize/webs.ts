/**
 * Webs of 32-bit values that are marked not to wrap and used sign-extended: they are computed in 64
 * bits, and the extensions go.
 *
 *   i = phi [a, j]                        i' = phi [sextw a, j']
 *   k = add (mul i, n), 1 {nowrap}  to    k' = add (mul i', sextw n), 1
 *   x = sextw k                           x  = k'
 *   j = add i, s {nowrap}                 j' = add i', sextw s
 *
 * A web is what extensions are made from, up to what has to be extended itself, where it is made.
 * It is widened where that is done less often, as told by the depth of loops.
 */
import { type Block, type Func, isNoWrap, type Value } from '../ir/ir.ts';
import { Cls, OP_COMPARES, Op } from '../ir/ops.ts';
import { eachValue, useCounts } from '../ir/uses.ts';
import { replaceBy } from './copies.ts';

/** A round of a loop counts as so many of what is around it, this deep. */
const ROUNDS = 8;
const MAX_DEPTH = 4;

/** What stands at the start of the entry block. */
const PROLOGUE: readonly Op[] = [Op.param, Op.alloc, Op.chain];

/** Values that are widened together. */
interface Web {
  readonly members: Value[];
  readonly leaves: Set<Value>;
  /** How often extensions go, and how often there are new ones. */
  saved: number;
  spent: number;
}

/** Widens what pays; leaves copies. Needs the depths of blocks. */
export function widenWebs(func: Func): boolean {
  const roots: Value[] = [];
  for (const block of func.blocks) {
    if (block.depth === 0) continue;
    for (const value of block.body) {
      if (value.op === Op.sextw && isMember(value.args[0]!)) roots.push(value);
    }
  }
  if (roots.length === 0) return false;
  const found = websOf(func, roots);
  const chosen = found.filter((web) => web.saved > web.spent);
  if (chosen.length === 0) return false;
  new Widener(func).run(chosen);
  return true;
}

/** Whether the extension of a value can be computed from the extensions of its operands. */
function isMember(value: Value): boolean {
  if (value.cls !== Cls.w || value.block === null) return false;
  if (value.op === Op.phi || value.op === Op.select) return true;
  if (!isNoWrap(value)) return false;
  return value.op !== Op.shl || value.args[1]!.op === Op.int;
}

/** Which operands are extended with a member: from the first up to the last excluded. */
function partsOf({ op, args }: Value): readonly [number, number] {
  return op === Op.select ? [1, 3] : [0, op === Op.shl ? 1 : args.length];
}

function weight(block: Block | null): number {
  return block ? ROUNDS ** Math.min(block.depth, MAX_DEPTH) : 0;
}

/** The webs that extensions are made from. */
function websOf(func: Func, roots: readonly Value[]): Web[] {
  const uses = useCounts(func);
  const all = new Set<Value>();
  const webs: Web[] = [];
  const webOf = new Map<Value, Web>();
  const merge = (a: Web, b: Web): Web => {
    const [into, from] = a.members.length < b.members.length ? [b, a] : [a, b];
    if (into === from) return into;
    for (const member of from.members) {
      into.members.push(member);
      webOf.set(member, into);
    }
    for (const leaf of from.leaves) {
      if (into.leaves.has(leaf)) into.spent -= costOf(leaf, uses);
      into.leaves.add(leaf);
    }
    into.saved += from.saved;
    into.spent += from.spent;
    from.members.length = 0;
    return into;
  };
  const enter = (value: Value): Web => {
    const known = webOf.get(value);
    if (known) return known;
    const web: Web = { members: [value], leaves: new Set(), saved: 0, spent: 0 };
    all.add(value);
    webs.push(web);
    webOf.set(value, web);
    return web;
  };
  for (const root of roots) enter(root.args[0]!).saved += weight(root.block);
  // A set is walked up to what is added on the way.
  for (const member of all) {
    for (const part of member.args.slice(...partsOf(member))) {
      const web = webOf.get(member)!;
      if (isMember(part)) merge(web, enter(part));
      else if (!web.leaves.has(part)) {
        web.leaves.add(part);
        web.spent += costOf(part, uses);
      }
    }
  }
  return webs.filter((web) => web.members.length > 0);
}

/** How often a value from outside is extended: a load extends as it loads. */
function costOf(leaf: Value, uses: Int32Array): number {
  if (leaf.block === null) return 0;
  return leaf.op === Op.load && uses[leaf.id] === 1 ? 0 : weight(leaf.block);
}

class Widener {
  /** By id: the 64-bit twin of a member, the extension of a leaf. */
  private readonly wide: (Value | undefined)[] = [];
  /** What goes behind a value, by its id. */
  private readonly behind: (Value[] | undefined)[] = [];
  private readonly touched = new Set<Block>();

  constructor(private readonly func: Func) {}

  run(webs: readonly Web[]): void {
    for (const { members, leaves } of webs) {
      for (const member of members) this.makeTwin(member);
      for (const leaf of leaves) if (!this.wide[leaf.id]) this.extend(leaf);
    }
    for (const { members } of webs) for (const member of members) this.fill(member);
    eachValue(this.func, (value) => this.use(value));
    const needed = this.neededBy(webs);
    for (const { members } of webs) {
      for (const member of members) {
        // Nobody but members that go, too, uses the others.
        if (needed.has(member)) this.replace(member);
        else replaceBy(member, this.func.int(Cls.w, 0n));
      }
    }
    for (const block of this.touched) this.place(block);
  }

  private makeTwin(member: Value): void {
    const twin = this.func.value(member.op, Cls.l, [], member.aux, member.pos);
    twin.name = member.name;
    this.wide[member.id] = twin;
  }

  private extend(leaf: Value): void {
    const { func } = this;
    if (leaf.op === Op.int) {
      this.wide[leaf.id] = func.int(Cls.l, leaf.aux as bigint);
    } else if (leaf.op === Op.undef || leaf.block === null) {
      this.wide[leaf.id] = func.int(Cls.l, 0n);
    } else {
      const extended = func.value(Op.sextw, Cls.l, [leaf], null, leaf.pos);
      this.wide[leaf.id] = extended;
      this.put(extended, leaf.op === Op.param ? this.lastOfPrologue() : leaf);
    }
  }

  private lastOfPrologue(): Value {
    const { body } = this.func.blocks[0]!;
    let at = 0;
    while (at < body.length && PROLOGUE.includes(body[at]!.op)) at++;
    return body[at - 1]!;
  }

  private put(value: Value, after: Value): void {
    const block = after.block!;
    value.block = block;
    const list = this.behind[after.id];
    if (list) list.push(value);
    else this.behind[after.id] = [value];
    this.touched.add(block);
  }

  private fill(member: Value): void {
    const twin = this.wide[member.id]!;
    twin.args = member.args.slice();
    const [first, end] = partsOf(member);
    for (let i = first; i < end; i++) twin.args[i] = this.wide[member.args[i]!.id]!;
    if (member.op === Op.phi) {
      twin.block = member.block;
      member.block!.phis.push(twin);
    } else {
      this.put(twin, member);
    }
  }

  /** Extensions of what is wide by now go; comparisons with constants ask the wide value. */
  private use(value: Value): void {
    const [x, y] = value.args;
    const wide = x && this.wide[x.id];
    if (!wide || value === wide) return;
    if (value.op === Op.sextw) replaceBy(value, wide);
    else if (OP_COMPARES[value.op] && y!.op === Op.int && !isUnsigned(value.op) && isMember(x)) {
      value.args = [wide, this.func.int(Cls.l, y!.aux as bigint)];
    }
  }

  /** The members whose low halves are used. */
  private neededBy(webs: readonly Web[]): ReadonlySet<Value> {
    const all = new Set<Value>();
    for (const { members } of webs) for (const member of members) all.add(member);
    const needed = new Set<Value>();
    const look = (value: Value): void => {
      for (const arg of value.args) if (all.has(arg)) needed.add(arg);
    };
    eachValue(this.func, (value) => {
      if (!all.has(value)) look(value);
    });
    for (const member of all) look(this.wide[member.id]!);
    return needed;
  }

  /** What else uses a member gets the low half of its twin. */
  private replace(member: Value): void {
    const twin = this.wide[member.id]!;
    const low = this.func.value(Op.trunc, Cls.w, [twin], null, member.pos);
    const block = member.block!;
    if (member.op === Op.phi) {
      low.block = block;
      block.body.unshift(low);
    } else {
      this.put(low, member);
    }
    replaceBy(member, low);
  }

  private place(block: Block): void {
    const body: Value[] = [];
    for (const value of block.body) {
      body.push(value);
      const list = this.behind[value.id];
      if (list) for (const made of list) body.push(made);
    }
    block.body = body;
  }
}

function isUnsigned(op: number): boolean {
  return op === Op.cult || op === Op.cule || op === Op.cugt || op === Op.cuge;
}
