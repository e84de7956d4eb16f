/**
 * Checks that a function or module is well formed and says in words what is not. One linear walk
 * for shapes and edges, one over the dominator tree for SSA; cheap enough to run after every pass.
 */
import {
  type Access,
  type Block,
  type CallInfo,
  type Func,
  isAggregate,
  isNoWrap,
  type Module,
  type Passing,
  type SwitchInfo,
  type VaArg,
  type Value,
} from './ir.ts';
import {
  CLASS_NAMES,
  Cls,
  isIntegerClass,
  isVectorClass,
  OP_CONSTANT,
  OP_ENDS,
  OP_MAY_WRAP,
  Op,
  opRow,
} from './ops.ts';
import { eachValue } from './uses.ts';

/** Violations in a module and all its functions; empty when it is well formed. */
export function verifyModule(module: Module): string[] {
  const found: string[] = [];
  const names = new Set<string>();
  for (const aggregate of module.aggregates) {
    if (names.has(aggregate.name)) found.push(`type :${aggregate.name} is defined twice`);
    names.add(aggregate.name);
  }
  const defined = new Set<string>();
  for (const { symbol } of [...module.data, ...module.functions]) {
    if (defined.has(symbol.name)) found.push(`$${symbol.name} is defined twice`);
    if (!symbol.defined) found.push(`$${symbol.name} is defined but not marked so`);
    defined.add(symbol.name);
  }
  for (const data of module.data) {
    let size = 0;
    for (const item of data.items) {
      size += item.kind === 'bytes' ? item.bytes.length : item.kind === 'address' ? 8 : item.size;
    }
    if (size > data.size)
      found.push(`data ${data.symbol.name} holds ${size} of ${data.size} bytes`);
  }
  verifyAliases(module, found);
  for (const func of module.functions) for (const one of verifyFunc(func)) found.push(one);
  return found;
}

/** Alias classes name structs there are, and accesses alias classes there are. */
function verifyAliases({ records, aliasClasses, functions }: Module, found: string[]): void {
  records.forEach(({ name, within }, i) => {
    for (const one of within) {
      if (one >= records.length || one === i) found.push(`record ${i} ${name} holds record ${one}`);
    }
  });
  aliasClasses.forEach(({ fields }, i) => {
    const unknown = fields.find(({ record }) => record < 0 || record >= records.length);
    if (unknown) found.push(`alias ${i} names record ${unknown.record}`);
  });
  for (const func of functions) {
    eachValue(func, ({ op, aux }) => {
      if (op !== Op.load && op !== Op.store) return;
      const { alias } = aux as Access;
      if (!aliasClasses[alias]) found.push(`${func.name} names alias ${alias}`);
    });
  }
}

/** Violations in one function. */
export function verifyFunc(func: Func): string[] {
  const check = new Verifier(func);
  check.run();
  return check.found;
}

class Verifier {
  readonly found: string[] = [];
  /** By value id: 1 + layout index of the block a value stands in; 0 for none. */
  private readonly home: Int32Array;
  /** By value id: place in its block; phis are -1. */
  private readonly place: Int32Array;
  /** By block id: 1 + layout index. */
  private readonly layout: Int32Array;
  /** Depth-first numbers of the dominator tree by layout index; 0 where unreachable. */
  private readonly enter: Int32Array;
  private readonly leave: Int32Array;
  /** Edges that a successor list names and no predecessor list has answered yet. */
  private readonly balance = new Set<number>();

  constructor(private readonly func: Func) {
    this.home = new Int32Array(func.nextValue);
    this.place = new Int32Array(func.nextValue);
    this.layout = new Int32Array(func.nextBlock);
    this.enter = new Int32Array(func.blocks.length);
    this.leave = new Int32Array(func.blocks.length);
  }

  run(): void {
    const { func } = this;
    const entry = func.blocks[0];
    if (!entry) {
      this.report(null, 'function has no block');
      return;
    }
    if (entry.preds.length > 0) this.report(entry, 'the entry block has predecessors');
    func.blocks.forEach((block, index) => {
      if (this.layout[block.id] !== 0) this.report(block, 'block stands twice in the function');
      this.layout[block.id] = index + 1;
    });
    func.blocks.forEach((block, index) => {
      this.settle(block, index + 1);
    });
    for (const block of func.blocks) this.edges(block);
    this.mutual();
    if (this.found.length > 0) return;
    this.dominators();
    for (const block of func.blocks) {
      for (const phi of block.phis) this.phi(block, phi);
      for (const value of block.body) this.value(block, value);
      this.value(block, block.end);
      this.blockEnd(block);
    }
    this.params(entry);
  }

  private report(block: Block | null, text: string): void {
    const where = block ? `, block ${block.name || `b${block.id}`}` : '';
    if (this.found.length < 50) this.found.push(`function ${this.func.name}${where}: ${text}`);
  }

  private describe(value: Value): string {
    return `${value.name || `v${value.id}`} (${opRow(value.op)?.name ?? '?'})`;
  }

  /** Records where values stand. */
  private settle(block: Block, index: number): void {
    const put = (value: Value, place: number): void => {
      if (value.block !== block) this.report(block, `${this.describe(value)} names another block`);
      if (this.home[value.id] !== 0) this.report(block, `${this.describe(value)} stands twice`);
      this.home[value.id] = index;
      this.place[value.id] = place;
    };
    for (const phi of block.phis) {
      if (phi.op !== Op.phi) this.report(block, `${this.describe(phi)} among the phis`);
      put(phi, -1);
    }
    block.body.forEach((value, place) => {
      if (value.op === Op.phi || OP_ENDS[value.op] || OP_CONSTANT[value.op]) {
        this.report(block, `${this.describe(value)} may not stand in a body`);
      }
      put(value, place);
    });
    if (!OP_ENDS[block.end.op])
      this.report(block, `${this.describe(block.end)} does not end a block`);
    put(block.end, block.body.length);
  }

  private edges(block: Block): void {
    if (new Set(block.succs).size !== block.succs.length)
      this.report(block, 'a successor occurs twice');
    if (new Set(block.preds).size !== block.preds.length)
      this.report(block, 'a predecessor occurs twice');
    for (const succ of block.succs) {
      const inside =
        this.layout[succ.id] !== 0 && this.func.blocks[this.layout[succ.id]! - 1] === succ;
      if (!inside) this.report(block, `successor ${succ.name} is not in the function`);
      else this.balance.add(edge(block, succ));
    }
  }

  /** Every predecessor must answer a successor and the other way round. */
  private mutual(): void {
    for (const block of this.func.blocks) {
      for (const pred of block.preds) {
        if (!this.balance.delete(edge(pred, block)))
          this.report(block, `not a successor of ${pred.name}`);
      }
    }
    for (const key of this.balance.keys()) {
      const from = this.func.blocks.find((block) => block.id === Math.floor(key / EDGE));
      const to = this.func.blocks.find((block) => block.id === key % EDGE);
      if (from && to) this.report(from, `not a predecessor of ${to.name}`);
    }
  }

  /** Cooper, Harvey & Kennedy 2001, then numbers that answer "dominates" at once. */
  private dominators(): void {
    const { blocks } = this.func;
    const count = blocks.length;
    const rank = new Int32Array(count).fill(-1);
    const order: number[] = [];
    const stack: number[] = [0];
    const next = new Int32Array(count);
    const seen = new Uint8Array(count);
    seen[0] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const succ = blocks[top]!.succs[next[top]!++];
      if (succ) {
        const index = this.layout[succ.id]! - 1;
        if (!seen[index]) {
          seen[index] = 1;
          stack.push(index);
        }
      } else {
        stack.pop();
        rank[top] = order.push(top) - 1;
      }
    }
    const parent = new Int32Array(count).fill(-1);
    parent[0] = 0;
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = order.length - 2; i >= 0; i--) {
        const node = order[i]!;
        let best = -1;
        for (const pred of blocks[node]!.preds) {
          let one = this.layout[pred.id]! - 1;
          if (one < 0 || parent[one]! < 0) continue;
          if (best < 0) best = one;
          while (one !== best) {
            if (rank[one]! < rank[best]!) one = parent[one]!;
            else best = parent[best]!;
          }
        }
        if (best !== parent[node]) {
          parent[node] = best;
          changed = true;
        }
      }
    }
    this.number(order, parent);
  }

  private number(order: readonly number[], parent: Int32Array): void {
    const size = new Int32Array(parent.length).fill(1);
    for (const node of order) if (node !== 0) size[parent[node]!]! += size[node]!;
    const free = new Int32Array(parent.length);
    this.enter[0] = 1;
    this.leave[0] = size[0]!;
    free[0] = 2;
    for (let i = order.length - 2; i >= 0; i--) {
      const node = order[i]!;
      const above = parent[node]!;
      this.enter[node] = free[above]!;
      free[above]! += size[node]!;
      free[node] = this.enter[node]! + 1;
      this.leave[node] = this.enter[node]! + size[node]! - 1;
    }
  }

  /** Whether a value is available at a place of a block. */
  private available(value: Value, block: Block, place: number): boolean {
    const from = this.home[value.id]! - 1;
    const to = this.layout[block.id]! - 1;
    if (from === to) return this.place[value.id]! < place;
    if (this.enter[to] === 0) return true;
    return (
      this.enter[from] !== 0 &&
      this.enter[from]! <= this.enter[to]! &&
      this.leave[from]! >= this.leave[to]!
    );
  }

  private operand(user: Value, arg: Value | undefined, block: Block, place: number): void {
    if (!arg) this.report(block, `${this.describe(user)} has an empty operand`);
    else if (OP_CONSTANT[arg.op]) {
      if (arg.block) this.report(block, `constant ${this.describe(arg)} stands in a block`);
      if (arg.op === Op.label && this.layout[(arg.aux as Block).id] === 0) {
        this.report(block, `${this.describe(user)} uses the label of a removed block`);
      }
    } else if (arg.id >= this.home.length || this.home[arg.id] === 0) {
      this.report(block, `${this.describe(user)} uses ${this.describe(arg)}, which stands nowhere`);
    } else if (arg.cls === Cls.none) {
      this.report(block, `${this.describe(user)} uses ${this.describe(arg)}, which has no value`);
    } else if (!this.available(arg, block, place)) {
      this.report(
        block,
        `${this.describe(user)} uses ${this.describe(arg)}, which does not dominate it`,
      );
    }
  }

  private phi(block: Block, phi: Value): void {
    if (phi.args.length !== block.preds.length) {
      const counts = `${phi.args.length} arguments for ${block.preds.length} predecessors`;
      this.report(block, `${this.describe(phi)} has ${counts}`);
      return;
    }
    phi.args.forEach((arg, i) => {
      const pred = block.preds[i]!;
      this.operand(phi, arg, pred, pred.body.length);
      if (arg && arg.cls !== phi.cls) this.report(block, `${this.describe(phi)} mixes classes`);
    });
    if (phi.cls === Cls.none) this.report(block, `${this.describe(phi)} has no class`);
  }

  private value(block: Block, value: Value): void {
    const place = this.place[value.id]!;
    for (const arg of value.args) this.operand(value, arg, block, place);
    if (value.args.some((arg) => !arg)) return;
    this.classes(block, value);
    if (value.op === Op.alloc && block !== this.func.blocks[0]) {
      this.report(block, `${this.describe(value)} outside the entry block`);
    }
    const order = { [Op.vshufflew]: 2, [Op.vpermutel]: 1 }[value.op];
    if (order !== undefined && value.args[order]?.op !== Op.int) {
      this.report(block, `${this.describe(value)} needs a constant`);
    }
    const narrows = value.op === Op.vdtow || value.op === Op.vdtos;
    if (narrows && !value.args.every(({ cls }) => isVectorClass(cls))) {
      this.report(block, `${this.describe(value)} is of no vector`);
    }
    if (value.op === Op.call) this.call(block, value);
    else if (needsAux(value.op) && value.aux === null) {
      this.report(block, `${this.describe(value)} lacks its details`);
    }
    if (isNoWrap(value) && !(OP_MAY_WRAP[value.op] && isIntegerClass(value.cls))) {
      this.report(block, `${this.describe(value)} may not be marked`);
    }
  }

  private classes(block: Block, value: Value): void {
    const row = opRow(value.op);
    const letter = CLASS_NAMES[value.cls];
    const bare = row.result === '' || value.op === Op.call || isAggregateArg(value);
    if (value.cls === Cls.none ? !bare : !row.result.includes(letter)) {
      this.report(block, `${this.describe(value)} may not have class '${letter}'`);
    }
    const fixed = row.operands.replace('*', '').length;
    const open = row.operands.endsWith('*');
    if (open ? value.args.length < fixed : value.args.length !== fixed) {
      this.report(block, `${this.describe(value)} has ${value.args.length} operands, not ${fixed}`);
      return;
    }
    let any: Cls = Cls.none;
    for (let i = 0; i < fixed; i++) {
      const wanted = row.operands[i]!;
      const cls = value.args[i]!.cls;
      if (wanted === '?' && any === Cls.none) any = cls;
      const name = wanted === '=' ? letter : wanted === '?' ? CLASS_NAMES[any] : wanted;
      if (CLASS_NAMES[cls] !== name) {
        this.report(block, `operand ${i} of ${this.describe(value)} has class ${CLASS_NAMES[cls]}`);
      }
    }
  }

  private call(block: Block, value: Value): void {
    const info = value.aux as CallInfo | null;
    if (!info) {
      this.report(block, `${this.describe(value)} lacks its details`);
      return;
    }
    const first = isAggregate(info.result) ? 2 : 1;
    const wanted = first + info.params.length + (info.chain ? 1 : 0);
    if (value.args.length !== wanted) {
      this.report(
        block,
        `${this.describe(value)} has ${value.args.length} operands, not ${wanted}`,
      );
      return;
    }
    if (info.named > info.params.length) this.report(block, 'call with too few named arguments');
    info.params.forEach((kind, i) => {
      if (value.args[first + i]!.cls !== passedAs(kind)) {
        this.report(block, `argument ${i} of ${this.describe(value)} is of another class`);
      }
    });
    const result = isAggregate(info.result) ? Cls.none : info.result;
    if (value.cls !== result)
      this.report(block, `${this.describe(value)} is not of its result's class`);
  }

  private blockEnd(block: Block): void {
    const { end, succs } = block;
    const counts: Partial<Record<Op, number>> = {
      [Op.jmp]: 1,
      [Op.br]: 2,
      [Op.ret]: 0,
      [Op.unreachable]: 0,
    };
    const wanted = counts[end.op];
    if (wanted !== undefined && succs.length !== wanted) {
      this.report(block, `${this.describe(end)} has ${succs.length} successors, not ${wanted}`);
    }
    if (end.op === Op.br && end.args[0]!.cls > Cls.l)
      this.report(block, 'br on a value that is no integer');
    if (end.op === Op.switch) this.switch(block, end.aux as SwitchInfo);
    if (end.op === Op.ret) this.ret(block, end);
  }

  private switch(block: Block, info: SwitchInfo | null): void {
    if (!info || block.succs.length === 0) {
      this.report(block, 'switch without cases or default');
      return;
    }
    const seen = new Set<bigint>();
    const used = new Set<number>([0]);
    for (const { value, target } of info.cases) {
      if (seen.has(value)) this.report(block, `switch has case ${value} twice`);
      if (target < 0 || target >= block.succs.length)
        this.report(block, 'switch case without successor');
      seen.add(value);
      used.add(target);
    }
    if (used.size !== block.succs.length) this.report(block, 'switch has a successor without case');
  }

  private ret(block: Block, end: Value): void {
    const { result } = this.func;
    if (end.args.length > 1) this.report(block, 'ret of more than one value');
    const value = end.args[0];
    if (value && (result === Cls.none || value.cls !== passedAs(result))) {
      this.report(block, 'ret of a value that is not of the result class');
    }
    if (!value && result !== Cls.none) this.report(block, 'ret without the value of the result');
  }

  private params(entry: Block): void {
    let last = -1;
    let head = true;
    for (const block of this.func.blocks) {
      for (const value of block.body) {
        if (value.op !== Op.param) {
          head = false;
          continue;
        }
        const index = value.aux as number;
        const kind = this.func.params[index];
        if (block !== entry || !head)
          this.report(block, `${this.describe(value)} is not at the start`);
        if (index <= last) this.report(block, `${this.describe(value)} is out of order`);
        if (kind === undefined || passedAs(kind) !== value.cls) {
          this.report(block, `${this.describe(value)} does not match the signature`);
        }
        if (this.func.restricted.has(value) && value.cls !== Cls.l) {
          this.report(block, `${this.describe(value)} is restricted, but no address`);
        }
        last = index;
      }
    }
  }
}

const EDGE = 1 << 24;

function edge(from: Block, to: Block): number {
  return from.id * EDGE + to.id;
}

/** The class of the value by which something passes. */
function passedAs(kind: Passing): Cls {
  return isAggregate(kind) ? Cls.l : kind;
}

function isAggregateArg(value: Value): boolean {
  return value.op === Op.vaarg && isAggregate((value.aux as VaArg).type);
}

const AUX = new Set<Op>([
  Op.param,
  Op.load,
  Op.store,
  Op.blit,
  Op.clear,
  Op.alloc,
  Op.alloca,
  Op.cas,
  Op.xchg,
  Op.fetchadd,
  Op.fetchand,
  Op.fetchor,
  Op.fetchxor,
  Op.vaarg,
  Op.asm,
  Op.asmgoto,
  Op.switch,
]);

function needsAux(op: Op): boolean {
  return AUX.has(op);
}
