/**
 * Every vector op of the table on x86-64 against the interpreter, by SSE2 and by AVX2, whose ops on
 * class y are held against those on their halves, too.
 */
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import { OPS, Op, opRow } from '../../compiler/ir/ops.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { DATA_MODELS } from '../../compiler/options.ts';
import { AVX2, BACKENDS, run } from './harness.ts';

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

interface Row {
  readonly name: string;
  /** Classes of the operands. */
  readonly shape: string;
  /** The class of the result. */
  readonly result: string;
  /** Whether the text names the class of the operands. */
  readonly named: boolean;
}

const idOf = ({ name, shape, result }: Row): string =>
  shape.includes('y') || result === 'y' ? `${name}_wide` : name;

/** A function that folds the op's results on all pairs of operands into one number. */
function functionOf(row: Row): string {
  const { name, shape, result } = row;
  const wide = shape.includes('y');
  const lines = [`func l $t_${idOf(row)}(w n, l zero)`, 'start:'];
  const numbers = operandsOf(name);
  const given = numbers.map((hex, i) => {
    // The halves of a wide one differ.
    const other = numbers[(i + 1) % numbers.length]!.padStart(32, '0');
    if (wide) lines.push(`    c${i} =y or y_0x${hex}${other}, y_0x0`);
    else lines.push(`    c${i} =v or v_0x${hex}, v_0x0`);
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
    lines.push(`    r${at} =${result} ${name} ${row.named ? `${shape[0]} ` : ''}${args}`);
    if (result === 'w') lines.push(`    x${at} =l zextw r${at}`);
    if (result === 's') lines.push(`    q${at} =w cast s r${at}`, `    x${at} =l zextw q${at}`);
    if (result === 'd') lines.push(`    x${at} =l cast d r${at}`);
    if (result !== 'v' && result !== 'y') {
      mix(result === 'l' ? `r${at}` : `x${at}`);
      return;
    }
    if (result === 'y') {
      lines.push(`    i${at} =v vlow r${at}`, `    j${at} =v vhigh r${at}`);
      for (const half of ['i', 'j']) mixHalf(`${half}${at}`);
    } else mixHalf(`r${at}`);
  };
  const mixHalf = (half: string): void => {
    lines.push(`    y${half} =v vshufflew ${half}, ${half}, 78`);
    lines.push(`    a${half} =l vfirstl ${half}`, `    b${half} =l vfirstl y${half}`);
    mix(`a${half}`);
    mix(`b${half}`);
  };
  for (const a of given) {
    if (/^[vy]$/.test(shape)) use(a);
    for (const b of given) {
      if (/^(vv|yy)$/.test(shape)) use(`${a}, ${b}`);
      if (/^(vvv|yyy)$/.test(shape)) for (const c of given) use(`${a}, ${b}, ${c}`);
      if (name === 'vshufflew') for (const n of [78, 177, 136, 27]) use(`${a}, ${b}, ${n}`);
    }
    const counts = name === 'vpermutel' ? ['27', '216', '0', '78'] : ['1', '7', '40', 'n'];
    if (/^[vy]w$/.test(shape)) for (const n of counts) use(`${a}, ${n}`);
  }
  if (SCALARS[shape]) use(SCALARS[shape]);
  return `${lines.join('\n')}\n    ret ${hash}\n`;
}

/** Ops of class v that SSE2 lacks. */
const NEWER = /^v(csgtl|(min|max)(b|w|uh|uw))$/;

/** The rows of ops with operands or results of a class, all such operands of it. */
function rowsOf(cls: 'v' | 'y'): Row[] {
  return OPS.map((row) => opRow(Op[row.name]))
    .filter((row) => /v|y/.test(row.result) || /v|y/.test(row.operands))
    .filter((row) => row.pure && !row.constant && row.name !== 'phi' && row.name !== 'copy')
    .map((row) => ({
      name: row.name,
      shape: row.operands.replaceAll(/[=?]/g, cls),
      result: row.result.includes(cls) ? cls : row.result,
      named: row.operands === '?',
    }))
    .filter(({ shape, result }) => `${shape}${result}`.includes(cls));
}

const NARROW = rowsOf('v').filter((row) => !/y/.test(row.shape + row.result));
const SUITES = [
  { title: 'SSE2', rows: NARROW.filter(({ name }) => !NEWER.test(name)), avx2: false },
  { title: 'AVX2', rows: [...NARROW, ...rowsOf('y')], avx2: true },
];

function interpreted(row: Row): string {
  const text = functionOf(row);
  const call = { name: `t_${idOf(row)}`, args: [5n, 0n] };
  const { message, result } = interpret(parseModule(text), {
    model: DATA_MODELS['x86-64'],
    call,
  });
  return `${idOf(row)} ${message}${String(result)}`;
}

const driverOf = (ids: readonly string[]): string => `#include <stdio.h>
${ids.map((id) => `long t_${id}(int, long);`).join('\n')}
int main(void) {
${ids.map((id) => `  printf("${id} %ld\\n", t_${id}(5, 0));`).join('\n')}
}`;

describe.each(SUITES)('vector ops of $title', ({ rows, avx2 }) => {
  it.skipIf(avx2 && !AVX2).each(BACKENDS)(
    'compute what the interpreter does, by %s',
    async (backend) => {
      const texts = rows.map(functionOf).join('\n');
      const driver = driverOf(rows.map(idOf));
      const { status, output } = await run(texts, driver, { backend, avx2 });
      expect(status).toBe(0);
      expect(output.split('\n')).toEqual(rows.map(interpreted));
    },
    60_000,
  );
});
