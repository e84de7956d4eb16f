/** Make rules of what a unit depends on: -M -MM -MD -MMD with -MT -MQ -MP, as gcc writes them. */
import type { Dependency } from './state.ts';

export interface RuleOptions {
  /** What stands before the colon; -MQ's are already escaped by escapeTarget. */
  readonly targets: readonly string[];
  /** Leaves system headers out (-MM, -MMD). */
  readonly userOnly: boolean;
  /** Adds an empty rule for each header, so that a header may be deleted (-MP). */
  readonly phony: boolean;
}

const MAX_COLUMN = 72;

/** The rule for one unit; the first dependency is the main file. */
export function dependencyRule(
  dependencies: readonly Dependency[],
  { targets, userOnly, phony }: RuleOptions,
): string {
  const paths = dependencies.filter((item) => !(userOnly && item.system)).map((item) => item.path);
  let text = `${targets.join(' ')}:`;
  let column = text.length;
  for (const path of paths) {
    const word = escapeTarget(path);
    if (column + word.length + 1 > MAX_COLUMN && column > 0) {
      text += ' \\\n';
      column = 0;
    }
    text += ` ${word}`;
    column += word.length + 1;
  }
  text += '\n';
  if (phony) for (const path of paths.slice(1)) text += `${escapeTarget(path)}:\n`;
  return text;
}

/** A file name as make reads it: blanks, # and $ quoted (-MQ). */
export function escapeTarget(name: string): string {
  return name
    .replace(/\\*[ \t]/g, (blank) => `${'\\'.repeat(blank.length)}${blank}`)
    .replace(/\$/g, '$$$$')
    .replace(/#/g, '\\#');
}

/** The default target: the main file's base name with the suffix .o. */
export function defaultTarget(mainFile: string): string {
  const base = mainFile.slice(mainFile.lastIndexOf('/') + 1);
  return `${base.replace(/\.[^.]*$/, '')}.o`;
}
