/** What -march and the -m flags of x86-64 say of AVX2, as gcc reads them. */
import { readFileSync } from 'node:fs';

/** What was said; null where nothing was. */
export interface MachineWords {
  /** The last -march. */
  arch: string;
  /** The last of -mavx2, -mno-avx2 and those that imply one of them. */
  avx2: boolean | null;
  /** The stack is aligned to 8 bytes only: not where SSE may be used. */
  looseStack: boolean;
  /** The first flag that only x86-64 has, for the message. */
  flag: string | null;
}

const WITH_AVX2: ReadonlySet<string> = new Set([
  ...['x86-64-v3', 'x86-64-v4', 'core-avx2', 'haswell', 'broadwell', 'skylake'],
  ...['skylake-avx512', 'cascadelake', 'cooperlake', 'cannonlake', 'icelake-client'],
  ...['icelake-server', 'tigerlake', 'rocketlake', 'alderlake', 'raptorlake', 'meteorlake'],
  ...['sapphirerapids', 'emeraldrapids', 'graniterapids', 'sierraforest', 'grandridge'],
  ...['knl', 'knm', 'bdver4', 'znver1', 'znver2', 'znver3', 'znver4', 'znver5'],
]);

/** Whether the machine that this runs on has AVX2, and its system saves the registers. */
function nativeHasAvx2(): boolean {
  try {
    return /^flags\s*:.*\bavx2\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}

/** Whether code for x86-64 may use AVX2: a flag of its own counts more than -march. */
export function mayUseAvx2({ arch, avx2 }: MachineWords): boolean {
  return avx2 ?? (arch === 'native' ? nativeHasAvx2() : WITH_AVX2.has(arch));
}
