/** The evaluator and the interpreter know each op by different means: they must agree. */
import { describe, expect, test } from 'vitest';
import { type Constant, constantValue, evaluate } from '../../compiler/ir/evaluate.ts';
import { interpret } from '../../compiler/ir/interpret.ts';
import { append, Func, Module, setEnd } from '../../compiler/ir/ir.ts';
import { CLASS_NAMES, Cls, OP_FOLDS, OPS, Op } from '../../compiler/ir/ops.ts';
import { printModule } from '../../compiler/ir/print.ts';
import { verifyModule } from '../../compiler/ir/verify.ts';
import { type Extended, extendedFromNumber, extendedText, wrap } from '../../compiler/numbers.ts';
import { DATA_MODELS } from '../../compiler/options.ts';

const model = DATA_MODELS['x86-64'];
const INTS = [
  0n,
  1n,
  -1n,
  2n,
  7n,
  31n,
  33n,
  0x7fn,
  0x80n,
  0xffffn,
  0x8000n,
  0x7fffffffn,
  -0x80000000n,
];
const WIDE = [
  ...INTS,
  63n,
  65n,
  0xffffffffn,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  0x0123456789abcdefn,
];
const FLOATS = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  3,
  -2.75,
  1e10,
  16777216,
  2 ** -149,
  Number.POSITIVE_INFINITY,
];
const LONG: Extended[] = [...FLOATS, Number.NaN].map(extendedFromNumber);
const SAMPLES: Record<string, readonly Constant[]> = {
  w: INTS,
  l: WIDE,
  s: [...FLOATS, Number.NaN],
  d: [...FLOATS, 1e300, 0.1, Number.NaN],
  e: LONG,
};

function same(a: unknown, b: Constant): boolean {
  if (typeof b === 'object') return extendedText(a as Extended) === extendedText(b);
  return typeof a === 'bigint' || typeof b === 'bigint'
    ? BigInt(a as bigint) === b
    : Object.is(a, b);
}

const SAMPLES_AN_OP = 10;

/** Evaluates an op on samples and runs it in a module of its own each time. */
function checkOp(index: number, cls: Cls, operandCls: Cls): number {
  const row = OPS[index]!;
  const letters = [...row.operands].map((letter) =>
    letter === '=' ? CLASS_NAMES[cls] : letter === '?' ? CLASS_NAMES[operandCls] : letter,
  );
  const classes = letters.map(
    (letter) => (CLASS_NAMES as readonly string[]).indexOf(letter) as Cls,
  );
  const samples = letters.map((letter) => SAMPLES[letter]!);
  const count = samples.reduce((product, list) => product * list.length, 1);
  const step = count <= SAMPLES_AN_OP ? 1 : Math.floor(count / SAMPLES_AN_OP) | 1;
  let compared = 0;
  for (let i = 0; i < count; i += step) {
    let rest = i;
    const args = samples.map((list) => {
      const one = list[rest % list.length]!;
      rest = Math.floor(rest / list.length);
      return one;
    });
    const constant = evaluate(index, cls, classes[0]!, args, 'x87');
    if (constant === null) continue;
    const module = new Module();
    const symbol = module.symbol('f');
    symbol.defined = true;
    const func = new Func(symbol, [], cls, false, 0);
    const block = func.block('start');
    const values = args.map((arg, k) => constantValue(func, classes[k]!, arg));
    const value = append(block, func.value(index, cls, values));
    setEnd(block, func.value(Op.ret, Cls.none, [value]), []);
    module.functions.push(func);
    expect(verifyModule(module)).toEqual([]);
    const outcome = interpret(module, { model, call: { name: 'f', args: [] } });
    if (outcome.message !== '' || !same(outcome.result, constant)) {
      const given = `${String(outcome.result)} ${outcome.message}`;
      expect.fail(`${printModule(module)} gave ${given}, not ${String(constant)}`);
    }
    compared++;
  }
  return compared;
}

const CONVERSIONS: Record<string, readonly [string, string][]> = {
  cast: [
    ['w', 's'],
    ['s', 'w'],
    ['l', 'd'],
    ['d', 'l'],
  ],
};

describe('evaluate agrees with interpret', () => {
  OPS.forEach((row, index) => {
    if (!OP_FOLDS[index] || row.result === 'vy') return;
    test(row.name, { timeout: 60000 }, () => {
      let compared = 0;
      for (const result of row.result) {
        if (result === 'v' || result === 'y') continue;
        const cls = (CLASS_NAMES as readonly string[]).indexOf(result) as Cls;
        const integers = /^(stof|utof)$/.test(row.name);
        const compares = 'compares' in row && !/^c(o|uo)$/.test(row.name);
        const any = integers ? 'wl' : compares ? 'wlsde' : 'sde';
        const operands = row.operands.includes('?') ? [...any] : ['w'];
        const pairs = CONVERSIONS[row.name]
          ?.filter(([, to]) => to === result)
          .map(([from]) => from);
        for (const letter of pairs ?? operands) {
          compared += checkOp(
            index,
            cls,
            (CLASS_NAMES as readonly string[]).indexOf(letter) as Cls,
          );
        }
      }
      expect(compared).toBeGreaterThan(0);
    });
  });
});

test('what traps or differs between targets is left for run time', () => {
  const div = OPS.findIndex((row) => row.name === 'div');
  const ftos = OPS.findIndex((row) => row.name === 'ftos');
  expect(evaluate(div, Cls.w, Cls.w, [1n, 0n], 'x87')).toBe(null);
  expect(evaluate(div, Cls.w, Cls.w, [wrap(1n << 31n, 32, true), -1n], 'x87')).toBe(null);
  expect(evaluate(div, Cls.d, Cls.d, [0, 0], 'x87')).toBe(null);
  expect(evaluate(ftos, Cls.w, Cls.d, [1e10], 'x87')).toBe(null);
});
