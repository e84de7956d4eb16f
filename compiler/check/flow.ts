/**
 * Where control can go in a checked function: -Wreturn-type's end of a non-void function and
 * -Wimplicit-fallthrough. Conditions that are constants decide; every label counts as reached.
 */
import type { Position } from '../source.ts';
import type { Expr, Stmt } from '../typed.ts';
import type { Checker } from './checker.ts';
import { truthOf } from './fold.ts';

/** What a statement leaves behind: control after it, and a break out of what is around it. */
interface Flow {
  readonly completes: boolean;
  readonly breaks: boolean;
}

const STOPS: Flow = { completes: false, breaks: false };
const GOES_ON: Flow = { completes: true, breaks: false };

/** Warns of what the flow of a function's body shows; `endPos` is that of its closing brace. */
export function checkFlow(c: Checker, body: Stmt, endPos: Position): void {
  const flow = new FlowWalk(c).statement(body, true);
  const { entity } = c.func!;
  if (!flow.completes) return;
  if (entity.noReturn) {
    c.diagnostics.warning(endPos, '', '‘noreturn’ function does return', true);
    return;
  }
  const { result } = entity.type;
  if (result.kind === 'void' || entity.name === 'main' || c.func!.implicitResult) return;
  const none = entity.linkage === 'internal' && !c.func!.returns;
  if (none) {
    const message = 'no return statement in function returning non-void';
    c.diagnostics.warning(c.func!.specifiersPos, 'return-type', message);
  } else {
    const message = 'control reaches end of non-void function';
    c.diagnostics.warning(endPos, 'return-type', message);
  }
}

class FlowWalk {
  constructor(private readonly c: Checker) {}

  /** The flow out of a statement that control comes to, or does not. */
  statement(node: Stmt, reached: boolean): Flow {
    switch (node.kind) {
      case 'expression':
        return reached && !stops(node.value) ? GOES_ON : STOPS;
      case 'compound':
        return this.list(node.body, reached);
      case 'if':
        return this.branch(node, reached);
      case 'switch':
        return this.switch(node, reached);
      case 'case':
      case 'label':
        return this.statement(node.body, true);
      case 'while':
      case 'for':
      case 'do':
        return this.loop(node, reached);
      case 'break':
        return { completes: false, breaks: reached };
      case 'goto':
      case 'computed-goto':
      case 'continue':
      case 'return':
        return STOPS;
      case 'asm':
      case 'declare':
      case 'vla-length':
      case 'nested-function':
      case 'empty':
        return reached ? GOES_ON : STOPS;
    }
  }

  private list(body: readonly Stmt[], reached: boolean): Flow {
    let completes = reached;
    let breaks = false;
    let before: Stmt | null = null;
    for (const node of body) {
      if (before && completes && node.kind === 'case') this.fallThrough(before, node);
      const flow = this.statement(node, completes);
      completes = flow.completes;
      breaks ||= flow.breaks;
      before = node;
    }
    return { completes, breaks };
  }

  private branch(node: Extract<Stmt, { kind: 'if' }>, reached: boolean): Flow {
    const truth = truthOf(node.condition);
    const then = this.statement(node.then, reached && truth !== false);
    const otherwise = node.otherwise
      ? this.statement(node.otherwise, reached && truth !== true)
      : { completes: reached && truth !== true, breaks: false };
    return {
      completes: then.completes || otherwise.completes,
      breaks: then.breaks || otherwise.breaks,
    };
  }

  private loop(node: Extract<Stmt, { kind: 'while' | 'do' | 'for' }>, reached: boolean): Flow {
    const truth = node.condition ? truthOf(node.condition) : true;
    const body = this.statement(node.body, reached && (node.kind === 'do' || truth !== false));
    // A condition that is not constant may become false; a do's too when its end is reached.
    const ends =
      node.kind === 'do' && !body.completes && !continues(node.body) ? false : truth !== true;
    return { completes: (reached && ends) || body.breaks, breaks: false };
  }

  private switch(node: Extract<Stmt, { kind: 'switch' }>, reached: boolean): Flow {
    const body = this.statement(node.body, false);
    const completes = body.completes || body.breaks || (reached && node.default === null);
    return { completes, breaks: false };
  }

  /** A case that control runs into from the statement before it, without saying so. */
  private fallThrough(before: Stmt, label: Extract<Stmt, { kind: 'case' }>): void {
    const { c } = this;
    const last = lastOf(before);
    if (before.kind === 'declare' || last === null || c.func!.fallThroughs.has(last)) return;
    if (leavesAtOnce(label) || isSaid(c, last.pos, label.pos)) return;
    const text = 'this statement may fall through';
    if (c.diagnostics.warning(last.pos, 'implicit-fallthrough', text)) {
      c.diagnostics.note(label.pos, 'here');
    }
  }
}

/** The statement that control leaves last. */
function lastOf(node: Stmt): Stmt | null {
  if (node.kind === 'case' || node.kind === 'label') return lastOf(node.body);
  if (node.kind !== 'compound') return node.kind === 'empty' && node.pos === 0 ? null : node;
  const last = node.body.at(-1);
  return last ? lastOf(last) : null;
}

/** `case 2: break;` needs no word about falling into it. */
function leavesAtOnce(node: Stmt): boolean {
  if (node.kind === 'case') return leavesAtOnce(node.body);
  return node.kind === 'break' || node.kind === 'goto';
}

/** A comment that says so, at -Wimplicit-fallthrough=3: it mentions falling through. */
const SAYS_SO =
  /(?:\/\*|\/\/)[\s\S]*?\b(?:fall(?:s|ing)?[\s-]*(?:through|thru)|no break)\b|[-@]fallthrough/i;

function isSaid(c: Checker, from: Position, to: Position): boolean {
  const file = c.diagnostics.sources.fileAt(from);
  if (!file || from > to || file !== c.diagnostics.sources.fileAt(to)) return false;
  return SAYS_SO.test(file.text.slice(from - file.base, to - file.base));
}

/** Whether a loop's body has a continue of its own. */
function continues(node: Stmt): boolean {
  switch (node.kind) {
    case 'continue':
      return true;
    case 'compound':
      return node.body.some(continues);
    case 'if':
      return continues(node.then) || (node.otherwise !== null && continues(node.otherwise));
    case 'switch':
    case 'case':
    case 'label':
      return continues(node.body);
    default:
      return false;
  }
}

/** Calls of functions that do not return, in places that are always evaluated. */
function stops(expr: Expr): boolean {
  switch (expr.kind) {
    case 'call': {
      const { callee, signature } = expr;
      const named = callee.kind === 'address' ? callee.operand : callee;
      const declared = named.kind === 'function' && named.function.noReturn;
      return declared || signature.noReturn || expr.args.some(stops);
    }
    case 'builtin':
      return expr.name === 'unreachable' || expr.name === 'trap';
    case 'convert':
    case 'unary':
      return stops(expr.operand);
    case 'comma':
      return stops(expr.left) || stops(expr.right);
    case 'assign':
      return stops(expr.value);
    case 'conditional':
      return stops(expr.condition) || (stops(expr.then) && stops(expr.otherwise));
    case 'statement-expression':
      return expr.body.some((node) => node.kind === 'expression' && stops(node.value));
    default:
      return false;
  }
}
