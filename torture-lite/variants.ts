/**
 * Variants of a suite's programs: each program is followed by N rewritings of itself that mean the
 * same. Gets a suite and a seed, promises the same variants for both everywhere. A compiler that
 * was tuned on the published programs passes those and fails some of these.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf, type Program, type Ready, type Suite, type Workshop } from './program.ts';
import { seedOf } from './rewrite/random.ts';
import { rewriteProgram, type Variant } from './rewrite/rewrite.ts';
import { readUnit, Unreadable } from './rewrite/unit.ts';
import { shellCommand } from './specimen.ts';

/** Changes when the rules do: older results of variants are then void. */
const rulesVersion = 'rules/2';

/** The target that a variant is made for where nobody tells. */
export const usualTarget = 'x86-64';

/** A variant's id tells its program and its number. */
export function variantId(program: string, index: number): string {
  return `${program}~${index}`;
}

/** The program that an id is a variant of, or null. */
export function variantBase(id: string): string | null {
  const at = id.lastIndexOf('~');
  return at < 0 ? null : id.slice(0, at);
}

export interface VariantRequest {
  readonly file: string;
  /** The program's name: variants of a program depend on it and not on its place. */
  readonly id: string;
  readonly flags: readonly string[];
  readonly seed: number;
  /** From 1. */
  readonly index: number;
  readonly target: string;
}

/** A program's variant. Throws Unreadable where the front end cannot take the program. */
export function makeVariant(request: VariantRequest): Variant {
  const { file, id, flags, seed, index, target } = request;
  const unit = readUnit(file, readFileSync(file, 'latin1'), flags, target);
  return rewriteProgram(unit, seedOf(`${seed} ${id} ${index}`));
}

/** Writes a variant's files into a folder: NAME.c, then NAME.1.c. The answer is their paths. */
export function writeVariant(variant: Variant, folder: string, name: string): string[] {
  return variant.texts.map((text, index) => {
    const file = join(folder, index === 0 ? `${name}.c` : `${name}.${index}.c`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, 'latin1');
    return file;
  });
}

async function readyBase(program: Program, workshop: Workshop): Promise<Ready> {
  const { source } = program;
  if (source.kind === 'made') return source.make(workshop);
  return { kind: 'ready', file: source.file, more: [], expected: source.expected };
}

async function makeReady(
  program: Program,
  seed: number,
  index: number,
  workshop: Workshop,
): Promise<Ready> {
  const base = await readyBase(program, workshop);
  if (base.kind === 'skip') return base;
  const { id, flags } = program;
  const target = workshop.target ?? usualTarget;
  try {
    const variant = makeVariant({ file: base.file, id, flags, seed, index, target });
    const [file, ...more] = writeVariant(variant, workshop.folder, variantId(id, index));
    return { kind: 'ready', file: file!, more, expected: base.expected };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { kind: 'skip', reason: `cannot be rewritten: ${error.message}` };
    }
    throw error;
  }
}

/** The command that writes a variant's files into the current folder. */
function recipeOf(program: Program, seed: number, index: number): string {
  const { source, id, flags } = program;
  const file = source.kind === 'file' ? source.file : `${id}.c`;
  const before = source.kind === 'file' ? [] : [source.recipe];
  const words = ['goodhart', 'torture', 'rewrite', file, '--name', id];
  words.push('--seed', `${seed}`, '--index', `${index}`, '--out', '.');
  if (flags.length > 0) words.push(`--flags=${shellCommand(flags)}`);
  return [...before, shellCommand(words)].join(' && ');
}

function variantOf(program: Program, seed: number, index: number): Program {
  const folder = program.source.kind === 'file' ? [`-I${dirname(program.source.file)}`] : [];
  const based = { ...program, flags: [...program.flags, ...folder] };
  return {
    ...based,
    id: variantId(program.id, index),
    source: {
      kind: 'made',
      recipe: recipeOf(based, seed, index),
      make: (workshop) => makeReady(based, seed, index, workshop),
    },
    digest: digestOf([program.digest, rulesVersion, `${seed}`, `${index}`]),
  };
}

/** The suite with `count` variants after each program. */
export function withVariants(suite: Suite, count: number, seed: number): Suite {
  const programs = suite.programs.flatMap((program) => [
    program,
    ...Array.from({ length: count }, (_, at) => variantOf(program, seed, at + 1)),
  ]);
  return { ...suite, programs };
}
