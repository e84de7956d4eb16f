/**
 * Flag sensitivity: does -O change the code, or only the command line? Input is preprocessed once,
 * because __OPTIMIZE__ changes the system's headers; functions are compared one by one,
 * instruction by instruction.
 */
import { compareFunctions } from '../compare.ts';
import type { FlagSensitivity, Level, Probes } from '../document.ts';
import { instructionSet } from '../instructions.ts';
import { parallel } from '../parallel.ts';
import type { Specimen } from '../specimens.ts';
import {
  type Compiled,
  type Context,
  compiledObject,
  corpus,
  forEachSpecimen,
  judgedLevel,
  lowestLevel,
  measured,
  notMeasured,
  type Probe,
  percent,
  visitedLevels,
} from './probe.ts';

export const flagSensitivity: Probe<'flag-sensitivity'> = {
  id: 'flag-sensitivity',
  title: 'Flag sensitivity',
  question: 'Does -O do anything?',
  how:
    'Each benchmark is preprocessed once without -O, compiled to an object at each level and ' +
    'disassembled. A function is identical when every instruction is, renamed when a one-to-' +
    'one renaming of registers and stack slots makes it so, else different.',
  tools: [],
  run: (context) => forEachSpecimen(context, (specimen) => probe(context, specimen)),
};

type Pair = FlagSensitivity['pairs'][number];
async function probe(context: Context, specimen: Specimen): Promise<Probes['flag-sensitivity']> {
  const levels = visitedLevels(context, specimen);
  if (levels.length < 2) return notMeasured('the specimen takes one level only');
  const chosen = corpus(context);
  context.progress(`flag-sensitivity: ${specimen.name}, ${chosen.length} programs`);
  const pairs = pairsOf(levels, specimen).map(
    ([from, to]): Pair => ({ from, to, identical: 0, renamed: 0, different: 0 }),
  );
  const failures: string[] = [];
  await parallel(chosen, context.width, async (program) => {
    const codes = new Map<Level, Compiled>();
    for (const level of levels) {
      codes.set(level, await compiledObject(context, specimen, level, program.path));
    }
    for (const pair of pairs) {
      const problem = tally(pair, codes.get(pair.from), codes.get(pair.to));
      if (problem !== undefined) failures.push(`${program.name}: ${problem}`);
    }
  });
  const main = pairs.find((pair) => pair.to === judgedLevel(specimen)) ?? pairs[0];
  const functions = main === undefined ? 0 : main.identical + main.renamed + main.different;
  if (main === undefined || functions === 0) {
    return notMeasured(failures[0] ?? 'no function was compiled');
  }
  const changedShare = main.different / functions;
  const evidence = pairs.map(
    (pair) =>
      `-${pair.from} to -${pair.to}: ${pair.identical} identical, ${pair.renamed} renamed, ` +
      `${pair.different} different (${percent(pair.different / functions)})`,
  );
  return measured({ functions, pairs, changedShare }, [...evidence, ...new Set(failures)]);
}

/** Neighbouring levels, and the pair the verdict rests on: lowest to judged. */
function pairsOf(levels: readonly Level[], specimen: Specimen): [Level, Level][] {
  const main: [Level, Level] = [lowestLevel(specimen), judgedLevel(specimen)];
  const pairs: [Level, Level][] = main[0] === main[1] ? [] : [main];
  for (let i = 1; i < levels.length; i++) {
    const [from, to] = [levels[i - 1], levels[i]];
    if (from === undefined || to === undefined) continue;
    if (from !== main[0] || to !== main[1]) pairs.push([from, to]);
  }
  return pairs;
}

/**
 * Counts likenesses into `pair`; functions that only one level has (inlined away) are different.
 */
function tally(pair: Pair, a: Compiled | undefined, b: Compiled | undefined): string | undefined {
  if (a === undefined || b === undefined) return 'not compiled';
  if (!a.ok) return a.reason;
  if (!b.ok) return b.reason;
  const set = instructionSet(a.code.machine);
  if (set === undefined) return 'unknown machine';
  const others = new Map(b.code.functions.map((code) => [code.name, code]));
  for (const code of a.code.functions) {
    const other = others.get(code.name);
    const likeness = other === undefined ? 'different' : compareFunctions(code, other, set);
    pair[likeness]++;
  }
  return undefined;
}
