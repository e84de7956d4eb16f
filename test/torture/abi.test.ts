import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAbi } from '../../torture-lite/abi.ts';
import { generatePair } from '../../torture-lite/abi-generate.ts';
import { findTool } from '../../torture-lite/specimen.ts';

const hasGcc = process.arch === 'x64' && findTool('gcc') !== null;

describe('pairs of caller and callee', () => {
  it('are the same for a seed and others for another', () => {
    expect(generatePair(3)).toEqual(generatePair(3));
    expect(generatePair(4).callee).not.toEqual(generatePair(3).callee);
  });

  it('cover what an ABI has rules for', () => {
    const text = Array.from({ length: 40 }, (_, seed) => generatePair(seed).callee).join('\n');
    const standard = ['long double', 'float m', '_Bool', ' : ', 'char *', '[3]', 'union'];
    const others = ['__int128 m', 'double _Complex m', 'floats m', 'packed', 'aligned(16)'];
    for (const part of ['va_arg', ...standard, ...others]) expect(text).toContain(part);
  });

  it.skipIf(!hasGcc)('tell a compiler with another convention from one with the same', async () => {
    const results = await runAbi({
      specimens: [
        { name: 'gcc', command: ['gcc'] },
        { name: 'pcc', command: ['gcc', '-fpcc-struct-return'] },
      ],
      levels: ['-O1'],
      firstSeed: 1,
      lastSeed: 6,
      wrappers: [],
      jobs: 2,
    });
    const failures = (name: string) =>
      results.cells.filter((cell) => cell.specimen === name && cell.kind !== 'pass');
    expect(results.complete).toBe(true);
    expect(failures('gcc calls gcc')).toEqual([]);
    expect(failures('pcc calls pcc')).toEqual([]);
    expect(failures('gcc calls pcc').length).toBeGreaterThan(0);
    expect(failures('pcc calls gcc').length).toBeGreaterThan(0);
    expect(failures('gcc calls pcc')[0]!.redo).toMatch(
      /^goodhart torture abi --seeds \d --emit \. /,
    );
  });

  // 20 has long double, complex numbers and vectors, 21 bit-fields and over-aligned members.
  it.skipIf(!hasGcc).each([20, 21])('ghcc agrees with gcc on pair %i', async (seed) => {
    const command = [process.execPath, resolve('dist/ghcc.js')];
    const results = await runAbi({
      specimens: [
        { name: 'gcc', command: ['gcc'] },
        { name: 'ghcc', command },
        { name: 'shuttle', command: [...command, '--backend=shuttle'] },
      ],
      levels: ['-O1'],
      firstSeed: seed,
      lastSeed: seed,
      wrappers: [],
      jobs: 2,
    });
    expect(results.cells).toHaveLength(9);
    expect(results.cells.filter((cell) => cell.kind !== 'pass')).toEqual([]);
  });
});
