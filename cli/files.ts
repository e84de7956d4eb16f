/**
 * Files that appear whole or not at all: an output is written beside its place under another name
 * and then renamed. Whatever is left over is removed when the process ends, also by a signal.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A file that cannot be read or written, said as gcc says it. */
export class FileError extends Error {}

/** The files that one run of the compiler is making. */
export class Outputs {
  private readonly pending = new Set<string>();
  private count = 0;

  constructor() {
    process.once('exit', () => this.discard());
    for (const [signal, status] of Object.entries(SIGNALS)) {
      process.once(signal, () => process.exit(status));
    }
  }

  /**
   * Where to write what is to become `path`; `commit` puts it there. What is no plain file (a
   * device, a pipe) is written itself.
   */
  begin(path: string): string {
    if (existsSync(path) && !statSync(path).isFile()) return path;
    const name = `.${basename(path)}.${process.pid}-${this.count++}.tmp`;
    const temporary = join(dirname(path), name);
    this.pending.add(temporary);
    return temporary;
  }

  /** Puts a finished file in its place. @throws FileError if that cannot be done. */
  commit(temporary: string, path: string): void {
    if (temporary === path) return;
    told(path, () => renameSync(temporary, path));
    this.pending.delete(temporary);
  }

  /** Writes a whole file, or standard output for '-'. @throws FileError if that cannot be done. */
  write(path: string, text: string): void {
    if (path === '-') {
      writeAll(1, text);
      return;
    }
    const temporary = this.begin(path);
    told(path, () => writeFileSync(temporary, text));
    this.commit(temporary, path);
  }

  /** Removes what was begun and not committed. */
  discard(): void {
    for (const path of this.pending) rmSync(path, { force: true });
    this.pending.clear();
  }
}

/** Writes a text to a descriptor to its end, also to a pipe that is slow to take it. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

/** The bytes of an input; '-' is standard input. @throws FileError if it cannot be read. */
export function readInput(path: string): Uint8Array {
  return told(path, () => readFileSync(path === '-' ? 0 : path));
}

/** Checks that a file can be read. @throws FileError if not. */
export function mustExist(path: string): void {
  told(path, () => closeSync(openSync(path, 'r')));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
};

function told<Result>(path: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    const code = codeOf(error);
    if (code === '') throw error;
    throw new FileError(`${path}: ${REASONS[code] ?? code}`);
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
