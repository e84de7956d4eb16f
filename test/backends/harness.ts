/** Compiles IR text by a back end, links it with a C driver and runs the program natively. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { compileModule } from '../../backends/index.ts';
import { link } from '../../backends/toolchain.ts';
import type { Module } from '../../compiler/ir/ir.ts';
import { parseModule } from '../../compiler/ir/parse.ts';
import { BACKENDS, type CompileOptions, DEFAULT_OPTIONS } from '../../compiler/options.ts';
import { machineOfTarget } from '../../torture-lite/machines.ts';

export { BACKENDS };

/** Whether programs with AVX2 run here: by the processor, as Linux tells of it. */
export const AVX2 = /^flags\s*:.*\bavx2\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));

/** Assembly of a module, its allocations checked. */
export function assembly(ir: string | Module, options: Partial<CompileOptions> = {}): string {
  const module = typeof ir === 'string' ? parseModule(ir) : ir;
  return compileModule(module, { ...DEFAULT_OPTIONS, level: 'O2', verify: true, ...options });
}

export interface RunResult {
  readonly status: number;
  readonly output: string;
}

/** Runs IR with a C driver (which may be empty where the IR defines main). */
export async function run(
  ir: string | Module,
  driver: string,
  options: Partial<CompileOptions> = {},
  flags: readonly string[] = [],
): Promise<RunResult> {
  const folder = await mkdtemp(join(tmpdir(), 'backend-'));
  try {
    const text = assembly(ir, options);
    await writeFile(join(folder, 'code.s'), text);
    const inputs = [join(folder, 'code.s')];
    if (driver !== '') {
      await writeFile(join(folder, 'driver.c'), driver);
      inputs.push(join(folder, 'driver.c'));
    }
    const program = join(folder, 'program');
    const target = options.target ?? 'x86-64';
    await link(target, inputs, program, ['-w', '-O1', '-lm', ...flags]);
    const emulator = target === 'x86-64' ? [] : machineOfTarget(target)!.emulator;
    const [command, ...rest] = [...emulator, program];
    const done = await execa(command!, rest, { reject: false, timeout: 60_000 });
    return { status: done.exitCode ?? -1, output: `${done.stdout}${done.signal ?? ''}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
