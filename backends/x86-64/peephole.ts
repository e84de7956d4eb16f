/**
 * Peephole rules for placed x86-64 code: lea back to add, compares with zero to tests, tests that
 * the row before made needless, moves back and forth.
 */
import type { CompileOptions } from '../../compiler/options.ts';
import type { Instruction, MachineBlock, MachineFunction } from '../machine/code.ts';
import { isRegister } from '../machine/code.ts';
import { previous, remove, runPeephole } from '../machine/peephole.ts';
import { forSize } from '../machine/target.ts';
import { ALU, CONSTANT, type Row, SHIFT } from './ops.ts';
import { SCRATCH } from './registers.ts';
import { shorten } from './shorten.ts';
import { zeroUpper } from './zero-upper.ts';

/** lea d(a), a  =>  add; lea (a,b), a  =>  add; lea (,a,2), a  =>  shl. */
function leaInPlace(list: Instruction[], at: number): boolean {
  const one = list[at]!;
  const row = one.op as Row;
  const { address, places } = one;
  if (row.kind !== 'lea' || !address || !places || address.symbol || address.frame !== 'none')
    return false;
  const to = places[0]!;
  const width = row.width as 'w' | 'l';
  const base = address.base >= 0 ? places[address.base]! : -1;
  const index = address.index >= 0 ? places[address.index]! : -1;
  const operand = one.operands[0]!;
  const asUse = { ...operand, role: 'use', at: 'early' } as const;
  if (address.index < 0 && base === to) {
    const add: Instruction = {
      ...one,
      op: ALU.add.ri[width],
      address: null,
      immediate: address.displacement,
      operands: [operand, asUse],
      places: [to, to],
    };
    list[at] = add;
    return true;
  }
  if (address.base < 0 && index === to && address.displacement === 0 && address.scale > 1) {
    const immediate = Math.log2(address.scale);
    list[at] = {
      ...one,
      op: SHIFT.shl.ri[width],
      address: null,
      immediate,
      operands: [operand, asUse],
      places: [to, to],
    };
    return true;
  }
  if (address.base < 0 || address.index < 0 || address.scale !== 1 || address.displacement !== 0)
    return false;
  if (base !== to && index !== to) return false;
  list[at] = {
    ...one,
    op: ALU.add.rr[width],
    address: null,
    operands: [operand, asUse, { ...one.operands[base === to ? address.index : address.base]! }],
    places: [to, to, base === to ? index : base],
  };
  return true;
}

/** cmp $0, reg  =>  test reg, reg; and no test at all where the row before left the flags. */
function testForZero(list: Instruction[], at: number): boolean {
  const one = list[at]!;
  const row = one.op as Row;
  if (!row.testForm || Number(one.immediate) !== 0) return false;
  const place = one.places![one.places!.length - 1]!;
  if (!isRegister(place)) return false;
  const before = previous(list, at);
  const flags = before && (before.op as Row).setsFlags;
  const equality = one.condition === 'e' || one.condition === 'ne';
  const sign = one.condition === 's' || one.condition === 'ns';
  if (flags === row.width && (equality || sign) && before!.places![0] === place) {
    list[at] = { ...one, op: row.testForm.flagsForm! };
    return true;
  }
  list[at] = { ...one, op: row.testForm };
  return true;
}

/** mov a, b; mov b, a: the second does nothing. */
function moveBack(list: Instruction[], at: number): boolean {
  const one = list[at]!;
  if (!one.op.move || !one.places) return false;
  const before = previous(list, at);
  if (!before?.op.move || !before.places || before.op.name !== one.op.name) return false;
  if (before.places[0] !== one.places[1] || before.places[1] !== one.places[0]) return false;
  remove(list, at);
  return true;
}

/** mov $i, scratch; mov scratch, slot: at once. */
function storeConstant(list: Instruction[], at: number): boolean {
  const one = list[at]!;
  if (!one.op.move || one.places?.[1] !== SCRATCH || isRegister(one.places[0]!)) return false;
  const before = previous(list, at);
  if (!before || before.places?.[0] !== SCRATCH || !before.op.remat) return false;
  const { op, immediate } = before;
  const zero = op === CONSTANT.zero;
  const small = op === CONSTANT.w && BigInt(immediate) <= 0x7fffffffn;
  if (!zero && !small && op !== CONSTANT.l) return false;
  const wide = (one.op as Row).width === 'l';
  list[at] = {
    ...one,
    op: wide ? CONSTANT.slotl : CONSTANT.slotw,
    immediate: zero ? 0 : immediate,
    operands: [one.operands[0]!],
    places: [one.places[0]!],
  };
  remove(list, list.lastIndexOf(before, at));
  return true;
}

/**
 * A block that begins with the compare all its preds end with needs none: a < b, then a > b. Asked
 * of registers alone, and where the block does no more, so that nothing comes between.
 */
function shareFlags(func: MachineFunction): void {
  for (const block of func.blocks) {
    const [one] = block.instructions;
    const row = one?.op as Row | undefined;
    if (!row?.flagsBranch || block.preds.length === 0 || block.addressTaken) continue;
    if (one!.address !== null || !one!.places!.every(isRegister)) continue;
    if (!block.preds.every((pred) => comparesAlike(pred, one!))) continue;
    block.instructions[0] = { ...one!, op: row.flagsBranch, operands: [], places: [] };
  }
}

function comparesAlike(pred: MachineBlock, one: Instruction): boolean {
  const last = pred.instructions[pred.instructions.length - 1]!;
  if (last.op !== one.op || last.address !== null) return false;
  if (BigInt(last.immediate) !== BigInt(one.immediate)) return false;
  return last.places!.every((place, i) => place === one.places![i]);
}

const RULES = [leaInPlace, testForZero, moveBack, storeConstant] as const;

export function peephole(func: MachineFunction, options: CompileOptions): void {
  runPeephole(func, RULES);
  shareFlags(func);
  if (options.avx2) zeroUpper(func);
  if (forSize(options)) shorten(func);
}
