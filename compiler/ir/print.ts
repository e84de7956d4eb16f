/**
 * The text form of modules and functions (docs/il.md defines it). parse.ts reads it back: printing
 * what was parsed gives the same text. Names are made unique in print; source positions are not
 * part of the text.
 */
import { type Extended, extendedText } from '../numbers.ts';
import {
  ACCESS_SIZES,
  type Access,
  type Aggregate,
  type AsmInfo,
  type AsmOperand,
  type Block,
  type BranchInfo,
  type CallInfo,
  type Data,
  type DataItem,
  type Extent,
  type Func,
  isAggregate,
  isNoWrap,
  type Module,
  type ModuleSymbol,
  NO_WRAP,
  type Passing,
  type RecordField,
  type Slot,
  type SwitchInfo,
  type SymbolRef,
  type VaArg,
  type Value,
} from './ir.ts';
import { CLASS_NAMES, Cls, OP_CONSTANT, Op, opRow } from './ops.ts';

const bracketed = (list: readonly string[]): string =>
  list.length > 0 ? ` [${list.join(', ')}]` : '';

function fieldText({ record, offset, size }: RecordField): string {
  return `${record} ${offset} ${Number.isFinite(size) ? size : 'rest'}`;
}

/** The text of a whole module. */
export function printModule(module: Module): string {
  const out: string[] = [];
  module.records.forEach(({ name, size, within }, i) => {
    out.push(`record ${i} ${quote(name)} ${size}${bracketed([...within].map(String))}`);
  });
  for (let i = 1; i < module.aliasClasses.length; i++) {
    const { name, fields } = module.aliasClasses[i]!;
    out.push(`alias ${i} ${quote(name)}${bracketed(fields.map(fieldText))}`);
  }
  for (const text of module.assembly) out.push(`asm ${quote(text)}`);
  if (module.executableStack) out.push('executablestack');
  for (const aggregate of module.aggregates) out.push(printAggregate(aggregate));
  printSymbols(module, out);
  const names = new Map<ModuleSymbol, FuncNames>();
  for (const func of module.functions) names.set(func.symbol, new FuncNames(func));
  for (const data of module.data) out.push(printData(data, names));
  for (const func of module.functions) {
    const section = module.functionSections.get(func.symbol) ?? '';
    out.push('', printWith(func, names.get(func.symbol)!, section));
  }
  return `${out.join('\n').replace(/^\n/, '')}\n`;
}

/** The text of one function. */
export function printFunc(func: Func): string {
  return printWith(func, new FuncNames(func), '');
}

/**
 * One value as it stands in its function's text, for messages; not for many values of one function.
 */
export function printValue(func: Func, value: Value): string {
  return instruction(value, new FuncNames(func), func);
}

/** The unique printed names of a function's values and blocks. */
export class FuncNames {
  private readonly values: string[] = [];
  private readonly blocks: string[] = [];
  /** Layout index of each block id: phi arguments are printed in this order. */
  readonly order: number[] = [];

  constructor(func: Func) {
    const taken = new Set<string>(['undef', 'chain', 'pack']);
    const unnamed: Value[] = [];
    const visit = (value: Value): void => {
      if (value.cls === Cls.none) return;
      if (value.name === '') unnamed.push(value);
      else this.values[value.id] = unique(taken, identifier(value.name));
    };
    for (const block of func.blocks) {
      block.phis.forEach(visit);
      block.body.forEach(visit);
    }
    for (const value of unnamed) this.values[value.id] = unique(taken, `v${value.id}`);
    const blockNames = new Set<string>();
    func.blocks.forEach((block, index) => {
      this.order[block.id] = index;
      this.blocks[block.id] = unique(blockNames, identifier(block.name || `b${block.id}`));
    });
  }

  value(value: Value): string {
    return this.values[value.id] ?? `v${value.id}`;
  }

  block(block: Block): string {
    return this.blocks[block.id] ?? `?${block.name}`;
  }
}

function unique(taken: Set<string>, name: string): string {
  let result = name;
  for (let i = 1; taken.has(result); i++) result = `${name}.${i}`;
  taken.add(result);
  return result;
}

/** A name with odd characters replaced, that cannot be taken for a float constant. */
function identifier(name: string): string {
  const plain = name.replace(/[^\w.]/g, '_');
  return /^\d/.test(plain) || /^[sde]_(\d|inf|nan|0x)/.test(plain) ? `_${plain}` : plain;
}

const BARE = /^[A-Za-z_.][\w.]*$/;

/** A string in quotes: printable ASCII as it is, other bytes of its UTF-8 form as \hh. */
export function quote(text: string): string {
  return quoteBytes(new TextEncoder().encode(text));
}

function quoteBytes(bytes: Uint8Array): string {
  let out = '"';
  for (const byte of bytes) {
    if (byte >= 32 && byte < 127 && byte !== 34 && byte !== 92) out += String.fromCharCode(byte);
    else out += `\\${byte.toString(16).padStart(2, '0')}`;
  }
  return `${out}"`;
}

function symbolName(symbol: ModuleSymbol): string {
  return `$${BARE.test(symbol.name) ? symbol.name : quote(symbol.name)}`;
}

function defined(symbol: ModuleSymbol): string {
  return BARE.test(symbol.name) ? symbol.name : `$${quote(symbol.name)}`;
}

function aggregateName(aggregate: Aggregate): string {
  return `:${BARE.test(aggregate.name) ? aggregate.name : quote(aggregate.name)}`;
}

function passing(kind: Passing): string {
  return isAggregate(kind) ? aggregateName(kind) : CLASS_NAMES[kind];
}

function attributes(list: readonly (string | false)[]): string {
  const given = list.filter((item) => item !== false && item !== '');
  return given.length > 0 ? ` {${given.join(', ')}}` : '';
}

function printAggregate(aggregate: Aggregate): string {
  const leaves = aggregate.leaves.map((leaf) => `${leaf.kind} ${leaf.offset}`).join(', ');
  const list = [`size=${aggregate.size}`, `align=${aggregate.align}`, aggregate.union && 'union'];
  return `type ${aggregateName(aggregate)}${attributes(list)} = ${leaves || 'none'}`;
}

function printSymbols(module: Module, out: string[]): void {
  const functions = new Set(module.functions.map((func) => func.symbol));
  const objects = new Set(module.data.map((data) => data.symbol));
  for (const symbol of module.symbols) {
    const implied = functions.has(symbol) || objects.has(symbol);
    const list = attributes([
      symbol.linkage === 'internal' && 'internal',
      symbol.weak && 'weak',
      symbol.threadLocal && 'thread',
      symbol.visibility !== 'default' && `visibility=${symbol.visibility}`,
      symbol.alias !== '' && `alias=${quote(symbol.alias)}`,
      symbol.used && 'used',
      symbol.effects !== 'any' && symbol.effects,
      symbol.isFunction && !functions.has(symbol) && 'function',
      symbol.defined !== implied && (symbol.defined ? 'defined' : 'undefined'),
    ]);
    if (list !== '') out.push(`symbol ${symbolName(symbol)}${list}`);
  }
}

function printData(data: Data, names: ReadonlyMap<ModuleSymbol, FuncNames>): string {
  const head = attributes([
    `size=${data.size}`,
    `align=${data.align}`,
    data.readOnly && 'readonly',
    data.common && 'common',
    data.section !== '' && `section=${quote(data.section)}`,
  ]);
  const items = data.items.map((item) => printItem(item, names));
  const lines: string[] = [];
  for (let i = 0; i < items.length; i += 8) lines.push(items.slice(i, i + 8).join(', '));
  return `data ${defined(data.symbol)}${head} = ${lines.join(',\n    ') || 'none'}`;
}

const SIZE_LETTERS = { 1: 'b', 2: 'h', 4: 'w', 8: 'l' } as const;

function printItem(item: DataItem, names: ReadonlyMap<ModuleSymbol, FuncNames>): string {
  switch (item.kind) {
    case 'int':
      return `${SIZE_LETTERS[item.size]} ${item.value}`;
    case 'bytes':
      return quoteBytes(item.bytes);
    case 'zero':
      return `z ${item.size}`;
    case 'address':
      return `l ${symbolName(item.symbol)}${offset(item.offset)}`;
    case 'label': {
      const own = names.get(item.func);
      const block = own ? own.block(item.block) : item.block.name;
      const minus = item.minus ? ` - @${own ? own.block(item.minus) : item.minus.name}` : '';
      const letter = SIZE_LETTERS[item.size];
      return `${letter} ${symbolName(item.func)}@${block}${minus}${offset(item.offset)}`;
    }
    default:
      return item satisfies never;
  }
}

function offset(value: bigint): string {
  return value === 0n ? '' : value > 0n ? `+${value}` : `${value}`;
}

function printWith(func: Func, names: FuncNames, section: string): string {
  const entry = func.blocks[0];
  const params: string[] = func.params.map(passing);
  for (const value of entry?.body ?? []) {
    if (value.op !== Op.param) break;
    const index = value.aux as number;
    const list = attributes([func.restricted.has(value) && 'restrict']);
    params[index] = `${params[index]} ${names.value(value)}${list}`;
  }
  if (func.variadic) params.push('...');
  const { flags } = func;
  const list = attributes([
    flags.noReturn && 'noreturn',
    flags.returnsTwice && 'twice',
    flags.inline !== 'default' && `inline=${flags.inline}`,
    flags.callsReturnsTwice && 'callstwice',
    flags.usesAlloca && 'alloca',
    flags.hasChain && 'chain',
    flags.constructor !== null && `constructor=${flags.constructor}`,
    flags.destructor !== null && `destructor=${flags.destructor}`,
    flags.availableExternally && 'available',
    flags.effects !== 'any' && flags.effects,
    flags.align > 0 && `align=${flags.align}`,
    section !== '' && `section=${quote(section)}`,
  ]);
  const result = func.result === Cls.none ? '' : `${passing(func.result)} `;
  const out = [`func ${result}${defined(func.symbol)}(${params.join(', ')})${list}`];
  for (const block of func.blocks) {
    out.push(`${names.block(block)}:${block.addressTaken ? ' {taken}' : ''}`);
    for (const phi of block.phis) out.push(`    ${instruction(phi, names, func)}`);
    for (const value of block.body) {
      if (value.op !== Op.param) out.push(`    ${instruction(value, names, func)}`);
    }
    out.push(`    ${instruction(block.end, names, func)}`);
  }
  return out.join('\n');
}

function instruction(value: Value, names: FuncNames, func: Func): string {
  const head = value.cls === Cls.none ? '' : `${names.value(value)} =${CLASS_NAMES[value.cls]} `;
  const rest = details(value, names, func);
  return `${head}${opRow(value.op).name}${rest === '' ? '' : ` ${rest}`}`;
}

/** Everything after the op's name. */
function details(value: Value, names: FuncNames, func: Func): string {
  const text = (arg: Value): string => operand(arg, names);
  const typed = (arg: Value): string => `${CLASS_NAMES[arg.cls]} ${text(arg)}`;
  const args = value.args.map(text).join(', ');
  const block = value.block;
  const target = (index: number): string => {
    const succ = block?.succs[index];
    return succ ? names.block(succ) : '?';
  };
  switch (value.op) {
    case Op.phi:
      return phiArgs(value, names);
    case Op.load:
    case Op.cas:
    case Op.xchg:
    case Op.fetchadd:
    case Op.fetchand:
    case Op.fetchor:
    case Op.fetchxor: {
      const access = value.aux as Access;
      const signed = value.op === Op.load && isSignable(access, value.cls);
      return `${accessKind(access, signed)} ${args}${accessAttributes(access)}`;
    }
    case Op.store: {
      const access = value.aux as Access;
      const cls = value.args[0]!.cls;
      const natural = CLASS_NAMES[cls] === kindClass(access.kind);
      const kind = natural ? access.kind : `${access.kind} ${CLASS_NAMES[cls]}`;
      return `${kind}, ${args}${accessAttributes(access)}`;
    }
    case Op.blit:
    case Op.clear: {
      const { size, align, volatile } = value.aux as Extent;
      return args + attributes([`size=${size}`, `align=${align}`, volatile && 'volatile']);
    }
    case Op.alloc:
    case Op.alloca: {
      const { size, align, name } = value.aux as Slot;
      const list = [`size=${size}`, `align=${align}`, name !== '' && `name=${quote(name)}`];
      return (args + attributes(list)).trimStart();
    }
    case Op.call:
      return callText(value, names);
    case Op.vaarg: {
      const { type } = value.aux as VaArg;
      return isAggregate(type) ? `${passing(type)} ${args}` : args;
    }
    case Op.asm:
    case Op.asmgoto:
      return asmText(value, names);
    case Op.jmp:
      return target(0);
    case Op.br: {
      const likely = (value.aux as BranchInfo | null)?.likely ?? 'unknown';
      const hint = attributes([likely !== 'unknown' && likely]);
      return `${typed(value.args[0]!)}, ${target(0)}, ${target(1)}${hint}`;
    }
    case Op.switch: {
      const { cases } = value.aux as SwitchInfo;
      const list = cases.map((one) => `${one.value}: ${target(one.target)}`).join(', ');
      return `${typed(value.args[0]!)}, ${target(0)}, [${list}]`;
    }
    case Op.goto:
      return `${args}, [${(block?.succs ?? []).map((succ) => names.block(succ)).join(', ')}]`;
    case Op.ret:
      return isAggregate(func.result) || value.args[0]?.cls === func.result
        ? args
        : value.args.map(typed).join(', ');
    default:
      if (isNoWrap(value)) return `${args} {${NO_WRAP}}`;
      return opRow(value.op).operands.includes('?') ? `${typed0(value)} ${args}` : args;
  }
}

function typed0(value: Value): string {
  const index = opRow(value.op).operands.indexOf('?');
  return CLASS_NAMES[value.args[index]?.cls ?? Cls.none];
}

function operand(value: Value, names: FuncNames): string {
  if (!OP_CONSTANT[value.op]) return names.value(value);
  switch (value.op) {
    case Op.int:
      return String(value.aux);
    case Op.float:
      return `${CLASS_NAMES[value.cls]}_${floatText(value.aux as number | Extended)}`;
    case Op.symbol: {
      const ref = value.aux as SymbolRef;
      return symbolName(ref.symbol) + offset(ref.offset);
    }
    case Op.label:
      return `@${names.block(value.aux as Block)}`;
    case Op.vector:
      return `${CLASS_NAMES[value.cls]}_0x${(value.aux as bigint).toString(16)}`;
    default:
      return 'undef';
  }
}

function floatText(value: number | Extended): string {
  if (typeof value !== 'number') return extendedText(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function phiArgs(value: Value, names: FuncNames): string {
  const preds = value.block?.preds ?? [];
  const indices = value.args.map((_, index) => index);
  const layout = (index: number): number => names.order[preds[index]?.id ?? -1] ?? -1;
  indices.sort((a, b) => layout(a) - layout(b));
  return indices
    .map((index) => {
      const pred = preds[index];
      return `${pred ? names.block(pred) : '?'}: ${operand(value.args[index]!, names)}`;
    })
    .join(', ');
}

/** The class a kind is stored from when nothing else is said. */
export function kindClass(kind: Access['kind']): string {
  return kind === 'b' || kind === 'h' ? 'w' : kind;
}

/** Whether `signed` means something to a load. */
function isSignable(access: Access, cls: Cls): boolean {
  return access.kind === 'b' || access.kind === 'h' || (access.kind === 'w' && cls === Cls.l);
}

function accessKind(access: Access, signable: boolean): string {
  return signable ? (access.signed ? 's' : 'u') + access.kind : access.kind;
}

function accessAttributes(access: Access): string {
  return attributes(accessList(access));
}

function accessList(access: Access): (string | false)[] {
  return [
    access.align !== ACCESS_SIZES[access.kind] && `align=${access.align}`,
    access.volatile && 'volatile',
    access.alias !== 0 && `alias=${access.alias}`,
    access.order !== -1 && `order=${access.order}`,
  ];
}

function callText(value: Value, names: FuncNames): string {
  const info = value.aux as CallInfo;
  const into = isAggregate(info.result) ? 1 : 0;
  const first = 1 + into;
  const list: string[] = [];
  for (let i = 0; i < info.params.length; i++) {
    if (i === info.named) list.push('...');
    const arg = value.args[first + i];
    list.push(`${passing(info.params[i]!)} ${arg ? operand(arg, names) : '?'}`);
  }
  if (info.named === info.params.length) list.push('...');
  if (info.pack) list.push('pack');
  if (info.chain) list.push(`chain ${operand(value.args[value.args.length - 1]!, names)}`);
  const receives = into ? ` into ${passing(info.result)} ${operand(value.args[1]!, names)}` : '';
  const flags = attributes([
    !info.prototyped && 'noproto',
    info.noReturn && 'noreturn',
    info.returnsTwice && 'twice',
    info.effects !== 'any' && info.effects,
  ]);
  return `${operand(value.args[0]!, names)}(${list.join(', ')})${receives}${flags}`;
}

function asmText(value: Value, names: FuncNames): string {
  const info = value.aux as AsmInfo;
  let next = 0;
  const one = (item: AsmOperand): string => {
    const arg = value.args[next++];
    const { access } = item;
    const signable = access.kind === 'b' || access.kind === 'h' || access.kind === 'w';
    const cls = arg ? CLASS_NAMES[arg.cls] : '?';
    const list = attributes([
      item.name !== '' && `name=${quote(item.name)}`,
      item.register !== '' && `register=${quote(item.register)}`,
      item.inout && 'inout',
      item.memory && 'memory',
      ...accessList(access),
    ]);
    const kind = accessKind(access, signable);
    return `${quote(item.constraint)} ${kind} ${cls} ${arg ? operand(arg, names) : '?'}${list}`;
  };
  const outputs = info.outputs.map(one).join(', ');
  const inputs = info.inputs.map(one).join(', ');
  const clobbers = info.clobbers.map(quote).join(', ');
  const succs = value.block?.succs ?? [];
  const labels = info.labels.map((label, i) => {
    const succ = succs[i + 1];
    return `${quote(label)} ${succ ? names.block(succ) : '?'}`;
  });
  const next0 = succs[0] ? names.block(succs[0]) : '?';
  const jumps = value.op === Op.asmgoto ? ` to ${next0}, [${labels.join(', ')}]` : '';
  const operands = `[${outputs}], [${inputs}], [${clobbers}]`;
  return `${quote(info.template)}, ${operands}${jumps}${attributes([info.volatile && 'volatile'])}`;
}
