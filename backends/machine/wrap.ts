/**
 * Shrink-wrapping of placed code: where no way to the block that early-exits.ts found needs the
 * frame, the prologue stands there and not at the entry. A returning block that is reached
 * without it (`bare`) has no epilogue.
 */
import type { Instruction, MachineBlock, MachineFunction, MachineOp } from './code.ts';
import type { Frame } from './target.ts';

/** Where the prologue is printed. */
const PROLOGUE: MachineOp = { name: 'prologue', template: '', effect: true, prologue: true };

/** Marks where the prologue goes, if not to the entry. Gives the blocks without a frame. */
export function wrapFrame(func: MachineFunction, frame: Frame): ReadonlySet<MachineBlock> {
  const at = func.blocks.find((block) => block.id === func.frameFrom);
  if (!at || frame.framePointer || (frame.size === 0 && frame.saved.length === 0)) return new Set();
  const before = reachedFrom(func.blocks[0]!, at);
  const behind = reachedFrom(at, null);
  const saved = new Set(frame.saved.map(({ register }) => register));
  for (const block of before) {
    if (behind.has(block) || block.addressTaken) return new Set();
    if (block.instructions.some((one) => needsFrame(one, saved))) return new Set();
  }
  // What reads flags from before would not find them behind the prologue.
  if (at.instructions[0]?.op.readsFlags) return new Set();
  // A way back to it would build the frame twice.
  if (at.addressTaken || at.preds.some((pred) => !before.has(pred))) return new Set();
  const [first] = at.instructions;
  at.instructions.unshift({ ...first!, op: PROLOGUE, operands: [], places: [], ...NOTHING });
  return before;
}

const NOTHING = {
  immediate: 0,
  address: null,
  symbol: null,
  condition: '',
  clobbers: [],
  extra: null,
} as const;

/** The blocks that printed code reaches without passing a prologue; null where the entry has it. */
export function blocksWithoutFrame(func: MachineFunction): ReadonlySet<MachineBlock> | null {
  const starts = func.blocks.filter((block) => block.instructions[0]?.op.prologue);
  if (starts.length === 0) return null;
  const bare = new Set<MachineBlock>();
  const work = [func.blocks[0]!];
  for (let block = work.pop(); block; block = work.pop()) {
    if (bare.has(block)) continue;
    bare.add(block);
    if (!starts.includes(block)) for (const succ of block.succs) work.push(succ);
  }
  return bare;
}

/** Blocks reached from one without passing another. */
function reachedFrom(start: MachineBlock, end: MachineBlock | null): Set<MachineBlock> {
  const reached = new Set<MachineBlock>();
  const work = [start];
  for (let block = work.pop(); block; block = work.pop()) {
    if (block === end || reached.has(block)) continue;
    reached.add(block);
    for (const succ of block.succs) work.push(succ);
  }
  return reached;
}

function needsFrame(one: Instruction, saved: ReadonlySet<number>): boolean {
  if (one.op.call || one.extra?.kind === 'asm') return true;
  if (one.address !== null && one.address.frame !== 'none') return true;
  if (one.clobbers.some((register) => saved.has(register))) return true;
  return one.places!.some((place) => place < 0 || saved.has(place));
}
