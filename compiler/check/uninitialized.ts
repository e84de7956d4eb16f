/**
 * -Wuninitialized and -Wmaybe-uninitialized as far as the order of the text tells: an automatic
 * scalar that is read before anything in the function could have given it a value. Address-taken
 * variables are left alone, and so is everything after a label.
 */
import type { Expr, Stmt, Variable } from '../typed.ts';
import { isScalar, isVolatile } from '../types.ts';
import type { Checker } from './checker.ts';
import { truthOf } from './fold.ts';

/** Warns of the reads in a function's body that nothing can have preceded. */
export function checkUninitialized(c: Checker, body: Stmt): void {
  const walk = new Walk(c, body);
  walk.statement(body);
}

class Walk {
  /** Declared without a value, and not written so far. */
  private readonly empty = new Set<Variable>();
  /** Variables whose address is taken anywhere, once asked for. */
  private addressed: Set<Variable> | null = null;
  /** What is walked now is executed whenever the function is. */
  private certain = true;
  private done = false;

  constructor(
    private readonly c: Checker,
    private readonly body: Stmt,
  ) {}

  statement(node: Stmt): void {
    if (this.done) return;
    switch (node.kind) {
      case 'expression':
        this.expression(node.value);
        return;
      case 'declare':
        this.declare(node);
        return;
      case 'vla-length':
        this.expression(node.value);
        return;
      case 'compound':
        for (const item of node.body) this.statement(item);
        return;
      case 'if':
        this.expression(node.condition);
        if (truthOf(node.condition) !== false) this.perhaps(node.then);
        if (node.otherwise && truthOf(node.condition) !== true) this.perhaps(node.otherwise);
        return;
      case 'while':
      case 'do':
      case 'for':
        this.loop(node);
        return;
      case 'switch':
        this.expression(node.value);
        this.perhaps(node.body);
        return;
      case 'case':
        this.statement(node.body);
        return;
      case 'return':
        if (node.value) this.expression(node.value);
        return;
      case 'label':
      case 'goto':
      case 'computed-goto':
      case 'asm':
      case 'nested-function':
        this.done = true;
        return;
      case 'break':
      case 'continue':
      case 'empty':
        return;
    }
  }

  private declare(node: Extract<Stmt, { kind: 'declare' }>): void {
    const { variable, initializer } = node;
    for (const part of initializer?.parts ?? []) this.expression(part.value);
    if (initializer || !isScalar(variable.type) || isVolatile(variable.type)) return;
    if (variable.cleanup || variable.register !== '') return;
    this.empty.add(variable);
  }

  /** Something that may be left out, or left early. */
  private perhaps(node: Stmt): void {
    const { certain } = this;
    this.certain = false;
    this.statement(node);
    this.certain = certain && !leaves(node);
  }

  /** A loop's later iterations come after its whole body: what that writes is written. */
  private loop(node: Extract<Stmt, { kind: 'while' | 'do' | 'for' }>): void {
    if (node.kind === 'for' && node.init) this.expression(node.init);
    for (const variable of writtenIn(node)) this.empty.delete(variable);
    if (node.kind !== 'do' && node.condition) this.expression(node.condition);
    if (node.kind === 'do') this.statement(node.body);
    else this.perhaps(node.body);
    if (node.kind === 'for' && node.step) this.expression(node.step);
    if (node.kind === 'do') this.expression(node.condition);
  }

  private expression(expr: Expr): void {
    if (this.empty.size === 0 || this.done) return;
    switch (expr.kind) {
      case 'variable':
        this.read(expr);
        return;
      case 'address': {
        const root = rootOf(expr.operand);
        if (root) this.empty.delete(root);
        this.children(expr.operand);
        return;
      }
      case 'assign':
        this.expression(expr.value);
        this.write(expr.target);
        return;
      case 'compound-assign':
        this.expression(expr.value);
        this.expression(expr.target);
        this.write(expr.target);
        return;
      case 'logical':
      case 'conditional': {
        this.expression(expr.kind === 'logical' ? expr.left : expr.condition);
        const { certain } = this;
        this.certain = false;
        if (expr.kind === 'logical') this.expression(expr.right);
        else {
          this.expression(expr.then);
          this.expression(expr.otherwise);
        }
        this.certain = certain;
        return;
      }
      case 'statement-expression':
        for (const node of expr.body) this.statement(node);
        if (expr.result) this.expression(expr.result);
        return;
      default:
        this.children(expr);
    }
  }

  private children(expr: Expr): void {
    eachOperand(expr, (operand) => this.expression(operand));
  }

  private write(target: Expr): void {
    if (target.kind === 'variable') this.empty.delete(target.variable);
    else this.children(target);
  }

  private read({ variable, pos }: Extract<Expr, { kind: 'variable' }>): void {
    if (!this.empty.delete(variable)) return;
    this.addressed ??= writtenIn(this.body, true);
    if (this.addressed.has(variable)) return;
    const how = this.certain ? 'is' : 'may be';
    const flag = this.certain ? 'uninitialized' : 'maybe-uninitialized';
    const message = `‘${variable.name}’ ${how} used uninitialized`;
    if (this.c.diagnostics.warning(pos, flag, message)) {
      this.c.diagnostics.note(variable.pos, `‘${variable.name}’ was declared here`);
    }
  }
}

/** The variable that an lvalue is a part of. */
function rootOf(expr: Expr): Variable | null {
  if (expr.kind === 'variable') return expr.variable;
  if (expr.kind === 'member') return rootOf(expr.base);
  return expr.kind === 'component' ? rootOf(expr.operand) : null;
}

/** Whether a statement may end the function or a loop around it. */
function leaves(node: Stmt): boolean {
  switch (node.kind) {
    case 'return':
    case 'goto':
    case 'break':
    case 'continue':
      return true;
    case 'compound':
      return node.body.some(leaves);
    case 'if':
      return leaves(node.then) || (node.otherwise !== null && leaves(node.otherwise));
    case 'while':
    case 'do':
    case 'for':
    case 'switch':
    case 'case':
    case 'label':
      return leaves(node.body);
    default:
      return false;
  }
}

/**
 * Variables that anything in a statement assigns to or takes the address of, or the latter only.
 */
function writtenIn(root: Stmt, addressesOnly = false): Set<Variable> {
  const found = new Set<Variable>();
  const inExpression = (expr: Expr): void => {
    if (expr.kind === 'assign' || expr.kind === 'compound-assign') {
      const variable = rootOf(expr.target);
      if (variable && !addressesOnly) found.add(variable);
    } else if (expr.kind === 'address') {
      const variable = rootOf(expr.operand);
      if (variable) found.add(variable);
    } else if (expr.kind === 'statement-expression') {
      for (const node of expr.body) inStatement(node);
    }
    eachOperand(expr, inExpression);
  };
  const inStatement = (node: Stmt): void => {
    switch (node.kind) {
      case 'expression':
      case 'switch':
      case 'vla-length':
        inExpression(node.value);
        if (node.kind === 'switch') inStatement(node.body);
        return;
      case 'declare':
        for (const part of node.initializer?.parts ?? []) inExpression(part.value);
        return;
      case 'compound':
        for (const item of node.body) inStatement(item);
        return;
      case 'if':
        inExpression(node.condition);
        inStatement(node.then);
        if (node.otherwise) inStatement(node.otherwise);
        return;
      case 'for':
        if (node.step) inExpression(node.step);
        if (node.condition) inExpression(node.condition);
        inStatement(node.body);
        return;
      case 'while':
      case 'do':
        inExpression(node.condition);
        inStatement(node.body);
        return;
      case 'case':
      case 'label':
        inStatement(node.body);
        return;
      case 'asm':
        for (const { target } of node.outputs) {
          const variable = rootOf(target);
          if (variable) found.add(variable);
        }
        return;
      default:
    }
  };
  inStatement(root);
  return found;
}

/** Calls `visit` for the operands of an expression; statements inside are not entered. */
function eachOperand(expr: Expr, visit: (operand: Expr) => void): void {
  switch (expr.kind) {
    case 'deref':
      visit(expr.pointer);
      return;
    case 'member':
      visit(expr.base);
      return;
    case 'component':
    case 'convert':
    case 'unary':
    case 'address':
      visit(expr.operand);
      return;
    case 'arithmetic':
    case 'relational':
    case 'logical':
    case 'comma':
    case 'pointer-difference':
      visit(expr.left);
      visit(expr.right);
      return;
    case 'pointer-add':
      visit(expr.pointer);
      visit(expr.index);
      return;
    case 'conditional':
      visit(expr.condition);
      visit(expr.then);
      visit(expr.otherwise);
      return;
    case 'complex':
      visit(expr.real);
      visit(expr.imaginary);
      return;
    case 'let':
      visit(expr.value);
      visit(expr.body);
      return;
    case 'assign':
    case 'compound-assign':
      visit(expr.target);
      visit(expr.value);
      return;
    case 'call':
      visit(expr.callee);
      for (const arg of expr.args) visit(arg);
      return;
    case 'builtin':
      for (const arg of expr.args) visit(arg);
      return;
    case 'compound-literal':
      for (const part of expr.initializer?.parts ?? []) visit(part.value);
      return;
    default:
  }
}
