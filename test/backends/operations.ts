/**
 * Every foldable op on edge values, in each operand shape, with a C driver that wants what the
 * evaluator gives.
 */
import { accessOf, Builder } from '../../compiler/ir/build.ts';
import { type Constant, constantValue, evaluate } from '../../compiler/ir/evaluate.ts';
import { type AccessKind, Func, Module, type Value } from '../../compiler/ir/ir.ts';
import { CLASS_NAMES, Cls, isFloatClass, OPS, type Op, opRow } from '../../compiler/ir/ops.ts';
import { type ExtendedFormat, extendedFromNumber, extendedText } from '../../compiler/numbers.ts';

const INTEGERS: Readonly<Record<number, readonly bigint[]>> = {
  [Cls.w]: [0n, 1n, -1n, 2n, 7n, 31n, 100n, -128n, 0x7fffffffn, -0x80000000n, 0x12345678n, 0x8765n],
  [Cls.l]: [
    0n,
    1n,
    -1n,
    3n,
    63n,
    255n,
    -129n,
    0x7fffffffn,
    -0x80000000n,
    0x80000000n,
    0xffffffffn,
    0x7fffffffffffffffn,
    -0x8000000000000000n,
    0x123456789abcdef0n,
  ],
};
const DOUBLES = [0, -0, 1, -1.5, 2.5, 1e10, -1e10, 3e9, 9.3e18, 1.2e19, 1e-300, Infinity, NaN];

function valuesOf(cls: Cls): readonly Constant[] {
  if (cls === Cls.s) return DOUBLES.map(Math.fround);
  if (cls === Cls.d) return DOUBLES;
  return cls === Cls.e ? DOUBLES.map(extendedFromNumber) : INTEGERS[cls]!;
}

const C_TYPES = ['void', 'int', 'long', 'float', 'double', 'long double', '', ''] as const;
const LETTERS: readonly Cls[] = [Cls.w, Cls.l, Cls.s, Cls.d, Cls.e];
const kindOf = (cls: Cls): AccessKind => CLASS_NAMES[cls] as AccessKind;

function literal(cls: Cls, value: Constant): string {
  if (typeof value === 'bigint') {
    return cls === Cls.l
      ? `(long)${BigInt.asUintN(64, value)}UL`
      : `(int)${BigInt.asUintN(32, value)}u`;
  }
  const exact = typeof value === 'number' ? extendedFromNumber(value) : value;
  if (exact.kind === 'nan') return '__builtin_nan("")';
  if (exact.kind === 'infinite') return exact.sign ? '(-__builtin_inf())' : '__builtin_inf()';
  return `${extendedText(exact)}L`;
}

/** All operand classes a row allows for a result class. */
function signatures(row: ReturnType<typeof opRow>, result: Cls): Cls[][] {
  const named = [...row.operands];
  const free = named.includes('?') ? LETTERS : [Cls.none];
  return free.map((any) =>
    named.map((letter) => {
      if (letter === '=') return result;
      return letter === '?' ? any : (CLASS_NAMES.indexOf(letter as 'w') as Cls);
    }),
  );
}

const SAME_SIZE: Readonly<Record<string, string>> = { w: 's', s: 'w', l: 'd', d: 'l' };
const UNSIGNED_OR_SIGNED = /^c[su](lt|le|gt|ge)$/;

function isMeant(name: string, result: Cls, operands: readonly Cls[]): boolean {
  const [first] = operands;
  const float = isFloatClass(first!);
  if (name === 'cast') return SAME_SIZE[CLASS_NAMES[result]] === CLASS_NAMES[first!];
  if (name === 'fcvt') return float && first !== result;
  if (name === 'stof' || name === 'utof') return !float;
  if (name === 'ftos' || name === 'ftou') return float;
  if (name === 'co' || name === 'cuo') return float;
  if (UNSIGNED_OR_SIGNED.test(name) && name[1] === 'u') return !float;
  return true;
}

type Shape = 'registers' | 'constant' | 'memory' | 'branch';

class Suite {
  readonly module = new Module();
  readonly checks: string[] = [];
  readonly prototypes: string[] = [];
  private count = 0;

  constructor(private readonly format: ExtendedFormat) {}

  add(name: string, op: Op, result: Cls, operands: readonly Cls[], isCompare: boolean): void {
    const shapes: Shape[] = ['registers', 'memory'];
    if (isCompare) shapes.push('branch');
    for (const shape of shapes) this.function(name, op, result, operands, shape, null);
    if (operands.length < 2 || operands[1] === Cls.e) return;
    // Some of the values as immediates: small, negative, and too wide for one.
    for (const constant of valuesOf(operands[1]!).filter((_, i) => i % 3 === 1)) {
      this.function(name, op, result, operands, 'constant', constant);
    }
  }

  private function(
    name: string,
    op: Op,
    result: Cls,
    operands: readonly Cls[],
    shape: Shape,
    constant: Constant | null,
  ): void {
    const classes = [result, ...operands].map((cls) => CLASS_NAMES[cls]).join('');
    const id = `${name}_${classes}_${shape}_${this.count++}`;
    const symbol = this.module.symbol(id);
    symbol.defined = true;
    symbol.isFunction = true;
    const byAddress = shape === 'memory';
    const params = operands.map((cls) => (byAddress ? Cls.l : cls));
    const func = new Func(symbol, params, result, false, 0);
    this.module.functions.push(func);
    const b = new Builder(func);
    b.moveTo(b.newBlock('start'));
    const given = params.map((cls, i) => b.param(i, cls));
    const args: Value[] = given.map((value, i) =>
      byAddress ? b.load(accessOf(kindOf(operands[i]!)), operands[i]!, value) : value,
    );
    if (constant !== null) args[1] = constantValue(func, operands[1]!, constant);
    const made = b.emit(op, result, args);
    if (shape === 'branch') {
      const [yes, no] = [b.newBlock('yes'), b.newBlock('no')];
      b.br(made, yes, no);
      b.moveTo(yes);
      b.ret(b.int(Cls.w, 1));
      b.moveTo(no);
      b.ret(b.int(Cls.w, 0));
    } else {
      b.ret(made);
    }
    const types = operands.map((cls) => `${C_TYPES[cls]}${byAddress ? ' *' : ''}`);
    this.prototypes.push(`${C_TYPES[result]} ${id}(${types.join(', ')});`);
    this.calls(id, op, result, operands, shape, constant);
  }

  private calls(
    id: string,
    op: Op,
    result: Cls,
    operands: readonly Cls[],
    shape: Shape,
    constant: Constant | null,
  ): void {
    const lists = operands.map((cls, i) =>
      i === 1 && constant !== null ? [constant] : valuesOf(cls),
    );
    const tuples = lists.reduce<Constant[][]>(
      (done, list) => done.flatMap((head) => list.map((value) => [...head, value])),
      [[]],
    );
    for (const tuple of tuples) {
      const wanted = evaluate(op, result, operands[0]!, tuple, this.format);
      if (wanted === null) continue;
      const args = tuple.map((value, i) => {
        const text = literal(operands[i]!, value);
        return shape === 'memory' ? `&(${C_TYPES[operands[i]!]}){${text}}` : text;
      });
      const call = `${id}(${args.join(', ')})`;
      this.checks.push(`SAME(${CLASS_NAMES[result]}, ${call}, ${literal(result, wanted)});`);
    }
  }

  driver(): string {
    const groups: string[] = [];
    for (let i = 0; i < this.checks.length; i += 200) {
      groups.push(
        `static void group${i / 200}(void) {\n${this.checks.slice(i, i + 200).join('\n')}\n}`,
      );
    }
    const calls = groups.map((_, i) => `group${i}();`).join(' ');
    return `#include <stdio.h>
#include <string.h>
static int bad, done;
#define DEFINE(L, T) static void same_##L(const char *what, T g, T w) { done++; \\
  if (!(g == w || (g != g && w != w)) || (g == 0 && 1 / (double)g != 1 / (double)w)) \\
    if (bad++ < 20) printf("%s: %Lg, not %Lg\\n", what, (long double)g, (long double)w); }
DEFINE(w, int) DEFINE(l, long) DEFINE(s, float) DEFINE(d, double) DEFINE(e, long double)
#define SAME(L, got, want) same_##L(#got, got, want)
${this.prototypes.join('\n')}
${groups.join('\n')}
int main(void) { ${calls} printf("%d bad", bad); return done < 100; }
`;
  }
}

/** All operations of the op table; `format` is the target's long double. */
export function operations(format: ExtendedFormat): { module: Module; driver: string } {
  const made = new Suite(format);
  OPS.forEach((plain, op) => {
    const row = opRow(op);
    if (!row.folds || plain.name === 'select') return;
    const compares = row.compares === true;
    for (const letter of row.result) {
      const result = CLASS_NAMES.indexOf(letter as 'w') as Cls;
      for (const operands of signatures(row, result)) {
        // vectors.test.ts does these.
        if ([result, ...operands].some((cls) => cls === Cls.v || cls === Cls.y)) continue;
        if (isMeant(plain.name, result, operands))
          made.add(plain.name, op, result, operands, compares);
      }
    }
  });
  return { module: made.module, driver: made.driver() };
}
