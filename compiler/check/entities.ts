/** Making the entities that names and literals stand for. */
import type { Position } from '../source.ts';
import type { FunctionEntity, Variable } from '../typed.ts';
import type { FunctionType, Type } from '../types.ts';
import type { Checker } from './checker.ts';

/** A function nobody has described yet. */
export function newFunction(
  c: Checker,
  name: string,
  type: FunctionType,
  pos: Position,
): FunctionEntity {
  return {
    kind: 'function',
    id: c.counters.entity++,
    name,
    type,
    linkage: 'external',
    symbolName: name,
    defined: false,
    inline: 'default',
    availableExternally: false,
    externallyDeclared: false,
    gnuInline: false,
    noReturn: type.noReturn,
    returnsTwice: RETURNS_TWICE.has(name),
    align: 0,
    aliasesFreely: false,
    wraps: false,
    notInstrumented: false,
    effects: 'any',
    weak: false,
    weakReference: false,
    alias: '',
    visibility: null,
    section: '',
    used: false,
    referenced: false,
    constructor_: null,
    destructor_: null,
    parent: null,
    pos,
  };
}

/** Functions that return a second time, by their names in POSIX and glibc. */
const RETURNS_TWICE: ReadonlySet<string> = new Set([
  ...['setjmp', '_setjmp', '__setjmp', 'sigsetjmp', '__sigsetjmp', 'vfork', 'savectx'],
  'getcontext',
]);

/** An anonymous object with static storage. */
export function staticObject(
  c: Checker,
  symbolName: string,
  type: Type,
  pos: Position,
  literal: boolean,
): Variable {
  return {
    kind: 'variable',
    id: c.counters.entity++,
    name: '',
    type,
    storage: 'static',
    linkage: 'none',
    symbolName,
    threadLocal: false,
    align: 0,
    isRegister: false,
    register: '',
    section: '',
    visibility: null,
    weak: false,
    weakReference: false,
    alias: '',
    used: false,
    referenced: false,
    reads: 0,
    cleanup: null,
    literal,
    owner: null,
    common: false,
    pos,
  };
}

/** A parameter as an object of the function's block. */
export function parameterObject(c: Checker, name: string, type: Type, pos: Position): Variable {
  return { ...staticObject(c, '', type, pos, false), name, storage: 'parameter' };
}
