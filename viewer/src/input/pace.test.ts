import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

/** A clock that the test moves. */
function hand() {
  let now = 0;
  let due: { at: number; fn: () => void } | undefined;
  return {
    clock: {
      now: () => now,
      later: (fn: () => void, ms: number) => {
        due = { at: now + ms, fn };
        return () => {
          due = undefined;
        };
      },
    },
    pass(ms: number) {
      const until = now + ms;
      while (due && due.at <= until) {
        const { at, fn } = due;
        due = undefined;
        now = at;
        fn();
      }
      now = until;
    },
  };
}

test("A9 a burst of typing goes in order, and none of it faster than the server takes", () => {
  const { clock, pass } = hand();
  const pace = new Pace(clock);
  const sent: number[] = [];
  for (let i = 0; i < 200; i++) pace.take(() => sent.push(i));
  expect(sent).toHaveLength(100);
  pass(1000);
  expect(sent.length).toBeGreaterThan(150);
  expect(sent.length).toBeLessThanOrEqual(160);
  pass(1000);
  expect(sent).toEqual(Array.from({ length: 200 }, (_, i) => i));
});

test("A10 what waits is forgotten when the agent may act no more", () => {
  const { clock, pass } = hand();
  const pace = new Pace(clock);
  let sent = 0;
  for (let i = 0; i < 120; i++) pace.take(() => sent++);
  pace.clear();
  pass(5000);
  expect(sent).toBe(100);
  pace.take(() => sent++);
  expect(sent).toBe(101);
});
