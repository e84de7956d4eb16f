/**
 * Static chains of GNU nested functions. A function that has them keeps a frame record: word 0 is
 * its own chain, further words are the addresses of the objects that nested functions use. The
 * record's address is the chain they are entered with.
 */
import type { Value } from '../ir/ir.ts';
import { append } from '../ir/ir.ts';
import { Cls, Op } from '../ir/ops.ts';
import type { FunctionEntity } from '../typed.ts';
import { type FrameRecord, type FunctionState, type Lowering, offsetBy } from './context.ts';
import { plainAccess } from './scalars.ts';

function recordOf(fn: FunctionState): FrameRecord {
  if (!fn.frame) {
    const slot = fn.b.alloc({ size: 8, align: 8, name: 'frame' });
    fn.frame = { slot, fields: new Map() };
  }
  return fn.frame;
}

/** The chain of the function at hand. */
function ownChain(l: Lowering): Value {
  const { fn } = l;
  if (!fn.chain) throw new Error(`${fn.entity.name} has no static chain`);
  l.chained.add(fn.entity);
  return fn.chain;
}

/** Address of the frame record of the function at hand or one around it. */
export function frameRecord(l: Lowering, owner: FunctionState): Value {
  if (owner === l.fn) return recordOf(owner).slot;
  let at = ownChain(l);
  for (let fn = l.fn.parent!; fn !== owner; fn = fn.parent!) {
    l.chained.add(fn.entity);
    recordOf(fn);
    at = l.fn.b.load(plainAccess(l, 'l'), Cls.l, at);
  }
  recordOf(owner);
  return at;
}

/** Address of another function's object. */
export function frameAddress(l: Lowering, owner: FunctionState, slot: Value): Value {
  const record = frameRecord(l, owner);
  const { fields } = recordOf(owner);
  let offset = fields.get(slot);
  if (offset === undefined) {
    offset = 8 * (fields.size + 1);
    fields.set(slot, offset);
  }
  return l.fn.b.load(plainAccess(l, 'l'), Cls.l, offsetBy(l, record, offset));
}

/** The chain to call a nested function with; null for others. */
export function chainFor(l: Lowering, callee: FunctionEntity): Value | null {
  if (!callee.parent) return null;
  for (let fn: FunctionState | null = l.fn; fn; fn = fn.parent) {
    if (fn.entity === callee.parent) return frameRecord(l, fn);
  }
  return null;
}

/** At a function's end: fills its frame record, first thing after the slots of the entry block. */
export function fillFrame(l: Lowering): void {
  const { fn } = l;
  const { frame, func } = fn;
  if (!frame) return;
  frame.slot.aux = { size: 8 * (frame.fields.size + 1), align: 8, name: 'frame' };
  const entry = func.blocks[0]!;
  const isHead = (op: Op): boolean => op === Op.param || op === Op.alloc || op === Op.chain;
  let at = 0;
  while (at < entry.body.length && isHead(entry.body[at]!.op)) at++;
  const rest = entry.body.splice(at);
  const access = plainAccess(l, 'l');
  const put = (value: Value, offset: number): void => {
    const address = append(entry, func.value(Op.add, Cls.l, [frame.slot, func.int(Cls.l, offset)]));
    append(entry, func.value(Op.store, Cls.none, [value, address], access));
  };
  if (fn.chain) put(fn.chain, 0);
  for (const [slot, offset] of frame.fields) put(slot, offset);
  for (const value of rest) entry.body.push(value);
}

/** The slot of a VLA length that a function around the one at hand computed. */
export function outerLength(l: Lowering, id: number): Value {
  for (let outer = l.fn.parent; outer; outer = outer.parent) {
    const slot = outer.lengths.get(id);
    if (slot) return frameAddress(l, outer, slot);
  }
  throw new Error('a length is used before it is computed');
}
