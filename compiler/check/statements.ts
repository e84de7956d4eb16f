/** Statements (C11 6.8). */
import type * as ast from '../ast.ts';
import { compareInts } from '../numbers.ts';
import type { Position } from '../source.ts';
import { type Expr, isLvalue, type Stmt, type SwitchCase } from '../typed.ts';
import { integerOf, isInteger, pointerTo } from '../types.ts';
import { adviseTruth, startOf } from './advice.ts';
import { apart, type Checker, error, type SwitchState } from './checker.ts';
import { integerConstant } from './constants.ts';
import { condition, convert, convertAssigned, decay, promote } from './conversions.ts';
import { staticAssertion } from './declarations.ts';
import { warnUnusedValue } from './effects.ts';
import { wrapTo } from './fold.ts';
import {
  checkLabels,
  declareLocalLabel,
  defineLabel,
  encloses,
  gotoLabel,
  lookupLabel,
} from './labels.ts';
import { stringText } from './literals.ts';
import { Scope } from './scope.ts';
import { adviseIf, adviseIndentation, warnLocalAddress, warnSwitch } from './suspicious.ts';
import { advises, noteDropped, warnUnused, warnUnusedResult } from './unused.ts';

/** Checks a statement. */
export function statement(c: Checker, node: ast.Statement): Stmt {
  return apart(c, () => anyStatement(c, node));
}

function anyStatement(c: Checker, node: ast.Statement): Stmt {
  const { pos } = node;
  switch (node.kind) {
    case 'compound':
      return compound(c, node);
    case 'expression-statement':
      return expressionStatement(c, node.value, pos);
    case 'empty': {
      const empty: Stmt = { kind: 'empty', pos };
      if (node.attributes.some(({ name }) => name === 'fallthrough')) {
        c.func!.fallThroughs.add(empty);
      }
      return empty;
    }
    case 'pragma':
      c.rules.pragma(c, node);
      return { kind: 'empty', pos };
    case 'label': {
      const label = defineLabel(c, node.name, pos);
      return { kind: 'label', pos, label, body: statement(c, node.body) };
    }
    case 'case':
    case 'default':
      return switchLabels(c, node);
    case 'if':
      return ifStatement(c, node);
    case 'switch':
      return switchStatement(c, node);
    case 'while':
    case 'do':
    case 'for':
      return iteration(c, node);
    case 'goto':
      return { kind: 'goto', pos, label: gotoLabel(c, node.name, pos) };
    case 'computed-goto': {
      const target = decay(c, c.rules.expression(c, node.target));
      return { kind: 'computed-goto', pos, target: convert(c, target, pointerTo(c.types.void)) };
    }
    case 'break':
      if (c.func!.breakDepth === 0) error(c, pos, 'break statement not within loop or switch');
      return { kind: 'break', pos };
    case 'continue':
      if (c.func!.loopDepth === 0) error(c, pos, 'continue statement not within a loop');
      return { kind: 'continue', pos };
    case 'return':
      return returnStatement(c, node);
    case 'asm':
      return asmStatement(c, node);
  }
}

/** 6.8.2; a function's body comes with the scope of its parameters. */
export function compound(c: Checker, node: ast.CompoundStatement, scope?: Scope): Stmt {
  const { body } = block(c, node, scope);
  return { kind: 'compound', pos: node.pos, body, endPos: node.endPos };
}

/** 6.8.2 as a list of statements; the last one's expression is a statement expression's value. */
function block(
  c: Checker,
  node: ast.CompoundStatement,
  scope?: Scope,
  lastIsValue = false,
): { body: Stmt[] } {
  const outer = c.scope;
  c.scope = scope ?? new Scope('block', outer);
  const labels = new Map();
  const variables = c.func!.variables;
  c.func!.labelScopes.push(labels);
  for (const { name, pos } of node.localLabels) declareLocalLabel(c, name, pos);
  const body: Stmt[] = [];
  const { items } = node;
  for (const item of items) {
    const value = lastIsValue && item === items[items.length - 1];
    if (value && item.kind === 'expression-statement') {
      body.push({ kind: 'expression', pos: item.pos, value: c.rules.expression(c, item.value) });
    } else blockItem(c, item, body);
  }
  if (advises(c)) adviseIndentation(c, items);
  c.func!.labelScopes.pop();
  c.func!.variables = variables;
  checkLabels(c, labels);
  warnUnused(c, c.scope);
  c.scope = outer;
  return { body };
}

function blockItem(c: Checker, item: ast.BlockItem, into: Stmt[]): void {
  switch (item.kind) {
    case 'declaration':
      c.rules.declaration(c, item, into);
      return;
    case 'static-assertion':
      staticAssertion(c, item);
      return;
    case 'function-definition': {
      const definition = c.rules.nestedFunction(c, item);
      if (definition) into.push({ kind: 'nested-function', pos: item.pos, definition });
      return;
    }
    default:
      into.push(statement(c, item));
  }
}

/** GNU ({ ... }): its value is that of the last expression statement. */
export function statementExpression(
  c: Checker,
  node: ast.CompoundStatement,
): { body: Stmt[]; result: Expr | null } {
  const { body } = block(c, node, undefined, true);
  let last = body.at(-1);
  while (
    last?.kind === 'label' &&
    (last.body.kind === 'label' || last.body.kind === 'expression')
  ) {
    const { body: labeled, pos } = last;
    body.splice(-1, 1, { ...last, body: { kind: 'empty', pos } }, labeled);
    last = labeled;
  }
  const value = lastValue(last);
  if (!value || value.type.kind === 'void') return { body, result: null };
  body.pop();
  return { body, result: decay(c, value) };
}

function lastValue(last: Stmt | undefined): Expr | null {
  return last?.kind === 'expression' ? last.value : null;
}

function expressionStatement(c: Checker, node: ast.Expression, pos: Position): Stmt {
  const value = c.rules.expression(c, node);
  warnUnusedValue(c, node, value, node.kind === 'comma' ? startOf(node) : pos);
  warnUnusedResult(c, value);
  noteDropped(value);
  return { kind: 'expression', pos, value };
}

/** A controlling expression (6.8.4, 6.8.5). */
function controlling(c: Checker, node: ast.Expression): Expr {
  const test = condition(c, c.rules.expression(c, node), 'used %t value');
  adviseTruth(c, node, test);
  return test;
}

/** 6.8.4.1; chains of else-if in a loop. */
function ifStatement(c: Checker, node: Extract<ast.Statement, { kind: 'if' }>): Stmt {
  const links: { pos: Position; test: Expr; then: Stmt }[] = [];
  let at: ast.Statement | null = node;
  while (at?.kind === 'if') {
    const test = controlling(c, at.condition);
    adviseIf(c, at);
    links.push({ pos: at.pos, test, then: statement(c, at.then) });
    at = at.otherwise;
  }
  let otherwise = at ? statement(c, at) : null;
  for (const { pos, test, then } of links.reverse()) {
    otherwise = { kind: 'if', pos, condition: test, then, otherwise };
  }
  return otherwise!;
}

/** 6.8.4.2 */
function switchStatement(c: Checker, node: Extract<ast.Statement, { kind: 'switch' }>): Stmt {
  const { pos } = node;
  const operand = decay(c, c.rules.expression(c, node.value));
  let value = promote(c, operand);
  if (!isInteger(value.type)) {
    error(c, pos, 'switch quantity not an integer');
    value = { kind: 'integer', type: c.types.int, pos, value: 0n };
  }
  const func = c.func!;
  const state: SwitchState = {
    type: value.type.plain,
    scope: func.variables,
    cases: [],
    default: null,
    typedCases: [],
    typedDefault: null,
  };
  func.switches.push(state);
  func.breakDepth++;
  const body = statement(c, node.body);
  func.breakDepth--;
  func.switches.pop();
  checkDuplicates(c, state);
  if (operand.type.kind === 'enum') warnSwitch(c, operand.type, state, pos);
  return { kind: 'switch', pos, value, body, cases: state.typedCases, default: state.typedDefault };
}

/** 6.8.4.2p3: no two case values the same. */
function checkDuplicates(c: Checker, state: SwitchState): void {
  const { precision: bits, signed } = integerOf(state.type)!;
  const sorted = [...state.cases].sort((a, b) => compareInts(a.first, b.first, bits, signed));
  for (let i = 1; i < sorted.length; i++) {
    const [before, after] = [sorted[i - 1]!, sorted[i]!];
    if (compareInts(before.last, after.first, bits, signed) < 0) continue;
    const later = before.pos > after.pos ? before : after;
    error(c, later.pos, 'duplicate case value');
    c.diagnostics.note(later === before ? after.pos : before.pos, 'previously used here');
  }
}

type LabelNode = Extract<ast.Statement, { kind: 'case' | 'default' }>;

/** A row of case labels, however long, and the statement after it. */
function switchLabels(c: Checker, node: LabelNode): Stmt {
  const cases: { readonly pos: Position; readonly label: SwitchCase | null }[] = [];
  let at: ast.Statement = node;
  for (; at.kind === 'case' || at.kind === 'default'; at = at.body) {
    cases.push({ pos: at.pos, label: switchLabel(c, at) });
  }
  let body = statement(c, at);
  for (const { pos, label } of cases.reverse()) {
    if (label) body = { kind: 'case', pos, case: label, body };
  }
  return body;
}

/** One label's values; null (reported) when it has none or stands in no switch. */
function switchLabel(c: Checker, node: LabelNode): SwitchCase | null {
  const { pos } = node;
  const state = c.func!.switches.at(-1);
  if (!state) {
    const what = node.kind === 'case' ? 'case label' : '‘default’ label';
    error(c, pos, `${what} not within a switch statement`);
    return null;
  }
  if (!encloses(c.func!.variables, state.scope)) {
    error(c, pos, 'switch jumps into scope of identifier with variably modified type');
  }
  if (node.kind === 'default') {
    if (state.default !== null) error(c, pos, 'multiple default labels in one switch');
    state.default = pos;
    state.typedDefault = { first: 0n, last: 0n };
    return state.typedDefault;
  }
  const first = integerConstant(c, node.value, 'case label');
  const last = node.last ? integerConstant(c, node.last, 'case label') : first;
  if (first === null || last === null) return null;
  const range = { first: wrapTo(state.type, first), last: wrapTo(state.type, last) };
  const { precision, signed } = integerOf(state.type)!;
  if (compareInts(range.first, range.last, precision, signed) > 0) {
    c.diagnostics.warning(pos, '', 'empty range specified', true);
    return null;
  }
  state.cases.push({ ...range, pos });
  state.typedCases.push(range);
  return range;
}

/** 6.8.5 */
function iteration(
  c: Checker,
  node: Extract<ast.Statement, { kind: 'while' | 'do' | 'for' }>,
): Stmt {
  const { pos } = node;
  if (node.kind === 'for') return forStatement(c, node);
  if (node.kind === 'while') {
    const test = controlling(c, node.condition);
    return { kind: 'while', pos, condition: test, body: loopBody(c, node.body) };
  }
  const body = loopBody(c, node.body);
  const test = controlling(c, node.condition);
  return { kind: 'do', pos, body, condition: test };
}

function loopBody(c: Checker, node: ast.Statement): Stmt {
  const func = c.func!;
  func.loopDepth++;
  func.breakDepth++;
  const body = statement(c, node);
  func.loopDepth--;
  func.breakDepth--;
  return body;
}

/** 6.8.5.3: the first clause's declarations live in a scope around the loop. */
function forStatement(c: Checker, node: Extract<ast.Statement, { kind: 'for' }>): Stmt {
  const { pos } = node;
  const outer = c.scope;
  c.scope = new Scope('block', outer);
  const { variables } = c.func!;
  const before: Stmt[] = [];
  let init: Expr | null = null;
  if (node.init?.kind === 'declaration') c.rules.declaration(c, node.init, before);
  else if (node.init) init = c.rules.expression(c, node.init);
  if (init) noteDropped(init);
  const test = node.condition ? controlling(c, node.condition) : null;
  const step = node.step ? c.rules.expression(c, node.step) : null;
  if (step) noteDropped(step);
  const body = loopBody(c, node.body);
  warnUnused(c, c.scope);
  c.scope = outer;
  c.func!.variables = variables;
  const loop: Stmt = { kind: 'for', pos, init, condition: test, step, body };
  if (before.length === 0) return loop;
  return { kind: 'compound', pos, body: [...before, loop], endPos: pos };
}

/** 6.8.6.4 */
function returnStatement(c: Checker, node: Extract<ast.Statement, { kind: 'return' }>): Stmt {
  const { pos } = node;
  const { entity } = c.func!;
  const { result } = entity.type;
  c.func!.returns = true;
  if (!node.value) {
    if (result.kind !== 'void') {
      const text = '‘return’ with no value, in function returning non-void';
      c.diagnostics.warning(pos, 'return-type', text, true);
      c.diagnostics.note(entity.pos, 'declared here');
    }
    return { kind: 'return', pos, value: null };
  }
  const value = c.rules.expression(c, node.value);
  if (result.kind === 'void') {
    if (value.type.kind !== 'void') {
      const text = '‘return’ with a value, in function returning void';
      c.diagnostics.warning(node.value.pos, 'return-type', text, true);
      c.diagnostics.note(entity.pos, 'declared here');
    }
    return { kind: 'return', pos, value: { ...convertToVoid(c, value) } };
  }
  const at = { kind: 'return', pos: node.value.pos } as const;
  if (value.type.kind === 'void') {
    error(c, node.value.pos, 'void value not ignored as it ought to be');
    return { kind: 'return', pos, value: null };
  }
  const converted = convertAssigned(c, value, result, at);
  warnLocalAddress(c, converted);
  return { kind: 'return', pos, value: converted };
}

function convertToVoid(c: Checker, value: Expr): Expr {
  return { kind: 'convert', type: c.types.void, pos: value.pos, operand: value };
}

/** GNU asm (GCC manual, "Extended Asm"). */
function asmStatement(c: Checker, node: ast.AsmStatement): Stmt {
  const { pos } = node;
  const text = (texts: readonly string[]): string => stringText(c, pos, texts);
  const template = text(node.template);
  const outputs = node.outputs.map((operand) => {
    const target = c.rules.expression(c, operand.value);
    const constraint = text(operand.constraint);
    if (!isLvalue(target)) error(c, operand.pos, 'lvalue required in ‘asm’ statement');
    if (!/^[=+]/.test(constraint)) {
      error(c, operand.pos, 'output operand constraint lacks ‘=’');
    }
    return { name: operand.name ?? '', constraint, target };
  });
  const inputs = node.inputs.map((operand) => {
    const constraint = text(operand.constraint);
    const value = c.rules.expression(c, operand.value);
    return {
      name: operand.name ?? '',
      constraint,
      value: memoryOnly(constraint) && isLvalue(value) ? value : decay(c, value),
    };
  });
  return {
    kind: 'asm',
    pos,
    volatile: node.volatile || outputs.length === 0,
    template: node.basic ? template.replaceAll('%', '%%') : template,
    outputs,
    inputs,
    clobbers: node.clobbers.map(text),
    labels: node.labels.map((label) => lookupLabel(c, label.name, label.pos)),
    labelNames: node.labels.map((label) => label.name),
  };
}

const memoryOnly = (constraint: string): boolean => /^[moV]$/.test(constraint.replace(/[&%]/g, ''));
