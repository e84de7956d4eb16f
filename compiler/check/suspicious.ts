/** Warnings about statements: -Wswitch, -Wempty-body, -Wdangling-else and others. */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr } from '../typed.ts';
import type { EnumType } from '../types.ts';
import { startOf } from './advice.ts';
import type { Checker, SwitchState } from './checker.ts';
import { quoteType } from './type-text.ts';
import { isOn } from './unused.ts';

/** -Wswitch: the enumerators that a switch leaves out, and cases that are none of them. */
export function warnSwitch(c: Checker, type: EnumType, state: SwitchState, pos: Position): void {
  const { enumerators } = type.definition;
  if (enumerators.length === 0) return;
  for (const { first, last, pos: at } of state.cases) {
    for (const value of first === last ? [first] : [first, last]) {
      if (enumerators.some((one) => one.value === value)) continue;
      const message = `case value ‘${value}’ not in enumerated type`;
      const named = type.definition.tag === null ? message : `${message} ${quoteType(type.plain)}`;
      c.diagnostics.warning(at, 'switch', named);
    }
  }
  if (state.default !== null) return;
  for (const { name, value } of enumerators) {
    if (state.cases.some(({ first, last }) => first <= value && value <= last)) continue;
    c.diagnostics.warning(pos, 'switch', `enumeration value ‘${name}’ not handled in switch`);
  }
}

type IfNode = Extract<ast.Statement, { kind: 'if' }>;

/** -Wempty-body and -Wdangling-else. */
export function adviseIf(c: Checker, node: IfNode): void {
  const { then, otherwise } = node;
  if (then.kind === 'empty' && !otherwise) {
    const text = 'suggest braces around empty body in an ‘if’ statement';
    c.diagnostics.warning(then.pos, 'empty-body', text);
  }
  if (otherwise?.kind === 'empty') {
    const text = 'suggest braces around empty body in an ‘else’ statement';
    c.diagnostics.warning(otherwise.pos, 'empty-body', text);
  }
  if (!otherwise && endsInElse(then)) {
    const text = 'suggest explicit braces to avoid ambiguous ‘else’';
    const at = startOf(node.condition) - 1;
    c.diagnostics.warning(at, 'dangling-else', text, isOn(c, 'parentheses'));
  }
}

/**
 * -Wmisleading-indentation: a statement after a clause without braces stands as if it were part of
 * it.
 */
export function adviseIndentation(c: Checker, items: readonly ast.BlockItem[]): void {
  for (let i = 0; i + 1 < items.length; i++) {
    const guard = items[i]!;
    const next = items[i + 1]!;
    const body = clauseOf(guard);
    if (!body || next.kind === 'label' || next.kind === 'case') continue;
    const [outer, inner, after] = [guard.pos, itemStart(body), itemStart(next)].map((pos) =>
      c.diagnostics.sources.locate(pos),
    );
    if (!outer || !inner || !after || inner.file !== after.file) continue;
    // Tokens of one macro's expansion have one place.
    if (guard.pos >= itemStart(body) || itemStart(body) >= itemStart(next)) continue;
    const leads = outer.text.slice(0, outer.column - 1).trim() === '';
    const sameLine = leads && inner.line === after.line;
    const aligned = inner.line > outer.line && inner.column === after.column;
    if (!sameLine && !(aligned && outer.column < inner.column)) continue;
    const word = guard.kind === 'if' && guard.otherwise ? 'else' : guard.kind;
    const message = `this ‘${word}’ clause does not guard...`;
    if (!c.diagnostics.warning(guard.pos, 'misleading-indentation', message)) continue;
    const tail = `indented as if it were guarded by the ‘${word}’`;
    const note = `...this statement, but the latter is misleadingly ${tail}`;
    c.diagnostics.note(itemStart(next), note);
  }
}

/** The last clause of a guarding statement, where it has no braces. */
function clauseOf(node: ast.BlockItem): ast.Statement | null {
  if (node.kind === 'if' && node.otherwise) {
    return node.otherwise.kind === 'if' || node.otherwise.kind === 'compound'
      ? null
      : node.otherwise;
  }
  if (node.kind !== 'if' && node.kind !== 'while' && node.kind !== 'for') return null;
  const clause = node.kind === 'if' ? node.then : node.body;
  return clause.kind === 'compound' || clause.kind === 'empty' ? null : clause;
}

const itemStart = (node: ast.BlockItem): Position =>
  node.kind === 'expression-statement' ? startOf(node.value) : node.pos;

/** Whether an `if` directly below has an else that a reader may take for the outer one's. */
function endsInElse(node: ast.Statement): boolean {
  switch (node.kind) {
    case 'if':
      return node.otherwise !== null;
    case 'while':
    case 'for':
    case 'label':
      return endsInElse(node.body);
    default:
      return false;
  }
}

/** -Wreturn-local-addr: the address of an automatic object does not outlive the return. */
export function warnLocalAddress(c: Checker, value: Expr): void {
  let inner = value;
  while (inner.kind === 'convert' && inner.type.kind === 'pointer') inner = inner.operand;
  if (inner.kind !== 'address') return;
  let { operand } = inner;
  while (operand.kind === 'member') operand = operand.base;
  if (operand.kind !== 'variable' || operand.variable.storage === 'static') return;
  const text = 'function returns address of local variable';
  c.diagnostics.warning(value.pos, 'return-local-addr', text, true);
}
