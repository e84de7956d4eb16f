/**
 * Addresses that are formed from a loop's counter after it was advanced are formed from the
 * advanced one, so that both can share a register:
 *
 *   next = i + 1; load (base + i) + 1     becomes   next = i + 1; load base + next
 *   next = p + 1; load p                  becomes   next = p + 1; load next - 1
 *
 * Gets IR that no other pass will put in canonical form again; in place.
 */
import { type Dominators, dominates, dominators } from '../../compiler/ir/dominators.ts';
import { type Block, type Func, intOf, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';
import { type UseLists, useLists } from '../../compiler/ir/uses.ts';

/** Forms addresses from advanced counters, where nothing else needs the counter by then. */
export function useAdvanced(func: Func): void {
  const counters = func.blocks.flatMap((block) => block.phis.filter((phi) => nextOf(phi) !== null));
  if (counters.length === 0) return;
  const search = new Search(useLists(func), dominators(func), positions(func));
  for (const phi of counters) {
    const next = nextOf(phi)!;
    const late = search.lateAddresses(phi, next);
    if (late) for (const address of late) rebuild(func, address, next);
  }
}

/** The sum with a constant that a phi becomes on every way back, or null. */
function nextOf(phi: Value): Value | null {
  if (phi.cls !== Cls.l) return null;
  let next: Value | null = null;
  for (const arg of phi.args) {
    if (arg.op !== Op.add || arg.args[0] !== phi || arg.args[1]!.op !== Op.int) continue;
    if (next && next !== arg) return null;
    next = arg;
  }
  return next;
}

/** By value id: where in its block a value stands. */
function positions(func: Func): Int32Array {
  const places = new Int32Array(func.nextValue);
  for (const { phis, body, end } of func.blocks) {
    for (const phi of phis) places[phi.id] = -1;
    for (let i = 0; i < body.length; i++) places[body[i]!.id] = i;
    places[end.id] = body.length;
  }
  return places;
}

/** The address of an access: base + (i << shift) + offset; without a base, i itself. */
interface CounterAddress {
  readonly access: Value;
  readonly operand: number;
  readonly base: Value | null;
  readonly shift: bigint;
  readonly offset: bigint;
}

class Search {
  constructor(
    private readonly uses: UseLists,
    private readonly tree: Dominators,
    private readonly places: Int32Array,
  ) {}

  /**
   * The addresses formed from a phi after `next`; null where there are none, or other late uses.
   */
  lateAddresses(phi: Value, next: Value): CounterAddress[] | null {
    const late: CounterAddress[] = [];
    for (const user of this.usersOf(phi)) {
      if (user === next) continue;
      if (user.op === Op.phi) {
        if (!this.comesEarly(user, phi, next)) return null;
        continue;
      }
      const operand = addressOperand(user, phi);
      if (operand >= 0 && this.isBehind(user, next)) {
        late.push({ access: user, operand, base: null, shift: 0n, offset: 0n });
        continue;
      }
      // Standing before it, a sum may still be part of an address that is read behind it.
      const found = this.addressesOf(user, phi, next);
      if (found) late.push(...found);
      else if (!this.isBefore(user, next)) return null;
    }
    return late.length > 0 ? late : null;
  }

  private usersOf(value: Value): Value[] {
    const { start, users } = this.uses;
    return users.slice(start[value.id], start[value.id + 1]);
  }

  private isBefore(value: Value, next: Value): boolean {
    const [a, b] = [value.block!, next.block!];
    if (a === b) return this.places[value.id]! < this.places[next.id]!;
    return dominates(this.tree, a, b);
  }

  private isBehind(value: Value, next: Value): boolean {
    const [a, b] = [value.block!, next.block!];
    if (a === b) return this.places[value.id]! > this.places[next.id]!;
    return dominates(this.tree, b, a);
  }

  /** Whether all edges on which another phi gets this one are taken before `next`. */
  private comesEarly(user: Value, phi: Value, next: Value): boolean {
    return user.args.every((arg, i) => {
      if (arg !== phi) return true;
      const from: Block = user.block!.preds[i]!;
      return from !== next.block && dominates(this.tree, from, next.block!);
    });
  }

  /** The late addresses that a sum with the phi is part of; null if it has another use. */
  private addressesOf(user: Value, phi: Value, next: Value): CounterAddress[] | null {
    const shift = user.op === Op.shl ? intOf(user.args[1]!) : 0n;
    if (shift === null || shift > 3n) return null;
    const sums = user.op === Op.shl ? this.usersOf(user) : [user];
    const scaled = user.op === Op.shl ? user : phi;
    const found: CounterAddress[] = [];
    for (const sum of sums) {
      if (sum.op !== Op.add || sum.args[0] === sum.args[1]) return null;
      const base = sum.args[0] === scaled ? sum.args[1]! : sum.args[0]!;
      if (base.op === Op.int) return null;
      for (const reader of this.usersOf(sum)) {
        const by = reader.op === Op.add && reader.args[0] === sum ? intOf(reader.args[1]!) : null;
        const accesses = by === null ? [reader] : this.usersOf(reader);
        const address = by === null ? sum : reader;
        for (const access of accesses) {
          const operand = addressOperand(access, address);
          if (operand < 0) return null;
          if (this.isBefore(access, next)) continue;
          if (!this.isBehind(access, next)) return null;
          found.push({ access, operand, base, shift, offset: by ?? 0n });
        }
      }
    }
    return found;
  }
}

/** Which operand of a load or store an address is, where it is nothing else; or -1. */
function addressOperand(access: Value, address: Value): number {
  const { op, args } = access;
  if (op === Op.load) return args[0] === address ? 0 : -1;
  return op === Op.store && args[1] === address && args[0] !== address ? 1 : -1;
}

function rebuild(
  func: Func,
  { access, operand, base, shift, offset }: CounterAddress,
  next: Value,
) {
  const { block } = access;
  const made: Value[] = [];
  const put = (op: Op, args: Value[]): Value => {
    const value = func.value(op, Cls.l, args, null, access.pos);
    value.block = block;
    made.push(value);
    return value;
  };
  const index = shift > 0n ? put(Op.shl, [next, func.int(Cls.w, shift)]) : next;
  const sum = base ? put(Op.add, [base, index]) : index;
  const step = intOf(next.args[1]!)! << shift;
  const rest = BigInt.asIntN(64, offset - step);
  access.args[operand] = rest === 0n ? sum : put(Op.add, [sum, func.int(Cls.l, rest)]);
  block!.body.splice(block!.body.indexOf(access), 0, ...made);
}
