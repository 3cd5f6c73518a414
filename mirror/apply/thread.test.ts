import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Thread } from "./thread.ts";

let asked: string[];
let givenUp: number;
let thread: Thread;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  givenUp = 0;
  thread = new Thread(
    (why) => asked.push(why),
    () => givenUp++,
  );
});
afterEach(() => {
  vi.useRealTimers();
});

/** A keyframe comes, whole, and then the same fault again. */
function again(): void {
  thread.begin();
  thread.whole();
  thread.lose("fault");
}

/** The fault comes back with each keyframe for so long, in ms. */
function recurs(ms: number): void {
  for (let passed = 0; passed < ms; passed += 100) {
    if (asked.length > 0) again();
    vi.advanceTimersByTime(100);
  }
}

describe("a stream that can't be followed (F2)", () => {
  it("has a keyframe asked for at once, and no other while that one is awaited", () => {
    thread.begin();
    thread.lose("fault");
    expect(thread.held).toBe(false);
    vi.advanceTimersByTime(3_600_000);
    expect(asked).toEqual(["fault"]);
  });

  it("has one asked for where the first that comes can't be read, and where the awaited one can't", () => {
    thread.lose("first");
    thread.lose("second");
    vi.advanceTimersByTime(1_000);
    expect(asked).toEqual(["first", "second"]);
  });

  it("is held from the next keyframe on, whoever asked for it", () => {
    thread.begin();
    thread.lose("fault");
    again();
    thread.begin();
    vi.advanceTimersByTime(3_600_000);
    expect(thread.held).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it("has the second one asked for although the first came at once", () => {
    thread.begin();
    thread.lose("fault");
    again();
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(2);
  });

  it("has no more than a few asked for where the fault comes back with each", () => {
    thread.begin();
    thread.lose("fault");
    recurs(3_600_000);
    expect(asked).toHaveLength(6);
    expect(givenUp).toBeGreaterThan(0);
    expect(thread.stuck).toBe(true);
  });

  it("is not given up any more when a keyframe has come whole, nor when another page has come", () => {
    thread.begin();
    thread.lose("fault");
    recurs(100_000);
    thread.begin();
    expect(thread.stuck).toBe(true);
    thread.whole();
    expect(thread.stuck).toBe(false);
    thread.forgive();
    thread.lose("another page's");
    expect(asked).toHaveLength(7);
  });

  it("begins anew after it could be followed for long", () => {
    thread.begin();
    thread.lose("fault");
    recurs(100_000);
    thread.begin();
    vi.advanceTimersByTime(60_000);
    thread.lose("later");
    expect(asked.at(-1)).toBe("later");
    expect(asked).toHaveLength(7);
  });

  it("asks for nothing after a purge, as the keyframe comes by itself", () => {
    thread.begin();
    thread.lose("fault");
    again();
    thread.drop();
    vi.advanceTimersByTime(3_600_000);
    expect(asked).toHaveLength(1);
  });
});
