/**
 * Size: bytes of code for the same programs, and whether the object keeps symbols and debug
 * information.
 */
import { readFile } from 'node:fs/promises';
import type { Level, Probes, Size } from '../document.ts';
import { readElf } from '../elf.ts';
import { parallel } from '../parallel.ts';
import { run, succeeded } from '../processes.ts';
import { REFERENCE, type Specimen } from '../specimens.ts';
import {
  type Context,
  compiledObject,
  corpus,
  forEachSpecimen,
  judgedLevel,
  measured,
  notMeasured,
  type Probe,
  times,
  visitedLevels,
} from './probe.ts';

export const size: Probe<'size'> = {
  id: 'size',
  title: 'Size of code',
  question: 'How much code, and what is left for a debugger?',
  how:
    'Bytes of all functions in the benchmarks’ objects, against gcc on the same programs ' +
    '(those that both compile). Symbols: .symtab of the linked program. Debug information: ' +
    '.debug_info after -g.',
  tools: ['gcc'],
  run: (context) => forEachSpecimen(context, (specimen) => probe(context, specimen)),
};

async function probe(context: Context, specimen: Specimen): Promise<Probes['size']> {
  const chosen = corpus(context);
  const paths = chosen.map((program) => program.path);
  context.progress(`size: ${specimen.name}, ${paths.length} programs`);
  const levels: Size['levels'] = [];
  let programs = 0;
  for (const level of visitedLevels(context, specimen)) {
    const sums = await sizes(context, specimen, level, paths);
    if (sums.programs === 0) continue;
    programs = Math.max(programs, sums.programs);
    levels.push({
      level,
      textBytes: sums.own,
      toO0: sums.own / sums.o0,
      toO2: sums.own / sums.o2,
    });
  }
  const [first] = paths;
  if (levels.length === 0 || first === undefined) return notMeasured('nothing was compiled');
  const value: Size = {
    programs,
    levels,
    symbols: await keepsSymbols(context, specimen, first),
    debugInfo: await keepsDebugInfo(context, specimen, first),
  };
  const evidence = levels.map(
    ({ level, textBytes, toO0, toO2 }) =>
      `-${level}: ${textBytes} bytes, ${times(toO0)} gcc -O0, ${times(toO2)} gcc -O2`,
  );
  return measured(value, evidence);
}

async function sizes(
  context: Context,
  specimen: Specimen,
  level: Level,
  paths: readonly string[],
): Promise<{ programs: number; own: number; o0: number; o2: number }> {
  const sums = { programs: 0, own: 0, o0: 0, o2: 0 };
  await parallel(paths, context.width, async (path) => {
    const own = await compiledObject(context, specimen, level, path);
    const o0 = await compiledObject(context, REFERENCE, 'O0', path);
    const o2 = await compiledObject(context, REFERENCE, 'O2', path);
    if (!own.ok || !o0.ok || !o2.ok) return;
    sums.programs++;
    sums.own += own.code.textBytes;
    sums.o0 += o0.code.textBytes;
    sums.o2 += o2.code.textBytes;
  });
  return sums;
}

async function keepsSymbols(context: Context, specimen: Specimen, path: string): Promise<boolean> {
  const build = await context.workshop.build(specimen, judgedLevel(specimen), path, 'program');
  if (!build.ok) return false;
  return readElf(await readFile(build.path)).symbols.some((symbol) => symbol.name === 'main');
}

async function keepsDebugInfo(
  context: Context,
  specimen: Specimen,
  path: string,
): Promise<boolean> {
  const output = `${context.workshop.scratch()}.o`;
  const result = await run([...specimen.command, '-g', '-c', path, '-o', output]);
  if (!succeeded(result)) return false;
  try {
    return readElf(await readFile(output)).sections.some(
      (section) => section.name === '.debug_info',
    );
  } catch {
    return false;
  }
}
