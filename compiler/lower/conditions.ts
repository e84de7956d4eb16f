/**
 * Conditions as control flow: short circuit (C11 6.5.13, 6.5.14), 6.5.15 and the branches of
 * statements.
 */
import type { Block, BranchInfo, Value } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import type { Expr } from '../typed.ts';
import { isArithmetic } from '../types.ts';
import { effect, evaluate, isPair, joinValues, type Lowering, type Result } from './context.ts';
import { isNonZero } from './conversions.ts';
import { scalarOf, shapeOf } from './scalars.ts';

type LogicalExpr = Extract<Expr, { kind: 'logical' }>;

/** Ends the block: to `yes` where the scalar compares unequal to 0, else to `no`. */
export function branchOn(l: Lowering, expr: Expr, yes: Block, no: Block): void {
  const { b } = l.fn;
  switch (expr.kind) {
    case 'integer':
      b.pos = expr.pos;
      b.jmp(expr.value !== 0n ? yes : no);
      return;
    case 'logical':
      branchOnChain(l, expr, yes, no);
      return;
    case 'unary':
      if (expr.operator !== '!') break;
      branchOn(l, expr.operand, no, yes);
      return;
    case 'comma':
      effect(l, expr.left);
      branchOn(l, expr.right, yes, no);
      return;
    case 'convert':
      if (!keepsTruth(expr)) break;
      branchOn(l, expr.operand, yes, no);
      return;
    case 'builtin':
      if (expr.name !== 'expect') break;
      branchExpecting(l, expr, yes, no);
      return;
  }
  const value = evaluate(l, expr);
  b.pos = expr.pos;
  b.br(truthOf(l, value), yes, no);
}

/** An integer serves as it is; others are compared with 0. */
function truthOf(l: Lowering, value: Result): Value {
  if (value !== null && !isPair(value) && (value.cls === Cls.w || value.cls === Cls.l))
    return value;
  return isNonZero(l, value);
}

/** A conversion to _Bool, or one that loses no bits. */
function keepsTruth({ type, operand }: Extract<Expr, { kind: 'convert' }>): boolean {
  if (shapeOf(type) !== 'scalar' || !['scalar', 'pair'].includes(shapeOf(operand.type)))
    return false;
  const to = scalarOf(type);
  if (to.bool) return true;
  if (!isArithmetic(type) || shapeOf(operand.type) !== 'scalar') return false;
  const from = scalarOf(operand.type);
  return !to.floating && !from.floating && to.bits >= from.bits;
}

/** a && b && c: each but the last goes on to the next where it does not decide. */
function branchOnChain(l: Lowering, expr: LogicalExpr, yes: Block, no: Block): void {
  const { b } = l.fn;
  const { operator } = expr;
  const operands: Expr[] = [];
  let first: Expr = expr;
  while (first.kind === 'logical' && first.operator === operator) {
    operands.push(first.right);
    first = first.left;
  }
  operands.push(first);
  for (let i = operands.length - 1; i > 0; i--) {
    const next = b.newBlock(operator === '&&' ? 'and' : 'or');
    if (operator === '&&') branchOn(l, operands[i]!, next, no);
    else branchOn(l, operands[i]!, yes, next);
    b.moveTo(next);
  }
  branchOn(l, operands[0]!, yes, no);
}

/** __builtin_expect as a condition: the branch says which way is likely. */
function branchExpecting(
  l: Lowering,
  expr: Extract<Expr, { kind: 'builtin' }>,
  yes: Block,
  no: Block,
): void {
  const { b } = l.fn;
  const [given, wanted] = expr.args;
  let info: BranchInfo = { likely: 'unknown' };
  if (wanted?.kind === 'integer') info = { likely: wanted.value !== 0n ? 'likely' : 'unlikely' };
  else if (wanted) effect(l, wanted);
  let condition = given!;
  let [then, otherwise] = [yes, no];
  for (;;) {
    if (condition.kind === 'convert' && keepsTruth(condition)) condition = condition.operand;
    else if (condition.kind === 'unary' && condition.operator === '!') {
      condition = condition.operand;
      [then, otherwise] = [otherwise, then];
      const turned = { likely: 'unlikely', unlikely: 'likely', unknown: 'unknown' } as const;
      info = { likely: turned[info.likely] };
    } else break;
  }
  if (condition.kind === 'logical' || condition.kind === 'integer') {
    branchOn(l, condition, then, otherwise);
    return;
  }
  const value = evaluate(l, condition);
  b.pos = expr.pos;
  b.br(truthOf(l, value), then, otherwise, info);
}

/** The 0 or 1 of a logical expression. */
export function lowerLogical(l: Lowering, expr: LogicalExpr): Value {
  const { b } = l.fn;
  const yes = b.newBlock('true');
  const no = b.newBlock('false');
  const join = b.newBlock('logical_join');
  branchOn(l, expr, yes, no);
  b.moveTo(yes);
  b.jmp(join);
  b.moveTo(no);
  b.jmp(join);
  b.moveTo(join);
  b.pos = expr.pos;
  return joinValues(l, join, Cls.w, [
    { block: yes, value: b.int(Cls.w, 1) },
    { block: no, value: b.int(Cls.w, 0) },
  ]);
}

export function lowerConditional(
  l: Lowering,
  expr: Extract<Expr, { kind: 'conditional' }>,
): Result {
  const { b } = l.fn;
  const yes = b.newBlock('cond_then');
  const no = b.newBlock('cond_else');
  const join = b.newBlock('cond_join');
  branchOn(l, expr.condition, yes, no);
  const evaluateIn = (block: Block, arm: Expr): { block: Block; result: Result } => {
    b.moveTo(block);
    const result = shapeOf(expr.type) === 'void' ? dropped(l, arm) : evaluate(l, arm);
    const end = { block: b.current, result };
    b.jmp(join);
    return end;
  };
  const then = evaluateIn(yes, expr.then);
  const otherwise = evaluateIn(no, expr.otherwise);
  b.moveTo(join);
  b.pos = expr.pos;
  return mergeResults(l, join, then, otherwise);
}

function dropped(l: Lowering, expr: Expr): null {
  effect(l, expr);
  return null;
}

interface End {
  readonly block: Block;
  readonly result: Result;
}

function mergeResults(l: Lowering, join: Block, a: End, c: End): Result {
  const merge = (x: Value, y: Value): Value =>
    joinValues(l, join, x.cls, [
      { block: a.block, value: x },
      { block: c.block, value: y },
    ]);
  if (a.result === null || c.result === null) return null;
  if (isPair(a.result) && isPair(c.result)) {
    return { low: merge(a.result.low, c.result.low), high: merge(a.result.high, c.result.high) };
  }
  return merge(a.result as Value, c.result as Value);
}
