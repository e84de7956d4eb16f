/**
 * The shape of an audit's result, as zod schemas: what the JSON file holds and the HTML report
 * shows. Every probe's value is a type inferred from here, so file, report and probes cannot drift
 * apart.
 */
import { z } from 'zod';

/** A level as its flag without the dash. */
export const levelSchema = z.enum(['O0', 'O1', 'O2', 'O3', 'Os']);

/** A number with its 95% interval. */
export const intervalSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** M1..M8 of metrics.ts. */
export const metricsSchema = z.object({
  instructions: z.number(),
  growth: z.number(),
  stackShare: z.number(),
  shuttleIndex: z.number(),
  effectiveRegisters: z.number(),
  accumulatorShare: z.number(),
  copyShare: z.number(),
  longestCopyRun: z.number(),
  frameBytes: z.number(),
});

/** How a compiler treats registers, judged from its code alone. */
export const allocationSchema = z.enum(['allocated', 'stack-resident', 'copy-bound']);

export const correctnessSchema = z.object({
  levels: z.array(
    z.object({
      level: levelSchema,
      passed: z.number(),
      total: z.number(),
      rate: intervalSchema,
      failures: z.array(z.object({ program: z.string(), how: z.string() })),
    }),
  ),
});

export const flagSensitivitySchema = z.object({
  functions: z.number(),
  pairs: z.array(
    z.object({
      from: levelSchema,
      to: levelSchema,
      identical: z.number(),
      renamed: z.number(),
      different: z.number(),
    }),
  ),
  /**
   * Share of functions that -O changes beyond renaming, from the lowest level to -O2 or the
   * highest.
   */
  changedShare: z.number(),
});

export const registerUseSchema = z.object({
  level: levelSchema,
  allocation: allocationSchema,
  agreement: z.number(),
  sweep: z.array(
    z.object({ locals: z.number(), allocation: allocationSchema, metrics: metricsSchema }),
  ),
  /** One small function as text, for the eye. */
  listing: z.array(z.string()),
  corpus: z.array(
    z.object({ program: z.string(), allocation: allocationSchema, metrics: metricsSchema }),
  ),
});

/** Times of a set of programs at a level. */
export const timesSchema = z.object({
  programs: z.number(),
  toO0: intervalSchema,
  toO2: intervalSchema,
  worst: z.object({ program: z.string(), ratio: z.number() }),
});

export const runtimeSchema = z.object({
  rows: z.array(
    z.object({
      program: z.string(),
      class: z.string(),
      set: z.enum(['tuned', 'held-out']),
      level: levelSchema,
      userMs: z.number(),
      runs: z.number(),
      toO0: z.number(),
      toO2: z.number(),
    }),
  ),
  /** The tuned programs, and apart from them the held-out ones, which a quick audit leaves out. */
  levels: z.array(timesSchema.extend({ level: levelSchema, heldOut: timesSchema.nullable() })),
  excluded: z.array(z.object({ program: z.string(), level: levelSchema, why: z.string() })),
});

export const growthRowSchema = z.object({
  program: z.string(),
  processor: z.enum(['native', 'baseline']),
  unit: z.enum(['time', 'steps']),
  points: z.array(z.object({ n: z.number(), ratio: z.number() })),
  /** Slope of log(ratio) against log(n): 0 is a constant factor. */
  exponent: z.number(),
  error: z.number(),
  verdict: z.enum(['constant', 'compounding', 'shrinking', 'unclear']),
});

export const growthSchema = z.object({ level: levelSchema, rows: z.array(growthRowSchema) });

export const baselineSchema = z.object({
  instructions: z.number(),
  outside: z.array(
    z.object({
      mnemonic: z.string(),
      extension: z.string(),
      count: z.number(),
      where: z.string(),
      silent: z.boolean(),
    }),
  ),
  programs: z.number(),
  changed: z.array(
    z.object({ program: z.string(), level: levelSchema, native: z.string(), baseline: z.string() }),
  ),
});

export const sizeSchema = z.object({
  programs: z.number(),
  symbols: z.boolean(),
  debugInfo: z.boolean(),
  levels: z.array(
    z.object({
      level: levelSchema,
      textBytes: z.number(),
      toO0: z.number(),
      toO2: z.number(),
    }),
  ),
});

export const compileCostSchema = z.object({
  programs: z.number(),
  levels: z.array(
    z.object({
      level: levelSchema,
      cpuMs: z.number(),
      peakKb: z.number().nullable(),
      timeToReference: z.number(),
      memoryToReference: z.number().nullable(),
    }),
  ),
});

/** A probe's outcome for one specimen: a value with evidence, or the reason there is none. */
function outcome<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('state', [
    z.object({ state: z.literal('measured'), value, evidence: z.array(z.string()) }),
    z.object({ state: z.literal('not measured'), reason: z.string() }),
  ]);
}

export const probesSchema = z.object({
  correctness: outcome(correctnessSchema),
  'flag-sensitivity': outcome(flagSensitivitySchema),
  'register-use': outcome(registerUseSchema),
  runtime: outcome(runtimeSchema),
  growth: outcome(growthSchema),
  baseline: outcome(baselineSchema),
  size: outcome(sizeSchema),
  'compile-cost': outcome(compileCostSchema),
});

export const specimenSchema = z.object({
  name: z.string(),
  command: z.string(),
  version: z.string(),
  levels: z.array(levelSchema),
  probes: probesSchema,
  verdict: z.object({
    kind: z.enum(['optimizing', 'allocating', 'simple', 'shuttle', 'unjudged']),
    sentence: z.string(),
    faults: z.array(z.string()),
  }),
});

export const findingSchema = z.object({
  id: z.string(),
  claim: z.string(),
  published: z.string(),
  probe: z.string(),
  verdict: z.enum(['reproduced', 'reproduced in kind', 'not reproduced', 'not measured here']),
  measured: z.string(),
});

/** A planted fault, or its absence, that the probes must tell apart before they are believed. */
export const controlSchema = z.object({
  name: z.string(),
  command: z.string(),
  expected: z.string(),
  observed: z.string(),
  holds: z.boolean(),
  growth: growthRowSchema.nullable(),
});

/** The whole audit. */
export const documentSchema = z.object({
  version: z.literal(1),
  date: z.string(),
  host: z.string(),
  mode: z.enum(['quick', 'full']),
  seed: z.number(),
  seconds: z.number(),
  reference: z.string(),
  specimens: z.array(specimenSchema),
  controls: z.array(controlSchema),
  findings: z.array(findingSchema),
});

export type Level = z.infer<typeof levelSchema>;
export type Allocation = z.infer<typeof allocationSchema>;
export type Correctness = z.infer<typeof correctnessSchema>;
export type FlagSensitivity = z.infer<typeof flagSensitivitySchema>;
export type RegisterUse = z.infer<typeof registerUseSchema>;
export type Times = z.infer<typeof timesSchema>;
export type Runtime = z.infer<typeof runtimeSchema>;
export type Growth = z.infer<typeof growthSchema>;
export type Baseline = z.infer<typeof baselineSchema>;
export type Size = z.infer<typeof sizeSchema>;
export type CompileCost = z.infer<typeof compileCostSchema>;
export type Probes = z.infer<typeof probesSchema>;
export type ProbeId = keyof Probes;
export type SpecimenResult = z.infer<typeof specimenSchema>;
export type GrowthRow = z.infer<typeof growthRowSchema>;
export type Verdict = SpecimenResult['verdict'];
export type Control = z.infer<typeof controlSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type AuditDocument = z.infer<typeof documentSchema>;

/** The probes in the order of the report. */
export const PROBE_IDS = probesSchema.keyof().options;
