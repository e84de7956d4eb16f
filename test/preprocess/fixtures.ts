/** What the preprocessor's tests share: options with changes, and one call from text to result. */
import { Diagnostics, Fatal, formatDiagnostics } from '../../compiler/diagnostics.ts';
import { type CompileOptions, DEFAULT_OPTIONS } from '../../compiler/options.ts';
import { type PreprocessResult, preprocess } from '../../compiler/preprocess/preprocess.ts';
import type { PreprocessMode } from '../../compiler/preprocess/state.ts';
import { preprocessedText, spelling } from '../../compiler/preprocess/text.ts';
import { SourceMap } from '../../compiler/source.ts';

export interface Run {
  readonly result: PreprocessResult | null;
  readonly sources: SourceMap;
  readonly messages: string;
}

/** Preprocesses a text; a Fatal leaves a null result and the messages. */
export function run(
  text: string,
  changes: Partial<CompileOptions> = {},
  mode: PreprocessMode = {},
  name = 'test.c',
): Run {
  const sources = new SourceMap();
  const diagnostics = new Diagnostics(sources);
  let result: PreprocessResult | null = null;
  try {
    result = preprocess(name, text, { ...DEFAULT_OPTIONS, ...changes }, sources, diagnostics, mode);
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
  }
  return { result, sources, messages: formatDiagnostics(diagnostics) };
}

/** The spellings of the tokens, in order. */
export function spellings({ result }: Run): string[] {
  if (!result) return [];
  return Array.from({ length: result.tokens.count - 1 }, (_, index) => spelling(result, index));
}

/** The text that -E (or -E -P) gives. */
export function textOf({ result, sources }: Run, markers = false): string {
  return result ? preprocessedText(result, sources, { markers }) : '';
}
