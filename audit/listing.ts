/**
 * Writes decoded instructions as text for a reader: Intel syntax, branch targets as labels.
 */
import type { FunctionCode, Instruction, Operand } from './instructions.ts';

/** The function's instructions, one a line; a target of a branch is marked `.n:` before it. */
export function listing(code: FunctionCode): string[] {
  const targets = branchTargets(code);
  return code.instructions.map((instruction) => {
    const label = targets.get(instruction.address);
    const mark = (label === undefined ? '' : `.${label}:`).padEnd(4);
    const operands = instruction.operands.map((operand) =>
      operandText(instruction, operand, targets),
    );
    return `${mark}${instruction.mnemonic.padEnd(6)} ${operands.join(', ')}`.trimEnd();
  });
}

function branchTargets(code: FunctionCode): Map<number, number> {
  const places = new Set(code.instructions.map((instruction) => instruction.address));
  const targets = new Set<number>();
  for (const instruction of code.instructions) {
    if (!instruction.groups.includes('jump')) continue;
    for (const operand of instruction.operands) {
      if (operand.kind === 'immediate' && places.has(operand.value)) targets.add(operand.value);
    }
  }
  return new Map([...targets].sort((a, b) => a - b).map((address, i) => [address, i + 1]));
}

function operandText(
  instruction: Instruction,
  operand: Operand,
  targets: ReadonlyMap<number, number>,
): string {
  switch (operand.kind) {
    case 'register':
      return operand.name;
    case 'immediate': {
      const branches = instruction.groups.includes('jump') || instruction.groups.includes('call');
      if (branches && instruction.symbol !== undefined) return instruction.symbol;
      const label = instruction.groups.includes('jump') ? targets.get(operand.value) : undefined;
      return label === undefined ? String(operand.value) : `.${label}`;
    }
    case 'memory': {
      const { base, index, scale, displacement, symbol } = operand;
      const scaled = index === undefined ? undefined : scale === 1 ? index : `${index}*${scale}`;
      const sum = [symbol, base, scaled].filter((part) => part !== undefined).join('+');
      if (displacement === 0 && sum !== '') return `[${sum}]`;
      return `[${sum}${displacement >= 0 && sum !== '' ? '+' : ''}${displacement}]`;
    }
  }
}
