import { describe, expect, it } from "vitest";
import { longestRising } from "./lis.ts";

const stays = (...order: number[]): number[] => {
  const marks = longestRising(Int32Array.from(order));
  return order.filter((_, i) => marks[i]);
};

describe("what may stay when a list is reordered", () => {
  it("all of a list in order", () => expect(stays(0, 1, 2, 3)).toEqual([0, 1, 2, 3]));
  it("all but the one that moved", () => expect(stays(0, 4, 1, 2, 3)).toEqual([0, 1, 2, 3]));
  it("all but two that changed places", () => expect(stays(0, 3, 2, 1, 4)).toHaveLength(3));
  it("one of a reversed list", () => expect(stays(3, 2, 1, 0)).toHaveLength(1));
  it("nothing new", () => expect(stays(-1, 0, -1, 1)).toEqual([0, 1]));
  it("nothing of nothing", () => expect(stays()).toEqual([]));
});
