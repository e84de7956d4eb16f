/**
 * The IR's interpreter against the native programs: lowered and optimized IR must do what the
 * program does.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../compiler/ir/interpret.ts';
import { DATA_MODELS, TARGETS } from '../../compiler/options.ts';
import { compiled, samples, suitePrograms } from './harness.ts';

/**
 * Programs that the interpreter may refuse: what is beyond IR (assembly, threads), or its small
 * library.
 */
const subjects = [...suitePrograms(), ...samples(readdirSync('samples').sort())];

describe.each(TARGETS)('interpreter as %s', (target) => {
  const wanted = subjects.filter(({ targets }) => targets === null || targets.includes(target));
  it.for(wanted)('$name', (subject, context) => {
    for (const level of ['O0', 'O2'] as const) {
      const configuration = { backend: 'linear-scan', level } as const;
      const { module, messages } = compiled(subject, target, configuration, { until: 'optimize' });
      expect(module, messages).not.toBeNull();
      const stdin = new TextEncoder().encode(subject.input);
      const model = DATA_MODELS[target];
      const outcome = interpret(module!, { model, stdin });
      if (outcome.kind === 'unsupported') context.skip(outcome.message);
      const { kind, status, message } = outcome;
      expect({ kind, status, message }, `-${level}`).toEqual({
        kind: 'exit',
        status: 0,
        message: '',
      });
      if (subject.expected !== null) expect(outcome.stdout).toBe(subject.expected);
    }
  });
});
