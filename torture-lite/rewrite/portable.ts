/**
 * What headers' macros leave in a program, in words that more than one compiler takes. Gets
 * external declarations, promises the same ones where the __atomic builtins get plain pointers:
 * gcc's <stdatomic.h> hands them pointers to _Atomic objects, which clang refuses.
 */
import type { Declarator, Expression, ExternalDeclaration } from '../../compiler/ast.ts';
import { Qualifier } from '../../compiler/ast.ts';
import type { Type } from '../../compiler/types.ts';
import { arithmetic, typeName } from './build.ts';
import { typedOf, type Unit } from './unit.ts';

const isAtomicBuiltin = /^__atomic_/;

/** A pointer to an atomic object of arithmetic type as a pointer to a plain one, or null. */
function plainPointer(e: Expression, type: Type | undefined): Expression | null {
  if (type?.kind !== 'pointer' || (type.to.qualifiers & Qualifier.atomic) === 0) return null;
  const target = arithmetic(type.to);
  if (target === null) return null;
  const { specifiers, declarator: inner } = typeName(target);
  const declarator: Declarator = { kind: 'pointer', pos: 0, qualifiers: 0, attributes: [], inner };
  return {
    kind: 'cast',
    pos: 0,
    type: { kind: 'type-name', pos: 0, specifiers, declarator },
    operand: e,
  };
}

function portableCall(unit: Unit, e: Expression): Expression {
  if (e.kind !== 'call' || e.callee.kind !== 'identifier') return e;
  const [object, ...rest] = e.args;
  if (object === undefined || !isAtomicBuiltin.test(e.callee.name)) return e;
  const plain = plainPointer(object, typedOf(unit, object)?.type);
  return plain === null ? e : { ...e, args: [plain, ...rest] };
}

/** The declarations of a unit with such calls rewritten. */
export function portable(unit: Unit): ExternalDeclaration[] {
  const rewritten = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewritten);
    if (node === null || typeof node !== 'object') return node;
    const copy = Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, rewritten(value)]),
    );
    return 'kind' in copy && copy.kind === 'call' ? portableCall(unit, copy as Expression) : copy;
  };
  return rewritten(unit.externals) as ExternalDeclaration[];
}
