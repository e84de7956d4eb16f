/**
 * Machine code as a reader wants to see it before registers are known: the rows' templates with
 * virtual registers in their holes. For looking at only; text.ts prints what assembles.
 */
import type { Address, Instruction, MachineBlock, MachineFunction } from './code.ts';

/** A piece of an instruction's text; one that stands for a virtual register says which. */
export interface CodePiece {
  readonly text: string;
  readonly vreg: number;
}

/** A block's name with the number that its label in the assembly ends in. */
export function blockName(block: MachineBlock): string {
  return `${block.name || 'block'}.${block.id}`;
}

const HOLE = /\{([0-9]+|[a-z])(?::[^}]*)?\}/g;

/** The instruction's pieces; `names` are the register file's, for operands that are fixed. */
export function codePieces(
  func: MachineFunction,
  block: MachineBlock,
  one: Instruction,
  names: readonly string[],
): CodePiece[] {
  const pieces: CodePiece[] = [];
  const shown = new Set<number>();
  const say = (text: string): number => pieces.push({ text, vreg: -1 });
  const operand = (index: number): void => {
    const { vreg, constraint } = one.operands[index]!;
    shown.add(index);
    pieces.push({ text: `v${vreg}`, vreg });
    if (constraint.kind === 'fixed') say(`:${names[constraint.register]}`);
  };
  const hole = (kind: string): void => {
    const index = Number(kind);
    if (Number.isInteger(index)) operand(index);
    else if (kind === 'm' && one.address) addressPieces(func, one.address, operand, say);
    else say(holeText(kind, block, one));
  };
  const { template, name } = one.op;
  let from = 0;
  const text = template === '' ? name : template.replaceAll('\n', '; ').replaceAll('\t', ' ');
  for (const match of text.matchAll(HOLE)) {
    say(text.slice(from, match.index));
    hole(match[1]!);
    from = match.index + match[0].length;
  }
  say(text.slice(from));
  restPieces(one, shown, operand, say);
  return pieces.filter((piece) => piece.text !== '');
}

function holeText(kind: string, block: MachineBlock, one: Instruction): string {
  switch (kind) {
    case 'i':
      return String(one.immediate);
    case 'c':
      return one.condition;
    case 's':
      return one.symbol?.name ?? '';
    case 't':
      return block.succs[0] ? blockName(block.succs[0]) : '?';
    case 'l': {
      const id = one.extra?.kind === 'label' ? one.extra.blockId : -1;
      return `block ${id}`;
    }
    case 'j':
      return 'table';
    default:
      return `{${kind}}`;
  }
}

/** Operands that the template does not show: arguments of calls, temporaries, two-address uses. */
function restPieces(
  one: Instruction,
  shown: ReadonlySet<number>,
  operand: (index: number) => void,
  say: (text: string) => void,
): void {
  const rest = one.operands.map((_, index) => index).filter((index) => !shown.has(index));
  for (const role of ['def', 'use'] as const) {
    const list = rest.filter((index) => one.operands[index]!.role === role);
    if (list.length === 0) continue;
    say(role === 'def' ? '  > ' : '  < ');
    list.forEach((index, i) => {
      if (i > 0) say(', ');
      operand(index);
    });
  }
}

/** [base + index*scale + symbol + displacement] */
function addressPieces(
  func: MachineFunction,
  address: Address,
  operand: (index: number) => void,
  say: (text: string) => void,
): void {
  const { base, index, scale, displacement, symbol, frame, slot } = address;
  let first = true;
  const plus = (): void => {
    if (!first) say(' + ');
    first = false;
  };
  say('[');
  if (frame !== 'none') {
    plus();
    say(frame === 'slot' ? `slot ${func.objects[slot]?.name || slot}` : frame);
  }
  if (base >= 0) {
    plus();
    operand(base);
  }
  if (index >= 0) {
    plus();
    operand(index);
    if (scale > 1) say(`*${scale}`);
  }
  if (symbol) {
    plus();
    say(symbol.name);
  }
  if (displacement !== 0 || first) {
    plus();
    say(String(displacement));
  }
  say(']');
}
