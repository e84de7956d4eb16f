/**
 * Planted faults: each row turns gcc for x86-64 into a compiler with one plausible bug, by a sed
 * script over its assembly text or by a flag that changes what C means. A suite that lets a row
 * through would let that bug through in any compiler.
 */

interface FaultCommon {
  readonly name: string;
  /** The bug, as its victim would put it. */
  readonly what: string;
  readonly level: '-O0' | '-O2';
}

export interface AssemblyFault extends FaultCommon {
  readonly kind: 'assembly';
  /** Scripts of `sed -E`, run in order over every line. */
  readonly sed: readonly string[];
}

export interface FlagFault extends FaultCommon {
  readonly kind: 'flags';
  readonly flags: readonly string[];
  /** True for a bug that only an old CPU shows. */
  readonly baseline: boolean;
}

export type Fault = AssemblyFault | FlagFault;

function assembly(
  name: string,
  level: '-O0' | '-O2',
  what: string,
  ...sed: readonly string[]
): AssemblyFault {
  return { kind: 'assembly', name, level, what, sed };
}

function flagged(
  name: string,
  level: '-O0' | '-O2',
  what: string,
  ...flags: readonly string[]
): FlagFault {
  return { kind: 'flags', name, level, what, flags, baseline: false };
}

const extensions: readonly Fault[] = [
  assembly('byte-sign', '-O0', 'unsigned char is sign-extended', 's/\\bmovzb([lq])/movsb\\1/'),
  assembly('byte-zero', '-O0', 'signed char is zero-extended', 's/\\bmovsb([lwq])/movzb\\1/'),
  assembly('word-sign', '-O0', 'unsigned short is sign-extended', 's/\\bmovzw([lq])/movsw\\1/'),
  assembly('word-zero', '-O0', 'signed short is zero-extended', 's/\\bmovsw([lq])/movzw\\1/'),
  assembly('int-zero', '-O0', 'int is zero-extended to long', 's/\\bcltq\\b/movl\\t%eax, %eax/'),
  assembly(
    'flag-dirty',
    '-O0',
    "a comparison's result keeps the upper bits of its register",
    '/^\\tmovzbl\\t%al, %eax$/d',
  ),
  assembly(
    'byte-store-wide',
    '-O0',
    'a char store overwrites its three neighbours',
    's/\\bmovb\\t%al, (.*\\))$/movl\\t%eax, \\1/',
  ),
  assembly(
    'word-store-wide',
    '-O0',
    'a short store overwrites its neighbour',
    's/\\bmovw\\t%ax, (.*\\))$/movl\\t%eax, \\1/',
  ),
];

const arithmetic: readonly Fault[] = [
  assembly('shift-signed', '-O0', 'unsigned >> is arithmetic', 's/\\bshr([lq])\\b/sar\\1/'),
  assembly('shift-unsigned', '-O0', 'signed >> is logical', 's/\\bsar([lq])\\b/shr\\1/'),
  assembly(
    'shift-narrow',
    '-O0',
    '64-bit << is computed in 32 bits',
    's/\\bsalq\\t%cl, %r([a-d]x|[sd]i)/sall\\t%cl, %e\\1/',
  ),
  assembly('divide-unsigned', '-O0', 'signed / is unsigned', 's/\\bidiv([lq])\\b/div\\1/'),
  assembly('divide-signed', '-O0', 'unsigned / is signed', 's/\\bdiv([lq])\\b/idiv\\1/'),
  assembly(
    'multiply-narrow',
    '-O0',
    '64-bit * is computed in 32 bits',
    's/\\bimulq\\t([^,]*\\(%rbp\\)), %rax/imull\\t\\1, %eax/',
  ),
  assembly(
    'multiply-high',
    '-O2',
    'the high half of an unsigned product is signed',
    's/\\bmulq\\t([^,]*)$/imulq\\t\\1/',
  ),
  assembly('carry-add', '-O2', 'a 128-bit sum loses its carry', 's/\\badcq\\b/addq/'),
  assembly('carry-subtract', '-O2', 'a 128-bit difference loses its borrow', 's/\\bsbbq\\b/subq/'),
  assembly('rotate', '-O2', 'rotates turn the wrong way', 's/\\brol([lwbq])\\b/ror\\1/'),
  assembly('negate', '-O0', 'unary minus complements', 's/\\bneg([lq])\\b/not\\1/'),
  assembly('complement', '-O0', '~ negates', 's/\\bnot([lq])\\b/neg\\1/'),
];

const comparisons: readonly Fault[] = [
  assembly(
    'branch-signed',
    '-O0',
    'unsigned comparisons that branch are signed',
    's/\\bja\\b/jg/; s/\\bjae\\b/jge/; s/\\bjb\\b/jl/; s/\\bjbe\\b/jle/; s/\\bjnb\\b/jnl/',
  ),
  assembly(
    'value-signed',
    '-O0',
    'unsigned comparisons that give a value are signed',
    's/\\bseta\\b/setg/; s/\\bsetb\\b/setl/; s/\\bsetbe\\b/setle/; s/\\bsetnb\\b/setnl/',
  ),
  assembly(
    'compare-narrow',
    '-O0',
    '64-bit comparisons look at 32 bits',
    's/\\bcmpq\\t%rax, (.*\\))/cmpl\\t%eax, \\1/; s/\\btestq\\t%rax, %rax/testl\\t%eax, %eax/',
  ),
  assembly(
    'select-unsigned',
    '-O2',
    'minimum and maximum of signed numbers are unsigned',
    's/\\bcmov(n?)g/cmov\\1a/; s/\\bcmov(n?)l/cmov\\1b/',
  ),
  assembly('nan-branch', '-O0', 'comparing with NaN branches as if equal', '/^\\tjp\\t/d'),
  assembly(
    'switch-last',
    '-O2',
    'the last case of a jump table goes to default',
    '/^\\tcmp[lbq]\\t\\$[0-9]+, %/{N;s/\\n\\tja\\t/\\n\\tjae\\t/}',
  ),
];

const floating: readonly Fault[] = [
  assembly('double-round', '-O0', 'double to integer rounds', 's/\\bcvttsd2si/cvtsd2si/'),
  assembly('float-round', '-O0', 'float to integer rounds', 's/\\bcvttss2si/cvtss2si/'),
  assembly(
    'long-to-double',
    '-O0',
    'long to double looks at 32 bits',
    's/\\bcvtsi2sdq\\t%r([abcd])x/cvtsi2sdl\\t%e\\1x/',
    's/\\bcvtsi2sdq\\t(.*\\(%rbp\\))/cvtsi2sdl\\t\\1/',
  ),
  assembly(
    'extended-negate',
    '-O0',
    'minus of a long double is its magnitude',
    's/\\bfchs\\b/fabs/',
  ),
  assembly(
    'extended-reverse',
    '-O0',
    'long double - and / exchange their operands',
    's/\\bfsubrp\\b/fsubX/; s/\\bfsubp\\b/fsubrp/; s/\\bfsubX\\b/fsubp/',
    's/\\bfdivrp\\b/fdivX/; s/\\bfdivp\\b/fdivrp/; s/\\bfdivX\\b/fdivp/',
  ),
  flagged('fast-math', '-O2', 'floating arithmetic is reassociated', '-ffast-math'),
  flagged('no-nan', '-O2', 'NaN and infinity are assumed away', '-ffinite-math-only'),
  flagged('no-minus-zero', '-O2', 'the sign of zero is ignored', '-fno-signed-zeros'),
  flagged('reciprocal', '-O2', 'x / c is x * (1 / c)', '-freciprocal-math'),
  flagged('single-constants', '-O0', 'floating constants are float', '-fsingle-precision-constant'),
];

const memory: readonly Fault[] = [
  assembly(
    'data-addend',
    '-O0',
    'an address constant loses its offset',
    's/(\\.quad\\t[A-Za-z_][A-Za-z0-9_.]*)[+][0-9]+/\\1/',
  ),
  assembly(
    'code-addend',
    '-O0',
    'the address of a member of a global loses its offset',
    's/\\b[0-9]+[+]([A-Za-z_.][A-Za-z0-9_.]*\\(%rip\\))/\\1/',
  ),
  assembly('clear-first', '-O0', 'clearing an object clears a word of it', 's/\\brep stos/stos/'),
  assembly('copy-first', '-O0', 'copying an object copies a word of it', 's/\\brep movs/movs/'),
  assembly(
    'field-mask',
    '-O0',
    'a store to a bit-field keeps its old bits',
    '/^\\tandl\\t\\$-[0-9]+, %e[a-d]x$/d',
  ),
  assembly(
    'string-nul',
    '-O0',
    'a string ends at its first NUL',
    '/^\\t\\.string\\t/{N;s/\\n\\t\\.string\\t.*$//}',
  ),
  assembly(
    'stack-argument',
    '-O0',
    'the second stack argument is read one slot too far',
    's/\\b24\\(%rbp\\)/32(%rbp)/',
  ),
  assembly(
    'saved-register',
    '-O2',
    'a callee-saved register is not restored',
    's/\\bpopq\\t%rbx/addq\\t$8, %rsp/',
  ),
  assembly(
    'variadic-count',
    '-O0',
    'variadic calls tell of no floating arguments',
    '/^\\tmovl\\t\\$[1-8], %eax$/{N;s/\\$[1-8], %eax\\n\\tcall/$0, %eax\\n\\tcall/}',
  ),
];

const meaning: readonly Fault[] = [
  flagged('char-unsigned', '-O0', 'plain char is unsigned', '-funsigned-char'),
  flagged('field-unsigned', '-O0', 'plain int bit-fields are unsigned', '-funsigned-bitfields'),
  flagged('bool-byte', '-O0', '_Bool keeps the low byte', '-D_Bool=unsigned char'),
  flagged('volatile-lost', '-O2', 'volatile is ignored', '-Dvolatile='),
  flagged('align-lost', '-O0', '_Alignas is ignored', '-D_Alignas(x)='),
  flagged('align-four', '-O0', 'no member is aligned above 4', '-fpack-struct=4'),
  flagged('enum-short', '-O0', 'an enum takes the smallest type', '-fshort-enums'),
  flagged('wchar-short', '-O0', 'wchar_t has 16 bits', '-fshort-wchar'),
  flagged('field-layout', '-O0', "bit-fields lie as another system's do", '-mms-bitfields'),
  flagged('static-lost', '-O0', 'static locals are made anew by each call', '-Dstatic='),
  {
    ...flagged('old-cpu', '-O2', 'lzcnt is used without being asked for', '-mlzcnt'),
    baseline: true,
  },
];

/** All planted faults. */
export const faults: readonly Fault[] = [
  ...extensions,
  ...arithmetic,
  ...comparisons,
  ...floating,
  ...memory,
  ...meaning,
];
