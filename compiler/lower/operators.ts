/** Which op an operator (C11 6.5.5 to 6.5.12) is on values of a scalar type. */
import { Op } from '../ir/ops.ts';
import type { ArithmeticOperator, RelationalOperator } from '../typed.ts';
import type { Scalar } from './scalars.ts';

/** Signed and floating; unsigned. */
const OPERATIONS = {
  '+': [Op.add, Op.add],
  '-': [Op.sub, Op.sub],
  '*': [Op.mul, Op.mul],
  '/': [Op.div, Op.udiv],
  '%': [Op.rem, Op.urem],
  '&': [Op.and, Op.and],
  '|': [Op.or, Op.or],
  '^': [Op.xor, Op.xor],
  '<<': [Op.shl, Op.shl],
  '>>': [Op.sar, Op.shr],
} as const satisfies Record<ArithmeticOperator, readonly [Op, Op]>;

const RELATIONS = {
  '==': [Op.ceq, Op.ceq],
  '!=': [Op.cne, Op.cne],
  '<': [Op.cslt, Op.cult],
  '<=': [Op.csle, Op.cule],
  '>': [Op.csgt, Op.cugt],
  '>=': [Op.csge, Op.cuge],
} as const satisfies Record<RelationalOperator, readonly [Op, Op]>;

const column = ({ signed, floating }: Scalar): 0 | 1 => (signed || floating ? 0 : 1);

export const operationOf = (operator: ArithmeticOperator, scalar: Scalar): Op =>
  OPERATIONS[operator][column(scalar)];

export const relationOf = (operator: RelationalOperator, scalar: Scalar): Op =>
  RELATIONS[operator][column(scalar)];
