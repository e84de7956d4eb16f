/**
 * Runs foreign commands that may hang, flood, fork or leave children behind. Gets an argument list
 * and limits, promises an Outcome in bounded time and memory with nothing of the command alive.
 *
 *   node --detached--> sh (ulimit) --exec--> command        one process group, killed as a whole
 *                                               +-- children that stay in the group
 *                                               +-- children that left it: found by their tag
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { execa } from 'execa';

/** Limits of one command; a zero means no limit. */
export interface Limits {
  /** Wall clock, in seconds. */
  readonly seconds: number;
  /** Address space of each process, in MiB. */
  readonly megabytes: number;
  /** Standard output and standard error together, in bytes. */
  readonly outputBytes: number;
  /** Largest file it may write, in MiB. */
  readonly fileMegabytes: number;
}

/** How a command ended. */
export type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'output-limit'; readonly bytes: number }
  | { readonly kind: 'not-started'; readonly message: string };

export interface Outcome {
  readonly ending: Ending;
  /** Bytes as latin1 characters, so that comparing texts compares bytes. */
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly limits: Limits;
}

/** Starts commands and can end all of them. */
export interface Runner {
  /** Runs a command to its end. Throws Interrupted after stop(). */
  run(argv: readonly string[], options: RunOptions): Promise<Outcome>;
  /** Kills every running command, with its children, and refuses new ones. */
  stop(): void;
  /** Kills processes that left their group and outlived the command that started them. */
  sweep(): number;
}

/** Thrown by run() when the runner was stopped. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

export const unlimited: Limits = { seconds: 0, megabytes: 0, outputBytes: 0, fileMegabytes: 0 };

const tagVariable = 'GOODHART_TORTURE_TAG';
/** After the leader's end, how long a pipe held open by a stray child is waited for. */
const drainMilliseconds = 300;
/** dash counts ulimit -f in blocks of 512 bytes, bash in 1024 unless it is called sh. */
const blocksPerMegabyte = 2048;

function limitedArguments(argv: readonly string[], limits: Limits): string[] {
  const lines = ['ulimit -c 0'];
  if (limits.megabytes > 0) lines.push(`ulimit -v ${limits.megabytes * 1024} 2>/dev/null`);
  if (limits.fileMegabytes > 0) lines.push(`ulimit -f ${limits.fileMegabytes * blocksPerMegabyte}`);
  return ['-c', `${lines.join('; ')}; exec "$@"`, 'sh', ...argv];
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody of the group is left.
  }
}

/** Kills every process whose environment carries the tag; where there is no /proc, none. */
function killTagged(tag: string): number {
  let killed = 0;
  let entries: string[];
  try {
    entries = readdirSync('/proc');
  } catch {
    return 0;
  }
  for (const entry of entries) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid <= 1 || pid === process.pid) continue;
    try {
      if (!readFileSync(`/proc/${entry}/environ`, 'latin1').includes(tag)) continue;
      process.kill(pid, 'SIGKILL');
      killed += 1;
    } catch {
      // Gone meanwhile, or another user's.
    }
  }
  return killed;
}

/** Collects a command's two streams as bytes and tells when they exceed the limit together. */
interface Collector {
  listen(stream: Readable, chunks: Buffer[]): void;
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
}

function createCollector(limit: number, onFlood: () => void): Collector {
  let total = 0;
  return {
    stdout: [],
    stderr: [],
    listen(stream, chunks) {
      stream.on('error', () => {});
      stream.on('data', (chunk: Buffer) => {
        const room = limit > 0 ? limit - total : chunk.length;
        total += chunk.length;
        if (room > 0) chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
        if (limit > 0 && total > limit) onFlood();
      });
    },
  };
}

function streamEnd(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.readableEnded || stream.destroyed) resolve();
    else {
      stream.once('end', resolve);
      stream.once('close', resolve);
    }
  });
}

/** Waits for the pipes to close, at most drainMilliseconds. False if a stray child holds them. */
async function drained(streams: readonly Readable[]): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), drainMilliseconds);
  });
  const closed = Promise.all(streams.map(streamEnd)).then(() => true);
  const result = await Promise.race([closed, late]);
  clearTimeout(timer);
  return result;
}

/** Starts a command under its limits, as the leader of a process group of its own. */
function spawnLimited(argv: readonly string[], options: RunOptions, tag: string) {
  return execa('sh', limitedArguments(argv, options.limits), {
    cwd: options.cwd,
    detached: true,
    reject: false,
    buffer: false,
    cleanup: false,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    env: { [tagVariable]: tag, TMPDIR: options.cwd, LC_ALL: 'C', LANGUAGE: '' },
  });
}

async function runLimited(
  argv: readonly string[],
  options: RunOptions,
  tag: string,
  groups: Set<number>,
): Promise<Outcome> {
  const { limits } = options;
  const started = performance.now();
  const child = spawnLimited(argv, options, tag);
  const { pid } = child;
  if (pid === undefined) {
    const failed = await child;
    const message = failed.originalMessage ?? failed.message ?? 'cannot start sh';
    return { ending: { kind: 'not-started', message }, stdout: '', stderr: '', milliseconds: 0 };
  }
  groups.add(pid);
  let forced: Ending | null = null;
  const force = (ending: Ending): void => {
    forced ??= ending;
    killGroup(pid);
  };
  const collector = createCollector(limits.outputBytes, () =>
    force({ kind: 'output-limit', bytes: limits.outputBytes }),
  );
  collector.listen(child.stdout, collector.stdout);
  collector.listen(child.stderr, collector.stderr);
  const timer =
    limits.seconds > 0
      ? setTimeout(() => force({ kind: 'timeout', seconds: limits.seconds }), limits.seconds * 1000)
      : undefined;
  const natural = await new Promise<Ending>((resolve) => {
    child.once('exit', (code: number | null, signal: string | null) =>
      resolve(code !== null ? { kind: 'exit', status: code } : { kind: 'signal', signal: signal! }),
    );
  });
  const milliseconds = performance.now() - started;
  clearTimeout(timer);
  killGroup(pid);
  groups.delete(pid);
  const quiet = await drained([child.stdout, child.stderr]);
  if (!quiet || forced !== null) killTagged(tag);
  if (!quiet) {
    child.stdout.destroy();
    child.stderr.destroy();
  }
  return {
    ending: forced ?? natural,
    stdout: Buffer.concat(collector.stdout).toString('latin1'),
    stderr: Buffer.concat(collector.stderr).toString('utf8'),
    milliseconds,
  };
}

/** A runner whose commands carry a tag of their own, so that no other process can be hit. */
export function createRunner(): Runner {
  const runnerTag = `goodhart-${randomUUID()}`;
  const groups = new Set<number>();
  let serial = 0;
  let stopped = false;
  return {
    async run(argv, options) {
      if (stopped) throw new Interrupted('stopped');
      serial += 1;
      const outcome = await runLimited(argv, options, `${runnerTag}.${serial}.`, groups);
      if (stopped) throw new Interrupted('stopped');
      return outcome;
    },
    stop() {
      stopped = true;
      for (const pid of groups) killGroup(pid);
      killTagged(runnerTag);
    },
    sweep: () => killTagged(runnerTag),
  };
}

/** An ending in words: `exit status 1`, `SIGSEGV`, `no end within 20 s`. */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exit':
      return `exit status ${ending.status}${signalHint(ending.status)}`;
    case 'signal':
      return ending.signal;
    case 'timeout':
      return `no end within ${ending.seconds} s`;
    case 'output-limit':
      return `more than ${ending.bytes} bytes of output`;
    case 'not-started':
      return `not started: ${ending.message}`;
    default:
      return ending satisfies never;
  }
}

/** The signal a shell or an emulator means by a status of 128 + n, as ` (SIGABRT)`, or nothing. */
function signalHint(status: number): string {
  const name = signalOfStatus(status);
  return name === null ? '' : ` (${name})`;
}

/** The signal's name if an exit status of 128 + n stands for one, else null. */
export function signalOfStatus(status: number): string | null {
  for (const [name, number] of Object.entries(constants.signals)) {
    if (number === status - 128) return name;
  }
  return null;
}
