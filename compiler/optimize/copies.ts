/**
 * copies: every use of a copy becomes a use of what was copied; phis whose arguments agree go too.
 * Needs nothing; breaks nothing but use counts. Other passes replace a value in O(1) by turning it
 * into a copy in place (`replaceBy`) and run this last.
 */
import type { Func, Value } from '../ir/ir.ts';
import { Op } from '../ir/ops.ts';

/** The value behind copies; shortens the chain it walks. */
export function resolve(value: Value): Value {
  if (value.op !== Op.copy) return value;
  let root = value.args[0]!;
  while (root.op === Op.copy) root = root.args[0]!;
  for (let at = value; at.op === Op.copy && at.args[0] !== root; ) {
    const next = at.args[0]!;
    at.args[0] = root;
    at = next;
  }
  return root;
}

/** Turns a value into a copy of another; `copies` takes it out later. */
export function replaceBy(value: Value, by: Value): void {
  value.op = Op.copy;
  value.args = [by];
  value.aux = null;
}

/** Rounds over the phis: what one round leaves, the next call finds. */
const ROUNDS = 3;

/** Follows copies out of all arguments. Says whether there was anything to do. */
export function copies(func: Func): boolean {
  let found = false;
  for (let round = 0, again = true; again && round < ROUNDS; round++) {
    again = false;
    for (const block of func.blocks) {
      for (const phi of block.phis) {
        const same = phi.op === Op.phi ? agreeing(phi) : null;
        if (same) {
          replaceBy(phi, same);
          again = true;
        }
        if (phi.op === Op.copy) found = true;
      }
    }
  }
  for (let i = 0; !found && i < func.blocks.length; i++) found = hasCopy(func.blocks[i]!.body);
  if (!found) return false;
  for (const block of func.blocks) {
    for (const phi of block.phis) if (phi.op === Op.phi) follow(phi);
    for (const value of block.body) if (value.op !== Op.copy) follow(value);
    follow(block.end);
  }
  for (const block of func.blocks) {
    block.phis = without(block.phis);
    block.body = without(block.body);
  }
  return true;
}

function hasCopy(body: Value[]): boolean {
  for (let i = 0; i < body.length; i++) if (body[i]!.op === Op.copy) return true;
  return false;
}

/** The one value all arguments of a phi (but itself) are, or null. */
function agreeing(phi: Value): Value | null {
  let same: Value | null = null;
  const { args } = phi;
  for (let i = 0; i < args.length; i++) {
    const arg = resolve(args[i]!);
    if (arg === phi || arg === same) continue;
    if (same) return null;
    same = arg;
  }
  return same;
}

function follow(value: Value): void {
  const { args } = value;
  for (let i = 0; i < args.length; i++) {
    if (args[i]!.op === Op.copy) args[i] = resolve(args[i]!);
  }
}

function without(values: Value[]): Value[] {
  let found = false;
  for (let i = 0; i < values.length; i++) {
    if (values[i]!.op !== Op.copy) continue;
    values[i]!.block = null;
    found = true;
  }
  return found ? values.filter((value) => value.op !== Op.copy) : values;
}
