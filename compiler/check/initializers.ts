/**
 * Initialization (C11 6.7.9). An initializer becomes parts at byte offsets. Inside a brace the
 * current object is a stack of frames from the braced object down to the subobject at hand: a
 * designator rebuilds it, an item without one goes to the next subobject, and an aggregate met by a
 * plain expression is entered (6.7.9p20).
 */
import type * as ast from '../ast.ts';
import type { Position } from '../source.ts';
import type { Expr, InitializerPart } from '../typed.ts';
import { findMember } from '../typed.ts';
import {
  type ArrayType,
  type BitField,
  isScalar,
  isVariableSized,
  type Member,
  type RecordType,
  sizeOf,
  type Type,
} from '../types.ts';
import { type Checker, error, type InitializedObject } from './checker.ts';
import { compatibleUnqualified } from './compatible.ts';
import { integerConstant } from './constants.ts';
import { convertAssigned } from './conversions.ts';
import { hasEffect } from './effects.ts';
import { type StringValue, stringExpr, stringValue, takesString } from './literals.ts';
import { quoteType } from './type-text.ts';

/** Where initializers are gathered for one object. */
interface Filling {
  readonly parts: InitializerPart[];
  /** Bytes reached so far, for arrays of unknown length and flexible members. */
  reach: number;
}

/** A subobject to be initialized. */
interface Target {
  readonly type: Type;
  readonly offset: number;
  readonly bits: BitField | null;
}

/** Initializes an object of a type; an array of unknown length gets its length. */
export function objectInitializer(
  c: Checker,
  type: Type,
  node: ast.Initializer,
): InitializedObject {
  const filling: Filling = { parts: [], reach: 0 };
  if (isVariableSized(type)) {
    error(c, node.pos, 'variable-sized object may not be initialized');
    return { type, initializer: { zero: false, parts: [] }, size: 0 };
  }
  fill(c, { type, offset: 0, bits: null }, node, filling);
  const complete = completeArray(c, type, filling);
  const size = Math.max(sizeOf(complete), filling.reach);
  const initializer = { zero: needsZero(complete, filling.parts), parts: filling.parts };
  return { type: complete, initializer, size };
}

function completeArray(c: Checker, type: Type, filling: Filling): Type {
  if (type.kind !== 'array' || type.length !== null) return type;
  const element = Math.max(1, sizeOf(type.of));
  return c.types.array(type.of, Math.ceil(filling.reach / element));
}

/** Whether some byte of the object is covered by no part (bit-fields count as not covering). */
function needsZero(type: Type, parts: readonly InitializerPart[]): boolean {
  if (isScalar(type)) return false;
  let end = 0;
  for (const part of parts) {
    if (part.bits || part.offset > end) return true;
    end = Math.max(end, part.offset + sizeOf(part.type));
  }
  return end < sizeOf(type);
}

function add(filling: Filling, target: Target, type: Type, value: Expr): void {
  filling.parts.push({ offset: target.offset, type, bits: target.bits, value });
  filling.reach = Math.max(filling.reach, target.offset + sizeOf(type));
}

/** Initializes a target from an initializer that stands in its own place (not elided). */
function fill(c: Checker, target: Target, node: ast.Initializer, filling: Filling): void {
  const { type } = target;
  const string = stringInitializer(c, type, node);
  if (string) {
    addString(c, target, string.value, string.pos, filling);
    return;
  }
  if (node.kind === 'list') {
    fillList(c, target, node, filling);
    return;
  }
  assign(c, target, c.rules.expression(c, node.value), node.pos, filling);
}

/** A whole target from one expression. */
function assign(c: Checker, target: Target, value: Expr, pos: Position, filling: Filling): void {
  const { type } = target;
  if (type.kind === 'array') {
    const literal = value.kind === 'compound-literal' && compatibleUnqualified(value.type, type);
    if (literal) add(filling, target, value.type, value);
    else error(c, pos, 'invalid initializer');
    return;
  }
  const converted = convertAssigned(c, value, type, { kind: 'initialization', pos });
  add(filling, target, type, converted);
}

/** 6.7.9p14 and p15: a string literal, maybe in braces, for an array of characters. */
function stringInitializer(
  c: Checker,
  type: Type,
  node: ast.Initializer,
): { value: StringValue; pos: Position } | null {
  if (type.kind !== 'array') return null;
  let inner = node;
  if (inner.kind === 'list') {
    const only = inner.items[0];
    if (inner.items.length !== 1 || !only || only.designators.length > 0) return null;
    inner = only.value;
  }
  if (inner.kind !== 'expression') return null;
  let value = inner.value;
  while (value.kind === 'extension') value = value.operand;
  if (value.kind !== 'string') return null;
  const string = stringValue(c, value.pos, value.texts);
  return takesString(type, string.element) ? { value: string, pos: value.pos } : null;
}

function addString(
  c: Checker,
  target: Target,
  string: StringValue,
  pos: Position,
  filling: Filling,
): void {
  const array = target.type as ArrayType;
  const room = array.length ?? string.units.length + 1;
  if (string.units.length > room) {
    const message = `initializer-string for array of ${quoteType(array.of)} is too long`;
    c.diagnostics.warning(pos, '', message, true);
  }
  const length = Math.min(room, string.units.length + 1);
  const units = string.units.slice(0, length);
  const value = stringExpr(c, pos, { element: string.element, units }, false);
  add(filling, target, c.types.array(array.of, length), value);
  if (array.length === null) return;
  filling.reach = Math.max(filling.reach, target.offset + sizeOf(array));
}

// --- Braced lists ------------------------------------------------------------------------------

/** An aggregate being filled; `index` is the member or element to come. */
interface Frame {
  readonly type: RecordType | ArrayType;
  readonly offset: number;
  index: number;
}

function fillList(c: Checker, target: Target, list: ast.InitializerList, filling: Filling): void {
  const { type } = target;
  if (type.kind === 'vector') {
    const array = c.types.array(type.element, type.count);
    fillList(c, { ...target, type: array }, list, filling);
    return;
  }
  if (type.kind !== 'record' && type.kind !== 'array') {
    fillScalar(c, target, list, filling);
    return;
  }
  const root: Frame = { type, offset: target.offset, index: 0 };
  const stack: Frame[] = [root];
  skipUnnamed(root);
  for (const item of list.items) {
    if (item.designators.length > 0) designated(c, stack, root, item, filling);
    else nextItem(c, stack, item.value, filling);
  }
  if (type.kind === 'record') filling.reach = Math.max(filling.reach, target.offset + sizeOf(type));
}

/** 6.7.9p11: a scalar in braces. */
function fillScalar(c: Checker, target: Target, list: ast.InitializerList, filling: Filling): void {
  const [first, second] = list.items;
  if (!first) {
    const pos = list.pos;
    const zero: Expr = { kind: 'integer', type: c.types.int, pos, value: 0n };
    assign(c, target, zero, pos, filling);
    return;
  }
  if (second) {
    c.diagnostics.warning(second.value.pos, '', 'excess elements in scalar initializer', true);
  }
  if (first.designators.length > 0) {
    error(c, first.designators[0]!.pos, 'designator in initializer for scalar type');
  }
  fill(c, target, first.value, filling);
}

/** Unnamed bit-fields take no initializer. */
function skipUnnamed(frame: Frame): void {
  if (frame.type.kind !== 'record') return;
  const { members } = frame.type.definition;
  while (frame.index < members.length) {
    const member = members[frame.index]!;
    if (member.name !== null || !member.bits) return;
    frame.index++;
  }
}

function memberTarget(frame: Frame, member: Member): Target {
  return { type: member.type, offset: frame.offset + member.offset, bits: member.bits };
}

/** The subobject a frame stands at, or null past its end. */
function current(frame: Frame): Target | null {
  const { type, index, offset } = frame;
  if (type.kind === 'array') {
    if (type.length !== null && index >= type.length) return null;
    return { type: type.of, offset: offset + index * sizeOf(type.of), bits: null };
  }
  const { members, union } = type.definition;
  if (union && index > 0 && frame.index >= members.length) return null;
  const member = members[index];
  return member ? memberTarget(frame, member) : null;
}

/** Steps past the subobject at hand; a union holds one only. */
function advance(stack: Frame[]): void {
  const frame = stack[stack.length - 1]!;
  if (frame.type.kind === 'record' && frame.type.definition.union) {
    frame.index = frame.type.definition.members.length;
  } else {
    frame.index++;
    skipUnnamed(frame);
  }
}

/** The next subobject, leaving aggregates that are full. */
function settle(stack: Frame[]): Target | null {
  for (;;) {
    const target = current(stack[stack.length - 1]!);
    if (target || stack.length === 1) return target;
    stack.pop();
    advance(stack);
  }
}

function nextItem(c: Checker, stack: Frame[], node: ast.Initializer, filling: Filling): void {
  const target = settle(stack);
  if (!target) {
    const aggregate = stack[0]!.type;
    const union = aggregate.kind === 'record' && aggregate.definition.union;
    const word = aggregate.kind === 'array' ? 'array' : union ? 'union' : 'struct';
    c.diagnostics.warning(node.pos, '', `excess elements in ${word} initializer`, true);
    if (node.kind === 'expression') c.rules.expression(c, node.value);
    return;
  }
  place(c, stack, target, node, filling);
  advance(stack);
}

/** Puts an initializer at a subobject, entering aggregates that it does not initialize whole. */
function place(
  c: Checker,
  stack: Frame[],
  first: Target,
  node: ast.Initializer,
  filling: Filling,
): void {
  if (node.kind === 'list' || isScalar(first.type) || stringInitializer(c, first.type, node)) {
    fill(c, first, node, filling);
    return;
  }
  const value = c.rules.expression(c, node.value);
  let target = first;
  for (;;) {
    const { type } = target;
    const whole = initializesWhole(type, value);
    if (whole) {
      assign(c, target, value, node.pos, filling);
      return;
    }
    const string = stringInitializer(c, type, node);
    if (string) {
      addString(c, target, string.value, string.pos, filling);
      return;
    }
    if (type.kind !== 'record' && type.kind !== 'array') {
      assign(c, target, value, node.pos, filling);
      return;
    }
    const frame: Frame = { type, offset: target.offset, index: 0 };
    skipUnnamed(frame);
    stack.push(frame);
    const inner = current(frame);
    if (!inner) {
      stack.pop();
      return;
    }
    target = inner;
  }
}

function initializesWhole(type: Type, value: Expr): boolean {
  if (isScalar(type)) return true;
  if (type.kind === 'record' || type.kind === 'vector') {
    return compatibleUnqualified(type, value.type);
  }
  return value.kind === 'compound-literal' && compatibleUnqualified(type, value.type);
}

// --- Designators -------------------------------------------------------------------------------

type Item = ast.InitializerList['items'][number];

/** 6.7.9p17: rebuilds the stack along the designators; ranges (GNU) repeat what the item makes. */
function designated(c: Checker, stack: Frame[], root: Frame, item: Item, filling: Filling): void {
  const ranges: Range[] = [];
  const target = follow(c, stack, root, item.designators, ranges);
  if (!target) return;
  const start = filling.parts.length;
  place(c, stack, target, item.value, filling);
  for (const range of ranges.reverse()) repeat(c, stack, filling, start, range);
  advance(stack);
}

/** A designated range, at the array of a place in the stack. */
interface Range {
  readonly level: number;
  readonly count: number;
}

/** Repeats the parts from `start` on for the rest of a range; the stack goes to its end. */
function repeat(
  c: Checker,
  stack: Frame[],
  filling: Filling,
  start: number,
  { level, count }: Range,
): void {
  const frame = stack[level]!;
  const step = frame.type.kind === 'array' ? sizeOf(frame.type.of) : 0;
  const once: InitializerPart[] = [];
  for (let i = start; i < filling.parts.length; i++) {
    const part = filling.parts[i]!;
    if (!hasEffect(part.value)) {
      once.push(part);
      continue;
    }
    // Evaluated for the first, and held for the others.
    const { value } = part;
    const { pos } = value;
    const type = value.type.plain;
    const temporary = { id: c.counters.temporary++, type };
    const again: Expr = { kind: 'temporary', type, pos, temporary };
    filling.parts[i] = {
      ...part,
      value: { kind: 'let', type, pos, temporary, value, body: again },
    };
    once.push({ ...part, value: again });
  }
  for (let at = 1; at < count; at++) {
    for (const part of once) filling.parts.push({ ...part, offset: part.offset + at * step });
  }
  const further = (count - 1) * step;
  filling.reach = Math.max(filling.reach, frame.offset + (frame.index + count) * step);
  frame.index += count - 1;
  for (let at = level + 1; at < stack.length; at++) {
    stack[at] = { ...stack[at]!, offset: stack[at]!.offset + further };
  }
}

/** Sets the stack to the designated subobject, the first one of ranges, which are noted. */
function follow(
  c: Checker,
  stack: Frame[],
  root: Frame,
  designators: readonly ast.Designator[],
  ranges: Range[],
): Target | null {
  stack.length = 1;
  stack[0] = root;
  let target: Target | null = null;
  for (const designator of designators) {
    if (target) {
      const { type } = target;
      if (type.kind !== 'record' && type.kind !== 'array') {
        error(
          c,
          designator.pos,
          `${designator.kind === 'member' ? 'field name' : 'array index'} ` +
            'not in record or union initializer',
        );
        return null;
      }
      stack.push({ type, offset: target.offset, index: 0 });
    }
    target =
      designator.kind === 'member'
        ? toMember(c, stack, designator.name, designator.pos)
        : toIndex(c, stack, designator, ranges);
    if (!target) return null;
  }
  return target;
}

function toMember(c: Checker, stack: Frame[], name: string, pos: Position): Target | null {
  const frame = stack[stack.length - 1]!;
  if (frame.type.kind !== 'record') {
    error(c, pos, 'field name not in record or union initializer');
    return null;
  }
  const path = findMember(frame.type, name);
  if (!path) {
    error(c, pos, `${quoteType(frame.type)} has no member named ‘${name}’`);
    return null;
  }
  let at = frame;
  path.forEach((member, i) => {
    at.index = (at.type as RecordType).definition.members.indexOf(member);
    if (i === path.length - 1) return;
    at = { type: member.type as RecordType, offset: at.offset + member.offset, index: 0 };
    stack.push(at);
  });
  return current(at);
}

function toIndex(
  c: Checker,
  stack: Frame[],
  designator: Exclude<ast.Designator, { kind: 'member' }>,
  ranges: Range[],
): Target | null {
  const frame = stack[stack.length - 1]!;
  if (frame.type.kind !== 'array') {
    error(c, designator.pos, 'array index in non-array initializer');
    return null;
  }
  const { length } = frame.type;
  const isRange = designator.kind === 'range';
  const what = 'array index in initializer';
  const index = integerConstant(c, isRange ? designator.first : designator.index, what);
  const last = isRange ? integerConstant(c, designator.last, what) : index;
  if (index === null || last === null) return null;
  if (index < 0n || (length !== null && last >= BigInt(length))) {
    error(c, designator.pos, 'array index in initializer exceeds array bounds');
    return null;
  }
  if (last < index) {
    error(c, designator.pos, 'empty index range in initializer');
    return null;
  }
  if (isRange) ranges.push({ level: stack.length - 1, count: Number(last) - Number(index) + 1 });
  frame.index = Number(index);
  return current(frame);
}
