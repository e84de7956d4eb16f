/**
 * Random modules for the pass tests: functions over stack slots, globals and arrays with loops,
 * switches, unstructured jumps (bounded by fuel), calls among each other and aggregates copied
 * whole. Every program ends, has no undefined behaviour, and `f` returns a checksum of all it did.
 */
import { accessOf, Builder, callInfoOf } from '../../compiler/ir/build.ts';
import { type Block, Func, Module, NO_WRAP, type Value } from '../../compiler/ir/ir.ts';
import { Cls, Op } from '../../compiler/ir/ops.ts';

/** A small generator of random numbers (mulberry32). */
export class Random {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

const W_BINARY = [Op.add, Op.sub, Op.mul, Op.and, Op.or, Op.xor, Op.shl, Op.sar, Op.shr, Op.rotl];
const COMPARES = [
  Op.ceq,
  Op.cne,
  Op.cslt,
  Op.csle,
  Op.csgt,
  Op.csge,
  Op.cult,
  Op.cule,
  Op.cugt,
  Op.cuge,
];
const EXTENSIONS = [Op.sextb, Op.zextb, Op.sexth, Op.zexth];
const CONSTANTS = [0, 1, -1, 2, 3, 4, 5, 7, 8, 10, 16, 31, 32, 63, 100, 255, 256, 65535, 1 << 30];

/** A module whose function `f` (two words to a word) is to be run. */
export function randomModule(seed: number, statements = 5): Module {
  const random = new Random(seed);
  const module = new Module();
  const items = [{ kind: 'zero', size: 64 } as const];
  const globals = module.symbol('g');
  globals.defined = true;
  globals.linkage = 'internal';
  const base = { size: 64, align: 16, items, common: false, section: '' };
  module.data.push({ ...base, symbol: globals, readOnly: false });
  module.aliasClasses.push({ name: 'int', fields: [] }, { name: 'long', fields: [] });
  const callees: Func[] = [];
  const count = random.below(3);
  for (let i = 0; i <= count; i++) {
    const name = i === count ? 'f' : `callee${i}`;
    const symbol = module.symbol(name);
    symbol.defined = true;
    symbol.isFunction = true;
    symbol.linkage = i === count ? 'external' : 'internal';
    const func = new Func(symbol, [Cls.w, Cls.w], Cls.w, false, 0);
    module.functions.push(func);
    new Generator(random, module, func, callees, i === count ? statements : 3).run();
    callees.push(func);
  }
  return module;
}

class Generator {
  private readonly b: Builder;
  private readonly words: Value[] = [];
  private readonly longs: Value[] = [];
  private readonly doubles: Value[] = [];
  private readonly globals: Value;
  private array!: Value;
  private pairs: Value[] = [];
  private fuel!: Value;
  private exit!: Block;
  private readonly loops: { next: Block; end: Block }[] = [];

  constructor(
    private readonly random: Random,
    module: Module,
    private readonly func: Func,
    private readonly callees: readonly Func[],
    private readonly size: number,
  ) {
    this.b = new Builder(func);
    this.globals = func.address(module.symbol('g'));
  }

  run(): void {
    const { b } = this;
    b.moveTo(b.newBlock('start'));
    const params = [b.param(0, Cls.w, 'a'), b.param(1, Cls.w, 'b')];
    for (let i = 0; i < 4; i++) this.words.push(b.alloc({ size: 4, align: 4, name: `w${i}` }));
    for (let i = 0; i < 2; i++) this.longs.push(b.alloc({ size: 8, align: 8, name: `l${i}` }));
    for (let i = 0; i < 2; i++) this.doubles.push(b.alloc({ size: 8, align: 8, name: `d${i}` }));
    this.array = b.alloc({ size: 32, align: 8, name: 'array' });
    for (let i = 0; i < 2; i++) this.pairs.push(b.alloc({ size: 16, align: 8, name: `p${i}` }));
    this.fuel = b.alloc({ size: 4, align: 4, name: 'fuel' });
    this.exit = b.newBlock('exit');
    this.store(b.int(Cls.w, 60), this.fuel);
    for (const [i, slot] of this.words.entries()) {
      this.store(params[i] ?? b.int(Cls.w, i * 77), slot);
    }
    for (const [i, slot] of this.longs.entries()) this.store(b.int(Cls.l, i - 5), slot);
    for (const [i, slot] of this.doubles.entries()) {
      this.store(this.func.float(Cls.d, i + 0.5), slot);
    }
    b.clear(this.array, { size: 32, align: 8, volatile: false });
    for (const pair of this.pairs) b.clear(pair, { size: 16, align: 8, volatile: false });
    if (this.size < 20 && this.random.below(4) === 0) this.tangle();
    else this.statements(this.size, 3);
    b.jmp(this.exit);
    b.moveTo(this.exit);
    let sum: Value = b.int(Cls.w, 17);
    const mix = (value: Value): void => {
      sum = b.binary(Op.xor, Cls.w, b.binary(Op.mul, Cls.w, sum, b.int(Cls.w, 31)), value);
    };
    for (const slot of this.words) mix(this.load(Cls.w, slot));
    for (const slot of this.longs) mix(b.unary(Op.trunc, Cls.w, this.load(Cls.l, slot)));
    for (let i = 0; i < 8; i++) mix(this.load(Cls.w, this.at(this.array, i * 4)));
    for (const pair of this.pairs) mix(this.load(Cls.w, this.at(pair, 4)));
    for (const pair of this.pairs)
      mix(b.unary(Op.trunc, Cls.w, this.load(Cls.l, this.at(pair, 8))));
    for (let i = 0; i < 4; i++) mix(this.load(Cls.w, this.at(this.globals, i * 4)));
    for (const slot of this.doubles)
      mix(b.compare(Op.cslt, this.load(Cls.d, slot), this.func.float(Cls.d, 3)));
    b.ret(sum);
  }

  /** Blocks that jump anywhere, each paying fuel: irreducible graphs and all. */
  private tangle(): void {
    const { b, random } = this;
    const blocks: Block[] = [];
    for (let i = 0; i < 4 + random.below(5); i++) blocks.push(b.newBlock(`t${i}`));
    b.jmp(blocks[0]!);
    for (const block of blocks) {
      b.moveTo(block);
      const body = b.newBlock('body');
      const left = b.binary(Op.sub, Cls.w, this.load(Cls.w, this.fuel), b.int(Cls.w, 1));
      this.store(left, this.fuel);
      b.br(b.compare(Op.csgt, left, b.int(Cls.w, 0)), body, this.exit);
      b.moveTo(body);
      for (let i = random.below(4); i > 0; i--) this.simple();
      if (random.below(4) === 0) {
        const cases = blocks.slice(0, 3).map((to, i) => ({ value: BigInt(i), block: to }));
        const on = b.binary(Op.and, Cls.w, this.word(1), b.int(Cls.w, 3));
        b.switch(on, random.pick(blocks), cases);
      } else {
        b.br(this.condition(), random.pick(blocks), random.pick([...blocks, this.exit]));
      }
    }
    b.moveTo(b.newBlock('after'));
  }

  private statements(count: number, depth: number): void {
    for (let i = 0; i < count; i++) this.statement(depth);
  }

  private statement(depth: number): void {
    const { b, random } = this;
    const kind = depth === 0 ? 9 : random.below(12);
    if (kind < 2) this.ifElse(depth);
    else if (kind < 4) this.countedLoop(depth);
    else if (kind === 4) this.whileLoop(depth);
    else if (kind === 5) this.switchOver(depth);
    else if (kind === 6 && this.loops.length > 0) {
      const { next, end } = random.pick(this.loops);
      const after = b.newBlock('go_on');
      b.br(this.condition(), random.below(2) ? next : end, after);
      b.moveTo(after);
    } else this.simple();
  }

  private ifElse(depth: number): void {
    const { b, random } = this;
    const [yes, no, join] = [b.newBlock('yes'), b.newBlock('no'), b.newBlock('join')];
    b.br(this.condition(), yes, random.below(2) ? no : join);
    b.moveTo(yes);
    this.statements(1 + random.below(2), depth - 1);
    b.jmp(join);
    b.moveTo(no);
    this.statements(1 + random.below(2), depth - 1);
    b.jmp(join);
    b.moveTo(join);
  }

  private countedLoop(depth: number): void {
    const { b, random } = this;
    const i = b.alloc({ size: 4, align: 4, name: 'i' });
    this.store(b.int(Cls.w, random.below(3)), i);
    const [head, body, next, end] = ['head', 'body', 'next', 'end'].map((n) => b.newBlock(n)) as [
      Block,
      Block,
      Block,
      Block,
    ];
    const limit = random.below(3) ? b.int(Cls.w, 1 + random.below(7)) : this.bounded(5);
    b.jmp(head);
    b.moveTo(head);
    b.br(b.compare(Op.cslt, this.load(Cls.w, i), limit), body, end);
    b.moveTo(body);
    this.loops.push({ next, end });
    if (random.below(2)) this.arrayStep(i);
    this.statements(1 + random.below(2), depth - 1);
    this.loops.pop();
    b.jmp(next);
    b.moveTo(next);
    const step = b.int(Cls.w, 1 + random.below(2));
    const mark = random.below(2) ? NO_WRAP : null;
    this.store(b.emit(Op.add, Cls.w, [this.load(Cls.w, i), step], mark), i);
    b.jmp(head);
    b.moveTo(end);
  }

  private whileLoop(depth: number): void {
    const { b } = this;
    const [head, body, end] = ['while', 'do', 'od'].map((n) => b.newBlock(n)) as [
      Block,
      Block,
      Block,
    ];
    b.jmp(head);
    b.moveTo(head);
    const left = b.binary(Op.sub, Cls.w, this.load(Cls.w, this.fuel), b.int(Cls.w, 1));
    this.store(left, this.fuel);
    const go = b.binary(Op.and, Cls.w, this.condition(), b.compare(Op.csgt, left, b.int(Cls.w, 0)));
    b.br(go, body, end);
    b.moveTo(body);
    this.loops.push({ next: head, end });
    this.statements(1 + this.random.below(2), depth - 1);
    this.loops.pop();
    b.jmp(head);
    b.moveTo(end);
  }

  private switchOver(depth: number): void {
    const { b, random } = this;
    const join = b.newBlock('join');
    const targets = [0, 1, 2].map((n) => b.newBlock(`case${n}`));
    const cases = [0, 1, 2, 5].map((value) => ({
      value: BigInt(value),
      block: random.pick(targets),
    }));
    const otherwise = random.pick([join, ...targets]);
    b.switch(b.binary(Op.and, Cls.w, this.word(1), b.int(Cls.w, 7)), otherwise, cases);
    for (const [i, target] of targets.entries()) {
      b.moveTo(target);
      this.statements(1, depth - 1);
      b.jmp(random.below(3) ? join : (targets[i + 1] ?? join));
    }
    b.moveTo(join);
  }

  private arrayStep(i: Value): void {
    const { b } = this;
    const address = this.element(this.load(Cls.w, i));
    this.store(b.binary(Op.add, Cls.w, this.load(Cls.w, address), this.word(1)), address);
  }

  private element(index: Value): Value {
    const { b } = this;
    const low = b.binary(Op.and, Cls.w, index, b.int(Cls.w, 3));
    const masked = this.random.below(2)
      ? b.emit(Op.add, Cls.w, [low, b.int(Cls.w, this.random.below(5))], NO_WRAP)
      : b.binary(Op.and, Cls.w, index, b.int(Cls.w, 7));
    const scaled = b.binary(Op.mul, Cls.l, b.unary(Op.sextw, Cls.l, masked), b.int(Cls.l, 4));
    return b.binary(Op.add, Cls.l, this.random.below(2) ? this.array : this.globals, scaled);
  }

  private simple(): void {
    const { b, random } = this;
    switch (random.below(11)) {
      case 0:
        this.store(this.word(2), this.element(this.word(1)));
        break;
      case 10:
        this.row();
        break;
      case 1:
        this.store(this.word(2), this.at(this.globals, 4 * random.below(8)));
        break;
      case 2:
        this.store(this.long(2), random.pick(this.longs));
        break;
      case 3:
        this.store(this.double(2), random.pick(this.doubles));
        break;
      case 4:
        b.blit(this.pairs[0]!, this.pairs[1]!, { size: 16, align: 8, volatile: false });
        break;
      case 5: {
        const pair = random.pick(this.pairs);
        if (random.below(2)) this.store(this.word(2), this.at(pair, 4));
        else this.store(this.long(1), this.at(pair, 8));
        break;
      }
      case 6:
        this.call();
        break;
      case 7: {
        const byte = this.at(random.pick(this.words), random.below(8) ? 0 : random.below(4));
        if (random.below(3) === 0) b.store(accessOf('b'), this.word(1), byte);
        else this.store(this.word(2), random.pick(this.words));
        break;
      }
      default:
        this.store(this.word(3), random.pick(this.words));
    }
  }

  /** Stores side by side of what is loaded side by side, maybe from where they go. */
  private row(): void {
    const { b, random } = this;
    const bases = [this.array, this.globals];
    const [from, to] = [random.pick(bases), random.pick(bases)];
    const [start, end] = [4 * random.below(5), 4 * random.below(5)];
    const op = random.pick([Op.add, Op.sub, Op.xor]);
    const by = random.below(2) ? this.word(1) : this.constant(Cls.w);
    const first = random.below(2);
    const sums: Value[] = [];
    const sum = (i: number): Value =>
      b.binary(op, Cls.w, this.load(Cls.w, this.at(from, start + 4 * i)), by);
    if (first) for (let i = 0; i < 4; i++) sums.push(sum(i));
    for (let i = 0; i < 4; i++) this.store(sums[i] ?? sum(i), this.at(to, end + 4 * i));
  }

  private call(): void {
    const { b, random } = this;
    if (this.callees.length === 0 || this.loops.length > 1) return;
    const callee = random.pick(this.callees);
    const info = callInfoOf([Cls.w, Cls.w], Cls.w);
    const args = [this.word(1), this.word(1)];
    const result = b.call(this.func.address(callee.symbol), args, info);
    this.store(result, random.pick(this.words));
  }

  private bounded(limit: number): Value {
    const { b } = this;
    return b.binary(Op.urem, Cls.w, this.word(1), b.int(Cls.w, limit));
  }

  private at(base: Value, offset: number): Value {
    return offset === 0 ? base : this.b.binary(Op.add, Cls.l, base, this.b.int(Cls.l, offset));
  }

  private store(value: Value, address: Value): void {
    const kind = value.cls === Cls.w ? 'w' : value.cls === Cls.l ? 'l' : 'd';
    this.b.store(accessOf(kind), value, address);
  }

  private load(cls: Cls, address: Value): Value {
    return this.b.load(accessOf(cls === Cls.w ? 'w' : cls === Cls.l ? 'l' : 'd'), cls, address);
  }

  private condition(): Value {
    const { b, random } = this;
    if (random.below(5) === 0) return b.compare(random.pick(COMPARES), this.long(1), this.long(1));
    if (random.below(6) === 0) return b.compare(Op.cslt, this.double(1), this.double(1));
    return b.compare(random.pick(COMPARES), this.word(2), this.word(1));
  }

  private word(depth: number): Value {
    const { b, random } = this;
    if (depth === 0 || random.below(4) === 0) {
      return random.below(3) ? this.load(Cls.w, random.pick(this.words)) : this.constant(Cls.w);
    }
    switch (random.below(10)) {
      case 0:
        return b.compare(random.pick(COMPARES), this.word(depth - 1), this.word(depth - 1));
      case 1:
        return b.unary(random.pick(EXTENSIONS), Cls.w, this.word(depth - 1));
      case 2:
        return b.unary(Op.trunc, Cls.w, this.long(depth - 1));
      case 3:
        return b.select(this.condition(), this.word(depth - 1), this.word(depth - 1));
      case 4: {
        const divisor = b.int(Cls.w, random.pick([1, 2, 3, 5, 7, 8, 10, 100, -3, -8, 641]));
        const op = random.pick([Op.div, Op.udiv, Op.rem, Op.urem]);
        return b.binary(op, Cls.w, this.word(depth - 1), divisor);
      }
      case 5:
        return this.load(Cls.w, this.element(this.word(depth - 1)));
      case 6: {
        const access = accessOf(random.pick(['b', 'h'] as const), {
          signed: random.below(2) === 0,
        });
        return b.load(access, Cls.w, random.pick(this.words));
      }
      case 7:
        return this.exact(depth);
      default:
        return this.binary(Cls.w, this.word(depth - 1), depth);
    }
  }

  /** Arithmetic of numbers so small that it may be marked not to wrap. */
  private exact(depth: number): Value {
    const { b, random } = this;
    const op = random.pick([Op.add, Op.sub, Op.mul, Op.neg]);
    const small = (): Value =>
      random.below(4)
        ? b.unary(random.pick(EXTENSIONS.slice(0, 3)), Cls.w, this.word(depth - 1))
        : b.int(Cls.w, random.pick([1, 2, 3, 8, 12, 100]));
    const args = op === Op.neg ? [small()] : [small(), small()];
    const made = b.emit(op, Cls.w, args, NO_WRAP);
    return random.below(2) ? b.emit(Op.add, Cls.w, [made, b.int(Cls.w, 5)], NO_WRAP) : made;
  }

  private binary(cls: Cls, left: Value, depth: number): Value {
    const { b, random } = this;
    const op = random.pick(W_BINARY);
    const shifts = op === Op.shl || op === Op.sar || op === Op.shr || op === Op.rotl;
    const right = shifts || cls === Cls.w ? this.word(depth - 1) : this.long(depth - 1);
    return b.binary(op, cls, left, right);
  }

  private long(depth: number): Value {
    const { b, random } = this;
    if (depth === 0 || random.below(4) === 0) {
      return random.below(3) ? this.load(Cls.l, random.pick(this.longs)) : this.constant(Cls.l);
    }
    switch (random.below(6)) {
      case 0:
        return b.unary(random.pick([Op.sextw, Op.zextw]), Cls.l, this.word(depth - 1));
      case 1:
        return b.unary(random.pick(EXTENSIONS), Cls.l, this.long(depth - 1));
      case 2: {
        const divisor = b.int(Cls.l, random.pick([1, 2, 3, 7, 10, 1000, -5, -16]));
        const op = random.pick([Op.div, Op.udiv, Op.rem, Op.urem]);
        return b.binary(op, Cls.l, this.long(depth - 1), divisor);
      }
      default:
        return this.binary(Cls.l, this.long(depth - 1), depth);
    }
  }

  private double(depth: number): Value {
    const { b, random } = this;
    if (depth === 0 || random.below(3) === 0) {
      if (random.below(3)) return this.load(Cls.d, random.pick(this.doubles));
      return this.func.float(Cls.d, random.pick([0, 1, -1, 0.5, 2, 3.25, -0]));
    }
    if (random.below(5) === 0) return b.unary(Op.stof, Cls.d, this.word(depth - 1));
    const op = random.pick([Op.add, Op.sub, Op.mul]);
    return b.binary(op, Cls.d, this.double(depth - 1), this.double(depth - 1));
  }

  private constant(cls: Cls): Value {
    return this.func.int(cls, this.random.pick(CONSTANTS));
  }
}
