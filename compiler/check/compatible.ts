/** Compatible and composite types (C11 6.2.7), and 6.7.6's rules on what they are made of. */
import {
  type ArrayType,
  type BasicTypes,
  type FunctionType,
  type PointerType,
  pointerTo,
  qualify,
  type Type,
} from '../types.ts';

/** Whether two types are compatible, qualifiers included (6.2.7p1, 6.7.3p10). */
export function compatible(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.qualifiers !== b.qualifiers && a.kind !== 'array') return false;
  return compatibleUnqualified(a.plain, b.plain);
}

/** Whether the unqualified versions of two types are compatible. */
export function compatibleUnqualified(a: Type, b: Type): boolean {
  const left = a.plain;
  const right = b.plain;
  if (left === right) return true;
  if (left.kind === 'enum' && right.kind === 'integer') return left.definition.underlying === right;
  if (right.kind === 'enum' && left.kind === 'integer') return right.definition.underlying === left;
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case 'pointer':
      return compatible(left.to, (right as PointerType).to);
    case 'array':
      return compatibleArrays(left, right as ArrayType);
    case 'function':
      return compatibleFunctions(left, right as FunctionType);
    case 'record':
      return right.kind === 'record' && left.definition === right.definition;
    case 'enum':
      return right.kind === 'enum' && left.definition === right.definition;
    case 'vector':
      return (
        right.kind === 'vector' && left.element === right.element && left.count === right.count
      );
    default:
      return false;
  }
}

function compatibleArrays(a: ArrayType, b: ArrayType): boolean {
  if (!compatible(a.of, b.of)) return false;
  return a.length === null || b.length === null || a.length === b.length;
}

function compatibleFunctions(a: FunctionType, b: FunctionType): boolean {
  if (!compatible(a.result, b.result)) return false;
  if (!a.prototyped || !b.prototyped) {
    const known = a.prototyped ? a : b;
    return !known.prototyped || (!known.variadic && known.params.every(survivesPromotion));
  }
  if (a.params.length !== b.params.length || a.variadic !== b.variadic) return false;
  return a.params.every((param, i) => compatibleParameters(param, b.params[i]!));
}

/** GNU: a transparent union is compatible, as a parameter, with the types of its members. */
function compatibleParameters(a: Type, b: Type): boolean {
  if (compatibleUnqualified(a, b)) return true;
  return hasTransparent(a, b) || hasTransparent(b, a);
}

function hasTransparent(union: Type, type: Type): boolean {
  if (union.kind !== 'record' || !union.definition.transparentUnion) return false;
  return union.definition.members.some((member) => compatibleUnqualified(member.type, type));
}

/** Whether the default argument promotions leave the type alone (6.7.6.3p15). */
function survivesPromotion(type: Type): boolean {
  if (type.kind === 'integer') return type.rank >= 3;
  return !(type.kind === 'float' && type.name === 'float');
}

/** The composite of two compatible types (6.2.7p3). */
export function composite(types: BasicTypes, a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === 'array' && b.kind === 'array') {
    const of = composite(types, a.of, b.of);
    const known = a.length !== null || a.variable !== null ? a : b;
    return of === known.of ? known : types.array(of, known.length, known.variable);
  }
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    const to = composite(types, a.to, b.to);
    return to === a.to ? a : qualify(pointerTo(to), a.qualifiers);
  }
  if (a.kind === 'function' && b.kind === 'function') return compositeFunction(types, a, b);
  return a.kind === 'enum' ? a : b.kind === 'enum' ? b : a;
}

function compositeFunction(types: BasicTypes, a: FunctionType, b: FunctionType): FunctionType {
  const result = composite(types, a.result, b.result);
  const noReturn = a.noReturn || b.noReturn;
  if (!a.prototyped || !b.prototyped) {
    const known = a.prototyped ? a : b;
    return types.func(result, known.params, known.variadic, known.prototyped, noReturn);
  }
  const params = a.params.map((param, i) => composite(types, param, b.params[i]!));
  return types.func(result, params, a.variadic, true, noReturn);
}
