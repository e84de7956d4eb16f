/**
 * Runs the system's compiler driver as assembler and linker. The only place that starts outside
 * tools.
 */
import type { TargetName } from '../compiler/options.ts';

/** The drivers by target, with the package that brings each, and the target's GNU name. */
export const DRIVERS = {
  'x86-64': { command: 'gcc', install: 'apt-get install gcc', machine: 'x86_64-linux-gnu' },
  riscv64: {
    command: 'riscv64-linux-gnu-gcc',
    install: 'apt-get install gcc-riscv64-linux-gnu libc6-dev-riscv64-cross',
    machine: 'riscv64-linux-gnu',
  },
} as const satisfies Record<TargetName, { command: string; install: string; machine: string }>;

/** A tool is missing, or did not accept what it was given. */
export class ToolchainError extends Error {
  constructor(
    readonly kind: 'missing' | 'failed',
    message: string,
    /** What the tool wrote. */
    readonly output = '',
  ) {
    super(message);
  }
}

/** What a tool wrote. */
export interface ToolOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a target's driver with words as gcc takes them; `input` is what it reads from standard
 * input.
 * @throws ToolchainError when the driver is missing or fails.
 */
export async function runDriver(
  target: TargetName,
  args: readonly string[],
  input?: string,
): Promise<ToolOutput> {
  // Loaded when a tool is first needed: a compilation to assembly text needs none.
  const { execa, ExecaError } = await import('execa');
  const { command, install } = DRIVERS[target];
  try {
    const given = input === undefined ? { stdin: 'ignore' as const } : { input };
    const { stdout, stderr } = await execa(command, args, { ...given, stripFinalNewline: false });
    return { stdout, stderr };
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    if (error.code === 'ENOENT') {
      throw new ToolchainError('missing', `${command} is not installed; try: ${install}`);
    }
    const output = String(error.stderr ?? '');
    throw new ToolchainError(
      'failed',
      `${command} failed: ${output || error.shortMessage}`,
      output,
    );
  }
}

/**
 * Assembles text into an object file; `flags` are the driver's (-Wa,...). Gives the tool's
 * warnings.
 * @throws ToolchainError when the tool is missing or rejects the text.
 */
export async function assemble(
  target: TargetName,
  text: string,
  out: string,
  flags: readonly string[] = [],
): Promise<string> {
  const words = ['-x', 'assembler', '-c', ...flags, '-o', out, '-'];
  return (await runDriver(target, words, text)).stderr;
}

/**
 * Links objects (and sources the driver knows) into a program or, with -shared among `flags`, a
 * library. Gives the tool's warnings. @throws ToolchainError when the tool is missing or fails.
 */
export async function link(
  target: TargetName,
  inputs: readonly string[],
  out: string,
  flags: readonly string[] = [],
): Promise<string> {
  return (await runDriver(target, [...inputs, '-o', out, ...flags])).stderr;
}
