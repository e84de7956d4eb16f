/**
 * Selection of inline assembly (gcc's RISC-V constraints r f i n m A I J K and digits). Outputs are
 * defined by the asm's row and stored through their addresses afterwards; inputs are uses, fixed
 * where a register variable names one.
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
  type VirtualRegister,
} from '../machine/code.ts';
import { EMPTY_PARTS, type Selection } from '../machine/selection.ts';
import { ASM, ASM_GOTO, LOAD, type MemoryRow, STORE } from './ops.ts';
import { isAllocatable, RA, registerNamed } from './registers.ts';

/** Rows that move an operand between memory and a register, and its class. */
interface OperandKind {
  readonly cls: Cls;
  readonly load: MemoryRow;
  readonly store: MemoryRow;
}

function kindOf(s: Selection, { access }: AsmOperand): OperandKind {
  const { kind, signed } = access;
  switch (kind) {
    case 'b':
      return { cls: Cls.w, load: signed ? LOAD.lb : LOAD.lbu, store: STORE.b };
    case 'h':
      return { cls: Cls.w, load: signed ? LOAD.lh : LOAD.lhu, store: STORE.h };
    case 'w':
      return { cls: Cls.w, load: LOAD.lw, store: STORE.w };
    case 'l':
      return { cls: Cls.l, load: LOAD.ld, store: STORE.l };
    case 's':
      return { cls: Cls.s, load: LOAD.flw, store: STORE.s };
    case 'd':
      return { cls: Cls.d, load: LOAD.fld, store: STORE.d };
    case 'e':
    case 'v':
    case 'y':
      return s.unsupported('a vector operand of inline assembly');
    default:
      return kind satisfies never;
  }
}

/** The place a constraint asks for. @throws UnsupportedError for other letters and registers. */
function place(s: Selection, letters: string, named: string, cls: Cls): Constraint {
  if (named !== '') {
    const register = registerNamed(named);
    if (!isAllocatable(register)) s.unsupported(`inline assembly on register ${named}`);
    return fixed(register);
  }
  const float = cls === Cls.s || cls === Cls.d;
  if (float ? /[fgX]/.test(letters) : /[rgXp]/.test(letters)) return REGISTER;
  return s.unsupported(`the asm constraint "${letters}"`);
}

/** Whether a constant is what one of the immediate letters takes. */
function takesConstant(letters: string, constant: bigint | null): boolean {
  if (/[ingXs]/.test(letters)) return true;
  if (constant === null) return false;
  if (letters.includes('I') && BigInt.asIntN(12, constant) === constant) return true;
  if (letters.includes('J') && constant === 0n) return true;
  return letters.includes('K') && constant >= 0n && constant < 32n;
}

function constantText(value: Value): string | null {
  const constant = intOf(value);
  if (constant !== null) return String(constant);
  if (value.op !== Op.symbol) return null;
  const { symbol, offset } = value.aux as SymbolRef;
  return `${symbol.name}${offset > 0n ? `+${offset}` : offset < 0n ? offset : ''}`;
}

/**
 * Collects the operands of one asm: defs, uses (numbered behind the defs in the end), and pieces of
 * text.
 */
class AsmSelection {
  private readonly defs: Operand[] = [];
  private readonly uses: { operand: Operand; readonly tie: number }[] = [];
  /** Operand numbers of uses are kept as -1 - index until the defs are complete. */
  private readonly pieces: AsmPiece[] = [];
  private readonly stores: { row: MemoryRow; vreg: VirtualRegister; base: VirtualRegister }[] = [];

  constructor(
    private readonly s: Selection,
    private readonly value: Value,
    private readonly info: AsmInfo,
  ) {}

  run(): void {
    const { s, value, info } = this;
    const { outputs, inputs } = info;
    outputs.forEach((output, i) => {
      this.output(output, value.args[i]!);
    });
    inputs.forEach((input, i) => {
      this.input(input, value.args[outputs.length + i]!);
    });
    if (value.op === Op.asmgoto && this.stores.length > 0) s.unsupported('asm goto with outputs');
    this.emit();
    for (const { row, vreg, base } of this.stores) {
      s.emit(row.base, [use(vreg)], { memory: { ...EMPTY_PARTS, base } });
    }
  }

  private addUse(operand: Operand, tie = -1): number {
    return -this.uses.push({ operand, tie });
  }

  private memory(address: VirtualRegister): void {
    this.pieces.push({ kind: 'memory', operand: this.addUse(use(address)), offset: 0 });
  }

  private output(output: AsmOperand, address: Value): void {
    const { s } = this;
    const base = s.reg(address);
    if (output.memory) {
      this.memory(base);
      return;
    }
    const { cls, load, store } = kindOf(s, output);
    const letters = output.constraint.replace(/[=+&%]/g, '');
    const constraint = place(s, letters, output.register, cls);
    const make = output.constraint.includes('&') && !output.inout ? defEarly : def;
    const at = this.defs.push(make(s.fresh(cls), constraint)) - 1;
    this.pieces.push({
      kind: 'register',
      operand: at,
      cls,
      bytes: ACCESS_SIZES[output.access.kind],
    });
    this.stores.push({ row: store, vreg: this.defs[at]!.vreg, base });
    if (!output.inout) return;
    const before = s.fresh(cls);
    s.emit(load.base, [def(before)], { memory: { ...EMPTY_PARTS, base } });
    this.addUse(use(before, constraint), at);
  }

  private input(input: AsmOperand, value: Value): void {
    const { s } = this;
    const letters = input.constraint.replace(/[%,&=+]/g, '');
    const tied = /[0-9]+/.exec(letters);
    if (tied) {
      const piece = this.pieces[Number(tied[0])];
      if (piece?.kind !== 'register') {
        s.unsupported('an asm operand tied to memory');
        return;
      }
      this.pieces.push(piece);
      this.addUse(use(s.reg(value)), piece.operand);
      return;
    }
    if (input.memory) {
      this.memory(s.reg(value));
      return;
    }
    const text = input.register === '' ? constantText(value) : null;
    if (text !== null && takesConstant(letters, intOf(value))) {
      this.pieces.push({ kind: 'text', text });
      return;
    }
    const constraint = place(s, letters, input.register, value.cls);
    const operand = this.addUse(use(s.reg(value), constraint));
    const bytes = ACCESS_SIZES[input.access.kind];
    this.pieces.push({ kind: 'register', operand, cls: value.cls, bytes });
  }

  /**
   * Numbers the uses behind the defs and ties them: by a fixed register or by reuse of their place.
   */
  private emit(): void {
    const { s, value, info, defs, uses } = this;
    const first = defs.length;
    const operands = [...defs, ...uses.map((one) => one.operand)];
    uses.forEach(({ operand, tie }, i) => {
      if (tie < 0) return;
      const output = operands[tie]!;
      if (output.constraint.kind === 'fixed') {
        operands[first + i] = { ...operand, constraint: output.constraint };
      } else {
        operands[tie] = { ...output, at: 'late', constraint: reuse(first + i) };
      }
    });
    const numbered = this.pieces.map(
      (piece): AsmPiece =>
        (piece.kind === 'register' || piece.kind === 'memory') && piece.operand < 0
          ? { ...piece, operand: first - 1 - piece.operand }
          : piece,
    );
    const labels = info.labels.map((_, index): AsmPiece => ({ kind: 'label', index }));
    const names = [...info.outputs, ...info.inputs].map((one) => one.name);
    s.emit(value.op === Op.asmgoto ? ASM_GOTO : ASM, operands, {
      clobbers: this.clobbers(operands),
      extra: {
        kind: 'asm',
        template: info.template,
        names: [...names, ...info.labels],
        operands: [...numbered, ...labels],
        labels: info.labels,
      },
    });
  }

  private clobbers(operands: readonly Operand[]): number[] {
    const isDef = (register: number): boolean =>
      operands.some(
        ({ role, constraint }) =>
          role === 'def' && constraint.kind === 'fixed' && constraint.register === register,
      );
    const registers = this.info.clobbers.map(registerNamed);
    // A destroyed return address is saved as if there were a call.
    if (registers.includes(RA)) this.s.machine.hasCalls = true;
    return registers.filter((register) => isAllocatable(register) && !isDef(register));
  }
}

export function selectAsm(s: Selection, value: Value): void {
  new AsmSelection(s, value, value.aux as AsmInfo).run();
}
