/** Token kinds by standard, predefined macros, headers, -E text, dependency rules, source bytes. */
import { describe, expect, it } from 'vitest';
import { STANDARDS, TARGETS } from '../../compiler/options.ts';
import { defaultTarget, dependencyRule, escapeTarget } from '../../compiler/preprocess/deps.ts';
import { hasBuiltin } from '../../compiler/preprocess/features.ts';
import { kindOfText, TokenKind } from '../../compiler/preprocess/tokens.ts';
import { decodeSource, encodeSource } from '../../compiler/source.ts';
import { run, spellings, textOf } from './fixtures.ts';

const HEADERS = [
  ...['assert', 'complex', 'ctype', 'errno', 'fenv', 'float', 'inttypes', 'iso646', 'limits'],
  ...['locale', 'math', 'setjmp', 'signal', 'stdalign', 'stdarg', 'stdatomic', 'stdbool'],
  ...['stddef', 'stdint', 'stdio', 'stdlib', 'stdnoreturn', 'string', 'tgmath', 'threads'],
  ...['time', 'uchar', 'wchar', 'wctype', 'unistd', 'fcntl', 'pthread', 'dirent', 'dlfcn'],
  ...['sys/types', 'sys/stat', 'sys/socket', 'sys/mman', 'sys/time', 'sys/wait', 'netdb'],
  ...['netinet/in', 'poll', 'sys/epoll', 'termios', 'regex', 'semaphore', 'getopt', 'glob'],
].map((name) => `#include <${name}.h>\n`);

describe('keywords', () => {
  const kindsOf = (text: string, standard: (typeof STANDARDS)[number]) =>
    Array.from(run(text, { standard }).result!.tokens.kinds.slice(0, -1));
  it('depend on the standard', () => {
    const text = 'inline restrict asm typeof';
    const { identifier } = TokenKind;
    const [inline, restrict] = [kindOfText('inline'), kindOfText('restrict')];
    const gnu = [kindOfText('asm'), kindOfText('typeof')];
    expect(kindsOf(text, 'gnu17')).toEqual([inline, restrict, ...gnu]);
    expect(kindsOf(text, 'c99')).toEqual([inline, restrict, identifier, identifier]);
    expect(kindsOf(text, 'gnu89')).toEqual([inline, identifier, ...gnu]);
    expect(kindsOf(text, 'c89')).toEqual(new Array(4).fill(identifier));
  });
  it('have their other spellings under every standard', () => {
    for (const standard of STANDARDS) {
      const kinds = kindsOf('__inline__ __typeof__ __const <: %:', standard);
      const wanted = (['inline', 'typeof', 'const', '[', '#'] as const).map(kindOfText);
      expect(kinds).toEqual(wanted);
    }
  });
});

describe('positions', () => {
  it('are those of the outermost expansion', () => {
    const { result, sources } = run('#define f(x) a x b\n  f(f(1)) end');
    const places = Array.from(result!.tokens.positions, (place) => sources.locate(place)!);
    expect(places.map((place) => place.column)).toEqual([3, 3, 3, 3, 3, 11, 14]);
    expect(places[0]!.line).toBe(2);
  });
  it('survive spliced lines and line markers', () => {
    const { result, sources } = run('a\\\nb c\n# 50 "o.c" 1 3\n  d');
    const places = Array.from(result!.tokens.positions, (place) => sources.locate(place)!);
    expect(places[1]).toMatchObject({ file: 'test.c', line: 2, column: 3 });
    expect(places[2]).toMatchObject({ file: 'o.c', line: 50, column: 3, system: true });
  });
});

describe('standards', () => {
  it('decide on trigraphs and line comments', () => {
    const trigraph = 'a??(0??) b\\\nc // d';
    expect(spellings(run(trigraph, { standard: 'c11' }))).toEqual(['a', '[', '0', ']', 'bc']);
    expect(spellings(run('a // b', { standard: 'c89' }))).toEqual(['a', '/', '/', 'b']);
    expect(spellings(run('u8"x"', { standard: 'c99' }))).toEqual(['u8', '"x"']);
    expect(spellings(run('u8"x"', { standard: 'gnu99' }))).toEqual(['u8"x"']);
  });
  it('keep the comma before empty variable arguments when strict', () => {
    const text = '#define f(...) g(a, ## __VA_ARGS__)\nf()';
    expect(spellings(run(text, { standard: 'c11' })).join('')).toBe('g(a,)');
    expect(spellings(run(text)).join('')).toBe('g(a)');
  });
});

describe('predefined macros', () => {
  it('follow level, target and flags', () => {
    const text = '__OPTIMIZE__ __NO_INLINE__ __PIE__ __riscv_xlen __CHAR_UNSIGNED__ linux';
    const o2 = run(text, { level: 'O2', target: 'riscv64', pic: 'none', standard: 'c11' });
    expect(spellings(o2)).toEqual(['1', '__NO_INLINE__', '__PIE__', '64', '1', 'linux']);
    expect(spellings(run(text)).join(' ')).toBe(
      '__OPTIMIZE__ 1 2 __riscv_xlen __CHAR_UNSIGNED__ 1',
    );
  });
  it('give way to -D and -U, and all are dumped', () => {
    const defines = ['A', 'B=2 + 3', '-linux', 'F(x)=#x'];
    const outcome = run('A B linux F(y)', { defines });
    expect(spellings(outcome)).toEqual(['1', '2', '+', '3', 'linux', '"y"']);
    const dump = outcome.result!.dumpMacros();
    expect(dump).toContain('#define F(x) #x\n');
    expect(dump).toContain('#define __INT64_C(c) c ## L\n');
    expect(dump).not.toContain('#define linux');
  });
});

describe('system headers', () => {
  for (const target of TARGETS) {
    for (const standard of ['gnu89', 'c99', 'gnu17'] as const) {
      it(`lex without a fault: ${target} ${standard}`, () => {
        const outcome = run(`#define _GNU_SOURCE\n${HEADERS.join('')}`, { target, standard });
        expect(outcome.messages).toBe('');
        const { tokens } = outcome.result!;
        expect(tokens.count).toBeGreaterThan(10_000);
        expect(tokens.kinds).not.toContain(TokenKind.other);
        expect(spellings(outcome)).not.toContain('__float128');
      });
    }
  }
  it('are sizes by <limits.h> and <stdint.h>', () => {
    const text = '#include <limits.h>\n#include <stdint.h>\nINT_MIN CHAR_BIT PATH_MAX UINT8_MAX';
    expect(spellings(run(text)).slice(-9).join(' ')).toContain('8 4096 ( 255 )');
  });
});

describe('preprocessed text', () => {
  it('is read back to the same tokens and places', () => {
    const source =
      '#include <stdio.h>\n#define E(x) - x\n\n\nint a = -E(-1);\n\n#pragma pack(1)\nint b;';
    const first = run(source);
    const second = run(textOf(first, true), {}, { preprocessed: true }, 'test.i');
    expect(spellings(second)).toEqual(spellings(first));
    const last = (outcome: typeof first) => {
      const { positions, count } = outcome.result!.tokens;
      const place = outcome.sources.locate(positions[count - 2]!)!;
      return `${place.file}:${place.line}:${place.column}`;
    };
    expect(last(second)).toBe('test.c:8:6');
    expect(last(second)).toBe(last(first));
  });
});

describe('pragmas', () => {
  it('reach the compiler only if it acts on them', () => {
    const text = '#define N 2\n#pragma pack(N)\n#pragma GCC ivdep\n_Pragma("pack()") int';
    const { result } = run(text);
    expect(spellings(run(text))).toEqual(['pack(2)', 'pack()', 'int']);
    expect(result!.tokens.kinds[1]).toBe(TokenKind.pragma);
  });
});

describe('#pragma GCC diagnostic', () => {
  it('switches warnings from where it stands, through includes, until its pop', () => {
    const ignored = '#pragma GCC diagnostic ignored "-Wcpp"\n';
    const text = [
      '#warning 1\n#pragma GCC diagnostic push\n',
      ignored,
      '#warning 2\n#include "test/preprocess/headers/warns.h"\n',
      '#pragma GCC diagnostic pop\n#warning 3\n',
      '#pragma GCC diagnostic error "-Wcpp"\n#warning 4\n',
    ].join('');
    const seen = run(text).messages.match(/^.*#warning \w+ .*$/gm);
    expect(seen).toEqual([
      'test.c:1:2: warning: #warning 1 [-Wcpp]',
      'test.c:7:2: warning: #warning 3 [-Wcpp]',
      'test.c:9:2: error: #warning 4 [-Werror=cpp]',
    ]);
  });
});

describe('dependencies', () => {
  it('make a rule', () => {
    const dependencies = [
      { path: 'a b.c', system: false },
      { path: '/usr/include/stdio.h', system: true },
      { path: 'x$.h', system: false },
    ];
    const targets = [defaultTarget('d/a.c'), escapeTarget('x y')];
    const options = { targets, userOnly: true, phony: true };
    expect(dependencyRule(dependencies, options)).toBe('a.o x\\ y: a\\ b.c x$$.h\nx$$.h:\n');
  });
});

describe('source text', () => {
  it('keeps bytes that are not UTF-8', () => {
    const bytes = Uint8Array.of(34, 0xe9, 34, 0xff);
    expect(Array.from(encodeSource(decodeSource(bytes)))).toEqual(Array.from(bytes));
    const utf8 = Buffer.from('é😀');
    expect(Array.from(encodeSource(decodeSource(utf8)))).toEqual(Array.from(utf8));
  });
});

describe('limits', () => {
  it('a hundred thousand lines take seconds at most', () => {
    const line = (n: number) =>
      `static int f${n}(int a) { return MAX(a, ${n}) + a * 2; } /* c */\n`;
    const lines = Array.from({ length: 1e5 }, (_, n) => line(n));
    const text = `#define MAX(a, b) ((a) > (b) ? (a) : (b))\n${lines.join('')}`;
    const start = performance.now();
    expect(run(text).result!.tokens.count).toBeGreaterThan(3e6);
    expect(performance.now() - start).toBeLessThan(5000);
  });
  it('nested expansions end with a message', () => {
    const nested = `#define f(x) x\n${'f('.repeat(5000)}1${')'.repeat(5000)}`;
    expect(run(nested).messages).toContain('nested too deeply');
  });
});

describe('features', () => {
  it('answers for builtins', () => {
    expect(hasBuiltin('__builtin_bswap64') && hasBuiltin('__atomic_load_n')).toBe(true);
  });
});
