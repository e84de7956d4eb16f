/**
 * Questions about trees that rules ask before they change anything. All answers are on the safe
 * side: what is not known counts as an effect, a label or a use.
 */
import type { BlockItem, Expression, Statement } from '../../compiler/ast.ts';
import { isTouchy, type Session, typeOf } from './session.ts';

/** Calls visit for every node of a tree that has a kind, parents first; false leaves one out. */
export function eachNode(
  node: unknown,
  visit: (node: { readonly kind: string }) => boolean | undefined,
): void {
  if (Array.isArray(node)) {
    for (const item of node) eachNode(item, visit);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if ('kind' in node && typeof node.kind === 'string') {
    if (visit(node as { kind: string }) === false) return;
  }
  for (const value of Object.values(node)) if (typeof value === 'object') eachNode(value, visit);
}

/** True if some node is of one of these kinds. */
export function contains(node: unknown, ...kinds: string[]): boolean {
  let found = false;
  eachNode(node, ({ kind }) => {
    if (kinds.includes(kind)) found = true;
    return !found;
  });
  return found;
}

/** How many nodes a tree has. */
export function sizeOf(node: unknown): number {
  let size = 0;
  eachNode(node, () => {
    size += 1;
    return true;
  });
  return size;
}

/** Every spelling that is used or declared in a tree. */
export function namesIn(node: unknown, names: Set<string> = new Set()): Set<string> {
  if (Array.isArray(node)) {
    for (const item of node) namesIn(item, names);
  } else if (node !== null && typeof node === 'object') {
    if ('name' in node && typeof node.name === 'string') names.add(node.name);
    if ('tag' in node && typeof node.tag === 'string') names.add(node.tag);
    for (const value of Object.values(node)) if (typeof value === 'object') namesIn(value, names);
  }
  return names;
}

/** Functions that come back twice, or at which the frame is looked at. */
const returningTwice = /^_*(builtin_)?(sig)?(setjmp|longjmp)$|^v?fork$|^getcontext$/;

/** True if a function that returns twice is called. */
export function callsTwice(node: unknown): boolean {
  return [...namesIn(node)].some((name) => returningTwice.test(name));
}

/** True where control or the frame does what the rules for statements do not reckon with. */
export function isDelicate(node: unknown): boolean {
  let delicate = false;
  eachNode(node, (one) => {
    if (one.kind === 'asm' || one.kind === 'label-address' || one.kind === 'computed-goto') {
      delicate = true;
    } else if (one.kind === 'identifier' && 'name' in one) {
      if (/alloca|_address$/.test(`${one.name}`)) delicate = true;
    } else if (one.kind === 'function-definition' || one.kind === 'pragma') {
      delicate = true;
    }
    return !delicate;
  });
  return delicate;
}

/** True if evaluating it leaves no trace and no access counts; division by zero is not asked. */
export function isPure(session: Session, e: Expression): boolean {
  switch (e.kind) {
    case 'number':
    case 'character':
    case 'string':
      return true;
    case 'identifier': {
      if (e.pos === 0) return true;
      const type = typeOf(session, e);
      return type !== null && !isTouchy(type);
    }
    case 'unary':
      if (e.operator === '*') {
        const type = typeOf(session, e);
        return type !== null && !isTouchy(type) && isPure(session, e.operand);
      }
      return isPure(session, e.operand);
    case 'index':
    case 'member': {
      const type = typeOf(session, e);
      if (type === null || isTouchy(type) || !isPure(session, e.base)) return false;
      return e.kind === 'member' || isPure(session, e.index);
    }
    case 'cast':
      return isPlainType(e.type) && isPure(session, e.operand);
    case 'binary':
      return isPure(session, e.left) && isPure(session, e.right);
    case 'conditional':
      return (
        e.then !== null &&
        isPure(session, e.condition) &&
        isPure(session, e.then) &&
        isPure(session, e.otherwise)
      );
    case 'call':
      return e.pos === 0 && e.args.every((arg) => isPure(session, arg));
    default:
      return false;
  }
}

/** A type name of keywords and pointers only: it declares nothing and means the same anywhere. */
export function isPlainType(type: unknown): boolean {
  return !contains(type, 'struct', 'enum', 'typeof', 'typedef-name', 'array', 'function', 'atomic');
}

const loops = new Set(['while', 'do', 'for']);

/** Break and continue statements that leave `body`, were it a loop's or a switch's. */
export function escapes(body: Statement): { breaks: boolean; continues: boolean } {
  const result = { breaks: false, continues: false };
  const walk = (node: unknown, inLoop: boolean, inSwitch: boolean): void => {
    if (node === null || typeof node !== 'object') return;
    const kind = 'kind' in node && typeof node.kind === 'string' ? node.kind : '';
    if (kind === 'break' && !inSwitch) result.breaks = true;
    if (kind === 'continue' && !inLoop) result.continues = true;
    const loop = inLoop || loops.has(kind);
    const choice = loop || inSwitch || kind === 'switch';
    for (const value of Object.values(node)) walk(value, loop, choice);
  };
  walk(body, false, false);
  return result;
}

/** True if the statement may be written twice: no label, no object that lives on, no new type. */
export function isDuplicable(node: Statement | readonly BlockItem[]): boolean {
  if (isDelicate(node)) return false;
  let good = true;
  eachNode(node, (one) => {
    if (['label', 'case', 'default', 'statement-expression'].includes(one.kind)) good = false;
    if (one.kind === 'declaration' && 'specifiers' in one) {
      const { storage } = one.specifiers as { storage: readonly unknown[] };
      if (storage.length > 0) good = false;
    }
    if (one.kind === 'struct' || one.kind === 'enum') good = false;
    return good;
  });
  return good;
}

/** True if nothing jumps into the statement or out to a switch around it. */
export function isClosed(s: Statement): boolean {
  return !contains(s, 'label', 'case', 'default');
}
