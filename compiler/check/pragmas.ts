/**
 * Pragmas that declarations obey (GCC manual, "Pragmas Accepted by GCC"): pack, GCC visibility,
 * weak, redefine_extname. Gets their text; promises the state that layout and entities read, and
 * at the end of the unit the aliases that no declaration has taken up.
 */
import type { PragmaLine } from '../ast.ts';
import type { FunctionEntity, Variable, Visibility } from '../typed.ts';
import type { Checker, PragmaState } from './checker.ts';

export function noPragmas(): PragmaState {
  return {
    pack: 0,
    packStack: [],
    visibility: [],
    weak: new Map(),
    aliases: new Set(),
    externalNames: new Map(),
  };
}

/** Obeys a pragma. */
export function pragma(c: Checker, node: PragmaLine): void {
  const [, name, rest] = /^\s*(GCC visibility|\w+)\s*(.*?)\s*$/s.exec(node.text) ?? ['', '', ''];
  if (name === 'pack') pack(c, node, rest!);
  else if (name === 'GCC visibility') visibility(c, node, rest!);
  else if (name === 'weak') weak(c, node, rest!);
  else if (name === 'redefine_extname') redefineName(c, node, rest!);
  else if (name === 'scalar_storage_order' && !/^(little-endian|default)$/.test(rest!)) {
    c.diagnostics.unsupported(node.pos, `#pragma scalar_storage_order ${rest}`);
  }
}

function malformed(c: Checker, node: PragmaLine, name: string): void {
  c.diagnostics.warning(node.pos, 'pragmas', `malformed ‘#pragma ${name}’ - ignored`, true);
}

/** `pack(N)`, `pack()`, `pack(push, [NAME,] N)`, `pack(pop [, NAME])`. */
function pack(c: Checker, node: PragmaLine, rest: string): void {
  const state = c.pragmas;
  const inside = /^\((.*)\)$/s.exec(rest)?.[1];
  if (inside === undefined) {
    malformed(c, node, 'pack');
    return;
  }
  const words = inside.split(',').map((part) => part.trim());
  const name = words.slice(1).find((word) => /^[A-Za-z_]/.test(word)) ?? '';
  if (words[0] === 'push') state.packStack.push({ name, pack: state.pack });
  if (words[0] === 'pop') {
    const named = state.packStack.findLastIndex((entry) => entry.name === name);
    const from = named >= 0 ? named : state.packStack.length - 1;
    state.pack = state.packStack.splice(Math.max(from, 0))[0]?.pack ?? 0;
  }
  const number = words.find((word) => /^\d+$/.test(word));
  if (number !== undefined) state.pack = Number(number);
  else if (inside.trim() === '') state.pack = 0;
}

/** `visibility push(KIND)`, `visibility pop`. */
function visibility(c: Checker, node: PragmaLine, rest: string): void {
  const state = c.pragmas.visibility;
  const pushed = /^push\s*\(\s*(default|hidden|protected|internal)\s*\)$/.exec(rest)?.[1];
  if (pushed) state.push(pushed as Visibility);
  else if (!/^pop\b/.test(rest)) malformed(c, node, 'GCC visibility push');
  else if (!state.pop()) {
    const message = 'no matching push for ‘#pragma GCC visibility pop’';
    c.diagnostics.warning(node.pos, 'pragmas', message, true);
  }
}

/** `weak NAME`, `weak NAME = TARGET`: of a name declared before or after. */
function weak(c: Checker, node: PragmaLine, rest: string): void {
  const [, name, target] = /^([\w$]+)\s*(?:=\s*([\w$]+)\s*)?$/.exec(rest) ?? [];
  if (name === undefined) {
    malformed(c, node, 'weak');
    return;
  }
  c.pragmas.weak.set(name, target ?? '');
  const entity = declared(c, name);
  if (entity) obeyPragmas(c, entity);
}

/** `redefine_extname OLD NEW`. */
function redefineName(c: Checker, node: PragmaLine, rest: string): void {
  const [, name, external] = /^([\w$]+)\s+([\w$]+)$/.exec(rest) ?? [];
  if (name === undefined) {
    malformed(c, node, 'redefine_extname');
    return;
  }
  c.pragmas.externalNames.set(name, external!);
  const entity = declared(c, name);
  if (entity) obeyPragmas(c, entity);
}

function declared(c: Checker, name: string): FunctionEntity | Variable | null {
  const entity = c.fileScope.own(name) ?? c.hiddenFunctions.get(name) ?? c.hiddenObjects.get(name);
  return entity?.kind === 'function' || entity?.kind === 'variable' ? entity : null;
}

/** Gives an entity, at one of its declarations, what pragmas ask of it. Attributes go first. */
export function obeyPragmas(c: Checker, entity: FunctionEntity | Variable): void {
  if (entity.linkage !== 'external') return;
  const { visibility: kinds, weak: names, externalNames } = c.pragmas;
  entity.visibility ??= kinds.at(-1) ?? null;
  const external = externalNames.get(entity.name);
  if (external !== undefined && entity.symbolName === entity.name) entity.symbolName = external;
  const target = names.get(entity.name);
  if (target === undefined) return;
  names.delete(entity.name);
  entity.weak = true;
  if (target !== '') aliasTo(c, entity, target);
}

/** Makes an entity another name of `target`, which may have no other use. */
export function aliasTo(c: Checker, entity: FunctionEntity | Variable, target: string): void {
  keep(c, target);
  entity.alias = target;
  c.pragmas.aliases.add(entity);
  if (entity.kind === 'function') entity.defined = true;
}

function keep(c: Checker, target: string): void {
  const entity = declared(c, target);
  if (!entity) return;
  entity.used = true;
  entity.referenced = true;
}

/** Makes a static entity stand for a name from elsewhere, which need not exist. */
export function referWeakly(entity: FunctionEntity | Variable, target: string): void {
  entity.weakReference = true;
  entity.linkage = 'external';
  entity.symbolName = target;
  entity.weak = true;
  entity.referenced = true;
}

/** At the end of the unit: aliases, whether named or not, and those that no declaration took up. */
export function finishPragmas(c: Checker): void {
  for (const entity of c.pragmas.aliases) c.output.push({ kind: 'alias', entity });
  for (const [name, target] of c.pragmas.weak) {
    if (target === '') continue;
    keep(c, target);
    const template = `\t.weak ${name}\n\t.set ${name}, ${target}`;
    c.output.push({ kind: 'file-asm', template });
  }
}
