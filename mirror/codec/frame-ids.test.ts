import { describe, expect, it } from "vitest";
import { frameNodeOf, idInFrame } from "./frame-ids.ts";

describe("numbers of nodes inside frames (P9)", () => {
  it("say round and node again, within 32 bits", () => {
    for (const [round, node] of [
      [1, 1],
      [511, 2 ** 22 - 1],
      [7, 5000],
    ] as const) {
      const id = idInFrame(round, node);
      expect(id).toBeGreaterThanOrEqual(2 ** 31);
      expect(id).toBeLessThan(2 ** 32);
      expect(frameNodeOf(id)).toEqual({ round, node });
    }
  });

  it("leave the page's own ids alone, and nodes that have no number", () => {
    expect(frameNodeOf(2_000_000)).toBeNull();
    expect(idInFrame(1, 2 ** 22)).toBe(0);
    expect(idInFrame(1, 0)).toBe(0);
  });
});
