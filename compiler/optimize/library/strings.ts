/** libcalls' rewrites of functions on strings. */
import { changeEnd } from '../../ir/cfg.ts';
import { append, type Block, type BranchInfo, type Extent, type Value } from '../../ir/ir.ts';
import { Cls, Op } from '../../ir/ops.ts';
import { splitBehind } from '../insert.ts';
import {
  BYTE,
  callInstead,
  emit,
  insertBefore,
  isZeroTest,
  literal,
  load,
  type Site,
} from './tools.ts';

/** Texts up to this many bytes are copied without a call. */
const MAX_TEXT = 64;

/** Of a literal its length; that it is zero, its first character. */
export function strlen(site: Site): Value | null {
  const { func, args, users, context } = site;
  const text = literal(context, args[0]!);
  if (text) return func.int(Cls.l, text.length);
  if (users.length === 0 || !isZeroTest(site)) return null;
  return emit(site, Op.zextw, Cls.l, [load(site, 'b', args[0]!, 0)]);
}

/** Of two literals, or with an empty one. */
export function strcmp(site: Site): Value | null {
  const { func, args, context } = site;
  const [a, b] = [literal(context, args[0]!), literal(context, args[1]!)];
  if (args[0] === args[1]) return func.int(Cls.w, 0);
  if (a && b) return func.int(Cls.w, orderOf(a, b));
  if (b?.length === 0) return load(site, 'b', args[0]!, 0);
  if (a?.length === 0) return emit(site, Op.neg, Cls.w, [load(site, 'b', args[1]!, 0)]);
  const text = a ?? b;
  return (
    text && differs(site, args[a ? 1 : 0]!, [...text.subarray(0, MAX_INLINE), 0], text.length + 1)
  );
}

export function strncmp(site: Site): Value | null {
  const { func, args, context } = site;
  const [x, y, count] = args as [Value, Value, Value];
  if (count.op !== Op.int) return null;
  const most = Number(BigInt.asUintN(64, count.aux as bigint));
  if (most === 0 || x === y) return func.int(Cls.w, 0);
  const [a, b] = [literal(context, x), literal(context, y)];
  if (a && b) return func.int(Cls.w, orderOf(a.subarray(0, most), b.subarray(0, most)));
  const text = a ?? b;
  if (!text) return null;
  return differs(
    site,
    a ? y : x,
    [...text.subarray(0, MAX_INLINE), 0],
    Math.min(most, text.length + 1),
  );
}

/** Comparisons of at most this many characters need no call. */
const MAX_INLINE = 3;

/**
 * Whether a string differs from the first `length` characters of a literal: one after the other
 * where they are few; else the first, which mostly decides, and the call:
 *
 *   x = s[0];  br x == 'w' ─> more: r = call ─> rest: phi(1, r)
 */
function differs(
  site: Site,
  address: Value,
  text: readonly number[],
  length: number,
): Value | null {
  const { func, call, context } = site;
  if (context.level === 'Os' || !isZeroTest(site) || isCompared(call.block!, address)) return null;
  const { pos } = call;
  let block = call.block!;
  const rest = splitBehind(func, block, block.body.indexOf(call));
  const phi = func.value(Op.phi, Cls.w, [], null, pos);
  const put = (value: Value): Value => append(block, value);
  const leave = (result: Value): void => {
    changeEnd(block, func.value(Op.jmp, Cls.none, [], null, pos), [rest]);
    phi.args.push(result);
  };
  const inline = length <= MAX_INLINE;
  for (let i = 0; i < (inline ? length : 1); i++) {
    const offset = func.int(Cls.l, i);
    const at = i === 0 ? address : put(func.value(Op.add, Cls.l, [address, offset], null, pos));
    const character = put(func.value(Op.load, Cls.w, [at], BYTE, pos));
    if (inline && i === length - 1) {
      const last = func.int(Cls.w, text[i]!);
      leave(put(func.value(Op.cne, Cls.w, [character, last], null, pos)));
      break;
    }
    const same = put(func.value(Op.ceq, Cls.w, [character, func.int(Cls.w, text[i]!)], null, pos));
    const more = func.block(`${block.name}_more`);
    more.depth = block.depth;
    changeEnd(block, func.value(Op.br, Cls.none, [same], UNKNOWN, pos), [more, rest]);
    phi.args.push(func.int(Cls.w, 1));
    block = more;
  }
  if (!inline) {
    leave(put(func.value(Op.call, call.cls, call.args, call.aux, pos)));
  }
  phi.block = rest;
  rest.phis.push(phi);
  // The call itself becomes a copy that `copies` takes out.
  call.block = rest;
  rest.body.unshift(call);
  return phi;
}

const UNKNOWN: BranchInfo = { likely: 'unknown' };

/** Whether a block is only run where a string's first character has been compared. */
function isCompared({ preds }: Block, address: Value): boolean {
  const condition = preds.length === 1 ? preds[0]!.end.args[0] : undefined;
  const loaded = condition?.op === Op.ceq ? condition.args[0]! : null;
  return loaded?.op === Op.load && loaded.args[0] === address;
}

function orderOf(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

export function strcpy(site: Site): Value | null {
  const { args, context } = site;
  const text = literal(context, args[1]!);
  if (!text || text.length >= MAX_TEXT) return null;
  copyText(site, args[0]!, args[1]!, text.length);
  return args[0]!;
}

/** Behind the end, which strlen finds. */
export function strcat(site: Site): Value | null {
  const { func, call, args, context } = site;
  const text = literal(context, args[1]!);
  if (!text || text.length >= MAX_TEXT || context.level === 'Os') return null;
  if (text.length === 0) return args[0]!;
  const count = func.value(Op.call, Cls.l, [...call.args], call.aux, call.pos);
  const made = { ...site, call: count };
  if (!callInstead(made, 'strlen', [args[0]!], Cls.l)) return null;
  insertBefore(call, count);
  const end = emit(site, Op.add, Cls.l, [args[0]!, count]);
  copyText(site, end, args[1]!, text.length);
  return args[0]!;
}

function copyText({ func, call }: Site, to: Value, from: Value, length: number): void {
  const extent: Extent = { size: length + 1, align: 1, volatile: false };
  insertBefore(call, func.value(Op.blit, Cls.none, [to, from], extent, call.pos));
}

/** The zero behind a string is at its length. */
export function strchr(site: Site): Value | null {
  const { func, call, args, context } = site;
  const [address, character] = args as [Value, Value];
  if (character.op !== Op.int) return null;
  const wanted = Number((character.aux as bigint) & 255n);
  const text = literal(context, address);
  if (text) {
    const at = wanted === 0 ? text.length : text.indexOf(wanted);
    return at < 0 ? func.int(Cls.l, 0) : emit(site, Op.add, Cls.l, [address, func.int(Cls.l, at)]);
  }
  if (wanted !== 0) return null;
  const count = func.value(Op.call, Cls.l, [...call.args], call.aux, call.pos);
  if (!callInstead({ ...site, call: count }, 'strlen', [address], Cls.l)) return null;
  insertBefore(call, count);
  return emit(site, Op.add, Cls.l, [address, count]);
}
