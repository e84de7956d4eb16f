/** What a scope declares and nobody uses: -Wunused-variable and its kin. */
import type { Position } from '../source.ts';
import type { Expr, Variable } from '../typed.ts';
import { isConst } from '../types.ts';
import type { Checker } from './checker.ts';
import type { Scope } from './scope.ts';

/**
 * Whether any warning that is off by default was asked for, so that looking for it is worth while.
 */
export function advises(c: Checker): boolean {
  const { warnings } = c.options;
  return !warnings.silent && (warnings.on.size > 0 || warnings.errors.size > 0);
}

/** Whether a flag is on that implies others. */
export const isOn = (c: Checker, flag: string): boolean => c.options.warnings.on.has(flag);

/** A block's variables and typedef names, when it ends. */
export function warnUnused(c: Checker, scope: Scope): void {
  if (!advises(c)) return;
  for (const entity of scope.entities()) {
    if (entity.kind === 'typedef') {
      if (entity.used) continue;
      const message = `typedef ‘${entity.name}’ locally defined but not used`;
      c.diagnostics.warning(entity.pos, 'unused-local-typedefs', message);
    } else if (entity.kind === 'variable' && entity.linkage === 'none') {
      if (entity.storage !== 'parameter') warnVariable(c, entity, 'variable');
    }
  }
}

function warnVariable(c: Checker, variable: Variable, what: 'variable' | 'parameter'): void {
  const { name, pos, referenced, reads } = variable;
  if (!referenced) {
    c.diagnostics.warning(pos, `unused-${what}`, `unused ${what} ‘${name}’`);
  } else if (reads <= 0 && variable.storage !== 'static' && !variable.used && reads > -UNUSED) {
    const message = `${what} ‘${name}’ set but not used`;
    c.diagnostics.warning(pos, `unused-but-set-${what}`, message);
  }
}

/** Attribute unused counts as a read; far from what writes can undo. */
const UNUSED = 2 ** 30;

/** A function's parameters, when its body ends. */
export function warnParameters(
  c: Checker,
  params: readonly { readonly variable: Variable }[],
): void {
  if (!advises(c)) return;
  for (const { variable } of params)
    if (variable.name !== '') warnVariable(c, variable, 'parameter');
}

/** An assignment whose value nobody takes does not read its target: "set but not used". */
export function noteDropped(value: Expr): void {
  switch (value.kind) {
    case 'assign':
      noteWrite(value.target);
      return;
    case 'comma':
      noteDropped(value.left);
      noteDropped(value.right);
      return;
    case 'convert':
      if (value.type.kind === 'void') noteDropped(value.operand);
      return;
    default:
  }
}

/** Naming an object to assign to it, or to a part of it, does not read it. */
function noteWrite(target: Expr): void {
  switch (target.kind) {
    case 'variable':
      target.variable.reads--;
      return;
    case 'member':
      noteWrite(target.base);
      return;
    case 'deref': {
      const { pointer } = target;
      const base = pointer.kind === 'pointer-add' ? pointer.pointer : pointer;
      if (base.kind === 'address') noteWrite(base.operand);
      return;
    }
    default:
  }
}

/** The unit's internal functions and objects, at its end. */
export function warnUnusedStatics(c: Checker): void {
  for (const entity of c.fileScope.entities()) {
    if (entity.kind !== 'function' && entity.kind !== 'variable') continue;
    if (entity.linkage !== 'internal') continue;
    if (entity.kind === 'function' && !entity.defined) {
      warnUndefined(c, entity.name, entity.referenced, entity.pos);
    } else if (!entity.referenced && !entity.used && entity.alias === '') {
      if (entity.kind === 'function' && entity.inline !== 'default') continue;
      if (entity.kind === 'function' && (entity.constructor_ ?? entity.destructor_) !== null)
        continue;
      const message = `‘${entity.name}’ defined but not used`;
      if (entity.kind === 'variable' && isConst(entity.type)) {
        const implied = isOn(c, 'unused-variable');
        c.diagnostics.warning(entity.pos, 'unused-const-variable', message, implied);
        continue;
      }
      const flag = entity.kind === 'function' ? 'unused-function' : 'unused-variable';
      c.diagnostics.warning(entity.pos, flag, message);
    }
  }
}

function warnUndefined(c: Checker, name: string, referenced: boolean, pos: Position): void {
  if (referenced) {
    c.diagnostics.warning(pos, '', `‘${name}’ used but never defined`, true);
  } else {
    const message = `‘${name}’ declared ‘static’ but never defined`;
    c.diagnostics.warning(pos, 'unused-function', message);
  }
}

/** A call whose function is declared with warn_unused_result, as a statement of its own. */
export function warnUnusedResult(c: Checker, value: Expr): void {
  const call = value.kind === 'convert' && value.type.kind === 'void' ? value.operand : value;
  if (call.kind !== 'call') return;
  const { callee } = call;
  const named = callee.kind === 'address' ? callee.operand : callee;
  if (named.kind !== 'function' || !c.mustUse.has(named.function)) return;
  const { name } = named.function;
  const text = `ignoring return value of ‘${name}’ declared with attribute ‘warn_unused_result’`;
  c.diagnostics.warning(call.pos, 'unused-result', text, true);
}
