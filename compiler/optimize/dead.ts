/**
 * dead: removes values nothing needs. Everything is dead until an effect reaches it (so cycles of
 * phis go); a store to a slot counts as an effect only once something live uses the slot otherwise.
 * Needs nothing; breaks use counts.
 */

import type { Value } from '../ir/ir.ts';
import { type Access, type CallInfo, type Extent, type Func, isAggregate } from '../ir/ir.ts';
import { OP_PURE, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';

/** Removes dead values and dead stores to slots. */
export function dead(func: Func): boolean {
  const live = new Uint8Array(func.nextValue);
  const work: Value[] = [];
  const waiting: (Value[] | undefined)[] = [];
  const mark = (value: Value): void => {
    if (live[value.id]) return;
    live[value.id] = 1;
    work.push(value);
  };
  eachValue(func, (value) => {
    const slot = slotWritten(value);
    if (slot) (waiting[slot.id] ??= []).push(value);
    else if (!isRemovable(value)) mark(value);
  });
  while (work.length > 0) {
    const value = work.pop()!;
    const { args } = value;
    for (let i = 0; i < args.length; i++) mark(args[i]!);
    if (value.op === Op.alloc) for (const store of waiting[value.id] ?? []) mark(store);
  }
  let changed = false;
  for (const block of func.blocks) {
    const phis = block.phis.filter((value) => live[value.id]);
    const body = block.body.filter((value) => live[value.id]);
    if (phis.length === block.phis.length && body.length === block.body.length) continue;
    for (const value of block.phis) if (!live[value.id]) value.block = null;
    for (const value of block.body) if (!live[value.id]) value.block = null;
    block.phis = phis;
    block.body = body;
    changed = true;
  }
  return changed;
}

/** Whether a value may go when its result is not used. */
export function isRemovable(value: Value): boolean {
  if (OP_PURE[value.op]) return true;
  switch (value.op) {
    case Op.load: {
      const access = value.aux as Access;
      return !access.volatile && access.order < 0;
    }
    case Op.call: {
      const info = value.aux as CallInfo;
      if (info.effects === 'any' || info.noReturn) return false;
      return !isAggregate(info.result) && !info.params.some(isAggregate);
    }
    case Op.alloc:
    case Op.alloca:
    case Op.stacksave:
    case Op.chain:
      return true;
    default:
      return false;
  }
}

/** The slot a plain store, blit or clear writes into and nothing else, or null. */
function slotWritten(value: Value): Value | null {
  if (value.op === Op.store) {
    const access = value.aux as Access;
    return access.volatile || access.order >= 0 ? null : slotOf(value.args[1]!);
  }
  if (value.op === Op.blit || value.op === Op.clear) {
    return (value.aux as Extent).volatile ? null : slotOf(value.args[0]!);
  }
  return null;
}

/** The slot an address points into, followed through additions. */
function slotOf(address: Value): Value | null {
  let at = address;
  for (let steps = 0; steps < 16; steps++) {
    if (at.op === Op.alloc) return at;
    if (at.op !== Op.add && at.op !== Op.copy) return null;
    const [x, y] = at.args as [Value, Value | undefined];
    if (y && !isIndex(y)) {
      if (!isIndex(x)) return null;
      at = y;
    } else {
      at = x;
    }
  }
  return null;
}

/** Cannot itself be an address: a constant, or computed by scaling or extending. */
function isIndex(value: Value): boolean {
  switch (value.op) {
    case Op.int:
    case Op.shl:
    case Op.mul:
    case Op.sextw:
    case Op.zextw:
      return true;
    default:
      return false;
  }
}
