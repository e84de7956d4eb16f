/**
 * Compares two compilations of one function: the same, the same but for names of registers and
 * slots, or different. Gets decoded functions; addresses do not matter, only what the instructions
 * say.
 */
import type { FunctionCode, Instruction, InstructionSet, Operand } from './instructions.ts';
import { forFunction, slotOf } from './instructions.ts';

/** How two versions of a function relate. */
export type Likeness = 'identical' | 'renamed' | 'different';

/** Compares two versions of a function. */
export function compareFunctions(a: FunctionCode, b: FunctionCode, set: InstructionSet): Likeness {
  if (a.instructions.length !== b.instructions.length) return 'different';
  const [placesA, placesB] = [ordinals(a), ordinals(b)];
  const [setA, setB] = [forFunction(a, set), forFunction(b, set)];
  const naming: Naming = { forth: new Map(), back: new Map() };
  let identical = true;
  for (let i = 0; i < a.instructions.length; i++) {
    const [left, right] = [a.instructions[i], b.instructions[i]];
    if (left === undefined || right === undefined) return 'different';
    if (left.mnemonic !== right.mnemonic || left.symbol !== right.symbol) return 'different';
    if (left.operands.length !== right.operands.length) return 'different';
    for (let j = 0; j < left.operands.length; j++) {
      const x = spell(left, left.operands[j], placesA, setA);
      const y = spell(right, right.operands[j], placesB, setB);
      if (x.form !== y.form || !renames(naming, x.names, y.names)) return 'different';
      if (x.exact !== y.exact) identical = false;
    }
  }
  return identical ? 'identical' : 'renamed';
}

/** A one-to-one naming between two functions' registers and slots. */
interface Naming {
  readonly forth: Map<string, string>;
  readonly back: Map<string, string>;
}

/** An operand as text: exact, and as a form with its registers and slots taken out. */
interface Spelling {
  readonly exact: string;
  readonly form: string;
  readonly names: readonly string[];
}

function renames(naming: Naming, from: readonly string[], to: readonly string[]): boolean {
  if (from.length !== to.length) return false;
  return from.every((name, i) => {
    const other = to[i] ?? '';
    const forth = naming.forth.get(name) ?? other;
    const back = naming.back.get(other) ?? name;
    naming.forth.set(name, forth);
    naming.back.set(other, back);
    return forth === other && back === name;
  });
}

/** Each address's place in the sequence, so that branch targets compare across sizes. */
function ordinals(code: FunctionCode): Map<number, number> {
  return new Map(code.instructions.map((instruction, i) => [instruction.address, i]));
}

function spell(
  instruction: Instruction,
  operand: Operand | undefined,
  places: ReadonlyMap<number, number>,
  set: InstructionSet,
): Spelling {
  switch (operand?.kind) {
    case undefined:
      return { exact: '', form: '', names: [] };
    case 'register':
      return { exact: operand.name, form: 'r', names: [`r:${operand.name}`] };
    case 'immediate': {
      const text = immediate(instruction, operand.value, places);
      if (adjustsStack(instruction, set)) return { exact: text, form: 'frame', names: [] };
      return { exact: text, form: text, names: [] };
    }
    case 'memory': {
      const slot = slotOf(operand, set);
      if (slot !== undefined) return { exact: slot, form: 'slot', names: [`s:${slot}`] };
      const tail = `${operand.scale}+${operand.displacement}${operand.symbol ?? ''}`;
      const names = [operand.base, operand.index].map((name) => `r:${name ?? ''}`);
      return { exact: `[${names.join('+')}*${tail}]`, form: `[${tail}]`, names };
    }
  }
}

function adjustsStack(instruction: Instruction, set: InstructionSet): boolean {
  const [target] = instruction.operands;
  return target?.kind === 'register' && target.name === set.stackPointer;
}

function immediate(
  instruction: Instruction,
  value: number,
  places: ReadonlyMap<number, number>,
): string {
  if (instruction.symbol !== undefined) return 'symbol';
  const branches = instruction.groups.includes('jump') || instruction.groups.includes('call');
  return branches ? `>${places.get(value) ?? 'out'}` : String(value);
}
