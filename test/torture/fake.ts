/**
 * A fake compiler for the tests of torture-lite: a shell script that does what the `//cc` lines of
 * a program say while it compiles, and makes a script of its `//sh` lines.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, vi } from 'vitest';
import type { RunPlan } from '../../torture-lite/run.ts';
import { folderSuite } from '../../torture-lite/suites.ts';

const compilerScript = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/commands"
level= out= assemble= sources= assembly=
while [ $# -gt 0 ]; do
  case $1 in
    -O*) level=$1 ;;
    -S) assemble=yes ;;
    -o) shift; out=$1 ;;
    *.c) sources="$sources $1" ;;
    *.s) assembly=$1 ;;
  esac
  shift
done
for source in $sources; do
  note=
  file=\${out:-$([ -z "$assemble" ] && echo a.out || echo "$(basename "$source" .c).s")}
  eval "$(sed -n 's|^//cc ||p' "$source")"
  { echo '#!/bin/sh'; [ -z "$note" ] || echo "# $note"; sed -n 's|^//sh ||p' "$source"; } > "$file"
  chmod +x "$file"
done
[ -z "$assembly" ] || cp "$assembly" "$out"
`;

export interface Bench {
  readonly folder: string;
  /** Path of the fake compiler. */
  readonly compiler: string;
  write(name: string, text: string): string;
}

const folders: string[] = [];

/** A folder with a fake compiler and programs by name, removed after the test. */
export function createBench(programs: Readonly<Record<string, string>>): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'torture-test-'));
  folders.push(folder);
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const compiler = write('fakecc', compilerScript);
  chmodSync(compiler, 0o755);
  for (const [name, text] of Object.entries(programs)) write(`programs/${name}`, text);
  return { folder, compiler, write };
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A plan over a bench's programs with small limits. */
export function planFor(bench: Bench, change: Partial<RunPlan> = {}): RunPlan {
  const limits = { seconds: 5, megabytes: 0, outputBytes: 1 << 16, fileMegabytes: 16 };
  return {
    suite: folderSuite('test', join(bench.folder, 'programs')),
    specimens: [{ name: 'fake', command: [bench.compiler] }],
    levels: ['-O0', '-O2'],
    cpus: ['host'],
    wrappers: [],
    flags: [],
    linker: null,
    compileLimits: limits,
    runLimits: limits,
    jobs: 2,
    batch: 1,
    shard: { index: 1, count: 1 },
    earlier: null,
    ...change,
  };
}
