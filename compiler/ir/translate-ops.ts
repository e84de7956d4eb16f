/**
 * The ops of a translated function that take more than a local or a jump: arithmetic, atomics,
 * va_list, asm.
 */
import {
  type Access,
  type AsmInfo,
  type Extent,
  isAggregate,
  type VaArg,
  type Value,
} from './ir.ts';
import { typeOf } from './link.ts';
import {
  COMPARES,
  CONVERSIONS,
  EXTENDED_COMPARES,
  FETCHES,
  I,
  LOADS,
  PLAIN,
  SHIFTS,
  STORES,
} from './opcodes.ts';
import { CLASS_NAMES, Cls, Op, opRow } from './ops.ts';
import { type Bytes, WASM_TYPES } from './wasm.ts';

/** What of the function being translated is needed here. */
interface Target {
  readonly code: Bytes;
  set(value: Value): void;
  push(value: Value): void;
  const32(value: number): void;
  const64(value: bigint): void;
  import(name: string): void;
  address(at: Value, size: number, writes: boolean, user: Value): void;
  checked(size: number, writes: boolean, user: Value): void;
  memory(opcode: number): void;
  loadAt(access: Access, cls: Cls, user: Value): void;
  storeAt(access: Access, cls: Cls, user: Value): void;
  newLocal(type: number): number;
  unsupported(value: Value, what: string): never;
}

export class OpEmitter {
  constructor(private readonly target: Target) {}

  /** Ops that are rows of the opcode tables, and those on long double. */
  plain(value: Value, letter: 'w' | 'l' | 's' | 'd'): void {
    const { code } = this.target;
    if (value.op === Op.constantp) {
      this.target.const32(0);
      return;
    }
    const shift = SHIFTS[value.op];
    const conversion = CONVERSIONS[value.op];
    if (conversion && (value.cls === Cls.e || value.args[0]!.cls === Cls.e)) {
      this.convertExtended(value);
      return;
    }
    for (const arg of value.args) this.target.push(arg);
    if (shift) {
      if (value.cls === Cls.l) code.byte(I.i64ExtendU);
      code.byte(value.cls === Cls.l ? shift.l : shift.w);
    } else if (conversion) {
      const pair = CLASS_NAMES[value.args[0]!.cls] + letter;
      code.byte(...(conversion[pair] ?? this.target.unsupported(value, `conversion ${pair}`)));
    } else if (value.cls === Cls.e && value.op !== Op.copy) {
      this.target.import(`${opRow(value.op).name}_e`);
    } else if (value.cls !== Cls.e) {
      code.byte(
        ...(PLAIN[value.op]?.[letter] ?? this.target.unsupported(value, `class ${letter}`)),
      );
    }
  }

  convertExtended(value: Value): void {
    const { code } = this.target;
    const operand = value.args[0]!;
    const unsigned = value.op === Op.utof || value.op === Op.ftou;
    this.target.push(operand);
    if (value.cls === Cls.e) {
      if (operand.cls === Cls.e) return;
      if (operand.cls === Cls.s) code.byte(I.f64PromoteF32);
      if (operand.cls === Cls.s || operand.cls === Cls.d) {
        this.target.import('doubleToExtended');
        return;
      }
      if (operand.cls === Cls.w) code.byte(unsigned ? I.i64ExtendU : I.i64ExtendS);
      this.target.import(unsigned ? 'unsignedToExtended' : 'signedToExtended');
      return;
    }
    if (value.cls === Cls.d) {
      this.target.import('extendedToDouble');
      return;
    }
    if (value.cls === Cls.s) {
      this.target.import('extendedToFloat');
      return;
    }
    this.target.import('extendedToInteger');
    if (value.cls === Cls.w) code.byte(I.i32WrapI64);
  }

  compare(value: Value, a: Value, b: Value): void {
    const { code } = this.target;
    this.target.push(a);
    this.target.push(b);
    if (a.cls === Cls.e) {
      const [constant, opcode] = EXTENDED_COMPARES[value.op]!;
      this.target.import('compareExtended');
      this.target.const32(constant);
      code.byte(opcode);
      return;
    }
    const letter = CLASS_NAMES[a.cls] as 'w' | 'l' | 's' | 'd';
    const row = COMPARES[value.op];
    if (row) {
      code.byte(row[letter]);
      return;
    }
    if (letter === 'w' || letter === 'l') this.target.unsupported(value, 'on integers');
    // co and cuo: ordered are those equal to themselves
    const equal = COMPARES[Op.ceq]![letter];
    code.byte(I.drop, I.drop);
    for (const one of [a, b]) {
      this.target.push(one);
      this.target.push(one);
      code.byte(equal);
    }
    code.byte(I.i32And);
    if (value.op === Op.cuo) code.byte(I.i32Eqz);
  }

  bulk(value: Value, { size }: Extent): void {
    if (size === 0) return;
    this.target.address(value.args[0]!, size, true, value);
    if (value.op === Op.blit) {
      this.target.address(value.args[1]!, size, false, value);
      this.target.const32(size);
      this.target.code.byte(0xfc, 0x0a, 0, 0);
    } else {
      this.target.const32(0);
      this.target.const32(size);
      this.target.code.byte(0xfc, 0x0b, 0);
    }
  }

  fetch(value: Value, access: Access): void {
    const { code } = this.target;
    const [at, operand] = value.args;
    const combine = FETCHES[value.op];
    const result = this.target.newLocal(typeOf(value.cls));
    this.target.address(at!, 16, true, value);
    this.target.loadAt(access, value.cls, value);
    code.byte(I.localSet).unsigned(result);
    this.target.address(at!, 16, true, value);
    if (combine) code.byte(I.localGet).unsigned(result);
    this.target.push(operand!);
    if (combine) code.byte(value.cls === Cls.l ? combine.l : combine.w);
    this.target.storeAt(access, value.cls, value);
    code.byte(I.localGet).unsigned(result);
    this.target.set(value);
  }

  /** Compares what stands in memory with the expected value's low bytes. */
  cas(value: Value, access: Access): void {
    const { code } = this.target;
    const [at, expected, desired] = value.args;
    const unsigned: Access = { ...access, signed: false };
    const result = this.target.newLocal(typeOf(value.cls));
    this.target.address(at!, 16, true, value);
    this.target.loadAt(access, value.cls, value);
    code.byte(I.localSet).unsigned(result);
    this.target.address(at!, 16, true, value);
    this.target.loadAt(unsigned, value.cls, value);
    this.target.push(expected!);
    const mask = { b: 0xff, h: 0xffff, w: 0xffffffff }[access.kind as 'b' | 'h' | 'w'];
    if (mask !== undefined) {
      if (value.cls === Cls.w) this.target.const32(mask);
      else this.target.const64(BigInt(mask));
      code.byte(value.cls === Cls.w ? I.i32And : I.i64And);
    }
    code.byte(value.cls === Cls.w ? I.i32Eq : I.i64Eq, I.if, WASM_TYPES.none);
    this.target.address(at!, 16, true, value);
    this.target.push(desired!);
    this.target.storeAt(access, value.cls, value);
    code.byte(I.end, I.localGet).unsigned(result);
    this.target.set(value);
  }

  /**
   * A va_list's first word points to the next argument: 16 bytes each, an aggregate by its address.
   */
  vaarg(value: Value, type: VaArg['type']): void {
    const { code } = this.target;
    const [list, to] = value.args;
    const at = this.target.newLocal(WASM_TYPES.l);
    this.target.address(list!, 16, true, value);
    this.target.memory(LOADS['l l']!);
    code.byte(I.localSet).unsigned(at);
    this.target.address(list!, 16, true, value);
    code.byte(I.localGet).unsigned(at);
    this.target.const64(16n);
    code.byte(I.i64Add);
    this.target.memory(STORES['l l']!);
    if (isAggregate(type)) {
      if (type.size === 0) return;
      this.target.address(to!, type.size, true, value);
      code.byte(I.localGet).unsigned(at);
      this.target.checked(16, false, value);
      this.target.memory(LOADS['l l']!);
      this.target.checked(type.size, false, value);
      this.target.const32(type.size);
      code.byte(0xfc, 0x0a, 0, 0);
      return;
    }
    code.byte(I.localGet).unsigned(at);
    this.target.checked(16, false, value);
    if (type === Cls.e) this.target.import('loadExtended');
    else
      this.target.memory(
        LOADS[{ w: 'w uw', l: 'l l', s: 's s', d: 'd d' }[CLASS_NAMES[type] as 'w']]!,
      );
    this.target.set(value);
  }

  /** Empty templates only: outputs keep their value or take that of the input tied to them. */
  asm(value: Value, info: AsmInfo): void {
    if (/[^\s#;]/.test(info.template.replace(/#.*/g, '')))
      this.target.unsupported(value, 'with instructions');
    info.inputs.forEach((input, index) => {
      const tied = /^[%&=]*(\d+)/.exec(input.constraint) ?? /^\[(\w+)\]/.exec(input.constraint);
      if (!tied) return;
      const found = info.outputs.findIndex(
        (one, i) => one.name === tied[1] || String(i) === tied[1],
      );
      const from = value.args[info.outputs.length + index]!;
      this.target.address(value.args[found]!, 16, true, value);
      this.target.push(from);
      this.target.storeAt(info.outputs[found]!.access, from.cls, value);
    });
  }
}
