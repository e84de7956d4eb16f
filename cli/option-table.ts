/**
 * Every option of ghcc that has an effect, as one table: the parser, the help and the tests derive
 * from it. The flags that are accepted without effect are in cli/accepted.ts.
 */

import { PASSES } from '../compiler/optimize/passes.ts';
import { BACKENDS, LEVELS, type Level, type Standard, TARGETS } from '../compiler/options.ts';
import { LANGUAGES, type Settings } from './settings.ts';
import { PEDANTIC, WALL, WARNINGS, WEXTRA } from './warnings.ts';

/** How an option takes its argument: not at all, in the same word, in the next one, or either. */
export type Form = 'flag' | 'joined' | 'separate' | 'either';

export const GROUPS = [
  ['what', 'What to make'],
  ['preprocess', 'Preprocessor'],
  ['language', 'Language'],
  ['warn', 'Warnings'],
  ['optimize', 'Optimization and back ends'],
  ['code', 'Code'],
  ['link', 'Assembler and linker'],
  ['look', 'Looking inside'],
] as const;
type Group = (typeof GROUPS)[number][0];

export interface OptionRow {
  readonly name: string;
  readonly form: Form;
  readonly group: Group;
  /** How help shows the argument. */
  readonly argument?: string;
  /** '' for an option that help leaves out. */
  readonly help: string;
  /** Takes the option to the settings. @throws OptionError for an argument that is wrong. */
  readonly act: (settings: Settings, value: string, option: string) => void;
}

/** A command line that makes no sense. */
export class OptionError extends Error {}

type Act = OptionRow['act'];

function flag(group: Group, name: string, help: string, act: Act): OptionRow {
  return { name, form: 'flag', group, help, act };
}

function taking(
  form: Exclude<Form, 'flag'>,
  group: Group,
  name: string,
  argument: string,
  help: string,
  act: Act,
): OptionRow {
  return { name, form, group, argument, help, act };
}

/** The value if it is one of a list. @throws OptionError that names the choices. */
function choice<T extends string>(value: string, choices: readonly T[], option: string): T {
  const found = choices.find((one) => one === value);
  if (found !== undefined) return found;
  throw new OptionError(`argument ‘${value}’ of ‘${option}’ is not one of: ${choices.join(', ')}`);
}

const STANDARD_NAMES: Readonly<Record<string, Standard>> = {
  ...{ c89: 'c89', c90: 'c89', 'iso9899:1990': 'c89', gnu89: 'gnu89', gnu90: 'gnu89' },
  ...{ c99: 'c99', c9x: 'c99', 'iso9899:1999': 'c99', gnu99: 'gnu99', gnu9x: 'gnu99' },
  ...{ c11: 'c11', c1x: 'c11', 'iso9899:2011': 'c11', gnu11: 'gnu11', gnu1x: 'gnu11' },
  ...{ c17: 'c17', c18: 'c17', 'iso9899:2017': 'c17', 'iso9899:2018': 'c17' },
  ...{ gnu17: 'gnu17', gnu18: 'gnu17' },
};

/** -O's arguments that are no level of ours, and which they mean. */
const LEVEL_NAMES: Readonly<Record<string, Level>> = {
  ...{ '': 'O1', '0': 'O0', '1': 'O1', '2': 'O2', '3': 'O3', s: 'Os', z: 'Os' },
  ...{ g: 'O1', fast: 'O3' },
};

function optimization(settings: Settings, value: string): void {
  const level = /^\d+$/.test(value) ? LEVEL_NAMES[String(Math.min(3, Number(value)))] : undefined;
  const found = level ?? LEVEL_NAMES[value];
  if (!found) throw new OptionError(`argument to ‘-O’ should be a level, ‘g’, ‘s’, ‘z’ or ‘fast’`);
  settings.options.level = found;
  settings.options.associativeMath = value === 'fast';
}

function targetName(settings: Settings, value: string): void {
  const machine = value.split('-')[0]!;
  const known = { x86_64: 'x86-64', amd64: 'x86-64', riscv64gc: 'riscv64' } as const;
  const isTriple = /^(x86_64|amd64|riscv64(gc)?)(-[\w.]+)*$/.test(value) && value !== 'x86-64';
  const alias = known[machine as keyof typeof known] ?? machine;
  settings.options.target = choice(isTriple ? alias : value, TARGETS, '--target');
}

function debugging(settings: Settings, value: string): void {
  if (
    !/^(\d|gdb\d?|dwarf(-?\d)?|split-dwarf|column-info|no-column-info|record-gcc-switches)?$/.test(
      value,
    )
  ) {
    throw new OptionError(`unrecognized debug output level ‘${value}’`);
  }
  settings.options.debug = value !== '0';
}

/** -W and -Wno-, -Werror and groups. A -Wno- of an unknown warning is no error, as in gcc. */
function warning(settings: Settings, value: string, option: string): void {
  const { warnings } = settings;
  const off = value.startsWith('no-');
  const name = off ? value.slice(3) : value;
  if (name === 'error') {
    warnings.allErrors = !off;
    return;
  }
  if (name.startsWith('error=')) {
    const flags = warningFlags(name.slice(6), option);
    for (const one of flags) {
      if (off) warnings.errors.delete(one);
      else {
        warnings.errors.add(one);
        warnings.on.add(one);
      }
    }
    return;
  }
  const flags = off && !WARNINGS.has(name) ? groupOf(name) : warningFlags(name, option);
  for (const one of flags) {
    (off ? warnings.on : warnings.off).delete(one);
    (off ? warnings.off : warnings.on).add(one);
  }
}

function groupOf(name: string): readonly string[] {
  if (name === 'all') return WALL;
  if (name === 'extra' || name === '') return WEXTRA;
  return name === 'unused' ? WALL.filter((one) => one.startsWith('unused')) : [];
}

function warningFlags(value: string, option: string): readonly string[] {
  const name = value.replace(/=.*$/, '');
  const group = groupOf(name);
  if (group.length > 0) return group;
  if (name === 'error-implicit-function-declaration') return ['implicit-function-declaration'];
  if (WARNINGS.has(name)) return [name];
  throw new OptionError(`unrecognized command-line option ‘${option}’`);
}

function dependencies(only: boolean, userOnly: boolean): Act {
  return (settings) => {
    const before = settings.dependencies;
    settings.dependencies = {
      only: only || (before?.only ?? false),
      userOnly: userOnly || (before?.userOnly ?? false),
    };
  };
}

/** A pattern that whole names of passes are matched with. @throws OptionError where none does. */
function passPattern(text: string, option: string): RegExp {
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${text})$`);
  } catch {
    throw new OptionError(`‘${option}’ takes a regular expression, not ‘${text}’`);
  }
  if (PASSES.some(({ name }) => pattern.test(name))) return pattern;
  throw new OptionError(`‘${option}=${text}’ names no pass; --dump=help lists them`);
}

const linkWord: Act = (settings, value, option) => {
  settings.items.push({ kind: 'word', text: `${option}${value}`, isFile: false });
};

const linkPair: Act = (settings, value, option) => {
  settings.items.push({ kind: 'word', text: option, isFile: false });
  settings.items.push({ kind: 'word', text: value, isFile: false });
};

const linkFlag: Act = (settings, _value, option) => {
  settings.linkWords.push(option);
};

const askDriver: Act = (settings, value, option) => {
  settings.question = { kind: 'driver', option: `${option}${value}` };
};

const WHAT: readonly OptionRow[] = [
  flag('what', '-c', 'compile and assemble, but do not link', (s) => (s.stop = 'object')),
  flag('what', '-S', 'compile to assembly text', (s) => (s.stop = 'assembly')),
  flag('what', '-E', 'only preprocess', (s) => (s.stop = 'preprocess')),
  flag('what', '-fsyntax-only', 'only check; write nothing', (s) => (s.stop = 'check')),
  taking('either', 'what', '-o', 'FILE', 'write to FILE (- is standard output)', (s, value) => {
    s.output = value;
  }),
  taking(
    'either',
    'what',
    '-x',
    'LANG',
    `what follows is: ${LANGUAGES.join(', ')}, or none`,
    (s, v) => {
      s.language = v === 'none' ? null : choice(v, LANGUAGES, '-x');
    },
  ),
  flag('what', '-v', 'show what is run, and the version', (s) => (s.verbose = true)),
  flag('what', '-###', 'show what would be run, quoted, and run nothing', (s) => {
    s.verbose = true;
    s.dryRun = true;
  }),
  flag('what', '-save-temps', 'keep the .i, .s and .o files', (s) => (s.saveTemps = true)),
  taking('joined', 'what', '-save-temps=', 'PLACE', '', (s) => (s.saveTemps = true)),
  flag('what', '--help', 'show this', (s) => (s.question = { kind: 'help' })),
  flag('what', '--version', 'show the version', (s) => (s.question = { kind: 'version' })),
  flag('what', '-dumpmachine', 'show the target', (s) => (s.question = { kind: 'machine' })),
  flag('what', '-dumpversion', 'show the version of GNU C that is claimed', (s) => {
    s.question = { kind: 'dump-version' };
  }),
  flag('what', '-dumpfullversion', '', (s) => (s.question = { kind: 'dump-version' })),
  taking(
    'joined',
    'what',
    '-print-',
    'WHAT',
    'ask the system compiler (-print-file-name=...)',
    askDriver,
  ),
];

const PREPROCESS: readonly OptionRow[] = [
  taking('either', 'preprocess', '-D', 'NAME[=TEXT]', 'define a macro', (s, v) =>
    s.defines.push(v),
  ),
  taking('either', 'preprocess', '-U', 'NAME', 'undefine a macro', (s, v) =>
    s.defines.push(`-${v}`),
  ),
  taking('either', 'preprocess', '-I', 'DIR', 'look for headers in DIR', (s, v) =>
    s.includes.push(v),
  ),
  taking('either', 'preprocess', '-iquote', 'DIR', 'look for "headers" in DIR', (s, v) => {
    s.quoteIncludes.push(v);
  }),
  taking('either', 'preprocess', '-isystem', 'DIR', 'look for system headers in DIR', (s, v) => {
    s.systemIncludes.push(v);
  }),
  taking('either', 'preprocess', '-idirafter', 'DIR', 'look in DIR after all others', (s, v) => {
    s.afterIncludes.push(v);
  }),
  taking('separate', 'preprocess', '-include', 'FILE', 'read FILE first', (s, v) => {
    s.preIncludes.push(v);
  }),
  flag('preprocess', '-nostdinc', 'no standard header directories', (s) => {
    s.options.noStandardIncludes = true;
  }),
  flag('preprocess', '-P', 'with -E: no line markers', (s) => (s.markers = false)),
  flag('preprocess', '-dM', 'with -E: the macros defined at the end', (s) => {
    s.macros = 'defines-only';
  }),
  flag('preprocess', '-dD', 'with -E: #define lines too', (s) => (s.macros = 'defines-too')),
  flag('preprocess', '-M', 'a make rule of all headers used', dependencies(true, false)),
  flag('preprocess', '-MM', 'the same without system headers', dependencies(true, true)),
  flag('preprocess', '-MD', 'like -M, beside compiling', dependencies(false, false)),
  flag('preprocess', '-MMD', 'like -MM, beside compiling', dependencies(false, true)),
  taking(
    'either',
    'preprocess',
    '-MF',
    'FILE',
    'where the rule goes',
    (s, v) => (s.dependencyFile = v),
  ),
  taking('either', 'preprocess', '-MT', 'NAME', 'the target of the rule', (s, v) => {
    s.dependencyTargets.push(v);
  }),
  taking('either', 'preprocess', '-MQ', 'NAME', 'the same, quoted for make', (s, v) => {
    s.dependencyTargets.push(quotedTarget(v));
  }),
  flag('preprocess', '-MP', 'an empty rule for each header', (s) => (s.phonyTargets = true)),
  flag('preprocess', '-MG', 'headers that are missing are to be made', (s) => {
    s.missingHeaders = true;
  }),
];

/** A name as make reads it: blanks, # and $ quoted. */
function quotedTarget(name: string): string {
  return name.replace(/[ \t#]/g, '\\$&').replace(/\$/g, '$$$$');
}

const LANGUAGE: readonly OptionRow[] = [
  taking('joined', 'language', '-std=', 'STD', 'the standard, such as c11 or gnu17', (s, v) => {
    const standard = Object.hasOwn(STANDARD_NAMES, v) ? STANDARD_NAMES[v] : undefined;
    if (!standard) throw new OptionError(`unrecognized command-line option ‘-std=${v}’`);
    s.options.standard = standard;
  }),
  flag('language', '-ansi', 'the same as -std=c89', (s) => (s.options.standard = 'c89')),
  flag('language', '-ffreestanding', 'no hosted library', (s) => hosted(s, false)),
  flag('language', '-fno-hosted', '', (s) => hosted(s, false)),
  flag('language', '-fhosted', '', (s) => hosted(s, true)),
  flag('language', '-fno-freestanding', '', (s) => hosted(s, true)),
  flag('language', '-fbuiltin', '', (s) => (s.options.builtins = true)),
  flag('language', '-fno-builtin', 'library functions may be anything', noBuiltins),
  taking('joined', 'language', '-fno-builtin-', 'NAME', '', noBuiltins),
  flag('language', '-fgnu89-inline', '', (s) => (s.options.gnu89Inline = true)),
  flag('language', '-fno-gnu89-inline', '', (s) => (s.options.gnu89Inline = false)),
  flag('language', '-fshort-wchar', 'wchar_t has 16 bits', (s) => (s.options.shortWchar = true)),
  flag('language', '-fno-short-wchar', '', (s) => (s.options.shortWchar = false)),
  flag('language', '-finput-charset=utf-8', '', () => {}),
  flag('language', '-finput-charset=UTF-8', '', () => {}),
  flag('language', '-fsigned-char', 'char is signed', (s) => (s.options.charSigned = true)),
  flag('language', '-fno-unsigned-char', '', (s) => (s.options.charSigned = true)),
  flag('language', '-funsigned-char', 'char is unsigned', (s) => (s.options.charSigned = false)),
  flag('language', '-fno-signed-char', '', (s) => (s.options.charSigned = false)),
];

function hosted(settings: Settings, is: boolean): void {
  settings.options.hosted = is;
  settings.options.builtins = is;
}

function noBuiltins(settings: Settings): void {
  settings.options.builtins = false;
}

const WARN: readonly OptionRow[] = [
  flag('warn', '-w', 'no warnings', (s) => (s.warnings.silent = true)),
  flag('warn', '-W', '', (s) => warning(s, 'extra', '-W')),
  taking(
    'joined',
    'warn',
    '-W',
    'NAME',
    'switch a warning on (-Wno-NAME: off; -Wall, -Wextra)',
    (s, v) => warning(s, v, `-W${v}`),
  ),
  flag('warn', '-pedantic', 'warnings the standard asks for', pedantic),
  flag('warn', '--pedantic', '', pedantic),
  flag('warn', '-pedantic-errors', 'the same as errors', (s) => {
    pedantic(s);
    for (const name of PEDANTIC) s.warnings.errors.add(name);
  }),
];

function pedantic(settings: Settings): void {
  for (const name of PEDANTIC) settings.warnings.on.add(name);
}

const OPTIMIZE: readonly OptionRow[] = [
  taking(
    'joined',
    'optimize',
    '-O',
    'LEVEL',
    `how much to optimize: ${LEVELS.map((l) => l.slice(1)).join(' ')}`,
    optimization,
  ),
  taking(
    'joined',
    'optimize',
    '--target=',
    'TARGET',
    `what to compile for: ${TARGETS.join(', ')}, or a triple`,
    targetName,
  ),
  taking('separate', 'optimize', '-target', 'TARGET', '', targetName),
  taking(
    'joined',
    'optimize',
    '--backend=',
    'NAME',
    `the back end: ${BACKENDS.join(', ')}`,
    (s, v) => {
      s.backend = choice(v, BACKENDS, '--backend');
    },
  ),
  taking('joined', 'optimize', '--allocator=', 'NAME', 'only its register allocator', (s, v) => {
    s.allocator = choice(v, BACKENDS, '--allocator');
  }),
  taking(
    'joined',
    'optimize',
    '--passes=',
    'LEVEL',
    `run the passes of another level: ${LEVELS.join(' ')}`,
    (s, v) => {
      s.passes = choice(v, LEVELS, '--passes');
    },
  ),
  taking(
    'joined',
    'optimize',
    '--opt-bisect-limit=',
    'N',
    'run only the first N (pass, function) pairs',
    (s, v) => {
      if (!/^\d+$/.test(v))
        throw new OptionError(`‘--opt-bisect-limit’ takes a number, not ‘${v}’`);
      s.passLimit = Number(v);
    },
  ),
];

const CODE: readonly OptionRow[] = [
  ...pair(
    'tree-loop-distribute-patterns',
    'loops may become calls of memset and memcpy',
    (s, on) => {
      s.options.loopPatterns = on;
    },
  ),
  taking('joined', 'code', '-g', 'LEVEL', 'what a debugger reads (levels are all one)', debugging),
  ...pair('wrapv', 'signed overflow wraps around', (s, on) => (s.options.wrapv = on)),
  ...pair('strict-overflow', '', (s, on) => (s.options.wrapv = !on)),
  ...pair('tree-vectorize', 'several rounds of a loop at once, in vectors', (s, on) => {
    s.options.vectorize = on;
  }),
  ...pair('vectorize', '', (s, on) => (s.options.vectorize = on)),
  ...pair('tree-loop-vectorize', '', (s, on) => (s.options.vectorize = on)),
  ...pair('associative-math', 'float sums may be taken in any order', (s, on) => {
    s.options.associativeMath = on;
  }),
  ...pair('fast-math', '', (s, on) => (s.options.associativeMath = on)),
  ...pair('unsafe-math-optimizations', '', (s, on) => (s.options.associativeMath = on)),
  ...pair('strict-aliasing', 'objects are accessed by their types only', (s, on) => {
    s.options.strictAliasing = on;
  }),
  ...pair('instrument-functions', 'functions tell when they begin and end', (s, on) => {
    s.options.instrumentFunctions = on;
  }),
  ...pair(
    'common',
    'tentative definitions may be merged',
    (s, on) => (s.options.commonSymbols = on),
  ),
  ...pair('function-sections', 'a section for each function', (s, on) => {
    s.options.functionSections = on;
  }),
  ...pair('data-sections', 'a section for each object', (s, on) => (s.options.dataSections = on)),
  ...pair('omit-frame-pointer', 'no frame pointer where none is needed', (s, on) => {
    s.options.omitFramePointer = on;
  }),
  ...['PIC', 'pic'].flatMap((name) =>
    pair(name, name === 'PIC' ? 'code for shared libraries' : '', (s, on) => {
      s.options.pic = on ? 'pic' : 'none';
    }),
  ),
  ...['PIE', 'pie'].flatMap((name) =>
    pair(name, name === 'PIE' ? 'code for programs at any address' : '', (s, on) => {
      s.options.pic = on ? 'pie' : 'none';
    }),
  ),
  taking(
    'joined',
    'code',
    '-fvisibility=',
    'KIND',
    'of symbols: default, hidden, protected, internal',
    (s, v) => {
      s.options.visibility = choice(
        v,
        ['default', 'hidden', 'protected', 'internal'],
        '-fvisibility',
      );
    },
  ),
  ...['-mavx2', '-mavx512f'].map((name) =>
    flag('code', name, name === '-mavx2' ? 'AVX2 on x86-64: vectors of 256 bits' : '', wider(true)),
  ),
  ...['-mno-avx2', '-mno-avx'].map((name) => flag('code', name, '', wider(false))),
  flag('code', '-mpreferred-stack-boundary=3', '', ({ machine }) => (machine.looseStack = true)),
  taking('joined', 'code', '-march=', 'NAME', 'the machine: AVX2 where it has it', (s, v) => {
    s.machine.arch = v;
  }),
  flag('code', '-mred-zone', '', (s) => (s.options.redZone = true)),
  flag('code', '-mno-red-zone', 'nothing is kept below the stack pointer', (s) => {
    s.options.redZone = false;
  }),
  ...['-mgeneral-regs-only', '-mno-sse', '-mno-sse2'].map((name, i) =>
    flag('code', name, i === 0 ? 'no SSE registers, and so no floating point' : '', (s) => {
      s.options.generalRegisters = true;
    }),
  ),
  ...['-msse', '-msse2'].map((name) =>
    flag('code', name, '', (s) => (s.options.generalRegisters = false)),
  ),
  flag('code', '-pthread', 'with threads', (s) => {
    s.defines.push('_REENTRANT=1');
    s.linkWords.push('-pthread');
  }),
];

function wider(on: boolean): Act {
  return ({ machine }, _, option) => {
    machine.avx2 = on;
    machine.flag ??= option;
  };
}

/** -fNAME and -fno-NAME. */
function pair(name: string, help: string, set: (s: Settings, on: boolean) => void): OptionRow[] {
  return [
    flag('code', `-f${name}`, help, (s) => set(s, true)),
    flag('code', `-fno-${name}`, '', (s) => set(s, false)),
  ];
}

const LINK: readonly OptionRow[] = [
  taking('either', 'link', '-l', 'NAME', 'link with a library', linkWord),
  taking('either', 'link', '-L', 'DIR', 'look for libraries in DIR', linkWord),
  flag('link', '-shared', 'make a shared library', (s) => {
    s.shared = true;
    s.linkWords.push('-shared');
  }),
  ...['-static', '-pie', '-no-pie', '-rdynamic', '-s'].map((name) =>
    flag('link', name, 'as the linker has it', linkFlag),
  ),
  ...['-mpc32', '-mpc64', '-mpc80'].map((name) =>
    flag('link', name, 'the precision that the x87 starts with', linkFlag),
  ),
  ...['-nostdlib', '-nodefaultlibs', '-nostartfiles'].map((name) =>
    flag('link', name, 'as the linker has it', linkFlag),
  ),
  ...[
    '-static-pie',
    '-static-libgcc',
    '-shared-libgcc',
    '-r',
    '-nopie',
    '-export-dynamic',
    '-t',
  ].map((name) => flag('link', name, '', linkFlag)),
  taking('joined', 'link', '-fuse-ld=', 'NAME', 'the linker', (s, v) =>
    s.linkWords.push(`-fuse-ld=${v}`),
  ),
  taking('joined', 'link', '-Wl,', 'WORDS', 'words for the linker', linkWord),
  taking('separate', 'link', '-Xlinker', 'WORD', 'a word for the linker', linkPair),
  ...['-T', '-u', '-z', '-e'].map((name) =>
    taking('either', 'link', name, 'ARG', 'as the linker has it', linkPair),
  ),
  taking('joined', 'link', '-Wa,', 'WORDS', 'words for the assembler', (s, v) => {
    s.assemblerWords.push(`-Wa,${v}`);
  }),
  taking('separate', 'link', '-Xassembler', 'WORD', '', (s, v) =>
    s.assemblerWords.push('-Xassembler', v),
  ),
  taking('joined', 'link', '-B', 'DIR', '', linkFlag2),
  taking('either', 'link', '--sysroot=', 'DIR', '', linkFlag2),
];

function linkFlag2(settings: Settings, value: string, option: string): void {
  settings.linkWords.push(`${option}${value}`);
}

const LOOK: readonly OptionRow[] = [
  taking(
    'joined',
    'look',
    '--dump=',
    'STAGE[:FUNCTION]',
    'print what a stage or pass makes (--dump=help)',
    (s, v) => {
      const colon = v.indexOf(':');
      const what = colon < 0 ? v : v.slice(0, colon);
      s.dumps.push({ what, func: colon < 0 ? null : v.slice(colon + 1) });
    },
  ),
  taking(
    'joined',
    'look',
    '--explain=',
    'FUNCTION',
    'write a page (FILE.FUNCTION.html) of what becomes of it',
    (s, v) => (s.explain = v),
  ),
  taking(
    'joined',
    'look',
    '-Rpass=',
    'PASS',
    'tell what a pass (.* all) did, place by place',
    (s, v) => {
      s.remarks.passed = passPattern(v, '-Rpass');
    },
  ),
  taking(
    'joined',
    'look',
    '-Rpass-missed=',
    'PASS',
    'tell what a pass did not do, and why',
    (s, v) => {
      s.remarks.missed = passPattern(v, '-Rpass-missed');
    },
  ),
  flag('look', '--time', 'print the time that each stage and pass takes', (s) => (s.time = true)),
  flag('look', '--verify', 'check the IR after each pass, and the allocation', (s) => {
    s.options.verify = true;
  }),
  flag('look', '--debug-stack', 'show the stack trace of an internal error', (s) => {
    s.debugStack = true;
  }),
  ...(['always', 'auto', 'never'] as const).map((when) =>
    flag('look', `-fdiagnostics-color=${when}`, '', (s) => {
      s.colour = when;
    }),
  ),
  flag('look', '-fdiagnostics-color', '', (s) => (s.colour = 'always')),
  flag('look', '-fno-diagnostics-color', '', (s) => (s.colour = 'never')),
];

/** The table. */
export const OPTIONS: readonly OptionRow[] = [
  ...WHAT,
  ...PREPROCESS,
  ...LANGUAGE,
  ...WARN,
  ...OPTIMIZE,
  ...CODE,
  ...LINK,
  ...LOOK,
];
