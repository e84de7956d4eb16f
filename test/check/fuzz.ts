/**
 * Fuzzing of the front end: seeded mutations of programs, valid and invalid, through preprocessing,
 * parsing and checking. Whatever the text, the outcome is a verdict with diagnostics; an exception
 * is a fault.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WALL, WEXTRA } from '../../cli/warnings.ts';
import { compile } from '../../compiler/compile.ts';
import { type CompileOptions, DEFAULT_OPTIONS } from '../../compiler/options.ts';

/** A stream of numbers that a seed determines (mulberry32). */
export function randomStream(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

const LITERAL = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const TOKEN = new RegExp(
  String.raw`[A-Za-z_]\w*|\d[\w.]*|${LITERAL}|\s+|\/\*[\s\S]*?\*\/|[-+&|<>=]{2}|[\s\S]`,
  'g',
);

/** Words and marks that start or end something, to be put where nobody expects them. */
const SPICE = `( ) { } [ ] ; , : ? = * & + - ~ ! . -> ++ -- << && ... # ## 0 1 -1
  0xffffffffffffffff 1e999 1.0L 3i
  'a' "s" L"w" x y main struct union enum typedef typeof sizeof _Alignof _Generic _Atomic
  _Alignas _Static_assert
  int char long unsigned _Bool void float double _Complex __int128 const volatile restrict
  static extern inline auto register _Thread_local _Noreturn if else while for do switch case
  default break continue goto return asm
  __attribute__ ((aligned(16))) ((vector_size(16))) ((packed)) ((mode(DI))) ((cleanup(f)))
  __extension__ __builtin_va_arg __builtin_offsetof __builtin_choose_expr __builtin_constant_p
  __builtin_add_overflow __atomic_fetch_add __label__ __auto_type __real__ __imag__ ({ }) (int){0}
  {0} [*] [0...3] .x= ?: /* // \\ \n`
  .split(/\s+/)
  .filter((word) => word !== '');

function mutateTokens(text: string, other: string, random: Random): string {
  const tokens = text.match(TOKEN) ?? [];
  const others = other.match(TOKEN) ?? [''];
  for (let n = 1 + random(6); n > 0 && tokens.length > 0; n--) {
    const at = random(tokens.length);
    const length = 1 + random(random(4) === 0 ? 40 : 4);
    switch (random(6)) {
      case 0:
        tokens.splice(at, length);
        break;
      case 1:
        tokens.splice(at, 0, ...tokens.slice(at, at + length));
        break;
      case 2:
        tokens[at] = ` ${SPICE[random(SPICE.length)]!} `;
        break;
      case 3:
        tokens.splice(at, 0, ` ${SPICE[random(SPICE.length)]!} `);
        break;
      case 4: {
        const from = random(others.length);
        tokens.splice(at, random(3), ...others.slice(from, from + length));
        break;
      }
      default: {
        const to = random(tokens.length);
        [tokens[at], tokens[to]] = [tokens[to]!, tokens[at]!];
      }
    }
  }
  return tokens.join('');
}

function mutateBytes(text: string, random: Random): string {
  let bytes = text;
  for (let n = 1 + random(8); n > 0; n--) {
    const at = random(bytes.length + 1);
    const removed = random(3);
    const added = random(2) === 0 ? String.fromCharCode(random(256)) : '';
    bytes = bytes.slice(0, at) + added + bytes.slice(at + removed);
  }
  return bytes;
}

/** The programs that mutants are made of. */
export function seedPrograms(root: string): string[] {
  return ['torture-lite/programs', 'test/invalid', 'test/features'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.c'))
      .sort()
      .map((name) => readFileSync(join(root, folder, name), 'latin1')),
  );
}

/** The mutant of a seed. Few keep their #include lines: headers take longer than the program. */
export function mutant(programs: readonly string[], seed: number): string {
  const random = randomStream(seed);
  const text = programs[random(programs.length)]!;
  const own = random(20) === 0 ? text : text.replace(/^#include.*$/gm, '');
  const other = programs[random(programs.length)]!;
  return random(4) === 0 ? mutateBytes(own, random) : mutateTokens(own, other, random);
}

const OPTIONS: CompileOptions = {
  ...DEFAULT_OPTIONS,
  warnings: { ...DEFAULT_OPTIONS.warnings, on: new Set([...WALL, ...WEXTRA]) },
};

/** What became of a text: null when all is well, else the fault. */
export function faultOf(text: string): string | null {
  try {
    const { ok, messages, errors } = compile('fuzz.c', text, OPTIONS, null, { until: 'check' });
    if (ok !== (errors === 0)) return `ok is ${ok} after ${errors} errors`;
    return ok || messages.includes('error') ? null : 'rejected without an error';
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  }
}
