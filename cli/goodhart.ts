/**
 * `goodhart`: the subcommands. Gets the words after the command; promises an exit status: that of
 * the subcommand, or
 * 2 for a subcommand there is not.
 */
import { writeAll } from './files.ts';
import { VERSION } from './version.ts';

const USAGE = 2;

interface Subcommand {
  readonly name: string;
  readonly does: string;
  /** Loaded when it is asked for: the audit alone is larger than the compiler. */
  readonly run: (argv: readonly string[]) => Promise<number>;
}

const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: 'compile',
    does: 'compile C (the same as ghcc)',
    run: async (argv) => (await import('./cc.ts')).cc(argv),
  },
  {
    name: 'explain',
    does: 'write a page that shows what becomes of a function',
    run: async (argv) => (await import('./explain.ts')).explain(argv),
  },
  {
    name: 'attribution',
    does: 'tell what the optimizer and what the allocator is worth on programs',
    run: async (argv) => (await import('./attribution.ts')).attribution(argv),
  },
  {
    name: 'bisect',
    does: 'find the pass and the function behind a wrong program',
    run: async (argv) => (await import('./bisect.ts')).bisect(argv),
  },
  {
    name: 'diff',
    does: 'compare the code of levels, back ends and compilers, function by function',
    run: async (argv) => (await import('./diff.ts')).diff(argv),
  },
  {
    name: 'torture',
    does: 'run torture suites against any C compiler',
    run: async (argv) => (await import('./torture.ts')).torture(argv),
  },
  {
    name: 'fuzz',
    does: 'look for failures of any C compiler with random programs',
    run: async (argv) => (await import('./fuzz.ts')).fuzz(argv),
  },
  {
    name: 'reduce',
    does: 'make a program small on which a compiler fails',
    run: async (argv) => (await import('./reduce.ts')).reduce(argv),
  },
  {
    name: 'audit',
    does: 'measure any C compiler, and write a report',
    run: async (argv) => (await import('./audit.ts')).audit(argv),
  },
  {
    name: 'help',
    does: 'show this; `goodhart help NAME` shows the help of a subcommand',
    run: async ([name]) => {
      if (name !== undefined) return goodhart([name, '--help']);
      writeAll(1, helpText());
      return 0;
    },
  },
  {
    name: 'version',
    does: 'show the version',
    run: async () => {
      writeAll(1, `goodhart ${VERSION}\n`);
      return 0;
    },
  },
];

const SYNONYMS: Readonly<Record<string, string>> = {
  ...{ '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' },
};

function helpText(): string {
  const rows = SUBCOMMANDS.map(({ name, does }) => `  ${name.padEnd(13)}${does}`);
  return ['Usage: goodhart SUBCOMMAND [arguments]', '', ...rows, ''].join('\n');
}

/** Runs `goodhart`; resolves to the exit status. */
export async function goodhart(argv: readonly string[]): Promise<number> {
  const [word, ...rest] = argv;
  if (word === undefined) {
    writeAll(2, helpText());
    return USAGE;
  }
  const name = SYNONYMS[word] ?? word;
  const subcommand = SUBCOMMANDS.find((one) => one.name === name);
  if (!subcommand) {
    writeAll(2, `goodhart: no subcommand is called ‘${word}’\n\n${helpText()}`);
    return USAGE;
  }
  return subcommand.run(rest);
}

/** The command's entry. */
export const main = goodhart;
