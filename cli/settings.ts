/**
 * What a command line of ghcc asks for, as cli/arguments.ts fills it in and cli/drive.ts carries it
 * out.
 */
import {
  type BackendName,
  type CompileOptions,
  DEFAULT_OPTIONS,
  type Level,
} from '../compiler/options.ts';
import { type MachineWords, mayUseAvx2 } from './machine.ts';

/** How far an input goes: -E, -fsyntax-only, -S, -c, or all the way. */
export type Stop = 'preprocess' | 'check' | 'assembly' | 'object' | 'link';

/** The languages of -x that there are. */
export const LANGUAGES = ['c', 'cpp-output', 'assembler', 'assembler-with-cpp'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the linker gets, in order: a file to compile or assemble first, or a word as it stands. */
export type Item =
  | { readonly kind: 'source'; readonly path: string; readonly language: Language }
  | { readonly kind: 'word'; readonly text: string; readonly isFile: boolean };

/** What is asked for, and nothing compiled. */
export type Question =
  | { readonly kind: 'help' | 'version' | 'machine' | 'dump-version' }
  | { readonly kind: 'driver'; readonly option: string };

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface Settings {
  readonly options: Writable<CompileOptions>;
  readonly defines: string[];
  readonly includes: string[];
  readonly quoteIncludes: string[];
  readonly systemIncludes: string[];
  readonly afterIncludes: string[];
  readonly preIncludes: string[];
  readonly warnings: {
    readonly on: Set<string>;
    readonly off: Set<string>;
    readonly errors: Set<string>;
    allErrors: boolean;
    silent: boolean;
  };
  readonly items: Item[];
  /** The -x in force. */
  language: Language | null;
  stop: Stop;
  output: string | null;
  question: Question | null;
  /** -M and its kin: the rule's destination and form, or null. */
  dependencies: { readonly only: boolean; userOnly: boolean } | null;
  dependencyFile: string | null;
  readonly dependencyTargets: string[];
  phonyTargets: boolean;
  missingHeaders: boolean;
  markers: boolean;
  macros: 'text' | 'defines-too' | 'defines-only';
  /** Words for the assembler (-Wa,) and for the link step's driver. */
  readonly assemblerWords: string[];
  readonly linkWords: string[];
  shared: boolean;
  verbose: boolean;
  dryRun: boolean;
  saveTemps: boolean;
  colour: 'auto' | 'always' | 'never';
  backend: BackendName;
  allocator: BackendName | null;
  passes: Level | null;
  passLimit: number | null;
  /** Whose remarks are shown, as patterns of pass names. */
  readonly remarks: { passed: RegExp | null; missed: RegExp | null };
  readonly dumps: { readonly what: string; readonly func: string | null }[];
  /** The function that --explain shows on a page. */
  explain: string | null;
  time: boolean;
  debugStack: boolean;
  readonly machine: MachineWords;
}

/** The settings before the first word is read. */
export function newSettings(): Settings {
  return {
    options: { ...DEFAULT_OPTIONS },
    defines: [],
    includes: [],
    quoteIncludes: [],
    systemIncludes: [],
    afterIncludes: [],
    preIncludes: [],
    warnings: {
      on: new Set(),
      off: new Set(),
      errors: new Set(),
      allErrors: false,
      silent: false,
    },
    items: [],
    language: null,
    stop: 'link',
    output: null,
    question: null,
    dependencies: null,
    dependencyFile: null,
    dependencyTargets: [],
    phonyTargets: false,
    missingHeaders: false,
    markers: true,
    macros: 'text',
    assemblerWords: [],
    linkWords: [],
    shared: false,
    verbose: false,
    dryRun: false,
    saveTemps: false,
    colour: 'auto',
    backend: 'linear-scan',
    allocator: null,
    passes: null,
    passLimit: null,
    remarks: { passed: null, missed: null },
    dumps: [],
    explain: null,
    time: false,
    debugStack: false,
    machine: { arch: '', avx2: null, looseStack: false, flag: null },
  };
}

/**
 * The compiler's options out of the settings. The allocator is the back end's unless it is named.
 */
export function compileOptions(settings: Settings): CompileOptions {
  const { defines, includes, quoteIncludes, systemIncludes, afterIncludes, preIncludes } = settings;
  const lists = { defines, includes, quoteIncludes, systemIncludes, afterIncludes, preIncludes };
  const backend = settings.allocator ?? settings.backend;
  const avx2 = settings.options.target === 'x86-64' && mayUseAvx2(settings.machine);
  return { ...settings.options, ...lists, warnings: settings.warnings, backend, avx2 };
}
