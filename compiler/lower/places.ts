/**
 * Lvalues (C11 6.3.2.1): where an object stands, and loads, stores and copies of it, bit-fields
 * included.
 */
import type { Access, Value } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import type { Expr, FunctionEntity, Variable } from '../typed.ts';
import { alignOf, isAtomic, isVariableSized, isVolatile, sizeOf, type Type } from '../types.ts';
import { libraryLoad, libraryStore, needsLibrary } from './atomics-library.ts';
import {
  addressOf,
  evaluate,
  isPair,
  type Lowering,
  offsetBy,
  operandOf,
  type Place,
  placeOf,
  type Result,
  temporarySlot,
} from './context.ts';
import { frameAddress } from './frames.ts';
import type { AliasPath } from './paths.ts';
import { partSize, plainAccess, scalarAccess, scalarOf, shapeOf } from './scalars.ts';
import { storageAlign, symbolOf } from './symbols.ts';
import { copyVariable, lengthValue, variableRoom } from './variable-size.ts';

/** An object of a type at an address. */
export function placeAt(base: Value, type: Type, align = alignOf(type)): Place {
  return { base, offset: 0, type, bits: null, align, any: false, path: null };
}

/** Where an lvalue (or a record value) stands. */
export function lowerPlace(l: Lowering, expr: Expr): Place {
  switch (expr.kind) {
    case 'variable':
      return variablePlace(l, expr.variable, expr.type);
    case 'deref':
      return elementPlace(l, expr.pointer, expr.type);
    case 'member':
      return memberPlace(l, placeOf(l, expr.base), expr);
    case 'component': {
      const place = placeOf(l, expr.operand);
      const offset = expr.part === 'imag' ? partSize(expr.operand.type) : 0;
      return { ...place, type: expr.type, offset: place.offset + offset };
    }
    case 'compound-literal':
      return literalPlace(l, expr);
    case 'comma':
      l.rules.effect(l, expr.left);
      return placeOf(l, expr.right);
    case 'function':
      return placeAt(l.fn.func.address(symbolOf(l, expr.function)), expr.type, 1);
    case 'convert':
      if (shapeOf(expr.operand.type) === 'memory') {
        return { ...placeOf(l, expr.operand), type: expr.type, any: true, path: null };
      }
      return valuePlace(l, expr);
    default:
      return valuePlace(l, expr);
  }
}

/** The object a pointer leads to; perhaps an element of a member. */
function elementPlace(l: Lowering, pointer: Expr, type: Type): Place {
  const path = elementPath(l, pointer);
  const any = path?.sealed ?? false;
  return { ...placeAt(operandOf(l, pointer), type), path, any };
}

/** The members on the way to the array that a pointer to an element of it names. */
function elementPath(l: Lowering, pointer: Expr): AliasPath | null {
  let at = pointer;
  while (at.kind === 'pointer-add') at = at.pointer;
  if (at.kind !== 'address' || at.operand.type.kind !== 'array') return null;
  return pathOf(l, at.operand);
}

/** The members on the way to an lvalue. */
function pathOf(l: Lowering, expr: Expr): AliasPath | null {
  if (expr.kind === 'deref') return elementPath(l, expr.pointer);
  if (expr.kind !== 'member') return null;
  return l.paths.through(pathOf(l, expr.base), expr.base.type, expr.member);
}

/** A value that lives in memory, or is put there. */
function valuePlace(l: Lowering, expr: Expr): Place {
  const result = evaluate(l, expr);
  if (shapeOf(expr.type) === 'memory') return placeAt(result as Value, expr.type);
  const place = temporaryPlace(l, expr.type);
  storeResult(l, place, result);
  return place;
}

/** A slot for a value of a type. */
export function temporaryPlace(l: Lowering, type: Type): Place {
  if (isVariableSized(type)) return placeAt(variableRoom(l, type, 1, ''), type.plain);
  return placeAt(temporarySlot(l, sizeOf(type), Math.max(1, alignOf(type)), ''), type.plain);
}

function memberPlace(l: Lowering, base: Place, expr: Extract<Expr, { kind: 'member' }>): Place {
  const { member, type } = expr;
  const { bits, start, offset } = member;
  const path = l.paths.through(base.path, expr.base.type, member);
  const any = base.any || path.sealed;
  if (start) {
    const address = l.fn.b.binary(Op.add, Cls.l, addressOf(l, base), lengthValue(l, start.length));
    const align = alignAt(Math.min(base.align, start.align), offset);
    return { base: address, offset, type, bits, align, any, path };
  }
  const align = alignAt(base.align, offset);
  return { base: base.base, offset: base.offset + offset, type, bits, align, any, path };
}

/** Alignment known at an offset from an address aligned to `align`. */
export function alignAt(align: number, offset: number): number {
  if (offset === 0) return align;
  return Math.min(align, offset & -offset);
}

/** Where a variable stands, seen from the function at hand. */
export function variablePlace(l: Lowering, variable: Variable, type = variable.type): Place {
  const align = Math.max(alignOf(variable.type), variable.align);
  if (variable.storage === 'static') {
    if (variable.register !== '') return stackPointerPlace(l, type);
    const base = l.fn.func.address(symbolOf(l, variable));
    return { ...placeAt(base, type), align };
  }
  const slot = automaticAddress(l, variable);
  if (!isVariableSized(variable.type)) return { ...placeAt(slot, type), align };
  return placeAt(l.fn.b.load(plainAccess(l, 'l'), Cls.l, slot), type);
}

/** The stack pointer as a global register variable: a copy, as it can only be read. */
function stackPointerPlace(l: Lowering, type: Type): Place {
  const { b, func } = l.fn;
  func.flags.usesAlloca = true;
  const slot = b.alloc({ size: 8, align: 8, name: '' });
  b.store(plainAccess(l, 'l'), b.emit(Op.stacksave, Cls.l, []), slot);
  return placeAt(slot, type);
}

/** Address of an automatic object, through the static chain where it is another function's. */
function automaticAddress(l: Lowering, variable: Variable): Value {
  const own = l.fn.slots.get(variable);
  if (own) return own;
  for (let outer = l.fn.parent; outer; outer = outer.parent) {
    const slot = outer.slots.get(variable);
    if (slot) return frameAddress(l, outer, slot);
  }
  return declareSlot(l, variable);
}

/** The slot of an automatic object: its storage, or for a VLA the place of its address. */
export function declareSlot(l: Lowering, variable: Variable): Value {
  const known = l.fn.slots.get(variable);
  if (known) return known;
  const variableSized = isVariableSized(variable.type);
  const size = variableSized ? 8 : sizeOf(variable.type);
  const align = variableSized ? 8 : storageAlign(l, variable, size);
  const slot = l.fn.b.alloc({ size, align, name: variable.name });
  l.fn.slots.set(variable, slot);
  l.debug?.variable(l.fn.func, variable, slot);
  return slot;
}

function literalPlace(l: Lowering, expr: Extract<Expr, { kind: 'compound-literal' }>): Place {
  const place = variablePlace(l, expr.variable, expr.type);
  if (expr.initializer) l.rules.initialize(l, place, expr.initializer);
  return place;
}

// --- loads and stores --------------------------------------------------------------------------

/** The value of an object (6.3.2.1p2). */
export function loadPlace(l: Lowering, place: Place, pos: Position): Result {
  const { type } = place;
  const { b } = l.fn;
  if (place.bits) return loadBits(l, place, pos);
  if (isAtomic(type) && needsLibrary(type)) {
    const copy = temporaryPlace(l, type);
    libraryLoad(l, type, addressOf(l, place), copy.base);
    return loadPlace(l, copy, pos);
  }
  switch (shapeOf(type)) {
    case 'void':
      return null;
    case 'memory':
      return addressOf(l, place);
    case 'scalar': {
      const scalar = scalarOf(type);
      const access = scalarAccess(l, scalar, place);
      if (access.order >= 0 && scalar.floating) return loadAtomicFloat(l, place);
      return b.load(access, scalar.cls, addressOf(l, place));
    }
    case 'pair': {
      const scalar = scalarOf(type);
      const access = scalarAccess(l, scalar, place);
      const address = addressOf(l, place);
      const low = b.load(access, scalar.cls, address);
      return { low, high: b.load(access, scalar.cls, partAddress(l, place)) };
    }
  }
}

function partAddress(l: Lowering, place: Place): Value {
  return offsetBy(l, place.base, place.offset + partSize(place.type));
}

/** Atomic accesses of floating types go through integers of their size. */
function loadAtomicFloat(l: Lowering, place: Place): Value {
  const { b } = l.fn;
  const { cls } = scalarOf(place.type);
  const wide = cls === Cls.d;
  const access: Access = { ...plainAccess(l, wide ? 'l' : 'w'), order: 5 };
  const bits = b.load(access, wide ? Cls.l : Cls.w, addressOf(l, place));
  return b.unary(Op.cast, cls, bits);
}

/** Stores a value of the place's type; gives what a bit-field then holds, where `needed`. */
export function storeResult(l: Lowering, place: Place, value: Result, needed = false): Result {
  const { b } = l.fn;
  const { type } = place;
  if (place.bits) return storeBits(l, place, value as Value, needed);
  if (isAtomic(type) && needsLibrary(type)) {
    const copy = temporaryPlace(l, type);
    storeResult(l, copy, value);
    libraryStore(l, type, addressOf(l, place), copy.base);
    return shapeOf(type) === 'memory' ? copy.base : value;
  }
  const shape = shapeOf(type);
  if (shape === 'memory') {
    copyObject(l, addressOf(l, place), value as Value, place);
    return addressOf(l, place);
  }
  if (shape === 'void' || value === null) return value;
  const scalar = scalarOf(type);
  const access = scalarAccess(l, scalar, place);
  if (!isPair(value)) {
    if (access.order >= 0 && scalar.floating) storeAtomicFloat(l, place, value);
    else b.store(access, value, addressOf(l, place));
    return value;
  }
  b.store(access, value.low, addressOf(l, place));
  b.store(access, value.high, partAddress(l, place));
  return value;
}

function storeAtomicFloat(l: Lowering, place: Place, value: Value): void {
  const { b } = l.fn;
  const wide = value.cls === Cls.d;
  const access: Access = { ...plainAccess(l, wide ? 'l' : 'w'), order: 5 };
  b.store(access, b.unary(Op.cast, wide ? Cls.l : Cls.w, value), addressOf(l, place));
}

/** Copies an object of the place's type. */
export function copyObject(l: Lowering, to: Value, from: Value, place: Place): void {
  const { type } = place;
  if (isVariableSized(type)) copyVariable(l, to, from, type);
  const size = sizeOf(type);
  if (size === 0 || to === from) return;
  l.fn.b.blit(to, from, {
    size,
    align: Math.min(place.align, alignOf(type)),
    volatile: isVolatile(type),
  });
}

// --- bit-fields (6.7.2.1) ----------------------------------------------------------------------

interface Unit {
  readonly access: Access;
  readonly cls: Cls;
  readonly bits: number;
  readonly start: number;
  readonly width: number;
}

function unitOf(l: Lowering, place: Place, pos: Position): Unit {
  const { start, width, unitSize } = place.bits!;
  if (start + width > unitSize * 8) {
    l.diagnostics.unsupported(pos, 'a packed bit-field across its unit');
  }
  const kind = unitSize === 8 ? 'l' : unitSize === 4 ? 'w' : unitSize === 2 ? 'h' : 'b';
  const scalar = { ...scalarOf(place.type), kind, signed: false, floating: false } as const;
  const access = scalarAccess(l, scalar, { ...place, any: true });
  const cls = kind === 'l' ? Cls.l : Cls.w;
  return { access, cls, bits: cls === Cls.l ? 64 : 32, start, width };
}

function loadBits(l: Lowering, place: Place, pos: Position): Value {
  const { b } = l.fn;
  const unit = unitOf(l, place, pos);
  const whole = b.load(unit.access, unit.cls, addressOf(l, place));
  return extractBits(l, whole, unit, place.type);
}

/** The field of a loaded unit, in the class of its type. */
function extractBits(l: Lowering, whole: Value, unit: Unit, type: Type): Value {
  const { b } = l.fn;
  const scalar = scalarOf(type);
  const above = unit.bits - unit.start - unit.width;
  let field = whole;
  if (above > 0) field = b.binary(Op.shl, unit.cls, field, b.int(Cls.w, above));
  const down = unit.bits - unit.width;
  if (down > 0) {
    const op = scalar.signed ? Op.sar : Op.shr;
    field = b.binary(op, unit.cls, field, b.int(Cls.w, down));
  }
  return toClass(l, field, scalar.cls, scalar.signed);
}

function toClass(l: Lowering, value: Value, cls: Cls, signed: boolean): Value {
  const { b } = l.fn;
  if (value.cls === cls) return value;
  if (cls === Cls.w) return b.unary(Op.trunc, Cls.w, value);
  return b.unary(signed ? Op.sextw : Op.zextw, Cls.l, value);
}

function storeBits(l: Lowering, place: Place, value: Value, needed: boolean): Value {
  const { b } = l.fn;
  const unit = unitOf(l, place, b.pos);
  const address = addressOf(l, place);
  const { cls, start, width, access } = unit;
  const given = toClass(l, value, cls, false);
  let whole = given;
  if (width < (access.kind === 'b' ? 8 : access.kind === 'h' ? 16 : unit.bits)) {
    const ones = unit.bits === width ? -1n : (1n << BigInt(width)) - 1n;
    const field = b.binary(Op.and, cls, given, b.int(cls, ones));
    const placed = start === 0 ? field : b.binary(Op.shl, cls, field, b.int(Cls.w, start));
    const old = b.load(access, cls, address);
    const kept = b.binary(Op.and, cls, old, b.int(cls, ~(ones << BigInt(start))));
    whole = b.binary(Op.or, cls, kept, placed);
  }
  b.store(access, whole, address);
  if (!needed) return value;
  const scalar = scalarOf(place.type);
  if (scalar.bool) return value;
  const own = { ...unit, start: 0 };
  return width === unit.bits ? value : extractBits(l, given, own, place.type);
}

/** The function entity a designator names, or null. */
export function designated(expr: Expr): FunctionEntity | null {
  if (expr.kind === 'function') return expr.function;
  if (expr.kind === 'address' && expr.operand.kind === 'function') return expr.operand.function;
  if (expr.kind === 'convert' && expr.type.kind === 'pointer') return designated(expr.operand);
  return null;
}
