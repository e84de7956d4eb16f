/**
 * Prints placed machine code: interprets the rows' templates, branches and falls through by the
 * laid-out order, and collects what instructions need beside the code (constant pool, jump
 * tables). The one place where instructions become assembly text.
 */

import type { Func } from '../../compiler/ir/ir.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import type { Location } from '../../compiler/source.ts';
import { asmTemplateText } from './asm-text.ts';
import type {
  Instruction,
  MachineBlock,
  MachineFunction,
  MachineOp,
  PoolExtra,
  TableExtra,
} from './code.ts';
import { type DebugFunction, variablePlaces } from './debug.ts';
import { ScopeRanges } from './debug-scopes.ts';
import { type LayoutAim, layOutBlocks } from './layout.ts';
import { blockLabel, symbolName } from './symbols.ts';
import type { EmitItem, Frame, Target } from './target.ts';
import { blocksWithoutFrame } from './wrap.ts';

/** A template taken apart: literal text and holes in turn. */
interface Hole {
  readonly kind: string;
  readonly index: number;
  readonly modifier: string;
}
type Part = string | Hole;

/** Where a position lies, for line tables; null where it has no place. */
export type Locate = (position: number) => Pick<Location, 'file' | 'line' | 'column'> | null;

/** What is shared by the functions of a module while it is printed. */
export class TextContext {
  readonly lines: string[] = [];
  /** .file directives, which stand before all functions. */
  readonly fileLines: string[] = [];
  readonly pool = new Map<string, PoolExtra>();
  readonly files = new Map<string, number>();
  /** Functions printed so far, where there are line tables. */
  readonly functions: DebugFunction[] = [];
  /** The instruction that each line comes from, where somebody wants to know. */
  origins: Map<number, Instruction> | null = null;
  unique = 0;
  private readonly templates = new Map<MachineOp, readonly Part[]>();

  constructor(
    readonly target: Target,
    readonly options: CompileOptions,
    readonly locate: Locate | null,
  ) {}

  parts(op: MachineOp): readonly Part[] {
    let found = this.templates.get(op);
    if (!found) {
      const { target, options } = this;
      found = parseTemplate(target.templateOf?.(op, options) ?? op.template);
      this.templates.set(op, found);
    }
    return found;
  }

  /** Number of a source file, with a .file directive when new. */
  file(name: string): number {
    let number = this.files.get(name);
    if (number === undefined) {
      number = this.files.size + 1;
      this.files.set(name, number);
      this.fileLines.push(`\t.file ${number} ${JSON.stringify(name)}`);
    }
    return number;
  }
}

function parseTemplate(template: string): Part[] {
  if (template === '') return [];
  const text = `\t${template.replaceAll('\n', '\n\t')}`.replace(/\t(?=[.0-9]\S*:)/g, '');
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{([0-9]+|[a-z])(?::([^}]*))?\}/g)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const name = match[1]!;
    const digit = name >= '0' && name <= '9';
    parts.push({
      kind: digit || (name[0]! >= '0' && name[0]! <= '9') ? 'operand' : name,
      index: Number.parseInt(name, 10),
      modifier: match[2] ?? '',
    });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Prints a function from its label to its jump tables into the context. `named` are the ids of
 * blocks whose address is taken: they get a label even where they are gone.
 */
export function printFunction(
  context: TextContext,
  func: MachineFunction,
  frame: Frame,
  named: readonly number[],
  source: Pick<Func, 'pos' | 'debug'>,
): void {
  new FunctionPrinter(context, func, frame, named, source).print();
}

class FunctionPrinter {
  private readonly item: EmitItem;
  private readonly tables: { label: string; block: MachineBlock; table: TableExtra }[] = [];
  private block: MachineBlock;
  private line = 0;
  private lineFile = 0;
  private readonly scopes: ScopeRanges | null;
  private table = '';
  private readonly epilogue: string[];
  /** Blocks without a frame at their start; null where the prologue stands at the entry. */
  private readonly bare: ReadonlySet<MachineBlock> | null;
  /** Whether unwinding is told of the frame where printing stands. */
  private framed = false;

  constructor(
    private readonly context: TextContext,
    private readonly func: MachineFunction,
    private readonly frame: Frame,
    private readonly named: readonly number[],
    private readonly source: Pick<Func, 'pos' | 'debug'>,
  ) {
    this.block = func.blocks[0]!;
    this.epilogue = context.target.epilogue(func, frame);
    this.bare = blocksWithoutFrame(func);
    this.scopes = this.scopesOf(source);
    this.item = {
      instruction: this.block.instructions[0]!,
      frame,
      func,
      options: context.options,
      operand: (index, modifier) => this.operandText(index, modifier),
    };
  }

  print(): void {
    const { context, func } = this;
    const { lines, options } = context;
    const order = layOutBlocks(func, aimOf(options));
    const used = labelledBlocks(order, this.context.target.invert);
    lines.push(`${symbolName(func.symbol)}:`, '\t.cfi_startproc');
    if (context.locate) this.printStart(context.locate);
    if (!this.bare) this.printPrologue();
    for (let i = 0; i < order.length; i++) {
      const block = order[i]!;
      this.block = block;
      if (used.has(block)) {
        if (options.level !== 'Os') lines.push(...alignmentOf(order, i));
        lines.push(`${this.label(block)}:`);
      }
      this.tellFrame(block);
      this.printBlock(block, order[i + 1] ?? null);
    }
    this.printMissingLabels(order);
    const symbol = symbolName(func.symbol);
    if (context.locate) this.noteForDebugger(symbol);
    lines.push('\t.cfi_endproc');
    lines.push(`\t.size ${symbol}, .-${symbol}`);
    for (const { label, block, table } of this.tables) this.printTable(label, block, table);
  }

  private printPrologue(): void {
    const { context, func, frame } = this;
    for (const line of context.target.prologue(func, frame)) context.lines.push(line);
    this.framed = true;
  }

  /** Tells unwinding whether a block has a frame, where the one printed before it differs. */
  private tellFrame(block: MachineBlock): void {
    const framed = !this.bare?.has(block);
    if (framed === this.framed) return;
    const { context, func, frame } = this;
    const told = framed
      ? unwindingOf(context.target.prologue(func, frame))
      : (context.target.unwound?.(frame) ?? []);
    for (const line of told) context.lines.push(line);
    this.framed = framed;
  }

  private noteForDebugger(symbol: string): void {
    const { context, func } = this;
    const end = `.Lend${context.functions.length}`;
    context.lines.push(`${end}:`);
    const external = func.symbol.linkage === 'external';
    const { pos, debug: info } = this.source;
    const ranges = this.scopes?.finish() ?? [];
    const places = info && this.scopes ? variablePlaces(info, func, this.frame) : [];
    context.functions.push({ name: func.name, symbol, end, external, pos, info, places, ranges });
  }

  /** Null where passes keep values elsewhere than in their variables' places, or not at all. */
  private scopesOf({ debug }: Pick<Func, 'debug'>): ScopeRanges | null {
    const { options, locate, functions, lines } = this.context;
    if (!debug || !locate || options.level !== 'O0') return null;
    return new ScopeRanges(debug.scopes, `.Lscope${functions.length}_`, lines);
  }

  /** The prologue, and what keeps the parameters, belongs to the function's own line. */
  private printStart(locate: Locate): void {
    const at = locate(this.source.pos);
    if (at) this.context.lines.push(`\t.loc ${this.context.file(at.file)} ${at.line} ${at.column}`);
  }

  /** Blocks that data names although nothing reaches them. */
  private printMissingLabels(order: readonly MachineBlock[]): void {
    const printed = new Set(order.map((block) => block.id));
    for (const id of this.named) {
      if (!printed.has(id)) this.context.lines.push(`${blockLabel(this.func.name, id)}:`);
    }
  }

  private label(block: MachineBlock): string {
    return blockLabel(this.func.name, block.id);
  }

  private printBlock(block: MachineBlock, next: MachineBlock | null): void {
    for (const instruction of block.instructions) {
      const { op } = instruction;
      const isText = op.template !== '' || instruction.extra?.kind === 'asm';
      if (isText && this.context.locate) this.printPosition(instruction);
      if (isText) this.scopes?.at(instruction.pos);
      const from = this.context.lines.length;
      if (op.prologue) this.printPrologue();
      else if (op.jump) this.printJump(block.succs[0]!, next);
      else if (op.branch) this.printBranch(instruction, block, next);
      else if (op.returns) this.printReturn(instruction, next);
      else this.printPlain(instruction, block, next);
      if (this.context.origins) this.noteOrigin(instruction, from);
    }
  }

  private noteOrigin(instruction: Instruction, from: number): void {
    const { lines, origins } = this.context;
    for (let line = from; line < lines.length; line++) origins!.set(line, instruction);
  }

  private printPosition(instruction: Instruction): void {
    const { pos } = instruction;
    // Up to the first statement, where debuggers stop, all is prologue.
    if (pos === 0 || (this.line === 0 && pos === this.source.pos)) return;
    const at = this.context.locate!(pos);
    if (!at) return;
    const file = this.context.file(at.file);
    if (at.line === this.line && file === this.lineFile) return;
    const mark = this.line === 0 ? ' prologue_end' : '';
    this.line = at.line;
    this.lineFile = file;
    this.context.lines.push(`\t.loc ${file} ${at.line} ${at.column}${mark}`);
  }

  private printJump(to: MachineBlock, next: MachineBlock | null): void {
    if (to === next) return;
    const { target, lines } = this.context;
    lines.push(`\t${target.jump.template.replace('{t}', this.label(to))}`);
  }

  private printBranch(one: Instruction, block: MachineBlock, next: MachineBlock | null): void {
    const [yes, no] = [block.succs[0]!, block.succs[1]!];
    if (yes === no) {
      this.printJump(yes, next);
      return;
    }
    const inverse = yes === next ? this.context.target.invert(one.condition) : null;
    if (inverse !== null) {
      this.context.lines.push(this.text({ ...one, condition: inverse }, this.label(no)));
      return;
    }
    this.context.lines.push(this.text(one, this.label(yes)));
    this.printJump(no, next);
  }

  private printReturn(one: Instruction, next: MachineBlock | null): void {
    const { lines } = this.context;
    if (!this.framed) {
      lines.push(this.text(one, ''));
      return;
    }
    const restore = next !== null && this.epilogue.length > 0;
    if (restore) lines.push('\t.cfi_remember_state');
    for (const line of this.epilogue) lines.push(line);
    lines.push(this.text(one, ''));
    if (restore) lines.push('\t.cfi_restore_state');
  }

  private printPlain(one: Instruction, block: MachineBlock, next: MachineBlock | null): void {
    const { lines } = this.context;
    const { extra, op } = one;
    if (extra) this.note(one, block);
    if (extra?.kind === 'asm') {
      this.item.instruction = one;
      lines.push(this.asmText(one, block));
      if (op.ends) this.printJump(block.succs[0]!, next);
      return;
    }
    if (op.template !== '') lines.push(this.text(one, ''));
  }

  private note({ extra }: Instruction, block: MachineBlock): void {
    if (extra?.kind === 'pool') this.context.pool.set(extra.symbol.name, extra);
    if (extra?.kind !== 'table') return;
    this.table = `.Ltable${this.context.unique++}`;
    this.tables.push({ label: this.table, block, table: extra });
  }

  private operandText(index: number, modifier: string): string {
    const { target } = this.context;
    const place = this.item.instruction.places![index]!;
    if (place >= 0) return target.registerText(place, modifier);
    const { frame } = this;
    return target.memoryText(frame.baseRegister, frame.spillOffsets[~place]!);
  }

  /** The text of one instruction; {t} is `taken`. */
  private text(one: Instruction, taken: string): string {
    const { context, item } = this;
    item.instruction = one;
    if (one.extra?.kind === 'pool') context.pool.set(one.extra.symbol.name, one.extra);
    let text = '';
    let number = -1;
    for (const part of context.parts(one.op)) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      switch (part.kind) {
        case 'operand':
          text += this.operandText(part.index, part.modifier);
          break;
        case 'm':
          text += context.target.addressText(one.address!, Number(part.modifier || 0), item);
          break;
        case 'i':
          text += one.immediate;
          break;
        case 'c':
          text += one.condition;
          break;
        case 's':
          text += context.target.symbolText(one.symbol, part.modifier, item);
          break;
        case 't':
          text += taken;
          break;
        case 'u':
          if (number < 0) number = context.unique++;
          text += number;
          break;
        case 'j':
          text += this.table;
          break;
        case 'l':
          text += one.extra?.kind === 'label' ? blockLabel(this.func.name, one.extra.blockId) : '';
          break;
        default:
          throw new Error(`template of ${one.op.name}: unknown {${part.kind}}`);
      }
    }
    return text;
  }

  private asmText(one: Instruction, block: MachineBlock): string {
    const { target } = this.context;
    const { frame } = this;
    if (one.extra?.kind !== 'asm') return '';
    return asmTemplateText(target, one.extra, this.context.unique++, {
      register: (operand) => one.places![operand]!,
      frameBase: frame.baseRegister,
      slotOffset: (slot) => frame.objectOffsets[slot]!,
      label: (index) => this.label(block.succs[index + 1]!),
    });
  }

  private printTable(label: string, block: MachineBlock, table: TableExtra): void {
    const { lines, target } = this.context;
    const { directive, relative } = target.tableEntry;
    lines.push('\t.section .rodata', `\t.p2align ${directive === '.quad' ? 3 : 2}`, `${label}:`);
    for (const index of table.targets) {
      const to = this.label(block.succs[index]!);
      lines.push(`\t${directive} ${relative ? `${to}-${label}` : to}`);
    }
  }
}

/** Blocks that something names: all but those only fallen into. */
function labelledBlocks(
  order: readonly MachineBlock[],
  invert: (condition: string) => string | null,
): Set<MachineBlock> {
  const used = new Set<MachineBlock>();
  order.forEach((block, i) => {
    if (block.addressTaken) used.add(block);
    const last = block.instructions[block.instructions.length - 1];
    const next = order[i + 1];
    // A branch that cannot be turned round names the block it would fall into.
    const fixed = last?.op.branch === true && invert(last.condition) === null;
    for (const succ of block.succs) {
      if (succ !== next || last?.extra || fixed) used.add(succ);
    }
  });
  return used;
}

function aimOf({ level, backend }: CompileOptions): LayoutAim {
  if (level === 'Os' && backend !== 'shuttle') return 'size';
  return level !== 'O0' || backend === 'shuttle' ? 'speed' : 'none';
}

/** What a prologue tells unwinding, in the end. */
function unwindingOf(prologue: readonly string[]): string[] {
  const lines = prologue.filter((line) => line.includes('.cfi_'));
  const last = lines.findLast((line) => line.includes('def_cfa_offset'));
  return lines.filter((line) => line === last || !line.includes('def_cfa_offset'));
}

/** Instructions of a loop that is one block, up to which it fits where fetching is fastest. */
const TINY = 8;

/**
 * How the start of a loop is aligned, if the block at `at` is one. Processors fetch 32 bytes at
 * once, and some do not keep decoded what has a jump over such a boundary, so that tiny loops are
 * put within one. Elsewhere much padding is put only where nothing runs into it.
 */
function alignmentOf(order: readonly MachineBlock[], at: number): string[] {
  const block = order[at]!;
  if (block.loopDepth === 0 || at === 0) return [];
  const before = order[at - 1]!;
  if (before.loopDepth >= block.loopDepth) return [];
  if (block.instructions.length <= TINY && block.succs.includes(block)) return ['\t.p2align 5'];
  return [before.succs.includes(block) ? '\t.p2align 4,,10' : '\t.p2align 4'];
}
