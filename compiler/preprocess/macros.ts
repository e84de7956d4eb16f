/**
 * Macro definitions (6.10.3): reads a #define line, keeps the table, compares and spells
 * definitions.
 */
import type { Position } from '../source.ts';
import {
  CLOSE,
  COMMA,
  DEFINED,
  DIGRAPH_HASH,
  DIGRAPH_HASH_HASH,
  ELLIPSIS,
  FLAG_BITS,
  HASH,
  HASH_HASH,
  OPEN,
  OPTIONAL,
  PASTE,
  SPACE,
  SPECIAL,
  STRINGIFY,
  VA_ARGS,
  VA_OPT,
} from './names.ts';
import { type BuiltinMacro, classOf, idOf, type Macro, type State, textOf } from './state.ts';
import { TokenKind } from './tokens.ts';

/** Puts a macro into the table. */
export function setMacro(state: State, macro: Macro): void {
  state.macros[macro.name] = macro;
  state.names.classes[macro.name]! |= SPECIAL;
}

/** Takes a name out of the table. */
export function removeMacro(state: State, name: number): void {
  state.macros[name] = null;
  if (name !== DEFINED) state.names.classes[name]! &= ~SPECIAL;
}

/** Whether #ifdef of a name holds. */
export function isDefined(state: State, name: number): boolean {
  const macro = state.macros[name];
  return !!macro && macro.form !== 'poison' && !isOperator(macro);
}

function isOperator(macro: Macro): boolean {
  return macro.builtin === 'defined' || macro.builtin === '_Pragma';
}

/** A macro whose replacement is computed. */
export function builtinMacro(state: State, name: BuiltinMacro): Macro {
  return blankMacro(state.names.id(name), 'builtin', name);
}

export function poisonedMacro(name: number): Macro {
  return blankMacro(name, 'poison', null);
}

function blankMacro(name: number, form: Macro['form'], builtin: BuiltinMacro | null): Macro {
  return {
    name,
    form,
    builtin,
    parameters: [],
    variadic: false,
    body: [],
    groups: [],
    pastes: false,
    position: 0,
    disabled: false,
  };
}

/** The words of a #define line being read, and what is found in them. */
interface Definition {
  readonly words: ArrayLike<number>;
  readonly end: number;
  readonly parameters: number[];
  variadic: boolean;
  readonly groups: number[][];
  pastes: boolean;
  failed: boolean;
}

/**
 * Reads a definition from words[from .. to), which starts at the macro's name.
 * Faults are reported (6.10.3, 6.10.3.2p1, 6.10.3.3p1) and give null.
 */
export function readDefinition(
  state: State,
  words: ArrayLike<number>,
  from: number,
  to: number,
  position: Position,
): Macro | null {
  const name = idOf(words[from]!);
  const found: Definition = {
    words,
    end: to,
    parameters: [],
    variadic: false,
    groups: [],
    pastes: false,
    failed: false,
  };
  let at = from + 1;
  const next = at < to ? words[at]! : 0;
  const takesArguments = at < to && idOf(next) === OPEN && (next & SPACE) === 0;
  if (takesArguments) {
    at = readParameters(state, found, at + 1, position);
    if (at < 0) return null;
  } else if (at < to && (next & SPACE) === 0) {
    state.diagnostics.warning(position, '', 'missing whitespace after the macro name', true);
  }
  const body = readBody(state, found, at, to, takesArguments, position);
  if (found.failed) return null;
  return {
    name,
    form: takesArguments ? 'function' : 'object',
    builtin: null,
    parameters: found.parameters,
    variadic: found.variadic,
    body,
    groups: found.groups,
    pastes: found.pastes,
    position,
    disabled: false,
  };
}

/** Reads parameters up to `)`; gives the index after it, or -1 after a fault. */
function readParameters(state: State, found: Definition, from: number, position: Position): number {
  const { words, end, parameters } = found;
  const fail = (message: string): number => {
    state.diagnostics.error(position, message);
    return -1;
  };
  let at = from;
  if (at < end && idOf(words[at]!) === CLOSE) return at + 1;
  for (;;) {
    if (at >= end) return fail("expected ')' before end of line");
    const word = words[at++]!;
    if (idOf(word) === ELLIPSIS) {
      found.variadic = true;
      parameters.push(VA_ARGS);
    } else if (classOf(state, word) === TokenKind.identifier) {
      if (idOf(word) === VA_ARGS) {
        return fail('__VA_ARGS__ can only appear in the expansion of a C99 variadic macro');
      }
      if (parameters.includes(idOf(word))) {
        return fail(`duplicate macro parameter "${textOf(state, word)}"`);
      }
      parameters.push(idOf(word));
      if (at < end && idOf(words[at]!) === ELLIPSIS) {
        found.variadic = true;
        at++;
      }
    } else {
      return fail(`expected parameter name, found "${textOf(state, word)}"`);
    }
    const after = at < end ? idOf(words[at]!) : 0;
    if (after === CLOSE) return at + 1;
    if (after !== COMMA || found.variadic) {
      if (at >= end) return fail("expected ')' before end of line");
      if (found.variadic) return fail('expected \')\' after "..."');
      return fail(`expected ',' or ')', found "${textOf(state, words[at]!)}"`);
    }
    at++;
  }
}

/** Reads a replacement list, or the contents of a __VA_OPT__ group, from words[from .. to). */
function readBody(
  state: State,
  found: Definition,
  from: number,
  to: number,
  takesArguments: boolean,
  position: Position,
): number[] {
  const body: number[] = [];
  let stringify = 0;
  let stringifySpace = 0;
  let at = from;
  while (at < to) {
    const word = found.words[at]!;
    const id = idOf(word);
    if (id === HASH_HASH || id === DIGRAPH_HASH_HASH) {
      if (body.length === 0 || at + 1 === to) {
        fault(state, found, position, "'##' cannot appear at either end of a macro expansion");
        return body;
      }
      markPaste(found, body);
      at++;
      continue;
    }
    const space = stringify !== 0 ? stringifySpace : word & SPACE;
    const flags = stringify | (body.length === 0 ? 0 : space);
    const parameter = found.parameters.indexOf(id);
    if (parameter >= 0) {
      body.push(~((parameter << FLAG_BITS) | flags));
      at++;
    } else if (id === VA_OPT && found.variadic) {
      const close = closingParenthesis(found.words, at + 1, to);
      if (close < 0) {
        fault(state, found, position, 'unterminated __VA_OPT__');
        return body;
      }
      const group = readBody(state, found, at + 2, close, true, position);
      found.groups.push(group);
      body.push(~(((found.groups.length - 1) << FLAG_BITS) | OPTIONAL | flags));
      at = close + 1;
    } else if (stringify !== 0) {
      fault(state, found, position, "'#' is not followed by a macro parameter");
      return body;
    } else if (takesArguments && (id === HASH || id === DIGRAPH_HASH)) {
      stringify = STRINGIFY;
      stringifySpace = word & SPACE;
      at++;
      continue;
    } else {
      if (id === VA_ARGS) warnVariable(state, position);
      body.push((id << FLAG_BITS) | flags);
      at++;
    }
    stringify = 0;
  }
  if (stringify !== 0) {
    fault(state, found, position, "'#' is not followed by a macro parameter");
  }
  return body;
}

/** The last word read is pasted to the next. */
function markPaste(found: Definition, body: number[]): void {
  const last = body[body.length - 1]!;
  body[body.length - 1] = last < 0 ? ~(~last | PASTE) : last | PASTE;
  found.pastes = true;
}

function warnVariable(state: State, position: Position): void {
  const message = '__VA_ARGS__ can only appear in the expansion of a C99 variadic macro';
  state.diagnostics.warning(position, '', message, true);
}

function fault(state: State, found: Definition, position: Position, message: string): void {
  found.failed = true;
  state.diagnostics.error(position, message);
}

/** The index of the `)` that matches the `(` at `from`, or -1. */
function closingParenthesis(words: ArrayLike<number>, from: number, to: number): number {
  if (from >= to || idOf(words[from]!) !== OPEN) return -1;
  let depth = 0;
  for (let at = from; at < to; at++) {
    const id = idOf(words[at]!);
    if (id === OPEN) depth++;
    else if (id === CLOSE && --depth === 0) return at;
  }
  return -1;
}

/** Whether two definitions are the same, so that the second is no redefinition (6.10.3p1..2). */
export function sameDefinition(a: Macro, b: Macro): boolean {
  if (a.form !== b.form || a.builtin !== b.builtin || a.variadic !== b.variadic) return false;
  if (!sameWords(a.parameters, b.parameters) || !sameWords(a.body, b.body)) return false;
  return (
    a.groups.length === b.groups.length &&
    a.groups.every((group, index) => sameWords(group, b.groups[index]!))
  );
}

function sameWords(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/** A macro as a #define line without the word #define (-dM, -dD). */
export function spellMacro(state: State, macro: Macro): string {
  const { texts } = state.names;
  let text = texts[macro.name]!;
  if (macro.form === 'function') {
    const parameters = macro.parameters.map((id) => (id === VA_ARGS ? '...' : texts[id]!));
    if (macro.variadic && parameters.at(-1) !== '...') parameters.push(`${parameters.pop()}...`);
    text += `(${parameters.join(',')})`;
  }
  return `${text} ${spellBody(state, macro, macro.body)}`;
}

function spellBody(state: State, macro: Macro, body: readonly number[]): string {
  let text = '';
  for (const word of body) {
    const bits = word < 0 ? ~word : word;
    const id = bits >> FLAG_BITS;
    let spelling = state.names.texts[id]!;
    if (word < 0) {
      spelling =
        (bits & OPTIONAL) !== 0
          ? `__VA_OPT__(${spellBody(state, macro, macro.groups[id]!)})`
          : state.names.texts[macro.parameters[id]!]!;
      if ((bits & STRINGIFY) !== 0) spelling = `#${spelling}`;
    }
    text += (bits & SPACE) !== 0 ? ` ${spelling}` : spelling;
    if ((bits & PASTE) !== 0) text += ' ##';
  }
  return text;
}
