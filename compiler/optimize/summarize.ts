/**
 * summarize: looks at all functions and data together. Of data that no pointer leads to it is known
 * which functions may read and write it; what nothing writes is constant. Functions without effects
 * are marked pure or const, with the calls of them; calls of functions that never return are marked
 * so. Needs unused functions gone; what it finds stays true for passes that only take accesses away
 * or move them within their function.
 */
import {
  type AliasInfo,
  aliasInfo,
  baseOf,
  isPlainAccess,
  isPrivate,
  isReadOnly,
} from '../ir/alias.ts';
import {
  type CallGraph,
  callGraph,
  namesInAssembly,
  reachableFromOutside,
} from '../ir/callgraph.ts';
import { dominators } from '../ir/dominators.ts';
import type {
  Block,
  CallInfo,
  Data,
  Extent,
  Func,
  Module,
  ModuleSymbol,
  SymbolRef,
  Value,
} from '../ir/ir.ts';
import { exitEdges, loops } from '../ir/loops.ts';
import { OP_READS, OP_WRITES, Op } from '../ir/ops.ts';
import { eachValue } from '../ir/uses.ts';
import type { Context } from './context.ts';

/** Summarizes a module into its context. */
export function summarize(module: Module, context: Context): boolean {
  const hidden = candidates(module);
  const graph = callGraph(module);
  const deeds = new Map<ModuleSymbol, Deeds>();
  for (const func of graph.order) deeds.set(func.symbol, deedsOf(func, context, hidden));
  const ended = markEnds(graph, deeds);
  const changed = markEffects(graph, deeds) || ended;
  const outside: Deeds = newDeeds();
  for (const symbol of reachableFromOutside(module, graph.functions)) outside.callees.add(symbol);
  const of = (callee: ModuleSymbol | null): Deeds => {
    const known = callee && !callee.weak ? deeds.get(callee) : undefined;
    return known ?? (callee && isHarmless(callee, context) ? NOTHING : outside);
  };
  spread([...deeds.values(), outside], of);
  keepConstants(module, context, hidden, deeds);
  context.summary = {
    isHidden: (data) => hidden.has(data),
    mayWrite: (callee, data) => of(callee).writes.has(data),
    mayRead: (callee, data) => of(callee).reads.has(data),
  };
  return changed;
}

/** What a function does to hidden data, and whom it calls (null: unknown functions). */
interface Deeds {
  readonly reads: Set<ModuleSymbol>;
  readonly writes: Set<ModuleSymbol>;
  readonly callees: Set<ModuleSymbol | null>;
  readonly calls: Value[];
  /** What the function does besides its calls. */
  effects: CallInfo['effects'];
}

function newDeeds(): Deeds {
  return { reads: new Set(), writes: new Set(), callees: new Set(), calls: [], effects: 'const' };
}

const NOTHING: Deeds = newDeeds();

/** Data that may turn out to be hidden: internal, and named by no other data and no assembly. */
function candidates(module: Module): Set<ModuleSymbol> {
  const found = new Set<ModuleSymbol>();
  for (const { symbol, section, common } of module.data) {
    if (symbol.linkage !== 'internal' || symbol.weak || symbol.threadLocal || common) continue;
    if (!symbol.used && section === '' && symbol.alias === '') found.add(symbol);
  }
  for (const { items } of module.data) {
    for (const item of items) if (item.kind === 'address') found.delete(item.symbol);
  }
  const names = new Map(module.symbols.map((symbol) => [symbol.name, symbol]));
  const drop = (name: string): void => {
    const symbol = names.get(name);
    if (symbol) found.delete(symbol);
  };
  for (const { alias } of module.symbols) if (alias !== '') drop(alias);
  for (const name of namesInAssembly(module)) drop(name);
  return found;
}

function deedsOf(func: Func, context: Context, hidden: Set<ModuleSymbol>): Deeds {
  const info = aliasInfo(func, { ...context, summary: null });
  for (const symbol of info.escapedSymbols) hidden.delete(symbol);
  const deeds = newDeeds();
  if (func.flags.noReturn || func.flags.callsReturnsTwice) deeds.effects = 'any';
  eachValue(func, (value) => {
    if (OP_READS[value.op] || OP_WRITES[value.op]) note(deeds, info, value);
  });
  return deeds;
}

function note(deeds: Deeds, info: AliasInfo, value: Value): void {
  const { op, args } = value;
  switch (op) {
    case Op.load:
      touch(deeds, info, args[0]!, deeds.reads);
      if (!isPlainAccess(value)) deeds.effects = 'any';
      return;
    case Op.store:
      touch(deeds, info, args[1]!, deeds.writes);
      if (!isPlainAccess(value)) deeds.effects = 'any';
      return;
    case Op.blit:
    case Op.clear:
      touch(deeds, info, args[0]!, deeds.writes);
      if (op === Op.blit) touch(deeds, info, args[1]!, deeds.reads);
      if ((value.aux as Extent).volatile) deeds.effects = 'any';
      return;
    case Op.call:
      deeds.callees.add(calleeOf(value));
      deeds.calls.push(value);
      return;
    default:
      deeds.effects = 'any';
  }
}

/** Notes an access of memory at an address. */
function touch(deeds: Deeds, info: AliasInfo, address: Value, set: Set<ModuleSymbol>): void {
  const base = baseOf(info, address);
  if (base.op === Op.symbol) set.add((base.aux as SymbolRef).symbol);
  if (isPrivate(info, address) || isReadOnly(info, address)) return;
  if (set === deeds.writes) deeds.effects = 'any';
  else if (deeds.effects === 'const') deeds.effects = 'pure';
}

function calleeOf(call: Value): ModuleSymbol | null {
  const target = call.args[0]!;
  if (target.op !== Op.symbol) return null;
  const { symbol, offset } = target.aux as SymbolRef;
  return offset === 0n && symbol.alias === '' ? symbol : null;
}

/** Adds to what each function does what those that it calls do, until nothing is new. */
function spread(all: readonly Deeds[], of: (callee: ModuleSymbol | null) => Deeds): void {
  for (let again = true; again; ) {
    again = false;
    for (const deeds of all) {
      const before = deeds.reads.size + deeds.writes.size;
      for (const callee of deeds.callees) {
        const theirs = of(callee);
        if (theirs === deeds) continue;
        for (const data of theirs.reads) deeds.reads.add(data);
        for (const data of theirs.writes) deeds.writes.add(data);
      }
      if (deeds.reads.size + deeds.writes.size !== before) again = true;
    }
  }
}

/** Hidden data that nothing writes is what it is from the start. */
function keepConstants(
  module: Module,
  context: Context,
  hidden: ReadonlySet<ModuleSymbol>,
  deeds: ReadonlyMap<ModuleSymbol, Deeds>,
): void {
  const written = new Set<ModuleSymbol>();
  for (const { writes } of deeds.values()) for (const data of writes) written.add(data);
  const keep = (data: Data): void => {
    context.constants.set(data.symbol, data);
    context.readOnly.add(data.symbol);
  };
  for (const data of module.data) {
    if (hidden.has(data.symbol) && !written.has(data.symbol)) keep(data);
  }
}

const RANK = { const: 0, pure: 1, any: 2 } as const;

/** Marks functions that do nothing but compute, and the calls of them. Recursion is left alone. */
function markEffects(graph: CallGraph, deeds: ReadonlyMap<ModuleSymbol, Deeds>): boolean {
  const known = new Map<ModuleSymbol, CallInfo['effects']>();
  let changed = false;
  for (const func of graph.order) {
    const own = deeds.get(func.symbol)!;
    let { effects } = own;
    for (const call of own.calls) {
      const info = call.aux as CallInfo;
      const callee = calleeOf(call);
      const theirs =
        info.effects === 'any' ? ((callee && known.get(callee)) ?? 'any') : info.effects;
      if (theirs !== info.effects) {
        call.aux = { ...info, effects: theirs };
        changed = true;
      }
      if (info.noReturn || RANK[theirs] > RANK[effects]) effects = info.noReturn ? 'any' : theirs;
    }
    if (effects === 'any' || func.symbol.weak || !leavesLoops(func)) continue;
    known.set(func.symbol, effects);
    if (RANK[func.flags.effects] > RANK[effects]) func.flags.effects = effects;
  }
  return changed;
}

/** Marks the calls of functions that never return. */
function markEnds({ order }: CallGraph, deeds: ReadonlyMap<ModuleSymbol, Deeds>): boolean {
  const endless = new Set<ModuleSymbol>();
  let changed = false;
  for (const func of order) {
    for (const call of deeds.get(func.symbol)!.calls) {
      const callee = calleeOf(call);
      const info = call.aux as CallInfo;
      if (!callee || info.noReturn || !endless.has(callee)) continue;
      call.aux = { ...info, noReturn: true };
      changed = true;
    }
    if (!func.symbol.weak && neverReturns(func)) endless.add(func.symbol);
  }
  return changed;
}

/** Whether no return is reached but behind a call that does not come back. */
function neverReturns(func: Func): boolean {
  const stops = ({ op, aux }: Value): boolean => op === Op.call && (aux as CallInfo).noReturn;
  const seen = new Set<Block>();
  const work = [func.blocks[0]!];
  while (work.length > 0) {
    const block = work.pop()!;
    if (seen.has(block)) continue;
    seen.add(block);
    if (block.body.some(stops)) continue;
    // Assembly may return by itself.
    if (block.end.op === Op.ret || block.end.op === Op.asmgoto) return false;
    if (block.body.some(({ op }) => op === Op.asm)) return false;
    work.push(...block.succs);
  }
  return true;
}

/** Whether every loop of a function can be left. */
function leavesLoops(func: Func): boolean {
  const info = loops(func, dominators(func));
  return info.all.every((loop) => exitEdges(info, loop).length > 0);
}

/** Library functions that call nothing of the program back. */
const HARMLESS: ReadonlySet<string> = new Set(
  `abs acos asin atan atan2 atof atoi atol calloc ceil cos cosh exp fabs floor fmod free frexp
  isalnum isalpha isdigit islower isprint ispunct isspace isupper isxdigit labs ldexp log log10 log2
  malloc memchr memcmp memcpy memmove memset modf pow rand realloc round sin sinh sqrt srand strcat
  strchr strcmp strcpy strcspn strdup strlen strncat strncmp strncpy strpbrk strrchr strspn strstr
  strtod strtol strtoul tan tanh tolower toupper trunc ceilf cosf expf fabsf floorf fmodf logf powf
  sinf sqrtf tanf fmax fmin fmaxf fminf hypot cbrt exp2 log1p expm1 clock time`.split(/\s+/),
);

function isHarmless(callee: ModuleSymbol, { builtins }: Context): boolean {
  return builtins && !callee.defined && callee.linkage === 'external' && HARMLESS.has(callee.name);
}
