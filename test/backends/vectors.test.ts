/** Every vector op of the table on x86-64 against the interpreter. */
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import { CLASS_NAMES, Cls, OPS, Op, opRow } from '../../compiler/ir/ops.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { BACKENDS, run } from './harness.ts';

const INTEGERS = [
  '0',
  'ff807f0100ff807f01000180017f7fff',
  '80000000ffffffff7fffffff00000001',
  '8000000000000000ffffffff00000000',
  'ffff80007fff0001123456789abcdef0',
];
const DOUBLES = ['bff8000000000000400c000000000000', '40590000000000008000000000000000'];
const FLOATS = ['bfc0000040600000c4802000800000', '3f800000bfc00000800000004479c000'];
const NANS = ['7ff80000000000003ff0000000000000', '7fc000003f8000007fc00000bf800000'];

function operandsOf(name: string): readonly string[] {
  if (/^vc.*[sd]$/.test(name)) return [...NANS, ...DOUBLES, ...FLOATS];
  if (/^v(dto[sw]|.*d)$/.test(name) && !/^v[ws]tod$/.test(name)) return DOUBLES;
  if (/^v(sto[dw]|.*s)$/.test(name) && name !== 'vwtos') return FLOATS;
  return INTEGERS;
}

const SCALARS: Readonly<Record<string, string>> = {
  w: '-123456789',
  l: '-1234567890123456789',
  s: 's_-1.5',
  d: 'd_-2.25',
};

/** A function that folds the op's results on all pairs of operands into one number. */
function functionOf(name: string, shape: string, result: string): string {
  const lines = [`func l $t_${name}(w n, l zero)`, 'start:'];
  const given = operandsOf(name).map((hex, i) => {
    lines.push(`    c${i} =v or v_0x${hex}, v_0x0`);
    return `c${i}`;
  });
  let hash = 'zero';
  let number = 0;
  const mix = (value: string): void => {
    lines.push(
      `    m${number} =l mul ${hash}, 1000003`,
      `    h${number} =l add m${number}, ${value}`,
    );
    hash = `h${number++}`;
  };
  const use = (args: string): void => {
    const at = number;
    lines.push(`    r${at} =${result} ${name} ${args}`);
    if (result === 'w') lines.push(`    x${at} =l zextw r${at}`);
    if (result === 's') lines.push(`    q${at} =w cast s r${at}`, `    x${at} =l zextw q${at}`);
    if (result === 'd') lines.push(`    x${at} =l cast d r${at}`);
    if (result !== 'v') {
      mix(result === 'l' ? `r${at}` : `x${at}`);
      return;
    }
    lines.push(`    y${at} =v vshufflew r${at}, r${at}, 78`);
    lines.push(`    a${at} =l vfirstl r${at}`, `    b${at} =l vfirstl y${at}`);
    mix(`a${at}`);
    mix(`b${at}`);
  };
  for (const a of given) {
    if (shape === 'v') use(a);
    for (const b of given) {
      if (shape === 'vv') use(`${a}, ${b}`);
      if (shape === 'vvv') for (const c of given) use(`${a}, ${b}, ${c}`);
      if (name === 'vshufflew') for (const n of [78, 177, 136, 27]) use(`${a}, ${b}, ${n}`);
    }
    if (shape === 'vw') for (const n of ['1', '7', '40', 'n']) use(`${a}, ${n}`);
  }
  if (SCALARS[shape]) use(SCALARS[shape]);
  return `${lines.join('\n')}\n    ret ${hash}\n`;
}

const ROWS = OPS.map((row) => opRow(Op[row.name]))
  .filter((row) => row.result.includes('v') || row.operands.startsWith('v'))
  .filter((row) => row.pure && !row.constant && row.name !== 'phi' && row.name !== 'copy')
  .map((row) => ({
    name: row.name,
    shape: row.operands.replaceAll('=', 'v'),
    result: row.result.includes('v') ? CLASS_NAMES[Cls.v] : row.result,
  }));
const TEXTS = ROWS.map((row) => functionOf(row.name, row.shape, row.result));

function interpreted(name: string, text: string): string {
  const call = { name: `t_${name}`, args: [5n, 0n] };
  const { message, result } = interpret(parseModule(text), {
    model: DATA_MODELS['x86-64'],
    call,
  });
  return `${name} ${message}${String(result)}`;
}

const DRIVER = `#include <stdio.h>
${ROWS.map(({ name }) => `long t_${name}(int, long);`).join('\n')}
int main(void) {
${ROWS.map(({ name }) => `  printf("${name} %ld\\n", t_${name}(5, 0));`).join('\n')}
}`;

describe('vector ops', () => {
  it.each(BACKENDS)(
    'compute what the interpreter does, by %s',
    async (backend) => {
      const { status, output } = await run(TEXTS.join('\n'), DRIVER, { backend });
      expect(status).toBe(0);
      expect(output.split('\n')).toEqual(ROWS.map(({ name }, i) => interpreted(name, TEXTS[i]!)));
    },
    60_000,
  );
});
