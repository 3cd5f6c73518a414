// Order statistics and the interval of a ratio. Samples are numbers of any unit.

/** Smallest value that at least `share` (0 to 1) of the samples do not exceed; null of none. */
export function percentile(samples, share) {
  if (samples.length === 0) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Middle of the samples, the mean of the two middle ones of an even number; null of none. */
export function median(samples) {
  if (samples.length === 0) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Enough resamples that the interval's second digit stays from run to run. */
const DRAWS = 2000;
/** The interval holds the middle 95 % of the resampled medians. */
const TAIL = 0.025;

/**
 * The ratio ours / theirs over rounds. Both halves of a pair come from the same round, so that
 * what the machine did at that time meets both.
 * @param {[number, number][]} pairs `[ours, theirs]` of each round; pairs without a positive peer are left out
 * @returns {{ratio: number, low: number, high: number, rounds: number} | null} null when no pair can be used
 */
export function pairedRatio(pairs) {
  const ratios = pairs
    .filter(([ours, theirs]) => Number.isFinite(ours) && theirs > 0)
    .map(([ours, theirs]) => ours / theirs);
  if (ratios.length === 0) return null;
  const next = generator(ratios.length);
  const medians = Array.from({ length: DRAWS }, () =>
    median(ratios.map(() => ratios[Math.floor(next() * ratios.length)])),
  );
  return {
    ratio: median(ratios),
    low: percentile(medians, TAIL),
    high: percentile(medians, 1 - TAIL),
    rounds: ratios.length,
  };
}

/** Numbers from 0 to 1 that are the same in every run, so that one set of samples has one interval. */
export function generator(seed) {
  let state = (seed * 2654435761 + 88675123) >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
