/**
 * The programs' tests for one target: each is compiled by both back ends at every level and run.
 */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRIVERS } from '../../backends/toolchain.ts';
import type { TargetName } from '../../compiler/options.ts';
import { machineOfTarget } from '../../torture-lite/machines.ts';
import {
  type Configuration,
  compiled,
  isInstalled,
  Runs,
  type Subject,
  samples,
  suitePrograms,
} from './harness.ts';

/** The command that is needed for a target and is not there; null if all are. */
async function missingTool(target: TargetName): Promise<string | null> {
  const machine = machineOfTarget(target)!;
  const emulator = machine.hostArchitecture === process.arch ? [] : machine.emulator.slice(0, 1);
  for (const tool of [DRIVERS[target].command, ...emulator]) {
    if (!(await isInstalled(tool))) return tool;
  }
  return null;
}

/** Defines the tests of a target. */
export function testPrograms(target: TargetName, configurations: readonly Configuration[]): void {
  const runs = new Runs();
  let missing: string | null = null;
  beforeAll(async () => {
    missing = await missingTool(target);
    if (missing !== null && process.env.CI) throw new Error(`${missing} is not installed`);
  });
  afterAll(() => runs.close());
  const groups = { programs: suitePrograms(), samples: samples(readdirSync('samples').sort()) };
  for (const [group, subjects] of Object.entries(groups)) {
    describe.concurrent(`${group} on ${target}`, () => {
      const wanted = subjects.filter(({ targets }) => targets === null || targets.includes(target));
      it.for(wanted)('$name', async (subject, context) => {
        if (missing !== null) context.skip(`${missing} is not installed`);
        await passes(subject, target, configurations, runs);
      });
    });
  }
}

async function passes(
  subject: Subject,
  target: TargetName,
  configurations: readonly Configuration[],
  runs: Runs,
): Promise<void> {
  for (const configuration of configurations) {
    const where = `${configuration.backend} -${configuration.level}`;
    const { assembly, messages } = compiled(subject, target, configuration);
    expect(assembly, `${where}: ${messages}`).not.toBeNull();
    const outcome = await runs.run(subject, target, assembly ?? '');
    expect(outcome.status, `${where}: ${outcome.output}`).toBe(0);
    if (subject.expected !== null) expect(outcome.output, where).toBe(subject.expected);
  }
}
