/** What to say of a match that failed: gcc's words, at the furthest token the grammar reached. */
import type { Diagnostics } from '../diagnostics.ts';
import { TokenKind } from '../preprocess/tokens.ts';
import type { Position } from '../source.ts';
import { position, spelling, type Tree } from './cst.ts';
import { codeOf, nameOfCode } from './encode.ts';

const IDENTIFIER = codeOf('identifier');

/** Tokens that gcc names when they alone could have gone on, in the order it prefers them. */
const CLOSERS = [';', ')', ']', '}', ':', ',', '(', '{', 'while', '='];

/** What ohm tells of a match beyond its type declarations. */
export interface FailedMatch {
  getRightmostFailurePosition(): number;
  getRightmostFailures(): readonly Failure[];
}

/** Reports the syntax error of a failed match of one external declaration. */
export function reportSyntaxError(match: FailedMatch, t: Tree, diagnostics: Diagnostics): void {
  const at = match.getRightmostFailurePosition();
  const expected = expectedTokens(match);
  const unknown = unknownTypeName(t, at);
  if (unknown !== null) {
    diagnostics.error(position(t, unknown), `unknown type name ‘${spelling(t, unknown)}’`);
    return;
  }
  const atEnd = at >= t.codes.length;
  const where = missing(expected) && at > 0 ? afterPrevious(t, at) : placeOf(t, at);
  const before = atEnd && t.tokens.kinds[t.first + at] === TokenKind.end;
  const what = before ? 'at end of input' : `before ${describe(t, at)}`;
  diagnostics.error(where, `${expectation(expected)} ${what}`);
}

function expectedTokens(match: FailedMatch): Set<string> {
  const names = new Set<string>();
  for (const failure of match.getRightmostFailures()) {
    if (failure.type === 'string') names.add(nameOfCode(failure.text.charCodeAt(0)));
    else names.add(failure.text);
  }
  return names;
}

/** ohm's record of what it looked for at the furthest position. */
interface Failure {
  readonly type: string;
  readonly text: string;
}

/** The closing token that is missing, if one of them is the obvious one. */
function missing(expected: ReadonlySet<string>): string | null {
  if (expected.has('identifier') && expected.has('number')) return null;
  return CLOSERS.find((text) => expected.has(text)) ?? null;
}

function expectation(expected: ReadonlySet<string>): string {
  if (expected.has('number')) return 'expected expression';
  const closer = missing(expected);
  if (closer) return `expected ‘${closer}’`;
  if (expected.has('identifier')) return 'expected identifier or ‘(’';
  return 'expected declaration';
}

/** `foo x`: an identifier where a declaration starts, followed by another. */
function unknownTypeName(t: Tree, at: number): number | null {
  for (const start of [at - 1, at]) {
    if (start < 0 || t.codes.charCodeAt(start) !== IDENTIFIER) continue;
    const next = nameOfCode(t.codes.charCodeAt(start + 1));
    const before = start === 0 ? ';' : nameOfCode(t.codes.charCodeAt(start - 1));
    const starts = [';', '{', '}', '(', ',', 'const', 'static', 'extern', 'typedef', 'volatile'];
    if (!starts.includes(before)) continue;
    if (next === 'identifier') return start;
    const afterStar = nameOfCode(t.codes.charCodeAt(start + 2));
    if (start === 0 && next === '*' && (afterStar === 'identifier' || afterStar === '*')) {
      return start;
    }
  }
  return null;
}

function placeOf(t: Tree, at: number): Position {
  const index = Math.min(t.first + at, t.tokens.count - 1);
  return t.tokens.positions[index] || t.tokens.positions[Math.max(0, index - 1)]!;
}

/** Just after the previous token's last character, where the missing token should stand. */
function afterPrevious(t: Tree, at: number): Position {
  return position(t, at - 1) + textOf(t, at - 1).length;
}

function textOf(t: Tree, at: number): string {
  const text = t.tokens.texts[t.first + at]!;
  if (text !== 0) return t.tokens.names.texts[text]!;
  return nameOfCode(t.codes.charCodeAt(at));
}

function describe(t: Tree, at: number): string {
  const kind = t.tokens.kinds[t.first + at]!;
  switch (kind) {
    case TokenKind.number:
      return 'numeric constant';
    case TokenKind.string:
      return 'string constant';
    case TokenKind.character:
      return 'character constant';
    case TokenKind.identifier:
      return `‘${spelling(t, at)}’`;
    case TokenKind.end:
      return 'end of input';
    default:
      return `‘${at < t.codes.length ? textOf(t, at) : spelling(t, at)}’ token`;
  }
}
