/**
 * Reads the blocks and instructions of one function of IR text; parse.ts reads what stands around
 * them.
 */
import { parseDigits, parseExtended } from '../numbers.ts';
import { accessOf } from './build.ts';
import {
  ACCESS_SIZES,
  type Access,
  type AccessKind,
  type AsmOperand,
  type Aux,
  append,
  type Block,
  type Func,
  isAggregate,
  NO_WRAP,
  type Passing,
  setEnd,
  type Value,
} from './ir.ts';
import type { IrToken, TokenReader } from './lex.ts';
import {
  CLASS_NAMES,
  Cls,
  isIntegerClass,
  isVectorClass,
  OP_ENDS,
  OP_MAY_WRAP,
  OPS,
  Op,
  opRow,
} from './ops.ts';
import { kindClass } from './print.ts';
import type { Attributes, ItemReader } from './reader.ts';

/** An operand named before its definition. */
interface Forward {
  readonly args: Value[];
  readonly index: number;
  readonly name: IrToken;
}

interface PendingPhi {
  readonly phi: Value;
  readonly preds: IrToken[];
  readonly token: IrToken;
}

/** A parameter in a function's head; null where nothing uses it. */
export interface ParamName {
  readonly name: string | null;
  readonly restricted: boolean;
}

const OP_OF_NAME = new Map<string, Op>(OPS.map((row, index) => [row.name, index]));
const ACCESS_ATTRIBUTES = ['align', 'volatile', 'alias', 'order'] as const;

export class InstructionReader {
  readonly blocks = new Map<string, Block>();
  private readonly values = new Map<string, Value>();
  private readonly forwards: Forward[] = [];
  private readonly phis: PendingPhi[] = [];
  private readonly tokens: TokenReader;

  constructor(
    private readonly reader: ItemReader,
    private readonly func: Func,
  ) {
    this.tokens = reader.tokens;
  }

  /** Reads to the next definition; `params` are as in the header. */
  read(params: readonly ParamName[]): void {
    const { tokens, func } = this;
    this.findBlocks();
    const entry = func.blocks[0];
    if (!entry) throw tokens.error(`function ${func.name} has no block`);
    params.forEach(({ name, restricted }, index) => {
      if (name === null) return;
      const kind = func.params[index]!;
      const value = append(
        entry,
        func.value(Op.param, isAggregate(kind) ? Cls.l : kind, [], index),
      );
      this.define(value, name, tokens.token);
      if (restricted) func.restricted.add(value);
    });
    tokens.skipNewlines();
    while (this.isLabel()) this.blockBody();
    this.resolve();
  }

  private isLabel(): boolean {
    const { tokens } = this;
    if (tokens.token.kind !== 'word' || tokens.peek(1).text !== ':') return false;
    const after = tokens.peek(2);
    return after.kind === 'newline' || after.kind === 'end' || after.text === '{';
  }

  private findBlocks(): void {
    const { tokens } = this;
    const start = tokens.position;
    tokens.skipNewlines();
    for (let first = true; tokens.token.kind !== 'end'; first = tokens.next().kind === 'newline') {
      if (!first) continue;
      if (this.isLabel()) {
        const { text } = tokens.token;
        if (this.blocks.has(text)) tokens.fail(`block '${text}' is defined twice`);
        this.blocks.set(text, this.func.block(text));
      } else if (tokens.token.kind === 'word' && this.startsDefinition()) break;
    }
    tokens.rewind(start);
  }

  /** Whether a line starts something outside functions (asm there has nothing after its text). */
  private startsDefinition(): boolean {
    const { text } = this.tokens.token;
    if (this.tokens.peek(1).text === '=') return false;
    if (text === 'asm') return this.tokens.peek(2).text !== ',';
    return ['func', 'data', 'type', 'symbol', 'record', 'alias'].includes(text);
  }

  private define(value: Value, name: string, token: IrToken): void {
    if (this.values.has(name)) this.tokens.fail(`value '${name}' is defined twice`, token);
    value.name = name;
    this.values.set(name, value);
  }

  private blockBody(): void {
    const { tokens } = this;
    const block = this.blocks.get(tokens.next().text)!;
    tokens.expect(':');
    const list = this.reader.attributes();
    if (list.has('taken')) block.addressTaken = true;
    for (let ended = false; !ended; ) {
      const line = tokens.token;
      if (line.kind === 'newline') tokens.next();
      else if (this.isLabel() || line.kind === 'end' || this.startsDefinition()) {
        tokens.fail(`block '${block.name}' has no end`);
      } else ended = this.instruction(block);
    }
    const after = tokens.token;
    tokens.skipNewlines();
    if (tokens.token.kind !== 'end' && !this.isLabel() && !this.startsDefinition()) {
      tokens.fail(
        'instruction after the end of a block',
        after.kind === 'newline' ? tokens.token : after,
      );
    }
  }

  /** Reads one instruction; gives whether it ends the block. */
  private instruction(block: Block): boolean {
    const { tokens, func } = this;
    const first = tokens.token;
    let name: IrToken | null = null;
    let cls: Cls = Cls.none;
    if (tokens.peek(1).text === '=' && tokens.peek(1).kind === 'mark') {
      name = tokens.next();
      tokens.next();
      cls = this.reader.cls();
    }
    const opToken = tokens.token;
    const op = OP_OF_NAME.get(tokens.word('an op'));
    if (op === undefined) return tokens.fail(`unknown op '${opToken.text}'`, opToken);
    const row = opRow(op);
    if (row.constant || op === Op.param) tokens.fail(`'${row.name}' is no instruction`, opToken);
    const value = func.value(op, cls, []);
    const succs: Block[] = [];
    value.aux = this.details(value, succs, opToken);
    if (name) this.define(value, name.text, name);
    const last = tokens.token;
    if (last.kind !== 'newline' && last.kind !== 'end') tokens.fail(`unexpected '${last.text}'`);
    if (OP_ENDS[op]) setEnd(block, value, succs);
    else if (op === Op.phi) {
      value.block = block;
      block.phis.push(value);
      if (block.body.length > 0 && block !== func.blocks[0])
        tokens.fail('phi after other ops', first);
    } else append(block, value);
    return OP_ENDS[op] === 1;
  }

  private block(): Block {
    const token = this.tokens.token;
    const name = this.tokens.word("a block's name");
    return this.blocks.get(name) ?? this.tokens.fail(`no block '${name}'`, token);
  }

  /** Reads an operand of a class into the next place of `args`. */
  private operand(cls: Cls, args: Value[]): void {
    const { tokens, func, reader } = this;
    const token = tokens.token;
    if (token.kind === 'int') args.push(func.int(cls, tokens.bigint()));
    else if (token.kind === 'float') args.push(this.float(cls));
    else if (token.text === '$' && token.kind === 'mark') {
      const symbol = reader.symbol();
      args.push(func.address(symbol, reader.offset()));
    } else if (tokens.accept('@')) args.push(func.label(this.block()));
    else if (tokens.accept('undef')) args.push(func.undef(cls));
    else {
      const name = tokens.word('an operand');
      const value = this.values.get(name);
      if (!value) this.forwards.push({ args, index: args.length, name: token });
      args.push(value ?? func.blocks[0]!.end);
    }
  }

  private float(cls: Cls): Value {
    const token = this.tokens.next();
    const body = token.text.slice(2);
    if (token.text[0] !== CLASS_NAMES[cls]) {
      this.tokens.fail(`constant of another class than ${CLASS_NAMES[cls]}`, token);
    }
    if (isVectorClass(cls)) return this.func.vector(parseDigits(body.slice(2), 16), cls);
    if (cls === Cls.e) {
      const extended = parseExtended(body);
      return this.func.float(cls, extended ?? this.tokens.fail('malformed constant', token));
    }
    const special = { inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY }[body];
    return this.func.float(cls, special ?? (body.endsWith('nan') ? Number.NaN : Number(body)));
  }

  /**
   * Reads what follows the op's name: operands into value.args, successors, and the aux given back.
   */
  private details(value: Value, succs: Block[], token: IrToken): Aux {
    const { tokens, reader } = this;
    const { args } = value;
    switch (value.op) {
      case Op.phi:
        this.phi(value, token);
        return null;
      case Op.load:
      case Op.cas:
      case Op.xchg:
      case Op.fetchadd:
      case Op.fetchand:
      case Op.fetchor:
      case Op.fetchxor: {
        const kind = this.kind();
        this.operands(value, Cls.none, token);
        return this.access(kind, reader.attributes(), token);
      }
      case Op.store: {
        const kind = this.kind();
        const cls = tokens.token.text === ',' ? classOf(kindClass(kind.kind)) : reader.cls();
        tokens.expect(',');
        this.operands(value, cls, token);
        return this.access(kind, reader.attributes(), token);
      }
      case Op.blit:
      case Op.clear:
      case Op.alloc:
      case Op.alloca: {
        this.operands(value, Cls.none, token);
        return sizes(value.op, reader.attributes());
      }
      case Op.call:
        return this.call(value);
      case Op.vaarg: {
        const type = tokens.token.text === ':' ? reader.passing() : value.cls;
        do this.operand(Cls.l, args);
        while (tokens.accept(','));
        return { type };
      }
      case Op.asm:
      case Op.asmgoto:
        return this.asm(value, succs);
      case Op.jmp:
        succs.push(this.block());
        return null;
      case Op.br: {
        this.operand(reader.cls(), args);
        this.targets(succs, 2);
        const list = reader.attributes();
        return {
          likely: list.has('likely') ? 'likely' : list.has('unlikely') ? 'unlikely' : 'unknown',
        };
      }
      case Op.switch: {
        this.operand(reader.cls(), args);
        this.targets(succs, 1);
        return this.cases(succs);
      }
      case Op.goto:
        this.operand(Cls.l, args);
        tokens.expect(',');
        tokens.expect('[');
        tokens.list(']', () => succs.push(this.block()));
        return null;
      case Op.ret:
        if (tokens.token.kind === 'newline' || tokens.token.kind === 'end') return null;
        this.operand(isAggregate(this.func.result) ? Cls.l : this.func.result, args);
        return null;
      default: {
        const any = opRow(value.op).operands.includes('?');
        this.operands(value, any ? reader.cls() : Cls.none, token);
        if (!OP_MAY_WRAP[value.op] || !isIntegerClass(value.cls)) return null;
        const list = reader.attributes();
        reader.only(list, [NO_WRAP], token);
        return list.has(NO_WRAP) ? NO_WRAP : null;
      }
    }
  }

  /** Reads the operands the op table names; `any` is the class of '?'. */
  private operands(value: Value, any: Cls, token: IrToken): void {
    const { operands } = opRow(value.op);
    for (let i = 0; i < operands.length; i++) {
      const letter = operands[i]!;
      if (letter === '*')
        this.tokens.fail(`'${opRow(value.op).name}' has a form of its own`, token);
      if (i > 0) this.tokens.expect(',');
      this.operand(letter === '=' ? value.cls : letter === '?' ? any : classOf(letter), value.args);
    }
  }

  private targets(succs: Block[], count: number): void {
    for (let i = 0; i < count; i++) {
      this.tokens.expect(',');
      succs.push(this.block());
    }
  }

  private cases(succs: Block[]): Aux {
    const { tokens } = this;
    const cases: { value: bigint; target: number }[] = [];
    tokens.expect(',');
    tokens.expect('[');
    tokens.list(']', () => {
      const value = tokens.bigint();
      tokens.expect(':');
      const block = this.block();
      let target = succs.indexOf(block);
      if (target < 0) target = succs.push(block) - 1;
      cases.push({ value, target });
    });
    return { cases };
  }

  private phi(value: Value, token: IrToken): void {
    const { tokens } = this;
    const preds: IrToken[] = [];
    this.phis.push({ phi: value, preds, token });
    if (tokens.token.kind === 'newline') return;
    do {
      preds.push(tokens.next());
      tokens.expect(':');
      this.operand(value.cls, value.args);
    } while (tokens.accept(','));
  }

  private kind(): { kind: AccessKind; signed: boolean } {
    const token = this.tokens.token;
    const text = this.tokens.word('an access');
    const signed = /^[su][bhw]$/.test(text);
    const kind = signed ? text[1]! : text;
    if (!(kind in ACCESS_SIZES)) this.tokens.fail(`unknown access '${text}'`, token);
    return { kind: kind as AccessKind, signed: signed && text[0] === 's' };
  }

  private access(
    kind: { kind: AccessKind; signed: boolean },
    list: Attributes,
    token: IrToken,
    others: readonly string[] = [],
  ): Access {
    this.reader.only(list, [...ACCESS_ATTRIBUTES, ...others], token);
    return accessOf(kind.kind, {
      signed: kind.signed,
      align: Number(list.get('align') ?? ACCESS_SIZES[kind.kind]),
      volatile: list.has('volatile'),
      alias: Number(list.get('alias') ?? 0),
      order: Number(list.get('order') ?? -1),
    });
  }

  private call(value: Value): Aux {
    const { tokens, reader } = this;
    const params: Passing[] = [];
    const args: Value[] = [];
    const chains: Value[] = [];
    let named = -1;
    let pack = false;
    this.operand(Cls.l, value.args);
    const middle = this.forwards.length;
    tokens.expect('(');
    tokens.list(')', () => {
      if (tokens.accept('...')) named = params.length;
      else if (tokens.accept('chain')) this.operand(Cls.l, chains);
      else if (tokens.accept('pack')) pack = true;
      else {
        const kind = reader.passing();
        params.push(kind);
        this.operand(isAggregate(kind) ? Cls.l : kind, args);
      }
    });
    let result: Passing = value.cls;
    const end = this.forwards.length;
    if (tokens.accept('into')) {
      result = reader.passing();
      this.operand(Cls.l, value.args);
    }
    // Arguments were read into lists of their own: forward references move to their final places.
    const shift = value.args.length;
    for (let i = middle; i < end; i++) {
      const { args: list, index, name } = this.forwards[i]!;
      const base = list === chains ? shift + args.length : shift;
      this.forwards[i] = { args: value.args, index: base + index, name };
    }
    for (const arg of args) value.args.push(arg);
    for (const chain of chains) value.args.push(chain);
    const list = reader.attributes();
    return {
      params,
      result,
      named,
      prototyped: !list.has('noproto'),
      noReturn: list.has('noreturn'),
      returnsTwice: list.has('twice'),
      effects: list.has('pure') ? 'pure' : list.has('const') ? 'const' : 'any',
      chain: chains.length > 0,
      pack,
    };
  }

  private asm(value: Value, succs: Block[]): Aux {
    const { tokens, reader } = this;
    const template = tokens.string();
    const operands = (): AsmOperand[] => {
      const list: AsmOperand[] = [];
      tokens.expect(',');
      tokens.expect('[');
      tokens.list(']', () => list.push(this.asmOperand(value)));
      return list;
    };
    const outputs = operands();
    const inputs = operands();
    const clobbers: string[] = [];
    tokens.expect(',');
    tokens.expect('[');
    tokens.list(']', () => clobbers.push(tokens.string()));
    const labels: string[] = [];
    if (value.op === Op.asmgoto) {
      tokens.expect('to');
      succs.push(this.block());
      tokens.expect(',');
      tokens.expect('[');
      tokens.list(']', () => {
        labels.push(tokens.string());
        succs.push(this.block());
      });
    }
    const volatile = reader.attributes().has('volatile');
    return { template, outputs, inputs, clobbers, volatile, labels };
  }

  private asmOperand(value: Value): AsmOperand {
    const { tokens, reader } = this;
    const constraint = tokens.string();
    const token = tokens.token;
    const kind = this.kind();
    this.operand(reader.cls(), value.args);
    const list = reader.attributes();
    return {
      name: String(list.get('name') ?? ''),
      constraint,
      access: this.access(kind, list, token, ['name', 'register', 'inout', 'memory']),
      register: String(list.get('register') ?? ''),
      inout: list.has('inout'),
      memory: list.has('memory'),
    };
  }

  private resolve(): void {
    const { tokens } = this;
    for (const { args, index, name } of this.forwards) {
      args[index] = this.values.get(name.text) ?? tokens.fail(`no value '${name.text}'`, name);
    }
    for (const { phi, preds, token } of this.phis) {
      const given = new Map(preds.map((pred, index) => [pred.text, phi.args[index]!]));
      const block = phi.block!;
      if (given.size !== block.preds.length || preds.length !== given.size) {
        tokens.fail(
          `phi has ${preds.length} arguments, its block ${block.preds.length} predecessors`,
          token,
        );
      }
      phi.args = block.preds.map((pred) => {
        const arg = given.get(pred.name);
        return arg ?? tokens.fail(`phi has no argument for predecessor '${pred.name}'`, token);
      });
    }
  }
}

function classOf(letter: string): Cls {
  return (CLASS_NAMES as readonly string[]).indexOf(letter) as Cls;
}

function sizes(op: Op, list: Attributes): Aux {
  const size = Number(list.get('size') ?? 0);
  const align = Number(list.get('align') ?? 1);
  if (op === Op.blit || op === Op.clear) return { size, align, volatile: list.has('volatile') };
  return { size, align, name: String(list.get('name') ?? '') };
}
