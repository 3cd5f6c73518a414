import { describe, expect, it } from "vitest";
import type { Natives } from "./natives.ts";
import { createPace, type Flushed } from "./pace.ts";

/** A pace whose clock goes on by 8 ms with each flush; `more` flushes are needed for one change. */
function setUp(more: number, isInputPending: Natives["isInputPending"], left: Flushed = "more") {
  let time = 1_000;
  let tasks = 0;
  const port = { onmessage: null, postMessage: () => tasks++ };
  let frames = 0;
  class Channel {
    readonly port1 = port;
    readonly port2 = port;
  }
  const natives = {
    now: () => time,
    isInputPending,
    MessageChannel: Channel,
    requestAnimationFrame: () => ++frames,
    cancelAnimationFrame: () => frames--,
    setTimeout: () => 1,
    clearTimeout: () => {},
  } as unknown as Natives;
  let flushes = 0;
  const pace = createPace(
    natives,
    (leading) => {
      expect(leading).toBe(true);
      time += 8;
      return ++flushes < more ? left : "done";
    },
    () => Promise.resolve(),
  );
  return {
    pace,
    /** Flushes that wait for a paint. */
    waiting: () => frames,
    /** What one turn brings: flushes in it, and tasks that are asked for. */
    turn: async () => {
      pace.soon();
      await new Promise((ended) => setTimeout(ended));
      return { flushes, tasks };
    },
  };
}

describe("M11 a change of many slices", () => {
  it("is told whole in its turn while no input waits", async () => {
    expect(await setUp(9, () => false).turn()).toEqual({ flushes: 9, tasks: 0 });
  });

  it("takes the turn for 100 ms at most", async () => {
    expect(await setUp(99, () => false).turn()).toEqual({ flushes: 13, tasks: 1 });
  });

  it("leaves the turn as soon as input waits", async () => {
    let looks = 0;
    expect(await setUp(9, () => ++looks === 3).turn()).toEqual({ flushes: 3, tasks: 1 });
  });

  it("leaves it after one slice where the engine can't say, or where it must", async () => {
    expect(await setUp(9, undefined).turn()).toEqual({ flushes: 1, tasks: 1 });
    expect(await setUp(9, () => false, "apart").turn()).toEqual({ flushes: 1, tasks: 1 });
  });
});

describe("M11 what may wait for a paint", () => {
  it("does not make a change wait that comes after quiet", async () => {
    const { pace, turn, waiting } = setUp(1, undefined);
    pace.later();
    expect(waiting()).toBe(1);
    expect((await turn()).flushes).toBe(1);
    expect(waiting()).toBe(0);
  });

  it("waits together with the changes of a burst", async () => {
    const { turn, waiting } = setUp(1, undefined);
    for (let change = 0; change < 3; change++) expect((await turn()).flushes).toBe(1);
    expect(waiting()).toBe(1);
  });
});
