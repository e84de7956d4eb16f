/** Selection of calls, parameters, returns, switches and indirect gotos. */
import type {
  Block,
  CallInfo,
  ModuleSymbol,
  SwitchInfo,
  SymbolRef,
  Value,
} from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import type { CallPlan } from '../machine/calls.ts';
import {
  def,
  defEarly,
  fixed,
  type Operand,
  STACK,
  use,
  type VirtualRegister,
} from '../machine/code.ts';
import { EMPTY_PARTS, type Parts, type Selection } from '../machine/selection.ts';
import { addressOf } from './address.ts';
import { isFullLoad } from './arithmetic.ts';
import { integer } from './constants.ts';
import { FLD, FSTP } from './float-ops.ts';
import { copyToStack } from './memory.ts';
import {
  CALL,
  CONSTANT,
  ENTRY,
  INDIRECT,
  LOAD,
  RETURN,
  type Row,
  SIBLING,
  STORE,
  TABLE,
} from './ops.ts';
import { jumpsToCallees } from './prepare.ts';
import { CALLER_SAVED, FLOAT_ARGUMENTS, INTEGER_ARGUMENTS, R10, RAX, XMM0 } from './registers.ts';

const outgoing = (displacement: number): Parts => ({
  ...EMPTY_PARTS,
  frame: 'outgoing',
  displacement,
});

const STORE_ROWS: Readonly<Record<number, Row>> = {
  [Cls.w]: STORE.r.w,
  [Cls.l]: STORE.r.l,
  [Cls.s]: STORE.s,
  [Cls.d]: STORE.d,
  [Cls.e]: STORE.e,
  [Cls.v]: STORE.v,
};
const LOAD_ROWS: Readonly<Record<number, Row>> = {
  [Cls.w]: LOAD.movl,
  [Cls.l]: LOAD.movq,
  [Cls.s]: LOAD.movss,
  [Cls.d]: LOAD.movsd,
  [Cls.e]: LOAD.fldt,
  [Cls.v]: LOAD.movups,
};

const anywhere = (cls: Cls, vreg: VirtualRegister): Operand =>
  cls === Cls.e ? use(vreg, STACK) : use(vreg);

/**
 * Whether a call's own result is all that its block returns, with nothing of this frame in the
 * callee's reach: then the return is a jump to the callee.
 */
function isSibling(s: Selection, call: Value, end: Value): boolean {
  if (!jumpsToCallees(s.options) || s.machine.objects.length > 0 || s.machine.dynamicFrame)
    return false;
  const info = call.aux as CallInfo;
  const plan = s.plans.plans.get(call.id)!;
  if (info.returnsTwice || info.noReturn || info.chain || s.machine.callsReturnsTwice) return false;
  if (plan.stackBytes > 0 || plan.copies.length > 0) return false;
  const inRegister = ({ kind }: { kind: string }): boolean => kind === 'register';
  if (!plan.locations.every(inRegister)) return false;
  if (!plan.parts.every(({ location }) => inRegister(location))) return false;
  if (end.args.length === 0) return true;
  const [to] = s.plans.plans.get(end.id)!.locations;
  const [part] = plan.parts;
  return (
    end.args.length === 1 &&
    end.args[0] === call &&
    plan.parts.length === 1 &&
    part!.value === call &&
    to?.kind === 'register' &&
    part!.location.kind === 'register' &&
    to.register === part!.location.register
  );
}

/**
 * A return that is a jump to the callee, whose call then has no plan any more. Gives false where a
 * call must stay one.
 */
function selectSibling(s: Selection, { body, end }: Block): boolean {
  const call = body[body.length - 1];
  if (call?.op !== Op.call || !isSibling(s, call, end)) return false;
  const { plans } = s.plans;
  const plan = plans.get(call.id)!;
  const uses = plan.locations.map((location, i) =>
    use(s.low(call.args[i + 1]!), fixed((location as { register: number }).register)),
  );
  countFloats(s, call, plan, uses);
  plans.delete(call.id);
  const symbol = directCallee(call.args[0]!);
  if (symbol) s.emit(SIBLING.symbol, uses, { symbol, pos: call.pos });
  else
    s.emit(SIBLING.register, [use(s.low(call.args[0]!), fixed(R10)), ...uses], { pos: call.pos });
  return true;
}

/** %al tells a callee without a prototype, or variadic, how many vector registers are used. */
function countFloats(s: Selection, call: Value, plan: CallPlan, uses: Operand[]): void {
  const info = call.aux as CallInfo;
  if (info.named < 0 && info.prototyped) return;
  const count = s.fresh(Cls.w);
  integer(s, count, Cls.w, BigInt(plan.floatsUsed));
  uses.push(use(count, fixed(RAX)));
}

/** A call whose operands and results travel as its plan says. */
export function selectCall(s: Selection, call: Value): void {
  const info = call.aux as CallInfo;
  if (info.pack) s.unsupported('__builtin_va_arg_pack in a function that is not inlined');
  const plan = s.plans.plans.get(call.id);
  // It is the return already.
  if (!plan) return;
  const { machine } = s;
  machine.hasCalls = true;
  machine.callsReturnsTwice ||= info.returnsTwice;
  machine.outgoingSize = Math.max(machine.outgoingSize, plan.stackBytes);
  // Copies first: they use registers that arguments are to stand in.
  for (const { offset, from, size } of plan.copies) copyToStack(s, offset, from, size);
  const uses: Operand[] = [];
  plan.locations.forEach((location, i) => {
    const value = call.args[i + 1]!;
    if (location.kind === 'register') {
      uses.push(use(s.low(value), fixed(location.register)));
    } else if (location.kind === 'stack') {
      storeArgument(s, value, location.offset);
    }
  });
  if (info.chain) {
    uses.push(use(s.low(call.args[plan.locations.length + 1]!), fixed(R10)));
  }
  countFloats(s, call, plan, uses);
  const defs = resultDefs(s, plan);
  emitCall(s, call, [...defs.operands, ...uses], defs.registers, uses);
  for (const result of defs.extended) s.emit(FSTP, [def(result, STACK)]);
}

function storeArgument(s: Selection, value: Value, offset: number): void {
  const immediate = value.op === Op.int ? s.immediate(value, 32) : null;
  if (immediate !== null) {
    s.emit(STORE.i[value.cls === Cls.l ? 'l' : 'w'], [], { memory: outgoing(offset), immediate });
    return;
  }
  const row = STORE_ROWS[value.cls]!;
  s.emit(row, [anywhere(value.cls, s.low(value))], { memory: outgoing(offset) });
}

/** Defs of the results somebody wants; long doubles are popped behind the call, st0 first. */
function resultDefs(
  s: Selection,
  plan: CallPlan,
): { operands: Operand[]; registers: Set<number>; extended: VirtualRegister[] } {
  const operands: Operand[] = [];
  const registers = new Set<number>();
  const extended: VirtualRegister[] = [];
  for (const { value, location } of plan.parts) {
    if (location.kind === 'special') {
      extended.push(s.vreg(value));
    } else if (location.kind === 'register' && s.isNeeded(value)) {
      operands.push(def(s.vreg(value), fixed(location.register)));
      registers.add(location.register);
    }
  }
  return { operands, registers, extended };
}

function emitCall(
  s: Selection,
  call: Value,
  operands: Operand[],
  results: ReadonlySet<number>,
  uses: readonly Operand[],
): void {
  const callee = call.args[0]!;
  const clobbers = results.size === 0 ? CALLER_SAVED : CALLER_SAVED.filter((r) => !results.has(r));
  const symbol = directCallee(callee);
  if (symbol) {
    s.emit(CALL.symbol, operands, { symbol, clobbers });
    return;
  }
  // Memory holds the address where that needs no more registers than there are.
  if (isFullLoad(s, callee) && uses.length < 5) {
    s.emit(CALL.memory, operands, { memory: addressOf(s, callee.args[0]!), clobbers });
    return;
  }
  s.emit(CALL.register, [use(s.low(callee)), ...operands], { clobbers });
}

function directCallee(callee: Value): ModuleSymbol | null {
  if (callee.op !== Op.symbol) return null;
  const { symbol, offset } = callee.aux as SymbolRef;
  return offset === 0n ? symbol : null;
}

/** Whether a call of this symbol goes through the procedure linkage table. */
export function callsThroughPlt(symbol: ModuleSymbol, pic: 'none' | 'pie' | 'pic'): boolean {
  if (pic === 'none' || symbol.linkage === 'internal' || symbol.visibility !== 'default')
    return false;
  return pic === 'pic' || !symbol.defined;
}

/** The frame object of a variadic function's register save area, or -1. */
const saveAreaOf = (s: Selection): number => s.machine.targetData as number;

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
  if (chain && s.isNeeded(chain)) operands.push(def(s.vreg(chain), fixed(R10)));
  const saved = saveAreaOf(s) >= 0 ? saveOperands(s, operands) : null;
  s.emit(ENTRY, operands);
  if (saved) saveRegisters(s, saved);
  for (const { value, offset } of stack) {
    const memory: Parts = { ...EMPTY_PARTS, frame: 'incoming', displacement: offset };
    s.emit(LOAD_ROWS[value.cls]!, [s.def(value)], { memory });
  }
}

interface Saved {
  readonly integers: { readonly vreg: VirtualRegister; readonly offset: number }[];
  readonly floats: VirtualRegister[];
  readonly count: VirtualRegister;
}

/** A variadic function: registers that hold unnamed arguments come in as values, too. */
function saveOperands(s: Selection, operands: Operand[]): Saved {
  const { entry } = s.plans;
  const saved: Saved = { integers: [], floats: [], count: s.fresh(Cls.w) };
  for (let i = entry.integersUsed; i < INTEGER_ARGUMENTS.length; i++) {
    const vreg = s.fresh(Cls.l);
    operands.push(def(vreg, fixed(INTEGER_ARGUMENTS[i]!)));
    saved.integers.push({ vreg, offset: 8 * i });
  }
  const { length } = s.options.generalRegisters ? [] : FLOAT_ARGUMENTS;
  for (let i = entry.floatsUsed; i < length; i++) {
    const vreg = s.fresh(Cls.v);
    operands.push(def(vreg, fixed(FLOAT_ARGUMENTS[i]!)));
    saved.floats.push(vreg);
  }
  operands.push(def(saved.count, fixed(RAX)));
  return saved;
}

/** Stores vector registers from number `first` on, unless %al says that none was used. */
const SAVE_FLOATS: readonly Row[] = FLOAT_ARGUMENTS.map((_, first) => {
  const lines = ['testb %al, %al', 'je .Lsaved{u}'];
  for (let i = first; i < FLOAT_ARGUMENTS.length; i++) {
    lines.push(`movaps %xmm${i}, {m:${48 + 16 * i}}`);
  }
  return {
    name: 'save_floats',
    template: `${lines.join('\n')}\n.Lsaved{u}:`,
    writes: true,
    effect: true,
  };
});

function saveRegisters(s: Selection, { integers, floats, count }: Saved): void {
  const area = (displacement: number): Parts => ({
    ...EMPTY_PARTS,
    frame: 'slot',
    slot: saveAreaOf(s),
    displacement,
  });
  for (const { vreg, offset } of integers) {
    s.emit(STORE.r.l, [use(vreg)], { memory: area(offset) });
  }
  if (floats.length === 0) return;
  const first = FLOAT_ARGUMENTS.length - floats.length;
  const operands = floats.map((vreg, i) => use(vreg, fixed(XMM0 + first + i)));
  operands.push(use(count, fixed(RAX)));
  s.emit(SAVE_FLOATS[first]!, operands, { memory: area(0) });
}

/** va_start: offsets past the named arguments, and the two areas (psABI 3.5.7). */
export function selectVaStart(s: Selection, value: Value): void {
  const { entry } = s.plans;
  const list = addressOf(s, value.args[0]!);
  const at = (displacement: number): Parts => ({
    ...list,
    displacement: list.displacement + displacement,
  });
  s.emit(STORE.i.w, [], { memory: at(0), immediate: 8 * entry.integersUsed });
  s.emit(STORE.i.w, [], { memory: at(4), immediate: 48 + 16 * entry.floatsUsed });
  const overflow = s.fresh(Cls.l);
  const stack = Math.ceil(entry.stackBytes / 8) * 8;
  s.emit(CONSTANT.address, [def(overflow)], {
    memory: { ...EMPTY_PARTS, frame: 'incoming', displacement: stack },
  });
  s.emit(STORE.r.l, [use(overflow)], { memory: at(8) });
  const area = s.fresh(Cls.l);
  s.emit(CONSTANT.address, [def(area)], {
    memory: { ...EMPTY_PARTS, frame: 'slot', slot: saveAreaOf(s) },
  });
  s.emit(STORE.r.l, [use(area)], { memory: at(16) });
}

export function selectReturn(s: Selection, block: Block): void {
  if (selectSibling(s, block)) return;
  const ret = block.end;
  const plan = s.plans.plans.get(ret.id)!;
  const uses: Operand[] = [];
  const extended: VirtualRegister[] = [];
  plan.locations.forEach((location, i) => {
    const value = ret.args[i];
    if (!value) return;
    const vreg = s.low(value);
    if (location.kind === 'special') extended.push(vreg);
    else if (location.kind === 'register') uses.push(use(vreg, fixed(location.register)));
  });
  // The last one pushed is st0.
  for (const vreg of extended.reverse()) s.emit(FLD, [use(vreg, STACK)]);
  s.emit(RETURN, uses);
}

/** A dense switch: its operand indexes the table (see machine/switches.ts). */
export function selectSwitch(s: Selection, end: Value): void {
  const { cases } = end.aux as SwitchInfo;
  s.emit(TABLE, [use(s.low(end.args[0]!)), defEarly(s.fresh(Cls.l))], {
    extra: { kind: 'table', targets: cases.map((one) => one.target) },
  });
}

export function selectGoto(s: Selection, end: Value): void {
  const target = end.args[0]!;
  if (isFullLoad(s, target)) {
    s.emit(INDIRECT.m, [], { memory: addressOf(s, target.args[0]!) });
    return;
  }
  s.emit(INDIRECT.r, [use(s.low(target))]);
}

const FRAME_POINTER: Row = { name: 'frameaddress', template: 'movq %rbp, {0:l}' };

/** The frame's address `level` callers up, or (`returns`) the return address found there. */
export function selectFrameAddress(s: Selection, value: Value, returns: boolean): void {
  s.machine.needsFramePointer = true;
  const level =
    typeof value.aux === 'number' || typeof value.aux === 'bigint' ? Number(value.aux) : 0;
  const result = s.vreg(value);
  let at = level === 0 && !returns ? result : s.fresh(Cls.l);
  s.emit(FRAME_POINTER, [def(at)]);
  for (let i = 0; i < level; i++) {
    const next = i === level - 1 && !returns ? result : s.fresh(Cls.l);
    s.emit(LOAD.movq, [def(next)], { memory: { ...EMPTY_PARTS, base: at } });
    at = next;
  }
  if (!returns) return;
  s.emit(LOAD.movq, [def(result)], { memory: { ...EMPTY_PARTS, base: at, displacement: 8 } });
}
