/**
 * Watches one function on its way through the compiler, for --explain. Gets the hooks' events;
 * gives columns of lines whose pieces know the IR value or virtual register they stand for, so that
 * kin can be shown in all columns. A value's key is v and its id; a virtual register that holds a
 * value has the value's key, any other r and its number.
 */
import { type Allocation, type AllocationNote, slotSize } from '../backends/allocation/contract.ts';
import { TARGET_RECORDS } from '../backends/index.ts';
import type { Instruction, MachineFunction } from '../backends/machine/code.ts';
import { blockName, codePieces } from '../backends/machine/debug-text.ts';
import type { StageResult } from '../compiler/compile.ts';
import type { Func, Module, Value } from '../compiler/ir/ir.ts';
import { CLASS_NAMES, Op } from '../compiler/ir/ops.ts';
import { FuncNames, printFunc } from '../compiler/ir/print.ts';
import type { TargetName } from '../compiler/options.ts';
import type { Position } from '../compiler/source.ts';
import type { MachineHooks } from './emit.ts';

/** A piece of a line; `key` is '' where it stands for no value. */
export interface Piece {
  readonly text: string;
  readonly key: string;
}

export interface Line {
  readonly pieces: readonly Piece[];
  readonly pos: Position;
  readonly kind: 'head' | 'label' | 'code' | 'note';
}

/** What a stage or pass left of the function. */
export interface Stage {
  readonly name: string;
  /** Passes after it that changed nothing. */
  readonly unchanged: string[];
  readonly lines: readonly Line[];
}

/** Machine code before allocation: `numbers` has each line's instruction number, or -1. */
export interface MachineCode {
  readonly lines: readonly Line[];
  readonly numbers: readonly number[];
  readonly keys: readonly string[];
  readonly classes: readonly string[];
}

export interface Record {
  readonly func: string;
  readonly target: TargetName;
  pos: Position;
  readonly stages: Stage[];
  machine: MachineCode | null;
  notes: readonly AllocationNote[];
  spillSlots: readonly number[];
  /** The text of the function, without the directives that say nothing of its code. */
  assembly: readonly Line[];
  /** Objects of the frame, and what is spilled, in words. */
  frame: readonly string[];
}

/** What is watched, and what fills it. */
export interface Recorder {
  readonly record: Record;
  readonly after: (result: StageResult) => void;
  readonly machine: MachineHooks;
}

/** A recorder of the function of that name. */
export function recorder(name: string, target: TargetName): Recorder {
  const record: Record = {
    ...{ func: name, target, pos: 0, stages: [], machine: null, notes: [], spillSlots: [] },
    ...{ assembly: [], frame: [] },
  };
  let last = '';
  const see = (stage: string, func: Func | undefined): void => {
    if (!func) return;
    const text = printFunc(func);
    const before = record.stages.at(-1);
    if (text === last && before) {
      before.unchanged.push(stage);
      return;
    }
    last = text;
    record.pos = func.pos;
    record.stages.push({ name: stage, unchanged: [], lines: irLines(func, text) });
  };
  const named = (module: Module): Func | undefined => module.functions.find(isIt);
  const isIt = (func: Func): boolean => func.name === name;
  return {
    record,
    after: (result) => {
      if (result.stage === 'lower') see('lower', named(result.module));
      if (result.stage !== 'pass') return;
      const { pass, func, changed } = result.event;
      if (func && !isIt(func)) return;
      if (changed) see(pass, func ?? named(result.module));
      else record.stages.at(-1)?.unchanged.push(pass);
    },
    machine: {
      legalized: (func) => {
        if (isIt(func)) see('legalize', func);
      },
      selected: (func) => {
        if (func.name === name) record.machine = machineCode(func, target);
      },
      allocated: (func, allocation) => {
        if (func.name === name) noteAllocation(record, func, allocation);
      },
      printed: (func, lines, origin) => {
        if (func.name === name) record.assembly = assemblyLines(func, lines, origin);
      },
    },
  };
}

const WORD = /"(?:[^"\\]|\\.)*"|[$@:]?[\w.]+/g;

/** The printed function's lines, each with the value that it prints. */
function irLines(func: Func, text: string): Line[] {
  const names = new FuncNames(func);
  const keys = new Map<string, string>();
  const printed: (Value | null)[] = [null];
  const note = (value: Value): void => {
    keys.set(names.value(value), `v${value.id}`);
  };
  for (const block of func.blocks) {
    printed.push(null);
    for (const value of block.phis) printed.push(value);
    for (const value of block.body) if (value.op !== Op.param) printed.push(value);
    printed.push(block.end);
    block.phis.forEach(note);
    block.body.forEach(note);
  }
  return text.split('\n').map((line, index) => {
    const value = printed[index] ?? null;
    const kind = value ? 'code' : index === 0 ? 'head' : 'label';
    const pos = value?.pos ?? (index === 0 ? func.pos : 0);
    return { pieces: irPieces(line, kind === 'label' ? null : keys), pos, kind };
  });
}

/** A line cut at the names of values; what follows `=class` is the op's name. */
function irPieces(line: string, keys: ReadonlyMap<string, string> | null): Piece[] {
  if (!keys) return [{ text: line, key: '' }];
  const pieces: Piece[] = [];
  let from = 0;
  const say = (text: string, key: string): void => {
    if (text !== '') pieces.push({ text, key });
  };
  const head = /^\s*(?:[\w.]+ =\w )?/.exec(line)?.[0] ?? '';
  const op = line.slice(head.length).match(/^\w+/)?.[0] ?? '';
  for (const match of line.matchAll(WORD)) {
    const isOp = match.index === head.length && match[0] === op;
    const isLabel = line[match.index + match[0].length] === ':';
    const key = isOp || isLabel ? '' : (keys.get(match[0]) ?? '');
    if (key === '') continue;
    say(line.slice(from, match.index), '');
    say(match[0], key);
    from = match.index + match[0].length;
  }
  say(line.slice(from), '');
  return pieces;
}

const keyOf = (func: MachineFunction, vreg: number): string => {
  const origin = func.origins?.[vreg];
  return origin === undefined ? `r${vreg}` : `v${origin}`;
};

function machineCode(func: MachineFunction, target: TargetName): MachineCode {
  const names = TARGET_RECORDS[target]?.registers.names ?? [];
  const lines: Line[] = [];
  const numbers: number[] = [];
  let number = 0;
  const push = (pieces: Piece[], pos: Position, kind: Line['kind'], n: number): void => {
    lines.push({ pieces, pos, kind });
    numbers.push(n);
  };
  for (const block of func.blocks) {
    const label = { text: `${blockName(block)}:`, key: '' };
    push([label, ...phiPieces(func, block)], 0, 'label', -1);
    for (const one of block.instructions) {
      const pieces = codePieces(func, block, one, names).map(({ text, vreg }) => ({
        text,
        key: vreg < 0 ? '' : keyOf(func, vreg),
      }));
      push(pieces, one.pos, 'code', number++);
    }
  }
  const keys = func.classes.map((_, vreg) => keyOf(func, vreg));
  return { lines, numbers, keys, classes: func.classes.map((cls) => CLASS_NAMES[cls]) };
}

function phiPieces(func: MachineFunction, block: MachineFunction['blocks'][number]): Piece[] {
  return block.phis.flatMap(({ vreg, args }, i) => [
    { text: i === 0 ? '  ' : '; ', key: '' },
    { text: `v${vreg}`, key: keyOf(func, vreg) },
    { text: ' = phi', key: '' },
    ...args.flatMap((arg) => [
      { text: ' ', key: '' },
      { text: `v${arg}`, key: keyOf(func, arg) },
    ]),
  ]);
}

function noteAllocation(record: Record, func: MachineFunction, allocation: Allocation): void {
  record.notes = allocation.notes;
  record.spillSlots = allocation.spillSlots;
  const objects = func.objects.map(({ name, size }) => `${name || 'temporary'} (${size} bytes)`);
  const spilled = new Set(allocation.notes.filter(({ place }) => place < 0).map((n) => n.vreg));
  const bytes = [...spilled].reduce((sum, vreg) => sum + slotSize(func.classes[vreg]!), 0);
  if (spilled.size > 0) objects.push(`${spilled.size} values in spill slots (${bytes} bytes)`);
  record.frame = objects;
}

/** Directives that say nothing of the code are left out. */
const DULL = /^\s*\.(cfi_|size|type|loc|file|p2align|balign)/;

function assemblyLines(
  func: MachineFunction,
  texts: readonly string[],
  origin: (index: number) => Instruction | null,
): Line[] {
  const lines: Line[] = [];
  texts.forEach((text, index) => {
    const from = origin(index);
    const keys = new Set<string>();
    for (const { vreg } of from?.operands ?? []) if (vreg >= 0) keys.add(keyOf(func, vreg));
    for (const line of text.split('\n')) {
      if (DULL.test(line) || line === '' || /^\.Lend\d+:$/.test(line)) continue;
      const kind = /^\S+:$/.test(line) ? 'label' : from ? 'code' : 'note';
      const plain = line.replace(/^\t/, '    ').replaceAll('\t', ' ');
      lines.push({
        pieces: [{ text: plain, key: [...keys].join(' ') }],
        pos: from?.pos ?? 0,
        kind,
      });
    }
  });
  return lines;
}

type After = (result: StageResult) => void;

/** Two watchers of the stages as one. */
export function bothAfter(first?: After, second?: After): After | undefined {
  if (!first || !second) return first ?? second;
  return (result) => {
    first(result);
    second(result);
  };
}

/** Two watchers of machine code as one. */
export function bothMachine(first?: MachineHooks, second?: MachineHooks): MachineHooks | null {
  if (!first || !second) return first ?? second ?? null;
  const legalized = (func: Func): void => {
    first.legalized?.(func);
    second.legalized?.(func);
  };
  return { ...first, ...second, legalized };
}
