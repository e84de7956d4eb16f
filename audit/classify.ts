/**
 * Judges from metrics how code treats registers: allocated, stack-resident, or copy-bound. The
 * rule was calibrated on code of known origin: gcc and clang with -O are allocated, both without
 * and tcc are stack-resident, a shuttle's phi copies make it copy-bound. No single metric
 * separates the three, and a verdict is only given on a whole sweep of pressures.
 */
import type { Allocation } from './document.ts';
import type { Metrics } from './metrics.ts';

/** Thresholds of the rule, in one place. */
export const RULE = {
  copyShare: 0.28,
  shuttleIndex: 0.1,
  growth: 1.3,
  effectiveRegisters: 4.0,
  stackShare: 0.3,
} as const;

/** Judges one function or object. `growth` must be relative to an unoptimised reference. */
export function classify(metrics: Metrics): Allocation {
  const copies = metrics.copyShare >= RULE.copyShare || metrics.shuttleIndex >= RULE.shuttleIndex;
  if (copies && metrics.growth >= RULE.growth) return 'copy-bound';
  const few = metrics.effectiveRegisters <= RULE.effectiveRegisters;
  if (few && metrics.stackShare >= RULE.stackShare) return 'stack-resident';
  return 'allocated';
}

/** A verdict over a sweep: the class most points agree on, and the share of points that do. */
export interface SweepVerdict {
  readonly allocation: Allocation;
  readonly agreement: number;
}

/** Below this many live locals a compiler can look good by chance: they weigh half. */
const LIGHT_LOCALS = 12;

/**
 * Judges a sweep. Points under pressure weigh double; a shuttle shows itself only where there are
 * values to copy, so copy-bound wins as soon as it holds for half of the weight under pressure.
 */
export function judgeSweep(
  points: readonly { readonly locals: number; readonly allocation: Allocation }[],
): SweepVerdict {
  const weights: Record<Allocation, number> = {
    allocated: 0,
    'stack-resident': 0,
    'copy-bound': 0,
  };
  let pressed = 0;
  let pressedCopies = 0;
  for (const { locals, allocation } of points) {
    weights[allocation] += locals < LIGHT_LOCALS ? 1 : 2;
    if (locals < LIGHT_LOCALS) continue;
    pressed++;
    if (allocation === 'copy-bound') pressedCopies++;
  }
  const total = weights.allocated + weights['stack-resident'] + weights['copy-bound'];
  const winner: Allocation =
    pressed > 0 && 2 * pressedCopies >= pressed
      ? 'copy-bound'
      : weights.allocated > weights['stack-resident']
        ? 'allocated'
        : 'stack-resident';
  return { allocation: winner, agreement: total === 0 ? 0 : weights[winner] / total };
}
