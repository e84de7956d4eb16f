/**
 * `goodhart audit`: reads the command line, runs the audit, writes the report.
 * Exit status: 0 done, 1 a specimen could not be audited, 2 usage, 3 a tool is missing.
 */
import { writeFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { missingTools, runAudit, unaudited } from '../audit/audit.ts';
import { PROBE_IDS, type ProbeId } from '../audit/document.ts';
import { htmlReport } from '../audit/report/html.ts';
import { terminalReport } from '../audit/report/terminal.ts';
import { defaultSpecimens, missingFile, parseSpecimen, type Specimen } from '../audit/specimens.ts';

const DONE = 0;
const NOT_AUDITED = 1;
const USAGE = 2;
const TOOL_MISSING = 3;
const INTERRUPTED = 130;

interface Options {
  readonly quick: boolean;
  readonly cc: readonly Specimen[];
  readonly json?: string;
  readonly html: string;
  readonly only?: ProbeId;
  readonly seed: number;
}

/** Runs `goodhart audit` with the words after it; resolves to the exit status. */
export async function audit(argv: readonly string[]): Promise<number> {
  const command = commandLine();
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
    throw error;
  }
  const options = command.opts<Options>();
  const specimens = distinct([...defaultSpecimens(), ...options.cc]);
  const missing = await missingTools(options.only);
  for (const { tool, needed } of missing)
    complain(`${tool} is not installed (needed by: ${needed})`);
  if (missing.length > 0) return TOOL_MISSING;
  const present = specimens.filter((specimen) => {
    const reason = missingFile(specimen);
    if (reason !== undefined) complain(`${specimen.name}: ${reason}`);
    return reason === undefined;
  });
  const began = Date.now();
  const interrupt = (): never => process.exit(INTERRUPTED);
  process.once('SIGINT', interrupt);
  const document = await runAudit({
    specimens: present,
    quick: options.quick,
    seed: options.seed,
    only: options.only,
    progress: (text) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(0).padStart(4);
      process.stderr.write(`${seconds} s  ${text}\n`);
    },
  });
  process.removeListener('SIGINT', interrupt);
  process.stdout.write(terminalReport(document));
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify(document, null, 2)}\n`);
  }
  await writeFile(options.html, htmlReport(document));
  process.stdout.write(`\nreport: ${options.html}\n`);
  for (const result of document.specimens.filter(unaudited)) {
    complain(`${result.name} could not be audited`);
  }
  const incomplete = present.length < specimens.length || document.specimens.some(unaudited);
  return incomplete ? NOT_AUDITED : DONE;
}

function commandLine(): Command {
  const only = new Option('--only <probe>', 'run one probe').choices([...PROBE_IDS]);
  return new Command('goodhart audit')
    .description('Measures what a test suite does not: any C compiler, through its command line.')
    .option('--quick', 'fewer programs and levels, in about a minute', false)
    .option('--cc <name=command>', 'audit this compiler too (repeatable)', collect, [])
    .option('--json <file>', 'also write the result as JSON')
    .option('--html <file>', 'where to write the report', 'goodhart-report.html')
    .addOption(only)
    .option('--seed <number>', 'seed of sampling and generated programs', readSeed, 1)
    .allowExcessArguments(false)
    .exitOverride();
}

function collect(text: string, known: Specimen[]): Specimen[] {
  const specimen = parseSpecimen(text);
  if (specimen === undefined) throw new InvalidArgumentError('Expected NAME=COMMAND.');
  return [...known, specimen];
}

function readSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

/** A later specimen takes the place of an earlier one of the same name. */
function distinct(specimens: readonly Specimen[]): Specimen[] {
  return [...new Map(specimens.map((specimen) => [specimen.name, specimen])).values()];
}

function complain(text: string): void {
  process.stderr.write(`goodhart audit: ${text}\n`);
}
