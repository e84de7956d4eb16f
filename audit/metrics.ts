/**
 * M1..M8: what a function's instructions tell about its register allocator. Gets decoded
 * functions; promises numbers that depend on the code alone. Sums run over functions, so an
 * object's metrics weigh each instruction alike.
 */
import type { FunctionCode, Instruction, InstructionSet } from './instructions.ts';
import { copyOf, forFunction, slotOf, touchesFrame } from './instructions.ts';

/** The metrics of one function or a whole object. */
export interface Metrics {
  readonly instructions: number;
  /** M1: instructions against the reference's; 1 when there is no reference. */
  readonly growth: number;
  /** M2: share of instructions with a stack operand. */
  readonly stackShare: number;
  /** M3: share of instructions in slot > register > other slot pairs. */
  readonly shuttleIndex: number;
  /** M4: exp of the entropy of register destinations: how many registers do the work. */
  readonly effectiveRegisters: number;
  /** M5: share of register writes that go to the shuttle register. */
  readonly accumulatorShare: number;
  /** M6: share of instructions that only copy: register moves and shuttle pairs. */
  readonly copyShare: number;
  /** M7: longest run of pure copies, in instructions. */
  readonly longestCopyRun: number;
  /** M8: bytes the prologue takes from the stack, the largest function's. */
  readonly frameBytes: number;
}

interface Tally {
  instructions: number;
  stack: number;
  paired: number;
  moves: number;
  run: number;
  longestRun: number;
  frame: number;
  readonly destinations: Map<string, number>;
}

/** Measures `functions` together; `reference` is the instruction count M1 is relative to. */
export function measure(
  functions: readonly FunctionCode[],
  set: InstructionSet,
  reference?: number,
): Metrics {
  const tally: Tally = {
    instructions: 0,
    stack: 0,
    paired: 0,
    moves: 0,
    run: 0,
    longestRun: 0,
    frame: 0,
    destinations: new Map(),
  };
  for (const code of functions) tallyFunction(tally, code, forFunction(code, set));
  const writes = [...tally.destinations.values()];
  const written = writes.reduce((sum, count) => sum + count, 0);
  const accumulator =
    set.accumulator === undefined
      ? Math.max(0, ...writes)
      : (tally.destinations.get(set.accumulator) ?? 0);
  const total = Math.max(1, tally.instructions);
  return {
    instructions: tally.instructions,
    growth: reference === undefined || reference === 0 ? 1 : tally.instructions / reference,
    stackShare: tally.stack / total,
    shuttleIndex: (2 * tally.paired) / total,
    effectiveRegisters: Math.exp(entropy(writes)),
    accumulatorShare: written === 0 ? 0 : accumulator / written,
    copyShare: (tally.moves + 2 * tally.paired) / total,
    longestCopyRun: tally.longestRun,
    frameBytes: tally.frame,
  };
}

/** Shannon entropy, in nats, of a distribution given by counts. */
export function entropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  return counts.reduce((sum, count) => {
    const share = count / total;
    return share === 0 ? sum : sum - share * Math.log(share);
  }, 0);
}

function tallyFunction(tally: Tally, code: FunctionCode, set: InstructionSet): void {
  tally.run = 0;
  let previous: Instruction | undefined;
  for (const instruction of code.instructions) {
    tally.instructions++;
    if (instruction.operands.some((operand) => touchesFrame(operand, set))) tally.stack++;
    tallyCopies(tally, instruction, previous, set);
    for (const operand of instruction.operands) {
      if (operand.kind !== 'register' || !operand.writes || set.fixed.has(operand.name)) continue;
      tally.destinations.set(operand.name, (tally.destinations.get(operand.name) ?? 0) + 1);
    }
    tally.frame = Math.max(tally.frame, frameAdjustment(instruction, set));
    previous = instruction;
  }
}

function tallyCopies(
  tally: Tally,
  instruction: Instruction,
  previous: Instruction | undefined,
  set: InstructionSet,
): void {
  const copy = copyOf(instruction, set);
  if (copy === undefined) {
    tally.run = 0;
    return;
  }
  tally.run++;
  tally.longestRun = Math.max(tally.longestRun, tally.run);
  if (copy.kind === 'register' && !set.fixed.has(copy.to)) tally.moves++;
  if (copy.kind !== 'store' || previous === undefined) return;
  const before = copyOf(previous, set);
  if (before?.kind === 'load' && before.to === copy.from && before.slot !== copy.slot)
    tally.paired++;
}

/**
 * Bytes by which an instruction lowers the stack pointer by a constant: `sub rsp, n`, `addi sp,
 * sp, -n`.
 */
function frameAdjustment(instruction: Instruction, set: InstructionSet): number {
  const [target, source] = instruction.operands;
  if (target?.kind !== 'register' || target.name !== set.stackPointer) return 0;
  const last = instruction.operands[instruction.operands.length - 1];
  if (instruction.mnemonic === 'sub' && last?.kind === 'immediate') return Math.max(0, last.value);
  if (/^addi?$/.test(instruction.mnemonic) && last?.kind === 'immediate') {
    return Math.max(0, -last.value);
  }
  const lowered = instruction.mnemonic === 'lea' && slotOf(source, set) !== undefined;
  return lowered && source?.kind === 'memory' ? Math.max(0, -source.displacement) : 0;
}
