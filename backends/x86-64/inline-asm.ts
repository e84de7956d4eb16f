/**
 * Selection of inline assembly. Outputs are defined by the asm's row and stored through their
 * addresses afterwards; inputs are uses, fixed where their constraint names a register.
 */
import {
  ACCESS_SIZES,
  type AsmInfo,
  type AsmOperand,
  intOf,
  type SymbolRef,
  type Value,
} from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import {
  type AsmPiece,
  type Constraint,
  def,
  defEarly,
  fixed,
  type Operand,
  REGISTER,
  reuse,
  use,
} from '../machine/code.ts';
import { EMPTY_PARTS, type Selection } from '../machine/selection.ts';
import { ASM, ASM_GOTO, LOAD, type Row, STORE } from './ops.ts';
import {
  RAX,
  RBX,
  RCX,
  RDI,
  RDX,
  RSI,
  RSP,
  registerNamed,
  SCRATCH,
  SCRATCH_FLOAT,
  XMM0,
} from './registers.ts';

const LETTERS: Readonly<Record<string, number>> = {
  a: RAX,
  b: RBX,
  c: RCX,
  d: RDX,
  S: RSI,
  D: RDI,
};

interface Output {
  readonly row: Row;
  readonly vreg: number;
  readonly address: number;
}

export function selectAsm(s: Selection, value: Value): void {
  const info = value.aux as AsmInfo;
  const operands: Operand[] = [];
  const pieces: AsmPiece[] = [];
  const stores: Output[] = [];
  const taken = new Set<number>();
  // Defs come first; uses that reuse a place are found by number, so uses are collected beside.
  const outputs = info.outputs.map((output, i) => planOutput(s, output, value.args[i]!, taken));
  const uses: { operand: Operand; tie: number }[] = [];
  outputs.forEach((plan, i) => {
    const { operand, memory } = plan;
    if (!operand) {
      uses.push({ operand: use(memory), tie: -1 });
      pieces.push({ kind: 'memory', operand: -uses.length, offset: 0 });
      return;
    }
    const bytes = ACCESS_SIZES[info.outputs[i]!.access.kind];
    pieces.push({ kind: 'register', operand: operands.length, cls: plan.cls, bytes });
    operands.push(operand);
    stores.push({ row: plan.store, vreg: operand.vreg, address: memory });
    if (info.outputs[i]!.inout) {
      const before = s.fresh(plan.cls);
      s.emit(plan.load, [def(before)], { memory: { ...EMPTY_PARTS, base: memory } });
      uses.push({ operand: use(before, plan.constraint), tie: operands.length - 1 });
    }
  });
  info.inputs.forEach((input, i) => {
    planInput(s, input, value.args[info.outputs.length + i]!, { pieces, uses, taken });
  });
  finish(s, value, info, operands, uses, pieces);
  if (value.op === Op.asmgoto && stores.length > 0) s.unsupported('asm goto with outputs');
  for (const { row, vreg, address } of stores) {
    s.emit(row, [use(vreg)], { memory: { ...EMPTY_PARTS, base: address } });
  }
}

interface OutputPlan {
  readonly operand: Operand | null;
  /** The address the output is stored through, or of the memory itself. */
  readonly memory: number;
  readonly constraint: Constraint;
  readonly cls: Cls;
  readonly load: Row;
  readonly store: Row;
}

function planOutput(
  s: Selection,
  output: AsmOperand,
  address: Value,
  taken: Set<number>,
): OutputPlan {
  const cls = classOf(output);
  const [load, store] = rowsOf(s, output);
  const memory = s.low(address);
  const letters = output.constraint.replace(/[=+&%]/g, '');
  if (output.memory) {
    return { operand: null, memory, constraint: REGISTER, cls, load, store };
  }
  const constraint = registerConstraint(s, letters, output.register, cls, taken);
  const make = output.constraint.includes('&') ? defEarly : def;
  return { operand: make(s.fresh(cls), constraint), memory, constraint, cls, load, store };
}

function classOf({ access }: AsmOperand): Cls {
  switch (access.kind) {
    case 'l':
      return Cls.l;
    case 's':
      return Cls.s;
    case 'd':
      return Cls.d;
    case 'e':
      return Cls.e;
    case 'v':
      return Cls.v;
    default:
      return Cls.w;
  }
}

function rowsOf(s: Selection, { access }: AsmOperand): [Row, Row] {
  switch (access.kind) {
    case 'b':
      return [LOAD.movzbl, STORE.r.b];
    case 'h':
      return [LOAD.movzwl, STORE.r.h];
    case 'w':
      return [LOAD.movl, STORE.r.w];
    case 'l':
      return [LOAD.movq, STORE.r.l];
    case 's':
      return [LOAD.movss, STORE.s];
    case 'd':
      return [LOAD.movsd, STORE.d];
    case 'v':
      return [LOAD.movups, STORE.v];
    default:
      return s.unsupported('a long double operand of inline assembly');
  }
}

/** The place a constraint asks for. @throws UnsupportedError for x87 and other unknown letters. */
function registerConstraint(
  s: Selection,
  letters: string,
  named: string,
  cls: Cls,
  taken: Set<number>,
): Constraint {
  if (named !== '') {
    const register = registerNamed(named);
    if (register < 0 || register === SCRATCH || register === SCRATCH_FLOAT || register === RSP) {
      s.unsupported(`inline assembly on register ${named}`);
    }
    taken.add(register);
    return fixed(register);
  }
  for (const letter of letters) {
    if (letter === 'x' || letter === 'v') return REGISTER;
    if ('rqQRlgXp'.includes(letter)) {
      if (cls === Cls.s || cls === Cls.d) s.unsupported('a floating operand in a general register');
      return REGISTER;
    }
    const register = LETTERS[letter];
    if (register !== undefined && !taken.has(register)) {
      taken.add(register);
      return fixed(register);
    }
  }
  return s.unsupported(`the asm constraint "${letters}"`);
}

interface Collected {
  readonly pieces: AsmPiece[];
  readonly uses: { operand: Operand; tie: number }[];
  readonly taken: Set<number>;
}

function planInput(
  s: Selection,
  input: AsmOperand,
  value: Value,
  { pieces, uses, taken }: Collected,
): void {
  const letters = input.constraint.replace(/[%,&=+]/g, '');
  const tied = /[0-9]+/.exec(letters);
  if (tied) {
    const piece = pieces[Number(tied[0])];
    if (piece?.kind !== 'register') s.unsupported('an asm operand tied to memory');
    pieces.push(piece);
    uses.push({ operand: use(s.low(value)), tie: piece.operand });
    return;
  }
  const text = constantText(value);
  if (text !== null && /[inegIJKLMNOXZs]/.test(letters) && input.register === '') {
    pieces.push({ kind: 'text', text });
    return;
  }
  if (input.memory) {
    uses.push({ operand: use(s.low(value)), tie: -1 });
    pieces.push({ kind: 'memory', operand: -uses.length, offset: 0 });
    return;
  }
  if (!/[a-zA-Z]/.test(letters) || (text === null && !/[a-hl-zA-HQRSDpqrgxX]/.test(letters))) {
    s.unsupported(`the asm constraint "${input.constraint}" for a value that is not constant`);
  }
  const cls = value.cls;
  const own = letters.replace(/[ieIJKLMNOmZsno]/g, '');
  const constraint = registerConstraint(s, own, input.register, cls, new Set());
  if (constraint.kind === 'fixed') taken.add(constraint.register);
  uses.push({ operand: use(s.low(value), constraint), tie: -1 });
  const bytes = ACCESS_SIZES[input.access.kind];
  pieces.push({ kind: 'register', operand: -uses.length, cls, bytes });
}

/** An operand as assembly text: `$5`, `$name+4`. */
function constantText(value: Value): string | null {
  const constant = intOf(value);
  if (constant !== null) return `$${constant}`;
  if (value.op !== Op.symbol) return null;
  const { symbol, offset } = value.aux as SymbolRef;
  return `$${symbol.name}${offset > 0n ? `+${offset}` : offset < 0n ? offset : ''}`;
}

/** Allocatable registers named as clobbered that no operand is fixed to. */
function clobberedRegisters(info: AsmInfo, operands: readonly Operand[]): number[] {
  const reserved = [-1, RSP, SCRATCH, SCRATCH_FLOAT];
  const found: number[] = [];
  for (const name of info.clobbers) {
    const register = registerNamed(name);
    const isOperand = operands.some(
      ({ constraint }) => constraint.kind === 'fixed' && constraint.register === register,
    );
    if (reserved.includes(register) || isOperand || found.includes(register)) continue;
    found.push(register);
  }
  return found;
}

/** Numbers the uses behind the defs, ties inputs to outputs and emits the row. */
function finish(
  s: Selection,
  value: Value,
  info: AsmInfo,
  operands: Operand[],
  uses: readonly { operand: Operand; tie: number }[],
  pieces: readonly AsmPiece[],
): void {
  const first = operands.length;
  uses.forEach(({ operand, tie }, i) => {
    operands.push(operand);
    const output = tie >= 0 ? operands[tie]! : null;
    // A fixed output has its input fixed to the same register; others reuse the input's place.
    if (!output) return;
    if (output.constraint.kind === 'fixed')
      operands[first + i] = { ...operand, constraint: output.constraint };
    else operands[tie] = { ...output, at: 'late', constraint: reuse(first + i) };
  });
  for (const clobber of clobberedRegisters(info, operands)) {
    // Written before all inputs are read, for all one knows: nothing may stand there.
    const cls = clobber >= XMM0 ? Cls.d : Cls.l;
    operands.push(defEarly(s.fresh(cls), fixed(clobber)));
  }
  const numbered = pieces.map(
    (piece): AsmPiece =>
      (piece.kind === 'register' || piece.kind === 'memory') && piece.operand < 0
        ? { ...piece, operand: first - piece.operand - 1 }
        : piece,
  );
  const labels = info.labels.map((_, index): AsmPiece => ({ kind: 'label', index }));
  const names = [...info.outputs, ...info.inputs].map((operand) => operand.name);
  s.emit(value.op === Op.asmgoto ? ASM_GOTO : ASM, operands, {
    extra: {
      kind: 'asm',
      template: info.template,
      names: [...names, ...info.labels],
      operands: [...numbered, ...labels],
      labels: info.labels,
    },
  });
}
