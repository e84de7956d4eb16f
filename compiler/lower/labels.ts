/**
 * Labels and GNU labels as values. All computed gotos of a function go through one block, which
 * alone jumps to the entries of the labels whose address is taken:
 *
 *   goto *p  ->  slot = p; jmp dispatch
 *   dispatch: goto slot -> entry_a, entry_b
 *   entry_a: jmp a
 */
import type { Block, Value } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import type { Position } from '../source.ts';
import type { Label, TypedFunction } from '../typed.ts';
import { type LabelState, type Lowering, temporarySlot } from './context.ts';
import { frameAddress } from './frames.ts';
import { finishNonlocal } from './nonlocal.ts';
import { plainAccess } from './scalars.ts';

/** What is known of a label of the function at hand. */
export function labelState(l: Lowering, label: Label, pos: Position): LabelState {
  const { fn } = l;
  let state = fn.labels.get(label);
  if (!state) {
    if (label.owner !== fn.entity) {
      l.diagnostics.unsupported(pos, 'an asm goto out of a nested function');
    }
    const block = fn.b.newBlock(label.name);
    state = { block, entry: null, scope: null, placed: false, pending: [] };
    fn.labels.set(label, state);
  }
  return state;
}

/** Makes the entries of labels whose address is taken, before anything asks for one. */
export function declareLabels(l: Lowering, definition: TypedFunction): void {
  const { fn } = l;
  for (const label of definition.labels) {
    if (!label.addressTaken) continue;
    const block = fn.b.newBlock(label.name);
    const entry = fn.b.newBlock(`${label.name}_entry`);
    entry.addressTaken = true;
    fn.labels.set(label, { block, entry, scope: null, placed: false, pending: [] });
    l.labelBlocks.set(label, entry);
    if (label.nestedAddress) keepAddress(l, label, entry);
  }
}

/** Puts a label's address where nested functions find it. */
function keepAddress(l: Lowering, label: Label, entry: Block): void {
  const slot = temporarySlot(l, 8, 8, label.name);
  l.fn.b.store(plainAccess(l, 'l'), l.fn.func.label(entry), slot);
  l.fn.labelSlots.set(label, slot);
}

/** &&label, of the function at hand or one around it. */
export function labelAddress(l: Lowering, label: Label): Value {
  const entry = l.fn.labels.get(label)?.entry;
  if (entry) return l.fn.func.label(entry);
  for (let outer = l.fn.parent; outer; outer = outer.parent) {
    const slot = outer.labelSlots.get(label);
    if (slot) return l.fn.b.load(plainAccess(l, 'l'), Cls.l, frameAddress(l, outer, slot));
  }
  throw new Error(`label ${label.name} is not known to have its address taken`);
}

/** goto *target. */
export function lowerComputedGoto(l: Lowering, target: Value): void {
  const { fn } = l;
  fn.dispatch ??= {
    block: fn.b.newBlock('dispatch'),
    slot: temporarySlot(l, 8, 8, 'goto_target'),
  };
  fn.b.store(plainAccess(l, 'l'), target, fn.dispatch.slot);
  fn.b.jmp(fn.dispatch.block);
}

/** At a function's end: the dispatching block and the labels' entries. */
export function finishLabels(l: Lowering): void {
  const { fn } = l;
  const { b } = fn;
  finishNonlocal(l, (label) => labelState(l, label, b.pos).block);
  const entries = [...fn.labels.values()].flatMap(({ entry }) => (entry ? [entry] : []));
  if (fn.dispatch) {
    b.moveTo(fn.dispatch.block);
    const target = b.load(plainAccess(l, 'l'), Cls.l, fn.dispatch.slot);
    if (entries.length > 0) b.goto(target, entries);
    else b.unreachable();
  }
  for (const { block, entry } of fn.labels.values()) {
    if (!entry) continue;
    b.moveTo(entry);
    b.jmp(block);
  }
}
