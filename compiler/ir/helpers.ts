/**
 * What translated code calls for the ops WebAssembly lacks: long double, high products, and faults.
 */
import {
  absExtended,
  addExtended,
  compareExtended,
  divExtended,
  type Extended,
  type ExtendedFormat,
  extendedFromBytes,
  extendedFromInteger,
  extendedFromNumber,
  extendedToBytes,
  extendedToFloat32,
  extendedToInteger,
  extendedToNumber,
  mulExtended,
  mulHigh,
  negExtended,
  subExtended,
  swapBytes,
  wrap,
} from '../numbers.ts';
import { NotInterpretable } from './link.ts';
import { type Memory, Stop } from './memory.ts';

/** Types in the letters of link.ts. */
export const HELPER_TYPES = {
  fault: '(wl)',
  unreachable: '(w)',
  trap: '(w)',
  badGoto: '(w)',
  badCall: '(w)',
  undefinedFunction: '(w)',
  outOfSteps: '()',
  stackOverflow: '()',
  alloca: 'w(lw)',
  bswap_w: 'w(w)',
  bswap_l: 'l(l)',
  smulh_w: 'w(ww)',
  smulh_l: 'l(ll)',
  umulh_w: 'w(ww)',
  umulh_l: 'l(ll)',
  loadExtended: 'e(w)',
  storeExtended: '(we)',
  add_e: 'e(ee)',
  sub_e: 'e(ee)',
  mul_e: 'e(ee)',
  div_e: 'e(ee)',
  neg_e: 'e(e)',
  fabs_e: 'e(e)',
  compareExtended: 'w(ee)',
  doubleToExtended: 'e(d)',
  signedToExtended: 'e(l)',
  unsignedToExtended: 'e(l)',
  extendedToDouble: 'd(e)',
  extendedToFloat: 's(e)',
  extendedToInteger: 'l(e)',
} as const;

const ZERO = extendedFromNumber(0);

/** A stack pointer moved down by a size, to a multiple of the alignment and of 16. */
function lowered(stack: number, size: bigint, align: number): number {
  const aligned = Math.max(16, align);
  return Math.floor((stack - Number(wrap(size, 64, false))) / aligned) * aligned;
}

function notInterpretable(site: string): never {
  throw new NotInterpretable(`${site}: the function is not defined`);
}

/** The functions of HELPER_TYPES; `describe` gives the words for a site's number. */
export function helperFunctions(
  memory: Memory,
  format: ExtendedFormat,
  stack: WebAssembly.Global<number>,
  stackLowest: number,
  describe: (site: number) => string,
): Record<keyof typeof HELPER_TYPES, unknown> {
  const signal = (name: string, message: string): never => {
    throw new Stop('signal', 0, name, message);
  };
  const at = (site: number, signalName: string, what: string): never =>
    signal(signalName, `${describe(site)}: ${what}`);
  type Operand = Extended | null;
  const of = (x: Operand): Extended => x ?? ZERO;
  return {
    fault: (site: number, address: bigint) =>
      at(site, 'SIGSEGV', `address 0x${wrap(address, 64, false).toString(16)} is out of bounds`),
    unreachable: (site: number) => at(site, 'SIGILL', 'reached'),
    trap: (site: number) => at(site, 'SIGILL', 'executed'),
    badGoto: (site: number) => at(site, 'SIGSEGV', 'not the address of a listed label'),
    badCall: (site: number) => at(site, 'SIGSEGV', 'not the address of a function'),
    undefinedFunction: (site: number) => notInterpretable(describe(site)),
    outOfSteps: () => {
      throw new Stop('steps', 0, '', 'step limit reached');
    },
    stackOverflow: () => signal('SIGSEGV', 'stack overflow'),
    alloca: (size: bigint, align: number) => {
      const low = lowered(stack.value, size, align);
      if (low < stackLowest) signal('SIGSEGV', 'stack overflow');
      stack.value = low;
      return low;
    },
    bswap_w: (x: number) => Number(swapBytes(BigInt(x), 32)),
    bswap_l: (x: bigint) => swapBytes(x, 64),
    smulh_w: (a: number, b: number) => Number(mulHigh(BigInt(a), BigInt(b), 32, true)),
    smulh_l: (a: bigint, b: bigint) => mulHigh(a, b, 64, true),
    umulh_w: (a: number, b: number) => Number(mulHigh(BigInt(a), BigInt(b), 32, false)),
    umulh_l: (a: bigint, b: bigint) => mulHigh(a, b, 64, false),
    loadExtended: (address: number) => {
      const start = memory.at(address, 16);
      return extendedFromBytes(memory.bytes.subarray(start, start + 16), format);
    },
    storeExtended: (address: number, x: Operand) => {
      memory.bytes.set(extendedToBytes(of(x), format), memory.at(address, 16, true));
    },
    add_e: (a: Operand, b: Operand) => addExtended(of(a), of(b), format),
    sub_e: (a: Operand, b: Operand) => subExtended(of(a), of(b), format),
    mul_e: (a: Operand, b: Operand) => mulExtended(of(a), of(b), format),
    div_e: (a: Operand, b: Operand) => divExtended(of(a), of(b), format),
    neg_e: (a: Operand) => negExtended(of(a)),
    fabs_e: (a: Operand) => absExtended(of(a)),
    compareExtended: (a: Operand, b: Operand) => compareExtended(of(a), of(b)) ?? 2,
    doubleToExtended: (x: number) => extendedFromNumber(x),
    signedToExtended: (x: bigint) => extendedFromInteger(x, format),
    unsignedToExtended: (x: bigint) => extendedFromInteger(wrap(x, 64, false), format),
    extendedToDouble: (x: Operand) => extendedToNumber(of(x)),
    extendedToFloat: (x: Operand) => extendedToFloat32(of(x)),
    extendedToInteger: (x: Operand) => wrap(extendedToInteger(of(x)) ?? 0n, 64, true),
  };
}
