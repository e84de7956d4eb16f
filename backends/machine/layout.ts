/**
 * Block layout: chains of blocks that fall through into each other, the most frequent edges first
 * (Pettis and Hansen 1990), so that loops end in their conditional branch and cold code stands
 * last. Before that, jumps to blocks that only jump are led on, and small dispatching blocks are
 * copied into those that jump to them.
 */
import type { Instruction, MachineBlock, MachineFunction } from './code.ts';
import { mergeTails, type TailOptions } from './tails.ts';

/**
 * Leads edges past empty blocks, merges equal tails (unless `tails` is null), copies indirect
 * dispatch and (where returning takes little: `shortReturn`) small returning blocks; blocks that
 * nothing reaches are dropped.
 */
export function threadJumps(
  func: MachineFunction,
  shortReturn: boolean,
  tails: TailOptions | null = null,
): void {
  leadPastForwarders(func);
  if (tails) {
    dropUnreached(func);
    mergeTails(func, tails);
    leadPastForwarders(func);
  }
  for (const block of func.blocks) copyTail(block, shortReturn);
  dropUnreached(func);
}

function leadPastForwarders(func: MachineFunction): void {
  const target = new Map<MachineBlock, MachineBlock>();
  const follow = (block: MachineBlock): MachineBlock => {
    let at = block;
    const seen: MachineBlock[] = [];
    while (isForwarder(at) && !seen.includes(at) && seen.length < 8) {
      seen.push(at);
      at = target.get(at) ?? at.succs[0]!;
    }
    if (isForwarder(at) && seen.includes(at)) return block;
    for (const one of seen) target.set(one, at);
    return at;
  };
  for (const block of func.blocks) {
    const last = block.instructions[block.instructions.length - 1];
    for (let i = 0; i < block.succs.length; i++) {
      // An indirect jump's targets are fixed by their addresses.
      if (last?.op.jump || last?.op.branch || last?.extra) block.succs[i] = follow(block.succs[i]!);
    }
  }
}

const isForwarder = (block: MachineBlock): boolean =>
  block.instructions.length === 1 &&
  block.instructions[0]!.op.jump === true &&
  !block.addressTaken &&
  block.succs[0] !== block;

const DISPATCH_SIZE = 4;

/** A jump to a few instructions that end in an indirect goto or a return becomes a copy of them. */
function copyTail(block: MachineBlock, shortReturn: boolean): void {
  const { instructions, succs } = block;
  const last = instructions[instructions.length - 1];
  const to = succs[0];
  if (!last?.op.jump || !to || to === block || to.addressTaken) return;
  const tail = to.instructions;
  const end = tail[tail.length - 1]!;
  if (tail.length > DISPATCH_SIZE || end.op.jump || end.op.branch || end.extra) return;
  if (end.op.returns ? !shortReturn || tail.length > 2 : to.succs.length < 2) return;
  instructions.pop();
  for (const one of tail) instructions.push({ ...one });
  succs.length = 0;
  for (const one of to.succs) succs.push(one);
}

function dropUnreached(func: MachineFunction): void {
  const reached = new Set<MachineBlock>();
  const work = [func.blocks[0]!];
  for (const block of func.blocks) if (block.addressTaken) work.push(block);
  while (work.length > 0) {
    const block = work.pop()!;
    if (reached.has(block)) continue;
    reached.add(block);
    for (const succ of block.succs) work.push(succ);
  }
  const kept = func.blocks.filter((block) => reached.has(block));
  func.blocks.length = 0;
  for (const block of kept) func.blocks.push(block);
  for (const block of kept) block.preds.length = 0;
  for (const block of kept) for (const succ of block.succs) succ.preds.push(block);
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** What an order is to be good for: nothing, few jumps taken, few jumps. */
export type LayoutAim = 'none' | 'speed' | 'size';

/** The order blocks are printed in, the entry first. */
export function layOutBlocks(func: MachineFunction, aim: LayoutAim): MachineBlock[] {
  const { blocks } = func;
  const number = new Map<MachineBlock, number>();
  for (const [i, block] of blocks.entries()) number.set(block, i);
  const edges = chainEdges(blocks, number, aim);
  // Chains as linked lists; head[i] is valid for a chain's tail and tail[i] for its head.
  const next = new Int32Array(blocks.length).fill(-1);
  const head = Int32Array.from(blocks, (_, i) => i);
  const tail = Int32Array.from(blocks, (_, i) => i);
  const hasPrevious = new Uint8Array(blocks.length);
  for (const { from, to } of edges) {
    if (next[from]! >= 0 || hasPrevious[to] || to === 0 || head[from] === to) continue;
    const start = head[from]!;
    const finish = tail[to]!;
    next[from] = to;
    hasPrevious[to] = 1;
    head[finish] = start;
    tail[start] = finish;
  }
  const heads: number[] = [];
  for (let i = 0; i < blocks.length; i++) if (!hasPrevious[i]) heads.push(i);
  const coldest = new Float64Array(blocks.length);
  for (const start of heads) {
    let most = 0;
    for (let at = start; at >= 0; at = next[at]!) most = Math.max(most, blocks[at]!.frequency);
    coldest[start] = most < 0.05 ? 1 : 0;
  }
  heads.sort((a, b) => coldest[a]! - coldest[b]! || a - b);
  const order: MachineBlock[] = [];
  for (const start of heads) {
    for (let at = start; at >= 0; at = next[at]!) order.push(blocks[at]!);
  }
  return order;
}

function chainEdges(
  blocks: readonly MachineBlock[],
  number: ReadonlyMap<MachineBlock, number>,
  aim: LayoutAim,
): Edge[] {
  const edges: Edge[] = [];
  blocks.forEach((block, from) => {
    const last: Instruction | undefined = block.instructions[block.instructions.length - 1];
    if (!last) return;
    // Only jumps and branches can fall through (and an asm goto into its first successor).
    const falls =
      last.op.jump || last.op.branch ? block.succs : block.succs.slice(0, asmFalls(last));
    falls.forEach((succ, k) => {
      const to = number.get(succ)!;
      const weight =
        aim === 'none'
          ? blocks.length - from
          : aim === 'speed'
            ? edgeWeight(block, succ, falls.length, to <= from)
            : scarcity(succ, falls.length);
      edges.push({ from, to, weight: weight + (k === 0 ? 0 : 1e-9) });
    });
  });
  return edges.sort((a, b) => b.weight - a.weight || a.from - b.from);
}

const asmFalls = (last: Instruction): number => (last.extra?.kind === 'asm' ? 1 : 0);

/** What only one block can fall into comes first, then what has no other way on. */
function scarcity(to: MachineBlock, ways: number): number {
  if (to.preds.length === 1) return 3;
  return ways === 1 ? 2 : 1;
}

/**
 * How much falling through saves. A jump that goes away counts a little more than a branch that
 * would be turned round, and a branch back less, so that loops keep their test at the bottom.
 */
function edgeWeight(from: MachineBlock, to: MachineBlock, ways: number, back: boolean): number {
  if (ways === 1) return from.frequency * 1.05;
  return Math.min(from.frequency, to.frequency) * (back ? 0.9 : 1);
}
