/**
 * fold: constant folding and algebra, in canonical forms (constants right, x - c as x + -c, x * 2^n
 * as x << n). Needs nothing; may leave decided branches' old targets unreachable, which cleanup
 * removes. Undefined values are never folded: each use might see another.
 */
import { removeUnreachable, reversePostOrder } from '../ir/cfg.ts';
import type { Block, Func, Value } from '../ir/ir.ts';
import { isFloatClass, isVectorClass, OP_COMMUTES, OP_COMPARES, OPS, Op } from '../ir/ops.ts';
import { useCounts } from '../ir/uses.ts';
import { type Context, foldConstants } from './context.ts';
import { copies, replaceBy, resolve } from './copies.ts';
import { COMPARE_RULES } from './folding/compares.ts';
import { Folder, type Rule } from './folding/folder.ts';
import { INTEGER_RULES } from './folding/integers.ts';
import { floatRule, foldEnd, OTHER_RULES } from './folding/others.ts';

const ROUNDS = 6;
/** How often one value may be rewritten before the next one is looked at. */
const REWRITES = 12;

const RULES: readonly (Rule | undefined)[] = ((): (Rule | undefined)[] => {
  const rules: (Rule | undefined)[] = new Array(OPS.length).fill(undefined);
  for (const [op, rule] of INTEGER_RULES) rules[op] = rule;
  for (const [op, rule] of COMPARE_RULES) rules[op] = rule;
  for (const [op, rule] of OTHER_RULES) rules[op] = rule;
  return rules;
})();

/** Folds a function until nothing changes (or the rounds are used up). */
export function fold(func: Func, context: Context): boolean {
  let changed = removeUnreachable(func);
  changed = copies(func) || changed;
  for (let round = 0; round < ROUNDS; round++) {
    const folder = new Folder(func, context, useCounts(func));
    let again = false;
    for (const block of reversePostOrder(func).blocks) again = foldBlock(folder, block) || again;
    if (!again) break;
    changed = true;
    // A phi that only an unreachable cycle feeds would become a copy of itself.
    if (folder.endsChanged) removeUnreachable(func);
    copies(func);
  }
  return changed;
}

function foldBlock(folder: Folder, block: Block): boolean {
  let changed = false;
  let inserted = false;
  const body: Value[] = [];
  for (const value of block.body) {
    const found = foldValue(folder, value);
    if (folder.pending.length > 0) {
      for (const made of folder.pending) {
        made.block = block;
        body.push(made);
      }
      inserted = true;
      folder.pending.length = 0;
    }
    body.push(value);
    changed = found || changed;
  }
  if (inserted) block.body = body;
  resolveArgs(block.end);
  for (let tries = 0; tries < REWRITES && foldEnd(folder.func, block); tries++) {
    folder.endsChanged = true;
  }
  return changed || folder.endsChanged;
}

function foldValue(folder: Folder, value: Value): boolean {
  let changed = false;
  for (let tries = 0; tries < REWRITES; tries++) {
    resolveArgs(value);
    if (value.op === Op.copy || value.op === Op.phi) return changed;
    const result = foldConstants(folder.func, value, folder.context) ?? applyRule(folder, value);
    if (!result) return changed;
    changed = true;
    if (result === value) continue;
    folder.inherit(result, value);
    replaceBy(value, result);
    return true;
  }
  return changed;
}

function resolveArgs(value: Value): void {
  const { args } = value;
  for (let i = 0; i < args.length; i++) {
    if (args[i]!.op === Op.copy) args[i] = resolve(args[i]!);
  }
}

function applyRule(folder: Folder, value: Value): Value | null {
  if (OP_COMMUTES[value.op] && !OP_COMPARES[value.op]) {
    const [x, y] = value.args as [Value, Value];
    if (rank(x) > rank(y)) {
      value.args = [y, x];
      return value;
    }
  }
  if (isFloatClass(value.cls) && isArithmetic(value.op)) return floatRule(folder, value);
  if (isVectorClass(value.cls)) return null;
  return RULES[value.op]?.(folder, value) ?? null;
}

/** Constants go right, symbols left. */
function rank(value: Value): number {
  return value.op === Op.int || value.op === Op.float ? 2 : value.op === Op.symbol ? 0 : 1;
}

function isArithmetic(op: Op): boolean {
  return op === Op.add || op === Op.sub || op === Op.mul || op === Op.div || op === Op.neg;
}
