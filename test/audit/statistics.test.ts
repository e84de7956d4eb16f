/** Statistics, the reading of growth, sampling. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../audit/probes/growth.ts';
import {
  fitLine,
  geometricMean,
  geometricMeanInterval,
  growthExponent,
  median,
  proportionInterval,
  random,
  sample,
} from '../../audit/statistics.ts';

describe('averages', () => {
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('averages ratios geometrically', () => {
    expect(geometricMean([2, 8])).toBeCloseTo(4);
    expect(geometricMean([0.5, 2])).toBeCloseTo(1);
  });

  it('bounds a mean from both sides, the same for the same seed', () => {
    const values = [1, 1.5, 2, 2.5, 3, 9];
    const interval = geometricMeanInterval(values, 1);
    expect(interval.low).toBeLessThan(interval.value);
    expect(interval.high).toBeGreaterThan(interval.value);
    expect(geometricMeanInterval(values, 1)).toEqual(interval);
  });

  it('gives a proportion an interval that is never empty nor outside 0 to 1', () => {
    expect(proportionInterval(10, 10).high).toBe(1);
    expect(proportionInterval(10, 10).low).toBeGreaterThan(0.6);
    expect(proportionInterval(10, 10).low).toBeLessThan(0.8);
  });
});

describe('growth', () => {
  it('finds a slope and its error', () => {
    const line = fitLine([
      { x: 0, y: 1 },
      { x: 1, y: 3 },
      { x: 2, y: 5 },
    ]);
    expect(line.slope).toBeCloseTo(2);
    expect(line.intercept).toBeCloseTo(1);
    expect(line.slopeError).toBeCloseTo(0);
  });

  it('tells a constant factor from a square', () => {
    const points = (power: number) =>
      [100, 200, 400, 800].map((n) => ({ x: n, y: 5 * n ** power }));
    expect(verdictOf(growthExponent(points(0)).slope, 0, 'steps')).toBe('constant');
    expect(verdictOf(growthExponent(points(1)).slope, 0, 'steps')).toBe('compounding');
    expect(verdictOf(0.2, 0.01, 'steps')).toBe('compounding');
    expect(verdictOf(0.2, 0.01, 'time')).toBe('constant');
    expect(verdictOf(-1, 0.1, 'time')).toBe('shrinking');
    expect(verdictOf(0.3, 0.4, 'time')).toBe('unclear');
  });
});

describe('sampling', () => {
  it('chooses distinct items in their order, by seed alone', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(), (length, count, seed) => {
        const items = Array.from({ length }, (_, i) => i);
        const chosen = sample(items, count, seed);
        expect(chosen.length).toBe(Math.min(length, count));
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(sample(items, count, seed)).toEqual(chosen);
      }),
    );
  });

  it('draws evenly', () => {
    const next = random(7);
    const mean = Array.from({ length: 20_000 }, next).reduce((sum, x) => sum + x, 0) / 20_000;
    expect(mean).toBeGreaterThan(0.49);
    expect(mean).toBeLessThan(0.51);
  });
});
