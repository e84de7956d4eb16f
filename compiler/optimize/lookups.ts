/**
 * lookups: a switch that only chooses constants becomes arithmetic, or a load from a table of
 * them. An arm is an edge to the block where all meet, or an empty block before it; or all return:
 *
 *   S ─(switch v)─> arms ─> J      becomes   S ─(v - low <= span)─> L: load table[v - low] ─> J
 *                                            └─> default
 *
 * Needs clean code; makes data. Breaks dominators and canonical forms.
 */
import { changeEnd, removeUnreachable } from '../ir/cfg.ts';
import {
  type Access,
  type AccessKind,
  append,
  type Block,
  type Data,
  type DataItem,
  type Func,
  type Module,
  type SwitchInfo,
  type SymbolRef,
  type Value,
} from '../ir/ir.ts';
import { Cls, isIntegerClass, Op } from '../ir/ops.ts';
import { type Context, report } from './context.ts';

/** Fewer cases are asked for; a table has no more entries, and no more a case. */
const MIN_CASES = 5;
const MAX_SPAN = 1024n;
const MAX_SPARSE = 4n;
const MAX_CHOICES = 3;

/** Replaces the switches of a function that choose constants. */
export function lookups(func: Func, context: Context): boolean {
  let changed = false;
  for (const block of [...func.blocks]) {
    if (block.end.op !== Op.switch) continue;
    const plan = planFor(block);
    if (!plan) continue;
    report(
      context,
      func,
      'lookups',
      true,
      block.end.pos,
      'switch made arithmetic, or loads from a table',
    );
    replace(func, context.module, block, plan);
    changed = true;
  }
  if (changed) removeUnreachable(func);
  return changed;
}

interface Plan {
  /** Where the arms meet; null where they return. */
  readonly join: Block | null;
  readonly low: bigint;
  readonly span: bigint;
  /** By phi of the join, or part of what is returned: what it gets for low, low + 1 and so on. */
  readonly columns: readonly (readonly Value[])[];
  /** The default cannot be. */
  readonly total: boolean;
}

function planFor(block: Block): Plan | null {
  const { cases } = block.end.aux as SwitchInfo;
  const operand = block.end.args[0]!;
  if (cases.length < MIN_CASES || !isIntegerClass(operand.cls)) return null;
  const first = block.succs[cases[0]!.target]!;
  const join = isReturn(first) ? null : joinOf(block, first);
  if (join === block) return null;
  const arms = block.succs.map((succ) => (join ? armTo(join, block, succ) : returned(succ)));
  if (arms[cases[0]!.target]!.length === 0) return null;
  const total = isNever(block.succs[0]!);
  if (arms.some((arm, i) => arm === null && i > 0)) return null;
  let low = cases[0]!.value;
  let high = low;
  for (const { value } of cases) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high - low + 1n;
  const count = BigInt(cases.length);
  if (span > MAX_SPAN || span > count * MAX_SPARSE) return null;
  const otherwise = arms[0] ?? (total ? arms[cases[0]!.target]! : null);
  if (span > count && !otherwise) return null;
  const rows: (readonly Value[])[] = new Array(Number(span)).fill(otherwise);
  for (const { value, target } of cases) rows[Number(value - low)] = arms[target]!;
  const columns = rows[0]!.map((_, i) => rows.map((row) => row[i]!));
  const chosen = columns.filter((column) => column.some((value) => value !== column[0]));
  if (chosen.length > MAX_CHOICES || !chosen.every((column) => column.every(isConstant)))
    return null;
  return { join, low, span, columns, total };
}

const isConstant = (value: Value): boolean =>
  value.op === Op.int || (value.op === Op.symbol && !(value.aux as SymbolRef).symbol.threadLocal);

const isNever = (block: Block): boolean =>
  block.end.op === Op.unreachable && block.body.length === 0;

/** Where an arm leads: to itself, or behind an empty block of its own. */
function joinOf(block: Block, arm: Block): Block {
  const isEmpty = arm.body.length === 0 && arm.phis.length === 0 && !arm.addressTaken;
  const alone = arm.preds.length === 1 && arm.preds[0] === block;
  return isEmpty && alone && arm.end.op === Op.jmp ? arm.succs[0]! : arm;
}

/** Whether a block does nothing but return something. */
const isReturn = (block: Block): boolean =>
  block.end.op === Op.ret && block.body.length === 0 && block.phis.length === 0;

const returned = (arm: Block): readonly Value[] | null => (isReturn(arm) ? arm.end.args : null);

/** What the phis of the join get by an arm; null if it leads elsewhere. */
function armTo(join: Block, block: Block, arm: Block): readonly Value[] | null {
  if (joinOf(block, arm) !== join) return null;
  const place = join.preds.indexOf(join === arm ? block : arm);
  return join.phis.map((phi) => phi.args[place]!);
}

function replace(func: Func, module: Module, block: Block, plan: Plan): void {
  const { low, span, columns, total } = plan;
  const join = plan.join ?? returnBlock(func, block, columns);
  const operand = block.end.args[0]!;
  const { cls } = operand;
  const { pos } = block.end;
  const index =
    low === 0n
      ? operand
      : append(block, func.value(Op.sub, cls, [operand, func.int(cls, low)], null, pos));
  const lookup = func.block(`${block.name}_lookup`);
  const put: Put = (op, made, args, aux = null) =>
    append(lookup, func.value(op, made, args, aux, pos));
  const wide = cls === Cls.l ? index : put(Op.zextw, Cls.l, [index]);
  const values = columns.map((column) => {
    if (column.every((value) => value === column[0])) return column[0]!;
    const line = lineOf(func, column);
    return line ? onLine(line, index, wide, put) : fromTable(func, module, column, wide, put);
  });
  changeEnd(lookup, func.value(Op.jmp, Cls.none, [], null, pos), [join]);
  join.phis.forEach((phi, i) => {
    phi.args.push(values[i]!);
  });
  if (total) {
    changeEnd(block, func.value(Op.jmp, Cls.none, [], null, pos), [lookup]);
    return;
  }
  const last = func.int(cls, span - 1n);
  const within = append(block, func.value(Op.cule, Cls.w, [index, last], null, pos));
  const branch = func.value(Op.br, Cls.none, [within], { likely: 'unknown' }, pos);
  changeEnd(block, branch, [lookup, block.succs[0]!]);
}

/** A block that returns one of each column; its phis have no arguments yet. */
function returnBlock(func: Func, block: Block, columns: Plan['columns']): Block {
  const { pos } = block.end;
  const join = func.block(`${block.name}_return`);
  join.phis = columns.map(([first]) => {
    const phi = func.value(Op.phi, first!.cls, [], null, pos);
    phi.block = join;
    return phi;
  });
  changeEnd(join, func.value(Op.ret, Cls.none, [...join.phis], null, pos), []);
  return join;
}

type Put = (op: Op, cls: Cls, args: Value[], aux?: Access | null) => Value;

function onLine({ base, step }: Line, index: Value, wide: Value, put: Put): Value {
  const { cls } = base;
  const number = cls === Cls.l ? wide : index.cls === Cls.l ? put(Op.trunc, Cls.w, [wide]) : index;
  return put(Op.add, cls, [put(Op.mul, cls, [number, step]), base]);
}

function fromTable(
  func: Func,
  module: Module,
  column: readonly Value[],
  wide: Value,
  put: Put,
): Value {
  const { access, size, address } = tableOf(func, module, column);
  const offset = put(Op.mul, Cls.l, [wide, func.int(Cls.l, size)]);
  return put(Op.load, column[0]!.cls, [put(Op.add, Cls.l, [offset, address])], access);
}

interface Line {
  readonly base: Value;
  readonly step: Value;
}

/** base + step * index, if that is what a column is. */
function lineOf(func: Func, column: readonly Value[]): Line | null {
  const first = column[0]!;
  if (column.some((value) => value.op !== Op.int)) return null;
  const base = first.aux as bigint;
  const step = (column[1]!.aux as bigint) - base;
  for (let i = 2; i < column.length; i++) {
    if ((column[i]!.aux as bigint) !== base + step * BigInt(i)) return null;
  }
  return { base: first, step: func.int(first.cls, step) };
}

/** A table of constants in the module's data. */
function tableOf(func: Func, module: Module, column: readonly Value[]) {
  const { size, signed } = entrySize(column);
  const kind: AccessKind = size === 1 ? 'b' : size === 2 ? 'h' : size === 4 ? 'w' : 'l';
  const symbol = module.symbol(`.Lswitch${module.data.length}`);
  symbol.linkage = 'internal';
  symbol.defined = true;
  const items = column.map(
    ({ op, aux }): DataItem =>
      op === Op.symbol
        ? { kind: 'address', ...(aux as SymbolRef) }
        : { kind: 'int', size, value: aux as bigint },
  );
  const data: Data = {
    symbol,
    size: size * items.length,
    align: size,
    items,
    readOnly: true,
    common: false,
    section: '',
  };
  module.data.push(data);
  const access: Access = { kind, signed, align: size, volatile: false, order: -1, alias: 0 };
  return { access, size: BigInt(size), address: func.address(symbol) };
}

/** The least bytes that hold each constant of a column. */
function entrySize(column: readonly Value[]): { size: 1 | 2 | 4 | 8; signed: boolean } {
  if (column.some((value) => value.op !== Op.int)) return { size: 8, signed: false };
  const numbers = column.map((value) => value.aux as bigint);
  const signed = numbers.some((number) => number < 0n);
  const fits = (bits: number): boolean =>
    numbers.every((n) => (signed ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n)) === n);
  return { size: fits(8) ? 1 : fits(16) ? 2 : fits(32) ? 4 : 8, signed };
}
