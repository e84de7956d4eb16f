/**
 * What linear-scan must not pay for: moves that hints avoid, reloads that memory operands and
 * constants save.
 */
import { expect, test } from 'vitest';
import { checkAllocation } from '../../backends/allocation/check.ts';
import { type Allocation, type Move, NOWHERE } from '../../backends/allocation/contract.ts';
import { allocateLinearScan } from '../../backends/linear-scan/allocate.ts';
import {
  ANY,
  type Constraint,
  instruction,
  isRegister,
  type MachineBlock,
  type MachineFunction,
  type MachineOp,
  type Operand,
  REGISTER,
} from '../../backends/machine/code.ts';
import { Cls } from '../../compiler/ir/ops.ts';
import { toyFile } from './generate.ts';

const FILE = toyFile(4);
const WORK: MachineOp = { name: 'work', template: '', effect: true };
const CONSTANT: MachineOp = { name: 'constant', template: '', remat: true };
const fixed = (register: number): Constraint => ({ kind: 'fixed', register });
const reuse = (operand: number): Constraint => ({ kind: 'reuse', operand });
const use = (vreg: number, constraint = REGISTER): Operand => {
  return { vreg, role: 'use', at: 'early', constraint };
};
const def = (vreg: number, constraint = REGISTER): Operand => {
  return { vreg, role: 'def', at: 'late', constraint };
};
const work = (...operands: Operand[]) => instruction(WORK, { operands });
const constant = (vreg: number) => instruction(CONSTANT, { operands: [def(vreg)] });
/** Destroys the caller-saved r0 and r1. */
const call = (...operands: Operand[]) => instruction(WORK, { operands, clobbers: [0, 1] });

function block(id: number, frequency: number, instructions = [] as MachineBlock['instructions']) {
  const made: MachineBlock = {
    id,
    name: `b${id}`,
    phis: [],
    instructions,
    succs: [],
    preds: [],
    loopDepth: frequency > 1 ? 1 : 0,
    frequency,
    addressTaken: false,
  };
  return made;
}

function allocate(values: number, ...blocks: MachineBlock[]): Allocation {
  const func: MachineFunction = {
    name: 'f',
    symbol: null as never,
    blocks,
    classes: new Array<Cls>(values).fill(Cls.l),
    objects: [],
    outgoingSize: 0,
    outgoingAlign: 16,
    dynamicFrame: false,
    needsFramePointer: false,
    hasCalls: true,
    redZone: true,
    frameFrom: -1,
    callsReturnsTwice: false,
    targetData: null,
  };
  const allocation = allocateLinearScan(func, FILE);
  expect(checkAllocation(func, allocation, FILE)).toBeNull();
  return allocation;
}

function link(from: MachineBlock, to: MachineBlock): void {
  from.succs.push(to);
  to.preds.push(from);
}

const moves = (allocation: Allocation): Move[] => allocation.edits.flatMap((edit) => edit.moves);

test('fixed and reused operands are coalesced', () => {
  const body = block(0, 1, [
    work(def(0, fixed(1)), def(1, fixed(0))),
    work(def(2, reuse(1)), use(0), use(1)),
    work(def(3, reuse(1)), use(2)),
    work(use(3, fixed(1))),
  ]);
  expect(moves(allocate(4, body))).toEqual([]);
});

test('a loop variable stays in one register', () => {
  const [entry, loop, exit] = [block(0, 1), block(1, 10), block(2, 1)];
  entry.instructions.push(constant(0), work());
  loop.phis.push({ vreg: 1, args: [0, 2] });
  loop.instructions.push(work(def(2, reuse(1)), use(1)), work(use(2)), work());
  exit.instructions.push(work(use(2, fixed(0))));
  const latch = block(3, 9, [work()]);
  link(entry, loop);
  link(latch, loop);
  link(loop, latch);
  link(loop, exit);
  const allocation = allocate(3, entry, loop, latch, exit);
  expect(moves(allocation).length).toBeLessThanOrEqual(1);
  expect(allocation.spillSlots).toEqual([]);
});

test('a value used little across a call is stored once and read from memory', () => {
  const body = block(0, 0.1, [work(def(0)), call(), work(use(0, ANY))]);
  const allocation = allocate(1, body);
  expect(moves(allocation)).toHaveLength(1);
  expect(isRegister(allocation.places[1]!)).toBe(false);
});

test('a value used much across calls gets a callee-saved register', () => {
  const body = block(0, 1, [work(def(0))]);
  for (let i = 0; i < 4; i++) body.instructions.push(call(), work(use(0)));
  const allocation = allocate(1, body);
  expect(moves(allocation)).toEqual([]);
  expect(FILE.calleeSaved).toContain(allocation.places[0]);
});

test('a value that crosses no call pays for no callee-saved register', () => {
  const body = block(0, 1, [work(def(0)), work(use(0)), work(use(0)), call(), work()]);
  expect(FILE.calleeSaved).not.toContain(allocate(1, body).places[0]);
});

test('a constant across a call is made again, not stored; its first making goes', () => {
  const body = block(0, 1, [constant(0), call(), work(use(0))]);
  const allocation = allocate(1, body);
  expect(moves(allocation).map(({ kind }) => kind)).toEqual(['remat']);
  expect(allocation.spillSlots).toEqual([]);
  expect(allocation.places[0]).toBe(NOWHERE);
});

test('a store moves from a hot definition to the cold path that needs it', () => {
  const weights = [1, 100, 0.5, 99, 100, 99, 1];
  const blocks = weights.map((weight, id) => block(id, weight));
  const [entry, loop, cold, warm, latch, again, exit] = blocks as [
    MachineBlock,
    MachineBlock,
    MachineBlock,
    MachineBlock,
    MachineBlock,
    MachineBlock,
    MachineBlock,
  ];
  loop.instructions.push(work(def(0)), work(use(0)));
  cold.instructions.push(instruction(WORK, { clobbers: [0, 1, 2, 3] }));
  latch.instructions.push(work(use(0)));
  for (const each of blocks) each.instructions.push(work());
  link(entry, loop);
  link(loop, cold);
  link(loop, warm);
  link(cold, latch);
  link(warm, latch);
  link(latch, again);
  link(latch, exit);
  link(again, loop);
  const allocation = allocate(1, ...blocks);
  expect(allocation.edits.map((edit) => edit.block)).toEqual([2, 2]);
  expect(moves(allocation)).toHaveLength(2);
});

test('a phi behind two arms gets the register that the loop has its value in', () => {
  const [entry, loop, exit] = [block(0, 1), block(1, 10), block(2, 1)];
  const [left, right, join] = [block(3, 5), block(4, 5), block(5, 10)];
  // Three values live through the loop; the right arm changes one and needs the fourth register.
  entry.instructions.push(work(def(0), def(1), def(2)), work());
  loop.phis.push({ vreg: 3, args: [0, 6] }, { vreg: 4, args: [1, 7] }, { vreg: 5, args: [2, 8] });
  loop.instructions.push(work());
  left.instructions.push(work(use(3), use(4), use(5)), work());
  right.instructions.push(work(def(9)), work(def(10), use(9), use(4)), work());
  join.phis.push({ vreg: 6, args: [3, 3] }, { vreg: 7, args: [4, 10] }, { vreg: 8, args: [5, 5] });
  join.instructions.push(work());
  exit.instructions.push(work(use(6), use(7), use(8)));
  const latch = block(6, 9, [work()]);
  link(entry, loop);
  link(latch, loop);
  link(loop, left);
  link(loop, right);
  link(left, join);
  link(right, join);
  link(join, latch);
  link(join, exit);
  const allocation = allocate(11, entry, loop, left, right, join, latch, exit);
  expect(moves(allocation)).toEqual([]);
});

test('a constant that only goes into a phi is made in its register', () => {
  const [entry, left, right, join] = [block(0, 1), block(1, 0.5), block(2, 0.5), block(3, 1)];
  entry.instructions.push(work(def(0)), work(use(0)));
  left.instructions.push(
    constant(1),
    work(def(4), def(5), def(6)),
    work(use(4), use(5), use(6)),
    work(),
  );
  right.instructions.push(constant(2), work());
  join.phis.push({ vreg: 3, args: [1, 2] });
  join.instructions.push(work(use(3), use(0)));
  link(entry, left);
  link(entry, right);
  link(left, join);
  link(right, join);
  const made = moves(allocate(7, entry, left, right, join));
  expect(made.filter(({ kind }) => kind === 'move')).toEqual([]);
});

test('what cold code reloads is not carried on into the hotter code behind it', () => {
  const [others, rare] = [[0, 1, 2], 4];
  const made = [...others, rare].map((v) => work(def(v)));
  const start = block(0, 1, [...made, work()]);
  const head = block(1, 100, [work(def(6)), work(...others.map((v) => use(v)), use(6))]);
  const cold = block(2, 1, [work(def(3), def(5)), work(use(3), use(5)), work(use(rare)), work()]);
  const skip = block(3, 99, [work()]);
  const join = block(4, 100, [work(use(0, ANY), use(1, ANY))]);
  const latch = block(5, 99, [work(...others.map((v) => use(v, ANY))), work()]);
  const end = block(6, 1, [work(use(0))]);
  link(start, head);
  link(head, cold);
  link(head, skip);
  link(cold, join);
  link(skip, join);
  link(join, latch);
  link(latch, head);
  link(join, end);
  const { edits } = allocate(7, start, head, cold, skip, join, latch, end);
  const hot = edits.filter(({ block: at }) => at !== 0 && at !== 2 && at !== 6);
  expect(hot.flatMap((edit) => edit.moves)).toEqual([]);
});

test('what many ways back to a loop would have to reload is loaded where it is used', () => {
  const CASES = 8;
  const start = block(0, 1, [work(def(0)), work()]);
  const head = block(1, 3, [work(), work(use(0)), work()]);
  const cases = Array.from({ length: CASES }, (_, i) => {
    const own = [1, 2, 3, 4].map((k) => 4 * i + k);
    return block(2 + i, 1, [work(...own.map((v) => def(v))), work(...own.map((v) => use(v)))]);
  });
  const end = block(2 + CASES, 1, [work(use(0))]);
  link(start, head);
  for (const one of cases) {
    one.instructions.push(work());
    link(head, one);
    link(one, head);
  }
  link(head, end);
  const { edits } = allocate(4 * CASES + 1, start, head, ...cases, end);
  const loads = edits.flatMap((edit) => edit.moves).filter(({ to }) => isRegister(to));
  expect(loads.length).toBeLessThan(CASES / 2);
});
