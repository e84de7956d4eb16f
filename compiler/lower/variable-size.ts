/** Objects whose size is known at run time only: VLAs and GNU records that have one as a member. */
import type { Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import { alignOf, isVariableSized, sizeOf, type Type, type VariableLength } from '../types.ts';
import type { Lowering } from './context.ts';
import { outerLength } from './frames.ts';
import { plainAccess } from './scalars.ts';
import { runtimeCall } from './wide.ts';

/** The value of a length, of the function at hand or one around it. */
export function lengthValue(l: Lowering, { id }: VariableLength): Value {
  const slot = l.fn.lengths.get(id) ?? outerLength(l, id);
  return l.fn.b.load(plainAccess(l, 'l'), Cls.l, slot);
}

/** Bytes of a type whose size is computed at run time. */
export function runTimeSize(l: Lowering, type: Type): Value {
  const { b } = l.fn;
  if (!isVariableSized(type)) return b.int(Cls.l, sizeOf(type));
  if (type.kind === 'record') return lengthValue(l, type.definition.variable!);
  if (type.kind !== 'array') throw new Error(`a ${type.kind} of variable size`);
  const each = runTimeSize(l, type.of);
  const { variable } = type;
  if (variable === null) return b.binary(Op.mul, Cls.l, each, b.int(Cls.l, type.length ?? 0));
  if (variable === 'star') throw new Error('an object of type [*]');
  return b.binary(Op.mul, Cls.l, each, lengthValue(l, variable));
}

/** Room on the stack for an object of variable size. */
export function variableRoom(l: Lowering, type: Type, align: number, name: string): Value {
  const { b, func } = l.fn;
  func.flags.usesAlloca = true;
  const slot = { size: 0, align: Math.max(16, align, alignOf(type)), name };
  return b.emit(Op.alloca, Cls.l, [runTimeSize(l, type)], slot);
}

/** Copies an object of variable size, which may be the same. */
export function copyVariable(l: Lowering, to: Value, from: Value, type: Type): void {
  const size = runTimeSize(l, type);
  runtimeCall(l, 'memmove', [Cls.l, Cls.l, Cls.l], [to, from, size], Cls.l);
}
