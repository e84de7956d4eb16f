/**
 * DWARF 4 of a module: one compilation unit that points at the line table which .loc directives
 * fill, an entry for each function with its parameters and variables, for each object with static
 * storage, and for their types. Variables have a place where they keep it: in frame slots, at -O0.
 *
 *   unit
 *     subprogram ── parameters, variables, blocks with theirs, static variables of its own
 *     variable                                  (file scope)
 *     types
 */
import type { DebugFunctionInfo, DebugVariable } from '../../compiler/ir/debug.ts';
import type { Data, Module } from '../../compiler/ir/ir.ts';
import type { Position } from '../../compiler/source.ts';
import type { MachineFunction } from './code.ts';
import {
  AT,
  type Attribute,
  address,
  Entries,
  expression,
  flag,
  half,
  length,
  OP,
  section,
  signedBytes,
  symbolLocation,
  TAG,
  unsigned,
} from './debug-entries.ts';
import type { ScopeRange } from './debug-scopes.ts';
import { TypeEntries } from './debug-types.ts';
import { symbolName } from './symbols.ts';
import type { Frame } from './target.ts';

/** A printed function: its symbol as the assembler reads it and the label behind its end. */
export interface DebugFunction {
  readonly name: string;
  readonly symbol: string;
  readonly end: string;
  readonly external: boolean;
  readonly pos: Position;
  readonly info: DebugFunctionInfo | null;
  /** Of each variable of `info`: its place from the canonical frame address, or null. */
  readonly places: readonly (number | null)[];
  /** The code of each scope of `info`. */
  readonly ranges: readonly (readonly ScopeRange[])[];
}

/** What the unit is called, and where it was compiled. */
export interface DebugUnit {
  readonly file: string;
  readonly directory: string;
}

const DW_LANG_C99 = 0x0c;

/**
 * Where the variables of a finished function stand, counted from the canonical frame address: the
 * stack pointer before the call, where the incoming stack arguments begin.
 */
export function variablePlaces(
  { variables }: DebugFunctionInfo,
  func: MachineFunction,
  frame: Frame,
): (number | null)[] {
  const slots = new Map<number, number>();
  func.objects.forEach(({ value }, slot) => {
    if (value !== undefined) slots.set(value, frame.objectOffsets[slot]!);
  });
  return variables.map(({ home }) => {
    const offset = slots.get(home);
    if (offset !== undefined) return offset - frame.incomingOffset;
    return func.incoming?.get(home) ?? null;
  });
}

/** Where a position lies: the number of its file and its line; null where it has no place. */
export type Declared = (pos: Position) => { readonly file: number; readonly line: number } | null;

/** The debugging sections of a module. */
export function debugLines(
  module: Module,
  unit: DebugUnit,
  functions: readonly DebugFunction[],
  declared: Declared,
): string[] {
  const writer = new UnitWriter(declared);
  return writer.unit(module, unit, functions);
}

class UnitWriter {
  private readonly entries = new Entries();
  private readonly types = new TypeEntries(this.entries);
  /** Lists of stretches of code, for .debug_ranges. */
  private readonly ranges: string[] = [];

  constructor(private readonly declared: Declared) {}

  unit(module: Module, unit: DebugUnit, functions: readonly DebugFunction[]): string[] {
    const { entries, types } = this;
    const head = [
      entries.text(AT.producer, 'goodhart'),
      half(AT.language, DW_LANG_C99),
      entries.text(AT.name, unit.file),
      entries.text(AT.directory, unit.directory),
      section(AT.lineTable, '.Ldebug_line'),
      section(AT.ranges, '.Ldebug_ranges'),
      address(AT.low, '0'),
    ];
    entries.entry(TAG.unit, head, '', 'open');
    const own = new Map<string, Data[]>();
    for (const data of module.data) {
      const owner = data.debug?.owner;
      if (owner === undefined) continue;
      own.set(owner, [...(own.get(owner) ?? []), data]);
    }
    for (const func of functions) this.func(func, own.get(func.name) ?? []);
    for (const data of own.get('') ?? []) this.object(data);
    for (const type of module.debugTypes) types.of(type);
    types.write();
    entries.close();
    const ranges = functions.flatMap(({ symbol, end }) => [
      `\t.8byte ${symbol}`,
      `\t.8byte ${end}`,
    ]);
    return [
      ...entries.sections(),
      ...['\t.section .debug_ranges,"",@progbits', '.Ldebug_ranges:', ...ranges],
      ...['\t.8byte 0', '\t.8byte 0', ...this.ranges],
      ...['\t.section .debug_line,"",@progbits', '.Ldebug_line:'],
    ];
  }

  private func(func: DebugFunction, objects: readonly Data[]): void {
    const { entries, types } = this;
    const { info, symbol, end, external, pos } = func;
    const attributes = [
      entries.text(AT.name, info?.name ?? func.name),
      external ? flag(AT.external) : null,
      info?.prototyped ? flag(AT.prototyped) : null,
      ...this.place(pos),
      types.of(info?.result ?? null),
      address(AT.low, symbol),
      length(AT.high, `${end}-${symbol}`),
      expression(AT.frameBase, [OP.callFrameCfa]),
    ];
    entries.entry(TAG.subprogram, attributes, '', 'open');
    if (info) this.scope(func, info, -1);
    for (const data of objects) this.object(data);
    entries.close();
  }

  /** The variables of a scope and the scopes in it; one without code of its own is not told of. */
  private scope(func: DebugFunction, info: DebugFunctionInfo, scope: number): void {
    const { entries } = this;
    const ranges = func.ranges[scope] ?? [];
    const own = info.variables.some((variable) => variable.scope === scope);
    const block = own && ranges.length > 0;
    if (block) entries.entry(TAG.block, this.code(ranges), '', 'open');
    info.variables.forEach((variable, index) => {
      if (variable.scope === scope) this.variable(variable, func.places[index] ?? null);
    });
    info.scopes.forEach(({ parent }, index) => {
      if (parent === scope) this.scope(func, info, index);
    });
    if (block) entries.close();
  }

  /** One stretch of code, or a list of several. */
  private code(ranges: readonly ScopeRange[]): Attribute[] {
    const [{ start, end }, ...more] = ranges as [ScopeRange, ...ScopeRange[]];
    if (more.length === 0) return [address(AT.low, start), length(AT.high, `${end}-${start}`)];
    const label = `${start}_ranges`;
    this.ranges.push(`${label}:`);
    for (const one of ranges) this.ranges.push(`\t.8byte ${one.start}`, `\t.8byte ${one.end}`);
    this.ranges.push('\t.8byte 0', '\t.8byte 0');
    return [section(AT.ranges, label)];
  }

  private variable(variable: DebugVariable, place: number | null): void {
    const { name, pos, type, parameter, indirect } = variable;
    const bytes = place === null ? [] : [OP.fbreg, ...signedBytes(place)];
    if (indirect && place !== null) bytes.push(OP.deref);
    const tag = parameter ? TAG.parameter : TAG.variable;
    const location = place === null ? null : expression(AT.location, bytes);
    const text = this.entries.text(AT.name, name);
    this.entries.entry(tag, [text, ...this.place(pos), this.types.of(type), location]);
  }

  /** An object with static storage; one of a thread has no address of its own. */
  private object({ symbol, debug }: Data): void {
    if (!debug) return;
    this.entries.entry(TAG.variable, [
      this.entries.text(AT.name, debug.name),
      symbol.linkage === 'external' ? flag(AT.external) : null,
      ...this.place(debug.pos),
      this.types.of(debug.type),
      symbol.threadLocal ? null : symbolLocation(symbolName(symbol)),
    ]);
  }

  private place(pos: Position): Attribute[] {
    const at = this.declared(pos);
    if (!at) return [];
    return [unsigned(AT.declarationFile, at.file), unsigned(AT.declarationLine, at.line)];
  }
}
