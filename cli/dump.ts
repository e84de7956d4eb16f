/**
 * --dump and --time: shows what the stages and passes make. Dumps go to standard output, times to
 * standard error.
 */
import type { Compilation, StageResult } from '../compiler/compile.ts';
import { STAGES } from '../compiler/compile.ts';
import type { Func, Module } from '../compiler/ir/ir.ts';
import { printFunc, printModule } from '../compiler/ir/print.ts';
import { PASSES } from '../compiler/optimize/passes.ts';
import { preprocessedText } from '../compiler/preprocess/text.ts';
import { functionsOf } from './assembly.ts';
import type { MachineHooks } from './emit.ts';
import { writeAll } from './files.ts';
import { OptionError } from './option-table.ts';
import type { Settings } from './settings.ts';

/** What --dump takes besides the names of passes. */
const STAGE_DUMPS = {
  preprocess: 'the preprocessed text',
  lower: 'the IR before the first pass',
  optimize: 'the IR after the last pass',
  legalize: 'the IR as the selector gets it',
  emit: 'the assembly text',
  all: 'the IR after each pass that changes it',
} as const;

export interface Dumper {
  readonly after: (result: StageResult) => void;
  readonly machine: MachineHooks;
  /** Prints the times of a unit. */
  readonly writeTimes: (name: string, done: Compilation) => void;
}

type Wanted = (what: string, func: string | null) => boolean;

/**
 * What shows the stages that the settings ask to see; null if they ask for none. @throws
 * OptionError for an unknown one.
 */
export function createDumper(settings: Settings): Dumper | null {
  const { dumps, time } = settings;
  if (dumps.length === 0 && !time) return null;
  for (const { what } of dumps) checkName(what);
  const wanted: Wanted = (what, func) =>
    dumps.some(
      (dump) => dump.what === what && (dump.func === null || func === null || dump.func === func),
    );
  const named = (what: string): string | null => {
    return dumps.find((dump) => dump.what === what && dump.func !== null)?.func ?? null;
  };
  const spent = new Map<string, PassTime>();
  return {
    after: (result) => {
      if (result.stage === 'pass') note(spent, result.event.pass, result.event);
      show(result, wanted, named);
    },
    machine: {
      legalized: (func) => {
        if (wanted('legalize', func.name)) print(`legalize: ${func.name}`, printFunc(func));
      },
    },
    writeTimes: (name, done) => writeAll(2, timeTable(name, done, spent)),
  };
}

function checkName(what: string): void {
  const passes = PASSES.map((row) => row.name as string);
  if (Object.hasOwn(STAGE_DUMPS, what) || passes.includes(what)) return;
  const stages = Object.entries(STAGE_DUMPS).map(([name, does]) => `  ${name.padEnd(12)}${does}`);
  const rows = PASSES.map((row) => `  ${row.name.padEnd(12)}after: ${row.does}`);
  throw new OptionError([`‘--dump’ takes:`, ...stages, ...rows].join('\n'));
}

function show(result: StageResult, wanted: Wanted, named: (what: string) => string | null): void {
  switch (result.stage) {
    case 'preprocess':
      if (wanted('preprocess', null)) {
        print('preprocess', preprocessedText(result.result, result.sources, { markers: true }));
      }
      return;
    case 'check':
      return;
    case 'lower':
    case 'optimize':
      if (wanted(result.stage, null)) showModule(result.stage, result.module, named(result.stage));
      return;
    case 'pass': {
      const { pass, func, changed } = result.event;
      const asked =
        wanted(pass, func?.name ?? null) || (changed && wanted('all', func?.name ?? null));
      if (!asked) return;
      const head = `${pass}${changed ? '' : ' (no change)'}`;
      if (func) print(`${head}: ${func.name}`, printFunc(func));
      else showModule(head, result.module, named(pass));
      return;
    }
    case 'emit':
      if (wanted('emit', null)) showAssembly(result.assembly, named('emit'));
      return;
    default:
      result satisfies never;
  }
}

function showModule(head: string, module: Module, only: string | null): void {
  if (only === null) {
    print(head, printModule(module));
    return;
  }
  const func = module.functions.find((one: Func) => one.name === only);
  if (func) print(`${head}: ${only}`, printFunc(func));
}

function showAssembly(assembly: string, only: string | null): void {
  if (only === null) print('emit', assembly);
  else print(`emit: ${only}`, (functionsOf(assembly).get(only) ?? []).join('\n'));
}

function print(head: string, text: string): void {
  writeAll(1, `# --- ${head}\n${text.endsWith('\n') ? text : `${text}\n`}`);
}

interface PassTime {
  milliseconds: number;
  runs: number;
  changes: number;
}

function note(
  spent: Map<string, PassTime>,
  pass: string,
  event: { readonly milliseconds: number; readonly changed: boolean },
): void {
  const time = spent.get(pass) ?? { milliseconds: 0, runs: 0, changes: 0 };
  time.milliseconds += event.milliseconds;
  time.runs++;
  if (event.changed) time.changes++;
  spent.set(pass, time);
}

function timeTable(name: string, done: Compilation, spent: Map<string, PassTime>): string {
  const total = STAGES.reduce((sum, stage) => sum + done.times[stage], 0);
  const row = (label: string, milliseconds: number, rest = ''): string => {
    const share = total > 0 ? (100 * milliseconds) / total : 0;
    const numbers = `${milliseconds.toFixed(1).padStart(9)} ms ${share.toFixed(1).padStart(5)} %`;
    return `  ${label.padEnd(16)}${numbers}${rest}`;
  };
  const lines = [`${name}:`];
  for (const stage of STAGES) {
    lines.push(row(stage, done.times[stage]));
    if (stage !== 'optimize') continue;
    for (const [pass, { milliseconds, runs, changes }] of spent) {
      lines.push(row(`  ${pass}`, milliseconds, `  ${changes} of ${runs} changed`));
    }
  }
  lines.push(row('total', total), `  ${done.pairs} passes run on functions`, '');
  return lines.join('\n');
}
