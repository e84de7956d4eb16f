import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRunner, Interrupted, unlimited } from '../../torture-lite/process.ts';
import { createBench } from './fake.ts';

const limits = { ...unlimited, seconds: 30 };

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function pidIn(file: string): Promise<number> {
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await sleep(20);
  return Number(readFileSync(file, 'utf8'));
}

describe('a command', () => {
  it('gives its output, errors and status', async () => {
    const { folder } = createBench({});
    const argv = ['sh', '-c', 'echo out; echo "a b" "$1" >&2; exit 7', 'x', "it's"];
    const outcome = await createRunner().run(argv, { cwd: folder, limits });
    expect(outcome).toMatchObject({ stdout: 'out\n', stderr: "a b it's\n" });
    expect(outcome.ending).toEqual({ kind: 'exit', status: 7 });
  });

  it('is killed with its children when it hangs', async () => {
    const { folder } = createBench({});
    const argv = ['sh', '-c', 'sleep 60 & echo $! > child; wait'];
    const short = { ...limits, seconds: 1 };
    const outcome = await createRunner().run(argv, { cwd: folder, limits: short });
    expect(outcome.ending.kind).toBe('timeout');
    expect(outcome.milliseconds).toBeLessThan(10_000);
    expect(isAlive(await pidIn(join(folder, 'child')))).toBe(false);
  });

  it('leaves no child behind when it ends', async () => {
    const { folder } = createBench({});
    const argv = ['sh', '-c', 'sleep 60 & echo $! > child; exit 0'];
    const outcome = await createRunner().run(argv, { cwd: folder, limits });
    expect(outcome.ending).toEqual({ kind: 'exit', status: 0 });
    await sleep(50);
    expect(isAlive(await pidIn(join(folder, 'child')))).toBe(false);
  });

  it('leaves no child behind that left the group and holds its output', async () => {
    const { folder } = createBench({});
    const argv = ['sh', '-c', "setsid sh -c 'echo $$ > child; exec sleep 60' & sleep 0.2"];
    const outcome = await createRunner().run(argv, { cwd: folder, limits });
    expect(outcome.ending.kind).toBe('exit');
    await sleep(50);
    expect(isAlive(await pidIn(join(folder, 'child')))).toBe(false);
  });

  it('leaves no silent child behind after the sweep', async () => {
    const { folder } = createBench({});
    const quiet = "setsid sh -c 'echo $$ > child; exec sleep 60' >/dev/null 2>&1 & sleep 0.2";
    const runner = createRunner();
    await runner.run(['sh', '-c', quiet], { cwd: folder, limits });
    const pid = await pidIn(join(folder, 'child'));
    expect(isAlive(pid)).toBe(true);
    expect(runner.sweep()).toBe(1);
    await sleep(50);
    expect(isAlive(pid)).toBe(false);
  });

  it('cannot take more memory than its limit', async () => {
    const { folder } = createBench({});
    const argv = ['sh', '-c', 'ulimit -v'];
    const small = { ...limits, megabytes: 64 };
    const outcome = await createRunner().run(argv, { cwd: folder, limits: small });
    expect(outcome.stdout.trim()).toBe(`${64 * 1024}`);
  });

  it('is refused after stop, and interrupted by it', async () => {
    const { folder } = createBench({});
    const runner = createRunner();
    const running = runner.run(['sleep', '60'], { cwd: folder, limits: unlimited });
    setTimeout(() => runner.stop(), 100);
    await expect(running).rejects.toThrow(Interrupted);
    await expect(runner.run(['true'], { cwd: folder, limits })).rejects.toThrow(Interrupted);
  });
});
