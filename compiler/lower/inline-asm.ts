/** GNU inline assembly: outputs through addresses, inputs as values, or memory by its address. */
import type { Access, AsmOperand, Block, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { AsmInput, AsmOutput, Expr, Stmt } from '../typed.ts';
import { alignOf, isInteger, sizeOf, type Type } from '../types.ts';
import {
  addressOf,
  type Lowering,
  operandOf,
  type Place,
  placeOf,
  temporarySlot,
} from './context.ts';
import { labelState } from './labels.ts';
import { loadPlace, placeAt, storeResult } from './places.ts';
import { plainAccess, scalarAccess, scalarOf, shapeOf } from './scalars.ts';
import { lowerGoto } from './scopes.ts';

type AsmStmt = Extract<Stmt, { kind: 'asm' }>;

/** Constraint letters that allow memory, and those that allow a register or constant. */
const MEMORY = /[moV<>]/;
const OTHER = /[rqQRabcdSDxvyftugXpnisEFIJKLMN0-9]/;

const isMemory = (constraint: string): boolean =>
  MEMORY.test(constraint) && !OTHER.test(constraint);

export function lowerAsm(l: Lowering, stmt: AsmStmt): void {
  const { b } = l.fn;
  const args: Value[] = [];
  const outputs: AsmOperand[] = [];
  const inputs: AsmOperand[] = [];
  const copies: { from: Value; to: Place }[] = [];
  for (const output of stmt.outputs) {
    const place = placeOf(l, output.target);
    let address = place.bits ? null : addressOf(l, place);
    if (!address) {
      address = temporarySlot(l, sizeOf(place.type), alignOf(place.type), '');
      copies.push({ from: address, to: place });
      if (output.constraint.includes('+')) {
        storeResult(l, placeAt(address, place.type.plain), loadPlace(l, place, stmt.pos));
      }
    }
    args.push(address);
    outputs.push(outputOperand(l, output, place));
  }
  for (const input of stmt.inputs) {
    args.push(inputValue(l, input));
    inputs.push(inputOperand(l, input));
  }
  b.pos = stmt.pos;
  const isVolatile = stmt.volatile || stmt.outputs.length === 0;
  const info = {
    template: stmt.template,
    outputs,
    inputs,
    clobbers: stmt.clobbers,
    volatile: isVolatile,
    labels: stmt.labelNames,
  };
  if (stmt.labels.length === 0) b.emit(Op.asm, Cls.none, args, info);
  else asmGoto(l, stmt, args, info);
  for (const { from, to } of copies) {
    storeResult(l, to, loadPlace(l, placeAt(from, to.type.plain), stmt.pos));
  }
}

/** Each label gets a block of its own, so that successors differ and scopes can be left there. */
function asmGoto(
  l: Lowering,
  stmt: AsmStmt,
  args: Value[],
  info: Parameters<Lowering['fn']['b']['asmGoto']>[0],
): void {
  const { b } = l.fn;
  const next = b.newBlock('asm_next');
  const exits: Block[] = stmt.labels.map(() => b.newBlock('asm_exit'));
  b.asmGoto(info, args, next, exits);
  stmt.labels.forEach((label, i) => {
    labelState(l, label, stmt.pos);
    b.moveTo(exits[i]!);
    lowerGoto(l, label, stmt.pos);
  });
  b.moveTo(next);
}

function outputOperand(l: Lowering, output: AsmOutput, place: Place): AsmOperand {
  const { constraint, name, target } = output;
  return {
    name,
    constraint,
    access: operandAccess(l, place.type, place),
    register: registerOf(target),
    inout: constraint.includes('+'),
    memory: isMemory(constraint),
  };
}

function inputOperand(l: Lowering, input: AsmInput): AsmOperand {
  const { constraint, name, value } = input;
  return {
    name,
    constraint,
    access: operandAccess(l, value.type, null),
    register: registerOf(value),
    inout: false,
    memory: isMemory(constraint),
  };
}

/** How an operand is read or written; what is no scalar counts as integers of its size. */
function operandAccess(l: Lowering, type: Type, place: Place | null): Access {
  if (shapeOf(type) === 'scalar') {
    return place && !place.bits
      ? scalarAccess(l, scalarOf(type), place, type)
      : plainAccess(l, scalarOf(type).kind, isInteger(type) && scalarOf(type).signed);
  }
  const size = sizeOf(type);
  const kind = size === 1 ? 'b' : size === 2 ? 'h' : size === 4 ? 'w' : size === 16 ? 'v' : 'l';
  return plainAccess(l, kind);
}

function inputValue(l: Lowering, { constraint, value }: AsmInput): Value {
  if (isMemory(constraint)) return addressOf(l, placeOf(l, value));
  const shape = shapeOf(value.type);
  if (shape === 'scalar') return operandOf(l, value);
  const kind = operandAccess(l, value.type, null).kind;
  if (shape === 'pair' || sizeOf(value.type) > 8) {
    return l.diagnostics.unsupported(value.pos, 'an asm operand of this type');
  }
  const cls = kind === 'l' ? Cls.l : Cls.w;
  return l.fn.b.load(plainAccess(l, kind), cls, addressOf(l, placeOf(l, value)));
}

/** The register of a `register T x asm("r")` operand. */
function registerOf(expr: Expr): string {
  let at = expr;
  while (at.kind === 'convert') at = at.operand;
  if (at.kind !== 'variable' || at.variable.storage === 'static') return '';
  return at.variable.register.replace(/^%/, '');
}
