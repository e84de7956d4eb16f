/**
 * Precedence of C11 6.5.5 to 6.5.16: turns the grammar's flat list of operands and infix operators
 * into a tree. Lists of any length are climbed without recursion on the left-associative spine.
 */
import type { AssignmentOperator, BinaryOperator, Expression } from '../ast.ts';
import type { Position } from '../source.ts';

/** An infix operator as written; a conditional carries its middle operand (null: omitted). */
export interface Infix {
  readonly text: string;
  readonly pos: Position;
  readonly middle: Expression | null;
}

const ASSIGNMENT = 1;
const CONDITIONAL = 2;

const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  [
    ['=', '*=', '/=', '%=', '+=', '-=', '<<=', '>>=', '&=', '^=', '|='],
    ['?'],
    ['||'],
    ['&&'],
    ['|'],
    ['^'],
    ['&'],
    ['==', '!='],
    ['<', '>', '<=', '>='],
    ['<<', '>>'],
    ['+', '-'],
    ['*', '/', '%'],
  ].flatMap((row, level) => row.map((text): [string, number] => [text, level + 1])),
);

/** Combines operands[0] infixes[0] operands[1] ... by precedence and associativity. */
export function climb(operands: readonly Expression[], infixes: readonly Infix[]): Expression {
  if (infixes.length === 1) {
    return combine(operands[0]!, infixes[0]!, operands[1]!);
  }
  const state = { operands, infixes, next: 0 };
  return climbFrom(state, ASSIGNMENT);
}

interface State {
  readonly operands: readonly Expression[];
  readonly infixes: readonly Infix[];
  /** Index of the infix to be looked at next; its left operand has the same index. */
  next: number;
}

function climbFrom(state: State, lowest: number): Expression {
  let left = state.operands[state.next]!;
  while (state.next < state.infixes.length) {
    const infix = state.infixes[state.next]!;
    const level = PRECEDENCE.get(infix.text)!;
    if (level < lowest) break;
    state.next++;
    const rightAssociative = level <= CONDITIONAL;
    const right = climbFrom(state, rightAssociative ? level : level + 1);
    left = combine(left, infix, right);
  }
  return left;
}

function combine(left: Expression, infix: Infix, right: Expression): Expression {
  const { text, pos } = infix;
  if (text === '?') {
    return { kind: 'conditional', pos, condition: left, then: infix.middle, otherwise: right };
  }
  if (PRECEDENCE.get(text) === ASSIGNMENT) {
    const operator = text as AssignmentOperator;
    return { kind: 'assign', pos, operator, left, right, parenthesized: false };
  }
  const operator = text as BinaryOperator;
  return { kind: 'binary', pos, operator, left, right, parenthesized: false };
}
