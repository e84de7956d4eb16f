/** Selection of calls, parameters, returns, switches and indirect gotos. */
import type { CallInfo, ModuleSymbol, SwitchInfo, SymbolRef, Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import type { CallPlan } from '../machine/calls.ts';
import { def, defEarly, fixed, type Operand, STACK, use } from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { addressOf, rowFor } from './address.ts';
import { saveAreaSize } from './calls.ts';
import { frameAddress } from './constants.ts';
import { copyToStack } from './memory.ts';
import {
  CALL,
  ENTRY,
  FRAME_POINTER,
  INDIRECT,
  LOAD,
  type MemoryRow,
  RETURN,
  type Row,
  STORE,
  TABLE,
} from './ops.ts';
import { CALLER_SAVED, INTEGER_ARGUMENTS, T2 } from './registers.ts';

const outgoing = (displacement: number): Parts => ({
  ...EMPTY_PARTS,
  frame: 'outgoing',
  displacement,
});
const incoming = (displacement: number): Parts => ({
  ...EMPTY_PARTS,
  frame: 'incoming',
  displacement,
});

/** A word argument fills its 8-byte slot, sign-extended as in a register. */
const STACK_ROWS: Readonly<
  Record<number, { readonly load: MemoryRow; readonly store: MemoryRow }>
> = {
  [Cls.w]: { load: LOAD.lw, store: STORE.l },
  [Cls.l]: { load: LOAD.ld, store: STORE.l },
  [Cls.s]: { load: LOAD.flw, store: STORE.s },
  [Cls.d]: { load: LOAD.fld, store: STORE.d },
  [Cls.e]: { load: LOAD.quad, store: STORE.e },
  [Cls.v]: { load: LOAD.quad, store: STORE.v },
};

/** A call whose operands and results travel as its plan says. */
export function selectCall(s: Selection, call: Value): void {
  const info = call.aux as CallInfo;
  if (info.pack) s.unsupported('__builtin_va_arg_pack in a function that is not inlined');
  const plan = s.plans.plans.get(call.id)!;
  const { machine } = s;
  machine.hasCalls = true;
  machine.callsReturnsTwice ||= info.returnsTwice;
  machine.outgoingSize = Math.max(machine.outgoingSize, plan.stackBytes);
  for (const { offset, from, size } of plan.copies) copyToStack(s, offset, from, size);
  const uses: Operand[] = [];
  plan.locations.forEach((location, i) => {
    const value = call.args[i + 1]!;
    if (location.kind === 'register') uses.push(use(s.reg(value), fixed(location.register)));
    else if (location.kind === 'stack') storeArgument(s, value, location.offset);
  });
  if (info.chain) uses.push(use(s.reg(call.args[plan.locations.length + 1]!), fixed(T2)));
  const defs = resultDefs(s, plan);
  emitCall(s, call, [...defs.operands, ...uses], defs.registers);
}

function storeArgument(s: Selection, value: Value, offset: number): void {
  const quad = value.cls === Cls.e || value.cls === Cls.v;
  const from = s.reg(value);
  s.emit(STACK_ROWS[value.cls]!.store.base, [quad ? use(from, STACK) : use(from)], {
    memory: outgoing(offset),
  });
}

/** Defs of the results somebody wants. */
function resultDefs(s: Selection, plan: CallPlan): { operands: Operand[]; registers: Set<number> } {
  const operands: Operand[] = [];
  const registers = new Set<number>();
  for (const { value, location } of plan.parts) {
    if (location.kind !== 'register' || !s.isNeeded(value)) continue;
    operands.push(def(s.vreg(value), fixed(location.register)));
    registers.add(location.register);
  }
  return { operands, registers };
}

function emitCall(
  s: Selection,
  call: Value,
  operands: Operand[],
  results: ReadonlySet<number>,
): void {
  const callee = call.args[0]!;
  const clobbers = results.size === 0 ? CALLER_SAVED : CALLER_SAVED.filter((r) => !results.has(r));
  const symbol = directCallee(callee);
  if (symbol) s.emit(CALL.symbol, operands, { symbol, clobbers });
  else s.emit(CALL.register, [use(s.reg(callee)), ...operands], { clobbers });
}

function directCallee(callee: Value): ModuleSymbol | null {
  if (callee.op !== Op.symbol) return null;
  const { symbol, offset } = callee.aux as SymbolRef;
  return offset === 0n ? symbol : null;
}

/** Defines the parameters in the entry block; called after all else of that block is selected. */
export function selectEntry(s: Selection, chain: Value | null): void {
  const { entry } = s.plans;
  const operands: Operand[] = [];
  const stack: { value: Value; offset: number }[] = [];
  for (const { value, location } of entry.parts) {
    if (!s.isNeeded(value)) continue;
    if (location.kind === 'register') operands.push(def(s.vreg(value), fixed(location.register)));
    else if (location.kind === 'stack') stack.push({ value, offset: location.offset });
  }
  if (chain && s.isNeeded(chain)) operands.push(def(s.vreg(chain), fixed(T2)));
  const saved: { vreg: number; offset: number }[] = [];
  if (s.func.variadic) {
    // The registers left over continue the stack arguments downwards.
    for (let i = entry.integersUsed; i < INTEGER_ARGUMENTS.length; i++) {
      const vreg = s.fresh(Cls.l);
      operands.push(def(vreg, fixed(INTEGER_ARGUMENTS[i]!)));
      saved.push({ vreg, offset: 8 * (i - INTEGER_ARGUMENTS.length) });
    }
  }
  s.emit(ENTRY, operands);
  for (const { vreg, offset } of saved) {
    s.emit(STORE.l.base, [use(vreg)], { memory: incoming(offset) });
  }
  for (const { value, offset } of stack) {
    s.emit(STACK_ROWS[value.cls]!.load.base, [s.def(value)], { memory: incoming(offset) });
  }
}

/** What frame.ts must know of a variadic function: the bytes of its save area. */
export interface TargetData {
  readonly saveArea: number;
}

export const targetData = (variadic: boolean, integersUsed: number): TargetData => ({
  saveArea: variadic ? saveAreaSize(integersUsed) : 0,
});

/** va_start: the va_list points at the first argument that is not named. */
export function selectVaStart(s: Selection, value: Value): void {
  const { integersUsed, stackBytes } = s.plans.entry;
  const left = INTEGER_ARGUMENTS.length - integersUsed;
  const first = s.fresh(Cls.l);
  frameAddress(s, first, {
    frame: 'incoming',
    displacement: left > 0 ? -8 * left : Math.ceil(stackBytes / 8) * 8,
  });
  const memory = addressOf(s, value.args[0]!);
  s.emit(rowFor(STORE.l, memory), [use(first)], { memory });
}

export function selectReturn(s: Selection, ret: Value): void {
  const plan = s.plans.plans.get(ret.id)!;
  const uses: Operand[] = [];
  plan.locations.forEach((location, i) => {
    const value = ret.args[i];
    if (value && location.kind === 'register') {
      uses.push(use(s.reg(value), fixed(location.register)));
    }
  });
  s.emit(RETURN, uses);
}

/** A dense switch: its operand indexes the table (see machine/switches.ts). */
export function selectSwitch(s: Selection, end: Value): void {
  const { cases } = end.aux as SwitchInfo;
  s.emit(TABLE, [use(s.reg(end.args[0]!)), defEarly(s.fresh(Cls.l))], {
    extra: { kind: 'table', targets: cases.map((one) => one.target) },
  });
}

export function selectGoto(s: Selection, end: Value): void {
  s.emit(INDIRECT, [use(s.reg(end.args[0]!))]);
}

/**
 * Frames are chained below the frame pointer: the return address at -8, the caller's pointer at
 * -16.
 */
export function selectFrameAddress(s: Selection, value: Value, returns: boolean): void {
  s.machine.needsFramePointer = true;
  const level =
    typeof value.aux === 'number' || typeof value.aux === 'bigint' ? Number(value.aux) : 0;
  const steps: { readonly row: Row; readonly displacement: number }[] = [];
  for (let i = 0; i < level; i++) steps.push({ row: LOAD.ld.base, displacement: -16 });
  if (returns) steps.push({ row: LOAD.ld.base, displacement: -8 });
  const result = s.vreg(value);
  let at = steps.length === 0 ? result : s.fresh(Cls.l);
  s.emit(FRAME_POINTER, [def(at)]);
  steps.forEach(({ row, displacement }, i) => {
    const next = i === steps.length - 1 ? result : s.fresh(Cls.l);
    s.emit(row, [def(next)], { memory: { ...EMPTY_PARTS, base: at, displacement } });
    at = next;
  });
}
