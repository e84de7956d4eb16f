/** Where -M and its kin write the make rule of a source, and the rule. */
import { basename, extname } from 'node:path';
import { dependencyRule, escapeTarget } from '../compiler/preprocess/deps.ts';
import type { PreprocessResult } from '../compiler/preprocess/preprocess.ts';
import type { Settings } from './settings.ts';

interface Rule {
  /** '-' is standard output. */
  readonly path: string;
  readonly text: string;
}

/** The rule that the settings ask for, or null. */
export function ruleOf(
  settings: Settings,
  source: string,
  { dependencies }: PreprocessResult,
): Rule | null {
  const asked = settings.dependencies;
  if (!asked) return null;
  const given = settings.dependencyTargets;
  const targets = given.length > 0 ? given : [escapeTarget(targetOf(settings, source))];
  const { phonyTargets: phony } = settings;
  const text = dependencyRule(dependencies, { targets, userOnly: asked.userOnly, phony });
  return { path: settings.dependencyFile ?? placeOf(settings, source, asked.only), text };
}

/** What the rule makes: the object. */
function targetOf(settings: Settings, source: string): string {
  const { output, stop } = settings;
  const makesObject = output !== null && stop !== 'preprocess' && stop !== 'link';
  return makesObject ? output : `${baseOf(source)}.o`;
}

function placeOf(settings: Settings, source: string, only: boolean): string {
  const { output, stop } = settings;
  if (only) return output ?? '-';
  if (output === null || output === '-') return `${baseOf(source)}.d`;
  const stem = output.slice(0, output.length - extname(output).length);
  return stop === 'link' ? `${stem}-${baseOf(source)}.d` : `${stem}.d`;
}

function baseOf(path: string): string {
  return basename(path, extname(path));
}
