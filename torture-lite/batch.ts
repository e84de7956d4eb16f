/**
 * Compiles several programs with one command of a specimen. Gets the build plans of one specimen
 * and level, promises the assembly of those that it could compile together; the others, and
 * everything of a command that failed, are left to be built alone, which gives the verdict.
 * A compiler whose start costs more than its work is tested in a fraction of the time.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Assembled, type Attempt, type BuildPlan, compileCommand } from './attempt.ts';

/** The assembly file that gcc and its likes make of a C file with -S. */
function assemblyName(file: string): string {
  return `${basename(file).replace(/\.[^.]*$/, '')}.s`;
}

/** Plans of the same command, whose assembly files have different names. */
function groupPlans(plans: readonly BuildPlan[]): BuildPlan[][] {
  const groups = new Map<string, { names: Set<string>; plans: BuildPlan[] }>();
  for (const plan of plans) {
    const key = JSON.stringify(plan.program.flags);
    const group = groups.get(key) ?? { names: new Set(), plans: [] };
    groups.set(key, group);
    const names = [plan.file, ...plan.more].map(assemblyName);
    if (new Set(names).size < names.length || names.some((name) => group.names.has(name))) continue;
    for (const name of names) group.names.add(name);
    group.plans.push(plan);
  }
  return [...groups.values()].map((group) => group.plans).filter((group) => group.length > 1);
}

/** Compiles a group in a folder of its own; one that fails is halved, so that few are left over. */
async function assembleGroup(
  group: readonly BuildPlan[],
  attempt: Attempt,
  assembled: Map<string, Assembled>,
): Promise<void> {
  if (group.length < 2) return;
  const { runner, folder, compileLimits: limits } = attempt;
  const cwd = mkdtempSync(join(folder, 'together-'));
  const files = group.flatMap((plan) => [plan.file, ...plan.more]);
  const argv = [...compileCommand(group[0]!), '-S', ...files];
  const outcome = await runner.run(argv, { cwd, limits });
  if (outcome.ending.kind !== 'exit' || outcome.ending.status !== 0) {
    const middle = group.length >> 1;
    await assembleGroup(group.slice(0, middle), attempt, assembled);
    await assembleGroup(group.slice(middle), attempt, assembled);
    return;
  }
  for (const plan of group) {
    const texts = [plan.file, ...plan.more].map((file) => join(cwd, assemblyName(file)));
    const milliseconds = outcome.milliseconds / group.length;
    if (texts.every((text) => existsSync(text))) {
      assembled.set(plan.program.id, { files: texts, milliseconds });
    }
  }
}

/** The assembly of the programs that could be compiled together, by program. */
export async function assembleTogether(
  plans: readonly BuildPlan[],
  attempt: Attempt,
): Promise<ReadonlyMap<string, Assembled>> {
  const assembled = new Map<string, Assembled>();
  const groups = groupPlans(plans);
  if (groups.length === 0) return assembled;
  rmSync(attempt.folder, { recursive: true, force: true });
  mkdirSync(attempt.folder, { recursive: true });
  for (const group of groups) await assembleGroup(group, attempt, assembled);
  return assembled;
}
