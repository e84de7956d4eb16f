/**
 * The probes, in the order in which they run and are reported. A new probe is a file and a row
 * here, and a schema in document.ts.
 */
import type { ProbeId } from '../document.ts';
import { baseline } from './baseline.ts';
import { compileCost } from './compile-cost.ts';
import { correctness } from './correctness.ts';
import { flagSensitivity } from './flag-sensitivity.ts';
import { growth } from './growth.ts';
import type { Probe } from './probe.ts';
import { registerUse } from './register-use.ts';
import { runtime } from './runtime.ts';
import { size } from './size.ts';

/** One probe for each id. */
export const PROBES = {
  correctness,
  'flag-sensitivity': flagSensitivity,
  'register-use': registerUse,
  runtime,
  growth,
  baseline,
  size,
  'compile-cost': compileCost,
} as const satisfies { readonly [Id in ProbeId]: Probe<Id> };
