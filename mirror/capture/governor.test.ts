import { beforeEach, describe, expect, it } from "vitest";
import { Dirty } from "./dirty.ts";
import { ACTING_MS, createGovernor, type Governor } from "./governor.ts";
import type { CaptureHost } from "./host.ts";
import { Sent } from "./tree.ts";

/** One frame of a 60 Hz screen, in ms. */
const FRAME_MS = 16.7;
const SECOND_MS = 1_000;

let now: number;
let timers: { at: number; fn: () => void }[];
let wakes: number;
let dirty: Dirty;
let governor: Governor;
let ticker: Sent;

beforeEach(() => {
  now = 5_000;
  timers = [];
  wakes = 0;
  dirty = new Dirty();
  const natives = {
    now: () => now,
    setTimeout: (fn: () => void, ms: number) => timers.push({ at: now + ms, fn }),
    clearTimeout: () => {},
  };
  const host = { natives, onStop: () => {}, wake: () => wakes++ };
  governor = createGovernor(host as unknown as CaptureHost, dirty);
  ticker = new Sent(1, {} as Node);
});

/** The node changes once a frame for so long; how often it was told of. */
function changes(ms: number, freeMs = 0, isBehind = false): number {
  let told = 0;
  for (const end = now + ms; now < end; now += FRAME_MS) {
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { fn } of due) fn();
    governor.begin(freeMs, isBehind);
    if (!governor.holds(ticker)) told++;
  }
  return told;
}

describe("M11 a node that changes all the time", () => {
  it("goes as it comes for a second, then fifteen times a second", () => {
    expect(changes(SECOND_MS)).toBe(60);
    changes(SECOND_MS);
    expect(changes(10 * SECOND_MS)).toBeLessThan(160);
    expect(changes(10 * SECOND_MS)).toBeGreaterThan(130);
  });

  it("goes four times a second while the link is behind", () => {
    changes(5 * SECOND_MS, 0, true);
    expect(changes(10 * SECOND_MS, 0, true)).toBeLessThan(45);
  });

  it("is not held while the customer acts, unless the link is behind", () => {
    changes(10 * SECOND_MS);
    expect(changes(SECOND_MS, ACTING_MS)).toBe(60);
    now += ACTING_MS;
    expect(changes(SECOND_MS)).toBeLessThan(30);
    expect(changes(SECOND_MS, ACTING_MS, true)).toBeLessThan(10);
  });

  it("is told of in its last state: what is held counts as nothing to do now, and wakes the capture later", () => {
    changes(10 * SECOND_MS);
    governor.begin(0, false);
    dirty.texts.add(ticker);
    governor.holds(ticker);
    expect(governor.holds(ticker)).toBe(true);
    expect(dirty.any).toBe(false);
    expect(dirty.texts.has(ticker)).toBe(true);
    expect(timers).toHaveLength(1);
    const before = wakes;
    timers[0]?.fn();
    expect(wakes).toBe(before + 1);
  });

  it("cools down while it is quiet", () => {
    changes(10 * SECOND_MS);
    now += 5 * SECOND_MS;
    expect(changes(SECOND_MS)).toBe(60);
  });

  it("is not in the way of others", () => {
    changes(10 * SECOND_MS);
    governor.begin(0, false);
    expect(governor.holds(new Sent(2, {} as Node))).toBe(false);
  });
});
