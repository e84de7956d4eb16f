/**
 * The oldest processor that the x86-64 ABI allows, as an emulator's command line.
 */
import { run, succeeded } from './processes.ts';

/** Runs the program that follows on a processor without any extension beyond the baseline's. */
export const BASELINE_COMMAND: readonly string[] = ['qemu-x86_64', '-cpu', 'qemu64'];

/** True when the emulator can be started. */
export async function baselineRuns(): Promise<boolean> {
  return succeeded(await run([...BASELINE_COMMAND, '/bin/true'], { timeoutMs: 10_000 }));
}
