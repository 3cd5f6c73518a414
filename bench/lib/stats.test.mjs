import { describe, expect, it } from "vitest";
import { generator, median, pairedRatio, percentile } from "./stats.mjs";

describe("order statistics", () => {
  it("takes the smallest value that covers the share", () => {
    const samples = [5, 1, 4, 2, 3];
    expect(percentile(samples, 0.5)).toBe(3);
    expect(percentile(samples, 0.95)).toBe(5);
    expect(percentile(samples, 0)).toBe(1);
    expect(percentile([], 0.5)).toBeNull();
  });

  it("takes the mean of the two middle values of an even number", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9])).toBe(9);
    expect(median([])).toBeNull();
  });
});

describe("ratio of pairs", () => {
  it("is not moved by a machine that slows both halves of a round", () => {
    const slowed = [1, 7, 2, 30].map((slow) => [3 * slow, 10 * slow]);
    const { ratio, low, high } = pairedRatio(slowed);
    for (const value of [ratio, low, high]) expect(value).toBeCloseTo(0.3, 10);
  });

  it("has an interval that holds the ratio and grows with the spread", () => {
    const narrow = pairedRatio([50, 52, 48, 51, 49].map((ours) => [ours, 100]));
    const wide = pairedRatio([20, 90, 40, 60, 50].map((ours) => [ours, 100]));
    for (const { ratio, low, high } of [narrow, wide]) {
      expect(low).toBeLessThanOrEqual(ratio);
      expect(high).toBeGreaterThanOrEqual(ratio);
    }
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
  });

  it("leaves out pairs without a peer to compare with", () => {
    expect(
      pairedRatio([
        [1, 0],
        [Number.NaN, 4],
        [2, 4],
      ]),
    ).toMatchObject({ ratio: 0.5, rounds: 1 });
    expect(pairedRatio([[1, 0]])).toBeNull();
  });
});

it("draws the same numbers for the same seed", () => {
  const [a, b] = [generator(7), generator(7)];
  const drawn = Array.from({ length: 50 }, () => a());
  expect(drawn).toEqual(Array.from({ length: 50 }, () => b()));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
});
