/**
 * What the rules of one variant share: its choices, the unit with its types, and the helpers that
 * rules ask for (opaque zeros behind volatile, outlined functions, fresh names).
 */
import type { Expression, FunctionDefinition } from '../../compiler/ast.ts';
import { Qualifier } from '../../compiler/ast.ts';
import type { Expr } from '../../compiler/typed.ts';
import type { Type } from '../../compiler/types.ts';
import { type Arithmetic, arithmetic, call } from './build.ts';
import type { Random } from './random.ts';
import { typedOf, type Unit } from './unit.ts';

export interface Session {
  readonly random: Random;
  readonly unit: Unit;
  /** How often a place is rewritten, 0 to 1. */
  readonly rate: number;
  /** Rules that fired, with how often. */
  readonly fired: Map<string, number>;
  /** Opaque zeros: the helper function's name by the type's. */
  readonly zeros: Map<string, string>;
  /** Functions to stand before the function at hand. */
  readonly outlined: FunctionDefinition[];
  /** Types of rewritten expressions, which their places no longer tell. */
  readonly known: WeakMap<Expression, Type>;
  /** Names that no fresh name may be. */
  readonly taken: Set<string>;
  serial: number;
}

export function createSession(unit: Unit, random: Random, rate: number): Session {
  return {
    random,
    unit,
    rate,
    fired: new Map(),
    zeros: new Map(),
    outlined: [],
    known: new WeakMap(),
    taken: new Set(),
    serial: 0,
  };
}

/** A name that nothing else has. */
export function freshName(session: Session, stem: string): string {
  for (;;) {
    session.serial += 1;
    const name = `${stem}_${session.serial.toString(36)}${session.random.below(36).toString(36)}`;
    if (!session.taken.has(name) && !session.unit.reserved.has(name)) {
      session.taken.add(name);
      return name;
    }
  }
}

export function countRule(session: Session, name: string): void {
  session.fired.set(name, (session.fired.get(name) ?? 0) + 1);
}

/** A call that gives 0 of this type, and whose value no compiler can know. */
export function opaqueZero(session: Session, type: Arithmetic): Expression {
  let name = session.zeros.get(type.name);
  if (name === undefined) {
    name = freshName(session, 'nil');
    session.zeros.set(type.name, name);
  }
  return call(name, []);
}

/** The helpers' C text: each zero is read from a volatile object of its own. */
export function helperText(session: Session): string[] {
  return [...session.zeros].map(
    ([type, name]) =>
      `static volatile ${type} ${name}_cell;\n` +
      `static ${type} ${name}(void) { return ${name}_cell; }`,
  );
}

/** What the checker made of an expression of the program, or null. */
export function lookUp(session: Session, e: Expression): Expr | null {
  return e.pos === 0 ? null : typedOf(session.unit, e);
}

/** An expression's type before it is converted, or null where it is not known. */
export function typeOf(session: Session, e: Expression): Type | null {
  const known = session.known.get(e);
  if (known !== undefined) return known;
  const typed = lookUp(session, e);
  if (typed === null) return null;
  if (typed.kind === 'member' && typed.member.bits !== null) return null;
  return typed.type;
}

/** An expression's arithmetic type, or null. */
export function arithmeticOf(session: Session, e: Expression): Arithmetic | null {
  return arithmetic(typeOf(session, e) ?? undefined);
}

/** Volatile or atomic: an access that counts. */
export function isTouchy(type: Type): boolean {
  return (type.qualifiers & (Qualifier.volatile | Qualifier.atomic)) !== 0;
}
