/**
 * Answers what a command line asks without compiling: help, versions, and what only the system's
 * driver knows.
 */
import { DRIVERS, runDriver } from '../backends/toolchain.ts';
import { writeAll } from './files.ts';
import { helpText } from './help.ts';
import type { Question, Settings } from './settings.ts';
import { GNU_VERSION, VERSION } from './version.ts';

/** Writes the answer; gives the exit status. */
export async function answer(settings: Settings, question: Question): Promise<number> {
  writeAll(1, await answerTo(settings, question));
  return 0;
}

async function answerTo(settings: Settings, question: Question): Promise<string> {
  const { target } = settings.options;
  switch (question.kind) {
    case 'help':
      return helpText();
    case 'version':
      return `ghcc (Goodhart) ${VERSION}\nA C compiler in TypeScript. License MIT.\n`;
    case 'machine':
      return `${DRIVERS[target].machine}\n`;
    case 'dump-version':
      return `${GNU_VERSION}\n`;
    case 'driver':
      return (await runDriver(target, [question.option])).stdout;
    default:
      return question satisfies never;
  }
}
