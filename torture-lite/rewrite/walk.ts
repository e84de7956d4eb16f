/**
 * Walks a function's body and applies the rules, inside out. Gets a body, promises one of the same
 * meaning. What must stay constant (array bounds, case labels, static initializers, operands of
 * sizeof and asm, arguments of built-in functions) is never entered.
 */
import type {
  BlockItem,
  CompoundStatement,
  Declaration,
  Expression,
  FunctionDefinition,
  Initializer,
  Statement,
} from '../../compiler/ast.ts';
import { callsTwice, isDelicate } from './analysis.ts';
import { outline } from './outline.ts';
import type { Random } from './random.ts';
import { type ExpressionRule, objectRules, stepRule, valueRules } from './rules-expressions.ts';
import { rewriteItems, statementRules } from './rules-statements.ts';
import { countRule, type Session, typeOf } from './session.ts';

/** What becomes of an expression: its value is used, its object is, or neither. */
type Place = 'value' | 'object' | 'dropped';

/** What the walk through one function knows. */
export interface Walk {
  readonly session: Session;
  /** Objects at file scope, which an outlined function sees as well. */
  readonly fileNames: ReadonlySet<string>;
  /** Statements may be rewritten, and expressions moved into functions of their own. */
  readonly free: boolean;
}

/** Functions whose arguments a compiler looks at. */
const builtin = /^__(builtin|atomic|sync|c11|typeof)/;

/** Rules in random order; those that always apply come last, and only now and then. */
function inOrder<Rule extends { readonly common?: boolean }>(
  rules: readonly Rule[],
  random: Random,
): Rule[] {
  const mixed = random.shuffled(rules);
  const special = mixed.filter(({ common }) => common !== true);
  return random.chance(0.3) ? [...special, ...mixed.filter(({ common }) => common)] : special;
}

function applyRules(w: Walk, e: Expression, place: Place): Expression {
  const { session } = w;
  const { random } = session;
  if (!random.chance(session.rate)) return e;
  if (place === 'dropped') {
    const step = stepRule(e, session);
    if (step !== null) countRule(session, 'step');
    return step ?? e;
  }
  if (place === 'value' && w.free && random.chance(0.4)) {
    const outlined = outline(e, session, w.fileNames);
    if (outlined !== null) {
      countRule(session, 'outline');
      return remember(session, e, outlined);
    }
  }
  const rules: readonly ExpressionRule[] =
    place === 'value' ? [...valueRules, ...objectRules] : objectRules;
  for (const rule of inOrder(rules, random)) {
    const result = rule.apply(e, session);
    if (result === null) continue;
    countRule(session, rule.name);
    return remember(session, e, result);
  }
  return e;
}

function remember(session: Session, before: Expression, after: Expression): Expression {
  const type = typeOf(session, before);
  if (type !== null && after.pos === 0) session.known.set(after, type);
  return after;
}

/** The parts of an expression rewritten, the node itself as it was. */
function parts(w: Walk, e: Expression, place: Place): Expression {
  const value = (one: Expression): Expression => expression(w, one, 'value');
  switch (e.kind) {
    case 'index':
      return { ...e, base: value(e.base), index: value(e.index) };
    case 'call': {
      if (e.callee.kind !== 'identifier') {
        return { ...e, callee: value(e.callee), args: e.args.map(value) };
      }
      return builtin.test(e.callee.name) ? e : { ...e, args: e.args.map(value) };
    }
    case 'member':
      return { ...e, base: expression(w, e.base, e.arrow ? 'value' : 'object') };
    case 'postfix':
    case 'prefix':
      return { ...e, operand: expression(w, e.operand, 'object') };
    case 'unary': {
      const isObject = e.operator === '&' || e.operator.startsWith('__');
      return { ...e, operand: expression(w, e.operand, isObject ? 'object' : 'value') };
    }
    case 'extension':
      return { ...e, operand: expression(w, e.operand, place) };
    case 'cast':
      return { ...e, operand: value(e.operand) };
    case 'binary':
      return { ...e, left: value(e.left), right: value(e.right) };
    case 'conditional':
      return {
        ...e,
        condition: value(e.condition),
        then: e.then === null ? null : value(e.then),
        otherwise: value(e.otherwise),
      };
    case 'assign':
      return { ...e, left: expression(w, e.left, 'object'), right: value(e.right) };
    case 'comma':
      return {
        ...e,
        left: expression(w, e.left, 'dropped'),
        right: expression(w, e.right, place === 'object' ? 'value' : place),
      };
    default:
      return e;
  }
}

function expression(w: Walk, e: Expression, place: Place): Expression {
  return applyRules(w, parts(w, e, place), place);
}

function initializer(w: Walk, i: Initializer): Initializer {
  if (i.kind === 'expression') return { ...i, value: expression(w, i.value, 'value') };
  return { ...i, items: i.items.map((item) => ({ ...item, value: initializer(w, item.value) })) };
}

/** A local declaration: initializers of objects that live in the frame are values like others. */
function declaration(w: Walk, d: Declaration): Declaration {
  if (d.specifiers.storage.some(({ name }) => name !== 'auto' && name !== 'register')) return d;
  return {
    ...d,
    declarators: d.declarators.map((row) =>
      row.initializer === null ? row : { ...row, initializer: initializer(w, row.initializer) },
    ),
  };
}

function item(w: Walk, one: BlockItem): BlockItem {
  switch (one.kind) {
    case 'declaration':
      return declaration(w, one);
    case 'static-assertion':
    case 'function-definition':
      return one;
    default:
      return statement(w, one);
  }
}

/** A compound statement, its items rewritten where they may be. */
export function compound(w: Walk, s: CompoundStatement): CompoundStatement {
  const items = s.items.map((one) => item(w, one));
  return { ...s, items: w.free ? rewriteItems(items, w.session) : items };
}

function inner(w: Walk, s: Statement): Statement {
  const condition = (e: Expression): Expression =>
    e.kind === 'number' ? e : expression(w, e, 'value');
  const maybe = (e: Expression | null, place: Place): Expression | null =>
    e === null ? null : expression(w, e, place);
  switch (s.kind) {
    case 'compound':
      return compound(w, s);
    case 'label':
    case 'case':
    case 'default':
      return { ...s, body: statement(w, s.body) };
    case 'expression-statement':
      return { ...s, value: expression(w, s.value, 'dropped') };
    case 'if':
      return {
        ...s,
        condition: condition(s.condition),
        then: statement(w, s.then),
        otherwise: s.otherwise === null ? null : statement(w, s.otherwise),
      };
    case 'switch':
      // The body's labels bind to this switch: it stays a compound statement.
      return { ...s, value: condition(s.value), body: inner(w, s.body) };
    case 'while':
    case 'do':
      return { ...s, condition: condition(s.condition), body: statement(w, s.body) };
    case 'for':
      return {
        ...s,
        init: s.init?.kind === 'declaration' ? declaration(w, s.init) : maybe(s.init, 'dropped'),
        condition: maybe(s.condition, 'value'),
        step: maybe(s.step, 'dropped'),
        body: statement(w, s.body),
      };
    case 'return':
      return { ...s, value: maybe(s.value, 'value') };
    default:
      return s;
  }
}

function statement(w: Walk, s: Statement): Statement {
  const result = inner(w, s);
  const { session } = w;
  if (!w.free || !session.random.chance(session.rate * 0.8)) return result;
  for (const rule of inOrder(statementRules, session.random)) {
    const other = rule.apply(result, session);
    if (other === null) continue;
    countRule(session, rule.name);
    return other;
  }
  return result;
}

/** A function with its body rewritten. */
export function rewriteFunction(
  f: FunctionDefinition,
  session: Session,
  fileNames: ReadonlySet<string>,
): FunctionDefinition {
  if (callsTwice(f.body)) return f;
  const exported =
    f.specifiers.inline && !f.specifiers.storage.some(({ name }) => name === 'static');
  const w: Walk = { session, fileNames, free: !isDelicate(f.body) && !exported };
  return { ...f, body: compound(w, f.body) };
}
