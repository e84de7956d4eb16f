/**
 * The few statistics the audit needs, plain and deterministic: the bootstrap draws from a seed.
 */

/** A confidence interval around a value. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A generator of numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `count` items without repetition in their given order, chosen by `seed`; all when there are
 * fewer.
 */
export function sample<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const next = random(seed);
  const order = items.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const chosen = new Set(order.slice(0, count));
  return items.filter((_, i) => chosen.has(i));
}

/** The middle value; the mean of the two middle ones for an even count; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The arithmetic mean; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The geometric mean of positive values; NaN for none. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

/**
 * Geometric mean with a 95% percentile bootstrap interval (Efron & Tibshirani 1993, 13.3) over the
 * values, 2,000 resamples drawn from `seed`.
 */
export function geometricMeanInterval(values: readonly number[], seed: number): Interval {
  const value = geometricMean(values);
  if (values.length < 2) return { value, low: value, high: value };
  const logs = values.map(Math.log);
  const next = random(seed);
  const means = Array.from({ length: 2000 }, () => {
    let sum = 0;
    for (let i = 0; i < logs.length; i++) sum += logs[Math.floor(next() * logs.length)] ?? 0;
    return sum / logs.length;
  }).sort((a, b) => a - b);
  return { value, low: Math.exp(means[49] ?? 0), high: Math.exp(means[1950] ?? 0) };
}

/** A straight line through points by least squares, with the standard error of its slope. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
}

/** Least-squares line through (x, y); slope 0 when all x are equal or there are fewer than two. */
export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): Line {
  const mx = mean(points.map((point) => point.x));
  const my = mean(points.map((point) => point.y));
  let sxx = 0;
  let sxy = 0;
  for (const { x, y } of points) {
    sxx += (x - mx) ** 2;
    sxy += (x - mx) * (y - my);
  }
  if (points.length < 2 || sxx === 0) return { slope: 0, intercept: my, slopeError: Infinity };
  const slope = sxy / sxx;
  const intercept = my - slope * mx;
  const residual = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0);
  const slopeError = points.length > 2 ? Math.sqrt(residual / (points.length - 2) / sxx) : Infinity;
  return { slope, intercept, slopeError };
}

/** Growth exponent of positive `y` against positive `x`: the slope on log-log axes. */
export function growthExponent(
  points: readonly { readonly x: number; readonly y: number }[],
): Line {
  return fitLine(points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) })));
}

/** Wilson's 95% score interval for `hits` of `trials`. */
export function proportionInterval(hits: number, trials: number): Interval {
  if (trials === 0) return { value: Number.NaN, low: 0, high: 1 };
  const z = 1.96;
  const value = hits / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (value + (z * z) / (2 * trials)) / scale;
  const spread =
    (z / scale) * Math.sqrt((value * (1 - value)) / trials + (z * z) / (4 * trials ** 2));
  return { value, low: Math.max(0, centre - spread), high: Math.min(1, centre + spread) };
}
