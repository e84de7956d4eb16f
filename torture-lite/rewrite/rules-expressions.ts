/**
 * Rules for expressions. Each gets an expression in a value's place, its operands rewritten
 * already, and answers one of equal value and effects, or null where it does not apply. "Exact"
 * below means for every value, also those at which a careless compiler goes wrong.
 */
import type { Expression } from '../../compiler/ast.ts';
import { isPure, sizeOf } from './analysis.ts';
import {
  type Arithmetic,
  arithmetic,
  assign,
  binary,
  cast,
  conditional,
  named,
  not,
  number,
  unary,
} from './build.ts';
import { arithmeticOf, isTouchy, lookUp, opaqueZero, type Session, typeOf } from './session.ts';

export interface ExpressionRule {
  readonly name: string;
  /** Applies nearly everywhere, and so comes after the others and seldom. */
  readonly common?: boolean;
  apply(e: Expression, session: Session): Expression | null;
}

type Binary = Extract<Expression, { kind: 'binary' }>;

/** The type in which a binary operator computes, if it is arithmetic on arithmetic types. */
function computesIn(e: Expression, session: Session): Arithmetic | null {
  const typed = e.kind === 'binary' ? lookUp(session, e) : null;
  return typed?.kind === 'arithmetic' ? arithmetic(typed.type) : null;
}

const isUnsigned = (type: Arithmetic): boolean => type.kind === 'integer' && !type.signed;

const mirrored: Partial<Record<string, Binary['operator']>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

const opposite: Partial<Record<string, Binary['operator']>> = {
  '<': '>=',
  '>': '<=',
  '<=': '>',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** a + b to b + a, a < b to b > a. */
function commute(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'binary') return null;
  if (!isPure(session, e.left) && !isPure(session, e.right)) return null;
  const operator = mirrored[e.operator];
  if (operator !== undefined) return { ...e, operator, left: e.right, right: e.left };
  const type = computesIn(e, session);
  if (type === null || !['+', '*', '&', '|', '^'].includes(e.operator)) return null;
  return { ...e, left: e.right, right: e.left };
}

/** (a + b) + c to a + (b + c): exact where arithmetic wraps, and for the bitwise operators. */
function reassociate(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'binary' || e.left.kind !== 'binary') return null;
  const type = computesIn(e, session);
  const inner = computesIn(e.left, session);
  if (type?.kind !== 'integer' || type.name !== inner?.name) return null;
  if (e.operator !== e.left.operator || !['+', '*', '&', '|', '^'].includes(e.operator))
    return null;
  const { operator } = e;
  if (!isUnsigned(type) && (operator === '+' || operator === '*')) return null;
  // The operands are converted first: a narrower type would compute the new pair too narrowly.
  const [b, c] = [cast(type, e.left.right), cast(type, e.right)];
  return binary(cast(type, e.left.left), operator, binary(b, operator, c));
}

/** int arithmetic in long long and back: exact, since the program's own does not overflow. */
function widen(e: Expression, session: Session): Expression | null {
  const type = computesIn(e, session);
  if (e.kind !== 'binary' || type?.kind !== 'integer' || type.size !== 4) return null;
  if (!['+', '-', '*', '&', '|', '^'].includes(e.operator)) return null;
  const wide = named(type.signed ? 'long long' : 'unsigned long long', type);
  const left = cast(wide, cast(type, e.left));
  return cast(type, binary(left, e.operator, cast(type, e.right)));
}

/** Operators by way of others: x - y as x + ~y + 1, x ^ y as (x | y) - (x & y), and so on. */
function otherOperators(e: Expression, session: Session): Expression | null {
  const type = computesIn(e, session);
  if (e.kind !== 'binary' || type?.kind !== 'integer' || type.size < 4) return null;
  const [left, right] = [cast(type, e.left), cast(type, e.right)];
  const twice = isPure(session, e.left) && isPure(session, e.right) && sizeOf(e) < 40;
  switch (e.operator) {
    case '-':
      if (!isUnsigned(type)) return null;
      return binary(left, '+', binary(unary('~', right), '+', number('1')));
    case '^':
      return twice ? binary(binary(left, '|', right), '-', binary(left, '&', right)) : null;
    case '|':
      return twice ? binary(binary(left, '&', unary('~', right)), '+', right) : null;
    case '+':
      if (!twice || !isUnsigned(type)) return null;
      return binary(
        binary(left, '^', right),
        '+',
        binary(binary(left, '&', right), '*', number('2')),
      );
    case '<<':
      if (!isUnsigned(type)) return null;
      return binary(left, '*', binary(cast(type, number('1')), '<<', e.right));
    case '%':
      if (!twice) return null;
      return binary(left, '-', binary(binary(left, '/', right), '*', right));
    default:
      return null;
  }
}

/** ~x as -1 - x, which never overflows; unsigned -x as 0 - x. */
function otherUnary(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'unary') return null;
  const type = arithmetic(lookUp(session, e)?.type);
  if (type?.kind !== 'integer' || lookUp(session, e)?.kind !== 'unary') return null;
  const operand = cast(type, e.operand);
  if (e.operator === '~') return binary(cast(type, number('-1')), '-', operand);
  if (e.operator === '-' && isUnsigned(type)) return binary(cast(type, number('0')), '-', operand);
  return null;
}

/** a < b as !(a >= b): not for floating types, where a NaN is neither. */
function negateRelation(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'binary') return null;
  const operator = opposite[e.operator];
  const typed = lookUp(session, e);
  if (operator === undefined || typed?.kind !== 'relational') return null;
  const { kind } = typed.left.type;
  if (kind === 'float' && operator !== '==' && operator !== '!=') return null;
  if (kind !== 'float' && kind !== 'integer' && kind !== 'pointer') return null;
  return not({ ...e, pos: 0, operator });
}

/** && and || as conditionals or by De Morgan's law; c ? a : b as !c ? b : a. */
function otherLogic(e: Expression, session: Session): Expression | null {
  if (e.kind === 'conditional') {
    if (e.then === null) return null;
    return { ...e, condition: not(e.condition), then: e.otherwise, otherwise: e.then };
  }
  if (e.kind !== 'binary' || (e.operator !== '&&' && e.operator !== '||')) return null;
  if (lookUp(session, e) === null) return null;
  const { left, right, operator } = e;
  if (session.random.chance(0.5)) {
    return not(binary(not(left), operator === '&&' ? '||' : '&&', not(right)));
  }
  const truth = not(not(right));
  return operator === '&&'
    ? conditional(left, truth, number('0'))
    : conditional(left, number('1'), truth);
}

/** a[i] as *(a + i) or i[a]. */
function otherIndex(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'index' || lookUp(session, e)?.kind !== 'deref') return null;
  if (typeOf(session, e.base)?.kind === 'vector') return null;
  if (session.random.chance(0.4)) return { ...e, pos: 0, base: e.index, index: e.base };
  return unary('*', binary(e.base, '+', e.index));
}

/** p->m as (*p).m, s.m as (&s)->m where s is an object whose address may be taken. */
function otherMember(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'member' || lookUp(session, e) === null) return null;
  if (e.arrow) return { ...e, pos: 0, arrow: false, base: unary('*', e.base) };
  const { base } = e;
  if (!['identifier', 'index', 'member'].includes(base.kind)) return null;
  const typed = lookUp(session, base);
  if (typed === null || (typed.kind === 'variable' && typed.variable.isRegister)) return null;
  if (base.kind === 'member' && !base.arrow && base.base.kind !== 'identifier') return null;
  if (base.kind === 'member' && lookUp(session, base.base)?.kind === 'call') return null;
  return { ...e, pos: 0, arrow: true, base: unary('&', base) };
}

const suffixes = { int: '', unsigned: 'u', long: 'l', 'unsigned long': 'ul' } as const;

/** The value of a decimal, hexadecimal or octal literal whose type its suffix and size fix. */
function literalOf(e: Expression): { value: bigint; name: keyof typeof suffixes } | null {
  if (e.kind !== 'number' || e.pos === 0) return null;
  const match = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)([uU]?[lL]?)$/.exec(e.text);
  if (match === null) return null;
  const digits = match[1]!;
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const suffix = match[2]!.toLowerCase();
  if (value >= 0x7fffffffn) return null;
  const name = (Object.keys(suffixes) as (keyof typeof suffixes)[]).find(
    (key) => suffixes[key] === suffix,
  );
  return name === undefined ? null : { value, name };
}

/** A literal as a sum, an exclusive or, or with a zero that only the run knows. */
function hideLiteral(e: Expression, session: Session): Expression | null {
  const literal = literalOf(e);
  const typed = literal === null ? null : lookUp(session, e);
  if (literal === null || typed?.type.kind !== 'integer') return null;
  const { random } = session;
  const { value, name } = literal;
  const suffix = suffixes[name];
  const write = (part: bigint): Expression => number(`${part}${suffix}`);
  const part = BigInt(random.below(Number(value) + 1));
  switch (random.below(4)) {
    case 0:
      return value === 0n ? null : binary(write(part), '+', write(value - part));
    case 1: {
      const mask = BigInt(random.below(0x40000000));
      return value === 0n ? null : binary(write(value ^ mask), '^', write(mask));
    }
    case 2:
      return binary(e, '^', opaqueZero(session, named(name, typed.type)));
    default:
      return binary(e, '+', opaqueZero(session, named(name, typed.type)));
  }
}

/** A floating literal plus a zero of its type: exact, literals being 0 or positive. */
function hideFloating(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'number' || !/^[\d.]+(e[+-]?\d+)?f?$/i.test(e.text)) return null;
  const typed = lookUp(session, e);
  if (typed?.kind !== 'floating') return null;
  const type = arithmetic(typed.type);
  const name = /f$/i.test(e.text) ? 'float' : 'double';
  if (type?.kind !== 'float' || type.name !== name) return null;
  return binary(e, '+', opaqueZero(session, type));
}

/** Through a wider type and back. */
function throughWider(e: Expression, session: Session): Expression | null {
  const type = arithmeticOf(session, e);
  if (type === null || e.kind === 'number' || sizeOf(e) > 60) return null;
  if (type.kind === 'float') {
    if (type.name !== 'float') return null;
    const wide: Arithmetic = { ...type, name: 'double' };
    return cast(type, cast(wide, e));
  }
  if (type.size > 4 || type.name === '_Bool') return null;
  return cast(type, cast(named(type.signed ? 'long' : 'unsigned long', type), e));
}

/** A choice between twins that only the run makes. */
function twin(e: Expression, session: Session): Expression | null {
  const type = arithmeticOf(session, e);
  if (type === null || e.kind === 'number' || sizeOf(e) > 24 || !isPure(session, e)) return null;
  if (type.kind === 'integer' && type.size === 16) return null;
  const zero = opaqueZero(session, type);
  return conditional(zero, e, cast(type, e));
}

/** x op= e as x = x op e, for a plain variable x. */
function expandAssignment(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'assign' || e.operator === '=' || e.left.kind !== 'identifier') return null;
  const typed = lookUp(session, e);
  if (typed?.kind !== 'compound-assign' || typed.target.kind !== 'variable') return null;
  if (isTouchy(typed.target.type) || !isPure(session, e.right)) return null;
  if (arithmetic(typed.target.type) === null && typed.target.type.kind !== 'pointer') return null;
  const operator = e.operator.slice(0, -1) as Binary['operator'];
  return assign(e.left, binary(e.left, operator, e.right));
}

/** !x as x == 0. */
function compareWithZero(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'unary' || e.operator !== '!' || lookUp(session, e) === null) return null;
  return binary(e.operand, '==', number('0'));
}

/** A value behind a comma. */
function behindComma(e: Expression, session: Session): Expression | null {
  const type = arithmeticOf(session, e);
  if (type === null || type.name === '_Bool') return null;
  const zero = opaqueZero(session, type);
  return { kind: 'comma', pos: 0, left: cast(type, zero), right: e };
}

/** Every rule for a value. */
export const valueRules: readonly ExpressionRule[] = [
  { name: 'commute', apply: commute },
  { name: 'reassociate', apply: reassociate },
  { name: 'widen', apply: widen },
  { name: 'other-operators', apply: otherOperators },
  { name: 'other-unary', apply: otherUnary },
  { name: 'negate-relation', apply: negateRelation },
  { name: 'other-logic', apply: otherLogic },
  { name: 'hide-literal', apply: hideLiteral },
  { name: 'hide-floating', apply: hideFloating },
  { name: 'through-wider', common: true, apply: throughWider },
  { name: 'twin', common: true, apply: twin },
  { name: 'expand-assignment', apply: expandAssignment },
  { name: 'compare-with-zero', apply: compareWithZero },
  { name: 'behind-comma', common: true, apply: behindComma },
];

/** Rules whose result designates the same object: they hold in every place. */
export const objectRules: readonly ExpressionRule[] = [
  { name: 'other-index', apply: otherIndex },
  { name: 'other-member', apply: otherMember },
];

/** x++ as x += 1 where nobody takes its value. */
export function stepRule(e: Expression, session: Session): Expression | null {
  if (e.kind !== 'postfix' && e.kind !== 'prefix') return null;
  const type = typeOf(session, e.operand);
  if (type === null || (type.kind !== 'integer' && type.kind !== 'pointer')) return null;
  // clang adds to no atomic pointer, though 6.5.16.2 lets it.
  if (type.kind === 'pointer' && isTouchy(type)) return null;
  const operator = e.operator === '++' ? '+=' : '-=';
  const step = assign(e.operand, number('1'));
  return step.kind === 'assign' ? { ...step, operator } : null;
}
