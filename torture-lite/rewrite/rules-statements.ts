/**
 * Rules for statements and the items of blocks. Each gets a statement whose parts are rewritten
 * already and answers one of equal effect, or null. Functions with setjmp, asm or computed goto
 * never come here.
 */
import type { BlockItem, Declaration, Expression, Statement } from '../../compiler/ast.ts';
import { contains, escapes, isClosed, isDuplicable, isPure, namesIn, sizeOf } from './analysis.ts';
import {
  type Arithmetic,
  arithmetic,
  assign,
  binary,
  block,
  breakStatement,
  cast,
  conditional,
  declare,
  identifier,
  ifStatement,
  named,
  not,
  number,
  specifiersOf,
  statementOf,
} from './build.ts';
import {
  arithmeticOf,
  countRule,
  freshName,
  isTouchy,
  lookUp,
  opaqueZero,
  type Session,
} from './session.ts';

export interface StatementRule {
  readonly name: string;
  /** Applies nearly everywhere, and so comes after the others and seldom. */
  readonly common?: boolean;
  apply(s: Statement, session: Session): Statement | null;
}

const intShape = {
  kind: 'integer',
  name: 'int',
  size: 4,
  signed: true,
  rank: 3,
  qualifiers: 0,
} as unknown as Extract<Arithmetic, { kind: 'integer' }>;

/** int, of which rules only need the name. */
export const int: Arithmetic = named('int', intShape);

/** A for loop's condition, or one that always holds. */
const conditionOf = (condition: Expression | null): Expression => condition ?? number('1');

/** while (c) B to if (c) do B while (c). */
function whileToDo(s: Statement): Statement | null {
  if (s.kind !== 'while' || contains(s.condition, 'statement-expression')) return null;
  return ifStatement(s.condition, { kind: 'do', pos: 0, body: s.body, condition: s.condition });
}

/** while to for, and for without continue to while. */
function otherLoop(s: Statement): Statement | null {
  if (s.kind === 'while') {
    return { kind: 'for', pos: 0, init: null, condition: s.condition, step: null, body: s.body };
  }
  if (s.kind !== 'for' || escapes(s.body).continues || !isClosed(s.body)) return null;
  const body = s.step === null ? [s.body] : [s.body, statementOf(s.step)];
  const init =
    s.init === null ? [] : s.init.kind === 'declaration' ? [s.init] : [statementOf(s.init)];
  const condition = conditionOf(s.condition);
  return block([...init, { kind: 'while', pos: 0, condition, body: block(body) }]);
}

/** The test moves into the body of an endless loop. */
function testInside(s: Statement): Statement | null {
  if (s.kind === 'while') {
    const body = block([ifStatement(not(s.condition), breakStatement), s.body]);
    return { kind: 'for', pos: 0, init: null, condition: null, step: null, body };
  }
  if (s.kind !== 'do' || escapes(s.body).continues) return null;
  const body = block([s.body, ifStatement(not(s.condition), breakStatement)]);
  return { kind: 'while', pos: 0, condition: number('1'), body };
}

/** The first trip is written out before the loop. */
function peel(s: Statement): Statement | null {
  if (s.kind !== 'while' && s.kind !== 'for') return null;
  if (!isDuplicable(s) || sizeOf(s) > 300) return null;
  const { breaks, continues } = escapes(s.body);
  if (breaks || continues) return null;
  if (s.kind === 'while') return ifStatement(s.condition, block([s.body, s]));
  const rest: Statement = { ...s, init: null };
  const step = s.step === null ? [] : [statementOf(s.step)];
  const first = ifStatement(conditionOf(s.condition), block([s.body, ...step, rest]));
  const init =
    s.init === null ? [] : s.init.kind === 'declaration' ? [s.init] : [statementOf(s.init)];
  return block([...init, first]);
}

/** The loop's body runs twice a trip, the second time behind a test of its own. */
function unroll(s: Statement): Statement | null {
  if (s.kind !== 'while' || !isDuplicable(s) || sizeOf(s) > 200) return null;
  if (escapes(s.body).continues) return null;
  const again = ifStatement(not(s.condition), breakStatement);
  return { ...s, body: block([s.body, again, s.body]) };
}

/** if (c) A else B with the branches exchanged. */
function swapBranches(s: Statement): Statement | null {
  if (s.kind !== 'if') return null;
  const empty: Statement = { kind: 'empty', pos: 0, attributes: [] };
  return { ...s, condition: not(s.condition), then: s.otherwise ?? empty, otherwise: s.then };
}

/** if (c) A else B as a switch. */
function ifToSwitch(s: Statement): Statement | null {
  if (s.kind !== 'if') return null;
  const branches = [s.then, ...(s.otherwise === null ? [] : [s.otherwise])];
  if (branches.some((branch) => escapes(branch).breaks || !isClosed(branch))) return null;
  const otherwise = s.otherwise === null ? [] : [s.otherwise];
  const body = block([
    { kind: 'case', pos: 0, value: number('0'), last: null, body: block(otherwise) },
    breakStatement,
    { kind: 'default', pos: 0, body: s.then },
  ]);
  return { kind: 'switch', pos: 0, value: not(not(s.condition)), body };
}

/** if (a && b) S as nested ifs. */
function splitCondition(s: Statement): Statement | null {
  if (s.kind !== 'if' || s.otherwise !== null) return null;
  const { condition } = s;
  if (condition.kind !== 'binary' || condition.operator !== '&&') return null;
  return ifStatement(condition.left, ifStatement(condition.right, s.then));
}

/** The assignment to a plain variable that a branch consists of. */
function onlyAssignment(s: Statement | null): Extract<Expression, { kind: 'assign' }> | null {
  let only = s;
  while (only?.kind === 'compound' && only.items.length === 1) {
    const item = only.items[0]!;
    if (['declaration', 'static-assertion', 'function-definition'].includes(item.kind)) return null;
    only = item as Statement;
  }
  if (only?.kind !== 'expression-statement' || only.value.kind !== 'assign') return null;
  const { value } = only;
  return value.operator === '=' && value.left.kind === 'identifier' ? value : null;
}

/** if (c) x = a; else x = b; as x = c ? a : b, both cast to x's type. */
function ifToConditional(s: Statement, session: Session): Statement | null {
  if (s.kind !== 'if') return null;
  const then = onlyAssignment(s.then);
  const otherwise = onlyAssignment(s.otherwise);
  if (then === null || otherwise === null) return null;
  const [x, y] = [then.left, otherwise.left];
  if (x.kind !== 'identifier' || y.kind !== 'identifier' || x.name !== y.name) return null;
  const typed = lookUp(session, x);
  if (typed?.kind !== 'variable' || isTouchy(typed.type)) return null;
  const type = arithmetic(typed.type);
  if (type === null) return null;
  const [a, b] = [cast(type, then.right), cast(type, otherwise.right)];
  return statementOf(assign(x, conditional(s.condition, a, b)));
}

/** S in do { } while (0), in a loop of one trip, in a switch, or under an opaque condition. */
function wrap(s: Statement, session: Session): Statement | null {
  if (['case', 'default', 'label', 'empty'].includes(s.kind) || !isClosed(s)) return null;
  const { breaks, continues } = escapes(s);
  if (breaks || continues) return null;
  const zero = opaqueZero(session, int);
  switch (session.random.below(4)) {
    case 0:
      return { kind: 'do', pos: 0, body: block([s]), condition: number('0') };
    case 1: {
      const name = freshName(session, 'turn');
      const init = declare(specifiersOf(int), name, zero);
      const turn = identifier(name);
      const condition = binary(turn, '<', number('1'));
      const step: Expression = { kind: 'prefix', pos: 0, operator: '++', operand: turn };
      return { kind: 'for', pos: 0, init, condition, step, body: block([s]) };
    }
    case 2:
      return {
        kind: 'switch',
        pos: 0,
        value: zero,
        body: block([{ kind: 'default', pos: 0, body: block([s]) }]),
      };
    default:
      return ifStatement(not(zero), block([s]));
  }
}

/** return e as a variable that is returned. */
function returnVariable(s: Statement, session: Session): Statement | null {
  if (s.kind !== 'return' || s.value === null) return null;
  const type = arithmeticOf(session, s.value);
  if (type === null) return null;
  const name = freshName(session, 'result');
  return block([
    declare(specifiersOf(type), name, s.value),
    { kind: 'return', pos: 0, value: identifier(name) },
  ]);
}

export const statementRules: readonly StatementRule[] = [
  { name: 'while-to-do', apply: whileToDo },
  { name: 'other-loop', apply: otherLoop },
  { name: 'test-inside', apply: testInside },
  { name: 'peel', apply: peel },
  { name: 'unroll', apply: unroll },
  { name: 'swap-branches', apply: swapBranches },
  { name: 'if-to-switch', apply: ifToSwitch },
  { name: 'split-condition', apply: splitCondition },
  { name: 'if-to-conditional', apply: ifToConditional },
  { name: 'wrap', common: true, apply: wrap },
  { name: 'return-variable', apply: returnVariable },
];

// --- Items of a block --------------------------------------------------------------------------

const isDeclaration = (item: BlockItem | undefined): item is Declaration =>
  item?.kind === 'declaration';

/** A local that starts as a scalar expression, and may be assigned it later as well. */
function splitInitializer(item: Declaration): BlockItem[] | null {
  const [only, more] = item.declarators;
  if (only === undefined || more !== undefined || only.initializer?.kind !== 'expression')
    return null;
  const { specifiers } = item;
  const special = specifiers.storage.length + specifiers.qualifiers + specifiers.alignments.length;
  if (special > 0 || only.attributes.length + specifiers.attributes.length > 0) return null;
  if (only.declarator.kind !== 'name' || only.declarator.name === null) return null;
  const isKnown = specifiers.types.every(
    (type) => type.kind === 'keyword' && type.name !== '__auto_type',
  );
  if (!isKnown) return null;
  const { name } = only.declarator;
  const { value } = only.initializer;
  if (namesIn(value).has(name) || value.kind === 'string' || value.kind === 'compound-literal') {
    return null;
  }
  return [
    { ...item, declarators: [{ ...only, initializer: null }] },
    statementOf(assign(identifier(name), value)),
  ];
}

/** int a, b; as int a; int b; where the specifiers declare nothing themselves. */
function splitDeclarators(item: Declaration): BlockItem[] | null {
  if (item.declarators.length < 2) return null;
  if (item.specifiers.types.some(({ kind }) => kind !== 'keyword' && kind !== 'typedef-name')) {
    return null;
  }
  return item.declarators.map((declarator) => ({ ...item, declarators: [declarator] }));
}

/** True if two declarations may change places: neither names what the other declares. */
function areIndependent(a: Declaration, b: Declaration, session: Session): boolean {
  const [namesA, namesB] = [namesIn(a), namesIn(b)];
  if (namesA.has('cleanup') || namesB.has('cleanup')) return false;
  const declared = (d: Declaration): string[] => [
    ...d.declarators.flatMap(({ declarator }) => [...namesIn(declarator)]),
    ...(contains(d.specifiers, 'struct', 'enum', 'typedef-name') ? [...namesIn(d.specifiers)] : []),
  ];
  if (declared(a).some((name) => namesB.has(name))) return false;
  if (declared(b).some((name) => namesA.has(name))) return false;
  const isQuiet = (d: Declaration): boolean =>
    d.declarators.every(
      ({ initializer, declarator }) =>
        !contains(declarator, 'array') &&
        (initializer === null ||
          (initializer.kind === 'expression' && isPure(session, initializer.value))),
    );
  return isQuiet(a) && isQuiet(b);
}

/** A copy of a plain statement that never runs, since nobody but the run knows that. */
function deadCopy(item: BlockItem, session: Session): Statement | null {
  if (item.kind !== 'expression-statement' && item.kind !== 'if') return null;
  if (!isDuplicable(item) || sizeOf(item) > 80) return null;
  const { breaks, continues } = escapes(item);
  if (breaks || continues) return null;
  return ifStatement(opaqueZero(session, int), block([item]));
}

/** The items of a block, rewritten: declarations split and moved, dead code put between. */
export function rewriteItems(items: readonly BlockItem[], session: Session): BlockItem[] {
  const { random, rate } = session;
  const apply = (name: string, result: BlockItem[] | null, item: BlockItem): BlockItem[] => {
    if (result !== null) countRule(session, name);
    return result ?? [item];
  };
  const parts = items.flatMap((item) => {
    if (!isDeclaration(item) || !random.chance(rate)) return [item];
    return apply('split-declarators', splitDeclarators(item), item);
  });
  for (let i = 0; i + 1 < parts.length; i += 1) {
    const [a, b] = [parts[i], parts[i + 1]];
    if (isDeclaration(a) && isDeclaration(b) && random.chance(rate)) {
      if (areIndependent(a, b, session)) [parts[i], parts[i + 1]] = [b, a];
    }
  }
  return parts.flatMap((item, index) => {
    if (isDeclaration(item)) {
      if (!random.chance(rate)) return [item];
      return apply('split-initializer', splitInitializer(item), item);
    }
    if (index === parts.length - 1 || !random.chance(rate / 3)) return [item];
    const dead = deadCopy(item, session);
    return apply('dead-code', dead === null ? null : [dead, item], item);
  });
}
