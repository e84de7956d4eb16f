/**
 * Merging of equal tails (cross-jumping): where blocks that jump to the same block end in the same
 * instructions, one keeps them and the others jump there; likewise blocks that return, where an
 * epilogue is long. Gets placed code; the jumps taken stay as many, so that it costs size only
 * what it saves. Predecessors are left stale.
 */
import type {
  Address,
  Extra,
  Instruction,
  MachineBlock,
  MachineFunction,
  MachineOp,
} from './code.ts';

/** Returning blocks executed more often than this (an entry) keep an epilogue of their own. */
const OWN_RETURN = 0.3;

/** What merging is told. */
export interface TailOptions {
  readonly jump: MachineOp;
  /** Whether returning blocks share their epilogue: it is longer than a jump. */
  readonly returns: boolean;
  /** For size: even where a return is executed often. */
  readonly size: boolean;
  /** Blocks that run without a frame: what they do to return is not what others do. */
  readonly bare: ReadonlySet<MachineBlock>;
}

/** Merges equal tails of `func`, in place. */
export function mergeTails(func: MachineFunction, options: TailOptions): void {
  const groups = new Map<MachineBlock | null, MachineBlock[]>();
  for (const block of func.blocks) {
    const last = block.instructions[block.instructions.length - 1]!;
    const { jump, returns } = last.op;
    if (!jump && !(returns && options.returns && !options.bare.has(block))) continue;
    const to = jump ? block.succs[0]! : null;
    // A dispatch is copied into those that jump to it, each of which learns where it goes on.
    if (to && !options.size && isDispatch(to)) continue;
    const group = groups.get(to);
    if (group) group.push(block);
    else groups.set(to, [block]);
  }
  const merger = new Merger(func, options.jump);
  for (const [to, group] of groups) {
    if (group.length < 2) continue;
    if (to === null && !options.size) merger.merge(exceptHottest(group), 0);
    else merger.merge(group, to === null ? 0 : 1);
  }
}

/** Whether a block ends in an indirect goto. */
function isDispatch({ instructions, succs }: MachineBlock): boolean {
  const { op, extra } = instructions[instructions.length - 1]!;
  return succs.length > 1 && !op.jump && !op.branch && !extra;
}

/** The returns that are rare, with the most frequent one, in which they may end. */
function exceptHottest(group: readonly MachineBlock[]): MachineBlock[] {
  const hottest = group.reduce((a, b) => (b.frequency > a.frequency ? b : a));
  return group.filter((block) => block === hottest || block.frequency <= OWN_RETURN);
}

class Merger {
  private nextId = 0;

  constructor(
    private readonly func: MachineFunction,
    private readonly jump: MachineOp,
  ) {
    for (const { id } of func.blocks) this.nextId = Math.max(this.nextId, id + 1);
  }

  /** Merges tails of at least `least` instructions besides the last among blocks that end alike. */
  merge(group: MachineBlock[], least: number): void {
    const work = [group];
    for (let list = work.pop(); list !== undefined; list = work.pop()) {
      for (const bucket of buckets(list, least)) {
        const rest = this.mergeBucket(bucket, least);
        if (rest.length > 1) work.push(rest);
      }
    }
  }

  /** Joins the longest tail that the first block shares with another; gives what may share more. */
  private mergeBucket(bucket: MachineBlock[], least: number): MachineBlock[] {
    const [first, ...others] = bucket;
    let longest = -1;
    const lengths = others.map((other) => {
      const length = sharedTail(first!, other);
      longest = Math.max(longest, length);
      return length;
    });
    if (longest < least) return others;
    const joined = [first!, ...others.filter((_, i) => lengths[i] === longest)];
    const rest = others.filter((_, i) => lengths[i] !== longest);
    const tail = this.tailOf(joined, longest + 1);
    for (const block of joined) if (block !== tail) this.lead(block, tail, longest + 1);
    rest.push(tail);
    return rest;
  }

  /** The block that is the tail: one of the blocks if it is no more than that, else a new one. */
  private tailOf(joined: readonly MachineBlock[], length: number): MachineBlock {
    const whole = joined.find(
      (block) => block.instructions.length === length && block !== this.func.blocks[0],
    );
    if (whole) return whole;
    const hottest = joined.reduce((a, b) => (b.frequency > a.frequency ? b : a));
    const at = hottest.instructions.length - length;
    const tail: MachineBlock = {
      ...hottest,
      id: this.nextId++,
      name: 'tail',
      phis: [],
      instructions: hottest.instructions.slice(at),
      succs: [...hottest.succs],
      preds: [],
      frequency: 0,
      addressTaken: false,
    };
    this.func.blocks.splice(this.func.blocks.indexOf(hottest) + 1, 0, tail);
    return tail;
  }

  /** Ends a block by a jump to the tail in place of its own last `length` instructions. */
  private lead(block: MachineBlock, tail: MachineBlock, length: number): void {
    const { instructions, succs } = block;
    const end = instructions[instructions.length - 1]!;
    instructions.length -= length;
    const none = { operands: [], places: [], clobbers: [], condition: '', immediate: 0 };
    instructions.push({ ...end, ...none, op: this.jump, address: null, symbol: null, extra: null });
    succs.length = 0;
    succs.push(tail);
    tail.frequency += block.frequency;
  }
}

/** Blocks whose last instructions but one may be equal, in lists of two and more. */
function buckets(list: readonly MachineBlock[], least: number): MachineBlock[][] {
  if (least === 0) return list.length > 1 ? [[...list]] : [];
  const byKey = new Map<MachineOp, Map<number, MachineBlock[]>>();
  for (const block of list) {
    const before = block.instructions[block.instructions.length - 2];
    if (!before) continue;
    let row = byKey.get(before.op);
    if (!row) byKey.set(before.op, (row = new Map()));
    let key = Number(before.immediate) | 0;
    for (const place of before.places!) key = (Math.imul(key, 31) + place) | 0;
    const bucket = row.get(key);
    if (bucket) bucket.push(block);
    else row.set(key, [block]);
  }
  const found: MachineBlock[][] = [];
  for (const row of byKey.values()) {
    for (const bucket of row.values()) if (bucket.length > 1) found.push(bucket);
  }
  return found;
}

/** How many instructions before their last ones two blocks have in common; -1 if not even those. */
function sharedTail(a: MachineBlock, b: MachineBlock): number {
  const [x, y] = [a.instructions, b.instructions];
  const most = Math.min(x.length, y.length);
  let shared = 0;
  while (shared < most && isSame(x[x.length - 1 - shared]!, y[y.length - 1 - shared]!)) shared++;
  return shared - 1;
}

function isSame(a: Instruction, b: Instruction): boolean {
  if (a.op !== b.op || a.condition !== b.condition || a.symbol !== b.symbol) return false;
  if (a.immediate !== b.immediate && BigInt(a.immediate) !== BigInt(b.immediate)) return false;
  const [x, y] = [a.places!, b.places!];
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return isSameAddress(a.address, b.address) && isSameExtra(a.extra, b.extra);
}

function isSameAddress(a: Address | null, b: Address | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.base === b.base &&
    a.index === b.index &&
    a.scale === b.scale &&
    a.displacement === b.displacement &&
    isSameSymbol(a.symbol, b.symbol) &&
    a.relocation === b.relocation &&
    a.frame === b.frame &&
    a.slot === b.slot
  );
}

/** Symbols of the constant pool are made anew by each user; all others are one object. */
const isSameSymbol = (a: Address['symbol'], b: Address['symbol']): boolean =>
  a === b || (a?.id === -1 && b?.id === -1 && a.name === b.name);

function isSameExtra(a: Extra | null, b: Extra | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === 'pool' && b.kind === 'pool' && a.symbol.name === b.symbol.name;
}
