/**
 * Addresses of functions. That of a GNU nested function that needs its chain is the address of a
 * trampoline: code on the stack of the function around it, written where the address is asked for,
 * that loads the chain and goes on to the function. The target's data model has its form.
 */
import type { Value } from '../ir/ir.ts';
import { Cls } from '../ir/ops.ts';
import type { FunctionEntity } from '../typed.ts';
import { type FunctionState, type Lowering, offsetBy } from './context.ts';
import { frameAddress, frameRecord } from './frames.ts';
import { plainAccess } from './scalars.ts';
import { symbolOf } from './symbols.ts';
import { runtimeCall } from './wide.ts';

/** The address of a function, as a pointer that may leave the function at hand. */
export function functionAddress(l: Lowering, entity: FunctionEntity): Value {
  const code = l.fn.func.address(symbolOf(l, entity));
  if (!entity.parent) return code;
  // Of one that is not lowered yet nothing is known.
  if (l.nested.has(entity) && !l.chained.has(entity)) return code;
  let owner: FunctionState | null = l.fn;
  while (owner && owner.entity !== entity.parent) owner = owner.parent;
  if (!owner) throw new Error(`${entity.name} is named outside the function around it`);
  const slot = slotIn(l, owner, entity);
  const address = owner === l.fn ? slot : frameAddress(l, owner, slot);
  write(l, address, code, frameRecord(l, owner));
  return address;
}

function slotIn(l: Lowering, owner: FunctionState, entity: FunctionEntity): Value {
  let slot = owner.trampolines.get(entity);
  if (!slot) {
    const { size } = l.model.trampoline;
    slot = owner.b.alloc({ size, align: 8, name: `${entity.name}_trampoline` });
    owner.trampolines.set(entity, slot);
  }
  return slot;
}

function write(l: Lowering, address: Value, code: Value, chain: Value): void {
  const { b } = l.fn;
  const { parts, size, flush } = l.model.trampoline;
  for (const { offset, kind, value } of parts) {
    const cls = kind === 'l' ? Cls.l : Cls.w;
    const known = value === 'function' ? code : value === 'chain' ? chain : b.int(cls, value);
    const access = { ...plainAccess(l, kind), align: 2 };
    b.store(access, known, offsetBy(l, address, offset));
  }
  l.module.executableStack = true;
  if (flush) {
    const end = offsetBy(l, address, size);
    runtimeCall(l, '__clear_cache', [Cls.l, Cls.l], [address, end], Cls.none);
  }
}
