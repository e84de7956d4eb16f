/**
 * Compiles IR text for riscv64, links it with a C driver by the cross compiler and runs it under
 * qemu.
 */
import { execFileSync } from 'node:child_process';
import { DRIVERS } from '../../backends/toolchain.ts';
import type { Module } from '../../compiler/ir/ir.ts';
import type { CompileOptions } from '../../compiler/options.ts';
import { type RunResult, run as runProgram } from './harness.ts';

const EMULATOR = 'qemu-riscv64';

function isThere(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The tools that are not installed. Where CI is set they must be, so that the tests fail on them.
 */
export const MISSING = [DRIVERS.riscv64.command, EMULATOR].filter((command) => !isThere(command));
export const SKIPS = MISSING.length > 0 && process.env.CI !== 'true';
/** What a suite's title says where it is skipped. */
export const REASON = SKIPS ? ` (skipped: ${MISSING.join(' and ')} not installed)` : '';

/** Runs IR with a C driver (which may be empty where the IR defines main). */
export const run = (
  ir: string | Module,
  driver: string,
  options: Partial<CompileOptions> = {},
  flags: readonly string[] = [],
): Promise<RunResult> => runProgram(ir, driver, { target: 'riscv64', ...options }, flags);
