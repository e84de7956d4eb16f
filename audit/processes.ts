/**
 * Runs other programs: compilers, the programs they make, emulators. Gets a command as a list of
 * words; promises never to throw for what the program does, never to leave a child behind (each
 * run is a process group of its own, killed whole), and to bound time and output.
 */
import { readFile, rm } from 'node:fs/promises';
import { execa } from 'execa';

/** How a run ended. `exit` carries the status, `signal` the name, `timeout` nothing. */
export type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unstartable'; readonly reason: string };

/** What one run left: its ending and both streams, cut at the output limit. */
export interface Run {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
}

/** Limits and surroundings of a run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly timeoutMs?: number;
  readonly outputLimit?: number;
}

const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_OUTPUT_LIMIT = 4_000_000;

/** Runs `command` in a process group of its own and waits for its end or the timeout. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Run> {
  const [file, ...args] = command;
  if (file === undefined) {
    return { ending: { kind: 'unstartable', reason: 'empty command' }, stdout: '', stderr: '' };
  }
  const child = execa(file, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    detached: true,
    cleanup: true,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: options.outputLimit ?? DEFAULT_OUTPUT_LIMIT,
  });
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    killGroup(child.pid);
  }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const kill = (): void => killGroup(child.pid);
  process.once('exit', kill);
  const result = await child;
  clearTimeout(timer);
  process.removeListener('exit', kill);
  return {
    ending: endingOf(result, expired),
    stdout: text(result.stdout),
    stderr: text(result.stderr),
  };
}

/** True when the run ended by itself with status 0. */
export function succeeded(result: Run): boolean {
  return result.ending.kind === 'exit' && result.ending.status === 0;
}

/** One phrase for an ending, such as `exit 3` or `SIGSEGV`. */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exit':
      return `exit ${ending.status}`;
    case 'signal':
      return ending.signal;
    case 'timeout':
      return 'timeout';
    case 'unstartable':
      return `cannot start: ${ending.reason}`;
  }
}

/** What a measured run cost. `peakKb` is absent where `/usr/bin/time` is. */
export interface Cost {
  readonly wallMs: number;
  readonly userMs: number;
  readonly systemMs: number;
  readonly peakKb: number | undefined;
}

/** A run together with what it cost; `cost` is absent when the run could not be measured. */
export interface MeasuredRun extends Run {
  readonly cost: Cost | undefined;
}

/** GNU time, for peak memory (`ru_maxrss` of the largest process waited for). */
export const GNU_TIME = '/usr/bin/time';

/**
 * Runs `command` under the shell's `time`, which waits for the child and reads its rusage with a
 * resolution of 1 ms. With `memory`, GNU time stands between them and writes the peak resident set.
 */
export async function measuredRun(
  command: readonly string[],
  scratch: string,
  options: RunOptions & { readonly memory?: boolean } = {},
): Promise<MeasuredRun> {
  const times = `${scratch}.times`;
  const peak = `${scratch}.peak`;
  const inner = options.memory ? [GNU_TIME, '-q', '-f', '%M', '-o', peak, ...command] : command;
  const script = 'exec 3>&2; { TIMEFORMAT="%3R %3U %3S"; time "$@" 2>&3; } 2>"$0"';
  const result = await run(['bash', '-c', script, times, ...inner], options);
  const measured = parseTimes(await readOrEmpty(times));
  const peakText = options.memory ? (await readOrEmpty(peak)).trim() : '';
  await Promise.all([rm(times, { force: true }), rm(peak, { force: true })]);
  if (measured === undefined) return { ...result, cost: undefined };
  const peakKb = /^\d+$/.test(peakText) ? Number(peakText) : undefined;
  return { ...result, cost: { ...measured, peakKb } };
}

function parseTimes(
  content: string,
): { wallMs: number; userMs: number; systemMs: number } | undefined {
  const match = /^([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(content.replaceAll(',', '.'));
  if (match === null) return undefined;
  const [, real, user, system] = match;
  return {
    wallMs: Number(real) * 1000,
    userMs: Number(user) * 1000,
    systemMs: Number(system) * 1000,
  };
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has already ended.
  }
}

interface Finished {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
  readonly shortMessage?: string | undefined;
}

function endingOf(result: Finished, expired: boolean): Ending {
  if (expired) return { kind: 'timeout' };
  if (result.exitCode !== undefined) return { kind: 'exit', status: result.exitCode };
  if (result.signal !== undefined) return { kind: 'signal', signal: result.signal };
  return { kind: 'unstartable', reason: result.code ?? result.shortMessage ?? 'unknown' };
}

function text(stream: unknown): string {
  return typeof stream === 'string' ? stream : '';
}
