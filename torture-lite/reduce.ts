/**
 * Reduces a failing program. Gets a program and the specimen that fails on it, promises the
 * smallest program that cvise or creduce finds on which it still fails while two reference
 * compilers agree and the sanitizers are silent, so that what is left is the specimen's fault.
 * Where the specimen takes --opt-bisect-limit, the pass to blame is found as well.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Limits, Runner } from './process.ts';
import type { VerdictKind } from './results.ts';
import { findTool, MissingTool, quoteWord, shellCommand, UsageError } from './specimen.ts';

export interface ReducePlan {
  /** The program's C files. */
  readonly files: readonly string[];
  /** The specimen's command, with its level. */
  readonly specimen: readonly string[];
  /** Runs the specimen's programs, such as an emulator. */
  readonly wrapper: readonly string[];
  /** Flags for every compilation. */
  readonly flags: readonly string[];
  readonly libraries: readonly string[];
  /** Compilers that must agree: the first two commands are taken. */
  readonly references: readonly string[];
  /** Work happens here, and the results stay here. */
  readonly folder: string;
  readonly seconds: number;
  readonly jobs: number;
}

export interface Reduction {
  /** What is left of each file. */
  readonly files: readonly string[];
  /** How the specimen fails. */
  readonly kind: VerdictKind;
  readonly before: number;
  readonly after: number;
  /** False if time ran out first. */
  readonly finished: boolean;
  /** The (pass, function) pair from which on it fails, or null. */
  readonly bisected: { readonly limit: number; readonly pass: string } | null;
}

/** The kinds a specimen can fail in, as the script tells them, by exit status. */
const failureKinds: Readonly<Record<number, VerdictKind>> = {
  11: 'compiler-crash',
  12: 'compile-error',
  13: 'compile-timeout',
  14: 'wrong',
  15: 'run-timeout',
};

/** Warnings after which a C program may mean anything; it may not come to have one. */
const strictness = [
  'implicit-function-declaration',
  'implicit-int',
  'int-conversion',
  'incompatible-pointer-types',
  'return-type',
  'uninitialized',
  'maybe-uninitialized',
  'array-bounds',
  'format',
  'div-by-zero',
  'shift-count-overflow',
  'sequence-point',
];

const crash = 'internal compiler error|Segmentation fault|PLEASE submit|Stack dump|panicked at';

/** `program.c`, `program.1.c` ...: what the files are called in a folder. */
function namesOf(plan: ReducePlan, stem: string): string[] {
  return plan.files.map((_, index) => (index === 0 ? `${stem}.c` : `${stem}.${index}.c`));
}

/** The flags without the one that would silence what the script asks for. */
const speaking = (plan: ReducePlan): string[] => plan.flags.filter((flag) => flag !== '-w');

/** The script's part that compiles and runs with the specimen; its status is how that fails. */
function specimenFunction(plan: ReducePlan, common: string, libraries: string): string {
  return `specimen() {
  run 60 ${shellCommand(plan.specimen)} ${common} $files -o "$box/s" ${libraries} \\
    > "$box/s.log" 2>&1
  status=$?
  [ $status = 124 ] && return 13
  if [ $status != 0 ] || [ ! -f "$box/s" ]; then
    if [ $status -gt 128 ] || grep -Eq '${crash}' "$box/s.log"; then return 11; fi
    return 12
  fi
  run 10 ${plan.wrapper.length === 0 ? '' : `${shellCommand(plan.wrapper)} `}"$box/s" \\
    > "$box/s.out" 2> /dev/null
  status=$?
  [ $status = 124 ] && return 15
  [ $status = 0 ] && cmp -s "$box/s.out" "$box/r.out" && return 0
  return 14
}
`;
}

/**
 * The interestingness test. With the argument `tell` it exits with the kind of failure (or 0);
 * without, it exits with 0 if the specimen fails in the wanted way and nobody else does, and
 * gcc gives none of the `errors`.
 */
export function interestingness(
  plan: ReducePlan,
  wanted: VerdictKind | null,
  errors: readonly string[],
): string {
  const [first = 'gcc', second = 'clang'] = plan.references;
  const common = shellCommand([...speaking(plan), '-w']);
  const libraries = shellCommand(plan.libraries);
  const fatal = errors.map((name) => `-Werror=${name}`);
  const sanitizers = '-fsanitize=undefined,address -fno-sanitize-recover=all -g';
  const wantedStatus = Object.entries(failureKinds).find(([, kind]) => kind === wanted)?.[0] ?? '0';
  return `#!/bin/sh
# Does the specimen still fail on the program, and only the specimen? 0: yes.
files="${namesOf(plan, 'program').join(' ')}"
# Each test works in a folder of its own: the reducer may run several at once.
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
run() { (ulimit -c 0; exec timeout -k 1 "$@") }

${specimenFunction(plan, common, libraries)}
reference() { # out command...
  out=$1; shift
  run 30 "$@" ${common} $files -o "$box/r" ${libraries} > /dev/null 2>&1 || return 1
  run 10 "$box/r" > "$box/$out" 2> /dev/null
}

reference r.out ${quoteWord(first)} -O0 || exit 1
specimen
kind=$?
if [ "$1" = tell ]; then exit $kind; fi
[ $kind = ${wantedStatus} ] || exit 1
for file in $files; do
  run 30 ${quoteWord(first)} -O1 -Wall ${shellCommand([...fatal, ...speaking(plan)])} \\
    -S "$file" -o /dev/null > /dev/null 2>&1 || exit 1
done
reference r2.out ${quoteWord(first)} -O2 && cmp -s "$box/r.out" "$box/r2.out" || exit 1
reference r3.out ${quoteWord(second)} -O1 && cmp -s "$box/r.out" "$box/r3.out" || exit 1
reference r4.out ${quoteWord(first)} -O1 ${sanitizers} && cmp -s "$box/r.out" "$box/r4.out" \\
  || exit 1
reference r5.out ${quoteWord(second)} -O0 ${sanitizers} && cmp -s "$box/r.out" "$box/r5.out" \\
  || exit 1
# What is not initialized must not matter: the sanitizers do not see it.
for start in zero pattern; do
  reference r6.out ${quoteWord(first)} -O1 -ftrivial-auto-var-init=$start || exit 1
  cmp -s "$box/r.out" "$box/r6.out" || exit 1
done
exit 0
`;
}

const patient: Limits = { seconds: 300, megabytes: 0, outputBytes: 4 << 20, fileMegabytes: 0 };

/** The reducer's words, by what is installed. Throws MissingTool if none is. */
function reducer(jobs: number): string[] {
  if (findTool('cvise') !== null) return ['cvise', '--n', `${jobs}`, '--no-timing', '--tidy'];
  if (findTool('creduce') !== null) return ['creduce', '--n', `${jobs}`, '--tidy'];
  throw new MissingTool('cvise (or creduce): no such command');
}

async function statusOf(runner: Runner, argv: readonly string[], cwd: string): Promise<number> {
  const { ending } = await runner.run(argv, { cwd, limits: patient });
  return ending.kind === 'exit' ? ending.status : -1;
}

function writeScript(file: string, text: string): string {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** A reduction under way: the copies in `work` become smaller, the folder gets what is kept. */
interface Bench {
  readonly plan: ReducePlan;
  readonly runner: Runner;
  readonly work: string;
  readonly names: readonly string[];
  readonly script: string;
}

const read = ({ work, names }: Bench): string[] =>
  names.map((name) => readFileSync(join(work, name), 'latin1'));

function write({ work, names }: Bench, texts: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    writeFileSync(join(work, name), texts[index]!, 'latin1');
  }
}

const lengthOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.length, 0);

/** Which of the strict warnings the program does not have before it is reduced. */
async function silentWarnings({ plan, runner, work, names }: Bench): Promise<string[]> {
  const [reference = 'gcc'] = plan.references;
  const had = new Set<string>();
  for (const name of names) {
    const asked = strictness.map((warning) => `-W${warning}`);
    const argv = [reference, '-O1', '-Wall', ...asked, ...speaking(plan), '-S', name];
    const { stderr } = await runner.run([...argv, '-o', '/dev/null'], {
      cwd: work,
      limits: patient,
    });
    for (const match of stderr.matchAll(/\[-W([\w-]+)=?\d*\]/g)) had.add(match[1]!);
  }
  return strictness.filter((name) => !had.has(name));
}

/** Includes are expanded first, where that changes nothing: a reducer cannot enter them. */
async function expandIncludes(bench: Bench): Promise<void> {
  const { plan, runner, work, names, script } = bench;
  const [reference = 'gcc'] = plan.references;
  const original = read(bench);
  const expanded: string[] = [];
  for (const name of names) {
    const output = join(work, 'expanded.i');
    const argv = [reference, '-E', '-P', ...plan.flags, name, '-o', output];
    if ((await statusOf(runner, argv, work)) !== 0) return;
    expanded.push(readFileSync(output, 'latin1'));
    rmSync(output);
  }
  write(bench, expanded);
  if ((await statusOf(runner, [script], work)) !== 0) write(bench, original);
}

/** The first limit at which the specimen fails, and the pass that the limit lets in. */
async function bisect(bench: Bench, kind: VerdictKind): Promise<Reduction['bisected']> {
  const { plan, runner, work, names } = bench;
  const option = (limit: number): string[] => [...plan.specimen, `--opt-bisect-limit=${limit}`];
  for (const name of names) {
    const probe = [...option(0), '-S', name, '-o', '/dev/null'];
    if ((await statusOf(runner, probe, work)) !== 0) return null;
  }
  const fails = async (limit: number): Promise<boolean> => {
    const text = interestingness({ ...plan, specimen: option(limit) }, kind, []);
    const script = writeScript(join(work, 'bisect.sh'), text);
    return failureKinds[await statusOf(runner, [script, 'tell'], work)] === kind;
  };
  if (await fails(0)) return { limit: 0, pass: 'none: it fails without any pass' };
  let high = 1;
  while (!(await fails(high))) {
    if (high > 1 << 20) return null;
    high *= 2;
  }
  let low = high >> 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await fails(middle)) high = middle;
    else low = middle;
  }
  const passes: string[] = [];
  for (const name of names) {
    const dump = [...option(high), '--dump=all', '-S', name, '-o', '/dev/null'];
    const limits = { ...patient, outputBytes: 64 << 20 };
    const told = await runner.run(dump, { cwd: work, limits });
    const dumped = `${told.stdout}\n${told.stderr}`;
    passes.push(...[...dumped.matchAll(/^# --- (.+)$/gm)].map((match) => match[1]!));
  }
  return { limit: high, pass: passes.at(-1) ?? 'unknown' };
}

/** How the specimen fails; throws UsageError if it does not, or others do. Writes the script. */
async function firstFailure(bench: Bench): Promise<VerdictKind> {
  const { plan, runner, work, script } = bench;
  const what = plan.files[0] ?? '';
  const errors = await silentWarnings(bench);
  writeScript(script, interestingness(plan, null, errors));
  const kind = failureKinds[await statusOf(runner, [script, 'tell'], work)];
  if (kind === undefined) {
    throw new UsageError(`${what}: the specimen does not fail on it, or a reference does`);
  }
  writeScript(script, interestingness(plan, kind, errors));
  if ((await statusOf(runner, [script], work)) !== 0) {
    throw new UsageError(
      `${what}: the references disagree or find undefined behaviour (see check.sh)`,
    );
  }
  return kind;
}

/**
 * Reduces. Throws UsageError if a file is missing, the specimen does not fail on the program, or
 * the references fail or disagree on it as well; MissingTool without a reducer. The folder has
 * program.c, original.c and check.sh afterwards, whatever happens to the reducer.
 */
export async function reduceProgram(plan: ReducePlan, runner: Runner): Promise<Reduction> {
  const missing = plan.files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing}: no such file`);
  const tool = reducer(plan.jobs);
  mkdirSync(plan.folder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'goodhart-reduce-'));
  const names = namesOf(plan, 'program');
  const kept = names.map((name) => join(plan.folder, name));
  const bench = { plan, runner, work, names, script: join(plan.folder, 'check.sh') };
  const keep = (): void => {
    for (const [index, name] of names.entries()) copyFileSync(join(work, name), kept[index]!);
  };
  try {
    for (const [index, name] of namesOf(plan, 'original').entries()) {
      copyFileSync(plan.files[index]!, join(plan.folder, name));
      copyFileSync(plan.files[index]!, join(work, names[index]!));
    }
    keep();
    const kind = await firstFailure(bench);
    await expandIncludes(bench);
    const whole = read(bench);
    const limits: Limits = { ...patient, seconds: plan.seconds };
    const { ending } = await runner.run([...tool, bench.script, ...names], { cwd: work, limits });
    // A reducer that is cut short may leave the program laid out anew and longer.
    if (lengthOf(read(bench)) > lengthOf(whole)) write(bench, whole);
    keep();
    return {
      files: kept,
      kind,
      before: lengthOf(whole),
      after: lengthOf(read(bench)),
      finished: ending.kind === 'exit' && ending.status === 0,
      bisected: await bisect(bench, kind),
    };
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}
