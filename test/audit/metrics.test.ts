/**
 * Metrics, comparison and classifier on hand-made code, and on what gcc and tcc make of the sweep.
 */
import { describe, expect, it } from 'vitest';
import { classify, judgeSweep } from '../../audit/classify.ts';
import { compareFunctions } from '../../audit/compare.ts';
import {
  type FunctionCode,
  type Instruction,
  instructionSet,
  type Operand,
} from '../../audit/instructions.ts';
import { measure } from '../../audit/metrics.ts';
import { parseRiscv } from '../../audit/objdump.ts';

const found = instructionSet('x86-64');
if (found === undefined) throw new Error('no x86-64');
const set = found;

/** `rax` a register, `rbp-8` a slot of the frame, `[rcx]` memory, a number an immediate. */
function operand(text: string, writes: boolean, reads: boolean): Operand {
  const slot = /^(rsp|rbp)([+-]\d+)$/.exec(text);
  const memory = slot ?? /^\[(\w+)\]$/.exec(text);
  if (memory !== null) {
    return {
      kind: 'memory',
      base: memory[1],
      index: undefined,
      scale: 1,
      displacement: Number(memory[2] ?? 0),
      symbol: undefined,
      size: 8,
      reads,
      writes,
    };
  }
  if (/^-?\d+$/.test(text)) return { kind: 'immediate', value: Number(text) };
  return { kind: 'register', name: text, reads, writes };
}

/** A function from lines such as `mov rax, rbp-8`; a frame pointer is set up first. */
function code(...lines: string[]): FunctionCode {
  const instructions = ['mov rbp, rsp', ...lines].map((line, address): Instruction => {
    const [mnemonic = '', ...rest] = line.split(/[\s,]+/);
    const copies = mnemonic === 'mov';
    const operands = rest.map((text, i) =>
      operand(text, i === 0 && mnemonic !== 'cmp', i > 0 || !copies),
    );
    const named = (writes: boolean): string[] =>
      operands.flatMap((each) =>
        each.kind === 'register' && (writes ? each.writes : each.reads) ? [each.name] : [],
      );
    return {
      address,
      size: 1,
      mnemonic,
      operands,
      reads: named(false),
      writes: named(true),
      groups: mnemonic.startsWith('j') ? ['jump'] : [],
      symbol: undefined,
    };
  });
  return { name: 'f', bytes: instructions.length, instructions };
}

describe('measure', () => {
  it('counts slot > register > other slot pairs', () => {
    const shuttle = code('mov rax, rbp-8', 'mov rbp-16, rax', 'mov rax, rbp-24', 'mov rbp-32, rax');
    const metrics = measure([shuttle], set, 2);
    expect(metrics.instructions).toBe(5);
    expect(metrics.growth).toBe(2.5);
    expect(metrics.shuttleIndex).toBeCloseTo(4 / 5);
    expect(metrics.copyShare).toBeCloseTo(4 / 5);
    expect(metrics.stackShare).toBeCloseTo(4 / 5);
    expect(metrics.accumulatorShare).toBe(1);
    expect(metrics.effectiveRegisters).toBeCloseTo(1);
    expect(metrics.longestCopyRun).toBe(5);
  });

  it('sees no pair where the slot is the same or the register another', () => {
    const same = code('mov rax, rbp-8', 'mov rbp-8, rax', 'mov rcx, rbp-8', 'mov rbp-16, rax');
    expect(measure([same], set).shuttleIndex).toBe(0);
  });

  it('weighs registers by entropy', () => {
    const even = code('add rax, 1', 'add rcx, 1', 'add rdx, 1', 'add rsi, 1');
    expect(measure([even], set).effectiveRegisters).toBeCloseTo(4);
    const uneven = code('add rax, 1', 'add rax, 1', 'add rax, 1', 'add rsi, 1');
    expect(measure([uneven], set).effectiveRegisters).toBeLessThan(2);
    expect(measure([uneven], set).accumulatorShare).toBeCloseTo(0.75);
  });

  it('takes rbp for a general register where it is no frame pointer', () => {
    const framed = code('mov rax, rbp-8');
    const general = { ...framed, instructions: framed.instructions.slice(1) };
    expect(measure([framed], set).stackShare).toBeGreaterThan(0);
    expect(measure([general], set).stackShare).toBe(0);
  });

  it('reads the frame from the prologue', () => {
    expect(measure([code('sub rsp, 160', 'add rsp, 160')], set).frameBytes).toBe(160);
  });
});

describe('compareFunctions', () => {
  const base = code('mov rax, rbp-8', 'add rax, rcx', 'mov rbp-16, rax');

  it('tells identical from renamed from different', () => {
    expect(compareFunctions(base, base, set)).toBe('identical');
    const renamed = code('mov rdx, rbp-24', 'add rdx, rsi', 'mov rbp-8, rdx');
    expect(compareFunctions(base, renamed, set)).toBe('renamed');
    const other = code('mov rax, rbp-8', 'sub rax, rcx', 'mov rbp-16, rax');
    expect(compareFunctions(base, other, set)).toBe('different');
  });

  it('does not take two registers merged into one for a renaming', () => {
    const merged = code('mov rax, rbp-8', 'add rax, rax', 'mov rbp-16, rax');
    expect(compareFunctions(base, merged, set)).toBe('different');
    expect(compareFunctions(merged, base, set)).toBe('different');
  });

  it('compares constants', () => {
    const constant = (n: number) => code(`add rax, ${n}`);
    expect(compareFunctions(constant(1), constant(2), set)).toBe('different');
  });
});

describe('classify', () => {
  const metrics = {
    instructions: 100,
    growth: 1,
    stackShare: 0.6,
    shuttleIndex: 0,
    effectiveRegisters: 1.4,
    accumulatorShare: 0.9,
    copyShare: 0.01,
    longestCopyRun: 4,
    frameBytes: 160,
  };

  it('follows the calibration: -O0, -O2, shuttle', () => {
    expect(classify(metrics)).toBe('stack-resident');
    expect(classify({ ...metrics, stackShare: 0.38, effectiveRegisters: 5.7 })).toBe('allocated');
    const shuttle = {
      ...metrics,
      growth: 4.58,
      stackShare: 0.84,
      shuttleIndex: 0.464,
      copyShare: 0.5,
    };
    expect(classify(shuttle)).toBe('copy-bound');
  });

  it('does not call short code copy-bound, however many moves it has', () => {
    const moves = {
      ...metrics,
      growth: 0.8,
      effectiveRegisters: 9,
      copyShare: 0.3,
      stackShare: 0.02,
    };
    expect(classify(moves)).toBe('allocated');
  });

  it('judges a sweep by the points under pressure', () => {
    const point = (locals: number, allocation: 'allocated' | 'stack-resident' | 'copy-bound') => ({
      locals,
      allocation,
    });
    const mixed = [point(4, 'stack-resident'), point(16, 'copy-bound'), point(32, 'copy-bound')];
    expect(judgeSweep(mixed).allocation).toBe('copy-bound');
    const good = [point(4, 'allocated'), point(16, 'allocated'), point(64, 'stack-resident')];
    expect(judgeSweep(good).allocation).toBe('allocated');
    expect(judgeSweep(good).agreement).toBeCloseTo(3 / 5);
  });
});

describe('parseRiscv', () => {
  it('reads functions, stores, loads and branches', () => {
    const [f, g] = parseRiscv(`
0000000000000000 <f>:
   0:\taddi\tsp,sp,-32
   4:\tsd\ta0,8(sp)
   8:\tld\ta5,8(sp)
   c:\tsd\ta5,16(sp)
  10:\tbeqz\ta5,8 <f+0x8>
  14:\tret

0000000000000018 <g>:
  18:\tret
`);
    expect(f?.instructions.map((instruction) => instruction.mnemonic)).toEqual([
      'addi',
      'sd',
      'ld',
      'sd',
      'beqz',
      'ret',
    ]);
    expect(g?.bytes).toBe(4);
    const riscv = instructionSet('riscv64');
    if (f === undefined || riscv === undefined) throw new Error('no riscv64');
    const metrics = measure([f], riscv);
    expect(metrics.shuttleIndex).toBeCloseTo(2 / 6);
    expect(metrics.frameBytes).toBe(32);
  });
});
