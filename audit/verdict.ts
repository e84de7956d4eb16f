/**
 * A specimen's verdict: one sentence, a kind, and its faults, from measured values only.
 * Nothing here gets the specimen's name or command, so no verdict can depend on them.
 */
import type { Allocation, Probes, RegisterUse, Verdict } from './document.ts';
import { percent, times } from './probes/probe.ts';

/** Share of functions -O must change before it counts as doing something. */
const EFFECTIVE_FLAGS = 0.25;
const IGNORED_FLAGS = 0.05;
/** The number of live locals at which effective registers are quoted. */
const QUOTED_LOCALS = 32;

const KIND_TEXT: Readonly<Record<Verdict['kind'], string>> = {
  optimizing: 'an optimizing compiler',
  allocating: 'allocates registers',
  simple: 'a simple compiler: values live on the stack',
  shuttle: 'plausible, not real: every value is carried through one register',
  unjudged: 'not judged',
};

const ALLOCATION_TEXT: Readonly<Record<Allocation, string>> = {
  allocated: 'registers allocated',
  'stack-resident': 'values stay on the stack',
  'copy-bound': 'values are shuttled between stack slots',
};

/** Judges a specimen by its probes. */
export function verdictOf(probes: Probes): Verdict {
  const kind = kindOf(probes);
  const clauses = [
    flagClause(probes),
    registerClause(probes),
    speedClause(probes),
    growthClause(probes),
    correctnessClause(probes),
  ].filter((clause) => clause !== undefined);
  return { kind, sentence: [...clauses, KIND_TEXT[kind]].join('; '), faults: faultsOf(probes) };
}

function kindOf(probes: Probes): Verdict['kind'] {
  const registers = probes['register-use'];
  if (registers.state !== 'measured') return 'unjudged';
  const flags = probes['flag-sensitivity'];
  switch (registers.value.allocation) {
    case 'copy-bound':
      return 'shuttle';
    case 'stack-resident':
      return 'simple';
    case 'allocated': {
      const changed = flags.state === 'measured' ? flags.value.changedShare : 0;
      return changed >= EFFECTIVE_FLAGS ? 'optimizing' : 'allocating';
    }
  }
}

function flagClause(probes: Probes): string | undefined {
  const outcome = probes['flag-sensitivity'];
  if (outcome.state !== 'measured') return undefined;
  const { changedShare } = outcome.value;
  if (changedShare < IGNORED_FLAGS) {
    return changedShare === 0
      ? '-O changes nothing'
      : `-O changes ${percent(changedShare)} of functions`;
  }
  return `-O changes ${percent(changedShare)} of functions`;
}

function registerClause(probes: Probes): string | undefined {
  const outcome = probes['register-use'];
  if (outcome.state !== 'measured') return undefined;
  const point = quotedPoint(outcome.value);
  const text = ALLOCATION_TEXT[outcome.value.allocation];
  if (point === undefined) return text;
  const { metrics, locals } = point;
  return (
    `${text} (${metrics.effectiveRegisters.toFixed(1)} effective registers, ` +
    `${percent(metrics.copyShare)} copies, ${times(metrics.growth)} gcc -O0's instructions ` +
    `at ${locals} live locals)`
  );
}

/** The sweep's point that verdicts quote. */
export function quotedPoint(value: RegisterUse): RegisterUse['sweep'][number] | undefined {
  return value.sweep.find((point) => point.locals === QUOTED_LOCALS) ?? value.sweep[0];
}

function speedClause(probes: Probes): string | undefined {
  const outcome = probes.runtime;
  if (outcome.state !== 'measured') return undefined;
  const { levels } = outcome.value;
  const judged = levels.find(({ level }) => level === 'O2') ?? levels[levels.length - 1];
  return judged === undefined
    ? undefined
    : `-${judged.level} takes ${times(judged.toO2.value)} the time of gcc -O2`;
}

function growthClause(probes: Probes): string | undefined {
  const outcome = probes.growth;
  if (outcome.state !== 'measured') return undefined;
  const bad = outcome.value.rows.filter((row) => row.verdict === 'compounding');
  return bad.length === 0 ? 'the factor is the same at every n' : 'the factor grows with n';
}

function correctnessClause(probes: Probes): string | undefined {
  const outcome = probes.correctness;
  if (outcome.state !== 'measured') return undefined;
  const { levels } = outcome.value;
  const passed = levels.reduce((sum, level) => sum + level.passed, 0);
  const total = levels.reduce((sum, level) => sum + level.total, 0);
  return `${passed} of ${total} program runs right`;
}

function faultsOf(probes: Probes): string[] {
  const faults: string[] = [];
  const { correctness, baseline, growth, runtime } = probes;
  if (correctness.state === 'measured') {
    const wrong = new Set(
      correctness.value.levels.flatMap(({ failures }) => failures.map(({ program }) => program)),
    );
    if (wrong.size > 0) faults.push(`fails ${wrong.size} correctness programs`);
  }
  if (baseline.state === 'measured') {
    const { outside, changed } = baseline.value;
    if (outside.length > 0) {
      const list = outside
        .map(({ mnemonic, extension }) => `${mnemonic} (${extension})`)
        .join(', ');
      faults.push(`emits instructions its ABI does not promise: ${list}`);
    }
    if (changed.length > 0)
      faults.push(`${changed.length} programs change on the baseline processor`);
  }
  if (growth.state === 'measured') {
    for (const { program, unit, processor, verdict, exponent } of growth.value.rows) {
      if (verdict !== 'compounding') continue;
      faults.push(
        `${program}: ${unit} compound with n (exponent ${exponent.toFixed(2)}, ${processor})`,
      );
    }
  }
  if (runtime.state === 'measured') {
    const wrong = runtime.value.excluded.filter(({ why }) => why === 'wrong result');
    for (const { program, level } of wrong) faults.push(`${program} -${level}: wrong result`);
  }
  return faults;
}
