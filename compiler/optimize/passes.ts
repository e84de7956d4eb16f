/**
 * The pipeline: one table of steps, in order, from which help, dumps, timings and tests derive. A
 * step says which levels run it, which facts it needs, makes and breaks; CONSTRAINTS say why the
 * order is as it is. Both are checked when this file is loaded.
 */
import type { Level } from '../options.ts';
import { accumulate } from './accumulate.ts';
import { carry } from './carry.ts';
import { cleanup } from './cleanup.ts';
import type { FuncPass, ModulePass } from './context.ts';
import { dead } from './dead.ts';
import { decide } from './decide.ts';
import { divide } from './divide.ts';
import { dse } from './dse.ts';
import { fold } from './fold.ts';
import { gvn } from './gvn.ts';
import { hold } from './hold.ts';
import { idioms } from './idioms.ts';
import { ifconvert } from './ifconvert.ts';
import { induction } from './induction.ts';
import { inline } from './inline.ts';
import { jumpthread } from './jumpthread.ts';
import { libcalls } from './libcalls.ts';
import { licm } from './licm.ts';
import { lookups } from './lookups.ts';
import { pack } from './pack.ts';
import { params } from './params.ts';
import { pre } from './pre.ts';
import { promote } from './promote.ts';
import { ranges } from './ranges.ts';
import { rebalance } from './rebalance.ts';
import { rotate } from './rotate.ts';
import { sccp } from './sccp.ts';
import { split } from './split.ts';
import { summarize } from './summarize.ts';
import { tailcall } from './tailcall.ts';
import { tests } from './tests.ts';
import { threadstates } from './threadstates.ts';
import { unroll } from './unroll.ts';
import { unswitch } from './unswitch.ts';
import { unused } from './unused.ts';
import { vectorize } from './vectorize.ts';
import { widen } from './widen.ts';

/**
 * What steps rely on: slots made values, canonical forms, a graph without detours, loops inverted.
 */
export type Fact = 'values' | 'canonical' | 'clean' | 'rotated';

interface PassRow {
  readonly name: string;
  readonly does: string;
  readonly func?: FuncPass;
  readonly module?: ModulePass;
  readonly needs: readonly Fact[];
  readonly makes: readonly Fact[];
  readonly breaks: readonly Fact[];
  /** May run where setjmp is called: makes no value live longer than the program has it. */
  readonly local?: boolean;
}

/** Every pass, once. */
export const PASSES = [
  {
    name: 'split',
    does: 'takes aggregates in slots apart',
    func: split,
    needs: [],
    makes: [],
    breaks: ['values'],
  },
  {
    name: 'promote',
    does: 'makes stack slots values',
    func: promote,
    needs: [],
    makes: ['values'],
    breaks: ['canonical'],
  },
  {
    name: 'fold',
    does: 'folds constants and simplifies',
    func: fold,
    needs: [],
    makes: ['canonical'],
    breaks: ['clean'],
    local: true,
  },
  {
    name: 'cleanup',
    does: 'simplifies the control flow graph',
    func: cleanup,
    needs: [],
    makes: ['clean'],
    breaks: [],
    local: true,
  },
  {
    name: 'dead',
    does: 'removes what nothing needs',
    func: dead,
    needs: [],
    makes: [],
    breaks: [],
    local: true,
  },
  {
    name: 'gvn',
    does: 'computes equal values once, forwards stores to loads',
    func: gvn,
    needs: ['values'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'pre',
    does: 'makes loads phis of what the ways to them hold',
    func: pre,
    needs: ['values'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'sccp',
    does: 'propagates constants along the edges that can be taken',
    func: sccp,
    needs: ['values'],
    makes: [],
    breaks: ['clean'],
  },
  {
    name: 'ranges',
    does: 'uses what is known of the size of integers',
    func: ranges,
    needs: ['values'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'decide',
    does: 'answers __builtin_constant_p for good',
    func: decide,
    needs: [],
    makes: [],
    breaks: ['clean'],
    local: true,
  },
  {
    name: 'jumpthread',
    does: 'leads around branches that are decided on the way in',
    func: jumpthread,
    needs: ['values'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'threadstates',
    does: 'leads the states of a machine in a loop straight to their cases',
    func: threadstates,
    needs: ['values'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'rotate',
    does: 'tests loops at their bottom',
    func: rotate,
    needs: ['values', 'clean'],
    makes: ['rotated'],
    breaks: ['clean'],
  },
  {
    name: 'licm',
    does: 'moves what a loop does not change in front of it',
    func: licm,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['clean'],
  },
  {
    name: 'hold',
    does: 'holds memory that a loop reads and writes in values',
    func: hold,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['values', 'clean'],
  },
  {
    name: 'idioms',
    does: 'makes loops that fill or copy memory calls of memset, memcpy and memmove',
    func: idioms,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'widen',
    does: 'makes counters that are used extended 64-bit ones',
    func: widen,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'vectorize',
    does: 'runs several rounds of a loop at once, in vectors',
    func: vectorize,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'carry',
    does: 'keeps what the next round of a loop loads in values',
    func: carry,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'induction',
    does: 'regroups addresses, reduces multiplications of counters',
    func: induction,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'pack',
    does: 'makes neighbouring stores one vector store',
    func: pack,
    needs: ['values'],
    makes: [],
    breaks: ['canonical'],
  },
  {
    name: 'unswitch',
    does: 'moves unchanging branches out of loops',
    func: unswitch,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'unroll',
    does: 'makes loops of few rounds straight code',
    func: unroll,
    needs: ['values', 'rotated'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'inline',
    does: 'puts bodies in the place of calls',
    module: inline,
    needs: [],
    makes: [],
    breaks: ['values', 'canonical', 'clean', 'rotated'],
  },
  {
    name: 'unused',
    does: 'removes functions and data nothing names',
    module: unused,
    needs: [],
    makes: [],
    breaks: [],
  },
  {
    name: 'params',
    does: 'knows arguments and results that are always the same, drops what nobody reads',
    module: params,
    needs: [],
    makes: [],
    breaks: [],
  },
  {
    name: 'summarize',
    does: 'finds what functions do to memory and which data no pointer leads to',
    module: summarize,
    needs: [],
    makes: [],
    breaks: [],
  },
  {
    name: 'libcalls',
    does: 'simplifies calls of the standard library',
    func: libcalls,
    needs: ['canonical'],
    makes: [],
    breaks: ['clean'],
  },
  {
    name: 'accumulate',
    does: 'gathers what is combined with results of self calls, and loops',
    func: accumulate,
    needs: ['values'],
    makes: [],
    breaks: ['clean', 'rotated'],
  },
  {
    name: 'tailcall',
    does: 'makes self tail calls jumps',
    func: tailcall,
    needs: ['values'],
    makes: [],
    breaks: ['clean', 'rotated'],
  },
  {
    name: 'dse',
    does: 'removes stores that are overwritten unread',
    func: dse,
    needs: ['values'],
    makes: [],
    breaks: [],
  },
  {
    name: 'ifconvert',
    does: 'makes small branches selects',
    func: ifconvert,
    needs: ['canonical', 'clean'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'tests',
    does: 'asks chains of comparisons of one value at once',
    func: tests,
    needs: ['values', 'canonical', 'clean'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'lookups',
    does: 'makes switches that choose constants loads from tables',
    func: lookups,
    needs: ['values', 'clean'],
    makes: [],
    breaks: ['canonical', 'clean'],
  },
  {
    name: 'rebalance',
    does: 'combines last what comes from the round before',
    func: rebalance,
    needs: ['values'],
    makes: [],
    breaks: ['canonical'],
  },
  {
    name: 'divide',
    does: 'makes divisions by constants multiplications',
    func: divide,
    needs: [],
    makes: [],
    breaks: ['canonical'],
  },
] as const satisfies readonly PassRow[];

export type PassName = (typeof PASSES)[number]['name'];

interface Step {
  readonly pass: PassName;
  readonly levels: readonly Level[];
}

const ALL: readonly Level[] = ['O0', 'O1', 'O2', 'O3', 'Os'];
const O1: readonly Level[] = ['O1', 'O2', 'O3', 'Os'];
const O2: readonly Level[] = ['O2', 'O3', 'Os'];
const FAST: readonly Level[] = ['O2', 'O3'];
const O3: readonly Level[] = ['O3'];

/** The steps in order. */
export const PIPELINE: readonly Step[] = [
  // Each function by itself, so that the inliner sees true sizes.
  { pass: 'fold', levels: O1 },
  { pass: 'libcalls', levels: O1 },
  { pass: 'split', levels: O1 },
  { pass: 'promote', levels: O1 },
  { pass: 'fold', levels: O1 },
  { pass: 'cleanup', levels: O1 },
  { pass: 'dead', levels: O1 },
  { pass: 'gvn', levels: O2 },
  { pass: 'fold', levels: O2 },
  { pass: 'dead', levels: O2 },
  { pass: 'cleanup', levels: O2 },
  { pass: 'accumulate', levels: O2 },
  { pass: 'tailcall', levels: O2 },
  { pass: 'params', levels: O2 },
  { pass: 'inline', levels: ALL },
  { pass: 'unused', levels: ALL },
  { pass: 'summarize', levels: O2 },
  // What inlining brought together.
  { pass: 'fold', levels: O1 },
  { pass: 'libcalls', levels: O2 },
  { pass: 'split', levels: O1 },
  { pass: 'promote', levels: O1 },
  { pass: 'fold', levels: O1 },
  { pass: 'cleanup', levels: O1 },
  { pass: 'dead', levels: O1 },
  { pass: 'sccp', levels: O1 },
  { pass: 'gvn', levels: O1 },
  { pass: 'ranges', levels: O1 },
  { pass: 'pre', levels: FAST },
  { pass: 'fold', levels: O2 },
  { pass: 'decide', levels: O1 },
  { pass: 'cleanup', levels: O2 },
  { pass: 'tests', levels: O2 },
  { pass: 'jumpthread', levels: FAST },
  { pass: 'fold', levels: O2 },
  { pass: 'dse', levels: O2 },
  { pass: 'dead', levels: O1 },
  { pass: 'cleanup', levels: O1 },
  { pass: 'lookups', levels: O2 },
  { pass: 'cleanup', levels: O2 },
  // Loops.
  { pass: 'rotate', levels: O2 },
  { pass: 'licm', levels: O2 },
  { pass: 'idioms', levels: O2 },
  { pass: 'hold', levels: FAST },
  { pass: 'promote', levels: FAST },
  { pass: 'unswitch', levels: O3 },
  { pass: 'widen', levels: O2 },
  { pass: 'vectorize', levels: FAST },
  { pass: 'carry', levels: FAST },
  { pass: 'unroll', levels: FAST },
  { pass: 'fold', levels: O2 },
  { pass: 'gvn', levels: O2 },
  { pass: 'fold', levels: O2 },
  { pass: 'dse', levels: O2 },
  { pass: 'dead', levels: O2 },
  { pass: 'cleanup', levels: O2 },
  { pass: 'pack', levels: FAST },
  { pass: 'induction', levels: O2 },
  { pass: 'fold', levels: O2 },
  { pass: 'cleanup', levels: O2 },
  // Towards the machine.
  { pass: 'ranges', levels: O2 },
  { pass: 'fold', levels: O2 },
  { pass: 'threadstates', levels: FAST },
  { pass: 'fold', levels: FAST },
  { pass: 'cleanup', levels: O2 },
  { pass: 'ifconvert', levels: O2 },
  { pass: 'divide', levels: O1 },
  { pass: 'fold', levels: O1 },
  { pass: 'rebalance', levels: FAST },
  { pass: 'gvn', levels: O2 },
  { pass: 'licm', levels: O2 },
  { pass: 'fold', levels: O2 },
  { pass: 'dead', levels: O1 },
  { pass: 'cleanup', levels: O1 },
];

/** a must come before b (the first of each), and why. */
const CONSTRAINTS: readonly { before: PassName; after: PassName; because: string }[] = [
  { before: 'fold', after: 'split', because: 'offsets of members must be constants' },
  {
    before: 'libcalls',
    after: 'split',
    because: 'a blit can be taken apart, a call of memcpy not',
  },
  { before: 'split', after: 'promote', because: 'only scalar slots are promoted' },
  { before: 'promote', after: 'gvn', because: 'loads from slots hide equal values' },
  { before: 'gvn', after: 'licm', because: 'one value to move instead of many' },
  { before: 'gvn', after: 'pre', because: 'equal addresses must be one value' },
  { before: 'rotate', after: 'licm', because: 'only an inverted loop surely runs what it loads' },
  { before: 'promote', after: 'tailcall', because: 'a slot left over forbids it' },
  { before: 'tests', after: 'jumpthread', because: 'what it leads around is a chain no more' },
  { before: 'tests', after: 'lookups', because: 'a mask of bits is less than a table' },
  { before: 'accumulate', after: 'tailcall', because: 'it takes plain tail calls along' },
  { before: 'tailcall', after: 'inline', because: 'a loop can be inlined, recursion cannot' },
  { before: 'params', after: 'inline', because: 'a pointer to a known function can be inlined' },
  { before: 'inline', after: 'sccp', because: 'arguments become constants in the body' },
  { before: 'inline', after: 'unused', because: 'what was inlined everywhere is not named' },
  { before: 'sccp', after: 'decide', because: 'what it finds constant is to count' },
  { before: 'unused', after: 'summarize', because: 'what is not there touches nothing' },
  { before: 'unroll', after: 'divide', because: 'rounds may make divisors constant' },
  { before: 'licm', after: 'idioms', because: 'what fills must stand outside the loop' },
  { before: 'idioms', after: 'vectorize', because: 'a call is less than vectors and copies' },
  { before: 'licm', after: 'hold', because: 'addresses must stand outside the loop' },
  { before: 'hold', after: 'vectorize', because: 'a sum in memory is no reduction' },
  { before: 'unswitch', after: 'vectorize', because: 'a branch less is a select less' },
  { before: 'widen', after: 'vectorize', because: 'addresses must grow by constants' },
  { before: 'vectorize', after: 'unroll', because: 'copies of a round are no round any more' },
  { before: 'unroll', after: 'pack', because: 'rounds may be neighbours' },
  { before: 'pack', after: 'induction', because: 'addresses must be one base and constants' },
  { before: 'widen', after: 'carry', because: 'addresses must grow by constants' },
  { before: 'carry', after: 'unroll', because: 'rounds must be told apart' },
  { before: 'ifconvert', after: 'rebalance', because: 'the lesser of two must be a select' },
  { before: 'licm', after: 'unswitch', because: 'conditions must stand outside the loop' },
  { before: 'unswitch', after: 'unroll', because: 'a body without the branch is smaller' },
];

const ROWS = new Map<string, PassRow>(PASSES.map((row) => [row.name, row]));

/** The row of a pass; undefined for a name there is not. */
export function passRow(name: string): PassRow | undefined {
  return ROWS.get(name);
}

/** The passes a level runs, in order. */
export function pipelineOf(level: Level): PassRow[] {
  return PIPELINE.filter((step) => step.levels.includes(level)).map((step) => ROWS.get(step.pass)!);
}

/** What is wrong with the table; checked at load, so that no order reason can rot. */
export function checkPipeline(level: Level): string[] {
  const found: string[] = [];
  const rows = pipelineOf(level);
  const first = (name: string): number => rows.findIndex((row) => row.name === name);
  for (const { before, after, because } of CONSTRAINTS) {
    const [a, b] = [first(before), first(after)];
    if (a >= 0 && b >= 0 && a > b) found.push(`${before} must precede ${after}: ${because}`);
  }
  const facts = new Set<Fact>();
  for (const row of rows) {
    for (const fact of row.needs) {
      if (!facts.has(fact)) found.push(`-${level}: ${row.name} needs ${fact}`);
    }
    for (const fact of row.breaks) facts.delete(fact);
    for (const fact of row.makes) facts.add(fact);
  }
  return found;
}

for (const level of ['O0', 'O1', 'O2', 'O3', 'Os'] as const) {
  const found = checkPipeline(level);
  if (found.length > 0) throw new Error(`optimize/passes.ts: ${found.join('; ')}`);
}
