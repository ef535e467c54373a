/** Means of ratios and their intervals by resampling: the arithmetic of the benchmarks, and nothing of how they run. */

import { median, quantile } from '../../src/driver/statistics.js';

/** A value, and the 95 % interval that resampling its samples gives. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Samples of what is measured and of what it is compared with, taken in the same rounds. */
export interface Pair {
  readonly samples: readonly number[];
  readonly baseline: readonly number[];
}

/** How often the samples are drawn anew for an interval. */
const RESAMPLINGS = 400;

/** The geometric mean of positive numbers. */
export function geomean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/**
 * The geometric mean of the ratios of medians. A round is drawn as a whole, so that what disturbed both sides of a
 * pair disturbs both in the resampling too.
 */
export function ratioOf(pairs: readonly Pair[]): Estimate {
  const ratio = ({ samples, baseline }: Pair) => median(samples) / median(baseline);
  const random = splitmix32(0x5eed);
  const draws: number[] = [];
  for (let i = 0; i < RESAMPLINGS; i++) draws.push(geomean(pairs.map(pair => ratio(resample(pair, random)))));
  return { value: geomean(pairs.map(ratio)), low: quantile(draws, 0.025), high: quantile(draws, 0.975) };
}

function resample({ samples, baseline }: Pair, random: () => number): Pair {
  const rounds = samples.map(() => Math.floor(random() * samples.length));
  return { samples: rounds.map(round => samples[round]!), baseline: rounds.map(round => baseline[round]!) };
}

/** Numbers in [0, 1) that are the same in every run, so that the same samples give the same interval. */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}
