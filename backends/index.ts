/**
 * The registry of targets and allocators, and the pipeline that takes a module of optimized IR to
 * assembly text. The only list of back ends; nothing else asks for one by name.
 */
import { splitCriticalEdges } from '../compiler/ir/cfg.ts';
import type { Func, Module } from '../compiler/ir/ir.ts';
import type { BackendName, CompileOptions, TargetName } from '../compiler/options.ts';
import { applyAllocation } from './allocation/apply.ts';
import { checkAllocation } from './allocation/check.ts';
import type { Allocation, Allocator } from './allocation/contract.ts';
import { allocateLinearScan } from './linear-scan/allocate.ts';
import type { Instruction, MachineBlock, MachineFunction } from './machine/code.ts';
import { dataLines, functionHead, linkageLines, poolLines } from './machine/data.ts';
import { type DebugUnit, debugLines } from './machine/debug.ts';
import { Destroyed } from './machine/destroyed.ts';
import { threadJumps } from './machine/layout.ts';
import type { Target } from './machine/target.ts';
import { type Locate, printFunction, TextContext } from './machine/text.ts';
import { wrapFrame } from './machine/wrap.ts';
import { RISCV64 } from './riscv64/target.ts';
import { allocateShuttle } from './shuttle/allocate.ts';
import { X86_64 } from './x86-64/target.ts';

export const TARGET_RECORDS: Readonly<Partial<Record<TargetName, Target>>> = {
  'x86-64': X86_64,
  riscv64: RISCV64,
};

export const ALLOCATORS: Readonly<Record<BackendName, Allocator>> = {
  'linear-scan': allocateLinearScan,
  shuttle: allocateShuttle,
};

/** What a caller may see of a function on its way, for dumps and timings. */
export interface BackendHooks {
  /** Where a position lies, for line tables; asked only with options.debug. */
  readonly locate?: Locate;
  /** What the compiled unit is called, for debuggers. */
  readonly unit?: DebugUnit;
  /** A function is begun. */
  readonly entered?: (func: Func) => void;
  readonly legalized?: (func: Func) => void;
  readonly selected?: (func: MachineFunction) => void;
  readonly allocated?: (func: MachineFunction, allocation: Allocation) => void;
  readonly finished?: (func: MachineFunction) => void;
  /** The text of a function, and the instruction that each entry comes from, if from one. */
  readonly printed?: (
    func: MachineFunction,
    lines: readonly string[],
    origin: (index: number) => Instruction | null,
  ) => void;
}

/**
 * Assembly text of a module. The IR is consumed: legalizing rewrites it.
 * @throws UnsupportedError for what the target cannot do; Error for a faulty allocation
 * (options.verify).
 */
export function compileModule(
  module: Module,
  options: CompileOptions,
  hooks: BackendHooks = {},
): string {
  const target = TARGET_RECORDS[options.target];
  if (!target) throw new Error(`no back end for ${options.target}`);
  const context = new TextContext(target, options, (options.debug && hooks.locate) || null);
  const { lines } = context;
  for (const line of target.moduleHead(options)) lines.push(line);
  for (const text of module.assembly) lines.push(text);
  const head = lines.length;
  compileFunctions(module, context, hooks);
  for (const data of module.data) for (const line of dataLines(data, options)) lines.push(line);
  for (const line of poolLines(context.pool)) lines.push(line);
  for (const line of linkageLines(module, lines)) lines.push(line);
  for (const line of debugSections(module, context, hooks)) lines.push(line);
  lines.splice(head, 0, ...context.fileLines);
  for (const line of target.moduleTail(options, module)) lines.push(line);
  lines.push('');
  return lines.join('\n');
}

/** Compiles callees before callers; the text keeps the module's order. */
function compileFunctions(module: Module, context: TextContext, hooks: BackendHooks): void {
  const { lines, options } = context;
  const destroyed = new Destroyed(options);
  const texts = new Map<Func, string[]>();
  const head = lines.length;
  for (const func of destroyed.order(module)) {
    if (func.flags.availableExternally) continue;
    compileFunction(func, module, context, destroyed, hooks);
    texts.set(func, lines.splice(head));
  }
  for (const func of module.functions) for (const line of texts.get(func) ?? []) lines.push(line);
}

/** What a debugger reads; nothing without line tables. */
function debugSections(module: Module, context: TextContext, { unit }: BackendHooks): string[] {
  const { locate, functions } = context;
  if (!locate) return [];
  const [first] = context.files.keys();
  const declared = (pos: number) => {
    const at = pos > 0 ? locate(pos) : null;
    return at && { file: context.file(at.file), line: at.line };
  };
  return debugLines(module, unit ?? { file: first ?? '', directory: '.' }, functions, declared);
}

function compileFunction(
  func: Func,
  module: Module,
  context: TextContext,
  destroyed: Destroyed,
  hooks: BackendHooks,
): void {
  const { target, options } = context;
  hooks.entered?.(func);
  target.legalize(func, module, options);
  hooks.legalized?.(func);
  splitCriticalEdges(func);
  const machine = target.select(func, module, options);
  destroyed.narrow(machine);
  hooks.selected?.(machine);
  // As debuggers and profilers expect of code that is not optimized.
  if (options.level === 'O0') machine.needsFramePointer = true;
  const framePointer = machine.dynamicFrame || machine.needsFramePointer;
  const registers = framePointer ? target.registersWithFramePointer : target.registers;
  const allocation = ALLOCATORS[options.backend](machine, registers);
  const fault = options.verify ? checkAllocation(machine, allocation, registers) : null;
  if (fault !== null) throw new Error(`wrong allocation: ${fault}`);
  const { saved, written } = applyAllocation(machine, allocation, {
    registers,
    move: target.move,
  });
  destroyed.note(func, machine, written);
  hooks.allocated?.(machine, allocation);
  target.peephole(machine, options);
  const plain = options.level === 'O0' || options.backend === 'shuttle';
  const frame = target.layOutFrame(machine, allocation.spillSlots, saved, options);
  const shortReturn = target.epilogue(machine, frame).length <= 2;
  const size = options.level === 'Os';
  const bare = !plain && target.unwound ? wrapFrame(machine, frame) : new Set<MachineBlock>();
  const tails = plain ? null : { jump: target.jump, returns: !shortReturn || size, size, bare };
  threadJumps(machine, shortReturn && !size, tails);
  for (const line of functionHead(func, module, options)) context.lines.push(line);
  const named = func.blocks.filter((block) => block.addressTaken).map((block) => block.id);
  const from = context.lines.length;
  const origins = hooks.printed ? new Map<number, Instruction>() : null;
  context.origins = origins;
  printFunction(context, machine, frame, named, func);
  hooks.finished?.(machine);
  if (!origins) return;
  const origin = (index: number): Instruction | null => origins.get(from + index) ?? null;
  hooks.printed?.(machine, context.lines.slice(from), origin);
}
