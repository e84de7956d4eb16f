/**
 * `ghcc`: the compiler as a drop-in for gcc. Gets the words after the command; promises an exit
 * status: 0 done,
 * 1 errors were reported, 4 a fault of the compiler itself.
 */
import { ToolchainError } from '../backends/toolchain.ts';
import { InternalError } from '../compiler/compile.ts';
import { readArguments } from './arguments.ts';
import { drive } from './drive.ts';
import { FileError, writeAll } from './files.ts';
import { OptionError } from './option-table.ts';

const FAILED = 1;
const INTERNAL = 4;

/** Runs `ghcc`; resolves to the exit status. */
export async function cc(argv: readonly string[]): Promise<number> {
  try {
    return await drive(readArguments(argv));
  } catch (error) {
    return explain(error, argv.includes('--debug-stack'));
  }
}

/** Says what went wrong in gcc's words, without a stack trace. */
function explain(error: unknown, stack: boolean): number {
  const say = (text: string): void => writeAll(2, `ghcc: ${text}\n`);
  if (error instanceof OptionError) {
    const fatal = error.message === 'no input files';
    say(`${fatal ? 'fatal error' : 'error'}: ${error.message}`);
    if (fatal) writeAll(2, 'compilation terminated.\n');
    return FAILED;
  }
  if (error instanceof FileError) {
    say(`error: ${error.message}`);
    return FAILED;
  }
  if (error instanceof ToolchainError) {
    if (error.kind === 'failed') writeAll(2, error.output);
    say(`error: ${error.kind === 'failed' ? 'the assembler or linker failed' : error.message}`);
    return FAILED;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`internal compiler error: ${message.split('\n')[0]}`);
  const cause = error instanceof InternalError ? error.cause : error;
  if (stack && cause instanceof Error) writeAll(2, `${cause.stack}\n`);
  return INTERNAL;
}

/** The command's entry. */
export const main = cc;
