/**
 * Random machine functions in strict SSA without critical edges, and toy register files to
 * allocate them with. All from a seed; every kind of constraint occurs, and every instruction fits
 * the register file.
 */
import type { RegisterFile } from '../../backends/allocation/contract.ts';
import {
  type Constraint,
  type Instruction,
  instruction,
  type MachineBlock,
  type MachineFunction,
  type MachineOp,
  type MachinePhi,
  type Operand,
} from '../../backends/machine/code.ts';
import { Cls } from '../../compiler/ir/ops.ts';

export type Random = (below: number) => number;

/** Mulberry32: a seeded generator of integers below a bound. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A register file with `size` registers a bank, the upper half of them callee-saved. */
export function toyFile(size: number): RegisterFile {
  const bank = (b: number) => Array.from({ length: size }, (_, i) => b * size + i);
  const saved = (registers: number[]) => registers.slice(Math.ceil(size / 2));
  return {
    count: 2 * size + 2,
    names: [...bank(0).map((i) => `r${i}`), ...bank(0).map((i) => `f${i}`), 'scratch0', 'scratch1'],
    bankOf: (cls) => (cls === Cls.e ? -1 : cls === Cls.s || cls === Cls.d ? 1 : 0),
    allocatable: [bank(0), bank(1)],
    calleeSaved: [...saved(bank(0)), ...saved(bank(1))],
    scratch: [2 * size, 2 * size + 1],
  };
}

const OP = {
  work: { name: 'work', template: '', effect: true },
  move: { name: 'move', template: '', move: true },
  constant: { name: 'constant', template: '', remat: true },
  call: { name: 'call', template: '', call: true, effect: true },
  jump: { name: 'jump', template: '', ends: true },
  branch: { name: 'branch', template: '', ends: true },
  leave: { name: 'leave', template: '', ends: true },
} satisfies Record<string, MachineOp>;

export interface Shape {
  readonly blocks: number;
  readonly instructions: number;
  /** Chance in 100 that an instruction reads an old value instead of a young one: pressure. */
  readonly reach: number;
  readonly structured: boolean;
}

interface Builder {
  readonly random: Random;
  readonly file: RegisterFile;
  readonly shape: Shape;
  readonly func: MachineFunction;
  serial: number;
}

/** A random function for `file`. */
export function randomFunction(random: Random, file: RegisterFile, shape: Shape): MachineFunction {
  const edges = shape.structured ? structured(random, shape.blocks) : wild(random, shape.blocks);
  const blocks = orderedBlocks(edges, random);
  const func: MachineFunction = {
    name: 'random',
    symbol: null as never,
    blocks,
    classes: [],
    objects: [],
    outgoingSize: 0,
    outgoingAlign: 16,
    dynamicFrame: false,
    needsFramePointer: false,
    hasCalls: true,
    redZone: true,
    frameFrom: -1,
    callsReturnsTwice: random(10) === 0,
    targetData: null,
  };
  fill({ random, file, shape, func, serial: 0 });
  return func;
}

/** Successor lists of nested ifs and loops. */
function structured(random: Random, count: number): number[][] {
  const edges: number[][] = [[]];
  const block = (): number => edges.push([]) - 1;
  const grow = (from: number, budget: number): number => {
    let at = from;
    while (budget > 0) {
      const inner = random(budget) + 1;
      budget -= inner;
      const next = block();
      edges[at]!.push(next);
      if (random(2) === 0) {
        const body = block();
        const exit = block();
        edges[next]!.push(body, exit);
        edges[grow(body, inner - 1)]!.push(next);
        at = exit;
      } else {
        const [yes, no, join] = [block(), block(), block()];
        edges[next]!.push(yes, no);
        edges[grow(yes, inner >> 1)]!.push(join);
        edges[grow(no, inner >> 2)]!.push(join);
        at = join;
      }
    }
    return at;
  };
  grow(0, count >> 2);
  return edges;
}

/** Successor lists of any graph, irreducible loops included. */
function wild(random: Random, count: number): number[][] {
  const edges: number[][] = [];
  for (let i = 0; i < count; i++) {
    const out = i + 1 < count ? [i + 1] : [];
    const extra = random(4) === 0 ? 2 : random(2);
    for (let k = 0; k < extra && i + 1 < count; k++) {
      const to = 1 + random(count - 1);
      if (!out.includes(to)) out.push(to);
    }
    if (out.length > 1 && random(2) === 0) out.reverse();
    edges.push(out);
  }
  return edges;
}

/** Splits critical edges, drops what cannot be reached, orders in reverse post-order. */
function orderedBlocks(edges: number[][], random: Random): MachineBlock[] {
  const preds = new Int32Array(edges.length);
  for (const out of edges) for (const to of out) preds[to]!++;
  const count = edges.length;
  for (let i = 0; i < count; i++) {
    if (edges[i]!.length < 2) continue;
    edges[i] = edges[i]!.map((to) => (preds[to]! > 1 ? edges.push([to]) - 1 : to));
  }
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (at: number): void => {
    seen.add(at);
    for (const to of edges[at]!) if (!seen.has(to)) visit(to);
    order.unshift(at);
  };
  visit(0);
  const blocks = order.map(
    (_, id): MachineBlock => ({
      id,
      name: `b${id}`,
      phis: [],
      instructions: [],
      succs: [],
      preds: [],
      loopDepth: 0,
      frequency: [0.01, 1, 1, 10, 100][random(5)]!,
      addressTaken: false,
    }),
  );
  const numberOf = new Map(order.map((from, i) => [from, i]));
  order.forEach((from, i) => {
    for (const to of edges[from]!) {
      const succ = blocks[numberOf.get(to)!]!;
      blocks[i]!.succs.push(succ);
      succ.preds.push(blocks[i]!);
    }
  });
  return blocks;
}

/** Immediate dominators by the iterative algorithm of Cooper, Harvey and Kennedy (2001). */
function dominators(blocks: readonly MachineBlock[]): Int32Array {
  const idom = new Int32Array(blocks.length).fill(-1);
  idom[0] = 0;
  for (let again = true; again; ) {
    again = false;
    for (let b = 1; b < blocks.length; b++) {
      let meet = -1;
      for (const { id } of blocks[b]!.preds) {
        if (idom[id] === -1) continue;
        let [x, y] = [id, meet === -1 ? id : meet];
        while (x !== y) {
          if (x > y) x = idom[x]!;
          else y = idom[y]!;
        }
        meet = x;
      }
      if (idom[b] !== meet) {
        idom[b] = meet;
        again = true;
      }
    }
  }
  return idom;
}

function fill(builder: Builder): void {
  const { random, func, shape } = builder;
  const { blocks } = func;
  const idom = dominators(blocks);
  const available: number[][] = [];
  blocks.forEach((block, b) => {
    const values = b === 0 ? [] : [...available[idom[b]!]!];
    available.push(values);
    if (block.preds.length > (random(8) === 0 ? 0 : 1)) {
      for (let k = random(5); k > 0; k--) {
        const phi: MachinePhi = { vreg: newValue(builder, classOf(random)), args: [] };
        block.phis.push(phi);
        values.push(phi.vreg);
      }
    }
    if (b === 0) {
      for (const cls of [Cls.l, Cls.l, Cls.d, Cls.e]) constant(builder, block, values, cls);
      values.push(...entryDefs(builder, block));
    }
    for (let k = random(shape.instructions * 2); k > 0; k--) {
      const item = randomInstruction(builder, values);
      block.instructions.push(item);
      for (const { role, vreg, at } of item.operands) {
        if (role === 'def' && at === 'late') values.push(vreg);
      }
    }
    block.instructions.push(end(builder, block, values));
  });
  for (const block of blocks) {
    for (const phi of block.phis) {
      for (const pred of block.preds) {
        const args = phi.args as number[];
        args.push(pick(builder, available[pred.id]!, func.classes[phi.vreg]!));
      }
    }
  }
}

function classOf(random: Random): Cls {
  return ([Cls.w, Cls.l, Cls.l, Cls.l, Cls.d, Cls.e] as const)[random(6)]!;
}

function newValue({ func }: Builder, cls: Cls): number {
  return func.classes.push(cls === Cls.w ? Cls.l : cls) - 1;
}

/** An available value of a class, mostly a young one. */
function pick({ random, func, shape }: Builder, values: readonly number[], cls: Cls): number {
  const fitting = values.filter((value) => func.classes[value] === cls);
  const span = random(100) < shape.reach ? fitting.length : Math.min(4, fitting.length);
  return fitting[fitting.length - 1 - random(span)]!;
}

const use = (vreg: number, constraint: Constraint, at: 'early' | 'late' = 'early'): Operand => ({
  vreg,
  role: 'use',
  at,
  constraint,
});
const def = (vreg: number, constraint: Constraint, at: 'early' | 'late' = 'late'): Operand => ({
  vreg,
  role: 'def',
  at,
  constraint,
});
const fixed = (register: number): Constraint => ({ kind: 'fixed', register });
const REGISTER: Constraint = { kind: 'register' };
const ANY: Constraint = { kind: 'any' };
const STACK: Constraint = { kind: 'stack' };

function make(
  builder: Builder,
  op: MachineOp,
  operands: readonly Operand[],
  clobbers: readonly number[] = [],
): Instruction {
  return instruction(op, { operands, clobbers, immediate: builder.serial++ });
}

function constant(builder: Builder, block: MachineBlock, values: number[], cls: Cls): void {
  const vreg = newValue(builder, cls);
  const constraint = builder.file.bankOf(cls) === -1 ? ANY : REGISTER;
  block.instructions.push(make(builder, OP.constant, [def(vreg, constraint)]));
  values.push(vreg);
}

function entryDefs(builder: Builder, block: MachineBlock): number[] {
  const operands = [0, 1].map((i) =>
    def(newValue(builder, Cls.l), fixed(builder.file.allocatable[0][i]!)),
  );
  block.instructions.unshift(make(builder, OP.work, operands));
  return operands.map(({ vreg }) => vreg);
}

function end(builder: Builder, block: MachineBlock, values: readonly number[]): Instruction {
  if (block.succs.length === 1) return make(builder, OP.jump, []);
  const op = block.succs.length === 0 ? OP.leave : OP.branch;
  const read = pick(builder, values, Cls.l);
  const constraint = builder.random(2) === 0 ? REGISTER : fixed(builder.file.allocatable[0][0]!);
  if (op === OP.branch && builder.random(8) === 0) {
    const written = newValue(builder, Cls.l);
    const [first, second] = builder.file.allocatable[0];
    const where = [REGISTER, ANY, fixed(second ?? first!)][builder.random(3)]!;
    const item = make(builder, op, [use(read, ANY), def(written, where)]);
    (values as number[]).push(written);
    return item;
  }
  return make(builder, op, [use(read, constraint)]);
}

function randomInstruction(builder: Builder, values: readonly number[]): Instruction {
  for (;;) {
    const item = anyInstruction(builder, values);
    if (fits(builder, item)) return item;
  }
}

function anyInstruction(builder: Builder, values: readonly number[]): Instruction {
  const { random, file } = builder;
  const float = random(4) === 0;
  const cls = float ? Cls.d : Cls.l;
  const bank = file.allocatable[float ? 1 : 0];
  const old = (): number => pick(builder, values, cls);
  const fresh = (): number => newValue(builder, cls);
  const some = (): number => bank[random(bank.length)]!;
  switch (random(13)) {
    case 0:
      return make(builder, OP.constant, [def(fresh(), REGISTER)]);
    case 1:
      return make(builder, OP.work, [def(fresh(), REGISTER), use(old(), REGISTER)]);
    case 2:
    case 3:
      return make(builder, OP.work, [
        def(fresh(), { kind: 'reuse', operand: 1 }),
        use(old(), random(3) === 0 ? ANY : REGISTER),
        use(old(), random(3) === 0 ? REGISTER : ANY),
      ]);
    case 4:
      return make(builder, OP.move, [
        def(fresh(), random(3) === 0 ? ANY : REGISTER),
        use(old(), ANY),
      ]);
    case 5:
      return call(builder, values);
    case 6:
      return make(
        builder,
        OP.work,
        [
          use(old(), fixed(bank[0]!)),
          use(old(), REGISTER),
          def(fresh(), random(2) === 0 ? fixed(bank[0]!) : { kind: 'reuse', operand: 0 }),
        ],
        [bank[1]!],
      );
    case 7:
      return make(builder, OP.work, [
        def(fresh(), { kind: 'reuse', operand: 1 }),
        use(old(), REGISTER),
        use(old(), fixed(some())),
      ]);
    case 8:
      return make(builder, OP.work, [
        def(fresh(), random(2) === 0 ? REGISTER : fixed(some()), 'early'),
        use(old(), REGISTER),
        use(old(), ANY),
        def(fresh(), random(2) === 0 ? REGISTER : ANY),
      ]);
    case 9:
      return make(builder, OP.work, [
        use(old(), random(2) === 0 ? REGISTER : ANY, 'late'),
        use(old(), REGISTER),
        def(fresh(), REGISTER),
      ]);
    case 10:
      return make(builder, OP.work, [use(old(), STACK), def(fresh(), random(2) ? STACK : ANY)]);
    case 11: {
      const [from, to] = [pick(builder, values, Cls.e), newValue(builder, Cls.e)];
      const reuse = random(2) === 0;
      return make(builder, OP.work, [
        use(from, ANY),
        def(to, reuse ? { kind: 'reuse', operand: 0 } : ANY),
      ]);
    }
    default:
      return make(builder, OP.work, [use(old(), REGISTER), use(old(), ANY)]);
  }
}

function call(builder: Builder, values: readonly number[]): Instruction {
  const { random, file } = builder;
  const saved = new Set(file.calleeSaved);
  const clobbers = [...file.allocatable[0], ...file.allocatable[1]].filter((r) => !saved.has(r));
  const operands: Operand[] = [];
  for (let k = random(Math.min(4, clobbers.length >> 1)); k >= 0; k--) {
    operands.push(use(pick(builder, values, Cls.l), fixed(file.allocatable[0][k]!)));
  }
  if (random(3) === 0) operands.push(use(pick(builder, values, Cls.l), REGISTER));
  const result = file.allocatable[0][0]!;
  if (random(2) === 0) operands.push(def(newValue(builder, Cls.l), fixed(result)));
  return make(builder, OP.call, operands, random(4) === 0 ? clobbers : clobbers.slice(1));
}

/** Whether registers suffice: fixed ones are distinct at a time, and the rest find one. */
function fits({ file, func }: Builder, { operands, clobbers }: Instruction): boolean {
  const busy = new Uint8Array(file.count);
  for (const register of clobbers) busy[register] = 4;
  const spans = operands.map(({ role, at }) =>
    role === 'use' ? (at === 'early' ? 1 : 3) : at === 'early' ? 3 : 2,
  );
  for (const { constraint } of operands) {
    if (constraint.kind === 'reuse') spans[constraint.operand] = 3;
  }
  for (let k = 0; k < operands.length; k++) {
    const { constraint } = operands[k]!;
    if (constraint.kind !== 'fixed') continue;
    if ((busy[constraint.register]! & spans[k]!) !== 0) return false;
    busy[constraint.register]! |= spans[k]!;
  }
  for (const register of clobbers) busy[register]! |= 2;
  for (const wanted of [3, 1, 2]) {
    for (let k = 0; k < operands.length; k++) {
      if (spans[k] !== wanted || operands[k]!.constraint.kind !== 'register') continue;
      const bank = file.bankOf(func.classes[operands[k]!.vreg]!);
      const free = file.allocatable[bank as 0 | 1].find((r) => (busy[r]! & wanted) === 0);
      if (free === undefined) return false;
      busy[free]! |= wanted;
    }
  }
  return true;
}
