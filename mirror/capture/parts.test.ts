import { describe, expect, it } from "vitest";
import { createParts } from "./parts.ts";

function setUp() {
  let time = 0;
  const errors: unknown[] = [];
  const arrivals: string[] = [];
  const loads: { found(chunk: string): void; failed(): void }[] = [];
  let flushes = 0;
  const timers = new Map<number, { fn: () => void; at: number }>();
  const parts = createParts(
    {
      now: () => time,
      setTimeout: (fn, ms) => {
        timers.set(timers.size + 1, { fn, at: time + ms });
        return timers.size;
      },
      clearTimeout: (id) => timers.delete(id),
    },
    () => flushes++,
    (error) => errors.push(error),
  );
  const load = (): Promise<string> =>
    new Promise((found, failed) => {
      loads.push({ found, failed: () => failed(new Error("no connection")) });
    });
  return {
    parts,
    load,
    loads,
    arrivals,
    errors,
    arrived: (chunk: string) => arrivals.push(chunk),
    flushed: async (times: number) => {
      while (flushes < times) await Promise.resolve();
    },
    wait: (ms: number) => {
      time += ms;
      for (const [id, { fn, at }] of timers) if (at <= time && timers.delete(id)) fn();
    },
  };
}

describe("a part that only some pages need", () => {
  it("is loaded once, at the first sign, and a flush follows it", async () => {
    const { parts, load, loads, arrivals, arrived, flushed } = setUp();
    const need = parts.onSign(load, arrived);
    expect(loads).toHaveLength(0);
    need();
    need();
    loads[0]?.found("part");
    await flushed(1);
    need();
    expect(loads).toHaveLength(1);
    expect(arrivals).toEqual(["part"]);
  });

  it("holds keyframes where the page looks otherwise without it, until it is here or can't be had", async () => {
    const { parts, load, loads, arrived, flushed } = setUp();
    const isAwaited: boolean[] = [];
    parts.onSign(load, arrived)();
    isAwaited.push(parts.isAwaited);
    parts.onSign(load, arrived, true)();
    parts.onSign(load, arrived, true)();
    isAwaited.push(parts.isAwaited);
    loads[1]?.found("part");
    await flushed(1);
    isAwaited.push(parts.isAwaited);
    loads[2]?.failed();
    await flushed(2);
    isAwaited.push(parts.isAwaited);
    expect(isAwaited).toEqual([false, true, true, false]);
  });

  it("is tried again when it could not be loaded, after a while", async () => {
    const { parts, load, loads, errors, arrived, flushed, wait } = setUp();
    const need = parts.onSign(load, arrived);
    need();
    loads[0]?.failed();
    await flushed(1);
    need();
    expect(loads).toHaveLength(1);
    wait(5_000);
    need();
    expect(loads).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("holds no keyframe for ever when it never comes, and is taken when it comes after all", async () => {
    const { parts, load, loads, arrivals, arrived, flushed, wait } = setUp();
    let failures = 0;
    const need = parts.onSign(load, arrived, true, () => failures++);
    const over = need();
    wait(9_999);
    expect([parts.isAwaited, failures]).toEqual([true, 0]);
    wait(1);
    await over;
    need();
    expect([parts.isAwaited, failures, loads.length, arrivals.length]).toEqual([false, 1, 1, 0]);
    loads[0]?.found("part");
    await flushed(2);
    expect([parts.isAwaited, arrivals]).toEqual([false, ["part"]]);
  });

  it("is not made any more once the capture has stopped", async () => {
    const { parts, load, loads, arrivals, arrived, flushed } = setUp();
    const [before, after] = [parts.onSign(load, arrived), parts.onSign(load, arrived)];
    before();
    parts.stop();
    after();
    loads[0]?.found("part");
    await flushed(1);
    expect([loads.length, arrivals.length]).toEqual([1, 0]);
  });

  it("fails without the page's noticing", async () => {
    const { parts, load, loads, errors, flushed } = setUp();
    const fault = new Error("ours");
    parts.onSign(load, () => {
      throw fault;
    })();
    loads[0]?.found("part");
    await flushed(1);
    expect(errors).toEqual([fault]);
  });
});
