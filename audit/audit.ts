/**
 * The audit: specimens in, document out. Probes run one after the other (they share two
 * processors, and one of them measures time); each looks at all specimens before the next begins.
 */
import { cpus, release } from 'node:os';
import { runControls } from './controls.ts';
import { createDisassembler } from './disassemble.ts';
import type { AuditDocument, ProbeId, Probes, SpecimenResult } from './document.ts';
import { documentSchema, PROBE_IDS } from './document.ts';
import { ledger } from './findings.ts';
import { type Context, notMeasured } from './probes/probe.ts';
import { PROBES } from './probes/table.ts';
import { run } from './processes.ts';
import { REFERENCE, type Specimen, versionOf } from './specimens.ts';
import { verdictOf } from './verdict.ts';
import { openWorkshop } from './workshop.ts';

/** The most processes that run side by side. */
const WIDEST = 8;

/** What to audit and how thoroughly. */
export interface AuditOptions {
  readonly specimens: readonly Specimen[];
  readonly quick: boolean;
  readonly seed: number;
  readonly only: ProbeId | undefined;
  readonly progress: (text: string) => void;
}

/** A tool that a probe needs and the system lacks. */
export interface MissingTool {
  readonly tool: string;
  readonly needed: string;
}

/** The tools the chosen probes cannot do without that cannot be started. */
export async function missingTools(only: ProbeId | undefined): Promise<MissingTool[]> {
  const needs = new Map<string, string[]>();
  for (const id of chosenProbes(only)) {
    for (const tool of PROBES[id].tools) needs.set(tool, [...(needs.get(tool) ?? []), id]);
  }
  const missing: MissingTool[] = [];
  for (const [tool, probes] of needs) {
    const { ending } = await run([tool, '--version'], { timeoutMs: 10_000 });
    if (ending.kind === 'unstartable') missing.push({ tool, needed: probes.join(', ') });
  }
  return missing;
}

/** Runs the audit. The result satisfies documentSchema. */
export async function runAudit(options: AuditOptions): Promise<AuditDocument> {
  const began = Date.now();
  const workshop = openWorkshop();
  try {
    const context: Context = {
      workshop,
      disassembler: await createDisassembler(),
      specimens: options.specimens,
      quick: options.quick,
      seed: options.seed,
      width: Math.min(WIDEST, Math.max(1, cpus().length)),
      progress: options.progress,
    };
    const outcomes = await runProbes(context, options.only);
    const specimens = await Promise.all(
      options.specimens.map((specimen) => resultOf(specimen, outcomes)),
    );
    const controls = await runControls(context);
    return documentSchema.parse({
      version: 1,
      date: new Date().toISOString(),
      host: hostText(),
      mode: options.quick ? 'quick' : 'full',
      seed: options.seed,
      seconds: Math.round((Date.now() - began) / 1000),
      reference: await versionOf(REFERENCE),
      specimens,
      controls: controls.shown,
      findings: ledger(specimens, controls),
    });
  } finally {
    workshop.close();
  }
}

/** Each probe's outcomes by specimen. */
type Outcomes = { readonly [Id in ProbeId]: Map<string, Probes[Id]> };

function chosenProbes(only: ProbeId | undefined): readonly ProbeId[] {
  return only === undefined ? PROBE_IDS : [only];
}

async function runProbes(context: Context, only: ProbeId | undefined): Promise<Outcomes> {
  const chosen = new Set(chosenProbes(only));
  const one = async <Id extends ProbeId>(
    id: Id,
    probe: { run: (context: Context) => Promise<Map<string, Probes[Id]>> },
  ): Promise<Map<string, Probes[Id]>> => (chosen.has(id) ? probe.run(context) : new Map());
  return {
    correctness: await one('correctness', PROBES.correctness),
    'flag-sensitivity': await one('flag-sensitivity', PROBES['flag-sensitivity']),
    'register-use': await one('register-use', PROBES['register-use']),
    runtime: await one('runtime', PROBES.runtime),
    growth: await one('growth', PROBES.growth),
    baseline: await one('baseline', PROBES.baseline),
    size: await one('size', PROBES.size),
    'compile-cost': await one('compile-cost', PROBES['compile-cost']),
  };
}

async function resultOf(specimen: Specimen, outcomes: Outcomes): Promise<SpecimenResult> {
  const none = notMeasured('not asked for');
  const { name } = specimen;
  const probes: Probes = {
    correctness: outcomes.correctness.get(name) ?? none,
    'flag-sensitivity': outcomes['flag-sensitivity'].get(name) ?? none,
    'register-use': outcomes['register-use'].get(name) ?? none,
    runtime: outcomes.runtime.get(name) ?? none,
    growth: outcomes.growth.get(name) ?? none,
    baseline: outcomes.baseline.get(name) ?? none,
    size: outcomes.size.get(name) ?? none,
    'compile-cost': outcomes['compile-cost'].get(name) ?? none,
  };
  return {
    name,
    command: specimen.command.join(' '),
    version: await versionOf(specimen),
    levels: [...specimen.levels],
    probes,
    verdict: verdictOf(probes),
  };
}

/** True when no probe that was asked for could measure the specimen. */
export function unaudited(result: SpecimenResult): boolean {
  return PROBE_IDS.every((id) => result.probes[id].state === 'not measured');
}

function hostText(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const system = `${process.platform} ${release()}, Node ${process.versions.node}`;
  return `${processors.length} x ${model}, ${system}`;
}
